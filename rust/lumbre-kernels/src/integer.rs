//! Integers as kernels see them: arithmetic wraps around, and nothing panics.

use crate::dtype::Element;

/// An integer type with its own loops.
pub trait Int: Element + Ord {
    fn of(v: i64) -> Self;
    fn add(self, b: Self) -> Self;
    fn sub(self, b: Self) -> Self;
    fn mul(self, b: Self) -> Self;
    fn neg(self) -> Self;
    fn abs(self) -> Self;
    fn not(self) -> Self;
    fn and(self, b: Self) -> Self;
    fn or(self, b: Self) -> Self;
    fn xor(self, b: Self) -> Self;
    /// Truncated; 0 when `b` is 0.
    fn quotient(self, b: Self) -> Self;
    /// With the dividend's sign; 0 when `b` is 0.
    fn rest(self, b: Self) -> Self;
}

macro_rules! int {
    ($($t:ty => $abs:expr),*) => {$(impl Int for $t {
        #[inline(always)] fn of(v: i64) -> $t { v as $t }
        #[inline(always)] fn add(self, b: $t) -> $t { self.wrapping_add(b) }
        #[inline(always)] fn sub(self, b: $t) -> $t { self.wrapping_sub(b) }
        #[inline(always)] fn mul(self, b: $t) -> $t { self.wrapping_mul(b) }
        #[inline(always)] fn neg(self) -> $t { self.wrapping_neg() }
        #[inline(always)] fn abs(self) -> $t { let abs: fn($t) -> $t = $abs; abs(self) }
        #[inline(always)] fn not(self) -> $t { !self }
        #[inline(always)] fn and(self, b: $t) -> $t { self & b }
        #[inline(always)] fn or(self, b: $t) -> $t { self | b }
        #[inline(always)] fn xor(self, b: $t) -> $t { self ^ b }
        #[inline(always)] fn quotient(self, b: $t) -> $t { if b == 0 { 0 } else { self.wrapping_div(b) } }
        #[inline(always)] fn rest(self, b: $t) -> $t { if b == 0 { 0 } else { self.wrapping_rem(b) } }
    })*};
}
int!(u8 => |x| x, i8 => i8::wrapping_abs, i16 => i16::wrapping_abs, i32 => i32::wrapping_abs, i64 => i64::wrapping_abs);

/// `base^exp` with wrap-around; a negative exponent gives 0 unless the base is 1 or -1.
pub fn pow(base: i64, exp: i64) -> i64 {
    if exp < 0 {
        return match base {
            1 => 1,
            -1 if exp % 2 == 0 => 1,
            -1 => -1,
            _ => 0,
        };
    }
    let (mut result, mut square, mut left) = (1i64, base, exp);
    while left > 0 {
        if left & 1 == 1 {
            result = result.wrapping_mul(square);
        }
        square = square.wrapping_mul(square);
        left >>= 1;
    }
    result
}

pub fn gcd(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a as i64
}

pub fn lcm(a: i64, b: i64) -> i64 {
    let g = gcd(a, b);
    if g == 0 { 0 } else { (a.wrapping_div(g)).wrapping_mul(b).wrapping_abs() }
}
