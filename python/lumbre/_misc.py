"""Small public functions that are asked for late."""

import builtins
import sys

from . import _C
from ._C import Tensor, get_default_dtype


def is_tensor(obj):
    """Whether `obj` is a tensor."""
    return isinstance(obj, Tensor)


def is_storage(obj):
    """Whether `obj` is a storage."""
    from .storage import TypedStorage

    return isinstance(obj, (_C.UntypedStorage, TypedStorage))


def typename(obj):
    """The type of `obj` as text; of a tensor, its tensor type."""
    if isinstance(obj, Tensor):
        return obj.type()
    kind = obj if isinstance(obj, type) else type(obj)
    module = kind.__module__
    return kind.__qualname__ if module in ("builtins", "__builtin__", None) else f"{module}.{kind.__qualname__}"


def set_default_dtype(d):
    """Sets the dtype of tensors made from Python floats."""
    _C._set_default_dtype(d)


def set_default_tensor_type(t):
    """As `set_default_dtype`, by tensor type (`torch.DoubleTensor`)."""
    from ._legacy import dtype_of_type

    _C._set_default_dtype(dtype_of_type(t))


def set_default_device(device):
    """Sets where factories make tensors; None for the CPU."""
    _C._set_default_device("cpu" if device is None else device)


def get_default_device():
    """Where factories make tensors."""
    return _C._get_default_device()


_DETERMINISTIC = [False, False]


def use_deterministic_algorithms(mode, *, warn_only=False):
    """Results are deterministic with or without this; kept for programs that ask."""
    _DETERMINISTIC[:] = [builtins.bool(mode), builtins.bool(warn_only)]


def are_deterministic_algorithms_enabled():
    """Whether `use_deterministic_algorithms` is on."""
    return _DETERMINISTIC[0]


def is_deterministic_algorithms_warn_only_enabled():
    """Whether ops without a deterministic form warn rather than raise."""
    return _DETERMINISTIC[1]


def set_deterministic_debug_mode(debug_mode):
    """`use_deterministic_algorithms` by level: 0 or "default", 1 or "warn", 2 or "error"."""
    level = {"default": 0, "warn": 1, "error": 2}.get(debug_mode, debug_mode)
    _DETERMINISTIC[:] = [level != 0, level == 1]


def get_deterministic_debug_mode():
    """The level that `set_deterministic_debug_mode` set: 0, 1 or 2."""
    return 0 if not _DETERMINISTIC[0] else 1 if _DETERMINISTIC[1] else 2


_PRECISION = ["highest"]


def set_float32_matmul_precision(precision):
    """How exact float32 products are on GPUs: "highest", or "high" and "medium", which allow TF32. CPUs compute in float32 always.

    Raises: RuntimeError for other words.
    """
    if precision not in ("highest", "high", "medium"):
        raise RuntimeError(f"{precision} is not one of 'highest', 'high', or 'medium'")
    _PRECISION[0] = precision
    _C._cuda_allow_tf32(precision != "highest")


def get_float32_matmul_precision():
    """What `set_float32_matmul_precision` set."""
    return "highest" if not _C._cuda_allow_tf32() else "high" if _PRECISION[0] == "highest" else _PRECISION[0]


def set_num_interop_threads(n):
    """Accepted and without effect: ops do not run beside each other."""
    pass


def get_num_interop_threads():
    """1: ops do not run beside each other."""
    return 1


def set_flush_denormal(mode):
    """False: subnormal numbers are always computed with."""
    return False


_WARN = [False]


def set_warn_always(b):
    """Whether warnings that are given once by default are given every time."""
    _WARN[0] = builtins.bool(b)


def is_warn_always_enabled():
    """What `set_warn_always` set."""
    return _WARN[0]


class _Info:
    def __init__(self, dtype, bits):
        self.dtype, self.bits = str(dtype).split(".")[-1], bits


class finfo(_Info):
    """Limits of a floating dtype: `eps`, `max`, `min`, `tiny`, `smallest_normal`, `resolution`, `bits`."""

    def __init__(self, type=None):
        d = get_default_dtype() if type is None else type
        d = d.to_real() if d.is_complex else d
        known = {
            _C.float64: (64, sys.float_info.epsilon, sys.float_info.max, sys.float_info.min, 1e-15),
            _C.float32: (32, 2.0**-23, (2 - 2.0**-23) * 2.0**127, 2.0**-126, 1e-6),
            _C.float16: (16, 2.0**-10, 65504.0, 2.0**-14, 1e-3),
            _C.bfloat16: (16, 2.0**-7, (2 - 2.0**-7) * 2.0**127, 2.0**-126, 1e-2),
            _C.float8_e4m3fn: (8, 0.125, 448.0, 2.0**-6, 1.0),
            _C.float8_e5m2: (8, 0.25, 57344.0, 2.0**-14, 1.0),
        }
        if d not in known:
            raise TypeError(f"torch.finfo() requires a floating point input type. Use torch.iinfo to handle '{d}'")
        bits, self.eps, self.max, self.tiny, self.resolution = known[d]
        super().__init__(d, bits)
        self.min, self.smallest_normal = -self.max, self.tiny

    def __repr__(self):
        f = "{:g}".format
        return (
            f"finfo(resolution={f(self.resolution)}, min={f(self.min)}, max={f(self.max)}, eps={f(self.eps)}, "
            f"smallest_normal={f(self.smallest_normal)}, tiny={f(self.tiny)}, dtype={self.dtype})"
        )

    def __eq__(self, other):
        return isinstance(other, finfo) and self.dtype == other.dtype

    __hash__ = object.__hash__


class iinfo(_Info):
    """Limits of an integer dtype: `max`, `min`, `bits`."""

    def __init__(self, type):
        if type.is_floating_point or type.is_complex or type == _C.bool:
            raise TypeError(f"torch.iinfo() requires an integer input type. Use torch.finfo to handle '{type}'")
        super().__init__(type, type.itemsize * 8)
        signed = type.is_signed
        self.max = 2 ** (self.bits - 1) - 1 if signed else 2**self.bits - 1
        self.min = -(2 ** (self.bits - 1)) if signed else 0

    def __repr__(self):
        return f"iinfo(min={self.min}, max={self.max}, dtype={self.dtype})"

    def __eq__(self, other):
        return isinstance(other, iinfo) and self.dtype == other.dtype

    __hash__ = object.__hash__


def from_dlpack(ext_tensor, *, device=None, copy=None):
    """A tensor over the memory of an object with `__dlpack__`, or of a capsule.

    Shapes: the object's, with its strides.
    Dtypes: the object's own.
    Raises: TypeError for objects without `__dlpack__`; BufferError or RuntimeError for a device or dtype that is not taken.
    Source: the DLPack protocol; PyTorch's `torch.from_dlpack`.
    """
    t = _C._from_dlpack(ext_tensor)
    return t.clone() if copy else t


def to_dlpack(tensor):
    """A DLPack capsule over the tensor's memory."""
    return _C._to_dlpack(tensor)


def as_tensor(data, dtype=None, device=None):
    """`data` as a tensor, sharing memory where it can (tensors, numpy arrays of that dtype).

    Shapes: that of `data`; nested lists of equal lengths give one dimension a level.
    Dtypes: any of `dtype`; without, the data's own: bool, int64, the default dtype or its complex one for Python's numbers.
    Raises: ValueError for lists of unequal lengths; TypeError for objects that are no numbers; RuntimeError for numbers that the dtype does not hold.
    Source: PyTorch's `torch.as_tensor`.
    """
    if isinstance(data, Tensor):
        if (dtype is None or data.dtype == dtype) and (device is None or data.device == _C.device(device)):
            return data
        return data.to(dtype=dtype or data.dtype, device=device or data.device)
    if hasattr(data, "__array_interface__") and hasattr(data, "flags") and getattr(data, "ndim", 0) >= 0 and type(data).__name__ == "ndarray":
        t = _C.from_numpy(data)
        return t if dtype is None and device is None else t.to(dtype=dtype or t.dtype, device=device or t.device)
    return _C.tensor(data, dtype=dtype, device=device)


def asarray(obj, *, dtype=None, device=None, copy=None, requires_grad=None):
    """`obj` as a tensor: shared unless `copy` (or a cast) asks for a copy.

    Shapes: that of `obj`.
    Dtypes: any of `dtype`; without, the object's own.
    Raises: ValueError for `copy=False` where a copy is needed; TypeError for objects that are no numbers.
    Source: PyTorch's `torch.asarray`.
    """
    if isinstance(obj, _C.UntypedStorage):
        # Its bytes, shared.
        obj = _C.tensor([], dtype=dtype or _C.uint8).set_(obj)
    if isinstance(obj, Tensor):
        # Unless said otherwise a tensor keeps its history.
        requires_grad = obj.requires_grad if requires_grad is None else requires_grad
        out = obj if requires_grad or not obj.requires_grad else obj.detach()
    elif hasattr(obj, "__array_interface__") and type(obj).__name__ == "ndarray":
        out = _C.from_numpy(obj)
    elif hasattr(obj, "__dlpack__"):
        out = _C._from_dlpack(obj)
    elif not isinstance(obj, (list, tuple, int, float, complex)) and _is_buffer(obj):
        out = _C.frombuffer(obj, dtype=dtype or get_default_dtype())
    else:
        if copy is False:
            raise ValueError("can't alias arbitrary sequence into a tensor.")
        return _C.tensor(obj, dtype=dtype, device=device, requires_grad=bool(requires_grad))
    changed = (dtype is not None and out.dtype != dtype) or (device is not None and out.device != _C.device(device))
    if changed:
        if copy is False:
            raise ValueError("can't alias tensor with dtype or device of another kind")
        out = out.to(dtype=dtype or out.dtype, device=device or out.device)
    elif copy:
        out = out.clone()
    if requires_grad and not out.requires_grad:
        out = out.detach().requires_grad_()
    return out


def _is_buffer(obj):
    try:
        memoryview(obj)
        return True
    except TypeError:
        return False


def _assert(condition, message):
    """`assert` that tracing sees."""
    if type(condition) is not Tensor and hasattr(condition, "__torch_function__") and not isinstance(condition, Tensor):
        from .overrides import handle_torch_function

        return handle_torch_function(_assert, (condition,), condition, message)
    assert condition, message


def _check_as(kind, condition, message):
    if isinstance(condition, Tensor):
        raise TypeError("cond must be a bool, but got a Tensor. For tensor conditions, use torch._check_tensor_all() to assert that all elements are true.")
    if not isinstance(condition, (bool, SymBool)):
        raise TypeError(f"cond must be a bool, but got {type(condition)}")
    if not condition:
        raise kind("Expected cond to be True, but got False." if message is None else str(message() if callable(message) else message))


def _check(cond, message=None):
    """Raises `RuntimeError` unless `cond` holds; `message` is a text or a function that makes one."""
    _check_as(RuntimeError, cond, message)


def _check_with(error_type, cond, message):
    _check_as(error_type, cond, message)


def _check_index(cond, message=None):
    _check_as(IndexError, cond, message)


def _check_value(cond, message=None):
    _check_as(ValueError, cond, message)


def _check_type(cond, message=None):
    _check_as(TypeError, cond, message)


def _check_not_implemented(cond, message=None):
    _check_as(NotImplementedError, cond, message)


def _check_is_size(i, message=None, *, max=None):
    """Raises `RuntimeError` unless `0 <= i` (and `i <= max`)."""
    _check_as(RuntimeError, i >= 0 and (max is None or i <= max), message)


def _check_tensor_all_with(error_type, cond, message=None):
    if not isinstance(cond, Tensor) or cond.dtype != _C.bool:
        raise TypeError(f"cond must be a boolean tensor, but got {type(cond)}")
    _check_as(error_type, cond.all().item(), message)


def _check_tensor_all(cond, message=None):
    """Raises `RuntimeError` unless all elements of a boolean tensor are True."""
    _check_tensor_all_with(RuntimeError, cond, message)


def set_anomaly_enabled(enabled, check_nan=True):
    """As `autograd.set_detect_anomaly`, not as a block."""
    from .autograd import set_detect_anomaly

    set_detect_anomaly(enabled, check_nan)


def is_anomaly_enabled():
    from .autograd import is_anomaly_enabled as asked

    return asked()


def is_anomaly_check_nan_enabled():
    return True


def is_vulkan_available():
    """False: no Vulkan device is used."""
    return False


def init_num_threads():
    """The pool starts when it is first used."""


def thread_safe_generator():
    """The generator of the loader's worker; None outside of workers."""


class qscheme:
    """How numbers were quantized; nothing here is."""


class classproperty:
    """A property of a class."""

    def __init__(self, func):
        self.func = func

    def __get__(self, instance, owner):
        return self.func(owner)


def compiled_with_cxx11_abi():
    """True, for programs that choose a C++ library by it."""
    return True


def is_distributed(obj):
    """False: no tensor is spread over processes."""
    return False


def get_file_path(*parts):
    """A path within the package's folder."""
    import os

    return os.path.join(os.path.dirname(os.path.abspath(__file__)), *parts)


def _has_compatible_shallow_copy_type(a, b):
    return a.device.type == b.device.type


from ._C import OutOfMemoryError  # noqa: E402, F401


class SymInt:
    """The type of sizes that are not known; nobody makes one here."""


class SymFloat:
    """See SymInt."""


class SymBool:
    """See SymInt."""


def get_device_module(device=None):
    """The module of a kind of device: `torch.cpu`, `torch.cuda`."""
    import importlib

    kind = _C.device(device).type if device is not None else "cuda" if _C._cuda_device_count() else "cpu"
    return importlib.import_module("." + kind, __package__)
