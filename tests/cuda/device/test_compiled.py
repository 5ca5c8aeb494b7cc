"""`compile` on the fake GPU: chains are one kernel and give the bits of their ops; recordings in `mode="reduce-overhead"`."""

import lumbre as torch
import lumbre.nn.functional as F
import pytest
from both import GPU, move, same
from chains import CHAINS, randn

from lumbre import _C


@pytest.mark.parametrize(("f", "args", "kernels"), [pytest.param(*c[1:], id=c[0]) for c in CHAINS])
def test_a_chain_is_one_kernel_with_the_same_bits(f, args, kernels):
    given = move(args, GPU)
    want = f(*given)
    before = _C._cuda_launches()
    got = torch.compile(f)(*given)
    launched = _C._cuda_launches() - before
    assert got.dtype == want.dtype and got.shape == want.shape and got.stride() == want.stride()
    assert got.equal(want) or torch.equal(got.isnan(), want.isnan())
    if kernels is not None:
        assert launched == kernels
    same(f(*args), got, rtol=2e-2 if got.dtype in (torch.float16, torch.bfloat16) else 1e-4, atol=1e-4)


def test_results_that_somebody_keeps_are_stored():
    x, kept = move([randn(20, 30)], GPU)[0], []

    def f(x):
        a = x * 2
        kept.append(a)
        b = a + 1
        return b.exp(), b.sum(-1)

    before = _C._cuda_launches()
    got = torch.compile(f)(x)
    assert _C._cuda_launches() - before <= 3
    assert kept[0].equal(x * 2) and got[0].equal((x * 2 + 1).exp()) and torch.allclose(got[1], (x * 2 + 1).sum(-1))


def test_the_backward_pass_is_fused_too():
    def f(x, w):
        return (F.silu(x * w) + torch.tanh(x)).sum()

    x, w = randn(16, 40).requires_grad_(), randn(40).requires_grad_()
    results = []
    for device, call in (("cpu", f), (GPU, f), (GPU, torch.compile(f))):
        a, b = move([x, w], torch.device(device))
        before = _C._cuda_launches()
        call(a, b).backward()
        results.append(([a.grad, b.grad], _C._cuda_launches() - before))
    same(results[0][0], results[2][0], rtol=1e-4, atol=1e-5)
    assert all(a.equal(b) for a, b in zip(results[1][0], results[2][0], strict=True))
    assert results[2][1] < results[1][1]


def test_writers_queues_and_other_readers_come_after():
    x = move(randn(64), GPU)

    @torch.compile
    def f(x):
        y = x + 1
        x.zero_()
        side = torch.cuda.Stream()
        z = y * 2
        with torch.cuda.stream(side):
            side.wait_stream(torch.cuda.default_stream())
            u = z * 3
        torch.cuda.current_stream().wait_stream(side)
        return y, u, (y * 5)[3].item()

    want = x.cpu() + 1
    y, u, number = f(x)
    assert y.cpu().equal(want) and u.cpu().equal(want * 6) and number == (want[3] * 5).item() and x.eq(0).all()
    # The address of a result is that of its bytes.
    g = torch.compile(lambda x: (x + 1).data_ptr())
    assert g(x) != 0


def test_many_operands_and_links_are_split():
    xs = [move(randn(40) + k, GPU) for k in range(12)]

    def f(*xs):
        out = xs[0]
        for k, x in enumerate(xs[1:]):
            out = torch.tanh(out * 0.5 + x * k)
        return out

    assert torch.compile(f)(*xs).equal(f(*xs))


def test_programs_of_the_jit_are_fused_too(tmp_path):
    def f(x, b):
        return torch.tanh(x * 2 + b).softmax(-1)

    x, b = move([randn(6, 20), randn(20)], GPU)
    traced = torch.jit.trace(f, (x, b))
    traced.save(tmp_path / "f.lmb")
    loaded = torch.jit.load(tmp_path / "f.lmb", map_location="cuda")
    before = _C._cuda_launches()
    got = loaded(x, b)
    assert _C._cuda_launches() - before == 1
    assert got.equal(f(x, b))


# ---- Recordings.


def _module():
    torch.manual_seed(0)
    return torch.nn.Sequential(torch.nn.Linear(8, 16), torch.nn.GELU(), torch.nn.LayerNorm(16), torch.nn.Linear(16, 4)).to(GPU)


@pytest.mark.parametrize("mode", ["reduce-overhead", "max-autotune"])
def test_training_by_recordings_gives_the_same_steps(mode):
    losses = {}
    for name in ("plain", "recorded"):
        model = _module()
        call = torch.compile(model, mode=mode) if name == "recorded" else model
        opt = torch.optim.SGD(model.parameters(), lr=0.1)
        for k in range(6):
            x = move(randn(5, 8) + k, GPU)
            opt.zero_grad()
            loss = call(x).square().mean()
            loss.backward()
            opt.step()
            losses.setdefault(name, []).append(loss.item())
    assert losses["plain"] == pytest.approx(losses["recorded"], rel=1e-5)
    recordings = list(call._run.recorder.known.values())
    assert len(recordings) == 1 and type(recordings[0]).__name__ == "_Recording" and not call._run.recorder.reasons


def test_recordings_under_autocast_see_new_weights():
    model = _module()
    call, x = torch.compile(model.forward, mode="reduce-overhead"), move(randn(5, 8), GPU)
    for k in range(4):
        with torch.no_grad(), torch.autocast("cuda", dtype=torch.bfloat16):
            model(x)
            got, want = call(x), model(x)
        assert got.dtype == torch.bfloat16 and torch.allclose(got.float(), want.float(), rtol=2e-2, atol=2e-2), k
        with torch.no_grad():
            for p in model.parameters():
                p.mul_(1.5)


def test_recordings_take_new_arguments_and_give_new_results():
    calls = []

    @torch.compile(mode="reduce-overhead")
    def f(x, scale, *, other):
        calls.append(1)
        return {"a": x * scale + other["y"], "b": (x, 3)}

    outs = []
    for k in range(4):
        x, y = torch.full((6,), float(k), device="cuda"), torch.full((6,), 10.0 * k, device="cuda")
        got = f(x, 2, other={"y": y})
        assert got["b"][0] is x and got["b"][1] == 3
        outs.append(got["a"])
    # Python ran for the first call and the recording.
    assert len(calls) == 2
    assert [o.tolist() for o in outs] == [[12.0 * k] * 6 for k in range(4)]
    # Another number, shape or dtype is another recording.
    assert f(x, 3, other={"y": y}).get("a").tolist() == [39.0] * 6
    assert f(x[:3].double(), 2, other={"y": y[:3]})["a"].tolist() == [36.0] * 3
    assert len(f._run.recorder.known) == 3


def test_gradients_add_up_and_arguments_get_theirs():
    model = _module()
    call = torch.compile(model, mode="reduce-overhead")
    for k in range(4):
        # Not a leaf: the gradient goes on.
        base = move(randn(5, 8) + k, GPU).requires_grad_()
        model.zero_grad()
        for _ in range(2):
            call(base * 2).sum().backward()
        got = [p.grad.clone() for p in model.parameters()] + [base.grad.clone()]
        model.zero_grad()
        base.grad = None
        for _ in range(2):
            model(base * 2).sum().backward()
        want = [p.grad for p in model.parameters()] + [base.grad]
        assert all(torch.allclose(a, b, rtol=1e-4, atol=1e-5) for a, b in zip(got, want, strict=True)), k


def test_two_calls_before_their_backward_passes():
    model = _module()
    call = torch.compile(model, mode="reduce-overhead")
    for k in range(4):
        x, y = move([randn(5, 8) + k, randn(5, 8) - k], GPU)
        model.zero_grad()
        (call(x).sum() + call(y).square().sum()).backward()
        got = [p.grad.clone() for p in model.parameters()]
        model.zero_grad()
        (model(x).sum() + model(y).square().sum()).backward()
        assert all(torch.allclose(a, p.grad, rtol=1e-4, atol=1e-5) for a, p in zip(got, model.parameters(), strict=True)), k
    assert "a backward pass of an earlier call had not run" in call._run.recorder.reasons


def test_parameters_that_move_are_recorded_again():
    model = _module()
    call = torch.compile(model, mode="reduce-overhead")
    x = move(randn(5, 8), GPU)
    with torch.no_grad():
        for _ in range(3):
            call(x)
        for p in model.parameters():
            p.data = p.data * 2
        assert torch.allclose(call(x), model(x), rtol=1e-5)
        model.eval()
        assert torch.allclose(call(x), model(x), rtol=1e-5)


@pytest.mark.parametrize(
    ("f", "why"),
    [
        (lambda x: x * x.sum().item(), ""),
        (lambda x: x.add_(1), "writes to an argument"),
        (lambda x: x[1:], "view of an argument"),
        (lambda x: x.cpu() + 1, ""),
        (lambda x: (x + 1, object()), "a result is a object"),
    ],
)
def test_what_cannot_be_recorded_runs_as_it_is(f, why):
    call = torch.compile(f, mode="reduce-overhead")
    for k in range(3):
        given = torch.arange(4.0, device="cuda") + k
        got, want = call(given.clone()), f(given.clone())
        got, want = (v[0] if isinstance(v, tuple) else v for v in (got, want))
        assert got.equal(want)
    assert any(why in r for r in call._run.recorder.reasons) and len(call._run.recorder.reasons) == 1
    assert call._run.recorder.reasons == torch.compile.explain(call)(given).not_recorded


def test_a_step_inside_is_not_recorded():
    model = _module()
    opt = torch.optim.SGD(model.parameters(), lr=0.1)

    @torch.compile(mode="reduce-overhead")
    def step(x):
        opt.zero_grad()
        loss = model(x).square().mean()
        loss.backward()
        opt.step()
        return loss.detach()

    x = move(randn(5, 8), GPU)
    losses = [step(x).item() for _ in range(5)]
    assert losses == sorted(losses, reverse=True) and "backward inside the function" in step._run.recorder.reasons[0]


def test_on_the_cpu_the_mode_changes_nothing():
    f = torch.compile(lambda x: x * 2 + 1, mode="reduce-overhead")
    for _ in range(3):
        assert f(torch.ones(3)).tolist() == [3, 3, 3]
