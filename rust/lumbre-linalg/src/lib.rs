//! Thin non-generic wrappers of the heavy generic libraries, so that they are compiled here and nowhere else.

mod eigen;
pub mod fft;
mod ldl;
mod lu;
mod matrix;
mod product;
mod qr;

use eigen::Eig;
pub use eigen::{NO_CONVERGENCE, NO_MEMORY};
pub use matrix::{Field, Mat, Par};
use num_complex::Complex;
pub use product::{Block, gemm_c64, gemm_c128};

/// The decompositions, one instance for each element type. Result codes are 0, or LAPACK's `info`.
///
/// # Safety
/// Of all methods: matrices that are read are readable, those that are written are writable, apart from the others and used by
/// nobody else; shapes fit.
#[allow(clippy::missing_safety_doc)]
pub trait Decompose: Field {
    unsafe fn lu(a: Mat<Self>, pivots: &mut [i32], pivot: bool, par: Par) -> i32;
    unsafe fn apply_pivots(b: Mat<Self>, pivots: &[i32], back: bool);
    unsafe fn cholesky(a: Mat<Self>) -> i32;
    unsafe fn qr(a: Mat<Self>, tau: &mut [Self], par: Par);
    unsafe fn apply_q(v: Mat<Self>, tau: &[Self], c: Mat<Self>, adjoint: bool, identity: bool, par: Par);
    unsafe fn ldl(a: Mat<Self>, pivots: &mut [i32], hermitian: bool) -> i32;
    unsafe fn ldl_solve(a: Mat<Self>, pivots: &[i32], hermitian: bool, b: Mat<Self>);
    unsafe fn solve_triangular(a: Mat<Self>, upper: bool, unit: bool, conj: bool, b: Mat<Self>, par: Par);
    unsafe fn eigh(a: Mat<Self>, w: &mut [Self], v: Option<Mat<Self>>) -> i32;
    unsafe fn svd(a: Mat<Self>, s: &mut [Self], u: Option<Mat<Self>>, v: Option<Mat<Self>>) -> i32;
    unsafe fn eig(a: Mat<Self>, w: &mut [Complex<Self::Re>], v: Option<Mat<Complex<Self::Re>>>) -> i32;
}

macro_rules! decompose {
    ($($t:ty),*) => { $(
        // SAFETY (of every block): the trait's contract is the callee's.
        #[allow(clippy::undocumented_unsafe_blocks)]
        impl Decompose for $t {
            unsafe fn lu(a: Mat<Self>, pivots: &mut [i32], pivot: bool, par: Par) -> i32 {
                unsafe { lu::lu(a, pivots, pivot, par) }
            }
            unsafe fn apply_pivots(b: Mat<Self>, pivots: &[i32], back: bool) {
                unsafe { lu::apply_pivots(b, pivots, back) }
            }
            unsafe fn cholesky(a: Mat<Self>) -> i32 {
                unsafe { eigen::cholesky(a) }
            }
            unsafe fn qr(a: Mat<Self>, tau: &mut [Self], par: Par) {
                unsafe { qr::qr(a, tau, par) }
            }
            unsafe fn apply_q(v: Mat<Self>, tau: &[Self], c: Mat<Self>, adjoint: bool, identity: bool, par: Par) {
                unsafe { qr::apply_q(v, tau, c, adjoint, identity, par) }
            }
            unsafe fn ldl(a: Mat<Self>, pivots: &mut [i32], hermitian: bool) -> i32 {
                unsafe { ldl::ldl(a, pivots, hermitian) }
            }
            unsafe fn ldl_solve(a: Mat<Self>, pivots: &[i32], hermitian: bool, b: Mat<Self>) {
                unsafe { ldl::ldl_solve(a, pivots, hermitian, b) }
            }
            unsafe fn solve_triangular(a: Mat<Self>, upper: bool, unit: bool, conj: bool, b: Mat<Self>, par: Par) {
                unsafe { matrix::solve_triangular(a, upper, unit, conj, b, par) }
            }
            unsafe fn eigh(a: Mat<Self>, w: &mut [Self], v: Option<Mat<Self>>) -> i32 {
                unsafe { eigen::eigh(a, w, v) }
            }
            unsafe fn svd(a: Mat<Self>, s: &mut [Self], u: Option<Mat<Self>>, v: Option<Mat<Self>>) -> i32 {
                unsafe { eigen::svd(a, s, u, v) }
            }
            unsafe fn eig(a: Mat<Self>, w: &mut [Complex<Self::Re>], v: Option<Mat<Complex<Self::Re>>>) -> i32 {
                unsafe { <$t as Eig>::eig(a, w, v) }
            }
        }
    )* };
}
decompose!(f32, f64, Complex<f32>, Complex<f64>);
