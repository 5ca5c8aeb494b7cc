"""The types of values in programs."""

import enum
import inspect
import types as python_types
import typing

from ..._C import Tensor
from ._errors import FrontendError, NotSupported


class Type:
    """A type: a name, the types inside, and for named tuples the class."""

    def __init__(self, name, *args, fields=None, cls=None):
        self.name, self.args, self.fields, self.cls = name, args, fields, cls

    def __eq__(self, other):
        if not isinstance(other, Type) or self.name != other.name:
            return False
        # Of any type, though a union may say which.
        return self.name == "Any" or self.args == other.args and self.cls is other.cls

    def __hash__(self):
        return hash((self.name, () if self.name == "Any" else self.args))

    def __str__(self):
        if self.name == "Any":
            return "Any"
        if self.cls is not None:
            return self.cls.__name__
        return f"{self.name}[{', '.join(map(str, self.args))}]" if self.args or self.name == "Tuple" else self.name

    __repr__ = __str__


TENSOR, INT, FLOAT, BOOL, STR, COMPLEX, NONE = (Type(n) for n in ("Tensor", "int", "float", "bool", "str", "complex", "None"))
DEVICE, DTYPE, ANY, NEVER, OTHER = Type("Device"), Type("dtype"), Type("Any"), Type("Never"), Type("Other")
NUMBERS = (BOOL, INT, FLOAT, COMPLEX)


def list_of(t):
    return Type("List", t)


def dict_of(k, v):
    return Type("Dict", k, v)


def tuple_of(*ts):
    return Type("Tuple", *ts)


def object_of(cls):
    """An object of a class of one's own."""
    return Type("Object", cls=cls)


def enum_of(cls):
    return Type("Enum", cls=cls)


def is_plain_class(cls):
    """Whether objects of a class can be in programs: written in Python, by the user, of bases alike."""
    home = (cls.__module__ or "").partition(".")[0]
    plain = type(cls) is type and home not in ("builtins", "lumbre", "torch", "typing", "collections", "numpy")
    return plain and not issubclass(cls, (BaseException, tuple, list, dict, str, int, float)) and all(b is object or b.__module__ in ("typing", "abc") or is_plain_class(b) for b in cls.__bases__)


def only(t, classes):
    """What is left of a type that is, or with `classes` negated is not, of these."""
    members = t.args if t.name == "Any" else (t,)
    left = [m for m in members if m in classes]
    return left[0] if len(left) == 1 else None


def optional(t):
    return t if t.name in ("Optional", "None", "Any") else Type("Optional", t)


def strip(t):
    """The type without None."""
    return t.args[0] if t.name == "Optional" else t


def unify(a, b, what=""):
    """The type of a value that is one or the other."""
    if a == b or b == NEVER:
        return a
    if a == NEVER:
        return b
    if a == NONE:
        return optional(b)
    if b == NONE:
        return optional(a)
    if "Optional" in (a.name, b.name):
        return optional(unify(strip(a), strip(b), what))
    if ANY in (a, b):
        return ANY
    if a.name == b.name and len(a.args) == len(b.args) and a.args and a.cls is b.cls:
        return Type(a.name, *(unify(x, y, what) for x, y in zip(a.args, b.args)), fields=a.fields, cls=a.cls)
    raise FrontendError(f"{what or 'The value'} has the type {a} in one branch and {b} in the other")


_PLAIN = {int: INT, float: FLOAT, bool: BOOL, str: STR, complex: COMPLEX, None: NONE, type(None): NONE, typing.Any: ANY, Tensor: TENSOR, "Tensor": TENSOR}


def from_annotation(a, scope):
    """The type that an annotation names; None where it says nothing of use."""
    if isinstance(a, typing.ForwardRef):
        a = a.__forward_arg__
    if isinstance(a, str):
        try:
            a = eval(a, {**vars(typing), "Tensor": Tensor, **scope})  # noqa: S307 - the annotation of code that is being compiled
        except Exception:
            return None
    try:
        if a in _PLAIN:
            return _PLAIN[a]
    except TypeError:
        pass
    if a is inspect.Parameter.empty:
        return None
    origin, args = typing.get_origin(a), typing.get_args(a)
    inner = [from_annotation(x, scope) for x in args if x is not Ellipsis]
    if origin in (list, typing.List) and len(inner) == 1:
        return list_of(inner[0] or ANY)
    if origin is dict and len(inner) == 2:
        return dict_of(inner[0] or ANY, inner[1] or ANY)
    if origin is tuple:
        return ANY if Ellipsis in args else tuple_of(*(t or ANY for t in inner))
    if origin is typing.Union or origin is getattr(python_types, "UnionType", None):
        rest = [t or ANY for t in inner if t != NONE]
        t = rest[0] if len(rest) == 1 else Type("Any", *rest)
        return optional(t) if NONE in inner else t
    if origin is typing.Final or (origin is not None and getattr(origin, "__name__", "") == "Final"):
        return inner[0] if inner else None
    if inspect.isclass(a):
        if issubclass(a, tuple) and hasattr(a, "_fields"):
            hints = getattr(a, "__annotations__", {})
            scope = {**vars(inspect.getmodule(a) or object), **scope} if inspect.getmodule(a) else scope
            ts = [from_annotation(hints.get(f, Tensor), scope) or ANY for f in a._fields]
            return Type("Tuple", *ts, fields=tuple(a._fields), cls=a)
        if issubclass(a, Tensor):
            return TENSOR
        if a.__name__ in ("device", "dtype", "Size"):
            return {"device": DEVICE, "dtype": DTYPE, "Size": list_of(INT)}[a.__name__]
        if a in (list, dict, tuple):
            return None
        if issubclass(a, enum.Enum):
            return enum_of(a)
        if is_plain_class(a):
            return object_of(a)
    return None


def of_value(v):
    """The type of a Python value that is a constant of the program."""
    t = _PLAIN.get(type(v))
    if t is not None and not isinstance(v, Tensor):
        return t
    if isinstance(v, Tensor):
        return TENSOR
    name = type(v).__name__
    return {"device": DEVICE, "dtype": DTYPE}.get(name, OTHER)


def parse(text):
    """A type from the text that `str` gives, for the arguments of loaded programs."""
    tree, rest = _parse(text.replace(" ", ""))
    if rest:
        raise NotSupported(f"the type {text}")
    return tree


def _parse(s):
    end = next((i for i, c in enumerate(s) if c in "[],"), len(s))
    name, s, args = s[:end], s[end:], []
    if s.startswith("["):
        s = s[1:]
        while not s.startswith("]"):
            t, s = _parse(s)
            args.append(t)
            s = s[1:] if s.startswith(",") else s
        s = s[1:]
    return Type(name, *args), s


def check(t, v):
    """Whether a Python value has a type."""
    if t.name in ("Any", "Other"):
        return True
    if t.name == "Enum":
        return isinstance(v, t.cls or enum.Enum)
    if t.name == "Object":
        return isinstance(v, t.cls) if t.cls is not None else hasattr(v, "__dict__")
    if t.name == "Optional":
        return v is None or check(t.args[0], v)
    if t.name == "Tensor":
        return isinstance(v, Tensor)
    if t.name == "None":
        return v is None
    if t.name == "bool":
        return isinstance(v, bool)
    if t.name == "int":
        return isinstance(v, int) and not isinstance(v, bool)
    if t.name == "float":
        return isinstance(v, (int, float)) and not isinstance(v, bool)
    if t.name == "complex":
        return isinstance(v, (int, float, complex)) and not isinstance(v, bool)
    if t.name == "str":
        return isinstance(v, str)
    if t.name == "List":
        return isinstance(v, (list, tuple)) and all(check(t.args[0], x) for x in v)
    if t.name == "Dict":
        return isinstance(v, dict) and all(check(t.args[0], k) and check(t.args[1], x) for k, x in v.items())
    if t.name == "Tuple":
        return isinstance(v, tuple) and len(v) == len(t.args) and all(map(check, t.args, v))
    return True


def holds_objects(t):
    return t.name in ("Object", "Enum") or any(map(holds_objects, t.args))


def given(t, v, seen=None):
    """A Python value as a program takes it: objects as dicts of their attributes, members of enums by name."""
    if isinstance(v, enum.Enum):
        return v.name
    if isinstance(v, (list, tuple)):
        return type(v)(given(t, x, seen) for x in v) if not hasattr(v, "_fields") else tuple(given(t, x, seen) for x in v)
    if isinstance(v, dict):
        return {k: given(t, x, seen) for k, x in v.items()}
    if isinstance(v, Tensor) or type(v).__module__ == "builtins" or type(v).__name__ in ("dtype", "device", "layout", "memory_format"):
        return v
    if not hasattr(v, "__dict__"):
        return v
    seen = {} if seen is None else seen
    if id(v) in seen:
        raise ValueError(f"an object of the class {type(v).__name__} that holds itself cannot be given to a program")
    seen[id(v)] = v
    out = {k: given(t, x, seen) for k, x in vars(v).items()}
    del seen[id(v)]
    return out
