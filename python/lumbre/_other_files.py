"""What a file is that another function reads: so that an error can name the function."""

import io
import json
import os
import zipfile

# What an entry's name ends with or holds, what such a file is, and what reads it.
_ARCHIVES = (
    ("constants.pkl", "a TorchScript archive of PyTorch, which is not read: in PyTorch, save the state_dict with `torch.save` or the program with `torch.export.save`"),
    ("models/model.json", "an exported program: `lumbre.export.load` reads it"),
    ("graphs/forward.json", "a program that `jit.save` wrote: `lumbre.jit.load` reads it"),
    ("manifest.json", "a program that `jit.save` wrote: `lumbre.jit.load` reads it"),
    ("data.pkl", "a file of tensors that `save` wrote: `lumbre.load` reads it"),
)  # fmt: skip


def named(source, own):
    """A sentence on a path's or bytes' kind of file, or None: where it is not known, or `own` (`load`, `jit.load`, `export.load`) reads it."""
    try:
        name = f"{os.fspath(source)} is " if isinstance(source, (str, os.PathLike)) else "this is "
        file = open(source, "rb") if isinstance(source, (str, os.PathLike)) else io.BytesIO(source)
        with file:
            told = _kind(file)
    except (OSError, TypeError, ValueError, zipfile.BadZipFile):
        return None
    return f"{name}{told}" if told and f"`lumbre.{own}` reads" not in told else None


def _kind(file):
    if zipfile.is_zipfile(file):
        entries = zipfile.ZipFile(file).namelist()
        return next((told for ending, told in _ARCHIVES if any(e.endswith(ending) for e in entries)), None)
    file.seek(0)
    size = int.from_bytes(file.read(8), "little")
    # A safetensors file begins with the length of its JSON.
    if 2 <= size < 1 << 26 and isinstance(json.loads(file.read(size)), dict):
        return "a safetensors file: `lumbre.utils.safetensors.load_file` reads it"
    return None
