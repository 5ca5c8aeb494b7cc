"""A recorded program as a StableHLO function: each step by the rule of its op."""

from ... import _C
from ...jit._frontend import _schema
from ._text import TYPES, Builder, Val, number
from .rules import NUMBERS, RULES


# The flag of ops that draw random numbers.
RANDOM = 1 << 5


class Unsupported(NotImplementedError):
    """An op without a form in StableHLO."""


class DType(str):
    """A dtype as an argument."""


class Absent:
    """What is left of a tensor that StableHLO has no value for (a generator, a device)."""


class Writer:
    """The operations of one program. Values are `Val`s, or what is known now: numbers, strings, lists."""

    def __init__(self):
        self.b, self.values, self.random = Builder(), {}, None
        # Indices of max pools: which windows of what they are of.
        self.pooled = {}
        # Inputs that ops write besides their result (running statistics): the new value by id.
        self.written = {}

    def arg(self, a):
        if isinstance(a, list):
            return [self.arg(i) for i in a]
        if not isinstance(a, dict):
            return a
        if "v" in a:
            return self.values[a["v"]]
        if "l" in a:
            return [None if i is None else self.values[i] for i in a["l"]]
        for key in ("ints", "bools"):
            if key in a:
                return list(a[key])
        if "floats" in a:
            return [self.arg(v) for v in a["floats"]]
        if "dtype" in a:
            return DType(a["dtype"])
        if "f" in a:
            return float(a["f"].lower())
        if "complex" in a:
            return complex(*(self.arg(v) for v in a["complex"]))
        return Absent()

    def constant(self, t):
        """A tensor that is part of the text."""
        dtype, flat = str(t.dtype).rpartition(".")[2], t.detach().reshape(-1).tolist()
        if len({number(f, dtype) for f in flat}) == 1:
            return self.b.const(flat[0], dtype, t.shape)
        return self.b.dense(flat, dtype, t.shape)

    def steps(self, steps):
        for step in steps:
            if "op" in step:
                self.call(step)
            elif "do" in step:
                self.builtin(step)
            elif "if" in step:
                self.branch(step)
            elif "loop" in step:
                self.loop(step)
            else:
                raise Unsupported("export.to_stablehlo: a derivative that has no form in ops")

    def call(self, step):
        key = step["op"]
        name = key.partition(".")[0]
        rule = RULES.get(key) or RULES.get(name)
        row = next(r for r in _schema.table()[name] if r.key == key)
        args = {p.name: self.arg(a) for p, a in zip(row.params, step["in"])}
        if rule is None and not row.flags & RANDOM and not any(isinstance(v, (Val, list)) for v in args.values()):
            # Nothing in it depends on a tensor: a constant.
            self.values[step["out"][0]] = self.constant(_folded(name, row, args))
            return
        if rule is None:
            raise Unsupported(f"export.to_stablehlo: the op {key} has no form in StableHLO here")
        for p in row.params[len(step["in"]) :]:
            args[p.name] = self.arg(_schema._default(p))
        inplace = step.get("form") == "inplace"
        result = rule(Call(self, name, key, args, step["out"]))
        if inplace:
            if step.get("whole"):
                raise Unsupported(f"export.to_stablehlo: {key}_ writes in place; scripted code for StableHLO has to use the plain op")
            first = args[row.params[0].name]
            result = self.b.broadcast(result.to(first.dtype), first.shape)
        ids = step["out"]
        if name.endswith("_") and "v" in step["in"][0]:
            # The op writes its first argument: who reads that later sees the result.
            self.values[step["in"][0]["v"]] = result
        if step.get("whole"):
            self.values[ids[0]] = list(result) if isinstance(result, tuple) else result
            return
        for id, v in zip(ids, result if isinstance(result, (tuple, list)) else [result]):
            if id is not None:
                self.values[id] = v

    def builtin(self, step):
        name, ids = step["do"], step["out"]
        if name not in NUMBERS:
            raise Unsupported(f"export.to_stablehlo: the function {name} has no form in StableHLO here")
        out = NUMBERS[name](self, *map(self.arg, step["in"]))
        if name == "unpack":
            out = list(out)
        elif len(ids) == 1:
            out = [out]
        for id, v in zip(ids, out or []):
            self.values[id] = v

    def write(self, old, new):
        """A value that an op writes over: who reads it later sees the new one."""
        new = new.to(old.dtype)
        for id in [i for i, v in self.values.items() if v is old]:
            self.values[id] = self.written[id] = new

    # Control flow.

    def known(self, region):
        """The steps of a region, written here."""
        self.steps(region["nodes"])
        return [self.values[i] for i in region["outputs"]]

    def branch(self, step):
        cond = self.values[step["if"]]
        if not isinstance(cond, Val):
            for id, v in zip(step["out"], self.known(step["then"] if cond else step["else"])):
                self.values[id] = v
            return
        self.no_draws(step["then"], step["else"])
        # What each branch gives is known when it is written: once for the types, once for good.
        kinds = [self.trial(step[k]) for k in ("then", "else")]
        kept, results, dynamic = [], [], []
        for a, b in zip(*kinds):
            if not isinstance(a, Val) and not isinstance(b, Val) and type(a) is type(b) and a == b:
                kept.append(a)
                continue
            dynamic.append(len(kept))
            kept.append(None)
            results.append(joined(a, b))
        if not dynamic:
            outs = []
        else:
            def write(region):
                values = self.known(region)
                return [self.tensor(0 if values[i] is None else values[i], *results[j]) for j, i in enumerate(dynamic)]

            outs = self.b.branch(self.scalar(cond, "bool"), lambda: write(step["then"]), lambda: write(step["else"]), results)
        outs = iter(outs)
        for i, id in enumerate(step["out"]):
            self.values[id] = next(outs) if i in dynamic else kept[i]
            if i in dynamic:
                self.values[id].maybe = any(v[i] is None or getattr(v[i], "maybe", False) for v in kinds)

    def trial(self, region):
        """What a region gives, written into nothing."""
        b, values = self.b, dict(self.values)
        lines, count, constants = list(b.lines), b.count, dict(b.constants)
        try:
            return self.known(region)
        finally:
            b.lines, b.count, b.constants, self.values = lines, count, constants, values

    def loop(self, step):
        body, init = step["body"], [self.values[i] for i in step["init"]]
        trips = None if step["loop"] is None else self.values[step["loop"]]
        go = self.values[step["while"]]
        if isinstance(trips, int) and not isinstance(go, Val):
            if self.unrolled(body, init, trips, go, step["out"]):
                return
        self.turns(body, init, trips, go, step["out"])

    def unrolled(self, body, init, trips, go, outs):
        """A loop whose turns are all known is written turn by turn, where it is short."""
        if trips > 64:
            return False
        b = self.b
        lines, count, constants, values = list(b.lines), b.count, dict(b.constants), dict(self.values)
        for turn in range(trips if go else 0):
            self.values.update(zip(body["params"], [turn, *init]))
            go, *init = self.known(body)
            if isinstance(go, Val):
                b.lines, b.count, b.constants, self.values = lines, count, constants, values
                return False
            if not go:
                break
        self.values.update(zip(outs, init))
        return True

    def no_draws(self, *regions):
        if any(random_steps(r["nodes"]) for r in regions):
            raise Unsupported("export.to_stablehlo: random numbers drawn in a branch or loop")

    def turns(self, body, init, trips, go, outs):
        self.no_draws(body)
        # The types that the carried values have after a turn, which may be wider than at the start.
        params = body["params"]
        start = [self.tensor(v) if isinstance(v, (bool, int, float, Val)) else v for v in init]
        self.values.update(zip(params, [self.tensor(0), *start]))
        after = self.trial(body)[1:]
        # What is None until a turn sets it.
        start = [Val(self.b, self.b.const(0, a.dtype, a.shape).name, a.dtype, a.shape, maybe=True) if v is None and isinstance(a, Val) else v for v, a in zip(start, after)]
        moving = [isinstance(v, Val) for v in start]
        kinds = [(v.dtype, v.shape) for v, m in zip(start, moving) if m]
        for v, a, m in zip(start, after, moving):
            if m and (not isinstance(a, (Val, bool, int, float)) or isinstance(a, Val) and a.shape != v.shape):
                raise Unsupported("export.to_stablehlo: a loop that carries a tensor whose shape changes")
        limit = None if trips is None else self.scalar(trips, "int64")
        first = [self.tensor(0), self.scalar(go, "bool"), *[v for v, m in zip(start, moving) if m]]

        def condition(turn, go, *carried):
            return go if limit is None else go & (turn < limit)

        def write(turn, _, *carried):
            for v, (old, _) in zip(carried, [p for p in zip(start, moving) if p[1]]):
                v.maybe = old.maybe
            given = iter(carried)
            self.values.update(zip(params, [turn, *(next(given) if m else v for v, m in zip(start, moving))]))
            go, *after = self.known(body)
            after = [self.tensor(0 if v is None else v, *k) for (v, k) in zip([a for a, m in zip(after, moving) if m], kinds)]
            return [turn + 1, self.scalar(go, "bool"), *after]

        done = self.b.loop(first, condition, write)[2:]
        for v, old in zip(done, [v for v, m in zip(start, moving) if m]):
            v.maybe = old.maybe
        done = iter(done)
        self.values.update({id: next(done) if m else v for id, v, m in zip(outs, start, moving)})

    def tensor(self, v, dtype=None, shape=None):
        """A value as a tensor, of this dtype and shape where they are given."""
        if not isinstance(v, Val):
            if v is None or isinstance(v, (list, str)):
                raise Unsupported(f"export.to_stablehlo: a {type(v).__name__} where branches or turns need a tensor")
            v = self.b.const(v, dtype or ("bool" if isinstance(v, bool) else "int64" if isinstance(v, int) else "float32"))
        v = v if dtype is None else v.to(dtype)
        return v if shape is None else self.b.broadcast(v, shape)

    def scalar(self, v, dtype):
        v = self.tensor(v)
        return self.b.reshape(v.to(dtype), ())


def _folded(name, row, args):
    """The tensor of a call whose arguments are all known."""
    plain = {k: getattr(_C, v) if isinstance(v, DType) else v for k, v in args.items() if v is not None and not isinstance(v, Absent)}
    given = [plain.pop(p.name) for p in row.params if not p.kwonly and p.name in plain]
    return _C._call_op(name, *given, **plain)


def joined(a, b):
    """The type of what one branch or the other gives."""
    for v in (a, b):
        if not isinstance(v, (Val, bool, int, float)) and not (v is None and isinstance(a if v is b else b, Val)):
            raise Unsupported("export.to_stablehlo: branches that give something other than tensors and numbers")
    if isinstance(a, Val) and isinstance(b, Val):
        if a.shape != b.shape or a.dtype != b.dtype:
            raise Unsupported(f"export.to_stablehlo: branches that give tensors of different types, {a.type} and {b.type}")
        return a.dtype, a.shape
    v = a if isinstance(a, Val) else b if isinstance(b, Val) else None
    if v is not None:
        return v.dtype, v.shape
    return ("float32" if float in (type(a), type(b)) else "bool" if type(a) is bool else "int64"), ()


class Call:
    """One call of an op: its arguments by name, and the builder."""

    def __init__(self, writer, op, key, args, outs):
        self.w, self.b, self.op, self.key, self.args, self.outs = writer, writer.b, op, key, args, outs

    def __getitem__(self, name):
        return self.args[name]

    def get(self, name, default=None):
        v = self.args.get(name, default)
        return default if v is None else v

    def refuse(self, what):
        raise Unsupported(f"export.to_stablehlo: {self.op}: {what}")

    @property
    def x(self):
        """The first tensor."""
        v = self.args.get("input")
        return v if isinstance(v, Val) else next(v for v in self.args.values() if isinstance(v, Val))

    def known(self, name, default=None):
        """An argument that must be known now."""
        v = self.get(name, default)
        if isinstance(v, Val) or isinstance(v, list) and any(isinstance(i, Val) for i in v):
            self.refuse(f"the argument {name!r} is computed, where StableHLO wants it written")
        return v

    def ints(self, name, n=None):
        """Ints, `n` of them."""
        v = self.known(name)
        v = list(v) if isinstance(v, (list, tuple)) else [v]
        return [int(i) for i in (v * n if n is not None and len(v) == 1 else v)]

    def dim(self, name="dim", default=None, rank=None):
        d = self.known(name, default)
        rank = self.x.rank if rank is None else rank
        return d % max(rank, 1)

    def dims(self, name="dim"):
        """Dimensions as a list; all of them where none is given."""
        n, v = self.x.rank, self.known(name)
        if v is None or v == []:
            return list(range(n))
        return sorted(d % max(n, 1) for d in (v if isinstance(v, list) else [v]) if n)

    def dtype(self, default=None):
        """The argument `dtype`."""
        v = self.args.get("dtype")
        return str(v) if v is not None else default

    @property
    def keep(self):
        return bool(self.get("keepdim", False))


def write(graph, values, constants):
    """(text, inputs as (kind, name, dtype, shape), outputs as (kind, name)) of a program.

    `values` are its inputs, of which tensors give dtype and shape, and others are known now; `constants` are tensors by id.
    """
    w = Writer()
    inputs, params = [], []
    for i, v in zip(graph["inputs"], values):
        if hasattr(v, "dtype"):
            dtype = str(v.dtype).rpartition(".")[2]
            if dtype not in TYPES:
                raise Unsupported(f"export.to_stablehlo: an input of dtype {dtype}")
            w.values[i["id"]] = Val(w.b, f"%arg{len(inputs)}", dtype, v.shape)
            inputs.append((i["kind"], i["name"], dtype, tuple(v.shape)))
            params.append(w.values[i["id"]])
        else:
            w.values[i["id"]] = list(v) if isinstance(v, tuple) else v
    for c in graph["constants"]:
        v = w.constant(constants[c["id"]])
        w.values[c["id"]] = Val(w.b, v.name, v.dtype, v.shape, bool(c.get("number")))
    draws = random_steps(graph["nodes"])
    if draws:
        # The generator's state comes in and goes out.
        w.random = Val(w.b, f"%arg{len(inputs)}", "uint64", (2,))
        inputs.append(("generator", "generator", "uint64", (2,)))
        params.append(w.random)
    w.steps(graph["nodes"])
    outputs = [("output", f"output_{n}", v) for n, v in enumerate(leaves([w.values[i] for i in graph["outputs"]]))]
    updates = {graph["inputs"][at]["name"]: w.values[id] for at, id in graph.get("updates", ())}
    updates |= {i["name"]: w.written[i["id"]] for i in graph["inputs"] if i["id"] in w.written}
    outputs += [("update", name, v) for name, v in updates.items()]
    if draws:
        outputs.append(("generator", "generator", w.random))
    results = [w.tensor(v) for _, _, v in outputs]
    w.b.line(f"func.return {', '.join(v.name for v in results)} : {', '.join(v.type for v in results)}" if results else "func.return")
    head = ", ".join(f"{p.name}: {p.type}" for p in params)
    made = ", ".join(v.type for v in results)
    text = "\n".join(["module @program {", f"  func.func public @main({head}) -> ({made}) {{", *w.b.lines, "  }", "}", ""])
    return text, inputs, [(kind, name) for kind, name, _ in outputs]


def random_steps(nodes):
    """Whether any step draws random numbers."""
    from .rules.random import draws

    return any("op" in s and draws(s) or any(random_steps(s[k]["nodes"]) for k in ("then", "else", "body") if k in s) for s in nodes)


def leaves(value):
    if isinstance(value, (list, tuple)):
        return [v for item in value for v in leaves(item)]
    if isinstance(value, dict):
        return [v for item in value.values() for v in leaves(item)]
    return [] if value is None else [value]


