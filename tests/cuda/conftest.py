"""The emulator needs g++; without one its tests are skipped with a line that says so."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import build  # noqa: E402

collect_ignore = [] if build.compiler() else [p.name for p in Path(__file__).parent.glob("test_*.py") if p.name != "test_compile.py"]
