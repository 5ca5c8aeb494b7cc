//! Chains that end in a reduction, or in another function of whole rows: blocks of rows are made in the caches and used there.

use super::program::Program;
use crate::dtype::DType;
use crate::parallel::parallel_for;
use crate::reduce::{Reduce, fold_blocks};
use crate::runs::Ptr;
use crate::scratch::Scratch;
use crate::view::{View, ViewMut};

/// Bytes of a block of rows.
const BLOCK: usize = 64 << 10;
/// Elements of a row at most.
pub const MAX_ROW: usize = 1 << 16;

/// A chain whose last value is the source of a function of rows.
pub struct Source<'a> {
    pub program: &'a Program,
    pub inputs: &'a [View<'a>],
    /// Links that go to memory too, after the last; row-major.
    pub more: &'a [ViewMut<'a>],
    /// Where the last value goes; `None` where nobody wants it.
    pub kept: Option<&'a ViewMut<'a>>,
    pub dtype: DType,
    pub sizes: &'a [i64],
    /// Row-major.
    pub strides: &'a [i64],
}

impl Source<'_> {
    fn numel(&self) -> usize {
        self.sizes.iter().product::<i64>() as usize
    }

    /// Makes the elements at `range` and gives their address: in memory, or in `scratch`.
    fn make(&self, range: std::ops::Range<usize>, scratch: *mut u8) -> *const u8 {
        let size = self.dtype.size();
        let first = match self.kept {
            Some(kept) => kept.ptr::<u8>(),
            // The address that element 0 would have.
            None => scratch.wrapping_sub(range.start * size),
        };
        // SAFETY: `run_range` touches the elements at `range` only: they lie in the scratch, or in memory of this program.
        let view = |p: *mut u8, dtype| unsafe { ViewMut::new(p, dtype, self.sizes, self.strides) };
        let mut outs: smallvec::SmallVec<[ViewMut; 4]> = smallvec::smallvec![view(first, self.dtype)];
        outs.extend(self.more.iter().map(|m| view(m.ptr(), m.dtype)));
        let at = first.wrapping_add(range.start * size);
        self.program.run_range(self.inputs, &outs, range);
        at
    }

    /// Gives `consume` all rows of `row` elements, in blocks, with the part of `out` (`width` elements a row, without gaps) that
    /// is theirs. Rows are independent of each other.
    pub fn rows(&self, row: usize, width: usize, out: &ViewMut, consume: &(dyn Fn(View, ViewMut) + Sync)) {
        let (rows, size) = (self.numel() / row, self.dtype.size());
        let block = (BLOCK / (row * size)).max(1);
        let task = block * (self.program.grain() / (block * row)).max(1);
        let dst = Ptr::new(out.ptr::<u8>());
        parallel_for(rows, task, &|range| {
            let scratch_len = if self.kept.is_some() { 0 } else { block * row * size };
            let mut scratch: Scratch<u8> = Scratch::new(scratch_len);
            let mut at = range.start;
            while at < range.end {
                let next = (at + block).min(range.end);
                let src = self.make(at * row..next * row, scratch.as_mut_ptr());
                let n = (next - at) as i64;
                let (sizes, strides) = ([n, row as i64], [row as i64, 1]);
                let (out_sizes, out_strides) = ([n, width as i64], [width as i64, 1]);
                let to = dst.at((at * width * out.dtype.size()) as isize);
                // SAFETY: the block that was just made, and the rows of the output that belong to it.
                let (x, y) = unsafe { (View::new(src, self.dtype, &sizes, &strides), ViewMut::new(to, out.dtype, &out_sizes, &out_strides)) };
                consume(x, y);
                at = next;
            }
        });
    }

    /// Reduces everything to the one element of `out`.
    pub fn total(&self, op: Reduce, out: ViewMut) {
        fold_blocks(op, self.dtype, self.numel(), &|range, scratch| self.make(range, scratch), out);
    }
}
