"""Models and weights from the web: `load("owner/repository", "model")`, `load_state_dict_from_url(url)`.

Downloads are kept under `get_dir()` (`$TORCH_HOME/hub`, by default `~/.cache/torch/hub`) and used again without a connection.
"""

import contextlib
import errno
import importlib.util
import os
import re
import shutil
import sys
import tempfile
import warnings
import zipfile
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlparse
from urllib.request import Request, urlopen

try:
    from tqdm.auto import tqdm
except ImportError:

    class tqdm:  # noqa: N801
        """A plain progress line on standard error, where the package tqdm is not installed."""

        def __init__(self, total=None, disable=False, unit=None, *args, **kwargs):
            self.total, self.disable, self.n = total, disable, 0

        def update(self, n):
            """Counts `n` more bytes."""
            self.n += n
            if not self.disable:
                done = f"{100 * self.n / float(self.total):.1f}%" if self.total else f"{self.n:.1f} bytes"
                sys.stderr.write(f"\r{done}")
                sys.stderr.flush()

        def set_description(self, *args, **kwargs):
            pass

        def write(self, text):
            sys.stderr.write(f"{text}\n")

        def close(self):
            self.disable = True

        def __enter__(self):
            return self

        def __exit__(self, *exc):
            if not self.disable:
                sys.stderr.write("\n")


__all__ = ["download_url_to_file", "get_dir", "help", "list", "load", "load_state_dict_from_url", "set_dir"]

# The part of a file's name that says what its checksum begins with: `resnet18-f37072fd.pth`.
HASH_REGEX = re.compile(r"-([a-f0-9]*)\.")
READ_DATA_CHUNK = 128 * 1024
ENV_GITHUB_TOKEN, ENV_TORCH_HOME, ENV_XDG_CACHE_HOME = "GITHUB_TOKEN", "TORCH_HOME", "XDG_CACHE_HOME"
DEFAULT_CACHE_DIR = "~/.cache"
VAR_DEPENDENCY, MODULE_HUBCONF = "dependencies", "hubconf.py"
_TRUSTED_REPO_OWNERS = ("facebookresearch", "facebookincubator", "pytorch", "fairinternal")
_hub_dir = None


def _get_torch_home():
    home = os.getenv(ENV_TORCH_HOME, os.path.join(os.getenv(ENV_XDG_CACHE_HOME, DEFAULT_CACHE_DIR), "torch"))
    return os.path.expanduser(home)


def get_dir():
    """The folder for downloads."""
    if os.getenv("TORCH_HUB"):
        warnings.warn("TORCH_HUB is deprecated, please use env TORCH_HOME instead", stacklevel=2)
    return _hub_dir if _hub_dir is not None else os.path.join(_get_torch_home(), "hub")


def set_dir(d):
    """Sets the folder for downloads."""
    global _hub_dir
    _hub_dir = os.path.expanduser(d)


def _unreachable(url, error):
    """The error of a download that failed, saying what to do about it."""
    if isinstance(error, HTTPError):
        return error
    return URLError(f"{url} cannot be reached ({getattr(error, 'reason', error)}). Offline, only what is under {get_dir()} already can be loaded")


def _open(url, headers=None):
    try:
        return urlopen(Request(url, headers={"User-Agent": "torch.hub", **(headers or {})}))
    except URLError as error:
        raise _unreachable(url, error) from error


def download_url_to_file(url, dst, hash_prefix=None, progress=True):
    """Downloads a file. It appears at `dst` only when it is whole and its SHA-256 begins with `hash_prefix` (where one is given).

    What came before a connection broke off stays as `dst + ".partial"`; the next call asks for the rest only.
    """
    from ._download import fetch

    dst = os.path.expanduser(dst)

    def bar_of(total, done):
        bar = tqdm(total=total, disable=not progress, unit="B", unit_scale=True, unit_divisor=1024)
        bar.update(done)
        return bar

    try:
        fetch(_open, url, dst, hash_prefix, bar_of)
    except FileNotFoundError as error:
        raise FileNotFoundError(errno.ENOENT, f"the folder {os.path.dirname(dst)!r} of the download does not exist") from error


def load_state_dict_from_url(url, model_dir=None, map_location=None, progress=True, check_hash=False, file_name=None, weights_only=False):
    """What `torch.load` reads from a file on the web, which is downloaded once to `model_dir` (`get_dir()/checkpoints`).

    With `check_hash`, the file's name carries the beginning of its SHA-256, as in `resnet18-f37072fd.pth`. Zip files with one member
    are unpacked.
    """
    from .serialization import load as load_file

    if os.getenv("TORCH_MODEL_ZOO"):
        warnings.warn("TORCH_MODEL_ZOO is deprecated, please use env TORCH_HOME instead", stacklevel=2)
    model_dir = os.path.join(get_dir(), "checkpoints") if model_dir is None else model_dir
    os.makedirs(model_dir, exist_ok=True)
    name = file_name if file_name is not None else os.path.basename(urlparse(url).path)
    cached = os.path.join(model_dir, name)
    if not os.path.exists(cached):
        sys.stdout.write(f'Downloading: "{url}" to {cached}\n')
        prefix = None
        if check_hash:
            found = HASH_REGEX.search(name)
            prefix = found.group(1) if found else None
        download_url_to_file(url, cached, prefix, progress=progress)
    if _is_plain_zip(cached):
        with zipfile.ZipFile(cached) as archive:
            members = archive.infolist()
            if len(members) != 1:
                raise RuntimeError("Only one file(not dir) is allowed in the zipfile")
            archive.extractall(model_dir)
            cached = os.path.join(model_dir, members[0].filename)
    return load_file(cached, map_location=map_location, weights_only=weights_only)


def _is_plain_zip(path):
    """Whether the file is a zip file around a file, not one that `torch.save` wrote."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return not any(n.endswith(("/data.pkl", "/constants.pkl", "data.pkl")) for n in archive.namelist())


def _parse_repo_info(github):
    """(owner, name, ref) of `owner/name[:ref]`; without a ref, `main` where that branch exists, else `master`."""
    repo, _, ref = github.partition(":")
    owner, _, name = repo.partition("/")
    if not owner or not name:
        raise ValueError(f"{github!r} does not name a repository as 'owner/name[:ref]'")
    if ref:
        return owner, name, ref
    try:
        with _open(f"https://github.com/{owner}/{name}/tree/main/"):
            ref = "main"
    except HTTPError as error:
        if error.code != 404:
            raise
        ref = "master"
    except URLError:
        # Without a connection, what is there decides.
        for possible in ("main", "master"):
            if os.path.exists(f"{get_dir()}/{owner}_{name}_{possible}"):
                return owner, name, possible
        raise
    return owner, name, ref


def _get_cache_or_reload(github, force_reload, trust_repo, calling_fn, verbose=True, skip_validation=False):
    """The folder with the repository's files, downloaded where it is not there.

    Nobody is asked whether the ref belongs to the repository or to a fork of it (GitHub finds both): that would take calls that are limited
    in number. `skip_validation` is accepted and changes nothing.
    """
    hub_dir = get_dir()
    os.makedirs(hub_dir, exist_ok=True)
    owner, name, ref = _parse_repo_info(github)
    # A ref may have slashes in it.
    folder = "_".join([owner, name, ref.replace("/", "_")])
    repo_dir = os.path.join(hub_dir, folder)
    _check_repo_is_trusted(owner, name, f"{owner}_{name}", trust_repo, calling_fn)
    if not force_reload and os.path.exists(repo_dir):
        if verbose:
            sys.stdout.write(f"Using cache found in {repo_dir}\n")
        return repo_dir
    archive = os.path.join(hub_dir, f"{folder}.zip")
    url = f"https://github.com/{owner}/{name}/zipball/{ref}"
    sys.stdout.write(f'Downloading: "{url}" to {archive}\n')
    with contextlib.suppress(FileNotFoundError):
        os.remove(archive)
    try:
        download_url_to_file(url, archive, progress=False)
    except URLError as error:
        if isinstance(error, HTTPError) or not os.path.exists(repo_dir):
            raise
        warnings.warn(f"{url} cannot be reached; using the copy in {repo_dir}", stacklevel=4)
        return repo_dir
    _unpack(archive, repo_dir)
    return repo_dir


def _unpack(archive, repo_dir):
    """The archive's one folder, as `repo_dir`."""
    with tempfile.TemporaryDirectory(dir=os.path.dirname(repo_dir)) as scratch:
        with zipfile.ZipFile(archive) as file:
            root = os.path.realpath(scratch)
            for member in file.namelist():
                if os.path.commonpath([root, os.path.realpath(os.path.join(root, member))]) != root:
                    raise RuntimeError(f"{archive}: {member!r} would be written outside the folder")
            file.extractall(scratch)
            top = file.infolist()[0].filename.split("/")[0]
        if os.path.isdir(repo_dir):
            shutil.rmtree(repo_dir)
        shutil.move(os.path.join(scratch, top), repo_dir)
    os.remove(archive)


def _check_repo_is_trusted(owner, name, key, trust_repo, calling_fn="load"):
    """Asks before code of a repository that nobody vouched for is run. `trust_repo`: True, False (always ask) or "check"."""
    path = os.path.join(get_dir(), "trusted_list")
    Path(path).touch(exist_ok=True)
    trusted = {line.strip() for line in Path(path).read_text().splitlines()}
    known = key in trusted or owner in _TRUSTED_REPO_OWNERS
    if trust_repo is None:
        if not known:
            warnings.warn(
                f"You are about to download and run code from an untrusted repository ({owner}/{name}). To silence this, call "
                f"{calling_fn}(..., trust_repo=True); to be asked, trust_repo='check'.",
                stacklevel=4,
            )
        return
    if trust_repo is False or trust_repo == "check" and not known:
        answer = input(f"The repository {owner}/{name} does not belong to the list of trusted repositories and as such cannot be downloaded. Do you trust this repository and wish to add it to the trusted list of repositories (y/N)?")
        if answer.lower() not in ("y", "yes"):
            raise Exception("Untrusted repository." if answer.lower() in ("n", "no", "") else f"Unrecognized response {answer}.")
    if key not in trusted:
        with open(path, "a") as file:
            file.write(key + "\n")


@contextlib.contextmanager
def _hubconf(repo_dir):
    """The repository's `hubconf` module, with the repository's own modules importable."""
    if "torch" not in sys.modules:
        # Hub programs say `import torch`.
        from ._run import alias_torch

        alias_torch()
    sys.path.insert(0, repo_dir)
    try:
        path = os.path.join(repo_dir, MODULE_HUBCONF)
        if not os.path.exists(path):
            raise FileNotFoundError(errno.ENOENT, "the repository has no hubconf.py", path)
        spec = importlib.util.spec_from_file_location(MODULE_HUBCONF, path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        yield module
    finally:
        with contextlib.suppress(ValueError):
            sys.path.remove(repo_dir)


def _load_entry(module, name):
    if not isinstance(name, str):
        raise ValueError("Invalid input: model should be a string of function name")
    missing = [p for p in getattr(module, VAR_DEPENDENCY, None) or [] if p != "torch" and importlib.util.find_spec(p) is None]
    if missing:
        raise RuntimeError(f"Missing dependencies: {', '.join(missing)}")
    function = getattr(module, name, None)
    if function is None or not callable(function):
        raise RuntimeError(f"Cannot find callable {name} in hubconf")
    return function


def _folder(repo_or_dir, source, force_reload, trust_repo, fn, verbose=True, skip_validation=False):
    source = source.lower()
    if source not in ("github", "local"):
        raise ValueError(f'Unknown source: "{source}". Allowed values: "github" | "local".')
    if source == "local":
        return os.path.expanduser(repo_or_dir)
    return _get_cache_or_reload(repo_or_dir, force_reload, trust_repo, fn, verbose, skip_validation)


def list(github, force_reload=False, skip_validation=False, trust_repo=None, verbose=True):  # noqa: A001
    """The names of the models that a repository offers."""
    with _hubconf(_folder(github, "github", force_reload, trust_repo, "list", verbose, skip_validation)) as module:
        return [f for f in dir(module) if callable(getattr(module, f)) and not f.startswith("_")]


def help(github, model, force_reload=False, skip_validation=False, trust_repo=None):  # noqa: A001
    """The documentation of one of a repository's models."""
    with _hubconf(_folder(github, "github", force_reload, trust_repo, "help", True, skip_validation)) as module:
        return _load_entry(module, model).__doc__


def load(repo_or_dir, model, *args, source="github", trust_repo=None, force_reload=False, verbose=True, skip_validation=False, **kwargs):
    """Calls a model's function of a repository on GitHub (`owner/name[:ref]`) or of a folder (`source="local"`).

    A repository's code is run: pin a `ref` you have read.
    """
    with _hubconf(_folder(repo_or_dir, source, force_reload, trust_repo, "load", verbose, skip_validation)) as module:
        return _load_entry(module, model)(*args, **kwargs)
