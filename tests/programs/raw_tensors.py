"""A two-layer network by tensors alone: the gradients are written out by hand."""

import torch

torch.manual_seed(1)
device = torch.device("cpu")
samples, inputs, hidden, outputs = 48, 120, 40, 6
x = torch.randn(samples, inputs, device=device)
y = torch.randn(samples, outputs, device=device)
w1 = torch.randn(inputs, hidden, device=device)
w2 = torch.randn(hidden, outputs, device=device)

rate = 1e-5
for step in range(100):
    h = x.mm(w1)
    a = h.clamp(min=0)
    error = a.mm(w2) - y
    print(step, error.pow(2).sum().item())

    up = 2.0 * error
    down = up.mm(w2.t()).clone()
    down[h < 0] = 0
    w2 -= rate * a.t().mm(up)
    w1 -= rate * x.t().mm(down)
