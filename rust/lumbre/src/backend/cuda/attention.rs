//! Attention without the matrix of scores, for half precision.

use super::view::CView;
use super::{Cx, Family, type_name, types};
use crate::cuda::compile::allow_shared;
use crate::cuda::launch::Grid;
use crate::error::Result;
use crate::kernel_args;
use lumbre_kernels::DType;

/// `AttentionParams` of `attention.cuh`.
#[repr(C)]
#[derive(Clone, Copy, Default)]
struct Params {
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
    state: u64,
}

/// What a call asks for. `dropout` is the probability, `stream` where its random numbers begin.
#[derive(Clone, Copy, Debug)]
pub struct Attention {
    pub causal: bool,
    pub scale: f64,
    pub dropout: f64,
    pub stream: crate::random::Draw,
}

/// Rows of queries, or of keys, that a block takes.
const ROWS: i64 = 64;
const THREADS: [u32; 3] = [128, 1, 1];

/// Sizes of heads that the kernels take: multiples of 8 up to the largest tile.
pub fn takes(dtype: DType, head: i64) -> bool {
    matches!(dtype, DType::F16 | DType::BF16) && head > 0 && head <= 128 && head % 8 == 0
}

fn tile(head: i64) -> u32 {
    match head {
        ..=32 => 32,
        33..=64 => 64,
        65..=96 => 96,
        _ => 128,
    }
}

fn three(v: &CView) -> [i64; 3] {
    [v.strides[0], v.strides[1], v.strides[2]]
}

impl Attention {
    fn params(&self, q: &CView, k: &CView, v: &CView, o: &CView) -> Params {
        Params {
            batch: q.sizes[0],
            heads: q.sizes[1],
            kv_heads: k.sizes[1],
            queries: q.sizes[2],
            keys: k.sizes[2],
            d: q.sizes[3] as i32,
            causal: self.causal as u32,
            q: three(q),
            k: three(k),
            v: three(v),
            o: three(o),
            scale: self.scale as f32,
            keep: (1.0 - self.dropout) as f32,
            seed: self.stream.seed,
            offset: self.stream.offset,
            state: self.stream.state,
            ..Params::default()
        }
    }

    /// The line that makes a kernel of a template, and what tells it from others.
    fn tail(&self, make: &'static str, dtype: DType, head: i64) -> (u32, String) {
        let (d, drops) = (tile(head), self.dropout > 0.0);
        (d | (drops as u32) << 16, format!("{make}(k, {}, {d}, {drops})\n", type_name(dtype)))
    }
}

/// Bytes of shared memory: three tiles of rows, each eight elements longer than a head.
fn shared(head: i64) -> usize {
    3 * ROWS as usize * (tile(head) as usize + 8) * 2
}

fn blocks(rows: i64, heads: i64) -> [u32; 3] {
    [((rows + ROWS - 1) / ROWS) as u32, heads as u32, 1]
}

/// Refuses what the grid cannot count.
fn check(cx: &Cx, p: &Params) -> Result<()> {
    if p.batch * p.heads > 65535 {
        return cx.refuse(" for more than 65535 heads in a batch");
    }
    Ok(())
}

/// `o = softmax(q k^T scale) v` over `[batch, heads, rows, size]`, whose rows have no gaps; `lse` keeps each row's sum for the
/// derivative.
pub fn forward(cx: &Cx, a: &Attention, q: CView, k: CView, v: CView, o: CView, lse: CView) -> Result<()> {
    let p = a.params(&q, &k, &v, &o);
    check(cx, &p)?;
    let head = q.sizes[3];
    let (variant, tail) = a.tail("ATTENTION_FORWARD", q.dtype, head);
    let f = cx.kernel(Family::Attention, "forward", "k", types([q.dtype]), variant, || tail)?;
    let grid = Grid { blocks: blocks(p.queries, p.batch * p.heads), threads: THREADS, shared: shared(head) as u32 };
    allow_shared(f, shared(head))?;
    // SAFETY: the kernel's signature in `attention.cuh`; the views are of live memory.
    unsafe { cx.launch(f, grid, &mut kernel_args![p, q.address, k.address, v.address, o.address, lse.address]) }
}

/// The gradients by queries, keys and values, from the output and its gradient.
#[expect(clippy::too_many_arguments, reason = "the operands of one operation")]
pub fn backward(cx: &Cx, a: &Attention, [q, k, v, o]: [CView; 4], go: CView, lse: CView, [gq, gk, gv]: [CView; 3]) -> Result<()> {
    let mut p = a.params(&q, &k, &v, &o);
    check(cx, &p)?;
    (p.go, p.gq, p.gk, p.gv) = (three(&go), three(&gq), three(&gk), three(&gv));
    let head = q.sizes[3];
    let rows = (p.batch * p.heads * p.queries) as usize;
    let delta = cx.temporary(rows * 4)?;
    let kernel = |entry: &'static str| {
        let (variant, tail) = a.tail("ATTENTION_BACKWARD", q.dtype, head);
        cx.kernel(Family::Attention, "backward", entry, types([q.dtype]), variant, || tail)
    };
    let f = kernel("k_rows")?;
    let grid = Grid { blocks: [rows.div_ceil(8) as u32, 1, 1], threads: [32, 8, 1], shared: 0 };
    // SAFETY: the kernel's signature in `attention.cuh`; the views are of live memory.
    unsafe { cx.launch(f, grid, &mut kernel_args![p, o.address, go.address, delta.address])? };
    let bytes = shared(head);
    let f = kernel("k_keys")?;
    allow_shared(f, bytes)?;
    let grid = Grid { blocks: blocks(p.keys, p.batch * p.kv_heads), threads: THREADS, shared: bytes as u32 };
    let (lse, delta) = (lse.address, delta.address);
    // SAFETY: as above.
    unsafe { cx.launch(f, grid, &mut kernel_args![p, q.address, k.address, v.address, go.address, lse, delta, gk.address, gv.address])? };
    let f = kernel("k_queries")?;
    allow_shared(f, bytes)?;
    let grid = Grid { blocks: blocks(p.queries, p.batch * p.heads), threads: THREADS, shared: bytes as u32 };
    // SAFETY: as above.
    unsafe { cx.launch(f, grid, &mut kernel_args![p, q.address, k.address, v.address, go.address, lse, delta, gq.address]) }
}
