"""A pole on a cart, to be kept upright by pushing left or right: many of them at once, as tensors; and the figure that both programs draw.

The equations are those of Barto, Sutton and Anderson (1983), the limits those of Gymnasium's CartPole-v1.
"""

import math

import lumbre as torch
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

GRAVITY, CART, POLE, HALF, PUSH, STEP = 9.8, 1.0, 0.1, 0.5, 10.0, 0.02  # m/s2, kg, kg, m (half the pole), N, s
EDGE, TILT, LONGEST = 2.4, math.radians(12), 500  # m, radians, steps


class CartPole:
    """``count`` poles. ``state`` is (count, 4): place, speed, angle, angular speed. Each step upright pays 1."""

    def __init__(self, count):
        self.count = count
        self.state, self.age = self.fresh(), torch.zeros(count)

    def fresh(self):
        return torch.rand(self.count, 4) * 0.1 - 0.05

    def step(self, actions):
        """Pushes left (0) or right (1). Gives the state reached, which poles fell, and which are over: those, and those of full age.
        Poles that are over start anew: their ``state`` is then not the one given back."""
        x, speed, angle, turning = self.state.unbind(1)
        force = PUSH * (2.0 * actions - 1.0)
        sine, cosine = angle.sin(), angle.cos()
        drive = (force + POLE * HALF * turning.square() * sine) / (CART + POLE)
        bend = (GRAVITY * sine - cosine * drive) / (HALF * (4 / 3 - POLE * cosine.square() / (CART + POLE)))
        pull = drive - POLE * HALF * bend * cosine / (CART + POLE)
        reached = self.state + STEP * torch.stack((speed, pull, turning, bend), 1)
        self.age = self.age + 1
        fell = (reached[:, 0].abs() > EDGE) | (reached[:, 2].abs() > TILT)
        over = fell | (self.age >= LONGEST)
        self.state = torch.where(over.unsqueeze(1), self.fresh(), reached)
        self.age = self.age.masked_fill(over, 0.0)
        return reached, fell, over


@torch.no_grad()
def returns(choose, count=20):
    """How many steps each of ``count`` poles stays up when ``choose`` (states to actions) has its way: (count,)."""
    poles, up, total = CartPole(count), torch.ones(count), torch.zeros(count)
    while up.any():
        _, _, over = poles.step(choose(poles.state))
        total += up
        up = up * ~over
    return total


@torch.no_grad()
def swing(choose, every=10, frames=10):
    """States of one pole that starts leaning and moving, every few steps: the hard part is the beginning."""
    poles = CartPole(1)
    poles.state, seen = torch.tensor([[-0.6, -0.6, 0.15, 0.3]]), []
    for step in range(every * frames):
        if step % every == 0:
            seen.append(poles.state[0].tolist())
        _, fell, _ = poles.step(choose(poles.state))
        if fell.any():
            break
    return seen, every * STEP


def draw(curves, choose, path):
    """Learning curves of every seed ({seed: [(steps, return)]}) above, a film strip of one swing below."""
    figure = Figure(figsize=(11, 4.6), layout="constrained")
    top, bottom = figure.subfigures(2, 1, height_ratios=(2.8, 1))
    axis = top.subplots()
    for seed, curve in curves.items():
        axis.plot(*zip(*curve), label=f"seed {seed}")
    axis.axhline(LONGEST, color="black", linestyle=":", linewidth=1)
    axis.set(xlabel="steps of the poles", ylabel="mean steps upright", ylim=(0, LONGEST * 1.05))
    axis.legend()
    seen, seconds = swing(choose)
    for i, (axis, (x, _, angle, _)) in enumerate(zip(bottom.subplots(1, 10), seen)):
        axis.add_patch(Rectangle((x - 0.3, -0.15), 0.6, 0.3, color="tab:gray"))
        # Angles are drawn three times as large as they are, or nothing would be seen.
        axis.plot((x, x + 1.3 * math.sin(3 * angle)), (0, 1.3 * math.cos(3 * angle)), color="tab:orange", linewidth=3)
        axis.axhline(-0.15, color="black", linewidth=0.8)
        axis.set(xlim=(-1.5, 0.9), ylim=(-0.3, 1.5), aspect="equal")
        axis.axis("off")
        axis.set_title(f"{i * seconds:.1f} s", fontsize=7)
    path.parent.mkdir(exist_ok=True)
    figure.savefig(path, dpi=75)
