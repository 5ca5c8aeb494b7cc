"""The engine: several outputs, retained graphs, `autograd.grad`, higher orders, reentrance, threads and depth."""

import math
import threading
import weakref

import lumbre
import numpy as np
import pytest


def leaf(*values):
    return lumbre.tensor(list(values), dtype=lumbre.float64, requires_grad=True)


def test_gradients_add_up_over_uses_and_calls():
    x = leaf(3.0)
    (x * x + x).backward()
    (x * 2).backward()
    assert x.grad.tolist() == [2 * 3 + 1 + 2]


def test_only_used_outputs_have_gradients():
    x = lumbre.arange(6.0, dtype=lumbre.float64).view(3, 2).requires_grad_()
    a, b, c = x.unbind()
    (b * 5).sum().backward()
    assert x.grad.tolist() == [[0, 0], [5, 5], [0, 0]]


@pytest.mark.parametrize("f, slope, curve", [
    (lambda x: x.exp(), math.exp, math.exp),
    (lambda x: x.tanh(), lambda v: 1 - math.tanh(v) ** 2, lambda v: -2 * math.tanh(v) * (1 - math.tanh(v) ** 2)),
    (lambda x: x.sigmoid(), lambda v: math.exp(-v) / (1 + math.exp(-v)) ** 2,
     lambda v: (lambda s: s * (1 - s) * (1 - 2 * s))(1 / (1 + math.exp(-v)))),
], ids=["exp", "tanh", "sigmoid"])
def test_saved_outputs_are_relinked_for_second_derivatives(f, slope, curve):
    x = leaf(0.3, -1.2)
    (g,) = lumbre.autograd.grad(f(x).sum(), x, create_graph=True)
    (h,) = lumbre.autograd.grad(g.sum(), x)
    assert g.tolist() == pytest.approx([slope(0.3), slope(-1.2)])
    assert h.tolist() == pytest.approx([curve(0.3), curve(-1.2)])


def test_softmax_second_derivative():
    x = leaf(0.1, 0.7, -0.4)
    w = lumbre.tensor([1.0, 2.0, 3.0], dtype=lumbre.float64)

    def gradient(values):
        p = np.exp(values) / np.exp(values).sum()
        return p * (np.array([1, 2, 3]) - (p * [1, 2, 3]).sum())

    (g,) = lumbre.autograd.grad((x.softmax(0) * w).sum(), x, create_graph=True)
    (h,) = lumbre.autograd.grad((g * w).sum(), x)
    v = np.array(x.tolist())
    want = [((gradient(v + d) - gradient(v - d)) / 2e-5 * [1, 2, 3]).sum() for d in np.eye(3) * 1e-5]
    assert g.tolist() == pytest.approx(gradient(v).tolist()) and h.tolist() == pytest.approx(want, rel=1e-5)


def test_create_graph_to_high_order():
    x = leaf(0.7)
    y = x.exp() * x
    for n in range(1, 9):  # the n-th derivative of x e^x is (x + n) e^x
        (y,) = lumbre.autograd.grad(y, x, create_graph=True)
        assert y.item() == pytest.approx((0.7 + n) * math.exp(0.7))


def test_graph_is_freed_unless_retained():
    x = leaf(2.0)
    y = x * x
    y.backward(retain_graph=True)
    y.backward()
    assert x.grad.tolist() == [8]
    with pytest.raises(RuntimeError, match="Trying to backward through the graph a second time"):
        y.backward()


def test_graph_without_saved_tensors_runs_twice():
    x = leaf(2.0)
    y = x + 1
    y.backward()
    y.backward()
    assert x.grad.tolist() == [2]


def test_autograd_grad_returns_and_does_not_accumulate():
    x, y = leaf(2.0), leaf(3.0)
    gx, gy = lumbre.autograd.grad((x * y).sum(), [x, y])
    assert (gx.tolist(), gy.tolist()) == ([3], [2]) and x.grad is None and y.grad is None


def test_autograd_grad_of_intermediate_results():
    x = leaf(2.0)
    y = x * 3
    z = y * y
    (gy,) = lumbre.autograd.grad(z, y)
    assert gy.tolist() == [12] and x.grad is None


def test_autograd_grad_unused_inputs():
    x, y = leaf(2.0), leaf(3.0)
    with pytest.raises(RuntimeError, match="appears to not have been used in the graph"):
        lumbre.autograd.grad(x * 2, [x, y])
    assert lumbre.autograd.grad(x * 2, [x, y], allow_unused=True)[1] is None
    assert lumbre.autograd.grad(x * 2, [x, y], materialize_grads=True)[1].tolist() == [0]
    with pytest.raises(RuntimeError, match="does not require grad"):
        lumbre.autograd.grad(x * 2, [lumbre.ones(1)])


def test_grad_outputs_weight_the_outputs():
    x = leaf(1.0, 2.0)
    (g,) = lumbre.autograd.grad([x * 2, x * 3], [x], [lumbre.tensor([1.0, 10.0], dtype=lumbre.float64), lumbre.tensor([100.0, 0.0], dtype=lumbre.float64)])
    assert g.tolist() == [302, 20]
    with pytest.raises(RuntimeError, match="Mismatch in shape"):
        lumbre.autograd.grad(x * 2, x, lumbre.ones(3, dtype=lumbre.float64))


def test_backward_into_chosen_inputs():
    x, y = leaf(2.0), leaf(3.0)
    (x * y).backward(inputs=[x])
    assert x.grad.tolist() == [3] and y.grad is None
    with pytest.raises(RuntimeError, match="cannot be empty"):
        (x * y).backward(inputs=[])


def test_create_graph_backward_keeps_history_in_grad():
    x = leaf(2.0)
    (x * x * x).backward(create_graph=True)
    g = x.grad
    assert g.requires_grad and g.tolist() == [12]
    x.grad = None
    g.backward()
    assert x.grad.tolist() == [12]
    x.grad = None


def test_grad_of_leaf_itself():
    x = leaf(1.0, 2.0)
    assert lumbre.autograd.grad(x.sum() + 0 * x.sum(), x)[0].tolist() == [1, 1]
    x.sum().backward()
    first = x.grad
    assert x.grad is first
    x.sum().backward()
    assert x.grad is first and first.tolist() == [2, 2]


def test_reentrant_backward_in_a_custom_function():
    class Inner(lumbre.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            with lumbre.enable_grad():
                ctx.x = x.detach().requires_grad_()
                ctx.y = ctx.x * ctx.x
            return ctx.y.detach()

        @staticmethod
        def backward(ctx, g):
            ctx.y.backward(g)
            return ctx.x.grad

    x = leaf(3.0)
    y = Inner.apply(x * 2)
    (y * 5).sum().backward()
    assert x.grad.tolist() == [5 * 2 * 6 * 2]


def test_deeply_nested_reentrant_backward():
    class Nest(lumbre.autograd.Function):
        @staticmethod
        def forward(ctx, x, depth):
            ctx.depth = depth
            ctx.save_for_backward(x)
            return x * 2

        @staticmethod
        def backward(ctx, g):
            if ctx.depth == 0:
                return g * 2, None
            with lumbre.enable_grad():
                x = ctx.saved_tensors[0].detach().requires_grad_()
                Nest.apply(x, ctx.depth - 1).backward(g)
            return x.grad, None

    x = leaf(1.0)
    Nest.apply(x, 30).backward()
    assert x.grad.tolist() == [2]


def test_backward_inside_a_hook():
    x = leaf(2.0)
    other = leaf(5.0)
    y = x * x

    def hook(g):
        with lumbre.enable_grad():
            (other * other).backward()

    y.register_hook(hook)
    (y * 3).backward()
    assert x.grad.tolist() == [12] and other.grad.tolist() == [10]


def test_backward_of_the_same_retained_graph_inside_a_hook():
    x = leaf(2.0)
    y = x * x
    z = y * 3
    ran = []

    def hook(g):
        if not ran:
            ran.append(1)
            z.backward(retain_graph=True)

    y.register_hook(hook)
    z.backward(retain_graph=True)
    assert x.grad.tolist() == [24]


def test_two_threads_on_one_retained_graph():
    x = leaf(*[0.01 * i for i in range(64)])
    y = (x * x).exp().sum()
    errors = []

    def work():
        try:
            for _ in range(100):
                (g,) = lumbre.autograd.grad(y, x, retain_graph=True)
                want = 2 * np.array(x.tolist()) * np.exp(np.array(x.tolist()) ** 2)
                assert np.allclose(g.tolist(), want)
        except Exception as e:
            errors.append(e)

    threads = [threading.Thread(target=work) for _ in range(4)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    assert not errors


def test_threads_accumulate_into_one_leaf():
    x = leaf(1.0)

    def work():
        for _ in range(50):
            (x * 2).backward()

    threads = [threading.Thread(target=work) for _ in range(2)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    assert x.grad.item() <= 200 and x.grad.item() % 2 == 0


def test_graph_of_a_million_nodes():
    x = leaf(1.0)
    y = x
    for _ in range(1_000_000):
        y = y + 0
    y.backward()
    assert x.grad.tolist() == [1]
    del y
    z = x
    for _ in range(1_000_000):
        z = z * 1
    del z


def test_wide_graph():
    x = leaf(1.0)
    parts = [x * i for i in range(300)]
    total = parts[0]
    for p in parts[1:]:
        total = total + p
    total.backward()
    assert x.grad.tolist() == [sum(range(300))]


def test_next_functions_lead_to_the_leaves():
    x, y = leaf(1.0), leaf(2.0)
    z = x * 2 + y
    assert z.grad_fn.name() == "AddBackward0"
    (mul, _), (acc, nr) = z.grad_fn.next_functions
    assert mul.name() == "MulBackward0" and type(acc).__name__ == "AccumulateGrad" and nr == 0
    assert acc.variable is y
    assert mul.next_functions[0][0].variable is x
    assert x.grad_fn is None and z.grad_fn is z.grad_fn


def test_output_number_of_several_outputs():
    x = lumbre.zeros(3, 2, requires_grad=True)
    a, b, c = x.unbind()
    assert (a.output_nr, b.output_nr, c.output_nr) == (0, 1, 2)
    assert a.grad_fn is b.grad_fn


def test_gradient_has_dtype_and_shape_of_its_input():
    x = lumbre.ones(3, requires_grad=True)
    y = lumbre.ones(2, 1, dtype=lumbre.float64, requires_grad=True)
    (x * y).sum().backward()
    assert x.grad.dtype == lumbre.float32 and x.grad.tolist() == [2, 2, 2]
    assert y.grad.dtype == lumbre.float64 and y.grad.tolist() == [[3], [3]]


def test_assigned_gradients_are_checked():
    x = lumbre.ones(3, requires_grad=True)
    for bad, text in ((lumbre.ones(2), r"size '\[2\]' to a tensor of size '\[3\]'"), (lumbre.ones(3, dtype=lumbre.float64), "dtype")):
        with pytest.raises(RuntimeError, match=f"attempting to assign a gradient .*{text}"):
            x.grad = bad
    with pytest.raises(TypeError):
        x.grad = 3
    with pytest.raises(RuntimeError, match="its own grad"):
        x.grad = x
    g = lumbre.ones(3)
    x.grad = g
    assert x.grad is g
    x.grad = None
    assert x.grad is None


def test_anomaly_mode_names_the_forward_line():
    class Bad(lumbre.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            return x.clone()

        @staticmethod
        def backward(ctx, g):
            return g * float("nan")

    x = leaf(1.0)
    with lumbre.autograd.detect_anomaly():
        y = Bad.apply(x)
        with pytest.raises(RuntimeError, match="returned nan values in its 0th output"):
            (y * 2).backward()
    with pytest.raises(ValueError):
        z = Raise.apply(x)
        z.backward()


class Raise(lumbre.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.clone()

    @staticmethod
    def backward(ctx, g):
        raise ValueError("from backward")


def test_error_in_backward_keeps_its_class_and_leaves_the_engine_usable():
    x = leaf(1.0)
    y = Raise.apply(x * 2)
    with pytest.raises(ValueError, match="from backward"):
        (y * 2).sum().backward()
    (x * 3).backward()
    assert x.grad.tolist() == [3]


@pytest.mark.parametrize("power, slopes", [(3, [27.0, 18.0, 6.0, 0.0]), (2, [6.0, 2.0, 0.0]), (1, [1.0, 0.0])])
def test_derivatives_of_a_power_end_in_zero(power, slopes):
    x = lumbre.tensor([3.0], dtype=lumbre.float64, requires_grad=True)
    y = x**power
    for slope in slopes:
        (y,) = lumbre.autograd.grad(y.sum(), x, create_graph=True)
        assert y.tolist() == [slope]


def test_next_functions_have_a_place_for_numbers():
    x = lumbre.ones(2, requires_grad=True)
    for y in (x + 1, x - 1, x * 2, x / 2, 2 * x):
        (acc, nr), number = y.grad_fn.next_functions
        assert acc.variable is x and nr == 0 and number == (None, 0)
    assert len((x**2).grad_fn.next_functions) == 1 and len((x + x).grad_fn.next_functions) == 2


def test_an_accumulator_is_one_node_while_the_graph_lives():
    x = lumbre.ones(3, requires_grad=True)
    y, z = x * 2, x + x
    acc = y.grad_fn.next_functions[0][0]
    assert acc is y.grad_fn.next_functions[0][0]
    assert acc is z.grad_fn.next_functions[0][0] and acc is z.grad_fn.next_functions[1][0]
    seen = []
    acc.register_hook(lambda *_: seen.append(1))
    (y + z).sum().backward()
    assert seen == [1] and x.grad.tolist() == [4, 4, 4]


def test_a_leaf_lives_as_long_as_the_graph_and_no_longer():
    memory = np.ones(3, dtype=np.float32)
    gone = weakref.ref(memory)
    x = lumbre.from_numpy(memory).requires_grad_()
    y = x * 2
    del x, memory
    assert y.grad_fn.next_functions[0][0].variable.tolist() == [1, 1, 1]
    y.sum().backward()
    assert y.grad_fn.next_functions[0][0].variable.grad.tolist() == [2, 2, 2]
    del y
    assert gone() is None


def test_a_leaf_without_a_graph_is_freed_at_once():
    memory = np.ones(3, dtype=np.float32)
    gone = weakref.ref(memory)
    x = lumbre.from_numpy(memory).requires_grad_()
    (x * x).sum().backward()
    del x, memory
    assert gone() is None


def test_leaves_are_reached_in_the_order_of_the_backward_pass():
    """The last layer's parameters get their gradients first, as reducers of distributed training expect."""
    order = []
    a, b, c = (lumbre.ones(2, requires_grad=True) for _ in range(3))
    for name, t in (("a", a), ("b", b), ("c", c)):
        t.register_post_accumulate_grad_hook(lambda _, name=name: order.append(name))
    (((a * 2) * b) * c).sum().backward()
    assert order == ["c", "b", "a"]


def test_a_deep_graph_is_dropped_without_recursion():
    y = lumbre.ones(1, requires_grad=True)
    for _ in range(200_000):
        y = y + 1
    del y
