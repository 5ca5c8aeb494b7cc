"""Optimizer steps and training steps of whole models."""

import math

from . import Group, Row


def optimizer(name, **options):
    def make(lib):
        lib.manual_seed(0)
        params = [lib.randn(256, 256, requires_grad=True) for _ in range(8)] + [lib.randn(256, requires_grad=True) for _ in range(8)]
        for p in params:
            p.grad = lib.randn(*p.shape) * 1e-3
        # PyTorch's default loops over parameters; ours is one native call, whatever `fused` says.
        options_here = {k: v for k, v in options.items() if lib.__name__ == "torch" or k != "fused"}
        step = getattr(lib.optim, name)(params, lr=1e-6, **options_here).step
        return lambda: step()

    return make


def trainer(model, loss_of, lib, optimizer="SGD", lr=1e-4):
    opt = getattr(lib.optim, optimizer)(model.parameters(), lr=lr)

    def step():
        opt.zero_grad()
        loss_of(model).backward()
        opt.step()

    return step


def mlp(sizes, batch, activation="ReLU"):
    def make(lib):
        lib.manual_seed(0)
        nn = lib.nn
        layers = []
        for a, b in zip(sizes, sizes[1:]):
            layers += [nn.Linear(a, b), getattr(nn, activation)()]
        model = nn.Sequential(*layers[:-1])
        x, y = lib.randn(batch, sizes[0]), lib.randint(0, sizes[-1], (batch,))
        return trainer(model, lambda m: nn.functional.cross_entropy(m(x), y), lib, "Adam")

    return make


def pinn(lib):
    """u'' + pi^2 sin(pi x) = 0 on 64 points: two derivatives by x, then one by the weights."""
    lib.manual_seed(0)
    nn = lib.nn
    model = nn.Sequential(nn.Linear(1, 32), nn.Tanh(), nn.Linear(32, 32), nn.Tanh(), nn.Linear(32, 1))
    x = lib.linspace(0, 1, 64).reshape(-1, 1).requires_grad_()
    f = (math.pi**2 * lib.sin(math.pi * x)).detach()

    def loss(m):
        u = m(x)
        du = lib.autograd.grad(u.sum(), x, create_graph=True)[0]
        ddu = lib.autograd.grad(du.sum(), x, create_graph=True)[0]
        return ((ddu + f) ** 2).mean()

    return trainer(model, loss, lib, "Adam")


def digits(lib):
    lib.manual_seed(0)
    nn = lib.nn
    model = nn.Sequential(
        nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(128, 10)
    )
    x, y = lib.rand(64, 1, 8, 8), lib.randint(0, 10, (64,))
    return trainer(model, lambda m: nn.functional.cross_entropy(m(x), y), lib)


def char_lstm(lib):
    lib.manual_seed(0)
    nn = lib.nn
    embed, lstm, head = nn.Embedding(65, 128), nn.LSTM(128, 128, num_layers=2, batch_first=True), nn.Linear(128, 65)
    model = nn.ModuleList([embed, lstm, head])
    x, y = lib.randint(0, 65, (16, 64)), lib.randint(0, 65, (16, 64))
    return trainer(model, lambda m: nn.functional.cross_entropy(head(lstm(embed(x))[0]).reshape(-1, 65), y.reshape(-1)), lib)


def gpt(lib, d=128, heads=4, layers=4, batch=12, length=64, words=65):
    lib.manual_seed(0)
    nn, functional = lib.nn, lib.nn.functional

    class Block(nn.Module):
        def __init__(self):
            super().__init__()
            self.n1, self.n2 = nn.LayerNorm(d), nn.LayerNorm(d)
            self.qkv, self.out = nn.Linear(d, 3 * d), nn.Linear(d, d)
            self.up, self.down = nn.Linear(d, 4 * d), nn.Linear(4 * d, d)

        def forward(self, x):
            b, t, _ = x.shape
            q, k, v = self.qkv(self.n1(x)).split(d, dim=2)
            q, k, v = (a.view(b, t, heads, d // heads).transpose(1, 2) for a in (q, k, v))
            y = functional.scaled_dot_product_attention(q, k, v, is_causal=True)
            x = x + self.out(y.transpose(1, 2).contiguous().view(b, t, d))
            return x + self.down(functional.gelu(self.up(self.n2(x))))

    class GPT(nn.Module):
        def __init__(self):
            super().__init__()
            self.wte, self.wpe = nn.Embedding(words, d), nn.Embedding(length, d)
            self.blocks = nn.ModuleList([Block() for _ in range(layers)])
            self.norm, self.head = nn.LayerNorm(d), nn.Linear(d, words, bias=False)

        def forward(self, x):
            h = self.wte(x) + self.wpe(lib.arange(x.shape[1]))
            for block in self.blocks:
                h = block(h)
            return self.head(self.norm(h))

    x, y = lib.randint(0, words, (batch, length)), lib.randint(0, words, (batch, length))
    return trainer(GPT(), lambda m: functional.cross_entropy(m(x).view(-1, words), y.view(-1)), lib, "AdamW")


def resnet18(lib):
    lib.manual_seed(0)
    nn = lib.nn

    class Basic(nn.Module):
        def __init__(self, i, o, stride):
            super().__init__()
            self.c1, self.b1 = nn.Conv2d(i, o, 3, stride, 1, bias=False), nn.BatchNorm2d(o)
            self.c2, self.b2 = nn.Conv2d(o, o, 3, 1, 1, bias=False), nn.BatchNorm2d(o)
            self.down = nn.Sequential(nn.Conv2d(i, o, 1, stride, bias=False), nn.BatchNorm2d(o)) if stride != 1 or i != o else None

        def forward(self, x):
            y = self.b2(self.c2(nn.functional.relu(self.b1(self.c1(x)))))
            return nn.functional.relu(y + (x if self.down is None else self.down(x)))

    layers = [nn.Conv2d(3, 64, 7, 2, 3, bias=False), nn.BatchNorm2d(64), nn.ReLU(), nn.MaxPool2d(3, 2, 1)]
    i = 64
    for o, stride in ((64, 1), (128, 2), (256, 2), (512, 2)):
        layers += [Basic(i, o, stride), Basic(o, o, 1)]
        i = o
    model = nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, 10))
    x, y = lib.randn(32, 3, 32, 32), lib.randint(0, 10, (32,))
    return trainer(model, lambda m: nn.functional.cross_entropy(m(x), y), lib)


def step(name, goal, make):
    return Group(f"training step: {name}", goal, 0.9 * goal, [Row(name, make)])


GROUPS = [
    Group("optimizer step beside the default", 5, 1.0, [Row(n, optimizer(n)) for n in ("Adam", "AdamW")] + [Row("SGD momentum", optimizer("SGD", momentum=0.9))]),
    Group(
        "optimizer step beside the fused",
        1.2,
        1.0,
        [Row(f"{n} fused", optimizer(n, fused=True)) for n in ("Adam", "AdamW")] + [Row("SGD momentum fused", optimizer("SGD", momentum=0.9, fused=True))],
    ),
    step("MLP 4-32-32-2", 4, mlp((4, 32, 32, 2), 16)),
    step("PINN 1-32-32-1", 4, pinn),
    step("digits CNN", 3, digits),
    step("MLP 1000-100-10", 2, mlp((1000, 100, 10), 64)),
    step("char-LSTM 2x128", 1.5, char_lstm),
    step("GPT 4x128", 1.3, gpt),
    step("ResNet-18 32x32", 1.0, resnet18),
]
