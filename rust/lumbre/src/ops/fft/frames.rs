//! Frames of real signals on the CPU: cut, weighed and transformed by one kernel, and added up again by another.

use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::{Fresh, compute_each, cuda};
use crate::bail;
use crate::device::Device;
use crate::error::Result;
use crate::modes;
use crate::ops::recomputed;
use crate::tensor::Tensor;
use lumbre_kernels::fft::{self as kernel, Edge, Framing};
use lumbre_kernels::{DType, Scalar, View, ViewMut};
use smallvec::smallvec;

/// How a signal `[B, time]` is cut into frames.
#[derive(Clone)]
pub(super) struct Short {
    pub n_fft: i64,
    pub hop: i64,
    pub center: bool,
    pub pad_mode: String,
    pub normalized: bool,
    pub onesided: bool,
}

fn edge(pad_mode: &str) -> Option<Edge> {
    Some(match pad_mode {
        "constant" => Edge::Zeros,
        "replicate" => Edge::Replicate,
        "reflect" => Edge::Reflect,
        "circular" => Edge::Circular,
        _ => return None,
    })
}

impl Short {
    fn left(&self) -> i64 {
        if self.center { self.n_fft / 2 } else { 0 }
    }

    fn framing(&self) -> Framing {
        let edge = edge(&self.pad_mode).filter(|_| self.center).unwrap_or(Edge::Zeros);
        Framing { n: self.n_fft as usize, hop: self.hop as usize, left: self.left() as usize, edge }
    }

    fn scale(&self) -> f64 {
        if self.normalized { 1.0 / (self.n_fft as f64).sqrt() } else { 1.0 }
    }

    fn frames(&self, length: i64) -> i64 {
        (length + 2 * self.left() - self.n_fft) / self.hop + 1
    }
}

/// Whether the kernel takes this signal.
pub(super) fn fits(x: &Tensor, window: Option<&Tensor>, n_fft: i64, center: bool, pad_mode: &str) -> bool {
    let length = x.sizes()[1];
    x.device() == Device::Cpu
        && matches!(x.dtype(), DType::F32 | DType::F64)
        && window.is_none_or(|w| w.dtype() == x.dtype())
        && x.numel() > 0
        && (!center || edge(pad_mode).is_some() && n_fft / 2 < length)
}

pub(super) fn padded(x: &Tensor, by: i64, pad_mode: &str) -> Result<Tensor> {
    x.unsqueeze(1)?.pad_with(&[by, by], pad_mode, None)?.squeeze_dim(&[1])
}

/// The frames' transforms `[B, frames, coefficients]`, by ops that are differentiable themselves.
fn composed(x: &Tensor, window: &Tensor, s: &Short) -> Result<Tensor> {
    let y = if s.center { padded(x, s.left(), &s.pad_mode)? } else { x.clone() };
    y.unfold(1, s.n_fft, s.hop)?.mul(window)?.fft_r2c(&[2], s.normalized as i64, s.onesided)
}

/// The same by one kernel.
pub(super) fn transformed(x: &Tensor, window: &Tensor, s: &Short) -> Result<Tensor> {
    let wide = if s.onesided { s.n_fft / 2 + 1 } else { s.n_fft };
    let sizes = [x.sizes()[0], s.frames(x.sizes()[1]), wide];
    let y = Fresh::empty("stft", &sizes, x.dtype().to_complex(), x.device())?;
    let w = window.detach_handle().contiguous()?;
    let (p, scale) = (s.framing(), s.scale());
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        crate::parts::fft("stft")?;
        kernel::stft(i[0], i[1], &p, scale, 1.0, o[0].reborrow());
        Ok(())
    };
    compute_each("stft", y.tensor().numel() as usize * 4, &[x, &w], &[&y], cpu, |_, _, _| Err(cuda::missing("stft", "")))?;
    Ok(y.with_grad([x, window], |_| StftGrad { inputs: [x.save(), window.save()], length: x.sizes()[1], s: s.clone() }))
}

struct StftGrad {
    inputs: [Saved; 2],
    length: i64,
    s: Short,
}
impl Backward for StftGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None]) };
        let (x, window) = (cx.unpack(&self.inputs[0])?, cx.unpack(&self.inputs[1])?);
        if modes::composed() || cx.needs(1) || !self.s.onesided {
            return recomputed::gradients(&[Some(x), Some(window)], grads, |t| match t {
                [Some(x), Some(window)] => Ok(vec![composed(x, window, &self.s)?]),
                _ => bail!("stft: the inputs were not saved"),
            });
        }
        let w = window.detach_handle().contiguous()?;
        let (p, left) = (self.s.framing(), self.s.left());
        // The way back adds each inner coefficient's mirror, whose gradient is nobody's.
        let padded = sum(&g.detach_handle(), &w, &p, self.length + 2 * left, 0.5 * self.s.scale(), 2.0)?.non_differentiable();
        if left == 0 {
            return Ok(smallvec![Some(padded), None]);
        }
        let gx = Fresh::empty("stft_backward", &[padded.sizes()[0], self.length], padded.dtype(), padded.device())?;
        let cpu = |i: &[View], o: &mut [ViewMut]| {
            kernel::fold(i[0], &p, o[0].reborrow());
            Ok(())
        };
        compute_each("stft_backward", padded.numel() as usize, &[&padded], &[&gx], cpu, |_, _, _| Err(cuda::missing("stft", "")))?;
        Ok(smallvec![Some(gx.non_differentiable()), None])
    }
}

/// `overlap_add` of `z`, `total` samples of each signal.
fn sum(z: &Tensor, w: &Tensor, p: &Framing, total: i64, scale: f64, edges: f64) -> Result<Fresh> {
    let y = Fresh::empty("istft", &[z.sizes()[0], total], z.dtype().to_real(), z.device())?;
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        crate::parts::fft("istft")?;
        kernel::overlap_add(i[0], i[1], p, scale, edges, o[0].reborrow());
        Ok(())
    };
    compute_each("istft", z.numel() as usize * 8, &[z, w], &[&y], cpu, |_, _, _| Err(cuda::missing("istft", "")))?;
    Ok(y)
}

/// Whether `added` takes these coefficients `[B, frames, n / 2 + 1]`.
pub(super) fn adds(z: &Tensor, window: &Tensor) -> bool {
    let learned = window.requires_grad() && modes::grad_enabled();
    z.device() == Device::Cpu && window.dtype() == z.dtype().to_real() && !learned && z.numel() > 0
}

/// The signals made of the inverse transforms, times the window and added where they overlap.
pub(super) fn added(z: &Tensor, window: &Tensor, n_fft: i64, hop: i64, normalized: bool) -> Result<Tensor> {
    let p = Framing { n: n_fft as usize, hop: hop as usize, left: 0, edge: Edge::Zeros };
    let n = n_fft as f64;
    let scale = if normalized { 1.0 / n.sqrt() } else { 1.0 / n };
    let w = window.detach_handle().contiguous()?;
    let y = sum(z, &w, &p, n_fft + hop * (z.sizes()[1] - 1), scale, 1.0)?;
    Ok(y.with_grad([z], |_| AddedGrad { z: z.save(), window: w.save(), p, scale, normalized }))
}

struct AddedGrad {
    z: Saved,
    window: Saved,
    p: Framing,
    scale: f64,
    normalized: bool,
}
impl Backward for AddedGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let (z, window) = (cx.unpack(&self.z)?, cx.unpack(&self.window)?);
        if modes::composed() {
            let norm = if self.normalized { 1 } else { 2 };
            return recomputed::gradients(&[Some(z)], grads, |t| match t {
                [Some(z)] => Ok(vec![overlapped(&z.fft_c2r(&[2], norm, self.p.n as i64)?.mul(&window)?, self.p.hop as i64)?]),
                _ => bail!("istft: the input was not saved"),
            });
        }
        let gz = Fresh::empty("istft_backward", &z.sizes(), z.dtype(), z.device())?;
        let cpu = |i: &[View], o: &mut [ViewMut]| {
            kernel::stft(i[0], i[1], &self.p, 2.0 * self.scale, 0.5, o[0].reborrow());
            Ok(())
        };
        compute_each("istft_backward", z.numel() as usize * 4, &[&g.detach_handle(), &window], &[&gz], cpu, |_, _, _| Err(cuda::missing("istft", "")))?;
        Ok(smallvec![Some(gz.non_differentiable())])
    }
}

/// The sum of the squares of the windows over each sample, `[1, total]`.
pub(super) fn envelope(squares: &Tensor, hop: i64, count: i64, total: i64) -> Result<Tensor> {
    let w = squares.detach_handle().contiguous()?;
    let y = Fresh::empty("istft", &[1, total], w.dtype(), w.device())?;
    let p = Framing { n: w.numel() as usize, hop: hop as usize, left: 0, edge: Edge::Zeros };
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        kernel::overlap_add_windows(i[0], &p, count as usize, o[0].reborrow());
        Ok(())
    };
    compute_each("istft", total as usize * 2, &[&w], &[&y], cpu, |_, _, _| Err(cuda::missing("istft", "")))?;
    Ok(y.non_differentiable())
}

/// Frames `[B, count, n]` added at `hop` from each other, by ops that are differentiable themselves.
pub(super) fn overlapped(rows: &Tensor, hop: i64) -> Result<Tensor> {
    let s = rows.sizes();
    let (b, count, n) = (s[0], s[1], s[2]);
    let range = |n: i64| Tensor::arange_op_with(Scalar::Int(0), Scalar::Int(n), Scalar::Int(1), Some(DType::I64), Some(rows.device()));
    let places = range(count)?.mul(hop)?.unsqueeze(1)?.add(&range(n)?)?.reshape(&[-1])?;
    Tensor::zeros(&[b, n + hop * (count - 1)], rows.dtype(), rows.device())?.index_add(1, &places, &rows.reshape(&[b, count * n])?)
}
