"""Pickles that name PyTorch's globals and keep storages apart."""

import collections
import copyreg
import functools
import importlib
import io
import types
import uuid
import warnings

import lumbre

from ._locations import location_tag
from .storage import TypedStorage, UntypedStorage, _class_of

# Objects of these types are never ours to name; the pickler asks about every object it meets.
_PLAIN = frozenset({str, int, float, bool, bytes, list, tuple, dict, set, complex, type(None)})
_CODE = (type, types.FunctionType, types.BuiltinFunctionType, type(lumbre.relu))
_CONSTANTS = (lumbre.dtype, lumbre.memory_format)
# Modules of ours whose names PyTorch knows by another module, and modules of PyTorch's that are elsewhere here.
_PUBLIC = {
    "torch.optim._compound_schedules": "torch.optim.lr_scheduler",
    "torch.optim._cyclic_schedules": "torch.optim.lr_scheduler",
}
_HERE = {"lumbre._C._nn": "lumbre.nn.functional", "lumbre._VF": "lumbre"}
_RENAMED = {("torch", "UntypedStorage"): "torch.storage", ("torch._utils", "_rebuild_from_type_v2"): "torch._tensor"}

# A view that shows less than a sixteenth of memory this large is worth a warning.
_LARGE_STORAGE = 1 << 20
_SMALL_PART = 16


def _torch_name(obj):
    """The module and name by which PyTorch's files know a class, function or constant of this package, or None."""
    if isinstance(obj, _CONSTANTS):
        return "torch", str(obj).rpartition(".")[2]
    if not isinstance(obj, _CODE):
        return None
    module, name = getattr(obj, "__module__", None), getattr(obj, "__qualname__", None)
    if not isinstance(module, str) or not isinstance(name, str):
        return None
    if module == "lumbre" or module.startswith("lumbre."):
        module = "torch" + module[len("lumbre") :]
    elif module != "torch" and not module.startswith("torch."):
        return None
    name = name.rpartition(".")[2] if isinstance(obj, types.BuiltinFunctionType) else name
    module = "torch.nn.functional" if module.startswith("torch.nn._functional") else _PUBLIC.get(module, module)
    module = _RENAMED.get((module, name), module)
    return (module, name) if _find_class(module, name, None) is obj else None


class _Ids:
    """Answers a pickler's question for the persistent id of an object, and collects the storages it meets."""

    def __init__(self, legacy):
        self.legacy = legacy
        self.token = f"global {uuid.uuid4().hex} "
        self.names = {}
        self.storages = {}
        self.shown = {}

    def __call__(self, obj):
        kind = type(obj)
        if kind in _PLAIN:
            return None
        if isinstance(obj, lumbre.Tensor):
            self._show(obj)
            return None
        if kind is TypedStorage:
            return self._storage(obj._untyped_storage, _class_of(obj.dtype) or UntypedStorage, obj)
        if isinstance(obj, UntypedStorage):
            return self._storage(obj, UntypedStorage, obj)
        found = _torch_name(obj)
        if found is None:
            return None
        # One text object a name: the pickler then writes it once.
        text = self.token + "\n".join(found)
        return self.names.setdefault(text, text)

    def _storage(self, untyped, kind, counted):
        if self.legacy and kind is UntypedStorage:
            kind = _class_of(lumbre.uint8)
        # Held in the table, so that no other storage can take the same address.
        key, _, first = self.storages.setdefault(untyped._cdata, (str(len(self.storages)), untyped, kind))
        if first is not kind and UntypedStorage not in (first, kind):
            raise RuntimeError(
                "Cannot save multiple tensors or storages that view the same data as different types"
            )
        saved = ("storage", kind, key, location_tag(untyped), len(counted))
        return (*saved, None) if self.legacy else saved

    def _show(self, tensor):
        if tensor.is_meta or tensor.layout != lumbre.strided:
            return
        storage = tensor.untyped_storage()
        if storage.nbytes() > _LARGE_STORAGE:
            self.shown[storage._cdata] = self.shown.get(storage._cdata, 0) + tensor.numel() * tensor.element_size()

    def warn_about_views(self):
        for address, nbytes in self.shown.items():
            known = self.storages.get(address)
            if known is not None and nbytes * _SMALL_PART < known[1].nbytes():
                warnings.warn(
                    f"save: a view of {nbytes} bytes brings along all {known[1].nbytes()} bytes of the memory it "
                    "looks at; save its clone() to keep only what it shows",
                    stacklevel=4,
                )


def _reduce_layout(layout):
    from .serialization import _get_layout

    return _get_layout, (f"torch.{str(layout).rpartition('.')[2]}",)


@functools.lru_cache(8)
def _pickler_class(pickle_module):
    class Pickler(pickle_module.Pickler):
        dispatch_table = collections.ChainMap({lumbre.layout: _reduce_layout}, copyreg.dispatch_table)

        def persistent_id(self, obj):
            return self.ids(obj)

    return Pickler


def _pickle_object(obj, pickle_module, protocol, legacy=False):
    """The pickle of `obj`, and the storages it names: a list of key, storage and class."""
    ids = _Ids(legacy)
    data = io.BytesIO()
    # Persistent ids that are not text need protocol 1.
    pickler = _pickler_class(pickle_module)(data, protocol=max(protocol, 1) if protocol >= 0 else protocol)
    pickler.ids = ids
    pickler.dump(obj)
    ids.warn_about_views()
    named = lumbre._C._name_globals(data.getvalue(), ids.token)
    return named, list(ids.storages.values())


_MISSING = object()


def _find_class(module, name, default=_MISSING):
    """The object that a file names `module.name`; PyTorch's names mean this package's objects."""
    if module == "torch" or module.startswith("torch."):
        module = "lumbre" + module[len("torch") :]
        module = _HERE.get(module, module)
        if module == "lumbre._C" and name in ("_VariableFunctions", "_VariableFunctionsClass"):
            return lumbre
    elif default is _MISSING and module in ("__builtin__", "copy_reg"):
        module = {"__builtin__": "builtins", "copy_reg": "copyreg"}[module]
    try:
        found = importlib.import_module(module)
        for part in name.split("."):
            found = getattr(found, part)
        return found
    except (ImportError, AttributeError) as error:
        if module.startswith("lumbre.nn.modules.") and hasattr(lumbre.nn, name):
            return getattr(lumbre.nn, name)
        if (module, name) == ("lumbre._tensor", "_rebuild_from_type_v2"):
            from ._utils import _rebuild_from_type_v2

            return _rebuild_from_type_v2
        if default is not _MISSING:
            return default
        raise AttributeError(f"load: {module}.{name}, which the file names, does not exist") from error


@functools.lru_cache(8)
def _unpickler_class(pickle_module):
    class Unpickler(pickle_module.Unpickler):
        def find_class(self, module, name):
            if module == "torch" or module.startswith("torch."):
                return _find_class(module, name)
            return super().find_class(module, name)

        def persistent_load(self, saved):
            return self.load_storage(saved)

    return Unpickler


def _unpickler(pickle_module, file, storage, pickle_load_args):
    """An unpickler of `file` that runs code; `storage(key, nbytes, location)` gives the storages."""
    pickle_load_args = {"encoding": "utf-8", **pickle_load_args}
    unpickler = _unpickler_class(pickle_module)(file, **pickle_load_args)

    def text(value):
        return value.decode("ascii") if isinstance(value, bytes) else value

    def load_storage(saved):
        if not isinstance(saved, tuple) or not saved:
            raise RuntimeError(f"load: unknown persistent id {saved!r}")
        if text(saved[0]) == "module":
            return saved[1]
        if text(saved[0]) != "storage" or len(saved) < 5:
            raise RuntimeError(f"load: unknown persistent id {saved!r}")
        kind, key, location, count = saved[1], text(saved[2]), text(saved[3]), saved[4]
        if len(saved) > 5 and saved[5] is not None:
            raise RuntimeError("load: views of storages, as files before PyTorch 0.4 hold them, are not supported")
        dtype = lumbre.uint8 if kind is UntypedStorage else kind._dtype
        untyped = storage(key, count * dtype.itemsize, location)
        return TypedStorage(wrap_storage=untyped, dtype=dtype, _internal=True)

    unpickler.load_storage = load_storage
    return unpickler
