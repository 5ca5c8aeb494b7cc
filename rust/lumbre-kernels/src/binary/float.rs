//! Real floats.

use super::Binary;
use crate::math::{gamma, polynomial};
use crate::op;
use crate::tile::op::Call;
use crate::unary::Float;

macro_rules! f {
    ($call:expr, $cost:ident, |$m:ident, $a:ident, $b:ident $(, $p:ident)*| $body:expr) => {
        op!($call, $cost, Float, T => T, [$($p: T),*], $m, [$a, $b], $body)
    };
}
macro_rules! test {
    ($call:expr, |$a:ident, $b:ident| $body:expr) => {
        op!($call, Cheap, Float, T => bool, [], m, [$a, $b], $body)
    };
}

pub fn run<T: Float>(op: &Binary, call: Option<&Call<2>>) -> bool {
    use Binary::*;
    match *op {
        Add => f!(call, Arithmetic, |m, a, b| a + b),
        Sub => f!(call, Arithmetic, |m, a, b| a - b),
        Mul => f!(call, Arithmetic, |m, a, b| a * b),
        Div => f!(call, Arithmetic, |m, a, b| a / b),
        AddScaled { alpha } => {
            let alpha = T::of(alpha.to_f64());
            f!(call, Arithmetic, |m, a, b, alpha| a + alpha * b)
        }
        Maximum => f!(call, Cheap, |m, a, b| a.maximum(b)),
        Minimum => f!(call, Cheap, |m, a, b| a.minimum(b)),
        Fmax => f!(call, Cheap, |m, a, b| if a > b || b.is_nan() { a } else { b }),
        Fmin => f!(call, Cheap, |m, a, b| if a < b || b.is_nan() { a } else { b }),
        Copysign => f!(call, Cheap, |m, a, b| a.copysign(b)),
        Heaviside => f!(call, Cheap, |m, a, b| {
            let step = if a > T::of(0.0) { T::of(1.0) } else { T::of(0.0) };
            if a == T::of(0.0) { b } else { step }
        }),
        LogAddExp => f!(call, Math, |m, a, b| {
            let (high, apart) = ordered(a, b);
            if apart.is_nan() { high } else { high + m.ln_1p(m.exp(-apart)) }
        }),
        LogAddExp2 => f!(call, Math, |m, a, b| {
            let (high, apart) = ordered(a, b);
            let y = high + m.ln_1p(m.exp2(-apart)) * T::of(std::f64::consts::LOG2_E);
            if apart.is_nan() { high } else { y }
        }),
        Xlogy => f!(call, Math, |m, a, b| xlog(a, b, m.ln(b))),
        Xlog1py => f!(call, Math, |m, a, b| xlog(a, b, m.ln_1p(b))),
        _ => compare::<T>(op, call),
    }
}

/// The larger one (NaN if either is) and the distance, NaN for equal infinities.
#[inline(always)]
fn ordered<T: Float>(a: T, b: T) -> (T, T) {
    (a.maximum(b), (a - b).abs())
}

#[inline(always)]
fn xlog<T: Float>(a: T, b: T, log: T) -> T {
    let y = if a == T::of(0.0) { T::of(0.0) } else { a * log };
    if b.is_nan() { b } else { y }
}

fn compare<T: Float>(op: &Binary, call: Option<&Call<2>>) -> bool {
    use Binary::*;
    match *op {
        Eq => test!(call, |a, b| a == b),
        Ne => test!(call, |a, b| a != b),
        Lt => test!(call, |a, b| a < b),
        Le => test!(call, |a, b| a <= b),
        Gt => test!(call, |a, b| a > b),
        Ge => test!(call, |a, b| a >= b),
        LogicalAnd => test!(call, |a, b| (a != T::of(0.0)) & (b != T::of(0.0))),
        LogicalOr => test!(call, |a, b| (a != T::of(0.0)) | (b != T::of(0.0))),
        LogicalXor => test!(call, |a, b| (a != T::of(0.0)) != (b != T::of(0.0))),
        _ => false,
    }
}

/// Through library calls, or with a division that loops do not vectorise.
pub fn rare<T: Float>(op: &Binary, call: Option<&Call<2>>) -> bool {
    use Binary::*;
    match *op {
        FloorDiv => f!(call, Call, |m, a, b| floor_div(a, b)),
        TruncDiv => f!(call, Call, |m, a, b| (a / b).trunc()),
        Remainder => f!(call, Call, |m, a, b| {
            let r = a.rem(b);
            if r != T::of(0.0) && (b < T::of(0.0)) != (r < T::of(0.0)) { r + b } else { r }
        }),
        Fmod => f!(call, Call, |m, a, b| a.rem(b)),
        Pow => f!(call, Call, |m, a, b| a.powf(b)),
        Atan2 => f!(call, Call, |m, a, b| a.atan2(b)),
        Hypot => f!(call, Call, |m, a, b| a.hypot(b)),
        Nextafter => f!(call, Call, |m, a, b| a.next_after(b)),
        Igamma => f!(call, Call, |m, a, b| T::of(gamma::igamma(a.wide(), b.wide()))),
        Igammac => f!(call, Call, |m, a, b| T::of(gamma::igammac(a.wide(), b.wide()))),
        Zeta => f!(call, Call, |m, a, b| T::of(gamma::zeta(a.wide(), b.wide()))),
        Polynomial { family } => op!(call, Call, Float, T => T, [family: super::Family], m, [a, b], {
            T::of(polynomial::at(family, a.wide(), b.wide()))
        }),
        _ => false,
    }
}

/// Python's floor division: from the exact remainder, not from the rounded quotient.
fn floor_div<T: Float>(a: T, b: T) -> T {
    let zero = T::of(0.0);
    if b == zero {
        return a / b;
    }
    let r = a.rem(b);
    let mut quotient = (a - r) / b;
    if r != zero && (b < zero) != (r < zero) {
        quotient = quotient - T::of(1.0);
    }
    if quotient == zero {
        return zero.copysign(a / b);
    }
    let floor = quotient.floor();
    if quotient - floor > T::of(0.5) { floor + T::of(1.0) } else { floor }
}
