"""The gradients come from autograd, the updates are written by hand under `no_grad`."""

import torch

torch.manual_seed(2)
x = torch.linspace(-3, 3, 200).unsqueeze(1)
y = torch.sin(2 * x) + 0.1 * torch.randn(200, 1)
w1 = torch.randn(1, 32, requires_grad=True)
b1 = torch.zeros(32, requires_grad=True)
w2 = (torch.randn(32, 1) / 32**0.5).requires_grad_()

rate = 0.02
for step in range(100):
    loss = ((torch.tanh(x @ w1 + b1) @ w2 - y) ** 2).mean()
    print(step, loss.item())
    loss.backward()
    with torch.no_grad():
        for w in (w1, b1, w2):
            w -= rate * w.grad
            w.grad.zero_()
