//! Integers and bool.

use super::Unary;
use crate::integer::{Int, pow};
use crate::op;
use crate::scalar::Scalar;
use crate::tile::op::Call;

macro_rules! f {
    ($call:expr, |$x:ident $(, $p:ident)*| $body:expr) => {
        op!($call, Cheap, Int, T => T, [$($p: T),*], m, [$x], $body)
    };
}
macro_rules! test {
    ($call:expr, |$x:ident| $body:expr) => {
        op!($call, Cheap, Int, T => bool, [], m, [$x], $body)
    };
}

pub fn run<T: Int>(op: &Unary, call: Option<&Call<1>>) -> bool {
    use Unary::*;
    let zero = T::of(0);
    match *op {
        Neg => f!(call, |x| x.neg()),
        Abs => f!(call, |x| x.abs()),
        Sign | Sgn => f!(call, |x, zero| T::of((x > zero) as i64 - (x < zero) as i64)),
        Square => f!(call, |x| x.mul(x)),
        Relu => f!(call, |x, zero| if x < zero { zero } else { x }),
        Hardtanh { min, max } => {
            let (min, max) = (T::of(min as i64), T::of(max as i64));
            f!(call, |x, min, max| x.max(min).min(max))
        }
        Threshold { threshold, value } => {
            let (limit, value) = (T::of(threshold as i64), T::of(value as i64));
            f!(call, |x, limit, value| if x <= limit { value } else { x })
        }
        Floor | Ceil | Trunc | Conj | Real | Round { decimals: 0 } | NanToNum { .. } => f!(call, |x| x),
        Imag => f!(call, |x| T::of(0)),
        BitwiseNot => bitwise_not::<T>(call),
        Clamp { min, max } => clamp::<T>(min, max, call),
        MulAdd { mul, add } if mul.fract() == 0.0 && add.fract() == 0.0 => {
            let (mul, add) = (T::of(mul as i64), T::of(add as i64));
            f!(call, |x, mul, add| x.mul(mul).add(add))
        }
        PowScalar { exponent } => power::<T>(exponent as i64, call),
        Isnan | Isinf | Isposinf | Isneginf => test!(call, |x| false),
        Isfinite => test!(call, |x| true),
        Signbit => test!(call, |x| x < T::of(0)),
        LogicalNot => test!(call, |x| x == T::of(0)),
        _ => false,
    }
}

/// On bool it is the logical one: bits are computed in i64, where `!1` is not 0.
fn bitwise_not<T: Int>(call: Option<&Call<1>>) -> bool {
    match call {
        Some(c) if c.compute() == crate::dtype::DType::Bool => test!(call, |x| x == T::of(0)),
        _ => f!(call, |x| x.not()),
    }
}

fn clamp<T: Int>(min: Option<Scalar>, max: Option<Scalar>, call: Option<&Call<1>>) -> bool {
    match (min.map(|v| T::of(v.to_i64())), max.map(|v| T::of(v.to_i64()))) {
        (Some(low), Some(high)) => f!(call, |x, low, high| x.max(low).min(high)),
        (Some(low), None) => f!(call, |x, low| x.max(low)),
        (None, Some(high)) => f!(call, |x, high| x.min(high)),
        (None, None) => f!(call, |x| x),
    }
}

fn power<T: Int>(exponent: i64, call: Option<&Call<1>>) -> bool {
    if exponent == 2 {
        return f!(call, |x| x.mul(x));
    }
    op!(call, Call, Int, T => T, [exponent: i64], m, [x], T::of(pow(x.to_i64(), exponent)))
}
