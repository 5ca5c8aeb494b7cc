//! Arrays for the tests: typed values with a shape and strides, and a random stream.

#![allow(dead_code)] // each test file uses its part

use lumbre_kernels::dtype::Element;
use lumbre_kernels::{DType, View, ViewMut};

pub struct Array<T> {
    pub data: Vec<T>,
    pub dtype: DType,
    pub sizes: Vec<i64>,
    pub strides: Vec<i64>,
    pub offset: usize,
}

pub fn row_major(sizes: &[i64]) -> Vec<i64> {
    let mut strides = vec![1; sizes.len()];
    for d in (1..sizes.len()).rev() {
        strides[d - 1] = strides[d] * sizes[d];
    }
    strides
}

impl<T: Element> Array<T> {
    pub fn new(data: &[T]) -> Array<T> {
        Array::shaped(data.to_vec(), &[data.len() as i64])
    }

    pub fn shaped(data: Vec<T>, sizes: &[i64]) -> Array<T> {
        Array { data, dtype: T::DTYPE, sizes: sizes.to_vec(), strides: row_major(sizes), offset: 0 }
    }

    pub fn view(&self) -> View<'_> {
        // SAFETY: the tests' strides stay inside the vector.
        unsafe { View::new(self.data.as_ptr().add(self.offset) as *const u8, self.dtype, &self.sizes, &self.strides) }
    }

    pub fn view_mut(&mut self) -> ViewMut<'_> {
        // SAFETY: as above.
        unsafe { ViewMut::new(self.data.as_mut_ptr().add(self.offset) as *mut u8, self.dtype, &self.sizes, &self.strides) }
    }

    /// The same memory twice, for calls in place.
    pub fn both(&mut self) -> (View<'_>, ViewMut<'_>) {
        let ptr = self.data.as_mut_ptr().wrapping_add(self.offset) as *mut u8;
        // SAFETY: as above; kernels allow an output that is exactly an input.
        unsafe {
            (View::new(ptr, self.dtype, &self.sizes, &self.strides), ViewMut::new(ptr, self.dtype, &self.sizes, &self.strides))
        }
    }

    /// The elements in logical order.
    pub fn values(&self) -> Vec<T> {
        let n: i64 = self.sizes.iter().product();
        let mut index = vec![0; self.sizes.len()];
        let mut out = Vec::new();
        for _ in 0..n {
            let at: i64 = index.iter().zip(&self.strides).map(|(i, s)| i * s).sum();
            out.push(self.data[(self.offset as i64 + at) as usize]);
            for d in (0..index.len()).rev() {
                index[d] += 1;
                if index[d] < self.sizes[d] {
                    break;
                }
                index[d] = 0;
            }
        }
        out
    }
}

/// A small generator of test values.
pub struct Stream(pub u64);

impl Stream {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
    pub fn below(&mut self, n: u64) -> u64 {
        (self.next() >> 11) % n
    }
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// Distance in units of the last place of the f32 nearest to `want`.
pub fn ulps(got: f32, want: f64) -> f64 {
    let near = want as f32;
    if got.is_nan() || near.is_nan() {
        return if got.is_nan() && near.is_nan() { 0.0 } else { f64::INFINITY };
    }
    if got == near {
        return 0.0;
    }
    if got.is_infinite() || near.is_infinite() {
        // Rounding at the edge of the range may go either way.
        let edge = if got.is_infinite() { near } else { got };
        return if edge.abs() >= 3.402_823e38 && got.signum() == near.signum() { 1.0 } else { f64::INFINITY };
    }
    let magnitude = near.abs().max(f32::MIN_POSITIVE);
    let ulp = (f32::from_bits(magnitude.to_bits() + 1) - magnitude) as f64;
    (got as f64 - want).abs() / ulp
}
