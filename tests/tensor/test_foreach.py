"""Ops on lists of tensors: each equals the op on every tensor."""

import numpy as np
import pytest

import lumbre

XS = [[1.0, 2.0], [3.0, 0.5, 0.25]]
YS = [[2.0, 0.5], [1.0, 4.0, 3.0]]


def make(values):
    return [lumbre.tensor(v, dtype=lumbre.float64) for v in values]


@pytest.mark.parametrize("name", ["abs", "exp", "log1p", "neg", "sqrt", "tanh", "ceil"])
def test_foreach_unary_is_the_function_of_each(name):
    xs = make(XS)
    for y, x in zip(getattr(lumbre, f"_foreach_{name}")(xs), XS):
        np.testing.assert_allclose(y.numpy(), getattr(np, {"abs": "abs", "neg": "negative"}.get(name, name))(x))
    assert getattr(lumbre, f"_foreach_{name}_")(xs) is xs


@pytest.mark.parametrize("name, f", [("add", np.add), ("sub", np.subtract), ("mul", np.multiply), ("div", np.divide), ("maximum", np.maximum), ("pow", np.power)])
@pytest.mark.parametrize("other", ["number", "numbers", "tensor", "tensors"])
def test_foreach_binary_takes_numbers_and_lists(name, f, other):
    given = {"number": 2.0, "numbers": [2.0, 3.0], "tensor": lumbre.tensor(2.0), "tensors": make(YS)}[other]
    want = {"number": [2.0, 2.0], "numbers": [2.0, 3.0], "tensor": [2.0, 2.0], "tensors": YS}[other]
    got = getattr(lumbre, f"_foreach_{name}")(make(XS), given)
    changed = make(XS)
    getattr(lumbre, f"_foreach_{name}_")(changed, given)
    for y, z, x, w in zip(got, changed, XS, want):
        np.testing.assert_allclose(y.numpy(), f(np.array(x), np.array(w)))
        np.testing.assert_allclose(z.numpy(), y.numpy())


def test_foreach_ternary_and_norm():
    got = lumbre._foreach_addcmul(make(XS), make(YS), make(YS), [0.5, 2.0])
    for y, x, w, v in zip(got, XS, YS, [0.5, 2.0]):
        np.testing.assert_allclose(y.numpy(), np.array(x) + v * np.array(w) ** 2)
    for y, x in zip(lumbre._foreach_norm(make(XS), 1), XS):
        assert y.item() == sum(x)
    for y, x, w in zip(lumbre._foreach_lerp(make(XS), make(YS), 0.25), XS, YS):
        np.testing.assert_allclose(y.numpy(), 0.75 * np.array(x) + 0.25 * np.array(w))
    assert [t.item() for t in lumbre._foreach_max(make(XS))] == [2.0, 3.0]
    assert [t.tolist() for t in lumbre._foreach_pow(2.0, make([[1.0], [3.0]]))] == [[2.0], [8.0]]


def test_foreach_rejects_lists_of_other_lengths():
    with pytest.raises(RuntimeError, match="same number"):
        lumbre._foreach_add(make(XS), make(YS)[:1])
    with pytest.raises(RuntimeError, match="at least one"):
        lumbre._foreach_add([], 1)
    with pytest.raises(RuntimeError, match="0 dim"):
        lumbre._foreach_add(make(XS), lumbre.ones(2))


def test_zeros_and_copies_of_a_list():
    xs = [lumbre.ones(2, 3).t(), lumbre.tensor([1, 2])]
    zeros = lumbre._foreach_zero(xs)
    assert isinstance(zeros, tuple) and [z.tolist() for z in zeros] == [[[0.0, 0.0]] * 3, [0, 0]] and zeros[0].stride() == xs[0].stride()
    copies = lumbre._foreach_copy(xs, [lumbre.full((3, 2), 2, dtype=lumbre.int64), lumbre.tensor([5.5, 6.5])])
    assert copies[0].dtype == lumbre.float32 and copies[0].tolist() == [[2.0, 2.0]] * 3 and copies[1].tolist() == [5, 6]
    assert xs[1].tolist() == [1, 2]
