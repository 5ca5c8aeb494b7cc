//! Bessel and Airy functions.

use super::rules::rule;
use crate::backend::elementwise;
use crate::error::Result;
use crate::tensor::Tensor;
use lumbre_kernels::unary::Unary;

fn run(name: &str, x: &Tensor, op: Unary) -> Result<crate::backend::Fresh> {
    elementwise::unary_float(name, x, op)
}

/// `f / x`, and `limit` where `x` is 0.
fn over(f: &Tensor, x: &Tensor, limit: f64) -> Result<Tensor> {
    let zero = x.eq(0.0)?;
    f.div(&x.masked_fill(&zero, 1.0)?)?.masked_fill(&zero, limit)
}

/// `i0e(Tensor input) -> Tensor` · special out node=SpecialI0E0
///
/// `exp(-|x|) I0(x)`: the modified Bessel function of the first kind of order 0, scaled.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
/// Source: Abramowitz and Stegun, section 9.8.
pub(crate) fn i0e(x: &Tensor) -> Result<Tensor> {
    Ok(run("i0e", x, Unary::I0e)?.with_grad([x], |_| SpecialI0eGrad { saved: x.save() }))
}
rule!(SpecialI0eGrad {} |g, x| g.mul(&x.i1e()?.sub(&x.sgn()?.mul(&x.i0e()?)?)?));

/// `i1e(Tensor input) -> Tensor` · special out node=SpecialI1E0
///
/// `exp(-|x|) I1(x)`: the modified Bessel function of the first kind of order 1, scaled.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
/// Source: Abramowitz and Stegun, section 9.8.
pub(crate) fn i1e(x: &Tensor) -> Result<Tensor> {
    Ok(run("i1e", x, Unary::I1e)?.with_grad([x], |_| SpecialI1eGrad { saved: x.save() }))
}
rule!(SpecialI1eGrad {} |g, x| {
    let y = x.i1e()?;
    g.mul(&x.i0e()?.sub(&x.sgn()?.mul(&y)?)?.sub(&over(&y, x, 0.5)?)?)
});

/// `bessel_j0(Tensor input) -> Tensor` · special out not=half,bfloat16
///
/// `J0(x)`, the Bessel function of the first kind of order 0.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, float32, float64; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
/// Source: Abramowitz and Stegun, section 9.1.
pub(crate) fn bessel_j0(x: &Tensor) -> Result<Tensor> {
    Ok(run("bessel_j0", x, Unary::BesselJ0)?.with_grad([x], |_| SpecialBesselJ0Grad { saved: x.save() }))
}
rule!(SpecialBesselJ0Grad {} |g, x| g.mul(&x.bessel_j1()?)?.neg());

/// `bessel_j1(Tensor input) -> Tensor` · special out not=half,bfloat16
///
/// `J1(x)`, the Bessel function of the first kind of order 1.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, float32, float64; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
/// Source: Abramowitz and Stegun, section 9.1.
pub(crate) fn bessel_j1(x: &Tensor) -> Result<Tensor> {
    Ok(run("bessel_j1", x, Unary::BesselJ1)?.with_grad([x], |_| SpecialBesselJ1Grad { saved: x.save() }))
}
rule!(SpecialBesselJ1Grad {} |g, x| g.mul(&x.bessel_j0()?.sub(&over(&x.bessel_j1()?, x, 0.5)?)?));

/// `bessel_y0(Tensor input) -> Tensor` · special out not=half,bfloat16
///
/// `Y0(x)`, the Bessel function of the second kind of order 0; NaN below 0, minus infinity at 0.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, float32, float64; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
/// Source: Abramowitz and Stegun, section 9.1.
pub(crate) fn bessel_y0(x: &Tensor) -> Result<Tensor> {
    Ok(run("bessel_y0", x, Unary::BesselY0)?.with_grad([x], |_| SpecialBesselY0Grad { saved: x.save() }))
}
rule!(SpecialBesselY0Grad {} |g, x| g.mul(&x.bessel_y1()?)?.neg());

/// `bessel_y1(Tensor input) -> Tensor` · special out not=half,bfloat16
///
/// `Y1(x)`, the Bessel function of the second kind of order 1; NaN below 0, minus infinity at 0.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, float32, float64; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
/// Source: Abramowitz and Stegun, section 9.1.
pub(crate) fn bessel_y1(x: &Tensor) -> Result<Tensor> {
    Ok(run("bessel_y1", x, Unary::BesselY1)?.with_grad([x], |_| SpecialBesselY1Grad { saved: x.save() }))
}
rule!(SpecialBesselY1Grad {} |g, x| g.mul(&x.bessel_y0()?.sub(&x.bessel_y1()?.div(x)?)?));

/// `modified_bessel_i0(Tensor input) -> Tensor` · special out not=half,bfloat16
///
/// `I0(x) = sum((x^2 / 4)^k / (k!)^2)`, the modified Bessel function of the first kind of order 0.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, float32, float64; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
/// Source: Abramowitz and Stegun, section 9.6.
pub(crate) fn modified_bessel_i0(x: &Tensor) -> Result<Tensor> {
    x.i0()
}

/// `modified_bessel_i1(Tensor input) -> Tensor` · special out not=half,bfloat16
///
/// `I1(x)`, the derivative of `I0`: the modified Bessel function of the first kind of order 1.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, float32, float64; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
/// Source: Abramowitz and Stegun, section 9.6.
pub(crate) fn modified_bessel_i1(x: &Tensor) -> Result<Tensor> {
    x.i1()
}

/// `modified_bessel_k0(Tensor input) -> Tensor` · special out not=half,bfloat16
///
/// `K0(x)`, the modified Bessel function of the second kind of order 0; NaN below 0, infinity at 0.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, float32, float64; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
/// Source: Abramowitz and Stegun, section 9.6.
pub(crate) fn modified_bessel_k0(x: &Tensor) -> Result<Tensor> {
    Ok(run("modified_bessel_k0", x, Unary::BesselK0)?.with_grad([x], |_| SpecialModifiedBesselK0Grad { saved: x.save() }))
}
rule!(SpecialModifiedBesselK0Grad {} |g, x| g.mul(&x.modified_bessel_k1()?)?.neg());

/// `modified_bessel_k1(Tensor input) -> Tensor` · special out not=half,bfloat16
///
/// `K1(x)`, the modified Bessel function of the second kind of order 1; NaN below 0, infinity at 0.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, float32, float64; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
/// Source: Abramowitz and Stegun, section 9.6.
pub(crate) fn modified_bessel_k1(x: &Tensor) -> Result<Tensor> {
    Ok(run("modified_bessel_k1", x, Unary::BesselK1)?.with_grad([x], |_| SpecialModifiedBesselK1Grad { saved: x.save() }))
}
rule!(SpecialModifiedBesselK1Grad {} |g, x| g.mul(&x.modified_bessel_k0()?.add(&x.modified_bessel_k1()?.div(x)?)?)?.neg());

/// `scaled_modified_bessel_k0(Tensor x) -> Tensor` · special out not=half,bfloat16
///
/// `exp(x) K0(x)`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, float32, float64; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
/// Source: Abramowitz and Stegun, section 9.8.
pub(crate) fn scaled_modified_bessel_k0(x: &Tensor) -> Result<Tensor> {
    let y = run("scaled_modified_bessel_k0", x, Unary::ScaledBesselK0)?;
    Ok(y.with_grad([x], |_| SpecialScaledModifiedBesselK0Grad { saved: x.save() }))
}
rule!(SpecialScaledModifiedBesselK0Grad {} |g, x| g.mul(&x.scaled_modified_bessel_k0()?.sub(&x.scaled_modified_bessel_k1()?)?));

/// `scaled_modified_bessel_k1(Tensor x) -> Tensor` · special out not=half,bfloat16
///
/// `exp(x) K1(x)`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, float32, float64; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
/// Source: Abramowitz and Stegun, section 9.8.
pub(crate) fn scaled_modified_bessel_k1(x: &Tensor) -> Result<Tensor> {
    let y = run("scaled_modified_bessel_k1", x, Unary::ScaledBesselK1)?;
    Ok(y.with_grad([x], |_| SpecialScaledModifiedBesselK1Grad { saved: x.save() }))
}
rule!(SpecialScaledModifiedBesselK1Grad {} |g, x| {
    let y = x.scaled_modified_bessel_k1()?;
    g.mul(&y.sub(&x.scaled_modified_bessel_k0()?)?.sub(&y.div(x)?)?)
});

/// `spherical_bessel_j0(Tensor x) -> Tensor` · special out not=half,bfloat16
///
/// `sin(x) / x`, 1 at 0: the spherical Bessel function of the first kind of order 0.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, float32, float64; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
/// Source: Abramowitz and Stegun, section 10.1.
pub(crate) fn spherical_bessel_j0(x: &Tensor) -> Result<Tensor> {
    Ok(run("spherical_bessel_j0", x, Unary::SphericalBesselJ0)?.with_grad([x], |_| SpecialSphericalBesselJ0Grad { saved: x.save() }))
}
rule!(SpecialSphericalBesselJ0Grad {} |g, x| g.mul(&over(&x.cos()?.sub(&x.spherical_bessel_j0()?)?, x, 0.0)?));

/// `airy_ai(Tensor x) -> Tensor` · special out nondiff not=half,bfloat16
///
/// `Ai(x)`, the solution of `y'' = x y` that decays for large `x`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, float32, float64; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
/// Source: Abramowitz and Stegun, section 10.4.
pub(crate) fn airy_ai(x: &Tensor) -> Result<Tensor> {
    Ok(run("airy_ai", x, Unary::AiryAi)?.non_differentiable())
}
