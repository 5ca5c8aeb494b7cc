//! Negative log-likelihood and cross entropy.

use super::loss::Reduction;
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::{Fresh, Operand, elementwise, cuda, launch, launch_each, resolve, same_device};
use crate::device::Device;
use crate::error::{Error, Kind, Result};
use crate::modes;
use crate::tensor::Tensor;
use crate::tensor::geometry::{Dims, preserved_strides};
use crate::{bail, ensure};
use lumbre_kernels::loss::{self as kernels, LossSums, NllParams};
use lumbre_kernels::{DType, Scalar, View, ViewMut};
use smallvec::smallvec;

/// What a loss over classes needs besides logits and targets.
#[derive(Clone, Copy)]
struct ClassParams {
    reduction: Reduction,
    ignore_index: i64,
    label_smoothing: f64,
}

/// `[C]`, `[N, C]` and `[N, C, L]` as `[N, C, L]`; more dimensions are flattened before.
fn as_lanes<'a>(x: &'a Tensor, classes: bool) -> Operand<'a> {
    let g = x.geometry();
    let (mut sizes, mut strides) = (g.sizes.clone(), g.strides.clone());
    drop(g);
    let full = if classes { 3 } else { 2 };
    if sizes.len() + 2 == full && classes || sizes.is_empty() {
        sizes.insert(0, 1);
        strides.insert(0, 0);
    }
    while sizes.len() < full {
        sizes.push(1);
        strides.push(0);
    }
    Operand::shaped(x, sizes, strides)
}

fn out_of_bounds(e: lumbre_kernels::index::BadIndex) -> Error {
    Error::new(Kind::Index, format!("Target {} is out of bounds.", e.index))
}

fn check(name: &str, x: &Tensor, target: &Tensor, weight: Option<&Tensor>) -> Result<()> {
    let d = x.dtype();
    ensure!(d.is_float(), NotImplemented, "\"{name}\" not implemented for '{}'", d.scalar_name());
    ensure!(target.dtype() == DType::I64 || target.dtype() == DType::U8, "expected target dtype to be Long or Byte, but got {} (expected scalar type Long)", target.dtype().scalar_name());
    let (xs, ts) = (x.sizes(), target.sizes());
    ensure!(!xs.is_empty(), Value, "Expected 1 or more dimensions (got 0)");
    let classes = xs[usize::from(xs.len() > 1)];
    if xs.len() == 1 {
        ensure!(ts.len() <= 1 && target.numel() == 1, "Expected a target of one class for an input of {} classes, got size {:?}", classes, &ts[..]);
    } else {
        ensure!(
            ts.first() == Some(&xs[0]),
            Value,
            "Expected input batch_size ({}) to match target batch_size ({}).",
            xs[0],
            ts.first().copied().unwrap_or(1)
        );
        ensure!(ts[1..] == xs[2..], "Expected target size {:?}, got {:?}", [&xs[..1], &xs[2..]].concat(), &ts[..]);
    }
    if let Some(w) = weight {
        ensure!(w.dtype() == d, "expected scalar type {} but found {}", d.scalar_name(), w.dtype().scalar_name());
        ensure!(
            w.dim() == 1 && w.numel() == classes,
            "weight tensor should be defined either for all {classes} classes or no classes but got weight tensor of shape: {:?}",
            &w.sizes()[..]
        );
        same_device(name, &[x, w])?;
    }
    same_device(name, &[x, target])
}

/// The loss of logits (`fused`) or of log-probabilities, with its rule. At most three dimensions.
fn class_loss(name: &'static str, x: &Tensor, target: &Tensor, weight: Option<&Tensor>, p: ClassParams, fused: bool) -> Result<Tensor> {
    let target = &(if target.dtype() == DType::I64 { target.clone() } else { target.to_dtype(DType::I64)? });
    let source = &resolve(x)?;
    let d = x.dtype();
    let log_probs = if fused {
        let g = source.geometry();
        Some(Fresh::strided(name, &g.sizes, preserved_strides(&g), d, g.device())?)
    } else {
        None
    };
    if let Device::Cuda(_) = x.device() {
        return class_loss_on_gpu(name, x, source, target, weight, p, fused);
    }
    let each = match p.reduction {
        Reduction::None => Some(Fresh::empty(name, &target.sizes(), d, x.device())?),
        _ => None,
    };
    let mut ins: Vec<Operand> = vec![as_lanes(source, true), as_lanes(target, false)];
    ins.extend(weight.map(Operand::new));
    let mut outs: Vec<Operand> = Vec::new();
    outs.extend(log_probs.as_ref().map(|y| as_lanes(y.tensor(), true)));
    outs.extend(each.as_ref().map(|y| as_lanes(y.tensor(), false)));
    let mut sums = LossSums { loss: 0.0, weight: 0.0 };
    launch(name, x.numel() as usize * 4, &ins, &outs, true, |i, o| {
        let params = NllParams { weight: i.get(2).copied(), ignore_index: p.ignore_index, label_smoothing: p.label_smoothing };
        let mut o = o.iter_mut().map(|v| v.reborrow());
        sums = match (fused, o.next()) {
            (true, Some(logs)) => kernels::cross_entropy(i[0], i[1], &params, logs, o.next()),
            (_, losses) => kernels::nll_loss(i[0], i[1], &params, losses),
        }
        .map_err(out_of_bounds)?;
        Ok(())
    })?;
    drop(ins);
    drop(outs);
    let (y, scale) = match (each, p.reduction) {
        (Some(y), _) => (y, 1.0),
        (None, Reduction::Mean) => (elementwise::full(name, &[], Scalar::Float(sums.loss / sums.weight), d, x.device())?, 1.0 / sums.weight),
        (None, _) => (elementwise::full(name, &[], Scalar::Float(sums.loss), d, x.device())?, 1.0),
    };
    Ok(y.with_grad([x], |_| ClassLossGrad {
        name,
        x: if fused { Some(x.save()) } else { None },
        log_probs: log_probs.map(|y| y.non_differentiable().save()),
        total: None,
        target: target.save(),
        weight: weight.map(|w| w.save()),
        sizes: x.sizes(),
        dtype: d,
        p,
        scale,
    }))
}

/// As `class_loss`; the sums stay on the GPU, so nothing waits for it. A target out of range is raised at the next synchronisation.
fn class_loss_on_gpu(
    name: &'static str,
    x: &Tensor,
    source: &Tensor,
    target: &Tensor,
    weight: Option<&Tensor>,
    p: ClassParams,
    fused: bool,
) -> Result<Tensor> {
    let d = x.dtype();
    let logs = if fused {
        let _quiet = modes::no_grad();
        source.detach_handle().log_softmax(i64::from(x.dim() > 1))?
    } else {
        source.detach_handle()
    };
    let weight_row = weight.map(|w| w.contiguous()).transpose()?;
    let mut ins: Vec<Operand> = vec![as_lanes(&logs, true), as_lanes(target, false)];
    ins.extend(weight_row.as_ref().map(Operand::new));
    let none = p.reduction == Reduction::None;
    let sizes = if none { target.sizes() } else { Dims::new() };
    let y = Fresh::empty(name, &sizes, d, x.device())?;
    let total = Fresh::empty(name, &[], cuda::loop_dtype(d), x.device())?;
    let outs = if none { vec![as_lanes(y.tensor(), false)] } else { vec![Operand::new(y.tensor()), Operand::new(total.tensor())] };
    let mean = p.reduction == Reduction::Mean;
    launch_each(name, 0, &ins, &outs, true, |_, _| Ok(()), |cx, i, o| {
        let options = cuda::loss::Options { weight: i.get(2).copied(), ignore_index: p.ignore_index, label_smoothing: p.label_smoothing };
        if none {
            return cuda::loss::forward(cx, i[0], i[1], &options, Some(o[0]), None);
        }
        cuda::loss::forward(cx, i[0], i[1], &options, None, Some((o[0], o[1], mean)))
    })?;
    drop(ins);
    drop(outs);
    let total = mean.then(|| total.non_differentiable());
    Ok(y.with_grad([x], |_| ClassLossGrad {
        name,
        x: if fused { Some(x.save()) } else { None },
        log_probs: fused.then(|| logs.save()),
        total,
        target: target.save(),
        weight: weight.map(|w| w.save()),
        sizes: x.sizes(),
        dtype: d,
        p,
        scale: 1.0,
    }))
}

struct ClassLossGrad {
    name: &'static str,
    x: Option<Saved>,
    log_probs: Option<Saved>,
    /// What the mean was divided by, where only the GPU knows it.
    total: Option<Tensor>,
    target: Saved,
    weight: Option<Saved>,
    sizes: Dims,
    dtype: DType,
    p: ClassParams,
    scale: f64,
}

impl ClassLossGrad {
    /// The gradient by the fused kernel, for the gradient `g` of the losses; with `logs` on through their softmax.
    fn launch(&self, cx: &BackwardCx, g: &Tensor, logs: Option<&Tensor>, scale: f64, scale_by_total: bool) -> Result<Tensor> {
        let target = cx.unpack(&self.target)?;
        let weight = self.weight.as_ref().map(|w| cx.unpack(w)).transpose()?;
        let gx = Fresh::empty(self.name, &self.sizes, self.dtype, target.device())?;
        let g = match (&self.total, scale_by_total) {
            (Some(total), true) => &g.div(&total.to_dtype(g.dtype())?)?,
            _ => g,
        };
        let g = resolve(&g.expand(&target.sizes())?)?;
        let mut ins: Vec<Operand> = vec![as_lanes(&g, false), as_lanes(&target, false)];
        ins.extend(weight.as_ref().map(Operand::new));
        ins.extend(logs.map(|y| as_lanes(y, true)));
        let weighted = weight.is_some();
        let fused = logs.is_some();
        let p = self.p;
        let cpu = |i: &[View], o: &mut [ViewMut]| {
            let params = NllParams { weight: weighted.then(|| i[2]), ignore_index: p.ignore_index, label_smoothing: p.label_smoothing };
            let out = o[0].reborrow();
            if fused {
                kernels::cross_entropy_backward(i[0], i[i.len() - 1], i[1], &params, scale, out)
            } else {
                kernels::nll_loss_backward(i[0], i[1], &params, scale, out)
            }
            .map_err(out_of_bounds)
        };
        launch_each(self.name, gx.tensor().numel() as usize * 4, &ins, &[as_lanes(gx.tensor(), true)], true, cpu, |cx, i, o| {
            let options = cuda::loss::Options { weight: weighted.then(|| i[2]), ignore_index: p.ignore_index, label_smoothing: p.label_smoothing };
            cuda::loss::backward(cx, i[0], i[1], fused.then(|| i[i.len() - 1]), &options, None, scale, o[0])
        })?;
        Ok(gx.non_differentiable())
    }

    /// The same by differentiable ops: the losses are `sum(k * log_probs)` with constants `k`.
    fn composed(&self, cx: &BackwardCx, g: &Tensor) -> Result<Tensor> {
        let one = Tensor::full(&[], Scalar::Int(1), self.dtype, g.device())?;
        let k = self.launch(cx, &one, None, 1.0, false)?;
        let dim = i64::from(self.sizes.len() > 1);
        let g = if g.dim() > 0 && self.sizes.len() > 1 { g.unsqueeze(1)? } else { g.clone() };
        let up = match &self.total {
            Some(total) => g.div(&total.to_dtype(g.dtype())?)?,
            None => g.mul(self.scale)?,
        };
        let (Some(x), Some(logs)) = (&self.x, &self.log_probs) else { return up.mul(&k) };
        let (x, logs) = (cx.unpack(x)?, cx.unpack(logs)?);
        let shift = x.detach()?.sub(&logs)?.narrow(dim, 0, 1)?;
        let e = x.sub(&shift)?.exp()?;
        let total = |t: &Tensor| t.sum_dim_with(Some(&[dim]), true, None);
        let probs = e.div(&total(&e)?)?;
        up.mul(&k.sub(&probs.mul(&total(&k)?)?)?)
    }
}

impl Backward for ClassLossGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        if modes::composed() {
            return Ok(smallvec![Some(self.composed(cx, g)?)]);
        }
        let logs = self.log_probs.as_ref().map(|s| cx.unpack(s)).transpose()?;
        Ok(smallvec![Some(self.launch(cx, g, logs.as_ref(), self.scale, true)?)])
    }
    fn name(&self) -> std::borrow::Cow<'static, str> {
        "NllLossBackward0".into()
    }
}

/// Runs `f` with the dimensions after the classes flattened into one, and gives them back to unreduced losses.
fn flattened(x: &Tensor, target: &Tensor, reduction: Reduction, f: impl FnOnce(&Tensor, &Tensor) -> Result<Tensor>) -> Result<Tensor> {
    if x.dim() <= 3 {
        return f(x, target);
    }
    let sizes = x.sizes();
    let rest: i64 = sizes[2..].iter().product();
    let loss = f(&x.reshape(&[sizes[0], sizes[1], rest])?, &target.reshape(&[sizes[0], rest])?)?;
    if reduction == Reduction::None { loss.reshape(&target.sizes()) } else { Ok(loss) }
}

/// `nll_loss(Tensor input, Tensor target, Tensor? weight=None, str reduction='mean', int ignore_index=-100) -> Tensor` · nn.functional autocast=f32
///
/// `-weight[y] * x[y]` for log-probabilities `x` and classes `y`. A mean divides by the weights used; targets equal to `ignore_index` do
/// not count.
///
/// Shapes: input `(N, C, *)` or `(C)`, target `(N, *)` or `()`, weight `(C)`. The loss is `(N, *)` with `reduction='none'`, else `()`.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: IndexError for a class out of range; RuntimeError for targets or weights that do not fit; ValueError for batches of two sizes
///   and another `reduction`.
pub(crate) fn nll_loss(x: &Tensor, target: &Tensor, weight: Option<&Tensor>, reduction: &str, ignore_index: i64) -> Result<Tensor> {
    let p = ClassParams { reduction: Reduction::parse(reduction)?, ignore_index, label_smoothing: 0.0 };
    check("nll_loss_out_frame", x, target, weight)?;
    flattened(x, target, p.reduction, |x, target| class_loss("nll_loss", x, target, weight, p, false))
}

/// `cross_entropy(Tensor input, Tensor target, Tensor? weight=None, str reduction='mean', int ignore_index=-100, float label_smoothing=0.0) -> Tensor` · nn.functional autocast=f32
///
/// `-weight[y] * log(exp(x[y]) / sum over c of exp(x[c]))` for logits `x` and classes `y`, or `-sum over c of y[c] * log(…)` for
/// probabilities `y`. A mean over classes divides by the weights used; targets equal to `ignore_index` do not count; `label_smoothing`
/// mixes the target with a uniform one.
///
/// Shapes: input `(N, C, *)` or `(C)`, classes `(N, *)` or `()`, probabilities as the input, weight `(C)`. The loss is `(N, *)` with
///   `reduction='none'`, else `()`.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: IndexError for a class out of range; RuntimeError for a smoothing outside [0, 1] and targets or weights that do not fit;
///   ValueError for batches of two sizes and another `reduction`.
/// Source: label smoothing: Szegedy and others, 2015 (arXiv:1512.00567).
pub(crate) fn cross_entropy(
    x: &Tensor,
    target: &Tensor,
    weight: Option<&Tensor>,
    reduction: &str,
    ignore_index: i64,
    label_smoothing: f64,
) -> Result<Tensor> {
    let reduction = Reduction::parse(reduction)?;
    ensure!((0.0..=1.0).contains(&label_smoothing), "label_smoothing must be between 0.0 and 1.0. Got: {label_smoothing}");
    if target.sizes() == x.sizes() && target.dtype().is_float() {
        ensure!(ignore_index < 0, "ignore_index is not supported for floating point target");
        return soft_cross_entropy(x, target, weight, reduction, label_smoothing);
    }
    if target.sizes() == x.sizes() && x.dim() > 1 {
        bail!("Expected floating point type for target with class probabilities, got {}", target.dtype().scalar_name());
    }
    let p = ClassParams { reduction, ignore_index, label_smoothing };
    check("log_softmax_lastdim_kernel_impl", x, target, weight)?;
    flattened(x, target, reduction, |x, target| class_loss("cross_entropy", x, target, weight, p, true))
}

/// Targets are probabilities of the classes.
fn soft_cross_entropy(x: &Tensor, target: &Tensor, weight: Option<&Tensor>, reduction: Reduction, smoothing: f64) -> Result<Tensor> {
    let dim = i64::from(x.dim() > 1);
    let classes = if x.dim() == 0 { 1 } else { x.size(dim)? };
    let mut target = target.clone();
    if smoothing > 0.0 {
        target = target.mul(1.0 - smoothing)?.add(smoothing / classes as f64)?;
    }
    let mut terms = x.log_softmax(dim)?.mul(&target)?;
    if let Some(w) = weight {
        ensure!(
            w.dim() == 1 && w.numel() == classes,
            "cross_entropy: weight tensor should be defined either for all {classes} classes or no classes but got weight tensor of shape: {:?}",
            &w.sizes()[..]
        );
        let mut shape: Dims = Dims::from_elem(1, x.dim());
        shape[dim as usize] = classes;
        terms = terms.mul(&w.reshape(&shape)?)?;
    }
    match reduction {
        Reduction::None => terms.sum_dim(Some(&[dim]))?.neg(),
        Reduction::Sum => terms.sum()?.neg(),
        Reduction::Mean => terms.sum()?.neg()?.div(x.numel() as f64 / classes.max(1) as f64),
    }
}
