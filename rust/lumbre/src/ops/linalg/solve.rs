//! Square systems and inverses.

use super::lu;
use super::support::*;
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::{Fresh, cuda, launch_each, same_device};
use crate::error::Result;
use crate::modes;
use crate::tensor::Tensor;
use crate::tensor::geometry;
use crate::{bail, ensure};
use lumbre_kernels::{DType, View, ViewMut, linalg as kernel};
use smallvec::smallvec;

/// Whether `b` holds vectors rather than matrices: one dimension, or `A`'s sizes without the last.
fn is_vector(a: &Tensor, b: &Tensor) -> bool {
    let (sa, sb) = (a.sizes(), b.sizes());
    sb.len() == 1 || (sa.len() - 1 == sb.len() && sb[..] == sa[..sa.len() - 1])
}

/// Solution, LU, pivots and result codes.
fn solved(op: &str, a: &Tensor, b: &Tensor, left: bool) -> Result<[Tensor; 4]> {
    square(op, a)?;
    ensure!(b.dim() >= 1, "{op}: B must have at least 1 dimension");
    ensure!(a.dtype() == b.dtype(), "{op}: Expected A and B to have the same dtype, but found A of type {} and B of type {} instead", a.dtype().scalar_name(), b.dtype().scalar_name());
    same_device(op, &[a, b])?;
    let vector = is_vector(a, b);
    if vector && !left {
        bail!("{op}: Vector broadcasting of the left hand side is not supported for left=False. In this case linalg.solve is equivalent to B / A.squeeze(-1)");
    }
    let b = if vector { b.unsqueeze(-1)? } else { b.clone() };
    let n = a.size(-1)?;
    ensure!(b.size(if left { -2 } else { -1 })? == n, "{op}: Incompatible shapes of A and B for the equation {}: each A is {n} by {n}, each B {} by {}", if left { "AX = B" } else { "XA = B" }, b.size(-2)?, b.size(-1)?);
    let batch = geometry::broadcast(&batch_of(a), &batch_of(&b))?;
    // From the right: A^T X^T = B^T.
    let (am, bm) = if left { (a.clone(), b) } else { (a.transpose(-2, -1)?, b.transpose(-2, -1)?) };
    let a_ = am.expand(&with(&batch, &[n, n]))?;
    let b_ = bm.expand(&with(&batch, &[n, bm.size(-1)?]))?;
    let (f, x) = (columns(&a_)?, columns(&b_)?);
    let pivots = Fresh::empty(op, &with(&batch, &[n]), DType::I32, a.device())?;
    let info = codes(op, &batch, a.device())?;
    if a_.numel() > 0 {
        let cost = work(&a_).saturating_add((x.tensor().numel().saturating_mul(n) / 8) as usize);
        let outs = [flat(f.tensor()), flat_vectors(pivots.tensor()), flat_codes(info.tensor()), flat(x.tensor())];
        let cpu = |_: &[View], o: &mut [ViewMut]| {
            crate::parts::linalg(op)?;
            let [a, p, info, x] = o else { return Ok(()) };
            kernel::solve(a.reborrow(), p.reborrow(), info.reborrow(), x.reborrow());
            Ok(())
        };
        launch_each(op, cost, &[], &outs, true, cpu, |cx, _, o| cuda::solver::solve(cx, o[0], o[1], o[2], o[3]))?;
    }
    let (f, p, info) = (f.non_differentiable(), pivots.non_differentiable(), info.non_differentiable());
    let y = x.with_grad([&a_, &b_], |x| LinalgSolveExGrad {
        a: a_.save(),
        lu: f.save(),
        pivots: p.save(),
        x: a_.requires_grad().then(|| x.save()),
    });
    let y = if left { y } else { y.transpose(-2, -1)? };
    Ok([if vector { y.squeeze_dim(&[-1])? } else { y }, f, p, info])
}

struct LinalgSolveExGrad {
    a: Saved,
    lu: Saved,
    pivots: Saved,
    x: Option<Saved>,
}
impl Backward for LinalgSolveExGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None]) };
        // The factors are at hand, but only A leads to a second derivative.
        let gb = if modes::composed() {
            mh(&cx.unpack(&self.a)?)?.linalg_solve(g)?
        } else {
            factored(&cx.unpack(&self.lu)?, &cx.unpack(&self.pivots)?, g, true)?
        };
        let ga = match &self.x {
            Some(x) if cx.needs(0) => Some(gb.matmul(&mh(&cx.unpack(x)?)?)?.neg()?),
            _ => None,
        };
        Ok(smallvec![ga, Some(gb)])
    }
}

/// `A X = B`, or `A^H X = B`, from factors of this file, outside the graph.
fn factored(lu: &Tensor, pivots: &Tensor, b: &Tensor, adjoint: bool) -> Result<Tensor> {
    let x = columns(b)?;
    if x.tensor().numel() > 0 {
        let cost = (x.tensor().numel().saturating_mul(lu.size(-1)?) / 8) as usize;
        let cpu = |i: &[View], o: &mut [ViewMut]| {
            crate::parts::linalg("lu_solve")?;
            kernel::lu_solve(i[0], i[1], o[0].reborrow(), adjoint);
            Ok(())
        };
        let ins = [flat(lu), flat_vectors(pivots)];
        launch_each("lu_solve", cost, &ins, &[flat(x.tensor())], true, cpu, |cx, i, o| cuda::solver::lu_solve(cx, i[0], i[1], o[0], adjoint))?;
    }
    Ok(x.non_differentiable())
}

/// `linalg_solve_ex(Tensor A, Tensor B, *, bool left=True, bool check_errors=False) -> (Tensor result, Tensor info)` · linalg out exact node=LinalgSolveEx0
///
/// As `solve`, and as `info` the number of the first pivot that is zero (0: none) in place of an error.
///
/// Shapes: A `(*, n, n)`, B `(*, n, k)` or vectors `(*, n)`: B's, and `(*)`.
/// Dtypes: float32, float64, complex; result 2 is int32; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for sizes or dtypes that do not fit; LinAlgError with `check_errors`.
pub(crate) fn linalg_solve_ex(a: &Tensor, b: &Tensor, left: bool, check_errors: bool) -> Result<(Tensor, Tensor)> {
    let [x, _, _, info] = solved("linalg.solve", a, b, left)?;
    if check_errors {
        singular("linalg.solve", &info)?;
    }
    Ok((x, info))
}

/// `_linalg_solve_ex(Tensor A, Tensor B, *, bool left=True, bool check_errors=False) -> (Tensor result, Tensor LU, Tensor pivots, Tensor info)` · function
///
/// As `linalg.solve_ex`, and the factors of `A = P @ L @ U`.
///
/// Shapes: A `(*, n, n)`, B `(*, n, k)` or vectors `(*, n)`: B's, `(*, n, n)`, `(*, n)` and `(*)`.
/// Dtypes: float32, float64, complex; result 3 is int32; result 4 is int32; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for sizes or dtypes that do not fit; LinAlgError with `check_errors`.
pub(crate) fn linalg_solve_ex_factors(a: &Tensor, b: &Tensor, left: bool, check_errors: bool) -> Result<(Tensor, Tensor, Tensor, Tensor)> {
    let [x, f, p, info] = solved("linalg.solve", a, b, left)?;
    if check_errors {
        singular("linalg.solve", &info)?;
    }
    Ok((x, f, p, info))
}

/// `linalg_solve(Tensor A, Tensor B, *, bool left=True) -> Tensor` · linalg out autocast=f32 exact node=LinalgSolveEx0
///
/// The one `X` with `A @ X = B`, or `X @ A = B` without `left`.
///
/// Shapes: A `(*, n, n)`, B `(*, n, k)` or vectors `(*, n)`: the broadcast of B's.
/// Dtypes: float32, float64, complex; others raise NotImplementedError or RuntimeError.
/// Raises: LinAlgError for a singular matrix; RuntimeError for sizes or dtypes that do not fit.
pub(crate) fn linalg_solve(a: &Tensor, b: &Tensor, left: bool) -> Result<Tensor> {
    Ok(linalg_solve_ex(a, b, left, true)?.0)
}

fn inverse_of(op: &str, x: &Tensor) -> Result<(Tensor, Tensor)> {
    square(op, x)?;
    let n = x.size(-1)?;
    let [f, pivots, info] = lu::factor(op, x, true)?;
    let y = columns(&eye_like(x, n)?.expand(&x.sizes())?)?;
    if x.numel() > 0 {
        let cpu = |i: &[View], o: &mut [ViewMut]| {
            crate::parts::linalg(op)?;
            kernel::lu_solve(i[0], i[1], o[0].reborrow(), false);
            Ok(())
        };
        let ins = [flat(f.tensor()), flat_vectors(pivots.tensor())];
        launch_each(op, work(x), &ins, &[flat(y.tensor())], true, cpu, |cx, i, o| cuda::solver::lu_solve(cx, i[0], i[1], o[0], false))?;
    }
    Ok((y.with_grad([x], |y| LinalgInvExGrad { y: y.save() }), info.non_differentiable()))
}

struct LinalgInvExGrad {
    y: Saved,
}
impl Backward for LinalgInvExGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let h = mh(&cx.unpack(&self.y)?)?;
        Ok(smallvec![Some(h.matmul(&g.matmul(&h)?)?.neg()?)])
    }
}

/// `linalg_inv_ex(Tensor A, *, bool check_errors=False) -> (Tensor inverse, Tensor info)` · linalg out autocast=f32 exact
///
/// `A^-1`, and as `info` the number of the first pivot that is zero (0: none) in place of an error.
///
/// Shapes: `(*, n, n)` to `(*, n, n)` and `(*)`.
/// Dtypes: float32, float64, complex; result 2 is int32; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for matrices that are not square; LinAlgError with `check_errors`.
pub(crate) fn linalg_inv_ex(x: &Tensor, check_errors: bool) -> Result<(Tensor, Tensor)> {
    let (y, info) = inverse_of("linalg.inv_ex", x)?;
    if check_errors {
        singular("linalg.inv", &info)?;
    }
    Ok((y, info))
}

/// `linalg_inv(Tensor A) -> Tensor` · linalg out autocast=f32 exact
///
/// `A^-1`, with `A @ A^-1 = I`.
///
/// Shapes: `(*, n, n)`; the result has the input's.
/// Dtypes: float32, float64, complex; others raise NotImplementedError or RuntimeError.
/// Raises: LinAlgError for a singular matrix; RuntimeError for matrices that are not square.
pub(crate) fn linalg_inv(x: &Tensor) -> Result<Tensor> {
    let (y, info) = inverse_of("linalg.inv", x)?;
    singular("linalg.inv", &info)?;
    Ok(y)
}

/// `inverse(Tensor input) -> Tensor` · method function out autocast=f32
///
/// `A^-1`, with `A @ A^-1 = I`.
///
/// Shapes: `(*, n, n)`; the result has the input's.
/// Dtypes: float32, float64, complex; others raise NotImplementedError or RuntimeError.
/// Raises: LinAlgError for a singular matrix; RuntimeError for matrices that are not square.
pub(crate) fn inverse(x: &Tensor) -> Result<Tensor> {
    linalg_inv(x)
}
