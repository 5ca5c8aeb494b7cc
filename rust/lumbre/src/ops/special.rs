//! Error functions, gamma functions, Bessel functions.

use super::rules::rule;
use crate::backend::elementwise;
use crate::error::Result;
use crate::tensor::Tensor;
use crate::ensure;
use lumbre_kernels::unary::Unary;
use std::f64::consts::{FRAC_2_SQRT_PI, PI};

/// `erf(Tensor input) -> Tensor` · method function special inplace out
///
/// `2 / sqrt(pi) * (integral of exp(-t^2) from 0 to x)`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
/// Source: Abramowitz and Stegun, section 7.1.
pub(crate) fn erf(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary_float("erf", x, Unary::Erf)?.with_grad([x], |_| ErfGrad { saved: x.save() }))
}
rule!(ErfGrad {} |g, x| g.mul(&x.mul(x)?.neg()?.exp()?.mul(FRAC_2_SQRT_PI)?));

/// `erfc(Tensor input) -> Tensor` · method function special inplace out
///
/// `1 - erf(x)`, exact for large `x`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
/// Source: Abramowitz and Stegun, section 7.1.
pub(crate) fn erfc(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary_float("erfc", x, Unary::Erfc)?.with_grad([x], |_| ErfcGrad { saved: x.save() }))
}
rule!(ErfcGrad {} |g, x| g.mul(&x.mul(x)?.neg()?.exp()?.mul(-FRAC_2_SQRT_PI)?));

/// `erfinv(Tensor input) -> Tensor` · method function special inplace out autocast=f32:cuda
///
/// `y` with `erf(y) = x`; infinite at -1 and 1, NaN beyond.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn erfinv(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary_float("erfinv", x, Unary::Erfinv)?.with_grad([x], |y| ErfinvGrad { saved: y.save() }))
}
rule!(ErfinvGrad {} |g, y| g.mul(&y.mul(y)?.exp()?.mul(1.0 / FRAC_2_SQRT_PI)?));

/// `lgamma(Tensor input) -> Tensor` · method function inplace out
///
/// `log(|Gamma(x)|)`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
/// Source: Abramowitz and Stegun, section 6.1.
pub(crate) fn lgamma(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary_float("lgamma", x, Unary::Lgamma)?.with_grad([x], |_| LgammaGrad { saved: x.save() }))
}
rule!(LgammaGrad {} |g, x| g.mul(&x.digamma()?));

/// `gammaln(Tensor input) -> Tensor` · special out
///
/// `log(|Gamma(x)|)`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
/// Source: Abramowitz and Stegun, section 6.1.
pub(crate) fn gammaln(x: &Tensor) -> Result<Tensor> {
    x.lgamma()
}

/// `digamma(Tensor input) -> Tensor` · method function special inplace out
///
/// `d/dx log(Gamma(x))`; infinite at 0, NaN at negative integers.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
/// Source: Abramowitz and Stegun, section 6.3.
pub(crate) fn digamma(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary_float("digamma", x, Unary::Digamma)?.with_grad([x], |_| DigammaGrad { saved: x.save() }))
}
rule!(DigammaGrad {} |g, x| g.mul(&Tensor::polygamma(1, x)?));

/// `psi(Tensor input) -> Tensor` · special out
///
/// `d/dx log(Gamma(x))`; infinite at 0, NaN at negative integers.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
/// Source: Abramowitz and Stegun, section 6.3.
pub(crate) fn psi(x: &Tensor) -> Result<Tensor> {
    x.digamma()
}

/// `polygamma(int n, Tensor input) -> Tensor` · function special out
///
/// `d^n/dx^n digamma(x)`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError for a negative `n`.
/// Source: Abramowitz and Stegun, section 6.4.
pub(crate) fn polygamma(n: i64, x: &Tensor) -> Result<Tensor> {
    ensure!(n >= 0, "polygamma(n, x) does not support negative n.");
    let op = match n {
        0 => return x.digamma(),
        1 => Unary::Trigamma,
        _ => Unary::Polygamma { n: n as f64 },
    };
    Ok(elementwise::unary_float("polygamma", x, op)?.with_grad([x], |_| PolygammaGrad { saved: x.save(), n }))
}
rule!(PolygammaGrad { n: i64 } |g, x| g.mul(&Tensor::polygamma(n + 1, x)?));

/// `polygamma.method(Tensor input, int n) -> Tensor` · method inplace
///
/// `d^n/dx^n digamma(x)`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError for a negative `n`.
/// Source: Abramowitz and Stegun, section 6.4.
pub(crate) fn polygamma_of(x: &Tensor, n: i64) -> Result<Tensor> {
    Tensor::polygamma(n, x)
}

/// `mvlgamma(Tensor input, int p) -> Tensor` · method function inplace out node=Mvlgamma0
///
/// `p (p - 1) / 4 * log(pi) + sum over j < p of log(Gamma(x - j / 2))`, for `x > (p - 1) / 2`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: integers, floats; integers give float32; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for a `p` below 1.
/// Source: James, 1964.
pub(crate) fn mvlgamma(x: &Tensor, p: i64) -> Result<Tensor> {
    ensure!(p >= 1, "p has to be greater than or equal to 1");
    ensure!(x.dtype() != lumbre_kernels::DType::Bool, "The input tensor may not be a boolean tensor.");
    drop(crate::storage::list::<f32>(p.saturating_mul(x.numel().max(1)) as usize)?);
    let shift = p as f64 * (p - 1) as f64 / 4.0 * PI.ln();
    let mut sum = x.lgamma()?;
    for j in 1..p {
        sum = sum.add(&x.sub(j as f64 / 2.0)?.lgamma()?)?;
    }
    sum.add(shift)
}

/// `multigammaln(Tensor input, int p) -> Tensor` · special out
///
/// `p (p - 1) / 4 * log(pi) + sum over j < p of log(Gamma(x - j / 2))`, for `x > (p - 1) / 2`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: integers, floats; integers give float32; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for a `p` below 1.
/// Source: James, 1964.
pub(crate) fn multigammaln(x: &Tensor, p: i64) -> Result<Tensor> {
    x.mvlgamma(p)
}

/// `i0(Tensor input) -> Tensor` · method function special inplace out
///
/// `I0(x) = sum((x^2 / 4)^k / (k!)^2)`, the modified Bessel function of the first kind of order 0.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
/// Source: Abramowitz and Stegun, section 9.6.
pub(crate) fn i0(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary_float("i0", x, Unary::I0)?.with_grad([x], |_| I0Grad { saved: x.save() }))
}
rule!(I0Grad {} |g, x| g.mul(&x.i1()?));

/// `i1(Tensor input) -> Tensor` · special out
///
/// `I1(x)`, the derivative of `I0`: the modified Bessel function of the first kind of order 1.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
/// Source: Abramowitz and Stegun, section 9.6.
pub(crate) fn i1(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary_float("i1", x, Unary::I1)?.with_grad([x], |_| SpecialI1Grad { saved: x.save() }))
}
rule!(SpecialI1Grad {} |g, x| {
    let zero = x.eq(0.0)?;
    let slope = x.i0()?.sub(&x.i1()?.div(&x.masked_fill(&zero, 1.0)?)?)?;
    g.mul(&slope.masked_fill(&zero, 0.5)?)
});

/// `sinc(Tensor input) -> Tensor` · method function special inplace out
///
/// `sin(pi * x) / (pi * x)`, 1 at 0.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; bool, integers give float32.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn sinc(x: &Tensor) -> Result<Tensor> {
    if x.dtype().is_complex() {
        let scaled = x.mul(PI)?;
        let zero = x.eq(0.0)?;
        return scaled.sin()?.div(&scaled.masked_fill(&zero, 1.0)?)?.masked_fill(&zero, 1.0);
    }
    Ok(elementwise::unary_float("sinc", x, Unary::Sinc)?.with_grad([x], |_| SincGrad { saved: x.save() }))
}
rule!(SincGrad {} |g, x| {
    let scaled = x.mul(PI)?;
    let slope = scaled.mul(&scaled.cos()?)?.sub(&scaled.sin()?)?.div(&scaled.mul(x)?)?;
    g.mul(&slope.masked_fill(&x.eq(0.0)?, 0.0)?)
});

/// `logit(Tensor input, float? eps=None) -> Tensor` · method function special inplace out
///
/// `log(x / (1 - x))`, of `x` clamped to `[eps, 1 - eps]`; NaN outside [0, 1] without `eps`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn logit(x: &Tensor, eps: Option<f64>) -> Result<Tensor> {
    Ok(elementwise::unary_float("logit", x, Unary::Logit { eps })?.with_grad([x], |_| LogitGrad { saved: x.save(), eps }))
}
rule!(LogitGrad { eps: Option<f64> } |g, x| {
    let slope = g.div(&x.mul(&x.rsub(1.0)?)?)?;
    let (low, high, fill) = eps.map_or((0.0, 1.0, f64::NAN), |e| (e, 1.0 - e, 0.0));
    let outside = x.lt(low)?.logical_or(&x.gt(high)?)?;
    slope.masked_fill(&outside, fill)
});

/// `expit(Tensor input) -> Tensor` · special out
///
/// `1 / (1 + exp(-x))`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; bool, integers give float32.
/// Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
pub(crate) fn expit(x: &Tensor) -> Result<Tensor> {
    x.sigmoid()
}

/// `entr(Tensor input) -> Tensor` · special out node=SpecialEntr0
///
/// `-x * log(x)`, 0 at 0 and negative infinity below.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
pub(crate) fn entr(x: &Tensor) -> Result<Tensor> {
    x.xlogy(x)?.neg()?.masked_fill(&x.lt(0.0)?, f64::NEG_INFINITY)
}

/// `ndtr(Tensor input) -> Tensor` · special out
///
/// `(1 + erf(x / sqrt(2))) / 2`: the area under the standard normal density left of `x`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
pub(crate) fn ndtr(x: &Tensor) -> Result<Tensor> {
    x.mul(-std::f64::consts::FRAC_1_SQRT_2)?.erfc()?.mul(0.5)
}
