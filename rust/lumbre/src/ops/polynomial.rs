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

/// `chebyshev_polynomial_t(TensorOrScalar x, TensorOrScalar n) -> Tensor` · special out nondiff not=half,bfloat16
///
/// `T_n(x)`, with `T_0 = 1`, `T_1 = x` and `T_(n+1) = 2 x T_n - T_(n-1)`; 0 for `n < 0`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, float32, float64; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
/// Source: Abramowitz and Stegun, section 22.7.
pub(crate) fn chebyshev_polynomial_t(x: TensorOrScalar, n: TensorOrScalar) -> Result<Tensor> {
    polynomial("chebyshev_polynomial_t", Family::ChebyshevT, false, x, n)
}

/// `chebyshev_polynomial_u(TensorOrScalar x, TensorOrScalar n) -> Tensor` · special out nondiff not=half,bfloat16
///
/// `U_n(x)`, with `U_0 = 1`, `U_1 = 2 x` and `U_(n+1) = 2 x U_n - U_(n-1)`; 0 for `n < 0`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, float32, float64; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
/// Source: Abramowitz and Stegun, section 22.7.
pub(crate) fn chebyshev_polynomial_u(x: TensorOrScalar, n: TensorOrScalar) -> Result<Tensor> {
    polynomial("chebyshev_polynomial_u", Family::ChebyshevU, false, x, n)
}

/// `chebyshev_polynomial_v(TensorOrScalar x, TensorOrScalar n) -> Tensor` · special out nondiff not=half,bfloat16
///
/// `V_n(x)`, with `V_0 = 1`, `V_1 = 2 x - 1` and `V_(n+1) = 2 x V_n - V_(n-1)`; 0 for `n < 0`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, float32, float64; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
/// Source: Mason and Handscomb, Chebyshev Polynomials, 2002.
pub(crate) fn chebyshev_polynomial_v(x: TensorOrScalar, n: TensorOrScalar) -> Result<Tensor> {
    polynomial("chebyshev_polynomial_v", Family::ChebyshevV, false, x, n)
}

/// `chebyshev_polynomial_w(TensorOrScalar x, TensorOrScalar n) -> Tensor` · special out nondiff not=half,bfloat16
///
/// `W_n(x)`, with `W_0 = 1`, `W_1 = 2 x + 1` and `W_(n+1) = 2 x W_n - W_(n-1)`; 0 for `n < 0`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, float32, float64; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
/// Source: Mason and Handscomb, Chebyshev Polynomials, 2002.
pub(crate) fn chebyshev_polynomial_w(x: TensorOrScalar, n: TensorOrScalar) -> Result<Tensor> {
    polynomial("chebyshev_polynomial_w", Family::ChebyshevW, false, x, n)
}

/// `hermite_polynomial_h(TensorOrScalar x, TensorOrScalar n) -> Tensor` · special out nondiff not=half,bfloat16
///
/// `H_n(x)`, with `H_0 = 1`, `H_1 = 2 x` and `H_(n+1) = 2 x H_n - 2 n H_(n-1)` (the physicists'); 0 for `n < 0`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, float32, float64; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
/// Source: Abramowitz and Stegun, section 22.7.
pub(crate) fn hermite_polynomial_h(x: TensorOrScalar, n: TensorOrScalar) -> Result<Tensor> {
    polynomial("hermite_polynomial_h", Family::HermiteH, false, x, n)
}

/// `hermite_polynomial_he(TensorOrScalar x, TensorOrScalar n) -> Tensor` · special out nondiff not=half,bfloat16
///
/// `He_n(x)`, with `He_0 = 1`, `He_1 = x` and `He_(n+1) = x He_n - n He_(n-1)` (the probabilists'); 0 for `n < 0`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, float32, float64; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
/// Source: Abramowitz and Stegun, section 22.7.
pub(crate) fn hermite_polynomial_he(x: TensorOrScalar, n: TensorOrScalar) -> Result<Tensor> {
    polynomial("hermite_polynomial_he", Family::HermiteHe, false, x, n)
}

/// `laguerre_polynomial_l(TensorOrScalar x, TensorOrScalar n) -> Tensor` · special out nondiff not=half,bfloat16
///
/// `L_n(x)`, with `L_0 = 1`, `L_1 = 1 - x` and `(n + 1) L_(n+1) = (2 n + 1 - x) L_n - n L_(n-1)`; 0 for `n < 0`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, float32, float64; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
/// Source: Abramowitz and Stegun, section 22.7.
pub(crate) fn laguerre_polynomial_l(x: TensorOrScalar, n: TensorOrScalar) -> Result<Tensor> {
    polynomial("laguerre_polynomial_l", Family::LaguerreL, false, x, n)
}

/// `legendre_polynomial_p(TensorOrScalar x, TensorOrScalar n) -> Tensor` · special out nondiff not=half,bfloat16
///
/// `P_n(x)`, with `P_0 = 1`, `P_1 = x` and `(n + 1) P_(n+1) = (2 n + 1) x P_n - n P_(n-1)`; 0 for `n < 0`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, float32, float64; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
/// Source: Abramowitz and Stegun, section 22.7.
pub(crate) fn legendre_polynomial_p(x: TensorOrScalar, n: TensorOrScalar) -> Result<Tensor> {
    polynomial("legendre_polynomial_p", Family::LegendreP, false, x, n)
}

/// `shifted_chebyshev_polynomial_t(TensorOrScalar x, TensorOrScalar n) -> Tensor` · special out nondiff not=half,bfloat16
///
/// `T_n(2 x - 1)`, the Chebyshev polynomial of the first kind on [0, 1]; 0 for `n < 0`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, float32, float64; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
/// Source: Abramowitz and Stegun, section 22.5.
pub(crate) fn shifted_chebyshev_polynomial_t(x: TensorOrScalar, n: TensorOrScalar) -> Result<Tensor> {
    polynomial("shifted_chebyshev_polynomial_t", Family::ChebyshevT, true, x, n)
}

/// `shifted_chebyshev_polynomial_u(TensorOrScalar x, TensorOrScalar n) -> Tensor` · special out nondiff not=half,bfloat16
///
/// `U_n(2 x - 1)`, the Chebyshev polynomial of the second kind on [0, 1]; 0 for `n < 0`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, float32, float64; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
/// Source: Abramowitz and Stegun, section 22.5.
pub(crate) fn shifted_chebyshev_polynomial_u(x: TensorOrScalar, n: TensorOrScalar) -> Result<Tensor> {
    polynomial("shifted_chebyshev_polynomial_u", Family::ChebyshevU, true, x, n)
}

/// `shifted_chebyshev_polynomial_v(TensorOrScalar x, TensorOrScalar n) -> Tensor` · special out nondiff not=half,bfloat16
///
/// `V_n(2 x - 1)`, the Chebyshev polynomial of the third kind on [0, 1]; 0 for `n < 0`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, float32, float64; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
/// Source: Mason and Handscomb, Chebyshev Polynomials, 2002.
pub(crate) fn shifted_chebyshev_polynomial_v(x: TensorOrScalar, n: TensorOrScalar) -> Result<Tensor> {
    polynomial("shifted_chebyshev_polynomial_v", Family::ChebyshevV, true, x, n)
}

/// `shifted_chebyshev_polynomial_w(TensorOrScalar x, TensorOrScalar n) -> Tensor` · special out nondiff not=half,bfloat16
///
/// `W_n(2 x - 1)`, the Chebyshev polynomial of the fourth kind on [0, 1]; 0 for `n < 0`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, float32, float64; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
/// Source: Mason and Handscomb, Chebyshev Polynomials, 2002.
pub(crate) fn shifted_chebyshev_polynomial_w(x: TensorOrScalar, n: TensorOrScalar) -> Result<Tensor> {
    polynomial("shifted_chebyshev_polynomial_w", Family::ChebyshevW, true, x, n)
}
