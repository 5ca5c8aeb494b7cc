"""Ops by name: `ops.aten.add(x, y)`, `ops.aten.max.dim(x, 0)`, and those that programs define through `library`."""

import functools
import types

from . import _C

# Dispatch keys whose functions are used for any input, in the order they are tried.
_GENERAL = ("CompositeExplicitAutograd", "CompositeImplicitAutograd", "BackendSelect", "default")


class OpOverload:
    """One signature of an op."""

    def __init__(self, packet, overload, schema=None):
        self._packet, self._overloadname, self._text = packet, overload, schema
        self._namespace, self._opname = packet._space, packet.__name__
        self.__name__ = f"{packet.__name__}.{overload}"
        self.__qualname__ = self.__name__
        self.__module__ = f"torch._ops.{packet._space}"
        self.tags = []
        # Only ops that a program defined have these.
        self._impls, self._fake, self._autograd, self._vmap, self._autocast = {}, None, None, None, {}
        self._defined_here = schema is not None
        # Its name in the engine, where traces, scripts and files find it; None while the engine does not know it.
        self._engine_key = None
        # Whether its function is compiled, and stands in a library that was opened.
        self._in_library = False

    @property
    def _schema(self):
        from . import _schema

        if self._text is None:
            self._text = _native_schema(self)
        if isinstance(self._text, str):
            self._text = _schema.parse(self._text)
        return self._text

    @property
    def namespace(self):
        return self._namespace

    @property
    def overloadpacket(self):
        return self._packet

    @property
    def op(self):
        return self._packet.op

    def name(self):
        """`namespace::op.overload`."""
        tail = "" if self._overloadname == "default" else f".{self._overloadname}"
        return f"{self._namespace}::{self._opname}{tail}"

    _name = property(name)

    def has_kernel_for_dispatch_key(self, key):
        return not self._defined_here or str(key).removeprefix("DispatchKey.") in self._impls

    def is_view(self):
        return any(r.alias_info is not None for r in self._schema.returns)

    def __call__(self, /, *args, **kwargs):
        if self._defined_here:
            from ._user_ops import call

            return call(self, args, kwargs)
        return _call_native(self, args, kwargs)

    redispatch = decompose = __call__

    def __hash__(self):
        return id(self)

    def __str__(self):
        return f"{self._namespace}.{self._opname}.{self._overloadname}"

    def __repr__(self):
        return f"<OpOverload(op='{self._namespace}.{self._opname}', overload='{self._overloadname}')>"

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return _named, (self._namespace, self._opname, self._overloadname)


def _named(space, name, overload=None):
    from . import ops

    packet = getattr(getattr(ops, space), name)
    return packet if overload is None else getattr(packet, overload)


def _native_schema(op):
    key = (op._opname, "" if op._overloadname in ("default", "Tensor") else op._overloadname)
    for name, overload, schema, *_ in _C._op_table():
        if (name, overload) == key:
            return f"{op._namespace}::{schema}".replace("TensorOrScalar", "Tensor").replace("...", "[]")
    raise NotImplementedError(f"{op.name()}: no schema")


def _call_native(op, args, kwargs):
    overload = op._overloadname
    key = op._opname + ("" if overload in ("default", "Tensor") else f".{overload}")
    if op._namespace == "aten":
        from ._aten import renamed

        kwargs = renamed(kwargs)
    try:
        if op._namespace == "aten" and key == op._opname:
            return op._packet(*args, **kwargs)
        try:
            return _C._call_op(key, *args, **kwargs)
        except AttributeError:
            # PyTorch's overload where ours is the op itself, or its in-place and `out=` forms.
            return op._packet(*args, **kwargs)
    except TypeError:
        found = _translated(op, args, kwargs)
        if found is None:
            raise
    return _C._call_op(found[0], **found[1])


def _translated(op, args, kwargs):
    """The op of the table behind an engine op whose arguments stand in another order, and the arguments by name; None where there is none."""
    from ._aten import REDUCTIONS
    from .export._lower import by_target

    known = by_target().get(f"{op._opname}.{op._overloadname}")
    if known is None or len(args) > len(known[1]):
        return None
    key, wanted, ours = known
    named = {**dict(zip(wanted, args)), **kwargs}
    out = {}
    for name, value in named.items():
        name = ours[0] if name in ("self", "input") and name not in ours else name
        if name == "reduction" and isinstance(value, int):
            value = REDUCTIONS[value]
        if name in ours:
            out[name] = value
        elif value is not None:
            return None
    return key, out


def _register(op):
    """Makes an op that a program defines known to the engine."""
    from ._user_ops import from_engine

    text = str(op._schema)
    if "::" not in text.partition("(")[0]:
        text = f"{op._namespace}::{text}"
    try:
        op._engine_key = _C._library_define(text, functools.partial(from_engine, op))
    except (NotImplementedError, ValueError):
        # Types the engine has no values for: traces see what the function does, not the op.
        op._engine_key = None


def _call_engine(op, /, *args, **kwargs):
    """Calls the engine's own function of an op."""
    out = _C._call_op(op._engine_key, *args, **kwargs)
    returns = op._schema.returns
    if not returns:
        return None
    if len(returns) == 1 and returns[0].type.endswith("[]"):
        return list(out)
    return out


class OpOverloadPacket:
    """All overloads of an op."""

    def __init__(self, space, name):
        self._space, self.__name__, self._overloads = space, name, {}
        self._function = None
        self._qualified_op_name = f"{space}::{name}"
        self.__module__ = f"torch.ops.{space}"

    def define(self, overload, schema):
        """Adds a signature that a program defines."""
        name = overload or "default"
        if name in self._overloads and self._overloads[name]._defined_here:
            raise RuntimeError(f"Tried to register an operator ({schema}) with the same name and overload name multiple times.")
        value = self._overloads[name] = OpOverload(self, name, schema)
        self.__dict__[name] = value
        _register(value)
        return value

    def adopt(self, overload, schema, key):
        """Adds an op that the engine has from a library."""
        name = overload or "default"
        value = self._overloads[name] = OpOverload(self, name, schema)
        self.__dict__[name] = value
        value._engine_key, value._in_library = key, True
        value._impls["CompositeImplicitAutograd"] = functools.partial(_call_engine, value)
        return value

    def forget(self, overload):
        gone = self._overloads.pop(overload, None)
        self.__dict__.pop(overload, None)
        if gone is not None and gone._engine_key is not None:
            _C._library_forget(gone._engine_key)

    @property
    def op(self):
        return self

    def overloads(self):
        """Names of the signatures."""
        if self._is_native():
            return [o or "default" for n, o, *_ in _C._op_table() if n == self.__name__]
        return list(self._overloads)

    def _is_native(self):
        return not any(o._defined_here for o in self._overloads.values())

    @property
    def _schemas(self):
        return {"" if n == "default" else n: getattr(self, n)._schema for n in self.overloads()}

    def __call__(self, /, *args, **kwargs):
        if not self._is_native():
            errors = []
            for overload in self._overloads.values():
                try:
                    overload._schema.bind(args, kwargs)
                except TypeError as error:
                    errors.append(str(error))
                    continue
                return overload(*args, **kwargs)
            raise RuntimeError("\n".join(errors))
        name = self.__name__
        if self._space not in _OpNamespace._OPEN:
            return _C._call_op(name, *args, **kwargs)
        if self._function is None:
            from ._aten import find

            self._function = find(name)
            if self._function is None:
                raise NotImplementedError(f"{self._space}::{name}")
        if "self" in kwargs:
            from ._aten import renamed

            kwargs = renamed(kwargs)
        return self._function(*args, **kwargs)

    def __getattr__(self, overload):
        if overload.startswith("__"):
            raise AttributeError(overload)
        if not self._is_native():
            raise AttributeError(f"The underlying op of '{self}' has no overload name '{overload}'")
        value = self._overloads[overload] = OpOverload(self, overload)
        self.__dict__[overload] = value
        return value

    def __str__(self):
        return f"{self._space}.{self.__name__}"

    def __repr__(self):
        return f"<OpOverloadPacket(op='{self}')>"

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return _named, (self._space, self.__name__)


class _OpNamespace(types.ModuleType):
    """`ops.aten`, or a program's own."""

    # Spaces of PyTorch's own ops: any name may be asked for, a call says if it is absent.
    _OPEN = {"aten", "prims", "prim", "quantized", "higher_order", "inductor", "c10d", "_c10d_functional", "profiler"}

    def __init__(self, space):
        super().__init__(f"torch.ops.{space}")
        self.__file__ = "torch.ops"
        self._space, self._dir = space, []

    def _packet(self, name):
        if name not in self.__dict__:
            setattr(self, name, OpOverloadPacket(self._space, name))
            self._dir.append(name)
        return self.__dict__[name]

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        space = self.__dict__["_space"]
        found = [(key, schema) for key, schema in _C._library_ops() if key.partition(".")[0] == f"{space}::{name}"]
        for key, schema in found:
            self._packet(name).adopt(key.partition(".")[2], f"{key}{schema[schema.index('(') :]}", key)
        if found:
            return self._packet(name)
        if space not in self._OPEN and name not in _native_names(space):
            raise AttributeError(f"'_OpNamespace' '{space}' object has no attribute '{name}'")
        return self._packet(name)

    def __iter__(self):
        return iter(self._dir)


def _native_names(space):
    """Ops of the engine that live in a namespace other than PyTorch's own."""
    found = _NATIVE.get(space)
    if found is None:
        found = _NATIVE[space] = {n for n, _, _, spaces, *_ in _C._op_table() if space in spaces}
    return found


_NATIVE = {}


class _Ops(types.ModuleType):
    """The module `ops`."""

    loaded_libraries = set()

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        value = _OpNamespace(name)
        setattr(self, name, value)
        return value

    def load_library(self, path):
        """Opens a library of ops made for lumbre (`library.load_extension`).

        Libraries compiled for PyTorch cannot be loaded; those whose ops the engine has itself are accepted, any other raises
        `OSError`.
        """
        from ._extensions import provide

        if not provide(self, str(path)):
            try:
                _C._load_extension(path)
            except OSError as error:
                raise OSError(f"{path}: compiled PyTorch extensions cannot be loaded into lumbre ({error})") from None
        self.loaded_libraries.add(str(path))

    def load(self, path):
        self.load_library(path)

    def import_module(self, module):
        import importlib

        importlib.import_module(module)
