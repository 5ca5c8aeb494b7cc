//! Window functions.

use crate::device::{Device, default_device};
use crate::error::Result;

use crate::ops::promote::default_dtype;
use crate::tensor::Tensor;
use crate::ensure;
use lumbre_kernels::DType;
use std::f64::consts::PI;

/// `f(i, last)` for `i` in `0..length`, where the whole window ends at `last`: a periodic one is the start of one that is longer by one.
fn window(op: &str, length: i64, periodic: bool, dtype: Option<DType>, device: Option<Device>, f: impl Fn(f64, f64) -> f64) -> Result<Tensor> {
    let dtype = dtype.unwrap_or_else(default_dtype);
    ensure!(dtype.is_float(), "{op} expects floating point dtypes, got: {}", dtype.scalar_name());
    ensure!(length >= 0, "{op} requires non-negative window_length, got window_length={length}");
    let last = if periodic { length } else { length - 1 } as f64;
    crate::tensor::geometry::checked_bytes(op, length, DType::F64)?;
    let mut values: Vec<f64> = crate::storage::list(length as usize)?;
    values.extend((0..length).map(|i| if length == 1 { 1.0 } else { f(i as f64, last) }));
    Tensor::from_slice(&values, &[length])?.to_dtype(dtype)?.to_device_with(Some(device.unwrap_or_else(default_device)), None, false, false, None)
}

/// `hann_window(int window_length, bool periodic=True, *, dtype? dtype=None, device? device=None) -> Tensor` · function factory
///
/// `sin(pi i / n)^2`; `n` is the length, or one less without `periodic`.
///
/// Shapes: `(window_length)`.
/// Dtypes: floats by `dtype`, float32 without; others raise RuntimeError.
/// Raises: RuntimeError for a negative length.
pub(crate) fn hann_window(length: i64, periodic: bool, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
    window("hann_window", length, periodic, dtype, device, |i, n| 0.5 - 0.5 * (2.0 * PI * i / n).cos())
}

/// `hamming_window(int window_length, bool periodic=True, float alpha=0.54, float beta=0.46, *, dtype? dtype=None, device? device=None) -> Tensor` · function factory
///
/// `alpha - beta cos(2 pi i / n)`; `n` is the length, or one less without `periodic`.
///
/// Shapes: `(window_length)`.
/// Dtypes: floats by `dtype`, float32 without; others raise RuntimeError.
/// Raises: RuntimeError for a negative length.
pub(crate) fn hamming_window(length: i64, periodic: bool, alpha: f64, beta: f64, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
    window("hamming_window", length, periodic, dtype, device, |i, n| alpha - beta * (2.0 * PI * i / n).cos())
}

/// `blackman_window(int window_length, bool periodic=True, *, dtype? dtype=None, device? device=None) -> Tensor` · function factory
///
/// `0.42 - 0.5 cos(2 pi i / n) + 0.08 cos(4 pi i / n)`; `n` is the length, or one less without `periodic`.
///
/// Shapes: `(window_length)`.
/// Dtypes: floats by `dtype`, float32 without; others raise RuntimeError.
/// Raises: RuntimeError for a negative length.
pub(crate) fn blackman_window(length: i64, periodic: bool, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
    window("blackman_window", length, periodic, dtype, device, |i, n| 0.42 - 0.5 * (2.0 * PI * i / n).cos() + 0.08 * (4.0 * PI * i / n).cos())
}

/// `bartlett_window(int window_length, bool periodic=True, *, dtype? dtype=None, device? device=None) -> Tensor` · function factory
///
/// `1 - |2 i / n - 1|`: a triangle from 0 up to 1 and down again; `n` is the length, or one less without `periodic`.
///
/// Shapes: `(window_length)`.
/// Dtypes: floats by `dtype`, float32 without; others raise RuntimeError.
/// Raises: RuntimeError for a negative length.
pub(crate) fn bartlett_window(length: i64, periodic: bool, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
    window("bartlett_window", length, periodic, dtype, device, |i, n| 1.0 - (2.0 * i / n - 1.0).abs())
}

/// The modified Bessel function of order zero, by its series.
fn i0(x: f64) -> f64 {
    let (mut term, mut sum, mut k) = (1.0, 1.0, 1.0);
    while term > sum * 1e-17 {
        term *= (x / (2.0 * k)) * (x / (2.0 * k));
        sum += term;
        k += 1.0;
    }
    sum
}

/// `kaiser_window(int window_length, bool periodic=True, float beta=12.0, *, dtype? dtype=None, device? device=None) -> Tensor` · function factory
///
/// `I0(beta sqrt(1 - (2 i / n - 1)^2)) / I0(beta)`; `n` is the length, or one less without `periodic`.
///
/// Shapes: `(window_length)`.
/// Dtypes: floats by `dtype`, float32 without; others raise RuntimeError.
/// Raises: RuntimeError for a negative length, for dtypes that are not floats, and a `beta` that is not finite or 700 and above.
/// Source: Kaiser, 1974.
pub(crate) fn kaiser_window(length: i64, periodic: bool, beta: f64, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
    ensure!(beta.is_finite() && beta.abs() < 700.0, "kaiser_window: beta must be finite and below 700, got {beta}");
    window("kaiser_window", length, periodic, dtype, device, |i, n| i0(beta * (1.0 - (2.0 * i / n - 1.0).powi(2)).max(0.0).sqrt()) / i0(beta))
}
