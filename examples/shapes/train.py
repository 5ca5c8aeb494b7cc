"""Names the shape in a picture, from few pictures: a small residual network, with and without augmentation.

    python examples/shapes/train.py [--small]

Writes to output/: shapes.png (pictures, learning curves, confusion matrix, what the learned filters see) and shapes.pt (the weights).
"""

import sys
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))

import lumbre as torch
from lumbre import nn
from lumbre.nn import functional as F
from lumbre.utils.data import DataLoader, Dataset
from lumbre.vision import transforms
from matplotlib.figure import Figure
from shapes.data import NAMES, draw_shapes

OUTPUT = Path("output")

# What may change in a picture without changing its answer. The network never sees the same picture twice.
AUGMENT = transforms.Compose([
    transforms.RandomHorizontalFlip(),
    transforms.RandomCrop(32, padding=3, padding_mode="reflect"),
    transforms.ColorJitter(brightness=0.3, contrast=0.3),
])  # fmt: skip


class Pictures(Dataset):
    """Pictures and labels, each picture changed on its way out."""

    def __init__(self, pictures, labels, transform=None):
        self.pictures, self.labels, self.transform = pictures, labels, transform

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, index):
        picture = self.pictures[index]
        return (self.transform(picture) if self.transform else picture), self.labels[index]


class Block(nn.Module):
    """Two convolutions beside a shortcut, so that a block has only to learn what to add. He et al., 2015."""

    def __init__(self, inner, outer, stride):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(inner, outer, 3, stride, padding=1, bias=False), nn.BatchNorm2d(outer), nn.ReLU(),
            nn.Conv2d(outer, outer, 3, padding=1, bias=False), nn.BatchNorm2d(outer),
        )  # fmt: skip
        self.shortcut = nn.Sequential(nn.Conv2d(inner, outer, 1, stride, bias=False), nn.BatchNorm2d(outer))

    def forward(self, x):
        return F.relu(self.body(x) + self.shortcut(x))


class ResNet(nn.Module):
    """Pictures (batch, 3, 32, 32) to scores (batch, class)."""

    def __init__(self, classes=len(NAMES), width=16):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, width, 5, 2, padding=2, bias=False), nn.BatchNorm2d(width), nn.ReLU())
        self.blocks = nn.Sequential(Block(width, width, 1), Block(width, 2 * width, 2), Block(2 * width, 4 * width, 2))
        self.head = nn.Linear(4 * width, classes)

    def forward(self, x):
        # The mean over all places: where the shape lies in the picture is not asked.
        return self.head(self.blocks(self.stem(x - 0.5)).mean((2, 3)))


@torch.no_grad()
def predict(model, pictures):
    """The class of each picture."""
    model.eval()
    return torch.cat([model(part).argmax(1) for part in pictures.split(200)])


def train(data, test, epochs, transform=None):
    """A trained network and its held-back accuracy after every epoch."""
    torch.manual_seed(0)
    model, curve = ResNet(), []
    loader = DataLoader(Pictures(*data, transform), batch_size=32, shuffle=True)
    optimizer = torch.optim.AdamW(model.parameters(), weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=0.01, total_steps=epochs * len(loader))
    for epoch in range(epochs):
        model.train()
        for pictures, labels in loader:
            loss = F.cross_entropy(model(pictures), labels)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
        curve.append((predict(model, test[0]) == test[1]).float().mean().item())
        print(f"epoch {epoch + 1:2}  loss {loss.item():.3f}  held back {curve[-1]:.1%}")
    return model, curve


def draw(model, curves, pictures, labels):
    """Pictures, learning curves, confusions, and what the filters of the first layer see."""
    figure = Figure(figsize=(13, 4.6), layout="constrained")
    samples, middle, right = figure.subfigures(1, 3, width_ratios=(1, 1.1, 1.3))
    for place, axis in enumerate(samples.subplots(6, 4).flat):
        axis.imshow(pictures[place].permute(1, 2, 0).numpy())
        axis.axis("off")
        axis.set_title(NAMES[labels[place]], fontsize=7, pad=2)

    top, bottom = middle.subfigures(2, 1, height_ratios=(1.6, 1))
    axis = top.subplots()
    for name, curve in curves.items():
        axis.plot(range(1, len(curve) + 1), [100 * c for c in curve], "o-", markersize=3, label=f"{name}: {curve[-1]:.1%}")
    axis.set(xlabel="epoch", ylabel="held-back pictures right, %")
    axis.legend()
    bottom.suptitle("what the 16 filters of the first layer see in the first picture", fontsize=9)
    with torch.no_grad():
        seen = model.stem(pictures[:1] - 0.5)[0]
    for axis, channel in zip(bottom.subplots(2, 8).flat, seen):
        axis.imshow(channel.numpy(), cmap="magma")
        axis.axis("off")

    said = predict(model, pictures)
    table = torch.bincount(labels * len(NAMES) + said, minlength=len(NAMES) ** 2).reshape(len(NAMES), -1)
    axis = right.subplots()
    axis.imshow(table.numpy(), cmap="Blues")
    for i, row in enumerate(table.tolist()):
        for j, count in enumerate(row):
            if count:
                axis.text(j, i, count, ha="center", va="center", color="white" if i == j else "black")
    axis.set_xticks(range(len(NAMES)), NAMES, rotation=45)
    axis.set_yticks(range(len(NAMES)), NAMES)
    axis.set(xlabel="said", ylabel="shown")
    figure.savefig(OUTPUT / "shapes.png", dpi=75)


def main(small=False):
    """Trains with and without augmentation; gives the held-back accuracies."""
    OUTPUT.mkdir(exist_ok=True)
    data, test = draw_shapes(500 if small else 800, 0, easy=small), draw_shapes(300 if small else 1000, 1, easy=small)
    ways = {"augmented": AUGMENT} if small else {"as they are": None, "augmented": AUGMENT}
    curves, start = {}, time.time()
    for name, transform in ways.items():
        print(f"{len(data[1])} pictures, {name}")
        model, curves[name] = train(data, test, 6 if small else 28, transform)
    print(f"trained in {time.time() - start:.0f} s")
    draw(model, curves, *test)
    torch.save(model.state_dict(), OUTPUT / "shapes.pt")
    return {name: curve[-1] for name, curve in curves.items()}


if __name__ == "__main__":
    print(main(small="--small" in sys.argv))
