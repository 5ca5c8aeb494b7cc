//! Connectionist temporal classification.

use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::cuda::ctc as gpu;
use crate::backend::{Fresh, compute_each};
use crate::error::Result;
use crate::tensor::Tensor;
use crate::{bail, ensure};
use lumbre_kernels::{DType, View, ViewMut};
use lumbre_kernels::ctc::{self as kernel, Sample};
use smallvec::smallvec;
use std::sync::Arc;

/// The labels of each sample and the steps it lasts.
struct Batch {
    labels: Vec<Vec<i64>>,
    steps: Vec<usize>,
    blank: usize,
    zero_infinity: bool,
}

impl Batch {
    fn samples(&self) -> Vec<Sample<'_>> {
        self.labels.iter().zip(&self.steps).map(|(labels, &steps)| Sample { labels, steps }).collect()
    }
}

/// The labels of each sample from `(N, S)` or one after the other.
fn labels(targets: &Tensor, lengths: &[i64], classes: i64) -> Result<Vec<Vec<i64>>> {
    ensure!(matches!(targets.dtype(), DType::I64 | DType::I32), "ctc_loss: targets must be int32 or int64, got {}", targets.dtype().name());
    let flat = targets.detach_handle().to_dtype(DType::I64)?.reshape(&[-1])?.to_vec::<i64>()?;
    let s = targets.sizes();
    let total: i64 = lengths.iter().sum();
    let step = match s.len() {
        1 => {
            ensure!(flat.len() as i64 == total, "Expected tensor to have size {total} at dimension 0, but got size {} for argument #2 'targets' (while checking arguments for ctc_loss)", flat.len());
            None
        }
        2 => {
            let most = lengths.iter().copied().max().unwrap_or(0);
            ensure!(s[0] == lengths.len() as i64 && s[1] >= most, "Expected tensor to have size at least {most} at dimension 1, but got size {:?} for argument #2 'targets' (while checking arguments for ctc_loss)", &s[..]);
            Some(s[1] as usize)
        }
        _ => bail!("ctc_loss: targets must have 1 or 2 dimensions, got shape {:?}", &s[..]),
    };
    let mut at = 0;
    let mut found = Vec::with_capacity(lengths.len());
    for (n, &length) in lengths.iter().enumerate() {
        let from = step.map_or(at, |step| n * step);
        let own = flat[from..from + length as usize].to_vec();
        if let Some(bad) = own.iter().find(|&&k| k < 0 || k >= classes) {
            bail!("ctc_loss: label {bad} is out of bounds for {classes} classes");
        }
        at += length as usize;
        found.push(own);
    }
    Ok(found)
}

struct CtcLossGrad {
    log_probs: Saved,
    batch: Arc<Batch>,
}
impl Backward for CtcLossGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let log_probs = cx.unpack(&self.log_probs)?;
        let gx = Fresh::empty("ctc_loss_backward", &log_probs.sizes(), log_probs.dtype(), log_probs.device())?;
        let batch = self.batch.clone();
        let cpu = |i: &[View], o: &mut [ViewMut]| {
            kernel::ctc_loss_backward(i[0], i[1], &batch.samples(), batch.blank, batch.zero_infinity, o[0].reborrow());
            Ok(())
        };
        compute_each("ctc_loss_backward", log_probs.numel() as usize * 8, &[g, &log_probs], &[&gx], cpu, |cx, i, o| {
            gpu::ctc_loss_backward(cx, i[0], i[1], &batch.samples(), batch.blank, batch.zero_infinity, o[0])
        })?;
        Ok(smallvec![Some(gx.with_grad([g, &log_probs], |_| NoSecond))])
    }
    fn name(&self) -> std::borrow::Cow<'static, str> {
        "CtcLossBackward0".into()
    }
}

struct NoSecond;
impl Backward for NoSecond {
    fn backward(&self, _: &BackwardCx, _: &[Option<Tensor>]) -> Result<Grads> {
        bail!(NotImplemented, "derivative for aten::_ctc_loss_backward is not implemented")
    }
}

/// `ctc_loss(Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, int blank=0, int reduction=0, bool zero_infinity=False) -> Tensor` · function autocast=f32
///
/// `-log(sum over alignments a of targets of the product of exp(log_probs[t, a[t]]))`, where alignments repeat labels and put `blank`
/// between. `reduction` is 0 for none, 1 for the mean of losses over label counts, 2 for the sum; `zero_infinity` makes impossible losses
/// and their gradients 0.
///
/// Shapes: log_probs `(T, N, C)` or `(T, C)`, targets `(N, S)` or all in one row, lengths `(N)`; the losses are `(N)`, a reduced one
///   `()`.
/// Dtypes: float32, float64; others raise NotImplementedError.
/// Raises: RuntimeError for a blank that is no label, lengths of another number, negative or above `T`, and lengths that are not
///   integers; NotImplementedError for other dtypes than float32 and float64.
/// Source: Graves and others, Connectionist Temporal Classification, 2006.
pub(crate) fn ctc_loss(log_probs: &Tensor, targets: &Tensor, input_lengths: &[i64], target_lengths: &[i64], blank: i64, reduction: i64, zero_infinity: bool) -> Result<Tensor> {
    let alone = log_probs.dim() == 2;
    ensure!(alone || log_probs.dim() == 3, "ctc_loss: log_probs must be (T, N, C) or (T, C), got shape {:?}", &log_probs.sizes()[..]);
    let d = log_probs.dtype();
    ensure!(matches!(d, DType::F32 | DType::F64), NotImplemented, "\"ctc_loss_cpu\" not implemented for '{}'", d.scalar_name());
    let (x, targets) = if alone {
        (log_probs.unsqueeze(1)?, if targets.dim() == 1 { targets.unsqueeze(0)? } else { targets.clone() })
    } else {
        (log_probs.clone(), targets.clone())
    };
    let s = x.sizes();
    ensure!((0..s[2]).contains(&blank), "blank must be in label range");
    for (lengths, what) in [(input_lengths, "input_lengths"), (target_lengths, "target_lengths")] {
        ensure!(lengths.len() as i64 == s[1], "{what} must be of size batch_size, got {} for a batch of {}", lengths.len(), s[1]);
        ensure!(lengths.iter().all(|&n| n >= 0), "ctc_loss: {what} must not be negative, got {lengths:?}");
    }
    ensure!(input_lengths.iter().all(|&n| n <= s[0]), "Expected input_lengths to have value at most {}, but got value {} (while checking arguments for ctc_loss)", s[0], input_lengths.iter().max().unwrap_or(&0));
    let steps = input_lengths.iter().map(|&n| n as usize).collect();
    let batch = Arc::new(Batch { labels: labels(&targets, target_lengths, s[2])?, steps, blank: blank as usize, zero_infinity });
    let y = Fresh::empty("ctc_loss", &s[1..2], d, x.device())?;
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        kernel::ctc_loss(i[0], &batch.samples(), batch.blank, o[0].reborrow());
        Ok(())
    };
    compute_each("ctc_loss", x.numel() as usize * 4, &[&x], &[&y], cpu, |cx, i, o| {
        gpu::ctc_loss(cx, i[0], &batch.samples(), batch.blank, o[0])
    })?;
    let mut loss = y.with_grad([&x], |_| CtcLossGrad { log_probs: x.save(), batch });
    if zero_infinity {
        let dead = loss.detach()?.eq(f64::INFINITY)?;
        loss = loss.masked_fill(&dead, 0.0)?;
    }
    match reduction {
        0 if alone => loss.squeeze_dim(&[0]),
        0 => Ok(loss),
        1 => {
            let counts: Vec<f64> = target_lengths.iter().map(|&n| n.max(1) as f64).collect();
            let counts = Tensor::from_slice_on(&counts, &s[1..2], loss.device())?.to_dtype(d)?;
            loss.div(&counts)?.mean()
        }
        2 => loss.sum(),
        _ => bail!("ctc_loss: reduction must be 0, 1 or 2, got {reduction}"),
    }
}

/// `ctc_loss.tensor(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, int blank=0, int reduction=0, bool zero_infinity=False) -> Tensor` · function autocast=f32
///
/// `-log(sum over alignments a of targets of the product of exp(log_probs[t, a[t]]))`, where alignments repeat labels and put `blank`
/// between. `reduction` is 0 for none, 1 for the mean of losses over label counts, 2 for the sum; `zero_infinity` makes impossible losses
/// and their gradients 0.
///
/// Shapes: log_probs `(T, N, C)` or `(T, C)`, targets `(N, S)` or all in one row, lengths `(N)`; the losses are `(N)`, a reduced one
///   `()`.
/// Dtypes: float32, float64; others raise NotImplementedError.
/// Raises: RuntimeError for a blank that is no label, lengths of another number, negative or above `T`, and lengths that are not
///   integers; NotImplementedError for other dtypes than float32 and float64.
/// Source: Graves and others, Connectionist Temporal Classification, 2006.
pub(crate) fn ctc_loss_tensor(log_probs: &Tensor, targets: &Tensor, input_lengths: &Tensor, target_lengths: &Tensor, blank: i64, reduction: i64, zero_infinity: bool) -> Result<Tensor> {
    let list = |t: &Tensor, what: &str| -> Result<Vec<i64>> {
        ensure!(!t.dtype().is_float() && !t.dtype().is_complex(), "{what} must be integral");
        t.to_dtype(DType::I64)?.reshape(&[-1])?.to_vec::<i64>()
    };
    let (inputs, labels) = (list(input_lengths, "input_lengths")?, list(target_lengths, "target_lengths")?);
    ctc_loss(log_probs, targets, &inputs, &labels, blank, reduction, zero_infinity)
}
