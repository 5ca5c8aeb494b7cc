"""Writes tests/reference/files/program-1.0.*: a program of format 1.0 and what it computes.

The program is recorded once per format version and never again; the expected output comes from PyTorch
(`python program.py expect`, run where torch is installed), on the weights that the file holds.
"""

import sys
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "reference/files"


def build(torch):
    nn = torch.nn

    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv = nn.Conv2d(1, 3, 3, padding=1)
            self.norm = nn.BatchNorm2d(3)
            self.head = nn.Linear(12, 4)

        def forward(self, x):
            x = torch.relu(self.norm(self.conv(x)))
            x = nn.functional.max_pool2d(x, 2)
            y = self.head(torch.flatten(x, 1))
            y[:, 0] += 1.5
            y = y * torch.tensor([1.0, 2.0, 3.0, 4.0])
            return torch.cat([torch.softmax(y, dim=-1), y.clamp(min=0.0)], dim=1)

    return Net().eval()


def main():
    if sys.argv[1:] == ["expect"]:
        import torch
        from safetensors.torch import load_file, save_file

        net = build(torch)
        data = load_file(FOLDER / "program-1.0.safetensors")
        net.load_state_dict({k[2:]: v for k, v in data.items() if k.startswith("w.")})
        data = {"input": data["input"], "output": net(data["input"]).detach()}
        save_file(data, FOLDER / "program-1.0.safetensors")
        return
    import lumbre as torch
    import numpy as np

    rng = np.random.default_rng(0)
    net = build(torch)
    for t in net.state_dict().values():
        if t.is_floating_point():
            t.copy_(torch.tensor(rng.uniform(0.1, 0.9, size=tuple(t.shape)).astype("float32")))
    x = torch.tensor(rng.standard_normal((3, 1, 4, 4)).astype("float32"))
    torch.jit.trace(net, x[:1]).save(FOLDER / "program-1.0.lmb")
    from safetensors.numpy import save_file

    weights = {f"w.{k}": v.numpy() for k, v in net.state_dict().items()}
    save_file({"input": x.numpy(), **weights}, FOLDER / "program-1.0.safetensors")


if __name__ == "__main__":
    main()
