//! Sparse tensors: their parts live on the handle, their methods in Python.

use crate::errors::OrRaise;
use crate::object::{as_tensor, wrap, wrap_as};
use lumbre::Tensor;
use lumbre::autograd::Coo;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;

static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();

/// The class of sparse tensors; its module is imported when the first one is seen.
pub fn class(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
    CLASS.import(py, "lumbre.sparse._coo", "SparseTensor")
}

fn part(ob: &Bound<PyAny>) -> PyResult<Tensor> {
    as_tensor(ob).cloned().ok_or_else(|| PyTypeError::new_err("sparse tensor: expected tensors as indices and values"))
}

fn coo(indices: &Bound<PyAny>, values: &Bound<PyAny>, size: Vec<i64>, coalesced: bool) -> PyResult<Coo> {
    Ok(Coo { indices: part(indices)?, values: part(values)?, sizes: size.into_iter().collect(), coalesced })
}

/// A sparse tensor of parts that have been checked.
#[pyfunction]
pub fn _coo<'py>(py: Python<'py>, indices: &Bound<'py, PyAny>, values: &Bound<'py, PyAny>, size: Vec<i64>, coalesced: bool) -> PyResult<Bound<'py, PyAny>> {
    let t = Tensor::from_coo(coo(indices, values, size, coalesced)?).or_raise()?;
    wrap_as(class(py)?, t)
}

/// The indices, values, sizes, and whether the tensor is coalesced.
#[pyfunction]
pub fn _coo_parts<'py>(py: Python<'py>, x: &Bound<'py, PyAny>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyAny>, Vec<i64>, bool)> {
    let parts = as_tensor(x).and_then(Tensor::coo).ok_or_else(|| PyTypeError::new_err("expected a tensor of layout torch.sparse_coo"))?;
    Ok((wrap(py, parts.indices.clone())?, wrap(py, parts.values.clone())?, parts.sizes.to_vec(), parts.coalesced))
}

/// Gives a sparse tensor other parts.
#[pyfunction]
pub fn _set_coo(x: &Bound<PyAny>, indices: &Bound<PyAny>, values: &Bound<PyAny>, size: Vec<i64>, coalesced: bool) -> PyResult<()> {
    let t = as_tensor(x).ok_or_else(|| PyTypeError::new_err("expected a tensor of layout torch.sparse_coo"))?;
    t.set_coo(coo(indices, values, size, coalesced)?);
    Ok(())
}
