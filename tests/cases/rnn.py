from .common import Case, S, T


def weights(gates, size, hidden, layers=1, directions=1, bias=True, proj=0):
    """Weights in the order the ops take them."""
    found = []
    state = proj or hidden
    for layer in range(layers):
        width = size if layer == 0 else state * directions
        for _ in range(directions):
            shapes = [(gates * hidden, width), (gates * hidden, state)]
            shapes += [(gates * hidden,)] * 2 if bias else []
            shapes += [(proj, hidden)] if proj else []
            found += [T(s, -0.5, 0.5) for s in shapes]
    return found


# Three sequences of 3, 2 and 1 steps, packed.
PACKED = dict(data=(6, 2), sizes=T(dtype="int64", values=[3, 2, 1]))


def padded(gates, two=False):
    def states(*shape):
        return [T(shape), T(shape)] if two else T(shape)

    return [
        S(T((3, 2, 2)), states(1, 2, 2), weights(gates, 2, 2), True, 1, 0.0, False, False, False),
        S(T((2, 3, 2), grad=False), states(4, 2, 2), weights(gates, 2, 2, 2, 2, bias=False), False, 2, 0.0, True, True, True),
    ]


def packed(gates, two=False):
    def states(*shape):
        return [T(shape), T(shape)] if two else T(shape)

    return [S(T(PACKED["data"]), PACKED["sizes"], states(2, 3, 1), weights(gates, 2, 1, 1, 2), True, 1, 0.0, False, True)]


def cell(gates, two=False):
    hx = [T((2, 3)), T((2, 3))] if two else T((2, 3))
    w = [T((gates * 3, 2), -0.5, 0.5), T((gates * 3, 3), -0.5, 0.5)]
    b = [T((gates * 3,)), T((gates * 3,))]
    return [S(T((2, 2)), hx, *w, *b), S(T((2, 2)), hx, *w)]


SMALL = dict(layouts=("contiguous", "transposed"), tol={"float16": (2e-2, 2e-2), "bfloat16": (8e-2, 8e-2)})

CASES = [
    Case("lstm", [*padded(4, True), S(T((2, 1, 2)), [T((1, 1, 2)), T((1, 1, 3))], weights(4, 2, 3, proj=2), True, 1, 0.0, False, False, False)], **SMALL),
    Case("lstm.data", packed(4, True), meta=False, **SMALL),
    Case("gru", padded(3), **SMALL),
    Case("gru.data", packed(3), meta=False, **SMALL),
    Case("rnn_tanh", padded(1), **SMALL),
    Case("rnn_tanh.data", packed(1), meta=False, **SMALL),
    Case("rnn_relu", padded(1), **SMALL),
    Case("rnn_relu.data", packed(1), meta=False, **SMALL),
    Case("lstm_cell", cell(4, True), **SMALL),
    Case("gru_cell", cell(3), **SMALL),
    Case("rnn_tanh_cell", cell(1), **SMALL),
    Case("rnn_relu_cell", cell(1), **SMALL),
    Case("_pack_padded_sequence", [S(T((3, 3, 2)), T(dtype="int64", values=[3, 2, 1]), False), S(T((2, 3)), T(dtype="int64", values=[3, 3]), True)], meta=False),
    Case("_pad_packed_sequence", [S(T((6, 2)), PACKED["sizes"], False, 0.5, 4), S(T((6,)), PACKED["sizes"], True, 0.0, 0)], meta=False),
]
