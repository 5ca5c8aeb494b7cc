"""Sizes that may change from call to call: how a program names them, and what is known of them."""

import dataclasses
from typing import NamedTuple

from .._dynamo.exc import UserError, UserErrorType
from ..utils import _pytree as pytree


@dataclasses.dataclass(frozen=True)
class _DimHint:
    """What is known of a size without a name: `Dim.AUTO`, `Dim.DYNAMIC`, `Dim.STATIC`."""

    type: str
    min: int | None = None
    max: int | None = None

    def __call__(self, min=None, max=None):
        """The same with a range."""
        return _DimHint(self.type, min, max)

    def __repr__(self):
        return f"_DimHint(type={self.type})"


class Dim:
    """A named size with a range, both ends included. `2 * batch` and `batch + 1` are sizes that follow from it."""

    AUTO, DYNAMIC, STATIC = _DimHint("AUTO"), _DimHint("DYNAMIC"), _DimHint("STATIC")

    def __init__(self, name, *, min=None, max=None):
        if not str(name).isidentifier():
            raise AssertionError(f"Dim name must be a valid identifier, got {name}")
        low = 0 if min is None else min
        if max is not None and max <= low:
            raise AssertionError(f"Cannot create Dim with inconsistent min={low}, max={max}")
        self.__name__, self.min, self.max = name, low, max
        self.root, self.factor, self.offset = self, 1, 0

    def _derived(self, factor, offset):
        out = Dim.__new__(Dim)
        out.root, out.factor, out.offset = self.root, factor, offset
        head = self.root.__name__ if factor == 1 else f"{factor}*{self.root.__name__}"
        out.__name__ = head if not offset else f"{head} {'+' if offset > 0 else '-'} {abs(offset)}"
        out.min = factor * self.root.min + offset
        out.max = None if self.root.max is None else factor * self.root.max + offset
        return out

    def __add__(self, other):
        _whole(other)
        return self._derived(self.factor, self.offset + other)

    def __sub__(self, other):
        _whole(other)
        return self._derived(self.factor, self.offset - other)

    def __mul__(self, other):
        _whole(other)
        if other <= 0:
            raise NotImplementedError(f"Attempted to multiply {self} by {other}, where a positive int was expected")
        return self._derived(self.factor * other, self.offset * other)

    __radd__, __rmul__ = __add__, __mul__

    def value(self, root):
        """The size, given that of the name it follows from."""
        return self.factor * root + self.offset

    def __repr__(self):
        return f"Dim('{self.__name__}', min={self.min}, max={self.max})"


def _whole(n):
    if type(n) is not int:
        raise NotImplementedError(f"Attempted arithmetic of a Dim with {n}, where an int was expected")


def dims(*names, min=None, max=None):
    """Several named sizes with one range."""
    return tuple(Dim(n, min=min, max=max) for n in names)


class ShapesCollection:
    """`dynamic_shapes` written tensor by tensor: `shapes[x] = {0: batch}`, then `export(..., dynamic_shapes=shapes)`."""

    def __init__(self):
        self._of = {}

    def __setitem__(self, t, shape):
        self._of[id(t)] = (t, shape)

    def __getitem__(self, t):
        return self._of.setdefault(id(t), (t, {}))[1]

    def __len__(self):
        return len(self._of)

    def dynamic_shapes(self, m, args, kwargs=None):
        """The tree of shapes for these arguments."""
        return pytree.tree_map(lambda t: self._of[id(t)][1] if id(t) in self._of else None, bound(m, args, kwargs or {}))


class AdditionalInputs:
    """`dynamic_shapes` by example: a size that differs between the inputs added here is dynamic."""

    def __init__(self):
        self._examples = []

    def add(self, args, kwargs=None):
        if not isinstance(args, tuple):
            raise AssertionError(f"Representative args {args} must be a tuple")
        self._examples.append((args, kwargs or {}))

    def dynamic_shapes(self, m, args, kwargs=None):
        first = bound(m, args, kwargs or {})
        leaves, spec = pytree.tree_flatten(first)
        others = [pytree.tree_leaves(bound(m, a, k)) for a, k in self._examples]
        shapes = []
        for i, leaf in enumerate(leaves):
            if not hasattr(leaf, "shape"):
                shapes.append(None)
                continue
            shapes.append(tuple(Dim.DYNAMIC if any(o[i].shape[d] != n for o in others) else None for d, n in enumerate(leaf.shape)))
        return pytree.tree_unflatten(shapes, spec)

    def verify(self, ep):
        """Runs the program on every input added."""
        module = ep.module()
        for args, kwargs in self._examples:
            module(*args, **kwargs)


def bound(module, args, kwargs):
    """Arguments by the parameters' names."""
    import inspect

    parameters = list(inspect.signature(module.forward).parameters.values())
    names = [p.name for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    star = next((p.name for p in parameters if p.kind is p.VAR_POSITIONAL), None)
    out = dict(zip(names, args))
    if len(args) > len(names):
        if star is None:
            raise TypeError(f"forward() takes {len(names)} arguments, got {len(args)}")
        out[star] = tuple(args[len(names) :])
    known = set(names) | {p.name for p in parameters if p.kind is p.KEYWORD_ONLY}
    extra = {k: v for k, v in kwargs.items() if k not in known}
    out.update((k, v) for k, v in kwargs.items() if k in known)
    if extra:
        rest = next((p.name for p in parameters if p.kind is p.VAR_KEYWORD), None)
        if rest is None:
            raise TypeError(f"forward() got an unexpected keyword argument '{next(iter(extra))}'")
        out.update(extra)
    return out


class ValueRanges(NamedTuple):
    """The least and the greatest value that a size may have; None is no bound."""

    lower: int
    upper: int | None


class Violation(UserError):
    """A size that was said to be free is not."""

    def __init__(self, symbol, message):
        super().__init__(UserErrorType.CONSTRAINT_VIOLATION, message)
        self.symbol = symbol


def narrowed(sizes, symbol):
    """Makes a size of no name one with another size of the example, or, if it was `Dim.AUTO`, fixed. False where neither can be."""
    if symbol.given is not None or symbol.name not in sizes.symbols:
        return False
    # The last one that is alike: names before it keep their numbers.
    alike = [s for s in sizes.symbols.values() if s is not symbol and s.example == symbol.example]
    if not alike and not symbol.auto:
        return False
    del sizes.symbols[symbol.name]
    for place, (name, factor, offset) in list(sizes.of.items()):
        if name == symbol.name:
            if alike:
                sizes.of[place] = (alike[0].name, factor, offset)
            else:
                del sizes.of[place]
    return True


@dataclasses.dataclass
class Symbol:
    """A size that may change: its name, range, and what the example had."""

    name: str
    low: int
    high: int | None
    example: int
    given: str | None = None
    auto: bool = False


@dataclasses.dataclass
class Sizes:
    """Which sizes of the tensor inputs may change: `{(input, dimension): (symbol, factor, offset)}`."""

    symbols: dict
    of: dict


def resolve(shapes, module, args, kwargs):
    """The dynamic sizes of the tensors among the arguments, in the order of the flattened arguments."""
    if isinstance(shapes, (ShapesCollection, AdditionalInputs)):
        shapes = shapes.dynamic_shapes(module, args, kwargs)
    given = bound(module, args, kwargs)
    if isinstance(shapes, (tuple, list)):
        if len(shapes) != len(given):
            raise UserError(
                UserErrorType.INVALID_INPUT,
                f"`dynamic_shapes` has {len(shapes)} elements, the arguments are {len(given)}: {list(given)}",
            )
        shapes = dict(zip(given, shapes))
    elif shapes and set(shapes) != set(given):
        raise UserError(
            UserErrorType.INVALID_INPUT,
            f"When `dynamic_shapes` is specified as a dict, its top-level keys must be the arg names {list(given)} of `inputs`, "
            f"but here they are {list(shapes)}.",
        )
    found, tensors = Sizes({}, {}), []
    for name, value in given.items():
        _walk(name, value, shapes.get(name) if shapes else None, tensors, found, UserError, UserErrorType)
    return found


def _walk(where, value, shape, tensors, found, error, types):
    if hasattr(value, "data_ptr"):
        tensors.append(value)
        _tensor(where, value, shape, len(tensors) - 1, found, error, types)
    elif isinstance(value, dict):
        for k, v in value.items():
            _walk(f"{where}[{k!r}]", v, shape.get(k) if isinstance(shape, dict) else None, tensors, found, error, types)
    elif isinstance(value, (tuple, list)):
        for i, v in enumerate(value):
            inner = shape[i] if isinstance(shape, (tuple, list)) and i < len(shape) else None
            _walk(f"{where}[{i}]", v, inner, tensors, found, error, types)
    elif pytree.tree_leaves(value) != [value]:
        for v in pytree.tree_leaves(value):
            _walk(where, v, None, tensors, found, error, types)


def _tensor(where, t, shape, number, found, error, types):
    if shape is None:
        return
    items = dict(shape) if isinstance(shape, dict) else dict(enumerate(shape))
    for d, dim in items.items():
        if not 0 <= d < t.dim():
            raise error(types.INVALID_INPUT, f"{where}: `dynamic_shapes` names dimension {d} of a tensor of shape {tuple(t.shape)}")
        size = int(t.shape[d])
        if dim is None or (isinstance(dim, _DimHint) and dim.type == "STATIC"):
            continue
        if isinstance(dim, int):
            if dim != size:
                raise error(types.INVALID_INPUT, f"{where}: dimension {d} is given as {dim}, the example has {size}")
            continue
        if isinstance(dim, str):
            raise error(types.INVALID_INPUT, f"{where}: {dim!r} is no Dim; give Dim.AUTO, Dim.DYNAMIC, Dim.STATIC or Dim({dim!r})")
        if isinstance(dim, _DimHint):
            if size < 2 and dim.type == "AUTO":
                continue
            name = f"s{len(found.symbols)}"
            found.symbols[name] = Symbol(name, 0 if dim.min is None else dim.min, dim.max, size, auto=dim.type == "AUTO")
            found.of[number, d] = (name, 1, 0)
            continue
        _named(where, dim, size, (number, d), found, error, types)


def _named(where, dim, size, place, found, error, types):
    root = dim.root
    if not dim.min <= size <= (size if dim.max is None else dim.max):
        raise error(types.INVALID_INPUT, f"{where}: dimension {place[1]} is {size}, outside the range of {dim!r}")
    if (size - dim.offset) % dim.factor:
        raise error(types.CONSTRAINT_VIOLATION, f"{where}: dimension {place[1]} is {size}, which is no {dim.__name__}")
    base = (size - dim.offset) // dim.factor
    symbol = next((s for s in found.symbols.values() if s.given == root.__name__), None)
    if symbol is None:
        symbol = Symbol(f"s{len(found.symbols)}", root.min, root.max, base, root.__name__)
        found.symbols[symbol.name] = symbol
    elif symbol.example != base:
        raise error(
            types.CONSTRAINT_VIOLATION,
            f"Constraints violated ({root.__name__})! {where}: dimension {place[1]} is {size}, other inputs make {root.__name__} {symbol.example}",
        )
    found.of[place] = (symbol.name, dim.factor, dim.offset)
