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
/// Whether any element is not zero.
pub(crate) fn any(x: &Tensor) -> Result<Tensor> {
    ask("any", x, Reduce::Any, dim_mask(&[], x.dim())?, false)
}

/// `any.dim(Tensor input, int dim, bool keepdim=False) -> Tensor` · method function out nondiff
///
/// Whether any element along `dim` is not zero.
pub(crate) fn any_dim(x: &Tensor, dim: i64, keepdim: bool) -> Result<Tensor> {
    ask("any", x, Reduce::Any, one(x, dim)?, keepdim)
}

/// `any.dims(Tensor input, int[]? dim=None, bool keepdim=False) -> Tensor` · method function out nondiff
///
/// Whether any element over `dim` is not zero.
pub(crate) fn any_dims(x: &Tensor, dim: Option<&[i64]>, keepdim: bool) -> Result<Tensor> {
    ask("any", x, Reduce::Any, some(x, dim)?, keepdim)
}

/// `all(Tensor input) -> Tensor` · method function out nondiff
///
/// Whether no element is zero.
pub(crate) fn all(x: &Tensor) -> Result<Tensor> {
    ask("all", x, Reduce::All, dim_mask(&[], x.dim())?, false)
}

/// `all.dim(Tensor input, int dim, bool keepdim=False) -> Tensor` · method function out nondiff
///
/// Whether no element along `dim` is zero.
pub(crate) fn all_dim(x: &Tensor, dim: i64, keepdim: bool) -> Result<Tensor> {
    ask("all", x, Reduce::All, one(x, dim)?, keepdim)
}

/// `all.dims(Tensor input, int[]? dim=None, bool keepdim=False) -> Tensor` · method function out nondiff
///
/// Whether no element over `dim` is zero.
pub(crate) fn all_dims(x: &Tensor, dim: Option<&[i64]>, keepdim: bool) -> Result<Tensor> {
    ask("all", x, Reduce::All, some(x, dim)?, keepdim)
}

fn nonzeros(x: &Tensor, mask: u64) -> Result<Tensor> {
    Ok(drop_dims(launch_reduce("count_nonzero", x, Reduce::CountNonzero, mask, DType::I64)?, mask, false).non_differentiable())
}

/// `count_nonzero(Tensor input, int? dim=None) -> Tensor` · method function nondiff
///
/// How many elements are not zero, of all or along `dim`.
pub(crate) fn count_nonzero(x: &Tensor, dim: Option<i64>) -> Result<Tensor> {
    let dims: Dims = dim.map(|d| smallvec![d]).unwrap_or_default();
    nonzeros(x, dim_mask(&dims, x.dim())?)
}

/// `count_nonzero.dims(Tensor input, int[] dim) -> Tensor` · method function nondiff
///
/// How many elements over `dim` are not zero.
pub(crate) fn count_nonzero_dims(x: &Tensor, dim: &[i64]) -> Result<Tensor> {
    nonzeros(x, dim_mask(dim, x.dim())?)
}
