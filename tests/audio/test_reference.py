"""Values and gradients against those recorded from torchaudio."""

import importlib.util
import json
from pathlib import Path

import numpy as np
import pytest

import lumbre
import lumbre.audio

HERE = Path(__file__).resolve().parent
_spec = importlib.util.spec_from_file_location("audio_cases", HERE / "cases.py")
cases = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(cases)
RECORDS = json.loads((HERE.parent / "reference" / "audio.json").read_text())
# Division by small spectra, feedback and least squares in single precision.
LOOSE = {"GriffinLim": 1e-3, "InverseMelScale": 1e-3, "SlidingWindowCmn": 1e-3, "flanger": 1e-3, "PitchShift": 1e-3, "TimeStretch": 1e-3}


def compare(got, want, tolerance):
    assert got["shape"] == want["shape"] and got["dtype"] == want["dtype"]
    np.testing.assert_allclose(got["values"], want["values"], rtol=0, atol=tolerance * max(want["scale"], 1e-30))


@pytest.mark.filterwarnings("ignore:At least one mel filterbank")
@pytest.mark.parametrize("number", range(len(cases.CASES)), ids=[f"{i}-{c[0].rpartition('.')[2]}" for i, c in enumerate(cases.CASES)])
def test_values_and_gradients_are_torchaudio_s(number):
    case, want = cases.CASES[number], RECORDS[number]
    assert case[0] == want["call"], "record again: the table has changed"
    got = cases.run(lumbre.audio, lumbre, case)
    tolerance = LOOSE.get(case[0].rpartition(".")[2], 1e-4)
    compare(got["out"], want["out"], tolerance)
    assert len(got["grads"]) == len(want["grads"])
    for mine, theirs in zip(got["grads"], want["grads"]):
        compare(mine, theirs, 10 * tolerance)
