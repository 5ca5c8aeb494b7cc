"""What each op is in StableHLO, by family. A rule takes a `Call` and gives the `Val` of the result, a list, or a tuple of them."""

RULES, NUMBERS = {}, {}


def rule(*names):
    def add(f):
        for n in names:
            RULES[n] = f
        return f

    return add


def function(*names):
    """A built-in function of numbers and containers: takes the writer and the arguments."""

    def add(f):
        for n in names:
            NUMBERS[n] = f
        return f

    return add


from . import (  # noqa: E402, F401
    activations, convolutions, elementwise, indexing, losses, makers, normalisation, numbers, pooling, products, random, reductions,
    resampling, shapes, sorting, transforms,
)  # fmt: skip
