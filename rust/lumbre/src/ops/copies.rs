//! Copies of what views show, under PyTorch's names for them.

use crate::error::Result;
use crate::tensor::Tensor;
use lumbre_kernels::DType;

/// The elements of a view in memory of their own.
fn own(view: Tensor) -> Result<Tensor> {
    view.clone_contiguous()
}

/// `alias_copy(Tensor input) -> Tensor` · function out exact node=Alias0_copy
///
/// `x[i…]` as another tensor, in memory of its own.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
pub(crate) fn alias_copy(x: &Tensor) -> Result<Tensor> {
    own(x.alias()?)
}

/// `as_strided_copy(Tensor input, int[] size, int[] stride, int? storage_offset=None) -> Tensor` · function out exact node=AsStrided0_copy
///
/// `out[i, j, …] = storage[storage_offset + i * stride[0] + j * stride[1] + …]`, in memory of its own.
///
/// Shapes: any; the result has `size`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for places outside the storage and negative strides.
pub(crate) fn as_strided_copy(x: &Tensor, size: &[i64], stride: &[i64], storage_offset: Option<i64>) -> Result<Tensor> {
    own(x.as_strided_with(size, stride, storage_offset)?)
}

/// `detach_copy(Tensor input) -> Tensor` · function out
///
/// `x` outside the graph, in memory of its own.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
pub(crate) fn detach_copy(x: &Tensor) -> Result<Tensor> {
    own(x.detach()?)
}

/// `diagonal_copy(Tensor input, int offset=0, int dim1=0, int dim2=1) -> Tensor` · function out exact node=Diagonal0_copy
///
/// `out[…, i] = x[…, i, i + offset]` over `dim1` and `dim2`, in memory of its own.
///
/// Shapes: `(*, n, m)` to `(*, k)` with the diagonal's length `k`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for one dimension named twice; IndexError for a dimension out of range.
pub(crate) fn diagonal_copy(x: &Tensor, offset: i64, dim1: i64, dim2: i64) -> Result<Tensor> {
    own(x.diagonal_with(offset, dim1, dim2)?)
}

/// `expand_copy(Tensor input, int[] size, *, bool implicit=False) -> Tensor` · function out exact node=Expand0_copy
///
/// `x` stretched along dimensions of size 1 (-1 keeps a size), in memory of its own.
///
/// Shapes: any; the result has `size`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a size that differs where the input's is not 1.
pub(crate) fn expand_copy(x: &Tensor, size: &[i64], implicit: bool) -> Result<Tensor> {
    own(x.expand_with(size, implicit)?)
}

/// `narrow_copy(Tensor input, int dim, int start, int length) -> Tensor` · method function out exact node=NarrowCopy0
///
/// `x[start : start + length]` along `dim`, in memory of its own.
///
/// Shapes: `(*, n, *)` to `(*, length, *)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: IndexError for a dimension or a start out of range; RuntimeError for a stretch that ends beyond the dimension.
pub(crate) fn narrow_copy(x: &Tensor, dim: i64, start: i64, length: i64) -> Result<Tensor> {
    own(x.narrow(dim, start, length)?)
}

/// `permute_copy(Tensor input, int[] dims) -> Tensor` · function out exact node=Permute0_copy
///
/// `out[i[dims[0]], i[dims[1]], …] = x[i]`, in memory of its own.
///
/// Shapes: the input's sizes in the order `dims`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for another number of dimensions and for one named twice.
pub(crate) fn permute_copy(x: &Tensor, dims: &[i64]) -> Result<Tensor> {
    own(x.permute(dims)?)
}

/// `select_copy(Tensor input, int dim, int index) -> Tensor` · function out
///
/// `x[index]` along `dim`, in memory of its own.
///
/// Shapes: the input's without `dim`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: IndexError for a dimension or an index out of range.
pub(crate) fn select_copy(x: &Tensor, dim: i64, index: i64) -> Result<Tensor> {
    own(x.select(dim, index)?)
}

/// `slice_copy(Tensor input, int dim=0, int? start=None, int? end=None, int step=1) -> Tensor` · function out
///
/// `x[start:end:step]` along `dim`, in memory of its own.
///
/// Shapes: the input's with `ceil((end - start) / step)` in `dim`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a step below 1; IndexError for a dimension out of range.
pub(crate) fn slice_copy(x: &Tensor, dim: i64, start: Option<i64>, end: Option<i64>, step: i64) -> Result<Tensor> {
    own(x.slice_with(dim, start, end, step)?)
}

/// `squeeze_copy(Tensor input) -> Tensor` · function out exact node=Squeeze0_copy
///
/// `x` without its dimensions of size 1, in memory of its own.
///
/// Shapes: `(2, 1, 3)` to `(2, 3)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
pub(crate) fn squeeze_copy(x: &Tensor) -> Result<Tensor> {
    own(x.squeeze()?)
}

/// `squeeze_copy.dim(Tensor input, int[1] dim) -> Tensor` · function out exact node=Squeeze1_copy
///
/// `x` without those of the dimensions `dim` that have size 1, in memory of its own.
///
/// Shapes: `(1, 2, 1)` to `(2, 1)` for `dim` 0.
/// Dtypes: bool, integers, floats, complex.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn squeeze_copy_dim(x: &Tensor, dim: &[i64]) -> Result<Tensor> {
    own(x.squeeze_dim(dim)?)
}

/// `t_copy(Tensor input) -> Tensor` · function out exact node=T0_copy
///
/// `out[i][j] = x[j][i]`, in memory of its own; vectors and numbers as they are.
///
/// Shapes: `(n, m)` to `(m, n)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for more than 2 dimensions.
pub(crate) fn t_copy(x: &Tensor) -> Result<Tensor> {
    own(x.t()?)
}

/// `transpose_copy(Tensor input, int dim0, int dim1) -> Tensor` · function out exact node=Transpose0_copy
///
/// `x` with two dimensions exchanged, in memory of its own.
///
/// Shapes: the input's with two sizes exchanged.
/// Dtypes: bool, integers, floats, complex.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn transpose_copy(x: &Tensor, dim0: i64, dim1: i64) -> Result<Tensor> {
    own(x.transpose(dim0, dim1)?)
}

/// `unfold_copy(Tensor input, int dimension, int size, int step) -> Tensor` · function out exact node=Unfold0_copy
///
/// `out[…, i, …, j] = x[…, i * step + j, …]`: the windows along a dimension, in memory of its own.
///
/// Shapes: `(*, n, *)` to `(*, (n - size) // step + 1, *, size)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a window larger than the dimension and a step below 1.
pub(crate) fn unfold_copy(x: &Tensor, dimension: i64, size: i64, step: i64) -> Result<Tensor> {
    own(x.unfold(dimension, size, step)?)
}

/// `unsqueeze_copy(Tensor input, int dim) -> Tensor` · function out exact node=Unsqueeze0_copy
///
/// `x` with a dimension of size 1 put in at `dim`, in memory of its own.
///
/// Shapes: `(*)` to `(*, 1, *)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn unsqueeze_copy(x: &Tensor, dim: i64) -> Result<Tensor> {
    own(x.unsqueeze(dim)?)
}

/// `view_copy(Tensor input, int[] size) -> Tensor` · function out exact node=View0_copy
///
/// `x`'s elements in row-major order under another shape, in memory of its own; one size may be -1.
///
/// Shapes: any; the result has `size`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a size of another number of elements, and where the strides do not allow a view.
pub(crate) fn view_copy(x: &Tensor, size: &[i64]) -> Result<Tensor> {
    own(x.reshape(size)?)
}

/// `view_copy.dtype(Tensor input, dtype dtype) -> Tensor` · function out nondiff exact
///
/// `x`'s bytes read as another dtype, in memory of its own.
///
/// Shapes: the input's; the last dimension is scaled by the ratio of the dtypes' sizes.
/// Dtypes: bool, integers, floats, complex; the result is `dtype`.
/// Raises: RuntimeError where that dimension is not divisible.
pub(crate) fn view_copy_dtype(x: &Tensor, dtype: DType) -> Result<Tensor> {
    own(x.view_dtype(dtype)?)
}

/// `view_as_complex_copy(Tensor input) -> Tensor` · function out
///
/// `x[…, 0] + i * x[…, 1]`, in memory of its own.
///
/// Shapes: `(*, 2)` to `(*)`.
/// Dtypes: float32, float64; float32 gives complex64; float64 gives complex128; others raise NotImplementedError.
/// Raises: RuntimeError for a last dimension that is not 2 and for other dtypes than float32 and float64.
pub(crate) fn view_as_complex_copy(x: &Tensor) -> Result<Tensor> {
    own(x.view_as_complex()?)
}

/// `view_as_real_copy(Tensor input) -> Tensor` · function out
///
/// `out[…, 0] = re, out[…, 1] = im`, in memory of its own.
///
/// Shapes: `(*)` to `(*, 2)`.
/// Dtypes: complex; complex gives the real dtype; others raise TypeError.
/// Raises: RuntimeError for real tensors.
pub(crate) fn view_as_real_copy(x: &Tensor) -> Result<Tensor> {
    own(x.view_as_real()?)
}

/// `split_copy(Tensor input, int split_size, int dim=0) -> Tensor[]` · function
///
/// `x[0 : s], x[s : 2 s], …` along `dim` for `s = split_size`, each piece in memory of its own.
///
/// Shapes: pieces of `(*, split_size, *)`; the last may be smaller.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a negative `split_size`; IndexError for a dimension out of range.
pub(crate) fn split_copy(x: &Tensor, split_size: i64, dim: i64) -> Result<Vec<Tensor>> {
    x.split_with(split_size, dim)?.into_iter().map(own).collect()
}

/// `split_with_sizes_copy(Tensor input, int[] split_sizes, int dim=0) -> Tensor[]` · function node=SplitWithSizes0_copy
///
/// `x` cut along `dim` into pieces of the given sizes, each in memory of its own.
///
/// Shapes: pieces of `(*, split_sizes[i], *)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError where the sizes are negative or do not sum to the dimension's.
pub(crate) fn split_with_sizes_copy(x: &Tensor, split_sizes: &[i64], dim: i64) -> Result<Vec<Tensor>> {
    x.split_with_sizes_with(split_sizes, dim)?.into_iter().map(own).collect()
}

/// `unbind_copy(Tensor input, int dim=0) -> Tensor[]` · function node=Unbind0_copy
///
/// `x[0], x[1], …` along `dim`, each in memory of its own.
///
/// Shapes: pieces of the input's shape without `dim`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn unbind_copy(x: &Tensor, dim: i64) -> Result<Vec<Tensor>> {
    x.unbind_with(dim)?.into_iter().map(own).collect()
}

/// `slice_inverse(Tensor(a) input, Tensor src, int dim=0, int? start=None, int? end=None, int step=1) -> Tensor(a)` · method function view
///
/// A view of `input`'s memory with the sizes, strides and offset of `src`, of which `input` is a slice.
///
/// Shapes: the shape of `src`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a geometry that reaches beyond the storage.
pub(crate) fn slice_inverse(x: &Tensor, src: &Tensor, dim: i64, start: Option<i64>, end: Option<i64>, step: i64) -> Result<Tensor> {
    let _ = (dim, start, end, step);
    x.as_strided_with(&src.sizes(), &src.strides(), Some(src.storage_offset()))
}

/// `unsafe_split_with_sizes(Tensor input, int[] split_sizes, int dim=0) -> Tensor[]` · method function view node=UnsafeSplitWithSizes0
///
/// `x` cut along `dim` into pieces of the given sizes.
///
/// Shapes: pieces of `(*, split_sizes[i], *)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError where the sizes are negative or do not sum to the dimension's.
pub(crate) fn unsafe_split_with_sizes(x: &Tensor, split_sizes: &[i64], dim: i64) -> Result<Vec<Tensor>> {
    x.split_with_sizes_with(split_sizes, dim)
}
