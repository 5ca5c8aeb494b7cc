//! More ways to read and write by index: along one dimension, and in the flattened tensor.

use super::index::check_index;
use super::partial::{apart, need_index, written};
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::{Operand, bad_index, cuda, launch_each};
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::{self, Dims, wrap_dim};
use crate::{bail, ensure};
use lumbre_kernels::{DType, Scalar, View, ViewMut, index as kernel};
use smallvec::smallvec;

/// Tensors without dimensions are written as having one of size 1.
fn target(x: &Tensor) -> Operand<'_> {
    let one: Dims = smallvec![1];
    if x.dim() == 0 { Operand::shaped(x, one.clone(), one) } else { Operand::new(x) }
}

fn copy(name: &str, x: &Tensor, dim: i64, index: &Tensor, source: &Tensor, inplace: bool) -> Result<Tensor> {
    check_index("index_copy", index)?;
    let d = wrap_dim(dim, x.dim())?;
    ensure!(x.dtype() == source.dtype(), "index_copy_(): self and source expected to have the same dtype, but got (self) {} and (source) {}", x.dtype().scalar_name(), source.dtype().scalar_name());
    let flat = index.reshape(&[-1])?;
    let mut want = x.sizes();
    if let Some(n) = want.get_mut(d) {
        *n = flat.numel();
    }
    let src = if source.dim() == 0 && x.dim() == 1 { source.view(&[1])? } else { source.clone() };
    ensure!(
        src.sizes() == want,
        "index_copy_(): Source/destination tensor must have same slice shapes. Destination slice shape: {:?} at dimension {d} and source slice shape: {:?} at dimension 0.",
        &x.sizes()[..],
        &source.sizes()[..]
    );
    let write = |y: &Tensor| {
        let src = apart(&src, y)?;
        let flat = apart(&flat, y)?;
        let from = target(&src);
        let cpu = |i: &[View], o: &mut [ViewMut]| {
            kernel::index_copy(d, i[0], i[1], o[0].reborrow()).map_err(|e| bad_index("index_copy_", e.index, e.dim, e.size))
        };
        launch_each(name, src.numel() as usize, &[Operand::new(&flat), from], &[target(y)], false, cpu, |cx, i, o| {
            cuda::index::index_write(cx, kernel::ScatterOp::Assign, d, i[0], i[1], o[0])
        })
    };
    written(name, x, inplace, &[Some(source)], write, || IndexCopyGrad { dim: d as i64, index: flat.save(), sizes: source.sizes() })
}

struct IndexCopyGrad {
    dim: i64,
    index: Saved,
    sizes: Dims,
}
impl Backward for IndexCopyGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None]) };
        let index = cx.unpack(&self.index)?;
        let gx = if cx.needs(0) { Some(g.index_fill(self.dim, &index, Scalar::Int(0))?) } else { None };
        let gs = if cx.needs(1) { Some(g.index_select(self.dim, &index)?.reshape(&self.sizes)?) } else { None };
        Ok(smallvec![gx, gs])
    }
}

/// `index_copy(Tensor input, int dim, Tensor index, Tensor source) -> Tensor` · method function out autocast=promote exact
///
/// `x[index[i]] = source[i]` along `dim`, in a copy or in place.
///
/// Shapes: index `(k)`, source the input's with `k` in `dim`; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a source of another shape or dtype; IndexError for an index or a dimension out of range.
pub(crate) fn index_copy(x: &Tensor, dim: i64, index: &Tensor, source: &Tensor) -> Result<Tensor> {
    copy("index_copy", x, dim, index, source, false)
}

/// `index_copy_(Tensor(a!) input, int dim, Tensor index, Tensor source) -> Tensor(a!)` · method
///
/// `x[index[i]] = source[i]` along `dim`, in a copy or in place.
///
/// Shapes: index `(k)`, source the input's with `k` in `dim`; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a source of another shape or dtype; IndexError for an index or a dimension out of range.
pub(crate) fn index_copy_(x: &Tensor, dim: i64, index: &Tensor, source: &Tensor) -> Result<Tensor> {
    copy("index_copy_", x, dim, index, source, true)
}

fn fill(name: &str, x: &Tensor, dim: i64, index: &Tensor, value: Scalar, inplace: bool) -> Result<Tensor> {
    need_index(name, index)?;
    ensure!(index.dim() <= 1, Index, "index_fill_(): Index has to be a vector/scalar");
    ensure!(
        !value.is_complex() || x.dtype().is_complex(),
        "index_fill_(): Converting complex Scalar to non-complex type is not supported"
    );
    let d = wrap_dim(dim, x.dim())?;
    let n = x.sizes().get(d).copied().unwrap_or(1);
    // Negative indices count from the end.
    let flat = index.reshape(&[-1])?;
    let flat = flat.remainder_positive(n)?;
    let write = |y: &Tensor| {
        let flat = apart(&flat, y)?;
        let cpu = |i: &[View], o: &mut [ViewMut]| {
            kernel::index_fill(d, i[0], value, o[0].reborrow()).map_err(|e| bad_index("index_fill_", e.index, e.dim, e.size))
        };
        launch_each(name, y.numel() as usize, &[Operand::new(&flat)], &[target(y)], false, cpu, |cx, i, o| {
            cuda::index::index_fill(cx, d, i[0], value, o[0])
        })
    };
    written(name, x, inplace, &[], write, || IndexFillGrad { dim: d as i64, index: flat.save() })
}

struct IndexFillGrad {
    dim: i64,
    index: Saved,
}
impl Backward for IndexFillGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        Ok(smallvec![Some(g.index_fill(self.dim, &cx.unpack(&self.index)?, Scalar::Int(0))?)])
    }
}

impl Tensor {
    /// Indices with negative ones counted from the end of a dimension of size `n`.
    fn remainder_positive(&self, n: i64) -> Result<Tensor> {
        self.lt(0)?.where_cond(&self.add(n)?, self)
    }
}

/// `index_fill.value(Tensor input, int dim, Tensor index, Scalar value) -> Tensor` · method function node=IndexFill0
///
/// `x[index[i]] = value` along `dim`, in a copy or in place.
///
/// Shapes: index `(k)`; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: IndexError for an index or a dimension out of range.
pub(crate) fn index_fill(x: &Tensor, dim: i64, index: &Tensor, value: Scalar) -> Result<Tensor> {
    fill("index_fill", x, dim, index, value, false)
}

/// `index_fill_.value(Tensor(a!) input, int dim, Tensor index, Scalar value) -> Tensor(a!)` · method
///
/// `x[index[i]] = value` along `dim`, in a copy or in place.
///
/// Shapes: index `(k)`; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: IndexError for an index or a dimension out of range.
pub(crate) fn index_fill_(x: &Tensor, dim: i64, index: &Tensor, value: Scalar) -> Result<Tensor> {
    fill("index_fill_", x, dim, index, value, true)
}

/// `index_fill.tensor(Tensor input, int dim, Tensor index, Tensor value) -> Tensor` · method function node=IndexFill1
///
/// `x[index[i]] = value` along `dim`, in a copy or in place, with the number in a 0-dim tensor.
///
/// Shapes: index `(k)`, value `()`; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a value with dimensions; IndexError for an index or a dimension out of range.
pub(crate) fn index_fill_tensor(x: &Tensor, dim: i64, index: &Tensor, value: &Tensor) -> Result<Tensor> {
    let d = wrap_dim(dim, x.dim())?;
    filled_by(x, d as i64, index, value, false)
}

/// `index_fill_.tensor(Tensor(a!) input, int dim, Tensor index, Tensor value) -> Tensor(a!)` · method
///
/// `x[index[i]] = value` along `dim`, in a copy or in place, with the number in a 0-dim tensor.
///
/// Shapes: index `(k)`, value `()`; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a value with dimensions; IndexError for an index or a dimension out of range.
pub(crate) fn index_fill_tensor_(x: &Tensor, dim: i64, index: &Tensor, value: &Tensor) -> Result<Tensor> {
    let d = wrap_dim(dim, x.dim())?;
    filled_by(x, d as i64, index, value, true)
}

fn filled_by(x: &Tensor, d: i64, index: &Tensor, value: &Tensor, inplace: bool) -> Result<Tensor> {
    ensure!(value.dim() == 0, "index_fill_ only supports a 0-dimensional value tensor, but got tensor with {} dimension(s).", value.dim());
    if !value.requires_grad() {
        let s = value.item()?;
        return fill(if inplace { "index_fill_" } else { "index_fill" }, x, d, index, s, inplace);
    }
    let n = x.sizes().get(d as usize).copied().unwrap_or(1);
    // Where the index points, along the dimension.
    let mut shape = Dims::from_elem(1, x.dim());
    if let Some(s) = shape.get_mut(d as usize) {
        *s = n;
    }
    let mask = Tensor::zeros(&[n], lumbre_kernels::DType::Bool, x.device())?.index_fill(0, index, Scalar::Bool(true))?.view(&shape)?;
    let value = value.to_dtype(x.dtype())?;
    if inplace { x.masked_fill_(&mask, &value) } else { x.masked_fill(&mask, &value) }
}

/// `take(Tensor input, Tensor index) -> Tensor` · method function out exact apart node=Take0
///
/// `out[i…] = x.flatten()[index[i…]]`.
///
/// Shapes: any; the result has the shape of `index`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for indices that are not int64; IndexError for an index out of range.
pub(crate) fn take(x: &Tensor, index: &Tensor) -> Result<Tensor> {
    ensure!(index.dtype() == lumbre_kernels::DType::I64, "take(): Expected a long tensor for index, but got {}", index.dtype().scalar_name());
    ensure!(x.numel() > 0 || index.numel() == 0, Index, "take(): tried to take from an empty tensor");
    x.reshape(&[-1])?.index(&[Some(index.clone())])
}

/// `put(Tensor input, Tensor index, Tensor source, bool accumulate=False) -> Tensor` · method function inplace node=Put0
///
/// A copy of `x` after `x.flatten()[index[i]] = source[i]`, or `+=` with `accumulate`.
///
/// Shapes: index and source of as many elements; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for indices that are not int64, another number of sources and another dtype; IndexError for an index out of
///   range.
pub(crate) fn put(x: &Tensor, index: &Tensor, source: &Tensor, accumulate: bool) -> Result<Tensor> {
    ensure!(index.dtype() == lumbre_kernels::DType::I64, "put_(): Expected a long tensor for index, but got {}", index.dtype().scalar_name());
    ensure!(index.numel() == source.numel(), "put_(): Expected source and index to have the same number of elements, but got source.numel() = {}, index.numel() = {}", source.numel(), index.numel());
    let flat = x.reshape(&[-1])?;
    flat.index_put_with(&[Some(index.reshape(&[-1])?)], &source.reshape(&[-1])?, accumulate)?.view(&x.sizes())
}

/// `take_along_dim(Tensor input, Tensor indices, int? dim=None) -> Tensor` · method function out exact
///
/// `out[i][j] = x[indices[i][j]][j]` for `dim` 0 and so on, with both broadcast against each other outside `dim`; of the flattened tensor
/// without `dim`.
///
/// Shapes: as many dimensions in both; the result has the broadcast sizes, and that of `indices` in `dim`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for indices that are not int64 and another number of dimensions; IndexError for an index out of range.
pub(crate) fn take_along_dim(x: &Tensor, indices: &Tensor, dim: Option<i64>) -> Result<Tensor> {
    ensure!(indices.dtype() == lumbre_kernels::DType::I64, "torch.take_along_dim(): dtype of indices should be Long but got {}", indices.dtype().scalar_name());
    let Some(dim) = dim else { return x.reshape(&[-1])?.gather(0, &indices.reshape(&[-1])?) };
    ensure!(
        x.dim() == indices.dim(),
        "torch.take_along_dim(): input and indices should have the same number of dimensions, but got {} dimensions for input, and {} dimensions for indices",
        x.dim(),
        indices.dim()
    );
    let d = geometry::named_dim(dim, x.dim())?;
    let (mut a, mut b) = (x.sizes(), indices.sizes());
    let (n, m) = (a[d], b[d]);
    (a[d], b[d]) = (1, 1);
    let mut shape = geometry::broadcast(&a, &b)?;
    shape[d] = n;
    let x = x.expand(&shape)?;
    shape[d] = m;
    x.gather(d as i64, &indices.expand(&shape)?.remainder_positive(n)?)
}

/// `fill_diagonal_(Tensor(a!) input, Scalar fill_value, bool wrap=False) -> Tensor(a!)` · method
///
/// `x[i, i, …] = fill_value` in place; with `wrap` it starts again below a tall matrix's first square.
///
/// Shapes: a matrix, or more dimensions of one size.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for fewer than 2 dimensions and for unequal ones beyond 2.
pub(crate) fn fill_diagonal_(x: &Tensor, value: Scalar, wrap: bool) -> Result<Tensor> {
    let s = x.sizes();
    ensure!(s.len() >= 2, "dimensions must larger than 1");
    ensure!(s.len() == 2 || s.iter().all(|&n| n == s[0]), "all dimensions of input must be of equal length");
    let g = x.geometry();
    let stride: i64 = g.strides.iter().sum();
    let n = s.iter().copied().min().unwrap_or(0);
    let (offset, strides) = (g.offset, g.strides.clone());
    drop(g);
    x.as_strided_with(&[n], &[stride], Some(offset))?.fill_(value)?;
    if wrap && s.len() == 2 && s[0] > s[1] + 1 {
        let step = s[1] + 1;
        let mut from = step;
        while from < s[0] {
            let m = (s[0] - from).min(s[1]);
            x.as_strided_with(&[m], &[stride], Some(offset + from * strides[0]))?.fill_(value)?;
            from += step;
        }
    }
    Ok(x.clone())
}

/// `_unravel_index(Tensor indices, int[] shape) -> Tensor[]` · function nondiff
///
/// `(i // (s1 s2 …) % s0, …, i % s_last)`: the coordinates, one tensor a dimension, of places in a flattened tensor of sizes `s`.
///
/// Shapes: tensors of the shape of `indices`.
/// Dtypes: integers; result 1 is int64; result 2 is int64; others raise TypeError.
/// Raises: ValueError for a shape with zero or negative sizes and for indices outside it.
pub(crate) fn unravel_index(indices: &Tensor, shape: &[i64]) -> Result<Vec<Tensor>> {
    let d = indices.dtype();
    ensure!(d.is_int() && d.computes(), Type, "expected 'indices' to be integer dtype, but got {}", d.name());
    let mut out = Vec::new();
    let mut rest = indices.to_dtype(DType::I64)?;
    for &n in shape.iter().rev() {
        if n <= 0 {
            bail!(Value, "\'shape\' cannot have zero or negative sizes, got {shape:?}");
        }
        out.push(rest.remainder(n)?);
        rest = rest.div_with(n, Some("floor"))?;
    }
    out.reverse();
    Ok(out)
}
