//! `t[...]` and `t[...] = v`.

use crate::convert;
use crate::errors::OrRaise;
use crate::object::{PyTensor, as_tensor, wrap};
use lumbre::{DType, Scalar, Tensor};
use pyo3::exceptions::{PyIndexError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyEllipsis, PyInt, PyList, PySlice, PyTuple};

/// What basic indexing leaves: a view, and the tensors that index it.
struct Plan {
    view: Tensor,
    indices: Vec<Option<Tensor>>,
}

enum Item<'py> {
    Int(i64),
    Slice(Bound<'py, PySlice>),
    None,
    Ellipsis,
    Bool(bool),
    Tensor(Tensor),
}

/// Integer or bool index as a single fast step.
#[inline]
pub fn get<'py>(slf: &Bound<'py, PyTensor>, key: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let py = slf.py();
    if crate::overrides::needed(py, [slf.as_any(), key].into_iter()) {
        if let Some(out) = override_item(slf, "__getitem__", &[slf.as_any().clone(), key.clone()])? {
            return Ok(out);
        }
    }
    let x = &slf.get().t;
    if key.is_exact_instance_of::<PyInt>() {
        return wrap(py, select(x, 0, key.extract()?)?);
    }
    let plan = plan(x, key)?;
    if plan.indices.is_empty() {
        // An index that selects everything still makes a new tensor.
        let out = if plan.view.is_same(x) { x.alias().or_raise()? } else { plan.view };
        return wrap(py, out);
    }
    wrap(py, plan.view.index(&plan.indices).or_raise()?)
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

fn select(x: &Tensor, dim: usize, i: i64) -> PyResult<Tensor> {
    let g = x.geometry();
    if g.dim() == 0 {
        return Err(PyIndexError::new_err(
            "invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a 0-dim tensor to a number",
        ));
    }
    let n = g.sizes.get(dim).copied().unwrap_or(0);
    if i < -n || i >= n {
        return Err(PyIndexError::new_err(format!("index {i} is out of bounds for dimension {dim} with size {n}")));
    }
    drop(g);
    x.select(dim as i64, i).or_raise()
}

fn items<'py>(key: &Bound<'py, PyAny>) -> PyResult<Vec<Bound<'py, PyAny>>> {
    if let Ok(t) = key.cast::<PyTuple>() {
        return Ok(t.iter().collect());
    }
    Ok(vec![key.clone()])
}

fn item<'py>(ob: &Bound<'py, PyAny>) -> PyResult<Item<'py>> {
    if ob.is_none() {
        return Ok(Item::None);
    }
    if ob.is_instance_of::<PyBool>() {
        return Ok(Item::Bool(ob.is_truthy()?));
    }
    if ob.is_exact_instance_of::<PyInt>() {
        return Ok(Item::Int(ob.extract()?));
    }
    if let Ok(s) = ob.cast::<PySlice>() {
        return Ok(Item::Slice(s.clone()));
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

/// How many dimensions of the tensor an index takes.
fn taken(item: &Item) -> usize {
    match item {
        Item::Int(_) | Item::Slice(_) => 1,
        Item::Tensor(t) if matches!(t.dtype(), DType::Bool | DType::U8) => t.dim(),
        Item::Tensor(_) => 1,
        _ => 0,
    }
}

fn plan(x: &Tensor, key: &Bound<PyAny>) -> PyResult<Plan> {
    let items = items(key)?.iter().map(item).collect::<PyResult<Vec<_>>>()?;
    let used: usize = items.iter().map(taken).sum();
    let n = x.dim();
    if used > n {
        if n == 0 && items.iter().any(|i| matches!(i, Item::Int(_))) {
            select(x, 0, 0)?;
        }
        return Err(PyIndexError::new_err(format!("too many indices for tensor of dimension {n}")));
    }
    let mut view = x.clone();
    let mut indices: Vec<Option<Tensor>> = Vec::new();
    let mut dim = 0usize;
    let put = |indices: &mut Vec<Option<Tensor>>, at: usize, t: Tensor| {
        while indices.len() <= at {
            indices.push(None);
        }
        indices[at] = Some(t);
    };
    for it in &items {
        match it {
            Item::Int(i) => view = select_at(&view, dim, *i)?,
            Item::Slice(s) => {
                view = slice(&view, dim, s)?;
                dim += 1;
            }
            Item::None => {
                view = view.unsqueeze(dim as i64).or_raise()?;
                dim += 1;
            }
            Item::Ellipsis => dim += n - used,
            Item::Bool(b) => {
                view = view.unsqueeze(dim as i64).or_raise()?;
                let t = Tensor::scalar(Scalar::Bool(*b), DType::Bool).or_raise()?;
                let t = if *b { Tensor::zeros(&[1], DType::I64, x.device()).or_raise()? } else { let _ = t; Tensor::zeros(&[0], DType::I64, x.device()).or_raise()? };
                put(&mut indices, dim, t);
                dim += 1;
            }
            Item::Tensor(t) => {
                let step = taken(it);
                if t.dim() == 0 && t.dtype() == DType::Bool {
                    view = view.unsqueeze(dim as i64).or_raise()?;
                    let on = t.item().or_raise()?.to_bool();
                    put(&mut indices, dim, Tensor::zeros(&[on as i64], DType::I64, x.device()).or_raise()?);
                    dim += 1;
                    continue;
                }
                put(&mut indices, dim, t.clone());
                dim += step;
            }
        }
    }
    // A mask over several dimensions is one index tensor per dimension inside `index`; keep its place.
    Ok(Plan { view, indices })
}

fn select_at(view: &Tensor, dim: usize, i: i64) -> PyResult<Tensor> {
    select(view, dim, i)
}

fn slice(view: &Tensor, dim: usize, s: &Bound<PySlice>) -> PyResult<Tensor> {
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
    let (start, stop, step) = (bound("start")?, bound("stop")?, bound("step")?.unwrap_or(1));
    if step <= 0 {
        return Err(PyValueError::new_err(if step == 0 { "slice step cannot be zero" } else { "step must be greater than zero" }));
    }
    if start.is_none_or(|s| s == 0) && stop.is_none() && step == 1 {
        return Ok(view.clone());
    }
    view.slice_with(dim as i64, start, stop, step).or_raise()
}

pub fn set<'py>(slf: &Bound<'py, PyTensor>, key: &Bound<'py, PyAny>, value: &Bound<'py, PyAny>) -> PyResult<()> {
    let py = slf.py();
    if crate::overrides::needed(py, [slf.as_any(), key, value].into_iter()) {
        let args = [slf.as_any().clone(), key.clone(), value.clone()];
        if override_item(slf, "__setitem__", &args)?.is_some() {
            return Ok(());
        }
    }
    let x = &slf.get().t;
    let plan = plan(x, key)?;
    let number = if as_tensor(value).is_none() { convert::scalar(value)? } else { None };
    if let (Some(s), true) = (number, plan.indices.is_empty()) {
        plan.view.fill_(s).or_raise()?;
        return Ok(());
    }
    if let (Some(s), [Some(mask)]) = (number, &plan.indices[..]) {
        // A mask of the whole view needs no list of places.
        let plain = !plan.view.requires_grad() && plan.view.dtype().is_float() && !s.is_complex();
        if plain && mask.dtype() == DType::Bool && mask.sizes() == plan.view.sizes() {
            plan.view.masked_fill_(mask, s).or_raise()?;
            return Ok(());
        }
    }
    let value = match (as_tensor(value), number) {
        (Some(t), _) => t.clone(),
        (None, Some(s)) => Tensor::full(&[], s, x.dtype(), x.device()).or_raise()?,
        (None, None) => crate::data::tensor_from(value, None, None)?,
    };
    if plan.indices.is_empty() {
        // Leading dimensions of size 1 of the value fall away, as in numpy.
        let mut v = value;
        while v.dim() > plan.view.dim() && v.size(0).or_raise()? == 1 {
            v = v.squeeze_dim(&[0]).or_raise()?;
        }
        plan.view.copy_(&v).or_raise()?;
        return Ok(());
    }
    let value = if value.dtype() == x.dtype() { value } else { value.to_dtype(x.dtype()).or_raise()? };
    plan.view.index_put_(&plan.indices, &value, false).or_raise()?;
    Ok(())
}
