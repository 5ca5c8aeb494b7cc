"""What the data sets share: finding the folder, reading a file, counting items."""

import tarfile
import zipfile

from ...utils.data import Dataset
from .._files import load


def find(folder, archive, into, download):
    """Make sure that ``folder`` exists, out of the archive if allowed to."""
    if folder.is_dir():
        return
    if not download:
        raise RuntimeError(f"The path {folder} doesn't exist. Please check the ``root`` path or set `download=True` to unpack {archive.name}")
    if not archive.is_file():
        raise NotImplementedError(f"audio.datasets: no download in this build; put {archive.name} into {archive.parent}")
    into.mkdir(parents=True, exist_ok=True)
    if archive.suffix == ".zip":
        with zipfile.ZipFile(archive) as file:
            file.extractall(into)
        return
    with tarfile.open(archive) as file:
        file.extractall(into, filter="data")


def waveform(path, rate):
    """The samples of a file that must have this rate."""
    samples, found = load(path)
    if found != rate:
        raise ValueError(f"{path}: sample rate {rate} expected, {found} found")
    return samples


class Walked(Dataset):
    """Items by a list, ``_walker``."""

    def __len__(self):
        return len(self._walker)
