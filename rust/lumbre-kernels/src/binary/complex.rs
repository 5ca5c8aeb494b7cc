//! Complex numbers.

use super::Binary;
use crate::dtype::{C128, Element};
use crate::math::complex as c;
use crate::op;
use crate::tile::op::Call;
use crate::unary::Wide;
use num_complex::Complex;
use std::ops::{Add, Mul, Sub};

pub trait Cplx:
    Element + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self>
{
    fn nonzero(self) -> bool;
}
impl Cplx for Complex<f32> {
    #[inline(always)]
    fn nonzero(self) -> bool {
        (self.re != 0.0) | (self.im != 0.0)
    }
}
impl Cplx for Complex<f64> {
    #[inline(always)]
    fn nonzero(self) -> bool {
        (self.re != 0.0) | (self.im != 0.0)
    }
}

macro_rules! f {
    ($call:expr, |$a:ident, $b:ident $(, $p:ident)*| $body:expr) => {
        op!($call, Cheap, Cplx, T => T, [$($p: T),*], m, [$a, $b], $body)
    };
}
macro_rules! test {
    ($call:expr, |$a:ident, $b:ident| $body:expr) => {
        op!($call, Cheap, Cplx, T => bool, [], m, [$a, $b], $body)
    };
}

pub fn common<T: Cplx>(op: &Binary, call: Option<&Call<2>>) -> bool {
    use Binary::*;
    match *op {
        Add => f!(call, |a, b| a + b),
        Sub => f!(call, |a, b| a - b),
        Mul => f!(call, |a, b| a * b),
        AddScaled { alpha } => {
            let alpha = T::from_c128(alpha.to_c128());
            f!(call, |a, b, alpha| a + alpha * b)
        }
        Eq => test!(call, |a, b| a == b),
        Ne => test!(call, |a, b| a != b),
        LogicalAnd => test!(call, |a, b| a.nonzero() & b.nonzero()),
        LogicalOr => test!(call, |a, b| a.nonzero() | b.nonzero()),
        LogicalXor => test!(call, |a, b| a.nonzero() != b.nonzero()),
        _ => false,
    }
}

/// Computed in complex128. Gradients take the conjugate of the derivative.
pub fn rare(op: &Binary, call: Option<&Call<2>>) -> bool {
    type T = C128;
    macro_rules! wide {
        (|$a:ident, $b:ident| $body:expr) => {
            op!(call, Call, Wide, T => T, [], m, [$a, $b], { let ($a, $b) = ($a.z(), $b.z()); T::of($body) })
        };
    }
    use Binary::*;
    match *op {
        Div => wide!(|a, b| c::div(a, b)),
        Pow => wide!(|a, b| c::pow(a, b)),
        Xlogy => wide!(|a, b| if a == C128::new(0.0, 0.0) { a } else { a * c::ln(b) }),
        LogAddExp => wide!(|a, b| c::log_add_exp(a, b)),
        TanhGrad => wide!(|g, y| g * (C128::new(1.0, 0.0) - y * y).conj()),
        SigmoidGrad => wide!(|g, y| g * ((C128::new(1.0, 0.0) - y) * y).conj()),
        _ => false,
    }
}
