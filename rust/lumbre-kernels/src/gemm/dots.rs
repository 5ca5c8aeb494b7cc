//! Products of which one side is only a few columns wide: sums that run along another dimension than the columns, so that no
//! lanes of a register lie idle.

use super::block::{Product, product};
use super::num::{Arith, Num, Ptr};
use super::pack::Matrix;
use super::vector::{Body, Float, Vector};
use crate::Element;
use crate::parallel::parallel_for;
use crate::scratch::Scratch;

/// Columns of one tile of dot products.
const COLS: usize = 4;
/// A product of at most this many rows is dot products where both operands' depth is adjacent: copies would cost more.
const FEW: usize = 64;
/// Depth below which adding up lanes costs too much.
const DEPTH: usize = 64;
/// What adding up lanes costs, in depth, and what a copy costs, in rows.
const LANES: usize = 700;
const COPY: usize = 160;
/// Rows from which a product by columns of `a` in one piece pays.
const TALL: usize = 64;
/// Multiply-adds of one task.
const TASK: usize = 1 << 18;

/// `c[i, j] = alpha * sum over p of a[i, p] * b[j, p] + init[i, j]`: rows of `a` by rows of `b`, each in one piece.
struct Dots<E> {
    m: usize,
    n: usize,
    k: usize,
    a: Matrix<E>,
    b: Matrix<E>,
    init: Option<Matrix<E>>,
    c: Matrix<E>,
    alpha: E,
}

/// Whether a product of few rows is made of dot products.
pub(super) fn takes<S: Num<Acc = V::E>, V: Vector>(g: &Product<S, V::E>) -> bool {
    let cheaper = g.m * (g.k + LANES) <= COPY * g.k;
    plain::<S, V>() && (2..=FEW).contains(&g.m) && g.k >= DEPTH && cheaper && g.a.col == 1 && g.b.row == 1 && g.b.col != 1
}

/// How many of the last columns are better computed by `columns`.
pub(super) fn last_columns<S: Num<Acc = V::E>, V: Vector>(g: &Product<S, V::E>) -> usize {
    let last = g.n % V::N;
    // Without a register of half the length, or one of two, the tile wastes little.
    let few = plain::<S, V>() && V::N == 4 * COLS && last <= COLS;
    let fits = g.a.col == 1 && g.k >= DEPTH && g.m >= COLS || g.a.row == 1 && g.m >= TALL;
    if few && fits { last } else { 0 }
}

/// Operands are floats that registers take as they are.
fn plain<S: Num<Acc = V::E>, V: Vector>() -> bool {
    S::DTYPE == V::E::DTYPE && !V::PAIRS
}

fn floats<S, E>(m: Matrix<S>) -> Matrix<E> {
    Matrix { ptr: m.ptr as *const E, row: m.row, col: m.col }
}

fn output<S, E>(g: &Product<S, E>) -> (Option<Matrix<E>>, Matrix<E>) {
    let init = (!g.init.is_null()).then_some(Matrix { ptr: g.init, row: g.init_row, col: 1 });
    (init, Matrix { ptr: g.c, row: g.c_row, col: 1 })
}

/// The product of few rows: every row of `b`'s transpose is read once.
///
/// # Safety
/// As for `product`; `takes` said yes.
pub(super) unsafe fn narrow_side<S: Num<Acc = V::E>, V: Vector>(g: &Product<S, V::E>) {
    let (init, c) = output(g);
    let (a, b) = (floats::<S, V::E>(g.b.transposed()), floats::<S, V::E>(g.a));
    let init = init.map(|m| m.transposed());
    let d = Dots { m: g.n, n: g.m, k: g.k, a, b, init, c: c.transposed(), alpha: g.alpha };
    // SAFETY: by this function's contract.
    unsafe { d.run::<V>() }
}

/// The product of few columns.
///
/// # Safety
/// As for `product`; `last_columns` asked for it.
pub(super) unsafe fn columns<S: Num<Acc = V::E>, V: Vector>(g: &Product<S, V::E>) {
    // SAFETY: by this function's contract.
    unsafe {
        if g.a.col != 1 || g.k < DEPTH {
            return turned::<S, V>(g);
        }
        let b = floats::<S, V::E>(g.b);
        let mut copy = Scratch::<V::E>::new(g.n * g.k);
        for p in 0..g.k {
            (0..g.n).for_each(|j| copy[j * g.k + p] = *b.at(p, j));
        }
        let (init, c) = output(g);
        let b = Matrix { ptr: copy.as_ptr(), row: g.k as isize, col: 1 };
        Dots { m: g.m, n: g.n, k: g.k, a: floats::<S, V::E>(g.a), b, init, c, alpha: g.alpha }.run::<V>()
    }
}

/// Few columns by an `a` whose columns are in one piece: the transposed product, then its rows to their columns.
unsafe fn turned<S: Num<Acc = V::E>, V: Vector>(g: &Product<S, V::E>) {
    let mut sums = Scratch::<V::E>::new(g.n * g.m);
    let (c, c_row) = (sums.as_mut_ptr(), g.m as isize);
    let (a, b) = (g.b.transposed(), g.a.transposed());
    let null = std::ptr::null();
    let t = Product { m: g.n, n: g.m, k: g.k, a, b, init: null, init_row: 0, c, c_row, alpha: g.alpha };
    // SAFETY: by the contract of `columns`; the buffer holds the product.
    unsafe {
        product::<S, V>(&t);
        let (init, c) = output(g);
        for i in 0..g.m {
            for j in 0..g.n {
                let sum = sums[j * g.m + i];
                *(c.at(i, j) as *mut V::E) = init.map_or(sum, |init| sum.plus(*init.at(i, j)));
            }
        }
    }
}

impl<E: Float> Dots<E> {
    unsafe fn run<V: Vector<E = E>>(&self) {
        let panels = self.m.div_ceil(V::DOT_ROWS);
        let grain = (TASK / (V::DOT_ROWS * self.n.next_multiple_of(COLS) * self.k)).max(1);
        let d = Ptr::new(self);
        parallel_for(panels, grain, &|panels| {
            // SAFETY: `self` outlives the loop; panels write disjoint rows.
            unsafe {
                let d = &*d.at(0);
                V::apply(Rows::<V> { d, first: panels.start * V::DOT_ROWS, end: (panels.end * V::DOT_ROWS).min(d.m) })
            }
        });
    }
}

/// Some rows of the product.
struct Rows<'a, V: Vector> {
    d: &'a Dots<V::E>,
    first: usize,
    end: usize,
}

impl<V: Vector> Body for Rows<'_, V> {
    #[inline(always)]
    unsafe fn run(self) {
        let d = self.d;
        for i in (self.first..self.end).step_by(V::DOT_ROWS) {
            for j in (0..d.n).step_by(COLS) {
                // SAFETY: by the contract of `Dots::run`.
                unsafe {
                    match V::DOT_ROWS.min(self.end - i) {
                        1 => tile::<V, 1>(d, i, j),
                        2 => tile::<V, 2>(d, i, j),
                        3 => tile::<V, 3>(d, i, j),
                        4 => tile::<V, 4>(d, i, j),
                        5 => tile::<V, 5>(d, i, j),
                        _ => tile::<V, 6>(d, i, j),
                    }
                }
            }
        }
    }
}

/// `M` rows by up to four columns.
#[inline(always)]
unsafe fn tile<V: Vector, const M: usize>(d: &Dots<V::E>, i: usize, j: usize) {
    let cols = COLS.min(d.n - j);
    // SAFETY: by the contract of `Dots::run`.
    unsafe {
        // A short group repeats its last column.
        let b: [*const V::E; COLS] = std::array::from_fn(|c| d.b.at(j + c.min(cols - 1), 0));
        let mut sums = [[V::splat(V::E::default()); COLS]; M];
        let mut a = d.a.at(i, 0);
        let whole = d.k / V::N * V::N;
        for p in (0..whole).step_by(V::N) {
            let mut y = [V::splat(V::E::default()); COLS];
            for c in 0..COLS {
                y[c] = V::load(b[c].add(p));
            }
            for (r, sum) in sums.iter_mut().enumerate() {
                let x = V::load(a.wrapping_offset(r as isize * d.a.row));
                for c in 0..COLS {
                    sum[c] = x.fma(y[c], sum[c]);
                }
            }
            a = a.wrapping_add(V::N);
        }
        if whole < d.k {
            let rest = d.k - whole;
            let mut y = [V::splat(V::E::default()); COLS];
            for c in 0..COLS {
                y[c] = V::load_first(b[c].add(whole), rest);
            }
            for (r, sum) in sums.iter_mut().enumerate() {
                let x = V::load_first(a.wrapping_offset(r as isize * d.a.row), rest);
                for c in 0..COLS {
                    sum[c] = x.fma(y[c], sum[c]);
                }
            }
        }
        for (r, &sum) in sums.iter().enumerate() {
            let sum = V::sum_lanes(sum);
            for c in 0..cols {
                let v = d.alpha.times(sum[c]);
                let v = d.init.map_or(v, |init| v.plus(*init.at(i + r, j + c)));
                *(d.c.at(i + r, j + c) as *mut V::E) = v;
            }
        }
    }
}
