//! Quantiles, the most frequent element, differences, and sums that skip NaN.

use super::extreme::PickGrad;
use super::partial::need_real;
use super::reduce::{drop_dims, launch_reduce, restore_dims};
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::{Fresh, compute};
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::{Dims, dim_mask, wrap_dim};
use crate::ensure;
use lumbre_kernels::reduce::Reduce;
use lumbre_kernels::{DType, Scalar};
use smallvec::smallvec;

/// `nansum(Tensor input, int[1]? dim=None, bool keepdim=False, *, dtype? dtype=None) -> Tensor` · method function out into
///
/// `sum(x)` over `dim`, with NaN as 0.
///
/// Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
/// Dtypes: bool, integers, floats; bool, uint8, int8, int16, int32 give int64; others raise NotImplementedError.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn nansum(x: &Tensor, dim: Option<&[i64]>, keepdim: bool, dtype: Option<DType>) -> Result<Tensor> {
    let d = x.dtype();
    ensure!(!d.is_complex(), NotImplemented, "nansum on CPU does not support complex inputs");
    let x = &x.to_dtype(dtype.unwrap_or(if d.is_float() { d } else { DType::I64 }))?;
    let mask = dim_mask(dim.unwrap_or(&[]), x.dim())?;
    let y = drop_dims(launch_reduce("nansum", x, Reduce::NanSum, mask, x.dtype())?, mask, keepdim);
    Ok(y.with_grad([x], |_| NansumGrad { x: x.save(), sizes: x.sizes(), mask, keepdim }))
}

struct NansumGrad {
    x: Saved,
    sizes: Dims,
    mask: u64,
    keepdim: bool,
}
impl Backward for NansumGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let there = cx.unpack(&self.x)?.detach_handle().isnan()?.logical_not()?.to_dtype(g.dtype())?;
        Ok(smallvec![Some(restore_dims(g, &self.sizes, self.mask, self.keepdim)?.mul(&there)?)])
    }
}

/// `nanmean(Tensor input, int[1]? dim=None, bool keepdim=False, *, dtype? dtype=None) -> Tensor` · method function out
///
/// `sum(x) / n` over the `n` elements of `dim` that are not NaN; NaN where there is none.
///
/// Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
/// Dtypes: floats; others raise RuntimeError.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn nanmean(x: &Tensor, dim: Option<&[i64]>, keepdim: bool, dtype: Option<DType>) -> Result<Tensor> {
    ensure!(x.dtype().is_float(), "nanmean(): expected input to have floating point dtype but got {}", x.dtype().scalar_name());
    let there = x.detach_handle().isnan()?.logical_not()?.to_dtype(DType::I64)?;
    let n = there.sum_dim_with(dim, keepdim, None)?;
    x.nansum_with(dim, keepdim, dtype)?.div(&n)
}

/// `mode(Tensor input, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)` · method function out exact not=complex
///
/// The element that occurs most often along `dim`, the smallest among equals, and an index of it.
///
/// Shapes: both the input's without `dim` (size 1 there with `keepdim`).
/// Dtypes: bool, integers, floats; result 2 is int64; others raise NotImplementedError.
/// Raises: IndexError for a dimension out of range or without elements.
pub(crate) fn mode(x: &Tensor, dim: i64, keepdim: bool) -> Result<(Tensor, Tensor)> {
    need_real("mode", x.dtype())?;
    let d = wrap_dim(dim, x.dim())?;
    let mut sizes = x.sizes();
    let n = sizes.get(d).copied().unwrap_or(1);
    ensure!(n > 0, Index, "mode(): Expected reduction dim {d} to have non-zero size.");
    if let Some(s) = sizes.get_mut(d) {
        *s = 1;
    }
    let scalar = sizes.is_empty();
    let values = Fresh::empty("mode", &sizes, x.dtype(), x.device())?;
    let indices = Fresh::empty("mode", &sizes, DType::I64, x.device())?;
    if matches!(x.device(), crate::Device::Cuda(_)) && x.dim() > 0 && values.tensor().numel() > 0 {
        let lanes = x.detach_handle().movedim(&[d as i64], &[-1])?.contiguous()?;
        let (sorted, order) = lanes.sort_with(-1, false)?;
        let none = |_: &[lumbre_kernels::View], _: &mut [lumbre_kernels::ViewMut]| Ok(());
        crate::backend::compute_each("mode", 0, &[&sorted, &order], &[&values, &indices], none, |cx, i, o| {
            crate::backend::cuda::sort::mode(cx, i[0], i[1], o[0], o[1])
        })?;
        let outs = [drop_dims(values, 1 << d, keepdim), drop_dims(indices, 1 << d, keepdim)];
        let [v, i] = Fresh::many_with_grad(outs, &[Some(x)], |o| PickGrad::new(x, d, &o[1], keepdim));
        return Ok((v, i));
    }
    compute("mode", (x.numel() as usize).saturating_mul(4), &[x], &[&values, &indices], |i, o| {
        let [v, at] = o else { return Ok(()) };
        if scalar {
            lumbre_kernels::copy::copy(i[0], v.reborrow());
            lumbre_kernels::copy::fill(Scalar::Int(0), at.reborrow());
        } else if v.numel() > 0 {
            lumbre_kernels::sort::mode(i[0], d, v.reborrow(), at.reborrow());
        }
        Ok(())
    })?;
    let keep = keepdim || scalar;
    let outs = [drop_dims(values, 1 << d, keep), drop_dims(indices, 1 << d, keep)];
    let [v, i] = Fresh::many_with_grad(outs, &[Some(x)], |o| PickGrad::new(x, d, &o[1], keep));
    Ok((v, i))
}

/// Places and weights of a quantile in `n` sorted elements.
fn interpolated(x: &Tensor, q: &Tensor, dim: Option<i64>, keepdim: bool, how: &str, ignore_nan: bool) -> Result<Tensor> {
    let name = if ignore_nan { "nanquantile" } else { "quantile" };
    ensure!(matches!(x.dtype(), DType::F32 | DType::F64), "{name}() input tensor must be either float or double dtype");
    ensure!(q.dim() <= 1, "{name}() q must be a scalar or 1D tensor");
    ensure!(q.dtype() == x.dtype(), "{name}() q tensor must be same dtype as the input tensor");
    ensure!(x.numel() > 0, "{name}() input tensor must be non-empty");
    ensure!(matches!(how, "linear" | "lower" | "higher" | "midpoint" | "nearest"), "{name}() interpolation must be one of linear, lower, higher, midpoint or nearest, but got {how}");
    let wanted = q.reshape(&[-1])?;
    ensure!(wanted.detach_handle().to_dtype(DType::F64)?.to_vec::<f64>()?.iter().all(|v| (0.0..=1.0).contains(v)), "{name}() q values must be in the range [0, 1]");
    let (flat, d) = match dim {
        None => (x.reshape(&[-1])?, 0),
        Some(d) => (if x.dim() == 0 { x.view(&[1])? } else { x.clone() }, wrap_dim(d, x.dim())?),
    };
    let (sorted, _) = flat.sort_with(d as i64, false)?;
    let n = flat.sizes()[d];
    let nans = flat.detach_handle().isnan()?;
    // The number of elements that count in each row, and the fractional places of the quantiles among them.
    let count = match ignore_nan {
        true => nans.logical_not()?.sum_dim_with(Some(&[d as i64]), true, None)?,
        false => Tensor::full(&[], Scalar::Int(n), DType::I64, x.device())?,
    };
    let last = count.sub(1)?.clamp_with(Some(0i64.into()), None)?.to_dtype(x.dtype())?;
    let broken = nans.any_dim_with(d as i64, true)?;
    let mut rows = Vec::new();
    for i in 0..wanted.numel() {
        let at = last.mul(&wanted.select(0, i)?)?;
        let at = match how {
            "lower" => at.floor()?,
            "higher" => at.ceil()?,
            "nearest" => at.round()?,
            _ => at,
        };
        let at = if how == "linear" { at } else { at.detach_handle() };
        let low = at.detach_handle().floor()?;
        let weight = if how == "midpoint" { at.sub(&low)?.ceil()?.mul(0.5)? } else { at.sub(&low)? };
        let pick = |p: &Tensor| -> Result<Tensor> {
            let mut shape = sorted.sizes();
            shape[d] = 1;
            sorted.gather(d as i64, &p.to_dtype(DType::I64)?.expand(&shape)?)
        };
        let (a, b) = (pick(&low)?, pick(&at.detach_handle().ceil()?)?);
        let y = a.add(&b.sub(&a)?.mul(&weight)?)?;
        // An infinite neighbour of weight zero must not make a NaN.
        let y = weight.eq(0.0)?.where_cond(&a, &y)?;
        rows.push(if ignore_nan { y } else { y.masked_fill(&broken, Scalar::Float(f64::NAN))? });
    }
    let stacked = Tensor::stack(&rows)?;
    let d1 = d as i64 + 1;
    let stacked = match (dim, keepdim) {
        (None, true) => {
            let mut shape = Dims::from_elem(1, x.dim() + 1);
            shape[0] = stacked.sizes()[0];
            stacked.reshape(&shape)?
        }
        (_, true) if x.dim() > 0 => stacked,
        _ => stacked.squeeze_dim(&[d1])?,
    };
    if q.dim() == 0 { stacked.select(0, 0) } else { Ok(stacked) }
}

/// `quantile.scalar(Tensor input, float q, int? dim=None, bool keepdim=False, *, str interpolation='linear') -> Tensor` · method function out autocast=f32 exact
///
/// `x[k] + (h - k) * (x[k + 1] - x[k])` in the sorted `x` along `dim`, at `h = q * (n - 1)` and `k = floor(h)`; NaN if there is one.
/// `interpolation` takes `lower`, `higher`, `midpoint` or `nearest` instead.
///
/// Shapes: the input's without `dim` (size 1 there with `keepdim`), a vector `q` in a new first dimension; of all elements without `dim`.
/// Dtypes: float32, float64; others raise RuntimeError.
/// Raises: RuntimeError for a `q` outside [0, 1], with more than 1 dimension or another dtype, no elements, and another word; IndexError
///   for a dimension out of range.
pub(crate) fn quantile_scalar(x: &Tensor, q: f64, dim: Option<i64>, keepdim: bool, interpolation: &str) -> Result<Tensor> {
    interpolated(x, &Tensor::scalar(Scalar::Float(q), x.dtype())?, dim, keepdim, interpolation, false)
}

/// `quantile(Tensor input, Tensor q, int? dim=None, bool keepdim=False, *, str interpolation='linear') -> Tensor` · method function out autocast=f32 exact
///
/// `x[k] + (h - k) * (x[k + 1] - x[k])` in the sorted `x` along `dim`, at `h = q * (n - 1)` and `k = floor(h)`; NaN if there is one.
/// `interpolation` takes `lower`, `higher`, `midpoint` or `nearest` instead.
///
/// Shapes: the input's without `dim` (size 1 there with `keepdim`), a vector `q` in a new first dimension; of all elements without `dim`.
/// Dtypes: float32, float64; others raise RuntimeError.
/// Raises: RuntimeError for a `q` outside [0, 1], with more than 1 dimension or another dtype, no elements, and another word; IndexError
///   for a dimension out of range.
pub(crate) fn quantile(x: &Tensor, q: &Tensor, dim: Option<i64>, keepdim: bool, interpolation: &str) -> Result<Tensor> {
    interpolated(x, q, dim, keepdim, interpolation, false)
}

/// `nanquantile.scalar(Tensor input, float q, int? dim=None, bool keepdim=False, *, str interpolation='linear') -> Tensor` · method function out autocast=f32 exact
///
/// As `quantile`, of the elements that are not NaN; NaN where there is none.
///
/// Shapes: the input's without `dim` (size 1 there with `keepdim`), a vector `q` in a new first dimension; of all elements without `dim`.
/// Dtypes: float32, float64; others raise RuntimeError.
/// Raises: RuntimeError for a `q` outside [0, 1], with more than 1 dimension or another dtype, no elements, and another word; IndexError
///   for a dimension out of range.
pub(crate) fn nanquantile_scalar(x: &Tensor, q: f64, dim: Option<i64>, keepdim: bool, interpolation: &str) -> Result<Tensor> {
    interpolated(x, &Tensor::scalar(Scalar::Float(q), x.dtype())?, dim, keepdim, interpolation, true)
}

/// `nanquantile(Tensor input, Tensor q, int? dim=None, bool keepdim=False, *, str interpolation='linear') -> Tensor` · method function out autocast=f32 exact
///
/// As `quantile`, of the elements that are not NaN; NaN where there is none.
///
/// Shapes: the input's without `dim` (size 1 there with `keepdim`), a vector `q` in a new first dimension; of all elements without `dim`.
/// Dtypes: float32, float64; others raise RuntimeError.
/// Raises: RuntimeError for a `q` outside [0, 1], with more than 1 dimension or another dtype, no elements, and another word; IndexError
///   for a dimension out of range.
pub(crate) fn nanquantile(x: &Tensor, q: &Tensor, dim: Option<i64>, keepdim: bool, interpolation: &str) -> Result<Tensor> {
    interpolated(x, q, dim, keepdim, interpolation, true)
}

/// `diff(Tensor input, int n=1, int dim=-1, Tensor? prepend=None, Tensor? append=None) -> Tensor` · method function out
///
/// `out[i] = x[i + 1] - x[i]` along `dim`, `n` times; `prepend` and `append` are joined on first.
///
/// Shapes: `(*, m, *)` to `(*, m - n, *)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a tensor without dimensions and a negative `n`; IndexError for a dimension out of range.
pub(crate) fn diff(x: &Tensor, n: i64, dim: i64, prepend: Option<&Tensor>, append: Option<&Tensor>) -> Result<Tensor> {
    ensure!(x.dim() > 0, "diff expects input to be at least one-dimensional");
    ensure!(n >= 0, "order must be non-negative but got {n}");
    if n == 0 {
        return x.clone_op();
    }
    let parts: Vec<Tensor> = [prepend, Some(x), append].into_iter().flatten().cloned().collect();
    let mut y = if parts.len() > 1 { Tensor::cat_with(&parts, dim)? } else { x.clone() };
    for _ in 0..n {
        let m = y.size(dim)?;
        if m == 0 {
            break;
        }
        let (a, b) = (y.narrow(dim, 1, m - 1)?, y.narrow(dim, 0, m - 1)?);
        y = if y.dtype() == DType::Bool { a.logical_xor(&b)? } else { a.sub(&b)? };
    }
    Ok(y)
}

/// `trapezoid.x(Tensor y, Tensor x, *, int dim=-1) -> Tensor` · function alias=trapz
///
/// `sum over i of (x[i + 1] - x[i]) * (y[i] + y[i + 1]) / 2` along `dim`.
///
/// Shapes: `y` without `dim`; `x` `(n)` or `y`'s.
/// Dtypes: integers, floats, complex; integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError where `x` has not one point for each of `y`; IndexError for a dimension out of range.
pub(crate) fn trapezoid_x(y: &Tensor, x: &Tensor, dim: i64) -> Result<Tensor> {
    ensure!(y.dtype() != DType::Bool, NotImplemented, "trapezoid: received a bool input for `x` or `y`, but bool is not supported");
    let n = y.size(dim)?;
    if n == 0 {
        return y.sum_dim(Some(&[dim]));
    }
    let d = wrap_dim(dim, y.dim())?;
    let widths = if x.dim() == 1 {
        let mut shape = Dims::from_elem(1, y.dim());
        shape[d] = x.numel() - 1;
        ensure!(x.numel() == n, "trapezoid: There must be one `x` value for each sample point");
        x.diff()?.reshape(&shape)?
    } else {
        x.diff_with(1, dim, None, None)?
    };
    y.narrow(dim, 1, n - 1)?.add(&y.narrow(dim, 0, n - 1)?)?.mul(&widths)?.sum_dim(Some(&[dim]))?.div(2.0)
}

/// `trapezoid(Tensor y, *, Scalar dx=1, int dim=-1) -> Tensor` · function alias=trapz
///
/// `dx * sum over i of (y[i] + y[i + 1]) / 2` along `dim`.
///
/// Shapes: `y` without `dim`.
/// Dtypes: integers, floats, complex; integers give float32; others raise NotImplementedError.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn trapezoid(y: &Tensor, dx: Scalar, dim: i64) -> Result<Tensor> {
    ensure!(y.dtype() != DType::Bool, NotImplemented, "trapezoid: received a bool input for `x` or `y`, but bool is not supported");
    let n = y.size(dim)?;
    if n == 0 {
        return y.sum_dim(Some(&[dim]));
    }
    let pairs = y.narrow(dim, 1, n - 1)?.add(&y.narrow(dim, 0, n - 1)?)?;
    pairs.sum_dim(Some(&[dim]))?.mul(dx)?.div(2.0)
}

/// `combinations(Tensor input, int r=2, bool with_replacement=False) -> Tensor` · function
///
/// All `(x[i], x[j], …)` with `i < j < …` (`<=` with `with_replacement`), `r` elements each, one a row.
///
/// Shapes: `(n)` to `(n! / (r! (n - r)!), r)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for another number of dimensions than 1 and a negative `r`.
pub(crate) fn combinations(x: &Tensor, r: i64, with_replacement: bool) -> Result<Tensor> {
    ensure!(x.dim() == 1, "Expect a 1D vector, but got shape {:?}", &x.sizes()[..]);
    ensure!(r >= 0, "Expect a non-negative number, but got {r}");
    let n = x.numel() as usize;
    if r == 0 {
        return Ok(Fresh::empty("combinations", &[0], x.dtype(), x.device())?.non_differentiable());
    }
    let count = combined(n as f64, r as f64, with_replacement) as usize;
    if count == 0 {
        return x.narrow(0, 0, 0)?.reshape(&[0, r]);
    }
    let mut rows: Vec<i64> = crate::storage::list(count)?;
    let mut at: Vec<usize> = (0..r as usize).map(|i| if with_replacement { 0 } else { i }).collect();
    let limit = |k: usize| if with_replacement { n } else { n + k + 1 - at_len(r) };
    while n > 0 && at.iter().enumerate().all(|(k, &v)| v < limit(k)) {
        rows.extend(at.iter().map(|&v| v as i64));
        let Some(k) = (0..at.len()).rev().find(|&k| at[k] + 1 < limit(k)) else { break };
        at[k] += 1;
        for j in k + 1..at.len() {
            at[j] = if with_replacement { at[k] } else { at[j - 1] + 1 };
        }
    }
    let m = rows.len() as i64 / r;
    x.index_select(0, &super::partial::places_on(x, &rows)?)?.view(&[m, r])
}

/// Numbers in the rows of `combinations`: their number times `r`.
fn combined(n: f64, r: f64, with_replacement: bool) -> f64 {
    let of = if with_replacement { n + r - 1.0 } else { n };
    if r > of {
        return 0.0;
    }
    let few = r.min(of - r);
    let mut rows = 1.0;
    let mut i = 0.0;
    // Beyond 2^60 it is too many, however many.
    while i < few && rows < 2f64.powi(60) {
        rows *= (of - i) / (i + 1.0);
        i += 1.0;
    }
    (rows.round() * r).min(2f64.powi(60))
}

fn at_len(r: i64) -> usize {
    r as usize
}
