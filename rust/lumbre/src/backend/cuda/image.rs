//! Sampling of images at points of a grid and in boxes. Everything is contiguous.

use super::view::CView;
use super::{Cx, Family, type_name, types};
use crate::cuda::launch::Grid;
use crate::error::Result;
use crate::kernel_args;
use lumbre_kernels::Scalar;
use lumbre_kernels::grid::{GridParams as Given, Mode, Padding};
use lumbre_kernels::roi::{RoiKind, RoiParams as Boxes};

const THREADS: u32 = 128;

#[repr(C)]
#[derive(Clone, Copy)]
struct GridParams {
    batch: i64,
    channels: i64,
    points: i64,
    plane: i64,
    sizes: [i64; 3],
    dims: u32,
    nearest: u32,
    padding: u32,
    align: u32,
}

fn grid_params(x: &CView, grid: &CView, p: &Given) -> GridParams {
    let spatial = &x.sizes[2..];
    let mut sizes = [1i64; 3];
    sizes[3 - spatial.len()..].copy_from_slice(spatial);
    let padding = match p.padding {
        Padding::Zeros => 0,
        Padding::Border => 1,
        Padding::Reflection => 2,
    };
    GridParams {
        batch: x.sizes[0],
        channels: x.sizes[1],
        points: grid.sizes[1],
        plane: spatial.iter().product(),
        sizes,
        dims: spatial.len() as u32,
        nearest: u32::from(p.mode == Mode::Nearest),
        padding,
        align: p.align as u32,
    }
}

/// `out[n, c, p]` of images `x: [N, C, *]` at the points `grid: [N, P, d]`.
pub fn grid_sample(cx: &Cx, x: CView, grid: CView, p: &Given, out: CView) -> Result<()> {
    let p = grid_params(&x, &grid, p);
    let work = (p.batch * p.points) as usize;
    if work == 0 || out.numel() == 0 {
        return Ok(());
    }
    let f = cx.kernel(Family::Grid, "forward", "k", types([x.dtype]), 0, || format!("GRID_FORWARD(k, {})\n", type_name(x.dtype)))?;
    let over = Grid::linear(cx.blocks_for(work, THREADS, 1), THREADS);
    // SAFETY: the kernel's signature in `grid.cuh`; the views are of live memory.
    unsafe { cx.launch(f, over, &mut kernel_args![p, x.address, grid.address, out.address]) }
}

/// The gradients by the image, which is zero before, and by the grid.
pub fn grid_sample_backward(cx: &Cx, g: CView, x: CView, grid: CView, p: &Given, gx: Option<CView>, gg: Option<CView>) -> Result<()> {
    let p = grid_params(&x, &grid, p);
    let work = (p.batch * p.points) as usize;
    if work == 0 || g.numel() == 0 {
        return Ok(());
    }
    let f = cx.kernel(Family::Grid, "backward", "k", types([x.dtype]), 0, || format!("GRID_BACKWARD(k, {})\n", type_name(x.dtype)))?;
    let over = Grid::linear(cx.blocks_for(work, THREADS, 1), THREADS);
    let (gx, gg) = (gx.map_or(0, |v| v.address), gg.map_or(0, |v| v.address));
    // SAFETY: as above.
    unsafe { cx.launch(f, over, &mut kernel_args![p, g.address, x.address, grid.address, gx, gg]) }
}

#[repr(C)]
#[derive(Clone, Copy)]
struct RoiParams {
    n: u64,
    channels: i64,
    h: i64,
    w: i64,
    outs: i64,
    ph: i64,
    pw: i64,
    sampling: i64,
    kind: u32,
    aligned: u32,
    scale: f64,
}

/// `image` and `out` are `[N, C, H, W]` and `[K, C', ph, pw]`.
fn roi_params(image: &CView, out: &CView, p: &Boxes) -> RoiParams {
    let kind = match p.kind {
        RoiKind::Align => 0,
        RoiKind::PsAlign => 1,
        RoiKind::PsPool => 2,
    };
    RoiParams {
        n: out.numel() as u64,
        channels: image.sizes[1],
        h: image.sizes[2],
        w: image.sizes[3],
        outs: out.sizes[1],
        ph: p.pooled[0],
        pw: p.pooled[1],
        sampling: p.sampling,
        kind,
        aligned: p.aligned as u32,
        scale: p.scale,
    }
}

fn roi(cx: &Cx, make: &'static str, p: RoiParams, dtype: lumbre_kernels::DType, list: &[u64]) -> Result<()> {
    if p.n == 0 {
        return Ok(());
    }
    let f = cx.kernel(Family::Roi, make, "k", types([dtype]), 0, || format!("{make}(k, {})\n", type_name(dtype)))?;
    let over = Grid::linear(cx.blocks_for(p.n as usize, THREADS, 1), THREADS);
    let mut args: smallvec::SmallVec<[*mut std::ffi::c_void; 6]> = kernel_args![p].into_iter().collect();
    args.extend(list.iter().map(|a| std::ptr::from_ref(a) as *mut std::ffi::c_void));
    // SAFETY: the kernels of `roi.cuh` take the parameters and then addresses; the views are of live memory.
    unsafe { cx.launch(f, over, &mut args) }
}

pub fn roi_pool(cx: &Cx, x: CView, rois: CView, p: &Boxes, out: CView) -> Result<()> {
    roi(cx, "ROI_FORWARD", roi_params(&x, &out, p), x.dtype, &[x.address, rois.address, out.address])
}

pub fn roi_pool_backward(cx: &Cx, g: CView, rois: CView, p: &Boxes, gx: CView) -> Result<()> {
    super::elementwise::fill(cx, Scalar::Int(0), gx)?;
    roi(cx, "ROI_BACKWARD", roi_params(&gx, &g, p), g.dtype, &[g.address, rois.address, gx.address])
}

/// What the largest element's pooling needs of the parameters.
fn plain(scale: f64, pooled: [i64; 2]) -> Boxes {
    Boxes { kind: RoiKind::Align, scale, pooled, sampling: 0, aligned: false }
}

pub fn roi_max(cx: &Cx, x: CView, rois: CView, scale: f64, pooled: [i64; 2], out: CView, places: CView) -> Result<()> {
    let p = roi_params(&x, &out, &plain(scale, pooled));
    roi(cx, "ROI_MAX", p, x.dtype, &[x.address, rois.address, out.address, places.address])
}

pub fn roi_max_backward(cx: &Cx, g: CView, rois: CView, places: CView, gx: CView) -> Result<()> {
    super::elementwise::fill(cx, Scalar::Int(0), gx)?;
    let p = roi_params(&gx, &g, &plain(1.0, [g.sizes[2], g.sizes[3]]));
    roi(cx, "ROI_MAX_BACKWARD", p, g.dtype, &[g.address, rois.address, places.address, gx.address])
}
