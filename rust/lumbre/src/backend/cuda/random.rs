//! Random fills with PyTorch's CUDA stream: Philox, and as many threads and numbers a thread as PyTorch has.

use super::view::{CView, Sizes, Walk, walk};
use super::{Cx, Family, type_name, types};
use crate::cuda::launch::Grid;
use crate::error::Result;
use crate::random::Generator;
use crate::kernel_args;
use lumbre_kernels::DType;

#[repr(C)]
#[derive(Clone, Copy)]
struct RandomParams {
    n: u64,
    seed: u64,
    offset: u64,
    state: u64,
    a: f64,
    b: f64,
    range: u64,
    base: i64,
    walk: Walk<1>,
}

/// What numbers are drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Draw {
    Uniform { from: f64, to: f64 },
    Normal { mean: f64, std: f64 },
    LogNormal { mean: f64, std: f64 },
    Bernoulli { p: f64 },
    Exponential { rate: f64 },
    Geometric { p: f64 },
    Cauchy { median: f64, sigma: f64 },
    /// `base + word mod range`; 0 stands for 2^64.
    Integers { base: i64, range: u64 },
}

const THREADS: u64 = 256;
/// Ranges from here on take two words a number.
const LARGE_RANGE: u64 = 1 << 28;

/// Blocks, and words that a thread draws, for `n` numbers of `each` a block of four words.
fn plan(cx: &Cx, n: u64, each: u64) -> (u64, u64) {
    let props = &cx.gpu.props;
    let most = props.multi_processor_count as u64 * (props.max_threads_per_multi_processor as u64 / THREADS).max(1);
    let blocks = n.div_ceil(THREADS).min(most).max(1);
    (blocks, ((n - 1) / (THREADS * blocks * each) + 1) * 4)
}

fn draw(cx: &Cx, g: Option<&Generator>, words: u64) -> Result<crate::random::Draw> {
    crate::random::cuda_draw(g, cx.gpu.index, words)
}

/// Dimensions in the order of memory, so that numbers go along it.
fn memory_walk(v: &CView) -> Option<Walk<1>> {
    let mut order: Vec<usize> = (0..v.dim()).collect();
    order.sort_by_key(|d| std::cmp::Reverse(v.strides[*d]));
    let take = |list: &[i64]| -> Sizes { order.iter().map(|d| list[*d]).collect() };
    walk(&take(v.sizes), [&take(v.strides)])
}

/// Fills `out`.
pub fn fill(cx: &Cx, g: Option<&Generator>, what: Draw, out: CView) -> Result<()> {
    if out.numel() == 0 {
        return Ok(());
    }
    let wide = out.dtype == DType::F64;
    let (name, a, b, range, base) = match what {
        Draw::Uniform { from, to } => ("Uniform", from, to, 0, 0),
        Draw::Normal { mean, std } => ("Normal", mean, std, 0, 0),
        Draw::LogNormal { mean, std } => ("LogNormal", mean, std, 0, 0),
        Draw::Bernoulli { p } => ("Bernoulli", p, 0.0, 0, 0),
        Draw::Exponential { rate } => ("Exponential", rate, 0.0, 0, 0),
        Draw::Geometric { p } => ("Geometric", p, 0.0, 0, 0),
        Draw::Cauchy { median, sigma } => ("Cauchy", median, sigma, 0, 0),
        Draw::Integers { base, range } if range == 0 || range >= LARGE_RANGE => ("Large", 0.0, 0.0, range, base),
        Draw::Integers { base, range } => ("Small", 0.0, 0.0, range, base),
    };
    if out.dtype.is_complex() {
        return cx.refuse(" for complex numbers");
    }
    let each = match name {
        "Large" => 2,
        "Small" => 4,
        _ if wide => 2,
        _ => 4,
    };
    let Some(walk) = memory_walk(&out) else { return cx.refuse(": more than eight dimensions that cannot be joined") };
    let n = out.numel() as u64;
    let (blocks, words) = plan(cx, n, each);
    let crate::random::Draw { seed, offset, state } = draw(cx, g, words)?;
    let p = RandomParams { n, seed, offset, state, a, b, range, base, walk };
    let f = cx.kernel(Family::Random, name, "k", types([out.dtype]), 0, || format!("RANDOM(k, {name}, {})\n", type_name(out.dtype)))?;
    // SAFETY: the kernel's signature in `random.cuh`; `out` is live memory.
    unsafe { cx.launch(f, Grid::linear(blocks as usize, THREADS as u32), &mut kernel_args![p, out.address]) }
}

/// 1 with the probabilities in `prob`, else 0.
pub fn bernoulli_tensor(cx: &Cx, g: Option<&Generator>, prob: CView, out: CView) -> Result<()> {
    if out.numel() == 0 {
        return Ok(());
    }
    if !prob.is_contiguous() || !out.is_contiguous() {
        return cx.refuse(" for probabilities that are not contiguous");
    }
    let Some(walk) = memory_walk(&out) else { return cx.refuse(": more than eight dimensions that cannot be joined") };
    let n = out.numel() as u64;
    let (blocks, words) = plan(cx, n, 4);
    let crate::random::Draw { seed, offset, state } = draw(cx, g, words)?;
    let p = RandomParams { n, seed, offset, state, a: 0.0, b: 0.0, range: 0, base: 0, walk };
    let f = cx.kernel(Family::Random, "bernoulli_tensor", "k", types([prob.dtype, out.dtype]), 0, || {
        format!("RANDOM_BERNOULLI(k, {}, {})\n", type_name(prob.dtype), type_name(out.dtype))
    })?;
    // SAFETY: as above.
    unsafe { cx.launch(f, Grid::linear(blocks as usize, THREADS as u32), &mut kernel_args![p, prob.address, out.address]) }
}

/// `x` with each element zero with probability `p`, the others over `1 - p`; all contiguous. `mask`: which stayed.
pub fn dropout(cx: &Cx, x: CView, p: f64, out: CView, mask: CView) -> Result<()> {
    let n = out.numel() as u64;
    if n == 0 {
        return Ok(());
    }
    let Some(walk) = memory_walk(&out) else { return cx.refuse(": more than eight dimensions that cannot be joined") };
    let (blocks, words) = plan(cx, n, 4);
    let crate::random::Draw { seed, offset, state } = draw(cx, None, words)?;
    // PyTorch's own vector widths: packs of up to four elements of at most 16 bytes.
    let pack = (16 / out.dtype.size()).min(4);
    let fits = |v: &CView| v.address % (pack * v.dtype.size()) as u64 == 0;
    let v = if n % pack as u64 == 0 && fits(&x) && fits(&out) { pack } else { 1 };
    let p = RandomParams { n, seed, offset, state, a: p, b: 0.0, range: 0, base: 0, walk };
    let f = cx.kernel(Family::Random, "dropout", "k", types([x.dtype]), v as u32, || format!("RANDOM_DROPOUT(k, {v}, {})\n", type_name(x.dtype)))?;
    // SAFETY: as above.
    unsafe { cx.launch(f, Grid::linear(blocks as usize, THREADS as u32), &mut kernel_args![p, x.address, out.address, mask.address]) }
}

/// A distribution whose numbers take an unknown count of draws: each element has a stream of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sampler {
    Poisson,
    Binomial,
    Gamma,
}

/// Words that are passed over for each such fill; no element draws nearly as many.
const STREAM: u64 = 1 << 14;

/// Samples with the parameters in `a` (and `b`), which are contiguous. A parameter that is none is reported as a bad index is.
pub fn sample(cx: &Cx, g: Option<&Generator>, what: Sampler, a: CView, b: Option<CView>, out: CView) -> Result<()> {
    let n = out.numel() as u64;
    if n == 0 {
        return Ok(());
    }
    if !a.is_contiguous() || b.is_some_and(|b| !b.is_contiguous()) {
        return cx.refuse(" for parameters that are not contiguous");
    }
    let Some(walk) = walk(out.sizes, [out.strides]) else { return cx.refuse(": more than eight dimensions that cannot be joined") };
    let crate::random::Draw { seed, offset, state } = draw(cx, g, STREAM)?;
    let base = crate::cuda::fault::number_of(cx.op);
    let p = RandomParams { n, seed, offset, state, a: 0.0, b: 0.0, range: 0, base, walk };
    let name = match what {
        Sampler::Poisson => "POISSON",
        Sampler::Binomial => "BINOMIAL",
        Sampler::Gamma => "GAMMA",
    };
    let f = cx.kernel(Family::Sample, name, "k", types([out.dtype]), 0, || format!("SAMPLE(k, {name}, {})\n", type_name(out.dtype)))?;
    let b = b.map_or(0, |b| b.address);
    let grid = Grid::linear(cx.blocks_for(n as usize, THREADS as u32, 1), THREADS as u32);
    // SAFETY: the kernel's signature in `sample.cuh`; the views are of live memory.
    unsafe { cx.launch(f, grid, &mut kernel_args![p, a.address, b, out.address, cx.gpu.fault.device]) }
}

/// Draws with replacement from rows of running sums of weights (`[rows, n]`) into `[rows, samples]`; contiguous.
pub fn categories(cx: &Cx, g: Option<&Generator>, sums: CView, out: CView) -> Result<()> {
    let n = out.numel() as u64;
    if n == 0 {
        return Ok(());
    }
    let crate::random::Draw { seed, offset, state } = draw(cx, g, 4)?;
    let Some(walk) = walk(out.sizes, [out.strides]) else { return cx.refuse("") };
    let p = RandomParams { n, seed, offset, state, a: 0.0, b: 0.0, range: 0, base: 0, walk };
    let (width, samples) = (sums.sizes[1] as u64, out.sizes[1] as u64);
    let f = cx.kernel(Family::Sample, "categories", "k", types([sums.dtype]), 0, || format!("SAMPLE_CATEGORIES(k, {})\n", type_name(sums.dtype)))?;
    let grid = Grid::linear(cx.blocks_for(n as usize, THREADS as u32, 1), THREADS as u32);
    // SAFETY: as above.
    unsafe { cx.launch(f, grid, &mut kernel_args![p, width, samples, sums.address, out.address]) }
}

/// How gamma samples move with their shapes (`inputs`: shapes and samples), or Dirichlet ones with their concentrations (samples,
/// concentrations, their sums); contiguous.
pub fn slope(cx: &Cx, inputs: &[CView], out: CView) -> Result<()> {
    let n = out.numel() as u64;
    if n == 0 {
        return Ok(());
    }
    let (name, make) = if inputs.len() == 2 { ("gamma_slope", "GAMMA_SLOPE") } else { ("dirichlet_slope", "DIRICHLET_SLOPE") };
    let f = cx.kernel(Family::Gamma, name, "k", types([out.dtype]), 0, || format!("{make}(k, {})\n", type_name(out.dtype)))?;
    let third = inputs.get(2).map_or(0, |v| v.address);
    let grid = Grid::linear(cx.blocks_for(n as usize, 128, 1), 128);
    // SAFETY: the kernel's signature in `gamma.cuh`; the views are of live memory.
    unsafe { cx.launch(f, grid, &mut kernel_args![n, inputs[0].address, inputs[1].address, third, out.address]) }
}
