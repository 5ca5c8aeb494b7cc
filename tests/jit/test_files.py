"""Saved programs: where they go, what they carry, and what is refused."""

import copy
import io
import json
import zipfile
from pathlib import Path

import pytest

import lumbre as torch
from lumbre import nn


def test_path_buffer_and_extra_files(tmp_path):
    traced = torch.jit.trace(nn.Linear(2, 2), torch.ones(1, 2))
    path = tmp_path / "model.lmb"
    torch.jit.save(traced, path, _extra_files={"notes.txt": "hello", "raw": b"\x00\xff"})
    extra = {"notes.txt": "", "raw": "", "none": "kept"}
    loaded = torch.jit.load(str(path), map_location="cpu", _extra_files=extra)
    assert extra == {"notes.txt": b"hello", "raw": b"\x00\xff", "none": "kept"}
    assert loaded(torch.ones(1, 2)).tolist() == traced(torch.ones(1, 2)).tolist()
    assert torch.jit.load(io.BytesIO(traced.save_to_buffer())).weight.tolist() == traced.weight.tolist()
    names = zipfile.ZipFile(path).namelist()
    assert {n.split("/", 1)[1] for n in names} == {
        "manifest.json", "graphs/forward.json", "signature.json", "weights.safetensors", "constants.safetensors",
        "extra/notes.txt", "extra/raw",
    }  # fmt: skip


def test_shared_parameters_stay_shared():
    class Tied(nn.Module):
        def __init__(self):
            super().__init__()
            self.a, self.b = nn.Linear(2, 2), nn.Linear(2, 2)
            self.b.weight = self.a.weight

        def forward(self, x):
            return self.b(self.a(x))

    net = Tied()
    loaded = torch.jit.load(io.BytesIO(torch.jit.trace(net, torch.ones(1, 2)).save_to_buffer()))
    assert loaded.a.weight is loaded.b.weight
    assert list(loaded.state_dict()) == list(net.state_dict())
    assert len(list(loaded.parameters())) == 3


def test_buffers_outside_the_state_dict_are_saved():
    class Scaled(nn.Module):
        def __init__(self):
            super().__init__()
            self.register_buffer("scale", torch.full((1,), 3.0), persistent=False)

        def forward(self, x):
            return x * self.scale

    loaded = torch.jit.load(io.BytesIO(torch.jit.trace(Scaled(), torch.ones(1)).save_to_buffer()))
    assert loaded(torch.ones(1)).item() == 3 and not loaded.state_dict()


def test_frozen_program_holds_no_parameters():
    net = nn.Sequential(nn.Linear(2, 2), nn.Dropout(0.5))
    with pytest.raises(RuntimeError, match="only implemented for modules in eval mode"):
        torch.jit.freeze(torch.jit.trace(net.train(), torch.ones(1, 2), check_trace=False))
    traced = torch.jit.trace(net.eval(), torch.ones(1, 2))
    frozen = torch.jit.freeze(traced)
    want = traced(torch.ones(1, 2)).tolist()
    with torch.no_grad():
        net[0].weight.zero_()
    loaded = torch.jit.load(io.BytesIO(frozen.save_to_buffer()))
    assert not list(loaded.parameters())
    assert frozen(torch.ones(1, 2)).tolist() == loaded(torch.ones(1, 2)).tolist() == want
    assert torch.jit.optimize_for_inference(traced)(torch.zeros(1, 2)).shape == (1, 2)


def test_copies_have_weights_of_their_own():
    loaded = torch.jit.load(io.BytesIO(torch.jit.trace(nn.Linear(1, 1), torch.ones(1, 1)).save_to_buffer()))
    other = copy.deepcopy(loaded)
    with torch.no_grad():
        other.weight.fill_(0.0)
        other.bias.fill_(5.0)
    assert other(torch.ones(1, 1)).item() == 5 and loaded.bias.item() != 5


def test_garbage_is_refused(tmp_path):
    with pytest.raises(ValueError, match="does not exist"):
        torch.jit.load(tmp_path / "none.lmb")
    for data in (b"", b"garbage", b"PK\x05\x06" + bytes(18)):
        with pytest.raises((RuntimeError, ValueError)):
            torch.jit.load(io.BytesIO(data))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as z:
        z.writestr("archive/constants.pkl", b"")
    with pytest.raises(ValueError, match="TorchScript archive"):
        torch.jit.load(io.BytesIO(file.getvalue()))
    with pytest.raises(RuntimeError, match="expected a ScriptModule"):
        torch.jit.save(nn.Linear(1, 1), io.BytesIO())


def test_training_program_of_format_1_1_trains():
    folder = Path(__file__).resolve().parent.parent / "reference/files"
    program = torch.jit.load(str(folder / "program-1.1-training.lmb"))
    x = (torch.arange(24.0).reshape(3, 1, 8) * 0.7).sin()
    for want in json.loads((folder / "program-1.1-training.json").read_text()):
        assert program(x, torch.tensor([0, 1, 1])).item() == pytest.approx(want, rel=1e-5)
