//! `t[...]` and `t[...] = v`.

use crate::convert;
use crate::errors::OrRaise;
use crate::object::{PyTensor, as_tensor, wrap};
use lumbre::jit::trace::numbers;
use lumbre::indexing::{self, IndexItem as Item, Plan, Written};
use lumbre::{DType, Tensor};
use pyo3::exceptions::{PyIndexError, PyTypeError};
use pyo3::intern;
use pyo3::prelude::*;
use smallvec::SmallVec;
use pyo3::types::{PyBool, PyDict, PyEllipsis, PyInt, PyList, PyRange, PySlice, PyString, PyTuple};

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
    if key.is_exact_instance_of::<PyInt>() && !numbers::noting() {
        return wrap(py, indexing::select(x, 0, key.extract()?).or_raise()?);
    }
    if let Some(items) = basic(key)? {
        let view = match indexing::get_basic(x, &items) {
            Some(view) => view,
            None => x.get(&items).or_raise()?,
        };
        return wrap(py, view);
    }
    wrap(py, plan(x, key)?.get(x).or_raise()?)
}

/// An index of plain ints, slices and ellipses; `None`: anything else, which the general way reads.
fn basic(key: &Bound<PyAny>) -> PyResult<Option<SmallVec<[Item; 4]>>> {
    let mut out = SmallVec::new();
    if numbers::noting() {
        return Ok(None);
    }
    let mut one = |ob: &Bound<PyAny>| -> PyResult<bool> {
        if ob.is_exact_instance_of::<PyInt>() {
            // What does not fit is out of range too; the general way says so.
            let Ok(i) = ob.extract() else { return Ok(false) };
            out.push(Item::Int(i));
        } else if let Ok(s) = ob.cast::<PySlice>() {
            out.push(slice(s)?);
        } else if ob.is_instance_of::<PyEllipsis>() {
            out.push(Item::Ellipsis);
        } else {
            return Ok(false);
        }
        Ok(true)
    };
    let all = match key.cast_exact::<PyTuple>() {
        Ok(t) => {
            let mut all = true;
            for ob in t.iter_borrowed() {
                all = all && one(&ob)?;
            }
            all
        }
        Err(_) => one(key)?,
    };
    Ok(all.then_some(out))
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
    if let Ok(l) = key.cast::<PyList>() {
        if is_tuple_in_disguise(l) {
            return Ok(l.iter().collect());
        }
    }
    Ok(vec![key.clone()])
}

/// A short list that holds sequences, slices or tensors is an index of several entries, as it was in old numpy.
fn is_tuple_in_disguise(list: &Bound<PyList>) -> bool {
    list.len() < 32
        && list.iter().any(|i| {
            i.is_none()
                || as_tensor(&i).is_some()
                || i.is_instance_of::<PyList>()
                || i.is_instance_of::<PyTuple>()
                || i.is_instance_of::<PySlice>()
                || i.is_instance_of::<PyEllipsis>()
        })
}

fn item(ob: &Bound<PyAny>) -> PyResult<Item> {
    if ob.is_none() {
        return Ok(Item::NewAxis);
    }
    if ob.is_instance_of::<PyBool>() {
        return Ok(Item::Bool(ob.is_truthy()?));
    }
    if ob.is_exact_instance_of::<PyInt>() && !numbers::noting() {
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
    if ob.is_instance_of::<PyList>() || ob.is_instance_of::<PyTuple>() || ob.is_instance_of::<PyRange>() || ob.hasattr("__array_interface__")? {
        let t = crate::data::tensor_from(ob, None, None)?;
        // An empty list indexes nothing.
        let t = if t.numel() == 0 && t.dtype().is_float() { t.to_dtype(DType::I64).or_raise()? } else { t };
        return Ok(Item::Tensor(t));
    }
    Err(PyIndexError::new_err(format!(
        "only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are valid indices (got {})",
        convert::type_name(ob)
    )))
}

fn plan(x: &Tensor, key: &Bound<PyAny>) -> PyResult<Plan> {
    if numbers::noting() {
        numbers::clear();
    }
    let items = items(key)?.iter().map(item).collect::<PyResult<Vec<_>>>()?;
    indexing::plan(x, &items).or_raise()
}

fn slice(s: &Bound<PySlice>) -> PyResult<Item> {
    let py = s.py();
    if !numbers::noting() {
        let (mut start, mut stop, mut step) = (0, 0, 0);
        // SAFETY: a slice, and three places to write to.
        if unsafe { pyo3::ffi::PySlice_Unpack(s.as_ptr(), &mut start, &mut stop, &mut step) } == 0 {
            // Backwards is refused whatever the bounds, which stand for others then.
            return Ok(Item::Slice(Some(start as i64), Some(stop as i64), Some(step as i64)));
        }
        let e = PyErr::fetch(py);
        if !e.is_instance_of::<PyTypeError>(py) {
            return Err(e);
        }
    }
    let bound = |name: &Bound<PyString>| -> PyResult<Option<i64>> {
        let v = s.getattr(name)?;
        if v.is_none() {
            return Ok(None);
        }
        match convert::int(&v)? {
            Some(i) => Ok(Some(i)),
            None => Err(PyTypeError::new_err("slice indices must be integers or None or have an __index__ method")),
        }
    };
    Ok(Item::Slice(bound(intern!(py, "start"))?, bound(intern!(py, "stop"))?, bound(intern!(py, "step"))?))
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
    let number = if as_tensor(value).is_none() { convert::scalar(value)? } else { None };
    let written = number.map(Written::Number).or_else(|| as_tensor(value).map(Written::Tensor));
    if let (Some(written), Some(items)) = (written, basic(key)?) {
        if indexing::set_basic(x, &items, written).or_raise()? {
            return Ok(());
        }
    }
    let plan = plan(x, key)?;
    if let Some(s) = number {
        return plan.fill(x, s).or_raise();
    }
    let value = match as_tensor(value) {
        Some(t) => t.clone(),
        None if value.is_none() || value.is_instance_of::<PyString>() => {
            return Err(PyTypeError::new_err(format!("can't assign a {} to a {}", convert::type_name(value), lumbre::tensor::type_name(x.dtype(), x.device()))));
        }
        // Lists and arrays are taken too, where PyTorch refuses them, and cast to this tensor's dtype.
        None => crate::data::tensor_from(value, Some(x.dtype()), None)?,
    };
    plan.set(x, &value).or_raise()
}
