"""Files that PyTorch wrote, read in every way; what they hold is recorded in tests/reference/files."""

import collections
import io
import json
import pickle
import pickletools
import struct
import zipfile
from pathlib import Path

import lumbre
import pytest

FILES = Path(__file__).parent.parent / "reference/files"
EXPECTED = json.loads((FILES / "expected.json").read_text())
ZIPS = sorted(name for name in EXPECTED if "legacy" not in name)


def fnv(data):
    h = 0xCBF29CE484222325
    for b in data:
        h = (h ^ b) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return f"{h:016x}"


def describe_tensor(t):
    kind = "parameter" if isinstance(t, lumbre.nn.Parameter) else "tensor"
    flags = "".join(f" {n}" for n, on in [("grad", t.requires_grad), ("conj", t.is_conj()), ("neg", t.is_neg())] if on)
    raw = "none" if t.is_meta else fnv(bytes(t.untyped_storage().tolist()))
    dtype = str(t.dtype).removeprefix("torch.")
    text = f"{kind} {dtype} {list(t.shape)} {list(t.stride())} +{t.storage_offset()}{flags} {raw}"
    return text + (f" {describe(dict(t.__dict__))}" if t.__dict__ else "")


def describe(v):
    """The text that tests/record/files.py makes of the same tree."""
    if isinstance(v, lumbre.Tensor):
        return describe_tensor(v)
    if isinstance(v, lumbre.TypedStorage):
        return f"storage {str(v.dtype).removeprefix('torch.')} {fnv(bytes(v.untyped().tolist()))}"
    if isinstance(v, lumbre.Size):
        return f"size {list(v)}"
    if isinstance(v, lumbre.device):
        return f"device {v.type} {v.index}"
    if isinstance(v, (lumbre.dtype, lumbre.layout, bool)) or v is None:
        return str(v)
    if isinstance(v, int):
        small = -(2**63) <= v < 2**63
        return f"int {v}" if small else "long " + v.to_bytes(v.bit_length() // 8 + 1, "little", signed=True).hex()
    if isinstance(v, (float, complex)):
        parts = [v] if isinstance(v, float) else [v.real, v.imag]
        return f"{type(v).__name__} " + b"".join(struct.pack(">d", p) for p in parts).hex()
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
    assert isinstance(v, set)
    return "set [" + "".join(sorted(f"({describe(x)})" for x in v)) + "]"


@pytest.mark.parametrize("weights_only", [True, False])
@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_load_gives_what_pytorch_saved(name, weights_only):
    assert describe(lumbre.load(FILES / name, weights_only=weights_only)) == EXPECTED[name]
    with open(FILES / name, "rb") as file:
        assert describe(lumbre.load(file, weights_only=weights_only)) == EXPECTED[name]


@pytest.mark.parametrize("weights_only", [True, False])
@pytest.mark.parametrize("name", ZIPS)
def test_load_mapped_gives_what_pytorch_saved(name, weights_only):
    assert describe(lumbre.load(str(FILES / name), mmap=True, weights_only=weights_only)) == EXPECTED[name]


@pytest.mark.parametrize("options", [{}, {"_use_new_zipfile_serialization": False}, {"pickle_protocol": 4}])
@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_save_and_load_keep_everything(name, options):
    file = io.BytesIO()
    lumbre.save(lumbre.load(FILES / name), file, **options)
    file.seek(0)
    assert describe(lumbre.load(file)) == EXPECTED[name]


@pytest.mark.parametrize("name", ZIPS)
def test_save_names_the_same_globals_as_pytorch(name):
    def names(data):
        pickled = zipfile.ZipFile(data).read(f"{root(data)}/data.pkl")
        return {arg for op, arg, _ in pickletools.genops(pickled) if op.name == "GLOBAL"}

    def root(data):
        return zipfile.ZipFile(data).namelist()[0].split("/")[0]

    file = io.BytesIO()
    lumbre.save(lumbre.load(FILES / name), file)
    expected = names(FILES / name)
    if name == "storages.pt":
        expected = {"torch ByteStorage", "torch ShortStorage"}
    if name == "nested.pt":
        # PyTorch wrote a `Buffer`, which comes back as a tensor with attributes.
        expected |= {"torch Tensor"} & names(file)
    assert names(file) == expected


def test_whole_module_by_pytorch_computes_and_trains_on():
    expected = json.loads((FILES / "module.json").read_text())
    loaded = lumbre.load(FILES / "module.pt", weights_only=False)
    model, x = loaded["model"], lumbre.tensor(expected["x"])
    assert type(model[0]) is lumbre.nn.Linear
    assert model.note["dtype"] is lumbre.float16 and model.note["size"] == lumbre.Size([4])
    assert model.note["activation"](lumbre.tensor([-1.0, 2.0])).tolist() == [0.0, 2.0]
    optimizer = lumbre.optim.SGD(model.parameters(), lr=0.5)
    optimizer.load_state_dict(loaded["optimizer"])
    y = model(x)
    assert lumbre.allclose(y, lumbre.tensor(expected["y"]), atol=1e-6)
    model.zero_grad()
    (y * y).sum().backward()
    optimizer.step()
    assert lumbre.allclose(model(x), lumbre.tensor(expected["y_after_step"]), atol=1e-5)


def test_whole_module_is_refused_by_default_until_allowed():
    with pytest.raises(pickle.UnpicklingError, match=r"GLOBAL torch\.nn\.modules\.container\.Sequential"):
        lumbre.load(FILES / "module.pt")
    unsafe = lumbre.serialization.get_unsafe_globals_in_checkpoint(FILES / "module.pt")
    assert "torch.nn.modules.linear.Linear" in unsafe and "collections.OrderedDict" not in unsafe
    nn = lumbre.nn
    allowed = [nn.Sequential, nn.Linear, nn.Tanh, nn.ReLU, (lumbre.relu, "torch.nn.functional.relu"), (set, "builtins.set")]
    with lumbre.serialization.safe_globals(allowed):
        model = lumbre.load(FILES / "module.pt")["model"]
        assert len(lumbre.serialization.get_safe_globals()) == len(allowed)
    assert isinstance(model, nn.Sequential) and lumbre.serialization.get_safe_globals() == []
