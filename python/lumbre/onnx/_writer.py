"""Programs as ONNX graphs: each step by the function of its op in `_ops`."""

from ..jit._frontend import _schema
from . import _proto


class Unsupported(NotImplementedError):
    """An op without a form in ONNX."""


class Value:
    """A value of the program: a tensor of the file, a number or list known now, or a list of tensors."""

    def __init__(self, kind, data, dtype=None, sizes=None):
        self.kind, self.data, self.dtype, self.sizes = kind, data, dtype, sizes

    @property
    def rank(self):
        return None if self.sizes is None else len(self.sizes)


class Writer:
    """The nodes of one graph, and of the subgraphs of its branches and loops."""

    def __init__(self, program, seen, opset):
        self.program, self.seen, self.opset = program, seen, opset
        self.nodes, self.initializers, self.values = [], [], {}
        self.count, self.constants, self.hints, self.weights = 0, {}, {}, set()

    # Names and constants.

    def fresh(self, hint="t"):
        self.count += 1
        return f"{hint}_{self.count}"

    def node(self, op, inputs, outs=1, hint=None, **attributes):
        """Adds a node; gives the name of its output, or their list."""
        names = [self.fresh(hint or op.lower()) for _ in range(outs)]
        self.nodes.append(_proto.node(op, inputs, names, attributes, self.fresh(op)))
        return names[0] if outs == 1 else names

    def constant(self, values, dtype="int64", sizes=None):
        """A constant tensor: a number, or a list as a vector."""
        if not isinstance(values, (list, tuple)):
            values, sizes = [values], () if sizes is None else sizes
        sizes = (len(values),) if sizes is None else sizes
        key = (tuple(map(repr, values)), dtype, tuple(sizes))
        if key not in self.constants:
            name = f"const_{len(self.constants)}"
            while name in self.weights:
                name += "_"
            self.initializers.append(_proto.tensor(name, dtype, sizes, _proto.pack(dtype, list(values))))
            self.constants[key] = name
        return self.constants[key]

    def weight(self, name, t):
        """A tensor of the program, whole."""
        self.weights.add(name)
        dtype = str(t.dtype).rpartition(".")[2]
        t = t.detach()
        if dtype == "bfloat16":
            # numpy has none: the upper halves of the floats.
            data = t.float().contiguous().numpy().view("<u2")[..., 1::2].tobytes()
        else:
            data = t.contiguous().numpy().tobytes()
        self.initializers.append(_proto.tensor(name, dtype, list(t.shape), data))

    # Values.

    def bind(self, id, name, dtype=None, sizes=None):
        """Value `id` is the tensor of this name; its dtype and sizes are those of the example run."""
        if dtype is None and id in self.seen:
            dtype, sizes = self.seen[id]
        self.values[id] = Value("tensor", name, dtype, sizes)

    def arg(self, a):
        """A written argument as a Value."""
        if isinstance(a, dict):
            if "v" in a:
                return self.values[a["v"]]
            if "l" in a:
                return Value("list", [None if i is None else self.values[i] for i in a["l"]])
            for key in ("ints", "floats", "bools"):
                if key in a:
                    return Value("const", list(a[key]))
            if "dtype" in a:
                return Value("dtype", a["dtype"])
            if "f" in a:
                return Value("const", float(a["f"].lower()))
            return Value("other", a)
        return Value("const", a)

    def name(self, v, dtype=None):
        """A value as the name of a tensor; numbers get this dtype."""
        if v.kind == "tensor":
            return v.data
        if v.kind == "const" and v.data is not None:
            kind = "bool" if isinstance(v.data, bool) else "int64" if isinstance(v.data, int) else "float32"
            return self.constant(v.data, dtype or kind)
        if v.kind == "list":
            return self.vector(v)
        raise Unsupported(f"onnx.export: a {v.kind} where a tensor is wanted")

    def vector(self, v):
        """Ints as an int64 vector."""
        if v.kind == "const":
            data = v.data if isinstance(v.data, list) else [v.data]
            return self.constant([int(i) for i in data])
        if v.kind == "tensor":
            return v.data if v.rank == 1 else self.node("Reshape", [v.data, self.constant([1])])
        parts = [self.constant([i.data]) if i.kind == "const" else self.node("Reshape", [i.data, self.constant([1])]) for i in v.data]
        return parts[0] if len(parts) == 1 else self.node("Concat", parts, axis=0)

    def ints(self, v):
        """Ints that must be known now."""
        if v.kind == "const":
            return list(v.data) if isinstance(v.data, list) else [v.data]
        if v.kind == "list" and all(i.kind == "const" for i in v.data):
            return [i.data for i in v.data]
        raise Unsupported("onnx.export: sizes that are computed, where ONNX wants them written")

    # Steps.

    def steps(self, steps):
        from . import _ops

        for step in steps:
            if "op" in step:
                self.call(step, _ops.OPS)
            elif "do" in step:
                self.builtin(step, _ops.BUILTINS)
            elif "if" in step:
                self.branch(step)
            elif "loop" in step:
                self.loop(step)
            else:
                raise Unsupported("onnx.export: a derivative that the program takes by the engine's rules; trace with derivatives='ops'")

    def call(self, step, table):
        key = step["op"]
        name = key.partition(".")[0]
        write = table.get(key) or table.get(name)
        if write is None:
            raise Unsupported(f"onnx.export: the op {key} has no form in ONNX opset {self.opset} here")
        rows = [r for r in _schema.table()[name] if r.key == key]
        args = {p.name: self.arg(a) for p, a in zip(rows[0].params, step["in"])}
        for p in rows[0].params[len(args) :]:
            args[p.name] = self.arg(_schema._default(p))
        out_ids = step["out"]
        first = next((i for i in out_ids if i is not None), None)
        call = Call(self, args, self.seen.get(first, (None, None)), name, out_ids)
        result = write(call)
        if step.get("form") == "inplace" and step.get("whole"):
            raise Unsupported(f"onnx.export: {key}_ writes in place; scripted code for ONNX has to use the plain op")
        if isinstance(result, Value):
            self.values[first] = result
            return
        results = result if isinstance(result, list) else [result]
        if step.get("whole") and isinstance(result, list):
            self.values[first] = Value("list", [Value("tensor", r) for r in results])
            return
        for id, r in zip(out_ids, results):
            if id is not None:
                self.bind(id, r)

    def builtin(self, step, table):
        name = step["do"]
        if name not in table:
            raise Unsupported(f"onnx.export: the function {name} has no form in ONNX here")
        out = table[name](self, [self.arg(a) for a in step["in"]])
        ids = step["out"]
        if len(ids) == 1 and name != "unpack":
            self.values[ids[0]] = out
        elif ids:
            for id, v in zip(ids, out.data):
                if v.kind == "tensor" and v.sizes is None and id in self.seen:
                    v = Value("tensor", v.data, *self.seen[id])
                self.values[id] = v

    def subgraph(self, name, region, params=(), extra=(), wanted=None):
        """A region as a graph; what it uses from outside it sees."""
        outer, self.nodes = self.nodes, []
        try:
            self.steps(region["nodes"])
            outputs = []
            for i, id in enumerate(region["outputs"]):
                dtype = wanted[i] if wanted else None
                # An output has to be a node's: a name from outside is passed on.
                outputs.append(self.node("Identity", [self.name(self.values[id], dtype)]))
            nodes = self.nodes
        finally:
            self.nodes = outer
        infos = [_proto.value_info(n) for n in outputs]
        return _proto.Graph(name, nodes, list(params), infos)

    def dtypes(self, ids):
        return [self.seen[i][0] if i in self.seen else None for i in ids]

    def branch(self, step):
        wanted, known = self.dtypes(step["out"]), self.values[step["if"]]
        if known.kind == "const":
            # What is known now needs no branch.
            region = step["then" if known.data else "else"]
            self.steps(region["nodes"])
            self.values.update({out: self.values[id] for out, id in zip(step["out"], region["outputs"])})
            return
        cond = self.name(known, "bool")
        then = self.subgraph("then", step["then"], wanted=wanted)
        other = self.subgraph("else", step["else"], wanted=wanted)
        if not step["out"]:
            return
        names = self.node("If", [cond], len(step["out"]), then_branch=then, else_branch=other)
        for id, n in zip(step["out"], names if isinstance(names, list) else [names]):
            self.bind(id, n)

    def loop(self, step):
        body, init = step["body"], step["init"]
        wanted = self.dtypes(step["out"])
        trips = "" if step["loop"] is None else self.name(self.values[step["loop"]], "int64")
        cond = self.name(self.values[step["while"]], "bool")
        start = [self.name(self.values[i], d) for i, d in zip(init, wanted)]
        turn, go = self.fresh("turn"), self.fresh("go")
        params = [_proto.value_info(turn, "int64", ()), _proto.value_info(go, "bool", ())]
        self.values[body["params"][0]] = Value("tensor", turn, "int64", ())
        for id, i, d in zip(body["params"][1:], init, wanted):
            name = self.fresh("carried")
            v = self.values[i]
            dtype = d or v.dtype or ("int64" if isinstance(v.data, int) else "float32")
            params.append(_proto.value_info(name, dtype, None))
            self.values[id] = Value("tensor", name, dtype, v.sizes if v.kind == "tensor" else ())
        graph = self.subgraph("body", body, params, wanted=["bool", *wanted])
        if not step["out"]:
            return
        names = self.node("Loop", [trips, cond, *start], len(step["out"]), body=graph)
        for id, n in zip(step["out"], names if isinstance(names, list) else [names]):
            self.bind(id, n)


class Call:
    """The arguments of one call of an op, by name, with short ways to write nodes."""

    def __init__(self, writer, args, result, op, out_ids):
        self.w, self.args, self.op, self.out_ids = writer, args, op, out_ids
        self.dtype, self.sizes = result

    def __getitem__(self, name):
        return self.args[name]

    def has(self, name):
        v = self.args.get(name)
        return v is not None and not (v.kind == "const" and v.data is None)

    def x(self, name="input", dtype=None):
        return self.w.name(self.args[name], dtype)

    def const(self, name, default=None):
        v = self.args.get(name)
        if v is None or v.kind != "const":
            if v is None:
                return default
            if v.kind == "dtype":
                return v.data
            raise Unsupported(f"onnx.export: {self.op}: the argument {name!r} is computed, where ONNX wants it written")
        return default if v.data is None else v.data

    def ints(self, name):
        return self.w.ints(self.args[name])

    def rank(self, name="input"):
        r = self.args[name].rank
        if r is None:
            raise Unsupported(f"onnx.export: {self.op}: the rank of {name!r} is not known (a branch that the example does not take?)")
        return r

    def type(self, name="input"):
        return self.args[name].dtype

    def dim(self, name="dim", of="input"):
        d = self.const(name)
        return d + self.rank(of) if d < 0 else d

    def axes(self, name="dim", of="input"):
        """Dimensions as a list; all of them where none is given."""
        n = self.rank(of)
        if not self.has(name) or self.args[name].data == []:
            return list(range(n))
        return [d % n if n else 0 for d in self.ints(name)]

    def node(self, op, *inputs, **kw):
        return self.w.node(op, list(inputs), **kw)

    def number(self, value, dtype=None):
        return self.w.constant(value, dtype or self.dtype or "float32")

    def cast(self, name, dtype):
        return self.w.node("Cast", [name], to=_proto.DTYPES[dtype])
