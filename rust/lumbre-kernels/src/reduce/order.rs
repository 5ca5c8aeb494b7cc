//! Order statistics along one dimension.

use crate::scratch::{capacity, filled};
use super::ops::Real;
use crate::parallel::parallel_for;
use crate::runs::{Compute, Ptr, Walk, each_real, element, grain_of, load_run, product, store_run, without};
use crate::{View, ViewMut};
use std::cmp::Ordering;

/// The lower median along `dim` with its index. A NaN is the median of its row, unless `ignore_nan`.
pub fn median_dim(x: View, dim: usize, ignore_nan: bool, values: ViewMut, indices: ViewMut) {
    let n = x.sizes.get(dim).copied().unwrap_or(1) as usize;
    each_real!(x.dtype, X => select::<X>(x, dim, values, indices, &|numbers, first_nan| match first_nan {
        Some(_) if !ignore_nan => numbers,
        // A row of NaN alone gives its first one.
        _ if ignore_nan => numbers.saturating_sub(1) / 2,
        _ => (n - 1) / 2,
    }))
}

/// Stores the element whose rank `rank(count of numbers, first NaN)` names. Equal elements rank by position.
fn select<X: Compute + Real>(
    x: View,
    dim: usize,
    values: ViewMut,
    indices: ViewMut,
    rank: &(dyn Fn(usize, Option<usize>) -> usize + Sync),
) {
    let (n, s) = if x.dim() == 0 { (1, 1) } else { (x.sizes[dim] as usize, x.strides[dim] as isize) };
    let sizes = without(x.sizes, dim);
    let (xs, vs, is) = (without(x.strides, dim), without(values.strides, dim), without(indices.strides, dim));
    if n == 0 {
        return;
    }
    let (src, val, idx) = (Ptr::new(x.ptr::<u8>()), Ptr::new(values.ptr::<u8>()), Ptr::new(indices.ptr::<i64>()));
    parallel_for(product(&sizes), grain_of(n * 4), &|range| {
        let mut row = filled(X::default(), n);
        let mut order: Vec<usize> = capacity(n);
        let mut walk = Walk::new(&sizes, [&xs, &vs, &is], range.start);
        for _ in range {
            let [a, v, i] = walk.at;
            // SAFETY: elements of the input view.
            unsafe { load_run(element(src, x.dtype, a), x.dtype, s, &mut row) };
            order.clear();
            order.extend(0..n);
            let nans = row.iter().filter(|v| v.is_nan()).count();
            let first = row.iter().position(|v| v.is_nan());
            let by = |&a: &usize, &b: &usize| compare(row[a], row[b]).then(a.cmp(&b));
            let at = *order.select_nth_unstable_by(rank(n - nans, first), by).1;
            // SAFETY: elements of the outputs that this unit owns.
            unsafe {
                store_run(element(val, values.dtype, v), values.dtype, 1, &[row[at]]);
                *idx.at(i) = at as i64;
            }
            walk.step();
        }
    });
}

fn compare<X: Real>(a: X, b: X) -> Ordering {
    a.partial_cmp(&b).unwrap_or_else(|| a.is_nan().cmp(&b.is_nan()))
}
