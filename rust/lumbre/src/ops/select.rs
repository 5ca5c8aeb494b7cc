//! Choosing between elements: `where`, masks, limits.

use super::promote::{ResultType, result_type};
use super::value::TensorOrScalar;
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::elementwise;
use crate::error::Result;
use crate::tensor::Tensor;
use crate::{bail, ensure};
use lumbre_kernels::ternary::Ternary;
use lumbre_kernels::unary::Unary;
use lumbre_kernels::{DType, Scalar};
use smallvec::smallvec;

/// `where(Tensor condition, TensorOrScalar input, TensorOrScalar other) -> Tensor` · function out
///
/// `input if condition else other`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a condition that is not bool and shapes that do not broadcast.
pub(crate) fn where_cond(condition: &Tensor, input: TensorOrScalar, other: TensorOrScalar) -> Result<Tensor> {
    let add = |r: ResultType, x: TensorOrScalar| match x {
        TensorOrScalar::Tensor(t) => r.add(t),
        TensorOrScalar::Scalar(s) => r.add_scalar(s),
    };
    let d = add(add(ResultType::default(), input), other).get();
    let condition = &as_condition(condition)?;
    let tensor = |x: TensorOrScalar| match x {
        TensorOrScalar::Tensor(t) => Ok(t.clone()),
        TensorOrScalar::Scalar(s) => Tensor::full(&[], s, d, condition.device()),
    };
    let (a, b) = (tensor(input)?, tensor(other)?);
    let y = elementwise::ternary("where", condition, &a, &b, Ternary::Where, d, d)?;
    Ok(y.with_grad_list(&[None, Some(&a), Some(&b)], |_| WhereGrad { condition: condition.save() }))
}

/// `where.condition(Tensor condition) -> Tensor[]` · function nondiff
///
/// `nonzero(condition, as_tuple=True)`: the indices of the elements that are not zero.
///
/// Shapes: any of `d` dimensions to `d` vectors of the number of nonzeros.
/// Dtypes: bool, integers, floats, complex; result 1 is int64; result 2 is int64.
/// Raises: NotImplementedError on meta tensors.
pub(crate) fn where_condition(condition: &Tensor) -> Result<Vec<Tensor>> {
    let x = if condition.dim() == 0 { condition.view(&[1])? } else { condition.clone() };
    x.nonzero()?.unbind_with(1)
}

fn as_condition(condition: &Tensor) -> Result<Tensor> {
    match condition.dtype() {
        DType::Bool => Ok(condition.clone()),
        DType::U8 => condition.ne(0),
        d => bail!("where expected condition to be a boolean tensor, but got a tensor with dtype {}", d.scalar_name()),
    }
}

struct WhereGrad {
    condition: Saved,
}
impl Backward for WhereGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None, None]) };
        let condition = cx.unpack(&self.condition)?;
        let zero = Tensor::full(&[], Scalar::Int(0), g.dtype(), g.device())?;
        let ga = if cx.needs(1) { Some(condition.where_cond(g, &zero)?) } else { None };
        let gb = if cx.needs(2) { Some(condition.where_cond(&zero, g)?) } else { None };
        Ok(smallvec![None, ga, gb])
    }
}

/// `where.self(Tensor condition) -> Tensor[]` · function nondiff
///
/// `nonzero(condition, as_tuple=True)`: the indices of the elements that are not zero.
///
/// Shapes: any of `d` dimensions to `d` vectors of the number of nonzeros.
/// Dtypes: bool, integers, floats, complex; result 1 is int64; result 2 is int64.
/// Raises: NotImplementedError on meta tensors.
pub(crate) fn where_nonzero(condition: &Tensor) -> Result<Vec<Tensor>> {
    let x = if condition.dim() == 0 { condition.view(&[1])? } else { condition.clone() };
    x.nonzero()?.unbind_with(1)
}

/// `where.method(Tensor input, Tensor condition, TensorOrScalar other) -> Tensor` · method
///
/// `x if condition else other`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a condition that is not bool and shapes that do not broadcast.
pub(crate) fn where_method(x: &Tensor, condition: &Tensor, other: TensorOrScalar) -> Result<Tensor> {
    condition.where_cond(x, other)
}

/// `masked_fill(Tensor input, Tensor mask, TensorOrScalar value) -> Tensor` · method function inplace node=MaskedFill0/1
///
/// `value if mask else x`, the value a number or a 0-dim tensor.
///
/// Shapes: `mask` and the input broadcast; in place `mask` broadcasts to the tensor's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a mask that is not bool, a value with dimensions and shapes that do not broadcast.
pub(crate) fn masked_fill(x: &Tensor, mask: &Tensor, value: TensorOrScalar) -> Result<Tensor> {
    ensure!(mask.dtype() == DType::Bool, "masked_fill_ only supports boolean masks, but got mask with dtype {}", mask.dtype().name());
    let d = x.dtype();
    let v = match value {
        TensorOrScalar::Tensor(v) => {
            ensure!(
                v.dim() == 0,
                "masked_fill_ only supports a 0-dimensional value tensor, but got tensor with {} dimension(s).",
                v.dim()
            );
            v.clone()
        }
        TensorOrScalar::Scalar(s) => {
            super::random_fill::check_fits(s, d)?;
            Tensor::full(&[], s, d, x.device())?
        }
    };
    let y = elementwise::ternary("masked_fill", mask, &v, x, Ternary::Where, d, d)?;
    Ok(y.with_grad_list(&[Some(x), None, Some(&v)], |_| MaskedFillGrad { mask: mask.save() }))
}

struct MaskedFillGrad {
    mask: Saved,
}
impl Backward for MaskedFillGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None, None]) };
        let mask = cx.unpack(&self.mask)?;
        let gx = if cx.needs(0) { Some(g.masked_fill(&mask, 0)?) } else { None };
        let gv = if cx.needs(2) {
            let zero = Tensor::full(&[], Scalar::Int(0), g.dtype(), g.device())?;
            Some(mask.where_cond(g, &zero)?.sum()?)
        } else {
            None
        };
        Ok(smallvec![gx, None, gv])
    }
}

/// `clamp(Tensor input, TensorOrScalar? min=None, TensorOrScalar? max=None) -> Tensor` · method function inplace out alias=clip
///
/// `min(max(x, min), max)`: `max` where `min > max`, NaN stays.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError for neither bound, complex numbers and shapes that do not broadcast.
pub(crate) fn clamp(x: &Tensor, min: Option<TensorOrScalar>, max: Option<TensorOrScalar>) -> Result<Tensor> {
    ensure!(min.is_some() || max.is_some(), "torch.clamp: At least one of 'min' or 'max' must not be None");
    ensure!(!x.dtype().is_complex(), NotImplemented, "clamp is not supported for complex types");
    let scalar = |v: Option<TensorOrScalar>| match v {
        None => Some(None),
        Some(TensorOrScalar::Scalar(s)) => Some(Some(s)),
        Some(TensorOrScalar::Tensor(_)) => None,
    };
    if let (Some(min), Some(max)) = (scalar(min), scalar(max)) {
        return clamp_numbers(x, min, max);
    }
    let tensor = |v: TensorOrScalar| match v {
        TensorOrScalar::Tensor(t) => Ok(t.clone()),
        TensorOrScalar::Scalar(s) => super::arith::wrapped(s, x),
    };
    match (min, max) {
        (Some(min), Some(max)) => clamp_tensors(x, &tensor(min)?, &tensor(max)?),
        (Some(min), None) => limited(x, &tensor(min)?, true),
        (None, Some(max)) => limited(x, &tensor(max)?, false),
        (None, None) => Ok(x.clone()),
    }
}

fn not_bool(d: DType) -> Result<()> {
    ensure!(d != DType::Bool, NotImplemented, "\"clamp_cpu\" not implemented for 'Bool'");
    Ok(())
}

fn clamp_numbers(x: &Tensor, min: Option<Scalar>, max: Option<Scalar>) -> Result<Tensor> {
    let d = [min, max].into_iter().flatten().fold(ResultType::default().add(x), ResultType::add_scalar).get();
    ensure!(!d.is_complex(), NotImplemented, "clamp is not supported for complex types");
    // A limit outside of an integer dtype's range limits nothing, or everything to its nearest number.
    let (low, high) = super::random_fill::limits(d);
    let nearest = |s: Scalar| match s {
        Scalar::Int(v) if d.is_int() => Scalar::Int(v.clamp(low, high)),
        s => s,
    };
    let (min, max) = (min.map(nearest), max.map(nearest));
    not_bool(d)?;
    let y = elementwise::unary_as("clamp", x, Unary::Clamp { min, max }, d, d)?;
    Ok(y.with_grad([x], |_| ClampGrad { x: x.save(), min, max }))
}

struct ClampGrad {
    x: Saved,
    min: Option<Scalar>,
    max: Option<Scalar>,
}
impl Backward for ClampGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let x = cx.unpack(&self.x)?;
        let inside = match (self.min, self.max) {
            (Some(min), Some(max)) => x.ge(min)?.logical_and(&x.le(max)?)?,
            (Some(min), None) => x.ge(min)?,
            (None, Some(max)) => x.le(max)?,
            (None, None) => return Ok(smallvec![Some(g.clone())]),
        };
        let zero = Tensor::full(&[], Scalar::Int(0), g.dtype(), g.device())?;
        Ok(smallvec![Some(inside.where_cond(g, &zero)?)])
    }
    fn name(&self) -> std::borrow::Cow<'static, str> {
        "ClampBackward1".into()
    }
}

fn clamp_tensors(x: &Tensor, min: &Tensor, max: &Tensor) -> Result<Tensor> {
    let d = ResultType::default().add(x).add(min).add(max).get();
    not_bool(d)?;
    let y = elementwise::ternary("clamp", x, min, max, Ternary::Clamp, d, d)?;
    Ok(y.with_grad([x, min, max], |_| ClampTensorGrad { x: x.save(), min: min.save(), max: max.save() }))
}

struct ClampTensorGrad {
    x: Saved,
    min: Saved,
    max: Saved,
}
impl Backward for ClampTensorGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None, None]) };
        let (x, min, max) = (cx.unpack(&self.x)?, cx.unpack(&self.min)?, cx.unpack(&self.max)?);
        let zero = Tensor::full(&[], Scalar::Int(0), g.dtype(), g.device())?;
        let pick = |i: usize, mask: Result<Tensor>| -> Result<Option<Tensor>> {
            if cx.needs(i) { Ok(Some(mask?.where_cond(g, &zero)?)) } else { Ok(None) }
        };
        let gx = pick(0, x.ge(&min)?.logical_and(&x.le(&max)?))?;
        let low = pick(1, min.lt(&max)?.logical_and(&x.lt(&min)?))?;
        let high = pick(2, x.gt(&max)?.logical_or(&max.lt(&min)?))?;
        Ok(smallvec![gx, low, high])
    }
}

/// One tensor limit, from below or above.
fn limited(x: &Tensor, limit: &Tensor, below: bool) -> Result<Tensor> {
    use lumbre_kernels::binary::Binary;
    let (name, op) = if below { ("clamp_min", Binary::Maximum) } else { ("clamp_max", Binary::Minimum) };
    let d = result_type(x, limit);
    let y = elementwise::binary(name, x, limit, op, d, d)?;
    Ok(y.with_grad([x, limit], |_| ClampLimitGrad { x: x.save(), limit: limit.save(), below }))
}

struct ClampLimitGrad {
    x: Saved,
    limit: Saved,
    below: bool,
}
impl Backward for ClampLimitGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None]) };
        let (x, limit) = (cx.unpack(&self.x)?, cx.unpack(&self.limit)?);
        let inside = if self.below { x.ge(&limit)? } else { x.le(&limit)? };
        let zero = Tensor::full(&[], Scalar::Int(0), g.dtype(), g.device())?;
        let gx = if cx.needs(0) { Some(inside.where_cond(g, &zero)?) } else { None };
        let gl = if cx.needs(1) { Some(inside.where_cond(&zero, g)?) } else { None };
        Ok(smallvec![gx, gl])
    }
}

/// `clamp_min(Tensor input, TensorOrScalar min) -> Tensor` · method function inplace out node=ClampMin0/1
///
/// `max(x, min)`; NaN stays.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError for complex numbers and shapes that do not broadcast.
pub(crate) fn clamp_min(x: &Tensor, min: TensorOrScalar) -> Result<Tensor> {
    clamp(x, Some(min), None)
}

/// `clamp_max(Tensor input, TensorOrScalar max) -> Tensor` · method function inplace out node=ClampMax0/1
///
/// `min(x, max)`; NaN stays.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError for complex numbers and shapes that do not broadcast.
pub(crate) fn clamp_max(x: &Tensor, max: TensorOrScalar) -> Result<Tensor> {
    clamp(x, None, Some(max))
}
