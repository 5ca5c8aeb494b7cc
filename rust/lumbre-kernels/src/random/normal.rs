//! Normal numbers: a block form for contiguous outputs of 16 and more, a scalar form for the rest.

use super::Mt19937;
use super::mt19937::{unit_f32, unit_f64};
use super::order::{as_real, fill_each, fill32, fill64};
use crate::dtype::{DType, Element};
use crate::parallel::parallel_for;
use crate::view::ViewMut;
use crate::{each_float, multiversion};
use half::{bf16, f16};

/// A Box–Muller group: 8 radii, then 8 angles.
const GROUP: usize = 16;
/// Groups per task; below one task's worth the pool is not asked.
const GRAIN: usize = 256;

/// Normal with the given mean and standard deviation; floating and complex outputs. Both parts of a complex number get
/// `mean` and half the variance.
pub fn normal(g: &mut Mt19937, mean: f64, std: f64, mut out: ViewMut) {
    let std = if out.dtype.is_complex() { std / 2f64.sqrt() } else { std };
    as_real(&mut out, |out| {
        if out.numel() < GROUP || !out.is_contiguous() {
            return each_float!(out.dtype, T => fill_each(out, || T::from_f64(g.normal_f64().mul_add(std, mean))),
                else => debug_assert!(false, "normal of {:?}", out.dtype));
        }
        match out.dtype {
            DType::F32 => block_f32(g, mean as f32, std as f32, out),
            DType::F64 => block_f64(g, mean, std, out),
            DType::F16 => block_half(g, mean as f32, std as f32, out, f16::from_f32),
            DType::BF16 => block_half(g, mean as f32, std as f32, out, bf16::from_f32),
            _ => debug_assert!(false, "normal of {:?}", out.dtype),
        }
    });
}

/// Exponential of a normal number with the given mean and standard deviation; floating outputs.
pub fn log_normal(g: &mut Mt19937, mean: f64, std: f64, out: ViewMut) {
    each_float!(out.dtype, T => fill_each(&out, || T::from_f64(g.normal_f64().mul_add(std, mean).exp())),
        else => debug_assert!(false, "log_normal of {:?}", out.dtype))
}

fn block_f32(g: &mut Mt19937, mean: f32, std: f32, out: &mut ViewMut) {
    fill32(g, out, |raws, values: &mut [f32]| {
        raws.iter().zip(values).for_each(|(&r, v)| *v = unit_f32(r));
    });
    // SAFETY: the view is contiguous and was filled above.
    let data = unsafe { std::slice::from_raw_parts_mut(out.ptr::<f32>(), out.numel()) };
    blocks(data, |groups| transform_f32(groups, mean, std));
    if !data.len().is_multiple_of(GROUP) {
        let tail = last_group(data);
        tail.fill_with(|| g.unit_f32());
        transform_f32(tail, mean, std);
    }
}

fn block_f64(g: &mut Mt19937, mean: f64, std: f64, out: &mut ViewMut) {
    fill64(g, out, |raws, values: &mut [f64]| {
        raws.iter().zip(values).for_each(|(&r, v)| *v = unit_f64(r));
    });
    // SAFETY: the view is contiguous and was filled above.
    let data = unsafe { std::slice::from_raw_parts_mut(out.ptr::<f64>(), out.numel()) };
    blocks(data, |groups| transform_f64(groups, mean, std));
    if !data.len().is_multiple_of(GROUP) {
        let tail = last_group(data);
        tail.fill_with(|| g.unit_f64());
        transform_f64(tail, mean, std);
    }
}

/// Unlike in `block_f32`, nothing is drawn for the elements after the last full group before the tail is.
fn block_half<T: Element>(g: &mut Mt19937, mean: f32, std: f32, out: &mut ViewMut, cast: fn(f32) -> T) {
    let n = out.numel();
    let to = out.ptr::<T>();
    let starts = (0..n / GROUP).map(|i| i * GROUP).chain((!n.is_multiple_of(GROUP)).then(|| n - GROUP));
    for start in starts {
        let mut group = [0f32; GROUP];
        group.fill_with(|| g.unit_f32());
        transform_f32(&mut group, mean, std);
        for (j, &v) in group.iter().enumerate() {
            // SAFETY: the view is contiguous and `start + GROUP <= n`.
            unsafe { to.add(start + j).write(cast(v)) };
        }
    }
}

fn last_group<T>(data: &mut [T]) -> &mut [T] {
    let at = data.len() - GROUP;
    &mut data[at..]
}

/// Runs `f` on the full groups of `data`, shared out over the pool.
fn blocks<T: Send>(data: &mut [T], f: impl Fn(&mut [T]) + Sync) {
    struct Base<T>(*mut T);
    // SAFETY: tasks get disjoint parts of one exclusive borrow.
    unsafe impl<T: Send> Sync for Base<T> {}
    let groups = data.len() / GROUP;
    let base = Base(data.as_mut_ptr());
    let base = &base;
    parallel_for(groups, GRAIN, &|r| {
        // SAFETY: the ranges are disjoint and inside `data`.
        f(unsafe { std::slice::from_raw_parts_mut(base.0.add(r.start * GROUP), r.len() * GROUP) });
    });
}

fn transform_f64(groups: &mut [f64], mean: f64, std: f64) {
    for group in groups.chunks_exact_mut(GROUP) {
        for j in 0..8 {
            let rho = (-2.0 * (1.0 - group[j]).ln()).sqrt();
            let theta = 2.0 * std::f64::consts::PI * group[j + 8];
            group[j] = (rho * theta.cos()).mul_add(std, mean);
            group[j + 8] = (rho * theta.sin()).mul_add(std, mean);
        }
    }
}

multiversion! {
    fn transform_f32(_isa; groups: &mut [f32], mean: f32, std: f32) {
        for group in groups.chunks_exact_mut(GROUP) {
            let (radii, angles) = group.split_at_mut(8);
            for (r, a) in radii.iter_mut().zip(angles) {
                let rho = (-2.0 * log(1.0 - *r)).sqrt();
                let (sin, cos) = sin_cos(std::f32::consts::TAU * *a);
                *r = (rho * cos).mul_add(std, mean);
                *a = (rho * sin).mul_add(std, mean);
            }
        }
    }
}

/// Cephes' single-precision logarithm for `0 < x <= 1`, with the fused steps of PyTorch's vector form.
#[inline(always)]
fn log(x: f32) -> f32 {
    let bits = x.max(f32::MIN_POSITIVE).to_bits();
    let mut e = ((bits >> 23) as i32 - 127) as f32 + 1.0;
    let m = f32::from_bits(bits & 0x007f_ffff | 0x3f00_0000);
    let small = m < std::f32::consts::FRAC_1_SQRT_2;
    e -= if small { 1.0 } else { 0.0 };
    let x = (m - 1.0) + if small { m } else { 0.0 };
    let z = x * x;
    let mut y = 7.037_683_6e-2_f32;
    for c in [
        -0.115_146_1,
        0.116_769_984,
        -0.124_201_41,
        0.142_493_23,
        -0.166_680_58,
        0.200_007_14,
        -0.249_999_94,
        0.333_333_3,
    ] {
        y = y.mul_add(x, c);
    }
    y = (y * x).mul_add(z, e * -2.121_944_4e-4);
    y = (-z).mul_add(0.5, y);
    e.mul_add(0.693_359_4, x + y)
}

/// Cephes' single-precision sine and cosine for `0 <= x < 8192`, fused likewise.
#[inline(always)]
fn sin_cos(x: f32) -> (f32, f32) {
    // SAFETY: the product is far inside the range of i32.
    let j: i32 = unsafe { (x * 1.273_239_5_f32).to_int_unchecked() };
    let j = (j + 1) & !1;
    let y = j as f32;
    let x = y.mul_add(-0.785_156_25, x);
    let x = y.mul_add(-2.418_756_5e-4, x);
    let x = y.mul_add(-3.774_895e-8, x);
    let z = x * x;
    let c = 2.443_315_7e-5_f32.mul_add(z, -1.388_731_6e-3);
    let c = c.mul_add(z, 4.166_664_6e-2) * z;
    let c = c.mul_add(z, -(z * 0.5)) + 1.0;
    let s = (-1.951_529_6e-4_f32).mul_add(z, 8.332_161e-3);
    let s = s.mul_add(z, -0.166_666_55) * z;
    let s = s.mul_add(x, x);
    let (sin, cos) = if j & 2 == 0 { (s, c) } else { (c, s) };
    let flip = |v: f32, bit: i32| f32::from_bits(v.to_bits() ^ ((bit & 4) as u32) << 29);
    (flip(sin, j), flip(cos, !(j - 2)))
}
