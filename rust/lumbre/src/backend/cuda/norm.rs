//! Layer, RMS and group norm.

use super::view::CView;
use super::{Cx, Family, loop_dtype, type_name, types};
use crate::cuda::launch::Grid;
use crate::error::Result;
use crate::kernel_args;
use lumbre_kernels::DType;

#[repr(C)]
#[derive(Clone, Copy, Default)]
struct NormParams {
    rows: u64,
    n: u64,
    eps: f64,
    segment: u64,
    groups: u64,
    channels: u64,
    l: u64,
}

/// Rows up to this length are taken by a warp, longer ones by a block.
const WARP_ROW: u64 = 1024;
/// The most parts the weights' gradients are summed in.
const PARTS: u64 = 64;

fn rows_grid(rows: u64, n: u64) -> Grid {
    let (blocks, threads) = if n <= WARP_ROW { (rows.div_ceil(8), [32, 8, 1]) } else { (rows, [256, 1, 1]) };
    Grid { blocks: [blocks as u32, 1, 1], threads, shared: 0 }
}

fn address(v: &Option<CView>) -> u64 {
    v.map_or(0, |v| v.address)
}

/// Weights of one dtype, side by side; the dtype is `x`'s where there are none.
fn weights(cx: &Cx, x: &CView, list: &[Option<CView>]) -> Result<DType> {
    let mut found = None;
    for w in list.iter().flatten() {
        if !w.is_contiguous() || found.is_some_and(|d| d != w.dtype) {
            return cx.refuse(" for weights of several dtypes or with gaps");
        }
        found = Some(w.dtype);
    }
    Ok(found.unwrap_or(x.dtype))
}

/// Layer norm of contiguous rows, or (without `mean`) RMS norm.
pub fn rows(cx: &Cx, x: CView, w: Option<CView>, b: Option<CView>, eps: f64, out: CView, mean: Option<CView>, rstd: CView) -> Result<()> {
    let rms = mean.is_none();
    let p = NormParams { rows: x.sizes[0] as u64, n: x.sizes[1] as u64, eps, ..Default::default() };
    let wd = weights(cx, &x, &[w, b])?;
    let pack = 16 / x.dtype.size() as u64;
    let entry = if p.n % pack == 0 && x.address % 16 == 0 && out.address % 16 == 0 { "k_vector" } else { "k_row" };
    let f = cx.kernel(Family::Norm, "rows", entry, types([x.dtype, wd, rstd.dtype]), rms as u32, || {
        format!("NORM(k, {rms}, {}, {}, {}, {pack})\n", type_name(x.dtype), type_name(wd), type_name(rstd.dtype))
    })?;
    let (w, b, mean) = (address(&w), address(&b), address(&mean));
    // SAFETY: the kernel's signature in `norm.cuh`; rows are contiguous, weights have a row's length.
    unsafe { cx.launch(f, rows_grid(p.rows, p.n), &mut kernel_args![p, x.address, w, b, out.address, mean, rstd.address]) }
}

/// The gradients of `rows` that are wanted.
pub fn rows_backward(
    cx: &Cx,
    [g, x, rstd]: [CView; 3],
    mean: Option<CView>,
    w: Option<CView>,
    [gx, gw, gb]: [Option<CView>; 3],
) -> Result<()> {
    let rms = mean.is_none();
    let (rows, n) = (x.sizes[0] as u64, x.sizes[1] as u64);
    if rows == 0 || n == 0 {
        for v in [gx, gw, gb].into_iter().flatten() {
            super::elementwise::fill(cx, lumbre_kernels::Scalar::Int(0), v)?;
        }
        return Ok(());
    }
    let segment = rows.div_ceil(PARTS).max(32);
    let p = NormParams { rows, n, segment, ..Default::default() };
    let wd = weights(cx, &x, &[w, gw, gb])?;
    let ids = types([x.dtype, wd, rstd.dtype]);
    let tail = || format!("NORM_BACKWARD(k, {rms}, {}, {}, {})\n", type_name(x.dtype), type_name(wd), type_name(rstd.dtype));
    let mean = address(&mean);
    if let Some(gx) = gx {
        let f = cx.kernel(Family::Norm, "rows_backward", "k_backward", ids, rms as u32, tail)?;
        let w = address(&w);
        // SAFETY: the kernel's signature in `norm.cuh`; all rows are contiguous.
        unsafe { cx.launch(f, rows_grid(rows, n), &mut kernel_args![p, g.address, x.address, mean, rstd.address, w, gx.address])? };
    }
    if gw.is_some() || gb.is_some() {
        let parts = rows.div_ceil(segment);
        let room = cx.temporary((parts * 2 * n) as usize * loop_dtype(x.dtype).size())?;
        let f = cx.kernel(Family::Norm, "rows_backward", "k_sums", ids, rms as u32, tail)?;
        let grid = Grid { blocks: [n.div_ceil(32) as u32, parts as u32, 1], threads: [32, 8, 1], shared: 0 };
        // SAFETY: as above; `room` holds two rows a part.
        unsafe { cx.launch(f, grid, &mut kernel_args![p, g.address, x.address, mean, rstd.address, room.address])? };
        let f = cx.kernel(Family::Norm, "rows_backward", "k_finish", ids, rms as u32, tail)?;
        let (count, gw, gb) = (parts as u32, address(&gw), address(&gb));
        // SAFETY: as above.
        unsafe { cx.launch(f, Grid::covering(n as usize, 256, 1), &mut kernel_args![n, count, room.address, gw, gb])? };
    }
    Ok(())
}

/// Group norm of contiguous `[N, C, L]`.
pub fn group(cx: &Cx, x: CView, groups: usize, w: Option<CView>, b: Option<CView>, eps: f64, out: CView, mean: CView, rstd: CView) -> Result<()> {
    let p = group_params(cx, &x, groups, eps)?;
    let wd = weights(cx, &x, &[w, b])?;
    let f = cx.kernel(Family::Norm, "group", "k_forward", types([x.dtype, wd, rstd.dtype]), 0, || group_tail(&x, wd, &rstd))?;
    let (w, b) = (address(&w), address(&b));
    let grid = Grid::linear(p.rows as usize, if p.n <= WARP_ROW { 64 } else { 256 });
    // SAFETY: the kernel's signature in `norm.cuh`; `x` and `out` are contiguous.
    unsafe { cx.launch(f, grid, &mut kernel_args![p, x.address, w, b, out.address, mean.address, rstd.address]) }
}

fn group_tail(x: &CView, wd: DType, s: &CView) -> String {
    format!("GROUP_NORM(k, {}, {}, {})\n", type_name(x.dtype), type_name(wd), type_name(s.dtype))
}

fn group_params(cx: &Cx, x: &CView, groups: usize, eps: f64) -> Result<NormParams> {
    if !x.is_contiguous() {
        return cx.refuse(" for inputs that are not contiguous");
    }
    let (n, c, l) = (x.sizes[0] as u64, x.sizes[1] as u64, x.sizes[2] as u64);
    let channels = c / (groups as u64).max(1);
    Ok(NormParams { rows: n * groups as u64, n: channels * l, eps, segment: 0, groups: groups as u64, channels, l })
}

/// The gradients of `group` that are wanted.
pub fn group_backward(
    cx: &Cx,
    [g, x, mean, rstd]: [CView; 4],
    groups: usize,
    w: Option<CView>,
    [gx, gw, gb]: [Option<CView>; 3],
) -> Result<()> {
    let p = group_params(cx, &x, groups, 0.0)?;
    if !g.is_contiguous() {
        return cx.refuse(" for gradients that are not contiguous");
    }
    let wd = weights(cx, &x, &[w, gw, gb])?;
    let ids = types([x.dtype, wd, rstd.dtype]);
    let all = (x.sizes[0] * x.sizes[1]) as u64;
    let sums = cx.temporary(2 * all as usize * loop_dtype(x.dtype).size())?;
    let f = cx.kernel(Family::Norm, "group", "k_sums", ids, 0, || group_tail(&x, wd, &rstd))?;
    let grid = Grid { blocks: [all.div_ceil(8) as u32, 1, 1], threads: [32, 8, 1], shared: 0 };
    // SAFETY: the kernels' signatures in `norm.cuh`; views are contiguous, `sums` holds two numbers a channel.
    unsafe { cx.launch(f, grid, &mut kernel_args![p, all, g.address, x.address, mean.address, rstd.address, sums.address])? };
    if let Some(gx) = gx {
        let f = cx.kernel(Family::Norm, "group", "k_backward", ids, 0, || group_tail(&x, wd, &rstd))?;
        let w = address(&w);
        let grid = Grid::linear(p.rows as usize, if p.n <= WARP_ROW { 64 } else { 256 });
        let mut args = kernel_args![p, all, g.address, x.address, mean.address, rstd.address, w, sums.address, gx.address];
        // SAFETY: as above.
        unsafe { cx.launch(f, grid, &mut args)? };
    }
    if gw.is_some() || gb.is_some() {
        let f = cx.kernel(Family::Norm, "group", "k_weights", ids, 0, || group_tail(&x, wd, &rstd))?;
        let (c, gw, gb) = (x.sizes[1] as u64, address(&gw), address(&gb));
        // SAFETY: as above.
        unsafe { cx.launch(f, Grid::covering(c as usize, 256, 1), &mut kernel_args![c, all, sums.address, gw, gb])? };
    }
    Ok(())
}
