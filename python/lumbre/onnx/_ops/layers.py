"""Convolutions, pooling, normalisation, embedding, resampling, padding."""

import math

from .._writer import Unsupported
from . import op


def _padding(c, n):
    p = c["padding"]
    if p.kind == "const" and isinstance(p.data, str):
        return None, "SAME_UPPER" if p.data == "same" else "VALID"
    p = c.ints("padding")
    p = p * n if len(p) == 1 else p
    return p + p, None


@op("conv1d", "conv2d", "conv3d")
def _conv(c):
    n = int(c.op[4])
    if c.rank() != n + 2:
        raise Unsupported(f"onnx.export: {c.op} of a sample without a batch")
    pads, auto = _padding(c, n)
    inputs = [c.x(), c.x("weight")] + ([c.x("bias")] if c.has("bias") else [])
    full = lambda name: (lambda v: v * n if len(v) == 1 else v)(c.ints(name))  # noqa: E731
    return c.node("Conv", *inputs, pads=pads, auto_pad=auto, strides=full("stride"), dilations=full("dilation"), group=c.const("groups", 1))


@op("conv_transpose1d", "conv_transpose2d", "conv_transpose3d")
def _conv_transpose(c):
    n = int(c.op[-2])
    full = lambda name: (lambda v: v * n if len(v) == 1 else v)(c.ints(name))  # noqa: E731
    inputs = [c.x(), c.x("weight")] + ([c.x("bias")] if c.has("bias") else [])
    pads = full("padding")
    return c.node("ConvTranspose", *inputs, pads=pads + pads, strides=full("stride"), dilations=full("dilation"), group=c.const("groups", 1), output_padding=full("output_padding"))


@op("max_pool1d", "max_pool2d", "max_pool3d", "avg_pool1d", "avg_pool2d", "avg_pool3d")
def _pool(c):
    n = int(c.op[-2])
    full = lambda v: v * n if len(v) == 1 else v  # noqa: E731
    kernel = full(c.ints("kernel_size"))
    stride = full(c.ints("stride")) if c.has("stride") and c.ints("stride") else kernel
    pads = full(c.ints("padding"))
    common = {"kernel_shape": kernel, "strides": stride, "pads": pads + pads, "ceil_mode": int(c.const("ceil_mode", False))}
    if c.op.startswith("max"):
        return c.node("MaxPool", c.x(), dilations=full(c.ints("dilation")), **common)
    if c.const("divisor_override") is not None:
        raise Unsupported("onnx.export: avg_pool with a divisor")
    return c.node("AveragePool", c.x(), count_include_pad=int(c.const("count_include_pad", True)), **common)


@op("adaptive_avg_pool1d", "adaptive_avg_pool2d", "adaptive_avg_pool3d", "adaptive_max_pool1d", "adaptive_max_pool2d", "adaptive_max_pool3d")
def _adaptive(c):
    n = int(c.op[-2])
    size = c.ints("output_size")
    size = size * n if len(size) == 1 else size
    kind = "Average" if "avg" in c.op else "Max"
    if all(s == 1 for s in size):
        return c.node(f"Global{kind}Pool", c.x())
    have = c["input"].sizes[-n:]
    if any(h % s for h, s in zip(have, size)):
        raise Unsupported(f"onnx.export: {c.op} of {list(have)} to {size}: only where the sizes divide")
    steps = [h // s for h, s in zip(have, size)]
    return c.node(f"{kind}Pool", c.x(), kernel_shape=steps, strides=steps)


@op("batch_norm")
def _batch_norm(c):
    if c.const("training", False):
        raise Unsupported("onnx.export: batch_norm in training mode; call .eval() first")
    n = c["input"].sizes[1]
    w = c.x("weight") if c.has("weight") else c.w.constant([1.0] * n, c.dtype)
    b = c.x("bias") if c.has("bias") else c.w.constant([0.0] * n, c.dtype)
    return c.node("BatchNormalization", c.x(), w, b, c.x("running_mean"), c.x("running_var"), epsilon=float(c.const("eps", 1e-5)))


@op("layer_norm")
def _layer_norm(c):
    shape = c.ints("normalized_shape")
    w = c.x("weight") if c.has("weight") else c.w.constant([1.0] * math.prod(shape), c.dtype, tuple(shape))
    inputs = [c.x(), w] + ([c.x("bias")] if c.has("bias") else [])
    return c.node("LayerNormalization", *inputs, axis=-len(shape), epsilon=float(c.const("eps", 1e-5)))


@op("rms_norm")
def _rms_norm(c):
    n = len(c.ints("normalized_shape"))
    eps = c.const("eps")
    x = c.x()
    mean = c.node("ReduceMean", c.node("Mul", x, x), c.w.constant([-i for i in range(1, n + 1)]), keepdims=1)
    eps = eps if eps is not None else {"float64": 2.220446049250313e-16, "float16": 0.0009765625}.get(c.dtype, 1.1920929e-07)
    out = c.node("Div", x, c.node("Sqrt", c.node("Add", mean, c.number(float(eps)))))
    return c.node("Mul", out, c.x("weight")) if c.has("weight") else out


@op("group_norm", "instance_norm")
def _group_norm(c):
    groups = c.const("num_groups") if c.op == "group_norm" else c["input"].sizes[1]
    x, n = c.x(), c.rank()
    shape = c.node("Shape", x)
    flat = c.node("Reshape", x, c.w.constant([0, groups, -1]))
    one, zero = c.w.constant([1.0] * groups, c.dtype), c.w.constant([0.0] * groups, c.dtype)
    out = c.node("Reshape", c.node("InstanceNormalization", flat, one, zero, epsilon=float(c.const("eps", 1e-5))), shape)
    wide = c.w.constant([-1] + [1] * (n - 2))
    if c.has("weight"):
        out = c.node("Mul", out, c.node("Reshape", c.x("weight"), wide))
    if c.has("bias"):
        out = c.node("Add", out, c.node("Reshape", c.x("bias"), wide))
    return out


@op("embedding")
def _embedding(c):
    return c.node("Gather", c.x("weight"), c.x("indices"), axis=0)


@op("upsample_nearest1d", "upsample_nearest2d", "upsample_nearest3d", "upsample_linear1d", "upsample_bilinear2d", "upsample_trilinear3d", "upsample_bicubic2d")
def _upsample(c):
    sizes = c.sizes
    mode = "nearest" if "nearest" in c.op else "cubic" if "cubic" in c.op else "linear"
    corners = bool(c.const("align_corners", False)) if "align_corners" in c.args else False
    how = "align_corners" if corners else "asymmetric" if mode == "nearest" else "half_pixel"
    head = c.node("Slice", c.node("Shape", c.x()), c.w.constant([0]), c.w.constant([2]))
    target = c.node("Concat", head, c.w.constant([int(s) for s in sizes[2:]]), axis=0)
    more = {"nearest_mode": "floor"} if mode == "nearest" else {"cubic_coeff_a": -0.75} if mode == "cubic" else {}
    return c.node("Resize", c.x(), "", "", target, mode=mode, coordinate_transformation_mode=how, **more)


@op("pixel_shuffle")
def _pixel_shuffle(c):
    return c.node("DepthToSpace", c.x(), blocksize=c.const("upscale_factor"), mode="CRD")


@op("pad", "constant_pad_nd")
def _pad(c):
    pads = c.ints("pad")
    n = c.rank()
    before, after = [0] * n, [0] * n
    for i in range(len(pads) // 2):
        before[n - 1 - i], after[n - 1 - i] = pads[2 * i], pads[2 * i + 1]
    mode = {"constant": "constant", "reflect": "reflect", "replicate": "edge", "circular": "wrap"}[c.const("mode", "constant")]
    value = c.const("value", 0)
    inputs = [c.x(), c.w.constant(before + after)] + ([c.number(0 if value is None else value)] if mode == "constant" else [])
    return c.node("Pad", *inputs, mode=mode)
