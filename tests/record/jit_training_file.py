"""Writes tests/reference/files/program-1.1-training.lmb: a training step with tapes, one of a scripted loop among them.

It must load in every later version. Run it only for a new version of the format, under a new name. The losses that it gives are
written beside it.
"""

import json
from pathlib import Path

import lumbre as torch
from lumbre import nn

FOLDER = Path(__file__).parent.parent / "reference/files"


@torch.jit.script
def settle(x, w):
    i = 0
    while bool(x.abs().sum() > 1.0) and i < 5:
        x = torch.tanh(x * w) * 0.9
        i += 1
    return x


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv, self.norm, self.head = nn.Conv1d(1, 3, 3), nn.BatchNorm1d(3), nn.Linear(3, 2)
        self.rate = nn.Parameter(torch.ones(2))

    def forward(self, x):
        return settle(self.head(torch.relu(self.norm(self.conv(x))).mean(-1)), self.rate)


def inputs():
    x = torch.arange(24.0).reshape(3, 1, 8)
    return (x * 0.7).sin(), torch.tensor([0, 1, 1])


def main():
    torch.manual_seed(0)
    model = Network()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.05)

    def step(x, y):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        return loss

    program = torch.jit.trace(step, inputs(), state={"model": model, "optimizer": optimizer})
    path = FOLDER / "program-1.1-training.lmb"
    torch.jit.save(program, str(path))
    losses = [step(*inputs()).item() for _ in range(5)]
    (FOLDER / "program-1.1-training.json").write_text(json.dumps(losses) + "\n")


if __name__ == "__main__":
    main()
