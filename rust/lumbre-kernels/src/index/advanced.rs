//! Advanced indexing: index tensors of one shape `S` select from the leading dimensions.

use crate::scratch::filled;
use super::scatter::Combine;
use super::{BadIndex, Positions, block};
use crate::parallel::parallel_for;
use crate::runs::{Dims, GRAIN, Ptr, Walk, grain_of, product};
use crate::{View, ViewMut};

/// The element offsets that `indices` name in dimensions of these sizes and strides, in row-major order of `S`.
fn offsets(indices: &[View], sizes: &[i64], strides: &[i64]) -> Result<Vec<isize>, BadIndex> {
    let mut offsets = filled(0isize, indices.first().map_or(0, View::numel));
    for (dim, index) in indices.iter().enumerate() {
        let (at, size, stride) = (Positions::new(index), sizes[dim], strides[dim] as isize);
        let mut walk = Walk::new(index.sizes, [index.strides], 0);
        for o in offsets.iter_mut() {
            // SAFETY: the walk stays in the index.
            let i = unsafe { at.get(walk.at[0]) };
            if i < -size || i >= size {
                return Err(BadIndex { index: i, size, dim });
            }
            *o += (if i < 0 { i + size } else { i }) as isize * stride;
            walk.step();
        }
    }
    Ok(offsets)
}

/// `out[s.., r..] = x[indices[0][s..], .., r..]`: the `k` index tensors select from `x`'s first `k` dimensions.
pub fn index(x: View, indices: &[View], out: ViewMut) -> Result<(), BadIndex> {
    let Some(first) = indices.first() else { return Ok(()) };
    let (k, s) = (indices.len(), first.dim());
    let offsets = offsets(indices, x.sizes, x.strides)?;
    let (rest, xr, or) = (&x.sizes[k..], &x.strides[k..], &out.strides[s..]);
    let (split, len) = block(rest, &[xr, or]);
    let inner_n = product(&rest[..split]);
    if out.numel() == 0 {
        return Ok(());
    }
    crate::each_width!(x.dtype, T => {
        let (src, dst) = (Ptr::new(x.ptr::<T>()), Ptr::new(out.ptr::<T>()));
        parallel_for(offsets.len(), grain_of(inner_n * len), &|range| {
            let mut at = Walk::new(first.sizes, [&out.strides[..s]], range.start);
            for &from in &offsets[range] {
                let mut walk = Walk::new(&rest[..split], [&xr[..split], &or[..split]], 0);
                for _ in 0..inner_n {
                    let (a, b) = (src.at(from + walk.at[0]), dst.at(at.at[0] + walk.at[1]));
                    // SAFETY: the indices were checked; each unit writes its own slice of the output.
                    unsafe {
                        if len == 1 { *b = *a } else { std::ptr::copy_nonoverlapping(a, b, len) }
                    }
                    walk.step();
                }
                at.step();
            }
        })
    });
    Ok(())
}

/// `out[indices[0][s..], .., r..] = src[s.., r..]` or `+=`, in row-major order of `s`; `src` has the sizes `S, rest`.
pub fn index_put(indices: &[View], src: View, accumulate: bool, out: ViewMut) -> Result<(), BadIndex> {
    let Some(first) = indices.first() else { return Ok(()) };
    let (k, s) = (indices.len(), first.dim());
    let offsets = offsets(indices, out.sizes, out.strides)?;
    let rest = Rest { sizes: &out.sizes[k..], src: &src.strides[s..], out: &out.strides[k..] };
    if accumulate {
        crate::each_dtype!(out.dtype, T => {
            rest.put::<T>(&offsets, first.sizes, &src, &src.strides[..s], &out, &|dst: *mut T, v: T| {
                // SAFETY: `put` gives checked addresses.
                unsafe { *dst = Combine::plus(*dst, v) }
            })
        }, else => ());
    } else {
        crate::each_width!(out.dtype, T => {
            rest.put::<T>(&offsets, first.sizes, &src, &src.strides[..s], &out, &|dst: *mut T, v: T| {
                // SAFETY: `put` gives checked addresses.
                unsafe { *dst = v }
            })
        });
    }
    Ok(())
}

/// The dimensions after the indexed ones.
struct Rest<'a> {
    sizes: &'a [i64],
    src: &'a [i64],
    out: &'a [i64],
}

impl Rest<'_> {
    /// Every thread takes a part of the rest and goes through all of `S` in order, so equal positions meet in one thread.
    fn put<T: Copy>(
        &self,
        offsets: &[isize],
        s: &[i64],
        src: &View,
        src_s: &[i64],
        out: &ViewMut,
        each: &(impl Fn(*mut T, T) + Sync),
    ) {
        let (from, dst) = (Ptr::new(src.ptr::<T>()), Ptr::new(out.ptr::<T>()));
        let (outer, last) = match self.sizes.split_last() {
            Some((&n, outer)) => (outer.len(), n),
            None => (0, 1),
        };
        let strides = |v: &[i64]| v.last().copied().unwrap_or(1) as isize;
        let (col, col_out) = (strides(self.src), strides(self.out));
        let lead: (Dims, Dims, Dims) =
            (Dims::from_slice(&self.sizes[..outer]), Dims::from_slice(&self.src[..outer]), Dims::from_slice(&self.out[..outer]));
        let width = (GRAIN / offsets.len().max(1)).clamp(64, 4096) as i64;
        let tiles = ((last + width - 1) / width) as usize;
        parallel_for(product(&lead.0) * tiles, grain_of(offsets.len() * last.min(width) as usize), &|range| {
            for unit in range {
                let [a, b] = Walk::new(&lead.0, [&lead.1, &lead.2], unit / tiles).at;
                let first = (unit % tiles) as i64 * width;
                let w = (last - first).min(width) as isize;
                let (a, b) = (a + first as isize * col, b + first as isize * col_out);
                let mut walk = Walk::new(s, [src_s], 0);
                for &to in offsets {
                    let (v, o) = (from.at(a + walk.at[0]), dst.at(b + to));
                    for j in 0..w {
                        // SAFETY: elements of `src`; the indices were checked.
                        unsafe { each(o.offset(j * col_out), *v.offset(j * col)) };
                    }
                    walk.step();
                }
            }
        });
    }
}
