"""Shapes: views, joins, splits, indices."""

from .._writer import Unsupported, Value
from . import OPS, op


@op("reshape", "view", "_unsafe_view")
def _reshape(c):
    return c.node("Reshape", c.x(), c.w.vector(c["size" if "size" in c.args else "shape"]), allowzero=1 if c["input"].sizes and 0 in c["input"].sizes else None)


@op("flatten")
def _flatten(c):
    start, end, n = c.dim("start_dim"), c.dim("end_dim"), c.rank()
    if n == 0:
        return c.node("Reshape", c.x(), c.w.constant([1]))
    shape = c.node("Shape", c.x())
    parts = [c.node("Slice", shape, c.w.constant([0]), c.w.constant([start]))] if start else []
    parts.append(c.w.constant([-1]))
    if end < n - 1:
        parts.append(c.node("Slice", shape, c.w.constant([end + 1]), c.w.constant([n])))
    return c.node("Reshape", c.x(), parts[0] if len(parts) == 1 else c.node("Concat", *parts, axis=0))


@op("unflatten")
def _unflatten(c):
    dim, n = c.dim(), c.rank()
    shape = c.node("Shape", c.x())
    parts = [c.node("Slice", shape, c.w.constant([0]), c.w.constant([dim])), c.w.vector(c["sizes"]), c.node("Slice", shape, c.w.constant([dim + 1]), c.w.constant([n]))]
    return c.node("Reshape", c.x(), c.node("Concat", *parts, axis=0))


@op("permute")
def _permute(c):
    n = c.rank()
    return c.node("Transpose", c.x(), perm=[d % n for d in c.ints("dims")])


@op("transpose", "swapaxes", "swapdims")
def _transpose(c):
    names = [n for n in c.args if n != "input"][:2]
    a, b = (c.dim(n) for n in names)
    perm = list(range(c.rank()))
    perm[a], perm[b] = perm[b], perm[a]
    return c.node("Transpose", c.x(), perm=perm)


@op("t")
def _t(c):
    return c.node("Transpose", c.x(), perm=[1, 0]) if c.rank() == 2 else c.x()


@op("squeeze")
def _squeeze(c):
    sizes = c["input"].sizes
    axes = c.axes() if "dim" in c.args else range(len(sizes))
    axes = [a for a in axes if sizes[a] == 1]
    return c.node("Squeeze", c.x(), c.w.constant(axes)) if axes else c.x()


@op("unsqueeze")
def _unsqueeze(c):
    d = c.const("dim")
    return c.node("Unsqueeze", c.x(), c.w.constant([d + c.rank() + 1 if d < 0 else d]))


@op("expand", "broadcast_to")
def _expand(c):
    v = c["size"]
    if v.kind == "const":
        # -1 keeps the size: 1 broadcasts to it.
        return c.node("Expand", c.x(), c.w.constant([1 if s == -1 else s for s in v.data]))
    items = [Value("const", 1) if i.kind == "const" and i.data == -1 else i for i in v.data]
    return c.node("Expand", c.x(), c.w.vector(Value("list", items)))


@op("expand_as")
def _expand_as(c):
    return c.node("Expand", c.x(), c.node("Shape", c.x("other")))


@op("repeat", "tile")
def _repeat(c):
    v = c["repeats" if "repeats" in c.args else "dims"]
    n = len(v.data)
    x = c.x()
    if n > c.rank():
        x = c.node("Unsqueeze", x, c.w.constant(list(range(n - c.rank()))))
    return c.node("Tile", x, c.w.vector(v))


@op("cat", "concat", "concatenate")
def _cat(c):
    parts = c["tensors"].data
    names = [c.w.name(v) if v.dtype in (c.dtype, None) else c.cast(c.w.name(v), c.dtype) for v in parts if v.sizes != [0]]
    d = c.const("dim", 0)
    return c.node("Concat", *names, axis=d)


@op("stack")
def _stack(c):
    d = c.const("dim", 0)
    parts = c["tensors"].data
    n = parts[0].rank + 1
    d = d % n
    return c.node("Concat", *[c.node("Unsqueeze", c.w.name(v), c.w.constant([d])) for v in parts], axis=d)


def _split_list(c, sizes, dim):
    names = c.node("Split", c.x(), c.w.constant(sizes), outs=len(sizes), axis=dim)
    return names if isinstance(names, list) else [names]


@op("split", "split_with_sizes", "chunk", "tensor_split")
def _split(c):
    dim = c.dim()
    total = c["input"].sizes[dim]
    names = [n for n in c.args if n not in ("input", "tensor", "dim")]
    v = c[names[0]]
    if c.op == "chunk":
        step = -(-total // c.const(names[0]))
        sizes = [min(step, total - i) for i in range(0, total, step)]
    elif v.kind == "const" and not isinstance(v.data, list):
        sizes = [min(v.data, total - i) for i in range(0, total, v.data)]
    else:
        sizes = c.w.ints(v)
    return _split_list(c, sizes, dim)


OPS["split.function"] = OPS["split.function_sizes"] = lambda c: _split(_renamed(c))


def _renamed(c):
    c.args["input"] = c.args.pop("tensor")
    return c


@op("unbind")
def _unbind(c):
    dim = c.dim()
    parts = _split_list(c, [1] * c["input"].sizes[dim], dim)
    return [c.node("Squeeze", p, c.w.constant([dim])) for p in parts]


@op("slice")
def _slice(c):
    bound = lambda name, absent: c.w.constant([absent]) if not c.has(name) else c.w.vector(c[name])  # noqa: E731
    inputs = [c.x(), bound("start", 0), bound("end", 2**63 - 1), c.w.constant([c.dim()]), bound("step", 1)]
    return c.node("Slice", *inputs)


@op("narrow")
def _narrow(c):
    start, length = c.w.vector(c["start"]), c.w.vector(c["length"])
    return c.node("Slice", c.x(), start, c.node("Add", start, length), c.w.constant([c.dim()]))


@op("select")
def _select(c):
    return c.node("Gather", c.x(), c.x("index", "int64"), axis=c.dim())


@op("index_select")
def _index_select(c):
    return c.node("Gather", c.x(), c.x("index"), axis=c.dim())


@op("gather", "take_along_dim")
def _gather(c):
    return c.node("GatherElements", c.x(), c.x("index" if "index" in c.args else "indices"), axis=c.dim())


@op("scatter.src", "scatter", "scatter_add")
def _scatter(c):
    src = next(n for n in ("src", "value") if n in c.args)
    if c[src].kind == "const":
        update = c.node("Expand", c.number(c[src].data), c.node("Shape", c.x("index")))
    else:
        update = c.x(src)
    return c.node("ScatterElements", c.x(), c.x("index"), update, axis=c.dim(), reduction="add" if c.op == "scatter_add" else None)


@op("index")
def _index(c):
    items = c["indices"].data
    at = [i for i, v in enumerate(items) if v is not None]
    if len(at) == 1 and items[at[0]].dtype not in ("bool", "uint8"):
        return c.node("Gather", c.x(), c.w.name(items[at[0]]), axis=at[0])
    if at == list(range(len(at))) and all(items[i].dtype not in ("bool", "uint8") for i in at):
        rank = max(items[i].rank for i in at)
        shape = c.node("Shape", c.w.name(items[at[0]]))
        whole = c.w.name(items[at[0]])
        for i in at[1:]:
            whole = c.node("Add", whole, c.node("Mul", c.w.name(items[i]), c.w.constant(0)))
        shape = c.node("Shape", whole)
        columns = [c.node("Unsqueeze", c.node("Expand", c.w.name(items[i]), shape), c.w.constant([rank])) for i in at]
        return c.node("GatherND", c.x(), columns[0] if len(columns) == 1 else c.node("Concat", *columns, axis=rank))
    if at == [0] and items[0].dtype == "bool":
        where = c.node("Transpose", c.node("NonZero", c.w.name(items[0])), perm=[1, 0])
        return c.node("GatherND", c.x(), where)
    raise Unsupported("onnx.export: this kind of index")


@op("flip")
def _flip(c):
    x = c.x()
    for d in c.axes("dims"):
        x = c.node("Slice", x, c.w.constant([-1]), c.w.constant([-(2**63) + 1]), c.w.constant([d]), c.w.constant([-1]))
    return x


@op("roll")
def _roll(c):
    x = c.x()
    for s, d in zip(c.ints("shifts"), c.ints("dims")):
        d %= c.rank()
        n = c["input"].sizes[d]
        s %= n
        if s:
            cut = lambda a, b: c.node("Slice", x, c.w.constant([a]), c.w.constant([b]), c.w.constant([d]))  # noqa: E731, B023
            x = c.node("Concat", cut(n - s, n), cut(0, n - s), axis=d)
    return x


@op("tril", "triu")
def _tri(c):
    return c.node("Trilu", c.x(), c.w.constant(c.const("diagonal", 0)), upper=int(c.op == "triu"))


@op("one_hot")
def _one_hot(c):
    depth = c["num_classes"] if c.has("num_classes") and c.const("num_classes") != -1 else Value("const", c.sizes[-1])
    return c.node("OneHot", c.x(), c.w.vector(depth), c.w.constant([0, 1]))


@op("nonzero")
def _nonzero(c):
    return c.node("Transpose", c.node("NonZero", c.x()), perm=[1, 0])
