//! Input windows as columns of a matrix, for blocks of output rows.

use super::shape::Shape;
use super::taps::Field;
use crate::gemm::num::Num;
use crate::gemm::pack::widen;

/// Output row `i` of all images: image, depth and height.
#[inline(always)]
fn place(s: &Shape, i: usize) -> (i64, i64, i64) {
    let i = i as i64;
    let per_image = s.output[0] * s.output[1];
    (i / per_image, i % per_image / s.output[1], i % s.output[1])
}

/// `to[row of the kernel][pixel]`: for channels `c0..c0 + c` and every tap, what the pixels of output rows `rows` read.
///
/// # Safety
/// The input is readable; `to` holds `c * taps` lines of as many pixels as the rows have.
pub(super) unsafe fn columns<S: Num>(s: &Shape, x: &Field<S>, [c0, c]: [i64; 2], rows: &std::ops::Range<usize>, to: &mut [S::Acc]) {
    let width = s.output[2] as usize;
    let mut lines = to.chunks_exact_mut(width);
    for c in c0..c0 + c {
        super::shape::each(s.kernel, |[kd, kh, kw]| {
            // Output columns whose tap lies inside the input.
            let before = s.padding[2] - kw * s.dilation[2];
            let inside = |from: i64| ((from + s.stride[2] - 1).max(0) / s.stride[2]).min(s.output[2]);
            let lo = inside(before);
            let hi = inside(s.input[2] + before).max(lo);
            for r in rows.clone() {
                let (n, od, oh) = place(s, r);
                let Some(line) = lines.next() else { return };
                let (Some(d), Some(h)) = (s.input_at(0, od, kd), s.input_at(1, oh, kh)) else {
                    line.fill(S::Acc::default());
                    continue;
                };
                line[..lo as usize].fill(S::Acc::default());
                line[hi as usize..].fill(S::Acc::default());
                let step = x.strides.s[2];
                let from = x.at(n, c, [d, h, 0]).wrapping_offset(((lo * s.stride[2] - before) * step) as isize);
                // SAFETY: these columns lie inside the input row.
                unsafe { widen::<S>(from, (s.stride[2] * step) as isize, &mut line[lo as usize..hi as usize]) };
            }
        });
    }
}

/// `to[channel][pixel]` for channels `o0..o0 + o` of an output tensor.
///
/// # Safety
/// The tensor is readable; `to` holds `o` lines of as many pixels as the rows have.
pub(super) unsafe fn pixels<S: Num>(s: &Shape, g: &Field<S>, [o0, o]: [i64; 2], rows: &std::ops::Range<usize>, to: &mut [S::Acc]) {
    let mut lines = to.chunks_exact_mut(s.output[2] as usize);
    for o in o0..o0 + o {
        for r in rows.clone() {
            let (n, d, h) = place(s, r);
            let Some(line) = lines.next() else { return };
            // SAFETY: the row is readable.
            unsafe { widen::<S>(g.at(n, o, [d, h, 0]), g.strides.s[2] as isize, line) };
        }
    }
}
