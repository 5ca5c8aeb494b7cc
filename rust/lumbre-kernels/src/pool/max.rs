//! Maximum of windows, and the gradient that goes back to where it was found.

use crate::scratch::capacity;
use super::axis::{Windows, plane_grain};
use crate::conv::shape::{Strides, each};
use crate::multiversion;
use crate::gemm::num::{Arith, Num, Ptr};
use crate::parallel::parallel_for;
use crate::scratch::{Number, Scratch};
use crate::view::is_contiguous;
use crate::{Element, View, ViewMut};

/// A type with an order and a least value.
pub(super) trait Ordered: Num<Acc: Number + PartialOrd> {
    fn least() -> Self::Acc;
}
macro_rules! ordered { ($($t:ty => $least:expr),*) => { $(impl Ordered for $t { fn least() -> Self::Acc { $least } })* } }
ordered!(u8 => u8::MIN, i8 => i8::MIN, i16 => i16::MIN, i32 => i32::MIN, i64 => i64::MIN);
ordered!(half::f16 => f32::NEG_INFINITY, half::bf16 => f32::NEG_INFINITY, f32 => f32::NEG_INFINITY, f64 => f64::NEG_INFINITY);

pub(super) fn max_pool<T: Ordered>(win: &Windows, x: &View, out: &ViewMut, indices: &ViewMut) {
    let [d, h, w] = win.axes;
    let planes = x.sizes[0] * x.sizes[1];
    let work = d.out * h.out * w.out * d.kernel * h.kernel * w.kernel;
    if w.out < NARROW && win.inside() {
        return narrow_planes::<T>(win, x, out, indices, plane_grain(work));
    }
    parallel_for(planes as usize, plane_grain(work), &|range| {
        let mut best = Scratch::<T::Acc>::new(w.out as usize);
        let mut tap = Scratch::<u32>::new(w.out as usize);
        let mut places = Scratch::<i64>::new((d.kernel * h.kernel * w.kernel) as usize);
        for (t, place) in places.iter_mut().enumerate() {
            let t = t as i64;
            let (kd, kh, kw) = (t / (h.kernel * w.kernel), t / w.kernel % h.kernel, t % w.kernel);
            *place = (kd * d.dilation * h.len + kh * h.dilation) * w.len + kw * w.dilation;
        }
        for plane in range {
            let (n, c) = (plane as i64 / x.sizes[1], plane as i64 % x.sizes[1]);
            for od in 0..d.out {
                for oh in 0..h.out {
                    row::<T>(win, x, n, c, [od, oh], &mut best, &mut tap);
                    store::<T>(win, out, indices, n, c, [od, oh], &best, &tap, &places);
                }
            }
        }
    });
}

/// Outputs of a row below which each window is searched by itself.
const NARROW: i64 = 16;

/// Planes of few columns whose windows all lie inside: rows are too short to be compared as vectors.
fn narrow_planes<T: Ordered>(win: &Windows, x: &View, out: &ViewMut, indices: &ViewMut, grain: usize) {
    let [d, h, w] = win.axes;
    let (xp, xs) = (Ptr::new(x.ptr::<T>()), Strides::of(x.strides));
    let (op, ip) = (Ptr::new(out.ptr::<T>()), Ptr::new(indices.ptr::<i64>()));
    let (os, is) = (Strides::of(out.strides), Strides::of(indices.strides));
    let mut taps: Vec<Tap> = capacity((d.kernel * h.kernel * w.kernel) as usize);
    each([d.kernel, h.kernel, w.kernel], |k| {
        let [kd, kh, kw] = [k[0] * d.dilation, k[1] * h.dilation, k[2] * w.dilation];
        taps.push((xs.at(0, 0, [kd, kh, kw]) as isize, (kd * h.len + kh) * w.len + kw));
    });
    let lines = xs.s[2] == 1 && os.s[2] == 1 && is.s[2] == 1;
    let pairs = lines && d.kernel == 1 && [h.kernel, w.kernel, w.stride, h.dilation, w.dilation] == [2, 2, 2, 1, 1];
    parallel_for((x.sizes[0] * x.sizes[1]) as usize, grain, &|range| {
        for plane in range {
            let (n, c) = (plane as i64 / x.sizes[1], plane as i64 % x.sizes[1]);
            each([d.out, h.out, 1], |[od, oh, _]| {
                let from = xp.at(xs.at(n, c, [d.at(od, 0), h.at(oh, 0), 0]));
                let first = (d.at(od, 0) * h.len + h.at(oh, 0)) * w.len;
                let (to, index) = (op.at(os.at(n, c, [od, oh, 0])), ip.at(is.at(n, c, [od, oh, 0])));
                if pairs {
                    // SAFETY: the windows lie inside the input, the results inside both outputs.
                    return unsafe { squares::<T>(from, xs.s[1] as isize, [first, w.len], w.out as usize, to, index) };
                }
                for ow in 0..w.out {
                    let column = ow * w.stride;
                    let window = from.wrapping_offset((column * xs.s[2]) as isize);
                    // SAFETY: the windows lie inside the input. Arrays are searched without a loop.
                    let (best, place) = unsafe {
                        match (<&[Tap; 4]>::try_from(&taps[..]), <&[Tap; 9]>::try_from(&taps[..])) {
                            (Ok(four), _) => search::<T>(window, four),
                            (_, Ok(nine)) => search::<T>(window, nine),
                            _ => search::<T>(window, &taps),
                        }
                    };
                    // SAFETY: inside both views.
                    unsafe {
                        to.offset((ow * os.s[2]) as isize).write(T::down(best));
                        index.offset((ow * is.s[2]) as isize).write(first + column + place);
                    }
                }
            });
        }
    });
}

/// The largest of each square of two by two of a pair of rows `row` apart, of which the first begins at place `first` of a plane
/// `width` wide.
///
/// # Safety
/// `2 * n` elements of both rows are readable, `n` of both results writable.
#[inline(always)]
unsafe fn squares<T: Ordered>(from: *const T, row: isize, [first, width]: [i64; 2], n: usize, to: *mut T, index: *mut i64) {
    for i in 0..n {
        // SAFETY: by this function's contract.
        unsafe {
            let (above, below) = (from.add(2 * i), from.offset(row).add(2 * i));
            let place = first + 2 * i as i64;
            // Minus infinity is no less than the least value, so the first element is as good a start.
            let (mut best, mut at) = ((*above).up(), place);
            pick((*above.add(1)).up(), &mut best, &mut at, place + 1);
            let (mut low, mut low_at) = ((*below).up(), place + width);
            pick((*below.add(1)).up(), &mut low, &mut low_at, place + width + 1);
            pick(low, &mut best, &mut at, low_at);
            to.add(i).write(T::down(best));
            index.add(i).write(at);
        }
    }
}

/// Where an element of a window lies, in memory and in the plane, from the window's first.
type Tap = (isize, i64);

/// The largest element of a window, and its place.
///
/// # Safety
/// The taps are readable from `window`.
#[inline(always)]
unsafe fn search<T: Ordered>(window: *const T, taps: &[Tap]) -> (T::Acc, i64) {
    let (mut best, mut place) = (T::least(), 0);
    for &(offset, at) in taps {
        // SAFETY: by this function's contract.
        pick(unsafe { (*window.offset(offset)).up() }, &mut best, &mut place, at);
    }
    (best, place)
}

/// The maxima of one output row, and for each the number of the tap that holds it.
fn row<T: Ordered>(win: &Windows, x: &View, n: i64, c: i64, [od, oh]: [i64; 2], best: &mut [T::Acc], tap: &mut [u32]) {
    let [d, h, w] = win.axes;
    let (xp, xs) = (Ptr::new(x.ptr::<T>()), Strides::of(x.strides));
    let ((d0, d1), (h0, h1)) = (d.taps(od), h.taps(oh));
    best.fill(T::least());
    for (o, t) in tap.iter_mut().enumerate() {
        *t = ((d0 * h.kernel + h0) * w.kernel + w.taps(o as i64).0) as u32;
    }
    for kd in d0..d1 {
        for kh in h0..h1 {
            for kw in 0..w.kernel {
                let (o0, o1) = w.outputs(kw);
                let from = xp.at(xs.at(n, c, [d.at(od, kd), h.at(oh, kh), w.at(o0, kw)]));
                let id = ((kd * h.kernel + kh) * w.kernel + kw) as u32;
                let (o0, o1) = (o0 as usize, o1 as usize);
                // SAFETY: the axes keep every tap of these outputs inside the input.
                unsafe { take_larger::<T>(from, (w.stride * xs.s[2]) as isize, &mut best[o0..o1], &mut tap[o0..o1], id) };
            }
        }
    }
}

multiversion! {
    /// Takes the elements of a strided row that beat `best`.
    ///
    /// # Safety
    /// `best.len()` elements are readable from `from` at `step`; `tap` is as long as `best`.
    unsafe fn take_larger<T: Ordered>(from: *const T, step: isize, best: &mut [T::Acc], tap: &mut [u32], id: u32) = larger
}

#[inline(always)]
unsafe fn larger<T: Ordered>(from: *const T, step: isize, best: &mut [T::Acc], tap: &mut [u32], id: u32) {
    let n = best.len();
    let tap = &mut tap[..n];
    // Constant steps let the compiler turn the loads into shuffles.
    match step {
        1 => (0..n).for_each(|i| pick(unsafe_at(from, i as isize), &mut best[i], &mut tap[i], id)),
        2 => (0..n).for_each(|i| pick(unsafe_at(from, 2 * i as isize), &mut best[i], &mut tap[i], id)),
        _ => (0..n).for_each(|i| pick(unsafe_at(from, step * i as isize), &mut best[i], &mut tap[i], id)),
    }
    #[inline(always)]
    fn unsafe_at<T: Num>(from: *const T, i: isize) -> T::Acc {
        // SAFETY: by the contract of `larger`.
        unsafe { (*from.offset(i)).up() }
    }
}

/// NaN beats everything, itself included, as in PyTorch.
#[inline(always)]
#[allow(clippy::eq_op)]
fn pick<A: Copy + PartialOrd, I: Copy>(v: A, best: &mut A, tap: &mut I, id: I) {
    let take = (v > *best) | (v != v);
    *best = if take { v } else { *best };
    *tap = if take { id } else { *tap };
}

fn store<T: Ordered>(
    win: &Windows,
    out: &ViewMut,
    indices: &ViewMut,
    n: i64,
    c: i64,
    [od, oh]: [i64; 2],
    best: &[T::Acc],
    tap: &[u32],
    places: &[i64],
) {
    let [d, h, w] = win.axes;
    let (op, ip) = (Ptr::new(out.ptr::<T>()), Ptr::new(indices.ptr::<i64>()));
    let (os, is) = (Strides::of(out.strides), Strides::of(indices.strides));
    let first = (d.at(od, 0) * h.len + h.at(oh, 0)) * w.len;
    let (to, index) = (op.at(os.at(n, c, [od, oh, 0])), ip.at(is.at(n, c, [od, oh, 0])));
    for (ow, (&v, &t)) in best.iter().zip(tap).enumerate() {
        // A window that lies in the padding whole has no tap; its place is the last one's.
        let place = places[(t as usize).min(places.len() - 1)];
        // SAFETY: inside both views.
        unsafe {
            to.offset(ow as isize * os.s[2] as isize).write(T::down(v));
            index.offset(ow as isize * is.s[2] as isize).write(first + w.at(ow as i64, 0) + place);
        }
    }
}

pub(super) fn backward<T: Num<Acc: Number>>(g: &View, indices: &View, gx: &ViewMut) {
    use crate::conv::shape::three;
    let (input, output) = (three(&gx.sizes[2..], 1), three(&g.sizes[2..], 1));
    let (gp, ip) = (Ptr::new(g.ptr::<T>()), Ptr::new(indices.ptr::<i64>()));
    let (gs, is) = (Strides::of(g.strides), Strides::of(indices.strides));
    let len = input.iter().product::<i64>();
    let whole = [(g.sizes, g.strides), (indices.sizes, indices.strides), (gx.sizes, gx.strides)];
    if T::DTYPE == T::Acc::DTYPE && whole.iter().all(|(sizes, strides)| is_contiguous(sizes, strides)) {
        let count = output.iter().product::<i64>() as usize;
        let to = Ptr::new(gx.ptr::<T::Acc>());
        return parallel_for((gx.sizes[0] * gx.sizes[1]) as usize, plane_grain(len), &|range| {
            for plane in range {
                // SAFETY: planes of contiguous views; `T` is the type of the sums, whose zero is all zero bits.
                let (g, index, sums) = unsafe {
                    std::ptr::write_bytes(to.at(plane as i64 * len), 0, len as usize);
                    (
                        std::slice::from_raw_parts(gp.at((plane * count) as i64) as *const T, count),
                        std::slice::from_raw_parts(ip.at((plane * count) as i64) as *const i64, count),
                        std::slice::from_raw_parts_mut(to.at(plane as i64 * len), len as usize),
                    )
                };
                for (v, &i) in g.iter().zip(index) {
                    if let Some(sum) = sums.get_mut(i as usize) {
                        *sum = sum.plus(v.up());
                    }
                }
            }
        });
    }
    parallel_for((gx.sizes[0] * gx.sizes[1]) as usize, plane_grain(len), &|range| {
        for plane in range {
            let (n, c) = (plane as i64 / gx.sizes[1], plane as i64 % gx.sizes[1]);
            let mut sums = Scratch::<T::Acc>::zeroed(len as usize);
            each([output[0], output[1], 1], |at| {
                let (g, index) = (gp.at(gs.at(n, c, at)), ip.at(is.at(n, c, at)));
                for ow in 0..output[2] as isize {
                    // SAFETY: inside both views.
                    let (v, i) = unsafe { (*g.offset(ow * gs.s[2] as isize), *index.offset(ow * is.s[2] as isize)) };
                    // An index that is no place of the plane adds nothing.
                    if let Some(sum) = sums.get_mut(i as usize) {
                        *sum = sum.plus(v.up());
                    }
                }
            });
            super::avg::store_plane::<T>(&sums, gx, n, c);
        }
    });
}
