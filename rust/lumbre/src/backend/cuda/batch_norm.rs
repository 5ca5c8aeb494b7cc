//! Batch norm of `[N, C, L]` in any layout.

use super::view::{CView, Walk, walk};
use super::{Cx, Family, loop_dtype, type_name, types};
use crate::cuda::launch::Grid;
use crate::error::Result;
use crate::kernel_args;

#[repr(C)]
#[derive(Clone, Copy)]
struct BatchParams {
    n: u64,
    outs: u64,
    slice: u64,
    chunk: u64,
    train: u32,
    pad: u32,
    all: Walk<4>,
    channel: Walk<2>,
    slices: Walk<2>,
}

/// Blocks that are wanted before a channel is split no further, and the least that a part takes.
const WANTED: u64 = 512;
const PART: u64 = 2048;

/// The mean and the biased variance of each channel.
pub fn stats(cx: &Cx, x: CView, mean: CView, var: CView) -> Result<()> {
    let sizes = [1, x.sizes[1], 1];
    let (ms, vs) = ([0, mean.strides[0], 0], [0, var.strides[0], 0]);
    let shaped = |v: CView, strides: &[i64; 3]| (v.address, v.dtype, *strides);
    let ((ma, md, ms), (va, vd, vs)) = (shaped(mean, &ms), shaped(var, &vs));
    let var = CView { address: va, dtype: vd, sizes: &sizes, strides: &vs };
    let mean = CView { address: ma, dtype: md, sizes: &sizes, strides: &ms };
    super::reduce::var_mean(cx, x, 0b101, 0.0, var, mean)
}

fn params(cx: &Cx, a: &CView, b: &CView, c: &CView, train: bool) -> Result<BatchParams> {
    let channel = [0, 1, 0];
    let all = walk(a.sizes, [a.strides, b.strides, c.strides, &channel]);
    let of = walk(&a.sizes[1..2], [&a.strides[1..2], &b.strides[1..2]]);
    let rest = |v: &CView| [v.strides[0], v.strides[2]];
    let slices = walk(&[a.sizes[0], a.sizes[2]], [&rest(a), &rest(b)]);
    let (Some(all), Some(channel), Some(slices)) = (all, of, slices) else { return cx.refuse(" for this layout") };
    let (outs, slice) = (a.sizes[1] as u64, (a.sizes[0] * a.sizes[2]) as u64);
    Ok(BatchParams { n: a.numel() as u64, outs, slice, chunk: slice.max(1), train: train as u32, pad: 0, all, channel, slices })
}

fn address(v: &Option<CView>) -> u64 {
    v.map_or(0, |v| v.address)
}

/// `(x - mean) * rstd * w + b`, channel by channel. Vectors are contiguous, weights of one dtype.
pub fn apply(cx: &Cx, x: CView, mean: CView, rstd: CView, w: Option<CView>, b: Option<CView>, out: CView) -> Result<()> {
    let p = params(cx, &x, &out, &out, false)?;
    let wd = dtype_of(cx, &x, &[w, b], &[mean, rstd])?;
    let f = cx.kernel(Family::BatchNorm, "batch_norm", "k_apply", types([x.dtype, wd, rstd.dtype]), 0, || tail(&x, wd, &rstd))?;
    let (w, b) = (address(&w), address(&b));
    let grid = Grid::linear(cx.blocks_for(p.n as usize, 256, 4), 256);
    // SAFETY: the kernel's signature in `batch_norm.cuh`; the views are of live memory.
    unsafe { cx.launch(f, grid, &mut kernel_args![p, x.address, mean.address, rstd.address, w, b, out.address]) }
}

fn tail(x: &CView, w: lumbre_kernels::DType, s: &CView) -> String {
    format!("BATCH_NORM(k, {}, {}, {})\n", type_name(x.dtype), type_name(w), type_name(s.dtype))
}

fn dtype_of(cx: &Cx, x: &CView, weights: &[Option<CView>], stats: &[CView]) -> Result<lumbre_kernels::DType> {
    let mut found = None;
    for w in weights.iter().flatten() {
        if !w.is_contiguous() || found.is_some_and(|d| d != w.dtype) {
            return cx.refuse(" for weights of several dtypes or with gaps");
        }
        found = Some(w.dtype);
    }
    if stats.iter().any(|s| !s.is_contiguous() || s.dtype != stats[0].dtype) {
        return cx.refuse(" for statistics of several dtypes or with gaps");
    }
    Ok(found.unwrap_or(x.dtype))
}

/// The gradients that are wanted.
pub fn backward(
    cx: &Cx,
    [g, x, mean, rstd]: [CView; 4],
    w: Option<CView>,
    train: bool,
    [gx, gw, gb]: [Option<CView>; 3],
) -> Result<()> {
    let out = gx.unwrap_or(x);
    let mut p = params(cx, &g, &x, &out, train)?;
    if p.n == 0 {
        for v in [gx, gw, gb].into_iter().flatten() {
            super::elementwise::fill(cx, lumbre_kernels::Scalar::Int(0), v)?;
        }
        return Ok(());
    }
    let wd = dtype_of(cx, &x, &[w, gw, gb], &[mean, rstd])?;
    let ids = types([x.dtype, wd, rstd.dtype]);
    let column = x.strides[1] == 1 && p.outs > 1;
    let blocks = if column { p.outs.div_ceil(32) } else { p.outs };
    let splits = (WANTED / blocks.max(1)).min(p.slice.div_ceil(PART)).max(1);
    p.chunk = p.slice.div_ceil(splits).max(1);
    let splits = p.slice.div_ceil(p.chunk).max(1);
    let size = loop_dtype(x.dtype).size();
    let (partial, sums) = (cx.temporary((splits * 2 * p.outs) as usize * size)?, cx.temporary(2 * p.outs as usize * size)?);
    let entry = if column { "k_column" } else { "k_row" };
    let f = cx.kernel(Family::BatchNorm, "batch_norm", entry, ids, 0, || tail(&x, wd, &rstd))?;
    let threads = if column { [32, 8, 1] } else { [if p.slice <= 1024 { 64 } else { 256 }, 1, 1] };
    let grid = Grid { blocks: [blocks as u32, splits as u32, 1], threads, shared: 0 };
    // SAFETY: the kernels' signatures in `batch_norm.cuh`; `partial` and `sums` hold two numbers a channel and part.
    unsafe { cx.launch(f, grid, &mut kernel_args![p, g.address, x.address, mean.address, rstd.address, partial.address])? };
    let f = cx.kernel(Family::BatchNorm, "batch_norm", "k_finish", ids, 0, || tail(&x, wd, &rstd))?;
    let (count, gwa, gba) = (splits as u32, address(&gw), address(&gb));
    let grid = Grid::covering(p.outs as usize, 256, 1);
    // SAFETY: as above.
    unsafe { cx.launch(f, grid, &mut kernel_args![p.outs, count, partial.address, sums.address, gwa, gba])? };
    if let Some(gx) = gx {
        let f = cx.kernel(Family::BatchNorm, "batch_norm", "k_backward", ids, 0, || tail(&x, wd, &rstd))?;
        let w = address(&w);
        let grid = Grid::linear(cx.blocks_for(p.n as usize, 256, 4), 256);
        let mut args = kernel_args![p, g.address, x.address, mean.address, rstd.address, w, sums.address, gx.address];
        // SAFETY: as above.
        unsafe { cx.launch(f, grid, &mut args)? };
    }
    Ok(())
}
