"""Deep Q-learning on CartPole: learn what each push is worth, from a memory of everything that was tried.

    python examples/cartpole/dqn.py [--small]

Writes to output/: dqn.png (learning curves of several seeds, a swing) and dqn.pt (the last seed's weights).
"""

import copy
import sys
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent))

import lumbre as torch
from cartpole import CartPole, draw, returns
from lumbre import nn
from lumbre.nn import functional as F

OUTPUT = Path("output")
POLES, BATCH, DISCOUNT, FOLLOW = 4, 64, 0.99, 0.05


class Memory:
    """The last ``size`` steps: state, action, state reached, whether the pole fell."""

    def __init__(self, size):
        self.size, self.filled, self.place = size, 0, 0
        self.parts = (torch.zeros(size, 4), torch.zeros(size, dtype=torch.int64), torch.zeros(size, 4), torch.zeros(size))

    def add(self, *step):
        where = torch.arange(self.place, self.place + len(step[0])) % self.size
        for part, new in zip(self.parts, step):
            part[where] = new.to(part.dtype)
        self.place = (self.place + len(step[0])) % self.size
        self.filled = min(self.size, self.filled + len(step[0]))

    def sample(self, count):
        chosen = torch.randint(self.filled, (count,))
        return tuple(part[chosen] for part in self.parts)


def error(network, target, states, actions, reached, fell):
    """How far the worth of the pushes made is from a step's pay and the worth of what followed (double DQN, van Hasselt et al., 2015)."""
    worth = network(states).gather(1, actions.unsqueeze(1)).squeeze(1)
    with torch.no_grad():
        # One network chooses and the other judges, or chance errors would be chosen.
        best = network(reached).argmax(1, keepdim=True)
        ahead = target(reached).gather(1, best).squeeze(1)
    # A step pays 1 - DISCOUNT, so that a pole which never falls is worth 1: networks are slow to learn large numbers.
    return F.mse_loss(worth, 1 - DISCOUNT + DISCOUNT * ahead * (1 - fell))


def learn(seed, steps):
    """A network from states (batch, 4) to both pushes' worth (batch, 2), (steps, mean return) on the way, its mean return at last."""
    torch.manual_seed(seed)
    network = nn.Sequential(nn.Linear(4, 128), nn.ReLU(), nn.Linear(128, 128), nn.ReLU(), nn.Linear(128, 2))
    target, optimizer = copy.deepcopy(network), torch.optim.Adam(network.parameters(), lr=2e-3)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.05, steps)
    poles, memory, curve, best, start = CartPole(POLES), Memory(100_000), [], None, time.time()

    def greedy(states):
        return network(states).argmax(1)

    for step in range(1, steps + 1):
        # At first chance plays, later the network does, but for one push in twenty.
        chance = max(0.05, 1 - 5 * step / steps)
        with torch.no_grad():
            actions = torch.where(torch.rand(POLES) < chance, torch.randint(2, (POLES,)), greedy(poles.state))
        states = poles.state
        reached, fell, _ = poles.step(actions)
        memory.add(states, actions, reached, fell)
        if memory.filled >= 500:
            loss = error(network, target, *memory.sample(BATCH))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            with torch.no_grad():
                # The judge follows slowly: a network that chases its own opinion runs away.
                for kept, new in zip(target.parameters(), network.parameters()):
                    kept.lerp_(new, FOLLOW)
            schedule.step()
        if step % (steps // 20) == 0:
            curve.append((step * POLES, returns(greedy).mean().item()))
            # Q-learning goes up and down: the best is kept, and asked once more at the end.
            if curve[-1][1] == max(mean for _, mean in curve):
                best = copy.deepcopy(network.state_dict())
    network.load_state_dict(best)
    final = returns(greedy, 50).mean().item()
    print(f"seed {seed}: {curve[-1][0]} steps, upright for {final:.0f} steps, {time.time() - start:.1f} s")
    return network, curve, final


def main(small=False):
    """Learns with several seeds; gives each one's mean return, and a random player's."""
    OUTPUT.mkdir(exist_ok=True)
    curves, finals = {}, []
    for seed in range(1 if small else 3):
        network, curves[seed], final = learn(seed, 1500 if small else 9000)
        finals.append(final)
    draw(curves, lambda states: network(states).argmax(1), OUTPUT / "dqn.png")
    torch.save(network.state_dict(), OUTPUT / "dqn.pt")
    blind = returns(lambda states: torch.randint(2, (len(states),))).mean().item()
    return {"returns": finals, "random": blind}


if __name__ == "__main__":
    print(main(small="--small" in sys.argv))
