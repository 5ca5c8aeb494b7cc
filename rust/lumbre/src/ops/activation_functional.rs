//! Activations as `nn.functional` spells them (`inplace=`), and those composed of others.

use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::wrap_dim;
use crate::{bail, ensure};
use lumbre_kernels::Scalar;

/// `relu.functional(Tensor input, bool inplace=False) -> Tensor` · nn.functional
///
/// `max(input, 0)`.
pub(crate) fn relu_functional(x: &Tensor, inplace: bool) -> Result<Tensor> {
    if inplace { x.relu_() } else { x.relu() }
}

/// `relu6.functional(Tensor input, bool inplace=False) -> Tensor` · nn.functional
///
/// The input clamped to [0, 6].
pub(crate) fn relu6_functional(x: &Tensor, inplace: bool) -> Result<Tensor> {
    if inplace { x.relu6_() } else { x.relu6() }
}

/// `leaky_relu.functional(Tensor input, Scalar negative_slope=0.01, bool inplace=False) -> Tensor` · nn.functional
///
/// `input` above 0, `negative_slope * input` below.
pub(crate) fn leaky_relu_functional(x: &Tensor, negative_slope: Scalar, inplace: bool) -> Result<Tensor> {
    if inplace { x.leaky_relu_with_(negative_slope) } else { x.leaky_relu_with(negative_slope) }
}

/// `threshold.functional(Tensor input, Scalar threshold, Scalar value, bool inplace=False) -> Tensor` · nn.functional
///
/// `input` above `threshold`, else `value`.
pub(crate) fn threshold_functional(x: &Tensor, threshold: Scalar, value: Scalar, inplace: bool) -> Result<Tensor> {
    if inplace { x.threshold_(threshold, value) } else { x.threshold(threshold, value) }
}

/// `hardtanh.functional(Tensor input, Scalar min_val=-1.0, Scalar max_val=1.0, bool inplace=False) -> Tensor` · nn.functional
///
/// The input clamped to `[min_val, max_val]`.
pub(crate) fn hardtanh_functional(x: &Tensor, min_val: Scalar, max_val: Scalar, inplace: bool) -> Result<Tensor> {
    ensure!(min_val.to_f64() <= max_val.to_f64(), Value, "min_val cannot be greater than max_val");
    if inplace { x.hardtanh_with_(min_val, max_val) } else { x.hardtanh_with(min_val, max_val) }
}

/// `hardsigmoid.functional(Tensor input, bool inplace=False) -> Tensor` · nn.functional
///
/// `relu6(input + 3) / 6`.
pub(crate) fn hardsigmoid_functional(x: &Tensor, inplace: bool) -> Result<Tensor> {
    if inplace { x.hardsigmoid_() } else { x.hardsigmoid() }
}

/// `hardswish.functional(Tensor input, bool inplace=False) -> Tensor` · nn.functional
///
/// `input * relu6(input + 3) / 6`.
pub(crate) fn hardswish_functional(x: &Tensor, inplace: bool) -> Result<Tensor> {
    if inplace { x.hardswish_() } else { x.hardswish() }
}

/// `elu.functional(Tensor input, Scalar alpha=1.0, bool inplace=False) -> Tensor` · nn.functional
///
/// `input` above 0, `alpha * (exp(input) - 1)` below.
pub(crate) fn elu_functional(x: &Tensor, alpha: Scalar, inplace: bool) -> Result<Tensor> {
    if inplace { x.elu_with_(alpha) } else { x.elu_with(alpha) }
}

/// `selu.functional(Tensor input, bool inplace=False) -> Tensor` · nn.functional
///
/// Scaled elu, with the constants that keep a normalised net normalised.
pub(crate) fn selu_functional(x: &Tensor, inplace: bool) -> Result<Tensor> {
    if inplace { x.selu_() } else { x.selu() }
}

/// `celu.functional(Tensor input, Scalar alpha=1.0, bool inplace=False) -> Tensor` · nn.functional
///
/// `input` above 0, `alpha * (exp(input / alpha) - 1)` below.
pub(crate) fn celu_functional(x: &Tensor, alpha: Scalar, inplace: bool) -> Result<Tensor> {
    if inplace { x.celu_with_(alpha) } else { x.celu_with(alpha) }
}

/// `silu.functional(Tensor input, bool inplace=False) -> Tensor` · nn.functional
///
/// `input * sigmoid(input)`.
pub(crate) fn silu_functional(x: &Tensor, inplace: bool) -> Result<Tensor> {
    if inplace { x.silu_() } else { x.silu() }
}

/// `mish.functional(Tensor input, bool inplace=False) -> Tensor` · nn.functional
///
/// `input * tanh(softplus(input))`.
pub(crate) fn mish_functional(x: &Tensor, inplace: bool) -> Result<Tensor> {
    if inplace { x.mish_() } else { x.mish() }
}

/// `softsign(Tensor input) -> Tensor` · nn.functional
///
/// `input / (1 + |input|)`.
pub(crate) fn softsign(x: &Tensor) -> Result<Tensor> {
    x.div(&x.abs()?.add(1)?)
}

/// `tanhshrink(Tensor input) -> Tensor` · nn.functional
///
/// `input - tanh(input)`.
pub(crate) fn tanhshrink(x: &Tensor) -> Result<Tensor> {
    x.sub(&x.tanh()?)
}

/// `glu(Tensor input, int dim=-1) -> Tensor` · nn.functional out
///
/// The first half along `dim` times the sigmoid of the second.
pub(crate) fn glu(x: &Tensor, dim: i64) -> Result<Tensor> {
    ensure!(x.dim() > 0, "glu does not support 0-dimensional tensors");
    let d = wrap_dim(dim, x.dim())?;
    let n = x.size(dim)?;
    ensure!(n % 2 == 0, "Halving dimension must be even, but dimension {d} is size {n}");
    let half = |from| x.narrow(d as i64, from, n / 2);
    half(0)?.mul(&half(n / 2)?.sigmoid()?)
}

/// `prelu(Tensor input, Tensor weight) -> Tensor` · method function nn.functional autocast=lower
///
/// `input` above 0, `weight * input` below; one weight, or one for each channel (dimension 1).
pub(crate) fn prelu(x: &Tensor, weight: &Tensor) -> Result<Tensor> {
    ensure!(x.dtype() == weight.dtype(), "prelu: Type promoting not supported. Got {} and {}", x.dtype().name(), weight.dtype().name());
    ensure!(weight.dim() <= 1, "prelu: Expected `weight` to be a scalar or 1D tensor, but got: ndim = {}", weight.dim());
    let n = weight.numel();
    let mut shape = vec![1; x.dim()];
    if n != 1 {
        if x.dim() == 0 {
            bail!("Not allow zero-dim input tensor.");
        }
        let channels = if x.dim() > 1 { x.size(1)? } else { 1 };
        ensure!(
            channels == n,
            "Mismatch of parameter numbers and input channel size. Found parameter numbers = {n} and channel size = {channels}."
        );
        shape[1] = n;
    }
    let w = weight.reshape(&shape)?;
    x.gt(0.0)?.where_cond(x, &w.mul(x)?)
}
