//! QR by blocks of Householder reflections in LAPACK's form: `H = I - tau v v^H`, `v[0] = 1`, a real diagonal of R.

use crate::matrix::{Field, Mat, Par, Temp, product, product_conj};
use std::ops::Range;

/// Reflections that are applied together, and those that are made one by one.
const BLOCK: usize = 32;
const BASE: usize = 4;

/// R above and the reflections below the diagonal, in place, with their `tau`s.
///
/// # Safety
/// `a` is writable and nobody else uses it; `tau` has `min(rows, cols)` places.
pub unsafe fn qr<T: Field>(a: Mat<T>, tau: &mut [T], par: Par) {
    let (m, n) = (a.rows, a.cols);
    let k = m.min(n);
    for j in (0..k).step_by(BLOCK) {
        let b = BLOCK.min(k - j);
        // SAFETY: blocks of the matrix that do not overlap.
        unsafe {
            panel(a.sub(j, j, m - j, b), &mut tau[j..j + b], par);
            if j + b < n {
                apply_block(a.sub(j, j, m - j, b), &tau[j..j + b], a.sub(j, j + b, m - j, n - j - b), true, par);
            }
        }
    }
}

/// # Safety
/// As `qr`.
unsafe fn panel<T: Field>(a: Mat<T>, tau: &mut [T], par: Par) {
    let (m, n) = (a.rows, a.cols);
    if n > BASE {
        let h = n / 2;
        // SAFETY: blocks of the matrix that do not overlap.
        unsafe {
            panel(a.sub(0, 0, m, h), &mut tau[..h], par);
            apply_block(a.sub(0, 0, m, h), &tau[..h], a.sub(0, h, m, n - h), true, par);
            panel(a.sub(h, h, m - h, n - h), &mut tau[h..], par);
        }
        return;
    }
    for k in 0..n {
        // SAFETY: indices inside the matrix.
        unsafe {
            tau[k] = reflect(a.sub(k, k, m - k, 1));
            let t = tau[k].bar();
            for j in k + 1..n {
                let mut s = a.get(k, j);
                for i in k + 1..m {
                    s = s + a.get(i, k).bar() * a.get(i, j);
                }
                let s = s * t;
                a.set(k, j, a.get(k, j) - s);
                for i in k + 1..m {
                    a.set(i, j, a.get(i, j) - a.get(i, k) * s);
                }
            }
        }
    }
}

/// Makes the reflection that takes the column to a multiple of the first unit vector; gives its `tau`.
///
/// # Safety
/// As `qr`.
unsafe fn reflect<T: Field>(x: Mat<T>) -> T {
    // SAFETY: indices inside the column.
    unsafe {
        let alpha = x.get(0, 0);
        let mut big = 0.0f64;
        for i in 1..x.rows {
            let v = x.get(i, 0);
            big = big.max(v.re().abs()).max(v.im().abs());
        }
        if big == 0.0 && alpha.im() == 0.0 {
            return T::of(0.0, 0.0);
        }
        let scale = big.max(alpha.re().abs()).max(alpha.im().abs());
        let mut sum = (alpha.re() / scale).powi(2) + (alpha.im() / scale).powi(2);
        for i in 1..x.rows {
            let v = x.get(i, 0);
            sum += (v.re() / scale).powi(2) + (v.im() / scale).powi(2);
        }
        let beta = -(scale * sum.sqrt()).copysign(alpha.re());
        let tau = T::of((beta - alpha.re()) / beta, -alpha.im() / beta);
        let factor = T::of(1.0, 0.0) / (alpha - T::of(beta, 0.0));
        for i in 1..x.rows {
            x.set(i, 0, x.get(i, 0) * factor);
        }
        x.set(0, 0, T::of(beta, 0.0));
        tau
    }
}

/// `c = Q c` or (`adjoint`) `Q^H c` for the product Q of one block's reflections, `I - V S V^H`.
///
/// # Safety
/// `v` is readable, `c` is writable and disjoint from it; both have as many rows.
unsafe fn apply_block<T: Field>(v: Mat<T>, tau: &[T], c: Mat<T>, adjoint: bool, par: Par) {
    let (m, k) = (v.rows, tau.len());
    let (mut vt, mut gt, mut st) = (Temp::new(m, k), Temp::new(k, k), Temp::new(k, k));
    let (basis, gram, s) = (vt.mat(), gt.mat(), st.mat());
    // SAFETY: indices inside; the scratch matrices are apart from everything else.
    unsafe {
        for j in 0..k {
            basis.set(j, j, T::of(1.0, 0.0));
            for i in j + 1..m {
                basis.set(i, j, v.get(i, j));
            }
        }
        product_conj(gram, false, basis.t(), true, basis, T::of(1.0, 0.0), par);
        for i in 0..k {
            s.set(i, i, tau[i]);
            for r in 0..i {
                let mut sum = T::of(0.0, 0.0);
                for q in r..i {
                    sum = sum + s.get(r, q) * gram.get(q, i);
                }
                s.set(r, i, -(tau[i] * sum));
            }
        }
        let body = |cols: Range<usize>| {
            let n = cols.len();
            let c = c.sub(0, cols.start, m, n);
            let (mut w, mut u) = (Temp::new(k, n), Temp::new(k, n));
            let (w, u) = (w.mat(), u.mat());
            let one = T::of(1.0, 0.0);
            product_conj(w, false, basis.t(), true, c, one, par);
            if adjoint {
                product_conj(u, false, s.t(), true, w, one, par);
            } else {
                product(u, false, s, w, one, par);
            }
            product(c, true, basis, u, T::of(-1.0, 0.0), par);
        };
        if m * k * c.cols >= 1 << 18 { par(c.cols, 64.max(c.cols.div_ceil(16)), &body) } else { body(0..c.cols) }
    }
}

/// `c = Q c` or (`adjoint`) `Q^H c`. `identity`: `c` holds the identity, whose zeros are left out of the work.
///
/// # Safety
/// `v` is readable, `c` is writable and disjoint from it; both have as many rows.
pub unsafe fn apply_q<T: Field>(v: Mat<T>, tau: &[T], c: Mat<T>, adjoint: bool, identity: bool, par: Par) {
    let (m, k) = (v.rows, tau.len());
    let block = |j: usize| {
        let b = BLOCK.min(k - j);
        let from = if identity { j.min(c.cols) } else { 0 };
        // SAFETY: by this function's contract.
        unsafe { apply_block(v.sub(j, j, m - j, b), &tau[j..j + b], c.sub(j, from, m - j, c.cols - from), adjoint, par) }
    };
    let count = k.div_ceil(BLOCK);
    if adjoint { (0..count).for_each(|i| block(i * BLOCK)) } else { (0..count).rev().for_each(|i| block(i * BLOCK)) }
}
