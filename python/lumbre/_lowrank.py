"""Decompositions by iteration and by random projection, and the older names of linear algebra."""

__all__ = ["eig", "get_approximate_basis", "lobpcg", "lstsq", "lu", "matrix_rank", "pca_lowrank", "solve", "svd_lowrank", "symeig"]


def lu(input, pivot=True, get_infos=False, out=None):
    """`A = P @ L @ U` in one matrix and the row exchanges, numbered from 1; with `get_infos` the number of the first zero pivot (0: none).

    Shapes: `(*, m, n)` to `(*, m, n)`, `(*, min(m, n))` and `(*)`.
    Dtypes: float32, float64, complex; the pivots are int32; others raise RuntimeError.
    Raises: RuntimeError for fewer than 2 dimensions; LinAlgError for a zero pivot without `get_infos`.
    Source: PyTorch's `torch.lu`.
    """
    import lumbre

    factors, pivots, infos = lumbre._lu_with_info(input, pivot=pivot, check_errors=not get_infos)
    result = (factors, pivots, infos) if get_infos else (factors, pivots)
    if out is not None:
        for o, r in zip(out, result, strict=True):
            o.resize_as_(r).copy_(r)
        return out
    return result


def get_approximate_basis(A, q, niter=2, M=None):
    """`Q` of `q` orthonormal columns with `Q Q.mH A` close to `A` (or `A - M`), after N. Halko, P. G. Martinsson and J. A. Tropp (2009),
    algorithm 4.4: a random projection and `niter` steps of subspace iteration."""
    import lumbre

    apply = A.matmul if M is None else lambda x: A.matmul(x) - M.matmul(x)
    back = A.mH.matmul if M is None else lambda x: A.mH.matmul(x) - M.mH.matmul(x)
    dtype = A.dtype if A.is_floating_point() or A.is_complex() else lumbre.get_default_dtype()
    Q = lumbre.linalg.qr(apply(lumbre.randn(A.shape[-1], q, dtype=dtype, device=A.device))).Q
    for _ in range(niter):
        Q = lumbre.linalg.qr(back(Q)).Q
        Q = lumbre.linalg.qr(apply(Q)).Q
    return Q


def _thin(A, q, niter, M):
    import lumbre

    wide = A.shape[-2] < A.shape[-1]
    B, N = (A.mH, None if M is None else M.mH) if wide else (A, M)
    Q = get_approximate_basis(B, q, niter=niter, M=N)
    C = Q.mH @ B if N is None else Q.mH @ (B - N)
    U, S, Vh = lumbre.linalg.svd(C, full_matrices=False)
    U, V = Q @ U, Vh.mH
    return (V, S, U) if wide else (U, S, V)


def svd_lowrank(A, q=6, niter=2, M=None):
    """An approximate singular value decomposition of rank `q`: `U (*, m, q)`, `S (*, q)`, `V (*, n, q)` with `A ~ U diag(S) V.mH`.

    `M`, which stretches to `A`, is subtracted first. It draws from the default generator.

    Shapes: A `(*, m, n)`: `(*, m, q)`, `(*, q)` and `(*, n, q)`.
    Dtypes: float32, float64, complex; others raise RuntimeError or NotImplementedError.
    Raises: RuntimeError for an `M` that does not stretch to `A`.
    Source: Halko, Martinsson and Tropp, 2009 (arXiv:0909.4061); PyTorch's `torch.svd_lowrank`.
    """
    if M is not None:
        M = M.broadcast_to(A.shape)
    return _thin(A, 6 if q is None else q, niter, M)


def pca_lowrank(A, q=None, center=True, niter=2):
    """Principal components by `svd_lowrank` of `A (*, samples, features)`, of which the mean sample is subtracted with `center`.

    Shapes: A `(*, m, n)`: `(*, m, q)`, `(*, q)` and `(*, n, q)`.
    Dtypes: float32, float64, complex; others raise RuntimeError or NotImplementedError.
    Raises: ValueError for a `q` outside 0 to the smaller size and a negative `niter`.
    Source: Halko, Martinsson and Tropp, 2009 (arXiv:0909.4061); PyTorch's `torch.pca_lowrank`.
    """
    m, n = A.shape[-2:]
    if q is None:
        q = min(6, m, n)
    elif not 0 <= q <= min(m, n):
        raise ValueError(f"q(={q}) must be non-negative integer and not greater than min(m, n)={min(m, n)}")
    if not niter >= 0:
        raise ValueError(f"niter(={niter}) must be non-negative integer")
    return _thin(A - A.mean(dim=-2, keepdim=True) if center else A, q, niter, None)


def lobpcg(A, k=None, B=None, X=None, n=None, iK=None, niter=None, tol=None, largest=None, method=None, tracker=None, ortho_iparams=None,
           ortho_fparams=None, ortho_bparams=None):
    """The `k` largest (or least) eigenvalues and vectors of symmetric positive-definite `A X = B X diag(E)`.

    A. V. Knyazev, SIAM J. Sci. Comput. 23 (2001): a Rayleigh-Ritz step over the vectors `X`, their preconditioned residuals `iK R` and the
    last directions. `tol` bounds the residuals relative to `|A| |X|`; `niter` bounds the steps (by default 1000). `method`, `tracker` and the
    `ortho_*` parameters are accepted; one method serves all. Where gradients are recorded, all eigenpairs are
    computed and the first `k` taken, because the derivative of a vector depends on all of them.

    Shapes: A and B (*, m, m), X (*, m, n): the values (*, k) and vectors (*, m, k).
    Dtypes: float32, float64; others raise RuntimeError or NotImplementedError.
    Raises: ValueError or RuntimeError for matrices that are not square, and for a `k` that is too large for the method.
    Source: PyTorch's `torch.lobpcg`.
    """
    import lumbre

    if A.shape[-1] != A.shape[-2]:
        raise ValueError(f"lobpcg: A must be square, got {tuple(A.shape)}")
    m = A.shape[-1]
    k = (1 if X is None else X.shape[-1]) if k is None else k
    n = (k if X is None else X.shape[-1]) if n is None else n
    if m < 3 * n:
        raise ValueError(f"LPBPCG algorithm is not applicable when the number of A rows (={m}) is smaller than 3 x the number of requested eigenpairs (={n})")
    largest = True if largest is None else largest
    tol = {lumbre.float32: 1.2e-7}.get(A.dtype, 2.2e-16) ** 0.5 if tol is None else tol
    # With the tape it is the whole decomposition that is differentiated: vectors depend on all the others.
    if lumbre.is_grad_enabled() and (A.requires_grad or (B is not None and B.requires_grad)):
        return _dense(A, B, k, largest)
    with lumbre.no_grad():
        vectors = _search(A.detach(), None if B is None else B.detach(), X, n, iK, 1000 if niter is None or niter < 0 else niter, tol, largest)
    values, vectors = _ritz(A, B, vectors, largest)
    return values[..., :k], vectors[..., :k]


def _dense(A, B, k, largest):
    import lumbre

    if B is None:
        values, vectors = lumbre.linalg.eigh((A + A.mT) / 2)
    else:
        L = lumbre.linalg.cholesky(B)
        half = lumbre.linalg.solve_triangular(L, (A + A.mT) / 2, upper=False)
        values, y = lumbre.linalg.eigh(lumbre.linalg.solve_triangular(L, half.mT, upper=False))
        vectors = lumbre.linalg.solve_triangular(L.mT, y, upper=True)
    if largest:
        values, vectors = values.flip(-1), vectors.flip(-1)
    return values[..., :k], vectors[..., :k]


def _ritz(A, B, S, largest):
    """Eigenpairs within the span of `S`, best first; directions that depend on the others are dropped by a shifted Cholesky."""
    import lumbre

    S = lumbre.linalg.qr(S).Q
    gram = S.mT @ S if B is None else S.mT @ (B @ S)
    L = lumbre.linalg.cholesky((gram + gram.mT) / 2)
    small = S.mT @ (A @ S)
    half = lumbre.linalg.solve_triangular(L, (small + small.mT) / 2, upper=False)
    values, y = lumbre.linalg.eigh(lumbre.linalg.solve_triangular(L, half.mT, upper=False))
    vectors = S @ lumbre.linalg.solve_triangular(L.mT, y, upper=True)
    return (values.flip(-1), vectors.flip(-1)) if largest else (values, vectors)


def _search(A, B, X, n, iK, niter, tol, largest):
    import lumbre

    X = lumbre.randn(*A.shape[:-2], A.shape[-1], n, dtype=A.dtype, device=A.device) if X is None else X.detach()
    scale = lumbre.linalg.matrix_norm(A).max() if not A.is_sparse else 1.0
    values, X = _ritz(A, B, X, largest)
    values, X, P = values[..., :n], X[..., :n], None
    for _ in range(niter):
        BX = X if B is None else B @ X
        R = A @ X - BX * values.unsqueeze(-2)
        if float((R.norm(dim=-2) / X.norm(dim=-2)).max()) <= tol * float(scale):
            break
        W = R if iK is None else iK @ R
        span = [X, W] if P is None else [X, W, P]
        old = X
        values, best = _ritz(A, B, lumbre.cat(span, -1), largest)
        values, X = values[..., :n], best[..., :n]
        P = X - old @ lumbre.linalg.lstsq(old, X).solution
    return X


def _removed(name, instead):
    def raise_removed(*args, **kwargs):
        raise RuntimeError(f"torch.{name} was deprecated since version 1.9 and is now removed. Use {instead}.")

    raise_removed.__name__ = name
    raise_removed.__doc__ = f"Removed from PyTorch: {instead}."
    return raise_removed


eig = _removed("eig", "torch.linalg.eig or torch.linalg.eigvals")
symeig = _removed("symeig", "torch.linalg.eigh or torch.linalg.eigvalsh")
lstsq = _removed("lstsq", "torch.linalg.lstsq, whose arguments are in the other order")
matrix_rank = _removed("matrix_rank", "torch.linalg.matrix_rank")
solve = _removed("solve", "torch.linalg.solve, whose arguments are in the other order")
