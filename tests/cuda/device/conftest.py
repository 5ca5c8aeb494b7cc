"""Tests of the device `cuda`; `tests/cuda/test_device.py` runs them in a process that finds the fake driver."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

collect_ignore_glob = [] if os.environ.get("LUMBRE_CUDA_LIBS") else ["test_*.py"]


def pytest_generate_tests(metafunc):
    """The emulator's schedules are for tests of kernels; here each test runs once."""


def schedule():
    """Shadows the fixture of that name one folder up."""
