"""The object of a gradient lives as long as the gradient."""

import gc
import weakref

import lumbre


def parameter_with_grad():
    p = lumbre.nn.Parameter(lumbre.ones(3))
    (p * 2).sum().backward()
    return p


def test_attributes_of_a_gradient_stay():
    p = parameter_with_grad()
    p.grad.note = "kept"
    gc.collect()
    assert p.grad.note == "kept" and p.grad is p.grad


def test_a_new_gradient_is_a_new_object():
    p = parameter_with_grad()
    old = p.grad
    old.note = "old"
    p.grad = None
    (p * 3).sum().backward()
    assert not hasattr(p.grad, "note") and old.tolist() == [2, 2, 2] and p.grad.tolist() == [3, 3, 3]


def test_accumulation_keeps_the_object():
    p = parameter_with_grad()
    p.grad.note = "kept"
    (p * 3).sum().backward()
    assert p.grad.note == "kept" and p.grad.tolist() == [5, 5, 5]


def test_a_cycle_through_a_gradient_is_collected():
    class Mark:
        pass

    p, mark = parameter_with_grad(), Mark()
    seen = weakref.ref(mark)
    p.grad.mark, p.grad.owner = mark, p
    del p, mark
    gc.collect()
    assert seen() is None
