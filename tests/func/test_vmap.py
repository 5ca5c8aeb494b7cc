"""`vmap` against loops over the samples, and its errors."""

import lumbre
import lumbre.nn.functional as F
import pytest
from lumbre.func import grad, vmap




def t(*shape, seed=0, dtype=lumbre.float64):
    g = lumbre.Generator().manual_seed(seed)
    return lumbre.randn(shape, generator=g, dtype=dtype)


def looped(f, args, dims):
    n = next(a.shape[d] for a, d in zip(args, dims) if d is not None)
    rows = [f(*(a if d is None else a.select(d, i) for a, d in zip(args, dims))) for i in range(n)]
    if isinstance(rows[0], tuple):
        return tuple(lumbre.stack(column) for column in zip(*rows))
    return lumbre.stack(rows)


def same(a, b):
    for x, y in zip(a, b) if isinstance(a, tuple) else [(a, b)]:
        assert x.shape == y.shape and x.dtype == y.dtype
        lumbre.testing.assert_close(x, y, rtol=1e-9, atol=1e-11, equal_nan=True)


# (function, shapes of one sample's tensors): every subset of the arguments is batched in turn.
CASES = {
    "arithmetic": (lambda x, y: (x + 2 * y) / (1 + x * x) - 3, [(3, 4), (4,)]),
    "reversed numbers": (lambda x: 2 / (x * x + 1) + 3**x, [(3,)]),
    "where": (lambda x, y: lumbre.where(x > 0, x, y), [(3,), (2, 3)]),
    "masked_fill": (lambda x, y: x.masked_fill(y > 0, 1.5), [(3,), (3,)]),
    "fill": (lambda x, v: x.fill(v) + x.clone().fill_(2.0), [(3,), ()]),
    "clamp": (lambda x, y: x.clamp(min=y), [(3,), ()]),
    "sum": (lambda x: x.sum(), [(3, 4)]),
    "sum over a negative dim": (lambda x: x.sum(-2, keepdim=True), [(3, 4)]),
    "mean and var": (lambda x: (x.mean(0), x.var(1), x.std()), [(3, 4)]),
    "max with places": (lambda x: tuple(x.max(1)), [(3, 4)]),
    "argmax of all": (lambda x: x.argmax(), [(3, 4)]),
    "amax": (lambda x: x.amax((0, 1)), [(3, 4)]),
    "logsumexp": (lambda x: x.logsumexp(-1), [(3, 4)]),
    "softmax": (lambda x: x.softmax(0), [(3, 4)]),
    "cumsum": (lambda x: x.cumsum(1), [(3, 4)]),
    "sort": (lambda x: tuple(x.sort(0)), [(3, 4)]),
    "topk": (lambda x: tuple(x.topk(2)), [(5,)]),
    "norm": (lambda x: (x.norm(), x.norm(dim=1)), [(3, 4)]),
    "numbers": (lambda x: (x.sum(0), x.softmax(0), x.unsqueeze(0)), [()]),
    "view": (lambda x: x.view(-1, 2).t().reshape(3, -1), [(3, 4)]),
    "expand": (lambda x: x.expand(2, -1, 4), [(3, 1)]),
    "permute": (lambda x: x.permute(2, 0, 1).transpose(0, -1).movedim(0, 1), [(2, 3, 4)]),
    "squeeze": (lambda x: (x.squeeze(), x.squeeze(1), x.unsqueeze(-1), x.flatten(1)), [(2, 1, 3)]),
    "cat": (lambda x, y: lumbre.cat([x, y], -1), [(2, 3), (2, 1)]),
    "stack": (lambda x, y: lumbre.stack([x, y], 1), [(2, 3), (2, 3)]),
    "split": (lambda x: x.split(2, 1) + x.unbind(0), [(2, 4)]),
    "diagonal": (lambda x: (x.diagonal(), lumbre.diag_embed(x), x.tril()), [(3, 3)]),
    "pad": (lambda x: F.pad(x, (1, 2), value=3.0), [(2, 3)]),
    "flip and roll": (lambda x: (x.flip(0), x.roll(1, 1), x.roll(2)), [(2, 3)]),
    "index": (lambda x: (x[0], x[:, 1:], x[..., None], x[[0, 1], 1], x[1, lumbre.tensor([0, 2])]), [(2, 3)]),
    "index with gaps": (lambda x: x[lumbre.tensor([0, 1]), :, lumbre.tensor([1, 0])], [(2, 3, 4)]),
    "mm": (lambda x, y: x @ y, [(2, 3), (3, 4)]),
    "mv": (lambda x, y: x @ y, [(2, 3), (3,)]),
    "vm": (lambda x, y: x @ y, [(3,), (3, 2)]),
    "dot": (lambda x, y: lumbre.dot(x, y), [(3,), (3,)]),
    "bmm": (lambda x, y: x @ y, [(5, 2, 3), (3, 4)]),
    "addmm": (lambda x, y, z: lumbre.addmm(z, x, y, alpha=2, beta=3), [(2, 3), (3, 4), (4,)]),
    "einsum": (lambda x, y: lumbre.einsum("ij,kj->ik", x, y), [(2, 3), (4, 3)]),
    "einsum without arrow": (lambda x, y: lumbre.einsum("ij,jk", x, y), [(2, 3), (3, 4)]),
    "linear": (lambda x, w, b: F.linear(x, w, b), [(3,), (2, 3), (2,)]),
    "linear of rows": (lambda x, w, b: F.linear(x, w, b), [(4, 3), (2, 3), (2,)]),
    "conv2d": (lambda x, w, b: F.conv2d(x, w, b, padding=1, groups=2), [(2, 4, 5, 5), (6, 2, 3, 3), (6,)]),
    "conv2d of one image": (lambda x, w, b: F.conv2d(x, w, b, stride=2), [(4, 5, 5), (6, 4, 3, 3), (6,)]),
    "conv_transpose1d": (lambda x, w: F.conv_transpose1d(x, w, stride=2), [(2, 4, 5), (4, 3, 3)]),
    "pools": (lambda x: (F.max_pool2d(x, 2), F.avg_pool2d(x, 2), F.adaptive_avg_pool2d(x, 1)), [(2, 3, 4, 4)]),
    "layer_norm": (lambda x, w, b: F.layer_norm(x, (4,), w, b), [(3, 4), (4,), (4,)]),
    "group_norm": (lambda x, w, b: F.group_norm(x, 2, w, b), [(3, 4, 5), (4,), (4,)]),
    "batch_norm": (lambda x, w, b: F.batch_norm(x, None, None, w, b, training=True), [(3, 4, 5), (4,), (4,)]),
    "instance_norm": (lambda x: F.instance_norm(x), [(3, 4, 5)]),
    "mse_loss": (lambda x, y: F.mse_loss(x, y), [(3, 4), (3, 4)]),
    "huber_loss": (lambda x, y: F.huber_loss(x, y, reduction="sum"), [(3, 4), (3, 4)]),
    "soft targets": (lambda x, y: F.cross_entropy(x, y.softmax(1)), [(3, 4), (3, 4)]),
    "attention": (lambda q, k, v: F.scaled_dot_product_attention(q, k, v, is_causal=True), [(2, 3, 4), (2, 3, 4), (2, 3, 4)]),
    "cosine_similarity": (lambda x, y: F.cosine_similarity(x, y, 0), [(3, 4), (3, 4)]),
    "cdist": (lambda x, y: lumbre.cdist(x, y), [(3, 4), (5, 4)]),
    "kron": (lambda x, y: lumbre.kron(x, y), [(2, 3), (2, 2)]),
    "an op without a rule": (lambda x: lumbre.renorm(x, 2, 0, 0.5), [(3, 4)]),
}


@pytest.mark.parametrize("name", CASES)
def test_vmap_equals_a_loop(name):
    f, shapes = CASES[name]
    every = [tuple(0 for _ in shapes)] + [tuple(0 if i == k else None for i in range(len(shapes))) for k in range(len(shapes))]
    for dims in every:
        args = [t(*((3, *s) if d is not None else s), seed=i) for i, (s, d) in enumerate(zip(shapes, dims))]
        same(vmap(f, dims)(*args), looped(f, args, dims))


@pytest.mark.parametrize("name", ["arithmetic", "sum", "index", "mm", "linear", "conv2d of one image", "layer_norm", "where", "cat"])
def test_nested_vmap_equals_nested_loops(name):
    f, shapes = CASES[name]
    args = [t(2, 3, *shapes[0])] + [t(3, *s, seed=5) for s in shapes[1:]]
    outer = (0,) + (None,) * (len(shapes) - 1)
    inner = (0,) * len(shapes)
    got = vmap(vmap(f, inner), outer)(*args)
    same(got, looped(lambda *a: looped(f, a, inner), args, outer))


@pytest.mark.parametrize("name", ["arithmetic", "softmax", "index with gaps", "linear", "conv2d", "batch_norm", "attention", "topk", "pools"])
def test_gradients_flow_through_vmap(name):
    f, shapes = CASES[name]
    dims = (0,) * len(shapes)

    def scalar(run, args):
        out = run(*args)
        outs = [o for o in (out if isinstance(out, tuple) else (out,)) if o.is_floating_point()]
        return sum((o * o.detach().cos()).sum() for o in outs)

    first = [t(3, *s, seed=i).requires_grad_() for i, s in enumerate(shapes)]
    second = [a.detach().clone().requires_grad_() for a in first]
    scalar(vmap(f, dims), first).backward()
    scalar(lambda *a: looped(f, a, dims), second).backward()
    for a, b in zip(first, second):
        lumbre.testing.assert_close(a.grad, b.grad, rtol=1e-8, atol=1e-10)


def test_class_losses():
    x, y = t(3, 5, 4), lumbre.tensor([[0, 1, 2, 3, 0], [1, 1, -100, 2, 3], [3, 2, 1, 0, 0]])
    w = t(4, seed=3).abs()
    for kwargs in ({}, {"reduction": "sum"}, {"reduction": "none"}, {"weight": w}, {"label_smoothing": 0.1}, {"weight": w, "label_smoothing": 0.1}):
        f = lambda x, y: F.cross_entropy(x, y, **kwargs)  # noqa: B023, E731
        same(vmap(f)(x, y), looped(f, (x, y), (0, 0)))


def test_indices_of_samples():
    x, i = t(3, 4, 5), lumbre.tensor([[0, 3], [1, 1], [2, 0]])
    for f in (
        lambda x, i: x[i],
        lambda x, i: x[:, i],
        lambda x, i: x[i, 1:],
        lambda x, i: x[i, :, None][0],
        lambda x, i: x.index_select(1, i),
        lambda x, i: x.gather(0, i.unsqueeze(1).expand(2, 5)),
        lambda x, i: x.take_along_dim(i.unsqueeze(1), 0),
        lambda x, i: lumbre.zeros_like(x).index_add(0, i, x[:2]),
        lambda x, i: lumbre.zeros_like(x).scatter_add(1, i.unsqueeze(0), x[:1, :2]),
        lambda x, i: F.embedding(i, x),
        lambda x, i: x[i[0]],
        lambda x, i: F.one_hot(i, 6),
    ):
        same(vmap(f)(x, i), looped(f, (x, i), (0, 0)))
        same(vmap(f, (None, 0))(x[0], i), looped(f, (x[0], i), (None, 0)))


def test_writing_into_samples():
    def f(x, i):
        y = x.new_zeros(4)
        y[1:3] = x[:2]
        y[i] += 2
        y[lumbre.tensor([0, 3])] = x[2]
        y.mul_(x.sum()).clamp_(max=5)
        y[y > 1] = 7.0
        return y

    x, i = t(3, 4), lumbre.tensor([0, 1, 3])
    same(vmap(f)(x, i), looped(f, (x, i), (0, 0)))


def test_inplace_ops_write_the_batch_that_was_given():
    x, before = t(3, 4), t(3, 4)
    vmap(lambda x: x.add_(1).t_().unsqueeze_(0))(x)
    same(x, before + 1)


def test_inplace_views_change_the_sample():
    f = lambda x: x.clone().transpose_(0, 1).unsqueeze_(0).squeeze_(0)  # noqa: E731
    x = t(3, 4, 5)
    same(vmap(f)(x), looped(f, (x,), (0,)))


def test_promotion_is_that_of_one_sample():
    x, s = t(3, 4, dtype=lumbre.float32), t(3)
    f = lambda x, s: (x * s, s * x, s + 1, x > s)  # noqa: E731
    same(vmap(f)(x, s), looped(f, (x, s), (0, 0)))
    same(vmap(f, (0, None))(x, s[0]), looped(f, (x, s[0]), (0, None)))


def test_samples_look_like_samples():
    seen = []

    def f(x):
        seen.append((tuple(x.shape), x.ndim, x.size(-1), len(x), x.numel(), x.dtype, str(x.device), x.is_meta, x.requires_grad))
        return x

    vmap(f)(t(3, 4, 5))
    assert seen == [((4, 5), 2, 5, 4, 20, lumbre.float64, "cpu", False, False)]


def test_trees_and_dims():
    x, y = t(2, 3), t(4, 3)
    out = vmap(lambda d, y: {"sum": d["a"][0] + y, "same": y}, in_dims=({"a": [1]}, 1), out_dims={"sum": 1, "same": 0})({"a": [x]}, y[:2])
    same(out["sum"], x + y[:2])
    same(out["same"], y[:2].t())
    same(vmap(lambda x: (x, x.sum()), out_dims=(-1, 0))(x), (x.t(), x.sum(1)))
    assert vmap(lambda x: (x, 3), out_dims=(0, None))(x)[1] == 3


def test_chunks_give_the_whole():
    x = t(7, 3)
    for n in (1, 3, 7, 9):
        same(vmap(lambda x: (x.sin(), x.sum()), out_dims=(1, 0), chunk_size=n)(x), (x.sin().t(), x.sum(1)))


def test_empty_batch():
    assert vmap(lambda x: lumbre.renorm(x, 2, 0, 1.0).sum(0) @ x.t())(t(0, 3, 4)).shape == (0, 3)


def test_random_ops_follow_the_mode():
    x = t(64, 3)
    with pytest.raises(RuntimeError, match="randomness error mode"):
        vmap(lambda x: x + lumbre.randn(3))(x)
    each = vmap(lambda x: lumbre.randn(3), randomness="different")(x)
    assert each.shape == (64, 3) and each.unique().numel() == 192
    one = vmap(lambda x: lumbre.randn(3), randomness="same")(x)
    assert (one == one[0]).all() and one[0].unique().numel() == 3
    drop = lambda x: F.dropout(lumbre.ones_like(x), 0.5)  # noqa: E731
    assert not (vmap(drop, randomness="different")(x) == vmap(drop, randomness="different")(x)[0]).all()
    masks = vmap(drop, randomness="same")(x)
    assert (masks == masks[0]).all()
    normal = vmap(lambda x: x.clone().normal_(), randomness="different")(x)
    assert normal.unique().numel() == 192


def test_same_numbers_as_outside_for_one_draw():
    lumbre.manual_seed(3)
    expected = lumbre.rand(3)
    lumbre.manual_seed(3)
    assert lumbre.equal(vmap(lambda x: lumbre.rand(3), randomness="same")(t(2, 1))[1], expected)


@pytest.mark.parametrize(
    "f, text",
    [
        (lambda x: x.sum().item(), "item"),
        (lambda x: x if x.sum() > 0 else -x, "control flow"),
        (lambda x: float(x[0]), "item"),
        (lambda x: x.tolist(), "tolist"),
        (lambda x: x.numpy(), "numpy"),
        (lambda x: x[x > 0], "dynamic shape"),
        (lambda x: x.nonzero(), "dynamic shape"),
        (lambda x: lumbre.zeros(3).add_(x), "inplace"),
        (lambda x: lumbre.zeros(3).copy_(x), "inplace"),
        (lambda x: lumbre.equal(x, x), "control flow"),
        (lambda x: x.sum().backward(), "backward"),
    ],
)
def test_what_samples_cannot_do_raises(f, text):
    with pytest.raises(RuntimeError, match=text):
        vmap(f)(t(4, 3))


def test_writing_a_sample_into_a_shared_tensor_raises():
    y = lumbre.zeros(3, dtype=lumbre.float64)

    def f(x):
        y[0] = x[0]
        return y

    with pytest.raises(RuntimeError, match="vmapped over"):
        vmap(f)(t(4, 3))
    assert (y == 0).all()


def test_wrong_arguments():
    x = t(3, 4)
    with pytest.raises(ValueError, match="no inputs"):
        vmap(lambda: 1)()
    with pytest.raises(ValueError, match="same size"):
        vmap(lumbre.add)(x, t(2, 4))
    with pytest.raises(ValueError, match="at least one Tensor"):
        vmap(lumbre.sin, (None,))(x)
    with pytest.raises(ValueError, match="non-Tensor"):
        vmap(lumbre.mul)(x, 2.0)
    with pytest.raises(ValueError, match="-2 <= in_dim < 2"):
        vmap(lumbre.sin, 2)(x)
    with pytest.raises(ValueError, match="not compatible"):
        vmap(lumbre.mul, (0, 0, 0))(x, x)
    with pytest.raises(ValueError, match="must only return Tensors"):
        vmap(lambda x: 1)(x)
    with pytest.raises(ValueError, match="BatchedTensor"):
        vmap(lambda x: x, out_dims=None)(x)
    with pytest.raises(RuntimeError, match="Only allowed values"):
        vmap(lumbre.sin, randomness="some")
    with pytest.raises(IndexError, match="out of range"):
        vmap(lambda x: x.sum(3))(x)


def test_a_sample_that_escaped_raises():
    kept = []
    vmap(lambda x: (kept.append(x), x)[1])(t(3, 4))
    with pytest.raises(RuntimeError, match="escaped"):
        kept[0] + 1


def test_per_sample_gradients_of_shared_arguments():
    w, x = t(4, 3), t(5, 3)
    got = vmap(grad(lambda w, x: (w @ x).tanh().sum()), (None, 0))(w, x)
    same(got, (1 - (x @ w.t()).tanh() ** 2).unsqueeze(2) * x.unsqueeze(1))
