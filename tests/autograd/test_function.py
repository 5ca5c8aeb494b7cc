"""`autograd.Function`, whole."""

import lumbre
import pytest
from lumbre.autograd import Function
from lumbre.autograd.function import once_differentiable


def leaf(*values):
    return lumbre.tensor(list(values), dtype=lumbre.float64, requires_grad=True)


class Square(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x

    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        return 2 * x * g


def test_forward_backward_and_double_backward():
    x = leaf(3.0)
    y = Square.apply(x)
    assert y.grad_fn.name() == "SquareBackward" and y.requires_grad
    (g,) = lumbre.autograd.grad(y, x, create_graph=True)
    (h,) = lumbre.autograd.grad(g, x)
    assert (g.tolist(), h.tolist()) == ([6], [2])


def test_setup_context():
    class Cube(Function):
        @staticmethod
        def forward(x, power):
            return x**power

        @staticmethod
        def setup_context(ctx, inputs, output):
            x, ctx.power = inputs
            ctx.save_for_backward(x)

        @staticmethod
        def backward(ctx, g):
            return ctx.power * ctx.saved_tensors[0] ** (ctx.power - 1) * g, None

    x = leaf(2.0)
    Cube.apply(x, 3).backward()
    assert x.grad.tolist() == [12]


def test_several_outputs_and_materialized_gradients():
    class Two(Function):
        @staticmethod
        def forward(ctx, x):
            return x * 2, x * 3

        @staticmethod
        def backward(ctx, a, b):
            seen.append((a.tolist(), b.tolist()))
            return 2 * a + 3 * b

    seen = []
    x = leaf(1.0, 2.0)
    a, b = Two.apply(x)
    assert (a.output_nr, b.output_nr) == (0, 1) and a.grad_fn is b.grad_fn
    b.sum().backward()
    assert seen == [([0, 0], [1, 1])] and x.grad.tolist() == [3, 3]


def test_gradients_that_are_not_materialized():
    class Two(Function):
        @staticmethod
        def forward(ctx, x):
            ctx.set_materialize_grads(False)
            return x * 2, x * 3

        @staticmethod
        def backward(ctx, a, b):
            assert a is None
            return 3 * b

    x = leaf(1.0)
    Two.apply(x)[1].backward()
    assert x.grad.tolist() == [3]


def test_mark_dirty():
    class Double_(Function):
        @staticmethod
        def forward(ctx, x):
            x.mul_(2)
            ctx.mark_dirty(x)
            return x

        @staticmethod
        def backward(ctx, g):
            return g * 2

    x = leaf(1.0, 2.0)
    y = x * 1
    before = y.grad_fn
    z = Double_.apply(y)
    assert z is y and y.grad_fn is not before and y.tolist() == [2, 4] and y._version > 0
    y.sum().backward()
    assert x.grad.tolist() == [2, 2]
    with pytest.raises(RuntimeError, match="a leaf Variable that requires grad is being used in an in-place operation"):
        Double_.apply(leaf(1.0))


def test_mark_dirty_on_a_view_rebases_the_base():
    class Triple_(Function):
        @staticmethod
        def forward(ctx, x):
            ctx.mark_dirty(x.mul_(3))
            return x

        @staticmethod
        def backward(ctx, g):
            return g * 3

    x = leaf(1.0, 2.0)
    y = x * 1
    Triple_.apply(y[:1])
    y.sum().backward()
    assert x.grad.tolist() == [3, 1]


def test_mark_non_differentiable():
    class Sign(Function):
        @staticmethod
        def forward(ctx, x):
            positive = x > 0
            scaled = x * 3
            ctx.mark_non_differentiable(scaled)
            return x * 2, positive, scaled

        @staticmethod
        def backward(ctx, g, _, __):
            return g * 2

    x = leaf(1.0)
    a, b, c = Sign.apply(x)
    assert a.requires_grad and not b.requires_grad and not c.requires_grad
    a.backward()
    assert x.grad.tolist() == [2]


def test_input_returned_as_it_is():
    class Pass(Function):
        @staticmethod
        def forward(ctx, x):
            return x

        @staticmethod
        def backward(ctx, g):
            return g * 10

    x = leaf(1.0)
    y = Pass.apply(x)
    assert y is not x and y.grad_fn.name() == "PassBackward" and y.data_ptr() == x.data_ptr()
    y.backward()
    assert x.grad.tolist() == [10]
    with pytest.raises(RuntimeError, match="is a view and is being modified inplace. This view was created inside a custom Function"):
        Pass.apply(x * 1).add_(1)
    assert Pass.apply(x.detach()).requires_grad is False


def test_needs_input_grad():
    class F(Function):
        @staticmethod
        def forward(ctx, a, b, c):
            seen.append(ctx.needs_input_grad)
            return a * b * c

        @staticmethod
        def backward(ctx, g):
            seen.append(ctx.needs_input_grad)
            return g, None, None

    seen = []
    F.apply(leaf(1.0), 3, lumbre.ones(1, dtype=lumbre.float64)).backward()
    assert seen == [(True, False, False)] * 2


def test_once_differentiable():
    class F(Function):
        @staticmethod
        def forward(ctx, x):
            ctx.save_for_backward(x)
            return x * x

        @staticmethod
        @once_differentiable
        def backward(ctx, g):
            return 2 * ctx.saved_tensors[0] * g

    x = leaf(3.0)
    one = lumbre.ones(1, dtype=lumbre.float64, requires_grad=True)
    (g,) = lumbre.autograd.grad(F.apply(x), x, one, create_graph=True)
    assert g.tolist() == [6]
    with pytest.raises(RuntimeError, match="trying to differentiate twice a function that was marked with @once_differentiable"):
        g.backward()


def test_number_of_gradients_is_checked():
    class F(Function):
        @staticmethod
        def forward(ctx, a, b):
            return a + b

        @staticmethod
        def backward(ctx, g):
            return ctx_result

    a, b = leaf(1.0), leaf(2.0)
    ctx_result = lumbre.ones(1, dtype=lumbre.float64)
    with pytest.raises(RuntimeError, match=r"function FBackward returned an incorrect number of gradients \(expected 2, got 1\)"):
        F.apply(a, b).backward()
    ctx_result = (None, None, None, None)
    F.apply(a, b).backward()
    ctx_result = (None, None, lumbre.ones(1))
    with pytest.raises(RuntimeError, match="incorrect number of gradients"):
        F.apply(a, b).backward()
    ctx_result = (lumbre.ones(1, dtype=lumbre.float64), "text")
    with pytest.raises((TypeError, RuntimeError)):
        F.apply(a, b).backward()


def test_gradient_of_the_wrong_shape_is_refused():
    class F(Function):
        @staticmethod
        def forward(ctx, a):
            return a * 1

        @staticmethod
        def backward(ctx, g):
            return lumbre.ones(5, dtype=lumbre.float64)

    with pytest.raises(RuntimeError, match="returned an invalid gradient at index 0"):
        F.apply(leaf(1.0, 2.0)).sum().backward()


def test_saved_tensors_are_freed_and_checked():
    x = leaf(3.0)
    y = Square.apply(x)
    y.backward()
    with pytest.raises(RuntimeError, match="Trying to backward through the graph a second time"):
        y.backward()
    w = x * 1
    z = Square.apply(w)
    with lumbre.no_grad():
        w.add_(1)
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        z.backward()


def test_saved_outputs_and_intermediates():
    class Exp(Function):
        @staticmethod
        def forward(ctx, x):
            y = x.exp()
            ctx.save_for_backward(y)
            return y

        @staticmethod
        def backward(ctx, g):
            return g * ctx.saved_tensors[0]

    x = leaf(0.5)
    (g,) = lumbre.autograd.grad(Exp.apply(x), x, create_graph=True)
    (h,) = lumbre.autograd.grad(g, x)
    assert g.item() == pytest.approx(1.6487212707001282) and h.item() == pytest.approx(1.6487212707001282)


def test_none_and_other_values_pass_through():
    class F(Function):
        @staticmethod
        def forward(ctx, x):
            ctx.save_for_backward(x, None)
            return x * 2, "text", 5, None

        @staticmethod
        def backward(ctx, g, *rest):
            assert ctx.saved_tensors[1] is None and rest == (None, None, None)
            return g * 2

    x = leaf(1.0)
    a, b, c, d = F.apply(x)
    assert (b, c, d) == ("text", 5, None)
    a.backward()
    assert x.grad.tolist() == [2]


def test_forward_runs_without_grad_and_can_enable_it():
    class F(Function):
        @staticmethod
        def forward(ctx, x):
            seen.append(lumbre.is_grad_enabled())
            return x * 2

        @staticmethod
        def backward(ctx, g):
            seen.append(lumbre.is_grad_enabled())
            return g * 2

    seen = []
    F.apply(leaf(1.0)).backward()
    F.apply(leaf(1.0)).backward(create_graph=True)
    assert seen == [False, False, False, True]


def test_without_gradients_nothing_is_recorded():
    assert not Square.apply(lumbre.ones(1)).requires_grad
    with lumbre.no_grad():
        assert not Square.apply(leaf(1.0)).requires_grad


def test_functions_cannot_be_called_or_lack_parts():
    with pytest.raises((RuntimeError, TypeError)):
        Square()(leaf(1.0))

    class NoBackward(Function):
        @staticmethod
        def forward(ctx, x):
            return x * 1

    with pytest.raises((NotImplementedError, RuntimeError)):
        NoBackward.apply(leaf(1.0)).backward()


def test_vjp_spelling():
    class F(Function):
        @staticmethod
        def forward(ctx, x):
            return x * 2

        @staticmethod
        def vjp(ctx, g):
            return g * 2

    x = leaf(1.0)
    F.apply(x).backward()
    assert x.grad.tolist() == [2]


def test_attributes_of_the_context_survive():
    class F(Function):
        @staticmethod
        def forward(ctx, x, factor):
            ctx.factor = factor
            return x * factor

        @staticmethod
        def backward(ctx, g):
            return g * ctx.factor, None

    x = leaf(1.0)
    y = F.apply(x, 7)
    assert y.grad_fn.factor == 7
    y.backward()
    assert x.grad.tolist() == [7]
