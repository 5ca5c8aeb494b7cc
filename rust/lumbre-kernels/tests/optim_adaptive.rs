//! The element-wise adaptive steps against their recurrences in f64.
mod strided;

use lumbre_kernels::optim::{AdaptiveParams, Rule, adaptive};
use lumbre_kernels::{View, ViewMut};
use strided::{Rng, Tensor, assert_close};

/// One element's parameter and three states, stepped by the published formula.
fn reference(p: &AdaptiveParams, s: &mut [f64; 4], g: f64, t: f64, product: f64) {
    let [x, a, b, m] = s;
    let raw = g;
    let g = g + p.weight_decay * *x;
    let mean = |old: f64, beta: f64| beta * old + (1.0 - beta) * g;
    match p.rule {
        Rule::Rmsprop { alpha, momentum, centered } => {
            *a = alpha * *a + (1.0 - alpha) * g * g;
            if centered {
                *b = mean(*b, alpha);
            }
            let step = g / ((*a - *b * *b).sqrt() + p.eps);
            *m = momentum * *m + step;
            *x -= p.lr * if momentum > 0.0 { *m } else { step };
        }
        Rule::Adagrad { lr_decay } => {
            *a += g * g;
            *x -= p.lr / (1.0 + (t - 1.0) * lr_decay) * g / (a.sqrt() + p.eps);
        }
        Rule::Adadelta { rho } => {
            *a = rho * *a + (1.0 - rho) * g * g;
            let d = (*b + p.eps).sqrt() / (*a + p.eps).sqrt() * g;
            *b = rho * *b + (1.0 - rho) * d * d;
            *x -= p.lr * d;
        }
        Rule::Adamax { beta1, beta2 } => {
            *a = mean(*a, beta1);
            *b = (beta2 * *b).max(g.abs() + p.eps);
            *x -= p.lr / (1.0 - beta1.powf(t)) * *a / *b;
        }
        Rule::Nadam { beta1, beta2, momentum_decay } => {
            *a = mean(*a, beta1);
            *b = beta2 * *b + (1.0 - beta2) * g * g;
            let mu = |s: f64| beta1 * (1.0 - 0.5 * 0.96f64.powf(s * momentum_decay));
            let ahead = mu(t + 1.0) * *a / (1.0 - product * mu(t + 1.0)) + (1.0 - mu(t)) * g / (1.0 - product);
            *x -= p.lr * ahead / ((*b / (1.0 - beta2.powf(t))).sqrt() + p.eps);
        }
        Rule::Radam { beta1, beta2 } => {
            *a = mean(*a, beta1);
            *b = beta2 * *b + (1.0 - beta2) * g * g;
            let most = 2.0 / (1.0 - beta2) - 1.0;
            let length = most - 2.0 * t * beta2.powf(t) / (1.0 - beta2.powf(t));
            let mut step = *a / (1.0 - beta1.powf(t));
            if length > 5.0 {
                step *= (1.0 - beta2.powf(t)).sqrt() / (b.sqrt() + p.eps);
                step *= ((length - 4.0) * (length - 2.0) * most / ((most - 4.0) * (most - 2.0) * length)).sqrt();
            }
            *x -= p.lr * step;
        }
        Rule::Rprop { etaminus, etaplus, low, high } => {
            let same = raw * *a;
            *b = (*b * if same > 0.0 { etaplus } else if same < 0.0 { etaminus } else { 1.0 }).clamp(low, high);
            *a = if same < 0.0 { 0.0 } else { raw };
            *x -= if *a == 0.0 { 0.0 } else { a.signum() * *b };
        }
        Rule::Asgd { lambd } => {
            let rate = 0.1 / t;
            *x = *x * (1.0 - lambd * rate) - rate * g;
            *a += (*x - *a) / t;
        }
    }
}

fn check(rule: Rule, used: usize) {
    let p = AdaptiveParams { rule, lr: 0.05, eps: 1e-6, weight_decay: 0.1, decoupled: false, maximize: false };
    let mut rng = Rng(7);
    let sizes = [0, 1, 7, 2000, 20_000];
    let mut list = |scale: f64| -> Vec<Tensor<f64>> {
        sizes.iter().map(|&n| Tensor::new(&[n], (0..n).map(|_| rng.normal() * scale).collect())).collect()
    };
    let (mut x, mut states) = (list(1.0), [list(0.0), list(0.0), list(0.0)]);
    let mut want: Vec<Vec<[f64; 4]>> = x.iter().map(|t| t.to_f64().iter().map(|&x| [x, 0.0, 0.0, 0.0]).collect()).collect();
    let mut product = 1.0;
    for t in 1..=7 {
        let t = t as f64;
        let g = list(1.0);
        if let Rule::Nadam { beta1, momentum_decay, .. } = rule {
            product *= Rule::nadam_momentum(beta1, momentum_decay, t);
        }
        let scalars = if let Rule::Asgd { .. } = rule { [0.1 / t, 1.0 / t] } else { [product, 0.0] };
        let mut xs: Vec<ViewMut> = x.iter_mut().map(Tensor::view_mut).collect();
        let mut lists: Vec<Vec<ViewMut>> =
            states.iter_mut().take(used).map(|l| l.iter_mut().map(Tensor::view_mut).collect()).collect();
        let mut lists: Vec<&mut [ViewMut]> = lists.iter_mut().map(|l| &mut l[..]).collect();
        let gs: Vec<View> = g.iter().map(Tensor::view).collect();
        adaptive(&mut xs, &gs, &mut lists, &p, &vec![t; sizes.len()], &vec![scalars; sizes.len()]);
        for (rows, g) in want.iter_mut().zip(&g) {
            for (row, g) in rows.iter_mut().zip(g.to_f64()) {
                reference(&p, row, g, t, product);
            }
        }
    }
    for (x, rows) in x.iter().zip(&want) {
        assert_close(&x.to_f64(), &rows.iter().map(|r| r[0]).collect::<Vec<_>>(), 1e-9, "parameter");
    }
}

#[test]
fn test_adaptive_rules_follow_their_recurrences() {
    check(Rule::Rmsprop { alpha: 0.9, momentum: 0.0, centered: false }, 1);
    check(Rule::Rmsprop { alpha: 0.4, momentum: 0.7, centered: true }, 3);
    check(Rule::Adagrad { lr_decay: 0.1 }, 1);
    check(Rule::Adadelta { rho: 0.8 }, 2);
    check(Rule::Adamax { beta1: 0.9, beta2: 0.99 }, 2);
    check(Rule::Nadam { beta1: 0.9, beta2: 0.99, momentum_decay: 0.01 }, 2);
    check(Rule::Radam { beta1: 0.4, beta2: 0.9 }, 2);
    check(Rule::Rprop { etaminus: 0.5, etaplus: 1.2, low: 1e-3, high: 0.5 }, 2);
    check(Rule::Asgd { lambd: 0.01 }, 1);
}
