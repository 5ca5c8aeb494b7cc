"""`assert_close` and `make_tensor`; texts and verdicts as PyTorch 2.15 gives them."""

import lumbre
import numpy as np
import pytest
from lumbre.testing import assert_close, make_tensor

t = lumbre.tensor


@pytest.mark.parametrize("actual, expected, options", [
    (t([1.0, 2.0]), t([1.0, 2.0 + 1e-6]), {}),
    (t([1.0]), t([1.1]), {"rtol": 0.2, "atol": 0}),
    (t([float("inf")]), t([float("inf")]), {}),
    (t([float("nan")]), t([float("nan")]), {"equal_nan": True}),
    ({"a": [t([1]), 2.0], "b": (None, True)}, {"a": [t([1]), 2.0], "b": (None, True)}, {}),
    (t([1.0]), t([1.0], dtype=lumbre.float64), {"check_dtype": False}),
    (1, 1.0, {"check_dtype": False}),
    (np.ones(2), np.ones(2), {}),
    (t([1 + 2j]), t([1 + 2j]), {}),
])  # fmt: skip
def test_close_values_pass(actual, expected, options):
    assert_close(actual, expected, **options)


MESSAGES = [
    (t([1.0, 1.0]), t([1.0, 1.0, 1.0]), {}, "The values for attribute 'shape' do not match: torch.Size([2]) != torch.Size([3])."),
    (t([1.0]), t([1.0]).double(), {}, "The values for attribute 'dtype' do not match: torch.float32 != torch.float64."),
    (1.0, 2.0, {}, "Scalars are not close!\n\nExpected 2.0 but got 1.0.\nAbsolute difference: 1.0 (up to 1e-07 allowed)\n"
     "Relative difference: 0.5 (up to 1e-07 allowed)"),
    (t(1.0), t(2.0), {}, "Scalars are not close!\n\nExpected 2.0 but got 1.0.\nAbsolute difference: 1.0 (up to 1e-05 allowed)\n"
     "Relative difference: 0.5 (up to 1.3e-06 allowed)"),
    ([1, t([1.0])], [1, t([1.0, 1.0])], {}, "The values for attribute 'shape' do not match: torch.Size([1]) != torch.Size([2]).\n\n"
     "The failure occurred for item [1]"),
    ({"a": 1}, {"b": 1}, {}, "The keys of the mappings do not match:\nMissing keys in the actual mapping: ['b']\n"
     "Additional keys in the actual mapping: ['a']"),
    ([1], [1, 2], {}, "The length of the sequences mismatch: 1 != 2"),
    (t([1.0, 2.0]), t([1.0, 4.0]), {}, "Tensor-likes are not close!\n\nMismatched elements: 1 / 2 (50.0%)\n"
     "Greatest absolute difference: 2.0 at index (1,) (up to 1e-05 allowed)\n"
     "Greatest relative difference: 0.5 at index (1,) (up to 1.3e-06 allowed)"),
    (t([0, 1, 2]), t([1, 2, 3]), {}, "Tensor-likes are not equal!\n\nMismatched elements: 3 / 3 (100.0%)\n"
     "Greatest absolute difference: 1 at index (0,)\nGreatest relative difference: 1.0 at index (0,)"),
    (t([float("nan")]), t([float("nan")]), {}, "Tensor-likes are not close!\n\nMismatched elements: 1 / 1 (100.0%)\n"
     "Greatest absolute difference: nan at index (0,) (up to 1e-05 allowed)\n"
     "Greatest relative difference: nan at index (0,) (up to 1.3e-06 allowed)"),
    (None, 1, {}, "None mismatch: None is not 1"),
    (1, 1.0, {}, "The (d)types do not match: <class 'int'> != <class 'float'>."),
    (t([1.0]), t([2.0]), {"msg": "mine"}, "mine"),
    (1, 2, {"msg": lambda text: "longer: " + text.split("\n")[0]}, "longer: Scalars are not equal!"),
]  # fmt: skip


@pytest.mark.parametrize("actual, expected, options, message", MESSAGES)
def test_differences_are_told(actual, expected, options, message):
    with pytest.raises(AssertionError) as caught:
        assert_close(actual, expected, **options)
    assert str(caught.value) == message


def test_what_cannot_be_compared_raises():
    with pytest.raises(TypeError, match="No comparison pair"):
        assert_close(t([1.0]), [1.0])
    with pytest.raises(ValueError, match="both be specified"):
        assert_close(1, 1, rtol=1)


@pytest.mark.parametrize("name", ["float32", "float64", "bfloat16", "complex64", "int64", "uint8", "bool"])
def test_make_tensor_keeps_its_promises(name):
    dtype = getattr(lumbre, name)
    x = make_tensor(3, 4, dtype=dtype)
    assert x.dtype == dtype and tuple(x.shape) == (3, 4)
    if name not in ("complex64", "bool"):
        y = make_tensor((50,), dtype=dtype, low=2, high=5)
        assert all(2 <= v <= 5 for v in y.tolist())
    gaps = make_tensor(3, 4, dtype=dtype, noncontiguous=True)
    assert not gaps.is_contiguous() and tuple(gaps.shape) == (3, 4)


def test_make_tensor_refuses_what_makes_no_sense():
    with pytest.raises(ValueError, match="requires_grad"):
        make_tensor(2, dtype=lumbre.int64, requires_grad=True)
    with pytest.raises(ValueError, match="low"):
        make_tensor(2, dtype=lumbre.float32, low=2, high=1)
    assert make_tensor(2, dtype=lumbre.float32, requires_grad=True).requires_grad
