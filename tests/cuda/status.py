"""The table of kernels in docs/cuda-kernels.md: `python tests/cuda/status.py` writes it, a test holds it in sync."""

import re
import sys
from collections import defaultdict
from pathlib import Path

import kernels
from sources import FOLDER

HERE = Path(__file__).resolve().parent
PAGE = FOLDER.parents[2] / "docs" / "cuda-kernels.md"
INTRO = """# CUDA kernels

Written by `tests/cuda/status.py`. *Compiled*: by NVRTC 13.0.88 in `tests/cuda/test_compile.py`, within its budgets of
registers and spills, in that many variants of dtypes; each module for one of sm_80, sm_90 and sm_100 in turn, and by `python
tests/cuda/test_compile.py` for all three, last run whole with NVRTC 13.2.86: 2830 kernels for each, 4 of them with 8 to 12 bytes spilled. On
2026-11-22 what changed since, and the families whose budgets were raised after that run, again with that compiler: 631 kernels for each of the three, all within the
budgets; products of integers spill 8 bytes, the gradients of keys with heads of 128 on sm_100 12. The engine's own texts of 20 chains (`test_chains.py`): 18 to 53 registers, nothing spilled.
*Emulated*: run by the CPU emulator against an independent
reference, with warps in order and with warps that run ahead (which shows a missing barrier). *Ran on*: the GPU and the date. An empty
field claims nothing: **no kernel here has run on a GPU yet**, and no speed has been measured.

| source | template | kernels | compiled | emulated | ran on |
| --- | --- | --- | --- | --- | --- |
"""


def templates():
    """`{macro: (source, [kernels' suffixes])}` of everything that makes kernels."""
    out = {}
    for path in sorted(FOLDER.glob("*.cuh")):
        text = path.read_text()
        for m in re.finditer(r"^#define ([A-Z][A-Z0-9_]*)\((?:LAYOUT, )?NAME\b(.*?)(?=^#|\Z|\n\n)", text, re.M | re.S):
            suffixes = re.findall(r"\bNAME(?:##(\w+))?\(PARAM|\bNAME(?:##(\w+))?\((?:u64|u32|i64)\b", m[2])
            if "EW_KERNEL_" in m[2]:
                suffixes = [("", "")]
            if suffixes and m[1] != "EW_KERNEL_":
                out[m[1]] = path.stem, ["".join(s) for s in suffixes]
    return out


def compiled():
    """How many kernels the gate makes of each macro."""
    count = defaultdict(int)
    for _, tails in [*kernels.elementwise(kernels.COMPUTES), *kernels.layouts(), *kernels.structured()]:
        for line in "\n".join(tails).splitlines():
            count[line.split("(")[0]] += 1
    return count


def emulated():
    """Macros that an emulator test uses."""
    text = "".join(p.read_text() for p in HERE.glob("test_*.py") if p.name not in ("test_compile.py", "test_status.py"))
    # Names may follow a line break's escape in a string.
    return {m for m in templates() if re.search(rf"(?:\b|\\n){m}\(", text)}


def page():
    made, run = compiled(), emulated()
    lines = []
    for macro, (source, suffixes) in templates().items():
        names = ", ".join(s.lstrip("_") or "one" for s in suffixes)
        lines.append(f"| {source} | {macro} | {names} | {made[macro] or ''} | {'yes' if macro in run else ''} | |")
    return INTRO + "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(page())
    PAGE.write_text(page())
