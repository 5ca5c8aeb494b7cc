"""Source text and syntax trees of functions."""

import ast
import functools
import inspect
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
        raise NotSupported(f"the source of {code.co_name} is part of an expression") from None
    node = module.body[0]
    if not isinstance(node, ast.FunctionDef):
        found = [n for n in ast.walk(module) if isinstance(n, ast.Lambda)]
        if len(found) != 1:
            raise NotSupported(f"{code.co_name} is not a plain function")
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
