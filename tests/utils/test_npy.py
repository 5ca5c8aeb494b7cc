"""numpy's files, both ways with numpy."""

import io

import numpy as np
import pytest

import lumbre
from lumbre.utils import npy

ARRAYS = [
    np.arange(6, dtype=np.float32).reshape(2, 3),
    np.asfortranarray(np.arange(24.0).reshape(2, 3, 4)),
    np.arange(5, dtype=">i4"),
    np.array([1 + 2j, -3j], dtype=">c16"),
    np.array([True, False]),
    np.array(7, np.uint8),
    np.zeros((3, 0), np.float16),
    np.array([2**63, 1], np.uint64),
]


@pytest.mark.parametrize("array", ARRAYS, ids=lambda a: f"{a.dtype.str}{list(a.shape)}")
@pytest.mark.parametrize("mmap", [False, True])
def test_arrays_of_numpy_are_read(tmp_path, array, mmap):
    np.save(tmp_path / "x.npy", array)
    got = npy.load(tmp_path / "x.npy", mmap=mmap)
    assert tuple(got.shape) == array.shape
    np.testing.assert_array_equal(got.numpy(), array)
    got.zero_()
    np.testing.assert_array_equal(np.load(tmp_path / "x.npy"), array)


@pytest.mark.parametrize("x", [lumbre.randn(3, 4).T, lumbre.arange(6)[2:], lumbre.randn(2, dtype=lumbre.complex64).conj(), lumbre.tensor(True), lumbre.zeros(0, 2)])
def test_numpy_reads_what_is_written(tmp_path, x):
    npy.save(tmp_path / "x.npy", x)
    np.testing.assert_array_equal(np.load(tmp_path / "x.npy"), x.resolve_conj().numpy())


@pytest.mark.parametrize("write", [np.savez, np.savez_compressed])
def test_archives_of_numpy_are_read(tmp_path, write):
    write(tmp_path / "x.npz", a=ARRAYS[0], b=ARRAYS[1])
    for source in (tmp_path / "x.npz", (tmp_path / "x.npz").read_bytes()):
        got = npy.load_npz(source)
        assert sorted(got) == ["a", "b"]
        np.testing.assert_array_equal(got["b"].numpy(), ARRAYS[1])


def test_numpy_reads_archives_that_are_written(tmp_path):
    x, y = lumbre.randn(2, 3), lumbre.arange(4)
    npy.save_npz(tmp_path / "x.npz", x=x, y=y)
    with np.load(tmp_path / "x.npz") as got:
        np.testing.assert_array_equal(got["x"], x.numpy())
        np.testing.assert_array_equal(got["y"], y.numpy())
    mapped = npy.load_npz(tmp_path / "x.npz", mmap=True)
    assert lumbre.equal(mapped["x"], x)


def test_what_is_no_array_of_numbers_is_refused(tmp_path):
    for array in (np.array([{"a": 1}], dtype=object), np.array(["text"]), np.array(["2020-01-01"], dtype="M8[D]")):
        file = io.BytesIO()
        np.save(file, array)
        with pytest.raises(RuntimeError, match="npy"):
            npy.load(file.getvalue())
    file = io.BytesIO()
    np.save(file, np.ones(4))
    with pytest.raises(RuntimeError, match="npy"):
        npy.load(file.getvalue()[:-1])
    with pytest.raises(RuntimeError, match="bfloat16"):
        npy.save(tmp_path / "x.npy", lumbre.ones(2, dtype=lumbre.bfloat16))
    with pytest.raises(FileNotFoundError):
        npy.load(tmp_path / "absent.npy")
