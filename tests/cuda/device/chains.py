"""Chains for `compile`, with arguments: those that the tests of `test_compiled.py` run and `tests/cuda/test_chains.py` compiles with NVIDIA's compiler."""

import lumbre as torch
import lumbre.nn.functional as F


def randn(*size, dtype=torch.float32):
    g = torch.Generator().manual_seed(len(size) + sum(size))
    return torch.randn(*size, generator=g).to(dtype)


# Name, function, arguments, kernels that a compiled call launches.
CHAINS = [
    ("flat", lambda x, y: torch.relu(x * 2 + y).tanh() - x, [randn(37, 11), randn(37, 11)], 1),
    # A product and a sum next to each other, which must not become one rounding.
    ("product_and_sum", lambda x, y, z: x * y + z, [randn(1000), randn(1000), randn(1000)], 1),
    ("bias", lambda x, b: F.gelu(x + b) * 0.5, [randn(6, 5, 16), randn(16)], 1),
    ("rows_and_columns", lambda x, r, c: torch.sigmoid(x * r) + c, [randn(12, 8), randn(8), randn(12, 1)], 1),
    ("transposed", lambda x, y: (x.t() + y).exp() / 3, [randn(8, 12), randn(12, 8)], 1),
    ("odd", lambda x, y: (x[:, 1:] + y).abs().sqrt(), [randn(7, 6), randn(7, 5)], 1),
    ("half", lambda x, y: F.silu(x) * y + 1, [randn(24, 16, dtype=torch.bfloat16), randn(24, 16, dtype=torch.bfloat16)], 1),
    ("casts", lambda x, y: (x.float() * y.double()).half(), [randn(40, dtype=torch.float16), randn(40)], 1),
    ("comparison", lambda x, y: torch.where((x > 0) & (y < 1), x, y * 3), [randn(50), randn(50)], 1),
    ("integers", lambda x, y: (x * 3 + y).clamp(0, 50), [torch.arange(60), torch.arange(60) % 7], 1),
    ("complex", lambda x, y: (x * y).exp() + x.conj().resolve_conj(), [randn(20, dtype=torch.complex64) * 1j, randn(20, dtype=torch.complex64)], None),
    ("lerp", lambda x, y: torch.addcmul(torch.lerp(x, y, 0.3), x, y, value=0.7), [randn(33), randn(33)], None),
    ("channels_last", lambda x, b: F.hardswish(x.mul(2) + b), [randn(2, 8, 3, 3).to(memory_format=torch.channels_last), randn(1, 8, 1, 1)], 1),
    ("sum", lambda x, y: ((x - y) * x).sum(), [randn(50, 70), randn(50, 70)], 1),
    ("long_sum", lambda x: (x * 2).exp().mean(), [randn(300, 301)], 2),
    ("row_sums", lambda x, y: (x * y).sum(-1), [randn(30, 64), randn(64)], 1),
    ("odd_rows", lambda x: (x + 1).amax(1), [randn(9, 35)], 1),
    ("norms", lambda x: (x * x).mean(-1, keepdim=True), [randn(16, 48, dtype=torch.float16)], 1),
    ("softmax", lambda x, m: F.softmax(x * 0.125 + m, -1), [randn(4, 6, 32), randn(6, 32)], 1),
    ("log_softmax", lambda x: F.log_softmax(x / 2.0, -1), [randn(10, 37)], 1),
]
