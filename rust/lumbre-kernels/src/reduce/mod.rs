//! Reductions: sums, products, extremes, norms, counts, variance.
//!
//! Blocks of lane accumulators are widened (f32 to f64) and joined in an order that only the shape decides.

mod arg;
mod ops;
mod order;
mod plan;

pub use arg::arg_reduce;
pub use order::median_dim;

use crate::multiversion;
use crate::runs::{Compute, Dims, Ptr, each_compute, each_real, each_real_float};
use crate::{DType, View, ViewMut};
use ops::{AbsSum, Count, ExpSum, Fold, Max, Min, NanSum, OfAbs, PowSum, Prod, Spread, SquareSum, Sum};
pub(crate) use ops::Real;
use plan::{COLS, Kernel, Wide, fold};
use smallvec::SmallVec;
use std::marker::PhantomData;
use std::mem::MaybeUninit;
use std::ops::Range;

/// What `reduce` computes over the reduced elements.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reduce {
    Sum,
    /// Sum with NaN as zero.
    NanSum,
    Prod,
    Mean,
    Max,
    Min,
    Any,
    All,
    /// The `p`-norm; `inf`, `-inf` and 0 have their usual meaning.
    Norm { p: f64 },
    CountNonzero,
    LogSumExp,
    SumSquares,
}

#[inline(always)]
fn run_body<X: Compute, F: Fold<X>>(xs: &[X], c: X, p: f64) -> F::W {
    if xs.len() < 16 {
        return F::widen(xs.iter().fold(F::zero(), |a, &x| F::join(a, F::map(x, c, p))));
    }
    let mut lanes = F::lanes();
    let acc = lanes.as_mut();
    let width = acc.len();
    let mut chunks = xs.chunks_exact(width);
    for chunk in &mut chunks {
        for (a, &x) in acc.iter_mut().zip(chunk) {
            *a = F::join(*a, F::map(x, c, p));
        }
    }
    let mut rest = chunks.remainder();
    // Constant quarters too.
    if width == 64 {
        macro_rules! quarters {
            ($($from:literal)*) => {$(
                if rest.len() >= 16 {
                    for i in 0..16 {
                        acc[$from + i] = F::join(acc[$from + i], F::map(rest[i], c, p));
                    }
                    rest = &rest[16..];
                }
            )*};
        }
        quarters!(0 16 32);
        let mut last = [F::zero(); 16];
        for (a, &x) in last.iter_mut().zip(rest) {
            *a = F::map(x, c, p);
        }
        for i in 0..16 {
            acc[48 + i] = F::join(acc[48 + i], last[i]);
        }
        rest = &[];
    }
    for (a, &x) in acc.iter_mut().zip(rest) {
        *a = F::join(*a, F::map(x, c, p));
    }
    // Bytes of a count would overflow in the lanes' tree.
    if size_of::<F::A>() == 1 {
        return acc.iter().fold(F::widen(F::zero()), |w, &a| F::join_wide(w, F::widen(a)));
    }
    // Constant halves, so that the lanes stay in registers.
    macro_rules! halves {
        ($($half:literal)*) => {$(
            if width > $half {
                for i in 0..$half {
                    acc[i] = F::join(acc[i], acc[i + $half]);
                }
            }
        )*};
    }
    halves!(32 16 8 4 2 1);
    F::widen(acc[0])
}

/// Writes every element.
#[inline(always)]
fn filled<T: Copy>(room: &mut [MaybeUninit<T>], of: impl Fn(usize) -> T) -> &mut [T] {
    for (i, x) in room.iter_mut().enumerate() {
        x.write(of(i));
    }
    // SAFETY: all were just written.
    unsafe { std::slice::from_raw_parts_mut(room.as_mut_ptr() as *mut T, room.len()) }
}

#[inline(always)]
fn cols_body<X: Compute, F: Fold<X>>(tot: &mut [F::W], src: Ptr<X>, pitch: usize, rows: usize, c: &[X], p: f64) {
    let w = tot.len().min(COLS);
    // Narrow rows without gaps are folded several at a time, as one wide row.
    let together = if pitch == w { (COLS / w).min(rows).max(1) } else { 1 };
    let wide = w * together;
    let (mut room, mut more) = ([MaybeUninit::uninit(); COLS], [MaybeUninit::uninit(); COLS]);
    let acc = filled(&mut room[..wide], |_| F::zero());
    let centres: &[X] = if together == 1 { &c[..w] } else { filled(&mut more[..wide], |j| c[j % w]) };
    let mut row = 0;
    // Eight rows a pass over the accumulators, added in order.
    while together == 1 && row + 8 <= rows {
        // SAFETY: as below.
        let xs: [&[X]; 8] =
            std::array::from_fn(|r| unsafe { std::slice::from_raw_parts(src.at(((row + r) * pitch) as isize), w) });
        for j in 0..w {
            let mut a = acc[j];
            for x in xs {
                a = F::join(a, F::map(x[j], centres[j], p));
            }
            acc[j] = a;
        }
        row += 8;
    }
    while row < rows {
        let n = together.min(rows - row) * w;
        // SAFETY: `fold` gives rows that lie in the input or in its gathered tile.
        let xs = unsafe { std::slice::from_raw_parts(src.at((row * pitch) as isize), n) };
        for ((a, &x), &c) in acc[..n].iter_mut().zip(xs).zip(&centres[..n]) {
            *a = F::join(*a, F::map(x, c, p));
        }
        row += together;
    }
    for group in acc[..wide].chunks_exact(w) {
        for (t, &a) in tot.iter_mut().zip(group) {
            *t = F::join_wide(*t, F::widen(a));
        }
    }
}

multiversion! {
    fn run[X: Compute, F: Fold<X>](_m; xs: &[X], c: X, p: f64, _fold: PhantomData<F>) -> F::W {
        run_body::<X, F>(xs, c, p)
    }
}

multiversion! {
    fn cols[X: Compute, F: Fold<X>](
        _m; tot: &mut [F::W], src: Ptr<X>, pitch: usize, rows: usize, c: &[X], p: f64, _fold: PhantomData<F>,
    ) {
        cols_body::<X, F>(tot, src, pitch, rows, c, p)
    }
}

fn kernel<X: Compute, F: Fold<X>>(p: f64) -> Kernel<X, F::W> {
    Kernel {
        run: |xs, c, p| run(xs, c, p, PhantomData::<F>),
        cols: |tot, src, pitch, rows, c, p| cols(tot, src, pitch, rows, c, p, PhantomData::<F>),
        join: F::join_wide,
        zero: F::widen(F::zero()),
        p,
    }
}

/// Whether `fold_blocks` computes this op in this dtype.
pub fn has_blocks(op: Reduce, dtype: DType) -> bool {
    let sums = matches!(op, Reduce::Sum | Reduce::Mean | Reduce::SumSquares | Reduce::Max | Reduce::Min);
    sums && matches!(dtype, DType::F32 | DType::F64)
}

/// As `reduce` of `n` elements in one row to the one element of `out`, for elements that `fill` makes: at given positions, and
/// gives their address, aligned for `dtype`. The bits are those of `reduce`.
pub fn fold_blocks(op: Reduce, dtype: DType, n: usize, fill: &(dyn Fn(Range<usize>, *mut u8) -> *const u8 + Sync), out: ViewMut) {
    fn with<X: Compute>(op: Reduce, n: usize, fill: &(dyn Fn(Range<usize>, *mut u8) -> *const u8 + Sync), out: ViewMut)
    where
        Sum: Fold<X, W = f64>,
        SquareSum: Fold<X, W = f64>,
        Max: Fold<X, W = f64>,
        Min: Fold<X, W = f64>,
    {
        match op {
            Reduce::Mean => plan::blocks(&kernel::<X, Sum>(0.0), n, fill, out, &|w| w / n as f64),
            Reduce::SumSquares => plan::blocks(&kernel::<X, SquareSum>(2.0), n, fill, out, &|w| w),
            Reduce::Max => plan::blocks(&kernel::<X, Max>(0.0), n, fill, out, &|w| w),
            Reduce::Min => plan::blocks(&kernel::<X, Min>(0.0), n, fill, out, &|w| w),
            _ => plan::blocks(&kernel::<X, Sum>(0.0), n, fill, out, &|w| w),
        }
    }
    match dtype {
        DType::F64 => with::<f64>(op, n, fill, out),
        _ => with::<f32>(op, n, fill, out),
    }
}

/// The elements each output reduces.
fn reduced(x: &View, dims: u64) -> usize {
    x.sizes.iter().enumerate().filter(|&(d, _)| dims >> d & 1 == 1).map(|(_, &n)| n as usize).product()
}

/// Reduces `x` over the dimensions whose bit is set in `dims`; `out` has `x`'s rank with those of size 1. The compute type
/// is `out`'s (for sums, products, means and norms), so that a wider `out` gives a wider sum.
pub fn reduce(op: Reduce, x: View, dims: u64, mut out: ViewMut) {
    let out = &mut out;
    match op {
        Reduce::Sum => each_compute!(out.dtype, X => simple::<X, Sum>(x, dims, out)),
        Reduce::NanSum => match out.dtype.is_float() {
            true => each_real_float!(out.dtype, X => simple::<X, NanSum>(x, dims, out)),
            false => reduce(Reduce::Sum, x, dims, out.reborrow()),
        },
        Reduce::Prod => each_compute!(out.dtype, X => simple::<X, Prod>(x, dims, out)),
        Reduce::Max => each_real!(x.dtype, X => simple::<X, Max>(x, dims, out)),
        Reduce::Min => each_real!(x.dtype, X => simple::<X, Min>(x, dims, out)),
        Reduce::Mean => mean(x, dims, out),
        Reduce::CountNonzero => count(x, dims, out, &|n| n),
        Reduce::Any => count(x, dims, out, &|n| (n > 0) as i64),
        Reduce::All => {
            let all = reduced(&x, dims) as i64;
            count(x, dims, out, &|n| (n == all) as i64)
        }
        Reduce::Norm { p } => norm(x, dims, p, out),
        Reduce::SumSquares => magnitude(x, dims, 2.0, out, &|w| w),
        Reduce::LogSumExp => each_real_float!(out.dtype, X => log_sum_exp::<X>(x, dims, out)),
    }
}

fn simple<X: Compute, F: Fold<X>>(x: View, dims: u64, out: &mut ViewMut) {
    fold(&kernel::<X, F>(0.0), x, dims, &[], out, &|w| w)
}

fn mean(x: View, dims: u64, out: &mut ViewMut) {
    let n = reduced(&x, dims) as f64;
    match out.dtype {
        DType::C64 => fold(&kernel::<crate::C64, Sum>(0.0), x, dims, &[], out, &|w| w / n),
        DType::C128 => fold(&kernel::<crate::C128, Sum>(0.0), x, dims, &[], out, &|w| w / n),
        _ => each_real_float!(out.dtype, X => fold(&kernel::<X, Sum>(0.0), x, dims, &[], out, &|w| w / n)),
    }
}

fn count(x: View, dims: u64, out: &mut ViewMut, finish: &(dyn Fn(i64) -> i64 + Sync)) {
    match x.dtype {
        // SAFETY: a byte of a bool is 0 or 1, and u8 reads the same bytes.
        DType::Bool => {
            let bytes = unsafe { View::new(x.ptr(), DType::U8, x.sizes, x.strides) };
            fold(&kernel::<u8, Count>(0.0), bytes, dims, &[], out, finish)
        }
        DType::U8 => fold(&kernel::<u8, Count>(0.0), x, dims, &[], out, finish),
        _ => each_compute!(x.dtype, X => fold(&kernel::<X, Count>(0.0), x, dims, &[], out, finish)),
    }
}

fn norm(x: View, dims: u64, p: f64, out: &mut ViewMut) {
    if p == 0.0 {
        count(x, dims, out, &|n| n)
    } else if p == 2.0 {
        magnitude(x, dims, p, out, &|w| w.sqrt())
    } else if p == 1.0 || p.is_infinite() {
        magnitude(x, dims, p, out, &|w| w)
    } else {
        magnitude(x, dims, p, out, &|w| w.powf(1.0 / p))
    }
}

/// The sum of `|x|^p`, or the extreme of `|x|`, before the root.
fn magnitude(x: View, dims: u64, p: f64, out: &mut ViewMut, finish: &(dyn Fn(f64) -> f64 + Sync)) {
    fn with<X: Compute>(x: View, dims: u64, p: f64, out: &mut ViewMut, finish: &(dyn Fn(f64) -> f64 + Sync))
    where
        AbsSum: Fold<X, W = f64>,
        SquareSum: Fold<X, W = f64>,
        PowSum: Fold<X, W = f64>,
        OfAbs<Max>: Fold<X, W = f64>,
        OfAbs<Min>: Fold<X, W = f64>,
    {
        let k = if p == 1.0 {
            kernel::<X, AbsSum>(p)
        } else if p == 2.0 {
            kernel::<X, SquareSum>(p)
        } else if p == f64::INFINITY {
            kernel::<X, OfAbs<Max>>(p)
        } else if p == f64::NEG_INFINITY {
            kernel::<X, OfAbs<Min>>(p)
        } else {
            kernel::<X, PowSum>(p)
        };
        fold(&k, x, dims, &[], out, finish)
    }
    match (x.dtype.is_complex(), out.dtype) {
        (true, DType::F64 | DType::C128) => with::<crate::C128>(x, dims, p, out, finish),
        (true, _) => with::<crate::C64>(x, dims, p, out, finish),
        (false, DType::F64) => with::<f64>(x, dims, p, out, finish),
        (false, _) => with::<f32>(x, dims, p, out, finish),
    }
}

/// A scratch result with one element an output, row-major, in keepdim layout.
fn scratch<X: Compute>(x: &View, dims: u64, fill: impl FnOnce(&mut ViewMut)) -> SmallVec<[X; 64]> {
    let sizes: Dims = (0..x.dim()).map(|d| if dims >> d & 1 == 1 { 1 } else { x.sizes[d] }).collect();
    let mut strides: Dims = SmallVec::from_elem(1, sizes.len());
    for d in (1..sizes.len()).rev() {
        strides[d - 1] = strides[d] * sizes[d];
    }
    let n = crate::runs::product(&sizes);
    let mut values = SmallVec::<[X; 64]>::from_elem(X::default(), n);
    // SAFETY: a contiguous view of the scratch vector.
    let mut view = unsafe { ViewMut::new(values.as_mut_ptr() as *mut u8, X::DTYPE, &sizes, &strides) };
    fill(&mut view);
    values
}

fn log_sum_exp<X: Compute + Real>(x: View, dims: u64, out: &mut ViewMut)
where
    Max: Fold<X, W = f64>,
    ExpSum: Fold<X, W = f64>,
{
    let finite = |w: f64| if w.is_infinite() { 0.0 } else { w };
    let centres = scratch::<X>(&x, dims, |m| fold(&kernel::<X, Max>(0.0), x, dims, &[], m, &finite));
    // The logarithm of the sum first, then the centre is added back in place.
    let sums = scratch::<f64>(&x, dims, |s| fold(&kernel::<X, ExpSum>(0.0), x, dims, &centres, s, &|w| w.ln()));
    let mut walk = crate::runs::Walk::new(out.sizes, [out.strides], 0);
    for (s, c) in sums.iter().zip(&centres) {
        // SAFETY: the walk visits the output's elements in the scratch's order.
        unsafe {
            let dst = crate::runs::element(Ptr::new(out.ptr()), out.dtype, walk.at[0]);
            crate::runs::store_run(dst, out.dtype, 1, &[s + c.to_f64()]);
        }
        walk.step();
    }
}

/// Variance (of `|x|` for complex `x`) with divisor `max(0, n - correction)`, and the mean, both in two passes.
pub fn var_mean(x: View, dims: u64, correction: f64, mut var: ViewMut, mut mean_out: ViewMut) {
    fn with<X: Compute>(x: View, dims: u64, divisor: f64, var: &mut ViewMut)
    where
        Sum: Fold<X>,
        Spread: Fold<X, W = f64>,
    {
        let n = reduced(&x, dims) as f64;
        let centres = scratch::<X>(&x, dims, |m| fold(&kernel::<X, Sum>(0.0), x, dims, &[], m, &|w| over(w, n)));
        fold(&kernel::<X, Spread>(0.0), x, dims, &centres, var, &|w| w / divisor)
    }
    let divisor = (reduced(&x, dims) as f64 - correction).max(0.0);
    match x.dtype {
        DType::C64 => with::<crate::C64>(x, dims, divisor, &mut var),
        DType::C128 => with::<crate::C128>(x, dims, divisor, &mut var),
        DType::F64 => with::<f64>(x, dims, divisor, &mut var),
        _ => with::<f32>(x, dims, divisor, &mut var),
    }
    mean(x, dims, &mut mean_out)
}

fn over<W: Wide>(w: W, n: f64) -> W {
    W::from_c128(w.to_c128() / n)
}
