"""Messages of event files: numbers, histograms, pictures, texts, hyperparameters."""

import json
import logging
import struct

import numpy as np

from ._images import make_np, png, to_hwc, wav
from ._proto import Message, double, doubles, floats, integer, message, number, single, text

__all__ = [
    "tensor_proto", "int_to_half", "hparams", "scalar", "histogram_raw", "histogram", "make_histogram", "image", "image_boxes",
    "draw_boxes", "make_image", "video", "audio", "custom_scalars", "text", "pr_curve_raw", "pr_curve", "compute_curve", "mesh",
]

logger = logging.getLogger(__name__)
_text_field = text
_FLOAT, _DOUBLE, _STRING = 1, 2, 7


def int_to_half(i):
    """The 16-bit float of the bits."""
    return struct.unpack("e", struct.pack("H", i))[0]


def _shape(sizes):
    return Message(*(message(2, Message(integer(1, s))) for s in sizes))


def _strings(values, sizes):
    return Message(integer(1, _STRING), message(2, _shape(sizes)), *(_text_field(8, v) for v in values))


def _float_tensor(values, sizes):
    return Message(integer(1, _FLOAT), message(2, _shape(sizes)), floats(5, np.asarray(values, np.float32).ravel().tolist()))


def _plugin(name, content=b"", data_class=0):
    fields = [message(1, Message(_text_field(1, name), _text_field(2, content)))]
    return Message(*fields, *([integer(4, data_class)] if data_class else []))


def _summary(tag, *fields):
    return Message(message(1, Message(_text_field(1, tag), *fields)))


def tensor_proto(tag, tensor):
    """A tensor as it is, for plugins."""
    array = make_np(tensor)
    if array.dtype == np.float64:
        proto = Message(integer(1, _DOUBLE), message(2, _shape(array.shape)), doubles(6, array.ravel().tolist()))
    else:
        proto = _float_tensor(array, array.shape)
    return _summary(tag, message(8, proto), message(9, _plugin("tensor", data_class=2)))


def scalar(name, tensor, collections=None, new_style=False, double_precision=False):
    """One number."""
    array = make_np(tensor).squeeze()
    if array.ndim != 0:
        raise AssertionError(f"Tensor should contain one element (0 dimensions). Was given size: {array.size} and {array.ndim} dimensions.")
    value = float(array)
    if not new_style:
        return _summary(name, single(2, value))
    proto = Message(integer(1, _DOUBLE), doubles(6, [value])) if double_precision else Message(integer(1, _FLOAT), floats(5, [value]))
    return _summary(name, message(8, proto), message(9, _plugin("scalars", data_class=1)))


def make_histogram(values, bins, max_bins=None):
    """A histogram of the values, empty bins at both ends left out but for one each."""
    if values.size == 0:
        raise ValueError("The input has no element.")
    values = values.reshape(-1).astype(np.float64)
    counts, limits = np.histogram(values, bins=bins)
    if max_bins is not None and len(counts) > max_bins:
        # Neighbouring bins joined.
        step = len(counts) // max_bins
        rest = len(counts) % step
        if rest:
            counts = np.pad(counts, (0, step - rest))
        counts = counts.reshape(-1, step).sum(-1)
        limits = np.append(limits[:-1][::step], limits[-1])
    filled = np.nonzero(counts)[0]
    if filled.size == 0:
        raise ValueError("The histogram is empty, please file a bug report.")
    first, last = filled[0], filled[-1]
    counts, limits = counts[first : last + 1], limits[first : last + 2]
    # Each count belongs to the limit on its right; the first limit opens the range.
    return _histogram(values.min(), values.max(), values.size, values.sum(), values.dot(values), limits.tolist(), [0, *counts.tolist()])


def _histogram(low, high, n, total, squares, limits, counts):
    head = (double(i + 1, float(v)) for i, v in enumerate((low, high, n, total, squares)))
    return Message(*head, doubles(6, limits), doubles(7, counts))


def histogram(name, values, bins, max_bins=None):
    """A histogram of an array."""
    return _summary(name, message(5, make_histogram(make_np(values), bins, max_bins)))


def histogram_raw(name, min, max, num, sum, sum_squares, bucket_limits, bucket_counts):
    """A histogram that was counted elsewhere."""
    return _summary(name, message(5, _histogram(min, max, num, sum, sum_squares, list(bucket_limits), list(bucket_counts))))


def _scale(array):
    """255 for floats in [0, 1], 1 for bytes."""
    return 1 if array.dtype == np.uint8 else 255


def make_image(array, rescale=1, rois=None, labels=None):
    """An image `(H, W, C)` of bytes as a PNG, with boxes drawn on it and its size changed by `rescale`."""
    if rois is not None:
        array = draw_boxes(array, rois, labels)
    if rescale != 1:
        height, width = int(array.shape[0] * rescale), int(array.shape[1] * rescale)
        rows, columns = (np.arange(height) / rescale).astype(int), (np.arange(width) / rescale).astype(int)
        array = array[rows][:, columns]
    height, width, channels = array.shape
    return Message(integer(1, height), integer(2, width), integer(3, channels), _text_field(4, png(array)))


def draw_boxes(image, boxes, labels=None):
    """The image with rectangles `(x0, y0, x1, y1)` in red; labels need the package pillow."""
    image = np.array(image)
    red = np.array([255, 0, 0, 255][: image.shape[-1]], image.dtype)
    for x0, y0, x1, y1 in np.asarray(boxes).round().astype(int):
        height, width = image.shape[:2]
        left, right, top, bottom = max(x0, 0), min(x1, width - 1), max(y0, 0), min(y1, height - 1)
        for d in (-1, 0):
            image[min(max(top + d, 0), height - 1), left : right + 1] = red
            image[min(max(bottom + d, 0), height - 1), left : right + 1] = red
            image[top : bottom + 1, min(max(left + d, 0), width - 1)] = red
            image[top : bottom + 1, min(max(right + d, 0), width - 1)] = red
    if labels:
        from PIL import Image, ImageDraw

        picture = Image.fromarray(image)
        for (x0, _, _, y1), label in zip(np.asarray(boxes).tolist(), labels):
            ImageDraw.Draw(picture).text((x0, y1 - 12), label, fill="black")
        image = np.asarray(picture)
    return image


def image(tag, tensor, rescale=1, dataformats="NCHW"):
    """A picture: bytes, or floats in [0, 1]."""
    array = to_hwc(make_np(tensor), dataformats)
    pixels = (array.astype(np.float32) * _scale(array)).clip(0, 255).astype(np.uint8)
    return _summary(tag, message(4, make_image(pixels, rescale)))


def image_boxes(tag, tensor_image, tensor_boxes, rescale=1, dataformats="CHW", labels=None):
    """A picture with boxes."""
    array = to_hwc(make_np(tensor_image), dataformats)
    pixels = (array.astype(np.float32) * _scale(array)).clip(0, 255).astype(np.uint8)
    return _summary(tag, message(4, make_image(pixels, rescale, make_np(tensor_boxes), labels)))


def video(tag, tensor, fps=4):
    """A film `(N, T, C, H, W)` as an animated GIF, by the package pillow."""
    import io

    from PIL import Image

    array = make_np(tensor)
    array = (array.astype(np.float32) * _scale(array)).clip(0, 255).astype(np.uint8)
    frames = [to_hwc(array[:, t], "NCHW") for t in range(array.shape[1])]
    pictures = [Image.fromarray(f) for f in frames]
    out = io.BytesIO()
    pictures[0].save(out, format="GIF", save_all=True, append_images=pictures[1:], duration=int(1000 / fps), loop=0)
    height, width, channels = frames[0].shape
    return _summary(tag, message(4, Message(integer(1, height), integer(2, width), integer(3, channels), _text_field(4, out.getvalue()))))


def audio(tag, tensor, sample_rate=44100):
    """Sound: samples in [-1, 1]."""
    samples = make_np(tensor).squeeze()
    if abs(samples).max() > 1:
        print("warning: audio amplitude out of range, auto clipped.")
    if samples.ndim != 1:
        raise AssertionError("input tensor should be 1 dimensional.")
    sound = [single(1, sample_rate), integer(2, 1), integer(3, samples.shape[-1]), _text_field(4, wav(samples, sample_rate)), _text_field(5, "audio/wav")]
    return _summary(tag, message(6, Message(*sound)))


def text(tag, text):  # noqa: F811 (the name is PyTorch's)
    """A text in Markdown."""
    plugin = _plugin("text", b"", data_class=2)
    return _summary(f"{tag}/text_summary", message(8, _strings([text], [1])), message(9, plugin))


def custom_scalars(layout):
    """Which numbers are shown together: `{category: {chart: ["Multiline" | "Margin", [tags]]}}`."""
    categories = []
    for category, charts in layout.items():
        drawn = []
        for title, (kind, tags) in charts.items():
            if kind == "Margin":
                if len(tags) != 3:
                    raise AssertionError(f"Margin chart requires exactly 3 tags, got {len(tags)}")
                series = Message(*(_text_field(i + 1, t) for i, t in enumerate(tags)))
                content = message(3, Message(message(1, series)))
            else:
                content = message(2, Message(*(_text_field(1, t) for t in tags)))
            drawn.append(message(2, Message(_text_field(1, title), content)))
        categories.append(message(2, Message(_text_field(1, category), *drawn)))
    config = Message(*categories)
    return _summary("custom_scalars__config__", message(8, _strings([config.data], [])), message(9, _plugin("custom_scalars")))


def compute_curve(labels, predictions, num_thresholds=None, weights=None):
    """True and false positives, true and false negatives, precision and recall for thresholds from 0 to 1, as `(6, thresholds)`."""
    weights = 1.0 if weights is None else weights
    tiny = 1e-7
    bucket = np.int32(np.floor(predictions * (num_thresholds - 1)))
    tp, _ = np.histogram(bucket, bins=num_thresholds, range=(0, num_thresholds - 1), weights=labels * weights)
    fp, _ = np.histogram(bucket, bins=num_thresholds, range=(0, num_thresholds - 1), weights=(1.0 - labels) * weights)
    tp, fp = np.cumsum(tp[::-1])[::-1], np.cumsum(fp[::-1])[::-1]
    tn, fn = fp[0] - fp, tp[0] - tp
    return np.stack((tp, fp, tn, fn, tp / np.maximum(tiny, tp + fp), tp / np.maximum(tiny, tp + fn)))


def pr_curve_raw(tag, tp, fp, tn, fn, precision, recall, num_thresholds=127, weights=None):
    """A precision-recall curve that was computed elsewhere."""
    # More thresholds than this, TensorBoard does not draw.
    num_thresholds = min(num_thresholds, 127)
    return _curve(tag, np.stack((tp, fp, tn, fn, precision, recall)), num_thresholds)


def pr_curve(tag, labels, predictions, num_thresholds=127, weights=None):
    """A precision-recall curve."""
    num_thresholds = min(num_thresholds, 127)
    return _curve(tag, compute_curve(labels, predictions, num_thresholds, weights), num_thresholds)


def _curve(tag, data, num_thresholds):
    plugin = _plugin("pr_curves", Message(integer(2, num_thresholds)).data)
    return _summary(tag, message(8, _float_tensor(data, data.shape)), message(9, plugin))


def mesh(tag, vertices, colors, faces, config_dict, display_name=None, description=None):
    """A point cloud or surface: vertices `(B, N, 3)`, colours in [0, 255] of the same shape, faces `(B, M, 3)` as vertex numbers."""
    parts = [(v, kind, name) for v, kind, name in ((vertices, 1, "VERTEX"), (faces, 2, "FACE"), (colors, 3, "COLOR")) if v is not None]
    components, values = sum(1 << kind for _, kind, _ in parts), []
    for tensor, kind, name in parts:
        array = make_np(tensor)
        content = Message(
            _text_field(2, tag), integer(3, kind), _text_field(5, json.dumps(config_dict or {}, sort_keys=True)),
            *(integer(6, s) for s in array.shape), integer(7, components),
        )
        metadata = [message(1, Message(_text_field(1, "mesh"), _text_field(2, content.data)))]
        metadata += [_text_field(2, display_name)] if display_name else []
        metadata += [_text_field(3, description)] if description else []
        value = Message(_text_field(1, f"{tag}_{name}"), message(8, _float_tensor(array, array.shape)), message(9, Message(*metadata, integer(4, 2))))
        values.append(message(1, value))
    return Message(*values)


def hparams(hparam_dict=None, metric_dict=None, hparam_domain_discrete=None):
    """Three messages for a run: the experiment's hyperparameters and metrics, the run's start with its values, and its end."""
    if not isinstance(hparam_dict, dict):
        logger.warning("parameter: hparam_dict should be a dictionary, nothing logged.")
        raise TypeError("parameter: hparam_dict should be a dictionary, nothing logged.")
    if not isinstance(metric_dict, dict):
        logger.warning("parameter: metric_dict should be a dictionary, nothing logged.")
        raise TypeError("parameter: metric_dict should be a dictionary, nothing logged.")
    domains = hparam_domain_discrete or {}
    for k, v in domains.items():
        if k not in hparam_dict or not isinstance(v, list) or not all(isinstance(d, type(hparam_dict[k])) for d in v):
            raise TypeError(f"parameter: hparam_domain_discrete[{k}] should be a list of same type as hparam_dict[{k}].")
    infos, values = [], []
    for k, v in hparam_dict.items():
        if v is None:
            continue
        if not isinstance(v, (bool, int, float, str)):
            v = make_np(v).item() if hasattr(v, "detach") or isinstance(v, np.generic) else _refuse(k, v)
        kind = 2 if isinstance(v, bool) else 1 if isinstance(v, str) else 3
        domain = [message(5, Message(*(message(1, number(d)) for d in domains[k])))] if k in domains else []
        infos.append(message(4, Message(_text_field(1, k), integer(4, kind), *domain)))
        values.append(message(1, Message(_text_field(1, k), message(2, number(v)))))
    metrics = [message(5, Message(message(1, Message(_text_field(2, k))))) for k in metric_dict]

    def plugin(tag, field, content):
        data = Message(message(field, content)).data
        return _summary(tag, message(9, _plugin("hparams", data)))

    return (
        plugin("_hparams_/experiment", 2, Message(*infos, *metrics)),
        plugin("_hparams_/session_start_info", 3, Message(*values)),
        plugin("_hparams_/session_end_info", 4, Message(integer(1, 1))),
    )


def _refuse(key, value):
    raise ValueError(f"value should be one of int, float, str, bool, or torch.Tensor: {key}={value!r}")


