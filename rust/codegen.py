"""Reads the op declarations in rust/lumbre/src/ops/*.rs and writes ops/gen/{methods,table}.rs, the stubs (_C.pyi, _stubs) and docs/ops.md.

A declaration is the first doc line of a body:

    /// `name.overload(Type arg=default, *, ...) -> Type` · method function nn.functional inplace out alias=other
    ///
    /// The formula, in which `x` stands for the input.
    ///
    /// Shapes: what goes in and what comes out.
    /// Dtypes: what is taken and given; `tests/record/op_dtypes.py` measures and writes the line.
    /// Raises: the op's own errors. `Source:` follows where there is a paper.

`python rust/codegen.py` writes, `--check` fails if a file is out of date.
"""

import keyword
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPS = ROOT / "rust/lumbre/src/ops"
DECL = re.compile(r"^/// `(?P<name>[\w.]+)\((?P<args>.*)\) -> (?P<ret>[^`]+)`(?: · (?P<flags>.*))?$")
# `into`: the dtype is that of `out=` where none is given.
# `not=bool,half`: dtypes, promoted over the tensors, that are refused by name; `real`: complex ones are (TypeError).
# `node=Sum1`: the node of the result is called `SumBackward1`; `node=Lerp0/1`: where a tensor stands for the number, `LerpBackward1`.
# `numbers`: a number may stand for the first tensor; `exact`: `out=` has the result's dtype; `apart`: and no memory of the inputs'.
# `unsaved`: the rule never looks at the first input; `saved_for_other`: only for the other input's gradient.
WORDS = {"method", "function", "inplace", "out", "view", "random", "factory", "nondiff", "property", "unsaved", "saved_for_other", "numbers", "exact", "apart", "real", "into"}
RESERVED = {"N": "n", "C": "c", "HxW": "hxw", "where": "where_cond", "type": "type_", "ref": "ref_", "move": "move_", "in": "in_", "loop": "loop_", "matches": "matches_", "unsafe": "unsafe_"}

# schema type -> (Rust parameter type, table tag, Python annotation)
TYPES = {
    "Tensor": ("&Tensor", "Tensor", "Tensor"),
    "Tensor(a!)": ("&Tensor", "Tensor", "Tensor"),
    "Tensor[]": ("&[Tensor]", "Tensors", "Sequence[Tensor]"),
    "Tensor?[]": ("&[Option<Tensor>]", "OptTensors", "Sequence[Tensor | None]"),
    "TensorOrScalar": ("TensorOrScalar<'_>", "TensorOrScalar", "Tensor | Number"),
    "Scalar": ("Scalar", "Scalar", "Number"),
    "float": ("f64", "Float", "float"),
    "float[]": ("&[f64]", "Floats", "Sequence[float]"),
    "int": ("i64", "Int", "int"),
    "int[]": ("&[i64]", "Ints", "Sequence[int]"),
    "bool": ("bool", "Bool", "bool"),
    "bool[]": ("&[bool]", "Bools", "Sequence[bool]"),
    "str": ("&str", "Str", "str"),
    "dtype": ("DType", "DType", "dtype"),
    "device": ("Device", "Device", "device | str | int"),
    "layout": ("Layout", "Layout", "layout"),
    "memory_format": ("MemoryFormat", "MemoryFormat", "memory_format"),
    "Generator": ("&Generator", "Generator", "Generator"),
}
RETURNS = {
    "Tensor": "Tensor", "Tensor(a)": "Tensor", "Tensor(a!)": "Tensor", "Tensor[]": "Vec<Tensor>", "Tensor(a)[]": "Vec<Tensor>",
    "bool": "bool", "int": "i64", "float": "f64", "Scalar": "Scalar", "dtype": "DType", "()": "()", "Value": "Value",
}
PY_RETURNS = {
    "Tensor[]": "tuple[Tensor, ...]", "Tensor(a)[]": "tuple[Tensor, ...]", "Scalar": "Number", "()": "None", "Value": "Any",
}

# The lines that end a comment, in their order; `Source` names a paper where there is one.
PARTS = ("Shapes", "Dtypes", "Raises", "Source")
KINDS = {
    "bool": ["Bool"], "int": ["U8", "I8", "I16", "I32", "I64"], "byte": ["U8"], "char": ["I8"], "short": ["I16"], "long": ["I64"], "half": ["F16"],
    "bfloat16": ["BF16"], "complex": ["C64", "C128"],
}
CASTS = {"lower": "computed in the lower precision", "f32": "computed in float32", "promote": "computed in the widest dtype of the inputs"}

# PyTorch's names of ops that are elsewhere than their words say.
ELSEWHERE = {
    "_gradient": "torch.gradient", "_tensordot": "torch.tensordot", "_unravel_index": "torch.unravel_index", "zero": "torch.Tensor.zero_",
    **{name: f"torch.ops.aten.{name}" for name in ("alias", "col2im", "im2col", "index")},
}


class Arg:
    def __init__(self, text, kwonly):
        left, _, default = text.partition("=")
        kind, self.name = left.strip().rsplit(" ", 1)
        self.default = default.strip() or None
        self.kwonly = kwonly
        self.optional = kind.endswith("?")
        kind = kind.removesuffix("?").replace("(a)", "")
        self.count = 0
        if m := re.fullmatch(r"(int|float)\[(\d+)\]", kind):
            self.count, kind = int(m[2]), f"{m[1]}[]"
        self.varargs = kind == "int..." or kind == "Tensor..."
        if self.varargs:
            kind = kind.removesuffix("...") + "[]"
        self.mutated = kind.endswith("(a!)")
        self.kind = kind
        rust, self.tag, self.py = TYPES[kind]
        self.rust = f"Option<{rust}>" if self.optional else rust

    def ident(self):
        return RESERVED.get(self.name, self.name)

    def rust_default(self):
        d = self.default
        if d == "None":
            return "None"
        value = {"True": "true", "False": "false"}.get(d, d)
        if self.kind == "float":
            value = {"inf": "f64::INFINITY", "-inf": "f64::NEG_INFINITY"}.get(d, d if re.search(r"[.e]", d) else d + ".0")
        elif self.kind in ("Scalar", "TensorOrScalar"):
            inner = f"Float({d})" if re.search(r"[.e]", d) else {"True": "Bool(true)", "False": "Bool(false)"}.get(d, f"Int({d})")
            value = f"Scalar::{inner}" if self.kind == "Scalar" else f"TensorOrScalar::Scalar(Scalar::{inner})"
        elif self.kind in ("int[]", "float[]"):
            items = d.strip("[]") if d.startswith("[") else ", ".join([d] * max(self.count, 1))
            value = f"&[{items}]"
        elif self.kind == "str":
            value = d.replace("'", '"')
        elif self.kind == "memory_format":
            value = f"MemoryFormat::{d}"
        return f"Some({value})" if self.optional else value

    def table_default(self):
        d = self.default
        if d is None:
            return "Default::Required"
        if d == "None":
            return "Default::None"
        if d in ("True", "False"):
            return f"Default::Bool({d.lower()})"
        if self.kind in ("int[]",):
            items = d.strip("[]") if d.startswith("[") else ", ".join([d] * max(self.count, 1))
            return f"Default::Ints(&[{items}])"
        if self.kind == "str":
            return "Default::Str(" + d.replace("'", '"') + ")"
        if self.kind == "memory_format":
            return f"Default::MemoryFormat(MemoryFormat::{d})"
        if self.kind == "float" or re.search(r"[.e]|inf", d):
            return f"Default::Float({self.rust_default() if self.kind == 'float' and not self.optional else (d if re.search(r'[.e]', d) else d + '.0')})"
        return f"Default::Int({d})"

    def py_default(self):
        return "" if self.default is None else " = ..."


class Op:
    def __init__(self, module, m, doc, body):
        self.module, self.doc, self.body = module, doc, body
        self.name, _, self.overload = m["name"].partition(".")
        self.ret = m["ret"].strip()
        self.schema = f"{m['name']}({m['args']}) -> {self.ret}"
        self.args, kwonly = [], False
        for part in split(m["args"]):
            if part == "*":
                kwonly = True
            elif part:
                self.args.append(Arg(part, kwonly))
        self.flags, self.spaces, self.aliases, self.autocast, self.names, self.refused, self.nodes = set(), [], [], "", [], [], []
        words = (m["flags"] or "method function").split()
        for w in words:
            if w in WORDS:
                self.flags.add(w)
            elif w.startswith("alias="):
                self.aliases += w[6:].split(",")
            elif w.startswith("autocast="):
                self.autocast = w[9:]
            elif w.startswith("not="):
                self.refused = [d for kind in w[4:].split(",") for d in KINDS[kind]]
            elif w.startswith("node="):
                stem, number, copy = re.fullmatch(r"node=(\w+?)(\d(?:/\d)?)(_copy)?", w).groups()
                self.nodes = [f"{stem}Backward{n}{copy or ''}" for n in number.split("/")]
            elif w.startswith("names="):
                self.names = w[6:].split(",")
            elif re.fullmatch(r"[a-z_]+(\.[a-z_]+)*", w):
                self.spaces.append(w)
            else:
                raise SystemExit(f"{module}: unknown word {w!r} in the declaration of {self.name}")
        self.rust = body

    def key(self):
        return self.name + ("." + self.overload if self.overload else "")

    def help(self):
        """The comment as `help()` shows it, with what only the declaration knows: autocast's class and PyTorch's name of the op."""
        lines = self.doc.splitlines()
        at = {w: i for i, line in enumerate(lines) for w in PARTS if line.startswith(w + ":")}
        if any(w not in at for w in PARTS[:-1]):
            return self.doc  # tests/ops/test_help.py says what is missing
        if self.autocast:
            kind, _, where = self.autocast.partition(":")
            place = {"": "", "cuda": " on CUDA", "cpu": " on the CPU"}[where]
            lines.insert(at["Raises"], f"Autocast: {CASTS[kind]}{place}.")
        theirs = f"PyTorch's `{self.torch_name()}`."
        if "Source" in at:
            return "\n".join([*lines[:-1], lines[-1].removesuffix(".") + "; " + theirs])
        return "\n".join([*lines, "Source: " + theirs])

    def torch_name(self):
        """What the op is called in PyTorch (for boxes: in torchvision)."""
        space = self.spaces[0] if self.spaces else ""
        if self.name in ELSEWHERE or self.name.startswith(("_", "upsample_")) or self.name.endswith("_backward"):
            return ELSEWHERE.get(self.name, f"torch.ops.aten.{self.name}")
        if "function" in self.flags:
            return f"torch.{self.name}"
        if space == "torchvision":
            return f"torch.ops.torchvision.{self.name}"
        if space:
            return f"torch.{space}.{self.name.removeprefix(space + '_')}"
        if {"method", "property"} & self.flags:
            return f"torch.Tensor.{self.name}"
        return f"torch.ops.aten.{self.name}"

    def const(self):
        # `t` and `T` are two names.
        capital = "_CAPITAL" if self.name != self.name.lower() else ""
        return re.sub(r"\W", "_", self.key()).upper().rstrip("_") + capital + ("_" if self.name.endswith("_") else "")

    def rust_ret(self):
        if self.ret.startswith("("):
            return "(" + ", ".join(RETURNS[p.strip().split(" ")[0]] for p in self.ret[1:-1].split(",")) + ")"
        return RETURNS[self.ret]

    def fields(self):
        parts = [p.strip().split(" ") for p in self.ret.strip("()").split(",")] if self.ret.startswith("(") else []
        return [p[1] for p in parts if len(p) > 1]

    def py_ret(self):
        if self.fields():
            return named(self.fields())
        if self.ret.startswith("("):
            return "tuple[" + ", ".join("Tensor" if p.strip().startswith("Tensor") else "int" for p in self.ret[1:-1].split(",")) + "]"
        return PY_RETURNS.get(self.ret, self.ret.split("(")[0])


def named(fields):
    """The class of a named tuple's stub."""
    return "_" + "_".join(fields)


def split(text):
    out, depth, cur = [], 0, ""
    for c in text:
        depth += (c in "[(") - (c in "])")
        if c == "," and depth == 0:
            out.append(cur.strip())
            cur = ""
        else:
            cur += c
    return out + [cur.strip()] if cur.strip() else out


def read():
    ops = []
    for path in sorted(OPS.rglob("*.rs")):
        if "gen" in path.relative_to(OPS).parts:
            continue
        module = "::".join(path.relative_to(OPS).with_suffix("").parts).removesuffix("::mod")
        lines = path.read_text().splitlines()
        for i, line in enumerate(lines):
            m = DECL.match(line)
            if not m:
                if line.startswith("/// `") and "-> " in line and "` ·" in line:
                    raise SystemExit(f"{path}:{i + 1}: not a declaration: {line}")
                continue
            doc, j = [], i + 1
            while lines[j].startswith("///"):
                doc.append(lines[j][3:].removeprefix(" "))
                j += 1
            while lines[j].startswith("#"):
                j += 1
            body = re.match(r"pub\(crate\) fn (\w+)", lines[j])
            if not body:
                raise SystemExit(f"{path}:{j + 1}: a declaration must stand on a `pub(crate) fn`")
            ops.append(Op(module, m, "\n".join(doc).strip(), body[1]))
    ops.sort(key=lambda o: o.name)  # stable: overloads keep their order in the file
    seen = set()
    for o in ops:
        if o.key() in seen:
            raise SystemExit(f"two declarations of {o.key()}")
        seen.add(o.key())
    return ops


HEAD = "// Written by rust/codegen.py from the op declarations. Do not edit.\n\n"


def methods(ops):
    out = [HEAD + "use crate::Device;\nuse crate::error::Result;\nuse crate::modes;\nuse crate::ops::value::*;\nuse crate::ops::{self, dest, table};\n"
           "#[allow(unused_imports)]\nuse crate::random::Generator;\nuse crate::tensor::Tensor;\nuse lumbre_kernels::DType;\nuse smallvec::smallvec;\n\n"
           "#[allow(clippy::wrong_self_convention, clippy::should_implement_trait, clippy::needless_lifetimes, non_snake_case)]\nimpl Tensor {\n"]
    taken = {}
    for o in ops:
        required = [a for a in o.args if a.default is None]
        variants = [("", required)] if len(required) == len(o.args) else [("", required), ("_with", o.args)]
        for form in ["", "_"] if "inplace" in o.flags else [""]:
            for suffix, shown in variants:
                out.append(method(o, form, suffix, shown, taken))
    return "".join(out) + "}\n"


def method(o, form, suffix, shown, taken):
    base = RESERVED.get(o.rust, o.rust)
    name = base + suffix + form if form else base.removesuffix("_") + suffix + ("_" if base.endswith("_") and suffix else "_" if base.endswith("_") else "")
    if name in taken:
        raise SystemExit(f"{o.key()} and {taken[name]} both make Tensor::{name}")
    taken[name] = o.key()
    params, names = [], {}
    for i, a in enumerate(o.args):
        if i == 0 and a.kind in ("Tensor", "Tensor(a!)") and not a.optional:
            names[a.name] = "self"
        elif a in shown:
            rust = a.rust.replace("TensorOrScalar<'_>", "impl Into<TensorOrScalar<'a>>") if not a.optional else a.rust
            params.append(f"{a.ident()}: {rust}")
            names[a.name] = a.ident()
        else:
            names[a.name] = a.rust_default()
    generic = "<'a>" if any("'a>" in p for p in params) else ""
    has_self = "self" in names.values()
    conv = "".join(
        f"        let {a.ident()} = {a.ident()}.into();\n"
        for a in shown if a.kind == "TensorOrScalar" and not a.optional and names.get(a.name) == a.ident()
    )
    call = f"ops::{o.module}::{o.body}({', '.join(names[a.name] for a in o.args)})"
    if form:
        call = f'dest::{"inplace_view" if "view" in o.flags else "inplace"}("{o.name}_", self, || {call})'
    stack = ", ".join(stacked(a, names[a.name]) for a in o.args)
    doc = o.doc.split("\n\n")[0].replace("\n", "\n    /// ") or o.schema
    sig = ", ".join((["&self"] if has_self else []) + params)
    ret = "Tensor" if form else o.rust_ret()
    return (
        f"    /// {doc}\n    #[inline]\n    pub fn {name}{generic}({sig}) -> Result<{ret}> {{\n{conv}"
        f"        if !modes::dispatching() {{\n            return {call};\n        }}\n"
        f"        {ret_type(ret)}::from_result(ops::through(&table::OPS[table::{o.const()}], ops::Form::{'Inplace' if form else 'Plain'}, &smallvec![{stack}])?)\n    }}\n\n"
    )


def stacked(a, value):
    if value == "None":
        return "Value::None"
    if value.startswith("&["):
        return f"<{a.rust} as IntoValue>::into_value({value})"
    return f"({value}).into_value()" if value.startswith("-") else f"{value}.into_value()"


def ret_type(ret):
    return f"<{ret}>" if "(" in ret or "<" in ret else ret


def table(ops):
    out = [HEAD + "use crate::ops::table_types::*;\nuse crate::ops::value::*;\nuse crate::ops;\n\n"]
    for i, o in enumerate(ops):
        out.append(f"pub const {o.const()}: usize = {i};\n")
    out.append("\npub static OPS: &[Op] = &[\n")
    for i, o in enumerate(ops):
        args = ", ".join(
            f'Arg {{ name: "{a.name}", ty: Ty::{a.tag}, optional: {str(a.optional).lower()}, count: {a.count}, varargs: {str(a.varargs).lower()}, '
            f'kwonly: {str(a.kwonly).lower()}, mutated: {str(a.mutated).lower()}, default: {a.table_default()} }}'
            for a in o.args
        )
        refused = ", ".join(f"DType::{d}" for d in o.refused)
        get = ", ".join(f"FromValue::from_value(&s[{j}])?" for j in range(len(o.args)))
        flags = " | ".join(f"flag::{f.upper()}" for f in sorted(o.flags)) or "0"
        strs = lambda xs: "&[" + ", ".join(f'"{x}"' for x in xs) + "]"
        s = "s" if o.args else "_"
        out.append(
            f'    Op {{ id: {i}, name: "{o.name}", overload: "{o.overload}", schema: "{o.schema.replace(chr(34), chr(39))}", doc: {rust_string(o.help())}, args: &[{args}],\n'
            f"        flags: {flags}, spaces: {strs(o.spaces)}, aliases: {strs(o.aliases)}, fields: {strs(o.fields())}, autocast: \"{o.autocast}\", nodes: {strs(o.nodes)}, refused: refused(&[{refused}]),\n"
            f"        call: |{s}| Ok(ops::{o.module}::{o.body}({get})?.into_value()) }},\n"
        )
    return "".join(out) + "];\n"


def rust_string(text):
    return 'r##"' + text + '"##'


def inside(annotation):
    """The annotation in the class, where the methods `int` and `bool` and the attribute `dtype` hide Python's names."""
    return re.sub(r"\b(int|float|bool|dtype|device|layout)\b", r"_\1", annotation)


def signature(o, method):
    within = inside if method else lambda annotation: annotation
    if any(keyword.iskeyword(a.name) for a in o.args):
        return ("self, " if method else "") + "*args: Any, **kwargs: Any"
    parts, star = [], False
    for i, a in enumerate(o.args):
        if method and i == 0:
            parts.append("self")
            continue
        if a.kwonly and not star:
            parts.append("*")
            star = True
        kind = "int | " + a.py if a.count else a.py
        kind += " | None" if a.optional else ""
        if a.varargs:
            kind = "int | Sequence[int]" if a.kind == "int[]" else "Tensor | Sequence[Tensor]"
            parts.append(f"*{a.name}: {within(kind)}")
            star = True
            continue
        parts.append(f"{a.name}: {within(kind)}{a.py_default()}")
    if "factory" in o.flags:
        parts += ([] if star else ["*"]) + ["layout: layout | None = ...", "pin_memory: bool = ...", "requires_grad: bool = ..."]
        star = True
    if "out" in o.flags:
        parts += ([] if star else ["*"]) + ["out: Any = ..."]
    return ", ".join(parts)


def stubs(ops):
    header = (ROOT / "rust/stub_header.pyi").read_text()
    by = {}
    for o in ops:
        for n in [o.name, *o.aliases]:
            by.setdefault(n, []).append(o)
    functions, methods_ = [], []
    for name, group in sorted(by.items()):
        emit(functions, name, [o for o in group if "function" in o.flags or o.spaces], False, "")
        emit(methods_, name, [o for o in group if "method" in o.flags], True, "    ")
        methods_ += [f"    @property\n    def {name}(self) -> Tensor: ...\n" for o in group if "property" in o.flags]
        emit(methods_, name + "_", [o for o in group if {"inplace", "method"} <= o.flags], True, "    ")
        emit(functions, name + "_", [o for o in group if {"inplace", "function"} <= o.flags], False, "")
    tuples = {}
    for o in ops:
        if o.fields():
            parts = [p.strip().split(" ") for p in o.ret.strip("()").split(",")]
            tuples[named(o.fields())] = "".join(f"    {name}: {PY_RETURNS.get(kind, kind)}\n" for kind, name in parts)
    classes = "".join(f"class {name}(NamedTuple):\n{body}\n" for name, body in sorted(tuples.items()))
    return header.replace("    # methods\n", "".join(methods_)) + "\n" + classes + "".join(functions)


def namespace_stubs(ops, space, prefix):
    """The functions of a namespace for type checkers; its module imports them where only such a checker reads."""
    classes = sorted({named(o.fields()) for o in ops if space in o.spaces and o.fields()})
    types = ", ".join(["Generator", "Number", "Tensor", *classes, "device", "dtype", "layout", "memory_format"])
    out = ['"""Written by rust/codegen.py: what `' + space + '` gets from the op table."""\n\n', "from collections.abc import Sequence\nfrom typing import Any, overload\n\n", f"from .._C import {types}\n\n"]
    by = {}
    for o in ops:
        if space in o.spaces:
            for n in [o.name, *o.aliases]:
                by.setdefault(n.removeprefix(prefix), []).append(o)
    for name, group in sorted(by.items()):
        emit(out, name, group, False, "")
        emit(out, name + "_", [o for o in group if "inplace" in o.flags], False, "")
    return "".join(out)


def emit(out, name, group, method, indent):
    if keyword.iskeyword(name):
        return
    rows = {}
    for o in sorted(group, key=lambda o: any(keyword.iskeyword(a.name) for a in o.args)):
        ret = "Tensor" if name.endswith("_") else inside(o.py_ret()) if method and not o.fields() else o.py_ret()
        rows.setdefault(signature(o, method), ret)
    # What another form takes without its last arguments needs no line.
    within = lambda s, t: t.startswith(s + ", ") and all(part.endswith("= ...") for part in split(t[len(s) + 2 :]))  # noqa: E731
    rows = {s: ret for s, ret in rows.items() if not any(within(s, t) for t in rows)}
    several = any(s.startswith("*tensors") for s in rows)
    for i, (s, ret) in enumerate(rows.items()):
        # One tensor or many: a checker sees that the first form is a case of the second.
        ignore = "  # type: ignore[overload-overlap]" if several and i == 0 and len(rows) > 1 else ""
        out.append(f"{indent}@overload\n" * (len(rows) > 1) + f"{indent}def {name}({s}) -> {ret}: ...{ignore}\n")


def docs(ops):
    rows = ["# Ops\n\nWritten by `rust/codegen.py` from the declarations in `rust/lumbre/src/ops`. In the formulas `x` and `y` stand for the operands;\nshapes, dtypes, errors and sources are in each op's `help()`.\n\n| op | forms | what it computes |\n| --- | --- | --- |\n"]
    for o in ops:
        forms = " ".join(sorted(o.flags - {"unsaved", "saved_for_other", "numbers", "exact", "apart", "real", "into"}) + o.spaces + [f"alias {a}" for a in o.aliases])
        first = o.doc.split("\n\n")[0].replace("\n", " ").replace("|", "\\|")
        rows.append(f"| `{o.schema.replace('|', chr(92) + '|')}` | {forms} | {first} |\n")
    return "".join(rows)


def shells(ops):
    names = set()
    for o in ops:
        if {"method", "property"} & o.flags:
            for n in [o.name, *o.aliases]:
                names |= {n, n + "_"} if "inplace" in o.flags else {n}
    rows = "".join(f"    door::method::<{i}>,\n" for i in range(len(names)))
    return f"{HEAD}use crate::door::{{self, Shell}};\n\npub static SHELLS: [Shell; {len(names)}] = [\n{rows}];\n"


def main():
    ops = read()
    files = {
        OPS / "gen/methods.rs": methods(ops),
        OPS / "gen/table.rs": table(ops),
        ROOT / "rust/lumbre-python/src/shells_gen.rs": shells(ops),
        ROOT / "python/lumbre/_C.pyi": stubs(ops),
        ROOT / "python/lumbre/_stubs/nn_functional.pyi": namespace_stubs(ops, "nn.functional", ""),
        ROOT / "python/lumbre/_stubs/linalg.pyi": namespace_stubs(ops, "linalg", "linalg_"),
        ROOT / "python/lumbre/_stubs/fft.pyi": namespace_stubs(ops, "fft", "fft_"),
        ROOT / "python/lumbre/_stubs/special.pyi": namespace_stubs(ops, "special", "special_"),
        ROOT / "docs/ops.md": docs(ops),
    }
    stale = [p for p, text in files.items() if not p.exists() or p.read_text() != text]
    if "--check" in sys.argv:
        if stale:
            raise SystemExit("out of date, run python rust/codegen.py: " + ", ".join(str(p.relative_to(ROOT)) for p in stale))
        return
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(files[path])
    print(f"{len(ops)} ops, {len(stale)} files written")


if __name__ == "__main__":
    main()
