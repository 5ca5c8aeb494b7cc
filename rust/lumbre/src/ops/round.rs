//! Rounding, remainders of it, and tests for special values.

use super::pointwise::ZeroGrad;
use super::rules::rule;
use crate::autograd::{Backward, BackwardCx, Grads};
use crate::backend::{Fresh, elementwise};
use crate::error::Result;
use crate::tensor::Tensor;
use lumbre_kernels::DType;
use lumbre_kernels::unary::Unary;
use smallvec::smallvec;

fn rounded(name: &str, x: &Tensor, op: Unary) -> Result<Tensor> {
    Ok(elementwise::unary(name, x, op)?.with_grad([x], |_| ZeroGrad))
}

/// `floor(Tensor input) -> Tensor` · method function inplace out unsaved exact not=bool node=Floor0
///
/// The largest integer `n <= x`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: integers, floats; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn floor(x: &Tensor) -> Result<Tensor> {
    rounded("floor", x, Unary::Floor)
}

/// `ceil(Tensor input) -> Tensor` · method function inplace out unsaved exact not=bool node=Ceil0
///
/// The smallest integer `n >= x`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: integers, floats; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn ceil(x: &Tensor) -> Result<Tensor> {
    rounded("ceil", x, Unary::Ceil)
}

/// `trunc(Tensor input) -> Tensor` · method function inplace out alias=fix unsaved exact not=bool node=Trunc0
///
/// `x` without its fraction: the nearest integer towards 0.
///
/// Shapes: any; the result has the input's.
/// Dtypes: integers, floats; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn trunc(x: &Tensor) -> Result<Tensor> {
    rounded("trunc", x, Unary::Trunc)
}

/// `round(Tensor input, *, int decimals=0) -> Tensor` · method function special inplace out unsaved exact not=bool,complex node=Round0
///
/// `round(x * 10^decimals) / 10^decimals`, halves to the even neighbour.
///
/// Shapes: any; the result has the input's.
/// Dtypes: integers, floats; others raise NotImplementedError.
/// Raises: RuntimeError for integers with `decimals`.
pub(crate) fn round(x: &Tensor, decimals: i64) -> Result<Tensor> {
    rounded("round", x, Unary::Round { decimals: decimals.clamp(-400, 400) as i32 })
}

/// `frac(Tensor input) -> Tensor` · method function inplace out unsaved exact
///
/// `x - trunc(x)`: the fractional part, with the sign of `x`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn frac(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary("frac", x, Unary::Frac)?.with_grad([x], |_| FracGrad))
}

struct FracGrad;
impl Backward for FracGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        Ok(smallvec![grads[0].clone()])
    }
}

/// `nan_to_num(Tensor input, float? nan=None, float? posinf=None, float? neginf=None) -> Tensor` · method function inplace out exact
///
/// `x`, with `nan` (0) in place of NaN, and `posinf` and `neginf` (the largest and smallest finite numbers) in place of the infinities.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn nan_to_num(x: &Tensor, nan: Option<f64>, posinf: Option<f64>, neginf: Option<f64>) -> Result<Tensor> {
    if x.dtype().is_complex() {
        let parts = x.resolve_conj()?.view_as_real()?;
        return parts.nan_to_num_with(nan, posinf, neginf)?.view_as_complex();
    }
    let most = match x.dtype() {
        DType::F16 => 65504.0,
        DType::BF16 => 3.3895313892515355e38,
        DType::F32 => f32::MAX as f64,
        _ => f64::MAX,
    };
    let op = Unary::NanToNum { nan: nan.unwrap_or(0.0), posinf: posinf.unwrap_or(most), neginf: neginf.unwrap_or(-most) };
    Ok(elementwise::unary("nan_to_num", x, op)?.with_grad([x], |_| NanToNumGrad { saved: x.save() }))
}
rule!(NanToNumGrad {} |g, x| g.mul(&x.isfinite()?));

fn test(name: &str, x: &Tensor, op: Unary) -> Result<Fresh> {
    elementwise::unary_as(name, x, op, x.dtype(), DType::Bool)
}

/// `isnan(Tensor input) -> Tensor` · method function nondiff
///
/// `x != x`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; the result is bool.
/// Raises: no error of its own.
pub(crate) fn isnan(x: &Tensor) -> Result<Tensor> {
    Ok(test("isnan", x, Unary::Isnan)?.non_differentiable())
}

/// `isinf(Tensor input) -> Tensor` · method function nondiff
///
/// `|x| == inf`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; the result is bool.
/// Raises: no error of its own.
pub(crate) fn isinf(x: &Tensor) -> Result<Tensor> {
    Ok(test("isinf", x, Unary::Isinf)?.non_differentiable())
}

/// `isfinite(Tensor input) -> Tensor` · method function nondiff
///
/// `|x| < inf`; false for NaN.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; the result is bool.
/// Raises: no error of its own.
pub(crate) fn isfinite(x: &Tensor) -> Result<Tensor> {
    Ok(test("isfinite", x, Unary::Isfinite)?.non_differentiable())
}

/// `isposinf(Tensor input) -> Tensor` · method function out nondiff exact
///
/// `x == inf`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats; the result is bool; others raise TypeError.
/// Raises: RuntimeError for complex numbers.
pub(crate) fn isposinf(x: &Tensor) -> Result<Tensor> {
    crate::ensure!(!x.dtype().is_complex(), Type, "isposinf does not support complex inputs.");
    Ok(test("isposinf", x, Unary::Isposinf)?.non_differentiable())
}

/// `isneginf(Tensor input) -> Tensor` · method function out nondiff exact
///
/// `x == -inf`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats; the result is bool; others raise TypeError.
/// Raises: RuntimeError for complex numbers.
pub(crate) fn isneginf(x: &Tensor) -> Result<Tensor> {
    crate::ensure!(!x.dtype().is_complex(), Type, "isneginf does not support complex inputs.");
    Ok(test("isneginf", x, Unary::Isneginf)?.non_differentiable())
}

/// `isreal(Tensor input) -> Tensor` · method function nondiff
///
/// `im(x) == 0`; true for real numbers.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; the result is bool.
/// Raises: no error of its own.
pub(crate) fn isreal(x: &Tensor) -> Result<Tensor> {
    if x.dtype().is_complex() {
        return x.detach_handle().imag()?.eq(0.0);
    }
    Tensor::full(&x.sizes(), lumbre_kernels::Scalar::Bool(true), DType::Bool, x.device())
}
