//! Pooling over windows and over cells that cover the input.

use super::conv::{five, three};
use super::view::CView;
use super::{Cx, Family, type_name, types};
use crate::cuda::launch::Grid;
use crate::error::Result;
use crate::kernel_args;
use lumbre_kernels::Scalar;
use lumbre_kernels::pool::PoolParams as Given;

#[repr(C)]
#[derive(Clone, Copy, Default)]
struct PoolParams {
    n: u64,
    channels: i64,
    inner: [i64; 3],
    out: [i64; 3],
    kernel: [i64; 3],
    step: [i64; 3],
    padding: [i64; 3],
    dilation: [i64; 3],
    x: [i64; 5],
    y: [i64; 5],
    at: [i64; 5],
    divisor: i64,
    count_padding: u32,
    pad: u32,
}

fn params(x: &CView, y: &CView, given: Option<&Given>, n: usize) -> PoolParams {
    let one = [1i64; 3];
    let or_one = |list: Option<&[i64]>, fill: i64| list.map_or(one.map(|_| fill), |l| three(l, fill));
    PoolParams {
        n: n as u64,
        channels: x.sizes[1],
        inner: three(&x.sizes[2..], 1),
        out: three(&y.sizes[2..], 1),
        kernel: or_one(given.map(|p| p.kernel), 1),
        step: or_one(given.map(|p| p.stride), 1),
        padding: or_one(given.map(|p| p.padding), 0),
        dilation: or_one(given.map(|p| p.dilation), 1),
        x: five(x.strides),
        y: five(y.strides),
        ..Default::default()
    }
}

/// The largest element of each window (each cell without `p`) and its place in the plane.
pub fn max(cx: &Cx, x: CView, p: Option<&Given>, out: CView, indices: CView) -> Result<()> {
    if out.numel() == 0 {
        return Ok(());
    }
    let mut c = params(&x, &out, p, out.numel());
    c.at = five(indices.strides);
    let make = if p.is_some() { "POOL_MAX" } else { "POOL_ADAPTIVE_MAX" };
    let f = cx.kernel(Family::Pool, make, "k", types([x.dtype]), 0, || format!("{make}(k, {})\n", type_name(x.dtype)))?;
    let grid = Grid::linear(cx.blocks_for(out.numel(), 256, 1), 256);
    // SAFETY: the kernel's signature in `pool.cuh`; the views are of live memory.
    unsafe { cx.launch(f, grid, &mut kernel_args![c, x.address, out.address, indices.address]) }
}

/// Adds every gradient at its index in zeroed `gx`.
pub fn max_backward(cx: &Cx, g: CView, indices: CView, gx: CView) -> Result<()> {
    super::elementwise::fill(cx, Scalar::Int(0), gx)?;
    if g.numel() == 0 {
        return Ok(());
    }
    let mut c = params(&gx, &g, None, g.numel());
    c.at = five(indices.strides);
    let f = cx.kernel(Family::Pool, "max_backward", "k", types([g.dtype]), 0, || format!("POOL_MAX_BACKWARD(k, {})\n", type_name(g.dtype)))?;
    let grid = Grid::linear(cx.blocks_for(g.numel(), 256, 1), 256);
    // SAFETY: as above; indices come from `max`.
    unsafe { cx.launch(f, grid, &mut kernel_args![c, g.address, indices.address, gx.address]) }
}

/// The mean of each window.
pub fn avg(cx: &Cx, x: CView, p: &Given, include_padding: bool, divisor: Option<i64>, out: CView) -> Result<()> {
    let mut c = params(&x, &out, Some(p), out.numel());
    (c.divisor, c.count_padding) = (divisor.unwrap_or(0), include_padding as u32);
    run(cx, "avg", &c, &x, &out)
}

pub fn avg_backward(cx: &Cx, g: CView, p: &Given, include_padding: bool, divisor: Option<i64>, gx: CView) -> Result<()> {
    let mut c = params(&gx, &g, Some(p), gx.numel());
    (c.divisor, c.count_padding) = (divisor.unwrap_or(0), include_padding as u32);
    run(cx, "avg_backward", &c, &g, &gx)
}

/// The mean of each cell.
pub fn adaptive_avg(cx: &Cx, x: CView, out: CView) -> Result<()> {
    run(cx, "adaptive_avg", &params(&x, &out, None, out.numel()), &x, &out)
}

pub fn adaptive_avg_backward(cx: &Cx, g: CView, gx: CView) -> Result<()> {
    if g.numel() == 0 {
        return super::elementwise::fill(cx, Scalar::Int(0), gx);
    }
    run(cx, "adaptive_avg_backward", &params(&gx, &g, None, gx.numel()), &g, &gx)
}

fn run(cx: &Cx, what: &'static str, c: &PoolParams, from: &CView, to: &CView) -> Result<()> {
    if c.n == 0 {
        return Ok(());
    }
    let f = cx.kernel(Family::Pool, what, "k", types([to.dtype]), 0, || format!("POOL(k, {what}, {})\n", type_name(to.dtype)))?;
    let grid = Grid::linear(cx.blocks_for(c.n as usize, 256, 1), 256);
    // SAFETY: as above.
    unsafe { cx.launch(f, grid, &mut kernel_args![*c, from.address, to.address]) }
}
