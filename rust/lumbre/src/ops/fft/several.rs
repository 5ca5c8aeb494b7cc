//! Transforms over several dimensions.

use super::core::{normalization, promoted, resized};
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::{Dims, wrap_dim};
use crate::ensure;

/// The dimensions and how many points each has.
fn layout(x: &Tensor, s: Option<&[i64]>, dim: Option<&[i64]>) -> Result<(Dims, Dims)> {
    let n = x.dim();
    let dims: Dims = match (dim, s) {
        (Some(d), _) => d.iter().map(|d| wrap_dim(*d, n).map(|d| d as i64)).collect::<Result<_>>()?,
        (None, Some(s)) => {
            ensure!(s.len() <= n, "Got shape with {} values but input tensor only has {n} dimensions.", s.len());
            ((n - s.len()) as i64..n as i64).collect()
        }
        (None, None) => (0..n as i64).collect(),
    };
    ensure!(n > 0 || dims.is_empty(), Index, "Dimension specified as 0 but tensor has no dimensions");
    for (i, d) in dims.iter().enumerate() {
        ensure!(!dims[..i].contains(d), "FFT dims must be unique");
    }
    let sizes: Dims = match s {
        Some(s) => {
            ensure!(s.len() == dims.len(), "When given, dim and shape arguments must have the same length");
            s.iter().zip(&dims).map(|(n, d)| if *n == -1 { x.size(*d) } else { Ok(*n) }).collect::<Result<_>>()?
        }
        None => dims.iter().map(|d| x.size(*d)).collect::<Result<_>>()?,
    };
    Ok((dims, sizes))
}

fn fit(x: &Tensor, dims: &[i64], sizes: &[i64]) -> Result<Tensor> {
    dims.iter().zip(sizes).try_fold(x.clone(), |x, (d, n)| {
        ensure!(*n >= 1, "Invalid number of data points ({n}) specified");
        resized(&x, *d, *n)
    })
}

fn complex(x: &Tensor, s: Option<&[i64]>, dim: Option<&[i64]>, norm: Option<&str>, forward: bool) -> Result<Tensor> {
    let real = forward && !x.dtype().is_complex();
    let x = promoted(x, !real)?;
    let (dims, sizes) = layout(&x, s, dim)?;
    let x = fit(&x, &dims, &sizes)?;
    let norm = normalization(norm, forward)?;
    if real { x.fft_r2c(&dims, norm, false) } else { x.fft_c2c(&dims, norm, forward) }
}

fn from_real(op: &str, x: &Tensor, s: Option<&[i64]>, dim: Option<&[i64]>, norm: Option<&str>, forward: bool) -> Result<Tensor> {
    ensure!(!x.dtype().is_complex(), Type, "{op} expects a real-valued input tensor, but got {}", x.dtype().scalar_name());
    let x = promoted(x, false)?;
    let (dims, sizes) = layout(&x, s, dim)?;
    ensure!(!dims.is_empty(), "{op} must transform at least one axis");
    let y = fit(&x, &dims, &sizes)?.fft_r2c(&dims, normalization(norm, forward)?, true)?;
    if forward { Ok(y) } else { y.conj() }
}

fn to_real(op: &str, x: &Tensor, s: Option<&[i64]>, dim: Option<&[i64]>, norm: Option<&str>, forward: bool) -> Result<Tensor> {
    let x = promoted(x, true)?;
    let (dims, mut sizes) = layout(&x, s, dim)?;
    let k = dims.len();
    ensure!(k > 0, "{op} must transform at least one axis");
    let last = match s {
        Some(s) if s[k - 1] != -1 => s[k - 1],
        _ => 2 * (sizes[k - 1] - 1),
    };
    ensure!(last >= 1, "Invalid number of data points ({last}) specified");
    sizes[k - 1] = last / 2 + 1;
    let x = fit(&x, &dims, &sizes)?;
    let x = if forward { x.conj()? } else { x };
    x.fft_c2r(&dims, normalization(norm, forward)?, last)
}

/// `fft_fftn(Tensor input, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` · fft out autocast=f32
///
/// `fft` along each of the dimensions `dim`, cut or filled with zeros to `s` points.
///
/// Shapes: the input's with `s` in `dim`.
/// Dtypes: bool, integers, float32, float64, complex; bool, integers, float32 give complex64; float64 gives complex128; others raise
///   NotImplementedError.
/// Raises: RuntimeError for points below 1, another `norm`, and lists that do not fit; IndexError for a dimension out of range.
/// Source: Cooley and Tukey, 1965.
pub(crate) fn fft_fftn(x: &Tensor, s: Option<&[i64]>, dim: Option<&[i64]>, norm: Option<&str>) -> Result<Tensor> {
    complex(x, s, dim, norm, true)
}

/// `fft_fft2(Tensor input, int[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` · fft out autocast=f32
///
/// `fft` along each of the dimensions `dim`, cut or filled with zeros to `s` points.
///
/// Shapes: the input's with `s` in `dim`.
/// Dtypes: bool, integers, float32, float64, complex; bool, integers, float32 give complex64; float64 gives complex128; others raise
///   NotImplementedError.
/// Raises: RuntimeError for points below 1, another `norm`, and lists that do not fit; IndexError for a dimension out of range.
/// Source: Cooley and Tukey, 1965.
pub(crate) fn fft_fft2(x: &Tensor, s: Option<&[i64]>, dim: &[i64], norm: Option<&str>) -> Result<Tensor> {
    complex(x, s, Some(dim), norm, true)
}

/// `fft_ifftn(Tensor input, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` · fft out autocast=f32
///
/// `ifft` along each of the dimensions `dim`, cut or filled with zeros to `s` points.
///
/// Shapes: the input's with `s` in `dim`.
/// Dtypes: bool, integers, float32, float64, complex; bool, integers, float32 give complex64; float64 gives complex128; others raise
///   NotImplementedError.
/// Raises: RuntimeError for points below 1, another `norm`, and lists that do not fit; IndexError for a dimension out of range.
/// Source: Cooley and Tukey, 1965.
pub(crate) fn fft_ifftn(x: &Tensor, s: Option<&[i64]>, dim: Option<&[i64]>, norm: Option<&str>) -> Result<Tensor> {
    complex(x, s, dim, norm, false)
}

/// `fft_ifft2(Tensor input, int[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` · fft out autocast=f32
///
/// `ifft` along each of the dimensions `dim`, cut or filled with zeros to `s` points.
///
/// Shapes: the input's with `s` in `dim`.
/// Dtypes: bool, integers, float32, float64, complex; bool, integers, float32 give complex64; float64 gives complex128; others raise
///   NotImplementedError.
/// Raises: RuntimeError for points below 1, another `norm`, and lists that do not fit; IndexError for a dimension out of range.
/// Source: Cooley and Tukey, 1965.
pub(crate) fn fft_ifft2(x: &Tensor, s: Option<&[i64]>, dim: &[i64], norm: Option<&str>) -> Result<Tensor> {
    complex(x, s, Some(dim), norm, false)
}

/// `fft_rfftn(Tensor input, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` · fft out autocast=f32
///
/// `rfft` along the last of the dimensions, `fft` along the others.
///
/// Shapes: the input's with `s` in `dim`, but `s // 2 + 1` in the last.
/// Dtypes: bool, integers, float32, float64; bool, integers, float32 give complex64; float64 gives complex128; others raise
///   NotImplementedError or TypeError.
/// Raises: RuntimeError for points below 1, another `norm`, and lists that do not fit; IndexError for a dimension out of range.
/// Source: Cooley and Tukey, 1965.
pub(crate) fn fft_rfftn(x: &Tensor, s: Option<&[i64]>, dim: Option<&[i64]>, norm: Option<&str>) -> Result<Tensor> {
    from_real("rfftn", x, s, dim, norm, true)
}

/// `fft_rfft2(Tensor input, int[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` · fft out autocast=f32
///
/// `rfft` along the last of the dimensions, `fft` along the others.
///
/// Shapes: the input's with `s` in `dim`, but `s // 2 + 1` in the last.
/// Dtypes: bool, integers, float32, float64; bool, integers, float32 give complex64; float64 gives complex128; others raise
///   NotImplementedError or TypeError.
/// Raises: RuntimeError for points below 1, another `norm`, and lists that do not fit; IndexError for a dimension out of range.
/// Source: Cooley and Tukey, 1965.
pub(crate) fn fft_rfft2(x: &Tensor, s: Option<&[i64]>, dim: &[i64], norm: Option<&str>) -> Result<Tensor> {
    from_real("rfft2", x, s, Some(dim), norm, true)
}

/// `fft_irfftn(Tensor input, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` · fft out autocast=f32
///
/// `ifft` along the dimensions but the last, `irfft` along the last.
///
/// Shapes: the input's with `s` in `dim`; `2 (m - 1)` in the last without `s`.
/// Dtypes: bool, integers, float32, float64, complex; bool, integers give float32; complex gives the real dtype; others raise
///   NotImplementedError.
/// Raises: RuntimeError for points below 1, another `norm`, and lists that do not fit; IndexError for a dimension out of range.
/// Source: Cooley and Tukey, 1965.
pub(crate) fn fft_irfftn(x: &Tensor, s: Option<&[i64]>, dim: Option<&[i64]>, norm: Option<&str>) -> Result<Tensor> {
    to_real("irfftn", x, s, dim, norm, false)
}

/// `fft_irfft2(Tensor input, int[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` · fft out autocast=f32
///
/// `ifft` along the dimensions but the last, `irfft` along the last.
///
/// Shapes: the input's with `s` in `dim`; `2 (m - 1)` in the last without `s`.
/// Dtypes: bool, integers, float32, float64, complex; bool, integers give float32; complex gives the real dtype; others raise
///   NotImplementedError.
/// Raises: RuntimeError for points below 1, another `norm`, and lists that do not fit; IndexError for a dimension out of range.
/// Source: Cooley and Tukey, 1965.
pub(crate) fn fft_irfft2(x: &Tensor, s: Option<&[i64]>, dim: &[i64], norm: Option<&str>) -> Result<Tensor> {
    to_real("irfft2", x, s, Some(dim), norm, false)
}

/// `fft_hfftn(Tensor input, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` · fft out autocast=f32
///
/// `hfft` along the last of the dimensions, `fft` along the others.
///
/// Shapes: the input's with `s` in `dim`; `2 (m - 1)` in the last without `s`.
/// Dtypes: bool, integers, float32, float64, complex; bool, integers give float32; complex gives the real dtype; others raise
///   NotImplementedError.
/// Raises: RuntimeError for points below 1, another `norm`, and lists that do not fit; IndexError for a dimension out of range.
/// Source: Cooley and Tukey, 1965.
pub(crate) fn fft_hfftn(x: &Tensor, s: Option<&[i64]>, dim: Option<&[i64]>, norm: Option<&str>) -> Result<Tensor> {
    to_real("hfftn", x, s, dim, norm, true)
}

/// `fft_hfft2(Tensor input, int[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` · fft out autocast=f32
///
/// `hfft` along the last of the dimensions, `fft` along the others.
///
/// Shapes: the input's with `s` in `dim`; `2 (m - 1)` in the last without `s`.
/// Dtypes: bool, integers, float32, float64, complex; bool, integers give float32; complex gives the real dtype; others raise
///   NotImplementedError.
/// Raises: RuntimeError for points below 1, another `norm`, and lists that do not fit; IndexError for a dimension out of range.
/// Source: Cooley and Tukey, 1965.
pub(crate) fn fft_hfft2(x: &Tensor, s: Option<&[i64]>, dim: &[i64], norm: Option<&str>) -> Result<Tensor> {
    to_real("hfft2", x, s, Some(dim), norm, true)
}

/// `fft_ihfftn(Tensor input, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` · fft out autocast=f32
///
/// `ihfft` along the last of the dimensions, `ifft` along the others.
///
/// Shapes: the input's with `s` in `dim`, but `s // 2 + 1` in the last.
/// Dtypes: bool, integers, float32, float64; bool, integers, float32 give complex64; float64 gives complex128; others raise
///   NotImplementedError or TypeError.
/// Raises: RuntimeError for points below 1, another `norm`, and lists that do not fit; IndexError for a dimension out of range.
/// Source: Cooley and Tukey, 1965.
pub(crate) fn fft_ihfftn(x: &Tensor, s: Option<&[i64]>, dim: Option<&[i64]>, norm: Option<&str>) -> Result<Tensor> {
    from_real("ihfftn", x, s, dim, norm, false)
}

/// `fft_ihfft2(Tensor input, int[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` · fft out autocast=f32
///
/// `ihfft` along the last of the dimensions, `ifft` along the others.
///
/// Shapes: the input's with `s` in `dim`, but `s // 2 + 1` in the last.
/// Dtypes: bool, integers, float32, float64; bool, integers, float32 give complex64; float64 gives complex128; others raise
///   NotImplementedError or TypeError.
/// Raises: RuntimeError for points below 1, another `norm`, and lists that do not fit; IndexError for a dimension out of range.
/// Source: Cooley and Tukey, 1965.
pub(crate) fn fft_ihfft2(x: &Tensor, s: Option<&[i64]>, dim: &[i64], norm: Option<&str>) -> Result<Tensor> {
    from_real("ihfft2", x, s, Some(dim), norm, false)
}
