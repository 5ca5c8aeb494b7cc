//! Stable sorting along one dimension.

use super::view::{CView, Walk, walk, without};
use super::{Cx, Family, type_name, types};
use crate::cuda::launch::Grid;
use crate::error::Result;
use crate::kernel_args;

#[repr(C)]
#[derive(Clone, Copy)]
struct SortParams {
    lanes: u64,
    n: u64,
    along: [i64; 3],
    descending: u32,
    k: u32,
    kept: Walk<3>,
}

/// The longest lane that a block sorts in its own memory.
const SMALL: u64 = 1024;
/// Elements of a lane that a block moves in a radix pass (`SORT_TILE`).
const TILE: u64 = 2048;

/// Values in order and where they came from.
pub fn sort(cx: &Cx, x: CView, dim: usize, descending: bool, values: CView, places: CView) -> Result<()> {
    run(cx, x, dim, descending, None, values, places)
}

/// The first `k` of `sort`.
pub fn topk(cx: &Cx, x: CView, k: usize, dim: usize, largest: bool, values: CView, places: CView) -> Result<()> {
    run(cx, x, dim, largest, Some(k as u64), values, places)
}

fn run(cx: &Cx, x: CView, dim: usize, descending: bool, k: Option<u64>, values: CView, places: CView) -> Result<()> {
    if values.numel() == 0 {
        return Ok(());
    }
    if x.dim() == 0 {
        super::elementwise::copy(cx, x, values)?;
        return super::elementwise::fill(cx, lumbre_kernels::Scalar::Int(0), places);
    }
    let kept = walk(&without(x.sizes, dim), [&without(x.strides, dim), &without(values.strides, dim), &without(places.strides, dim)]);
    let Some(kept) = kept else { return cx.refuse(": more than eight dimensions that cannot be joined") };
    let n = x.sizes[dim] as u64;
    let lanes = x.numel() as u64 / n;
    let k = k.unwrap_or(n);
    let p = SortParams { lanes, n, along: [x.strides[dim], values.strides[dim], places.strides[dim]], descending: descending as u32, k: k as u32, kept };
    if n <= SMALL {
        let room = n.next_power_of_two().max(32);
        let f = cx.kernel(Family::Sort, "small", "k", types([x.dtype]), room as u32, || format!("SORT_SMALL(k, {}, {room})\n", type_name(x.dtype)))?;
        let grid = Grid::linear(lanes as usize, (room / 2) as u32);
        // SAFETY: the kernel's signature in `sort.cuh`; the views are of live memory.
        return unsafe { cx.launch(f, grid, &mut kernel_args![p, x.address, values.address, places.address]) };
    }
    if lanes > 65535 || n > u32::MAX as u64 {
        return cx.refuse(" for more than 65535 lanes of more than 1024 elements");
    }
    radix(cx, &p, x, values, places)
}

fn radix(cx: &Cx, p: &SortParams, x: CView, values: CView, places: CView) -> Result<()> {
    let p = *p;
    let width = if x.dtype.size() == 8 { 8 } else { 4 };
    let (n, lanes) = (p.n, p.lanes as u32);
    let all = (p.n * p.lanes) as usize;
    let tiles = n.div_ceil(TILE);
    let keys = [cx.temporary(all * width)?, cx.temporary(all * width)?];
    let at = [cx.temporary(all * 4)?, cx.temporary(all * 4)?];
    let counts = cx.temporary(lanes as usize * 256 * tiles as usize * 4)?;
    let kernel = |entry| cx.kernel(Family::Sort, "radix", entry, types([x.dtype]), 0, || format!("SORT_RADIX(k, {})\n", type_name(x.dtype)));
    let grid = |blocks: u64, rows: u32| Grid { blocks: [blocks as u32, rows, 1], threads: [256, 1, 1], shared: 0 };
    // SAFETY: the kernels' signatures in `sort.cuh`; keys and places hold every element twice, `counts` 256 numbers a tile.
    unsafe {
        cx.launch(kernel("k_begin")?, grid(n.div_ceil(256), lanes), &mut kernel_args![p, x.address, keys[0].address, at[0].address])?;
        for pass in 0..x.dtype.size() {
            let (from, to, shift) = (pass % 2, (pass + 1) % 2, pass as u32 * 8);
            cx.launch(kernel("k_count")?, grid(tiles, lanes), &mut kernel_args![n, shift, keys[from].address, counts.address])?;
            cx.launch(kernel("k_starts")?, grid(lanes as u64, 1), &mut kernel_args![tiles, counts.address])?;
            let mut args = kernel_args![n, shift, keys[from].address, at[from].address, counts.address, keys[to].address, at[to].address];
            cx.launch(kernel("k_move")?, grid(tiles, lanes), &mut args)?;
        }
        let last = &at[x.dtype.size() % 2];
        cx.launch(kernel("k_end")?, grid((p.k as u64).div_ceil(256), lanes), &mut kernel_args![p, x.address, last.address, values.address, places.address])
    }
}

/// Where each value would be inserted into its row of `sorted`, or into the one row there is. All are contiguous.
pub fn searchsorted(cx: &Cx, sorted: CView, values: CView, right: bool, out: CView) -> Result<()> {
    if out.numel() == 0 {
        return Ok(());
    }
    let n = sorted.sizes.last().copied().unwrap_or(1) as u64;
    let one_row = (sorted.dim() == 1) as u32;
    let per_row = if one_row == 1 { out.numel() } else { out.sizes.last().copied().unwrap_or(1) as usize } as u64;
    let f = cx.kernel(Family::Sort, "search", "k", types([sorted.dtype, out.dtype]), 0, || {
        format!("SEARCH(k, {}, {})\n", type_name(sorted.dtype), type_name(out.dtype))
    })?;
    let (count, right, none) = (out.numel() as u64, right as u32, 0u64);
    let mut args = kernel_args![count, per_row, n, one_row, right, sorted.address, none, values.address, out.address];
    // SAFETY: the kernel's signature in `sort.cuh`; rows and values are contiguous.
    unsafe { cx.launch(f, Grid::covering(out.numel(), 256, 1), &mut args) }
}

/// How often each number occurs, or the sum of its weights. All are contiguous.
pub fn bincount(cx: &Cx, x: CView, weights: Option<CView>, out: CView) -> Result<()> {
    super::elementwise::fill(cx, lumbre_kernels::Scalar::Int(0), out)?;
    if x.numel() == 0 || out.numel() == 0 {
        return Ok(());
    }
    let wd = weights.map_or(out.dtype, |w| w.dtype);
    let f = cx.kernel(Family::Sort, "bincount", "k", types([x.dtype, wd, out.dtype]), 0, || {
        format!("BINCOUNT(k, {}, {}, {})\n", type_name(x.dtype), type_name(wd), type_name(out.dtype))
    })?;
    let (n, size, op, w) = (x.numel() as u64, out.numel() as i64, crate::cuda::fault::number_of(cx.op) as u32, weights.map_or(0, |w| w.address));
    let grid = Grid::linear(cx.blocks_for(x.numel(), 256, 4), 256);
    // SAFETY: as above.
    unsafe { cx.launch(f, grid, &mut kernel_args![n, size, op, x.address, w, out.address, cx.gpu.fault.device]) }
}

/// How many elements of contiguous `x` fall into each of equal bins of `low..=high`.
pub fn histc(cx: &Cx, x: CView, low: f64, high: f64, out: CView) -> Result<()> {
    super::elementwise::fill(cx, lumbre_kernels::Scalar::Int(0), out)?;
    let f = cx.kernel(Family::Sort, "histogram", "k", types([x.dtype]), 0, || format!("HISTOGRAM(k, {})\n", type_name(x.dtype)))?;
    let (n, count) = (x.numel() as u64, out.numel() as i64);
    let grid = Grid::linear(cx.blocks_for(x.numel(), 256, 4), 256);
    // SAFETY: as above.
    unsafe { cx.launch(f, grid, &mut kernel_args![n, count, low, high, x.address, out.address]) }
}

/// The most frequent element of each lane of contiguous sorted `[.., n]`, and where its last one came from.
pub fn mode(cx: &Cx, sorted: CView, order: CView, value: CView, place: CView) -> Result<()> {
    let n = sorted.sizes.last().copied().unwrap_or(1) as u64;
    let lanes = value.numel() as u64;
    let f = cx.kernel(Family::Sort, "mode", "k", types([sorted.dtype]), 0, || format!("SORT_MODE(k, {})\n", type_name(sorted.dtype)))?;
    let mut args = kernel_args![lanes, n, sorted.address, order.address, value.address, place.address];
    // SAFETY: as above; lanes of values and places are as many as of `sorted`.
    unsafe { cx.launch(f, Grid::covering(lanes as usize, 128, 1), &mut args) }
}
