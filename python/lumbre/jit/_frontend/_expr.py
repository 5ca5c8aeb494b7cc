"""Expressions."""

import ast
import builtins
import dataclasses
import enum
import inspect
import types as python_types

from ... import nn
from ..._C import Tensor
from . import _types as T
from ._errors import FrontendError, NotSupported, located
from ._objects import Member
from ._values import Absent, BoundMethod, Const, ListLiteral, Ref, Static, TupleValue, Undefined

_BINARY = {
    "Add": ("add", "add"), "Sub": ("sub", "sub"), "Mult": ("mul", "mul"), "Div": ("div", "truediv"), "Pow": ("pow", "pow"),
    "FloorDiv": ("floor_divide", "floordiv"), "Mod": ("remainder", "mod"), "MatMult": ("matmul", None),
    "BitAnd": ("bitwise_and", "&"), "BitOr": ("bitwise_or", "|"), "BitXor": ("bitwise_xor", "^"),
    "LShift": ("bitwise_left_shift", "<<"), "RShift": ("bitwise_right_shift", ">>"),
}  # fmt: skip
_COMPARE = {"Eq": "eq", "NotEq": "ne", "Lt": "lt", "LtE": "le", "Gt": "gt", "GtE": "ge"}
_PYTHON = {
    "Add": lambda a, b: a + b, "Sub": lambda a, b: a - b, "Mult": lambda a, b: a * b, "Div": lambda a, b: a / b,
    "Pow": lambda a, b: a**b, "FloorDiv": lambda a, b: a // b, "Mod": lambda a, b: a % b, "BitAnd": lambda a, b: a & b,
    "BitOr": lambda a, b: a | b, "BitXor": lambda a, b: a ^ b, "LShift": lambda a, b: a << b, "RShift": lambda a, b: a >> b,
    "Eq": lambda a, b: a == b, "NotEq": lambda a, b: a != b, "Lt": lambda a, b: a < b, "LtE": lambda a, b: a <= b,
    "Gt": lambda a, b: a > b, "GtE": lambda a, b: a >= b,
}  # fmt: skip
_PLAIN = (bool, int, float, complex, str, type(None))
_TENSOR_PROPERTIES = {
    "dtype": T.DTYPE, "device": T.DEVICE, "requires_grad": T.BOOL, "is_leaf": T.BOOL, "is_cuda": T.BOOL, "itemsize": T.INT,
    "grad": T.optional(T.TENSOR),
}  # fmt: skip


class Expressions:
    """The part of a frame that writes expressions."""

    def expr(self, node):
        method = getattr(self, "on_" + type(node).__name__, None)
        try:
            if method is None:
                raise NotSupported(f"programs have no {type(node).__name__} expression")
            return method(node)
        except FrontendError as error:
            raise located(error, self.source, node) from None

    # Names and constants.

    @staticmethod
    def static_value(v):
        """A Python object as a value."""
        if isinstance(v, enum.Enum):
            return Member(v)
        if isinstance(v, (bool, int, float, complex, str, type(None))):
            return Const(v)
        if isinstance(v, tuple):
            return TupleValue([Expressions.static_value(x) for x in v], type(v) if hasattr(v, "_fields") else None)
        if isinstance(v, list):
            return ListLiteral([Expressions.static_value(x) for x in v])
        if isinstance(v, Tensor) or type(v).__name__ in ("dtype", "device", "layout", "memory_format"):
            return Const(v)
        return Static(v)

    def on_Constant(self, node):
        if node.value is Ellipsis:
            return Static(Ellipsis)
        return Const(node.value)

    def on_Name(self, node):
        name = node.id
        if name in self.env:
            v = self.env[name]
            if isinstance(v, Undefined):
                raise FrontendError(f"{name} is not defined on every path that leads here")
            return v
        if name in self.source.scope:
            return self.of_object(self.source.scope[name])
        if hasattr(builtins, name):
            return Static(getattr(builtins, name))
        raise FrontendError(f"undefined value {name}")

    def of_object(self, v):
        if isinstance(v, nn.Module):
            path = self.unit.paths.get(id(v))
            if path is None:
                raise NotSupported("a module that is not part of the scripted one")
            return Static(v, path)
        if isinstance(v, (list, tuple)) and any(isinstance(x, (nn.Module, Tensor)) for x in v):
            items = [self.of_object(x) for x in v]
            return ListLiteral(items) if isinstance(v, list) and not any(isinstance(x, nn.Module) for x in v) else TupleValue(items)
        if isinstance(v, Tensor) and self.unit.root is not None:
            weight = self.unit.weights().get(id(v))
            if weight is not None:
                return self.b.weight(*weight)
        return self.static_value(v)

    # Attributes.

    def on_Attribute(self, node):
        return self.attribute(self.expr(node.value), node.attr)

    def attribute(self, owner, name):
        if isinstance(owner, Static):
            if isinstance(owner.obj, nn.Module):
                return self.module_attribute(owner, name)
            if isinstance(owner.obj, _Super):
                return self.super_attribute(owner.obj, name)
            if isinstance(owner.obj, _Info):
                i = ("eps", "max", "min", "tiny").index("tiny" if name == "smallest_normal" else name)
                return self.b.do("get", [owner.obj.ref, Const(i)], owner.obj.type)
            if isinstance(owner.obj, dict):
                return BoundMethod(owner, name)
            try:
                return self.of_object(getattr(owner.obj, name))
            except AttributeError:
                raise FrontendError(f"{getattr(owner.obj, '__name__', owner.obj)!r} has no attribute {name!r}") from None
        t = owner.type
        if t.name == "Object":
            return self.object_attribute(owner, name)
        if t.name == "Enum":
            return self.member_attribute(owner, name)
        fields = t.fields
        if fields and name in fields:
            i = fields.index(name)
            return owner.items[i] if isinstance(owner, TupleValue) else self.b.do("get", [owner, Const(i)], t.args[i])
        if isinstance(owner, Const) and not isinstance(owner.value, Tensor):
            if isinstance(owner.value, str):
                return BoundMethod(owner, name)
            try:
                v = getattr(owner.value, name)
            except AttributeError:
                raise FrontendError(f"a {t} has no attribute {name!r}") from None
            return BoundMethod(owner, name) if callable(v) else self.static_value(v)
        if t == T.ANY and self.source.library and (name in ("shape", "ndim", "dtype", "device")):
            owner = Ref(self.b.ref(owner).id, T.TENSOR)
            t = T.TENSOR
        if t == T.TENSOR:
            return self.tensor_attribute(owner, name)
        if t.name in ("Device", "dtype"):
            types = {"type": T.STR, "itemsize": T.INT, "is_floating_point": T.BOOL, "is_complex": T.BOOL}
            return self.b.do("property", [owner, Const(name)], types.get(name, T.ANY))
        if t.name == "Optional":
            raise FrontendError(f"a value of type {t} may be None: check `is not None` before its {name!r} is used")
        return BoundMethod(owner, name)

    def tensor_attribute(self, owner, name):
        if name == "shape":
            return self.b.do("shape", [owner], T.list_of(T.INT))
        if name == "ndim":
            return self.b.do("dim", [owner], T.INT)
        if name in _TENSOR_PROPERTIES:
            return self.b.do("property", [owner, Const(name)], _TENSOR_PROPERTIES[name])
        if name == "data":
            return self.op("detach", [owner])
        if name in ("is_sparse", "is_quantized", "is_mkldnn", "is_meta", "is_nested", "is_mps", "is_xla"):
            return Const(False)
        if name == "layout":
            import lumbre

            return Const(lumbre.strided)
        plain = {"T": "numpy_T", "H": "adjoint", "mH": "adjoint", "real": "real", "imag": "imag"}
        if name in plain and name != "T":
            return self.op(plain[name], [owner])
        if name == "T":
            return self.op("t", [owner])
        if name == "mT":
            return self.op("transpose", [owner, Const(-2), Const(-1)])
        return BoundMethod(owner, name)

    def module_attribute(self, owner, name):
        module, path = owner.obj, owner.path
        full = f"{path}.{name}" if path else name
        key = f"@{full}"
        if key in self.env:
            return self.env[key]
        d = module.__dict__
        if name in d["_parameters"]:
            p = d["_parameters"][name]
            return Const(None) if p is None else self.b.weight(*self.unit.weights()[id(p)])
        if name in d["_buffers"]:
            p = d["_buffers"][name]
            return Const(None) if p is None else self.b.weight(*self.unit.weights()[id(p)])
        if name in d["_modules"]:
            child = d["_modules"][name]
            return Const(None) if child is None else Static(child, full)
        if name == "training":
            return self.b.weight(full, "attribute", T.BOOL)
        try:
            v = inspect.getattr_static(module, name)
        except AttributeError:
            raise FrontendError(f"the module {type(module).__name__} has no attribute {name!r}") from None
        if isinstance(v, property):
            return self.unit.call(v.fget, [owner], {})
        if isinstance(v, (python_types.FunctionType, classmethod)):
            return BoundMethod(owner, name)
        v = getattr(module, name)
        if inspect.ismethod(v) and v.__self__ is module:
            return BoundMethod(owner, name)
        if isinstance(v, dict):
            return Static(v)
        if isinstance(v, list) and not v:
            hint = T.from_annotation(getattr(type(module), "__annotations__", {}).get(name, inspect.Parameter.empty), self.source.scope)
            return ListLiteral([], hint.args[0] if hint is not None and hint.name == "List" else None)
        return self.of_object(v)

    def super_attribute(self, parent, name):
        if parent.owner.type.name == "Object":
            mro = parent.owner.type.cls.__mro__
            for c in mro[mro.index(parent.cls) + 1 : -1]:
                if name in c.__dict__:
                    return Static(_Method(c.__dict__[name], parent.owner))
            return Static(_Method(_no_init, parent.owner))
        fn = getattr(super(parent.cls, parent.owner.obj), name)
        if inspect.ismethod(fn):
            return Static(_Method(fn.__func__, parent.owner))
        return self.of_object(fn)

    def set_attribute(self, target, value):
        owner = self.expr(target.value)
        if owner.type.name == "Object":
            return self.set_field(owner, target.attr, value)
        if not (isinstance(owner, Static) and isinstance(owner.obj, nn.Module)):
            raise NotSupported("setting an attribute of what is not a module")
        full = f"{owner.path}.{target.attr}" if owner.path else target.attr
        if owner.obj.__dict__["_buffers"].get(target.attr) is None:
            raise NotSupported(f"a program that sets {full!r}: only buffers can be set")
        self.b.weight(full, "buffer", T.TENSOR)
        self.env[f"@{full}"] = value
        self.unit.ignored.setdefault("writes", set()).add(full)

    def buffer_updates(self, module):
        """(input, value) of the buffers that the program has set."""
        out = []
        for key, v in self.env.items():
            if key.startswith("@"):
                ref = self.b.weight(key[1:], "buffer", T.TENSOR)
                at = next(i for i, x in enumerate(self.b.inputs) if x["id"] == ref.id)
                out.append([at, self.b.ref(v).id])
        missing = self.unit.ignored.get("writes", set()) - {k[1:] for k in self.env}
        if missing:
            raise NotSupported(f"the buffers {sorted(missing)} are set inside a called function")
        return out

    # Operators.

    def on_BinOp(self, node):
        return self.binary(type(node.op).__name__, self.expr(node.left), self.expr(node.right))

    def binary(self, op, a, b):
        names = _BINARY[op]
        if isinstance(a, Const) and isinstance(b, Const) and isinstance(a.value, _PLAIN) and isinstance(b.value, _PLAIN) and op in _PYTHON:
            try:
                return Const(_PYTHON[op](a.value, b.value))
            except Exception as error:
                raise FrontendError(str(error)) from None
        if "Object" in (a.type.name, b.type.name):
            return self.object_binary(op, a, b)
        for v in (a, b):
            if v.type.name == "Optional":
                raise FrontendError(f"a value of type {v.type} may be None: check `is not None` before it is used")
        if T.TENSOR in (a.type, b.type):
            return self.arithmetic(op, names[0], a, b)
        if isinstance(a, (TupleValue, ListLiteral)) and type(a) is type(b) and op == "Add":
            return TupleValue([*a.items, *b.items]) if isinstance(a, TupleValue) else ListLiteral([*a.items, *b.items])
        items = a if isinstance(a, (TupleValue, ListLiteral)) else b
        count = b if items is a else a
        if op == "Mult" and isinstance(items, (TupleValue, ListLiteral)) and isinstance(count, Const):
            return type(items)(items.items * count.value)
        if names[1] is None or not self.number_like(op, a, b):
            raise FrontendError(f"the operands of {op} are a {a.type} and a {b.type}")
        if names[1] in ("&", "|", "^", "<<", ">>"):
            return self.b.do("bit", [Const(names[1]), a, b], T.BOOL if a.type == b.type == T.BOOL else T.INT)
        return self.b.do(names[1], [a, b], self.number_type(op, a.type, b.type))

    def number_like(self, op, a, b):
        types = (a.type, b.type)
        if all(t in (*T.NUMBERS, T.ANY) for t in types):
            return True
        if op == "Add":
            return types[0] == types[1] == T.STR or all(t.name == "List" for t in types) or all(t.name == "Tuple" for t in types)
        if op == "Mult":
            return any(t.name == "List" or t == T.STR for t in types) and T.INT in types
        return op == "Mod" and types[0] == T.STR

    def number_type(self, op, a, b):
        for t in (a, b):
            if t.name in ("List", "Tuple", "str", "Any"):
                return t
        if T.COMPLEX in (a, b):
            return T.COMPLEX
        return T.FLOAT if op == "Div" or T.FLOAT in (a, b) else T.INT

    def arithmetic(self, op, name, a, b):
        if a.type != T.TENSOR:
            if op == "Sub":
                return self.op("rsub", [b, a])
            if op in ("Add", "Mult", "BitAnd", "BitOr", "BitXor"):
                return self.op(name, [b, a])
            if op == "Div":
                return self.op("mul", [self.op("reciprocal", [b]), a])
        return self.op(name, [a, b])

    def on_UnaryOp(self, node):
        v, op = self.expr(node.operand), type(node.op).__name__
        if op == "Not":
            if isinstance(v, Const):
                return Const(not v.value)
            return self.b.do("not", [v], T.BOOL)
        if isinstance(v, Const) and isinstance(v.value, (int, float, complex)):
            return Const({"USub": lambda x: -x, "UAdd": lambda x: +x, "Invert": lambda x: ~x}[op](v.value))
        if op == "UAdd":
            return v
        if v.type == T.TENSOR:
            return self.op("neg" if op == "USub" else "bitwise_not", [v])
        return self.b.do("neg" if op == "USub" else "invert", [v], v.type)

    def on_Compare(self, node):
        left, out = self.expr(node.left), None
        for op, right_node in zip(node.ops, node.comparators):
            right = self.expr(right_node)
            one = self.compare(type(op).__name__, left, right)
            out = one if out is None else self.both(out, one)
            left = right
        return out

    def both(self, a, b):
        if isinstance(a, Const):
            return b if a.value else a
        if isinstance(b, Const):
            return a if b.value else b
        return self.b.do("bit", [Const("&"), a, b], T.BOOL)

    def compare(self, op, a, b):
        if op in ("Is", "IsNot"):
            return self.identity(op, a, b)
        if op in ("In", "NotIn"):
            found = self.contains(a, b)
            if op == "In":
                return found
            return Const(not found.value) if isinstance(found, Const) else self.b.do("not", [found], T.BOOL)
        name = _COMPARE[op]
        if "Object" in (a.type.name, b.type.name):
            return self.object_compare(op, a, b)
        if T.TENSOR in (a.type, b.type) and (T.STR not in (a.type, b.type)):
            if a.type != T.TENSOR:
                name, a, b = {"lt": "gt", "le": "ge", "gt": "lt", "ge": "le"}.get(name, name), b, a
            return self.op(name, [a, b])
        if isinstance(a, Const) and isinstance(b, Const):
            return Const(_PYTHON[op](a.value, b.value))
        if isinstance(a, Static) and isinstance(b, Static):
            return Const(_PYTHON[op](a.obj, b.obj))
        x, y = self.static_items(a), self.static_items(b)
        if x is not None and y is not None and op in ("Eq", "NotEq") and all(isinstance(v, Const) for v in (*x, *y)):
            return Const(([v.value for v in x] == [v.value for v in y]) == (op == "Eq"))
        return self.b.do(name, [a, b], T.BOOL)

    def identity(self, op, a, b):
        if a.type.name == b.type.name == "Enum":
            return self.compare("Eq" if op == "Is" else "NotEq", a, b)
        none = [v for v in (a, b) if isinstance(v, Const) and v.value is None]
        other = b if none and none[0] is a else a
        if not none:
            if isinstance(a, (Static, Const)) and isinstance(b, (Static, Const)):
                same = getattr(a, "obj", getattr(a, "value", None)) is getattr(b, "obj", getattr(b, "value", None))
                return Const(same == (op == "Is"))
            for v, c in ((a, b), (b, a)):
                if isinstance(c, Const) and isinstance(c.value, bool):
                    if v.type != T.BOOL:
                        return Const(op != "Is")
                    out = self.b.do("eq", [v, c], T.BOOL)
                    return out if op == "Is" else self.b.do("not", [out], T.BOOL)
            if isinstance(a, Ref) and isinstance(b, Ref) and a.id == b.id:
                return Const(op == "Is")
            if a.type == b.type == T.TENSOR:
                out = self.b.do("eq", [self.b.do("tuple", [a], T.tuple_of(a.type)), self.b.do("tuple", [b], T.tuple_of(b.type))], T.BOOL)
                return out if op == "Is" else self.b.do("not", [out], T.BOOL)
            if "Optional" not in (a.type.name, b.type.name) and a.type != b.type:
                return Const(op != "Is")
            raise NotSupported("`is` of values that are not None")
        if isinstance(other, Const):
            return Const((other.value is None) == (op == "Is"))
        if other.type == T.NONE:
            return Const(op == "Is")
        if other.type.name not in ("Optional", "Any"):
            return Const(op != "Is")
        out = self.b.do("is_none", [other], T.BOOL)
        return out if op == "Is" else self.b.do("not", [out], T.BOOL)

    def contains(self, a, b):
        if self.has_method(b, "__contains__"):
            return self.object_method(b, "__contains__", [a], {})
        if isinstance(b, Static) and isinstance(b.obj, (dict, set, frozenset)) and isinstance(a, Const):
            return Const(a.value in b.obj)
        items = self.static_items(b)
        if isinstance(b, Static) and items is not None:
            b = TupleValue(items)
        if items is not None and isinstance(a, Const) and all(isinstance(v, Const) for v in items):
            return Const(any(type(a.value) is type(v.value) and a.value == v.value or a.value == v.value for v in items))
        if isinstance(b, Const) and isinstance(a, Const):
            return Const(a.value in b.value)
        return self.b.do("contains", [b, a], T.BOOL)

    def on_BoolOp(self, node):
        value, _, _ = self.condition(node, keep=True)
        return value

    def condition(self, node, keep=False):
        """(truth of an expression, what is known where it is true, and where it is false)."""
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            v, yes, no = self.condition(node.operand)
            return (Const(not v.value) if isinstance(v, Const) else self.b.do("not", [v], T.BOOL)), no, yes
        if isinstance(node, ast.BoolOp):
            return self.chain(node.values, isinstance(node.op, ast.And), keep)
        value = self.expr(node)
        yes, no = self.refinement(node, value)
        if isinstance(value, Const) and not isinstance(value.value, Tensor):
            return (value if keep else Const(bool(value.value))), yes, no
        if isinstance(value, (TupleValue, ListLiteral)) and not keep:
            return Const(bool(value.items)), yes, no
        if isinstance(value, Static):
            if isinstance(value.obj, (nn.ModuleList, nn.ModuleDict, nn.Sequential, dict)):
                return Const(bool(len(value.obj))), yes, no
            return Const(True), yes, no
        if not keep and value.type.name == "Object":
            method = next((m for m in ("__bool__", "__len__") if self.has_method(value, m)), None)
            if method is None:
                return Const(True), yes, no
            value = self.object_method(value, method, [], {})
        if not keep and value.type != T.BOOL:
            if value.type == T.STR or value.type.name in ("Device", "dtype"):
                raise FrontendError(f"a {value.type} is no condition; compare it")
            value = self.b.do("bool", [value], T.BOOL)
        return value, yes, no

    def refinement(self, node, value):
        """What `x is None`, `x is not None`, `x` and `isinstance(x, …)` say of x."""
        none = lambda c: isinstance(c, ast.Constant) and c.value is None  # noqa: E731
        if isinstance(node, ast.Name) and isinstance(value, Ref) and value.type.name == "Optional":
            return {node.id: Ref(value.id, T.strip(value.type))}, {}
        if isinstance(node, ast.Call) and isinstance(value, Ref) and len(node.args) == 2 and isinstance(node.args[0], ast.Name):
            return self.instance_refinement(node)
        if not (isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], (ast.Is, ast.IsNot))):
            return {}, {}
        left, right = node.left, node.comparators[0]
        name = left if none(right) else right if none(left) else None
        if not isinstance(name, ast.Name) or not isinstance(self.env.get(name.id), Ref):
            return {}, {}
        v = self.env[name.id]
        if v.type.name != "Optional":
            return {}, {}
        there, absent = {name.id: Ref(v.id, T.strip(v.type))}, {name.id: Absent(v)}
        return (absent, there) if isinstance(node.ops[0], ast.Is) else (there, absent)

    def instance_refinement(self, node):
        """What `isinstance(x, C)` says of x."""
        f, name = self.expr(node.func), node.args[0].id
        v = self.env.get(name)
        if not (isinstance(f, Static) and self.asks_class(f.obj) and isinstance(v, Ref) and v.type.name in ("Any", "Optional")):
            return {}, {}
        asked = self.asked_types(node.args[1])
        if asked is None:
            return {}, {}
        if v.type.name == "Optional":
            return ({name: Ref(v.id, T.strip(v.type))}, {name: Absent(v)}) if T.strip(v.type) in asked else ({}, {})
        rest = [m for m in v.type.args if m not in asked]
        there = {name: Ref(v.id, asked[0])} if len(asked) == 1 else {}
        left = rest[0] if len(rest) == 1 else T.Type("Any", *rest)
        return there, ({name: Ref(v.id, left)} if rest else {})

    def chain(self, nodes, conjunction, keep):
        value, yes, no = self.condition(nodes[0], keep)
        if len(nodes) == 1:
            return value, yes, no
        if isinstance(value, Const):
            if bool(value.value) != conjunction:
                return value, yes, no
            self.env = {**self.env, **(yes if conjunction else no)}
            return self.chain(nodes[1:], conjunction, keep)
        before = self.env
        known = {}

        def rest():
            v, y, n = self.chain(nodes[1:], conjunction, keep)
            known.update(y if conjunction else n)
            return v

        goes = self.b.do("bool", [value], T.BOOL) if value.type != T.BOOL else value
        # With `and`, what was known stays known in the next part; with `or`, its opposite.
        out = self.choose(goes, rest, lambda: value, yes, {}) if conjunction else self.choose(goes, lambda: value, rest, {}, no)
        self.env = before
        return out, ({**yes, **known} if conjunction else {}), ({} if conjunction else {**no, **known})

    def choose(self, cond, then, other, yes=None, no=None):
        """The value of one of two expressions."""
        before, regions, values = self.env, [], []
        for write, known in ((then, yes), (other, no)):
            self.env = {**before, **(known or {})}
            got = []
            regions.append(self.b.region(lambda write=write, got=got: got.append(write()) or []))
            values.append(got[0])
        self.env = before
        a, b = values
        if isinstance(a, (Static, BoundMethod)) or isinstance(b, (Static, BoundMethod)):
            raise NotSupported("an object chosen when the program runs")
        out = self.b.fresh(self.unify(a.type, b.type, "The value"))
        for v, region in zip(values, regions):
            region["outputs"].append(self.placed(v, region).id)
        self.b.steps.append({"if": self.b.ref(cond).id, "then": regions[0], "else": regions[1], "out": [out.id]})
        return out

    def on_IfExp(self, node):
        value, yes, no = self.condition(node.test)
        if isinstance(value, Const):
            self.env = {**self.env, **(yes if value.value else no)}
            return self.expr(node.body if value.value else node.orelse)
        return self.choose(value, lambda: self.expr(node.body), lambda: self.expr(node.orelse), yes, no)

    # Text.

    def to_str(self, v):
        if v.type == T.STR:
            return v
        if v.type.name == "Object":
            method = next((m for m in ("__str__", "__repr__") if self.has_method(v, m) and not dataclasses.is_dataclass(v.type.cls)), None)
            if method is None:
                raise NotSupported(f"the text of a {v.type}, whose class has no __str__ of its own")
            return self.object_method(v, method, [], {})
        if isinstance(v, Member):
            return Const(str(v.member))
        if v.type.name == "Enum":
            return self.b.do("format", [Const(f"{v.type.cls.__name__}.{{}}"), v], T.STR)
        if isinstance(v, Const):
            return Const(str(v.value))
        if isinstance(v, Static):
            return Const(str(v.obj))
        return self.b.do("str", [v], T.STR)

    def on_JoinedStr(self, node):
        parts = []
        for p in node.values:
            if isinstance(p, ast.Constant):
                parts.append(Const(p.value))
                continue
            v = self.expr(p.value)
            if p.format_spec is not None:
                spec = self.on_JoinedStr(p.format_spec)
                parts.append(Const(format(v.value, spec.value)) if isinstance(v, Const) and isinstance(spec, Const) else self.b.do("format_one", [v, spec], T.STR))
            elif p.conversion == ord("r"):
                parts.append(Const(repr(v.value)) if isinstance(v, Const) else self.b.do("repr", [v], T.STR))
            else:
                parts.append(self.to_str(v))
        if all(isinstance(p, Const) for p in parts):
            return Const("".join(p.value for p in parts))
        return self.b.do("format", [Const("{}" * len(parts)), *parts], T.STR)


class _Super:
    """`super()` in a method of a module."""

    def __init__(self, cls, owner):
        self.cls, self.owner = cls, owner


def _no_init(self):
    """The constructor of `object`."""


class _Method:
    """A function with the module it is a method of."""

    def __init__(self, fn, owner):
        self.fn, self.owner = fn, owner


class _Info:
    """`finfo` or `iinfo` of a dtype that is known when the program runs."""

    def __init__(self, ref, type):
        self.ref, self.type = ref, type
