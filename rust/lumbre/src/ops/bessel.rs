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

/// `i0e(Tensor input) -> Tensor` · special out
///
/// `exp(-|x|) i0(x)`: the modified Bessel function of the first kind, order 0, scaled.
pub(crate) fn i0e(x: &Tensor) -> Result<Tensor> {
    Ok(run("i0e", x, Unary::I0e)?.with_grad([x], |_| SpecialI0eGrad { saved: x.save() }))
}
rule!(SpecialI0eGrad {} |g, x| g.mul(&x.i1e()?.sub(&x.sgn()?.mul(&x.i0e()?)?)?));

/// `i1e(Tensor input) -> Tensor` · special out
///
/// `exp(-|x|) i1(x)`: the modified Bessel function of the first kind, order 1, scaled.
pub(crate) fn i1e(x: &Tensor) -> Result<Tensor> {
    Ok(run("i1e", x, Unary::I1e)?.with_grad([x], |_| SpecialI1eGrad { saved: x.save() }))
}
rule!(SpecialI1eGrad {} |g, x| {
    let y = x.i1e()?;
    g.mul(&x.i0e()?.sub(&x.sgn()?.mul(&y)?)?.sub(&over(&y, x, 0.5)?)?)
});

/// `bessel_j0(Tensor input) -> Tensor` · special out
///
/// Bessel function of the first kind, order 0.
pub(crate) fn bessel_j0(x: &Tensor) -> Result<Tensor> {
    Ok(run("bessel_j0", x, Unary::BesselJ0)?.with_grad([x], |_| SpecialBesselJ0Grad { saved: x.save() }))
}
rule!(SpecialBesselJ0Grad {} |g, x| g.mul(&x.bessel_j1()?)?.neg());

/// `bessel_j1(Tensor input) -> Tensor` · special out
///
/// Bessel function of the first kind, order 1.
pub(crate) fn bessel_j1(x: &Tensor) -> Result<Tensor> {
    Ok(run("bessel_j1", x, Unary::BesselJ1)?.with_grad([x], |_| SpecialBesselJ1Grad { saved: x.save() }))
}
rule!(SpecialBesselJ1Grad {} |g, x| g.mul(&x.bessel_j0()?.sub(&over(&x.bessel_j1()?, x, 0.5)?)?));

/// `bessel_y0(Tensor input) -> Tensor` · special out
///
/// Bessel function of the second kind, order 0; NaN below 0.
pub(crate) fn bessel_y0(x: &Tensor) -> Result<Tensor> {
    Ok(run("bessel_y0", x, Unary::BesselY0)?.with_grad([x], |_| SpecialBesselY0Grad { saved: x.save() }))
}
rule!(SpecialBesselY0Grad {} |g, x| g.mul(&x.bessel_y1()?)?.neg());

/// `bessel_y1(Tensor input) -> Tensor` · special out
///
/// Bessel function of the second kind, order 1; NaN below 0.
pub(crate) fn bessel_y1(x: &Tensor) -> Result<Tensor> {
    Ok(run("bessel_y1", x, Unary::BesselY1)?.with_grad([x], |_| SpecialBesselY1Grad { saved: x.save() }))
}
rule!(SpecialBesselY1Grad {} |g, x| g.mul(&x.bessel_y0()?.sub(&x.bessel_y1()?.div(x)?)?));

/// `modified_bessel_i0(Tensor input) -> Tensor` · special out
///
/// Modified Bessel function of the first kind, order 0.
pub(crate) fn modified_bessel_i0(x: &Tensor) -> Result<Tensor> {
    x.i0()
}

/// `modified_bessel_i1(Tensor input) -> Tensor` · special out
///
/// Modified Bessel function of the first kind, order 1.
pub(crate) fn modified_bessel_i1(x: &Tensor) -> Result<Tensor> {
    x.i1()
}

/// `modified_bessel_k0(Tensor input) -> Tensor` · special out
///
/// Modified Bessel function of the second kind, order 0; NaN below 0.
pub(crate) fn modified_bessel_k0(x: &Tensor) -> Result<Tensor> {
    Ok(run("modified_bessel_k0", x, Unary::BesselK0)?.with_grad([x], |_| SpecialModifiedBesselK0Grad { saved: x.save() }))
}
rule!(SpecialModifiedBesselK0Grad {} |g, x| g.mul(&x.modified_bessel_k1()?)?.neg());

/// `modified_bessel_k1(Tensor input) -> Tensor` · special out
///
/// Modified Bessel function of the second kind, order 1; NaN below 0.
pub(crate) fn modified_bessel_k1(x: &Tensor) -> Result<Tensor> {
    Ok(run("modified_bessel_k1", x, Unary::BesselK1)?.with_grad([x], |_| SpecialModifiedBesselK1Grad { saved: x.save() }))
}
rule!(SpecialModifiedBesselK1Grad {} |g, x| g.mul(&x.modified_bessel_k0()?.add(&x.modified_bessel_k1()?.div(x)?)?)?.neg());

/// `scaled_modified_bessel_k0(Tensor x) -> Tensor` · special out
///
/// `exp(x)` times the modified Bessel function of the second kind, order 0.
pub(crate) fn scaled_modified_bessel_k0(x: &Tensor) -> Result<Tensor> {
    let y = run("scaled_modified_bessel_k0", x, Unary::ScaledBesselK0)?;
    Ok(y.with_grad([x], |_| SpecialScaledModifiedBesselK0Grad { saved: x.save() }))
}
rule!(SpecialScaledModifiedBesselK0Grad {} |g, x| g.mul(&x.scaled_modified_bessel_k0()?.sub(&x.scaled_modified_bessel_k1()?)?));

/// `scaled_modified_bessel_k1(Tensor x) -> Tensor` · special out
///
/// `exp(x)` times the modified Bessel function of the second kind, order 1.
pub(crate) fn scaled_modified_bessel_k1(x: &Tensor) -> Result<Tensor> {
    let y = run("scaled_modified_bessel_k1", x, Unary::ScaledBesselK1)?;
    Ok(y.with_grad([x], |_| SpecialScaledModifiedBesselK1Grad { saved: x.save() }))
}
rule!(SpecialScaledModifiedBesselK1Grad {} |g, x| {
    let y = x.scaled_modified_bessel_k1()?;
    g.mul(&y.sub(&x.scaled_modified_bessel_k0()?)?.sub(&y.div(x)?)?)
});

/// `spherical_bessel_j0(Tensor x) -> Tensor` · special out
///
/// Spherical Bessel function of the first kind, order 0: `sin(x) / x`.
pub(crate) fn spherical_bessel_j0(x: &Tensor) -> Result<Tensor> {
    Ok(run("spherical_bessel_j0", x, Unary::SphericalBesselJ0)?.with_grad([x], |_| SpecialSphericalBesselJ0Grad { saved: x.save() }))
}
rule!(SpecialSphericalBesselJ0Grad {} |g, x| g.mul(&over(&x.cos()?.sub(&x.spherical_bessel_j0()?)?, x, 0.0)?));

/// `airy_ai(Tensor x) -> Tensor` · special out nondiff
///
/// Airy's function Ai.
pub(crate) fn airy_ai(x: &Tensor) -> Result<Tensor> {
    Ok(run("airy_ai", x, Unary::AiryAi)?.non_differentiable())
}
