//! Samplers that turn one uniform number into one value.

use super::Mt19937;
use super::mt19937::{unit_f32, unit_f64};
use super::order::{as_real, fill32, fill64, map_each};
use crate::dtype::{DType, Element};
use crate::view::{View, ViewMut};
use crate::{each_dtype, each_float, multiversion};
use half::{bf16, f16};
use std::convert::Infallible;

/// Uniform in `[from, to)`; floating and complex outputs.
pub fn uniform(g: &mut Mt19937, from: f64, to: f64, mut out: ViewMut) {
    as_real(&mut out, |out| match out.dtype {
        DType::F32 => uniform_f32::<f32>(g, from, to, out, |v| v),
        DType::F16 => uniform_f32::<f16>(g, from, to, out, f16::from_f32),
        DType::BF16 => uniform_f32::<bf16>(g, from, to, out, bf16::from_f32),
        DType::F64 => fill64(g, out, |raws, values| map_f64(raws, values, from, to)),
        _ => debug_assert!(false, "uniform of {:?}", out.dtype),
    });
}

fn uniform_f32<T: Element>(g: &mut Mt19937, from: f64, to: f64, out: &ViewMut, cast: fn(f32) -> T) {
    let (from, to) = (from as f32, to as f32);
    let (low, high) = (cast(from), cast(to));
    fill32(g, out, |raws, values: &mut [T]| {
        let mut wide = [0f32; 512];
        let wide = &mut wide[..raws.len()];
        map_f32(raws, wide, from, to - from);
        for (v, &w) in values.iter_mut().zip(&*wide) {
            let x = cast(w);
            // Rounding can reach the excluded end.
            *v = if x == high { low } else { x };
        }
    });
}

multiversion! {
    fn map_f32(_isa; raws: &[u32], values: &mut [f32], from: f32, span: f32) {
        for (v, &r) in values.iter_mut().zip(raws) {
            *v = unit_f32(r).mul_add(span, from);
        }
    }
}

multiversion! {
    fn map_f64(_isa; raws: &[u64], values: &mut [f64], from: f64, to: f64) {
        for (v, &r) in values.iter_mut().zip(raws) {
            let x = unit_f64(r).mul_add(to - from, from);
            *v = if x == to { from } else { x };
        }
    }
}

/// 1 with probability `p`, else 0.
pub fn bernoulli_scalar(g: &mut Mt19937, p: f64, out: ViewMut) {
    // `u < p` for a multiple u of 2^-53, in integers.
    let below = (p * 9_007_199_254_740_992.0).ceil() as u64;
    each_dtype!(out.dtype, T => fill64(g, &out, |raws, values: &mut [T]| {
        let (zero, one) = (T::from_i64(0), T::from_i64(1));
        for (v, &r) in values.iter_mut().zip(raws) {
            *v = if r & ((1 << 53) - 1) < below { one } else { zero };
        }
    }), else => debug_assert!(false, "bernoulli of {:?}", out.dtype))
}

/// 1 with the probability that the floating `p` (of the output's sizes) holds at each element, else 0.
pub fn bernoulli_tensor(g: &mut Mt19937, p: View, out: ViewMut) {
    debug_assert_eq!(p.sizes, out.sizes);
    each_dtype!(out.dtype, T => {
        let bit = |b: bool| Ok::<T, Infallible>(T::from_i64(b as i64));
        let Ok(()) = match p.dtype {
            DType::F64 => map_each(&p, &out, |p: f64| bit(g.unit_f64() < p)),
            DType::F32 => map_each(&p, &out, |p: f32| bit(g.unit_f32() < p)),
            DType::F16 => map_each(&p, &out, |p: f16| bit(g.unit_f32() < p.to_f32())),
            DType::BF16 => map_each(&p, &out, |p: bf16| bit(g.unit_f32() < p.to_f32())),
            _ => { debug_assert!(false, "bernoulli with p of {:?}", p.dtype); Ok(()) }
        };
    }, else => debug_assert!(false, "bernoulli of {:?}", out.dtype))
}

/// Density `rate * exp(-rate * x)`; floating outputs.
pub fn exponential(g: &mut Mt19937, rate: f64, out: ViewMut) {
    let scale = -1.0 / rate;
    each_float!(out.dtype, T => fill64(g, &out, |raws, values: &mut [T]| {
        for (v, &r) in values.iter_mut().zip(raws) {
            *v = T::from_f64(scale * (-unit_f64(r)).ln_1p());
        }
    }), else => debug_assert!(false, "exponential of {:?}", out.dtype))
}

/// Number of trials up to the first success of probability `p`; integer and floating outputs.
pub fn geometric(g: &mut Mt19937, p: f64, out: ViewMut) {
    let fail = (-p).ln_1p();
    each_dtype!(out.dtype, T => fill64(g, &out, |raws, values: &mut [T]| {
        for (v, &r) in values.iter_mut().zip(raws) {
            *v = T::from_f64((unit_f64(r).ln() / fail).ceil());
        }
    }), else => debug_assert!(false, "geometric of {:?}", out.dtype))
}

/// Cauchy with the given median and scale; floating outputs.
pub fn cauchy(g: &mut Mt19937, median: f64, sigma: f64, out: ViewMut) {
    each_float!(out.dtype, T => fill64(g, &out, |raws, values: &mut [T]| {
        for (v, &r) in values.iter_mut().zip(raws) {
            let t = (std::f64::consts::PI * (unit_f64(r) - 0.5)).tan();
            *v = T::from_f64(sigma.mul_add(t, median));
        }
    }), else => debug_assert!(false, "cauchy of {:?}", out.dtype))
}
