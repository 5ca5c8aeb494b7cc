"""Writes tests/reference/files/*.pt2 with PyTorch, and what their programs give for fixed inputs.

Run where PyTorch is installed: `python tests/record/pt2_reference.py`.
"""

import json
import pathlib
import zipfile

import numpy as np
import torch
from torch import nn

FILES = pathlib.Path(__file__).parents[1] / "reference/files"


class Convolutional(nn.Module):
    """Convolutions, batch normalisation in place of its statistics, in-place activations, a pool and a classifier."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(1, 4, 3), nn.BatchNorm2d(4), nn.SiLU(inplace=True), nn.AdaptiveAvgPool2d(2), nn.Flatten())
        self.head = nn.Linear(16, 3)

    def forward(self, x):
        y = self.body(x)
        return {"logits": self.head(y), "scaled": y.view(x.shape[0], -1).softmax(-1) * x.shape[0]}


class Branches(nn.Module):
    """A choice that the data makes, and a recurrent layer."""

    def __init__(self):
        super().__init__()
        self.rnn = nn.GRU(3, 4, batch_first=True)
        self.register_buffer("steps", torch.zeros(1))

    def forward(self, x, *, scale=2.0):
        self.steps += 1
        y, h = self.rnn(x)
        z = torch.cond(x.sum() > 0, lambda a: a * 2, lambda a: a - 1, (y,))
        return z, h.max(-1), self.steps * scale


def without_traces(path):
    """The same file without the places in somebody's source code that its nodes come from."""

    def clean(value):
        if isinstance(value, dict):
            return {k: {} if k == "metadata" else clean(v) for k, v in value.items()}
        return [clean(v) for v in value] if isinstance(value, list) else value

    with zipfile.ZipFile(path) as archive:
        entries = [(i.filename, archive.read(i.filename)) for i in archive.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, data in entries:
            archive.writestr(name, json.dumps(clean(json.loads(data))) if name.endswith("models/model.json") else data)


def main():
    torch.manual_seed(0)
    held = {}
    b = torch.export.Dim("b")
    model = Convolutional()
    model(torch.randn(8, 1, 6, 6))
    for name, module, args, kwargs, shapes, more in (
        ("convolutional", model.eval(), (torch.randn(2, 1, 6, 6),), {}, ({0: b},), (torch.randn(5, 1, 6, 6),)),
        ("branches", Branches(), (torch.ones(2, 3, 3),), {"scale": 3.0}, None, (-torch.ones(2, 3, 3),)),
    ):
        torch.export.save(torch.export.export(module, args, kwargs, dynamic_shapes=shapes), FILES / f"{name}.pt2", extra_files={"note.txt": "kept"})
        without_traces(FILES / f"{name}.pt2")
        for i, given in enumerate((args, more)):
            held[f"{name}_{i}_in"] = given[0].numpy()
            for j, t in enumerate(torch.utils._pytree.tree_leaves(module(*given, **kwargs))):
                held[f"{name}_{i}_out_{j}"] = t.detach().numpy()
    np.savez_compressed(FILES / "pt2.npz", **held)


if __name__ == "__main__":
    main()
