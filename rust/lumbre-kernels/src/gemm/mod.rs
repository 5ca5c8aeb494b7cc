//! Matrix products.

mod generic;
pub(crate) mod isa;
pub(crate) mod num;

use crate::{View, ViewMut};
use num::{Num, Ptr, each_num};

/// `out[b] = alpha * a[b] @ bmat[b] + beta * out[b]` over rank-3 views `[B, m, k]`, `[B, k, n]`, `[B, m, n]` of one dtype
/// with any strides (a batch stride of 0 shares the matrix). `beta == 0` does not read `out`.
/// Every computing dtype but bool; integers wrap and truncate `alpha` and `beta`.
pub fn bmm(a: View, b: View, alpha: f64, beta: f64, out: ViewMut) {
    debug_assert!(a.dim() == 3 && b.dim() == 3 && out.dim() == 3);
    debug_assert!(a.dtype == b.dtype && b.dtype == out.dtype);
    each_num!(out.dtype, T => generic::bmm::<T>(a, b, alpha, beta, out), else => debug_assert!(false, "no product of this dtype"))
}

/// `out[m, n] = x[m, k] @ w[n, k]^T + bias[n]`.
pub fn linear(x: View, w: View, bias: Option<View>, mut out: ViewMut) {
    let beta = bias.is_some() as u8 as f64;
    if let Some(bias) = bias {
        each_num!(out.dtype, T => fill_rows::<T>(bias, out.reborrow()), else => ());
    }
    let (xs, xt) = ([1, x.sizes[0], x.sizes[1]], [0, x.strides[0], x.strides[1]]);
    let (ws, wt) = ([1, w.sizes[1], w.sizes[0]], [0, w.strides[1], w.strides[0]]);
    let (os, ot) = ([1, out.sizes[0], out.sizes[1]], [0, out.strides[0], out.strides[1]]);
    // SAFETY: the same elements with a batch of one, and `w` transposed.
    unsafe { bmm(x.with(0, &xs, &xt), w.with(0, &ws, &wt), 1.0, beta, out.with(0, &os, &ot)) }
}

fn fill_rows<T: Num>(bias: View, out: ViewMut) {
    let (b, o) = (Ptr::new(bias.ptr::<T>()), Ptr::new(out.ptr::<T>()));
    for i in 0..out.sizes[0] {
        for j in 0..out.sizes[1] {
            // SAFETY: inside both views.
            unsafe { o.at(i * out.strides[0] + j * out.strides[1]).write(*b.at(j * bias.strides[0])) };
        }
    }
}
