//! What products and windows compute in: halves in f32, everything else in its own type (integers wrap).

use crate::dtype::{C64, C128, Element};
use half::{bf16, f16};

/// Arithmetic of an accumulator.
pub(crate) trait Arith: Element {
    fn plus(self, b: Self) -> Self;
    fn times(self, b: Self) -> Self;
}

/// An element and the type its sums are kept in.
pub(crate) trait Num: Element {
    type Acc: Arith;
    fn up(self) -> Self::Acc;
    fn down(acc: Self::Acc) -> Self;
}

macro_rules! num {
    ($($t:ty => $plus:ident $times:ident),*) => {$(
        impl Arith for $t {
            #[inline(always)] fn plus(self, b: Self) -> Self { self.$plus(b) }
            #[inline(always)] fn times(self, b: Self) -> Self { self.$times(b) }
        }
        impl Num for $t {
            type Acc = $t;
            #[inline(always)] fn up(self) -> $t { self }
            #[inline(always)] fn down(acc: $t) -> Self { acc }
        }
    )*};
}
use std::ops::{Add, Mul};
num!(u8 => wrapping_add wrapping_mul, i8 => wrapping_add wrapping_mul, i16 => wrapping_add wrapping_mul);
num!(i32 => wrapping_add wrapping_mul, i64 => wrapping_add wrapping_mul);
num!(f32 => add mul, f64 => add mul, C64 => add mul, C128 => add mul);

impl Num for bf16 {
    type Acc = f32;
    #[inline(always)]
    fn up(self) -> f32 {
        f32::from_bits((self.to_bits() as u32) << 16)
    }
    #[inline(always)]
    fn down(acc: f32) -> Self {
        // Round to nearest even without a branch for the common case; NaN keeps its sign and becomes quiet.
        let bits = acc.to_bits();
        let round = 0x7fff + ((bits >> 16) & 1);
        let up = (bits.wrapping_add(round) >> 16) as u16;
        bf16::from_bits(if acc.is_nan() { (bits >> 16) as u16 | 0x40 } else { up })
    }
}

impl Num for f16 {
    type Acc = f32;
    #[inline(always)]
    fn up(self) -> f32 {
        self.to_f32()
    }
    #[inline(always)]
    fn down(acc: f32) -> Self {
        f16::from_f32(acc)
    }
}

/// One arm per dtype that multiplies (all computing dtypes but bool).
macro_rules! each_num {
    ($dtype:expr, $T:ident => $body:expr, else => $other:expr) => {
        match $dtype {
            $crate::DType::U8 => { type $T = u8; $body }
            $crate::DType::I8 => { type $T = i8; $body }
            $crate::DType::I16 => { type $T = i16; $body }
            $crate::DType::I32 => { type $T = i32; $body }
            $crate::DType::I64 => { type $T = i64; $body }
            $crate::DType::F16 => { type $T = half::f16; $body }
            $crate::DType::BF16 => { type $T = half::bf16; $body }
            $crate::DType::F32 => { type $T = f32; $body }
            $crate::DType::F64 => { type $T = f64; $body }
            $crate::DType::C64 => { type $T = $crate::C64; $body }
            $crate::DType::C128 => { type $T = $crate::C128; $body }
            _ => $other,
        }
    };
}
pub(crate) use each_num;

/// A pointer that crosses to the pool's threads; the kernel that made it keeps their writes disjoint.
#[derive(Clone, Copy)]
pub(crate) struct Ptr<T>(*mut T);
// SAFETY: see the type's description.
unsafe impl<T> Send for Ptr<T> {}
// SAFETY: see the type's description.
unsafe impl<T> Sync for Ptr<T> {}

impl<T> Ptr<T> {
    pub(crate) fn new(p: *const T) -> Ptr<T> {
        Ptr(p as *mut T)
    }
    /// The element `i` further.
    #[inline(always)]
    pub(crate) fn at(&self, i: i64) -> *mut T {
        self.0.wrapping_offset(i as isize)
    }
}
