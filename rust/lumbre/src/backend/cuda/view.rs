//! What a CUDA kernel is given: addresses with sizes and strides, in the layout of the kernels' parameter structures.

use lumbre_kernels::view::is_contiguous;
use lumbre_kernels::{DType, Scalar};
use smallvec::SmallVec;

/// A strided view of GPU memory. `address` includes the offset; sizes and strides count elements.
#[derive(Clone, Copy, Debug)]
pub struct CView<'a> {
    pub address: u64,
    pub dtype: DType,
    pub sizes: &'a [i64],
    pub strides: &'a [i64],
}

impl<'a> CView<'a> {
    pub fn numel(&self) -> usize {
        self.sizes.iter().product::<i64>() as usize
    }

    pub fn dim(&self) -> usize {
        self.sizes.len()
    }

    pub fn is_contiguous(&self) -> bool {
        is_contiguous(self.sizes, self.strides)
    }

    /// One past the largest element offset.
    pub fn reach(&self) -> i64 {
        if self.sizes.contains(&0) {
            return 0;
        }
        self.sizes.iter().zip(self.strides).map(|(n, s)| (n - 1) * s).sum::<i64>() + 1
    }
}

/// A number in a kernel's parameters, in the forms that kernels read.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct Num {
    pub re: f64,
    pub im: f64,
    pub whole: i64,
}

impl From<Scalar> for Num {
    fn from(s: Scalar) -> Num {
        let c = s.to_c128();
        Num { re: c.re, im: c.im, whole: s.to_i64() }
    }
}

/// Division by a constant as a multiplication, for numbers below 2^31.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct FastDiv {
    pub d: u32,
    pub magic: u32,
    pub shift: u32,
}

pub fn fast_div(d: i64) -> FastDiv {
    let d = d.clamp(1, i32::MAX as i64) as u64;
    let shift = if d <= 1 { 0 } else { 64 - (d - 1).leading_zeros() };
    let magic = ((1u64 << 32) * ((1u64 << shift) - d)) / d + 1;
    FastDiv { d: d as u32, magic: magic as u32, shift }
}

pub type Sizes = SmallVec<[i64; 8]>;

/// Fewer dimensions for operands of equal sizes: those of size 1 go, neighbours that every operand walks as one become one.
/// Innermost first; the order of elements stays.
pub fn collapse<const N: usize>(sizes: &[i64], strides: [&[i64]; N]) -> (Sizes, [Sizes; N]) {
    let mut out: Sizes = SmallVec::new();
    let mut by: [Sizes; N] = std::array::from_fn(|_| SmallVec::new());
    for d in (0..sizes.len()).rev() {
        if sizes[d] == 1 {
            continue;
        }
        if let Some(last) = out.last().copied() {
            let k = out.len() - 1;
            if (0..N).all(|i| strides[i][d] == by[i][k] * last) {
                out[k] = last * sizes[d];
                continue;
            }
        }
        out.push(sizes[d]);
        for i in 0..N {
            by[i].push(strides[i][d]);
        }
    }
    (out, by)
}

/// The dimensions from the one with the largest stride of a dense result to the smallest: in that order its elements lie in memory.
pub fn memory_order(sizes: &[i64], strides: &[i64]) -> SmallVec<[usize; 8]> {
    let mut order: SmallVec<[usize; 8]> = (0..sizes.len()).filter(|d| sizes[*d] != 1).collect();
    order.sort_by_key(|d| std::cmp::Reverse(strides[*d]));
    order
}

/// The entries of a list in another order.
pub fn in_order(list: &[i64], order: &[usize]) -> Sizes {
    order.iter().map(|d| list[*d]).collect()
}

/// `Walk<K>` of `walk.cuh`: views of equal sizes, walked by one number.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Walk<const K: usize> {
    pub dims: u32,
    pub wide: u32,
    pub div: [FastDiv; 8],
    pub sizes: [u64; 8],
    pub strides: [[i64; 8]; K],
}

/// The walk over `sizes` (outermost first); `None` where more than eight dimensions are left after joining.
pub fn walk<const K: usize>(sizes: &[i64], strides: [&[i64]; K]) -> Option<Walk<K>> {
    let (sizes, by) = collapse(sizes, strides);
    if sizes.len() > 8 {
        return None;
    }
    let n: i64 = sizes.iter().product();
    let mut w = Walk { dims: sizes.len() as u32, wide: (n >= 1 << 31) as u32, div: Default::default(), sizes: [0; 8], strides: [[0; 8]; K] };
    for (d, n) in sizes.iter().enumerate() {
        w.sizes[d] = *n as u64;
        w.div[d] = fast_div(*n);
        for k in 0..K {
            w.strides[k][d] = by[k][d];
        }
    }
    Some(w)
}

/// A list without one of its entries.
pub fn without(list: &[i64], at: usize) -> Sizes {
    list.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, v)| *v).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn division_by_a_constant_is_exact() {
        for d in [1i64, 2, 3, 5, 7, 10, 641, 1 << 16, 1_000_003, i32::MAX as i64] {
            let f = fast_div(d);
            for n in [0u32, 1, 2, d as u32 - 1, d as u32, (d as u32).wrapping_add(1), 1 << 30, i32::MAX as u32] {
                if n > i32::MAX as u32 {
                    continue;
                }
                let q = ((((n as u64 * f.magic as u64) >> 32) as u32).wrapping_add(n)) >> f.shift;
                assert_eq!(q, n / d as u32, "{n} / {d}");
            }
        }
    }

    #[test]
    fn dimensions_that_are_walked_as_one_become_one() {
        let (sizes, by) = collapse(&[2, 3, 4], [&[12, 4, 1], &[12, 4, 1]]);
        assert_eq!((&sizes[..], &by[0][..]), (&[24i64][..], &[1i64][..]));
        let (sizes, by) = collapse(&[2, 1, 4], [&[4, 9, 1], &[0, 0, 1]]);
        assert_eq!((&sizes[..], &by[1][..]), (&[4, 2][..], &[1, 0][..]));
    }
}
