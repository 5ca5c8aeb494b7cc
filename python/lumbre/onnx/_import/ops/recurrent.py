"""LSTM, GRU and RNN with ONNX's order of gates, by the engine's layers where those are the same, else step by step."""

import lumbre

from .._build import Unsupported
from . import op


def setting(g, a, x, w, r, b, lengths, default):
    ways = 2 if a.get("direction", "forward") == "bidirectional" else 1
    given = [n.lower() for n in (a.get("activations") or default * ways)]
    if lengths is not None and not (lengths.known is not None and isinstance(x.size(1 if a.get("layout", 0) else 0), int) and bool((lengths.known == x.size(1 if a.get("layout", 0) else 0)).all())):
        raise Unsupported(f"onnx.load: {g.where}: sequences of different lengths")
    same = given == [n.lower() for n in default * ways] or default == ["Tanh"] and set(given) == {"relu"}
    return ways, given, same and not a.get("clip") and not a.get("activation_alpha")


def direct(g, v, way):
    return g.op("select", v, 0, way)


def ordered(g, v, order, d=0):
    """The gates' rows in another order."""
    if len(order) == 1:
        return v
    parts = g.op("chunk", v, len(order), d)
    return g.op("cat", [parts[i] for i in order], d)


def layers(g, kind, x, w, r, b, ways, order, hidden, back):
    """(weights as the engine takes them, whether there are biases)."""
    params = []
    for way in range(ways):
        params += [ordered(g, direct(g, v, way), order) for v in (w, r)]
        if b is not None:
            both = g.op("chunk", direct(g, b, way), 2, 0)
            params += [ordered(g, v, order) for v in both]
    return params


def state(g, v, x, ways, hidden, batch):
    return g.op("zeros", [ways, batch, hidden], dtype=getattr(lumbre, x.dtype)) if v is None else v


def recurrent(g, a, kind, x, w, r, b, lengths, h, c, default, order):
    ways, given, plain = setting(g, a, x, w, r, b, lengths, default)
    hidden = a.get("hidden_size") or r.size(2)
    batch_first = bool(a.get("layout", 0))
    if batch_first:
        x = g.op("transpose", x, 0, 1)
        h, c = (v if v is None else g.op("transpose", v, 0, 1) for v in (h, c))
    reverse = a.get("direction", "forward") == "reverse"
    if reverse:
        x = g.op("flip", x, [0])
    batch = x.size(1)
    h, c = state(g, h, x, ways, hidden, batch), state(g, c, x, ways, hidden, batch) if kind == "lstm" else None
    if kind == "gru" and not a.get("linear_before_reset", 0) or not plain or a.extra is not None or kind == "rnn" and (given[0] not in ("tanh", "relu") or len(set(given)) > 1) or a.get("input_forget", 0):
        outs = by_steps(g, a, kind, x, w, r, b, h, c, ways, given)
    else:
        params = layers(g, kind, x, w, r, b, ways, order, hidden, reverse)
        name = {"rnn": f"rnn_{given[0]}"}.get(kind, kind)
        state_in = [h, c] if kind == "lstm" else h
        outs = g.op(name, x, state_in, params, b is not None, 1, 0.0, False, ways == 2, False)
        outs = list(outs)
        steps = outs[0]
        # [time, batch, ways * hidden] to [time, ways, batch, hidden].
        outs[0] = g.op("transpose", g.op("unflatten", steps, 2, [ways, -1]), 1, 2)
    if reverse:
        outs[0] = g.op("flip", outs[0], [0])
    if batch_first:
        outs = [outs[0].permute([2, 0, 1, 3]), *(g.op("transpose", v, 0, 1) for v in outs[1:])]
    return tuple(outs)


ACTIVATIONS = {
    "sigmoid": lambda g, x: g.op("sigmoid", x), "tanh": lambda g, x: g.op("tanh", x), "relu": lambda g, x: g.op("relu", x),
    "softsign": lambda g, x: g.op("softsign", x), "softplus": lambda g, x: g.op("softplus", x), "elu": lambda g, x: g.op("elu", x),
    "hardsigmoid": lambda g, x: g.op("clamp", x * 0.2 + 0.5, 0.0, 1.0), "affine": lambda g, x: x, "leakyrelu": lambda g, x: g.op("leaky_relu", x),
}  # fmt: skip


def by_steps(g, a, kind, x, w, r, b, h, c, ways, given):
    """Each step written out: for what the engine's layers do not do."""
    steps = x.size(0)
    if not isinstance(steps, int) or steps > 512:
        raise Unsupported(f"onnx.load: {g.where}: this kind of {kind.upper()} over a time that is not fixed")
    if a.get("activation_alpha") or any(n not in ACTIVATIONS for n in given):
        raise Unsupported(f"onnx.load: {g.where}: the activations {given}")
    each = {"lstm": 3, "gru": 2, "rnn": 1}[kind]
    clip = a.get("clip")
    limit = (lambda v: g.op("clamp", v, -clip, clip)) if clip else (lambda v: v)
    peep = a.extra
    outs, last_h, last_c = [], [], []
    for way in range(ways):
        acts = [ACTIVATIONS[n] for n in given[way * each : way * each + each]]
        wt, rt = (g.op("t", direct(g, v, way)) for v in (w, r))
        bw, br = g.op("chunk", direct(g, b, way), 2, 0) if b is not None else (None, None)
        hidden, cell = direct(g, h, way), None if c is None else direct(g, c, way)
        pi = None if peep is None else g.op("chunk", direct(g, peep, way), 3, 0)
        row = []
        for t in range(steps)[:: -1 if way else 1]:
            gates_x = g.op("select", x, 0, t) @ wt
            gates_x = gates_x if bw is None else gates_x + bw
            if kind == "gru":
                hidden = gru_step(g, a, gates_x, hidden, rt, br, acts, limit)
            else:
                gates = gates_x + hidden @ rt
                gates = gates if br is None else gates + br
                if kind == "rnn":
                    hidden = acts[0](g, limit(gates))
                else:
                    hidden, cell = lstm_step(g, a, gates, cell, pi, acts, limit)
            row.append(hidden)
        outs.append(g.op("stack", row[:: -1 if way else 1], 0))
        last_h.append(hidden)
        last_c.append(cell)
    ends = [g.op("stack", last_h, 0)] + ([g.op("stack", last_c, 0)] if c is not None else [])
    return [g.op("stack", outs, 1), *ends]


def gru_step(g, a, gates_x, hidden, rt, br, acts, limit):
    zx, rx, hx = g.op("chunk", gates_x, 3, 1)
    rz, rr, rh = g.op("chunk", rt, 3, 1)
    bz, brr, bh = g.op("chunk", br, 3, 0) if br is not None else (None, None, None)
    plus = lambda v, b: v if b is None else v + b  # noqa: E731
    z = acts[0](g, limit(plus(zx + hidden @ rz, bz)))
    r = acts[0](g, limit(plus(rx + hidden @ rr, brr)))
    if a.get("linear_before_reset", 0):
        new = hx + r * plus(hidden @ rh, bh)
    else:
        new = plus(hx + (r * hidden) @ rh, bh)
    new = acts[1](g, limit(new))
    return (1 - z) * new + z * hidden


def lstm_step(g, a, gates, cell, pi, acts, limit):
    i, o, f, c = g.op("chunk", gates, 4, 1)
    if pi is not None:
        i, f = i + pi[0] * cell, f + pi[2] * cell
    i = acts[0](g, limit(i))
    f = 1 - i if a.get("input_forget", 0) else acts[0](g, limit(f))
    cell = f * cell + i * acts[1](g, limit(c))
    if pi is not None:
        o = o + pi[1] * cell
    return acts[0](g, limit(o)) * acts[2](g, cell), cell


@op("LSTM")
def lstm(g, a, x, w, r, b=None, lengths=None, h=None, c=None, p=None):
    a.extra = p
    return recurrent(g, a, "lstm", x, w, r, b, lengths, h, c, ["Sigmoid", "Tanh", "Tanh"], [0, 2, 3, 1])


@op("GRU")
def gru(g, a, x, w, r, b=None, lengths=None, h=None):
    a.extra = None
    return recurrent(g, a, "gru", x, w, r, b, lengths, h, None, ["Sigmoid", "Tanh"], [1, 0, 2])


@op("RNN")
def rnn(g, a, x, w, r, b=None, lengths=None, h=None):
    a.extra = None
    return recurrent(g, a, "rnn", x, w, r, b, lengths, h, None, ["Tanh"], [0])
