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

/// `x` is (outer, size, inner), the result (outer, `sums.outputs()`, inner). Every place is below `size`.
pub fn resample(x: View, sums: &Sums, [outer, size, inner]: [usize; 3], out: ViewMut) {
    debug_assert!(x.is_contiguous() && x.numel() == outer * size * inner && out.numel() == outer * sums.outputs() * inner);
    match x.dtype {
        DType::F32 => of::<f32>(&x, sums, [outer, size, inner], &out, |w| w as f32),
        DType::F64 => of::<f64>(&x, sums, [outer, size, inner], &out, |w| w),
        _ => debug_assert!(false, "no resampling of this dtype"),
    }
}

trait Real: Copy + Send + Sync + std::ops::Mul<Output = Self> + std::ops::Add<Output = Self> + Default + 'static {}
impl Real for f32 {}
impl Real for f64 {}

fn of<T: Real>(x: &View, sums: &Sums, [outer, size, inner]: [usize; 3], out: &ViewMut, cast: impl Fn(f64) -> T) {
    // SAFETY: contiguous by this module's contract; the view covers its elements.
    let xs: &[T] = unsafe { std::slice::from_raw_parts(x.ptr::<T>(), x.numel()) };
    let weights: Vec<T> = sums.weights.iter().map(|&w| cast(w)).collect();
    let (n, to) = (sums.outputs(), Ptr::new(out.ptr::<T>()));
    if inner == 1 {
        let grain = (GRAIN / sums.places.len().max(1)).max(1);
        parallel_for(outer, grain, &|range| {
            for row in range {
                // SAFETY: each row has its own part of the output.
                let y = unsafe { std::slice::from_raw_parts_mut(to.at((row * n) as isize), n) };
                line(&xs[row * size..][..size], sums, &weights, y);
            }
        });
        return;
    }
    let mean = (sums.places.len() / n.max(1)).max(1);
    parallel_for(outer * n, (GRAIN / (mean * inner)).max(1), &|range| {
        for k in range {
            // SAFETY: each output row has its own part of the output.
            let y = unsafe { std::slice::from_raw_parts_mut(to.at((k * inner) as isize), inner) };
            rows(&xs[k / n * size * inner..][..size * inner], sums, &weights, k % n, y);
        }
    });
}

/// One line: each output gathers its inputs.
fn line<T: Real>(x: &[T], sums: &Sums, weights: &[T], y: &mut [T]) {
    for (i, y) in y.iter_mut().enumerate() {
        let list = sums.starts[i]..sums.starts[i + 1];
        let mut sum = T::default();
        for (&place, &w) in sums.places[list.clone()].iter().zip(&weights[list]) {
            sum = sum + x[place] * w;
        }
        *y = sum;
    }
}

/// One output row of `inner` elements: rows of inputs, weighed and added.
fn rows<T: Real>(x: &[T], sums: &Sums, weights: &[T], i: usize, y: &mut [T]) {
    let inner = y.len();
    let mut first = true;
    for k in sums.starts[i]..sums.starts[i + 1] {
        let (row, w) = (&x[sums.places[k] * inner..][..inner], weights[k]);
        if first {
            for (y, &v) in y.iter_mut().zip(row) {
                *y = v * w;
            }
        } else {
            for (y, &v) in y.iter_mut().zip(row) {
                *y = *y + v * w;
            }
        }
        first = false;
    }
    if first {
        y.fill(T::default());
    }
}
