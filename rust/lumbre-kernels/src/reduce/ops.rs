//! The folds: what one element contributes and how contributions join.

use super::Wide;
use crate::dtype::{C64, C128};
use crate::runs::Compute;
use std::marker::PhantomData;

/// A reduction over elements of compute type `X`. Blocks accumulate in `A`, blocks join in `W`.
pub(crate) trait Fold<X: Compute> {
    type A: Copy;
    type W: Wide;
    /// Accumulators a block keeps so that the loop vectorises.
    type Lanes: AsMut<[Self::A]>;
    fn lanes() -> Self::Lanes;
    fn zero() -> Self::A;
    /// The contribution of `x`, given the output's centre `c` (only centred folds look at it).
    fn map(x: X, c: X, p: f64) -> Self::A;
    fn join(a: Self::A, b: Self::A) -> Self::A;
    fn widen(a: Self::A) -> Self::W;
    fn join_wide(a: Self::W, b: Self::W) -> Self::W;
}

pub(crate) struct Sum;
pub(crate) struct NanSum;
pub(crate) struct Prod;
pub(crate) struct Max;
pub(crate) struct Min;
/// Elements that are not zero.
pub(crate) struct Count;
pub(crate) struct AbsSum;
pub(crate) struct SquareSum;
/// Sum of `|x|^p`.
pub(crate) struct PowSum;
/// `Max` or `Min` over `|x|`.
pub(crate) struct OfAbs<F>(PhantomData<F>);
/// Sum of `exp(x - c)`.
pub(crate) struct ExpSum;
/// Sum of `|x - c|^2`.
pub(crate) struct Spread;

/// Real numbers with the few functions the folds need.
pub(crate) trait Real: Compute + PartialOrd {
    const LOWEST: Self;
    const HIGHEST: Self;
    fn is_nan(self) -> bool;
}
macro_rules! real {
    ($($t:ty, $lo:expr, $hi:expr, $v:ident => $nan:expr);*) => {$(
        impl Real for $t {
            const LOWEST: Self = $lo;
            const HIGHEST: Self = $hi;
            #[inline(always)]
            fn is_nan(self) -> bool { let $v = self; $nan }
        }
    )*};
}
real!(i64, i64::MIN, i64::MAX, _v => false; f32, f32::NEG_INFINITY, f32::INFINITY, v => v != v;
      f64, f64::NEG_INFINITY, f64::INFINITY, v => v != v);

/// `b` where it beats `a`, NaN above everything.
#[inline(always)]
pub(crate) fn larger<X: Real>(a: X, b: X) -> X {
    if a > b || a.is_nan() { a } else { b }
}
/// `b` where it is below `a`, NaN below everything.
#[inline(always)]
pub(crate) fn smaller<X: Real>(a: X, b: X) -> X {
    if a < b || a.is_nan() { a } else { b }
}

/// The magnitude of a real or complex number.
pub(crate) trait Magnitude: Compute {
    type R: Real;
    fn abs(self) -> Self::R;
    fn square(self) -> Self::R;
    fn powf(r: Self::R, p: f64) -> Self::R;
}
macro_rules! magnitude {
    ($($t:ty, $r:ty, $v:ident => $abs:expr, $sq:expr);*) => {$(
        impl Magnitude for $t {
            type R = $r;
            #[inline(always)] fn abs(self) -> $r { let $v = self; $abs }
            #[inline(always)] fn square(self) -> $r { let $v = self; $sq }
            #[inline(always)] fn powf(r: $r, p: f64) -> $r { r.powf(p as $r) }
        }
    )*};
}
magnitude!(f32, f32, v => v.abs(), v * v; f64, f64, v => v.abs(), v * v;
           C64, f32, v => v.re.hypot(v.im), v.re * v.re + v.im * v.im;
           C128, f64, v => v.re.hypot(v.im), v.re * v.re + v.im * v.im);

macro_rules! fold {
    ($op:ty, $x:ty, $a:ty, $w:ty, $lanes:literal, $zero:expr, |$v:ident, $c:ident, $p:ident| $map:expr,
     |$l:ident, $r:ident| $join:expr, $wide:expr) => {
        impl Fold<$x> for $op {
            type A = $a;
            type W = $w;
            type Lanes = [$a; $lanes];
            #[inline(always)]
            fn lanes() -> Self::Lanes {
                [$zero; $lanes]
            }
            #[inline(always)]
            fn zero() -> $a {
                $zero
            }
            #[inline(always)]
            fn map($v: $x, $c: $x, $p: f64) -> $a {
                $map
            }
            #[inline(always)]
            fn join($l: $a, $r: $a) -> $a {
                $join
            }
            #[inline(always)]
            fn widen(a: $a) -> $w {
                ($wide)(a)
            }
            #[inline(always)]
            fn join_wide($l: $w, $r: $w) -> $w {
                $join
            }
        }
    };
}

fn wide_c(a: C64) -> C128 {
    C128::new(a.re as f64, a.im as f64)
}

fold!(Sum, i64, i64, i64, 32, 0, |x, _c, _p| x, |a, b| a.wrapping_add(b), |a| a);
fold!(Sum, f32, f32, f64, 64, 0.0, |x, _c, _p| x, |a, b| a + b, |a: f32| a as f64);
fold!(Sum, f64, f64, f64, 32, 0.0, |x, _c, _p| x, |a, b| a + b, |a| a);
fold!(Sum, C64, C64, C128, 32, C64::new(0.0, 0.0), |x, _c, _p| x, |a, b| a + b, wide_c);
fold!(Sum, C128, C128, C128, 16, C128::new(0.0, 0.0), |x, _c, _p| x, |a, b| a + b, |a| a);
fold!(NanSum, f32, f32, f64, 64, 0.0, |x, _c, _p| if x.is_nan() { 0.0 } else { x }, |a, b| a + b, |a: f32| a as f64);
fold!(NanSum, f64, f64, f64, 32, 0.0, |x, _c, _p| if x.is_nan() { 0.0 } else { x }, |a, b| a + b, |a| a);
fold!(Prod, i64, i64, i64, 32, 1, |x, _c, _p| x, |a, b| a.wrapping_mul(b), |a| a);
fold!(Prod, f32, f32, f64, 64, 1.0, |x, _c, _p| x, |a, b| a * b, |a: f32| a as f64);
fold!(Prod, f64, f64, f64, 32, 1.0, |x, _c, _p| x, |a, b| a * b, |a| a);
fold!(Prod, C64, C64, C128, 32, C64::new(1.0, 0.0), |x, _c, _p| x, |a, b| a * b, wide_c);
fold!(Prod, C128, C128, C128, 16, C128::new(1.0, 0.0), |x, _c, _p| x, |a, b| a * b, |a| a);
fold!(Max, i64, i64, i64, 32, i64::LOWEST, |x, _c, _p| x, |a, b| larger(a, b), |a| a);
fold!(Max, f32, f32, f64, 64, f32::LOWEST, |x, _c, _p| x, |a, b| larger(a, b), |a: f32| a as f64);
fold!(Max, f64, f64, f64, 32, f64::LOWEST, |x, _c, _p| x, |a, b| larger(a, b), |a| a);
fold!(Min, i64, i64, i64, 32, i64::HIGHEST, |x, _c, _p| x, |a, b| smaller(a, b), |a| a);
fold!(Min, f32, f32, f64, 64, f32::HIGHEST, |x, _c, _p| x, |a, b| smaller(a, b), |a: f32| a as f64);
fold!(Min, f64, f64, f64, 32, f64::HIGHEST, |x, _c, _p| x, |a, b| smaller(a, b), |a| a);
fold!(ExpSum, f32, f32, f64, 64, 0.0, |x, c, _p| (x - c).exp(), |a, b| a + b, |a: f32| a as f64);
fold!(ExpSum, f64, f64, f64, 32, 0.0, |x, c, _p| (x - c).exp(), |a, b| a + b, |a| a);
// A block adds at most 128 ones to a lane (see `BLOCK`), which a byte holds.
macro_rules! count {
    ($($x:ty, $zero:expr);*) => {$(
        fold!(Count, $x, u8, i64, 64, 0, |x, _c, _p| (x != $zero) as u8, |a, b| a.wrapping_add(b), |a: u8| a as i64);
    )*};
}
count!(u8, 0; i64, 0; f32, 0.0; f64, 0.0; C64, C64::new(0.0, 0.0); C128, C128::new(0.0, 0.0));
macro_rules! magnitudes {
    ($($x:ty, $a:ty, $lanes:literal, $wide:expr);*) => {$(
        fold!(AbsSum, $x, $a, f64, $lanes, 0.0, |x, _c, _p| Magnitude::abs(x), |a, b| a + b, $wide);
        fold!(SquareSum, $x, $a, f64, $lanes, 0.0, |x, _c, _p| x.square(), |a, b| a + b, $wide);
        fold!(PowSum, $x, $a, f64, $lanes, 0.0, |x, _c, p| <$x as Magnitude>::powf(Magnitude::abs(x), p), |a, b| a + b, $wide);
        fold!(OfAbs<Max>, $x, $a, f64, $lanes, 0.0, |x, _c, _p| Magnitude::abs(x), |a, b| larger(a, b), $wide);
        fold!(OfAbs<Min>, $x, $a, f64, $lanes, <$a>::HIGHEST, |x, _c, _p| Magnitude::abs(x), |a, b| smaller(a, b), $wide);
        fold!(Spread, $x, $a, f64, $lanes, 0.0, |x, c, _p| (x - c).square(), |a, b| a + b, $wide);
    )*};
}
magnitudes!(f32, f32, 64, |a: f32| a as f64; f64, f64, 32, |a| a; C64, f32, 32, |a: f32| a as f64; C128, f64, 16, |a| a);
