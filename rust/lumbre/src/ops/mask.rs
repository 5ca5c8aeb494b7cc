//! Masks: where elements are not zero, and what a mask selects.

use super::partial::{apart, written};
use super::value::{IntoValue, Value};
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::{Fresh, Operand, compute_each, cuda, launch_each, resolve, same_device};
use crate::device::Device;
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::{self, Dims};
use crate::{bail, ensure};
use lumbre_kernels::{DType, View, ViewMut, index as kernel};
use smallvec::smallvec;
use std::sync::atomic::{AtomicUsize, Ordering};

fn count(name: &str, x: &Tensor) -> Result<i64> {
    ensure!(x.device() != Device::Meta, NotImplemented, "{name}: the shape of the result depends on data, which meta tensors do not have");
    let n = AtomicUsize::new(0);
    let cpu = |i: &[View], _: &mut [ViewMut]| {
        n.store(kernel::nonzero_count(i[0]), Ordering::Relaxed);
        Ok(())
    };
    launch_each(name, x.numel() as usize, &[Operand::new(x)], &[], true, cpu, |cx, i, _| {
        n.store(cuda::mask::nonzero_count(cx, i[0])?, Ordering::Relaxed);
        Ok(())
    })?;
    Ok(n.into_inner() as i64)
}

/// `nonzero(Tensor input) -> Tensor` · method function out nondiff exact
///
/// The index vectors `i` with `x[i] != 0`, one row each, in row-major order.
///
/// Shapes: any of `d` dimensions to `(number of nonzeros, d)`.
/// Dtypes: bool, integers, floats, complex; the result is int64.
/// Raises: NotImplementedError on meta tensors.
pub(crate) fn nonzero(x: &Tensor) -> Result<Tensor> {
    let x = &resolve(x)?;
    let n = count("nonzero", x)?;
    let y = Fresh::empty("nonzero", &[n, x.dim() as i64], DType::I64, x.device())?;
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        kernel::nonzero(i[0], o[0].reborrow());
        Ok(())
    };
    compute_each("nonzero", x.numel() as usize, &[x], &[&y], cpu, |cx, i, o| cuda::mask::nonzero(cx, i[0], o[0]))?;
    Ok(y.non_differentiable())
}

/// `nonzero.numpy(Tensor input, *, bool as_tuple) -> Value` · method function nondiff
///
/// As `nonzero`; with `as_tuple` one vector of indices for each dimension.
///
/// Shapes: any of `d` dimensions to `d` vectors `(number of nonzeros)`, or `(number of nonzeros, d)`.
/// Dtypes: bool, integers, floats, complex; result 1 is int64; result 2 is int64.
/// Raises: NotImplementedError on meta tensors.
pub(crate) fn nonzero_numpy(x: &Tensor, as_tuple: bool) -> Result<Value> {
    if !as_tuple {
        return Ok(x.nonzero()?.into_value());
    }
    let x = if x.dim() == 0 { x.view(&[1])? } else { x.clone() };
    Ok(x.nonzero()?.unbind_with(1)?.into_value())
}

/// `nonzero_static(Tensor input, *, int size, int fill_value=-1) -> Tensor` · method function nondiff
///
/// The first `size` rows of `nonzero`, filled up with `fill_value`.
///
/// Shapes: any of `d` dimensions to `(size, d)`.
/// Dtypes: bool, integers, floats, complex; the result is int64.
/// Raises: RuntimeError for a negative `size`.
pub(crate) fn nonzero_static(x: &Tensor, size: i64, fill_value: i64) -> Result<Tensor> {
    ensure!(size >= 0, "nonzero_static: 'size' must be an non-negative integer");
    let shape = [size, x.dim() as i64];
    let y = Tensor::full(&shape, lumbre_kernels::Scalar::Int(fill_value), DType::I64, x.device())?;
    if x.device() == Device::Meta {
        return Ok(y);
    }
    let found = x.nonzero()?;
    let n = found.sizes()[0].min(size);
    y.narrow(0, 0, n)?.copy_(&found.narrow(0, 0, n)?)?;
    Ok(y)
}

/// `argwhere(Tensor input) -> Tensor` · method function nondiff
///
/// The index vectors `i` with `x[i] != 0`, one row each, in row-major order.
///
/// Shapes: any of `d` dimensions to `(number of nonzeros, d)`.
/// Dtypes: bool, integers, floats, complex; the result is int64.
/// Raises: no error of its own.
pub(crate) fn argwhere(x: &Tensor) -> Result<Tensor> {
    x.nonzero()
}

fn is_mask(name: &str, mask: &Tensor) -> Result<()> {
    ensure!(mask.dtype() == DType::Bool, "{name}_ only supports boolean masks, but got mask with dtype {}", mask.dtype().scalar_name());
    Ok(())
}

/// `masked_select(Tensor input, Tensor mask) -> Tensor` · method function out exact apart
///
/// `x[i]` for all `i` with `mask[i]`, in row-major order; both are broadcast.
///
/// Shapes: any that broadcast to `(number of true elements)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a mask that is not bool and shapes that do not broadcast.
pub(crate) fn masked_select(x: &Tensor, mask: &Tensor) -> Result<Tensor> {
    is_mask("masked_select", mask)?;
    let sizes = geometry::broadcast(&x.sizes(), &mask.sizes())?;
    let (wide, mask) = (x.expand(&sizes)?, mask.expand(&sizes)?);
    same_device("masked_select", &[x, &mask])?;
    let n = count("masked_select", &mask)?;
    let y = Fresh::empty("masked_select", &[n], x.dtype(), x.device())?;
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        kernel::masked_select(i[0], i[1], o[0].reborrow());
        Ok(())
    };
    compute_each("masked_select", wide.numel() as usize, &[&wide, &mask], &[&y], cpu, |cx, i, o| {
        cuda::mask::masked_select(cx, i[0], i[1], o[0])
    })?;
    Ok(y.with_grad([&wide], |_| MaskedSelectGrad { sizes, mask: mask.detach_handle().save() }))
}

struct MaskedSelectGrad {
    sizes: Dims,
    mask: Saved,
}
impl Backward for MaskedSelectGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let zero = Tensor::zeros(&self.sizes, g.dtype(), g.device())?;
        Ok(smallvec![Some(zero.masked_scatter_(&cx.unpack(&self.mask)?, g)?)])
    }
}

fn scatter_masked(x: &Tensor, mask: &Tensor, source: &Tensor, inplace: bool) -> Result<Tensor> {
    is_mask("masked_scatter", mask)?;
    ensure!(
        x.dtype() == source.dtype(),
        "masked_scatter: expected self and source to have same dtypes but got {} and {}",
        x.dtype().scalar_name(),
        source.dtype().scalar_name()
    );
    let sizes = geometry::broadcast(&x.sizes(), &mask.sizes())?;
    ensure!(
        !inplace || sizes == x.sizes(),
        "output with shape {:?} doesn't match the broadcast shape {:?}",
        &x.sizes()[..],
        &sizes[..]
    );
    let x = &if inplace { x.clone() } else { x.expand(&sizes)? };
    let mask = mask.expand(&sizes)?;
    let name = if inplace { "masked_scatter_" } else { "masked_scatter" };
    let write = |y: &Tensor| {
        let src = apart(source, y)?;
        same_device(name, &[y, &mask, &src])?;
        let given = src.numel();
        let short = |n| crate::Error::new(crate::Kind::Runtime, format!("masked_scatter: expected self and source to have same number of elements as the mask has ones: {n} needed, {given} given"));
        let src = if src.device() == Device::Cpu { src } else { src.contiguous()? };
        let cpu = |i: &[View], o: &mut [ViewMut]| kernel::masked_scatter(i[0], i[1], o[0].reborrow()).map_err(short);
        launch_each(name, y.numel() as usize, &[Operand::new(&mask), Operand::new(&src)], &[Operand::new(y)], false, cpu, |cx, i, o| {
            cuda::mask::masked_scatter(cx, i[0], i[1], o[0])?.map_err(short)
        })
    };
    written(name, x, inplace, &[Some(source)], write, || MaskedScatterGrad { mask: mask.detach_handle().save(), sizes: source.sizes() })
}

/// `masked_scatter(Tensor input, Tensor mask, Tensor source) -> Tensor` · method function
///
/// `x[mask] = source[0], source[1], …` in row-major order, in a copy or in place.
///
/// Shapes: `mask` broadcasts with the input; `source` has as many elements as are masked, or more.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a mask that is not bool, another dtype and a source of too few elements.
pub(crate) fn masked_scatter(x: &Tensor, mask: &Tensor, source: &Tensor) -> Result<Tensor> {
    scatter_masked(x, mask, source, false)
}

/// `masked_scatter_(Tensor(a!) input, Tensor mask, Tensor source) -> Tensor(a!)` · method
///
/// `x[mask] = source[0], source[1], …` in row-major order, in a copy or in place.
///
/// Shapes: `mask` broadcasts with the input; `source` has as many elements as are masked, or more.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a mask that is not bool, another dtype and a source of too few elements.
pub(crate) fn masked_scatter_(x: &Tensor, mask: &Tensor, source: &Tensor) -> Result<Tensor> {
    scatter_masked(x, mask, source, true)
}

struct MaskedScatterGrad {
    mask: Saved,
    sizes: Dims,
}
impl Backward for MaskedScatterGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None]) };
        let mask = cx.unpack(&self.mask)?;
        let gx = match cx.needs(0) {
            true => Some(g.masked_scatter(&mask, &Tensor::zeros(&mask.sizes(), g.dtype(), g.device())?)?),
            false => None,
        };
        let gs = match cx.needs(1) {
            true => {
                // What the mask took, then zeros for the elements it left over.
                let taken = g.masked_select(&mask)?;
                let total: i64 = self.sizes.iter().product();
                let rest = Tensor::zeros(&[total - taken.numel()], g.dtype(), g.device())?;
                Some(Tensor::cat(&[taken, rest])?.view(&self.sizes)?)
            }
            false => None,
        };
        Ok(smallvec![gx, gs])
    }
}

/// `one_hot(Tensor tensor, int num_classes=-1) -> Tensor` · nn.functional nondiff
///
/// `out[…, k] = 1 if x[…] == k else 0`; `num_classes` is by default one more than the largest index.
///
/// Shapes: `(*)` to `(*, num_classes)`.
/// Dtypes: int64; others raise RuntimeError.
/// Raises: RuntimeError for indices that are not int64, negative or not below `num_classes`, and no elements without `num_classes`.
pub(crate) fn one_hot(x: &Tensor, num_classes: i64) -> Result<Tensor> {
    ensure!(x.dtype() == DType::I64, "one_hot is only applicable to index tensor of type LongTensor.");
    let mut classes = num_classes;
    if x.numel() == 0 {
        ensure!(num_classes > 0, "Can not infer total number of classes from empty tensor.");
    } else {
        let (low, high) = (x.min()?.item()?.to_i64(), x.max()?.item()?.to_i64());
        ensure!(low >= 0, "Class values must be non-negative.");
        if num_classes == -1 {
            classes = match high.checked_add(1) {
                Some(n) => n,
                None => bail!("Class values must be smaller than num_classes."),
            };
        }
        ensure!(num_classes == -1 || high < num_classes, "Class values must be smaller than num_classes.");
    }
    let mut sizes = x.sizes();
    sizes.push(classes);
    let zero = Tensor::zeros(&sizes, DType::I64, x.device())?;
    zero.scatter_value_(-1, &x.unsqueeze(-1)?, lumbre_kernels::Scalar::Int(1))
}
