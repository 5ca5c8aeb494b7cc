//! `t[...]` and `t[...] = v`.

use crate::convert;
use crate::errors::OrRaise;
use crate::object::{PyTensor, as_tensor, wrap};
use lumbre::indexing::{self, IndexItem as Item, Plan};
use lumbre::{DType, Tensor};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyEllipsis, PyInt, PyList, PySlice, PyTuple};

/// Integer or bool index as a single fast step.
#[inline]
pub fn get<'py>(slf: &Bound<'py, PyTensor>, key: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let py = slf.py();
    if crate::overrides::needed(py, [slf.as_any(), key].into_iter()) {
        if let Some(out) = override_item(slf, "__getitem__", &[slf.as_any().clone(), key.clone()])? {
            return Ok(out);
        }
    }
    if crate::batched::holds(slf.as_any()) || crate::batched::holds(key) {
        return crate::batched::getitem(slf.as_any(), key);
    }
    let x = &slf.get().t;
    if key.is_exact_instance_of::<PyInt>() {
        return wrap(py, indexing::select(x, 0, key.extract()?).or_raise()?);
    }
    wrap(py, plan(x, key)?.get(x).or_raise()?)
}

fn override_item<'py>(slf: &Bound<'py, PyTensor>, name: &str, args: &[Bound<'py, PyAny>]) -> PyResult<Option<Bound<'py, PyAny>>> {
    let py = slf.py();
    let func = py.get_type::<PyTensor>().getattr(name)?;
    let relevant = PyList::empty(py);
    for a in args {
        crate::overrides::collect(a, &relevant)?;
    }
    let out = py.import("lumbre.overrides")?.getattr("_dispatch")?.call1((func, relevant, PyTuple::new(py, args)?, PyDict::new(py)))?;
    if out.is_none() { Ok(None) } else { Ok(Some(out.get_item(0)?)) }
}

fn items<'py>(key: &Bound<'py, PyAny>) -> PyResult<Vec<Bound<'py, PyAny>>> {
    if let Ok(t) = key.cast::<PyTuple>() {
        return Ok(t.iter().collect());
    }
    match key.cast::<PyList>() {
        Ok(list) if stands_for_tuple(list) => Ok(list.iter().collect()),
        _ => Ok(vec![key.clone()]),
    }
}

/// A short list that holds more than numbers is read as a tuple, as numpy did once.
fn stands_for_tuple(list: &Bound<PyList>) -> bool {
    const LONGEST: usize = 32;
    let part = |x: &Bound<PyAny>| {
        // SAFETY: a plain query of the type's slots.
        let sequence = unsafe { pyo3::ffi::PySequence_Check(x.as_ptr()) } != 0;
        sequence || x.is_none() || x.is_instance_of::<PySlice>() || x.is_instance_of::<PyEllipsis>() || as_tensor(x).is_some()
    };
    list.len() < LONGEST && list.iter().any(|x| part(&x))
}

fn item(ob: &Bound<PyAny>) -> PyResult<Item> {
    if ob.is_none() {
        return Ok(Item::NewAxis);
    }
    if ob.is_instance_of::<PyBool>() {
        return Ok(Item::Bool(ob.is_truthy()?));
    }
    if ob.is_exact_instance_of::<PyInt>() {
        return Ok(Item::Int(ob.extract()?));
    }
    if let Ok(s) = ob.cast::<PySlice>() {
        return slice(s);
    }
    if ob.is_instance_of::<PyEllipsis>() {
        return Ok(Item::Ellipsis);
    }
    if let Some(t) = as_tensor(ob) {
        if t.dim() == 0 && t.dtype() != DType::Bool && t.dtype().is_int() {
            return Ok(Item::Int(t.item().or_raise()?.to_i64()));
        }
        return Ok(Item::Tensor(t.clone()));
    }
    if let Some(i) = convert::int(ob)? {
        return Ok(Item::Int(i));
    }
    if ob.is_instance_of::<PyList>() || ob.is_instance_of::<PyTuple>() || ob.hasattr("__array_interface__")? {
        let t = crate::data::tensor_from(ob, None, None)?;
        // An empty list indexes nothing.
        let t = if t.numel() == 0 && t.dtype().is_float() { t.to_dtype(DType::I64).or_raise()? } else { t };
        return Ok(Item::Tensor(t));
    }
    Err(PyTypeError::new_err(format!(
        "only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are valid indices (got {})",
        convert::type_name(ob)
    )))
}

fn plan(x: &Tensor, key: &Bound<PyAny>) -> PyResult<Plan> {
    let items = items(key)?.iter().map(item).collect::<PyResult<Vec<_>>>()?;
    indexing::plan(x, &items).or_raise()
}

fn slice(s: &Bound<PySlice>) -> PyResult<Item> {
    let bound = |name: &str| -> PyResult<Option<i64>> {
        let v = s.getattr(name)?;
        if v.is_none() {
            return Ok(None);
        }
        match convert::int(&v)? {
            Some(i) => Ok(Some(i)),
            None => Err(PyTypeError::new_err("slice indices must be integers or None or have an __index__ method")),
        }
    };
    Ok(Item::Slice(bound("start")?, bound("stop")?, bound("step")?))
}

pub fn set<'py>(slf: &Bound<'py, PyTensor>, key: &Bound<'py, PyAny>, value: &Bound<'py, PyAny>) -> PyResult<()> {
    let py = slf.py();
    if crate::overrides::needed(py, [slf.as_any(), key, value].into_iter()) {
        let args = [slf.as_any().clone(), key.clone(), value.clone()];
        if override_item(slf, "__setitem__", &args)?.is_some() {
            return Ok(());
        }
    }
    if [slf.as_any(), key, value].into_iter().any(crate::batched::holds) {
        return crate::batched::setitem(slf.as_any(), key, value);
    }
    let x = &slf.get().t;
    let plan = plan(x, key)?;
    let number = if as_tensor(value).is_none() { convert::scalar(value)? } else { None };
    if let Some(s) = number {
        return plan.fill(x, s).or_raise();
    }
    let value = match as_tensor(value) {
        Some(t) => t.clone(),
        None => crate::data::tensor_from(value, None, None)?,
    };
    plan.set(x, &value).or_raise()
}
