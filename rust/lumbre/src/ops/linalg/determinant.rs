//! Determinants.

use super::lu;
use super::support::*;
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::Fresh;
use crate::device::Device;
use crate::error::Result;
use crate::modes;
use crate::ops::pointwise::conj_of;
use crate::tensor::Tensor;
use lumbre_kernels::{C128, Scalar};
use smallvec::smallvec;

/// The diagonal of U, and 1 or -1 for the row exchanges.
fn diagonal_and_parity(op: &str, x: &Tensor) -> Result<(Tensor, Tensor)> {
    let [f, pivots, _] = lu::factor(op, &x.detach_handle(), true)?;
    let (f, p) = (f.non_differentiable(), pivots.non_differentiable());
    let n = x.size(-1)?;
    let places = Tensor::from_slice_on(&(1..=n as i32).collect::<Vec<i32>>(), &[n], p.device())?;
    let swaps = p.ne(&places)?.sum_dim(Some(&[-1]))?;
    let parity = swaps.remainder(2.0)?.mul(Scalar::Int(-2))?.add(Scalar::Int(1))?.to_dtype(x.dtype())?;
    Ok((f.diagonal_with(0, -2, -1)?, parity))
}

fn no_data(op: &str, x: &Tensor, real: bool) -> Result<Option<Fresh>> {
    let d = if real { x.dtype().to_real() } else { x.dtype() };
    Ok(if x.device() == Device::Meta { Some(Fresh::empty(op, &batch_of(x), d, x.device())?) } else { None })
}

/// `linalg_det(Tensor A) -> Tensor` · linalg out autocast=f32 exact
///
/// `det(A)`, the product of `U`'s diagonal and the sign of `P` in `A = P L U`; 1 for matrices of size 0.
///
/// Shapes: `(*, n, n)` to `(*)`.
/// Dtypes: float32, float64, complex; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for matrices that are not square.
pub(crate) fn linalg_det(x: &Tensor) -> Result<Tensor> {
    square("linalg.det", x)?;
    let value = match no_data("linalg.det", x, false)? {
        Some(f) => f,
        None => {
            let _quiet = modes::no_grad();
            let (d, parity) = diagonal_and_parity("linalg.det", x)?;
            Fresh::copy_of(&d.prod_dim(-1)?.mul(&parity)?, x.dtype())?
        }
    };
    Ok(value.with_grad([x], |y| LinalgDetGrad { x: x.save(), det: y.save() }))
}

struct LinalgDetGrad {
    x: Saved,
    det: Saved,
}
impl Backward for LinalgDetGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let (x, det) = (cx.unpack(&self.x)?, cx.unpack(&self.det)?);
        if x.numel() == 0 {
            return Ok(smallvec![Some(x.zeros_like()?)]);
        }
        let whole = x.device() == Device::Meta || det.detach_handle().count_nonzero()?.item()?.to_i64() == det.numel();
        if whole {
            let d = g.mul(&conj_of(&det)?)?.unsqueeze(-1)?.expand(&x.sizes()[..x.dim() - 1])?.diag_embed()?;
            return Ok(smallvec![Some(mh(&x)?.linalg_solve(&d)?)]);
        }
        // With A = U S V^H: the cofactors are det(U) conj(det(V)) U diag(products of the other singular values) V^H, conjugated.
        let (u, s, vh) = x.linalg_svd_with(false, None)?;
        let n = s.size(-1)?;
        let others = s.unsqueeze(-2)?.expand(&with(&s.sizes(), &[n]))?;
        let eye = Tensor::eye_with(n, Some(s.dtype()), Some(s.device()))?;
        let others = others.mul(&eye.rsub(1.0)?)?.add(&eye)?.prod_dim(-1)?;
        let turn = u.linalg_det()?.mul(&vh.linalg_det()?)?;
        let scale = conj_of(&turn)?.mul(g)?.unsqueeze(-1)?.unsqueeze(-1)?;
        Ok(smallvec![Some(u.mul(&others.unsqueeze(-2)?)?.matmul(&vh)?.mul(&scale)?)])
    }
}

fn sign_and_log(x: &Tensor) -> Result<(Tensor, Tensor)> {
    let op = "linalg.slogdet";
    square(op, x)?;
    let (sign, log) = match (no_data(op, x, false)?, no_data(op, x, true)?) {
        (Some(s), Some(l)) => (s, l),
        _ => {
            let _quiet = modes::no_grad();
            let (d, parity) = diagonal_and_parity(op, x)?;
            let log = d.abs()?.log()?.sum_dim(Some(&[-1]))?;
            (Fresh::copy_of(&d.sgn()?.prod_dim(-1)?.mul(&parity)?, x.dtype())?, Fresh::copy_of(&log, x.dtype().to_real())?)
        }
    };
    let [sign, log] = Fresh::many_with_grad([sign, log], &[Some(x)], |o| LinalgSlogdetGrad { x: x.save(), sign: o[0].save_as(0) });
    Ok((sign, log))
}

struct LinalgSlogdetGrad {
    x: Saved,
    sign: Saved,
}
impl Backward for LinalgSlogdetGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let x = cx.unpack(&self.x)?;
        let complex = x.dtype().is_complex();
        let mut w = grads[1].as_ref().map(|g| g.to_dtype(x.dtype())).transpose()?;
        if let (true, Some(gs)) = (complex, &grads[0]) {
            let turn = gs.conj()?.mul(&cx.unpack(&self.sign)?)?.imag()?;
            let turn = turn.to_dtype(x.dtype())?.mul(Scalar::Complex(C128::new(0.0, -1.0)))?;
            w = Some(match w {
                Some(w) => w.add(&turn)?,
                None => turn,
            });
        }
        let Some(w) = w else { return Ok(smallvec![if grads[0].is_some() { Some(x.zeros_like()?) } else { None }]) };
        if x.numel() == 0 {
            return Ok(smallvec![Some(x.zeros_like()?)]);
        }
        let d = w.unsqueeze(-1)?.expand(&x.sizes()[..x.dim() - 1])?.diag_embed()?;
        Ok(smallvec![Some(mh(&x)?.linalg_solve(&d)?)])
    }
}

/// `linalg_slogdet(Tensor A) -> (Tensor sign, Tensor logabsdet)` · linalg out autocast=f32 exact
///
/// `det(A) = sign * exp(logabsdet)`; the sign is -1, 0 or 1, of complex matrices a number of size 1 or 0.
///
/// Shapes: `(*, n, n)` to two of `(*)`.
/// Dtypes: float32, float64, complex; complex gives as result 2 the real dtype; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for matrices that are not square.
pub(crate) fn linalg_slogdet(x: &Tensor) -> Result<(Tensor, Tensor)> {
    sign_and_log(x)
}

/// `slogdet(Tensor input) -> (Tensor sign, Tensor logabsdet)` · method function out autocast=f32
///
/// `det(A) = sign * exp(logabsdet)`; the sign is -1, 0 or 1, of complex matrices a number of size 1 or 0.
///
/// Shapes: `(*, n, n)` to two of `(*)`.
/// Dtypes: float32, float64, complex; complex gives as result 2 the real dtype; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for matrices that are not square.
pub(crate) fn slogdet(x: &Tensor) -> Result<(Tensor, Tensor)> {
    sign_and_log(x)
}

/// `det(Tensor input) -> Tensor` · method function autocast=f32
///
/// `det(A)`, the product of `U`'s diagonal and the sign of `P` in `A = P L U`; 1 for matrices of size 0.
///
/// Shapes: `(*, n, n)` to `(*)`.
/// Dtypes: float32, float64, complex; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for matrices that are not square.
pub(crate) fn det(x: &Tensor) -> Result<Tensor> {
    linalg_det(x)
}

/// `logdet(Tensor input) -> Tensor` · method function autocast=f32
///
/// `log(det(A))`: NaN where the determinant is negative, minus infinity where it is 0.
///
/// Shapes: `(*, n, n)` to `(*)`.
/// Dtypes: float32, float64, complex; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for matrices that are not square.
pub(crate) fn logdet(x: &Tensor) -> Result<Tensor> {
    let (sign, log) = sign_and_log(x)?;
    if x.dtype().is_complex() { log.to_dtype(x.dtype())?.add(&sign.log()?) } else { sign.eq(-1.0)?.where_cond(&number(&log, f64::NAN)?, &log) }
}
