"""Dual tensors, and the checks of gradients that use forward mode."""

import lumbre
import lumbre.autograd.forward_ad as fwAD
import pytest
from lumbre.autograd import gradcheck, gradgradcheck
from lumbre.autograd.functional import hessian, jacobian


def t(*shape, seed=0):
    return lumbre.randn(shape, generator=lumbre.Generator().manual_seed(seed), dtype=lumbre.float64)


def close(a, b):
    lumbre.testing.assert_close(a, b, rtol=1e-10, atol=1e-12)


def test_a_dual_tensor_carries_its_direction_through_ops():
    x, v = t(3), t(3, seed=1)
    with fwAD.dual_level():
        dual = fwAD.make_dual(x, v)
        out = fwAD.unpack_dual(dual.sin() * dual)
        close(out.primal, x.sin() * x)
        close(out.tangent, v * (x.cos() * x + x.sin()))
        close(fwAD.unpack_dual(dual).tangent, v)
        assert fwAD.unpack_dual(x).tangent is None
        assert fwAD.unpack_dual(dual.detach()).tangent is None
        assert not out.primal.requires_grad and not out.tangent.requires_grad
    assert fwAD.unpack_dual(dual).tangent is None


def test_no_grad_does_not_switch_forward_mode_off():
    x, v = t(3), t(3, seed=1)
    with lumbre.no_grad():
        with fwAD.dual_level():
            with lumbre.no_grad():
                y = fwAD.make_dual(x, v).exp()
            close(fwAD.unpack_dual(y).tangent, v * x.exp())
        assert not lumbre.is_grad_enabled()
    assert lumbre.is_grad_enabled()


def test_forward_over_reverse():
    """A direction's derivative of a gradient is the Hessian times the direction."""
    x, v = t(3), t(3, seed=1)
    with fwAD.dual_level():
        dual = fwAD.make_dual(x.clone().requires_grad_(), v)
        (g,) = lumbre.autograd.grad((dual**3).sum(), dual, create_graph=True)
        close(fwAD.unpack_dual(g).tangent, 6 * x * v)


def test_tangents_are_differentiable():
    x, v = t(3).requires_grad_(), t(3, seed=1).requires_grad_()
    with fwAD.dual_level():
        tangent = fwAD.unpack_dual(fwAD.make_dual(x, v) ** 3).tangent
    tangent.sum().backward()
    close(x.grad, 6 * x.detach() * v.detach())
    close(v.grad, 3 * x.detach() ** 2)


def test_parameters_of_a_module_as_dual_tensors():
    net = lumbre.nn.Linear(3, 2).double()
    x, v = t(4, 3), t(2, 3, seed=1)
    with fwAD.dual_level():
        weight = net.weight
        del net.weight
        net.weight = fwAD.make_dual(weight.detach(), v)
        close(fwAD.unpack_dual(net(x)).tangent, x @ v.t())


def test_a_function_with_only_a_forward_rule():
    class Cube(lumbre.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            ctx.x = x
            return x**3

        @staticmethod
        def jvp(ctx, v):
            return 3 * ctx.x**2 * v

    x, v = t(3), t(3, seed=1)
    with fwAD.dual_level():
        close(fwAD.unpack_dual(Cube.apply(fwAD.make_dual(x, v)) * 2).tangent, 6 * x**2 * v)


def test_wrong_use():
    x = t(3)
    with pytest.raises(RuntimeError, match="no level"):
        fwAD.make_dual(x, x)
    with fwAD.dual_level():
        with pytest.raises(RuntimeError, match="Nested"):
            fwAD.enter_dual_level()
        with pytest.raises(RuntimeError, match="same shape"):
            fwAD.make_dual(x, x[:2])
        with pytest.raises(ValueError, match="floating point"):
            fwAD.make_dual(lumbre.arange(3), lumbre.arange(3))
    with pytest.raises(RuntimeError, match="exit"):
        fwAD.exit_dual_level()


def test_jacobian_and_hessian_by_columns():
    w = t(4, 3)
    x = t(3, seed=1)
    close(jacobian(lambda x: w @ x.exp(), x, vectorize=True, strategy="forward-mode"), w * x.exp())
    (a, b), (c, d) = jacobian(lambda x, y: (x * y, y.sum()), (x, w[0]), vectorize=True, strategy="forward-mode")
    close(a, lumbre.diag(w[0]))
    close(c, lumbre.zeros(3, dtype=lumbre.float64))
    close(d, lumbre.ones(3, dtype=lumbre.float64))
    close(hessian(lambda x: (x**3).sum(), x, vectorize=True, outer_jacobian_strategy="forward-mode"), lumbre.diag(6 * x))
    with pytest.raises(NotImplementedError, match="vectorize"):
        jacobian(lumbre.sin, x, strategy="forward-mode")
    with pytest.raises(RuntimeError, match="strict"):
        jacobian(lumbre.sin, x, strict=True, vectorize=True)


class Wrong(lumbre.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x

    @staticmethod
    def backward(ctx, g):
        return g * ctx.saved_tensors[0]


@pytest.mark.parametrize(
    "options",
    [
        {"check_forward_ad": True},
        {"check_forward_ad": True, "check_backward_ad": False},
        {"fast_mode": True},
        {"fast_mode": True, "check_forward_ad": True},
        {"check_batched_grad": True},
        {"check_forward_ad": True, "check_batched_forward_grad": True},
    ],
)
def test_gradcheck_options(options):
    x, y = t(3, 2).requires_grad_(), t(2, seed=1).requires_grad_()
    assert gradcheck(lambda x, y: (x @ y, (x * y).tanh()), (x, y), **options)
    with pytest.raises(RuntimeError):
        gradcheck(lambda x: Wrong.apply(x).sum(0) + 1, (x,), **options)


def test_gradcheck_of_complex_numbers_by_forward_mode():
    z = lumbre.complex(t(3), t(3, seed=1)).requires_grad_()
    assert gradcheck(lambda z: (z * z.conj(), z.exp(), z.abs()), (z,), check_forward_ad=True)


def test_gradgradcheck_forward_over_reverse():
    x = t(3).requires_grad_()
    assert gradgradcheck(lambda x: x.sin() * x, (x,), check_fwd_over_rev=True)
    assert gradgradcheck(lambda x: x.sin() * x, (x,), check_fwd_over_rev=True, check_rev_over_rev=False, fast_mode=True)


def test_dual_tensors_print_their_tangent():
    with fwAD.dual_level():
        dual = fwAD.make_dual(lumbre.tensor([1.0, 2.0]), lumbre.tensor([3.0, 4.0]))
        assert repr(dual) == "tensor([1., 2.], tangent=tensor([3., 4.]))"
        assert "tangent=tensor([ 6., 16.])" in repr(dual**2)
    assert "tangent" not in repr(lumbre.ones(2))
