//! The f32 functions. Polynomials are minimax fits on the reduced interval.

use crate::isa::Isa;

/// Adding it leaves the nearest integer in the low mantissa bits.
const ROUND: f32 = 12582912.0;
const LN2_HI: f32 = 0.693_359_375;
const LN2_LO: f32 = -2.121_944_4e-4;
const LOG2_E: f32 = std::f32::consts::LOG2_E;
const LOG10_E: f32 = std::f32::consts::LOG10_E;

#[inline(always)]
fn fma<M: Isa>(a: f32, b: f32, c: f32) -> f32 {
    if M::FMA { a.mul_add(b, c) } else { a * b + c }
}

/// `c[0] + c[1] x + ...` by Horner's rule.
#[inline(always)]
fn poly<M: Isa, const N: usize>(x: f32, c: [f32; N]) -> f32 {
    let mut y = c[N - 1];
    for i in (0..N - 1).rev() {
        y = fma::<M>(y, x, c[i]);
    }
    y
}

/// NaN stays NaN.
#[inline(always)]
fn clamp(x: f32, low: f32, high: f32) -> f32 {
    let x = if x < low { low } else { x };
    if x > high { high } else { x }
}

/// `2^n`, -126 <= n <= 127.
#[inline(always)]
fn pow2(n: i32) -> f32 {
    f32::from_bits((n.wrapping_add(127) << 23) as u32)
}

/// `y 2^n` in two steps, as neither subnormal results nor 2^128 fit one.
#[inline(always)]
fn scale(y: f32, n: i32) -> f32 {
    let half = n >> 1;
    y * pow2(half) * pow2(n.wrapping_sub(half))
}

/// `expm1(r)` for |r| <= ln(2) / 2.
#[inline(always)]
fn expm1_core<M: Isa>(r: f32) -> f32 {
    const P: [f32; 6] =
        [5.000_000_1e-1, 1.666_666_5e-1, 4.166_579_6e-2, 8.333_452e-3, 1.398_199_9e-3, 1.987_569_1e-4];
    fma::<M>(poly::<M, 6>(r, P), r * r, r)
}

/// `n` and `r` with `x = n ln 2 + r`, for |x| < 2^21.
#[inline(always)]
fn reduce<M: Isa>(x: f32) -> (i32, f32) {
    let t = fma::<M>(x, LOG2_E, ROUND);
    let n = t - ROUND;
    let r = fma::<M>(n, -LN2_LO, fma::<M>(n, -LN2_HI, x));
    (t.to_bits().wrapping_sub(ROUND.to_bits()) as i32, r)
}

/// Within 1.5 ulp.
#[inline(always)]
pub fn exp<M: Isa>(x: f32) -> f32 {
    let (n, r) = reduce::<M>(clamp(x, -105.0, 89.0));
    scale(1.0 + expm1_core::<M>(r), n)
}

/// Within 1.5 ulp.
#[inline(always)]
pub fn exp2<M: Isa>(x: f32) -> f32 {
    let x = clamp(x, -151.0, 129.0);
    let t = x + ROUND;
    let r = (x - (t - ROUND)) * std::f32::consts::LN_2;
    scale(1.0 + expm1_core::<M>(r), t.to_bits().wrapping_sub(ROUND.to_bits()) as i32)
}

/// Within 2 ulp.
#[inline(always)]
pub fn expm1<M: Isa>(x: f32) -> f32 {
    let (n, r) = reduce::<M>(clamp(x, -18.0, 89.0));
    // Half of it first: 2^128 is no f32.
    let half = pow2(n.wrapping_sub(1));
    let y = 2.0 * fma::<M>(expm1_core::<M>(r), half, half - 0.5);
    // Keeps the sign of -0 and the smallest numbers.
    if x.abs() < 1e-12 { x } else { y }
}

/// `(e, f, y)` with `x = 2^e (1 + f)` and `ln(1 + f) = f + y`, for positive finite x.
#[inline(always)]
fn ln_parts<M: Isa>(x: f32) -> (f32, f32, f32) {
    const P: [f32; 9] = [
        3.333_333_1e-1,
        -2.499_999_4e-1,
        2.000_071_5e-1,
        -1.666_805_8e-1,
        1.424_932_3e-1,
        -1.242_014_1e-1,
        1.167_699_9e-1,
        -1.151_461e-1,
        7.037_683_6e-2,
    ];
    const SQRT_HALF: u32 = 0x3f35_04f3;
    let subnormal = x < f32::MIN_POSITIVE;
    let (x, shift) = if subnormal { (x * 8388608.0, -23.0) } else { (x, 0.0) };
    let bits = x.to_bits().wrapping_sub(SQRT_HALF);
    let e = (bits as i32 >> 23) as f32 + shift;
    let f = f32::from_bits((bits & 0x7f_ffff).wrapping_add(SQRT_HALF)) - 1.0;
    let z = f * f;
    (e, f, fma::<M>(-0.5, z, f * z * poly::<M, 9>(f, P)))
}

#[inline(always)]
fn ln_special(x: f32, y: f32) -> f32 {
    let y = if x == 0.0 { f32::NEG_INFINITY } else { y };
    let y = if x < 0.0 { f32::NAN } else { y };
    // Infinity and NaN.
    if x < f32::INFINITY { y } else { x }
}

/// Within 1.5 ulp.
#[inline(always)]
pub fn ln<M: Isa>(x: f32) -> f32 {
    let (e, f, y) = ln_parts::<M>(x);
    ln_special(x, fma::<M>(e, LN2_HI, f + fma::<M>(e, LN2_LO, y)))
}

/// Within 2.5 ulp; exact at powers of two.
#[inline(always)]
pub fn log2<M: Isa>(x: f32) -> f32 {
    let (e, f, y) = ln_parts::<M>(x);
    ln_special(x, fma::<M>(f + y, LOG2_E, e))
}

/// Within 2.5 ulp.
#[inline(always)]
pub fn log10<M: Isa>(x: f32) -> f32 {
    let (e, f, y) = ln_parts::<M>(x);
    let low = fma::<M>(e, 4.605_039e-6, (f + y) * LOG10_E);
    ln_special(x, fma::<M>(e, 0.301_025_39, low))
}

/// Within 2 ulp.
#[inline(always)]
pub fn ln_1p<M: Isa>(x: f32) -> f32 {
    let u = 1.0 + x;
    let y = ln::<M>(u) + (x - (u - 1.0)) / u;
    let y = if x == -1.0 { f32::NEG_INFINITY } else { y };
    let y = if u == 1.0 { x } else { y };
    if u < f32::INFINITY { y } else { u }
}

/// Within 2.5 ulp.
#[inline(always)]
pub fn tanh<M: Isa>(x: f32) -> f32 {
    let t = expm1::<M>(2.0 * clamp(x.abs(), 0.0, 10.0));
    (t / (t + 2.0)).copysign(x)
}

/// `x^2 - square` for `square = x * x` as it was rounded.
#[inline(always)]
fn rest_of_square<M: Isa>(x: f32, square: f32) -> f32 {
    if M::FMA {
        x.mul_add(x, -square)
    } else {
        let high = f32::from_bits(x.to_bits() & 0xffff_f000);
        let low = x - high;
        ((high * high - square) + 2.0 * high * low) + low * low
    }
}

/// `exp(-s x^2)`, with the rounding error of the square made good.
#[inline(always)]
fn gauss<M: Isa>(x: f32, s: f32) -> f32 {
    let square = x * x;
    let rest = rest_of_square::<M>(x, square);
    let e = exp::<M>(-s * square);
    e - e * (s * rest)
}

/// `exp(x^2) erfc(x)` for 0 <= x <= 11, relative error 4e-9 before rounding: a polynomial in `t - 1`, which is small where
/// `t`'s own rounding would hurt.
#[inline(always)]
fn erfcx<M: Isa>(x: f32) -> f32 {
    const P: [f32; 11] = [
        1.0,
        0.880_632_3,
        0.016_523_649,
        -0.208_735_9,
        0.070_978_65,
        0.023_292_928,
        -0.087_359_256,
        -0.098_330_21,
        -0.190_356_89,
        -0.181_937_05,
        -0.056_358_26,
    ];
    let t = 1.0 / fma::<M>(0.6, x, 1.0);
    t * poly::<M, 11>(-0.6 * x * t, P)
}

/// `erf(x)` for |x| < 1.
#[inline(always)]
fn erf_near<M: Isa>(x: f32) -> f32 {
    const P: [f32; 7] = [
        1.128_379_2,
        -0.376_126_26,
        0.112_835_85,
        -0.026_853_811,
        0.005_188_325_7,
        -0.000_801_017_37,
        0.000_078_537_89,
    ];
    x * poly::<M, 7>(x * x, P)
}

/// Within 2.5 ulp.
#[inline(always)]
pub fn erf<M: Isa>(x: f32) -> f32 {
    let a = clamp(x.abs(), 0.0, 11.0);
    let near = erf_near::<M>(x);
    let far = (1.0 - gauss::<M>(a, 1.0) * erfcx::<M>(a)).copysign(x);
    if a < 1.0 { near } else { far }
}

/// Within 5.5 ulp, the tail included.
#[inline(always)]
pub fn erfc<M: Isa>(x: f32) -> f32 {
    let a = clamp(x.abs(), 0.0, 11.0);
    let tail = gauss::<M>(a, 1.0) * erfcx::<M>(a);
    let far = if x < 0.0 { 2.0 - tail } else { tail };
    if a < 0.5 { 1.0 - erf_near::<M>(x) } else { far }
}

/// The normal distribution function, within 6.5 ulp while it is a normal number, and the density. Both are 0 (and 1) from 13.2 on,
/// where the tail is no normal number any more.
///
/// The tail is `exp(-a^2 / 2)` times a ratio of polynomials that stands for `erfcx(a / sqrt(2)) / 2`, relative error 2e-8.
#[inline(always)]
pub fn normal<M: Isa>(x: f32) -> (f32, f32) {
    const LIMIT: f32 = 13.2;
    const P: [f32; 5] = [0.5, 0.435_451_45, 0.181_133_72, 0.039_926_08, 0.004_011_623];
    const Q: [f32; 6] = [1.0, 1.668_787_8, 1.193_763_4, 0.463_923_66, 0.100_087_31, 0.010_055_502];
    let a = x.abs();
    let a = if a > LIMIT { LIMIT } else { a };
    let g = exp_minus_half_square::<M>(a);
    let tail = g * poly::<M, 5>(a, P) / poly::<M, 6>(a, Q);
    let (tail, g) = if a >= LIMIT { (0.0, 0.0) } else { (tail, g) };
    (if x < 0.0 { tail } else { 1.0 - tail }, g * 0.398_942_28)
}

/// `exp(-a^2 / 2)` for 0 <= a <= 13.2, with the rounding error of the square made good.
#[inline(always)]
fn exp_minus_half_square<M: Isa>(a: f32) -> f32 {
    // `(exp(-s / 2) - 1) / s` for |s| <= ln 2.
    const P: [f32; 6] = [-0.5, 0.124_999_985, -0.020_833_027, 0.002_604_253_6, -0.000_261_717_36, 2.162_925_4e-5];
    let square = a * a;
    let t = fma::<M>(square, -0.5 * LOG2_E, ROUND);
    let n = t - ROUND;
    // `-2 r` where `-a^2 / 2 = n ln 2 + r`.
    // With one rounding the product is exact inside the sum.
    let high = n * (2.0 * LN2_HI);
    let s = if M::FMA { a.mul_add(a, high) } else { (high + square) + rest_of_square::<M>(a, square) };
    let s = fma::<M>(n, 2.0 * LN2_LO, s);
    fma::<M>(poly::<M, 6>(s, P), s, 1.0) * f32::from_bits((t.to_bits() << 23).wrapping_add(1.0f32.to_bits()))
}

/// `sin(x + shift pi/2)`, within 2 ulp for |x| <= 1e6. The reduction is in f64.
#[inline(always)]
pub fn sin_cos<M: Isa>(x: f32, shift: u32) -> f32 {
    const ROUND64: f64 = 6755399441055744.0;
    // 33 bits, so that its product with n < 2^20 is exact, and the rest.
    const PIO2: f64 = 1.570_796_326_734_125_6;
    const PIO2_REST: f64 = 6.077_100_506_506_192e-11;
    let wide = x as f64;
    let t = wide * std::f64::consts::FRAC_2_PI + ROUND64;
    let n = t - ROUND64;
    let r = ((wide - n * PIO2) - n * PIO2_REST) as f32;
    let quadrant = (t.to_bits() as u32).wrapping_add(shift);
    let z = r * r;
    let sin = fma::<M>(r * z, poly::<M, 3>(z, [-1.666_665_5e-1, 8.332_161e-3, -1.951_529_6e-4]), r);
    let cos = poly::<M, 3>(z, [4.166_664_6e-2, -1.388_731_6e-3, 2.443_315_7e-5]);
    let cos = fma::<M>(z * z, cos, fma::<M>(-0.5, z, 1.0));
    let y = if quadrant & 1 == 0 { sin } else { cos };
    f32::from_bits(y.to_bits() ^ ((quadrant & 2) << 30))
}
