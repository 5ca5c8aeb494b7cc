//! Operations on the bits of integers, and greatest common divisors.

use super::pointwise::launch_binary;
use super::value::TensorOrScalar;
use crate::backend::elementwise;
use crate::error::Result;
use crate::tensor::Tensor;
use lumbre_kernels::binary::Binary;
use lumbre_kernels::unary::Unary;
use lumbre_kernels::Scalar;

/// `bitwise_not(Tensor input) -> Tensor` · method function inplace out nondiff
///
/// All bits flipped; logical negation of bools.
pub(crate) fn bitwise_not(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary("bitwise_not", x, Unary::BitwiseNot)?.non_differentiable())
}

/// `bitwise_and(Tensor input, TensorOrScalar other) -> Tensor` · method function inplace out nondiff
///
/// Bits set in both.
pub(crate) fn bitwise_and(x: &Tensor, other: TensorOrScalar) -> Result<Tensor> {
    Ok(launch_binary("bitwise_and", x, other, Binary::BitwiseAnd, false)?.non_differentiable())
}

/// `bitwise_and.scalar(Scalar input, Tensor other) -> Tensor` · function out nondiff
///
/// Bits set in both, of a number and a tensor.
pub(crate) fn bitwise_and_scalar(x: Scalar, other: &Tensor) -> Result<Tensor> {
    super::arith::wrapped(x, other)?.bitwise_and(other)
}

/// `bitwise_or(Tensor input, TensorOrScalar other) -> Tensor` · method function inplace out nondiff
///
/// Bits set in one or both.
pub(crate) fn bitwise_or(x: &Tensor, other: TensorOrScalar) -> Result<Tensor> {
    Ok(launch_binary("bitwise_or", x, other, Binary::BitwiseOr, false)?.non_differentiable())
}

/// `bitwise_or.scalar(Scalar input, Tensor other) -> Tensor` · function out nondiff
///
/// Bits set in one or both, of a number and a tensor.
pub(crate) fn bitwise_or_scalar(x: Scalar, other: &Tensor) -> Result<Tensor> {
    super::arith::wrapped(x, other)?.bitwise_or(other)
}

/// `bitwise_xor(Tensor input, TensorOrScalar other) -> Tensor` · method function inplace out nondiff
///
/// Bits set in exactly one.
pub(crate) fn bitwise_xor(x: &Tensor, other: TensorOrScalar) -> Result<Tensor> {
    Ok(launch_binary("bitwise_xor", x, other, Binary::BitwiseXor, false)?.non_differentiable())
}

/// `bitwise_xor.scalar(Scalar input, Tensor other) -> Tensor` · function out nondiff
///
/// Bits set in exactly one, of a number and a tensor.
pub(crate) fn bitwise_xor_scalar(x: Scalar, other: &Tensor) -> Result<Tensor> {
    super::arith::wrapped(x, other)?.bitwise_xor(other)
}

/// `bitwise_left_shift(Tensor input, TensorOrScalar other) -> Tensor` · method function inplace out nondiff
///
/// `input * 2 ** other`.
pub(crate) fn bitwise_left_shift(x: &Tensor, other: TensorOrScalar) -> Result<Tensor> {
    Ok(launch_binary("bitwise_left_shift", x, other, Binary::Shl, false)?.non_differentiable())
}

/// `bitwise_left_shift.scalar(Scalar input, Tensor other) -> Tensor` · function out nondiff
///
/// `input * 2 ** other`, of a number and a tensor.
pub(crate) fn bitwise_left_shift_scalar(x: Scalar, other: &Tensor) -> Result<Tensor> {
    super::arith::wrapped(x, other)?.bitwise_left_shift(other)
}

/// `bitwise_right_shift(Tensor input, TensorOrScalar other) -> Tensor` · method function inplace out nondiff
///
/// `input / 2 ** other`, rounded down.
pub(crate) fn bitwise_right_shift(x: &Tensor, other: TensorOrScalar) -> Result<Tensor> {
    Ok(launch_binary("bitwise_right_shift", x, other, Binary::Shr, false)?.non_differentiable())
}

/// `bitwise_right_shift.scalar(Scalar input, Tensor other) -> Tensor` · function out nondiff
///
/// `input / 2 ** other`, rounded down, of a number and a tensor.
pub(crate) fn bitwise_right_shift_scalar(x: Scalar, other: &Tensor) -> Result<Tensor> {
    super::arith::wrapped(x, other)?.bitwise_right_shift(other)
}

/// `gcd(Tensor input, Tensor other) -> Tensor` · method function inplace out nondiff
///
/// Greatest common divisor of integers.
pub(crate) fn gcd(x: &Tensor, other: &Tensor) -> Result<Tensor> {
    Ok(launch_binary("gcd", x, other.into(), Binary::Gcd, false)?.non_differentiable())
}

/// `lcm(Tensor input, Tensor other) -> Tensor` · method function inplace out nondiff
///
/// Least common multiple of integers.
pub(crate) fn lcm(x: &Tensor, other: &Tensor) -> Result<Tensor> {
    Ok(launch_binary("lcm", x, other.into(), Binary::Lcm, false)?.non_differentiable())
}
