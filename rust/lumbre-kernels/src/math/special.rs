//! Special functions in f64, one element at a time.

use std::f64::consts::PI;

pub fn lgamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// The derivative of `lgamma`. -inf or inf at 0 by its sign, NaN at the other poles.
pub fn digamma(x: f64) -> f64 {
    if x == 0.0 {
        return f64::INFINITY.copysign(-x);
    }
    if x < 0.0 {
        if x == x.floor() {
            return f64::NAN;
        }
        let frac = x - x.trunc();
        return digamma(1.0 - x) - PI / (PI * frac).tan();
    }
    // Recurrence up to where the asymptotic series holds to the last bit.
    let (mut x, mut sum) = (x, 0.0);
    while x < 10.0 {
        sum -= 1.0 / x;
        x += 1.0;
    }
    let z = 1.0 / (x * x);
    const B: [f64; 7] =
        [1.0 / 12.0, -1.0 / 120.0, 1.0 / 252.0, -1.0 / 240.0, 1.0 / 132.0, -691.0 / 32760.0, 1.0 / 12.0];
    let series = B.iter().rev().fold(0.0, |acc, b| (acc + b) * z);
    sum + x.ln() - 0.5 / x - series
}

/// The derivative of `digamma`.
pub fn trigamma(x: f64) -> f64 {
    if x < 0.5 {
        let s = (PI * (x - 2.0 * (0.5 * x).round())).sin();
        return -trigamma(1.0 - x) + PI * PI / (s * s);
    }
    let (mut x, mut sum) = (x, 0.0);
    while x < 10.0 {
        sum += 1.0 / (x * x);
        x += 1.0;
    }
    let z = 1.0 / (x * x);
    const B: [f64; 7] =
        [1.0 / 6.0, -1.0 / 30.0, 1.0 / 42.0, -1.0 / 30.0, 5.0 / 66.0, -691.0 / 2730.0, 7.0 / 6.0];
    let series = B.iter().rev().fold(0.0, |acc, b| (acc + b) * z);
    sum + (1.0 + 0.5 / x + series) / x
}

/// The inverse of `erf`: an elementary guess, then Halley's steps on `erf`, or on `erfc` where that keeps the digits.
pub fn erfinv(y: f64) -> f64 {
    if !(y.abs() < 1.0) {
        return if y.abs() == 1.0 { f64::INFINITY.copysign(y) } else { f64::NAN };
    }
    if y == 0.0 {
        return y;
    }
    let a = y.abs();
    let tail = 1.0 - a;
    let log = (tail * (1.0 + a)).ln();
    let u = 2.0 / (PI * 0.147) + 0.5 * log;
    let mut x = ((u * u - log / 0.147).sqrt() - u).sqrt();
    if a < 1e-4 {
        x = a * 0.5 * PI.sqrt();
    }
    for _ in 0..3 {
        let miss = if a > 0.5 { tail - libm::erfc(x) } else { libm::erf(x) - a };
        let newton = miss * 0.5 * PI.sqrt() * (x * x).exp();
        x -= newton / (1.0 + x * newton);
    }
    x.copysign(y)
}

/// Modified Bessel function of the first kind, order 0 or 1: the power series, then the asymptotic one. `scaled` by `exp(-|x|)`.
fn bessel_i(order: u32, x: f64, scaled: bool) -> f64 {
    let a = x.abs();
    let mut sum = 1.0;
    let mut term = 1.0;
    if x.is_infinite() {
        return if scaled { 0.0 } else if order == 1 { x } else { a };
    }
    if a < 25.0 {
        let q = 0.25 * a * a;
        for k in 1..200 {
            let k = k as f64;
            term *= q / (k * (k + order as f64));
            sum += term;
            if term < sum * 1e-17 {
                break;
            }
        }
        let value = if order == 1 { 0.5 * x * sum } else { sum };
        return if scaled { value * (-a).exp() } else { value };
    }
    let mu = (4 * order * order) as f64;
    for k in 1..40 {
        let odd = (2 * k - 1) as f64;
        term *= -(mu - odd * odd) / (k as f64 * 8.0 * a);
        sum += term;
        if term.abs() < 1e-17 {
            break;
        }
    }
    // exp in two factors: the product may be finite where exp(a) is not.
    let half = if scaled { 1.0 } else { (0.5 * a).exp() };
    let value = half * (sum / (2.0 * PI * a).sqrt()) * half;
    if order == 1 { value.copysign(x) } else { value }
}

pub fn i0(x: f64) -> f64 {
    bessel_i(0, x, false)
}

pub fn i1(x: f64) -> f64 {
    bessel_i(1, x, false)
}

pub fn i0e(x: f64) -> f64 {
    bessel_i(0, x, true)
}

pub fn i1e(x: f64) -> f64 {
    bessel_i(1, x, true)
}
