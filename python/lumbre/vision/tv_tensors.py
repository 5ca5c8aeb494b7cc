"""Tensors that know what they are (image, video, mask, boxes, points), so that `transforms.v2` moves each in its way."""

from enum import Enum

import lumbre
from lumbre.utils._pytree import tree_map

__all__ = ["TVTensor", "Image", "Video", "Mask", "BoundingBoxes", "BoundingBoxFormat", "KeyPoints", "wrap", "set_return_type"]

# Operations after which a value is still what it was.
_KEEPING = {"clone", "to", "detach", "requires_grad_", "pin_memory"}
_keep_type = False


class set_return_type:  # noqa: N801
    """Whether operations on these tensors give plain tensors ("tensor", the default) or keep the type ("TVTensor"); also a context."""

    def __init__(self, return_type):
        global _keep_type
        known = {"tensor": False, "tvtensor": True}
        if return_type.lower() not in known:
            raise ValueError(f"return_type must be 'TVTensor' or 'Tensor', got {return_type}")
        self._before, _keep_type = _keep_type, known[return_type.lower()]

    def __enter__(self):
        return None

    def __exit__(self, *exc):
        global _keep_type
        _keep_type = self._before


class TVTensor(lumbre.Tensor):
    """The base class: a tensor made of data, whose operations give plain tensors unless told otherwise."""

    _meta = ()

    @staticmethod
    def _to_tensor(data, dtype=None, device=None, requires_grad=None):
        if requires_grad is None:
            requires_grad = data.requires_grad if isinstance(data, lumbre.Tensor) else False
        return lumbre.as_tensor(data, dtype=dtype, device=device).requires_grad_(requires_grad)

    @classmethod
    def _wrap(cls, tensor, **meta):
        out = tensor.as_subclass(cls)
        for name, value in meta.items():
            setattr(out, name, value)
        return out

    def _meta_values(self):
        return {name: getattr(self, name) for name in self._meta}

    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        if not all(issubclass(cls, t) for t in types):
            return NotImplemented
        with lumbre._C.DisableTorchFunctionSubclass():
            out = func(*args, **(kwargs or {}))
        name = getattr(func, "__name__", "")
        mine = args[0] if args and isinstance(args[0], cls) else None
        if name.endswith("_") and not name.endswith("__") and isinstance(out, cls):
            return out
        if mine is not None and (name in _KEEPING or _keep_type):
            meta = mine._meta_values()
            return tree_map(lambda x: cls._wrap(x, **meta) if isinstance(x, lumbre.Tensor) and not isinstance(x, cls) else x, out)
        return tree_map(lambda x: x.as_subclass(lumbre.Tensor) if isinstance(x, cls) else x, out)

    def __deepcopy__(self, memo):
        return type(self)._wrap(self.detach().clone().requires_grad_(self.requires_grad), **self._meta_values())

    def __repr__(self, *, tensor_contents=None):
        with lumbre._C.DisableTorchFunctionSubclass():
            text = repr(self.as_subclass(lumbre.Tensor))
        body = text[text.index("(") + 1 : -1]
        return f"{type(self).__name__}({', '.join([body, *(f'{k}={v}' for k, v in self._meta_values().items())])})"


def _picture(cls, data, dtype=None, device=None, requires_grad=None):
    from ._pil import is_pil

    if is_pil(data):
        from .transforms.functional import pil_to_tensor

        data = pil_to_tensor(data)
    return cls._to_tensor(data, dtype=dtype, device=device, requires_grad=requires_grad)


class Image(TVTensor):
    """An image (..., channel, height, width); two dimensions are one channel."""

    def __new__(cls, data, *, dtype=None, device=None, requires_grad=None):
        tensor = _picture(cls, data, dtype, device, requires_grad)
        if tensor.ndim < 2:
            raise ValueError
        return cls._wrap(tensor.unsqueeze(0) if tensor.ndim == 2 else tensor)


class Video(TVTensor):
    """Frames (..., time, channel, height, width)."""

    def __new__(cls, data, *, dtype=None, device=None, requires_grad=None):
        tensor = cls._to_tensor(data, dtype=dtype, device=device, requires_grad=requires_grad)
        if tensor.ndim < 4:
            raise ValueError
        return cls._wrap(tensor)


class Mask(TVTensor):
    """Masks (..., height, width): of objects, or of classes."""

    def __new__(cls, data, *, dtype=None, device=None, requires_grad=None):
        return cls._wrap(_picture(cls, data, dtype, device, requires_grad))


class BoundingBoxFormat(Enum):
    """How boxes are written: corners, corner and size, centre and size."""

    XYXY = "XYXY"
    XYWH = "XYWH"
    CXCYWH = "CXCYWH"
    XYWHR = "XYWHR"
    CXCYWHR = "CXCYWHR"
    XYXYXYXY = "XYXYXYXY"


class BoundingBoxes(TVTensor):
    """Boxes (n, 4) on a canvas of `canvas_size` = (height, width) pixels."""

    _meta = ("format", "canvas_size", "clamping_mode")

    def __new__(cls, data, *, format, canvas_size, clamping_mode="soft", dtype=None, device=None, requires_grad=None):
        tensor = cls._to_tensor(data, dtype=dtype, device=device, requires_grad=requires_grad)
        format = BoundingBoxFormat[format.upper()] if isinstance(format, str) else format
        if tensor.ndim == 1:
            tensor = tensor.unsqueeze(0)
        elif tensor.ndim != 2:
            raise ValueError(f"Expected a 1D or 2D tensor, got {tensor.ndim}D")
        return cls._wrap(tensor, format=format, canvas_size=tuple(canvas_size), clamping_mode=clamping_mode)


class KeyPoints(TVTensor):
    """Points (..., 2) as (x, y) on a canvas of `canvas_size` = (height, width) pixels."""

    _meta = ("canvas_size",)

    def __new__(cls, data, *, canvas_size, dtype=None, device=None, requires_grad=None):
        tensor = cls._to_tensor(data, dtype=dtype, device=device, requires_grad=requires_grad)
        return cls._wrap(tensor.unsqueeze(0) if tensor.ndim == 1 else tensor, canvas_size=tuple(canvas_size))


def wrap(wrappee, *, like, **kwargs):
    """A plain tensor with the type and the properties of `like`; keywords replace properties."""
    meta = like._meta_values()
    unknown = set(kwargs) - set(meta)
    if unknown:
        raise TypeError(f"wrap: {type(like).__name__} has no property {unknown.pop()!r}")
    return type(like)._wrap(wrappee, **{**meta, **{k: v for k, v in kwargs.items() if v is not None}})


