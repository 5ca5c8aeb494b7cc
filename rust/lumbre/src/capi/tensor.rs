//! Tensors in C.

use super::abi::{LumbreRelease, LumbreTensor};
use super::errors::{at, guard, many, put, quiet};
use crate::backend::resolve;
use crate::device::Device;
use crate::error::Result;
use crate::modes;
use crate::storage::{READ_ONLY, Storage};
use crate::tensor::geometry::{checked_numel, contiguous_strides};
use crate::tensor::{Dims, Tensor};
use crate::{bail, ensure};
use lumbre_kernels::DType;
use std::ffi::{c_char, c_void};
use std::ptr::{null, null_mut};

impl LumbreTensor {
    /// A reference for C.
    pub fn give(tensor: Tensor) -> *mut LumbreTensor {
        let (sizes, strides) = (tensor.sizes(), tensor.strides());
        Box::into_raw(Box::new(LumbreTensor { tensor, sizes, strides }))
    }
}

pub fn dtype(number: i32) -> Result<DType> {
    match usize::try_from(number).ok().and_then(|i| DType::ALL.get(i)) {
        Some(d) => Ok(*d),
        None => bail!(Value, "{number} is no dtype"),
    }
}

pub fn dtype_number(d: DType) -> i32 {
    DType::ALL.iter().position(|x| *x == d).map_or(-1, |i| i as i32)
}

/// The caller's description of memory, checked: sizes, strides, and how many elements it spans.
fn described(dtype: DType, sizes: &[i64], strides: Option<&[i64]>) -> Result<(Dims, Dims, usize)> {
    ensure!(sizes.len() <= 64, Value, "a tensor of {} dimensions", sizes.len());
    ensure!(sizes.iter().all(|s| *s >= 0), Value, "negative size in {sizes:?}");
    let numel = checked_numel("tensor", sizes)?;
    let strides = strides.map_or_else(|| contiguous_strides(sizes), Dims::from_slice);
    ensure!(sizes.iter().zip(&strides).all(|(n, s)| *n <= 1 || *s >= 0), Value, "negative strides in {:?}", &strides[..]);
    let mut span = (numel > 0) as i64;
    for (n, s) in sizes.iter().zip(&strides).filter(|(n, _)| **n > 1 && numel > 0) {
        let Some(next) = (n - 1).checked_mul(*s).and_then(|x| span.checked_add(x)) else { bail!(Overflow, "strides {:?} reach too far", &strides[..]) };
        span = next;
    }
    let Some(bytes) = usize::try_from(span).ok().and_then(|n| n.checked_mul(dtype.size())).filter(|n| *n <= isize::MAX as usize) else {
        bail!(Overflow, "strides {:?} reach too far", &strides[..])
    };
    let strides = sizes.iter().zip(strides).map(|(n, s)| if *n <= 1 { s.max(1) } else { s }).collect();
    Ok((Dims::from_slice(sizes), strides, bytes))
}

/// Calls the lender's `release` when the last tensor over the memory goes.
pub struct Lent {
    pub release: LumbreRelease,
    pub context: *mut c_void,
}
// SAFETY: the pointer is only handed back, once, and the lender agreed to any thread.
unsafe impl Send for Lent {}
// SAFETY: as above.
unsafe impl Sync for Lent {}
impl Drop for Lent {
    fn drop(&mut self) {
        if let Some(release) = self.release {
            // SAFETY: called once, with the lender's own pointer.
            unsafe { release(self.context) }
        }
    }
}

/// A tensor over memory that somebody lends.
///
/// # Safety
/// `data` is valid for the elements that sizes and strides reach (for writes, unless `read_only`) until `owner` is dropped.
pub unsafe fn borrowed(data: *mut u8, dtype: DType, sizes: &[i64], strides: Option<&[i64]>, read_only: bool, owner: Box<dyn std::any::Any + Send + Sync>) -> Result<Tensor> {
    let (sizes, strides, bytes) = described(dtype, sizes, strides)?;
    ensure!(!data.is_null() || bytes == 0, Value, "data is NULL");
    ensure!(data as usize % dtype.size().min(8) == 0, Value, "data is not aligned for {}", dtype.name());
    if dtype == DType::Bool {
        // SAFETY: the lender's memory.
        let all = unsafe { std::slice::from_raw_parts(if bytes == 0 { std::ptr::NonNull::dangling().as_ptr() } else { data }, bytes) };
        ensure!(all.iter().all(|b| *b <= 1), Value, "bytes other than 0 and 1 as bools");
    }
    // SAFETY: as promised above.
    let storage = unsafe { Storage::foreign(data, bytes, if read_only { READ_ONLY } else { 0 }, owner) };
    // SAFETY: sizes and strides stay within the storage; bools were checked.
    unsafe { Tensor::from_storage(storage, dtype, 0, &sizes, &strides) }
}

/// The first element of a tensor that has elements in memory, for as long as the tensor lives.
pub fn address(t: &Tensor) -> *mut u8 {
    let g = t.geometry();
    if g.bits != 0 || g.numel() == 0 || g.device() != Device::Cpu || t.is_sparse() {
        return null_mut();
    }
    // Somebody has the address now: the memory stays where it is.
    g.storage.set_flags(crate::storage::EXPORTED);
    g.storage.address().wrapping_add(g.offset as usize * g.dtype.size())
}

/// Row-major, with no lazy bits.
pub fn plain(t: &Tensor) -> Result<Tensor> {
    let t = resolve(t)?;
    if t.is_contiguous() { Ok(t) } else { t.contiguous() }
}

/// The elements in row-major order.
fn read(t: &Tensor, into: &mut [u8]) -> Result<()> {
    ensure!(t.device() == Device::Cpu && !t.is_sparse(), NotImplemented, "a tensor that is sparse or on {} has no elements to read", t.device());
    let wanted = t.numel() as usize * t.dtype().size();
    ensure!(into.len() == wanted, Value, "{} bytes for {wanted} bytes of elements", into.len());
    let _quiet = modes::with(modes::NO_GRAD, modes::DISPATCH);
    let copy = t.clone_contiguous()?;
    into.copy_from_slice(&copy.storage().to_bytes()?[..wanted]);
    Ok(())
}

pub unsafe extern "C" fn copy(data: *const c_void, dtype_: i32, dim: i64, sizes: *const i64, strides: *const i64, out: *mut *mut LumbreTensor) -> i32 {
    guard(|| {
        let d = dtype(dtype_)?;
        // SAFETY: the header's contract: pointers are NULL or valid for what they describe during the call.
        let t = unsafe {
            let sizes = many(sizes, dim, "sizes")?;
            let strides = if strides.is_null() { None } else { Some(many(strides, dim, "strides")?) };
            borrowed(data as *mut u8, d, sizes, strides, true, Box::new(()))?
        };
        let _quiet = modes::with(modes::NO_GRAD, modes::DISPATCH);
        let own = LumbreTensor::give(t.clone_contiguous()?);
        // SAFETY: as above.
        unsafe { put(out, own, "out") }.inspect_err(|_| unsafe { free(own) })
    })
}

pub unsafe extern "C" fn borrow(
    data: *mut c_void,
    dtype_: i32,
    dim: i64,
    sizes: *const i64,
    strides: *const i64,
    read_only: i32,
    release: LumbreRelease,
    context: *mut c_void,
    out: *mut *mut LumbreTensor,
) -> i32 {
    guard(|| {
        let d = dtype(dtype_)?;
        ensure!(!out.is_null(), Value, "out is NULL");
        // SAFETY: the header's contract; the memory stays until `release` is called. Where this fails it is not called.
        unsafe {
            let sizes = many(sizes, dim, "sizes")?;
            let strides = if strides.is_null() { None } else { Some(many(strides, dim, "strides")?) };
            described(d, sizes, strides)?;
            let owner = Box::new(Lent { release: None, context });
            let t = borrowed(data as *mut u8, d, sizes, strides, read_only != 0, owner)?;
            let t = match release {
                None => t,
                // Checked once without the callback, so that an error leaves the memory the caller's.
                Some(_) => borrowed(data as *mut u8, d, sizes, strides, read_only != 0, Box::new(Lent { release, context }))?,
            };
            put(out, LumbreTensor::give(t), "out")
        }
    })
}

fn filled(number: i32, dim: i64, sizes: *const i64, out: *mut *mut LumbreTensor, device: Device) -> i32 {
    guard(|| {
        let d = dtype(number)?;
        // SAFETY: the header's contract.
        let sizes = unsafe { many(sizes, dim, "sizes") }?;
        described(d, sizes, None)?;
        ensure!(!out.is_null(), Value, "out is NULL");
        let _quiet = modes::with(modes::NO_GRAD, modes::DISPATCH);
        let t = Tensor::zeros(sizes, d, device)?;
        // SAFETY: not NULL, valid for a write.
        unsafe { put(out, LumbreTensor::give(t), "out") }
    })
}

pub unsafe extern "C" fn zeros(number: i32, dim: i64, sizes: *const i64, out: *mut *mut LumbreTensor) -> i32 {
    filled(number, dim, sizes, out, Device::Cpu)
}

pub unsafe extern "C" fn meta(number: i32, dim: i64, sizes: *const i64, out: *mut *mut LumbreTensor) -> i32 {
    filled(number, dim, sizes, out, Device::Meta)
}

pub unsafe extern "C" fn share(t: *const LumbreTensor) -> *mut LumbreTensor {
    // SAFETY: NULL or a live reference.
    quiet(null_mut(), || unsafe { t.as_ref() }.map_or(null_mut(), |t| LumbreTensor::give(t.tensor.clone())))
}

pub unsafe extern "C" fn free(t: *mut LumbreTensor) {
    if !t.is_null() {
        // SAFETY: a reference that `give` made, given back once.
        quiet((), || drop(unsafe { Box::from_raw(t) }))
    }
}

/// What a reference tells, with an answer for NULL.
///
/// # Safety
/// NULL or a live reference.
unsafe fn tell<T>(t: *const LumbreTensor, otherwise: T, f: impl FnOnce(&LumbreTensor) -> T) -> T {
    // SAFETY: as promised above.
    match unsafe { t.as_ref() } {
        Some(t) => quiet(otherwise, || f(t)),
        None => otherwise,
    }
}

pub unsafe extern "C" fn dtype_of(t: *const LumbreTensor) -> i32 {
    // SAFETY: the header's contract.
    unsafe { tell(t, -1, |t| dtype_number(t.tensor.dtype())) }
}

pub unsafe extern "C" fn dim(t: *const LumbreTensor) -> i64 {
    // SAFETY: the header's contract.
    unsafe { tell(t, -1, |t| t.sizes.len() as i64) }
}

pub unsafe extern "C" fn sizes(t: *const LumbreTensor) -> *const i64 {
    // SAFETY: the header's contract.
    unsafe { tell(t, null(), |t| t.sizes.as_ptr()) }
}

pub unsafe extern "C" fn strides(t: *const LumbreTensor) -> *const i64 {
    // SAFETY: the header's contract.
    unsafe { tell(t, null(), |t| t.strides.as_ptr()) }
}

pub unsafe extern "C" fn numel(t: *const LumbreTensor) -> i64 {
    // SAFETY: the header's contract.
    unsafe { tell(t, -1, |t| t.sizes.iter().product()) }
}

pub unsafe extern "C" fn data(t: *const LumbreTensor) -> *mut c_void {
    // SAFETY: the header's contract.
    unsafe { tell(t, null_mut(), |t| address(&t.tensor) as *mut c_void) }
}

pub unsafe extern "C" fn requires_grad(t: *const LumbreTensor) -> i32 {
    // SAFETY: the header's contract.
    unsafe { tell(t, 0, |t| t.tensor.requires_grad() as i32) }
}

/// A tensor made of another one.
fn made(t: *const LumbreTensor, out: *mut *mut LumbreTensor, f: impl FnOnce(&Tensor) -> Result<Option<Tensor>>) -> i32 {
    guard(|| {
        // SAFETY: the header's contract.
        let t = unsafe { at(t, "tensor") }?;
        ensure!(!out.is_null(), Value, "out is NULL");
        let made = f(&t.tensor)?.map_or(null_mut(), LumbreTensor::give);
        // SAFETY: not NULL, valid for a write.
        unsafe { put(out, made, "out") }
    })
}

pub unsafe extern "C" fn contiguous(t: *const LumbreTensor, out: *mut *mut LumbreTensor) -> i32 {
    made(t, out, |t| plain(t).map(Some))
}

pub unsafe extern "C" fn to(t: *const LumbreTensor, dtype_: i32, out: *mut *mut LumbreTensor) -> i32 {
    made(t, out, |t| t.to_dtype(dtype(dtype_)?).map(Some))
}

pub unsafe extern "C" fn grad(t: *const LumbreTensor, out: *mut *mut LumbreTensor) -> i32 {
    made(t, out, |t| Ok(t.grad()))
}

pub unsafe extern "C" fn read_into(t: *const LumbreTensor, data: *mut c_void, bytes: u64) -> i32 {
    guard(|| {
        // SAFETY: the header's contract; the memory is the caller's, for `bytes` bytes.
        unsafe {
            let t = at(t, "tensor")?;
            ensure!(!data.is_null() || bytes == 0, Value, "data is NULL");
            let into = if bytes == 0 { &mut [][..] } else { std::slice::from_raw_parts_mut(data as *mut u8, bytes as usize) };
            read(&t.tensor, into)
        }
    })
}

pub unsafe extern "C" fn set_requires_grad(t: *const LumbreTensor, on: i32) -> i32 {
    // SAFETY: the header's contract.
    guard(|| unsafe { at(t, "tensor") }?.tensor.set_requires_grad(on != 0))
}

pub unsafe extern "C" fn backward(t: *const LumbreTensor) -> i32 {
    // SAFETY: the header's contract.
    guard(|| unsafe { at(t, "tensor") }?.tensor.backward())
}

pub unsafe extern "C" fn dtype_size(number: i32) -> i64 {
    dtype(number).map_or(0, |d| d.size() as i64)
}

pub unsafe extern "C" fn dtype_name(number: i32) -> *const c_char {
    const NAMES: [&std::ffi::CStr; 17] = [
        c"bool", c"uint8", c"int8", c"int16", c"int32", c"int64", c"float16", c"bfloat16", c"float32", c"float64", c"complex64", c"complex128", c"uint16",
        c"uint32", c"uint64", c"float8_e4m3fn", c"float8_e5m2",
    ];
    usize::try_from(number).ok().and_then(|i| NAMES.get(i)).map_or(null(), |n| n.as_ptr())
}
