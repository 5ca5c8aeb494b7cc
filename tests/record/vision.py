"""Record torchvision's answers to the calls of `tests/vision/cases.py`: ``python tests/record/vision.py``, with torch and torchvision."""

import json
import sys
import warnings
from pathlib import Path

import torch

TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "vision"))


def main():
    warnings.simplefilter("ignore")
    import cases
    import torchvision

    lines = [json.dumps({"call": case[0], "out": cases.run(torchvision, torch, case)}) for case in cases.CASES]
    (TESTS / "reference" / "vision.json").write_text("[\n" + ",\n".join(lines) + "\n]\n")


if __name__ == "__main__":
    main()
