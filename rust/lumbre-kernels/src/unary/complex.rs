//! Complex numbers, computed in complex128.

use super::Unary;
use crate::dtype::{C128, Element};
use crate::math::complex as c;
use crate::op;
use crate::tile::op::Call;

pub trait Wide: Element {
    fn z(self) -> C128;
    fn of(z: C128) -> Self;
}

impl Wide for C128 {
    #[inline(always)]
    fn z(self) -> C128 {
        self
    }
    #[inline(always)]
    fn of(z: C128) -> C128 {
        z
    }
}

macro_rules! f {
    ($call:expr, $cost:ident, |$x:ident $(, $p:ident)*| $body:expr) => {
        op!($call, $cost, Wide, T => T, [$($p: f64),*], m, [$x], { let $x = $x.z(); T::of($body) })
    };
}
macro_rules! real {
    ($call:expr, |$x:ident| $body:expr) => {
        op!($call, Call, Wide, T => f64, [], m, [$x], { let $x = $x.z(); $body })
    };
}
macro_rules! test {
    ($call:expr, |$x:ident| $body:expr) => {
        op!($call, Cheap, Wide, T => bool, [], m, [$x], { let $x = $x.z(); $body })
    };
}

pub fn run(op: &Unary, call: Option<&Call<1>>) -> bool {
    type T = C128;
    use Unary::*;
    match *op {
        Neg => f!(call, Cheap, |x| -x),
        Conj => f!(call, Cheap, |x| x.conj()),
        Square => f!(call, Cheap, |x| x * x),
        MulAdd { mul, add } => f!(call, Cheap, |x, mul, add| C128::new(x.re * mul + add, x.im * mul)),
        Abs => real!(call, |x| c::modulus(x)),
        Angle => real!(call, |x| c::angle(x)),
        Real => real!(call, |x| x.re),
        Imag => real!(call, |x| x.im),
        Isnan => test!(call, |x| x.re.is_nan() || x.im.is_nan()),
        Isinf => test!(call, |x| x.re.is_infinite() || x.im.is_infinite()),
        Isfinite => test!(call, |x| x.re.is_finite() && x.im.is_finite()),
        LogicalNot => test!(call, |x| x.re == 0.0 && x.im == 0.0),
        Sgn => f!(call, Call, |x| c::sgn(x)),
        Sqrt => f!(call, Call, |x| c::sqrt(x)),
        Rsqrt => f!(call, Call, |x| c::reciprocal(c::sqrt(x))),
        Reciprocal => f!(call, Call, |x| c::reciprocal(x)),
        Sigmoid => f!(call, Call, |x| c::reciprocal(c::exp(-x) + 1.0)),
        Silu => f!(call, Call, |x| c::div(x, c::exp(-x) + 1.0)),
        Round { decimals: 0 } => f!(call, Call, |x| C128::new(x.re.round_ties_even(), x.im.round_ties_even())),
        PowScalar { exponent } => f!(call, Call, |x, exponent| c::pow(x, C128::new(exponent, 0.0))),
        _ => elementary(op, call),
    }
}

fn elementary(op: &Unary, call: Option<&Call<1>>) -> bool {
    type T = C128;
    use Unary::*;
    match *op {
        Exp => f!(call, Call, |x| c::exp(x)),
        Exp2 => f!(call, Call, |x| c::exp(x * std::f64::consts::LN_2)),
        Expm1 => f!(call, Call, |x| c::expm1(x)),
        Log => f!(call, Call, |x| c::ln(x)),
        Log2 => f!(call, Call, |x| c::ln(x) / std::f64::consts::LN_2),
        Log10 => f!(call, Call, |x| c::ln(x) / std::f64::consts::LN_10),
        Log1p => f!(call, Call, |x| c::ln_1p(x)),
        Sin => f!(call, Call, |x| c::sin(x)),
        Cos => f!(call, Call, |x| c::cos(x)),
        Tan => f!(call, Call, |x| c::tan(x)),
        Sinh => f!(call, Call, |x| c::sinh(x)),
        Cosh => f!(call, Call, |x| c::cosh(x)),
        Tanh => f!(call, Call, |x| c::tanh(x)),
        Asin => f!(call, Call, |x| c::asin(x)),
        Acos => f!(call, Call, |x| c::acos(x)),
        Atan => f!(call, Call, |x| c::atan(x)),
        Asinh => f!(call, Call, |x| c::asinh(x)),
        Acosh => f!(call, Call, |x| c::acosh(x)),
        Atanh => f!(call, Call, |x| c::atanh(x)),
        _ => false,
    }
}
