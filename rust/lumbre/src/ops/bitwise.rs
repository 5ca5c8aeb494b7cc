//! Operations on the bits of integers, and greatest common divisors.

use super::pointwise::launch_binary;
use super::value::TensorOrScalar;
use crate::backend::elementwise;
use crate::error::Result;
use crate::tensor::Tensor;
use lumbre_kernels::binary::Binary;
use lumbre_kernels::unary::Unary;
use lumbre_kernels::Scalar;

/// `bitwise_not(Tensor input) -> Tensor` · method function inplace out nondiff exact
///
/// `~x`: all bits flipped, `-x - 1` for signed integers; `not x` for bools.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers; others raise NotImplementedError.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn bitwise_not(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary("bitwise_not", x, Unary::BitwiseNot)?.non_differentiable())
}

/// `bitwise_and(Tensor input, TensorOrScalar other) -> Tensor` · method function inplace out nondiff
///
/// `x & y`: the bits set in both.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn bitwise_and(x: &Tensor, other: TensorOrScalar) -> Result<Tensor> {
    Ok(launch_binary("bitwise_and", x, other, Binary::BitwiseAnd, false)?.non_differentiable())
}

/// `bitwise_and.scalar(Scalar input, Tensor other) -> Tensor` · function out nondiff
///
/// `x & y`: the bits set in both.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers; bool gives int64; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn bitwise_and_scalar(x: Scalar, other: &Tensor) -> Result<Tensor> {
    super::arith::wrapped(x, other)?.bitwise_and(other)
}

/// `bitwise_or(Tensor input, TensorOrScalar other) -> Tensor` · method function inplace out nondiff
///
/// `x | y`: the bits set in one or both.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn bitwise_or(x: &Tensor, other: TensorOrScalar) -> Result<Tensor> {
    Ok(launch_binary("bitwise_or", x, other, Binary::BitwiseOr, false)?.non_differentiable())
}

/// `bitwise_or.scalar(Scalar input, Tensor other) -> Tensor` · function out nondiff
///
/// `x | y`: the bits set in one or both.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers; bool gives int64; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn bitwise_or_scalar(x: Scalar, other: &Tensor) -> Result<Tensor> {
    super::arith::wrapped(x, other)?.bitwise_or(other)
}

/// `bitwise_xor(Tensor input, TensorOrScalar other) -> Tensor` · method function inplace out nondiff
///
/// `x ^ y`: the bits set in exactly one.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn bitwise_xor(x: &Tensor, other: TensorOrScalar) -> Result<Tensor> {
    Ok(launch_binary("bitwise_xor", x, other, Binary::BitwiseXor, false)?.non_differentiable())
}

/// `bitwise_xor.scalar(Scalar input, Tensor other) -> Tensor` · function out nondiff
///
/// `x ^ y`: the bits set in exactly one.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers; bool gives int64; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn bitwise_xor_scalar(x: Scalar, other: &Tensor) -> Result<Tensor> {
    super::arith::wrapped(x, other)?.bitwise_xor(other)
}

/// `bitwise_left_shift(Tensor input, TensorOrScalar other) -> Tensor` · method function inplace out nondiff
///
/// `x * 2^y`, the bits that overflow dropped; 0 for shifts of the dtype's width and more.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers; bool gives int64; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn bitwise_left_shift(x: &Tensor, other: TensorOrScalar) -> Result<Tensor> {
    Ok(launch_binary("bitwise_left_shift", x, other, Binary::Shl, false)?.non_differentiable())
}

/// `bitwise_left_shift.scalar(Scalar input, Tensor other) -> Tensor` · function out nondiff
///
/// `x * 2^y`, the bits that overflow dropped; 0 for shifts of the dtype's width and more.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers; bool gives int64; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn bitwise_left_shift_scalar(x: Scalar, other: &Tensor) -> Result<Tensor> {
    super::arith::wrapped(x, other)?.bitwise_left_shift(other)
}

/// `bitwise_right_shift(Tensor input, TensorOrScalar other) -> Tensor` · method function inplace out nondiff
///
/// `floor(x / 2^y)`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers; bool gives int64; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn bitwise_right_shift(x: &Tensor, other: TensorOrScalar) -> Result<Tensor> {
    Ok(launch_binary("bitwise_right_shift", x, other, Binary::Shr, false)?.non_differentiable())
}

/// `bitwise_right_shift.scalar(Scalar input, Tensor other) -> Tensor` · function out nondiff
///
/// `floor(x / 2^y)`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers; bool gives int64; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn bitwise_right_shift_scalar(x: Scalar, other: &Tensor) -> Result<Tensor> {
    super::arith::wrapped(x, other)?.bitwise_right_shift(other)
}

/// `gcd(Tensor input, Tensor other) -> Tensor` · method function inplace out nondiff
///
/// The largest integer that divides both; `gcd(0, y) = |y|`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: integers; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn gcd(x: &Tensor, other: &Tensor) -> Result<Tensor> {
    Ok(launch_binary("gcd", x, other.into(), Binary::Gcd, false)?.non_differentiable())
}

/// `lcm(Tensor input, Tensor other) -> Tensor` · method function inplace out nondiff
///
/// `|x * y| / gcd(x, y)`: the least common multiple.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: integers; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn lcm(x: &Tensor, other: &Tensor) -> Result<Tensor> {
    Ok(launch_binary("lcm", x, other.into(), Binary::Lcm, false)?.non_differentiable())
}
