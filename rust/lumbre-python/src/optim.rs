//! Optimizer steps over a whole parameter group in one call.

use crate::errors::OrRaise;
use crate::object::as_tensor;
use lumbre::Tensor;
use lumbre::optim::{AdamParams, SgdParams};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

fn tensors(list: &[Bound<PyAny>]) -> PyResult<Vec<Tensor>> {
    list.iter()
        .map(|t| as_tensor(t).cloned().ok_or_else(|| PyTypeError::new_err(format!("expected a Tensor, got {}", crate::convert::type_name(t)))))
        .collect()
}

/// One Adam or AdamW step. Increments `steps`, 0-dim tensors.
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
) -> PyResult<()> {
    let steps = tensors(&steps)?;
    let mut counts = Vec::with_capacity(steps.len());
    for s in &steps {
        let n = s.item().or_raise()?.to_f64() + 1.0;
        counts.push(n);
    }
    let max = amsgrad.then(|| tensors(&max_exp_avg_sqs)).transpose()?;
    let p = AdamParams { lr, beta1, beta2, eps, weight_decay, maximize, decoupled };
    lumbre::optim::adam(&tensors(&params)?, &tensors(&grads)?, &tensors(&exp_avgs)?, &tensors(&exp_avg_sqs)?, max.as_deref(), &counts, &p).or_raise()?;
    // Counts move only after the step has been taken.
    for (s, n) in steps.iter().zip(counts) {
        s.fill_(lumbre::Scalar::Float(n)).or_raise()?;
    }
    Ok(())
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
) -> PyResult<()> {
    let bufs = (momentum != 0.0).then(|| tensors(&bufs)).transpose()?;
    let p = SgdParams { lr, momentum, dampening, weight_decay, nesterov, maximize };
    lumbre::optim::sgd(&tensors(&params)?, &tensors(&grads)?, bufs.as_deref(), first, &p).or_raise()
}
