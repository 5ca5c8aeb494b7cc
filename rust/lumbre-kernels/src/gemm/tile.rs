//! The register tile: `M` rows times one to three vectors of columns, accumulated over the whole depth.

use super::vector::{Float, Vector};
use crate::Element;

/// What one tile computes: `c = alpha * a @ b + init`.
pub(crate) struct Tile<E> {
    pub k: usize,
    pub a: *const E,
    /// Elements between rows of `a` (`Strided`).
    pub a_row: isize,
    /// Elements between columns of `a` (`Strided`).
    pub a_col: isize,
    /// Where the columns of `a` begin (`Listed`).
    pub a_list: *const i32,
    pub b: *const E,
    /// Elements between rows of `b`; within a row the columns are adjacent.
    pub b_row: isize,
    /// What the sums start from; null for zero. It may be `c` itself, or one row for all (`init_row` 0).
    pub init: *const E,
    pub init_row: isize,
    pub c: *mut E,
    pub c_row: isize,
    /// Valid columns of `init` and `c`; `b` has all of the tile's.
    pub cols: usize,
    pub alpha: E,
}

/// How the left operand lies in memory.
pub(crate) trait Source: 'static {
    /// The element of row `i` in column `p`.
    unsafe fn at<E: Float, const M: usize>(t: &Tile<E>, p: usize, i: usize) -> *const E;
}
/// Columns of exactly `M` elements, one after the other.
pub(crate) struct Packed;
/// Any two strides.
pub(crate) struct Strided;
/// A column's elements are adjacent.
pub(crate) struct Adjacent;
/// A list says where each column begins; its elements are adjacent. (With any other step between them the compiler computes
/// all addresses of a column first and spills the sums.)
pub(crate) struct Listed;

impl Source for Packed {
    #[inline(always)]
    unsafe fn at<E: Float, const M: usize>(t: &Tile<E>, p: usize, i: usize) -> *const E {
        t.a.wrapping_add(p * M + i)
    }
}
impl Source for Strided {
    #[inline(always)]
    unsafe fn at<E: Float, const M: usize>(t: &Tile<E>, p: usize, i: usize) -> *const E {
        t.a.wrapping_offset(p as isize * t.a_col + i as isize * t.a_row)
    }
}
impl Source for Adjacent {
    #[inline(always)]
    unsafe fn at<E: Float, const M: usize>(t: &Tile<E>, p: usize, i: usize) -> *const E {
        t.a.wrapping_offset(p as isize * t.a_col).wrapping_add(i)
    }
}
impl Source for Listed {
    #[inline(always)]
    unsafe fn at<E: Float, const M: usize>(t: &Tile<E>, p: usize, i: usize) -> *const E {
        // SAFETY: the list has `k` entries.
        let column = unsafe { *t.a_list.add(p) } as isize;
        t.a.wrapping_offset(column).wrapping_add(i)
    }
}

/// # Safety
/// The CPU has `V`; every element the tile names is readable, `c`'s valid columns are writable.
#[inline(always)]
pub(super) unsafe fn tile<V: Vector, const M: usize, const NV: usize, A: Source>(t: &Tile<V::E>) {
    // SAFETY: by this function's contract.
    unsafe {
        let mut sums = [[V::splat(V::E::default()); NV]; M];
        let mut b = t.b;
        for p in 0..t.k {
            // No closures here: one that is not inlined would lose the registers.
            let mut row = [V::splat(V::E::default()); NV];
            for v in 0..NV {
                row[v] = V::load(b.add(v * V::N));
            }
            for (i, sum) in sums.iter_mut().enumerate() {
                let x = V::splat(*A::at::<V::E, M>(t, p, i));
                for v in 0..NV {
                    sum[v] = x.fma(row[v], sum[v]);
                }
            }
            b = b.wrapping_offset(t.b_row);
        }
        if t.alpha != V::E::from_f64(1.0) {
            let alpha = V::splat(t.alpha);
            for sum in &mut sums {
                for v in 0..NV {
                    sum[v] = sum[v].times(alpha);
                }
            }
        }
        for (i, sum) in sums.iter().enumerate() {
            for (v, &sum) in sum.iter().enumerate() {
                let (c, cols) = (t.c.offset(i as isize * t.c_row).add(v * V::N), t.cols - (v * V::N).min(t.cols));
                let init = t.init.wrapping_offset(i as isize * t.init_row).wrapping_add(v * V::N);
                if cols >= V::N {
                    let sum = if t.init.is_null() { sum } else { sum.plus(V::load(init)) };
                    sum.store(c);
                } else {
                    let sum = if t.init.is_null() { sum } else { sum.plus(V::load_first(init, cols)) };
                    sum.store_first(c, cols);
                }
            }
        }
    }
}

struct Fits<V, const M: usize>(V);
impl<V: Vector, const M: usize> Fits<V, M> {
    const YES: bool = M <= V::ROWS;
    const THREE: bool = M <= V::ROWS_OF_3;
}

/// Runs the tile of `rows` (at most `V::ROWS`) by as few vectors of columns as are enough: one, two or (of at most
/// `V::ROWS_OF_3` rows) three.
///
/// # Safety
/// As for `tile`.
pub(crate) unsafe fn run<V: Vector, A: Source>(rows: usize, t: &Tile<V::E>) {
    macro_rules! arms {
        ($($m:literal)*) => {
            match rows {
                // The constant keeps the code of heights that never come from being made.
                $($m => if Fits::<V, $m>::YES {
                    // SAFETY: by this function's contract.
                    unsafe {
                        if <V::Narrow as Vector>::N < V::N && t.cols <= <V::Narrow as Vector>::N {
                            // The same sums in half the time.
                            <V::Narrow as Vector>::run::<$m, 1, A>(t)
                        } else if t.cols <= V::N {
                            V::run::<$m, 1, A>(t)
                        } else if Fits::<V, $m>::THREE && t.cols > 2 * V::N {
                            V::run::<$m, 3, A>(t)
                        } else {
                            V::run::<$m, 2, A>(t)
                        }
                    }
                },)*
                _ => debug_assert!(false, "no tile of {rows} rows"),
            }
        };
    }
    arms!(1 2 3 4 5 6 7 8 9 10 11 12 13 14)
}

/// Cuts `n` rows into the fewest panels of at most `most`, as even as can be.
#[derive(Clone, Copy)]
pub(crate) struct Panels {
    pub count: usize,
    base: usize,
    extra: usize,
}

impl Panels {
    pub(crate) fn new(n: usize, most: usize) -> Panels {
        let count = n.div_ceil(most).max(1);
        Panels { count, base: n / count, extra: n % count }
    }

    /// First row and number of rows of panel `i`.
    #[inline(always)]
    pub(crate) fn get(&self, i: usize) -> (usize, usize) {
        (i * self.base + i.min(self.extra), self.base + (i < self.extra) as usize)
    }
}
