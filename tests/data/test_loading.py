"""Data loading against the orders, batches and random draws that PyTorch gives."""

import importlib.util
import json
from pathlib import Path

import lumbre
import lumbre.utils.data
import numpy  # noqa: F401  (workers seed it only where it is imported)
import pytest

HERE = Path(__file__).parent
RECORDED = json.loads((HERE.parent / "reference/data_loading.json").read_text())


def _scenarios():
    spec = importlib.util.spec_from_file_location("data_scenarios", HERE / "scenarios.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.SCENARIOS


@pytest.mark.filterwarnings("ignore:This DataLoader will create")
@pytest.mark.parametrize("scenario", _scenarios(), ids=lambda f: f.__name__)
def test_same_values_as_pytorch(scenario):
    got = json.loads(json.dumps(scenario(lumbre)))
    assert got == RECORDED[scenario.__name__]
