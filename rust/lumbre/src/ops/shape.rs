//! Shapes changed by views of other ops: flattening, moving and repeating dimensions.

use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::{self, Dims, wrap_dim};
use crate::{bail, ensure};
use smallvec::SmallVec;

/// `flatten(Tensor input, int start_dim=0, int end_dim=-1) -> Tensor` · method function
///
/// The dimensions from `start_dim` to `end_dim` as one, in row-major order: a view where possible, else a copy.
///
/// Shapes: `(a, b, c, d)` to `(a, b c, d)` for 1 to 2; `()` to `(1)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError where `start_dim` comes after `end_dim`; IndexError for a dimension out of range.
pub(crate) fn flatten(x: &Tensor, start_dim: i64, end_dim: i64) -> Result<Tensor> {
    let n = x.dim();
    let (a, b) = (wrap_dim(start_dim, n)?, wrap_dim(end_dim, n)?);
    ensure!(a <= b, "flatten() has invalid args: start_dim cannot come after end_dim");
    if n == 0 {
        return x.reshape(&[1]);
    }
    if a == b {
        return Ok(x.clone());
    }
    let s = x.sizes();
    let mut shape = Dims::from_slice(&s[..a]);
    shape.push(s[a..=b].iter().product());
    shape.extend_from_slice(&s[b + 1..]);
    x.reshape(&shape)
}

/// `unflatten(Tensor(a) input, int dim, int[] sizes) -> Tensor` · method function view
///
/// `out[…, i, j, …] = x[…, i * sizes[1] + j, …]`: one dimension seen as several; one size may be -1.
///
/// Shapes: `(*, a b, *)` to `(*, a, b, *)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for sizes that do not multiply to the dimension's; IndexError for a dimension out of range.
pub(crate) fn unflatten(x: &Tensor, dim: i64, sizes: &[i64]) -> Result<Tensor> {
    let s = x.sizes();
    ensure!(!s.is_empty(), Index, "Dimension out of range (expected to be in range of [-1, 0], but got {dim})");
    let d = wrap_dim(dim, s.len())?;
    ensure!(!sizes.is_empty(), "unflatten: sizes must be non-empty");
    let hole = sizes.iter().filter(|&&n| n == -1).count();
    let Ok(parts) = geometry::infer_size("unflatten", sizes, s[d]) else {
        let what = if hole == 0 { "don't multiply up to the size" } else { "don't divide the size" };
        bail!("unflatten: Provided sizes {sizes:?} {what} of dim {d} ({}) in the input tensor", s[d]);
    };
    let mut shape = Dims::from_slice(&s[..d]);
    shape.extend_from_slice(&parts);
    shape.extend_from_slice(&s[d + 1..]);
    x.view(&shape)
}

/// `ravel(Tensor input) -> Tensor` · method function
///
/// `out[i] = x`'s `i`-th element in row-major order: a view where possible, else a copy.
///
/// Shapes: any to `(number of elements)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: no error of its own.
pub(crate) fn ravel(x: &Tensor) -> Result<Tensor> {
    x.contiguous()?.view(&[-1])
}

/// `movedim.int(Tensor(a) input, int source, int destination) -> Tensor` · method function view alias=moveaxis
///
/// `x` with the dimensions `source` at the places `destination`, the others in their order, as a view.
///
/// Shapes: `(a, b, c)` to `(b, c, a)` for 0 to 2.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for lists of two lengths and a dimension named twice; IndexError for a dimension out of range.
pub(crate) fn movedim_int(x: &Tensor, source: i64, destination: i64) -> Result<Tensor> {
    movedim(x, &[source], &[destination])
}

/// `movedim(Tensor(a) input, int[] source, int[] destination) -> Tensor` · method function view alias=moveaxis
///
/// `x` with the dimensions `source` at the places `destination`, the others in their order, as a view.
///
/// Shapes: `(a, b, c)` to `(b, c, a)` for 0 to 2.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for lists of two lengths and a dimension named twice; IndexError for a dimension out of range.
pub(crate) fn movedim(x: &Tensor, source: &[i64], destination: &[i64]) -> Result<Tensor> {
    let n = x.dim();
    ensure!(
        source.len() == destination.len(),
        "movedim: Invalid source or destination dims: source ({source:?} dims) should contain the same number of dims as destination ({destination:?} dims)"
    );
    let mut order: SmallVec<[Option<usize>; 6]> = SmallVec::from_elem(None, n);
    let mut moved: SmallVec<[usize; 6]> = SmallVec::new();
    for (&s, &d) in source.iter().zip(destination) {
        let (s, d) = (wrap_dim(s, n)?, wrap_dim(d, n)?);
        ensure!(!moved.contains(&s), "movedim: repeated dim in `source` ({source:?})");
        if n == 0 {
            return x.view(&[]);
        }
        ensure!(order[d].is_none(), "movedim: repeated dim in `destination` ({destination:?})");
        order[d] = Some(s);
        moved.push(s);
    }
    let mut rest = (0..n).filter(|d| !moved.contains(d));
    let dims: Dims = order.iter().map(|o| o.or_else(|| rest.next()).unwrap_or(0) as i64).collect();
    x.permute(&dims)
}

/// `view_as(Tensor(a) input, Tensor other) -> Tensor` · method view
///
/// `x`'s elements in row-major order in the shape of `other`, as a view.
///
/// Shapes: as many elements in both; the result has `other`'s.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for another number of elements, and where the strides do not allow a view.
pub(crate) fn view_as(x: &Tensor, other: &Tensor) -> Result<Tensor> {
    x.view(&other.sizes())
}

/// `reshape_as(Tensor input, Tensor other) -> Tensor` · method
///
/// `x`'s elements in row-major order in the shape of `other`: a view where possible, else a copy.
///
/// Shapes: as many elements in both; the result has `other`'s.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for another number of elements.
pub(crate) fn reshape_as(x: &Tensor, other: &Tensor) -> Result<Tensor> {
    x.reshape(&other.sizes())
}

/// `expand_as(Tensor(a) input, Tensor other) -> Tensor` · method view
///
/// `x` stretched along dimensions of size 1 to the shape of `other`, as a view.
///
/// Shapes: any that broadcasts to `other`'s; the result has it.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a size that differs where the input's is not 1.
pub(crate) fn expand_as(x: &Tensor, other: &Tensor) -> Result<Tensor> {
    x.expand(&other.sizes())
}

/// `broadcast_to(Tensor(a) input, int[] size) -> Tensor` · method function view
///
/// `x` stretched along dimensions of size 1 to `size`, as a view.
///
/// Shapes: any that broadcasts to `size`; the result has it.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a size that differs where the input's is not 1.
pub(crate) fn broadcast_to(x: &Tensor, size: &[i64]) -> Result<Tensor> {
    x.expand(size)
}

/// `repeat(Tensor input, int... repeats) -> Tensor` · method node=Repeat0
///
/// `out[i, j] = x[i % n, j % m]`: copies side by side, `repeats` times along each dimension.
///
/// Shapes: `(n, m)` to `(r0 n, r1 m)`; more numbers than dimensions add leading ones.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for fewer numbers than dimensions and negative ones.
pub(crate) fn repeat(x: &Tensor, repeats: &[i64]) -> Result<Tensor> {
    let s = x.sizes();
    ensure!(
        repeats.len() >= s.len(),
        "Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor"
    );
    let pad = repeats.len() - s.len();
    let (mut seen, mut stretched, mut out) = (Dims::new(), Dims::new(), Dims::new());
    for (i, &r) in repeats.iter().enumerate() {
        ensure!(r >= 0, "Trying to create tensor with negative dimension {r}: {repeats:?}");
        let n = if i < pad { 1 } else { s[i - pad] };
        seen.extend_from_slice(&[1, n]);
        stretched.extend_from_slice(&[r, n]);
        let Some(total) = r.checked_mul(n) else { bail!("repeat: Storage size calculation overflowed with sizes={repeats:?}") };
        out.push(total);
    }
    geometry::checked_numel("repeat", &out)?;
    x.reshape(&seen)?.expand(&stretched)?.clone_contiguous()?.view(&out)
}

/// `tile(Tensor input, int... dims) -> Tensor` · method function node=Repeat0
///
/// `out[i, j] = x[i % n, j % m]`: copies side by side; fewer numbers than dimensions leave the leading ones alone.
///
/// Shapes: `(n, m)` to `(d0 n, d1 m)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for negative numbers.
pub(crate) fn tile(x: &Tensor, dims: &[i64]) -> Result<Tensor> {
    let missing = x.dim().saturating_sub(dims.len());
    let mut repeats = Dims::from_elem(1, missing);
    repeats.extend_from_slice(dims);
    x.repeat(&repeats)
}

/// `repeat_interleave(Tensor input, int repeats, int? dim=None, *, int? output_size=None) -> Tensor` · method function
///
/// `out[i] = x[i // repeats]` along `dim`, or of the flattened tensor.
///
/// Shapes: `(*, n, *)` to `(*, n * repeats, *)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a negative number and an `output_size` that is not the result's; IndexError for a dimension out of range.
pub(crate) fn repeat_interleave(x: &Tensor, repeats: i64, dim: Option<i64>, output_size: Option<i64>) -> Result<Tensor> {
    let flat = if dim.is_none() { x.flatten()? } else { x.clone() };
    let flat = if flat.dim() == 0 { flat.view(&[1])? } else { flat };
    let d = wrap_dim(dim.unwrap_or(0), flat.dim())?;
    ensure!(repeats >= 0, "Repeats must be non-negative");
    let mut shape = flat.sizes();
    let n = shape[d];
    let Some(total) = n.checked_mul(repeats) else { bail!("repeat_interleave: Storage size calculation overflowed") };
    ensure!(output_size.is_none_or(|o| o == total), "repeat_interleave: Invalid output_size, expected {total} but got {}", output_size.unwrap_or(0));
    let mut stretched = shape.clone();
    stretched.insert(d + 1, repeats);
    shape[d] = total;
    geometry::checked_numel("repeat_interleave", &shape)?;
    flat.unsqueeze(d as i64 + 1)?.expand(&stretched)?.clone_contiguous()?.view(&shape)
}

/// `repeat_interleave.tensor(Tensor input, Tensor repeats, int? dim=None, *, int? output_size=None) -> Tensor` · method function
///
/// `x[0]` `repeats[0]` times, then `x[1]` `repeats[1]` times, … along `dim`, or of the flattened tensor.
///
/// Shapes: `(*, n, *)`, repeats `(n)` or `(1)` or `()`: `(*, sum of repeats, *)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for repeats that are negative, of another length or not integers; IndexError for a dimension out of range.
pub(crate) fn repeat_interleave_tensor(x: &Tensor, repeats: &Tensor, dim: Option<i64>, output_size: Option<i64>) -> Result<Tensor> {
    let flat = if dim.is_none() { x.flatten()? } else { x.clone() };
    let flat = if flat.dim() == 0 { flat.view(&[1])? } else { flat };
    let d = wrap_dim(dim.unwrap_or(0), flat.dim())?;
    let n = flat.sizes()[d];
    let repeats = match (repeats.dim(), repeats.numel()) {
        (0, _) | (1, 1) => repeats.reshape(&[1])?.expand(&[n])?,
        (1, m) => {
            ensure!(m == n, "repeats must have the same size as input along dim, but got repeats.size(0) = {m} and input.size({d}) = {n}");
            repeats.clone()
        }
        _ => bail!("repeats must be 0-dim or 1-dim tensor"),
    };
    let index = repeats.repeat_interleave_indices_with(output_size)?;
    flat.index_select(d as i64, &index)
}

/// `repeat_interleave.indices(Tensor repeats, *, int? output_size=None) -> Tensor` · function nondiff
///
/// 0 `repeats[0]` times, 1 `repeats[1]` times, …
///
/// Shapes: `(n)` to `(sum of repeats)`.
/// Dtypes: int32, int64; the result is int64; others raise RuntimeError.
/// Raises: RuntimeError for repeats that are no vector, negative or neither int32 nor int64.
pub(crate) fn repeat_interleave_indices(repeats: &Tensor, output_size: Option<i64>) -> Result<Tensor> {
    use lumbre_kernels::DType;
    ensure!(repeats.dim() == 1, "repeat_interleave only accept 1D vector as repeat");
    ensure!(matches!(repeats.dtype(), DType::I32 | DType::I64), "repeats has to be Long or Int tensor");
    let counts = repeats.to_dtype(DType::I64)?.to_vec::<i64>()?;
    ensure!(counts.iter().all(|&c| c >= 0), "repeats can not be negative");
    let Some(total) = counts.iter().try_fold(0i64, |a, &c| a.checked_add(c)) else {
        bail!("repeat_interleave: Storage size calculation overflowed")
    };
    ensure!(output_size.is_none_or(|o| o == total), "allocated size does not match required size");
    geometry::checked_bytes("repeat_interleave", total, DType::I64)?;
    let index: Vec<i64> = counts.iter().enumerate().flat_map(|(i, &c)| std::iter::repeat_n(i as i64, c as usize)).collect();
    Tensor::from_slice_on(&index, &[total], repeats.device())
}

/// `unfold(Tensor(a) input, int dimension, int size, int step) -> Tensor` · method view node=Unfold0
///
/// `out[…, i, …, j] = x[…, i * step + j, …]`: all windows of `size` along a dimension, as a view.
///
/// Shapes: `(*, n, *)` to `(*, (n - size) // step + 1, *, size)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a window that is negative or larger than the dimension and a step below 1; IndexError for a dimension out of
///   range.
pub(crate) fn unfold(x: &Tensor, dimension: i64, size: i64, step: i64) -> Result<Tensor> {
    let g = x.geometry();
    let d = wrap_dim(dimension, g.dim())?;
    let n = g.sizes.get(d).copied().unwrap_or(1);
    ensure!(size >= 0, "size is {size} but must be >= 0");
    ensure!(size <= n, "maximum size for tensor at dimension {d} is {n} but size is {size}");
    ensure!(step > 0, "step is {step} but must be > 0");
    let (mut sizes, mut strides) = (g.sizes.clone(), g.strides.clone());
    let stride = strides.get(d).copied().unwrap_or(1);
    if let Some(s) = sizes.get_mut(d) {
        *s = (n - size) / step + 1;
        strides[d] = stride.saturating_mul(step);
    }
    sizes.push(size);
    strides.push(stride);
    x.as_strided_with(&sizes, &strides, Some(g.offset))
}
