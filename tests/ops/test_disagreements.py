"""Where PyTorch 2.15's operator database has another answer than ours, and finite differences or exact values speak for ours."""

import lumbre
import numpy as np
import pytest
from ops.test_gradients import finite_difference, weighted_sum

RANDOM = np.random.RandomState(0)


def leaf(shape, complex_=False):
    x = RANDOM.uniform(0.5, 1.5, shape)
    x = x + 1j * RANDOM.uniform(0.5, 1.5, shape) if complex_ else x
    return lumbre.tensor(x, dtype=lumbre.complex128 if complex_ else lumbre.float64).requires_grad_()


def slopes_agree(f, *leaves):
    value = lambda: weighted_sum([f()]).item()  # noqa: E731
    for x, g in zip(leaves, lumbre.autograd.grad(weighted_sum([f()]), leaves)):
        np.testing.assert_allclose(np.array(g.tolist()), finite_difference(value, x), rtol=1e-5, atol=1e-7)


@pytest.mark.parametrize("upper", [False, True])
def test_triangle_that_cholesky_inverse_and_solve_do_not_read_has_no_gradient(upper):
    """PyTorch gives it one, although the result does not depend on it."""
    factor, b = leaf((3, 3)), leaf((3, 2))
    slopes_agree(lambda: lumbre.cholesky_inverse(factor, upper), factor)
    slopes_agree(lambda: lumbre.cholesky_solve(b, factor, upper), b, factor)
    g = lumbre.autograd.grad(lumbre.cholesky_inverse(factor, upper).sum(), factor)[0]
    assert (g.tril(-1) if upper else g.triu(1)).abs().sum() == 0


def test_as_strided_scatter_gives_no_gradient_to_what_it_writes_over():
    """PyTorch gives it the result's gradient, and the rest uninitialised memory."""
    x, part = leaf((6,)), leaf((2,))
    slopes_agree(lambda: x.as_strided_scatter(part, (2,), (2,), 1), x, part)


def test_complex_window_of_istft_has_a_gradient():
    """PyTorch gives it none."""
    frames, window = leaf((4, 5), True), leaf((4,), True)
    slopes_agree(lambda: lumbre.istft(frames, 4, 2, window=window, center=True, return_complex=True), window)


def test_renorm_of_complex_numbers_by_the_largest_has_finite_gradients():
    """PyTorch's are NaN."""
    x = leaf((2, 3), True)
    slopes_agree(lambda: lumbre.renorm(x, float("inf"), 0, 0.5), x)


def test_bessel_functions_are_exact_to_double_precision():
    """PyTorch's are off by 2e-7 and 4e-7 at these points."""
    special = pytest.importorskip("scipy.special")
    x = np.linspace(0.1, 20, 400)
    for ours, exact in ((lumbre.special.bessel_j0, special.j0), (lumbre.special.bessel_y1, special.y1)):
        np.testing.assert_allclose(ours(lumbre.tensor(x)).numpy(), exact(x), rtol=1e-11, atol=1e-13)


def test_matrix_exponential_of_single_precision_is_exact():
    """PyTorch's is off by 2e-3 for such matrices."""
    linalg = pytest.importorskip("scipy.linalg")
    x = RANDOM.uniform(-9, 9, (5, 5)).astype(np.float32)
    want = linalg.expm(x.astype(np.float64))
    np.testing.assert_allclose(lumbre.linalg.matrix_exp(lumbre.tensor(x)).numpy(), want, rtol=1e-5, atol=1e-6 * np.abs(want).max())


def test_sums_of_exponentials_of_large_complex_numbers_keep_their_gradient():
    """PyTorch computes exp(x - y) with a phase that is lost in rounding."""
    x = lumbre.tensor(1028979.25 + 1401898.625j, dtype=lumbre.complex64).requires_grad_()
    g = lumbre.autograd.grad(lumbre.view_as_real(lumbre.logsumexp(x, 0)).select(-1, 0), x)[0]
    np.testing.assert_allclose(g.item(), 1, atol=1e-5)
