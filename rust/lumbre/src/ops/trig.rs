//! Circular and hyperbolic functions.

use super::rules::rule;
use crate::backend::elementwise;
use crate::error::Result;
use crate::tensor::Tensor;
use lumbre_kernels::unary::Unary;

/// `sin(Tensor input) -> Tensor` · method function inplace out
///
/// `sin(x)` of radians.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; bool, integers give float32.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn sin(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary_float("sin", x, Unary::Sin)?.with_grad([x], |_| SinGrad { saved: x.save() }))
}
rule!(SinGrad {} |g, x| g.mul(&x.cos()?));

/// `cos(Tensor input) -> Tensor` · method function inplace out
///
/// `cos(x)` of radians.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; bool, integers give float32.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn cos(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary_float("cos", x, Unary::Cos)?.with_grad([x], |_| CosGrad { saved: x.save() }))
}
rule!(CosGrad {} |g, x| g.mul(&x.sin()?.neg()?));

/// `tan(Tensor input) -> Tensor` · method function inplace out autocast=f32:cuda
///
/// `sin(x) / cos(x)` of radians.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; bool, integers give float32.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn tan(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary_float("tan", x, Unary::Tan)?.with_grad([x], |y| TanGrad { saved: y.save() }))
}
rule!(TanGrad {} |g, y| g.mul(&y.mul(y)?.add(1.0)?));

/// `asin(Tensor input) -> Tensor` · method function inplace out alias=arcsin autocast=f32:cuda
///
/// `y` in [-pi/2, pi/2] with `sin(y) = x`; NaN for real `x` outside [-1, 1].
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; bool, integers give float32.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn asin(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary_float("asin", x, Unary::Asin)?.with_grad([x], |_| AsinGrad { saved: x.save() }))
}
rule!(AsinGrad {} |g, x| g.mul(&x.mul(x)?.rsub(1.0)?.rsqrt()?));

/// `acos(Tensor input) -> Tensor` · method function inplace out alias=arccos autocast=f32:cuda
///
/// `y` in [0, pi] with `cos(y) = x`; NaN for real `x` outside [-1, 1].
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; bool, integers give float32.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn acos(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary_float("acos", x, Unary::Acos)?.with_grad([x], |_| AcosGrad { saved: x.save() }))
}
rule!(AcosGrad {} |g, x| g.mul(&x.mul(x)?.rsub(1.0)?.rsqrt()?.neg()?));

/// `atan(Tensor input) -> Tensor` · method function inplace out alias=arctan
///
/// `y` in (-pi/2, pi/2) with `tan(y) = x`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; bool, integers give float32.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn atan(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary_float("atan", x, Unary::Atan)?.with_grad([x], |_| AtanGrad { saved: x.save() }))
}
rule!(AtanGrad {} |g, x| g.div(&x.mul(x)?.add(1.0)?));

/// `sinh(Tensor input) -> Tensor` · method function inplace out autocast=f32:cuda
///
/// `(e^x - e^-x) / 2`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; bool, integers give float32.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn sinh(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary_float("sinh", x, Unary::Sinh)?.with_grad([x], |_| SinhGrad { saved: x.save() }))
}
rule!(SinhGrad {} |g, x| g.mul(&x.cosh()?));

/// `cosh(Tensor input) -> Tensor` · method function inplace out autocast=f32:cuda
///
/// `(e^x + e^-x) / 2`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; bool, integers give float32.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn cosh(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary_float("cosh", x, Unary::Cosh)?.with_grad([x], |_| CoshGrad { saved: x.save() }))
}
rule!(CoshGrad {} |g, x| g.mul(&x.sinh()?));

/// `asinh(Tensor input) -> Tensor` · method function inplace out alias=arcsinh
///
/// `log(x + sqrt(x^2 + 1))`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; bool, integers give float32.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn asinh(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary_float("asinh", x, Unary::Asinh)?.with_grad([x], |_| AsinhGrad { saved: x.save() }))
}
rule!(AsinhGrad {} |g, x| g.mul(&x.mul(x)?.add(1.0)?.rsqrt()?));

/// `acosh(Tensor input) -> Tensor` · method function inplace out alias=arccosh
///
/// `log(x + sqrt(x^2 - 1))`; NaN for real `x < 1`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; bool, integers give float32.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn acosh(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary_float("acosh", x, Unary::Acosh)?.with_grad([x], |_| AcoshGrad { saved: x.save() }))
}
rule!(AcoshGrad {} |g, x| if x.dtype().is_complex() {
    // Two roots keep the branch that one root of the product loses.
    g.mul(&x.sub(1.0)?.rsqrt()?.mul(&x.add(1.0)?.rsqrt()?)?)
} else {
    g.mul(&x.mul(x)?.sub(1.0)?.rsqrt()?)
});

/// `atanh(Tensor input) -> Tensor` · method function inplace out alias=arctanh
///
/// `log((1 + x) / (1 - x)) / 2`; NaN for real `x` outside [-1, 1].
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; bool, integers give float32.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn atanh(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary_float("atanh", x, Unary::Atanh)?.with_grad([x], |_| AtanhGrad { saved: x.save() }))
}
rule!(AtanhGrad {} |g, x| g.div(&x.mul(x)?.rsub(1.0)?));

/// `deg2rad(Tensor input) -> Tensor` · method function inplace out not=complex node=Deg2Rad0
///
/// `x * pi / 180`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn deg2rad(x: &Tensor) -> Result<Tensor> {
    x.mul(std::f64::consts::PI / 180.0)
}

/// `rad2deg(Tensor input) -> Tensor` · method function inplace out not=complex node=Rad2Deg0
///
/// `x * 180 / pi`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn rad2deg(x: &Tensor) -> Result<Tensor> {
    x.mul(180.0 / std::f64::consts::PI)
}
