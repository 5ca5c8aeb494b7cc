//! Sorting, order statistics, and counting.

use super::extreme::PickGrad;
use super::partial::need_real;
use super::reduce::drop_dims;
use crate::backend::{Fresh, compute, compute_each, cuda, resolve};
use crate::device::Device;
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::{preserved_strides, wrap_dim};
use crate::ensure;
use lumbre_kernels::{DType, View, ViewMut, sort as kernel};

fn sorted(x: &Tensor, dim: i64, descending: bool, stable: bool) -> Result<(Tensor, Tensor)> {
    need_real("sort", x.dtype())?;
    let d = wrap_dim(dim, x.dim())?;
    let g = x.geometry();
    let values = Fresh::strided("sort", &g.sizes, preserved_strides(&g), g.dtype, g.device())?;
    let indices = Fresh::strided("sort", &g.sizes, preserved_strides(&g), DType::I64, g.device())?;
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        let [v, at] = o else { return Ok(()) };
        if i[0].numel() > 0 {
            kernel::sort(i[0], d, descending, stable, v.reborrow(), at.reborrow());
        }
        Ok(())
    };
    compute_each("sort", (g.numel() as usize).saturating_mul(4), &[x], &[&values, &indices], cpu, |cx, i, o| {
        cuda::sort::sort(cx, i[0], d, descending, o[0], o[1])
    })?;
    drop(g);
    let [v, i] = Fresh::many_with_grad([values, indices], &[Some(x)], |o| PickGrad::new(x, d, &o[1], true));
    Ok((v, i))
}

/// `sort(Tensor input, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)` · method function out exact real node=Sort0
///
/// `values[i] = x[indices[i]]` ascending along `dim` (descending with `descending`); equal ones keep their order, NaN counts as largest.
///
/// Shapes: any; both results have the input's.
/// Dtypes: bool, integers, floats; result 2 is int64; others raise TypeError.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn sort(x: &Tensor, dim: i64, descending: bool) -> Result<(Tensor, Tensor)> {
    sorted(x, dim, descending, true)
}

/// `sort.stable(Tensor input, *, bool? stable, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)` · method function out exact real node=Sort1
///
/// `values[i] = x[indices[i]]` ascending along `dim` (descending with `descending`); equal ones keep their order, NaN counts as largest.
///
/// Shapes: any; both results have the input's.
/// Dtypes: bool, integers, floats; result 2 is int64; others raise TypeError.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn sort_stable(x: &Tensor, stable: Option<bool>, dim: i64, descending: bool) -> Result<(Tensor, Tensor)> {
    sorted(x, dim, descending, stable.unwrap_or(true))
}

/// `msort(Tensor input) -> Tensor` · method function out exact real node=Sort0
///
/// `out[0] <= out[1] <= …` along dimension 0; NaN counts as largest.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats; others raise TypeError.
/// Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
pub(crate) fn msort(x: &Tensor) -> Result<Tensor> {
    Ok(sorted(x, 0, false, true)?.0)
}

/// `argsort(Tensor input, int dim=-1, bool descending=False) -> Tensor` · method function nondiff real
///
/// `i` with `x[i[0]] <= x[i[1]] <= …` along `dim` (`>=` with `descending`); equal ones keep their order, NaN counts as largest.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats; the result is int64; others raise TypeError.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn argsort(x: &Tensor, dim: i64, descending: bool) -> Result<Tensor> {
    Ok(sorted(&x.detach_handle(), dim, descending, true)?.1)
}

/// `argsort.stable(Tensor input, *, bool stable, int dim=-1, bool descending=False) -> Tensor` · method function nondiff real
///
/// `i` with `x[i[0]] <= x[i[1]] <= …` along `dim` (`>=` with `descending`); equal ones keep their order, NaN counts as largest.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats; the result is int64; others raise TypeError.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn argsort_stable(x: &Tensor, stable: bool, dim: i64, descending: bool) -> Result<Tensor> {
    Ok(sorted(&x.detach_handle(), dim, descending, stable)?.1)
}

/// `topk(Tensor input, int k, int dim=-1, bool largest=True, bool sorted=True) -> (Tensor values, Tensor indices)` · method function out exact not=bool real node=Topk0
///
/// The `k` largest elements (smallest without `largest`) along `dim`, in order, and where they are; NaN counts as largest.
///
/// Shapes: `(*, n, *)` to two of `(*, k, *)`.
/// Dtypes: integers, floats; result 2 is int64; others raise NotImplementedError or TypeError.
/// Raises: RuntimeError for a `k` outside 0 to the size; IndexError for a dimension out of range.
pub(crate) fn topk(x: &Tensor, k: i64, dim: i64, largest: bool, sorted: bool) -> Result<(Tensor, Tensor)> {
    need_real("topk", x.dtype())?;
    let d = wrap_dim(dim, x.dim())?;
    let mut sizes = x.sizes();
    let n = sizes.get(d).copied().unwrap_or(1);
    ensure!(k >= 0 && k <= n, "selected index k out of range");
    if let Some(s) = sizes.get_mut(d) {
        *s = k;
    }
    let values = Fresh::empty("topk", &sizes, x.dtype(), x.device())?;
    let indices = Fresh::empty("topk", &sizes, DType::I64, x.device())?;
    let scalar = sizes.is_empty();
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        let [v, at] = o else { return Ok(()) };
        if scalar {
            lumbre_kernels::copy::copy(i[0], v.reborrow());
            lumbre_kernels::copy::fill(lumbre_kernels::Scalar::Int(0), at.reborrow());
        } else if v.numel() > 0 {
            kernel::topk(i[0], k as usize, d, largest, sorted, v.reborrow(), at.reborrow());
        }
        Ok(())
    };
    compute_each("topk", (x.numel() as usize).saturating_mul(2), &[x], &[&values, &indices], cpu, |cx, i, o| {
        cuda::sort::topk(cx, i[0], k as usize, d, largest, o[0], o[1])
    })?;
    let [v, i] = Fresh::many_with_grad([values, indices], &[Some(x)], |o| PickGrad::new(x, d, &o[1], true));
    Ok((v, i))
}

enum Rank {
    Kth(usize),
    Median,
    NanMedian,
}

fn ranked(name: &str, x: &Tensor, dim: i64, keepdim: bool, rank: impl FnOnce(i64) -> Result<Rank>) -> Result<(Tensor, Tensor)> {
    need_real(name, x.dtype())?;
    let d = wrap_dim(dim, x.dim())?;
    let mut sizes = x.sizes();
    let n = sizes.get(d).copied().unwrap_or(1);
    ensure!(n > 0, Index, "{name}(): Expected reduction dim {d} to have non-zero size.");
    let rank = rank(n)?;
    if let Some(s) = sizes.get_mut(d) {
        *s = 1;
    }
    let scalar = sizes.is_empty();
    let values = Fresh::empty(name, &sizes, x.dtype(), x.device())?;
    let indices = Fresh::empty(name, &sizes, DType::I64, x.device())?;
    if matches!(x.device(), Device::Cuda(_)) {
        let (v, at) = ranked_on_gpu(&x.detach_handle(), d, rank)?;
        crate::backend::copy_into(values.tensor(), &v)?;
        crate::backend::copy_into(indices.tensor(), &at)?;
        return Ok(picked(x, d, keepdim || scalar, values, indices));
    }
    compute(name, x.numel() as usize, &[x], &[&values, &indices], |i, o| {
        let [v, at] = o else { return Ok(()) };
        if scalar {
            lumbre_kernels::copy::copy(i[0], v.reborrow());
            lumbre_kernels::copy::fill(lumbre_kernels::Scalar::Int(0), at.reborrow());
            return Ok(());
        }
        match rank {
            Rank::Kth(k) => kernel::kthvalue(i[0], d, k, v.reborrow(), at.reborrow()),
            Rank::Median => lumbre_kernels::reduce::median_dim(i[0], d, false, v.reborrow(), at.reborrow()),
            Rank::NanMedian => lumbre_kernels::reduce::median_dim(i[0], d, true, v.reborrow(), at.reborrow()),
        }
        Ok(())
    })?;
    Ok(picked(x, d, keepdim || scalar, values, indices))
}

/// Values and places with their rule.
fn picked(x: &Tensor, d: usize, keep: bool, values: Fresh, indices: Fresh) -> (Tensor, Tensor) {
    let outs = [drop_dims(values, 1 << d, keep), drop_dims(indices, 1 << d, keep)];
    let [v, i] = Fresh::many_with_grad(outs, &[Some(x)], |o| PickGrad::new(x, d, &o[1], keep));
    (v, i)
}

/// `kthvalue(Tensor input, int k, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)` · method function out exact apart not=bool,complex node=Kthvalue0
///
/// `sorted(x)[k - 1]` along `dim`, and where it is; NaN counts as largest.
///
/// Shapes: both the input's without `dim` (size 1 there with `keepdim`).
/// Dtypes: integers, floats; result 2 is int64; others raise NotImplementedError.
/// Raises: RuntimeError for a `k` outside 1 to the size; IndexError for a dimension out of range or without elements.
pub(crate) fn kthvalue(x: &Tensor, k: i64, dim: i64, keepdim: bool) -> Result<(Tensor, Tensor)> {
    ranked("kthvalue", x, dim, keepdim, |n| {
        ensure!(k >= 1 && k <= n, "kthvalue(): selected number k out of range for dimension {dim}");
        Ok(Rank::Kth(k as usize))
    })
}

/// `median(Tensor input) -> Tensor` · method function not=bool node=Median0
///
/// `sorted(x)[(n - 1) // 2]` of all `n` elements; NaN if there is one, or none at all.
///
/// Shapes: any; the result is `()`.
/// Dtypes: integers, floats; others raise NotImplementedError.
/// Raises: RuntimeError for no elements of an integer dtype.
pub(crate) fn median(x: &Tensor) -> Result<Tensor> {
    whole(x, false)
}

fn whole(x: &Tensor, ignore_nan: bool) -> Result<Tensor> {
    if x.numel() == 0 {
        ensure!(x.dtype().is_float(), "median(): the median of an empty integer tensor is not defined");
        return Tensor::full(&[], lumbre_kernels::Scalar::Float(f64::NAN), x.dtype(), x.device());
    }
    let rank = |_| Ok(if ignore_nan { Rank::NanMedian } else { Rank::Median });
    Ok(ranked("median", &x.reshape(&[-1])?, 0, false, rank)?.0)
}

/// `median.dim(Tensor input, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)` · method function out not=bool node=Median1
///
/// `sorted(x)[(n - 1) // 2]` along `dim`, and where it is; NaN if there is one.
///
/// Shapes: both the input's without `dim` (size 1 there with `keepdim`).
/// Dtypes: integers, floats; result 2 is int64; others raise NotImplementedError.
/// Raises: IndexError for a dimension out of range or without elements.
pub(crate) fn median_dim(x: &Tensor, dim: i64, keepdim: bool) -> Result<(Tensor, Tensor)> {
    ranked("median", x, dim, keepdim, |_| Ok(Rank::Median))
}

/// `nanmedian(Tensor input) -> Tensor` · method function not=bool node=Nanmedian0
///
/// `median` of the elements that are not NaN; NaN where there is none.
///
/// Shapes: any; the result is `()`.
/// Dtypes: integers, floats; others raise NotImplementedError.
/// Raises: RuntimeError for no elements of an integer dtype.
pub(crate) fn nanmedian(x: &Tensor) -> Result<Tensor> {
    whole(x, true)
}

/// `nanmedian.dim(Tensor input, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)` · method function out not=bool node=Nanmedian1
///
/// `median` along `dim` of the elements that are not NaN, and where it is.
///
/// Shapes: both the input's without `dim` (size 1 there with `keepdim`).
/// Dtypes: integers, floats; result 2 is int64; others raise NotImplementedError.
/// Raises: IndexError for a dimension out of range or without elements.
pub(crate) fn nanmedian_dim(x: &Tensor, dim: i64, keepdim: bool) -> Result<(Tensor, Tensor)> {
    ranked("nanmedian", x, dim, keepdim, |_| Ok(Rank::NanMedian))
}

/// `bincount(Tensor input, Tensor? weights=None, int minlength=0) -> Tensor` · method function nondiff
///
/// `out[k] = sum of weights[i] over x[i] = k`, or the number of them without weights, for `k` up to the largest, or `minlength - 1`.
///
/// Shapes: `(n)`, weights `(n)`: `(max(x) + 1)`.
/// Dtypes: integers; the result is int64; others raise NotImplementedError.
/// Raises: RuntimeError for negative numbers, other numbers of dimensions and weights of another length; NotImplementedError for dtypes
///   that are not integers.
pub(crate) fn bincount(x: &Tensor, weights: Option<&Tensor>, minlength: i64) -> Result<Tensor> {
    ensure!(minlength >= 0, "minlength should be >= 0");
    let d = x.dtype();
    ensure!(!d.is_float() && !d.is_complex() && d != DType::Bool, NotImplemented, "\"bincount_cpu\" not implemented for '{}'", d.scalar_name());
    ensure!(x.dim() == 1, "bincount only supports 1-d non-negative integral inputs.");
    let mut bins = minlength;
    if x.numel() > 0 {
        ensure!(x.min()?.item()?.to_i64() >= 0, "bincount only supports 1-d non-negative integral inputs.");
        bins = bins.max(x.max()?.item()?.to_i64().saturating_add(1));
    }
    if let Some(w) = weights {
        ensure!(w.dim() == 1 && w.numel() == x.numel(), "weights should be 1-d and have the same length as input");
    }
    let dtype = match weights {
        None => DType::I64,
        Some(w) if w.dtype() == DType::F32 => DType::F32,
        Some(_) => DType::F64,
    };
    let y = Fresh::empty("bincount", &[bins], dtype, x.device())?;
    let run = |inputs: &[&Tensor]| {
        let cpu = |i: &[View], o: &mut [ViewMut]| {
            kernel::bincount(i[0], i.get(1).copied(), o[0].reborrow())
                .map_err(|e| crate::backend::bad_index("bincount", e.index, e.dim, e.size))
        };
        compute_each("bincount", x.numel() as usize, inputs, &[&y], cpu, |cx, i, o| cuda::sort::bincount(cx, i[0], i.get(1).copied(), o[0]))
    };
    let (x, weights) = (&on_gpu_contiguous(x)?, weights.map(on_gpu_contiguous).transpose()?);
    match &weights {
        Some(w) => run(&[x, w])?,
        None => run(&[x])?,
    }
    Ok(y.non_differentiable())
}

/// `histc(Tensor input, int bins=100, Scalar min=0, Scalar max=0) -> Tensor` · method function out nondiff exact
///
/// `out[i]` counts the `x` in the `i`-th of `bins` equal intervals from `min` to `max` included; of the data's own range where both are
/// equal.
///
/// Shapes: any to `(bins)`.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for no bins, `min > max` and a range that is not finite.
pub(crate) fn histc(x: &Tensor, bins: i64, min: lumbre_kernels::Scalar, max: lumbre_kernels::Scalar) -> Result<Tensor> {
    super::partial::need_float("histogram_cpu", x.dtype())?;
    ensure!(bins > 0, "torch.histc(): bins must be > 0");
    let (mut low, mut high) = (min.to_f64(), max.to_f64());
    if low == high && x.numel() > 0 {
        (low, high) = (x.min()?.item()?.to_f64(), x.max()?.item()?.to_f64());
    }
    if low == high {
        (low, high) = (low - 1.0, high + 1.0);
    }
    ensure!(low.is_finite() && high.is_finite(), "range of [{low}, {high}] is not finite");
    ensure!(low < high, "torch.histc(): max must be larger than min");
    let x = &resolve(x)?;
    let y = Fresh::empty("histc", &[bins], x.dtype(), x.device())?;
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        kernel::histc(i[0], low, high, o[0].reborrow());
        Ok(())
    };
    let x = &on_gpu_contiguous(x)?;
    compute_each("histc", x.numel() as usize, &[x], &[&y], cpu, |cx, i, o| cuda::sort::histc(cx, i[0], low, high, o[0]))?;
    Ok(y.non_differentiable())
}

/// Kernels on a GPU walk their operands as runs.
fn on_gpu_contiguous(x: &Tensor) -> Result<Tensor> {
    if x.device() == Device::Cpu { Ok(x.clone()) } else { x.detach_handle().contiguous() }
}

/// Order statistics from sorted lanes; NaN sorts last. Results have the dimension with size 1.
fn ranked_on_gpu(x: &Tensor, dim: usize, rank: Rank) -> Result<(Tensor, Tensor)> {
    let d = dim as i64;
    if x.dim() == 0 {
        return Ok((x.clone(), Tensor::zeros(&[], DType::I64, x.device())?));
    }
    let (values, places) = x.sort_with(d, false)?;
    let n = x.sizes()[dim];
    let middle = match rank {
        Rank::Kth(k) => return Ok((values.narrow(d, k as i64 - 1, 1)?, places.narrow(d, k as i64 - 1, 1)?)),
        // The last one is NaN where any is.
        Rank::Median => {
            let last = values.narrow(d, n - 1, 1)?.isnan()?;
            let at = |i: i64| Tensor::full(&last.sizes(), lumbre_kernels::Scalar::Int(i), DType::I64, x.device());
            last.where_cond(&at(n - 1)?, &at((n - 1) / 2)?)?
        }
        Rank::NanMedian => {
            let known = values.isnan()?.logical_not()?.sum_dim_with(Some(&[d]), true, None)?;
            let at = known.add(-1)?.clamp_with(Some(0i64.into()), None)?;
            at.floor_divide(2i64)?
        }
    };
    Ok((values.gather(d, &middle)?, places.gather(d, &middle)?))
}

fn search(rows: &Tensor, values: &Tensor, out_int32: bool, right: bool, side: Option<&str>, sorter: Option<&Tensor>) -> Result<Tensor> {
    let right = match side {
        None => right,
        Some("left") => {
            ensure!(!right, "torch.searchsorted(): side and right can't be set to opposites, got side of left while right was True");
            false
        }
        Some("right") => true,
        Some(s) => crate::bail!("torch.searchsorted(): side can only be 'left' or 'right' but got {s}"),
    };
    let (rs, vs) = (rows.sizes(), values.sizes());
    ensure!(!rs.is_empty(), "torch.searchsorted(): input value can be a scalar only when boundaries tensor dimension is 1");
    let fits = rs.len() == 1 || rs.len() == vs.len() && rs[..rs.len() - 1] == vs[..vs.len() - 1];
    ensure!(
        fits,
        "torch.searchsorted(): boundaries tensor should be 1 dimension or the first N-1 dimensions of boundaries tensor and input value tensor must match, but we got boundaries tensor {:?} and input value tensor {:?}",
        &rs[..], &vs[..]
    );
    let d = super::promote::result_type(rows, values);
    let (rows, values) = (rows.detach_handle().to_dtype(d)?, values.detach_handle().to_dtype(d)?);
    // Sorted copies where a sorter gives the order.
    let rows = match sorter {
        Some(s) => {
            ensure!(s.sizes() == rs, "torch.searchsorted(): boundary and sorter must have the same size, but got boundary tensor {:?} and got sorter tensor {:?}", &rs[..], &s.sizes()[..]);
            ensure!(s.dtype() == DType::I64, "torch.searchsorted(): sorter must be a tensor of long dtype but got dtype {}", s.dtype().scalar_name());
            rows.gather(-1, s)?
        }
        None => rows,
    };
    let y = Fresh::empty("searchsorted", &vs, if out_int32 { DType::I32 } else { DType::I64 }, values.device())?;
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        kernel::searchsorted(i[0], i[1], right, None, o[0].reborrow());
        Ok(())
    };
    let (rows, values) = (on_gpu_contiguous(&rows)?, on_gpu_contiguous(&values)?);
    compute_each("searchsorted", values.numel() as usize, &[&rows, &values], &[&y], cpu, |cx, i, o| {
        cuda::sort::searchsorted(cx, i[0], i[1], right, o[0])
    })?;
    Ok(y.non_differentiable())
}

/// `searchsorted(Tensor sorted_sequence, Tensor input, *, bool out_int32=False, bool right=False, str? side=None, Tensor? sorter=None) -> Tensor` · function out nondiff not=bool
///
/// The `i` with `s[i - 1] < x <= s[i]` (`<= x <` with `right`) in the sorted rows `s`: where `x` goes to keep them in order. `sorter` is
/// the order of rows that are not sorted.
///
/// Shapes: sequence `(n)` with any input, or `(*, n)` with `(*, m)`; the result has the input's.
/// Dtypes: integers, floats, complex; the result is int64; others raise NotImplementedError.
/// Raises: RuntimeError for rows that do not fit, two dtypes, a sorter of another shape or out of range, and `side` against `right`.
pub(crate) fn searchsorted(rows: &Tensor, x: &Tensor, out_int32: bool, right: bool, side: Option<&str>, sorter: Option<&Tensor>) -> Result<Tensor> {
    search(rows, x, out_int32, right, side, sorter)
}

/// `searchsorted.scalar(Tensor sorted_sequence, Scalar input, *, bool out_int32=False, bool right=False, str? side=None, Tensor? sorter=None) -> Tensor` · function out nondiff not=bool
///
/// The `i` with `s[i - 1] < x <= s[i]` (`<= x <` with `right`) in the sorted rows `s`: where `x` goes to keep them in order. `sorter` is
/// the order of rows that are not sorted.
///
/// Shapes: sequence `(n)` with any input, or `(*, n)` with `(*, m)`; the result has the input's.
/// Dtypes: integers, floats, complex; the result is int64; others raise NotImplementedError.
/// Raises: RuntimeError for rows that do not fit, two dtypes, a sorter of another shape or out of range, and `side` against `right`.
pub(crate) fn searchsorted_scalar(rows: &Tensor, value: lumbre_kernels::Scalar, out_int32: bool, right: bool, side: Option<&str>, sorter: Option<&Tensor>) -> Result<Tensor> {
    let v = Tensor::full(&[], value, value.widest_dtype(), rows.device())?;
    v.set_wrapped_number(true);
    search(rows, &v, out_int32, right, side, sorter)
}

/// `bucketize(Tensor input, Tensor boundaries, *, bool out_int32=False, bool right=False) -> Tensor` · function out nondiff not=bool,complex
///
/// The `i` with `boundaries[i - 1] < x <= boundaries[i]` (`<= x <` with `right`).
///
/// Shapes: boundaries `(n)`; the result has the input's.
/// Dtypes: integers, floats; the result is int64; others raise NotImplementedError.
/// Raises: RuntimeError for boundaries that are no vector.
pub(crate) fn bucketize(x: &Tensor, boundaries: &Tensor, out_int32: bool, right: bool) -> Result<Tensor> {
    ensure!(boundaries.dim() == 1, "boundaries tensor must be 1 dimension, but got dim({})", boundaries.dim());
    search(boundaries, x, out_int32, right, None, None)
}

/// `bucketize.scalar(Scalar input, Tensor boundaries, *, bool out_int32=False, bool right=False) -> Tensor` · function nondiff not=bool,complex
///
/// The `i` with `boundaries[i - 1] < x <= boundaries[i]` (`<= x <` with `right`).
///
/// Shapes: boundaries `(n)`; the result has the input's.
/// Dtypes: integers, floats; the result is int64; others raise NotImplementedError.
/// Raises: RuntimeError for boundaries that are no vector.
pub(crate) fn bucketize_scalar(value: lumbre_kernels::Scalar, boundaries: &Tensor, out_int32: bool, right: bool) -> Result<Tensor> {
    searchsorted_scalar(boundaries, value, out_int32, right, None, None)
}
