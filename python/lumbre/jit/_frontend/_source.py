"""Source text and syntax trees of functions."""

import ast
import functools
import inspect
import linecache
import textwrap

from ._errors import NotSupported


_HOME = __file__.partition("jit/_frontend")[0]


class Source:
    """A function's tree with its text and the names it sees."""

    def __init__(self, fn, tree, lines, file, first):
        self.fn, self.tree, self.lines, self.file, self.first = fn, tree, lines, file, first
        self.scope = dict(fn.__globals__)
        self.library = (fn.__module__ or "").partition(".")[0] in ("lumbre", "torch") or file.startswith(_HOME)
        for name, cell in zip(fn.__code__.co_freevars, fn.__closure__ or ()):
            try:
                self.scope[name] = cell.cell_contents
            except ValueError:
                pass


def _among(code):
    """As `_tree`, of a lambda that is part of a larger expression: it is found in its file by its place (Python 3.10 does not tell)."""
    file = inspect.getsourcefile(code) or "<string>"
    lines = linecache.getlines(file)
    places = [(p[0], p[2]) for p in getattr(code, "co_positions", list)() if p[2]]
    try:
        lambdas = [n for n in ast.walk(ast.parse("".join(lines))) if isinstance(n, ast.Lambda)]
    except SyntaxError:
        lambdas = []

    def holds(body):
        return all((body.lineno, body.col_offset) <= p <= (body.end_lineno, body.end_col_offset) for p in places)

    found = [n for n in lambdas if places and n.lineno == code.co_firstlineno and holds(n.body)]
    if not found:
        raise NotSupported(f"the source of {code.co_name} is part of an expression")
    # One inside another comes later in the walk.
    return found[-1], [line.rstrip("\n") for line in lines], file, 1


class _Plain(ast.NodeTransformer):
    """Writes the `else` of loops as a condition: no turn has broken out."""

    def visit_For(self, node):
        self.generic_visit(node)
        if not node.orelse:
            return node
        flag = f"$whole{node.lineno}.{node.col_offset}"

        def note(value, at):
            made = ast.Assign([ast.Name(flag, ast.Store())], ast.Constant(value))
            return ast.fix_missing_locations(ast.copy_location(made, at))

        node.body = [x for n in node.body for x in _noted(n, note)]
        asked = ast.copy_location(ast.If(ast.Name(flag, ast.Load()), node.orelse, []), node)
        node.orelse = []
        return [note(True, node), node, ast.fix_missing_locations(asked)]

    visit_While = visit_For


def _noted(node, note):
    """A statement of a loop's body, with the loop's breaks noted."""
    if isinstance(node, ast.Break):
        return [note(False, node), node]
    if not isinstance(node, (ast.For, ast.While, ast.FunctionDef, ast.ClassDef)):
        for field in ("body", "orelse", "finalbody"):
            part = getattr(node, field, None)
            if isinstance(part, list):
                setattr(node, field, [x for n in part for x in _noted(n, note)])
    return [node]


@functools.lru_cache(maxsize=4096)
def _tree(code):
    try:
        lines, first = inspect.getsourcelines(code)
    except (OSError, TypeError) as error:
        raise NotSupported(f"the source of {code.co_name} cannot be read ({error})") from None
    text = textwrap.dedent("".join(lines))
    try:
        module = ast.parse(text)
    except SyntaxError:
        return _among(code)
    module = _Plain().visit(module)
    node = module.body[0]
    if not isinstance(node, ast.FunctionDef):
        found = [n for n in ast.walk(module) if isinstance(n, ast.Lambda)]
        if len(found) != 1:
            return _among(code)
        node = found[0]
    return node, text.split("\n"), inspect.getsourcefile(code) or "<string>", first


def source_of(fn):
    fn = inspect.unwrap(fn)
    if not hasattr(fn, "__code__"):
        raise NotSupported(f"{fn!r} is no Python function")
    node, lines, file, first = _tree(fn.__code__)
    return Source(fn, node, lines, file, first)


def assigned(nodes):
    """The names that statements assign."""
    names = set()

    class Walk(ast.NodeVisitor):
        def visit_Name(self, node):
            if isinstance(node.ctx, (ast.Store, ast.Del)):
                names.add(node.id)

        def visit_Attribute(self, node):
            if isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name):
                names.add(f"{node.value.id}.{node.attr}")
            self.generic_visit(node)

        def visit_FunctionDef(self, node):
            names.add(node.name)

        def visit_Lambda(self, node):
            pass

        visit_ListComp = visit_GeneratorExp = visit_DictComp = visit_SetComp = visit_Lambda

    for n in nodes:
        Walk().visit(n)
    return names


def exits(nodes, inside=False):
    """Whether statements hold a return, or a break or continue of the loop around them."""
    for n in nodes:
        if isinstance(n, ast.Return) or (not inside and isinstance(n, (ast.Break, ast.Continue))):
            return True
        if isinstance(n, (ast.FunctionDef, ast.Lambda, ast.ClassDef)):
            continue
        loop = isinstance(n, (ast.For, ast.While))
        for field in ("body", "orelse", "finalbody"):
            part = getattr(n, field, None)
            if isinstance(part, list) and exits(part, inside or (loop and field == "body")):
                return True
    return False
