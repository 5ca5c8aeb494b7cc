//! What an element-wise op is to the loops: a small value whose `at` computes one element.

use super::{Kernel, run};
use crate::dtype::{DType, Element};
use crate::isa::BASELINE;
use crate::math::Math;
use crate::view::{View, ViewMut};
use std::cell::Cell;
use std::marker::PhantomData;
use std::mem::MaybeUninit;
use std::slice::{from_raw_parts, from_raw_parts_mut};

/// How much an element costs, which decides the loops compiled for the op.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Cost {
    /// A few instructions: bound by memory, so it also has a loop that works in place.
    Cheap,
    /// Cheap too; half arithmetic takes other dtypes' operands in full precision, as PyTorch keeps its scalars.
    Arithmetic,
    /// Vectorised mathematics.
    Math,
    /// A library call an element: one plain loop, no vector shells.
    Call,
}

impl Cost {
    /// Elements worth a task: a split pays above about 3 us of work.
    pub const fn grain(self) -> usize {
        match self {
            Cost::Cheap | Cost::Arithmetic => 16 << 10,
            Cost::Math => 8 << 10,
            Cost::Call => 2 << 10,
        }
    }
}

/// What is to be done with the loop of an op; `compute` is the dtype that PyTorch computes in.
pub enum Call<'a, const N: usize> {
    /// Run it on these operands. `runs`: few elements, every operand one run of dtype `compute` (or an output of bool), the output
    /// apart from the inputs.
    Run { inputs: &'a [View<'a>; N], out: &'a ViewMut<'a>, compute: DType, runs: bool },
    /// Hand it over.
    Take { into: &'a Cell<Option<Loop<N>>>, compute: DType },
}

impl<const N: usize> Call<'_, N> {
    pub fn compute(&self) -> DType {
        match self {
            Call::Run { compute, .. } | Call::Take { compute, .. } => *compute,
        }
    }
}

/// The loop of an op: as a kernel, which owns its body.
pub struct Loop<const N: usize> {
    pub load: [DType; N],
    pub store: DType,
    pub input: DType,
    pub result: DType,
    pub in_place: bool,
    pub grain: usize,
    pub body: Box<Body<N>>,
}

/// Inputs, output, count, and the position of the first element.
pub type Body<const N: usize> = dyn Fn([*const u8; N], *mut u8, usize, usize) + Send + Sync;

/// An op on `N` elements of `T`.
pub trait Op<T, R, const N: usize>: Copy + Send + Sync {
    const COST: Cost;
    fn at<M: Math>(self, m: M, x: [T; N]) -> R;

    /// Whether the vector form holds for this element; a run with one that fails is done by `slow`.
    const GUARDED: bool = false;
    #[inline(always)]
    fn fits(_x: [T; N]) -> bool {
        true
    }
    fn slow(self, x: [T; N]) -> R {
        self.at(BASELINE, x)
    }

    /// A whole run by a loop that the best CPUs have for this op alone; false, and nothing done, where there is none.
    #[inline(always)]
    fn by_hand(self, _x: [&[T]; N], _out: &mut [MaybeUninit<R>]) -> bool {
        false
    }
}

/// Runs `op` on the call or hands it over, or only says that it exists when there is no call. Out of line, so that the tables
/// of ops stay jump tables.
#[inline(never)]
pub fn go<T: Element, R: Element, K: Op<T, R, N> + 'static, const N: usize, const O: usize>(
    call: Option<&Call<N>>,
    op: K,
) -> bool {
    let body = move |x: [*const u8; N], out: *mut u8, n: usize, _: usize| block::<T, R, K, N>(x, out, n, op);
    let by_number = move |x: [*const u8; N], out: *mut u8, n: usize, _: usize| block_by_number::<T, R, K, N>(x, out, n, op);
    match call {
        None => {}
        Some(Call::Run { inputs, out, compute, runs }) => {
            if *runs && T::DTYPE == *compute && (R::DTYPE == *compute || R::DTYPE == DType::Bool) && out.dtype == R::DTYPE {
                block::<T, R, K, N>(inputs.each_ref().map(|x| x.ptr()), out.ptr(), out.numel(), op);
                return true;
            }
            let mut kernel = kernel::<T, R, K, N>(*compute, &body);
            if ByNumber::<T, R, K, N>::YES {
                kernel.by_number = Some(&by_number);
            }
            run::<N, O>(inputs, out, &kernel);
        }
        Some(Call::Take { into, compute }) => {
            let Kernel { load, store, input, result, in_place, grain, .. } = kernel::<T, R, K, N>(*compute, &body);
            into.set(Some(Loop { load, store, input, result, in_place, grain, body: Box::new(body) }));
        }
    }
    true
}

/// As `go`, for an op that borrows from its caller and so cannot be handed over.
#[inline(never)]
pub fn go_now<T: Element, R: Element, K: Op<T, R, N>, const N: usize, const O: usize>(call: Option<&Call<N>>, op: K) -> bool {
    if let Some(Call::Run { inputs, out, compute, .. }) = call {
        let body = |x: [*const u8; N], out: *mut u8, n: usize, _: usize| block::<T, R, K, N>(x, out, n, op);
        run::<N, O>(inputs, out, &kernel::<T, R, K, N>(*compute, &body));
    }
    !matches!(call, Some(Call::Take { .. }))
}

fn kernel<T: Element, R: Element, K: Op<T, R, N>, const N: usize>(
    compute: DType,
    body: &(dyn Fn([*const u8; N], *mut u8, usize, usize) + Sync),
) -> Kernel<'_, N> {
    let result = if R::DTYPE == DType::Bool {
        DType::Bool
    } else if T::DTYPE.is_complex() && !R::DTYPE.is_complex() {
        compute.to_real()
    } else {
        compute
    };
    Kernel {
        load: [T::DTYPE; N],
        store: R::DTYPE,
        input: if K::COST == Cost::Arithmetic { T::DTYPE } else { compute },
        result,
        in_place: works_in_place::<T, R, K, N>(),
        grain: K::COST.grain(),
        body,
        by_number: None,
    }
}

/// An op whose last operand is one value.
#[derive(Clone, Copy)]
struct ByNumber<T, R, K, const N: usize> {
    op: K,
    last: T,
    result: PhantomData<fn() -> R>,
}

impl<T: Element, R: Element, K: Op<T, R, N>, const N: usize> ByNumber<T, R, K, N> {
    /// Arithmetic of two operands has such a loop; as a constant, so that no other op's is compiled.
    const YES: bool = N == 2 && matches!(K::COST, Cost::Arithmetic);
}

impl<T: Element, R: Element, K: Op<T, R, N>, const N: usize> Op<T, R, 1> for ByNumber<T, R, K, N> {
    const COST: Cost = K::COST;
    #[inline(always)]
    fn at<M: Math>(self, m: M, [first]: [T; 1]) -> R {
        let mut x = [self.last; N];
        x[0] = first;
        self.op.at(m, x)
    }
}

fn block_by_number<T: Element, R: Element, K: Op<T, R, N>, const N: usize>(x: [*const u8; N], out: *mut u8, n: usize, op: K) {
    if ByNumber::<T, R, K, N>::YES {
        // SAFETY: the last operand is one readable value of `T`.
        let last = unsafe { *(x[N - 1] as *const T) };
        block::<T, R, _, 1>([x[0]], out, n, ByNumber::<T, R, K, N> { op, last, result: PhantomData })
    }
}

#[inline(always)]
fn works_in_place<T: Element, R: Element, K: Op<T, R, N>, const N: usize>() -> bool {
    matches!(K::COST, Cost::Cheap | Cost::Arithmetic) && T::DTYPE == R::DTYPE
}

fn block<T: Element, R: Element, K: Op<T, R, N>, const N: usize>(x: [*const u8; N], out: *mut u8, n: usize, op: K) {
    if works_in_place::<T, R, K, N>() && x[0] == out as *const u8 {
        // SAFETY: the other inputs are disjoint from the output; all hold n elements.
        let rest: [&[T]; N] = std::array::from_fn(|k| unsafe {
            if k == 0 { &[] } else { from_raw_parts(x[k] as *const T, n) }
        });
        // SAFETY: the first input is the output itself, so it is initialised; R is T.
        let out = unsafe { from_raw_parts_mut(out as *mut T, n) };
        return update(out, rest, op, PhantomData::<R>);
    }
    // SAFETY: n aligned elements each, and the output is disjoint here.
    let (x, out) = unsafe {
        (x.map(|p| from_raw_parts(p as *const T, n)), from_raw_parts_mut(out as *mut MaybeUninit<R>, n))
    };
    if K::COST == Cost::Call {
        return map_body(BASELINE, x, out, op);
    }
    if K::GUARDED && !all_fit(x, PhantomData::<(R, K)>) {
        for i in 0..n {
            out[i].write(op.slow(x.map(|s| s[i])));
        }
        return;
    }
    if !op.by_hand(x, out) {
        map(x, out, op);
    }
}

#[inline(always)]
fn map_body<M: Math, T: Copy, R, K: Op<T, R, N>, const N: usize>(m: M, x: [&[T]; N], out: &mut [MaybeUninit<R>], op: K) {
    let n = out.len();
    let mut from = [std::ptr::null(); N];
    for k in 0..N {
        from[k] = x[k][..n].as_ptr();
    }
    for i in 0..n {
        // SAFETY: every slice has n elements.
        let x = unsafe { elements(&from, i) };
        out[i].write(op.at(m, x));
    }
}

/// Element `i` of each operand. Without a closure: one that is not inlined would keep the loop around it from being vectorised.
///
/// # Safety
/// They are readable.
#[inline(always)]
unsafe fn elements<T: Copy, const N: usize>(x: &[*const T; N], i: usize) -> [T; N] {
    // SAFETY: by this function's contract; there is at least one operand.
    unsafe {
        let mut all = [*x[0].add(i); N];
        for k in 1..N {
            all[k] = *x[k].add(i);
        }
        all
    }
}

crate::multiversion! {
    fn map[T: Element, R: Element, K: Op<T, R, N>; const N: usize](m; x: [&[T]; N], out: &mut [MaybeUninit<R>], op: K) {
        map_body(m, x, out, op)
    }
}

crate::multiversion! {
    /// The first operand is the output.
    fn update[T: Element, R: Element, K: Op<T, R, N>; const N: usize]
        (m; out: &mut [T], rest: [&[T]; N], op: K, _result: PhantomData<R>) {
        let mut from = [out.as_ptr(); N];
        for k in 1..N {
            from[k] = rest[k].as_ptr();
        }
        for i in 0..out.len() {
            // The output is not read through `from`, whose pointer to it a write would invalidate.
            let mut x = [out[i]; N];
            for k in 1..N {
                // SAFETY: the other slices have n elements.
                x[k] = unsafe { *from[k].add(i) };
            }
            let y = op.at(m, x);
            // SAFETY: R is T: their dtypes are equal.
            out[i] = unsafe { std::mem::transmute_copy::<R, T>(&y) };
        }
    }
}

crate::multiversion! {
    fn all_fit[T: Element, R: Element, K: Op<T, R, N>; const N: usize](_m; x: [&[T]; N], _op: PhantomData<(R, K)>) -> bool {
        let n = x[0].len();
        let mut from = [x[0].as_ptr(); N];
        for k in 1..N {
            from[k] = x[k].as_ptr();
        }
        let mut fit = true;
        for i in 0..n {
            // SAFETY: every slice has n elements.
            fit &= K::fits(unsafe { elements(&from, i) });
        }
        fit
    }
}

/// Defines a one-off op over a generic element and runs it: `op!(call, N, Cost, Bound: result, [params]; |m, [x..]| body)`.
#[macro_export]
macro_rules! op {
    ($call:expr, $cost:ident, $bound:path, $T:ident => $R:ty, [$($p:ident : $pt:ty),*], $m:ident, [$($x:ident),+], $body:expr) => {{
        #[derive(Clone, Copy)]
        struct K<$T> { $($p: $pt,)* of: std::marker::PhantomData<$T> }
        impl<$T: $bound> $crate::tile::op::Op<$T, $R, { $crate::op!(@count $($x)+) }> for K<$T> {
            const COST: $crate::tile::op::Cost = $crate::tile::op::Cost::$cost;
            #[inline(always)]
            #[allow(unused_variables)]
            fn at<M: $crate::math::Math>(self, $m: M, [$($x),+]: [$T; { $crate::op!(@count $($x)+) }]) -> $R {
                $(let $p = self.$p;)*
                $body
            }
        }
        $crate::tile::op::go::<$T, $R, _, { $crate::op!(@count $($x)+) }, { 1 + $crate::op!(@count $($x)+) }>(
            $call, K::<$T> { $($p,)* of: std::marker::PhantomData },
        )
    }};
    (@count $a:ident) => { 1 };
    (@count $a:ident $b:ident) => { 2 };
    (@count $a:ident $b:ident $c:ident) => { 3 };
}
