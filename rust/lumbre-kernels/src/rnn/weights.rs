//! A matrix packed once for the products of many time steps.

use crate::gemm::pack::{self, Matrix};
use crate::gemm::tile::{Panels, Strided, Tile, run};
use crate::gemm::vector::Vector;
use crate::parallel::parallel_for;
use crate::runs::Ptr;
use crate::scratch::Scratch;
use crate::Element;

/// Depth of one pass: a panel of 16 x 256 f32 fills half of the L1 cache.
const DEPTH: usize = 256;
/// Multiply-adds of one task: about 15 us.
const TASK: usize = 1 << 19;

/// `b` (`k` x `n`) in panels of one or two registers' width, one pass of depth after the other.
pub(super) struct Weights<V: Vector> {
    panels: Scratch<V::E>,
    k: usize,
    n: usize,
    width: usize,
}

/// Rows of a left side, of what the sums start from, or of a result.
#[derive(Clone, Copy)]
pub(super) struct Rows<E> {
    pub ptr: *mut E,
    /// Elements from row to row; 0 repeats one row.
    pub row: isize,
}

impl<V: Vector> Weights<V> {
    /// # Safety
    /// The CPU has `V`; `b` is readable there.
    pub(super) unsafe fn new(b: Matrix<V::E>, k: usize, n: usize) -> Self {
        let width = if n <= V::N { V::N } else { 2 * V::N };
        let count = n.div_ceil(width);
        let mut panels = Scratch::<V::E>::new(count * width * k);
        for p in (0..k).step_by(DEPTH) {
            let depth = DEPTH.min(k - p);
            for panel in 0..count {
                let (j, at) = (panel * width, (p * count + panel * depth) * width);
                let to = &mut panels[at..at + depth * width];
                // SAFETY: by this function's contract; the panel holds `depth` rows of `width`.
                unsafe { pack::rows::<V::E, V>(b.from(p, j), depth, width.min(n - j), width, to.as_mut_ptr()) };
            }
        }
        Weights { panels, k, n, width }
    }

    /// `c[i] = init[i] + a[i] @ b` for `m` rows; without `init`, the sums start from zero.
    ///
    /// # Safety
    /// The CPU has `V`; `m` rows are readable and, in `c`, writable and apart from `a`. `init` may be `c`.
    pub(super) unsafe fn apply(&self, m: usize, a: Rows<V::E>, init: Option<Rows<V::E>>, c: Rows<V::E>) {
        let count = self.n.div_ceil(self.width);
        let heights = Panels::new(m, V::ROWS);
        let none = Rows { ptr: std::ptr::null_mut(), row: 0 };
        let (a, c) = ((Ptr::new(a.ptr), a.row), (Ptr::new(c.ptr), c.row));
        let (init, init_row) = init.map_or((Ptr::new(none.ptr), 0), |r| (Ptr::new(r.ptr), r.row));
        let grain = (TASK / (self.width * self.k * m).max(1)).max(1);
        parallel_for(count, grain, &|range| {
            for p in (0..self.k).step_by(DEPTH) {
                let depth = DEPTH.min(self.k - p);
                for panel in range.clone() {
                    let j = (panel * self.width) as isize;
                    for height in 0..heights.count {
                        let (row, rows) = heights.get(height);
                        let i = row as isize;
                        let to = c.0.at(i * c.1 + j);
                        let first = if init.at(0).is_null() { init.at(0) } else { init.at(i * init_row + j) };
                        let (start, start_row) = if p == 0 { (first, init_row) } else { (to, c.1) };
                        let tile = Tile {
                            k: depth,
                            a: a.0.at(i * a.1 + p as isize),
                            a_row: a.1,
                            a_col: 1,
                            a_list: std::ptr::null(),
                            b: self.panels[(p * count + panel * depth) * self.width..].as_ptr(),
                            b_row: self.width as isize,
                            init: start,
                            init_row: start_row,
                            c: to,
                            c_row: c.1,
                            cols: self.width.min(self.n - panel * self.width),
                            alpha: V::E::from_f64(1.0),
                        };
                        // SAFETY: by this function's contract; tasks write disjoint columns.
                        unsafe { run::<V, Strided>(rows, &tile) };
                    }
                }
            }
        });
    }
}
