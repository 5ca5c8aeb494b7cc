//! The parts and bits of numbers.

use crate::runs::{from_slice, to_vec};
use crate::{DType, View, ViewMut};

/// Splits floats into mantissas of size in [0.5, 1) and exponents (i32); zeros, infinities and NaN have exponent 0.
pub fn frexp(x: View, mantissas: ViewMut, exponents: ViewMut) {
    let (m, e): (Vec<f64>, Vec<i64>) = to_vec::<f64>(&x).into_iter().map(parts).unzip();
    from_slice(&m, &mantissas);
    from_slice(&e, &exponents);
}

fn parts(x: f64) -> (f64, i64) {
    let bits = x.to_bits();
    match bits >> 52 & 0x7ff {
        0 if x == 0.0 => (x, 0),
        0 => {
            let (m, e) = parts(x * 2f64.powi(64));
            (m, e - 64)
        }
        0x7ff => (x, 0),
        e => (f64::from_bits(bits & !(0x7ff << 52) | 0x3fe << 52), e as i64 - 1022),
    }
}

/// The exclusive or of the bits of each row of a contiguous f64 or i64 view, into as many contiguous u64 as there are rows.
pub fn xor_rows(x: View, out: ViewMut) {
    debug_assert!(matches!(x.dtype, DType::F64 | DType::I64) && out.dtype == DType::U64);
    let (n, rows) = (x.numel(), out.numel());
    if rows == 0 {
        return;
    }
    let width = n / rows;
    let (src, dst) = (x.ptr::<u64>(), out.ptr::<u64>());
    for r in 0..rows {
        // SAFETY: both views are contiguous with `rows * width` and `rows` elements of eight bytes, any of which is a u64.
        unsafe {
            let row = std::slice::from_raw_parts(src.add(r * width), width);
            dst.add(r).write(row.iter().fold(0, |hash, bits| hash ^ bits));
        }
    }
}
