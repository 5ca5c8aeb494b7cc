//! Exact functions of real floats: signs, rounding, limits and tests.

use super::Unary;
use super::float::Float;
use crate::op;
use crate::scalar::Scalar;
use crate::tile::op::Call;

macro_rules! f {
    ($call:expr, |$m:ident, $x:ident $(, $p:ident)*| $body:expr) => {{
        $(let $p = T::of($p);)*
        op!($call, Cheap, Float, T => T, [$($p: T),*], $m, [$x], $body)
    }};
}
macro_rules! test {
    ($call:expr, |$x:ident| $body:expr) => {
        op!($call, Cheap, Float, T => bool, [], m, [$x], $body)
    };
}

pub fn run<T: Float>(op: &Unary, call: Option<&Call<1>>) -> bool {
    use Unary::*;
    match *op {
        Neg => f!(call, |m, x| -x),
        Abs => f!(call, |m, x| x.abs()),
        Sign | Sgn => f!(call, |m, x| {
            let zero = T::of(0.0);
            T::of((x > zero) as i32 as f64) - T::of((x < zero) as i32 as f64)
        }),
        Square => f!(call, |m, x| x * x),
        Floor => f!(call, |m, x| x.floor()),
        Ceil => f!(call, |m, x| x.ceil()),
        Round { decimals: 0 } => f!(call, |m, x| x.round_even()),
        Round { decimals } => {
            let factor = 10f64.powi(decimals.abs());
            if decimals > 0 {
                f!(call, |m, x, factor| (x * factor).round_even() / factor)
            } else {
                f!(call, |m, x, factor| (x / factor).round_even() * factor)
            }
        }
        Trunc => f!(call, |m, x| x.trunc()),
        Frac => f!(call, |m, x| x - x.trunc()),
        Conj | Real => f!(call, |m, x| x),
        Imag => f!(call, |m, x| T::of(0.0)),
        Angle => f!(call, |m, x| {
            let y = if x < T::of(0.0) { T::of(std::f64::consts::PI) } else { T::of(0.0) };
            if x.is_nan() { x } else { y }
        }),
        MulAdd { mul, add } => f!(call, |m, x, mul, add| m.fma(x, mul, add)),
        NanToNum { nan, posinf, neginf } => f!(call, |m, x, nan, posinf, neginf| {
            let y = if x == T::INFINITY { posinf } else { x };
            let y = if x == -T::INFINITY { neginf } else { y };
            if x.is_nan() { nan } else { y }
        }),
        Clamp { min, max } => clamp::<T>(min, max, call),
        _ => piecewise::<T>(op, call) || tests::<T>(op, call),
    }
}

fn clamp<T: Float>(min: Option<Scalar>, max: Option<Scalar>, call: Option<&Call<1>>) -> bool {
    match (min.map(Scalar::to_f64), max.map(Scalar::to_f64)) {
        (Some(low), Some(high)) => f!(call, |m, x, low, high| x.maximum(low).minimum(high)),
        (Some(low), None) => f!(call, |m, x, low| x.maximum(low)),
        (None, Some(high)) => f!(call, |m, x, high| x.minimum(high)),
        (None, None) => f!(call, |m, x| x),
    }
}

fn piecewise<T: Float>(op: &Unary, call: Option<&Call<1>>) -> bool {
    use Unary::*;
    match *op {
        Relu => f!(call, |m, x| if x < T::of(0.0) { T::of(0.0) } else { x }),
        LeakyRelu { slope } => f!(call, |m, x, slope| if x > T::of(0.0) { x } else { x * slope }),
        Hardtanh { min, max } => f!(call, |m, x, min, max| {
            let y = if x < min { min } else { x };
            if y > max { max } else { y }
        }),
        Hardsigmoid => f!(call, |m, x| relu6(x + T::of(3.0)) / T::of(6.0)),
        Hardswish => f!(call, |m, x| x * relu6(x + T::of(3.0)) / T::of(6.0)),
        Hardshrink { lambda } => f!(call, |m, x, lambda| {
            if x >= -lambda && x <= lambda { T::of(0.0) } else { x }
        }),
        Softshrink { lambda } => f!(call, |m, x, lambda| {
            let y = if x > lambda { x - lambda } else { x * T::of(0.0) };
            if x < -lambda { x + lambda } else { y }
        }),
        Threshold { threshold, value } => f!(call, |m, x, threshold, value| if x <= threshold { value } else { x }),
        _ => false,
    }
}

#[inline(always)]
fn relu6<T: Float>(x: T) -> T {
    let y = if x < T::of(0.0) { T::of(0.0) } else { x };
    if y > T::of(6.0) { T::of(6.0) } else { y }
}

fn tests<T: Float>(op: &Unary, call: Option<&Call<1>>) -> bool {
    use Unary::*;
    match *op {
        Isnan => test!(call, |x| x.is_nan()),
        Isinf => test!(call, |x| x.is_infinite()),
        Isposinf => test!(call, |x| x == T::INFINITY),
        Isneginf => test!(call, |x| x == -T::INFINITY),
        Isfinite => test!(call, |x| x.is_finite()),
        Signbit => test!(call, |x| x.sign_bit()),
        LogicalNot => test!(call, |x| x == T::of(0.0)),
        _ => false,
    }
}
