//! Histograms of one or several dimensions.

use crate::device::Device;
use crate::error::Result;
use crate::ensure;
use crate::tensor::Tensor;
use lumbre_kernels::{DType, Scalar};

/// Where a histogram's edges come from, one dimension.
enum Bins<'a> {
    Count(i64),
    Edges(&'a Tensor),
}

fn check_input(x: &Tensor, weight: Option<&Tensor>) -> Result<()> {
    let d = x.dtype();
    ensure!(matches!(d, DType::F32 | DType::F64), NotImplemented, "\"histogramdd\" not implemented for '{}'", d.scalar_name());
    ensure!(x.dim() >= 2, "torch.histogramdd: input tensor should have at least 2 dimensions");
    ensure!(x.device() != Device::Meta, NotImplemented, "histogram: the edges depend on data, which meta tensors do not have");
    if let Some(w) = weight {
        ensure!(w.dtype() == d, "torch.histogramdd: if weight tensor is provided, input tensor and weight tensor should have the same dtype, but got input(dtype={}, and weight(dtype={}", d.scalar_name(), w.dtype().scalar_name());
        let (xs, ws) = (x.sizes(), w.sizes());
        ensure!(
            ws[..] == xs[..xs.len() - 1],
            "torch.histogramdd: if weight tensor is provided it should have the same shape as the input tensor excluding its innermost dimension, but got input with shape {:?} and weight with shape {:?}",
            &xs[..],
            &ws[..]
        );
    }
    Ok(())
}

/// Equal intervals between the given limits, or those of the data.
fn equal_edges(x: &Tensor, dim: usize, n: i64, range: Option<&[f64]>) -> Result<Tensor> {
    ensure!(n > 0, "torch.histogram(): bins must be > 0, but got {n} for dimension {dim}");
    let (mut low, mut high) = match range {
        Some(r) => (r[0], r[1]),
        None if x.numel() == 0 => (0.0, 1.0),
        None => (x.min()?.item()?.to_f64(), x.max()?.item()?.to_f64()),
    };
    ensure!(low.is_finite() && high.is_finite(), "torch.histogramdd: dimension {dim}'s range [{low}, {high}] is not finite");
    ensure!(low <= high, "torch.histogramdd: min should not exceed max, but got min {low} max {high} for dimension {dim}");
    if low == high {
        (low, high) = (low - 0.5, high + 0.5);
    }
    Tensor::linspace_with(Scalar::Float(low), Scalar::Float(high), n + 1, Some(x.dtype()), Some(x.device()))
}

fn edges_of(x: &Tensor, dim: usize, bins: Bins, range: Option<&[f64]>) -> Result<Tensor> {
    match bins {
        Bins::Count(n) => equal_edges(x, dim, n, range),
        Bins::Edges(e) => {
            ensure!(
                e.dtype() == x.dtype(),
                "torch.histogramdd: input tensor and bins tensors should have the same dtype, but got input with dtype {} and bins for dimension {dim} with dtype {}",
                x.dtype().scalar_name(),
                e.dtype().scalar_name()
            );
            ensure!(e.dim() == 1, "torch.histogramdd: bins tensor should have one dimension, but got {} dimensions in the bins tensor for dimension {dim}", e.dim());
            ensure!(e.numel() > 0, "torch.histogramdd: bins tensor should have at least 1 element, but got 0 elements in the bins tensor for dimension {dim}");
            ensure!(e.numel() > 1, "torch.histogram(): bins must be > 0, but got 0 for dimension {dim}");
            Ok(e.detach_handle())
        }
    }
}

/// Counts (or sums of weights) of the rows of `x`, `(N, D)`, in the boxes between the edges.
fn counted(x: &Tensor, edges: &[Tensor], weight: Option<&Tensor>, density: bool) -> Result<Tensor> {
    let n = x.size(0)?;
    let mut place = Tensor::zeros(&[n], DType::I64, x.device())?;
    let mut inside = Tensor::full(&[n], Scalar::Bool(true), DType::Bool, x.device())?;
    let mut shape = Vec::new();
    for (i, e) in edges.iter().enumerate() {
        let column = x.select(1, i as i64)?.contiguous()?;
        let bins = e.numel() - 1;
        let (first, last) = (e.select(0, 0)?, e.select(0, bins)?);
        // The last interval has both its ends.
        let at = e.contiguous()?.searchsorted_with(&column, false, true, None, None)?.sub(1)?.clamp_with(Some(0i64.into()), Some((bins - 1).into()))?;
        inside = inside.logical_and(&column.ge(&first)?)?.logical_and(&column.le(&last)?)?;
        place = place.mul(bins)?.add(&at)?;
        shape.push(bins);
    }
    let total: i64 = shape.iter().product();
    let w = match weight {
        Some(w) => w.detach_handle().reshape(&[-1])?,
        None => Tensor::ones(&[n], x.dtype(), x.device())?,
    };
    let zero = Tensor::zeros(&[], x.dtype(), x.device())?;
    let flat = Tensor::zeros(&[total], x.dtype(), x.device())?.index_add(0, &place, &inside.where_cond(&w, &zero)?)?;
    let hist = flat.view(&shape)?;
    if !density {
        return Ok(hist);
    }
    let mut hist = hist.div(&hist.sum()?)?;
    for (i, e) in edges.iter().enumerate() {
        let mut widths = vec![1; shape.len()];
        widths[i] = shape[i];
        hist = hist.div(&e.diff()?.view(&widths)?)?;
    }
    Ok(hist)
}

fn many(x: &Tensor, bins: Vec<Bins>, range: Option<&[f64]>, weight: Option<&Tensor>, density: bool) -> Result<(Tensor, Vec<Tensor>)> {
    check_input(x, weight)?;
    let x = x.detach_handle();
    let d = x.size(-1)?;
    ensure!(bins.len() as i64 == d, "histogramdd: The size of bins must be equal to the innermost dimension of the input.");
    if let Some(r) = range {
        ensure!(r.len() as i64 == 2 * d, "torch.histogramdd: for a {d}-dimensional histogram range should have {} elements, but got {}", 2 * d, r.len());
    }
    let rows = x.reshape(&[-1, d])?;
    let mut edges = Vec::new();
    for (i, b) in bins.into_iter().enumerate() {
        edges.push(edges_of(&rows.select(1, i as i64)?, i, b, range.map(|r| &r[2 * i..2 * i + 2]))?);
    }
    Ok((counted(&rows, &edges, weight, density)?, edges))
}

fn single(x: &Tensor, bins: Bins, range: Option<&[f64]>, weight: Option<&Tensor>, density: bool) -> Result<(Tensor, Tensor)> {
    let weight = weight.map(|w| w.reshape(&[-1])).transpose()?;
    let (hist, edges) = many(&x.reshape(&[-1, 1])?, vec![bins], range, weight.as_ref(), density)?;
    Ok((hist, edges[0].clone()))
}

/// `histogram(Tensor input, int bins=100, *, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor bin_edges)` · method function out nondiff exact
///
/// `hist[i] = sum of weight[j] where edge[i] <= x[j] < edge[i + 1]` (the last one includes its end) for `bins` equal intervals of
/// `range`, of the data's own range without it; divided by the sum and the widths with `density`.
///
/// Shapes: any to `(bins)` and `(bins + 1)`; `weight` has the input's.
/// Dtypes: float32, float64; others raise NotImplementedError.
/// Raises: RuntimeError for no bins, a range that is not finite or not ascending, and a weight of another shape or dtype.
pub(crate) fn histogram(x: &Tensor, bins: i64, range: Option<&[f64]>, weight: Option<&Tensor>, density: bool) -> Result<(Tensor, Tensor)> {
    single(x, Bins::Count(bins), range, weight, density)
}

/// `histogram.bins_tensor(Tensor input, Tensor bins, *, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor bin_edges)` · method function out nondiff exact
///
/// `hist[i] = sum of weight[j] where bins[i] <= x[j] < bins[i + 1]` (the last one includes its end), for increasing edges.
///
/// Shapes: any to `(len(bins) - 1)` and `bins`.
/// Dtypes: float32, float64; others raise NotImplementedError.
/// Raises: RuntimeError for edges that are no vector or of another dtype, and a weight of another shape or dtype.
pub(crate) fn histogram_bins(x: &Tensor, bins: &Tensor, weight: Option<&Tensor>, density: bool) -> Result<(Tensor, Tensor)> {
    single(x, Bins::Edges(bins), None, weight, density)
}

/// `histogramdd(Tensor input, int[] bins, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor[] bin_edges)` · function nondiff
///
/// As `histogram` of points, whose coordinates are in the last dimension, with `bins[i]` equal intervals for coordinate `i`.
///
/// Shapes: `(*, D)` to `(bins[0], …, bins[D - 1])` and `D` vectors of edges; `weight` `(*)`.
/// Dtypes: float32, float64; others raise NotImplementedError.
/// Raises: RuntimeError for another number of bins or ends than coordinates, and a weight of another shape.
pub(crate) fn histogramdd(x: &Tensor, bins: &[i64], range: Option<&[f64]>, weight: Option<&Tensor>, density: bool) -> Result<(Tensor, Vec<Tensor>)> {
    many(x, bins.iter().map(|&n| Bins::Count(n)).collect(), range, weight, density)
}

/// `histogramdd.int_bins(Tensor input, int bins, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor[] bin_edges)` · function nondiff
///
/// As `histogramdd`, with as many intervals for every coordinate.
///
/// Shapes: `(*, D)` to `(bins, …, bins)` and `D` vectors of edges; `weight` `(*)`.
/// Dtypes: float32, float64; others raise NotImplementedError.
/// Raises: RuntimeError for no bins and a weight of another shape.
pub(crate) fn histogramdd_int(x: &Tensor, bins: i64, range: Option<&[f64]>, weight: Option<&Tensor>, density: bool) -> Result<(Tensor, Vec<Tensor>)> {
    let d = x.size(-1)?;
    many(x, (0..d).map(|_| Bins::Count(bins)).collect(), range, weight, density)
}

/// `histogramdd.edges(Tensor input, Tensor[] bins, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor[] bin_edges)` · function nondiff
///
/// As `histogramdd`, between given increasing edges.
///
/// Shapes: `(*, D)` to `(len(bins[0]) - 1, …)` and the edges; `weight` `(*)`.
/// Dtypes: float32, float64; others raise NotImplementedError.
/// Raises: RuntimeError for another number of edges than coordinates and a weight of another shape.
pub(crate) fn histogramdd_edges(x: &Tensor, bins: &[Tensor], range: Option<&[f64]>, weight: Option<&Tensor>, density: bool) -> Result<(Tensor, Vec<Tensor>)> {
    let _ = range;
    many(x, bins.iter().map(Bins::Edges).collect(), None, weight, density)
}
