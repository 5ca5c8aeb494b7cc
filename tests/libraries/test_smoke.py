"""The smoke programs of the three cheapest libraries; `smoke.py` runs all that are installed."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

SMOKE = Path(__file__).resolve().parent / "smoke.py"


@pytest.mark.parametrize("distribution, module", [("einops", "einops"), ("torchdiffeq", "torchdiffeq"), ("vit-pytorch", "vit_pytorch")])
def test_library_runs_as_it_comes_from_pypi(distribution, module):
    if importlib.util.find_spec(module) is None:
        pytest.skip(f"pip install --no-deps {distribution}")
    done = subprocess.run([sys.executable, "-m", "lumbre", "run", str(SMOKE), distribution], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
