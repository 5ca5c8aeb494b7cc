"""Functions, statements, branches and loops."""

import ast
import inspect

from ... import nn
from .._describe import weights_of
from . import _types as T
from ._calls import Calls
from ._containers import Containers
from ._errors import FrontendError, NotSupported, located
from ._expr import Expressions
from ._loops import Loops
from ._objects import Objects
from ._source import exits, source_of
from ._values import BREAK, CONTINUE, EXIT, NEXT, RAISED, RETURN, VALUE, Absent, BoundMethod, Builder, Const, ListLiteral, Ref, Static, TupleValue, Undefined, same

MAX_DEPTH = 48


class Frame(Expressions, Containers, Calls, Loops, Objects):
    """One call of a function while it is written into the program."""

    def __init__(self, unit, source, env):
        self.unit, self.b, self.source, self.env = unit, unit.builder, source, env
        env.setdefault(EXIT, Const(NEXT))

    def run(self):
        """Writes the body; gives the value the function returns."""
        body = self.source.tree.body
        if isinstance(self.source.tree, ast.Lambda):
            return self.expr(body)
        self.block(body)
        value = self.env.get(VALUE, Const(None))
        code = self.env[EXIT]
        if isinstance(code, Const):
            return value if code.value != NEXT else Const(None)
        return value if not isinstance(value, Undefined) else Const(None)

    # Statements.

    def block(self, statements):
        for i, node in enumerate(statements):
            code = self.env[EXIT]
            if isinstance(code, Const):
                if code.value != NEXT:
                    return
            else:
                # Some path has left: the rest runs on the others.
                on = self.b.do("eq", [code, Const(NEXT)], T.BOOL)
                self.branch(on, lambda rest=statements[i:]: self.block(rest), lambda: None, {EXIT: Const(NEXT)})
                return
            try:
                if isinstance(node, ast.If):
                    if self.if_(node, statements[i + 1 :]):
                        return
                else:
                    self.statement(node)
            except FrontendError as error:
                raise located(error, self.source, node) from None

    def statement(self, node):
        method = getattr(self, "do_" + type(node).__name__, None)
        if method is None:
            raise NotSupported(f"programs have no {type(node).__name__.lower()} statement")
        method(node)

    def do_Pass(self, node):
        pass

    do_Import = do_ImportFrom = do_Global = do_Nonlocal = None

    def do_Expr(self, node):
        if not isinstance(node.value, ast.Constant):
            self.expr(node.value)

    def do_FunctionDef(self, node):
        if node.decorator_list:
            raise NotSupported("a decorated function inside a function")
        self.env[node.name] = self.closure(node)

    def do_Return(self, node):
        self.env[VALUE] = self.expr(node.value) if node.value is not None else Const(None)
        if isinstance(self.env[VALUE], ListLiteral):
            self.env[VALUE] = self.b.ref(self.env[VALUE])
        self.env[EXIT] = Const(RETURN)

    def do_Break(self, node):
        self.env[EXIT] = Const(BREAK)

    def do_Continue(self, node):
        self.env[EXIT] = Const(CONTINUE)

    def do_Raise(self, node):
        name, message = "RuntimeError", Const("")
        exc = node.exc
        if isinstance(exc, ast.Call):
            name = ast.unparse(exc.func)
            if exc.args:
                message = self.message(exc.args[0])
        elif exc is not None:
            name = ast.unparse(exc)
        self.b.run("raise", Const(name.rpartition(".")[2]), message)
        self.env[EXIT], self.env[VALUE] = Const(RAISED), Undefined("the result")

    def message(self, node):
        """The text of an error; where it needs what programs have not, its source."""
        steps = len(self.b.steps)
        try:
            return self.b.ref(self.to_str(self.expr(node)))
        except FrontendError:
            del self.b.steps[steps:]
            return Const(ast.unparse(node))

    def do_Assert(self, node):
        value, yes, _ = self.condition(node.test)
        message = Const("")
        if isinstance(value, Const):
            if value.value:
                return
            self.b.run("raise", Const("AssertionError"), self.message(node.msg) if node.msg else message)
            self.env[EXIT], self.env[VALUE] = Const(RAISED), Undefined("the result")
            return
        if node.msg is None or isinstance(node.msg, ast.Constant):
            self.b.run("assert", value, self.expr(node.msg) if node.msg else message)
        else:

            def fail():
                self.b.run("raise", Const("AssertionError"), self.message(node.msg))

            self.branch(value, lambda: None, fail)
        self.env.update(yes)

    def do_Delete(self, node):
        for target in node.targets:
            if isinstance(target, ast.Name):
                self.env.pop(target.id, None)
            elif isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Slice):
                self.b.run("delete_slice", self.expr(target.value), *self.bounds(target.slice))
            elif isinstance(target, ast.Subscript):
                self.b.run("delete", self.expr(target.value), self.expr(target.slice))

    def do_Assign(self, node):
        value = self.expr(node.value)
        for target in node.targets:
            self.assign(target, value)

    def do_AnnAssign(self, node):
        annotation = T.from_annotation(ast.unparse(node.annotation), self.source.scope)
        if node.value is not None:
            value = self.expr(node.value)
            self.assign(node.target, self.annotated(value, annotation))

    def annotated(self, value, t):
        """A value that is said to have a type."""
        if t is None or value.type == t:
            return value
        if isinstance(value, ListLiteral) and t.name == "List":
            return ListLiteral([self.annotated(v, t.args[0]) for v in value.items], t.args[0])
        if isinstance(value, Const) and t == T.FLOAT and value.type == T.INT:
            return Const(float(value.value))
        ref = self.b.ref(value)
        if not self.assignable(value.type, t):
            raise FrontendError(f"a {value.type} is assigned where {t} is declared")
        return Ref(ref.id, t)

    def assignable(self, have, want):
        if have == want or T.ANY in (have, want) or have == T.NEVER or want.name == "Optional" and have == T.NONE:
            return True
        if want.name == "Optional":
            return self.assignable(T.strip(have), want.args[0])
        if have.name == want.name and len(have.args) == len(want.args) and have.args:
            return all(map(self.assignable, have.args, want.args))
        return want.name == "Future"

    def assign(self, target, value):
        if isinstance(target, ast.Name):
            old = self.env.get(target.id)
            if isinstance(value, ListLiteral):
                t = old.type if isinstance(old, Ref) and old.type.name == "List" and not value.items else value.type
                value = Ref(self.b.ref(value).id, t if t.args[0] != T.NEVER else T.list_of(T.ANY if value.items else T.TENSOR))
            elif value.type.name == "Dict" and value.type.args[0] == T.NEVER:
                value = Ref(self.b.ref(value).id, T.dict_of(T.STR, T.TENSOR))
            self.env[target.id] = value
        elif isinstance(target, (ast.Tuple, ast.List)):
            self.unpack(target.elts, value)
        elif isinstance(target, ast.Subscript):
            self.store(target, value)
        elif isinstance(target, ast.Attribute):
            self.set_attribute(target, value)
        else:
            raise NotSupported("this target of an assignment")

    def unpack(self, targets, value):
        starred = [i for i, t in enumerate(targets) if isinstance(t, ast.Starred)]
        items = self.static_items(value)
        if items is None:
            t = value.type
            if starred:
                raise NotSupported("a starred target of a value that is not known now")
            if t.name == "Tuple":
                if len(t.args) != len(targets):
                    raise FrontendError(f"{len(t.args)} values to unpack into {len(targets)} names")
                types = t.args
            elif t.name == "List":
                types = [t.args[0]] * len(targets)
            elif t == T.TENSOR:
                value, types = self.b.do("to_list", [value], T.list_of(T.TENSOR)), [T.TENSOR] * len(targets)
            else:
                types = [T.ANY] * len(targets)
            items = self.b.unpack(value, types)
        elif starred:
            i = starred[0]
            tail = len(targets) - i - 1
            middle = items[i : len(items) - tail]
            items = [*items[:i], ListLiteral(middle), *items[len(items) - tail :]]
            targets = [t.value if isinstance(t, ast.Starred) else t for t in targets]
        if len(items) != len(targets):
            raise FrontendError(f"{len(items)} values to unpack into {len(targets)} names")
        for t, v in zip(targets, items):
            self.assign(t, v)

    def do_AugAssign(self, node):
        target, op = node.target, type(node.op).__name__
        load = ast.copy_location(_loaded(target), target)
        old, right = self.expr(load), self.expr(node.value)
        if old.type == T.TENSOR and op in _INPLACE and (right.type == T.TENSOR or right.type in T.NUMBERS):
            out = self.op(_INPLACE[op], [old, right], inplace=True)
            if not isinstance(target, ast.Subscript):
                if isinstance(target, ast.Name):
                    self.env[target.id] = out
                return
            if not self.is_view(target):
                self.store(target, out)
            return
        if old.type.name == "List" and op == "Add":
            self.b.run("extend", old, right)
            return
        self.assign(target, self.binary(op, old, right))

    def is_view(self, target):
        """Whether `x[…]` shows x's memory, so that writing into it is enough."""
        value = self.expr(target.value)
        return value.type == T.TENSOR and not isinstance(target.slice, (ast.Name, ast.Attribute, ast.Call, ast.Compare, ast.List))

    def do_With(self, node):
        olds = []
        for item in node.items:
            context = item.context_expr
            name = ast.unparse(context.func if isinstance(context, ast.Call) else context).rpartition(".")[2]
            if name in ("no_grad", "inference_mode", "enable_grad", "set_grad_enabled"):
                on = self.expr(context.args[0]) if name == "set_grad_enabled" else Const(name == "enable_grad")
                olds.append(self.b.do("grad_mode", [on], T.BOOL))
            elif name not in ("record_function", "profile", "nullcontext"):
                raise NotSupported(f"`with {name}` in a program")
        if exits(node.body):
            raise NotSupported("leaving a function or loop from inside a with block")
        self.block(node.body)
        for old in reversed(olds):
            self.b.do("grad_mode", [old], T.BOOL)

    # Branches.

    def if_(self, node, rest):
        """Writes an if; true where the statements after it have been written too."""
        value, yes, no = self.condition(node.test)
        if isinstance(value, Const):
            self.env.update(yes if value.value else no)
            self.block([*(node.body if value.value else node.orelse), *rest])
            return True
        body, orelse = node.body, node.orelse
        ends = [_always(body), _always(orelse)]
        whole = any(ends)
        if whole:
            # What follows belongs to the branch that goes on.
            body = body if ends[0] else [*body, *rest]
            orelse = orelse if ends[1] else [*orelse, *rest]
        self.branch(value, lambda: self.block(body), lambda: self.block(orelse), yes, no)
        return whole

    def branch(self, cond, then, other, yes=None, no=None):
        """Both branches with the environment as it is here, and then what they leave, merged."""
        before = dict(self.env)
        cond = self.b.ref(cond)
        ends = []
        regions = []
        for write, known in ((then, yes), (other, no)):
            self.env = {**before, **(known or {})}
            regions.append(self.b.region(lambda write=write: write() or []))
            ends.append(self.env)
        names, outs = self.merge(before, ends, regions)
        step = {"if": cond.id, "then": regions[0], "else": regions[1], "out": [r.id for r in outs]}
        self.b.steps.append(step)

    def merge(self, before, ends, regions):
        """Gives names that differ between two ends one value each."""
        codes = [e[EXIT] for e in ends]
        left = [isinstance(c, Const) and c.value in (RETURN, RAISED) for c in codes]
        dead = [isinstance(c, Const) and c.value == RAISED for c in codes]
        self.env = {}
        outs, names = [], []
        for name in dict.fromkeys([*ends[0], *ends[1]]):
            a, b = (e.get(name, Undefined(name)) for e in ends)
            known = before.get(name)
            if isinstance(known, Ref) and all(_shows(v, known) for v in (a, b)):
                # What a condition said of it holds in its branch only, but where the other one has left.
                gone = [v for v, l in zip((b, a), left) if l]
                self.env[name] = gone[0] if len(gone) == 1 else known
                continue
            if same(a, b):
                self.env[name] = a
                continue
            if name not in (EXIT, VALUE):
                # A path that has left does not bring its values here.
                if left[0] and not left[1]:
                    a = Undefined(name)
                elif left[1] and not left[0]:
                    b = Undefined(name)
            elif dead[0] != dead[1]:
                a, b = (Undefined(name), b) if dead[0] else (a, Undefined(name))
            if isinstance(a, Undefined) and isinstance(b, Undefined):
                continue
            if isinstance(a, Undefined) or isinstance(b, Undefined):
                one = b if isinstance(a, Undefined) else a
                gone = dead[0] != dead[1] if name in (EXIT, VALUE) else left[0] != left[1]
                if gone and (_fixed(one) or (name in before and same(one, before[name]))):
                    self.env[name] = one
                    continue
                if not (left[0] or left[1] or dead[0] or dead[1]) and name not in (VALUE,):
                    # Only one path defines it; using it later is an error unless every path there does.
                    self.env[name] = Undefined(name)
                    continue
            if any(isinstance(v, (Static, BoundMethod)) for v in (a, b)):
                if isinstance(a, Undefined) or isinstance(b, Undefined):
                    self.env[name] = b if isinstance(a, Undefined) else a
                    continue
                raise NotSupported(f"{name} is one object in one branch and another one in the other")
            what = "The result" if name == VALUE else name
            merged = self.b.fresh(self.unify(a.type, b.type, what))
            for v, region in zip((a, b), regions):
                region["outputs"].append(self.placed(v, region).id)
            outs.append(merged)
            names.append(name)
            self.env[name] = merged
            kinds = [v for v in (a, b) if not isinstance(v, Undefined)]
            if all(isinstance(v, TupleValue) for v in kinds) and merged.type.name == "Tuple" and name != VALUE:
                self.env[name] = TupleValue(self.b_unpack_later(merged), kinds[0].cls)
        return names, outs

    def unify(self, a, b, what):
        if not self.source.library:
            return T.unify(a, b, what)
        try:
            return T.unify(a, b, what)
        except FrontendError:
            # The package's own code says nothing of types; the program finds out when it runs.
            return T.ANY

    def b_unpack_later(self, merged):
        """The items of a merged tuple, read one by one where they are used."""
        return [_Item(self, merged, i, t) for i, t in enumerate(merged.type.args)]

    def placed(self, v, region):
        """A value as an output of a region."""
        if isinstance(v, Undefined):
            v = Const(None)
        outer, self.b.steps = self.b.steps, region["nodes"]
        try:
            return self.b.ref(v)
        finally:
            self.b.steps = outer


class _Item(Ref):
    """An item of a tuple of the program, taken out when it is first used."""

    def __init__(self, frame, owner, index, type):
        self.frame, self.owner, self.index, self.type, self._id = frame, owner, index, type, None

    @property
    def id(self):
        # Taken anew at each use: the place of the first may not reach that of the second.
        return self.frame.b.do("get", [self.owner, Const(self.index)], self.type).id


def _shows(v, ref):
    """Whether a value is `ref`, perhaps with more known of it."""
    return isinstance(v, Ref) and v.id == ref.id or isinstance(v, Absent) and v.of == ref.id


def _fixed(v):
    """Whether a value is known now, with all that is in it."""
    if isinstance(v, (TupleValue, ListLiteral)):
        return all(map(_fixed, v.items))
    return isinstance(v, (Const, Static))


_INPLACE = {"Add": "add", "Sub": "sub", "Mult": "mul", "Div": "div", "Pow": "pow", "FloorDiv": "floor_divide", "Mod": "remainder", "BitAnd": "bitwise_and", "BitOr": "bitwise_or", "BitXor": "bitwise_xor"}


def _loaded(target):
    """The same expression, read."""
    copy = type(target)(**{f: getattr(target, f) for f in target._fields})
    copy.ctx = ast.Load()
    return copy


def _always(body):
    """Whether statements surely leave the block."""
    for n in body:
        if isinstance(n, (ast.Return, ast.Break, ast.Continue, ast.Raise)):
            return True
        if isinstance(n, ast.If) and _always(n.body) and _always(n.orelse):
            return True
    return False


class Unit:
    """What is compiled into one program."""

    def __init__(self, root=None):
        self.builder, self.root, self.depth = Builder(), root, 0
        self.paths = {}
        if root is not None:
            for path, module in root.named_modules(remove_duplicate=False):
                self.paths.setdefault(id(module), path)
        self.ignored, self.by_identity = {}, None
        # By class: the types of its attributes.
        self.classes = {}

    def weights(self):
        """(path, kind, type, requires_grad) of the root's parameters and buffers, by identity."""
        if self.by_identity is None:
            named = [(path, p, "parameter") for path, p in self.root.named_parameters()]
            named += [(path, p, "buffer") for path, p in self.root.named_buffers()]
            self.by_identity = {id(p): (path, kind, T.TENSOR, kind == "parameter" and p.requires_grad) for path, p, kind in named}
        return self.by_identity

    def mark(self):
        b = self.builder
        return len(b.inputs), len(b.constants), dict(b.by_path), dict(b.by_tensor)

    def reset(self, mark):
        b = self.builder
        del b.inputs[mark[0] :]
        del b.constants[mark[1] :]
        b.by_path, b.by_tensor = mark[2], mark[3]

    def call(self, fn, args, kwargs, owner=None):
        """Writes the body of a Python function."""
        source = source_of(fn)
        if self.depth >= MAX_DEPTH:
            raise NotSupported(f"calls nest deeper than {MAX_DEPTH} (a recursion?)")
        if owner is not None:
            args = [owner, *args]
        env = bind(source, args, kwargs)
        self.depth += 1
        try:
            return Frame(self, source, env).run()
        finally:
            self.depth -= 1


def bind(source, args, kwargs):
    """The parameters of a function by name."""
    fn = source.fn
    signature = inspect.signature(fn)
    env = {}
    params = list(signature.parameters.values())
    args, kwargs = list(args), dict(kwargs)
    for p in params:
        if p.kind is p.VAR_POSITIONAL:
            env[p.name], args = TupleValue(args), []
        elif p.kind is p.VAR_KEYWORD:
            env[p.name], kwargs = Static({k: v for k, v in kwargs.items()}), {}
        elif args and p.kind is not p.KEYWORD_ONLY:
            if p.name in kwargs:
                raise FrontendError(f"{fn.__name__}() got several values for the argument {p.name!r}")
            env[p.name] = args.pop(0)
        elif p.name in kwargs:
            env[p.name] = kwargs.pop(p.name)
        elif p.default is not p.empty:
            env[p.name] = p.default
        else:
            raise FrontendError(f"{fn.__name__}() is missing the argument {p.name!r}")
    if args or kwargs:
        raise FrontendError(f"{fn.__name__}() was given unexpected arguments {list(kwargs) or len(args)}")
    holder = _Constants(source)
    for k, v in env.items():
        if not hasattr(v, "type") or isinstance(v, type) or isinstance(v, nn.Module):
            env[k] = holder.value(v)
        elif isinstance(v, ListLiteral):
            pass
    return env


class _Constants:
    """Turns defaults of parameters into values."""

    def __init__(self, source):
        self.source = source

    def value(self, v):
        return Expressions.static_value(v)


def signature_types(fn, method):
    """(name, type, default) of the arguments of a scripted function; what is not annotated is a Tensor."""
    source = source_of(fn)
    comments = _comment_types(source)
    out = []
    params = list(inspect.signature(inspect.unwrap(fn)).parameters.values())
    for i, p in enumerate(params[1:] if method else params):
        if p.kind in (p.VAR_POSITIONAL, p.VAR_KEYWORD):
            raise NotSupported(f"the argument *{p.name} of {fn.__name__}")
        t = T.from_annotation(p.annotation, source.scope)
        if t is None and p.annotation is p.empty:
            t = comments[i] if comments and i < len(comments) else None
            if t is None:
                t = T.of_value(p.default) if p.default is not p.empty and p.default is not None else T.TENSOR
                if p.default is None:
                    t = T.ANY if source.library else T.optional(T.TENSOR)
                if t == T.OTHER:
                    raise NotSupported(f"the default of {p.name}")
        if t is None:
            raise NotSupported(f"the type {p.annotation} of the argument {p.name}")
        out.append((p.name, t, p.default))
    return source, out


def _comment_types(source):
    """The types of a `# type: (Tensor, int) -> Tensor` comment."""
    for line in source.lines[:6]:
        text = line.strip()
        if text.startswith("# type: (") and "->" in text:
            inside = text[len("# type: (") : text.rindex("->")].strip().removesuffix(")")
            import typing

            scope = {**vars(typing), **source.scope}
            tree = ast.parse(f"({inside},)", mode="eval").body.elts if inside else []
            return [T.from_annotation(ast.unparse(e), scope) for e in tree]
    return None


class Compiled:
    """A program of a function or method: the graph, the tensors in it, and how it is called."""

    def __init__(self, builder, outputs, args, result, writes):
        self.builder, self.outputs, self.args, self.result, self.writes = builder, outputs, args, result, writes
        self.classes = {}

    def graph(self):
        """(JSON of the graph, tensors of its constants)."""
        return self.builder.json(self.outputs, self.writes), [t for _, t in self.builder.constants]


def compile_function(fn, example=None):
    """The program of a function."""
    return _compile(Unit(), fn, None)


def compile_module(module, method):
    """The program of a method of a module."""
    return _compile(Unit(module), getattr(type(module), method, None) or getattr(module, method), module)


def _compile(unit, fn, module):
    try:
        return _compiled(unit, fn, module)
    except FrontendError as error:
        # The way through the compiler says nothing to the reader of the error.
        raise error.with_traceback(None) from None


def _compiled(unit, fn, module):
    source, args = signature_types(fn, module is not None)
    env = {} if module is None else {next(iter(inspect.signature(inspect.unwrap(fn)).parameters)): Static(module, "")}
    b = unit.builder
    if module is not None and fn.__name__ == "forward":
        # All of them, used or not: the file holds the module's state.
        for path, kind, t in weights_of(module)[0]:
            b.weight(path, kind, T.TENSOR, kind == "parameter" and t.requires_grad)
    for name, t, _ in args:
        env[name] = b.input(name, "argument", t)
    frame = Frame(unit, source, env)
    if module is not None and fn.__name__ == "forward" and frame.has_hooks(module):
        value = frame.hooked(Static(module, ""), [env[name] for name, _, _ in args], {})
    else:
        value = frame.run()
    result = value.type
    outputs = [] if isinstance(value, Const) and value.value is None else [b.ref(value).id]
    writes = frame.buffer_updates(module)
    out = Compiled(b, outputs, args, result, writes)
    out.classes = unit.classes
    return out


def compile_choice(true_fn, false_fn, count):
    """The program of `true_fn(*operands) if pred else false_fn(*operands)`, and what its inputs after those are.

    The functions' own tensors (those they close over, and the weights of modules they close over) are inputs too.
    """
    root = nn.Module()
    for i, module in enumerate(_modules_of(true_fn) + _modules_of(false_fn)):
        if not any(module is m for m in root.modules()):
            root.add_module(f"m{i}", module)
    unit = Unit(root)
    b = unit.builder
    pred, *operands = (b.input(name, "argument", T.TENSOR) for name in ("pred", *(f"operand_{i}" for i in range(count))))
    frame = Frame(unit, source_of(compile_choice), {})
    chosen = b.do("bool", [pred], T.BOOL)
    value = frame.choose(chosen, *(lambda fn=fn: frame.call(frame.of_object(fn), list(operands), {}) for fn in (true_fn, false_fn)))
    outputs, held = [b.ref(value).id], []
    for given in b.inputs[count + 1 :]:
        owner, _, name = given["name"].rpartition(".")
        held.append(getattr(root.get_submodule(owner), name))
        given["kind"] = "argument"
    for id, t in b.constants:
        b.inputs.append({"id": id, "kind": "argument", "name": f"held_{id}", "requires_grad": False, "type": "Tensor"})
        held.append(t)
    b.constants = []
    if frame.buffer_updates(root):
        raise NotSupported("a function of `cond` that sets buffers")
    return b.json(outputs), held, value.type


def _modules_of(fn):
    """The modules that a function closes over or is a method of."""
    held = [getattr(fn, "__self__", None), *(_content(c) for c in getattr(inspect.unwrap(fn), "__closure__", None) or ())]
    return [v for v in [fn, *held] if isinstance(v, nn.Module)]


def _content(cell):
    try:
        return cell.cell_contents
    except ValueError:
        return None
