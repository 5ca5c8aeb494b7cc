import numpy as np

from .common import Case, S, T

D = ("float32", "float64", "complex64", "complex128")
REAL = ("float32", "float64")
LOOSE = {"float32": (2e-3, 2e-4), "complex64": (2e-3, 2e-4), "float64": (1e-7, 1e-8), "complex128": (1e-7, 1e-8)}
SQUARE = [S(T((3, 3))), S(T((2, 3, 3))), S(T((0, 0)))]
TALL = [S(T((4, 3))), S(T((3, 4))), S(T((2, 3, 3)))]


def sure(lib, x):
    """Far from singular."""
    return x + 12 * lib.eye(x.shape[-1], dtype=x.dtype, device=x.device)


def positive(lib, x):
    """Hermitian, with eigenvalues that are apart."""
    n = x.shape[-1]
    return x @ x.mH / 4 + lib.diag(5 * lib.arange(1, n + 1).to(x.dtype)).to(x.device)


def apart(lib, x):
    """Singular values that are apart, by a diagonal that dominates."""
    m, n = x.shape[-2:]
    return x / 4 + lib.eye(m, n, dtype=x.dtype, device=x.device) * (4 * lib.arange(1, n + 1).to(x.dtype).to(x.device))


def on(name, prepare, pick=None):
    """`linalg.name` of a prepared matrix; `pick` takes what does not depend on the phase of vectors."""

    def call(lib, x, *args, **kwargs):
        y = getattr(lib.linalg, name)(prepare(lib, x), *args, **kwargs)
        return y if pick is None else pick(lib, y)

    return call


def method(name, prepare, pick=None):
    def call(lib, x, *args, **kwargs):
        y = getattr(lib, name)(prepare(lib, x), *args, **kwargs)
        return y if pick is None else pick(lib, y)

    return call


def older(name, prepare, instead):
    """A function that newer PyTorch has only under another name: `instead` calls that."""

    def call(lib, x, *args, **kwargs):
        return getattr(lib, name)(prepare(lib, x), *args, **kwargs) if lib.__name__ == "lumbre" else instead(lib, prepare(lib, x), *args)

    return call


def sizes(lib, y):
    return tuple(t.abs() for t in y)


def lower(lib, x):
    return x.tril(-1) + 5 * lib.eye(x.shape[-1], dtype=x.dtype, device=x.device)


def row(name, samples, **kwargs):
    kwargs = {"dtypes": D, "tol": LOOSE, **kwargs}
    return Case(name, samples, **kwargs)


def factored_solve(lib, x, b, **kwargs):
    return lib.linalg.lu_solve(*lib.linalg.lu_factor(sure(lib, x)), b, **kwargs)


CASES = [
    row("linalg_cholesky", SQUARE, fn=on("cholesky", positive)),
    row("linalg_cholesky_ex", [S(T((3, 3))), S(T((2, 3, 3)), upper=True)], fn=on("cholesky_ex", positive)),
    row("cholesky", [S(T((3, 3))), S(T((3, 3)), True)], fn=older("cholesky", positive, lambda lib, x, upper=False: lib.linalg.cholesky(x, upper=upper))),
    row("cholesky_solve", [S(T((3, 2)), T((3, 3))), S(T((2, 3, 1)), T((3, 3)), True)],
        fn=lambda lib, b, x, upper=False, **k: lib.cholesky_solve(b, lower(lib, x).mT if upper else lower(lib, x), upper, **k)),
    row("cholesky_inverse", [S(T((3, 3))), S(T((2, 3, 3)))], fn=method("cholesky_inverse", lower)),
    row("linalg_inv", SQUARE, fn=on("inv", sure)),
    row("linalg_inv_ex", [S(T((3, 3)))], fn=on("inv_ex", sure)),
    row("inverse", [S(T((3, 3)))], fn=method("inverse", sure)),
    row("linalg_solve", [S(T((3, 3)), T((3, 2))), S(T((3, 3)), T((3,))), S(T((2, 3, 3)), T((2, 3))), S(T((3, 3)), T((2, 4, 3)), left=False)], fn=on("solve", sure)),
    row("linalg_solve_ex", [S(T((3, 3)), T((3, 2)))], fn=on("solve_ex", sure)),
    row("_linalg_solve_ex", [S(T((3, 3)), T((3, 2)))], fn=lambda lib, a, b, **k: lib._linalg_solve_ex(sure(lib, a), b, **k)[0], out=False),
    row("linalg_solve_triangular", [S(T((3, 3)), T((3, 2)), upper=False), S(T((2, 3, 3)), T((2, 4, 3)), upper=True, left=False), S(T((3, 3)), T((3, 2)), upper=True, unitriangular=True)],
        fn=lambda lib, x, b, **k: lib.linalg.solve_triangular(x / 8 + 2 * lib.eye(3, dtype=x.dtype, device=x.device), b, **k)),
    row("triangular_solve", [S(T((3, 2)), T((3, 3))), S(T((3, 2)), T((3, 3)), False, True)], out=False,
        fn=lambda lib, b, x, *a: lib.triangular_solve(b, sure(lib, x), *a)),
    row("linalg_lu_factor", [S(T((3, 3))), S(T((4, 3))), S(T((2, 3, 4)))], fn=on("lu_factor", apart)),
    row("linalg_lu_factor_ex", [S(T((3, 3)))], fn=on("lu_factor_ex", sure)),
    row("_lu_with_info", [S(T((3, 3)))], fn=method("_lu_with_info", sure)),
    row("linalg_lu", [S(T((3, 3))), S(T((4, 3))), S(T((3, 4))), S(T((3, 3)), pivot=False)], fn=on("lu", apart)),
    row("lu_unpack", [S(T((3, 3))), S(T((4, 3)))], fn=lambda lib, x, **k: lib.lu_unpack(*lib.linalg.lu_factor(apart(lib, x)), **k)),
    row("linalg_lu_solve", [S(T((3, 3)), T((3, 2))), S(T((2, 3, 3)), T((2, 2, 3)), left=False), S(T((3, 3)), T((3, 2)), adjoint=True)], fn=factored_solve),
    row("lu_solve", [S(T((3, 2)), T((3, 3)))], fn=lambda lib, b, x, **k: b.lu_solve(*lib.linalg.lu_factor(sure(lib, x))), out=False),
    row("linalg_ldl_factor", [S(T((4, 4))), S(T((4, 4)), hermitian=True)], fn=on("ldl_factor", positive), grad=False),
    row("linalg_ldl_factor_ex", [S(T((4, 4)))], fn=on("ldl_factor_ex", lambda lib, x: x + x.mT), grad=False),
    row("linalg_ldl_solve", [S(T((4, 4)), T((4, 2)))], grad=False, out=False,
        fn=lambda lib, x, b: lib.linalg.ldl_solve(*lib.linalg.ldl_factor(x + x.mT), b)),
    row("linalg_det", [*SQUARE, S(T(values=[[1.0, 2.0], [2.0, 4.0]], grad=False))]),
    row("det", [S(T((3, 3)))]),
    row("linalg_slogdet", [S(T((3, 3))), S(T((2, 3, 3)))], fn=on("slogdet", sure)),
    row("slogdet", [S(T((3, 3)))], fn=method("slogdet", sure)),
    row("logdet", [S(T((3, 3)))], fn=method("logdet", positive)),
    row("linalg_qr", [*TALL, S(T((3, 4)), "complete")], fn=on("qr", apart)),
    row("qr", [S(T((4, 3))), S(T((3, 3)), False)], fn=older("qr", apart, lambda lib, x, some=True: lib.linalg.qr(x, "reduced" if some else "complete"))),
    row("geqrf", [S(T((4, 3))), S(T((3, 4)))], grad=False),
    row("linalg_householder_product", [S(T((4, 3)), T((3,))), S(T((2, 4, 3)), T((2, 2)))]),
    row("orgqr", [S(T((4, 3)), T((3,)))]),
    row("ormqr", [S(T((4, 3)), T((3,)), T((4, 2))), S(T((4, 3)), T((3,)), T((2, 4)), False, True)]),
    row("linalg_svd", [S(T((4, 3)), False), S(T((3, 4)), full_matrices=False), S(T((2, 3, 3)))], fn=on("svd", apart, sizes), out=False),
    row("linalg_svdvals", TALL, fn=on("svdvals", apart)),
    row("svd", [S(T((4, 3))), S(T((3, 4)))], fn=method("svd", apart, sizes), out=False),
    row("linalg_eigh", [S(T((3, 3))), S(T((2, 3, 3)), "U")], fn=on("eigh", positive, sizes), out=False),
    row("linalg_eigvalsh", [S(T((3, 3))), S(T((3, 3)), "U")], fn=on("eigvalsh", positive)),
    row("linalg_eig", [S(T((3, 3))), S(T((2, 3, 3)))], out=False, tol={**LOOSE, "float32": (5e-3, 5e-3), "complex64": (5e-3, 5e-3)},
        fn=on("eig", apart, lambda lib, y: (y[0].real.sort(-1)[0], (y[1].abs() ** 2).sum((-1, -2))))),
    row("linalg_eigvals", [S(T((3, 3)))], out=False, fn=on("eigvals", apart, lambda lib, y: y.abs().sort(-1)[0])),
    row("linalg_polar", [S(T((4, 3))), S(T((2, 3, 3)))], fn=on("polar", apart)),
    row("linalg_matrix_sqrth", [S(T((3, 3))), S(T((2, 3, 3)))], fn=on("matrix_sqrth", positive), out=False),
    row("linalg_lstsq", [S(T((4, 3)), T((4, 2)), driver="gelsd"), S(T((3, 4)), T((3, 2))), S(T((4, 3)), T((4, 2)), driver="gels")], fn=on("lstsq", apart), out=False),
    row("linalg_pinv", [S(T((4, 3)), 1e-6)], fn=on("pinv", apart)),
    row("linalg_pinv.atol_rtol_float", [S(T((3, 4))), S(T((3, 3)), hermitian=False, rtol=1e-6)], fn=on("pinv", apart)),
    row("linalg_pinv.atol_rtol_tensor", [S(T((2, 4, 3)), rtol=T(values=[1e-6, 1e-7], dtype="float64", grad=False))], fn=on("pinv", apart)),
    row("linalg_pinv.rcond_tensor", [S(T((2, 4, 3)), T(values=[1e-6, 1e-7], dtype="float64", grad=False))], fn=on("pinv", apart)),
    row("pinverse", [S(T((4, 3)))], fn=method("pinverse", apart)),
    row("linalg_matrix_rank", [S(T((4, 3)), 1e-3)], grad=False),
    row("linalg_matrix_rank.atol_rtol_float", [S(T((4, 3))), S(T((2, 3, 3)), atol=0.5)], grad=False),
    row("linalg_matrix_rank.atol_rtol_tensor", [S(T((2, 4, 3)), atol=T(values=[0.1, 0.2], dtype="float64"))], grad=False),
    row("linalg_matrix_rank.tol_tensor", [S(T((2, 4, 3)), T(values=[0.1, 0.2], dtype="float64"))], grad=False),
    row("linalg_matrix_power", [S(T((3, 3)), 3), S(T((3, 3)), 0), S(T((3, 3)), -2)], fn=on("matrix_power", sure)),
    row("matrix_power", [S(T((3, 3)), 2)]),
    row("linalg_matrix_exp", [S(T((3, 3))), S(T((2, 3, 3))), S(T((0, 0)))], fn=on("matrix_exp", lambda lib, x: x / 3)),
    row("matrix_exp", [S(T((3, 3)))]),
    row("linalg_matmul", [S(T((3, 4)), T((4, 2)))], ref=np.matmul),
    row("linalg_vecdot", [S(T((3, 4)), T((3, 4))), S(T((3, 4)), T((4,)), dim=-1)]),
    row("linalg_diagonal", [S(T((2, 3, 4)), offset=1)], dtypes="bifc"),
    row("linalg_multi_dot", [S([T((2, 3)), T((3, 4)), T((4, 2))]), S([T((3,)), T((3, 4)), T((4,))])]),
    row("linalg_vander", [S(T((2, 3))), S(T((3,)), N=4)], dtypes=("int64", "float32", "float64", "complex64", "complex128"), out=False),
    row("linalg_tensorinv", [S(T((2, 3, 6)))], fn=lambda lib, x, **k: lib.linalg.tensorinv((x.reshape(6, 6) + 12 * lib.eye(6, dtype=x.dtype, device=x.device)).reshape(2, 3, 6), **k)),
    row("linalg_tensorsolve", [S(T((2, 3, 6)), T((2, 3)))], fn=lambda lib, x, b, **k: lib.linalg.tensorsolve((x.reshape(6, 6) + 12 * lib.eye(6, dtype=x.dtype, device=x.device)).reshape(2, 3, 6), b, **k)),
    row("linalg_norm", [S(T((3, 4))), S(T((4,)), 3), S(T((2, 3, 4)), float("inf"), (1, 2)), S(T((3, 4)), -1)]),
    row("linalg_norm.ord_str", [S(T((3, 4)), "fro"), S(T((2, 3, 4)), "nuc", (1, 2), True)]),
    row("linalg_matrix_norm", [S(T((3, 4)), 1), S(T((2, 3, 4)), float("inf"), (0, 2)), S(T((3, 4)), 2), S(T((3, 4)), -2, keepdim=True)]),
    row("linalg_matrix_norm.str_ord", [S(T((3, 4))), S(T((2, 3, 4)), "nuc")]),
    row("linalg_cond", [S(T((3, 3))), S(T((3, 3)), 1), S(T((3, 3)), -2)], fn=on("cond", apart)),
    row("linalg_cond.p_str", [S(T((3, 3)), "fro")], fn=on("cond", apart)),
]
