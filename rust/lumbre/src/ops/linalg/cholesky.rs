//! Cholesky factors.

use super::support::*;
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::{Fresh, cuda, launch_each};
use crate::error::Result;
use crate::tensor::Tensor;
use crate::ensure;
use lumbre_kernels::{Scalar, View, ViewMut, linalg as kernel};
use smallvec::smallvec;

fn factor(op: &str, x: &Tensor, upper: bool) -> Result<(Tensor, Tensor)> {
    square(op, x)?;
    let read = if upper { mh(&x.detach_handle())? } else { x.detach_handle() };
    let f = columns(&read.tril()?)?;
    let info = codes(op, &batch_of(x), x.device())?;
    if x.numel() > 0 {
        let cpu = |_: &[View], o: &mut [ViewMut]| {
            crate::parts::linalg(op)?;
            let [a, info] = o else { return Ok(()) };
            kernel::cholesky(a.reborrow(), info.reborrow());
            Ok(())
        };
        let outs = [flat(f.tensor()), flat_codes(info.tensor())];
        launch_each(op, work(x), &[], &outs, true, cpu, |cx, _, o| cuda::solver::cholesky(cx, o[0], o[1]))?;
    }
    // Both triangles hold the same matrix, and its derivative is the same whichever is read.
    let [l, info] = Fresh::many_with_grad([f, info], &[Some(x)], |o| LinalgCholeskyExGrad { l: o[0].save_as(0) });
    let l = if upper { mh(&l)?.resolve_conj()? } else { l };
    Ok((l, info))
}

fn positive(op: &str, info: &Tensor) -> Result<()> {
    check(op, info, |order| {
        format!("The factorization could not be completed because the input is not positive-definite (the leading minor of order {order} is not positive-definite).")
    })
}

/// `linalg_cholesky_ex(Tensor input, *, bool upper=False, bool check_errors=False) -> (Tensor L, Tensor info)` · linalg out autocast=f32 exact node=LinalgCholeskyEx0
///
/// `cholesky`, and as `info` the order of the first leading minor that is not positive-definite (0: none) in place of an error.
///
/// Shapes: `(*, n, n)` to `(*, n, n)` and `(*)`.
/// Dtypes: float32, float64, complex; result 2 is int32; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for matrices that are not square; LinAlgError with `check_errors`.
/// Source: Golub and Van Loan, Matrix Computations, section 4.2.
pub(crate) fn linalg_cholesky_ex(x: &Tensor, upper: bool, check_errors: bool) -> Result<(Tensor, Tensor)> {
    let (l, info) = factor("linalg.cholesky_ex", x, upper)?;
    if check_errors {
        positive("linalg.cholesky_ex", &info)?;
    }
    Ok((l, info))
}

/// `linalg_cholesky(Tensor input, *, bool upper=False) -> Tensor` · linalg out autocast=f32 exact node=LinalgCholeskyEx0
///
/// `L` lower triangular with `L @ L.mH = A` for Hermitian positive-definite matrices, of which the lower triangle is read; with `upper`,
/// `U = L.mH` from the upper triangle.
///
/// Shapes: `(*, n, n)`; the result has the input's.
/// Dtypes: float32, float64, complex; others raise NotImplementedError or RuntimeError.
/// Raises: LinAlgError for a matrix that is not positive-definite; RuntimeError for matrices that are not square.
/// Source: Golub and Van Loan, Matrix Computations, section 4.2.
pub(crate) fn linalg_cholesky(x: &Tensor, upper: bool) -> Result<Tensor> {
    let (l, info) = factor("linalg.cholesky", x, upper)?;
    positive("linalg.cholesky", &info)?;
    Ok(l)
}

/// `cholesky(Tensor input, bool upper=False) -> Tensor` · method function out autocast=f32
///
/// `L` lower triangular with `L @ L.mH = A` for Hermitian positive-definite matrices, of which the lower triangle is read; with `upper`,
/// `U = L.mH` from the upper triangle.
///
/// Shapes: `(*, n, n)`; the result has the input's.
/// Dtypes: float32, float64, complex; others raise NotImplementedError or RuntimeError.
/// Raises: LinAlgError for a matrix that is not positive-definite; RuntimeError for matrices that are not square.
/// Source: Golub and Van Loan, Matrix Computations, section 4.2.
pub(crate) fn cholesky(x: &Tensor, upper: bool) -> Result<Tensor> {
    let (l, info) = factor("cholesky", x, upper)?;
    positive("cholesky", &info)?;
    Ok(l)
}

struct LinalgCholeskyExGrad {
    l: Saved,
}
impl Backward for LinalgCholeskyExGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let l = cx.unpack(&self.l)?;
        // With P = L^H g, its upper half the mirror of its lower one: L^-H P L^-1 / 2.
        let p = mh(&l)?.matmul(g)?;
        let sym = p.tril_with(-1)?;
        let d = p.diagonal_with(0, -2, -1)?.diag_embed()?;
        let p = sym.add(&mh(&sym)?)?.add(&d)?.mul(Scalar::Float(0.5))?;
        let lh = mh(&l)?;
        let left = lh.linalg_solve_triangular_with(&p, true, true, false)?;
        Ok(smallvec![Some(l.linalg_solve_triangular_with(&left, false, false, false)?)])
    }
}

/// `cholesky_solve(Tensor input, Tensor input2, bool upper=False) -> Tensor` · method function out autocast=f32 node=CholeskySolve0
///
/// `X` with `L @ L.mH @ X = B` (`U.mH @ U @ X = B` with `upper`) for the factor `input2`, of which one triangle is read.
///
/// Shapes: B `(*, n, k)`, factor `(*, n, n)`: `(*, n, k)`.
/// Dtypes: float32, float64, complex; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for fewer than 2 dimensions and sizes that do not fit.
pub(crate) fn cholesky_solve(b: &Tensor, l: &Tensor, upper: bool) -> Result<Tensor> {
    ensure!(b.dim() >= 2, "b should have at least 2 dimensions, but has {} dimensions instead", b.dim());
    ensure!(l.dim() >= 2, "u should have at least 2 dimensions, but has {} dimensions instead", l.dim());
    square("cholesky_solve", l)?;
    ensure!(b.size(-2)? == l.size(-1)?, "Incompatible matrix sizes for cholesky_solve: each A matrix is {} by {} but each b matrix is {} by {}", l.size(-1)?, l.size(-1)?, b.size(-2)?, b.size(-1)?);
    let (first, second) = if upper { (mh(l)?, l.clone()) } else { (l.clone(), mh(l)?) };
    let y = first.linalg_solve_triangular_with(b, false, true, false)?;
    second.linalg_solve_triangular_with(&y, true, true, false)
}

/// `cholesky_inverse(Tensor input, bool upper=False) -> Tensor` · method function out autocast=f32 node=CholeskyInverse0
///
/// `(L @ L.mH)^-1` from the factor `L` (`(U.mH @ U)^-1` with `upper`), of which one triangle is read.
///
/// Shapes: `(*, n, n)`; the result has the input's.
/// Dtypes: float32, float64, complex; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for matrices that are not square.
pub(crate) fn cholesky_inverse(l: &Tensor, upper: bool) -> Result<Tensor> {
    square("cholesky_inverse", l)?;
    let n = l.size(-1)?;
    eye_like(l, n)?.expand(&l.sizes())?.cholesky_solve_with(l, upper)
}
