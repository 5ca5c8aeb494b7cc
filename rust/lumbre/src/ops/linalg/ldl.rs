//! Factors of symmetric and Hermitian matrices that need not be positive-definite.

use super::support::*;
use crate::backend::{Fresh, launch, same_device};
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry;
use crate::ensure;
use lumbre_kernels::{DType, linalg as kernel};

fn factored(op: &str, x: &Tensor, hermitian: bool) -> Result<[Tensor; 3]> {
    square(op, x)?;
    let batch = batch_of(x);
    let f = columns(&x.detach_handle().tril()?)?;
    let pivots = Fresh::empty(op, &with(&batch, &[x.size(-1)?]), DType::I32, x.device())?;
    let info = codes(op, &batch, x.device())?;
    if x.numel() > 0 {
        launch(op, work(x), &[], &[flat(f.tensor()), flat_vectors(pivots.tensor()), flat_codes(info.tensor())], true, |_, o| {
            crate::parts::linalg(op)?;
            let [a, p, info] = o else { return Ok(()) };
            kernel::ldl(a.reborrow(), p.reborrow(), info.reborrow(), hermitian);
            Ok(())
        })?;
    }
    Ok([f.non_differentiable(), pivots.non_differentiable(), info.non_differentiable()])
}

fn nonsingular(op: &str, info: &Tensor) -> Result<()> {
    check(op, info, |k| format!("The factorization could not be completed because D[{k},{k}] is zero, and it will be singular if it is used to solve a system of equations."))
}

/// `linalg_ldl_factor_ex(Tensor input, *, bool hermitian=False, bool check_errors=False) -> (Tensor LD, Tensor pivots, Tensor info)` · linalg out nondiff exact
///
/// As `ldl_factor`, and as `info` the number of the first pivot that is zero (0: none) in place of an error.
///
/// Shapes: `(*, n, n)` to `(*, n, n)`, `(*, n)` and `(*)`.
/// Dtypes: float32, float64, complex; result 2 is int32; result 3 is int32; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for matrices that are not square; LinAlgError with `check_errors`.
/// Source: Bunch and Kaufman, 1977.
pub(crate) fn linalg_ldl_factor_ex(x: &Tensor, hermitian: bool, check_errors: bool) -> Result<(Tensor, Tensor, Tensor)> {
    let [f, p, info] = factored("torch.linalg.ldl_factor_ex", x, hermitian)?;
    if check_errors {
        nonsingular("torch.linalg.ldl_factor_ex", &info)?;
    }
    Ok((f, p, info))
}

/// `linalg_ldl_factor(Tensor input, *, bool hermitian=False) -> (Tensor LD, Tensor pivots)` · linalg out nondiff autocast=f32 exact
///
/// `A = P L D L^T P^T` (`L^H` with `hermitian`) from the lower triangle: `L` with ones on its diagonal below the 1 by 1 and 2 by 2 blocks
/// of `D`, and LAPACK's pivots.
///
/// Shapes: `(*, n, n)` to `(*, n, n)` and `(*, n)`.
/// Dtypes: float32, float64, complex; result 2 is int32; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for matrices that are not square; LinAlgError for a pivot that is 0.
/// Source: Bunch and Kaufman, 1977.
pub(crate) fn linalg_ldl_factor(x: &Tensor, hermitian: bool) -> Result<(Tensor, Tensor)> {
    let [f, p, info] = factored("torch.linalg.ldl_factor", x, hermitian)?;
    nonsingular("torch.linalg.ldl_factor", &info)?;
    Ok((f, p))
}

/// `linalg_ldl_solve(Tensor LD, Tensor pivots, Tensor B, *, bool hermitian=False) -> Tensor` · linalg out nondiff exact
///
/// `X` with `A @ X = B`, from what `ldl_factor` gives.
///
/// Shapes: LD `(*, n, n)`, pivots `(*, n)`, B `(*, n, k)`: `(*, n, k)`.
/// Dtypes: float32, float64, complex; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for sizes or dtypes that do not fit and pivots that are not `ldl_factor`'s.
pub(crate) fn linalg_ldl_solve(ld: &Tensor, pivots: &Tensor, b: &Tensor, hermitian: bool) -> Result<Tensor> {
    let op = "torch.linalg.ldl_solve";
    square(op, ld)?;
    matrices(op, b)?;
    same_device(op, &[ld, b])?;
    let n = ld.size(-1)?;
    ensure!(b.size(-2)? == n, "{op}: Incompatible shapes of LD and B: each LD is {n} by {n}, each B {} by {}", b.size(-2)?, b.size(-1)?);
    ensure!(pivots.sizes()[..] == ld.sizes()[..ld.dim() - 1], "{op}: Expected LD.shape[:-1] and pivots.shape to be the same, but got pivots with shape {:?} instead", &pivots.sizes()[..]);
    ensure!(pivots.dtype() == DType::I32 || pivots.dtype() == DType::I64, "{op}: Expected pivots to be integers. Got {}", pivots.dtype().scalar_name());
    ensure!(ld.dtype() == b.dtype(), "{op}: LD dtype {} does not match b dtype {}", ld.dtype().scalar_name(), b.dtype().scalar_name());
    let batch = geometry::broadcast(&batch_of(ld), &batch_of(b))?;
    let f = columns(&ld.detach_handle().expand(&with(&batch, &[n, n]))?)?.non_differentiable();
    let p = pivots.to_dtype(DType::I32)?.expand(&with(&batch, &[n]))?.clone_contiguous()?;
    let x = columns(&b.detach_handle().expand(&with(&batch, &[n, b.size(-1)?]))?)?;
    let mut fine = true;
    let flag = &mut fine;
    if x.tensor().numel() > 0 {
        launch(op, work(&f), &[flat(&f), flat_vectors(&p)], &[flat(x.tensor())], true, |i, o| {
            crate::parts::linalg(op)?;
            *flag = kernel::ldl_solve(i[0], i[1], hermitian, o[0].reborrow());
            Ok(())
        })?;
    }
    ensure!(fine, "{op}: the pivots are not those of ldl_factor");
    Ok(x.non_differentiable())
}
