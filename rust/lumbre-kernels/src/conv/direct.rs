//! Convolutions by their definition: integers and complex numbers, and shapes nothing faster takes.

use super::shape::{Dims, Shape, Strides, each};
use crate::gemm::num::{Arith, Num, Ptr};
use crate::parallel::parallel_for;
use crate::{View, ViewMut};

fn spot(f: impl Fn(usize) -> Option<i64>) -> Option<Dims> {
    Some([f(0)?, f(1)?, f(2)?])
}

pub(super) fn forward<T: Num>(s: &Shape, x: &View, w: &View, bias: Option<View>, out: &ViewMut) {
    let (xp, wp, op) = (Ptr::new(x.ptr::<T>()), Ptr::new(w.ptr::<T>()), Ptr::new(out.ptr::<T>()));
    let (xs, ws, os) = (Strides::of(x.strides), Strides::of(w.strides), Strides::of(out.strides));
    let planes = s.groups * s.o;
    parallel_for((s.n * planes) as usize, 1, &|range| {
        for plane in range {
            let (n, o) = (plane as i64 / planes, plane as i64 % planes);
            let first = o / s.o * s.c;
            // SAFETY: every position is checked against the sizes.
            let start = bias.map_or(T::Acc::default(), |b| unsafe { (*b.ptr::<T>().offset((o * b.strides[0]) as isize)).up() });
            each(s.output, |at| {
                let mut sum = start;
                for c in 0..s.c {
                    each(s.kernel, |k| {
                        if let Some(i) = spot(|d| s.input_at(d, at[d], k[d])) {
                            // SAFETY: as above.
                            let (a, b) = unsafe { (*xp.at(xs.at(n, first + c, i)), *wp.at(ws.at(o, c, k))) };
                            sum = sum.plus(a.up().times(b.up()));
                        }
                    });
                }
                // SAFETY: as above.
                unsafe { op.at(os.at(n, o, at)).write(T::down(sum)) };
            });
        }
    });
}

pub(super) fn backward_input<T: Num>(s: &Shape, g: &View, w: &View, gx: &ViewMut) {
    let (gp, wp, op) = (Ptr::new(g.ptr::<T>()), Ptr::new(w.ptr::<T>()), Ptr::new(gx.ptr::<T>()));
    let (gs, ws, os) = (Strides::of(g.strides), Strides::of(w.strides), Strides::of(gx.strides));
    let planes = s.groups * s.c;
    parallel_for((s.n * planes) as usize, 1, &|range| {
        for plane in range {
            let (n, ch) = (plane as i64 / planes, plane as i64 % planes);
            let (first, c) = (ch / s.c * s.o, ch % s.c);
            each(s.input, |at| {
                let mut sum = T::Acc::default();
                for o in first..first + s.o {
                    each(s.kernel, |k| {
                        if let Some(i) = spot(|d| s.output_at(d, at[d], k[d])) {
                            // SAFETY: every position is checked against the sizes.
                            let (a, b) = unsafe { (*gp.at(gs.at(n, o, i)), *wp.at(ws.at(o, c, k))) };
                            sum = sum.plus(a.up().times(b.up()));
                        }
                    });
                }
                // SAFETY: as above.
                unsafe { op.at(os.at(n, ch, at)).write(T::down(sum)) };
            });
        }
    });
}

pub(super) fn backward_weight<T: Num>(s: &Shape, g: &View, x: &View, gw: &ViewMut) {
    let (gp, xp, op) = (Ptr::new(g.ptr::<T>()), Ptr::new(x.ptr::<T>()), Ptr::new(gw.ptr::<T>()));
    let (gs, xs, os) = (Strides::of(g.strides), Strides::of(x.strides), Strides::of(gw.strides));
    parallel_for((s.groups * s.o) as usize, 1, &|range| {
        for o in range.start as i64..range.end as i64 {
            let first = o / s.o * s.c;
            for c in 0..s.c {
                each(s.kernel, |k| {
                    let mut sum = T::Acc::default();
                    for n in 0..s.n {
                        each(s.output, |at| {
                            if let Some(i) = spot(|d| s.input_at(d, at[d], k[d])) {
                                // SAFETY: every position is checked against the sizes.
                                let (a, b) = unsafe { (*gp.at(gs.at(n, o, at)), *xp.at(xs.at(n, first + c, i))) };
                                sum = sum.plus(a.up().times(b.up()));
                            }
                        });
                    }
                    // SAFETY: as above.
                    unsafe { op.at(os.at(o, c, k)).write(T::down(sum)) };
                });
            }
        }
    });
}
