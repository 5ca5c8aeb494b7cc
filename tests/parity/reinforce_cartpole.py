"""REINFORCE on gymnasium's CartPole: actions drawn from a categorical distribution, discounted returns, a running reward."""

import sys

import gymnasium as gym
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.distributions import Categorical


class Policy(nn.Module):
    def __init__(self):
        super().__init__()
        self.affine1, self.dropout, self.affine2 = nn.Linear(4, 128), nn.Dropout(p=0.6), nn.Linear(128, 2)

    def forward(self, x):
        return F.softmax(self.affine2(F.relu(self.dropout(self.affine1(x)))), dim=1)


def main(steps):
    env = gym.make("CartPole-v1")
    env.reset(seed=543)
    torch.manual_seed(543)
    policy, eps = Policy(), np.finfo(np.float32).eps.item()
    optimizer = torch.optim.Adam(policy.parameters(), lr=1e-2)
    running = 10.0
    for episode in range(steps):
        state, _ = env.reset()
        log_probs, rewards = [], []
        for _ in range(500):
            m = Categorical(policy(torch.from_numpy(state).float().unsqueeze(0)))
            action = m.sample()
            log_probs.append(m.log_prob(action))
            state, reward, ended, cut, _ = env.step(action.item())
            rewards.append(reward)
            if ended or cut:
                break
        value, returns = 0, []
        for r in rewards[::-1]:
            value = r + 0.99 * value
            returns.insert(0, value)
        returns = torch.tensor(returns)
        returns = (returns - returns.mean()) / (returns.std() + eps)
        loss = torch.cat([-p * value for p, value in zip(log_probs, returns)]).sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        running = 0.05 * sum(rewards) + 0.95 * running
        print(episode, loss.item(), running)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
