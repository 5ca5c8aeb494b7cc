//! Gathering reads.

use super::{BadIndex, Positions, along, around, block, check};
use crate::parallel::parallel_for;
use crate::runs::{Ptr, Walk, grain_of, product, without};
use crate::{View, ViewMut};
use std::ops::Range;

/// `out[.., i, ..] = x[.., index[i], ..]` along `dim`. Negative indices are out of range.
pub fn index_select(x: View, dim: usize, index: View, out: ViewMut) -> Result<(), BadIndex> {
    let (size, step) = along(x.sizes, x.strides, dim);
    check(&index, 0, size, dim)?;
    crate::each_width!(x.dtype, T => select::<T>(&x, dim, step, &index, &out));
    Ok(())
}

fn select<T: Copy>(x: &View, dim: usize, step: isize, index: &View, out: &ViewMut) {
    let (_, step_out) = along(out.sizes, out.strides, dim);
    let at = Positions::new(index);
    let step_index = index.strides.first().copied().unwrap_or(1) as isize;
    let n = index.numel();
    let (left, right) = around(out.sizes, dim);
    let (xl, xr) = around(x.strides, dim);
    let (ol, or) = around(out.strides, dim);
    let (split, len) = block(right, &[xr, or]);
    let inner = &right[..split];
    let (outer_n, inner_n) = (product(left), product(inner));
    let (src, dst) = (Ptr::new(x.ptr::<T>()), Ptr::new(out.ptr::<T>()));
    if out.numel() == 0 {
        return;
    }
    // SAFETY: the index was checked.
    let place = |i: usize| unsafe { at.get(i as isize * step_index) as isize * step };
    if split == 0 && outer_n > 1 {
        // Where each index leads, read once for all rows of the dimensions before; neighbours that stay neighbours move together.
        let places: Vec<isize> = (0..n).map(place).collect();
        let joined = if step_out == len as isize { runs(&places, len as isize) } else { Vec::new() };
        let together = !joined.is_empty() && joined.len() * RUN <= n;
        return parallel_for(outer_n, grain_of(n * len), &|range| {
            let mut walk = Walk::new(left, [xl, ol], range.start);
            for _ in range {
                let (from, to) = (src.at(walk.at[0]), dst.at(walk.at[1]));
                // SAFETY: the index was checked; each unit writes its own row.
                unsafe {
                    if together {
                        for run in &joined {
                            std::ptr::copy_nonoverlapping(from.offset(places[run.start]), to.add(run.start * len), run.len() * len);
                        }
                    } else {
                        blocks(from, &places, to, step_out, len);
                    }
                }
                walk.step();
            }
        });
    }
    parallel_for(outer_n * n, grain_of(inner_n * len), &|range| {
        if split == 0 {
            let mut places = [0; CHUNK];
            for first in range.clone().step_by(CHUNK) {
                let count = CHUNK.min(range.end - first);
                for (i, at) in places[..count].iter_mut().enumerate() {
                    *at = place(first + i);
                }
                // SAFETY: the index was checked; each unit writes its own blocks.
                unsafe { blocks(src.at(0), &places[..count], dst.at(first as isize * step_out), step_out, len) };
            }
            return;
        }
        for unit in range {
            let (o, i) = (unit / n, unit % n);
            let base = Walk::new(left, [xl, ol], o).at;
            let mut walk = Walk::new(inner, [&xr[..split], &or[..split]], 0);
            // SAFETY: the index was checked; each unit writes its own slice of the output.
            unsafe {
                let a = base[0] + place(i);
                let b = base[1] + i as isize * step_out;
                for _ in 0..inner_n {
                    std::ptr::copy_nonoverlapping(src.at(a + walk.at[0]), dst.at(b + walk.at[1]), len);
                    walk.step();
                }
            }
        }
    });
}

/// Indices of a run on average, from which runs are moved as one.
const RUN: usize = 8;
/// Indices that are turned into places at a time.
const CHUNK: usize = 256;

/// The stretches of `places` in which each lies `len` after the one before.
fn runs(places: &[isize], len: isize) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for i in 0..places.len() {
        match runs.last_mut() {
            Some(run) if places[i] == places[i - 1] + len => run.end = i + 1,
            _ => runs.push(i..i + 1),
        }
    }
    runs
}

/// Copies the blocks of `len` elements that begin `places` further, to blocks `step` apart.
///
/// # Safety
/// All of them lie in live views that do not overlap.
pub(super) unsafe fn blocks<T: Copy>(from: *const T, places: &[isize], to: *mut T, step: isize, len: usize) {
    // SAFETY: by this function's contract.
    unsafe {
        match (len, step) {
            (1, 1) => places.iter().enumerate().for_each(|(i, &at)| to.add(i).write(*from.offset(at))),
            (1, _) => places.iter().enumerate().for_each(|(i, &at)| to.offset(i as isize * step).write(*from.offset(at))),
            _ => {
                for (i, &at) in places.iter().enumerate() {
                    std::ptr::copy_nonoverlapping(from.offset(at), to.offset(i as isize * step), len);
                }
            }
        }
    }
}

/// `out[i, j, ..] = x[index[i, j, ..], j, ..]` for `dim` 0, and so on. `index` has `out`'s sizes.
pub fn gather(x: View, dim: usize, index: View, out: ViewMut) -> Result<(), BadIndex> {
    let (size, step) = along(x.sizes, x.strides, dim);
    check(&index, 0, size, dim)?;
    let at = Positions::new(&index);
    let (n, step_index) = along(index.sizes, index.strides, dim);
    let (_, step_out) = along(out.sizes, out.strides, dim);
    // The lanes along `dim` are the inner loop; the walk goes over the other dimensions.
    let sizes = without(index.sizes, dim);
    let (xs, is, os) = (without(x.strides, dim), without(index.strides, dim), without(out.strides, dim));
    crate::each_width!(x.dtype, T => {
        let (src, dst) = (Ptr::new(x.ptr::<T>()), Ptr::new(out.ptr::<T>()));
        parallel_for(product(&sizes), grain_of(n as usize), &|range| {
            let mut walk = Walk::new(&sizes, [&xs, &is, &os], range.start);
            for _ in range {
                let [a, i, o] = walk.at;
                for k in 0..n as isize {
                    // SAFETY: the indices were checked; each unit writes its own lane.
                    unsafe {
                        let from = at.get(i + k * step_index) as isize;
                        *dst.at(o + k * step_out) = *src.at(a + from * step);
                    }
                }
                walk.step();
            }
        })
    });
    Ok(())
}
