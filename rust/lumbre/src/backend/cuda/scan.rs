//! Running sums, products and extremes along one dimension.

use super::view::{CView, Walk, walk, without};
use super::{Cx, Family, type_name, types};
use crate::cuda::launch::Grid;
use crate::error::Result;
use crate::kernel_args;
use lumbre_kernels::scan::Scan;

#[repr(C)]
#[derive(Clone, Copy)]
struct ScanParams {
    lanes: u64,
    n: u64,
    chunk: u64,
    chunks: u64,
    along: [i64; 3],
    kept: Walk<3>,
}

/// Lanes up to this length go by one thread each, longer ones by blocks that take `CHUNK` elements where lanes are few.
const SHORT: u64 = 32;
const CHUNK: u64 = 16384;
/// More than any accumulator's size.
const ACCUMULATOR: u64 = 16;

pub fn scan(cx: &Cx, op: Scan, x: CView, dim: usize, out: CView) -> Result<()> {
    let fold = match op {
        Scan::Sum => "Sum",
        Scan::Prod => "Prod",
        Scan::LogSumExp => "LogSumExp",
    };
    run(cx, fold, x, dim, out, None)
}

/// The extreme so far, and the last place where it was met.
pub fn scan_extreme(cx: &Cx, max: bool, x: CView, dim: usize, out: CView, at: CView) -> Result<()> {
    run(cx, if max { "Max" } else { "Min" }, x, dim, out, Some(at))
}

fn run(cx: &Cx, fold: &'static str, x: CView, dim: usize, out: CView, second: Option<CView>) -> Result<()> {
    if x.numel() == 0 {
        return Ok(());
    }
    if x.dim() == 0 {
        super::elementwise::copy(cx, x, out)?;
        return second.map_or(Ok(()), |s| super::elementwise::fill(cx, lumbre_kernels::Scalar::Int(0), s));
    }
    let s = second.unwrap_or(out);
    let kept = walk(&without(x.sizes, dim), [&without(x.strides, dim), &without(out.strides, dim), &without(s.strides, dim)]);
    let Some(kept) = kept else { return cx.refuse(": more than eight dimensions that cannot be joined") };
    let n = x.sizes[dim] as u64;
    let lanes = x.numel() as u64 / n;
    let mut p = ScanParams { lanes, n, chunk: n, chunks: 1, along: [x.strides[dim], out.strides[dim], s.strides[dim]], kept };
    let ids = types([out.dtype, x.dtype, out.dtype, s.dtype]);
    let tail = || {
        let [o, x, s] = [out, x, s].map(|v| type_name(v.dtype));
        format!("SCAN(k, {fold}, {o}, {x}, {o}, {s})\n")
    };
    let o2 = second.map_or(0, |v| v.address);
    let beside = x.strides[dim] == 1;
    if n <= SHORT || (!beside && lanes >= 1024) {
        let f = cx.kernel(Family::Scan, fold, "k_columns", ids, 0, tail)?;
        // SAFETY: the kernel's signature in `scan.cuh`; the views are of live memory.
        return unsafe { cx.launch(f, Grid::covering(lanes as usize, 128, 1), &mut kernel_args![p, x.address, out.address, o2]) };
    }
    let rows = lanes.min(65535) as u32;
    let mut carry = None;
    if n > 2 * CHUNK && lanes < 256 {
        (p.chunk, p.chunks) = (CHUNK, n.div_ceil(CHUNK));
        let room = cx.temporary((lanes * p.chunks * ACCUMULATOR) as usize)?;
        let f = cx.kernel(Family::Scan, fold, "k_totals", ids, 0, tail)?;
        let grid = Grid { blocks: [p.chunks as u32, rows, 1], threads: [256, 1, 1], shared: 0 };
        // SAFETY: as above; `room` holds an accumulator a chunk.
        unsafe { cx.launch(f, grid, &mut kernel_args![p, x.address, room.address])? };
        let f = cx.kernel(Family::Scan, fold, "k_carries", ids, 0, tail)?;
        // SAFETY: as above.
        unsafe { cx.launch(f, Grid::covering(lanes as usize, 128, 1), &mut kernel_args![p, room.address])? };
        carry = Some(room);
    }
    let f = cx.kernel(Family::Scan, fold, "k_rows", ids, 0, tail)?;
    let grid = Grid { blocks: [p.chunks as u32, rows, 1], threads: [256, 1, 1], shared: 0 };
    let before = carry.as_ref().map_or(0, |c| c.address);
    // SAFETY: as above.
    unsafe { cx.launch(f, grid, &mut kernel_args![p, x.address, before, out.address, o2]) }
}
