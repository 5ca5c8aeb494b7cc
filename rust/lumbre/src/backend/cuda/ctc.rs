//! Connectionist temporal classification: a block a sample.

use super::view::CView;
use super::{Cx, Family, Temporary, type_name, types};
use crate::cuda::launch::Grid;
use crate::cuda::transfer;
use crate::error::Result;
use crate::kernel_args;
use lumbre_kernels::ctc::Sample;

#[repr(C)]
#[derive(Clone, Copy)]
struct CtcParams {
    batch: i64,
    total: i64,
    classes: i64,
    states: i64,
    blank: i64,
    x: [i64; 3],
    y: [i64; 3],
    g: i64,
    zero_infinity: u32,
    pad: u32,
}

/// Labels, starts and steps of all samples, on the GPU.
struct Batch {
    memory: Temporary,
    starts: u64,
    steps: u64,
    states: i64,
}

fn upload(cx: &Cx, samples: &[Sample]) -> Result<Batch> {
    let mut words: Vec<i64> = samples.iter().flat_map(|s| s.labels.iter().copied()).collect();
    let labels = words.len();
    let mut at = 0;
    for s in samples {
        words.push(at);
        at += s.labels.len() as i64;
    }
    words.push(at);
    words.extend(samples.iter().map(|s| s.steps as i64));
    let bytes = words.len() * 8;
    let memory = cx.temporary(bytes)?;
    // SAFETY: both sides are `bytes` long.
    unsafe { transfer::to_gpu(cx.gpu.index, memory.address, words.as_ptr().cast(), bytes, false)? };
    let starts = memory.address + labels as u64 * 8;
    let steps = starts + (samples.len() as u64 + 1) * 8;
    let states = samples.iter().map(|s| 2 * s.labels.len() as i64 + 1).max().unwrap_or(1);
    Ok(Batch { memory, starts, steps, states })
}

fn params(x: &CView, batch: &Batch, blank: usize) -> CtcParams {
    let three = |v: &CView| [v.strides[0], v.strides[1], v.strides[2]];
    CtcParams {
        batch: x.sizes[1],
        total: x.sizes[0],
        classes: x.sizes[2],
        states: batch.states,
        blank: blank as i64,
        x: three(x),
        y: [0; 3],
        g: 0,
        zero_infinity: 0,
        pad: 0,
    }
}

fn grid(p: &CtcParams) -> Grid {
    Grid::linear(p.batch as usize, if p.states > 128 { 256 } else { 128 })
}

/// The losses of log-probabilities `[T, N, C]` into a contiguous `[N]`.
pub fn ctc_loss(cx: &Cx, x: CView, samples: &[Sample], blank: usize, out: CView) -> Result<()> {
    if samples.is_empty() {
        return Ok(());
    }
    let batch = upload(cx, samples)?;
    let p = params(&x, &batch, blank);
    let alpha = cx.temporary((p.batch * p.total.max(1) * p.states * 8) as usize)?;
    let f = cx.kernel(Family::Ctc, "forward", "k", types([x.dtype]), 0, || format!("CTC_FORWARD(k, {})\n", type_name(x.dtype)))?;
    let mut args = kernel_args![p, x.address, batch.memory.address, batch.starts, batch.steps, alpha.address, out.address];
    // SAFETY: the kernel's signature in `ctc.cuh`; `alpha` holds the states of every step of every sample.
    unsafe { cx.launch(f, grid(&p), &mut args) }
}

/// The gradient by the scores behind the log-probabilities.
pub fn ctc_loss_backward(cx: &Cx, g: CView, x: CView, samples: &[Sample], blank: usize, zero_infinity: bool, out: CView) -> Result<()> {
    if samples.is_empty() || out.numel() == 0 {
        return Ok(());
    }
    let batch = upload(cx, samples)?;
    let mut p = params(&x, &batch, blank);
    p.y = [out.strides[0], out.strides[1], out.strides[2]];
    p.g = g.strides[0];
    p.zero_infinity = zero_infinity as u32;
    let alpha = cx.temporary((p.batch * p.total * p.states * 8) as usize)?;
    let beta = cx.temporary((p.batch * 2 * p.states * 8) as usize)?;
    let f = cx.kernel(Family::Ctc, "backward", "k", types([x.dtype]), 0, || format!("CTC_BACKWARD(k, {})\n", type_name(x.dtype)))?;
    let mut args = kernel_args![p, g.address, x.address, batch.memory.address, batch.starts, batch.steps, alpha.address, beta.address, out.address];
    // SAFETY: as above; `beta` holds two steps.
    unsafe { cx.launch(f, grid(&p), &mut args) }
}
