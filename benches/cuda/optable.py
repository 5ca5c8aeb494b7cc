"""Every row of the case table on the GPU against the CPU: a worker of `benches/cuda/run`. With `--list` it prints their names."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(Path(__file__).resolve().parent), str(ROOT / "tests"), str(ROOT / "tests/cuda/device")]

import rows  # noqa: E402
import work  # noqa: E402


def check(name, args):
    absent = rows.check(rows.ROWS[name])
    return {"absent": absent} if absent else {"ok": True}


if __name__ == "__main__":
    if "--list" in sys.argv:
        print("\n".join(rows.ROWS))
    else:
        work.main(check)
