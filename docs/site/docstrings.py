"""Docstrings and signatures as Markdown."""

import inspect
import re

# The first line of an op's help: its declaration.
DECLARATION = re.compile(r"^[\w.]+\(.*\) -> .+$")
LABEL = re.compile(r"^([A-Z][A-Za-z]+|Args|Returns|Raises)(?: \([^)]*\))?:(?: (.*))?$")
LABELS = {"Shapes", "Shape", "Dtypes", "Autocast", "Raises", "Source", "Args", "Returns", "Yields", "Attributes", "Example", "Examples", "Note", "Notes", "Units", "Keys"}


def escape(text):
    """Text as Markdown that shows it as it is, but for `code` and ``code``."""
    text = re.sub(r"``([^`]+)``", r"`\1`", text)
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(p if p.startswith("`") and len(p) > 1 else re.sub(r"([\\*_\[\]])", r"\\\1", p).replace("<", "&lt;").replace(">", "&gt;").replace("|", "&#124;") for p in parts)


def split(doc):
    """[(declaration or None, text)]: an op has one declaration for each of its overloads, Python code has none."""
    parts = [[None, []]]
    for line in inspect.cleandoc(doc or "").strip().split("\n"):
        if DECLARATION.match(line):
            parts.append([line, []])
        else:
            parts[-1][1].append(line)
    parts = [(declaration, "\n".join(lines).strip()) for declaration, lines in parts]
    return parts[1:] if len(parts) > 1 and not parts[0][1] else parts


KINDS = {
    "TensorOrScalar": "Tensor | Number", "Scalar": "Number", "Tensor[]": "Sequence[Tensor]", "Tensor?[]": "Sequence[Tensor | None]",
    "int[]": "Sequence[int]", "float[]": "Sequence[float]", "bool[]": "Sequence[bool]", "Tensor(a)[]": "tuple[Tensor, ...]",
}  # fmt: skip


def declared(declaration, name, *, bound=False, out=False):
    """A declaration in Python's words, under `name`; `bound`: of a method, whose first argument is the tensor."""
    given, _, result = declaration.partition("(")[2].rpartition(") -> ")
    parts = []
    for part in _arguments(given)[1 if bound else 0 :]:
        kind, _, rest = part.partition(" ")
        word, equals, value = rest.partition("=")
        parts.append(f"{word}: {_kind(kind)}{' = ' + value if equals else ''}" if rest else kind)
    if out:
        parts += ([] if "*" in parts else ["*"]) + ["out: Tensor | None = None"]
    returned = {"Tensor[]": "tuple[Tensor, ...]", "Tensor(a)[]": "tuple[Tensor, ...]", "()": "None"}.get(result) or re.sub(r"\(a!?\)", "", result).replace("Scalar", "Number")
    return _folded(name, parts, f" -> {returned}")


def _kind(kind):
    kind = re.sub(r"\(\w!?\)|\[\d+\]", lambda m: "[]" if m[0][0] == "[" else "", kind)
    optional = kind.endswith("?")
    kind = kind.removesuffix("?")
    return KINDS.get(kind, kind) + (" | None" if optional else "")


def _arguments(text):
    """The text cut at its commas, but for those in brackets."""
    out, depth = [""], 0
    for c in text:
        depth += (c in "([") - (c in ")]")
        if c == "," and depth == 0:
            out.append("")
        else:
            out[-1] += c
    return [part.strip() for part in out if part.strip()]


def _folded(name, parts, end=""):
    line = f"{name}({', '.join(parts)}){end}"
    return line if len(line) <= 84 else f"{name}(\n" + "".join(f"    {part},\n" for part in parts) + f"){end}"


def summary(doc):
    """The first sentence, of the first paragraph."""
    text = " ".join(split(doc)[0][1].split("\n\n")[0].split())
    for found in re.finditer(r"[.](?= |$)", text):
        if text[: found.start()].count("`") % 2 == 0:
            text = text[: found.start() + 1]
            break
    return escape(text) if len(text) < 400 else escape(text[:300].rpartition(" ")[0]) + " …"


def body(doc):
    """Text of a docstring: paragraphs, examples as code, and `Shapes:` and the like as a list."""
    out, lines, i = [], inspect.cleandoc(doc or "").strip().split("\n"), 0
    while i < len(lines):
        line = lines[i]
        label = LABEL.match(line)
        if label and label[1] in LABELS:
            text, items, i = [label[2] or ""], [], i + 1
            while i < len(lines) and (lines[i].startswith(" ") or (not lines[i].strip() and i + 1 < len(lines) and lines[i + 1].startswith(" "))):
                items.append(lines[i])
                i += 1
            if not label[2] and items:
                out += ["", f"**{label[1]}**", "", *_items(items), ""]
            else:
                text += [t.strip() for t in items]
                out.append(f"- **{label[1]}**: {escape(' '.join(' '.join(text).split()))}")
        elif line.startswith(">>>"):
            example = []
            while i < len(lines) and lines[i].strip():
                example.append(lines[i])
                i += 1
            out += ["", "```pycon", *example, "```", ""]
        elif line.startswith("    ") and (not out or not out[-1].strip()):
            code = []
            while i < len(lines) and (lines[i].startswith("    ") or not lines[i].strip()):
                code.append(lines[i][4:])
                i += 1
            out += ["", "```python", *code, "```", ""]
        else:
            text = escape(line.strip())
            # A list after a paragraph needs a line between.
            if re.match(r"(-|\d+\.) ", line.strip()):
                text = line.strip()[:2] + escape(line.strip()[2:])
                if out and out[-1].strip() and not out[-1].startswith(("- ", "* ")):
                    out.append("")
            elif out and out[-1].startswith("- ") and text:
                text = "  " + text
            out.append(text)
            i += 1
    # The labelled lines form a list of their own.
    spaced = []
    for line in out:
        if line.startswith("- **") and spaced and spaced[-1].strip() and not spaced[-1].startswith("- **"):
            spaced.append("")
        spaced.append(line)
    return "\n".join(spaced).strip()


def _items(lines):
    """`name: text` entries as a list; deeper lines go on with the entry before."""
    depth = min(len(line) - len(line.lstrip()) for line in lines if line.strip())
    out = []
    for line in lines:
        if not line.strip():
            continue
        text = line.strip()
        if len(line) - len(line.lstrip()) > depth and out:
            out[-1] += " " + escape(text)
            continue
        name, colon, rest = text.partition(": ")
        if colon and re.fullmatch(r"[\w*., ()`]+", name):
            out.append(f"- `{name.strip('`')}`: {escape(rest)}")
        else:
            out.append(f"- {escape(text)}")
    return out


def signature(thing, name, *, bound=False):
    """`name(a, b=1)`; None where nothing is known of the arguments."""
    try:
        sig = inspect.signature(thing)
    except (ValueError, TypeError):
        return None
    parts, star, slash = [], False, False
    parameters = list(sig.parameters.values())
    if (bound or inspect.isclass(thing)) and parameters and parameters[0].name in ("self", "cls"):
        parameters = parameters[1:]
    # Arguments that only PyTorch's own machinery passes.
    parameters = [p for p in parameters if not p.name.startswith("_") or p.default is inspect.Parameter.empty and p.kind is p.POSITIONAL_OR_KEYWORD]
    for p in parameters:
        if slash and p.kind is not p.POSITIONAL_ONLY:
            parts.append("/")
            slash = False
        if p.kind is p.VAR_POSITIONAL:
            parts.append(f"*{p.name}")
            star = True
            continue
        if p.kind is p.VAR_KEYWORD:
            parts.append(f"**{p.name}")
            continue
        slash = slash or p.kind is p.POSITIONAL_ONLY
        if p.kind is p.KEYWORD_ONLY and not star:
            parts.append("*")
            star = True
        parts.append(p.name if p.default is p.empty else f"{p.name}={default(p.default)}")
    if slash:
        parts.append("/")
    return _folded(name, parts)


def default(value):
    """A default as its author wrote it, as far as that can be told."""
    if inspect.ismodule(value) or inspect.isclass(value) or inspect.isroutine(value):
        return value.__name__.rpartition(".")[2]
    text = repr(value)
    text = re.sub(r"<([\w.]+?)\.(\w+): [^>]*>", r"\2", text)
    return "..." if text.startswith("<") or len(text) > 60 else text
