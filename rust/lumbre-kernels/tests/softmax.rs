//! Softmax against plain loops in f64.
mod strided;

use strided::{Rng, Tensor, assert_close, indices};
use half::bf16;
use lumbre_kernels::Element;
use lumbre_kernels::softmax::{softmax, softmax_backward};

/// `f` of every lane along `dim`, for one or two tensors.
fn per_lane(xs: &[&Tensor<f64>], dim: usize, f: impl Fn(&[Vec<f64>]) -> Vec<f64>) -> Vec<f64> {
    let mut out = Tensor::<f64>::full(&xs[0].sizes, 0.0);
    let n = xs[0].sizes[dim] as usize;
    for at in indices(&xs[0].sizes).into_iter().filter(|at| at[dim] == 0) {
        let along = |i: usize| at.iter().enumerate().map(|(d, &a)| if d == dim { i } else { a }).collect::<Vec<_>>();
        let lanes: Vec<Vec<f64>> = xs.iter().map(|x| (0..n).map(|i| x.get(&along(i))).collect()).collect();
        for (i, v) in f(&lanes).into_iter().enumerate() {
            out.set(&along(i), v);
        }
    }
    out.data
}

fn cast<E: Element>(x: &Tensor<impl Element>) -> Tensor<E> {
    Tensor::new(&x.sizes, x.to_f64().iter().map(|&v| E::from_f64(v)).collect())
}

fn check<E: Element>(rng: &mut Rng, sizes: &[i64], dim: usize, log: bool, tol: f64) {
    let x: Tensor<f64> = cast(&Tensor::<E>::random(rng, sizes));
    let g: Tensor<f64> = cast(&Tensor::<E>::random(rng, sizes));
    let want = per_lane(&[&x], dim, |l| {
        let sum: f64 = l[0].iter().map(|v| v.exp()).sum();
        l[0].iter().map(|v| if log { v - sum.ln() } else { v.exp() / sum }).collect()
    });
    for strided in [false, true] {
        let layout = |t: Tensor<E>| if strided { t.strided() } else { t };
        let mut y = layout(Tensor::full(sizes, E::default()));
        softmax(layout(cast(&x)).view(), dim, log, y.view_mut());
        assert_close(&y.to_f64(), &want, tol, &format!("softmax {sizes:?} {dim} {log}"));
        let yd = Tensor::<f64>::new(sizes, y.to_f64());
        let want = per_lane(&[&g, &yd], dim, |l| {
            let weight = |y: f64| if log { y.exp() } else { y };
            let sum: f64 = l[0].iter().zip(&l[1]).map(|(g, y)| if log { *g } else { g * y }).sum();
            l[0].iter().zip(&l[1]).map(|(g, &y)| if log { g - weight(y) * sum } else { y * (g - sum) }).collect()
        });
        let mut gx = layout(Tensor::full(sizes, E::default()));
        softmax_backward(layout(cast(&g)).view(), y.view(), dim, log, gx.view_mut());
        assert_close(&gx.to_f64(), &want, tol, &format!("softmax_backward {sizes:?} {dim} {log}"));
    }
}

#[test]
fn test_softmax_of_every_layout() {
    let mut rng = Rng(7);
    for sizes in [&[1][..], &[9], &[3, 5], &[2, 40, 7], &[300, 10], &[10, 300], &[2, 3, 4, 5], &[0, 4], &[1000, 2, 20]] {
        for dim in 0..sizes.len() {
            for log in [false, true] {
                check::<f32>(&mut rng, sizes, dim, log, 2e-6);
                check::<f64>(&mut rng, sizes, dim, log, 1e-13);
                check::<bf16>(&mut rng, sizes, dim, log, 2e-2);
            }
        }
    }
}

#[test]
fn test_softmax_extremes() {
    let x = Tensor::new(&[3, 2], vec![1e4f32, 1e4, f32::NEG_INFINITY, 0.0, f32::NEG_INFINITY, f32::NEG_INFINITY]);
    let mut y = Tensor::<f32>::full(&[3, 2], 0.0);
    softmax(x.view(), 1, false, y.view_mut());
    assert_close(&y.to_f64(), &[0.5, 0.5, 0.0, 1.0, f64::NAN, f64::NAN], 1e-7, "softmax");
    let mut scalar = Tensor::<f32>::full(&[], 5.0);
    softmax(Tensor::<f32>::full(&[], 3.0).view(), 0, false, scalar.view_mut());
    assert_eq!(scalar.data, [1.0]);
}
