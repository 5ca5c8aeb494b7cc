//! Positions of extremes along one dimension.

use super::ops::{Real, larger, smaller};
use crate::parallel::parallel_for;
use crate::runs::{Compute, Ptr, Walk, each_real, element, grain_of, load_run, product, store_run, without};
use crate::{View, ViewMut};

/// Columns scanned side by side.
const COLS: usize = 64;

/// The first maximum (or minimum) along `dim`, NaN above (below) everything. Outputs are in keepdim layout.
pub fn arg_reduce(max: bool, x: View, dim: usize, values: Option<ViewMut>, indices: ViewMut) {
    if x.dim() == 0 {
        // SAFETY: the same single element seen as one of a row.
        unsafe {
            let (one, x1) = ([1i64], x.with(0, &[1], &[1]));
            let mut values = values;
            let mut indices = indices;
            let v = values.as_mut().map(|v| v.with(0, &one, &one));
            return arg_reduce(max, x1, 0, v, indices.with(0, &one, &one));
        }
    }
    each_real!(x.dtype, X => match max {
        true => arg::<X, true>(x, dim, values, indices),
        false => arg::<X, false>(x, dim, values, indices),
    })
}

fn arg<X: Compute + Real, const MAX: bool>(x: View, dim: usize, values: Option<ViewMut>, indices: ViewMut) {
    let (n, s) = (x.sizes[dim] as usize, x.strides[dim] as isize);
    let sizes = without(x.sizes, dim);
    let (xs, is) = (without(x.strides, dim), without(indices.strides, dim));
    let vs = values.as_ref().map_or_else(|| is.clone(), |v| without(v.strides, dim));
    let (outs, src) = (product(&sizes), Ptr::new(x.ptr::<u8>()));
    let (idx, val) = (Ptr::new(indices.ptr::<i64>()), values.as_ref().map(|v| (Ptr::new(v.ptr::<u8>()), v.dtype)));
    if n == 0 || outs == 0 {
        return;
    }
    let store = |best: X, at: usize, v: isize, i: isize| {
        // SAFETY: offsets of the outputs this unit owns.
        unsafe {
            *idx.at(i) = at as i64;
            if let Some((ptr, dtype)) = val {
                store_run(element(ptr, dtype, v), dtype, 1, &[best]);
            }
        }
    };
    // Neighbouring outputs go side by side when they, not the scanned elements, are neighbours.
    let last = sizes.len().wrapping_sub(1);
    if !sizes.is_empty() && xs[last].abs() < s.abs() as i64 {
        let cols = sizes[last] as usize;
        let tiles = cols.div_ceil(COLS);
        parallel_for(outs / cols * tiles, grain_of(n * cols.min(COLS)), &|range| {
            for unit in range {
                let [a, v, i] = Walk::new(&sizes[..last], [&xs[..last], &vs[..last], &is[..last]], unit / tiles).at;
                let first = unit % tiles * COLS;
                let w = (cols - first).min(COLS);
                let (mut best, mut row, mut at) = ([X::default(); COLS], [X::default(); COLS], [0usize; COLS]);
                for r in 0..n {
                    let from = a + first as isize * xs[last] as isize + r as isize * s;
                    // SAFETY: elements of the input view.
                    unsafe { load_run(element(src, x.dtype, from), x.dtype, xs[last] as isize, &mut row[..w]) };
                    for j in 0..w {
                        let better = r == 0 || beats::<X, MAX>(row[j], best[j]);
                        best[j] = if better { row[j] } else { best[j] };
                        at[j] = if better { r } else { at[j] };
                    }
                }
                for j in 0..w {
                    let col = (first + j) as isize;
                    store(best[j], at[j], v + col * vs[last] as isize, i + col * is[last] as isize);
                }
            }
        });
        return;
    }
    parallel_for(outs, grain_of(n), &|range| {
        let mut tile = [X::default(); 512];
        let mut walk = Walk::new(&sizes, [&xs, &vs, &is], range.start);
        for _ in range {
            let [a, v, i] = walk.at;
            let (mut best, mut at) = (X::default(), 0);
            for from in (0..n).step_by(512) {
                // SAFETY: elements of the input view.
                let row = unsafe {
                    let row = element(src, x.dtype, a + from as isize * s);
                    crate::runs::run_slice(row, x.dtype, s, (n - from).min(512), &mut tile)
                };
                let top = extreme::<X, MAX>(row);
                if from == 0 || beats::<X, MAX>(top, best) {
                    let same = |&x: &X| x == top || (x.is_nan() && top.is_nan());
                    (best, at) = (top, from + row.iter().position(same).unwrap_or(0));
                }
            }
            store(best, at, v, i);
            walk.step();
        }
    });
}

/// Whether `x` takes the place of `best`, found earlier.
#[inline(always)]
fn beats<X: Real, const MAX: bool>(x: X, best: X) -> bool {
    let beyond = if MAX { x > best } else { x < best };
    (beyond | x.is_nan()) & !best.is_nan()
}

fn extreme<X: Real, const MAX: bool>(row: &[X]) -> X {
    let join = |a, b| if MAX { larger(a, b) } else { smaller(a, b) };
    let mut lanes = [row[0]; 16];
    let chunks = row.chunks_exact(16);
    let rest = chunks.remainder().iter().fold(row[0], |a, &x| join(a, x));
    for chunk in chunks {
        for (a, &x) in lanes.iter_mut().zip(chunk) {
            *a = join(*a, x);
        }
    }
    lanes.into_iter().fold(rest, join)
}
