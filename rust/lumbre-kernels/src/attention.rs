//! Scaled dot-product attention in blocks of queries and keys: the matrix of scores is never held whole. What a row of scores
//! needs to be normalised (its largest score and the sum of exponentials) is carried along and corrected block by block.

use crate::gemm::block::{Product, product};
use crate::gemm::num::{Arith, Ptr};
use crate::gemm::pack::Matrix;
use crate::gemm::vector::{Float, Vector};
use crate::isa::{Level, level};
use crate::math::Math;
use crate::multiversion;
use crate::norm::Number as Weight;
use crate::parallel::parallel_for;
use crate::runs::{Float as _, Walk};
use crate::scratch::Scratch;
use crate::{DType, Element, View, ViewMut};

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
    ($dtype:expr, $body:ident($($arg:expr),*)) => {
        // SAFETY: live views; the CPU has the registers of its level.
        unsafe {
            match ($dtype, level()) {
                (DType::F32, Level::Avx512) => $body::<<f32 as Float>::Wide>($($arg),*),
                (DType::F32, Level::Avx2) => $body::<<f32 as Float>::Middle>($($arg),*),
                (DType::F32, Level::Baseline) => $body::<<f32 as Float>::Base>($($arg),*),
                (DType::F64, Level::Avx512) => $body::<<f64 as Float>::Wide>($($arg),*),
                (DType::F64, Level::Avx2) => $body::<<f64 as Float>::Middle>($($arg),*),
                (DType::F64, Level::Baseline) => $body::<<f64 as Float>::Base>($($arg),*),
                _ => debug_assert!(false, "no attention of this dtype"),
            }
        }
    };
}

/// `out = softmax(scale * q @ k^T) @ v` over `q [.., L, E]`, `k [.., S, E]`, `v [.., S, F]`, none of them empty, of f32 or f64
/// with equal leading dimensions; `lse [.., L]`, contiguous, takes the logarithm of each row's sum of exponentials. The columns
/// of `out [.., L, F]` are adjacent.
pub fn forward(q: View, k: View, v: View, p: &AttentionParams, out: ViewMut, lse: ViewMut) {
    by_level!(out.dtype, forward_in(&q, &k, &v, p, &out, &lse))
}

/// The gradients of `forward` by `q`, `k` and `v`, whose columns are adjacent, from its results and the gradient of `out`.
pub fn backward(g: View, [q, k, v]: [View; 3], out: View, lse: View, p: &AttentionParams, grads: [ViewMut; 3]) {
    by_level!(out.dtype, backward_in(&g, [&q, &k, &v], &out, &lse, p, &grads))
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
unsafe fn multiply<V: Vector>([m, n, k]: [usize; 3], a: Matrix<V::E>, b: Matrix<V::E>, c: *mut V::E, c_row: isize, alpha: f64, first: bool) {
    let init = if first { std::ptr::null() } else { c as *const V::E };
    // SAFETY: by the caller's contract, which is that of `product`.
    unsafe { product::<V::E, V>(&Product { m, n, k, a, b, init, init_row: c_row, c, c_row, alpha: V::E::from_f64(alpha) }) }
}

unsafe fn forward_in<V: Vector<E: Weight>>(q: &View, k: &View, v: &View, p: &AttentionParams, out: &ViewMut, lse: &ViewMut) {
    let (qf, kf, vf) = (Field::<V::E>::of(q), Field::<V::E>::of(k), Field::<V::E>::of(v));
    let of = Field::<V::E>::new(out.ptr(), out.sizes, out.strides);
    let (sums_to, batch) = (Ptr::new(lse.ptr::<V::E>()), &q.sizes[..q.dim() - 2]);
    let blocks = qf.rows.div_ceil(QUERIES);
    parallel_for(items(q) * blocks, 1, &|tasks| {
        let mut scores = Scratch::<V::E>::new(QUERIES * KEYS.min(kf.rows));
        for task in tasks {
            let (item, i0) = (task / blocks, task % blocks * QUERIES);
            let [qo, ko, vo, oo] = Walk::new(batch, [qf.batch, kf.batch, vf.batch, of.batch], item).at;
            let rows = QUERIES.min(qf.rows - i0);
            let (mut top, mut sum) = ([V::E::LOWEST; QUERIES], [V::E::cast(0.0); QUERIES]);
            let (queries, keys, values) = (qf.matrix(qo).from(i0, 0), kf.matrix(ko), vf.matrix(vo));
            let to = of.matrix(oo).at(i0, 0) as *mut V::E;
            let last = if p.causal { kf.rows.min(i0 + rows) } else { kf.rows };
            // SAFETY: blocks of the views; tasks write disjoint rows.
            unsafe {
                for j0 in (0..last).step_by(KEYS) {
                    let n = KEYS.min(last - j0);
                    multiply::<V>([rows, n, qf.cols], queries, keys.from(j0, 0).transposed(), scores.as_mut_ptr(), n as isize, p.scale, true);
                    for i in 0..rows {
                        let (row, hidden) = scores[i * n..][..n].split_at_mut(visible(p, i0 + i, j0, n));
                        hidden.fill(V::E::cast(0.0));
                        let high = largest(row);
                        let high = if row.is_empty() || top[i] > high || top[i] != top[i] { top[i] } else { high };
                        // A row of minus infinities alone would subtract infinity from itself.
                        let shift = if high == V::E::LOWEST { V::E::cast(0.0) } else { high };
                        let keep = V::E::cast((top[i].to_f64() - shift.to_f64()).exp());
                        sum[i] = sum[i] * keep + exponentials(row, shift);
                        top[i] = high;
                        if j0 > 0 {
                            scaled(std::slice::from_raw_parts_mut(to.offset(i as isize * of.row), of.cols), keep);
                        }
                    }
                    let weights = Matrix { ptr: scores.as_ptr(), row: n as isize, col: 1 };
                    multiply::<V>([rows, vf.cols, n], weights, values.from(j0, 0), to, of.row, 1.0, j0 == 0);
                }
                for i in 0..rows {
                    scaled(std::slice::from_raw_parts_mut(to.offset(i as isize * of.row), of.cols), V::E::cast(1.0 / sum[i].to_f64()));
                    let shift = if top[i] == V::E::LOWEST { 0.0 } else { top[i].to_f64() };
                    *sums_to.at((item * qf.rows + i0 + i) as i64) = V::E::cast(shift + sum[i].to_f64().ln());
                }
            }
        }
    });
}

unsafe fn backward_in<V: Vector<E: Weight>>(
    g: &View,
    [q, k, v]: [&View; 3],
    out: &View,
    lse: &View,
    p: &AttentionParams,
    [gq, gk, gv]: &[ViewMut; 3],
) {
    let (qf, kf, vf) = (Field::<V::E>::of(q), Field::<V::E>::of(k), Field::<V::E>::of(v));
    let (gf, of) = (Field::<V::E>::of(g), Field::<V::E>::of(out));
    let field = |v: &ViewMut| -> *const V::E { v.ptr() };
    let (gqf, gkf, gvf) = (
        Field::new(field(gq), gq.sizes, gq.strides),
        Field::new(field(gk), gk.sizes, gk.strides),
        Field::new(field(gv), gv.sizes, gv.strides),
    );
    let (sums, batch) = (Ptr::new(lse.ptr::<V::E>()), &q.sizes[..q.dim() - 2]);
    let block = QUERIES * KEYS.min(kf.rows);
    parallel_for(items(q), 1, &|tasks| {
        let (mut weights, mut slopes) = (Scratch::<V::E>::new(block), Scratch::<V::E>::new(block));
        let mut centres = Scratch::<V::E>::new(qf.rows);
        for item in tasks {
            let [qo, ko, vo, oo, go, gqo, gko, gvo] = Walk::new(
                batch,
                [qf.batch, kf.batch, vf.batch, of.batch, gf.batch, gqf.batch, gkf.batch, gvf.batch],
                item,
            )
            .at;
            let (queries, keys, values) = (qf.matrix(qo), kf.matrix(ko), vf.matrix(vo));
            let (result, grad) = (of.matrix(oo), gf.matrix(go));
            let (to_q, to_k, to_v) = (gqf.matrix(gqo), gkf.matrix(gko), gvf.matrix(gvo));
            // SAFETY: blocks of the views; items are apart.
            unsafe {
                for i in 0..qf.rows {
                    let at = |j: usize| (*result.at(i, j)).times(*grad.at(i, j));
                    centres[i] = (0..of.cols).fold(V::E::default(), |a, j| a.plus(at(j)));
                }
                for j0 in (0..kf.rows).step_by(KEYS) {
                    let n = KEYS.min(kf.rows - j0);
                    // Queries before the block's first key do not see it.
                    let first = if p.causal { j0 / QUERIES * QUERIES } else { 0 };
                    let (gk, gv) = (to_k.at(j0, 0) as *mut V::E, to_v.at(j0, 0) as *mut V::E);
                    for i0 in (first..qf.rows).step_by(QUERIES) {
                        let rows = QUERIES.min(qf.rows - i0);
                        let (block, part) = (queries.from(i0, 0), grad.from(i0, 0));
                        multiply::<V>([rows, n, qf.cols], block, keys.from(j0, 0).transposed(), weights.as_mut_ptr(), n as isize, p.scale, true);
                        multiply::<V>([rows, n, vf.cols], part, values.from(j0, 0).transposed(), slopes.as_mut_ptr(), n as isize, 1.0, true);
                        for i in 0..rows {
                            let (row, hidden) = weights[i * n..][..n].split_at_mut(visible(p, i0 + i, j0, n));
                            hidden.fill(V::E::cast(0.0));
                            exponentials(row, *sums.at((item * qf.rows + i0 + i) as i64));
                            let (row, hidden) = (&weights[i * n..][..n], &mut slopes[i * n..][..n]);
                            score_slopes(row, hidden, centres[i0 + i], V::E::cast(p.scale));
                            hidden[visible(p, i0 + i, j0, n)..].fill(V::E::cast(0.0));
                        }
                        let p_matrix = Matrix { ptr: weights.as_ptr(), row: n as isize, col: 1 };
                        let s_matrix = Matrix { ptr: slopes.as_ptr(), row: n as isize, col: 1 };
                        multiply::<V>([n, vf.cols, rows], p_matrix.transposed(), part, gv, gvf.row, 1.0, i0 == first);
                        multiply::<V>([n, qf.cols, rows], s_matrix.transposed(), block, gk, gkf.row, 1.0, i0 == first);
                        multiply::<V>([rows, qf.cols, n], s_matrix, keys.from(j0, 0), to_q.at(i0, 0) as *mut V::E, gqf.row, 1.0, j0 == 0);
                    }
                    if first >= qf.rows {
                        // Keys that no query sees.
                        for j in 0..n as isize {
                            std::slice::from_raw_parts_mut(gk.offset(j * gkf.row), gkf.cols).fill(V::E::cast(0.0));
                            std::slice::from_raw_parts_mut(gv.offset(j * gvf.row), gvf.cols).fill(V::E::cast(0.0));
                        }
                    }
                }
            }
        }
    });
}
