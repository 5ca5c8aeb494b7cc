//! Connectionist temporal classification: the probability of a labelling under all its alignments, and its derivative.
//!
//! Source: Graves et al., Connectionist Temporal Classification, 2006. Sums are kept as logarithms in f64.

use crate::scratch::filled;
use crate::parallel::parallel_for;
use crate::runs::{Ptr, element, load_run, store_run};
use crate::{View, ViewMut};

/// One labelled sequence of the batch.
#[derive(Clone, Copy)]
pub struct Sample<'a> {
    pub labels: &'a [i64],
    pub steps: usize,
}

impl Sample<'_> {
    /// States of the alignment: the labels, with blanks around them.
    fn states(&self) -> usize {
        2 * self.labels.len() + 1
    }

    fn label(&self, state: usize, blank: usize) -> usize {
        if state % 2 == 0 { blank } else { self.labels[state / 2] as usize }
    }

    /// Whether an alignment may come to `state` from two states before.
    fn skips(&self, state: usize) -> bool {
        state % 2 == 1 && state > 1 && self.labels[state / 2] != self.labels[state / 2 - 1]
    }
}

fn log_sum(a: f64, b: f64, c: f64) -> f64 {
    let top = a.max(b).max(c);
    if top == f64::NEG_INFINITY { top } else { top + ((a - top).exp() + (b - top).exp() + (c - top).exp()).ln() }
}

/// The log-probabilities of one sequence, `[steps, classes]`.
fn rows(log_probs: &View, n: usize, steps: usize) -> Vec<f64> {
    let (classes, s) = (log_probs.sizes[2] as usize, log_probs.strides);
    let mut rows = filled(0f64, steps * classes);
    let from = Ptr::new(log_probs.ptr::<u8>());
    for (t, row) in rows.chunks_mut(classes.max(1)).enumerate().take(steps) {
        let at = t as isize * s[0] as isize + n as isize * s[1] as isize;
        // SAFETY: a row of the view.
        unsafe { load_run(element(from, log_probs.dtype, at), log_probs.dtype, s[2] as isize, row) };
    }
    rows
}

/// Log-probabilities of all beginnings of alignments, `[steps, states]`, and the negative logarithm of the whole.
fn beginnings(s: &Sample, rows: &[f64], classes: usize, blank: usize) -> (Vec<f64>, f64) {
    let (n, none) = (s.states(), f64::NEG_INFINITY);
    let mut alpha = filled(none, s.steps * n);
    for t in 0..s.steps {
        let row = &rows[t * classes..(t + 1) * classes];
        let (before, now) = alpha.split_at_mut(t * n);
        let before = before.len().checked_sub(n).map(|at| &before[at..]);
        for state in 0..n {
            let sum = match before {
                None => if state < 2 { 0.0 } else { none },
                Some(b) => log_sum(
                    b[state],
                    if state > 0 { b[state - 1] } else { none },
                    if s.skips(state) { b[state - 2] } else { none },
                ),
            };
            now[state] = sum + row[s.label(state, blank)];
        }
    }
    let loss = match (s.steps, n) {
        (0, 1) => 0.0,
        (0, _) => f64::INFINITY,
        (t, 1) => -alpha[t - 1],
        (t, _) => -log_sum(alpha[t * n - 1], alpha[t * n - 2], none),
    };
    (alpha, loss)
}

/// The negative log-probability of each sample's labels under `log_probs` (`[T, N, C]`); labels are below C.
pub fn ctc_loss(log_probs: View, samples: &[Sample], blank: usize, out: ViewMut) {
    let classes = log_probs.sizes[2] as usize;
    let to = Ptr::new(out.ptr::<u8>());
    parallel_for(samples.len(), 1, &|range| {
        for n in range {
            let s = &samples[n];
            let (_, loss) = beginnings(s, &rows(&log_probs, n, s.steps), classes, blank);
            // SAFETY: element `n` of the output belongs to this unit.
            unsafe { store_run(element(to, out.dtype, n as isize * out.strides[0] as isize), out.dtype, 1, &[loss]) };
        }
    });
}

/// The gradient of `ctc_loss` by the unnormalised scores behind `log_probs`, times `g` (`[N]`). Samples whose loss is
/// infinite get zeros with `zero_infinity`.
pub fn ctc_loss_backward(g: View, log_probs: View, samples: &[Sample], blank: usize, zero_infinity: bool, out: ViewMut) {
    let (total, classes) = (log_probs.sizes[0] as usize, log_probs.sizes[2] as usize);
    let (up, to) = (Ptr::new(g.ptr::<u8>()), Ptr::new(out.ptr::<u8>()));
    let none = f64::NEG_INFINITY;
    parallel_for(samples.len(), 1, &|range| {
        for n in range {
            let s = &samples[n];
            let (states, rows) = (s.states(), rows(&log_probs, n, s.steps));
            let (alpha, loss) = beginnings(s, &rows, classes, blank);
            let mut scale = [0f64];
            // SAFETY: element `n` of the view.
            unsafe { load_run(element(up, g.dtype, n as isize * g.strides[0] as isize), g.dtype, 1, &mut scale) };
            let dead = zero_infinity && loss == f64::INFINITY;
            // Log-probabilities of the ends of alignments after this step.
            let mut beta = filled(none, states);
            let mut grad = filled(0f64, classes);
            for t in (0..total).rev() {
                grad.fill(0.0);
                if t < s.steps && !dead {
                    let row = &rows[t * classes..(t + 1) * classes];
                    let later = beta.clone();
                    for state in 0..states {
                        let sum = if t + 1 == s.steps {
                            if state + 2 >= states { 0.0 } else { none }
                        } else {
                            log_sum(
                                later[state],
                                if state + 1 < states { later[state + 1] } else { none },
                                if state + 2 < states && s.skips(state + 2) { later[state + 2] } else { none },
                            )
                        };
                        beta[state] = sum + row[s.label(state, blank)];
                    }
                    grad.fill(none);
                    for state in 0..states {
                        let k = s.label(state, blank);
                        grad[k] = log_sum(grad[k], alpha[t * states + state] + beta[state], none);
                    }
                    for (v, &lp) in grad.iter_mut().zip(row) {
                        *v = (lp.exp() - (*v + loss - lp).exp()) * scale[0];
                    }
                }
                let at = t as isize * out.strides[0] as isize + n as isize * out.strides[1] as isize;
                // SAFETY: rows of sample `n` belong to this unit.
                unsafe { store_run(element(to, out.dtype, at), out.dtype, out.strides[2] as isize, &grad) };
            }
        }
    });
}
