//! Smooth functions and activations of real floats.

use super::Unary;
use crate::dtype::{DType, Element};
use crate::math::{Math, Real, bessel, gamma, gelu_by_tables, special};
use crate::op;
use crate::tile::op::{Call, Cost, Op, go};
use std::f64::consts::{FRAC_2_SQRT_PI, PI, SQRT_2};
use std::mem::MaybeUninit;

macro_rules! f {
    ($call:expr, $cost:ident, |$m:ident, $x:ident $(, $p:ident)*| $body:expr) => {{
        $(let $p = T::of($p);)*
        op!($call, $cost, Float, T => T, [$($p: T),*], $m, [$x], $body)
    }};
}

/// A real type with a dtype.
pub trait Float: Real + Element {}
impl<T: Real + Element> Float for T {}

/// The vectorised ones.
pub fn run<T: Float>(op: &Unary, call: Option<&Call<1>>) -> bool {
    use Unary::*;
    match *op {
        Exp => f!(call, Math, |m, x| m.exp(x)),
        Exp2 => f!(call, Math, |m, x| m.exp2(x)),
        Expm1 => f!(call, Math, |m, x| m.expm1(x)),
        Log => f!(call, Math, |m, x| m.ln(x)),
        Log2 => f!(call, Math, |m, x| m.log2(x)),
        Log10 => f!(call, Math, |m, x| m.log10(x)),
        Log1p => f!(call, Math, |m, x| m.ln_1p(x)),
        Sqrt => f!(call, Math, |m, x| x.sqrt()),
        Rsqrt => f!(call, Math, |m, x| T::of(1.0) / x.sqrt()),
        Reciprocal => f!(call, Math, |m, x| T::of(1.0) / x),
        Tanh => f!(call, Math, |m, x| m.tanh(x)),
        Erf => f!(call, Math, |m, x| m.erf(x)),
        Erfc => f!(call, Math, |m, x| m.erfc(x)),
        Sin => trig::<T, Sine>(call),
        Cos => trig::<T, Cosine>(call),
        PowScalar { exponent } => power::<T>(exponent, call),
        _ => activation::<T>(op, call),
    }
}

fn activation<T: Float>(op: &Unary, call: Option<&Call<1>>) -> bool {
    use Unary::*;
    match *op {
        Sigmoid => f!(call, Math, |m, x| m.sigmoid(x)),
        LogSigmoid => f!(call, Math, |m, x| -m.softplus(-x)),
        Silu => f!(call, Math, |m, x| x / (T::of(1.0) + m.exp(-x))),
        Gelu => go::<T, T, _, 1, 2>(call, GeluOf),
        GeluTanh => f!(call, Math, |m, x| {
            let u = T::of(SQRT_2 * FRAC_2_SQRT_PI * 0.5) * (x + T::of(0.044715) * x * x * x);
            T::of(0.5) * x * (T::of(1.0) + m.tanh(u))
        }),
        Mish => f!(call, Math, |m, x| x * m.tanh_softplus(x)),
        Elu { alpha, scale, input_scale } => {
            let negative = alpha * scale;
            f!(call, Math, |m, x, negative, scale, input_scale| {
                let below = negative * m.expm1(x * input_scale);
                if x <= T::of(0.0) { below } else { scale * x }
            })
        }
        Softplus { beta, threshold } => f!(call, Math, |m, x, beta, threshold| {
            let scaled = x * beta;
            let y = m.ln_1p(m.exp(scaled)) / beta;
            if scaled > threshold { x } else { y }
        }),
        _ => false,
    }
}

#[derive(Clone, Copy)]
struct GeluOf;

impl<T: Float> Op<T, T, 1> for GeluOf {
    const COST: Cost = Cost::Math;
    #[inline(always)]
    fn at<M: Math>(self, m: M, [x]: [T; 1]) -> T {
        x * m.normal(x).0
    }
    #[inline(always)]
    fn by_hand(self, [x]: [&[T]; 1], out: &mut [MaybeUninit<T>]) -> bool {
        match (as_f32(x), as_f32_out(out)) {
            (Some(x), Some(out)) => gelu_by_tables(x, out),
            _ => false,
        }
    }
}

/// The same slice if its elements are of f32.
#[inline(always)]
pub(crate) fn as_f32<T: Element>(x: &[T]) -> Option<&[f32]> {
    // SAFETY: the dtype says that `T` is f32.
    (T::DTYPE == DType::F32).then(|| unsafe { std::slice::from_raw_parts(x.as_ptr() as *const f32, x.len()) })
}

/// As `as_f32`.
#[inline(always)]
pub(crate) fn as_f32_out<T: Element>(out: &mut [MaybeUninit<T>]) -> Option<&mut [MaybeUninit<f32>]> {
    // SAFETY: the dtype says that `T` is f32.
    (T::DTYPE == DType::F32).then(|| unsafe { std::slice::from_raw_parts_mut(out.as_mut_ptr() as *mut _, out.len()) })
}

/// The exponents that need no logarithm, as PyTorch has them, and the rest.
fn power<T: Float>(exponent: f64, call: Option<&Call<1>>) -> bool {
    match exponent {
        0.5 => f!(call, Math, |m, x| x.sqrt()),
        2.0 => f!(call, Cheap, |m, x| x * x),
        3.0 => f!(call, Cheap, |m, x| x * x * x),
        -0.5 => f!(call, Math, |m, x| T::of(1.0) / x.sqrt()),
        -1.0 => f!(call, Math, |m, x| T::of(1.0) / x),
        -2.0 => f!(call, Math, |m, x| T::of(1.0) / (x * x)),
        _ => f!(call, Call, |m, x, exponent| x.powf(exponent)),
    }
}

/// Sine and cosine: a run with a huge argument goes to the library.
trait Trig: Copy + Send + Sync + Default + 'static {
    fn fast<M: Math, T: Real>(m: M, x: T) -> T;
    fn any<T: Real>(x: T) -> T;
}

#[derive(Clone, Copy, Default)]
struct Sine;
#[derive(Clone, Copy, Default)]
struct Cosine;

impl Trig for Sine {
    #[inline(always)]
    fn fast<M: Math, T: Real>(m: M, x: T) -> T {
        m.sin(x)
    }
    fn any<T: Real>(x: T) -> T {
        x.sin_any()
    }
}

impl Trig for Cosine {
    #[inline(always)]
    fn fast<M: Math, T: Real>(m: M, x: T) -> T {
        m.cos(x)
    }
    fn any<T: Real>(x: T) -> T {
        x.cos_any()
    }
}

#[derive(Clone, Copy)]
struct Guarded<W>(W);

impl<T: Float, W: Trig> Op<T, T, 1> for Guarded<W> {
    const COST: Cost = Cost::Math;
    const GUARDED: bool = true;
    #[inline(always)]
    fn at<M: Math>(self, m: M, [x]: [T; 1]) -> T {
        W::fast(m, x)
    }
    #[inline(always)]
    fn fits([x]: [T; 1]) -> bool {
        x.trig_is_fast()
    }
    fn slow(self, [x]: [T; 1]) -> T {
        W::any(x)
    }
}

fn trig<T: Float, W: Trig>(call: Option<&Call<1>>) -> bool {
    go::<T, T, _, 1, 2>(call, Guarded(W::default()))
}

macro_rules! slow {
    ($call:expr, |$x:ident $(, $p:ident)*| $body:expr) => {
        op!($call, Call, Double, T => T, [$($p: f64),*], m, [$x], { let $x: f64 = $x.wide(); T::of($body) })
    };
}

pub trait Double: Float {}
impl Double for f64 {}

/// Computed in f64 for every real dtype, one element at a time.
pub fn rare(op: &Unary, call: Option<&Call<1>>) -> bool {
    type T = f64;
    use Unary::*;
    match *op {
        Tan => slow!(call, |x| x.tan()),
        Asin => slow!(call, |x| x.asin()),
        Acos => slow!(call, |x| x.acos()),
        Atan => slow!(call, |x| x.atan()),
        Sinh => slow!(call, |x| x.sinh()),
        Cosh => slow!(call, |x| x.cosh()),
        Asinh => slow!(call, |x| libm::asinh(x)),
        Acosh => slow!(call, |x| libm::acosh(x)),
        Atanh => slow!(call, |x| libm::atanh(x)),
        Erfinv => slow!(call, |x| special::erfinv(x)),
        Lgamma => slow!(call, |x| special::lgamma(x)),
        Digamma => slow!(call, |x| special::digamma(x)),
        Trigamma => slow!(call, |x| special::trigamma(x)),
        I0 => slow!(call, |x| special::i0(x)),
        I1 => slow!(call, |x| special::i1(x)),
        I0e => slow!(call, |x| special::i0e(x)),
        I1e => slow!(call, |x| special::i1e(x)),
        Sinc => slow!(call, |x| if x == 0.0 { 1.0 } else { (PI * x).sin() / (PI * x) }),
        Logit { eps } => {
            let low = eps.unwrap_or(f64::NEG_INFINITY);
            let high = eps.map_or(f64::INFINITY, |e| 1.0 - e);
            slow!(call, |x, low, high| {
                let x = if x < low { low } else if x > high { high } else { x };
                (x / (1.0 - x)).ln()
            })
        }
        _ => rarer(op, call),
    }
}

fn rarer(op: &Unary, call: Option<&Call<1>>) -> bool {
    type T = f64;
    use Unary::*;
    match *op {
        Erfcx => slow!(call, |x| gamma::erfcx(x)),
        LogNdtr => slow!(call, |x| gamma::log_ndtr(x)),
        Ndtri => slow!(call, |x| gamma::ndtri(x)),
        Polygamma { n } => slow!(call, |x, n| gamma::polygamma(n, x)),
        BesselJ0 => slow!(call, |x| bessel::j0(x)),
        BesselJ1 => slow!(call, |x| bessel::j1(x)),
        BesselY0 => slow!(call, |x| bessel::y0(x)),
        BesselY1 => slow!(call, |x| bessel::y1(x)),
        BesselK0 => slow!(call, |x| bessel::k0(x)),
        BesselK1 => slow!(call, |x| bessel::k1(x)),
        ScaledBesselK0 => slow!(call, |x| bessel::scaled_k0(x)),
        ScaledBesselK1 => slow!(call, |x| bessel::scaled_k1(x)),
        SphericalBesselJ0 => slow!(call, |x| bessel::spherical_j0(x)),
        AiryAi => slow!(call, |x| bessel::airy_ai(x)),
        _ => false,
    }
}

