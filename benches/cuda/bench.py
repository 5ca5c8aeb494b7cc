"""Benchmarks of lumbre on a GPU beside PyTorch, and the table that `benches/cuda/run` writes.

Every figure is the median of several runs, timed by events on the GPU (host time by the clock where it says so). A line that one
of the two cannot run says why instead of a number.
"""

import argparse
import datetime
import importlib
import statistics
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))


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

    def copy(self):
        x = self.tensor(self.elements())
        y = self.t.empty_like(x)
        return 8 * self.elements() / self.seconds(lambda: y.copy_(x)) / 1e9, "GB/s"

    def add(self):
        x, y = self.tensor(self.elements()), self.tensor(self.elements())
        out = self.t.empty_like(x)
        return 12 * self.elements() / self.seconds(lambda: self.t.add(x, y, out=out)) / 1e9, "GB/s"

    def sum(self):
        x = self.tensor(self.elements())
        return 4 * self.elements() / self.seconds(lambda: x.sum()) / 1e9, "GB/s"

    def softmax(self):
        x = self.tensor(self.elements() // 1024, 1024)
        return 8 * self.elements() / self.seconds(lambda: x.softmax(-1)) / 1e9, "GB/s"

    def layer_norm(self):
        x, w = self.tensor(self.elements() // 1024, 1024), self.tensor(1024)
        f = self.t.nn.functional.layer_norm
        return 8 * self.elements() / self.seconds(lambda: f(x, (1024,), w, w)) / 1e9, "GB/s"

    def matmul(self, dtype="bfloat16"):
        n = 64 if self.tiny else 8192
        a, b = self.tensor(n, n, dtype=dtype), self.tensor(n, n, dtype=dtype)
        return 2 * n**3 / self.seconds(lambda: a @ b) / 1e12, "TFLOP/s"

    def matmul_float32(self):
        return self.matmul("float32")

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

    def gpt_124m_step(self):
        from models import GPT

        m = GPT(self.t, tiny=self.tiny).cuda()
        n = 16 if self.tiny else 1024
        ids = self.t.randint(0, 50 if self.tiny else 50257, (1 if self.tiny else 8, n), device="cuda")
        return self.train(m, lambda: m.loss(ids)) * 1e3, "ms"

    def train(self, model, loss):
        opt = self.t.optim.AdamW(model.parameters(), 1e-3)

        def step():
            opt.zero_grad(set_to_none=True)
            with self.t.autocast("cuda", dtype=self.t.bfloat16):
                value = loss()
            value.backward()
            opt.step()

        return self.seconds(step, 5)


LINES = [
    "add_one_element", "add_one_element_with_gradient", "copy", "add", "sum", "softmax", "layer_norm", "matmul", "matmul_float32",
    "attention", "attention_with_backward", "adamw_300_tensors", "resnet50_step", "gpt_124m_step",
]  # fmt: skip


def measure(name, tiny):
    try:
        lib = importlib.import_module(name)
    except ImportError as e:
        return {line: str(e) for line in LINES}
    bench, out = Bench(lib, tiny), {}
    for line in LINES:
        lib.manual_seed(0)
        try:
            out[line] = getattr(bench, line)()
        except Exception as e:
            out[line] = f"{type(e).__name__}: {e}".split("\n")[0][:80]
        lib.cuda.empty_cache()
        print(name, line, out[line], flush=True)
    return out


def table(ours, theirs):
    rows = ["| | lumbre | PyTorch | lumbre / PyTorch |", "| --- | --- | --- | --- |"]
    show = lambda v: v if isinstance(v, str) else f"{v[0]:.4g} {v[1]}"  # noqa: E731
    for line in LINES:
        a, b = ours[line], theirs[line]
        ratio = "" if isinstance(a, str) or isinstance(b, str) else f"{a[0] / b[0]:.2f}"
        rows.append(f"| {line.replace('_', ' ')} | {show(a)} | {show(b)} | {ratio} |")
    return rows


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--tiny", action="store_true", help="sizes for a machine without a GPU: shows that the programs run")
    parser.add_argument("--tests", help="pytest's output")
    parser.add_argument("--ops", help="a line for each op")
    args = parser.parse_args()
    import lumbre

    gpu = lumbre.cuda.get_device_name()
    text = [f"# {gpu}, {datetime.date.today()}", "", f"lumbre {lumbre.__version__}; libraries: {lumbre.cuda.libraries()}", ""]
    ours = measure("lumbre", args.tiny)
    text += table(ours, measure("torch", args.tiny) if not args.tiny else dict.fromkeys(LINES, "not measured"))
    if args.tests and Path(args.tests).exists():
        lines = Path(args.tests).read_text().splitlines()
        text += ["", "## Tests", "", *(["```"] + [x for x in lines if x.startswith("FAILED")] + lines[-1:] + ["```"])]
    if args.ops and Path(args.ops).exists():
        rows = [x.split("\t") for x in Path(args.ops).read_text().splitlines()]
        good = [r for r in rows if r[1] == "ok"]
        text += ["", "## Ops", "", f"{len(good)} of {len(rows)} rows of the case table agree with the CPU. The others:", ""]
        text += [f"- `{name}`: {what}" for name, what in rows if what != "ok"]
    out = HERE / "results" / (gpu.replace(" ", "-") + ".md")
    out.parent.mkdir(exist_ok=True)
    out.write_text("\n".join(text) + "\n")
    print(out)


if __name__ == "__main__":
    main()
