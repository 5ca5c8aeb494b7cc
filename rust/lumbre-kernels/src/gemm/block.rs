//! Blocked products: operands packed in parallel, then register tiles over a grid of tasks that only the shape decides.

use super::num::{Num, Ptr};
use super::pack::{self, Matrix};
use super::tile::{Packed, Panels, Strided, Tile, run};
use super::vector::Vector;
use crate::Element;
use crate::parallel::parallel_for;
use crate::scratch::Scratch;

/// Depth of one pass: a panel of `b` (16 x 256 f32) fills half of the L1 cache.
const DEPTH: usize = 256;
/// Columns and rows packed at once: at most 4 MiB of f32 in all.
const COLS: usize = 2048;
const ROWS: usize = 1920;
/// Rows of one task; its part of `a` (96 x 256 f32) stays in the L2 cache.
const TASK_ROWS: usize = 96;
/// Multiply-adds of one task: about 15 us.
const TASK: usize = 1 << 19;
/// Elements that one task of packing moves.
const PACK: usize = 1 << 14;
/// A row-major `b` of at most this many bytes (or for at most this many rows) is read where it lies.
const DIRECT_BYTES: usize = 128 << 10;
const DIRECT_ROWS: usize = 8;

/// One product `c = alpha * a @ b + init` of an `m x k` and a `k x n` matrix; the columns of `c` are adjacent.
#[derive(Clone, Copy)]
pub(crate) struct Product<S, E> {
    pub m: usize,
    pub n: usize,
    pub k: usize,
    pub a: Matrix<S>,
    pub b: Matrix<S>,
    /// What the sums start from; null for zero. It may be `c` itself, or one row for all (`init_row` 0).
    pub init: *const E,
    pub init_row: isize,
    pub c: *mut E,
    pub c_row: isize,
    pub alpha: E,
}
// SAFETY: places to read from and, disjointly, write to; whoever made it vouches for them.
unsafe impl<S, E> Send for Product<S, E> {}
// SAFETY: as above.
unsafe impl<S, E> Sync for Product<S, E> {}

/// # Safety
/// The CPU has `V`; the operands are readable, `c` is writable and disjoint from them; `k > 0`.
pub(crate) unsafe fn product<S: Num<Acc = V::E>, V: Vector>(g: &Product<S, V::E>) {
    let plan = Plan::new::<S, V>(g);
    // Depth counts the elements that registers multiply: pairs, where `V` has pairs.
    let depth = if V::PAIRS { g.k.div_ceil(2) } else { g.k };
    let (kc, nc) = (DEPTH.min(depth), COLS.min(g.n));
    let direct = if plan.pack_b { 0 } else { g.n / plan.width };
    let b_len = kc * (nc.div_ceil(plan.width) - direct.min(nc / plan.width)) * plan.width;
    let mut b_pack = Scratch::<V::E>::new(b_len);
    let mut a_pack = Scratch::<V::E>::new(if plan.pack_a { kc * ROWS.min(g.m) } else { 0 });
    for j0 in (0..g.n).step_by(COLS) {
        for p0 in (0..depth).step_by(DEPTH) {
            let pass = Pass { g, plan, j0, n: nc.min(g.n - j0), p0, k: kc.min(depth - p0) };
            // SAFETY: by this function's contract; the buffers hold one pass.
            unsafe {
                pass.pack_b::<V>(&mut b_pack);
                for i0 in (0..g.m).step_by(ROWS) {
                    pass.rows::<V>(i0, ROWS.min(g.m - i0), &mut a_pack, &b_pack);
                }
            }
        }
    }
}

#[derive(Clone, Copy)]
struct Plan {
    /// Columns of a panel of `b`: one or two vectors.
    width: usize,
    pack_a: bool,
    /// Otherwise only the last, incomplete panel is copied.
    pack_b: bool,
}

impl Plan {
    fn new<S: Num<Acc = V::E>, V: Vector>(g: &Product<S, V::E>) -> Plan {
        let width = if g.n <= V::N { V::N } else { 2 * V::N };
        let same = S::DTYPE == V::E::DTYPE;
        let small = g.k * g.n * size_of::<V::E>() <= DIRECT_BYTES || g.m <= DIRECT_ROWS;
        Plan { width, pack_a: !same || g.n > 4 * width, pack_b: !(same && g.b.col == 1 && small) }
    }
}

/// One block of columns and depth.
struct Pass<'a, S, E> {
    g: &'a Product<S, E>,
    plan: Plan,
    j0: usize,
    n: usize,
    p0: usize,
    k: usize,
}

impl<S: Num> Pass<'_, S, S::Acc> {
    /// Panels of `b` that are read where they lie.
    fn direct(&self) -> usize {
        if self.plan.pack_b { 0 } else { self.n / self.plan.width }
    }

    /// Where this pass begins in the depth of the operands, and how many of their elements it takes.
    fn elements<V: Vector>(&self) -> (usize, usize) {
        let each = if V::PAIRS { 2 } else { 1 };
        (each * self.p0, (each * self.k).min(self.g.k - each * self.p0))
    }

    unsafe fn pack_b<V: Vector<E = S::Acc>>(&self, to: &mut [V::E]) {
        let (width, first) = (self.plan.width, self.direct());
        let to = Ptr::new(to.as_ptr());
        let grain = (PACK / (width * self.k)).max(1);
        parallel_for(self.n.div_ceil(width) - first, grain, &|panels| {
            for panel in panels {
                let j = (first + panel) * width;
                let (first, depth) = self.elements::<V>();
                let b = self.g.b.from(first, self.j0 + j);
                // SAFETY: by the contract of `product`; panels do not overlap.
                unsafe { pack::rows::<S, V>(b, depth, width.min(self.n - j), width, to.at((panel * width * self.k) as i64)) };
            }
        });
    }

    /// Multiplies a block of rows.
    unsafe fn rows<V: Vector<E = S::Acc>>(&self, i0: usize, m: usize, a_pack: &mut [V::E], b_pack: &[V::E]) {
        let heights = Panels::new(m, V::ROWS);
        let (first, depth) = self.elements::<V>();
        let a = self.g.a.from(i0, first);
        if self.plan.pack_a {
            let to = Ptr::new(a_pack.as_ptr());
            let grain = (PACK / (V::ROWS * self.k)).max(1);
            parallel_for(heights.count, grain, &|panels| {
                for panel in panels {
                    let (row, rows) = heights.get(panel);
                    // SAFETY: by the contract of `product`; panels do not overlap.
                    unsafe { pack::columns::<S, V>(a.from(row, 0), rows, depth, to.at((row * self.k) as i64)) };
                }
            });
        }
        let bands = Panels::new(heights.count, TASK_ROWS.div_ceil(V::ROWS));
        let panels = self.n.div_ceil(self.plan.width);
        let per_panel = self.plan.width * self.k * TASK_ROWS.min(m);
        let groups = Panels::new(panels, (TASK / per_panel).max(1));
        parallel_for(bands.count * groups.count, 1, &|tasks| {
            for task in tasks {
                // Neighbouring tasks share their rows.
                let (band, group) = (bands.get(task / groups.count), groups.get(task % groups.count));
                for panel in group.0..group.0 + group.1 {
                    for height in band.0..band.0 + band.1 {
                        let (row, rows) = heights.get(height);
                        // SAFETY: by the contract of `product`; tasks write disjoint tiles.
                        unsafe { self.tile::<V>(i0, row, rows, panel, a_pack, b_pack) };
                    }
                }
            }
        });
    }

    #[inline(always)]
    unsafe fn tile<V: Vector<E = S::Acc>>(&self, i0: usize, row: usize, rows: usize, panel: usize, a_pack: &[V::E], b_pack: &[V::E]) {
        let (g, width) = (self.g, self.plan.width);
        let j = self.j0 + panel * width;
        let direct = self.direct();
        let (b, b_row) = if panel < direct {
            (g.b.at(self.p0, j) as *const V::E, g.b.row)
        } else {
            (b_pack.as_ptr().wrapping_add((panel - direct) * width * self.k), width as isize)
        };
        let i = (i0 + row) as isize;
        let c = g.c.wrapping_offset(i * g.c_row + j as isize);
        let first = self.p0 == 0;
        let init = if first && g.init.is_null() { g.init } else { g.init.wrapping_offset(i * g.init_row + j as isize) };
        let (init, init_row) = if first { (init, g.init_row) } else { (c as *const V::E, g.c_row) };
        let mut t = Tile {
            k: self.k,
            a: a_pack.as_ptr().wrapping_add(row * self.k),
            a_row: 1,
            a_col: rows as isize,
            a_list: std::ptr::null(),
            b,
            b_row,
            init,
            init_row,
            c,
            c_row: g.c_row,
            cols: width.min(self.n - panel * width),
            alpha: g.alpha,
        };
        // SAFETY: by the contract of `product`.
        unsafe {
            if self.plan.pack_a {
                run::<V, Packed>(rows, &t)
            } else {
                let a = g.a.from(i0 + row, self.p0);
                (t.a, t.a_row, t.a_col) = (a.ptr as *const V::E, a.row, a.col);
                run::<V, Strided>(rows, &t)
            }
        }
    }
}
