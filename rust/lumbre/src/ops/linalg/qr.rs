//! QR factors.

use super::support::*;
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::{Fresh, cuda, launch_each};
use crate::error::Result;
use crate::tensor::Tensor;
use crate::{bail, ensure};
use lumbre_kernels::{View, ViewMut, linalg as kernel};
use smallvec::smallvec;

/// Reflections and their factors, outside the graph.
pub(super) fn reflections(op: &str, x: &Tensor) -> Result<[Fresh; 2]> {
    let (batch, k) = (batch_of(x), x.size(-1)?.min(x.size(-2)?));
    let f = columns(x)?;
    let tau = Fresh::empty(op, &with(&batch, &[k]), x.dtype(), x.device())?;
    if x.numel() > 0 {
        let cpu = |_: &[View], o: &mut [ViewMut]| {
            crate::parts::linalg(op)?;
            let [a, tau] = o else { return Ok(()) };
            kernel::qr(a.reborrow(), tau.reborrow());
            Ok(())
        };
        let outs = [flat(f.tensor()), flat_vectors(tau.tensor())];
        launch_each(op, work(x), &[], &outs, true, cpu, |cx, _, o| cuda::solver::qr(cx, o[0], o[1]))?;
    }
    Ok([f, tau])
}

/// `op(Q) c` for the Q of reflections; `identity` says that `c` is the identity.
pub(super) fn times_q(op: &str, v: &Tensor, tau: &Tensor, c: &Tensor, adjoint: bool, identity: bool) -> Result<Fresh> {
    let y = columns(c)?;
    if y.tensor().numel() > 0 && tau.numel() > 0 {
        let cost = (y.tensor().numel().saturating_mul(tau.size(-1)?) / 8) as usize;
        let cpu = |i: &[View], o: &mut [ViewMut]| {
            crate::parts::linalg(op)?;
            kernel::apply_q(i[0], i[1], o[0].reborrow(), adjoint, identity);
            Ok(())
        };
        let ins = [flat(v), flat_vectors(tau)];
        launch_each(op, cost, &ins, &[flat(y.tensor())], true, cpu, |cx, i, o| cuda::solver::apply_q(cx, i[0], i[1], o[0], adjoint))?;
    }
    Ok(y)
}

/// `linalg_qr(Tensor A, str mode='reduced') -> (Tensor Q, Tensor R)` · linalg out autocast=f32 exact
///
/// `A = Q @ R` with orthonormal columns in `Q` and upper triangular `R`: `'reduced'` has `min(m, n)` columns, `'complete'` all `m`, and
/// `'r'` leaves `Q` empty.
///
/// Shapes: `(*, m, n)` to `(*, m, k)` and `(*, k, n)`.
/// Dtypes: float32, float64, complex; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for fewer than 2 dimensions and another `mode`, and in backward for `'r'` and for `'complete'` with `m > n`.
/// Source: Householder, 1958.
pub(crate) fn linalg_qr(x: &Tensor, mode: &str) -> Result<(Tensor, Tensor)> {
    let op = "linalg.qr";
    matrices(op, x)?;
    ensure!(matches!(mode, "reduced" | "complete" | "r"), "qr received unrecognized mode '{mode}' but expected one of 'reduced' (default), 'r', or 'complete'");
    let (m, n) = (x.size(-2)?, x.size(-1)?);
    let wide = if mode == "complete" { m } else { m.min(n) };
    let batch = batch_of(x);
    let [f, tau] = reflections(op, x)?;
    let r = Fresh::copy_of(&f.tensor().narrow(-2, 0, wide.min(m))?.triu()?, x.dtype())?;
    let q = if mode == "r" {
        Fresh::empty(op, &[0], x.dtype(), x.device())?
    } else {
        let eye = Tensor::eye_m_with(m, wide, Some(x.dtype()), Some(x.device()))?.expand(&with(&batch, &[m, wide]))?;
        times_q(op, f.tensor(), tau.tensor(), &eye, false, true)?
    };
    let [q, r] = Fresh::many_with_grad([q, r], &[Some(x)], |o| LinalgQrGrad {
        q: o[0].save_as(0),
        r: o[1].save_as(1),
        mode: match mode {
            "r" => Mode::R,
            "complete" => Mode::Complete,
            _ => Mode::Reduced,
        },
        sizes: [m, n],
    });
    Ok((q, r))
}

#[derive(Clone, Copy, PartialEq)]
enum Mode {
    Reduced,
    Complete,
    R,
}

struct LinalgQrGrad {
    q: Saved,
    r: Saved,
    mode: Mode,
    sizes: [i64; 2],
}
impl Backward for LinalgQrGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let [m, n] = self.sizes;
        if grads[0].is_none() && grads[1].is_none() {
            return Ok(smallvec![None]);
        }
        if self.mode == Mode::R {
            bail!("The derivative of linalg.qr depends on Q, which is not computed when mode='r'. Please use linalg.qr(A, mode='reduced') if you are going to require gradients");
        }
        if self.mode == Mode::Complete && m > n {
            bail!("The QR decomposition is not differentiable when mode='complete' and nrows > ncols");
        }
        let (q, r) = (cx.unpack(&self.q)?, cx.unpack(&self.r)?);
        let or_zero = |g: &Option<Tensor>, like: &Tensor| g.as_ref().map_or_else(|| like.zeros_like(), |g| Ok(g.clone()));
        let (gq, gr) = (or_zero(&grads[0], &q)?, or_zero(&grads[1], &r)?);
        if m >= n {
            return Ok(smallvec![Some(tall(&q, &r, &gq, &gr)?)]);
        }
        // A = [X Y], R = [U V]: X = Q U gives Q, and V = Q^H Y.
        let (u, v) = (r.narrow(-1, 0, m)?, r.narrow(-1, m, n - m)?);
        let (gu, gv) = (gr.narrow(-1, 0, m)?, gr.narrow(-1, m, n - m)?);
        let gq = gq.add(&q.matmul(&v)?.matmul(&mh(&gv)?)?)?;
        Ok(smallvec![Some(Tensor::cat_with(&[tall(&q, &u, &gq, &gu)?, q.matmul(&gv)?], -1)?)])
    }
}

/// The gradient of `A` for at least as many rows as columns.
fn tall(q: &Tensor, r: &Tensor, gq: &Tensor, gr: &Tensor) -> Result<Tensor> {
    let p = gr.matmul(&mh(r)?)?.sub(&mh(q)?.matmul(gq)?)?.triu()?;
    let above = p.triu_with(1)?;
    let d = p.diagonal_with(0, -2, -1)?.real()?.to_dtype(p.dtype())?.diag_embed()?;
    let sym = above.add(&mh(&above)?)?.add(&d)?;
    let whole = gq.add(&q.matmul(&sym)?)?;
    mh(r)?.linalg_solve_triangular_with(&whole, false, false, false)
}

/// `qr(Tensor input, bool some=True) -> (Tensor Q, Tensor R)` · method function out autocast=f32
///
/// `A = Q @ R` as `linalg.qr`: reduced, or complete without `some`.
///
/// Shapes: `(*, m, n)` to `(*, m, k)` and `(*, k, n)`.
/// Dtypes: float32, float64, complex; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for fewer than 2 dimensions.
/// Source: Householder, 1958.
pub(crate) fn qr(x: &Tensor, some: bool) -> Result<(Tensor, Tensor)> {
    linalg_qr(x, if some { "reduced" } else { "complete" })
}

/// `geqrf(Tensor input) -> (Tensor a, Tensor tau)` · method function out nondiff autocast=f32
///
/// `A = H_1 H_2 … R` with `H_i = I - tau[i] v_i v_i^H`: `R` on and above the diagonal, the `v_i` below it, and their factors.
///
/// Shapes: `(*, m, n)` to `(*, m, n)` and `(*, min(m, n))`.
/// Dtypes: float32, float64, complex; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for fewer than 2 dimensions.
/// Source: Householder, 1958.
pub(crate) fn geqrf(x: &Tensor) -> Result<(Tensor, Tensor)> {
    matrices("torch.geqrf", x)?;
    let [f, tau] = reflections("geqrf", x)?;
    Ok((f.non_differentiable(), tau.non_differentiable()))
}
