//! Optimizer steps and losses against plain formulas in f64.
mod strided;

use lumbre_kernels::loss::*;
use lumbre_kernels::optim::*;
use lumbre_kernels::{Element, View, ViewMut};
use strided::{Rng, Tensor, assert_close};

fn views<E: Element>(ts: &[Tensor<E>]) -> Vec<View<'_>> {
    ts.iter().map(Tensor::view).collect()
}
fn views_mut<E: Element>(ts: &mut [Tensor<E>]) -> Vec<ViewMut<'_>> {
    ts.iter_mut().map(Tensor::view_mut).collect()
}

/// Runs three steps over parameters of several lengths and compares with the scalar recurrence.
fn check_adam<E: Element>(p: AdamParams, amsgrad: bool, tol: f64) {
    let mut rng = Rng(41);
    let sizes = [0, 1, 5, 1500, 40_000];
    let mut list = |scale: f64| -> Vec<Tensor<E>> {
        sizes.iter().map(|&n| Tensor::new(&[n], (0..n).map(|_| E::from_f64(rng.normal() * scale)).collect())).collect()
    };
    let (mut x, mut m, mut v, mut top) = (list(1.0), list(0.0), list(0.0), list(0.0));
    let mut want: Vec<Vec<[f64; 4]>> = x.iter().map(|t| t.to_f64().iter().map(|&x| [x, 0.0, 0.0, 0.0]).collect()).collect();
    for step in 1..=3 {
        let g = list(1.0);
        let steps = vec![step as f64; sizes.len()];
        let mut tops = views_mut(&mut top);
        let (mut xs, mut ms, mut vs) = (views_mut(&mut x), views_mut(&mut m), views_mut(&mut v));
        adam(&mut xs, &views(&g), &mut ms, &mut vs, amsgrad.then_some(&mut tops[..]), &p, &steps);
        for (state, g) in want.iter_mut().zip(&g) {
            for ([x, m, v, top], g) in state.iter_mut().zip(g.to_f64()) {
                let mut g = if p.maximize { -g } else { g };
                if p.decoupled { *x -= p.lr * p.weight_decay * *x } else { g += p.weight_decay * *x }
                *m = p.beta1 * *m + (1.0 - p.beta1) * g;
                *v = p.beta2 * *v + (1.0 - p.beta2) * g * g;
                *top = top.max(*v);
                let second = if amsgrad { *top } else { *v } / (1.0 - p.beta2.powi(step));
                *x -= p.lr * *m / (1.0 - p.beta1.powi(step)) / (second.sqrt() + p.eps);
            }
        }
    }
    for (i, state) in want.iter().enumerate() {
        assert_close(&x[i].to_f64(), &state.iter().map(|s| s[0]).collect::<Vec<_>>(), tol, "parameter");
        assert_close(&v[i].to_f64(), &state.iter().map(|s| s[2]).collect::<Vec<_>>(), tol, "second moment");
    }
}

#[test]
fn test_adam_follows_its_recurrence() {
    let base = AdamParams {
        lr: 0.01, beta1: 0.9, beta2: 0.999, eps: 1e-8, weight_decay: 0.0, maximize: false, decoupled: false,
    };
    check_adam::<f64>(base, false, 1e-13);
    check_adam::<f32>(base, true, 1e-6);
    check_adam::<f64>(AdamParams { weight_decay: 0.1, maximize: true, ..base }, true, 1e-13);
    check_adam::<f32>(AdamParams { weight_decay: 0.1, decoupled: true, ..base }, false, 1e-6);
    check_adam::<f64>(AdamParams { beta1: 0.3, ..base }, false, 1e-13);
    check_adam::<half::bf16>(base, false, 3e-2);
}

#[test]
fn test_sgd_follows_its_recurrence() {
    let base = SgdParams { lr: 0.1, momentum: 0.0, dampening: 0.0, weight_decay: 0.0, nesterov: false, maximize: false };
    for (p, buffer) in [
        (base, false),
        (SgdParams { momentum: 0.9, dampening: 0.5, weight_decay: 0.01, ..base }, true),
        (SgdParams { momentum: 0.9, nesterov: true, maximize: true, ..base }, true),
    ] {
        let mut rng = Rng(42);
        let (mut x, mut buf) = (vec![Tensor::<f64>::random(&mut rng, &[3000])], vec![Tensor::full(&[3000], f64::NAN)]);
        let mut want: Vec<[f64; 2]> = x[0].data.iter().map(|&x| [x, 0.0]).collect();
        for step in 0..3 {
            let g = vec![Tensor::<f64>::random(&mut rng, &[3000])];
            let mut bufs = views_mut(&mut buf);
            sgd(&mut views_mut(&mut x), &views(&g), buffer.then_some(&mut bufs[..]), &[step == 0], &p);
            for ([x, b], &g) in want.iter_mut().zip(&g[0].data) {
                let mut g = if p.maximize { -g } else { g } + p.weight_decay * *x;
                if buffer {
                    *b = if step == 0 { g } else { p.momentum * *b + (1.0 - p.dampening) * g };
                    g = if p.nesterov { g + p.momentum * *b } else { *b };
                }
                *x -= p.lr * g;
            }
        }
        assert_close(&x[0].data, &want.iter().map(|s| s[0]).collect::<Vec<_>>(), 1e-13, "sgd");
    }
}

/// The mean cross entropy of logits `[n, c, l]`.
fn naive(x: &[f64], t: &[i64], w: &[f64], [c, l]: [usize; 2], smoothing: f64) -> (f64, f64) {
    let (mut loss, mut weight) = (0.0, 0.0);
    for (i, &t) in t.iter().enumerate().filter(|&(_, &t)| t >= 0) {
        let at = |k: usize| x[(i / l * c + k) * l + i % l];
        let lse = (0..c).map(|k| at(k).exp()).sum::<f64>().ln();
        loss += (1.0 - smoothing) * w[t as usize] * (lse - at(t as usize));
        loss += smoothing / c as f64 * (0..c).map(|k| w[k] * (lse - at(k))).sum::<f64>();
        weight += w[t as usize];
    }
    (loss, weight)
}

#[test]
fn test_cross_entropy_and_its_gradient() {
    let mut rng = Rng(43);
    for (n, c, l, smoothing) in [(4, 5, 1, 0.0), (3, 4, 6, 0.1), (1, 2, 3, 0.3)] {
        let x = Tensor::<f64>::random(&mut rng, &[n, c, l]);
        let mut t = Tensor::<i64>::integers(&mut rng, &[n, l], c);
        t.data[0] = -100;
        let w = Tensor::<f64>::new(&[c], (0..c).map(|k| 0.5 + k as f64).collect());
        let p = NllParams { weight: Some(w.view()), ignore_index: -100, label_smoothing: smoothing };
        let shape = [c as usize, l as usize];
        for x in [x.clone(), x.strided()] {
            let (mut lp, mut each) = (Tensor::<f64>::full(&[n, c, l], 0.0), Tensor::<f64>::full(&[n, l], 0.0));
            let sums = cross_entropy(x.view(), t.view(), &p, lp.view_mut(), Some(each.view_mut())).unwrap();
            let (loss, weight) = naive(&x.to_f64(), &t.data, &w.data, shape, smoothing);
            assert_close(&[sums.loss, sums.weight, each.data.iter().sum()], &[loss, weight, loss], 1e-12, "loss");
            let one = [1.0f64];
            // SAFETY: one number that strides of 0 spread.
            let g = unsafe { View::new(one.as_ptr() as *const u8, f64::DTYPE, &t.sizes, &[0, 0]) };
            let mut gx = Tensor::<f64>::full(&[n, c, l], f64::NAN).strided();
            cross_entropy_backward(g, lp.view(), t.view(), &p, 1.0 / weight, gx.view_mut()).unwrap();
            let values = x.to_f64();
            let slope = |i: usize| {
                let at = |h: f64| {
                    let mut v = values.clone();
                    v[i] += h;
                    naive(&v, &t.data, &w.data, shape, smoothing).0 / weight
                };
                (at(1e-5) - at(-1e-5)) / 2e-5
            };
            assert_close(&gx.to_f64(), &(0..values.len()).map(slope).collect::<Vec<_>>(), 1e-8, "gradient");
        }
        t.data[1] = c;
        let mut lp = Tensor::<f64>::full(&[n, c, l], 7.0);
        assert_eq!(cross_entropy(x.view(), t.view(), &p, lp.view_mut(), None).unwrap_err().index, c);
        assert!(lp.data.iter().all(|&v| v == 7.0));
    }
}

#[test]
fn test_nll_gradient_touches_the_targets_only() {
    let lp = Tensor::<f32>::new(&[2, 3, 1], vec![-1.0, -2.0, -3.0, -4.0, -5.0, -6.0]);
    let t = Tensor::<i64>::new(&[2, 1], vec![2, 0]);
    let p = NllParams { weight: None, ignore_index: 0, label_smoothing: 0.0 };
    assert_eq!(nll_loss(lp.view(), t.view(), &p, None), Ok(LossSums { loss: 3.0, weight: 1.0 }));
    let g = Tensor::<f32>::new(&[2, 1], vec![2.0, 5.0]);
    let mut gx = Tensor::<f32>::full(&[2, 3, 1], f32::NAN);
    nll_loss_backward(g.view(), t.view(), &p, 0.5, gx.view_mut()).unwrap();
    assert_eq!(gx.data, [0.0, 0.0, -1.0, 0.0, 0.0, 0.0]);
}
