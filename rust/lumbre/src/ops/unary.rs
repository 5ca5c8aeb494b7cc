//! Roots, powers, logarithms, exponentials and signs.

use super::pointwise::ZeroGrad;
use super::rules::{fused_or, rule};
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::elementwise;
use crate::error::Result;
use crate::tensor::Tensor;
use lumbre_kernels::DType;
use lumbre_kernels::binary::Binary;
use lumbre_kernels::unary::Unary;
use smallvec::smallvec;
use std::f64::consts::{LN_2, LN_10};

/// `sqrt(Tensor input) -> Tensor` · method function inplace out unsaved
///
/// `y` with `y^2 = x`; NaN for real `x < 0`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; bool, integers give float32.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn sqrt(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary_float("sqrt", x, Unary::Sqrt)?.with_grad([x], |y| SqrtGrad { saved: y.save() }))
}
rule!(SqrtGrad {} |g, y| g.div(&y.mul(2.0)?));

/// `rsqrt(Tensor input) -> Tensor` · method function inplace out unsaved
///
/// `1 / sqrt(x)`; NaN for real `x < 0`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; bool, integers give float32.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn rsqrt(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary_float("rsqrt", x, Unary::Rsqrt)?.with_grad([x], |y| RsqrtGrad { saved: y.save() }))
}
rule!(RsqrtGrad {} |g, y| g.mul(&y.pow(3)?)?.mul(-0.5));

/// `reciprocal(Tensor input) -> Tensor` · method function inplace out unsaved
///
/// `1 / x`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; bool, integers give float32.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn reciprocal(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary_float("reciprocal", x, Unary::Reciprocal)?.with_grad([x], |y| ReciprocalGrad { saved: y.save() }))
}
rule!(ReciprocalGrad {} |g, y| g.neg()?.mul(&y.mul(y)?));

/// `square(Tensor input) -> Tensor` · method function inplace out
///
/// `x * x`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; bool gives int64.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn square(x: &Tensor) -> Result<Tensor> {
    let d = if x.dtype() == DType::Bool { DType::I64 } else { x.dtype() };
    Ok(elementwise::unary_as("square", x, Unary::Square, d, d)?.with_grad([x], |_| PowGrad { saved: x.save() }))
}
rule!(PowGrad {} |g, x| g.mul(&x.mul(2.0)?));

/// `log(Tensor input) -> Tensor` · method function inplace out autocast=f32:cuda
///
/// `y` with `e^y = x`; NaN for real `x < 0`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; bool, integers give float32.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn log(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary_float("log", x, Unary::Log)?.with_grad([x], |_| LogGrad { saved: x.save() }))
}
rule!(LogGrad {} |g, x| g.div(x));

/// `log2(Tensor input) -> Tensor` · method function inplace out autocast=f32:cuda
///
/// `y` with `2^y = x`; NaN for real `x < 0`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; bool, integers give float32.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn log2(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary_float("log2", x, Unary::Log2)?.with_grad([x], |_| Log2Grad { saved: x.save() }))
}
rule!(Log2Grad {} |g, x| g.div(&x.mul(LN_2)?));

/// `log10(Tensor input) -> Tensor` · method function inplace out autocast=f32:cuda
///
/// `y` with `10^y = x`; NaN for real `x < 0`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; bool, integers give float32.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn log10(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary_float("log10", x, Unary::Log10)?.with_grad([x], |_| Log10Grad { saved: x.save() }))
}
rule!(Log10Grad {} |g, x| g.div(&x.mul(LN_10)?));

/// `log1p(Tensor input) -> Tensor` · method function special inplace out autocast=f32:cuda node=Log1P0
///
/// `log(1 + x)`, exact near zero.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; bool, integers give float32.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn log1p(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary_float("log1p", x, Unary::Log1p)?.with_grad([x], |_| Log1pGrad { saved: x.save() }))
}
rule!(Log1pGrad {} |g, x| g.div(&x.add(1.0)?));

/// `exp2(Tensor input) -> Tensor` · method function special inplace out unsaved
///
/// `2^x`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; bool, integers give float32.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn exp2(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary_float("exp2", x, Unary::Exp2)?.with_grad([x], |y| Exp2Grad { saved: y.save() }))
}
rule!(Exp2Grad {} |g, y| g.mul(&y.mul(LN_2)?));

/// `expm1(Tensor input) -> Tensor` · method function special inplace out unsaved autocast=f32:cuda
///
/// `e^x - 1`, exact near zero.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; bool, integers give float32.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn expm1(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary_float("expm1", x, Unary::Expm1)?.with_grad([x], |y| Expm1Grad { saved: y.save() }))
}
rule!(Expm1Grad {} |g, y| g.mul(&y.add(1.0)?));

/// `sigmoid(Tensor input) -> Tensor` · method function nn.functional inplace out unsaved
///
/// `1 / (1 + exp(-x))`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; bool, integers give float32.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn sigmoid(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary_float("sigmoid", x, Unary::Sigmoid)?.with_grad([x], |y| SigmoidGrad { saved: y.save() }))
}
rule!(SigmoidGrad {} |g, y| fused_or!("sigmoid_backward", g, y, Binary::SigmoidGrad, g.mul(&y.rsub(1.0)?.mul(y)?)));

/// `abs(Tensor input) -> Tensor` · method function inplace out alias=absolute not=bool
///
/// `|x|`; of complex numbers `sqrt(re^2 + im^2)`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: integers, floats, complex; complex gives the real dtype; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn abs(x: &Tensor) -> Result<Tensor> {
    let d = x.dtype();
    Ok(elementwise::unary_as("abs", x, Unary::Abs, d, d.to_real())?.with_grad([x], |_| AbsGrad { x: x.save() }))
}

struct AbsGrad {
    x: Saved,
}
impl Backward for AbsGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        Ok(smallvec![Some(g.mul(&cx.unpack(&self.x)?.sgn()?)?)])
    }
}

/// `sign(Tensor input) -> Tensor` · method function inplace out exact node=Sign0
///
/// `(x > 0) - (x < 0)`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats; others raise NotImplementedError.
/// Raises: RuntimeError for complex numbers.
pub(crate) fn sign(x: &Tensor) -> Result<Tensor> {
    crate::ensure!(
        !x.dtype().is_complex(),
        NotImplemented, "Unlike NumPy, torch.sign is not intended to support complex numbers. Please use torch.sgn instead."
    );
    Ok(elementwise::unary("sign", x, Unary::Sign)?.with_grad([x], |_| ZeroGrad))
}

/// `sgn(Tensor input) -> Tensor` · method function inplace out exact node=Sgn0
///
/// `x / |x|`, 0 at 0.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn sgn(x: &Tensor) -> Result<Tensor> {
    let y = elementwise::unary("sgn", x, Unary::Sgn)?;
    if !x.dtype().is_complex() {
        return Ok(y.with_grad([x], |_| ZeroGrad));
    }
    Ok(y.with_grad([x], |y| SgnGrad { x: x.save(), y: y.save() }))
}

struct SgnGrad {
    x: Saved,
    y: Saved,
}
impl Backward for SgnGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let (x, y) = (cx.unpack(&self.x)?, cx.unpack(&self.y)?);
        let size = x.abs()?;
        // The part of the gradient along the circle, over the radius.
        let radial = g.mul(&y.conj()?)?.real_part()?;
        let gx = g.sub(&y.mul(&radial)?)?.div(&size)?;
        Ok(smallvec![Some(gx.masked_fill(&size.eq(0.0)?, 0.0)?)])
    }
}

/// `signbit(Tensor input) -> Tensor` · method function out nondiff exact
///
/// Whether the sign bit is set: `x < 0`, and true for -0.0.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats; the result is bool; others raise NotImplementedError.
/// Raises: RuntimeError for complex numbers.
pub(crate) fn signbit(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary_as("signbit", x, Unary::Signbit, x.dtype(), DType::Bool)?.non_differentiable())
}

/// `positive(Tensor input) -> Tensor` · method function
///
/// `x` itself.
///
/// Shapes: any; the result has the input's.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for bools.
pub(crate) fn positive(x: &Tensor) -> Result<Tensor> {
    crate::ensure!(x.dtype() != DType::Bool, NotImplemented, "The `+` operator, on a bool tensor is not supported.");
    Ok(x.clone())
}
