//! Derivatives of activations, fused: `g` is the output's gradient.

use super::Binary;
use crate::math::{Math, gelu_grad_by_tables};
use crate::op;
use crate::tile::op::{Call, Cost, Op, go};
use crate::unary::{Float, as_f32, as_f32_out};
use std::mem::MaybeUninit;
use std::f64::consts::{FRAC_2_SQRT_PI, SQRT_2};

macro_rules! f {
    ($call:expr, $cost:ident, |$m:ident, $g:ident, $x:ident $(, $p:ident)*| $body:expr) => {{
        $(let $p = T::of($p);)*
        op!($call, $cost, Float, T => T, [$($p: T),*], $m, [$g, $x], $body)
    }};
}

pub fn run<T: Float>(op: &Binary, call: Option<&Call<2>>) -> bool {
    use Binary::*;
    match *op {
        TanhGrad => f!(call, Cheap, |m, g, y| g * (T::of(1.0) - y * y)),
        SigmoidGrad => f!(call, Cheap, |m, g, y| g * ((T::of(1.0) - y) * y)),
        ReluGrad => f!(call, Cheap, |m, g, x| if x <= T::of(0.0) { T::of(0.0) } else { g }),
        ThresholdGrad { threshold } => f!(call, Cheap, |m, g, x, threshold| if x <= threshold { T::of(0.0) } else { g }),
        LeakyReluGrad { slope } => f!(call, Cheap, |m, g, x, slope| if x > T::of(0.0) { g } else { g * slope }),
        HardtanhGrad { min, max } => f!(call, Cheap, |m, g, x, min, max| {
            if (x <= min) | (x >= max) { T::of(0.0) } else { g }
        }),
        HardsigmoidGrad => f!(call, Cheap, |m, g, x| {
            if (x > T::of(-3.0)) & (x < T::of(3.0)) { g / T::of(6.0) } else { T::of(0.0) }
        }),
        HardswishGrad => f!(call, Cheap, |m, g, x| {
            let inside = g * (x / T::of(3.0) + T::of(0.5));
            let y = if x < T::of(3.0) { inside } else { g };
            if x <= T::of(-3.0) { T::of(0.0) } else { y }
        }),
        ShrinkGrad { lambda } => f!(call, Cheap, |m, g, x, lambda| {
            if (x >= -lambda) & (x <= lambda) { T::of(0.0) } else { g }
        }),
        _ => smooth::<T>(op, call),
    }
}

fn smooth<T: Float>(op: &Binary, call: Option<&Call<2>>) -> bool {
    use Binary::*;
    match *op {
        EluGrad { alpha, scale, input_scale } => {
            let slope = alpha * scale * input_scale;
            f!(call, Math, |m, g, x, slope, scale, input_scale| {
                let below = g * slope * m.exp(x * input_scale);
                if x <= T::of(0.0) { below } else { g * scale }
            })
        }
        GeluGrad => go::<T, T, _, 2, 3>(call, GeluSlope),
        GeluTanhGrad => f!(call, Math, |m, g, x| g * gelu_tanh_slope(m, x)),
        SiluGrad => f!(call, Math, |m, g, x| {
            let s = m.sigmoid(x);
            g * s * (T::of(1.0) + x * (T::of(1.0) - s))
        }),
        MishGrad => f!(call, Math, |m, g, x| {
            let s = m.sigmoid(x);
            let t = m.tanh_softplus(x);
            g * (t + x * s * (T::of(1.0) - t * t))
        }),
        SoftplusGrad { beta, threshold } => f!(call, Math, |m, g, x, beta, threshold| {
            let scaled = x * beta;
            let inside = g * m.sigmoid(scaled);
            if scaled > threshold { g } else { inside }
        }),
        LogSigmoidGrad => f!(call, Math, |m, g, x| g * m.sigmoid(-x)),
        _ => false,
    }
}

#[derive(Clone, Copy)]
struct GeluSlope;

impl<T: Float> Op<T, T, 2> for GeluSlope {
    const COST: Cost = Cost::Math;
    #[inline(always)]
    fn at<M: Math>(self, m: M, [g, x]: [T; 2]) -> T {
        let (below, density) = m.normal(x);
        g * m.fma(x, density, below)
    }
    #[inline(always)]
    fn by_hand(self, [g, x]: [&[T]; 2], out: &mut [MaybeUninit<T>]) -> bool {
        match (as_f32(g), as_f32(x), as_f32_out(out)) {
            (Some(g), Some(x), Some(out)) => gelu_grad_by_tables(g, x, out),
            _ => false,
        }
    }
}

#[inline(always)]
fn gelu_tanh_slope<M: Math, T: Float>(m: M, x: T) -> T {
    let (half, one) = (T::of(0.5), T::of(1.0));
    let c = T::of(SQRT_2 * FRAC_2_SQRT_PI * 0.5);
    let square = x * x;
    let t = m.tanh(c * (x + T::of(0.044715) * square * x));
    let inner = c * (one + T::of(3.0 * 0.044715) * square);
    half * (one + t) + half * x * (one - t * t) * inner
}
