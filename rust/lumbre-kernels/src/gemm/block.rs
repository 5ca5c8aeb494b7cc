//! Blocked products: operands packed in parallel, then register tiles over a grid of tasks that only the shape decides.

use super::dots;
use super::num::{Num, Ptr};
use super::pack::{self, Matrix};
use super::tile::{Adjacent, Packed, Panels, Strided, Tile, run};
use super::vector::{Float, Vector};
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
/// And one of short rows, which take few pages of memory, for more rows.
const DIRECT_ROW_BYTES: usize = 1 << 10;
const DIRECT_ROWS_OF_SHORT: usize = 128;

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

impl<S, E> Product<S, E> {
    /// The same for the columns from `j` on.
    fn columns_from(self, j: usize) -> Product<S, E> {
        let init = if self.init.is_null() { self.init } else { self.init.wrapping_add(j) };
        Product { n: self.n - j, b: self.b.from(0, j), init, c: self.c.wrapping_add(j), ..self }
    }
}

/// # Safety
/// The CPU has `V`; the operands are readable, `c` is writable and disjoint from them; `k > 0`.
pub(crate) unsafe fn product<S: Num<Acc = V::E>, V: Vector>(g: &Product<S, V::E>) {
    // SAFETY: by this function's contract.
    unsafe {
        if dots::takes::<S, V>(g) {
            return dots::narrow_side::<S, V>(g);
        }
        let last = dots::last_columns::<S, V>(g);
        if g.n > last {
            blocks::<S, V>(&Product { n: g.n - last, ..*g });
        }
        if last > 0 {
            dots::columns::<S, V>(&g.columns_from(g.n - last));
        }
    }
}

unsafe fn blocks<S: Num<Acc = V::E>, V: Vector>(g: &Product<S, V::E>) {
    let plan = Plan::new::<S, V>(g);
    // Depth counts the elements that registers multiply: pairs, where `V` has pairs.
    let depth = if V::PAIRS { g.k.div_ceil(2) } else { g.k };
    let (kc, nc) = (DEPTH.min(depth), COLS.min(g.n));
    let direct = if plan.pack_b { 0 } else { g.n / plan.width };
    let panels = if plan.in_task { 0 } else { nc.div_ceil(plan.width) - direct.min(nc / plan.width) };
    let b_len = kc * panels * plan.width;
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
    /// Columns of a panel of `b`: one to three vectors.
    width: usize,
    /// Rows of a register tile.
    rows: usize,
    pack_a: bool,
    /// Otherwise only the last, incomplete panel is copied.
    pack_b: bool,
    /// Each task copies its own panels of `b`, which no other task reads, and uses them while they are in the cache.
    in_task: bool,
}

impl Plan {
    fn new<S: Num<Acc = V::E>, V: Vector>(g: &Product<S, V::E>) -> Plan {
        let same = S::DTYPE == V::E::DTYPE;
        let size = size_of::<V::E>();
        let short = g.b.row.unsigned_abs() * size <= DIRECT_ROW_BYTES && g.m <= DIRECT_ROWS_OF_SHORT;
        let small = g.k * g.n * size <= DIRECT_BYTES || g.m <= DIRECT_ROWS || short;
        let pack_b = !(same && g.b.col == 1 && small);
        let vectors = g.n.div_ceil(V::N);
        // Rows of `b` that begin anywhere cost two reads a vector; a tile of three vectors reads fewer.
        let three = V::ROWS_OF_3 > 0 && !pack_b && (vectors > 4 || vectors == 3);
        let (width, rows) = match (vectors, three) {
            (_, true) => (3 * V::N, V::ROWS_OF_3),
            (1, _) => (V::N, V::ROWS),
            _ => (2 * V::N, V::ROWS),
        };
        Plan { width, rows, pack_a: !same || g.n > 8 * V::N, pack_b, in_task: pack_b && g.m <= TASK_ROWS }
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

impl<S: Num<Acc: Float>> Pass<'_, S, S::Acc> {
    /// Panels of `b` that are read where they lie.
    fn direct(&self) -> usize {
        if self.plan.pack_b { 0 } else { self.n / self.plan.width }
    }

    /// Where this pass begins in the depth of the operands, and how many of their elements it takes.
    fn elements<V: Vector>(&self) -> (usize, usize) {
        let each = if V::PAIRS { 2 } else { 1 };
        (each * self.p0, (each * self.k).min(self.g.k - each * self.p0))
    }

    /// Columns of a panel's copy: whole vectors, or half of one.
    fn padded<V: Vector>(&self, panel: usize) -> usize {
        let cols = self.plan.width.min(self.n - panel * self.plan.width);
        let half = <V::Narrow as Vector>::N;
        if cols <= half { half } else { cols.next_multiple_of(V::N) }
    }

    /// Copies one panel of `b`.
    unsafe fn pack_panel<V: Vector<E = S::Acc>>(&self, panel: usize, to: *mut V::E) {
        let j = panel * self.plan.width;
        let (first, depth) = self.elements::<V>();
        let b = self.g.b.from(first, self.j0 + j);
        // SAFETY: by the contract of `product`.
        unsafe { pack::rows::<S, V>(b, depth, self.plan.width.min(self.n - j), self.padded::<V>(panel), to) };
    }

    unsafe fn pack_b<V: Vector<E = S::Acc>>(&self, to: &mut [V::E]) {
        if self.plan.in_task {
            return;
        }
        let (width, first) = (self.plan.width, self.direct());
        let to = Ptr::new(to.as_ptr());
        let grain = (PACK / (width * self.k)).max(1);
        parallel_for(self.n.div_ceil(width) - first, grain, &|panels| {
            for panel in panels {
                // SAFETY: by the contract of `product`; panels do not overlap.
                unsafe { self.pack_panel::<V>(first + panel, to.at((panel * width * self.k) as i64)) };
            }
        });
    }

    /// Multiplies a block of rows.
    unsafe fn rows<V: Vector<E = S::Acc>>(&self, i0: usize, m: usize, a_pack: &mut [V::E], b_pack: &[V::E]) {
        let heights = Panels::new(m, self.plan.rows);
        let (first, depth) = self.elements::<V>();
        let a = self.g.a.from(i0, first);
        if self.plan.pack_a {
            let to = Ptr::new(a_pack.as_ptr());
            let grain = (PACK / (self.plan.rows * self.k)).max(1);
            parallel_for(heights.count, grain, &|panels| {
                for panel in panels {
                    let (row, rows) = heights.get(panel);
                    // SAFETY: by the contract of `product`; panels do not overlap.
                    unsafe { pack::columns::<S, V>(a.from(row, 0), rows, depth, to.at((row * self.k) as i64)) };
                }
            });
        }
        let bands = Panels::new(heights.count, TASK_ROWS.div_ceil(self.plan.rows));
        let panels = self.n.div_ceil(self.plan.width);
        let per_panel = self.plan.width * self.k * TASK_ROWS.min(m);
        let groups = Panels::new(panels, (TASK / per_panel).max(1));
        let own = if self.plan.in_task { self.plan.width * self.k } else { 0 };
        parallel_for(bands.count * groups.count, 1, &|tasks| {
            let mut own = Scratch::<V::E>::new(own);
            for task in tasks {
                // Neighbouring tasks share their rows.
                let (band, group) = (bands.get(task / groups.count), groups.get(task % groups.count));
                for panel in group.0..group.0 + group.1 {
                    // SAFETY: by the contract of `product`; tasks write disjoint tiles.
                    unsafe {
                        let b = self.panel::<V>(panel, b_pack, &mut own);
                        for height in band.0..band.0 + band.1 {
                            let (row, rows) = heights.get(height);
                            self.tile::<V>(i0, row, rows, panel, a_pack, b);
                        }
                    }
                }
            }
        });
    }

    /// Where a panel of `b` begins, and the step between its rows.
    #[inline(always)]
    unsafe fn panel<V: Vector<E = S::Acc>>(&self, panel: usize, b_pack: &[V::E], own: &mut [V::E]) -> (*const V::E, isize) {
        let (direct, width) = (self.direct(), self.plan.width);
        if panel < direct {
            return (self.g.b.at(self.p0, self.j0 + panel * width) as *const V::E, self.g.b.row);
        }
        let padded = self.padded::<V>(panel) as isize;
        if self.plan.in_task {
            // SAFETY: by the contract of `product`; the buffer holds a panel.
            unsafe { self.pack_panel::<V>(panel, own.as_mut_ptr()) };
            return (own.as_ptr(), padded);
        }
        (b_pack.as_ptr().wrapping_add((panel - direct) * width * self.k), padded)
    }

    #[inline(always)]
    unsafe fn tile<V: Vector<E = S::Acc>>(&self, i0: usize, row: usize, rows: usize, panel: usize, a_pack: &[V::E], (b, b_row): (*const V::E, isize)) {
        let (g, width) = (self.g, self.plan.width);
        let j = self.j0 + panel * width;
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
                if a.row == 1 { run::<V, Adjacent>(rows, &t) } else { run::<V, Strided>(rows, &t) }
            }
        }
    }
}
