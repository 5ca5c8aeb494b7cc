"""New tensors: constants, ranges, random draws."""

import math

import lumbre

from .._build import N, Unsupported
from . import op


@op("Constant")
def constant(g, a):
    if "value" in a:
        return g.literal(a["value"])
    if "value_int" in a:
        return g.constant(lumbre.tensor(a["value_int"]))
    if "value_float" in a:
        return g.constant(lumbre.tensor(a["value_float"]))
    for name, dtype in (("value_ints", lumbre.int64), ("value_floats", lumbre.float32)):
        if name in a:
            return g.constant(lumbre.tensor(a[name], dtype=dtype))
    if "sparse_value" in a:
        return g.constant(g.sparse(a["sparse_value"]))
    raise Unsupported(f"onnx.load: {g.where}: a constant of text")


@op("ConstantOfShape")
def constant_of_shape(g, a, shape):
    value = g.literal(a["value"]).const.reshape(()) if "value" in a else lumbre.zeros(())
    if shape.ints is None and shape.known is None and shape.rank is None:
        raise Unsupported(f"onnx.load: {g.where}: a shape whose length is not known")
    return g.op("full", g.ints_of(shape), value.item(), dtype=value.dtype)


@op("EyeLike")
def eye_like(g, a, x):
    n, m = x.sizes()
    dtype = a.dtype("dtype") if a.get("dtype") is not None else getattr(lumbre, x.dtype)
    k = a.get("k", 0)
    rows, columns = g.op("arange", n).reshape([-1, 1]), g.op("arange", m).reshape([1, -1])
    return g.op("eq", columns - rows, k).to(dtype)


@op("Range")
def range_(g, a, start, end, step):
    dtype = start.dtype
    s, e, k = (g.item(v) for v in (start, end, step))
    return g.op("arange", s, e, k, dtype=None if dtype is None else getattr(lumbre, dtype))


def kind(a, default=lumbre.float32):
    return a.dtype("dtype") if a.get("dtype") else default


@op("RandomNormal")
def random_normal(g, a):
    return g.op("randn", list(a["shape"]), dtype=kind(a)) * a.get("scale", 1.0) + a.get("mean", 0.0)


@op("RandomUniform")
def random_uniform(g, a):
    low, high = a.get("low", 0.0), a.get("high", 1.0)
    return g.op("rand", list(a["shape"]), dtype=kind(a)) * (high - low) + low


@op("RandomNormalLike")
def random_normal_like(g, a, x):
    return g.op("randn_like", x, dtype=kind(a, None)) * a.get("scale", 1.0) + a.get("mean", 0.0)


@op("RandomUniformLike")
def random_uniform_like(g, a, x):
    low, high = a.get("low", 0.0), a.get("high", 1.0)
    return g.op("rand_like", x, dtype=kind(a, None)) * (high - low) + low


@op("Bernoulli")
def bernoulli(g, a, x):
    return g.op("bernoulli", x).to(kind(a, x.dtype))


@op("Multinomial")
def multinomial(g, a, x):
    return g.op("multinomial", g.op("softmax", x, -1), a.get("sample_size", 1), True).to(kind(a, lumbre.int32))


def window(name, f):
    @op(name)
    def rule(g, a, size):
        n = g.item(size)
        dtype = a.dtype("output_datatype") if a.get("output_datatype") else lumbre.float32
        span = g.arithmetic("sub", n, 0 if a.get("periodic", 1) else 1)
        span = span if isinstance(span, int) else g.vector([span], True)
        at = g.op("arange", n, dtype=lumbre.float64) * (2 * math.pi) / (span if not isinstance(span, N) else span)
        return f(g, at).to(dtype)

    return rule


window("HannWindow", lambda g, t: 0.5 - g.op("cos", t) * 0.5)
window("HammingWindow", lambda g, t: 25 / 46 - g.op("cos", t) * (21 / 46))
window("BlackmanWindow", lambda g, t: 0.42 - g.op("cos", t) * 0.5 + g.op("cos", t * 2.0) * 0.08)


@op("MelWeightMatrix")
def mel_weights(g, a, bins, length, rate, low, high):
    values = [v.known for v in (bins, length, rate, low, high)]
    if any(v is None for v in values):
        raise Unsupported(f"onnx.load: {g.where}: numbers that are computed, where they have to be known")
    bins, length, rate, low, high = (v.item() for v in values)
    if not (0 < bins <= 1 << 12 and 0 < length <= 1 << 20 and rate > 0):
        raise Unsupported(f"onnx.load: {g.where}: {bins} bands of {length} samples")
    mel = lambda f: 2595 * math.log10(1 + f / 700)  # noqa: E731
    step = (mel(high) - mel(low)) / (bins + 2)
    points = [int((700 * (10 ** ((mel(low) + i * step) / 2595) - 1)) * (length + 1) // rate) for i in range(bins + 2)]
    columns = [[0.0] * bins for _ in range(length // 2 + 1)]
    for i in range(bins):
        first, centre, last = points[i : i + 3]
        if centre == first:
            columns[centre][i] = 1.0
        for j in range(first, centre + 1):
            if centre != first:
                columns[j][i] = (j - first) / (centre - first)
        for j in range(centre, last):
            if last != centre:
                columns[j][i] = (last - j) / (last - centre)
    return g.constant(lumbre.tensor(columns, dtype=a.dtype("output_datatype") if a.get("output_datatype") else lumbre.float32))
