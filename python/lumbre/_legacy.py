"""Tensor types as they once were: `FloatTensor(2, 3)`, `Tensor.type()`, `isinstance(x, LongTensor)`."""

from . import _C
from ._C import Tensor

_DTYPES = {
    "Float": _C.float32, "Double": _C.float64, "Half": _C.float16, "BFloat16": _C.bfloat16, "Long": _C.int64, "Int": _C.int32,
    "Short": _C.int16, "Char": _C.int8, "Byte": _C.uint8, "Bool": _C.bool, "ComplexFloat": _C.complex64, "ComplexDouble": _C.complex128,
}
_NAMES = {d: n for n, d in _DTYPES.items()}


def construct(dtype, device, args, kwargs):
    """`Tensor(2, 3)` is uninitialised of that size, `Tensor([2, 3])` has that data."""
    import lumbre

    device = kwargs.get("device", device)
    if not args:
        return lumbre.empty(0, dtype=dtype, device=device)
    if len(args) == 1 and not isinstance(args[0], int):
        first = args[0]
        if isinstance(first, lumbre.Size):
            return lumbre.empty(first, dtype=dtype, device=device)
        if isinstance(first, Tensor):
            if first.dtype != dtype:
                raise TypeError(f"expected {type_name(dtype, device)} (got {first.type()})")
            return first.detach()
        if isinstance(first, _C.UntypedStorage) or hasattr(first, "_untyped_storage"):
            out = lumbre.empty(0, dtype=dtype, device=device)
            return out.set_(first)
        if isinstance(first, float):
            raise TypeError(f"new(): data must be a sequence (got {type(first).__name__})")
        return lumbre.tensor(first, dtype=dtype, device=device)
    return lumbre.empty(*args, dtype=dtype, device=device)


def type_name(dtype, device=None):
    place = "cuda." if device is not None and _C.device(device).type == "cuda" else ""
    return f"torch.{place}{_NAMES.get(dtype, str(dtype))}Tensor"


def type_string(t):
    return type_name(t.dtype, t.device)


def dtype_of_type(t):
    """The dtype behind `torch.FloatTensor`, its name, or a dtype."""
    if isinstance(t, _C.dtype):
        return t
    if t is Tensor:
        return _C.get_default_dtype()
    if isinstance(t, str):
        name = t.split(".")[-1].removesuffix("Tensor")
        if name == "":
            return _C.get_default_dtype()
        if name in _DTYPES:
            return _DTYPES[name]
        raise ValueError(f"invalid type: '{t}'")
    if isinstance(t, _TensorType):
        return t.dtype
    raise TypeError(f"dtype must be a type, str, or dtype object, not {type(t).__name__}")


def cast(t, dtype):
    return t.to(dtype_of_type(dtype))


class _TensorType(type):
    """A class whose instances are the tensors of one dtype."""

    def __instancecheck__(cls, other):
        return isinstance(other, Tensor) and other.dtype == cls.dtype and other.device.type == cls.place

    def __call__(cls, *args, **kwargs):
        return construct(cls.dtype, cls.place, args, kwargs)

    def __repr__(cls):
        return f"<class '{cls.__module__}.{cls.__name__}'>"


def _make(name, place="cpu"):
    module = "torch.cuda" if place == "cuda" else "torch"
    doc = f"The older constructor of tensors of dtype {_DTYPES[name]}, and a class that `isinstance` finds them in. New code says `lumbre.tensor(..., dtype=...)`."
    return _TensorType(name + "Tensor", (), {"dtype": _DTYPES[name], "place": place, "is_cuda": place == "cuda", "__module__": module, "__doc__": doc})


FloatTensor, DoubleTensor, HalfTensor, BFloat16Tensor = map(_make, ("Float", "Double", "Half", "BFloat16"))
LongTensor, IntTensor, ShortTensor, CharTensor, ByteTensor, BoolTensor = map(_make, ("Long", "Int", "Short", "Char", "Byte", "Bool"))


def _construct_tensor(cls, *args, **kwargs):
    return construct(_C.get_default_dtype(), "cpu", args, kwargs)


def cuda_type(name):
    return _make(name.removesuffix("Tensor"), "cuda")
