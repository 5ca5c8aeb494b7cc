"""Operations on the fake GPU against the CPU: one or two of each family, so that every launcher is run."""

import lumbre as torch
import lumbre.nn.functional as F
import pytest
from both import both

torch.manual_seed(0)


def randn(*size, grad=False, dtype=torch.float32):
    return torch.randn(*size, dtype=dtype).requires_grad_(grad)


@pytest.mark.parametrize(
    "f",
    [
        lambda x: x.exp(),
        lambda x: F.softplus(x, 2.0, 1.5),
        lambda x: x.clamp(-0.5, 0.25),
        lambda x: x[:, ::2].t().neg(),
        lambda x: x.to(torch.float16),
        lambda x: x.round(decimals=1),
        lambda x: x.isnan(),
        lambda x: (x * 3).to(torch.int32).abs(),
    ],
)
def test_unary(f):
    both(f, randn(5, 6))


@pytest.mark.parametrize(
    "f",
    [
        lambda x, y: x + y,
        lambda x, y: torch.sub(x, y, alpha=2),
        lambda x, y: x < y[:, :1],
        lambda x, y: torch.where(x > 0, x, y),
        lambda x, y: torch.addcmul(x, x, y, value=0.5),
        lambda x, y: x.pow(2) / (y.abs() + 1),
        lambda x, y: 2 ** x.abs(),
        lambda x, y: x.copy_(y.t().contiguous().t()),
        lambda x, y: x.double() * y,
    ],
)
def test_binary_and_ternary(f):
    both(f, randn(5, 6), randn(5, 6))


def test_in_place_and_out():
    def f(x, y):
        x = x.clone()
        x.add_(y).mul_(2)
        x[1:3] = 0
        return torch.add(x, 1, out=torch.empty_like(x))

    both(f, randn(4, 5), randn(4, 5))


def test_gradients_of_pointwise():
    both(lambda x, y: torch.tanh(x) * F.gelu(y) + torch.sigmoid(x - y), randn(4, 5, grad=True), randn(4, 5, grad=True), grad=True)


@pytest.mark.parametrize(
    "f",
    [
        lambda x: x.sum(),
        lambda x: x.sum(0),
        lambda x: x.mean((0, 2), keepdim=True),
        lambda x: x.transpose(0, 2).amax(1),
        lambda x: x.var(-1),
        lambda x: x.std(),
        lambda x: torch.logsumexp(x, 1),
        lambda x: x.norm(dim=2),
        lambda x: (x > 0).any(1),
        lambda x: x.max(1),
        lambda x: x.argmin(),
        lambda x: x.cumsum(1),
        lambda x: x.cummax(2),
        lambda x: x.softmax(-1),
        lambda x: x.log_softmax(1),
        lambda x: x.prod(0),
        lambda x: x.count_nonzero(),
    ],
)
def test_reductions_and_scans(f):
    both(f, randn(3, 5, 7))


def test_long_rows_are_split():
    both(lambda x: x.sum(1), randn(2, 20000), rtol=1e-4, atol=1e-3)
    both(lambda x: x.sum(0), randn(20000, 3), rtol=1e-4, atol=1e-3)
    both(lambda x: x.half().mean(), randn(9000), rtol=1e-2, atol=1e-3)


@pytest.mark.parametrize(
    "f",
    [
        lambda x, w: F.layer_norm(x, (8,), w, w),
        lambda x, w: F.rms_norm(x, (8,), w),
        lambda x, w: F.batch_norm(x, None, None, w[:4], w[:4], True),
        lambda x, w: F.group_norm(x, 2, w[:4], w[:4]),
        lambda x, w: F.instance_norm(x),
    ],
)
def test_norms(f):
    both(f, randn(3, 4, 8, grad=True), randn(8, grad=True), rtol=1e-4, atol=1e-4, grad=False)
    both(lambda x, w: f(x, w) + w.sum(), randn(3, 4, 8, grad=True), randn(8, grad=True), rtol=1e-3, atol=1e-4, grad=True)


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16, torch.float64, torch.int64, torch.complex64])
def test_matrix_products(dtype):
    a, b = ((torch.randn(7, 9) * 4).to(dtype), (torch.randn(9, 5) * 4).to(dtype))
    tol = dict(rtol=2e-2, atol=2e-1) if dtype == torch.bfloat16 else dict(rtol=1e-4, atol=1e-4)
    both(lambda x, y: x @ y, a, b, **tol)
    both(lambda x, y: (x.t().contiguous().t()) @ y[:, ::2], a, b, **tol)


def test_linear_and_batches():
    both(F.linear, randn(2, 3, 6, grad=True), randn(4, 6, grad=True), randn(4, grad=True), rtol=1e-4, grad=True)
    both(torch.bmm, randn(3, 4, 5, grad=True), randn(3, 5, 2, grad=True), rtol=1e-4, grad=True)
    both(lambda x, y, z: torch.addmm(z, x, y, beta=0.5, alpha=2), randn(3, 4), randn(4, 2), randn(3, 2), rtol=1e-4)


@pytest.mark.parametrize(
    "f",
    [
        lambda x, i: x[i],
        lambda x, i: x[:, i % 3],
        lambda x, i: x.index_select(0, i),
        lambda x, i: x.gather(0, i[:, None].expand(4, 3)),
        lambda x, i: x.index_add(0, i, x[:4], alpha=2),
        lambda x, i: torch.zeros_like(x).scatter_add(0, i[:, None].expand(4, 3), x[:4]),
        lambda x, i: x.index_fill(0, i, 1.5),
        lambda x, i: x.clone().index_put_((i, i % 3), x[:4, 0], accumulate=True),
        lambda x, i: x.scatter(0, i[:, None], 9.0),
        lambda x, i: x[x > 0],
        lambda x, i: x.nonzero(),
        lambda x, i: x.masked_fill(x > 0, 0.0),
        lambda x, i: torch.cat([x, x[i]], 0),
        lambda x, i: x.flip(0, 1),
        lambda x, i: F.pad(x, (1, 2, 0, 1), value=3.0),
        lambda x, i: x.roll(1, 0),
        lambda x, i: x.tril(),
        lambda x, i: torch.stack([x, x * 2], 1),
        lambda x, i: F.one_hot(i, 6),
    ],
)
def test_indexing_and_rearranging(f):
    both(f, randn(5, 3), torch.tensor([4, 0, 0, 2]))


def test_sorting():
    x = torch.tensor([[3.0, -1.0, float("nan"), 3.0], [0.0, -0.0, 5.0, 2.0]])
    both(lambda x: x.sort(), x)
    both(lambda x: x.sort(0, descending=True), x)
    both(lambda x: x.topk(2), randn(3, 9))
    both(lambda x: x.sort(), torch.randint(0, 50, (2, 3000)))
    both(lambda x: x.argsort(), torch.randint(-5, 5, (40,), dtype=torch.int32))


def test_embedding():
    i = torch.tensor([[1, 3, 3], [0, 1, 3]])
    both(lambda w, i: F.embedding(i, w), randn(5, 4, grad=True), i, grad=True)
    both(lambda w, i: F.embedding(i, w, padding_idx=1, scale_grad_by_freq=True), randn(5, 4, grad=True), i, grad=True)


@pytest.mark.parametrize("kwargs", [{}, {"reduction": "sum"}, {"reduction": "none"}, {"ignore_index": 2, "label_smoothing": 0.1}])
def test_cross_entropy(kwargs):
    t = torch.tensor([0, 2, 1, 4, 2])
    both(lambda x, t: F.cross_entropy(x, t, **kwargs), randn(5, 6, grad=True), t, grad=True)
    both(lambda x, t: F.nll_loss(x.log_softmax(1), t, **kwargs) if "label_smoothing" not in kwargs else x, randn(5, 6, grad=True), t, grad=True)


@pytest.mark.parametrize(
    "f",
    [
        lambda x, w: F.conv2d(x, w, padding=1, stride=2),
        lambda x, w: F.conv_transpose2d(x[:, :3], w.transpose(0, 1)[:, :, :, :].transpose(0, 1)[:3], stride=2),
        lambda x, w: F.conv1d(x.flatten(2), w[:, :, 0], dilation=2),
        lambda x, w: F.max_pool2d(x, 2),
        lambda x, w: F.avg_pool2d(x, 3, 1, 1),
        lambda x, w: F.adaptive_avg_pool2d(x, (2, 3)),
    ],
)
def test_convolution_and_pooling(f):
    both(lambda x, w: f(x, w) + w.sum() * 0, randn(2, 4, 6, 7, grad=True), randn(5, 4, 3, 3, grad=True), rtol=1e-3, atol=1e-4, grad=True)


def test_factories():
    for f in (
        lambda d: torch.arange(2, 11, 3, device=d),
        lambda d: torch.linspace(0, 1, 5, device=d),
        lambda d: torch.full((2, 3), 7, device=d),
        lambda d: torch.eye(3, device=d),
        lambda d: torch.tensor([[1, 2]], device=d),
        lambda d: torch.zeros_like(torch.ones(3, device=d)),
    ):
        a, b = f("cpu"), f("cuda")
        assert b.is_cuda and a.dtype == b.dtype and a.tolist() == b.tolist()


def test_random_fills_have_their_distribution():
    torch.manual_seed(1)
    u = torch.rand(4000, device="cuda").cpu()
    assert 0 <= u.min() and u.max() < 1 and abs(u.mean() - 0.5) < 0.03
    n = torch.randn(4000, device="cuda").cpu()
    assert abs(n.mean()) < 0.06 and abs(n.std() - 1) < 0.05
    assert abs(torch.randint(0, 10, (4000,), device="cuda").float().mean().item() - 4.5) < 0.2
    assert torch.randperm(50, device="cuda").sort()[0].tolist() == list(range(50))
    kept = F.dropout(torch.ones(4000, device="cuda"), 0.25).cpu()
    assert abs((kept == 0).float().mean() - 0.25) < 0.03 and set(kept.unique().tolist()) <= {0.0, float(torch.tensor(1 / 0.75))}


@pytest.mark.parametrize("make", [lambda p: torch.optim.SGD(p, 0.1, momentum=0.9), lambda p: torch.optim.AdamW(p, 0.1), lambda p: torch.optim.RMSprop(p, 0.1)])
def test_a_training_run_is_the_cpus(make):
    x, t = torch.randn(12, 5), torch.tensor([0, 1, 2] * 4)
    losses = []
    for device in ("cpu", "cuda"):
        torch.manual_seed(2)
        m = torch.nn.Sequential(torch.nn.Linear(5, 16), torch.nn.LayerNorm(16), torch.nn.GELU(), torch.nn.Linear(16, 3)).to(device)
        opt, run = make(m.parameters()), []
        for _ in range(4):
            opt.zero_grad()
            loss = F.cross_entropy(m(x.to(device)), t.to(device))
            loss.backward()
            torch.nn.utils.clip_grad_norm_(m.parameters(), 1.0)
            opt.step()
            run.append(loss.item())
        losses.append(run)
    assert losses[0] == pytest.approx(losses[1], rel=1e-3, abs=1e-4)


def test_autocast_and_scaler():
    torch.manual_seed(0)
    m = torch.nn.Linear(4, 4).cuda()
    opt = torch.optim.SGD(m.parameters(), 0.1)
    scaler = torch.amp.GradScaler("cuda", init_scale=8.0)
    with torch.autocast("cuda", dtype=torch.bfloat16):
        y = m(torch.ones(2, 4, device="cuda"))
        assert y.dtype == torch.bfloat16 and y.softmax(-1).dtype == torch.float32
        loss = y.float().pow(2).sum()
    before = m.weight.tolist()
    scaler.scale(loss).backward()
    scaler.step(opt)
    scaler.update()
    assert m.weight.tolist() != before and scaler.get_scale() == 8.0


def test_gradients_are_unscaled_in_one_launch():
    grads = [torch.full((n,), 8.0, device="cuda") for n in (3, 5000, 1)] + [torch.full((4,), 4.0, device="cuda", dtype=torch.float16)]
    found, inverse = torch.zeros(1, device="cuda"), torch.full((1,), 0.25, device="cuda")
    launches = torch._C._cuda_launches()
    torch._amp_foreach_non_finite_check_and_unscale_(grads, found, inverse)
    assert torch._C._cuda_launches() - launches == 2  # one a dtype
    assert found.item() == 0 and [g.unique().tolist() for g in grads] == [[2], [2], [2], [1]]
    grads[1][4999] = float("inf")
    torch._amp_foreach_non_finite_check_and_unscale_(grads, found, inverse)
    assert found.item() == 1
    scale, tracker = torch.full((1,), 8.0, device="cuda"), torch.zeros(1, dtype=torch.int32, device="cuda")
    torch._amp_update_scale_(scale, tracker, found, 2.0, 0.5, 2)
    assert scale.item() == 4
    for want in (4, 8):
        torch._amp_update_scale_(scale, tracker, torch.zeros(1, device="cuda"), 2.0, 0.5, 2)
        assert scale.item() == want
    assert tracker.item() == 0


def test_tf32_switch():
    assert torch.backends.cuda.matmul.allow_tf32 is False
    torch.backends.cuda.matmul.allow_tf32 = True
    try:
        assert torch.backends.cuda.matmul.allow_tf32 is True
        assert torch.get_float32_matmul_precision() in ("high", "medium")
    finally:
        torch.backends.cuda.matmul.allow_tf32 = False


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
def test_flash_attention(dtype):
    q, k, v = (torch.randn(2, 4, 20, 32), torch.randn(2, 2, 24, 32), torch.randn(2, 2, 24, 32))
    tol = {"rtol": 4e-2, "atol": 4e-2} if dtype == torch.bfloat16 else {"rtol": 8e-3, "atol": 8e-3}
    want = F.scaled_dot_product_attention(q, k, v, is_causal=True, enable_gqa=True)
    got = F.scaled_dot_product_attention(*(t.to(dtype).cuda() for t in (q, k, v)), is_causal=True, enable_gqa=True)
    torch.testing.assert_close(got.cpu().float(), want, **tol)
    launches = torch._C._cuda_launches()
    q, k, v = (torch.randn(1, 2, 9, 40, dtype=dtype, device="cuda").requires_grad_() for _ in range(3))
    y = F.scaled_dot_product_attention(q, k, v)
    assert y.grad_fn.name().startswith("ScaledDotProductFlash") and torch._C._cuda_launches() - launches <= 4
    got = torch.autograd.grad(y.float().pow(2).sum(), (q, k, v))
    q, k, v = (t.detach().cpu().float().requires_grad_() for t in (q, k, v))
    want = torch.autograd.grad(F.scaled_dot_product_attention(q, k, v).pow(2).sum(), (q, k, v))
    for a, b in zip(got, want, strict=True):
        torch.testing.assert_close(a.cpu().float(), b, rtol=6e-2, atol=6e-2)
