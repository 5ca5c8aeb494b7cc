//! Losses of numbers against numbers. `reduction` is `none`, `mean` or `sum`.

use super::reduce::reduced;
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::Fresh;
use crate::error::Result;
use crate::modes;
use crate::tensor::Tensor;
use crate::tensor::geometry::dim_mask;
use crate::{bail, ensure};
use lumbre_kernels::reduce::Reduce;
use smallvec::smallvec;
use std::f64::consts::PI;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Reduction {
    None,
    Mean,
    Sum,
}

impl Reduction {
    pub(crate) fn parse(name: &str) -> Result<Reduction> {
        Ok(match name {
            "none" => Reduction::None,
            "mean" => Reduction::Mean,
            "sum" => Reduction::Sum,
            _ => bail!(Value, "{name} is not a valid value for reduction"),
        })
    }

    pub(crate) fn apply(self, loss: Tensor) -> Result<Tensor> {
        match self {
            Reduction::None => Ok(loss),
            Reduction::Mean => loss.mean(),
            Reduction::Sum => loss.sum(),
        }
    }
}

/// A result computed without recording, to be given a rule of its own.
pub(crate) fn unrecorded(body: impl FnOnce() -> Result<Tensor>) -> Result<Fresh> {
    let _quiet = modes::no_grad();
    let t = body()?;
    Ok(Fresh::from_geometry((*t.geometry()).clone()))
}

/// `mse_loss(Tensor input, Tensor target, str reduction='mean') -> Tensor` · nn.functional autocast=f32
///
/// `(x - y)^2`. `reduction` `'mean'` or `'sum'` of them, or `'none'`.
///
/// Shapes: two that broadcast. The loss is the common shape with `reduction='none'`, else `()`.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: ValueError for another `reduction`; RuntimeError for shapes that do not broadcast.
pub(crate) fn mse_loss(x: &Tensor, target: &Tensor, reduction: &str) -> Result<Tensor> {
    let reduction = Reduction::parse(reduction)?;
    let mut scale = 2.0;
    let y = unrecorded(|| {
        let apart = x.sub(target)?;
        ensure!(
            apart.dtype().is_float(),
            NotImplemented,
            "\"mse_cpu\" not implemented for '{}'",
            apart.dtype().scalar_name()
        );
        if reduction == Reduction::None {
            return apart.mul(&apart);
        }
        let mask = dim_mask(&[], apart.dim())?;
        let sum = reduced("mse_loss", &apart, Reduce::SumSquares, mask, false, apart.dtype())?.non_differentiable();
        if reduction == Reduction::Sum {
            return Ok(sum);
        }
        scale = 2.0 / apart.numel() as f64;
        sum.div(apart.numel())
    })?;
    Ok(y.with_grad([x, target], |_| MseLossGrad { x: x.save(), y: target.save(), scale }))
}

struct MseLossGrad {
    x: Saved,
    y: Saved,
    scale: f64,
}
impl Backward for MseLossGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None]) };
        let apart = cx.unpack(&self.x)?.sub(&cx.unpack(&self.y)?)?;
        let gx = apart.mul(&g.mul(self.scale)?)?;
        let gy = if cx.needs(1) { Some(gx.neg()?) } else { None };
        Ok(smallvec![cx.needs(0).then_some(gx), gy])
    }
}

/// `l1_loss(Tensor input, Tensor target, str reduction='mean') -> Tensor` · nn.functional autocast=f32
///
/// `|x - y|`. `reduction` `'mean'` or `'sum'` of them, or `'none'`.
///
/// Shapes: two that broadcast. The loss is the common shape with `reduction='none'`, else `()`.
/// Dtypes: integers, floats, complex; uint8, int8, int16, int32 give int64; complex gives the real dtype; others raise
///   NotImplementedError.
/// Raises: ValueError for another `reduction`; RuntimeError for shapes that do not broadcast.
pub(crate) fn l1_loss(x: &Tensor, target: &Tensor, reduction: &str) -> Result<Tensor> {
    Reduction::parse(reduction)?.apply(x.sub(target)?.abs()?)
}

/// `smooth_l1_loss(Tensor input, Tensor target, str reduction='mean', float beta=1.0) -> Tensor` · nn.functional autocast=f32 not=bool,int,complex node=SmoothL1Loss0
///
/// `(x - y)^2 / (2 * beta)` where `|x - y| < beta`, else `|x - y| - beta / 2`. `reduction` `'mean'` or `'sum'` of them, or `'none'`.
///
/// Shapes: two that broadcast. The loss is the common shape with `reduction='none'`, else `()`.
/// Dtypes: floats, complex; complex gives the real dtype; others raise NotImplementedError.
/// Raises: RuntimeError for a negative `beta`; ValueError for another `reduction`.
/// Source: Girshick, Fast R-CNN, 2015 (arXiv:1504.08083).
pub(crate) fn smooth_l1_loss(x: &Tensor, target: &Tensor, reduction: &str, beta: f64) -> Result<Tensor> {
    let reduction = Reduction::parse(reduction)?;
    ensure!(beta >= 0.0, "smooth_l1_loss does not support negative values for beta.");
    if beta == 0.0 {
        return l1_loss(x, target, if reduction == Reduction::None { "none" } else if reduction == Reduction::Mean { "mean" } else { "sum" });
    }
    let apart = x.sub(target)?.abs()?;
    let near = apart.mul(&apart)?.mul(0.5 / beta)?;
    reduction.apply(apart.lt(beta)?.where_cond(&near, &apart.sub(0.5 * beta)?)?)
}

/// `huber_loss(Tensor input, Tensor target, str reduction='mean', float delta=1.0) -> Tensor` · nn.functional autocast=f32 not=bool,int,complex node=HuberLoss0
///
/// `(x - y)^2 / 2` where `|x - y| <= delta`, else `delta * (|x - y| - delta / 2)`. `reduction` `'mean'` or `'sum'` of them, or `'none'`.
///
/// Shapes: two that broadcast. The loss is the common shape with `reduction='none'`, else `()`.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for a `delta` that is not positive; ValueError for another `reduction`.
/// Source: Huber, 1964.
pub(crate) fn huber_loss(x: &Tensor, target: &Tensor, reduction: &str, delta: f64) -> Result<Tensor> {
    let reduction = Reduction::parse(reduction)?;
    ensure!(delta > 0.0, "huber_loss does not support non-positive values for delta.");
    let apart = x.sub(target)?.abs()?;
    let near = apart.mul(&apart)?.mul(0.5)?;
    let far = apart.sub(0.5 * delta)?.mul(delta)?;
    reduction.apply(apart.le(delta)?.where_cond(&near, &far)?)
}

/// `binary_cross_entropy(Tensor input, Tensor target, Tensor? weight=None, str reduction='mean') -> Tensor` · nn.functional autocast=f32 not=int node=BinaryCrossEntropy0
///
/// `-weight * (y * log(x) + (1 - y) * log(1 - x))`, each logarithm at least -100, for probabilities `x`. `reduction` `'mean'` or `'sum'`
/// of them, or `'none'`.
///
/// Shapes: input and target of one shape, weight broadcasts. The loss is the common shape with `reduction='none'`, else `()`.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for probabilities outside [0, 1], two dtypes and shapes that do not broadcast; ValueError for another
///   `reduction`.
pub(crate) fn binary_cross_entropy(x: &Tensor, target: &Tensor, weight: Option<&Tensor>, reduction: &str) -> Result<Tensor> {
    let reduction = Reduction::parse(reduction)?;
    ensure!(x.dtype() == target.dtype(), "Found dtype {} but expected {}", target.dtype().scalar_name(), x.dtype().scalar_name());
    let inside = {
        let x = x.detach_handle();
        x.ge(0.0)?.logical_and(&x.le(1.0)?)?
    };
    ensure!(super::partial::holds(&inside)?, "all elements of input should be between 0 and 1");
    let loss = unrecorded(|| {
        let one = target.mul(&x.log()?.clamp_min(-100.0)?)?;
        let other = target.rsub(1.0)?.mul(&x.neg()?.log1p()?.clamp_min(-100.0)?)?;
        one.add(&other)?.neg()
    })?;
    let loss = loss.with_grad([x, target], |_| BinaryCrossEntropyGrad { x: x.save(), y: target.save() });
    reduction.apply(match weight {
        Some(w) => loss.mul(w)?,
        None => loss,
    })
}

struct BinaryCrossEntropyGrad {
    x: Saved,
    y: Saved,
}
impl Backward for BinaryCrossEntropyGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None]) };
        let (x, y) = (cx.unpack(&self.x)?, cx.unpack(&self.y)?);
        let gx = if cx.needs(0) {
            // Both ends of the interval would divide by zero.
            let below = x.rsub(1.0)?.mul(&x)?.clamp_min(1e-12)?;
            Some(g.mul(&x.sub(&y)?)?.div(&below)?)
        } else {
            None
        };
        let gy = if cx.needs(1) {
            let slope = x.neg()?.log1p()?.clamp_min(-100.0)?.sub(&x.log()?.clamp_min(-100.0)?)?;
            Some(g.mul(&slope)?)
        } else {
            None
        };
        Ok(smallvec![gx, gy])
    }
}

/// `binary_cross_entropy_with_logits(Tensor input, Tensor target, Tensor? weight=None, Tensor? pos_weight=None, str reduction='mean') -> Tensor` · nn.functional autocast=f32 node=BinaryCrossEntropyWithLogits0
///
/// `-weight * (pos_weight * y * log(s) + (1 - y) * log(1 - s))` with `s = sigmoid(x)`, without overflow. `reduction` `'mean'` or `'sum'`
/// of them, or `'none'`.
///
/// Shapes: input and target of one shape, the weights broadcast. The loss is the common shape with `reduction='none'`, else `()`.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: ValueError for another `reduction`; RuntimeError for shapes that do not broadcast.
pub(crate) fn binary_cross_entropy_with_logits(
    x: &Tensor,
    target: &Tensor,
    weight: Option<&Tensor>,
    pos_weight: Option<&Tensor>,
    reduction: &str,
) -> Result<Tensor> {
    let reduction = Reduction::parse(reduction)?;
    let log = x.logsigmoid()?;
    let log = match pos_weight {
        Some(p) => p.sub(1)?.mul(target)?.add(1)?.mul(&log)?,
        None => log,
    };
    let loss = target.rsub(1)?.mul(x)?.sub(&log)?;
    reduction.apply(match weight {
        Some(w) => loss.mul(w)?,
        None => loss,
    })
}

/// `kl_div(Tensor input, Tensor target, str reduction='mean', bool log_target=False) -> Tensor` · nn.functional autocast=f32
///
/// `y * (log(y) - x)` for log-probabilities `x` and probabilities (or with `log_target` their logarithms) `y`. `reduction` `'mean'` or
/// `'sum'` of them, or `'none'`. `'batchmean'` divides the sum by the first size.
///
/// Shapes: two that broadcast. The loss is the common shape with `reduction='none'`, else `()`.
/// Dtypes: floats, complex; others raise RuntimeError.
/// Raises: ValueError for another `reduction`; RuntimeError for shapes that do not broadcast.
/// Source: Kullback and Leibler, 1951.
pub(crate) fn kl_div(x: &Tensor, target: &Tensor, reduction: &str, log_target: bool) -> Result<Tensor> {
    let reduction = Reduction::parse(reduction)?;
    let whole = |t: &Tensor| t.dtype().is_int() || t.dtype() == lumbre_kernels::DType::Bool;
    ensure!(!whole(x) && !whole(target), "kl_div: Integral inputs not supported.");
    let loss = if log_target {
        target.exp()?.mul(&target.sub(x)?)?
    } else {
        target.xlogy(target)?.sub(&target.mul(x)?)?
    };
    reduction.apply(loss)
}

/// `poisson_nll_loss(Tensor input, Tensor target, bool log_input=True, bool full=False, float eps=1e-08, str reduction='mean') -> Tensor` · nn.functional autocast=f32
///
/// `exp(x) - y * x`, or `x - y * log(x + eps)` without `log_input`; `full` adds Stirling's `y log(y) - y + log(2 pi y) / 2` where `y >
/// 1`. `reduction` `'mean'` or `'sum'` of them, or `'none'`.
///
/// Shapes: two that broadcast. The loss is the common shape with `reduction='none'`, else `()`.
/// Dtypes: integers, floats, complex; integers give float32; others raise NotImplementedError.
/// Raises: ValueError for another `reduction`; RuntimeError for shapes that do not broadcast.
pub(crate) fn poisson_nll_loss(x: &Tensor, target: &Tensor, log_input: bool, full: bool, eps: f64, reduction: &str) -> Result<Tensor> {
    let reduction = Reduction::parse(reduction)?;
    let mut loss = if log_input {
        x.exp()?.sub(&target.mul(x)?)?
    } else {
        x.sub(&target.mul(&x.add(eps)?.log()?)?)?
    };
    if full {
        let half = target.mul(2.0 * PI)?.log()?.mul(0.5)?;
        let stirling = target.mul(&target.log()?)?.sub(target)?.add(&half)?;
        loss = loss.add(&stirling.masked_fill(&target.le(1)?, 0)?)?;
    }
    reduction.apply(loss)
}

/// `soft_margin_loss(Tensor input, Tensor target, str reduction='mean') -> Tensor` · nn.functional autocast=f32 node=SoftMarginLoss0
///
/// `log(1 + exp(-y * x))` for targets of 1 and -1. `reduction` `'mean'` or `'sum'` of them, or `'none'`.
///
/// Shapes: two that broadcast. The loss is the common shape with `reduction='none'`, else `()`.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: ValueError for another `reduction`; RuntimeError for shapes that do not broadcast.
pub(crate) fn soft_margin_loss(x: &Tensor, target: &Tensor, reduction: &str) -> Result<Tensor> {
    Reduction::parse(reduction)?.apply(target.mul(x)?.logsigmoid()?.neg()?)
}
