"""Hooks of tensors, nodes, accumulation and saved tensors; `retain_grad`; collection of cycles through hooks."""

import gc
import weakref

import lumbre
import pytest


def leaf(*values):
    return lumbre.tensor(list(values), dtype=lumbre.float64, requires_grad=True)


def test_tensor_hook_sees_and_replaces_the_gradient():
    x = leaf(2.0)
    y = x * 3
    seen = []
    y.register_hook(lambda g: seen.append(g.tolist()))
    handle = y.register_hook(lambda g: g * 10)
    y.backward(lumbre.tensor([1.0], dtype=lumbre.float64), retain_graph=True)
    assert seen == [[1.0]] and x.grad.tolist() == [30]
    handle.remove()
    y.backward()
    assert x.grad.tolist() == [33]


def test_hooks_run_in_order_of_registration():
    x = leaf(1.0)
    order = []
    for i in range(3):
        x.register_hook(lambda g, i=i: order.append(i))
    (x * 2).backward()
    assert order == [0, 1, 2]


def test_leaf_hook_changes_what_is_accumulated():
    x = leaf(1.0, 2.0)
    x.register_hook(lambda g: g + 1)
    (x * 2).sum().backward()
    assert x.grad.tolist() == [3, 3]
    assert lumbre.autograd.grad((x * 2).sum(), x)[0].tolist() == [3, 3]


def test_hook_with_context_manager_handle():
    x = leaf(1.0)
    with x.register_hook(lambda g: g * 5):
        (x * 1).backward()
    (x * 1).backward()
    assert x.grad.tolist() == [6]


def test_hook_needs_a_gradient():
    with pytest.raises(RuntimeError, match="cannot register a hook on a tensor that doesn't require gradient"):
        lumbre.ones(1).register_hook(lambda g: g)


def test_hook_that_raises_or_returns_nonsense():
    x = leaf(1.0)
    h = x.register_hook(lambda g: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        (x * 2).backward()
    h.remove()
    x.register_hook(lambda g: "text")
    with pytest.raises((TypeError, RuntimeError)):
        (x * 2).backward()


def test_hook_may_return_a_gradient_with_history():
    x = leaf(3.0)
    y = x * x
    y.register_hook(lambda g: g * x)
    (g,) = lumbre.autograd.grad(y, x, create_graph=True)  # x * 2x
    assert g.tolist() == [18]
    assert lumbre.autograd.grad(g, x)[0].tolist() == [12]


def test_inplace_change_moves_tensor_hooks_registered_before_to_the_old_value():
    x = leaf(1.0)
    y = x * 2
    seen = []
    y.register_hook(lambda g: seen.append(g.item()))
    y.mul_(7)
    y.backward()
    assert seen == [7]


def test_retain_grad():
    x = leaf(2.0)
    y = x * 3
    assert not y.retains_grad
    y.retain_grad()
    y.retain_grad()
    assert y.retains_grad
    (y * 4).backward()
    assert y.grad.tolist() == [4] and x.grad.tolist() == [12]
    x.retain_grad()
    assert not x.retains_grad
    with pytest.raises(RuntimeError, match="can't retain_grad on Tensor that has requires_grad=False"):
        lumbre.ones(1).retain_grad()


def test_retain_grad_follows_an_inplace_change():
    x = leaf(2.0)
    y = x * 3
    y.retain_grad()
    y.mul_(5)
    (y * 4).backward()
    assert y.grad.tolist() == [4]


def test_retained_gradient_is_what_hooks_made_of_it():
    x = leaf(2.0)
    y = x * 3
    y.retain_grad()
    y.register_hook(lambda g: g * 2)
    y.backward()
    assert y.grad.tolist() == [2]


def test_post_accumulate_hook():
    x = leaf(1.0)
    seen = []

    def hook(p):
        seen.append(p.grad.item())
        p.grad = None

    handle = x.register_post_accumulate_grad_hook(hook)
    (x * 3).backward()
    assert seen == [3] and x.grad is None
    handle.remove()
    (x * 3).backward()
    assert seen == [3] and x.grad.tolist() == [3]
    with pytest.raises(RuntimeError, match="post accumulate grad hooks cannot be registered on non-leaf tensors"):
        (x * 2).register_post_accumulate_grad_hook(hook)


def test_node_hooks():
    x = leaf(2.0)
    y = x * 3
    seen = []
    y.grad_fn.register_prehook(lambda grads: tuple(g * 2 for g in grads))
    handle = y.grad_fn.register_hook(lambda inputs, outputs: seen.append((inputs[0].item(), outputs[0].item())))
    y.backward(retain_graph=True)
    assert seen == [(6, 2)] and x.grad.tolist() == [6]
    handle.remove()
    y.backward()
    assert len(seen) == 1


def test_node_hook_replaces_input_gradients():
    x = leaf(2.0)
    y = x.exp()
    y.grad_fn.register_hook(lambda inputs, outputs: (inputs[0] * 0 + 5,))
    y.backward()
    assert x.grad.tolist() == [5]


def test_accumulator_node_hook():
    x = leaf(2.0)
    acc = x.view_as(x).grad_fn.next_functions[0][0]
    seen = []
    acc.register_hook(lambda *_: seen.append(1))
    (x * 2).backward()
    assert seen == [1]


def test_saved_tensor_hooks_pack_and_unpack():
    packed, unpacked = [], []

    def pack(t):
        packed.append(t.tolist())
        return t.tolist()

    def unpack(data):
        unpacked.append(data)
        return lumbre.tensor(data, dtype=lumbre.float64)

    x = leaf(2.0)
    with lumbre.autograd.graph.saved_tensors_hooks(pack, unpack):
        y = x * x
        z = y.exp()
    assert len(packed) == 3
    z.backward()
    import math

    assert x.grad.tolist() == pytest.approx([4 * math.exp(4)]) and len(unpacked) == 3


def test_saved_tensor_hooks_keep_second_derivatives():
    x = leaf(0.5)
    with lumbre.autograd.graph.saved_tensors_hooks(lambda t: t, lambda t: t):
        y = x.exp()
        (g,) = lumbre.autograd.grad(y, x, create_graph=True)
        (h,) = lumbre.autograd.grad(g, x, create_graph=True)
    assert h.item() == pytest.approx(1.6487212707001282)


def test_save_on_cpu():
    x = leaf(2.0)
    with lumbre.autograd.graph.save_on_cpu():
        y = x * x
    y.backward()
    assert x.grad.tolist() == [4]


def test_error_in_a_pack_hook_reaches_the_caller():
    def pack(t):
        raise ValueError("no room")

    x = leaf(2.0)
    with lumbre.autograd.graph.saved_tensors_hooks(pack, lambda t: t):
        with pytest.raises(ValueError, match="no room"):
            x * x
    (x * x).backward()


def test_multi_grad_hook():
    x, y = leaf(1.0), leaf(2.0)
    seen = []
    handle = lumbre.autograd.graph.register_multi_grad_hook((x, y), lambda grads: seen.append([g.item() for g in grads]))
    (x * y).backward()
    assert seen == [[2, 1]]
    handle.remove()
    (x * y).backward()
    assert len(seen) == 1


def test_cycle_through_a_hook_is_collected():  # not on PyTorch, which leaks it
    class Marker:
        pass

    def make():
        x = leaf(1.0)
        y = x * 2
        marker = Marker()
        y.register_hook(lambda g: (y, marker))
        return weakref.ref(marker)

    ref = make()
    gc.collect()
    assert ref() is None


def test_cycle_through_a_leaf_hook_is_collected():
    class Marker:
        pass

    def make():
        x = leaf(1.0)
        x.marker = Marker()
        x.register_hook(lambda g: x)
        return weakref.ref(x.marker)

    ref = make()
    gc.collect()
    assert ref() is None


def test_cycle_through_a_function_context_is_collected():
    class Marker:
        pass

    class F(lumbre.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            ctx.marker = Marker()
            refs.append(weakref.ref(ctx.marker))
            return x * 2

        @staticmethod
        def backward(ctx, g):
            return g * 2

    refs = []

    def make():
        y = F.apply(leaf(1.0))
        y.grad_fn.own = y

    make()
    gc.collect()
    assert refs[0]() is None


def test_a_hook_may_not_change_the_dtype():
    x = leaf(1.0, 2.0)
    x.register_hook(lambda g: g.float())
    with pytest.raises(RuntimeError, match="changed the type of value"):
        (x * 2).sum().backward()


def test_a_hook_is_removed_after_its_tensor_changed_in_place():
    x = leaf(1.0, 2.0)
    y = x * 2
    handle = y.register_hook(lambda g: g * 10)
    y.mul_(3)
    handle.remove()
    y.sum().backward()
    assert x.grad.tolist() == [6.0, 6.0]


def test_a_view_keeps_its_gradient_after_a_change_in_place():
    x = leaf(1.0, 1.0, 1.0)
    y = x * 2
    v = y[1:]
    v.retain_grad()
    v.mul_(5)
    (y.sum() + v.sum()).backward()
    assert v.grad.tolist() == [1.0, 1.0] and x.grad.tolist() == [2.0, 20.0, 20.0]
