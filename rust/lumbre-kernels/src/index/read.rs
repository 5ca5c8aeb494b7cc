//! Gathering reads.

use super::{BadIndex, Positions, along, around, block, check};
use crate::parallel::parallel_for;
use crate::runs::{Ptr, Walk, grain_of, product, without};
use crate::{View, ViewMut};

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
    parallel_for(outer_n * n, grain_of(inner_n * len), &|range| {
        if left.is_empty() && split == 0 {
            // Whole rows of the first dimension, the lookup of embeddings.
            for i in range {
                // SAFETY: the index was checked; each unit writes its own row.
                unsafe {
                    let from = at.get(i as isize * step_index) as isize * step;
                    std::ptr::copy_nonoverlapping(src.at(from), dst.at(i as isize * step_out), len);
                }
            }
            return;
        }
        for unit in range {
            let (o, i) = (unit / n, unit % n);
            let base = Walk::new(left, [xl, ol], o).at;
            let mut walk = Walk::new(inner, [&xr[..split], &or[..split]], 0);
            // SAFETY: the index was checked; each unit writes its own slice of the output.
            unsafe {
                let a = base[0] + at.get(i as isize * step_index) as isize * step;
                let b = base[1] + i as isize * step_out;
                for _ in 0..inner_n {
                    std::ptr::copy_nonoverlapping(src.at(a + walk.at[0]), dst.at(b + walk.at[1]), len);
                    walk.step();
                }
            }
        }
    });
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
