//! The order in which samplers visit an output's elements, and tiled fills in that order.

use super::Mt19937;
use crate::dtype::Element;
use crate::view::{View, ViewMut};
use smallvec::SmallVec;

const TILE: usize = 512;

/// One dimension: its size and its stride in each operand.
type Dim<const K: usize> = (i64, [i64; K]);

/// Visits all elements of `K` operands of one shape, fastest along the smallest stride of the first operand. `run` gets
/// the offsets of a run's first elements, its strides and its length.
pub(super) fn runs<const K: usize>(
    sizes: &[i64],
    strides: [&[i64]; K],
    mut run: impl FnMut([i64; K], [i64; K], usize),
) {
    if sizes.contains(&0) {
        return;
    }
    let dims = merged(sorted(sizes, strides));
    let Some((&(inner, inner_strides), outer)) = dims.split_first() else {
        return run([0; K], [1; K], 1);
    };
    let mut index: SmallVec<[i64; 8]> = SmallVec::from_elem(0, outer.len());
    let mut offsets = [0i64; K];
    loop {
        run(offsets, inner_strides, inner as usize);
        let mut d = 0;
        loop {
            let Some(&(size, strides)) = outer.get(d) else { return };
            index[d] += 1;
            if index[d] < size {
                (0..K).for_each(|k| offsets[k] += strides[k]);
                break;
            }
            index[d] = 0;
            (0..K).for_each(|k| offsets[k] -= strides[k] * (size - 1));
            d += 1;
        }
    }
}

/// The dimensions, smallest stride of the first operand first; later operands decide where strides are 0.
fn sorted<const K: usize>(sizes: &[i64], strides: [&[i64]; K]) -> SmallVec<[Dim<K>; 8]> {
    let mut dims: SmallVec<[Dim<K>; 8]> = (0..sizes.len()).rev().map(|d| (sizes[d], strides.map(|s| s[d]))).collect();
    // An insertion sort in which undecided pairs are skipped over, so the order is PyTorch's for broadcast operands too.
    for i in 1..dims.len() {
        let mut at = i;
        for before in (0..i).rev() {
            match swaps(&dims[before], &dims[at]) {
                Some(true) => {
                    dims.swap(before, at);
                    at = before;
                }
                Some(false) => break,
                None => {}
            }
        }
    }
    dims
}

fn swaps<const K: usize>(a: &Dim<K>, b: &Dim<K>) -> Option<bool> {
    for k in 0..K {
        let (x, y) = (a.1[k], b.1[k]);
        if x == 0 || y == 0 {
            continue;
        }
        if x != y {
            return Some(x > y);
        }
        if a.0 > b.0 {
            return Some(true);
        }
    }
    None
}

fn merged<const K: usize>(dims: SmallVec<[Dim<K>; 8]>) -> SmallVec<[Dim<K>; 8]> {
    let mut out: SmallVec<[Dim<K>; 8]> = SmallVec::new();
    for dim in dims {
        if dim.0 == 1 {
            continue;
        }
        match out.last_mut() {
            Some(last) if (0..K).all(|k| last.1[k] * last.0 == dim.1[k]) => last.0 *= dim.0,
            _ => out.push(dim),
        }
    }
    out
}

/// Fills `out` from one output of the generator per element; `map` turns a tile of outputs into values.
pub(super) fn fill32<T: Element>(g: &mut Mt19937, out: &ViewMut, map: impl Fn(&[u32], &mut [T])) {
    let (mut raws, mut values) = ([0u32; TILE], [T::default(); TILE]);
    tiles(out, |at, stride, n| {
        g.fill_u32(&mut raws[..n]);
        map(&raws[..n], &mut values[..n]);
        store(out, at, stride, &values[..n]);
    });
}

/// As `fill32`, with two outputs of the generator per element.
pub(super) fn fill64<T: Element>(g: &mut Mt19937, out: &ViewMut, map: impl Fn(&[u64], &mut [T])) {
    let (mut raws, mut values) = ([0u64; TILE], [T::default(); TILE]);
    tiles(out, |at, stride, n| {
        g.fill_u64(&mut raws[..n]);
        map(&raws[..n], &mut values[..n]);
        store(out, at, stride, &values[..n]);
    });
}

/// Fills `out` with what `next` returns, element by element.
pub(super) fn fill_each<T: Element>(out: &ViewMut, mut next: impl FnMut() -> T) {
    let base = out.ptr::<T>();
    runs(out.sizes, [out.strides], |[at], [stride], n| {
        for i in 0..n as i64 {
            // SAFETY: `runs` stays inside the view.
            unsafe { base.offset((at + i * stride) as isize).write(next()) };
        }
    });
}

/// As `fill_each`, with the value of `input` (of the same sizes) at each element; stops at the first error.
pub(super) fn map_each<A: Element, T: Element, E>(
    input: &View,
    out: &ViewMut,
    mut next: impl FnMut(A) -> Result<T, E>,
) -> Result<(), E> {
    let (from, to) = (input.ptr::<A>(), out.ptr::<T>());
    let mut failed = None;
    runs(out.sizes, [out.strides, input.strides], |at, stride, n| {
        for i in 0..n as i64 {
            if failed.is_some() {
                return;
            }
            // SAFETY: `runs` stays inside both views.
            let x = unsafe { *from.offset((at[1] + i * stride[1]) as isize) };
            match next(x) {
                // SAFETY: as above.
                Ok(v) => unsafe { to.offset((at[0] + i * stride[0]) as isize).write(v) },
                Err(e) => failed = Some(e),
            }
        }
    });
    failed.map_or(Ok(()), Err)
}

fn tiles(out: &ViewMut, mut tile: impl FnMut(i64, i64, usize)) {
    runs(out.sizes, [out.strides], |[at], [stride], n| {
        for start in (0..n).step_by(TILE) {
            tile(at + start as i64 * stride, stride, TILE.min(n - start));
        }
    });
}

fn store<T: Element>(out: &ViewMut, at: i64, stride: i64, values: &[T]) {
    // SAFETY: `at` and the strided positions after it are elements of the view.
    unsafe {
        let to = out.ptr::<T>().offset(at as isize);
        if stride == 1 {
            std::ptr::copy_nonoverlapping(values.as_ptr(), to, values.len());
        } else {
            for (i, &v) in values.iter().enumerate() {
                to.offset(i as isize * stride as isize).write(v);
            }
        }
    }
}

/// A complex view as a real one with a last dimension of size 2; other views as they are.
pub(super) fn as_real<R>(out: &mut ViewMut, f: impl FnOnce(&mut ViewMut) -> R) -> R {
    if !out.dtype.is_complex() {
        return f(out);
    }
    let mut sizes: SmallVec<[i64; 8]> = SmallVec::from_slice(out.sizes);
    let mut strides: SmallVec<[i64; 8]> = out.strides.iter().map(|s| s * 2).collect();
    sizes.push(2);
    strides.push(1);
    // SAFETY: a complex number is two reals side by side, so this reaches the same bytes.
    let mut real = unsafe { ViewMut::new(out.ptr(), out.dtype.to_real(), &sizes, &strides) };
    f(&mut real)
}
