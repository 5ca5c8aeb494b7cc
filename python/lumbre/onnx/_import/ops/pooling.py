"""Pooling."""

import lumbre

from .._build import Unsupported
from . import op
from .convolutions import padding


def frame(g, a, x):
    kernel = list(a["kernel_shape"])
    n = len(kernel)
    strides, dilations = (list(a.get(k) or [1] * n) for k in ("strides", "dilations"))
    return kernel, strides, dilations, padding(g, a, x, kernel, strides, dilations), bool(a.get("ceil_mode", 0))


def ceil_room(g, x, kernel, strides, dilations, pads):
    """Padding after the end, so that a last window that begins inside is counted."""
    out = []
    for i, (low, high) in enumerate(pads):
        size = x.size(2 + i)
        span = dilations[i] * (kernel[i] - 1) + 1
        whole = g.arithmetic("add", g.arithmetic("add", size, low), high)
        over = g.arithmetic("mod", g.arithmetic("sub", whole, span), strides[i])
        if not isinstance(over, int):
            raise Unsupported(f"onnx.load: {g.where}: ceil_mode with these pads and a size that is not fixed")
        more = (strides[i] - over) % strides[i]
        # Such a window has to begin inside the input or before it.
        begin = (whole - span + more) // strides[i] * strides[i]
        out.append((low, high + more if begin < size + low else high))
    return out


@op("MaxPool")
def max_pool(g, a, x):
    kernel, strides, dilations, pads, ceil = frame(g, a, x)
    n = len(kernel)
    if a.get("storage_order", 0) and a.wanted > 1:
        raise Unsupported(f"onnx.load: {g.where}: indices by columns")
    dtype = x.dtype
    if not x.is_float:
        x = x.to("float32")
    equal = all(isinstance(p, int) and p == q and 2 * p <= k for (p, q), k in zip(pads, kernel))
    sizes = x.sizes()
    if not equal:
        if ceil:
            pads, ceil = ceil_room(g, x, kernel, strides, dilations, pads), False
        x = g.op("pad", x, [v for p in reversed(pads) for v in p], "constant", float("-inf"))
    left = [p for p, _ in pads] if equal else [0] * n
    if a.wanted < 2:
        return g.op(f"max_pool{n}d", x, kernel, strides, left, dilations, ceil).to(dtype)
    if not equal:
        raise Unsupported(f"onnx.load: {g.where}: indices with different padding on both sides")
    out, places = g.op(f"max_pool{n}d_with_indices", x, kernel, strides, left, dilations, ceil)
    # Places are counted over the whole tensor.
    area = 1
    for s in sizes[2:]:
        area = g.arithmetic("mul", area, s)
    planes = g.arithmetic("mul", sizes[0], sizes[1])
    start = g.op("arange", planes).reshape([sizes[0], sizes[1], *[1] * n])
    area = area if isinstance(area, int) else g.vector([area], True)
    return out.to(dtype), places + start * area


@op("AveragePool")
def average_pool(g, a, x):
    kernel, strides, dilations, pads, ceil = frame(g, a, x)
    n, whole = len(kernel), bool(a.get("count_include_pad", 0))
    equal = all(isinstance(p, int) and p == q and 2 * p <= k for (p, q), k in zip(pads, kernel))
    if equal and set(dilations) == {1}:
        return g.op(f"avg_pool{n}d", x, kernel, strides, [p for p, _ in pads], ceil, whole)
    # Sums over sums of ones.
    ones = g.op("ones_like", x)
    flat = lambda pads: [v for p in reversed(pads) for v in p]  # noqa: E731
    if whole:
        ones, x = (g.op("pad", v, flat(pads), "constant", w) for v, w in ((ones, 1.0), (x, 0.0)))
        pads = [(0, 0)] * n
    if ceil:
        pads = ceil_room(g, x, kernel, strides, dilations, pads)
    x, ones = (g.op("pad", v, flat(pads), "constant", 0.0) for v in (x, ones))
    return sums(g, x, kernel, strides, dilations) / sums(g, ones, kernel, strides, dilations)


def sums(g, x, kernel, strides, dilations):
    """Sums of windows: a convolution with ones, plane by plane."""
    n = len(kernel)
    shape = x.sizes()
    flat = x.reshape([-1, 1, *shape[2:]])
    out = g.op(f"conv{n}d", flat, g.op("ones", [1, 1, *kernel], dtype=getattr(lumbre, x.dtype)), None, strides, [0] * n, dilations, 1)
    return out.reshape([shape[0], shape[1], *out.sizes()[2:]])


@op("LpPool")
def lp_pool(g, a, x):
    kernel, strides, dilations, pads, ceil = frame(g, a, x)
    p = a.get("p", 2)
    x = g.op("pow", g.op("abs", x), p)
    if ceil:
        pads = ceil_room(g, x, kernel, strides, dilations, pads)
    x = g.op("pad", x, [v for q in reversed(pads) for v in q], "constant", 0.0)
    return g.op("pow", sums(g, x, kernel, strides, dilations), 1.0 / p)


@op("GlobalAveragePool")
def global_average(g, a, x):
    return g.op("mean", x, list(range(2, x.need_rank())), True)


@op("GlobalMaxPool")
def global_max(g, a, x):
    return g.op("amax", x, list(range(2, x.need_rank())), True)


@op("GlobalLpPool")
def global_lp(g, a, x):
    return g.op("linalg_vector_norm", x, a.get("p", 2), list(range(2, x.need_rank())), True)


@op("MaxUnpool")
def max_unpool(g, a, x, places, shape=None):
    kernel = list(a["kernel_shape"])
    n = len(kernel)
    strides, pads = list(a.get("strides") or [1] * n), list(a.get("pads") or [0] * (2 * n))
    have = x.sizes()
    want = [g.arithmetic("add", g.arithmetic("mul", g.arithmetic("sub", have[2 + i], 1), strides[i]), kernel[i] - pads[i] - pads[n + i]) for i in range(n)]
    size = [*have[:2], *want]
    total = 1
    for s in size:
        total = g.arithmetic("mul", total, s)
    final = g.ints_of(shape) if shape is not None else size
    # Places are counted over the whole result without an output shape.
    out = g.op("zeros", [total], dtype=getattr(lumbre, x.dtype))
    out = g.op("scatter", out, 0, places.reshape([-1]), x.reshape([-1])).reshape(size)
    if shape is None:
        return out
    more = [v for i in reversed(range(n)) for v in (0, g.arithmetic("sub", final[2 + i], want[i]))]
    return g.op("pad", out, more, "constant", 0.0)


@op("RoiAlign")
def roi_align(g, a, x, rois, batch):
    if a.get("mode", "avg") != "avg":
        raise Unsupported(f"onnx.load: {g.where}: the mode max")
    boxes = g.op("cat", [g.op("unsqueeze", batch, 1).to(rois.dtype), rois], 1)
    aligned = a.get("coordinate_transformation_mode", "half_pixel" if a.version >= 16 else "output_half_pixel") == "half_pixel"
    return g.op("roi_align", x, boxes, a.get("spatial_scale", 1.0), a.get("output_height", 1), a.get("output_width", 1), a.get("sampling_ratio", 0), aligned)
