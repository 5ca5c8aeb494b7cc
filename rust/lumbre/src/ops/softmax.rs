//! Softmax, its logarithm, and the logarithm of a sum of exponentials.

use super::partial::need_float;
use super::reduce::{drop_dims, launch_reduce, restore_dims};
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::{Fresh, compute_each, cuda, late};
use crate::error::Result;
use crate::modes;
use crate::tensor::Tensor;
use crate::tensor::geometry::{Dims, dim_mask, wrap_dim};
use lumbre_kernels::reduce::Reduce;
use lumbre_kernels::{DType, View, ViewMut, softmax as kernel};
use smallvec::smallvec;

fn launch(x: &Tensor, dim: usize, log: bool) -> Result<Fresh> {
    let g = x.geometry();
    let name = if log { "log_softmax_lastdim_kernel_impl" } else { "softmax_lastdim_kernel_impl" };
    need_float(name, g.dtype)?;
    if dim + 1 == g.dim() {
        let row = g.sizes[dim] as usize;
        if let Some(y) = late::put_off_rows(x, row, row, g.dtype, &g.sizes, late::Rows::Softmax { log })? {
            return Ok(y);
        }
    }
    let y = Fresh::empty("softmax", &g.sizes, g.dtype, g.device())?;
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        kernel::softmax(i[0], dim, log, o[0].reborrow());
        Ok(())
    };
    compute_each("softmax", g.numel() as usize, &[x], &[&y], cpu, |cx, i, o| cuda::softmax::softmax(cx, i[0], dim, log, o[0]))?;
    Ok(y)
}

fn in_dtype(x: &Tensor, dtype: Option<DType>) -> Result<Tensor> {
    x.to_dtype(dtype.unwrap_or(x.dtype()))
}

/// `softmax(Tensor input, int dim, dtype? dtype=None) -> Tensor` · method function special autocast=f32:cuda out exact
///
/// `exp(x) / sum(exp(x))` along `dim`, without overflow.
///
/// Shapes: any; the result has the input's.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn softmax(x: &Tensor, dim: i64, dtype: Option<DType>) -> Result<Tensor> {
    let x = &in_dtype(x, dtype)?;
    let dim = wrap_dim(dim, x.dim())?;
    Ok(launch(x, dim, false)?.with_grad([x], |y| SoftmaxGrad { y: y.save(), dim }))
}

/// `log_softmax(Tensor input, int dim, dtype? dtype=None) -> Tensor` · method function special autocast=f32:cuda out exact
///
/// `x - log(sum(exp(x)))` along `dim`, without overflow.
///
/// Shapes: any; the result has the input's.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn log_softmax(x: &Tensor, dim: i64, dtype: Option<DType>) -> Result<Tensor> {
    let x = &in_dtype(x, dtype)?;
    let dim = wrap_dim(dim, x.dim())?;
    Ok(launch(x, dim, true)?.with_grad([x], |y| LogSoftmaxGrad { y: y.save(), dim }))
}

struct SoftmaxGrad {
    y: Saved,
    dim: usize,
}

/// The gradient by one kernel, where nobody differentiates it.
fn fused(g: &Tensor, y: &Tensor, dim: usize, log: bool) -> Result<Tensor> {
    let gx = Fresh::empty("softmax_backward", &y.sizes(), y.dtype(), y.device())?;
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        kernel::softmax_backward(i[0], i[1], dim, log, o[0].reborrow());
        Ok(())
    };
    compute_each("softmax_backward", y.numel() as usize, &[g, y], &[&gx], cpu, |cx, i, o| {
        cuda::softmax::softmax_backward(cx, i[0], i[1], dim, log, o[0])
    })?;
    Ok(gx.non_differentiable())
}

impl Backward for SoftmaxGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let y = cx.unpack(&self.y)?;
        if !modes::composed() {
            return Ok(smallvec![Some(fused(g, &y, self.dim, false)?)]);
        }
        let gy = g.mul(&y)?;
        let total = gy.sum_dim_with(Some(&[self.dim as i64]), true, None)?;
        Ok(smallvec![Some(gy.sub(&y.mul(&total)?)?)])
    }
}

struct LogSoftmaxGrad {
    y: Saved,
    dim: usize,
}
impl Backward for LogSoftmaxGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let y = cx.unpack(&self.y)?;
        if !modes::composed() {
            return Ok(smallvec![Some(fused(g, &y, self.dim, true)?)]);
        }
        let total = g.sum_dim_with(Some(&[self.dim as i64]), true, None)?;
        Ok(smallvec![Some(g.sub(&y.exp()?.mul(&total)?)?)])
    }
}

/// `logsumexp(Tensor input, int[1] dim, bool keepdim=False) -> Tensor` · method function special out
///
/// `log(sum(exp(x)))` over `dim`, without overflow.
///
/// Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
/// Dtypes: bool, integers, floats, complex; bool, integers give float32.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn logsumexp(x: &Tensor, dim: &[i64], keepdim: bool) -> Result<Tensor> {
    let x = &if x.dtype().is_float() { x.clone() } else { x.to_dtype(super::promote::to_float(x.dtype()))? };
    if x.dtype().is_complex() {
        if x.numel() == 0 {
            return x.exp()?.sum_dim_with(Some(dim), keepdim, None)?.log();
        }
        let top = x.detach_handle().real_part()?.amax_with(dim, true)?;
        // The difference of equal infinities would be NaN.
        let top = top.masked_fill(&top.isinf()?, 0.0)?;
        let whole = x.sub(&top)?.exp()?.sum_dim_with(Some(dim), true, None)?.log()?.add(&top)?;
        return if keepdim { Ok(whole) } else { whole.squeeze_dim(&(0..x.dim() as i64).filter(|_| dim.is_empty()).chain(dim.iter().copied()).collect::<Dims>()) };
    }
    need_float("logsumexp", x.dtype())?;
    let mask = dim_mask(dim, x.dim())?;
    let full = launch_reduce("logsumexp", x, Reduce::LogSumExp, mask, x.dtype())?;
    let y = drop_dims(full, mask, keepdim);
    Ok(y.with_grad([x], |y| LogsumexpGrad { x: x.save(), y: y.save(), sizes: x.sizes(), mask, keepdim }))
}

struct LogsumexpGrad {
    x: Saved,
    y: Saved,
    sizes: Dims,
    mask: u64,
    keepdim: bool,
}
impl Backward for LogsumexpGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let y = restore_dims(&cx.unpack(&self.y)?, &self.sizes, self.mask, self.keepdim)?;
        let g = restore_dims(g, &self.sizes, self.mask, self.keepdim)?;
        Ok(smallvec![Some(cx.unpack(&self.x)?.sub(&y)?.exp()?.mul(&g)?)])
    }
}
