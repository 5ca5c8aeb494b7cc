"""Numbers of which nobody has the memory: an error that says so, or the answer where it needs none, and the process lives on."""

import subprocess
import sys

import pytest

resource = pytest.importorskip("resource")

# What is asked for, and the shape of the answer or None for an error.
CASES = {
    "F.conv2d(x, w, stride=(1, 2**32))": (1, 1, 6, 1),
    "F.conv2d(x, w, stride=2**62)": (1, 1, 1, 1),
    "F.conv2d(x, w[:, :, :1, :1], dilation=2**40)": (1, 1, 8, 8),
    "F.conv2d(x.expand(1, 4, 8, 8), w.expand(4, 1, 3, 3), stride=2**33, groups=4)": (1, 4, 1, 1),
    "F.conv_transpose2d(x[..., :1, :1], w[..., :1, :1], stride=2**40)": (1, 1, 1, 1),
    "F.conv_transpose2d(x, w, padding=2**31, dilation=2**31)": "either",
    "F.max_pool2d(x, 2**40, padding=2**39)": (1, 1, 1, 1),
    "F.max_pool2d(x, 10000, stride=1, padding=5000)": (1, 1, 9, 9),
    "F.avg_pool2d(x, 2**40, stride=1, padding=2**39)": (1, 1, 9, 9),
    "F.fold(x.reshape(1, -1, 1)[:, :9], (2**40, 3), 3)": None,
    "F.unfold(x, 3, padding=2**31, dilation=2**31)": None,
    "F.interpolate(x, size=2**40)": None,
    "F.interpolate(x, scale_factor=1e30)": None,
    "F.interpolate(x, size=(2**33, 1), mode='bicubic')": None,
    "F.interpolate(x, size=(2**33, 1), mode='bilinear', antialias=True)": None,
    "F.pixel_shuffle(x.expand(1, 4, 8, 8), 2**32)": None,
    "F.affine_grid(torch.zeros(1, 2, 3), (1, 1, 2**31, 2**31), align_corners=False)": None,
    "torch.combinations(torch.arange(1000), r=20)": None,
    "torch.combinations(torch.arange(10), r=2**40)": (0, 2**40),
    "torch.combinations(torch.arange(10), r=2**40, with_replacement=True)": None,
    "torch.hann_window(2**40)": None,
    "torch.signal.windows.gaussian(2**50)": None,
    "many.unique()": None,
    "many.unique_consecutive()": None,
    "many.median()": None,
    "many.nanmedian()": None,
    "many.topk(2)": None,
    "many.kthvalue(2)": None,
    "many.mode()": None,
    "many.sort()": None,
    "many.tolist()": None,
    "many.long().bincount()": None,
    "many.unbind()[0]": None,
    "many.split(1)[0]": None,
    "torch.chunk(x[:0], 2**62)[0]": None,
    "torch.tensor_split(x, 2**40)[0]": None,
    "torch.polygamma(2**40, x + 1)": (1, 1, 8, 8),
    "torch.special.zeta(torch.full((3,), float('inf')), torch.tensor([0.5, 1.0, 1.5]))": (3,),
}
PROGRAM = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
import lumbre as torch, lumbre.nn.functional as F
x, w, many = torch.ones(1, 1, 8, 8), torch.ones(1, 1, 3, 3), torch.zeros(1).expand(2**40)
for line in sys.stdin:
    try:
        print(tuple(eval(line).shape))
    except (RuntimeError, MemoryError, ValueError) as e:
        assert "internal error" not in str(e), e
        print(None)
"""


def test_sizes_beyond_memory_are_errors():
    done = subprocess.run([sys.executable, "-c", PROGRAM], input="\n".join(CASES), capture_output=True, text=True, timeout=300)
    answers = [eval(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, f"{list(CASES)[len(answers)]}: {done.stderr[-2000:]}"
    for (case, want), got in zip(CASES.items(), answers, strict=True):
        assert want == "either" or got == want, (case, got)


def test_a_huge_window_takes_what_lies_inside():
    import lumbre as torch
    import lumbre.nn.functional as F

    x = torch.randn(2, 3, 9, 7, dtype=torch.float64, requires_grad=True)
    got, at = F.max_pool2d(x, 6000, stride=(3, 2), padding=3000, return_indices=True)
    pad = torch.nn.functional.pad(x, (3000, 3000, 3000, 3000), value=float("-inf"))
    want = torch.stack([torch.stack([pad[:, :, i : i + 6000, j : j + 6000].amax((2, 3)) for j in range(0, 8, 2)], -1) for i in range(0, 10, 3)], -2)
    assert torch.equal(got, want) and torch.equal(x.flatten(2).gather(2, at.flatten(2)).view_as(got), got)
    for include in (True, False):
        got = F.avg_pool2d(x, 6000, stride=(3, 2), padding=3000, count_include_pad=include)
        total = torch.stack([torch.stack([x[:, :, max(0, i - 3000) : i + 3000, max(0, j - 3000) : j + 3000].sum((2, 3)) for j in range(0, 8, 2)], -1) for i in range(0, 10, 3)], -2)
        count = 6000.0**2 if include else 63.0
        torch.testing.assert_close(got, total / count)
        (g,) = torch.autograd.grad(got.sum(), x)
        torch.testing.assert_close(g, torch.full_like(x, got[0, 0].numel() / count))


def test_one_operand_without_memory_is_refused():
    import lumbre as torch

    x, at = torch.arange(12.0).view(3, 4), torch.tensor([0, 1])
    meta = lambda t: t.to("meta")  # noqa: E731
    calls = [
        lambda: x.index_copy(1, meta(at), torch.ones(3, 2)), lambda: x.index_fill(1, meta(at), 1.5), lambda: x.index_add(1, meta(at), torch.ones(3, 2)),
        lambda: torch.linalg.householder_product(x.t(), meta(torch.ones(2))), lambda: x.gather(1, meta(at.expand(3, 2))),
        lambda: x[meta(at)], lambda: x.masked_fill(meta(x > 3), 0), lambda: torch.where(meta(x > 3), x, x), lambda: x @ meta(x.t()),
        lambda: torch.nn.functional.embedding(meta(at), x), lambda: torch.cat([x, meta(x)]), lambda: x.take(meta(at)),
        lambda: torch.nn.functional.conv1d(x, meta(torch.ones(2, 3, 2))), lambda: torch.searchsorted(x[0], meta(x[1])),
        lambda: torch.nn.functional.linear(x, meta(torch.ones(2, 4))), lambda: torch.bucketize(x, meta(x[0])), lambda: x.scatter(1, meta(at.expand(3, 2)), 1.0),
    ]  # fmt: skip
    for i, call in enumerate(calls):
        with pytest.raises((RuntimeError, NotImplementedError)):
            pytest.fail(f"call {i} gave {call()}")
