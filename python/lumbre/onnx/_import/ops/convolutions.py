"""Convolutions."""

from .._build import Unsupported
from . import op


def kernel_of(g, a, w):
    k = a.get("kernel_shape")
    if k is not None:
        return list(k)
    sizes = w.sizes()[2:]
    if not all(isinstance(n, int) for n in sizes):
        raise Unsupported(f"onnx.load: {g.where}: a kernel whose size is not known")
    return sizes


def padding(g, a, x, kernel, strides, dilations):
    """(before, after) of each dimension, as ints or `N`s."""
    n, auto = len(kernel), a.get("auto_pad", "NOTSET")
    if auto == "VALID":
        return [(0, 0)] * n
    if auto == "NOTSET":
        p = a.get("pads") or [0] * (2 * n)
        return list(zip(p[:n], p[n:]))
    out = []
    for i in range(n):
        size, s, span = x.size(2 + i), strides[i], dilations[i] * (kernel[i] - 1) + 1
        # As many results as strides fit.
        steps = g.arithmetic("floordiv", g.arithmetic("add", size, s - 1), s)
        reach = g.arithmetic("add", g.arithmetic("mul", g.arithmetic("sub", steps, 1), s), span)
        total = g.arithmetic("max", g.arithmetic("sub", reach, size), 0)
        less = g.arithmetic("floordiv", total, 2)
        more = g.arithmetic("sub", total, less)
        out.append((less, more) if auto == "SAME_UPPER" else (more, less))
    return out


def padded(g, x, pads, value=0.0):
    """x with edges, and the padding that is left for the layer: what is equal on both sides."""
    if all(isinstance(p, int) and p == q and p >= 0 for p, q in pads):
        return x, [p for p, _ in pads]
    flat = [v for p in reversed(pads) for v in p]
    return g.op("pad", x, flat, "constant", value), [0] * len(pads)


@op("Conv")
def conv(g, a, x, w, b=None):
    kernel = kernel_of(g, a, w)
    n = len(kernel)
    strides, dilations = (a.get(k) or [1] * n for k in ("strides", "dilations"))
    if n > 3:
        raise Unsupported(f"onnx.load: {g.where}: convolutions in {n} dimensions")
    x, left = padded(g, x, padding(g, a, x, kernel, strides, dilations))
    return g.op(f"conv{n}d", x, w, b, strides, left, dilations, a.get("group", 1))


@op("ConvInteger")
def conv_integer(g, a, x, w, zx=None, zw=None):
    from .quantized import shifted

    out = conv(g, a, shifted(g, x, zx, None).to("float64"), shifted(g, w, zw, 0).to("float64"))
    return g.op("round", out).to("int32")


@op("ConvTranspose")
def conv_transpose(g, a, x, w, b=None):
    kernel = kernel_of(g, a, w)
    n = len(kernel)
    strides, dilations = (a.get(k) or [1] * n for k in ("strides", "dilations"))
    more = list(a.get("output_padding") or [0] * n)
    auto, shape = a.get("auto_pad", "NOTSET"), a.get("output_shape")
    if shape is not None or auto in ("SAME_UPPER", "SAME_LOWER"):
        pads = []
        for i in range(n):
            size = x.size(2 + i)
            if not isinstance(size, int):
                raise Unsupported(f"onnx.load: {g.where}: padding by sizes that are not fixed")
            want = shape[-n:][i] if shape is not None else size * strides[i]
            total = strides[i] * (size - 1) + more[i] + (kernel[i] - 1) * dilations[i] + 1 - want
            if total < 0:
                more[i], total = more[i] - total, 0
            low = total // 2 if auto == "SAME_UPPER" else total - total // 2
            pads.append((low, total - low))
    else:
        pads = padding(g, a, x, kernel, strides, dilations)
    # What is cut off is the smaller padding on both sides, and the rest after the end by a slice.
    same = [min(p) for p in pads]
    fits = all(m < max(s, d) for m, s, d in zip(more, strides, dilations))
    out = g.op(f"conv_transpose{n}d", x, w, b, strides, same, more if fits else [0] * n, a.get("group", 1), dilations)
    if not fits:
        out = g.op("pad", out, [v for m in reversed(more) for v in (0, m)], "constant", 0.0)
        if b is not None:
            raise Unsupported(f"onnx.load: {g.where}: an output padding beyond stride and dilation, with a bias")
    for i, ((low, high), m) in enumerate(zip(pads, same)):
        if (low, high) != (m, m):
            size = g.arithmetic("sub", out.size(2 + i), low + high - 2 * m)
            out = g.op("narrow", out, 2 + i, low - m, size)
    return out


@op("DeformConv")
def deform_conv(g, a, x, w, offset, b=None, mask=None):
    kernel = kernel_of(g, a, w)
    strides, dilations = (a.get(k) or [1] * len(kernel) for k in ("strides", "dilations"))
    x, left = padded(g, x, padding(g, a, x, kernel, strides, dilations))
    if len(kernel) != 2:
        raise Unsupported(f"onnx.load: {g.where}: {len(kernel)} dimensions")
    if mask is None:
        mask = g.op("ones", [1, 1, 1, 1])
        used = False
    else:
        used = True
    if b is None:
        b = g.op("zeros", [w.size(0)])
    return g.op("deform_conv2d", x, w, offset, mask, b, *strides, *left, *dilations, a.get("group", 1), a.get("offset_group", 1), used)


@op("Col2Im")
def col2im(g, a, x, image, block):
    size, kernel = g.ints_of(image), g.ints_of(block)
    n = len(kernel)
    if n != 2:
        raise Unsupported(f"onnx.load: {g.where}: {n} dimensions")
    p = a.get("pads") or [0] * (2 * n)
    if p[:n] != p[n:]:
        raise Unsupported(f"onnx.load: {g.where}: different padding on both sides")
    return g.op("col2im", x, size, kernel, a.get("dilations") or [1] * n, list(p[:n]), a.get("strides") or [1] * n)
