"""Derivatives as functions against formulas, finite differences and each other."""

import lumbre
import lumbre.nn.functional as F
import numpy as np
import pytest
from lumbre.func import (
    functional_call, grad, grad_and_value, hessian, jacfwd, jacrev, jvp, linearize, stack_module_state, vjp, vmap,
)  # fmt: skip


def t(*shape, seed=0):
    return lumbre.randn(shape, generator=lumbre.Generator().manual_seed(seed), dtype=lumbre.float64)


def close(a, b):
    lumbre.testing.assert_close(a, b, rtol=1e-9, atol=1e-11)


def test_grad_and_its_forms():
    x, y = t(3), t(3, seed=1)
    close(grad(lambda x: x.sin().sum())(x), x.cos())
    close(grad(lambda x, y: (x * y * y).sum(), argnums=(0, 1))(x, y)[1], 2 * x * y)
    g, v = grad_and_value(lambda x: (x * x).sum())(x)
    close(g, 2 * x)
    close(v, (x * x).sum())
    g, (v, aux) = grad_and_value(lambda d: ((d["a"] ** 3).sum(), {"kept": d["b"] + 1}), has_aux=True)({"a": x, "b": y})
    close(g["a"], 3 * x * x)
    close(g["b"], lumbre.zeros_like(y))
    close(aux["kept"], y + 1)
    assert not any(r.requires_grad for r in (g["a"], v, aux["kept"]))


def test_grad_nests():
    x = t()
    close(grad(grad(grad(lambda x: x**5)))(x), 60 * x**2)
    # The inner derivative is in y alone: no mixing up of levels.
    close(grad(lambda x: x * grad(lambda y: x * y)(x))(x), 2 * x)


def test_no_grad_inside_and_outside():
    x = t(3)
    with lumbre.no_grad():
        close(grad(lambda x: (x * x).sum())(x), 2 * x)

    def f(x):
        with lumbre.no_grad():
            c = x * 3
        return (x * c).sum()

    close(grad(f)(x), 3 * x)


def test_results_stay_connected_to_what_asked_for_gradients():
    x, w = t(4, 3), t(3, seed=1).requires_grad_()
    g = vmap(grad(lambda x: (x * w).pow(3).sum()))(x)
    assert g.requires_grad
    g.sum().backward()
    close(w.grad, (9 * x**2 * w.detach() ** 2).sum(0))
    p = t(3).requires_grad_()
    grad(lambda p: (p**3).sum())(p).sum().backward()
    close(p.grad, 6 * p.detach())
    with lumbre.no_grad():
        assert not grad(lambda p: (p**3).sum())(p).requires_grad


def test_vjp_and_jvp():
    x, v, w = t(3), t(3, seed=1), t(4, 3, seed=2)
    out, pull = vjp(lambda x: w @ x.sin(), x)
    u = t(4, seed=3)
    close(out, w @ x.sin())
    close(pull(u)[0], (u @ w) * x.cos())
    out, change = jvp(lambda x: w @ x.sin(), (x,), (v,))
    close(change, w @ (v * x.cos()))
    (a, b), (da, db), aux = jvp(lambda x, y: ((x * y, y.exp()), x), (x, v), (v, x), has_aux=True)
    close(da, v * v + x * x)
    close(db, x * v.exp())
    close(aux, x)
    out, pull, aux = vjp(lambda x: (x * 2, x), x, has_aux=True)
    close(aux, x)
    close(jvp(lambda x: lumbre.ones(2), (x,), (v,))[1], lumbre.zeros(2))


def test_pull_back_and_push_forward_under_vmap():
    x, w = t(3), t(4, 3, seed=2)
    _, pull = vjp(lambda x: w @ x.tanh(), x)
    (rows,) = vmap(pull)(lumbre.eye(4, dtype=lumbre.float64))
    close(rows, w * (1 - x.tanh() ** 2))
    _, push = linearize(lambda x: w @ x.tanh(), x)
    close(vmap(push, out_dims=1)(lumbre.eye(3, dtype=lumbre.float64)), w * (1 - x.tanh() ** 2))
    columns = vmap(lambda v: jvp(lambda x: w @ x.tanh(), (x,), (v,))[1], out_dims=1)(lumbre.eye(3, dtype=lumbre.float64))
    close(columns, w * (1 - x.tanh() ** 2))


@pytest.mark.parametrize("jac", [jacrev, jacfwd])
def test_jacobians(jac):
    x, w = t(3), t(4, 3, seed=2)
    close(jac(lambda x: w @ x.exp())(x), w * x.exp())
    m = jac(lambda x, y: {"p": x.outer(y), "s": y.sum()}, argnums=(0, 1))(x, w[0])
    close(m["p"][0], lumbre.einsum("ik,j->ijk", lumbre.eye(3, dtype=lumbre.float64), w[0]))
    close(m["s"][1], lumbre.ones(3, dtype=lumbre.float64))
    close(m["s"][0], lumbre.zeros(3, dtype=lumbre.float64))
    value, aux = jac(lambda x: (x * x, x), has_aux=True)(x)
    close(value, lumbre.diag(2 * x))
    close(aux, x)
    assert jac(lambda x: x[:0])(x).shape == (0, 3)
    close(jac(jac(lambda x: (x**3).sum()))(x), lumbre.diag(6 * x))
    batch = t(5, 3, seed=4)
    close(vmap(jac(lambda x: w @ x.exp()))(batch), w * batch.exp().unsqueeze(1))


def mlp(seed=0):
    lumbre.manual_seed(seed)
    net = lumbre.nn.Sequential(lumbre.nn.Linear(3, 5), lumbre.nn.Tanh(), lumbre.nn.Linear(5, 2)).double()
    return net, {k: v.detach() for k, v in net.named_parameters()}


def test_hessian_of_a_network_against_differences():
    net, params = mlp()
    x = t(3)
    f = lambda x: functional_call(net, params, (x,)).pow(2).sum()  # noqa: E731
    h = hessian(f)(x)
    eps = 1e-5
    for i in range(3):
        e = lumbre.zeros(3, dtype=lumbre.float64)
        e[i] = eps
        difference = (grad(f)(x + e) - grad(f)(x - e)) / (2 * eps)
        np.testing.assert_allclose(h[i].numpy(), difference.numpy(), rtol=1e-6, atol=1e-8)
    for combined in (jacrev(jacrev(f)), jacfwd(jacfwd(f)), jacrev(jacfwd(f))):
        close(combined(x), h)
    batch = t(4, 3, seed=1)
    close(vmap(hessian(f))(batch), lumbre.stack([hessian(f)(b) for b in batch]))


def test_per_sample_gradients_of_a_convolutional_network():
    lumbre.manual_seed(0)
    nn = lumbre.nn
    net = nn.Sequential(nn.Conv2d(2, 4, 3), nn.GroupNorm(2, 4), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(16, 3)).double()
    params = {k: v.detach() for k, v in net.named_parameters()}
    x, y = t(5, 2, 6, 6), lumbre.tensor([0, 2, 1, 1, 0])

    def loss(params, x, y):
        return F.cross_entropy(functional_call(net, params, (x.unsqueeze(0),)), y.unsqueeze(0))

    got = vmap(grad(loss), (None, 0, 0))(params, x, y)
    for i in range(5):
        net.zero_grad()
        F.cross_entropy(net(x[i : i + 1]), y[i : i + 1]).backward()
        for name, p in net.named_parameters():
            close(got[name][i], p.grad)


def test_ensembles():
    models = [mlp(s)[0] for s in range(3)]
    params, buffers = stack_module_state(models)
    assert buffers == {} and all(p.shape[0] == 3 and p.requires_grad and p.is_leaf for p in params.values())
    x = t(4, 3)
    out = vmap(lambda p, x: functional_call(models[0], p, (x,)), (0, None))(params, x)
    close(out, lumbre.stack([m(x) for m in models]))
    out.sum().backward()
    assert params["0.weight"].grad.shape == (3, 5, 3)
    with pytest.raises(RuntimeError, match="same class"):
        stack_module_state([models[0], lumbre.nn.Linear(1, 1)])


def test_model_agnostic_meta_learning():
    """The gradient through an inner step, for a batch of tasks, against ordinary double backward."""
    net, params = mlp()
    xs, ys = t(4, 6, 3, seed=1), t(4, 6, 2, seed=2)

    def task(params, x, y):
        loss = lambda p: F.mse_loss(functional_call(net, p, (x,)), y)  # noqa: E731
        inner = grad(loss)(params)
        return loss({k: p - 0.1 * inner[k] for k, p in params.items()})

    got = grad(lambda p: vmap(task, (None, 0, 0))(p, xs, ys).mean())(params)
    leaves = {k: p.clone().requires_grad_() for k, p in params.items()}
    total = 0
    for x, y in zip(xs, ys):
        inner = lumbre.autograd.grad(F.mse_loss(functional_call(net, leaves, (x,)), y), list(leaves.values()), create_graph=True)
        stepped = {k: p - 0.1 * g for (k, p), g in zip(leaves.items(), inner)}
        total = total + F.mse_loss(functional_call(net, stepped, (x,)), y) / 4
    total.backward()
    for k in params:
        close(got[k], leaves[k].grad)


class Cube(lumbre.autograd.Function):
    generate_vmap_rule = True

    @staticmethod
    def forward(x, scale):
        return scale * x**3

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(*inputs)

    @staticmethod
    def backward(ctx, g):
        x, scale = ctx.saved_tensors
        return g * 3 * scale * x**2, (g * x**3).sum()


class Scaled(lumbre.autograd.Function):
    seen = []

    @staticmethod
    def forward(x, y):
        return x * y

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(*inputs)

    @staticmethod
    def backward(ctx, g):
        x, y = ctx.saved_tensors
        return g * y, g * x

    @staticmethod
    def vmap(info, in_dims, x, y):
        Scaled.seen.append((info.batch_size, info.randomness, in_dims))
        return Scaled.apply(x.movedim(in_dims[0], 0), y), 0


def test_custom_functions_under_transforms():
    x, s = t(4, 3), lumbre.tensor(2.0, dtype=lumbre.float64)
    close(vmap(Cube.apply, (0, None))(x, s), 2 * x**3)
    gx, gs = vmap(grad(lambda x, s: Cube.apply(x, s).sum(), (0, 1)), (0, None))(x, s)
    close(gx, 6 * x**2)
    close(gs, (x**3).sum(1))
    # A shared argument's gradient is the sum over the samples.
    close(grad(lambda s: vmap(Cube.apply, (0, None))(x, s).sum())(s), (x**3).sum())
    close(vmap(hessian(lambda x: Cube.apply(x, s).sum()))(x), lumbre.diag_embed(12 * x))
    close(jvp(lambda x: Cube.apply(x, s), (x,), (x,))[1], 6 * x**3)
    close(vmap(Scaled.apply, (1, None))(x, x[:, 0]), x.t() * x[:, 0])
    assert Scaled.seen == [(3, "error", (0, None))]


def test_custom_function_without_a_rule_raises():
    class Plain(lumbre.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            return x

    with pytest.raises(RuntimeError, match="does not have vmap support"):
        vmap(Plain.apply)(t(3))


def test_autograd_grad_inside_vmap():
    x = t(4, 3)

    def f(x):
        x = x.detach().requires_grad_()
        return lumbre.autograd.grad((x**3).sum(), x)[0]

    close(vmap(f)(x), 3 * x**2)
    w = t(3).requires_grad_()
    with pytest.raises(RuntimeError, match="shared by the samples"):
        vmap(lambda x: lumbre.autograd.grad((x * w).sum(), w)[0])(x)


def test_wrong_arguments():
    x = t(3)
    with pytest.raises(RuntimeError, match="scalar tensor"):
        grad(lumbre.sin)(x)
    with pytest.raises(RuntimeError, match="argnum"):
        grad(lambda x: x.sum(), argnums=2)(x)
    with pytest.raises(RuntimeError, match="same shape"):
        jvp(lumbre.sin, (x,), (t(2),))
    with pytest.raises(RuntimeError, match="tuple"):
        jvp(lumbre.sin, x, x)
    with pytest.raises(RuntimeError, match="floating point"):
        grad(lambda x: x.sum())(lumbre.arange(3))
    with pytest.raises(RuntimeError, match="has_aux"):
        grad(lambda x: x.sum(), has_aux=True)(x)


def test_functional_call():
    net, params = mlp()
    x = t(2, 3)
    zero = {k: lumbre.zeros_like(v) for k, v in params.items()}
    close(functional_call(net, zero, x), lumbre.zeros(2, 2, dtype=lumbre.float64))
    close(functional_call(net, ({"0.bias": zero["0.bias"]}, {"2.weight": zero["2.weight"]}), (x,)), net[2].bias.detach().expand(2, 2))
    with pytest.raises(ValueError, match="multiple dictionaries"):
        functional_call(net, (zero, zero), (x,))
    with pytest.raises(RuntimeError, match="Missing key"):
        functional_call(net, {"0.bias": zero["0.bias"]}, (x,), strict=True)
