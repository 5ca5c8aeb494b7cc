"""A training program as PyTorch users write it; `test_typing.py` has a type checker read it."""

from __future__ import annotations

from collections.abc import Iterator

import lumbre as torch
import lumbre.nn.functional as F
from lumbre import Tensor, nn
from lumbre.optim import SGD, Adam, AdamW, Optimizer
from lumbre.optim.lr_scheduler import CosineAnnealingLR, StepLR
from lumbre.utils.data import DataLoader, Dataset, Subset, TensorDataset, random_split


class Block(nn.Module):
    def __init__(self, channels: int, kernel_size: int = 3, *, dropout: float = 0.1) -> None:
        super().__init__()
        self.conv = nn.Conv2d(channels, channels, kernel_size, padding=kernel_size // 2, bias=False)
        self.norm = nn.BatchNorm2d(channels, eps=1e-5, momentum=0.1)
        self.drop = nn.Dropout(dropout)
        self.scale = nn.Parameter(torch.ones(channels, 1, 1))
        self.register_buffer("steps", torch.zeros((), dtype=torch.int64))

    def forward(self, x: Tensor) -> Tensor:
        y = self.norm(self.conv(x))
        return x + self.drop(F.gelu(y, approximate="tanh")) * self.scale


class Classifier(nn.Module):
    def __init__(self, classes: int) -> None:
        super().__init__()
        self.stem = nn.Conv2d(1, 16, (3, 3), stride=2)
        self.blocks = nn.Sequential(*[Block(16) for _ in range(2)])
        self.heads = nn.ModuleList([nn.Linear(16, classes)])
        self.embed = nn.Embedding(10, 16, padding_idx=0)
        self.attend = nn.MultiheadAttention(16, num_heads=4, batch_first=True)
        self.lstm = nn.LSTM(16, 16, num_layers=2, batch_first=True, bidirectional=False)

    def forward(self, x: Tensor) -> Tensor:
        h = self.blocks(F.relu(self.stem(x)))
        h = F.adaptive_avg_pool2d(h, (1, 1)).flatten(1)
        return self.heads[0](h)


class Squares(Dataset[tuple[Tensor, Tensor]]):
    def __init__(self, n: int) -> None:
        self.x = torch.randn(n, 1, 8, 8, generator=torch.Generator().manual_seed(0))
        self.y = torch.randint(0, 10, (n,))

    def __len__(self) -> int:
        return len(self.x)

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        return self.x[index], self.y[index]


def optimizers(model: nn.Module) -> Iterator[Optimizer]:
    yield SGD(model.parameters(), lr=0.1, momentum=0.9, nesterov=True, weight_decay=1e-4)
    yield Adam([{"params": list(model.parameters()), "lr": 1e-3}], betas=(0.9, 0.999))
    yield AdamW(model.parameters(), lr=1e-3)


def train(epochs: int = 1) -> float:
    torch.manual_seed(0)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    model = Classifier(10).to(device)
    data = Squares(32)
    first, second = random_split(data, [24, 8])
    loader = DataLoader(first, batch_size=8, shuffle=True, drop_last=True, num_workers=0)
    optimizer = next(optimizers(model))
    scheduler = CosineAnnealingLR(optimizer, T_max=10)
    StepLR(optimizer, step_size=3, gamma=0.5)
    loss_fn = nn.CrossEntropyLoss(label_smoothing=0.1)
    total = 0.0
    for _ in range(epochs):
        model.train()
        for x, y in loader:
            optimizer.zero_grad(set_to_none=True)
            loss: Tensor = loss_fn(model(x.to(device)), y.to(device, non_blocking=True))
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)
            optimizer.step()
            total += loss.item()
        scheduler.step()
    model.eval()
    with torch.no_grad():
        right = sum((model(x.to(device)).argmax(1).cpu() == y).sum().item() for x, y in DataLoader(second, batch_size=4))
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict()}, "/dev/null")
    for name, parameter in model.named_parameters():
        assert parameter.requires_grad and name
    nn.init.kaiming_normal_(model.stem.weight, nonlinearity="relu")
    return total + float(right)


def data_sets() -> int:
    whole = TensorDataset(torch.arange(10), torch.arange(10) * 2)
    return len(Subset(whole, [1, 2, 3]))
