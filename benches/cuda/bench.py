"""Benchmarks on a GPU, written once for lumbre and PyTorch: a worker of `benches/cuda/run`.

Every figure is the median of several runs, timed by events on the GPU (host time by the clock where it says so).
"""

import importlib
import os
import statistics
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import work  # noqa: E402


class Bench:
    """One library, `lumbre` or `torch`, and the sizes to use."""

    def __init__(self, lib, tiny):
        self.t, self.tiny = lib, tiny

    def tensor(self, *size, dtype="float32"):
        return self.t.randn(*size, device="cuda").to(getattr(self.t, dtype))

    def seconds(self, f, runs=10):
        """GPU seconds of one call."""
        runs = 2 if self.tiny else runs
        for _ in range(1 if self.tiny else 3):
            f()
        self.t.cuda.synchronize()
        times = []
        for _ in range(runs):
            a, b = self.t.cuda.Event(enable_timing=True), self.t.cuda.Event(enable_timing=True)
            a.record()
            f()
            b.record()
            b.synchronize()
            times.append(a.elapsed_time(b) / 1e3)
        return max(statistics.median(times), 1e-9)

    def host(self, f, calls=1000):
        """Seconds of the host for one call, while the GPU has nothing else to do."""
        calls = 3 if self.tiny else calls
        best = []
        for _ in range(3):
            self.t.cuda.synchronize()
            start = time.perf_counter()
            for _ in range(calls):
                f()
            best.append((time.perf_counter() - start) / calls)
            self.t.cuda.synchronize()
        return min(best)

    # -- what is measured: (value, unit)
    def add_one_element(self):
        x = self.tensor(1)
        with self.t.no_grad():
            return self.host(lambda: x + x) * 1e6, "us host"

    def add_one_element_with_gradient(self):
        x = self.tensor(1).requires_grad_()
        return self.host(lambda: x + x) * 1e6, "us host"

    def elements(self):
        return 1 << 12 if self.tiny else 1 << 28

    def bandwidth(self, bytes_each, f):
        return bytes_each * self.elements() / self.seconds(f) / 1e9, "GB/s"

    def copy(self):
        x = self.tensor(self.elements())
        y = self.t.empty_like(x)
        return self.bandwidth(8, lambda: y.copy_(x))

    def add(self):
        x, y = self.tensor(self.elements()), self.tensor(self.elements())
        out = self.t.empty_like(x)
        return self.bandwidth(12, lambda: self.t.add(x, y, out=out))

    def add_transposed(self):
        n = 64 if self.tiny else 8192
        x, y = self.tensor(n, n), self.tensor(n, n).t()
        return 12 * n * n / self.seconds(lambda: x + y) / 1e9, "GB/s"

    def sum(self):
        x = self.tensor(self.elements())
        return self.bandwidth(4, lambda: x.sum())

    def sum_of_columns(self):
        x = self.tensor(self.elements() // 1024, 1024)
        return self.bandwidth(4, lambda: x.sum(0))

    def softmax(self):
        x = self.tensor(self.elements() // 1024, 1024)
        return self.bandwidth(8, lambda: x.softmax(-1))

    def layer_norm(self):
        x, w = self.tensor(self.elements() // 1024, 1024), self.tensor(1024)
        f = self.t.nn.functional.layer_norm
        return self.bandwidth(8, lambda: f(x, (1024,), w, w))

    def cross_entropy(self):
        rows, classes = (8, 64) if self.tiny else (8192, 50257)
        x = self.tensor(rows, classes)
        y = self.t.zeros(rows, dtype=self.t.int64, device="cuda")
        return 4 * rows * classes / self.seconds(lambda: self.t.nn.functional.cross_entropy(x, y)) / 1e9, "GB/s"

    def chain_compiled(self):
        """Three operations in one pass over memory."""
        x, y, gelu = self.tensor(self.elements()), self.tensor(self.elements()), self.t.nn.functional.gelu
        f = self.t.compile(lambda x, y: gelu(x * 2 + y) * x)
        return self.bandwidth(12, lambda: f(x, y))

    def chain_with_sum_compiled(self):
        x, y = self.tensor(self.elements() // 1024, 1024), self.tensor(1024)
        f = self.t.compile(lambda x, y: (x * y).square().sum(-1))
        return self.bandwidth(4, lambda: f(x, y))

    def cumsum(self):
        x = self.tensor(self.elements() // 4)
        return 2 * self.elements() / self.seconds(lambda: x.cumsum(0)) / 1e9, "GB/s"

    def sort(self):
        n = 1 << 10 if self.tiny else 1 << 24
        x = self.tensor(n)
        return n / self.seconds(lambda: x.sort()) / 1e9, "G keys/s"

    def random_normal(self):
        x = self.tensor(self.elements())
        return self.bandwidth(4, lambda: x.normal_())

    def pinned_to_gpu(self):
        n = 1 << 12 if self.tiny else 1 << 28
        x, y = self.t.zeros(n).pin_memory(), self.t.empty(n, device="cuda")
        return 4 * n / self.seconds(lambda: y.copy_(x, non_blocking=True)) / 1e9, "GB/s"

    def matmul(self, dtype="bfloat16"):
        n = 64 if self.tiny else 8192
        a, b = self.tensor(n, n, dtype=dtype), self.tensor(n, n, dtype=dtype)
        return 2 * n**3 / self.seconds(lambda: a @ b) / 1e12, "TFLOP/s"

    def matmul_float32(self):
        return self.matmul("float32")

    def linear_with_bias(self):
        n = 64 if self.tiny else 8192
        x, w, b = self.tensor(n, n, dtype="bfloat16"), self.tensor(n, n, dtype="bfloat16"), self.tensor(n, dtype="bfloat16")
        return 2 * n**3 / self.seconds(lambda: self.t.nn.functional.linear(x, w, b)) / 1e12, "TFLOP/s"

    def attention(self, backward=False):
        b, h, n, d = (1, 2, 64, 64) if self.tiny else (4, 16, 4096, 64)
        q, k, v = (self.tensor(b, h, n, d, dtype="bfloat16").requires_grad_(backward) for _ in range(3))
        f = self.t.nn.functional.scaled_dot_product_attention
        if not backward:
            return 2 * b * h * n * n * d / self.seconds(lambda: f(q, k, v, is_causal=True)) / 1e12, "TFLOP/s"
        g = self.tensor(b, h, n, d, dtype="bfloat16")
        run = lambda: f(q, k, v, is_causal=True).backward(g)  # noqa: E731
        return 7 * b * h * n * n * d / self.seconds(run) / 1e12, "TFLOP/s"

    def attention_with_backward(self):
        return self.attention(True)

    def convolution(self, backward=False):
        n, c, s = (1, 8, 8) if self.tiny else (64, 256, 56)
        x, w = self.tensor(n, c, s, s, dtype="bfloat16"), self.tensor(c, c, 3, 3, dtype="bfloat16")
        f = self.t.nn.functional.conv2d
        flops = 2 * n * c * c * 9 * s * s
        if not backward:
            return flops / self.seconds(lambda: f(x, w, padding=1)) / 1e12, "TFLOP/s"
        x.requires_grad_(), w.requires_grad_()
        g = self.tensor(n, c, s, s, dtype="bfloat16")
        return 3 * flops / self.seconds(lambda: f(x, w, padding=1).backward(g)) / 1e12, "TFLOP/s"

    def convolution_with_backward(self):
        return self.convolution(True)

    def fft(self):
        rows, n = (2, 64) if self.tiny else (4096, 16384)
        x = self.t.complex(self.tensor(rows, n), self.tensor(rows, n))
        return 16 * rows * n / self.seconds(lambda: self.t.fft.fft(x)) / 1e9, "GB/s"

    def cholesky(self):
        n = 16 if self.tiny else 4096
        x = self.tensor(n, n)
        x = x @ x.t() + n * self.t.eye(n, device="cuda")
        return self.seconds(lambda: self.t.linalg.cholesky(x)) * 1e3, "ms"

    def solve_many_small(self):
        count, n = (4, 4) if self.tiny else (16384, 16)
        a, b = self.tensor(count, n, n) + n * self.t.eye(n, device="cuda"), self.tensor(count, n, 1)
        return self.seconds(lambda: self.t.linalg.solve(a, b)) * 1e6, "us"

    def small_step_recorded(self):
        """Forward and backward pass of a small network, where launches cost more than work."""
        nn = self.t.nn
        m = nn.Sequential(*[layer for _ in range(8) for layer in (nn.Linear(64, 64), nn.GELU(), nn.LayerNorm(64))]).cuda()
        f, x = self.t.compile(m, mode="reduce-overhead"), self.tensor(32, 64)
        return self.seconds(lambda: f(x).sum().backward()) * 1e6, "us"

    def adamw_300_tensors(self):
        n = 4 if self.tiny else 300
        p = [self.tensor(32 if self.tiny else 1 << 16).requires_grad_() for _ in range(n)]
        for x in p:
            x.grad = self.t.ones_like(x)
        opt = self.t.optim.AdamW(p, 1e-3)
        return self.seconds(opt.step) * 1e6, "us"

    def resnet50_step(self):
        from models import ResNet50

        size, batch = (32, 1) if self.tiny else (224, 64)
        m = ResNet50(self.t, tiny=self.tiny).cuda()
        x = self.tensor(batch, 3, size, size)
        y = self.t.zeros(batch, dtype=self.t.int64, device="cuda")
        return self.train(m, lambda: self.t.nn.functional.cross_entropy(m(x), y)) * 1e3, "ms"

    def gpt_124m_step(self, call=lambda f: f):
        from models import GPT

        m = GPT(self.t, tiny=self.tiny).cuda()
        n = 16 if self.tiny else 1024
        ids = self.t.randint(0, 50 if self.tiny else 50257, (1 if self.tiny else 8, n), device="cuda")
        loss = call(m.loss)
        return self.train(m, lambda: loss(ids)) * 1e3, "ms"

    def gpt_124m_step_compiled(self):
        return self.gpt_124m_step(lambda f: self.t.compile(f, mode="reduce-overhead"))

    def train(self, model, loss):
        opt = self.t.optim.AdamW(model.parameters(), 1e-3)

        def step():
            opt.zero_grad(set_to_none=True)
            with self.t.autocast("cuda", dtype=self.t.bfloat16):
                value = loss()
            value.backward()
            opt.step()

        return self.seconds(step, 5)


# In the order of what one wants to know first, should the time run out.
LINES = [
    "add_one_element", "copy", "add", "matmul", "softmax", "layer_norm", "adamw_300_tensors", "gpt_124m_step", "resnet50_step", "attention",
    "attention_with_backward", "convolution", "convolution_with_backward", "add_one_element_with_gradient", "sum", "sum_of_columns",
    "add_transposed", "cross_entropy", "matmul_float32", "linear_with_bias", "cumsum", "sort", "random_normal", "pinned_to_gpu", "fft", "cholesky",
    "gpt_124m_step_compiled", "chain_compiled", "chain_with_sum_compiled", "small_step_recorded", "solve_many_small",
]  # fmt: skip
# What a test has go wrong, to see that the rest is done all the same.
FAULTS = {"_dies": lambda: os.kill(os.getpid(), 9), "_hangs": lambda: time.sleep(3600), "_raises": lambda: 1 / 0}
_made = {}


def measure(item, args):
    if item in FAULTS:
        FAULTS[item]()
    if "bench" not in _made:
        _made["bench"] = Bench(importlib.import_module(args.lib), args.tiny)
    bench = _made["bench"]
    bench.t.manual_seed(0)
    value, unit = getattr(bench, item)()
    bench.t.cuda.empty_cache()
    return {"value": value, "unit": unit}


if __name__ == "__main__":
    work.main(measure, [("--lib", {"required": True}), ("--tiny", {"action": "store_true"})])
