//! Scaled dot-product attention without the matrix of scores, for halves.

use super::view::CView;
use super::{Cx, Family, type_name, types};
use crate::cuda::compile::{Function, allow_shared};
use crate::cuda::launch::Grid;
use crate::error::Result;
use crate::kernel_args;
use lumbre_kernels::DType;

#[repr(C)]
#[derive(Clone, Copy, Default)]
struct AttentionParams {
    batch: i64,
    heads: i64,
    kv_heads: i64,
    queries: i64,
    keys: i64,
    d: i32,
    causal: u32,
    q: [i64; 3],
    k: [i64; 3],
    v: [i64; 3],
    o: [i64; 3],
    gq: [i64; 3],
    gk: [i64; 3],
    gv: [i64; 3],
    go: [i64; 3],
    scale: f32,
    keep: f32,
    seed: u64,
    offset: u64,
}

/// What forward and backward pass share.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    pub causal: bool,
    pub scale: f64,
    pub dropout: f64,
    /// Of the dropout's stream, drawn in the forward pass.
    pub seed: u64,
    pub offset: u64,
}

/// Rows of queries or keys that a block takes (`ATTENTION_ROWS`).
const ROWS: i64 = 64;
const THREADS: u32 = 128;
/// What a block has without asking for more.
const PLAIN_SHARED: usize = 48 << 10;

/// Whether the kernels take a dtype and size of heads on this GPU.
pub fn takes(cx: &Cx, dtype: DType, d: i64) -> bool {
    matches!(dtype, DType::F16 | DType::BF16) && d % 8 == 0 && (8..=128).contains(&d) && cx.gpu.props.major >= 8
}

/// Rows are read by packs of eight elements.
fn fits(v: &CView) -> bool {
    v.strides[3] == 1 && v.address % 16 == 0 && v.strides[..3].iter().all(|s| s % 8 == 0)
}

fn three(v: &CView) -> [i64; 3] {
    [v.strides[0], v.strides[1], v.strides[2]]
}

fn params(q: &CView, k: &CView, v: &CView, o: &CView, a: &Options) -> AttentionParams {
    AttentionParams {
        batch: q.sizes[0],
        heads: q.sizes[1],
        kv_heads: k.sizes[1],
        queries: q.sizes[2],
        keys: k.sizes[2],
        d: q.sizes[3] as i32,
        causal: a.causal as u32,
        q: three(q),
        k: three(k),
        v: three(v),
        o: three(o),
        scale: a.scale as f32,
        keep: (1.0 - a.dropout) as f32,
        seed: a.seed,
        offset: a.offset,
        ..Default::default()
    }
}

/// The padded size of heads, and the bytes of a block's shared memory.
fn plan(d: i64) -> (usize, usize) {
    let wide = (d as usize).next_multiple_of(32);
    (wide, 3 * ROWS as usize * (wide + 8) * 2)
}

fn ready(f: Function, shared: usize) -> Result<Function> {
    if shared > PLAIN_SHARED {
        allow_shared(f, shared)?;
    }
    Ok(f)
}

fn grid(rows: i64, heads: i64, shared: usize) -> Grid {
    Grid { blocks: [(rows as u64).div_ceil(ROWS as u64) as u32, heads as u32, 1], threads: [THREADS, 1, 1], shared: shared as u32 }
}

/// `softmax(q k^T scale) v` of `[batch, heads, rows, d]`, and the logarithm of each row's sum for the backward pass.
pub fn forward(cx: &Cx, [q, k, v]: [CView; 3], a: &Options, o: CView, lse: CView) -> Result<()> {
    if ![&q, &k, &v, &o].into_iter().all(fits) || q.sizes[0] * q.sizes[1] > 65535 {
        return cx.refuse(" for this layout");
    }
    let p = params(&q, &k, &v, &o, a);
    let (wide, shared) = plan(q.sizes[3]);
    let drop = a.dropout > 0.0;
    let f = cx.kernel(Family::Attention, "forward", "k", types([q.dtype]), (wide * 2 + drop as usize) as u32, || {
        format!("ATTENTION_FORWARD(k, {}, {wide}, {drop})\n", type_name(q.dtype))
    })?;
    let blocks = grid(p.queries, p.batch * p.heads, shared);
    let mut args = kernel_args![p, q.address, k.address, v.address, o.address, lse.address];
    // SAFETY: the kernel's signature in `attention.cuh`; layouts are checked above.
    unsafe { cx.launch(ready(f, shared)?, blocks, &mut args) }
}

/// The gradients of queries, keys and values from the result's.
pub fn backward(
    cx: &Cx,
    [q, k, v, o, go, lse]: [CView; 6],
    a: &Options,
    [gq, gk, gv]: [CView; 3],
) -> Result<()> {
    if ![&q, &k, &v, &o, &go, &gq, &gk, &gv].into_iter().all(fits) {
        return cx.refuse(" for this layout");
    }
    let p = AttentionParams { gq: three(&gq), gk: three(&gk), gv: three(&gv), go: three(&go), ..params(&q, &k, &v, &o, a) };
    let (wide, shared) = plan(q.sizes[3]);
    let drop = a.dropout > 0.0;
    let kernel = |entry| {
        cx.kernel(Family::Attention, "backward", entry, types([q.dtype]), (wide * 2 + drop as usize) as u32, || {
            format!("ATTENTION_BACKWARD(k, {}, {wide}, {drop})\n", type_name(q.dtype))
        })
    };
    let rows = (p.batch * p.heads * p.queries) as usize;
    let delta = cx.temporary(rows * 4)?;
    let per_row = Grid { blocks: [rows.div_ceil(8) as u32, 1, 1], threads: [32, 8, 1], shared: 0 };
    // SAFETY: the kernels' signatures in `attention.cuh`; layouts are checked above, `delta` holds a number a row.
    unsafe {
        cx.launch(kernel("k_rows")?, per_row, &mut kernel_args![p, o.address, go.address, delta.address])?;
        let mut args = kernel_args![p, q.address, k.address, v.address, go.address, lse.address, delta.address, gk.address, gv.address];
        cx.launch(ready(kernel("k_keys")?, shared)?, grid(p.keys, p.batch * p.kv_heads, shared), &mut args)?;
        let mut args = kernel_args![p, q.address, k.address, v.address, go.address, lse.address, delta.address, gq.address];
        cx.launch(ready(kernel("k_queries")?, shared)?, grid(p.queries, p.batch * p.heads, shared), &mut args)
    }
}

/// Where the dropout's stream begins; as many words are passed over as weights are drawn.
pub fn draw(cx: &Cx, weights: u64) -> Result<(u64, u64)> {
    super::random::draw(cx, None, weights.next_multiple_of(4))
}
