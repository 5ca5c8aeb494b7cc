"""A variational autoencoder on scikit-learn's digits, trained and tested by epochs over `random_split`."""

import sys

import numpy as np
import torch
from sklearn.datasets import load_digits
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, TensorDataset, random_split


class VAE(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1, self.fc21, self.fc22 = nn.Linear(64, 100), nn.Linear(100, 8), nn.Linear(100, 8)
        self.fc3, self.fc4 = nn.Linear(8, 100), nn.Linear(100, 64)

    def forward(self, x):
        h = F.relu(self.fc1(x.view(-1, 64)))
        mu, logvar = self.fc21(h), self.fc22(h)
        std = torch.exp(0.5 * logvar)
        z = mu + torch.randn_like(std) * std
        return torch.sigmoid(self.fc4(F.relu(self.fc3(z)))), mu, logvar


def loss_function(recon, x, mu, logvar):
    bce = F.binary_cross_entropy(recon, x.view(-1, 64), reduction="sum")
    return bce - 0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())


def main(steps):
    torch.manual_seed(1)
    images = torch.from_numpy((load_digits().images / 16).astype(np.float32))
    train, test = random_split(TensorDataset(images), [1500, len(images) - 1500])
    train_loader = DataLoader(train, batch_size=128, shuffle=True)
    test_loader = DataLoader(test, batch_size=128)
    model = VAE()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    step = 0
    while step < steps:
        model.train()
        for (x,) in train_loader:
            optimizer.zero_grad()
            loss = loss_function(*[(out := model(x))[0], x, *out[1:]])
            loss.backward()
            optimizer.step()
            print(step, loss.item() / len(x))
            step += 1
            if step == steps:
                break
        model.eval()
        with torch.no_grad():
            total = sum(loss_function(*[(out := model(x))[0], x, *out[1:]]).item() for (x,) in test_loader)
        print("test", total / len(test))


main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
