//! Scattering writes. Lanes that may collide are written by one thread in order, so results repeat.

use super::{BadIndex, Positions, along, check};
use crate::parallel::parallel_for;
use crate::runs::{Dims, Ptr, Walk, grain_of, product, without};
use crate::scalar::Scalar;
use crate::{C128, Element, View, ViewMut};

/// How a written value meets the one already there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScatterOp {
    Assign,
    Add,
    Mul,
    Max,
    Min,
}

/// Numbers that scatter can combine; halves combine in f32, as a single operation on two elements.
pub(crate) trait Combine: Element {
    fn plus(self, b: Self) -> Self;
    fn times(self, b: Self) -> Self;
    fn upper(self, b: Self) -> Self;
    fn lower(self, b: Self) -> Self;
}
macro_rules! combine {
    ($($t:ty: $a:ident, $b:ident => $add:expr, $mul:expr, $max:expr, $min:expr);* $(;)?) => {$(
        impl Combine for $t {
            #[inline(always)] fn plus(self, $b: Self) -> Self { let $a = self; $add }
            #[inline(always)] fn times(self, $b: Self) -> Self { let $a = self; $mul }
            #[inline(always)] fn upper(self, $b: Self) -> Self { let $a = self; $max }
            #[inline(always)] fn lower(self, $b: Self) -> Self { let $a = self; $min }
        }
    )*};
}
macro_rules! combine_int {
    ($($t:ty),*) => { combine! { $($t: a, b => a.wrapping_add(b), a.wrapping_mul(b), Ord::max(a, b), Ord::min(a, b);)* } };
}
// NaN on either side wins.
macro_rules! combine_float {
    ($($t:ty),*) => { combine! { $($t: a, b => a + b, a * b,
        if a > b || a != a { a } else { b }, if a < b || a != a { a } else { b };)* } };
}
combine_int!(u8, i8, i16, i32, i64);
combine_float!(f32, f64, half::f16, half::bf16);
combine! {
    bool: a, b => a | b, a & b, a | b, a & b;
    // Complex numbers have no order; callers refuse those ops before.
    crate::C64: a, b => a + b, a * b, if b == b { a } else { b }, if b == b { a } else { b };
    C128: a, b => a + b, a * b, if b == b { a } else { b }, if b == b { a } else { b };
}

#[inline(always)]
fn put<T: Combine>(op: ScatterOp, dst: *mut T, v: T) {
    // SAFETY: the callers pass checked addresses that one thread owns.
    unsafe {
        *dst = match op {
            ScatterOp::Assign => v,
            ScatterOp::Add => (*dst).plus(v),
            ScatterOp::Mul => (*dst).times(v),
            ScatterOp::Max => (*dst).upper(v),
            ScatterOp::Min => (*dst).lower(v),
        }
    }
}

/// `out[index[i, j, ..], j, ..] op= src[i, j, ..]` for `dim` 0, and so on, in ascending order of `i`. `src` and `out` share a
/// dtype; `src` may be larger than `index` (strides 0 spread a scalar).
pub fn scatter(op: ScatterOp, dim: usize, index: View, src: View, out: ViewMut) -> Result<(), BadIndex> {
    let (size, step_out) = along(out.sizes, out.strides, dim);
    check(&index, 0, size, dim)?;
    let at = Positions::new(&index);
    let (n, step_index) = along(index.sizes, index.strides, dim);
    let step = if src.dim() == 0 { 0 } else { src.strides[dim] as isize };
    let sizes = without(index.sizes, dim);
    let (ss, is, os) = (without(src.strides, dim), without(index.strides, dim), without(out.strides, dim));
    crate::each_dtype!(out.dtype, T => {
        let (from, dst) = (Ptr::new(src.ptr::<T>()), Ptr::new(out.ptr::<T>()));
        parallel_for(product(&sizes), grain_of(n as usize), &|range| {
            let mut walk = Walk::new(&sizes, [&ss, &is, &os], range.start);
            for _ in range {
                let [s, i, o] = walk.at;
                for k in 0..n as isize {
                    // SAFETY: the indices were checked; a lane is written by this unit alone.
                    let (v, to) = unsafe { (*from.at(s + k * step), at.get(i + k * step_index) as isize) };
                    put(op, dst.at(o + to * step_out), v);
                }
                walk.step();
            }
        })
    }, else => ());
    Ok(())
}

/// Integers keep all their bits on the way.
fn from_scalar<T: Element>(v: Scalar) -> T {
    match v {
        Scalar::Bool(_) | Scalar::Int(_) => T::from_i64(v.to_i64()),
        _ => T::from_c128(v.to_c128()),
    }
}

/// `out[.., index[i], ..] += alpha * src[.., i, ..]`, in ascending order of `i`.
pub fn index_add(dim: usize, index: View, src: View, alpha: Scalar, out: ViewMut) -> Result<(), BadIndex> {
    let (size, _) = along(out.sizes, out.strides, dim);
    check(&index, 0, size, dim)?;
    let one = alpha.to_c128() == C128::new(1.0, 0.0);
    crate::each_dtype!(out.dtype, T => {
        let a = from_scalar::<T>(alpha);
        if one {
            // SAFETY: `rows` gives checked addresses.
            let run = |to: *mut T, from: *const T, n: usize| unsafe { add_run(to, from, n) };
            rows(dim, &index, &src, &out, &|dst: *mut T, v: T| put(ScatterOp::Add, dst, v), &run)
        } else {
            let each = move |dst: *mut T, v: T| put(ScatterOp::Add, dst, v.times(a));
            rows(dim, &index, &src, &out, &each, &one_by_one(each))
        }
    }, else => ());
    Ok(())
}

crate::multiversion! { unsafe fn add_run<T: Combine>(to: *mut T, from: *const T, n: usize) = add_run_body }

#[inline(always)]
unsafe fn add_run_body<T: Combine>(to: *mut T, from: *const T, n: usize) {
    for i in 0..n {
        // SAFETY: by the contract of `rows`.
        unsafe { *to.add(i) = (*to.add(i)).plus(*from.add(i)) };
    }
}

/// A run of neighbours, element by element.
fn one_by_one<T: Copy>(each: impl Fn(*mut T, T) + Sync) -> impl Fn(*mut T, *const T, usize) + Sync {
    move |to, from, n| {
        for i in 0..n {
            // SAFETY: `rows` gives as many elements.
            each(to.wrapping_add(i), unsafe { *from.add(i) });
        }
    }
}

/// `out[.., index[i], ..] = src[.., i, ..]`, the last of equal indices staying.
pub fn index_copy(dim: usize, index: View, src: View, out: ViewMut) -> Result<(), BadIndex> {
    let (size, _) = along(out.sizes, out.strides, dim);
    check(&index, 0, size, dim)?;
    crate::each_width!(out.dtype, T => {
        // SAFETY: `rows` gives checked addresses.
        let run = |to: *mut T, from: *const T, n: usize| unsafe { std::ptr::copy(from, to, n) };
        rows(dim, &index, &src, &out, &|dst: *mut T, v: T| {
            // SAFETY: as above.
            unsafe { *dst = v }
        }, &run)
    });
    Ok(())
}

/// `out[.., index[i], ..] = value`. Negative indices count from the end.
pub fn index_fill(dim: usize, index: View, value: Scalar, out: ViewMut) -> Result<(), BadIndex> {
    let (size, _) = along(out.sizes, out.strides, dim);
    check(&index, -size, size, dim)?;
    let zeros = Dims::from_elem(0, out.dim());
    crate::each_dtype!(out.dtype, T => {
        let v = [from_scalar::<T>(value)];
        let mut sizes = Dims::from_slice(out.sizes);
        if let Some(n) = sizes.get_mut(dim) {
            *n = index.numel() as i64;
        }
        // SAFETY: one value that every stride of 0 reaches.
        let src = unsafe { View::new(v.as_ptr() as *const u8, out.dtype, &sizes, &zeros) };
        let each = |dst: *mut T, v: T| {
            // SAFETY: `rows` gives checked addresses.
            unsafe { *dst = v }
        };
        rows(dim, &index, &src, &out, &each, &one_by_one(each))
    }, else => ());
    Ok(())
}

/// Columns one unit of `rows` takes.
const COLS: i64 = 512;

/// Visits `src` slice by slice along `dim` with the address in `out` that its index names. The work is split over the other
/// dimensions, so that equal indices meet in one thread. Where columns are neighbours in both, `run` takes them together.
fn rows<T: Copy>(
    dim: usize,
    index: &View,
    src: &View,
    out: &ViewMut,
    each: &(impl Fn(*mut T, T) + Sync),
    run: &(impl Fn(*mut T, *const T, usize) + Sync),
) {
    let (size, step_out) = along(out.sizes, out.strides, dim);
    let step = if src.dim() == 0 { 0 } else { src.strides[dim] as isize };
    let at = Positions::new(index);
    let step_index = index.strides.first().copied().unwrap_or(1) as isize;
    let n = index.numel();
    let (mut sizes, mut ss, mut os) = (without(out.sizes, dim), without(src.strides, dim), without(out.strides, dim));
    let cols = sizes.pop().unwrap_or(1);
    let (col, col_out) = (ss.pop().unwrap_or(1) as isize, os.pop().unwrap_or(1) as isize);
    let (from, dst) = (Ptr::new(src.ptr::<T>()), Ptr::new(out.ptr::<T>()));
    let tiles = ((cols + COLS - 1) / COLS) as usize;
    parallel_for(product(&sizes) * tiles, grain_of(n * cols.min(COLS) as usize), &|range| {
        for unit in range {
            let [s, o] = Walk::new(&sizes, [&ss, &os], unit / tiles).at;
            let first = (unit % tiles) as i64 * COLS;
            let w = (cols - first).min(COLS) as isize;
            let (s, o) = (s + first as isize * col, o + first as isize * col_out);
            for i in 0..n as isize {
                // SAFETY: the caller checked the indices; the output's columns belong to this unit.
                unsafe {
                    let to = at.get(i * step_index) as isize;
                    let to = if to < 0 { to + size as isize } else { to };
                    let (a, b) = (from.at(s + i * step), dst.at(o + to * step_out));
                    if col == 1 && col_out == 1 {
                        run(b, a, w as usize);
                    } else {
                        for j in 0..w {
                            each(b.offset(j * col_out), *a.offset(j * col));
                        }
                    }
                }
            }
        }
    });
}
