"""`Size`: the shape of a tensor, a tuple of ints."""

from . import _C


class Size(tuple):
    """Sizes of a tensor's dimensions; slices and sums of sizes are sizes."""

    __slots__ = ()

    def __new__(cls, sizes=()):
        return tuple.__new__(cls, (int(s) for s in sizes) if not isinstance(sizes, tuple) else sizes)

    def numel(self):
        """The number of elements of a tensor of this shape."""
        n = 1
        for s in self:
            n *= s
        return n

    def __repr__(self):
        return "torch.Size([" + ", ".join(map(str, self)) + "])"

    __str__ = __repr__

    def __add__(self, other):
        return Size(tuple.__add__(self, tuple(other))) if isinstance(other, tuple) else NotImplemented

    def __radd__(self, other):
        return Size(tuple(other) + tuple(self)) if isinstance(other, tuple) else NotImplemented

    def __mul__(self, n):
        return Size(tuple.__mul__(self, n))

    __rmul__ = __mul__

    def __reduce__(self):
        return Size, (tuple(self),)


Size.__module__ = "torch"
# Gives it a `__getitem__`, too.
_C._set_size_class(Size)
