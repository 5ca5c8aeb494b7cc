//! Least squares.

use super::support::*;
use crate::error::Result;
use crate::modes;
use crate::tensor::Tensor;
use crate::tensor::geometry;
use crate::ensure;
use lumbre_kernels::DType;

/// `linalg_lstsq(Tensor input, Tensor b, float? rcond=None, *, str? driver=None) -> (Tensor solution, Tensor residuals, Tensor rank, Tensor singular_values)` · linalg out autocast=f32 node=LinalgLstsq0
///
/// `X = argmin |A @ X - B|`, the one of least norm where there are many. `residuals` are the squared norms of its columns where `A` has
/// more rows than columns and full rank; `rank` and `singular_values` are empty where the driver (`gels`, `gelsy`, `gelsd`, `gelss`) does
/// not find them.
///
/// Shapes: A `(*, m, n)`, B `(*, m, k)` or `(*, m)`: `(*, n, k)` or `(*, n)`.
/// Dtypes: float32, float64, complex; complex gives as result 2 the real dtype; result 3 is int64; complex gives as result 4 the real
///   dtype; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for sizes or dtypes that do not fit and another driver.
pub(crate) fn linalg_lstsq(a: &Tensor, b: &Tensor, rcond: Option<f64>, driver: Option<&str>) -> Result<(Tensor, Tensor, Tensor, Tensor)> {
    let op = "torch.linalg.lstsq";
    matrices(op, a)?;
    ensure!(b.dim() >= 1, "{op}: other must have at least 1 dimension.");
    ensure!(a.dtype() == b.dtype(), "{op}: Expected input and other to have the same dtype, but got input's dtype {} and other's dtype {}", a.dtype().scalar_name(), b.dtype().scalar_name());
    let driver = driver.unwrap_or("gelsy");
    ensure!(matches!(driver, "gels" | "gelsy" | "gelsd" | "gelss"), "{op}: parameter `driver` should be one of (gels, gelsy, gelsd, gelss)");
    let (m, n) = (a.size(-2)?, a.size(-1)?);
    let vector = b.dim() + 1 == a.dim() && b.sizes()[..] == a.sizes()[..a.dim() - 1] || b.dim() == 1;
    let rhs = if vector { b.unsqueeze(-1)? } else { b.clone() };
    ensure!(rhs.dim() >= 2 && rhs.size(-2)? == m, "{op}: input.size(-2) should match other.size(-{})", if vector { 1 } else { 2 });
    let batch = geometry::broadcast(&batch_of(a), &batch_of(&rhs))?;
    let k = rhs.size(-1)?;
    let (a, rhs) = (a.expand(&with(&batch, &[m, n]))?, rhs.expand(&with(&batch, &[m, k]))?);
    let rtol = rcond.unwrap_or(epsilon(a.dtype()) * m.max(n) as f64);
    let x = if a.numel() == 0 {
        let zero = Tensor::zeros(&with(&batch, &[n, k]), a.dtype(), a.device())?;
        zero.add(&a.sum()?)?.add(&rhs.sum()?.mul(0.0)?)?
    } else if driver == "gels" && !(modes::grad_enabled() && (a.requires_grad() || rhs.requires_grad())) {
        by_qr(&a, &rhs)?
    } else {
        a.linalg_pinv_with(Some(0.0), Some(rtol), false)?.matmul(&rhs)?
    };
    let none = |d: DType| Tensor::zeros(&[0], d, a.device());
    let real = a.dtype().to_real();
    let ranked = driver != "gels";
    let values = if matches!(driver, "gelsd" | "gelss") { a.detach_handle().linalg_svdvals()? } else { none(real)? };
    let rank = if ranked { a.linalg_matrix_rank_with(Some(0.0), Some(rtol), false)? } else { none(DType::I64)? };
    let full = a.device() == crate::device::Device::Meta || !ranked || rank.detach_handle().eq(n as f64)?.all()?.item()?.to_f64() != 0.0;
    let residuals = if m > n && driver != "gelsy" && full {
        let r = rhs.sub(&a.matmul(&x)?)?.abs()?;
        r.mul(&r)?.sum_dim(Some(&[-2]))?
    } else {
        x.abs()?.reshape(&[-1])?.narrow(0, 0, 0)?
    };
    let x = if vector { x.squeeze_dim(&[-1])? } else { x };
    Ok((x, residuals, rank, values))
}

/// Full rank: `R^-1 Q^H b`, or `Q R^-H b` of the adjoint's factors for more columns than rows.
fn by_qr(a: &Tensor, b: &Tensor) -> Result<Tensor> {
    if a.size(-2)? >= a.size(-1)? {
        let (q, r) = a.linalg_qr()?;
        return r.linalg_solve_triangular(&mh(&q)?.matmul(b)?, true);
    }
    let (q, r) = mh(a)?.linalg_qr()?;
    q.matmul(&mh(&r)?.linalg_solve_triangular(b, false)?)
}
