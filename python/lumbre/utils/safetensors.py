"""Tensors by name in safetensors files: a JSON header and plain bytes, nothing that could run code.

    from lumbre.utils.safetensors import load_file, save_file

    save_file(model.state_dict(), "model.safetensors")
    model.load_state_dict(load_file("model.safetensors"))

The names and arguments are those of the package `safetensors.torch`, which works under `lumbre run` as well; where it is not
installed, programs that import it get this module.
"""

import os

import lumbre

__all__ = ["load", "load_file", "load_model", "safe_open", "save", "save_file", "save_model"]


def load_file(filename, device="cpu"):
    """The tensors of a file by name.

    On the CPU their memory is the file's pages, read when they are first used and copied when they are written to; the file must
    stay as it is meanwhile (replacing it by another, as `save_file` does, is fine). Raises `OSError` where the file cannot be
    read and `RuntimeError` where it is not a whole safetensors file.
    """
    return _placed(lumbre._C._read_safetensors(os.fspath(filename), True)[0], device)


def load(data):
    """The tensors in the bytes of a file, as copies."""
    return lumbre._C._read_safetensors(bytes(data), False)[0]


def _placed(tensors, device):
    if lumbre.device(device).type == "cpu":
        return tensors
    return {name: t.to(device) for name, t in tensors.items()}


def _checked(tensors, metadata):
    if not isinstance(tensors, dict):
        raise ValueError(f"Expected a dict of [str, torch.Tensor] but received {type(tensors)}")
    wrong = [f"{k}: {type(v)}" for k, v in tensors.items() if not isinstance(v, lumbre.Tensor)]
    if wrong:
        raise ValueError(f"Expected a dict of tensors, but these are none: {', '.join(wrong)}")
    sparse = [k for k, t in tensors.items() if t.layout != lumbre.strided]
    if sparse:
        raise ValueError(f"safetensors files hold dense tensors; these are not: {sparse}. Call .to_dense() before saving.")
    loose = [k for k, t in tensors.items() if not t.is_contiguous()]
    if loose:
        raise ValueError(f"safetensors files hold contiguous tensors; these are not: {loose}. Call .contiguous() before saving.")
    shared = [names for names in _sharing(tensors).values() if len(names) > 1]
    if shared:
        raise RuntimeError(
            f"Some tensors share memory, which the file would hold more than once: {shared}. Use save_model, or save clones of them."
        )
    wrong = [k for k, v in (metadata or {}).items() if not (isinstance(k, str) and isinstance(v, str))]
    if wrong:
        raise ValueError(f"safetensors metadata are pairs of strings; these are not: {wrong}")
    return [(k, t.detach().cpu()) for k, t in tensors.items()], list((metadata or {}).items())


def _sharing(tensors):
    """Names by the memory that their tensors use; tensors of one storage that do not overlap are apart."""
    groups = {}
    spans = sorted((t.untyped_storage().data_ptr(), t.storage_offset() * t.element_size(), t.numel() * t.element_size(), k) for k, t in tensors.items())
    last = None
    for address, at, size, name in spans:
        if size and last and last[0] == address and at < last[1]:
            groups[last[2]].append(name)
        elif size:
            groups[name] = [name]
            last = (address, at + size, name)
    return groups


def save_file(tensors, filename, metadata=None):
    """Writes a dict of tensors; `metadata` is a dict of strings. The file appears whole, or not at all.

    Raises `ValueError` for tensors that are sparse or not contiguous, `RuntimeError` for tensors that share memory.
    """
    lumbre._C._write_safetensors(os.fspath(filename), *_checked(tensors, metadata))


def save(tensors, metadata=None):
    """The bytes of a file."""
    return lumbre._C._write_safetensors(None, *_checked(tensors, metadata))


def save_model(model, filename, metadata=None, force_contiguous=True):
    """Writes the state of a module; of tensors that share memory one is written, and `load_model` knows the others."""
    state, metadata = model.state_dict(), dict(metadata or {})
    for names in _sharing(state).values():
        kept = min(names, key=lambda k: (-state[k].numel(), k))
        for name in names:
            if name != kept:
                metadata[name] = kept
                del state[name]
    if force_contiguous:
        state = {k: t.contiguous() for k, t in state.items()}
    save_file(state, filename, metadata or None)


def load_model(model, filename, strict=True, device="cpu"):
    """Loads what `save_model` wrote into a module. Returns the missing and the unexpected names; with `strict`, any is an error."""
    state = load_file(filename, device)
    missing, unexpected = model.load_state_dict(state, strict=False)
    current = model.state_dict()
    given = {names[0]: set(names) for names in _sharing(current).values()}
    missing = {k for k in missing if not any(k in names and names & set(state) for names in given.values())}
    if strict and (missing or unexpected):
        raise RuntimeError(
            f"Error(s) in loading state_dict for {type(model).__name__}:"
            + (f"\n    Missing key(s) in state_dict: {sorted(missing)}" if missing else "")
            + (f"\n    Unexpected key(s) in state_dict: {sorted(unexpected)}" if unexpected else "")
        )
    return missing, list(unexpected)


class safe_open:
    """A file whose tensors are read one by one.

        with safe_open("model.safetensors", framework="pt") as f:
            for name in f.keys():
                t = f.get_tensor(name)
    """

    def __init__(self, filename, framework="pt", device="cpu"):
        if framework not in ("pt", "torch", "pytorch", "np", "numpy"):
            raise NotImplementedError(f"safe_open: framework {framework!r}")
        self._numpy, self._device = framework in ("np", "numpy"), device
        self._tensors, self._metadata = lumbre._C._read_safetensors(os.fspath(filename), True)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self._tensors = {}

    def keys(self):
        """The names, sorted."""
        return sorted(self._tensors)

    def offset_keys(self):
        """The names in the order of their bytes."""
        return list(self._tensors)

    def metadata(self):
        """The dict of strings in the header, or None."""
        return self._metadata or None

    def _named(self, name):
        if name not in self._tensors:
            raise KeyError(f"File does not contain tensor {name}")
        return self._tensors[name]

    def get_tensor(self, name):
        """The tensor of a name."""
        t = self._named(name)
        return t.numpy() if self._numpy else t.to(self._device)

    def get_slice(self, name):
        """Something to index: only the pages of the part are read."""
        return _Slice(self._named(name), self)


class _Slice:
    def __init__(self, tensor, file):
        self._tensor, self._file = tensor, file

    def get_shape(self):
        return list(self._tensor.shape)

    def get_dtype(self):
        short = {"bool": "BOOL", "bfloat16": "BF16", "float8_e4m3fn": "F8_E4M3", "float8_e5m2": "F8_E5M2", "complex64": "C64"}
        name = str(self._tensor.dtype).rpartition(".")[2]
        return short.get(name) or name.replace("uint", "U").replace("int", "I").replace("float", "F")

    def __getitem__(self, at):
        part = self._tensor[at].contiguous()
        return part.numpy() if self._file._numpy else part.to(self._file._device)
