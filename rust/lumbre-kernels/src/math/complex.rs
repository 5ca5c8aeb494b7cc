//! Complex functions in f64 (complex64 is computed in them too, so intermediate overflow is no concern there).

use crate::dtype::C128;

/// Smith's division, which neither overflows nor underflows early. Without branches, so that loops are vectors.
#[inline(always)]
pub fn div(a: C128, b: C128) -> C128 {
    let first = b.re.abs() >= b.im.abs();
    let none = b.re == 0.0 && b.im == 0.0;
    let (p, q) = if first { (b.re, b.im) } else { (b.im, b.re) };
    let (u, v) = if first { (a.re, a.im) } else { (a.im, a.re) };
    let ratio = q / p;
    let scale = 1.0 / if none { 0.0 } else { p + q * ratio };
    let (re, im) = if none { (u, v) } else { (u + v * ratio, v - u * ratio) };
    C128::new(re * scale, if first { im } else { -im } * scale)
}

/// `sqrt(re^2 + im^2)`, whose squares neither overflow nor vanish.
#[inline(always)]
pub fn modulus(z: C128) -> f64 {
    let (a, b) = (z.re.abs(), z.im.abs());
    let most = if a > b { a } else { b };
    // Powers of two are taken out and put back exactly.
    let (down, up) = if most > 1e150 { (2f64.powi(-600), 2f64.powi(600)) } else { (1.0, 1.0) };
    let (down, up) = if most < 1e-150 { (2f64.powi(600), 2f64.powi(-600)) } else { (down, up) };
    let (x, y) = (a * down, b * down);
    let found = (x * x + y * y).sqrt() * up;
    if a == f64::INFINITY || b == f64::INFINITY { f64::INFINITY } else { found }
}

/// The angle of `z`, in (-pi, pi], within one unit in the last place. Source: Cephes, `atan`.
#[inline(always)]
pub fn angle(z: C128) -> f64 {
    const P: [f64; 5] = [-8.750608600031904122785e-1, -1.615753718733365076637e1, -7.500855792314704667340e1, -1.228866684490136173410e2, -6.485021904942025371773e1];
    const Q: [f64; 5] = [2.485846490142306297962e1, 1.650270098316988542046e2, 4.328810604912902668951e2, 4.853903996359136964868e2, 1.945506571482613964425e2];
    /// What pi / 2 and pi have beyond double precision.
    const REST: f64 = 6.123233995736765886130e-17;
    use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, PI};
    let (a, b) = (z.re.abs(), z.im.abs());
    let (low, high) = if a > b { (b, a) } else { (a, b) };
    // Neither may their sum overflow, nor infinity meet infinity.
    let down = if high > 1e300 { 0.25 } else { 1.0 };
    let infinite = high == f64::INFINITY;
    let low = if infinite { if low == f64::INFINITY { 1.0 } else { 0.0 } } else { low * down };
    let high = if infinite { 1.0 } else { high * down };
    let far = low > 0.66 * high;
    let (num, den) = if far { (low - high, low + high) } else { (low, high) };
    let t = num / if den == 0.0 { 1.0 } else { den };
    let s = t * t;
    let p = (((P[0] * s + P[1]) * s + P[2]) * s + P[3]) * s + P[4];
    let q = ((((s + Q[0]) * s + Q[1]) * s + Q[2]) * s + Q[3]) * s + Q[4];
    let r = t * (s * p / q) + t;
    let r = if far { FRAC_PI_4 + (r + 0.5 * REST) } else { r };
    let r = if b > a { FRAC_PI_2 - (r - REST) } else { r };
    let r = if z.re.is_sign_negative() { PI - (r - 2.0 * REST) } else { r };
    // A sum with NaN is NaN; infinities have been seen to.
    let r = if a != a || b != b { a + b } else { r };
    r.copysign(z.im)
}

pub fn reciprocal(x: C128) -> C128 {
    div(C128::new(1.0, 0.0), x)
}

pub fn sgn(x: C128) -> C128 {
    let r = modulus(x);
    if r == 0.0 { C128::new(0.0, 0.0) } else { x / r }
}

pub fn sqrt(x: C128) -> C128 {
    let (a, b) = (x.re, x.im);
    if a == 0.0 && b == 0.0 {
        return C128::new(0.0, b);
    }
    if b.is_infinite() {
        return C128::new(f64::INFINITY, b);
    }
    if a.is_infinite() {
        let zero = if b.is_nan() { b } else { 0.0 };
        return if a > 0.0 { C128::new(a, zero.copysign(b)) } else { C128::new(zero, a.abs().copysign(b)) };
    }
    // Scaled by a power of four, so that the modulus does not overflow.
    let huge = a.abs().max(b.abs()) > 1e300;
    let (a, b) = if huge { (a * 0.25, b * 0.25) } else { (a, b) };
    let t = (0.5 * (a.abs() + a.hypot(b))).sqrt();
    let other = b.abs() / (2.0 * t);
    let (re, im) = if a >= 0.0 { (t, other) } else { (other, t) };
    let up = if huge { 2.0 } else { 1.0 };
    C128::new(re * up, (im * up).copysign(b))
}

pub fn exp(x: C128) -> C128 {
    if x.im == 0.0 {
        return C128::new(x.re.exp(), x.im);
    }
    if x.re == f64::NEG_INFINITY {
        return if x.im.is_finite() { C128::new(0.0 * x.im.cos(), 0.0 * x.im.sin()) } else { C128::new(0.0, 0.0) };
    }
    if x.re == f64::INFINITY && !x.im.is_finite() {
        return C128::new(f64::INFINITY, f64::NAN);
    }
    let (sin, cos) = x.im.sin_cos();
    // In two factors: the product may be finite where exp(re) is not.
    let half = (0.5 * x.re).exp();
    C128::new(half * cos * half, half * sin * half)
}

pub fn expm1(x: C128) -> C128 {
    let s = (0.5 * x.im).sin();
    let re = x.re.exp_m1() * x.im.cos() - 2.0 * s * s;
    C128::new(re, x.re.exp() * x.im.sin())
}

pub fn ln(x: C128) -> C128 {
    C128::new(ln_abs(x), x.im.atan2(x.re))
}

/// `ln(exp(a) + exp(b))`, without overflow of the larger one.
pub fn log_add_exp(a: C128, b: C128) -> C128 {
    if a.re.is_nan() || a.im.is_nan() || b.re.is_nan() || b.im.is_nan() {
        return C128::new(f64::NAN, f64::NAN);
    }
    let (low, high) = if a.re < b.re { (a, b) } else { (b, a) };
    if low.re == high.re && low.re.is_infinite() {
        // Both vanish, or both are infinite: the angle of the sum decides where there is one.
        if low.re < 0.0 {
            return high;
        }
        return ln(exp(low) + exp(high));
    }
    if low.re == f64::NEG_INFINITY {
        return high;
    }
    high + ln_1p(exp(low - high))
}

/// `ln |x|`; near the unit circle through `ln_1p`, which keeps the digits.
fn ln_abs(x: C128) -> f64 {
    let (big, small) = (x.re.abs().max(x.im.abs()), x.re.abs().min(x.im.abs()));
    if big > 0.5 && big < 1.5 && small < 1.5 {
        return 0.5 * ((big - 1.0) * (big + 1.0) + small * small).ln_1p();
    }
    x.re.hypot(x.im).ln()
}

pub fn ln_1p(x: C128) -> C128 {
    let re = if x.re.abs() < 0.5 && x.im.abs() < 0.5 {
        0.5 * (x.re * (2.0 + x.re) + x.im * x.im).ln_1p()
    } else {
        ln_abs(x + 1.0)
    };
    C128::new(re, x.im.atan2(1.0 + x.re))
}

pub fn pow(x: C128, e: C128) -> C128 {
    if e.im == 0.0 && e.re == 2.0 {
        return x * x;
    }
    if e.re == 0.0 && e.im == 0.0 {
        return C128::new(1.0, 0.0);
    }
    if x.re == 0.0 && x.im == 0.0 {
        return if e.re > 0.0 { C128::new(0.0, 0.0) } else { C128::new(f64::NAN, f64::NAN) };
    }
    exp(e * ln(x))
}

/// Multiplication by i, and by -i.
fn turn(x: C128) -> C128 {
    C128::new(-x.im, x.re)
}
fn turn_back(x: C128) -> C128 {
    C128::new(x.im, -x.re)
}

pub fn sinh(x: C128) -> C128 {
    if x.im == 0.0 {
        return C128::new(x.re.sinh(), x.im);
    }
    C128::new(x.re.sinh() * x.im.cos(), x.re.cosh() * x.im.sin())
}

pub fn cosh(x: C128) -> C128 {
    C128::new(x.re.cosh() * x.im.cos(), x.re.sinh() * x.im.sin())
}

pub fn tanh(x: C128) -> C128 {
    if x.re.abs() > 22.0 {
        // 1 up to rounding; the imaginary part decays like exp(-2 |re|).
        let im = 4.0 * x.im.sin() * x.im.cos() * (-2.0 * x.re.abs()).exp();
        return C128::new(1f64.copysign(x.re), if x.im.is_finite() { im } else { 0.0 });
    }
    let t = x.im.tan();
    let s = x.re.sinh();
    let c = x.re.cosh();
    let sec = 1.0 + t * t;
    let d = 1.0 + sec * s * s;
    C128::new(sec * s * c / d, t / d)
}

pub fn sin(x: C128) -> C128 {
    turn_back(sinh(turn(x)))
}

pub fn cos(x: C128) -> C128 {
    cosh(turn(x))
}

pub fn tan(x: C128) -> C128 {
    turn_back(tanh(turn(x)))
}

/// Kahan's formulas: right on the branch cuts, with the sign of zero telling the side.
pub fn asin(x: C128) -> C128 {
    if x.re.abs().max(x.im.abs()) > 1e8 {
        let wide = asinh_huge(turn(x));
        return turn_back(wide);
    }
    let (a, b) = (sqrt(C128::new(1.0 - x.re, -x.im)), sqrt(x + 1.0));
    let re = x.re.atan2((a * b).re);
    let im = libm::asinh((a.conj() * b).im);
    C128::new(re, im)
}

pub fn acos(x: C128) -> C128 {
    let (a, b) = (sqrt(C128::new(1.0 - x.re, -x.im)), sqrt(x + 1.0));
    if x.re.abs().max(x.im.abs()) > 1e8 {
        let l = ln(x);
        return C128::new(x.im.abs().atan2(x.re), -(l.re + std::f64::consts::LN_2).copysign(x.im));
    }
    C128::new(2.0 * a.re.atan2(b.re), libm::asinh((b.conj() * a).im))
}

/// `asinh` where `x^2 + 1` is `x^2` up to rounding: `ln(2 x)` in the right half plane, odd.
fn asinh_huge(x: C128) -> C128 {
    let right = if x.re.is_sign_negative() { -x } else { x };
    let y = ln(right) + std::f64::consts::LN_2;
    if x.re.is_sign_negative() { -y } else { y }
}

pub fn asinh(x: C128) -> C128 {
    turn_back(asin(turn(x)))
}

pub fn acosh(x: C128) -> C128 {
    if x.re.abs().max(x.im.abs()) > 1e8 {
        return ln(x) + std::f64::consts::LN_2;
    }
    let (a, b) = (sqrt(x - 1.0), sqrt(x + 1.0));
    C128::new(libm::asinh((a.conj() * b).re), 2.0 * a.im.atan2(b.re))
}

pub fn atanh(x: C128) -> C128 {
    let (a, b) = (x.re, x.im);
    if a.abs().max(b.abs()) > 1e8 {
        let r = reciprocal(x);
        return C128::new(r.re, std::f64::consts::FRAC_PI_2.copysign(b));
    }
    let re = 0.25 * (4.0 * a / ((1.0 - a) * (1.0 - a) + b * b)).ln_1p();
    let im = 0.5 * (2.0 * b).atan2((1.0 - a) * (1.0 + a) - b * b);
    C128::new(re, im)
}

pub fn atan(x: C128) -> C128 {
    turn_back(atanh(turn(x)))
}
