"""Writes python/lumbre/export/_aten_signatures.py: for each op of the table, PyTorch's overload of the same meaning.

Run where PyTorch is installed beside lumbre: `python tests/record/aten_signatures.py`.
"""

import pathlib
import re

import torch

import lumbre

EXTRA = {"layout", "pin_memory", "device", "dtype", "non_blocking", "memory_format", "generator"}
SPACES = ("", "special_", "linalg_", "fft_")
TARGET = pathlib.Path(__file__).parents[2] / "python/lumbre/export/_aten_signatures.py"


def parse(schema):
    """[(type, name)] of a signature's arguments."""
    body = re.match(r"[\w.:]+\((.*)\)\s*->", schema).group(1)
    body = re.sub(r"\(\w+!?(?: -> \*)?(?:\|\w)?\)", "", body)
    parts = [a.strip() for a in re.split(r",\s*(?![^\[]*\])", body) if a.strip() not in ("", "*")]
    return [tuple(re.sub(r"=.*", "", a).rsplit(" ", 1)) for a in parts]


def kind(text):
    for a, b in (("SymInt", "int"), ("ScalarType", "dtype"), ("Device", "device"), ("MemoryFormat", "memory_format"), ("...", "[]")):
        text = text.replace(a, b)
    return re.sub(r"\[\d*\]", "[]", text)


def distance(ours, theirs):
    """How far two signatures are apart; None where one does not fit the other."""
    wanted, met, total = {a.name: a for a in theirs.arguments}, set(), 0.0
    for number, (type_, name) in enumerate(ours):
        if name not in wanted and number < 2 and "self" in wanted and "self" not in met and name in ("input", "tensor", "A"):
            name = "self"
        if name not in wanted:
            if name in EXTRA or name == "inplace":
                continue
            return None
        met.add(name)
        a, b = kind(type_), kind(next(t for t, n in parse(str(theirs)) if n == name))
        if a == b:
            continue
        if a.rstrip("?") == b.rstrip("?"):
            total += 1
        elif a == "TensorOrScalar" and b in ("Tensor", "Scalar"):
            total += 1 if b == "Tensor" else 2
        elif {a.rstrip("?"), b.rstrip("?")} <= {"Scalar", "float", "int"}:
            total += 2
        else:
            total += 5 if (a, b) == ("str", "int") else 20
    for a in theirs.arguments:
        if a.name not in met:
            if a.name not in EXTRA and not a.has_default_value():
                return None
            total += 0.5
    return total


def best(name, ours):
    found = None
    for space in SPACES:
        packet = getattr(torch.ops.aten, space + name, None)
        for overload in packet.overloads() if packet is not None else ():
            schema = getattr(packet, overload)._schema
            if any(a.is_out for a in schema.arguments):
                continue
            if any("Tensor" in t for t, _ in ours) and not any("Tensor" in str(a.type) for a in schema.arguments):
                continue
            far = distance(ours, schema)
            if far is not None and far < 20 and (found is None or far < found[0]):
                found = far, f"{space}{name}.{overload}", schema
        if found:
            return found
    return None


def main():
    rows = {}
    for name, overload, schema, *_ in lumbre._C._op_table():
        found = best(name, parse(schema))
        if found:
            _, target, theirs = found
            arguments = ",".join(("*" if a.kwarg_only else "") + a.name for a in theirs.arguments)
            results = "[]" if any("[]" in str(r.type) or "List" in str(r.type) for r in theirs.returns) else len(theirs.returns)
            rows[f"{name}.{overload}" if overload else name] = f"{target}({arguments}){results}"
    lines = [f"    {key!r}: {value!r}," for key, value in sorted(rows.items())]
    head = '"""PyTorch\'s overload, argument names and number of results (`[]`: a list) for ops of the table. Written by tests/record/aten_signatures.py."""\n\n'
    TARGET.write_text(head + "SIGNATURES = {\n" + "\n".join(lines).replace("'", '"') + "\n}\n")
    print(len(rows), "of", len(lumbre._C._op_table()), "ops;", TARGET.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
