"""lumbre-run: what a file holds, runs on inputs from files and JSON, results printed and saved, times."""

import json
import subprocess

import numpy as np
import pytest

import lumbre
from lumbre import jit, nn

from . import built


def runner(*args, status=0):
    return built.run(built.target("lumbre-run"), *args, status=status)


@pytest.fixture(scope="module")
def linear(tmp_path_factory):
    path = tmp_path_factory.mktemp("linear") / "linear.lmb"
    model = nn.Linear(3, 2)
    with lumbre.no_grad():
        model.weight.copy_(lumbre.arange(6.0).reshape(2, 3))
        model.bias.zero_()
    jit.save(jit.trace(model, lumbre.ones(1, 3)), path)
    return path


@pytest.fixture(scope="module")
def scripted(tmp_path_factory):
    @jit.script
    def repeat(x: lumbre.Tensor, n: int, scale: float = 0.5):
        out = x
        for _ in range(n):
            out = out + x * scale
        return out, n

    path = tmp_path_factory.mktemp("scripted") / "repeat.lmb"
    jit.save(repeat, path)
    return path


def test_file_is_described(linear):
    text = runner(linear).stdout
    assert "method forward(" in text and "weight  float32 [2, 3]" in text and "2 weights, 32 bytes" in text
    assert "linear" in runner(linear, "--graph").stdout


def test_inputs_from_json_and_numpy_give_the_same(linear, tmp_path):
    x = np.array([[1.0, 2, 3], [0, -1, 1]], np.float32)
    want = (x @ np.arange(6.0).reshape(2, 3).T).tolist()
    np.save(tmp_path / "x.npy", x)
    np.savez(tmp_path / "all.npz", input=np.asfortranarray(x))
    (tmp_path / "x.json").write_text(json.dumps(x.tolist()))
    for source in (json.dumps(x.tolist()), tmp_path / "x.npy", tmp_path / "all.npz", tmp_path / "x.json", f"input={tmp_path / 'x.npy'}"):
        assert json.loads(runner(linear, "-i", source, "--json").stdout) == want, source
    for name in ("out.npy", "out.npz"):
        runner(linear, "-i", tmp_path / "x.npy", "-o", tmp_path / name)
        saved = np.load(tmp_path / name)
        np.testing.assert_array_equal(saved["out"] if name.endswith("z") else saved, want)


def test_scripted_program_takes_plain_values_and_defaults(scripted):
    out = json.loads(runner(scripted, "-i", "[1, 2]", "-i", "n=2", "--json").stdout)
    assert out == [[2.0, 4.0], 2]
    out = json.loads(runner(scripted, "-i", "[1, 2]", "-i", "2", "-i", "scale=1", "--json").stdout)
    assert out == [[3.0, 6.0], 2]


def test_times_are_reported(linear):
    said = runner(linear, "-i", "[[1, 2, 3]]", "--time", "20").stderr
    assert "median" in said and "p99" in said and "20 runs" in said


@pytest.mark.parametrize("args, says", [
    (["-i", "[[1, 2], [3]]"], "a list of 1"),
    (["-i", "nothing.npy"], "nothing.npy"),
    (["-i", "y=[1]"], "takes"),
    (["-i", "{"], "no JSON"),
    (["-i", "[[1, 2, 3]]", "-i", "1"], "not more"),
    (["-i", "[[1, 2, 3]]", "-m", "other"], "no method"),
    (["-i", "[[1, 2, 3]]", "-o", "out.txt"], "out.txt"),
    (["--run"], "no input for"),
])  # fmt: skip
def test_what_is_wrong_is_said(linear, args, says):
    assert says in runner(linear, *args, status=1).stderr


def test_command_line_that_makes_no_sense_shows_the_usage():
    assert "usage:" in runner(status=2).stderr and "unknown option" in runner("--what", status=2).stderr
    assert "usage:" in runner("--help").stdout


def test_limits_hold(scripted):
    assert "limit of 3 turns" in runner(scripted, "-i", "[1]", "-i", "5", "--max-trips", "3", status=1).stderr
    assert "limit of 1024" in runner(scripted, "-i", json.dumps([1.0] * 5000), "-i", "5", "--max-memory", "1K", status=1).stderr


def test_program_without_inputs_runs(tmp_path):
    jit.save(jit.script(_seven), tmp_path / "seven.lmb")
    assert runner(tmp_path / "seven.lmb", "--run", "--json").stdout.strip() == "7"


def _seven() -> int:
    return 7


# Bytes of the stripped runner: the goal is 10 MB, and what every build must keep (docs/production.md has the sizes).
MOST = 28_000_000


def test_runner_has_no_python_in_it_and_does_not_grow(tmp_path):
    tree = subprocess.run(
        ["cargo", "tree", "-p", "lumbre-run", "-p", "lumbre-c", "--edges", "normal", "--prefix", "none", "--locked"],
        cwd=built.ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert "lumbre-kernels" in tree and "pyo3" not in tree
    built.run("strip", "-o", tmp_path / "stripped", built.target("lumbre-run"))
    assert (tmp_path / "stripped").stat().st_size <= MOST


def test_program_of_an_onnx_file_runs_without_python(tmp_path):
    class Repeat(nn.Module):
        def __init__(self):
            super().__init__()
            self.layer = nn.Linear(3, 3)

        def forward(self, x):
            turns = lumbre.zeros(1)
            while bool(x.abs().max() < 100):
                x = self.layer(x) + 2 * x
                turns = turns + 1
            return x, turns

    lumbre.manual_seed(0)
    model = jit.script(Repeat().eval())
    x = lumbre.ones(2, 3)
    lumbre.onnx.export(model, (x,), tmp_path / "repeat.onnx", input_names=["x"], dynamic_axes={"x": {0: "n"}})
    lumbre.onnx.load(tmp_path / "repeat.onnx").save(tmp_path / "repeat.lmb")
    for n in (1, 4):
        x = lumbre.full((n, 3), 0.5 * n)
        out, turns = json.loads(runner(tmp_path / "repeat.lmb", "-i", json.dumps(x.tolist()), "--json").stdout)
        want = model(x)
        np.testing.assert_allclose(out, want[0].detach().numpy(), rtol=1e-5)
        assert turns == want[1].tolist()
