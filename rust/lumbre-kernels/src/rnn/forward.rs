//! The steps forward in time.

use super::weights::{Rows, Weights};
use super::{Cell, GRAIN, Number, Part, Steps, cells};
use crate::gemm::pack::Matrix;
use crate::gemm::vector::Vector;
use crate::isa::{Level, level};
use crate::parallel::parallel_for;
use crate::runs::Ptr;
use crate::scratch::Scratch;
use crate::{DType, View, ViewMut};

/// Contiguous operands of one floating dtype, for `total` rows of all steps, batch `B`, state `H` and `G` gates.
pub struct Forward<'a> {
    pub cell: Cell,
    pub batch_sizes: &'a [i64],
    pub reverse: bool,
    /// `(B, H)`, and for an LSTM the cell state.
    pub h0: View<'a>,
    pub c0: Option<View<'a>>,
    /// `(G H, H)` and, for a GRU, the bias of the state's sums `(G H)`.
    pub weight: View<'a>,
    pub bias: Option<View<'a>>,
    /// `(total, G H)`: the input's sums, and then the gates.
    pub gates: ViewMut<'a>,
    /// `(total, H)`: states after each step.
    pub out: ViewMut<'a>,
    /// `(total, H)`: an LSTM's cell states, a GRU's last sum of the state.
    pub extra: Option<ViewMut<'a>>,
}

/// Runs all steps of one direction.
pub fn forward(f: Forward) {
    match (f.out.dtype, level()) {
        // SAFETY: `level` found the registers on this CPU; the operands are the views of `f`.
        (DType::F32, l) => unsafe { run_level::<f32>(l, &f) },
        // SAFETY: as above.
        (DType::F64, l) => unsafe { run_level::<f64>(l, &f) },
        _ => debug_assert!(false, "no steps of this dtype"),
    }
}

unsafe fn run_level<S: Number>(level: Level, f: &Forward) {
    // SAFETY: the caller's promise.
    unsafe {
        match level {
            Level::Avx512 => run::<S, S::Wide>(f),
            Level::Avx2 => run::<S, S::Middle>(f),
            Level::Baseline => run::<S, S::Base>(f),
        }
    }
}

/// Places of the operands, as rows of `H` or `G H` elements.
#[derive(Clone, Copy)]
struct Places<S> {
    cell: Cell,
    hidden: usize,
    gates: Ptr<S>,
    out: Ptr<S>,
    extra: Ptr<S>,
    h0: Ptr<S>,
    c0: Ptr<S>,
}

unsafe fn run<S: Number, V: Vector<E = S>>(f: &Forward) {
    let hidden = f.out.sizes[1] as usize;
    let wide = f.cell.gates() * hidden;
    let steps = Steps::new(f.batch_sizes, f.reverse);
    if f.out.numel() == 0 {
        return;
    }
    let null = std::ptr::null();
    let p = Places {
        cell: f.cell,
        hidden,
        gates: Ptr::new(f.gates.ptr::<S>()),
        out: Ptr::new(f.out.ptr::<S>()),
        extra: Ptr::new(f.extra.as_ref().map_or(null, |v| v.ptr::<S>() as *const S)),
        h0: Ptr::new(f.h0.ptr::<S>()),
        c0: Ptr::new(f.c0.map_or(null, |v| v.ptr::<S>())),
    };
    let largest = f.batch_sizes.first().copied().unwrap_or(0) as usize;
    let mut sums = Scratch::<S>::new(if f.cell == Cell::Gru { largest * wide } else { 0 });
    let sums = Ptr::new(sums.as_mut_ptr() as *const S);
    // SAFETY: the weights are a contiguous view `(G H, H)`, read transposed.
    let weights = unsafe { Weights::<V>::new(Matrix { ptr: f.weight.ptr::<S>(), row: 1, col: hidden as isize }, hidden, wide) };
    for i in 0..steps.count() {
        let (row, rows) = steps.rows(i);
        for part in steps.before(i).into_iter().filter(|part| part.rows > 0) {
            let before = match part.from_output {
                Some(at) => p.out.at((at * hidden) as isize),
                None => p.h0.at((part.first * hidden) as isize),
            };
            let a = Rows { ptr: before, row: hidden as isize };
            let own = Rows { ptr: p.gates.at(((row + part.first) * wide) as isize), row: wide as isize };
            // SAFETY: rows of the views; the step's own rows are written, earlier ones read.
            unsafe {
                if f.cell == Cell::Gru {
                    let to = Rows { ptr: sums.at((part.first * wide) as isize), row: wide as isize };
                    let bias = f.bias.map(|b| Rows { ptr: b.ptr::<S>() as *mut S, row: 0 });
                    weights.apply(part.rows, a, bias, to);
                } else {
                    weights.apply(part.rows, a, Some(own), own);
                }
            }
        }
        for part in steps.before(i) {
            parallel_for(part.rows, GRAIN.div_ceil(wide), &|range| {
                for r in range {
                    // SAFETY: row `r` of this part belongs to this unit alone.
                    unsafe { step_row(&p, &part, row, r, sums) };
                }
            });
        }
        debug_assert!(rows <= largest);
    }
}

/// # Safety
/// `r` is a row of the part of the step that begins at row `row`; nobody else works on it.
unsafe fn step_row<S: Number>(p: &Places<S>, part: &Part, row: usize, r: usize, sums: Ptr<S>) {
    let (h, wide) = (p.hidden, p.cell.gates() * p.hidden);
    let at = row + part.first + r;
    // SAFETY: by this function's contract.
    unsafe {
        let slice = |q: Ptr<S>, i: usize| std::slice::from_raw_parts(q.at((i * h) as isize), h);
        let slice_mut = |q: Ptr<S>, i: usize| std::slice::from_raw_parts_mut(q.at((i * h) as isize), h);
        let gates = std::slice::from_raw_parts_mut(p.gates.at((at * wide) as isize), wide);
        let out = slice_mut(p.out, at);
        let before = |states: Ptr<S>, first: Ptr<S>| match part.from_output {
            Some(from) => slice(states, from + r),
            None => slice(first, part.first + r),
        };
        match p.cell {
            Cell::Tanh => cells::simple(gates, out, false),
            Cell::Relu => cells::simple(gates, out, true),
            Cell::Lstm => cells::lstm(gates, before(p.extra, p.c0), slice_mut(p.extra, at), out),
            Cell::Gru => {
                let sums = std::slice::from_raw_parts(sums.at(((part.first + r) * wide) as isize), wide);
                cells::gru(gates, sums, before(p.out, p.h0), slice_mut(p.extra, at), out)
            }
        }
    }
}
