//! An optimizer's step over all its parameters as one op: the form that training steps have in programs. Eager code calls the
//! same kernels in place (`crate::optim`).

use super::value::{FromValue, Stack, TensorOrScalar};
use crate::device::Device;
use crate::error::Result;
use crate::optim::{self, AdamParams, AdaptiveParams, Rule, SgdParams};
use crate::tensor::Tensor;
use crate::{bail, ensure};

/// `_optimizer_step(str rule, Tensor[] params, Tensor[] grads, Tensor[] states, Tensor[] counts, TensorOrScalar lr, float[] options, float eps=1e-8, float weight_decay=0.0, bool decoupled=False, bool maximize=False) -> Tensor[]` · function nondiff
///
/// One step of the optimizer that `rule` names (`sgd`, `adam`, `rmsprop`, `adagrad`, `adadelta`, `adamax`, `nadam`, `radam`, `rprop`, `asgd`):
/// the new parameters, states and counts, one after the other.
///
/// Shapes: `n` parameters with a gradient each of its shape; `states` is a multiple of `n` tensors of their shapes, all of one kind first;
/// `counts` the numbers of steps (`()`), then what else the rule counts; the result is `params`, `states` and `counts` in new tensors.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: ValueError for an unknown rule and for the wrong number of states, counts or options.
pub(crate) fn optimizer_step(
    rule: &str,
    params: &[Tensor],
    grads: &[Tensor],
    states: &[Tensor],
    counts: &[Tensor],
    lr: TensorOrScalar,
    options: &[f64],
    eps: f64,
    weight_decay: f64,
    decoupled: bool,
    maximize: bool,
) -> Result<Vec<Tensor>> {
    let step = Step { rule, grads, lr, options, eps, weight_decay, decoupled, maximize };
    let all: Vec<Tensor> = params.iter().chain(states).chain(counts).map(|t| t.detach_handle().clone_contiguous()).collect::<Result<_>>()?;
    ensure!(step.run(&all, params.len(), states.len())?, NotImplemented, "_optimizer_step: {rule} of tensors that are not dense or of other dtypes than their states");
    Ok(all)
}

/// The step of a call with these arguments. Those of the new parameters, states and counts that `own` says are the old tensors,
/// written over; the others are copies.
pub(crate) fn in_place(stack: &Stack, own: &[bool]) -> Result<Vec<Tensor>> {
    let [rule, params, grads, states, counts, lr, options, eps, weight_decay, decoupled, maximize] = &stack[..] else {
        bail!("_optimizer_step: {} arguments", stack.len());
    };
    let list = |v| <&[Tensor]>::from_value(v);
    let (params, states, counts) = (list(params)?, list(states)?, list(counts)?);
    let flag = |v| bool::from_value(v);
    let step = Step {
        rule: FromValue::from_value(rule)?,
        grads: list(grads)?,
        lr: FromValue::from_value(lr)?,
        options: FromValue::from_value(options)?,
        eps: FromValue::from_value(eps)?,
        weight_decay: FromValue::from_value(weight_decay)?,
        decoupled: flag(decoupled)?,
        maximize: flag(maximize)?,
    };
    let old = || params.iter().chain(states).chain(counts).map(Tensor::detach_handle);
    let kept = old().enumerate().map(|(i, t)| if own.get(i) == Some(&true) { Ok(t) } else { t.clone_contiguous() });
    let kept = kept.collect::<Result<Vec<_>>>()?;
    if step.run(&kept, params.len(), states.len())? {
        return Ok(kept);
    }
    // A layout that the kernel does not take: rows of elements it does.
    let copies = old().map(|t| t.clone_contiguous()).collect::<Result<Vec<_>>>()?;
    ensure!(step.run(&copies, params.len(), states.len())?, NotImplemented, "_optimizer_step: {} of tensors of other dtypes than their states", step.rule);
    Ok(copies)
}

/// What a step is besides the tensors it changes.
struct Step<'a> {
    rule: &'a str,
    grads: &'a [Tensor],
    lr: TensorOrScalar<'a>,
    options: &'a [f64],
    eps: f64,
    weight_decay: f64,
    decoupled: bool,
    maximize: bool,
}

impl Step<'_> {
    /// Changes the tensors, parameters before states before counts. False, with nothing done, where their layout does not fit.
    fn run(&self, all: &[Tensor], n: usize, states: usize) -> Result<bool> {
        crate::parts::train("_optimizer_step")?;
        let (params, rest) = all.split_at(n);
        let (states, counts) = rest.split_at(states);
        for t in params {
            let d = t.dtype();
            ensure!(d.is_float() && d.size() > 1, NotImplemented, "\"_optimizer_step\" not implemented for '{}'", d.scalar_name());
        }
        ensure!(self.grads.len() == n, Value, "_optimizer_step: {n} parameters but {} gradients", self.grads.len());
        if n == 0 {
            return Ok(true);
        }
        let (kept, counted) = self.wants()?;
        ensure!(states.len() == kept * n, Value, "_optimizer_step: {} keeps {kept} states for each of {n} parameters, got {}", self.rule, states.len());
        ensure!(counts.len() == counted * n, Value, "_optimizer_step: {} keeps {counted} counts for each of {n} parameters, got {}", self.rule, counts.len());
        ensure!(counts.iter().all(|t| t.numel() == 1), Value, "_optimizer_step: a count is one number");
        if params.iter().any(|t| t.device() == Device::Meta) {
            return Ok(true);
        }
        let lists: Vec<&[Tensor]> = states.chunks(n).collect();
        let lr = match self.lr {
            TensorOrScalar::Tensor(t) => t.item()?.to_f64(),
            TensorOrScalar::Scalar(s) => s.to_f64(),
        };
        if self.rule == "sgd" {
            let [momentum, dampening, nesterov] = self.numbers()?;
            let p = SgdParams { lr, momentum, dampening, weight_decay: self.weight_decay, nesterov: nesterov != 0.0, maximize: self.maximize };
            return optim::sgd(params, self.grads, lists.first().copied(), false, &p);
        }
        let (steps, scalars) = counts.split_at(n);
        let now = optim::counted(steps)?;
        let done = if self.rule == "adam" {
            let ([beta1, beta2], [first, second, most @ ..]) = (self.numbers()?, &lists[..]) else { return Ok(false) };
            let p = AdamParams { lr, beta1, beta2, eps: self.eps, weight_decay: self.weight_decay, maximize: self.maximize, decoupled: self.decoupled };
            optim::adam(params, self.grads, first, second, most.first().copied(), &now, &p)?
        } else {
            self.adaptive(params, &lists, &now, scalars, lr)?
        };
        if done {
            optim::store(steps, &now)?;
        }
        Ok(done)
    }

    fn adaptive(&self, params: &[Tensor], lists: &[&[Tensor]], now: &[f64], scalars: &[Tensor], lr: f64) -> Result<bool> {
        let rule = self.adaptive_rule()?;
        let kept: Vec<&[Tensor]> = scalars.chunks(params.len()).collect();
        let extra = if self.rule == "asgd" { self.numbers::<3>()?.map(Some) } else { [None; 3] };
        let (used, then) = optim::scalars(rule, &kept, now, (lr, extra[1].unwrap_or(0.0), extra[2].unwrap_or(0.0)))?;
        let mut lists = lists.to_vec();
        if matches!(rule, Rule::Rmsprop { centered: false, .. }) {
            lists.insert(1, &[]);
        }
        let p = AdaptiveParams { rule, lr, eps: self.eps, weight_decay: self.weight_decay, decoupled: self.decoupled, maximize: self.maximize };
        let done = optim::adaptive(params, self.grads, &lists, now, &used, &p)?;
        if done {
            kept.iter().zip(then).try_for_each(|(list, values)| optim::store(list, &values))?;
        }
        Ok(done)
    }

    /// States and counts a parameter.
    fn wants(&self) -> Result<(usize, usize)> {
        Ok(match self.rule {
            "sgd" => ((self.numbers::<3>()?[0] != 0.0) as usize, 0),
            "adam" => (2 + (self.options.len() > 2) as usize, 1),
            "rmsprop" => {
                let [_, momentum, centered] = self.numbers()?;
                (1 + (momentum != 0.0) as usize + (centered != 0.0) as usize, 1)
            }
            "adagrad" => (1, 1),
            "nadam" => (2, 2),
            "asgd" => (1, 3),
            "adadelta" | "adamax" | "radam" | "rprop" => (2, 1),
            other => bail!(Value, "_optimizer_step: no rule called {other:?}"),
        })
    }

    fn numbers<const N: usize>(&self) -> Result<[f64; N]> {
        // Adam has a third, which says that the largest squares are kept.
        match self.options.get(..N).and_then(|v| v.try_into().ok()) {
            Some(v) => Ok(v),
            None => bail!(Value, "_optimizer_step: {} has {N} options, got {}", self.rule, self.options.len()),
        }
    }

    fn adaptive_rule(&self) -> Result<Rule> {
        Ok(match self.rule {
            "rmsprop" => {
                let [alpha, momentum, centered] = self.numbers()?;
                Rule::Rmsprop { alpha, momentum, centered: centered != 0.0 }
            }
            "adagrad" => Rule::Adagrad { lr_decay: self.numbers::<1>()?[0] },
            "adadelta" => Rule::Adadelta { rho: self.numbers::<1>()?[0] },
            "adamax" | "radam" => {
                let [beta1, beta2] = self.numbers()?;
                if self.rule == "radam" { Rule::Radam { beta1, beta2 } } else { Rule::Adamax { beta1, beta2 } }
            }
            "nadam" => {
                let [beta1, beta2, momentum_decay] = self.numbers()?;
                Rule::Nadam { beta1, beta2, momentum_decay }
            }
            "rprop" => {
                let [etaminus, etaplus, low, high] = self.numbers()?;
                Rule::Rprop { etaminus, etaplus, low, high }
            }
            "asgd" => Rule::Asgd { lambd: self.numbers::<3>()?[0] },
            other => bail!(Value, "_optimizer_step: no rule called {other:?}"),
        })
    }
}
