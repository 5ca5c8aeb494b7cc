//! Cholesky, eigenvalues and singular values by faer, on the calling thread.

use crate::matrix::{Field, Mat};
use faer::diag::DiagMut;
use faer::dyn_stack::{MemBuffer, MemStack, StackReq};
use faer::linalg::cholesky::llt::factor::{LltError, cholesky_in_place, cholesky_in_place_scratch};
use faer::linalg::evd::{self, ComputeEigenvectors};
use faer::linalg::svd::{self, ComputeSvdVectors};

use faer::{ColMut, MatMut, Par};
use num_complex::Complex;

/// The error code of an algorithm that did not converge.
pub const NO_CONVERGENCE: i32 = 1;
/// The error code of a scratch buffer that did not fit into memory.
pub const NO_MEMORY: i32 = -100;

fn with_stack(need: StackReq, f: impl FnOnce(&mut MemStack) -> i32) -> i32 {
    match MemBuffer::try_new(need) {
        Ok(mut memory) => f(MemStack::new(&mut memory)),
        Err(_) => NO_MEMORY,
    }
}

fn diag<'a, T>(x: &'a mut [T]) -> DiagMut<'a, T> {
    ColMut::from_slice_mut(x).as_diagonal_mut()
}

/// The lower factor in place of the lower triangle. Gives the order (from 1) of the first minor that is not positive, or 0.
///
/// # Safety
/// `a` is writable and nobody else uses it.
pub unsafe fn cholesky<T: Field>(a: Mat<T>) -> i32 {
    let need = cholesky_in_place_scratch::<T>(a.rows, Par::Seq, Default::default());
    with_stack(need, |stack| {
        // SAFETY: by this function's contract.
        let m = unsafe { a.as_mut() };
        let done = cholesky_in_place(m, Default::default(), Par::Seq, stack, Default::default());
        for j in 1..a.cols {
            for i in 0..j {
                // SAFETY: indices inside; the borrow above has ended.
                unsafe { a.set(i, j, T::of(0.0, 0.0)) }
            }
        }
        match done {
            Ok(_) => 0,
            Err(LltError::NonPositivePivot { index }) => index as i32 + 1,
        }
    })
}

/// Eigenvalues of a Hermitian matrix, ascending, from its lower triangle, and its vectors into `v`. Imaginary parts on the diagonal
/// of `a` are cleared.
///
/// # Safety
/// `a` and `v` are writable and apart from each other.
pub unsafe fn eigh<T: Field>(a: Mat<T>, w: &mut [T], v: Option<Mat<T>>) -> i32 {
    let vectors = if v.is_some() { ComputeEigenvectors::Yes } else { ComputeEigenvectors::No };
    let need = evd::self_adjoint_evd_scratch::<T>(a.rows, vectors, Par::Seq, Default::default());
    with_stack(need, |stack| {
        // SAFETY: by this function's contract.
        for i in 0..a.rows {
            unsafe { a.set(i, i, T::of(a.get(i, i).re(), 0.0)) }
        }
        // SAFETY: as above.
        let (a, v) = unsafe { (a.as_ref(), v.map(|v| v.as_mut())) };
        evd::self_adjoint_evd(a, diag(w), v, Par::Seq, stack, Default::default()).map_or(NO_CONVERGENCE, |()| 0)
    })
}

/// `A = U diag(s) V^H`, singular values descending; `U` and `V` thin or whole as their shapes say.
///
/// # Safety
/// `a` is readable, `u` and `v` writable and apart from it.
pub unsafe fn svd<T: Field>(a: Mat<T>, s: &mut [T], u: Option<Mat<T>>, v: Option<Mat<T>>) -> i32 {
    let kind = |m: &Option<Mat<T>>| match m {
        None => ComputeSvdVectors::No,
        Some(m) if m.cols == m.rows => ComputeSvdVectors::Full,
        Some(_) => ComputeSvdVectors::Thin,
    };
    let need = svd::svd_scratch::<T>(a.rows, a.cols, kind(&u), kind(&v), Par::Seq, Default::default());
    with_stack(need, |stack| {
        // SAFETY: by this function's contract.
        let (a, u, v) = unsafe { (a.as_ref(), u.map(|m| m.as_mut()), v.map(|m| m.as_mut())) };
        // The library leaves a block of whole factors of tall matrices as it finds it.
        let (mut u, mut v): (Option<MatMut<T>>, Option<MatMut<T>>) = (u, v);
        if let Some(u) = &mut u {
            u.fill(T::of(0.0, 0.0));
        }
        if let Some(v) = &mut v {
            v.fill(T::of(0.0, 0.0));
        }
        svd::svd(a, diag(s), u, v, Par::Seq, stack, Default::default()).map_or(NO_CONVERGENCE, |()| 0)
    })
}

/// Eigenvalues and vectors of general matrices.
pub trait Eig: Field {
    /// # Safety
    /// `a` is readable, `v` writable and apart from it.
    unsafe fn eig(a: Mat<Self>, w: &mut [Complex<Self::Re>], v: Option<Mat<Complex<Self::Re>>>) -> i32;
}

macro_rules! eig {
    ($t:ty) => {
        impl Eig for Complex<$t> {
            unsafe fn eig(a: Mat<Self>, w: &mut [Self], v: Option<Mat<Self>>) -> i32 {
                let vectors = if v.is_some() { ComputeEigenvectors::Yes } else { ComputeEigenvectors::No };
                let need = evd::evd_scratch::<Self>(a.rows, ComputeEigenvectors::No, vectors, Par::Seq, Default::default());
                with_stack(need, |stack| {
                    // SAFETY: by the trait's contract.
                    let (m, u) = unsafe { (a.as_ref(), v.map(|v| v.as_mut())) };
                    let code = evd::evd_cplx(m, diag(w), None, u, Par::Seq, stack, Default::default()).map_or(NO_CONVERGENCE, |()| 0);
                    if let Some(v) = v {
                        // SAFETY: as above; the borrow of `v` has ended.
                        unsafe { normalise(v) }
                    }
                    code
                })
            }
        }

        impl Eig for $t {
            unsafe fn eig(a: Mat<Self>, w: &mut [Complex<$t>], v: Option<Mat<Complex<$t>>>) -> i32 {
                let n = a.rows;
                let vectors = if v.is_some() { ComputeEigenvectors::Yes } else { ComputeEigenvectors::No };
                let need = evd::evd_scratch::<$t>(n, ComputeEigenvectors::No, vectors, Par::Seq, Default::default());
                let (mut re, mut im) = (vec![0.0; n], vec![0.0; n]);
                let mut packed = crate::matrix::Temp::<$t>::new(n, if v.is_some() { n } else { 0 });
                let p = packed.mat();
                with_stack(need, |stack| {
                    // SAFETY: by the trait's contract; `packed` is ours.
                    let (m, u) = unsafe { (a.as_ref(), v.map(|_| p.as_mut())) };
                    let code =
                        evd::evd_real(m, diag(&mut re), diag(&mut im), None, u, Par::Seq, stack, Default::default()).map_or(NO_CONVERGENCE, |()| 0);
                    for i in 0..n {
                        w[i] = Complex::new(re[i], im[i]);
                    }
                    if let Some(v) = v {
                        // SAFETY: as above; the borrows have ended.
                        unsafe {
                            unpack(p, &im, v);
                            normalise(v);
                        }
                    }
                    code
                })
            }
        }

    };
}
eig!(f32);
eig!(f64);

/// Real and imaginary parts of conjugate pairs stand in neighbouring columns.
///
/// # Safety
/// `p` is readable, `v` writable, of one shape.
unsafe fn unpack<R: Field>(p: Mat<R>, im: &[R], v: Mat<Complex<R>>)
where
    Complex<R>: Field,
{
    let n = im.len();
    let mut j = 0;
    while j < n {
        let pair = !im[j].is_nought() && j + 1 < n;
        for i in 0..n {
            // SAFETY: indices inside.
            unsafe {
                if pair {
                    let (x, y) = (p.get(i, j), p.get(i, j + 1));
                    v.set(i, j, Complex::new(x, y));
                    v.set(i, j + 1, Complex::new(x, -y));
                } else {
                    v.set(i, j, Complex::new(p.get(i, j), R::of(0.0, 0.0)));
                }
            }
        }
        j += if pair { 2 } else { 1 };
    }
}

/// Columns of length one whose largest element is real.
///
/// # Safety
/// `v` is writable.
unsafe fn normalise<C: Field>(v: Mat<C>) {
    for j in 0..v.cols {
        let (mut sum, mut best, mut largest) = (0.0, 0.0, C::of(1.0, 0.0));
        for i in 0..v.rows {
            // SAFETY: indices inside.
            let x = unsafe { v.get(i, j) };
            let size = x.re() * x.re() + x.im() * x.im();
            sum += size;
            if size > best {
                (best, largest) = (size, x);
            }
        }
        if best == 0.0 || !best.is_finite() {
            continue;
        }
        let turn = largest.bar() * C::of(1.0 / (best.sqrt() * sum.sqrt()), 0.0);
        for i in 0..v.rows {
            // SAFETY: indices inside.
            unsafe { v.set(i, j, v.get(i, j) * turn) }
        }
    }
}

