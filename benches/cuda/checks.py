"""What is asked of a GPU first: one small check for each part of the host side. A worker of `benches/cuda/run`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import lumbre as t  # noqa: E402
import work  # noqa: E402


def close(a, b, tolerance=1e-4):
    t.testing.assert_close(a.cpu(), b.cpu(), rtol=tolerance, atol=tolerance)


def driver():
    p = t.cuda.get_device_properties()
    return f"{p.name}, sm_{p.major}{p.minor}, {p.total_memory >> 20} MiB, {p.multi_processor_count} multiprocessors, driver {t._C._cuda_driver_version()}"


def memory():
    before = t.cuda.memory_allocated()
    x = t.empty(3 << 20, device="cuda")
    held = t.cuda.memory_allocated() - before
    assert held == 12 << 20, held
    del x
    assert t.cuda.memory_allocated() == before
    t.cuda.empty_cache()
    return f"{t.cuda.mem_get_info()[0] >> 20} MiB free"


def copies():
    for n in (1, 1000, 100_000, 5_000_001):
        x = t.arange(n, dtype=t.float32)
        assert (x.cuda().cpu() == x).all(), n
    x = t.arange(100_000, dtype=t.float32)
    y = x.pin_memory().cuda(non_blocking=True)
    assert (y.cpu() == x).all()
    # What was handed over may be changed at once.
    y = x.cuda()
    x.zero_()
    assert y.cpu()[-1] == 99_999


def kernel():
    x = t.arange(1000, device="cuda", dtype=t.float32)
    close(x * 2 + 1, t.arange(1000, dtype=t.float32) * 2 + 1)
    close(x.sin().sum(), t.arange(1000, dtype=t.float32).sin().sum())


def streams():
    s, e = t.cuda.Stream(), t.cuda.Event(enable_timing=True)
    f = t.cuda.Event(enable_timing=True)
    e.record()
    with t.cuda.stream(s):
        s.wait_event(e)
        x = t.ones(1 << 20, device="cuda") * 3
    t.cuda.current_stream().wait_stream(s)
    x.record_stream(t.cuda.current_stream())
    y = x.sum()
    f.record()
    f.synchronize()
    assert y.item() == 3 << 20
    return f"{e.elapsed_time(f):.3f} ms"


def bad_index_leaves_the_gpu_alive():
    x = t.arange(5.0, device="cuda")
    try:
        x[t.tensor([7], device="cuda")]
        t.cuda.synchronize()
    except IndexError as e:
        assert (x + 1).tolist() == [1, 2, 3, 4, 5]
        return str(e)
    raise AssertionError("no error")


def out_of_memory_is_an_error():
    try:
        t.empty(1 << 45, dtype=t.uint8, device="cuda")
    except t.cuda.OutOfMemoryError as e:
        assert t.ones(3, device="cuda").sum().item() == 3
        return str(e).split("\n")[0]
    raise AssertionError("no error")


def graph():
    x, g = t.zeros(1000, device="cuda"), t.cuda.CUDAGraph()
    (x + 1).sum()  # compiles what is recorded
    with t.cuda.graph(g):
        y = (x + 1).sum()
    x.fill_(2)
    g.replay()
    assert y.item() == 3000, y.item()


def _matmul(dtype, bias, tolerance):
    a, b, c = (t.randn(*s).to(dtype) for s in ((130, 70), (90, 70), (90,)))
    f = t.nn.functional.linear
    close(f(a.cuda(), b.cuda(), c.cuda() if bias else None), f(a, b, c if bias else None), tolerance)
    x, y = t.randn(3, 20, 30).to(dtype), t.randn(3, 40, 30).to(dtype).transpose(1, 2)
    close(x.cuda() @ y.cuda(), x @ y, tolerance)


def matmul_float32():
    _matmul(t.float32, True, 1e-3)


def matmul_bfloat16():
    _matmul(t.bfloat16, True, 1e-1)


def matmul_float64():
    _matmul(t.float64, True, 1e-10)


def matmul_complex64():
    _matmul(t.complex64, True, 1e-3)


def convolution():
    x, w = t.randn(2, 6, 15, 17, requires_grad=True), t.randn(8, 3, 3, 3, requires_grad=True)
    run = lambda x, w: t.nn.functional.conv2d(x, w, stride=2, padding=1, groups=2)  # noqa: E731
    y, z = run(x, w), run(x.cuda(), w.cuda())
    close(z, y, 1e-3)
    for a, b in zip(t.autograd.grad(y.sum(), (x, w)), t.autograd.grad(z.sum(), (x, w)), strict=True):
        close(a, b, 1e-3)


def convolution_bfloat16():
    x, w = t.randn(2, 16, 12, 12).bfloat16(), t.randn(32, 16, 3, 3).bfloat16()
    y = t.nn.functional.conv2d(x.cuda(), w.cuda(), padding=1)
    t.testing.assert_close(y.cpu().float(), t.nn.functional.conv2d(x.float(), w.float(), padding=1), rtol=2e-2, atol=2e-1)


def fft():
    x = t.randn(4, 60)
    close(t.fft.rfft(x.cuda()).abs(), t.fft.rfft(x).abs(), 1e-3)


def decompositions():
    x = t.randn(2, 6, 6)
    spd = x @ x.mT + 6 * t.eye(6)
    close(t.linalg.cholesky(spd.cuda()), t.linalg.cholesky(spd), 1e-3)
    close(t.linalg.solve(spd.cuda(), x.cuda()), t.linalg.solve(spd, x), 1e-3)
    close(t.linalg.eigvalsh(spd.cuda()), t.linalg.eigvalsh(spd), 1e-3)
    close(t.linalg.svdvals(x.cuda()), t.linalg.svdvals(x), 1e-3)
    q, r = t.linalg.qr(x.cuda())
    close(q @ r, x, 1e-3)


def training():
    m = t.nn.Sequential(t.nn.Linear(8, 32), t.nn.GELU(), t.nn.Linear(32, 1)).cuda()
    opt = t.optim.AdamW(m.parameters(), 1e-2)
    x = t.randn(64, 8, device="cuda")
    losses = []
    for _ in range(20):
        opt.zero_grad()
        loss = (m(x) - x.sum(1, keepdim=True)).square().mean()
        loss.backward()
        opt.step()
        losses.append(loss.item())
    assert losses[-1] < losses[0] / 2, losses
    return f"{losses[0]:.3f} to {losses[-1]:.3f}"


def compiled():
    """Chains in one kernel have the bits of their operations; calls that are recorded train as others do."""
    f = t.nn.functional
    x, y, b = (t.randn(*size, device="cuda") for size in ((1000, 257), (1000, 257), (257,)))
    for chain in (
        lambda: x * y + b, lambda: f.gelu(x + b) * y - x, lambda: (x.t() * 2 + y.t()).tanh(), lambda: (x * y).sum(-1), lambda: f.softmax(x * 0.3 + b, -1),
        lambda: (x.bfloat16() * y.bfloat16() + 1).float(), lambda: ((x - y) * x).mean(),
    ):  # fmt: skip
        want, got = chain(), t.compile(chain)()
        assert got.equal(want), (got - want).abs().max()
    model = t.nn.Sequential(t.nn.Linear(8, 32), t.nn.GELU(), t.nn.LayerNorm(32), t.nn.Linear(32, 1)).cuda()
    call = t.compile(model, mode="reduce-overhead")
    for k in range(5):
        given = t.randn(16, 8, device="cuda") + k
        results = []
        for g in (call, model):
            model.zero_grad()
            out = g(given)
            out.square().sum().backward()
            results.append([out.detach(), *(p.grad.clone() for p in model.parameters())])
        for a, b in zip(*results, strict=True):
            t.testing.assert_close(a, b)
    assert not call._run.recorder.reasons, call._run.recorder.reasons


def beside_pytorch():
    """In one process: the context is shared, memory passes without a copy."""
    try:
        import torch
    except ImportError:
        return "PyTorch is not installed"
    if not torch.cuda.is_available():
        return "this PyTorch has no GPU"
    a = torch.arange(6, device="cuda", dtype=torch.float32)
    b = t.from_dlpack(a)
    b.add_(1)
    t.cuda.synchronize()
    assert a.tolist() == [1, 2, 3, 4, 5, 6], a.tolist()
    c = torch.from_dlpack(t.ones(3, device="cuda"))
    assert c.sum().item() == 3
    return f"PyTorch {torch.__version__}"


def libraries():
    return "; ".join(f"{k}: {v}" for k, v in t.cuda.libraries().items())


CHECKS = [
    driver, memory, copies, kernel, streams, matmul_float32, matmul_bfloat16, matmul_float64, matmul_complex64, convolution, convolution_bfloat16,
    fft, decompositions, bad_index_leaves_the_gpu_alive, out_of_memory_is_an_error, graph, training, compiled, beside_pytorch, libraries,
]  # fmt: skip
NAMES = [f.__name__ for f in CHECKS]


def check(name, args):
    if not t.cuda.is_available():
        raise RuntimeError(str(t._C._cuda_unavailable("no GPU")))
    t.manual_seed(0)
    value = CHECKS[NAMES.index(name)]()
    return {"ok": True, "value": value or ""}


if __name__ == "__main__":
    if "--list" in sys.argv:
        print("\n".join(NAMES))
    else:
        work.main(check)
