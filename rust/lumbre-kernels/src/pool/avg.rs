//! Mean of windows and its gradient.

use super::axis::{Windows, plane_grain};
use crate::conv::shape::{Strides, each, three};
use crate::multiversion;
use crate::gemm::num::{Arith, Num, Ptr};
use crate::gemm::pack::narrow;
use crate::parallel::parallel_for;
use crate::scratch::{Number, Scratch};
use crate::{Element, View, ViewMut};
use std::ops::{Add, Div};

/// A real floating type.
pub(super) trait Real: Num<Acc: Number + Add<Output = Self::Acc> + Div<Output = Self::Acc>> {}
impl<T: Num<Acc: Number + Add<Output = T::Acc> + Div<Output = T::Acc>>> Real for T {}

/// What the sum of each window along the last dimension is divided by.
fn divisors<A: Element>(win: &Windows, od: i64, oh: i64, include_pad: bool, divisor: Option<i64>, out: &mut [A]) {
    let [d, h, w] = win.axes;
    let count = |(padded, inside): (i64, i64)| if include_pad { padded } else { inside };
    for (ow, v) in out.iter_mut().enumerate() {
        let size = count(d.counts(od)) * count(h.counts(oh)) * count(w.counts(ow as i64));
        *v = A::from_i64(divisor.unwrap_or(size));
    }
}

pub(super) fn avg_pool<T: Real>(win: &Windows, x: &View, include_pad: bool, divisor: Option<i64>, out: &ViewMut) {
    let [d, h, w] = win.axes;
    let (xp, op) = (Ptr::new(x.ptr::<T>()), Ptr::new(out.ptr::<T>()));
    let (xs, os) = (Strides::of(x.strides), Strides::of(out.strides));
    let work = d.out * h.out * w.out * d.kernel * h.kernel * w.kernel;
    parallel_for((x.sizes[0] * x.sizes[1]) as usize, plane_grain(work), &|range| {
        let mut sums = Scratch::<T::Acc>::new(w.out as usize);
        let mut by = Scratch::<T::Acc>::new(w.out as usize);
        for plane in range {
            let (n, c) = (plane as i64 / x.sizes[1], plane as i64 % x.sizes[1]);
            each([d.out, h.out, 1], |[od, oh, _]| {
                sums.fill(T::Acc::default());
                let ((d0, d1), (h0, h1)) = (d.taps(od), h.taps(oh));
                for kd in d0..d1 {
                    for kh in h0..h1 {
                        for kw in 0..w.kernel {
                            let (o0, o1) = w.outputs(kw);
                            let from = xp.at(xs.at(n, c, [d.at(od, kd), h.at(oh, kh), w.at(o0, kw)]));
                            // SAFETY: the axes keep every tap of these outputs inside the input.
                            unsafe { add_row::<T>(from, (w.stride * xs.s[2]) as isize, &mut sums[o0 as usize..o1 as usize]) };
                        }
                    }
                }
                divisors(win, od, oh, include_pad, divisor, &mut by);
                for ow in 0..w.out as usize {
                    // SAFETY: inside the view.
                    unsafe { op.at(os.at(n, c, [od, oh, ow as i64])).write(T::down(sums[ow] / by[ow])) };
                }
            });
        }
    });
}

multiversion! {
    /// Adds a strided row to `sums`.
    ///
    /// # Safety
    /// `sums.len()` elements are readable from `from` at `step`.
    unsafe fn add_row<T: Real>(from: *const T, step: isize, sums: &mut [T::Acc]) = add_row_body
}

#[inline(always)]
unsafe fn add_row_body<T: Real>(from: *const T, step: isize, sums: &mut [T::Acc]) {
    // SAFETY: by this function's contract. Constant steps let the compiler turn the loads into shuffles.
    unsafe {
        match step {
            1 => (0..sums.len()).for_each(|i| sums[i] = sums[i].plus((*from.add(i)).up())),
            2 => (0..sums.len()).for_each(|i| sums[i] = sums[i].plus((*from.add(2 * i)).up())),
            _ => (0..sums.len()).for_each(|i| sums[i] = sums[i].plus((*from.offset(i as isize * step)).up())),
        }
    }
}

pub(super) fn backward<T: Real>(win: &Windows, g: &View, include_pad: bool, divisor: Option<i64>, gx: &ViewMut) {
    let [d, h, w] = win.axes;
    let (gp, gs) = (Ptr::new(g.ptr::<T>()), Strides::of(g.strides));
    let len = d.len * h.len * w.len;
    let work = len + d.out * h.out * w.out * d.kernel * h.kernel * w.kernel;
    parallel_for((g.sizes[0] * g.sizes[1]) as usize, plane_grain(work), &|range| {
        let mut sums = Scratch::<T::Acc>::new(len as usize);
        let mut share = Scratch::<T::Acc>::new(w.out as usize);
        for plane in range {
            let (n, c) = (plane as i64 / g.sizes[1], plane as i64 % g.sizes[1]);
            sums.fill(T::Acc::default());
            each([d.out, h.out, 1], |[od, oh, _]| {
                divisors(win, od, oh, include_pad, divisor, &mut share);
                for ow in 0..w.out as usize {
                    // SAFETY: inside the view.
                    share[ow] = unsafe { *gp.at(gs.at(n, c, [od, oh, ow as i64])) }.up() / share[ow];
                }
                let ((d0, d1), (h0, h1)) = (d.taps(od), h.taps(oh));
                for kd in d0..d1 {
                    for kh in h0..h1 {
                        let row = (d.at(od, kd) * h.len + h.at(oh, kh)) * w.len;
                        for kw in 0..w.kernel {
                            let (o0, o1) = w.outputs(kw);
                            for ow in o0..o1 {
                                let sum = &mut sums[(row + w.at(ow, kw)) as usize];
                                *sum = sum.plus(share[ow as usize]);
                            }
                        }
                    }
                }
            });
            store_plane::<T>(&sums, gx, n, c);
        }
    });
}

/// Writes the sums of one plane to their strided, narrower place.
pub(super) fn store_plane<T: Num>(sums: &[T::Acc], gx: &ViewMut, n: i64, c: i64) {
    let (xp, xs) = (Ptr::new(gx.ptr::<T>()), Strides::of(gx.strides));
    let [d, h, w] = three(&gx.sizes[2..], 1);
    each([d, h, 1], |[id, ih, _]| {
        let row = &sums[((id * h + ih) * w) as usize..][..w as usize];
        let to = xp.at(xs.at(n, c, [id, ih, 0]));
        // SAFETY: inside the view.
        unsafe { narrow::<T>(row, to, xs.s[2] as isize) };
    });
}
