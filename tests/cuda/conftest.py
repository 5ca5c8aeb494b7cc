"""The emulator needs g++; without one its tests are skipped with a line that says so."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import build  # noqa: E402
import pytest  # noqa: E402

collect_ignore = [] if build.compiler() else [p.name for p in Path(__file__).parent.glob("test_*.py") if p.name != "test_compile.py"]


@pytest.fixture
def schedule(request):
    """Kernels run in order and with warps that run ahead: results must not depend on it."""
    request.module.fake.schedule(request.param)


def pytest_generate_tests(metafunc):
    if hasattr(metafunc.module, "fake"):
        metafunc.fixturenames.append("schedule")
        metafunc.parametrize("schedule", [0, 1, 2], indirect=True)
