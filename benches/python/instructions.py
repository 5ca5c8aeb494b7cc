"""How many instructions an everyday statement costs, Python's own included: figures that a busy machine does not move.

    PYTHONPATH=python valgrind --tool=callgrind --instr-atstart=no --callgrind-out-file=counts.%p \\
        python benches/python/instructions.py [REGEX]

Counts are of one statement, the loop around it taken off. Valgrind knows no AVX-512, so the kernels are those for AVX2.
"""

import glob
import os
import re
import subprocess
import sys

from rows import everyday

import lumbre

#: How often a statement runs while it is counted.
TIMES = 200


def control(*words):
    subprocess.run(["callgrind_control", *words, str(os.getpid())], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def total():
    """The instructions in the newest dump, which is taken away."""
    dumps = [p for p in glob.glob(f"counts.{os.getpid()}.*") if not p.endswith(".out")]
    newest = max(dumps, key=lambda p: int(p.rsplit(".", 1)[1]))
    with open(newest) as f:
        found = next(int(line.split()[1]) for line in f if line.startswith(("totals:", "summary:")))
    os.remove(newest)
    return found


def count(row):
    body = row.make(lumbre)
    body()
    control("-z")
    for _ in range(TIMES // row.calls):
        body()
    control("-d")
    return total()


def main():
    wanted = re.compile(sys.argv[1] if len(sys.argv) > 1 else "")
    # Once for all rows: what has been translated stays.
    control("-i", "on")
    empty = count(everyday.statement("pass"))
    print("| statement | instructions |\n| --- | ---: |")
    for group in everyday.GROUPS:
        for row in group.rows:
            if wanted.search(row.name):
                print(f"| {row.name} | {(count(row) - empty) / (TIMES // row.calls * row.calls):.0f} |", flush=True)


if __name__ == "__main__":
    main()
