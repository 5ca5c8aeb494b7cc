//! Fourier transforms along dimensions of strided views.

use crate::parallel::parallel_for;
use crate::runs::Ptr;
use crate::{DType, View, ViewMut};
use lumbre_linalg::fft::{Complexes, FromReal, Real, ToReal};
use num_complex::Complex;
use smallvec::SmallVec;

/// Elements whose transform one thread takes at least.
const GRAIN: usize = 1 << 13;
/// Neighbouring lines that are gathered together where a line's elements lie apart.
const TOGETHER: usize = 16;

/// The lines of two views of equal sizes beside `dim`.
struct Lines<'a> {
    sizes: &'a [i64],
    dim: usize,
    strides: [&'a [i64]; 2],
    count: usize,
}

impl<'a> Lines<'a> {
    fn new(sizes: &'a [i64], dim: usize, strides: [&'a [i64]; 2]) -> Lines<'a> {
        let count = sizes.iter().enumerate().filter(|(d, _)| *d != dim).map(|(_, n)| *n as usize).product();
        Lines { sizes, dim, strides, count }
    }

    /// Offsets of line `i` in both views; the last dimension runs fastest.
    fn at(&self, mut i: usize) -> [isize; 2] {
        let mut at = [0; 2];
        for d in (0..self.sizes.len()).rev() {
            if d != self.dim {
                let n = self.sizes[d] as usize;
                let k = (i % n) as isize;
                at[0] += k * self.strides[0][d] as isize;
                at[1] += k * self.strides[1][d] as isize;
                i /= n;
            }
        }
        at
    }

    fn steps(&self) -> [isize; 2] {
        self.strides.map(|s| s[self.dim] as isize)
    }

    /// Runs `f(offsets of up to TOGETHER lines)` over all lines, with a state for each stretch.
    fn run<S>(&self, each: usize, state: impl Fn() -> S + Sync, f: impl Fn(&mut S, &[[isize; 2]]) + Sync) {
        let groups = self.count.div_ceil(TOGETHER);
        parallel_for(groups, (GRAIN / (each * TOGETHER).max(1)).max(1), &|range| {
            let mut s = state();
            for g in range {
                let lines = g * TOGETHER..self.count.min((g + 1) * TOGETHER);
                let at: SmallVec<[[isize; 2]; TOGETHER]> = lines.map(|i| self.at(i)).collect();
                f(&mut s, &at);
            }
        });
    }
}

/// Copies lines into rows of `n`.
///
/// # Safety
/// All elements of the lines are readable.
unsafe fn gather<T: Copy>(src: Ptr<T>, at: impl Fn(usize) -> isize, lines: usize, step: isize, n: usize, rows: &mut [T]) {
    if step == 1 {
        for (l, row) in rows.chunks_mut(n).take(lines).enumerate() {
            for (k, x) in row.iter_mut().enumerate() {
                // SAFETY: by this function's contract.
                *x = unsafe { *src.at(at(l) + k as isize) };
            }
        }
        return;
    }
    for k in 0..n {
        for l in 0..lines {
            // SAFETY: by this function's contract.
            rows[l * n + k] = unsafe { *src.at(at(l) + k as isize * step) };
        }
    }
}

/// Copies rows of `n` out to lines, changed by `f`.
///
/// # Safety
/// All elements of the lines are writable and nobody else's.
unsafe fn spread<T: Copy>(dst: Ptr<T>, at: impl Fn(usize) -> isize, lines: usize, step: isize, n: usize, rows: &[T], f: impl Fn(T) -> T) {
    if step == 1 {
        for (l, row) in rows.chunks(n).take(lines).enumerate() {
            for (k, x) in row.iter().enumerate() {
                // SAFETY: by this function's contract.
                unsafe { *dst.at(at(l) + k as isize) = f(*x) };
            }
        }
        return;
    }
    for k in 0..n {
        for l in 0..lines {
            // SAFETY: by this function's contract.
            unsafe { *dst.at(at(l) + k as isize * step) = f(rows[l * n + k]) };
        }
    }
}

/// Complex transforms of `x` along `dims` into `out`, times `scale`.
pub fn c2c(x: View, dims: &[usize], forward: bool, scale: f64, out: ViewMut) {
    match x.dtype {
        DType::C64 => complex::<f32>(x, dims, forward, scale, out),
        _ => complex::<f64>(x, dims, forward, scale, out),
    }
}

/// The same in place.
pub fn c2c_in_place(x: ViewMut, dims: &[usize], forward: bool, scale: f64) {
    // SAFETY: the same memory; each line is read before it is written.
    let source = unsafe { View::new(x.ptr::<u8>(), x.dtype, x.sizes, x.strides) };
    c2c(source, dims, forward, scale, x);
}

fn complex<T: Real>(x: View, dims: &[usize], forward: bool, scale: f64, out: ViewMut) {
    let (first, dst) = (Ptr::new(x.ptr::<Complex<T>>() as *mut Complex<T>), Ptr::new(out.ptr::<Complex<T>>()));
    for (nth, &dim) in dims.iter().enumerate() {
        let n = out.sizes[dim] as usize;
        let (src, from) = if nth == 0 { (first, x.strides) } else { (dst, out.strides) };
        let factor = T::from_f64(if nth + 1 == dims.len() { scale } else { 1.0 }).unwrap_or_default();
        let scaled = factor != T::one();
        let plan = Complexes::<T>::new(n, forward);
        let lines = Lines::new(out.sizes, dim, [from, out.strides]);
        let [a, b] = lines.steps();
        let state = || (vec![Complex::<T>::default(); n * TOGETHER], plan.scratch());
        lines.run(n, state, |(rows, scratch), at| {
            if a == 1 && b == 1 {
                for &[from, to] in at {
                    let (from, to) = (src.at(from), dst.at(to));
                    // SAFETY: a line of each view; the output's belongs to this call.
                    let line = unsafe {
                        std::ptr::copy(from, to, n);
                        std::slice::from_raw_parts_mut(to, n)
                    };
                    plan.run(line, scratch);
                    if scaled {
                        line.iter_mut().for_each(|z| *z = *z * factor);
                    }
                }
                return;
            }
            let m = at.len();
            let rows = &mut rows[..n * m];
            // SAFETY: lines of the views; the output's belong to this call, and in-place passes read what they write.
            unsafe {
                gather(src, |l| at[l][0], m, a, n, rows);
                plan.run(rows, scratch);
                if scaled {
                    spread(dst, |l| at[l][1], m, b, n, rows, |z| z * factor);
                } else {
                    spread(dst, |l| at[l][1], m, b, n, rows, |z| z);
                }
            }
        });
    }
}

/// The transform of real lines along `dim` into their first `n / 2 + 1` coefficients, times `scale`.
pub fn r2c(x: View, dim: usize, scale: f64, out: ViewMut) {
    match x.dtype {
        DType::F32 => from_real::<f32>(x, dim, scale, out),
        _ => from_real::<f64>(x, dim, scale, out),
    }
}

fn from_real<T: Real>(x: View, dim: usize, scale: f64, out: ViewMut) {
    let (src, dst) = (Ptr::new(x.ptr::<T>() as *mut T), Ptr::new(out.ptr::<Complex<T>>()));
    let (n, half) = (x.sizes[dim] as usize, out.sizes[dim] as usize);
    let factor = T::from_f64(scale).unwrap_or_default();
    let plan = FromReal::<T>::new(n);
    let lines = Lines::new(x.sizes, dim, [x.strides, out.strides]);
    let [a, b] = lines.steps();
    let state = || (vec![T::default(); n * TOGETHER], vec![Complex::<T>::default(); half * TOGETHER], plan.scratch());
    lines.run(n, state, |(rows, made, scratch), at| {
        let m = at.len();
        if a == 1 && b == 1 {
            for &[from, to] in at {
                // SAFETY: as below.
                let line = unsafe {
                    std::ptr::copy_nonoverlapping(src.at(from), rows.as_mut_ptr(), n);
                    std::slice::from_raw_parts_mut(dst.at(to), half)
                };
                plan.run(&mut rows[..n], line, scratch);
                if factor != T::one() {
                    line.iter_mut().for_each(|z| *z = *z * factor);
                }
            }
            return;
        }
        // SAFETY: lines of the views; the output's belong to this call.
        unsafe {
            gather(src, |l| at[l][0], m, a, n, rows);
            for (row, made) in rows.chunks_mut(n).zip(made.chunks_mut(half)).take(m) {
                plan.run(row, made, scratch);
            }
            spread(dst, |l| at[l][1], m, b, half, made, |z| z * factor);
        }
    });
}

/// The inverse of `r2c`: lines of `n / 2 + 1` coefficients into real lines of `n`, times `scale`.
pub fn c2r(x: View, dim: usize, scale: f64, out: ViewMut) {
    match out.dtype {
        DType::F32 => to_real::<f32>(x, dim, scale, out),
        _ => to_real::<f64>(x, dim, scale, out),
    }
}

fn to_real<T: Real>(x: View, dim: usize, scale: f64, out: ViewMut) {
    let (src, dst) = (Ptr::new(x.ptr::<Complex<T>>() as *mut Complex<T>), Ptr::new(out.ptr::<T>()));
    let (half, n) = (x.sizes[dim] as usize, out.sizes[dim] as usize);
    let factor = T::from_f64(scale).unwrap_or_default();
    let plan = ToReal::<T>::new(n);
    let lines = Lines::new(x.sizes, dim, [x.strides, out.strides]);
    let [a, b] = lines.steps();
    let state = || (vec![Complex::<T>::default(); half * TOGETHER], vec![T::default(); n * TOGETHER], plan.scratch());
    lines.run(n, state, |(rows, made, scratch), at| {
        let m = at.len();
        if a == 1 && b == 1 {
            for &[from, to] in at {
                // SAFETY: as below.
                let line = unsafe {
                    std::ptr::copy_nonoverlapping(src.at(from), rows.as_mut_ptr(), half);
                    std::slice::from_raw_parts_mut(dst.at(to), n)
                };
                plan.run(&mut rows[..half], line, scratch);
                if factor != T::one() {
                    line.iter_mut().for_each(|x| *x = *x * factor);
                }
            }
            return;
        }
        // SAFETY: lines of the views; the output's belong to this call.
        unsafe {
            gather(src, |l| at[l][0], m, a, half, rows);
            for (row, made) in rows.chunks_mut(half).zip(made.chunks_mut(n)).take(m) {
                plan.run(row, made, scratch);
            }
            spread(dst, |l| at[l][1], m, b, n, made, |x| x * factor);
        }
    });
}
