"""The same model trained by Adam with a learning rate that falls."""

import torch
from torch import nn

torch.manual_seed(5)
x, y = torch.randn(64, 100), torch.randint(0, 4, (64,))
model = nn.Sequential(nn.Linear(100, 50), nn.Tanh(), nn.Linear(50, 4))
optimizer = torch.optim.Adam(model.parameters(), lr=3e-3)
schedule = torch.optim.lr_scheduler.StepLR(optimizer, step_size=30, gamma=0.5)
for step in range(100):
    loss = nn.functional.cross_entropy(model(x), y)
    print(step, loss.item())
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    schedule.step()
