//! Pseudoinverses and ranks.

use super::support::*;
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::Fresh;
use crate::error::Result;
use crate::modes;
use crate::tensor::Tensor;
use smallvec::smallvec;

/// Absolute and relative thresholds as tensors that stretch over the batch: `rtol` is `max(m, n)` epsilons unless `atol` is given.
fn tolerances(x: &Tensor, atol: Option<&Tensor>, rtol: Option<&Tensor>) -> Result<(Tensor, Tensor)> {
    let real = x.dtype().to_real();
    let zero = number(x, 0.0)?;
    let a = atol.map_or(Ok(zero.clone()), |t| t.to_dtype(real))?;
    let r = match (rtol, atol) {
        (Some(r), _) => r.to_dtype(real)?,
        (None, None) => number(x, epsilon(x.dtype()) * x.size(-1)?.max(x.size(-2)?) as f64)?,
        // The default holds where the absolute one is zero.
        (None, Some(_)) => a.gt(0.0)?.where_cond(&zero, &number(x, epsilon(x.dtype()) * x.size(-1)?.max(x.size(-2)?) as f64)?)?,
    };
    Ok((a, r))
}

/// `max(atol, rtol * largest)`, one for each matrix, shaped to meet its singular values.
fn threshold(s: &Tensor, atol: &Tensor, rtol: &Tensor) -> Result<Tensor> {
    let largest = s.amax_with(&[-1], false)?;
    atol.maximum(&rtol.mul(&largest)?)?.unsqueeze(-1)
}

fn pseudoinverse(x: &Tensor, atol: Option<&Tensor>, rtol: Option<&Tensor>, hermitian: bool) -> Result<Tensor> {
    let op = "linalg.pinv";
    if hermitian { square(op, x)? } else { matrices(op, x)? }
    let sizes = with(&batch_of(x), &[x.size(-1)?, x.size(-2)?]);
    if x.numel() == 0 {
        let y = Fresh::empty(op, &sizes, x.dtype(), x.device())?;
        return Ok(y.with_grad([x], |y| LinalgPinvGrad { p: y.save(), x: x.save() }));
    }
    let value = {
        let _quiet = modes::no_grad();
        let x = x.detach_handle();
        let (atol, rtol) = tolerances(&x, atol, rtol)?;
        let inverted = |s: &Tensor| -> Result<Tensor> {
            let size = s.abs()?;
            let limit = threshold(&size, &atol, &rtol)?;
            size.gt(&limit)?.where_cond(&s.reciprocal()?, &number(s, 0.0)?)
        };
        if hermitian {
            let (w, v) = x.linalg_eigh()?;
            v.mul(&inverted(&w)?.unsqueeze(-2)?)?.matmul(&mh(&v)?)?
        } else {
            let (u, s, vh) = x.linalg_svd_with(false, None)?;
            mh(&vh)?.mul(&inverted(&s)?.unsqueeze(-2)?)?.matmul(&mh(&u)?)?
        }
    };
    let y = Fresh::from_geometry((*value.geometry()).clone());
    Ok(y.with_grad([x], |y| LinalgPinvGrad { p: y.save(), x: x.save() }))
}

struct LinalgPinvGrad {
    p: Saved,
    x: Saved,
}
impl Backward for LinalgPinvGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let (p, x) = (cx.unpack(&self.p)?, cx.unpack(&self.x)?);
        let (ph, gh) = (mh(&p)?, mh(g)?);
        // -P^H g P^H + (I - X P) g^H P P^H + P^H P g^H (I - P X)
        let a = ph.matmul(g)?.matmul(&ph)?.neg()?;
        let b = gh.matmul(&p)?.matmul(&ph)?;
        let b = b.sub(&x.matmul(&p.matmul(&b)?)?)?;
        let c = ph.matmul(&p.matmul(&gh)?)?;
        let c = c.sub(&c.matmul(&p)?.matmul(&x)?)?;
        Ok(smallvec![Some(a.add(&b)?.add(&c)?)])
    }
}

fn as_tensor(x: &Tensor, value: Option<f64>) -> Result<Option<Tensor>> {
    value.map(|v| number(x, v)).transpose()
}

/// `linalg_pinv.atol_rtol_float(Tensor input, *, float? atol=None, float? rtol=None, bool hermitian=False) -> Tensor` · linalg out
///
/// `V diag(1 / s) U^H` of `A = U diag(s) V^H`, where singular values up to `max(atol, rtol * largest)` count as zero; `rtol` is `max(m,
/// n) * eps` where neither is given.
///
/// Shapes: `(*, m, n)` to `(*, n, m)`.
/// Dtypes: float32, float64, complex; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for fewer than 2 dimensions.
/// Source: Moore, 1920; Penrose, 1955.
pub(crate) fn linalg_pinv(x: &Tensor, atol: Option<f64>, rtol: Option<f64>, hermitian: bool) -> Result<Tensor> {
    matrices("linalg.pinv", x)?;
    pseudoinverse(x, as_tensor(x, atol)?.as_ref(), as_tensor(x, rtol)?.as_ref(), hermitian)
}

/// `linalg_pinv.atol_rtol_tensor(Tensor input, *, Tensor? atol=None, Tensor? rtol=None, bool hermitian=False) -> Tensor` · linalg out
///
/// `V diag(1 / s) U^H` of `A = U diag(s) V^H`, where singular values up to `max(atol, rtol * largest)` count as zero; `rtol` is `max(m,
/// n) * eps` where neither is given.
///
/// Shapes: `(*, m, n)` to `(*, n, m)`.
/// Dtypes: float32, float64, complex; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for fewer than 2 dimensions.
/// Source: Moore, 1920; Penrose, 1955.
pub(crate) fn linalg_pinv_tensors(x: &Tensor, atol: Option<&Tensor>, rtol: Option<&Tensor>, hermitian: bool) -> Result<Tensor> {
    matrices("linalg.pinv", x)?;
    pseudoinverse(x, atol, rtol, hermitian)
}

/// `linalg_pinv(Tensor input, float rcond, bool hermitian=False) -> Tensor` · linalg out
///
/// `V diag(1 / s) U^H` of `A = U diag(s) V^H`, where singular values up to `rcond * largest` count as zero.
///
/// Shapes: `(*, m, n)` to `(*, n, m)`.
/// Dtypes: float32, float64, complex; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for fewer than 2 dimensions.
/// Source: Moore, 1920; Penrose, 1955.
pub(crate) fn linalg_pinv_rcond(x: &Tensor, rcond: f64, hermitian: bool) -> Result<Tensor> {
    linalg_pinv(x, Some(0.0), Some(rcond), hermitian)
}

/// `linalg_pinv.rcond_tensor(Tensor input, Tensor rcond, bool hermitian=False) -> Tensor` · linalg out
///
/// `V diag(1 / s) U^H` of `A = U diag(s) V^H`, where singular values up to `rcond * largest` count as zero.
///
/// Shapes: `(*, m, n)` to `(*, n, m)`.
/// Dtypes: float32, float64, complex; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for fewer than 2 dimensions.
/// Source: Moore, 1920; Penrose, 1955.
pub(crate) fn linalg_pinv_rcond_tensor(x: &Tensor, rcond: &Tensor, hermitian: bool) -> Result<Tensor> {
    matrices("linalg.pinv", x)?;
    pseudoinverse(x, Some(&number(x, 0.0)?), Some(rcond), hermitian)
}

/// `pinverse(Tensor input, float rcond=1e-15) -> Tensor` · method function autocast=f32
///
/// `V diag(1 / s) U^H` of `A = U diag(s) V^H`, where singular values up to `rcond * largest` count as zero.
///
/// Shapes: `(*, m, n)` to `(*, n, m)`.
/// Dtypes: float32, float64, complex; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for fewer than 2 dimensions.
/// Source: Moore, 1920; Penrose, 1955.
pub(crate) fn pinverse(x: &Tensor, rcond: f64) -> Result<Tensor> {
    linalg_pinv(x, Some(0.0), Some(rcond), false)
}

fn rank(x: &Tensor, atol: Option<&Tensor>, rtol: Option<&Tensor>, hermitian: bool) -> Result<Tensor> {
    let op = "linalg.matrix_rank";
    if hermitian { square(op, x)? } else { matrices(op, x)? }
    let x = &x.detach_handle();
    if x.numel() == 0 {
        return Tensor::zeros(&batch_of(x), lumbre_kernels::DType::I64, x.device());
    }
    let (atol, rtol) = tolerances(x, atol, rtol)?;
    let s = if hermitian { x.linalg_eigvalsh()?.abs()? } else { x.linalg_svdvals()? };
    s.gt(&threshold(&s, &atol, &rtol)?)?.sum_dim(Some(&[-1]))
}

/// `linalg_matrix_rank.atol_rtol_float(Tensor input, *, float? atol=None, float? rtol=None, bool hermitian=False) -> Tensor` · linalg out nondiff autocast=f32
///
/// How many singular values (eigenvalues' sizes with `hermitian`) are above `max(atol, rtol * largest)`; `rtol` is `max(m, n) * eps`
/// where neither is given.
///
/// Shapes: `(*, m, n)` to `(*)`; thresholds in tensors broadcast with `(*)`.
/// Dtypes: float32, float64, complex; the result is int64; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for fewer than 2 dimensions and thresholds that do not broadcast.
pub(crate) fn linalg_matrix_rank(x: &Tensor, atol: Option<f64>, rtol: Option<f64>, hermitian: bool) -> Result<Tensor> {
    matrices("linalg.matrix_rank", x)?;
    rank(x, as_tensor(x, atol)?.as_ref(), as_tensor(x, rtol)?.as_ref(), hermitian)
}

/// `linalg_matrix_rank.atol_rtol_tensor(Tensor input, *, Tensor? atol=None, Tensor? rtol=None, bool hermitian=False) -> Tensor` · linalg out nondiff autocast=f32
///
/// How many singular values (eigenvalues' sizes with `hermitian`) are above `max(atol, rtol * largest)`; `rtol` is `max(m, n) * eps`
/// where neither is given.
///
/// Shapes: `(*, m, n)` to `(*)`; thresholds in tensors broadcast with `(*)`.
/// Dtypes: float32, float64, complex; the result is int64; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for fewer than 2 dimensions and thresholds that do not broadcast.
pub(crate) fn linalg_matrix_rank_tensors(x: &Tensor, atol: Option<&Tensor>, rtol: Option<&Tensor>, hermitian: bool) -> Result<Tensor> {
    matrices("linalg.matrix_rank", x)?;
    rank(x, atol, rtol, hermitian)
}

/// `linalg_matrix_rank(Tensor input, float tol, bool hermitian=False) -> Tensor` · linalg out nondiff autocast=f32
///
/// How many singular values (eigenvalues' sizes with `hermitian`) are above `tol`.
///
/// Shapes: `(*, m, n)` to `(*)`; a tensor `tol` broadcasts with `(*)`.
/// Dtypes: float32, float64, complex; the result is int64; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for fewer than 2 dimensions and thresholds that do not broadcast.
pub(crate) fn linalg_matrix_rank_tol(x: &Tensor, tol: f64, hermitian: bool) -> Result<Tensor> {
    linalg_matrix_rank(x, Some(tol), Some(0.0), hermitian)
}

/// `linalg_matrix_rank.tol_tensor(Tensor input, Tensor tol, bool hermitian=False) -> Tensor` · linalg out nondiff autocast=f32
///
/// How many singular values (eigenvalues' sizes with `hermitian`) are above `tol`.
///
/// Shapes: `(*, m, n)` to `(*)`; a tensor `tol` broadcasts with `(*)`.
/// Dtypes: float32, float64, complex; the result is int64; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for fewer than 2 dimensions and thresholds that do not broadcast.
pub(crate) fn linalg_matrix_rank_tol_tensor(x: &Tensor, tol: &Tensor, hermitian: bool) -> Result<Tensor> {
    matrices("linalg.matrix_rank", x)?;
    rank(x, Some(tol), Some(&number(x, 0.0)?), hermitian)
}
