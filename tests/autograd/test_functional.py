"""Jacobians, Hessians and their products against formulas written out in numpy."""

import lumbre
import numpy as np
import pytest
from lumbre.autograd.functional import hessian, hvp, jacobian, jvp, vhp, vjp

X = np.array([[0.3, -0.7], [1.1, 0.4]])
Y = np.array([0.5, -1.5])


def t(a, **kwargs):
    return lumbre.tensor(a.tolist() if isinstance(a, np.ndarray) else a, dtype=lumbre.float64, **kwargs)


def close(a, b):
    np.testing.assert_allclose(np.array(a.tolist()), b, rtol=1e-10, atol=1e-12)


def test_jacobian_of_one_input_and_output():
    # d exp(x_ij) summed over j: J[i, k, l] = [i = k] exp(x_kl).
    j = jacobian(lambda x: x.exp().sum(1), t(X))
    expected = np.zeros((2, 2, 2))
    for i in range(2):
        expected[i, i] = np.exp(X[i])
    assert tuple(j.shape) == (2, 2, 2) and not j.requires_grad
    close(j, expected)


def test_jacobian_of_several_inputs_and_outputs():
    out = jacobian(lambda x, y: (x @ y, y * y), (t(X), t(Y)))
    (a, b), (c, d) = out
    expected = np.zeros((2, 2, 2))
    for i in range(2):
        expected[i, i] = Y
    close(a, expected)
    close(b, X)
    close(c, np.zeros((2, 2, 2)))
    close(d, np.diag(2 * Y))


def test_jacobian_with_create_graph_is_differentiable():
    x = t(Y, requires_grad=True)
    j = jacobian(lambda x: x * x * x, x, create_graph=True)
    j.sum().backward()
    close(x.grad, 6 * Y)


def test_hessian_and_its_products():
    # f = sum x^3 + x0 x1
    def f(x):
        return (x * x * x).sum() + x[0] * x[1]

    expected = np.diag(6 * Y) + np.array([[0, 1], [1, 0]])
    v = np.array([2.0, -1.0])
    close(hessian(f, t(Y)), expected)
    for product in (hvp, vhp):
        value, p = product(f, t(Y), t(v))
        close(value, (Y**3).sum() + Y[0] * Y[1])
        close(p, expected @ v)


def test_hessian_of_two_inputs_has_blocks():
    (a, b), (c, d) = hessian(lambda x, y: (x * y).sum() + (y * y).sum(), (t(Y), t(2 * Y)))
    close(a, np.zeros((2, 2)))
    close(b, np.eye(2))
    close(c, np.eye(2))
    close(d, 2 * np.eye(2))


def test_vjp_and_jvp():
    x, y = t(X), t(Y)
    v = np.array([1.0, 3.0])
    value, (gx, gy) = vjp(lambda x, y: x @ y, (x, y), t(v))
    close(value, X @ Y)
    close(gx, np.outer(v, Y))
    close(gy, X.T @ v)
    dx, dy = np.array([[1.0, 2.0], [-1.0, 0.5]]), np.array([0.25, 4.0])
    value, p = jvp(lambda x, y: x @ y, (x, y), (t(dx), t(dy)))
    close(value, X @ Y)
    close(p, dx @ Y + X @ dy)


def test_scalars_need_no_vector():
    value, g = vjp(lambda x: (x * x).sum(), t(Y))
    close(g, 2 * Y)
    assert value.item() == pytest.approx((Y**2).sum())
    with pytest.raises(RuntimeError, match="can only be None"):
        vjp(lambda x: x * x, t(Y))


def test_independent_outputs_are_zero_or_refused():
    close(jacobian(lambda x: lumbre.ones(2, dtype=lumbre.float64), t(Y)), np.zeros((2, 2)))
    with pytest.raises(RuntimeError, match="strict mode"):
        jacobian(lambda x: lumbre.ones(2, dtype=lumbre.float64), t(Y), strict=True)


def test_wrong_arguments_are_named():
    with pytest.raises(TypeError, match="inputs given to jacobian"):
        jacobian(lambda x: x, 3.0)
    with pytest.raises(TypeError, match="outputs of the user-provided function given to vjp"):
        vjp(lambda x: 3.0, t(Y))
    with pytest.raises(RuntimeError, match="invalid size"):
        vjp(lambda x: x, t(Y), t(X))
    with pytest.raises(RuntimeError, match="single"):
        hessian(lambda x: x * x, t(Y))
    with pytest.raises(ValueError, match="strategy"):
        jacobian(lambda x: x, t(Y), strategy="sideways")
