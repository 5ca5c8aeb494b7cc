"""A type checker passes programs that are written for PyTorch."""

import os
import re
import subprocess
import sys
from pathlib import Path

import lumbre
import pytest

HERE = Path(__file__).parent
pytest.importorskip("mypy")
# A wrong call in a program, and what the checker must find there.
WRONG = {
    "torch.zeros(2).no_such_method()": "attr-defined",
    "torch.stack(torch.zeros(2), dimension=0)": "call-overload|call-arg|arg-type",
    "x: int = torch.ones(3).sum()": "assignment",
    "torch.nn.functional.relu()": "call-overload|call-arg",
}


def check(folder, *files):
    """What mypy prints of the files, with the package that is under test."""
    command = [sys.executable, "-m", "mypy", "--follow-imports=silent", "--check-untyped-defs", "--cache-dir", str(folder / "cache"), *map(str, files)]
    path = {"MYPYPATH": str(Path(lumbre.__file__).parents[1])}
    # A package in site-packages is found there.
    env = {**os.environ, **({} if "site-packages" in path["MYPYPATH"] else path)}
    return subprocess.run(command, capture_output=True, text=True, env=env, cwd=folder, timeout=300).stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("typing")


def test_type_checker_passes_programs_and_the_stubs(folder):
    out = check(folder, HERE / "train.py", HERE / "tensors.py")
    assert out.startswith("Success: no issues found in 2 source files"), out


def test_type_checker_finds_wrong_calls(folder):
    program = folder / "wrong.py"
    program.write_text("import lumbre as torch\n" + "\n".join(WRONG) + "\n")
    out = check(folder, program)
    for line, kind in enumerate(WRONG.values(), 2):
        assert re.search(rf"wrong\.py:{line}: error: .*\[({kind})\]", out), out


def test_programs_run():
    sys.path.insert(0, str(HERE))
    try:
        import tensors
        import train
    finally:
        sys.path.remove(str(HERE))
    lumbre.manual_seed(0)
    x = lumbre.rand(4, 4)
    assert train.train() > 0 and train.data_sets() == 3 and len(train.__dict__)
    assert len(tensors.creation()) == 12 and tensors.arithmetic(x, x).shape == (4, 4)
    assert tensors.reductions(x)[1] in range(16) and tensors.shapes(x) > 0
    assert tensors.linear_algebra(x + 4 * lumbre.eye(4)).isfinite().all()
    assert tensors.functional(lumbre.rand(2, 3, 8, 8), lumbre.rand(3, 3, 3, 3)).dim() == 0
    assert tensors.gradients(x).shape == (4, 4)
