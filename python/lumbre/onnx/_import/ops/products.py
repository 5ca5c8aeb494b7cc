"""Matrix products and attention."""

import math

import lumbre

from .._build import Unsupported
from . import op


@op("MatMul")
def matmul(g, a, x, y):
    return x @ y


@op("Gemm")
def gemm(g, a, x, y, c=None):
    if a.get("transB", 0) and not a.get("transA", 0) and a.get("alpha", 1.0) == 1.0 and a.get("beta", 1.0) == 1.0 and (c is None or c.rank == 1) and x.is_float:
        return g.op("linear", x, y, c)
    x, y = (g.op("t", v) if a.get(n, 0) else v for n, v in (("transA", x), ("transB", y)))
    out = x @ y
    if a.get("alpha", 1.0) != 1.0:
        out = (out * a["alpha"]).to(x.dtype)
    if c is None:
        return out
    return out + (c if a.get("beta", 1.0) == 1.0 else (c * a["beta"]).to(x.dtype))


@op("MatMulInteger")
def matmul_integer(g, a, x, y, zx=None, zy=None):
    from .quantized import shifted

    return (shifted(g, x, zx, -2) @ shifted(g, y, zy, -1)).to("int32")


@op("Attention")
def attention(g, a, q, k, v, mask=None, past_k=None, past_v=None, lengths=None):
    """Scaled dot product attention of four-dimensional operands, or of three-dimensional ones with heads."""
    flat = q.need_rank() == 3
    if flat:
        q, k, v = (split_heads(g, x, a[n]) for x, n in ((q, "q_num_heads"), (k, "kv_num_heads"), (v, "kv_num_heads")))
    if past_k is not None:
        k, v = g.op("cat", [past_k, k], 2), g.op("cat", [past_v, v], 2)
    present = k, v
    heads, groups = q.size(1), k.size(1)
    if not (isinstance(heads, int) and isinstance(groups, int)):
        raise Unsupported(f"onnx.load: {g.where}: a number of heads that is not fixed")
    if heads != groups:
        k, v = (g.op("repeat_interleave", x, heads // groups, 1) for x in (k, v))
    width = q.size(3)
    if a.get("scale") is None and not isinstance(width, int):
        raise Unsupported(f"onnx.load: {g.where}: a width that is not fixed")
    scale = a.get("scale") if a.get("scale") is not None else 1 / math.sqrt(width)
    scores = (q * math.sqrt(scale)) @ (g.op("transpose", k, -1, -2) * math.sqrt(scale))
    mode, plain = a.get("qk_matmul_output_mode", 0), scores
    if a.get("softcap", 0.0):
        scores = g.op("tanh", scores / a["softcap"]) * a["softcap"]
    capped = scores
    scores = masked(g, a, scores, mask, 0 if past_k is None else past_k.size(2), lengths)
    biased = scores
    precise = scores.to(a.dtype("softmax_precision")) if a.get("softmax_precision") else scores
    weights = g.op("softmax", precise, -1)
    # A row that sees nothing gives zeros.
    weights = g.op("where", g.op("eq", g.op("amax", precise, [-1], True), -math.inf), g.op("zeros_like", weights), weights).to(q.dtype)
    out = weights @ v
    if flat:
        out = g.op("flatten", g.op("transpose", out, 1, 2), 2)
    return out, *present, (plain, capped, biased, weights)[mode]


def masked(g, a, scores, mask, past, lengths):
    """Scores with minus infinity at the keys that a query does not see."""
    left, right = a.get("left_window_size", -1), a.get("right_window_size", -1)
    rows, columns = (g.op("arange", scores.size(d)) for d in (2, 3))
    rows = rows.reshape([-1, 1])
    if lengths is not None:
        ends = lengths.to("int64").reshape([-1, 1, 1, 1])
        rows = rows + (ends - as_x(g, scores.size(2)))
    elif past != 0:
        rows = rows + as_x(g, past)
    hidden = []
    if a.get("is_causal", 0):
        hidden.append(columns > rows)
    if left >= 0:
        hidden.append(columns < rows - left)
    if right >= 0:
        hidden.append(columns > rows + right)
    if lengths is not None:
        hidden.append(g.op("ge", columns, ends))
    if mask is not None:
        total, have = scores.size(3), mask.size(-1)
        if isinstance(total, int) and isinstance(have, int) and have < total:
            more = [0, total - have]
            mask = g.op("pad", mask.to("uint8"), more, "constant", 0.0).to("bool") if mask.dtype == "bool" else g.op("pad", mask, more, "constant", -math.inf)
        if mask.dtype == "bool":
            hidden.append(g.op("logical_not", mask))
        else:
            scores = scores + mask.to(scores.dtype)
    for h in hidden:
        scores = g.op("where", h, g.constant(lumbre.tensor(-math.inf)).to(scores.dtype), scores)
    return scores


def as_x(g, n):
    return g.vector([n], True)


def split_heads(g, x, heads):
    return g.op("transpose", g.op("unflatten", x, 2, [heads, -1]), 1, 2)


@op("RotaryEmbedding")
def rotary(g, a, x, cos, sin, positions=None):
    flat = x.need_rank() == 3
    if flat:
        x = split_heads(g, x, a["num_heads"])
    if positions is not None:
        cos, sin = (g.op("embedding", t, positions) for t in (cos, sin))
    cos, sin = (g.op("unsqueeze", t, 1) for t in (cos, sin))
    n = a.get("rotary_embedding_dim", 0) or x.size(3)
    size = x.size(3)
    head = x if n == size else g.op("narrow", x, 3, 0, n)
    half = g.arithmetic("floordiv", n, 2)
    cos, sin = (g.op("narrow", t, 3, 0, half) for t in (cos, sin))
    if a.get("interleaved", 0):
        pairs = g.op("unflatten", head, 3, [-1, 2])
        u, v = (g.op("select", pairs, 4, i) for i in (0, 1))
    else:
        u, v = g.op("narrow", head, 3, 0, half), g.op("narrow", head, 3, half, half)
    turned = [u * cos - v * sin, u * sin + v * cos]
    out = g.op("flatten", g.op("stack", turned, 4), 3) if a.get("interleaved", 0) else g.op("cat", turned, 3)
    if n != size:
        out = g.op("cat", [out, g.op("narrow", x, 3, n, g.arithmetic("sub", size, n))], 3)
    return g.op("flatten", g.op("transpose", out, 1, 2), 2) if flat else out


