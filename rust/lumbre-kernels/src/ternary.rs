//! Element-wise functions of three tensors.

use crate::dtype::{C64, C128, DType, Element};
use crate::integer::Int;
use crate::math::complex;
use crate::{each_width, op};
use crate::scalar::Scalar;
use crate::tile::{Kernel, run};
use crate::tile::op::{Call, Cost, Loop};
use crate::unary::Float;
use crate::view::{View, ViewMut};
use std::cell::Cell;
use std::mem::MaybeUninit;
use std::ops::{Add, Mul, Sub};
use std::slice::{from_raw_parts, from_raw_parts_mut};

crate::operations! {
    #[derive(Clone, Copy, PartialEq, Debug)]
    pub enum Ternary {
        /// `a ? b : c`; `a` is bool, and any dtype will do for the others.
        Where,
        /// `a + c * (b - a)`.
        Lerp,
        /// `a + value * b * c`.
        Addcmul { value: Scalar },
        /// `a + value * b / c`.
        Addcdiv { value: Scalar },
        /// `a` between `b` and `c`; NaN if any is.
        Clamp,
    }
}

/// Whether `ternary` computes `op` in this dtype.
pub fn supports_ternary(op: Ternary, compute: DType) -> bool {
    op == Ternary::Where || dispatch(&op, compute, None)
}

/// `out = op(a, b, c)`, computed in `compute`. Sizes are equal, `supports_ternary` holds.
pub fn ternary(op: Ternary, compute: DType, a: View, b: View, c: View, out: ViewMut) {
    debug_assert!(a.sizes == out.sizes && b.sizes == out.sizes && c.sizes == out.sizes);
    if op == Ternary::Where {
        return select(compute, a, b, c, out);
    }
    let found = dispatch(&op, compute, Some(&Call::Run { inputs: &[a, b, c], out: &out, compute, runs: false }));
    debug_assert!(found, "{op:?} has no {compute:?} kernel");
}

fn dispatch(op: &Ternary, compute: DType, call: Option<&Call<3>>) -> bool {
    match compute {
        DType::F32 | DType::F16 | DType::BF16 => float::<f32>(op, call),
        DType::F64 => float::<f64>(op, call),
        DType::Bool | DType::U8 | DType::I8 | DType::I16 | DType::I32 | DType::I64 => int::<i64>(op, call),
        DType::C64 => cplx::<C64>(op, call),
        DType::C128 => cplx::<C128>(op, call),
        _ => false,
    }
}

fn float<T: Float>(op: &Ternary, call: Option<&Call<3>>) -> bool {
    match *op {
        Ternary::Lerp => op!(call, Cheap, Float, T => T, [], m, [a, b, w], {
            // From the nearer end, so that a weight of 1 gives `b` exactly.
            let near = w.abs() < T::of(0.5);
            m.fma(if near { w } else { w - T::of(1.0) }, b - a, if near { a } else { b })
        }),
        Ternary::Addcmul { value } => {
            let value = T::of(value.to_f64());
            op!(call, Cheap, Float, T => T, [value: T], m, [a, b, c], m.fma(value * b, c, a))
        }
        Ternary::Addcdiv { value } => {
            let value = T::of(value.to_f64());
            op!(call, Cheap, Float, T => T, [value: T], m, [a, b, c], a + value * b / c)
        }
        Ternary::Clamp => op!(call, Cheap, Float, T => T, [], m, [a, low, high], a.maximum(low).minimum(high)),
        Ternary::Where => false,
    }
}

fn int<T: Int>(op: &Ternary, call: Option<&Call<3>>) -> bool {
    match *op {
        Ternary::Addcmul { value } => {
            let value = T::of(value.to_i64());
            op!(call, Cheap, Int, T => T, [value: T], m, [a, b, c], a.add(value.mul(b).mul(c)))
        }
        Ternary::Clamp => op!(call, Cheap, Int, T => T, [], m, [a, low, high], a.max(low).min(high)),
        _ => false,
    }
}

trait Cplx: Element + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> {
    fn over(self, b: Self) -> Self;
}
impl<T: Element + Add<Output = T> + Sub<Output = T> + Mul<Output = T>> Cplx for T {
    #[inline(always)]
    fn over(self, b: T) -> T {
        T::from_c128(complex::div(self.to_c128(), b.to_c128()))
    }
}

fn cplx<T: Cplx>(op: &Ternary, call: Option<&Call<3>>) -> bool {
    match *op {
        Ternary::Lerp => op!(call, Call, Cplx, T => T, [], m, [a, b, w], a + w * (b - a)),
        Ternary::Addcmul { value } => {
            let value = T::from_c128(value.to_c128());
            op!(call, Call, Cplx, T => T, [value: T], m, [a, b, c], a + value * b * c)
        }
        Ternary::Addcdiv { value } => {
            let value = T::from_c128(value.to_c128());
            op!(call, Call, Cplx, T => T, [value: T], m, [a, b, c], a + (value * b).over(c))
        }
        _ => false,
    }
}

/// The loop of `op`.
pub fn take_ternary(op: Ternary, compute: DType) -> Option<Loop<3>> {
    if op == Ternary::Where {
        let Kernel { load, store, input, result, in_place, grain, .. } = select_kernel(compute, &|_, _, _, _| {});
        return Some(Loop { load, store, input, result, in_place, grain, body: Box::new(select_body(compute)) });
    }
    let into = Cell::new(None);
    dispatch(&op, compute, Some(&Call::Take { into: &into, compute }));
    into.into_inner()
}

/// Selection moves bytes only: one loop per width.
fn select(compute: DType, mask: View, b: View, c: View, out: ViewMut) {
    run::<3, 4>(&[mask, b, c], &out, &select_kernel(compute, &select_body(compute)));
}

fn select_kernel(compute: DType, body: &(dyn Fn([*const u8; 3], *mut u8, usize, usize) + Sync)) -> Kernel<'_, 3> {
    Kernel {
        load: [DType::Bool, compute, compute],
        store: compute,
        input: compute,
        result: compute,
        in_place: false,
        grain: Cost::Cheap.grain(),
        body,
        by_number: None,
    }
}

fn select_body(compute: DType) -> fn([*const u8; 3], *mut u8, usize, usize) {
    each_width!(compute, W => |x, out, n, _| {
        // SAFETY: the kernel contract: n elements each, disjoint. Bool bytes are 0 or 1.
        let (mask, b, c, out) = unsafe {
            (
                from_raw_parts(x[0] as *const bool, n),
                from_raw_parts(x[1] as *const W, n),
                from_raw_parts(x[2] as *const W, n),
                from_raw_parts_mut(out as *mut MaybeUninit<W>, n),
            )
        };
        choose(mask, b, c, out)
    })
}

crate::multiversion! {
    fn choose[W: Copy](_m; mask: &[bool], b: &[W], c: &[W], out: &mut [MaybeUninit<W>]) {
        let n = out.len();
        let (mask, b, c) = (&mask[..n], &b[..n], &c[..n]);
        for i in 0..n {
            let (x, y) = (b[i], c[i]);
            out[i].write(if mask[i] { x } else { y });
        }
    }
}
