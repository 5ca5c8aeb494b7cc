//! Optimizer steps over a whole parameter group in one call.

use crate::errors::OrRaise;
use crate::object::as_tensor;
use lumbre::Tensor;
use lumbre::optim::{AdamParams, AdaptiveParams, Rule, SgdParams};
use pyo3::types::PyDict;
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
        _ => return Err(PyValueError::new_err(format!("no native step called {name}"))),
    })
}

fn number(options: &Bound<PyDict>, key: &str) -> PyResult<f64> {
    options.get_item(key)?.ok_or_else(|| PyKeyError::new_err(key.to_string()))?.extract()
}

/// One step of the optimizer `name` with its `options`. Increments `steps`; for NAdam `products` holds the 0-dim products of momenta.
#[pyfunction]
#[pyo3(signature = (name, params, grads, states, steps, products, options, *, decoupled, maximize))]
pub fn _fused_adaptive(
    name: &str,
    params: Vec<Bound<PyAny>>,
    grads: Vec<Bound<PyAny>>,
    states: Vec<Vec<Bound<PyAny>>>,
    steps: Vec<Bound<PyAny>>,
    products: Vec<Bound<PyAny>>,
    options: &Bound<PyDict>,
    decoupled: bool,
    maximize: bool,
) -> PyResult<bool> {
    let p = AdaptiveParams {
        rule: rule(name, options)?,
        lr: number(options, "lr")?,
        eps: number(options, "eps")?,
        weight_decay: number(options, "weight_decay")?,
        decoupled,
        maximize,
    };
    let (steps, counts) = counted(&steps)?;
    let products = tensors(&products)?;
    let momenta = momenta(p.rule, &products, &counts)?;
    let states = states.iter().map(|l| tensors(l)).collect::<PyResult<Vec<_>>>()?;
    let lists: Vec<&[Tensor]> = states.iter().map(Vec::as_slice).collect();
    let done = lumbre::optim::adaptive(&tensors(&params)?, &tensors(&grads)?, &lists, &counts, &momenta, &p).or_raise()?;
    if done {
        store(&steps, &counts)?;
        store(&products, &momenta)?;
    }
    Ok(done)
}

/// NAdam's products with this step's momentum, rounded as the tensors that hold them.
fn momenta(rule: Rule, products: &[Tensor], counts: &[f64]) -> PyResult<Vec<f64>> {
    let Rule::Nadam { beta1, momentum_decay, .. } = rule else { return Ok(Vec::new()) };
    let mut out = Vec::with_capacity(products.len());
    for (t, &step) in products.iter().zip(counts) {
        let (old, now) = (t.item().or_raise()?.to_f64(), Rule::nadam_momentum(beta1, momentum_decay, step));
        out.push(if t.dtype() == lumbre::DType::F32 { (old as f32 * now as f32) as f64 } else { old * now });
    }
    Ok(out)
}
