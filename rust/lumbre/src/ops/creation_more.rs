//! Tensors with chosen strides, of one number, and over closed ranges.

use super::creation::fill_range;
use super::promote::default_dtype;
use crate::backend::{Fresh, compute};
use crate::device::{Device, default_device};
use crate::ensure;
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::{self, Dims};
use lumbre_kernels::{DType, Scalar};

/// `scalar_tensor(Scalar s, *, dtype? dtype=None, device? device=None) -> Tensor` · function factory
///
/// `out[()] = s`: a tensor of one number, in the default dtype unless `dtype` is given.
///
/// Shapes: the result has no dimensions.
/// Dtypes: bool, integers, floats, complex by `dtype`, float32 without.
/// Raises: RuntimeError for a complex number in a real dtype.
pub(crate) fn scalar_tensor(s: Scalar, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
    let dtype = dtype.unwrap_or_else(default_dtype);
    ensure!(!s.is_complex() || dtype.is_complex(), "value cannot be converted to type {} without overflow", dtype.name());
    Tensor::full(&[], s, dtype, device.unwrap_or_else(default_device))
}

/// `empty_strided(int[] size, int[] stride, *, dtype? dtype=None, device? device=None) -> Tensor` · function factory
///
/// Uninitialised memory, where element `[i, j, …]` lies at `i * stride[0] + j * stride[1] + …`.
///
/// Shapes: the result has `size`.
/// Dtypes: bool, integers, floats, complex by `dtype`, float32 without.
/// Raises: RuntimeError for lists of two lengths, negative sizes and sizes too large for memory.
pub(crate) fn empty_strided(size: &[i64], stride: &[i64], dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
    ensure!(
        size.len() == stride.len(),
        "dimensionality of sizes ({}) must match dimensionality of strides ({})",
        size.len(),
        stride.len()
    );
    let n = geometry::checked_numel("empty_strided", size)?;
    let mut span = 0i128;
    if n > 0 {
        span = 1 + size.iter().zip(stride).map(|(&n, &s)| (n as i128 - 1) * s as i128).sum::<i128>();
    }
    let fits = stride.iter().all(|s| *s >= 0) && span < i64::MAX as i128;
    ensure!(fits, "Storage size calculation overflowed with sizes={size:?} and strides={stride:?}");
    let (dtype, device) = (dtype.unwrap_or_else(default_dtype), device.unwrap_or_else(default_device));
    let flat = super::creation::empty_op(&[span as i64], Some(dtype), Some(device), super::value::MemoryFormat::Contiguous)?;
    let mut g = (*flat.geometry()).clone();
    (g.sizes, g.strides) = (Dims::from_slice(size), Dims::from_slice(stride));
    Ok(Fresh::from_geometry(g).non_differentiable())
}

/// `empty_permuted(int[] size, int[] physical_layout, *, dtype? dtype=None, device? device=None) -> Tensor` · function factory
///
/// Uninitialised memory whose dimensions follow each other, outermost first, as `physical_layout` says.
///
/// Shapes: the result has `size`.
/// Dtypes: bool, integers, floats, complex by `dtype`, float32 without.
/// Raises: RuntimeError for a layout of another length, or one that names a dimension twice or out of range.
pub(crate) fn empty_permuted(size: &[i64], physical_layout: &[i64], dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
    ensure!(
        size.len() == physical_layout.len(),
        "Number of dimensions in size does not match the length of the physical_layout; i.e. len(size) = {} is not equal to len(physical_layout) = {}",
        size.len(),
        physical_layout.len()
    );
    geometry::checked_numel("empty_permuted", size)?;
    let mut stride = Dims::from_elem(-1, size.len());
    let mut step = 1;
    for &d in physical_layout.iter().rev() {
        ensure!(d >= 0 && (d as usize) < size.len(), "Dimension out of range (expected to be between 0 and {}, but got {d}).", size.len() - 1);
        ensure!(stride[d as usize] == -1, "Duplicate dim not allowed");
        stride[d as usize] = step;
        step *= size[d as usize].max(1);
    }
    empty_strided(size, &stride, dtype, device)
}

/// `range(Scalar start=0, Scalar end=0, Scalar step=1, *, dtype? dtype=None, device? device=None) -> Tensor` · function factory out
///
/// `out[i] = start + i * step`, up to `end` included. `arange` is the usual form.
///
/// Shapes: `(floor((end - start) / step) + 1)`.
/// Dtypes: bool, integers, floats, complex by `dtype`, float32 without.
/// Raises: RuntimeError for a step of 0, ends that are not finite, and a step away from `end`.
pub(crate) fn range(start: Scalar, end: Scalar, step: Scalar, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
    let (a, b, s) = (start.to_f64(), end.to_f64(), step.to_f64());
    ensure!(s != 0.0, "step must be nonzero");
    ensure!(a.is_finite() && b.is_finite(), "unsupported range: {a} -> {b}");
    ensure!((s > 0.0 && b >= a) || (s < 0.0 && b <= a), "upper bound and lower bound inconsistent with step sign");
    let n = ((b - a) / s).floor() + 1.0;
    ensure!(n < i64::MAX as f64, "invalid size, possible overflow");
    let dtype = dtype.unwrap_or_else(default_dtype);
    let y = Fresh::empty("range", &[n as i64], dtype, device.unwrap_or_else(default_device))?;
    compute("range", n as usize, &[], &[&y], move |_, o| {
        fill_range(&mut o[0], start, step, dtype);
        Ok(())
    })?;
    Ok(y.non_differentiable())
}

/// `vander(Tensor x, int? N=None, bool increasing=False) -> Tensor` · function
///
/// `out[i][j] = x[i]^(N - 1 - j)`, or `x[i]^j` with `increasing`; `N` is the vector's length by default.
///
/// Shapes: `(n)` to `(n, N)`.
/// Dtypes: bool, integers, floats, complex; bool, uint8, int8, int16, int32 give int64.
/// Raises: RuntimeError for another number of dimensions than 1 and a negative `N`.
pub(crate) fn vander(x: &Tensor, n: Option<i64>, increasing: bool) -> Result<Tensor> {
    ensure!(x.dim() == 1, "x must be a one-dimensional tensor.");
    let n = n.unwrap_or(x.numel());
    ensure!(n >= 0, "N must be non-negative.");
    let whole = !x.dtype().is_float() && !x.dtype().is_complex();
    let x = if whole { x.to_dtype(DType::I64)? } else { x.clone() };
    let ones = Tensor::ones(&[x.numel(), n.min(1)], x.dtype(), x.device())?;
    let y = match n > 1 {
        true => Tensor::cat_with(&[ones, x.unsqueeze(1)?.expand(&[x.numel(), n - 1])?.cumprod(1)?], 1)?,
        false => ones,
    };
    if increasing { Ok(y) } else { y.flip(&[1]) }
}
