//! The state of autocast, for Python's context managers.

use crate::types::dtype_object;
use lumbre::ops::autocast::{self, Target};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;

fn target(device_type: &str) -> PyResult<Target> {
    match device_type {
        "cpu" => Ok(Target::Cpu),
        "cuda" => Ok(Target::Cuda),
        _ => Err(PyRuntimeError::new_err(format!("unknown device type for autocast: '{device_type}'"))),
    }
}

/// Whether autocast is on for a device type, and the dtype it lowers to.
#[pyfunction]
pub fn _autocast_get<'py>(py: Python<'py>, device_type: &str) -> PyResult<(bool, Bound<'py, PyAny>)> {
    let t = target(device_type)?;
    Ok((autocast::is_enabled(t), dtype_object(py, autocast::dtype(t))?))
}

/// Sets either or both.
#[pyfunction]
#[pyo3(signature = (device_type, enabled=None, dtype=None))]
pub fn _autocast_set(device_type: &str, enabled: Option<bool>, dtype: Option<&Bound<PyAny>>) -> PyResult<()> {
    let t = target(device_type)?;
    if let Some(d) = crate::data::dtype_arg(dtype)? {
        autocast::set_dtype(t, d);
    }
    if let Some(on) = enabled {
        autocast::set_enabled(t, on);
    }
    Ok(())
}

/// Whether cast parameters are kept; sets it if a value is given.
#[pyfunction]
#[pyo3(signature = (enabled=None))]
pub fn _autocast_cache(enabled: Option<bool>) -> bool {
    if let Some(on) = enabled {
        autocast::set_cache_enabled(on);
    }
    autocast::cache_enabled()
}

/// Forgets the casts of weights that `autocast` keeps until its outermost block ends.
#[pyfunction]
pub fn clear_autocast_cache() {
    autocast::clear_cache();
}

/// Opens (1) or closes (-1) a block; returns how many are open.
#[pyfunction]
pub fn _autocast_nest(by: isize) -> usize {
    autocast::nest(by)
}
