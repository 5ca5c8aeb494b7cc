//! Casts and moves: `to` and its short forms.

use super::creation::format_strides;
use super::value::MemoryFormat;
use crate::device::Device;
use crate::error::Result;
use crate::tensor::Tensor;
use lumbre_kernels::DType;

/// The tensor itself where nothing is to change, else a copy.
fn converted(x: &Tensor, dtype: DType, device: Device, copy: bool, format: Option<MemoryFormat>) -> Result<Tensor> {
    let same_layout = match format {
        None | Some(MemoryFormat::Preserve) => true,
        Some(f) => {
            let g = x.geometry();
            let want = format_strides(&g.sizes, f)?;
            g.sizes.iter().zip(&g.strides).zip(&want).all(|((n, s), w)| *n == 1 || s == w)
        }
    };
    if !copy && same_layout && dtype == x.dtype() && device == x.device() {
        return Ok(x.clone());
    }
    x.to_copy_with(Some(dtype), Some(device), format.unwrap_or(MemoryFormat::Preserve))
}

/// `to.dtype(Tensor input, dtype dtype, bool non_blocking=False, bool copy=False, *, memory_format? memory_format=None) -> Tensor` · method
///
/// `x` cast to `dtype`: rounded to a float, cut towards 0 to an integer, `x != 0` for bool. Itself when it has the dtype and `copy` is
/// false.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; the result is `dtype`.
/// Raises: no error of its own.
pub(crate) fn to_type(x: &Tensor, dtype: DType, non_blocking: bool, copy: bool, memory_format: Option<MemoryFormat>) -> Result<Tensor> {
    let _ = non_blocking;
    converted(x, dtype, x.device(), copy, memory_format)
}

/// `to.device(Tensor input, device? device=None, dtype? dtype=None, bool non_blocking=False, bool copy=False, *, memory_format? memory_format=None) -> Tensor` · method
///
/// `x` on another device, in another dtype or both; itself when nothing changes and `copy` is false.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; the result is `dtype` where it is given.
/// Raises: RuntimeError for a device that is not there; NotImplementedError from a meta tensor, which has no data.
pub(crate) fn to_device(
    x: &Tensor,
    device: Option<Device>,
    dtype: Option<DType>,
    non_blocking: bool,
    copy: bool,
    memory_format: Option<MemoryFormat>,
) -> Result<Tensor> {
    let _ = non_blocking;
    converted(x, dtype.unwrap_or(x.dtype()), device.unwrap_or(x.device()), copy, memory_format)
}

/// `to.other(Tensor input, Tensor other, bool non_blocking=False, bool copy=False, *, memory_format? memory_format=None) -> Tensor` · method
///
/// `x` cast to the dtype and moved to the device of `other`; itself when nothing changes.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; the result is `other`'s.
/// Raises: no error of its own.
pub(crate) fn to_other(x: &Tensor, other: &Tensor, non_blocking: bool, copy: bool, memory_format: Option<MemoryFormat>) -> Result<Tensor> {
    let _ = non_blocking;
    converted(x, other.dtype(), other.device(), copy, memory_format)
}

/// `type_as(Tensor input, Tensor other) -> Tensor` · method
///
/// `x` cast to the dtype and moved to the device of `other`; itself when nothing changes.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; the result is `other`'s.
/// Raises: no error of its own.
pub(crate) fn type_as(x: &Tensor, other: &Tensor) -> Result<Tensor> {
    converted(x, other.dtype(), other.device(), false, None)
}

/// `cpu(Tensor input, *, memory_format memory_format=Preserve) -> Tensor` · method
///
/// `x` in the computer's own memory; itself if it is there.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: no error of its own.
pub(crate) fn cpu(x: &Tensor, memory_format: MemoryFormat) -> Result<Tensor> {
    converted(x, x.dtype(), Device::Cpu, false, Some(memory_format))
}

/// `cuda(Tensor input, device? device=None, bool non_blocking=False, *, memory_format memory_format=Preserve) -> Tensor` · method
///
/// `x` in the memory of a CUDA device (the current one without `device`).
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: ValueError for a device that is not CUDA's; RuntimeError where there is none.
pub(crate) fn cuda(x: &Tensor, device: Option<Device>, non_blocking: bool, memory_format: MemoryFormat) -> Result<Tensor> {
    let _ = non_blocking;
    let device = device.unwrap_or(Device::Cuda(0));
    crate::ensure!(matches!(device, Device::Cuda(_)), Value, "Invalid device, must be cuda device");
    converted(x, x.dtype(), device, false, Some(memory_format))
}

/// `float(Tensor input, *, memory_format memory_format=Preserve) -> Tensor` · method
///
/// `x` rounded to float32.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; the result is float32.
/// Raises: no error of its own.
pub(crate) fn float(x: &Tensor, memory_format: MemoryFormat) -> Result<Tensor> {
    converted(x, DType::F32, x.device(), false, Some(memory_format))
}

/// `double(Tensor input, *, memory_format memory_format=Preserve) -> Tensor` · method
///
/// `x` as float64; complex numbers lose their imaginary part, with a warning.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; the result is float64.
/// Raises: no error of its own.
pub(crate) fn double(x: &Tensor, memory_format: MemoryFormat) -> Result<Tensor> {
    converted(x, DType::F64, x.device(), false, Some(memory_format))
}

/// `half(Tensor input, *, memory_format memory_format=Preserve) -> Tensor` · method
///
/// `x` rounded to float16; infinite beyond 65504.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; the result is float16.
/// Raises: no error of its own.
pub(crate) fn half(x: &Tensor, memory_format: MemoryFormat) -> Result<Tensor> {
    converted(x, DType::F16, x.device(), false, Some(memory_format))
}

/// `bfloat16(Tensor input, *, memory_format memory_format=Preserve) -> Tensor` · method
///
/// `x` rounded to bfloat16 (8 bits of mantissa, halves to even).
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; the result is bfloat16.
/// Raises: no error of its own.
pub(crate) fn bfloat16(x: &Tensor, memory_format: MemoryFormat) -> Result<Tensor> {
    converted(x, DType::BF16, x.device(), false, Some(memory_format))
}

/// `int(Tensor input, *, memory_format memory_format=Preserve) -> Tensor` · method
///
/// `x` cut to int32: the fraction dropped.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; the result is int32.
/// Raises: no error of its own.
pub(crate) fn int(x: &Tensor, memory_format: MemoryFormat) -> Result<Tensor> {
    converted(x, DType::I32, x.device(), false, Some(memory_format))
}

/// `long(Tensor input, *, memory_format memory_format=Preserve) -> Tensor` · method
///
/// `x` cut to int64: the fraction dropped.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; the result is int64.
/// Raises: no error of its own.
pub(crate) fn long(x: &Tensor, memory_format: MemoryFormat) -> Result<Tensor> {
    converted(x, DType::I64, x.device(), false, Some(memory_format))
}

/// `short(Tensor input, *, memory_format memory_format=Preserve) -> Tensor` · method
///
/// `x` cut to int16: the fraction dropped.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; the result is int16.
/// Raises: no error of its own.
pub(crate) fn short(x: &Tensor, memory_format: MemoryFormat) -> Result<Tensor> {
    converted(x, DType::I16, x.device(), false, Some(memory_format))
}

/// `char(Tensor input, *, memory_format memory_format=Preserve) -> Tensor` · method
///
/// `x` cut to int8: the fraction dropped, modulo 256.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; the result is int8.
/// Raises: no error of its own.
pub(crate) fn char(x: &Tensor, memory_format: MemoryFormat) -> Result<Tensor> {
    converted(x, DType::I8, x.device(), false, Some(memory_format))
}

/// `byte(Tensor input, *, memory_format memory_format=Preserve) -> Tensor` · method
///
/// `x` cut to uint8: the fraction dropped, modulo 256.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; the result is uint8.
/// Raises: no error of its own.
pub(crate) fn byte(x: &Tensor, memory_format: MemoryFormat) -> Result<Tensor> {
    converted(x, DType::U8, x.device(), false, Some(memory_format))
}

/// `bool(Tensor input, *, memory_format memory_format=Preserve) -> Tensor` · method
///
/// `x != 0`; NaN counts as true.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; the result is bool.
/// Raises: no error of its own.
pub(crate) fn bool(x: &Tensor, memory_format: MemoryFormat) -> Result<Tensor> {
    converted(x, DType::Bool, x.device(), false, Some(memory_format))
}

/// `cfloat(Tensor input, *, memory_format memory_format=Preserve) -> Tensor` · method
///
/// `x` as complex64; the imaginary part of real numbers is 0.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; the result is complex64.
/// Raises: no error of its own.
pub(crate) fn cfloat(x: &Tensor, memory_format: MemoryFormat) -> Result<Tensor> {
    converted(x, DType::C64, x.device(), false, Some(memory_format))
}

/// `cdouble(Tensor input, *, memory_format memory_format=Preserve) -> Tensor` · method
///
/// `x` as complex128; the imaginary part of real numbers is 0.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; the result is complex128.
/// Raises: no error of its own.
pub(crate) fn cdouble(x: &Tensor, memory_format: MemoryFormat) -> Result<Tensor> {
    converted(x, DType::C128, x.device(), false, Some(memory_format))
}
