//! Convolutions with one input channel per group: blocks of output rows by vectors of columns, so that a pixel is loaded once
//! for every output row it serves.

use super::shape::Dims;
use super::taps::{Line, Taps, Window};
use super::tiles::store_rows;
use crate::Element;
use crate::gemm::num::Num;
use crate::gemm::vector::{Body, Float, Vector};
use crate::isa::{Level, level};
use crate::multiversion;
use crate::parallel::parallel_for;
use crate::scratch::{Number, Scratch};

/// Multiply-adds of one task.
const TASK: usize = 1 << 16;
/// Output rows of a block.
const BLOCK: usize = 4;
/// Elements of a padded copy up to which a plane stays whole (half of a first-level cache), and output rows of a band otherwise.
const WHOLE: usize = 1 << 12;
const ROWS: i64 = 32;

/// Every phase's outputs: a forward pass is one phase with steps of one, a gradient by the input has one for each remainder of the
/// position by the stride `step`, the last dimension's fastest. All read the same input.
///
/// # Safety
/// The phases are of one convolution with one input channel per group, and their fields are live.
pub(super) unsafe fn convolve<S: Num<Acc: Float>>(phases: &[Taps<S>], step: Dims) {
    // SAFETY: by this function's contract. AVX2 serves as well as wider registers: loads and multiplications keep step.
    unsafe {
        match level() {
            Level::Baseline => planes::<S, <S::Acc as Float>::Base>(phases, step),
            _ => planes::<S, <S::Acc as Float>::Middle>(phases, step),
        }
    }
}

/// How a phase reads the padded copy: its taps in columns of `height` rows that follow each other.
struct Plan {
    height: usize,
    /// Output rows between which a row lies, in the unrolled loops.
    step: usize,
    /// Elements between two rows of a column.
    pitch: usize,
    /// Where each column begins, and the weights' places in memory, column by column.
    places: Vec<usize>,
    weights: Vec<i64>,
}

impl Plan {
    fn new<S: Num>(t: &Taps<S>, window: &Window) -> Plan {
        let offsets: Vec<i64> = t.lines[1].iter().map(|tap| tap.offset).collect();
        let low = offsets.iter().copied().min().unwrap_or(0);
        let height = offsets.len();
        let dense = (0..height as i64).all(|i| offsets.contains(&(low + i)));
        let step = t.step[1] as usize;
        let unrolled = dense && matches!((step, height), (1, 2..=7) | (2, 3 | 5 | 7));
        let mut taps = Vec::new();
        t.each_tap(|_, at, tap| taps.push((window.tap(t, tap), at, offsets[tap[1]] - low)));
        if !unrolled {
            let (places, weights) = taps.into_iter().map(|(place, at, _)| (place, at)).unzip();
            return Plan { height: 1, step: 1, pitch: step * window.row(), places, weights };
        }
        let pitch = window.row();
        taps.sort_by_key(|&(place, _, row)| (place - row as usize * pitch, row));
        let places = taps.iter().step_by(height).map(|t| t.0).collect();
        Plan { height, step, pitch, places, weights: taps.iter().map(|t| t.1).collect() }
    }
}

/// What all phases read: the taps of any of them, for the largest output.
fn cover<S: Num>(phases: &[Taps<S>]) -> Taps<S> {
    let t = &phases[0];
    let line = |d: usize| {
        let mut taps: Line = phases.iter().flat_map(|t| t.lines[d].iter().copied()).collect();
        taps.sort_by_key(|tap| tap.offset);
        taps.dedup_by_key(|tap| tap.offset);
        taps
    };
    let most = |d: usize| phases.iter().map(|t| t.output[d]).max().unwrap_or(0);
    Taps { lines: [line(0), line(1), line(2)], output: [most(0), most(1), most(2)], ..*t }
}

unsafe fn planes<S: Num<Acc = V::E>, V: Vector>(phases: &[Taps<S>], step: Dims) {
    let all = cover(phases);
    let whole = all.window(all.output[1] as usize, true);
    let rows = if whole.channel() <= WHOLE { all.output[1] } else { all.output[1].min(ROWS) };
    let window = all.window(rows as usize, true);
    let plans: Vec<Plan> = phases.iter().map(|t| Plan::new(t, &window)).collect();
    let bands = (all.output[1] + rows - 1) / rows;
    let taps = plans.iter().map(|p| p.weights.len()).sum::<usize>();
    let size = (rows * all.output[2]) as usize;
    let work = size * taps.max(1) * all.o as usize;
    let tasks = (all.n * all.groups * all.output[0] * bands) as usize;
    parallel_for(tasks, (TASK / work.max(1)).max(1), &|range| {
        let mut x = Scratch::<V::E>::new(window.channel() + 2 * V::N);
        let mut sums = Scratch::<V::E>::new(size * step[2] as usize);
        let mut weights = Scratch::<V::E>::new(taps);
        for i in range {
            let (rest, band) = (i as i64 / bands, i as i64 % bands);
            let (rest, d) = (rest / all.output[0], rest % all.output[0]);
            let (n, group) = (rest / all.groups, rest % all.groups);
            let place = Place { n, channel: group * all.o, d, h: band * rows, rows };
            // SAFETY: by the contract of `convolve`; tasks write disjoint outputs.
            unsafe {
                all.copy_input(&window, n, [group, 1], [d, place.h], &mut x[..window.channel()]);
                for o in 0..all.o {
                    for (phases, plans) in phases.chunks(step[2] as usize).zip(plans.chunks(step[2] as usize)) {
                        let place = Place { channel: place.channel + o, ..place };
                        channel::<S, V>(phases, plans, group, o, &place, &x, &mut weights, &mut sums);
                    }
                }
            }
        }
    });
}

/// The band of outputs that is made.
#[derive(Clone, Copy)]
struct Place {
    n: i64,
    channel: i64,
    d: i64,
    h: i64,
    rows: i64,
}

/// A band of an output channel, for the phases whose columns alternate.
unsafe fn channel<S: Num<Acc = V::E>, V: Vector>(
    phases: &[Taps<S>],
    plans: &[Plan],
    group: i64,
    o: i64,
    at: &Place,
    x: &[V::E],
    weights: &mut [V::E],
    sums: &mut [V::E],
) {
    let same = S::DTYPE == V::E::DTYPE;
    let rows_of = |t: &Taps<S>| if at.d < t.output[0] { at.rows.min(t.output[1] - at.h).max(0) as usize } else { 0 };
    let row_of = |t: &Taps<S>, h: usize| t.out.at(at.n, at.channel, [at.d, at.h + h as i64, 0]) as *mut V::E;
    let mut free = 0;
    for (t, plan) in phases.iter().zip(plans) {
        let (rows, cols) = (rows_of(t), t.output[2].max(0) as usize);
        if rows * cols == 0 {
            continue;
        }
        let from = t.weight(group, o, 0);
        for (to, &at) in weights.iter_mut().zip(&plan.weights) {
            // SAFETY: an element of the weight.
            *to = unsafe { (*from.offset(at as isize)).up() };
        }
        let direct = same && phases.len() == 1 && t.out.strides.s[2] == 1;
        let (out, out_pitch) = if direct {
            (row_of(t, 0), t.out.strides.s[1] as isize)
        } else {
            (sums[free..].as_mut_ptr(), cols as isize)
        };
        let band = Band { x: x.as_ptr(), plan, weights, bias: t.bias_of(at.channel), rows, cols, out, out_pitch };
        // SAFETY: the copy holds what the taps meet, with room for two vectors more; the output or the sums hold the band.
        unsafe {
            sum_band::<V>(band);
            if !direct && !(same && phases.len() == 2) {
                for (h, row) in sums[free..][..rows * cols].chunks_exact(cols).enumerate() {
                    store_rows(t, at.n, at.channel, [at.d, at.h + h as i64], row);
                }
            }
        }
        free += rows * cols;
    }
    if let ([even, odd], true) = (phases, same) {
        let (rows, cols) = (rows_of(even), even.output[2] as usize);
        let odd_cols = odd.output[2].max(0) as usize;
        for h in 0..rows {
            let a = &sums[h * cols..][..cols];
            let b = &sums[rows * cols + h * odd_cols..][..odd_cols];
            // SAFETY: the two phases' elements of a row of the output.
            unsafe { interleave::<V::E>(a, b, row_of(even, h), even.out.strides.s[2] as isize / 2) };
        }
    }
}

multiversion! {
    /// `to[2 i] = a[i]`, `to[2 i + 1] = b[i]` of elements `step` apart; `b` is as long as `a` or one shorter.
    unsafe fn interleave<E: Number>(a: &[E], b: &[E], to: *mut E, step: isize) = interleave_body
}

#[inline(always)]
unsafe fn interleave_body<E: Number>(a: &[E], b: &[E], to: *mut E, step: isize) {
    // SAFETY: by the contract of `interleave`.
    unsafe {
        if step == 1 {
            let pairs = std::slice::from_raw_parts_mut(to.cast::<[E; 2]>(), b.len());
            for ((to, &a), &b) in pairs.iter_mut().zip(a).zip(b) {
                *to = [a, b];
            }
        } else {
            for (i, (&a, &b)) in a.iter().zip(b).enumerate() {
                *to.offset(2 * i as isize * step) = a;
                *to.offset((2 * i as isize + 1) * step) = b;
            }
        }
        if let Some(&last) = a.get(b.len()) {
            *to.offset(2 * b.len() as isize * step) = last;
        }
    }
}

/// `out[h][i] = bias + sum over columns and their rows of weight * x[place + (h * step + row) * pitch + i]`.
struct Band<'a, E> {
    x: *const E,
    plan: &'a Plan,
    weights: &'a [E],
    bias: E,
    rows: usize,
    cols: usize,
    out: *mut E,
    out_pitch: isize,
}

unsafe fn sum_band<V: Vector>(band: Band<V::E>) {
    macro_rules! arms {
        ($(($step:literal $height:literal))*) => {
            match (band.plan.step, band.plan.height) {
                // SAFETY: by the contract of `channel`.
                $(($step, $height) => unsafe { V::apply(Unrolled::<V, $step, $height>(band)) },)*
                // SAFETY: as above.
                _ => unsafe { V::apply(Unrolled::<V, 1, 1>(band)) },
            }
        };
    }
    arms!((1 2) (1 3) (1 4) (1 5) (1 6) (1 7) (2 3) (2 5) (2 7))
}

struct Unrolled<'a, V: Vector, const STEP: usize, const HEIGHT: usize>(Band<'a, V::E>);

impl<V: Vector, const STEP: usize, const HEIGHT: usize> Body for Unrolled<'_, V, STEP, HEIGHT> {
    #[inline(always)]
    unsafe fn run(self) {
        let rows = self.0.rows;
        // SAFETY: by the contract of `channel`. The last block of rows overlaps the one before, which makes the same values.
        unsafe {
            // Loops, not closures: those would not be compiled for the registers.
            if rows >= BLOCK {
                for i in 0..rows.div_ceil(BLOCK) {
                    self.rows::<BLOCK>((i * BLOCK).min(rows - BLOCK));
                }
            } else {
                for h in 0..rows {
                    self.rows::<1>(h);
                }
            }
        }
    }
}

impl<V: Vector, const STEP: usize, const HEIGHT: usize> Unrolled<'_, V, STEP, HEIGHT> {
    #[inline(always)]
    unsafe fn rows<const R: usize>(&self, h: usize) {
        let (cols, mut i) = (self.0.cols, 0);
        // SAFETY: by the contract of `channel`. The last vector overlaps the one before.
        unsafe {
            while i + 2 * V::N <= cols {
                self.tile::<R, 2>(h, i, V::N);
                i += 2 * V::N;
            }
            if i + V::N <= cols {
                self.tile::<R, 1>(h, i, V::N);
                i += V::N;
            }
            if i < cols && cols >= V::N {
                self.tile::<R, 1>(h, cols - V::N, V::N);
            } else if i < cols {
                self.tile::<R, 1>(h, 0, cols);
            }
        }
    }

    /// `R` rows of `NV` vectors, of which `count` columns are stored.
    #[inline(always)]
    unsafe fn tile<const R: usize, const NV: usize>(&self, h: usize, i: usize, count: usize) {
        let band = &self.0;
        let pitch = band.plan.pitch;
        // SAFETY: by the contract of `channel`.
        unsafe {
            let mut sums = [[V::splat(band.bias); NV]; R];
            let first = band.x.add(h * STEP * pitch + i);
            for c in 0..band.plan.places.len() {
                let mut w = [V::splat(band.bias); HEIGHT];
                for k in 0..HEIGHT {
                    w[k] = V::splat(*band.weights.get_unchecked(c * HEIGHT + k));
                }
                let x = first.add(*band.plan.places.get_unchecked(c));
                for line in 0..(R - 1) * STEP + HEIGHT {
                    for v in 0..NV {
                        let x = V::load(x.add(line * pitch + v * V::N));
                        for r in 0..R {
                            if line >= r * STEP && line < r * STEP + HEIGHT {
                                sums[r][v] = w[line - r * STEP].fma(x, sums[r][v]);
                            }
                        }
                    }
                }
            }
            for r in 0..R {
                let to = band.out.offset((h + r) as isize * band.out_pitch).add(i);
                for v in 0..NV {
                    if count == V::N {
                        sums[r][v].store(to.add(v * V::N));
                    } else {
                        sums[r][v].store_first(to, count);
                    }
                }
            }
        }
    }
}
