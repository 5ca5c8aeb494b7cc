"""Writes tests/reference/files/program-1.0-script.lmb: a scripted program with loops, branches and containers.

It must load in every later version. Run it only for a new version of the format, under a new name.
"""

from pathlib import Path
from typing import Dict, List, Optional

import lumbre as torch
from lumbre import Tensor, nn


class Walk(nn.Module):
    def __init__(self):
        super().__init__()
        self.step = nn.Linear(4, 4)
        self.drop = nn.Dropout(0.25)
        self.register_buffer("scale", torch.tensor([0.5, 1.0, 1.5, 2.0]))

    def forward(self, x: Tensor, turns: int, names: Optional[List[str]] = None):
        seen: List[Tensor] = []
        counts: Dict[str, int] = {}
        i = 0
        while i < turns and bool(x.abs().max() < 1e3):
            x = torch.tanh(self.step(x)) * self.scale + i
            if i % 2 == 0:
                seen.append(x[:, 1:3])
            else:
                x = self.drop(x)
            key = "even" if i % 2 == 0 else "odd"
            counts[key] = counts.get(key, 0) + 1
            i += 1
        if names is not None:
            for n in names:
                counts[n.upper()] = len(n)
        total = torch.zeros(2)
        for s in seen:
            total = total + s.sum(0)
        return x, total, counts, f"{turns} turns"

    @torch.jit.export
    def double(self, x: Tensor):
        return x * 2


if __name__ == "__main__":
    torch.manual_seed(0)
    out = Path(__file__).parents[1] / "reference" / "files" / "program-1.0-script.lmb"
    torch.jit.script(Walk().eval()).save(out)
