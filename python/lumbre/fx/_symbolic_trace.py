"""Symbolic tracing: running a module's Python code once on proxies."""

import builtins
import collections
import contextlib
import copy
import functools
import inspect
import math
import warnings

import lumbre as torch

from .. import nn
from ..utils import _pytree as pytree
from .graph import Graph, _PyTreeCodeGen, _PyTreeInfo
from .graph_module import GraphModule
from .proxy import ParameterProxy, Proxy, Scope, ScopeContextManager, TracerBase

__all__ = ["Tracer", "ProxyableClassMeta", "symbolic_trace", "wrap", "PH", "PHBase", "is_fx_tracing"]

_tracing = [False]
# Functions to record instead of tracing through: (module's names, name), made by `wrap`.
_wrapped_fns_to_patch = {}
_wrapped_methods_to_patch = []
_proxyable_classes = {}


def is_fx_tracing():
    """Whether symbolic tracing is going on."""
    return _tracing[0]


is_fx_symbolic_tracing = is_fx_tracing


class ProxyableClassMeta(type):
    """A metaclass: an instance made of proxies while tracing becomes a node that makes it."""

    def __init__(cls, name, bases, attrs):
        _proxyable_classes.setdefault(cls)
        super().__init__(name, bases, attrs)

    def __call__(cls, *args, **kwargs):
        instance = cls.__new__(cls)
        if not is_fx_tracing():
            cls.__init__(instance, *args, **kwargs)
            return instance
        found = []
        _search((args, kwargs), found)
        if found:
            tracer = found[0].tracer
            return tracer.create_proxy("call_function", cls, args, kwargs)
        cls.__init__(instance, *args, **kwargs)
        return instance


class PHBase:
    """Marks a value of `concrete_args` that stays an argument."""

    def __repr__(self):
        return "PH"


PH = PHBase()


class PHWithMeta(PHBase):
    def __init__(self, ph_key=None):
        self.ph_key = ph_key


def _search(value, found):
    if isinstance(value, Proxy):
        found.append(value)
    elif isinstance(value, (list, tuple)):
        for v in value:
            _search(v, found)
    elif isinstance(value, dict):
        for v in value.values():
            _search(v, found)
    elif isinstance(value, slice):
        _search((value.start, value.stop, value.step), found)


def _find_proxy(*objects):
    found = []
    _search(objects, found)
    return found[0] if found else None


class _Patcher:
    """Replaces attributes and puts them back at the end."""

    def __init__(self):
        self.done, self.visited = [], set()

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        for undo in reversed(self.done):
            undo()
        self.done.clear()

    def patch(self, frame_dict, name, new):
        """A name in a module's dict."""
        if name in frame_dict:
            old = frame_dict[name]
            self.done.append(lambda: frame_dict.__setitem__(name, old))
        else:
            # A builtin that the module does not name itself.
            self.done.append(lambda: frame_dict.pop(name, None))
        frame_dict[name] = new

    def patch_method(self, cls, name, new):
        own, old = name in cls.__dict__, getattr(cls, name)
        self.done.append((lambda: setattr(cls, name, old)) if own else (lambda: delattr(cls, name)))
        setattr(cls, name, new)

    def visit_once(self, thing):
        new = id(thing) not in self.visited
        self.visited.add(id(thing))
        return new


def _create_wrapped_func(original):
    @functools.wraps(original)
    def wrapped(*args, **kwargs):
        proxy = _find_proxy(args, kwargs)
        if proxy is None:
            return original(*args, **kwargs)
        out = proxy.tracer.create_proxy("call_function", original, args, kwargs)
        out.node.meta["is_wrapped"] = True
        return out

    return wrapped


def _create_wrapped_method(cls, name):
    original = getattr(cls, name)

    @functools.wraps(original)
    def wrapped(*args, **kwargs):
        proxy = _find_proxy(args, kwargs)
        if proxy is None:
            return original(*args, **kwargs)
        return proxy.tracer.create_proxy("call_method", name, args, kwargs)

    return wrapped


def _patch_wrapped_functions(patcher):
    for (_, name), names in list(_wrapped_fns_to_patch.items()):
        if name not in names and hasattr(builtins, name):
            original = getattr(builtins, name)
        else:
            original = names[name]
        patcher.patch(names, name, _create_wrapped_func(original))
    for cls, name in _wrapped_methods_to_patch:
        patcher.patch_method(cls, name, _create_wrapped_method(cls, name))


def _autowrap_check(patcher, names, function_ids):
    if patcher.visit_once(names):
        for name, value in list(names.items()):
            if not name.startswith("_") and callable(value) and id(value) in function_ids:
                patcher.patch(names, name, _create_wrapped_func(value))


def wrap(fn_or_name):
    """At a module's top level: `wrap("name")`, `wrap(function)` or `@wrap` makes calls of the function one node each."""
    if not callable(fn_or_name) and not isinstance(fn_or_name, str):
        raise RuntimeError("Unsupported type for global function! Must be either a callable or string name")
    name = fn_or_name if isinstance(fn_or_name, str) else fn_or_name.__name__
    frame = inspect.currentframe().f_back
    if frame.f_code.co_name != "<module>":
        raise NotImplementedError("wrap must be called at the top level of a module")
    _wrapped_fns_to_patch[id(frame.f_globals), name] = frame.f_globals
    return fn_or_name


class Tracer(TracerBase):
    """Records a module's `forward` as a graph.

    Subclasses override `is_leaf_module` (which modules become one call), `call_module`, `create_node`, `create_arg`, `to_bool`, …
    `autowrap_modules` and `autowrap_functions` name functions that are recorded as calls without `wrap`.
    """

    def __init__(self, autowrap_modules=(math,), autowrap_functions=(), param_shapes_constant=False):
        super().__init__()
        self._autowrap_function_ids = {
            id(value) for m in autowrap_modules for name, value in m.__dict__.items() if not name.startswith("_") and callable(value)
        }
        self._autowrap_function_ids.update(id(f) for f in autowrap_functions)
        self._autowrap_search = list(autowrap_modules)
        self.param_shapes_constant = param_shapes_constant
        self.submodule_paths, self.root_module_name = None, ""
        self.scope, self.module_stack, self.num_calls = Scope("", None), collections.OrderedDict(), {}
        self.node_name_to_scope = {}

    def create_arg(self, a):
        """An argument as a node holds it: parameters, buffers and other tensors become attributes of the module."""
        if isinstance(a, nn.Parameter):
            for n, p in self.root.named_parameters():
                if a is p:
                    return self.create_node("get_attr", n, (), {})
            raise NameError("parameter is not a member of this module")
        if isinstance(a, torch.Tensor):
            for n, b in self.root.named_buffers():
                if a is b:
                    return self.create_node("get_attr", n, (), {})
            return self._tensor_attribute(a)
        if isinstance(a, nn.Module):
            for n, m in self.root.named_modules():
                if a is m:
                    return self.create_node("get_attr", n, (), {})
        if isinstance(a, tuple) and hasattr(a, "_fields"):
            return self.create_node("call_function", a.__class__, tuple(self.create_arg(x) for x in a), {})
        if type(a) in _proxyable_classes:
            return self._object_attribute(a, f"_{a.__class__.__name__}_constant_")
        return super().create_arg(a)

    def _tensor_attribute(self, a):
        name = self.tensor_attrs.get(id(a))
        if name is None:
            name = self._free_name("_tensor_constant")
            self.tensor_attrs[id(a)] = name
            # The name outlives the trace; so must the tensor, or another could get its id.
            setattr(self.root, name, a)
        return self.create_node("get_attr", name, (), {})

    def _object_attribute(self, a, base):
        name = self._free_name(base)
        setattr(self.root, name, a)
        return self.create_node("get_attr", name, (), {})

    def _free_name(self, base):
        i = 0
        while hasattr(self.root, f"{base}{i}"):
            i += 1
        return f"{base}{i}"

    def is_leaf_module(self, m, module_qualified_name):
        """Whether a call of the module is one node; by default, the library's own modules but for `Sequential`."""
        home = m.__module__
        return home.startswith(("torch.nn", "lumbre.nn", "torch.ao.nn", "lumbre.ao.nn")) and not isinstance(m, nn.Sequential)

    def path_of_module(self, mod):
        """The path of a submodule of the root."""
        if self.submodule_paths:
            path = self.submodule_paths.get(mod)
            if path is None:
                raise NameError("module is not installed as a submodule")
            return path
        for n, p in self.root.named_modules():
            if mod is p:
                return n
        raise NameError("module is not installed as a submodule")

    def call_module(self, m, forward, args, kwargs):
        """What a call of a submodule does: one node for a leaf, else its code is traced."""
        path = self.path_of_module(m)
        with ScopeContextManager(self.scope, Scope(path, type(m))):
            count = self.num_calls.get(path, 0)
            self.num_calls[path] = count + 1
            key = f"{path}@{count}" if count else path
            self.module_stack[key] = (path, type(m))
            try:
                if self.is_leaf_module(m, path):
                    return self.create_proxy("call_module", path, args, kwargs)
                return forward(*args, **kwargs)
            finally:
                self.module_stack.pop(key, None)

    def getattr(self, attr, attr_val, parameter_proxy_cache):
        """What reading a parameter (or buffer) of a module gives."""

        def proxy_of(named, cache, make=None):
            for n, p in named:
                if attr_val is p:
                    if n not in cache:
                        cache[n] = self.create_proxy("get_attr", n, (), {}, **({"proxy_factory_fn": make(n)} if make else {}))
                    return cache[n]
            return None

        if isinstance(attr_val, nn.Parameter):
            constant = None
            if self.param_shapes_constant:
                constant = lambda n: lambda node: ParameterProxy(self, node, n, attr_val)  # noqa: E731
            found = proxy_of(self.root.named_parameters(), parameter_proxy_cache, constant)
            if found is not None:
                return found
        if self.proxy_buffer_attributes and isinstance(attr_val, torch.Tensor):
            found = proxy_of(self.root.named_buffers(), parameter_proxy_cache)
            if found is not None:
                return found
        return attr_val

    def get_fresh_qualname(self, prefix):
        """A name that the root module does not have yet."""
        return self._free_name(prefix)

    def create_args_for_root(self, root_fn, is_module, concrete_args=None):
        """The function to run and its arguments: proxies, but for what `concrete_args` fixes."""
        fn = inspect.unwrap(root_fn)
        code = fn.__code__
        names = list(code.co_varnames[: code.co_argcount + code.co_kwonlyargcount])
        args, skip = [], 0
        if is_module:
            if not names:
                raise RuntimeError("``self`` argument cannot be part of *args expansion!")
            skip, args = 1, [self.root]
        signature = inspect.signature(fn)
        make = lambda name: self._proxy_placeholder(name, concrete_args, signature, fn)  # noqa: E731
        keep_tuple = isinstance(concrete_args, tuple)
        if keep_tuple:
            if len(names) - skip != len(concrete_args):
                raise RuntimeError(f"Tracing expected {len(names) - skip} arguments but got {len(concrete_args)} concrete arguments")
            concrete_args = dict(zip(names[skip:], concrete_args))
            make = lambda name: self._proxy_placeholder(name, concrete_args, signature, fn)  # noqa: E731
        positional = names[: code.co_argcount]
        args.extend(make(n) for n in positional[skip:])
        kwargs = {n: make(n) for n in names[code.co_argcount :]}
        if code.co_flags & inspect.CO_VARARGS:
            args.append(self._proxy_placeholder("*" + code.co_varnames[len(names)], concrete_args, signature, fn))
        if code.co_flags & inspect.CO_VARKEYWORDS:
            at = len(names) + bool(code.co_flags & inspect.CO_VARARGS)
            args.append(self._proxy_placeholder("**" + code.co_varnames[at], concrete_args, signature, fn))
        if code.co_flags & (inspect.CO_VARARGS | inspect.CO_VARKEYWORDS):
            root_fn = _with_collected_arguments(fn, len(positional), bool(code.co_flags & inspect.CO_VARARGS))
        if kwargs:
            root_fn = functools.partial(root_fn, **kwargs)
        if isinstance(concrete_args, dict) and any(_is_tree(v) for v in concrete_args.values()):
            return self._flattened(root_fn, args, names)
        return root_fn, args

    def _flattened(self, root_fn, args, names):
        """For arguments in containers: the leaves are the placeholders, the code puts them together."""
        flat, in_spec = pytree.tree_flatten(tuple(args))
        placeholders = [p for p in flat if isinstance(p, Proxy)]
        if not placeholders and not flat:
            return root_fn, args
        self.graph._codegen = _PyTreeCodeGen(_PyTreeInfo(names, in_spec, None))

        def run(*leaves):
            tree = pytree.tree_unflatten(list(leaves), in_spec)
            out = root_fn(*tree)
            leaves_out, out_spec = pytree.tree_flatten(out)
            first = 1 if isinstance(tree[0], nn.Module) else 0
            spec = pytree.tree_structure(list(tree[first:]))
            self.graph._codegen.pytree_info = _PyTreeInfo(names, spec, out_spec)
            return leaves_out

        return run, flat

    def _proxy_placeholder(self, name, concrete_args, signature, fn):
        default = ()
        if not name.startswith("*"):
            parameter = signature.parameters[name]
            default = () if parameter.default is inspect.Parameter.empty else (parameter.default,)
        if concrete_args is not None and name in concrete_args:
            return self._fixed(name, concrete_args[name], default)
        return self.create_proxy("placeholder", name, default, {}, type_expr=fn.__annotations__.get(name))

    def _fixed(self, name, value, default):
        count = [0]

        def leaf(x):
            count[0] += 1
            place = f"{name}_{count[0]}"
            if isinstance(x, PHBase):
                return self.create_proxy("placeholder", place if _is_tree(value) else name, (), {})
            out = self.create_proxy("placeholder", place, () if _is_tree(value) else default, {})
            if isinstance(x, (bool, int, float)) and not isinstance(x, nn.Module):
                torch._assert(out == x, f"{name} has been specialized to have value {x} but got another value")
            elif x is None:
                text = f"{name} has been specialized to have value None but got another value"
                self.create_proxy("call_function", _assert_is_none, (out, text), {})
            else:
                warnings.warn(
                    f"Was not able to add assertion to guarantee correct input {name} to specialized function. It is up to the user to "
                    "make sure that your inputs match the inputs you specialized the function with."
                )
            return x

        return pytree.tree_map(leaf, value)

    def trace(self, root, concrete_args=None):
        """The graph of a module's `forward` (or of a function), run once on proxies."""
        before = _tracing[0]
        _tracing[0] = True
        try:
            return self._trace(root, concrete_args)
        finally:
            _tracing[0] = before

    def _trace(self, root, concrete_args):
        if isinstance(root, nn.Module):
            self.root = root
            if not hasattr(type(root), self.traced_func_name):
                raise AssertionError(f"traced_func_name={self.traced_func_name} doesn't exist in {type(root).__name__}")
            fn = getattr(type(root), self.traced_func_name)
            self.root_module_name = root._get_name()
            self.submodule_paths = {m: n for n, m in root.named_modules()}
        else:
            self.root, fn, self.submodule_paths = nn.Module(), root, None
        self.graph = Graph(tracer_cls=type(self))
        if hasattr(fn, "__code__"):
            code = fn.__code__
            self.graph._co_fields = {"co_name": code.co_name, "co_filename": code.co_filename, "co_firstlineno": code.co_firstlineno}
        # Tensors that are plain attributes keep their paths.
        self.tensor_attrs = {}
        self._collect_tensors(self.root, [])
        if not inspect.isfunction(inspect.unwrap(fn)) and not inspect.ismethod(fn):
            raise AssertionError(f"Expected function, got {type(fn)}")
        names = inspect.unwrap(fn).__globals__
        fn, args = self.create_args_for_root(fn, isinstance(root, nn.Module), concrete_args)
        cache = {}
        with self._patched(names, cache):
            result = fn(*args)
        output = self.create_arg(result)
        annotations = getattr(inspect.unwrap(fn), "__annotations__", {}) if not isinstance(fn, functools.partial) else fn.func.__annotations__
        self.create_node("output", "output", (output,), {}, type_expr=annotations.get("return"))
        self.submodule_paths = None
        return self.graph

    def _collect_tensors(self, module, prefix):
        for k, v in module.__dict__.items():
            if isinstance(v, torch.Tensor):
                self.tensor_attrs[id(v)] = ".".join([*prefix, k])
        for k, v in module.named_children():
            self._collect_tensors(v, [*prefix, k])

    @contextlib.contextmanager
    def _patched(self, names, cache):
        real_getattr, real_call = nn.Module.__getattr__, nn.Module.__call__

        def module_getattr(mod, attr):
            return self.getattr(attr, real_getattr(mod, attr), cache)

        def module_call(mod, *args, **kwargs):
            def forward(*args, **kwargs):
                return real_call(mod, *args, **kwargs)

            _autowrap_check(patcher, getattr(getattr(mod, "forward", mod), "__globals__", {}), self._autowrap_function_ids)
            return self.call_module(mod, forward, args, kwargs)

        with _Patcher() as patcher:
            patcher.patch_method(nn.Module, "__getattr__", module_getattr)
            patcher.patch_method(nn.Module, "__call__", module_call)
            _patch_wrapped_functions(patcher)
            _autowrap_check(patcher, names, self._autowrap_function_ids)
            for module in self._autowrap_search:
                _autowrap_check(patcher, module.__dict__, self._autowrap_function_ids)
            yield

    def __deepcopy__(self, memo):
        new = Tracer.__new__(type(self))
        for k, v in self.__dict__.items():
            new.__dict__[k] = v if k in ("_autowrap_search",) else copy.deepcopy(v, memo)
        return new


def _is_tree(value):
    return isinstance(value, (list, tuple, dict))


def _with_collected_arguments(fn, positional, varargs):
    """The function with its `*args` and `**kwargs` given as single (proxy) values."""
    flags = fn.__code__.co_flags & ~(inspect.CO_VARARGS | inspect.CO_VARKEYWORDS)
    code = fn.__code__
    more = bool(code.co_flags & inspect.CO_VARARGS) + bool(code.co_flags & inspect.CO_VARKEYWORDS)
    if code.co_kwonlyargcount:
        # They stand between the positional arguments and the collected ones.
        new = code.replace(co_flags=flags, co_argcount=code.co_argcount + code.co_kwonlyargcount + more, co_kwonlyargcount=0)
        plain = _of_code(fn, new)

        def reordered(*args, **kwargs):
            names = code.co_varnames[positional : positional + code.co_kwonlyargcount]
            return plain(*args[:positional], *(kwargs[n] for n in names), *args[positional:])

        return functools.wraps(fn)(reordered)
    return _of_code(fn, code.replace(co_flags=flags, co_argcount=code.co_argcount + more))


def _of_code(fn, code):
    import types

    new = types.FunctionType(code, fn.__globals__, fn.__name__, fn.__defaults__, fn.__closure__)
    new.__annotations__ = fn.__annotations__
    return new


def _assert_is_none(value, msg):
    assert value is None, msg


def symbolic_trace(root, concrete_args=None):
    """A `GraphModule` of a module or function, traced symbolically.

    `concrete_args` fixes arguments by name: the program is specialised to them (branches on them are taken now). `PH` inside a
    container of `concrete_args` stays an argument.
    """
    tracer = Tracer()
    graph = tracer.trace(root, concrete_args)
    name = root.__class__.__name__ if isinstance(root, nn.Module) else root.__name__
    return GraphModule(tracer.root, graph, name)


