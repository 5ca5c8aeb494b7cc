"""Promotion, casts and printing against PyTorch's recorded answers."""

import json
import sys
from pathlib import Path

import lumbre
import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))
from tensor.language_cases import DTYPES, PRINTS, SCALARS  # noqa: E402

# PyTorch has half precision complex numbers, we compute in the next wider ones.
NEAREST = {"complex32": "complex64", "bcomplex32": "complex64"}
RECORDED = json.loads((Path(__file__).parent.parent / "reference/language.json").read_text())


def wanted(key):
    return [NEAREST.get(d, d) for d in RECORDED["promotion"][key]]


def name(dtype):
    text = str(dtype).split(".")[-1]
    return NEAREST.get(text, text)


@pytest.mark.parametrize("a", DTYPES)
def test_promotion_of_two_tensors(a):
    make = lambda d, shape: lumbre.ones(shape, dtype=getattr(lumbre, d))  # noqa: E731
    for b in DTYPES:
        got = [name(lumbre.result_type(make(a, s), make(b, t))) for s, t in (((1,), (1,)), ((1,), ()), ((), (1,)), ((), ()))]
        assert got == wanted(f"{a} {b}"), b
        if "bool" not in (a, b):
            got = [name((make(a, s) * make(b, t)).dtype) for s, t in (((1,), (1,)), ((1,), ()), ((), (1,)), ((), ()))]
            assert got == wanted(f"{a} {b}"), b
        assert name(lumbre.promote_types(getattr(lumbre, a), getattr(lumbre, b))) == got[0] or "bool" in (a, b)


@pytest.mark.parametrize("a", DTYPES)
def test_promotion_with_python_numbers(a):
    for s in SCALARS:
        got = [name(lumbre.result_type(lumbre.ones(shape, dtype=getattr(lumbre, a)), eval(s))) for shape in ((1,), ())]
        assert got == wanted(f"{a} {s}"), s
        got = [name((lumbre.ones(shape, dtype=getattr(lumbre, a)) * eval(s)).dtype) for shape in ((1,), ())]
        assert got == wanted(f"{a} {s}"), s


def test_can_cast():
    for pair, want in RECORDED["can_cast"].items():
        a, b = pair.split()
        assert lumbre.can_cast(getattr(lumbre, a), getattr(lumbre, b)) is want, pair


@pytest.mark.parametrize("expression", PRINTS)
def test_print(expression):
    value = eval(expression, {"lumbre": lumbre, "inf": float("inf"), "nan": float("nan")})
    plain = lambda text: text.replace("lumbre.", "").replace("torch.", "")  # noqa: E731
    assert plain(repr(value)) == plain(RECORDED["prints"][expression])


def test_print_options():
    try:
        lumbre.set_printoptions(precision=2, threshold=5, edgeitems=1, sci_mode=False)
        assert repr(lumbre.arange(10.0) / 3) == "tensor([0.,  ..., 3.])"
        lumbre.set_printoptions(sci_mode=True, precision=3)
        assert repr(lumbre.tensor([1.0, 20.0])) == "tensor([1.000e+00, 2.000e+01])"
    finally:
        lumbre.set_printoptions(profile="default")


def test_format_of_a_number():
    assert f"{lumbre.tensor(2.5):.3f}" == "2.500" and f"{lumbre.tensor(7)}" == "7"
