"""Tracing: programs give what the Python code gives, on other inputs, and follow it into their files."""

import io
import warnings

import numpy as np
import pytest

import lumbre as torch
from lumbre import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 4, 3, padding=1)
        self.norm = nn.BatchNorm2d(4)
        self.head = nn.Sequential(nn.Flatten(), nn.Linear(16, 5))
        self.drop = nn.Dropout(0.5)

    def forward(self, x):
        x = torch.relu_(self.norm(self.conv(x)))
        x = nn.functional.max_pool2d(x, 2)
        return self.head(self.drop(x))


def again(program):
    file = io.BytesIO()
    torch.jit.save(program, file)
    file.seek(0)
    return torch.jit.load(file)


def data(*shape):
    return torch.tensor(np.random.default_rng(0).standard_normal(shape).astype("float32"))


def close(a, b):
    np.testing.assert_allclose(a.detach().numpy(), b.detach().numpy(), rtol=1e-6, atol=1e-6)


def test_module_runs_on_another_batch_after_loading():
    net = Net().eval()
    traced = torch.jit.trace(net, data(1, 1, 4, 4))
    x = data(5, 1, 4, 4)
    close(traced(x), net(x))
    loaded = again(traced)
    close(loaded(x), net(x))
    close(loaded(x=x), net(x))
    assert list(loaded.state_dict()) == list(net.state_dict())
    assert [n for n, _ in loaded.named_parameters()] == [n for n, _ in net.named_parameters()]
    assert all(p.requires_grad for p in loaded.parameters())
    assert loaded.head.original_name == "Sequential" and not loaded.training
    assert isinstance(loaded, torch.jit.ScriptModule) and isinstance(loaded, nn.Module)


def test_traced_module_shares_its_parameters():
    net = nn.Linear(2, 3)
    traced = torch.jit.trace(net, data(1, 2))
    assert traced.weight is net.weight
    net.load_state_dict({"weight": torch.ones(3, 2), "bias": torch.zeros(3)})
    close(traced(torch.ones(1, 2)), torch.full((1, 3), 2.0))


def test_loaded_program_learns():
    net = nn.Linear(2, 1)
    loaded = again(torch.jit.trace(net, data(1, 2)))
    loaded(torch.tensor([[3.0, 4.0]])).sum().backward()
    close(loaded.weight.grad, torch.tensor([[3.0, 4.0]]))


def test_loaded_state_dict_loads_into_the_class():
    net, other = Net().eval(), Net().eval()
    other.load_state_dict(again(torch.jit.trace(net, data(1, 1, 4, 4))).state_dict())
    x = data(2, 1, 4, 4)
    close(other(x), net(x))


def test_function_with_nested_arguments_and_results():
    def f(pair, named, scale=2.0):
        return {"sum": pair[0] + pair[1], "rest": [named["k"] * scale, (pair[1],)]}

    a, b = data(2), data(3)[:2]
    traced = again(torch.jit.trace(f, ((a, b), {"k": a})))
    out = traced((b, a), {"k": b})
    close(out["sum"], a + b)
    close(out["rest"][0], b * 2)
    assert isinstance(out["rest"], list) and isinstance(out["rest"][1], tuple)
    with pytest.raises(TypeError, match=r"pair\[1\]: expected a Tensor, got int"):
        traced((b, 1), {"k": b})
    with pytest.raises(RuntimeError, match="missing value for argument 'named'"):
        traced((a, b))


def test_arguments_by_name():
    class Two(nn.Module):
        def forward(self, x, y, *, z=None):
            return x - y if z is None else x - y * z

    traced = torch.jit.trace(Two(), example_kwarg_inputs={"y": data(2), "x": data(2)})
    close(traced(y=torch.ones(2), x=torch.zeros(2)), -torch.ones(2))
    close(traced(torch.zeros(2), torch.ones(2)), -torch.ones(2))
    traced = torch.jit.trace(Two(), (data(2), data(2)), example_kwarg_inputs={"z": data(2)})
    close(traced(torch.zeros(2), torch.ones(2), torch.full((2,), 3.0)), torch.full((2,), -3.0))


def test_inplace_writes_and_indexed_assignment():
    def f(x):
        y = x.clone()
        y[:, 0] = 7.0
        y[1:] *= 10
        view = y.t()[2]
        y += 1
        view.sub_(5)
        z = torch.empty(0)
        torch.add(y, 1, out=z)
        return y, view, z, y.sum()

    traced = again(torch.jit.trace(f, data(3, 4)))
    x = data(3, 4) * 3 - 1
    for got, want in zip(traced(x), f(x)):
        close(got, want)


def test_argument_changed_in_place_changes_for_the_caller():
    def f(x):
        x.add_(1)
        return x * 2

    example = torch.zeros(2)
    traced = torch.jit.trace(f, example)
    assert example.tolist() == [0, 0]
    x = torch.ones(2)
    assert traced(x).tolist() == [4, 4] and x.tolist() == [2, 2]


def test_running_statistics_are_updated_by_programs_in_training():
    torch.manual_seed(0)
    a, b = nn.BatchNorm1d(2), nn.BatchNorm1d(2)
    x, y = data(4, 2), data(8, 2) * 3
    traced = torch.jit.trace(a, x)
    b(x)
    close(a.running_mean, b.running_mean)
    close(traced(y), b(y))
    close(a.running_mean, b.running_mean)
    close(a.running_var, b.running_var)
    assert a.num_batches_tracked.item() == 2


def test_random_ops_draw_again():
    net = nn.Dropout(0.5)
    traced = again(torch.jit.trace(net, torch.ones(64)))
    torch.manual_seed(3)
    first, second = traced(torch.ones(64)), traced(torch.ones(64))
    torch.manual_seed(3)
    close(first, net(torch.ones(64)))
    close(second, net(torch.ones(64)))
    assert first.tolist() != second.tolist()


def test_values_that_leave_the_graph_warn():
    def f(x):
        if x.sum() > 0:
            return x * float(x[0])
        return x

    with pytest.warns(torch.jit.TracerWarning, match="Converting a tensor to a Python boolean might cause the trace to be incorrect"):
        traced = torch.jit.trace(f, torch.ones(2))
    assert traced(-torch.ones(2)).tolist() == [-1, -1]


def test_constants_do_not_warn():
    scale = torch.tensor(2.0)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        traced = torch.jit.trace(lambda x: x * scale.item(), torch.ones(2))
    assert traced(torch.ones(1)).tolist() == [2]


def test_check_finds_a_function_that_changes():
    calls = []

    def f(x):
        calls.append(0)
        return x + len(calls)

    with pytest.warns(torch.jit.TracerWarning, match="Output nr 1. of the traced function does not match"):
        torch.jit.trace(f, torch.ones(2))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        torch.jit.trace(f, torch.ones(2), check_trace=False)


def test_is_tracing_only_while_tracing():
    seen = []

    def f(x):
        seen.append(torch.jit.is_tracing())
        return x + 1

    torch.jit.trace(f, torch.ones(1), check_trace=False)
    assert seen == [True] and not torch.jit.is_tracing()
    with pytest.raises(ZeroDivisionError):
        torch.jit.trace(lambda x: 1 / 0, torch.ones(1))
    assert not torch.jit.is_tracing() and not torch.jit.is_scripting()


def test_untraceable_values_are_refused():
    with pytest.raises(RuntimeError, match="Type 'object' cannot be traced"):
        torch.jit.trace(lambda x: x, (object(),))
    with pytest.raises(RuntimeError, match="can be output from traced functions"):
        torch.jit.trace(lambda x: object(), torch.ones(1))
    weight = torch.ones(1, requires_grad=True)
    with pytest.raises(RuntimeError, match="Cannot insert a Tensor that requires grad as a constant"):
        torch.jit.trace(lambda x: x * weight, torch.ones(1))


def test_traced_inside_traced_is_inlined():
    inner = torch.jit.trace(nn.Linear(2, 2), data(1, 2))

    class Outer(nn.Module):
        def __init__(self):
            super().__init__()
            self.inner = inner

        def forward(self, x):
            return self.inner(x) + 1

    outer = Outer()
    loaded = again(torch.jit.trace(outer, data(1, 2)))
    x = data(3, 2)
    close(loaded(x), inner(x) + 1)
    assert "inner.weight" in loaded.state_dict()


def test_graph_and_code_are_text():
    traced = torch.jit.trace(lambda x, y: torch.add(x, y, alpha=2).relu(), (torch.ones(1), torch.ones(1)))
    assert "add(x, y, alpha=2)" in str(traced.graph) and str(traced.graph).startswith("graph(%x : Tensor")
    assert "torch.relu" in traced.code


def test_methods_by_trace_module():
    class Pair(nn.Module):
        def forward(self, x):
            return x + 1

        def double(self, x):
            return x * 2

    traced = torch.jit.trace_module(Pair(), {"forward": torch.ones(1), "double": torch.ones(1)})
    assert traced(torch.ones(1)).item() == 2 and traced.double(torch.full((1,), 4.0)).item() == 8
    loaded = again(traced)
    assert loaded(torch.ones(1)).item() == 2 and loaded.double(torch.full((1,), 4.0)).item() == 8


def test_gradients_inside_a_trace():
    def f(x):
        x = x.detach().requires_grad_()
        return torch.autograd.grad((x**3).sum(), x)[0]

    traced = torch.jit.trace(f, torch.ones(2))
    close(traced(torch.tensor([2.0, 3.0])), torch.tensor([12.0, 27.0]))


def test_sizes_are_part_of_the_program():
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv, self.out = nn.Conv2d(1, 4, 3), nn.Linear(4 * 36, 5)

        def forward(self, x):
            x = self.conv(x).relu()
            x = x.view(x.size(0), -1)
            b, n = x.shape
            y = torch.zeros(b, 3) + torch.arange(b)[:, None]
            z = x[:, : n // 2].reshape(b * 2, -1)
            return self.out(x), y, z, x * b, x.numel() - y, x.new_ones(n - b, b % 3 + 1), x[-b + 1 :], x.flatten().reshape((n, b))

    net = Net()
    traced = torch.jit.trace(net, torch.randn(2, 1, 8, 8))
    for program in (traced, again(traced)):
        for batch in (1, 2, 5):
            x = torch.randn(batch, 1, 8, 8)
            for want, got in zip(net(x), program(x)):
                close(got, want)


@pytest.mark.parametrize("make,shape", [
    (lambda: nn.MultiheadAttention(8, 2, batch_first=True), (3, 8)),
    (lambda: nn.TransformerEncoderLayer(8, 2, 16, batch_first=True), (3, 8)),
    (lambda: nn.LSTM(8, 4, batch_first=True), (3, 8)),
])
def test_layers_take_other_batches_after_tracing(make, shape):
    layer = make().eval()
    n = 3 if isinstance(layer, nn.MultiheadAttention) else 1
    traced = torch.jit.trace(layer, (torch.randn(2, *shape),) * n)
    x = torch.randn(5, 4, shape[1])
    want, got = layer(*[x] * n), traced(*[x] * n)
    close(got[0] if isinstance(got, tuple) else got, want[0] if isinstance(want, tuple) else want)


def test_traced_sizes_are_ints_everywhere_else():
    seen = []

    def f(x):
        n = x.size(0)
        seen.append((isinstance(n, int), n == 2, n / 2, list(range(n)), {n: 1}[2], f"{n}", max(n, 1), n + 0.5, divmod(n, 2)))
        return x + n

    torch.jit.trace(f, torch.ones(2), check_trace=False)
    assert seen[0] == (True, True, 1.0, [0, 1], 1, "2", 2, 2.5, (1, 0))


STEPS = {
    "relu": lambda: nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 3)),
    "layer norm and gelu": lambda: nn.Sequential(nn.Linear(4, 8), nn.LayerNorm(8), nn.GELU(), nn.Linear(8, 3)),
    "leaky relu": lambda: nn.Sequential(nn.Linear(4, 8), nn.LeakyReLU(), nn.Linear(8, 3)),
    "softmax and tanh": lambda: nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Softmax(-1), nn.Linear(8, 3)),
}


@pytest.mark.parametrize("name", STEPS)
def test_a_training_step_is_recorded_with_its_derivatives(name):
    """The program steps as the function does, from weights and data that it has not seen."""
    torch.manual_seed(0)
    model, y = STEPS[name](), torch.tensor([0, 1, 2, 1])

    def step(weights, x):
        loss = nn.functional.cross_entropy(torch.func.functional_call(model, weights, (x,)), y)
        return [w - 0.5 * g for w, g in zip(weights.values(), torch.autograd.grad(loss, list(weights.values())))]

    def weights():
        return {k: torch.randn(*p.shape).requires_grad_() for k, p in model.named_parameters()}

    traced = torch.jit.trace(step, (weights(), torch.randn(4, 4)))
    others, x = weights(), torch.randn(4, 4)
    for a, b in zip(step(others, x), traced(others, x)):
        np.testing.assert_allclose(b.detach().numpy(), a.detach().numpy(), rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("derivatives", ["ops", "tapes"])
@pytest.mark.parametrize(
    ("make", "shape"),
    [
        (lambda: nn.Conv2d(1, 2, 3), (2, 1, 5, 5)),
        (lambda: nn.AvgPool2d(2), (2, 1, 4, 4)),
        (lambda: nn.BatchNorm1d(3).eval(), (4, 3)),
        (lambda: nn.GRU(3, 2, batch_first=True), (2, 4, 3)),
    ],
)
def test_derivatives_of_kernels_are_recorded(make, shape, derivatives):
    """Rules that are not made of ops are steps of their own; nothing of the example's numbers stays in the program."""
    model = make()

    def slope(x):
        y = model(x)
        return torch.autograd.grad(((y[0] if isinstance(y, tuple) else y) ** 2).sum(), x)[0]

    program = again(torch.jit.trace(slope, torch.randn(*shape).requires_grad_(), state={"model": model}, derivatives=derivatives))
    x = torch.randn(*shape).requires_grad_()
    np.testing.assert_allclose(program(x).detach().numpy(), slope(x).numpy(), rtol=1e-5, atol=1e-6)
