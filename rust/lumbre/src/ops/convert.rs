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
/// The tensor in another dtype; itself when it has it and `copy` is false.
pub(crate) fn to_type(x: &Tensor, dtype: DType, non_blocking: bool, copy: bool, memory_format: Option<MemoryFormat>) -> Result<Tensor> {
    let _ = non_blocking;
    converted(x, dtype, x.device(), copy, memory_format)
}

/// `to.device(Tensor input, device? device=None, dtype? dtype=None, bool non_blocking=False, bool copy=False, *, memory_format? memory_format=None) -> Tensor` · method
///
/// The tensor on another device, in another dtype or both; itself when nothing changes and `copy` is false.
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
/// The tensor in the dtype and on the device of another.
pub(crate) fn to_other(x: &Tensor, other: &Tensor, non_blocking: bool, copy: bool, memory_format: Option<MemoryFormat>) -> Result<Tensor> {
    let _ = non_blocking;
    converted(x, other.dtype(), other.device(), copy, memory_format)
}

/// `type_as(Tensor input, Tensor other) -> Tensor` · method
///
/// The tensor in the dtype and on the device of another.
pub(crate) fn type_as(x: &Tensor, other: &Tensor) -> Result<Tensor> {
    converted(x, other.dtype(), other.device(), false, None)
}

/// `cpu(Tensor input, *, memory_format memory_format=Preserve) -> Tensor` · method
///
/// The tensor in the computer's own memory.
pub(crate) fn cpu(x: &Tensor, memory_format: MemoryFormat) -> Result<Tensor> {
    converted(x, x.dtype(), Device::Cpu, false, Some(memory_format))
}

/// `cuda(Tensor input, device? device=None, bool non_blocking=False, *, memory_format memory_format=Preserve) -> Tensor` · method
///
/// The tensor on a CUDA device (the current one without `device`).
pub(crate) fn cuda(x: &Tensor, device: Option<Device>, non_blocking: bool, memory_format: MemoryFormat) -> Result<Tensor> {
    let _ = non_blocking;
    let device = device.unwrap_or_else(|| Device::Cuda(crate::device::current_cuda()));
    crate::ensure!(matches!(device, Device::Cuda(_)), Value, "Invalid device, must be cuda device");
    converted(x, x.dtype(), device, false, Some(memory_format))
}

/// `float(Tensor input, *, memory_format memory_format=Preserve) -> Tensor` · method
///
/// The tensor as `float32`.
pub(crate) fn float(x: &Tensor, memory_format: MemoryFormat) -> Result<Tensor> {
    converted(x, DType::F32, x.device(), false, Some(memory_format))
}

/// `double(Tensor input, *, memory_format memory_format=Preserve) -> Tensor` · method
///
/// The tensor as `float64`.
pub(crate) fn double(x: &Tensor, memory_format: MemoryFormat) -> Result<Tensor> {
    converted(x, DType::F64, x.device(), false, Some(memory_format))
}

/// `half(Tensor input, *, memory_format memory_format=Preserve) -> Tensor` · method
///
/// The tensor as `float16`.
pub(crate) fn half(x: &Tensor, memory_format: MemoryFormat) -> Result<Tensor> {
    converted(x, DType::F16, x.device(), false, Some(memory_format))
}

/// `bfloat16(Tensor input, *, memory_format memory_format=Preserve) -> Tensor` · method
///
/// The tensor as `bfloat16`.
pub(crate) fn bfloat16(x: &Tensor, memory_format: MemoryFormat) -> Result<Tensor> {
    converted(x, DType::BF16, x.device(), false, Some(memory_format))
}

/// `int(Tensor input, *, memory_format memory_format=Preserve) -> Tensor` · method
///
/// The tensor as `int32`.
pub(crate) fn int(x: &Tensor, memory_format: MemoryFormat) -> Result<Tensor> {
    converted(x, DType::I32, x.device(), false, Some(memory_format))
}

/// `long(Tensor input, *, memory_format memory_format=Preserve) -> Tensor` · method
///
/// The tensor as `int64`.
pub(crate) fn long(x: &Tensor, memory_format: MemoryFormat) -> Result<Tensor> {
    converted(x, DType::I64, x.device(), false, Some(memory_format))
}

/// `short(Tensor input, *, memory_format memory_format=Preserve) -> Tensor` · method
///
/// The tensor as `int16`.
pub(crate) fn short(x: &Tensor, memory_format: MemoryFormat) -> Result<Tensor> {
    converted(x, DType::I16, x.device(), false, Some(memory_format))
}

/// `char(Tensor input, *, memory_format memory_format=Preserve) -> Tensor` · method
///
/// The tensor as `int8`.
pub(crate) fn char(x: &Tensor, memory_format: MemoryFormat) -> Result<Tensor> {
    converted(x, DType::I8, x.device(), false, Some(memory_format))
}

/// `byte(Tensor input, *, memory_format memory_format=Preserve) -> Tensor` · method
///
/// The tensor as `uint8`.
pub(crate) fn byte(x: &Tensor, memory_format: MemoryFormat) -> Result<Tensor> {
    converted(x, DType::U8, x.device(), false, Some(memory_format))
}

/// `bool(Tensor input, *, memory_format memory_format=Preserve) -> Tensor` · method
///
/// The tensor as `bool`.
pub(crate) fn bool(x: &Tensor, memory_format: MemoryFormat) -> Result<Tensor> {
    converted(x, DType::Bool, x.device(), false, Some(memory_format))
}

/// `cfloat(Tensor input, *, memory_format memory_format=Preserve) -> Tensor` · method
///
/// The tensor as `complex64`.
pub(crate) fn cfloat(x: &Tensor, memory_format: MemoryFormat) -> Result<Tensor> {
    converted(x, DType::C64, x.device(), false, Some(memory_format))
}

/// `cdouble(Tensor input, *, memory_format memory_format=Preserve) -> Tensor` · method
///
/// The tensor as `complex128`.
pub(crate) fn cdouble(x: &Tensor, memory_format: MemoryFormat) -> Result<Tensor> {
    converted(x, DType::C128, x.device(), false, Some(memory_format))
}
