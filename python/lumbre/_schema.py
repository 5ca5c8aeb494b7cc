"""Signatures of ops in PyTorch's schema language: reading them, and writing them for annotated functions."""

import ast
import collections.abc
import inspect
import re
import typing

import lumbre


class Argument:
    """One parameter or result."""

    __slots__ = ("N", "alias_info", "default_value", "has_default", "is_out", "kwarg_only", "name", "type")

    def __init__(self, name, type, default=None, has_default=False, kwarg_only=False, written=False, alias=None):
        self.name, self.type, self.default_value, self.has_default = name, type, default, has_default
        self.kwarg_only, self.N = kwarg_only, None
        self.alias_info = _Alias(alias, written) if alias is not None else None
        self.is_out = kwarg_only and written

    @property
    def is_write(self):
        return self.alias_info is not None and self.alias_info.is_write

    @property
    def real_type(self):
        return self.type

    def has_default_value(self):
        return self.has_default

    def __str__(self):
        mark = f"({self.alias_info})" if self.alias_info else ""
        kind = self.type
        if mark:
            base = re.match(r"\w+", kind)
            kind = kind[: base.end()] + mark + kind[base.end() :]
        text = f"{kind} {self.name}".rstrip()
        return f"{text}={_show_default(self.default_value)}" if self.has_default else text


class _Alias:
    def __init__(self, text, is_write):
        self.is_write = is_write
        self.before_set = self.after_set = {text.rstrip("!").strip()}
        self._text = text

    def __str__(self):
        return self._text


def _show_default(value):
    if isinstance(value, float):
        return f"{value:g}" if "." in f"{value:g}" or "e" in f"{value:g}" or value != value else f"{value:g}."
    if isinstance(value, (lumbre.dtype, lumbre.device)):
        return str(value)
    return f'"{value}"' if isinstance(value, str) else str(value)


class FunctionSchema:
    """`name.overload(arguments) -> returns`."""

    __slots__ = ("arguments", "name", "overload_name", "returns")

    def __init__(self, name, overload_name, arguments, returns):
        self.name, self.overload_name, self.arguments, self.returns = name, overload_name, arguments, returns

    @property
    def is_mutable(self):
        return any(a.is_write for a in self.arguments)

    def __str__(self):
        parts, star = [], False
        for a in self.arguments:
            if a.kwarg_only and not star:
                parts.append("*")
                star = True
            parts.append(str(a))
        returns = ", ".join(map(str, self.returns))
        if len(self.returns) != 1:
            returns = f"({returns})"
        name = self.name + (f".{self.overload_name}" if self.overload_name else "")
        return f"{name}({', '.join(parts)}) -> {returns}"

    __repr__ = __str__

    def __eq__(self, other):
        return isinstance(other, FunctionSchema) and str(self) == str(other)

    def __hash__(self):
        return hash(str(self))

    def bind(self, args, kwargs):
        """Positional values and keyword values, defaults filled in. Raises `TypeError` for a call that does not fit."""
        positional = [a for a in self.arguments if not a.kwarg_only]
        if len(args) > len(positional):
            raise TypeError(f"{self.name}(): expected at most {len(positional)} positional argument(s) but received {len(args)}. Declaration: {self}")
        kwargs, values, named = dict(kwargs), list(args), {}
        for a in positional[len(args) :]:
            values.append(self._value(a, kwargs))
        for a in self.arguments:
            if a.kwarg_only:
                named[a.name] = self._value(a, kwargs)
        if kwargs:
            raise TypeError(f"{self.name}(): unknown keyword argument '{next(iter(kwargs))}'. Declaration: {self}")
        return values, named

    def _value(self, arg, kwargs):
        if arg.name in kwargs:
            return kwargs.pop(arg.name)
        if not arg.has_default:
            raise TypeError(f"{self.name}() is missing value for argument '{arg.name}'. Declaration: {self}")
        return arg.default_value


_HEAD = re.compile(r"^\s*(?P<name>[\w:]+)(?:\.(?P<overload>\w+))?\s*(?=\()")


def _split(text):
    """The parts between commas outside brackets."""
    parts, depth, start = [], 0, 0
    for i, c in enumerate(text):
        if c in "([{":
            depth += 1
        elif c in ")]}":
            depth -= 1
        elif c == "," and depth == 0:
            parts.append(text[start:i])
            start = i + 1
    parts.append(text[start:])
    return [p.strip() for p in parts if p.strip()]


def _closing(text, at):
    depth = 0
    for i in range(at, len(text)):
        depth += (text[i] == "(") - (text[i] == ")")
        if depth == 0:
            return i
    raise RuntimeError(f"schema: unbalanced brackets in {text!r}")


_ARG = re.compile(r"^(?P<type>\w[\w.]*)(?P<alias>\((?!\s*\))[^)]*\))?(?P<tail>(?:\[\d*\]|\?)*)\s*(?P<name>\w*)\s*(?:=\s*(?P<default>.*))?$", re.S)


def _default(text):
    named = {"None": None, "True": True, "False": False, "contiguous_format": lumbre.contiguous_format, "Mean": 1}
    if text in named:
        return named[text]
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        value = getattr(lumbre, text, None)
        return value if value is not None else text


def _argument(text, kwarg_only=False):
    m = _ARG.match(text)
    if m is None:
        raise RuntimeError(f"schema: cannot read {text!r}")
    alias = m["alias"][1:-1] if m["alias"] else None
    default = m["default"]
    value = _default(default.strip()) if default is not None else None
    arg = Argument(m["name"], m["type"] + m["tail"], value, default is not None, kwarg_only, bool(alias and "!" in alias), alias)
    if size := re.search(r"\[(\d+)\]", m["tail"]):
        arg.N = int(size[1])
        if isinstance(value, int) and not isinstance(value, bool):
            arg.default_value = [value] * arg.N
    return arg


def parse(text):
    """Reads a schema. Raises `RuntimeError` where it is none."""
    head = _HEAD.match(text)
    if head is None:
        raise RuntimeError(f"schema: expected 'name(arguments) -> returns', got {text!r}")
    end = _closing(text, head.end())
    arguments, star = [], False
    for part in _split(text[head.end() + 1 : end]):
        if part == "*":
            star = True
        else:
            arguments.append(_argument(part, star))
    arrow, _, returns = text[end + 1 :].partition("->")
    if arrow.strip() or not returns.strip():
        raise RuntimeError(f"schema: expected '-> returns' after the arguments of {text!r}")
    returns = returns.strip()
    if returns.startswith("("):
        returns = returns[1:-1]
    return FunctionSchema(head["name"], head["overload"] or "", arguments, [_argument(r) for r in _split(returns)])


_SCALARS = {int: "SymInt", float: "float", bool: "bool", str: "str", complex: "complex"}
_SEQUENCES = (list, typing.List, collections.abc.Sequence, typing.Sequence)


def _type_name(kind, where):
    """The schema's word for an annotation."""
    plain = {
        lumbre.Tensor: "Tensor", **_SCALARS, lumbre.dtype: "ScalarType", lumbre.device: "Device", lumbre.layout: "Layout",
        lumbre.memory_format: "MemoryFormat", lumbre.Generator: "Generator", typing.Union[int, float, bool]: "Scalar",
    }  # fmt: skip
    if kind in plain:
        return plain[kind]
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if type(None) in args:
        rest = tuple(a for a in args if a is not type(None))
        return _type_name(rest[0] if len(rest) == 1 else typing.Union[rest], where) + "?"
    if origin in (list, collections.abc.Sequence):
        return _type_name(args[0], where) + "[]"
    raise ValueError(f"infer_schema(func): {where} has unsupported type {kind}")


def infer(function, *, mutates_args, op_name=None):
    """The schema text of an annotated function. Raises `ValueError` for annotations it has no word for."""
    signature = inspect.signature(function)
    hints = {k: v for k, v in _hints(function).items()}
    unknown = mutates_args == "unknown"
    written = set() if unknown else {mutates_args} if isinstance(mutates_args, str) else set(mutates_args)
    parts, star, letters = [], False, iter(range(1000))
    for name, p in signature.parameters.items():
        if p.kind in (p.VAR_POSITIONAL, p.VAR_KEYWORD):
            raise ValueError(f"infer_schema(func): We do not support positional-only, varargs, or varkwargs, but got {p}")
        if p.annotation is p.empty:
            raise ValueError(f"infer_schema(func): Parameter {name} must have a type annotation.")
        if p.kind is p.KEYWORD_ONLY and not star:
            parts.append("*")
            star = True
        kind = _type_name(hints.get(name, p.annotation), f"Parameter {name}")
        if name in written or (unknown and kind.startswith("Tensor")):
            kind = re.sub(r"^Tensor", f"Tensor(a{next(letters)}!)", kind)
        default = "" if p.default is p.empty else f"={_show_default(p.default)}"
        parts.append(f"{kind} {name}{default}")
    if missing := written - set(signature.parameters):
        raise ValueError(f"infer_schema(func): mutates_args should contain only names of the function's parameters, got {sorted(missing)}")
    return f"{op_name or ''}({', '.join(parts)}) -> {_returns(hints.get('return', signature.return_annotation))}"


def _hints(function):
    try:
        return typing.get_type_hints(function)
    except NameError:
        return {}


def _returns(kind):
    if kind is inspect.Signature.empty:
        raise ValueError("infer_schema(func): No return type annotation was provided. Please add one.")
    if kind in (None, type(None)):
        return "()"
    if typing.get_origin(kind) is tuple:
        return "(" + ", ".join(_type_name(k, "the return") for k in typing.get_args(kind)) + ")"
    return _type_name(kind, "the return")
