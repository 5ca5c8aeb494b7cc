//! Raw strided matrices and the arithmetic that the factorisations share.

use faer::linalg::matmul::matmul;
use faer::linalg::triangular_solve as tri;
use faer::traits::ComplexField;
use faer::{Accum, Conj, MatMut, MatRef, Par as FaerPar};
use num_complex::Complex;
use std::ops::{Add, Div, Mul, Neg, Range, Sub};

/// How work is split: `(n, grain, body)` runs `body` over `0..n` in chunks of `grain`, on several threads or on one.
pub type Par = fn(usize, usize, &(dyn Fn(Range<usize>) + Sync));

/// A strided matrix. Whoever makes one vouches for its memory while functions of this crate use it.
pub struct Mat<T> {
    pub ptr: *mut T,
    pub rows: usize,
    pub cols: usize,
    pub rs: isize,
    pub cs: isize,
}

impl<T> Clone for Mat<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Mat<T> {}
// SAFETY: a matrix is an address; the functions below split its elements among threads.
unsafe impl<T: Send> Send for Mat<T> {}
// SAFETY: as above.
unsafe impl<T: Sync> Sync for Mat<T> {}

/// The element types of linear algebra.
pub trait Field:
    ComplexField + Copy + PartialEq + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self> + Neg<Output = Self> + 'static
{
    type Re: Copy + 'static;
    fn of(re: f64, im: f64) -> Self;
    fn re(self) -> f64;
    fn im(self) -> f64;
    fn bar(self) -> Self;
    fn real_of(x: f64) -> Self::Re;
    fn is_nought(self) -> bool {
        self.re() == 0.0 && self.im() == 0.0
    }
    /// `|re| + |im|`, by which LAPACK chooses pivots.
    fn size1(self) -> f64 {
        self.re().abs() + self.im().abs()
    }
}

macro_rules! real {
    ($t:ty) => {
        impl Field for $t {
            type Re = $t;
            fn of(re: f64, _: f64) -> Self {
                re as $t
            }
            fn re(self) -> f64 {
                self as f64
            }
            fn im(self) -> f64 {
                0.0
            }
            fn bar(self) -> Self {
                self
            }
            fn real_of(x: f64) -> $t {
                x as $t
            }
        }
        impl Field for Complex<$t> {
            type Re = $t;
            fn of(re: f64, im: f64) -> Self {
                Complex::new(re as $t, im as $t)
            }
            fn re(self) -> f64 {
                self.re as f64
            }
            fn im(self) -> f64 {
                self.im as f64
            }
            fn bar(self) -> Self {
                Complex::new(self.re, -self.im)
            }
            fn real_of(x: f64) -> $t {
                x as $t
            }
        }
    };
}
real!(f32);
real!(f64);

/// Multiply-adds from which a product is shared among threads, and the columns that one thread takes.
const PARALLEL_FROM: usize = 1 << 18;
const COLUMNS: usize = 64;

impl<T> Mat<T> {
    pub fn at(&self, i: usize, j: usize) -> *mut T {
        self.ptr.wrapping_offset(i as isize * self.rs + j as isize * self.cs)
    }

    pub fn sub(&self, i: usize, j: usize, rows: usize, cols: usize) -> Mat<T> {
        Mat { ptr: self.at(i, j), rows, cols, rs: self.rs, cs: self.cs }
    }

    pub fn t(&self) -> Mat<T> {
        Mat { ptr: self.ptr, rows: self.cols, cols: self.rows, rs: self.cs, cs: self.rs }
    }

    /// # Safety
    /// The elements are readable for `'a` and nobody writes them.
    pub(crate) unsafe fn as_ref<'a>(&self) -> MatRef<'a, T> {
        // SAFETY: by this function's contract.
        unsafe { MatRef::from_raw_parts(self.ptr, self.rows, self.cols, self.rs, self.cs) }
    }

    /// # Safety
    /// The elements are writable for `'a` and nobody else uses them.
    pub(crate) unsafe fn as_mut<'a>(&self) -> MatMut<'a, T> {
        // SAFETY: by this function's contract.
        unsafe { MatMut::from_raw_parts_mut(self.ptr, self.rows, self.cols, self.rs, self.cs) }
    }
}

impl<T: Field> Mat<T> {
    /// # Safety
    /// `(i, j)` lies inside.
    pub(crate) unsafe fn get(&self, i: usize, j: usize) -> T {
        // SAFETY: by this function's contract.
        unsafe { *self.at(i, j) }
    }

    /// # Safety
    /// `(i, j)` lies inside.
    pub(crate) unsafe fn set(&self, i: usize, j: usize, x: T) {
        // SAFETY: by this function's contract.
        unsafe { *self.at(i, j) = x }
    }

    /// # Safety
    /// `i` and `k` lie inside.
    pub(crate) unsafe fn swap_rows(&self, i: usize, k: usize) {
        if i != k {
            for j in 0..self.cols {
                // SAFETY: two elements of the matrix.
                unsafe { std::ptr::swap(self.at(i, j), self.at(k, j)) }
            }
        }
    }
}

/// Column-major scratch memory.
pub(crate) struct Temp<T> {
    data: Vec<T>,
    rows: usize,
    cols: usize,
}

impl<T: Field> Temp<T> {
    pub fn new(rows: usize, cols: usize) -> Temp<T> {
        Temp { data: vec![T::of(0.0, 0.0); rows * cols], rows, cols }
    }

    pub fn mat(&mut self) -> Mat<T> {
        Mat { ptr: self.data.as_mut_ptr(), rows: self.rows, cols: self.cols, rs: 1, cs: self.rows.max(1) as isize }
    }
}

/// `c = alpha a b` or, where `add`, `c += alpha a b`.
///
/// # Safety
/// `a` and `b` are readable, `c` is writable and disjoint from them; the shapes fit.
pub(crate) unsafe fn product<T: Field>(c: Mat<T>, add: bool, a: Mat<T>, b: Mat<T>, alpha: T, par: Par) {
    unsafe { product_conj(c, add, a, false, b, alpha, par) }
}

/// As `product`, with `a` conjugated where `conj` says so.
///
/// # Safety
/// As `product`.
pub(crate) unsafe fn product_conj<T: Field>(c: Mat<T>, add: bool, a: Mat<T>, conj: bool, b: Mat<T>, alpha: T, par: Par) {
    let body = |cols: Range<usize>| {
        let n = cols.len();
        // SAFETY: by this function's contract; chunks write disjoint columns.
        unsafe {
            let (dst, rhs) = (c.sub(0, cols.start, c.rows, n).as_mut(), b.sub(0, cols.start, b.rows, n).as_ref());
            let accum = if add { Accum::Add } else { Accum::Replace };
            if conj {
                matmul(dst, accum, a.as_ref().conjugate(), rhs, alpha, FaerPar::Seq);
            } else {
                matmul(dst, accum, a.as_ref(), rhs, alpha, FaerPar::Seq);
            }
        }
    };
    split(c.rows * a.cols, c.cols, par, &body);
}

/// Runs `body` over columns whose work is `each`.
fn split(each: usize, cols: usize, par: Par, body: &(dyn Fn(Range<usize>) + Sync)) {
    if each * cols >= PARALLEL_FROM { par(cols, COLUMNS.max(cols.div_ceil(16)), body) } else { body(0..cols) }
}

/// Solves `op(a) x = b` in place of `b` for a triangular `a`; `conj` conjugates `a`.
///
/// # Safety
/// `a` (its triangle) is readable, `b` is writable and disjoint from it; the shapes fit.
pub unsafe fn solve_triangular<T: Field>(a: Mat<T>, upper: bool, unit: bool, conj: bool, b: Mat<T>, par: Par) {
    if a.rows == 0 || b.cols == 0 {
        return;
    }
    let conj = if conj { Conj::Yes } else { Conj::No };
    let body = |cols: Range<usize>| {
        // SAFETY: by this function's contract; chunks write disjoint columns.
        unsafe {
            let (m, rhs) = (a.as_ref(), b.sub(0, cols.start, b.rows, cols.len()).as_mut());
            match (upper, unit) {
                (true, true) => tri::solve_unit_upper_triangular_in_place_with_conj(m, conj, rhs, FaerPar::Seq),
                (true, false) => tri::solve_upper_triangular_in_place_with_conj(m, conj, rhs, FaerPar::Seq),
                (false, true) => tri::solve_unit_lower_triangular_in_place_with_conj(m, conj, rhs, FaerPar::Seq),
                (false, false) => tri::solve_lower_triangular_in_place_with_conj(m, conj, rhs, FaerPar::Seq),
            }
        }
    };
    split(a.rows * a.rows / 2, b.cols, par, &body);
}
