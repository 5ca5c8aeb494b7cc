"""Writes the files of tests/reference/files with PyTorch and numpy, and says in expected.json what is in them.

Needs torch (recorded with 2.15) and numpy; run as `python tests/record/files.py`. The descriptions are compared with
those that rust/lumbre/src/io/tests makes of what it reads.
"""

import collections
import json
import struct
from pathlib import Path

import numpy as np
import torch

FOLDER = Path(__file__).parent.parent / "reference/files"
DTYPES = ["bool", "uint8", "int8", "int16", "int32", "int64", "float16", "bfloat16", "float32", "float64", "complex64",
          "complex128", "uint16", "uint32", "uint64", "float8_e4m3fn", "float8_e5m2"]


def fnv(data: bytes) -> str:
    h = 0xCBF29CE484222325
    for b in data:
        h = (h ^ b) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return f"{h:016x}"


def storage_hash(s: torch.UntypedStorage) -> str:
    return fnv(bytes(s.tolist())) if s.device.type == "cpu" else "none"


def tensor_text(t: torch.Tensor) -> str:
    kind = "parameter" if isinstance(t, torch.nn.Parameter) else "tensor"
    flags = "".join(f" {name}" for name, on in [("grad", t.requires_grad), ("conj", t.is_conj()), ("neg", t.is_neg())] if on)
    dtype = str(t.dtype).removeprefix("torch.")
    state = {k: v for k, v in t.__dict__.items()}
    text = f"{kind} {dtype} {list(t.shape)} {list(t.stride())} +{t.storage_offset()}{flags} {storage_hash(t.untyped_storage())}"
    return text + (f" {describe(state)}" if state else "")


def describe(v) -> str:
    """A text that is equal for equal trees; floats by their bits."""
    if isinstance(v, torch.Tensor):
        return tensor_text(v)
    if isinstance(v, torch.storage.TypedStorage):
        return f"storage {str(v.dtype).removeprefix('torch.')} {storage_hash(v.untyped())}"
    if isinstance(v, torch.UntypedStorage):
        return f"storage bytes {storage_hash(v)}"
    if isinstance(v, torch.Size):
        return f"size {list(v)}"
    if isinstance(v, torch.device):
        return f"device {v.type} {v.index}"
    if isinstance(v, (torch.dtype, torch.layout)):
        return str(v)
    if isinstance(v, bool) or v is None:
        return str(v)
    if isinstance(v, int):
        return f"int {v}" if -(2**63) <= v < 2**63 else "long " + v.to_bytes(v.bit_length() // 8 + 1, "little", signed=True).hex()
    if isinstance(v, float):
        return "float " + struct.pack(">d", v).hex()
    if isinstance(v, complex):
        return "complex " + struct.pack(">dd", v.real, v.imag).hex()
    if isinstance(v, str):
        return "str " + v.encode().hex()
    if isinstance(v, (bytes, bytearray)):
        return f"{type(v).__name__} {v.hex()}"
    if isinstance(v, dict):
        items = "".join(f"({describe(k)}: {describe(x)})" for k, x in v.items())
        extra = describe(v.__dict__) if isinstance(v, collections.OrderedDict) and v.__dict__ else ""
        return f"{type(v).__name__} [{items}]{extra}"
    if isinstance(v, (list, tuple)):
        return f"{type(v).__name__} [" + "".join(f"({describe(x)})" for x in v) + "]"
    if isinstance(v, set):
        return "set [" + "".join(sorted(f"({describe(x)})" for x in v)) + "]"
    raise TypeError(type(v))


def every_dtype():
    out = {}
    for name in DTYPES:
        values = torch.arange(6, dtype=torch.float64).reshape(2, 3) - (0 if name.startswith("u") else 2)
        out[name] = values.to(getattr(torch, name))
    return {**out, "scalar": torch.tensor(3.5), "empty": torch.empty(0, 4), "deep": torch.zeros(1, 2, 1, 2, 1, 2)}


def views():
    x = torch.arange(24.0).reshape(4, 6)
    z = torch.tensor([1 + 2j, 3 - 4j])
    return {"x": x, "t": x.t(), "strided": x[1:, ::2], "row": x[2], "expanded": x[:, :1].expand(4, 5), "again": x,
            "list": [x.t(), x], "conj": z.conj(), "neg": z.clone().conj().imag, "cube": x.reshape(2, 3, 4).permute(2, 0, 1)}


def nested():
    parameter = torch.nn.Parameter(torch.ones(2), requires_grad=False)
    parameter.note = "kept"
    tagged = torch.ones(3)
    tagged.tag = {"depth": 1}
    shared = [1, 2, 3]
    return {
        "none": None, "flags": (True, False), "ints": [0, 255, 256, 65535, 65536, -1, 2**31, -(2**31) - 1, 2**63 - 1, -(2**63)],
        "longs": [2**63, -(2**63) - 1, 2**70, -(2**70)], "floats": [0.0, -0.0, 1.5, float("inf"), float("nan"), 1e-310],
        "complex": 1 - 2j, "text": ["", "ascii", "üñ→🙂"], "bytes": [b"a", b"ab\xff\x00"], "bytearray": bytearray(b"xy"),
        "set": {1, "a"}, "tuple": ((), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4)), "ordered": collections.OrderedDict(b=1, a=2),
        "counter": collections.Counter("aab"), "size": torch.Size([2, 3]), "dtype": torch.bfloat16, "layout": torch.strided,
        "devices": [torch.device("cpu"), torch.device("cuda", 1), torch.device("meta")],
        "parameters": [torch.nn.Parameter(torch.ones(2, 2)), parameter], "tagged": tagged,
        "buffer": torch.nn.Buffer(torch.zeros(2)), "meta": torch.ones(2, 3, device="meta"),
        "shared": [shared, shared], 3: "int key", (1, "a"): "tuple key", None: "none key", 1.5: "float key",
        "leaf": torch.ones(2, requires_grad=True),
    }


def training():
    torch.manual_seed(0)
    model = torch.nn.Sequential(torch.nn.Conv2d(1, 2, 3), torch.nn.BatchNorm2d(2), torch.nn.Flatten(), torch.nn.Linear(8, 2))
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, amsgrad=True)
    model(torch.randn(3, 1, 4, 4)).sum().backward()
    optimizer.step()
    return {"epoch": 3, "model": model.state_dict(), "optimizer": optimizer.state_dict(), "rng": torch.get_rng_state()}


def storages():
    return [torch.arange(4.0).untyped_storage(), torch.arange(4, dtype=torch.int16).storage()]


def arrays():
    a = np.arange(12.0).reshape(3, 4)
    np.save(FOLDER / "plain.npy", a.astype("<f4"))
    np.save(FOLDER / "fortran.npy", np.asfortranarray(a))
    np.save(FOLDER / "big_endian.npy", a.astype(">i2"))
    np.save(FOLDER / "scalar.npy", np.complex128(1 + 2j))
    np.save(FOLDER / "object.npy", np.array([None, 1], dtype=object))
    np.savez(FOLDER / "arrays.npz", a=a, mask=a > 3, empty=np.zeros((0, 2), np.uint16))


def safetensors():
    """Written by hand from the format's description."""
    x, b = np.arange(6, dtype="<f4"), np.array([1, 0, 1], dtype=np.uint8)
    header = {"__metadata__": {"format": "pt"}, "x": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]},
              "ok": {"dtype": "BOOL", "shape": [3], "data_offsets": [24, 27]}}
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    (FOLDER / "weights.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + x.tobytes() + b.tobytes())


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True, parents=True)
    expected = {}
    for make in [every_dtype, views, nested, training, storages]:
        name = make.__name__ + ".pt"
        torch.save(make(), FOLDER / name)
        expected[name] = describe(torch.load(FOLDER / name, weights_only=True))
    for make in [views, training, nested]:
        name = make.__name__ + "_legacy.pt"
        value = make()
        value.pop("meta", None)
        torch.save(value, FOLDER / name, _use_new_zipfile_serialization=False)
        expected[name] = describe(torch.load(FOLDER / name, weights_only=True))
    arrays()
    safetensors()
    (FOLDER / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")
