//! Matrix products.

pub(crate) mod block;
#[cfg(feature = "complex-gemm")]
mod complex;
mod dots;
mod generic;
pub(crate) mod num;
pub(crate) mod pack;
pub(crate) mod pairs;
mod real;
pub(crate) mod tile;
pub(crate) mod vecmat;
pub(crate) mod vector;

use crate::{C64, C128, DType, View, ViewMut};
use half::{bf16, f16};

/// `out[b] = alpha * a[b] @ bmat[b] + beta * out[b]` over rank-3 views `[B, m, k]`, `[B, k, n]`, `[B, m, n]` of one dtype
/// with any strides (a batch stride of 0 shares the matrix). `beta == 0` does not read `out`.
/// Every computing dtype but bool; integers wrap and truncate `alpha` and `beta`.
pub fn bmm(a: View, b: View, alpha: f64, beta: f64, out: ViewMut) {
    debug_assert!(a.dim() == 3 && b.dim() == 3 && out.dim() == 3);
    debug_assert!(a.dtype == b.dtype && b.dtype == out.dtype);
    match out.dtype {
        DType::F16 => real::bmm::<f16>(a, b, alpha, beta, None, out),
        DType::BF16 => real::bmm::<bf16>(a, b, alpha, beta, None, out),
        DType::F32 => real::bmm::<f32>(a, b, alpha, beta, None, out),
        DType::F64 => real::bmm::<f64>(a, b, alpha, beta, None, out),
        #[cfg(feature = "complex-gemm")]
        DType::C64 => complex::bmm::<C64>(a, b, alpha, beta, out),
        #[cfg(feature = "complex-gemm")]
        DType::C128 => complex::bmm::<C128>(a, b, alpha, beta, out),
        #[cfg(not(feature = "complex-gemm"))]
        DType::C64 => generic::bmm::<C64>(a, b, alpha, beta, out),
        #[cfg(not(feature = "complex-gemm"))]
        DType::C128 => generic::bmm::<C128>(a, b, alpha, beta, out),
        DType::U8 => generic::bmm::<u8>(a, b, alpha, beta, out),
        DType::I8 => generic::bmm::<i8>(a, b, alpha, beta, out),
        DType::I16 => generic::bmm::<i16>(a, b, alpha, beta, out),
        DType::I32 => generic::bmm::<i32>(a, b, alpha, beta, out),
        DType::I64 => generic::bmm::<i64>(a, b, alpha, beta, out),
        _ => debug_assert!(false, "no product of this dtype"),
    }
}

/// `out[m, n] = x[m, k] @ w[n, k]^T + bias[n]`.
pub fn linear(x: View, w: View, bias: Option<View>, mut out: ViewMut) {
    let (xs, xt) = ([1, x.sizes[0], x.sizes[1]], [0, x.strides[0], x.strides[1]]);
    let (ws, wt) = ([1, w.sizes[1], w.sizes[0]], [0, w.strides[1], w.strides[0]]);
    let (os, ot) = ([1, out.sizes[0], out.sizes[1]], [0, out.strides[0], out.strides[1]]);
    let dtype = out.dtype;
    // SAFETY: the same elements with a batch of one, and `w` transposed.
    let (x, w, mut out) = unsafe { (x.with(0, &xs, &xt), w.with(0, &ws, &wt), out.with(0, &os, &ot)) };
    match (dtype, bias) {
        (DType::F16, Some(_)) => real::bmm::<f16>(x, w, 1.0, 0.0, bias, out),
        (DType::BF16, Some(_)) => real::bmm::<bf16>(x, w, 1.0, 0.0, bias, out),
        (DType::F32, Some(_)) => real::bmm::<f32>(x, w, 1.0, 0.0, bias, out),
        (DType::F64, Some(_)) => real::bmm::<f64>(x, w, 1.0, 0.0, bias, out),
        (_, None) => bmm(x, w, 1.0, 0.0, out),
        (_, Some(b)) => {
            num::each_num!(dtype, T => generic::fill_rows::<T>(b, out.reborrow()), else => ());
            bmm(x, w, 1.0, 1.0, out)
        }
    }
}
