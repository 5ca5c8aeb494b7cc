"""Records the losses of the programs in tests/programs; run with a Python that has PyTorch.

    python tests/record/programs.py
"""

import json
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent


def losses(program):
    """The second column of what the program prints."""
    done = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, check=True)
    return [float(line.split()[1]) for line in done.stdout.splitlines()]


def main():
    programs = sorted(p for p in (TESTS / "programs").glob("*.py") if not p.name.startswith("test_"))
    lines = [f'"{p.stem}": {json.dumps(losses(p))}' for p in programs]
    (TESTS / "reference" / "programs.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
