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

/// Whether the lines of view `which` lie side by side.
fn adjacent(at: &[[isize; 2]], which: usize) -> bool {
    at.windows(2).all(|w| w[1][which] == w[0][which] + 1)
}

/// Copies lines (their offsets in view `which`) into rows `pitch` apart.
///
/// # Safety
/// All elements of the lines are readable; `rows` holds them.
pub(super) unsafe fn gather<T: Copy>(src: Ptr<T>, at: &[[isize; 2]], which: usize, step: isize, n: usize, pitch: usize, rows: &mut [T]) {
    debug_assert!(rows.len() >= (at.len() - 1) * pitch + n);
    let squares = if adjacent(at, which) { (n / BLOCK, at.len() / BLOCK) } else { (0, 0) };
    for (i, j) in (0..squares.0).flat_map(|i| (0..squares.1).map(move |j| (i * BLOCK, j * BLOCK))) {
        let from = src.at(at[j][which] + i as isize * step);
        // SAFETY: by this function's contract; every row of the square is written whole before it is read.
        unsafe {
            let square: [[T; BLOCK]; BLOCK] = std::array::from_fn(|k| *(from.offset(k as isize * step) as *const [T; BLOCK]));
            for l in 0..BLOCK {
                let to = rows.as_mut_ptr().add((j + l) * pitch + i) as *mut [T; BLOCK];
                *to = std::array::from_fn(|k| square[k][l]);
            }
        }
    }
    for (l, offsets) in at.iter().enumerate() {
        // What lies in squares is there already.
        let first = if l < squares.1 * BLOCK { squares.0 * BLOCK } else { 0 };
        for k in first..n {
            // SAFETY: by this function's contract.
            rows[l * pitch + k] = unsafe { *src.at(offsets[which] + k as isize * step) };
        }
    }
}

/// Copies rows `pitch` apart out to lines of the second view, changed by `f`.
///
/// # Safety
/// All elements of the lines are writable and nobody else's; `rows` holds them.
pub(super) unsafe fn spread<T: Copy>(dst: Ptr<T>, at: &[[isize; 2]], step: isize, n: usize, pitch: usize, rows: &[T], f: impl Fn(T) -> T) {
    debug_assert!(rows.len() >= (at.len() - 1) * pitch + n);
    let squares = if adjacent(at, 1) { (n / BLOCK, at.len() / BLOCK) } else { (0, 0) };
    for (i, j) in (0..squares.0).flat_map(|i| (0..squares.1).map(move |j| (i * BLOCK, j * BLOCK))) {
        let to = dst.at(at[j][1] + i as isize * step);
        // SAFETY: by this function's contract.
        unsafe {
            let square: [[T; BLOCK]; BLOCK] = std::array::from_fn(|l| *(rows.as_ptr().add((j + l) * pitch + i) as *const [T; BLOCK]));
            for k in 0..BLOCK {
                *(to.offset(k as isize * step) as *mut [T; BLOCK]) = std::array::from_fn(|l| f(square[l][k]));
            }
        }
    }
    for (l, offsets) in at.iter().enumerate() {
        // What lies in squares is there already.
        let first = if l < squares.1 * BLOCK { squares.0 * BLOCK } else { 0 };
        for k in first..n {
            // SAFETY: by this function's contract.
            unsafe { *dst.at(offsets[1] + k as isize * step) = f(rows[l * pitch + k]) };
        }
    }
}
