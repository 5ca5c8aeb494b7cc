"""Record torchaudio's answers to the calls of `tests/audio/cases.py`: ``python tests/record/audio.py``, with torch and torchaudio."""

import json
import sys
import warnings
from pathlib import Path

import torch

# torchaudio compares the CUDA versions of the two packages; the values come from the CPU.
torch.version.cuda = None
TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "audio"))


def main():
    warnings.simplefilter("ignore")
    import cases
    import torchaudio

    networks = [cases.run_network(torchaudio, torch, case) for case in cases.NETWORKS]
    networks = ",\n".join(json.dumps(record) for record in (*networks, cases.run_search(torchaudio, torch)))
    (TESTS / "reference" / "audio_models.json").write_text(f"[\n{networks}\n]\n")
    records = [cases.run(torchaudio, torch, case) for case in cases.CASES]
    text = ",\n".join(json.dumps({"call": case[0], **record}) for case, record in zip(cases.CASES, records))
    (TESTS / "reference" / "audio.json").write_text(f"[\n{text}\n]\n")


if __name__ == "__main__":
    main()
