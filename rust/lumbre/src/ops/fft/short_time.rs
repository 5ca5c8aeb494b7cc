//! The short-time Fourier transform and its inverse.

use super::frames::{self, Short};
use crate::error::Result;
use crate::tensor::Tensor;
use crate::{bail, ensure};

/// The window in the middle of a frame, of ones where none is given.
fn framed(op: &str, window: Option<&Tensor>, win_length: i64, n_fft: i64, like: &Tensor) -> Result<Tensor> {
    let w = match window {
        Some(w) => {
            ensure!(w.dim() == 1 && w.numel() == win_length, "{op}: expected a 1D window tensor of size equal to win_length={win_length}, but got window with size {:?}", &w.sizes()[..]);
            ensure!(w.device() == like.device(), "{op}: input and window must be on the same device but got self on {} and window on {}", like.device(), w.device());
            w.clone()
        }
        None => Tensor::ones(&[win_length], like.dtype().to_real(), like.device())?,
    };
    let left = (n_fft - win_length) / 2;
    if win_length == n_fft { Ok(w) } else { w.constant_pad_nd(&[left, n_fft - win_length - left]) }
}

struct Frames {
    hop: i64,
    win_length: i64,
}

fn lengths(op: &str, n_fft: i64, hop_length: Option<i64>, win_length: Option<i64>) -> Result<Frames> {
    let (hop, win_length) = (hop_length.unwrap_or(n_fft / 4), win_length.unwrap_or(n_fft));
    ensure!(hop > 0, "{op}: expected hop_length > 0, but got hop_length={hop}");
    ensure!(win_length > 0 && win_length <= n_fft, "{op}: expected 0 < win_length <= n_fft, but got win_length={win_length}");
    Ok(Frames { hop, win_length })
}

fn signal(op: &str, x: &Tensor) -> Result<()> {
    let d = x.dtype();
    ensure!(d.is_float() || d.is_complex(), NotImplemented, "{op}: expected a tensor of floating point or complex values, but got {}", d.scalar_name());
    ensure!(x.dim() == 1 || x.dim() == 2, "{op}: expected a 1D or 2D tensor, but got {}D", x.dim());
    Ok(())
}

/// `stft(Tensor input, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool center=True, str pad_mode='reflect', bool normalized=False, bool? onesided=None, bool? return_complex=None, bool? align_to_window=None) -> Tensor` · method function autocast=f32
///
/// `out[f, t] = sum over k of w[k] * x[t * hop_length + k] * exp(-2 pi i f k / n_fft)`, complex, or with a last dimension of parts
/// without `return_complex`. `hop_length` is `n_fft // 4` by default; `center` pads the signal so that frame `t` is centred at `t *
/// hop_length`.
///
/// Shapes: `(B, time)` or `(time)` to `(B, frequencies, frames)`; `n_fft // 2 + 1` frequencies with `onesided`.
/// Dtypes: float32, float64, complex; float32 gives complex64; float64 gives complex128; others raise NotImplementedError or
///   RuntimeError.
/// Raises: RuntimeError for an `n_fft` that is not in 1 to the length, a window of another length, and a real input without
///   `return_complex`; NotImplementedError for `align_to_window`.
#[allow(clippy::too_many_arguments)]
pub(crate) fn stft(
    x: &Tensor,
    n_fft: i64,
    hop_length: Option<i64>,
    win_length: Option<i64>,
    window: Option<&Tensor>,
    center: bool,
    pad_mode: &str,
    normalized: bool,
    onesided: Option<bool>,
    return_complex: Option<bool>,
    align_to_window: Option<bool>,
) -> Result<Tensor> {
    let op = "stft";
    signal(op, x)?;
    let complex = x.dtype().is_complex() || window.is_some_and(|w| w.dtype().is_complex());
    ensure!(!(center && align_to_window.is_some()), "stft align_to_window should only be set when center = false");
    ensure!(align_to_window != Some(true), NotImplemented, "stft: align_to_window=True is not implemented");
    let return_complex = match return_complex {
        Some(r) => r,
        None if complex => true,
        None => bail!("stft requires the return_complex parameter be given for real inputs, and will further require that return_complex=True in a future PyTorch release."),
    };
    let onesided = onesided.unwrap_or(!complex);
    ensure!(!(onesided && complex), "Cannot have onesided output if window or input is complex");
    let flat = x.dim() == 1;
    let x = if flat { x.unsqueeze(0)? } else { x.clone() };
    let fused = frames::fits(&x, window, n_fft, center, pad_mode);
    let y = if center && !fused { frames::padded(&x, n_fft / 2, pad_mode)? } else { x.clone() };
    let length = y.size(1)? + if center && fused { n_fft / 2 * 2 } else { 0 };
    ensure!(n_fft > 0 && n_fft <= length, "{op}: expected 0 < n_fft < {length}, but got n_fft={n_fft}");
    let f = lengths(op, n_fft, hop_length, win_length)?;
    let window = framed(op, window, f.win_length, n_fft, &y)?;
    let z = if fused {
        frames::transformed(&x, &window, &Short { n_fft, hop: f.hop, center, pad_mode: pad_mode.into(), normalized, onesided })?
    } else {
        let frames = y.unfold(1, n_fft, f.hop)?.mul(&window)?;
        let norm = normalized as i64;
        if complex { frames.fft_c2c(&[2], norm, true)? } else { frames.fft_r2c(&[2], norm, onesided)? }
    };
    let z = z.transpose(1, 2)?;
    let z = if flat { z.squeeze_dim(&[0])? } else { z };
    if return_complex { Ok(z) } else { z.view_as_real() }
}

/// `istft(Tensor input, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool center=True, bool normalized=False, bool? onesided=None, int? length=None, bool return_complex=False) -> Tensor` · method function
///
/// The signal whose `stft` is nearest: `sum over frames of w[t] * frame[t] / sum of w[t]^2`. `length` cuts the signal, or fills it with
/// zeros.
///
/// Shapes: `(B, frequencies, frames)` or without `B` to `(B, time)`.
/// Dtypes: complex; complex gives the real dtype; others raise TypeError.
/// Raises: RuntimeError for a real input, another number of dimensions or frequencies, no elements, and windows whose squares sum to 0
///   somewhere.
/// Source: Griffin and Lim, 1984.
#[allow(clippy::too_many_arguments)]
pub(crate) fn istft(
    x: &Tensor,
    n_fft: i64,
    hop_length: Option<i64>,
    win_length: Option<i64>,
    window: Option<&Tensor>,
    center: bool,
    normalized: bool,
    onesided: Option<bool>,
    length: Option<i64>,
    return_complex: bool,
) -> Result<Tensor> {
    let op = "istft";
    ensure!(x.dtype().is_complex(), Type, "istft requires a complex-valued input tensor matching the output from stft with return_complex=True.");
    ensure!(x.dim() == 2 || x.dim() == 3, "{op}: expected a tensor with 2 or 3 dimensions, but got {}", x.dim());
    ensure!(x.numel() > 0, "{op}: input tensor cannot be empty.");
    let f = lengths(op, n_fft, hop_length, win_length)?;
    let flat = x.dim() == 2;
    let x = if flat { x.unsqueeze(0)? } else { x.clone() };
    let (coefficients, count) = (x.size(1)?, x.size(2)?);
    let onesided = onesided.unwrap_or(coefficients != n_fft);
    let wanted = if onesided { n_fft / 2 + 1 } else { n_fft };
    ensure!(coefficients == wanted, "{op}: expected the frequency dimension (3rd to the last) of the input tensor to match n_fft {}when onesided={onesided}, but got {coefficients}", if onesided { "/ 2 + 1 " } else { "" });
    let complex_window = window.is_some_and(|w| w.dtype().is_complex());
    ensure!(return_complex || !complex_window, "Complex windows are incompatible with return_complex=False");
    ensure!(!(return_complex && onesided), "Cannot have onesided output if window or input is complex");
    let window = framed(op, window, f.win_length, n_fft, &x)?;
    let z = x.transpose(1, 2)?;
    let z = if return_complex || onesided { z } else { z.narrow(2, 0, n_fft / 2 + 1)? };
    let total = n_fft + f.hop * (count - 1);
    let squares = window.mul(&window)?;
    let (y, envelope) = if !return_complex && frames::adds(&z, &window) {
        (frames::added(&z, &window, n_fft, f.hop, normalized)?, frames::envelope(&squares, f.hop, count, total)?)
    } else {
        let norm = if normalized { 1 } else { 2 };
        let parts = if return_complex { z.fft_c2c(&[2], norm, false)? } else { z.fft_c2r(&[2], norm, n_fft)? };
        let squares = squares.unsqueeze(0)?.unsqueeze(0)?.expand(&[1, count, n_fft])?;
        (frames::overlapped(&parts.mul(&window)?, f.hop)?, frames::overlapped(&squares, f.hop)?)
    };
    let start = if center { n_fft / 2 } else { 0 };
    let end = match length {
        Some(n) => start + n,
        None if center => total - n_fft / 2,
        None => total,
    };
    let stop = end.min(total);
    ensure!(stop > start, "{op}: the signal is empty after the padding is cut off");
    let (y, envelope) = (y.narrow(1, start, stop - start)?, envelope.narrow(1, start, stop - start)?);
    if envelope.device() != crate::device::Device::Meta {
        let least = envelope.detach_handle().abs()?.min()?.item()?.to_f64();
        ensure!(least > 1e-11, "window overlap add min: {least}");
    }
    let mut y = y.div(&envelope)?;
    if end > total {
        y = y.constant_pad_nd(&[0, end - total])?;
    }
    if flat { y.squeeze_dim(&[0]) } else { Ok(y) }
}
