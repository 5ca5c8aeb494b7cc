//! Uniform integers and permutations.

use super::Mt19937;
use super::order::{fill32, fill64};
use crate::dtype::{DType, Element};
use crate::each_width;
use crate::view::ViewMut;

/// Ranges from this size on take two outputs of the generator.
const WIDE: u64 = 1 << 28;
/// Permutations from this size on take two outputs a step.
const BIG_PERMUTATION: u64 = (u32::MAX / 20) as u64;

/// No integer of the output's dtype lies in the range, once its ends are rounded to the dtype.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct EmptyRange {
    pub from: i64,
    pub to: i64,
}

macro_rules! each_real {
    ($dtype:expr, $T:ident => $body:expr) => {
        match $dtype {
            DType::U16 => { type $T = u16; $body }
            DType::U32 => { type $T = u32; $body }
            DType::U64 => { type $T = u64; $body }
            d => $crate::each_dtype!(d, $T => $body, else => debug_assert!(false, "random of {d:?}")),
        }
    };
}

/// Largest integer up to which a dtype counts: the maximum of an integer type, 2^digits of a floating one.
const fn top(dtype: DType) -> i64 {
    match dtype {
        DType::Bool => 1,
        DType::U8 => 255,
        DType::I8 => 127,
        DType::I16 => 32767,
        DType::U16 => 65535,
        DType::I32 => i32::MAX as i64,
        DType::U32 => u32::MAX as i64,
        DType::F16 => 1 << 11,
        DType::BF16 => 1 << 8,
        DType::F32 => 1 << 24,
        DType::F64 => 1 << 53,
        _ => i64::MAX,
    }
}

/// Any value from 0 to the largest of the dtype.
pub fn random_full(g: &mut Mt19937, out: ViewMut) {
    let range = top(out.dtype) as u64 + 1;
    match out.dtype {
        DType::I64 | DType::F64 => each_real!(out.dtype, T => fill64(g, &out, |raws, values: &mut [T]| {
            raws.iter().zip(values).for_each(|(&r, v)| *v = T::from_i64((r % range) as i64));
        })),
        d => each_real!(d, T => fill32(g, &out, |raws, values: &mut [T]| {
            raws.iter().zip(values).for_each(|(&r, v)| *v = T::from_i64((r as u64 % range) as i64));
        })),
    }
}

/// An integer in `[from, to)`.
pub fn random_from_to(g: &mut Mt19937, from: i64, to: i64, out: ViewMut) -> Result<(), EmptyRange> {
    let ends = if from < to { float_bounds(out.dtype, from, to) } else { (from, to) };
    let (from, to) = ends;
    if from >= to {
        return Err(EmptyRange { from, to });
    }
    random_range(g, from, (to as u64).wrapping_sub(from as u64), &out);
    Ok(())
}

/// An integer from `from` to the largest of the dtype, `from = i64::MIN` being all 64-bit integers.
pub fn random_from(g: &mut Mt19937, from: i64, out: ViewMut) -> Result<(), EmptyRange> {
    if from == i64::MIN {
        each_real!(out.dtype, T => fill64(g, &out, |raws, values: &mut [T]| {
            raws.iter().zip(values).for_each(|(&r, v)| *v = T::from_i64(r as i64));
        }));
        return Ok(());
    }
    let last = top(out.dtype);
    let (from, _) = float_bounds(out.dtype, from, i64::MAX);
    if from > last {
        return Err(EmptyRange { from, to: last });
    }
    random_range(g, from, (last as u64).wrapping_sub(from as u64).wrapping_add(1), &out);
    Ok(())
}

fn random_range(g: &mut Mt19937, from: i64, range: u64, out: &ViewMut) {
    if range >= WIDE {
        each_real!(out.dtype, T => fill64(g, out, |raws, values: &mut [T]| {
            for (v, &r) in values.iter_mut().zip(raws) {
                *v = T::from_i64(((r % range) as i64).wrapping_add(from));
            }
        }))
    } else {
        let range = range as u32;
        each_real!(out.dtype, T => fill32(g, out, |raws, values: &mut [T]| {
            for (v, &r) in values.iter_mut().zip(raws) {
                *v = T::from_i64(((r % range) as i64).wrapping_add(from));
            }
        }))
    }
}

/// Moves the ends of `[from, to)` to integers that a floating dtype holds; other dtypes keep them.
pub fn float_bounds(dtype: DType, from: i64, to: i64) -> (i64, i64) {
    let digits = match dtype {
        DType::F16 => 11,
        DType::BF16 => 8,
        DType::F32 => 24,
        DType::F64 => 53,
        _ => return (from, to),
    };
    let round = |v: i64| -> i64 {
        let x = match dtype {
            DType::F16 => half::f16::from_f32(v as f32).to_f64(),
            DType::BF16 => half::bf16::from_f32(v as f32).to_f64(),
            DType::F32 => v as f32 as f64,
            _ => v as f64,
        };
        // Out of range floats convert to the smallest integer, as on x86.
        if (-9.223372036854776e18..9.223372036854776e18).contains(&x) { x as i64 } else { i64::MIN }
    };
    let step = |v: i64| {
        let log = 63 - (v.unsigned_abs() | 1).leading_zeros() as i64;
        1i64.checked_shl((log - digits + 1).max(0) as u32).unwrap_or(0)
    };
    let (above, below) = (from.wrapping_add(1), to.wrapping_sub(1));
    let low = if round(above) < from { round(above).wrapping_add(step(above)) } else { from };
    let high = if round(below) >= to { round(below).wrapping_sub(step(below)) } else { to };
    (low, high)
}

/// A permutation of `0..n` in the one-dimensional `out` of size n.
pub fn randperm(g: &mut Mt19937, n: i64, out: ViewMut) {
    debug_assert_eq!(out.sizes, [n]);
    let stride = out.strides.first().copied().unwrap_or(1) as isize;
    if n as u64 >= BIG_PERMUTATION {
        return each_real!(out.dtype, T => inside_out::<T>(g, n as u64, out.ptr(), stride));
    }
    each_real!(out.dtype, T => {
        for i in 0..n {
            // SAFETY: `i` is inside the view.
            unsafe { out.ptr::<T>().offset(i as isize * stride).write(T::from_i64(i)) };
        }
    });
    each_width!(out.dtype, T => {
        let p = out.ptr::<T>();
        for i in 0..(n - 1).max(0) as u32 {
            let z = g.next_u32() % (n as u32 - i);
            // SAFETY: `i <= i + z < n`, both inside the view.
            unsafe { std::ptr::swap(p.offset(i as isize * stride), p.offset((i + z) as isize * stride)) };
        }
    });
}

fn inside_out<T: Element>(g: &mut Mt19937, n: u64, p: *mut T, stride: isize) {
    for i in 0..n {
        let z = g.next_u64() % (i + 1);
        // SAFETY: `z <= i < n`; positions up to `i` are written before they are read, `z == i` excepted, which is not read.
        unsafe {
            if z != i {
                p.offset(i as isize * stride).write(*p.offset(z as isize * stride));
            }
            p.offset(z as isize * stride).write(T::from_i64(i as i64));
        }
    }
}
