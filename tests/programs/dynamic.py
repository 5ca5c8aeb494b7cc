"""A network whose depth is drawn at every step; its middle layer is used several times."""

import random

import torch


class Dynamic(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.enter = torch.nn.Linear(100, 40)
        self.middle = torch.nn.Linear(40, 40)
        self.leave = torch.nn.Linear(40, 5)

    def forward(self, x):
        h = self.enter(x).clamp(min=0)
        for _ in range(random.randint(0, 3)):
            h = self.middle(h).clamp(min=0)
        return self.leave(h)


random.seed(7)
torch.manual_seed(7)
x, y = torch.randn(64, 100), torch.randn(64, 5)
model = Dynamic()
criterion = torch.nn.MSELoss(reduction="sum")
optimizer = torch.optim.SGD(model.parameters(), lr=2e-4, momentum=0.9)
for step in range(100):
    loss = criterion(model(x), y)
    print(step, loss.item())
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
