"""One function for images, videos, masks, boxes and points: each goes its own way, and keeps its type."""

import lumbre
from lumbre import Tensor

from ...._pil import is_pil
from ....ops.boxes import box_convert
from ....tv_tensors import BoundingBoxes, BoundingBoxFormat, Image, KeyPoints, Mask, TVTensor, Video, wrap


def is_pure_tensor(x):
    """Whether `x` is a tensor that does not say what it is."""
    return isinstance(x, Tensor) and not isinstance(x, TVTensor)


def is_image(x):
    """Whether `x` is or may be an image or a video."""
    return is_pil(x) or is_pure_tensor(x) or isinstance(x, (Image, Video))


def plain(x):
    """The same numbers without a type."""
    return x.as_subclass(Tensor) if isinstance(x, TVTensor) else x


def _like(out, x):
    return wrap(out, like=x) if isinstance(x, TVTensor) and isinstance(out, Tensor) else out


def of_image(x, function, *args, **kwargs):
    """The function of an image or video; other things are refused."""
    if not is_image(x):
        raise TypeError(f"Functional expected an image or a video, but got {type(x)}.")
    out = function(plain(x), *args, **kwargs)
    return tuple(_like(o, x) for o in out) if isinstance(out, tuple) else _like(out, x)


def corners(boxes, format):
    """Float (n, 4) as x1, y1, x2, y2."""
    name = format.value.lower()
    if name not in ("xyxy", "xywh", "cxcywh"):
        raise NotImplementedError(f"transforms.v2: rotated boxes ({format.value})")
    return box_convert(boxes if boxes.is_floating_point() else boxes.float(), name, "xyxy")


def clamp(boxes, canvas):
    """Corners cut at the borders of the canvas (height, width)."""
    limit = lumbre.tensor([canvas[1], canvas[0]] * 2, dtype=boxes.dtype, device=boxes.device)
    return boxes.clamp(min=0).minimum(limit)


def of_boxes(x, points, canvas, held=True):
    """Boxes around the moved corners, on a new canvas (height, width); cut at its borders where the boxes ask for that."""
    xyxy = corners(plain(x), x.format)
    four = lumbre.stack([xyxy[:, [0, 1]], xyxy[:, [2, 1]], xyxy[:, [2, 3]], xyxy[:, [0, 3]]], 1)
    moved = points(four) if len(xyxy) else four
    out = lumbre.cat([moved.amin(1), moved.amax(1)], -1)
    if held and x.clamping_mode is not None and x.clamping_mode != "none":
        out = clamp(out, canvas)
    return wrap(box_convert(out, "xyxy", x.format.value.lower()).to(x.dtype), like=x, canvas_size=tuple(canvas))


def of_points(x, points, canvas):
    """Points moved, on a new canvas."""
    numbers = plain(x)
    out = points(numbers if numbers.is_floating_point() else numbers.float()) if numbers.numel() else numbers
    return wrap(out.to(x.dtype), like=x, canvas_size=tuple(canvas))


def moved(x, image, points, canvas=None, mask=None, pixels=None, held=True):
    """A geometric change: of pixels by `image` (masks by `mask`), of corners and points by `points`.

    `canvas` is the new (height, width); `pixels` moves points where that differs from corners by half a pixel.
    """
    if is_image(x):
        return of_image(x, image)
    if isinstance(x, Mask):
        numbers = plain(x)
        flat = numbers.unsqueeze(0) if numbers.ndim == 2 else numbers
        out = (mask or image)(flat)
        return wrap(out.squeeze(0) if numbers.ndim == 2 else out, like=x)
    if isinstance(x, BoundingBoxes):
        return of_boxes(x, points, canvas or x.canvas_size, held)
    if isinstance(x, KeyPoints):
        return of_points(x, pixels or points, canvas or x.canvas_size)
    raise TypeError(f"Functional expected an image, video, mask, boxes or points, but got {type(x)}.")


def canvas_of(x):
    """(height, width) of what `x` shows or lies on."""
    if isinstance(x, (BoundingBoxes, KeyPoints)):
        return x.canvas_size
    return (x.height, x.width) if is_pil(x) else tuple(x.shape[-2:])


def convert_bounding_box_format(inpt, old_format=None, new_format=None, inplace=False):
    """Boxes in another format; plain tensors need `old_format`."""
    if new_format is None:
        raise TypeError("convert_bounding_box_format() missing 1 required argument: 'new_format'")
    if is_pure_tensor(inpt) == (old_format is None):
        raise ValueError("For pure tensor inputs, `old_format` has to be passed; for bounding box tv_tensor inputs it must not be set.")
    old, new = (BoundingBoxFormat[f.upper()] if isinstance(f, str) else f for f in (old_format or inpt.format, new_format))
    out = box_convert(plain(inpt), old.value.lower(), new.value.lower())
    return wrap(out, like=inpt, format=new) if isinstance(inpt, BoundingBoxes) else out
