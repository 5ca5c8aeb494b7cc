"""A whole training step of the digits network as one file, which `train_program` (Rust) trains from.

    python -m lumbre run examples/digits/step.py
    cargo run --release --example train_program -- output/step.lmb output/train.safetensors 15 output/trained.lmb

Writes to output/: step.lmb (forward, backward and Adam's update, with fresh weights) and train.safetensors (the digits).
"""

from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import nn
from train import DigitNet, load_data

OUTPUT = Path("output")


def main():
    torch.manual_seed(0)
    OUTPUT.mkdir(exist_ok=True)
    (images, labels), _ = load_data()
    model = DigitNet()
    optimizer = torch.optim.Adam(model.parameters(), lr=3e-3)

    def step(images, labels):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(images), labels)
        loss.backward()
        optimizer.step()
        return loss

    state = {"model": model, "optimizer": optimizer}
    torch.jit.trace(step, (images[:64], labels[:64]), state=state).save(OUTPUT / "step.lmb")
    save_file({"images": images.contiguous(), "labels": labels.contiguous()}, OUTPUT / "train.safetensors")


main()
