//! Batches of small matrices by our own kernels, all at once: the libraries' functions take one after the other. Each function answers
//! whether it has done the work.

use super::view::CView;
use super::{Cx, Family, type_name, types};
use crate::cuda::launch::Grid;
use crate::error::Result;
use crate::kernel_args;
use std::ffi::c_void;

/// Rows and columns of a small matrix at most (`SMALL` of `small.cuh`), and matrices that a block takes.
const SIZE: i64 = 32;
const WARPS: usize = 2;

const ADJOINT: u32 = 1;
const UPPER: u32 = 2;
const UNIT: u32 = 4;
const TRANSPOSED: u32 = 8;
const EXCHANGE: u32 = 16;

#[repr(C)]
struct SmallParams {
    count: u64,
    rows: u32,
    columns: u32,
    wanted: u32,
    flags: u32,
    ld: i64,
    step: i64,
    other_ld: i64,
    other_step: i64,
}

/// Column-major matrices of a batch that the kernels take.
fn fits(a: &CView, count: i64) -> bool {
    count > 1 && a.sizes[1] <= SIZE && a.sizes[2] <= SIZE && a.sizes[1] > 0 && a.sizes[2] > 0 && (a.strides[1] == 1 || a.sizes[1] == 1)
}

fn params(a: &CView, b: Option<&CView>, count: i64, flags: u32) -> SmallParams {
    SmallParams {
        count: count as u64,
        rows: a.sizes[1] as u32,
        columns: a.sizes[2] as u32,
        wanted: b.map_or(0, |b| b.sizes[2] as u32),
        flags,
        ld: a.strides[2],
        step: a.strides[0],
        other_ld: b.map_or(0, |b| b.strides[2]),
        other_step: b.map_or(0, |b| b.strides[0]),
    }
}

fn launch(cx: &Cx, entry: &'static str, a: &CView, p: SmallParams, args: &mut [*mut c_void]) -> Result<bool> {
    let f = cx.kernel(Family::Small, "small", entry, types([a.dtype]), 0, || format!("SMALL_MATRICES(k, {})\n", type_name(a.dtype)))?;
    let grid = Grid { blocks: [(p.count as usize).div_ceil(WARPS) as u32, 1, 1], threads: [32, WARPS as u32, 1], shared: 0 };
    args[0] = (&raw const p) as *mut c_void;
    // SAFETY: the kernels' signatures in `small.cuh`; the views are of live memory.
    unsafe { cx.launch(f, grid, args)? };
    Ok(true)
}

/// See `solver::cholesky`.
pub fn cholesky(cx: &Cx, a: &CView, info: &CView) -> Result<bool> {
    if !fits(a, a.sizes[0]) || !info.is_contiguous() {
        return Ok(false);
    }
    launch(cx, "k_cholesky", a, params(a, None, a.sizes[0], 0), &mut kernel_args![0u64, a.address, info.address])
}

/// See `solver::lu`.
pub fn lu(cx: &Cx, a: &CView, pivots: &CView, info: &CView, pivot: bool) -> Result<bool> {
    if !fits(a, a.sizes[0]) || !info.is_contiguous() || !pivots.is_contiguous() {
        return Ok(false);
    }
    let p = params(a, None, a.sizes[0], if pivot { EXCHANGE } else { 0 });
    launch(cx, "k_lu", a, p, &mut kernel_args![0u64, a.address, pivots.address, info.address])
}

fn right_side(b: &CView) -> bool {
    b.strides[1] == 1 || b.sizes[1] == 1
}

/// See `solver::lu_solve`.
pub fn lu_solve(cx: &Cx, a: &CView, pivots: &CView, b: &CView, adjoint: bool) -> Result<bool> {
    if !fits(a, b.sizes[0]) || !right_side(b) || b.sizes[2] > u32::MAX as i64 || !pivots.is_contiguous() {
        return Ok(false);
    }
    let p = params(a, Some(b), b.sizes[0], if adjoint { ADJOINT } else { 0 });
    launch(cx, "k_lu_solve", a, p, &mut kernel_args![0u64, a.address, pivots.address, b.address])
}

/// See `solver::solve_triangular`; A may be row-major too.
pub fn solve_triangular(cx: &Cx, a: &CView, b: &CView, upper: bool, unit: bool, conj: bool) -> Result<bool> {
    let (turned, sizes) = (a.strides[1] != 1 && a.strides[2] == 1, [a.sizes[0], a.sizes[2], a.sizes[1]]);
    let strides = [a.strides[0], a.strides[2], a.strides[1]];
    let a = if turned { CView { sizes: &sizes, strides: &strides, ..*a } } else { *a };
    // Only an adjoint is read conjugated.
    let plain = !conj || !a.dtype.is_complex();
    if !fits(&a, b.sizes[0]) || !right_side(b) || b.sizes[2] > u32::MAX as i64 || !(plain || turned) {
        return Ok(false);
    }
    let flag = |on: bool, bit: u32| if on { bit } else { 0 };
    let flags = flag(upper != turned, UPPER) | flag(unit, UNIT) | flag(turned, TRANSPOSED) | flag(!plain, ADJOINT);
    launch(cx, "k_triangle", &a, params(&a, Some(b), b.sizes[0], flags), &mut kernel_args![0u64, a.address, b.address])
}

/// See `solver::qr`.
pub fn qr(cx: &Cx, a: &CView, tau: &CView) -> Result<bool> {
    if !fits(a, a.sizes[0]) || !tau.is_contiguous() {
        return Ok(false);
    }
    launch(cx, "k_qr", a, params(a, None, a.sizes[0], 0), &mut kernel_args![0u64, a.address, tau.address])
}

/// See `solver::apply_q`: as many reflections as `tau` has for each matrix.
pub fn apply_q(cx: &Cx, v: &CView, tau: &CView, c: &CView, adjoint: bool) -> Result<bool> {
    let sizes = [v.sizes[0], v.sizes[1], tau.sizes[1]];
    let v = CView { sizes: &sizes, ..*v };
    let steps = v.strides[0] != 0 || v.sizes[0] == 1;
    if !fits(&v, c.sizes[0]) || v.sizes[0] != c.sizes[0] || !steps || !right_side(c) || c.sizes[1] != v.sizes[1] || !tau.is_contiguous() {
        return Ok(false);
    }
    let p = params(&v, Some(c), c.sizes[0], if adjoint { ADJOINT } else { 0 });
    launch(cx, "k_apply_q", &v, p, &mut kernel_args![0u64, v.address, tau.address, c.address])
}
