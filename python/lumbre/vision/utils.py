"""Pictures of results: grids of images, boxes, masks and points drawn on them."""

import math
import warnings

import numpy as np

import lumbre

from ._pil import pillow
from .transforms._image import convert_image_dtype

__all__ = ["make_grid", "save_image", "draw_bounding_boxes", "draw_segmentation_masks", "draw_keypoints", "flow_to_image"]


def _scaled(img, value_range):
    low, high = (float(img.min()), float(img.max())) if value_range is None else value_range
    return img.clamp(min=low, max=high).sub_(low).div_(max(high - low, 1e-5))


@lumbre.no_grad()
def make_grid(tensor, nrow=8, padding=2, normalize=False, value_range=None, scale_each=False, pad_value=0.0):
    """Images side by side, `nrow` in a row: (n, channel, height, width) or a list -> (channel, height, width).

    `normalize` moves the values from `value_range` (by default their own, of all images or with `scale_each` of each) to [0, 1].
    """
    if isinstance(tensor, (list, tuple)):
        if not all(isinstance(t, lumbre.Tensor) for t in tensor):
            raise TypeError("tensor or list of tensors expected, got a list containing something else")
        tensor = lumbre.stack(list(tensor), dim=0)
    if not isinstance(tensor, lumbre.Tensor):
        raise TypeError(f"tensor or list of tensors expected, got {type(tensor)}")
    tensor = tensor[(None,) * max(4 - tensor.ndim, 0)] if tensor.ndim != 3 else tensor.unsqueeze(0)
    if tensor.size(1) == 1:
        tensor = tensor.repeat(1, 3, 1, 1)
    if normalize:
        if value_range is not None and not isinstance(value_range, tuple):
            raise TypeError("value_range has to be a tuple (min, max) if specified. min and max are numbers")
        tensor = lumbre.stack([_scaled(t, value_range) for t in tensor]) if scale_each else _scaled(tensor, value_range)
    n, channels, h, w = tensor.shape
    if n == 1:
        return tensor.squeeze(0)
    columns = min(nrow, n)
    rows = math.ceil(n / columns)
    grid = tensor.new_full((channels, (h + padding) * rows + padding, (w + padding) * columns + padding), pad_value)
    for i in range(n):
        y, x = (i // columns) * (h + padding) + padding, (i % columns) * (w + padding) + padding
        grid[:, y : y + h, x : x + w] = tensor[i]
    return grid


@lumbre.no_grad()
def save_image(tensor, fp, format=None, **kwargs):
    """Writes `make_grid(tensor, **kwargs)`, values in [0, 1], as a picture file."""
    grid = make_grid(tensor, **kwargs)
    data = grid.mul(255).add_(0.5).clamp_(0, 255).permute(1, 2, 0).to("cpu", lumbre.uint8).numpy()
    pillow().Image.fromarray(np.ascontiguousarray(data)).save(fp, format=format)


def _colours(colors, n, of=lumbre.uint8):
    """`n` colours as three numbers each, of names, triples, one for all, or a palette."""
    if colors is None:
        palette = (2**25 - 1, 2**15 - 1, 2**21 - 1)
        colors = [tuple(i * p % 255 for p in palette) for i in range(n)]
    elif isinstance(colors, list):
        if len(colors) < n:
            raise ValueError(f"Number of colors must be equal or larger than the number of objects, but got {len(colors)} < {n}.")
    elif not isinstance(colors, (tuple, str)):
        raise ValueError(f"colors must be a tuple or a string, or a list thereof, but got {colors}.")
    elif isinstance(colors, tuple) and len(colors) != 3:
        raise ValueError(f"If passed as tuple, colors should be an RGB triplet, but got {colors}.")
    else:
        colors = [colors] * n
    if any(isinstance(c, str) for c in colors):
        from PIL import ImageColor

        colors = [ImageColor.getrgb(c) if isinstance(c, str) else c for c in colors]
    return [tuple(v / 255 for v in c) for c in colors] if of.is_floating_point else colors


def _check(image, channels):
    if not isinstance(image, lumbre.Tensor):
        raise TypeError(f"The image must be a tensor, got {type(image)}")
    if not (image.dtype == lumbre.uint8 or image.is_floating_point()):
        raise ValueError(f"The image dtype must be uint8 or float, got {image.dtype}")
    if image.dim() != 3:
        raise ValueError("Pass individual images, not batches")
    if image.size(0) not in channels:
        raise ValueError("Only grayscale and RGB images are supported" if 1 in channels else "Pass an RGB image. Other Image formats are not supported")


def _to_picture(image):
    image = convert_image_dtype(image.expand(3, -1, -1), lumbre.uint8)
    return pillow().Image.fromarray(np.ascontiguousarray(image.permute(1, 2, 0).cpu().numpy()))


def _from_picture(picture, dtype):
    return convert_image_dtype(lumbre.from_numpy(np.array(picture)).permute(2, 0, 1), dtype)


@lumbre.no_grad()
def draw_bounding_boxes(
    image, boxes, labels=None, colors=None, fill=False, width=1, font=None, font_size=None, label_colors=None, label_background_colors=None,
    fill_labels=False,
):  # fmt: skip
    """The image (uint8 or float in [0, 1]) with boxes (n, 4) drawn on it, and labels where given. `font` is a TrueType file."""
    _check(image, (1, 3))
    if boxes.shape[-1] != 4:
        raise NotImplementedError("draw_bounding_boxes: rotated boxes")
    if bool((boxes[:, 0] > boxes[:, 2]).any()) or bool((boxes[:, 1] > boxes[:, 3]).any()):
        raise ValueError("Boxes need to be in (xmin, ymin, xmax, ymax) format. Use torchvision.ops.box_convert to convert them")
    n = boxes.shape[0]
    if n == 0:
        warnings.warn("boxes doesn't contain any box. No box was drawn", stacklevel=2)
        return image
    labels = [None] * n if labels is None else labels
    if len(labels) != n:
        raise ValueError(f"Number of boxes ({n}) and labels ({len(labels)}) mismatch. Please specify labels for each box.")
    colors = _colours(colors, n)
    text = _colours(label_colors or "black", n) if label_colors or fill_labels else colors
    behind = _colours(label_background_colors, n) if fill_labels and label_background_colors else colors
    from PIL import ImageDraw, ImageFont

    if font is None and font_size is not None:
        warnings.warn("Argument 'font_size' will be ignored since 'font' is not set.", stacklevel=2)
    face = ImageFont.load_default() if font is None else ImageFont.truetype(font=font, size=font_size or 10)
    picture = _to_picture(image)
    draw = ImageDraw.Draw(picture, "RGBA" if fill else None)
    for box, colour, label, ink, paper in zip(boxes.to(lumbre.int64).tolist(), colors, labels, text, behind):
        draw.rectangle(box, width=width, outline=colour, fill=(*colour, 100) if fill else None)
        if label is not None:
            place = box[0] + width + 1, box[1] + width + 1
            if fill_labels:
                left, top, right, bottom = draw.textbbox(place, label, font=face)
                draw.rectangle((left - 1, top - 1, right + 1, bottom + 1), fill=paper)
            draw.text(place, label, fill=ink, font=face)
    return _from_picture(picture, image.dtype)


@lumbre.no_grad()
def draw_segmentation_masks(image, masks, alpha=0.8, colors=None):
    """The RGB image with masks (n, height, width), bool, laid over it; `alpha` = 1 hides the image. Where masks overlap, it is black."""
    _check(image, (3,))
    masks = masks[None] if masks.ndim == 2 else masks
    if masks.ndim != 3:
        raise ValueError("masks must be of shape (H, W) or (batch_size, H, W)")
    if masks.dtype != lumbre.bool:
        raise ValueError(f"The masks must be of dtype bool. Got {masks.dtype}")
    if masks.shape[-2:] != image.shape[-2:]:
        raise ValueError("The image and the masks must have the same height and width")
    if masks.shape[0] == 0:
        warnings.warn("masks doesn't contain any mask. No mask was drawn", stacklevel=2)
        return image
    drawn = image.detach().clone()
    for mask, colour in zip(masks, _colours(colors, masks.shape[0], image.dtype)):
        drawn = lumbre.where(mask, lumbre.tensor(colour, dtype=image.dtype, device=image.device)[:, None, None], drawn)
    drawn = drawn.masked_fill(masks.sum(dim=0) > 1, 0)
    return (image * (1 - alpha) + drawn * alpha).to(image.dtype)


@lumbre.no_grad()
def draw_keypoints(image, keypoints, connectivity=None, colors=None, radius=2, width=3, visibility=None):
    """The RGB image with points (instances, k, 2) as discs, and lines between the pairs of `connectivity`; only those that are visible."""
    _check(image, (3,))
    if keypoints.ndim != 3:
        raise ValueError("keypoints must be of shape (num_instances, K, 2)")
    seen = lumbre.ones(keypoints.shape[:-1], dtype=lumbre.bool) if visibility is None else visibility
    seen = seen.squeeze(-1) if seen.ndim == 3 else seen
    if seen.shape != keypoints.shape[:-1]:
        raise ValueError(f"keypoints and visibility must have the same dimensionality for num_instances and K: {keypoints.shape}, {seen.shape}")
    from PIL import ImageDraw

    picture = _to_picture(image)
    draw = ImageDraw.Draw(picture)
    for points, visible in zip(keypoints.to(lumbre.int64).tolist(), seen.cpu().bool().tolist()):
        for (x, y), shown in zip(points, visible):
            if shown:
                draw.ellipse([x - radius, y - radius, x + radius, y + radius], fill=colors, outline=None, width=0)
        for a, b in connectivity or ():
            if visible[a] and visible[b]:
                draw.line((*points[a][:2], *points[b][:2]), width=width)
    return _from_picture(picture, image.dtype)


def _wheel():
    """55 colours around the circle. Baker et al., "A database and evaluation methodology for optical flow", 2011."""
    steps = (15, (0, 1, 1)), (6, (1, 0, -1)), (4, (1, 2, 1)), (11, (2, 1, -1)), (13, (2, 0, 1)), (6, (0, 2, -1))
    colours = []
    for n, (full, moving, way) in steps:
        for i in range(n):
            colour = [0.0, 0.0, 0.0]
            part = math.floor(255 * i / n)
            colour[full], colour[moving] = 255.0, float(part if way > 0 else 255 - part)
            colours.append(colour)
    return lumbre.tensor(colours)


@lumbre.no_grad()
def flow_to_image(flow):
    """Motion (2, height, width), or a batch, as colours: hue is the direction, saturation the speed. Gives uint8."""
    if flow.dtype != lumbre.float:
        raise ValueError(f"Flow should be of dtype torch.float, got {flow.dtype}.")
    batch = flow[None] if flow.ndim == 3 else flow
    if batch.ndim != 4 or batch.shape[1] != 2:
        raise ValueError(f"Input flow should have shape (2, H, W) or (N, 2, H, W), got {flow.shape}.")
    batch = batch / (batch.pow(2).sum(dim=1).sqrt().max() + lumbre.finfo(flow.dtype).eps)
    wheel = _wheel().to(flow.device) / 255.0
    speed = batch.pow(2).sum(dim=1).sqrt()
    turn = (lumbre.atan2(-batch[:, 1], -batch[:, 0]) / math.pi + 1) / 2 * (len(wheel) - 1)
    low = turn.floor().to(lumbre.int64)
    part = (turn - low)[..., None]
    colour = (1 - part) * wheel[low] + part * wheel[(low + 1) % len(wheel)]
    out = (255 * (1 - speed[..., None] * (1 - colour))).floor().to(lumbre.uint8).permute(0, 3, 1, 2)
    return out[0] if flow.ndim == 3 else out


def _log_api_usage_once(obj):
    """Counts nothing."""


def _make_ntuple(x, n):
    return tuple(x) if isinstance(x, (list, tuple)) else (x,) * n
