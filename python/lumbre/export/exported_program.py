"""`ExportedProgram`: a graph of engine ops, the weights it takes, and what is known of its sizes."""

import copy
import dataclasses
from typing import Any

from .. import _C, autograd, fx, nn
from ..utils import _pytree as pytree
from .graph_signature import InputKind, OutputKind

__all__ = ["ExportedProgram", "ModuleCallEntry", "ModuleCallSignature", "default_decompositions"]


@dataclasses.dataclass
class ModuleCallSignature:
    """How a module of the original is called."""

    inputs: list[Any]
    outputs: list[Any]
    in_spec: Any
    out_spec: Any
    forward_arg_names: list[str] | None = None


@dataclasses.dataclass
class ModuleCallEntry:
    fqn: str
    signature: ModuleCallSignature | None = None


def default_decompositions():
    """Rules that write ops by smaller ones: none are needed here."""
    return {}


class ExportedProgram:
    """What `export.export` and `export.load` give. `module()` is a module that runs it."""

    def __init__(
        self, root, graph, graph_signature, state_dict, range_constraints, module_call_graph, example_inputs=None, constants=None, *,
        verifiers=None, sizes=None, preserve_guards_code=None,
    ):  # fmt: skip
        self._graph_module = root if isinstance(root, fx.GraphModule) else fx.GraphModule(root, graph)
        self._graph_signature, self._state_dict, self._range_constraints = graph_signature, state_dict, dict(range_constraints)
        self._module_call_graph, self._example_inputs = module_call_graph, example_inputs
        self._constants = dict(constants or {})
        self._sizes = sizes

    @property
    def graph_module(self):
        return self._graph_module

    @property
    def graph(self):
        return self._graph_module.graph

    @property
    def graph_signature(self):
        return self._graph_signature

    @property
    def state_dict(self):
        return self._state_dict

    @property
    def constants(self):
        return self._constants

    tensor_constants = constants

    @property
    def range_constraints(self):
        return self._range_constraints

    @property
    def module_call_graph(self):
        return self._module_call_graph

    @property
    def example_inputs(self):
        return self._example_inputs

    @property
    def call_spec(self):
        call = self._module_call_graph[0].signature
        return _CallSpec(call.in_spec, call.out_spec)

    @property
    def dialect(self):
        return "TRAINING"

    @property
    def verifiers(self):
        return []

    verifier = None

    def named_parameters(self):
        """(name, tensor) of every parameter."""
        for name in self._graph_signature.parameters:
            yield name, self._state_dict[name]

    def parameters(self):
        for _, p in self.named_parameters():
            yield p

    def named_buffers(self):
        """(name, tensor) of every buffer."""
        hidden = set(self._graph_signature.non_persistent_buffers)
        for name in self._graph_signature.buffers:
            yield name, (self._constants if name in hidden else self._state_dict)[name]

    def buffers(self):
        for _, b in self.named_buffers():
            yield b

    def __call__(self, *args, **kwargs):
        raise RuntimeError("Unable to call ExportedProgram directly. You should use `exported_program.module()` instead.")

    def run_decompositions(self, decomp_table=None, decompose_custom_triton_ops=False):
        """A copy: programs are taken as they are here. NotImplementedError for a table of rules that write ops by smaller ones."""
        if decomp_table:
            raise NotImplementedError("export: run_decompositions with a table of decompositions")
        return copy.copy(self)

    def validate(self):
        """Raises where the graph and what is said of it do not fit."""
        self.graph.lint()
        count = sum(n.op == "placeholder" for n in self.graph.nodes)
        if count != len(self._graph_signature.input_specs):
            raise ValueError(f"the graph has {count} inputs, the signature {len(self._graph_signature.input_specs)}")

    def module(self, check_guards=True):
        """A module that holds the weights and runs the program. Its parameters train; its calls take what the original took.

        Sizes that the program fixed are checked in every call (AssertionError), unless `check_guards` is False.
        """
        return _unlift(self, check_guards)

    def __str__(self):
        code = "    " + self.graph_module.code.strip().replace("\n", "\n    ")
        ranges = ", ".join(f"{k}: VR[{low}, {'int_oo' if high is None else high}]" for k, (low, high) in self._range_constraints.items())
        return f"ExportedProgram:\n    class GraphModule(torch.nn.Module):\n    {code}\n\nGraph signature: {self._graph_signature}\nRange constraints: {{{ranges}}}\n"

    __repr__ = __str__


@dataclasses.dataclass
class _CallSpec:
    in_spec: Any
    out_spec: Any


class _Root(nn.Module):
    """What the weights hang on."""


def _place(root, name, value, kind):
    *path, last = name.split(".")
    for part in path:
        if part not in root._modules:
            root.add_module(part, nn.Module())
        root = root._modules[part]
    if kind is InputKind.PARAMETER:
        root.register_parameter(last, value if isinstance(value, nn.Parameter) else nn.Parameter(value, requires_grad=value.requires_grad))
    else:
        root.register_buffer(last, value, persistent=kind is InputKind.BUFFER)


class _Exported(fx.GraphModule):
    """The program with its weights as attributes; the generated code takes and gives flat lists."""

    def recompile(self):
        out = super().recompile()
        cls = type(self)
        cls._flat, cls.forward = cls.forward, _Exported._run
        return out

    def _run(self, *args, **kwargs):
        call = self._call
        leaves = _arranged(args, kwargs, call.in_spec, call.names)
        if call.fixed is not None:
            _check(leaves, call.fixed, call.ranges)
        return pytree.tree_unflatten(list(self._flat(*leaves)), call.out_spec)

    def train(self, mode=True):
        raise NotImplementedError("Calling train() is not supported yet." if mode else "Calling eval() is not supported yet.")

    def eval(self):
        return self.train(False)


@dataclasses.dataclass
class _Call:
    """How a program is called, and what it asks of its inputs."""

    in_spec: Any
    out_spec: Any
    names: list[str]
    fixed: list | None
    ranges: dict


def _unlift(program, check):
    signature, root = program.graph_signature, _Root()
    graph, values = fx.Graph(), {}
    call = program.module_call_graph[0].signature
    specs = {s.arg.name: s for s in signature.input_specs}
    weights, user = {}, []
    for node in program.graph.nodes:
        if node.op == "placeholder":
            _input(program, specs[node.name], node, graph, root, values, weights, user)
        elif node.op == "output":
            _output(signature, node, graph, values, weights)
        else:
            if node.op == "get_attr":
                # A graph within: the branch of a condition, say.
                root.add_module(node.target, getattr(program.graph_module, node.target))
            values[node] = graph.node_copy(node, lambda n: values[n])
    module = _Exported(root, graph, "GraphModule")
    names = call.forward_arg_names or _argument_names(call.in_spec)
    module.__dict__["_call"] = _Call(call.in_spec, call.out_spec, names, [_known(n) for n in user] if check else None, program.range_constraints)
    return module


def _argument_names(in_spec):
    args, kwargs = in_spec.children_specs
    return [f"arg_{i}" for i in range(args.num_children)] + list(kwargs.context or ())


def _known(node):
    """What is known of an input: sizes of a tensor, or the value."""
    return node.meta.get("sizes"), node.meta.get("val"), node.name


def _input(program, spec, node, graph, root, values, weights, user):
    if spec.kind in (InputKind.PARAMETER, InputKind.BUFFER, InputKind.CONSTANT_TENSOR):
        held = program.constants if spec.target in program.constants else program.state_dict
        _place(root, spec.target, held[spec.target], spec.kind)
        weights[spec.target] = values[node] = graph.get_attr(spec.target)
    elif spec.kind is InputKind.USER_INPUT:
        values[node] = graph.placeholder(node.name)
        user.append(node)
    else:
        raise NotImplementedError(f"export: an input that is a {spec.kind.name}")


def _output(signature, node, graph, values, weights):
    results = []
    inputs = {n.name: values[n] for n in values if n.op == "placeholder"}
    for spec, value in zip(signature.output_specs, node.args[0]):
        value = fx.node.map_arg(value, lambda n: values[n])
        if spec.kind in (OutputKind.BUFFER_MUTATION, OutputKind.PARAMETER_MUTATION):
            graph.call_function(_assign, (weights[spec.target], value))
        elif spec.kind is OutputKind.USER_INPUT_MUTATION:
            graph.call_function(_assign, (inputs[spec.target], value))
        elif spec.kind in (OutputKind.USER_OUTPUT, OutputKind.LOSS_OUTPUT):
            results.append(value)
        else:
            raise NotImplementedError(f"export: an output that is a {spec.kind.name}")
    graph.output(tuple(results))


def _assign(target, value):
    """Writes what the program computed into a weight or input."""
    if target is not value:
        with autograd.no_grad():
            target.copy_(value)


def _arranged(args, kwargs, in_spec, names):
    """The leaves of a call's arguments, keywords in the program's order."""
    args_spec, kwargs_spec = in_spec.children_specs
    wanted = list(kwargs_spec.context or ())
    if len(args) < args_spec.num_children:
        # Arguments that the example gave by position may come by name.
        rest = names[len(args) : args_spec.num_children]
        args = (*args, *(kwargs.pop(n) for n in rest if n in kwargs))
    extra = [k for k in kwargs if k not in wanted]
    missing = [k for k in wanted if k not in kwargs]
    if len(args) != args_spec.num_children or extra or missing:
        raise TypeError(
            f"the program takes {args_spec.num_children} positional arguments and the keywords {wanted}; "
            f"got {len(args)} and {list(kwargs)}"
        )
    leaves, found = pytree.tree_flatten((tuple(args), {k: kwargs[k] for k in wanted}))
    if found != in_spec:
        raise ValueError(f"the arguments nest as {found}, the program was exported with {in_spec}")
    return leaves


def _check(leaves, fixed, ranges):
    bound = {}
    for leaf, (dims, value, name) in zip(leaves, fixed):
        if not isinstance(leaf, _C.Tensor):
            if not isinstance(value, _C.Tensor) and (type(leaf) is not type(value) or leaf != value):
                raise AssertionError(f"Guard failed: {name} == {value!r}: got {leaf!r}")
            continue
        if dims is None:
            continue
        if len(dims) != leaf.dim():
            raise AssertionError(f"Guard failed: {name}.dim() == {len(dims)}: got {leaf.dim()}")
        for d, n in enumerate(dims):
            _check_size(name, d, n, leaf.shape[d], ranges, bound)
        if isinstance(value, _C.Tensor) and value.dtype != leaf.dtype:
            raise AssertionError(f"Guard failed: {name}.dtype == {value.dtype}: got {leaf.dtype}")


def _check_size(name, d, wanted, size, ranges, bound):
    if isinstance(wanted, int):
        if size != wanted:
            raise AssertionError(f"Guard failed: {name}.size()[{d}] == {wanted}: expected input to be of size {wanted} there, but got {size}")
        return
    low, high = ranges.get(wanted, (0, None))
    if wanted in ranges:
        if size < low or (high is not None and size > high):
            raise AssertionError(f"Guard failed: {name}.size()[{d}] in [{low}, {'inf' if high is None else high}]: got {size}")
        if bound.setdefault(wanted, size) != size:
            raise AssertionError(f"Guard failed: {name}.size()[{d}] == {bound[wanted]}: other inputs have {wanted} = {bound[wanted]}, got {size}")

