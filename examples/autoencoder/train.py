"""Two numbers for a picture: an autoencoder and a variational one, on handwritten digits whose labels they never see.

    python examples/autoencoder/train.py [--small]

Writes to output/: autoencoder.png (both maps of the digits, digits decoded from all over the map) and autoencoder.pt (the VAE's weights).
"""

import sys
import time
from pathlib import Path

import lumbre as torch
from lumbre import nn
from lumbre.distributions import Normal, kl_divergence
from lumbre.nn import functional as F
from lumbre.vision.utils import make_grid
from matplotlib.figure import Figure
from sklearn.datasets import load_digits

OUTPUT = Path("output")


def load_data(held_back=400):
    """Training and held-back digits as (N, 64) from 0 to 1, and the held-back ones' labels, for the map's colours only."""
    digits = load_digits()
    pixels, labels = torch.tensor(digits.data, dtype=torch.float32) / 16, torch.tensor(digits.target)
    order = torch.randperm(len(labels))
    return pixels[order[held_back:]], pixels[order[:held_back]], labels[order[:held_back]]


def layers(*widths):
    """Linear layers with SiLU between them."""
    parts = []
    for inner, outer in zip(widths, widths[1:]):
        parts += [nn.Linear(inner, outer), nn.SiLU()]
    return nn.Sequential(*parts[:-1])


class Autoencoder(nn.Module):
    """64 pixels to 2 numbers and back: what cannot pass through them has to be guessed from what digits are like."""

    def __init__(self):
        super().__init__()
        self.encoder = layers(64, 256, 128, 2)
        self.decoder = layers(2, 128, 256, 64)

    def place(self, x):
        return self.encoder(x)

    def decode(self, z):
        return torch.sigmoid(self.decoder(z))

    def loss(self, x):
        """The squared error, summed over a picture."""
        return F.mse_loss(self.decode(self.place(x)), x, reduction="sum") / len(x)


class VAE(Autoencoder):
    """The encoder gives a cloud in place of a point. Kingma and Welling, 2013."""

    def __init__(self, noise=0.16):
        super().__init__()
        self.encoder = layers(64, 256, 128, 4)
        # The deviation of a pixel around its decoded value: it weighs the error against the price of precise places.
        self.noise = noise

    def cloud(self, x):
        mean, log_deviation = self.encoder(x).chunk(2, dim=1)
        return Normal(mean, log_deviation.exp())

    def place(self, x):
        return self.cloud(x).mean

    def loss(self, x):
        """The negative lower bound of log p(x), up to a constant: error, and how far the cloud is from the standard one."""
        cloud = self.cloud(x)
        # `rsample` is mean + deviation * noise, so the gradient goes through the draw.
        error = (self.decode(cloud.rsample()) - x).square().sum() / (2 * self.noise**2)
        return (error + kl_divergence(cloud, Normal(0.0, 1.0)).sum()) / len(x)


def train(model, pixels, epochs, name):
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs)
    for epoch in range(epochs):
        for batch in pixels[torch.randperm(len(pixels))].split(64):
            loss = model.loss(batch)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        schedule.step()
        if (epoch + 1) % max(1, epochs // 5) == 0:
            print(f"{name}, epoch {epoch + 1:3}  loss {loss.item():.2f}")
    return model


@torch.no_grad()
def error(model, pixels):
    """Mean squared error of a picture's reconstruction."""
    return (model.decode(model.place(pixels)) - pixels).square().sum(1).mean().item()


def pca_error(train, test):
    """The same by the best straight map to two numbers: the two main components."""
    mean = train.mean(0)
    basis = torch.linalg.svd(train - mean, full_matrices=False).Vh[:2]
    centred = test - mean
    return (centred @ basis.T @ basis - centred).square().sum(1).mean().item()


def neighbours(places, labels):
    """The share of points whose nearest neighbour on the map is the same digit."""
    distance = torch.cdist(places, places).fill_diagonal_(float("inf"))
    return (labels[distance.argmin(1)] == labels).float().mean().item()


@torch.no_grad()
def draw(plain, vae, test, labels):
    """Both maps, and what the VAE decodes from a regular walk over its map."""
    figure = Figure(figsize=(13, 4.4), layout="constrained")
    for axis, model, name in zip(figure.subplots(1, 3)[:2], (plain, vae), ("autoencoder", "VAE")):
        places = model.place(test)
        dots = axis.scatter(*places.T.numpy(), c=labels.numpy(), cmap="tab10", s=8)
        axis.set_title(f"{name}: error {error(model, test):.2f}, neighbour alike {neighbours(places, labels):.0%}", fontsize=10)
    figure.colorbar(dots, ax=axis, ticks=range(10))
    # Equal steps in probability, not in distance: so every tile is as likely as the others to be drawn.
    side = Normal(0.0, 1.0).icdf(torch.linspace(0.03, 0.97, 14))
    places = torch.stack(torch.meshgrid(-side, side, indexing="ij")[::-1], -1).reshape(-1, 2)
    tiles = make_grid(vae.decode(places).reshape(-1, 1, 8, 8), nrow=14, padding=2)[0]
    axis = figure.axes[2]
    axis.imshow(tiles.numpy(), cmap="gray_r")
    axis.axis("off")
    axis.set_title("the VAE's digits, all over its map", fontsize=10)
    figure.savefig(OUTPUT / "autoencoder.png", dpi=75)


def main(small=False):
    """Trains both; gives their held-back errors, PCA's, and how well the maps keep digits together."""
    torch.manual_seed(0)
    OUTPUT.mkdir(exist_ok=True)
    train_set, test, labels = load_data()
    start, epochs = time.time(), 20 if small else 150
    plain = train(Autoencoder(), train_set, epochs, "autoencoder")
    vae = train(VAE(), train_set, epochs, "VAE")
    print(f"trained in {time.time() - start:.0f} s")
    draw(plain, vae, test, labels)
    torch.save(vae.state_dict(), OUTPUT / "autoencoder.pt")
    return {
        "autoencoder": error(plain, test), "vae": error(vae, test), "pca": pca_error(train_set, test),
        "neighbours": neighbours(vae.place(test).detach(), labels),
    }  # fmt: skip


if __name__ == "__main__":
    print(main(small="--small" in sys.argv))
