//! Transforms of real lines: pairs of numbers as complex ones of half the length, their coefficients taken apart afterwards.

use super::lines::{Lines, gather, pitch, spread};
use crate::multiversion;
use crate::runs::Ptr;
use crate::scratch::{Number, Scratch};
use crate::{DType, View, ViewMut};
use lumbre_linalg::fft::{Complexes, Real, turns};
use num_complex::Complex;
use std::sync::Arc;

/// Coefficients that are taken apart, or put together, at a time.
const LANES: usize = 8;

/// What a result is multiplied by: all of it, and further the coefficients that are their own mirrors (the first, and of an even length the
/// last).
#[derive(Clone, Copy)]
pub(super) struct Scale<T> {
    pub all: T,
    pub edges: T,
}

impl<T: Real> Scale<T> {
    pub fn new(all: f64, edges: f64) -> Scale<T> {
        Scale { all: T::from_f64(all).unwrap_or_default(), edges: T::from_f64(edges).unwrap_or_default() }
    }
}

/// Transforms of real rows of one length, one way.
pub(super) struct Rows<T: Real> {
    n: usize,
    plan: Complexes<T>,
    turns: Arc<[Vec<T>; 2]>,
}

impl<T: Real> Rows<T>
where
    Complex<T>: Number,
{
    pub fn new(n: usize, forward: bool) -> Self {
        let even = n.is_multiple_of(2);
        Rows { n, plan: Complexes::new(if even { n / 2 } else { n }, forward), turns: turns(if even { n } else { 1 }) }
    }

    /// Elements of scratch that a row needs.
    pub fn scratch(&self) -> usize {
        self.plan.scratch() + 2 * self.n
    }

    /// `x` (n numbers) into its first `n / 2 + 1` coefficients, or into all `n` where `out` has as many.
    pub fn forward(&self, x: &[T], out: &mut [Complex<T>], scale: Scale<T>, scratch: &mut [Complex<T>]) {
        let (n, half) = (self.n, self.n / 2 + 1);
        if n.is_multiple_of(2) {
            // SAFETY: a complex number is two reals, side by side.
            let pairs = unsafe { std::slice::from_raw_parts(x.as_ptr() as *const Complex<T>, n / 2) };
            self.plan.run_into(pairs, &mut out[..n / 2], scratch);
            apart(&mut out[..half], &self.turns[0], &self.turns[1], scale);
        } else {
            let (rows, scratch) = scratch.split_at_mut(n);
            rows.iter_mut().zip(x).for_each(|(z, x)| *z = Complex::new(*x, T::zero()));
            self.plan.run(rows, scratch);
            out.iter_mut().zip(&*rows).take(half).for_each(|(z, y)| *z = *y * scale.all);
            out[0] = out[0] * scale.edges;
        }
        for k in half..out.len() {
            out[k] = out[n - k].conj();
        }
    }

    /// `n / 2 + 1` coefficients into `n` numbers; imaginary parts that a real signal has not got are ignored.
    pub fn inverse(&self, z: &[Complex<T>], out: &mut [T], scale: Scale<T>, scratch: &mut [Complex<T>]) {
        let n = self.n;
        if n.is_multiple_of(2) {
            let (rows, scratch) = scratch.split_at_mut(n / 2);
            together(&z[..n / 2 + 1], rows, &self.turns[0], &self.turns[1], scale);
            // SAFETY: a complex number is two reals, side by side.
            let pairs = unsafe { std::slice::from_raw_parts_mut(out.as_mut_ptr() as *mut Complex<T>, n / 2) };
            self.plan.run_into(rows, pairs, scratch);
        } else {
            let (rows, scratch) = scratch.split_at_mut(n);
            rows[0] = Complex::new(z[0].re * scale.all * scale.edges, T::zero());
            for k in 1..n / 2 + 1 {
                rows[k] = z[k] * scale.all;
                rows[n - k] = rows[k].conj();
            }
            self.plan.run(rows, scratch);
            out.iter_mut().zip(&*rows).for_each(|(x, z)| *x = z.re);
        }
    }
}

/// The coefficients `k` and `m - k` of a real row from those of its pairs.
#[inline(always)]
fn split<T: Real>(a: Complex<T>, b: Complex<T>, [c, s]: [T; 2], by: T) -> [Complex<T>; 2] {
    let (er, ei, or, oi) = ((a.re + b.re) * by, (a.im - b.im) * by, (a.re - b.re) * by, (a.im + b.im) * by);
    let (pr, pi) = (c * or - s * oi, c * oi + s * or);
    [Complex::new(er + pi, ei - pr), Complex::new(er - pi, -(ei + pr))]
}

multiversion! {
    /// In place: `z` has the `m` coefficients of the pairs, and room for one more.
    fn apart[T: Real](_m; z: &mut [Complex<T>], cos: &[T], sin: &[T], scale: Scale<T>) {
        let m = z.len() - 1;
        let (first, edge) = (z[0], scale.all * scale.edges);
        z[0] = Complex::new((first.re + first.im) * edge, T::zero());
        z[m] = Complex::new((first.re - first.im) * edge, T::zero());
        let by = scale.all * T::from_f64(0.5).unwrap_or_default();
        // The middle one of an even number meets itself.
        if m.is_multiple_of(2) && m > 0 {
            z[m / 2] = z[m / 2].conj() * scale.all;
        }
        let inner = m.saturating_sub(1) / 2;
        let (low, high) = z.split_at_mut(m - inner);
        let (low, high) = (&mut low[1..inner + 1], &mut high[..inner]);
        let (cos, sin) = (&cos[1..inner + 1], &sin[1..inner + 1]);
        let blocks = inner / LANES;
        for i in 0..blocks {
            let at = i * LANES;
            let l = &mut low[at..at + LANES];
            let h = &mut high[inner - at - LANES..inner - at];
            let (c, s) = (&cos[at..at + LANES], &sin[at..at + LANES]);
            let mut made = [[Complex::<T>::default(); 2]; LANES];
            for k in 0..LANES {
                made[k] = split(l[k], h[LANES - 1 - k], [c[k], s[k]], by);
            }
            for k in 0..LANES {
                l[k] = made[k][0];
                h[LANES - 1 - k] = made[k][1];
            }
        }
        for k in blocks * LANES..inner {
            let [a, b] = split(low[k], high[inner - 1 - k], [cos[k], sin[k]], by);
            (low[k], high[inner - 1 - k]) = (a, b);
        }
    }
}

/// The pairs' coefficients `k` and `m - k` from those of a real row.
#[inline(always)]
fn join<T: Real>(a: Complex<T>, b: Complex<T>, [c, s]: [T; 2], by: T) -> [Complex<T>; 2] {
    let (er, ei, or, oi) = ((a.re + b.re) * by, (a.im - b.im) * by, (a.re - b.re) * by, (a.im + b.im) * by);
    let (pr, pi) = (c * or + s * oi, c * oi - s * or);
    [Complex::new(er - pi, ei + pr), Complex::new(er + pi, pr - ei)]
}

multiversion! {
    fn together[T: Real](_m; z: &[Complex<T>], out: &mut [Complex<T>], cos: &[T], sin: &[T], scale: Scale<T>) {
        let m = z.len() - 1;
        let edge = scale.all * scale.edges;
        let (first, last) = (z[0].re * edge, z[m].re * edge);
        if m.is_multiple_of(2) && m > 0 {
            let double = scale.all + scale.all;
            out[m / 2] = z[m / 2].conj() * double;
        }
        out[0] = Complex::new(first + last, first - last);
        let inner = m.saturating_sub(1) / 2;
        let (low, high) = (&z[1..inner + 1], &z[m - inner..m]);
        let (to_low, to_high) = out.split_at_mut(m - inner);
        let (to_low, to_high) = (&mut to_low[1..inner + 1], &mut to_high[..inner]);
        let (cos, sin) = (&cos[1..inner + 1], &sin[1..inner + 1]);
        let blocks = inner / LANES;
        for i in 0..blocks {
            let at = i * LANES;
            let l = &low[at..at + LANES];
            let h = &high[inner - at - LANES..inner - at];
            let (c, s) = (&cos[at..at + LANES], &sin[at..at + LANES]);
            let mut made = [[Complex::<T>::default(); 2]; LANES];
            for k in 0..LANES {
                made[k] = join(l[k], h[LANES - 1 - k], [c[k], s[k]], scale.all);
            }
            let (l, h) = (&mut to_low[at..at + LANES], &mut to_high[inner - at - LANES..inner - at]);
            for k in 0..LANES {
                l[k] = made[k][0];
                h[LANES - 1 - k] = made[k][1];
            }
        }
        for k in blocks * LANES..inner {
            [to_low[k], to_high[inner - 1 - k]] = join(low[k], high[inner - 1 - k], [cos[k], sin[k]], scale.all);
        }
    }
}

/// The transform of real lines along `dim` into their first `n / 2 + 1` coefficients (or all `n`, by the size of `out`), times `scale`.
pub fn r2c(x: View, dim: usize, scale: f64, out: ViewMut) {
    match x.dtype {
        DType::F32 => from_real::<f32>(x, dim, scale, out),
        _ => from_real::<f64>(x, dim, scale, out),
    }
}

fn from_real<T: Real + Number>(x: View, dim: usize, scale: f64, out: ViewMut)
where
    Complex<T>: Number,
{
    let (src, dst) = (Ptr::new(x.ptr::<T>()), Ptr::new(out.ptr::<Complex<T>>()));
    let (n, half) = (x.sizes[dim] as usize, out.sizes[dim] as usize);
    let scale = Scale::new(scale, 1.0);
    let plan = Rows::<T>::new(n, true);
    let lines = Lines::new(x.sizes, dim, [x.strides, out.strides]);
    let [a, b] = lines.steps();
    let need = plan.scratch();
    lines.run(n, |at| {
        let m = at.len();
        let mut scratch = Scratch::<Complex<T>>::new(need);
        let rows_apart = pitch(n);
        let mut rows = Scratch::<T>::new(if a == 1 { 0 } else { rows_apart * m });
        if a != 1 {
            // SAFETY: lines of the view.
            unsafe { gather(src, at, 0, a, n, rows_apart, &mut rows) };
        }
        let made_apart = pitch(half);
        let mut made = Scratch::<Complex<T>>::new(if b == 1 { 0 } else { made_apart * m });
        for (l, &[from, to]) in at.iter().enumerate() {
            // SAFETY: lines of the views; the output's belong to this call.
            let row = if a == 1 { unsafe { std::slice::from_raw_parts(src.at(from), n) } } else { &rows[l * rows_apart..][..n] };
            // SAFETY: as above.
            let line = if b == 1 { unsafe { std::slice::from_raw_parts_mut(dst.at(to), half) } } else { &mut made[l * made_apart..][..half] };
            plan.forward(row, line, scale, &mut scratch);
        }
        if b != 1 {
            // SAFETY: as above.
            unsafe { spread(dst, at, b, half, made_apart, &made, |z| z) };
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

fn to_real<T: Real + Number>(x: View, dim: usize, scale: f64, out: ViewMut)
where
    Complex<T>: Number,
{
    let (src, dst) = (Ptr::new(x.ptr::<Complex<T>>()), Ptr::new(out.ptr::<T>()));
    let (half, n) = (x.sizes[dim] as usize, out.sizes[dim] as usize);
    let scale = Scale::new(scale, 1.0);
    let plan = Rows::<T>::new(n, false);
    let lines = Lines::new(x.sizes, dim, [x.strides, out.strides]);
    let [a, b] = lines.steps();
    let need = plan.scratch();
    lines.run(n, |at| {
        let m = at.len();
        let mut scratch = Scratch::<Complex<T>>::new(need);
        let rows_apart = pitch(half);
        let mut rows = Scratch::<Complex<T>>::new(if a == 1 { 0 } else { rows_apart * m });
        if a != 1 {
            // SAFETY: lines of the view.
            unsafe { gather(src, at, 0, a, half, rows_apart, &mut rows) };
        }
        let made_apart = pitch(n);
        let mut made = Scratch::<T>::new(if b == 1 { 0 } else { made_apart * m });
        for (l, &[from, to]) in at.iter().enumerate() {
            // SAFETY: lines of the views; the output's belong to this call.
            let row = if a == 1 { unsafe { std::slice::from_raw_parts(src.at(from), half) } } else { &rows[l * rows_apart..][..half] };
            // SAFETY: as above.
            let line = if b == 1 { unsafe { std::slice::from_raw_parts_mut(dst.at(to), n) } } else { &mut made[l * made_apart..][..n] };
            plan.inverse(row, line, scale, &mut scratch);
        }
        if b != 1 {
            // SAFETY: as above.
            unsafe { spread(dst, at, b, n, made_apart, &made, |x| x) };
        }
    });
}
