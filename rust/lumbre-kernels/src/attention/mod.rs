//! Scaled dot-product attention in blocks of queries and keys: the matrix of scores is never held whole. What a row of scores
//! needs to be normalised (its largest score and the sum of exponentials) is carried along and corrected block by block.

mod backward;
mod forward;

use crate::gemm::block::{Product, product};
use crate::gemm::num::{Num, Ptr};
use crate::gemm::pack::{Matrix, narrow};
use crate::gemm::pairs;
use crate::gemm::vector::{Float, PairsX16, Vector};
use crate::isa::{Level, level};
use crate::math::Math;
use crate::multiversion;
use crate::norm::Number as Weight;
use crate::runs::load_run;
use crate::scratch::{Number, Scratch};
use crate::{DType, Element, View, ViewMut};
use half::{bf16, f16};

/// Rows and columns of a block of scores.
const QUERIES: usize = 64;
const KEYS: usize = 256;

pub struct AttentionParams {
    /// What the products of queries and keys are multiplied by.
    pub scale: f64,
    /// Query `i` sees keys `0..=i` only.
    pub causal: bool,
}

/// The last two dimensions of a view, and the strides of the others.
struct Field<'a, E> {
    ptr: Ptr<E>,
    rows: usize,
    cols: usize,
    row: isize,
    col: isize,
    batch: &'a [i64],
}

impl<'a, E: Element> Field<'a, E> {
    fn new(ptr: *const E, sizes: &[i64], strides: &'a [i64]) -> Field<'a, E> {
        let n = sizes.len() - 2;
        let (row, col) = (strides[n] as isize, strides[n + 1] as isize);
        Field { ptr: Ptr::new(ptr), rows: sizes[n] as usize, cols: sizes[n + 1] as usize, row, col, batch: &strides[..n] }
    }

    fn of(v: &View<'a>) -> Field<'a, E> {
        Field::new(v.ptr(), v.sizes, v.strides)
    }

    fn matrix(&self, offset: isize) -> Matrix<E> {
        Matrix { ptr: self.ptr.at(offset as i64), row: self.row, col: self.col }
    }
}

macro_rules! by_level {
    ($dtype:expr, $body:path, ($($arg:expr),*)) => {{
        use $body as body;
        // SAFETY: live views; the CPU has the registers of its level.
        unsafe {
            match ($dtype, level()) {
                (DType::F32, Level::Avx512) => body::<f32, <f32 as Float>::Wide>($($arg),*),
                (DType::F32, Level::Avx2) => body::<f32, <f32 as Float>::Middle>($($arg),*),
                (DType::F32, Level::Baseline) => body::<f32, <f32 as Float>::Base>($($arg),*),
                (DType::F64, Level::Avx512) => body::<f64, <f64 as Float>::Wide>($($arg),*),
                (DType::F64, Level::Avx2) => body::<f64, <f64 as Float>::Middle>($($arg),*),
                (DType::F64, Level::Baseline) => body::<f64, <f64 as Float>::Base>($($arg),*),
                (DType::BF16, Level::Avx512) if pairs::fast() => body::<bf16, PairsX16>($($arg),*),
                (DType::BF16, Level::Avx512) => body::<bf16, <f32 as Float>::Wide>($($arg),*),
                (DType::BF16, Level::Avx2) => body::<bf16, <f32 as Float>::Middle>($($arg),*),
                (DType::BF16, Level::Baseline) => body::<bf16, <f32 as Float>::Base>($($arg),*),
                (DType::F16, Level::Avx512) => body::<f16, <f32 as Float>::Wide>($($arg),*),
                (DType::F16, Level::Avx2) => body::<f16, <f32 as Float>::Middle>($($arg),*),
                (DType::F16, Level::Baseline) => body::<f16, <f32 as Float>::Base>($($arg),*),
                _ => debug_assert!(false, "no attention of this dtype"),
            }
        }
    }};
}

/// `out = softmax(scale * q @ k^T + mask) @ v` over `q [.., L, E]`, `k [.., S, E]`, `v [.., S, F]`, none of them empty, of one
/// floating dtype with equal leading dimensions. The mask `[.., L, S]` has these dimensions too; a mask of bool allows where it is
/// true, floats are added. A row that is allowed nothing is zero. Halves are multiplied as such and summed in f32.
///
/// `lse [.., L]`, contiguous, of f32 for halves, takes the logarithm of each row's sum of exponentials (minus infinity where
/// nothing is allowed). The columns of `out [.., L, F]` are adjacent.
pub fn forward(q: View, k: View, v: View, mask: Option<View>, p: &AttentionParams, out: ViewMut, lse: ViewMut) {
    by_level!(out.dtype, forward::run, (&q, &k, &v, mask.as_ref(), p, &out, &lse))
}

/// The gradients of `forward` by `q`, `k` and `v`, whose columns are adjacent, from its results and the gradient of `out`.
pub fn backward(g: View, qkv: [View; 3], mask: Option<View>, out: View, lse: View, p: &AttentionParams, grads: [ViewMut; 3]) {
    by_level!(out.dtype, backward::run, (&g, &qkv, mask.as_ref(), &out, &lse, p, &grads))
}

/// What is added to the scores.
struct Mask<'a> {
    ptr: Ptr<u8>,
    dtype: DType,
    row: isize,
    col: isize,
    batch: &'a [i64],
}

impl<'a> Mask<'a> {
    fn of(v: &View<'a>) -> Mask<'a> {
        let n = v.dim() - 2;
        let (row, col) = (v.strides[n] as isize, v.strides[n + 1] as isize);
        Mask { ptr: Ptr::new(v.ptr()), dtype: v.dtype, row, col, batch: &v.strides[..n] }
    }

    /// Reads the block of `rows` rows and `n` columns at `[i, j]`. Gives the distance of its rows in `to`, or `None` where all of
    /// it is hidden.
    ///
    /// # Safety
    /// The block lies in the view; `offset` is its batch's.
    unsafe fn block<X: Weight>(&self, offset: isize, [i, j]: [usize; 2], [rows, n]: [usize; 2], to: &mut [X]) -> Option<usize> {
        let (rows, pitch) = if self.row == 0 { (1, 0) } else { (rows, n) };
        let mut seen = false;
        for r in 0..rows {
            let row = &mut to[r * n..][..n];
            let at = offset + (i + r) as isize * self.row + j as isize * self.col;
            // SAFETY: by this function's contract.
            unsafe { load_run(crate::runs::element(crate::runs::Ptr::new(self.ptr.at(0)), self.dtype, at), self.dtype, self.col, row) };
            seen |= settle(row, self.dtype == DType::Bool);
        }
        seen.then_some(pitch)
    }
}

multiversion! {
    /// Makes what is added of a row of booleans; whether the row hides less than everything.
    fn settle[X: Weight](_m; row: &mut [X], boolean: bool) -> bool {
        if boolean {
            for v in row.iter_mut() {
                *v = if *v == X::cast(0.0) { X::LOWEST } else { X::cast(0.0) };
            }
        }
        let mut seen = false;
        for &v in row.iter() {
            seen |= v != X::LOWEST;
        }
        seen
    }
}

multiversion! {
    fn add_row[X: Weight](_m; row: &mut [X], more: &[X]) {
        for (v, &m) in row.iter_mut().zip(more) {
            *v += m;
        }
    }
}

multiversion! {
    /// The largest score; NaN if there is one.
    fn largest[X: Weight](_m; row: &[X]) -> X {
        let mut top = [X::LOWEST; 16];
        let chunks = row.chunks_exact(16);
        for (t, &x) in top.iter_mut().zip(chunks.remainder()) {
            *t = if x > *t || x != x { x } else { *t };
        }
        for chunk in chunks {
            for i in 0..16 {
                top[i] = if top[i] > chunk[i] || top[i] != top[i] { top[i] } else { chunk[i] };
            }
        }
        let mut all = top[0];
        for &t in &top[1..] {
            all = if all > t || all != all { all } else { t };
        }
        all
    }
}

multiversion! {
    /// `row = exp(row - shift)`; the sum.
    fn exponentials[X: Weight](m; row: &mut [X], shift: X) -> X {
        for v in row.iter_mut() {
            *v = m.exp(*v - shift);
        }
        let mut lanes = [X::cast(0.0); 16];
        let chunks = row.chunks_exact(16);
        for (t, &x) in lanes.iter_mut().zip(chunks.remainder()) {
            *t += x;
        }
        for chunk in chunks {
            for i in 0..16 {
                lanes[i] += chunk[i];
            }
        }
        let mut sum = X::cast(0.0);
        for &t in &lanes {
            sum += t;
        }
        sum
    }
}

multiversion! {
    /// `slopes = scale * weights * (slopes - centre)`.
    fn score_slopes[X: Weight](_m; weights: &[X], slopes: &mut [X], centre: X, scale: X) {
        for (s, &w) in slopes.iter_mut().zip(weights) {
            *s = w * (*s - centre) * scale;
        }
    }
}

multiversion! {
    fn scaled[X: Weight](_m; row: &mut [X], by: X) {
        for v in row.iter_mut() {
            *v = *v * by;
        }
    }
}

/// Keys of `from..from + n` that query `i` sees.
fn visible(p: &AttentionParams, i: usize, from: usize, n: usize) -> usize {
    if p.causal { (i + 1).saturating_sub(from).min(n) } else { n }
}

fn items(v: &View) -> usize {
    v.sizes[..v.dim() - 2].iter().product::<i64>() as usize
}

/// `c = alpha * a @ b`, added to `c` unless `first`.
unsafe fn multiply<S: Num<Acc = V::E>, V: Vector>(
    [m, n, k]: [usize; 3],
    a: Matrix<S>,
    b: Matrix<S>,
    c: *mut V::E,
    c_row: isize,
    alpha: f64,
    first: bool,
) {
    let init = if first { std::ptr::null() } else { c as *const V::E };
    // SAFETY: by the caller's contract, which is that of `product`.
    unsafe { product::<S, V>(&Product { m, n, k, a, b, init, init_row: c_row, c, c_row, alpha: V::E::from_f64(alpha) }) }
}

/// A block of scores as an operand: itself, or narrowed to halves in `room`.
fn operand<S: Num>(block: &[S::Acc], n: usize, room: &mut Scratch<S>) -> Matrix<S>
where
    S: Number,
{
    let same = S::DTYPE == S::Acc::DTYPE;
    if !same {
        // SAFETY: the room holds a block.
        unsafe { narrow::<S>(block, room[..block.len()].as_mut_ptr(), 1) };
    }
    Matrix { ptr: if same { block.as_ptr() as *const S } else { room.as_ptr() }, row: n as isize, col: 1 }
}

/// Elements of the room that `operand` needs for blocks of `n`.
fn room<S: Num>(n: usize) -> usize {
    if S::DTYPE == S::Acc::DTYPE { 0 } else { n }
}
