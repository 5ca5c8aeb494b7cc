//! Copies between devices.

use super::Cx;
use crate::backend::{Fresh, Operand};
use crate::cuda::transfer;
use crate::device::Device;
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry;
use lumbre_kernels::DType;

/// Copies elements between a GPU and another device; sizes are equal, conj and neg bits resolved. Where layouts differ the
/// elements are put in order on the device they come from, then moved as bytes, then spread where they go.
pub fn across(dst: &Tensor, src: &Tensor, non_blocking: bool) -> Result<()> {
    let (to, from) = (dst.geometry(), src.geometry());
    let alike = to.dtype == from.dtype && to.strides == from.strides && to.is_dense() && from.is_dense();
    if alike {
        drop((to, from));
        return bytes(dst, src, non_blocking);
    }
    // The narrower of the two dtypes travels.
    let dtype: DType = if to.dtype.size() < from.dtype.size() { to.dtype } else { from.dtype };
    let sizes = geometry::copied(&to.sizes);
    let strides = if to.is_dense() { geometry::copied(&to.strides) } else { geometry::contiguous_strides(&sizes) };
    let ready = from.dtype == dtype && from.strides == strides && from.is_dense();
    let fits = to.dtype == dtype && to.strides == strides && to.is_dense();
    let device = to.device();
    drop((to, from));
    let packed = if ready { src.clone() } else { Fresh::copy_with(src, geometry::copied(&strides), dtype)?.into_tensor() };
    if fits {
        return bytes(dst, &packed, non_blocking && ready);
    }
    let landed = Fresh::strided("copy_", &sizes, strides, dtype, device)?.into_tensor();
    bytes(&landed, &packed, non_blocking && ready)?;
    crate::backend::copy_into(dst, &landed)
}

/// Moves the elements of two dense tensors of equal layout.
fn bytes(dst: &Tensor, src: &Tensor, non_blocking: bool) -> Result<()> {
    let (to, from) = (Operand::new(dst), Operand::new(src));
    let n = dst.numel() as usize * dst.dtype().size();
    let _guards = crate::backend::guards(std::slice::from_ref(&from), std::slice::from_ref(&to))?;
    let (target, source) = (to.address("copy_")?, from.address("copy_")?);
    match (src.device(), dst.device()) {
        (Device::Cpu, Device::Cuda(i)) => {
            Cx::new("copy_", i)?;
            // SAFETY: guards are held, `address` checked both storages, and both are dense with `n` bytes.
            unsafe { transfer::to_gpu(i, target as u64, source, n, non_blocking) }
        }
        (Device::Cuda(i), Device::Cpu) => {
            Cx::new("copy_", i)?;
            // SAFETY: as above.
            unsafe { transfer::to_host(i, target, source as u64, n, non_blocking) }
        }
        (Device::Cuda(i), Device::Cuda(j)) => {
            Cx::new("copy_", i)?;
            // SAFETY: as above.
            unsafe { transfer::between(j, target as u64, i, source as u64, n) }
        }
        _ => Ok(()),
    }
}
