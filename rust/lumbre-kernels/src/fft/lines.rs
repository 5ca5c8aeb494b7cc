//! The lines of two views along one dimension, and their copies as rows.

use crate::parallel::parallel_for;
use crate::runs::Ptr;
use smallvec::SmallVec;

/// Elements whose transform one thread takes at least.
const GRAIN: usize = 1 << 13;
/// Neighbouring lines that are gathered together where a line's elements lie apart.
pub(super) const TOGETHER: usize = 16;
/// Elements of a line that are moved at a time, so that rows are written by whole cache lines.
const BLOCK: usize = 8;

/// The lines of two views of equal sizes beside `dim`.
pub(super) struct Lines<'a> {
    sizes: &'a [i64],
    dim: usize,
    strides: [&'a [i64]; 2],
    count: usize,
}

impl<'a> Lines<'a> {
    pub fn new(sizes: &'a [i64], dim: usize, strides: [&'a [i64]; 2]) -> Lines<'a> {
        let count = sizes.iter().enumerate().filter(|(d, _)| *d != dim).map(|(_, n)| *n as usize).product();
        Lines { sizes, dim, strides, count }
    }

    /// Offsets of line `i` in both views; the last dimension runs fastest.
    fn at(&self, mut i: usize) -> [isize; 2] {
        let mut at = [0; 2];
        for d in (0..self.sizes.len()).rev() {
            if d != self.dim {
                let n = self.sizes[d] as usize;
                let k = (i % n) as isize;
                at[0] += k * self.strides[0][d] as isize;
                at[1] += k * self.strides[1][d] as isize;
                i /= n;
            }
        }
        at
    }

    pub fn steps(&self) -> [isize; 2] {
        self.strides.map(|s| s[self.dim] as isize)
    }

    /// Runs `f(offsets of up to TOGETHER lines)` over all lines of `each` elements.
    pub fn run(&self, each: usize, f: impl Fn(&[[isize; 2]]) + Sync) {
        let groups = self.count.div_ceil(TOGETHER);
        parallel_for(groups, (GRAIN / (each * TOGETHER).max(1)).max(1), &|range| {
            for g in range {
                let lines = g * TOGETHER..self.count.min((g + 1) * TOGETHER);
                let at: SmallVec<[[isize; 2]; TOGETHER]> = lines.map(|i| self.at(i)).collect();
                f(&at);
            }
        });
    }
}

/// How far apart rows of `n` are kept: not a power of two, whose rows would share few places of the cache.
pub(super) fn pitch(n: usize) -> usize {
    if n.is_multiple_of(64) { n + BLOCK } else { n }
}

/// Copies lines (their offsets in view `which`) into rows `pitch` apart.
///
/// # Safety
/// All elements of the lines are readable; `rows` holds them.
pub(super) unsafe fn gather<T: Copy>(src: Ptr<T>, at: &[[isize; 2]], which: usize, step: isize, n: usize, pitch: usize, rows: &mut [T]) {
    debug_assert!(rows.len() >= (at.len() - 1) * pitch + n);
    for first in (0..n).step_by(BLOCK) {
        let last = n.min(first + BLOCK);
        for (l, offsets) in at.iter().enumerate() {
            let row = &mut rows[l * pitch + first..l * pitch + last];
            let from = src.at(offsets[which] + first as isize * step);
            for (k, x) in row.iter_mut().enumerate() {
                // SAFETY: by this function's contract.
                *x = unsafe { *from.offset(k as isize * step) };
            }
        }
    }
}

/// Copies rows `pitch` apart out to lines of the second view, changed by `f`.
///
/// # Safety
/// All elements of the lines are writable and nobody else's; `rows` holds them.
pub(super) unsafe fn spread<T: Copy>(dst: Ptr<T>, at: &[[isize; 2]], step: isize, n: usize, pitch: usize, rows: &[T], f: impl Fn(T) -> T) {
    debug_assert!(rows.len() >= (at.len() - 1) * pitch + n);
    for first in (0..n).step_by(BLOCK) {
        let last = n.min(first + BLOCK);
        for (l, offsets) in at.iter().enumerate() {
            let row = &rows[l * pitch + first..l * pitch + last];
            let to = dst.at(offsets[1] + first as isize * step);
            for (k, x) in row.iter().enumerate() {
                // SAFETY: by this function's contract.
                unsafe { *to.offset(k as isize * step) = f(*x) };
            }
        }
    }
}
