//! Triangular systems.

use super::support::*;
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::{Fresh, Operand, cuda, launch_each, resolve, same_device};
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::{CONJ, Dims};
use crate::ensure;
use lumbre_kernels::{View, ViewMut, linalg as kernel};
use smallvec::smallvec;

/// `linalg_solve_triangular(Tensor input, Tensor B, *, bool upper, bool left=True, bool unitriangular=False) -> Tensor` · linalg out exact
///
/// `X` with `A @ X = B`, or `X @ A = B` without `left`, for triangular `A`; the other triangle is not read, nor the diagonal with
/// `unitriangular`.
///
/// Shapes: A `(*, n, n)`, B `(*, n, k)` or `(*, k, n)`: B's, with `*` broadcast.
/// Dtypes: float32, float64, complex; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for sizes or dtypes that do not fit.
pub(crate) fn linalg_solve_triangular(a: &Tensor, b: &Tensor, upper: bool, left: bool, unit: bool) -> Result<Tensor> {
    let op = "linalg.solve_triangular";
    square(op, a)?;
    matrices(op, b)?;
    same_device(op, &[a, b])?;
    ensure!(a.dtype() == b.dtype(), "{op}: Expected A and B to have the same dtype, but found A of type {} and B of type {} instead", a.dtype().scalar_name(), b.dtype().scalar_name());
    let side = b.size(if left { -2 } else { -1 })?;
    ensure!(side == a.size(-1)?, "{op}: Incompatible shapes of A and B for the equation {}: each A is {n} by {n}, each B {} by {}", if left { "AX = B" } else { "XA = B" }, b.size(-2)?, b.size(-1)?, n = a.size(-1)?);
    let (a, b) = stretch(a, b)?;
    let x = solved(op, &a, &b, upper, left, unit)?;
    Ok(x.with_grad([&a, &b], |x| LinalgSolveTriangularGrad {
        a: a.save(),
        x: a.requires_grad().then(|| x.save()),
        upper,
        left,
        unit,
    }))
}

fn solved(op: &str, a: &Tensor, b: &Tensor, upper: bool, left: bool, unit: bool) -> Result<Fresh> {
    // Conjugated matrices are read as they lie.
    let conj = a.geometry().bits == CONJ;
    let plain = if conj { a.detach_handle().conj()? } else { resolve(&a.detach_handle())? };
    let s = plain.sizes();
    let n = s[s.len() - 1];
    let count: i64 = s[..s.len() - 2].iter().product();
    let flat_a = plain.reshape(&[count, n, n])?;
    // From the right: A^T X^T = B^T, and a transposed column-major B is a row-major one.
    let x = if left { columns(b)? } else { Fresh::copy_with(b, crate::tensor::geometry::contiguous_strides(&b.sizes()), b.dtype())? };
    if x.tensor().numel() > 0 {
        let mut strides = Dims::from_slice(&flat_a.strides());
        let out = if left { flat(x.tensor()) } else { flat_transposed(x.tensor()) };
        if !left {
            strides.swap(1, 2);
        }
        let cost = (x.tensor().numel().saturating_mul(n) / 16) as usize;
        let input = Operand::shaped(&flat_a, smallvec![count, n, n], strides);
        let cpu = |i: &[View], o: &mut [ViewMut]| {
            crate::parts::linalg(op)?;
            kernel::solve_triangular(i[0], o[0].reborrow(), upper == left, unit, conj);
            Ok(())
        };
        launch_each(op, cost, &[input], &[out], true, cpu, |cx, i, o| cuda::solver::solve_triangular(cx, i[0], o[0], upper == left, unit, conj))?;
    }
    Ok(x)
}

struct LinalgSolveTriangularGrad {
    a: Saved,
    x: Option<Saved>,
    upper: bool,
    left: bool,
    unit: bool,
}
impl Backward for LinalgSolveTriangularGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None]) };
        let gb = mh(&cx.unpack(&self.a)?)?.linalg_solve_triangular_with(g, !self.upper, self.left, self.unit)?;
        let ga = match &self.x {
            Some(x) if cx.needs(0) => {
                let x = mh(&cx.unpack(x)?)?;
                let whole = if self.left { gb.matmul(&x)? } else { x.matmul(&gb)? }.neg()?;
                let off = self.unit as i64;
                Some(if self.upper { whole.triu_with(off)? } else { whole.tril_with(-off)? })
            }
            _ => None,
        };
        Ok(smallvec![ga, Some(gb)])
    }
}

/// `triangular_solve(Tensor input, Tensor A, bool upper=True, bool transpose=False, bool unitriangular=False) -> (Tensor solution, Tensor cloned_coefficient)` · method function out autocast=f32 exact node=TriangularSolve0
///
/// `X` with `A @ X = input` (`A^T` with `transpose`) for triangular `A`, and a copy of `A`.
///
/// Shapes: input `(*, n, k)`, A `(*, n, n)`: `(*, n, k)` and `(*, n, n)`.
/// Dtypes: float32, float64, complex; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for sizes that do not fit.
pub(crate) fn triangular_solve(b: &Tensor, a: &Tensor, upper: bool, transpose: bool, unit: bool) -> Result<(Tensor, Tensor)> {
    square("triangular_solve", a)?;
    matrices("triangular_solve", b)?;
    ensure!(b.size(-2)? == a.size(-1)?, "Incompatible matrix sizes for triangular_solve: each A matrix is {n} by {n} but each b matrix is {} by {}", b.size(-2)?, b.size(-1)?, n = a.size(-1)?);
    let (a, b) = stretch(a, b)?;
    let x = if transpose { a.transpose(-2, -1)?.linalg_solve_triangular_with(&b, !upper, true, unit)? } else { a.linalg_solve_triangular_with(&b, upper, true, unit)? };
    Ok((x, a.clone_op()?))
}
