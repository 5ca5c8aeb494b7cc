//! One vector register of floats, for the register tiles of products and convolutions.

use super::num::{Arith, Num};
use super::tile::{Source, Tile, tile};
use crate::scratch::Number;

/// A floating type that register tiles exist for.
pub(crate) trait Float: Num<Acc = Self> + Arith + Number {
    type Wide: Vector<E = Self>;
    type Middle: Vector<E = Self>;
    type Base: Vector<E = Self>;
}

/// A loop over registers of one kind, with `#[inline(always)]` on `run`.
pub(crate) trait Body {
    /// # Safety
    /// The CPU has the registers; the rest is whoever made the body to say.
    unsafe fn run(self);
}

/// A register of `N` floats. Every method may only run on a CPU that has the register.
pub(crate) trait Vector: Copy + Send + Sync + 'static {
    type E: Float;
    const N: usize;
    /// Rows of the register tile whose columns are two vectors.
    const ROWS: usize;
    /// Rows of the register tile whose columns are three vectors; 0 where registers are too few for one.
    const ROWS_OF_3: usize = 0;
    /// Rows of the tile of dot products with four columns.
    const DOT_ROWS: usize = 2;
    /// Side of the blocks that `transpose` takes; divides `2 * N`.
    const SIDE: usize;
    /// Whether an operand's element stands for two neighbours in depth (`fma` adds both products).
    const PAIRS: bool = false;
    /// A register of half as many elements that computes the same, where that is faster for few columns.
    type Narrow: Vector<E = Self::E>;

    unsafe fn splat(x: Self::E) -> Self;
    unsafe fn load(p: *const Self::E) -> Self;
    /// The first `n` (fewer than `N`) elements, zeros after them; nothing else is read.
    unsafe fn load_first(p: *const Self::E, n: usize) -> Self;
    /// `N` elements two apart; nothing beyond the last is read.
    #[inline(always)]
    unsafe fn every_other(p: *const Self::E) -> Self {
        let mut all = [Self::E::default(); 16];
        // SAFETY: by the method's contract; no register has more lanes.
        unsafe {
            for (i, x) in all.iter_mut().enumerate().take(Self::N) {
                *x = *p.add(2 * i);
            }
            Self::load(all.as_ptr())
        }
    }
    unsafe fn store(self, p: *mut Self::E);
    /// Writes the first `n` (fewer than `N`) elements and nothing else.
    unsafe fn store_first(self, p: *mut Self::E, n: usize);
    /// `self * b + c`, in one rounding where the CPU can.
    unsafe fn fma(self, b: Self, c: Self) -> Self;
    unsafe fn plus(self, b: Self) -> Self;
    unsafe fn times(self, b: Self) -> Self;
    /// The sums of each register's lanes.
    #[inline(always)]
    unsafe fn sum_lanes(v: [Self; 4]) -> [Self::E; 4] {
        v.map(|v| {
            let mut lanes = [Self::E::default(); 16];
            // SAFETY: by the method's contract; no register has more lanes.
            unsafe { v.store(lanes.as_mut_ptr()) };
            lanes[1..Self::N].iter().fold(lanes[0], |a, &b| a.plus(b))
        })
    }
    /// Writes the `SIDE x SIDE` block whose rows are `src` as columns: row `i` of the result at `dst + i * step`, in order.
    unsafe fn transpose(src: &[*const Self::E], dst: *mut Self::E, step: usize);
    /// Runs a loop compiled for this register's instruction set.
    unsafe fn apply<B: Body>(body: B);
    /// The register tile, compiled for this register's instruction set.
    unsafe fn run<const M: usize, const NV: usize, A: Source>(t: &Tile<Self::E>);
}

/// Registers as arrays: what the compiler makes of them on a CPU without a hand-written register.
macro_rules! portable {
    ($name:ident, $e:ty, $n:literal) => {
        #[derive(Clone, Copy)]
        pub(crate) struct $name([$e; $n]);
        impl Vector for $name {
            type E = $e;
            const N: usize = $n;
            const ROWS: usize = if cfg!(target_arch = "aarch64") { 8 } else { 4 };
            const SIDE: usize = 4;
            type Narrow = Self;
            #[inline(always)]
            unsafe fn splat(x: $e) -> Self {
                $name([x; $n])
            }
            #[inline(always)]
            unsafe fn load(p: *const $e) -> Self {
                // SAFETY: by the method's contract.
                $name(unsafe { p.cast::<[$e; $n]>().read_unaligned() })
            }
            #[inline(always)]
            unsafe fn load_first(p: *const $e, n: usize) -> Self {
                // SAFETY: by the method's contract.
                $name(std::array::from_fn(|i| if i < n { unsafe { *p.add(i) } } else { 0.0 }))
            }
            #[inline(always)]
            unsafe fn apply<B: Body>(body: B) {
                // SAFETY: by the method's contract.
                unsafe { body.run() }
            }
            #[inline(always)]
            unsafe fn store(self, p: *mut $e) {
                // SAFETY: by the method's contract.
                unsafe { p.cast::<[$e; $n]>().write_unaligned(self.0) }
            }
            #[inline(always)]
            unsafe fn store_first(self, p: *mut $e, n: usize) {
                // SAFETY: by the method's contract.
                (0..n).for_each(|i| unsafe { *p.add(i) = self.0[i] });
            }
            #[inline(always)]
            unsafe fn fma(self, b: Self, mut c: Self) -> Self {
                for i in 0..$n {
                    // Without the instruction `mul_add` is a library call.
                    let (x, y) = (self.0[i], b.0[i]);
                    c.0[i] = if cfg!(target_arch = "aarch64") { x.mul_add(y, c.0[i]) } else { x * y + c.0[i] };
                }
                c
            }
            #[inline(always)]
            unsafe fn plus(mut self, b: Self) -> Self {
                for i in 0..$n {
                    self.0[i] += b.0[i];
                }
                self
            }
            #[inline(always)]
            unsafe fn times(mut self, b: Self) -> Self {
                for i in 0..$n {
                    self.0[i] *= b.0[i];
                }
                self
            }
            #[inline(always)]
            unsafe fn transpose(src: &[*const $e], dst: *mut $e, step: usize) {
                for i in 0..4 {
                    for j in 0..4 {
                        // SAFETY: by the method's contract.
                        unsafe { *dst.add(i * step + j) = *src[j].add(i) };
                    }
                }
            }
            unsafe fn run<const M: usize, const NV: usize, A: Source>(t: &Tile<$e>) {
                // SAFETY: by the method's contract.
                unsafe { tile::<Self, M, NV, A>(t) }
            }
        }
    };
}
portable!(F32x4, f32, 4);
portable!(F64x2, f64, 2);

#[cfg(not(target_arch = "x86_64"))]
impl Float for f32 {
    type Wide = F32x4;
    type Middle = F32x4;
    type Base = F32x4;
}
#[cfg(not(target_arch = "x86_64"))]
impl Float for f64 {
    type Wide = F64x2;
    type Middle = F64x2;
    type Base = F64x2;
}

/// Without the instruction no CPU takes this way.
#[cfg(not(target_arch = "x86_64"))]
pub(crate) type PairsX16 = F32x4;
#[cfg(target_arch = "x86_64")]
pub(crate) use x86::PairsX16;

#[cfg(target_arch = "x86_64")]
mod x86;
