//! Ops that Python defines, and libraries that define some: `lumbre.library`.

use crate::convert::{self, Parsed};
use crate::errors::{OrRaise, from_py};
use crate::object::as_tensor;
use lumbre::library;
use lumbre::ops::value::Value;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyTuple};
use std::sync::Arc;

/// A result of a Python function as the declaration's word says.
fn result(ob: &Bound<PyAny>, word: &str) -> PyResult<Value> {
    if let Some(t) = as_tensor(ob) {
        return Ok(Value::Tensor(t.clone()));
    }
    let list = ob.is_instance_of::<PyList>() || ob.is_instance_of::<PyTuple>();
    if word == "Tensor[]" && list {
        return match convert::tensors(ob)? {
            Parsed::Yes(v) => Ok(v),
            Parsed::No => Err(PyTypeError::new_err("an op of Tensor[] gave a list of something else")),
        };
    }
    if list {
        return Ok(Value::Tuple(ob.try_iter()?.map(|v| result(&v?, "")).collect::<PyResult<_>>()?));
    }
    crate::jit::plain(ob)
}

/// Registers an op with the engine, so that traces, scripts and files may hold it: `function` takes the list of all arguments in
/// the order of the declaration and brings its own gradient. Returns its name there.
#[pyfunction]
pub fn _library_define(schema: &str, function: Py<PyAny>) -> PyResult<&'static str> {
    let definition = library::define(schema).or_raise()?;
    let words: Arc<[String]> = definition.result_words().into();
    let key = definition.key();
    let run = move |a: &library::Args| {
        Python::attach(|py| -> PyResult<Value> {
            let args = a.values().iter().map(|v| convert::to_object(py, v.clone())).collect::<PyResult<Vec<_>>>()?;
            let out = function.bind(py).call1((PyList::new(py, args)?,))?;
            match &words[..] {
                [] => Ok(Value::None),
                [word] => result(&out, word),
                words => {
                    let items = out.try_iter()?.collect::<PyResult<Vec<_>>>()?;
                    Ok(Value::Tuple(items.iter().zip(words).map(|(v, w)| result(v, w)).collect::<PyResult<_>>()?))
                }
            }
        })
        .map_err(from_py)
    };
    definition.composite().forward(run).register().or_raise()?;
    Ok(key)
}

/// Gives up the name of a registered op.
#[pyfunction]
pub fn _library_forget(key: &str) -> bool {
    library::unregister(key)
}

/// (name, declaration) of every registered op.
#[pyfunction]
pub fn _library_ops() -> Vec<(&'static str, &'static str)> {
    library::registered().into_iter().map(|(key, op)| (key, op.schema)).collect()
}

/// Opens a library and lets it register its ops.
#[pyfunction]
pub fn _load_extension(path: std::path::PathBuf) -> PyResult<()> {
    lumbre::capi::load_extension(path).or_raise()
}

/// Whether calls of this thread are being written down.
#[pyfunction]
pub fn _jit_recording() -> bool {
    lumbre::modes::get() & lumbre::modes::TRACE != 0
}
