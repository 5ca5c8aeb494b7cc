"""`export.export`: a module recorded on examples, as a graph of PyTorch's engine ops."""

import json
import operator

import lumbre

from .. import _C, fx, nn
from .. import random as _random
from .._compile import EXPORTING
from .._dynamo.exc import UserError, UserErrorType
from ..utils import _pytree as pytree
from . import _dims, _shapes
from ._lower import known, lower, target
from .exported_program import ExportedProgram, ModuleCallEntry, ModuleCallSignature
from .graph_signature import (
    ConstantArgument, ExportGraphSignature, InputKind, InputSpec, OutputKind, OutputSpec, SymIntArgument, TensorArgument,
)  # fmt: skip

_NUMBERS = {"add": operator.add, "sub": operator.sub, "mul": operator.mul, "floordiv": operator.floordiv, "mod": operator.mod, "neg": operator.neg}


def export(
    mod, args, kwargs=None, *, dynamic_shapes=None, strict=False, preserve_module_call_signature=(),
    prefer_deferred_runtime_asserts_over_guards=False,
):  # fmt: skip
    """The program of a module as one graph of engine ops, with its weights and what is known of its sizes.

    Args:
        mod: an `nn.Module`.
        args, kwargs: example inputs: tensors, plain values, nested containers of them. Plain values become part of the program.
        dynamic_shapes: sizes that may change, for each argument by name or in order: `{"x": {0: Dim("batch")}}`, `({0: Dim.AUTO},)`,
            a `ShapesCollection` or `AdditionalInputs`. All other sizes are fixed, and a call with others raises.

    The module runs once, and the ops it runs are recorded; sizes it reads off dynamic inputs stay computed. Then module and program are
    run side by side with other values of every dynamic size: a program that would not follow the module raises here.
    `strict`, `preserve_module_call_signature` and `prefer_deferred_runtime_asserts_over_guards` change nothing.

    Raises:
        ValueError: `mod` is no module. TypeError: `args` is no tuple.
        torch._dynamo.exc.UserError: sizes that do not fit `dynamic_shapes`, or a module that does something else for other sizes.
        NotImplementedError: an op that the engine's language has no form of, by its name.

    The semantics are those of `torch.export.export`.
    """
    if not isinstance(mod, nn.Module):
        raise ValueError(f"Expected `mod` to be an instance of `torch.nn.Module`, got {type(mod)}.")
    if not isinstance(args, (tuple, list)):
        raise TypeError(f"Expecting `args` to be a tuple of example positional inputs, got {type(args)}")
    args, kwargs = tuple(args), _in_order(mod, args, dict(kwargs or {}))
    sizes = _dims.resolve(dynamic_shapes, mod, args, kwargs)
    EXPORTING.append(True)
    try:
        while True:
            try:
                return _Capture(mod, args, kwargs, sizes).program()
            except _dims.Violation as violation:
                # A size without a name may turn out to be another one, or fixed.
                if not _dims.narrowed(sizes, violation.symbol):
                    raise
    finally:
        EXPORTING.pop()


def _escape(into):
    """A value of the example would decide what the program does."""
    raise UserError(
        UserErrorType.DYNAMIC_CONTROL_FLOW,
        f"Could not guard on data-dependent expression: the module makes a {into} of a tensor that it computed, and an exported program would "
        "keep the example's. Use torch.where, or save the module with torch.jit.script, which keeps branches and loops.",
    )


def _in_order(mod, args, kwargs):
    """Keyword arguments in the order of the signature."""
    names = list(_dims.bound(mod, args, kwargs))
    return {k: kwargs[k] for k in sorted(kwargs, key=lambda k: names.index(k) if k in names else len(names))}


class _Capture:
    """One recording."""

    def __init__(self, mod, args, kwargs, sizes):
        self.mod, self.args, self.kwargs, self.sizes = mod, args, kwargs, sizes
        self.leaves, self.in_spec = pytree.tree_flatten((args, kwargs))
        self.tensors = [v for v in self.leaves if isinstance(v, _C.Tensor)]
        self.results, self.out_spec = None, None

    def flat(self, *tensors):
        """The module over the tensors alone; gives the tensors alone."""
        given = iter(tensors)
        leaves = [next(given) if isinstance(v, _C.Tensor) else v for v in self.leaves]
        args, kwargs = pytree.tree_unflatten(leaves, self.in_spec)
        self.results, self.out_spec = pytree.tree_flatten(self.mod(*args, **kwargs))
        return tuple(v for v in self.results if isinstance(v, _C.Tensor))

    def record(self):
        from ..jit._trace import _escape_handlers, _record

        state = _random.get_rng_state()
        buffers = [(b, b.detach().clone()) for b in self.mod.buffers()]
        _escape_handlers.append(_escape)
        try:
            return _record(self.mod, self.flat, [f"input_{i}" for i in range(len(self.tensors))], self.tensors, {})
        finally:
            _escape_handlers.pop()
            _random.set_rng_state(state)
            for b, old in buffers:
                b.detach().copy_(old)

    def program(self):
        method = self.record()
        results, out_spec = self.results, self.out_spec
        text, constants = method.program.parts()
        graph = json.loads(text)
        shapes = _shapes.probe(self, method, graph)
        lowering = _Graph(self, graph, constants, shapes)
        lowering.nodes()
        signature = lowering.outputs(results)
        state, held = dict(self.mod.state_dict(keep_vars=True)), lowering.constants
        for name, b in self.mod.named_buffers(remove_duplicate=False):
            if name not in state:
                held[name] = b
        call = ModuleCallSignature([], [], self.in_spec, out_spec, list(_dims.bound(self.mod, self.args, self.kwargs)))
        return ExportedProgram(
            fx.GraphModule(nn.Module(), lowering.graph, "GraphModule"), lowering.graph, signature, state, shapes.ranges(),
            [ModuleCallEntry("", call)], (self.args, self.kwargs), constants=held, sizes=self.sizes,
        )  # fmt: skip


class _Graph:
    """The recorded graph, rewritten node by node."""

    def __init__(self, capture, recorded, constants, shapes):
        self.capture, self.recorded, self.shapes = capture, recorded, shapes
        self.graph, self.values, self.specs, self.constants = fx.Graph(), {}, [], {}
        self.placeholders(constants)

    def placeholders(self, constants):
        kept = set(self.capture.mod.state_dict())
        inputs = self.recorded["inputs"]
        for i in inputs:
            if i["kind"] in ("parameter", "buffer"):
                node = self.placeholder(f"{i['kind'][0]}_{i['name'].replace('.', '_')}", i["id"])
                kind = InputKind.PARAMETER if i["kind"] == "parameter" else InputKind.BUFFER
                persistent = None if kind is InputKind.PARAMETER else i["name"] in kept
                self.specs.append(InputSpec(kind, TensorArgument(node.name), i["name"], persistent))
        for number, (c, t) in enumerate(zip(self.recorded["constants"], constants)):
            name = f"lifted_tensor_{number}"
            node = self.placeholder(f"c_{name}", c["id"])
            self.constants[name] = t
            self.specs.append(InputSpec(InputKind.CONSTANT_TENSOR, TensorArgument(node.name), name))
        arguments = iter(i["id"] for i in inputs if i["kind"] == "argument")
        for path, leaf in pytree.tree_leaves_with_path((self.capture.args, self.capture.kwargs)):
            name = self.label(path)
            if isinstance(leaf, _C.Tensor):
                node = self.placeholder(name, next(arguments))
                self.specs.append(InputSpec(InputKind.USER_INPUT, TensorArgument(node.name), None))
            else:
                node = self.graph.placeholder(name)
                node.meta["val"] = leaf
                self.specs.append(InputSpec(InputKind.USER_INPUT, ConstantArgument(node.name, leaf), None))

    def label(self, path):
        """`x` for an argument, `x_0` for what is inside one."""
        names = list(_dims.bound(self.capture.mod, self.capture.args, {}))
        where, first, *rest = (getattr(k, "idx", getattr(k, "key", getattr(k, "name", None))) for k in path)
        if where == 0:
            star = first >= len(names) or isinstance(_dims.bound(self.capture.mod, self.capture.args, {}).get(names[first]), tuple) and self._starred(first)
            first = f"{names[-1]}_{first - len(names) + 1}" if star else names[first]
        return "_".join("".join(c if c.isalnum() else "_" for c in str(p)) for p in (first, *rest))

    def _starred(self, position):
        return position < len(self.capture.args) and not isinstance(self.capture.args[position], tuple)

    def placeholder(self, name, id):
        node = self.graph.placeholder(name)
        self.bind(id, node)
        return node

    def bind(self, id, node):
        self.values[id] = node
        node.meta["val"] = self.shapes.value(id)
        node.meta["sizes"] = self.shapes.sizes(id)

    def nodes(self):
        if any("if" in step or "loop" in step for step in self.recorded["nodes"]):
            raise NotImplementedError("export: branches and loops of scripted code and of `cond`; export what calls them, or save with torch.jit.save")
        for step in self.recorded["nodes"]:
            if "op" in step:
                self.call(step)
            elif "do" in step:
                self.number(step)
            elif "backward" in step or "taped" in step:
                raise NotImplementedError("export: a derivative that has no form in ops; save the program with torch.jit.save")
            else:
                raise NotImplementedError(f"export: a step of an unknown kind, {next(iter(step))}")

    def call(self, step):
        op, args, kwargs = lower(step["op"], step.get("form") == "inplace", [self.arg(a) for a in step["in"]])
        node = self.graph.call_function(op, args, kwargs)
        outs = step["out"]
        if known(op)[1] == "1":
            if outs[0] is not None:
                self.bind(outs[0], node)
            else:
                self._written(node)
            return
        for i, id in enumerate(outs):
            if id is not None:
                self.bind(id, self.graph.call_function(operator.getitem, (node, i)))

    def _written(self, node):
        """What is known of a result that nothing uses: it is the tensor that was written to."""
        node.meta.update({k: node.args[0].meta[k] for k in ("val", "sizes") if k in node.args[0].meta})

    def number(self, step):
        """A size, or arithmetic of sizes; one that cannot change is written as the number."""
        do, args, (out,) = step["do"], [self.arg(a) for a in step["in"]], step["out"]
        if do == "const":
            self.values[out] = args[0]
            return
        fixed = self.shapes.number(out)
        if fixed is not None:
            self.values[out] = fixed
            return
        if do == "size":
            node = self.graph.call_function(target("sym_size.int"), tuple(args))
        elif do == "numel":
            node = self.graph.call_function(target("sym_numel.default"), tuple(args))
        elif do in _NUMBERS:
            node = self.graph.call_function(_NUMBERS[do], tuple(args))
        else:
            raise NotImplementedError(f"export: {do} of a size")
        node.meta["size"] = self.shapes.expression(out)
        node.meta["val"] = self.shapes.example(out)
        self.values[out] = node

    def arg(self, a):
        if not isinstance(a, dict):
            return a
        ((kind, v),) = a.items()
        if kind == "v":
            return self.values[v]
        if kind == "l":
            return [None if i is None else self.values[i] for i in v]
        if kind in ("ints", "floats", "bools"):
            return [float(x["f"]) if isinstance(x, dict) else x for x in v]
        if kind == "f":
            return float(v.lower())
        if kind == "complex":
            return complex(*(float(x["f"]) if isinstance(x, dict) else x for x in v))
        if kind == "dtype":
            return getattr(lumbre, v)
        if kind == "device":
            return lumbre.device(v)
        if kind == "layout":
            return getattr(lumbre, v)
        return getattr(lumbre, f"{v}_format" if v in ("contiguous", "preserve") else v)

    def outputs(self, results):
        """Ends the graph; weights that changed come before the results."""
        specs, nodes = [], []
        by_id = {i["id"]: i for i in self.recorded["inputs"]}
        labels = iter([s.arg.name for s in self.specs if s.kind is InputKind.USER_INPUT and isinstance(s.arg, TensorArgument)])
        user = {i["id"]: next(labels) for i in self.recorded["inputs"] if i["kind"] == "argument"}
        for source, new in self.recorded["updates"]:
            i, node = by_id[source], self.values[new]
            kind = {"parameter": OutputKind.PARAMETER_MUTATION, "buffer": OutputKind.BUFFER_MUTATION}.get(i["kind"], OutputKind.USER_INPUT_MUTATION)
            specs.append(OutputSpec(kind, TensorArgument(node.name), user[source] if i["kind"] == "argument" else i["name"]))
            nodes.append(node)
        given = iter(self.recorded["outputs"])
        for v in results:
            node = self.values[next(given)] if isinstance(v, _C.Tensor) else self.size(v)
            nodes.append(node)
            kind = SymIntArgument(node.name) if getattr(node, "meta", {}).get("size") else None
            arg = kind or (TensorArgument(node.name) if isinstance(node, fx.Node) else ConstantArgument("", node))
            specs.append(OutputSpec(OutputKind.USER_OUTPUT, arg, None))
        self.graph.output(tuple(nodes))
        self.graph.lint()
        return ExportGraphSignature(self.specs, specs)

    def size(self, v):
        """A result that is no tensor: a number of the program where it knows one."""
        traced = getattr(v, "_traced", None)
        if traced is not None:
            return self.values.get(traced[1], int(v))
        return v


__all__ = ["export"]
