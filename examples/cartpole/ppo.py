"""Proximal policy optimisation on CartPole: play with the present policy, then make what went well likelier, in small steps.

    python examples/cartpole/ppo.py [--small]

Writes to output/: ppo.png (learning curves of several seeds, a swing) and ppo.pt (the last seed's weights).
"""

import sys
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent))

import lumbre as torch
from cartpole import CartPole, draw, returns
from lumbre import nn
from lumbre.distributions import Categorical
from lumbre.nn import functional as F

OUTPUT = Path("output")
POLES, LENGTH, PASSES, BATCH = 16, 64, 6, 256
DISCOUNT, TRACE, CLIP = 0.99, 0.95, 0.2


class Agent(nn.Module):
    """States (batch, 4) to the policy's logits (batch, 2) and the value (batch,): what the state is worth."""

    def __init__(self, width=64):
        super().__init__()
        self.policy = nn.Sequential(nn.Linear(4, width), nn.Tanh(), nn.Linear(width, width), nn.Tanh(), nn.Linear(width, 2))
        self.value = nn.Sequential(nn.Linear(4, width), nn.Tanh(), nn.Linear(width, width), nn.Tanh(), nn.Linear(width, 1))

    def forward(self, states):
        return Categorical(logits=self.policy(states)), self.value(states).squeeze(-1)

    def greedy(self, states):
        return self.policy(states).argmax(-1)


@torch.no_grad()
def play(agent, poles):
    """LENGTH steps of every pole: states, actions, their log probabilities, advantages and returns, all flat."""
    states, actions, chances, values, deltas, goes_on = [], [], [], [], [], []
    for _ in range(LENGTH):
        policy, value = agent(poles.state)
        action = policy.sample()
        states.append(poles.state)
        reached, fell, over = poles.step(action)
        # A step pays 1 - DISCOUNT, so a pole that never falls is worth 1: networks are slow to learn large numbers. A pole of full age
        # did not fall: what would have come is worth its value still.
        ahead = agent.value(reached).squeeze(-1) * ~fell
        actions.append(action)
        chances.append(policy.log_prob(action))
        values.append(value)
        deltas.append(1 - DISCOUNT + DISCOUNT * ahead - value)
        goes_on.append(~over)
    advantage, advantages = torch.zeros(poles.count), []
    # Generalised advantage estimation, from the end backwards. Schulman et al., 2015.
    for delta, on in zip(reversed(deltas), reversed(goes_on)):
        advantage = delta + DISCOUNT * TRACE * advantage * on
        advantages.append(advantage)
    advantages, values = torch.stack(advantages[::-1]), torch.stack(values)
    seen = torch.stack(states), torch.stack(actions), torch.stack(chances), advantages, advantages + values
    return tuple(part.flatten(0, 1) for part in seen)


def improve(agent, optimizer, states, actions, before, advantages, gains):
    """A few passes over what was played; a ratio of probabilities beyond the clip gains nothing more. Schulman et al., 2017."""
    advantages = (advantages - advantages.mean()) / (advantages.std() + 1e-6)
    for _ in range(PASSES):
        for part in torch.randperm(len(states)).split(BATCH):
            policy, values = agent(states[part])
            ratio = (policy.log_prob(actions[part]) - before[part]).exp()
            gain = torch.minimum(ratio * advantages[part], ratio.clamp(1 - CLIP, 1 + CLIP) * advantages[part]).mean()
            loss = -gain + F.mse_loss(values, gains[part])
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(agent.parameters(), 0.5)
            optimizer.step()


def learn(seed, updates):
    """An agent, and (steps, mean return) along its way."""
    torch.manual_seed(seed)
    agent, poles, curve, start = Agent(), CartPole(POLES), [], time.time()
    optimizer = torch.optim.Adam(agent.parameters(), lr=2e-3, eps=1e-5)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.02, updates)
    for update in range(1, updates + 1):
        improve(agent, optimizer, *play(agent, poles))
        schedule.step()
        if update % 5 == 0:
            curve.append((update * POLES * LENGTH, returns(agent.greedy).mean().item()))
    print(f"seed {seed}: {curve[-1][0]} steps, upright for {curve[-1][1]:.0f} steps, {time.time() - start:.1f} s")
    return agent, curve


def main(small=False):
    """Learns with several seeds; gives each one's last mean return, and a random player's."""
    OUTPUT.mkdir(exist_ok=True)
    curves = {}
    for seed in range(1 if small else 5):
        agent, curves[seed] = learn(seed, 20 if small else 60)
    draw(curves, agent.greedy, OUTPUT / "ppo.png")
    torch.save(agent.state_dict(), OUTPUT / "ppo.pt")
    blind = returns(lambda states: torch.randint(2, (len(states),))).mean().item()
    return {"returns": [curve[-1][1] for curve in curves.values()], "random": blind}


if __name__ == "__main__":
    print(main(small="--small" in sys.argv))
