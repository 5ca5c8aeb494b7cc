//! The parts and bits of numbers.

use crate::autograd::{Backward, BackwardCx, Grads};
use crate::autograd::Saved;
use crate::backend::cuda::bits as gpu;
use crate::backend::{Fresh, compute_each, resolve};
use crate::ensure;
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::{Dims, dim_mask};
use lumbre_kernels::{DType, View, ViewMut};
use smallvec::smallvec;

/// `frexp(Tensor input) -> (Tensor mantissa, Tensor exponent)` · method function out exact
///
/// `x = mantissa * 2^exponent` with `|mantissa|` in [0.5, 1), or both 0.
///
/// Shapes: any; both results have the input's.
/// Dtypes: floats; result 2 is int32; others raise RuntimeError.
/// Raises: RuntimeError for other dtypes than floats.
pub(crate) fn frexp(x: &Tensor) -> Result<(Tensor, Tensor)> {
    ensure!(x.dtype().is_float(), "torch.frexp() only supports floating-point dtypes");
    let g = x.geometry();
    let mantissa = Fresh::empty("frexp", &g.sizes, g.dtype, g.device())?;
    let exponent = Fresh::empty("frexp", &g.sizes, DType::I32, g.device())?;
    let plain = if x.device() == crate::Device::Cpu { x.clone() } else { resolve(&x.detach_handle())?.contiguous()? };
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        let [m, e] = o else { return Ok(()) };
        lumbre_kernels::bits::frexp(i[0], m.reborrow(), e.reborrow());
        Ok(())
    };
    compute_each("frexp", g.numel() as usize, &[&plain], &[&mantissa, &exponent], cpu, |cx, i, o| gpu::frexp(cx, i[0], o[0], o[1]))?;
    drop(g);
    let [m, e] = Fresh::many_with_grad([mantissa, exponent], &[Some(x)], |o| FrexpGrad { exponent: o[1].tensor().detach_handle().save() });
    Ok((m, e))
}

struct FrexpGrad {
    exponent: Saved,
}
impl Backward for FrexpGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let scale = cx.unpack(&self.exponent)?.to_dtype(g.dtype())?.exp2()?;
        Ok(smallvec![Some(g.div(&scale)?)])
    }
}

/// `hash_tensor(Tensor input, int[1] dim=[], *, bool keepdim=False, int mode=0) -> Tensor` · method function out nondiff
///
/// The exclusive or, over `dim` (all dimensions when empty), of the bits of the elements as 64-bit floats or integers.
///
/// Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
/// Dtypes: bool, integers, floats; the result is int64; others raise NotImplementedError.
/// Raises: RuntimeError for another `mode` than 0; IndexError for a reduced dimension of size 0.
pub(crate) fn hash_tensor(x: &Tensor, dim: &[i64], keepdim: bool, mode: i64) -> Result<Tensor> {
    ensure!(mode == 0, "Unknown hash_tensor mode: {mode}");
    let d = x.dtype();
    if d.is_complex() {
        return Err(super::partial::unsupported("hash_tensor", d));
    }
    ensure!(
        x.numel() > 0 || !dim.is_empty(),
        "hash_tensor: Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with the 'dim' argument."
    );
    let mask = dim_mask(dim, x.dim())?;
    let sizes = x.sizes();
    let is_reduced = |i: &i64| mask & (1 << i) != 0;
    for (i, n) in sizes.iter().enumerate() {
        ensure!(*n > 0 || !is_reduced(&(i as i64)), Index, "hash_tensor: Expected reduction dim {i} to have non-zero size.");
    }
    let kept: Dims = (0..sizes.len() as i64).filter(|i| !is_reduced(i)).collect();
    let order: Dims = kept.iter().copied().chain((0..sizes.len() as i64).filter(is_reduced)).collect();
    let wide = if d.is_float() { DType::F64 } else { DType::I64 };
    let x = resolve(&x.detach_handle())?.to_dtype(wide)?.permute(&order)?.contiguous()?;
    let out: Dims = match keepdim {
        true => sizes.iter().enumerate().map(|(i, n)| if is_reduced(&(i as i64)) { 1 } else { *n }).collect(),
        false => kept.iter().map(|&i| sizes[i as usize]).collect(),
    };
    let y = Fresh::empty("hash_tensor", &out, DType::U64, x.device())?;
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        lumbre_kernels::bits::xor_rows(i[0], o[0].reborrow());
        Ok(())
    };
    compute_each("hash_tensor", x.numel() as usize, &[&x], &[&y], cpu, |cx, i, o| gpu::xor_rows(cx, i[0], o[0]))?;
    Ok(y.non_differentiable())
}
