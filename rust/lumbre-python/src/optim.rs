//! Optimizer steps over a whole parameter group in one call.

use crate::errors::OrRaise;
use crate::object::as_tensor;
use lumbre::Tensor;
use lumbre::optim::{AdamParams, AdaptiveParams, Rule, SgdParams};
use pyo3::intern;
use pyo3::types::{PyDict, PyFloat, PyInt, PyList, PyString};
use pyo3::exceptions::{PyKeyError, PyTypeError, PyValueError};
use pyo3::prelude::*;

fn tensors(list: &[Bound<PyAny>]) -> PyResult<Vec<Tensor>> {
    list.iter()
        .map(|t| as_tensor(t).cloned().ok_or_else(|| PyTypeError::new_err(format!("expected a Tensor, got {}", crate::convert::type_name(t)))))
        .collect()
}

/// Step counters, and what they will hold after this step.
fn counted(steps: &[Bound<PyAny>]) -> PyResult<(Vec<Tensor>, Vec<f64>)> {
    let steps = tensors(steps)?;
    let counts = steps.iter().map(|s| Ok(s.item().or_raise()?.to_f64() + 1.0)).collect::<PyResult<_>>()?;
    Ok((steps, counts))
}

fn store(into: &[Tensor], values: &[f64]) -> PyResult<()> {
    for (t, &v) in into.iter().zip(values) {
        t.fill_(lumbre::Scalar::Float(v)).or_raise()?;
    }
    Ok(())
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
    lr: f64,
    beta1: f64,
    beta2: f64,
    eps: f64,
    weight_decay: f64,
    amsgrad: bool,
    maximize: bool,
    decoupled: bool,
) -> PyResult<bool> {
    let (steps, counts) = counted(&steps)?;
    let max = amsgrad.then(|| tensors(&max_exp_avg_sqs)).transpose()?;
    let p = AdamParams { lr, beta1, beta2, eps, weight_decay, maximize, decoupled };
    let lists = (tensors(&params)?, tensors(&grads)?, tensors(&exp_avgs)?, tensors(&exp_avg_sqs)?);
    let done = lumbre::optim::adam(&lists.0, &lists.1, &lists.2, &lists.3, max.as_deref(), &counts, &p).or_raise()?;
    // Counts move only after the step has been taken.
    if done {
        store(&steps, &counts)?;
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
    lr: f64,
    momentum: f64,
    dampening: f64,
    weight_decay: f64,
    nesterov: bool,
    maximize: bool,
    first: bool,
) -> PyResult<bool> {
    let bufs = (momentum != 0.0).then(|| tensors(&bufs)).transpose()?;
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

/// Whether the native steps take the parameters with these gradients; what is recorded is made of ops.
#[pyfunction]
pub fn _native_group(params: Vec<Bound<PyAny>>, grads: Vec<Bound<PyAny>>) -> PyResult<bool> {
    Ok(!lumbre::jit::trace::is_tracing() && takes(&tensors(&params)?, &tensors(&grads)?))
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
    let p = AdaptiveParams {
        rule: rule(name, options)?,
        lr: number_or_zero(options, "lr")?,
        eps: number_or_zero(options, "eps")?,
        weight_decay: number_or_zero(options, "weight_decay")?,
        decoupled,
        maximize,
    };
    let (steps, counts) = counted(&steps)?;
    let kept = scalars.iter().map(|l| tensors(l)).collect::<PyResult<Vec<_>>>()?;
    let (now, then) = scalars_of(p.rule, options, &kept, &counts)?;
    let states = states.iter().map(|l| tensors(l)).collect::<PyResult<Vec<_>>>()?;
    let lists: Vec<&[Tensor]> = states.iter().map(Vec::as_slice).collect();
    let done = lumbre::optim::adaptive(&tensors(&params)?, &tensors(&grads)?, &lists, &counts, &now, &p).or_raise()?;
    if done {
        store(&steps, &counts)?;
        for (list, values) in kept.iter().zip(then) {
            store(list, &values)?;
        }
    }
    Ok(done)
}

/// What a step uses of the scalars that a rule keeps for each parameter, and what it leaves in them.
fn scalars_of(rule: Rule, options: &Bound<PyDict>, kept: &[Vec<Tensor>], counts: &[f64]) -> PyResult<(Vec<[f64; 2]>, Vec<Vec<f64>>)> {
    let read = |list: &[Tensor]| list.iter().map(|t| Ok(t.item().or_raise()?.to_f64())).collect::<PyResult<Vec<f64>>>();
    match (rule, kept) {
        (Rule::Nadam { beta1, momentum_decay, .. }, [products]) => {
            let mut out = read(products)?;
            for ((v, t), &step) in out.iter_mut().zip(products).zip(counts) {
                let now = Rule::nadam_momentum(beta1, momentum_decay, step);
                // Rounded as the tensor that holds it.
                *v = if t.dtype() == lumbre::DType::F32 { (*v as f32 * now as f32) as f64 } else { *v * now };
            }
            Ok((out.iter().map(|&v| [v, 0.0]).collect(), vec![out]))
        }
        (Rule::Asgd { lambd }, [rates, weights]) => {
            let now = read(rates)?.into_iter().zip(read(weights)?).map(|(rate, weight)| [rate, weight]).collect();
            let (lr, alpha, t0) = (number(options, "lr")?, number(options, "alpha")?, number(options, "t0")?);
            let rates = counts.iter().map(|t| lr / (1.0 + lambd * lr * t).powf(alpha)).collect();
            let weights = counts.iter().map(|t| 1.0 / (t - t0).max(1.0)).collect();
            Ok((now, vec![rates, weights]))
        }
        _ => Ok((Vec::new(), Vec::new())),
    }
}

/// Gradients on a GPU times `inv_scale`; `found_inf` becomes 1 where one was not finite. False, with nothing done, elsewhere.
#[pyfunction]
pub fn _fused_unscale(grads: Vec<Bound<PyAny>>, found_inf: &Bound<PyAny>, inv_scale: &Bound<PyAny>) -> PyResult<bool> {
    let [found, scale] = [found_inf, inv_scale].map(|t| tensors(std::slice::from_ref(t)));
    lumbre::optim::unscale(&tensors(&grads)?, &found?[0], &scale?[0]).or_raise()
}
