"""Calling a module: the binding runs `Linear` and `Sequential` itself, wherever nobody has changed what they do."""

import copy
import inspect
import pickle

import lumbre
import numpy as np
import pytest
from lumbre import nn
from lumbre.nn import functional as F


def layer():
    lumbre.manual_seed(0)
    return nn.Linear(3, 2)


X = lumbre.arange(6.0).reshape(2, 3)


def expected(m, x=X):
    return x.numpy() @ m.weight.detach().numpy().T + m.bias.detach().numpy()


def test_linear_is_an_affine_map_with_gradients():
    m = layer()
    y = m(X)
    np.testing.assert_allclose(y.detach().numpy(), expected(m), rtol=1e-6)
    assert type(y.grad_fn).__name__ == "AddmmBackward0"
    y.sum().backward()
    np.testing.assert_allclose(m.weight.grad.numpy(), np.tile(X.numpy().sum(0), (2, 1)), rtol=1e-6)
    np.testing.assert_allclose(m.bias.grad.numpy(), [2, 2])


def test_call_passes_keywords_and_positions():
    class Scale(nn.Module):
        def forward(self, x, /, factor=1, *rest, shift=0):
            return x, factor, rest, shift

    m = Scale()
    assert m(1) == (1, 1, (), 0)
    assert m(1, 2, 3, shift=4) == (1, 2, (3,), 4)
    assert m(1, factor=5) == (1, 5, (), 0)
    assert layer()(input=X).shape == (2, 2)
    with pytest.raises(TypeError):
        m()


@pytest.mark.parametrize("change", ["forward hook", "pre hook", "global hook", "instance forward", "function", "attribute", "subclass", "class"])
def test_whatever_is_changed_is_what_runs(change, monkeypatch):
    m = layer()
    plain = expected(m)
    if change == "forward hook":
        m.register_forward_hook(lambda module, args, out: out + 1)
    elif change == "pre hook":
        m.register_forward_pre_hook(lambda module, args: (args[0] * 0,))
        plain = np.tile(m.bias.detach().numpy(), (2, 1)) - 1
    elif change == "global hook":
        handle = nn.modules.module.register_module_forward_hook(lambda module, args, out: out + 1)
    elif change == "instance forward":
        m.forward = lambda x: nn.Linear.forward(m, x) + 1
    elif change == "function":
        linear = F.linear
        monkeypatch.setattr(F, "linear", lambda *args: linear(*args) + 1)
    elif change == "attribute":
        weight, bias = m.weight, m.bias
        del m.weight, m.bias
        m.weight, m.bias = weight.detach(), (bias + 1).detach()
    elif change == "subclass":

        class More(nn.Linear):
            def forward(self, x):
                return super().forward(x) + 1

        m.__class__ = More
    else:
        forward = nn.Linear.forward
        monkeypatch.setattr(nn.Linear, "forward", lambda self, x: forward(self, x) + 1)
    try:
        np.testing.assert_allclose(m(X).detach().numpy(), plain + 1, rtol=1e-5)
        through = nn.Sequential(m)(X)
        np.testing.assert_allclose(through.detach().numpy(), plain + (2 if change == "global hook" else 1), rtol=1e-5)
    finally:
        if change == "global hook":
            handle.remove()


def test_a_layer_without_a_bias_and_one_of_a_missing_weight():
    m = nn.Linear(3, 2, bias=False)
    np.testing.assert_allclose(m(X).detach().numpy(), X.numpy() @ m.weight.detach().numpy().T, rtol=1e-6)
    del m.weight
    with pytest.raises(AttributeError, match="weight"):
        m(X)


def test_sequential_runs_its_modules_in_order():
    m = nn.Sequential(layer(), nn.ReLU(), nn.Flatten(0))
    np.testing.assert_allclose(m(X).detach().numpy(), np.maximum(expected(m[0]), 0).ravel(), rtol=1e-6)

    class Backwards(nn.Sequential):
        def forward(self, x):
            for module in reversed(list(self)):
                x = module(x)
            return x

    twice = Backwards(nn.Flatten(0), nn.ReLU())
    assert twice(-X).shape == (6,)
    assert nn.Sequential()(X) is X


def test_an_error_tells_where_in_the_tree_it_came_from():
    m = nn.Sequential(nn.Sequential(nn.ReLU(), layer()))
    with pytest.raises(RuntimeError) as e:
        m(lumbre.ones(2, 4))
    assert any("'0.1'" in note and "Linear" in note for note in getattr(e.value, "__notes__", ["'0.1' Linear"]))

    class Stops(nn.Module):
        def forward(self):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as e:
        Stops()()
    assert not hasattr(e.value, "__notes__")


def test_the_call_can_be_replaced_copied_and_described(monkeypatch):
    m = layer()
    for other in (copy.deepcopy(m), pickle.loads(pickle.dumps(m))):
        np.testing.assert_array_equal(other(X).detach().numpy(), m(X).detach().numpy())
    assert "args" in str(inspect.signature(nn.Module.__call__))
    with pytest.raises(TypeError):
        nn.Module.__call__(3, X)
    original, seen = nn.Module.__call__, []

    def counted(self, *args, **kwargs):
        seen.append(type(self).__name__)
        return original(self, *args, **kwargs)

    monkeypatch.setattr(nn.Module, "__call__", counted)
    nn.Sequential(m, nn.ReLU())(X)
    assert seen == ["Sequential", "Linear", "ReLU"]


def test_parameters_follow_a_class_that_walks_its_tree_itself():
    class Hidden(nn.Linear):
        def named_modules(self, *args, **kwargs):
            return iter(())

    class Renamed(nn.Linear):
        def named_parameters(self, *args, **kwargs):
            yield "only", self.bias

    outer = nn.Sequential(nn.Linear(2, 2), Hidden(2, 2))
    assert len(list(outer.parameters())) == 2
    own = Renamed(2, 2)
    assert [p is own.bias for p in own.parameters()] == [True]
    assert inspect.isgenerator(outer.parameters())
    tied = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 2))
    tied[1].weight = tied[0].weight
    assert [id(p) for p in tied.parameters()] == [id(p) for _, p in tied.named_parameters()]
    assert len(list(tied.parameters(recurse=False))) == 0


@pytest.mark.parametrize("none", [True, False])
def test_zero_grad_clears_every_gradient(none):
    m = nn.Sequential(layer(), nn.Linear(2, 1))
    m(X).sum().backward()
    m[1].bias.grad = None
    m.zero_grad(set_to_none=none)
    for p in list(m.parameters())[:-1]:
        assert p.grad is None if none else (p.grad == 0).all()
    assert m[1].bias.grad is None
