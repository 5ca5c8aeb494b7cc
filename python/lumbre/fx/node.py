"""Nodes of a graph: one call, attribute or argument each."""

import builtins
import operator
import types
from typing import Any, Callable, Union

import lumbre as torch

from .._ops import OpOverload, OpOverloadPacket
from .immutable_collections import immutable_dict, immutable_list

__all__ = ["Node", "map_arg", "map_aggregate", "has_side_effect"]

BaseArgumentTypes = Union[str, int, float, bool, complex, torch.dtype, torch.Tensor, torch.device, torch.memory_format, torch.layout]
base_types = (str, int, float, bool, complex, torch.dtype, torch.Tensor, torch.device, torch.memory_format, torch.layout)
Target = Union[Callable[..., Any], str]
Argument = Any

_legal_ops = {"placeholder", "call_method", "call_module", "call_function", "get_attr", "output", "root"}
_side_effectful_functions = {torch._assert}


def has_side_effect(fn):
    """Marks a function so that a call nobody uses is kept by dead-code elimination."""
    _side_effectful_functions.add(fn)
    return fn


def _is_torch(module):
    return module.partition(".")[0] in ("torch", "lumbre")


def _find_module_of_method(f):
    for space in (torch, torch.nn.functional, torch.special, torch.fft):
        if getattr(space, f.__name__, None) is f:
            return "torch" + space.__name__.partition("lumbre")[2]
    raise RuntimeError(f"cannot find module for {f}")


def _get_qualified_name(func):
    """The dotted name that generated code calls the function by."""
    if getattr(builtins, getattr(func, "__name__", ""), None) is func:
        return func.__name__
    if type(func).__name__ in ("OpOverload", "OpOverloadPacket") and type(func).__module__.endswith("._ops"):
        return f"torch.ops.{func}"
    if isinstance(func, (types.MethodDescriptorType, types.WrapperDescriptorType)):
        return f"torch.Tensor.{func.__name__}"
    name = getattr(func, "__qualname__", None) if isinstance(func, type) else getattr(func, "__name__", None)
    name = name or type(func).__name__
    module = getattr(func, "__module__", None) or _find_module_of_method(func)
    if _is_torch(module) and getattr(torch, name, None) is func:
        return f"torch.{name}"
    module = "torch" + module[len("lumbre") :] if module.partition(".")[0] == "lumbre" else module
    # A lambda's name cannot be written in code.
    if name == "<lambda>":
        name = "_lambda"
    return "operator." + name if module == "_operator" else f"{module}.{name}"


def _type_repr(obj):
    if isinstance(obj, type):
        return obj.__qualname__ if obj.__module__ == "builtins" else f"{obj.__module__}.{obj.__qualname__}"
    if obj is ...:
        return "..."
    return obj.__name__ if isinstance(obj, types.FunctionType) else repr(obj)


def _format_arg(arg, max_list_len=float("inf")):
    if isinstance(arg, (list, tuple)):
        items = [_format_arg(a) for a in arg[: int(min(max_list_len, len(arg)))]]
        more = f", ...[total_len={len(arg)}]" if len(arg) > max_list_len else ""
        text = ", ".join(items) + more
        return f"[{text}]" if isinstance(arg, list) else f"({text}{',' if len(arg) == 1 else ''})"
    if isinstance(arg, dict):
        return "{" + ", ".join(f"{k}: {_format_arg(v)}" for k, v in arg.items()) + "}"
    return "%" + str(arg) if isinstance(arg, Node) else str(arg)


def map_aggregate(a, fn):
    """`a` with `fn` applied to everything inside its tuples, lists, dicts and slices."""
    if isinstance(a, tuple):
        items = [map_aggregate(x, fn) for x in a]
        return type(a)(*items) if hasattr(a, "_fields") else tuple(items)
    if isinstance(a, list):
        return immutable_list(map_aggregate(x, fn) for x in a)
    if isinstance(a, dict):
        return immutable_dict((k, map_aggregate(v, fn)) for k, v in a.items())
    if isinstance(a, slice):
        return slice(map_aggregate(a.start, fn), map_aggregate(a.stop, fn), map_aggregate(a.step, fn))
    return fn(a)


def map_arg(a, fn):
    """`a` with `fn` applied to every node inside."""
    if not callable(fn):
        raise AssertionError("torch.fx.map_arg(a, fn): fn must be a callable")
    return map_aggregate(a, lambda x: fn(x) if isinstance(x, Node) else x)


class Node:
    """One operation of a `Graph`.

    `op` is `placeholder` (an argument of the function), `get_attr` (a parameter or other attribute of the module), `call_function`
    (`target` is the function), `call_method` (`target` is the name; the first argument is the object), `call_module` (`target` is the
    submodule's path) or `output`. Arguments are nodes and constants in any nesting; `meta` is for whoever wants to note something.
    """

    def __init__(self, graph, name, op, target, args, kwargs, return_type=None):
        if op not in _legal_ops:
            raise AssertionError(f"Node op '{op}' not in {_legal_ops}")
        if op == "call_function":
            if not callable(target):
                raise ValueError(
                    f"Node [graph = {graph}, name = '{name}'] target {target} has type {torch.typename(target)} but a Callable is expected"
                )
        elif not isinstance(target, str):
            raise ValueError(f"Node [graph = {graph}, name = '{name}'] target {target} has type {torch.typename(target)} but a str is expected")
        self.graph, self.name, self.op, self.target = graph, name, op, target
        self._input_nodes, self.users = {}, {}
        self._args, self._kwargs = (), {}
        self._set_arguments(args, kwargs)
        self.type, self._prev, self._next, self._erased = return_type, self, self, False
        self._repr_fn, self.meta = None, {}
        # A key that orders nodes as the graph does, set when asked for.
        self._sort_key = ()

    def _set_arguments(self, args, kwargs):
        for old in self._input_nodes:
            old.users.pop(self, None)
        self._input_nodes = {}

        def use(node):
            self._input_nodes.setdefault(node)
            node.users.setdefault(self)
            return node

        self._args, self._kwargs = map_arg(tuple(args), use), map_arg(dict(kwargs), use)

    @property
    def next(self):
        """The node after this one in the graph."""
        return self._next

    @property
    def prev(self):
        """The node before this one in the graph."""
        return self._prev

    @property
    def args(self):
        """Positional arguments; assign a whole new tuple to change them."""
        return self._args

    @args.setter
    def args(self, a):
        self._set_arguments(a, self._kwargs)

    @property
    def kwargs(self):
        """Keyword arguments; assign a whole new dict to change them."""
        return self._kwargs

    @kwargs.setter
    def kwargs(self, k):
        self._set_arguments(self._args, k)

    @property
    def all_input_nodes(self):
        """The nodes among the arguments, each once."""
        return list(self._input_nodes)

    @property
    def stack_trace(self):
        """Where the program made this node, if recorded."""
        return self.meta.get("stack_trace")

    @stack_trace.setter
    def stack_trace(self, trace):
        self.meta["stack_trace"] = trace

    def prepend(self, x):
        """Moves node `x` to just before this one."""
        if self.graph is not x.graph:
            raise AssertionError("Attempting to move a Node into a different Graph")
        if self is x:
            return
        x._unlink()
        before = self._prev
        before._next, x._prev = x, before
        x._next, self._prev = self, x

    def append(self, x):
        """Moves node `x` to just after this one."""
        self._next.prepend(x)

    def _unlink(self):
        self._prev._next, self._next._prev = self._next, self._prev

    _remove_from_list = _unlink

    def update_arg(self, idx, arg):
        """Replaces one positional argument."""
        args = list(self.args)
        args[idx] = arg
        self.args = tuple(args)

    def insert_arg(self, idx, arg):
        """Inserts a positional argument."""
        if not 0 <= idx <= len(self.args):
            raise AssertionError("insert_args index must be between 0 and len(self.args)")
        self.args = self.args[:idx] + (arg,) + self.args[idx:]

    def update_kwarg(self, key, arg):
        """Sets one keyword argument."""
        self.kwargs = {**self.kwargs, key: arg}

    def replace_all_uses_with(self, replace_with, delete_user_cb=lambda user: True, *, propagate_meta=False):
        """Makes the users of this node use `replace_with` instead; returns the users changed."""
        if propagate_meta:
            if len(replace_with.meta):
                raise AssertionError("Called node.replace_all_uses_with(replace_with, propagate_meta=True), but replace_with already has .meta keys")
            replace_with.meta.update(self.meta)
        changed = [user for user in list(self.users) if delete_user_cb(user)]
        for user in changed:
            user.replace_input_with(self, replace_with)
        return changed

    def replace_input_with(self, old_input, new_input):
        """Uses `new_input` wherever `old_input` is an argument."""
        swap = lambda n: new_input if n is old_input else n  # noqa: E731
        self._set_arguments(map_arg(self.args, swap), map_arg(self.kwargs, swap))

    def is_impure(self, impure_random=True):
        """Whether the call does more than give its result, so that it must stay where nobody uses it."""
        if self.op in {"placeholder", "output"}:
            return True
        if self.op == "call_function":
            return self.target in _side_effectful_functions or getattr(self.target, "__name__", "").endswith("_") and _in_place(self.target)
        if self.op == "call_module":
            if self.graph.owning_module is None:
                raise AssertionError("self.graph.owning_module not set for purity check")
            module = self.graph.owning_module.get_submodule(self.target)
            return getattr(module, "_is_impure", False)
        return False

    def normalized_arguments(self, root, arg_types=None, kwarg_types=None, normalize_to_only_use_kwargs=False):
        """The arguments by the names of the function's signature, or None where it has none."""
        from .operator_schemas import normalize_function, normalize_module

        if self.op == "call_function":
            return normalize_function(self.target, self.args, self.kwargs, arg_types, kwarg_types, normalize_to_only_use_kwargs)
        if self.op == "call_module":
            return normalize_module(root, self.target, self.args, self.kwargs, normalize_to_only_use_kwargs)
        return None

    def _pretty_print_target(self, target):
        if isinstance(target, str):
            return target
        if getattr(target, "__module__", None) == "builtins":
            return f"builtins.{target.__name__}"
        return _get_qualified_name(target)

    def format_node(self, placeholder_names=None, maybe_return_typename=None, *, include_tensor_metadata=False):
        """One line of the graph's listing."""
        kind = f"{_type_repr(self.type)} " if self.type else ""
        if self.op == "placeholder":
            if placeholder_names is not None:
                placeholder_names.append(f"{self.target}: {_type_repr(self.type)}" if self.type else self.target)
            default = f"(default={self.args[0]})" if self.args else ""
            return f"%{self.name} : {kind}[num_users={len(self.users)}] = placeholder[target={self.target}]{default}"
        if self.op == "get_attr":
            return f"%{self.name} : {kind}[num_users={len(self.users)}] = {self.op}[target={self._pretty_print_target(self.target)}]"
        if self.op == "output":
            if self.type and maybe_return_typename:
                maybe_return_typename[0] = f" -> {_type_repr(self.type)}"
            return f"return {self.args[0]}"
        return (
            f"%{self.name} : {kind}[num_users={len(self.users)}] = {self.op}[target={self._pretty_print_target(self.target)}]"
            f"(args = {_format_arg(self.args)}, kwargs = {_format_arg(self.kwargs)})"
        )

    def _position(self):
        self.graph._number()
        return self._sort_key

    def __lt__(self, other):
        return self._position() < other._position()

    def __gt__(self, other):
        return self._position() > other._position()

    def __le__(self, other):
        return self is other or self < other

    def __ge__(self, other):
        return self is other or self > other

    def __repr__(self):
        return self._repr_fn(self) if self._repr_fn else self.name

    def __getstate__(self):
        return {k: v for k, v in self.__dict__.items()}


def _in_place(target):
    name = target.__name__
    return not name.endswith("__") and getattr(target, "__module__", "") not in (operator.__name__, None) and _is_torch(target.__module__ or "")
