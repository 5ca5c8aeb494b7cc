"""Whole training programs: with equal seeds every line they print has the numbers that PyTorch printed.

Fifteen steps of each run here, all of them with `--full`; docs/training-parity.md has the table.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
REFERENCE = json.loads((HERE.parent / "reference" / "parity.json").read_text())
NEEDS = {"digits": "sklearn", "cartpole": "gymnasium"}
# Long runs multiply rounding differences: a game of two networks most of all.
TOLERANCE = {"dcgan_digits": 2e-3, "seq2seq_attention": 1e-3}


@pytest.mark.parametrize("name", sorted(REFERENCE))
def test_lines_are_those_of_pytorch(name, request):
    for word, package in NEEDS.items():
        if word in name:
            pytest.importorskip(package)
    full = request.config.getoption("--full")
    command = [sys.executable, "-m", "lumbre", "run", str(HERE / f"{name}.py"), *([] if full else ["15"])]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    lines = [line.split() for line in done.stdout.splitlines()]
    assert len(lines) == len(REFERENCE[name]) if full else len(lines) >= 15
    for i, (line, wanted) in enumerate(zip(lines, REFERENCE[name])):
        if not full and line[0] != str(wanted[0]).removesuffix(".0"):
            break  # what follows the steps depends on their number
        numbers = [float(word) for word, number in zip(line, wanted) if isinstance(number, float)]
        assert numbers == pytest.approx([n for n in wanted if isinstance(n, float)], rel=TOLERANCE.get(name, 1e-4), abs=1e-5), i


def test_every_program_is_recorded():
    assert {p.stem for p in HERE.glob("*.py") if p.name != "test_parity.py"} == set(REFERENCE)
