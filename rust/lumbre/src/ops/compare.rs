//! Comparisons, logic, and tests of closeness.

use super::promote::{ResultType, result_type};
use super::reduce::launch_reduce;
use super::value::TensorOrScalar;
use crate::backend::{Fresh, elementwise};
use crate::error::Result;
use crate::tensor::Tensor;
use crate::ensure;
use lumbre_kernels::DType;
use lumbre_kernels::binary::Binary;
use lumbre_kernels::reduce::Reduce;
use lumbre_kernels::unary::Unary;

fn compare(name: &str, x: &Tensor, other: TensorOrScalar, op: Binary) -> Result<Fresh> {
    match other {
        TensorOrScalar::Tensor(y) => elementwise::binary(name, x, y, op, result_type(x, y), DType::Bool),
        TensorOrScalar::Scalar(s) => {
            let d = ResultType::default().add(x).add_scalar(s).get();
            elementwise::binary_scalar(name, x, s, false, op, d, DType::Bool)
        }
    }
}

/// `eq(Tensor input, TensorOrScalar other) -> Tensor` · method function inplace out nondiff
///
/// `x == y`; false for NaN.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats, complex; the result is bool.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn eq(x: &Tensor, other: TensorOrScalar) -> Result<Tensor> {
    Ok(compare("eq", x, other, Binary::Eq)?.non_differentiable())
}

/// `ne(Tensor input, TensorOrScalar other) -> Tensor` · method function inplace out nondiff alias=not_equal
///
/// `x != y`; true for NaN.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats, complex; the result is bool.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn ne(x: &Tensor, other: TensorOrScalar) -> Result<Tensor> {
    Ok(compare("ne", x, other, Binary::Ne)?.non_differentiable())
}

/// `lt(Tensor input, TensorOrScalar other) -> Tensor` · method function inplace out nondiff alias=less
///
/// `x < y`; false for NaN.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats; the result is bool; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn lt(x: &Tensor, other: TensorOrScalar) -> Result<Tensor> {
    Ok(compare("lt", x, other, Binary::Lt)?.non_differentiable())
}

/// `le(Tensor input, TensorOrScalar other) -> Tensor` · method function inplace out nondiff alias=less_equal
///
/// `x <= y`; false for NaN.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats; the result is bool; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn le(x: &Tensor, other: TensorOrScalar) -> Result<Tensor> {
    Ok(compare("le", x, other, Binary::Le)?.non_differentiable())
}

/// `gt(Tensor input, TensorOrScalar other) -> Tensor` · method function inplace out nondiff alias=greater
///
/// `x > y`; false for NaN.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats; the result is bool; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn gt(x: &Tensor, other: TensorOrScalar) -> Result<Tensor> {
    Ok(compare("gt", x, other, Binary::Gt)?.non_differentiable())
}

/// `ge(Tensor input, TensorOrScalar other) -> Tensor` · method function inplace out nondiff alias=greater_equal
///
/// `x >= y`; false for NaN.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats; the result is bool; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn ge(x: &Tensor, other: TensorOrScalar) -> Result<Tensor> {
    Ok(compare("ge", x, other, Binary::Ge)?.non_differentiable())
}

/// `logical_and(Tensor input, Tensor other) -> Tensor` · method function inplace out nondiff
///
/// `x != 0 and y != 0`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats, complex; the result is bool.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn logical_and(x: &Tensor, other: &Tensor) -> Result<Tensor> {
    Ok(compare("logical_and", x, other.into(), Binary::LogicalAnd)?.non_differentiable())
}

/// `logical_or(Tensor input, Tensor other) -> Tensor` · method function inplace out nondiff
///
/// `x != 0 or y != 0`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats, complex; the result is bool.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn logical_or(x: &Tensor, other: &Tensor) -> Result<Tensor> {
    Ok(compare("logical_or", x, other.into(), Binary::LogicalOr)?.non_differentiable())
}

/// `logical_xor(Tensor input, Tensor other) -> Tensor` · method function inplace out nondiff
///
/// `(x != 0) != (y != 0)`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats, complex; the result is bool.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn logical_xor(x: &Tensor, other: &Tensor) -> Result<Tensor> {
    Ok(compare("logical_xor", x, other.into(), Binary::LogicalXor)?.non_differentiable())
}

/// `logical_not(Tensor input) -> Tensor` · method function inplace out nondiff
///
/// `x == 0`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; the result is bool.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn logical_not(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary_as("logical_not", x, Unary::LogicalNot, x.dtype(), DType::Bool)?.non_differentiable())
}

/// Whether all elements of a bool tensor are true.
fn holds(x: &Tensor) -> Result<bool> {
    let mask = crate::tensor::geometry::dim_mask(&[], x.dim())?;
    let all = launch_reduce("all", x, Reduce::All, mask, DType::Bool)?.non_differentiable();
    Ok(all.item()?.to_bool())
}

/// `equal(Tensor input, Tensor other) -> bool` · method function nondiff
///
/// Whether both have the same shape and `x == y` everywhere.
///
/// Shapes: any two; the result is a Python bool.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for tensors on two devices.
pub(crate) fn equal(x: &Tensor, other: &Tensor) -> Result<bool> {
    crate::backend::same_device("equal", &[x, other])?;
    if x.sizes() != other.sizes() {
        return Ok(false);
    }
    if let Some(same) = crate::backend::quick::equal(x, other)? {
        return Ok(same);
    }
    holds(&x.eq(other)?)
}

/// `isclose(Tensor input, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False) -> Tensor` · method function nondiff
///
/// `|x - y| <= atol + rtol * |y|`; NaN is close to NaN with `equal_nan` only.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats, complex; the result is bool.
/// Raises: RuntimeError for two dtypes, negative tolerances and shapes that do not broadcast.
pub(crate) fn isclose(x: &Tensor, other: &Tensor, rtol: f64, atol: f64, equal_nan: bool) -> Result<Tensor> {
    ensure!(x.dtype() == other.dtype(), "{} did not match {}", x.dtype().scalar_name(), other.dtype().scalar_name());
    ensure!(rtol >= 0.0, "rtol must be greater than or equal to zero, but got {rtol}");
    ensure!(atol >= 0.0, "atol must be greater than or equal to zero, but got {atol}");
    let (x, other) = (&x.detach_handle(), &other.detach_handle());
    let d = x.dtype();
    let float = d.is_float() || d.is_complex();
    let mut close = x.eq(other)?;
    if equal_nan && float {
        close = close.logical_or(&x.isnan()?.logical_and(&other.isnan()?)?)?;
    }
    if rtol == 0.0 && atol == 0.0 {
        return Ok(close);
    }
    // Differences of integers are taken in floating point, where they do not wrap around.
    let (a, b) = if float { (x.clone(), other.clone()) } else { (x.to_dtype(DType::F64)?, other.to_dtype(DType::F64)?) };
    let apart = a.sub(&b)?.abs()?;
    let allowed = b.mul(rtol)?.abs()?.add(atol)?;
    close.logical_or(&apart.isfinite()?.logical_and(&apart.le(&allowed)?)?)
}

/// `allclose(Tensor input, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False) -> bool` · method function nondiff
///
/// Whether `|x - y| <= atol + rtol * |y|` holds everywhere; NaN is close to NaN with `equal_nan` only.
///
/// Shapes: any that broadcast; the result is a Python bool.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for two dtypes, negative tolerances and shapes that do not broadcast.
pub(crate) fn allclose(x: &Tensor, other: &Tensor, rtol: f64, atol: f64, equal_nan: bool) -> Result<bool> {
    holds(&x.isclose_with(other, rtol, atol, equal_nan)?)
}
