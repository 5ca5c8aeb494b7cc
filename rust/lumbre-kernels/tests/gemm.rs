mod common;

use common::{Array, Rng, assert_close, bits, tolerance};
use lumbre_kernels::gemm::{bmm, linear};
use lumbre_kernels::parallel::set_num_threads;
use lumbre_kernels::{C64, C128, Element};

/// Row-major `alpha * a @ b + beta * c` in complex f64, and the sum of magnitudes that bounds its rounding.
fn reference<T: Element>(a: &Array<T>, b: &Array<T>, c: &Array<T>, alpha: f64, beta: f64) -> (Vec<C128>, Vec<f64>) {
    let (m, k, n) = (a.sizes[1], a.sizes[2], b.sizes[2]);
    let at = |x: &Array<T>, i: [i64; 3]| {
        let place: i64 = (0..3).map(|d| i[d] * x.strides[d]).sum();
        x.data[place as usize].to_c128()
    };
    let (mut out, mut scale) = (Vec::new(), Vec::new());
    for q in 0..c.sizes[0] {
        for i in 0..m {
            for j in 0..n {
                let (mut sum, mut size) = (C128::new(0.0, 0.0), 0.0);
                for p in 0..k {
                    let v = at(a, [q, i, p]) * at(b, [q, p, j]);
                    sum += v;
                    size += v.norm();
                }
                let old = if beta == 0.0 { C128::new(0.0, 0.0) } else { at(c, [q, i, j]) };
                out.push(sum * alpha + old * beta);
                scale.push(size * alpha.abs() + old.norm() * beta.abs());
            }
        }
    }
    (out, scale)
}

fn check<T: Element>(sizes: [i64; 4], orders: [[usize; 3]; 3], shared: bool, alpha: f64, beta: f64, rng: &mut Rng) {
    let [batch, m, k, n] = sizes;
    let gap = rng.below(3);
    let a = Array::<T>::random(&[batch, m, k], &orders[0], gap, rng);
    let mut b = Array::<T>::random(&[batch, k, n], &orders[1], gap, rng);
    if shared {
        b.strides[0] = 0;
    }
    let start = Array::<T>::random(&[batch, m, n], &orders[2], gap, rng);
    let (want, scale) = reference(&a, &b, &start, alpha, beta);
    let what = format!("{} {sizes:?} {orders:?} alpha {alpha} beta {beta}", T::DTYPE.name());
    let mut first = Vec::new();
    for threads in [1, 2, 4] {
        set_num_threads(threads);
        let mut out = start.clone();
        if beta == 0.0 {
            // What is not to be read: NaN would show in the result.
            (0..out.numel()).for_each(|i| {
                let at = out.place(i);
                out.data[at] = T::from_f64(f64::NAN);
            });
        }
        bmm(a.view(), b.view(), alpha, beta, out.view_mut());
        let got: Vec<C128> = (0..out.numel()).map(|i| out.get(i).to_c128()).collect();
        let tol = tolerance(T::DTYPE);
        let part = |v: &[C128], f: fn(&C128) -> f64| v.iter().map(f).collect::<Vec<_>>();
        assert_close(&part(&got, |c| c.re), &part(&want, |c| c.re), &scale, tol, &what);
        assert_close(&part(&got, |c| c.im), &part(&want, |c| c.im), &scale, tol, &what);
        // Elements between the strides stay as they were.
        let mut touched = vec![false; out.data.len()];
        (0..out.numel()).for_each(|i| touched[out.place(i)] = true);
        assert!((0..touched.len()).all(|i| touched[i] || out.data[i] == start.data[i]), "{what}: wrote outside");
        if threads == 1 {
            first = bits(&out.data);
        } else {
            assert!(bits(&out.data) == first, "{what}: other bits with {threads} threads");
        }
    }
}

const ROW: [usize; 3] = [0, 1, 2];
const COL: [usize; 3] = [0, 2, 1];
const LAYOUTS: [[[usize; 3]; 3]; 6] =
    [[ROW, ROW, ROW], [ROW, COL, ROW], [COL, ROW, ROW], [COL, COL, ROW], [ROW, ROW, COL], [[1, 0, 2], [2, 0, 1], [1, 2, 0]]];

fn sweep<T: Element>(sizes: &[[i64; 4]], seed: u64) {
    let mut rng = Rng(seed);
    for (i, &s) in sizes.iter().enumerate() {
        for (j, orders) in LAYOUTS.into_iter().enumerate() {
            let (alpha, beta) = [(1.0, 0.0), (1.0, 1.0), (2.0, 0.0), (-1.0, 3.0)][(i + j) % 4];
            let alpha = if T::DTYPE == lumbre_kernels::DType::U8 { f64::abs(alpha) } else { alpha };
            check::<T>(s, orders, (i + j) % 3 == 0, alpha, beta, &mut rng);
        }
    }
}

const SMALL: [[i64; 4]; 14] = [
    [1, 1, 1, 1],
    [1, 1, 5, 1],
    [2, 3, 4, 5],
    [1, 7, 33, 17],
    [3, 6, 16, 16],
    [1, 13, 9, 31],
    [1, 16, 16, 64],
    [2, 5, 0, 3],
    [0, 5, 2, 3],
    [1, 0, 2, 3],
    [1, 1, 300, 70],
    [1, 70, 300, 1],
    [5, 29, 65, 47],
    [4, 33, 20, 12],
];
const LARGE: [[i64; 4]; 14] = [
    // Columns beyond whole registers, panels of three registers, few rows of adjacent depth.
    [1, 70, 100, 50],
    [2, 66, 20, 100],
    [1, 9, 70, 3],
    [1, 20, 200, 100],
    [1, 21, 40, 144],
    [3, 17, 30, 120],
    [1, 47, 1030, 33],
    [1, 130, 300, 150],
    [1, 32, 600, 257],
    [2, 97, 513, 95],
    [20, 40, 48, 36],
    [1, 1, 700, 900],
    [1, 300, 17, 300],
    [1, 3, 900, 400],
];

#[test]
fn test_f32_matches_f64_sums() {
    sweep::<f32>(&SMALL, 1);
    sweep::<f32>(&LARGE, 2);
}

#[test]
fn test_f64_matches_f64_sums() {
    sweep::<f64>(&SMALL, 3);
    sweep::<f64>(&LARGE, 4);
}

#[test]
fn test_halves_match_f64_sums() {
    sweep::<half::f16>(&SMALL, 5);
    sweep::<half::bf16>(&SMALL, 6);
    sweep::<half::f16>(&LARGE, 5);
    sweep::<half::bf16>(&LARGE, 6);
}

#[test]
fn test_complex_matches_f64_sums() {
    sweep::<C64>(&SMALL, 7);
    sweep::<C128>(&SMALL, 8);
    sweep::<C64>(&LARGE[..3], 7);
    sweep::<C128>(&LARGE[..3], 8);
}

#[test]
fn test_integers_match_exact_sums() {
    sweep::<i64>(&SMALL, 9);
    sweep::<i32>(&SMALL, 10);
    sweep::<i64>(&LARGE[..2], 9);
}

#[test]
fn test_small_integers_wrap() {
    let mut a = Array::<i8>::new(&[1, 1, 2], 0);
    let mut b = Array::<i8>::new(&[1, 2, 1], 0);
    let mut out = Array::<i8>::new(&[1, 1, 1], 0);
    a.data[..2].copy_from_slice(&[100, 100]);
    b.data[..2].copy_from_slice(&[1, 1]);
    bmm(a.view(), b.view(), 1.0, 0.0, out.view_mut());
    assert_eq!(out.get(0), 200u8 as i8);
}

#[test]
fn test_nan_and_infinity_pass_through() {
    for (m, n, k) in [(3, 4, 5), (40, 50, 60), (1, 90, 33)] {
        let mut rng = Rng(3);
        let mut a = Array::<f32>::random(&[1, m, k], &ROW, 0, &mut rng);
        let b = Array::<f32>::random(&[1, k, n], &ROW, 0, &mut rng);
        let mut out = Array::<f32>::new(&[1, m, n], 0);
        let at = a.place((m - 1) * k + 2);
        a.data[at] = f32::NAN;
        bmm(a.view(), b.view(), 1.0, 0.0, out.view_mut());
        for i in 0..m * n {
            assert_eq!(out.get(i).is_nan(), i / n == m - 1);
        }
    }
}

fn check_linear<T: Element>(m: i64, n: i64, k: i64, with_bias: bool, rng: &mut Rng) {
    let x = Array::<T>::random(&[m, k], &[0, 1], 1, rng);
    let w = Array::<T>::random(&[n, k], &[0, 1], 0, rng);
    let bias = Array::<T>::random(&[n], &[0], 0, rng);
    let (mut want, mut scale) = (Vec::new(), Vec::new());
    for i in 0..m {
        for j in 0..n {
            let terms = (0..k).map(|p| x.at(&[i, p]) * w.at(&[j, p]));
            let start = if with_bias { bias.at(&[j]) } else { 0.0 };
            scale.push(terms.clone().map(f64::abs).sum::<f64>() + start.abs());
            want.push(terms.sum::<f64>() + start);
        }
    }
    let mut first = Vec::new();
    for threads in [1, 2, 4] {
        set_num_threads(threads);
        let mut out = Array::<T>::new(&[m, n], 0);
        linear(x.view(), w.view(), with_bias.then(|| bias.view()), out.view_mut());
        let what = format!("linear {} {m}x{k} -> {n}", T::DTYPE.name());
        // Halves round the bias once more where it is added last.
        assert_close(&out.values(), &want, &scale, tolerance(T::DTYPE), &what);
        let now = bits(&out.data);
        assert!(threads == 1 || now == first, "{what}: other bits with {threads} threads");
        first = now;
    }
}

#[test]
fn test_linear_matches_f64_sums() {
    let mut rng = Rng(11);
    for (m, n, k) in [(1, 1, 1), (1, 10, 64), (4, 3, 7), (32, 100, 128), (64, 10, 784), (33, 65, 300), (7, 300, 5), (0, 4, 4), (3, 4, 0)] {
        for with_bias in [false, true] {
            check_linear::<f32>(m, n, k, with_bias, &mut rng);
            check_linear::<f64>(m, n, k, with_bias, &mut rng);
            check_linear::<half::bf16>(m, n, k, with_bias, &mut rng);
            check_linear::<half::f16>(m, n, k, with_bias, &mut rng);
        }
    }
}
