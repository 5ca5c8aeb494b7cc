"""Import time, resident memory and the size of the wheel, beside PyTorch where it is installed.

    PYTHONPATH=python python benches/python/import_size.py
"""

import importlib.util
import statistics
import subprocess
import sys
from pathlib import Path

PROBE = """
import time
start = time.perf_counter()
import {module}
seconds = time.perf_counter() - start
status = open('/proc/self/status').read()
print(seconds, next(int(l.split()[1]) for l in status.splitlines() if l.startswith('VmRSS')))
"""


def probe(module, rounds=11):
    """Median seconds of the import and the process's memory in MB afterwards."""
    rows = []
    for _ in range(rounds):
        done = subprocess.run([sys.executable, "-c", PROBE.format(module=module)], capture_output=True, text=True, check=True)
        rows.append([float(v) for v in done.stdout.split()])
    seconds, kilobytes = zip(*rows)
    return statistics.median(seconds), statistics.median(kilobytes) / 1024


def main():
    print("\n### Import and size\n\n| what | time, ms | resident memory, MB |\n| --- | ---: | ---: |")
    for module in ("sys", "lumbre", "lumbre.nn, lumbre.optim", "numpy", "torch"):
        first = module.split(",")[0].split(".")[0]
        if importlib.util.find_spec(first) is None:
            continue
        seconds, megabytes = probe(module)
        label = "Python alone" if module == "sys" else f"`import {module}`"
        print(f"| {label} | {1e3 * seconds:.1f} | {megabytes:.1f} |")
    root = Path(__file__).resolve().parent.parent.parent
    for wheel in sorted((root / "target" / "wheels").glob("lumbre-*.whl")):
        print(f"\nWheel: {wheel.stat().st_size / 2**20:.1f} MB")


if __name__ == "__main__":
    main()
