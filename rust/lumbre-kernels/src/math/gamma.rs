//! Incomplete gamma functions, Hurwitz' zeta function and scaled error functions in f64, one element at a time.

use std::f64::consts::{FRAC_1_SQRT_2, PI, SQRT_2};

/// The regularised lower incomplete gamma function and its complement; exactly one is computed, the other follows.
fn incomplete(a: f64, x: f64) -> (f64, f64) {
    if !(a >= 0.0 && x >= 0.0) {
        return (f64::NAN, f64::NAN);
    }
    if a == 0.0 {
        return if x > 0.0 { (1.0, 0.0) } else { (f64::NAN, f64::NAN) };
    }
    if x == 0.0 {
        return (0.0, 1.0);
    }
    if a.is_infinite() {
        return if x.is_infinite() { (f64::NAN, f64::NAN) } else { (0.0, 1.0) };
    }
    if x.is_infinite() {
        return (1.0, 0.0);
    }
    if a > 1e8 {
        // The first two terms of the uniform expansion.
        let eta = (2.0 * deviation(a, x) / a).sqrt().copysign(x - a);
        let slope = if eta.abs() < 1e-3 { eta / 12.0 - 1.0 / 3.0 } else { a / (x - a) - 1.0 / eta };
        let rest = (-deviation(a, x)).exp() / (2.0 * PI * a).sqrt() * slope;
        let t = eta * (0.5 * a).sqrt();
        return (0.5 * libm::erfc(-t) - rest, 0.5 * libm::erfc(t) + rest);
    }
    let limit = 200 + (20.0 * a.sqrt()) as usize;
    if x <= a + 1.0 {
        let (mut sum, mut term) = (1.0, 1.0);
        for k in 1..limit * 4 {
            term *= x / (a + k as f64);
            sum += term;
            if term < sum * 1e-17 {
                break;
            }
        }
        let lower = density(a, x) * sum;
        return (lower, 1.0 - lower);
    }
    if x < 1.5 && a < 0.5 {
        let upper = small_upper(a, x);
        return (1.0 - upper, upper);
    }
    let upper = density(a, x) * a * fraction(a, x, limit);
    (1.0 - upper, upper)
}

/// `x^a exp(-x) / gamma(a + 1)`.
fn density(a: f64, x: f64) -> f64 {
    if a < 20.0 {
        return (a * x.ln() - x - libm::lgamma(a + 1.0)).exp();
    }
    let i = 1.0 / a;
    let q = i * i;
    let stirling = i * (1.0 / 12.0 - q * (1.0 / 360.0 - q * (1.0 / 1260.0 - q * (1.0 / 1680.0 - q / 1188.0))));
    (-deviation(a, x) - stirling).exp() / (2.0 * PI * a).sqrt()
}

/// `x - a - a ln(x / a)`, without the cancellation near `a`.
fn deviation(a: f64, x: f64) -> f64 {
    let d = (x - a) / a;
    if d.abs() > 0.3 {
        return a * (d - d.ln_1p());
    }
    // d - ln(1 + d) by its series.
    let (mut sum, mut power) = (0.0, d);
    for k in 2..60 {
        power *= -d;
        sum -= power / k as f64;
        if power.abs() < 1e-19 {
            break;
        }
    }
    a * sum
}

/// The continued fraction of the upper function, by Lentz' method.
fn fraction(a: f64, x: f64, limit: usize) -> f64 {
    let mut b = x + 1.0 - a;
    let mut c = 1e300;
    let mut d = 1.0 / b;
    let mut value = d;
    for i in 1..limit * 4 {
        let n = -(i as f64) * (i as f64 - a);
        b += 2.0;
        d = 1.0 / nonzero(n * d + b);
        c = nonzero(b + n / c);
        value *= d * c;
        if (d * c - 1.0).abs() < 1e-16 {
            break;
        }
    }
    value
}

fn nonzero(x: f64) -> f64 {
    if x.abs() < 1e-300 { 1e-300 } else { x }
}

/// The upper function for small `a`, where one minus the lower one would lose its digits.
fn small_upper(a: f64, x: f64) -> f64 {
    // 1 - x^a / gamma(1 + a), and the rest of the lower series.
    let head = -(a * x.ln() - libm::lgamma(a + 1.0)).exp_m1();
    let (mut term, mut sum) = (1.0, 0.0);
    for k in 1..100 {
        term *= -x / k as f64;
        sum += term / (a + k as f64);
        if term.abs() < 1e-18 {
            break;
        }
    }
    head - (a * x.ln() - libm::lgamma(a + 1.0)).exp() * a * sum
}

/// `P(a, x)`, the regularised lower incomplete gamma function.
pub fn igamma(a: f64, x: f64) -> f64 {
    incomplete(a, x).0
}

/// `Q(a, x) = 1 - P(a, x)`.
pub fn igammac(a: f64, x: f64) -> f64 {
    incomplete(a, x).1
}

/// Hurwitz' zeta function, the sum of `(k + q)^-s`: terms up to `k + q = 10`, then Euler and Maclaurin's formula.
pub fn zeta(s: f64, q: f64) -> f64 {
    if s == 1.0 {
        return f64::INFINITY;
    }
    if !(s > 1.0) || q.is_nan() {
        return f64::NAN;
    }
    if q <= 0.0 {
        if q == q.floor() {
            return f64::INFINITY;
        }
        if s != s.floor() {
            return f64::NAN;
        }
    }
    let (mut at, mut sum) = (q, 0.0);
    // The formula's terms shrink only where `at` is well above `s / (2 pi)`.
    while at < s.max(10.0) {
        let term = at.powf(-s);
        sum += term;
        at += 1.0;
        if at > 0.0 && term.abs() <= sum.abs() * 1e-17 {
            return sum;
        }
    }
    let tail = at.powf(-s);
    sum += tail * (at / (s - 1.0) + 0.5);
    // Bernoulli numbers over factorials.
    const B: [f64; 10] = [
        1.0 / 12.0,
        -1.0 / 720.0,
        1.0 / 30_240.0,
        -1.0 / 1_209_600.0,
        1.0 / 47_900_160.0,
        -691.0 / 1_307_674_368_000.0,
        1.0 / 74_724_249_600.0,
        -3617.0 / 10_670_622_842_880_000.0,
        43_867.0 / 5_109_094_217_170_944_000.0,
        -174_611.0 / 802_857_662_698_291_200_000.0,
    ];
    let mut factor = s * tail / at;
    for (k, b) in B.iter().enumerate() {
        let term = b * factor;
        sum += term;
        if term.abs() < sum.abs() * 1e-17 {
            break;
        }
        let n = s + (2 * k + 1) as f64;
        factor *= n * (n + 1.0) / (at * at);
    }
    sum
}

/// The derivative of order `n >= 2` of the digamma function.
pub fn polygamma(n: f64, x: f64) -> f64 {
    let sign = if n % 2.0 == 0.0 { -1.0 } else { 1.0 };
    sign * libm::lgamma(n + 1.0).exp() * zeta(n + 1.0, x)
}

/// `exp(x^2) erfc(x)`.
pub fn erfcx(x: f64) -> f64 {
    if x < 2.0 {
        return (x * x).exp() * libm::erfc(x);
    }
    if x > 1e8 {
        return 1.0 / (x * PI.sqrt());
    }
    // Laplace's continued fraction from the far end.
    let depth = 20 + (400.0 / (x * x)) as usize;
    let tail = (1..depth).rev().fold(x, |tail, k| x + 0.5 * k as f64 / tail);
    1.0 / (PI.sqrt() * tail)
}

/// The logarithm of the area under the standard normal density left of `x`.
pub fn log_ndtr(x: f64) -> f64 {
    let t = x * FRAC_1_SQRT_2;
    if x < -1.0 { (0.5 * erfcx(-t)).ln() - t * t } else { (-0.5 * libm::erfc(t)).ln_1p() }
}

/// The point left of which the standard normal density has the area `p`: a rational guess, then Newton's steps on the logarithm.
pub fn ndtri(p: f64) -> f64 {
    if p == 0.0 || p == 1.0 {
        return if p == 0.0 { f64::NEG_INFINITY } else { f64::INFINITY };
    }
    if !(p > 0.0 && p < 1.0) {
        return f64::NAN;
    }
    if p > 0.5 {
        return -ndtri(1.0 - p);
    }
    if p == 0.5 {
        return 0.0;
    }
    let log = p.ln();
    let t = (-2.0 * log).sqrt();
    let mut x = -(t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308))));
    for _ in 0..4 {
        // d log Phi / dx = density / Phi.
        let slope = (2.0 / PI).sqrt() / erfcx(-x * FRAC_1_SQRT_2);
        x -= (log_ndtr(x) - log) / slope;
    }
    if x.abs() < 1e-3 {
        // The logarithm has lost digits here; the distribution itself has not.
        x -= (0.5 * libm::erfc(-x / SQRT_2) - p) * (2.0 * PI).sqrt();
    }
    x
}
