//! Boolean masks.

use crate::runs::{Ptr, Walk};
use crate::{DType, View, ViewMut};

/// Visits the row-major positions where `x` is not zero, with the linear index and the walk's other offsets.
fn for_each_true<const N: usize>(x: &View, strides: [&[i64]; N], each: &mut dyn FnMut(usize, [isize; N])) {
    let mut walk = Walk::new(x.sizes, [x.strides], 0);
    let mut others = Walk::new(x.sizes, strides, 0);
    crate::each_dtype!(x.dtype, T => {
        for i in 0..x.numel() {
            // SAFETY: the walk stays in the view.
            if unsafe { *x.ptr::<T>().offset(walk.at[0]) } != T::default() {
                each(i, others.at);
            }
            walk.step();
            others.step();
        }
    }, else => ())
}

pub fn nonzero_count(x: View) -> usize {
    if x.dtype == DType::Bool && x.is_contiguous() && x.numel() > 0 {
        // SAFETY: a contiguous view of bools, whose bytes are 0 or 1.
        let bytes = unsafe { std::slice::from_raw_parts(x.ptr::<u8>(), x.numel()) };
        return bytes.chunks(128).map(|c| c.iter().fold(0u8, |a, &b| a.wrapping_add(b)) as usize).sum();
    }
    let mut n = 0;
    for_each_true(&x, [], &mut |_, []| n += 1);
    n
}

/// The indices of the elements that are not zero, one row each, in row-major order; `out` is `[count, ndim]` of i64.
pub fn nonzero(x: View, out: ViewMut) {
    let rank = x.dim();
    let (rs, cs) = (out.strides[0] as isize, out.strides.get(1).copied().unwrap_or(1) as isize);
    let (dst, rows) = (out.ptr::<i64>(), out.sizes[0] as usize);
    let mut row = 0;
    for_each_true(&x, [], &mut |mut i, []| {
        // A mask that changed since it was counted must not write past the end.
        if row == rows {
            return;
        }
        for d in (0..rank).rev() {
            let n = x.sizes[d] as usize;
            // SAFETY: row `row` of the output.
            unsafe { *dst.offset(row as isize * rs + d as isize * cs) = (i % n) as i64 };
            i /= n;
        }
        row += 1;
    });
}

/// The elements of `x` where `mask` (of the same sizes) is true, in row-major order; `out` is 1-D of their count.
pub fn masked_select(x: View, mask: View, out: ViewMut) {
    let (n, step) = (out.numel(), out.strides[0] as isize);
    crate::each_width!(x.dtype, T => {
        let (src, dst) = (Ptr::new(x.ptr::<T>()), Ptr::new(out.ptr::<T>()));
        let mut k = 0;
        for_each_true(&mask, [x.strides], &mut |_, [a]| if k < n {
            // SAFETY: elements of both views.
            unsafe { *dst.at(k as isize * step) = *src.at(a) };
            k += 1;
        })
    })
}

/// Fills the masked elements of `out` from `src` in row-major order. Fails, with nothing written, when `src` has too few
/// elements; the error is the number needed.
pub fn masked_scatter(mask: View, src: View, out: ViewMut) -> Result<(), usize> {
    let needed = nonzero_count(mask);
    if src.numel() < needed {
        return Err(needed);
    }
    crate::each_width!(out.dtype, T => {
        let (from, dst) = (Ptr::new(src.ptr::<T>()), Ptr::new(out.ptr::<T>()));
        let mut walk = Walk::new(src.sizes, [src.strides], 0);
        for_each_true(&mask, [out.strides], &mut |_, [o]| {
            // SAFETY: elements of both views.
            unsafe { *dst.at(o) = *from.at(walk.at[0]) };
            walk.step();
        })
    });
    Ok(())
}
