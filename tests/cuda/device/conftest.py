"""Tests of the device `cuda`; `tests/cuda/test_device.py` runs them in a process that finds the fake driver."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

# `LUMBRE_CUDA_REAL=1` is for a machine with a GPU (`benches/cuda/run`).
HERE = os.environ.get("LUMBRE_CUDA_LIBS") or os.environ.get("LUMBRE_CUDA_REAL")
collect_ignore_glob = [] if HERE else ["test_*.py"]
