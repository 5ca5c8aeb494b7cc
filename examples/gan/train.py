"""A generator learns to make points like those of eight clouds, from nothing but a critic's opinion.

    python examples/gan/train.py [--small]

Writes to output/: gan.png (its points as it learns, and the critic's opinion at the end) and gan.pt (both networks' weights).
"""

import math
import sys
import time
from pathlib import Path

import lumbre as torch
from lumbre import nn
from lumbre.nn import functional as F
from matplotlib.figure import Figure

OUTPUT = Path("output")
CLOUDS, WIDE, BATCH, NOISE = 8, 0.08, 256, 2
ANGLES = torch.arange(CLOUDS) * (2 * math.pi / CLOUDS)
CENTRES = torch.stack((ANGLES.cos(), ANGLES.sin()), 1) * 1.5


def real(count):
    """Points (count, 2) of eight round clouds on a circle."""
    return CENTRES[torch.randint(CLOUDS, (count,))] + WIDE * torch.randn(count, 2)


def network(inner, outer, width=128):
    """Three hidden layers from ``inner`` to ``outer`` numbers."""
    layers = []
    for _ in range(3):
        layers += [nn.Linear(inner, width), nn.LeakyReLU(0.2)]
        inner = width
    return nn.Sequential(*layers, nn.Linear(width, outer))


def quality(points):
    """How many clouds get at least a quarter of their share of the points, and the share of points within three deviations of a centre."""
    distance, nearest = torch.cdist(points, CENTRES).min(1)
    inside = distance < 3 * WIDE
    counts = torch.bincount(nearest[inside], minlength=CLOUDS)
    return int((counts >= len(points) / CLOUDS / 4).sum()), inside.float().mean().item()


def critic_loss(critic, points, made, steepness=0.1):
    """Points shall score high, made ones low, and the critic be flat at real points, or it never rests (R1, Mescheder et al., 2018)."""
    points = points.requires_grad_()
    score = critic(points)
    (slope,) = torch.autograd.grad(score.sum(), points, create_graph=True)
    return F.softplus(-score).mean() + F.softplus(critic(made)).mean() + steepness / 2 * slope.square().sum(1).mean()


def train(generator, critic, steps, shots):
    """Turns by turns; gives (step, 500 points) at ``shots`` moments."""
    optimizers = [torch.optim.Adam(part.parameters(), lr=1e-3, betas=(0.0, 0.99)) for part in (generator, critic)]
    schedules = [torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.1, steps) for optimizer in optimizers]
    fixed, album, start = torch.randn(500, NOISE), [], time.time()
    moments = {round(steps * (i / (shots - 1)) ** 2) for i in range(shots)}
    for step in range(steps + 1):
        if step in moments:
            with torch.no_grad():
                album.append((step, generator(fixed)))
            clouds, inside = quality(album[-1][1])
            print(f"step {step:4}  {clouds} of {CLOUDS} clouds, {inside:.0%} of the points inside, {time.time() - start:.0f} s")
        with torch.no_grad():
            made = generator(torch.randn(BATCH, NOISE))
        loss = critic_loss(critic, real(BATCH), made)
        optimizers[1].zero_grad()
        loss.backward()
        optimizers[1].step()
        # The generator follows the critic's slope uphill; the gradients this leaves in the critic are zeroed above.
        loss = F.softplus(-critic(generator(torch.randn(BATCH, NOISE)))).mean()
        optimizers[0].zero_grad()
        loss.backward()
        optimizers[0].step()
        for schedule in schedules:
            schedule.step()
    return album


@torch.no_grad()
def draw(album, critic):
    """The made points over the real ones at each moment, the critic's scores below the last."""
    figure = Figure(figsize=(12, 2.9), layout="constrained")
    points = real(500).numpy()
    line = torch.linspace(-2.2, 2.2, 80)
    grid = torch.stack(torch.meshgrid(line, line, indexing="xy"), -1)
    for place, (axis, (step, made)) in enumerate(zip(figure.subplots(1, len(album)), album)):
        if place == len(album) - 1:
            axis.contourf(line.numpy(), line.numpy(), critic(grid).squeeze(-1).numpy(), 12, cmap="PuOr", alpha=0.6)
        axis.scatter(*points.T, s=2, color="lightgray")
        axis.scatter(*made.T.numpy(), s=2, color="tab:red")
        axis.set(xlim=(-2.2, 2.2), ylim=(-2.2, 2.2), aspect="equal", xticks=[], yticks=[])
        axis.set_title(f"step {step}", fontsize=9)
    figure.savefig(OUTPUT / "gan.png", dpi=75)


def main(small=False):
    """Trains; gives the clouds found and the share of points inside, before and after."""
    torch.manual_seed(0)
    OUTPUT.mkdir(exist_ok=True)
    generator, critic = network(NOISE, 2), network(2, 1)
    album = train(generator, critic, 500 if small else 3500, 6)
    draw(album, critic)
    torch.save({"generator": generator.state_dict(), "critic": critic.state_dict()}, OUTPUT / "gan.pt")
    with torch.no_grad():
        clouds, inside = quality(generator(torch.randn(4000, NOISE)))
    return {"clouds": clouds, "inside": inside, "before": quality(album[0][1])[1]}


if __name__ == "__main__":
    print(main(small="--small" in sys.argv))
