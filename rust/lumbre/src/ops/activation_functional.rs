//! Activations as `nn.functional` spells them (`inplace=`), and those composed of others.

use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::wrap_dim;
use crate::{bail, ensure};
use lumbre_kernels::Scalar;

/// `relu.functional(Tensor input, bool inplace=False) -> Tensor` · nn.functional
///
/// `max(x, 0)`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: integers, floats; others raise NotImplementedError.
/// Raises: RuntimeError for bools.
pub(crate) fn relu_functional(x: &Tensor, inplace: bool) -> Result<Tensor> {
    if inplace { x.relu_() } else { x.relu() }
}

/// `relu6.functional(Tensor input, bool inplace=False) -> Tensor` · nn.functional not=bool
///
/// `min(max(x, 0), 6)`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: integers, floats; others raise NotImplementedError.
/// Raises: RuntimeError for bools.
/// Source: Krizhevsky, Convolutional Deep Belief Networks on CIFAR-10, 2010.
pub(crate) fn relu6_functional(x: &Tensor, inplace: bool) -> Result<Tensor> {
    if inplace { x.relu6_() } else { x.relu6() }
}

/// `leaky_relu.functional(Tensor input, Scalar negative_slope=0.01, bool inplace=False) -> Tensor` · nn.functional
///
/// `x` where `x > 0`, else `negative_slope * x`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: no error of its own.
/// Source: Maas, Hannun and Ng, 2013.
pub(crate) fn leaky_relu_functional(x: &Tensor, negative_slope: Scalar, inplace: bool) -> Result<Tensor> {
    if inplace { x.leaky_relu_with_(negative_slope) } else { x.leaky_relu_with(negative_slope) }
}

/// `threshold.functional(Tensor input, Scalar threshold, Scalar value, bool inplace=False) -> Tensor` · nn.functional not=bool
///
/// `x` where `x > threshold`, else `value`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: integers, floats; others raise NotImplementedError.
/// Raises: no error of its own.
pub(crate) fn threshold_functional(x: &Tensor, threshold: Scalar, value: Scalar, inplace: bool) -> Result<Tensor> {
    if inplace { x.threshold_(threshold, value) } else { x.threshold(threshold, value) }
}

/// `hardtanh.functional(Tensor input, Scalar min_val=-1.0, Scalar max_val=1.0, bool inplace=False) -> Tensor` · nn.functional
///
/// `min(max(x, min_val), max_val)`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: integers, floats; others raise NotImplementedError.
/// Raises: ValueError for `min_val > max_val`; RuntimeError for bools.
pub(crate) fn hardtanh_functional(x: &Tensor, min_val: Scalar, max_val: Scalar, inplace: bool) -> Result<Tensor> {
    ensure!(min_val.to_f64() <= max_val.to_f64(), Value, "min_val cannot be greater than max_val");
    if inplace { x.hardtanh_with_(min_val, max_val) } else { x.hardtanh_with(min_val, max_val) }
}

/// `hardsigmoid.functional(Tensor input, bool inplace=False) -> Tensor` · nn.functional
///
/// `relu6(x + 3) / 6`: 0 below -3, 1 above 3, a line between.
///
/// Shapes: any; the result has the input's.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: no error of its own.
pub(crate) fn hardsigmoid_functional(x: &Tensor, inplace: bool) -> Result<Tensor> {
    if inplace { x.hardsigmoid_() } else { x.hardsigmoid() }
}

/// `hardswish.functional(Tensor input, bool inplace=False) -> Tensor` · nn.functional
///
/// `x * relu6(x + 3) / 6`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: no error of its own.
/// Source: Howard and others, Searching for MobileNetV3, 2019 (arXiv:1905.02244).
pub(crate) fn hardswish_functional(x: &Tensor, inplace: bool) -> Result<Tensor> {
    if inplace { x.hardswish_() } else { x.hardswish() }
}

/// `elu.functional(Tensor input, Scalar alpha=1.0, bool inplace=False) -> Tensor` · nn.functional
///
/// `x` where `x > 0`, else `alpha * (exp(x) - 1)`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: no error of its own.
/// Source: Clevert, Unterthiner and Hochreiter, 2015 (arXiv:1511.07289).
pub(crate) fn elu_functional(x: &Tensor, alpha: Scalar, inplace: bool) -> Result<Tensor> {
    if inplace { x.elu_with_(alpha) } else { x.elu_with(alpha) }
}

/// `selu.functional(Tensor input, bool inplace=False) -> Tensor` · nn.functional
///
/// `s * x` where `x > 0`, else `s * a * (exp(x) - 1)`, with `s = 1.0507…` and `a = 1.6733…`, which keep mean 0 and variance 1 from layer
/// to layer.
///
/// Shapes: any; the result has the input's.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: no error of its own.
/// Source: Klambauer and others, Self-Normalizing Neural Networks, 2017 (arXiv:1706.02515).
pub(crate) fn selu_functional(x: &Tensor, inplace: bool) -> Result<Tensor> {
    if inplace { x.selu_() } else { x.selu() }
}

/// `celu.functional(Tensor input, Scalar alpha=1.0, bool inplace=False) -> Tensor` · nn.functional node=Celu0
///
/// `max(0, x) + min(0, alpha * (exp(x / alpha) - 1))`: linear above 0, smooth at 0.
///
/// Shapes: any; the result has the input's.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for `alpha` 0.
/// Source: Barron, Continuously Differentiable Exponential Linear Units, 2017.
pub(crate) fn celu_functional(x: &Tensor, alpha: Scalar, inplace: bool) -> Result<Tensor> {
    if inplace { x.celu_with_(alpha) } else { x.celu_with(alpha) }
}

/// `silu.functional(Tensor input, bool inplace=False) -> Tensor` · nn.functional
///
/// `x / (1 + exp(-x))`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: floats, complex; others raise NotImplementedError.
/// Raises: no error of its own.
/// Source: Elfwing, Uchibe and Doya, 2017 (arXiv:1702.03118).
pub(crate) fn silu_functional(x: &Tensor, inplace: bool) -> Result<Tensor> {
    if inplace { x.silu_() } else { x.silu() }
}

/// `mish.functional(Tensor input, bool inplace=False) -> Tensor` · nn.functional
///
/// `x * tanh(log(1 + exp(x)))`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: no error of its own.
/// Source: Misra, 2019 (arXiv:1908.08681).
pub(crate) fn mish_functional(x: &Tensor, inplace: bool) -> Result<Tensor> {
    if inplace { x.mish_() } else { x.mish() }
}

/// `softsign(Tensor input) -> Tensor` · nn.functional not=bool
///
/// `x / (1 + |x|)`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: integers, floats, complex; integers give float32; others raise NotImplementedError.
/// Raises: no error of its own.
pub(crate) fn softsign(x: &Tensor) -> Result<Tensor> {
    x.div(&x.abs()?.add(1)?)
}

/// `tanhshrink(Tensor input) -> Tensor` · nn.functional
///
/// `x - tanh(x)`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: integers, floats, complex; integers give float32; others raise NotImplementedError.
/// Raises: no error of its own.
pub(crate) fn tanhshrink(x: &Tensor) -> Result<Tensor> {
    x.sub(&x.tanh()?)
}

/// `glu(Tensor input, int dim=-1) -> Tensor` · nn.functional out not=bool,int node=Glu0
///
/// `a * sigmoid(b)`, where `a` and `b` are the halves of the input along `dim`.
///
/// Shapes: `(*, 2 n, *)` to `(*, n, *)`.
/// Dtypes: floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for an odd size in `dim` and for a tensor without dimensions; IndexError for a dimension out of range.
/// Source: Dauphin and others, 2016 (arXiv:1612.08083).
pub(crate) fn glu(x: &Tensor, dim: i64) -> Result<Tensor> {
    ensure!(x.dim() > 0, "glu does not support 0-dimensional tensors");
    let d = wrap_dim(dim, x.dim())?;
    let n = x.size(dim)?;
    ensure!(n % 2 == 0, "Halving dimension must be even, but dimension {d} is size {n}");
    let half = |from| x.narrow(d as i64, from, n / 2);
    half(0)?.mul(&half(n / 2)?.sigmoid()?)
}

/// `prelu(Tensor input, Tensor weight) -> Tensor` · method function nn.functional autocast=lower not=bool,int node=PreluKernel0
///
/// `x` where `x > 0`, else `weight * x`.
///
/// Shapes: input `(N, C, *)`, weight `(C)`, `(1)` or `()`; the result has the input's.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError where the number of weights is neither 1 nor the number of channels, and for two dtypes.
/// Source: He and others, Delving Deep into Rectifiers, 2015 (arXiv:1502.01852).
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
