//! Owned strided arrays and random numbers for the kernel tests.
#![allow(dead_code)]

use lumbre_kernels::{DType, Element, View, ViewMut};

/// A strided array with its own memory; elements between the strides hold a marker.
#[derive(Clone)]
pub struct Array<T> {
    pub data: Vec<T>,
    pub sizes: Vec<i64>,
    pub strides: Vec<i64>,
}

impl<T: Element> Array<T> {
    /// Row-major with `gap` unused elements after every row.
    pub fn new(sizes: &[i64], gap: i64) -> Array<T> {
        let order: Vec<usize> = (0..sizes.len()).collect();
        Array::ordered(sizes, &order, gap)
    }

    /// Strides grow from the last dimension named in `order` to the first.
    pub fn ordered(sizes: &[i64], order: &[usize], gap: i64) -> Array<T> {
        let mut strides = vec![0; sizes.len()];
        let mut next = 1;
        for (i, &d) in order.iter().rev().enumerate() {
            strides[d] = next;
            next = next * sizes[d].max(1) + if i == 0 { gap } else { 0 };
        }
        Array { data: vec![T::from_f64(77.0); next as usize + 8], sizes: sizes.to_vec(), strides }
    }

    pub fn random(sizes: &[i64], order: &[usize], gap: i64, rng: &mut Rng) -> Array<T> {
        let mut a = Array::ordered(sizes, order, gap);
        for i in 0..a.numel() {
            let at = a.place(i);
            a.data[at] = T::from_f64(rng.value::<T>());
        }
        a
    }

    pub fn numel(&self) -> i64 {
        self.sizes.iter().product()
    }

    /// Where row-major element `i` lies.
    pub fn place(&self, mut i: i64) -> usize {
        let mut at = 0;
        for d in (0..self.sizes.len()).rev() {
            at += i % self.sizes[d] * self.strides[d];
            i /= self.sizes[d];
        }
        at as usize
    }

    pub fn get(&self, i: i64) -> T {
        self.data[self.place(i)]
    }

    pub fn at(&self, index: &[i64]) -> f64 {
        let at: i64 = index.iter().zip(&self.strides).map(|(i, s)| i * s).sum();
        self.data[at as usize].to_f64()
    }

    pub fn values(&self) -> Vec<f64> {
        (0..self.numel()).map(|i| self.get(i).to_f64()).collect()
    }

    pub fn view(&self) -> View<'_> {
        // SAFETY: the array holds every element its sizes and strides reach.
        unsafe { View::new(self.data.as_ptr() as *const u8, T::DTYPE, &self.sizes, &self.strides) }
    }

    pub fn view_mut(&mut self) -> ViewMut<'_> {
        // SAFETY: as above, borrowed mutably.
        unsafe { ViewMut::new(self.data.as_mut_ptr() as *mut u8, T::DTYPE, &self.sizes, &self.strides) }
    }
}

/// A 64-bit linear congruential generator with an output permutation.
pub struct Rng(pub u64);

impl Rng {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 ^ (self.0 >> 29)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 16
    }

    pub fn below(&mut self, n: i64) -> i64 {
        (self.next() % n as u64) as i64
    }

    pub fn value<T: Element>(&mut self) -> f64 {
        match T::DTYPE {
            DType::U8 => self.below(10) as f64,
            d if d.is_int() => (self.below(19) - 9) as f64,
            _ => (self.below(2001) - 1000) as f64 / 1000.0,
        }
    }
}

/// Asserts that all values lie within `tol * (1 + scale)` of the reference.
pub fn assert_close(got: &[f64], want: &[f64], scale: &[f64], tol: f64, what: &str) {
    assert_eq!(got.len(), want.len(), "{what}");
    for i in 0..got.len() {
        let bound = tol * (1.0 + scale[i]);
        assert!((got[i] - want[i]).abs() <= bound, "{what}: element {i} is {} and should be {} (+-{bound})", got[i], want[i]);
    }
}

pub fn tolerance(d: DType) -> f64 {
    match d {
        DType::F16 => 1e-3,
        DType::BF16 => 8e-3,
        DType::F32 | DType::C64 => 2e-6,
        DType::F64 | DType::C128 => 1e-13,
        _ => 0.0,
    }
}

pub fn bits<T>(data: &[T]) -> Vec<u8> {
    // SAFETY: plain numbers without padding.
    unsafe { std::slice::from_raw_parts(data.as_ptr() as *const u8, std::mem::size_of_val(data)) }.to_vec()
}
