//! Tensors for kernel tests: a buffer with sizes and strides, and layouts to try.
#![allow(dead_code)]

use lumbre_kernels::{Element, View, ViewMut};

/// A strided tensor over a buffer of its own.
#[derive(Clone)]
pub struct Tensor<E> {
    pub data: Vec<E>,
    pub sizes: Vec<i64>,
    pub strides: Vec<i64>,
    pub offset: usize,
}

pub fn contiguous(sizes: &[i64]) -> Vec<i64> {
    let mut strides = vec![1; sizes.len()];
    for d in (1..sizes.len()).rev() {
        strides[d - 1] = strides[d] * sizes[d].max(1);
    }
    strides
}

/// The multi-indices of `sizes` in row-major order.
pub fn indices(sizes: &[i64]) -> Vec<Vec<usize>> {
    let n: i64 = sizes.iter().product();
    (0..n)
        .map(|mut i| {
            let mut at = vec![0; sizes.len()];
            for d in (0..sizes.len()).rev() {
                at[d] = (i % sizes[d]) as usize;
                i /= sizes[d];
            }
            at
        })
        .collect()
}

impl<E: Element> Tensor<E> {
    /// Row-major elements.
    pub fn new(sizes: &[i64], data: Vec<E>) -> Self {
        assert_eq!(data.len() as i64, sizes.iter().product::<i64>());
        Tensor { data, sizes: sizes.to_vec(), strides: contiguous(sizes), offset: 0 }
    }

    pub fn full(sizes: &[i64], v: E) -> Self {
        Tensor::new(sizes, vec![v; sizes.iter().product::<i64>() as usize])
    }

    pub fn random(rng: &mut Rng, sizes: &[i64]) -> Self {
        Tensor::new(sizes, (0..sizes.iter().product::<i64>()).map(|_| E::from_f64(rng.normal())).collect())
    }

    pub fn integers(rng: &mut Rng, sizes: &[i64], below: i64) -> Self {
        Tensor::new(sizes, (0..sizes.iter().product::<i64>()).map(|_| E::from_i64(rng.below(below))).collect())
    }

    /// The same elements with the dimensions laid out in reverse order, every second slot unused.
    pub fn strided(&self) -> Self {
        let mut strides = vec![0; self.sizes.len()];
        let mut step = 2;
        for d in 0..self.sizes.len() {
            strides[d] = step;
            step *= self.sizes[d].max(1);
        }
        let mut t = Tensor { data: vec![E::default(); step as usize + 3], sizes: self.sizes.clone(), strides, offset: 3 };
        for at in indices(&self.sizes) {
            let v = self.get(&at);
            t.set(&at, v);
        }
        t
    }

    fn slot(&self, at: &[usize]) -> usize {
        self.offset + at.iter().zip(&self.strides).map(|(&i, &s)| i * s as usize).sum::<usize>()
    }

    pub fn get(&self, at: &[usize]) -> E {
        self.data[self.slot(at)]
    }

    pub fn set(&mut self, at: &[usize], v: E) {
        let slot = self.slot(at);
        self.data[slot] = v;
    }

    /// Row-major elements as f64.
    pub fn to_f64(&self) -> Vec<f64> {
        indices(&self.sizes).iter().map(|at| self.get(at).to_f64()).collect()
    }

    pub fn values(&self) -> Vec<E> {
        indices(&self.sizes).iter().map(|at| self.get(at)).collect()
    }

    pub fn view(&self) -> View<'_> {
        // SAFETY: sizes and strides stay in the buffer.
        unsafe { View::new(self.data.as_ptr().add(self.offset) as *const u8, E::DTYPE, &self.sizes, &self.strides) }
    }

    pub fn view_mut(&mut self) -> ViewMut<'_> {
        // SAFETY: sizes and strides stay in the buffer, which is borrowed mutably.
        unsafe { ViewMut::new(self.data.as_mut_ptr().add(self.offset) as *mut u8, E::DTYPE, &self.sizes, &self.strides) }
    }
}

/// A small generator: xorshift, and normal numbers as sums of uniform ones.
pub struct Rng(pub u64);
impl Rng {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
    pub fn uniform(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
    pub fn normal(&mut self) -> f64 {
        (0..6).map(|_| self.uniform()).sum::<f64>() - 3.0
    }
    pub fn below(&mut self, n: i64) -> i64 {
        (self.next() % n as u64) as i64
    }
}

/// Equal NaN, or within `tol` relative to the larger of 1 and the magnitude.
#[track_caller]
pub fn assert_close(got: &[f64], want: &[f64], tol: f64, what: &str) {
    assert_eq!(got.len(), want.len(), "{what}: length");
    for (i, (&g, &w)) in got.iter().zip(want).enumerate() {
        let same = g == w || (g.is_nan() && w.is_nan()) || (g - w).abs() <= tol * w.abs().max(1.0);
        assert!(same, "{what}: element {i}: got {g}, want {w}");
    }
}
