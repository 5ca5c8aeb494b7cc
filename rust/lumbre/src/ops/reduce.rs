//! Reductions over dimensions.

use super::promote::default_dtype;
use crate::autograd::{Backward, BackwardCx, Grads};
use crate::backend::{Fresh, Operand, compute_each, cuda, elementwise, late, launch_each};
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::{self, Dims, dim_mask};
use crate::ensure;
use lumbre_kernels::{DType, View, ViewMut};
use lumbre_kernels::reduce::{self, Reduce};
use smallvec::smallvec;

/// Reduces the dimensions in `mask`; the result has them with size 1.
pub(crate) fn launch_reduce(name: &str, x: &Tensor, op: Reduce, mask: u64, out: DType) -> Result<Fresh> {
    let g = x.geometry();
    let sizes = ones_at(&g.sizes, mask);
    if let Some(y) = put_off(x, op, mask, out, &sizes)? {
        return Ok(y);
    }
    let y = Fresh::empty(name, &sizes, out, g.device())?;
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        reduce::reduce(op, i[0], mask, o[0].reborrow());
        Ok(())
    };
    compute_each(name, g.numel() as usize, &[x], &[&y], cpu, |cx, i, o| cuda::reduce::reduce(cx, op, i[0], mask, o[0]))?;
    Ok(y)
}

/// Sizes with 1 for the reduced dimensions.
fn ones_at(sizes: &[i64], mask: u64) -> Dims {
    let mut out = Dims::from_slice(sizes);
    for (i, n) in out.iter_mut().enumerate() {
        if mask & (1 << i) != 0 {
            *n = 1;
        }
    }
    out
}

/// Sizes without the reduced dimensions.
pub(crate) fn without(sizes: &[i64], mask: u64) -> Dims {
    let mut out = Dims::new();
    for (i, &n) in sizes.iter().enumerate() {
        if mask & (1 << i) == 0 {
            out.push(n);
        }
    }
    out
}

/// A row-major result without the reduced dimensions, as a kernel is to see it: with them, of size 1.
pub(crate) fn kept<'a>(y: &'a Tensor, sizes: &[i64], mask: u64) -> Operand<'a> {
    let out = ones_at(sizes, mask);
    let strides = geometry::contiguous_strides(&out);
    Operand::shaped(y, out, strides)
}

/// Reduces the dimensions in `mask`, which stay with size 1 where `keepdim`.
pub(crate) fn reduced(name: &str, x: &Tensor, op: Reduce, mask: u64, keepdim: bool, out: DType) -> Result<Fresh> {
    let n = x.dim();
    if n > 0 && n < 64 && !keepdim && mask == (1 << n) - 1 && x.numel() > 0 {
        if let Some(y) = elementwise::small_total(x, out, |v, o| reduce::reduce(op, v, 1, o))? {
            return Ok(y);
        }
    }
    if keepdim || mask == 0 || late::on() {
        return Ok(drop_dims(launch_reduce(name, x, op, mask, out)?, mask, keepdim));
    }
    let x = &elementwise::resolve_ref(x)?;
    let g = x.geometry();
    let y = Fresh::empty(name, &without(&g.sizes, mask), out, g.device())?;
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        reduce::reduce(op, i[0], mask, o[0].reborrow());
        Ok(())
    };
    let outs = [kept(y.tensor(), &g.sizes, mask)];
    launch_each(name, g.numel() as usize, &[Operand::new(x)], &outs, true, cpu, |cx, i, o| cuda::reduce::reduce(cx, op, i[0], mask, o[0]))?;
    drop(outs);
    Ok(y)
}

/// The reduction as the end of a chain that is put off, where it goes along the innermost dimensions.
fn put_off(x: &Tensor, op: Reduce, mask: u64, out: DType, sizes: &[i64]) -> Result<Option<Fresh>> {
    let g = x.geometry();
    let n = g.dim();
    let first = (0..n).find(|d| mask >> d & 1 == 1).unwrap_or(n);
    if first == n || (first..n).any(|d| mask >> d & 1 == 0) {
        return Ok(None);
    }
    let row = g.sizes[first..].iter().product::<i64>() as usize;
    if row as i64 == g.numel() {
        return late::put_off_total(x, op, out, sizes);
    }
    late::put_off_rows(x, row, 1, out, sizes, late::Rows::Reduce(op))
}

/// The reduced dimensions taken out of a keepdim result.
pub(crate) fn drop_dims(y: Fresh, mask: u64, keepdim: bool) -> Fresh {
    if keepdim || mask == 0 {
        return y;
    }
    let mut g = (*y.tensor().geometry()).clone();
    let keep = |i: usize| mask & (1 << i) == 0;
    g.sizes = (0..g.sizes.len()).filter(|&i| keep(i)).map(|i| g.sizes[i]).collect();
    g.strides = geometry::contiguous_strides(&g.sizes);
    Fresh::from_geometry(g)
}

/// A gradient with the reduced dimensions put back with size 1.
pub(crate) fn restore_dims(g: &Tensor, sizes: &[i64], mask: u64, keepdim: bool) -> Result<Tensor> {
    if keepdim || mask == 0 {
        return Ok(g.clone());
    }
    g.reshape(&ones_at(sizes, mask))
}

fn sum_dtype(x: &Tensor, dtype: Option<DType>) -> DType {
    dtype.unwrap_or_else(|| {
        let d = x.dtype();
        if d.is_float() || d.is_complex() { d } else { DType::I64 }
    })
}

/// `sum(Tensor input, *, dtype? dtype=None) -> Tensor` · method function out into
///
/// `x[0] + x[1] + …`; 0 without elements.
///
/// Shapes: any; the result is `()`.
/// Dtypes: bool, integers, floats, complex; bool, uint8, int8, int16, int32 give int64.
/// Raises: no error of its own.
pub(crate) fn sum(x: &Tensor, dtype: Option<DType>) -> Result<Tensor> {
    sum_dim(x, None, false, dtype)
}

/// `sum.dim(Tensor input, int[1]? dim, bool keepdim=False, *, dtype? dtype=None) -> Tensor` · method function out into node=Sum1
///
/// `x[0] + x[1] + …` over `dim` (all when it is `None` or empty); 0 over no elements.
///
/// Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
/// Dtypes: bool, integers, floats, complex; bool, uint8, int8, int16, int32 give int64.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn sum_dim(x: &Tensor, dim: Option<&[i64]>, keepdim: bool, dtype: Option<DType>) -> Result<Tensor> {
    let n = x.dim();
    let mask = dim_mask(dim.unwrap_or(&[]), n)?;
    let y = reduced("sum", x, Reduce::Sum, mask, keepdim, sum_dtype(x, dtype))?;
    Ok(y.with_grad([x], |_| SumGrad { sizes: x.sizes(), mask, keepdim }))
}

struct SumGrad {
    sizes: Dims,
    mask: u64,
    keepdim: bool,
}
impl Backward for SumGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        Ok(smallvec![Some(restore_dims(g, &self.sizes, self.mask, self.keepdim)?.expand(&self.sizes)?)])
    }
}

/// `mean(Tensor input, *, dtype? dtype=None) -> Tensor` · method function out into
///
/// `sum(x) / n` of all `n` elements; NaN without elements.
///
/// Shapes: any; the result is `()`.
/// Dtypes: floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for integers and bools without a floating `dtype`.
pub(crate) fn mean(x: &Tensor, dtype: Option<DType>) -> Result<Tensor> {
    mean_dim(x, None, false, dtype)
}

/// `mean.dim(Tensor input, int[1]? dim, bool keepdim=False, *, dtype? dtype=None) -> Tensor` · method function out into node=Mean1
///
/// `sum(x) / n` over the `n` elements of `dim` (all when it is `None` or empty); NaN over no elements.
///
/// Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
/// Dtypes: floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for integers and bools without a floating `dtype`; IndexError for a dimension out of range.
pub(crate) fn mean_dim(x: &Tensor, dim: Option<&[i64]>, keepdim: bool, dtype: Option<DType>) -> Result<Tensor> {
    let d = dtype.unwrap_or(x.dtype());
    ensure!(
        d.is_float() || d.is_complex(),
        NotImplemented,
        "mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. Got: {}",
        d.scalar_name()
    );
    let _ = default_dtype;
    let mask = dim_mask(dim.unwrap_or(&[]), x.dim())?;
    let y = reduced("mean", x, Reduce::Mean, mask, keepdim, d)?;
    Ok(y.with_grad([x], |_| MeanGrad { sizes: x.sizes(), mask, keepdim }))
}

struct MeanGrad {
    sizes: Dims,
    mask: u64,
    keepdim: bool,
}
impl Backward for MeanGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let n: i64 = self.sizes.iter().enumerate().filter(|(i, _)| self.mask & (1 << i) != 0).map(|(_, n)| *n).product();
        let g = restore_dims(g, &self.sizes, self.mask, self.keepdim)?;
        Ok(smallvec![Some(g.div(n)?.expand(&self.sizes)?)])
    }
}
