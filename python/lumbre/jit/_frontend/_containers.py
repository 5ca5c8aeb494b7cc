"""Tuples, lists, dicts, comprehensions and subscripts."""

import ast
import enum
import inspect

from ... import nn
from . import _types as T
from ._errors import FrontendError, NotSupported
from ._objects import Member
from ._values import Const, ListLiteral, Ref, Static, TupleValue


class Containers:
    """The part of a frame that writes containers and their items."""

    def elements(self, nodes):
        out = []
        for n in nodes:
            if isinstance(n, ast.Starred):
                items = self.static_items(self.expr(n.value))
                if items is None:
                    raise NotSupported("a starred value that is not known now")
                out += items
            else:
                out.append(self.expr(n))
        return out

    def on_Tuple(self, node):
        items = self.elements(node.elts)
        return TupleValue([self.b.ref(v) if isinstance(v, ListLiteral) and not all(isinstance(x, (Const, Static)) for x in v.items) else v for v in items])

    def on_List(self, node):
        if not any(isinstance(n, ast.Starred) for n in node.elts):
            return ListLiteral(self.elements(node.elts))
        parts = [(isinstance(n, ast.Starred), self.expr(n.value if isinstance(n, ast.Starred) else n)) for n in node.elts]
        spread = [self.static_items(v) if starred else [v] for starred, v in parts]
        if all(items is not None for items in spread):
            return ListLiteral([v for items in spread for v in items])
        t = T.NEVER
        for starred, v in parts:
            t = self.unify(t, (v.type.args or (T.TENSOR,))[0] if starred else v.type, "An item of the list")
        out = self.b.do("list", [], T.list_of(t))
        for starred, v in parts:
            self.b.run("extend" if starred else "append", out, v)
        return out

    def on_Dict(self, node):
        keys, values = [self.expr(k) for k in node.keys], [self.expr(v) for v in node.values]
        kt, vt = T.NEVER, T.NEVER
        for k, v in zip(keys, values):
            kt, vt = T.unify(kt, k.type, "A key"), T.unify(vt, v.type, "A value of the dict")
        return self.b.do("dict", [x for pair in zip(keys, values) for x in pair], T.dict_of(kt, vt))

    def static_items(self, v):
        """The items of a value whose items are known now."""
        if isinstance(v, (TupleValue, ListLiteral)):
            return v.items
        if isinstance(v, Ref) and v.type.name == "Tuple" and v.type.args:
            ref = v
            return [self.b.do("get", [ref, Const(i)], t) for i, t in enumerate(v.type.args)]
        if isinstance(v, Static):
            obj = v.obj
            if isinstance(obj, (nn.ModuleList, nn.Sequential)):
                return [Static(m, f"{v.path}.{k}" if v.path else k) for k, m in obj._modules.items()]
            if isinstance(obj, nn.ParameterList):
                return [self.module_attribute(v, str(i)) for i in range(len(obj))]
            if isinstance(obj, (dict, nn.ModuleDict)):
                return [Const(k) for k in obj]
            if isinstance(obj, type) and issubclass(obj, enum.Enum):
                return [Member(m) for m in obj]
            if isinstance(obj, (range, set, frozenset)):
                return [Const(i) for i in obj]
            if isinstance(obj, (list, tuple)):
                return [self.of_object(x) for x in obj]
        return None

    def on_ListComp(self, node):
        gen = node.generators[0]
        outer, steps = dict(self.env), len(self.b.steps)
        iterable = self.iterable(gen.iter)
        try:
            out = self.known_items(node, gen, iterable) if isinstance(iterable, list) and len(node.generators) == 1 else None
            if out is not None:
                return ListLiteral(out)
            del self.b.steps[steps:]
            self.env = dict(outer)
            made = self.b.fresh(T.list_of(T.TENSOR))
            self.b.steps.append({"do": "list", "in": [], "out": [made.id]})
            found = []

            def add():
                v = self.expr(node.elt)
                found.append(v.type)
                self.b.run("append", made, v)

            self.collect(node.generators, add)
            for t in found:
                made.type = T.list_of(t if t == found[0] else self.unify(made.type.args[0], t, "An item of the list"))
            return made
        finally:
            self.env = outer

    def known_items(self, node, gen, iterable):
        """The items of a comprehension over items known now; None where a condition asks values of the program."""
        out = []
        for v in iterable:
            self.assign(gen.target, v)
            tests = [self.condition(t)[0] for t in gen.ifs]
            if not all(isinstance(t, Const) for t in tests):
                return None
            if all(t.value for t in tests):
                out.append(self.expr(node.elt))
        return out

    def collect(self, generators, add):
        """Writes `add` for every turn of a comprehension's loops."""
        if not generators:
            return add()
        gen = generators[0]
        iterable = self.iterable(gen.iter)

        def turn(item):
            self.assign(gen.target, item)
            self.under([t for t in gen.ifs], lambda: self.collect(generators[1:], add))

        if isinstance(iterable, list):
            for v in iterable:
                turn(v)
            return None
        count, item = iterable
        number, go, count = self.b.fresh(T.INT), self.b.ref(Const(True)), self.b.ref(count)
        outer = dict(self.env)

        def body():
            turn(item(number))
            return [self.b.ref(Const(True)).id]

        region = self.b.region(body, [number.id])
        self.b.steps.append({"loop": count.id, "while": go.id, "init": [], "body": region, "out": []})
        self.env = outer
        return None

    def listed(self, lazy):
        """The list of what an enumeration, a zip or the like goes over."""
        made, number, found = self.b.do("list", [], T.list_of(T.TENSOR)), self.b.fresh(T.INT), []
        count, go = self.b.ref(lazy.count()), self.b.ref(Const(True))

        def body():
            v = lazy.item(number)
            found.append(v.type)
            self.b.run("append", made, v)
            return [self.b.ref(Const(True)).id]

        region = self.b.region(body, [number.id])
        self.b.steps.append({"loop": count.id, "while": go.id, "init": [], "body": region, "out": []})
        made.type = T.list_of(found[0])
        return made

    def under(self, tests, write):
        """Writes something where all conditions hold."""
        if not tests:
            return write()
        value, yes, _ = self.condition(tests[0])
        before = dict(self.env)
        self.env = {**before, **yes}
        if isinstance(value, Const):
            if value.value:
                self.under(tests[1:], write)
        else:
            region = self.b.region(lambda: self.under(tests[1:], write) or [])
            self.b.steps.append({"if": self.b.ref(value).id, "then": region, "else": self.b.region(lambda: []), "out": []})
        self.env = before
        return None

    on_GeneratorExp = on_ListComp

    def on_DictComp(self, node):
        outer, found = dict(self.env), []
        made = self.b.fresh(T.dict_of(T.STR, T.TENSOR))
        self.b.steps.append({"do": "dict", "in": [], "out": [made.id]})

        def add():
            k, v = self.expr(node.key), self.expr(node.value)
            found.append((k.type, v.type))
            self.b.run("set", made, k, v)

        try:
            self.collect(node.generators, add)
        finally:
            self.env = outer
        if found:
            kt, vt = found[0]
            for k, v in found[1:]:
                kt, vt = self.unify(kt, k, "A key"), self.unify(vt, v, "A value of the dict")
            made.type = T.dict_of(kt, vt)
        return made

    def on_Lambda(self, node):
        return self.closure(node)

    # Subscripts.

    def on_Subscript(self, node):
        owner = self.expr(node.value)
        if owner.type == T.TENSOR:
            entries = self.entries(node.slice)
            return self.b.do("index", [owner, *entries], T.TENSOR)
        if isinstance(node.slice, ast.Slice):
            return self.sliced(owner, node.slice)
        if isinstance(owner, Static):
            return self.static_item(owner, node.slice)
        i = self.expr(node.slice)
        items = self.static_items(owner) if isinstance(owner, (TupleValue, ListLiteral)) else None
        if items is not None and isinstance(i, Const):
            try:
                return items[i.value]
            except IndexError:
                raise FrontendError(f"index {i.value} of {len(items)} items") from None
        t = owner.type
        if t.name == "Object":
            return self.object_method(owner, "__getitem__", [i], {})
        if isinstance(owner, Const) and isinstance(owner.value, str) and isinstance(i, Const):
            return Const(owner.value[i.value])
        if t.name == "List":
            return self.b.do("get", [owner, i], t.args[0])
        if t.name == "Dict":
            return self.b.do("get", [owner, i], t.args[1])
        if t.name == "Tuple":
            if isinstance(i, Const):
                return self.b.do("get", [owner, i], t.args[i.value])
            kind = t.args[0]
            for other in t.args[1:]:
                kind = T.unify(kind, other, "An item of the tuple")
            return self.b.do("get", [owner, i], kind)
        if t in (T.STR, T.ANY):
            return self.b.do("get", [owner, i], t)
        if t.name == "Optional":
            raise FrontendError(f"a value of type {t} may be None: check `is not None` before it is indexed")
        raise FrontendError(f"a {t} cannot be indexed")

    def static_item(self, owner, node):
        obj = owner.obj
        if type(obj).__module__ == "typing" or inspect.isclass(obj) and hasattr(obj, "__class_getitem__"):
            # A type with those of its items, as an argument of `annotate` or `isinstance`.
            return Static(eval(f"_owner[{ast.unparse(node)}]", {**self.source.scope, "_owner": obj}))  # noqa: S307
        i = self.expr(node)
        if isinstance(obj, (nn.ModuleList, nn.Sequential, nn.ModuleDict)):
            if not isinstance(i, Const):
                raise NotSupported("a module chosen when the program runs")
            key = i.value if isinstance(obj, nn.ModuleDict) else list(obj._modules)[i.value]
            return Static(obj._modules[key], f"{owner.path}.{key}" if owner.path else key)
        if isinstance(i, Const) and isinstance(obj, (dict, list, tuple)):
            return self.of_object(obj[i.value])
        if isinstance(obj, dict) and obj:
            pairs = [x for k, v in obj.items() for x in (Const(k), self.of_object(v))]
            made = self.b.do("dict", pairs, T.dict_of(pairs[0].type, pairs[1].type))
            return self.b.do("get", [made, i], pairs[1].type)
        raise NotSupported(f"an item of a {type(obj).__name__}")

    def sliced(self, owner, node):
        parts = [Const(None) if p is None else self.expr(p) for p in (node.lower, node.upper, node.step)]
        items = self.static_items(owner)
        if items is not None and all(isinstance(p, Const) for p in parts):
            cut = items[slice(*(p.value for p in parts))]
            return ListLiteral(cut) if isinstance(owner, ListLiteral) else TupleValue(cut)
        if isinstance(owner, Static):
            raise NotSupported("a slice of modules that is chosen when the program runs")
        t = owner.type
        if t.name not in ("List", "str", "Any", "Tuple"):
            raise FrontendError(f"a {t} cannot be sliced")
        return self.b.do("slice", [owner, *parts], t if t.name != "Tuple" else T.ANY)

    def entries(self, node):
        """The entries of an index of a tensor."""
        nodes = node.elts if isinstance(node, ast.Tuple) else [node]
        out = []
        for n in nodes:
            if isinstance(n, ast.Slice):
                out.append(self.b.ref(TupleValue([Const(None) if p is None else self.expr(p) for p in (n.lower, n.upper, n.step)])))
                continue
            v = self.expr(n)
            if isinstance(v, Static) and v.obj is Ellipsis:
                out.append(Const("..."))
            elif isinstance(v, TupleValue) and not isinstance(node, ast.Tuple):
                out += v.items
            else:
                out.append(v)
        return out

    def bounds(self, node):
        """The ends of a slice that is written to."""
        if node.step is not None:
            raise NotSupported("a slice with a step as a target")
        return [Const(None) if p is None else self.expr(p) for p in (node.lower, node.upper)]

    def store(self, target, value):
        owner = self.expr(target.value)
        if owner.type == T.TENSOR:
            self.b.run("index_set", owner, value, *self.entries(target.slice))
        elif owner.type.name == "Object":
            self.object_method(owner, "__setitem__", [self.expr(target.slice), value], {})
        elif owner.type.name in ("List", "Dict", "Any"):
            if isinstance(target.slice, ast.Slice):
                self.b.run("set_slice", owner, *self.bounds(target.slice), value)
                return
            self.b.run("set", owner, self.expr(target.slice), value)
        else:
            raise FrontendError(f"an item of a {owner.type} cannot be set")
