"""The API reference, from the objects themselves: the engine's functions have no Python source that could be read.

`pages()` gives {path below reference/: Markdown} and `anchors()` where each documented name stands.
"""

import importlib
import inspect
import re
import types
from functools import lru_cache
from pathlib import Path

from contents import FAMILIES, PAGES
from docstrings import body, declared, signature, split, summary

ROOT = Path(__file__).resolve().parents[2]
OPS = ROOT / "rust/lumbre/src/ops"
ANCHORS = {}


def pages():
    """Every page of the reference by its path below `reference/`."""
    out = {"index.md": None}
    for path, title, modules in PAGES:
        parts = [f"# {title}\n"]
        for module in modules:
            parts.append(_class_page(path, module) if module == "lumbre.Tensor" else _module(path, module, one=len(modules) == 1))
        out[path] = "\n".join(parts)
    out.update(_package())
    rows = [f"| [{title}]({path}) | {_about(modules)} |" for path, title, modules in PAGES]
    families = [f"| [{title}]({path}) | {', '.join(_samples(out[path]))} … |" for path, title, _ in FAMILIES]
    out["index.md"] = INDEX.format(families="\n".join(families), modules="\n".join(rows))
    return out


INDEX = """# Reference

Made from the package's own help: `help(lumbre.softmax)` in a Python session shows the same text. The engine's functions name the formula, the
shapes and dtypes they take, their own errors and where the idea comes from.

## Functions of the package

| page | for example |
| --- | --- |
{families}

## Modules

| page | what it holds |
| --- | --- |
{modules}
"""


def _about(modules):
    if modules == ["lumbre.Tensor"]:
        return "The class of all tensors: every method and attribute."
    return summary(importlib.import_module(modules[0]).__doc__)


def _samples(page):
    return [f"`{n}`" for n in re.findall(r"^#### `(?:lumbre\.)?(\w+)`", page, re.M)[:8]]


def _absent(thing):
    """Whether it only refuses by name."""
    return (getattr(thing, "__doc__", None) or "").startswith("Not part of this build")


def _entry(path, full, thing, depth, *, name=None, bound=False, extra=""):
    """One documented name: heading, signature, declaration, text."""
    name = name or full
    ANCHORS.setdefault(full, f"reference/{path}#{full}")
    lines = [f"{'#' * depth} `{name}` {{ #{full} }}", ""]
    short = full.rpartition(".")[2]
    shown = signature(thing, ("class " if inspect.isclass(thing) else "") + short, bound=bound) if callable(thing) else None
    for declaration, text in split(_doc(thing)):
        if declaration and callable(thing):
            shown = declared(declaration, short, bound=bound, out="out=" in (shown or "") and "out" not in declaration)
        if shown:
            lines += ["```python", shown, "```", ""]
        lines += [body(text), ""]
    return "\n".join([*lines, extra, ""])


def public(module):
    """{name: object} of a module's public names, without modules and type names of `typing`."""
    names = getattr(module, "__all__", None)
    if not names:
        names = [
            n for n, v in sorted(vars(module).items())
            if not n.startswith("_") and (inspect.isclass(v) or callable(v)) and _home(v, module)
        ]  # fmt: skip
    out = {}
    for name in names:
        try:
            thing = getattr(module, name)
        except (AttributeError, NotImplementedError, ImportError):
            continue
        # Python's own `multiprocessing` has pages elsewhere.
        elsewhere = str(getattr(getattr(thing, "__func__", thing), "__module__", "")).partition(".")[0] in ("typing", "multiprocessing")
        if not inspect.ismodule(thing) and not elsewhere and not name.startswith("_") and name != "Tensor":
            out[name] = thing
    return out


def _home(thing, module):
    """Whether a name that no `__all__` lists belongs to the module: it is made there, below, or in a file beside it."""
    where = (getattr(thing, "__module__", None) or "").replace("torch", "lumbre", 1)
    beside = module.__name__ if hasattr(module, "__path__") else module.__name__.rpartition(".")[0]
    return isinstance(thing, types.BuiltinFunctionType) or where == module.__name__ or where.startswith(f"{beside}.")


def _module(path, dotted, one):
    module = importlib.import_module(dotted)
    ANCHORS.setdefault(dotted, f"reference/{path}#{dotted}")
    things = public(module)
    lines = [f"## {dotted} {{ #{dotted} }}\n"]
    lines.append(body(module.__doc__) + "\n")
    absent = [n for n, v in things.items() if _absent(v)]
    plain = {n: v for n, v in things.items() if n not in absent and not callable(v)}
    rest = {n: v for n, v in things.items() if n not in absent and n not in plain}
    forms = {n for n in rest if n.endswith("_") and n[:-1] in rest}
    classes = {n: v for n, v in rest.items() if inspect.isclass(v) and n not in forms}
    functions = {n: v for n, v in rest.items() if not inspect.isclass(v) and n not in forms}
    for title, group in (("Classes", classes), ("Functions", functions)):
        if not group:
            continue
        lines.append(f"| {title} | |\n| --- | --- |")
        lines += [f"| [`{n}`](#{dotted}.{n}) | {summary(_doc(v))} |" for n, v in group.items()]
        lines.append("")
    for name, thing in {**classes, **functions}.items():
        full = f"{dotted}.{name}"
        in_place = f"In place: `{name}_`." if f"{name}_" in forms else ""
        lines.append(_class(path, full, thing) if inspect.isclass(thing) else _entry(path, full, thing, 4, name=name, extra=in_place))
    inner = [n for n, v in sorted(vars(module).items()) if inspect.ismodule(v) and v.__name__ == f"{dotted}.{n}" and not n.startswith("_")]
    if inner and not rest:
        lines.append("Modules: " + ", ".join(f"`{dotted}.{n}`" for n in inner) + ".\n")
    if plain:
        lines.append("Values: " + ", ".join(f"`{n}`" for n in plain) + ".\n")
    if absent:
        lines.append("Names that can be imported and raise `NotImplementedError` when they are called: " + ", ".join(f"`{n}`" for n in absent) + ".\n")
    return "\n".join(lines)


def _doc(thing):
    doc = thing.__doc__
    return doc if not (inspect.isclass(thing) and doc == object.__doc__) else ""


def _class(path, full, cls):
    """A class: its own text, then its documented methods and properties."""
    lines = [_entry(path, full, cls, 4, name=full.rpartition(".")[2])]
    bases = [b.__name__ for b in cls.__mro__[1:] if b.__module__.startswith(("lumbre", "torch")) and not b.__name__.startswith("_")]
    if bases:
        lines.append(f"Bases: {', '.join(f'`{b}`' for b in bases)}.\n")
    silent = []
    if not issubclass(cls, BaseException):
        for name, member in _members(cls):
            if _own_words(member):
                lines.append(_entry(path, f"{full}.{name}", member, 5, name=f"{full.rpartition('.')[2]}.{name}", bound=True))
            elif name not in ("forward", "extra_repr", "reset_parameters") and callable(member):
                silent.append(name)
    if silent:
        lines.append(f"Also: {', '.join(f'`{n}`' for n in silent)}.\n")
    return "\n".join(lines)


def _members(cls):
    """(name, function, descriptor or property) of what the class itself defines."""
    for name, member in vars(cls).items():
        if name.startswith("_"):
            continue
        member = getattr(member, "__func__", member)
        if callable(member) and not inspect.isclass(member) or isinstance(member, property) or inspect.isdatadescriptor(member):
            yield name, member


def _own_words(member):
    return bool((getattr(member, "__doc__", None) or "").strip()) and not getattr(member, "__doc__", "").startswith("Alias for field")


def _class_page(path, dotted):
    import lumbre

    cls = lumbre.Tensor
    ANCHORS[dotted] = f"reference/{path}#{dotted}"
    lines = [_entry(path, dotted, cls, 2, name="lumbre.Tensor")]
    members = {n: m for n, m in sorted(_members(cls)) if not _absent(m)}
    for title, wanted in (("Attributes", False), ("Methods", True)):
        group = {n: m for n, m in members.items() if callable(m) is wanted and not (n.endswith("_") and n[:-1] in members)}
        lines += [f"## {title}\n", "| | |\n| --- | --- |"]
        lines += [f"| [`{n}`](#{dotted}.{n}) | {summary(m.__doc__)} |" for n, m in group.items()]
        lines.append("")
        for name, member in group.items():
            in_place = f"In place: `{name}_`." if f"{name}_" in members else ""
            lines.append(_entry(path, f"{dotted}.{name}", member, 4, name=name, bound=True, extra=in_place))
    return "\n".join(lines)


@lru_cache
def families():
    """{op: stem of its source file}; those of linear algebra with their folder where another file has the same stem."""
    out = {}
    for source in sorted(OPS.glob("**/*.rs")):
        stem = "linalg/norms" if source.stem == "norms" and source.parent.name == "linalg" else source.stem
        for name, flags in re.findall(r"^/// `(\w+)[\w.]*\([^`]*`(?: · (.*))?$", source.read_text(), re.M):
            for n in (name, *re.findall(r"alias=([\w.]+)", flags)):
                out.setdefault(n.rpartition(".")[2], stem)
    return out


def _package():
    """The functions of the package itself, by page and heading."""
    import lumbre

    last = (FAMILIES[-1][0], FAMILIES[-1][2][-1][0])
    places = {word: (path, heading) for path, _, headings in FAMILIES for heading, words in headings for word in words.split()}
    known, groups, absent = families(), {}, []
    things = {n: getattr(lumbre, n) for n in dir(lumbre) if not n.startswith("_")}
    for name, thing in things.items():
        if inspect.ismodule(thing) or not callable(thing) or name == "Tensor" or (name.endswith("_") and name[:-1] in things):
            continue
        if _absent(thing):
            absent.append(name)
            continue
        home = known.get(name) if isinstance(thing, types.BuiltinFunctionType) else getattr(thing, "__module__", None)
        groups.setdefault(places.get(f"={name}") or places.get(home, last), {})[name] = thing
    out = {}
    for path, title, headings in FAMILIES:
        lines = [f"# {title}\n"]
        for heading, _ in headings:
            group = groups.get((path, heading), {})
            lines += [f"## {heading}\n"] if group else []
            for name, thing in group.items():
                in_place = f"In place: `{name}_`." if f"{name}_" in things else ""
                if inspect.isclass(thing):
                    lines.append(_class(path, f"lumbre.{name}", thing))
                else:
                    lines.append(_entry(path, f"lumbre.{name}", thing, 4, name=name, extra=in_place))
        out[path] = "\n".join(lines)
    out[FAMILIES[-1][0]] += _constants(things, absent)
    return out


def _constants(things, absent):
    import lumbre

    rows = []
    for kind in (lumbre.dtype, lumbre.layout, lumbre.memory_format):
        names = [f"`{n}`" for n, v in things.items() if isinstance(v, kind)]
        rows.append(f"- `lumbre.{kind.__name__}`: {', '.join(names)}")
    rows.append("- numbers: `e`, `inf`, `nan`, `pi`; `newaxis` is None")
    return (
        "\n## Values\n\n" + "\n".join(rows) + "\n\n## Names that raise\n\nThey can be looked up, and raise `NotImplementedError` when they are called: "
        + ", ".join(f"`{n}`" for n in absent) + ".\n"
    )  # fmt: skip
