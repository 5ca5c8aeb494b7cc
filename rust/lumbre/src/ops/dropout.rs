//! Dropout, element by element or channel by channel, with PyTorch's draws.

use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::{Fresh, compute_each, cuda};
use crate::error::Result;
use crate::tensor::Tensor;
use crate::ensure;
use lumbre_kernels::Scalar;

fn check(p: f64) -> Result<()> {
    ensure!((0.0..=1.0).contains(&p), "dropout probability has to be between 0 and 1, but got {p}");
    Ok(())
}

/// One draw for each channel: sizes (batch, channels, 1, …).
fn channels(x: &Tensor) -> Result<Tensor> {
    ensure!(x.dim() >= 2, "Feature dropout requires at least 2 dimensions in the input");
    let mut sizes = x.sizes();
    sizes[2..].fill(1);
    Tensor::zeros(&sizes, x.dtype().to_real(), x.device())
}

fn dropped(x: &Tensor, p: f64, train: bool, feature: bool, alpha: bool) -> Result<Tensor> {
    check(p)?;
    if p == 0.0 || !train || x.numel() == 0 {
        return Ok(x.clone());
    }
    if p == 1.0 {
        let zero = Tensor::full(&[], Scalar::Int(0), x.dtype(), x.device())?;
        return x.mul(&zero);
    }
    if matches!(x.device(), crate::Device::Cuda(_)) && !feature && !alpha && x.dtype().is_float() {
        return dropped_on_gpu(x, p);
    }
    let noise = {
        let _quiet = crate::modes::no_grad();
        let noise = if feature {
            channels(x)?
        } else {
            x.detach_handle().empty_like_with(Some(x.dtype().to_real()), None, super::value::MemoryFormat::Preserve)?
        };
        noise.bernoulli_with_(1.0 - p, None)?
    };
    let shift = {
        let _quiet = crate::modes::no_grad();
        if alpha {
            // Dropped ones take the value that keeps mean and variance.
            let low = 1.7580993408473766;
            let a = 1.0 / ((low * low * p + 1.0) * (1.0 - p)).sqrt();
            let b = noise.add(-1.0)?.mul_(low * a)?.add_(low * a * p)?;
            noise.mul_(a)?;
            Some(b)
        } else {
            noise.div_(1.0 - p)?;
            None
        }
    };
    let y = x.mul(&noise)?;
    match shift {
        Some(b) => y.add(&b),
        None => Ok(y),
    }
}

/// Mask and result by one kernel, with the draws of PyTorch's.
fn dropped_on_gpu(x: &Tensor, p: f64) -> Result<Tensor> {
    let plain = x.detach_handle().contiguous()?;
    let y = Fresh::empty("dropout", &x.sizes(), x.dtype(), x.device())?;
    let mask = Fresh::empty("dropout", &x.sizes(), lumbre_kernels::DType::Bool, x.device())?;
    let none = |_: &[lumbre_kernels::View], _: &mut [lumbre_kernels::ViewMut]| Ok(());
    compute_each("dropout", 0, &[&plain], &[&y, &mask], none, |cx, i, o| cuda::random::dropout(cx, i[0], p, o[0], o[1]))?;
    let mask = mask.non_differentiable();
    Ok(y.with_grad([x], |_| DropoutGrad { mask: mask.save(), scale: 1.0 / (1.0 - p) }))
}

struct DropoutGrad {
    mask: Saved,
    scale: f64,
}
impl Backward for DropoutGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec::smallvec![None]) };
        let mask = super::partial::mask_as(&cx.unpack(&self.mask)?, g.dtype())?;
        Ok(smallvec::smallvec![Some(g.mul(&mask)?.mul(self.scale)?)])
    }

    fn name(&self) -> std::borrow::Cow<'static, str> {
        "NativeDropoutBackward0".into()
    }
}

/// `dropout(Tensor input, float p, bool train) -> Tensor` · function random inplace
///
/// While training: `x / (1 - p)` with probability `1 - p`, else 0; outside training `x`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a probability outside [0, 1].
/// Source: Hinton and others, 2012 (arXiv:1207.0580).
pub(crate) fn dropout(x: &Tensor, p: f64, train: bool) -> Result<Tensor> {
    dropped(x, p, train, false, false)
}

/// `feature_dropout(Tensor input, float p, bool train) -> Tensor` · function random inplace
///
/// `dropout` of whole channels (dimension 1): one draw for each `x[n, c]`.
///
/// Shapes: `(N, C, *)`; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a probability outside [0, 1] and fewer than 2 dimensions.
/// Source: Tompson and others, 2014 (arXiv:1411.4280).
pub(crate) fn feature_dropout(x: &Tensor, p: f64, train: bool) -> Result<Tensor> {
    dropped(x, p, train, true, false)
}

/// `alpha_dropout(Tensor input, float p, bool train) -> Tensor` · function random inplace
///
/// While training: `a * x + b` with probability `1 - p`, else `a * (-1.7581…) + b`, with the `a` and `b` that keep mean 0 and variance 1;
/// outside training `x`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a probability outside [0, 1].
/// Source: Klambauer and others, Self-Normalizing Neural Networks, 2017 (arXiv:1706.02515).
pub(crate) fn alpha_dropout(x: &Tensor, p: f64, train: bool) -> Result<Tensor> {
    dropped(x, p, train, false, true)
}

/// `feature_alpha_dropout(Tensor input, float p, bool train) -> Tensor` · function random inplace
///
/// `alpha_dropout` of whole channels (dimension 1): one draw for each `x[n, c]`.
///
/// Shapes: `(N, C, *)`; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a probability outside [0, 1] and fewer than 2 dimensions.
/// Source: Klambauer and others, Self-Normalizing Neural Networks, 2017 (arXiv:1706.02515).
pub(crate) fn feature_alpha_dropout(x: &Tensor, p: f64, train: bool) -> Result<Tensor> {
    dropped(x, p, train, true, true)
}

/// `rrelu(Tensor input, Scalar lower=0.125, Scalar upper=0.3333333333333333, bool training=False, Generator? generator=None) -> Tensor` · function random inplace not=half
///
/// `x` where `x >= 0`, else `a * x`: while training `a` is drawn from [lower, upper) for each element, otherwise it is their middle.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bfloat16, float32, float64; others raise NotImplementedError.
/// Raises: RuntimeError for `lower > upper`.
/// Source: Xu and others, 2015 (arXiv:1505.00853).
pub(crate) fn rrelu(x: &Tensor, lower: Scalar, upper: Scalar, training: bool, generator: Option<&crate::random::Generator>) -> Result<Tensor> {
    let (lower, upper) = (lower.to_f64(), upper.to_f64());
    ensure!(lower <= upper, "Lower bound should be less than or equal to the upper bound");
    if !training {
        return x.leaky_relu_with(Scalar::Float((lower + upper) / 2.0));
    }
    ensure!(x.dtype().is_float(), NotImplemented, "\"rrelu_with_noise_out_cpu\" not implemented for '{}'", x.dtype().scalar_name());
    let noise = {
        let _quiet = crate::modes::no_grad();
        rrelu_slopes(x, lower, upper, generator)?
    };
    x.mul(&noise)
}

/// Slopes are drawn for the elements `<= 0` alone, in order.
fn rrelu_slopes(x: &Tensor, lower: f64, upper: f64, generator: Option<&crate::random::Generator>) -> Result<Tensor> {
    if x.device() == crate::Device::Meta {
        return x.detach_handle().empty_like();
    }
    if x.device() != crate::Device::Cpu {
        let x = x.detach_handle();
        let slopes = x.empty_like()?.uniform_with_(lower, upper, generator)?;
        return x.le(0.0)?.where_cond(&slopes, &Tensor::ones(&[], x.dtype(), x.device())?);
    }
    let flat = x.detach()?.contiguous()?.to_dtype(lumbre_kernels::DType::F64)?.to_vec::<f64>()?;
    let slopes: Vec<f64> = super::random_fill::draw(generator, |g| {
        flat.iter().map(|v| if *v <= 0.0 { lower + (upper - lower) * g.unit_f64() } else { 1.0 }).collect()
    });
    Tensor::from_slice(&slopes, &x.sizes())?.to_dtype(x.dtype())
}

/// `rrelu.functional(Tensor input, float lower=0.125, float upper=0.3333333333333333, bool training=False, bool inplace=False) -> Tensor` · nn.functional random not=half
///
/// `x` where `x >= 0`, else `a * x`: while training `a` is drawn from [lower, upper) for each element, otherwise it is their middle.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bfloat16, float32, float64; others raise NotImplementedError.
/// Raises: RuntimeError for `lower > upper`.
/// Source: Xu and others, 2015 (arXiv:1505.00853).
pub(crate) fn rrelu_functional(x: &Tensor, lower: f64, upper: f64, training: bool, inplace: bool) -> Result<Tensor> {
    let (lower, upper) = (Scalar::Float(lower), Scalar::Float(upper));
    if inplace { x.rrelu_with_(lower, upper, training, None) } else { x.rrelu_with(lower, upper, training, None) }
}
