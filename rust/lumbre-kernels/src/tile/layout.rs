//! The iteration space of an element-wise call: dimensions ordered by the output's strides and merged where possible.

use crate::view::{View, ViewMut};
use smallvec::SmallVec;

pub type Dims = SmallVec<[i64; 6]>;

/// Sizes and, for each operand (the inputs, then the output), strides. At least one dimension; the last is innermost.
pub struct Layout<const O: usize> {
    pub sizes: Dims,
    pub strides: [Dims; O],
}

impl<const O: usize> Layout<O> {
    /// `operands` are stride slices over `sizes`; the last one is the output's and decides the order.
    pub fn new(sizes: &[i64], operands: [&[i64]; O]) -> Layout<O> {
        let mut layout = Layout { sizes: Dims::new(), strides: std::array::from_fn(|_| Dims::new()) };
        let mut order: SmallVec<[usize; 8]> = (0..sizes.len()).filter(|&d| sizes[d] != 1).collect();
        let key = |d: usize, k: usize| operands[k][d].unsigned_abs();
        // Stable insertion sort, outermost first; broadcast strides of inputs say nothing.
        for i in 1..order.len() {
            let mut j = i;
            while j > 0 && goes_before::<O>(order[j], order[j - 1], &key) {
                order.swap(j, j - 1);
                j -= 1;
            }
        }
        for &d in &order {
            layout.push(sizes[d], std::array::from_fn(|k| operands[k][d]));
        }
        if layout.sizes.is_empty() {
            layout.push(1, [1; O]);
        }
        layout
    }

    /// Adds an inner dimension, merging it with the one outside it where every operand steps evenly.
    fn push(&mut self, size: i64, strides: [i64; O]) {
        if let Some(last) = self.sizes.last_mut() {
            let outer = self.strides.each_ref().map(|s| s[s.len() - 1]);
            if (0..O).all(|k| outer[k] == strides[k] * size) {
                *last *= size;
                for (s, stride) in self.strides.iter_mut().zip(strides) {
                    let end = s.len() - 1;
                    s[end] = stride;
                }
                return;
            }
        }
        self.sizes.push(size);
        for (s, stride) in self.strides.iter_mut().zip(strides) {
            s.push(stride);
        }
    }

    pub fn inner(&self) -> usize {
        self.sizes[self.sizes.len() - 1] as usize
    }

    pub fn inner_stride(&self, k: usize) -> i64 {
        self.strides[k][self.sizes.len() - 1]
    }

    /// Whether operand `k` is row-major without gaps over the merged dimensions.
    pub fn is_flat(&self, k: usize) -> bool {
        let mut expect = 1;
        self.sizes.iter().zip(&self.strides[k]).rev().all(|(&n, &s)| {
            let ok = s == expect;
            expect *= n;
            ok
        })
    }

    /// Whether operand `k` is one element, repeated.
    pub fn is_constant(&self, k: usize) -> bool {
        self.strides[k].iter().all(|&s| s == 0)
    }

    /// Whether operand `k` is the same innermost row everywhere.
    pub fn repeats_row(&self, k: usize) -> bool {
        let outer = self.sizes.len() - 1;
        self.strides[k][..outer].iter().all(|&s| s == 0)
    }

    /// The multi-index of a flat position.
    pub fn index(&self, mut position: usize) -> Dims {
        let mut index: Dims = SmallVec::from_elem(0, self.sizes.len());
        for d in (0..index.len()).rev() {
            let n = self.sizes[d] as usize;
            index[d] = (position % n) as i64;
            position /= n;
        }
        index
    }

    pub fn offset(&self, k: usize, index: &[i64]) -> isize {
        index.iter().zip(&self.strides[k]).map(|(&i, &s)| i * s).sum::<i64>() as isize
    }

    /// Moves on by `n` elements.
    pub fn advance(&self, index: &mut [i64], n: usize) {
        let mut carry = n as i64;
        for d in (0..index.len()).rev() {
            let at = index[d] + carry;
            if at < self.sizes[d] || d == 0 {
                index[d] = at;
                return;
            }
            index[d] = at % self.sizes[d];
            carry = at / self.sizes[d];
        }
    }
}

fn goes_before<const O: usize>(a: usize, b: usize, key: &impl Fn(usize, usize) -> u64) -> bool {
    for k in std::iter::once(O - 1).chain(0..O - 1) {
        let (ka, kb) = (key(a, k), key(b, k));
        if ka != kb && ka != 0 && kb != 0 {
            return ka > kb;
        }
    }
    false
}

/// The layout of `N` inputs and an output, inputs first.
pub fn layout<const N: usize, const O: usize>(inputs: &[View; N], out: &ViewMut) -> Layout<O> {
    Layout::new(out.sizes, std::array::from_fn(|k| if k < N { inputs[k].strides } else { out.strides }))
}
