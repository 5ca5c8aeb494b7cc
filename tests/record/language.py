"""Records PyTorch's promotion table and prints: `python tests/record/language.py`, where torch is installed."""

import json
import sys
from pathlib import Path

import torch

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from tensor.language_cases import DTYPES, PRINTS, SCALARS  # noqa: E402


def name(dtype):
    return str(dtype).removeprefix("torch.")


def result(a, b):
    try:
        return name(torch.result_type(a, b))
    except RuntimeError:
        return None


def main():
    table = {}
    for a in DTYPES:
        x, x0 = torch.ones(1, dtype=getattr(torch, a)), torch.ones((), dtype=getattr(torch, a))
        for b in DTYPES:
            y, y0 = torch.ones(1, dtype=getattr(torch, b)), torch.ones((), dtype=getattr(torch, b))
            table[f"{a} {b}"] = [result(x, y), result(x, y0), result(x0, y), result(x0, y0)]
        for s in SCALARS:
            table[f"{a} {s}"] = [result(x, eval(s)), result(x0, eval(s))]
    can_cast = {f"{a} {b}": torch.can_cast(getattr(torch, a), getattr(torch, b)) for a in DTYPES for b in DTYPES}
    prints = {}
    for expression in PRINTS:
        torch.set_printoptions(profile="default")
        prints[expression] = repr(eval(expression, {"lumbre": torch, "inf": float("inf"), "nan": float("nan")}))
    (ROOT / "reference/language.json").write_text(json.dumps({"promotion": table, "can_cast": can_cast, "prints": prints}, indent=0) + "\n")


if __name__ == "__main__":
    main()
