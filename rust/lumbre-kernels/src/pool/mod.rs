//! Pooling over windows: maximum and average, fixed and adaptive, in one to three dimensions.

mod adaptive;
mod avg;
mod axis;
mod max;

use crate::gemm::num::each_num;
use crate::{View, ViewMut, each_float};
use axis::Windows;

/// One arm per dtype with an order (all computing dtypes but bool and complex).
macro_rules! each_real {
    ($dtype:expr, $T:ident => $body:expr, else => $other:expr) => {
        match $dtype {
            $crate::DType::U8 => { type $T = u8; $body }
            $crate::DType::I8 => { type $T = i8; $body }
            $crate::DType::I16 => { type $T = i16; $body }
            $crate::DType::I32 => { type $T = i32; $body }
            $crate::DType::I64 => { type $T = i64; $body }
            _ => $crate::each_float!($dtype, $T => $body, else => $other),
        }
    };
}

/// Window, step, padding and dilation per spatial dimension.
pub struct PoolParams<'a> {
    pub kernel: &'a [i64],
    pub stride: &'a [i64],
    pub padding: &'a [i64],
    pub dilation: &'a [i64],
}

/// The largest element of each window of `x [N, C, spatial...]` (rank 3 to 5) and, as i64, its flat place in the spatial
/// plane. NaN wins; among equals the first; padding never. Windows that reach past the end are cut, so `out` may
/// be sized by floor or ceiling. Real dtypes but bool.
pub fn max_pool(x: View, p: &PoolParams, out: ViewMut, indices: ViewMut) {
    let win = Windows::new(x.sizes, out.sizes, p);
    each_real!(x.dtype, T => max::max_pool::<T>(&win, &x, &out, &indices), else => debug_assert!(false, "no max_pool of this dtype"))
}

/// Adds every `g` at its index: the gradient of `max_pool` and `adaptive_max_pool`. `gx` is zeroed first.
pub fn max_pool_backward(g: View, indices: View, gx: ViewMut) {
    each_num!(g.dtype, T => max::backward::<T>(&g, &indices, &gx), else => debug_assert!(false, "no max_pool of this dtype"))
}

/// The mean of each window: the sum divided by `divisor`, by the window with its padding, or by what lies inside `x`.
pub fn avg_pool(x: View, p: &PoolParams, count_include_pad: bool, divisor: Option<i64>, out: ViewMut) {
    let win = Windows::new(x.sizes, out.sizes, p);
    each_float!(x.dtype, T => avg::avg_pool::<T>(&win, &x, count_include_pad, divisor, &out),
        else => debug_assert!(false, "no avg_pool of this dtype"))
}

/// The gradient of `avg_pool`; `gx` is written whole.
pub fn avg_pool_backward(g: View, p: &PoolParams, count_include_pad: bool, divisor: Option<i64>, gx: ViewMut) {
    let win = Windows::new(gx.sizes, g.sizes, p);
    each_float!(g.dtype, T => avg::backward::<T>(&win, &g, count_include_pad, divisor, &gx),
        else => debug_assert!(false, "no avg_pool of this dtype"))
}

/// The mean of each of `out`'s cells, which cut `x` from `floor(i * in / out)` to `ceil((i + 1) * in / out)`.
pub fn adaptive_avg_pool(x: View, out: ViewMut) {
    each_float!(x.dtype, T => adaptive::avg::<T>(&x, &out), else => debug_assert!(false, "no pooling of this dtype"))
}

/// The gradient of `adaptive_avg_pool`; `gx` is written whole.
pub fn adaptive_avg_pool_backward(g: View, gx: ViewMut) {
    each_float!(g.dtype, T => adaptive::avg_backward::<T>(&g, &gx), else => debug_assert!(false, "no pooling of this dtype"))
}

/// The largest element of each cell and its flat place in the plane, as `max_pool`.
pub fn adaptive_max_pool(x: View, out: ViewMut, indices: ViewMut) {
    each_real!(x.dtype, T => adaptive::max::<T>(&x, &out, &indices), else => debug_assert!(false, "no pooling of this dtype"))
}
