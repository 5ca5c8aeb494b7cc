//! Where a mask holds: counted by blocks, the counts summed up, then moved.

use super::view::{CView, Walk, walk};
use super::{Cx, Family, Temporary, type_name, types, word};
use crate::cuda::launch::Grid;
use crate::cuda::transfer;
use crate::error::Result;
use crate::kernel_args;

#[repr(C)]
#[derive(Clone, Copy)]
struct MaskParams {
    n: u64,
    dims: u32,
    pad: u32,
    sizes: [u64; 8],
    walk: Walk<3>,
}

/// Elements that a block of 256 threads takes (`MASK_TILE`).
const TILE: u64 = 2048;

fn params(cx: &Cx, mask: &CView, a: &CView, b: &CView) -> Result<MaskParams> {
    let Some(walk) = walk(mask.sizes, [mask.strides, a.strides, b.strides]) else {
        return cx.refuse(": more than eight dimensions that cannot be joined");
    };
    if mask.dim() > 8 {
        return cx.refuse(" for more than eight dimensions");
    }
    let mut sizes = [0; 8];
    for (slot, n) in sizes.iter_mut().zip(mask.sizes) {
        *slot = *n as u64;
    }
    Ok(MaskParams { n: mask.numel() as u64, dims: mask.dim() as u32, pad: 0, sizes, walk })
}

/// How many elements hold before each block, and the total behind them.
fn offsets(cx: &Cx, p: &MaskParams, mask: &CView) -> Result<Temporary> {
    let blocks = p.n.div_ceil(TILE).max(1);
    let room = cx.temporary((blocks as usize + 1) * 8)?;
    let f = cx.kernel(Family::Mask, "count", "k", types([mask.dtype]), 0, || format!("MASK_COUNT(k, {})\n", type_name(mask.dtype)))?;
    // SAFETY: the kernels' signatures in `mask.cuh`; `room` holds a count a block and the total.
    unsafe { cx.launch(f, Grid::linear(blocks as usize, 256), &mut kernel_args![*p, mask.address, room.address])? };
    let f = cx.kernel(Family::Mask, "offsets", "k", types([]), 0, || "MASK_OFFSETS(k)\n".to_string())?;
    // SAFETY: as above.
    unsafe { cx.launch(f, Grid::linear(1, 1024), &mut kernel_args![blocks, room.address])? };
    Ok(room)
}

/// How many elements are not zero; waits for the GPU.
pub fn nonzero_count(cx: &Cx, mask: CView) -> Result<usize> {
    if mask.numel() == 0 {
        return Ok(0);
    }
    let p = params(cx, &mask, &mask, &mask)?;
    let room = offsets(cx, &p, &mask)?;
    let (mut total, at) = (0i64, room.address + p.n.div_ceil(TILE) * 8);
    // SAFETY: the total lies behind the counts.
    unsafe { transfer::to_host(cx.gpu.index, (&raw mut total).cast(), at, 8, false)? };
    Ok(total as usize)
}

/// The indices of the elements that are not zero, a row each.
pub fn nonzero(cx: &Cx, mask: CView, out: CView) -> Result<()> {
    if out.numel() == 0 {
        return Ok(());
    }
    let p = params(cx, &mask, &mask, &mask)?;
    let starts = offsets(cx, &p, &mask)?;
    let f = cx.kernel(Family::Mask, "places", "k", types([mask.dtype]), 0, || format!("MASK_PLACES(k, {})\n", type_name(mask.dtype)))?;
    let grid = Grid::linear(p.n.div_ceil(TILE) as usize, 256);
    // SAFETY: as above; `out` has a row for each element that holds.
    unsafe { cx.launch(f, grid, &mut kernel_args![p, mask.address, starts.address, out.address]) }
}

/// The elements of `x` where the mask holds.
pub fn masked_select(cx: &Cx, x: CView, mask: CView, out: CView) -> Result<()> {
    if out.numel() == 0 {
        return Ok(());
    }
    let p = params(cx, &mask, &x, &x)?;
    let starts = offsets(cx, &p, &mask)?;
    let f = cx.kernel(Family::Mask, "select", "k", types([]), x.dtype.size() as u32, || format!("MASK_SELECT(k, {})\n", word(x.dtype)))?;
    let grid = Grid::linear(p.n.div_ceil(TILE) as usize, 256);
    // SAFETY: as above; `out` has as many elements as hold.
    unsafe { cx.launch(f, grid, &mut kernel_args![p, mask.address, starts.address, x.address, out.address]) }
}

/// The elements of contiguous `src`, in order, where the mask holds; `Err(n)` with the number needed where there are too few.
pub fn masked_scatter(cx: &Cx, mask: CView, src: CView, out: CView) -> Result<std::result::Result<(), usize>> {
    if out.numel() == 0 {
        return Ok(Ok(()));
    }
    if !src.is_contiguous() {
        return cx.refuse(" for a source that is not contiguous");
    }
    let needed = nonzero_count(cx, mask)?;
    if needed > src.numel() {
        return Ok(Err(needed));
    }
    let p = params(cx, &mask, &out, &out)?;
    let starts = offsets(cx, &p, &mask)?;
    let f = cx.kernel(Family::Mask, "scatter", "k", types([]), out.dtype.size() as u32, || format!("MASK_SCATTER(k, {})\n", word(out.dtype)))?;
    let (have, grid) = (src.numel() as u64, Grid::linear(p.n.div_ceil(TILE) as usize, 256));
    // SAFETY: as above.
    unsafe { cx.launch(f, grid, &mut kernel_args![p, mask.address, starts.address, have, src.address, out.address])? };
    Ok(Ok(()))
}
