//! Products of any element type by plain loops: integers, and the layouts nothing faster takes.

use super::num::{Arith, Num, Ptr};
use crate::parallel::parallel_for;
use crate::{Element, View, ViewMut};

/// Columns that are accumulated at once.
const COLS: usize = 64;
/// Multiply-adds that make one chunk of parallel work.
const WORK: usize = 1 << 15;

/// `out = alpha * a @ b + beta * out`, row by row; `beta == 0` does not read `out`.
pub(crate) fn bmm<T: Num>(a: View, b: View, alpha: f64, beta: f64, out: ViewMut) {
    let (m, n, k) = (out.sizes[1], out.sizes[2], a.sizes[2]);
    let (ap, bp, op) = (Ptr::new(a.ptr::<T>()), Ptr::new(b.ptr::<T>()), Ptr::new(out.ptr::<T>()));
    let (sa, sb, so) = (a.strides, b.strides, out.strides);
    let (alpha, scale) = (T::Acc::from_f64(alpha), T::Acc::from_f64(beta));
    let grain = (WORK / (n * k).max(1) as usize).max(1);
    parallel_for((out.sizes[0] * m) as usize, grain, &|rows| {
        for row in rows {
            let (batch, i) = (row as i64 / m, row as i64 % m);
            let (arow, brow) = (ap.at(batch * sa[0] + i * sa[1]), bp.at(batch * sb[0]));
            let orow = op.at(batch * so[0] + i * so[1]);
            for j in (0..n).step_by(COLS) {
                let cols = COLS.min((n - j) as usize);
                // SAFETY: rows, columns and depth stay inside the views' sizes.
                unsafe {
                    let sums = row_tile::<T>(arow, sa[2], brow.offset((j * sb[2]) as isize), sb[1], sb[2], k, cols);
                    for (c, &sum) in sums[..cols].iter().enumerate() {
                        let o = orow.offset(((j + c as i64) * so[2]) as isize);
                        let v = alpha.times(sum);
                        let v = if beta == 0.0 { v } else { scale.times((*o).up()).plus(v) };
                        o.write(T::down(v));
                    }
                }
            }
        }
    });
}

/// One row of `a` times `cols` columns of `b`.
///
/// # Safety
/// `k` elements of the row and `k x cols` elements of `b` are readable at their strides.
#[inline(always)]
unsafe fn row_tile<T: Num>(
    a: *const T,
    a_step: i64,
    b: *const T,
    b_row: i64,
    b_col: i64,
    k: i64,
    cols: usize,
) -> [T::Acc; COLS] {
    let mut sums = [T::Acc::default(); COLS];
    for p in 0..k {
        // SAFETY: by this function's contract.
        unsafe {
            let x = (*a.offset((p * a_step) as isize)).up();
            let row = b.offset((p * b_row) as isize);
            if b_col == 1 {
                for c in 0..cols {
                    sums[c] = sums[c].plus(x.times((*row.add(c)).up()));
                }
            } else {
                for c in 0..cols {
                    sums[c] = sums[c].plus(x.times((*row.offset(c as isize * b_col as isize)).up()));
                }
            }
        }
    }
    sums
}

/// Every row of every matrix becomes `bias`.
pub(crate) fn fill_rows<T: Num>(bias: View, out: ViewMut) {
    let (b, o) = (Ptr::new(bias.ptr::<T>()), Ptr::new(out.ptr::<T>()));
    for row in 0..out.sizes[0] * out.sizes[1] {
        let start = row / out.sizes[1] * out.strides[0] + row % out.sizes[1] * out.strides[1];
        for j in 0..out.sizes[2] {
            // SAFETY: inside both views.
            unsafe { o.at(start + j * out.strides[2]).write(*b.at(j * bias.strides[0])) };
        }
    }
}
