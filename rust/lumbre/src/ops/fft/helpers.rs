//! Frequencies of the coefficients, and their order.

use crate::device::Device;
use crate::error::Result;
use crate::ops::promote::default_dtype;
use crate::tensor::Tensor;
use crate::tensor::geometry::{Dims, wrap_dim};
use crate::ensure;
use lumbre_kernels::{DType, Scalar};

fn places(from: i64, to: i64, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
    let d = dtype.unwrap_or_else(default_dtype);
    Tensor::arange_op_with(Scalar::Int(from), Scalar::Int(to), Scalar::Int(1), Some(d), device)
}

/// `fft_fftfreq(int n, float d=1.0, *, dtype? dtype=None, device? device=None) -> Tensor` · fft factory out
///
/// `[0, 1, …, -2, -1] / (d n)`: the frequencies of `fft` of `n` points `d` apart, in cycles per unit of `d`.
///
/// Shapes: `(n)`.
/// Dtypes: bool, integers, floats, complex by `dtype`, float32 without.
/// Raises: RuntimeError for a negative `n`.
pub(crate) fn fft_fftfreq(n: i64, d: f64, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
    ensure!(n >= 0, "fftfreq: n must not be negative, got {n}");
    let middle = (n - 1) / 2 + 1;
    let all = Tensor::cat(&[places(0, middle.min(n), dtype, device)?, places(-(n / 2), 0, dtype, device)?])?;
    all.mul(1.0 / (n as f64 * d))
}

/// `fft_rfftfreq(int n, float d=1.0, *, dtype? dtype=None, device? device=None) -> Tensor` · fft factory out
///
/// `[0, 1, …, n // 2] / (d n)`: the frequencies of `rfft` of `n` points `d` apart.
///
/// Shapes: `(n // 2 + 1)`.
/// Dtypes: bool, integers, floats, complex by `dtype`, float32 without.
/// Raises: RuntimeError for a negative `n`.
pub(crate) fn fft_rfftfreq(n: i64, d: f64, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
    ensure!(n >= 0, "rfftfreq: n must not be negative, got {n}");
    places(0, n / 2 + 1, dtype, device)?.mul(1.0 / (n as f64 * d))
}

fn shifted(x: &Tensor, dim: Option<&[i64]>, by: impl Fn(i64) -> i64) -> Result<Tensor> {
    let n = x.dim();
    let dims: Dims = match dim {
        Some(d) => d.iter().map(|d| wrap_dim(*d, n).map(|d| d as i64)).collect::<Result<_>>()?,
        None => (0..n as i64).collect(),
    };
    if dims.is_empty() {
        return x.clone_op();
    }
    let shifts: Dims = dims.iter().map(|d| x.size(*d).map(&by)).collect::<Result<_>>()?;
    x.roll_with(&shifts, &dims)
}

/// `fft_fftshift(Tensor input, int[1]? dim=None) -> Tensor` · fft
///
/// `out[(i + n // 2) % n] = x[i]` along each of `dim` (all by default): frequency zero goes to the middle.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn fft_fftshift(x: &Tensor, dim: Option<&[i64]>) -> Result<Tensor> {
    shifted(x, dim, |n| n / 2)
}

/// `fft_ifftshift(Tensor input, int[1]? dim=None) -> Tensor` · fft
///
/// `out[(i - n // 2) % n] = x[i]` along each of `dim` (all by default): the inverse of `fftshift`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn fft_ifftshift(x: &Tensor, dim: Option<&[i64]>) -> Result<Tensor> {
    shifted(x, dim, |n| (n + 1) / 2)
}
