//! What ops that write into part of a tensor share: in place, or on a copy; and the checks of dtypes.

use crate::autograd::{Backward, Edge, check_inplace, edge_of, rebase};
use crate::backend::{Fresh, attach, copy_into, resolve};
use crate::error::{Error, Kind, Result};
use crate::modes;
use crate::tensor::Tensor;
use crate::ensure;
use lumbre_kernels::DType;
use smallvec::{SmallVec, smallvec};

/// The error of an op without a kernel for a dtype.
#[cold]
pub(crate) fn unsupported(op: &str, dtype: DType) -> Error {
    Error::new(Kind::NotImplemented, format!("\"{op}\" not implemented for '{}'", dtype.scalar_name()))
}

/// Only real or half floating dtypes.
pub(crate) fn need_float(op: &str, dtype: DType) -> Result<()> {
    if dtype.is_float() { Ok(()) } else { Err(unsupported(op, dtype)) }
}

/// Only dtypes with an order.
pub(crate) fn need_real(op: &str, dtype: DType) -> Result<()> {
    if dtype.is_complex() { Err(unsupported(op, dtype)) } else { Ok(()) }
}

/// Integer dtypes that index.
pub(crate) fn need_index(op: &str, index: &Tensor) -> Result<()> {
    ensure!(
        matches!(index.dtype(), DType::I64 | DType::I32) || index.numel() == 0,
        "{op}(): Expected tensor for argument 'indices' to have one of the following scalar types: Long, Int; but got {} instead (expected dtype int32/int64 for index)",
        index.dtype().scalar_name()
    );
    Ok(())
}

/// Runs `write` on a copy of `x`, or on `x` itself when `inplace`, and records the rule over `x` and `others`.
pub(crate) fn written<R: Backward>(
    name: &str,
    x: &Tensor,
    inplace: bool,
    others: &[Option<&Tensor>],
    write: impl FnOnce(&Tensor) -> Result<()>,
    rule: impl FnOnce() -> R,
) -> Result<Tensor> {
    let mut inputs: SmallVec<[Option<&Tensor>; 4]> = smallvec![Some(x)];
    inputs.extend_from_slice(others);
    if !inplace {
        let y = Fresh::copy_of(x, x.dtype())?;
        write(y.tensor())?;
        return Ok(y.with_grad_list(&inputs, |_| rule()));
    }
    check_inplace(x, name)?;
    let (overlapping, bits) = {
        let g = x.geometry();
        (g.numel() > 1 && g.sizes.iter().zip(&g.strides).any(|(n, s)| *n > 1 && *s == 0), g.bits)
    };
    ensure!(
        !overlapping,
        "unsupported operation: more than one element of the written-to tensor refers to a single memory location. Please clone() the tensor before performing the operation."
    );
    let record = modes::grad_enabled()
        && (x.dtype().is_float() || x.dtype().is_complex())
        && inputs.iter().flatten().any(|t| t.requires_grad());
    let rule = record.then(rule);
    if bits == 0 {
        write(x)?;
    } else {
        let plain = resolve(x)?;
        write(&plain)?;
        copy_into(x, &plain)?;
    }
    x.bump_version();
    if let Some(rule) = rule {
        let edges = inputs.iter().map(|t| t.and_then(edge_of)).collect();
        let alias = x.detach_handle();
        let node = attach(rule, edges, &[&alias]);
        rebase(x, Edge::new(node, 0))?;
    }
    Ok(x.clone())
}

/// `src` as a kernel may read it while it writes `out`: without bits, and in memory of its own.
pub(crate) fn apart(src: &Tensor, out: &Tensor) -> Result<Tensor> {
    let src = resolve(src)?;
    let shared = src.geometry().storage.same(&out.geometry().storage);
    if shared { Ok(Fresh::copy_of(&src, src.dtype())?.into_tensor()) } else { Ok(src) }
}

/// A mask as numbers of another dtype, outside the graph.
pub(crate) fn mask_as(mask: &Tensor, dtype: DType) -> Result<Tensor> {
    Ok(Fresh::copy_of(mask, dtype)?.non_differentiable())
}

/// The numbers 0 to `n - 1` on a device.
pub(crate) fn count_on(n: i64, device: crate::Device) -> Result<Tensor> {
    Tensor::arange_op_with(0.into(), n.into(), 1.into(), Some(DType::I64), Some(device))
}

/// A vector of positions on the device of `like`.
pub(crate) fn places_on(like: &Tensor, at: &[i64]) -> Result<Tensor> {
    Tensor::from_slice_on(at, &[at.len() as i64], like.device())
}

/// Whether a mask is true everywhere; meta tensors, which have no elements to look at, pass.
pub(crate) fn holds(mask: &Tensor) -> Result<bool> {
    Ok(mask.device() == crate::Device::Meta || mask.detach_handle().all()?.item()?.to_bool())
}
