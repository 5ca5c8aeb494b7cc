//! Resampling along one dimension: every output is a weighted sum of inputs at listed places. Views are contiguous.

use crate::scratch::filled;
use crate::parallel::parallel_for;
use crate::runs::Ptr;
use crate::{DType, View, ViewMut};

/// The places and weights of every output, one list behind the other: those of output `i` are `starts[i]..starts[i + 1]`.
#[derive(Clone, Debug, Default)]
pub struct Sums {
    pub starts: Vec<usize>,
    pub places: Vec<usize>,
    pub weights: Vec<f64>,
}

impl Sums {
    /// From a list of (place, weight) for each output.
    pub fn new<I: IntoIterator<Item = (usize, f64)>>(lists: impl IntoIterator<Item = I>) -> Sums {
        let mut sums = Sums { starts: vec![0], ..Sums::default() };
        for list in lists {
            for (place, weight) in list {
                sums.places.push(place);
                sums.weights.push(weight);
            }
            sums.starts.push(sums.places.len());
        }
        sums
    }

    pub fn outputs(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The same products seen from the inputs: the gradient's sums.
    pub fn transposed(&self, inputs: usize) -> Sums {
        let mut lists: Vec<Vec<(usize, f64)>> = filled(Vec::new(), inputs);
        for i in 0..self.outputs() {
            for k in self.starts[i]..self.starts[i + 1] {
                lists[self.places[k]].push((i, self.weights[k]));
            }
        }
        Sums::new(lists)
    }
}

/// Multiplications that are worth a chunk of their own.
const GRAIN: usize = 1 << 15;
/// Lines that are summed together, so that a place and its weight are looked up once for all of them.
const LINES: usize = 8;

/// `x` is (outer, size, inner), the result (outer, `sums.outputs()`, inner). Every place is below `size`.
///
/// Bytes are summed in whole numbers: their weights are multiples of `2^-shift`, at most 2^15 of them, and sums are rounded to bytes.
pub fn resample(x: View, sums: &Sums, shape: [usize; 3], shift: u32, out: ViewMut) {
    debug_assert!(x.is_contiguous() && x.numel() == shape.iter().product::<usize>());
    debug_assert!(out.numel() == shape[0] * sums.outputs() * shape[2] && sums.places.iter().all(|&p| p < shape[1]));
    match x.dtype {
        DType::F32 => of::<f32>(&x, sums, shape, shift, &out),
        DType::F64 => of::<f64>(&x, sums, shape, shift, &out),
        DType::U8 => of::<u8>(&x, sums, shape, shift, &out),
        _ => debug_assert!(false, "no resampling of this dtype"),
    }
}

/// An element, and what it is summed in.
trait Lane: Copy + Send + Sync + 'static {
    type Sum: Copy + Default + Send + Sync + std::ops::Mul<Output = Self::Sum> + std::ops::Add<Output = Self::Sum>;
    fn weight(w: f64, shift: u32) -> Self::Sum;
    fn up(self) -> Self::Sum;
    fn down(sum: Self::Sum, shift: u32) -> Self;
}

macro_rules! float { ($($t:ty),*) => { $(impl Lane for $t {
    type Sum = $t;
    #[inline(always)]
    fn weight(w: f64, _: u32) -> $t {
        w as $t
    }
    #[inline(always)]
    fn up(self) -> $t {
        self
    }
    #[inline(always)]
    fn down(sum: $t, _: u32) -> $t {
        sum
    }
})* } }
float!(f32, f64);

impl Lane for u8 {
    type Sum = i32;
    fn weight(w: f64, shift: u32) -> i32 {
        (w * (1u64 << shift) as f64).round() as i32
    }
    #[inline(always)]
    fn up(self) -> i32 {
        i32::from(self)
    }
    #[inline(always)]
    fn down(sum: i32, shift: u32) -> u8 {
        ((sum + ((1 << shift) >> 1)) >> shift).clamp(0, 255) as u8
    }
}

fn of<T: Lane>(x: &View, sums: &Sums, [outer, size, inner]: [usize; 3], shift: u32, out: &ViewMut) {
    // SAFETY: contiguous by this module's contract; the view covers its elements.
    let xs: &[T] = unsafe { std::slice::from_raw_parts(x.ptr::<T>(), x.numel()) };
    let weights: Vec<T::Sum> = sums.weights.iter().map(|&w| T::weight(w, shift)).collect();
    let (n, to) = (sums.outputs(), Ptr::new(out.ptr::<T>()));
    if inner == 1 {
        let grain = (GRAIN / sums.places.len().max(1)).max(1).next_multiple_of(LINES);
        parallel_for(outer, grain, &|range| {
            for first in range.clone().step_by(LINES) {
                let count = LINES.min(range.end - first);
                // SAFETY: each row has its own part of the output.
                let y = unsafe { std::slice::from_raw_parts_mut(to.at((first * n) as isize), n * count) };
                let x = &xs[first * size..][..size * count];
                if count == LINES {
                    lines::<T, LINES>(x, size, sums, &weights, shift, y);
                } else {
                    for (x, y) in x.chunks_exact(size).zip(y.chunks_exact_mut(n)) {
                        lines::<T, 1>(x, size, sums, &weights, shift, y);
                    }
                }
            }
        });
        return;
    }
    let mean = (sums.places.len() / n.max(1)).max(1);
    parallel_for(outer * n, (GRAIN / (mean * inner)).max(1), &|range| {
        let mut found = vec![T::Sum::default(); inner];
        for k in range {
            // SAFETY: each output row has its own part of the output.
            let y = unsafe { std::slice::from_raw_parts_mut(to.at((k * inner) as isize), inner) };
            let list = sums.starts[k % n]..sums.starts[k % n + 1];
            row(&xs[k / n * size * inner..][..size * inner], &sums.places[list.clone()], &weights[list], shift, &mut found, y);
        }
    });
}

/// `R` lines of `size`: each output gathers its inputs.
fn lines<T: Lane, const R: usize>(x: &[T], size: usize, sums: &Sums, weights: &[T::Sum], shift: u32, y: &mut [T]) {
    let n = sums.outputs();
    for i in 0..n {
        let list = sums.starts[i]..sums.starts[i + 1];
        let mut found = [T::Sum::default(); R];
        for (&place, &w) in sums.places[list.clone()].iter().zip(&weights[list]) {
            for (r, sum) in found.iter_mut().enumerate() {
                // SAFETY: `x` has `R` lines, and every place is in a line.
                *sum = *sum + unsafe { x.get_unchecked(r * size + place) }.up() * w;
            }
        }
        for (r, sum) in found.into_iter().enumerate() {
            y[r * n + i] = T::down(sum, shift);
        }
    }
}

crate::multiversion! {
    /// One output row: rows of inputs, weighed and added.
    fn row[T: Lane](_m; x: &[T], places: &[usize], weights: &[<T as Lane>::Sum], shift: u32, sums: &mut [<T as Lane>::Sum], y: &mut [T]) {
        let inner = y.len();
        sums.fill(<T as Lane>::Sum::default());
        for (&place, &w) in places.iter().zip(weights) {
            for (sum, v) in sums.iter_mut().zip(&x[place * inner..][..inner]) {
                *sum = *sum + v.up() * w;
            }
        }
        for (y, sum) in y.iter_mut().zip(sums) {
            *y = T::down(*sum, shift);
        }
    }
}
