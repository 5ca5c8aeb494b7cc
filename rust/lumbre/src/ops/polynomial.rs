//! Orthogonal polynomials, by element of a point and a degree.

use super::pointwise::launch_binary;
use super::special_gamma::pair;
use super::value::TensorOrScalar;
use crate::error::Result;
use crate::tensor::Tensor;
use lumbre_kernels::binary::{Binary, Family};

fn polynomial(name: &str, family: Family, shifted: bool, x: TensorOrScalar, n: TensorOrScalar) -> Result<Tensor> {
    let (mut x, n) = pair(name, x, n)?;
    if shifted {
        let wrapped = x.is_wrapped_number();
        x = x.mul(2)?.sub(1)?;
        x.set_wrapped_number(wrapped);
    }
    Ok(launch_binary(name, &x, (&n).into(), Binary::Polynomial { family }, true)?.non_differentiable())
}

/// `chebyshev_polynomial_t(TensorOrScalar x, TensorOrScalar n) -> Tensor` · special out nondiff
///
/// The Chebyshev polynomial of the first kind of degree `n`; 0 for degrees below 0.
pub(crate) fn chebyshev_polynomial_t(x: TensorOrScalar, n: TensorOrScalar) -> Result<Tensor> {
    polynomial("chebyshev_polynomial_t", Family::ChebyshevT, false, x, n)
}

/// `chebyshev_polynomial_u(TensorOrScalar x, TensorOrScalar n) -> Tensor` · special out nondiff
///
/// The Chebyshev polynomial of the second kind of degree `n`; 0 for degrees below 0.
pub(crate) fn chebyshev_polynomial_u(x: TensorOrScalar, n: TensorOrScalar) -> Result<Tensor> {
    polynomial("chebyshev_polynomial_u", Family::ChebyshevU, false, x, n)
}

/// `chebyshev_polynomial_v(TensorOrScalar x, TensorOrScalar n) -> Tensor` · special out nondiff
///
/// The Chebyshev polynomial of the third kind of degree `n`; 0 for degrees below 0.
pub(crate) fn chebyshev_polynomial_v(x: TensorOrScalar, n: TensorOrScalar) -> Result<Tensor> {
    polynomial("chebyshev_polynomial_v", Family::ChebyshevV, false, x, n)
}

/// `chebyshev_polynomial_w(TensorOrScalar x, TensorOrScalar n) -> Tensor` · special out nondiff
///
/// The Chebyshev polynomial of the fourth kind of degree `n`; 0 for degrees below 0.
pub(crate) fn chebyshev_polynomial_w(x: TensorOrScalar, n: TensorOrScalar) -> Result<Tensor> {
    polynomial("chebyshev_polynomial_w", Family::ChebyshevW, false, x, n)
}

/// `hermite_polynomial_h(TensorOrScalar x, TensorOrScalar n) -> Tensor` · special out nondiff
///
/// The physicists' Hermite polynomial of degree `n`; 0 for degrees below 0.
pub(crate) fn hermite_polynomial_h(x: TensorOrScalar, n: TensorOrScalar) -> Result<Tensor> {
    polynomial("hermite_polynomial_h", Family::HermiteH, false, x, n)
}

/// `hermite_polynomial_he(TensorOrScalar x, TensorOrScalar n) -> Tensor` · special out nondiff
///
/// The probabilists' Hermite polynomial of degree `n`; 0 for degrees below 0.
pub(crate) fn hermite_polynomial_he(x: TensorOrScalar, n: TensorOrScalar) -> Result<Tensor> {
    polynomial("hermite_polynomial_he", Family::HermiteHe, false, x, n)
}

/// `laguerre_polynomial_l(TensorOrScalar x, TensorOrScalar n) -> Tensor` · special out nondiff
///
/// The Laguerre polynomial of degree `n`; 0 for degrees below 0.
pub(crate) fn laguerre_polynomial_l(x: TensorOrScalar, n: TensorOrScalar) -> Result<Tensor> {
    polynomial("laguerre_polynomial_l", Family::LaguerreL, false, x, n)
}

/// `legendre_polynomial_p(TensorOrScalar x, TensorOrScalar n) -> Tensor` · special out nondiff
///
/// The Legendre polynomial of degree `n`; 0 for degrees below 0.
pub(crate) fn legendre_polynomial_p(x: TensorOrScalar, n: TensorOrScalar) -> Result<Tensor> {
    polynomial("legendre_polynomial_p", Family::LegendreP, false, x, n)
}

/// `shifted_chebyshev_polynomial_t(TensorOrScalar x, TensorOrScalar n) -> Tensor` · special out nondiff
///
/// The Chebyshev polynomial of the first kind on `[0, 1]` of degree `n`; 0 for degrees below 0.
pub(crate) fn shifted_chebyshev_polynomial_t(x: TensorOrScalar, n: TensorOrScalar) -> Result<Tensor> {
    polynomial("shifted_chebyshev_polynomial_t", Family::ChebyshevT, true, x, n)
}

/// `shifted_chebyshev_polynomial_u(TensorOrScalar x, TensorOrScalar n) -> Tensor` · special out nondiff
///
/// The Chebyshev polynomial of the second kind on `[0, 1]` of degree `n`; 0 for degrees below 0.
pub(crate) fn shifted_chebyshev_polynomial_u(x: TensorOrScalar, n: TensorOrScalar) -> Result<Tensor> {
    polynomial("shifted_chebyshev_polynomial_u", Family::ChebyshevU, true, x, n)
}

/// `shifted_chebyshev_polynomial_v(TensorOrScalar x, TensorOrScalar n) -> Tensor` · special out nondiff
///
/// The Chebyshev polynomial of the third kind on `[0, 1]` of degree `n`; 0 for degrees below 0.
pub(crate) fn shifted_chebyshev_polynomial_v(x: TensorOrScalar, n: TensorOrScalar) -> Result<Tensor> {
    polynomial("shifted_chebyshev_polynomial_v", Family::ChebyshevV, true, x, n)
}

/// `shifted_chebyshev_polynomial_w(TensorOrScalar x, TensorOrScalar n) -> Tensor` · special out nondiff
///
/// The Chebyshev polynomial of the fourth kind on `[0, 1]` of degree `n`; 0 for degrees below 0.
pub(crate) fn shifted_chebyshev_polynomial_w(x: TensorOrScalar, n: TensorOrScalar) -> Result<Tensor> {
    polynomial("shifted_chebyshev_polynomial_w", Family::ChebyshevW, true, x, n)
}
