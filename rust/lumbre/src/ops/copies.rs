//! Copies of what views show, under PyTorch's names for them.

use crate::error::Result;
use crate::tensor::Tensor;
use lumbre_kernels::DType;

/// The elements of a view in memory of their own.
fn own(view: Tensor) -> Result<Tensor> {
    view.clone_contiguous()
}

/// `alias_copy(Tensor input) -> Tensor` · function out
///
/// As `alias`, in memory of its own.
pub(crate) fn alias_copy(x: &Tensor) -> Result<Tensor> {
    own(x.alias()?)
}

/// `as_strided_copy(Tensor input, int[] size, int[] stride, int? storage_offset=None) -> Tensor` · function out
///
/// As `as_strided`, in memory of its own.
pub(crate) fn as_strided_copy(x: &Tensor, size: &[i64], stride: &[i64], storage_offset: Option<i64>) -> Result<Tensor> {
    own(x.as_strided_with(size, stride, storage_offset)?)
}

/// `detach_copy(Tensor input) -> Tensor` · function out
///
/// As `detach`, in memory of its own.
pub(crate) fn detach_copy(x: &Tensor) -> Result<Tensor> {
    own(x.detach()?)
}

/// `diagonal_copy(Tensor input, int offset=0, int dim1=0, int dim2=1) -> Tensor` · function out
///
/// As `diagonal`, in memory of its own.
pub(crate) fn diagonal_copy(x: &Tensor, offset: i64, dim1: i64, dim2: i64) -> Result<Tensor> {
    own(x.diagonal_with(offset, dim1, dim2)?)
}

/// `expand_copy(Tensor input, int[] size, *, bool implicit=False) -> Tensor` · function out
///
/// As `expand`, in memory of its own.
pub(crate) fn expand_copy(x: &Tensor, size: &[i64], implicit: bool) -> Result<Tensor> {
    own(x.expand_with(size, implicit)?)
}

/// `narrow_copy(Tensor input, int dim, int start, int length) -> Tensor` · method function out
///
/// As `narrow`, in memory of its own.
pub(crate) fn narrow_copy(x: &Tensor, dim: i64, start: i64, length: i64) -> Result<Tensor> {
    own(x.narrow(dim, start, length)?)
}

/// `permute_copy(Tensor input, int[] dims) -> Tensor` · function out
///
/// As `permute`, in memory of its own.
pub(crate) fn permute_copy(x: &Tensor, dims: &[i64]) -> Result<Tensor> {
    own(x.permute(dims)?)
}

/// `select_copy(Tensor input, int dim, int index) -> Tensor` · function out
///
/// As `select`, in memory of its own.
pub(crate) fn select_copy(x: &Tensor, dim: i64, index: i64) -> Result<Tensor> {
    own(x.select(dim, index)?)
}

/// `slice_copy(Tensor input, int dim=0, int? start=None, int? end=None, int step=1) -> Tensor` · function out
///
/// As `slice`, in memory of its own.
pub(crate) fn slice_copy(x: &Tensor, dim: i64, start: Option<i64>, end: Option<i64>, step: i64) -> Result<Tensor> {
    own(x.slice_with(dim, start, end, step)?)
}

/// `squeeze_copy(Tensor input) -> Tensor` · function out
///
/// As `squeeze`, in memory of its own.
pub(crate) fn squeeze_copy(x: &Tensor) -> Result<Tensor> {
    own(x.squeeze()?)
}

/// `squeeze_copy.dim(Tensor input, int[1] dim) -> Tensor` · function out
///
/// As `squeeze`, in memory of its own.
pub(crate) fn squeeze_copy_dim(x: &Tensor, dim: &[i64]) -> Result<Tensor> {
    own(x.squeeze_dim(dim)?)
}

/// `t_copy(Tensor input) -> Tensor` · function out
///
/// As `t`, in memory of its own.
pub(crate) fn t_copy(x: &Tensor) -> Result<Tensor> {
    own(x.t()?)
}

/// `transpose_copy(Tensor input, int dim0, int dim1) -> Tensor` · function out
///
/// As `transpose`, in memory of its own.
pub(crate) fn transpose_copy(x: &Tensor, dim0: i64, dim1: i64) -> Result<Tensor> {
    own(x.transpose(dim0, dim1)?)
}

/// `unfold_copy(Tensor input, int dimension, int size, int step) -> Tensor` · function out
///
/// As `unfold`, in memory of its own.
pub(crate) fn unfold_copy(x: &Tensor, dimension: i64, size: i64, step: i64) -> Result<Tensor> {
    own(x.unfold(dimension, size, step)?)
}

/// `unsqueeze_copy(Tensor input, int dim) -> Tensor` · function out
///
/// As `unsqueeze`, in memory of its own.
pub(crate) fn unsqueeze_copy(x: &Tensor, dim: i64) -> Result<Tensor> {
    own(x.unsqueeze(dim)?)
}

/// `view_copy(Tensor input, int[] size) -> Tensor` · function out
///
/// As `view`, in memory of its own.
pub(crate) fn view_copy(x: &Tensor, size: &[i64]) -> Result<Tensor> {
    own(x.view(size)?)
}

/// `view_copy.dtype(Tensor input, dtype dtype) -> Tensor` · function out nondiff
///
/// As `view`, in memory of its own.
pub(crate) fn view_copy_dtype(x: &Tensor, dtype: DType) -> Result<Tensor> {
    own(x.view_dtype(dtype)?)
}

/// `view_as_complex_copy(Tensor input) -> Tensor` · function out
///
/// As `view_as_complex`, in memory of its own.
pub(crate) fn view_as_complex_copy(x: &Tensor) -> Result<Tensor> {
    own(x.view_as_complex()?)
}

/// `view_as_real_copy(Tensor input) -> Tensor` · function out
///
/// As `view_as_real`, in memory of its own.
pub(crate) fn view_as_real_copy(x: &Tensor) -> Result<Tensor> {
    own(x.view_as_real()?)
}

/// `split_copy(Tensor input, int split_size, int dim=0) -> Tensor[]` · function
///
/// As `split`, each piece in memory of its own.
pub(crate) fn split_copy(x: &Tensor, split_size: i64, dim: i64) -> Result<Vec<Tensor>> {
    x.split_with(split_size, dim)?.into_iter().map(own).collect()
}

/// `split_with_sizes_copy(Tensor input, int[] split_sizes, int dim=0) -> Tensor[]` · function
///
/// As `split_with_sizes`, each piece in memory of its own.
pub(crate) fn split_with_sizes_copy(x: &Tensor, split_sizes: &[i64], dim: i64) -> Result<Vec<Tensor>> {
    x.split_with_sizes_with(split_sizes, dim)?.into_iter().map(own).collect()
}

/// `unbind_copy(Tensor input, int dim=0) -> Tensor[]` · function
///
/// As `unbind`, each piece in memory of its own.
pub(crate) fn unbind_copy(x: &Tensor, dim: i64) -> Result<Vec<Tensor>> {
    x.unbind_with(dim)?.into_iter().map(own).collect()
}

/// `slice_inverse(Tensor(a) input, Tensor src, int dim=0, int? start=None, int? end=None, int step=1) -> Tensor(a)` · method function view
///
/// The geometry of `src` over the memory of `input`: what `input` was sliced from.
pub(crate) fn slice_inverse(x: &Tensor, src: &Tensor, dim: i64, start: Option<i64>, end: Option<i64>, step: i64) -> Result<Tensor> {
    let _ = (dim, start, end, step);
    x.as_strided_with(&src.sizes(), &src.strides(), Some(src.storage_offset()))
}

/// `unsafe_split_with_sizes(Tensor input, int[] split_sizes, int dim=0) -> Tensor[]` · method function view
///
/// As `split_with_sizes`.
pub(crate) fn unsafe_split_with_sizes(x: &Tensor, split_sizes: &[i64], dim: i64) -> Result<Vec<Tensor>> {
    x.split_with_sizes_with(split_sizes, dim)
}
