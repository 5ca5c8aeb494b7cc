//! Softmax and its logarithm along one dimension.

use super::fused::{Chain, Plan};
use super::view::{CView, Walk, walk, without};
use super::{Cx, Family, type_name, types};
use crate::cuda::launch::Grid;
use crate::error::Result;
use crate::kernel_args;
use std::ffi::c_void;

#[repr(C)]
#[derive(Clone, Copy)]
struct SoftmaxParams {
    lanes: u64,
    n: u64,
    along: [i64; 3],
    kept: Walk<3>,
}

/// Rows up to this length are taken by a warp, longer ones by a block.
const WARP_ROW: u64 = 1024;

/// `out = softmax(x)` along `dim`, or its logarithm.
pub fn softmax(cx: &Cx, x: CView, dim: usize, log: bool, out: CView) -> Result<()> {
    run(cx, log, false, [x, out, out], dim, None, |entry| {
        let tail = move |pack: usize| format!("SOFTMAX(k, {log}, {}, {}, {pack})\n", type_name(x.dtype), type_name(out.dtype));
        (entry, Box::new(tail) as Tail)
    })
    .map(drop)
}

/// As `softmax` of the innermost dimension, for what a chain would have written to `x`, whose address is 0; `false` where the chain has
/// too many parameters.
pub fn softmax_chain(cx: &Cx, chain: &Chain, x: CView, log: bool, out: CView) -> Result<bool> {
    run(cx, log, false, [x, out, out], x.dim() - 1, Some(chain), |entry| (entry, Box::new(|_| String::new()) as Tail))
}

/// The gradient from the result `y` and its gradient `g`.
pub fn softmax_backward(cx: &Cx, g: CView, y: CView, dim: usize, log: bool, out: CView) -> Result<()> {
    run(cx, log, true, [g, y, out], dim, None, |entry| {
        let tail = move |pack: usize| format!("SOFTMAX_BACKWARD(k, {log}, {}, {}, {pack})\n", type_name(g.dtype), type_name(out.dtype));
        (entry, Box::new(tail) as Tail)
    })
    .map(drop)
}

type Tail = Box<dyn FnOnce(usize) -> String>;

fn run(
    cx: &Cx,
    log: bool,
    backward: bool,
    v: [CView; 3],
    dim: usize,
    chain: Option<&Chain>,
    tail: impl FnOnce(&'static str) -> (&'static str, Tail),
) -> Result<bool> {
    let out = v[2];
    if out.numel() == 0 {
        return Ok(true);
    }
    let one = [1i64];
    let v = v.map(|x| if x.dim() == 0 { CView { sizes: &one, strides: &one, ..x } } else { x });
    let (sizes, n) = (without(v[2].sizes, dim), v[2].sizes[dim] as u64);
    let kept = v.map(|x| without(x.strides, dim));
    let Some(kept) = walk(&sizes, [&kept[0], &kept[1], &kept[2]]) else { return cx.refuse(": more than eight dimensions that cannot be joined") };
    let lanes = sizes.iter().product::<i64>() as u64;
    let p = SoftmaxParams { lanes, n, along: v.map(|x| x.strides[dim]), kept };
    let widest = v.iter().map(|x| x.dtype.size()).max().unwrap_or(1);
    let pack = 16 / widest;
    let packed = |k: usize| v[k].address % 16 == 0 && p.along[k] == 1 && (0..kept.dims as usize).all(|d| kept.strides[k][d] % pack as i64 == 0);
    let inner = p.along[0] == 1 || n == 1;
    let entry = if (0..3).all(packed) {
        "k_vector"
    } else if !inner && kept.dims > 0 && kept.strides[0][0] == 1 {
        "k_column"
    } else {
        "k_row"
    };
    let (blocks, threads) = match entry {
        "k_column" => (lanes.div_ceil(32), [32, 8, 1]),
        _ if n <= WARP_ROW => (lanes.div_ceil(8), [32, 8, 1]),
        _ => (lanes, [256, 1, 1]),
    };
    if let Some(chain) = chain {
        let pack = if entry == "k_vector" { pack } else { 1 };
        let plan = Plan::new(chain, Some(pack));
        if !plan.fits(size_of::<SoftmaxParams>()) {
            return Ok(false);
        }
        let kernel = format!("SOFTMAX_CHAIN(k, {log}, Chain0, {}, {pack})", type_name(out.dtype));
        let key = plan.key(cx, &[b's', log as u8, out.dtype as u8, pack as u8]);
        let f = cx.made(&key, || plan.text(Family::FusedSoftmax, &kernel))?;
        let words = plan.words();
        let mut all = kernel_args![p, 0u64, out.address];
        all[1] = words.as_ptr() as *mut c_void;
        // SAFETY: as below, and the structure of `fused.cuh`.
        return unsafe { cx.launch(f, Grid { blocks: [blocks as u32, 1, 1], threads, shared: 0 }, &mut all) }.map(|()| true);
    }
    let (entry, tail) = tail(entry);
    let name = if backward { "softmax_backward" } else { "softmax" };
    let f = cx.kernel(Family::Softmax, name, entry, types([v[0].dtype, out.dtype]), log as u32, || tail(pack))?;
    let grid = Grid { blocks: [blocks as u32, 1, 1], threads, shared: 0 };
    // SAFETY: the kernels' signatures in `softmax.cuh`; the views are of live memory.
    unsafe {
        match backward {
            true => cx.launch(f, grid, &mut kernel_args![p, v[0].address, v[1].address, out.address]),
            false => cx.launch(f, grid, &mut kernel_args![p, v[0].address, out.address]),
        }
    }
    .map(|()| true)
}
