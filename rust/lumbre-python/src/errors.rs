//! Engine errors as Python exceptions, and back.

use lumbre::{Error, Kind};
use pyo3::exceptions::*;
use pyo3::prelude::*;

pyo3::create_exception!(torch._C, _LinAlgError, PyRuntimeError, "Raised by linear algebra where a matrix is singular or an algorithm does not converge.");

pyo3::create_exception!(torch, OutOfMemoryError, PyRuntimeError, "Raised when a GPU has no memory left.");

/// The exception for an engine error; a carried Python exception comes back as itself.
#[cold]
pub fn to_py(mut e: Error) -> PyErr {
    let text = e.message().to_string();
    match e.kind() {
        Kind::Foreign => match e.take_payload().map(|p| p.downcast::<PyErr>()) {
            Some(Ok(err)) => *err,
            _ => PyRuntimeError::new_err(text),
        },
        Kind::Runtime => PyRuntimeError::new_err(text),
        Kind::Value => PyValueError::new_err(text),
        Kind::Type => PyTypeError::new_err(text),
        Kind::Index => PyIndexError::new_err(text),
        Kind::Key => PyKeyError::new_err(text),
        Kind::Attribute => PyAttributeError::new_err(text),
        Kind::NotImplemented => PyNotImplementedError::new_err(text),
        Kind::Overflow => PyOverflowError::new_err(text),
        Kind::Io => PyOSError::new_err(text),
        Kind::Interrupted => PyKeyboardInterrupt::new_err(text),
        Kind::LinAlg => _LinAlgError::new_err(text),
        Kind::OutOfMemory if text.starts_with("CUDA") => OutOfMemoryError::new_err(text),
        Kind::OutOfMemory => PyRuntimeError::new_err(text),
        Kind::Unpickling => Python::attach(|py| {
            let class = py.import("pickle").and_then(|m| m.getattr("UnpicklingError"));
            match class.and_then(|c| c.call1((text.clone(),))) {
                Ok(v) => PyErr::from_value(v),
                Err(_) => PyRuntimeError::new_err(text),
            }
        }),
    }
}

/// A Python exception on its way through the engine.
pub fn from_py(e: PyErr) -> Error {
    let text = Python::attach(|py| e.value(py).to_string());
    Error::foreign(text, Box::new(e))
}

/// `?` on engine results inside functions that return `PyResult`.
pub trait OrRaise<T> {
    fn or_raise(self) -> PyResult<T>;
}

impl<T> OrRaise<T> for lumbre::Result<T> {
    #[inline]
    fn or_raise(self) -> PyResult<T> {
        self.map_err(to_py)
    }
}

/// A warning of the engine, as Python's.
pub fn warn(text: &str) -> lumbre::Result<()> {
    Python::attach(|py| {
        let text = std::ffi::CString::new(text).unwrap_or_default();
        PyErr::warn(py, &py.get_type::<PyUserWarning>(), &text, 1).map_err(from_py)
    })
}
