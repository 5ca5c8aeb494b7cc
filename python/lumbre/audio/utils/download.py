"""The files of torchaudio's server, kept in the hub's folder."""

import hashlib
from pathlib import Path

from lumbre import hub


def _download_asset(key, hash="", path="", *, progress=True):
    """The path (a string) of the file ``key`` of download.pytorch.org/torchaudio, which is downloaded where it is not there yet.

    It is kept at ``path``, or under ``hub.get_dir()/torchaudio``. Raises ValueError where ``hash`` is given and is not the file's SHA-256,
    and URLError without a network.
    """
    path = Path(path) if path else Path(hub.get_dir()) / "torchaudio" / key
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        hub.download_url_to_file(f"https://download.pytorch.org/torchaudio/{key}", str(path), progress=progress)
    if hash:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != hash:
            raise ValueError(f"The hash value of the downloaded file ({path}), '{found}' does not match the provided hash value, '{hash}'.")
    return str(path)
