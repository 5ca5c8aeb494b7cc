//! Recurrent layers: all time steps of one direction, forward and backward. The input's product comes finished.
//!
//! Sequences of several lengths are packed: step `t` has `batch_sizes[t]` rows (decreasing), all steps one after the other.

mod backward;
mod cells;
mod forward;
mod weights;

pub use backward::{Backward, backward};
pub use forward::{Forward, forward};

use crate::gemm::vector::Float;
use crate::math::Real;

/// What a step computes from the input's sums and the state's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cell {
    Tanh,
    Relu,
    /// Gates `[i f g o]`.
    Lstm,
    /// Gates `[r z n]`.
    Gru,
}

impl Cell {
    pub fn gates(self) -> usize {
        match self {
            Cell::Tanh | Cell::Relu => 1,
            Cell::Lstm => 4,
            Cell::Gru => 3,
        }
    }
}

/// A type with register tiles and vector mathematics.
pub(crate) trait Number: Real + Float {}
impl Number for f32 {}
impl Number for f64 {}

/// Elements of one task of a step's element-wise half.
const GRAIN: usize = 1 << 12;

/// Rows of the state before a step: `rows` of them from `first` on, which are rows of the outputs or of the first state.
#[derive(Clone, Copy)]
struct Part {
    first: usize,
    rows: usize,
    /// The first of them among the outputs; otherwise they are rows `first..` of the first state.
    from_output: Option<usize>,
}

/// Which rows each step works on, in order of time or against it.
struct Steps<'a> {
    sizes: &'a [i64],
    offsets: Vec<usize>,
    reverse: bool,
}

impl<'a> Steps<'a> {
    fn new(sizes: &'a [i64], reverse: bool) -> Steps<'a> {
        let mut at = 0;
        let offsets = sizes
            .iter()
            .map(|&n| {
                at += n as usize;
                at - n as usize
            })
            .collect();
        Steps { sizes, offsets, reverse }
    }

    fn count(&self) -> usize {
        self.sizes.len()
    }

    /// The `i`-th step in order: its first row and its number of rows.
    fn rows(&self, i: usize) -> (usize, usize) {
        let t = if self.reverse { self.count() - 1 - i } else { i };
        (self.offsets[t], self.sizes[t] as usize)
    }

    /// Where the states before the `i`-th step are: first those of the step before it, then first states.
    fn before(&self, i: usize) -> [Part; 2] {
        let (_, rows) = self.rows(i);
        let (at, had) = if i == 0 { (0, 0) } else { self.rows(i - 1) };
        let kept = rows.min(had);
        [
            Part { first: 0, rows: kept, from_output: Some(at) },
            Part { first: kept, rows: rows - kept, from_output: None },
        ]
    }
}
