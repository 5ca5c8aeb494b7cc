//! Mathematical functions that loops can vectorise: no branches, no tables, no calls. Each f32 one
//! states its bound, and the tests hold it; the f64 ones call the system's library. `special` has what is not worth vectors.

pub mod bessel;
pub mod complex;
pub mod gamma;
#[cfg(target_arch = "x86_64")]
mod gelu;
pub mod polynomial;
mod single;
pub mod special;

use crate::isa::Isa;
#[cfg(target_arch = "x86_64")]
use crate::isa::{Level, level};
use std::mem::MaybeUninit;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// A real type that kernels compute in: f32 or f64.
pub trait Real:
    Copy
    + Send
    + Sync
    + 'static
    + PartialOrd
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
{
    const INFINITY: Self;
    fn of(v: f64) -> Self;
    fn wide(self) -> f64;
    fn abs(self) -> Self;
    fn floor(self) -> Self;
    fn ceil(self) -> Self;
    fn trunc(self) -> Self;
    fn round_even(self) -> Self;
    fn copysign(self, sign: Self) -> Self;
    fn sign_bit(self) -> bool;
    fn sqrt(self) -> Self;
    fn powf(self, e: Self) -> Self;
    fn atan2(self, x: Self) -> Self;
    fn hypot(self, b: Self) -> Self;
    /// The remainder with the sign of `self`, exact.
    fn rem(self, b: Self) -> Self;
    fn next_after(self, towards: Self) -> Self;
    fn fma<M: Isa>(self, b: Self, c: Self) -> Self;
    fn exp<M: Isa>(self) -> Self;
    fn exp2<M: Isa>(self) -> Self;
    fn expm1<M: Isa>(self) -> Self;
    fn ln<M: Isa>(self) -> Self;
    fn log2<M: Isa>(self) -> Self;
    fn log10<M: Isa>(self) -> Self;
    fn ln_1p<M: Isa>(self) -> Self;
    fn tanh<M: Isa>(self) -> Self;
    fn erf<M: Isa>(self) -> Self;
    fn erfc<M: Isa>(self) -> Self;
    /// The normal distribution's `P(X <= self)`, to full relative precision in the lower tail, and its density.
    fn normal<M: Isa>(self) -> (Self, Self);
    /// For arguments that `trig_is_fast` accepts.
    fn sin<M: Isa>(self) -> Self;
    fn cos<M: Isa>(self) -> Self;
    fn trig_is_fast(self) -> bool;
    /// For any argument.
    fn sin_any(self) -> Self;
    fn cos_any(self) -> Self;

    #[inline(always)]
    fn is_nan(self) -> bool {
        self != self
    }
    #[inline(always)]
    fn is_infinite(self) -> bool {
        self.abs() == Self::INFINITY
    }
    #[inline(always)]
    fn is_finite(self) -> bool {
        self.abs() < Self::INFINITY
    }
    /// The larger one; NaN if either is.
    #[inline(always)]
    fn maximum(self, b: Self) -> Self {
        let m = if self > b { self } else { b };
        if self.is_nan() { self } else { m }
    }
    /// The smaller one; NaN if either is.
    #[inline(always)]
    fn minimum(self, b: Self) -> Self {
        let m = if self < b { self } else { b };
        if self.is_nan() { self } else { m }
    }
    /// `1 / (1 + exp(-x))`.
    #[inline(always)]
    fn sigmoid<M: Isa>(self) -> Self {
        Self::of(1.0) / (Self::of(1.0) + (-self).exp::<M>())
    }
}

/// The functions as methods of the instruction set, so that a kernel reads `m.exp(x)`.
pub trait Math: Isa {
    #[inline(always)]
    fn fma<T: Real>(self, a: T, b: T, c: T) -> T {
        a.fma::<Self>(b, c)
    }
    #[inline(always)]
    fn exp<T: Real>(self, x: T) -> T {
        x.exp::<Self>()
    }
    #[inline(always)]
    fn exp2<T: Real>(self, x: T) -> T {
        x.exp2::<Self>()
    }
    #[inline(always)]
    fn expm1<T: Real>(self, x: T) -> T {
        x.expm1::<Self>()
    }
    #[inline(always)]
    fn ln<T: Real>(self, x: T) -> T {
        x.ln::<Self>()
    }
    #[inline(always)]
    fn log2<T: Real>(self, x: T) -> T {
        x.log2::<Self>()
    }
    #[inline(always)]
    fn log10<T: Real>(self, x: T) -> T {
        x.log10::<Self>()
    }
    #[inline(always)]
    fn ln_1p<T: Real>(self, x: T) -> T {
        x.ln_1p::<Self>()
    }
    #[inline(always)]
    fn tanh<T: Real>(self, x: T) -> T {
        x.tanh::<Self>()
    }
    #[inline(always)]
    fn sigmoid<T: Real>(self, x: T) -> T {
        x.sigmoid::<Self>()
    }
    #[inline(always)]
    fn erf<T: Real>(self, x: T) -> T {
        x.erf::<Self>()
    }
    #[inline(always)]
    fn erfc<T: Real>(self, x: T) -> T {
        x.erfc::<Self>()
    }
    #[inline(always)]
    fn normal<T: Real>(self, x: T) -> (T, T) {
        x.normal::<Self>()
    }
    #[inline(always)]
    fn sin<T: Real>(self, x: T) -> T {
        x.sin::<Self>()
    }
    #[inline(always)]
    fn cos<T: Real>(self, x: T) -> T {
        x.cos::<Self>()
    }
    /// `tanh(log(1 + exp(x)))`, as the quotient that it is.
    #[inline(always)]
    fn tanh_softplus<T: Real>(self, x: T) -> T {
        let limit = T::of(20.0);
        let e = (if x > limit { limit } else { x }).exp::<Self>();
        let n = e * (e + T::of(2.0));
        n / (n + T::of(2.0))
    }
    /// `log(1 + exp(x))` without overflow.
    #[inline(always)]
    fn softplus<T: Real>(self, x: T) -> T {
        let zero = T::of(0.0);
        (if x > zero { x } else { zero }) + (-x.abs()).exp::<Self>().ln_1p::<Self>()
    }
}

impl<M: Isa> Math for M {}

/// `x P(X <= x)` of every element by the best CPUs' own loop; false, and nothing done, elsewhere.
pub fn gelu_by_tables(x: &[f32], out: &mut [MaybeUninit<f32>]) -> bool {
    #[cfg(target_arch = "x86_64")]
    if level() == Level::Avx512 && x.len() == out.len() {
        // SAFETY: `level` found AVX-512.
        unsafe { gelu::gelu(x, out) };
        return true;
    }
    let _ = (x, out);
    false
}

/// `g` times the derivative of `gelu` at `x`, likewise.
pub fn gelu_grad_by_tables(g: &[f32], x: &[f32], out: &mut [MaybeUninit<f32>]) -> bool {
    #[cfg(target_arch = "x86_64")]
    if level() == Level::Avx512 && x.len() == out.len() && g.len() == out.len() {
        // SAFETY: `level` found AVX-512.
        unsafe { gelu::gelu_grad(g, x, out) };
        return true;
    }
    let _ = (g, x, out);
    false
}

macro_rules! shared {
    ($t:ty) => {
        const INFINITY: $t = <$t>::INFINITY;
        #[inline(always)] fn of(v: f64) -> $t { v as $t }
        #[inline(always)] fn wide(self) -> f64 { self as f64 }
        #[inline(always)] fn abs(self) -> $t { <$t>::abs(self) }
        #[inline(always)] fn floor(self) -> $t { <$t>::floor(self) }
        #[inline(always)] fn ceil(self) -> $t { <$t>::ceil(self) }
        #[inline(always)] fn trunc(self) -> $t { <$t>::trunc(self) }
        #[inline(always)] fn round_even(self) -> $t { <$t>::round_ties_even(self) }
        #[inline(always)] fn copysign(self, sign: $t) -> $t { <$t>::copysign(self, sign) }
        #[inline(always)] fn sign_bit(self) -> bool { self.is_sign_negative() }
        #[inline(always)] fn sqrt(self) -> $t { <$t>::sqrt(self) }
        #[inline(always)] fn powf(self, e: $t) -> $t { <$t>::powf(self, e) }
        #[inline(always)] fn atan2(self, x: $t) -> $t { <$t>::atan2(self, x) }
        #[inline(always)] fn hypot(self, b: $t) -> $t { <$t>::hypot(self, b) }
        #[inline(always)] fn rem(self, b: $t) -> $t { self % b }
        #[inline(always)] fn sin_any(self) -> $t { <$t>::sin(self) }
        #[inline(always)] fn cos_any(self) -> $t { <$t>::cos(self) }
        #[inline(always)]
        fn fma<M: Isa>(self, b: $t, c: $t) -> $t {
            if M::FMA { self.mul_add(b, c) } else { self * b + c }
        }
        fn next_after(self, towards: $t) -> $t {
            if self != self || towards != towards {
                return self + towards;
            }
            if self == towards {
                return towards;
            }
            if self < towards { self.next_up() } else { self.next_down() }
        }
    };
}

impl Real for f64 {
    shared!(f64);
    #[inline(always)] fn exp<M: Isa>(self) -> f64 { f64::exp(self) }
    #[inline(always)] fn exp2<M: Isa>(self) -> f64 { f64::exp2(self) }
    #[inline(always)] fn expm1<M: Isa>(self) -> f64 { f64::exp_m1(self) }
    #[inline(always)] fn ln<M: Isa>(self) -> f64 { f64::ln(self) }
    #[inline(always)] fn log2<M: Isa>(self) -> f64 { f64::log2(self) }
    #[inline(always)] fn log10<M: Isa>(self) -> f64 { f64::log10(self) }
    #[inline(always)] fn ln_1p<M: Isa>(self) -> f64 { f64::ln_1p(self) }
    #[inline(always)] fn tanh<M: Isa>(self) -> f64 { f64::tanh(self) }
    #[inline(always)] fn erf<M: Isa>(self) -> f64 { libm::erf(self) }
    #[inline(always)] fn erfc<M: Isa>(self) -> f64 { libm::erfc(self) }
    #[inline(always)] fn sin<M: Isa>(self) -> f64 { f64::sin(self) }
    #[inline(always)] fn cos<M: Isa>(self) -> f64 { f64::cos(self) }
    #[inline(always)] fn trig_is_fast(self) -> bool { true }
    #[inline(always)]
    fn normal<M: Isa>(self) -> (f64, f64) {
        use std::f64::consts::{FRAC_1_SQRT_2, PI};
        let density = f64::exp(-0.5 * self * self) / (2.0 * PI).sqrt();
        (0.5 * libm::erfc(-self * FRAC_1_SQRT_2), density)
    }
}

impl Real for f32 {
    shared!(f32);
    #[inline(always)] fn exp<M: Isa>(self) -> f32 { single::exp::<M>(self) }
    #[inline(always)] fn exp2<M: Isa>(self) -> f32 { single::exp2::<M>(self) }
    #[inline(always)] fn expm1<M: Isa>(self) -> f32 { single::expm1::<M>(self) }
    #[inline(always)] fn ln<M: Isa>(self) -> f32 { single::ln::<M>(self) }
    #[inline(always)] fn log2<M: Isa>(self) -> f32 { single::log2::<M>(self) }
    #[inline(always)] fn log10<M: Isa>(self) -> f32 { single::log10::<M>(self) }
    #[inline(always)] fn ln_1p<M: Isa>(self) -> f32 { single::ln_1p::<M>(self) }
    #[inline(always)] fn tanh<M: Isa>(self) -> f32 { single::tanh::<M>(self) }
    #[inline(always)] fn erf<M: Isa>(self) -> f32 { single::erf::<M>(self) }
    #[inline(always)] fn erfc<M: Isa>(self) -> f32 { single::erfc::<M>(self) }
    #[inline(always)] fn normal<M: Isa>(self) -> (f32, f32) { single::normal::<M>(self) }
    #[inline(always)] fn sin<M: Isa>(self) -> f32 { single::sin_cos::<M>(self, 0) }
    #[inline(always)] fn cos<M: Isa>(self) -> f32 { single::sin_cos::<M>(self, 1) }
    #[inline(always)] fn trig_is_fast(self) -> bool { f32::abs(self) <= 1e6 || f32::is_nan(self) }
}
