//! Negative log-likelihood and cross entropy over `[N, C, L]`, with targets `[N, L]`.

use crate::scratch::filled;
use crate::index::BadIndex;
use crate::math::Math;
use crate::multiversion;
use crate::norm::Number;
use crate::parallel::parallel_for;
use crate::runs::{Float, Ptr, each_real_float, element, grain_of, load_run, store_run, to_vec};
use crate::softmax::softmax;
use crate::{View, ViewMut};

/// The sum of the losses and the sum of their weights; the mean is their quotient.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LossSums {
    pub loss: f64,
    pub weight: f64,
}

/// What the losses of a batch share.
#[derive(Clone, Copy)]
pub struct NllParams<'a> {
    /// One weight a class.
    pub weight: Option<View<'a>>,
    /// Targets that count for nothing.
    pub ignore_index: i64,
    pub label_smoothing: f64,
}

fn targets(target: &View, p: &NllParams, classes: i64) -> Result<Vec<i64>, BadIndex> {
    let t = to_vec::<i64>(target);
    match t.iter().find(|&&t| t != p.ignore_index && (t < 0 || t >= classes)) {
        Some(&index) => Err(BadIndex { index, size: classes, dim: 1 }),
        None => Ok(t),
    }
}

/// `-weight[t] * log_probs[t]` (with the smoothed labels' share); each is stored to `losses` (`[N, L]`) where given.
pub fn nll_loss(log_probs: View, target: View, p: &NllParams, losses: Option<ViewMut>) -> Result<LossSums, BadIndex> {
    let [n, c, l] = shape(&log_probs);
    let t = targets(&target, p, c as i64)?;
    let weights = p.weight.map(|w| to_vec::<f64>(&w));
    let weight_of = |k: usize| weights.as_ref().map_or(1.0, |w| w[k]);
    let src = Ptr::new(log_probs.ptr::<u8>());
    let at = |i: usize, k: usize, j: usize| {
        let s = log_probs.strides;
        let offset = i as i64 * s[0] + k as i64 * s[1] + j as i64 * s[2];
        let mut v = [0f64];
        // SAFETY: an element of the view.
        unsafe { load_run(element(src, log_probs.dtype, offset as isize), log_probs.dtype, 1, &mut v) };
        v[0]
    };
    let mut sums = LossSums { loss: 0.0, weight: 0.0 };
    let mut each = filled(0f64, if losses.is_some() { n * l } else { 0 });
    for (i, &t) in t.iter().enumerate().filter(|&(_, &t)| t != p.ignore_index) {
        let (row, col, t) = (i / l, i % l, t as usize);
        let mut loss = -weight_of(t) * at(row, t, col);
        if p.label_smoothing > 0.0 {
            let smooth: f64 = (0..c).map(|k| -weight_of(k) * at(row, k, col)).sum();
            loss = (1.0 - p.label_smoothing) * loss + p.label_smoothing / c as f64 * smooth;
        }
        sums.loss += loss;
        sums.weight += weight_of(t);
        if let Some(e) = each.get_mut(i) {
            *e = loss;
        }
    }
    if let Some(out) = losses {
        crate::runs::from_slice(&each, &out);
    }
    Ok(sums)
}

fn shape(x: &View) -> [usize; 3] {
    [x.sizes[0] as usize, x.sizes[1] as usize, x.sizes[2] as usize]
}

/// The gradient of `nll_loss` for the log-probabilities. `g` is `[N, L]` (strides 0 spread a scalar) and is multiplied by
/// `scale`, the mean's divisor.
pub fn nll_loss_backward(g: View, target: View, p: &NllParams, scale: f64, gx: ViewMut) -> Result<(), BadIndex> {
    each_real_float!(gx.dtype, X => backward::<X>(g, None, target, p, scale, gx))
}

/// The losses of logits `x`; `log_probs` (of `x`'s sizes) is kept for the derivative.
pub fn cross_entropy(
    x: View,
    target: View,
    p: &NllParams,
    log_probs: ViewMut,
    losses: Option<ViewMut>,
) -> Result<LossSums, BadIndex> {
    targets(&target, p, x.sizes[1])?;
    let mut log_probs = log_probs;
    softmax(x, 1, true, log_probs.reborrow());
    nll_loss(log_probs.as_view(), target, p, losses)
}

/// The gradient of `cross_entropy` for the logits; `g` and `scale` as in `nll_loss_backward`.
pub fn cross_entropy_backward(
    g: View,
    log_probs: View,
    target: View,
    p: &NllParams,
    scale: f64,
    gx: ViewMut,
) -> Result<(), BadIndex> {
    each_real_float!(gx.dtype, X => backward::<X>(g, Some(log_probs), target, p, scale, gx))
}

multiversion! {
    /// Takes `sum` times the probabilities from a lane's gradient.
    fn through_softmax[X: Number](m; row: &mut [X], logs: &[X], sum: X) {
        for (r, &y) in row.iter_mut().zip(logs) {
            *r = *r - m.exp(y) * sum;
        }
    }
}

/// With log-probabilities the gradient goes on through their softmax.
fn backward<X: Number>(
    g: View,
    log_probs: Option<View>,
    target: View,
    p: &NllParams,
    scale: f64,
    gx: ViewMut,
) -> Result<(), BadIndex> {
    let [n, c, l] = [gx.sizes[0] as usize, gx.sizes[1] as usize, gx.sizes[2] as usize];
    let t = targets(&target, p, c as i64)?;
    let weights = match &p.weight {
        Some(w) => to_vec::<X>(w),
        None => filled(X::cast(1.0), c),
    };
    let total = weights.iter().fold(X::cast(0.0), |a, &w| a + w);
    let g = to_vec::<X>(&g);
    let (hit, spread) = (X::cast(1.0 - p.label_smoothing), X::cast(p.label_smoothing / c.max(1) as f64));
    let (dst, s) = (Ptr::new(gx.ptr::<u8>()), gx.strides);
    let lp = log_probs.map(|v| (Ptr::new(v.ptr::<u8>()), v.dtype, v.strides));
    parallel_for(n * l, grain_of(c * 4), &|range| {
        let (mut row, mut logs) = (filled(X::default(), c), filled(X::default(), c));
        for i in range {
            let (a, b) = ((i / l) as i64, (i % l) as i64);
            let up = X::cast(Float::wide(g[i]) * scale);
            if t[i] == p.ignore_index {
                row.fill(X::cast(0.0));
            } else {
                let t = t[i] as usize;
                for (r, &w) in row.iter_mut().zip(&weights) {
                    *r = -(spread * w * up);
                }
                row[t] = row[t] - hit * weights[t] * up;
                if let Some((src, dtype, s)) = lp {
                    let sum = -(spread * total + hit * weights[t]) * up;
                    let at = (a * s[0] + b * s[2]) as isize;
                    // SAFETY: a lane of the log-probabilities.
                    unsafe { load_run(element(src, dtype, at), dtype, s[1] as isize, &mut logs) };
                    through_softmax::<X>(&mut row, &logs, sum);
                }
            }
            // SAFETY: the lane of the output that this unit owns.
            unsafe { store_run(element(dst, gx.dtype, (a * s[0] + b * s[2]) as isize), gx.dtype, s[1] as isize, &row) };
        }
    });
    Ok(())
}
