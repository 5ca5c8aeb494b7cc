"""Measures the `Dtypes:` line of every op and writes it into the op's comment; needs no torch.

    PYTHONPATH=python:tests python tests/record/op_dtypes.py [names]
"""

import re
import sys
import textwrap
from pathlib import Path

from cases import CASES
from ops.dtype_lines import BY_HAND, line

OPS = Path(__file__).resolve().parents[2] / "rust/lumbre/src/ops"
DECLARED = re.compile(r"^/// `([\w.]+)\(.*\) -> [^`]+`")


def main(only):
    measured = {c.name: line(c) for c in CASES if c.name not in BY_HAND and (not only or c.name in only)}
    for path in OPS.rglob("*.rs"):
        out, key, skip = [], None, False
        for row in path.read_text().split("\n"):
            if m := DECLARED.match(row):
                key = m[1]
            skip = skip and row.startswith("///   ")
            if row.startswith("/// Dtypes:") and key in measured:
                out += ["/// " + x for x in textwrap.wrap("Dtypes: " + measured[key], 134, subsequent_indent="  ", break_on_hyphens=False)]
                skip = True
            elif not skip:
                out.append(row)
        text = "\n".join(out)
        if text != path.read_text():
            path.write_text(text)
            print(path.relative_to(OPS))


if __name__ == "__main__":
    main(set(sys.argv[1:]))
