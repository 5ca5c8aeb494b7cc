"""Learning from pictures nobody has labelled: two changed copies of a picture should land in one place, other pictures elsewhere (SimCLR).

    python examples/contrastive/train.py [--small]

What was learned is tried by a linear classifier of 200 labelled pictures, on these features, raw pixels and an untrained network's.
Writes to output/: contrastive.png (the classifier's accuracy, the pictures' nearest neighbours) and contrastive.pt (the encoder's weights).
"""

import sys
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))

import lumbre as torch
from lumbre import nn
from lumbre.nn import functional as F
from matplotlib.figure import Figure
from shapes.data import draw_shapes

OUTPUT = Path("output")


def changed(pictures):
    """Each picture turned, resized, moved, mirrored and without colours: what shall not matter. One call changes the whole batch."""
    n = len(pictures)
    # Colours would tell pictures apart most easily, and say nothing of form: a random mixture of the channels, bright for dark at times.
    grey = torch.einsum("nc,nchw->nhw", torch.randn(n, 3), pictures - 0.5).unsqueeze(1)
    angle, size = torch.rand(n) - 0.5, 0.8 + 0.4 * torch.rand(n)
    mirror, (right, down) = torch.where(torch.rand(n) < 0.5, -1.0, 1.0), 0.4 * torch.rand(2, n) - 0.2
    sine, cosine = size * angle.sin(), size * angle.cos()
    rows = torch.stack((cosine * mirror, -sine, right, sine * mirror, cosine, down), 1).reshape(n, 2, 3)
    return even(F.grid_sample(grey, F.affine_grid(rows, grey.shape, align_corners=False), padding_mode="reflection", align_corners=False))


def even(grey):
    """Each picture with mean 0 and deviation 1."""
    return (grey - grey.mean((2, 3), keepdim=True)) / (grey.std((2, 3), keepdim=True) + 1e-5)


class Encoder(nn.Module):
    """Grey pictures (batch, 1, 32, 32) to features (batch, 128)."""

    def __init__(self):
        super().__init__()
        layers, inner = [], 1
        for outer in (16, 32, 64, 128):
            layers += [nn.Conv2d(inner, outer, 3, 2, padding=1, bias=False), nn.BatchNorm2d(outer), nn.ReLU()]
            inner = outer
        self.body = nn.Sequential(*layers)

    def forward(self, x):
        return self.body(x).mean((2, 3))


def agreement(a, b, temperature=0.1):
    """Cross entropy of finding each copy's partner among all other copies of the batch. Chen et al., 2020."""
    z = F.normalize(torch.cat((a, b)), dim=1)
    scores = (z @ z.T / temperature).fill_diagonal_(float("-inf"))
    partner = torch.arange(len(z)).roll(len(a))
    return F.cross_entropy(scores, partner)


def train(encoder, pictures, epochs, batch_size=128):
    """Fits the encoder to pictures alone; gives the loss of every epoch."""
    # The loss is taken behind a head that is thrown away: it may forget what the features should keep.
    head = nn.Sequential(nn.Linear(128, 128), nn.ReLU(), nn.Linear(128, 64))
    both = nn.ModuleList((encoder, head)).train()
    optimizer = torch.optim.AdamW(both.parameters(), weight_decay=1e-4)
    steps = epochs * (len(pictures) // batch_size)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=5e-3, total_steps=steps)
    losses = []
    for epoch in range(epochs):
        for batch in torch.randperm(len(pictures)).split(batch_size):
            loss = agreement(*(head(encoder(changed(pictures[batch]))) for _ in range(2)))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
        losses.append(loss.item())
        if (epoch + 1) % max(1, epochs // 10) == 0:
            print(f"epoch {epoch + 1:2}  loss {losses[-1]:.3f}")
    return losses


@torch.no_grad()
def features(encoder, pictures):
    """The encoder's features of pictures: the mean over their three channels, each taken for a grey picture."""
    encoder.eval()
    return torch.stack([encoder(even(channel)) for channel in pictures.split(1, dim=1)]).mean(0)


def probe(x, labels, x_test, labels_test):
    """Held-back accuracy of a linear classifier, fitted by L-BFGS."""
    mean, deviation = x.mean(0), x.std(0) + 1e-6
    x, x_test = (x - mean) / deviation, (x_test - mean) / deviation
    linear = nn.Linear(x.shape[1], 8)
    nn.init.zeros_(linear.weight)
    optimizer = torch.optim.LBFGS(linear.parameters(), max_iter=100, line_search_fn="strong_wolfe")

    def closure():
        optimizer.zero_grad()
        loss = F.cross_entropy(linear(x), labels) + 0.01 * linear.weight.square().sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    return (linear(x_test).argmax(1) == labels_test).float().mean().item()


def draw(scores, losses, test, found):
    """Accuracies, loss, and what the features call alike."""
    figure = Figure(figsize=(12, 4.4), layout="constrained")
    left, right = figure.subfigures(1, 2, width_ratios=(1.3, 1))
    bars, curve = left.subplots(1, 2)
    bars.bar(range(3), [100 * s for s in scores.values()], color=("tab:gray", "tab:blue", "tab:orange"))
    bars.bar_label(bars.containers[0], fmt="%.0f %%")
    bars.axhline(100 / 8, color="black", linestyle=":", linewidth=1)
    bars.set_xticks(range(3), [name.replace(" ", "\n") for name in scores])
    bars.set_title("linear classifier, 200 labels", fontsize=10)
    curve.plot(range(1, len(losses) + 1), losses)
    curve.set(xlabel="epoch", title="loss, without labels")
    right.suptitle("a picture and its nearest others", fontsize=10)
    nearest = torch.cdist(F.normalize(found, dim=1), F.normalize(found, dim=1)).topk(8, largest=False).indices
    for row, axes in zip(nearest, right.subplots(6, 8)):
        for axis, index in zip(axes, row):
            axis.imshow(test[index].permute(1, 2, 0).numpy())
            axis.axis("off")
    figure.savefig(OUTPUT / "contrastive.png", dpi=75)


def main(small=False):
    """Trains without labels, then asks; gives the three accuracies."""
    torch.manual_seed(0)
    OUTPUT.mkdir(exist_ok=True)
    # Almost no clouds: both copies of a picture share them, and a network that knows pictures by their clouds need not look at shapes.
    pictures, labels = draw_shapes(768 if small else 2048, seed=0, clouds=0.03)
    test, answers = draw_shapes(500 if small else 1000, seed=1, clouds=0.03)
    encoder, start = Encoder(), time.time()
    untrained = [features(encoder, part) for part in (pictures[:200], test)]
    losses = train(encoder, pictures, 8 if small else 35)
    print(f"trained in {time.time() - start:.0f} s")
    found = [features(encoder, part) for part in (pictures[:200], test)]
    raw = [part.flatten(1) for part in (pictures[:200], test)]
    ways = {"raw pixels": raw, "untrained network": untrained, "contrastive features": found}
    scores = {name: probe(x, labels[:200], x_test, answers) for name, (x, x_test) in ways.items()}
    draw(scores, losses, test, found[1])
    torch.save(encoder.state_dict(), OUTPUT / "contrastive.pt")
    return scores


if __name__ == "__main__":
    print(main(small="--small" in sys.argv))
