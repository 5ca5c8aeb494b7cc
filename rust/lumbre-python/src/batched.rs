//! The binding's part of `vmap`: objects that stand for one sample of a batch, and calls on them handed to Python's batching rules.
//!
//! Such an object's handle is a meta tensor in the shape of one sample, so that shapes and dtypes read as if there were no batch, and
//! an op that no rule took can never read memory.

use crate::call::{Group, one_value};
use crate::convert;
use crate::errors::OrRaise;
use crate::object::{PyTensor, as_tensor, wrap_as};
use lumbre::ops::table_types::flag;
use lumbre::ops::value::Stack;
use lumbre::ops::{Form, Op};
use lumbre::storage::Storage;
use lumbre::tensor::Dims;
use lumbre::{Device, Tensor};
use pyo3::exceptions::{PyIndexError, PyRuntimeError};
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyList, PyTuple, PyType};
use std::cell::Cell;
use std::sync::atomic::{AtomicPtr, Ordering};

/// The class of the objects; null until `vmap` is imported.
static CLASS: AtomicPtr<ffi::PyTypeObject> = AtomicPtr::new(std::ptr::null_mut());

struct Handlers {
    class: Py<PyType>,
    /// `(op id, in place, arguments, out) -> result`.
    call: Py<PyAny>,
    getitem: Py<PyAny>,
    setitem: Py<PyAny>,
}

static HANDLERS: PyOnceLock<Handlers> = PyOnceLock::new();

thread_local! {
    /// How many `vmap`s are running in this thread.
    static DEPTH: Cell<u32> = const { Cell::new(0) };
}

/// Names the class and the functions that take its calls.
#[pyfunction]
pub fn _set_batched(py: Python, class: Py<PyType>, call: Py<PyAny>, getitem: Py<PyAny>, setitem: Py<PyAny>) {
    let p = class.bind(py).as_type_ptr();
    if HANDLERS.set(py, Handlers { class, call, getitem, setitem }).is_ok() {
        CLASS.store(p, Ordering::Release);
    }
}

#[pyfunction]
pub fn _set_vmap_depth(depth: u32) {
    DEPTH.with(|d| d.set(depth));
}

#[inline]
pub fn is_class(ty: *mut ffi::PyTypeObject) -> bool {
    ty == CLASS.load(Ordering::Relaxed)
}

/// Whether the object, or one in the list or tuple it is, stands for a sample of a batch.
#[inline]
pub fn holds(ob: &Bound<PyAny>) -> bool {
    let class = CLASS.load(Ordering::Relaxed);
    if class.is_null() {
        return false;
    }
    let ty = ob.get_type_ptr();
    if ty == class {
        return true;
    }
    // SAFETY: flag tests on a live type.
    let flags = unsafe { ffi::PyType_GetFlags(ty) };
    flags & (ffi::Py_TPFLAGS_LIST_SUBCLASS | ffi::Py_TPFLAGS_TUPLE_SUBCLASS) != 0
        && ob.try_iter().is_ok_and(|it| it.flatten().any(|x| holds(&x)))
}

/// Whether Python's rules take a call of `op` even where no argument is batched.
#[inline]
pub fn takes_random(op: &Op) -> bool {
    op.is(flag::RANDOM) && DEPTH.with(Cell::get) > 0
}

fn handlers<'py>(py: Python<'py>) -> PyResult<&'py Handlers> {
    HANDLERS.get(py).ok_or_else(|| PyRuntimeError::new_err("vmap: the package is not imported"))
}

/// Hands a parsed call to the batching rules: all arguments in the order of the declaration.
pub fn call<'py>(py: Python<'py>, op: &'static Op, form: Form, stack: Stack, out: Option<&Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyAny>> {
    let args = stack.into_iter().map(|v| convert::to_object(py, v)).collect::<PyResult<Vec<_>>>()?;
    handlers(py)?.call.bind(py).call1((op.id, form == Form::Inplace, PyList::new(py, args)?, out))
}

pub fn getitem<'py>(x: &Bound<'py, PyAny>, key: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    handlers(x.py())?.getitem.bind(x.py()).call1((x, key))
}

pub fn setitem<'py>(x: &Bound<'py, PyAny>, key: &Bound<'py, PyAny>, value: &Bound<'py, PyAny>) -> PyResult<()> {
    handlers(x.py())?.setitem.bind(x.py()).call1((x, key, value)).map(|_| ())
}

/// A sample of `value`, whose first dimension is the batch, at a level.
#[pyfunction]
pub fn _wrap_batched<'py>(py: Python<'py>, value: &Bound<'py, PyAny>, level: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let t = as_tensor(value).ok_or_else(|| PyRuntimeError::new_err("vmap: a tensor was expected"))?;
    let mut g = (*t.geometry()).clone();
    if g.sizes.is_empty() {
        return Err(PyIndexError::new_err("vmap: a tensor without dimensions cannot be batched"));
    }
    g.sizes = Dims::from_slice(&g.sizes[1..]);
    g.strides = Dims::from_slice(&g.strides[1..]);
    g.storage = Storage::empty(0, Device::Meta).or_raise()?;
    g.offset = 0;
    let ob = wrap_as(handlers(py)?.class.bind(py), Tensor::from_geometry(g))?;
    for (name, v) in [(pyo3::intern!(py, "_value"), value), (pyo3::intern!(py, "_level"), level)] {
        // SAFETY: plain generic attribute assignment on a live object.
        if unsafe { ffi::PyObject_GenericSetAttr(ob.as_ptr(), name.as_ptr(), v.as_ptr()) } != 0 {
            return Err(PyErr::fetch(py));
        }
    }
    Ok(ob)
}

/// Calls op number `id` with all its arguments in the order of the declaration.
#[pyfunction]
#[pyo3(signature = (id, inplace, args))]
pub fn _call_id<'py>(py: Python<'py>, id: usize, inplace: bool, args: &Bound<'py, PyList>) -> PyResult<Bound<'py, PyAny>> {
    let op = lumbre::ops::custom::by_id(id).ok_or_else(|| PyIndexError::new_err("no op of this number"))?;
    let form = if inplace { Form::Inplace } else { Form::Plain };
    let group = Group::single(op, form);
    let mut stack = Stack::new();
    for (i, arg) in op.args.iter().enumerate() {
        stack.push(one_value(py, &group, op, arg, i, &args.get_item(i)?)?);
    }
    if args.iter().any(|a| holds(&a)) || takes_random(op) {
        return call(py, op, form, stack, None);
    }
    let value = lumbre::ops::call(op, form, &stack).or_raise()?;
    if inplace {
        return args.get_item(0);
    }
    crate::call::result(py, op, value)
}

/// Whether the graph behind `outputs` ends in a leaf that is none of `leaves`.
#[pyfunction]
pub fn _reaches_other_leaf(outputs: &Bound<PyTuple>, leaves: &Bound<PyTuple>) -> PyResult<bool> {
    let tensors = |list: &Bound<PyTuple>| list.iter().filter_map(|o| o.cast::<PyTensor>().ok().map(|b| b.get().t.clone())).collect::<Vec<_>>();
    Ok(lumbre::autograd::reaches_other_leaf(&tensors(outputs), &tensors(leaves)))
}
