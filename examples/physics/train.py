"""Solves Burgers' equation without data: the network is trained until its own derivatives obey the equation.

    python examples/physics/train.py [--small]

u_t + u u_x = v u_xx, u(0, x) = -sin(pi x), u(t, -1) = u(t, 1) = 0: a wave that steepens into a shock. Writes to output/: physics.png
(the solution, cuts through it beside the exact one, the error) and physics.pt (the weights).
"""

import math
import sys
import time
from pathlib import Path

import lumbre as torch
import numpy
from lumbre import nn
from matplotlib.figure import Figure

OUTPUT = Path("output")


class Wave(nn.Module):
    """Times and places (n,) to u (n,). Right at the start and at the walls whatever the layers say: their part is 0 there."""

    def __init__(self, width=32, depth=4):
        super().__init__()
        layers = [nn.Linear(2, width), nn.Tanh()]
        for _ in range(depth - 1):
            layers += [nn.Linear(width, width), nn.Tanh()]
        self.layers = nn.Sequential(*layers, nn.Linear(width, 1))

    def forward(self, t, x):
        return -torch.sin(math.pi * x) + t * (1 - x * x) * self.layers(torch.stack((2 * t - 1, x), 1)).squeeze(1)


def residual(wave, t, x, viscosity):
    """How far the network is from obeying the equation at each point. ``create_graph`` makes the derivatives differentiable themselves."""
    t, x = t.requires_grad_(), x.requires_grad_()
    u = wave(t, x)
    u_t, u_x = torch.autograd.grad(u.sum(), (t, x), create_graph=True)
    (u_xx,) = torch.autograd.grad(u_x.sum(), x, create_graph=True)
    return u_t + u * u_x - viscosity * u_xx


def points(count):
    """Random times from 0 to 1 and places from -1 to 1; half of the places close to the middle, where the shock will be."""
    x = 2 * torch.rand(count) - 1
    x[: count // 2] *= 0.2
    return torch.rand(count), x


def exact(t, x, viscosity, order=60):
    """The solution by the transform of Cole (1951) and Hopf (1950), which makes it an equation of heat; the integral by Gauss-Hermite."""
    z, weights = numpy.polynomial.hermite.hermgauss(order)
    places = x[:, None] - 2 * numpy.sqrt(viscosity * t)[:, None] * z
    # The exponent is shifted to be at most 0: the shift cancels in the quotient.
    heat = weights * numpy.exp((-1 - numpy.cos(math.pi * places)) / (2 * math.pi * viscosity))
    return -(heat * numpy.sin(math.pi * places)).sum(1) / heat.sum(1)


def train(wave, viscosity, steps, polish, count=1000):
    """Adam on new points in every step, then L-BFGS on fixed ones; gives the losses."""
    losses, start = [], time.time()
    optimizer = torch.optim.Adam(wave.parameters())
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=5e-3, total_steps=steps)
    for step in range(1, steps + 1):
        loss = residual(wave, *points(count), viscosity).square().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        losses.append(loss.item())
        if step % max(1, steps // 6) == 0:
            print(f"Adam, step {step:4}  loss {losses[-1]:.2e}  {time.time() - start:.0f} s")
    t, x = points(2 * count)
    optimizer = torch.optim.LBFGS(wave.parameters(), max_iter=polish, history_size=50, line_search_fn="strong_wolfe")

    def closure():
        optimizer.zero_grad()
        loss = residual(wave, t, x, viscosity).square().mean()
        loss.backward()
        losses.append(loss.item())
        return loss

    optimizer.step(closure)
    print(f"L-BFGS, {len(losses) - steps} evaluations  loss {losses[-1]:.2e}  {time.time() - start:.0f} s")
    return losses


@torch.no_grad()
def compare(wave, viscosity, times=101, places=201):
    """Both solutions on a grid (times, places), and the relative error in the root mean square."""
    t, x = torch.meshgrid(torch.linspace(0, 1, times), torch.linspace(-1, 1, places), indexing="ij")
    found = wave(t.flatten(), x.flatten()).reshape(times, places).numpy()
    true = exact(t.flatten().double().numpy() + 1e-9, x.flatten().double().numpy(), viscosity).reshape(times, places)
    return found, true, float(numpy.linalg.norm(found - true) / numpy.linalg.norm(true))


def draw(found, true, losses):
    """The solution over time and place, cuts beside the exact one, the error, the loss."""
    figure = Figure(figsize=(12, 3.8), layout="constrained")
    left, middle, right = figure.subplots(1, 3, width_ratios=(1.2, 1, 1))
    picture = left.imshow(found.T, origin="lower", aspect="auto", extent=(0, 1, -1, 1), cmap="RdBu_r")
    left.set(xlabel="t", ylabel="x", title="u, by the network")
    figure.colorbar(picture, ax=left)
    x = numpy.linspace(-1, 1, found.shape[1])
    for share, colour in zip((0, 0.25, 0.5, 1), ("tab:gray", "tab:blue", "tab:green", "tab:red")):
        row = round(share * (len(found) - 1))
        middle.plot(x, true[row], color=colour, linewidth=4, alpha=0.3)
        middle.plot(x, found[row], color=colour, linewidth=1, label=f"t = {share}")
    middle.set(xlabel="x", title="cuts: exact (wide), network (thin)")
    middle.legend(fontsize=8)
    right.semilogy(losses, linewidth=0.7)
    right.set(xlabel="evaluation", title="mean square of the residual")
    figure.savefig(OUTPUT / "physics.png", dpi=75)


def main(small=False):
    """Solves; gives the relative error, and that of standing still at the starting wave."""
    torch.manual_seed(0)
    OUTPUT.mkdir(exist_ok=True)
    wave, viscosity = Wave(), 0.1 if small else 0.02
    losses = train(wave, viscosity, 100, 40, count=300) if small else train(wave, viscosity, 600, 300)
    found, true, error = compare(wave, viscosity)
    draw(found, true, losses)
    torch.save(wave.state_dict(), OUTPUT / "physics.pt")
    return {"error": error, "standing_still": float(numpy.linalg.norm(true[:1] - true) / numpy.linalg.norm(true))}


if __name__ == "__main__":
    print(main(small="--small" in sys.argv))
