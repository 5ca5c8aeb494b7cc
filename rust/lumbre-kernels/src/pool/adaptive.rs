//! Pooling to a given output size.

use super::avg::{Real, store_plane};
use super::axis::plane_grain;
use super::max::Ordered;
use crate::conv::shape::{Dims, Strides, each, three};
use crate::multiversion;
use crate::gemm::num::{Arith, Ptr};
use crate::parallel::parallel_for;
use crate::scratch::Scratch;
use crate::{Element, View, ViewMut};

/// The cell of output `at`: from, to (exclusive) in every dimension.
fn cell(at: Dims, input: Dims, output: Dims) -> (Dims, Dims) {
    let from = |d: usize| at[d] * input[d] / output[d];
    let to = |d: usize| ((at[d] + 1) * input[d] + output[d] - 1) / output[d];
    ([from(0), from(1), from(2)], [to(0), to(1), to(2)])
}

fn count(lo: Dims, hi: Dims) -> i64 {
    (0..3).map(|d| hi[d] - lo[d]).product()
}

/// Calls `f(n, c)` for every plane, in parallel.
fn planes(sizes: &[i64], work: i64, f: impl Fn(i64, i64) + Sync) {
    parallel_for((sizes[0] * sizes[1]) as usize, plane_grain(work), &|range| {
        for plane in range {
            f(plane as i64 / sizes[1], plane as i64 % sizes[1]);
        }
    });
}

pub(super) fn avg<T: Real>(x: &View, out: &ViewMut) {
    let (input, output) = (three(&x.sizes[2..], 1), three(&out.sizes[2..], 1));
    let (xp, op) = (Ptr::new(x.ptr::<T>()), Ptr::new(out.ptr::<T>()));
    let (xs, os) = (Strides::of(x.strides), Strides::of(out.strides));
    if xs.s[2] == 1 && input[2] < output[2] * NARROW {
        return planes(x.sizes, input.iter().product(), |n, c| avg_by_rows::<T>(xp, xs, op, os, [n, c], input, output));
    }
    planes(x.sizes, input.iter().product(), |n, c| {
        each(output, |at| {
            let (lo, hi) = cell(at, input, output);
            let mut sum = T::Acc::default();
            // Rows that follow one another without a gap are one piece.
            let width = hi[2] - lo[2];
            let rows = if xs.s[1] == width * xs.s[2] { hi[1] - lo[1] } else { 1 };
            for d in lo[0]..hi[0] {
                for h in (lo[1]..hi[1]).step_by(rows as usize) {
                    let from = xp.at(xs.at(n, c, [d, h, lo[2]]));
                    // SAFETY: cells lie inside the input.
                    unsafe { sum_row::<T>(from, (width * rows) as usize, xs.s[2] as isize, &mut sum) };
                }
            }
            let mean = sum / T::Acc::from_i64(count(lo, hi));
            // SAFETY: inside the view.
            unsafe { op.at(os.at(n, c, at)).write(T::down(mean)) };
        });
    });
}

/// Cells of fewer columns are added up row by row.
const NARROW: i64 = 16;

/// One plane of narrow cells: the rows of a row of cells are added first, then the columns of each cell.
fn avg_by_rows<T: Real>(xp: Ptr<T>, xs: Strides, op: Ptr<T>, os: Strides, [n, c]: [i64; 2], input: Dims, output: Dims) {
    let mut sums = Scratch::<T::Acc>::new(input[2] as usize);
    for d in 0..output[0] {
        for h in 0..output[1] {
            let (lo, hi) = cell([d, h, 0], input, output);
            sums.fill(T::Acc::default());
            for d in lo[0]..hi[0] {
                for h in lo[1]..hi[1] {
                    // SAFETY: a row of the input, whose elements lie side by side.
                    unsafe { add_row::<T>(xp.at(xs.at(n, c, [d, h, 0])), &mut sums) };
                }
            }
            let rows = (hi[0] - lo[0]) * (hi[1] - lo[1]);
            for w in 0..output[2] {
                let (from, to) = (w * input[2] / output[2], ((w + 1) * input[2] + output[2] - 1) / output[2]);
                let sum = sums[from as usize..to as usize].iter().fold(T::Acc::default(), |a, &b| a.plus(b));
                let mean = sum / T::Acc::from_i64(rows * (to - from));
                // SAFETY: inside the view.
                unsafe { op.at(os.at(n, c, [d, h, w])).write(T::down(mean)) };
            }
        }
    }
}

multiversion! {
    /// Adds a row to `sums`.
    ///
    /// # Safety
    /// As many elements are readable from `from` on.
    unsafe fn add_row<T: Real>(from: *const T, sums: &mut [T::Acc]) = add_row_body
}

#[inline(always)]
unsafe fn add_row_body<T: Real>(from: *const T, sums: &mut [T::Acc]) {
    for (i, sum) in sums.iter_mut().enumerate() {
        // SAFETY: by this function's contract.
        *sum = sum.plus(unsafe { *from.add(i) }.up());
    }
}

multiversion! {
    /// Adds the `len` elements from `from` to `sum`.
    ///
    /// # Safety
    /// They are readable at `step`.
    unsafe fn sum_row<T: Real>(from: *const T, len: usize, step: isize, sum: &mut T::Acc) = sum_row_body
}

#[inline(always)]
unsafe fn sum_row_body<T: Real>(from: *const T, len: usize, step: isize, sum: &mut T::Acc) {
    const LANES: usize = 16;
    let mut lanes = [T::Acc::default(); LANES];
    let whole = if step == 1 { len / LANES * LANES } else { 0 };
    // SAFETY: by this function's contract.
    unsafe {
        for i in (0..whole).step_by(LANES) {
            for (l, lane) in lanes.iter_mut().enumerate() {
                *lane = lane.plus((*from.add(i + l)).up());
            }
        }
        for i in whole..len {
            *sum = sum.plus((*from.offset(i as isize * step)).up());
        }
    }
    if whole > 0 {
        *sum = lanes.iter().fold(*sum, |a, &b| a.plus(b));
    }
}

pub(super) fn avg_backward<T: Real>(g: &View, gx: &ViewMut) {
    let (input, output) = (three(&gx.sizes[2..], 1), three(&g.sizes[2..], 1));
    let (gp, gs) = (Ptr::new(g.ptr::<T>()), Strides::of(g.strides));
    let len = input.iter().product::<i64>();
    planes(gx.sizes, len, |n, c| {
        let mut sums = Scratch::<T::Acc>::zeroed(len as usize);
        each(output, |at| {
            let (lo, hi) = cell(at, input, output);
            // SAFETY: inside the view.
            let share = unsafe { *gp.at(gs.at(n, c, at)) }.up() / T::Acc::from_i64(count(lo, hi));
            for d in lo[0]..hi[0] {
                for h in lo[1]..hi[1] {
                    let row = ((d * input[1] + h) * input[2]) as usize;
                    for sum in &mut sums[row + lo[2] as usize..row + hi[2] as usize] {
                        *sum = sum.plus(share);
                    }
                }
            }
        });
        store_plane::<T>(&sums, gx, n, c);
    });
}

pub(super) fn max<T: Ordered>(x: &View, out: &ViewMut, indices: &ViewMut) {
    let (input, output) = (three(&x.sizes[2..], 1), three(&out.sizes[2..], 1));
    let (xp, op, ip) = (Ptr::new(x.ptr::<T>()), Ptr::new(out.ptr::<T>()), Ptr::new(indices.ptr::<i64>()));
    let (xs, os, is) = (Strides::of(x.strides), Strides::of(out.strides), Strides::of(indices.strides));
    planes(x.sizes, input.iter().product(), |n, c| {
        each(output, |at| {
            let (lo, hi) = cell(at, input, output);
            let place = |[d, h, w]: Dims| (d * input[1] + h) * input[2] + w;
            let (mut best, mut index) = (T::least(), place(lo));
            each([hi[0] - lo[0], hi[1] - lo[1], hi[2] - lo[2]], |[d, h, w]| {
                let spot = [lo[0] + d, lo[1] + h, lo[2] + w];
                // SAFETY: cells lie inside the input.
                let v = unsafe { *xp.at(xs.at(n, c, spot)) }.up();
                if v > best || v.partial_cmp(&v).is_none() {
                    (best, index) = (v, place(spot));
                }
            });
            // SAFETY: inside both views.
            unsafe {
                op.at(os.at(n, c, at)).write(T::down(best));
                ip.at(is.at(n, c, at)).write(index);
            }
        });
    });
}
