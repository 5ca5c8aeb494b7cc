"""Hands the binding the objects that are written in Python."""

import enum

from . import _C
from ._size import Size


def _disabled_torch_function_impl(func, types, args=(), kwargs=None):
    """What a class assigns to `__torch_function__` so that its results are plain tensors."""
    _C._torch_function_disable(True)
    try:
        return func(*args, **(kwargs or {}))
    finally:
        _C._torch_function_disable(False)


def _from_file(filename, shared=False, nbytes=0):
    """Memory mapped from a file: see `storage._from_file`."""
    from .storage import _from_file

    return _from_file(filename, shared, nbytes)


_byte_at = _C.UntypedStorage.__getitem__


def _bytes_at(self, index):
    """One byte as an int, or a part of the storage, which shares its memory."""
    if not isinstance(index, slice):
        return _byte_at(self, index)
    start, stop, step = index.indices(self.nbytes())
    if step != 1:
        raise RuntimeError(f"Trying to slice with a step of {step}, but only a step of 1 is supported")
    if stop <= start:
        return _C.UntypedStorage(0)
    whole = _C.tensor([], dtype=_C.uint8).set_(self)
    return _C.from_numpy(whole.numpy()[start:stop]).untyped_storage()


def _legacy_new(cls, *args, **kwargs):
    from ._legacy import _construct_tensor

    return _construct_tensor(cls, *args, **kwargs)


_MODES = []


def _set_modes(modes):
    _MODES[:] = modes
    _C._set_torch_function_modes(len(_MODES))


class DisableTorchFunctionSubclass:
    """Inside, subclasses are treated as plain tensors."""

    def __enter__(self):
        _C._torch_function_disable(True)
        return self

    def __exit__(self, *exc):
        _C._torch_function_disable(False)


class DisableTorchFunction(DisableTorchFunctionSubclass):
    """Inside, neither subclasses nor modes take calls over."""

    def __enter__(self):
        self._modes = _MODES[:]
        _set_modes([])
        return super().__enter__()

    def __exit__(self, *exc):
        super().__exit__(*exc)
        _set_modes(self._modes)


def _wants(x):
    """Whether the object's class takes calls over."""
    kind = type(x)
    if kind is _C.Tensor:
        return False
    f = getattr(kind, "__torch_function__", None)
    if f is None or f is _disabled_torch_function_impl:
        return False
    return not (isinstance(x, _C.Tensor) and _C._torch_function_disabled())


def _init_subclass(cls, **kwargs):
    """Classes that take calls over are asked for attributes too."""
    super(_C.Tensor, cls).__init_subclass__(**kwargs)
    if cls.__module__.split(".")[0] != "lumbre":
        from ._attributes import watch

        watch(cls)


_C.Tensor.__init_subclass__ = classmethod(_init_subclass)
_C.DisableTorchFunctionSubclass = DisableTorchFunctionSubclass
_C.DisableTorchFunction = DisableTorchFunction
class _NN:
    """Argument parsing that modules ask the binding for."""

    @staticmethod
    def _parse_to(*args, **kwargs):
        """(device, dtype, non_blocking, memory_format) of the arguments of `Module.to`."""
        device, dtype = kwargs.pop("device", None), kwargs.pop("dtype", None)
        non_blocking, memory_format = kwargs.pop("non_blocking", False), kwargs.pop("memory_format", None)
        kwargs.pop("copy", None)
        tensor = kwargs.pop("tensor", None)
        if kwargs:
            raise TypeError(f"to() got an unexpected keyword argument '{next(iter(kwargs))}'")
        rest = list(args)
        if rest and isinstance(rest[0], _C.Tensor):
            tensor = rest.pop(0)
        if tensor is not None:
            device, dtype = tensor.device, tensor.dtype
        for value in rest:
            if isinstance(value, _C.dtype):
                dtype = value
            elif isinstance(value, bool):
                non_blocking = value
            elif value is not None:
                device = value
        return None if device is None else _C.device(device), dtype, non_blocking, memory_format




class DispatchKey(enum.Enum):
    """Whose turn it is in a call; the engine has none, programs name them when they register functions."""

    Undefined, CPU, CUDA, Meta, XPU, MPS, SparseCPU, SparseCUDA, QuantizedCPU, QuantizedCUDA = range(10)
    Autograd, AutogradCPU, AutogradCUDA, AutogradMeta, ADInplaceOrView, AutocastCPU, AutocastCUDA = range(10, 17)
    CompositeImplicitAutograd, CompositeExplicitAutograd, BackendSelect, Python, Functionalize, FuncTorchBatched = range(17, 23)
    CompositeExplicitAutogradNonFunctional, PythonTLSSnapshot, PythonDispatcher, Tracer, Conjugate, Negative, ZeroTensor = range(23, 30)
    AutocastXPU, AutocastMPS, AutocastPrivateUse1, PrivateUse1, AutogradXPU, AutogradMPS, SparseCsrCPU, NestedTensorCPU = range(30, 38)


class DispatchKeySet:
    """A set of them."""

    def __init__(self, keys=()):
        self._keys = {keys} if isinstance(keys, DispatchKey) else set(keys)

    def has(self, key):
        return key in self._keys

    def add(self, key):
        return DispatchKeySet(self._keys | {key})

    def remove(self, key):
        return DispatchKeySet(self._keys - {key})

    def __or__(self, other):
        return DispatchKeySet(self._keys | other._keys)

    def highestPriorityTypeId(self):  # noqa: N802
        return max(self._keys, key=lambda k: k.value, default=DispatchKey.Undefined)


class _AutoDispatchBelowAutograd:
    """Inside, ops that a program defined run their kernels, without their gradients."""

    def __enter__(self):
        from ._user_ops import below_autograd

        self._guard = below_autograd()
        self._guard.__enter__()

    def __exit__(self, *exc):
        self._guard.__exit__(*exc)


class _ExcludeDispatchKeyGuard:
    """Inside, the keys of a set are passed over: functions registered for autocast, which the engine does itself."""

    def __init__(self, keys):
        self._keys = keys

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return False


_C._ExcludeDispatchKeyGuard = _ExcludeDispatchKeyGuard
_C.DispatchKey, _C.DispatchKeySet, _C._AutoDispatchBelowAutograd = DispatchKey, DispatchKeySet, _AutoDispatchBelowAutograd
_C._log_api_usage_once = lambda event: None
_C._log_api_usage_metadata = lambda event, metadata: None
_C._get_tracing_state = lambda: True if _C._jit_is_tracing() else None
_C._are_functorch_transforms_active = getattr(_C, "_are_functorch_transforms_active", lambda: False)
_C._nn = _NN
_C.UntypedStorage.from_file = staticmethod(_from_file)
_C.UntypedStorage.untyped = lambda self: self
_C.UntypedStorage.__getitem__ = _bytes_at
_C.UntypedStorage.tolist = lambda self: list(self._bytes())


class _LateModule:
    """Imports the module when something of it is asked for."""

    def __init__(self, name):
        self._name = name

    def __getattr__(self, name):
        import importlib

        return getattr(importlib.import_module(self._name), name)


_C._functorch = _LateModule("lumbre._functorch.probes")
_C._disabled_torch_function_impl = _disabled_torch_function_impl
_C._set_disabled_torch_function_impl(_disabled_torch_function_impl)
_C._set_legacy_constructor(_legacy_new)
_C._TensorMeta = type(_C.Tensor)
_C.TensorBase = _C.Tensor

_set_repr_prefix = _C._set_repr_prefix
_CLASSES = (_C.Tensor, _C.dtype, _C.device, _C.layout, _C.memory_format, _C.Generator, _C.UntypedStorage, Size)


def _show_as_torch(as_torch):
    """Classes print, and plain pickles name them, as `torch.Tensor` where the program says `import torch`."""
    _set_repr_prefix(as_torch)
    _name_classes("torch" if as_torch else "lumbre")


def _name_classes(module):
    for kind in _CLASSES:
        kind.__module__ = module


# Pickle looks a class up in its module: without the alias there is no `torch` to find it in.
_name_classes("lumbre")
_C._set_repr_prefix = _show_as_torch
