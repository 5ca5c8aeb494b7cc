//! Negative log-likelihood over classes. Sums stay on the GPU: nothing waits for it.

use super::view::CView;
use super::{Cx, Family, loop_dtype, type_name, types};
use crate::cuda::fault::number_of;
use crate::cuda::launch::Grid;
use crate::error::Result;
use crate::kernel_args;
use lumbre_kernels::DType;

#[repr(C)]
#[derive(Clone, Copy, Default)]
struct LossParams {
    n: u64,
    classes: i64,
    l: i64,
    ignore: i64,
    smoothing: f64,
    scale: f64,
    x: [i64; 3],
    y: [i64; 3],
    t: [i64; 2],
    g: [i64; 2],
    op: u32,
    pad: u32,
}

/// What the loss ignores and how it spreads.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    pub weight: Option<CView<'a>>,
    pub ignore_index: i64,
    pub label_smoothing: f64,
}

fn params(cx: &Cx, logs: &CView, target: &CView, o: &Options) -> LossParams {
    LossParams {
        n: target.numel() as u64,
        classes: logs.sizes[1],
        l: target.sizes[1],
        ignore: o.ignore_index,
        smoothing: o.label_smoothing,
        scale: 1.0,
        x: [logs.strides[0], logs.strides[1], logs.strides[2]],
        t: [target.strides[0], target.strides[1]],
        op: number_of(cx.op) as u32,
        ..Default::default()
    }
}

fn weight_dtype(cx: &Cx, x: &CView, o: &Options) -> Result<DType> {
    match &o.weight {
        Some(w) if !w.is_contiguous() => cx.refuse(" for weights with gaps"),
        Some(w) => Ok(w.dtype),
        None => Ok(x.dtype),
    }
}

/// The losses of log-probabilities `[N, C, L]`: each to `losses`, or (with `mean`: over the sum of weights) their sum to `sum`,
/// whose divisor goes to `total`.
pub fn forward(cx: &Cx, logs: CView, target: CView, o: &Options, losses: Option<CView>, sum: Option<(CView, CView, bool)>) -> Result<()> {
    let mut p = params(cx, &logs, &target, o);
    if let Some(l) = &losses {
        p.g = [l.strides[0], l.strides[1]];
    }
    let wd = weight_dtype(cx, &logs, o)?;
    let blocks = p.n.div_ceil(8).max(1);
    let size = loop_dtype(logs.dtype).size();
    let sums = if sum.is_some() { Some(cx.temporary(2 * blocks as usize * size)?) } else { None };
    let ids = types([logs.dtype, wd, target.dtype]);
    let f = cx.kernel(Family::Loss, "forward", "k", ids, 0, || {
        format!("LOSS_FORWARD(k, {}, {}, {})\n", type_name(logs.dtype), type_name(wd), type_name(target.dtype))
    })?;
    let grid = Grid { blocks: [blocks as u32, 1, 1], threads: [32, 8, 1], shared: 0 };
    let (w, each, room) = (o.weight.map_or(0, |w| w.address), losses.map_or(0, |l| l.address), sums.as_ref().map_or(0, |s| s.address));
    // SAFETY: the kernels' signatures in `loss.cuh`; the views are of live memory, `sums` holds two numbers a block.
    unsafe { cx.launch(f, grid, &mut kernel_args![p, logs.address, target.address, w, each, room, cx.gpu.fault.device])? };
    if let Some((out, total, mean)) = sum {
        let f = cx.kernel(Family::Loss, "finish", "k", types([logs.dtype]), 0, || format!("LOSS_FINISH(k, {})\n", type_name(logs.dtype)))?;
        let (count, mean) = (blocks as u32, mean as u32);
        // SAFETY: as above.
        unsafe { cx.launch(f, Grid::linear(1, 256), &mut kernel_args![count, mean, room, out.address, total.address])? };
    }
    Ok(())
}

/// The gradient of the losses by the log-probabilities, or with `logs` by the logits behind them. `total`: divides.
pub fn backward(cx: &Cx, g: CView, target: CView, logs: Option<CView>, o: &Options, total: Option<CView>, scale: f64, gx: CView) -> Result<()> {
    if gx.numel() == 0 {
        return Ok(());
    }
    let soft = logs.is_some();
    let x = logs.unwrap_or(gx);
    let mut p = params(cx, &x, &target, o);
    p.scale = scale;
    p.y = [gx.strides[0], gx.strides[1], gx.strides[2]];
    p.g = [g.strides[0], g.strides[1]];
    let wd = weight_dtype(cx, &gx, o)?;
    let f = cx.kernel(Family::Loss, "backward", "k", types([gx.dtype, wd, target.dtype]), soft as u32, || {
        format!("LOSS_BACKWARD(k, {soft}, {}, {}, {})\n", type_name(gx.dtype), type_name(wd), type_name(target.dtype))
    })?;
    let grid = Grid { blocks: [p.n.div_ceil(8).max(1) as u32, 1, 1], threads: [32, 8, 1], shared: 0 };
    let (w, t) = (o.weight.map_or(0, |w| w.address), total.map_or(0, |t| t.address));
    // SAFETY: as above.
    unsafe { cx.launch(f, grid, &mut kernel_args![p, g.address, x.address, target.address, w, t, gx.address, cx.gpu.fault.device]) }
}
