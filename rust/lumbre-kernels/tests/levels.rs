//! The register tiles of every instruction set. The level belongs to the whole process, so this is one test, apart.

mod common;

use common::{Array, Rng, assert_close, tolerance};
use lumbre_kernels::Element;
use lumbre_kernels::conv::{ConvParams, conv_backward_input, conv_backward_weight, conv_forward};
use lumbre_kernels::gemm::bmm;
use lumbre_kernels::isa::{Level, limit_level};

fn check_product<T: Element>([m, k, n]: [i64; 3], orders: [[usize; 3]; 2], rng: &mut Rng) {
    let a = Array::<T>::random(&[1, m, k], &orders[0], 1, rng);
    let b = Array::<T>::random(&[1, k, n], &orders[1], 0, rng);
    let (mut want, mut scale) = (Vec::new(), Vec::new());
    for i in 0..m * n {
        let terms = (0..k).map(|p| a.at(&[0, i / n, p]) * b.at(&[0, p, i % n]));
        want.push(terms.clone().sum::<f64>());
        scale.push(terms.map(f64::abs).sum::<f64>());
    }
    let mut out = Array::<T>::new(&[1, m, n], 2);
    bmm(a.view(), b.view(), 1.0, 0.0, out.view_mut());
    assert_close(&out.values(), &want, &scale, tolerance(T::DTYPE), &format!("{} {m}x{k}x{n} {orders:?}", T::DTYPE.name()));
}

fn check_conv<T: Element>([c, o, size]: [i64; 3], rng: &mut Rng) {
    let x = Array::<T>::random(&[1, c, size, size], &[0, 1, 2, 3], 0, rng);
    let w = Array::<T>::random(&[o, c, 3, 3], &[0, 1, 2, 3], 0, rng);
    let (mut want, mut scale) = (Vec::new(), Vec::new());
    let (mut by_x, mut by_w) = (vec![0.0; (c * size * size) as usize], vec![0.0; (o * c * 9) as usize]);
    for i in 0..o * size * size {
        let (q, h, col) = (i / (size * size), i / size % size, i % size);
        let (mut sum, mut total) = (0.0, 0.0);
        for t in 0..c * 9 {
            let (ih, iw) = (h + t / 3 % 3 - 1, col + t % 3 - 1);
            if (0..size).contains(&ih) && (0..size).contains(&iw) {
                let v = x.at(&[0, t / 9, ih, iw]) * w.at(&[q, t / 9, t / 3 % 3, t % 3]);
                (sum, total) = (sum + v, total + v.abs());
                // With ones for the gradient, each gradient is a sum of weights or inputs.
                by_x[(t / 9 * size * size + ih * size + iw) as usize] += w.at(&[q, t / 9, t / 3 % 3, t % 3]);
                by_w[(q * c * 9 + t) as usize] += x.at(&[0, t / 9, ih, iw]);
            }
        }
        want.push(sum);
        scale.push(total);
    }
    let mut out = Array::<T>::new(&[1, o, size, size], 0);
    let p = ConvParams { stride: &[1, 1], padding: &[1, 1], dilation: &[1, 1], groups: 1 };
    conv_forward(x.view(), w.view(), None, &p, out.view_mut());
    let what = format!("conv {} {c} {o} {size}", T::DTYPE.name());
    assert_close(&out.values(), &want, &scale, tolerance(T::DTYPE), &what);
    let mut ones = Array::<T>::new(&[1, o, size, size], 0);
    ones.data.fill(T::from_f64(1.0));
    let (mut gx, mut gw) = (Array::<T>::new(&[1, c, size, size], 0), Array::<T>::new(&[o, c, 3, 3], 0));
    conv_backward_input(ones.view(), w.view(), &p, gx.view_mut());
    conv_backward_weight(ones.view(), x.view(), &p, gw.view_mut());
    assert_close(&gx.values(), &by_x, &vec![9.0 * o as f64; by_x.len()], tolerance(T::DTYPE), &format!("{what} by input"));
    assert_close(&gw.values(), &by_w, &vec![(size * size) as f64; by_w.len()], tolerance(T::DTYPE), &format!("{what} by weight"));
}

#[test]
fn test_every_level_matches_f64_sums() {
    let (row, col) = ([0, 1, 2], [0, 2, 1]);
    let mut rng = Rng(1);
    for level in [Level::Baseline, Level::Avx2, Level::Avx512] {
        limit_level(level);
        for sizes in [[1, 40, 90], [3, 5, 7], [6, 300, 16], [29, 65, 47], [100, 270, 133], [14, 20, 32], [13, 33, 70], [64, 64, 200]] {
            for orders in [[row, row], [row, col], [col, row], [col, col]] {
                check_product::<f32>(sizes, orders, &mut rng);
                check_product::<f64>(sizes, orders, &mut rng);
                check_product::<half::bf16>(sizes, orders, &mut rng);
                check_product::<half::f16>(sizes, orders, &mut rng);
            }
        }
        for sizes in [[3, 5, 9], [4, 40, 14], [40, 17, 7], [1, 8, 3], [1, 1, 12], [5, 9, 2], [34, 20, 1], [3, 40, 5]] {
            check_conv::<f32>(sizes, &mut rng);
            check_conv::<f64>(sizes, &mut rng);
            check_conv::<half::f16>(sizes, &mut rng);
        }
    }
}
