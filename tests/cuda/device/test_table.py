"""Rows of the case table on the fake GPU against the CPU: a fixed sample of them, or all with LUMBRE_CUDA_FULL=1.

An op without a CUDA kernel has to say so by name. LUMBRE_CUDA_REPORT names a file that gets one line an op.
"""

import os
import zlib

import pytest
from rows import ROWS, check

FULL = os.environ.get("LUMBRE_CUDA_FULL") == "1"


def report(name, text):
    if path := os.environ.get("LUMBRE_CUDA_REPORT"):
        with open(path, "a") as f:
            f.write(f"{name}\t{text}\n")


@pytest.mark.parametrize("name", [n for n in ROWS if FULL or zlib.crc32(n.encode()) % 12 == 0])
def test_rows_agree_with_the_cpu(name):
    try:
        absent = check(ROWS[name])
    except Exception as e:
        report(name, f"WRONG: {type(e).__name__}: {str(e)[:200]}".replace("\n", " "))
        raise
    report(name, f"absent: {absent[:80]}" if absent else "ok")
