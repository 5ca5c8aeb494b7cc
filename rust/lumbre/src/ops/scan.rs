//! Running sums, products and extremes.

use super::extreme::PickGrad;
use super::partial::{need_float, need_real};
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::{Fresh, compute_each, cuda};
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::wrap_dim;
use lumbre_kernels::{DType, View, ViewMut};
use lumbre_kernels::scan::{self as kernel, Scan};
use smallvec::smallvec;

fn launch(name: &str, x: &Tensor, op: Scan, dim: usize) -> Result<Fresh> {
    let g = x.geometry();
    let y = Fresh::empty(name, &g.sizes, g.dtype, g.device())?;
    let scalar = g.dim() == 0;
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        if scalar {
            lumbre_kernels::copy::copy(i[0], o[0].reborrow());
        } else if i[0].numel() > 0 {
            kernel::scan(op, i[0], dim, o[0].reborrow());
        }
        Ok(())
    };
    compute_each(name, g.numel() as usize, &[x], &[&y], cpu, |cx, i, o| cuda::scan::scan(cx, op, i[0], dim, o[0]))?;
    Ok(y)
}

/// Integers accumulate as `int64`.
fn in_dtype(x: &Tensor, dtype: Option<DType>) -> Result<Tensor> {
    let d = x.dtype();
    x.to_dtype(dtype.unwrap_or(if d.is_float() || d.is_complex() { d } else { DType::I64 }))
}

/// `cumsum(Tensor input, int dim, *, dtype? dtype=None) -> Tensor` · method function inplace out into
///
/// `out[i] = x[0] + … + x[i]` along `dim`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; bool, uint8, int8, int16, int32 give int64.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn cumsum(x: &Tensor, dim: i64, dtype: Option<DType>) -> Result<Tensor> {
    let d = wrap_dim(dim, x.dim())?;
    let x = &in_dtype(x, dtype)?;
    Ok(launch("cumsum", x, Scan::Sum, d)?.with_grad([x], |_| CumsumGrad { dim: d as i64 }))
}

struct CumsumGrad {
    dim: i64,
}

/// Running sums from the other end.
fn reverse_cumsum(g: &Tensor, dim: i64) -> Result<Tensor> {
    if g.numel() <= 1 {
        return Ok(g.clone());
    }
    g.flip(&[dim])?.cumsum(dim)?.flip(&[dim])
}

impl Backward for CumsumGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        Ok(smallvec![Some(reverse_cumsum(g, self.dim)?)])
    }
}

/// `cumprod(Tensor input, int dim, *, dtype? dtype=None) -> Tensor` · method function inplace out into
///
/// `out[i] = x[0] * … * x[i]` along `dim`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; bool, uint8, int8, int16, int32 give int64.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn cumprod(x: &Tensor, dim: i64, dtype: Option<DType>) -> Result<Tensor> {
    let d = wrap_dim(dim, x.dim())?;
    let x = &in_dtype(x, dtype)?;
    Ok(launch("cumprod", x, Scan::Prod, d)?.with_grad([x], |y| CumprodGrad { x: x.save(), y: y.save(), dim: d as i64 }))
}

struct CumprodGrad {
    x: Saved,
    y: Saved,
    dim: i64,
}

impl CumprodGrad {
    /// Without division: every element's derivative of every later product, one row at a time.
    fn with_zeros(&self, g: &Tensor, x: &Tensor) -> Result<Tensor> {
        let n = x.size(self.dim)?;
        let mut rows = Vec::new();
        for k in 0..n {
            let before = if k == 0 { None } else { Some(super::product::prod_keep(&x.narrow(self.dim, 0, k)?, self.dim)?) };
            let rest = n - k - 1;
            let one = x.narrow(self.dim, k, 1)?.ones_like()?;
            let after = if rest > 0 { Tensor::cat_with(&[one, x.narrow(self.dim, k + 1, rest)?.cumprod(self.dim)?], self.dim)? } else { one };
            let slope = match before {
                Some(b) => after.mul(&b)?,
                None => after,
            };
            let part = slope.conj()?.mul(&g.narrow(self.dim, k, n - k)?)?;
            rows.push(part.sum_dim_with(Some(&[self.dim]), true, None)?);
        }
        Tensor::cat_with(&rows, self.dim)
    }
}
impl Backward for CumprodGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let x = cx.unpack(&self.x)?;
        if x.dim() == 0 || x.numel() <= 1 {
            return Ok(smallvec![Some(g.clone())]);
        }
        let whole = x.detach_handle().count_nonzero()?.item()?.to_i64() == x.numel();
        if !whole {
            return Ok(smallvec![Some(self.with_zeros(g, &x)?)]);
        }
        let weighted = g.mul(&cx.unpack(&self.y)?.conj()?)?;
        Ok(smallvec![Some(reverse_cumsum(&weighted, self.dim)?.div(&x.conj()?)?)])
    }
}

/// `logcumsumexp(Tensor input, int dim) -> Tensor` · method function out exact
///
/// `out[i] = log(exp(x[0]) + … + exp(x[i]))` along `dim`, without overflow.
///
/// Shapes: any; the result has the input's.
/// Dtypes: floats, complex; others raise NotImplementedError.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn logcumsumexp(x: &Tensor, dim: i64) -> Result<Tensor> {
    if !x.dtype().is_complex() {
        need_float("logcumsumexp_out_cpu", x.dtype())?;
    }
    let d = wrap_dim(dim, x.dim())?;
    Ok(launch("logcumsumexp", x, Scan::LogSumExp, d)?.with_grad([x], |y| LogcumsumexpGrad { x: x.save(), y: y.save(), dim: d as i64 }))
}

struct LogcumsumexpGrad {
    x: Saved,
    y: Saved,
    dim: i64,
}
impl Backward for LogcumsumexpGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let (x, y) = (cx.unpack(&self.x)?, cx.unpack(&self.y)?);
        if x.dim() == 0 {
            return Ok(smallvec![Some(g.clone())]);
        }
        let later = |v: Tensor| v.flip(&[self.dim])?.logcumsumexp(self.dim)?.flip(&[self.dim]);
        if x.dtype().is_complex() {
            return Ok(smallvec![Some(later(g.log()?.sub(&y.conj()?)?)?.add(&x.conj()?)?.exp()?)]);
        }
        // The sum over later places of g exp(x - y), in logarithms so that it neither over- nor underflows. The logarithm of nothing is
        // a large negative number: infinity would make the derivative of this rule NaN.
        let least = match x.dtype() {
            DType::F64 => -1e300,
            DType::F16 => -6e4,
            _ => -1e37,
        };
        let part = |sign: f64| -> Result<Tensor> {
            let g = g.mul(sign)?;
            let off = g.le(0.0)?;
            let log = g.masked_fill(&off, 1.0)?.log()?.masked_fill(&off, least)?;
            later(log.sub(&y)?)?.add(&x)?.exp()
        };
        let (up, down) = (part(1.0)?, part(-1.0)?);
        Ok(smallvec![Some(up.sub(&down)?)])
    }
}

fn extreme(name: &str, max: bool, x: &Tensor, dim: i64) -> Result<(Tensor, Tensor)> {
    need_real(&format!("{name}_cpu"), x.dtype())?;
    let d = wrap_dim(dim, x.dim())?;
    let g = x.geometry();
    let values = Fresh::empty(name, &g.sizes, g.dtype, g.device())?;
    let indices = Fresh::empty(name, &g.sizes, DType::I64, g.device())?;
    let scalar = g.dim() == 0;
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        let [v, at] = o else { return Ok(()) };
        if scalar {
            lumbre_kernels::copy::copy(i[0], v.reborrow());
            lumbre_kernels::copy::fill(lumbre_kernels::Scalar::Int(0), at.reborrow());
        } else if i[0].numel() > 0 {
            kernel::scan_extreme(max, i[0], d, v.reborrow(), at.reborrow());
        }
        Ok(())
    };
    compute_each(name, g.numel() as usize, &[x], &[&values, &indices], cpu, |cx, i, o| cuda::scan::scan_extreme(cx, max, i[0], d, o[0], o[1]))?;
    drop(g);
    let [v, i] = Fresh::many_with_grad([values, indices], &[Some(x)], |o| PickGrad::adding(x, d, &o[1]));
    Ok((v, i))
}

/// `cummax(Tensor input, int dim) -> (Tensor values, Tensor indices)` · method function out exact node=Cummax0
///
/// `values[i] = max(x[0], …, x[i])` along `dim`, and the last index that has it; NaN stays.
///
/// Shapes: any; both results have the input's.
/// Dtypes: bool, integers, floats; result 2 is int64; others raise NotImplementedError.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn cummax(x: &Tensor, dim: i64) -> Result<(Tensor, Tensor)> {
    extreme("cummax", true, x, dim)
}

/// `cummin(Tensor input, int dim) -> (Tensor values, Tensor indices)` · method function out exact node=Cummin0
///
/// `values[i] = min(x[0], …, x[i])` along `dim`, and the last index that has it; NaN stays.
///
/// Shapes: any; both results have the input's.
/// Dtypes: bool, integers, floats; result 2 is int64; others raise NotImplementedError.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn cummin(x: &Tensor, dim: i64) -> Result<(Tensor, Tensor)> {
    extreme("cummin", false, x, dim)
}
