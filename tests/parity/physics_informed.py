"""A physics-informed network for Burgers' equation, u_t + u u_x = nu u_xx: second derivatives by `autograd.grad`, Adam, then LBFGS, in double precision."""

import math
import sys

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        layers = [nn.Linear(2, 20), nn.Tanh()]
        for _ in range(3):
            layers += [nn.Linear(20, 20), nn.Tanh()]
        self.layers = nn.Sequential(*layers, nn.Linear(20, 1))
        for m in self.layers:
            if isinstance(m, nn.Linear):
                nn.init.xavier_normal_(m.weight)
                nn.init.zeros_(m.bias)

    def forward(self, x, t):
        return self.layers(torch.cat([x, t], dim=1))


def derivative(u, x):
    return torch.autograd.grad(u, x, grad_outputs=torch.ones_like(u), create_graph=True, retain_graph=True)[0]


def main(steps):
    torch.set_default_dtype(torch.float64)
    torch.manual_seed(1234)
    net = Net()
    x = (torch.rand(200, 1) * 2 - 1).requires_grad_()
    t = torch.rand(200, 1, requires_grad=True)
    x0 = torch.linspace(-1, 1, 50).view(-1, 1)
    tb = torch.rand(50, 1)
    ends = torch.cat([torch.full((25, 1), -1.0), torch.full((25, 1), 1.0)])

    def losses():
        u = net(x, t)
        u_x = derivative(u, x)
        residual = derivative(u, t) + u * u_x - 0.01 / math.pi * derivative(u_x, x)
        start = net(x0, torch.zeros_like(x0)) + torch.sin(math.pi * x0)
        return residual.pow(2).mean() + start.pow(2).mean() + net(ends, tb).pow(2).mean()

    optimizer = torch.optim.Adam(net.parameters(), lr=2e-3)
    for step in range(steps):
        optimizer.zero_grad()
        loss = losses()
        loss.backward()
        optimizer.step()
        print(step, loss.item())
    optimizer = torch.optim.LBFGS(net.parameters(), lr=1.0, max_iter=5, history_size=10, line_search_fn="strong_wolfe")

    def closure():
        optimizer.zero_grad()
        loss = losses()
        loss.backward()
        return loss

    for step in range(steps // 20):
        print("lbfgs", optimizer.step(closure).item())


main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
