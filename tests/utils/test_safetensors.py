"""safetensors files, against bytes written by hand and, where it is installed, the package safetensors."""

import json
import struct
import sys

import numpy as np
import pytest

import lumbre
from lumbre import nn
from lumbre.utils import safetensors


def by_hand(entries, metadata=None):
    header, body = {"__metadata__": metadata} if metadata else {}, b""
    for name, code, array in entries:
        header[name] = {"dtype": code, "shape": list(array.shape), "data_offsets": [len(body), len(body) + array.nbytes]}
        body += array.tobytes()
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + body


ARRAYS = [
    ("a", "F32", np.arange(6, dtype=np.float32).reshape(2, 3)),
    ("b.weight", "I64", np.array([-1, 2**40])),
    ("c", "BOOL", np.array([[True], [False]])),
    ("d", "F16", np.array(1.5, np.float16)),
    ("e", "U8", np.zeros((0, 4), np.uint8)),
    ("f", "F64", np.array([np.nan, np.inf])),
]


@pytest.mark.parametrize("mapped", [True, False])
def test_load_gives_what_the_bytes_say(tmp_path, mapped):
    data = by_hand(ARRAYS, {"format": "pt"})
    (tmp_path / "x.safetensors").write_bytes(data)
    got = safetensors.load_file(tmp_path / "x.safetensors") if mapped else safetensors.load(data)
    assert list(got) == [name for name, _, _ in ARRAYS]
    for name, _, array in ARRAYS:
        np.testing.assert_array_equal(got[name].numpy(), array)
        assert got[name].numpy().dtype == array.dtype


def test_files_are_those_of_the_package(tmp_path):
    package = pytest.importorskip("safetensors.numpy")
    tensors = {name: lumbre.tensor(array) for name, _, array in ARRAYS}
    safetensors.save_file(tensors, tmp_path / "x.safetensors", {"k": "v"})
    got = package.load_file(tmp_path / "x.safetensors")
    for name, _, array in ARRAYS:
        np.testing.assert_array_equal(got[name], array)
    back = safetensors.load(package.save({name: array for name, _, array in ARRAYS}))
    assert all(lumbre.equal(back[k].nan_to_num(), tensors[k].nan_to_num()) for k in tensors)


def test_memory_is_the_files_and_writes_stay_in_the_process(tmp_path):
    path = tmp_path / "x.safetensors"
    x = lumbre.arange(1_000_000.0)
    safetensors.save_file({"x": x, "half": x[:3].bfloat16()}, path)
    got = safetensors.load_file(path)
    mapped = [line for line in open("/proc/self/maps") if str(path) in line] if sys.platform == "linux" else [True]
    assert mapped, "the file is not mapped"
    got["x"].add_(1)
    assert got["x"][:2].tolist() == [1, 2] and safetensors.load_file(path)["x"][:2].tolist() == [0, 1]
    assert got["half"].dtype is lumbre.bfloat16
    safetensors.save_file({"x": got["x"]}, path)  # over the file that is mapped
    assert lumbre.equal(got["x"], safetensors.load_file(path)["x"])


def test_open_file_gives_tensors_and_parts(tmp_path):
    path = tmp_path / "x.safetensors"
    x = lumbre.randn(4, 5)
    safetensors.save_file({"x": x, "y": lumbre.ones(2, dtype=lumbre.int32)}, path, {"step": "7"})
    with safetensors.safe_open(path, framework="pt") as f:
        assert f.keys() == ["x", "y"] and f.metadata() == {"step": "7"}
        assert lumbre.equal(f.get_tensor("x"), x)
        part = f.get_slice("x")
        assert part.get_shape() == [4, 5] and part.get_dtype() == "F32" and lumbre.equal(part[1:3, ::2], x[1:3, ::2])
        with pytest.raises(KeyError, match="nothing"):
            f.get_tensor("nothing")


def test_models_with_tied_weights_are_saved_once(tmp_path):
    class Tied(nn.Module):
        def __init__(self):
            super().__init__()
            self.embed, self.head = nn.Embedding(5, 3), nn.Linear(3, 5, bias=False)
            self.head.weight = self.embed.weight

    a, b = Tied(), Tied()
    with pytest.raises(RuntimeError, match="share memory"):
        safetensors.save_file(a.state_dict(), tmp_path / "x")
    safetensors.save_model(a, tmp_path / "x")
    assert len(safetensors.load_file(tmp_path / "x")) == 1
    assert safetensors.load_model(b, tmp_path / "x") == (set(), [])
    assert lumbre.equal(b.head.weight, a.embed.weight)
    with pytest.raises(RuntimeError, match="Missing"):
        safetensors.load_model(nn.Linear(3, 5), tmp_path / "x")


def test_parts_of_one_storage_are_no_sharing():
    x = lumbre.arange(6.0)
    got = safetensors.load(safetensors.save({"a": x[:3], "b": x[3:]}))
    assert got["a"].tolist() == [0, 1, 2] and got["b"].tolist() == [3, 4, 5]


@pytest.mark.parametrize(("tensors", "error", "text"), [
    ({"a": lumbre.ones(2, 3).T}, ValueError, "contiguous"),
    ({"a": 1}, ValueError, "none"),
    ([lumbre.ones(1)], ValueError, "dict"),
    ({"a": lumbre.eye(2).to_sparse()}, ValueError, "dense"),
    ({"a": lumbre.ones(2, dtype=lumbre.complex128)}, RuntimeError, "complex128"),
])  # fmt: skip
def test_what_the_format_has_not_is_refused(tensors, error, text):
    with pytest.raises(error, match=text):
        safetensors.save(tensors)


@pytest.mark.parametrize("damage", [lambda b: b[:-1], lambda b: b[:4], lambda b: b"", lambda b: b"\xff" * 8 + b, lambda b: b.replace(b'"F32"', b'"F31"')])
def test_damaged_files_are_refused(tmp_path, damage):
    (tmp_path / "x").write_bytes(damage(by_hand(ARRAYS)))
    with pytest.raises(RuntimeError, match="safetensors"):
        safetensors.load_file(tmp_path / "x")
    with pytest.raises(FileNotFoundError):
        safetensors.load_file(tmp_path / "absent")
