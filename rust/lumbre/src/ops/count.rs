//! Counting and asking whether any or all elements are not zero.

use super::reduce::{drop_dims, launch_reduce};
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::{Dims, dim_mask, wrap_dim};
use lumbre_kernels::DType;
use lumbre_kernels::reduce::Reduce;
use smallvec::smallvec;

fn ask(name: &str, x: &Tensor, op: Reduce, mask: u64, keepdim: bool) -> Result<Tensor> {
    // Bytes give bytes, as they did when they were the bools.
    let out = if x.dtype() == DType::U8 { DType::U8 } else { DType::Bool };
    Ok(drop_dims(launch_reduce(name, x, op, mask, out)?, mask, keepdim).non_differentiable())
}

fn one(x: &Tensor, dim: i64) -> Result<u64> {
    let d = wrap_dim(dim, x.dim())?;
    Ok(if x.dim() == 0 { 0 } else { 1 << d })
}

/// `None` is all dimensions, an empty list none.
fn some(x: &Tensor, dims: Option<&[i64]>) -> Result<u64> {
    match dims {
        Some([]) => Ok(0),
        dims => dim_mask(dims.unwrap_or(&[]), x.dim()),
    }
}

/// `any(Tensor input) -> Tensor` · method function out nondiff
///
/// `x[0] != 0 or x[1] != 0 or …`; false without elements.
///
/// Shapes: any; the result is `()`.
/// Dtypes: bool, integers, floats, complex; int8, int16, int32, int64, floats, complex give bool.
/// Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
pub(crate) fn any(x: &Tensor) -> Result<Tensor> {
    ask("any", x, Reduce::Any, dim_mask(&[], x.dim())?, false)
}

/// `any.dim(Tensor input, int dim, bool keepdim=False) -> Tensor` · method function out nondiff
///
/// Whether `x != 0` for some element over `dim`; false over no elements.
///
/// Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
/// Dtypes: bool, integers, floats, complex; int8, int16, int32, int64, floats, complex give bool.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn any_dim(x: &Tensor, dim: i64, keepdim: bool) -> Result<Tensor> {
    ask("any", x, Reduce::Any, one(x, dim)?, keepdim)
}

/// `any.dims(Tensor input, int[]? dim=None, bool keepdim=False) -> Tensor` · method function out nondiff
///
/// Whether `x != 0` for some element over `dim`; false over no elements.
///
/// Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
/// Dtypes: bool, integers, floats, complex; int8, int16, int32, int64, floats, complex give bool.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn any_dims(x: &Tensor, dim: Option<&[i64]>, keepdim: bool) -> Result<Tensor> {
    ask("any", x, Reduce::Any, some(x, dim)?, keepdim)
}

/// `all(Tensor input) -> Tensor` · method function out nondiff
///
/// `x[0] != 0 and x[1] != 0 and …`; true without elements.
///
/// Shapes: any; the result is `()`.
/// Dtypes: bool, integers, floats, complex; int8, int16, int32, int64, floats, complex give bool.
/// Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
pub(crate) fn all(x: &Tensor) -> Result<Tensor> {
    ask("all", x, Reduce::All, dim_mask(&[], x.dim())?, false)
}

/// `all.dim(Tensor input, int dim, bool keepdim=False) -> Tensor` · method function out nondiff
///
/// Whether `x != 0` for every element over `dim`; true over no elements.
///
/// Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
/// Dtypes: bool, integers, floats, complex; int8, int16, int32, int64, floats, complex give bool.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn all_dim(x: &Tensor, dim: i64, keepdim: bool) -> Result<Tensor> {
    ask("all", x, Reduce::All, one(x, dim)?, keepdim)
}

/// `all.dims(Tensor input, int[]? dim=None, bool keepdim=False) -> Tensor` · method function out nondiff
///
/// Whether `x != 0` for every element over `dim`; true over no elements.
///
/// Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
/// Dtypes: bool, integers, floats, complex; int8, int16, int32, int64, floats, complex give bool.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn all_dims(x: &Tensor, dim: Option<&[i64]>, keepdim: bool) -> Result<Tensor> {
    ask("all", x, Reduce::All, some(x, dim)?, keepdim)
}

fn nonzeros(x: &Tensor, mask: u64) -> Result<Tensor> {
    Ok(drop_dims(launch_reduce("count_nonzero", x, Reduce::CountNonzero, mask, DType::I64)?, mask, false).non_differentiable())
}

/// `count_nonzero(Tensor input, int? dim=None) -> Tensor` · method function nondiff
///
/// `sum(x != 0)`, of all elements or over `dim`.
///
/// Shapes: the input's without `dim`; `()` without it.
/// Dtypes: bool, integers, floats, complex; the result is int64.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn count_nonzero(x: &Tensor, dim: Option<i64>) -> Result<Tensor> {
    let dims: Dims = dim.map(|d| smallvec![d]).unwrap_or_default();
    nonzeros(x, dim_mask(&dims, x.dim())?)
}

/// `count_nonzero.dims(Tensor input, int[] dim) -> Tensor` · method function nondiff
///
/// `sum(x != 0)`, of all elements or over `dim`.
///
/// Shapes: the input's without `dim`; `()` without it.
/// Dtypes: bool, integers, floats, complex; the result is int64.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn count_nonzero_dims(x: &Tensor, dim: &[i64]) -> Result<Tensor> {
    nonzeros(x, dim_mask(dim, x.dim())?)
}
