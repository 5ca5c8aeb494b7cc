"""Batches of small matrices: our own kernels, all at once, by the functions of `linalg`; larger ones go to the library."""

import lumbre as torch
import pytest
from both import both

from lumbre import _C


def batch(count, n, m, dtype):
    return torch.randn(count, n, m, dtype=dtype, generator=torch.Generator().manual_seed(n))


@pytest.mark.parametrize("dtype", [torch.float32, torch.complex128])
def test_small_batches(dtype):
    a = batch(5, 6, 6, dtype) + 6 * torch.eye(6, dtype=dtype)
    spd, b, wide = a @ a.mH, batch(5, 6, 3, dtype), batch(5, 4, 7, dtype)
    close = dict(rtol=2e-3, atol=2e-3)
    before = _C._cuda_launches()
    both(torch.linalg.cholesky, spd, **close)
    assert _C._cuda_launches() > before
    both(torch.linalg.solve, a, b, **close)
    both(lambda x, y: torch.linalg.lu_solve(*torch.linalg.lu_factor(x), y, adjoint=True), a, b, **close)
    both(torch.linalg.inv, a, **close)
    both(torch.linalg.det, a, rtol=5e-3, atol=5e-2)
    for way in ("reduced", "complete", "r"):
        both(lambda x, way=way: torch.linalg.qr(x, mode=way), a, **close)
        both(lambda x, way=way: torch.linalg.qr(x, mode=way), wide, **close)
    for upper in (False, True):
        for flip in (lambda x: x, lambda x: x.mT, lambda x: x.mH):
            both(lambda x, y, u=upper, f=flip: torch.linalg.solve_triangular(f(x), y, upper=u), a, b, **close)
    both(lambda x, y: torch.linalg.solve_triangular(x, y, upper=True, unitriangular=True, left=False), a, b.mT, rtol=1e-2, atol=1e-1)
    both(lambda x: torch.linalg.cholesky_ex(x).info, torch.stack([spd[0], -spd[1], spd[2]]))
    both(lambda x: torch.linalg.lu_factor_ex(x).info, torch.zeros(2, 3, 3, dtype=dtype))
    # The right side of one matrix for many, and the other way round.
    both(torch.linalg.solve, a[0], b, **close)
    both(torch.linalg.solve, a, b[0], **close)


def test_gradients_of_small_batches():
    a = (batch(3, 4, 4, torch.float64) + 4 * torch.eye(4, dtype=torch.float64)).requires_grad_()
    both(lambda x: torch.linalg.inv(x), a, rtol=1e-8, atol=1e-8, grad=True)
    both(lambda x: torch.linalg.qr(x).R, a, rtol=1e-8, atol=1e-8, grad=True)
