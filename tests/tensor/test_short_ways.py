"""What everyday statements do by a shorter way than the general one, against numpy."""

import itertools

import lumbre
import numpy as np
import pytest

KEYS = [
    0, -1, slice(None), slice(1, None), slice(None, -1), slice(0, 3, 2), slice(5, 2), slice(-100, 100), ..., (0, 1), (slice(None), 0), (..., 1),
    (0, ...), (slice(1, 3), slice(0, 4, 3)), (-1, slice(None), 2), (slice(None), ..., slice(1)), (0, slice(1, 1)),
]  # fmt: skip


@pytest.mark.parametrize("key", KEYS, ids=str)
@pytest.mark.parametrize("mode", ["plain", "tape", "no_grad", "strided"])
def test_basic_indices_read_and_write_as_numpy_s(key, mode):
    a = np.arange(60.0).reshape(3, 4, 5)
    x = lumbre.tensor(a)
    if mode == "strided":
        a, x = a.transpose(2, 0, 1), x.permute(2, 0, 1)
    leaf = x.requires_grad_() if mode in ("tape", "no_grad") else x
    with lumbre.set_grad_enabled(mode != "no_grad"):
        part = leaf[key]
        assert part.data_ptr() == leaf.data_ptr() + (a[key].__array_interface__["data"][0] - a.__array_interface__["data"][0]) or part.numel() == 0
        np.testing.assert_array_equal(part.detach().numpy(), a[key])
        assert part._base is (leaf if mode != "strided" else leaf._base) and part.requires_grad == (mode in ("tape", "no_grad"))
    if mode == "tape":
        part.sum().backward()
        want = np.zeros_like(a)
        want[key] = 1
        np.testing.assert_array_equal(leaf.grad.numpy(), want)
        return
    with lumbre.no_grad():
        for value in (7, -1.5, lumbre.tensor(3.0), lumbre.ones_like(part) * 2, lumbre.ones(part.shape, dtype=lumbre.int32)):
            b, before = a.copy(), leaf._version
            b[key] = np.asarray(value)
            leaf[key] = value
            np.testing.assert_array_equal(leaf.detach().numpy(), b)
            assert leaf._version == before + 1


def test_indices_that_do_not_fit_raise_as_ever():
    x = lumbre.zeros(3, 4)
    for key in (3, -4, (0, 4), (0, 0, 0), (slice(None), -5)):
        with pytest.raises(IndexError):
            x[key]
        with pytest.raises(IndexError):
            x[key] = 1
    for key in (slice(None, None, -1), slice(None, None, 0)):
        with pytest.raises(ValueError, match="step"):
            x[key]
    with pytest.raises(TypeError, match="slice indices"):
        x[slice(0.5, 2)]
    with pytest.raises(IndexError):
        lumbre.tensor(1.0)[0]
    with pytest.raises(RuntimeError):
        x[0] = lumbre.ones(3)
    with pytest.raises(RuntimeError, match="leaf"):
        lumbre.zeros(3, requires_grad=True)[0] = 1
    with pytest.raises(RuntimeError, match="single memory location"):
        lumbre.zeros(1).expand(3)[1:] = 1
    with pytest.raises(RuntimeError):
        lumbre.zeros(3, dtype=lumbre.uint8)[0] = 300


def test_a_written_index_keeps_the_gradient_of_the_rest():
    x = lumbre.ones(4, requires_grad=True)
    y = x * 2
    y[1] = 5.0
    y[2:] = x[:2] * 3
    y.sum().backward()
    np.testing.assert_array_equal(x.grad.numpy(), [5, 3, 0, 0])


def test_a_row_is_written_over_itself():
    x = lumbre.arange(6.0)
    x[1:] = x[:-1]
    np.testing.assert_array_equal(x.numpy(), [0, 0, 1, 2, 3, 4])


INPLACE = {"add_": np.add, "sub_": np.subtract, "mul_": np.multiply, "div_": np.divide}


@pytest.mark.parametrize(("name", "dtype"), list(itertools.product(INPLACE, ["float32", "float64", "complex64", "bfloat16"])))
def test_small_in_place_arithmetic_counts_one_version(name, dtype):
    d = getattr(lumbre, dtype)
    a, b = lumbre.arange(1, 9).to(d), lumbre.arange(2, 10).to(d)
    for other in (b, a, 3, 2.5):
        x = a.clone()
        other = x if other is a else other
        want = getattr(lumbre, name[:-1])(x.clone(), other.clone() if other is x else other)
        before, address = x._version, x.data_ptr()
        assert getattr(x, name)(other) is x and x._version == before + 1 and x.data_ptr() == address
        assert lumbre.equal(x, want)


def test_in_place_arithmetic_refuses_what_it_refused():
    x = lumbre.arange(8.0)
    with pytest.raises(RuntimeError, match="single memory location"):
        x[1:].add_(x[:-1])
    with pytest.raises(RuntimeError, match="can't be cast"):
        lumbre.arange(8).add_(1.5)
    with pytest.raises(RuntimeError, match="ZeroDivision"):
        lumbre.arange(8).floor_divide_(lumbre.zeros(8, dtype=lumbre.int64))
    leaf = lumbre.ones(3, requires_grad=True)
    with pytest.raises(RuntimeError, match="leaf"):
        leaf += 1
    y = leaf * 1
    z = y * y
    y += 1
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        z.sum().backward()
    out = lumbre.empty(3)
    assert lumbre.add(lumbre.ones(3), 1, out=out) is out and (out == 2).all()


NUMBERS = [
    [1.5, -2.0], (1, 2, 3), [[1.0, 2.0], [3.0, 4.0]], [(1, 2), [3, 4]], [True, False], [1, 2.5], [[1], [2]], [], [[]], [[[1.0]]], [1 + 2j],
    [float("nan"), float("inf")], [2**40], range(3),
]  # fmt: skip


@pytest.mark.parametrize("data", NUMBERS, ids=str)
@pytest.mark.parametrize("dtype", [None, "float32", "float64", "int64", "int32"])
def test_lists_become_the_tensors_that_numpy_makes_of_them(data, dtype):
    a = np.array(data)
    if dtype is not None and (a.dtype.kind == "c" or (a.dtype.kind == "f" and dtype.startswith("int")) or (data == [2**40] and dtype == "int32")):
        pytest.skip("not a cast that numpy and we make alike")
    t = lumbre.tensor(data, dtype=dtype and getattr(lumbre, dtype))
    want = dtype or {"f": "float32", "c": "complex64", "i": "int64", "b": "bool"}[a.dtype.kind]
    assert str(t.dtype).endswith("." + want) and t.shape == a.shape
    np.testing.assert_array_equal(t.numpy(), a.astype(want))
    assert t.tolist() == a.astype(want).tolist() or np.isnan(a).any()


def test_ragged_and_foreign_lists_are_refused():
    for data in ([[1, 2], [3]], [[1], 2], [1, [2]]):
        with pytest.raises((ValueError, TypeError)):
            lumbre.tensor(data)
    with pytest.raises((TypeError, ValueError, RuntimeError)):
        lumbre.tensor([1, "a"])
    with pytest.raises((RuntimeError, OverflowError, ValueError)):
        lumbre.tensor([2**70])


@pytest.mark.parametrize("code", ["f2", "f4", "f8", "i1", "u1", "i2", "i4", "i8", "b1", "c8", "c16"])
def test_arrays_share_their_memory_both_ways(code):
    a = np.arange(24).reshape(2, 3, 4).astype(code)
    for view in (a, a[:, 1:], a[..., ::2], a.transpose(2, 0, 1), a[:0], a[0, 0, 0].reshape(())):
        t = lumbre.from_numpy(view)
        assert t.shape == view.shape and t.dtype.itemsize == view.dtype.itemsize
        np.testing.assert_array_equal(t.numpy(), view)
        if view.size:
            assert np.shares_memory(t.numpy(), view)
    b = lumbre.from_numpy(a).numpy()
    b[0, 0, 0] = 1
    assert a[0, 0, 0] == 1 and b.flags.writeable and b.dtype == a.dtype


def test_arrays_of_unusual_kinds():
    locked = np.arange(3.0)
    locked.flags.writeable = False
    with pytest.raises(RuntimeError, match="read-only"):
        lumbre.from_numpy(locked).add_(1)
    for bad in (np.arange(3.0)[::-1], np.arange(3).astype(">i4"), np.array(["a"]), np.array([None])):
        with pytest.raises((ValueError, TypeError)):
            lumbre.from_numpy(bad)
    odd = np.frombuffer(b"\0" + np.arange(3.0).tobytes(), dtype=np.uint8)[1:].view(np.float64)
    np.testing.assert_array_equal(lumbre.from_numpy(odd).numpy(), odd)
    with pytest.raises(TypeError):
        lumbre.zeros(2, dtype=lumbre.bfloat16).numpy()
    array = lumbre.arange(5.0).numpy()
    np.testing.assert_array_equal(array, np.arange(5))
    assert array.base is not None


@pytest.mark.parametrize("dtype", ["float32", "float64", "complex128", "int64"])
def test_products_of_vectors(dtype):
    rng = np.random.default_rng(0)

    def made(*shape):
        a = rng.integers(-4, 5, shape) + (1j * rng.integers(-4, 5, shape) if dtype == "complex128" else 0)
        return lumbre.tensor(a.astype(dtype), requires_grad=dtype != "int64")

    m, v, w = made(3, 4), made(4), made(4)
    for left, right in ((m, v), (v, w), (m.t(), made(3)), (v.detach()[::2], w.detach()[1::2]), (made(0), made(0)), (made(2, 0), made(0))):
        y = left @ right
        np.testing.assert_array_equal(y.detach().numpy(), left.detach().numpy() @ right.detach().numpy())
    if dtype != "int64":
        g = lumbre.tensor(np.array([1, -2, 3], dtype))
        (m @ v).backward(g)
        np.testing.assert_array_equal(m.grad.numpy(), np.outer(g.numpy(), v.detach().numpy().conj()))
        np.testing.assert_array_equal(v.grad.numpy(), m.detach().numpy().conj().T @ g.numpy())
        v.grad = None
        (v @ w).backward(lumbre.ones((), dtype=v.dtype))
        np.testing.assert_array_equal(v.grad.numpy(), w.detach().numpy().conj())
        np.testing.assert_array_equal(w.grad.numpy(), v.detach().numpy().conj())
        assert type((v @ w).grad_fn).__name__ == "DotBackward0" and type((m @ v).grad_fn).__name__ == "MvBackward0"
    if dtype == "float64":
        assert lumbre.autograd.gradgradcheck(lambda a, b: a @ b, (m, v)) and lumbre.autograd.gradgradcheck(lambda a, b: a @ b, (v, w))
    with pytest.raises(RuntimeError):
        m @ made(3)
    with pytest.raises(RuntimeError):
        v @ made(3)


def test_autocast_lowers_products_of_vectors_as_those_of_matrices():
    m, v = lumbre.ones(3, 4), lumbre.ones(4)
    with lumbre.autocast("cpu", dtype=lumbre.bfloat16):
        assert (m @ v).dtype == (v @ v).dtype == (m @ m.t()).dtype == lumbre.bfloat16


def test_numbers_of_every_dtype_leave_by_item():
    for name in ("bool", "uint8", "int8", "int16", "int32", "int64", "float16", "bfloat16", "float32", "float64", "complex64", "complex128"):
        t = lumbre.tensor([0, 1]).to(getattr(lumbre, name))
        assert t[1].item() == 1 and type(t[1].item()) is type(t.tolist()[1])
    with pytest.raises(RuntimeError, match="2 elements"):
        lumbre.zeros(2).item()


def test_overloads_say_what_they_wanted():
    x = lumbre.zeros(2)
    with pytest.raises(TypeError, match="expected one of"):
        x.to("cpu", "nothing", 3, 4, 5, 6)
    with pytest.raises(TypeError, match=r"argument 'other' \(position 1\) must be Tensor, not str"):
        x.add("a")
    with pytest.raises(TypeError):
        x.view("a")


def test_sizes_are_read_by_index_and_slice():
    s = lumbre.zeros(2, 3, 4).shape
    assert (s[0], s[-1], s[1:], s[::-1]) == (2, 4, (3, 4), (4, 3, 2))
    assert type(s[1:]) is lumbre.Size and type(s[0]) is int and s[np.int64(1)] == 3
    with pytest.raises(IndexError):
        s[3]
    with pytest.raises(TypeError):
        s["a"]
    with pytest.raises(TypeError):
        lumbre.Size.__getitem__((1, 2), 0)


def test_a_storage_that_was_freed_gives_no_array():
    x = lumbre.ones(4)
    x.untyped_storage().resize_(0)
    with pytest.raises(ValueError, match="too short"):
        x.numpy()


def test_conjugated_and_negated_views_are_written_through():
    x = lumbre.tensor([1 + 2j, 3 - 4j])
    x.conj()[0] = 5 + 5j
    x.conj()[1:] = lumbre.tensor([1j])
    assert x.tolist() == [5 - 5j, -1j]
