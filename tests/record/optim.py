"""Writes tests/reference/optim.json: what the programs of tests/optim/scenarios.py give with PyTorch.

Needs torch (recorded with 2.15); run as `python tests/record/optim.py`.
"""

import json
import sys
import warnings
from pathlib import Path

import torch
import torch.optim

TESTS = Path(__file__).parent.parent
sys.path.insert(0, str(TESTS / "optim"))


def rounded(x):
    """Shorter files: ten digits are more than the tests compare."""
    if isinstance(x, float):
        return float(f"{x:.10g}")
    if isinstance(x, dict):
        return {k: rounded(v) for k, v in x.items()}
    return [rounded(v) for v in x] if isinstance(x, (list, tuple)) else x


if __name__ == "__main__":
    from scenarios import SCENARIOS

    warnings.simplefilter("ignore")
    out = {f.__name__: rounded(f(torch)) for f in SCENARIOS}
    (TESTS / "reference/optim.json").write_text(json.dumps(out) + "\n")
