"""Broadcasting against numpy, lazy conjugates and negatives, memory formats, the Meta device, default dtypes."""

import lumbre
import numpy as np
import pytest


@pytest.mark.parametrize("seed", range(40))
def test_broadcasting_is_numpys(seed):
    random = np.random.RandomState(seed)
    full = [int(random.randint(1, 5)) for _ in range(random.randint(1, 5))]
    shapes = []
    for _ in range(2):
        cut = full[random.randint(0, len(full)) :]
        shapes.append([1 if random.rand() < 0.4 else n for n in cut])
    a, b = (random.randint(-9, 9, s).astype(np.float64) for s in shapes)
    x, y = lumbre.tensor(a), lumbre.tensor(b)
    for got, want in ((x + y, a + b), (x * y, a * b), (x - y, a - b), (lumbre.maximum(x, y), np.maximum(a, b)), (x < y, a < b)):
        assert tuple(got.shape) == want.shape and got.tolist() == want.tolist()
    p, q = x.clone().requires_grad_(), y.clone().requires_grad_()
    (p * q).sum().backward()
    wide = np.broadcast_shapes(a.shape, b.shape)

    def back(values, shape):
        out = np.broadcast_to(values, wide)
        out = out.sum(tuple(range(len(wide) - len(shape))))
        return out.sum(tuple(i for i, n in enumerate(shape) if n == 1 and out.shape[i] != 1), keepdims=True).reshape(shape)

    assert np.allclose(p.grad.tolist(), back(b, a.shape)) and np.allclose(q.grad.tolist(), back(a, b.shape))


def test_incompatible_shapes_raise_what_numpy_raises():
    for a, b in (((2,), (3,)), ((2, 3), (2,)), ((0,), (2,))):
        with pytest.raises(ValueError):
            np.zeros(a) + np.zeros(b)
        with pytest.raises(RuntimeError, match="must match the size of tensor b"):
            lumbre.zeros(a) + lumbre.zeros(b)


def test_broadcast_of_empty_and_zero_dim():
    assert (lumbre.zeros(0, 3) + lumbre.ones(1, 3)).shape == (0, 3) and (lumbre.tensor(2) * lumbre.tensor(3)).shape == ()
    assert lumbre.broadcast_shapes((2, 1), (3,)) == (2, 3)


def test_conj_is_a_lazy_view():
    x = lumbre.tensor([1 + 2j, 3 - 4j])
    y = x.conj()
    assert y.is_conj() and not x.is_conj() and y.data_ptr() == x.data_ptr() and y.tolist() == [1 - 2j, 3 + 4j]
    assert y.conj().tolist() == x.tolist() and not y.conj().is_conj()
    assert (y + 0).tolist() == y.tolist() and (y * y).tolist() == [(1 - 2j) ** 2, (3 + 4j) ** 2]
    assert y[1].item() == 3 + 4j and y.clone().tolist() == y.tolist() and y.sum().item() == 4 + 2j
    y[0] = 5 + 5j
    assert x[0].item() == 5 - 5j
    y.mul_(1j)
    assert y.tolist() == [(5 + 5j) * 1j, (3 + 4j) * 1j]
    assert (y @ y).item() == pytest.approx(sum(v * v for v in y.tolist()))
    assert lumbre.tensor([1.0]).conj().is_conj() is False


def test_imag_of_a_conjugate_is_a_lazy_negative():
    x = lumbre.tensor([1 + 2j])
    n = x.conj().imag
    assert n.is_neg() and n.tolist() == [-2] and (n + 1).tolist() == [-1] and n.resolve_neg().is_neg() is False
    n.add_(10)
    assert x.imag.tolist() == [-8] and x.real.tolist() == [1]


def test_gradients_of_complex_tensors():
    z = lumbre.tensor([1 + 2j, -3 + 0.5j], dtype=lumbre.complex128, requires_grad=True)
    (z * z.conj()).real.sum().backward()  # |z|^2 has the gradient 2 z
    assert z.grad.tolist() == [2 + 4j, -6 + 1j]
    w = lumbre.tensor([2.0], dtype=lumbre.float64, requires_grad=True)
    lumbre.view_as_real(w * z.detach()).sum().backward()
    assert w.grad.dtype == lumbre.float64 and w.grad.item() == pytest.approx(1 + 2 - 3 + 0.5)


def test_memory_formats():
    x = lumbre.arange(2 * 3 * 4 * 5.0).view(2, 3, 4, 5)
    y = x.contiguous(memory_format=lumbre.channels_last)
    assert y.stride() == (60, 1, 15, 3) and y.tolist() == x.tolist()
    assert y.is_contiguous(memory_format=lumbre.channels_last) and not y.is_contiguous()
    assert (y + 1).stride() == y.stride() and y.exp().stride() == y.stride() and (y * x).stride() == y.stride()
    assert y.clone().stride() == y.stride() and y.contiguous().stride() == x.stride() and lumbre.zeros_like(y).stride() == y.stride()
    assert x.to(memory_format=lumbre.channels_last).stride() == y.stride()
    t = lumbre.zeros(3, 4).t()
    assert (t + 1).stride() == (1, 4) and lumbre.empty_like(t).stride() == (1, 4) and t.clone(memory_format=lumbre.contiguous_format).stride() == (3, 1)


def test_meta_tensors_have_shapes_and_no_data():
    x = lumbre.empty(2**30, 2**20, device="meta")
    y = (x + 1).sum(0)
    assert y.shape == (2**20,) and y.device.type == "meta" and y.is_meta
    assert (x[:4, :5] @ lumbre.empty(5, 6, device="meta")).shape == (4, 6)
    p = lumbre.ones(3, device="meta", requires_grad=True)
    (p * 2).sum().backward()
    assert p.grad.shape == (3,) and p.grad.is_meta
    with pytest.raises(NotImplementedError):
        x[0, :2].tolist()


def test_default_dtype():
    assert lumbre.get_default_dtype() == lumbre.float32
    try:
        lumbre.set_default_dtype(lumbre.float64)
        assert lumbre.tensor(1.0).dtype == lumbre.float64 and lumbre.zeros(1).dtype == lumbre.float64 and lumbre.tensor(1j).dtype == lumbre.complex128
        assert (lumbre.arange(3) / 2).dtype == lumbre.float64
    finally:
        lumbre.set_default_dtype(lumbre.float32)
    with pytest.raises(TypeError, match="only floating-point types are supported as the default type"):
        lumbre.set_default_dtype(lumbre.int64)


def test_whole_number_arithmetic():
    a = lumbre.tensor([7, -7])
    assert (a // 2).tolist() == [3, -4] and (a % 3).tolist() == [1, 2] and (a / 2).dtype == lumbre.float32
    assert lumbre.div(a, 2, rounding_mode="trunc").tolist() == [3, -3] and lumbre.fmod(a, 3).tolist() == [1, -1]
    assert (lumbre.tensor([250], dtype=lumbre.uint8) + 10).item() == 4
    assert (2 ** lumbre.tensor([3])).item() == 8 and (lumbre.tensor([2]) ** 3).item() == 8 and abs(lumbre.tensor([-3])).item() == 3
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        a // lumbre.tensor([0, 1])
    assert (~lumbre.tensor([True, False])).tolist() == [False, True] and (lumbre.tensor([6]) & 3).item() == 2 and (lumbre.tensor([1]) << 3).item() == 8


def test_nan_and_infinity():
    nan, inf = float("nan"), float("inf")
    x = lumbre.tensor([nan, inf, -inf, 0.0])
    assert lumbre.isnan(x).tolist() == [True, False, False, False] and lumbre.isinf(x).tolist() == [False, True, True, False]
    assert (x == x).tolist() == [False, True, True, True]
    assert (x / 0)[1].item() == inf and lumbre.isnan(x[3] / 0).item()
    assert lumbre.isnan(lumbre.maximum(x[0], x[3])).item() and lumbre.isnan(x.sum()).item()


def test_numbers_are_rounded_as_numpy_rounds_them():
    values = [2049.0, 0.1, 65504.0, 65520.0, 1e-8, -3.3333]
    assert lumbre.tensor(values).to(lumbre.float16).tolist() == np.array(values, np.float32).astype(np.float16).tolist()
    assert lumbre.tensor([1.0 + 2**-9, 1.0 + 3 * 2**-9]).to(lumbre.bfloat16).tolist() == [1.0, 1.0 + 2**-7]
    assert lumbre.tensor([1.9, -1.9]).to(lumbre.int32).tolist() == [1, -1]


def test_multi_output_ops_with_undefined_gradients():
    x = lumbre.tensor([[3.0, 1.0, 2.0], [1.0, 5.0, 4.0]], dtype=lumbre.float64, requires_grad=True)
    values, where = x.max(1)
    values.sum().backward()
    assert x.grad.tolist() == [[1, 0, 0], [0, 1, 0]] and not where.requires_grad and where.tolist() == [0, 1]
    a, b, c = x.split(1, 1)
    (g,) = lumbre.autograd.grad(b.sum(), x)
    assert g.tolist() == [[0, 1, 0], [0, 1, 0]]
    result = x.sort(1)
    (g,) = lumbre.autograd.grad((result.values * lumbre.arange(3)).sum(), x)
    assert g.tolist() == [[2, 0, 1], [0, 2, 1]] and result[0] is result.values
