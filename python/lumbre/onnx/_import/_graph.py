"""The nodes of an ONNX graph, one after the other, with its branches, loops and functions."""

import inspect

import lumbre

from ...jit._frontend import _schema
from ...jit._frontend import _types as T
from ...jit._frontend._values import Const, Ref
from . import _read
from ._build import PROBES, N, Seq, Unsupported, Writer, X
from .ops import find

_DEFAULT = ("", "ai.onnx")
_DTYPE_NAMES = ("to", "dtype", "output_dtype", "output_datatype", "softmax_precision")
MAX_DEPTH = 48
# Functions and loops within each other must not make a small file an endless program.
MAX_NODES = 200_000


class Attributes(dict):
    """A node's attributes, the version of its set, and how many results are wanted."""

    def __init__(self, values, version, wanted):
        super().__init__(values)
        self.version, self.wanted, self.extra = version, wanted, None

    def dtype(self, name):
        return getattr(lumbre, _read.dtype_name(int(self[name])))


class Importer(Writer):
    """One model as a program."""

    def __init__(self, model, files):
        super().__init__()
        self.model, self.files, self.depth, self.nodes = model, files, 0, 0
        self.versions = {o.domain or "": o.version or 1 for o in model.opsets}
        self.functions = {(f.domain or "", f.name): f for f in model.functions}
        self.weights, self.kinds = {}, {}

    # Weights and inputs.

    def literal(self, message):
        return self.constant(_read.tensor(message, self.files))

    def sparse(self, message):
        values, indices = (_read.tensor(m, self.files) for m in (message.values, message.indices))
        dims = [int(d) for d in message.dims]
        out = lumbre.zeros(dims, dtype=values.dtype).reshape(-1)
        if indices.dim() == 2:
            flat = lumbre.zeros(indices.shape[0], dtype=lumbre.int64)
            for i, n in enumerate(dims):
                flat = flat * n + indices[:, i]
            indices = flat
        return out.scatter(0, indices, values).reshape(dims)

    def weight(self, name, t):
        """A tensor that may be trained: an input of the program."""
        path = self.path(name)
        kind = self.kinds.get(name, "parameter")
        ref = self.b.weight(path, kind, T.TENSOR, kind == "parameter")
        self.weights[path] = t
        from ._build import meta

        return X(self, ref, probes=(meta(t),) * 2, held=t)

    def path(self, name):
        """A dotted name that no other weight has, nor a module on the way to one."""
        import re

        parts = [re.sub(r"\W", "_", p) for p in name.split(".") if p]
        path = ".".join(p if not p[0].isdigit() or len(parts) > 1 else f"w{p}" for p in parts) or "weight"
        taken = set(self.weights)
        heads = {p[: i] for p in taken for i in range(len(p)) if p[i] == "."}
        while path in taken or path in heads or any(path[:i] in taken for i in range(len(path)) if path[i] == "."):
            path = f"{path}_"
        return path

    def argument(self, info):
        """An input of the graph."""
        name = "".join(c if c.isalnum() or c == "_" else "_" for c in info.name or "") or "input"
        name = f"input_{name}" if name[0].isdigit() else name
        while any(i["name"] == name for i in self.b.inputs):
            name += "_"
        t, dtype, probes = self.type_of(info.type)
        ref = self.b.input(name, "argument", t)
        if t != T.TENSOR:
            return Seq(ref, dtype=dtype)
        return X(self, ref, probes=probes, dtype=dtype)

    def type_of(self, kind):
        """(type in the program, dtype, probes)."""
        if kind is None:
            return T.TENSOR, None, None
        if kind.sequence is not None:
            inner, dtype, _ = self.type_of(kind.sequence.elem_type)
            return T.list_of(inner), dtype, None
        if kind.optional is not None:
            inner, dtype, _ = self.type_of(kind.optional.elem_type)
            return T.optional(inner), dtype, None
        if kind.map is not None or kind.sparse is not None or kind.tensor is None:
            raise Unsupported("onnx.load: inputs that are maps or sparse tensors")
        dtype = _read.dtype_name(kind.tensor.elem_type or 0)
        if kind.tensor.shape is None:
            return T.TENSOR, dtype, None
        dims = [[d.value if d.value is not None else p for d in kind.tensor.shape.dims] for p in PROBES]
        if any(n < 0 or n > 1 << 40 for n in dims[0]):
            raise _read.bad(f"the shape {dims[0]}")
        return T.TENSOR, dtype, tuple(lumbre.empty(d, dtype=getattr(lumbre, dtype), device="meta") for d in dims)

    # Graphs.

    def graph(self, graph, scope, inputs):
        """Writes a graph's nodes; gives its outputs."""
        if self.depth > MAX_DEPTH:
            raise _read.bad(f"graphs nest deeper than {MAX_DEPTH}")
        self.depth += 1
        scope = dict(scope)
        try:
            for t in graph.initializers:
                scope[t.name] = self.initializer(t)
            for s in graph.sparse:
                scope[s.values.name] = self.constant(self.sparse(s))
            scope.update(inputs)
            for node in graph.nodes:
                self.node(node, scope)
        finally:
            self.depth -= 1
        return [self.named(scope, o.name) for o in graph.outputs]

    def initializer(self, message):
        t = _read.tensor(message, self.files)
        if t.is_floating_point() and t.numel() > 1 and self.depth == 1:
            return self.weight(message.name, t)
        return self.constant(t)

    @staticmethod
    def named(scope, name):
        if name not in scope:
            raise _read.bad(f"the value {name!r} is used before it is made")
        return scope[name]

    def node(self, node, scope, attributes=None):
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise _read.bad(f"more than {MAX_NODES} nodes")
        domain, name = node.domain or "", node.op_type or ""
        domain = "" if domain in _DEFAULT else domain
        self.where = f"{name}{f' ({node.name})' if node.name else ''}"
        given = {}
        for a in node.attributes:
            if a.ref:
                if attributes and a.ref in attributes:
                    given[a.name] = attributes[a.ref]
            else:
                given[a.name] = a.value()
        inputs = [self.named(scope, n) if n else None for n in node.inputs]
        version = self.versions.get(domain, self.versions.get("ai.onnx" if not domain else domain, 1))
        wanted = max((i + 1 for i, n in enumerate(node.outputs) if n), default=0)
        outs = self.call(domain, name, version, inputs, Attributes(given, version, wanted), scope)
        outs = list(outs) if isinstance(outs, (tuple, list)) else [outs]
        for i, n in enumerate(node.outputs):
            if n:
                if i >= len(outs) or outs[i] is None:
                    raise Unsupported(f"onnx.load: {self.where}: its result number {i + 1}")
                scope[n] = outs[i]

    def call(self, domain, name, version, inputs, attributes, scope):
        control = {"If": self.branch, "Loop": self.loop, "Scan": self.scan, "SequenceMap": self.map}.get(name) if not domain else None
        if control is not None:
            return self.guarded(control, attributes, inputs, scope)
        rule = find(domain, name, version)
        if rule is None:
            if (domain, name) in self.functions:
                return self.function(self.functions[domain, name], inputs, attributes)
            raise Unsupported(f"onnx.load: the operator {domain + '.' if domain else ''}{name} (version {version}) has no form here")
        least, most = _arity(rule)
        while len(inputs) > most and inputs[-1] is None:
            inputs.pop()
        if not least <= len(inputs) <= most:
            raise _read.bad(f"{self.where} with {len(inputs)} inputs")
        return self.guarded(rule, self, attributes, *inputs)

    def guarded(self, rule, *args):
        """What a rule gives; what it stumbles over in a strange file is said with the node's name."""
        try:
            return rule(*args)
        except KeyError as error:
            raise _read.bad(f"{self.where}: the attribute {error} is missing") from None
        except (AttributeError, IndexError, TypeError, ZeroDivisionError, OverflowError, MemoryError) as error:
            raise Unsupported(f"onnx.load: {self.where}: {error}") from error

    def function(self, f, inputs, attributes):
        """A function of the model, written where it is called."""
        if self.depth > MAX_DEPTH:
            raise _read.bad("functions that call themselves")
        values = {d.name: d.value() for d in f.defaults} | dict(attributes)
        scope = dict(zip(f.inputs, [*inputs, *[None] * (len(f.inputs) - len(inputs))]))
        before, self.versions = self.versions, {**self.versions, **{o.domain or "": o.version or 1 for o in f.opsets}}
        self.depth += 1
        try:
            for node in f.nodes:
                self.node(node, scope, values)
        finally:
            self.versions, self.depth = before, self.depth - 1
        return [scope.get(n) for n in f.outputs]

    # Control flow.

    def bodies(self, graph, scope, params=()):
        """A subgraph over values of the program: (region's steps are written by the caller's builder, its outputs)."""
        return self.graph(graph, scope, dict(params))

    def branch(self, a, inputs, scope):
        cond = self.truth(inputs[0])
        if isinstance(cond, bool):
            return self.bodies(a["then_branch" if cond else "else_branch"], scope)
        found, regions = [], []
        for name in ("then_branch", "else_branch"):

            def write(name=name):
                outs = self.bodies(a[name], scope)
                found.append(outs)
                return [self.plain(o).id for o in outs]

            regions.append(self.b.region(write))
        if len(found[0]) != len(found[1]):
            raise _read.bad(f"{self.where}: branches with different numbers of results")
        outs = [self.joined(x, y) for x, y in zip(*found)]
        self.b.steps.append({"if": cond.id, "then": regions[0], "else": regions[1], "out": [self.plain(o).id for o in outs]})
        return outs

    def plain(self, v):
        """A value as one of the program."""
        if isinstance(v, X):
            ref = self.ref(v)
            return ref if isinstance(ref, Ref) else self.b.ref(ref)
        if v is None:
            return self.b.do("const", [Const(None)], T.NONE)
        return v.ref

    def joined(self, x, y):
        """A new value for what one branch or the other gives."""
        if isinstance(x, X) and isinstance(y, X):
            out = X(self, self.b.fresh(T.TENSOR), dtype=x.dtype or y.dtype)
            if x.probes and y.probes and x.rank == y.rank:
                # Sizes that differ are open.
                same = [[p.shape[d] if all(q.shape[d] == p.shape[d] for q in (*x.probes, *y.probes)) else PROBES[i] for d in range(x.rank)] for i, p in enumerate(x.probes)]
                out.probes = tuple(lumbre.empty(s, dtype=x.probes[0].dtype, device="meta") for s in same)
            return out
        t = x.ref.type if isinstance(x, Seq) else y.ref.type if isinstance(y, Seq) else T.ANY
        if isinstance(x, X) != isinstance(y, X):
            t = T.optional(T.TENSOR)
        return Seq(self.b.fresh(t), dtype=getattr(x, "dtype", None) or getattr(y, "dtype", None))

    def carried(self, v, sure):
        """A loop's parameter with what is sure of its value: its "sizes" or its "rank" where no turn changes them, and its dtype."""
        if not isinstance(v, X):
            return Seq(self.b.fresh(v.ref.type), dtype=v.dtype)
        out = X(self, self.b.fresh(T.TENSOR), dtype=v.dtype)
        out.probes = v.probes if sure == "sizes" else None
        return self.opened(out, v.rank if sure else None, v.dtype)

    def body(self, init, write):
        """A loop's region, its parameters, and what no turn changes of the carried values. `write(params)` gives (ids, carried values, what rows hold)."""
        for sure in ("sizes", "rank", None):
            mark = self.next_mark()
            params, found = [self.carried(v, sure) for v in init], []

            def steps(params=params, found=found):
                ids, after = write(params)
                found.extend(after)
                return ids

            try:
                region = self.b.region(steps, [])
            except Unsupported:
                if sure is None:
                    raise
                self.reset(mark)
                continue
            if sure is None or all(map(_KEPT[sure], init, found)):
                return region, params, sure
            self.reset(mark)

    def next_mark(self):
        return len(self.b.inputs), dict(self.b.by_path), dict(self.weights)

    def reset(self, mark):
        """Forgets the weights that a region read first, which is written again."""
        del self.b.inputs[mark[0] :]
        self.b.by_path, self.weights = mark[1], mark[2]

    def loop(self, a, inputs, scope):
        body = a["body"]
        trips, cond, *init = [*inputs, None][: max(len(inputs), 2)]
        names = [i.name for i in body.inputs]
        n = len(init)
        if len(names) != n + 2 or len(body.outputs) < n + 1:
            raise _read.bad(f"{self.where}: a body with {len(names)} inputs and {len(body.outputs)} results")
        go = True if cond is None else self.truth(cond)
        limit = None if trips is None else self.item(trips)
        rows = [self.b.do("list", [], T.list_of(T.TENSOR)) for _ in body.outputs[n + 1 :]]
        start = [self.plain(v) for v in init]
        turn, kinds = self.b.fresh(T.INT), []

        def write(params):
            kinds.clear()
            given = {names[0]: self.vector([N(turn, (1, 2))], True), names[1]: self.constant(lumbre.tensor(True)), **dict(zip(names[2:], params))}
            outs = self.bodies(body, scope, given.items())
            for row, v in zip(rows, outs[n + 1 :]):
                self.b.run("append", row, self.plain(v))
                kinds.append(v)
            again = self.truth(outs[0])
            again = self.b.do("const", [Const(again)], T.BOOL) if isinstance(again, bool) else again
            return [again.id, *(self.plain(v).id for v in outs[1 : n + 1])], outs[1 : n + 1]

        region, params, sure = self.body(init, write)
        region["params"] = [turn.id, *(self.plain(p).id for p in params)]
        outs = [self.carried(v, sure) for v in init]
        go = self.b.do("const", [Const(go)], T.BOOL) if isinstance(go, bool) else go
        count = None if limit is None else self.b.ref(self.value(limit)).id
        self.b.steps.append({"loop": count, "while": go.id, "init": [s.id for s in start], "body": region, "out": [self.plain(o).id for o in outs]})
        return [*outs, *(self.stacked(row, v) for row, v in zip(rows, kinds))]

    def stacked(self, row, v, axis=0):
        """What the turns gave, along a new dimension; with no turns, nothing."""
        dtype = getattr(lumbre, v.dtype or "float32")
        # Only the sizes that are fixed: the tensor itself is not seen from here.
        shape = [0, *([a if a == b else 0 for a, b in zip(*(p.shape for p in v.probes))] if isinstance(v, X) and v.probes else [])]
        some = self.b.do("gt", [self.b.do("len", [row], T.INT), Const(0)], T.BOOL)
        out = X(self, self.b.fresh(T.TENSOR), dtype=v.dtype)

        def full():
            return [self.row("stack", [row, axis]).id]

        def empty():
            return [self.plain(self.constant(lumbre.zeros(shape, dtype=dtype))).id]

        then, other = self.b.region(full), self.b.region(empty)
        self.b.steps.append({"if": some.id, "then": then, "else": other, "out": [out._ref.id]})
        if isinstance(v, X) and v.probes:
            out.probes = tuple(lumbre.empty([k, *p.shape], dtype=dtype, device="meta") for k, p in zip(PROBES, v.probes))
        return out

    def scan(self, a, inputs, scope):
        body, m = a["body"], a["num_scan_inputs"]
        if a.version < 9:
            raise Unsupported(f"onnx.load: {self.where}: version 8")
        if not 0 < m <= len(inputs):
            raise _read.bad(f"{self.where}: {m} scanned inputs of {len(inputs)}")
        state, scanned = inputs[: len(inputs) - m], inputs[len(inputs) - m :]
        n, k = len(state), len(body.outputs) - len(state)
        axes = a.get("scan_input_axes") or [0] * m
        back, out_axes, out_back = (a.get(x) or [0] * c for x, c in (("scan_input_directions", m), ("scan_output_axes", k), ("scan_output_directions", k)))
        moved = []
        for x, d, r in zip(scanned, axes, back):
            x = self.op("movedim", x, [d], [0]) if d else x
            moved.append(self.op("flip", x, [0]) if r else x)
        limit = self.b.ref(self.value(moved[0].size(0)))
        rows = [self.b.do("list", [], T.list_of(T.TENSOR)) for _ in range(k)]
        start = [self.plain(v) for v in state]
        turn, kinds = self.b.fresh(T.INT), []
        names = [i.name for i in body.inputs]

        def write(params):
            kinds.clear()
            parts = [self.op("select", x, 0, N(turn, (0, 0))) for x in moved]
            outs = self.bodies(body, scope, zip(names, [*params, *parts]))
            for row, v in zip(rows, outs[n:]):
                self.b.run("append", row, self.plain(v))
                kinds.append(v)
            return [self.b.do("const", [Const(True)], T.BOOL).id, *(self.plain(v).id for v in outs[:n])], outs[:n]

        region, params, sure = self.body(state, write)
        region["params"] = [turn.id, *(self.plain(p).id for p in params)]
        go = self.b.do("const", [Const(True)], T.BOOL)
        outs = [self.carried(v, sure) for v in state]
        self.b.steps.append({"loop": limit.id, "while": go.id, "init": [s.id for s in start], "body": region, "out": [self.plain(o).id for o in outs]})
        results = []
        for row, v, d, r in zip(rows, kinds, out_axes, out_back):
            y = self.stacked(row, v)
            y = self.op("flip", y, [0]) if r else y
            results.append(self.op("movedim", y, [0], [d]) if d else y)
        return [*outs, *results]

    def map(self, a, inputs, scope):
        """The body over the items of sequences."""
        body, first = a["body"], inputs[0]
        names = [i.name for i in body.inputs]
        rows = [self.b.do("list", [], T.list_of(T.TENSOR)) for _ in body.outputs]
        turn, kinds = self.b.fresh(T.INT), []
        limit = self.b.do("len", [first.ref], T.INT)

        def write():
            items = [X(self, self.b.do("get", [v.ref, turn], T.TENSOR), dtype=v.dtype) if isinstance(v, Seq) else v for v in inputs]
            for row, v in zip(rows, self.bodies(body, scope, zip(names, items))):
                self.b.run("append", row, self.plain(v))
                kinds.append(v)
            return [self.b.do("const", [Const(True)], T.BOOL).id]

        region = self.b.region(write, [turn.id])
        go = self.b.do("const", [Const(True)], T.BOOL)
        self.b.steps.append({"loop": limit.id, "while": go.id, "init": [], "body": region, "out": []})
        return [Seq(row, dtype=v.dtype) for row, v in zip(rows, kinds)]

    # Rows whose arguments are lists of the program.

    def row(self, name, args):
        return _schema.resolve(name, [self.value(v) if not isinstance(v, Ref) else v for v in args], {}, self.b)

    def tensors(self, name, x, *args):
        """A row that gives a list, kept as one."""
        return self.row(name, [x, *args])

    def reshaped(self, x, shape):
        return self.row("reshape", [x, shape])

    def made(self, ref, dtype):
        """A number of the program as a tensor."""
        return X(self, self.b.do("tensor", [ref, Const(dtype), Const(None)], T.TENSOR), probes=(lumbre.empty((), dtype=dtype, device="meta"),) * 2)

    def open(self, x, d, start, end):
        """The size along `d` was cut from one that is not fixed: it is not fixed either."""
        a, b = x.probes
        if a.shape[d] == b.shape[d]:
            shape = list(b.shape)
            shape[d] = max(shape[d] - 1, 0) if shape[d] else 1
            x.probes = a, lumbre.empty(shape, dtype=b.dtype, device="meta")


def _shapes(v):
    return [tuple(p.shape) for p in v.probes] if isinstance(v, X) and v.probes else None


# Whether a turn keeps what is said of a carried value.
_KEPT = {
    "sizes": lambda v, w: not isinstance(v, X) or _shapes(v) is not None and _shapes(v) == _shapes(w),
    "rank": lambda v, w: not isinstance(v, X) or isinstance(w, X) and v.rank == w.rank,
}

_ARITY = {}


def _arity(rule):
    """The fewest and most inputs of a rule."""
    if rule not in _ARITY:
        params = list(inspect.signature(rule).parameters.values())[2:]
        many = any(p.kind is p.VAR_POSITIONAL for p in params)
        plain = [p for p in params if p.kind is p.POSITIONAL_OR_KEYWORD and p.name not in ("to_", "name")]
        _ARITY[rule] = sum(p.default is p.empty for p in plain), 1 << 20 if many else len(plain)
    return _ARITY[rule]


def buffers(graph):
    """Names of weights that are statistics, not trained."""
    return {n: "buffer" for node in graph.nodes if node.op_type == "BatchNormalization" for n in node.inputs[3:5]}


def program(model, files):
    """(the writer, the outputs' values) of a model."""
    w = Importer(model, files)
    w.kinds = buffers(model.graph)
    held = {t.name for t in model.graph.initializers}
    inputs = {i.name: w.argument(i) for i in model.graph.inputs if i.name not in held}
    return w, w.graph(model.graph, {}, inputs)
