//! How a reduction walks memory: which loop is innermost and how the work is cut into units.

use crate::parallel::parallel_for;
use crate::runs::{Compute, Dims, GRAIN, Ptr, Walk, element, load_run, product, run_slice, store_run};
use crate::{DType, View, ViewMut};
use crate::scratch::{Scratch, filled};
use smallvec::SmallVec;
use std::ops::Range;

/// Elements a block accumulator takes before its lanes are widened and joined.
pub(crate) const BLOCK: usize = 8192;
/// Columns reduced side by side: rows are read in pieces of 4 KB, which the CPU fetches ahead, and their accumulators stay in cache.
pub(crate) const COLS: usize = 1024;
/// Rows added to column accumulators before these are widened.
pub(crate) const ROWS: usize = 128;
/// Runs shorter than this are put side by side, up to so many elements, before they are folded.
const SHORT: usize = 128;
const GATHERED: usize = 1024;
/// Elements of one output that one unit reduces when there are few outputs.
const SEGMENT: usize = 1 << 17;

/// What blocks are joined in.
pub(crate) trait Wide: Compute {}
impl Wide for i64 {}
impl Wide for f64 {}
impl Wide for crate::C128 {}

/// A fold compiled for one element type and instruction set.
pub(crate) struct Kernel<X, W> {
    /// Folds at most `BLOCK` elements.
    pub run: unsafe fn(&[X], X, f64) -> W,
    /// Folds `rows` rows of `tot.len()` columns, `pitch` elements apart, into `tot`.
    pub cols: unsafe fn(&mut [W], Ptr<X>, usize, usize, &[X], f64),
    pub join: fn(W, W) -> W,
    pub zero: W,
    pub p: f64,
}

/// Dimensions sorted by stride and merged. The last one is the fastest.
struct Plan {
    kept: Dims,
    kept_x: Dims,
    kept_out: Dims,
    /// Strides into the row-major kept index space, where centres lie.
    kept_c: Dims,
    red: Dims,
    red_x: Dims,
}

fn plan(x: &View, dims: u64, out: &[i64]) -> Plan {
    let mut kept: SmallVec<[[i64; 4]; 6]> = SmallVec::new();
    let mut red: SmallVec<[[i64; 4]; 6]> = SmallVec::new();
    let mut index = 1;
    for d in (0..x.dim()).rev() {
        let (n, s) = (x.sizes[d], x.strides[d]);
        if dims >> d & 1 == 1 {
            if n != 1 {
                red.push([n, s, 0, 0]);
            }
        } else if n != 1 {
            kept.push([n, s, out[d], index]);
            index *= n;
        }
    }
    // Ascending strides, merged into the neighbour below, then turned so that the fastest is last.
    let settle = |dims: &mut SmallVec<[[i64; 4]; 6]>| {
        dims.sort_by_key(|d| d[1].abs());
        let mut merged: SmallVec<[[i64; 4]; 6]> = SmallVec::new();
        for &d in dims.iter() {
            match merged.last_mut() {
                Some(m) if (1..4).all(|k| d[k] == m[0] * m[k]) => m[0] *= d[0],
                _ => merged.push(d),
            }
        }
        merged.reverse();
        *dims = merged;
    };
    settle(&mut kept);
    settle(&mut red);
    let part = |dims: &SmallVec<[[i64; 4]; 6]>, k: usize| dims.iter().map(|d| d[k]).collect::<Dims>();
    Plan {
        kept_x: part(&kept, 1),
        kept_out: part(&kept, 2),
        kept_c: part(&kept, 3),
        kept: part(&kept, 0),
        red_x: part(&red, 1),
        red: part(&red, 0),
    }
}

/// Folds `x` over `dims` and stores `finish(total)` to `out`. `centres` holds one value an output (row-major over the kept
/// dimensions) or is empty.
pub(crate) fn fold<X: Compute, W: Wide>(
    k: &Kernel<X, W>,
    x: View,
    dims: u64,
    centres: &[X],
    out: &mut ViewMut,
    finish: &(dyn Fn(W) -> W + Sync),
) {
    if out.numel() == 0 {
        return;
    }
    let whole = x.dtype == X::DTYPE && out.numel() == 1 && x.numel() <= BLOCK && x.is_contiguous();
    if whole {
        // SAFETY: a contiguous view of `X`; the kernel was chosen for this processor.
        let w = unsafe {
            let xs: &[X] = if x.numel() == 0 { &[] } else { std::slice::from_raw_parts(x.ptr(), x.numel()) };
            (k.run)(xs, centres.first().copied().unwrap_or_default(), k.p)
        };
        // SAFETY: the output's only element.
        return unsafe { store_run(out.ptr(), out.dtype, 1, &[finish(w)]) };
    }
    let p = plan(&x, dims, out.strides);
    let job = Job { k, plan: &p, src: Ptr::new(x.ptr()), from: x.dtype, dst: Ptr::new(out.ptr()), to: out.dtype, centres, finish };
    if job.columns_first() { job.columns() } else { job.rows() }
}

/// Folds elements that `fill` makes block by block, in the order in which `Job::rows` folds a row.
pub(crate) fn blocks<X: Compute, W: Wide>(
    k: &Kernel<X, W>,
    n: usize,
    fill: &(dyn Fn(Range<usize>, *mut u8) -> *const u8 + Sync),
    out: ViewMut,
    finish: &(dyn Fn(W) -> W + Sync),
) {
    let segments = n.div_ceil(SEGMENT).max(1);
    let mut partial: SmallVec<[W; 8]> = SmallVec::from_elem(k.zero, segments);
    let slots = Ptr::new(partial.as_mut_ptr());
    parallel_for(segments, 1, &|range| {
        let mut tile: Scratch<u8> = Scratch::new(BLOCK * size_of::<X>());
        for unit in range {
            let (mut at, to) = (unit * SEGMENT, ((unit + 1) * SEGMENT).min(n));
            let mut total: Option<W> = None;
            while at < to {
                let next = (at + BLOCK).min(to);
                let p = fill(at..next, tile.as_mut_ptr()) as *const X;
                // SAFETY: `fill` gives the address of as many elements; the kernel was chosen for this processor.
                let w = unsafe { (k.run)(std::slice::from_raw_parts(p, next - at), X::default(), k.p) };
                // A row of one block is folded by itself, others from zero on.
                let first = if n <= BLOCK { None } else { Some(k.zero) };
                total = Some(total.or(first).map_or(w, |t| (k.join)(t, w)));
                at = next;
            }
            // SAFETY: one slot a unit.
            unsafe { *slots.at(unit as isize) = total.unwrap_or(k.zero) };
        }
    });
    let whole = partial[1..].iter().fold(partial[0], |a, &b| (k.join)(a, b));
    // SAFETY: the output's only element.
    unsafe { store_run(out.ptr(), out.dtype, 1, &[finish(whole)]) };
}

struct Job<'a, X, W> {
    k: &'a Kernel<X, W>,
    plan: &'a Plan,
    src: Ptr<u8>,
    from: DType,
    dst: Ptr<u8>,
    to: DType,
    centres: &'a [X],
    finish: &'a (dyn Fn(W) -> W + Sync),
}

impl<X: Compute, W: Wide> Job<'_, X, W> {
    /// Whether outputs, not reduced elements, lie next to each other.
    fn columns_first(&self) -> bool {
        let p = self.plan;
        let (Some(&kn), Some(&ks)) = (p.kept.last(), p.kept_x.last()) else { return false };
        let (Some(&rn), Some(&rs)) = (p.red.last(), p.red_x.last()) else { return true };
        ks.abs() < rs.abs() || (rn < 16 && kn > 2 * rn)
    }

    fn centre(&self, at: isize) -> X {
        self.centres.get(at as usize).copied().unwrap_or_default()
    }

    /// One output at a time; long reductions are cut into segments whose results are joined in order.
    fn rows(&self) {
        let p = self.plan;
        let (outs, n) = (product(&p.kept), product(&p.red));
        let segments = if outs < 64 { n.div_ceil(SEGMENT).max(1) } else { 1 };
        let store = |w: W, at: isize| {
            // SAFETY: every output is stored once, by the unit that owns it.
            unsafe { store_run(element(self.dst, self.to, at), self.to, 1, &[(self.finish)(w)]) }
        };
        if segments == 1 {
            parallel_for(outs, (GRAIN / n.max(1)).max(1), &|range| {
                let mut tile = SmallVec::<[X; 64]>::new();
                let mut walk = Walk::new(&p.kept, [&p.kept_x, &p.kept_out, &p.kept_c], range.start);
                let in_place = self.from == X::DTYPE && n > 0 && n <= BLOCK && p.red.len() == 1 && p.red_x[0] == 1;
                if let (true, &[kept_x], &[kept_out], &[kept_c]) = (in_place, &p.kept_x[..], &p.kept_out[..], &p.kept_c[..]) {
                    return self.even_rows(range, n, [kept_x, kept_out, kept_c]);
                }
                for _ in range {
                    let [a, o, c] = walk.at;
                    let w = if in_place {
                        // SAFETY: one piece of the input view.
                        unsafe {
                            let src = element(self.src, self.from, a) as *const X;
                            (self.k.run)(std::slice::from_raw_parts(src, n), self.centre(c), self.k.p)
                        }
                    } else {
                        self.segment(a, 0, n, self.centre(c), &mut tile)
                    };
                    store(w, o);
                    walk.step();
                }
            });
            return;
        }
        let mut partial = filled(self.k.zero, outs * segments);
        let slots = Ptr::new(partial.as_mut_ptr());
        parallel_for(outs * segments, 1, &|range| {
            let mut tile = SmallVec::<[X; 64]>::new();
            for unit in range {
                let [a, c] = Walk::new(&p.kept, [&p.kept_x, &p.kept_c], unit / segments).at;
                let from = unit % segments * SEGMENT;
                let w = self.segment(a, from, (from + SEGMENT).min(n), self.centre(c), &mut tile);
                // SAFETY: one slot a unit.
                unsafe { *slots.at(unit as isize) = w };
            }
        });
        let mut walk = Walk::new(&p.kept, [&p.kept_out], 0);
        for parts in partial.chunks(segments) {
            store(parts[1..].iter().fold(parts[0], |a, &b| (self.k.join)(a, b)), walk.at[0]);
            walk.step();
        }
    }

    /// Outputs at even distances of rows in one piece: what a row costs beside its fold is more than that of a short one.
    fn even_rows(&self, range: Range<usize>, n: usize, [from, to, centre]: [i64; 3]) {
        let mut made = [self.k.zero; 64];
        for first in range.clone().step_by(made.len()) {
            let count = made.len().min(range.end - first);
            for (i, w) in made[..count].iter_mut().enumerate() {
                let row = (first + i) as isize;
                // SAFETY: one piece of the input view; the kernel was chosen for this processor.
                *w = unsafe {
                    let src = element(self.src, self.from, row * from as isize) as *const X;
                    (self.finish)((self.k.run)(std::slice::from_raw_parts(src, n), self.centre(row * centre as isize), self.k.p))
                };
            }
            // SAFETY: every output is stored once, by the unit that owns it.
            unsafe { store_run(element(self.dst, self.to, first as isize * to as isize), self.to, to as isize, &made[..count]) };
        }
    }

    /// Folds elements `from..to` of the reduced index space of one output.
    fn segment(&self, base: isize, from: usize, to: usize, c: X, tile: &mut SmallVec<[X; 64]>) -> W {
        let p = self.plan;
        let Some((&n, outer)) = p.red.split_last() else {
            let mut one = [X::default()];
            // SAFETY: the output's only element.
            return unsafe {
                load_run(element(self.src, self.from, base), self.from, 1, &mut one);
                (self.k.run)(&one, c, self.k.p)
            };
        };
        let (n, s, outer_x) = (n as usize, p.red_x[outer.len()] as isize, &p.red_x[..outer.len()]);
        let mut total = self.k.zero;
        if n == 0 {
            return total;
        }
        let mut walk = Walk::new(outer, [outer_x], from / n);
        let (mut at, mut inner) = (from, from % n);
        if n < SHORT && !outer.is_empty() {
            return self.short_runs(base, at..to, c, tile, &mut walk);
        }
        while at < to {
            let len = (n - inner).min(to - at).min(BLOCK);
            if !(self.from == X::DTYPE && s == 1) && tile.len() < len {
                tile.resize(len, X::default());
            }
            // SAFETY: elements of the input view.
            let w = unsafe {
                let src = element(self.src, self.from, base + walk.at[0] + inner as isize * s);
                (self.k.run)(run_slice(src, self.from, s, len, tile), c, self.k.p)
            };
            total = (self.k.join)(total, w);
            at += len;
            inner += len;
            if inner == n {
                inner = 0;
                walk.step();
            }
        }
        total
    }

    /// As `segment`, for runs so short that a fold of each would cost more than putting them side by side first.
    fn short_runs(&self, base: isize, range: Range<usize>, c: X, tile: &mut SmallVec<[X; 64]>, walk: &mut Walk<1>) -> W {
        let p = self.plan;
        let last = p.red.len() - 1;
        let (n, s) = (p.red[last] as usize, p.red_x[last] as isize);
        let room = GATHERED.min(range.len());
        if tile.len() < room {
            tile.resize(room, X::default());
        }
        let direct = self.from == X::DTYPE && s == 1;
        let (mut at, mut inner, mut filled, mut total) = (range.start, range.start % n, 0, self.k.zero);
        while at < range.end {
            let len = (n - inner).min(range.end - at).min(room - filled);
            // SAFETY: elements of the input view; the tile has room for them.
            unsafe {
                let src = element(self.src, self.from, base + walk.at[0] + inner as isize * s);
                let to = &mut tile[filled..filled + len];
                if direct {
                    std::ptr::copy_nonoverlapping(src as *const X, to.as_mut_ptr(), len);
                } else {
                    load_run(src, self.from, s, to);
                }
            }
            (at, inner, filled) = (at + len, inner + len, filled + len);
            if filled == room || at == range.end {
                // SAFETY: the kernel was chosen for this processor.
                total = (self.k.join)(total, unsafe { (self.k.run)(&tile[..filled], c, self.k.p) });
                filled = 0;
            }
            if inner == n {
                inner = 0;
                walk.step();
            }
        }
        total
    }

    /// Tiles of neighbouring outputs, row after row; cut into segments of rows where there are few outputs.
    fn columns(&self) {
        let p = self.plan;
        let last = p.kept.len() - 1;
        let cols = p.kept[last] as usize;
        let (tiles, others, rows) = (cols.div_ceil(COLS), product(&p.kept[..last]), product(&p.red));
        let width = cols.min(COLS);
        let per_segment = (SEGMENT / width).max(ROWS);
        let segments = if tiles * others < 64 { rows.div_ceil(per_segment).max(1) } else { 1 };
        let mut partial = filled(self.k.zero, if segments > 1 { tiles * others * segments * width } else { 0 });
        let slots = Ptr::new(partial.as_mut_ptr());
        let unit_of = |unit: usize| {
            let (tile, other) = (unit % tiles, unit / tiles);
            let [a, o, c] = Walk::new(&p.kept[..last], [&p.kept_x[..last], &p.kept_out[..last], &p.kept_c[..last]], other).at;
            let first = (tile * COLS) as isize;
            let shift = |at: isize, strides: &Dims| at + first * strides[last] as isize;
            (shift(a, &p.kept_x), shift(o, &p.kept_out), shift(c, &p.kept_c), (cols - tile * COLS).min(COLS))
        };
        let store = |tot: &mut [W], at: isize| {
            for w in tot.iter_mut() {
                *w = (self.finish)(*w);
            }
            // SAFETY: every output is stored once, by the unit that owns it.
            unsafe { store_run(element(self.dst, self.to, at), self.to, p.kept_out[last] as isize, tot) }
        };
        parallel_for(tiles * others * segments, (GRAIN / (rows.div_ceil(segments) * width).max(1)).max(1), &|range| {
            let mut gathered = Vec::new();
            for unit in range {
                let (a, o, c, w) = unit_of(unit / segments);
                let from = unit % segments * per_segment;
                let to = if segments == 1 { rows } else { (from + per_segment).min(rows) };
                let mut tot = SmallVec::<[W; 256]>::from_elem(self.k.zero, w);
                self.column_tile(&mut tot, a, c, from, to, &mut gathered);
                if segments == 1 {
                    store(&mut tot, o);
                } else {
                    // SAFETY: one slot of `width` a unit.
                    unsafe { std::ptr::copy_nonoverlapping(tot.as_ptr(), slots.at((unit * width) as isize), w) };
                }
            }
        });
        for (unit, parts) in partial.chunks_mut((segments * width).max(1)).enumerate() {
            let (_, o, _, w) = unit_of(unit);
            let (tot, rest) = parts.split_at_mut(width);
            for part in rest.chunks(width) {
                for j in 0..w {
                    tot[j] = (self.k.join)(tot[j], part[j]);
                }
            }
            store(&mut tot[..w], o);
        }
    }

    fn column_tile(&self, tot: &mut [W], base: isize, centre: isize, from: usize, to: usize, gathered: &mut Vec<X>) {
        let p = self.plan;
        let (w, last) = (tot.len(), p.kept.len() - 1);
        let s = p.kept_x[last] as isize;
        let mut c = SmallVec::<[X; 256]>::from_elem(X::default(), w);
        if !self.centres.is_empty() {
            for (j, v) in c.iter_mut().enumerate() {
                *v = self.centre(centre + j as isize * p.kept_c[last] as isize);
            }
        }
        let direct = self.from == X::DTYPE && s == 1;
        let (n, inner_s) = match p.red.last() {
            Some(&n) => (n as usize, p.red_x[p.red.len() - 1] as isize),
            None => (1, 0),
        };
        let outer = p.red.len().saturating_sub(1);
        let mut walk = Walk::new(&p.red[..outer], [&p.red_x[..outer]], from.checked_div(n).unwrap_or(0));
        let (mut at, mut inner) = (from, from.checked_rem(n).unwrap_or(0));
        while at < to {
            let rows = (n - inner).min(to - at).min(ROWS);
            let first = base + walk.at[0] + inner as isize * inner_s;
            // SAFETY: elements of the input view; gathered rows lie in `gathered`.
            unsafe {
                if direct && inner_s >= 0 {
                    let src = element(self.src, self.from, first) as *const X;
                    (self.k.cols)(tot, Ptr::new(src), inner_s as usize, rows, &c, self.k.p);
                } else {
                    gathered.resize(ROWS.min(n) * w, X::default());
                    for r in 0..rows {
                        let src = element(self.src, self.from, first + r as isize * inner_s);
                        load_run(src, self.from, s, &mut gathered[r * w..(r + 1) * w]);
                    }
                    (self.k.cols)(tot, Ptr::new(gathered.as_ptr()), w, rows, &c, self.k.p);
                }
            }
            at += rows;
            inner += rows;
            if inner == n {
                inner = 0;
                walk.step();
            }
        }
    }
}
