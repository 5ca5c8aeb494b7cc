//! Singular values.

use super::support::*;
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::{Fresh, cuda, launch_each};
use crate::device::Device;
use crate::error::Result;
use crate::modes;
use crate::tensor::Tensor;
use crate::{bail, ensure};
use lumbre_kernels::{Scalar, View, ViewMut, linalg as kernel};
use smallvec::smallvec;

/// U, S, V and whether they are right; U and V empty where they are not asked for.
fn decompose(op: &str, x: &Tensor, vectors: bool, full: bool) -> Result<[Fresh; 4]> {
    let (batch, m, n) = (batch_of(x), x.size(-2)?, x.size(-1)?);
    let k = m.min(n);
    let side = |rows: i64| -> Result<Fresh> {
        let sizes = if vectors { with(&batch, &[rows, if full { rows } else { k }]) } else { smallvec![0, 0] };
        empty(op, &sizes, x.dtype(), x.device())
    };
    let (u, v) = (side(m)?, side(n)?);
    let s = Fresh::empty(op, &with(&batch, &[k]), x.dtype().to_real(), x.device())?;
    let info = codes(op, &batch, x.device())?;
    if x.numel() > 0 {
        let a = columns(x)?;
        let mut outs = vec![flat_vectors(s.tensor()), flat_codes(info.tensor())];
        if vectors {
            outs.extend([flat(u.tensor()), flat(v.tensor())]);
        }
        let cpu = |i: &[View], o: &mut [ViewMut]| {
            crate::parts::linalg(op)?;
            match o {
                [s, info, u, v] => kernel::svd(i[0], s.reborrow(), Some(u.reborrow()), Some(v.reborrow()), info.reborrow()),
                [s, info] => kernel::svd(i[0], s.reborrow(), None, None, info.reborrow()),
                _ => {}
            }
            Ok(())
        };
        launch_each(op, work(x).saturating_mul(4), &[flat(a.tensor())], &outs, true, cpu, |cx, i, o| {
            let uv = if o.len() == 4 { Some((o[2], o[3])) } else { None };
            cuda::solver::svd(cx, i[0], o[0], uv, o[1])
        })?;
    } else if vectors && full {
        // No numbers: any orthonormal basis will do.
        for f in [&u, &v] {
            let n = f.tensor().size(-1)?;
            if f.tensor().numel() > 0 {
                crate::backend::copy_into(f.tensor(), &eye_like(x, n)?.expand(&f.tensor().sizes())?)?;
            }
        }
    }
    Ok([u, s, v, info])
}

fn check_driver(driver: Option<&str>) -> Result<()> {
    match driver {
        None => Ok(()),
        Some(d) => bail!("torch.linalg.svd: keyword argument `driver=` is only supported on CUDA inputs with cuSOLVER backend, got '{d}'"),
    }
}

fn svd_of(op: &str, x: &Tensor, full: bool) -> Result<(Tensor, Tensor, Tensor)> {
    matrices(op, x)?;
    let [u, s, v, info] = {
        let x = x.detach_handle();
        decompose(op, &x, true, full)?
    };
    converged(op, info.tensor())?;
    let vh = {
        let _quiet = modes::no_grad();
        mh(v.tensor())?.resolve_conj()?
    };
    let vh = Fresh::from_geometry((*vh.geometry()).clone());
    let [u, s, vh] = Fresh::many_with_grad([u, s, vh], &[Some(x)], |o| LinalgSvdGrad {
        x: x.save(),
        u: o[0].save_as(0),
        s: o[1].save_as(1),
        vh: o[2].save_as(2),
    });
    Ok((u, s, vh))
}

struct LinalgSvdGrad {
    x: Saved,
    u: Saved,
    s: Saved,
    vh: Saved,
}

/// `X - X^H`.
fn skew(x: &Tensor) -> Result<Tensor> {
    x.sub(&mh(x)?)
}

/// Raises where a loss depends on the phase of vectors.
pub(super) fn check_phase(op: &str, what: &str, phase: &Tensor, size: &Tensor) -> Result<()> {
    if phase.device() == Device::Meta || phase.numel() == 0 {
        return Ok(());
    }
    let (p, s) = (phase.detach_handle().abs()?.max()?.item()?.to_f64(), size.detach_handle().abs()?.max()?.item()?.to_f64());
    ensure!(
        !(p > 1e-2 * s.max(1.0)),
        "{op}_backward: The {what} in the complex case are specified up to multiplication by e^{{i phi}}. The specified loss function depends on this quantity, so it is ill-defined."
    );
    Ok(())
}

impl Backward for LinalgSvdGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let x = cx.unpack(&self.x)?;
        let (u, s, vh) = (cx.unpack(&self.u)?, cx.unpack(&self.s)?, cx.unpack(&self.vh)?);
        let (m, n, k) = (x.size(-2)?, x.size(-1)?, s.size(-1)?);
        let (u, vh) = (u.narrow(-1, 0, k)?, vh.narrow(-2, 0, k)?);
        let gu = grads[0].as_ref().map(|g| g.narrow(-1, 0, k)).transpose()?;
        let gvh = grads[2].as_ref().map(|g| g.narrow(-2, 0, k)).transpose()?;
        let gs = grads[1].as_ref();
        if gu.is_none() && gvh.is_none() {
            let Some(gs) = gs else { return Ok(smallvec![None]) };
            return Ok(smallvec![Some(u.mul(&gs.unsqueeze(-2)?)?.matmul(&vh)?)]);
        }
        let (uh, v) = (mh(&u)?, mh(&vh)?);
        let ugu = gu.as_ref().map(|g| uh.matmul(g)).transpose()?;
        let vgv = gvh.as_ref().map(|g| mh(&g.matmul(&v)?)).transpose()?;
        let complex = x.dtype().is_complex();
        if complex {
            let turn = |t: &Option<Tensor>| t.as_ref().map(|t| t.diagonal_with(0, -2, -1)?.imag()).transpose();
            let phase = match (turn(&ugu)?, turn(&vgv)?) {
                (Some(a), Some(b)) => a.add(&b)?,
                (Some(a), None) | (None, Some(a)) => a,
                (None, None) => number(&s, 0.0)?,
            };
            check_phase("svd", "singular vectors", &phase, ugu.as_ref().or(vgv.as_ref()).unwrap_or(&s))?;
        }
        let row = s.unsqueeze(-2)?;
        let col = s.unsqueeze(-1)?;
        let eye = Tensor::eye_with(k, Some(s.dtype()), Some(s.device()))?;
        let gaps = row.sub(&col)?.mul(&row.add(&col)?)?;
        let off = eye.rsub(1.0)?;
        let gaps = gaps.mul(&off)?.add(&eye)?;
        let mut middle: Option<Tensor> = None;
        if let Some(p) = &ugu {
            let mut t = skew(p)?.mul(&off)?.div(&gaps)?.mul(&row)?;
            if complex {
                let phase = p.diagonal_with(0, -2, -1)?.imag()?.div(&s)?.to_dtype(x.dtype())?.mul(IMAGINARY)?;
                t = t.add(&phase.diag_embed()?)?;
            }
            middle = Some(t);
        }
        if let Some(p) = &vgv {
            let t = col.mul(&skew(p)?.mul(&off)?.div(&gaps)?)?;
            middle = Some(match middle {
                Some(a) => a.add(&t)?,
                None => t,
            });
        }
        if let Some(gs) = gs {
            let d = gs.to_dtype(x.dtype())?.diag_embed()?;
            middle = Some(match middle {
                Some(a) => a.add(&d)?,
                None => d,
            });
        }
        let Some(middle) = middle else { return Ok(smallvec![None]) };
        let mut left = u.matmul(&middle)?;
        if let (Some(g), true) = (&gu, m > k) {
            let g = g.div(&row)?;
            left = left.add(&g.sub(&u.matmul(&uh.matmul(&g)?)?)?)?;
        }
        let mut ga = left.matmul(&vh)?;
        if let (Some(g), true) = (&gvh, n > k) {
            let g = g.div(&col)?;
            ga = ga.add(&u.matmul(&g.sub(&g.matmul(&v)?.matmul(&vh)?)?)?)?;
        }
        Ok(smallvec![Some(ga)])
    }
}

const IMAGINARY: Scalar = Scalar::Complex(lumbre_kernels::C128::new(0.0, 1.0));

/// `linalg_svd(Tensor A, bool full_matrices=True, *, str? driver=None) -> (Tensor U, Tensor S, Tensor Vh)` · linalg out autocast=f32 exact
///
/// `A = U @ diag(S) @ Vh` with orthonormal columns in `U` and rows in `Vh`, the singular values descending; `full_matrices` makes `U` and
/// `Vh` square. Gradients through the vectors are finite where the singular values differ.
///
/// Shapes: `(*, m, n)` to `(*, m, k)`, `(*, min(m, n))` and `(*, k, n)`.
/// Dtypes: float32, float64, complex; complex gives as result 2 the real dtype; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for fewer than 2 dimensions and for a driver on the CPU; LinAlgError for infinite or NaN entries.
pub(crate) fn linalg_svd(x: &Tensor, full_matrices: bool, driver: Option<&str>) -> Result<(Tensor, Tensor, Tensor)> {
    check_driver(driver)?;
    svd_of("linalg.svd", x, full_matrices)
}

/// `linalg_svdvals(Tensor A, *, str? driver=None) -> Tensor` · linalg out autocast=f32 exact
///
/// The square roots of the eigenvalues of `A^H A`, descending.
///
/// Shapes: `(*, m, n)` to `(*, min(m, n))`.
/// Dtypes: float32, float64, complex; complex gives the real dtype; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for fewer than 2 dimensions and for a driver on the CPU; LinAlgError for infinite or NaN entries.
pub(crate) fn linalg_svdvals(x: &Tensor, driver: Option<&str>) -> Result<Tensor> {
    check_driver(driver)?;
    matrices("linalg.svd", x)?;
    if modes::grad_enabled() && x.requires_grad() {
        return Ok(svd_of("linalg.svd", x, false)?.1);
    }
    let [_, s, _, info] = decompose("linalg.svd", x, false, false)?;
    converged("linalg.svd", info.tensor())?;
    Ok(s.non_differentiable())
}

/// `svd(Tensor input, bool some=True, bool compute_uv=True) -> (Tensor U, Tensor S, Tensor V)` · method function out autocast=f32 exact
///
/// `input = U @ diag(S) @ V.mH`, thin with `some`; zeros for `U` and `V` without `compute_uv`.
///
/// Shapes: `(*, m, n)` to `(*, m, k)`, `(*, min(m, n))` and `(*, n, k)`.
/// Dtypes: float32, float64, complex; complex gives as result 2 the real dtype; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for fewer than 2 dimensions; LinAlgError for infinite or NaN entries.
pub(crate) fn svd(x: &Tensor, some: bool, compute_uv: bool) -> Result<(Tensor, Tensor, Tensor)> {
    if compute_uv {
        let (u, s, vh) = svd_of("linalg.svd", x, !some)?;
        return Ok((u, s, mh(&vh)?));
    }
    let s = linalg_svdvals(x, None)?;
    let zeros = |n: i64| Tensor::zeros(&with(&batch_of(x), &[n, n]), x.dtype(), x.device());
    Ok((zeros(x.size(-2)?)?, s, zeros(x.size(-1)?)?))
}

/// `linalg_polar(Tensor A) -> (Tensor U, Tensor H)` · linalg out exact node=LinalgPolar0
///
/// `A = U @ H` with orthonormal columns in `U` and Hermitian positive-semidefinite `H`.
///
/// Shapes: `(*, m, n)`, `m >= n`, to `(*, m, n)` and `(*, n, n)`.
/// Dtypes: float32, float64, complex; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for fewer rows than columns.
pub(crate) fn linalg_polar(x: &Tensor) -> Result<(Tensor, Tensor)> {
    let op = "linalg.polar";
    matrices(op, x)?;
    ensure!(x.size(-2)? >= x.size(-1)?, "{op}: expected at least as many rows as columns, but got {} by {}", x.size(-2)?, x.size(-1)?);
    let (u, s, vh) = svd_of(op, x, false)?;
    Ok((u.matmul(&vh)?, mh(&vh)?.mul(&s.unsqueeze(-2)?)?.matmul(&vh)?))
}
