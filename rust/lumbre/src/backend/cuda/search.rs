//! On sorted rows and counted numbers: insertion places, most frequent elements, bins.

use super::view::CView;
use super::{Cx, Family, type_name, types};
use crate::cuda::fault::number_of;
use crate::cuda::launch::Grid;
use crate::error::Result;
use crate::kernel_args;
use lumbre_kernels::Scalar;

const THREADS: u32 = 256;

/// Where each value would be inserted into its row of `rows` (`[.., n]`, or one row for all); all contiguous.
pub fn searchsorted(cx: &Cx, rows: CView, values: CView, right: bool, out: CView) -> Result<()> {
    let count = values.numel() as u64;
    if count == 0 {
        return Ok(());
    }
    let n = rows.sizes.last().copied().unwrap_or(1) as u64;
    let (per_row, one_row) = (values.sizes.last().copied().unwrap_or(1).max(1) as u64, (rows.dim() == 1) as u32);
    let (right, none) = (right as u32, 0u64);
    let f = cx.kernel(Family::Sort, "search", "k", types([rows.dtype, out.dtype]), 0, || {
        format!("SEARCH(k, {}, {})\n", type_name(rows.dtype), type_name(out.dtype))
    })?;
    let mut args = kernel_args![count, per_row, n, one_row, right, rows.address, none, values.address, out.address];
    // SAFETY: the kernel's signature in `sort.cuh`; the views are of live memory.
    unsafe { cx.launch(f, Grid::covering(count as usize, THREADS, 1), &mut args) }
}

/// The most frequent element of each row of `sorted` (`[lanes, n]`), and where it came from by `order`; all contiguous.
pub fn mode(cx: &Cx, sorted: CView, order: CView, value: CView, place: CView) -> Result<()> {
    let (lanes, n) = (value.numel() as u64, sorted.sizes.last().copied().unwrap_or(1) as u64);
    if lanes == 0 {
        return Ok(());
    }
    let f = cx.kernel(Family::Sort, "mode", "k", types([sorted.dtype]), 0, || format!("SORT_MODE(k, {})\n", type_name(sorted.dtype)))?;
    let mut args = kernel_args![lanes, n, sorted.address, order.address, value.address, place.address];
    // SAFETY: as above.
    unsafe { cx.launch(f, Grid::covering(lanes as usize, THREADS, 1), &mut args) }
}

/// Counts, or sums of weights, of the numbers of a contiguous `x`.
pub fn bincount(cx: &Cx, x: CView, weights: Option<CView>, out: CView) -> Result<()> {
    super::elementwise::fill(cx, Scalar::Int(0), out)?;
    if x.numel() == 0 {
        return Ok(());
    }
    let wd = weights.map_or(out.dtype, |w| w.dtype);
    let (n, size, op) = (x.numel() as u64, out.numel() as i64, number_of(cx.op) as u32);
    let f = cx.kernel(Family::Sort, "bincount", "k", types([x.dtype, wd, out.dtype]), 0, || {
        format!("BINCOUNT(k, {}, {}, {})\n", type_name(x.dtype), type_name(wd), type_name(out.dtype))
    })?;
    let w = weights.map_or(0, |w| w.address);
    let grid = Grid::linear(cx.blocks_for(x.numel(), THREADS, 4), THREADS);
    // SAFETY: as above; indices out of range are noted, not written.
    unsafe { cx.launch(f, grid, &mut kernel_args![n, size, op, x.address, w, out.address, cx.gpu.fault.device]) }
}

/// How many elements of a contiguous `x` fall into each of `out`'s equal bins of `low..=high`.
pub fn histc(cx: &Cx, x: CView, low: f64, high: f64, out: CView) -> Result<()> {
    super::elementwise::fill(cx, Scalar::Int(0), out)?;
    if x.numel() == 0 {
        return Ok(());
    }
    let (n, bins) = (x.numel() as u64, out.numel() as i64);
    let f = cx.kernel(Family::Sort, "histogram", "k", types([x.dtype]), 0, || format!("HISTOGRAM(k, {})\n", type_name(x.dtype)))?;
    let grid = Grid::linear(cx.blocks_for(x.numel(), THREADS, 4), THREADS);
    // SAFETY: as above.
    unsafe { cx.launch(f, grid, &mut kernel_args![n, bins, low, high, x.address, out.address]) }
}
