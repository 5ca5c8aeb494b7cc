//! Convolutions with one input channel per group: vectors of output columns.

use super::taps::Taps;
use super::tiles::store_rows;
use crate::multiversion;
use crate::isa::{Level, level};
use crate::gemm::num::Num;
use crate::gemm::vector::{Float, Vector};
use crate::parallel::parallel_for;
use crate::scratch::Scratch;

/// Multiply-adds of one task.
const TASK: usize = 1 << 16;
/// Vectors of output columns that are summed at once.
const AHEAD: usize = 4;
/// Output rows that share a padded copy of the input.
const ROWS: i64 = 32;

/// # Safety
/// As for `tiles::convolve`.
pub(super) unsafe fn convolve<S: Num<Acc: Float>>(t: &Taps<S>) {
    // SAFETY: by this function's contract. The loads bound this loop: AVX2 serves as well as wider registers.
    unsafe {
        match level() {
            Level::Baseline => planes::<S, <S::Acc as Float>::Base>(t),
            _ => planes::<S, <S::Acc as Float>::Middle>(t),
        }
    }
}

unsafe fn planes<S: Num<Acc = V::E>, V: Vector>(t: &Taps<S>) {
    let taps = t.taps();
    let rows = t.output[1].min(ROWS);
    let window = t.window(rows as usize, true);
    let mut places = vec![0; taps];
    t.each_tap(|i, _, at| places[i] = window.tap(t, at));
    let bands = (t.output[1] + rows - 1) / rows;
    let work = (rows * t.output[2]) as usize * taps * t.o as usize;
    let tasks = (t.n * t.groups * t.output[0] * bands) as usize;
    parallel_for(tasks, (TASK / work.max(1)).max(1), &|range| {
        let mut x = Scratch::<V::E>::new(window.channel() + AHEAD * V::N);
        let mut row = Scratch::<V::E>::new(t.output[2] as usize + AHEAD * V::N);
        let mut weights = Scratch::<V::E>::new(taps);
        for i in range {
            let (rest, band) = (i as i64 / bands, i as i64 % bands);
            let (rest, d) = (rest / t.output[0], rest % t.output[0]);
            let (n, group) = (rest / t.groups, rest % t.groups);
            // SAFETY: by the contract of `convolve`; tasks write disjoint outputs.
            unsafe {
                t.copy_input(&window, n, [group, 1], [d, band * rows], &mut x[..window.channel()]);
                for o in 0..t.o {
                    let from = t.weight(group, o, 0);
                    t.each_tap(|i, at, _| weights[i] = (*from.offset(at as isize)).up());
                    let bias = t.bias_of(group * t.o + o);
                    for h in 0..rows.min(t.output[1] - band * rows) {
                        let first = h as usize * t.step[1] as usize * window.row();
                        sum_taps::<V>(&x[first..], &places, &weights, bias, &mut row);
                        let at = [d, band * rows + h];
                        store_rows(t, n, group * t.o + o, at, &row[..t.output[2] as usize]);
                    }
                }
            }
        }
    });
}

multiversion! {
    /// `out[i] = bias + sum over taps of weights[tap] * x[places[tap] + i]`, in groups of `AHEAD` vectors; the last
    /// group reads and writes past the columns that count.
    unsafe fn sum_taps<V: Vector>(x: &[V::E], places: &[usize], weights: &[V::E], bias: V::E, out: &mut [V::E]) = sum_taps_body
}

#[inline(always)]
unsafe fn sum_taps_body<V: Vector>(x: &[V::E], places: &[usize], weights: &[V::E], bias: V::E, out: &mut [V::E]) {
    let mut i = 0;
    while i + AHEAD * V::N <= out.len() {
        // SAFETY: copy and row have room for one group more than they need.
        unsafe {
            let mut sums = [V::splat(bias); AHEAD];
            for (&place, &w) in places.iter().zip(weights) {
                let (from, w) = (x.as_ptr().add(place + i), V::splat(w));
                for (v, sum) in sums.iter_mut().enumerate() {
                    *sum = w.fma(V::load(from.add(v * V::N)), *sum);
                }
            }
            for (v, sum) in sums.iter().enumerate() {
                sum.store(out.as_mut_ptr().add(i + v * V::N));
            }
        }
        i += AHEAD * V::N;
    }
}

