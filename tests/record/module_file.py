"""Writes tests/reference/files/module.pt (a whole module, pickled by PyTorch) and module.json: what it computes.

Needs torch (recorded with 2.15); run as `python tests/record/module_file.py`.
"""

import json
from pathlib import Path

import torch

FOLDER = Path(__file__).parent.parent / "reference/files"

if __name__ == "__main__":
    torch.manual_seed(0)
    model = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.Tanh(), torch.nn.ReLU(), torch.nn.Linear(8, 2, bias=False))
    model.note = {"activation": torch.nn.functional.relu, "dtype": torch.float16, "size": torch.Size([4])}
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    x = torch.arange(12.0).reshape(3, 4) / 10
    model(x).square().sum().backward()
    optimizer.step()
    optimizer.zero_grad()
    model(x).square().sum().backward()
    torch.save({"model": model, "optimizer": optimizer.state_dict()}, FOLDER / "module.pt")
    before = model(x).tolist()
    optimizer.step()
    (FOLDER / "module.json").write_text(json.dumps({"x": x.tolist(), "y": before, "y_after_step": model(x).tolist()}) + "\n")
