"""Modules whose `forward` is generated from a graph."""

import copy
import linecache
import os
import sys
import traceback
from pathlib import Path

import lumbre as torch

from ..nn import Module
from .graph import Graph, _custom_builtins, _is_from_torch, _PyTreeCodeGen

__all__ = ["GraphModule", "reduce_graph_module", "reduce_package_graph_module"]

_USER_PRESERVED_ATTRIBUTES_KEY = "_user_preserved_attributes"


class _EvalCacheLoader:
    """Keeps generated sources where `inspect` and tracebacks look for them."""

    def __init__(self):
        self.eval_cache, self.next_id = {}, 0

    def cache(self, src, globals, co_fields=None):
        key = f"<eval_with_key>.{self.next_id}"
        self.next_id += 1
        self.eval_cache[key] = src
        globals = globals.copy()
        globals.update(__file__=key, __name__=key, __loader__=self)
        linecache.lazycache(key, globals)
        return key

    def get_source(self, module_name):
        return self.eval_cache.get(module_name)


_loader = _EvalCacheLoader()


def _exec_with_source(src, globals, co_fields=None):
    key = _loader.cache(src, globals, co_fields)
    exec(compile(src, key, "exec"), globals)


def _forward_from_src(src, globals, co_fields=None):
    """The function `forward` of generated source."""
    names = globals.copy()
    _exec_with_source(src, names, co_fields)
    return names["forward"]


def _import_line(name, obj):
    if name in _custom_builtins:
        return _custom_builtins[name][0]
    if isinstance(obj, type(os)):
        return f"import {obj.__name__} as {name}"
    if _is_from_torch(obj):
        return "import lumbre as torch"
    module, attribute = obj.__module__, getattr(obj, "__qualname__", obj.__name__)
    root, _, rest = attribute.partition(".")
    line = f"from {module} import {root} as {name}"
    return line + (f"\n{name} = {name}.{rest}" if rest else "")


def _format_import_block(globals):
    lines = {_import_line(name, obj) for name, obj in globals.items()}
    lines |= {line for line, _ in _custom_builtins.values()}
    return "\n".join(sorted(lines))


class _CodeOnlyModule(Module):
    """A module that has the attributes of another one and no code yet."""

    def __init__(self, body):
        super().__init__()
        self.__dict__ = body


def reduce_graph_module(body, import_block):
    """Makes a `GraphModule` of its pickled attributes: the code is traced again."""
    src = body.get("_code") or body.get("code")
    return _deserialize_graph_module(_forward_from_src(import_block + src, {}), body)


def reduce_package_graph_module(importer, body, generated_module_name):
    forward = importer.import_module(generated_module_name).forward
    return _deserialize_graph_module(forward, body)


def _deserialize_graph_module(forward, body, graph_module_cls=None):
    from ._symbolic_trace import Tracer

    kind = body.pop("_tracer_cls", None) or Tracer
    extras = body.get("_tracer_extras") or {}
    name = body.pop("_graphmodule_cls_name", "GraphModule")
    _CodeOnlyModule.forward = forward

    class KeepModules(kind):
        # Every module of the graph was a leaf of the first trace.
        def is_leaf_module(self, _, __):
            return True

    module = _CodeOnlyModule(body)
    graph = KeepModules().trace(module, **extras)
    if isinstance(body.get("_codegen_kept"), _PyTreeCodeGen):
        graph.set_codegen(body["_codegen_kept"])
    out = (graph_module_cls or GraphModule)(module, graph, class_name=name)
    for key, value in module.__dict__.items():
        if not hasattr(out, key):
            setattr(out, key, value)
    return out


def _walk_to(from_module, to_module, target):
    """The modules that hold the attribute at path `target`, missing ones made in `to_module`."""
    *prefix, field = target.split(".")
    for item in prefix:
        inner = getattr(from_module, item)
        kept = getattr(to_module, item, None)
        if inner is kept:
            return None, None, field
        if kept is None:
            kept = Module()
            setattr(to_module, item, kept)
        from_module, to_module = inner, kept
    return from_module, to_module, field


def _copy_attr(from_module, to_module, target):
    """Gives `to_module` the attribute that `from_module` has at the path `target`."""
    source, to, field = _walk_to(from_module, to_module, target)
    if source is None:
        return
    value = getattr(source, field)
    # Plain tensors become buffers, so that they move with the module.
    if isinstance(value, torch.Tensor) and not isinstance(value, torch.nn.Parameter):
        to.register_buffer(field, value)
    else:
        setattr(to, field, value)


def _assign_attr(from_obj, to_module, target):
    """Puts an object at the path `target` of a module."""
    *prefix, field = target.split(".")
    for item in prefix:
        inner = getattr(to_module, item, None)
        if inner is None:
            inner = Module()
            setattr(to_module, item, inner)
        to_module = inner
    if isinstance(from_obj, torch.Tensor) and not isinstance(from_obj, torch.nn.Parameter):
        to_module.register_buffer(field, from_obj)
    else:
        setattr(to_module, field, from_obj)


class GraphModule(Module):
    """A module made of a graph: `graph` is the program, `forward` and `code` are generated from it by `recompile`.

    `root` is the module whose parameters and submodules the graph names, or a dict from those names to objects.
    """

    def __new__(cls, *args, **kwargs):
        # A class of its own for each instance: each has its own `forward`.
        for t in cls.__mro__:
            if t.__qualname__.split(".")[-1] != "GraphModuleImpl":
                cls = t
                break

        class GraphModuleImpl(cls):
            pass

        return super().__new__(GraphModuleImpl)

    def __init__(self, root, graph, class_name="GraphModule"):
        super().__init__()
        self.__class__.__name__ = class_name
        if isinstance(root, Module):
            if hasattr(root, "training"):
                self.training = root.training
            if isinstance(root, _CodeOnlyModule):
                for name, module in root.__dict__.get("_modules", {}).items():
                    setattr(self, name, module)
            for node in graph.nodes:
                if node.op in ("get_attr", "call_module"):
                    _copy_attr(root, self, node.target)
        elif isinstance(root, dict):
            named = []
            for node in graph.nodes:
                if node.op in ("get_attr", "call_module"):
                    if node.target not in root:
                        raise RuntimeError(
                            f"Node {node} referenced target {node.target} but that target was not provided in ``root``!"
                        )
                    named.append(node.target)
            # Outer modules first.
            for target in sorted(named, key=lambda t: t.count(".")):
                _assign_attr(root[target], self, target)
        else:
            raise RuntimeError(f"Unsupported type {root} passed for root!")
        self.graph = graph
        self._tracer_cls = None
        if graph._tracer_cls and "<locals>" not in graph._tracer_cls.__qualname__:
            self._tracer_cls = graph._tracer_cls
        self._tracer_extras = graph._tracer_extras or {}
        self.meta = {}
        self._replace_hooks, self._create_node_hooks, self._erase_node_hooks = [], [], []
        self._deepcopy_hooks = []

    __jit_unused_properties__ = ["graph"]

    @property
    def graph(self):
        """The program. Assigning another graph compiles it."""
        return self._graph

    @graph.setter
    def graph(self, g):
        if not isinstance(g, Graph):
            raise AssertionError(f"Expected a Graph instance, but got {type(g)}")
        self._graph = g
        g.owning_module = self
        self.recompile()

    def to_folder(self, folder, module_name="FxModule"):
        """Writes the code and the weights as a Python package."""
        folder = Path(folder)
        folder.mkdir(exist_ok=True, parents=True)
        torch.save(self.state_dict(), folder / "state_dict.pt")
        imports = "import lumbre as torch\nfrom lumbre.nn import *\n"
        lines = [imports, f"class {module_name}(torch.nn.Module):", "    def __init__(self):", "        super().__init__()"]
        for name, module in self.named_children():
            path = folder / f"{name}.pt"
            torch.save(module, path)
            lines.append(f"        self.add_module({name!r}, torch.load(r'{path}', weights_only=False))")
        for name, buffer in self._buffers.items():
            if buffer is not None:
                lines.append(f"        self.register_buffer('{name}', torch.empty({list(buffer.shape)}, dtype={buffer.dtype}))")
        for name, param in self._parameters.items():
            if param is not None:
                lines.append(f"        self.{name} = torch.nn.Parameter(torch.empty({list(param.shape)}, dtype={param.dtype}))")
        lines.append(f"        self.load_state_dict(torch.load(r'{folder}/state_dict.pt'))")
        code = "\n".join(lines) + "\n" + "\n".join("    " + line for line in self.code.split("\n"))
        (folder / "module.py").write_text(code)
        (folder / "__init__.py").write_text("from .module import *\n")

    def add_submodule(self, target, m):
        """Adds a module at a path, with empty modules on the way; False where something else is there already."""
        *prefix, field = target.split(".")
        module = self
        for item in prefix:
            inner = getattr(module, item, None)
            if inner is None:
                inner = Module()
                setattr(module, item, inner)
            if not isinstance(inner, Module):
                return False
            module = inner
        module.add_module(field, m)
        return True

    def delete_submodule(self, target):
        """Deletes the module at a path; False where there is none."""
        *prefix, field = target.split(".")
        module = self
        for item in prefix:
            module = getattr(module, item, None)
            if not isinstance(module, Module):
                return False
        if not isinstance(getattr(module, field, None), Module):
            return False
        delattr(module, field)
        return True

    def delete_all_unused_submodules(self):
        """Deletes the submodules that no node calls or reads from."""
        used = set()
        for node in self.graph.nodes:
            if node.op in ("call_module", "get_attr"):
                parts = node.target.split(".")
                used.update(".".join(parts[:i]) for i in range(1, len(parts) + 1))
                if node.op == "call_module":
                    try:
                        used.update(f"{node.target}.{n}" for n, _ in self.get_submodule(node.target).named_modules() if n)
                    except AttributeError:
                        pass
        for name in [n for n, _ in self.named_modules() if n and n not in used]:
            self.delete_submodule(name)

    @property
    def code(self):
        """The source of `forward`."""
        if not hasattr(self, "_code"):
            raise RuntimeError("Code has not been generated! Please report a bug to PyTorch")
        return self._code

    def recompile(self):
        """Writes `forward` anew; needed after the graph was changed."""
        if isinstance(self._graph._codegen, _PyTreeCodeGen):
            self._in_spec = self._graph._codegen.pytree_info.in_spec
            self._out_spec = self._graph._codegen.pytree_info.out_spec
        python_code = self._graph.python_code(root_module="self")
        self._code = python_code.src
        from . import _pytree as fx_pytree

        names = {k: v for k, (_, v) in _custom_builtins.items()}
        names["fx_pytree"] = fx_pytree
        cls = type(self)
        cls.forward = _forward_from_src(self._code, {**names, **python_code.globals})
        cls.__call__ = _call_and_show_line
        return python_code

    def __reduce__(self):
        body = self.__dict__.copy()
        python_code = self._graph.python_code(root_module="self")
        del body["_graph"]
        body["_graphmodule_cls_name"] = self.__class__.__name__
        if isinstance(self._graph._codegen, _PyTreeCodeGen):
            body["_codegen_kept"] = self._graph._codegen
        return reduce_graph_module, (body, _format_import_block(python_code.globals))

    def __reduce_package__(self, exporter):
        return self.__reduce__()

    def _deepcopy_init(self):
        return GraphModule.__init__

    def __deepcopy__(self, memo):
        out = self.__new__(type(self))
        memo[id(self)] = out
        body = _CodeOnlyModule(copy.deepcopy({k: v for k, v in self.__dict__.items() if k != "_graph"}, memo))
        graph = copy.deepcopy(self._graph)
        graph._tracer_cls, graph._tracer_extras = self._graph._tracer_cls, self._graph._tracer_extras
        self._deepcopy_init()(out, body, graph, self.__class__.__name__)
        kept = ["_state_dict_hooks", "_load_state_dict_pre_hooks", "_load_state_dict_post_hooks", "_forward_hooks", "_forward_pre_hooks"]
        for key, value in body.__dict__.items():
            if key in kept or key not in out.__dict__:
                out.__dict__[key] = value
        for group in ("_parameters", "_buffers", "_modules"):
            for key, value in body.__dict__.get(group, {}).items():
                out.__dict__[group].setdefault(key, value)
        out.meta = copy.copy(self.meta)
        for key in self.meta.get(_USER_PRESERVED_ATTRIBUTES_KEY, {}):
            setattr(out, key, self.meta[_USER_PRESERVED_ATTRIBUTES_KEY][key])
        return out

    def __copy__(self):
        out = GraphModule(self, self.graph)
        out.meta = getattr(self, "meta", {})
        return out

    def print_readable(self, print_output=True, include_stride=False, include_device=False, colored=False, **kwargs):
        """The code as a class, printed and returned."""
        text = f"class {self.__class__.__name__}(torch.nn.Module):\n" + "\n".join("    " + line for line in self.code.strip("\n").split("\n"))
        for name, module in self.named_children():
            if isinstance(module, GraphModule):
                inner = module.print_readable(print_output=False)
                text += "\n\n" + "\n".join("    " + line for line in inner.split("\n"))
        if print_output:
            print(text)
        return text

    def __str__(self):
        return "\n".join([super().__str__(), self._code, "# To see more debug info, please use `graph_module.print_readable()`"])

    def _replicate_for_data_parallel(self):
        new = self.__copy__()
        new._is_replica = True
        return new


def _call_and_show_line(self, *args, **kwargs):
    """Calls the module; where generated code fails, its line is shown before the error goes on."""
    try:
        return super(type(self), self).__call__(*args, **kwargs)
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        generated = [f for f in frames if f.filename.startswith("<eval_with_key>")]
        if generated and not getattr(error, "_fx_shown", False):
            frame = generated[-1]
            lines = _loader.eval_cache[frame.filename].split("\n")
            shown = "\n".join(lines[max(frame.lineno - 3, 0) : frame.lineno])
            print(f"Call using an FX-traced Module, line {frame.lineno} of the traced Module's generated forward function:\n{shown}", file=sys.stderr)
            try:
                error._fx_shown = True
            except AttributeError:
                pass
        raise


