"""Checkpointing: same values and gradients as without, with fewer tensors kept."""

import lumbre
import pytest
from lumbre.utils.checkpoint import CheckpointError, checkpoint, checkpoint_sequential, set_checkpoint_early_stop


def segment(x, w):
    return (x @ w).tanh().exp()


def leaves():
    lumbre.manual_seed(0)
    return lumbre.randn(3, 4, requires_grad=True), lumbre.randn(4, 4, requires_grad=True)


def gradients(run):
    x, w = leaves()
    y = run(x, w)
    y.sum().backward()
    return y.detach().tolist(), x.grad.tolist(), w.grad.tolist()


@pytest.mark.parametrize("use_reentrant", [True, False])
def test_gradients_equal_those_without(use_reentrant):
    plain = gradients(segment)
    # The reentrant kind sees tensors that are arguments only.
    again = gradients(lambda x, w: checkpoint(segment, x, w, use_reentrant=use_reentrant))
    assert plain == again


@pytest.mark.parametrize("use_reentrant", [True, False])
@pytest.mark.parametrize("early_stop", [True, False])
def test_function_runs_again_in_the_backward_pass_only(use_reentrant, early_stop):
    calls = []

    def f(x):
        calls.append(lumbre.is_grad_enabled())
        return (x * x).tanh()

    x = lumbre.ones(3, requires_grad=True)
    with set_checkpoint_early_stop(early_stop):
        y = checkpoint(f, x, use_reentrant=use_reentrant)
    assert len(calls) == 1
    y.sum().backward()
    assert len(calls) == 2 and calls[1]


def test_dropout_draws_the_same_numbers_again():
    def f(x):
        return lumbre.nn.functional.dropout(x, 0.5) * x

    for use_reentrant in (True, False):
        lumbre.manual_seed(3)
        x = lumbre.ones(64, requires_grad=True)
        y = checkpoint(f, x, use_reentrant=use_reentrant)
        state = lumbre.get_rng_state()
        y.sum().backward()
        # y = m x^2 with a mask m: the gradient is 2 m.
        assert x.grad.tolist() == (2 * y.detach()).tolist()
        assert lumbre.get_rng_state().tolist() == state.tolist()


def test_grad_keyword_arguments_and_second_order():
    x = lumbre.tensor([0.5, 1.5], dtype=lumbre.float64, requires_grad=True)

    def f(x, *, power):
        return (x**power).sum()

    y = checkpoint(f, x, use_reentrant=False, power=3)
    (g,) = lumbre.autograd.grad(y, x, create_graph=True)
    assert g.tolist() == pytest.approx([0.75, 6.75])
    (h,) = lumbre.autograd.grad(g.sum(), x)
    assert h.tolist() == pytest.approx([3.0, 9.0])


def test_retained_graph_runs_twice():
    x = lumbre.ones(2, requires_grad=True)
    y = checkpoint(lambda x: x.exp().exp().sum(), x, use_reentrant=False)
    y.backward(retain_graph=True)
    first = x.grad.tolist()
    y.backward()
    assert x.grad.tolist() == pytest.approx([2 * v for v in first])


def test_nested_segments():
    def inner(x):
        return checkpoint(lambda x: x.tanh().exp(), x, use_reentrant=False) * x

    plain = lumbre.ones(3, requires_grad=True)
    (plain.tanh().exp() * plain).sum().backward()
    x = lumbre.ones(3, requires_grad=True)
    checkpoint(inner, x, use_reentrant=False).sum().backward()
    assert x.grad.tolist() == plain.grad.tolist()


def test_a_different_second_run_is_an_error():
    runs = []

    def f(x):
        runs.append(0)
        return x.exp() if len(runs) == 1 else x.reshape(2, 1).exp().sum()

    x = lumbre.ones(2, requires_grad=True)
    with pytest.raises(CheckpointError, match="metadata"):
        checkpoint(f, x, use_reentrant=False).sum().backward()

    runs.clear()
    with pytest.raises(CheckpointError, match="number of tensors|more tensors"):
        checkpoint(lambda x: f(x.tanh()) if not runs else x * 1, x, use_reentrant=False).sum().backward()


@pytest.mark.filterwarnings("ignore:None of the inputs")
def test_misuse_is_named():
    x = lumbre.ones(2, requires_grad=True)
    with pytest.warns(UserWarning, match="use_reentrant"):
        checkpoint(lambda x: x * 2, x)
    with pytest.raises(ValueError, match="Unexpected keyword arguments: foo"):
        checkpoint(lambda x: x, x, use_reentrant=True, foo=1)
    with pytest.raises(ValueError, match="determinism_check"):
        checkpoint(lambda x: x, x, use_reentrant=False, determinism_check="maybe")


@pytest.mark.parametrize("use_reentrant", [True, False])
def test_sequential(use_reentrant):
    lumbre.manual_seed(0)
    net = lumbre.nn.Sequential(*(lumbre.nn.Linear(4, 4) for _ in range(5)))
    x = lumbre.ones(2, 4, requires_grad=True)
    net(x).sum().backward()
    expected = [x.grad.clone()] + [p.grad.clone() for p in net.parameters()]
    net.zero_grad()
    x.grad = None
    checkpoint_sequential(net, 2, x, use_reentrant=use_reentrant).sum().backward()
    got = [x.grad] + [p.grad for p in net.parameters()]
    assert all(lumbre.allclose(a, b) for a, b in zip(got, expected))
