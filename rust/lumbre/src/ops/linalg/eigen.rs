//! Eigenvalues.

use super::support::*;
use super::svd::check_phase;
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::{Fresh, cuda, launch_each};
use crate::error::Result;
use crate::modes;
use crate::ops::pointwise::conj_of;
use crate::tensor::Tensor;
use crate::ensure;
use lumbre_kernels::{View, ViewMut, linalg as kernel};
use smallvec::smallvec;

/// Eigenvalues, vectors (empty where they are not asked for) and whether they are right. `lower` says which triangle is read.
fn hermitian(op: &str, x: &Tensor, lower: bool, vectors: bool) -> Result<[Fresh; 3]> {
    let (batch, n) = (batch_of(x), x.size(-1)?);
    let v = empty(op, &if vectors { x.sizes() } else { smallvec![0, 0] }, x.dtype(), x.device())?;
    let w = Fresh::empty(op, &with(&batch, &[n]), x.dtype().to_real(), x.device())?;
    let info = codes(op, &batch, x.device())?;
    if x.numel() > 0 {
        let a = if lower { columns(x)? } else { columns(&mh(x)?)? };
        let mut outs = vec![flat(a.tensor()), flat_vectors(w.tensor()), flat_codes(info.tensor())];
        if vectors {
            outs.push(flat(v.tensor()));
        }
        let cpu = |_: &[View], o: &mut [ViewMut]| {
            crate::parts::linalg(op)?;
            match o {
                [a, w, info, v] => kernel::eigh(a.reborrow(), w.reborrow(), Some(v.reborrow()), info.reborrow()),
                [a, w, info] => kernel::eigh(a.reborrow(), w.reborrow(), None, info.reborrow()),
                _ => {}
            }
            Ok(())
        };
        let gpu = |cx: &cuda::Cx, _: &[cuda::CView], o: &[cuda::CView]| cuda::solver::eigh(cx, o[0], o[1], o.get(3).copied(), o[2]);
        launch_each(op, work(x).saturating_mul(4), &[], &outs, true, cpu, gpu)?;
    }
    Ok([w, v, info])
}

fn is_lower(op: &str, uplo: &str) -> Result<bool> {
    ensure!(matches!(uplo, "L" | "l" | "U" | "u"), "Expected UPLO argument to be 'L' or 'U', but got {uplo} ({op})");
    Ok(matches!(uplo, "L" | "l"))
}

/// `linalg_eigh(Tensor input, str UPLO='L') -> (Tensor eigenvalues, Tensor eigenvectors)` · linalg out autocast=f32 exact
///
/// `A @ Q = Q @ diag(w)`: real eigenvalues, ascending, and orthonormal eigenvectors (columns) of Hermitian matrices, of which the
/// triangle `UPLO` is read.
///
/// Shapes: `(*, n, n)` to `(*, n)` and `(*, n, n)`.
/// Dtypes: float32, float64, complex; complex gives as result 1 the real dtype; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for matrices that are not square, and for another `UPLO` than `'L'` and `'U'`.
pub(crate) fn linalg_eigh(x: &Tensor, uplo: &str) -> Result<(Tensor, Tensor)> {
    let op = "linalg.eigh";
    square(op, x)?;
    let [w, v, info] = hermitian(op, &x.detach_handle(), is_lower(op, uplo)?, true)?;
    converged(op, info.tensor())?;
    let [w, v] = Fresh::many_with_grad([w, v], &[Some(x)], |o| LinalgEighGrad { w: o[0].save_as(0), v: o[1].save_as(1) });
    Ok((w, v))
}

/// `linalg_eigvalsh(Tensor input, str UPLO='L') -> Tensor` · linalg out autocast=f32 exact
///
/// The real `w` with `det(A - w I) = 0` of Hermitian matrices, ascending; the triangle `UPLO` is read.
///
/// Shapes: `(*, n, n)` to `(*, n)`.
/// Dtypes: float32, float64, complex; complex gives the real dtype; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for matrices that are not square, and for another `UPLO` than `'L'` and `'U'`.
pub(crate) fn linalg_eigvalsh(x: &Tensor, uplo: &str) -> Result<Tensor> {
    let op = "linalg.eigh";
    square(op, x)?;
    if modes::grad_enabled() && x.requires_grad() {
        return Ok(linalg_eigh(x, uplo)?.0);
    }
    let [w, _, info] = hermitian(op, x, is_lower(op, uplo)?, false)?;
    converged(op, info.tensor())?;
    Ok(w.non_differentiable())
}

struct LinalgEighGrad {
    w: Saved,
    v: Saved,
}
impl Backward for LinalgEighGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let v = cx.unpack(&self.v)?;
        let vh = mh(&v)?;
        let gw = grads[0].as_ref();
        let Some(gv) = &grads[1] else {
            let Some(gw) = gw else { return Ok(smallvec![None]) };
            return Ok(smallvec![Some(v.mul(&gw.unsqueeze(-2)?)?.matmul(&vh)?)]);
        };
        let p = vh.matmul(gv)?;
        if v.dtype().is_complex() {
            check_phase("linalg_eigh", "eigenvectors", &p.diagonal_with(0, -2, -1)?.imag()?, &p)?;
        }
        let w = cx.unpack(&self.w)?;
        let eye = Tensor::eye_with(w.size(-1)?, Some(w.dtype()), Some(w.device()))?;
        let gaps = w.unsqueeze(-2)?.sub(&w.unsqueeze(-1)?)?.add(&eye)?;
        let mut middle = p.mul(&eye.rsub(1.0)?)?.div(&gaps)?;
        if let Some(gw) = gw {
            middle = middle.add(&gw.to_dtype(p.dtype())?.diag_embed()?)?;
        }
        // Of the directions that keep the matrix Hermitian.
        let middle = middle.add(&mh(&middle)?)?.mul(0.5)?;
        Ok(smallvec![Some(v.matmul(&middle)?.matmul(&vh)?)])
    }
}

/// `linalg_matrix_sqrth(Tensor A) -> Tensor` · linalg
///
/// `R` Hermitian positive-definite with `R @ R = A`, for Hermitian positive-definite matrices, of which the lower triangle is read.
///
/// Shapes: `(*, n, n)`; the result has the input's.
/// Dtypes: float32, float64, complex; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for matrices that are not square.
pub(crate) fn linalg_matrix_sqrth(x: &Tensor) -> Result<Tensor> {
    square("linalg.matrix_sqrth", x)?;
    let value = {
        let _quiet = modes::no_grad();
        let (w, v) = x.detach_handle().linalg_eigh()?;
        v.mul(&w.sqrt()?.unsqueeze(-2)?)?.matmul(&mh(&v)?)?
    };
    let y = Fresh::from_geometry((*value.geometry()).clone());
    Ok(y.with_grad([x], |y| LinalgMatrixSqrthGrad { y: y.save() }))
}

struct LinalgMatrixSqrthGrad {
    y: Saved,
}
impl Backward for LinalgMatrixSqrthGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        // Y G + G Y = g, in the basis where Y is diagonal.
        let (s, v) = cx.unpack(&self.y)?.linalg_eigh()?;
        let g = g.add(&mh(g)?)?.mul(0.5)?;
        let middle = mh(&v)?.matmul(&g)?.matmul(&v)?.div(&s.unsqueeze(-1)?.add(&s.unsqueeze(-2)?)?)?;
        Ok(smallvec![Some(v.matmul(&middle)?.matmul(&mh(&v)?)?)])
    }
}

/// Complex eigenvalues, vectors (empty where they are not asked for) and whether they are right.
fn general(op: &str, x: &Tensor, vectors: bool) -> Result<[Fresh; 3]> {
    let (batch, n, d) = (batch_of(x), x.size(-1)?, x.dtype().to_complex());
    let v = empty(op, &if vectors { x.sizes() } else { smallvec![0, 0] }, d, x.device())?;
    let w = Fresh::empty(op, &with(&batch, &[n]), d, x.device())?;
    let info = codes(op, &batch, x.device())?;
    if x.numel() > 0 {
        let a = columns(x)?;
        let mut outs = vec![flat_vectors(w.tensor()), flat_codes(info.tensor())];
        if vectors {
            outs.push(flat(v.tensor()));
        }
        let cpu = |i: &[View], o: &mut [ViewMut]| {
            crate::parts::linalg(op)?;
            match o {
                [w, info, v] => kernel::eig(i[0], w.reborrow(), Some(v.reborrow()), info.reborrow()),
                [w, info] => kernel::eig(i[0], w.reborrow(), None, info.reborrow()),
                _ => {}
            }
            Ok(())
        };
        let gpu = |cx: &cuda::Cx, i: &[cuda::CView], o: &[cuda::CView]| cuda::solver::eig(cx, i[0], o[0], o.get(2).copied(), o[1]);
        launch_each(op, work(x).saturating_mul(10), &[flat(a.tensor())], &outs, true, cpu, gpu)?;
    }
    Ok([w, v, info])
}

/// `linalg_eig(Tensor input) -> (Tensor eigenvalues, Tensor eigenvectors)` · linalg out autocast=f32
///
/// `A @ V = V @ diag(w)`: complex eigenvalues in no order, and eigenvectors (columns) of length 1, each up to a factor of size 1.
///
/// Shapes: `(*, n, n)` to `(*, n)` and `(*, n, n)`.
/// Dtypes: float32, float64, complex; float32 gives as result 1 complex64; float64 gives as result 1 complex128; float32 gives as result
///   2 complex64; float64 gives as result 2 complex128; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for matrices that are not square, and for infinite or NaN entries, and in backward for a loss that depends on the
///   factors.
pub(crate) fn linalg_eig(x: &Tensor) -> Result<(Tensor, Tensor)> {
    let op = "linalg.eig";
    square(op, x)?;
    let [w, v, info] = general(op, &x.detach_handle(), true)?;
    converged(op, info.tensor())?;
    let [w, v] = Fresh::many_with_grad([w, v], &[Some(x)], |o| LinalgEigGrad { x: x.save(), w: o[0].save_as(0), v: o[1].save_as(1) });
    Ok((w, v))
}

/// `linalg_eigvals(Tensor input) -> Tensor` · linalg out autocast=f32
///
/// The complex `w` with `det(A - w I) = 0`, in no order.
///
/// Shapes: `(*, n, n)` to `(*, n)`.
/// Dtypes: float32, float64, complex; float32 gives complex64; float64 gives complex128; others raise NotImplementedError or
///   RuntimeError.
/// Raises: RuntimeError for matrices that are not square, and for infinite or NaN entries.
pub(crate) fn linalg_eigvals(x: &Tensor) -> Result<Tensor> {
    let op = "linalg.eig";
    square(op, x)?;
    if modes::grad_enabled() && x.requires_grad() {
        return Ok(linalg_eig(x)?.0);
    }
    let [w, _, info] = general(op, x, false)?;
    converged(op, info.tensor())?;
    Ok(w.non_differentiable())
}

struct LinalgEigGrad {
    x: Saved,
    w: Saved,
    v: Saved,
}
impl Backward for LinalgEigGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let (x, v) = (cx.unpack(&self.x)?, cx.unpack(&self.v)?);
        let vh = mh(&v)?;
        let gw = grads[0].as_ref().map(|g| g.diag_embed()).transpose()?;
        let middle = match &grads[1] {
            None => {
                let Some(gw) = gw else { return Ok(smallvec![None]) };
                gw
            }
            Some(gv) => {
                let p = vh.matmul(gv)?;
                let d = p.diagonal_with(0, -2, -1)?;
                check_phase("linalg_eig", "eigenvectors", &d.imag()?, &p)?;
                // The vectors keep their length: what lengthens them does not count.
                let p = p.sub(&vh.matmul(&v)?.mul(&d.real()?.unsqueeze(-2)?)?)?;
                let w = cx.unpack(&self.w)?;
                let eye = Tensor::eye_with(w.size(-1)?, Some(w.dtype().to_real()), Some(w.device()))?;
                let gaps = conj_of(&w.unsqueeze(-2)?.sub(&w.unsqueeze(-1)?)?)?.add(&eye)?;
                let p = p.mul(&eye.rsub(1.0)?)?.div(&gaps)?;
                match gw {
                    Some(gw) => p.add(&gw)?,
                    None => p,
                }
            }
        };
        Ok(smallvec![Some(like(vh.linalg_solve(&middle.matmul(&vh)?)?, &x)?)])
    }
}
