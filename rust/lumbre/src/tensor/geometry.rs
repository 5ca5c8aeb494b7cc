//! Sizes, strides and what else says how a handle looks at its storage.

use crate::device::Device;
use crate::error::Result;
use crate::storage::Storage;
use crate::{bail, ensure};
use lumbre_kernels::DType;
use smallvec::SmallVec;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// Sizes or strides; up to six dimensions stay inline.
pub type Dims = SmallVec<[i64; 6]>;

pub const CONJ: u8 = 1;
pub const NEG: u8 = 2;

/// A copy of fixed length where it can be: `SmallVec::clone` goes element by element.
#[inline]
pub fn copied(d: &Dims) -> Dims {
    if d.spilled() {
        return Dims::from_slice(d);
    }
    // SAFETY: an inline list of numbers owns nothing outside itself, so its bytes are a list of their own.
    unsafe { std::ptr::read(d) }
}

impl Clone for Geometry {
    #[inline]
    fn clone(&self) -> Geometry {
        Geometry {
            storage: self.storage.clone(),
            offset: self.offset,
            sizes: copied(&self.sizes),
            strides: copied(&self.strides),
            dtype: self.dtype,
            bits: self.bits,
            version: self.version.clone(),
        }
    }
}

pub struct Geometry {
    pub storage: Storage,
    /// In elements.
    pub offset: i64,
    pub sizes: Dims,
    pub strides: Dims,
    pub dtype: DType,
    /// `CONJ` and `NEG`: the elements are to be read conjugated or negated.
    pub bits: u8,
    /// A version counter apart from the storage's (`.data`, swapped geometries).
    pub version: Option<Arc<AtomicU32>>,
}

impl Geometry {
    #[inline]
    pub fn dim(&self) -> usize {
        self.sizes.len()
    }

    #[inline]
    pub fn numel(&self) -> i64 {
        self.sizes.iter().product()
    }

    #[inline]
    pub fn device(&self) -> Device {
        self.storage.device()
    }

    #[inline]
    pub fn is_contiguous(&self) -> bool {
        lumbre_kernels::view::is_contiguous(&self.sizes, &self.strides)
    }

    #[inline]
    pub fn counter(&self) -> &AtomicU32 {
        match &self.version {
            Some(own) => own,
            None => self.storage.version(),
        }
    }

    #[inline]
    pub fn version(&self) -> u32 {
        self.counter().load(Ordering::Acquire)
    }

    /// Elements from the first byte of the storage to one past the last element that can be reached.
    pub fn reach(&self) -> i64 {
        if self.sizes.contains(&0) {
            return 0;
        }
        self.offset + 1 + self.sizes.iter().zip(&self.strides).map(|(n, s)| (n - 1) * s).sum::<i64>()
    }

    /// No two index tuples reach the same element (a dense or gapped layout; the sorted-stride test).
    pub fn is_non_overlapping(&self) -> bool {
        let mut dims: SmallVec<[(i64, i64); 6]> =
            self.sizes.iter().zip(&self.strides).filter(|(n, _)| **n != 1).map(|(n, s)| (*s, *n)).collect();
        dims.sort_unstable();
        let mut span = 1;
        for (stride, n) in dims {
            if stride < span {
                return false;
            }
            span = stride * (n - 1) + span;
        }
        true
    }

    /// Four or five dimensions with the channels innermost, and not contiguous too.
    pub fn is_channels_last(&self) -> bool {
        matches!(self.dim(), 4 | 5) && !self.is_contiguous() && channels_last_strides(&self.sizes) == self.strides
    }

    /// Fills its range of the storage without gaps, in whatever order of dimensions.
    pub fn is_dense(&self) -> bool {
        let mut dims: SmallVec<[(i64, i64); 6]> =
            self.sizes.iter().zip(&self.strides).filter(|(n, _)| **n != 1).map(|(n, s)| (*s, *n)).collect();
        dims.sort_unstable();
        let mut expect = 1;
        for (stride, n) in dims {
            if stride != expect {
                return false;
            }
            expect *= n;
        }
        true
    }

    pub fn same_layout(&self, other: &Geometry) -> bool {
        self.offset == other.offset && self.sizes == other.sizes && self.strides == other.strides && self.dtype == other.dtype
    }
}

/// Row-major strides.
#[inline]
pub fn contiguous_strides(sizes: &[i64]) -> Dims {
    if sizes.len() == 1 {
        return Dims::from_buf_and_len([1; 6], 1);
    }
    let mut strides: Dims = SmallVec::from_elem(1, sizes.len());
    let mut step = 1i64;
    for i in (0..sizes.len()).rev() {
        strides[i] = step;
        step *= sizes[i].max(1);
    }
    strides
}

/// Strides with the channel dimension innermost, for rank 4 and 5.
pub fn channels_last_strides(sizes: &[i64]) -> Dims {
    let n = sizes.len();
    let mut strides: Dims = SmallVec::from_elem(1, n);
    let mut step = sizes[1].max(1);
    for i in (2..n).rev() {
        strides[i] = step;
        step *= sizes[i].max(1);
    }
    strides[0] = step;
    strides
}

/// Strides for a fresh tensor that keeps the order of dimensions of `g` (PyTorch's preserve format).
pub fn preserved_strides(g: &Geometry) -> Dims {
    if g.is_contiguous() {
        return contiguous_strides(&g.sizes);
    }
    if g.is_dense() {
        return g.strides.clone();
    }
    strides_in_order_of(&g.sizes, &[&g.strides])
}

/// Dense strides whose order of dimensions follows the given stride lists (of equally many dimensions).
pub fn strides_in_order_of(sizes: &[i64], like: &[&[i64]]) -> Dims {
    let n = sizes.len();
    let mut order: SmallVec<[usize; 6]> = (0..n).rev().collect();
    // Innermost first: insertion sort with an ambiguous comparison, as for an iterator over several operands.
    let compare = |a: usize, b: usize| -> i32 {
        for strides in like {
            let (sa, sb) = (strides[a], strides[b]);
            if sa == 0 || sb == 0 {
                continue;
            }
            if sa != sb {
                return if sa < sb { -1 } else { 1 };
            }
            if sizes[a] > sizes[b] {
                return 1;
            }
        }
        0
    };
    for i in 1..n {
        let mut j = i;
        for k in (0..i).rev() {
            match compare(order[k], order[j]) {
                c if c > 0 => {
                    order.swap(k, j);
                    j = k;
                }
                c if c < 0 => break,
                _ => {}
            }
        }
    }
    let mut strides: Dims = SmallVec::from_elem(1, n);
    let mut step = 1;
    for &d in &order {
        strides[d] = step;
        step *= sizes[d].max(1);
    }
    strides
}

/// The product of sizes, checked; negative sizes and overflow are errors named after `op`.
pub fn checked_numel(op: &str, sizes: &[i64]) -> Result<i64> {
    let mut n: i64 = 1;
    for &s in sizes {
        ensure!(s >= 0, "{op}: Trying to create tensor with negative dimension {s}: {sizes:?}");
        n = match n.checked_mul(s) {
            Some(n) => n,
            None if sizes.contains(&0) => 0,
            None => bail!("{op}: Storage size calculation overflowed with sizes={sizes:?}"),
        };
    }
    Ok(n)
}

/// Bytes for `n` elements, checked.
pub fn checked_bytes(op: &str, n: i64, dtype: DType) -> Result<usize> {
    match (n as usize).checked_mul(dtype.size()) {
        Some(b) if b <= isize::MAX as usize => Ok(b),
        _ => bail!("{op}: Storage size calculation overflowed with {n} elements of {}", dtype.name()),
    }
}

/// Wraps a dimension given by a user into `0..n` (0-dim tensors have one virtual dimension).
#[inline]
pub fn wrap_dim(dim: i64, n: usize) -> Result<usize> {
    let span = n.max(1) as i64;
    let d = if dim < 0 { dim + span } else { dim };
    if d < 0 || d >= span {
        bail!(Index, "Dimension out of range (expected to be in range of [{}, {}], but got {dim})", -span, span - 1);
    }
    Ok(d as usize)
}

/// As `wrap_dim`, where a 0-dim tensor has no dimension to name.
pub fn named_dim(dim: i64, n: usize) -> Result<usize> {
    ensure!(n > 0, Index, "Dimension specified as {dim} but tensor has no dimensions");
    wrap_dim(dim, n)
}

/// Wraps a list of dimensions into a bit mask; all of them when the list is empty.
pub fn dim_mask(dims: &[i64], n: usize) -> Result<u64> {
    ensure!(n <= 64, "tensors of more than 64 dimensions are not supported");
    if dims.is_empty() {
        return Ok(if n == 64 { u64::MAX } else { (1u64 << n) - 1 });
    }
    let mut mask = 0u64;
    for &d in dims {
        let bit = 1u64 << wrap_dim(d, n)?;
        ensure!(mask & bit == 0, "dim {} appears multiple times in the list of dims", bit.trailing_zeros());
        mask |= bit;
    }
    Ok(mask)
}

/// The common size of operands under broadcasting.
pub fn broadcast(a: &[i64], b: &[i64]) -> Result<Dims> {
    if a == b {
        return Ok(Dims::from_slice(a));
    }
    let n = a.len().max(b.len());
    let mut out: Dims = SmallVec::from_elem(1, n);
    // From the right, so that an error names the dimension that PyTorch names.
    for i in (0..n).rev() {
        let x = if i + a.len() >= n { a[i + a.len() - n] } else { 1 };
        let y = if i + b.len() >= n { b[i + b.len() - n] } else { 1 };
        out[i] = match (x, y) {
            (x, y) if x == y => x,
            (1, y) => y,
            (x, 1) => x,
            _ => bail!(
                "The size of tensor a ({x}) must match the size of tensor b ({y}) at non-singleton dimension {i}"
            ),
        };
    }
    Ok(out)
}

/// Strides that show a tensor as `sizes`: zero where it is stretched. The sizes are known to broadcast.
#[inline]
pub fn expanded_strides(from: &[i64], strides: &[i64], sizes: &[i64]) -> Dims {
    let pad = sizes.len() - from.len();
    let mut out: Dims = SmallVec::from_elem(0, sizes.len());
    for i in 0..from.len() {
        out[pad + i] = if from[i] == 1 && sizes[pad + i] != 1 { 0 } else { strides[i] };
    }
    out
}

/// Strides for looking at the same elements as `new` sizes without a copy, if that is possible.
pub fn view_strides(sizes: &[i64], strides: &[i64], new: &[i64]) -> Option<Dims> {
    if sizes.contains(&0) {
        return Some(contiguous_strides(new));
    }
    if let ([n], [1]) = (sizes, strides) {
        return (new.iter().product::<i64>() == *n).then(|| contiguous_strides(new));
    }
    let mut out: Dims = SmallVec::from_elem(0, new.len());
    let mut v = new.len();
    let mut chunk_base = strides.last().copied().unwrap_or(1);
    let (mut have, mut got) = (1i64, 1i64);
    for d in (0..sizes.len()).rev() {
        have *= sizes[d];
        let ends = d == 0 || (sizes[d - 1] != 1 && strides[d - 1] != have * chunk_base);
        if ends {
            while v > 0 && (got < have || new[v - 1] == 1) {
                v -= 1;
                out[v] = got * chunk_base;
                got *= new[v];
            }
            if got != have {
                return None;
            }
            if d > 0 {
                chunk_base = strides[d - 1];
                (have, got) = (1, 1);
            }
        }
    }
    if sizes.is_empty() {
        out.fill(1);
        return Some(out);
    }
    (v == 0).then_some(out)
}

/// Replaces one -1 by the size that makes the element count right.
pub fn infer_size(op: &str, shape: &[i64], numel: i64) -> Result<Dims> {
    let mut out = Dims::from_slice(shape);
    let mut hole = None;
    let mut product = 1i64;
    for (i, &s) in shape.iter().enumerate() {
        if s == -1 {
            ensure!(hole.is_none(), "only one dimension can be inferred");
            hole = Some(i);
        } else {
            ensure!(s >= 0, "invalid shape dimension {s}");
            product = match product.checked_mul(s) {
                Some(p) => p,
                None => bail!("{op}: shape '{shape:?}' is invalid for input of size {numel}"),
            };
        }
    }
    let fits = match hole {
        Some(_) => product > 0 && numel % product == 0,
        None => product == numel,
    };
    if let (Some(i), true) = (hole, fits) {
        out[i] = numel / product;
    } else if let (Some(_), 0, 0) = (hole, product, numel) {
        bail!("cannot reshape tensor of 0 elements into shape {shape:?} because the unspecified dimension size -1 can be any value and is ambiguous");
    } else if !fits {
        bail!("shape '{shape:?}' is invalid for input of size {numel}");
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn views_without_copy() {
        assert_eq!(view_strides(&[2, 3], &[3, 1], &[6]).as_deref(), Some(&[1i64][..]));
        assert_eq!(view_strides(&[3, 2], &[1, 3], &[6]), None);
        assert_eq!(view_strides(&[2, 3, 4], &[12, 4, 1], &[2, 12]).as_deref(), Some(&[12i64, 1][..]));
        assert_eq!(view_strides(&[], &[], &[1, 1]).as_deref(), Some(&[1i64, 1][..]));
        assert_eq!(view_strides(&[4, 1], &[2, 1], &[2, 2]).as_deref(), Some(&[4i64, 2][..]));
    }

    #[test]
    fn broadcasting() {
        assert_eq!(broadcast(&[2, 1], &[3]).unwrap().as_slice(), &[2, 3]);
        assert!(broadcast(&[2], &[3]).is_err());
        assert_eq!(infer_size("view", &[-1, 2], 6).unwrap().as_slice(), &[3, 2]);
        assert!(infer_size("view", &[-1, 0], 0).is_err());
    }
}
