"""Operations on eight numbers, where nothing but overhead is measured."""

from . import Group, Row

EACH = 20


def op(body, grad=False):
    """`EACH` calls in a row, so that the loop around them costs little."""

    def make(lib):
        x, y = lib.ones(8), lib.ones(8)
        if grad:
            x.requires_grad_()

        def run():
            for _ in range(EACH):
                body(x, y)

        return run

    return make


def layer(lib):
    linear, x = lib.nn.Linear(8, 8), lib.ones(4, 8)
    return lambda: linear(x)


def chain_backward(lib):
    """Backward through 200 multiplications; the graph is kept, so that nothing else is timed."""
    x = lib.ones(8, requires_grad=True)
    y = x
    for _ in range(200):
        y = y * 1.01
    loss = y.sum()
    return lambda: lib.autograd.grad(loss, x, retain_graph=True)


def chain_forward(lib):
    x = lib.ones(8, requires_grad=True)

    def run():
        y = x
        for _ in range(200):
            y = y * 1.01

    return run


OPS = {
    "a + b": lambda x, y: x + y,
    "a * b": lambda x, y: x * y,
    "relu": lambda x, y: x.relu(),
    "sum": lambda x, y: x.sum(),
    "x[2:4]": lambda x, y: x[2:4],
    "reshape(2, 4)": lambda x, y: x.reshape(2, 4),
}

GROUPS = [
    Group("small op, no gradient", 5, 4, [Row(name, op(body)) for name, body in OPS.items()]),
    Group(
        "small op with the tape",
        6,
        4,
        [Row(f"{name}, tape", op(body, True)) for name, body in OPS.items()] + [Row("chain of 200, forward", chain_forward), Row("Linear(8, 8)", layer)],
    ),
    Group("backward, a node", 10, 6, [Row("chain of 200, backward", chain_backward)]),
]
