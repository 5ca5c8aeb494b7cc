//! Convolutions: by NVIDIA's library where it takes them (`cudnn.rs`), else straight from their definition, in any layout and dtype.

use super::cudnn::{self, Side};
use super::view::CView;
use super::{Cx, Family, type_name, types};
use crate::cuda::launch::Grid;
use crate::error::Result;
use crate::kernel_args;
use lumbre_kernels::conv::ConvParams as Given;

#[repr(C)]
#[derive(Clone, Copy, Default)]
struct ConvParams {
    n: u64,
    batch: i64,
    cin: i64,
    cout: i64,
    groups: i64,
    inner: [i64; 3],
    out: [i64; 3],
    kernel: [i64; 3],
    step: [i64; 3],
    padding: [i64; 3],
    dilation: [i64; 3],
    x: [i64; 5],
    w: [i64; 5],
    y: [i64; 5],
    bias: i64,
}

/// Spatial numbers filled up in front to three dimensions.
pub(super) fn three(list: &[i64], fill: i64) -> [i64; 3] {
    let missing = 3 - list.len();
    std::array::from_fn(|d| if d < missing { fill } else { list[d - missing] })
}

/// Strides of `[N, C, spatial..]` as of `[N, C, D, H, W]`.
pub(super) fn five(strides: &[i64]) -> [i64; 5] {
    let s = three(&strides[2..], 0);
    [strides[0], strides[1], s[0], s[1], s[2]]
}

fn params(x: &CView, w: &CView, y: &CView, p: &Given, n: usize, bias: Option<&CView>) -> ConvParams {
    ConvParams {
        n: n as u64,
        batch: x.sizes[0],
        cin: x.sizes[1],
        cout: y.sizes[1],
        groups: p.groups,
        inner: three(&x.sizes[2..], 1),
        out: three(&y.sizes[2..], 1),
        kernel: three(&w.sizes[2..], 1),
        step: three(p.stride, 1),
        padding: three(p.padding, 0),
        dilation: three(p.dilation, 1),
        x: five(x.strides),
        w: five(w.strides),
        y: five(y.strides),
        bias: bias.map_or(0, |b| b.strides.first().copied().unwrap_or(0)),
    }
}

pub fn conv_forward(cx: &Cx, x: CView, w: CView, bias: Option<CView>, p: &Given, out: CView) -> Result<()> {
    if out.numel() == 0 {
        return Ok(());
    }
    if cudnn::convolve(cx, Side::Forward, &x, &w, &out, p)? {
        return bias.map_or(Ok(()), |b| cudnn::add_bias(cx, out, b));
    }
    let c = params(&x, &w, &out, p, out.numel(), bias.as_ref());
    let f = cx.kernel(Family::Conv, "forward", "k", types([x.dtype]), 0, || format!("CONV_FORWARD(k, {})\n", type_name(x.dtype)))?;
    let bias = bias.map_or(0, |b| b.address);
    let grid = Grid::linear(cx.blocks_for(out.numel(), 256, 1), 256);
    // SAFETY: the kernel's signature in `conv.cuh`; the views are of live memory.
    unsafe { cx.launch(f, grid, &mut kernel_args![c, x.address, w.address, bias, out.address]) }
}

pub fn conv_backward_input(cx: &Cx, g: CView, w: CView, p: &Given, gx: CView) -> Result<()> {
    if gx.numel() == 0 {
        return Ok(());
    }
    if cudnn::convolve(cx, Side::Input, &gx, &w, &g, p)? {
        return Ok(());
    }
    let c = params(&gx, &w, &g, p, gx.numel(), None);
    let f = cx.kernel(Family::Conv, "backward_input", "k", types([g.dtype]), 0, || format!("CONV_BACKWARD_INPUT(k, {})\n", type_name(g.dtype)))?;
    let grid = Grid::linear(cx.blocks_for(gx.numel(), 256, 1), 256);
    // SAFETY: as above.
    unsafe { cx.launch(f, grid, &mut kernel_args![c, g.address, w.address, gx.address]) }
}

pub fn conv_backward_weight(cx: &Cx, g: CView, x: CView, p: &Given, gw: CView) -> Result<()> {
    if gw.numel() == 0 {
        return Ok(());
    }
    if cudnn::convolve(cx, Side::Weight, &x, &gw, &g, p)? {
        return Ok(());
    }
    let c = params(&x, &gw, &g, p, gw.numel(), None);
    let f = cx.kernel(Family::Conv, "backward_weight", "k", types([g.dtype]), 0, || format!("CONV_BACKWARD_WEIGHT(k, {})\n", type_name(g.dtype)))?;
    let places = g.numel() / g.sizes[1].max(1) as usize;
    let grid = Grid::linear(gw.numel(), if places <= 256 { 32 } else { 256 });
    // SAFETY: as above.
    unsafe { cx.launch(f, grid, &mut kernel_args![c, g.address, x.address, gw.address]) }
}
