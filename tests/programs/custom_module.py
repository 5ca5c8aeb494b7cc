"""A `Module` with a residual branch and a plain parameter."""

import torch


class Residual(torch.nn.Module):
    def __init__(self, inputs, hidden, outputs):
        super(Residual, self).__init__()
        self.enter = torch.nn.Linear(inputs, hidden)
        self.inner = torch.nn.Linear(hidden, hidden)
        self.leave = torch.nn.Linear(hidden, outputs)
        self.gain = torch.nn.Parameter(torch.ones(()))

    def forward(self, x):
        h = torch.sigmoid(self.enter(x))
        h = h + self.gain * torch.relu(self.inner(h))
        return self.leave(h)


torch.manual_seed(6)
x, y = torch.randn(80, 60), torch.randn(80, 3)
model = Residual(60, 40, 3)
criterion = torch.nn.MSELoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9, weight_decay=1e-4)
for step in range(100):
    loss = criterion(model(x), y)
    print(step, loss.item())
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
