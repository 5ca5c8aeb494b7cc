"""Deep Q learning on gymnasium's CartPole: replay memory, epsilon-greedy moves, a soft target network, smooth L1 loss."""

import math
import random
import sys
from collections import deque, namedtuple

import gymnasium as gym
import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim

Transition = namedtuple("Transition", ("state", "action", "next_state", "reward"))
BATCH, GAMMA, TAU = 64, 0.99, 0.005


class DQN(nn.Module):
    def __init__(self, observations, actions):
        super().__init__()
        self.layer1, self.layer2, self.layer3 = nn.Linear(observations, 64), nn.Linear(64, 64), nn.Linear(64, actions)

    def forward(self, x):
        return self.layer3(F.relu(self.layer2(F.relu(self.layer1(x)))))


def optimize(policy, target, optimizer, memory):
    batch = Transition(*zip(*random.sample(memory, BATCH)))
    mask = torch.tensor(tuple(s is not None for s in batch.next_state), dtype=torch.bool)
    following = torch.cat([s for s in batch.next_state if s is not None])
    values = policy(torch.cat(batch.state)).gather(1, torch.cat(batch.action))
    next_values = torch.zeros(BATCH)
    with torch.no_grad():
        next_values[mask] = target(following).max(1).values
    loss = nn.SmoothL1Loss()(values, (next_values * GAMMA + torch.cat(batch.reward)).unsqueeze(1))
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_value_(policy.parameters(), 100)
    optimizer.step()
    weights, kept = policy.state_dict(), target.state_dict()
    for key in weights:
        kept[key] = weights[key] * TAU + kept[key] * (1 - TAU)
    target.load_state_dict(kept)
    return loss.item()


def main(steps):
    random.seed(5)
    torch.manual_seed(5)
    env = gym.make("CartPole-v1")
    state, _ = env.reset(seed=5)
    env.action_space.seed(5)
    policy, target = DQN(4, 2), DQN(4, 2)
    target.load_state_dict(policy.state_dict())
    optimizer, memory = optim.AdamW(policy.parameters(), lr=1e-3, amsgrad=True), deque([], maxlen=2000)
    state = torch.tensor(state, dtype=torch.float32).unsqueeze(0)
    for step in range(steps + BATCH):
        if random.random() > 0.05 + 0.85 * math.exp(-step / 200):
            with torch.no_grad():
                action = policy(state).max(1).indices.view(1, 1)
        else:
            action = torch.tensor([[env.action_space.sample()]], dtype=torch.long)
        seen, reward, ended, cut, _ = env.step(action.item())
        following = None if ended else torch.tensor(seen, dtype=torch.float32).unsqueeze(0)
        memory.append(Transition(state, action, following, torch.tensor([reward], dtype=torch.float32)))
        state = following
        if ended or cut:
            state = torch.tensor(env.reset()[0], dtype=torch.float32).unsqueeze(0)
        if len(memory) > BATCH:
            print(step, optimize(policy, target, optimizer, memory))


main(int(sys.argv[1]) if len(sys.argv) > 1 else 600)
