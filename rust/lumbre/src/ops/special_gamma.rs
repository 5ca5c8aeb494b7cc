//! Incomplete gamma functions, the zeta function, and the normal distribution in logarithms.

use super::pointwise::launch_binary;
use super::rules::rule;
use super::value::TensorOrScalar;
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::elementwise;
use crate::bail;
use crate::error::Result;
use crate::tensor::Tensor;
use lumbre_kernels::binary::Binary;
use lumbre_kernels::unary::Unary;
use smallvec::smallvec;
use std::f64::consts::{FRAC_1_SQRT_2, FRAC_2_SQRT_PI, PI};

fn incomplete(name: &'static str, a: &Tensor, x: &Tensor, op: Binary, sign: f64) -> Result<Tensor> {
    super::partial::need_float(name, super::promote::result_type(a, x))?;
    let y = launch_binary(name, a, x.into(), op, true)?;
    Ok(y.with_grad([a, x], |_| IgammaGrad { a: a.save(), x: x.save(), name, sign }))
}

/// By `x`, the density of the gamma distribution; the derivative by the order is not known in closed form.
struct IgammaGrad {
    a: Saved,
    x: Saved,
    name: &'static str,
    sign: f64,
}
impl Backward for IgammaGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None]) };
        if cx.needs(0) {
            bail!(NotImplemented, "the derivative for '{}: input' is not implemented.", self.name);
        }
        let (a, x) = (cx.unpack(&self.a)?, cx.unpack(&self.x)?);
        let log = a.sub(1.0)?.mul(&x.log()?)?.sub(&x)?.sub(&a.lgamma()?)?;
        Ok(smallvec![None, Some(g.mul(&log.exp()?)?.mul(self.sign)?)])
    }
}

/// `igamma(Tensor input, Tensor other) -> Tensor` · method function inplace out
///
/// `P(a, x) = (integral of t^(a - 1) exp(-t) from 0 to x) / Gamma(a)` for `a = input` and `x = other`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
/// Source: Abramowitz and Stegun, section 6.5.
pub(crate) fn igamma(a: &Tensor, x: &Tensor) -> Result<Tensor> {
    incomplete("igamma", a, x, Binary::Igamma, 1.0)
}

/// `igammac(Tensor input, Tensor other) -> Tensor` · method function inplace out
///
/// `Q(a, x) = 1 - P(a, x) = (integral of t^(a - 1) exp(-t) from x on) / Gamma(a)` for `a = input` and `x = other`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
/// Source: Abramowitz and Stegun, section 6.5.
pub(crate) fn igammac(a: &Tensor, x: &Tensor) -> Result<Tensor> {
    incomplete("igammac", a, x, Binary::Igammac, -1.0)
}

/// `gammainc(Tensor input, Tensor other) -> Tensor` · special out
///
/// `P(a, x) = (integral of t^(a - 1) exp(-t) from 0 to x) / Gamma(a)` for `a = input` and `x = other`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
/// Source: Abramowitz and Stegun, section 6.5.
pub(crate) fn gammainc(a: &Tensor, x: &Tensor) -> Result<Tensor> {
    a.igamma(x)
}

/// `gammaincc(Tensor input, Tensor other) -> Tensor` · special out
///
/// `Q(a, x) = 1 - P(a, x) = (integral of t^(a - 1) exp(-t) from x on) / Gamma(a)` for `a = input` and `x = other`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
/// Source: Abramowitz and Stegun, section 6.5.
pub(crate) fn gammaincc(a: &Tensor, x: &Tensor) -> Result<Tensor> {
    a.igammac(x)
}

/// Two operands of which at least one is a tensor.
pub(crate) fn pair(name: &str, a: TensorOrScalar, b: TensorOrScalar) -> Result<(Tensor, Tensor)> {
    let number = |s: lumbre_kernels::Scalar| -> Result<Tensor> {
        let t = Tensor::scalar(s, s.widest_dtype())?;
        t.set_wrapped_number(true);
        Ok(t)
    };
    Ok(match (a, b) {
        (TensorOrScalar::Tensor(a), TensorOrScalar::Tensor(b)) => (a.clone(), b.clone()),
        (TensorOrScalar::Tensor(a), TensorOrScalar::Scalar(b)) => (a.clone(), number(b)?),
        (TensorOrScalar::Scalar(a), TensorOrScalar::Tensor(b)) => (number(a)?, b.clone()),
        _ => bail!(Type, "{name}(): expected at least one tensor among the arguments"),
    })
}

/// `zeta(TensorOrScalar input, TensorOrScalar other) -> Tensor` · special out not=half,bfloat16
///
/// `sum over k = 0, 1, … of (k + q)^-x` for `x = input` and `q = other`: Hurwitz' zeta function.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, float32, float64; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
/// Source: Abramowitz and Stegun, section 23.2.
pub(crate) fn zeta(x: TensorOrScalar, q: TensorOrScalar) -> Result<Tensor> {
    let (s, q) = pair("zeta", x, q)?;
    let y = launch_binary("zeta", &s, (&q).into(), Binary::Zeta, true)?;
    Ok(y.with_grad([&s, &q], |_| SpecialZetaGrad { s: s.save(), q: q.save() }))
}

struct SpecialZetaGrad {
    s: Saved,
    q: Saved,
}
impl Backward for SpecialZetaGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None]) };
        if cx.needs(0) {
            bail!(NotImplemented, "the derivative for 'zeta' is not implemented.");
        }
        let (s, q) = (cx.unpack(&self.s)?, cx.unpack(&self.q)?);
        let slope = Tensor::zeta(&s.add(1.0)?, &q)?.mul(&s)?.neg()?;
        Ok(smallvec![None, Some(g.mul(&slope)?)])
    }
}

/// `erfcx(Tensor input) -> Tensor` · special out not=half,bfloat16
///
/// `exp(x^2) * erfc(x)`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, float32, float64; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
pub(crate) fn erfcx(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary_float("erfcx", x, Unary::Erfcx)?.with_grad([x], |_| SpecialErfcxGrad { saved: x.save() }))
}
rule!(SpecialErfcxGrad {} |g, x| g.mul(&x.mul(2.0)?.mul(&x.erfcx()?)?.sub(FRAC_2_SQRT_PI)?));

/// `log_ndtr(Tensor input) -> Tensor` · special out not=half,bfloat16
///
/// `log((1 + erf(x / sqrt(2))) / 2)`, exact far to the left.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, float32, float64; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
pub(crate) fn log_ndtr(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary_float("log_ndtr", x, Unary::LogNdtr)?.with_grad([x], |_| SpecialLogNdtrGrad { saved: x.save() }))
}
rule!(SpecialLogNdtrGrad {} |g, x| g.div(&x.mul(-FRAC_1_SQRT_2)?.erfcx()?)?.mul((2.0 / PI).sqrt()));

/// `ndtri(Tensor input) -> Tensor` · special out not=half,bfloat16
///
/// `y` with `ndtr(y) = x`; infinite at 0 and 1, NaN outside.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, float32, float64; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
pub(crate) fn ndtri(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary_float("ndtri", x, Unary::Ndtri)?.with_grad([x], |y| SpecialNdtriGrad { saved: y.save() }))
}
rule!(SpecialNdtriGrad {} |g, y| g.mul(&y.mul(y)?.mul(0.5)?.exp()?.mul((2.0 * PI).sqrt())?));
