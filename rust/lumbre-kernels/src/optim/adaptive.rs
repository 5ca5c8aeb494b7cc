//! The optimizers that scale each element's step by what its gradients have been (RMSprop, Adagrad, Adadelta, Adamax, NAdam, RAdam,
//! Rprop), and averaged SGD. One driver walks the tiles; a rule is its constants and its loop.

use super::{List, TILE, close, for_each_tile, open};
use crate::math::{Math, Real};
use crate::multiversion;
use crate::runs::{each_real_float, run_slice};
use crate::{View, ViewMut};

/// An update rule and the options that only it has. The states it keeps are listed in their order.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Rule {
    /// Mean of squares, mean of gradients (used if `centered`), momentum buffer (used if `momentum` is not zero).
    Rmsprop { alpha: f64, momentum: f64, centered: bool },
    /// Sum of squares.
    Adagrad { lr_decay: f64 },
    /// Mean of squared gradients, mean of squared steps.
    Adadelta { rho: f64 },
    /// Mean of gradients, decaying maximum of their sizes.
    Adamax { beta1: f64, beta2: f64 },
    /// Mean of gradients, mean of squares.
    Nadam { beta1: f64, beta2: f64, momentum_decay: f64 },
    /// Mean of gradients, mean of squares.
    Radam { beta1: f64, beta2: f64 },
    /// The last gradient, the step sizes.
    Rprop { etaminus: f64, etaplus: f64, low: f64, high: f64 },
    /// Mean of parameters.
    Asgd { lambd: f64 },
}

#[derive(Clone, Copy, Debug)]
pub struct AdaptiveParams {
    pub rule: Rule,
    pub lr: f64,
    pub eps: f64,
    pub weight_decay: f64,
    /// The decay shrinks the parameter instead of joining the gradient.
    pub decoupled: bool,
    pub maximize: bool,
}

impl Rule {
    /// NAdam's momentum at a step.
    pub fn nadam_momentum(beta1: f64, momentum_decay: f64, step: f64) -> f64 {
        beta1 * (1.0 - 0.5 * 0.96f64.powf(step * momentum_decay))
    }
}

/// One step in place. `states` holds the rule's lists (an empty one where it is not used), `steps` the counts after the increment,
/// `scalars` what a rule keeps for each parameter: NAdam the product of momenta up to this step, ASGD its rate and the weight of
/// the parameter in the mean.
pub fn adaptive(
    params: &mut [ViewMut],
    grads: &[View],
    states: &mut [&mut [ViewMut]],
    p: &AdaptiveParams,
    steps: &[f64],
    scalars: &[[f64; 2]],
) {
    let sizes: Vec<usize> = params.iter().map(ViewMut::numel).collect();
    let (w, g) = (List::write(params), List::read(grads));
    let states: Vec<List> = states.iter_mut().map(|s| List::write(s)).collect();
    for_each_tile(&sizes, &|i, at, n| {
        each_real_float!(w.0[i].1, X => {
            let c = Constants::<X>::new(p, steps[i], scalars.get(i).copied().unwrap_or_default());
            let mut t = [[X::default(); TILE]; 5];
            let [tw, tg, t0, t1, t2] = &mut t;
            let (wa, ga) = (w.at(i, at), g.at(i, at));
            let place = |k: usize| states.get(k).filter(|l| !l.0.is_empty()).map(|l| l.at(i, at));
            // SAFETY: tiles of the lists' contiguous views; each is visited once.
            unsafe {
                let (x, g) = (open(wa, n, tw), run_slice(ga.0, ga.1, 1, n, tg));
                // A state that is not kept is a tile of zeros: the loops below need no bounds checks.
                let s0 = match place(0) { Some(a) => open(a, n, t0), None => &mut t0[..n] };
                let s1 = match place(1) { Some(a) => open(a, n, t1), None => &mut t1[..n] };
                let s2 = match place(2) { Some(a) => open(a, n, t2), None => &mut t2[..n] };
                adaptive_tile(p.rule, x, g, s0, s1, s2, c);
                for (k, t) in [t0, t1, t2].into_iter().enumerate() {
                    if let Some(a) = place(k) {
                        close(a, n, t);
                    }
                }
                close(wa, n, tw);
            }
        })
    });
}

/// The constants of a step in the compute type.
#[derive(Clone, Copy)]
struct Constants<X> {
    sign: X,
    decay: X,
    shrink: X,
    eps: X,
    /// The weight of the new gradient in the running mean, and which end it is interpolated from.
    weight: X,
    near: bool,
    /// Running squares: what stays of the old and what comes of the new.
    keep: X,
    fresh: X,
    /// The factor on the step, with its sign.
    step: X,
    /// Bias corrections and second factors; each rule says which.
    bias: X,
    next: X,
    momentum: X,
}

impl<X: Real> Constants<X> {
    fn new(p: &AdaptiveParams, t: f64, [product, share]: [f64; 2]) -> Self {
        let (mut mean, mut keep, mut fresh) = (1.0, 1.0, 1.0);
        let (mut step, mut bias, mut next, mut momentum) = (-p.lr, 1.0, 0.0, 0.0);
        match p.rule {
            Rule::Rmsprop { alpha, momentum: m, .. } => {
                (mean, keep, fresh, momentum) = (1.0 - alpha, alpha, 1.0 - alpha, m);
            }
            Rule::Adagrad { lr_decay } => step = -(p.lr / (1.0 + (t - 1.0) * lr_decay)),
            Rule::Adadelta { rho } => (keep, fresh) = (rho, 1.0 - rho),
            Rule::Adamax { beta1, beta2 } => {
                (mean, keep) = (1.0 - beta1, beta2);
                step = -(p.lr / (1.0 - beta1.powf(t)));
            }
            Rule::Nadam { beta1, beta2, momentum_decay } => {
                (mean, keep, fresh) = (1.0 - beta1, beta2, 1.0 - beta2);
                let now = Rule::nadam_momentum(beta1, momentum_decay, t);
                let then = Rule::nadam_momentum(beta1, momentum_decay, t + 1.0);
                bias = 1.0 - beta2.powf(t);
                step = -p.lr * (1.0 - now) / (1.0 - product);
                next = -p.lr * then / (1.0 - product * then);
            }
            Rule::Radam { beta1, beta2 } => {
                (mean, keep, fresh) = (1.0 - beta1, beta2, 1.0 - beta2);
                let left = 1.0 - beta2.powf(t);
                let most = 2.0 / (1.0 - beta2) - 1.0;
                let length = most - 2.0 * t * beta2.powf(t) / left;
                bias = 1.0 - beta1.powf(t);
                step = p.lr;
                // `next` rectifies the variance; zero while there are too few steps to know it.
                if length > 5.0 {
                    next = ((length - 4.0) * (length - 2.0) * most / ((most - 4.0) * (most - 2.0) * length)).sqrt();
                    momentum = left.sqrt();
                }
            }
            Rule::Rprop { etaminus, etaplus, low, high } => (keep, fresh, bias, next) = (etaminus, etaplus, low, high),
            // The rate stands in the first scalar.
            Rule::Asgd { lambd } => (step, keep, next) = (-product, 1.0 - lambd * product, share),
        }
        let near = mean.abs() < 0.5;
        Constants {
            sign: X::of(if p.maximize { -1.0 } else { 1.0 }),
            decay: X::of(if p.decoupled { 0.0 } else { p.weight_decay }),
            shrink: X::of(if p.decoupled { 1.0 - p.lr * p.weight_decay } else { 1.0 }),
            eps: X::of(p.eps),
            weight: if near { X::of(mean) } else { X::of(mean) - X::of(1.0) },
            near,
            keep: X::of(keep),
            fresh: X::of(fresh),
            step: X::of(step),
            bias: X::of(bias),
            next: X::of(next),
            momentum: X::of(momentum),
        }
    }
}

impl<X: Real> Constants<X> {
    /// The gradient with its sign and the pull of the weight decay.
    #[inline(always)]
    fn gradient(self, isa: impl Math, x: X, g: X) -> X {
        let g = g * self.sign;
        if self.decay != X::of(0.0) { isa.fma(x, self.decay, g) } else { g }
    }
    #[inline(always)]
    fn mean(self, isa: impl Math, old: X, g: X) -> X {
        isa.fma(self.weight, g - old, if self.near { old } else { g })
    }
    #[inline(always)]
    fn squares(self, isa: impl Math, old: X, g: X) -> X {
        isa.fma(self.fresh * g, g, old * self.keep)
    }
    /// RMSprop's denominator.
    #[inline(always)]
    fn spread(self, isa: impl Math, square: X, mean: X, centered: bool) -> X {
        (if centered { isa.fma(-mean, mean, square) } else { square }).sqrt() + self.eps
    }
}

multiversion! {
    fn adaptive_tile[X: Real](isa; rule: Rule, x: &mut [X], g: &[X], a: &mut [X], b: &mut [X], m: &mut [X], c: Constants<X>) {
        let n = x.len();
        let (g, a, b, m) = (&g[..n], &mut a[..n], &mut b[..n], &mut m[..n]);
        let zero = X::of(0.0);
        // Plain loops with no branch that depends on the element, so that they are vectorised.
        match rule {
            Rule::Rmsprop { momentum, centered, .. } => {
                if momentum > 0.0 {
                    for i in 0..n {
                        let g = c.gradient(isa, x[i], g[i]);
                        a[i] = c.squares(isa, a[i], g);
                        b[i] = c.mean(isa, b[i], g);
                        m[i] = m[i] * c.momentum + g / c.spread(isa, a[i], b[i], centered);
                        x[i] = isa.fma(m[i], c.step, x[i]);
                    }
                } else {
                    for i in 0..n {
                        let g = c.gradient(isa, x[i], g[i]);
                        a[i] = c.squares(isa, a[i], g);
                        b[i] = c.mean(isa, b[i], g);
                        x[i] = x[i] + c.step * g / c.spread(isa, a[i], b[i], centered);
                    }
                }
            }
            Rule::Adagrad { .. } => {
                for i in 0..n {
                    let g = c.gradient(isa, x[i], g[i]);
                    a[i] = isa.fma(g, g, a[i]);
                    x[i] = x[i] + c.step * g / (a[i].sqrt() + c.eps);
                }
            }
            Rule::Adadelta { .. } => {
                for i in 0..n {
                    let g = c.gradient(isa, x[i], g[i]);
                    a[i] = c.squares(isa, a[i], g);
                    let delta = (b[i] + c.eps).sqrt() / (a[i] + c.eps).sqrt() * g;
                    b[i] = c.squares(isa, b[i], delta);
                    x[i] = isa.fma(delta, c.step, x[i]);
                }
            }
            Rule::Adamax { .. } => {
                for i in 0..n {
                    let g = c.gradient(isa, x[i], g[i]);
                    a[i] = c.mean(isa, a[i], g);
                    b[i] = (b[i] * c.keep).maximum(g.abs() + c.eps);
                    x[i] = x[i] + c.step * a[i] / b[i];
                }
            }
            Rule::Nadam { .. } => {
                for i in 0..n {
                    let w = x[i] * c.shrink;
                    let g = c.gradient(isa, w, g[i]);
                    a[i] = c.mean(isa, a[i], g);
                    b[i] = c.squares(isa, b[i], g);
                    let spread = (b[i] / c.bias).sqrt() + c.eps;
                    x[i] = w + c.step * g / spread + c.next * a[i] / spread;
                }
            }
            Rule::Radam { .. } => {
                let rectified = c.next != zero;
                for i in 0..n {
                    let w = x[i] * c.shrink;
                    let g = c.gradient(isa, w, g[i]);
                    a[i] = c.mean(isa, a[i], g);
                    b[i] = c.squares(isa, b[i], g);
                    let plain = a[i] / c.bias * c.step;
                    let scaled = plain * (X::of(1.0) / (b[i].sqrt() + c.eps) * c.momentum) * c.next;
                    x[i] = w - if rectified { scaled } else { plain };
                }
            }
            Rule::Rprop { .. } => {
                let one = X::of(1.0);
                for i in 0..n {
                    let g = g[i] * c.sign;
                    let same = g * a[i];
                    let factor = if same > zero { c.fresh } else { one };
                    let factor = if same < zero { c.keep } else { factor };
                    b[i] = (b[i] * factor).maximum(c.bias).minimum(c.next);
                    // A gradient that turned is left out, and forgotten.
                    let g = if same < zero { zero } else { g };
                    let up = if g > zero { b[i] } else { zero };
                    let down = if g < zero { b[i] } else { zero };
                    x[i] = x[i] - up + down;
                    a[i] = g;
                }
            }
            Rule::Asgd { .. } => {
                let all = c.next == X::of(1.0);
                for i in 0..n {
                    let g = c.gradient(isa, x[i], g[i]);
                    x[i] = isa.fma(g, c.step, x[i] * c.keep);
                    a[i] = if all { x[i] } else { a[i] + (x[i] - a[i]) * c.next };
                }
            }
        }
    }
}
