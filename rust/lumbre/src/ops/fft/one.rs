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
    let x = promoted(x, true)?;
    points(&x, n, dim)?.fft_c2c(&[dim], normalization(norm, forward)?, forward)
}

fn real_input(op: &str, x: &Tensor) -> Result<Tensor> {
    ensure!(!x.dtype().is_complex(), "{op} expects a real input tensor, but got {}", x.dtype().scalar_name());
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
pub(crate) fn fft_fft(x: &Tensor, n: Option<i64>, dim: i64, norm: Option<&str>) -> Result<Tensor> {
    complex(x, n, dim, norm, true)
}

/// `fft_ifft(Tensor input, int? n=None, int dim=-1, str? norm=None) -> Tensor` · fft out autocast=f32
///
/// The inverse of `fft`: scaled by `1 / n`, or `1 / sqrt(n)` for `'ortho'`, or not for `'forward'`.
pub(crate) fn fft_ifft(x: &Tensor, n: Option<i64>, dim: i64, norm: Option<&str>) -> Result<Tensor> {
    complex(x, n, dim, norm, false)
}

/// `fft_rfft(Tensor input, int? n=None, int dim=-1, str? norm=None) -> Tensor` · fft out autocast=f32
///
/// The first `n / 2 + 1` coefficients of `fft` for real input; the others are their conjugates.
pub(crate) fn fft_rfft(x: &Tensor, n: Option<i64>, dim: i64, norm: Option<&str>) -> Result<Tensor> {
    points(&real_input("rfft", x)?, n, dim)?.fft_r2c(&[dim], normalization(norm, true)?, true)
}

/// `fft_irfft(Tensor input, int? n=None, int dim=-1, str? norm=None) -> Tensor` · fft out autocast=f32
///
/// The inverse of `rfft`: `n` real points, by default `2 (m - 1)` for `m` coefficients.
pub(crate) fn fft_irfft(x: &Tensor, n: Option<i64>, dim: i64, norm: Option<&str>) -> Result<Tensor> {
    to_real(x, n, dim, norm, false)
}

/// `fft_hfft(Tensor input, int? n=None, int dim=-1, str? norm=None) -> Tensor` · fft out autocast=f32
///
/// The transform of a Hermitian signal, of which half is given, into `n` real points.
pub(crate) fn fft_hfft(x: &Tensor, n: Option<i64>, dim: i64, norm: Option<&str>) -> Result<Tensor> {
    to_real(x, n, dim, norm, true)
}

/// `fft_ihfft(Tensor input, int? n=None, int dim=-1, str? norm=None) -> Tensor` · fft out autocast=f32
///
/// The inverse of `hfft`.
pub(crate) fn fft_ihfft(x: &Tensor, n: Option<i64>, dim: i64, norm: Option<&str>) -> Result<Tensor> {
    points(&real_input("ihfft", x)?, n, dim)?.fft_r2c(&[dim], normalization(norm, false)?, true)?.conj()
}
