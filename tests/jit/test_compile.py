"""`compile`: the same values, errors, effects and gradients as without it, whatever the code does."""

import threading
import warnings

import numpy as np
import pytest

import lumbre as torch
import lumbre.nn.functional as F
from lumbre import _C, nn

N = 128  # Squared: enough elements for kernels to be put off.


def counted(f, *args):
    """The result, and (ops put off, programs, results in memory)."""
    before = _C._late_counts()
    out = f(*args)
    return out, tuple(b - a for a, b in zip(before, _C._late_counts()))


def same(a, b):
    assert a.dtype == b.dtype and a.shape == b.shape and a.stride() == b.stride()
    assert torch.equal(torch.nan_to_num(a), torch.nan_to_num(b)) and torch.equal(a.isnan(), b.isnan())


def tensors(*dtypes, shape=(N, N)):
    g = torch.Generator().manual_seed(0)
    return [(torch.randn(shape, generator=g) * 3).to(d) for d in dtypes]


CHAINS = {
    "gelu": lambda x, y: F.gelu(x * y[0] + x[:, :1]) + y,
    "rows and columns": lambda x, y: (x - x[:, :1]) / (1 + y[0].abs()) * 2 - 3 * y,
    "comparison": lambda x, y: torch.where((x > y) & (x < 2), x * 2, y.clamp(-1, 1)),
    "functions": lambda x, y: torch.exp(-x.abs()) + torch.tanh(y) * torch.erf(x) - torch.log1p(y * y) + x.sin(),
    "repeated": lambda x, y: x * x.sigmoid() + x.sigmoid() * (x * x),
    "transposed": lambda x, y: (x.t() * 2 + y.t()).relu() - 1,
    "mixed": lambda x, y: x.t() * 2 + y,
    "casts": lambda x, y: (x.to(torch.float64) * y).to(torch.float16) + x.to(torch.int32),
    "bool": lambda x, y: ((x > 0) | (y > 0)).to(x.dtype) * x + (x != y),
    "powers": lambda x, y: x**2 + y**3 - (x.abs() + 1) ** 0.5,
    "lerp": lambda x, y: torch.lerp(x, y, 0.3) + torch.addcmul(x, x, y, value=0.5),
    "floor division": lambda x, y: x // 2 + x % 3,
}


@pytest.mark.parametrize("name", CHAINS)
@pytest.mark.parametrize("dtype", ["float32", "float64", "bfloat16", "float16", "complex64", "int64", "uint8"])
def test_chains_give_the_bits_of_their_ops(name, dtype):
    f, dtype = CHAINS[name], getattr(torch, dtype)
    x, y = tensors(dtype, dtype)
    try:
        want = f(x, y)
    except (NotImplementedError, RuntimeError, ValueError) as e:
        with pytest.raises(type(e)):
            torch.compile(f)(x, y)
        return
    same(torch.compile(f)(x, y), want)


def test_a_chain_is_one_program_and_stores_one_result():
    x, w, b, r = tensors(*[torch.float32] * 4)
    out, (ops, programs, stored) = counted(torch.compile(lambda x, w, b, r: F.gelu(x * w + b) + r), x, w, b, r)
    assert (ops, programs, stored) == (4, 1, 1)
    same(out, F.gelu(x * w + b) + r)


ENDINGS = {
    "sum": lambda x: x.sum(),
    "mean": lambda x: x.mean(),
    "largest": lambda x: x.amax(),
    "rows": lambda x: x.sum(-1),
    "rows kept": lambda x: x.mean(-1, keepdim=True),
    "largest of rows": lambda x: x.max(-1).values,
    "columns": lambda x: x.sum(0),
    "norms": lambda x: x.norm(dim=-1),
    "counts": lambda x: (x > 0).sum(-1),
    "any": lambda x: (x > 2).any(-1),
    "two dimensions": lambda x: x.view(4, 16, -1).sum((1, 2)),
    "softmax": lambda x: x.softmax(-1),
    "log softmax": lambda x: x.log_softmax(-1),
    "log sum": lambda x: x.logsumexp(-1),
    "softmax of columns": lambda x: x.softmax(0),
    "layer norm": lambda x: F.layer_norm(x, x.shape[-1:]),
    "layer norm with weights": lambda x: F.layer_norm(x, x.shape[-1:], x[0].detach() + 1, x[1].detach(), 1e-3),
    "rms norm": lambda x: F.rms_norm(x, x.shape[-1:], x[1].detach() + 2),
    "spread": lambda x: x.var(-1) + x.std(-1),
    "used again": lambda x: (x - x.mean(-1, keepdim=True)) / (x * x).sum(-1, keepdim=True),
    "used twice": lambda x: x.sum() + x.amax(),
}


@pytest.mark.parametrize("name", ENDINGS)
@pytest.mark.parametrize("dtype", ["float32", "float64", "bfloat16"])
@pytest.mark.parametrize("shape", [(64, 80), (2, 150_001), (700, 513)])
def test_chains_that_end_in_a_reduction_give_the_same_bits(name, dtype, shape):
    if "two" in name and "dim" in name and shape != (64, 80):
        return
    x, y = tensors(getattr(torch, dtype), getattr(torch, dtype), shape=shape)

    def f(x, y):
        return ENDINGS[name](x * y + 0.5), x * 2

    for got, want in zip(torch.compile(f)(x, y), f(x, y)):
        same(got, want)


def test_a_norm_after_a_chain_is_one_program():
    x, y = tensors(torch.float32, torch.float32, shape=(64, 80))
    w, b = torch.randn(80), torch.randn(80)
    with torch.no_grad():
        out, (ops, programs, stored) = counted(torch.compile(lambda x, y: F.layer_norm(x + y * 0.5, (80,), w, b)), x, y)
        assert (ops, programs, stored) == (3, 1, 1)
        same(out, F.layer_norm(x + y * 0.5, (80,), w, b))
        out, (ops, programs, stored) = counted(torch.compile(lambda x, y: F.rms_norm(x + y * 0.5, (80,), w)), x, y)
        assert (ops, programs, stored) == (3, 1, 1)
        same(out, F.rms_norm(x + y * 0.5, (80,), w))


def test_a_norm_that_waits_has_the_weights_of_its_call():
    x, w = tensors(torch.float32, shape=(64, 80))[0], torch.randn(80)

    def f(x):
        y = F.layer_norm(x * 2, (80,), w)
        w.zero_()
        return y

    want = F.layer_norm(x * 2, (80,), w)
    with torch.no_grad():
        same(torch.compile(f)(x), want)


def test_a_loss_stores_no_element_of_its_chain():
    x, y = tensors(torch.float32, torch.float32)
    f = torch.compile(lambda x, y: ((x - y) ** 2 + 1).mean())
    out, (_, programs, stored) = counted(f, x, y)
    assert (programs, stored) == (1, 1)
    same(out, ((x - y) ** 2 + 1).mean())


def test_a_chain_that_is_reduced_and_kept_is_made_once():
    x, y = tensors(torch.float32, torch.float32)

    def f(x, y):
        a = (x - y).exp()
        return a, a.sum(-1)

    (a, s), (_, programs, stored) = counted(torch.compile(f), x, y)
    assert (programs, stored) == (1, 2)
    same(a, (x - y).exp())
    same(s, a.sum(-1))


def test_small_results_are_computed_at_once():
    x = torch.ones(4)
    out, counts = counted(torch.compile(lambda x: x * 2 + 1), x)
    assert out.tolist() == [3.0] * 4 and counts == (0, 0, 0)


def test_long_chains_and_many_operands():
    xs = tensors(*[torch.float32] * 12)

    def f(*xs):
        out = xs[0]
        for _ in range(5):
            for x in xs:
                out = out * 0.5 + x
        return out

    same(torch.compile(f)(*xs), f(*xs))


def test_results_that_somebody_holds_are_stored():
    (x,) = tensors(torch.float32)

    def f(x):
        a = x * 2
        b = a + 1
        return b.exp(), a, b

    for got, want in zip(torch.compile(f)(x), f(x)):
        same(got, want)


def test_operands_changed_after_their_use():
    x, y = tensors(torch.float32, torch.float32)

    def f(x, y):
        x = x.clone()
        a = x * 2
        x.zero_()
        b = a + x
        a += 1
        c = b * a
        x[0] = 5
        view = c[1]
        view.mul_(0)
        d = c + x
        x.data = y
        x.mul_(2)
        return d, a, b, c, x

    for got, want in zip(torch.compile(f)(x, y.clone()), f(x, y.clone())):
        same(got, want)


def test_out_and_views_of_what_is_put_off():
    x, y = tensors(torch.float32, torch.float32)

    def f(x, y):
        a = x + y
        out = torch.empty_like(x)
        torch.mul(a, 2, out=out)
        parts = (a * 3).view(2, -1).chunk(2, dim=1)
        flat = (x - y).reshape(-1)[::2] * 2
        cat = torch.cat([a, x * y])
        return out, parts[0] + 1, flat, cat, (a + 1).as_strided((N, N), (1, N)) * 2, (a * 2).view(torch.int32)

    for got, want in zip(torch.compile(f)(x, y), f(x, y)):
        same(got, want)


def test_python_sees_values_when_it_looks():
    (x,) = tensors(torch.float32)
    log = []

    def f(x):
        a = x * 2
        log.append(a.sum().item())
        if a.max() > 0:
            a = a + 1
        array = (a * 1).numpy()
        array[0] = 7
        kept = torch.from_numpy(array)
        b = kept * 2
        array[:] = 0
        address = (x + 1).data_ptr()
        assert address % 4 == 0 and address
        return a, b, (x * 3).tolist()[0][:2], repr(x * 0)[:6]

    want = f(x)
    got = torch.compile(f)(x)
    same(got[0], want[0])
    same(got[1], want[1])
    assert got[2:] == want[2:] and log[0] == log[1]


def test_every_call_runs_python():
    calls, scale = [], [1.0]

    @torch.compile
    def f(x):
        calls.append(len(calls))
        return x * scale[0]

    (x,) = tensors(torch.float32)
    for s in (1.0, 2.0, -3.0):
        scale[0] = s
        same(f(x), x * s)
    assert calls == [0, 1, 2]


def test_gradients_and_training_steps_are_the_same():
    def train(wrap):
        torch.manual_seed(0)
        net = nn.Sequential(nn.Linear(N, N), nn.BatchNorm1d(N), nn.GELU(), nn.Dropout(0.3), nn.LayerNorm(N), nn.Linear(N, N))
        model, opt = wrap(net), torch.optim.Adam(net.parameters(), 1e-2)
        losses = []
        for _ in range(3):
            x = torch.randn(N, N)
            out = model(x)
            loss = ((out * out.sigmoid() - x).pow(2) + out.abs() * 0.1).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
        return losses, list(net.state_dict().values())

    want, state = train(lambda net: net)
    got, compiled = train(torch.compile)
    assert got == want
    for a, b in zip(compiled, state):
        same(a, b)


def test_second_derivatives():
    x, y = tensors(torch.float64, torch.float64, shape=(80, 80))

    def run(f):
        a, b = x.clone().requires_grad_(), y.clone().requires_grad_()
        (g,) = torch.autograd.grad(f(a, b).sum(), a, create_graph=True)
        return torch.autograd.grad((g * g).sum(), [a, b])

    def f(a, b):
        return (a * b).tanh() * a.exp() + b.sigmoid()

    for got, want in zip(run(torch.compile(f)), run(f)):
        same(got, want)


def test_saved_values_changed_in_place_still_raise():
    (x,) = tensors(torch.float32)
    x.requires_grad_()

    @torch.compile
    def f(x):
        a = x * 2
        b = a.sigmoid()
        b.add_(1)
        return b.sum()

    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        f(x).backward()


def test_errors_come_where_the_op_is():
    (x,) = tensors(torch.float32)

    @torch.compile
    def f(x):
        a = x * 2
        try:
            a + torch.ones(3)
        except RuntimeError as e:
            return a + 1, str(e)

    out, text = f(x)
    same(out, x * 2 + 1)
    assert "size" in text
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        torch.compile(lambda x: (x * 2) // 0)(x.long())
    # What an exception leaves behind is computed, and nothing stays put off.
    kept = []

    @torch.compile
    def g(x):
        kept.append(x * 3)
        raise KeyError("stop")

    with pytest.raises(KeyError):
        g(x)
    same(kept[0], x * 3)


def test_random_numbers_are_those_of_eager_code():
    (x,) = tensors(torch.float32)

    def f(x):
        return F.dropout(x * 2, 0.5) + torch.rand_like(x) * torch.randn(N, N)

    torch.manual_seed(3)
    want = f(x)
    torch.manual_seed(3)
    same(torch.compile(f)(x), want)


def test_threads_see_what_others_put_off():
    (x,) = tensors(torch.float32)
    seen = []

    @torch.compile
    def f(x):
        x = x.clone()
        a = x * 2
        b = a + 1

        def other():
            seen.append(b.sum().item())
            x.zero_()

        t = threading.Thread(target=other)
        t.start()
        t.join()
        return a + x, b * 2

    got = f(x)
    same(got[0], x * 2)
    same(got[1], (x * 2 + 1) * 2)
    assert seen == [(x * 2 + 1).sum().item()]


def test_many_threads_at_once():
    x, y = tensors(torch.float32, torch.float32)
    want, wrong = F.gelu(x * y + 1) - x, []

    @torch.compile
    def f(x, y):
        return F.gelu(x * y + 1) - x

    def work():
        wrong.extend(i for i in range(30) if not torch.equal(f(x, y), want))

    threads = [threading.Thread(target=work) for _ in range(4)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    assert not wrong


def test_the_number_of_threads_changes_nothing():
    x, y = tensors(torch.float32, torch.float32, shape=(300, 301))
    f = torch.compile(lambda x, y: torch.exp(x * 0.1) * y.t().t() + x[0] - y[:, :1])
    before, outs = torch.get_num_threads(), []
    try:
        for n in (1, 2, 3):
            torch.set_num_threads(n)
            outs.append(f(x, y))
    finally:
        torch.set_num_threads(before)
    same(outs[0], outs[1])
    same(outs[0], outs[2])


def test_fullgraph_refuses_branches_on_values():
    (x,) = tensors(torch.float32)

    def f(x):
        return x + 1 if x.sum() > 0 else x - 1

    Unsupported = torch._dynamo.exc.Unsupported
    with pytest.raises(Unsupported, match="Data-dependent branching"):
        torch.compile(f, fullgraph=True)(x)
    same(torch.compile(f)(x), f(x))
    with pytest.raises(Unsupported, match="graph_break"):
        torch.compile(lambda x: torch._dynamo.graph_break() or x, fullgraph=True)(x)
    off = torch.compiler.disable(lambda x: x + 1)
    with pytest.raises(Unsupported, match="disable"):
        torch.compile(lambda x: off(x), fullgraph=True)(x)
    assert torch.compile(lambda x: x * x.sum().item(), fullgraph=True)(torch.ones(2)).tolist() == [2.0, 2.0]
    # The refusal ends with the call.
    assert f(torch.ones(1)).item() == 2


def test_explain_says_where_python_needed_a_value():
    (x,) = tensors(torch.float32)

    def f(x):
        y = x * 2 + 1
        if y.sum() > 0:
            y = y * 3
        return y - y.mean().item()

    report = torch.compile.explain(f)(x)
    assert report.graph_break_count == 2 and report.graph_count == 3 and report.op_count >= 3
    assert report.break_reasons[0].reason == "Data-dependent branching"
    assert report.break_reasons[0].user_stack[-1].name == "f" and "Break Reason 2" in str(report)
    assert torch._dynamo.explain(f, x).graph_break_count == 2


def test_disable_stances_and_backends():
    (x,) = tensors(torch.float32)
    inner = torch.compiler.disable(lambda x: x * 2 + 1)
    out, counts = counted(torch.compile(lambda x: inner(x)), x)
    assert counts == (0, 0, 0)
    same(out, x * 2 + 1)
    f = torch.compile(lambda x: x * 2 + 1)
    with torch.compiler.set_stance("force_eager"):
        assert counted(f, x)[1] == (0, 0, 0)
    assert counted(f, x)[1] == (2, 1, 1)
    assert counted(torch.compile(lambda x: x * 2 + 1, backend="eager"), x)[1] == (0, 0, 0)
    with pytest.raises(torch._dynamo.exc.InvalidBackend):
        torch.compile(f, backend="nope")
    with pytest.raises(AssertionError, match="callable"):
        torch.compile(3)
    with torch._dynamo.config.patch(suppress_errors=True):
        assert torch._dynamo.config.suppress_errors
    assert not torch._dynamo.config.suppress_errors
    with torch._inductor.config.patch("freezing", True):
        assert torch._inductor.config.freezing
    assert "freezing" in torch._inductor.list_options() and not torch._inductor.config.freezing


def test_modules_compile_in_place():
    net = nn.Sequential(nn.Linear(N, N), nn.ReLU())
    (x,) = tensors(torch.float32)
    want, seen = net(x), []
    net.register_forward_hook(lambda m, i, o: seen.append(o.shape))
    net.compile()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        out, (ops, _, _) = counted(net, x)
    same(out, want)
    assert ops and seen == [(N, N)]


def test_programs_run_their_chains_together(tmp_path):
    x, w = tensors(torch.float32, torch.float32)

    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.w = nn.Parameter(w)

        def forward(self, x):
            y = F.gelu(x * self.w + 1) + x
            return y.softmax(-1) * 2 - y.mean(0)

    net = Net().eval()
    want = net(x)
    path = tmp_path / "net.lmb"
    torch.jit.trace(net, x).save(path)
    for loaded in (torch.jit.load(path), torch.jit.load(path, mmap=True), torch.jit.freeze(torch.jit.script(net))):
        out, (ops, programs, _) = counted(loaded, x)
        same(out.detach(), want.detach())
        assert ops >= 5 and programs < ops


def test_weights_of_a_file_can_be_written(tmp_path):
    net = nn.Linear(N, N)
    (x,) = tensors(torch.float32)
    path = tmp_path / "net.lmb"
    torch.jit.trace(net, x).save(path)
    bytes_before = path.read_bytes()
    for mmap in (False, True):
        loaded = torch.jit.load(path, mmap=mmap)
        same(loaded(x).detach(), net(x).detach())
        opt = torch.optim.SGD(loaded.parameters(), 0.1)
        loaded(x).sum().backward()
        opt.step()
        assert not torch.equal(loaded.weight, net.weight)
        array = loaded.bias.detach().numpy()
        array[:] = 3
        assert loaded.bias[0].item() == 3
    assert path.read_bytes() == bytes_before
    with pytest.raises(ValueError, match="path"):
        torch.jit.load(open(path, "rb"), mmap=True)


def test_double_complex_weights_are_saved(tmp_path):
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.w = nn.Parameter(torch.tensor([1 + 2j, 3 - 1j], dtype=torch.complex128))

        def forward(self, x):
            return x * self.w + torch.tensor([1j, 2j], dtype=torch.complex128)

    net, x = Net(), torch.tensor([2.0, 1j], dtype=torch.complex128)
    path = tmp_path / "net.lmb"
    torch.jit.trace(net, x).save(path)
    loaded = torch.jit.load(path)
    assert loaded.w.dtype == torch.complex128 and loaded(x).tolist() == net(x).tolist()


def test_limits_of_a_loaded_program(tmp_path):
    @torch.jit.script
    def f(x, n: int):
        for _ in range(n):
            x = torch.cat([x, x])
        return x

    path = tmp_path / "f.lmb"
    f.save(path)
    assert torch.jit.load(path)(torch.ones(2), 3).shape == (16,)
    with pytest.raises(RuntimeError, match="limit"):
        torch.jit.load(path, max_trips=4)(torch.ones(2), 5)
    with pytest.raises(RuntimeError, match="limit"):
        torch.jit.load(path, max_memory=1 << 20)(torch.ones(1024), 12)


def test_values_agree_with_numpy():
    x, y = tensors(torch.float64, torch.float64)
    got = torch.compile(lambda x, y: torch.where(x > 0, x * y + 1, x / 2) - y[0] * torch.exp(-y.abs()))(x, y).numpy()
    a, b = x.numpy(), y.numpy()
    np.testing.assert_allclose(got, np.where(a > 0, a * b + 1, a / 2) - b[0] * np.exp(-abs(b)), rtol=1e-13, atol=1e-13)


FAMILIES = ("activation", "arith", "compare", "convert", "copies", "loss", "norm", "pointwise", "reduce", "softmax", "special", "unary")


def test_ops_give_the_same_bits_when_they_are_put_off():
    """Rows of the case table, each result eagerly and with kernels that wait, of small tensors too."""
    from cases import CASES
    from ops.suite import Failures, combinations, flatten

    failures, compared = Failures(), 0

    def check(case, sample, dtype, layout):
        nonlocal compared
        args, kwargs = case.tensors(torch, sample, dtype, layout)
        torch.manual_seed(0)
        want = flatten(case.call(torch, args, kwargs))
        args, kwargs = case.tensors(torch, sample, dtype, layout)
        torch.manual_seed(0)
        before = _C._late_enter(True, False, True)
        try:
            got = flatten(case.call(torch, args, kwargs))
        finally:
            _C._late_leave(before)
        for a, b in zip(got, want):
            # numpy has no bfloat16.
            if isinstance(a, torch.Tensor) and a.layout is torch.strided and a.dtype is not torch.bfloat16:
                assert a.dtype == b.dtype and a.shape == b.shape and a.stride() == b.stride()
                assert a.resolve_conj().resolve_neg().numpy().tobytes() == b.resolve_conj().resolve_neg().numpy().tobytes()
                compared += 1

    rows = [c for c in CASES if c.family in FAMILIES and c.values]
    for case in rows:
        for sample, dtype, layout in list(combinations(case, False))[:4]:
            failures.check(f"{case} {sample} {dtype} {layout}", check, case, sample, dtype, layout)
    failures.report()
    assert compared > 200


def test_what_programs_say_to_the_compiler_is_taken():
    t = torch.ones(3, 2)
    torch._dynamo.mark_static_address(t)
    torch._dynamo.mark_static(t)
    torch._dynamo.reset_code_caches()
    assert torch.compiler.wrap_numpy(lambda a, k: {"b": a * k})(t, k=2)["b"].tolist() == (t * 2).tolist()
    assert torch.compiler.set_enable_guard_collectives(True) is False and torch.compiler.set_enable_guard_collectives(False) is True
    assert torch.compiler.save_cache_artifacts() is None and torch.compiler.skip_all_guards_unsafe([1, 2]) == [True, True]

    @torch._dynamo.register_backend
    def mine(gm, inputs):
        return gm.forward

    assert torch.compile(lambda x: x + 1, backend="mine")(t).sum().item() == 12
    with pytest.raises(RuntimeError, match="Invalid backend"):
        torch.compile(lambda x: x, backend="yours")
