"""Recurrent layers."""

from .._writer import Unsupported
from . import op

# ONNX's gates by PyTorch's numbers.
_ORDER = {"lstm": (0, 3, 1, 2), "gru": (1, 0, 2), "rnn_tanh": (0,), "rnn_relu": (0,)}


def _gates(c, name, width, order):
    """A weight or bias with its gates in ONNX's order."""
    if len(order) == 1:
        return name
    cut = [c.node("Slice", name, c.w.constant([k * width]), c.w.constant([(k + 1) * width]), c.w.constant([0])) for k in order]
    return c.node("Concat", *cut, axis=0)


def _stacked(c, names):
    """Along a new first dimension: one entry for each direction."""
    parts = [c.node("Unsqueeze", n, c.w.constant([0])) for n in names]
    return parts[0] if len(parts) == 1 else c.node("Concat", *parts, axis=0)


def _part(c, name, start, stop):
    return c.node("Slice", name, c.w.constant([start]), c.w.constant([stop]), c.w.constant([0]))


@op("lstm", "gru", "rnn_tanh", "rnn_relu")
def _recurrent(c):
    if "input" not in c.args or "data" in c.args:
        raise Unsupported(f"onnx.export: {c.op} of packed sequences")
    if c.const("dropout", 0.0) and c.const("train", False):
        raise Unsupported(f"onnx.export: {c.op} with dropout in training mode; call .eval() first")
    if c.rank() != 3:
        raise Unsupported(f"onnx.export: {c.op} of a sample without a batch")
    params, order = c["params"].data, _ORDER[c.op]
    ways, biased, layers = 2 if c.const("bidirectional") else 1, bool(c.const("has_biases")), c.const("num_layers")
    per = len(params) // (layers * ways)
    if per != (4 if biased else 2):
        raise Unsupported(f"onnx.export: {c.op} with projections")
    hidden = params[1].sizes[1]
    states = [v.data for v in c["hx"].data] if c["hx"].kind == "list" else [c.x("hx")]
    x = c.x()
    if c.const("batch_first"):
        x = c.node("Transpose", x, perm=[1, 0, 2])
    kind, more = {"lstm": ("LSTM", {}), "gru": ("GRU", {"linear_before_reset": 1}), "rnn_tanh": ("RNN", {}), "rnn_relu": ("RNN", {"activations": ["Relu"] * ways})}[c.op]
    ends = [[] for _ in states]
    for layer in range(layers):
        mine = [params[(layer * ways + way) * per : (layer * ways + way + 1) * per] for way in range(ways)]
        weights = [_stacked(c, [_gates(c, p[k].data, hidden, order) for p in mine]) for k in (0, 1)]
        bias = _stacked(c, [c.node("Concat", *(_gates(c, p[k].data, hidden, order) for k in (2, 3)), axis=0) for p in mine]) if biased else ""
        start = [_part(c, s, layer * ways, (layer + 1) * ways) for s in states]
        outs = c.node(kind, x, *weights, bias, "", *start, outs=1 + len(states), hidden_size=hidden, direction="bidirectional" if ways == 2 else "forward", **more)
        # [time, ways, batch, hidden] to [time, batch, ways * hidden].
        x = c.node("Reshape", c.node("Transpose", outs[0], perm=[0, 2, 1, 3]), c.w.constant([0, 0, ways * hidden]))
        for into, v in zip(ends, outs[1:]):
            into.append(v)
    if c.const("batch_first"):
        x = c.node("Transpose", x, perm=[1, 0, 2])
    return [x, *(v[0] if len(v) == 1 else c.node("Concat", *v, axis=0) for v in ends)]
