//! Reductions of segments and of places named by an index.

use super::partial::unsupported;
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::{Dims, wrap_dim};
use crate::{bail, ensure};
use lumbre_kernels::{DType, Scalar};

/// `index_reduce(Tensor input, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor` · method function inplace out exact node=IndexReduce0
///
/// `out[k] = reduce` (`'prod'`, `'mean'`, `'amax'` or `'amin'`) of all `source[i]` along `dim` with `index[i] = k`; with what `input` has
/// there only if `include_self`.
///
/// Shapes: index `(k)`, source the input's with `k` in `dim`; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for another word, dtype, kind of index, or number of indices; IndexError for an index out of range.
pub(crate) fn index_reduce(x: &Tensor, dim: i64, index: &Tensor, source: &Tensor, reduce: &str, include_self: bool) -> Result<Tensor> {
    ensure!(matches!(reduce, "prod" | "mean" | "amax" | "amin"), "index_reduce(): Expected reduce to be one of prod, mean, amax or amin but got {reduce}.");
    ensure!(index.dim() <= 1, Index, "index_reduce_(): Index is supposed to be a vector");
    ensure!(matches!(index.dtype(), DType::I64 | DType::I32), "index_reduce_(): Expected dtype int32/int64 for index but got: {}", index.dtype().scalar_name());
    ensure!(x.dtype() == source.dtype(), "index_reduce_(): self ({}) and source ({}) must have the same scalar type", x.dtype().scalar_name(), source.dtype().scalar_name());
    let d = wrap_dim(dim, x.dim())?;
    let n = source.sizes().get(d).copied().unwrap_or(1);
    ensure!(
        index.numel() == n,
        "index_reduce_(): Number of indices ({}) should be equal to source.size(dim): ({n}), for dim: {d}",
        index.numel()
    );
    let (mut a, mut b) = (x.sizes(), source.sizes());
    if d < a.len() && d < b.len() {
        (a[d], b[d]) = (0, 0);
    }
    ensure!(a == b || b.is_empty(), "source.shape and self.shape must match apart from dimension {d}, got {:?} and {:?}", &source.sizes()[..], &x.sizes()[..]);
    let mut shape = Dims::from_elem(1, x.dim().max(1));
    shape[d] = n;
    let wide = if x.dim() == 0 { x.view(&[1])? } else { x.clone() };
    let source = if source.dim() == 0 { source.view(&[1])? } else { source.clone() };
    let index = index.to_dtype(DType::I64)?.reshape(&shape)?.expand(&source.sizes())?;
    let y = wide.scatter_reduce_with(d as i64, &index, &source, reduce, include_self)?;
    if x.dim() == 0 { y.view(&[]) } else { Ok(y) }
}

/// Where each segment ends, `[..., segments]`.
fn segment_ends(data: &Tensor, lengths: Option<&Tensor>, offsets: Option<&Tensor>, axis: i64, unsafe_: bool) -> Result<Tensor> {
    let size = data.size(axis)?;
    if let Some(l) = lengths {
        ensure!(matches!(l.dtype(), DType::I64 | DType::I32), NotImplemented, "\"_segment_reduce_lengths_cpu_kernel1\" not implemented for '{}'", l.dtype().scalar_name());
        ensure!(axis == l.dim() as i64 - 1, "segment_reduce(): Expected axis to be the last dimension of lengths but got {axis}.");
        let l = l.to_dtype(DType::I64)?;
        ensure!(l.numel() == 0 || l.min()?.item()?.to_i64() >= 0, "lengths contains negative value!");
        if !unsafe_ {
            let sums = l.sum_dim(Some(&[-1]))?;
            let fits = sums.eq(size)?.all()?.item()?.to_i64() != 0;
            ensure!(fits, "segment_reduce(): Expected all rows of lengths along axis to sum to data.size(lengths.dim()-1) when !unsafe.");
        }
        return l.cumsum(-1);
    }
    let Some(o) = offsets else { bail!("segment_reduce(): Either lengths or offsets must be defined.") };
    ensure!(matches!(o.dtype(), DType::I64 | DType::I32), NotImplemented, "\"_segment_reduce_offsets_cpu_kernel1\" not implemented for '{}'", o.dtype().scalar_name());
    ensure!(axis == o.dim() as i64 - 1, "segment_reduce(): Expected axis to be the last dimension of offsets but got {axis}.");
    let n = o.size(-1)?;
    ensure!(n > 0, "segment_reduce(): offsets must have at least one element along its last dimension");
    o.to_dtype(DType::I64)?.narrow(-1, 1, n - 1)
}

/// The scatter's name for a reduction, and what an empty segment has.
fn kind(reduce: &str) -> Result<(&'static str, f64)> {
    Ok(match reduce {
        "sum" => ("sum", 0.0),
        "mean" => ("sum", 0.0),
        "max" | "amax" => ("amax", f64::NEG_INFINITY),
        "min" | "amin" => ("amin", f64::INFINITY),
        "prod" => ("prod", 1.0),
        _ => bail!("reduce argument must be either sum, prod, mean, amax or amin, got {reduce}"),
    })
}

/// `segment_reduce(Tensor data, str reduce, *, Tensor? lengths=None, Tensor? indices=None, Tensor? offsets=None, int axis=0, bool unsafe=False, Scalar? initial=None) -> Tensor` · function alias=_segment_reduce node=SegmentReduce0
///
/// `reduce` (`'sum'`, `'mean'`, `'max'`, `'min'` or `'prod'`) of `data[offset[i] : offset[i + 1]]` along `axis`, or of stretches of the
/// given `lengths`. `initial` joins every segment; `unsafe` leaves out the check that the lengths fill the axis.
///
/// Shapes: data `(*, n, *)`, lengths `(*, s)`: `(*, s, *)`.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for `indices`, another word, and lengths that are negative or do not fill the axis.
#[allow(clippy::too_many_arguments)]
pub(crate) fn segment_reduce(
    data: &Tensor,
    reduce: &str,
    lengths: Option<&Tensor>,
    indices: Option<&Tensor>,
    offsets: Option<&Tensor>,
    axis: i64,
    unsafe_: bool,
    initial: Option<Scalar>,
) -> Result<Tensor> {
    ensure!(indices.is_none(), "segment_reduce(): indices based reduction is not supported yet.");
    let axis = wrap_dim(axis, data.dim())? as i64;
    let (op, identity) = kind(reduce)?;
    let d = data.dtype();
    if !d.is_float() {
        return Err(unsupported("_segment_reduce_cpu", d));
    }
    let ends = segment_ends(data, lengths, offsets, axis, unsafe_)?;
    let (n, count) = (data.size(axis)?, ends.size(-1)?);
    // The segment of each place; those after the last end go to a segment of their own, which is dropped.
    let mut lead = ends.sizes();
    lead.pop();
    let mut shape = lead.clone();
    shape.push(n);
    let places = super::partial::count_on(n, data.device())?.expand(&shape)?.contiguous()?;
    let ids = match n * count {
        0 => Tensor::full(&shape, Scalar::Int(count), DType::I64, data.device())?,
        _ => ends.contiguous()?.searchsorted_with(&places, false, true, None, None)?,
    };
    let inner = data.dim() - shape.len();
    let mut wide = shape.clone();
    wide.extend(std::iter::repeat_n(1, inner));
    let ids = ids.view(&wide)?.expand(&data.sizes())?;
    let mut out = data.sizes();
    out[axis as usize] = count + 1;
    let start = initial.unwrap_or(Scalar::Float(identity));
    let base = Tensor::full(&out, start, d, data.device())?;
    let y = base.scatter_reduce_with(axis, &ids, data, op, true)?.narrow(axis, 0, count)?;
    if reduce != "mean" {
        return Ok(y);
    }
    let ones = Tensor::ones(&data.sizes(), d, data.device())?;
    let counts = Tensor::zeros(&out, d, data.device())?.scatter_add(axis, &ids, &ones)?.narrow(axis, 0, count)?;
    let empty = counts.eq(0.0)?;
    let fill = initial.unwrap_or(Scalar::Float(f64::NAN));
    y.div(&counts.masked_fill(&empty, 1.0)?)?.masked_fill(&empty, fill)
}
