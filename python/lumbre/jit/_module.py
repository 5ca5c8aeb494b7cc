"""The classes of programs: modules and functions whose calls run in the engine."""

import enum
import json
import types
from collections import namedtuple

from .. import _C, nn
from . import _tree


class Method:
    """A program with the names of its arguments and the trees of arguments and results."""

    def __init__(self, program, signature):
        self.program, self.signature = program, signature
        self.names = signature.get("names", [])
        self.trees = signature["inputs"]["tuple"]
        # One tensor in, one tensor out needs no tree.
        self.simple = self.trees == [{"t": 0}] and signature["outputs"] == {"t": 0}

    def flat(self, args, kwargs):
        """The tensors of a call's arguments."""
        if kwargs or len(args) != len(self.trees):
            args = self._bind(args, kwargs)
        tensors = []
        for i, (tree, value) in enumerate(zip(self.trees, args)):
            _tree.match(tree, value, self.names[i] if i < len(self.names) else f"argument {i}", tensors)
        return tensors

    def _bind(self, args, kwargs):
        names = self.names or [f"argument_{i + 1}" for i in range(len(self.trees))]
        if len(args) > len(names):
            raise RuntimeError(f"forward() expected at most {len(names)} argument(s) but received {len(args)} argument(s)")
        given = dict(zip(names, args))
        for k, v in kwargs.items():
            if k not in names:
                raise RuntimeError(f"forward() got an unexpected keyword argument '{k}'; it takes {names}")
            if k in given:
                raise RuntimeError(f"forward() got several values for argument '{k}'")
            given[k] = v
        missing = [n for n, tree in zip(names, self.trees) if n not in given and "c" not in tree]
        if missing:
            raise RuntimeError(f"forward() is missing value for argument '{missing[0]}'")
        return [given[n] if n in given else tree["c"] for n, tree in zip(names, self.trees)]

    def __call__(self, weights, args, kwargs):
        if self.simple and len(args) == 1 and not kwargs:
            return self.program.run(weights, args)[0]
        out = self.program.run(weights, self.flat(args, kwargs))
        return _tree.unflatten(self.signature["outputs"], out)

    def weight_names(self):
        return [(name, kind) for name, kind, _ in self.program.inputs() if kind != "argument"]


_ABSENT = object()


class ScriptMethod:
    """A program of scripted code: arguments and results of any type, and attributes of modules that may change."""

    def __init__(self, program, signature):
        from ._frontend import _types

        self.program, self.signature = program, signature
        self.names = signature["names"]
        self.types = [_types.parse(t) for t in signature["types"]]
        self.defaults = {int(k): v for k, v in signature.get("defaults", {}).items()}
        self.result = signature.get("result")
        self.tuples = [_value_class(d) for d in signature.get("tuples", ())]
        self.converts = [_types.holds_objects(t) for t in self.types]
        self.convert = _types.given
        self.count, self.check = len(self.names), _types.check
        # Where the weights and arguments go among the inputs.
        kinds = [kind for _, kind, _ in program.inputs()]
        self.order = [kind == "argument" for kind in kinds]

    def inlined(self, weights, args, kwargs):
        """A call while tracing, where all arguments are tensors or plain constants and all results tensors; else None."""
        if self.tuples or not _only_tensors(self.result):
            return None
        given = self._given(weights, args, kwargs)
        if any(isinstance(v, (list, tuple, dict)) for v in given):
            return None
        out = _C._jit_inline(self.program, given)
        return (tuple(out),) if self.result[0] == "Tuple" else (out[0],)

    def _given(self, weights, args, kwargs):
        given = self._bind(args, kwargs)
        if weights:
            weights, given = iter(weights), iter(given)
            given = [next(given) if argument else next(weights) for argument in self.order]
        return given

    def __call__(self, weights, args, kwargs):
        out = self.program.run_values(self._given(weights, args, kwargs))
        if not out:
            return None
        return self._rebuild(self.result, out[0]) if self.tuples else out[0]

    def _bind(self, args, kwargs):
        if len(args) > self.count:
            raise RuntimeError(f"forward() expected at most {self.count} argument(s) but received {len(args)} argument(s)")
        given = list(args) + [_ABSENT] * (self.count - len(args))
        for k, v in kwargs.items():
            if k not in self.names:
                raise RuntimeError(f"forward() got an unexpected keyword argument '{k}'; it takes {self.names}")
            i = self.names.index(k)
            if given[i] is not _ABSENT:
                raise RuntimeError(f"forward() got several values for argument '{k}'")
            given[i] = v
        for i, (v, t) in enumerate(zip(given, self.types)):
            if v is _ABSENT:
                if i not in self.defaults:
                    raise RuntimeError(f"forward() is missing value for argument '{self.names[i]}'")
                given[i] = self.defaults[i]
            elif not self.check(t, v):
                raise RuntimeError(
                    f"forward() Expected a value of type '{t}' for argument '{self.names[i]}' but instead found type '{type(v).__name__}'."
                )
            elif t.name == "float" and type(v) is int:
                given[i] = float(v)
            elif self.converts[i]:
                given[i] = self.convert(t, v)
        return given

    def _rebuild(self, tree, value):
        """Named tuples are tuples inside programs, objects dicts, members of enums names."""
        kind = tree[0]
        if value is None:
            return None
        if kind == "Enum":
            return self.tuples[tree[1]][value]
        if kind == "Object":
            cls = self.tuples[tree[1]]
            out = cls.__new__(cls)
            for name, t in self.signature["tuples"][tree[1]]["attributes"]:
                if name in value:
                    object.__setattr__(out, name, self._rebuild(t, value[name]))
            return out
        if kind == "Tuple":
            items = [self._rebuild(t, v) for t, v in zip(tree[2], value)]
            return tuple(items) if tree[1] is None else self.tuples[tree[1]](*items)
        if kind == "List" and tree[2]:
            return [self._rebuild(tree[2][0], v) for v in value]
        if kind == "Dict" and tree[2]:
            return {k: self._rebuild(tree[2][1], v) for k, v in value.items()}
        if kind == "Optional":
            return self._rebuild(tree[2][0], value)
        return value

    weight_names = Method.weight_names


def _only_tensors(tree):
    return tree[0] == "Tensor" or (tree[0] == "Tuple" and tree[2] and all(t[0] == "Tensor" for t in tree[2]))


def _value_class(d):
    """A class like the one a program was compiled with, which a file knows by its names only."""
    if "members" in d:
        return enum.Enum(d["name"], d["members"])
    if "attributes" in d:
        return type(d["name"], (types.SimpleNamespace,), {})
    return namedtuple(d["name"], d["fields"])


def _extra(files):
    return [(str(k), v if isinstance(v, bytes) else str(v).encode()) for k, v in (files or {}).items()]


class ScriptModule(nn.Module):
    """A module whose forward is a program. It comes from `trace`, `script` or `load`."""

    def __init__(self):
        super().__init__()
        self.__dict__["_methods"] = {}
        # By method: the dicts and keys that hold the weights in the program's order.
        self.__dict__["_slots"] = {}
        self.__dict__["_extra_files"] = {}

    original_name = "Module"

    def _add_method(self, name, method):
        self._methods[name] = method
        slots = []
        for path, kind in method.weight_names():
            owner, _, key = path.rpartition(".")
            module = self._slot_module(owner)
            slots.append(({"parameter": module._parameters, "buffer": module._buffers}.get(kind, module.__dict__), key))
        self._slots[name] = slots
        if name != "forward":
            self.__dict__[name] = _Bound(self, name)

    def _slot_module(self, owner):
        return self.get_submodule(owner)

    def _weights(self, name="forward"):
        return [d[k] for d, k in self._slots[name]]

    def _run(self, name, args, kwargs):
        return self._methods[name](self._weights(name), args, kwargs)

    def forward(self, *args, **kwargs):
        if "forward" not in self._methods:
            raise NotImplementedError(f"{self.original_name} has no forward method of its own; call the module it is part of")
        return self._run("forward", args, kwargs)

    @property
    def graph(self):
        """The text of the program."""
        return Graph(self._method("graph").program)

    @property
    def inlined_graph(self):
        return self.graph

    @property
    def code(self):
        """The program as Python code."""
        return self._method("code").program.code

    @property
    def _c(self):
        # What PyTorch keeps in C++ is the module itself.
        return self

    def _method(self, what, name="forward"):
        if name not in self._methods:
            raise NotImplementedError(f"{what}: {self.original_name} has no program (only traced and loaded modules do)")
        return self._methods[name]

    def _file(self, extra_files):
        """(methods, weights, extra files) as files have them."""
        self._method("save")
        methods, weights = [], {}
        for name, method in self._methods.items():
            signature, attributes = dict(method.signature), {}
            for (path, kind), v in zip(method.weight_names(), self._weights(name)):
                (attributes if kind == "attribute" else weights)[path] = v
            if attributes:
                signature["attributes"] = attributes
            if signature.get("script"):
                signature["training"] = self.training
            methods.append((name, method.program, json.dumps(signature)))
        return methods, list(weights.items()), _extra(extra_files)

    def save(self, f, _extra_files=None):
        """Writes the program's file."""
        from ._files import save

        save(self, f, _extra_files)

    def save_to_buffer(self, _extra_files=None):
        """The bytes of the program's file."""
        return _C._jit_bytes(*self._file(_extra_files))

    def extra_repr(self):
        return f"original_name={self.original_name}"


class _Bound:
    """A method other than forward."""

    def __init__(self, module, name):
        self._module, self.__name__ = module, name

    def __call__(self, *args, **kwargs):
        return self._module._run(self.__name__, args, kwargs)


class RecursiveScriptModule(ScriptModule):
    """What `jit.script` and `jit.load` give, by the name of its class in PyTorch."""


class TopLevelTracedModule(RecursiveScriptModule):
    """What `jit.trace` gives, by the name of its class in PyTorch."""


class Graph:
    """A program's graph; its text is what it prints."""

    def __init__(self, program):
        self._program = program

    def __str__(self):
        return str(self._program)

    __repr__ = __str__


class ScriptFunction:
    """A function that is a program."""

    def __init__(self, method, name="forward", doc=None):
        self._method, self._weights = method, []
        self.__name__ = self.name = name
        self.__qualname__, self.__doc__ = name, doc

    def __call__(self, *args, **kwargs):
        return self._method(self._weights, args, kwargs)

    @property
    def graph(self):
        return Graph(self._method.program)

    inlined_graph = graph

    @property
    def code(self):
        return self._method.program.code

    def _file(self, extra_files):
        return [("forward", self._method.program, json.dumps(self._method.signature))], [], _extra(extra_files)

    def save(self, f, _extra_files=None):
        """Writes the program's file."""
        from ._files import save

        save(self, f, _extra_files)

    def save_to_buffer(self, _extra_files=None):
        return _C._jit_bytes(*self._file(_extra_files))
