"""Node classification on a drawn graph: a graph convolution by a sparse product and a layer of attention over edges by scatter."""

import sys

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.parameter import Parameter


class GraphConvolution(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.weight, self.bias = Parameter(torch.empty(inputs, outputs)), Parameter(torch.empty(outputs))
        bound = 1.0 / outputs**0.5
        self.weight.data.uniform_(-bound, bound)
        self.bias.data.uniform_(-bound, bound)

    def forward(self, x, adjacency):
        return torch.spmm(adjacency, torch.mm(x, self.weight)) + self.bias


class EdgeAttention(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.lin = nn.Linear(inputs, outputs, bias=False)
        self.source, self.target = Parameter(torch.randn(outputs) * 0.1), Parameter(torch.randn(outputs) * 0.1)

    def forward(self, x, edges):
        h, (a, b) = self.lin(x), edges
        score = F.leaky_relu((h[a] * self.source).sum(-1) + (h[b] * self.target).sum(-1), 0.2)
        top = torch.full((len(x),), -1e9).scatter_reduce(0, b, score.detach(), "amax")
        weight = torch.exp(score - top[b])
        total = torch.zeros(len(x)).index_add(0, b, weight)
        return torch.zeros_like(h).scatter_add_(0, b.unsqueeze(1).expand(-1, h.size(1)), h[a] * (weight / total[b]).unsqueeze(1))


class Net(nn.Module):
    def __init__(self, features, classes):
        super().__init__()
        self.gc1, self.att, self.gc2 = GraphConvolution(features, 32), EdgeAttention(32, 32), GraphConvolution(32, classes)

    def forward(self, x, adjacency, edges):
        x = F.dropout(F.relu(self.gc1(x, adjacency)), 0.5, training=self.training)
        x = F.elu(self.att(x, edges))
        return F.log_softmax(self.gc2(x, adjacency), dim=1)


def graph(rng, n=300, classes=4):
    labels = rng.integers(classes, size=n)
    near = rng.random((n, n)) < np.where(labels[:, None] == labels, 0.06, 0.005)
    matrix = np.triu(near, 1)
    matrix = (matrix + matrix.T + np.eye(n)).astype(np.float32)
    features = rng.standard_normal((n, 24)).astype(np.float32) + np.eye(classes, 24, dtype=np.float32)[labels]
    return labels, matrix, features


def main(steps):
    labels, matrix, features = graph(np.random.default_rng(42))
    edges = torch.from_numpy(np.stack(matrix.nonzero()))
    scaled = matrix / matrix.sum(1, keepdims=True)
    adjacency = torch.sparse_coo_tensor(edges, torch.from_numpy(scaled[matrix > 0]), torch.Size(matrix.shape))
    x, y = torch.from_numpy(features), torch.from_numpy(labels)
    torch.manual_seed(42)
    model = Net(x.shape[1], int(y.max()) + 1)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01, weight_decay=5e-4)
    train, held = torch.arange(100), torch.arange(100, len(y))
    for step in range(steps):
        model.train()
        optimizer.zero_grad()
        loss = F.nll_loss(model(x, adjacency, edges)[train], y[train])
        loss.backward()
        optimizer.step()
        model.eval()
        with torch.no_grad():
            out = model(x, adjacency, edges)
        right = (out[held].max(1)[1] == y[held]).double().mean()
        print(step, loss.item(), F.nll_loss(out[held], y[held]).item(), right.item())


main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
