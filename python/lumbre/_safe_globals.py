"""The globals that loading with ``weights_only`` allows."""

import pickle
import pickletools
import zipfile

import lumbre

_user_globals = []

# What state dicts and optimizer states are made of, by the names in the files.
_REBUILDERS = (
    "_rebuild_tensor", "_rebuild_tensor_v2", "_rebuild_tensor_v3", "_rebuild_parameter",
    "_rebuild_parameter_with_state", "_rebuild_meta_tensor_no_storage",
    "_rebuild_from_type_v2",
)  # fmt: skip


def add_safe_globals(safe_globals):
    """Allow these classes and functions (or ``(object, "module.name")``) in loaded files."""
    for item in safe_globals:
        if item not in _user_globals:
            _user_globals.append(item)


def get_safe_globals():
    """What was added by :func:`add_safe_globals`."""
    return list(_user_globals)


def clear_safe_globals():
    """Forget what was added."""
    _user_globals.clear()


class safe_globals:
    """Allow some globals within a ``with`` block."""

    def __init__(self, safe_globals):
        self.added = safe_globals

    def __enter__(self):
        self.before = list(_user_globals)
        add_safe_globals(self.added)
        return self

    def __exit__(self, *exc):
        _user_globals[:] = self.before


def _allowed(module, name):
    """The object of an allowed global, or None."""
    from collections import Counter, OrderedDict, defaultdict

    from . import _utils, storage

    plain = {
        ("collections", "OrderedDict"): OrderedDict,
        ("collections", "defaultdict"): defaultdict,
        ("collections", "Counter"): Counter,
        ("builtins", "set"): set,
        ("builtins", "bytearray"): bytearray,
        ("__builtin__", "set"): set,
        ("builtins", "complex"): complex,
        ("torch", "Size"): lumbre.Size,
        ("torch", "device"): lumbre.device,
        ("torch", "Tensor"): lumbre.Tensor,
        ("torch.storage", "UntypedStorage"): storage.UntypedStorage,
        ("torch.storage", "TypedStorage"): storage.TypedStorage,
        ("_codecs", "encode"): _latin1,
    }
    found = plain.get((module, name))
    if found is not None:
        return found
    if module == "torch._utils" and name in _REBUILDERS:
        return getattr(_utils, name)
    if (module, name) == ("torch.nn.parameter", "Parameter"):
        return lumbre.nn.Parameter
    if module == "torch":
        if name.endswith("Storage") and hasattr(storage, name):
            return getattr(storage, name)
        value = getattr(lumbre, name, None)
        if isinstance(value, lumbre.dtype):
            return value
    for item in _user_globals:
        obj, path = item if isinstance(item, tuple) else (item, _path(item))
        if f"{module}.{name}" in (path, "torch" + path[len("lumbre") :] * path.startswith("lumbre.")):
            return obj
    return None


def _path(obj):
    return f"{obj.__module__}.{obj.__qualname__}"


def _latin1(text, encoding="latin1"):
    """The one use files make of ``_codecs.encode``: bytes written as text."""
    if encoding != "latin1":
        raise pickle.UnpicklingError(f"load: encoding {encoding!r} is not allowed")
    return text.encode("latin1")


class _RestrictedUnpickler(pickle.Unpickler):
    """Refuses every global that is not known to be harmless."""

    def find_class(self, module, name):
        found = _allowed(module, name)
        if found is None:
            raise pickle.UnpicklingError(
                f"Unsupported global: GLOBAL {module}.{name} was not an allowed global by default. "
                f"Please use `torch.serialization.add_safe_globals([{name}])` or the "
                f"`torch.serialization.safe_globals([{name}])` context manager to allowlist this "
                "global if you trust this class/function."
            )
        return found


def _check_weights_only(unpickler):
    try:
        return unpickler.load()
    except pickle.UnpicklingError as error:
        raise pickle.UnpicklingError(
            "Weights only load failed. Re-running `torch.load` with `weights_only` set to `False` "
            "will likely succeed, but it can result in arbitrary code execution. Do it only if "
            f"you got the file from a trusted source.\n{error}"
        ) from None


def get_unsafe_globals_in_checkpoint(f):
    """The globals of a file that loading with ``weights_only`` would refuse."""
    with zipfile.ZipFile(f) as archive:
        name = next(n for n in archive.namelist() if n.endswith("/data.pkl"))
        data = archive.read(name)
    found, texts = set(), []
    for op, arg, _ in pickletools.genops(data):
        if op.name == "GLOBAL":
            found.add(tuple(arg.split(" ", 1)))
        elif op.name == "STACK_GLOBAL" and len(texts) >= 2:
            found.add(tuple(texts[-2:]))
        elif isinstance(arg, str):
            texts.append(arg)
    return sorted(".".join(pair) for pair in found if _allowed(*pair) is None)
