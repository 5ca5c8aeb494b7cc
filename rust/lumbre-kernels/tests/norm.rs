//! Normalisation against plain loops in f64, gradients against finite differences.
mod strided;

use lumbre_kernels::norm::*;
use strided::{Rng, Tensor, assert_close};

const EPS: f64 = 1e-5;

/// Normalises the groups of elements that `group` numbers, then scales and shifts by `param`'s weight and bias.
fn normalise(x: &[f64], w: &[f64], b: &[f64], group: &dyn Fn(usize) -> usize, param: &dyn Fn(usize) -> usize, centred: bool) -> Vec<f64> {
    let groups = (0..x.len()).map(group).max().map_or(0, |m| m + 1);
    let mut stats = vec![(0.0, 0.0, 0.0); groups];
    for (i, &v) in x.iter().enumerate() {
        stats[group(i)].0 += 1.0;
        stats[group(i)].1 += if centred { v } else { 0.0 };
    }
    for (i, &v) in x.iter().enumerate() {
        let s = &mut stats[group(i)];
        s.2 += (v - s.1 / s.0).powi(2);
    }
    let value = |i: usize| {
        let (n, sum, square) = stats[group(i)];
        (x[i] - sum / n) / (square / n + EPS).sqrt() * w[param(i)] + b[param(i)]
    };
    (0..x.len()).map(value).collect()
}

/// The gradient of `sum(f(v) * g)` at `v`.
fn differences(v: &[f64], g: &[f64], f: impl Fn(&[f64]) -> Vec<f64>) -> Vec<f64> {
    let at = |i: usize, h: f64| {
        let mut v = v.to_vec();
        v[i] += h;
        f(&v).iter().zip(g).map(|(y, g)| y * g).sum::<f64>()
    };
    (0..v.len()).map(|i| (at(i, 1e-5) - at(i, -1e-5)) / 2e-5).collect()
}

struct Case {
    x: Tensor<f64>,
    w: Tensor<f64>,
    b: Tensor<f64>,
    g: Tensor<f64>,
}

fn case(rng: &mut Rng, sizes: &[i64], params: i64) -> Case {
    let [x, g] = std::array::from_fn(|_| Tensor::random(rng, sizes));
    let [w, b] = std::array::from_fn(|_| Tensor::random(rng, &[params]));
    Case { x, w, b, g }
}

fn zeros(sizes: &[i64]) -> Tensor<f64> {
    Tensor::full(sizes, 0.0)
}

#[test]
fn test_layer_and_rms_norm() {
    let mut rng = Rng(21);
    for (rows, n) in [(1, 1), (3, 5), (70, 9), (2, 100)] {
        let c = case(&mut rng, &[rows, n], n);
        for centred in [true, false] {
            let bias = if centred { c.b.data.clone() } else { vec![0.0; n as usize] };
            let f = |x: &[f64], w: &[f64], b: &[f64]| normalise(x, w, b, &|i| i / n as usize, &|i| i % n as usize, centred);
            let (mut out, mut mean, mut rstd) = (zeros(&[rows, n]), zeros(&[rows]), zeros(&[rows]));
            let (mut gx, mut gw, mut gb) = (zeros(&[rows, n]), zeros(&[n]), zeros(&[n]));
            if centred {
                layer_norm(c.x.view(), Some(c.w.view()), Some(c.b.view()), EPS, out.view_mut(), mean.view_mut(), rstd.view_mut());
                layer_norm_backward(
                    c.g.view(), c.x.view(), mean.view(), rstd.view(), Some(c.w.view()),
                    Some(gx.view_mut()), Some(gw.view_mut()), Some(gb.view_mut()),
                );
                assert_close(&gb.data, &differences(&bias, &c.g.data, |b| f(&c.x.data, &c.w.data, b)), 1e-6, "gb");
            } else {
                rms_norm(c.x.view(), Some(c.w.view()), EPS, out.view_mut(), rstd.view_mut());
                rms_norm_backward(
                    c.g.view(), c.x.view(), rstd.view(), Some(c.w.view()), Some(gx.view_mut()), Some(gw.view_mut()),
                );
            }
            assert_close(&out.data, &f(&c.x.data, &c.w.data, &bias), 1e-12, "out");
            // A row of one element has a steep derivative that differences cannot follow.
            if n > 1 {
                assert_close(&gx.data, &differences(&c.x.data, &c.g.data, |x| f(x, &c.w.data, &bias)), 1e-5, "gx");
            }
            assert_close(&gw.data, &differences(&c.w.data, &c.g.data, |w| f(&c.x.data, w, &bias)), 1e-6, "gw");
        }
    }
}

#[test]
fn test_layer_norm_of_halves_and_without_parameters() {
    let mut rng = Rng(22);
    let x = Tensor::<half::f16>::random(&mut rng, &[4, 33]);
    let (mut out, mut mean, mut rstd) =
        (Tensor::<half::f16>::full(&[4, 33], half::f16::ZERO), Tensor::<f32>::full(&[4], 0.0), Tensor::<f32>::full(&[4], 0.0));
    layer_norm(x.view(), None, None, EPS, out.view_mut(), mean.view_mut(), rstd.view_mut());
    let want = normalise(&x.to_f64(), &[1.0], &[0.0], &|i| i / 33, &|_| 0, true);
    assert_close(&out.to_f64(), &want, 2e-3, "f16");
    let x = Tensor::<f32>::random(&mut rng, &[3, 20_000]);
    let mut out = Tensor::<f32>::full(&[3, 20_000], 0.0);
    layer_norm(x.view(), None, None, EPS, out.view_mut(), mean.view_mut(), rstd.view_mut());
    let want = normalise(&x.to_f64(), &[1.0], &[0.0], &|i| i / 20_000, &|_| 0, true);
    assert_close(&out.to_f64(), &want, 1e-5, "long rows");
}

#[test]
fn test_group_norm() {
    let mut rng = Rng(23);
    for (n, c, l, groups) in [(2, 6, 4, 3), (3, 4, 1, 2), (1, 2, 9, 1), (2, 3, 5, 3)] {
        let k = case(&mut rng, &[n, c, l], c);
        let (row, channel) = ((c / groups * l) as usize, |i: usize| i / l as usize % c as usize);
        let f = |x: &[f64], w: &[f64], b: &[f64]| normalise(x, w, b, &|i| i / row, &channel, true);
        let (mut out, mut mean, mut rstd) = (zeros(&[n, c, l]), zeros(&[n, groups]), zeros(&[n, groups]));
        let (x, w, g) = (k.x.view(), Some(k.w.view()), groups as usize);
        group_norm(x, g, w, Some(k.b.view()), EPS, out.view_mut(), mean.view_mut(), rstd.view_mut());
        assert_close(&out.data, &f(&k.x.data, &k.w.data, &k.b.data), 1e-12, "out");
        let (mut gx, mut gw, mut gb) = (zeros(&[n, c, l]), zeros(&[c]), zeros(&[c]));
        group_norm_backward(
            k.g.view(), x, mean.view(), rstd.view(), g, w, Some(gx.view_mut()), Some(gw.view_mut()), Some(gb.view_mut()),
        );
        assert_close(&gx.data, &differences(&k.x.data, &k.g.data, |x| f(x, &k.w.data, &k.b.data)), 1e-5, "gx");
        assert_close(&gw.data, &differences(&k.w.data, &k.g.data, |w| f(&k.x.data, w, &k.b.data)), 1e-6, "gw");
        assert_close(&gb.data, &differences(&k.b.data, &k.g.data, |b| f(&k.x.data, &k.w.data, b)), 1e-6, "gb");
    }
}

#[test]
fn test_batch_norm_of_every_layout() {
    let mut rng = Rng(24);
    for (n, c, l) in [(3, 4, 5), (6, 3, 1), (2, 1, 7), (80, 5, 1)] {
        let k = case(&mut rng, &[n, c, l], c);
        let channel = |i: usize| i / l as usize % c as usize;
        let f = |x: &[f64], w: &[f64], b: &[f64]| normalise(x, w, b, &channel, &channel, true);
        for (x, g) in [(k.x.clone(), k.g.clone()), (k.x.strided(), k.g.clone()), (k.x.strided(), k.g.strided())] {
            let (mut out, mut mean, mut rstd) = (zeros(&[n, c, l]), zeros(&[c]), zeros(&[c]));
            batch_norm_stats(x.view(), mean.view_mut(), rstd.view_mut());
            rstd.data.iter_mut().for_each(|v| *v = 1.0 / (*v + EPS).sqrt());
            let (w, b) = (Some(k.w.view()), Some(k.b.view()));
            batch_norm_apply(x.view(), mean.view(), rstd.view(), w, b, out.view_mut());
            assert_close(&out.data, &f(&k.x.data, &k.w.data, &k.b.data), 1e-12, "out");
            let (mut gx, mut gw, mut gb) = (zeros(&[n, c, l]).strided(), zeros(&[c]), zeros(&[c]));
            batch_norm_backward(
                g.view(), x.view(), mean.view(), rstd.view(), w, true,
                Some(gx.view_mut()), Some(gw.view_mut()), Some(gb.view_mut()),
            );
            assert_close(&gx.to_f64(), &differences(&k.x.data, &k.g.data, |x| f(x, &k.w.data, &k.b.data)), 1e-5, "gx");
            assert_close(&gw.data, &differences(&k.w.data, &k.g.data, |w| f(&k.x.data, w, &k.b.data)), 1e-6, "gw");
            assert_close(&gb.data, &differences(&k.b.data, &k.g.data, |b| f(&k.x.data, &k.w.data, b)), 1e-6, "gb");
            // With fixed statistics the gradient is only scaled.
            batch_norm_backward(g.view(), x.view(), mean.view(), rstd.view(), w, false, Some(gx.view_mut()), None, None);
            let want: Vec<f64> =
                k.g.data.iter().enumerate().map(|(i, g)| g * rstd.data[channel(i)] * k.w.data[channel(i)]).collect();
            assert_close(&gx.to_f64(), &want, 1e-12, "eval gx");
        }
    }
}
