//! Covariance, correlation, and finite differences.

use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::{Dims, wrap_dim};
use crate::{bail, ensure};
use lumbre_kernels::{DType, Scalar};

fn check_weights(w: &Tensor, name: &str, n: i64, whole: bool) -> Result<()> {
    ensure!(w.dim() <= 1, "cov(): expected {name} to have one or fewer dimensions but got {name} with {} dimensions", w.dim());
    let d = w.dtype();
    if whole {
        ensure!(!d.is_float() && !d.is_complex() && d != DType::Bool, "cov(): expected {name} to have integral dtype but got {name} with {} dtype", d.scalar_name());
    } else {
        ensure!(d.is_float(), "cov(): expected {name} to have floating point dtype but got {name} with {} dtype", d.scalar_name());
    }
    ensure!(w.numel() == n, "cov(): expected {name} to have the same numel as there are observations in the input but got {} != {n}", w.numel());
    ensure!(n == 0 || w.min()?.item()?.to_f64() >= 0.0, "cov(): {name} cannot be negative");
    Ok(())
}

/// `cov(Tensor input, *, int correction=1, Tensor? fweights=None, Tensor? aweights=None) -> Tensor` · method function
///
/// `out[i][j] = sum over k of w[k] (x[i][k] - mean[i]) (x[j][k] - mean[j]) / (sum(w) - correction)` of variables in rows, observed in
/// columns; `fweights` count repetitions, `aweights` weigh the observations.
///
/// Shapes: `(n, m)` to `(n, n)`; `(m)` to `()`; weights `(m)`.
/// Dtypes: integers, floats, complex; integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError for more than 2 dimensions, weights that are negative, of another length or sum to 0; NotImplementedError for
///   bools.
pub(crate) fn cov(x: &Tensor, correction: i64, fweights: Option<&Tensor>, aweights: Option<&Tensor>) -> Result<Tensor> {
    ensure!(x.dim() <= 2, "cov(): expected input to have two or fewer dimensions but got an input with {} dimensions", x.dim());
    ensure!(x.dtype() != DType::Bool, NotImplemented, "cov(): bool dtype is not supported for input");
    let rows = if x.dim() < 2 { x.reshape(&[1, -1])? } else { x.clone() };
    let n = rows.size(1)?;
    let mut weights: Option<Tensor> = None;
    if let Some(f) = fweights {
        check_weights(f, "fweights", n, true)?;
        weights = Some(f.reshape(&[-1])?);
    }
    if let Some(a) = aweights {
        check_weights(a, "aweights", n, false)?;
        let a = a.reshape(&[-1])?;
        weights = Some(match &weights {
            Some(f) => f.mul(&a)?,
            None => a,
        });
    }
    let total = match &weights {
        Some(w) => {
            let sum = w.sum()?;
            ensure!(n == 0 || sum.detach_handle().item()?.to_f64() != 0.0, "cov(): weights sum to zero, can't be normalized");
            sum
        }
        None => Tensor::scalar(Scalar::Int(n), DType::I64)?,
    };
    let whole = !x.dtype().is_float() && !x.dtype().is_complex();
    let rows = if whole { rows.to_dtype(super::promote::default_dtype())? } else { rows };
    let weighted = |t: &Tensor| match &weights {
        Some(w) => t.mul(w),
        None => Ok(t.clone()),
    };
    let mean = weighted(&rows)?.sum_dim_with(Some(&[1]), true, None)?.div(&total)?;
    let factor = match (&weights, aweights) {
        (Some(w), Some(a)) if correction != 0 => {
            let squares = w.mul(&a.reshape(&[-1])?)?.sum()?;
            total.sub(&squares.mul(correction)?.div(&total)?)?
        }
        _ => total.sub(correction)?,
    };
    let factor = factor.clamp_min(0)?;
    let centred = rows.sub(&mean)?;
    let product = centred.matmul(&weighted(&centred)?.t()?.conj()?)?;
    product.div(&factor)?.squeeze()
}

/// `corrcoef(Tensor input) -> Tensor` · method function
///
/// `out[i][j] = cov[i][j] / sqrt(cov[i][i] * cov[j][j])`: Pearson's correlation coefficients of variables in rows, observed in columns.
///
/// Shapes: `(n, m)` to `(n, n)`; `(m)` to `()`.
/// Dtypes: integers, floats, complex; integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError for more than 2 dimensions.
pub(crate) fn corrcoef(x: &Tensor) -> Result<Tensor> {
    ensure!(x.dim() <= 2, "corrcoef(): expected input to have two or fewer dimensions but got an input with {} dimensions", x.dim());
    let c = x.cov()?;
    if c.dim() == 0 {
        return c.div(&c);
    }
    let spread = c.diagonal()?.sqrt()?;
    let c = c.div(&spread.view(&[-1, 1])?)?.div(&spread.view(&[1, -1])?)?;
    if c.dtype().is_complex() {
        let clip = |t: Tensor| t.clamp_with(Some((-1i64).into()), Some(1i64.into()));
        let parts = c.view_as_real()?;
        return Tensor::complex(&clip(parts.select(-1, 0)?)?, &clip(parts.select(-1, 1)?)?);
    }
    c.clamp_with(Some((-1i64).into()), Some(1i64.into()))
}

/// The slope inside from the two neighbours, with steps `h` (`n - 1` of them) of any width.
fn slope(x: &Tensor, d: i64, h: &Tensor, edge_order: i64) -> Result<Tensor> {
    let n = x.size(d)?;
    let mut shape = Dims::from_elem(1, x.dim());
    let mut along = |t: Tensor| -> Result<Tensor> {
        shape[d as usize] = t.numel();
        t.view(&shape)
    };
    let (left, right) = (h.narrow(0, 0, n - 2)?, h.narrow(0, 1, n - 2)?);
    let (left, right) = (along(left)?, along(right)?);
    let rise = x.narrow(d, 1, n - 1)?.sub(&x.narrow(d, 0, n - 1)?)?;
    let steps = along(h.clone())?;
    let secant = rise.div(&steps)?;
    let (before, after) = (secant.narrow(d, 0, n - 2)?, secant.narrow(d, 1, n - 2)?);
    let inside = before.mul(&right)?.add(&after.mul(&left)?)?.div(&left.add(&right)?)?;
    let (first, last) = (secant.narrow(d, 0, 1)?, secant.narrow(d, n - 2, 1)?);
    if edge_order == 1 {
        return Tensor::cat_with(&[first, inside, last], d);
    }
    // The parabola through the three points at each end.
    let end = |near: &Tensor, far: &Tensor, h1: &Tensor, h2: &Tensor| -> Result<Tensor> {
        let w = h1.div(&h1.add(h2)?)?;
        near.add(&near.sub(far)?.mul(&w)?)
    };
    let low = end(&first, &secant.narrow(d, 1, 1)?, &steps.narrow(d, 0, 1)?, &steps.narrow(d, 1, 1)?)?;
    let high = end(&last, &secant.narrow(d, n - 3, 1)?, &steps.narrow(d, n - 2, 1)?, &steps.narrow(d, n - 3, 1)?)?;
    Tensor::cat_with(&[low, inside, high], d)
}

/// `_gradient(Tensor input, Tensor[] steps, int[] dim, int edge_order) -> Tensor[]` · function
///
/// The gradient along each of `dim` by central differences, with the distances of neighbours in `steps` (one number, or one for each pair
/// of neighbours); the edges by one-sided differences of order `edge_order`.
///
/// Shapes: a tensor of the input's shape for each of `dim`.
/// Dtypes: int8, int16, int32, int64, floats; int8, int16, int32, int64 give float32; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for an `edge_order` that is neither 1 nor 2, a dimension of fewer than `edge_order + 1` points, and spacings that
///   do not fit.
pub(crate) fn gradient(x: &Tensor, steps: &[Tensor], dim: &[i64], edge_order: i64) -> Result<Vec<Tensor>> {
    ensure!(matches!(edge_order, 1 | 2), "torch.gradient only supports edge_order=1 and edge_order=2.");
    ensure!(x.dtype() != DType::U8, NotImplemented, "torch.gradient does not support uint8 input.");
    if x.dtype() == DType::Bool {
        bail!(NotImplemented, "Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or `logical_xor()` operator instead.");
    }
    ensure!(steps.len() == dim.len(), "torch.gradient expected spacing and dim of the same length, got {} and {}", steps.len(), dim.len());
    let mut out = Vec::new();
    for (h, &d) in steps.iter().zip(dim) {
        let d = wrap_dim(d, x.dim())? as i64;
        let n = x.size(d)?;
        ensure!(n > edge_order, "torch.gradient expected each dimension size to be at least edge_order+1");
        // A number takes the dtype of the values; coordinates are promoted with them.
        let real = super::promote::to_float(x.dtype()).to_real();
        let h = if h.dim() == 0 { h.to_dtype(real)?.view(&[1])?.expand(&[n - 1])? } else { h.clone() };
        ensure!(h.numel() == n - 1, "torch.gradient expected each element of spacing to have the same size as its dimension ({n})");
        if n == 2 {
            let mut shape = Dims::from_elem(1, x.dim());
            shape[d as usize] = 1;
            let only = x.narrow(d, 1, 1)?.sub(&x.narrow(d, 0, 1)?)?.div(&h.view(&shape)?)?;
            out.push(Tensor::cat_with(&[only.clone(), only], d)?);
            continue;
        }
        out.push(slope(x, d, &h, edge_order)?);
    }
    Ok(out)
}

/// Widths of the intervals of `cumulative_trapezoid`.
fn pairs(y: &Tensor, dim: i64) -> Result<Tensor> {
    ensure!(y.dtype() != DType::Bool, NotImplemented, "cumulative_trapezoid: received a bool input for `y`, but bool is not supported");
    let n = y.size(dim)?;
    if n == 0 {
        return y.clone_op();
    }
    y.narrow(dim, 1, n - 1)?.add(&y.narrow(dim, 0, n - 1)?)
}

/// `cumulative_trapezoid.x(Tensor y, Tensor x, *, int dim=-1) -> Tensor` · function
///
/// `out[k] = sum over i <= k of (x[i + 1] - x[i]) * (y[i] + y[i + 1]) / 2` along `dim`.
///
/// Shapes: `(*, n, *)` to `(*, n - 1, *)`; `x` `(n)` or `y`'s.
/// Dtypes: integers, floats, complex; integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError where `x` has not one point for each of `y`; IndexError for a dimension out of range.
pub(crate) fn cumulative_trapezoid_x(y: &Tensor, x: &Tensor, dim: i64) -> Result<Tensor> {
    ensure!(x.dtype() != DType::Bool, NotImplemented, "cumulative_trapezoid: received a bool input for `x`, but bool is not supported");
    let n = y.size(dim)?;
    if n == 0 {
        return pairs(y, dim);
    }
    let d = wrap_dim(dim, y.dim())?;
    let widths = if x.dim() == 1 {
        ensure!(x.numel() == n, "cumulative_trapezoid: There must be one `x` value for each sample point");
        let mut shape = Dims::from_elem(1, y.dim());
        shape[d] = n - 1;
        x.diff()?.view(&shape)?
    } else {
        let mut shape = Dims::from_elem(1, y.dim().saturating_sub(x.dim()));
        shape.extend_from_slice(&x.sizes());
        x.view(&shape)?.diff_with(1, dim, None, None)?
    };
    pairs(y, dim)?.mul(&widths)?.cumsum(dim)?.div(2.0)
}

/// `cumulative_trapezoid(Tensor y, *, Scalar dx=1, int dim=-1) -> Tensor` · function
///
/// `out[k] = dx * sum over i <= k of (y[i] + y[i + 1]) / 2` along `dim`.
///
/// Shapes: `(*, n, *)` to `(*, n - 1, *)`.
/// Dtypes: integers, floats, complex; integers give float32; others raise NotImplementedError.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn cumulative_trapezoid(y: &Tensor, dx: Scalar, dim: i64) -> Result<Tensor> {
    let pairs = pairs(y, dim)?;
    if pairs.numel() == 0 {
        return Ok(pairs);
    }
    pairs.mul(dx)?.cumsum(dim)?.div(2.0)
}
