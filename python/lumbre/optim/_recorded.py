"""Steps while a program is recorded (`jit.trace`): counters and rates stay tensors, so that each run of the program counts on."""

import lumbre


def recording():
    """Whether the code that runs is being recorded."""
    return lumbre._C._jit_is_tracing()


def number(t):
    """The number in a tensor; while a program is recorded, the tensor in double precision."""
    return t.detach().double() if recording() else t.item()


def root(x):
    """The square root of a number or tensor."""
    return x.sqrt() if isinstance(x, lumbre.Tensor) else x**0.5


def add_scaled(p, t, factor):
    """``p += factor * t`` for a number or a tensor of one element."""
    return p.add_(t * factor) if isinstance(factor, lumbre.Tensor) else p.add_(t, alpha=factor)


def add_quotient(p, a, b, factor):
    """``p += factor * a / b`` for a number or a tensor of one element."""
    return p.add_(a / b * factor) if isinstance(factor, lumbre.Tensor) else p.addcdiv_(a, b, value=factor)
