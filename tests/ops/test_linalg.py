"""Linear algebra against numpy and scipy, and what the generic suites do not reach: errors, larger sizes, gauges."""

import lumbre
import numpy as np
import pytest

scipy_linalg = pytest.importorskip("scipy.linalg")
DTYPES = ["float32", "float64", "complex64", "complex128"]
random = np.random.RandomState(3)


def normal(dtype, *shape):
    x = random.standard_normal(shape)
    if dtype.startswith("complex"):
        x = x + 1j * random.standard_normal(shape)
    return x.astype(dtype)


def tolerance(dtype):
    return {"rtol": 2e-3, "atol": 2e-3} if dtype in ("float32", "complex64") else {"rtol": 1e-9, "atol": 1e-9}


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("shape", [(70, 70), (90, 41), (41, 90), (2, 3, 5, 7)])
def test_factors_multiply_to_the_matrix(dtype, shape):
    x = normal(dtype, *shape)
    a, tol = lumbre.from_numpy(x), tolerance(dtype)
    q, r = lumbre.linalg.qr(a)
    np.testing.assert_allclose((q @ r).numpy(), x, **tol)
    np.testing.assert_allclose((q.mH @ q).numpy(), np.broadcast_to(np.eye(q.shape[-1]), (*shape[:-2], q.shape[-1], q.shape[-1])), **tol)
    p, low, up = lumbre.linalg.lu(a)
    np.testing.assert_allclose((p @ low @ up).numpy(), x, **tol)
    for full in (False, True):
        u, s, vh = lumbre.linalg.svd(a, full_matrices=full)
        k = s.shape[-1]
        np.testing.assert_allclose(((u[..., :k] * s.unsqueeze(-2).to(a.dtype)) @ vh[..., :k, :]).numpy(), x, **tol)
        np.testing.assert_allclose((u.mH @ u).numpy(), np.broadcast_to(np.eye(u.shape[-1]), (*shape[:-2], u.shape[-1], u.shape[-1])), **tol)
    np.testing.assert_allclose(lumbre.linalg.svdvals(a).numpy(), np.linalg.svd(x, compute_uv=False), **tol)


@pytest.mark.parametrize("dtype", DTYPES)
def test_lu_has_the_pivots_of_lapack(dtype):
    x = normal(dtype, 40, 40)
    lu, pivots = lumbre.linalg.lu_factor(lumbre.from_numpy(x))
    wanted, order = scipy_linalg.lu_factor(x)
    assert (pivots.numpy() - 1).tolist() == order.tolist()
    np.testing.assert_allclose(lu.numpy(), wanted, **tolerance(dtype))


@pytest.mark.parametrize("dtype", DTYPES)
def test_geqrf_has_the_reflections_of_lapack(dtype):
    x = normal(dtype, 45, 38)
    a, tau = lumbre.geqrf(lumbre.from_numpy(x))
    (wanted, factors), _ = scipy_linalg.qr(x, mode="raw")
    np.testing.assert_allclose(a.numpy(), wanted, **tolerance(dtype))
    np.testing.assert_allclose(tau.numpy(), factors, **tolerance(dtype))


@pytest.mark.parametrize("dtype", DTYPES)
def test_eigenvectors_solve_their_equation(dtype):
    x = normal(dtype, 50, 50)
    w, v = lumbre.linalg.eig(lumbre.from_numpy(x))
    np.testing.assert_allclose(x @ v.numpy(), v.numpy() * w.numpy(), **tolerance(dtype))
    np.testing.assert_allclose(np.linalg.norm(v.numpy(), axis=0), np.ones(50), rtol=1e-5)
    h = x + x.conj().T
    for uplo in "LU":
        half = np.tril(h) if uplo == "L" else np.triu(h)
        w, v = lumbre.linalg.eigh(lumbre.from_numpy(half), UPLO=uplo)
        np.testing.assert_allclose(h @ v.numpy(), v.numpy() * w.numpy(), **tolerance(dtype))
        np.testing.assert_allclose(w.numpy(), np.linalg.eigvalsh(h), **tolerance(dtype))


@pytest.mark.parametrize("hermitian", [False, True])
@pytest.mark.parametrize("dtype", DTYPES)
def test_ldl_solves_indefinite_systems(dtype, hermitian):
    x = normal(dtype, 9, 9)
    x = x + (x.conj().T if hermitian else x.T)
    np.fill_diagonal(x, 0)
    b = normal(dtype, 9, 2)
    y = lumbre.linalg.ldl_solve(*lumbre.linalg.ldl_factor(lumbre.from_numpy(x), hermitian=hermitian), lumbre.from_numpy(b), hermitian=hermitian)
    np.testing.assert_allclose(x @ y.numpy(), b, **tolerance(dtype))


@pytest.mark.parametrize("dtype", DTYPES)
def test_matrix_exp_agrees_with_scipy(dtype):
    x = normal(dtype, 3, 5, 5) * np.array([1e-3, 1, 6]).reshape(3, 1, 1).astype(dtype)
    wanted = np.stack([scipy_linalg.expm(m.astype("complex128")) for m in x])
    got = lumbre.linalg.matrix_exp(lumbre.from_numpy(x)).numpy()
    np.testing.assert_allclose(got / np.abs(wanted).max((1, 2), keepdims=True), wanted / np.abs(wanted).max((1, 2), keepdims=True), **tolerance(dtype))


def test_least_squares_agree_with_numpy_for_every_driver():
    for shape in ((6, 3), (3, 6), (2, 5, 3)):
        x, b = normal("float64", *shape), normal("float64", *shape[:-1], 2)
        wanted = np.linalg.pinv(x) @ b
        for driver in ("gels", "gelsy", "gelsd", "gelss"):
            y = lumbre.linalg.lstsq(lumbre.from_numpy(x), lumbre.from_numpy(b), driver=driver)
            np.testing.assert_allclose(y.solution.numpy(), wanted, rtol=1e-9, atol=1e-9)
            assert (y.rank.numel() > 0) == (driver != "gels")
            if shape[-2] > shape[-1] and driver != "gelsy":
                np.testing.assert_allclose(y.residuals.numpy(), ((x @ wanted - b) ** 2).sum(-2), rtol=1e-8, atol=1e-10)


def test_singular_matrices_raise_with_their_place():
    one = lumbre.zeros(2, 2)
    with pytest.raises(lumbre.linalg.LinAlgError, match="singular"):
        lumbre.linalg.inv(one)
    with pytest.raises(RuntimeError, match="Batch element 1"):
        lumbre.linalg.solve(lumbre.stack([lumbre.eye(2), one]), lumbre.ones(2, 2, 1))
    with pytest.raises(lumbre.linalg.LinAlgError, match="minor of order 2"):
        lumbre.linalg.cholesky(lumbre.tensor([[1.0, 2.0], [2.0, 1.0]]))
    with pytest.raises(lumbre.linalg.LinAlgError, match="non-finite"):
        lumbre.linalg.svd(lumbre.full((2, 2), float("nan")))
    assert lumbre.linalg.inv_ex(one).info.item() == 1
    assert lumbre.linalg.det(one).item() == 0
    assert lumbre.linalg.slogdet(one).logabsdet.item() == -float("inf")


def test_wrong_arguments_raise():
    with pytest.raises(RuntimeError, match="square"):
        lumbre.linalg.inv(lumbre.ones(2, 3))
    with pytest.raises(RuntimeError, match="at least 2 dimensions"):
        lumbre.linalg.svd(lumbre.ones(3))
    with pytest.raises(RuntimeError, match="floating point"):
        lumbre.linalg.cholesky(lumbre.ones(2, 2, dtype=lumbre.int64))
    with pytest.raises(RuntimeError, match="precision"):
        lumbre.linalg.qr(lumbre.ones(2, 2, dtype=lumbre.float16))
    with pytest.raises(RuntimeError, match="pivots"):
        lumbre.linalg.lu_solve(lumbre.eye(2), lumbre.tensor([5, 1], dtype=lumbre.int32), lumbre.ones(2, 1))
    with pytest.raises(RuntimeError, match="pivots"):
        lumbre.linalg.ldl_solve(lumbre.eye(2), lumbre.tensor([-1, 2], dtype=lumbre.int32), lumbre.ones(2, 1))


def test_a_loss_of_the_phase_raises():
    x = lumbre.from_numpy(normal("complex128", 3, 3))
    h = (x + x.mH).requires_grad_()
    with pytest.raises(RuntimeError, match="ill-defined"):
        lumbre.linalg.eigh(h).eigenvectors.sum().abs().backward()


def test_derivative_of_the_determinant_of_a_singular_matrix():
    a = lumbre.tensor([[1.0, 2.0], [2.0, 4.0]], dtype=lumbre.float64, requires_grad=True)
    lumbre.det(a).backward()
    np.testing.assert_allclose(a.grad.numpy(), [[4, -2], [-2, 1]], atol=1e-12)


def test_low_rank_decompositions_find_the_leading_part():
    x = normal("float64", 30, 4) @ normal("float64", 4, 20)
    a = lumbre.from_numpy(x)
    u, s, v = lumbre.svd_lowrank(a, q=6)
    np.testing.assert_allclose((u * s @ v.mT).numpy(), x, atol=1e-8)
    u, s, v = lumbre.pca_lowrank(a, q=5)
    np.testing.assert_allclose((u * s @ v.mT).numpy(), x - x.mean(0), atol=1e-8)


@pytest.mark.parametrize("largest", [True, False])
def test_lobpcg_finds_the_extreme_eigenvalues(largest):
    x = normal("float64", 30, 30)
    x = x @ x.T + 30 * np.eye(30)
    lumbre.manual_seed(0)
    w, v = lumbre.lobpcg(lumbre.from_numpy(x), k=3, largest=largest)
    wanted = np.linalg.eigvalsh(x)
    np.testing.assert_allclose(w.numpy(), wanted[::-1][:3] if largest else wanted[:3], rtol=1e-8)
    np.testing.assert_allclose(x @ v.numpy(), v.numpy() * w.numpy(), atol=1e-4)


def test_lu_of_the_package_and_what_was_removed():
    a = lumbre.from_numpy(normal("float64", 4, 4))
    factors, pivots, info = a.lu(get_infos=True)
    assert info.item() == 0
    np.testing.assert_allclose(lumbre.ones(4, 1).double().lu_solve(factors, pivots).numpy(), np.linalg.solve(a.numpy(), np.ones((4, 1))), atol=1e-10)
    with pytest.raises(RuntimeError, match="removed"):
        lumbre.symeig(a)
