//! Copies between any strides and dtypes, and fills.

use crate::dtype::DType;
use crate::each_width;
use crate::parallel::parallel_for;
use crate::runs::Ptr;
use crate::scalar::Scalar;
use crate::tile::convert::{hub, steps};
use crate::tile::layout::Layout;
use crate::tile::moves::copy_strided;
use crate::tile::{Kernel, run};
use crate::view::{View, ViewMut};
use smallvec::SmallVec;
use std::ops::Range;

/// Bytes worth a task of their own.
const GRAIN_BYTES: usize = 256 << 10;
/// Bytes of rows that parts take turns in.
const TURN_BYTES: i64 = 32 << 10;
/// Elements of a side of the squares a transposition moves at a time.
const SIDE: usize = 32;

/// `out = x`, cast to `out`'s dtype by PyTorch's rules: floats to integers are truncated, complex to real keeps the real
/// part, anything to bool is `!= 0` (NaN is true).
pub fn copy(x: View, out: ViewMut) {
    debug_assert_eq!(x.sizes, out.sizes);
    let n = out.numel();
    if n == 0 || (x.dtype == out.dtype && x.ptr::<u8>() == out.ptr::<u8>()) {
        return;
    }
    if x.dtype != out.dtype {
        return cast(x, out);
    }
    let width = x.dtype.size();
    if x.is_contiguous() && out.is_contiguous() {
        return copy_bytes(&x, &out, n * width);
    }
    let layout: Layout<2> = Layout::new(out.sizes, [x.strides, out.strides]);
    match transposed(&layout) {
        Some(row) => each_width!(x.dtype, T => copy_transposed::<T>(&x, &out, &layout, row)),
        None => copy_rows(&x, &out, &layout, width),
    }
}

fn copy_bytes(x: &View, out: &ViewMut, bytes: usize) {
    let part = |range: Range<usize>| {
        // SAFETY: both views hold `bytes` contiguous bytes and are disjoint.
        unsafe { std::ptr::copy_nonoverlapping(x.ptr::<u8>().add(range.start), out.ptr::<u8>().add(range.start), range.len()) }
    };
    if bytes <= GRAIN_BYTES { part(0..bytes) } else { parallel_for(bytes, GRAIN_BYTES, &part) }
}

/// Copies every part to its place in `out`: part `i` lies `starts[i]` elements in, with its own sizes and the strides given.
/// Parts that share rows of `out` take turns, so that a row is written at once.
///
/// # Safety
/// The parts lie inside `out`, apart from each other.
pub unsafe fn place(parts: &[View], starts: &[i64], strides: &[i64], out: &ViewMut) {
    let to = Ptr::new(out.ptr::<u8>());
    let size = out.dtype.size() as i64;
    // Without rows the whole parts.
    let turn = |rows: Range<i64>| {
        for (x, &start) in parts.iter().zip(starts).filter(|(x, _)| x.numel() > 0) {
            let mut sizes: SmallVec<[i64; 8]> = SmallVec::from_slice(x.sizes);
            let mut first = 0;
            if rows.end > 0 {
                (first, sizes[0]) = (rows.start, rows.end - rows.start);
            }
            // SAFETY: by this function's contract; the rows are some of the part's.
            unsafe {
                let from = x.with(first * x.strides.first().unwrap_or(&0), &sizes, x.strides);
                let at = start + first * strides.first().unwrap_or(&0);
                copy(from, ViewMut::new(to.at((at * size) as isize), out.dtype, &sizes, strides));
            }
        }
    };
    let rows = out.sizes.first().copied().unwrap_or(0);
    let beside = strides.first().is_some_and(|&row| starts.iter().all(|&start| start < row));
    let shared = rows > 1 && parts.len() > 1 && beside && parts.iter().all(|x| x.sizes.first() == Some(&rows));
    if !shared || out.numel() as i64 * size <= 2 * TURN_BYTES {
        return turn(0..0);
    }
    let grain = (TURN_BYTES / (out.numel() as i64 * size / rows).max(1)).max(1);
    parallel_for(rows as usize, grain as usize, &|range| turn(range.start as i64..range.end as i64));
}

/// A dtype to another: the loop is the conversion itself.
fn cast(x: View, out: ViewMut) {
    let steps = steps(x.dtype, out.dtype);
    let [step] = steps[..] else { return cast_stored(x, out) };
    let kernel = Kernel {
        load: [x.dtype],
        store: out.dtype,
        input: x.dtype,
        result: out.dtype,
        in_place: false,
        grain: 16 << 10,
        // SAFETY: the kernel contract: n elements each, disjoint.
        body: &|[x], out, n, _| unsafe { step(x, out, n) },
        by_number: None,
    };
    run::<1, 2>(&[x], &out, &kernel);
}

/// Pairs without a loop of their own, through a dtype that has one with both.
fn cast_stored(x: View, out: ViewMut) {
    let between = hub(x.dtype, out.dtype);
    let width = between.size();
    let kernel = Kernel {
        load: [between],
        store: between,
        input: between,
        result: between,
        in_place: false,
        grain: 16 << 10,
        // SAFETY: the kernel contract: n elements each, disjoint.
        body: &|[x], out, n, _| unsafe { std::ptr::copy_nonoverlapping(x, out, n * width) },
        by_number: None,
    };
    run::<1, 2>(&[x], &out, &kernel);
}

/// The dimension along which the source is contiguous while the output is along the innermost one.
fn transposed(layout: &Layout<2>) -> Option<usize> {
    let last = layout.sizes.len() - 1;
    if layout.inner_stride(1) != 1 || layout.inner_stride(0) == 1 || layout.inner_stride(0) == 0 {
        return None;
    }
    (0..last).find(|&d| layout.strides[0][d] == 1 && layout.sizes[d] >= 4 && layout.sizes[last] >= 4)
}

/// Moves squares of the plane of dimension `row` and the innermost one, so that both sides stay in cache.
fn copy_transposed<T: Copy>(x: &View, out: &ViewMut, layout: &Layout<2>, row: usize) {
    let last = layout.sizes.len() - 1;
    let (rows, columns) = (layout.sizes[row] as usize, layout.sizes[last] as usize);
    let (from, to) = (layout.inner_stride(0) as isize, layout.strides[1][row] as isize);
    let mut outer = Layout { sizes: layout.sizes.clone(), strides: layout.strides.clone() };
    outer.sizes[row] = 1;
    outer.sizes[last] = 1;
    let planes = outer.sizes.iter().product::<i64>() as usize;
    let (down, across) = (rows.div_ceil(SIDE), columns.div_ceil(SIDE));
    let squares = |range: Range<usize>| {
        for square in range {
            let (plane, at) = (square / (down * across), square % (down * across));
            let index = outer.index(plane);
            let (i0, j0) = (at / across * SIDE, at % across * SIDE);
            let src = x.ptr::<T>().wrapping_offset(outer.offset(0, &index) + i0 as isize + j0 as isize * from);
            let dst = out.ptr::<T>().wrapping_offset(outer.offset(1, &index) + i0 as isize * to + j0 as isize);
            let (height, breadth) = (SIDE.min(rows - i0), SIDE.min(columns - j0));
            // SAFETY: the square lies in both views, which are disjoint; squares are disjoint too.
            unsafe { square_transposed(src, from, dst, to, height, breadth) };
        }
    };
    let total = planes * down * across;
    let grain = (GRAIN_BYTES / (SIDE * SIDE * size_of::<T>())).max(1);
    if total <= grain { squares(0..total) } else { parallel_for(total, grain, &squares) }
}

/// `dst[i * to + j] = src[i + j * from]`.
unsafe fn square_transposed<T: Copy>(src: *const T, from: isize, dst: *mut T, to: isize, height: usize, breadth: usize) {
    for i in 0..height as isize {
        for j in 0..breadth as isize {
            // SAFETY: the caller's promise.
            unsafe { dst.offset(i * to + j).write(*src.offset(i + j * from)) };
        }
    }
}

fn copy_rows(x: &View, out: &ViewMut, layout: &Layout<2>, width: usize) {
    let inner = layout.inner();
    let total = layout.sizes.iter().product::<i64>() as usize;
    let (from, to) = (layout.inner_stride(0) as isize, layout.inner_stride(1) as isize);
    let span = |range: Range<usize>| {
        let mut index = layout.index(range.start);
        let mut at = range.start;
        while at < range.end {
            let n = (range.end - at).min(inner - index[index.len() - 1] as usize);
            let src = x.ptr::<u8>().wrapping_offset(layout.offset(0, &index) * width as isize);
            let dst = out.ptr::<u8>().wrapping_offset(layout.offset(1, &index) * width as isize);
            // SAFETY: the run lies in one row of both views, which are disjoint.
            unsafe { copy_strided(width, src, from, dst, to, n) };
            at += n;
            if at < range.end {
                layout.advance(&mut index, n);
            }
        }
    };
    let grain = GRAIN_BYTES / 4 / width;
    if total <= grain { span(0..total) } else { parallel_for(total, grain, &span) }
}

/// Every element of `out` becomes `value`, cast to its dtype.
pub fn fill(value: Scalar, out: ViewMut) {
    let n = out.numel();
    if n == 0 {
        return;
    }
    let element = element_of(value, out.dtype);
    let width = out.dtype.size();
    if out.is_contiguous() && element.0 == [0; 16] {
        // SAFETY: the view holds n contiguous elements, and zero bytes are the value 0 of every dtype.
        return unsafe { std::ptr::write_bytes(out.ptr::<u8>(), 0, n * width) };
    }
    let strides: SmallVec<[i64; 8]> = SmallVec::from_elem(0, out.sizes.len());
    // SAFETY: every stride is 0, so only the one element is reached; it outlives the call.
    let x = unsafe { View::new(element.0.as_ptr(), out.dtype, out.sizes, &strides) };
    copy_rows(&x, &out, &Layout::new(out.sizes, [&strides, out.strides]), width);
}

/// Room for an element of any dtype.
#[repr(C, align(16))]
struct Bytes([u8; 16]);

/// The scalar as an element of `dtype`, in the first bytes; the others are 0.
fn element_of(value: Scalar, dtype: DType) -> Bytes {
    let mut from = Bytes([0; 16]);
    match value {
        Scalar::Bool(v) => from.0[0] = v as u8,
        Scalar::Int(v) => from.0[..8].copy_from_slice(&v.to_ne_bytes()),
        Scalar::Float(v) => from.0[..8].copy_from_slice(&v.to_ne_bytes()),
        Scalar::Complex(v) => {
            from.0[..8].copy_from_slice(&v.re.to_ne_bytes());
            from.0[8..].copy_from_slice(&v.im.to_ne_bytes());
        }
    }
    for step in steps(value.widest_dtype(), dtype) {
        let mut to = Bytes([0; 16]);
        // SAFETY: both buffers are aligned for every dtype and hold one element.
        unsafe { step(from.0.as_ptr(), to.0.as_mut_ptr(), 1) };
        from = to;
    }
    from
}
