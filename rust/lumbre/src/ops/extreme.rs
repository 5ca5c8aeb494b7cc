//! Largest and smallest elements, and where they are.

use super::partial::{mask_as, need_real};
use super::reduce::{kept, reduced, restore_dims, without};
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::{Fresh, Operand, cuda, elementwise, launch_each};
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::{Dims, dim_mask, wrap_dim};
use crate::ensure;
use lumbre_kernels::{DType, View, ViewMut};
use lumbre_kernels::binary::Binary;
use lumbre_kernels::reduce::{self, Reduce};
use smallvec::smallvec;

/// The gradient of values picked along one dimension: each goes back to where its index points.
pub(crate) struct PickGrad {
    sizes: Dims,
    dim: i64,
    index: Saved,
    keepdim: bool,
    /// Several values may come from one place.
    add: bool,
}

impl PickGrad {
    pub(crate) fn adding(x: &Tensor, dim: usize, index: &Fresh) -> PickGrad {
        PickGrad { add: true, ..PickGrad::new(x, dim, index, true) }
    }

    pub(crate) fn new(x: &Tensor, dim: usize, index: &Fresh, keepdim: bool) -> PickGrad {
        PickGrad { sizes: x.sizes(), dim: dim as i64, index: index.tensor().detach_handle().save(), keepdim, add: false }
    }
}
impl Backward for PickGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let index = cx.unpack(&self.index)?;
        if self.sizes.is_empty() {
            return Ok(smallvec![Some(g.clone())]);
        }
        let (g, index) = if self.keepdim {
            (g.clone(), index)
        } else {
            (g.unsqueeze(self.dim)?, index.unsqueeze(self.dim)?)
        };
        let zero = Tensor::zeros(&self.sizes, g.dtype(), g.device())?;
        Ok(smallvec![Some(if self.add { zero.scatter_add_(self.dim, &index, &g)? } else { zero.scatter_(self.dim, &index, &g)? })])
    }
}

fn with_one(sizes: &[i64], dim: usize) -> Dims {
    let mut out = Dims::from_slice(sizes);
    if let Some(n) = out.get_mut(dim) {
        *n = 1;
    }
    out
}

/// Refuses complex numbers, which have no order; the text is made where it is needed only.
fn real(name: &str, part: &str, x: &Tensor) -> Result<()> {
    if x.dtype().is_complex() { need_real(&format!("{name}_{part}"), x.dtype()) } else { Ok(()) }
}

fn along(name: &str, max: bool, x: &Tensor, dim: i64, keepdim: bool) -> Result<(Tensor, Tensor)> {
    real(name, "values_cpu", x)?;
    let d = wrap_dim(dim, x.dim())?;
    let sizes = x.sizes();
    ensure!(sizes.get(d) != Some(&0), Index, "{name}(): Expected reduction dim {d} to have non-zero size.");
    let keep = keepdim || sizes.is_empty();
    let mask = 1u64 << d;
    let full = if keep { with_one(&sizes, d) } else { without(&sizes, mask) };
    let outs = [Fresh::empty(name, &full, x.dtype(), x.device())?, Fresh::empty(name, &full, DType::I64, x.device())?];
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        let [v, at] = o else { return Ok(()) };
        reduce::arg_reduce(max, i[0], d, Some(v.reborrow()), at.reborrow());
        Ok(())
    };
    {
        let x = &elementwise::resolve_ref(x)?;
        let [v, i] = [kept(outs[0].tensor(), &sizes, mask), kept(outs[1].tensor(), &sizes, mask)];
        launch_each(name, x.numel() as usize, &[Operand::new(x)], &[v, i], true, cpu, |cx, i, o| {
            cuda::reduce::arg_reduce(cx, max, i[0], d, Some(o[0]), o[1])
        })?;
    }
    let [v, i] = Fresh::many_with_grad(outs, &[Some(x)], |o| PickGrad::new(x, d, &o[1], keep));
    Ok((v, i))
}

fn everything(name: &str, x: &Tensor, op: Reduce) -> Result<Tensor> {
    real(name, "all", x)?;
    ensure!(
        x.numel() > 0,
        "{name}(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with the 'dim' argument."
    );
    let mask = dim_mask(&[], x.dim())?;
    let y = reduced(name, x, op, mask, false, x.dtype())?;
    Ok(y.with_grad([x], |y| ShareGrad { x: x.save(), y: y.save(), sizes: x.sizes(), mask, keepdim: false }))
}

/// The gradient of an extreme, shared evenly among the elements that attain it.
struct ShareGrad {
    x: Saved,
    y: Saved,
    sizes: Dims,
    mask: u64,
    keepdim: bool,
}
impl Backward for ShareGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let x = cx.unpack(&self.x)?.detach_handle();
        let y = cx.unpack(&self.y)?.detach_handle();
        let y = restore_dims(&y, &self.sizes, self.mask, self.keepdim)?;
        let d = x.dtype();
        let same = elementwise::binary("eq", &x, &y, Binary::Eq, d, DType::Bool)?.non_differentiable();
        // A NaN that won is equal to nothing, but it is where the value comes from.
        let nan_x = elementwise::binary("ne", &x, &x, Binary::Ne, d, DType::Bool)?.non_differentiable();
        let nan_y = elementwise::binary("ne", &y, &y, Binary::Ne, d, DType::Bool)?.non_differentiable();
        let nans = elementwise::binary("and", &nan_x, &nan_y, Binary::LogicalAnd, DType::Bool, DType::Bool)?.non_differentiable();
        let hit = elementwise::binary("or", &same, &nans, Binary::LogicalOr, DType::Bool, DType::Bool)?.non_differentiable();
        let hit = mask_as(&hit, g.dtype())?;
        let dims: Dims = (0..self.sizes.len() as i64).filter(|i| self.mask & (1 << i) != 0).collect();
        let share = if dims.is_empty() { hit } else { hit.div(&hit.sum_dim_with(Some(&dims), true, None)?)? };
        let g = restore_dims(g, &self.sizes, self.mask, self.keepdim)?;
        Ok(smallvec![Some(g.mul(&share)?)])
    }
}

fn over(name: &str, x: &Tensor, dim: &[i64], keepdim: bool, op: Reduce) -> Result<Tensor> {
    real(name, "cpu", x)?;
    let mask = dim_mask(dim, x.dim())?;
    ensure!(
        !dim.is_empty() || x.numel() > 0,
        "{name}(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with the 'dim' argument."
    );
    for (i, n) in x.sizes().iter().enumerate() {
        ensure!(
            *n > 0 || mask & (1 << i) == 0,
            Index,
            "{name}(): Expected reduction dim {i} to have non-zero size."
        );
    }
    let y = reduced(name, x, op, mask, keepdim, x.dtype())?;
    Ok(y.with_grad([x], |y| ShareGrad { x: x.save(), y: y.save(), sizes: x.sizes(), mask, keepdim }))
}

/// `max(Tensor input) -> Tensor` · method function out node=Max1
///
/// The largest element; NaN if there is one.
///
/// Shapes: any; the result is `()`.
/// Dtypes: bool, integers, floats; others raise NotImplementedError.
/// Raises: RuntimeError for no elements.
pub(crate) fn max(x: &Tensor) -> Result<Tensor> {
    everything("max", x, Reduce::Max)
}

/// `max.other(Tensor input, Tensor other) -> Tensor` · method function out node=Maximum0
///
/// `max(x, y)` of each pair, as `maximum`: NaN if either is.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats; others raise TypeError.
/// Raises: RuntimeError for complex numbers and for shapes that do not broadcast.
pub(crate) fn max_other(x: &Tensor, other: &Tensor) -> Result<Tensor> {
    x.maximum(other)
}

/// `max.dim(Tensor input, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)` · method function out exact real node=Max0
///
/// `values[…] = max over i of x[…, i, …]` along `dim`, and the first `i` that has it; NaN before all.
///
/// Shapes: both the input's without `dim` (size 1 there with `keepdim`).
/// Dtypes: bool, integers, floats; result 2 is int64; others raise TypeError.
/// Raises: IndexError for a dimension out of range or without elements.
pub(crate) fn max_dim(x: &Tensor, dim: i64, keepdim: bool) -> Result<(Tensor, Tensor)> {
    along("max", true, x, dim, keepdim)
}

/// `min(Tensor input) -> Tensor` · method function out node=Min1
///
/// The smallest element; NaN if there is one.
///
/// Shapes: any; the result is `()`.
/// Dtypes: bool, integers, floats; others raise NotImplementedError.
/// Raises: RuntimeError for no elements.
pub(crate) fn min(x: &Tensor) -> Result<Tensor> {
    everything("min", x, Reduce::Min)
}

/// `min.other(Tensor input, Tensor other) -> Tensor` · method function out node=Minimum0
///
/// `min(x, y)` of each pair, as `minimum`: NaN if either is.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats; others raise TypeError.
/// Raises: RuntimeError for complex numbers and for shapes that do not broadcast.
pub(crate) fn min_other(x: &Tensor, other: &Tensor) -> Result<Tensor> {
    x.minimum(other)
}

/// `min.dim(Tensor input, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)` · method function out exact real node=Min0
///
/// `values[…] = min over i of x[…, i, …]` along `dim`, and the first `i` that has it; NaN before all.
///
/// Shapes: both the input's without `dim` (size 1 there with `keepdim`).
/// Dtypes: bool, integers, floats; result 2 is int64; others raise TypeError.
/// Raises: IndexError for a dimension out of range or without elements.
pub(crate) fn min_dim(x: &Tensor, dim: i64, keepdim: bool) -> Result<(Tensor, Tensor)> {
    along("min", false, x, dim, keepdim)
}

/// `amax(Tensor input, int[1] dim=[], bool keepdim=False) -> Tensor` · method function out exact node=Amax0
///
/// `max` over `dim` (all dimensions when empty), NaN if there is one; equal ones share the gradient.
///
/// Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
/// Dtypes: bool, integers, floats; others raise NotImplementedError.
/// Raises: IndexError for a dimension out of range or without elements.
pub(crate) fn amax(x: &Tensor, dim: &[i64], keepdim: bool) -> Result<Tensor> {
    over("amax", x, dim, keepdim, Reduce::Max)
}

/// `amin(Tensor input, int[1] dim=[], bool keepdim=False) -> Tensor` · method function out exact node=Amin0
///
/// `min` over `dim` (all dimensions when empty), NaN if there is one; equal ones share the gradient.
///
/// Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
/// Dtypes: bool, integers, floats; others raise NotImplementedError.
/// Raises: IndexError for a dimension out of range or without elements.
pub(crate) fn amin(x: &Tensor, dim: &[i64], keepdim: bool) -> Result<Tensor> {
    over("amin", x, dim, keepdim, Reduce::Min)
}

/// `aminmax(Tensor input, *, int? dim=None, bool keepdim=False) -> (Tensor min, Tensor max)` · method function out exact real node=Aminmax0
///
/// `(min, max)` of all elements or along `dim`; NaN if there is one.
///
/// Shapes: both the input's without `dim` (size 1 there with `keepdim`); `()` without `dim`.
/// Dtypes: bool, integers, floats; others raise TypeError.
/// Raises: IndexError for a dimension out of range or without elements.
pub(crate) fn aminmax(x: &Tensor, dim: Option<i64>, keepdim: bool) -> Result<(Tensor, Tensor)> {
    let dims: Dims = match dim {
        Some(d) => smallvec![d],
        None => {
            ensure!(x.numel() > 0, "aminmax(): cannot compute aminmax over an empty dimension as the operation has no identity.");
            Dims::new()
        }
    };
    Ok((x.amin_with(&dims, keepdim)?, x.amax_with(&dims, keepdim)?))
}

fn position(name: &str, max: bool, x: &Tensor, dim: Option<i64>, keepdim: bool) -> Result<Tensor> {
    real(name, "cpu", x)?;
    let Some(dim) = dim else {
        ensure!(x.numel() > 0, Index, "{name}(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with the 'dim' argument.");
        if !keepdim {
            if let Some(y) = elementwise::small_total(x, DType::I64, |v, o| reduce::arg_reduce(max, v, 0, None, o))? {
                return Ok(y.non_differentiable());
            }
        }
        let ones = Dims::from_elem(1, if keepdim { x.dim() } else { 0 });
        return position(name, max, &x.detach_handle().reshape(&[-1])?, Some(0), false)?.view(&ones);
    };
    let d = wrap_dim(dim, x.dim())?;
    let sizes = x.sizes();
    ensure!(sizes.get(d) != Some(&0), Index, "{name}(): Expected reduction dim {d} to have non-zero size.");
    let (keep, mask) = (keepdim || sizes.is_empty(), 1u64 << d);
    let indices = Fresh::empty(name, &if keep { with_one(&sizes, d) } else { without(&sizes, mask) }, DType::I64, x.device())?;
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        reduce::arg_reduce(max, i[0], d, None, o[0].reborrow());
        Ok(())
    };
    let x = &elementwise::resolve_ref(x)?;
    let outs = [kept(indices.tensor(), &sizes, mask)];
    launch_each(name, x.numel() as usize, &[Operand::new(x)], &outs, true, cpu, |cx, i, o| cuda::reduce::arg_reduce(cx, max, i[0], d, None, o[0]))?;
    drop(outs);
    Ok(indices.non_differentiable())
}

/// `argmax(Tensor input, int? dim=None, bool keepdim=False) -> Tensor` · method function out nondiff exact not=bool real
///
/// The `i` with the largest `x[i]`, the first among equals, a NaN before all: along `dim`, or in the flattened tensor.
///
/// Shapes: the input's without `dim` (size 1 there with `keepdim`); `()` without `dim`.
/// Dtypes: integers, floats; the result is int64; others raise NotImplementedError or TypeError.
/// Raises: IndexError for a dimension out of range or without elements.
pub(crate) fn argmax(x: &Tensor, dim: Option<i64>, keepdim: bool) -> Result<Tensor> {
    position("argmax", true, x, dim, keepdim)
}

/// `argmin(Tensor input, int? dim=None, bool keepdim=False) -> Tensor` · method function out nondiff exact not=bool real
///
/// The `i` with the smallest `x[i]`, the first among equals, a NaN before all: along `dim`, or in the flattened tensor.
///
/// Shapes: the input's without `dim` (size 1 there with `keepdim`); `()` without `dim`.
/// Dtypes: integers, floats; the result is int64; others raise NotImplementedError or TypeError.
/// Raises: IndexError for a dimension out of range or without elements.
pub(crate) fn argmin(x: &Tensor, dim: Option<i64>, keepdim: bool) -> Result<Tensor> {
    position("argmin", false, x, dim, keepdim)
}
