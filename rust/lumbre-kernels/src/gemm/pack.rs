//! Copies of the operands in the order the register tiles read them, widened to the type of the sums.

use crate::multiversion;
use super::num::Num;
use super::vector::{Float, Vector};
use crate::Element;
use crate::scratch::Scratch;
use half::f16;
use half::slice::HalfFloatSliceExt;

/// A strided matrix to copy from.
#[derive(Clone, Copy)]
pub(crate) struct Matrix<S> {
    pub ptr: *const S,
    pub row: isize,
    pub col: isize,
}
// SAFETY: a place to read from; whoever made it vouches for the elements.
unsafe impl<S> Send for Matrix<S> {}
// SAFETY: as above.
unsafe impl<S> Sync for Matrix<S> {}

impl<S> Matrix<S> {
    #[inline(always)]
    pub(crate) fn at(&self, i: usize, j: usize) -> *const S {
        self.ptr.wrapping_offset(i as isize * self.row + j as isize * self.col)
    }

    pub(crate) fn from(&self, i: usize, j: usize) -> Matrix<S> {
        Matrix { ptr: self.at(i, j), ..*self }
    }

    pub(crate) fn transposed(&self) -> Matrix<S> {
        Matrix { ptr: self.ptr, row: self.col, col: self.row }
    }
}

/// `rows` rows of depth `k`, column by column, `rows` elements each.
///
/// # Safety
/// `a` is readable there, `to` holds `rows * k` elements; the CPU has `V`.
pub(crate) unsafe fn columns<S: Num<Acc = V::E>, V: Vector>(a: Matrix<S>, rows: usize, k: usize, to: *mut V::E) {
    // SAFETY: by this function's contract.
    unsafe { in_order::<S, V>(a, rows, rows, k, to) }
}

/// `cols` columns of depth `k`, row by row, padded to `width`.
///
/// # Safety
/// `b` is readable there, `to` holds `width * k` elements, `cols` is at least 1; the CPU has `V`.
pub(crate) unsafe fn rows<S: Num<Acc = V::E>, V: Vector>(b: Matrix<S>, k: usize, cols: usize, width: usize, to: *mut V::E) {
    // SAFETY: by this function's contract.
    unsafe { in_order::<S, V>(b.transposed(), cols, width, k, to) }
}

/// `rows` rows of depth `k`, column by column (or pair of columns by pair), padded to `width`.
unsafe fn in_order<S: Num<Acc = V::E>, V: Vector>(m: Matrix<S>, rows: usize, width: usize, k: usize, to: *mut V::E) {
    // SAFETY: by the contract of `columns` and `rows`; only bf16 is multiplied in pairs, with sums of f32.
    unsafe {
        if V::PAIRS && S::DTYPE == crate::DType::BF16 {
            let m = Matrix { ptr: m.ptr as *const half::bf16, row: m.row, col: m.col };
            return super::pairs::interleave_pairs::<super::vector::PairsX16>(m, rows, width, k, to as *mut f32);
        }
        with_floats::<S, V>(m, rows, k, |m| interleave::<V>(m, rows, width, k, to))
    }
}

/// Calls `f` with a matrix of floats: the same one, or a widened copy with its rows or columns in one piece.
unsafe fn with_floats<S: Num<Acc = V::E>, V: Vector>(m: Matrix<S>, rows: usize, k: usize, f: impl FnOnce(Matrix<V::E>)) {
    if S::DTYPE == V::E::DTYPE {
        return f(Matrix { ptr: m.ptr as *const V::E, row: m.row, col: m.col });
    }
    let mut wide = Scratch::<V::E>::new(rows * k);
    let by_rows = m.row != 1;
    // SAFETY: by the contract of `columns` and `rows`.
    unsafe {
        if by_rows {
            (0..rows).for_each(|i| widen::<S>(m.at(i, 0), m.col, &mut wide[i * k..(i + 1) * k]));
        } else {
            (0..k).for_each(|p| widen::<S>(m.at(0, p), m.row, &mut wide[p * rows..(p + 1) * rows]));
        }
    }
    let (row, col) = if by_rows { (k as isize, 1) } else { (1, rows as isize) };
    f(Matrix { ptr: wide.as_ptr(), row, col });
}

/// Widens `to.len()` elements.
///
/// # Safety
/// They are readable from `from` at `step`.
pub(crate) unsafe fn widen<S: Num>(from: *const S, step: isize, to: &mut [S::Acc]) {
    if S::DTYPE == crate::DType::F16 && step == 1 {
        // SAFETY: `S` is f16, its sums are f32, and the elements are readable.
        unsafe {
            let from = std::slice::from_raw_parts(from as *const f16, to.len());
            let to = std::slice::from_raw_parts_mut(to.as_mut_ptr() as *mut f32, to.len());
            from.convert_to_f32_slice(to);
        }
    } else if S::DTYPE == S::Acc::DTYPE && step == 1 {
        // SAFETY: the same type, by this function's contract.
        unsafe { std::ptr::copy_nonoverlapping(from as *const S::Acc, to.as_mut_ptr(), to.len()) }
    } else {
        // SAFETY: by this function's contract.
        unsafe { widen_each::<S>(from, step, to) }
    }
}

multiversion! { unsafe fn widen_each<S: Num>(from: *const S, step: isize, to: &mut [S::Acc]) = widen_body }

#[inline(always)]
unsafe fn widen_body<S: Num>(from: *const S, step: isize, to: &mut [S::Acc]) {
    // SAFETY: by the contract of `widen`.
    unsafe {
        if step == 1 {
            (0..to.len()).for_each(|i| to[i] = (*from.add(i)).up());
        } else if step == 2 {
            // A constant step becomes vector shuffles.
            (0..to.len()).for_each(|i| to[i] = (*from.add(2 * i)).up());
        } else {
            (0..to.len()).for_each(|i| to[i] = (*from.offset(i as isize * step)).up());
        }
    }
}

/// Narrows `from` to strided elements.
///
/// # Safety
/// They are writable from `to` at `step`.
pub(crate) unsafe fn narrow<S: Num>(from: &[S::Acc], to: *mut S, step: isize) {
    if S::DTYPE == crate::DType::F16 && step == 1 {
        // SAFETY: `S` is f16, its sums are f32, and the elements are writable.
        unsafe {
            let wide = std::slice::from_raw_parts(from.as_ptr() as *const f32, from.len());
            let mut part = [f16::ZERO; 256];
            for (i, chunk) in wide.chunks(256).enumerate() {
                part[..chunk.len()].convert_from_f32_slice(chunk);
                std::ptr::copy_nonoverlapping(part.as_ptr(), (to as *mut f16).add(i * 256), chunk.len());
            }
        }
    } else if S::DTYPE == S::Acc::DTYPE && step == 1 {
        // SAFETY: the same type, by this function's contract.
        unsafe { std::ptr::copy_nonoverlapping(from.as_ptr(), to as *mut S::Acc, from.len()) }
    } else {
        // SAFETY: by this function's contract.
        unsafe { narrow_each::<S>(from, to, step) }
    }
}

multiversion! { unsafe fn narrow_each<S: Num>(from: &[S::Acc], to: *mut S, step: isize) = narrow_body }

#[inline(always)]
unsafe fn narrow_body<S: Num>(from: &[S::Acc], to: *mut S, step: isize) {
    // SAFETY: by the contract of `narrow`.
    unsafe {
        if step == 1 {
            (0..from.len()).for_each(|i| to.add(i).write(S::down(from[i])));
        } else {
            (0..from.len()).for_each(|i| to.offset(i as isize * step).write(S::down(from[i])));
        }
    }
}

multiversion! {
    /// `to[p * width + i] = m[i, p]` for `rows` rows of depth `k`; what lies between `rows` and `width` is zero or repeats.
    ///
    /// # Safety
    /// As for `columns`.
    pub(crate) unsafe fn interleave<V: Vector>(m: Matrix<V::E>, rows: usize, width: usize, k: usize, to: *mut V::E) = interleave_body
}

#[inline(always)]
unsafe fn interleave_body<V: Vector>(m: Matrix<V::E>, rows: usize, width: usize, k: usize, to: *mut V::E) {
    // SAFETY: by the contract of `interleave`.
    unsafe {
        if m.row == 1 {
            copy_columns::<V>(m, rows, width, k, to)
        } else {
            let done = if m.col == 1 { transpose_blocks::<V>(m, rows, width, k, to) } else { 0 };
            for p in done..k {
                (0..rows).for_each(|i| *to.add(p * width + i) = *m.at(i, p));
                (rows..width).for_each(|i| *to.add(p * width + i) = V::E::default());
            }
        }
    }
}

/// Columns lie in one piece already.
#[inline(always)]
unsafe fn copy_columns<V: Vector>(m: Matrix<V::E>, rows: usize, width: usize, k: usize, to: *mut V::E) {
    #[inline(always)]
    unsafe fn whole<E: Float, const N: usize>(m: Matrix<E>, k: usize, to: *mut E) {
        for p in 0..k {
            // SAFETY: by the contract of `interleave`.
            unsafe { *to.add(p * N).cast::<[E; N]>() = m.at(0, p).cast::<[E; N]>().read() };
        }
    }
    // SAFETY: by the contract of `interleave`. Constant widths become vector moves.
    unsafe {
        match rows {
            _ if rows < width => {
                for p in 0..k {
                    std::ptr::copy_nonoverlapping(m.at(0, p), to.add(p * width), rows);
                    std::slice::from_raw_parts_mut(to.add(p * width + rows), width - rows).fill(V::E::default());
                }
            }
            5 => whole::<V::E, 5>(m, k, to),
            6 => whole::<V::E, 6>(m, k, to),
            8 => whole::<V::E, 8>(m, k, to),
            13 => whole::<V::E, 13>(m, k, to),
            14 => whole::<V::E, 14>(m, k, to),
            16 => whole::<V::E, 16>(m, k, to),
            32 => whole::<V::E, 32>(m, k, to),
            _ => (0..k).for_each(|p| std::ptr::copy_nonoverlapping(m.at(0, p), to.add(p * width), rows)),
        }
    }
}

/// Rows lie in one piece: square blocks are transposed in registers. Returns the depth that is done.
#[inline(always)]
unsafe fn transpose_blocks<V: Vector>(m: Matrix<V::E>, rows: usize, width: usize, k: usize, to: *mut V::E) -> usize {
    let side = V::SIDE;
    // The last group of rows may be short: its blocks repeat the last row and write over what follows, which is
    // written later (earlier groups of the same depth, then greater depths), so the end is left to others.
    let spill = if rows % side == 0 { 0 } else { side.div_ceil(width) };
    let mut p = 0;
    while p + side + spill <= k {
        for group in (0..rows.div_ceil(side)).rev().map(|g| g * side) {
            let mut src = [std::ptr::null(); 8];
            for (i, s) in src.iter_mut().enumerate().take(side) {
                *s = m.at((group + i).min(rows - 1), p);
            }
            // SAFETY: by the contract of `interleave` and the note on spilling.
            unsafe { V::transpose(&src[..side], to.add(p * width + group), width) };
        }
        p += side;
    }
    p
}

/// `to[c * rows + r] = from[r * cols + c]`; `to` has `V::SIDE` elements more than that.
///
/// # Safety
/// The CPU has `V`.
pub(crate) unsafe fn turn<V: Vector>(from: &[V::E], rows: usize, cols: usize, to: &mut [V::E]) {
    debug_assert!(from.len() >= rows * cols && to.len() >= rows * cols + V::SIDE && cols % V::SIDE == 0);
    // SAFETY: the lengths fit; what spills goes to the room at the end.
    unsafe { turn_all::<V>(Matrix { ptr: from.as_ptr(), row: cols as isize, col: 1 }, rows, cols, to.as_mut_ptr()) }
}

multiversion! { unsafe fn turn_all<V: Vector>(m: Matrix<V::E>, rows: usize, cols: usize, to: *mut V::E) = turn_body }

#[inline(always)]
unsafe fn turn_body<V: Vector>(m: Matrix<V::E>, rows: usize, cols: usize, to: *mut V::E) {
    // SAFETY: by the contract of `turn`. A depth beyond the last column leaves room for the spill of the last block.
    unsafe {
        let depth = cols + if rows % V::SIDE == 0 { 0 } else { V::SIDE.div_ceil(rows) };
        transpose_blocks::<V>(m, rows, rows, depth, to);
    }
}

/// `to[c * step + r] = from[r * width + c]` for `rows` rows (at least `V::SIDE`) and `cols` columns; writes nothing else.
///
/// # Safety
/// The CPU has `V`; `to` is writable there.
pub(crate) unsafe fn turn_into<V: Vector>(from: &[V::E], width: usize, [rows, cols]: [usize; 2], to: *mut V::E, step: isize) {
    debug_assert!(rows >= V::SIDE && cols <= width && from.len() >= rows * width);
    // SAFETY: by this function's contract.
    unsafe { turn_blocks::<V>(Matrix { ptr: from.as_ptr(), row: width as isize, col: 1 }, rows, cols, to, step) }
}

multiversion! { unsafe fn turn_blocks<V: Vector>(m: Matrix<V::E>, rows: usize, cols: usize, to: *mut V::E, step: isize) = turn_blocks_body }

#[inline(always)]
unsafe fn turn_blocks_body<V: Vector>(m: Matrix<V::E>, rows: usize, cols: usize, to: *mut V::E, step: isize) {
    let whole = cols / V::SIDE * V::SIDE;
    // SAFETY: by the contract of `turn_into`.
    unsafe {
        for block in 0..rows.div_ceil(V::SIDE) {
            // The last block overlaps the one before it.
            let row = (block * V::SIDE).min(rows - V::SIDE);
            for c in (0..whole).step_by(V::SIDE) {
                let mut src = [std::ptr::null(); 8];
                for (i, s) in src.iter_mut().enumerate().take(V::SIDE) {
                    *s = m.at(row + i, c);
                }
                V::transpose(&src[..V::SIDE], to.offset(c as isize * step).add(row), step as usize);
            }
        }
        for c in whole..cols {
            (0..rows).for_each(|r| *to.offset(c as isize * step).add(r) = *m.at(r, c));
        }
    }
}
