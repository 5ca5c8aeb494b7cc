//! Integers and bool.

use super::Binary;
use crate::dtype::DType;
use crate::integer::{Int, gcd, lcm, pow};
use crate::op;
use crate::tile::op::{Call, Cost, Op, go_now};
use crate::math::Math;
use std::sync::atomic::{AtomicBool, Ordering};

macro_rules! f {
    ($call:expr, |$a:ident, $b:ident $(, $p:ident)*| $body:expr) => {
        op!($call, Cheap, Int, T => T, [$($p: T),*], m, [$a, $b], $body)
    };
}
macro_rules! test {
    ($call:expr, |$a:ident, $b:ident| $body:expr) => {
        op!($call, Cheap, Int, T => bool, [], m, [$a, $b], $body)
    };
}

/// What has a loop for each width.
pub fn common<T: Int>(op: &Binary, call: Option<&Call<2>>) -> bool {
    use Binary::*;
    match *op {
        Add => f!(call, |a, b| a.add(b)),
        Sub => f!(call, |a, b| a.sub(b)),
        Mul => f!(call, |a, b| a.mul(b)),
        AddScaled { alpha } => {
            let alpha = T::of(alpha.to_i64());
            f!(call, |a, b, alpha| a.add(alpha.mul(b)))
        }
        Maximum | Fmax => f!(call, |a, b| a.max(b)),
        Minimum | Fmin => f!(call, |a, b| a.min(b)),
        BitwiseAnd => f!(call, |a, b| a.and(b)),
        BitwiseOr => f!(call, |a, b| a.or(b)),
        BitwiseXor => f!(call, |a, b| a.xor(b)),
        ReluGrad => f!(call, |g, x| if x > T::of(0) { g } else { T::of(0) }),
        Eq => test!(call, |a, b| a == b),
        Ne => test!(call, |a, b| a != b),
        Lt => test!(call, |a, b| a < b),
        Le => test!(call, |a, b| a <= b),
        Gt => test!(call, |a, b| a > b),
        Ge => test!(call, |a, b| a >= b),
        LogicalAnd => test!(call, |a, b| (a != T::of(0)) & (b != T::of(0))),
        LogicalOr => test!(call, |a, b| (a != T::of(0)) | (b != T::of(0))),
        LogicalXor => test!(call, |a, b| (a != T::of(0)) != (b != T::of(0))),
        _ => false,
    }
}

trait Bit: crate::dtype::Element {
    fn bit(self) -> bool;
}
impl Bit for bool {
    #[inline(always)]
    fn bit(self) -> bool {
        self
    }
}

/// Bool tensors without widening.
pub fn logic(op: &Binary, call: Option<&Call<2>>) -> bool {
    type T = bool;
    macro_rules! b {
        (|$a:ident, $b:ident| $body:expr) => {
            op!(call, Cheap, Bit, T => bool, [], m, [$a, $b], { let ($a, $b) = ($a.bit(), $b.bit()); $body })
        };
    }
    use Binary::*;
    match *op {
        BitwiseAnd | LogicalAnd | Mul | Minimum | Fmin => b!(|a, b| a & b),
        BitwiseOr | LogicalOr | Add | Maximum | Fmax => b!(|a, b| a | b),
        BitwiseXor | LogicalXor | Ne => b!(|a, b| a ^ b),
        Eq => b!(|a, b| a == b),
        _ => false,
    }
}

/// Division: a zero divisor is noted and gives 0.
#[derive(Clone, Copy)]
struct Division<'z> {
    kind: Binary,
    zero: Option<&'z AtomicBool>,
}

impl Op<i64, i64, 2> for Division<'_> {
    const COST: Cost = Cost::Call;
    #[inline(always)]
    fn at<M: Math>(self, _m: M, [a, b]: [i64; 2]) -> i64 {
        if b == 0 {
            if let Some(zero) = self.zero {
                zero.store(true, Ordering::Relaxed);
            }
            return 0;
        }
        let (quotient, rest) = (a.quotient(b), a.rest(b));
        let signs_differ = rest != 0 && (rest < 0) != (b < 0);
        match self.kind {
            Binary::FloorDiv => quotient - signs_differ as i64,
            Binary::Remainder => if signs_differ { rest + b } else { rest },
            Binary::Fmod => rest,
            _ => quotient,
        }
    }
}

/// In 64 bits for every width; storing wraps around.
pub fn rare(op: &Binary, compute: DType, call: Option<&Call<2>>, zero: Option<&AtomicBool>) -> bool {
    type T = i64;
    macro_rules! wide {
        ([$($p:ident: $pt:ty),*], |$a:ident, $b:ident| $body:expr) => {
            op!(call, Call, Long, T => T, [$($p: $pt),*], m, [$a, $b], {
                let ($a, $b): (i64, i64) = ($a.to_i64(), $b.to_i64());
                T::of($body)
            })
        };
    }
    let bits = compute.size() as i64 * 8;
    let signed = compute.is_signed();
    use Binary::*;
    match *op {
        FloorDiv | TruncDiv | Remainder | Fmod => go_now::<i64, i64, _, 2, 3>(call, Division { kind: *op, zero }),
        Pow => wide!([], |a, b| pow(a, b)),
        Gcd => wide!([], |a, b| gcd(a, b)),
        Lcm => wide!([], |a, b| lcm(a, b)),
        Heaviside => wide!([], |a, b| if a == 0 { b } else { (a > 0) as i64 }),
        // Out of range, all bits leave: 0, or the sign for a right shift.
        Shl => wide!([bits: i64], |a, b| if b < 0 || b >= bits { 0 } else { a << b }),
        Shr => wide!([bits: i64, signed: bool], |a, b| {
            if b < 0 || b >= bits { if signed && a < 0 { -1 } else { 0 } } else { a >> b }
        }),
        _ => false,
    }
}

trait Long: Int {}
impl Long for i64 {}
