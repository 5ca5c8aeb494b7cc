"""Records what the programs in tests/parity print; run with a Python that has PyTorch, scikit-learn and gymnasium.

    python tests/record/parity.py [name ...]

Every line is kept as its numbers, to eight digits. `TIMES=1` prints the seconds each program took after its imports instead.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
REFERENCE = TESTS / "reference" / "parity.json"


def numbers(text):
    """The numbers of each line; what is no number is kept as it is."""

    def value(word):
        try:
            return float(f"{float(word):.8g}")
        except ValueError:
            return word

    return [[value(word) for word in line.split()] for line in text.splitlines()]


def timed(program):
    import runpy

    import torch

    torch.set_default_dtype(torch.float32)
    torch.nn.Linear(2, 2)(torch.ones(1, 2)).sum().backward()
    sys.argv = [str(program)]
    start = time.perf_counter()
    runpy.run_path(str(program))
    print(f"{program.stem} {time.perf_counter() - start:.2f} s", file=sys.stderr)


def main():
    programs = sorted((TESTS / "parity").glob("[!t]*.py"))
    if sys.argv[1:]:
        programs = [p for p in programs if p.stem in sys.argv[1:]]
    if os.environ.get("TIMES"):
        return [timed(p) for p in programs]
    recorded = json.loads(REFERENCE.read_text()) if REFERENCE.exists() else {}
    for p in programs:
        done = subprocess.run([sys.executable, str(p)], capture_output=True, text=True, check=True)
        recorded[p.stem] = numbers(done.stdout)
    REFERENCE.write_text("{\n" + ",\n".join(f'"{k}": {json.dumps(v, separators=(",", ":"))}' for k, v in sorted(recorded.items())) + "\n}\n")


if __name__ == "__main__":
    main()
