//! The gradients, a batch item a task: the weights are computed again from the logarithms of their sums.

use super::{AttentionParams, Field, KEYS, Mask, QUERIES, add_row, exponentials, items, multiply, operand, room, score_slopes, visible};
use crate::gemm::num::{Arith, Num, Ptr};
use crate::gemm::pack::{Matrix, narrow};
use crate::gemm::vector::Vector;
use crate::norm::Number as Weight;
use crate::parallel::parallel_for;
use crate::runs::{Float as _, Walk};
use crate::scratch::{Number, Scratch};
use crate::{Element, View, ViewMut};

/// Where the rows of a gradient are summed: in the output itself, or in f32 for halves.
struct Sums<S, E> {
    out: Matrix<S>,
    acc: *mut E,
    pitch: isize,
    cols: usize,
}

impl<S: Num> Sums<S, S::Acc> {
    fn new(out: Matrix<S>, cols: usize, room: &mut [S::Acc]) -> Self {
        if S::DTYPE == S::Acc::DTYPE {
            return Sums { out, acc: out.ptr as *mut S::Acc, pitch: out.row, cols };
        }
        Sums { out, acc: room.as_mut_ptr(), pitch: cols as isize, cols }
    }

    fn at(&self, row: usize) -> *mut S::Acc {
        self.acc.wrapping_offset(row as isize * self.pitch)
    }

    /// Stores rows that are summed, or zeros where nothing was.
    ///
    /// # Safety
    /// The rows lie in the output.
    unsafe fn store(&self, rows: std::ops::Range<usize>, begun: bool) {
        for i in rows {
            // SAFETY: by this function's contract.
            unsafe {
                let row = std::slice::from_raw_parts_mut(self.at(i), self.cols);
                if !begun {
                    row.fill(S::Acc::default());
                }
                if S::DTYPE != S::Acc::DTYPE {
                    narrow::<S>(row, self.out.at(i, 0) as *mut S, 1);
                }
            }
        }
    }
}

/// # Safety
/// As the views of `super::backward` say; the CPU has `V`.
pub(super) unsafe fn run<S: Num<Acc = V::E> + Number, V: Vector<E: Weight>>(
    g: &View,
    [q, k, v]: &[View; 3],
    mask: Option<&View>,
    out: &View,
    lse: &View,
    p: &AttentionParams,
    [gq, gk, gv]: &[ViewMut; 3],
) {
    let (qf, kf, vf) = (Field::<S>::of(q), Field::<S>::of(k), Field::<S>::of(v));
    let (gf, of) = (Field::<S>::of(g), Field::<S>::of(out));
    let mask = mask.map(Mask::of);
    let field = |v: &ViewMut| -> *const S { v.ptr() };
    let (gqf, gkf, gvf) = (
        Field::new(field(gq), gq.sizes, gq.strides),
        Field::new(field(gk), gk.sizes, gk.strides),
        Field::new(field(gv), gv.sizes, gv.strides),
    );
    let (sums, batch) = (Ptr::new(lse.ptr::<V::E>()), &q.sizes[..q.dim() - 2]);
    let keys_of = KEYS.min(kf.rows);
    let block = QUERIES * keys_of;
    let same = S::DTYPE == V::E::DTYPE;
    let wide = |n: usize| if same { 0 } else { n };
    parallel_for(items(q), 1, &|tasks| {
        let (mut weights, mut slopes) = (Scratch::<V::E>::new(block), Scratch::<V::E>::new(block));
        let (mut narrow_weights, mut narrow_slopes) = (Scratch::<S>::new(room::<S>(block)), Scratch::<S>::new(room::<S>(block)));
        let mut more = Scratch::<V::E>::new(if mask.is_some() { block } else { 0 });
        let mut room_q = Scratch::<V::E>::new(wide(qf.rows * qf.cols));
        let (mut room_k, mut room_v) = (Scratch::<V::E>::new(wide(keys_of * kf.cols)), Scratch::<V::E>::new(wide(keys_of * vf.cols)));
        let mut centres = Scratch::<V::E>::new(qf.rows);
        let mut begun_q = vec![false; qf.rows.div_ceil(QUERIES)];
        for item in tasks {
            let none: &[i64] = &[0; 64][..batch.len()];
            let mask_batch = mask.as_ref().map_or(none, |m| m.batch);
            let [qo, ko, vo, oo, go, gqo, gko, gvo, mo] = Walk::new(
                batch,
                [qf.batch, kf.batch, vf.batch, of.batch, gf.batch, gqf.batch, gkf.batch, gvf.batch, mask_batch],
                item,
            )
            .at;
            let (queries, keys, values) = (qf.matrix(qo), kf.matrix(ko), vf.matrix(vo));
            let (result, grad) = (of.matrix(oo), gf.matrix(go));
            let to_q = Sums::new(gqf.matrix(gqo), qf.cols, &mut room_q);
            begun_q.fill(false);
            // SAFETY: blocks of the views; items are apart.
            unsafe {
                for i in 0..qf.rows {
                    let at = |j: usize| (*result.at(i, j)).up().times((*grad.at(i, j)).up());
                    centres[i] = (0..of.cols).fold(V::E::default(), |a, j| a.plus(at(j)));
                }
                for j0 in (0..kf.rows).step_by(KEYS) {
                    let n = KEYS.min(kf.rows - j0);
                    let to_k = Sums::new(gkf.matrix(gko).from(j0, 0), kf.cols, &mut room_k);
                    let to_v = Sums::new(gvf.matrix(gvo).from(j0, 0), vf.cols, &mut room_v);
                    // Queries before the block's first key do not see it.
                    let first = if p.causal { j0 / QUERIES * QUERIES } else { 0 };
                    let mut begun = false;
                    for i0 in (first..qf.rows).step_by(QUERIES) {
                        let rows = QUERIES.min(qf.rows - i0);
                        let masked = match &mask {
                            Some(mask) => match mask.block(mo, [i0, j0], [rows, n], &mut more) {
                                Some(distance) => Some(distance),
                                None => continue,
                            },
                            None => None,
                        };
                        let (block, part) = (queries.from(i0, 0), grad.from(i0, 0));
                        let (weights, slopes) = (&mut weights[..rows * n], &mut slopes[..rows * n]);
                        multiply::<S, V>([rows, n, qf.cols], block, keys.from(j0, 0).transposed(), weights.as_mut_ptr(), n as isize, p.scale, true);
                        multiply::<S, V>([rows, n, vf.cols], part, values.from(j0, 0).transposed(), slopes.as_mut_ptr(), n as isize, 1.0, true);
                        for i in 0..rows {
                            let (row, slopes) = (&mut weights[i * n..][..n], &mut slopes[i * n..][..n]);
                            if let Some(distance) = masked {
                                add_row(row, &more[i * distance..][..n]);
                            }
                            let seen = visible(p, i0 + i, j0, n);
                            let sum = *sums.at((item * qf.rows + i0 + i) as i64);
                            // A row that is allowed nothing has no weights.
                            let seen = if sum == V::E::LOWEST { 0 } else { seen };
                            row[seen..].fill(V::E::cast(0.0));
                            slopes[seen..].fill(V::E::cast(0.0));
                            exponentials(&mut row[..seen], sum);
                            score_slopes(&row[..seen], &mut slopes[..seen], centres[i0 + i], V::E::cast(p.scale));
                        }
                        let weights = operand::<S>(weights, n, &mut narrow_weights);
                        let slopes = operand::<S>(slopes, n, &mut narrow_slopes);
                        multiply::<S, V>([n, vf.cols, rows], weights.transposed(), part, to_v.acc, to_v.pitch, 1.0, !begun);
                        multiply::<S, V>([n, qf.cols, rows], slopes.transposed(), block, to_k.acc, to_k.pitch, 1.0, !begun);
                        let begun_q = &mut begun_q[i0 / QUERIES];
                        multiply::<S, V>([rows, qf.cols, n], slopes, keys.from(j0, 0), to_q.at(i0), to_q.pitch, 1.0, !*begun_q);
                        (begun, *begun_q) = (true, true);
                    }
                    to_k.store(0..n, begun);
                    to_v.store(0..n, begun);
                }
                for (i, &begun) in begun_q.iter().enumerate() {
                    to_q.store(i * QUERIES..qf.rows.min((i + 1) * QUERIES), begun);
                }
            }
        }
    });
}
