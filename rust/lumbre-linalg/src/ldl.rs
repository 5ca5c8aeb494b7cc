//! Bunch-Kaufman factorisation `A = L D L^H` (or `L D L^T`) of the lower triangle, with LAPACK's pivots.

use crate::matrix::{Field, Mat};

/// L below and D (blocks of one or two) on the diagonal, in place of the lower triangle. A pivot `p > 0` is a block of one and
/// an exchange with row `p`; two equal ones `p < 0` are a block of two and an exchange of its second row with row `-p`.
/// Gives the number (from 1) of the first zero pivot, or 0.
///
/// # Safety
/// `a` is writable and nobody else uses it; `pivots` has as many places as `a` rows.
pub unsafe fn ldl<T: Field>(a: Mat<T>, pivots: &mut [i32], hermitian: bool) -> i32 {
    let n = a.rows;
    let alpha = (1.0 + 17.0f64.sqrt()) / 8.0;
    let bar = |x: T| if hermitian { x.bar() } else { x };
    let diag = |x: T| if hermitian { T::of(x.re(), 0.0) } else { x };
    let (mut k, mut info) = (0, 0);
    // SAFETY: indices inside the matrix.
    unsafe {
        while k < n {
            let here = diag(a.get(k, k)).size1();
            let (mut row, mut col_max) = (k, 0.0);
            for i in k + 1..n {
                if a.get(i, k).size1() > col_max {
                    (row, col_max) = (i, a.get(i, k).size1());
                }
            }
            let (mut step, mut swap) = (1, k);
            if here.max(col_max) == 0.0 || here.is_nan() {
                if info == 0 {
                    info = k as i32 + 1;
                }
                a.set(k, k, diag(a.get(k, k)));
                pivots[k] = k as i32 + 1;
                k += 1;
                continue;
            }
            if here < alpha * col_max {
                let mut row_max = 0.0f64;
                for j in k..row {
                    row_max = row_max.max(a.get(row, j).size1());
                }
                for i in row + 1..n {
                    row_max = row_max.max(a.get(i, row).size1());
                }
                if here >= alpha * col_max * (col_max / row_max) {
                } else if diag(a.get(row, row)).size1() >= alpha * row_max {
                    swap = row;
                } else {
                    (step, swap) = (2, row);
                }
            }
            let kk = k + step - 1;
            if swap != kk {
                exchange(a, k, kk, swap, hermitian);
            }
            if hermitian {
                a.set(k, k, diag(a.get(k, k)));
                a.set(kk, kk, diag(a.get(kk, kk)));
            }
            if step == 1 {
                let inv = T::of(1.0, 0.0) / a.get(k, k);
                for j in k + 1..n {
                    let x = bar(a.get(j, k)) * inv;
                    for i in j..n {
                        a.set(i, j, a.get(i, j) - a.get(i, k) * x);
                    }
                    a.set(j, j, diag(a.get(j, j)));
                }
                for i in k + 1..n {
                    a.set(i, k, a.get(i, k) * inv);
                }
                pivots[k] = swap as i32 + 1;
            } else {
                // The two columns times the inverse of the block of two.
                let (d11, d21, d22) = (a.get(k, k), a.get(k + 1, k), a.get(k + 1, k + 1));
                let (e11, e22) = (d22 / d21, d11 / bar(d21));
                let scale = T::of(1.0, 0.0) / (e11 * e22 - T::of(1.0, 0.0));
                for j in k + 2..n {
                    let (x, y) = (a.get(j, k), a.get(j, k + 1));
                    let w = scale * (e11 * x - y) / bar(d21);
                    let z = scale * (e22 * y - x) / d21;
                    for i in j..n {
                        a.set(i, j, a.get(i, j) - a.get(i, k) * bar(w) - a.get(i, k + 1) * bar(z));
                    }
                    a.set(j, k, w);
                    a.set(j, k + 1, z);
                    a.set(j, j, diag(a.get(j, j)));
                }
                pivots[k] = -(swap as i32 + 1);
                pivots[k + 1] = pivots[k];
            }
            k += step;
        }
    }
    info
}

/// Exchanges rows and columns `kk` and `p > kk` of the remaining lower triangle.
///
/// # Safety
/// As `ldl`.
unsafe fn exchange<T: Field>(a: Mat<T>, k: usize, kk: usize, p: usize, hermitian: bool) {
    let bar = |x: T| if hermitian { x.bar() } else { x };
    // SAFETY: indices inside the matrix.
    unsafe {
        for i in p + 1..a.rows {
            std::ptr::swap(a.at(i, kk), a.at(i, p));
        }
        for j in kk + 1..p {
            let (x, y) = (a.get(j, kk), a.get(p, j));
            a.set(j, kk, bar(y));
            a.set(p, j, bar(x));
        }
        a.set(p, kk, bar(a.get(p, kk)));
        std::ptr::swap(a.at(kk, kk), a.at(p, p));
        if kk > k {
            std::ptr::swap(a.at(kk, k), a.at(p, k));
        }
    }
}

/// Solves `A x = b` in place of `b` from the factors of `ldl`.
///
/// # Safety
/// `a` is readable, `b` writable and apart from it; the pivots are those of `ldl`.
pub unsafe fn ldl_solve<T: Field>(a: Mat<T>, pivots: &[i32], hermitian: bool, b: Mat<T>) {
    let n = a.rows;
    let bar = |x: T| if hermitian { x.bar() } else { x };
    // SAFETY: indices inside the matrices.
    unsafe {
        let mut k = 0;
        while k < n {
            let step = if pivots[k] > 0 { 1 } else { 2 };
            b.swap_rows(k + step - 1, pivots[k].unsigned_abs() as usize - 1);
            for c in 0..b.cols {
                for i in k + step..n {
                    let mut x = b.get(i, c);
                    for s in 0..step {
                        x = x - a.get(i, k + s) * b.get(k + s, c);
                    }
                    b.set(i, c, x);
                }
                if step == 1 {
                    b.set(k, c, b.get(k, c) / a.get(k, k));
                } else {
                    let (d11, d21, d22) = (a.get(k, k), a.get(k + 1, k), a.get(k + 1, k + 1));
                    let (x, y) = (b.get(k, c), b.get(k + 1, c));
                    let det = d11 * d22 - d21 * bar(d21);
                    b.set(k, c, (d22 * x - bar(d21) * y) / det);
                    b.set(k + 1, c, (d11 * y - d21 * x) / det);
                }
            }
            k += step;
        }
        while k > 0 {
            let step = if pivots[k - 1] > 0 { 1 } else { 2 };
            let from = k - step;
            for c in 0..b.cols {
                for s in 0..step {
                    let mut x = b.get(from + s, c);
                    for i in k..n {
                        x = x - bar(a.get(i, from + s)) * b.get(i, c);
                    }
                    b.set(from + s, c, x);
                }
            }
            b.swap_rows(k - 1, pivots[k - 1].unsigned_abs() as usize - 1);
            k = from;
        }
    }
}
