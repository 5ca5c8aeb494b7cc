//! Dense linear algebra over batches: matrices are views `[batch, rows, cols]`, vectors contiguous views `[batch, n]`, result codes
//! contiguous `[batch]` of int32 (0, or LAPACK's `info`).

use crate::parallel::parallel_for;
use crate::{C64, C128, DType, View, ViewMut};
use lumbre_linalg::{Decompose, Mat};
use num_complex::Complex;
use std::ops::Range;

/// The result code of an algorithm that was given infinities or NaNs.
pub const NOT_FINITE: i32 = -101;

/// Multiply-adds of the matrices that one thread takes at least.
const GRAIN: usize = 1 << 16;

/// A batch of matrices, or of vectors as matrices of one column.
struct Batch<T> {
    first: Mat<T>,
    step: isize,
}

impl<T> Batch<T> {
    fn new(ptr: *mut T, sizes: &[i64], strides: &[i64]) -> Batch<T> {
        let first = match sizes {
            [_, n] => Mat { ptr, rows: *n as usize, cols: 1, rs: strides[1] as isize, cs: 1 },
            _ => Mat { ptr, rows: sizes[1] as usize, cols: sizes[2] as usize, rs: strides[1] as isize, cs: strides[2] as isize },
        };
        Batch { first, step: strides[0] as isize }
    }

    fn read(v: &View) -> Batch<T> {
        Batch::new(v.ptr::<T>() as *mut T, v.sizes, v.strides)
    }

    fn write(v: &ViewMut) -> Batch<T> {
        Batch::new(v.ptr::<T>(), v.sizes, v.strides)
    }

    fn at(&self, i: usize) -> Mat<T> {
        Mat { ptr: self.first.ptr.wrapping_offset(i as isize * self.step), ..self.first }
    }

    /// # Safety
    /// The vectors are contiguous, initialised (or plain numbers that are only written), and the caller's alone.
    #[allow(clippy::mut_from_ref)]
    unsafe fn slice<'a>(&self, i: usize) -> &'a mut [T] {
        let v = self.at(i);
        if v.rows == 0 {
            return &mut [];
        }
        // SAFETY: by this function's contract.
        unsafe { std::slice::from_raw_parts_mut(v.ptr, v.rows) }
    }
}

/// Where the result codes go.
struct Codes(*mut i32);
// SAFETY: threads write disjoint places.
unsafe impl Sync for Codes {}
impl Codes {
    fn of(v: &ViewMut) -> Codes {
        Codes(v.ptr())
    }
    fn set(&self, i: usize, code: i32) {
        // SAFETY: one place for each matrix of the batch.
        unsafe { *self.0.wrapping_add(i) = code }
    }
}

/// The Rust type behind a dtype of linear algebra.
macro_rules! field {
    ($d:expr, $T:ident => $body:expr) => {
        match $d {
            DType::F32 => {
                type $T = f32;
                $body
            }
            DType::F64 => {
                type $T = f64;
                $body
            }
            DType::C64 => {
                type $T = C64;
                $body
            }
            DType::C128 => {
                type $T = C128;
                $body
            }
            // The ops let no other dtype through.
            _ => {}
        }
    };
}

fn each(sizes: &[i64], f: &(dyn Fn(usize) + Sync)) {
    let work = (sizes[1] * sizes[1].max(*sizes.last().unwrap_or(&1)) * sizes[1]).max(1) as usize;
    parallel_for(sizes[0] as usize, (GRAIN / work).max(1), &|range: Range<usize>| range.for_each(f));
}

/// LU in place of `a`.
pub fn lu(a: ViewMut, pivots: ViewMut, info: ViewMut, pivot: bool) {
    field!(a.dtype, T => {
        let (m, p, codes) = (Batch::<T>::write(&a), Batch::<i32>::write(&pivots), Codes::of(&info));
        // SAFETY: the views are the kernel's; one matrix, one row of pivots and one code for each `i`.
        each(a.sizes, &|i| codes.set(i, unsafe { T::lu(m.at(i), p.slice(i), pivot, parallel_for) }));
    })
}

/// Solves `A x = b` in place of `b`; `a` becomes its LU.
pub fn solve(a: ViewMut, pivots: ViewMut, info: ViewMut, b: ViewMut) {
    field!(a.dtype, T => {
        let (m, p, x, codes) = (Batch::<T>::write(&a), Batch::<i32>::write(&pivots), Batch::<T>::write(&b), Codes::of(&info));
        each(a.sizes, &|i| {
            // SAFETY: as in `lu`.
            unsafe {
                let code = T::lu(m.at(i), p.slice(i), true, parallel_for);
                codes.set(i, code);
                if code == 0 {
                    lu_solved::<T>(m.at(i), p.slice(i), x.at(i), false);
                }
            }
        });
    })
}

/// # Safety
/// As `Decompose`'s.
unsafe fn lu_solved<T: Decompose>(a: Mat<T>, pivots: &[i32], b: Mat<T>, adjoint: bool) {
    // SAFETY: by this function's contract.
    unsafe {
        if adjoint {
            T::solve_triangular(a.t(), false, false, true, b, parallel_for);
            T::solve_triangular(a.t(), true, true, true, b, parallel_for);
            T::apply_pivots(b, pivots, true);
        } else {
            T::apply_pivots(b, pivots, false);
            T::solve_triangular(a, false, true, false, b, parallel_for);
            T::solve_triangular(a, true, false, false, b, parallel_for);
        }
    }
}

/// Solves `A x = b` (`adjoint`: `A^H x = b`) in place of `b` from an LU. Pivots that lie outside the matrix are an error.
pub fn lu_solve(a: View, pivots: View, b: ViewMut, adjoint: bool) -> bool {
    let all = Batch::<i32>::read(&pivots);
    // SAFETY: contiguous rows that are only read.
    let fine = (0..a.sizes[0] as usize).all(|i| unsafe { all.slice(i) }.iter().all(|p| *p >= 1 && (*p as i64) <= a.sizes[1]));
    if fine {
        field!(a.dtype, T => {
            let (m, x) = (Batch::<T>::read(&a), Batch::<T>::write(&b));
            // SAFETY: as in `lu`; the factors are only read.
            each(a.sizes, &|i| unsafe { lu_solved::<T>(m.at(i), all.slice(i), x.at(i), adjoint) });
        });
    }
    fine
}

/// The row order `0, 1, ..` after the exchanges of each row of pivots; false where one lies outside.
pub fn permutation(pivots: View, out: ViewMut) -> bool {
    let (p, o) = (Batch::<i32>::read(&pivots), Batch::<i64>::write(&out));
    let m = out.sizes[1];
    (0..out.sizes[0] as usize).all(|i| {
        // SAFETY: contiguous rows, one for each `i`.
        let (pivots, order) = unsafe { (p.slice(i), o.slice(i)) };
        order.iter_mut().enumerate().for_each(|(k, x)| *x = k as i64);
        pivots.iter().enumerate().all(|(k, p)| {
            let inside = *p >= 1 && (*p as i64) <= m && (k as i64) < m;
            if inside {
                order.swap(k, *p as usize - 1);
            }
            inside
        })
    })
}

/// The lower Cholesky factor in place of the lower triangle.
pub fn cholesky(a: ViewMut, info: ViewMut) {
    field!(a.dtype, T => {
        let (m, codes) = (Batch::<T>::write(&a), Codes::of(&info));
        // SAFETY: as in `lu`.
        each(a.sizes, &|i| codes.set(i, unsafe { T::cholesky(m.at(i)) }));
    })
}

/// QR in place, as Householder reflections.
pub fn qr(a: ViewMut, tau: ViewMut) {
    field!(a.dtype, T => {
        let (m, t) = (Batch::<T>::write(&a), Batch::<T>::write(&tau));
        // SAFETY: as in `lu`.
        each(a.sizes, &|i| unsafe { T::qr(m.at(i), t.slice(i), parallel_for) });
    })
}

/// Multiplies `c` from the left by the Q of reflections, or its adjoint. `identity`: `c` holds the identity.
pub fn apply_q(v: View, tau: View, c: ViewMut, adjoint: bool, identity: bool) {
    field!(v.dtype, T => {
        let (m, t, c) = (Batch::<T>::read(&v), Batch::<T>::read(&tau), Batch::<T>::write(&c));
        // SAFETY: as in `lu`; the reflections are only read.
        each(v.sizes, &|i| unsafe { T::apply_q(m.at(i), t.slice(i), c.at(i), adjoint, identity, parallel_for) });
    })
}

/// Bunch-Kaufman factors in place of the lower triangle.
pub fn ldl(a: ViewMut, pivots: ViewMut, info: ViewMut, hermitian: bool) {
    field!(a.dtype, T => {
        let (m, p, codes) = (Batch::<T>::write(&a), Batch::<i32>::write(&pivots), Codes::of(&info));
        // SAFETY: as in `lu`.
        each(a.sizes, &|i| codes.set(i, unsafe { T::ldl(m.at(i), p.slice(i), hermitian) }));
    })
}

/// Whether the pivots could be those of `ldl` for matrices of `n` rows.
fn fine_blocks(pivots: &[i32]) -> bool {
    let n = pivots.len() as i32;
    let mut k = 0;
    while k < pivots.len() {
        let p = pivots[k];
        let two = p < 0;
        if p == 0 || p.checked_abs().is_none_or(|p| p > n) || (two && pivots.get(k + 1) != Some(&p)) {
            return false;
        }
        k += if two { 2 } else { 1 };
    }
    true
}

/// Solves `A x = b` in place of `b` from the factors of `ldl`; false where the pivots are none of its.
pub fn ldl_solve(a: View, pivots: View, hermitian: bool, b: ViewMut) -> bool {
    let p = Batch::<i32>::read(&pivots);
    // SAFETY: contiguous rows that are only read.
    let fine = (0..a.sizes[0] as usize).all(|i| fine_blocks(unsafe { p.slice(i) }));
    if fine {
        field!(a.dtype, T => {
            let (m, x) = (Batch::<T>::read(&a), Batch::<T>::write(&b));
            // SAFETY: as in `lu_solve`.
            each(a.sizes, &|i| unsafe { T::ldl_solve(m.at(i), p.slice(i), hermitian, x.at(i)) });
        });
    }
    fine
}

/// Solves `A x = b` in place of `b` for a triangular `A`, conjugated first where `conj` says so.
pub fn solve_triangular(a: View, b: ViewMut, upper: bool, unit: bool, conj: bool) {
    field!(a.dtype, T => {
        let (m, x) = (Batch::<T>::read(&a), Batch::<T>::write(&b));
        // SAFETY: as in `lu_solve`.
        each(a.sizes, &|i| unsafe { T::solve_triangular(m.at(i), upper, unit, conj, x.at(i), parallel_for) });
    })
}

fn finite<T: Decompose>(a: Mat<T>, lower: bool) -> bool {
    // SAFETY: a readable matrix.
    (0..a.cols).all(|j| (if lower { j } else { 0 }..a.rows).all(|i| unsafe { *a.at(i, j) }.size1().is_finite()))
}

/// Eigenvalues (real, ascending) and vectors of Hermitian matrices, from their lower triangles; `a` is scratch memory.
pub fn eigh(a: ViewMut, w: ViewMut, v: Option<ViewMut>, info: ViewMut) {
    field!(a.dtype, T => {
        let (m, values) = (Batch::<T>::write(&a), Batch::<<T as lumbre_linalg::Field>::Re>::write(&w));
        let (vectors, codes) = (v.map(|v| Batch::<T>::write(&v)), Codes::of(&info));
        each(a.sizes, &|i| {
            if !finite(m.at(i), true) {
                return codes.set(i, NOT_FINITE);
            }
            // SAFETY: as in `lu`.
            unsafe {
                let out = values.slice(i);
                let mut all = vec![<T as lumbre_linalg::Field>::of(0.0, 0.0); out.len()];
                codes.set(i, T::eigh(m.at(i), &mut all, vectors.as_ref().map(|v| v.at(i))));
                reals(&all, out);
            }
        });
    })
}

fn reals<T: Decompose>(from: &[T], to: &mut [T::Re]) {
    for (x, y) in from.iter().zip(to) {
        *y = T::real_of(x.re());
    }
}

/// Singular values (descending) and vectors, `A = U diag(s) V^H`; `u` and `v` thin or whole as their shapes say.
pub fn svd(a: View, s: ViewMut, u: Option<ViewMut>, v: Option<ViewMut>, info: ViewMut) {
    field!(a.dtype, T => {
        let (m, values) = (Batch::<T>::read(&a), Batch::<<T as lumbre_linalg::Field>::Re>::write(&s));
        let (left, right) = (u.map(|v| Batch::<T>::write(&v)), v.map(|v| Batch::<T>::write(&v)));
        let codes = Codes::of(&info);
        each(a.sizes, &|i| {
            if !finite(m.at(i), false) {
                return codes.set(i, NOT_FINITE);
            }
            // SAFETY: as in `lu`.
            unsafe {
                let out = values.slice(i);
                let mut all = vec![<T as lumbre_linalg::Field>::of(0.0, 0.0); out.len()];
                codes.set(i, T::svd(m.at(i), &mut all, left.as_ref().map(|v| v.at(i)), right.as_ref().map(|v| v.at(i))));
                reals(&all, out);
            }
        });
    })
}

/// Eigenvalues and vectors (complex) of general matrices.
pub fn eig(a: View, w: ViewMut, v: Option<ViewMut>, info: ViewMut) {
    field!(a.dtype, T => {
        type C = Complex<<T as lumbre_linalg::Field>::Re>;
        let (m, values) = (Batch::<T>::read(&a), Batch::<C>::write(&w));
        let (vectors, codes) = (v.map(|v| Batch::<C>::write(&v)), Codes::of(&info));
        each(a.sizes, &|i| {
            if !finite(m.at(i), false) {
                return codes.set(i, NOT_FINITE);
            }
            // SAFETY: as in `lu`.
            codes.set(i, unsafe { T::eig(m.at(i), values.slice(i), vectors.as_ref().map(|v| v.at(i))) });
        });
    })
}
