//! The steps backward in time.

use super::weights::{Rows, Weights};
use super::{Cell, GRAIN, Number, Part, Steps, cells};
use crate::gemm::pack::Matrix;
use crate::gemm::vector::Vector;
use crate::isa::{Level, level};
use crate::parallel::parallel_for;
use crate::runs::Ptr;
use crate::scratch::Scratch;
use crate::{DType, View, ViewMut};

/// Contiguous operands of one floating dtype, named as in `Forward`.
pub struct Backward<'a> {
    pub cell: Cell,
    pub batch_sizes: &'a [i64],
    pub reverse: bool,
    pub h0: View<'a>,
    pub c0: Option<View<'a>>,
    pub weight: View<'a>,
    pub gates: View<'a>,
    pub out: View<'a>,
    pub extra: Option<View<'a>>,
    /// The gradient of `out`, if there is one.
    pub g_out: Option<View<'a>>,
    /// `(B, H)`: the gradient of the last states, and then of the first.
    pub gh: ViewMut<'a>,
    pub gc: Option<ViewMut<'a>>,
    /// `(total, G H)`: gradients of the input's sums, and for a GRU those of the state's.
    pub dx: ViewMut<'a>,
    pub ds: Option<ViewMut<'a>>,
    /// `(total, H)`: the states before each step.
    pub before: Option<ViewMut<'a>>,
}

/// Runs all steps of one direction, last to first.
pub fn backward(b: Backward) {
    match (b.out.dtype, level()) {
        // SAFETY: `level` found the registers on this CPU; the operands are the views of `b`.
        (DType::F32, l) => unsafe { run_level::<f32>(l, &b) },
        // SAFETY: as above.
        (DType::F64, l) => unsafe { run_level::<f64>(l, &b) },
        _ => debug_assert!(false, "no steps of this dtype"),
    }
}

unsafe fn run_level<S: Number>(level: Level, b: &Backward) {
    // SAFETY: the caller's promise.
    unsafe {
        match level {
            Level::Avx512 => run::<S, S::Wide>(b),
            Level::Avx2 => run::<S, S::Middle>(b),
            Level::Baseline => run::<S, S::Base>(b),
        }
    }
}

#[derive(Clone, Copy)]
struct Places<S> {
    cell: Cell,
    hidden: usize,
    h0: Ptr<S>,
    c0: Ptr<S>,
    gates: Ptr<S>,
    out: Ptr<S>,
    extra: Ptr<S>,
    g_out: Option<Ptr<S>>,
    gh: Ptr<S>,
    gc: Ptr<S>,
    dx: Ptr<S>,
    ds: Ptr<S>,
    before: Option<Ptr<S>>,
    /// The gradient of a row's state, from both sides.
    sum: Ptr<S>,
}

unsafe fn run<S: Number, V: Vector<E = S>>(b: &Backward) {
    let hidden = b.out.sizes[1] as usize;
    let wide = b.cell.gates() * hidden;
    let steps = Steps::new(b.batch_sizes, b.reverse);
    if b.out.numel() == 0 {
        return;
    }
    let null = std::ptr::null();
    let largest = b.batch_sizes.first().copied().unwrap_or(0) as usize;
    let mut sum = Scratch::<S>::new(largest * hidden);
    let p = Places {
        cell: b.cell,
        hidden,
        h0: Ptr::new(b.h0.ptr::<S>()),
        c0: Ptr::new(b.c0.map_or(null, |v| v.ptr::<S>())),
        gates: Ptr::new(b.gates.ptr::<S>()),
        out: Ptr::new(b.out.ptr::<S>()),
        extra: Ptr::new(b.extra.map_or(null, |v| v.ptr::<S>())),
        g_out: b.g_out.map(|v| Ptr::new(v.ptr::<S>())),
        gh: Ptr::new(b.gh.ptr::<S>()),
        gc: Ptr::new(b.gc.as_ref().map_or(null, |v| v.ptr::<S>() as *const S)),
        dx: Ptr::new(b.dx.ptr::<S>()),
        ds: Ptr::new(b.ds.as_ref().map_or(null, |v| v.ptr::<S>() as *const S)),
        before: b.before.as_ref().map(|v| Ptr::new(v.ptr::<S>() as *const S)),
        sum: Ptr::new(sum.as_mut_ptr() as *const S),
    };
    // SAFETY: the weights are a contiguous view `(G H, H)`.
    let weights = unsafe { Weights::<V>::new(Matrix { ptr: b.weight.ptr::<S>(), row: hidden as isize, col: 1 }, wide, hidden) };
    for i in (0..steps.count()).rev() {
        let (row, rows) = steps.rows(i);
        for part in steps.before(i) {
            parallel_for(part.rows, GRAIN.div_ceil(wide), &|range| {
                for r in range {
                    // SAFETY: row `r` of this part belongs to this unit alone.
                    unsafe { step_row(&p, &part, row, r) };
                }
            });
        }
        let grads = if b.cell == Cell::Gru { p.ds } else { p.dx };
        let a = Rows { ptr: grads.at((row * wide) as isize), row: wide as isize };
        let direct = (b.cell == Cell::Gru).then(|| Rows { ptr: p.sum.at(0), row: hidden as isize });
        let to = Rows { ptr: p.gh.at(0), row: hidden as isize };
        // SAFETY: the step's gradients are written, and `gh` has a row for each of its rows.
        unsafe { weights.apply(rows, a, direct, to) };
    }
}

/// # Safety
/// `r` is a row of the part of the step that begins at row `row`; nobody else works on it.
unsafe fn step_row<S: Number>(p: &Places<S>, part: &Part, row: usize, r: usize) {
    let (h, wide) = (p.hidden, p.cell.gates() * p.hidden);
    let (seq, at) = (part.first + r, row + part.first + r);
    // SAFETY: by this function's contract.
    unsafe {
        let slice = |q: Ptr<S>, i: usize, n: usize| std::slice::from_raw_parts(q.at((i * n) as isize) as *const S, n);
        let slice_mut = |q: Ptr<S>, i: usize, n: usize| std::slice::from_raw_parts_mut(q.at((i * n) as isize), n);
        let before = |states: Ptr<S>, first: Ptr<S>| match part.from_output {
            Some(from) => slice(states, from + r, h),
            None => slice(first, seq, h),
        };
        let g = slice_mut(p.sum, seq, h);
        let later = slice(p.gh, seq, h);
        match p.g_out {
            Some(q) => g.iter_mut().zip(later).zip(slice(q, at, h)).for_each(|((g, &a), &b)| *g = a + b),
            None => g.copy_from_slice(later),
        }
        let (gates, dx) = (slice(p.gates, at, wide), slice_mut(p.dx, at, wide));
        match p.cell {
            Cell::Tanh => cells::simple_backward(g, slice(p.out, at, h), dx, false),
            Cell::Relu => cells::simple_backward(g, slice(p.out, at, h), dx, true),
            Cell::Lstm => {
                cells::lstm_backward(g, gates, before(p.extra, p.c0), slice(p.extra, at, h), slice_mut(p.gc, seq, h), dx)
            }
            Cell::Gru => {
                let ds = slice_mut(p.ds, at, wide);
                cells::gru_backward(g, gates, before(p.out, p.h0), slice(p.extra, at, h), dx, ds)
            }
        }
        if let Some(q) = p.before {
            slice_mut(q, at, h).copy_from_slice(before(p.out, p.h0));
        }
    }
}
