"""Every op has a row, and what Python sees of an op is what its declaration says."""

import ast
import inspect
import re
from pathlib import Path

import lumbre
import pytest
from cases import CASES
from ops.suite import FUNCTION, METHOD, ROWS, TABLE

STUB = Path(lumbre.__file__).with_name("_C.pyi")


def test_every_op_has_a_row():
    missing = set(ROWS) - {c.name for c in CASES}
    assert not missing, f"ops without a row in tests/cases: {' '.join(sorted(missing))}"


def test_no_row_without_an_op_and_none_twice():
    names = [c.name for c in CASES]
    assert sorted({n for n in names if names.count(n) > 1}) == []


def parameters(schema):
    """Names of a declaration's parameters."""
    inside, depth, parts, cur = schema[schema.index("(") + 1 : schema.rindex(") ->")], 0, [], ""
    for c in inside:
        depth += (c in "[(") - (c in "])")
        if c == "," and not depth:
            parts.append(cur)
            cur = ""
        else:
            cur += c
    return [p.split("=")[0].split()[-1] for p in [*parts, cur] if p.strip() and p.strip() != "*"]


@pytest.mark.parametrize("row", [r for r in TABLE if sum(o[0] == r[0] for o in TABLE) == 1 and r[4] & (METHOD | FUNCTION)], ids=lambda r: r[0])
def test_signature_and_help_show_the_declaration(row):
    name, _, schema, _, flags = row
    f = getattr(lumbre.Tensor, name) if flags & METHOD else getattr(lumbre, name)
    if inspect.isfunction(f):
        # A Python function in front of the op documents itself, and takes every declared argument.
        assert inspect.getdoc(f)
        taken = inspect.signature(f).parameters
        assert any(p.kind is p.VAR_POSITIONAL for p in taken.values()) or set(parameters(schema)) <= set(taken) | {"self", "input"}
        return
    assert inspect.getdoc(f).startswith(schema)
    if {"from", "lambda", "in", "is"} & set(parameters(schema)):
        return  # Python's own words cannot stand in a text signature
    shown = [p for p in inspect.signature(f).parameters if p not in ("self", "out")]
    want = parameters(schema)
    assert shown == (want[1:] if flags & METHOD else want)
    assert inspect.getdoc(f).startswith(schema)


def stub_tree():
    return ast.parse(STUB.read_text())


def test_stubs_parse_and_name_every_function_and_method():
    tree = stub_tree()
    functions = {n.name for n in tree.body if isinstance(n, ast.FunctionDef)}
    tensor = next(n for n in tree.body if isinstance(n, ast.ClassDef) and n.name == "Tensor")
    methods = {n.name for n in tensor.body if isinstance(n, ast.FunctionDef)}
    keywords = {"lambda", "is", "not"}
    for name, _, _, _, flags in TABLE:
        assert not flags & FUNCTION or name in functions | keywords, f"_C.pyi has no function {name}"
        assert not flags & METHOD or name in methods | keywords, f"_C.pyi has no method {name}"


def test_stubs_name_every_attribute_of_tensors():
    """What raises with its name alone needs no line."""
    tensor = next(n for n in stub_tree().body if isinstance(n, ast.ClassDef) and n.name == "Tensor")
    named = {n.name for n in tensor.body if isinstance(n, ast.FunctionDef)} | {n.target.id for n in tensor.body if isinstance(n, ast.AnnAssign)}
    absent = {n for n in dir(lumbre.Tensor) if getattr(getattr(inspect.getattr_static(lumbre.Tensor, n), "__code__", None), "co_name", "") == "refuse"}
    missing = {n for n in dir(lumbre.Tensor) if not n.startswith("_")} - named - absent - {"index", "reinforce", "backward_", "is_", "not_"}
    assert not missing, sorted(missing)


def test_stub_parameters_are_the_declared_ones():
    tree = stub_tree()
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef) or node.name.endswith("_"):
            continue
        shown = [a.arg for a in [*node.args.args, *([node.args.vararg] if node.args.vararg else []), *node.args.kwonlyargs]]
        shown = [n for n in shown if n not in ("out", "layout", "pin_memory", "requires_grad")]
        wanted = [parameters(r[2]) for r in TABLE if r[0] == node.name]
        if wanted:
            assert any([p for p in w if p not in ("layout", "pin_memory", "requires_grad")] == shown for w in wanted), f"{node.name}: {shown} is not one of {wanted}"


@pytest.mark.parametrize("row", [r for r in TABLE if r[4] & FUNCTION], ids=lambda r: r[0] + r[1])
def test_wrong_arguments_raise_type_errors_that_name_the_op(row):
    name, _, schema, _, _ = row
    f = getattr(lumbre, name)
    if re.search(r"\(\w+[?\]]* \w+=", schema) is None and "..." not in schema:
        with pytest.raises(TypeError, match=name):
            f()
    with pytest.raises((TypeError, RuntimeError)) as e:
        f(object(), object(), object(), object(), object(), object(), object(), object(), object(), object())
    assert "internal error" not in str(e.value)
    with pytest.raises((TypeError, RuntimeError)):
        f(no_such_argument=1)
