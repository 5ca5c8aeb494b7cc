//! Products of complex matrices, in blocks by the `gemm` crate.

use super::num::Ptr;
use crate::parallel::parallel_for;
use crate::{C64, C128, Element, View, ViewMut};
use lumbre_linalg::{Block, gemm_c64, gemm_c128};

/// Rows of one task.
const ROWS: i64 = 128;

pub(crate) trait Complex: Element {
    /// # Safety
    /// As for `gemm_c64`.
    unsafe fn block(p: &Block<Self>);
}
impl Complex for C64 {
    unsafe fn block(p: &Block<C64>) {
        // SAFETY: by the method's contract.
        unsafe { gemm_c64(p) }
    }
}
impl Complex for C128 {
    unsafe fn block(p: &Block<C128>) {
        // SAFETY: by the method's contract.
        unsafe { gemm_c128(p) }
    }
}

pub(crate) fn bmm<T: Complex>(a: View, b: View, alpha: f64, beta: f64, out: ViewMut) {
    let (m, n, k) = (out.sizes[1], out.sizes[2], a.sizes[2]);
    let (ap, bp, op) = (Ptr::new(a.ptr::<T>()), Ptr::new(b.ptr::<T>()), Ptr::new(out.ptr::<T>()));
    let bands = (m + ROWS - 1) / ROWS;
    let grain = ((1 << 15) / (ROWS.min(m) * n * k).max(1)).max(1);
    parallel_for((out.sizes[0] * bands) as usize, grain as usize, &|tasks| {
        for task in tasks {
            let (batch, i) = (task as i64 / bands, task as i64 % bands * ROWS);
            let two = |s: &[i64]| [s[1] as isize, s[2] as isize];
            let block = Block {
                m: ROWS.min(m - i) as usize,
                n: n as usize,
                k: k as usize,
                a: ap.at(batch * a.strides[0] + i * a.strides[1]) as *const T,
                a_strides: two(a.strides),
                b: bp.at(batch * b.strides[0]) as *const T,
                b_strides: two(b.strides),
                c: op.at(batch * out.strides[0] + i * out.strides[1]),
                c_strides: two(out.strides),
                alpha: T::from_f64(alpha),
                beta: T::from_f64(beta),
            };
            // SAFETY: bands of rows of the views; tasks write disjoint bands.
            unsafe { T::block(&block) };
        }
    });
}
