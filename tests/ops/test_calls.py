"""What an op's declaration says of its call: tensors written to by `out=`, numbers in a tensor's place, and dtypes that are refused."""

import lumbre
import numpy as np
import pytest
from ops.suite import CASES_HERE, OUT, flatten, words

NUMBERS, EXACT, APART, REAL, INTO = (1 << i for i in range(12, 17))
WIDER = {lumbre.float32: lumbre.float64, lumbre.int64: lumbre.float64, lumbre.bool: lumbre.int64, lumbre.complex64: lumbre.complex128}


def first_call(case):
    dtype = "float32" if "float32" in case.dtypes else case.dtypes[0]
    args, kwargs = case.tensors(lumbre, 0, dtype)
    return args, kwargs, case.call(lumbre, args, dict(kwargs))


@pytest.mark.parametrize("case", [c for c in CASES_HERE if words(c) & EXACT and c.out is not False and c.fn is None], ids=repr)
def test_out_of_another_dtype_is_refused_where_the_declaration_says_exact(case):
    args, kwargs, want = first_call(case)
    parts = flatten(want)
    outs = [lumbre.empty_like(w, dtype=WIDER[w.dtype]) if w.dtype in WIDER else lumbre.empty_like(w) for w in parts]
    if all(o.dtype == w.dtype for o, w in zip(outs, parts)):
        return
    with pytest.raises(RuntimeError, match="Expected out tensor to have dtype"):
        case.call(lumbre, args, {**kwargs, "out": outs[0] if isinstance(want, lumbre.Tensor) else tuple(outs)})


@pytest.mark.parametrize("op", [lumbre.add, lumbre.atan2, lumbre.maximum])
def test_out_of_a_wider_dtype_takes_what_elementwise_ops_give(op):
    x, y = lumbre.tensor([1.0, 2.5]), lumbre.tensor([2.0, 0.5])
    out = op(x, y, out=lumbre.empty(2, dtype=lumbre.float64))
    want = {"add": np.add, "atan2": np.arctan2, "maximum": np.maximum}[op.__name__](x.numpy(), y.numpy())
    assert out.dtype == lumbre.float64
    np.testing.assert_allclose(out.numpy(), want, rtol=1e-6)


@pytest.mark.parametrize("call", [lambda out: lumbre.add(lumbre.ones(2), 1, out=out), lambda out: lumbre.mm(lumbre.ones(2, 1), 2 * lumbre.ones(1, 1), out=out)])
def test_out_of_another_shape_is_resized_with_a_warning(call):
    out = lumbre.empty(3)
    with pytest.warns(UserWarning, match="An output with one or more elements was resized"):
        assert call(out) is out
    assert out.flatten().tolist() == [2.0, 2.0]


def test_resizing_warning_is_an_error_where_warnings_are(recwarn):
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(UserWarning, match="was resized"):
            lumbre.neg(lumbre.ones(2), out=lumbre.empty(3))
        lumbre.neg(lumbre.ones(2), out=lumbre.empty(0))
    assert not recwarn.list


@pytest.mark.parametrize("op", [lambda x, out: lumbre.neg(x, out=out), lambda x, out: lumbre.sort(x, out=(out, lumbre.empty(4, dtype=lumbre.int64)))])
def test_expanded_out_is_refused(op):
    with pytest.raises(RuntimeError, match="more than one element of the written-to tensor"):
        op(lumbre.arange(4.0), lumbre.zeros(1).expand(4))


@pytest.mark.parametrize(
    "call",
    [
        lambda x: lumbre.gather(x, 0, lumbre.tensor([2, 1, 0]), out=x),
        lambda x: lumbre.take(x, lumbre.tensor([2, 1, 0]), out=x),
        lambda x: lumbre.index_select(x, 0, lumbre.tensor([2, 1, 0]), out=x),
        lambda x: lumbre.masked_select(x, x > 0, out=x),
        lambda x: lumbre.cat([x[:1], x[1:]], out=x),
    ],
)
def test_out_that_is_also_read_is_refused_where_elements_move(call):
    x = lumbre.tensor([1.0, 2.0, 3.0])
    with pytest.raises(RuntimeError, match="some elements of the input tensor and the written-to tensor"):
        call(x)
    assert x.tolist() == [1.0, 2.0, 3.0]


def test_reductions_are_computed_in_the_dtype_of_out():
    x = lumbre.tensor([1.75, 2.5])
    assert lumbre.sum(x, 0, out=lumbre.empty((), dtype=lumbre.int64)).item() == 3
    assert lumbre.cumsum(x, 0, out=lumbre.empty(2, dtype=lumbre.int64)).tolist() == [1, 3]
    assert lumbre.prod(x.to(lumbre.int64), 0, out=lumbre.empty((), dtype=lumbre.float64)).dtype == lumbre.float64
    exact = lumbre.mean(lumbre.tensor([0.1]), 0, out=lumbre.empty((), dtype=lumbre.float64)).item()
    assert exact == float(np.float32(0.1))


@pytest.mark.parametrize("name", ["add", "sub", "mul", "div", "true_divide", "float_power"])
@pytest.mark.parametrize("number", [3, 2.5, 1 + 2j])
@pytest.mark.parametrize("dtype", ["int32", "float32"])
def test_number_in_the_place_of_the_first_tensor_promotes_as_a_number(name, number, dtype):
    x = lumbre.tensor([1, 2, 4], dtype=getattr(lumbre, dtype))
    ufunc = {"sub": "subtract", "mul": "multiply", "div": "divide"}.get(name, name)
    got = getattr(lumbre, name)(number, x)
    np.testing.assert_allclose(got.numpy(), getattr(np, ufunc)(number, x.numpy().astype("float64")), rtol=1e-6)
    kind = "complex" if isinstance(number, complex) else "float" if dtype == "float32" or isinstance(number, float) or "div" in name else "int"
    bits = {"complex": "complex64", "float": "float32", "int": "int32"}[kind]
    assert str(got.dtype) == "torch." + ({"complex64": "complex128"}.get(bits, "float64") if name == "float_power" else bits)
    with pytest.raises(TypeError):
        getattr(lumbre, name)("3", x)


BOOLS = ["floor", "ceil", "trunc", "round", "abs", "trace", "median", "topk", "argmax", "argmin"]


@pytest.mark.parametrize("name", BOOLS)
def test_bools_are_refused_by_name(name):
    x = lumbre.ones(2, 2, dtype=lumbre.bool)
    with pytest.raises(NotImplementedError, match=f"{name}.*Bool"):
        getattr(lumbre, name)(*((x, 1) if name == "topk" else (x,)))


@pytest.mark.parametrize("name", ["fmod", "remainder", "floor_divide", "bitwise_left_shift", "bitwise_right_shift", "gcd", "lcm", "pow"])
def test_two_bools_are_refused_where_only_numbers_have_the_operation(name):
    x = lumbre.tensor([True, True])
    with pytest.raises(NotImplementedError, match="Bool"):
        getattr(lumbre, name)(x, x)
    assert getattr(lumbre, name)(x, lumbre.tensor([1, 1])).dtype == lumbre.int64


@pytest.mark.parametrize("name", ["sort", "argsort", "topk", "argmax", "argmin", "aminmax", "msort", "maximum", "fmin", "isposinf"])
def test_complex_numbers_have_no_order(name):
    x = lumbre.ones(3, dtype=lumbre.complex64)
    with pytest.raises(TypeError, match=f"{name}.*complex"):
        getattr(lumbre, name)(*((x, 1) if name == "topk" else (x, x) if name in ("maximum", "fmin") else (x,)))


def test_result_that_does_not_fit_in_place_is_named_before_a_missing_kernel():
    with pytest.raises(RuntimeError, match="result type ComplexFloat can't be cast to the desired output type Float"):
        lumbre.ones(2).fmod_(lumbre.ones(2, dtype=lumbre.complex64))


def test_huge_windows_raise_and_do_not_overflow():
    big = 8608480567731124087
    with pytest.raises(RuntimeError, match="effective kernel size overflows"):
        lumbre.nn.functional.max_pool1d(lumbre.ones(1, 2, 3), big, padding=1250999896764, dilation=1250999896764, ceil_mode=True)


# Recorded from PyTorch 2.15: images of bytes are resampled with 16-bit weights, one dimension after the other.
BYTES = np.random.RandomState(0).randint(0, 256, (1, 1, 5, 7)).astype("uint8")
RESAMPLED = [
    ("bilinear", False, [[106, 146, 127, 167], [125, 95, 68, 216], [69, 72, 107, 179]]),
    ("bilinear", True, [[95, 121, 139, 153], [104, 127, 113, 150], [69, 92, 125, 165]]),
    ("bicubic", True, [[93, 119, 141, 155], [104, 131, 108, 146], [67, 90, 124, 170]]),
]


@pytest.mark.parametrize(("mode", "antialias", "want"), RESAMPLED)
def test_images_of_bytes_are_resampled_as_bytes(mode, antialias, want):
    got = lumbre.nn.functional.interpolate(lumbre.tensor(BYTES), (3, 4), mode=mode, antialias=antialias, align_corners=False)
    assert got.dtype == lumbre.uint8
    assert got[0, 0].tolist() == want


@pytest.mark.parametrize("fill", [lambda x: x.exponential_(), lambda x: x.uniform_(1, 2), lambda x: x.log_normal_()])
def test_draws_into_a_lazily_negated_tensor_are_what_it_reads(fill):
    plain, memory = lumbre.empty(5, dtype=lumbre.float64), lumbre.empty(5, dtype=lumbre.float64)
    lumbre.manual_seed(0)
    want = fill(plain).tolist()
    lumbre.manual_seed(0)
    assert fill(lumbre._neg_view(memory)).tolist() == want
    assert memory.tolist() == [-v for v in want]


def test_parts_of_a_negated_complex_tensor():
    z = lumbre._neg_view(lumbre.tensor([1 + 2j, 3 - 4j]))
    assert (z.real.tolist(), z.imag.tolist()) == ([-1.0, -3.0], [-2.0, 4.0])
    assert lumbre.view_as_real(z).tolist() == [[-1.0, -2.0], [-3.0, 4.0]]


def test_einsum_sums_integers_in_int64():
    x = lumbre.tensor([200, 100], dtype=lumbre.uint8)
    total = lumbre.einsum("i->", x)
    assert (total.dtype, total.item()) == (lumbre.int64, 300)
    both = lumbre.einsum("i,j->j", x, x)
    assert (both.dtype, both.tolist()) == (lumbre.int64, [60000, 30000])


def test_lists_of_factors_of_foreach_ops():
    x = [lumbre.ones(2), 2 * lumbre.ones(2)]
    y = lumbre._foreach_addcmul(x, x, x, value=[1.0, 10.0])
    assert [t.tolist() for t in y] == [[2.0, 2.0], [42.0, 42.0]]
    lumbre._foreach_addcdiv_(x, x, x, scalars=[1.0, 2.0])
    assert [t.tolist() for t in x] == [[2.0, 2.0], [4.0, 4.0]]


def test_tangent_through_running_sums_of_exponentials():
    x, t = lumbre.tensor([0.1, -2.0, 1.5], dtype=lumbre.float64), lumbre.tensor([1.0, -0.5, 2.0], dtype=lumbre.float64)
    _, got = lumbre.func.jvp(lambda x: lumbre.logcumsumexp(x, 0), (x,), (t,))
    f = lambda v: np.log(np.cumsum(np.exp(v)))  # noqa: E731
    want = (f(x.numpy() + 1e-6 * t.numpy()) - f(x.numpy() - 1e-6 * t.numpy())) / 2e-6
    np.testing.assert_allclose(got.numpy(), want, rtol=1e-6)


@pytest.mark.parametrize(("layer", "kind"), [(lambda: lumbre.nn.RNN(2, 3, bias=0), "bias should be of type bool"), (lambda: lumbre.nn.LSTM(2.0, 3), "input_size should be of type int"), (lambda: lumbre.nn.Softmax(dim=True), "dim must be an int or None"), (lambda: lumbre.nn.HuberLoss(delta=1j), "delta must be a float or int")])  # fmt: skip
def test_layers_refuse_settings_of_another_type(layer, kind):
    with pytest.raises(TypeError, match=kind):
        layer()
