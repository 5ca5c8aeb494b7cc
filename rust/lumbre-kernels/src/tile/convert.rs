//! Conversions between dtypes over contiguous runs, with PyTorch's cast rules: floats to integers are truncated, complex
//! to real keeps the real part, anything to bool is `!= 0` (NaN is true).

use super::float8::{F8E4M3, F8E5M2};
use super::half::{bf16_to_f32, f16_to_f32, f32_to_bf16, f32_to_f16, run_f16_to_f32, run_f32_to_f16};
use crate::dtype::{C64, C128, DType};
use half::{bf16, f16};
use num_complex::Complex;
use smallvec::SmallVec;

/// Reads `n` elements at the first pointer, writes `n` at the second. Both are aligned and disjoint.
pub type Convert = unsafe fn(*const u8, *mut u8, usize);

/// A bool's byte.
#[derive(Clone, Copy)]
#[repr(transparent)]
struct Byte(u8);

trait From_: Copy {
    fn f32(self) -> f32;
    fn f64(self) -> f64;
    fn i32(self) -> i32;
    fn i64(self) -> i64;
    fn u64(self) -> u64;
    fn truth(self) -> bool;
    #[inline(always)]
    fn im(self) -> f64 {
        0.0
    }
}

macro_rules! from_int {
    ($($t:ty),*) => {$(impl From_ for $t {
        #[inline(always)] fn f32(self) -> f32 { self as f32 }
        #[inline(always)] fn f64(self) -> f64 { self as f64 }
        #[inline(always)] fn i32(self) -> i32 { self as i32 }
        #[inline(always)] fn i64(self) -> i64 { self as i64 }
        #[inline(always)] fn u64(self) -> u64 { self as u64 }
        #[inline(always)] fn truth(self) -> bool { self != 0 }
    })*};
}
from_int!(u8, i8, i16, i32, i64, u16, u32, u64);

// Out of range and NaN give the smallest integer, as x86's own conversions (and so PyTorch's) do.
macro_rules! from_float {
    ($($t:ty),*) => {$(impl From_ for $t {
        #[inline(always)] fn f32(self) -> f32 { self as f32 }
        #[inline(always)] fn f64(self) -> f64 { self as f64 }
        #[inline(always)]
        fn i32(self) -> i32 {
            // Cut to 0 above -1, so a float above -2^31 - 1 is one of i32. (f32 has none between the two bounds.)
            let inside = self > -2147483649.0 && self < 2147483648.0;
            let x = if inside { self } else { -2147483648.0 };
            // SAFETY: the number is in range. A saturating conversion, which would test again, is not made into vectors.
            unsafe { x.to_int_unchecked() }
        }
        #[inline(always)]
        fn i64(self) -> i64 {
            let inside = self >= -9223372036854775808.0 && self < 9223372036854775808.0;
            let x = if inside { self } else { -9223372036854775808.0 };
            // SAFETY: as above.
            unsafe { x.to_int_unchecked() }
        }
        #[inline(always)]
        fn u64(self) -> u64 {
            const HALF: $t = 9223372036854775808.0;
            let high = self >= HALF;
            let low = From_::i64(if high { self - HALF } else { self }) as u64;
            if high { low ^ (1 << 63) } else { low }
        }
        #[inline(always)] fn truth(self) -> bool { self != 0.0 }
    })*};
}
from_float!(f32, f64);

macro_rules! from_via {
    ($($t:ty, $x:ident => $e:expr, $im:expr;)*) => {$(impl From_ for $t {
        #[inline(always)] fn f32(self) -> f32 { let $x = self; From_::f32($e) }
        #[inline(always)] fn f64(self) -> f64 { let $x = self; From_::f64($e) }
        #[inline(always)] fn i32(self) -> i32 { let $x = self; From_::i32($e) }
        #[inline(always)] fn i64(self) -> i64 { let $x = self; From_::i64($e) }
        #[inline(always)] fn u64(self) -> u64 { let $x = self; From_::u64($e) }
        #[inline(always)] fn truth(self) -> bool { let $x = self; From_::truth($e) || $im != 0.0 }
        #[inline(always)] fn im(self) -> f64 { let $x = self; let _ = $x; $im as f64 }
    })*};
}
from_via! {
    Byte, x => x.0, 0.0;
    f16, x => f16_to_f32(x.to_bits()), 0.0;
    bf16, x => bf16_to_f32(x.to_bits()), 0.0;
    F8E4M3, x => x.to_f32(), 0.0;
    F8E5M2, x => x.to_f32(), 0.0;
    C64, x => x.re, x.im;
    C128, x => x.re, x.im;
}

trait To: Copy {
    fn to<S: From_>(x: S) -> Self;
}

macro_rules! to {
    ($($t:ty, $x:ident => $e:expr;)*) => {$(impl To for $t {
        #[inline(always)] fn to<S: From_>($x: S) -> Self { $e }
    })*};
}
to! {
    Byte, x => Byte(x.truth() as u8);
    u8, x => x.i32() as u8;
    i8, x => x.i32() as i8;
    i16, x => x.i32() as i16;
    u16, x => x.i32() as u16;
    i32, x => x.i32();
    u32, x => x.i64() as u32;
    i64, x => x.i64();
    u64, x => x.u64();
    f32, x => x.f32();
    f64, x => x.f64();
    f16, x => f16::from_bits(f32_to_f16(x.f32()));
    bf16, x => bf16::from_bits(f32_to_bf16(x.f32()));
    F8E4M3, x => F8E4M3::from_f32(x.f32());
    F8E5M2, x => F8E5M2::from_f32(x.f32());
    C64, x => Complex::new(x.f32(), x.im() as f32);
    C128, x => Complex::new(x.f64(), x.im());
}

#[inline(always)]
unsafe fn slices<'a, S, D>(src: *const u8, dst: *mut u8, n: usize) -> (&'a [S], *mut D) {
    // SAFETY: the caller gives `n` readable elements; the output is only written, through its pointer.
    (unsafe { std::slice::from_raw_parts(src as *const S, n) }, dst as *mut D)
}

unsafe fn plain<S: From_, D: To>(src: *const u8, dst: *mut u8, n: usize) {
    // SAFETY: `Convert`'s contract.
    let (src, dst) = unsafe { slices::<S, D>(src, dst, n) };
    for (i, &x) in src.iter().enumerate() {
        // SAFETY: i < n.
        unsafe { dst.add(i).write(D::to(x)) };
    }
}

unsafe fn fast<S: From_, D: To>(src: *const u8, dst: *mut u8, n: usize) {
    crate::multiversion! {
        fn shells[S: From_, D: To](_m; src: &[S], dst: *mut D) {
            for (i, &x) in src.iter().enumerate() {
                // SAFETY: `dst` has as many elements as `src`.
                unsafe { dst.add(i).write(D::to(x)) };
            }
        }
    }
    // SAFETY: `Convert`'s contract.
    let (src, dst) = unsafe { slices::<S, D>(src, dst, n) };
    shells(src, dst);
}

macro_rules! pick {
    ($dtype:expr, $T:ident, [$($d:ident = $t:ty),*] => $body:expr, else => $other:expr) => {
        match $dtype {
            $(DType::$d => { type $T = $t; $body })*
            _ => $other,
        }
    };
}

/// The loop for a pair, unless the pair goes through `hub`.
fn direct(from: DType, to: DType) -> Option<Convert> {
    match (from, to) {
        (DType::F16, DType::F32) => return Some(run_f16_to_f32),
        (DType::F32, DType::F16) => return Some(run_f32_to_f16),
        _ => {}
    }
    // Pairs that programs meet in their inner loops have vector shells, the others only need to be right.
    let hot = pick!(from, S, [F32 = f32, F16 = f16, BF16 = bf16, U8 = u8, Bool = Byte, I32 = i32] =>
        pick!(to, D, [F32 = f32, F16 = f16, BF16 = bf16, U8 = u8, Bool = Byte, I32 = i32, F64 = f64, I64 = i64] => Some(fast::<S, D> as Convert), else => None),
        else => None);
    if hot.is_some() {
        return hot;
    }
    pick!(from, S, [Bool = Byte, U8 = u8, I8 = i8, I16 = i16, I32 = i32, I64 = i64, F16 = f16, BF16 = bf16, F32 = f32,
                    F64 = f64, C64 = C64, C128 = C128] =>
        pick!(to, D, [Bool = Byte, U8 = u8, I8 = i8, I16 = i16, I32 = i32, I64 = i64, F16 = f16, BF16 = bf16, F32 = f32,
                      F64 = f64, C64 = C64, C128 = C128] => Some(plain::<S, D> as Convert), else => None),
        else => None)
    .or_else(|| stored(from, to))
}

/// Dtypes that are only stored meet these three alone.
fn stored(from: DType, to: DType) -> Option<Convert> {
    pick!(from, S, [U16 = u16, U32 = u32, U64 = u64, F8E4M3 = F8E4M3, F8E5M2 = F8E5M2] =>
        pick!(to, D, [F32 = f32, F64 = f64, I64 = i64, Bool = Byte] => Some(plain::<S, D> as Convert), else => None),
        else => None)
    .or_else(|| {
        pick!(to, D, [U16 = u16, U32 = u32, U64 = u64, F8E4M3 = F8E4M3, F8E5M2 = F8E5M2] =>
            pick!(from, S, [F32 = f32, F64 = f64, I64 = i64] => Some(plain::<S, D> as Convert), else => None),
            else => None)
    })
}

/// The dtype between two that have no loop of their own; it loses nothing that the target keeps.
pub fn hub(from: DType, to: DType) -> DType {
    let ints = |d: DType| d.is_int() || d == DType::Bool;
    match (from, to) {
        (DType::C128 | DType::F64, to) if to.is_int() => DType::F64,
        (_, DType::C128) => DType::F64,
        (from, to) if ints(from) && ints(to) => DType::I64,
        _ => DType::F32,
    }
}

/// The loops that lead from one dtype to another, in order; none when they are the same.
pub type Steps = SmallVec<[Convert; 4]>;

pub fn steps(from: DType, to: DType) -> Steps {
    let mut steps = Steps::new();
    append(&mut steps, from, to);
    steps
}

/// Rounds to `via` on the way, so that a value computed in a wider type looks as if computed in `via`.
pub fn steps_via(from: DType, via: DType, to: DType) -> Steps {
    let mut steps = Steps::new();
    append(&mut steps, from, via);
    append(&mut steps, via, to);
    steps
}

fn append(steps: &mut Steps, from: DType, to: DType) {
    if from == to {
        return;
    }
    match direct(from, to) {
        Some(convert) => steps.push(convert),
        None => {
            let between = hub(from, to);
            debug_assert!(between != from && between != to);
            append(steps, from, between);
            append(steps, between, to);
        }
    }
}
