"""Normalisation."""



from .._build import Unsupported
from . import op


@op("BatchNormalization")
def batch_norm(g, a, x, scale, bias, mean, var):
    if a.get("training_mode", 0):
        n = x.need_rank()
        dims = [d for d in range(n) if d != 1]
        batch_var, batch_mean = g.op("var_mean", x, dims, correction=0)
        m = a.get("momentum", 0.9)
        shape = [1, -1, *[1] * (n - 2)]
        out = (x - batch_mean.reshape(shape)) * g.op("rsqrt", batch_var.reshape(shape) + a.get("epsilon", 1e-5)) * scale.reshape(shape) + bias.reshape(shape)
        return out.to(x.dtype), mean * m + batch_mean * (1 - m), var * m + batch_var * (1 - m)
    if a.get("spatial", 1) == 0:
        raise Unsupported(f"onnx.load: {g.where}: spatial=0")
    if scale.dtype != x.dtype or mean.dtype != x.dtype:
        scale, bias, mean, var = (v.to(x.dtype) for v in (scale, bias, mean, var))
    return g.op("batch_norm", x, scale, bias, mean, var, False, 0.1, a.get("epsilon", 1e-5), False)


@op("InstanceNormalization")
def instance_norm(g, a, x, scale, bias):
    return g.op("instance_norm", x, scale, bias, None, None, True, 0.1, a.get("epsilon", 1e-5), False)


@op("LayerNormalization")
def layer_norm(g, a, x, scale, bias=None):
    n = x.need_rank()
    d = a.get("axis", -1) % n
    sizes = x.sizes()[d:]
    if a.wanted == 1 and all(isinstance(s, int) for s in sizes) and scale.rank == n - d and scale.sizes() == sizes:
        return g.op("layer_norm", x, sizes, scale, bias, a.get("epsilon", 1e-5))
    dims = list(range(d, n))
    wide = x.to("float32") if x.dtype in ("float16", "bfloat16") else x
    mean = g.op("mean", wide, dims, True)
    far = wide - mean
    rstd = g.op("rsqrt", g.op("mean", far * far, dims, True) + a.get("epsilon", 1e-5))
    out = (far * rstd).to(x.dtype) * scale
    return (out if bias is None else out + bias), mean, rstd


@op("RMSNormalization")
def rms_norm(g, a, x, scale):
    n = x.need_rank()
    dims = list(range(a.get("axis", -1) % n, n))
    wide = x.to("float32") if x.dtype in ("float16", "bfloat16") else x
    out = wide * g.op("rsqrt", g.op("mean", wide * wide, dims, True) + a.get("epsilon", 1e-5))
    return out.to(x.dtype) * scale


@op("GroupNormalization")
def group_norm(g, a, x, scale, bias):
    groups, n = a["num_groups"], x.need_rank()
    out = g.op("group_norm", x, groups, None, None, a.get("epsilon", 1e-5))
    if a.version < 21:
        # One weight for each group.
        channels = x.size(1)
        if not isinstance(channels, int):
            raise Unsupported(f"onnx.load: {g.where}: a number of channels that is not fixed")
        scale, bias = (g.op("repeat_interleave", v, channels // groups) for v in (scale, bias))
    shape = [1, -1, *[1] * (n - 2)]
    return out * scale.reshape(shape) + bias.reshape(shape)


@op("LpNormalization")
def lp_norm(g, a, x):
    d, p = a.get("axis", -1), a.get("p", 2)
    size = g.op("linalg_vector_norm", x, p, [d], True)
    return g.op("where", g.op("eq", size, 0), g.op("zeros_like", x), x / size)


@op("MeanVarianceNormalization")
def mvn(g, a, x):
    dims = list(a.get("axes") or [0, 2, 3])
    far = x - g.op("mean", x, dims, True)
    return far / (g.op("sqrt", g.op("mean", far * far, dims, True)) + 1e-9)


@op("LRN")
def lrn(g, a, x):
    size, n = a["size"], x.need_rank()
    alpha, beta, bias = a.get("alpha", 1e-4), a.get("beta", 0.75), a.get("bias", 1.0)
    if not 0 < size <= 1 << 12:
        raise Unsupported(f"onnx.load: {g.where}: the size {size}")
    low, high = (size - 1) // 2, size - 1 - (size - 1) // 2
    square = g.op("pad", x * x, [*[0, 0] * (n - 2), low, high], "constant", 0.0)
    channels = x.size(1)
    total = g.op("narrow", square, 1, 0, channels)
    for i in range(1, size):
        total = total + g.op("narrow", square, 1, i, channels)
    return x / g.op("pow", total * (alpha / size) + bias, beta)


