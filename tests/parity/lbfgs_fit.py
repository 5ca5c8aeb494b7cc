"""Sums of exponentials and a sine-wave network fitted by LBFGS, with and without the strong Wolfe line search, in double precision."""

import sys

import torch
from torch import nn


def curve(x, p):
    return p[0] * torch.exp(-p[1] * x) + p[2] * torch.sin(p[3] * x) + p[4]


def main(steps):
    torch.manual_seed(0)
    x = torch.linspace(0, 5, 100, dtype=torch.double)
    y = curve(x, torch.tensor([2.0, 0.7, 0.5, 3.0, -0.3], dtype=torch.double)) + 0.01 * torch.randn(100, dtype=torch.double)
    p = torch.tensor([1.0, 1.0, 1.0, 2.5, 0.0], dtype=torch.double, requires_grad=True)
    optimizer = torch.optim.LBFGS([p], lr=1, max_iter=4, line_search_fn="strong_wolfe")

    def closure():
        optimizer.zero_grad()
        loss = (curve(x, p) - y).pow(2).mean()
        loss.backward()
        return loss

    for step in range(steps):
        print("curve", optimizer.step(closure).item())

    net = nn.Sequential(nn.Linear(1, 30), nn.Tanh(), nn.Linear(30, 30), nn.Tanh(), nn.Linear(30, 1)).double()
    waves = torch.sin(torch.arange(40).double().view(-1, 1) / 4)
    times = torch.linspace(-1, 1, 40, dtype=torch.double).view(-1, 1)
    fit = torch.optim.LBFGS(net.parameters(), lr=0.1)

    def again():
        fit.zero_grad()
        loss = nn.functional.mse_loss(net(times), waves)
        loss.backward()
        return loss

    for step in range(steps):
        print("waves", fit.step(again).item())


main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
