"""Records what PyTorch gives for every distribution, for tests/distributions: `python tests/record/distribution_reference.py` with torch."""

import json
import sys
import warnings
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).parent.parent))
from distributions.catalogue import catalogue, describe  # noqa: E402

warnings.simplefilter("ignore")
out = {}
for name, make in catalogue(torch)[0].items():
    torch.manual_seed(7)
    value = make().sample((3,)).tolist()
    out[name] = {"value": value, **describe(torch, name, value)}
pairs = {}
makers = catalogue(torch)[0]
for p in makers:
    for q in makers:
        try:
            kl = torch.distributions.kl_divergence(makers[p](), makers[q]())
        except NotImplementedError:
            continue
        except (RuntimeError, ValueError):
            # Shapes that do not broadcast.
            continue
        pairs[f"{p} | {q}"] = kl.detach().tolist()
out["kl"] = pairs
path = Path(__file__).parent.parent / "reference/distributions.json"
path.write_text(json.dumps(out, separators=(",", ":")) + "\n")
print(path, path.stat().st_size)
