"""Values against those recorded from torchvision: the same seed gives the same pictures."""

import importlib.util
import json
from pathlib import Path

import numpy as np
import pytest

import lumbre
import lumbre.vision

pytest.importorskip("PIL")
HERE = Path(__file__).resolve().parent
_spec = importlib.util.spec_from_file_location("vision_cases", HERE / "cases.py")
cases = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(cases)
RECORDS = json.loads((HERE.parent / "reference" / "vision.json").read_text())


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("number", range(len(cases.CASES)), ids=[f"{i}-{c[0].rpartition('.')[2]}" for i, c in enumerate(cases.CASES)])
def test_values_are_torchvision_s(number):
    want = RECORDS[number]
    assert cases.CASES[number][0] == want["call"], "record again: the table has changed"
    got = cases.run(lumbre.vision, lumbre, cases.CASES[number])
    assert [(g["shape"], g["dtype"]) for g in got] == [(w["shape"], w["dtype"]) for w in want["out"]]
    for g, w in zip(got, want["out"]):
        whole = "int" in w["dtype"]
        # Bytes may be rounded the other way, here and there.
        size = max(map(abs, w["values"]), default=1.0)
        np.testing.assert_allclose(g["values"], w["values"], rtol=0, atol=1 if whole else 1e-4 * max(size, 1.0))
        np.testing.assert_allclose(g["mean"], w["mean"], rtol=0, atol=0.2 if whole else 1e-4 * max(size, 1.0))
