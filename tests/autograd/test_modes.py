"""`no_grad`, `enable_grad`, `inference_mode`, `detach`."""

import threading

import lumbre
import pytest


def leaf(*values):
    return lumbre.tensor(list(values), dtype=lumbre.float64, requires_grad=True)


def test_no_grad_as_block_decorator_and_nested():
    x = leaf(1.0)
    with lumbre.no_grad():
        assert not lumbre.is_grad_enabled()
        assert not (x * 2).requires_grad
        with lumbre.enable_grad():
            assert (x * 2).requires_grad
        assert not lumbre.is_grad_enabled()

    @lumbre.no_grad()
    def f(v):
        return v * 2

    @lumbre.no_grad
    def g(v):
        return v * 2

    assert not f(x).requires_grad and not g(x).requires_grad and (x * 2).requires_grad


def test_no_grad_on_generators():
    @lumbre.no_grad()
    def numbers():
        for _ in range(2):
            yield lumbre.is_grad_enabled()

    for enabled in numbers():
        assert not enabled and lumbre.is_grad_enabled()


def test_mode_is_restored_after_an_exception():
    with pytest.raises(ZeroDivisionError):
        with lumbre.no_grad():
            1 / 0
    assert lumbre.is_grad_enabled()


def test_set_grad_enabled_as_function_and_block():
    lumbre.set_grad_enabled(False)
    assert not lumbre.is_grad_enabled()
    lumbre.set_grad_enabled(True)
    with lumbre.set_grad_enabled(False):
        assert not lumbre.is_grad_enabled()
    assert lumbre.is_grad_enabled()


def test_modes_belong_to_their_thread():
    seen = []
    with lumbre.no_grad():
        t = threading.Thread(target=lambda: seen.append(lumbre.is_grad_enabled()))
        t.start()
        t.join()
    assert seen == [True]


def test_factories_under_no_grad_may_require_grad():
    with lumbre.no_grad():
        x = lumbre.ones(2, requires_grad=True)
    assert x.requires_grad and x.is_leaf


def test_detach_shares_memory_and_cuts_history():
    x = leaf(1.0, 2.0)
    y = (x * 2).detach()
    assert not y.requires_grad and y.is_leaf and y.grad_fn is None
    d = x.detach()
    with lumbre.no_grad():
        d[0] = 9
    assert x.tolist() == [9, 2]


def test_inference_mode_makes_inference_tensors():
    x = leaf(1.0)
    with lumbre.inference_mode():
        assert lumbre.is_inference_mode_enabled() and not lumbre.is_grad_enabled()
        y = x * 2
        assert y.is_inference() and not y.requires_grad
        y.add_(1)
        assert y[0:1].is_inference()
        z = x.view(1)
        assert not z.is_inference()
    assert not x.is_inference()
    with pytest.raises(RuntimeError, match="Inference tensors do not track version counter"):
        y._version
    with pytest.raises(RuntimeError, match="Inplace update to inference tensor outside InferenceMode is not allowed"):
        y.add_(1)
    with pytest.raises(RuntimeError, match="Inference tensors cannot be saved for backward"):
        x * y
    with pytest.raises(RuntimeError, match="requires_grad=True on inference tensor"):
        y.requires_grad_()
    assert (y.clone() * x).requires_grad
    with lumbre.inference_mode():
        z = x + 1
    assert (z + 1).tolist() == [3]


def test_inference_mode_can_be_switched_off():
    with lumbre.inference_mode(False):
        assert (leaf(1.0) * 2).requires_grad

    @lumbre.inference_mode()
    def f(x):
        return x * 2

    assert f(leaf(1.0)).is_inference()


def test_normal_tensors_can_be_changed_in_inference_mode():
    x = lumbre.zeros(2)
    with lumbre.inference_mode():
        x.add_(1)
    assert x.tolist() == [1, 1] and x._version == 1
