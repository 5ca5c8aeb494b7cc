"""Quantised tensors: scales and zero points."""



from .._build import Unsupported
from . import op

RANGES = {"uint8": (0, 255), "int8": (-128, 127), "uint16": (0, 65535), "int16": (-32768, 32767)}


def spread(g, a, v, x):
    """A scale or zero point in the shape of x: one number, one for each slice along `axis`, or one for each block."""
    if v is None or v.rank in (0, None) or v.rank == 1 and v.size(0) == 1 and x.rank != 1:
        return v if v is None or v.rank != 1 else v.reshape([])
    n = x.need_rank()
    d = a.get("axis", 1) % max(n, 1)
    if a.get("block_size", 0):
        out = g.op("repeat_interleave", v, a["block_size"], d)
        return g.op("narrow", out, d, 0, x.size(d))
    return v.reshape([-1 if k == d else 1 for k in range(n)])


def shifted(g, x, zero, d):
    """x minus its zero point, as int32; a vector of zero points goes along `d`."""
    x = x.to("int32")
    if zero is None:
        return x
    zero = zero.to("int32")
    if zero.rank == 1 and d is not None and zero.size(0) != 1:
        n = x.need_rank()
        zero = zero.reshape([-1 if k == d % n else 1 for k in range(n)])
    elif zero.rank == 1:
        zero = zero.reshape([]) if zero.size(0) == 1 else zero
    return x - zero


def quantised(g, x, scale, zero, dtype):
    """round(x / scale) + zero, within the dtype."""
    low, high = RANGES[dtype]
    out = g.op("round", x.to("float32") / scale.to("float32") if scale is not None else x)
    if zero is not None:
        out = out + zero.to("float32")
    return g.op("clamp", out, low, high).to("int32").to(dtype)


@op("QuantizeLinear")
def quantize(g, a, x, scale, zero=None):
    dtype = zero.dtype if zero is not None else str(a.dtype("output_dtype")).rpartition(".")[2] if a.get("output_dtype") else "uint8"
    if dtype not in RANGES or getattr(zero, "narrow", False):
        raise Unsupported(f"onnx.load: {g.where}: quantised values of {dtype}")
    return quantised(g, x, spread(g, a, scale, x), spread(g, a, zero, x), dtype)


@op("DequantizeLinear")
def dequantize(g, a, x, scale, zero=None):
    dtype = scale.dtype
    whole = "int" in (x.dtype or "int")
    out = x.to("int32") if whole else x.to("float32")
    if zero is not None:
        out = out - spread(g, a, zero, x).to(out.dtype)
    return (out.to("float32") * spread(g, a, scale, x).to("float32")).to(dtype)


@op("DynamicQuantizeLinear")
def dynamic(g, a, x):
    zero = g.op("zeros", [])
    low, high = g.op("minimum", g.op("amin", x), zero), g.op("maximum", g.op("amax", x), zero)
    scale = (high - low) / 255.0
    safe = g.op("where", g.op("eq", scale, 0.0), g.op("ones_like", scale), scale)
    point = g.op("round", g.op("clamp", -low / safe, 0.0, 255.0))
    out = g.op("clamp", g.op("round", x / safe) + point, 0.0, 255.0)
    return out.to("int32").to("uint8"), scale, point.to("int32").to("uint8")


@op("QLinearMatMul")
def qlinear_matmul(g, a, x, sx, zx, w, sw, zw, sy, zy):
    whole = (shifted(g, x, zx, -2).to("float64") @ shifted(g, w, zw, -1).to("float64"))
    side = lambda s, d: s if s.rank == 0 or s.size(0) == 1 else s.reshape([-1, 1] if d else [-1])  # noqa: E731
    scale = side(sx, True).to("float32") * side(sw, False).to("float32") / sy.to("float32")
    low, high = RANGES[zy.dtype]
    out = g.op("round", whole.to("float32") * scale) + zy.to("float32")
    return g.op("clamp", out, low, high).to("int32").to(zy.dtype)


@op("QLinearConv")
def qlinear_conv(g, a, x, sx, zx, w, sw, zw, sy, zy, b=None):
    from .convolutions import conv

    out = conv(g, a, shifted(g, x, zx, None).to("float64"), shifted(g, w, zw, 0).to("float64"))
    shape = [1, -1, *[1] * (x.need_rank() - 2)]
    if b is not None:
        out = out + b.to("float64").reshape(shape)
    scale = sw if sw.rank == 0 or sw.size(0) == 1 else sw.reshape(shape)
    scale = sx.to("float32") * (scale.reshape([]) if scale.rank == 1 else scale).to("float32") / sy.to("float32")
    low, high = RANGES[zy.dtype]
    return g.op("clamp", g.op("round", out.to("float32") * scale) + zy.to("float32"), low, high).to("int32").to(zy.dtype)


