//! Layer, RMS, batch and group normalisation. Halves compute in f32; row statistics are summed in f32 lanes, joined in f64.

mod batch;
mod group;
mod layer;

pub use batch::{batch_norm_apply, batch_norm_backward, batch_norm_stats};
pub use group::{group_norm, group_norm_backward};
pub use layer::{layer_norm, layer_norm_backward, rms_norm, rms_norm_backward};

use crate::math::Real;
use crate::multiversion;
use crate::runs::{Compute, Float, to_vec};
use crate::View;

/// A type the norms compute in.
pub(crate) trait Number: Real + Float {}
impl Number for f32 {}
impl Number for f64 {}

/// Elements whose lane sums are joined in f64.
const BLOCK: usize = 8192;
const LANES: usize = 32;

/// The sum of `f(a[i], b[i])` in f64.
#[inline(always)]
fn total<X: Number>(a: &[X], b: &[X], f: impl Fn(X, X) -> X) -> f64 {
    let mut sum = 0.0;
    for (a, b) in a.chunks(BLOCK).zip(b.chunks(BLOCK)) {
        let mut acc = [X::cast(0.0); LANES];
        let (ac, bc) = (a.chunks_exact(LANES), b.chunks_exact(LANES));
        for ((s, &a), &b) in acc.iter_mut().zip(ac.remainder()).zip(bc.remainder()) {
            *s += f(a, b);
        }
        for (a, b) in ac.zip(bc) {
            for ((s, &a), &b) in acc.iter_mut().zip(a).zip(b) {
                *s += f(a, b);
            }
        }
        let mut width = LANES;
        while width > 1 {
            width /= 2;
            for i in 0..width {
                let high = acc[i + width];
                acc[i] += high;
            }
        }
        sum += Float::wide(acc[0]);
    }
    sum
}

multiversion! {
    /// The mean and the biased variance of a row, in two passes.
    fn moments[X: Number](_m; x: &[X]) -> (f64, f64) {
        let n = x.len() as f64;
        let mean = total(x, x, |a, _| a) / n;
        let c = X::cast(mean);
        (mean, total(x, x, |a, _| (a - c) * (a - c)) / n)
    }
}

multiversion! {
    /// The mean of squares of a row.
    fn mean_square[X: Number](_m; x: &[X]) -> f64 {
        total(x, x, |a, _| a * a) / x.len() as f64
    }
}

multiversion! {
    /// `out = (x - mean) * rstd * w + b`, element by element.
    fn apply_row[X: Number](m; x: &[X], mean: X, rstd: X, w: Option<&[X]>, b: Option<&[X]>, out: &mut [X]) {
        use crate::math::Math;
        let n = out.len();
        let x = &x[..n];
        match (w, b) {
            (None, None) => for i in 0..n {
                out[i] = (x[i] - mean) * rstd;
            },
            (Some(w), None) => for (i, &w) in w[..n].iter().enumerate() {
                out[i] = (x[i] - mean) * rstd * w;
            },
            (None, Some(b)) => for (i, &b) in b[..n].iter().enumerate() {
                out[i] = m.fma(x[i] - mean, rstd, b);
            },
            (Some(w), Some(b)) => {
                let (w, b) = (&w[..n], &b[..n]);
                for i in 0..n {
                    out[i] = m.fma((x[i] - mean) * rstd, w[i], b[i]);
                }
            }
        }
    }
}

multiversion! {
    /// The sum of `a` and the sum of `a * b`.
    fn two_sums[X: Number](_m; a: &[X], b: &[X]) -> (f64, f64) {
        (total(a, a, |a, _| a), total(a, b, |a, b| a * b))
    }
}

multiversion! {
    /// `out = p * a + q * b + r`.
    fn combine[X: Number](m; a: &[X], p: X, b: &[X], q: X, r: X, out: &mut [X]) {
        use crate::math::Math;
        let n = out.len();
        let (a, b) = (&a[..n], &b[..n]);
        for i in 0..n {
            out[i] = m.fma(a[i], p, m.fma(b[i], q, r));
        }
    }
}

/// A weight or bias in the compute type.
fn vector<X: Compute>(v: &Option<View>) -> Option<Vec<X>> {
    v.as_ref().map(to_vec::<X>)
}
