"""Sizes are plain numbers here, so every question about them has an answer."""

__all__ = [
    "guard_or_false", "guard_or_true", "statically_known_true", "free_symbols", "free_unbacked_symbols", "has_free_symbols", "hint_int",
    "guard_int", "guard_scalar", "is_concrete_bool", "is_concrete_int", "is_symbolic", "definitely_true", "definitely_false",
    "GuardOnDataDependentSymNode", "ShapeEnv", "DimDynamic", "StatelessSymbolicContext", "sym_eq", "guard_size_oblivious", "parallel_or", "parallel_and",
    "has_symbolic_sizes_strides", "constrain_range", "constrain_unify",
]


class GuardOnDataDependentSymNode(RuntimeError):
    """Kept for programs that catch it."""

    def __init__(self, cond="", *args):
        super().__init__(*args)
        self.cond = cond


def guard_or_false(a):
    return bool(a)


def guard_or_true(a):
    return bool(a)


def guard_size_oblivious(a):
    return bool(a)


def statically_known_true(x):
    return bool(x)


definitely_true = statically_known_true


def definitely_false(a):
    return not a


def free_symbols(val):
    """The symbols in sizes: there are none."""
    return set()


free_unbacked_symbols = free_symbols


def has_free_symbols(val):
    return False


def has_symbolic_sizes_strides(elem):
    return False


def is_symbolic(val):
    return False


def is_concrete_bool(a):
    return isinstance(a, bool)


def is_concrete_int(a):
    return isinstance(a, int)


def hint_int(a, fallback=None):
    return int(a)


guard_int = hint_int


def guard_scalar(a):
    return a


def sym_eq(x, y):
    return x == y


def parallel_or(*args):
    return any(a() for a in args)


def parallel_and(*args):
    return all(a() for a in args)


def constrain_range(a, *, min, max=None):
    if a < min or max is not None and a > max:
        raise ValueError(f"Invalid value {a} for range [{min}:{max}]")


def constrain_unify(a, b):
    if a != b:
        raise ValueError(f"{a} and {b} are not equal")


class _Absent:
    def __init__(self, *args, **kwargs):
        raise NotImplementedError(f"torch.fx.experimental.symbolic_shapes.{type(self).__name__} is not implemented: sizes are plain numbers")


class ShapeEnv(_Absent):
    pass


class DimDynamic(_Absent):
    pass


class StatelessSymbolicContext(_Absent):
    pass
