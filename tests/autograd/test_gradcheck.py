"""`gradcheck` accepts right derivatives and finds wrong ones."""

import lumbre
import pytest
from lumbre.autograd import Function, gradcheck, gradgradcheck
from lumbre.autograd.gradcheck import GradcheckError


def x(*values, dtype=lumbre.float64):
    return lumbre.tensor(values, dtype=dtype, requires_grad=True)


class Wrong(Function):
    """x^2 with the derivative of 1.5 x^2."""

    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x

    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        return 3 * x * g


class WrongTwice(Function):
    """exp with a right first derivative that is a constant to the second."""

    @staticmethod
    def forward(ctx, x):
        y = x.exp()
        ctx.save_for_backward(y.detach())
        return y

    @staticmethod
    def backward(ctx, g):
        return g * ctx.saved_tensors[0].detach()


def test_right_derivatives_pass():
    assert gradcheck(lambda a, b: (a * b).exp(), (x(0.3, -0.2), x(1.5, 0.5)))
    assert gradcheck(lambda a: (a.tanh(), a * 2), x(0.3, -0.2))
    assert gradgradcheck(lambda a, b: (a * b).exp(), (x(0.3, -0.2), x(1.5, 0.5)))


def test_a_wrong_derivative_is_found():
    with pytest.raises(GradcheckError, match="output 0 with respect to input 0"):
        gradcheck(Wrong.apply, x(0.3, 0.7))
    assert gradcheck(Wrong.apply, x(0.3, 0.7), raise_exception=False) is False


def test_a_wrong_second_derivative_is_found():
    assert gradcheck(WrongTwice.apply, x(0.3, 0.7))
    with pytest.raises(GradcheckError):
        gradgradcheck(WrongTwice.apply, x(0.3, 0.7))


def test_a_forgotten_dependence_is_found():
    with pytest.raises(GradcheckError, match="expected to be zero"):
        gradcheck(lambda a: (a * 1, (a * a).detach()), x(0.3, 0.7))


def test_complex_inputs_and_outputs():
    z = lumbre.tensor([0.3 + 0.4j, -1.0 + 0.5j], dtype=lumbre.complex128, requires_grad=True)
    assert gradcheck(lambda z: z * z, z)
    assert gradcheck(lambda z: lumbre.view_as_real(z * z), z)


def test_strided_inputs():
    base = lumbre.arange(6, dtype=lumbre.float64).reshape(2, 3).t().detach().requires_grad_()
    assert gradcheck(lambda a: a * a, base)


@pytest.mark.filterwarnings("ignore:Input #0")
def test_unfit_inputs_are_named():
    with pytest.raises(ValueError, match="at least one input"):
        gradcheck(lambda a: a, lumbre.ones(2, dtype=lumbre.float64))
    with pytest.raises(GradcheckError):
        gradcheck(lambda a: a.exp(), x(0.3, 9.0, dtype=lumbre.float32))
    with pytest.raises(AssertionError, match="at least one"):
        gradcheck(lambda a: a, x(1.0), check_backward_ad=False)
