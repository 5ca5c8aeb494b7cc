//! LU with partial pivoting, recursive over columns; pivots are chosen and numbered as LAPACK does.

use crate::matrix::{Field, Mat, Par, product, solve_triangular};

/// Columns below which the recursion stops.
const BASE: usize = 8;

/// `P L U` in place; `pivots` are row numbers from 1. Gives the number (from 1) of the first pivot that is zero, or 0.
///
/// # Safety
/// `a` is writable and nobody else uses it; `pivots` has `min(rows, cols)` places.
pub unsafe fn lu<T: Field>(a: Mat<T>, pivots: &mut [i32], pivot: bool, par: Par) -> i32 {
    let (m, n) = (a.rows, a.cols);
    let k = m.min(n);
    if k <= BASE {
        // SAFETY: by this function's contract.
        return unsafe { unblocked(a, pivots, pivot) };
    }
    let h = k / 2;
    // SAFETY: blocks of one matrix that do not overlap.
    unsafe {
        let (left, right) = pivots.split_at_mut(h);
        let first = lu(a.sub(0, 0, m, h), left, pivot, par);
        swap(a.sub(0, h, m, n - h), left, par);
        solve_triangular(a.sub(0, 0, h, h), false, true, false, a.sub(0, h, h, n - h), par);
        let rest = a.sub(h, h, m - h, n - h);
        product(rest, true, a.sub(h, 0, m - h, h), a.sub(0, h, h, n - h), T::of(-1.0, 0.0), par);
        let second = lu(rest, right, pivot, par);
        swap(a.sub(h, 0, m - h, h), right, par);
        right.iter_mut().for_each(|p| *p += h as i32);
        if first != 0 || second == 0 { first } else { second + h as i32 }
    }
}

/// # Safety
/// As `lu`.
unsafe fn swap<T: Field>(a: Mat<T>, pivots: &[i32], par: Par) {
    let body = |cols: std::ops::Range<usize>| {
        for j in cols {
            for (i, p) in pivots.iter().enumerate() {
                let p = *p as usize - 1;
                if p != i {
                    // SAFETY: rows of the matrix; chunks take disjoint columns.
                    unsafe { std::ptr::swap(a.at(i, j), a.at(p, j)) }
                }
            }
        }
    };
    if a.cols * pivots.len() > 1 << 15 { par(a.cols, 64, &body) } else { body(0..a.cols) }
}

/// # Safety
/// As `lu`.
unsafe fn unblocked<T: Field>(a: Mat<T>, pivots: &mut [i32], pivot: bool) -> i32 {
    let (m, n) = (a.rows, a.cols);
    let mut info = 0;
    for k in 0..m.min(n) {
        // SAFETY: indices inside the matrix.
        unsafe {
            let mut best = k;
            if pivot {
                let mut size = a.get(k, k).size1();
                for i in k + 1..m {
                    let s = a.get(i, k).size1();
                    if s > size || (s.is_nan() && !size.is_nan()) {
                        (best, size) = (i, s);
                    }
                }
            }
            pivots[k] = best as i32 + 1;
            a.swap_rows(k, best);
            let d = a.get(k, k);
            if d.is_nought() {
                if info == 0 {
                    info = k as i32 + 1;
                }
                continue;
            }
            for i in k + 1..m {
                a.set(i, k, a.get(i, k) / d);
            }
            for j in k + 1..n {
                let x = a.get(k, j);
                if !x.is_nought() {
                    for i in k + 1..m {
                        a.set(i, j, a.get(i, j) - a.get(i, k) * x);
                    }
                }
            }
        }
    }
    info
}

/// Applies the row exchanges of `lu` to `b`, in order or (`back`) undone.
///
/// # Safety
/// `b` is writable and nobody else uses it; pivots lie in `1..=b.rows`.
pub unsafe fn apply_pivots<T: Field>(b: Mat<T>, pivots: &[i32], back: bool) {
    let one = |i: usize| {
        // SAFETY: by this function's contract.
        unsafe { b.swap_rows(i, pivots[i] as usize - 1) }
    };
    if back { (0..pivots.len()).rev().for_each(one) } else { (0..pivots.len()).for_each(one) }
}
