"""Sizes read while tracing: ints that know their value in the program, so that it takes other sizes too."""

from .. import _C
from .._size import Size


class TracedInt(int):
    """An int with (recording, value). Arithmetic with ints is part of the program; anything else sees a plain int."""

    def __new__(cls, value, traced):
        self = int.__new__(cls, value)
        self._traced = traced
        return self

    def __reduce__(self):
        return int, (int(self),)


def _wrap(value, traced):
    return value if traced is None else TracedInt(value, traced)


def _pair(v, serial):
    traced = getattr(v, "_traced", None)
    return int(v), traced[1] if traced is not None and traced[0] == serial else None


def _binary(name, function, swapped=False):
    plain = getattr(int, name)

    def method(self, other):
        value = plain(int(self), other)
        if value is NotImplemented or type(value) is not int or not isinstance(other, int) or isinstance(other, bool):
            return value
        serial = self._traced[0]
        operands = [_pair(self, serial), _pair(other, serial)]
        if swapped:
            operands.reverse()
        return _wrap(value, _number(function, None, operands, serial))

    method.__name__ = name
    return method


def _number(function, tensor, operands, serial=None):
    traced = _C._jit_number(function, tensor, operands)
    # Values of a recording that has ended are plain ints.
    return traced if serial is None or traced is None or traced[0] == serial else None


for _name, _function in (("add", "add"), ("sub", "sub"), ("mul", "mul"), ("floordiv", "floordiv"), ("mod", "mod")):
    setattr(TracedInt, f"__{_name}__", _binary(f"__{_name}__", _function))
    setattr(TracedInt, f"__r{_name}__", _binary(f"__r{_name}__", _function, True))


def _neg(self):
    return _wrap(-int(self), _number("neg", None, [_pair(self, self._traced[0])], self._traced[0]))


TracedInt.__neg__ = _neg


def sizes(tensor, dim=None):
    """The sizes of a tensor, or the one along `dim`."""
    plain = _C._jit_plain_sizes(tensor)
    if dim is None:
        return Size(tuple(_wrap(n, _C._jit_number("size", tensor, [(i, None)])) for i, n in enumerate(plain)))
    n = len(plain)
    if not -n <= dim < n:
        span = f"expected to be in range of [{-n}, {n - 1}], but got {dim}" if n else f"a 0-dim tensor has no dimension {dim}"
        raise IndexError(f"Dimension out of range ({span})")
    return _wrap(plain[dim], _C._jit_number("size", tensor, [(dim, None)]))


def numel(tensor):
    count = 1
    for n in _C._jit_plain_sizes(tensor):
        count *= n
    return _wrap(count, _C._jit_number("numel", tensor, []))
