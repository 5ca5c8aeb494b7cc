"""PyTorch's `.pt2` files: those PyTorch wrote run here, and those written here read back."""

import io
import json
import pathlib
import zipfile

import numpy as np
import pytest

import lumbre
from lumbre import nn
from lumbre.utils import _pytree as pytree

FILES = pathlib.Path(__file__).parents[1] / "reference/files"


@pytest.fixture(scope="module")
def held():
    return np.load(FILES / "pt2.npz")


def outputs(held, name, i):
    return [held[k] for k in held.files if k.startswith(f"{name}_{i}_out_")]


@pytest.mark.parametrize(("name", "kwargs"), [("convolutional", {}), ("branches", {"scale": 3.0})])
def test_files_of_pytorch_run(held, name, kwargs):
    extra = {"note.txt": ""}
    program = lumbre.export.load(FILES / f"{name}.pt2", extra_files=extra)
    assert extra["note.txt"] == "kept"
    module = program.module()
    for i in range(2):
        got = pytree.tree_leaves(module(lumbre.from_numpy(held[f"{name}_{i}_in"]), **kwargs))
        want = outputs(held, name, i)
        assert len(got) == len(want)
        for a, b in zip(got, want):
            np.testing.assert_allclose(a.detach().numpy(), b, rtol=1e-5, atol=1e-6)


def test_a_file_of_pytorch_becomes_a_file_for_rust(held, tmp_path):
    module = lumbre.export.load(FILES / "convolutional.pt2").module()
    x = lumbre.from_numpy(held["convolutional_0_in"])
    lumbre.jit.save(lumbre.jit.trace(module, x), tmp_path / "m.lumbre")
    loaded = lumbre.jit.load(tmp_path / "m.lumbre")
    more = lumbre.from_numpy(held["convolutional_1_in"])
    np.testing.assert_allclose(loaded(more)["logits"].detach().numpy(), outputs(held, "convolutional", 1)[0], rtol=1e-5, atol=1e-6)


def test_loaded_programs_train(held):
    module = lumbre.export.load(FILES / "convolutional.pt2").module()
    optimizer = lumbre.optim.SGD(module.parameters(), 0.1)
    x, y = lumbre.from_numpy(held["convolutional_0_in"]), lumbre.tensor([0, 2])
    losses = []
    for _ in range(5):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(module(x)["logits"], y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    assert losses[-1] < losses[0] * 0.9


def test_sizes_are_checked(held):
    module = lumbre.export.load(FILES / "convolutional.pt2").module()
    with pytest.raises(AssertionError, match=r"size\(\)\[2\] == 6"):
        module(lumbre.zeros(2, 1, 7, 6))
    with pytest.raises(AssertionError, match="dtype"):
        module(lumbre.zeros(2, 1, 6, 6, dtype=lumbre.float64))
    with pytest.raises(TypeError, match="1 positional"):
        module()


class Mixed(nn.Module):
    """Lists of results, namedtuples, sizes, dtypes, constants, a buffer that changes."""

    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(4, 4)
        self.register_buffer("count", lumbre.zeros((), dtype=lumbre.int64))
        self.register_buffer("hidden", lumbre.ones(4), persistent=False)

    def forward(self, x, parts, *, flag=True):
        self.count += 1
        y = self.linear(x) * self.hidden + parts["bias"]
        y[:, 0] = 3
        a, b = y.chunk(2, -1)
        return a.sort(descending=True), [b.double(), y.max(1)[0]], {"n": y.reshape(x.shape[0] * 2, -1), "t": y + lumbre.tensor([1.0, 2.0, 3.0, 4.0])}


def test_round_trip():
    lumbre.manual_seed(0)
    model, b = Mixed(), lumbre.export.Dim("b", max=32)
    x, parts = lumbre.randn(3, 4), {"bias": lumbre.randn(4)}
    program = lumbre.export.export(model, (x, parts), {"flag": True}, dynamic_shapes={"x": {0: b}, "parts": {"bias": None}, "flag": None})
    data = io.BytesIO()
    lumbre.export.save(program, data, extra_files={"labels.json": "[1]"})
    extra = {"labels.json": ""}
    loaded = lumbre.export.load(io.BytesIO(data.getvalue()), extra_files=extra)
    assert json.loads(extra["labels.json"]) == [1]
    assert set(loaded.state_dict) == {"linear.weight", "linear.bias", "count"}
    assert loaded.range_constraints == {"s0": (0, 32)}
    for n in (3, 7):
        x = lumbre.randn(n, 4)
        want = model(x, parts, flag=True)
        for module in (program.module(), loaded.module()):
            got = module(x, parts, flag=True)
            assert type(got[0]).__name__ == "sort"
            for u, v in zip(pytree.tree_leaves(want), pytree.tree_leaves(got), strict=True):
                np.testing.assert_array_equal(u.detach().numpy(), v.detach().numpy())
    module = loaded.module()
    before = int(module.count)
    module(x, parts, flag=True)
    assert int(module.count) == before + 1
    with pytest.raises(AssertionError, match="flag == True"):
        module(x, parts, flag=False)
    with pytest.raises(AssertionError, match="32"):
        module(lumbre.zeros(33, 4), parts, flag=True)


def test_a_path_is_written_whole(tmp_path):
    program = lumbre.export.export(nn.Linear(2, 2), (lumbre.zeros(1, 2),))
    path = tmp_path / "p.pt2"
    lumbre.export.save(program, path)
    assert [p.name for p in tmp_path.iterdir()] == ["p.pt2"]
    assert str(lumbre.export.load(path).graph_signature).count("PARAMETER") == 2
    with pytest.raises(TypeError, match="ExportedProgram"):
        lumbre.export.save(nn.Linear(2, 2), path)


def rewritten(change):
    """A small file with its graph changed."""
    program = lumbre.export.export(nn.Linear(2, 2), (lumbre.zeros(1, 2),))
    data = io.BytesIO()
    lumbre.export.save(program, data)
    out = io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            new.writestr(name, change(json.loads(body)) if name.endswith("models/model.json") else body)
    return io.BytesIO(out.getvalue())


def replaced(a, b):
    return lambda d: json.dumps(d).replace(a, b)


def unknown_output(d):
    d["graph_module"]["graph"]["outputs"] = [{"as_tensor": {"name": "nobody"}}]
    return json.dumps(d)


@pytest.mark.parametrize(
    ("change", "error", "says"),
    [
        (replaced("aten.linear.default", "aten.no_such_op.default"), NotImplementedError, "no_such_op"),
        (replaced("torch.ops.aten.linear.default", "os.system"), NotImplementedError, "os.system"),
        (replaced("torch.ops.aten.linear.default", "torch.ops.aten.__class__.x"), (NotImplementedError, ValueError), "__class__"),
        (unknown_output, ValueError, "damaged"),
        (lambda d: "{", ValueError, "damaged"),
        (lambda d: "[]", ValueError, "damaged"),
        (replaced('"major": 8', '"major": 99'), ValueError, "newer"),
    ],
)
def test_damaged_and_hostile_graphs(change, error, says):
    with pytest.raises(error, match=says):
        lumbre.export.load(rewritten(change)).module()(lumbre.zeros(1, 2))


def test_weights_that_do_not_fit():
    program = lumbre.export.export(nn.Linear(2, 2), (lumbre.zeros(1, 2),))
    data = io.BytesIO()
    lumbre.export.save(program, data)
    for a, b in (('{"as_int": 2}', '{"as_int": 2000000000}'), ('"storage_offset": {"as_int": 0}', '"storage_offset": {"as_int": -5}'), ('"dtype": 7', '"dtype": 99')):
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data.getvalue())) as old, zipfile.ZipFile(out, "w") as new:
            for name in old.namelist():
                body = old.read(name)
                new.writestr(name, body.decode().replace(a, b) if name.endswith("weights_config.json") else body)
        with pytest.raises(ValueError, match="does not fit|dtype number"):
            lumbre.export.load(io.BytesIO(out.getvalue()))


def test_not_an_archive(tmp_path):
    (tmp_path / "x.pt2").write_bytes(b"nothing of the kind")
    with pytest.raises(ValueError, match=r"no \.pt2 archive"):
        lumbre.export.load(tmp_path / "x.pt2")
    with pytest.raises(FileNotFoundError):
        lumbre.export.load(tmp_path / "absent.pt2")
