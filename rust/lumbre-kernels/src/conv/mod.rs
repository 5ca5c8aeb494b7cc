//! Convolutions in one, two and three dimensions.

mod direct;
pub(crate) mod shape;

use crate::gemm::num::each_num;
use crate::{View, ViewMut};
use shape::Shape;

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
    each_num!(out.dtype, T => direct::forward::<T>(&s, &x, &w, bias, &out), else => debug_assert!(false, "no convolution of this dtype"))
}

/// The gradient of `conv_forward` by `x`: `gx[n, c]` from `g [N, O, spatial...]`. Also the forward of a transposed convolution.
pub fn conv_backward_input(g: View, w: View, p: &ConvParams, gx: ViewMut) {
    let s = Shape::new(&gx.as_view(), &w, p, g.sizes);
    each_num!(gx.dtype, T => direct::backward_input::<T>(&s, &g, &w, &gx), else => debug_assert!(false, "no convolution of this dtype"))
}

/// The gradient of `conv_forward` by `w`; the sums are taken in an order that only the shapes decide.
pub fn conv_backward_weight(g: View, x: View, p: &ConvParams, gw: ViewMut) {
    let s = Shape::new(&x, &gw.as_view(), p, g.sizes);
    each_num!(gw.dtype, T => direct::backward_weight::<T>(&s, &g, &x, &gw), else => debug_assert!(false, "no convolution of this dtype"))
}
