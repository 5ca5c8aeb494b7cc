"""Writes the steps of a program for the nodes of an ONNX graph.

A value is known now (a constant, a size that the file fixes) or when the program runs. Dtypes, ranks and fixed sizes come from running
every op on the meta device twice, with two stand-ins for each open size: what is the same in both is fixed.
"""

import functools

import lumbre

from ... import _C
from ...jit._frontend import _schema
from ...jit._frontend import _types as T
from ...jit._frontend._values import Builder, Const, TupleValue

PROBES = (256, 320)
# Elements of a constant that is computed while a file is read.
MAX_CONSTANT = 1 << 24
# Numbers of a tensor that are taken one by one: dimensions, sizes, scales.
MAX_NUMBERS = 1 << 12


class Unsupported(NotImplementedError):
    """An operator without a form in a program."""


class N:
    """A whole number that the program computes, with what it is in both probes (None where that is not known)."""

    def __init__(self, ref, values):
        self.ref, self.values = ref, values


class X:
    """A tensor: `const` where its elements are known and part of the program, `held` where they are a weight's; `probes` are two meta
    tensors, or None. `ints` are the elements of a small whole-number tensor one by one, as ints and `N`s."""

    def __init__(self, g, ref=None, const=None, probes=None, ints=None, held=None, dtype=None):
        self.g, self._ref, self.const, self.ints, self.held = g, ref, const, ints, held
        if probes is None and const is not None:
            probes = (meta(const),) * 2
        self.probes = probes
        self._dtype = dtype
        # Of a small tensor that is computed of sizes: its elements in both probes.
        self.values = None

    @property
    def dtype(self):
        return str(self.probes[0].dtype).rpartition(".")[2] if self.probes else self._dtype

    @property
    def rank(self):
        return None if self.probes is None else self.probes[0].dim()

    @property
    def known(self):
        """The tensor, where its elements are known now."""
        return self.const if self.const is not None else self.held

    @property
    def is_float(self):
        d = self.dtype
        return d is None or "float" in d

    def need_rank(self):
        if self.rank is None:
            raise Unsupported(f"onnx.load: {self.g.where}: the number of dimensions of an input is not known")
        return self.rank

    def size(self, d):
        """The size along a dimension: an int where it is fixed, else an `N`."""
        if isinstance(d, N) or self.probes is None:
            return self.g.number("size", [self, d], None)
        a, b = (int(p.shape[d]) for p in self.probes)
        return a if a == b else self.g.number("size", [self, d], (a, b))

    def sizes(self):
        return [self.size(d) for d in range(self.need_rank())]

    # Arithmetic by the engine's rules.

    def __add__(self, o):
        return self.g.op("add", self, o)

    def __radd__(self, o):
        return self.g.op("add", self, o)

    def __sub__(self, o):
        return self.g.op("sub", self, o)

    def __rsub__(self, o):
        return self.g.op("rsub", self, o)

    def __mul__(self, o):
        return self.g.op("mul", self, o)

    __rmul__ = __mul__

    def __truediv__(self, o):
        return self.g.op("div", self, o)

    def __rtruediv__(self, o):
        return self.g.op("mul", self.g.op("reciprocal", self), o)

    def __pow__(self, o):
        return self.g.op("pow", self, o)

    def __neg__(self):
        return self.g.op("neg", self)

    def __matmul__(self, o):
        return self.g.op("matmul", self, o)

    def __lt__(self, o):
        return self.g.op("lt", self, o)

    def __le__(self, o):
        return self.g.op("le", self, o)

    def __gt__(self, o):
        return self.g.op("gt", self, o)

    def __ge__(self, o):
        return self.g.op("ge", self, o)

    def to(self, dtype):
        dtype = dtype if isinstance(dtype, str) else str(dtype).rpartition(".")[2]
        return self if self.dtype == dtype else self.g.op("_to_copy", self, dtype=getattr(lumbre, dtype))

    def reshape(self, shape):
        return self.g.op("reshape", self, list(shape))

    def permute(self, dims):
        return self if list(dims) == list(range(len(dims))) else self.g.op("permute", self, list(dims))


class Seq:
    """A list of tensors in the program, or (optional) a tensor or None."""

    def __init__(self, ref, items=None, dtype=None):
        self.ref, self.items, self.dtype = ref, items, dtype


def meta(t):
    return _C._call_op("empty_like", t, device="meta") if t.device.type != "meta" else t


def flat(values):
    for v in values:
        if isinstance(v, (list, tuple)):
            yield from flat(v)
        else:
            yield v


@functools.cache
def function(name):
    """The engine's function of an op; one with several forms by its public name, which chooses."""
    if len(_schema.table()[name]) > 1:
        public = getattr(lumbre, name, None) or getattr(lumbre.Tensor, name, None)
        if public is not None:
            return public
    return lambda *args, **kwargs: _C._call_op(name, *args, **kwargs)


RANDOM = 1 << 5


class Writer:
    """The steps of one program."""

    def __init__(self):
        self.b, self.where = Builder(), ""

    # Values.

    def constant(self, t, held=False):
        return X(self, const=t)

    def value(self, v):
        """As the program's front end has it."""
        if isinstance(v, X):
            return self.ref(v)
        if isinstance(v, N):
            return v.ref
        if isinstance(v, Seq):
            return v.ref
        if isinstance(v, (list, tuple)):
            return TupleValue([self.value(i) for i in v])
        return Const(v)

    def ref(self, x):
        """The tensor in the program."""
        if x._ref is not None:
            return x._ref
        if x.const is not None:
            return self.b.tensor(x.const)
        # A vector of computed sizes: made where it is needed, also inside of branches.
        items = TupleValue([self.value(i) for i in x.ints[1]])
        out = self.b.do("tensor", [self.b.do("list", items.items, T.list_of(T.INT)), Const(lumbre.int64), Const(None)], T.TENSOR)
        if x.ints[0]:
            return out
        return _schema.resolve("reshape", [out, TupleValue([])], {}, self.b)

    def vector(self, items, scalar=False):
        """A whole-number tensor of these ints and `N`s."""
        if all(isinstance(i, int) for i in items):
            t = lumbre.tensor(list(items), dtype=lumbre.int64)
            return X(self, const=t.reshape(()) if scalar else t, ints=(not scalar, list(items)))
        shape = () if scalar else (len(items),)
        probe = lumbre.empty(shape, dtype=lumbre.int64, device="meta")
        out = X(self, probes=(probe, probe), ints=(not scalar, list(items)))
        seen = [[i if isinstance(i, int) else i.values[k] for i in items] for k in (0, 1)]
        if all(v is not None for v in flat(seen)):
            out.values = tuple(lumbre.tensor(v, dtype=lumbre.int64).reshape(shape) for v in seen)
        return out

    def ints_of(self, x):
        """The elements of a whole-number tensor, as ints and `N`s."""
        if x is None:
            return None
        if x.ints is not None:
            return x.ints[1]
        if x.known is not None:
            self.few(x.known)
            return [int(v) for v in x.known.reshape(-1).tolist()]
        count = x.probes and x.size(0) if x.rank == 1 else 1 if x.rank == 0 else None
        if not isinstance(count, int):
            raise Unsupported(f"onnx.load: {self.where}: sizes whose number is not known")
        # Each one by itself, so that it can take part in arithmetic.
        ref = self.ref(x.reshape([-1]))
        items = self.b.unpack(self.b.do("tolist", [ref], T.list_of(T.INT)), [T.INT] * count)
        seen = [(None, None)] * count if x.values is None else list(zip(*([int(i) for i in v.reshape(-1).tolist()] for v in x.values)))
        return [N(r, v) for r, v in zip(items, seen)]

    def floats_of(self, x):
        if x is None or x.known is None:
            if x is None:
                return None
            raise Unsupported(f"onnx.load: {self.where}: numbers that are computed, where they have to be known")
        self.few(x.known)
        return [float(v) for v in x.known.reshape(-1).tolist()]

    def few(self, t):
        if t.numel() > MAX_NUMBERS:
            raise Unsupported(f"onnx.load: {self.where}: {t.numel()} numbers where a few are expected")

    def item(self, x):
        """The one element: a number, or an `N`."""
        if x.ints is not None:
            return x.ints[1][0]
        if x.known is not None:
            return x.known.reshape(-1)[0].item()
        seen = (None, None) if x.values is None else tuple(v.reshape(-1)[0].item() for v in x.values)
        return N(self.b.do("item", [self.ref(x)], T.FLOAT if x.is_float else T.INT), seen)

    def truth(self, x):
        """A condition: a bool, or a value of the program."""
        if x.known is not None:
            return bool(x.known.reshape(-1)[0].item())
        return self.b.do("bool", [self.ref(x)], T.BOOL)

    def opened(self, x, rank, dtype=None):
        """A result of this rank, of whose sizes nothing is known."""
        if x.probes is None and x.const is None and rank is not None:
            kind = getattr(lumbre, dtype or x.dtype or "float32")
            x.probes = tuple(lumbre.empty([p] * rank, dtype=kind, device="meta") for p in PROBES)
        return x

    # Numbers.

    def number(self, name, args, values):
        """A built-in function with a whole number as its result."""
        return N(self.b.do(name, [self.value(a) for a in args], T.INT), values or (None, None))

    def arithmetic(self, name, a, b):
        """`add`, `sub`, `mul`, `floordiv`, `mod`, `min`, `max` of ints and `N`s."""
        f = {"add": int.__add__, "sub": int.__sub__, "mul": int.__mul__, "floordiv": int.__floordiv__, "mod": int.__mod__, "min": min, "max": max}[name]
        if isinstance(a, int) and isinstance(b, int):
            if b == 0 and name in ("floordiv", "mod"):
                raise Unsupported(f"onnx.load: {self.where}: a division by zero")
            return f(a, b)
        if name == "add" and b == 0 or name == "sub" and b == 0 or name in ("mul", "floordiv") and b == 1:
            return a
        probes = []
        for i in (0, 1):
            u, v = (n if isinstance(n, int) else n.values[i] for n in (a, b))
            probes.append(None if u is None or v is None or (v == 0 and name in ("floordiv", "mod")) else f(u, v))
        return self.number(name, [a, b], tuple(probes))

    # Ops.

    def op(self, name, *args, **kwargs):
        """A call of an op of the table: computed now where everything is known, else a step of the program."""
        given = list(flat([*args, *kwargs.values()]))
        tensors = [v for v in given if isinstance(v, X)]
        row = _schema.table()[name][0]
        known = all(x.const is not None for x in tensors) and not any(isinstance(v, (N, Seq)) for v in given) and not row.flags & RANDOM
        if known and not self.large(name, args, kwargs):
            return self.wrapped(self.now(name, args, kwargs, lambda x, i: x.const, 0))
        probes = [self.probe(name, args, kwargs, i) for i in (0, 1)] if all(x.probes for x in tensors) else [None, None]
        try:
            ref = _schema.resolve(name, [self.value(a) for a in args], {k: self.value(v) for k, v in kwargs.items()}, self.b)
        except (TypeError, ValueError, RuntimeError) as error:
            raise Unsupported(f"onnx.load: {self.where}: {error}") from None
        if None in probes:
            probes = self.guess(name, args, tensors) or probes
        out = self.results(ref, probes, tensors)
        if isinstance(out, X) and tensors and all(x.values is not None or x.const is not None for x in tensors):
            self.follow(out, name, args, kwargs)
        return out

    def large(self, name, args, kwargs):
        """Whether the result takes more memory than a file should make a reader take: then it is made when the program runs."""
        seen = self.probe(name, args, kwargs, 0)
        return isinstance(seen, _C.Tensor) and seen.numel() > MAX_CONSTANT

    def follow(self, out, name, args, kwargs):
        """Small tensors that are computed of sizes keep what they are in both probes."""
        try:
            seen = tuple(self.now(name, args, kwargs, lambda x, i: x.const if x.values is None else x.values[i], i) for i in (0, 1))
        except Exception:
            return
        if all(isinstance(t, _C.Tensor) and t.numel() <= 64 for t in seen):
            out.values = seen
            out.probes = out.probes or tuple(meta(t) for t in seen)

    def guess(self, name, args, tensors):
        """Probes of a result whose sizes do not fit each other in the probes: the rank, and the sizes that are written."""
        dtype = tensors[0].dtype if tensors else None
        if name not in ("reshape", "expand") or dtype is None:
            return None
        sizes = [[n if isinstance(n, int) and n >= 0 else p for n in args[1]] for p in PROBES]
        return [lumbre.empty(s, dtype=getattr(lumbre, dtype), device="meta") for s in sizes]

    def results(self, ref, probes, tensors):
        whole = None not in probes
        if ref.type == T.TENSOR:
            return X(self, ref, probes=tuple(probes) if whole else None, dtype=tensors[0].dtype if tensors else None)
        if ref.type.name == "Tuple":
            parts = self.b.unpack(ref, list(ref.type.args))
        elif ref.type.name == "List" and whole and len(probes[0]) == len(probes[1]):
            parts = self.b.unpack(ref, [T.TENSOR] * len(probes[0]))
        else:
            return Seq(ref)
        return [X(self, p, probes=(probes[0][i], probes[1][i]) if whole else None) for i, p in enumerate(parts)]

    def wrapped(self, v):
        if isinstance(v, (tuple, list)):
            return [self.wrapped(i) for i in v]
        return X(self, const=v)

    @staticmethod
    def now(name, args, kwargs, tensor, i):
        def plain(v):
            if isinstance(v, X):
                return tensor(v, i)
            if isinstance(v, N):
                if v.values[i] is None:
                    raise ValueError("not known")
                return v.values[i]
            return [plain(k) for k in v] if isinstance(v, (list, tuple)) else v

        with lumbre.no_grad():
            return function(name)(*(plain(a) for a in args), **{k: plain(v) for k, v in kwargs.items()})

    def probe(self, name, args, kwargs, i):
        if not any(isinstance(v, X) for v in flat([*args, *kwargs.values()])):
            # A tensor made of nothing takes no memory here.
            kwargs = {**kwargs, "device": "meta"}
        try:
            return self.now(name, args, kwargs, lambda x, i: x.probes[i], i)
        except Exception:
            # Only the program's own run says whether the sizes fit.
            return None
