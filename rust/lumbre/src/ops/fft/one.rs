//! Transforms over one dimension.

use super::core::{normalization, promoted, resized};
use crate::error::Result;
use crate::tensor::Tensor;
use crate::ensure;

/// The input cut or filled to `n` points.
fn points(x: &Tensor, n: Option<i64>, dim: i64) -> Result<Tensor> {
    ensure!(x.dim() > 0, Index, "Dimension specified as {dim} but tensor has no dimensions");
    let n = n.unwrap_or(x.size(dim)?);
    ensure!(n >= 1, "Invalid number of data points ({n}) specified");
    resized(x, dim, n)
}

fn complex(x: &Tensor, n: Option<i64>, dim: i64, norm: Option<&str>, forward: bool) -> Result<Tensor> {
    // Half of a real signal's coefficients follow from the others.
    let real = forward && !x.dtype().is_complex();
    let x = points(&promoted(x, !real)?, n, dim)?;
    let norm = normalization(norm, forward)?;
    if real { x.fft_r2c(&[dim], norm, false) } else { x.fft_c2c(&[dim], norm, forward) }
}

fn real_input(op: &str, x: &Tensor) -> Result<Tensor> {
    ensure!(!x.dtype().is_complex(), Type, "{op} expects a real input tensor, but got {}", x.dtype().scalar_name());
    promoted(x, false)
}

/// Complex halves to `n` real points.
fn to_real(x: &Tensor, n: Option<i64>, dim: i64, norm: Option<&str>, forward: bool) -> Result<Tensor> {
    let x = promoted(x, true)?;
    ensure!(x.dim() > 0, Index, "Dimension specified as {dim} but tensor has no dimensions");
    let n = n.unwrap_or((x.size(dim)? - 1) * 2);
    ensure!(n >= 1, "Invalid number of data points ({n}) specified");
    let x = if forward { x.conj()? } else { x };
    x.fft_c2r(&[dim], normalization(norm, forward)?, n)
}

/// `fft_fft(Tensor input, int? n=None, int dim=-1, str? norm=None) -> Tensor` · fft out autocast=f32
///
/// `y[k] = sum(x[j] exp(-2 pi i j k / n))` along `dim`, cut or filled with zeros to `n` points. `norm`: `'backward'` leaves it so,
/// `'ortho'` scales by `1 / sqrt(n)`, `'forward'` by `1 / n`.
///
/// Shapes: the input's with `n` in `dim`.
/// Dtypes: bool, integers, float32, float64, complex; bool, integers, float32 give complex64; float64 gives complex128; others raise
///   NotImplementedError.
/// Raises: RuntimeError for an `n` below 1 and another `norm`; IndexError for a dimension out of range.
/// Source: Cooley and Tukey, 1965.
pub(crate) fn fft_fft(x: &Tensor, n: Option<i64>, dim: i64, norm: Option<&str>) -> Result<Tensor> {
    complex(x, n, dim, norm, true)
}

/// `fft_ifft(Tensor input, int? n=None, int dim=-1, str? norm=None) -> Tensor` · fft out autocast=f32
///
/// `x[j] = sum over k of y[k] exp(2 pi i j k / n) / n` along `dim`. `norm`: `'backward'` has it so, `'ortho'` divides by `sqrt(n)`,
/// `'forward'` not at all.
///
/// Shapes: the input's with `n` in `dim`.
/// Dtypes: bool, integers, float32, float64, complex; bool, integers, float32 give complex64; float64 gives complex128; others raise
///   NotImplementedError.
/// Raises: RuntimeError for an `n` below 1 and another `norm`; IndexError for a dimension out of range.
/// Source: Cooley and Tukey, 1965.
pub(crate) fn fft_ifft(x: &Tensor, n: Option<i64>, dim: i64, norm: Option<&str>) -> Result<Tensor> {
    complex(x, n, dim, norm, false)
}

/// `fft_rfft(Tensor input, int? n=None, int dim=-1, str? norm=None) -> Tensor` · fft out autocast=f32
///
/// `y[k] = sum over j of x[j] exp(-2 pi i j k / n)` of real numbers along `dim`, for `k <= n // 2`; the others are their conjugates.
///
/// Shapes: the input's with `n // 2 + 1` in `dim`.
/// Dtypes: bool, integers, float32, float64; bool, integers, float32 give complex64; float64 gives complex128; others raise
///   NotImplementedError or TypeError.
/// Raises: RuntimeError for an `n` below 1 and another `norm`; IndexError for a dimension out of range.
/// Source: Cooley and Tukey, 1965.
pub(crate) fn fft_rfft(x: &Tensor, n: Option<i64>, dim: i64, norm: Option<&str>) -> Result<Tensor> {
    points(&real_input("rfft", x)?, n, dim)?.fft_r2c(&[dim], normalization(norm, true)?, true)
}

/// `fft_irfft(Tensor input, int? n=None, int dim=-1, str? norm=None) -> Tensor` · fft out autocast=f32
///
/// `x[j] = sum over k of y[k] exp(2 pi i j k / n) / n` for coefficients with `y[n - k] = conj(y[k])`, of which `n // 2 + 1` are given:
/// `n` real numbers.
///
/// Shapes: the input's with `n` (by default `2 (m - 1)`) in `dim`.
/// Dtypes: bool, integers, float32, float64, complex; bool, integers give float32; complex gives the real dtype; others raise
///   NotImplementedError.
/// Raises: RuntimeError for an `n` below 1 and another `norm`; IndexError for a dimension out of range.
/// Source: Cooley and Tukey, 1965.
pub(crate) fn fft_irfft(x: &Tensor, n: Option<i64>, dim: i64, norm: Option<&str>) -> Result<Tensor> {
    to_real(x, n, dim, norm, false)
}

/// `fft_hfft(Tensor input, int? n=None, int dim=-1, str? norm=None) -> Tensor` · fft out autocast=f32
///
/// `y[k] = sum over j of x[j] exp(-2 pi i j k / n)` for a signal with `x[n - j] = conj(x[j])`, of which `n // 2 + 1` points are given:
/// `n` real numbers.
///
/// Shapes: the input's with `n` (by default `2 (m - 1)`) in `dim`.
/// Dtypes: bool, integers, float32, float64, complex; bool, integers give float32; complex gives the real dtype; others raise
///   NotImplementedError.
/// Raises: RuntimeError for an `n` below 1 and another `norm`; IndexError for a dimension out of range.
/// Source: Cooley and Tukey, 1965.
pub(crate) fn fft_hfft(x: &Tensor, n: Option<i64>, dim: i64, norm: Option<&str>) -> Result<Tensor> {
    to_real(x, n, dim, norm, true)
}

/// `fft_ihfft(Tensor input, int? n=None, int dim=-1, str? norm=None) -> Tensor` · fft out autocast=f32
///
/// The inverse of `hfft`: `conj(rfft(x)) / n`.
///
/// Shapes: the input's with `n // 2 + 1` in `dim`.
/// Dtypes: bool, integers, float32, float64; bool, integers, float32 give complex64; float64 gives complex128; others raise
///   NotImplementedError or TypeError.
/// Raises: RuntimeError for an `n` below 1 and another `norm`; IndexError for a dimension out of range.
/// Source: Cooley and Tukey, 1965.
pub(crate) fn fft_ihfft(x: &Tensor, n: Option<i64>, dim: i64, norm: Option<&str>) -> Result<Tensor> {
    points(&real_input("ihfft", x)?, n, dim)?.fft_r2c(&[dim], normalization(norm, false)?, true)?.conj()
}
