//! Transforms of overlapping frames of a signal, and signals added up from frames.

use super::real::{Rows, Scale};
use crate::multiversion;
use crate::parallel::parallel_for;
use crate::runs::Ptr;
use crate::scratch::{Number, Scratch};
use crate::{DType, View, ViewMut};
use lumbre_linalg::fft::Real;
use num_complex::Complex;

/// What a frame holds where it reaches beyond the signal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Edge {
    Zeros,
    Replicate,
    Reflect,
    Circular,
}

impl Edge {
    /// The sample of `0..n` that stands at place `i`, which lies outside.
    pub fn sample(self, i: isize, n: usize) -> Option<usize> {
        let last = n as isize - 1;
        let at = match self {
            Edge::Zeros => return None,
            Edge::Replicate => i.clamp(0, last),
            Edge::Reflect if i < 0 => -i,
            Edge::Reflect => 2 * last - i,
            Edge::Circular => i.rem_euclid(n as isize),
        };
        usize::try_from(at).ok().filter(|&at| at < n)
    }
}

/// Frames of `n` samples, `hop` apart, of which the first begins `left` samples before the signal.
#[derive(Clone, Copy, Debug)]
pub struct Framing {
    pub n: usize,
    pub hop: usize,
    pub left: usize,
    pub edge: Edge,
}

/// Samples whose transform one thread takes at least.
const GRAIN: usize = 1 << 13;

multiversion! {
    fn product[T: Real](_m; a: &[T], b: &[T], out: &mut [T]) {
        for ((y, a), b) in out.iter_mut().zip(a).zip(b) {
            *y = *a * *b;
        }
    }
}

multiversion! {
    fn add_product[T: Real](_m; a: &[T], b: &[T], out: &mut [T]) {
        for ((y, a), b) in out.iter_mut().zip(a).zip(b) {
            *y = *y + *a * *b;
        }
    }
}

/// `out[b, t]` (`n / 2 + 1` coefficients, or all `n`) is the transform of `window * frame t of x[b]`, times `scale`, and the coefficients
/// that are their own mirrors further times `edges`. `x` is `[B, length]`, of any strides; the window and `out` are contiguous.
pub fn stft(x: View, window: View, p: &Framing, scale: f64, edges: f64, out: ViewMut) {
    match x.dtype {
        DType::F32 => forward::<f32>(&x, &window, p, Scale::new(scale, edges), &out),
        _ => forward::<f64>(&x, &window, p, Scale::new(scale, edges), &out),
    }
}

fn forward<T: Real + Number>(x: &View, window: &View, p: &Framing, scale: Scale<T>, out: &ViewMut)
where
    Complex<T>: Number,
{
    let (length, frames, wide) = (x.sizes[1] as usize, out.sizes[1] as usize, out.sizes[2] as usize);
    let (src, dst) = (Ptr::new(x.ptr::<T>()), Ptr::new(out.ptr::<Complex<T>>()));
    // SAFETY: the window is contiguous.
    let w = unsafe { std::slice::from_raw_parts(window.ptr::<T>(), p.n) };
    let (across, step) = (x.strides[0] as isize, x.strides[1] as isize);
    let plan = Rows::<T>::new(p.n, true);
    let grain = (GRAIN / p.n).max(1);
    let blocks = frames.div_ceil(grain);
    parallel_for(x.sizes[0] as usize * blocks, 1, &|range| {
        let mut scratch = Scratch::<Complex<T>>::new(plan.scratch());
        let mut frame = Scratch::<T>::new(p.n);
        for unit in range {
            let (b, first) = (unit / blocks, unit % blocks * grain);
            for t in first..frames.min(first + grain) {
                let start = (t * p.hop) as isize - p.left as isize;
                // SAFETY: samples of row `b`; frame `t` of the output belongs to this unit.
                let line = unsafe {
                    fill(src.at(b as isize * across), step, length, start, p.edge, w, &mut frame);
                    std::slice::from_raw_parts_mut(dst.at(((b * frames + t) * wide) as isize), wide)
                };
                plan.forward(&frame, line, scale, &mut scratch);
            }
        }
    });
}

/// A frame that begins at `start`, times the window.
///
/// # Safety
/// `length` samples are readable, `step` apart.
unsafe fn fill<T: Real>(x: *const T, step: isize, length: usize, start: isize, edge: Edge, w: &[T], frame: &mut [T]) {
    let n = frame.len() as isize;
    let from = (-start).clamp(0, n) as usize;
    let to = (length as isize - start).clamp(from as isize, n) as usize;
    // SAFETY: what follows reads samples between 0 and `length`.
    let sample = |at: usize| unsafe { *x.offset(at as isize * step) };
    for k in (0..from).chain(to..n as usize) {
        frame[k] = edge.sample(start + k as isize, length).map_or(T::zero(), |at| sample(at) * w[k]);
    }
    if from == to {
        return;
    }
    let first = (start + from as isize) as usize;
    if step == 1 {
        // SAFETY: by this function's contract.
        let inside = unsafe { std::slice::from_raw_parts(x.add(first), to - from) };
        product(inside, &w[from..to], &mut frame[from..to]);
    } else {
        for k in from..to {
            frame[k] = sample(first + k - from) * w[k];
        }
    }
}

/// `out[b]` is the sum of the inverse transforms of `z[b, t]` (`n / 2 + 1` coefficients each) times the window, frame `t` at `t * hop`;
/// all times `scale`, the coefficients that are their own mirrors further times `edges`. The window and `out` are contiguous.
pub fn overlap_add(z: View, window: View, p: &Framing, scale: f64, edges: f64, out: ViewMut) {
    match out.dtype {
        DType::F32 => backward::<f32>(&z, &window, p, Scale::new(scale, edges), &out),
        _ => backward::<f64>(&z, &window, p, Scale::new(scale, edges), &out),
    }
}

/// The frames that reach into samples `low..high`.
fn reaching(p: &Framing, frames: usize, low: usize, high: usize) -> std::ops::Range<usize> {
    let first = (low + 1).saturating_sub(p.n).div_ceil(p.hop);
    first..high.div_ceil(p.hop).min(frames)
}

/// The gradient of signals `[B, length]` from that of the signals with their edges, `[B, left + length + left]`. Both are contiguous.
pub fn fold(padded: View, p: &Framing, out: ViewMut) {
    match out.dtype {
        DType::F32 => fold_of::<f32>(&padded, p, &out),
        _ => fold_of::<f64>(&padded, p, &out),
    }
}

fn fold_of<T: Real>(padded: &View, p: &Framing, out: &ViewMut) {
    let (total, length) = (padded.sizes[1] as usize, out.sizes[1] as usize);
    let (src, dst) = (Ptr::new(padded.ptr::<T>()), Ptr::new(out.ptr::<T>()));
    parallel_for(out.sizes[0] as usize, (GRAIN / length.max(1)).max(1), &|range| {
        for b in range {
            // SAFETY: row `b` of each, of which the output's belongs to this unit.
            let (from, to) = unsafe {
                (std::slice::from_raw_parts(src.at((b * total) as isize), total), std::slice::from_raw_parts_mut(dst.at((b * length) as isize), length))
            };
            to.copy_from_slice(&from[p.left..p.left + length]);
            for i in (0..p.left).chain(p.left + length..total) {
                if let Some(at) = p.edge.sample(i as isize - p.left as isize, length) {
                    to[at] = to[at] + from[i];
                }
            }
        }
    });
}

/// The samples of a stretch: so many that few frames belong to two.
fn stretch(p: &Framing) -> usize {
    p.hop * (16 * p.n.div_ceil(p.hop)).max(GRAIN / p.hop)
}

/// Adds `frame * w`, which begins at `at`, to the part of the signal that begins at `low`.
fn add_at<T: Real>(part: &mut [T], low: usize, at: usize, frame: &[T], w: &[T]) {
    let (from, to) = (low.saturating_sub(at), (low + part.len()).saturating_sub(at).min(frame.len()));
    if from < to {
        add_product(&frame[from..to], &w[from..to], &mut part[at + from - low..at + to - low]);
    }
}

fn backward<T: Real + Number>(z: &View, window: &View, p: &Framing, scale: Scale<T>, out: &ViewMut)
where
    Complex<T>: Number,
{
    let (frames, half, total) = (z.sizes[1] as usize, z.sizes[2] as usize, out.sizes[1] as usize);
    let (src, dst) = (Ptr::new(z.ptr::<Complex<T>>()), Ptr::new(out.ptr::<T>()));
    // SAFETY: the window is contiguous.
    let w = unsafe { std::slice::from_raw_parts(window.ptr::<T>(), p.n) };
    let [across, down, step] = [0, 1, 2].map(|d| z.strides[d] as isize);
    let plan = Rows::<T>::new(p.n, false);
    let each = stretch(p);
    let parts = total.div_ceil(each);
    parallel_for(z.sizes[0] as usize * parts, 1, &|range| {
        let mut scratch = Scratch::<Complex<T>>::new(plan.scratch());
        let mut frame = Scratch::<T>::new(p.n);
        let mut rows = Scratch::<Complex<T>>::new(TOGETHER * half);
        for unit in range {
            let (b, low) = (unit / parts, unit % parts * each);
            let high = total.min(low + each);
            // SAFETY: this part of the output belongs to this unit.
            let part = unsafe { std::slice::from_raw_parts_mut(dst.at((b * total + low) as isize), high - low) };
            part.fill(T::zero());
            let reaching = reaching(p, frames, low, high);
            for first in reaching.clone().step_by(TOGETHER) {
                let last = reaching.end.min(first + TOGETHER);
                let base = src.at(b as isize * across + first as isize * down);
                if step != 1 {
                    for k in 0..half {
                        for t in 0..last - first {
                            // SAFETY: coefficient `k` of frame `first + t`.
                            rows[t * half + k] = unsafe { *base.offset(t as isize * down + k as isize * step) };
                        }
                    }
                }
                for t in first..last {
                    let line = if step == 1 {
                        // SAFETY: the coefficients of frame `t` lie side by side.
                        unsafe { std::slice::from_raw_parts(base.offset((t - first) as isize * down), half) }
                    } else {
                        &rows[(t - first) * half..][..half]
                    };
                    plan.inverse(line, &mut frame, scale, &mut scratch);
                    add_at(part, low, t * p.hop, &frame, w);
                }
            }
        }
    });
}

/// Frames whose coefficients are read together where those of one frame lie apart.
const TOGETHER: usize = 8;

/// `out[s]` is the sum of `window[s - t * hop]` over `frames` frames: what `overlap_add` gives for frames of ones. Both are contiguous.
pub fn overlap_add_windows(window: View, p: &Framing, frames: usize, out: ViewMut) {
    match out.dtype {
        DType::F32 => windows::<f32>(&window, p, frames, &out),
        _ => windows::<f64>(&window, p, frames, &out),
    }
}

fn windows<T: Real + Number>(window: &View, p: &Framing, frames: usize, out: &ViewMut) {
    let (total, dst) = (out.numel(), Ptr::new(out.ptr::<T>()));
    // SAFETY: the window is contiguous.
    let w = unsafe { std::slice::from_raw_parts(window.ptr::<T>(), p.n) };
    let ones = vec![T::one(); p.n];
    parallel_for(total, stretch(p), &|range| {
        // SAFETY: this part of the output belongs to this unit.
        let part = unsafe { std::slice::from_raw_parts_mut(dst.at(range.start as isize), range.len()) };
        part.fill(T::zero());
        for t in reaching(p, frames, range.start, range.end) {
            add_at(part, range.start, t * p.hop, &ones, w);
        }
    });
}
