"""Transfer: what printed letters teach about handwritten digits, when only a few digits are labelled.

    python examples/transfer/train.py [--small]

A network learns to read letters in matplotlib's fonts. Its last layer is then replaced and it reads scikit-learn's 8x8 handwritten
digits: trained from scratch, with the letters' layers frozen, and fine-tuned, each from 1 to 20 labelled digits a class.
Writes to output/: transfer.png (accuracy over labels, the letters and digits) and transfer.pt (the pretrained weights).
"""

import copy
import random
import string
import sys
import time
from pathlib import Path

import lumbre as torch
import matplotlib
import numpy
from lumbre import nn
from lumbre.nn import functional as F
from matplotlib.figure import Figure
from PIL import Image, ImageDraw, ImageFont
from sklearn.datasets import load_digits

OUTPUT = Path("output")
# Letters alone: no digit is ever seen before the fine-tuning.
LETTERS = string.ascii_uppercase + "abdefghijkmnqrt"
FONTS = (
    "DejaVuSans DejaVuSans-Bold DejaVuSans-Oblique DejaVuSerif DejaVuSerif-Italic DejaVuSansMono STIXGeneral STIXGeneralItalic"
).split()


def printed_letters(count, seed=0):
    """Letters in random fonts and strokes, turned and leaning, as 8x8 pictures (count, 1, 8, 8) from 0 to 1, and their numbers."""
    rng = random.Random(seed)
    folder = Path(matplotlib.get_data_path()) / "fonts/ttf"
    fonts = [ImageFont.truetype(str(folder / f"{name}.ttf"), 44) for name in FONTS]
    pictures, labels = [], []
    for _ in range(count):
        label = rng.randrange(len(LETTERS))
        page = Image.new("L", (96, 96))
        ImageDraw.Draw(page).text((48, 48), LETTERS[label], fill=255, font=rng.choice(fonts), anchor="mm", stroke_width=rng.randint(0, 4))
        lean, turn = rng.uniform(-0.4, 0.4), rng.uniform(-0.2, 0.2)
        page = page.transform(page.size, Image.AFFINE, (1, lean, -48 * lean, turn, 1, -48 * turn), Image.BILINEAR)
        # The letter's own box, a little cut or widened, fills the picture: so are the handwritten digits cut out.
        box = [edge + rng.randint(-3, 3) for edge in page.getbbox()]
        pictures.append(numpy.asarray(page.crop(box).resize((8, 8), Image.BOX), dtype=numpy.float32) / 255)
        labels.append(label)
    return torch.from_numpy(numpy.stack(pictures)).unsqueeze(1), torch.tensor(labels)


class Reader(nn.Module):
    """Three convolutions and a linear layer: pictures (batch, 1, 8, 8) to scores (batch, class)."""

    def __init__(self, classes, width=32):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(1, width, 3, padding=1), nn.BatchNorm2d(width), nn.ReLU(),
            nn.Conv2d(width, 2 * width, 3, padding=1), nn.BatchNorm2d(2 * width), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(2 * width, 2 * width, 3, padding=1), nn.BatchNorm2d(2 * width), nn.ReLU(), nn.MaxPool2d(2),
            nn.Flatten(), nn.Dropout(0.3),
        )  # fmt: skip
        self.head = nn.Linear(8 * width, classes)

    def forward(self, x):
        return self.head(self.features(x))


def fit(model, pictures, labels, steps, rate, batch=64):
    """Trains what asks for gradients, by AdamW on random batches."""
    optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=rate, weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    for _ in range(steps):
        chosen = torch.randint(len(labels), (min(batch, len(labels)),))
        loss = F.cross_entropy(model(pictures[chosen]), labels[chosen])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
    return loss.item()


def scratch(pretrained):
    """A new network, which takes nothing over."""
    return Reader(10).train()


def frozen(pretrained):
    """The letters' features as they are, below a new head; in eval mode, or batch norm's statistics would move with the digits."""
    model = copy.deepcopy(pretrained).requires_grad_(False).eval()
    model.head = nn.Linear(model.head.in_features, 10)
    return model


def tuned(pretrained):
    """The letters' features, free to move, below a new head."""
    return frozen(pretrained).requires_grad_(True)


@torch.no_grad()
def accuracy(model, pictures, labels):
    return (model.eval()(pictures).argmax(1) == labels).float().mean().item()


def compare(pretrained, shots, repeats, steps):
    """{way: accuracies (shot, repeat)} on 600 held-back digits; a repeat draws other labelled digits."""
    digits = load_digits()
    pictures, labels = torch.tensor(digits.images, dtype=torch.float32).unsqueeze(1) / 16, torch.tensor(digits.target)
    order = torch.randperm(len(labels))
    held, rest = order[:600], order[600:]
    ways = {"from scratch": (scratch, 1e-2), "letters, frozen": (frozen, 1e-2), "letters, fine-tuned": (tuned, 3e-3)}
    results = {name: torch.zeros(len(shots), repeats) for name in ways}
    for i, shot in enumerate(shots):
        for j in range(repeats):
            mixed = rest[torch.randperm(len(rest))]
            few = torch.cat([mixed[labels[mixed] == digit][:shot] for digit in range(10)])
            for name, (make, rate) in ways.items():
                model = make(pretrained)
                fit(model, pictures[few], labels[few], steps, rate)
                results[name][i, j] = accuracy(model, pictures[held], labels[held])
        print(f"{shot:2} labels a digit: " + ", ".join(f"{name} {results[name][i].mean():.1%}" for name in ways))
    return results, pictures


def draw(results, shots, letters, digits):
    """Accuracy over the number of labels, beside some letters and digits."""
    figure = Figure(figsize=(9, 4), layout="constrained")
    left, right = figure.subfigures(1, 2, width_ratios=(1.7, 1))
    axis = left.subplots()
    for (name, table), colour in zip(results.items(), ("tab:gray", "tab:blue", "tab:orange")):
        mean, low, high = 100 * table.mean(1), 100 * table.amin(1), 100 * table.amax(1)
        axis.plot(shots, mean.numpy(), "o-", color=colour, label=name)
        axis.fill_between(shots, low.numpy(), high.numpy(), color=colour, alpha=0.2)
    axis.set(xlabel="labelled digits of each class", ylabel="held-back digits right, %", xscale="log")
    axis.set_xticks(shots, shots)
    axis.legend(loc="lower right")
    for part, name, pictures in zip(right.subfigures(2, 1), ("learnt first", "asked then"), (letters, digits)):
        part.suptitle(name, fontsize=9)
        for axis, picture in zip(part.subplots(3, 8).flat, pictures):
            axis.imshow(picture[0].numpy(), cmap="gray_r")
            axis.axis("off")
    figure.savefig(OUTPUT / "transfer.png", dpi=75)


def main(small=False):
    """Pretrains, transfers and compares; gives the mean accuracy of each way at the fewest labels."""
    torch.manual_seed(0)
    OUTPUT.mkdir(exist_ok=True)
    start = time.time()
    letters, names = printed_letters(1500 if small else 8000)
    pretrained = Reader(len(LETTERS))
    loss = fit(pretrained, letters, names, 150 if small else 600, 5e-3)
    print(f"pretrained on {len(names)} letters in {time.time() - start:.0f} s, loss {loss:.2f}")
    torch.save(pretrained.state_dict(), OUTPUT / "transfer.pt")
    shots = (2,) if small else (1, 2, 5, 10, 20)
    results, digits = compare(pretrained, shots, 2 if small else 3, 50 if small else 60)
    print(f"{time.time() - start:.0f} s in all")
    draw(results, shots, letters, digits)
    return {name: table[0].mean().item() for name, table in results.items()}


if __name__ == "__main__":
    print(main(small="--small" in sys.argv))
