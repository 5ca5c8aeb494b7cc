"""A DCGAN on scikit-learn's digits: transposed convolutions, batch norm, two optimizers, labels of ones and zeros."""

import sys

import numpy as np
import torch
import torch.nn as nn
from sklearn.datasets import load_digits
from torch.utils.data import DataLoader, TensorDataset


def weights_init(m):
    name = m.__class__.__name__
    if name.find("Conv") != -1:
        nn.init.normal_(m.weight.data, 0.0, 0.02)
    elif name.find("BatchNorm") != -1:
        nn.init.normal_(m.weight.data, 1.0, 0.02)
        nn.init.constant_(m.bias.data, 0)


def generator(noise, width):
    return nn.Sequential(
        nn.ConvTranspose2d(noise, 4 * width, 2, 1, 0, bias=False), nn.BatchNorm2d(4 * width), nn.ReLU(True),
        nn.ConvTranspose2d(4 * width, 2 * width, 4, 2, 1, bias=False), nn.BatchNorm2d(2 * width), nn.ReLU(True),
        nn.ConvTranspose2d(2 * width, 1, 4, 2, 1, bias=False), nn.Tanh(),
    )  # fmt: skip


def discriminator(width):
    return nn.Sequential(
        nn.Conv2d(1, width, 4, 2, 1, bias=False), nn.LeakyReLU(0.2, inplace=True),
        nn.Conv2d(width, 2 * width, 4, 2, 1, bias=False), nn.BatchNorm2d(2 * width), nn.LeakyReLU(0.2, inplace=True),
        nn.Conv2d(2 * width, 1, 2, 1, 0, bias=False), nn.Sigmoid(),
    )  # fmt: skip


def batches(loader):
    while True:
        yield from loader


def main(steps):
    torch.manual_seed(999)
    images = torch.from_numpy(load_digits().images.astype(np.float32) / 8 - 1).unsqueeze(1)
    loader = DataLoader(TensorDataset(images), batch_size=64, shuffle=True, drop_last=True)
    net_g, net_d = generator(32, 16).apply(weights_init), discriminator(16).apply(weights_init)
    criterion = nn.BCELoss()
    opt_g = torch.optim.Adam(net_g.parameters(), lr=2e-4, betas=(0.5, 0.999))
    opt_d = torch.optim.Adam(net_d.parameters(), lr=2e-4, betas=(0.5, 0.999))
    for step, (real,) in zip(range(steps), batches(loader)):
        net_d.zero_grad()
        label = torch.full((real.size(0),), 1.0, dtype=torch.float)
        loss_real = criterion(net_d(real).view(-1), label)
        loss_real.backward()
        fake = net_g(torch.randn(real.size(0), 32, 1, 1))
        label.fill_(0.0)
        loss_fake = criterion(net_d(fake.detach()).view(-1), label)
        loss_fake.backward()
        opt_d.step()
        net_g.zero_grad()
        label.fill_(1.0)
        loss_g = criterion(net_d(fake).view(-1), label)
        loss_g.backward()
        opt_g.step()
        print(step, (loss_real + loss_fake).item(), loss_g.item())


main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
