"""Every op's help has a formula and says shapes, dtypes, errors and source, wherever the op is public; what can be tried of it is tried."""

import inspect
import pydoc
import re
import zlib

import lumbre
import numpy as np
import pytest
from cases.common import T
from ops.dtype_lines import BY_HAND, line
from ops.suite import CASES_HERE, FUNCTION, INPLACE, METHOD, OUT, ROWS, TABLE, flatten

PARTS = ("Shapes:", "Dtypes:", "Raises:", "Source:")
PROPERTY = 1 << 8
BY_NAME = {c.name: c for c in CASES_HERE}


def key(row):
    return row[0] + (f".{row[1]}" if row[1] else "")


def part(text, name):
    """The text after `name:` up to the next part."""
    found = re.search(rf"^{name}: (.*?)(?=^\w+: |\Z)", text, re.M | re.S)
    return " ".join(found[1].split()) if found else ""


def faces(row):
    """All public places of an op."""
    name, _, _, spaces, words = row
    homes = [lumbre] * bool(words & FUNCTION) + [lumbre.Tensor] * bool(words & (METHOD | PROPERTY))
    for home in homes:
        yield from (getattr(home, n) for n in [name] + [name + "_"] * bool(words & INPLACE) if hasattr(home, n))
    for space in spaces:
        home = lumbre
        for step in space.split(".") if space != "torchvision" else ():
            home = getattr(home, step)
        if home is not lumbre:
            yield getattr(home, name.removeprefix(space + "_"))


@pytest.mark.parametrize("row", TABLE, ids=key)
def test_help_of_every_op_has_all_parts(row):
    own = lumbre._C._op_help(key(row))
    formula = own.split("\n\n")[0]
    assert len(formula) > 3 and "Shapes:" not in formula
    assert "`" in formula or re.search(r"numbers|memory|element|dimension|gradient|dtype|coordinates|inverse", formula), formula
    assert all(part(own, p[:-1]) for p in PARTS), own
    for error in re.findall(r"\b\w+Error\b", part(own, "Raises")):
        assert error == "LinAlgError" or issubclass(getattr(__builtins__, error, None) or __builtins__[error], Exception)
    for face in faces(row):
        text = inspect.getdoc(face) or ""
        assert all(p in text for p in PARTS), f"{face}: {text}"


@pytest.mark.parametrize("name", sorted(n for n, f in vars(lumbre.nn.functional).items() if inspect.isfunction(f) and f.__module__ == "lumbre.nn.functional" and not n.startswith("_")))
def test_help_of_every_python_function_of_layers_has_all_parts(name):
    text = inspect.getdoc(getattr(lumbre.nn.functional, name)) or ""
    assert all(p in text for p in PARTS), text


@pytest.mark.parametrize("name", ["as_tensor", "asarray", "from_dlpack", "gradient", "tensordot", "unravel_index", "broadcast_shapes", "can_cast", "promote_types",
                                  "lobpcg", "lu", "pca_lowrank", "svd_lowrank", "sparse_coo_tensor", "smm"])
def test_help_of_python_functions_over_ops_has_all_parts(name):
    text = inspect.getdoc(getattr(lumbre, name)) or ""
    assert all(p in text for p in PARTS), text


@pytest.mark.parametrize("case", [c for c in CASES_HERE if c.name not in BY_HAND], ids=repr)
def test_dtypes_in_the_help_are_those_that_the_op_takes(case, request):
    if not request.config.getoption("--full") and zlib.crc32(case.name.encode()) % 8:
        return
    assert part(lumbre._C._op_help(case.name), "Dtypes") == line(case)


def claims(words):
    """Ops whose help says so of their errors, and whose row can be tried plainly."""
    return [c for c in CASES_HERE if words in " ".join(part(lumbre._C._op_help(c.name), "Raises").split())]


def run(case, arguments, keywords):
    return case.call(lumbre, arguments, keywords)


def pair(case):
    """The row's first call with two tensors."""
    return next((s for s in case.samples if sum(isinstance(a, T) for a in s.args) > 1), None)


@pytest.mark.parametrize("case", [c for c in claims("RuntimeError for shapes that do not broadcast") if c.fn is None and pair(c)], ids=repr)
def test_shapes_that_do_not_broadcast_raise_as_the_help_says(case):
    sample = pair(case)
    dtype = "float32" if "float32" in case.dtypes else case.dtypes[0]
    sizes = iter(range(2, 9))
    arguments = [lumbre.ones(next(sizes), dtype=getattr(lumbre, a.dtype or dtype)) if isinstance(a, T) else a for a in sample.args]
    with pytest.raises(RuntimeError):
        run(case, arguments, {k: v for k, v in sample.kwargs.items() if not isinstance(v, T)})


def dim_place(case):
    """Which positional argument is the dimension, by the declaration."""
    inside = ROWS[case.name][0].split("(", 1)[1].rsplit(") ->", 1)[0]
    names = [p.split("=")[0].split()[-1] for p in re.sub(r"\[[^\]]*\]", "", inside).split(", ") if p != "*"]
    return names.index("dim") if "dim" in names else None


@pytest.mark.parametrize("case", [c for c in claims("a dimension out of range") if c.fn is None and dim_place(c) is not None], ids=repr)
def test_dimension_out_of_range_raises_as_the_help_says(case):
    dtype = "float64" if "float64" in case.dtypes else case.dtypes[0]
    arguments, keywords = case.tensors(lumbre, len(case.samples) - 1, dtype)
    place = dim_place(case)
    given = keywords.get("dim", arguments[place] if len(arguments) > place else 0)
    bad = [99] if isinstance(given, (list, tuple)) else 99
    if "dim" in keywords or len(arguments) <= place:
        keywords = {**keywords, "dim": bad}
    else:
        arguments[place] = bad
    with pytest.raises(IndexError):
        run(case, arguments, keywords)


@pytest.mark.parametrize("case", claims("matrices that are not square"), ids=repr)
def test_matrices_that_are_not_square_raise_as_the_help_says(case):
    op = lambda *a: lumbre._C._call_op(case.name, *a)  # noqa: E731
    more = {"linalg_matrix_power": (2,), "matrix_power": (2,), "linalg_cond.p_str": ("fro",)}.get(case.name, ())
    with pytest.raises(RuntimeError):
        op(lumbre.ones(2, 3, dtype=lumbre.float64), *more)


@pytest.mark.parametrize("case", claims("cannot hold the result's dtype"), ids=repr)
def test_tensors_that_cannot_hold_the_result_raise_as_the_help_says(case):
    call = lambda x, **k: lumbre._C._call_op(case.name, x, *((0.5, 0.5) if case.op == "threshold" else ()), **k)  # noqa: E731
    for dtype, small in ((lumbre.float32, lumbre.int32), (lumbre.int64, lumbre.bool)):
        x = lumbre.ones(3, dtype=dtype)
        try:
            want = call(x)
        except NotImplementedError:
            continue
        if want.dtype == dtype and ROWS[case.name][2] & OUT:
            with pytest.raises(RuntimeError):
                call(x, out=lumbre.empty(3, dtype=small))


SHAPES = {
    "any; the result has the input's.": lambda first, all_: [first],
    "any; both results have the input's.": lambda first, all_: [first, first],
    "`(*, n, n)`; the result has the input's.": lambda first, all_: [first],
    "any that broadcast; the result has the common shape.": lambda first, all_: [np.broadcast_shapes(*all_)],
    "any; the result is `()`.": lambda first, all_: [()],
}
SAID = [c for c in CASES_HERE if part(lumbre._C._op_help(c.name), "Shapes") in SHAPES and any(s.tensors() for s in c.samples)]


@pytest.mark.parametrize("case", SAID, ids=repr)
def test_shapes_in_the_help_are_those_of_the_results(case):
    rule = SHAPES[part(lumbre._C._op_help(case.name), "Shapes")]
    dtype = next(d for d in ("float64", "int64", *case.dtypes) if d in case.dtypes)
    for sample, call in enumerate(case.samples):
        given = [a.shape for a in call.args if isinstance(a, T)] + [a.shape for a in call.kwargs.values() if isinstance(a, T)]
        if not given:
            continue
        args, kwargs = case.tensors(lumbre, sample, dtype)
        try:
            results = flatten(case.call(lumbre, args, kwargs))
        except (RuntimeError, TypeError):
            continue  # a sample of another dtype
        want = rule(given[0], given)
        assert [tuple(r.shape) for r in results][: len(want)] == [tuple(w) for w in want], (sample, given)


@pytest.mark.parametrize("face", [lumbre.nn.functional.softplus, lumbre.add, lumbre.Tensor.add_, lumbre.linalg.svd, lumbre.fft.rfft, lumbre.special.erf, lumbre.Tensor.mT, lumbre.nn.functional.dropout, lumbre.arange], ids=str)
def test_python_help_shows_the_parts(face):
    shown = pydoc.plain(pydoc.render_doc(face))
    assert all(p in shown for p in PARTS), shown
