"""Graphs of nodes, and the Python code they stand for."""

import builtins
import contextlib
import copy
import enum
import keyword
import math
import re
from dataclasses import dataclass

import lumbre as torch

from ..utils import _pytree as pytree
from .node import Node, _get_qualified_name, _is_torch, _type_repr, map_arg

__all__ = ["PythonCode", "CodeGen", "Graph"]

# How calls of the `operator` module are written.
magic_methods = {
    "eq": "{} == {}", "ne": "{} != {}", "lt": "{} < {}", "gt": "{} > {}", "le": "{} <= {}", "ge": "{} >= {}",
    "pos": "+{}", "neg": "-{}", "invert": "~{}",
    "add": "{} + {}", "sub": "{} - {}", "mul": "{} * {}", "floordiv": "{} // {}", "truediv": "{} / {}", "mod": "{} % {}", "pow": "{} ** {}",
    "lshift": "{} << {}", "rshift": "{} >> {}", "and_": "{} & {}", "or_": "{} | {}", "xor": "{} ^ {}", "getitem": "{}[{}]", "matmul": "{} @ {}",
}  # fmt: skip
reflectable_magic_methods = {
    n: magic_methods[n]
    for n in ("add", "sub", "mul", "floordiv", "truediv", "mod", "pow", "lshift", "rshift", "and_", "or_", "xor", "matmul")
}
inplace_methods = {
    "iadd": "{} += {}", "iand": "{} &= {}", "ifloordiv": "{} //= {}", "ilshift": "{} <<= {}", "imod": "{} %= {}", "imul": "{} *= {}",
    "imatmul": "{} @= {}", "ior": "{} |= {}", "ipow": "{} **= {}", "irshift": "{} >>= {}", "isub": "{} -= {}", "itruediv": "{} /= {}",
    "ixor": "{} ^= {}", "setitem": "{}[{}] = {}",
}  # fmt: skip

# Names that generated code may use besides the builtins.
_custom_builtins = {
    "inf": ("from math import inf", math.inf),
    "nan": ("from math import nan", math.nan),
    "NoneType": ("NoneType = type(None)", type(None)),
    "torch": ("import lumbre as torch", torch),
    "device": ("from lumbre import device", torch.device),
    "fx_pytree": ("import lumbre.fx._pytree as fx_pytree", None),
    "pytree": ("import lumbre.utils._pytree as pytree", pytree),
}


@dataclass
class PythonCode:
    """Generated source, and the objects its free names stand for."""

    src: str
    globals: dict
    _lineno_map: dict | None = None
    _prologue_start: int = 0


class _Namespace:
    """Gives every object a name of its own that Python takes."""

    def __init__(self):
        self._obj_to_name, self._used, self._counts = {}, set(), {}

    def create_name(self, candidate, obj):
        """A name like `candidate` that is free; the one given before where `obj` is known."""
        if obj is not None and obj in self._obj_to_name:
            return self._obj_to_name[obj]
        candidate = re.sub(r"[^0-9a-zA-Z_]+", "_", candidate) or "_unnamed"
        if candidate[0].isdigit():
            candidate = f"_{candidate}"
        base, _, tail = candidate.rpartition("_")
        number = None
        if base and tail.isdigit():
            number = int(tail)
        else:
            base = candidate
        if number is None:
            number = self._counts.get(base)
        name = candidate if number is None else f"{base}_{number}"
        while name in self._used or self._illegal(name, obj):
            number = 1 if number is None else number + 1
            name = f"{base}_{number}"
        self._used.add(name)
        self._counts[base] = max(self._counts.get(base, 0), number or 0)
        if not self._counts[base]:
            self._counts.pop(base)
        if obj is not None:
            self._obj_to_name[obj] = name
        return name

    def associate_name_with_obj(self, name, obj):
        self._obj_to_name[obj] = name

    @staticmethod
    def _illegal(name, obj):
        if keyword.iskeyword(name):
            return True
        if name in builtins.__dict__:
            return builtins.__dict__[name] is not obj
        return name in _custom_builtins and _custom_builtins[name][1] is not obj


def _snake_case(name):
    return re.sub(r"(?<=[a-z])([A-Z])", r"_\1", name).lower() if name and name[0].isupper() else name.lower()


class _node_list:
    """The nodes in order; `reversed` works too, and nodes may be added and erased meanwhile."""

    def __init__(self, graph, direction="_next"):
        self.graph, self.direction = graph, direction

    def __len__(self):
        return self.graph._len

    def __iter__(self):
        root = self.graph._root
        node = getattr(root, self.direction)
        while node is not root:
            following = getattr(node, self.direction)
            if not node._erased:
                yield node
            # An erased node still knows where it stood.
            node = getattr(node, self.direction) if not node._erased else following

    def __reversed__(self):
        return _node_list(self.graph, "_prev" if self.direction == "_next" else "_next")


@contextlib.contextmanager
def _insert_point(graph, insert):
    before = graph._insert
    graph._insert = insert
    try:
        yield
    finally:
        graph._insert = before


def _is_from_torch(obj):
    module = getattr(obj, "__module__", None)
    if module is not None:
        return _is_torch(module) and getattr(obj, "__name__", None) is not None
    return any(getattr(space, getattr(obj, "__name__", ""), None) is obj for space in (torch, torch.nn.functional))


class _PyTreeInfo:
    def __init__(self, orig_args, in_spec, out_spec):
        self.orig_args, self.in_spec, self.out_spec = orig_args, in_spec, out_spec


class CodeGen:
    """How a graph's nodes are written as a function. Subclasses change its first and last lines."""

    def __init__(self):
        self._body_transformer = None
        self._func_name = "forward"

    def gen_fn_def(self, free_vars, maybe_return_annotation):
        """The line that begins the function."""
        if not free_vars or free_vars[0] != "self":
            free_vars = ["self", *free_vars]
        return f"def {self._func_name}({', '.join(free_vars)}){maybe_return_annotation}:"

    def generate_output(self, output_args, *, descs=None):
        """The line that ends it."""
        return f"return {output_args!r}"

    def process_inputs(self, *args):
        """The function's arguments as the placeholders take them."""
        return args

    def process_outputs(self, outputs):
        """The output node's value as the function returns it."""
        return outputs

    def additional_globals(self):
        """(name, object) pairs that the lines use."""
        return []

    def _gen_python_code(self, nodes, root_module, namespace):
        return _Writer(self, list(nodes), root_module, namespace).code()


class _PyTreeCodeGen(CodeGen):
    """For functions whose arguments or results are nested containers."""

    def __init__(self, pytree_info):
        super().__init__()
        self.pytree_info = pytree_info

    def process_inputs(self, *inputs):
        return pytree.tree_leaves(inputs)

    def process_outputs(self, out):
        if self.pytree_info is None or self.pytree_info.out_spec is None:
            return out
        return pytree.tree_unflatten(list(out) if isinstance(out, (list, tuple)) else [out], self.pytree_info.out_spec)

    def gen_fn_def(self, free_vars, maybe_return_annotation):
        own = [a for a in self.pytree_info.orig_args if a != "self"]
        line = super().gen_fn_def(own, maybe_return_annotation)
        if free_vars:
            names = [v.split(":")[0].split("=")[0].strip() for v in free_vars if v != "self"]
            line += f"\n    {', '.join(names)}, = fx_pytree.tree_flatten_spec([{', '.join(own)}], self._in_spec)"
        return line

    def generate_output(self, output_args, *, descs=None):
        if self.pytree_info and self.pytree_info.out_spec is not None:
            return f"return pytree.tree_unflatten({output_args!r}, self._out_spec)"
        return super().generate_output(output_args)


class _Writer:
    """Writes one graph."""

    def __init__(self, codegen, nodes, root_module, namespace):
        self.codegen, self.nodes, self.root_module, self.namespace = codegen, nodes, root_module, namespace
        self.globals, self.free_vars, self.body, self.returns = {}, [], [], [""]

    def add_global(self, hint, obj):
        """The name for an object that the code refers to."""
        if _is_from_torch(obj) and obj is not torch.device:
            return _get_qualified_name(obj)
        name = self.namespace.create_name(hint.replace(".", "_"), obj)
        self.globals[name] = obj
        return name

    def type_repr(self, obj):
        if obj == ():
            return "()"
        if getattr(obj, "__module__", "") == "typing" or hasattr(obj, "__origin__"):
            for part in getattr(obj, "__args__", ()):
                self.type_repr(part)
            import typing

            self.globals.setdefault("typing", typing)
            return repr(obj)
        return self.add_global(_type_repr(obj), obj)

    def arg(self, a):
        """One argument as code."""
        if isinstance(a, tuple) and hasattr(a, "_fields"):
            return f"{self.add_global(_type_repr(type(a)), type(a))}{tuple.__repr__(_Verbatim.all(self, a))}"
        if isinstance(a, tuple):
            return "(" + ", ".join(map(self.arg, a)) + ("," if len(a) == 1 else "") + ")"
        if isinstance(a, list):
            return "[" + ", ".join(map(self.arg, a)) + "]"
        if isinstance(a, dict):
            return "{" + ", ".join(f"{self.arg(k)}: {self.arg(v)}" for k, v in a.items()) + "}"
        if isinstance(a, slice):
            return f"slice({self.arg(a.start)}, {self.arg(a.stop)}, {self.arg(a.step)})"
        if isinstance(a, range):
            return f"range({self.arg(a.start)}, {self.arg(a.stop)}, {self.arg(a.step)})"
        if isinstance(a, (torch.dtype, torch.layout, torch.memory_format)):
            return "torch." + str(a).rpartition(".")[2]
        if isinstance(a, torch.device):
            self.globals["device"] = torch.device
            return repr(a)
        if isinstance(a, enum.Enum):
            return f"{self.add_global(f'{type(a).__module__}.{type(a).__name__}', type(a))}.{a.name}"
        if isinstance(a, torch.Tensor):
            raise NotImplementedError("fx: a tensor inside a node's arguments cannot be written as code; make it an attribute of the module")
        if callable(a) and not isinstance(a, Node):
            return self.add_global(_get_qualified_name(a), a)
        if a is ...:
            return "Ellipsis"
        return repr(a)

    def call(self, args, kwargs):
        return ", ".join([*map(self.arg, args), *(f"{k} = {self.arg(v)}" for k, v in kwargs.items())])

    def last_uses(self):
        """For each node, the nodes that are used there for the last time."""
        seen, ends = set(), {}
        for user in reversed(self.nodes):

            def note(n, user=user):
                if n not in seen:
                    seen.add(n)
                    ends.setdefault(user, []).append(n)
                return n

            map_arg(user.args, note)
            map_arg(user.kwargs, note)
        return ends

    def code(self):
        ends = self.last_uses()
        for node in self.nodes:
            self.statement(node)
            if node.op not in ("placeholder", "output"):
                dead = ends.get(node, []) + ([node] if not node.users else [])
                # Values are let go as early as in eager code.
                self.body.append(";  " + " = ".join([*map(repr, dead), "None"]) if dead else "")
                self.body.append("\n")
        if not self.body:
            self.body.append("pass\n")
        for name, value in self.codegen.additional_globals():
            self.add_global(name, value)
        head = self.codegen.gen_fn_def(self.free_vars, self.returns[0])
        lines = "".join(self.body)
        if self.codegen._body_transformer is not None:
            lines = "".join(self.codegen._body_transformer(self.body))
        text = "\n\n\n" + head + "\n" + "\n".join("    " + line for line in lines.split("\n"))
        return PythonCode(text, self.globals)

    def statement(self, node):
        kind = "" if node.type is None else f" : {self.type_repr(node.type)}"
        name = repr(node)
        write = self.body.append
        if node.op == "placeholder":
            default = f" = {self.arg(node.args[0])}" if node.args else ""
            self.free_vars.append(f"{node.target}{kind}{default}")
            raw = node.target.replace("*", "")
            if raw != name:
                write(f"{name} = {raw}\n")
        elif node.op == "output":
            if node.type is not None:
                self.returns[0] = f" -> {self.type_repr(node.type)}"
            write(self.codegen.generate_output(_Code(self.arg(node.args[0]))) + "\n")
        elif node.op == "call_method":
            write(f"{name}{kind} = {_attribute(self.arg(node.args[0]), node.target)}({self.call(node.args[1:], node.kwargs)})")
        elif node.op == "call_module":
            write(f"{name}{kind} = {_attribute(self.root_module, node.target)}({self.call(node.args, node.kwargs)})")
        elif node.op == "get_attr":
            write(f"{name}{kind} = {_attribute(self.root_module, node.target)}")
        else:
            self.function(node, name, kind)

    def function(self, node, name, kind):
        target, write = node.target, self.body.append
        module = getattr(target, "__module__", None)
        if module == "_operator" and target.__name__ in magic_methods and not node.kwargs:
            write(f"{name}{kind} = {magic_methods[target.__name__].format(*map(self.arg, node.args))}")
        elif module == "_operator" and target.__name__ in inplace_methods:
            # The statement changes its first operand; the node's name is one more name for it.
            first = self.arg(node.args[0])
            write(f"{inplace_methods[target.__name__].format(*map(self.arg, node.args))};  {name}{kind} = {first}")
        elif target is getattr and len(node.args) == 2 and isinstance(node.args[1], str) and node.args[1].isidentifier():
            write(f"{name}{kind} = {_attribute(self.arg(node.args[0]), node.args[1])}")
        else:
            called = self.add_global(_get_qualified_name(target), target)
            write(f"{name}{kind} = {called}({self.call(node.args, node.kwargs)})")


class _Code(str):
    """Text that is code already."""

    def __repr__(self):
        return str(self)


class _Verbatim:
    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text

    @classmethod
    def all(cls, writer, items):
        return tuple(cls(writer.arg(i)) for i in items)


def _attribute(of, path):
    """`of.a.b`, with `getattr` where a part is no name (`seq.0`)."""
    for part in path.split("."):
        of = f"{of}.{part}" if part.isidentifier() else f'getattr({of}, "{part}")'
    return of


class Graph:
    """A list of nodes in an order in which they can run; a `GraphModule` makes a module of it.

        graph = torch.fx.Graph()
        x = graph.placeholder("x")
        graph.output(graph.call_function(torch.relu, (x,)))
    """

    def __init__(self, owning_module=None, tracer_cls=None, tracer_extras=None):
        self._root = Node(self, "", "root", "", (), {})
        self._len = 0
        self._insert = self._root.prepend
        self._graph_namespace = _Namespace()
        self._owning_module, self._owners = owning_module, 0
        self._tracer_cls, self._tracer_extras = tracer_cls, tracer_extras
        self._codegen = CodeGen()
        self._co_fields = {}

    @property
    def owning_module(self):
        return self._owning_module

    @owning_module.setter
    def owning_module(self, mod):
        self._owning_module = mod

    @property
    def nodes(self):
        """The nodes in order. Changes go through the graph's and the nodes' methods."""
        return _node_list(self)

    def find_nodes(self, *, op, target=None, sort=True):
        """The nodes of one kind (and target)."""
        return [n for n in self.nodes if n.op == op and (target is None or n.target == target)]

    def _number(self):
        for i, n in enumerate(self.nodes):
            n._sort_key = (i,)

    def graph_copy(self, g, val_map, return_output_node=False):
        """Appends the nodes of `g`; `val_map` takes their nodes to those here. Returns the value of `g`'s output."""
        for node in g.nodes:
            if node in val_map:
                continue
            if node.op == "output":
                value = map_arg(node.args[0], lambda n: val_map[n])
                return (value, node) if return_output_node else value
            val_map[node] = self.node_copy(node, lambda n: val_map[n])
        return None

    def __deepcopy__(self, memo=None):
        memo = memo if memo else {}
        g = Graph(tracer_cls=self._tracer_cls)
        output = g.graph_copy(self, val_map=memo, return_output_node=True)
        g._codegen = copy.deepcopy(self._codegen)
        if output is not None:
            value, old = output
            new = g.output(value, type_expr=getattr(old, "type", None))
            new.meta = copy.copy(old.meta)
        return g

    def create_node(self, op, target, args=None, kwargs=None, name=None, type_expr=None):
        """Adds a node at the insertion point, the end unless `inserting_before` or `inserting_after` says otherwise."""
        args, kwargs = () if args is None else args, {} if kwargs is None else kwargs
        if not isinstance(args, tuple):
            raise AssertionError("args must be a tuple")
        if not isinstance(kwargs, dict):
            raise AssertionError("kwargs must be a dict")
        name = self._graph_namespace.create_name(name if name is not None else self._target_to_str(target), None)
        node = Node(self, name, op, target, args, kwargs, type_expr)
        self._graph_namespace.associate_name_with_obj(name, node)
        self._insert(node)
        self._len += 1
        return node

    def process_inputs(self, *args):
        return self._codegen.process_inputs(*args)

    def process_outputs(self, out):
        return self._codegen.process_outputs(out)

    def erase_node(self, to_erase):
        """Removes a node that nobody uses."""
        if to_erase.users:
            raise RuntimeError(f"Tried to erase Node {to_erase} but it still had {len(to_erase.users)} users in the graph: {to_erase.users}!")
        if to_erase.graph is not self:
            raise RuntimeError(f"Attempting to remove {to_erase} from wrong graph!")
        if to_erase._erased:
            return
        to_erase._unlink()
        to_erase._erased = True
        self._len -= 1
        to_erase._set_arguments((), {})

    def inserting_before(self, n=None):
        """New nodes go before `n`: for good, or for the length of a `with` block."""
        if n is None:
            return self.inserting_after(self._root)
        if n.graph is not self:
            raise AssertionError("Node to insert before is not in graph.")
        return _insert_point(self, n.prepend)

    def inserting_after(self, n=None):
        """New nodes go after `n`, in a `with` block."""
        if n is None:
            return self.inserting_before(self._root)
        if n.graph is not self:
            raise AssertionError("Node to insert after is not in graph.")
        place = [n]

        def insert(node):
            place[0].append(node)
            place[0] = node

        return _insert_point(self, insert)

    def placeholder(self, name, type_expr=None, default_value=...):
        """An argument of the function."""
        args = () if default_value is ... else (default_value,)
        return self.create_node("placeholder", name, args=args, type_expr=type_expr)

    def get_attr(self, qualified_name, type_expr=None):
        """An attribute of the module, by its path."""
        if self.owning_module and not _has_attribute(self.owning_module, qualified_name):
            import warnings

            warnings.warn(
                "Attempted to insert a get_attr Node with no underlying reference in the owning GraphModule! Call "
                "GraphModule.add_submodule to add the necessary submodule, GraphModule.add_parameter to add the necessary Parameter, "
                "or nn.Module.register_buffer to add the necessary buffer",
                stacklevel=2,
            )
        return self.create_node("get_attr", qualified_name, type_expr=type_expr)

    def call_module(self, module_name, args=None, kwargs=None, type_expr=None):
        """A call of a submodule, by its path."""
        if self.owning_module and not _has_attribute(self.owning_module, module_name):
            import warnings

            warnings.warn(
                "Attempted to insert a call_module Node with no underlying reference in the owning GraphModule! Call "
                "GraphModule.add_submodule to add the necessary submodule",
                stacklevel=2,
            )
        return self.create_node("call_module", module_name, args, kwargs, type_expr=type_expr)

    def call_method(self, method_name, args=None, kwargs=None, type_expr=None):
        """A call of a method of the first argument."""
        return self.create_node("call_method", method_name, args, kwargs, type_expr=type_expr)

    def call_function(self, the_function, args=None, kwargs=None, type_expr=None, name=None):
        """A call of a function."""
        return self.create_node("call_function", the_function, args, kwargs, name=name, type_expr=type_expr)

    def node_copy(self, node, arg_transform=lambda x: x):
        """A copy of a node of another graph; `arg_transform` takes its argument nodes to nodes here."""
        args, kwargs = map_arg(node.args, arg_transform), map_arg(node.kwargs, arg_transform)
        new = self.create_node(node.op, node.target, args, kwargs, node.name, node.type)
        new.meta = copy.copy(node.meta)
        return new

    def output(self, result, type_expr=None):
        """What the function returns."""
        return self.create_node(op="output", target="output", args=(result,), type_expr=type_expr)

    def output_node(self):
        """The output node."""
        node = self._root._prev
        if node.op != "output":
            raise AssertionError("the graph's last node is no output")
        return node

    def _target_to_str(self, target):
        if isinstance(target, str):
            if target.startswith("__") and target.endswith("__"):
                target = target[2:-2]
            name = target
        else:
            name = target.__name__
        return _snake_case(name)

    def python_code(self, root_module, *, verbose=False, include_stride=False, include_device=False, colored=False, **kwargs):
        """The graph as the source of a function, with the objects that it refers to."""
        namespace = _Namespace()
        for name in [*_custom_builtins, root_module, "self"]:
            if name not in _custom_builtins:
                namespace._used.add(name)
        for node in self.nodes:
            namespace._used.add(node.name)
        return self._codegen._gen_python_code(self.nodes, root_module, namespace)

    def __str__(self):
        lines = [node.format_node() for node in self.nodes]
        return "graph():" + "".join("\n    " + line for line in lines if line)

    def print_tabular(self):
        """Prints one row for each node."""
        rows = [["opcode", "name", "target", "args", "kwargs"]]
        rows += [[str(v) for v in (n.op, n.name, n.target, n.args, n.kwargs)] for n in self.nodes]
        widths = [max(len(row[i]) for row in rows) for i in range(5)]
        lines = ["  ".join(c.ljust(w) for c, w in zip(row, widths)).rstrip() for row in rows]
        lines.insert(1, "  ".join("-" * w for w in widths))
        print("\n".join(lines))

    def lint(self):
        """Raises `RuntimeError` or `ValueError` where the graph is not in order: uses before definitions, names twice, bad targets."""
        seen, names = set(), set()
        for node in self.nodes:
            if node.op not in ("placeholder", "call_method", "call_module", "call_function", "get_attr", "output"):
                raise RuntimeError(f"Node {node} had unknown opcode {node.op}!")
            if node.graph is not self:
                raise RuntimeError(f"Node '{node}' does not belong to this Graph!")
            for used in node.all_input_nodes:
                if used.graph is not self:
                    raise RuntimeError(f"Argument '{used}' of Node '{node}' does not belong to this Graph, but was used as an argument!")
                if used not in seen:
                    raise RuntimeError(f"Argument '{used}' of Node '{node}' was used before it has been defined! Please check that Nodes in the graph are topologically ordered\n{self}")
            if node.name in names:
                raise RuntimeError(f"Node redefined name {node.name}!")
            seen.add(node)
            names.add(node.name)
            if self.owning_module and node.op in ("get_attr", "call_module") and not _has_attribute(self.owning_module, node.target):
                raise RuntimeError(f"Node {node} target {node.target} references nonexistent attribute of {self.owning_module}")

    def eliminate_dead_code(self, is_impure_node=None):
        """Removes nodes whose results nobody uses and that do nothing else; returns whether there were any."""
        impure = is_impure_node or (lambda n: n.is_impure())
        before = len(self.nodes)
        for node in list(reversed(self.nodes)):
            if not node.users and not impure(node):
                self.erase_node(node)
        return len(self.nodes) < before

    def on_generate_code(self, make_transformer):
        """Registers a function that changes generated lines; used for good, or in a `with` block."""
        before = self._codegen._body_transformer
        self._codegen._body_transformer = make_transformer(before)

        @contextlib.contextmanager
        def restore():
            try:
                yield
            finally:
                self._codegen._body_transformer = before

        return restore()

    def set_codegen(self, codegen):
        """How the graph is written as code."""
        self._codegen = codegen


def _has_attribute(module, path):
    for part in path.split("."):
        if not hasattr(module, part):
            return False
        module = getattr(module, part)
    return True
