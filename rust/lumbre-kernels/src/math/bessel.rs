//! Bessel and Airy functions in f64, one element at a time.

use super::special::{i0, i1};
use std::f64::consts::PI;

const EULER: f64 = 0.577_215_664_901_532_9;

pub fn j0(x: f64) -> f64 {
    libm::j0(x)
}

pub fn j1(x: f64) -> f64 {
    libm::j1(x)
}

/// NaN below 0, where it would be complex.
pub fn y0(x: f64) -> f64 {
    libm::y0(x)
}

pub fn y1(x: f64) -> f64 {
    libm::y1(x)
}

/// `sin(x) / x`.
pub fn spherical_j0(x: f64) -> f64 {
    if x.is_infinite() {
        return 0.0;
    }
    if x.abs() < 0.5 {
        // The series keeps the digits and the value at 0.
        let q = x * x;
        return (1..8).rev().fold(1.0, |sum, k| 1.0 - q / ((2 * k) as f64 * (2 * k + 1) as f64) * sum);
    }
    x.sin() / x
}

/// `exp(x) K_order(x)` by the integral of `exp(-x (cosh t - 1)) cosh(order t)`: the trapezoid rule is exact to the last bits
/// once the step is small against the width `1 / sqrt(x)`.
fn scaled_k_integral(order: f64, x: f64) -> f64 {
    let step = 0.2f64.min(0.7 / x.sqrt());
    let mut sum = 0.5;
    for k in 1..10_000 {
        let t = step * k as f64;
        let half = (0.5 * t).sinh();
        let term = (-2.0 * x * half * half).exp() * (order * t).cosh();
        sum += term;
        if term < sum * 1e-18 {
            break;
        }
    }
    sum * step
}

/// Modified Bessel function of the second kind by its series, for small arguments.
fn k_series(order: u32, x: f64) -> f64 {
    let q = 0.25 * x * x;
    let log = (0.5 * x).ln();
    let (mut term, mut harmonic, mut sum) = (1.0, 0.0, 0.0);
    for k in 0..30 {
        let n = k as f64;
        if k > 0 {
            term *= q / (n * (n + order as f64));
            harmonic += 1.0 / n;
        }
        // psi(k + 1), and psi(k + 2) beside it for order 1.
        let psi = harmonic - EULER;
        sum += term * if order == 0 { psi } else { 2.0 * psi + 1.0 / (n + 1.0) };
    }
    if order == 0 { sum - log * i0(x) } else { 1.0 / x + log * i1(x) - 0.25 * x * sum }
}

fn scaled_k(order: u32, x: f64) -> f64 {
    if x == 0.0 {
        f64::INFINITY
    } else if !(x > 0.0) {
        f64::NAN
    } else if x <= 2.0 {
        k_series(order, x) * x.exp()
    } else if x.is_infinite() {
        0.0
    } else {
        scaled_k_integral(order as f64, x)
    }
}

/// Modified Bessel functions of the second kind; infinite at 0, NaN below.
pub fn k0(x: f64) -> f64 {
    if x > 0.0 && x <= 2.0 { k_series(0, x) } else { scaled_k(0, x) * (-x).exp() }
}

pub fn k1(x: f64) -> f64 {
    if x > 0.0 && x <= 2.0 { k_series(1, x) } else { scaled_k(1, x) * (-x).exp() }
}

/// `exp(x) K(x)`.
pub fn scaled_k0(x: f64) -> f64 {
    scaled_k(0, x)
}

pub fn scaled_k1(x: f64) -> f64 {
    scaled_k(1, x)
}

/// Airy's function Ai.
pub fn airy_ai(x: f64) -> f64 {
    if x.is_nan() || x.is_infinite() {
        return if x == f64::INFINITY { 0.0 } else { f64::NAN };
    }
    if x > 2.0 {
        let zeta = x * x.sqrt() * 2.0 / 3.0;
        return (x / 3.0).sqrt() / PI * (-zeta).exp() * scaled_k_integral(1.0 / 3.0, zeta);
    }
    if x < -10.0 { airy_far(-x) } else { airy_near(x) }
}

/// From the values at 0, by Taylor steps of at most 1/2 of the equation `y'' = x y`.
fn airy_near(x: f64) -> f64 {
    let (mut y, mut slope) = (0.355_028_053_887_817_2, -0.258_819_403_792_806_8);
    let steps = (2.0 * x.abs()).ceil().max(1.0);
    let h = x / steps;
    for i in 0..steps as usize {
        let at = h * i as f64;
        // c[k+2] (k+1)(k+2) = at c[k] + c[k-1], with the powers of h taken in.
        let mut c = [0.0f64; 26];
        (c[0], c[1]) = (y, slope * h);
        c[2] = 0.5 * at * y * h * h;
        for k in 1..24 {
            c[k + 2] = (at * c[k] + h * c[k - 1]) * h * h / ((k + 1) * (k + 2)) as f64;
        }
        y = c.iter().rev().sum();
        slope = c.iter().enumerate().rev().map(|(k, c)| k as f64 * c).sum::<f64>() / h;
    }
    y
}

/// The oscillating side at `-z`, by the asymptotic series.
fn airy_far(z: f64) -> f64 {
    let zeta = z * z.sqrt() * 2.0 / 3.0;
    let (mut even, mut odd, mut term) = (1.0, 0.0, 1.0f64);
    for k in 1..30 {
        let n = k as f64;
        let next = term * (6.0 * n - 5.0) * (6.0 * n - 1.0) / (72.0 * n * zeta);
        if next.abs() > term.abs() || next.abs() < 1e-18 {
            break;
        }
        term = next;
        let sign = if k / 2 % 2 == 0 { 1.0 } else { -1.0 };
        if k % 2 == 0 { even += sign * term } else { odd += sign * term }
    }
    let phase = zeta - PI / 4.0;
    (phase.cos() * even + phase.sin() * odd) / (PI.sqrt() * z.sqrt().sqrt())
}
