//! The results, a block of queries a task.

use super::{AttentionParams, Field, KEYS, Mask, QUERIES, add_row, exponentials, items, largest, multiply, operand, room, scaled, visible};
use crate::gemm::num::{Num, Ptr};
use crate::gemm::pack::narrow;
use crate::gemm::vector::Vector;
use crate::norm::Number as Weight;
use crate::parallel::parallel_for;
use crate::runs::{Float as _, Walk};
use crate::scratch::{Number, Scratch};
use crate::{Element, View, ViewMut};

/// # Safety
/// As the views of `super::forward` say; the CPU has `V`.
pub(super) unsafe fn run<S: Num<Acc = V::E> + Number, V: Vector<E: Weight>>(
    q: &View,
    k: &View,
    v: &View,
    mask: Option<&View>,
    p: &AttentionParams,
    out: &ViewMut,
    lse: &ViewMut,
) {
    let (qf, kf, vf) = (Field::<S>::of(q), Field::<S>::of(k), Field::<S>::of(v));
    let of = Field::<S>::new(out.ptr(), out.sizes, out.strides);
    let mask = mask.map(Mask::of);
    let (sums_to, batch) = (Ptr::new(lse.ptr::<V::E>()), &q.sizes[..q.dim() - 2]);
    let blocks = qf.rows.div_ceil(QUERIES);
    let block = QUERIES * KEYS.min(kf.rows);
    let same = S::DTYPE == V::E::DTYPE;
    parallel_for(items(q) * blocks, 1, &|tasks| {
        let mut scores = Scratch::<V::E>::new(block);
        let mut narrow_scores = Scratch::<S>::new(room::<S>(block));
        let mut more = Scratch::<V::E>::new(if mask.is_some() { block } else { 0 });
        let mut results = Scratch::<V::E>::new(if same { 0 } else { QUERIES * of.cols });
        for task in tasks {
            let (item, i0) = (task / blocks, task % blocks * QUERIES);
            let none: &[i64] = &[0; 64][..batch.len()];
            let mask_batch = mask.as_ref().map_or(none, |m| m.batch);
            let [qo, ko, vo, oo, mo] = Walk::new(batch, [qf.batch, kf.batch, vf.batch, of.batch, mask_batch], item).at;
            let rows = QUERIES.min(qf.rows - i0);
            let (queries, keys, values) = (qf.matrix(qo).from(i0, 0), kf.matrix(ko), vf.matrix(vo));
            let to = of.matrix(oo).from(i0, 0);
            // What the results are summed in: the output itself, or f32 for halves.
            let (acc, pitch) = if same { (to.ptr as *mut V::E, to.row) } else { (results.as_mut_ptr(), of.cols as isize) };
            let mut rows_of = Rows { n: rows, first: i0, top: [V::E::LOWEST; QUERIES], sum: [V::E::cast(0.0); QUERIES], acc, pitch, cols: of.cols };
            let last = if p.causal { kf.rows.min(i0 + rows) } else { kf.rows };
            let mut begun = false;
            // SAFETY: blocks of the views; tasks write disjoint rows.
            unsafe {
                for j0 in (0..last).step_by(KEYS) {
                    let n = KEYS.min(last - j0);
                    let masked = match &mask {
                        Some(mask) => match mask.block(mo, [i0, j0], [rows, n], &mut more) {
                            Some(distance) => Some((&*more, distance)),
                            None => continue,
                        },
                        None => None,
                    };
                    let scores = &mut scores[..rows * n];
                    multiply::<S, V>([rows, n, qf.cols], queries, keys.from(j0, 0).transposed(), scores.as_mut_ptr(), n as isize, p.scale, true);
                    rows_of.weigh(scores, n, masked, |i| visible(p, i, j0, n), begun);
                    let weights = operand::<S>(scores, n, &mut narrow_scores);
                    multiply::<S, V>([rows, vf.cols, n], weights, values.from(j0, 0), acc, pitch, 1.0, !begun);
                    begun = true;
                }
                rows_of.finish(begun, sums_to.at((item * qf.rows + i0) as i64));
                if !same {
                    for (i, row) in results.chunks_exact(of.cols).enumerate().take(rows) {
                        narrow::<S>(row, to.at(i, 0) as *mut S, 1);
                    }
                }
            }
        }
    });
}

/// The state of a block of rows.
struct Rows<X> {
    n: usize,
    /// The first row's place among the queries.
    first: usize,
    top: [X; QUERIES],
    sum: [X; QUERIES],
    acc: *mut X,
    pitch: isize,
    cols: usize,
}

impl<X: Weight> Rows<X> {
    /// The results so far of row `i`.
    unsafe fn row(&mut self, i: usize) -> &mut [X] {
        // SAFETY: by the contract of `run`.
        unsafe { std::slice::from_raw_parts_mut(self.acc.offset(i as isize * self.pitch), self.cols) }
    }

    /// Turns a block of scores into weights, of which `seen(query)` are not hidden, and corrects what was summed before.
    unsafe fn weigh(&mut self, scores: &mut [X], n: usize, more: Option<(&[X], usize)>, seen: impl Fn(usize) -> usize, begun: bool) {
        for (i, row) in scores.chunks_exact_mut(n).enumerate() {
            if let Some((more, distance)) = more {
                add_row(row, &more[i * distance..][..n]);
            }
            let (row, hidden) = row.split_at_mut(seen(self.first + i));
            hidden.fill(X::cast(0.0));
            let top = self.top[i];
            let high = largest(row);
            let high = if row.is_empty() || top > high || top != top { top } else { high };
            // A row of minus infinities alone would subtract infinity from itself.
            let shift = if high == X::LOWEST { X::cast(0.0) } else { high };
            let keep = X::cast((top.to_f64() - shift.to_f64()).exp());
            self.sum[i] = self.sum[i] * keep + exponentials(row, shift);
            self.top[i] = high;
            if begun {
                // SAFETY: by the contract of `run`.
                scaled(unsafe { self.row(i) }, keep);
            }
        }
    }

    /// Normalises the results, where there are any, and writes the logarithms of the sums.
    unsafe fn finish(&mut self, begun: bool, sums_to: *mut X) {
        for i in 0..self.n {
            let (top, sum) = (self.top[i].to_f64(), self.sum[i].to_f64());
            // SAFETY: by the contract of `run`.
            unsafe {
                if begun && sum != 0.0 {
                    scaled(self.row(i), X::cast(1.0 / sum));
                } else {
                    self.row(i).fill(X::cast(0.0));
                }
                *sums_to.add(i) = X::cast(if top == f64::NEG_INFINITY { 0.0 } else { top } + sum.ln());
            }
        }
    }
}
