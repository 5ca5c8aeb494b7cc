"""Models that the benchmarks train, written for either library."""


def ResNet50(t, tiny=False):  # noqa: N802
    """The convolutional network of He et al., 2015, with bottleneck blocks; a small one with `tiny`."""
    nn = t.nn

    class Block(nn.Module):
        def __init__(self, cin, width, stride):
            super().__init__()
            out = 4 * width
            self.path = nn.Sequential(
                nn.Conv2d(cin, width, 1, bias=False), nn.BatchNorm2d(width), nn.ReLU(),
                nn.Conv2d(width, width, 3, stride, 1, bias=False), nn.BatchNorm2d(width), nn.ReLU(),
                nn.Conv2d(width, out, 1, bias=False), nn.BatchNorm2d(out),
            )  # fmt: skip
            same = cin == out and stride == 1
            self.skip = nn.Identity() if same else nn.Sequential(nn.Conv2d(cin, out, 1, stride, bias=False), nn.BatchNorm2d(out))

        def forward(self, x):
            return t.relu(self.path(x) + self.skip(x))

    first = 8 if tiny else 64
    layers = [nn.Conv2d(3, first, 7, 2, 3, bias=False), nn.BatchNorm2d(first), nn.ReLU(), nn.MaxPool2d(3, 2, 1)]
    cin = first
    for i, count in enumerate([1, 1] if tiny else [3, 4, 6, 3]):
        for k in range(count):
            layers.append(Block(cin, first << i, 2 if i and not k else 1))
            cin = 4 * first << i
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(cin, 10 if tiny else 1000))


def GPT(t, tiny=False):  # noqa: N802
    """A decoder of GPT-2's smallest size (124 million parameters); a small one with `tiny`."""
    nn, F = t.nn, t.nn.functional
    width, heads, depth, words, length = (32, 2, 1, 50, 16) if tiny else (768, 12, 12, 50257, 1024)

    class Block(nn.Module):
        def __init__(self):
            super().__init__()
            self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
            self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
            self.mlp = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))

        def forward(self, x):
            b, n, _ = x.shape
            q, k, v = self.qkv(self.norm1(x)).view(b, n, 3, heads, width // heads).permute(2, 0, 3, 1, 4)
            y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
            x = x + self.out(y.transpose(1, 2).reshape(b, n, width))
            return x + self.mlp(self.norm2(x))

    class Model(nn.Module):
        def __init__(self):
            super().__init__()
            self.tokens, self.places = nn.Embedding(words, width), nn.Embedding(length, width)
            self.blocks = nn.Sequential(*[Block() for _ in range(depth)])
            self.norm, self.head = nn.LayerNorm(width), nn.Linear(width, words, bias=False)
            self.head.weight = self.tokens.weight

        def loss(self, ids):
            x = self.tokens(ids) + self.places(t.arange(ids.shape[1], device=ids.device))
            logits = self.head(self.norm(self.blocks(x)))
            return F.cross_entropy(logits[:, :-1].flatten(0, 1), ids[:, 1:].flatten())

    return Model()
