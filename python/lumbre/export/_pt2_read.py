"""`.pt2` files, as `torch.export.save` writes them: a zip of the graph as JSON and the weights as raw bytes. Nothing in them is run as code."""

import ast
import io
import json
import math
import operator
import zipfile

import lumbre

from .. import fx, nn
from .._other_files import named
from ..utils import _pytree as pytree
from . import _pt2_names as names
from ._dims import ValueRanges
from .exported_program import ExportedProgram, ModuleCallEntry, ModuleCallSignature
from .graph_signature import (
    ConstantArgument, ExportGraphSignature, InputKind, InputSpec, OutputKind, OutputSpec, SymIntArgument, TensorArgument,
)  # fmt: skip

# A file of this size of text at most, and no entry that grows more than a thousandfold when unpacked.
_MOST_JSON = 1 << 30

_SYMBOLIC = {
    "_operator.add": operator.add, "_operator.sub": operator.sub, "_operator.mul": operator.mul, "_operator.floordiv": operator.floordiv,
    "_operator.mod": operator.mod, "_operator.neg": operator.neg, "_operator.truediv": operator.truediv, "_operator.pow": operator.pow,
    "_operator.eq": operator.eq, "_operator.ne": operator.ne, "_operator.lt": operator.lt, "_operator.le": operator.le,
    "_operator.gt": operator.gt, "_operator.ge": operator.ge, "_operator.getitem": operator.getitem, "_operator.and_": operator.and_,
    "_operator.or_": operator.or_, "_operator.not_": operator.not_, "math.floor": math.floor, "math.ceil": math.ceil,
    "math.trunc": math.trunc, "builtins.int": int, "builtins.float": float, "builtins.bool": bool, "builtins.min": min, "builtins.max": max,
    "torch.sym_int": int, "torch.sym_float": float, "torch.sym_max": max, "torch.sym_min": min, "torch.sym_not": operator.not_,
    "torch.sym_ite": lambda c, a, b: a if c else b, "math.sqrt": math.sqrt, "torch._sym_sqrt": math.sqrt,
}  # fmt: skip


def load(f, *, extra_files=None, expected_opset_version=None):
    """Reads a program that `export.save` of PyTorch or of this package wrote.

    Args:
        f: a path or a file.
        extra_files: a dict whose keys name files kept beside the program; their contents replace its values.

    Returns an `ExportedProgram`: `.module()` runs it, `jit.trace(program.module(), inputs)` makes a file for Rust and C of it.

    Raises:
        ValueError: not such a file, or a damaged one. NotImplementedError: something in the program that has no form here, by its name.
    """
    data = f.read() if hasattr(f, "read") else None
    try:
        archive = zipfile.ZipFile(io.BytesIO(data) if data is not None else f)
    except (zipfile.BadZipFile, EOFError) as e:
        told = named(f if data is None else data, "export.load") or f"{f if data is None else 'the data'} is no .pt2 archive: {e}"
        raise ValueError(f"export.load: {told}") from None
    with archive:
        if told := named(f if data is None else data, "export.load"):
            raise ValueError(f"export.load: {told}")
        try:
            return _Archive(archive).program(extra_files)
        except (KeyError, TypeError, IndexError, AttributeError, UnicodeDecodeError, json.JSONDecodeError, zipfile.BadZipFile, RecursionError) as e:
            raise ValueError(f"export.load: a damaged program: {type(e).__name__}: {e}") from e


class _Archive:
    """The entries of one file."""

    def __init__(self, archive):
        self.archive = archive
        entries = archive.namelist()
        graph = [n for n in entries if "/models/" in n and n.endswith(".json")]
        if not graph:
            old = [n for n in entries if n.endswith("serialized_exported_program.json")]
            if not old:
                raise ValueError("export.load: the archive holds no exported program")
            raise NotImplementedError("export.load: an archive older than PyTorch 2.8; export it anew")
        if len(graph) > 1:
            raise NotImplementedError(f"export.load: an archive of several programs: {', '.join(graph)}")
        self.prefix, _, tail = graph[0].partition("/models/")
        self.name = tail[: -len(".json")]

    def read(self, name):
        info = self.archive.getinfo(name)
        if info.file_size > 1000 * max(info.compress_size, 1) + (1 << 20):
            raise ValueError(f"export.load: {name} claims {info.file_size} bytes from {info.compress_size}")
        return self.archive.read(name)

    def json(self, name):
        text = self.read(name)
        if len(text) > _MOST_JSON:
            raise ValueError(f"export.load: {name} is too large")
        return json.loads(text)

    def program(self, extra_files):
        document = self.json(f"{self.prefix}/models/{self.name}.json")
        version = document.get("schema_version", {})
        if version.get("major", 0) > names.SCHEMA_VERSION[0]:
            raise ValueError(f"export.load: schema version {version.get('major')}.{version.get('minor')} is newer than {names.SCHEMA_VERSION}")
        weights = self.tensors("weights")
        constants = self.tensors("constants")
        for key in extra_files or ():
            entry = f"{self.prefix}/extra/{key}"
            extra_files[key] = self.read(entry).decode() if entry in self.archive.namelist() else ""
        return _Reader(document, weights, constants, self.examples()).program()

    def tensors(self, kind):
        """The weights, or the constants, by name."""
        file = f"{self.prefix}/data/{kind}/{self.name}_{kind}_config.json"
        if file not in self.archive.namelist():
            return {}
        out, loaded = {}, {}
        for name, entry in self.json(file)["config"].items():
            path = f"{self.prefix}/data/{kind}/{entry['path_name']}"
            if path not in self.archive.namelist() and kind == "weights":
                path = f"{self.prefix}/data/constants/{entry['path_name']}"
            if entry.get("use_pickle"):
                t = lumbre.load(io.BytesIO(self.read(path)), weights_only=True)
            else:
                if path not in loaded:
                    loaded[path] = self.read(path)
                t = _tensor(loaded[path], entry["tensor_meta"], name)
            if entry.get("is_param"):
                t = nn.Parameter(t, requires_grad=bool(entry["tensor_meta"]["requires_grad"]))
            out[name] = t
        return out

    def examples(self):
        file = f"{self.prefix}/data/sample_inputs/{self.name}.pt"
        if file not in self.archive.namelist():
            return None
        try:
            return lumbre.load(io.BytesIO(self.read(file)), weights_only=True)
        except Exception:
            # Examples of classes that are not tensors are not read.
            return None


def _int(v):
    """A size that is known: written as a number, or an expression with the example's."""
    if "as_int" in v:
        return v["as_int"]
    return v["as_expr"]["hint"]["as_int"]


def _tensor(data, meta, name):
    dtype = names.dtype(meta["dtype"])
    sizes, strides = [_int(n) for n in meta["sizes"]], [_int(n) for n in meta["strides"]]
    offset = _int(meta["storage_offset"])
    flat = lumbre.frombuffer(bytearray(data), dtype=dtype) if data else lumbre.empty(0, dtype=dtype)
    last = offset + sum((n - 1) * s for n, s in zip(sizes, strides)) if all(sizes) else -1
    if min([0, offset, *sizes, *strides]) < 0 or last >= flat.numel():
        raise ValueError(f"export.load: {name} of shape {sizes} and strides {strides} does not fit its {flat.numel()} elements")
    return flat.as_strided(sizes, strides, offset)


class _Reader:
    """One program."""

    def __init__(self, document, weights, constants, examples):
        self.document, self.weights, self.constants, self.examples = document, weights, constants, examples

    def program(self):
        module = self.document["graph_module"]
        signature = module["signature"]
        specs = [_input_spec(s) for s in signature["input_specs"]]
        graph = _GraphReader(module["graph"], specs).graph_module()
        outputs = [_output_spec(s) for s in signature["output_specs"]]
        calls = [ModuleCallEntry(c["fqn"], _call(c.get("signature"))) for c in module["module_call_graph"]]
        ranges = {k: ValueRanges(max(v.get("min_val") or 0, 0), v.get("max_val")) for k, v in self.document.get("range_constraints", {}).items()}
        # Weights that do not persist are among the constants.
        held = dict(self.constants)
        return ExportedProgram(
            graph, graph.graph, ExportGraphSignature(specs, outputs), self.weights, {k: (a, b if b is None or b < 1 << 60 else None) for k, (a, b) in ranges.items()},
            calls, self.examples, constants=held,
        )  # fmt: skip


def _call(signature):
    if signature is None:
        return None
    return ModuleCallSignature(
        [], [], pytree.treespec_loads(signature["in_spec"]), pytree.treespec_loads(signature["out_spec"]), signature.get("forward_arg_names")
    )


def _constant(v):
    ((kind, value),) = v.items()
    return None if kind == "as_none" else value


def _input_spec(s):
    ((kind, body),) = s.items()
    if kind == "user_input":
        return InputSpec(InputKind.USER_INPUT, _argument(body["arg"]), None)
    if kind == "parameter":
        return InputSpec(InputKind.PARAMETER, TensorArgument(body["arg"]["name"]), body["parameter_name"])
    if kind == "buffer":
        return InputSpec(InputKind.BUFFER, TensorArgument(body["arg"]["name"]), body["buffer_name"], bool(body["persistent"]))
    if kind == "tensor_constant":
        return InputSpec(InputKind.CONSTANT_TENSOR, TensorArgument(body["arg"]["name"]), body["tensor_constant_name"])
    if kind == "constant_input":
        return InputSpec(InputKind.USER_INPUT, ConstantArgument(body["name"], _constant(body["value"])), None)
    raise NotImplementedError(f"export.load: an input that is a {kind}")


_MUTATIONS = {
    "buffer_mutation": (OutputKind.BUFFER_MUTATION, "buffer_name"), "parameter_mutation": (OutputKind.PARAMETER_MUTATION, "parameter_name"),
    "user_input_mutation": (OutputKind.USER_INPUT_MUTATION, "user_input_name"),
}  # fmt: skip


def _output_spec(s):
    ((kind, body),) = s.items()
    if kind in ("user_output", "loss_output"):
        arg = _argument(body["arg"]) if kind == "user_output" else TensorArgument(body["arg"]["name"])
        return OutputSpec(OutputKind.USER_OUTPUT if kind == "user_output" else OutputKind.LOSS_OUTPUT, arg, None)
    if kind in _MUTATIONS:
        what, field = _MUTATIONS[kind]
        return OutputSpec(what, TensorArgument(body["arg"]["name"]), body[field])
    raise NotImplementedError(f"export.load: an output that is a {kind}")


def _argument(arg):
    """An input or output of the program."""
    ((kind, v),) = arg.items()
    if kind == "as_tensor":
        return TensorArgument(v["name"])
    if kind == "as_sym_int" and "as_name" in v:
        return SymIntArgument(v["as_name"])
    return ConstantArgument("", None if kind == "as_none" else v["as_int"] if kind == "as_sym_int" else v)


class _GraphReader:
    """A graph of the file, and the graphs within it."""

    def __init__(self, body, specs):
        self.body, self.specs = body, specs
        self.graph, self.values, self.root = fx.Graph(), {}, nn.Module()

    def graph_module(self):
        for position, arg in enumerate(self.body["inputs"]):
            self.placeholder(arg, self.specs[position] if self.specs else None)
        for node in self.body["nodes"]:
            self.node(node)
        outputs = [self.arg(a) for a in self.body["outputs"]]
        single = self.body.get("is_single_tensor_return") and len(outputs) == 1
        self.graph.output(outputs[0] if single else tuple(outputs))
        return fx.GraphModule(self.root, self.graph, "GraphModule")

    def placeholder(self, arg, spec):
        ((kind, v),) = arg.items()
        name = v["name"] if kind == "as_tensor" else v.get("as_name") if kind in ("as_sym_int", "as_sym_float", "as_sym_bool") else None
        if name is None:
            node = self.graph.placeholder(getattr(getattr(spec, "arg", None), "name", "") or "constant")
            node.meta["val"] = None if kind == "as_none" else v.get("as_int") if isinstance(v, dict) else v
            if spec is not None and isinstance(spec.arg, ConstantArgument):
                spec.arg.name = node.name
            return
        node = self.graph.placeholder(name)
        if node.name != name and spec is not None:
            spec.arg.name = node.name
        self.bind(name, node)

    def bind(self, name, node):
        self.values[name] = node
        meta = self.body["tensor_values"].get(name)
        if meta is not None:
            node.meta["sizes"] = [n["as_int"] if "as_int" in n else _expression(n["as_expr"]["expr_str"]) for n in meta["sizes"]]
            node.meta["val"] = _example(meta)
        elif name in self.body.get("sym_int_values", {}):
            size = self.body["sym_int_values"][name]
            node.meta["size"] = size.get("as_int") if "as_int" in size else _expression(size["as_expr"]["expr_str"])

    def node(self, node):
        target = node["target"]
        args, kwargs = self.arguments(node)
        if target.startswith("torch.ops.higher_order."):
            made = self.higher_order(target.rpartition(".")[2], args, kwargs)
            if made is None:
                return
        else:
            made = self.graph.call_function(_function(target), args, kwargs, name=node.get("name") or None)
        self.results(made, node["outputs"], target)

    def results(self, made, outputs, target):
        if len(outputs) == 1:
            ((kind, v),) = outputs[0].items()
            if kind in ("as_tensors", "as_sym_ints", "as_optional_tensors"):
                self.spread(made, v)
                return
            if kind == "as_none":
                return
            self.bind(_name(outputs[0]), made)
            return
        for i, output in enumerate(outputs):
            ((kind, v),) = output.items()
            if kind == "as_none":
                continue
            item = self.graph.call_function(operator.getitem, (made, i))
            if kind in ("as_tensors", "as_optional_tensors"):
                self.spread(item, v)
            else:
                self.bind(_name(output), item)

    def spread(self, made, items):
        for i, item in enumerate(items):
            name = item.get("name") or item.get("as_name") or item.get("as_tensor", {}).get("name")
            if name:
                self.bind(name, self.graph.call_function(operator.getitem, (made, i)))

    def arguments(self, node):
        args, kwargs = [], {}
        for given in node["inputs"]:
            # Files of older schemas say nothing of the kind: there all are positional but what cannot be.
            if given.get("kind") == 2:
                kwargs[given["name"]] = self.arg(given["arg"])
            else:
                args.append(self.arg(given["arg"]))
        return tuple(args), kwargs

    def higher_order(self, name, args, kwargs):
        if name == "wrap_with_set_grad_enabled":
            enabled, body, *rest = args
            return self.graph.call_function(_with_grad, (enabled, body, *rest))
        if name == "wrap_with_autocast":
            device, dtype, enabled, cache, body, *rest = args
            return self.graph.call_function(_with_autocast, (device, dtype, enabled, cache, body, *rest))
        if name == "cond":
            predicate, then, other, *rest = args
            return self.graph.call_function(_cond, (predicate, then, other, list(rest[0]) if rest else []))
        if name == "while_loop":
            condition, body, carried, *rest = args
            return self.graph.call_function(_while_loop, (condition, body, list(carried), list(rest[0]) if rest else []))
        raise NotImplementedError(f"export.load: torch.ops.higher_order.{name}")

    def arg(self, arg):
        ((kind, v),) = arg.items()
        read = _ARGUMENTS.get(kind)
        if read is None:
            raise NotImplementedError(f"export.load: an argument that is {kind}")
        return read(self, v)

    def named(self, name):
        return self.values[name]

    def number(self, v):
        """A number, or one that the program computes."""
        return self.values[v["as_name"]] if "as_name" in v else next(iter(v.values()))

    def inner(self, v):
        """A graph within: a module of its own."""
        name = v["name"]
        self.root.add_module(name, _GraphReader(v["graph"], None).graph_module())
        return self.graph.get_attr(name)


_ARGUMENTS = {
    "as_none": lambda r, v: None,
    "as_tensor": lambda r, v: r.named(v["name"]),
    "as_tensors": lambda r, v: [r.named(t["name"]) for t in v],
    "as_nested_tensors": lambda r, v: [[r.named(t["name"]) for t in row] for row in v],
    "as_optional_tensor": lambda r, v: r.named(v["as_tensor"]["name"]) if "as_tensor" in v else None,
    "as_optional_tensors": lambda r, v: [r.named(t["as_tensor"]["name"]) if "as_tensor" in t else None for t in v],
    "as_sym_int": lambda r, v: r.number(v),
    "as_sym_float": lambda r, v: r.number(v),
    "as_sym_bool": lambda r, v: r.number(v),
    "as_sym_ints": lambda r, v: [r.number(n) for n in v],
    "as_sym_floats": lambda r, v: [r.number(n) for n in v],
    "as_sym_bools": lambda r, v: [r.number(n) for n in v],
    "as_scalar_type": lambda r, v: names.dtype(v),
    "as_memory_format": lambda r, v: getattr(lumbre, names.FORMATS[v]),
    "as_layout": lambda r, v: getattr(lumbre, names.LAYOUTS[v]),
    "as_device": lambda r, v: lumbre.device(v["type"] if v.get("index") is None else f"{v['type']}:{v['index']}"),
    "as_complex": lambda r, v: complex(v["real"], v["imag"]),
    "as_graph": lambda r, v: r.inner(v),
    "as_float": lambda r, v: _float(v),
    "as_floats": lambda r, v: [_float(x) for x in v],
    **{k: lambda r, v: v for k in ("as_int", "as_ints", "as_string", "as_strings", "as_bool", "as_bools", "as_int_lists", "as_float_lists")},
}


def _float(v):
    """Numbers that JSON has no form of are words."""
    return float(v)


def _name(output):
    ((_, v),) = output.items()
    return v["name"] if "name" in v else v["as_name"]


def _example(meta):
    try:
        return lumbre.empty([_int(n) for n in meta["sizes"]], dtype=names.dtype(meta["dtype"]), device="meta")
    except (KeyError, TypeError, ValueError):
        return None


def _expression(text):
    """`Symbol('s0', integer=True)` and sums of such, in short."""
    try:
        return _short(ast.parse(text, mode="eval").body)
    except (SyntaxError, ValueError):
        return text


_SIGNS = {ast.Add: " + ", ast.Sub: " - ", ast.Mult: "*", ast.FloorDiv: "//", ast.Div: "/", ast.Pow: "**"}
_WORDS = {"Add": " + ", "Mul": "*"}


def _short(e):
    if isinstance(e, ast.Call):
        name = e.func.id if isinstance(e.func, ast.Name) else "?"
        if name in ("Symbol", "Dummy"):
            return e.args[0].value
        if name in ("Integer", "Rational") and len(e.args) == 1:
            return _short(e.args[0])
        parts = [_short(a) for a in e.args]
        return _WORDS[name].join(parts) if name in _WORDS else f"{name}({', '.join(parts)})"
    if isinstance(e, ast.BinOp):
        return f"{_short(e.left)}{_SIGNS[type(e.op)]}{_short(e.right)}"
    if isinstance(e, ast.UnaryOp):
        return f"-{_short(e.operand)}"
    return str(e.value) if isinstance(e, ast.Constant) else getattr(e, "id", "?")


_SPACES = ("torch.ops.", "torch._ops.")


def _function(target):
    """The function a target names: one of the engine's ops or plain arithmetic, nothing else."""
    if target in _SYMBOLIC:
        return _SYMBOLIC[target]
    if target in ("torch._check", "torch._check_is_size", "torch._constrain_as_size"):
        return _checked
    for space in _SPACES:
        if target.startswith(space):
            parts = target[len(space) :].split(".")
            if 2 <= len(parts) <= 3 and all(p.isidentifier() and not p.startswith("__") for p in parts):
                return _op(*parts)
    raise NotImplementedError(f"export.load: {target}")


def _op(space, name, overload="default"):
    if space == "aten" and name in _ASSERTIONS:
        return _checked
    found = getattr(getattr(getattr(lumbre.ops, space), name), overload)
    if space == "aten" and not _exists(name):
        raise NotImplementedError(f"export.load: {space}::{name}.{overload}")
    return found


_ASSERTIONS = {"_assert_scalar", "_assert_async", "sym_constrain_range", "sym_constrain_range_for_size", "_assert_tensor_metadata"}


def _exists(name):
    from .._aten import find

    return name.startswith("sym_") or find(name) is not None or find(name.rstrip("_")) is not None


def _checked(*args, **kwargs):
    """What the program asserts of its sizes."""
    if args and isinstance(args[0], bool) and not args[0]:
        raise AssertionError(args[1] if len(args) > 1 and isinstance(args[1], str) else "an assertion of the exported program failed")


def _with_grad(enabled, body, *rest):
    with lumbre.set_grad_enabled(enabled):
        return body(*rest)


def _with_autocast(device, dtype, enabled, cache, body, *rest):
    with lumbre.autocast(device, dtype=dtype, enabled=enabled, cache_enabled=cache):
        return body(*rest)


def _cond(predicate, then, other, operands):
    return (then if bool(predicate) else other)(*operands)


def _while_loop(condition, body, carried, rest):
    carried = tuple(carried)
    while bool(condition(*carried, *rest)):
        carried = tuple(body(*carried, *rest))
    return carried

