//! A vector times a matrix: bound by reading the matrix once, so no tiles.

use crate::multiversion;
use crate::isa::{Level, level};
use super::num::{Arith, Num, Ptr};
use super::pack::{Matrix, narrow, widen};
use super::vector::{Float, Vector};
use crate::parallel::parallel_for;
use crate::scratch::Scratch;
use crate::Element;

/// Elements of the matrix that one task reads.
const TASK: usize = 1 << 17;
/// Columns that are summed at once (`by_rows`), within the L1 cache.
const STRIP: usize = 512;
/// Rows that are added at once.
const ROWS: usize = 8;

/// `out[j] = alpha * sum over p of x[p] * b[p, j] + beta * out[j]`.
pub(crate) struct VecMat<S> {
    pub k: usize,
    pub n: usize,
    pub x: *const S,
    pub x_step: isize,
    pub b: Matrix<S>,
    pub alpha: f64,
    pub beta: f64,
    pub out: *mut S,
    pub out_step: isize,
}
// SAFETY: places of the caller's views; tasks write disjoint outputs.
unsafe impl<S> Sync for VecMat<S> {}

/// Whether one of the two loops fits the matrix.
pub(crate) fn fits<S>(b: &Matrix<S>) -> bool {
    b.row == 1 || b.col == 1
}

/// # Safety
/// Operands are readable, `out` is writable and disjoint from them.
pub(crate) unsafe fn vecmat<S: Num<Acc: Float>>(v: &VecMat<S>) {
    // SAFETY: by this function's contract. Memory bounds these loops: nothing is won by wider registers than AVX2's.
    unsafe {
        match level() {
            Level::Baseline => strips::<S, <S::Acc as Float>::Base>(v),
            _ => strips::<S, <S::Acc as Float>::Middle>(v),
        }
    }
}

unsafe fn strips<S: Num<Acc = V::E>, V: Vector>(v: &VecMat<S>) {
    let mut x = Scratch::<V::E>::new(v.k);
    // SAFETY: by the contract of `vecmat`.
    unsafe { widen::<S>(v.x, v.x_step, &mut x) };
    let by_rows = v.b.col == 1 && (v.b.row != 1 || v.n > v.k);
    let (b, out) = (v.b, Ptr::new(v.out));
    let task = TASK / v.k.max(1);
    // Rows are read in pieces of some KiB, or the pages of memory cost more than their content.
    let strip = if by_rows { (v.n / 8).next_multiple_of(64).clamp(64, STRIP) } else { task.clamp(4, STRIP) };
    let (alpha, beta) = (V::E::from_f64(v.alpha), V::E::from_f64(v.beta));
    let x = &*x;
    parallel_for(v.n, strip, &|cols| {
        let mut sums = [V::E::default(); STRIP];
        let sums = &mut sums[..cols.len()];
        let to = out.at(cols.start as i64 * v.out_step as i64);
        let b = b.from(0, cols.start);
        // SAFETY: by the contract of `vecmat`; strips are disjoint.
        unsafe {
            if by_rows { sum_rows::<S, V>(x, b, sums) } else { sum_columns::<S, V>(x, b, sums) }
            for (j, sum) in sums.iter_mut().enumerate() {
                *sum = alpha.times(*sum);
                if v.beta != 0.0 {
                    *sum = sum.plus(beta.times((*to.offset(j as isize * v.out_step)).up()));
                }
            }
            narrow::<S>(sums, to, v.out_step);
        }
    });
}

/// Columns are adjacent: whole rows are added, several at once.
unsafe fn sum_rows<S: Num<Acc = V::E>, V: Vector>(x: &[V::E], b: Matrix<S>, sums: &mut [V::E]) {
    let same = S::DTYPE == V::E::DTYPE;
    let n = sums.len();
    let mut wide = Scratch::<V::E>::new(if same { 0 } else { ROWS * n });
    for (block, xs) in x.chunks(ROWS).enumerate() {
        let mut rows = [std::ptr::null(); ROWS];
        for (r, row) in rows.iter_mut().enumerate().take(xs.len()) {
            let from = b.at(block * ROWS + r, 0);
            *row = from as *const V::E;
            if !same {
                // SAFETY: by the contract of `vecmat`.
                unsafe { widen::<S>(from, 1, &mut wide[r * n..(r + 1) * n]) };
                *row = wide[r * n..].as_ptr();
            }
        }
        // SAFETY: every row has `sums.len()` elements.
        unsafe { add_rows::<V>(xs, &rows, sums) };
    }
}

/// Columns lie in one piece each: dot products, four columns at once.
unsafe fn sum_columns<S: Num<Acc = V::E>, V: Vector>(x: &[V::E], b: Matrix<S>, sums: &mut [V::E]) {
    let same = S::DTYPE == V::E::DTYPE;
    let k = x.len();
    let mut wide = Scratch::<V::E>::new(if same { 0 } else { 4 * k });
    for (group, sums) in sums.chunks_mut(4).enumerate() {
        let mut columns = [std::ptr::null(); 4];
        for (c, column) in columns.iter_mut().enumerate() {
            // A short group repeats its last column.
            let from = b.at(0, group * 4 + c.min(sums.len() - 1));
            *column = from as *const V::E;
            if !same {
                // SAFETY: by the contract of `vecmat`.
                unsafe { widen::<S>(from, 1, &mut wide[c * k..(c + 1) * k]) };
                *column = wide[c * k..].as_ptr();
            }
        }
        // SAFETY: every column has `x.len()` elements.
        unsafe { dots::<V>(x, &columns, sums) };
    }
}

multiversion! { unsafe fn add_rows<V: Vector>(x: &[V::E], rows: &[*const V::E; ROWS], sums: &mut [V::E]) = add_rows_body }
multiversion! {
    /// The dot products of `x` with up to four columns of its length.
    ///
    /// # Safety
    /// The columns are readable; the CPU has `V`.
    pub(crate) unsafe fn dots<V: Vector>(x: &[V::E], columns: &[*const V::E; 4], sums: &mut [V::E]) = dots_body
}

#[inline(always)]
unsafe fn add_rows_body<V: Vector>(x: &[V::E], rows: &[*const V::E; ROWS], sums: &mut [V::E]) {
    // SAFETY: by the contract of `sum_rows`.
    unsafe {
        let mut j = 0;
        if let Ok(x) = <[V::E; ROWS]>::try_from(x) {
            let mut xs = [V::splat(V::E::default()); ROWS];
            for r in 0..ROWS {
                xs[r] = V::splat(x[r]);
            }
            while j + V::N <= sums.len() {
                let mut s = V::load(sums.as_ptr().add(j));
                for r in 0..ROWS {
                    s = xs[r].fma(V::load(rows[r].add(j)), s);
                }
                s.store(sums.as_mut_ptr().add(j));
                j += V::N;
            }
        }
        for (r, &x) in x.iter().enumerate() {
            (j..sums.len()).for_each(|j| sums[j] = sums[j].plus(x.times(*rows[r].add(j))));
        }
    }
}

#[inline(always)]
unsafe fn dots_body<V: Vector>(x: &[V::E], columns: &[*const V::E; 4], sums: &mut [V::E]) {
    let whole = x.len() / (2 * V::N) * 2 * V::N;
    // SAFETY: by the contract of `sum_columns`.
    unsafe {
        let mut lanes = [[V::splat(V::E::default()); 2]; 4];
        let mut p = 0;
        while p < whole {
            let (x0, x1) = (V::load(x.as_ptr().add(p)), V::load(x.as_ptr().add(p + V::N)));
            for c in 0..4 {
                lanes[c][0] = x0.fma(V::load(columns[c].add(p)), lanes[c][0]);
                lanes[c][1] = x1.fma(V::load(columns[c].add(p + V::N)), lanes[c][1]);
            }
            p += 2 * V::N;
        }
        let mut parts = [[V::E::default(); 16]; 4];
        for c in 0..4 {
            lanes[c][0].plus(lanes[c][1]).store(parts[c].as_mut_ptr());
        }
        for (c, sum) in sums.iter_mut().enumerate() {
            let start = parts[c][..V::N].iter().fold(V::E::default(), |a, &b| a.plus(b));
            *sum = (whole..x.len()).fold(start, |a, p| a.plus(x[p].times(*columns[c].add(p))));
        }
    }
}
