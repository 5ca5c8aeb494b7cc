//! Strided runs and walks: elements of any dtype gathered into a compute type, and stored back.

use crate::scratch::filled;
use crate::dtype::{C64, C128, DType, Element};
use half::slice::HalfFloatSliceExt;
use half::{bf16, f16};
use smallvec::SmallVec;

pub(crate) type Dims = SmallVec<[i64; 6]>;

/// A type the kernels compute in: halves widen to f32, integers and bool to i64.
pub(crate) trait Compute: Element {
    fn of<T: Element>(v: T) -> Self;
    fn to<T: Element>(self) -> T;
}

macro_rules! compute {
    ($($t:ty: $v:ident => $of:expr, $from:ident, $cast:ty);* $(;)?) => {$(
        impl Compute for $t {
            #[inline(always)] fn of<T: Element>($v: T) -> Self { $of }
            #[inline(always)] fn to<T: Element>(self) -> T { T::$from(self as $cast) }
        }
    )*};
}
compute! {
    u8: v => (v.to_c128() != C128::new(0.0, 0.0)) as u8, from_i64, i64;
    i64: v => v.to_i64(), from_i64, i64;
    f32: v => v.to_f64() as f32, from_f64, f64;
    f64: v => v.to_f64(), from_f64, f64;
}
impl Compute for C64 {
    #[inline(always)]
    fn of<T: Element>(v: T) -> Self {
        let c = v.to_c128();
        C64::new(c.re as f32, c.im as f32)
    }
    #[inline(always)]
    fn to<T: Element>(self) -> T {
        T::from_c128(C128::new(self.re as f64, self.im as f64))
    }
}
impl Compute for C128 {
    #[inline(always)]
    fn of<T: Element>(v: T) -> Self {
        v.to_c128()
    }
    #[inline(always)]
    fn to<T: Element>(self) -> T {
        T::from_c128(self)
    }
}

/// The floating types kernels compute in.
pub(crate) trait Float:
    Compute
    + PartialOrd
    + std::ops::Add<Output = Self>
    + std::ops::Sub<Output = Self>
    + std::ops::Mul<Output = Self>
    + std::ops::Div<Output = Self>
    + std::ops::Neg<Output = Self>
    + std::ops::AddAssign
{
    const LOWEST: Self;
    fn cast(v: f64) -> Self;
    fn wide(self) -> f64;
}
macro_rules! float {
    ($($t:ty),*) => {$(
        impl Float for $t {
            const LOWEST: Self = <$t>::NEG_INFINITY;
            #[inline(always)] fn cast(v: f64) -> Self { v as $t }
            #[inline(always)] fn wide(self) -> f64 { self as f64 }
        }
    )*};
}
float!(f32, f64);

/// A pointer that may cross to the pool's threads; the kernel that made it keeps the accesses disjoint.
#[derive(Clone, Copy)]
pub(crate) struct Ptr<T>(*mut T);
// SAFETY: see the type's description.
unsafe impl<T> Send for Ptr<T> {}
// SAFETY: see the type's description.
unsafe impl<T> Sync for Ptr<T> {}
impl<T> Ptr<T> {
    #[inline(always)]
    pub fn new(p: *const T) -> Self {
        Ptr(p as *mut T)
    }
    /// The address `n` elements further.
    #[inline(always)]
    pub fn at(self, n: isize) -> *mut T {
        self.0.wrapping_offset(n)
    }
}

/// The address of element `offset` of a view that starts at `ptr`.
#[inline(always)]
pub(crate) fn element(ptr: Ptr<u8>, dtype: DType, offset: isize) -> *mut u8 {
    ptr.at(offset * dtype.size() as isize)
}

/// Gathers `dst.len()` elements that lie `stride` elements apart.
///
/// # Safety
/// They lie in a live view of `dtype`.
pub(crate) unsafe fn load_run<X: Compute>(src: *const u8, dtype: DType, stride: isize, dst: &mut [X]) {
    // SAFETY: the caller's promise; the pointer casts are guarded by the types' tags.
    unsafe {
        if X::DTYPE == DType::F32 && stride == 1 {
            let out = std::slice::from_raw_parts_mut(dst.as_mut_ptr() as *mut f32, dst.len());
            match dtype {
                DType::F16 => return std::slice::from_raw_parts(src as *const f16, dst.len()).convert_to_f32_slice(out),
                DType::BF16 => {
                    for (i, o) in out.iter_mut().enumerate() {
                        *o = f32::from_bits((*(src as *const u16).add(i) as u32) << 16);
                    }
                    return;
                }
                _ => {}
            }
        }
        crate::each_dtype!(dtype, T => load_typed::<T, X>(src as *const T, stride, dst), else => ())
    }
}

unsafe fn load_typed<T: Element, X: Compute>(src: *const T, stride: isize, dst: &mut [X]) {
    // SAFETY: the caller of `load_run` promises the elements.
    unsafe {
        if stride == 1 {
            for (i, d) in dst.iter_mut().enumerate() {
                *d = X::of(*src.add(i));
            }
        } else {
            for (i, d) in dst.iter_mut().enumerate() {
                *d = X::of(*src.offset(i as isize * stride));
            }
        }
    }
}

/// Stores `src` to elements that lie `stride` elements apart.
///
/// # Safety
/// They lie in a live, writable view of `dtype`.
pub(crate) unsafe fn store_run<X: Compute>(dst: *mut u8, dtype: DType, stride: isize, src: &[X]) {
    // SAFETY: the caller's promise; the pointer casts are guarded by the types' tags.
    unsafe {
        if X::DTYPE == DType::F32 && stride == 1 {
            let from = std::slice::from_raw_parts(src.as_ptr() as *const f32, src.len());
            match dtype {
                DType::F16 => return f16_slice(dst, src.len()).convert_from_f32_slice(from),
                DType::BF16 => {
                    for (i, &v) in from.iter().enumerate() {
                        (dst as *mut bf16).add(i).write(bf16::from_f32(v));
                    }
                    return;
                }
                _ => {}
            }
        }
        crate::each_dtype!(dtype, T => store_typed::<T, X>(dst as *mut T, stride, src), else => ())
    }
}

unsafe fn f16_slice<'a>(dst: *mut u8, n: usize) -> &'a mut [f16] {
    // SAFETY: the caller of `store_run` promises the elements; every bit pattern is an f16.
    unsafe { std::slice::from_raw_parts_mut(dst as *mut f16, n) }
}

unsafe fn store_typed<T: Element, X: Compute>(dst: *mut T, stride: isize, src: &[X]) {
    // SAFETY: the caller of `store_run` promises the elements.
    unsafe {
        if stride == 1 {
            for (i, &v) in src.iter().enumerate() {
                dst.add(i).write(v.to());
            }
        } else {
            for (i, &v) in src.iter().enumerate() {
                dst.offset(i as isize * stride).write(v.to());
            }
        }
    }
}

/// `n` elements as a slice of the compute type: the memory itself where it fits, else gathered into `tile`.
///
/// # Safety
/// As `load_run`; nobody writes the elements while the slice lives.
#[inline]
pub(crate) unsafe fn run_slice<X: Compute>(
    src: *const u8,
    dtype: DType,
    stride: isize,
    n: usize,
    tile: &mut [X],
) -> &[X] {
    if dtype == X::DTYPE && (stride == 1 || n == 1) {
        // SAFETY: the caller's promise.
        return unsafe { std::slice::from_raw_parts(src as *const X, n) };
    }
    // SAFETY: the caller's promise.
    unsafe { load_run(src, dtype, stride, &mut tile[..n]) };
    &tile[..n]
}

/// Visits a strided index space in row-major order, tracking the offsets into `N` views at once.
pub(crate) struct Walk<'a, const N: usize> {
    sizes: &'a [i64],
    strides: [&'a [i64]; N],
    index: Dims,
    pub at: [isize; N],
}

impl<'a, const N: usize> Walk<'a, N> {
    /// Starts at the `linear`-th index.
    pub fn new(sizes: &'a [i64], strides: [&'a [i64]; N], mut linear: usize) -> Self {
        let mut index = Dims::from_elem(0, sizes.len());
        let mut at = [0isize; N];
        if linear > 0 {
            for d in (0..sizes.len()).rev() {
                let i = linear as i64 % sizes[d];
                linear /= sizes[d] as usize;
                index[d] = i;
                for k in 0..N {
                    at[k] += (i * strides[k][d]) as isize;
                }
            }
        }
        Walk { sizes, strides, index, at }
    }

    #[inline]
    pub fn step(&mut self) {
        for d in (0..self.sizes.len()).rev() {
            self.index[d] += 1;
            if self.index[d] < self.sizes[d] {
                for k in 0..N {
                    self.at[k] += self.strides[k][d] as isize;
                }
                return;
            }
            for k in 0..N {
                self.at[k] -= (self.strides[k][d] * (self.sizes[d] - 1)) as isize;
            }
            self.index[d] = 0;
        }
    }
}

/// A stretch of an output in the compute type: the memory itself where it fits, else scratch to be stored afterwards.
///
/// # Safety
/// The `n` elements lie in a live, writable view that nobody else touches while the slice lives.
#[inline]
pub(crate) unsafe fn run_slice_mut<X: Compute>(
    dst: *mut u8,
    dtype: DType,
    stride: isize,
    n: usize,
    tile: &mut [X],
) -> &mut [X] {
    if is_direct::<X>(dtype, stride) {
        // SAFETY: the caller's promise; every bit pattern of a compute type is valid and it is only written.
        return unsafe { std::slice::from_raw_parts_mut(dst as *mut X, n) };
    }
    &mut tile[..n]
}

/// Stores what went to scratch instead of `run_slice_mut`'s memory.
///
/// # Safety
/// As `run_slice_mut`.
pub(crate) unsafe fn store_unless_direct<X: Compute>(dst: *mut u8, dtype: DType, stride: isize, tile: &[X]) {
    if !is_direct::<X>(dtype, stride) {
        // SAFETY: the caller's promise.
        unsafe { store_run(dst, dtype, stride, tile) }
    }
}

/// All elements in row-major order as a vector of the compute type.
pub(crate) fn to_vec<X: Compute>(v: &crate::View) -> Vec<X> {
    let mut out = filled(X::default(), v.numel());
    let (n, stride) = match v.sizes.last() {
        Some(&n) => (n as usize, v.strides[v.dim() - 1] as isize),
        None => (1, 1),
    };
    let outer = v.dim().saturating_sub(1);
    let mut walk = Walk::new(&v.sizes[..outer], [&v.strides[..outer]], 0);
    for row in out.chunks_mut(n.max(1)) {
        // SAFETY: the walk stays in the view.
        unsafe { load_run(element(Ptr::new(v.ptr()), v.dtype, walk.at[0]), v.dtype, stride, row) };
        walk.step();
    }
    out
}

/// Stores row-major values to all elements of a view.
pub(crate) fn from_slice<X: Compute>(values: &[X], out: &crate::ViewMut) {
    let (n, stride) = match out.sizes.last() {
        Some(&n) => (n as usize, out.strides[out.dim() - 1] as isize),
        None => (1, 1),
    };
    let outer = out.dim().saturating_sub(1);
    let mut walk = Walk::new(&out.sizes[..outer], [&out.strides[..outer]], 0);
    for row in values.chunks(n.max(1)) {
        // SAFETY: the walk stays in the view.
        unsafe { store_run(element(Ptr::new(out.ptr()), out.dtype, walk.at[0]), out.dtype, stride, row) };
        walk.step();
    }
}

/// Whether elements `stride` apart can be used in place as a slice of `X`.
#[inline(always)]
pub(crate) fn is_direct<X: Compute>(dtype: DType, stride: isize) -> bool {
    dtype == X::DTYPE && stride == 1
}

/// The sizes or strides without dimension `dim`.
pub(crate) fn without(dims: &[i64], dim: usize) -> Dims {
    dims.iter().enumerate().filter(|&(d, _)| d != dim).map(|(_, &v)| v).collect()
}

pub(crate) fn product(sizes: &[i64]) -> usize {
    sizes.iter().product::<i64>() as usize
}

/// Elements of work below which a kernel stays on the calling thread.
pub(crate) const GRAIN: usize = 32768;

/// Units of `each` elements that make one chunk of parallel work.
pub(crate) fn grain_of(each: usize) -> usize {
    (GRAIN / each.max(1)).max(1)
}

/// One arm per compute type of a dtype, complex included.
macro_rules! each_compute {
    ($dtype:expr, $X:ident => $body:expr) => {
        match $dtype {
            $crate::DType::F16 | $crate::DType::BF16 | $crate::DType::F32 => { type $X = f32; $body }
            $crate::DType::F64 => { type $X = f64; $body }
            $crate::DType::C64 => { type $X = $crate::C64; $body }
            $crate::DType::C128 => { type $X = $crate::C128; $body }
            _ => { type $X = i64; $body }
        }
    };
}
/// One arm per real compute type of a dtype.
macro_rules! each_real {
    ($dtype:expr, $X:ident => $body:expr) => {
        match $dtype {
            $crate::DType::F16 | $crate::DType::BF16 | $crate::DType::F32 => { type $X = f32; $body }
            $crate::DType::F64 => { type $X = f64; $body }
            _ => { type $X = i64; $body }
        }
    };
}
/// One arm per floating compute type of a dtype.
macro_rules! each_real_float {
    ($dtype:expr, $X:ident => $body:expr) => {
        match $dtype {
            $crate::DType::F64 => { type $X = f64; $body }
            _ => { type $X = f32; $body }
        }
    };
}
pub(crate) use {each_compute, each_real, each_real_float};
