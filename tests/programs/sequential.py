"""A `Sequential` model with hand-written updates of its parameters."""

import torch
from torch import nn

torch.manual_seed(4)
x, y = torch.randn(64, 200), torch.randn(64, 10)
model = nn.Sequential(nn.Linear(200, 80), nn.ReLU(), nn.Linear(80, 10)).to(torch.device("cpu"))
loss_fn = nn.MSELoss(reduction="sum")
for step in range(100):
    loss = loss_fn(model(x), y)
    print(step, loss.item())
    model.zero_grad()
    loss.backward()
    with torch.no_grad():
        for p in model.parameters():
            p.data -= 1e-3 * p.grad
