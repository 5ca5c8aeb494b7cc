//! Activation functions with kernels of their own.

use super::rules::{fused_or, rule};
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::{Fresh, elementwise};
use crate::error::Result;
use crate::tensor::Tensor;
use crate::{bail, ensure};
use lumbre_kernels::binary::Binary;
use lumbre_kernels::unary::Unary;
use lumbre_kernels::{DType, Scalar};
use smallvec::smallvec;
use std::f64::consts::{FRAC_1_SQRT_2, FRAC_2_SQRT_PI, SQRT_2};

/// A function of straight pieces: its derivative depends on the input by comparisons alone, so the rule, linear in `g`, is its own
/// derivative.
struct PiecewiseGrad {
    x: Saved,
    op: Binary,
    name: &'static str,
}
impl Backward for PiecewiseGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let x = cx.unpack(&self.x)?.detach_handle();
        let d = g.dtype();
        if crate::modes::get() & crate::modes::TRACE != 0 {
            if let Some(slope) = slope_of(&x, self.op, d)? {
                return Ok(smallvec![Some(g.mul(&slope)?)]);
            }
        }
        let gx = elementwise::binary(self.name, g, &x, self.op, d, d)?;
        let (op, name) = (self.op, self.name);
        Ok(smallvec![Some(gx.with_grad([g], |_| PiecewiseGrad { x: x.save(), op, name }))])
    }
    fn name(&self) -> std::borrow::Cow<'static, str> {
        self.name.into()
    }
}

/// The factor of the gradient as public ops make it, for recordings; `None` for the kinds that have no such form.
fn slope_of(x: &Tensor, op: Binary, d: DType) -> Result<Option<Tensor>> {
    let inside = |low: f64, high: f64| x.gt(low)?.logical_and(&x.lt(high)?)?.to_dtype(d);
    Ok(Some(match op {
        Binary::LeakyReluGrad { slope } => x.gt(0.0)?.to_dtype(d)?.mul(1.0 - slope)?.add(slope)?,
        Binary::ThresholdGrad { threshold } => x.gt(threshold)?.to_dtype(d)?,
        Binary::HardtanhGrad { min, max } => inside(min, max)?,
        Binary::HardsigmoidGrad => inside(-3.0, 3.0)?.div(6.0)?,
        _ => return Ok(None),
    }))
}

fn piecewise(y: Fresh, x: &Tensor, name: &'static str, op: Binary) -> Tensor {
    y.with_grad([x], |_| PiecewiseGrad { x: x.save(), op, name })
}

/// `leaky_relu(Tensor input, Scalar negative_slope=0.01) -> Tensor` · inplace out
///
/// `x` where `x > 0`, else `negative_slope * x`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
/// Source: Maas, Hannun and Ng, 2013.
pub(crate) fn leaky_relu(x: &Tensor, negative_slope: Scalar) -> Result<Tensor> {
    let slope = negative_slope.to_f64();
    let y = elementwise::unary("leaky_relu", x, Unary::LeakyRelu { slope })?;
    Ok(piecewise(y, x, "LeakyReluBackward0", Binary::LeakyReluGrad { slope }))
}

/// `threshold(Tensor input, Scalar threshold, Scalar value) -> Tensor` · function inplace out not=bool
///
/// `x` where `x > threshold`, else `value`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: integers, floats; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn threshold(x: &Tensor, threshold: Scalar, value: Scalar) -> Result<Tensor> {
    let (threshold, value) = (threshold.to_f64(), value.to_f64());
    let y = elementwise::unary("threshold", x, Unary::Threshold { threshold, value })?;
    Ok(piecewise(y, x, "ThresholdBackward0", Binary::ThresholdGrad { threshold }))
}

/// `hardtanh(Tensor input, Scalar min_val=-1, Scalar max_val=1) -> Tensor` · inplace out
///
/// `min(max(x, min_val), max_val)`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: integers, floats; others raise NotImplementedError.
/// Raises: RuntimeError for bools.
pub(crate) fn hardtanh(x: &Tensor, min_val: Scalar, max_val: Scalar) -> Result<Tensor> {
    let d = x.dtype();
    let limit = |s: Scalar| match d {
        DType::U8 => s.to_i64().clamp(0, 255) as f64,
        d if d.is_int() => s.to_i64() as f64,
        _ => s.to_f64(),
    };
    let (min, max) = (limit(min_val), limit(max_val));
    ensure!(x.dtype() != DType::Bool, NotImplemented, "Bool inputs not supported for hardtanh");
    let y = elementwise::unary("hardtanh", x, Unary::Hardtanh { min, max })?;
    Ok(piecewise(y, x, "HardtanhBackward0", Binary::HardtanhGrad { min, max }))
}

/// `relu6(Tensor input) -> Tensor` · inplace not=bool
///
/// `min(max(x, 0), 6)`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: integers, floats; others raise NotImplementedError.
/// Raises: RuntimeError for bools.
/// Source: Krizhevsky, Convolutional Deep Belief Networks on CIFAR-10, 2010.
pub(crate) fn relu6(x: &Tensor) -> Result<Tensor> {
    let y = elementwise::unary("relu6", x, Unary::Hardtanh { min: 0.0, max: 6.0 })?;
    Ok(piecewise(y, x, "HardtanhBackward0", Binary::HardtanhGrad { min: 0.0, max: 6.0 }))
}

/// `hardsigmoid(Tensor input) -> Tensor` · inplace out
///
/// `relu6(x + 3) / 6`: 0 below -3, 1 above 3, a line between.
///
/// Shapes: any; the result has the input's.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn hardsigmoid(x: &Tensor) -> Result<Tensor> {
    let y = elementwise::unary("hardsigmoid", x, Unary::Hardsigmoid)?;
    Ok(piecewise(y, x, "HardsigmoidBackward0", Binary::HardsigmoidGrad))
}

/// `hardshrink(Tensor input, Scalar lambd=0.5) -> Tensor` · method function nn.functional out exact
///
/// `x` where `|x| > lambd`, else 0.
///
/// Shapes: any; the result has the input's.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
pub(crate) fn hardshrink(x: &Tensor, lambd: Scalar) -> Result<Tensor> {
    let lambda = lambd.to_f64();
    let y = elementwise::unary("hardshrink", x, Unary::Hardshrink { lambda })?;
    Ok(piecewise(y, x, "HardshrinkBackward0", Binary::ShrinkGrad { lambda }))
}

/// `softshrink(Tensor input, Scalar lambd=0.5) -> Tensor` · nn.functional out exact
///
/// `x - lambd` where `x > lambd`, `x + lambd` where `x < -lambd`, else 0.
///
/// Shapes: any; the result has the input's.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for a negative `lambd`.
pub(crate) fn softshrink(x: &Tensor, lambd: Scalar) -> Result<Tensor> {
    let lambda = lambd.to_f64();
    ensure!(lambda >= 0.0, "lambda must be in range [0, 3.40282e+38] for input dtype {}, but found {lambda}: lambda must be greater or equal to 0", x.dtype().scalar_name());
    let y = elementwise::unary("softshrink", x, Unary::Softshrink { lambda })?;
    Ok(piecewise(y, x, "SoftshrinkBackward0", Binary::ShrinkGrad { lambda }))
}

/// `hardswish(Tensor input) -> Tensor` · inplace out
///
/// `x * relu6(x + 3) / 6`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
/// Source: Howard and others, Searching for MobileNetV3, 2019 (arXiv:1905.02244).
pub(crate) fn hardswish(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary("hardswish", x, Unary::Hardswish)?.with_grad([x], |_| HardswishGrad { saved: x.save() }))
}
rule!(HardswishGrad {} |g, x| fused_or!("hardswish_backward", g, x, Binary::HardswishGrad, {
    let inside = g.mul(&x.div(3.0)?.add(0.5)?)?;
    let above = x.ge(3.0)?.where_cond(g, &inside)?;
    above.masked_fill(&x.le(-3.0)?, 0.0)
}));

fn elu_with(x: &Tensor, name: &'static str, alpha: f64, scale: f64, input_scale: f64) -> Result<Tensor> {
    let y = elementwise::unary("elu", x, Unary::Elu { alpha, scale, input_scale })?;
    Ok(y.with_grad([x], |_| EluGrad { x: x.save(), alpha, scale, input_scale, name }))
}

struct EluGrad {
    x: Saved,
    alpha: f64,
    scale: f64,
    input_scale: f64,
    name: &'static str,
}
impl Backward for EluGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let x = &cx.unpack(&self.x)?;
        let (alpha, scale, input_scale) = (self.alpha, self.scale, self.input_scale);
        let gx: Result<Tensor> = fused_or!("elu_backward", g, x, Binary::EluGrad { alpha, scale, input_scale }, {
            // Clamped, or the exponential of large inputs would overflow and 0 * inf become NaN.
            let below = g.mul(&x.clamp_max(0.0)?.mul(input_scale)?.exp()?)?.mul(alpha * scale * input_scale)?;
            x.le(0.0)?.where_cond(&below, &g.mul(scale)?)
        });
        Ok(smallvec![Some(gx?)])
    }
    fn name(&self) -> std::borrow::Cow<'static, str> {
        self.name.into()
    }
}

/// `elu(Tensor input, Scalar alpha=1.0) -> Tensor` · inplace out
///
/// `x` where `x > 0`, else `alpha * (exp(x) - 1)`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
/// Source: Clevert, Unterthiner and Hochreiter, 2015 (arXiv:1511.07289).
pub(crate) fn elu(x: &Tensor, alpha: Scalar) -> Result<Tensor> {
    elu_with(x, "Elu", alpha.to_f64(), 1.0, 1.0)
}

/// `selu(Tensor input) -> Tensor` · function inplace
///
/// `s * x` where `x > 0`, else `s * a * (exp(x) - 1)`, with `s = 1.0507…` and `a = 1.6733…`, which keep mean 0 and variance 1 from layer
/// to layer.
///
/// Shapes: any; the result has the input's.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (in place) cannot hold the result's dtype.
/// Source: Klambauer and others, Self-Normalizing Neural Networks, 2017 (arXiv:1706.02515).
pub(crate) fn selu(x: &Tensor) -> Result<Tensor> {
    elu_with(x, "Elu", 1.6732632423543772, 1.0507009873554805, 1.0)
}

/// `celu(Tensor input, Scalar alpha=1.0) -> Tensor` · function inplace node=Celu0
///
/// `max(0, x) + min(0, alpha * (exp(x / alpha) - 1))`: linear above 0, smooth at 0.
///
/// Shapes: any; the result has the input's.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for `alpha` 0.
/// Source: Barron, Continuously Differentiable Exponential Linear Units, 2017.
pub(crate) fn celu(x: &Tensor, alpha: Scalar) -> Result<Tensor> {
    let alpha = alpha.to_f64();
    ensure!(alpha != 0.0, "ZeroDivisionError: alpha cannot be 0 for CELU");
    elu_with(x, "Elu", alpha, 1.0, 1.0 / alpha)
}

/// `softplus(Tensor input, Scalar beta=1, Scalar threshold=20) -> Tensor` · nn.functional out autocast=f32:cuda exact
///
/// `log(1 + exp(beta * x)) / beta`; `x` itself where `beta * x > threshold`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
pub(crate) fn softplus(x: &Tensor, beta: Scalar, threshold: Scalar) -> Result<Tensor> {
    let (beta, threshold) = (beta.to_f64(), threshold.to_f64());
    let y = elementwise::unary("softplus", x, Unary::Softplus { beta, threshold })?;
    Ok(y.with_grad([x], |_| SoftplusGrad { saved: x.save(), beta, threshold }))
}
rule!(SoftplusGrad { beta: f64, threshold: f64 } |g, x| {
    fused_or!("softplus_backward", g, x, Binary::SoftplusGrad { beta, threshold }, {
        let scaled = x.mul(beta)?;
        scaled.gt(threshold)?.where_cond(g, &g.mul(&scaled.sigmoid()?)?)
    })
});

/// `logsigmoid(Tensor input) -> Tensor` · nn.functional out exact
///
/// `log(1 / (1 + exp(-x)))`, without overflow.
///
/// Shapes: any; the result has the input's.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
pub(crate) fn logsigmoid(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary("log_sigmoid", x, Unary::LogSigmoid)?.with_grad([x], |_| LogSigmoidGrad { saved: x.save() }))
}
rule!(LogSigmoidGrad {} |g, x| {
    fused_or!("log_sigmoid_backward", g, x, Binary::LogSigmoidGrad, g.mul(&x.neg()?.sigmoid()?))
});

/// `silu(Tensor input) -> Tensor` · inplace out
///
/// `x / (1 + exp(-x))`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
/// Source: Elfwing, Uchibe and Doya, 2017 (arXiv:1702.03118).
pub(crate) fn silu(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary("silu", x, Unary::Silu)?.with_grad([x], |_| SiluGrad { saved: x.save() }))
}
rule!(SiluGrad {} |g, x| fused_or!("silu_backward", g, x, Binary::SiluGrad, {
    let s = x.sigmoid()?;
    g.mul(&s.mul(&x.mul(&s.rsub(1.0)?)?.add(1.0)?)?)
}));

/// `mish(Tensor input) -> Tensor` · inplace out
///
/// `x * tanh(log(1 + exp(x)))`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
/// Source: Misra, 2019 (arXiv:1908.08681).
pub(crate) fn mish(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary("mish", x, Unary::Mish)?.with_grad([x], |_| MishGrad { saved: x.save() }))
}
rule!(MishGrad {} |g, x| fused_or!("mish_backward", g, x, Binary::MishGrad, {
    let t = x.softplus()?.tanh()?;
    let slope = x.mul(&x.sigmoid()?)?.mul(&t.mul(&t)?.rsub(1.0)?)?;
    g.mul(&t.add(&slope)?)
}));

/// `gelu(Tensor input, *, str approximate='none') -> Tensor` · nn.functional inplace out exact
///
/// `x * P(X <= x)` for a standard normal `X`, that is `x / 2 * (1 + erf(x / sqrt(2)))`; with `approximate='tanh'`, `x / 2 * (1 +
/// tanh(sqrt(2 / pi) * (x + 0.044715 x^3)))`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for another word than `'none'` and `'tanh'`.
/// Source: Hendrycks and Gimpel, 2016 (arXiv:1606.08415).
pub(crate) fn gelu(x: &Tensor, approximate: &str) -> Result<Tensor> {
    match approximate {
        "none" => Ok(elementwise::unary("gelu", x, Unary::Gelu)?.with_grad([x], |_| GeluGrad { saved: x.save() })),
        "tanh" => {
            let y = elementwise::unary("gelu", x, Unary::GeluTanh)?;
            Ok(y.with_grad([x], |_| TanhGeluGrad { x: x.save() }))
        }
        _ => bail!("approximate argument must be either none or tanh."),
    }
}
rule!(GeluGrad {} |g, x| fused_or!("gelu_backward", g, x, Binary::GeluGrad, {
    let below = x.mul(FRAC_1_SQRT_2)?.erf()?.add(1.0)?.mul(0.5)?;
    let density = x.mul(x)?.mul(-0.5)?.exp()?.mul(FRAC_2_SQRT_PI * FRAC_1_SQRT_2 * 0.5)?;
    g.mul(&below.add(&x.mul(&density)?)?)
}));

struct TanhGeluGrad {
    x: Saved,
}
impl Backward for TanhGeluGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let x = &cx.unpack(&self.x)?;
        let gx: Result<Tensor> = fused_or!("gelu_backward", g, x, Binary::GeluTanhGrad, {
            let c = SQRT_2 * FRAC_2_SQRT_PI * 0.5;
            let square = x.mul(x)?;
            let t = square.mul(x)?.mul(0.044715)?.add(x)?.mul(c)?.tanh()?;
            let inner = square.mul(3.0 * 0.044715)?.add(1.0)?.mul(c)?;
            let slope = x.mul(&t.mul(&t)?.rsub(1.0)?)?.mul(&inner)?;
            g.mul(&t.add(1.0)?.add(&slope)?.mul(0.5)?)
        });
        Ok(smallvec![Some(gx?)])
    }
    fn name(&self) -> std::borrow::Cow<'static, str> {
        "GeluBackward0".into()
    }
}
