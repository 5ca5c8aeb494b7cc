//! Masks of triangles, and the parts and bits of numbers.

use super::view::{CView, Num};
use super::{Cx, Family, type_name, types};
use crate::cuda::launch::Grid;
use crate::error::Result;
use crate::kernel_args;

const THREADS: u32 = 256;

/// `FillParams` of `fill.cuh`.
#[repr(C)]
#[derive(Clone, Copy, Default)]
struct FillParams {
    n: u64,
    steps: i64,
    rows: i64,
    cols: i64,
    diagonal: i64,
    lower: u32,
    single: u32,
    start: Num,
    step: Num,
}

/// Whether `column - row` is at most (`lower`) or at least `diagonal`, for a contiguous bool matrix.
pub fn triangle(cx: &Cx, diagonal: i64, lower: bool, out: CView) -> Result<()> {
    if out.numel() == 0 {
        return Ok(());
    }
    let p = FillParams { n: out.numel() as u64, rows: out.sizes[0], cols: out.sizes[1], diagonal, lower: lower as u32, ..Default::default() };
    let f = cx.kernel(Family::Fill, "triangle", "k", types([out.dtype]), 0, || "FILL_TRIANGLE(k)\n".into())?;
    // SAFETY: the kernel's signature in `fill.cuh`; the view is of live memory.
    unsafe { cx.launch(f, Grid::linear(cx.blocks_for(out.numel(), THREADS, 1), THREADS), &mut kernel_args![p, out.address]) }
}

/// Mantissas and exponents of a contiguous `x`.
pub fn frexp(cx: &Cx, x: CView, mantissa: CView, exponent: CView) -> Result<()> {
    if x.numel() == 0 {
        return Ok(());
    }
    if !x.is_contiguous() {
        return cx.refuse(" for tensors that are not contiguous");
    }
    let n = x.numel() as u64;
    let f = cx.kernel(Family::Fill, "frexp", "k", types([x.dtype]), 0, || format!("FREXP(k, {})\n", type_name(x.dtype)))?;
    let grid = Grid::linear(cx.blocks_for(x.numel(), THREADS, 1), THREADS);
    // SAFETY: as above.
    unsafe { cx.launch(f, grid, &mut kernel_args![n, x.address, mantissa.address, exponent.address]) }
}

/// The exclusive or of the bits of each row of a contiguous `x` of eight-byte elements.
pub fn xor_rows(cx: &Cx, x: CView, out: CView) -> Result<()> {
    let rows = out.numel() as u64;
    if rows == 0 {
        return Ok(());
    }
    let width = x.numel() as u64 / rows;
    let f = cx.kernel(Family::Fill, "xor_rows", "k", types([]), 0, || "XOR_ROWS(k)\n".into())?;
    let grid = Grid { blocks: [rows.div_ceil(8) as u32, 1, 1], threads: [32, 8, 1], shared: 0 };
    // SAFETY: as above.
    unsafe { cx.launch(f, grid, &mut kernel_args![rows, width, x.address, out.address]) }
}
