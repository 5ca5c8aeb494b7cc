//! Convolutions in one, two and three dimensions.

mod columns;
mod depthwise;
mod direct;
#[cfg(target_arch = "x86_64")]
mod lanes;
mod planes;
mod real;
pub(crate) mod shape;
mod taps;
mod tiles;
mod weight;
mod weight_depthwise;
mod weight_tiles;

use crate::{DType, View, ViewMut};
use half::{bf16, f16};
use shape::Shape;

/// One arm per dtype without register tiles: integers and complex numbers.
macro_rules! each_exact {
    ($dtype:expr, $T:ident => $body:expr) => {
        match $dtype {
            DType::U8 => { type $T = u8; $body }
            DType::I8 => { type $T = i8; $body }
            DType::I16 => { type $T = i16; $body }
            DType::I32 => { type $T = i32; $body }
            DType::I64 => { type $T = i64; $body }
            DType::C64 => { type $T = crate::C64; $body }
            DType::C128 => { type $T = crate::C128; $body }
            _ => debug_assert!(false, "no convolution of this dtype"),
        }
    };
}

/// Stride, padding and dilation per spatial dimension, and the number of groups.
pub struct ConvParams<'a> {
    pub stride: &'a [i64],
    pub padding: &'a [i64],
    pub dilation: &'a [i64],
    pub groups: i64,
}

/// `out[n, o] = bias[o] + sum over c of x[n, c] * w[o, c]` (cross-correlation) with `x [N, C, spatial...]`,
/// `w [O, C / groups, kernel...]`, `bias [O]`; rank 3 to 5, any strides, one dtype.
pub fn conv_forward(x: View, w: View, bias: Option<View>, p: &ConvParams, out: ViewMut) {
    let s = Shape::new(&x, &w, p, out.sizes);
    match out.dtype {
        DType::F16 => real::forward::<f16>(&s, &x, &w, bias, &out),
        DType::BF16 => real::forward::<bf16>(&s, &x, &w, bias, &out),
        DType::F32 => real::forward::<f32>(&s, &x, &w, bias, &out),
        DType::F64 => real::forward::<f64>(&s, &x, &w, bias, &out),
        d => each_exact!(d, T => direct::forward::<T>(&s, &x, &w, bias, &out)),
    }
}

/// The gradient of `conv_forward` by `x`: `gx[n, c]` from `g [N, O, spatial...]`. Also the forward of a transposed convolution.
pub fn conv_backward_input(g: View, w: View, p: &ConvParams, gx: ViewMut) {
    let s = Shape::new(&gx.as_view(), &w, p, g.sizes);
    match gx.dtype {
        DType::F16 => real::backward_input::<f16>(&s, &g, &w, &gx),
        DType::BF16 => real::backward_input::<bf16>(&s, &g, &w, &gx),
        DType::F32 => real::backward_input::<f32>(&s, &g, &w, &gx),
        DType::F64 => real::backward_input::<f64>(&s, &g, &w, &gx),
        d => each_exact!(d, T => direct::backward_input::<T>(&s, &g, &w, &gx)),
    }
}

/// The gradient of `conv_forward` by `w`; the sums are taken in an order that only the shapes decide.
pub fn conv_backward_weight(g: View, x: View, p: &ConvParams, gw: ViewMut) {
    let s = Shape::new(&x, &gw.as_view(), p, g.sizes);
    match gw.dtype {
        DType::F16 => weight::backward_weight::<f16>(&s, &g, &x, &gw),
        DType::BF16 => weight::backward_weight::<bf16>(&s, &g, &x, &gw),
        DType::F32 => weight::backward_weight::<f32>(&s, &g, &x, &gw),
        DType::F64 => weight::backward_weight::<f64>(&s, &g, &x, &gw),
        d => each_exact!(d, T => direct::backward_weight::<T>(&s, &g, &x, &gw)),
    }
}
