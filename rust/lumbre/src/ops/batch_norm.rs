//! Batch, instance and group normalisation: statistics over channels' elements.

use super::norm::{grad_outputs, normalised, param_grad, placed, reshaped, run, stats_dtype, through_stats, wanted, wanted_on_gpu};
use super::value::MemoryFormat;
use super::partial::need_float;
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::{Fresh, cuda, elementwise};
use crate::error::Result;
use crate::modes;
use crate::tensor::Tensor;
use crate::tensor::geometry::{self, Dims};
use crate::ensure;
use lumbre_kernels::unary::Unary;
use lumbre_kernels::norm as kernel;
use smallvec::{SmallVec, smallvec};

/// `x` as `[N, C, L]`, without a copy where its strides allow.
fn as_planes(x: &Tensor) -> Result<Tensor> {
    let s = x.sizes();
    let shape: Dims = smallvec![s[0], s[1], s[2..].iter().product()];
    let g = x.geometry();
    let flat = geometry::view_strides(&g.sizes, &g.strides, &shape).is_some();
    drop(g);
    let t = x.detach_handle();
    if flat { t.view(&shape) } else { t.contiguous()?.view(&shape) }
}

fn check_channels(x: &Tensor, c: i64, list: [(Option<&Tensor>, &str); 4]) -> Result<()> {
    for (t, what) in list {
        let Some(t) = t else { continue };
        ensure!(t.numel() == c, "{what} should contain {c} elements not {}", t.numel());
    }
    need_float("batch_norm", x.dtype())
}

/// A per-channel tensor as it broadcasts with `x`.
fn per_channel(t: &Tensor, n: usize) -> Result<Tensor> {
    let mut shape = Dims::from_elem(1, n);
    shape[1] = t.numel();
    t.reshape(&shape)
}

/// Moves the running statistics towards the batch's.
fn move_running(running: Option<&Tensor>, now: &Tensor, momentum: f64, scale: f64) -> Result<()> {
    let Some(r) = running else { return Ok(()) };
    let _quiet = modes::with(modes::NO_GRAD, modes::DISPATCH);
    let step = now.to_dtype(r.dtype())?.mul(momentum * scale)?;
    r.mul_(1.0 - momentum)?.add_(&step)?;
    Ok(())
}

struct BatchNormGrad {
    x: Saved,
    w: Option<Saved>,
    b: Option<(Dims, lumbre_kernels::DType)>,
    mean: Tensor,
    rstd: Tensor,
    train: bool,
    eps: f64,
}

impl BatchNormGrad {
    fn composed(&self, cx: &BackwardCx, g: &Tensor) -> Result<Grads> {
        let x = cx.unpack(&self.x)?;
        let n = x.dim();
        let dims: Dims = (0..n as i64).filter(|&d| d != 1).collect();
        let (xhat, rstd) = if self.train {
            normalised(&x, &dims, self.eps, true)?
        } else {
            let rstd = per_channel(&self.rstd, n)?.to_dtype(x.dtype())?;
            (x.sub(&per_channel(&self.mean, n)?.to_dtype(x.dtype())?)?.mul(&rstd)?, rstd)
        };
        let w = self.w.as_ref().map(|w| cx.unpack(w)).transpose()?;
        let gh = match &w {
            Some(w) => g.mul(&per_channel(w, n)?.to_dtype(g.dtype())?)?,
            None => g.clone(),
        };
        let gx = match (cx.needs(0), self.train) {
            (false, _) => None,
            (_, true) => Some(through_stats(&gh, &xhat, &rstd, &dims, true)?),
            (_, false) => Some(gh.mul(&rstd)?),
        };
        let mut shape = Dims::from_elem(1, n);
        shape[1] = x.sizes()[1];
        let gw = match &w {
            Some(w) if cx.needs(1) => Some(param_grad(&g.mul(&xhat)?, &shape, w)?),
            _ => None,
        };
        let gb = match &self.b {
            Some((s, d)) if cx.needs(2) => Some(g.sum_to_size(&shape)?.reshape(s)?.to_dtype(*d)?),
            _ => None,
        };
        Ok(smallvec![gx, gw, gb])
    }
}
impl Backward for BatchNormGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None, None]) };
        if modes::composed() {
            return self.composed(cx, g);
        }
        let x = cx.unpack(&self.x)?;
        let (xp, gp) = (as_planes(&x)?, as_planes(g)?);
        let c = x.sizes()[1];
        let w = self.w.as_ref().map(|w| cx.unpack(w)).transpose()?;
        let want = [cx.needs(0), cx.needs(1) && w.is_some(), cx.needs(2) && self.b.is_some()];
        let (wd, bd) = (w.as_ref().map_or(x.dtype(), |w| w.dtype()), self.b.as_ref().map_or(x.dtype(), |b| b.1));
        let mut outs = grad_outputs("batch_norm_backward", [(false, &[], x.dtype()), (want[1], &[c], wd), (want[2], &[c], bd)], x.device())?;
        if want[0] {
            outs.insert(0, like_planes("batch_norm_backward", &xp)?);
        }
        let refs: SmallVec<[&Fresh; 3]> = outs.iter().collect();
        run("batch_norm_backward", x.numel() as usize, [&gp, &xp, &self.mean, &self.rstd], [w.as_ref(), None], &refs, |i, [w, _], o| {
            let [gx, gw, gb] = wanted(o, want);
            kernel::batch_norm_backward(i[0], i[1], i[2], i[3], w, self.train, gx, gw, gb);
        }, |cx, i, [w, _], o| cuda::batch_norm::backward(cx, [i[0], i[1], i[2], i[3]], w, self.train, wanted_on_gpu(o, want)))?;
        drop(refs);
        placed(outs, want, [&x.sizes(), &[c], &[c]])
    }

    fn name(&self) -> std::borrow::Cow<'static, str> {
        "NativeBatchNormBackward0".into()
    }
}

/// Fresh memory in the layout of `[N, C, L]` planes.
fn like_planes(name: &str, x: &Tensor) -> Result<Fresh> {
    let g = x.geometry();
    Fresh::strided(name, &g.sizes, geometry::preserved_strides(&g), g.dtype, g.device())
}

/// `batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps, bool cudnn_enabled) -> Tensor` · function
///
/// `(x - mean) / sqrt(var + eps) * weight + bias` for each channel of `(N, C, *)`. In training the statistics are the batch's and the
/// running ones move towards them by `momentum`; else they are the running ones.
///
/// Shapes: input `(N, C, *)`, every other `(C)`; the result has the input's.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for fewer than 2 dimensions, vectors of another length, and missing running statistics outside training.
/// Source: Ioffe and Szegedy, 2015 (arXiv:1502.03167).
pub(crate) fn batch_norm(
    x: &Tensor,
    w: Option<&Tensor>,
    b: Option<&Tensor>,
    running_mean: Option<&Tensor>,
    running_var: Option<&Tensor>,
    training: bool,
    momentum: f64,
    eps: f64,
    cudnn_enabled: bool,
) -> Result<Tensor> {
    let _ = cudnn_enabled;
    let s = x.sizes();
    if s[..] == [0] {
        need_float("batch_norm", x.dtype())?;
        return x.clone_op();
    }
    ensure!(s.len() >= 2, "batch_norm: expected at least 2 dimensions, got input of shape {:?}", &s[..]);
    let c = s[1];
    check_channels(x, c, [(running_mean, "running_mean"), (running_var, "running_var"), (w, "weight"), (b, "bias")])?;
    let xp = as_planes(x)?;
    let (mean, var) = match (training, running_mean, running_var) {
        (true, ..) => {
            let d = stats_dtype(x.dtype());
            let (mean, var) = (Fresh::empty("batch_norm", &[c], d, x.device())?, Fresh::empty("batch_norm", &[c], d, x.device())?);
            run("batch_norm", x.numel() as usize, [&xp], [None, None], &[&mean, &var], |i, _, o| {
                if let [mean, var] = o {
                    kernel::batch_norm_stats(i[0], mean.reborrow(), var.reborrow());
                }
            }, |cx, i, _, o| cuda::batch_norm::stats(cx, i[0], o[0], o[1]))?;
            (mean.non_differentiable(), var.non_differentiable())
        }
        (false, Some(m), Some(v)) => (m.detach_handle(), v.detach_handle()),
        _ => crate::bail!("Expected running_mean and running_var to be defined when training=False"),
    };
    let shifted = elementwise::unary("batch_norm", &var, Unary::MulAdd { mul: 1.0, add: eps })?.non_differentiable();
    let rstd = elementwise::unary("batch_norm", &shifted, Unary::Rsqrt)?.non_differentiable();
    let y = like_planes("batch_norm", &xp)?;
    run("batch_norm", x.numel() as usize, [&xp, &mean, &rstd], [w, b], &[&y], |i, [w, b], o| {
        if o[0].numel() > 0 {
            kernel::batch_norm_apply(i[0], i[1], i[2], w, b, o[0].reborrow());
        }
    }, |cx, i, [w, b], o| if o[0].numel() == 0 { Ok(()) } else { cuda::batch_norm::apply(cx, i[0], i[1], i[2], w, b, o[0]) })?;
    if training && x.numel() > 0 {
        let n = (x.numel() / c.max(1)) as f64;
        move_running(running_mean, &mean, momentum, 1.0)?;
        move_running(running_var, &var, momentum, n / (n - 1.0))?;
    }
    // Running statistics that change later must not change this step's gradient.
    let mean = if training { mean } else { Fresh::copy_of(&mean, mean.dtype())?.non_differentiable() };
    Ok(back_to_shape(y, x)?.with_grad_list(&[Some(x), w, b], |_| BatchNormGrad {
        x: x.save(),
        w: w.map(Tensor::save),
        b: b.map(|b| (b.sizes(), b.dtype())),
        mean,
        rstd,
        train: training,
        eps,
    }))
}

/// Planes in the shape, and where possible the layout, of `x`.
fn back_to_shape(y: Fresh, x: &Tensor) -> Result<Fresh> {
    let mut g = (*y.tensor().geometry()).clone();
    let sizes = x.sizes();
    let Some(strides) = geometry::view_strides(&g.sizes, &g.strides, &sizes) else {
        crate::bail!("batch_norm: a result of shape {:?} has no view as {:?}", &g.sizes[..], &sizes[..])
    };
    g.sizes = sizes;
    g.strides = strides;
    Ok(Fresh::from_geometry(g))
}

/// `instance_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool use_input_stats, float momentum, float eps, bool cudnn_enabled) -> Tensor` · function
///
/// `(x - mean) / sqrt(var + eps) * weight + bias` for each sample and channel of `(N, C, *)`.
///
/// Shapes: input `(N, C, *)`, every other `(C)`; the result has the input's.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for fewer than 3 dimensions and for missing running statistics without `use_input_stats`.
/// Source: Ulyanov, Vedaldi and Lempitsky, 2016 (arXiv:1607.08022).
pub(crate) fn instance_norm(
    x: &Tensor,
    w: Option<&Tensor>,
    b: Option<&Tensor>,
    running_mean: Option<&Tensor>,
    running_var: Option<&Tensor>,
    use_input_stats: bool,
    momentum: f64,
    eps: f64,
    cudnn_enabled: bool,
) -> Result<Tensor> {
    ensure!(use_input_stats || (running_mean.is_some() && running_var.is_some()), "Expected running_mean and running_var to be defined when use_input_stats is false");
    let s = x.sizes();
    ensure!(s.len() >= 3, "instance_norm: expected at least 3 dimensions, got input of shape {:?}", &s[..]);
    let (n, c) = (s[0], s[1]);
    // Samples and channels together are the channels of one batch norm.
    let mut shape = s.clone();
    (shape[0], shape[1]) = (1, n * c);
    let many = |t: Option<&Tensor>| t.map(|t| t.repeat(&[n])).transpose();
    let (wn, bn, mean, var) = (many(w)?, many(b)?, many(running_mean)?, many(running_var)?);
    let flat = x.contiguous()?.view(&shape)?;
    let y = flat.batch_norm(wn.as_ref(), bn.as_ref(), mean.as_ref(), var.as_ref(), use_input_stats, momentum, eps, cudnn_enabled)?;
    if use_input_stats {
        let _quiet = modes::no_grad();
        for (to, from) in [(running_mean, &mean), (running_var, &var)] {
            if let (Some(to), Some(from)) = (to, from) {
                to.copy_(&from.view(&[n, c])?.mean_dim(Some(&[0]))?)?;
            }
        }
    }
    y.view(&s)
}

struct GroupNormGrad {
    x: Saved,
    w: Option<Saved>,
    b: Option<(Dims, lumbre_kernels::DType)>,
    mean: Tensor,
    rstd: Tensor,
    groups: i64,
    eps: f64,
}

impl GroupNormGrad {
    fn composed(&self, cx: &BackwardCx, g: &Tensor) -> Result<Grads> {
        let x = cx.unpack(&self.x)?;
        let s = x.sizes();
        let grouped: Dims = smallvec![s[0], self.groups, s[1..].iter().product::<i64>() / self.groups];
        let (xhat, rstd) = normalised(&x.reshape(&grouped)?, &[2], self.eps, true)?;
        let w = self.w.as_ref().map(|w| cx.unpack(w)).transpose()?;
        let gh = match &w {
            Some(w) => g.mul(&per_channel(w, s.len())?)?,
            None => g.clone(),
        };
        let gx = match cx.needs(0) {
            true => Some(through_stats(&gh.reshape(&grouped)?, &xhat, &rstd, &[2], true)?.reshape(&s)?),
            false => None,
        };
        let mut shape = Dims::from_elem(1, s.len());
        shape[1] = s[1];
        let gw = match &w {
            Some(w) if cx.needs(1) => Some(param_grad(&g.mul(&xhat.reshape(&s)?)?, &shape, w)?),
            _ => None,
        };
        let gb = match &self.b {
            Some((s, d)) if cx.needs(2) => Some(g.sum_to_size(&shape)?.reshape(s)?.to_dtype(*d)?),
            _ => None,
        };
        Ok(smallvec![gx, gw, gb])
    }
}
impl Backward for GroupNormGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None, None]) };
        if modes::composed() {
            return self.composed(cx, g);
        }
        let x = cx.unpack(&self.x)?;
        let s = x.sizes();
        let planes: Dims = smallvec![s[0], s[1], s[2..].iter().product()];
        let (xp, gp) = (x.contiguous()?.view(&planes)?, g.contiguous()?.view(&planes)?);
        let w = self.w.as_ref().map(|w| cx.unpack(w)).transpose()?;
        let want = [cx.needs(0), cx.needs(1) && w.is_some(), cx.needs(2) && self.b.is_some()];
        let (wd, bd) = (w.as_ref().map_or(x.dtype(), |w| w.dtype()), self.b.as_ref().map_or(x.dtype(), |b| b.1));
        let outs = grad_outputs("group_norm_backward", [(want[0], &planes, x.dtype()), (want[1], &[s[1]], wd), (want[2], &[s[1]], bd)], x.device())?;
        let refs: SmallVec<[&Fresh; 3]> = outs.iter().collect();
        let groups = self.groups as usize;
        run("group_norm_backward", x.numel() as usize, [&gp, &xp, &self.mean, &self.rstd], [w.as_ref(), None], &refs, |i, [w, _], o| {
            let [gx, gw, gb] = wanted(o, want);
            kernel::group_norm_backward(i[0], i[1], i[2], i[3], groups, w, gx, gw, gb);
        }, |cx, i, [w, _], o| cuda::norm::group_backward(cx, [i[0], i[1], i[2], i[3]], groups, w, wanted_on_gpu(o, want)))?;
        drop(refs);
        placed(outs, want, [&s, &[s[1]], &[s[1]]])
    }

    fn name(&self) -> std::borrow::Cow<'static, str> {
        "NativeGroupNormBackward0".into()
    }
}

/// `group_norm(Tensor input, int num_groups, Tensor? weight=None, Tensor? bias=None, float eps=1e-05, bool cudnn_enabled=True) -> Tensor` · function autocast=f32:cuda
///
/// `(x - mean) / sqrt(var + eps) * weight + bias` over each of `num_groups` groups of channels of `(N, C, *)`.
///
/// Shapes: input `(N, C, *)`, weight and bias `(C)`; the result has the input's.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError where `num_groups` does not divide `C`, and for vectors of another length.
/// Source: Wu and He, 2018 (arXiv:1803.08494).
pub(crate) fn group_norm(x: &Tensor, num_groups: i64, w: Option<&Tensor>, b: Option<&Tensor>, eps: f64, cudnn_enabled: bool) -> Result<Tensor> {
    let _ = cudnn_enabled;
    let s = x.sizes();
    ensure!(s.len() >= 2, "Expected at least 2 dimensions for input tensor but received {}", s.len());
    let (n, c) = (s[0], s[1]);
    ensure!(num_groups > 0, "Expected num groups to be greater than 0, got {num_groups}");
    ensure!(c % num_groups == 0, "Expected number of channels in input to be divisible by num_groups, but got input of shape {:?} and num_groups={num_groups}", &s[..]);
    for (t, what) in [(w, "weight"), (b, "bias")] {
        let fits = t.is_none_or(|t| t.sizes()[..] == [c]);
        ensure!(fits, "Expected {what} to be a vector of size equal to the number of channels in input, but got {what} of shape {:?} and input of shape {:?}", &t.map(Tensor::sizes).unwrap_or_default()[..], &s[..]);
    }
    ensure!(c > 0, "Expected number of channels to be greater than 0, got {c}");
    let space: i64 = s[2..].iter().product();
    ensure!(space > 0, "Expected HxW to be greater than 0, got {space}");
    need_float("GroupNormKernelImpl", x.dtype())?;
    let planes: Dims = smallvec![n, c, s[2..].iter().product()];
    let xp = x.detach_handle().contiguous()?.view(&planes)?;
    let d = stats_dtype(x.dtype());
    let y = Fresh::empty("group_norm", &planes, x.dtype(), x.device())?;
    let stat = || Fresh::empty("group_norm", &[n, num_groups], d, x.device());
    let (mean, rstd) = (stat()?, stat()?);
    run("group_norm", x.numel() as usize, [&xp], [w, b], &[&y, &mean, &rstd], |i, [w, b], o| {
        if let ([y, mean, rstd], true) = (o, i[0].numel() > 0) {
            kernel::group_norm(i[0], num_groups as usize, w, b, eps, y.reborrow(), mean.reborrow(), rstd.reborrow());
        }
    }, |cx, i, [w, b], o| if o[0].numel() == 0 { Ok(()) } else { cuda::norm::group(cx, i[0], num_groups as usize, w, b, eps, o[0], o[1], o[2]) })?;
    let (mean, rstd) = (mean.non_differentiable(), rstd.non_differentiable());
    let y = reshaped(y, &s).with_grad_list(&[Some(x), w, b], |_| GroupNormGrad {
        x: x.save(),
        w: w.map(Tensor::save),
        b: b.map(|b| (b.sizes(), b.dtype())),
        mean,
        rstd,
        groups: num_groups,
        eps,
    });
    let g = x.geometry();
    match g.dim() {
        4 if g.is_channels_last() => y.contiguous_with(MemoryFormat::ChannelsLast),
        5 if g.is_channels_last() => y.contiguous_with(MemoryFormat::ChannelsLast3d),
        _ => Ok(y),
    }
}
