"""Sequences (lists of tensors) and optional values."""

from ....jit._frontend import _types as T
from .._build import N, Seq, Unsupported, X
from . import op

TENSORS = T.list_of(T.TENSOR)


@op("SequenceEmpty")
def empty(g, a):
    return Seq(g.b.do("list", [], TENSORS), dtype=None)


@op("SequenceConstruct")
def construct(g, a, *xs):
    return Seq(g.b.do("list", [g.ref(x) for x in xs], TENSORS), dtype=xs[0].dtype)


def copied(g, s):
    """A list of its own: values are never changed under another name."""
    return g.b.do("copy", [s.ref], TENSORS)


def place(g, at):
    v = g.item(at)
    return g.value(v if isinstance(v, (int, N)) else int(v))


@op("SequenceInsert")
def insert(g, a, s, x, at=None):
    out = copied(g, s)
    if at is None:
        g.b.run("append", out, g.ref(x))
    else:
        g.b.run("insert", out, place(g, at), g.ref(x))
    return Seq(out, dtype=s.dtype or x.dtype)


@op("SequenceErase")
def erase(g, a, s, at=None):
    from ....jit._frontend._values import Const

    out = copied(g, s)
    g.b.run("delete", out, Const(-1) if at is None else place(g, at))
    return Seq(out, dtype=s.dtype)


@op("SequenceAt")
def at(g, a, s, i):
    return X(g, g.b.do("get", [s.ref, place(g, i)], T.TENSOR), dtype=s.dtype)


@op("SequenceLength")
def length(g, a, s):
    return g.vector([N(g.b.do("len", [s.ref], T.INT), (None, None))], True)


@op("SplitToSequence")
def split_to_sequence(g, a, x, sizes=None):
    d = a.get("axis", 0)
    if sizes is None:
        if a.get("keepdims", 1):
            out = g.tensors("split", x, 1, d)
        else:
            out = g.tensors("unbind", x, d)
    elif sizes.rank == 0:
        out = g.tensors("split", x, g.item(sizes), d)
    else:
        out = g.tensors("split_with_sizes", x, g.ints_of(sizes), d)
    return Seq(out, dtype=x.dtype)


@op("ConcatFromSequence")
def concat_from_sequence(g, a, s):
    return X(g, g.row("stack" if a.get("new_axis", 0) else "cat", [s.ref, a["axis"]]), dtype=s.dtype)


@op("Optional")
def optional(g, a, x=None):
    if x is None:
        from ....jit._frontend._values import Const

        return Seq(g.b.do("const", [Const(None)], T.optional(T.TENSOR)))
    return x


@op("OptionalHasElement")
def has_element(g, a, x=None):
    import lumbre

    if x is None:
        return g.constant(lumbre.tensor(False))
    if isinstance(x, X) and not getattr(x, "optional", False):
        return g.constant(lumbre.tensor(True))
    none = g.b.do("is_none", [g.value(x)], T.BOOL)
    return g.made(g.b.do("not", [none], T.BOOL), lumbre.bool)


@op("OptionalGetElement")
def get_element(g, a, x):
    if isinstance(x, Seq) and x.ref.type.name == "Optional":
        inner = x.ref.type.args[0]
        from ....jit._frontend._values import Ref

        ref = Ref(x.ref.id, inner)
        return X(g, ref, dtype=x.dtype) if inner == T.TENSOR else Seq(ref, dtype=x.dtype)
    return x


@op("StringConcat")
@op("StringNormalizer")
@op("StringSplit")
@op("RegexFullMatch")
@op("TfIdfVectorizer")
def strings(g, a, *xs):
    raise Unsupported(f"onnx.load: {g.where}: tensors of text")
