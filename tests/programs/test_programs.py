"""Programs that say `import torch`, run on lumbre: their losses are those that PyTorch printed."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

HERE = Path(__file__).resolve().parent
REFERENCE = json.loads((HERE.parent / "reference" / "programs.json").read_text())


@pytest.mark.parametrize("name", sorted(REFERENCE))
def test_program_losses_are_those_of_pytorch(name):
    done = subprocess.run(
        [sys.executable, "-m", "lumbre", "run", str(HERE / f"{name}.py")],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    losses = [float(line.split()[1]) for line in done.stdout.splitlines()]
    assert len(losses) == 100
    np.testing.assert_allclose(losses, REFERENCE[name], rtol=1e-4)


def test_every_program_is_recorded():
    programs = {p.stem for p in HERE.glob("*.py") if not p.name.startswith("test_")}
    assert programs == set(REFERENCE)
