"""Downloads with checksums, and archives."""

import bz2
import gzip
import hashlib
import lzma
import os
import re
import shutil
import tarfile
import zipfile
from pathlib import Path

from ...hub import download_url_to_file

__all__ = [
    "calculate_md5", "check_md5", "check_integrity", "download_url", "list_dir", "list_files", "extract_archive", "download_and_extract_archive",
    "verify_str_arg",
]  # fmt: skip


def calculate_md5(fpath, chunk_size=1024 * 1024):
    """The MD5 of a file, in hexadecimal."""
    md5 = hashlib.md5(usedforsecurity=False)
    with open(fpath, "rb") as file:
        while chunk := file.read(chunk_size):
            md5.update(chunk)
    return md5.hexdigest()


def check_md5(fpath, md5, **kwargs):
    """Whether a file has this MD5."""
    return md5 == calculate_md5(fpath, **kwargs)


def check_integrity(fpath, md5=None):
    """Whether the file is there, with this MD5 where one is given."""
    return os.path.isfile(fpath) and (md5 is None or check_md5(fpath, md5))


def download_url(url, root, filename=None, md5=None, max_redirect_hops=3):
    """Downloads a file into a folder unless it is there. Raises RuntimeError where the MD5 is another, and leaves no file then."""
    root = os.path.expanduser(root)
    path = os.path.join(root, filename or os.path.basename(url))
    os.makedirs(root, exist_ok=True)
    if check_integrity(path, md5):
        return
    download_url_to_file(url, path)
    if not check_integrity(path, md5):
        os.remove(path)
        raise RuntimeError("File not found or corrupted.")


def list_dir(root, prefix=False):
    """The names (or with `prefix` the paths) of the folders in a folder."""
    root = os.path.expanduser(root)
    return [os.path.join(root, n) if prefix else n for n in os.listdir(root) if os.path.isdir(os.path.join(root, n))]


def list_files(root, suffix, prefix=False):
    """The names (or with `prefix` the paths) of the files in a folder that end so."""
    root = os.path.expanduser(root)
    found = [n for n in os.listdir(root) if os.path.isfile(os.path.join(root, n)) and n.endswith(suffix)]
    return [os.path.join(root, n) for n in found] if prefix else found


_COMPRESSED = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}


def _extract_tar(path, to):
    with tarfile.open(path) as file:
        file.extractall(to, filter="data")


def _extract_zip(path, to):
    root = os.path.realpath(to)
    with zipfile.ZipFile(path) as file:
        for name in file.namelist():
            if os.path.commonpath([root, os.path.realpath(os.path.join(root, name))]) != root:
                raise RuntimeError(f"{path}: {name!r} would be written outside the folder")
        file.extractall(to)


def extract_archive(from_path, to_path=None, remove_finished=False):
    """Unpacks a tar or zip archive into a folder, or one compressed file beside itself; its name says which it is."""
    from_path = os.fspath(from_path)
    to_path = os.path.dirname(from_path) if to_path is None else os.fspath(to_path)
    name = os.path.basename(from_path)
    if re.search(r"\.(tar(\.\w+)?|tgz|tbz2?)$", name):
        _extract_tar(from_path, to_path)
    elif name.endswith(".zip"):
        _extract_zip(from_path, to_path)
    elif (suffix := os.path.splitext(name)[1]) in _COMPRESSED:
        os.makedirs(to_path, exist_ok=True)
        with _COMPRESSED[suffix](from_path, "rb") as source, open(os.path.join(to_path, name[: -len(suffix)]), "wb") as out:
            shutil.copyfileobj(source, out)
    else:
        raise RuntimeError(f"File {from_path!r} has no suffixes that could be used to detect the archive type and compression.")
    if remove_finished:
        os.remove(from_path)
    return to_path


def download_and_extract_archive(url, download_root, extract_root=None, filename=None, md5=None, remove_finished=False):
    """`download_url`, then `extract_archive`."""
    download_root = os.path.expanduser(download_root)
    filename = filename or os.path.basename(url)
    download_url(url, download_root, filename, md5)
    archive = Path(download_root, filename)
    extract_archive(archive, extract_root or download_root, remove_finished)


def verify_str_arg(value, arg=None, valid_values=None, custom_msg=None):
    """The value, which must be one of the strings."""
    if not isinstance(value, str):
        raise ValueError(f"Expected type str{f' for argument {arg}' if arg else ''}, but got type {type(value)}.")
    if valid_values is not None and value not in valid_values:
        known = ", ".join(repr(v) for v in valid_values)
        raise ValueError(custom_msg or f"Unknown value '{value}'{f' for argument {arg}' if arg else ''}. Valid values are {{{known}}}.")
    return value
