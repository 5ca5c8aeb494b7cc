//! Matrix products by the `gemm` crate, on the calling thread.

use gemm::Parallelism;
use num_complex::Complex;

/// `c = alpha * a @ b + beta * c` for `a [m, k]`, `b [k, n]`, `c [m, n]`; strides count elements.
pub struct Block<T> {
    pub m: usize,
    pub n: usize,
    pub k: usize,
    pub a: *const T,
    pub a_strides: [isize; 2],
    pub b: *const T,
    pub b_strides: [isize; 2],
    pub c: *mut T,
    pub c_strides: [isize; 2],
    pub alpha: T,
    /// Zero does not read `c`.
    pub beta: T,
}

macro_rules! block {
    ($name:ident, $t:ty, $zero:expr) => {
        /// # Safety
        /// `a` and `b` are readable, `c` is writable and disjoint from them.
        pub unsafe fn $name(p: &Block<$t>) {
            let [(ar, ac), (br, bc), (cr, cc)] = [p.a_strides, p.b_strides, p.c_strides].map(|[r, c]| (r, c));
            let read = p.beta != $zero;
            // SAFETY: by this function's contract. The library calls the factor of `c` alpha and the product's beta.
            unsafe {
                gemm::gemm(
                    p.m, p.n, p.k, p.c, cc, cr, read, p.a, ac, ar, p.b, bc, br, p.beta, p.alpha, false, false, false,
                    Parallelism::None,
                )
            }
        }
    };
}
block!(gemm_c64, Complex<f32>, Complex::new(0.0, 0.0));
block!(gemm_c128, Complex<f64>, Complex::new(0.0, 0.0));
