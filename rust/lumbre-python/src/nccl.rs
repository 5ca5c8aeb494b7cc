//! NCCL's communicators for `lumbre.distributed`.

use crate::errors::OrRaise;
use crate::object::as_tensor;
use lumbre::Tensor;
use lumbre::backend::cuda::nccl::{self, Communicator, Fold, UniqueId};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use std::sync::Mutex;

/// 128 bytes that the processes of a group have to know alike.
#[pyfunction]
pub fn _nccl_unique_id(py: Python<'_>) -> PyResult<Bound<'_, PyBytes>> {
    Ok(PyBytes::new(py, &nccl::unique_id().or_raise()?.0))
}

fn tensor(t: &Bound<PyAny>) -> PyResult<Tensor> {
    as_tensor(t).cloned().ok_or_else(|| PyTypeError::new_err(format!("expected a Tensor, got {}", crate::convert::type_name(t))))
}

fn fold(name: &str) -> PyResult<Fold> {
    Ok(match name {
        "sum" => Fold::Sum,
        "product" => Fold::Product,
        "max" => Fold::Max,
        "min" => Fold::Min,
        "avg" => Fold::Average,
        other => return Err(PyValueError::new_err(format!("NCCL has no reduction {other:?}"))),
    })
}

/// One process's end of a group: `NcclCommunicator(device, unique_id, rank, size)` returns when all processes are there.
#[pyclass(name = "NcclCommunicator", module = "lumbre._C", frozen)]
pub struct Nccl(Mutex<Communicator>);

impl Nccl {
    fn run(&self, f: impl FnOnce(&Communicator) -> lumbre::Result<()>) -> PyResult<()> {
        f(&self.0.lock().unwrap_or_else(|e| e.into_inner())).or_raise()
    }
}

#[pymethods]
impl Nccl {
    #[new]
    fn new(device: u8, unique_id: &[u8], rank: i32, size: i32) -> PyResult<Nccl> {
        let id = unique_id.try_into().map_err(|_| PyValueError::new_err("a unique id has 128 bytes"))?;
        Ok(Nccl(Mutex::new(Communicator::new(device, UniqueId(id), rank, size).or_raise()?)))
    }

    fn all_reduce(&self, x: &Bound<PyAny>, op: &str) -> PyResult<()> {
        let (x, op) = (tensor(x)?, fold(op)?);
        self.run(|c| c.all_reduce(&x, op))
    }

    fn broadcast(&self, x: &Bound<PyAny>, root: i32) -> PyResult<()> {
        let x = tensor(x)?;
        self.run(|c| c.broadcast(&x, root))
    }

    fn reduce(&self, x: &Bound<PyAny>, root: i32, op: &str) -> PyResult<()> {
        let (x, op) = (tensor(x)?, fold(op)?);
        self.run(|c| c.reduce(&x, root, op))
    }

    fn all_gather(&self, out: &Bound<PyAny>, x: &Bound<PyAny>) -> PyResult<()> {
        let (out, x) = (tensor(out)?, tensor(x)?);
        self.run(|c| c.all_gather(&out, &x))
    }

    fn reduce_scatter(&self, out: &Bound<PyAny>, x: &Bound<PyAny>, op: &str) -> PyResult<()> {
        let (out, x, op) = (tensor(out)?, tensor(x)?, fold(op)?);
        self.run(|c| c.reduce_scatter(&out, &x, op))
    }

    /// Tensors sent and received in one go: pairs of a tensor and the other process's rank.
    fn exchange(&self, sends: Vec<(Bound<PyAny>, i32)>, receives: Vec<(Bound<PyAny>, i32)>) -> PyResult<()> {
        let list = |pairs: Vec<(Bound<PyAny>, i32)>| pairs.iter().map(|(t, r)| Ok((tensor(t)?, *r))).collect::<PyResult<Vec<_>>>();
        let (sends, receives) = (list(sends)?, list(receives)?);
        self.run(|c| {
            c.grouped(|| {
                sends.iter().try_for_each(|(t, r)| c.send(t, *r))?;
                receives.iter().try_for_each(|(t, r)| c.receive(t, *r))
            })
        })
    }
}
