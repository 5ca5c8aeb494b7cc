//! Reading and writing at positions that tensors hold. A bad position is noted on the GPU and raised at the next synchronisation.

use super::view::{CView, Num, Sizes, Walk, walk, without};
use super::{Cx, Family, type_name, types};
use crate::cuda::fault::number_of;
use crate::cuda::launch::Grid;
use crate::error::Result;
use crate::kernel_args;
use lumbre_kernels::index::ScatterOp;
use lumbre_kernels::{DType, Scalar};

/// `IndexParams<K>` of `index.cuh`; `W` is `K + 2`.
#[repr(C)]
#[derive(Clone, Copy)]
struct IndexParams<const K: usize, const W: usize> {
    n: u64,
    op: u32,
    negative: u32,
    size: [i64; K],
    stride: [i64; K],
    walk: Walk<W>,
}

#[repr(C)]
#[derive(Clone, Copy)]
struct LaneParams {
    lanes: u64,
    n: u64,
    step_out: i64,
    step_src: i64,
    step_index: i64,
    size: i64,
    op: u32,
    negative: u32,
    walk: Walk<3>,
}

/// What is indexed: the shape that is walked, strides of the plain side (output of a read, source of a write) and of the indexed
/// side without its indexed dimensions, the sizes and strides of those, and the index tensors in the walked shape.
struct Job<'a> {
    sizes: Sizes,
    plain: Sizes,
    kept: Sizes,
    size: Vec<i64>,
    stride: Vec<i64>,
    index: Vec<(CView<'a>, Sizes)>,
    negative: bool,
}

/// Lanes from which one thread a lane, in the order of the index, keeps the GPU busy enough: results repeat then.
const LANES: usize = 4096;

fn zeros(n: usize) -> Sizes {
    smallvec::smallvec![0; n]
}

fn with_zero(strides: &[i64], dim: usize) -> Sizes {
    strides.iter().enumerate().map(|(d, s)| if d == dim { 0 } else { *s }).collect()
}

impl<'a> Job<'a> {
    /// One dimension by a vector: `whole` has the indexed dimension, `other` the index's length there.
    fn vector(whole: CView<'a>, dim: usize, index: CView<'a>, other: CView<'a>, plain: &[i64]) -> Job<'a> {
        let mut by = zeros(other.dim());
        by[dim] = index.strides.first().copied().unwrap_or(0);
        Job {
            sizes: Sizes::from_slice(other.sizes),
            plain: Sizes::from_slice(plain),
            kept: with_zero(whole.strides, dim),
            size: vec![whole.sizes[dim]],
            stride: vec![whole.strides[dim]],
            index: vec![(index, by)],
            negative: false,
        }
    }

    /// One dimension by an index of the same rank.
    fn same_rank(whole: CView<'a>, dim: usize, index: CView<'a>, plain: &[i64]) -> Job<'a> {
        Job {
            sizes: Sizes::from_slice(index.sizes),
            plain: Sizes::from_slice(plain),
            kept: with_zero(whole.strides, dim),
            size: vec![whole.sizes[dim]],
            stride: vec![whole.strides[dim]],
            index: vec![(index, Sizes::from_slice(index.strides))],
            negative: false,
        }
    }

    /// The leading dimensions of `whole` by as many index tensors of one shape; `other` has that shape, then the rest.
    fn leading(whole: CView<'a>, index: &[CView<'a>], other: CView<'a>) -> Job<'a> {
        let k = index.len();
        let lead = other.dim() - (whole.dim() - k);
        let mut kept = zeros(lead);
        kept.extend_from_slice(&whole.strides[k..]);
        let spread = |v: &CView<'a>| {
            let mut by = Sizes::from_slice(v.strides);
            by.resize(other.dim(), 0);
            (*v, by)
        };
        Job {
            sizes: Sizes::from_slice(other.sizes),
            plain: Sizes::from_slice(other.strides),
            kept,
            size: whole.sizes[..k].to_vec(),
            stride: whole.strides[..k].to_vec(),
            index: index.iter().map(spread).collect(),
            negative: true,
        }
    }
}

macro_rules! by_count {
    ($k:expr, $run:ident($($arg:expr),*), $cx:expr) => {
        match $k {
            1 => $run::<1, 3>($($arg),*),
            2 => $run::<2, 4>($($arg),*),
            3 => $run::<3, 5>($($arg),*),
            4 => $run::<4, 6>($($arg),*),
            5 => $run::<5, 7>($($arg),*),
            6 => $run::<6, 8>($($arg),*),
            _ => $cx.refuse(": more than six index tensors"),
        }
    };
}

fn params<const K: usize, const W: usize>(cx: &Cx, job: &Job, read: bool) -> Result<Option<IndexParams<K, W>>> {
    let n: i64 = job.sizes.iter().product();
    if n == 0 {
        return Ok(None);
    }
    let first: [&[i64]; 2] = if read { [&job.plain, &job.kept] } else { [&job.kept, &job.plain] };
    let strides: [&[i64]; W] = std::array::from_fn(|w| if w < 2 { first[w] } else { &job.index[w - 2].1[..] });
    let Some(walk) = walk(&job.sizes, strides) else { return cx.refuse(": more than eight dimensions that cannot be joined") };
    Ok(Some(IndexParams {
        n: n as u64,
        op: number_of(cx.op) as u32,
        negative: job.negative as u32,
        size: std::array::from_fn(|k| job.size[k]),
        stride: std::array::from_fn(|k| job.stride[k]),
        walk,
    }))
}

fn read_by<const K: usize, const W: usize>(cx: &Cx, job: &Job, x: &CView, out: &CView) -> Result<()> {
    let Some(p) = params::<K, W>(cx, job, true)? else { return Ok(()) };
    let list: [u64; K] = std::array::from_fn(|k| job.index[k].0.address);
    let (kind, word) = (index_dtype(cx, job)?, super::word(x.dtype));
    let f = cx.kernel(Family::Index, "read", "k", types([kind]), (K * 32 + x.dtype.size()) as u32, || {
        format!("INDEX_READ(k, {word}, {K}, {})\n", type_name(kind))
    })?;
    let grid = Grid::linear(cx.blocks_for(p.n as usize, 256, 2), 256);
    // SAFETY: the kernel's signature in `index.cuh`; positions are checked on the GPU.
    unsafe { cx.launch(f, grid, &mut kernel_args![p, x.address, list, out.address, cx.gpu.fault.device]) }
}

fn index_dtype(cx: &Cx, job: &Job) -> Result<DType> {
    let kind = job.index[0].0.dtype;
    match job.index.iter().all(|i| i.0.dtype == kind) {
        true => Ok(kind),
        false => cx.refuse(": index tensors of several dtypes"),
    }
}

fn operation(op: ScatterOp) -> &'static str {
    match op {
        ScatterOp::Assign => "ASSIGN",
        ScatterOp::Add => "ADD",
        ScatterOp::Mul => "MUL",
        ScatterOp::Max => "MAX",
        ScatterOp::Min => "MIN",
    }
}

/// Writes `src`, or the number where there is none.
fn write_by<const K: usize, const W: usize>(cx: &Cx, op: ScatterOp, job: &Job, src: Option<&CView>, value: Scalar, out: &CView) -> Result<()> {
    let Some(p) = params::<K, W>(cx, job, false)? else { return Ok(()) };
    let name = operation(op);
    if op != ScatterOp::Assign && out.dtype == DType::C128 && op != ScatterOp::Add {
        return cx.refuse(" for complex128");
    }
    let list: [u64; K] = std::array::from_fn(|k| job.index[k].0.address);
    let kind = index_dtype(cx, job)?;
    let f = cx.kernel(Family::Index, name, "k", types([kind, out.dtype]), K as u32, || {
        format!("INDEX_WRITE(k, {name}, {}, {K}, {})\n", type_name(out.dtype), type_name(kind))
    })?;
    let (from, alpha) = (src.map_or(0, |v| v.address), Num::from(value));
    let grid = Grid::linear(cx.blocks_for(p.n as usize, 256, 2), 256);
    // SAFETY: as for reads.
    unsafe { cx.launch(f, grid, &mut kernel_args![p, from, list, out.address, alpha, cx.gpu.fault.device]) }
}

/// One dimension, lane by lane in the order of the index. `sizes` is the walked shape.
fn lanes(cx: &Cx, op: ScatterOp, dim: usize, job: &Job, src: &CView, out: &CView) -> Result<()> {
    let (index, by) = &job.index[0];
    let n = job.sizes[dim] as u64;
    let sizes = without(&job.sizes, dim);
    let lanes: i64 = sizes.iter().product();
    let walk = walk(&sizes, [&without(&job.kept, dim), &without(&job.plain, dim), &without(by, dim)]);
    let Some(walk) = walk else { return cx.refuse(": more than eight dimensions that cannot be joined") };
    let p = LaneParams {
        lanes: lanes as u64,
        n,
        step_out: job.stride[0],
        step_src: job.plain[dim],
        step_index: by[dim],
        size: job.size[0],
        op: number_of(cx.op) as u32,
        negative: job.negative as u32,
        walk,
    };
    let name = operation(op);
    let f = cx.kernel(Family::Index, name, "l", types([index.dtype, out.dtype]), 0, || {
        format!("INDEX_LANES(l, {name}, {}, {})\n", type_name(out.dtype), type_name(index.dtype))
    })?;
    let alpha = Num::from(Scalar::Int(1));
    let grid = Grid::linear(cx.blocks_for(lanes as usize, 128, 1), 128);
    // SAFETY: as for reads.
    unsafe { cx.launch(f, grid, &mut kernel_args![p, src.address, index.address, out.address, alpha, cx.gpu.fault.device]) }
}

/// `out[.., i, ..] = x[.., index[i], ..]`.
pub fn index_select(cx: &Cx, x: CView, dim: usize, index: CView, out: CView) -> Result<()> {
    let job = Job::vector(x, dim, index, out, out.strides);
    read_by::<1, 3>(cx, &job, &x, &out)
}

/// `out[i, j] = x[index[i, j], j]` for `dim` 0, and so on.
pub fn gather(cx: &Cx, x: CView, dim: usize, index: CView, out: CView) -> Result<()> {
    let job = Job::same_rank(x, dim, index, out.strides);
    read_by::<1, 3>(cx, &job, &x, &out)
}

/// `out[i.., j..] = x[index_1[i..], index_2[i..], j..]`.
pub fn index(cx: &Cx, x: CView, indices: &[CView], out: CView) -> Result<()> {
    let job = Job::leading(x, indices, out);
    by_count!(indices.len(), read_by(cx, &job, &x, &out), cx)
}

/// The reverse of `index`.
pub fn index_put(cx: &Cx, indices: &[CView], values: CView, accumulate: bool, out: CView) -> Result<()> {
    let job = Job::leading(out, indices, values);
    let op = if accumulate { ScatterOp::Add } else { ScatterOp::Assign };
    by_count!(indices.len(), write_by(cx, op, &job, Some(&values), Scalar::Int(0), &out), cx)
}

/// `out[.., index[i], ..] op= src[.., i, ..]`.
pub fn index_write(cx: &Cx, op: ScatterOp, dim: usize, index: CView, src: CView, out: CView) -> Result<()> {
    let job = Job::vector(out, dim, index, src, src.strides);
    one(cx, op, dim, &job, &src, &out)
}

/// `out[index[i, j], j] op= src[i, j]` for `dim` 0, and so on.
pub fn scatter(cx: &Cx, op: ScatterOp, dim: usize, index: CView, src: CView, out: CView) -> Result<()> {
    let job = Job::same_rank(out, dim, index, src.strides);
    one(cx, op, dim, &job, &src, &out)
}

fn one(cx: &Cx, op: ScatterOp, dim: usize, job: &Job, src: &CView, out: &CView) -> Result<()> {
    let n: i64 = job.sizes.iter().product();
    if n == 0 {
        return Ok(());
    }
    let count = (n / job.sizes[dim].max(1)) as usize;
    if op != ScatterOp::Assign && count >= LANES {
        return lanes(cx, op, dim, job, src, out);
    }
    write_by::<1, 3>(cx, op, job, Some(src), Scalar::Int(0), out)
}

/// `out[.., index[i], ..] = value`.
pub fn index_fill(cx: &Cx, dim: usize, index: CView, value: Scalar, out: CView) -> Result<()> {
    let sizes: Sizes = out.sizes.iter().enumerate().map(|(d, n)| if d == dim { index.numel() as i64 } else { *n }).collect();
    let shape = CView { sizes: &sizes, ..out };
    let plain = zeros(out.dim());
    let job = Job::vector(out, dim, index, shape, &plain);
    write_by::<1, 3>(cx, ScatterOp::Assign, &job, None, value, &out)
}

/// Rows of `g` summed into the rows of zeroed `out` that the index names, in a fixed order: by runs of the sorted index.
pub fn embedding_backward(cx: &Cx, g: CView, index: CView, padding: i64, by_frequency: bool, out: CView) -> Result<()> {
    let (n, d) = (g.sizes[0] as u64, g.sizes[1] as u64);
    if n == 0 || d == 0 {
        return Ok(());
    }
    if !g.is_contiguous() || !out.is_contiguous() || n.div_ceil(8) > 65535 {
        if by_frequency || padding >= 0 {
            return cx.refuse(" for gradients of this size or layout");
        }
        return index_write(cx, ScatterOp::Add, 0, index, g, out);
    }
    let (shape, step) = ([n as i64], [1i64]);
    let room = |cx: &Cx| cx.temporary(n as usize * 8);
    let (wide, keys, order) = (room(cx)?, room(cx)?, room(cx)?);
    let at = |t: &super::Temporary| CView { address: t.address, dtype: DType::I64, sizes: &shape, strides: &step };
    super::elementwise::copy(cx, index, at(&wide))?;
    super::sort::sort(cx, at(&wide), 0, false, at(&keys), at(&order))?;
    let f = cx.kernel(Family::Index, "segments", "k", types([out.dtype, g.dtype]), 0, || {
        format!("INDEX_SEGMENTS(k, {}, {})\n", type_name(out.dtype), type_name(g.dtype))
    })?;
    let (rows, divide) = (out.sizes[0], by_frequency as u32);
    let grid = Grid { blocks: [d.div_ceil(32) as u32, n.div_ceil(8) as u32, 1], threads: [32, 8, 1], shared: 0 };
    // SAFETY: the kernel's signature in `index.cuh`; `g` and `out` are contiguous, keys and order have `n` elements.
    unsafe { cx.launch(f, grid, &mut kernel_args![n, d, rows, padding, divide, keys.address, order.address, g.address, out.address]) }
}
