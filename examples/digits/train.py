"""Trains a small convolutional network on scikit-learn's 8x8 handwritten digits.

    python -m lumbre run examples/digits/train.py

Writes to output/: digits.png (learning curve, misread digits), digits.pt (the weights), digits.lmb (the traced
program) and digits.safetensors (forty held-back digits, for the Rust program that runs digits.lmb).
"""

from pathlib import Path

import matplotlib
import torch
from safetensors.torch import save_file
from sklearn.datasets import load_digits
from torch import nn
from torch.utils.data import DataLoader, TensorDataset
from tqdm import tqdm

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

EPOCHS = 15
OUTPUT = Path("output")


class DigitNet(nn.Module):
    """Two convolutions with batch norm and pooling, then a linear layer: 8x8 images to 10 scores."""

    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(1, 32, 3, padding=1),
            nn.BatchNorm2d(32),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(32, 64, 3, padding=1),
            nn.BatchNorm2d(64),
            nn.ReLU(),
            nn.MaxPool2d(2),
        )
        self.dropout = nn.Dropout(0.3)
        self.classifier = nn.Linear(64 * 2 * 2, 10)

    def forward(self, x):
        x = self.features(x)
        return self.classifier(self.dropout(x.flatten(1)))


def load_data(held_back=600):
    """Training and held-back digits: images (N, 1, 8, 8) from 0 to 1, labels (N,)."""
    digits = load_digits()
    images = torch.tensor(digits.images, dtype=torch.float32).unsqueeze(1) / 16
    labels = torch.tensor(digits.target, dtype=torch.int64)
    order = torch.randperm(len(labels))
    test, train = order[:held_back], order[held_back:]
    return (images[train], labels[train]), (images[test], labels[test])


def evaluate(model, images, labels):
    """The share of digits read right, and what was read."""
    model.eval()
    with torch.no_grad():
        predicted = model(images).argmax(dim=1)
    return (predicted == labels).float().mean().item(), predicted


def train(model, data, test):
    """Trains with Adam; gives the loss of every step and the held-back accuracy of every epoch."""
    loader = DataLoader(TensorDataset(*data), batch_size=64, shuffle=True)
    optimizer = torch.optim.Adam(model.parameters(), lr=3e-3)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=EPOCHS)
    losses, accuracies = [], []
    with tqdm(total=EPOCHS * len(loader), unit="batch") as progress:
        for epoch in range(EPOCHS):
            model.train()
            for images, labels in loader:
                loss = nn.functional.cross_entropy(model(images), labels)
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
                losses.append(loss.item())
                progress.update()
            schedule.step()
            accuracies.append(evaluate(model, *test)[0])
            progress.set_postfix(epoch=epoch + 1, loss=f"{losses[-1]:.3f}", held_back=f"{accuracies[-1]:.1%}")
    return losses, accuracies


def draw(losses, accuracies, images, labels, predicted):
    """Learning curve above, misread digits below."""
    wrong = (predicted != labels).nonzero().flatten().tolist()
    columns = max(8, min(12, len(wrong)))
    figure = plt.figure(figsize=(10, 6), layout="constrained")
    top, bottom = figure.subfigures(2, 1, height_ratios=[3, 1.3])

    axis = top.subplots()
    per_epoch = len(losses) / len(accuracies)
    axis.plot([i / per_epoch for i in range(1, len(losses) + 1)], losses, color="tab:blue", alpha=0.7, linewidth=1)
    axis.set(xlabel="epoch", yscale="log")
    axis.set_ylabel("training loss of a batch", color="tab:blue")
    right = axis.twinx()
    right.plot(range(1, len(accuracies) + 1), [100 * a for a in accuracies], "o-", color="tab:orange")
    right.set_ylabel("held-back digits read right, %", color="tab:orange")
    axis.set_title(f"Handwritten digits: {accuracies[-1]:.1%} of {len(labels)} held-back digits read right")

    bottom.suptitle(f"misread: {len(wrong)}" + (f" (the first {columns})" if len(wrong) > columns else ""))
    for place, axis in enumerate(bottom.subplots(1, columns)):
        axis.axis("off")
        if place < len(wrong):
            i = wrong[place]
            axis.imshow(images[i, 0].numpy(), cmap="gray_r")
            axis.set_title(f"{labels[i].item()} read {predicted[i].item()}", fontsize=9)
    figure.savefig(OUTPUT / "digits.png", dpi=120)


def main():
    torch.manual_seed(0)
    OUTPUT.mkdir(exist_ok=True)
    data, test = load_data()
    model = DigitNet()
    losses, accuracies = train(model, data, test)
    accuracy, predicted = evaluate(model, *test)
    draw(losses, accuracies, *test, predicted)

    torch.save(model.state_dict(), OUTPUT / "digits.pt")
    torch.jit.save(torch.jit.trace(model, test[0][:1]), OUTPUT / "digits.lmb")
    save_file({"images": test[0][:40], "labels": test[1][:40]}, OUTPUT / "digits.safetensors")
    print(f"{accuracy:.1%} of the held-back digits read right; wrote digits.png, .pt, .lmb, .safetensors to {OUTPUT}/")
    return 0 if accuracy >= 0.97 else 1


if __name__ == "__main__":
    raise SystemExit(main())
