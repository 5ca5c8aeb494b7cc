"""Training steps that `compile.py` runs as programs: the same code for either library."""


def mlp(lib):
    nn = lib.nn
    net = nn.Sequential(nn.Linear(64, 128), nn.ReLU(), nn.Linear(128, 128), nn.ReLU(), nn.Linear(128, 10))
    return net, lib.randn(32, 64), lib.randint(0, 10, (32,))


def cnn(lib):
    nn = lib.nn
    net = nn.Sequential(
        nn.Conv2d(1, 16, 3, padding=1), nn.BatchNorm2d(16), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1), nn.BatchNorm2d(32), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Dropout(0.3), nn.Linear(128, 10),
    )  # fmt: skip
    return net, lib.rand(32, 1, 8, 8), lib.randint(0, 10, (32,))


def gpt(lib, width=64, heads=4, layers=3, length=32, words=65):
    nn, attention = lib.nn, lib.nn.functional.scaled_dot_product_attention

    class Block(nn.Module):
        def __init__(self):
            super().__init__()
            self.first, self.second = nn.LayerNorm(width), nn.LayerNorm(width)
            self.qkv, self.proj = nn.Linear(width, 3 * width), nn.Linear(width, width)
            self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
            self.drop = nn.Dropout(0.1)

        def forward(self, x):
            b, t, c = x.shape
            q, k, v = (p.view(b, t, heads, c // heads).transpose(1, 2) for p in self.qkv(self.first(x)).split(width, 2))
            y = attention(q, k, v, is_causal=True).transpose(1, 2).reshape(b, t, c)
            x = x + self.drop(self.proj(y))
            return x + self.drop(self.down(nn.functional.gelu(self.up(self.second(x)))))

    class Gpt(nn.Module):
        def __init__(self):
            super().__init__()
            self.tokens, self.places = nn.Embedding(words, width), nn.Parameter(lib.randn(length, width) * 0.02)
            self.blocks = nn.Sequential(*[Block() for _ in range(layers)])
            self.norm, self.head = nn.LayerNorm(width), nn.Linear(width, words, bias=False)

        def forward(self, x):
            return self.head(self.norm(self.blocks(self.tokens(x) + self.places))).flatten(0, 1)

    return Gpt(), lib.randint(0, words, (8, length)), lib.randint(0, words, (8 * length,))


#: network, optimizer and its options
STEPS = [
    (mlp, "SGD", {"lr": 1e-3, "momentum": 0.9}), (mlp, "Adam", {"lr": 1e-4}), (mlp, "RMSprop", {"lr": 1e-4}), (cnn, "Adam", {"lr": 1e-4}),
    (gpt, "AdamW", {"lr": 1e-4}),
]  # fmt: skip


def step_of(lib, make, optimizer, options):
    """(step, its state, example)."""
    lib.manual_seed(0)
    net, x, y = make(lib)
    opt = getattr(lib.optim, optimizer)(net.parameters(), **options)

    def step(x, y):
        opt.zero_grad()
        loss = lib.nn.functional.cross_entropy(net(x), y)
        loss.backward()
        opt.step()
        return loss

    return step, {"model": net, "optimizer": opt}, (x, y)
