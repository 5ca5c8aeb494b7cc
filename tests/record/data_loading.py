"""Writes tests/reference/data_loading.json: what the programs of tests/data/scenarios.py give with PyTorch.

Needs torch (recorded with 2.15) and numpy; run as `python tests/record/data_loading.py`.
"""

import json
import sys
from pathlib import Path

import numpy  # noqa: F401  (workers seed it only where it is imported)
import torch
import torch.utils.data

TESTS = Path(__file__).parent.parent
sys.path.insert(0, str(TESTS / "data"))

if __name__ == "__main__":
    from scenarios import SCENARIOS

    out = {f.__name__: f(torch) for f in SCENARIOS}
    (TESTS / "reference/data_loading.json").write_text(json.dumps(out, indent=0) + "\n")
