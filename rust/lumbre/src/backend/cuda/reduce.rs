//! Reductions: one output a warp, a block or a thread, in several parts where there are few outputs.

use super::fused::{Chain, Plan};
use super::view::{CView, Sizes, Walk, walk};
use super::{Cx, Family, type_name, types};
use crate::cuda::launch::Grid;
use crate::error::Result;
use crate::kernel_args;
use lumbre_kernels::DType;
use lumbre_kernels::reduce::Reduce;
use std::ffi::c_void;

/// `ReduceParams` of `reduce.cuh`.
#[repr(C)]
#[derive(Clone, Copy)]
struct ReduceParams {
    outs: u64,
    n: u64,
    chunk: u64,
    p: f64,
    kept: Walk<3>,
    reduced: Walk<1>,
}

/// Rows up to this length are taken by a warp, longer ones by a block.
const WARP_ROW: u64 = 1024;
/// Blocks that are wanted before one output is split no further.
const WANTED: u64 = 512;
/// The least that a part of a split takes.
const PART: u64 = 4096;
/// More than any accumulator's size.
const ACCUMULATOR: u64 = 32;

/// `out = op(x)` over the dimensions of the mask, which `out` has with size 1.
pub fn reduce(cx: &Cx, op: Reduce, x: CView, mask: u64, out: CView) -> Result<()> {
    if matches!(op, Reduce::LogSumExp) && x.dtype.is_complex() {
        return cx.refuse(" for complex numbers");
    }
    let (fold, p) = named(op);
    fold_into(cx, fold, p, decides(op, x.dtype, out.dtype), x, mask, Some(out), None, None).map(drop)
}

/// As `reduce` of the innermost dimension, for what a chain would have written to `x`, whose address is 0; `false` where the chain has too
/// many parameters.
pub fn reduce_chain(cx: &Cx, op: Reduce, chain: &Chain, x: CView, out: CView) -> Result<bool> {
    let (fold, p) = named(op);
    fold_into(cx, fold, p, decides(op, x.dtype, out.dtype), x, 1 << (x.dim() - 1), Some(out), None, Some(chain))
}

/// The dtype that the fold is made for.
fn decides(op: Reduce, x: DType, out: DType) -> DType {
    if matches!(op, Reduce::Max | Reduce::Min | Reduce::Any | Reduce::All | Reduce::CountNonzero) { x } else { out }
}

/// The fold of `reduce.cuh` and its parameter.
fn named(op: Reduce) -> (&'static str, f64) {
    match op {
        Reduce::Sum => ("Sum", 0.0),
        Reduce::NanSum => ("NanSum", 0.0),
        Reduce::Prod => ("Prod", 0.0),
        Reduce::Mean => ("Mean", 0.0),
        Reduce::Max => ("Max", 0.0),
        Reduce::Min => ("Min", 0.0),
        Reduce::Any => ("Any", 0.0),
        Reduce::All => ("All", 0.0),
        Reduce::CountNonzero => ("CountNonzero", 0.0),
        Reduce::LogSumExp => ("LogSumExp", 0.0),
        Reduce::SumSquares => ("SumSquares", 0.0),
        Reduce::Norm { p } if p == 2.0 => ("Norm2", p),
        Reduce::Norm { p } if p == 1.0 => ("AbsSum", p),
        Reduce::Norm { p } if p == f64::INFINITY => ("AbsMax", p),
        Reduce::Norm { p } if p == f64::NEG_INFINITY => ("AbsMin", p),
        Reduce::Norm { p: 0.0 } => ("CountNonzero", 0.0),
        Reduce::Norm { p } => ("NormP", p),
    }
}

/// Variance with divisor `max(0, n - correction)`, and the mean.
pub fn var_mean(cx: &Cx, x: CView, mask: u64, correction: f64, var: CView, mean: CView) -> Result<()> {
    let n: i64 = (0..x.dim()).filter(|d| mask & (1 << d) != 0).map(|d| x.sizes[d]).product();
    fold_into(cx, "VarMean", (n as f64 - correction).max(0.0), x.dtype, x, mask, Some(var), Some(mean), None).map(drop)
}

/// The extreme of one dimension (where wanted) and its place.
pub fn arg_reduce(cx: &Cx, max: bool, x: CView, dim: usize, value: Option<CView>, at: CView) -> Result<()> {
    let mask = if x.dim() == 0 { 0 } else { 1 << dim };
    fold_into(cx, if max { "ArgMax" } else { "ArgMin" }, 0.0, x.dtype, x, mask, value, Some(at), None).map(drop)
}

#[derive(Clone, Copy, PartialEq)]
enum Way {
    Row,
    Vector,
    Column,
}

#[allow(clippy::too_many_arguments)]
fn fold_into(
    cx: &Cx,
    fold: &'static str,
    p: f64,
    decides: DType,
    x: CView,
    mask: u64,
    out: Option<CView>,
    second: Option<CView>,
    chain: Option<&Chain>,
) -> Result<bool> {
    let Some(shape) = out.or(second) else { return Ok(true) };
    let outs = shape.numel() as u64;
    if outs == 0 {
        return Ok(true);
    }
    let pick = |list: &[i64], reduced: bool| -> Sizes {
        list.iter().enumerate().filter(|(d, _)| (mask & (1 << d) != 0) == reduced).map(|(_, v)| *v).collect()
    };
    let zeros: Sizes = smallvec::smallvec![0; x.dim()];
    let of = |v: &Option<CView>| -> Sizes { pick(v.as_ref().map_or(&zeros[..], |v| v.strides), false) };
    let kept = walk(&pick(x.sizes, false), [&pick(x.strides, false), &of(&out), &of(&second)]);
    let reduced = walk(&pick(x.sizes, true), [&pick(x.strides, true)]);
    let (Some(kept), Some(reduced)) = (kept, reduced) else { return cx.refuse(": more than eight dimensions that cannot be joined") };
    let n: u64 = pick(x.sizes, true).iter().product::<i64>() as u64;
    let mut params = ReduceParams { outs, n, chunk: n.max(1), p, kept, reduced };
    let pack = 16 / x.dtype.size() as u64;
    let way = way(&x, &params, pack);
    let (blocks, threads) = match way {
        Way::Column => (outs.div_ceil(32), [32, 8]),
        _ if n <= WARP_ROW => (outs.div_ceil(8), [32, 8]),
        _ => (outs, [256, 1]),
    };
    let splits = if blocks >= WANTED { 1 } else { (WANTED / blocks).min(n.div_ceil(PART)).max(1) };
    params.chunk = n.div_ceil(splits).max(1).next_multiple_of(pack);
    let splits = n.div_ceil(params.chunk).max(1);
    let partial = if splits > 1 { Some(cx.temporary((splits * outs * ACCUMULATOR) as usize)?) } else { None };
    let (a, b) = (out.map_or(shape.dtype, |v| v.dtype), second.map_or(shape.dtype, |v| v.dtype));
    let names = [decides, x.dtype, a, b].map(type_name).join(", ");
    let ids = types([decides, x.dtype, a, b]);
    let tail = || format!("REDUCE(k, {fold}, {names})\n");
    let plan = chain.map(|c| Plan::new(c, Some(if way == Way::Vector { pack as usize } else { 1 })));
    if plan.as_ref().is_some_and(|p| !p.fits(size_of::<ReduceParams>())) {
        return Ok(false);
    }
    let made = |plan: &Plan| {
        let v = if way == Way::Vector { pack } else { 1 };
        let key = [&[b'r', fold.len() as u8, v as u8, decides as u8, a as u8, b as u8][..], fold.as_bytes()].concat();
        let kernel = format!("REDUCE_CHAIN(k, {fold}, {}, Chain0, {}, {}, {v})", type_name(decides), type_name(a), type_name(b));
        cx.made(&plan.key(cx, &key), || plan.text(Family::FusedReduce, &kernel))
    };
    let f = match (&plan, way) {
        (Some(plan), _) => made(plan)?,
        (None, Way::Vector) => cx.kernel(Family::Reduce, fold, "k_vector", ids, 1, || format!("REDUCE_VECTOR(k, {fold}, {names}, {pack})\n"))?,
        (None, Way::Row) => cx.kernel(Family::Reduce, fold, "k_row", ids, 0, tail)?,
        (None, Way::Column) => cx.kernel(Family::Reduce, fold, "k_column", ids, 0, tail)?,
    };
    let (o, o2) = (out.map_or(0, |v| v.address), second.map_or(0, |v| v.address));
    let room = partial.as_ref().map_or(0, |t| t.address);
    let grid = Grid { blocks: [blocks as u32, splits as u32, 1], threads: [threads[0], threads[1], 1], shared: 0 };
    // SAFETY: the kernel's signature in `reduce.cuh`; views are of live memory, the parts have room for every accumulator.
    unsafe {
        match plan.as_ref().map(Plan::words) {
            Some(words) => {
                let mut all = kernel_args![params, 0u64, o, o2, room];
                all[1] = words.as_ptr() as *mut c_void;
                cx.launch(f, grid, &mut all)?
            }
            None => cx.launch(f, grid, &mut kernel_args![params, x.address, o, o2, room])?,
        }
    }
    if splits > 1 {
        let f = cx.kernel(Family::Reduce, fold, "k_finish", ids, 0, tail)?;
        let count = splits as u32;
        // SAFETY: as above.
        unsafe { cx.launch(f, Grid::covering(outs as usize, 256, 1), &mut kernel_args![params, room, count, o, o2])? };
    }
    Ok(true)
}

/// Which threads share an output: those along the reduced elements, with packed loads where they lie side by side, or none.
fn way(x: &CView, p: &ReduceParams, pack: u64) -> Way {
    let beside = p.reduced.dims == 0 || (p.reduced.dims == 1 && p.reduced.strides[0][0] == 1);
    let starts = x.address % 16 == 0 && (0..p.kept.dims as usize).all(|d| p.kept.strides[0][d] % pack as i64 == 0);
    if p.n > 1 && beside && starts && pack > 1 {
        return Way::Vector;
    }
    let along_outs = p.kept.dims > 0 && p.kept.strides[0][0] == 1;
    if along_outs && !(p.reduced.dims > 0 && p.reduced.strides[0][0] == 1) { Way::Column } else { Way::Row }
}
