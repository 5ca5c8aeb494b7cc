//! Reading and writing at positions that tensors hold. Every index is checked before anything is written.

mod advanced;
mod embedding;
mod mask;
mod read;
mod scatter;

pub use advanced::{index, index_put};
pub use embedding::embedding_backward;
pub use mask::{masked_scatter, masked_select, nonzero, nonzero_count};
pub use read::{gather, index_select};
pub use scatter::{ScatterOp, index_add, index_copy, index_fill, scatter};

use crate::runs::{Ptr, Walk, product};
use crate::{DType, View};

/// An index out of range. Negative indices that may count from the end are reported as given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadIndex {
    pub index: i64,
    pub size: i64,
    pub dim: usize,
}

/// A reader of i64 or i32 positions.
#[derive(Clone, Copy)]
pub(crate) struct Positions {
    ptr: Ptr<u8>,
    wide: bool,
}

impl Positions {
    pub fn new(v: &View) -> Self {
        debug_assert!(matches!(v.dtype, DType::I64 | DType::I32));
        Positions { ptr: Ptr::new(v.ptr()), wide: v.dtype == DType::I64 }
    }

    /// # Safety
    /// `at` is the offset of an element of the view.
    #[inline(always)]
    pub unsafe fn get(&self, at: isize) -> i64 {
        // SAFETY: the caller's promise.
        unsafe {
            match self.wide {
                true => *(self.ptr.at(0) as *const i64).offset(at),
                false => *(self.ptr.at(0) as *const i32).offset(at) as i64,
            }
        }
    }
}

/// Checks that all positions lie in `low..size`.
pub(crate) fn check(index: &View, low: i64, size: i64, dim: usize) -> Result<(), BadIndex> {
    if index.dtype == DType::I64 && index.is_contiguous() {
        // SAFETY: a contiguous view of i64 (of nothing, perhaps).
        let all = if index.numel() == 0 { &[] } else { unsafe { std::slice::from_raw_parts(index.ptr::<i64>(), index.numel()) } };
        if all_inside(all, low, size) {
            return Ok(());
        }
    }
    let at = Positions::new(index);
    let mut walk = Walk::new(index.sizes, [index.strides], 0);
    for _ in 0..index.numel() {
        // SAFETY: the walk stays in the view.
        let i = unsafe { at.get(walk.at[0]) };
        if i < low || i >= size {
            return Err(BadIndex { index: i, size, dim });
        }
        walk.step();
    }
    Ok(())
}

crate::multiversion! {
    fn all_inside(_m; all: &[i64], low: i64, size: i64) -> bool {
        all.iter().fold(true, |ok, &i| ok & (i >= low) & (i < size))
    }
}

/// The size and stride of a dimension; a scalar counts as one row of one element.
pub(crate) fn along(sizes: &[i64], strides: &[i64], dim: usize) -> (i64, isize) {
    if sizes.is_empty() { (1, 1) } else { (sizes[dim], strides[dim] as isize) }
}

/// The dimensions left of and right of `dim`.
pub(crate) fn around(dims: &[i64], dim: usize) -> (&[i64], &[i64]) {
    if dims.is_empty() { (dims, dims) } else { (&dims[..dim], &dims[dim + 1..]) }
}

/// How many trailing dimensions form one gap-free block in every view, and the elements of that block.
pub(crate) fn block(sizes: &[i64], strides: &[&[i64]]) -> (usize, usize) {
    let mut n = 1;
    for d in (0..sizes.len()).rev() {
        if sizes[d] != 1 && strides.iter().any(|s| s[d] != n) {
            return (d + 1, n as usize);
        }
        n *= sizes[d];
    }
    (0, product(sizes))
}
