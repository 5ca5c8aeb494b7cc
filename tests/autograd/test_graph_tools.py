"""Anomaly mode, gradient edges, hooks over several tensors, saved tensors that may be written, profiles, and the collector."""

import gc
import subprocess
import sys
import warnings

import lumbre
import pytest
from lumbre import autograd
from lumbre.autograd import graph, profiler
from lumbre.utils import checkpoint as cp


def x(*values, grad=True):
    return lumbre.tensor(values, dtype=lumbre.float64, requires_grad=grad)


def warned(f):
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        with pytest.raises(RuntimeError) as error:
            f()
    return str(error.value), "".join(str(w.message) for w in seen)


def test_anomaly_mode_names_the_forward_call_of_a_nan():
    def f():
        with autograd.detect_anomaly():
            a = x(-1.0)
            out = (a.sqrt() * 0).sum()  # the call that is to blame
            out.backward()

    error, text = warned(f)
    assert error == "Function 'SqrtBackward0' returned nan values in its 0th output."
    assert "Error detected in SqrtBackward0" in text and "the call that is to blame" in text
    assert not lumbre.is_anomaly_enabled()


def test_anomaly_mode_without_the_check_lets_nan_pass():
    a = x(-1.0)
    with autograd.set_detect_anomaly(True, check_nan=False):
        assert lumbre.is_anomaly_enabled() and not lumbre.is_anomaly_check_nan_enabled()
        (a.sqrt() * 0).sum().backward()
    assert a.grad.isnan().all()
    assert lumbre.is_anomaly_check_nan_enabled()


def test_anomaly_mode_tells_of_errors_in_custom_functions():
    class Fails(autograd.Function):
        @staticmethod
        def forward(ctx, a):
            return a * 2

        @staticmethod
        def backward(ctx, g):
            raise RuntimeError("boom")

    def f():
        with autograd.set_detect_anomaly(True):
            Fails.apply(x(1.0)).sum().backward()

    error, text = warned(f)
    assert error == "boom" and "Error detected in FailsBackward" in text and "Fails.apply" in text

    out = Fails.apply(x(1.0)).sum()

    def late():
        with autograd.set_detect_anomaly(True):
            out.backward()

    assert "No forward pass information" in warned(late)[1]


def test_gradients_from_and_to_edges():
    a = x(1.0, 2.0)
    b = a * a
    out = (b * b).sum()
    edge = graph.get_gradient_edge(b)
    assert edge.node is b.grad_fn and edge.output_nr == 0
    assert autograd.grad(out, edge, retain_graph=True)[0].tolist() == [2.0, 8.0]
    assert autograd.grad(out, [edge, a, graph.get_gradient_edge(a)], retain_graph=True)[2].tolist() == [4.0, 32.0]
    autograd.backward(graph.get_gradient_edge(out), retain_graph=True)
    assert a.grad.tolist() == [4.0, 32.0]
    a.grad = None
    out.backward(inputs=[graph.get_gradient_edge(a)])
    assert a.grad.tolist() == [4.0, 32.0]
    with pytest.raises(RuntimeError, match="does not require"):
        graph.get_gradient_edge(x(1.0, grad=False))


def test_a_hook_over_several_tensors_waits_for_those_of_the_pass():
    a, b, c = x(1.0), x(2.0), x(3.0)
    seen = []
    handle = graph.register_multi_grad_hook((a, b, c), lambda gs: seen.append([None if g is None else g.item() for g in gs]))
    (a * b).sum().backward()
    (a * 2).sum().backward()
    (a * b * c).sum().backward(inputs=[b, c])
    handle.remove()
    (a * b).sum().backward()
    assert seen == [[2.0, 1.0, None], [2.0, None, None], [None, 3.0, 2.0]]
    first = []
    graph.register_multi_grad_hook((a, b), lambda g: first.append(g.item()), mode="any")
    (a * b).sum().backward()
    (a * b).sum().backward()
    assert len(first) == 2


def test_saved_tensors_may_be_written():
    a = x(1.0, 2.0)
    with pytest.raises(RuntimeError, match="modified by an inplace"):
        b = a.clone()
        c = b * b
        b.zero_()
        c.sum().backward()
    with graph.allow_mutation_on_saved_tensors():
        b = a.clone()
        c = b * b
        b.zero_()
        c.sum().backward()
    assert a.grad.tolist() == [2.0, 4.0]


def test_versions_counted_by_hand_are_seen():
    a = x(1.0)
    b = a.clone()
    c = b.exp() * b
    graph.increment_version([b])
    with pytest.raises(RuntimeError, match="modified by an inplace"):
        c.sum().backward()


def test_hooks_that_are_open_count_as_installed():
    hooks = graph.saved_tensors_hooks(lambda t: t, lambda t: t)
    with hooks, pytest.raises(RuntimeError, match="not here"):
        with graph.disable_saved_tensors_hooks("not here"):
            pass
    with graph.disable_saved_tensors_hooks("not here"), pytest.raises(RuntimeError, match="not here"):
        with hooks:
            pass


def test_profile_counts_calls():
    with profiler.profile() as p:
        with profiler.record_function("block"):
            a = lumbre.ones(3)
            for _ in range(3):
                a = lumbre.sin(a)
    rows = {e.name: e for e in p.key_averages()}
    assert rows["aten::sin"].count == 3 and rows["block"].cpu_time_total >= rows["aten::sin"].cpu_time_total
    assert "aten::sin" in p.key_averages().table(sort_by="cpu_time_total", row_limit=5)


def test_checkpoint_with_a_policy_gives_the_same_gradients():
    policy = lambda ctx, op, *args, **kwargs: cp.CheckpointPolicy.PREFER_RECOMPUTE  # noqa: E731
    a = x(0.5)
    out = cp.checkpoint(lambda a: a.sin().exp(), a, use_reentrant=False, context_fn=lambda: cp.create_selective_checkpoint_contexts(policy))
    out.sum().backward()
    lumbre.testing.assert_close(a.grad, (a.cos() * a.sin().exp()).detach())


def test_fill_with_a_tensor_passes_its_gradient():
    v = lumbre.tensor(2.0, requires_grad=True)
    a = x(1.0, 3.0)
    b = a * 1
    b.fill_(v)
    (b * b).sum().backward()
    assert v.grad.item() == 8.0 and a.grad.tolist() == [0.0, 0.0]


def test_the_collector_may_run_while_an_object_is_made():
    """Objects of subclasses get their dict before their contents; a collection in between must not read them."""
    code = (
        "import lumbre, gc\n"
        "class S(lumbre.Tensor): pass\n"
        "x = lumbre.ones(3)\n"
        "gc.set_threshold(1)\n"
        "for _ in range(300):\n"
        "    s = lumbre.Tensor._make_subclass(S, x); s.q = [s]\n"
        "    p = lumbre.nn.Parameter(x); p.q = [p]\n"
        "print('done')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "done\n", done.stderr
    gc.collect()
