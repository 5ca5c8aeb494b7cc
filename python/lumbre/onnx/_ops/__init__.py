"""What each op is in ONNX (opset 18 and later), by family."""

OPS, BUILTINS = {}, {}


def op(*names):
    """The writer of ops: a function of a `Call` that gives the name of the result's tensor, a list of them, or a Value."""

    def add(f):
        for n in names:
            OPS[n] = f
        return f

    return add


def builtin(*names):
    """The writer of a built-in function: a function of the Writer and the arguments that gives a Value."""

    def add(f):
        for n in names:
            BUILTINS[n] = f
        return f

    return add


from . import activations, elementwise, layers, makers, numbers, products, recurrent, reductions, shapes  # noqa: E402, F401
