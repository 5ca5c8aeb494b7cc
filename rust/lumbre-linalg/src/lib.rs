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

/// One instance of a generic function as a method.
macro_rules! forward {
    ($($name:ident($($arg:ident: $t:ty),*) $(-> $ret:ty)? = $f:path;)*) => {
        $(unsafe fn $name($($arg: $t),*) $(-> $ret)? {
            // SAFETY: the trait's contract is the callee's.
            unsafe { $f($($arg),*) }
        })*
    };
}

macro_rules! decompose {
    ($($t:ty),*) => { $(
        impl Decompose for $t {
            forward! {
                lu(a: Mat<Self>, pivots: &mut [i32], pivot: bool, par: Par) -> i32 = lu::lu;
                apply_pivots(b: Mat<Self>, pivots: &[i32], back: bool) = lu::apply_pivots;
                cholesky(a: Mat<Self>) -> i32 = eigen::cholesky;
                qr(a: Mat<Self>, tau: &mut [Self], par: Par) = qr::qr;
                apply_q(v: Mat<Self>, tau: &[Self], c: Mat<Self>, adjoint: bool, identity: bool, par: Par) = qr::apply_q;
                ldl(a: Mat<Self>, pivots: &mut [i32], hermitian: bool) -> i32 = ldl::ldl;
                ldl_solve(a: Mat<Self>, pivots: &[i32], hermitian: bool, b: Mat<Self>) = ldl::ldl_solve;
                solve_triangular(a: Mat<Self>, upper: bool, unit: bool, conj: bool, b: Mat<Self>, par: Par) = matrix::solve_triangular;
                eigh(a: Mat<Self>, w: &mut [Self], v: Option<Mat<Self>>) -> i32 = eigen::eigh;
                svd(a: Mat<Self>, s: &mut [Self], u: Option<Mat<Self>>, v: Option<Mat<Self>>) -> i32 = eigen::svd;
                eig(a: Mat<Self>, w: &mut [Complex<Self::Re>], v: Option<Mat<Complex<Self::Re>>>) -> i32 = Eig::eig;
            }
        }
    )* };
}
decompose!(f32, f64, Complex<f32>, Complex<f64>);
