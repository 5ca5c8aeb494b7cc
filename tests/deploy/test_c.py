"""liblumbre and its header, from C and C++: the examples, and a program that tries every function."""

import shutil

import numpy as np
import pytest

import lumbre
from lumbre import jit, nn

from . import built

EXAMPLES = built.ROOT / "examples/c"


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    """A classifier's file, images with labels, and what it answers."""
    folder = tmp_path_factory.mktemp("network")
    lumbre.manual_seed(0)
    model = nn.Sequential(nn.Conv2d(1, 4, 3, padding=1), nn.ReLU(), nn.Flatten(), nn.Linear(256, 10)).eval()
    images = lumbre.rand(12, 1, 8, 8)
    jit.save(jit.trace(model, images[:1]), folder / "net.lmb")
    digits = model(images).argmax(1).tolist()
    arrays = folder / "digits.npz"
    np.savez(arrays, images=images.numpy(), labels=np.array(digits[:11] + [-1]))
    return folder / "net.lmb", arrays, digits


def test_header_is_in_sync_with_the_sources():
    cargo = shutil.which("cargo")
    built.run(cargo, "run", "--quiet", "--manifest-path", built.ROOT / "rust/header/Cargo.toml", "--target-dir", built.ROOT / "target", "--", "--check")


@pytest.mark.parametrize("static", [False, True], ids=["shared", "static"])
def test_c_example_classifies_what_python_saved(network, tmp_path, static):
    program, arrays, digits = network
    example = built.against_liblumbre(EXAMPLES / "digits.c", tmp_path, static=static)
    lines = built.run(example, program, arrays).stdout.splitlines()
    assert [int(d) for d in lines[0].split()] == digits
    assert lines[1] == "11 of 12 right"


def test_c_example_says_what_is_wrong_with_a_file(network, tmp_path):
    example = built.against_liblumbre(EXAMPLES / "digits.c", tmp_path)
    bad = tmp_path / "bad.lmb"
    bad.write_bytes(b"PK nothing")
    assert "bad.lmb" in built.run(example, bad, network[1], status=1).stderr
    assert "No such file" in built.run(example, tmp_path / "none.lmb", network[1], status=1).stderr


def test_cpp_example_lends_its_memory(tmp_path):
    jit.save(jit.trace(lambda x: x * 2 + 1, (lumbre.zeros(1, 1),)), tmp_path / "double.lmb")
    example = built.against_liblumbre(EXAMPLES / "scores.cpp", tmp_path, language="c++")
    out = built.run(example, tmp_path / "double.lmb", 2, 2, 1, 2, 3, -4.5)
    assert [float(v) for v in out.stdout.split()] == [3, 5, 7, -8]
    assert "ROWS" in built.run(example, tmp_path / "double.lmb", 2, 2, 1, status=1).stderr


def test_every_function_from_c(tmp_path):
    """values.c asserts by itself: values, sizes, strides, errors, NULLs, releases, gradients, limits."""

    @jit.script
    def count(x: lumbre.Tensor, n: int, name: str):
        total = x
        for _ in range(n):
            total = total + x
        return total, [n, n + 1], {"name": name}

    jit.save(count, tmp_path / "count.lmb")
    weight = nn.Linear(2, 1)
    jit.save(jit.trace(weight, lumbre.ones(1, 2)), tmp_path / "linear.lmb")
    program = built.against_liblumbre(built.ROOT / "tests/deploy/values.c", tmp_path)
    assert built.run(program, tmp_path / "count.lmb", tmp_path / "linear.lmb", tmp_path).stdout.strip() == "ok"
    saved = np.load(tmp_path / "saved.npz")
    np.testing.assert_array_equal(saved["m"], [[1, 2], [3, 4]])
