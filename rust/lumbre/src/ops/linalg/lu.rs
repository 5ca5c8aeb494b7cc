//! LU factors with partial pivoting.

use super::support::*;
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::{Fresh, cuda, launch_each};
use crate::device::Device;
use crate::error::Result;
use crate::tensor::Tensor;
use crate::ensure;
use lumbre_kernels::{DType, View, ViewMut, linalg as kernel};
use smallvec::smallvec;

/// LU, pivots and result codes, outside the graph.
pub(super) fn factor(op: &str, x: &Tensor, pivot: bool) -> Result<[Fresh; 3]> {
    let (batch, k) = (batch_of(x), x.size(-1)?.min(x.size(-2)?));
    let f = columns(x)?;
    let pivots = Fresh::empty(op, &with(&batch, &[k]), DType::I32, x.device())?;
    let info = codes(op, &batch, x.device())?;
    if x.numel() > 0 {
        let cpu = |_: &[View], o: &mut [ViewMut]| {
            crate::parts::linalg(op)?;
            let [a, p, info] = o else { return Ok(()) };
            kernel::lu(a.reborrow(), p.reborrow(), info.reborrow(), pivot);
            Ok(())
        };
        let outs = [flat(f.tensor()), flat_vectors(pivots.tensor()), flat_codes(info.tensor())];
        launch_each(op, work(x), &[], &outs, true, cpu, |cx, _, o| cuda::solver::lu(cx, o[0], o[1], o[2], pivot))?;
    }
    Ok([f, pivots, info])
}

fn factored(op: &str, x: &Tensor, pivot: bool) -> Result<[Tensor; 3]> {
    matrices(op, x)?;
    let made = factor(op, x, pivot)?;
    let pivots = made[1].tensor().clone();
    Ok(Fresh::many_with_grad(made, &[Some(x)], |o| LinalgLuFactorExGrad { lu: o[0].save_as(0), pivots: pivots.save() }))
}

fn nonsingular(op: &str, info: &Tensor) -> Result<()> {
    check(op, info, |k| format!("U[{k},{k}] is zero and using it on lu_solve would result in a division by zero. If you still want to perform the factorization, consider calling linalg.lu(A, pivot) or linalg.lu_factor_ex(A, pivot)"))
}

/// `linalg_lu_factor_ex(Tensor A, *, bool pivot=True, bool check_errors=False) -> (Tensor LU, Tensor pivots, Tensor info)` · linalg out exact
///
/// As `lu_factor`, and as `info` the number of the first pivot that is zero (0: none).
///
/// Shapes: `(*, m, n)` to `(*, m, n)`, `(*, min(m, n))` and `(*)`.
/// Dtypes: float32, float64, complex; result 2 is int32; result 3 is int32; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for fewer than 2 dimensions; LinAlgError with `check_errors`.
pub(crate) fn linalg_lu_factor_ex(x: &Tensor, pivot: bool, check_errors: bool) -> Result<(Tensor, Tensor, Tensor)> {
    let [lu, pivots, info] = factored("linalg.lu_factor_ex", x, pivot)?;
    if check_errors {
        nonsingular("linalg.lu_factor_ex", &info)?;
    }
    Ok((lu, pivots, info))
}

/// `linalg_lu_factor(Tensor A, *, bool pivot=True) -> (Tensor LU, Tensor pivots)` · linalg out autocast=f32 exact
///
/// `A = P @ L @ U` in one matrix (`L` below the diagonal, without its ones), and the row exchanges, numbered from 1.
///
/// Shapes: `(*, m, n)` to `(*, m, n)` and `(*, min(m, n))`.
/// Dtypes: float32, float64, complex; result 2 is int32; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for fewer than 2 dimensions and, without `pivot`, on the CPU.
pub(crate) fn linalg_lu_factor(x: &Tensor, pivot: bool) -> Result<(Tensor, Tensor)> {
    let [lu, pivots, info] = factored("torch.linalg.lu_factor", x, pivot)?;
    nonsingular("torch.linalg.lu_factor", &info)?;
    Ok((lu, pivots))
}

/// `_lu_with_info(Tensor input, bool pivot=True, bool check_errors=True) -> (Tensor LU, Tensor pivots, Tensor info)` · function
///
/// `A = P @ L @ U` as `linalg.lu_factor_ex` has it: what `torch.lu` returns.
///
/// Shapes: `(*, m, n)` to `(*, m, n)`, `(*, min(m, n))` and `(*)`.
/// Dtypes: float32, float64, complex; result 2 is int32; result 3 is int32; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for fewer than 2 dimensions; LinAlgError with `check_errors`.
pub(crate) fn lu_with_info(x: &Tensor, pivot: bool, check_errors: bool) -> Result<(Tensor, Tensor, Tensor)> {
    linalg_lu_factor_ex(x, pivot, check_errors)
}

/// `linalg_lu(Tensor A, *, bool pivot=True) -> (Tensor P, Tensor L, Tensor U)` · linalg out autocast=f32 exact
///
/// `A = P @ L @ U`: a permutation, a lower triangular matrix with ones on its diagonal, an upper triangular one; empty where a factor is
/// not asked for.
///
/// Shapes: `(*, m, n)` to `(*, m, m)`, `(*, m, k)` and `(*, k, n)`, `k = min(m, n)`.
/// Dtypes: float32, float64, complex; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for fewer than 2 dimensions.
pub(crate) fn linalg_lu(x: &Tensor, pivot: bool) -> Result<(Tensor, Tensor, Tensor)> {
    let [lu, pivots, _] = factored("linalg.lu", x, pivot)?;
    let (p, l, u) = lu.lu_unpack_with(&pivots, true, pivot)?;
    Ok((p, l, u))
}

/// The order of rows that exchanges lead to: `(P^T A)[i] = A[order[i]]`.
pub(super) fn order_of(op: &str, pivots: &Tensor, rows: i64) -> Result<Tensor> {
    let batch = &pivots.sizes()[..pivots.dim() - 1];
    let order = Fresh::empty(op, &with(batch, &[rows]), DType::I64, pivots.device())?;
    let pivots = pivots.detach_handle().contiguous()?;
    let mut fine = true;
    let flag = &mut fine;
    if order.tensor().numel() > 0 {
        let cpu = |i: &[View], o: &mut [ViewMut]| {
            *flag = kernel::permutation(i[0], o[0].reborrow());
            Ok(())
        };
        let (ins, outs) = ([flat_vectors(&pivots)], [flat_vectors(order.tensor())]);
        launch_each(op, 0, &ins, &outs, true, cpu, |cx, i, o| cuda::solver::permutation(cx, i[0], o[0]))?;
    }
    ensure!(fine, "{op}: pivots given to {op} must all be greater or equal to 1. Did you properly pass the result of lu_factor?");
    Ok(order.non_differentiable())
}

/// `P` with `P[order[i], i] = 1`.
fn permutation(op: &str, pivots: &Tensor, rows: i64, dtype: DType) -> Result<Tensor> {
    let order = order_of(op, pivots, rows)?;
    if order.device() == Device::Meta {
        return Ok(empty(op, &with(&batch_of(&order.unsqueeze(-1)?), &[rows, rows]), dtype, Device::Meta)?.non_differentiable());
    }
    let numbers = Tensor::from_slice_on(&(0..rows).collect::<Vec<i64>>(), &[rows], order.device())?.unsqueeze(-1)?;
    numbers.eq(&order.unsqueeze(-2)?)?.to_dtype(dtype)
}

/// `lu_unpack(Tensor LU_data, Tensor LU_pivots, bool unpack_data=True, bool unpack_pivots=True) -> (Tensor P, Tensor L, Tensor U)` · function out exact
///
/// `A = P @ L @ U`: a permutation, a lower triangular matrix with ones on its diagonal, an upper triangular one; empty where a factor is
/// not asked for.
///
/// Shapes: `(*, m, n)` to `(*, m, m)`, `(*, m, k)` and `(*, k, n)`, `k = min(m, n)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for fewer than 2 dimensions.
pub(crate) fn lu_unpack(lu: &Tensor, pivots: &Tensor, unpack_data: bool, unpack_pivots: bool) -> Result<(Tensor, Tensor, Tensor)> {
    ensure!(lu.dim() >= 2, "lu_unpack: The input tensor LU_data must have at least 2 dimensions.");
    ensure!(!unpack_pivots || pivots.dtype() == DType::I32, "torch.lu_unpack: LU_pivots is expected to be a contiguous tensor of torch.int32 dtype.\nNote: this function is intended to be used with the output produced by torch.linalg.lu_factor");
    let (m, n) = (lu.size(-2)?, lu.size(-1)?);
    let k = m.min(n);
    let none = || Tensor::zeros(&[0], lu.dtype(), lu.device());
    let p = if unpack_pivots { permutation("torch.lu_unpack", pivots, m, lu.dtype())? } else { none()? };
    if !unpack_data {
        return Ok((p, none()?, none()?));
    }
    let l = lu.narrow(-1, 0, k)?.tril_with(-1)?.add(&Tensor::eye_m_with(m, k, Some(lu.dtype()), Some(lu.device()))?)?;
    Ok((p, l, lu.narrow(-2, 0, k)?.triu()?))
}

struct LinalgLuFactorExGrad {
    lu: Saved,
    pivots: Saved,
}
impl Backward for LinalgLuFactorExGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let lu = cx.unpack(&self.lu)?;
        let (m, n) = (lu.size(-2)?, lu.size(-1)?);
        let k = m.min(n);
        let eye = Tensor::eye_with(k, Some(lu.dtype()), Some(lu.device()))?;
        let head = lu.narrow(-2, 0, k)?.narrow(-1, 0, k)?;
        let (l1, u1) = (head.tril_with(-1)?.add(&eye)?, head.triu()?);
        let g1 = g.narrow(-2, 0, k)?.narrow(-1, 0, k)?;
        let mut below = mh(&l1)?.matmul(&g1.tril_with(-1)?)?;
        let mut above = g1.triu()?.matmul(&mh(&u1)?)?;
        let mut parts = Vec::new();
        if n > k {
            let (g2, u2) = (g.narrow(-1, k, n - k)?, lu.narrow(-1, k, n - k)?);
            below = below.sub(&g2.matmul(&mh(&u2)?)?)?;
            parts.push(g2);
        }
        if m > k {
            let (g2, l2) = (g.narrow(-2, k, m - k)?, lu.narrow(-2, k, m - k)?);
            above = above.sub(&mh(&l2)?.matmul(&g2)?)?;
            parts.push(mh(&u1)?.linalg_solve_triangular_with(&g2, false, false, false)?);
        }
        let middle = below.tril_with(-1)?.add(&above.triu()?)?;
        let first = mh(&u1)?.linalg_solve_triangular_with(&middle, false, false, false)?;
        let up = |x: &Tensor| mh(&l1)?.linalg_solve_triangular_with(x, true, true, true);
        let whole = match parts.pop() {
            None => up(&first)?,
            Some(rest) if n > k => up(&Tensor::cat_with(&[first, rest], -1)?)?,
            Some(rest) => Tensor::cat_with(&[up(&first)?, rest], -2)?,
        };
        let p = permutation("lu_factor", &cx.unpack(&self.pivots)?, m, lu.dtype())?;
        Ok(smallvec![Some(p.matmul(&whole)?)])
    }
}

/// `linalg_lu_solve(Tensor LU, Tensor pivots, Tensor B, *, bool left=True, bool adjoint=False) -> Tensor` · linalg out exact node=LinalgLuSolve0
///
/// `X` with `A @ X = B` (`X @ A = B` without `left`, `A^H` with `adjoint`), from what `lu_factor` gives.
///
/// Shapes: LU `(*, n, n)`, pivots `(*, n)`, B `(*, n, k)` or `(*, k, n)`: B's.
/// Dtypes: float32, float64, complex; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for sizes or dtypes that do not fit and pivots that are not int32.
pub(crate) fn linalg_lu_solve(lu: &Tensor, pivots: &Tensor, b: &Tensor, left: bool, adjoint: bool) -> Result<Tensor> {
    let op = "linalg.lu_solve";
    square(op, lu)?;
    matrices(op, b)?;
    ensure!(lu.dtype() == b.dtype(), "{op}: Expected LU and B to have the same dtype, but found LU of type {} and B of type {} instead", lu.dtype().scalar_name(), b.dtype().scalar_name());
    ensure!(pivots.dtype() == DType::I32, "{op}: pivots should be a Tensor of scalar type torch.int32");
    ensure!(pivots.sizes()[..] == lu.sizes()[..lu.dim() - 1], "{op}: Number of pivots per batch should be same as the dimension of the matrix");
    let n = lu.size(-1)?;
    ensure!(b.size(if left { -2 } else { -1 })? == n, "{op}: Incompatible shapes of A and B for the equation {}: A is {n} by {n}, B {} by {}", if left { "AX = B" } else { "XA = B" }, b.size(-2)?, b.size(-1)?);
    if !left {
        // X A = B is A^H X^H = B^H.
        let x = linalg_lu_solve(lu, pivots, &mh(b)?, true, !adjoint)?;
        return mh(&x);
    }
    let (lu, b) = stretch(lu, b)?;
    let mut order = order_of(op, pivots, n)?;
    if order.device() != Device::Meta && adjoint {
        order = order.argsort()?;
    }
    let place = |x: &Tensor| -> Result<Tensor> {
        if x.device() == Device::Meta {
            return Ok(x.clone());
        }
        x.gather(-2, &order.unsqueeze(-1)?.expand(&x.sizes())?)
    };
    if adjoint {
        let h = mh(&lu)?;
        let y = h.linalg_solve_triangular_with(&b, false, true, false)?;
        place(&h.linalg_solve_triangular_with(&y, true, true, true)?)
    } else {
        let y = lu.linalg_solve_triangular_with(&place(&b)?, false, true, true)?;
        lu.linalg_solve_triangular_with(&y, true, true, false)
    }
}

/// `lu_solve(Tensor input, Tensor LU_data, Tensor LU_pivots) -> Tensor` · method function out autocast=f32 exact node=LinalgLuSolve0
///
/// `X` with `A @ X = input`, from what `lu_factor` gives.
///
/// Shapes: input `(*, n, k)`, LU `(*, n, n)`, pivots `(*, n)`: `(*, n, k)`.
/// Dtypes: float32, float64, complex; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for sizes or dtypes that do not fit and pivots that are not int32.
pub(crate) fn lu_solve(b: &Tensor, lu: &Tensor, pivots: &Tensor) -> Result<Tensor> {
    linalg_lu_solve(lu, pivots, b, true, false)
}
