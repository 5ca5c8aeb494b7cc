//! Optimizer steps over a whole parameter group in one call.

use crate::errors::OrRaise;
use crate::object::as_tensor;
use lumbre::Tensor;
use lumbre::ops::value::{IntoValue, Stack, TensorOrScalar};
use lumbre::optim::{AdamParams, AdaptiveParams, Rule, SgdParams};
use smallvec::smallvec;
use pyo3::intern;
use pyo3::types::{PyDict, PyFloat, PyInt, PyList, PyString};
use pyo3::exceptions::{PyKeyError, PyTypeError, PyValueError};
use pyo3::prelude::*;

fn tensors(list: &[Bound<PyAny>]) -> PyResult<Vec<Tensor>> {
    list.iter()
        .map(|t| as_tensor(t).cloned().ok_or_else(|| PyTypeError::new_err(format!("expected a Tensor, got {}", crate::convert::type_name(t)))))
        .collect()
}

/// While a program is recorded: the step as one op of it, in place as the eager one. False, with nothing done, where a layout does not fit.
fn recorded(op: &Recorded, lr: &Bound<PyAny>, options: &[f64]) -> PyResult<bool> {
    if !op.counts.iter().chain(&op.states).flatten().all(|t| op.params.first().is_some_and(|p| p.device() == t.device())) || !lumbre::optim::fits(&op.params, &op.states.iter().map(Vec::as_slice).collect::<Vec<_>>()) {
        return Ok(false);
    }
    let tensor = as_tensor(lr).cloned();
    let lr: TensorOrScalar = match &tensor {
        Some(t) => t.into(),
        None => lr.extract::<f64>()?.into(),
    };
    let (states, counts) = (op.states.concat(), op.counts.concat());
    let args: Stack = smallvec![
        op.rule.into_value(), op.params[..].into_value(), op.grads[..].into_value(), states[..].into_value(), counts[..].into_value(), lr.into_value(),
        options.into_value(), op.eps.into_value(), op.weight_decay.into_value(), op.decoupled.into_value(), op.maximize.into_value()
    ];
    let targets: Vec<Tensor> = op.params.iter().chain(&states).chain(&counts).cloned().collect();
    lumbre::jit::trace::step(args, &targets).or_raise()?;
    Ok(true)
}

/// A step's rule, tensors and common options.
struct Recorded<'a> {
    rule: &'a str,
    params: Vec<Tensor>,
    grads: Vec<Tensor>,
    states: Vec<Vec<Tensor>>,
    counts: Vec<Vec<Tensor>>,
    eps: f64,
    weight_decay: f64,
    decoupled: bool,
    maximize: bool,
}

/// One Adam or AdamW step. Increments `steps`, 0-dim tensors. False, with nothing done, where a layout does not fit the kernel.
#[pyfunction]
#[pyo3(signature = (params, grads, exp_avgs, exp_avg_sqs, max_exp_avg_sqs, steps, *, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize, decoupled))]
pub fn _fused_adam(
    params: Vec<Bound<PyAny>>,
    grads: Vec<Bound<PyAny>>,
    exp_avgs: Vec<Bound<PyAny>>,
    exp_avg_sqs: Vec<Bound<PyAny>>,
    max_exp_avg_sqs: Vec<Bound<PyAny>>,
    steps: Vec<Bound<PyAny>>,
    lr: &Bound<PyAny>,
    beta1: f64,
    beta2: f64,
    eps: f64,
    weight_decay: f64,
    amsgrad: bool,
    maximize: bool,
    decoupled: bool,
) -> PyResult<bool> {
    let steps = tensors(&steps)?;
    let max = amsgrad.then(|| tensors(&max_exp_avg_sqs)).transpose()?;
    if lumbre::jit::trace::is_tracing() {
        let states = [Some(tensors(&exp_avgs)?), Some(tensors(&exp_avg_sqs)?), max].into_iter().flatten().collect();
        let op = Recorded { rule: "adam", params: tensors(&params)?, grads: tensors(&grads)?, states, counts: vec![steps], eps, weight_decay, decoupled, maximize };
        return recorded(&op, lr, &[beta1, beta2, 1.0][..2 + amsgrad as usize]);
    }
    let (lr, counts) = (lr.extract()?, lumbre::optim::counted(&steps).or_raise()?);
    let p = AdamParams { lr, beta1, beta2, eps, weight_decay, maximize, decoupled };
    let lists = (tensors(&params)?, tensors(&grads)?, tensors(&exp_avgs)?, tensors(&exp_avg_sqs)?);
    let done = lumbre::optim::adam(&lists.0, &lists.1, &lists.2, &lists.3, max.as_deref(), &counts, &p).or_raise()?;
    // Counts move only after the step has been taken.
    if done {
        lumbre::optim::store(&steps, &counts).or_raise()?;
    }
    Ok(done)
}

/// One SGD step. With `first`, the momentum buffers are filled.
#[pyfunction]
#[pyo3(signature = (params, grads, bufs, *, lr, momentum, dampening, weight_decay, nesterov, maximize, first))]
pub fn _fused_sgd(
    params: Vec<Bound<PyAny>>,
    grads: Vec<Bound<PyAny>>,
    bufs: Vec<Bound<PyAny>>,
    lr: &Bound<PyAny>,
    momentum: f64,
    dampening: f64,
    weight_decay: f64,
    nesterov: bool,
    maximize: bool,
    first: bool,
) -> PyResult<bool> {
    let bufs = (momentum != 0.0).then(|| tensors(&bufs)).transpose()?;
    if lumbre::jit::trace::is_tracing() {
        let (params, grads, states) = (tensors(&params)?, tensors(&grads)?, bufs.into_iter().collect());
        let op = Recorded { rule: "sgd", params, grads, states, counts: Vec::new(), eps: 0.0, weight_decay, decoupled: false, maximize };
        return if first { Ok(false) } else { recorded(&op, lr, &[momentum, dampening, nesterov as u8 as f64]) };
    }
    let lr = lr.extract()?;
    let p = SgdParams { lr, momentum, dampening, weight_decay, nesterov, maximize };
    lumbre::optim::sgd(&tensors(&params)?, &tensors(&grads)?, bufs.as_deref(), first, &p).or_raise()
}

/// Whether the native steps take these tensors: dense, real, on the CPU and of one floating dtype.
fn takes(params: &[Tensor], grads: &[Tensor]) -> bool {
    let Some(dtype) = params.first().map(Tensor::dtype) else { return false };
    dtype.is_float()
        && dtype.size() > 1
        && params.iter().chain(grads).all(|t| t.dtype() == dtype && t.device() == lumbre::Device::Cpu && !t.is_sparse())
}

/// Whether the native steps take the parameters with these gradients. A program whose derivatives are written as ops has the step as ops too.
#[pyfunction]
pub fn _native_group(params: Vec<Bound<PyAny>>, grads: Vec<Bound<PyAny>>) -> PyResult<bool> {
    Ok((!lumbre::jit::trace::is_tracing() || lumbre::jit::trace::tapes()) && takes(&tensors(&params)?, &tensors(&grads)?))
}

/// One SGD step over a parameter group of the optimizer that has this state. False, with nothing done, where it is not the common case:
/// plain numbers for options, momentum that has started, tensors that `takes` names.
#[pyfunction]
pub fn _sgd_group(group: &Bound<PyDict>, state: &Bound<PyDict>) -> PyResult<bool> {
    let number = |key: &Bound<PyString>| -> PyResult<Option<f64>> {
        let Some(v) = group.get_item(key)? else { return Ok(None) };
        let plain = v.is_exact_instance_of::<PyFloat>() || v.is_exact_instance_of::<PyInt>();
        Ok(if plain { v.extract().ok() } else { None })
    };
    let flag = |key: &Bound<PyString>| -> PyResult<Option<bool>> { Ok(group.get_item(key)?.and_then(|v| v.extract().ok())) };
    let py = group.py();
    if lumbre::jit::trace::is_tracing() {
        return Ok(false);
    }
    let (Some(lr), Some(momentum), Some(dampening), Some(weight_decay)) = (
        number(intern!(py, "lr"))?,
        number(intern!(py, "momentum"))?,
        number(intern!(py, "dampening"))?,
        number(intern!(py, "weight_decay"))?,
    ) else {
        return Ok(false);
    };
    let (Some(nesterov), Some(maximize), Some(false)) =
        (flag(intern!(py, "nesterov"))?, flag(intern!(py, "maximize"))?, flag(intern!(py, "differentiable"))?)
    else {
        return Ok(false);
    };
    let Some(list) = group.get_item(intern!(py, "params"))?.and_then(|l| l.cast_into::<PyList>().ok()) else { return Ok(false) };
    let (mut params, mut grads, mut bufs) = (Vec::new(), Vec::new(), Vec::new());
    for p in list.iter() {
        let Some(t) = as_tensor(&p) else { return Ok(false) };
        let Some(grad) = t.grad() else { continue };
        if momentum != 0.0 {
            let kept = state.get_item(&p)?.and_then(|s| s.cast_into::<PyDict>().ok());
            let kept = kept.map(|s| s.get_item(intern!(py, "momentum_buffer"))).transpose()?.flatten();
            let Some(buf) = kept.as_ref().and_then(|b| as_tensor(b).cloned()) else { return Ok(false) };
            bufs.push(buf);
        }
        params.push(t.clone());
        grads.push(grad);
    }
    if params.is_empty() {
        return Ok(true);
    }
    if !takes(&params, &grads) {
        return Ok(false);
    }
    let p = SgdParams { lr, momentum, dampening, weight_decay, nesterov, maximize };
    lumbre::optim::sgd(&params, &grads, (momentum != 0.0).then_some(&bufs[..]), false, &p).or_raise()
}

fn rule(name: &str, options: &Bound<PyDict>) -> PyResult<Rule> {
    let float = |key: &str| number(options, key);
    Ok(match name {
        "rmsprop" => {
            let centered = options.get_item("centered")?.is_some_and(|v| v.is_truthy().unwrap_or(false));
            Rule::Rmsprop { alpha: float("alpha")?, momentum: float("momentum")?, centered }
        }
        "adagrad" => Rule::Adagrad { lr_decay: float("lr_decay")? },
        "adadelta" => Rule::Adadelta { rho: float("rho")? },
        "adamax" => Rule::Adamax { beta1: float("beta1")?, beta2: float("beta2")? },
        "nadam" => Rule::Nadam { beta1: float("beta1")?, beta2: float("beta2")?, momentum_decay: float("momentum_decay")? },
        "radam" => Rule::Radam { beta1: float("beta1")?, beta2: float("beta2")? },
        "rprop" => Rule::Rprop { etaminus: float("etaminus")?, etaplus: float("etaplus")?, low: float("low")?, high: float("high")? },
        "asgd" => Rule::Asgd { lambd: float("lambd")? },
        _ => return Err(PyValueError::new_err(format!("no native step called {name}"))),
    })
}

fn number(options: &Bound<PyDict>, key: &str) -> PyResult<f64> {
    options.get_item(key)?.ok_or_else(|| PyKeyError::new_err(key.to_string()))?.extract()
}

/// An option that not every optimizer has.
fn number_or_zero(options: &Bound<PyDict>, key: &str) -> PyResult<f64> {
    options.get_item(key)?.map_or(Ok(0.0), |v| v.extract())
}

/// One step of the optimizer `name` with its `options`. Increments `steps`; `scalars` are lists of 0-dim tensors that it keeps as
/// well: the products of momenta for NAdam, rates and weights for ASGD. False, with nothing done, where a layout does not fit.
#[pyfunction]
#[pyo3(signature = (name, params, grads, states, steps, scalars, options, *, decoupled, maximize))]
pub fn _fused_adaptive(
    name: &str,
    params: Vec<Bound<PyAny>>,
    grads: Vec<Bound<PyAny>>,
    states: Vec<Vec<Bound<PyAny>>>,
    steps: Vec<Bound<PyAny>>,
    scalars: Vec<Vec<Bound<PyAny>>>,
    options: &Bound<PyDict>,
    decoupled: bool,
    maximize: bool,
) -> PyResult<bool> {
    let rule = rule(name, options)?;
    let (eps, weight_decay) = (number_or_zero(options, "eps")?, number_or_zero(options, "weight_decay")?);
    let (params, grads, steps) = (tensors(&params)?, tensors(&grads)?, tensors(&steps)?);
    let states = states.iter().map(|l| tensors(l)).collect::<PyResult<Vec<_>>>()?;
    let kept = scalars.iter().map(|l| tensors(l)).collect::<PyResult<Vec<_>>>()?;
    let asgd = |key| if matches!(rule, Rule::Asgd { .. }) { number(options, key) } else { Ok(0.0) };
    let (alpha, t0) = (asgd("alpha")?, asgd("t0")?);
    if lumbre::jit::trace::is_tracing() {
        let counts = std::iter::once(steps).chain(kept).collect();
        let op = Recorded { rule: name, params, grads, states, counts, eps, weight_decay, decoupled, maximize };
        let lr = match options.get_item("lr")? {
            Some(lr) => lr,
            None => PyFloat::new(options.py(), 0.0).into_any(),
        };
        return recorded(&op, &lr, &listed(rule, alpha, t0));
    }
    let lr = number_or_zero(options, "lr")?;
    let p = AdaptiveParams { rule, lr, eps, weight_decay, decoupled, maximize };
    let counts = lumbre::optim::counted(&steps).or_raise()?;
    let scalars: Vec<&[Tensor]> = kept.iter().map(Vec::as_slice).collect();
    let (now, then) = lumbre::optim::scalars(rule, &scalars, &counts, (lr, alpha, t0)).or_raise()?;
    let lists: Vec<&[Tensor]> = states.iter().map(Vec::as_slice).collect();
    let done = lumbre::optim::adaptive(&params, &grads, &lists, &counts, &now, &p).or_raise()?;
    if done {
        lumbre::optim::store(&steps, &counts).or_raise()?;
        for (list, values) in kept.iter().zip(then) {
            lumbre::optim::store(list, &values).or_raise()?;
        }
    }
    Ok(done)
}

/// A rule's own options in the order in which programs hold them (`ops::optimizer`).
fn listed(rule: Rule, alpha: f64, t0: f64) -> Vec<f64> {
    match rule {
        Rule::Rmsprop { alpha, momentum, centered } => vec![alpha, momentum, centered as u8 as f64],
        Rule::Adagrad { lr_decay } => vec![lr_decay],
        Rule::Adadelta { rho } => vec![rho],
        Rule::Adamax { beta1, beta2 } | Rule::Radam { beta1, beta2 } => vec![beta1, beta2],
        Rule::Nadam { beta1, beta2, momentum_decay } => vec![beta1, beta2, momentum_decay],
        Rule::Rprop { etaminus, etaplus, low, high } => vec![etaminus, etaplus, low, high],
        Rule::Asgd { lambd } => vec![lambd, alpha, t0],
    }
}

/// Gradients on a GPU times `inv_scale`; `found_inf` becomes 1 where one was not finite. False, with nothing done, elsewhere.
#[pyfunction]
pub fn _fused_unscale(grads: Vec<Bound<PyAny>>, found_inf: &Bound<PyAny>, inv_scale: &Bound<PyAny>) -> PyResult<bool> {
    let [found, scale] = [found_inf, inv_scale].map(|t| tensors(std::slice::from_ref(t)));
    lumbre::optim::unscale(&tensors(&grads)?, &found?[0], &scale?[0]).or_raise()
}
