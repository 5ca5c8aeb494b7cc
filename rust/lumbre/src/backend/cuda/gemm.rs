//! Matrix products: by NVIDIA's library where it takes them (`blas.rs`), else by a kernel of our own, which takes every dtype.

use super::view::{CView, Num};
use super::{Cx, Family, type_name, types};
use crate::cuda::launch::Grid;
use crate::error::Result;
use crate::kernel_args;
use lumbre_kernels::Scalar;

#[repr(C)]
#[derive(Clone, Copy)]
struct GemmParams {
    m: u64,
    n: u64,
    k: u64,
    batch: u64,
    a: [i64; 3],
    b: [i64; 3],
    out: [i64; 3],
    bias: i64,
    alpha: Num,
    beta: Num,
}

/// `out[z] = a[z] @ b[z]`, with `bias` (one number a column) added where there is one. All are three-dimensional.
pub fn bmm(cx: &Cx, a: CView, b: CView, bias: Option<CView>, out: CView) -> Result<()> {
    bmm_into(cx, a, b, bias, false, out)
}

/// As `bmm`; with `add`, to what `out` holds.
fn bmm_into(cx: &Cx, a: CView, b: CView, bias: Option<CView>, add: bool, out: CView) -> Result<()> {
    if out.numel() == 0 {
        return Ok(());
    }
    if super::blas::bmm(cx, &a, &b, bias.as_ref(), add, &out)? {
        return Ok(());
    }
    let three = |v: &CView| [v.strides[0], v.strides[1], v.strides[2]];
    let p = GemmParams {
        m: out.sizes[1] as u64,
        n: out.sizes[2] as u64,
        k: a.sizes[2] as u64,
        batch: out.sizes[0] as u64,
        a: three(&a),
        b: three(&b),
        out: three(&out),
        bias: bias.map_or(0, |v| v.strides.last().copied().unwrap_or(0)),
        alpha: Scalar::Int(1).into(),
        beta: Scalar::Int(add as i64).into(),
    };
    let f = cx.kernel(Family::Gemm, "gemm", "k", types([out.dtype]), 0, || format!("GEMM(k, {})\n", type_name(out.dtype)))?;
    let tile = if out.dtype.size() == 16 { 32 } else { 64 };
    let blocks = [p.n.div_ceil(tile) as u32, p.m.div_ceil(tile).min(65535) as u32, p.batch.min(65535) as u32];
    if p.m.div_ceil(tile) > 65535 {
        return cx.refuse(" for matrices of more than four million rows without cuBLASLt");
    }
    let bias = bias.map_or(0, |v| v.address);
    // SAFETY: the kernel's signature in `gemm.cuh`; the views are of live memory.
    unsafe { cx.launch(f, Grid { blocks, threads: [256, 1, 1], shared: 0 }, &mut kernel_args![p, a.address, b.address, bias, out.address]) }
}

/// `a @ b + bias` of matrices; with `add`, to what `out` holds.
pub fn multiply(cx: &Cx, a: CView, b: CView, bias: Option<CView>, add: bool, out: CView) -> Result<()> {
    let sizes = [&a, &b, &out].map(|v| [1, v.sizes[0], v.sizes[1]]);
    let strides = [&a, &b, &out].map(|v| [0, v.strides[0], v.strides[1]]);
    let three = |v: CView<'_>, i: usize| CView { address: v.address, dtype: v.dtype, sizes: &sizes[i], strides: &strides[i] };
    bmm_into(cx, three(a, 0), three(b, 1), bias, add, three(out, 2))
}

/// `x @ w.T + bias` of matrices.
pub fn linear(cx: &Cx, x: CView, w: CView, bias: Option<CView>, out: CView) -> Result<()> {
    let (sizes, strides) = ([w.sizes[1], w.sizes[0]], [w.strides[1], w.strides[0]]);
    multiply(cx, x, CView { sizes: &sizes, strides: &strides, ..w }, bias, false, out)
}
