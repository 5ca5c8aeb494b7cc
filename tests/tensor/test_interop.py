"""Memory shared with numpy, DLPack, buffers and `__array_interface__`, both ways."""

import array
import ctypes
import operator

import lumbre
import numpy as np
import pytest

KINDS = ["bool", "uint8", "int8", "int16", "int32", "int64", "float16", "float32", "float64", "complex64", "complex128", "uint16", "uint32", "uint64"]


@pytest.mark.parametrize("kind", KINDS)
def test_from_numpy_shares_memory(kind):
    a = np.ones((2, 3), dtype=kind)
    t = lumbre.from_numpy(a)
    assert t.dtype == getattr(lumbre, kind) and t.shape == (2, 3) and t.data_ptr() == a.ctypes.data
    a[0, 1] = 0
    assert t.tolist() == a.tolist()


@pytest.mark.parametrize("kind", KINDS)
def test_numpy_shares_memory(kind):
    t = lumbre.ones(2, 3, dtype=getattr(lumbre, kind))
    a = t.numpy()
    assert a.dtype == np.dtype(kind) and a.shape == (2, 3) and a.ctypes.data == t.data_ptr()
    a[1, 2] = 0
    assert t.tolist() == a.tolist()


def test_strides_and_offsets_go_both_ways():
    a = np.arange(24).reshape(2, 3, 4)
    t = lumbre.from_numpy(a.transpose(2, 0, 1)[1:])
    assert t.stride() == (1, 12, 4) and t.tolist() == a.transpose(2, 0, 1)[1:].tolist()
    x = lumbre.arange(24).view(2, 3, 4).permute(2, 0, 1)[1:, :, ::2]
    b = x.numpy()
    assert b.strides == tuple(8 * s for s in x.stride()) and b.tolist() == x.tolist()


def test_shared_memory_outlives_either_side():
    t = lumbre.from_numpy(np.arange(1000))
    assert t.sum().item() == 499500
    a = lumbre.arange(1000).numpy()
    assert a.sum() == 499500


def test_refused_arrays():
    with pytest.raises(ValueError, match="stride"):
        lumbre.from_numpy(np.arange(4)[::-1])
    with pytest.raises((ValueError, TypeError)):
        lumbre.from_numpy(np.arange(4).astype(">i4"))
    with pytest.raises(TypeError, match="can't convert np.ndarray of type numpy"):
        lumbre.from_numpy(np.array(["a"]))
    with pytest.raises(TypeError):
        lumbre.from_numpy(np.array([object()]))
    with pytest.raises(TypeError, match="expected np.ndarray"):
        lumbre.from_numpy([1, 2])


def test_numpy_of_special_tensors():
    x = lumbre.ones(2, requires_grad=True)
    with pytest.raises(RuntimeError, match="Can't call numpy\\(\\) on Tensor that requires grad"):
        x.numpy()
    assert x.numpy(force=True).tolist() == [1, 1] and x.detach().numpy().tolist() == [1, 1]
    with pytest.raises(TypeError, match="bfloat16|BFloat16"):
        lumbre.ones(2, dtype=lumbre.bfloat16).numpy()
    c = lumbre.tensor([1 + 2j]).conj()
    with pytest.raises(RuntimeError, match="resolve_conj"):
        c.numpy()
    assert c.resolve_conj().numpy().tolist() == [1 - 2j]
    assert lumbre.tensor(3.5).numpy().shape == () and lumbre.zeros(0, 3).numpy().shape == (0, 3)
    with pytest.raises((TypeError, RuntimeError, NotImplementedError)):
        lumbre.zeros(2, device="meta").numpy()


def test_array_functions_of_numpy():
    x = lumbre.tensor([0.0, 1.0])
    assert np.asarray(x).ctypes.data == x.data_ptr()
    assert np.asarray(x, dtype=np.float64).dtype == np.float64 and np.array(x).tolist() == [0, 1]
    y = np.sin(x)
    assert isinstance(y, lumbre.Tensor) and y.tolist() == pytest.approx(np.sin([0.0, 1.0]).tolist())
    assert np.add(np.ones(2, np.float32), x.numpy()).tolist() == [1, 2]
    assert np.stack([lumbre.ones(2), lumbre.zeros(2)]).shape == (2, 2)


def test_numbers_of_numpy_beside_tensors():
    x = lumbre.ones(2)
    assert (x * np.float64(2)).dtype == lumbre.float32 and (np.float32(3) * x).tolist() == [3, 3]
    assert lumbre.tensor(np.float64(2)).dtype == lumbre.float64 and lumbre.tensor(np.int16(2)).dtype == lumbre.int16
    assert lumbre.tensor([np.float64(1), np.float64(2)]).dtype == lumbre.float64
    assert lumbre.tensor(np.array([1, 2])).dtype == lumbre.int64
    assert lumbre.zeros(np.int64(2), np.int32(3)).shape == (2, 3) and lumbre.zeros(np.array([2, 3]).tolist()).shape == (2, 3)


def test_tensor_copies_and_as_tensor_shares():
    a = np.ones(2)
    lumbre.tensor(a)[0] = 5
    assert a[0] == 1
    lumbre.as_tensor(a)[0] = 5
    lumbre.asarray(a)[1] = 6
    assert a.tolist() == [5, 6]
    assert lumbre.as_tensor(a, dtype=lumbre.float32).data_ptr() != a.ctypes.data


def test_dlpack_to_and_from_numpy():
    x = lumbre.arange(6.0).view(2, 3)
    a = np.from_dlpack(x)
    assert a.ctypes.data == x.data_ptr() and a.shape == (2, 3)
    b = np.arange(6)
    y = lumbre.from_dlpack(b)
    y[0] = 99
    assert b[0] == 99 and y.data_ptr() == b.ctypes.data


def test_dlpack_capsules():
    x = lumbre.arange(6).view(2, 3).t()
    capsule = lumbre.utils.dlpack.to_dlpack(x) if hasattr(lumbre, "utils") else lumbre.to_dlpack(x)
    y = lumbre.from_dlpack(capsule)
    assert y.data_ptr() == x.data_ptr() and y.stride() == x.stride() and y.tolist() == x.tolist()
    with pytest.raises((RuntimeError, ValueError)):
        lumbre.from_dlpack(capsule)
    del x
    assert y.tolist() == [[0, 3], [1, 4], [2, 5]]
    assert lumbre.ones(1).__dlpack_device__() == (1, 0)
    with pytest.raises((RuntimeError, BufferError)):
        lumbre.from_dlpack(lumbre.ones(2, requires_grad=True) * 1)


def test_frombuffer():
    raw = bytearray(np.arange(6, dtype=np.int32).tobytes())
    t = lumbre.frombuffer(raw, dtype=lumbre.int32)
    assert t.tolist() == [0, 1, 2, 3, 4, 5]
    t[0] = 77
    assert np.frombuffer(raw, np.int32)[0] == 77
    assert lumbre.frombuffer(raw, dtype=lumbre.int32, count=2, offset=4).tolist() == [1, 2]
    assert lumbre.frombuffer(array.array("d", [1.5, 2.5]), dtype=lumbre.float64).tolist() == [1.5, 2.5]
    for bad in (dict(count=9), dict(offset=99), dict(offset=-1), dict(count=0)):
        with pytest.raises(ValueError):
            lumbre.frombuffer(raw, dtype=lumbre.int32, **bad)
    with pytest.raises(ValueError):
        lumbre.frombuffer(bytearray(5), dtype=lumbre.int32)
    with pytest.raises((TypeError, ValueError, AttributeError)):
        lumbre.frombuffer(5, dtype=lumbre.int32)
    with pytest.raises(TypeError):
        lumbre.frombuffer(raw)


class Exporter:
    """An object with an array interface over ctypes memory."""

    def __init__(self):
        self.memory = (ctypes.c_float * 4)(1, 2, 3, 4)

    @property
    def __array_interface__(self):
        return {"shape": (2, 2), "typestr": "<f4", "data": (ctypes.addressof(self.memory), False), "version": 3}


def test_array_interface_of_other_objects():
    e = Exporter()
    t = lumbre.as_tensor(np.asarray(e))
    t[0, 0] = 9
    assert e.memory[0] == 9
    assert lumbre.tensor(np.asarray(Exporter())).tolist() == [[1, 2], [3, 4]]


def test_pil_like_and_scalars_convert():
    assert int(lumbre.tensor([3])) == 3 and float(lumbre.tensor(2.5)) == 2.5 and bool(lumbre.tensor([0])) is False
    assert complex(lumbre.tensor(1 + 2j)) == 1 + 2j and [10, 20, 30][lumbre.tensor(1)] == 20
    with pytest.raises(RuntimeError, match="Boolean value of Tensor with more than one value is ambiguous"):
        bool(lumbre.ones(2))
    with pytest.raises((ValueError, RuntimeError, TypeError)):
        int(lumbre.ones(2))
    with pytest.raises(TypeError):
        [1, 2][lumbre.tensor(1.0)]


def test_numpy_of_a_tensor_that_requires_grad():
    x = lumbre.ones(2, requires_grad=True)
    with pytest.raises(RuntimeError, match="requires grad"):
        x.numpy()
    with lumbre.no_grad():
        assert x.numpy().tolist() == [1, 1]


@pytest.mark.parametrize("number", [np.float64(2.0), np.float32(2.0), np.int64(2)])
def test_numbers_of_numpy_in_front_of_tensors_count_as_python_s(number):
    x = lumbre.tensor([1.0, 4.0], requires_grad=True)
    plain = number.item()
    for op in (operator.add, operator.sub, operator.mul, operator.truediv, operator.pow):
        got, want = op(number, x), op(lumbre.tensor(float(plain)), x)
        assert got.dtype == lumbre.float32 and got.requires_grad and got.tolist() == want.tolist(), op
    assert (number < x).tolist() == [False, True] and (number == x).tolist() == [False, False]
    assert (number * lumbre.arange(3)).dtype == (lumbre.float32 if isinstance(plain, float) else lumbre.int64)
