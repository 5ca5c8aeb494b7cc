//! `__torch_function__`: subclasses, other objects, and modes.

use crate::call::{Args, Group};
use crate::object::{self, PyTensor, is_plain, tensor_type};
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyList, PyString, PyTuple};
use std::cell::Cell;

thread_local! {
    /// `DisableTorchFunctionSubclass` and `DisableTorchFunction` nesting.
    static DISABLED: Cell<u32> = const { Cell::new(0) };
    /// Active `TorchFunctionMode`s; the stack itself is Python's.
    static MODES: Cell<u32> = const { Cell::new(0) };
}

#[pyfunction]
pub fn _torch_function_disable(on: bool) {
    DISABLED.with(|d| d.set(if on { d.get() + 1 } else { d.get().saturating_sub(1) }));
}

#[pyfunction]
pub fn _torch_function_disabled() -> bool {
    DISABLED.with(Cell::get) > 0
}

#[pyfunction]
pub fn _set_torch_function_modes(count: u32) {
    MODES.with(|m| m.set(count));
}

/// Whether one object's class takes calls over.
fn one_wants(ob: &Bound<PyAny>) -> bool {
    let (py, ty) = (ob.py(), ob.get_type_ptr());
    ty != tensor_type(py) && !ob.is_none() && !crate::batched::is_class(ty) && !is_plain(py, ty) && overrides(ob)
}

/// Whether any of the arguments (or a mode) takes calls over.
#[pyfunction]
pub fn _has_torch_function(args: &Bound<PyAny>) -> PyResult<bool> {
    if modes_active() {
        return Ok(true);
    }
    if let Ok(t) = args.cast_exact::<PyTuple>() {
        return Ok(t.iter_borrowed().any(|x| one_wants(&x)));
    }
    for x in args.try_iter()? {
        if one_wants(&x?) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether the argument (or a mode) takes calls over.
#[pyfunction]
pub fn _has_torch_function_unary(x: &Bound<PyAny>) -> bool {
    modes_active() || one_wants(x)
}

/// Whether any of the arguments (or a mode) takes calls over.
#[pyfunction]
#[pyo3(signature = (*args))]
pub fn _has_torch_function_variadic(args: &Bound<PyTuple>) -> bool {
    modes_active() || args.iter_borrowed().any(|x| one_wants(&x))
}

/// Whether the object is a tensor of exactly that class, or a number or `None` of Python's own.
#[inline]
pub fn plain(ob: &Bound<PyAny>) -> bool {
    let ty = ob.get_type_ptr();
    ty == tensor_type(ob.py())
        || ob.is_exact_instance_of::<pyo3::types::PyInt>()
        || ob.is_exact_instance_of::<pyo3::types::PyFloat>()
        || ob.is_exact_instance_of::<pyo3::types::PyBool>()
        || ob.is_none()
}

/// Whether any argument, or a mode, wants to take the call.
#[inline]
pub fn needed<'a, 'py: 'a>(py: Python<'py>, args: impl Iterator<Item = &'a Bound<'py, PyAny>>) -> bool {
    if MODES.with(Cell::get) > 0 {
        return true;
    }
    let plain = tensor_type(py);
    for ob in args {
        let ty = ob.get_type_ptr();
        if ty == plain {
            continue;
        }
        if wants(py, ob, ty) {
            return true;
        }
    }
    false
}

#[inline]
fn wants(py: Python, ob: &Bound<PyAny>, ty: *mut ffi::PyTypeObject) -> bool {
    if crate::batched::is_class(ty) {
        return false;
    }
    // SAFETY: plain flag tests on a live type; the built-in types never override.
    let flags = unsafe { ffi::PyType_GetFlags(ty) };
    if flags & (ffi::Py_TPFLAGS_LIST_SUBCLASS | ffi::Py_TPFLAGS_TUPLE_SUBCLASS) != 0 {
        // SAFETY: checked by the flags above.
        return ob.try_iter().is_ok_and(|it| it.flatten().any(|x| x.get_type_ptr() != tensor_type(py) && wants(py, &x, x.get_type_ptr())));
    }
    if flags & (ffi::Py_TPFLAGS_LONG_SUBCLASS | ffi::Py_TPFLAGS_UNICODE_SUBCLASS | ffi::Py_TPFLAGS_DICT_SUBCLASS) != 0
        || ob.is_none()
        || is_plain(py, ty)
        || ob.is_exact_instance_of::<pyo3::types::PyFloat>()
        || ob.is_instance_of::<pyo3::types::PySlice>()
        || ob.is_exact_instance_of::<pyo3::types::PyEllipsis>()
        || crate::types::is_ours(ob)
    {
        return false;
    }
    overrides(ob)
}

/// Whether the object's class defines `__torch_function__` and it is not switched off.
pub fn overrides(ob: &Bound<PyAny>) -> bool {
    let py = ob.py();
    let is_tensor = ob.is_instance_of::<PyTensor>();
    if is_tensor && DISABLED.with(Cell::get) > 0 {
        return false;
    }
    let Ok(f) = ob.get_type().getattr(name(py)) else { return false };
    if disabled_impl(py).is_some_and(|d| f.is(d)) {
        if is_tensor {
            object::remember_plain(ob.get_type_ptr());
        }
        return false;
    }
    true
}

fn name(py: Python<'_>) -> &Bound<'_, PyString> {
    pyo3::intern!(py, "__torch_function__")
}

static DISABLED_IMPL: PyOnceLock<Py<PyAny>> = PyOnceLock::new();

/// Sets the object that a class assigns to `__torch_function__` to opt out.
#[pyfunction]
pub fn _set_disabled_torch_function_impl(py: Python, f: Py<PyAny>) {
    let _ = DISABLED_IMPL.set(py, f);
}

fn disabled_impl<'py>(py: Python<'py>) -> Option<&'py Bound<'py, PyAny>> {
    DISABLED_IMPL.get(py).map(|f| f.bind(py))
}

static PUBLIC: PyOnceLock<Py<PyDict>> = PyOnceLock::new();

/// (namespace, name) -> the public function object that overrides are handed.
pub fn public(py: Python<'_>) -> &Bound<'_, PyDict> {
    PUBLIC.get_or_init(py, || PyDict::new(py).unbind()).bind(py)
}

/// Hands the call to modes and overriding arguments. `None`: nobody took it.
pub fn dispatch<'py>(py: Python<'py>, group: &Group, args: &Args<'_, 'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
    let Some(func) = public(py).get_item((&*group.space, &*group.name))? else { return Ok(None) };
    let all: Vec<_> = args.this.into_iter().chain(args.positional).cloned().collect();
    let kwargs = PyDict::new(py);
    for (n, v) in args.names.iter().zip(args.values) {
        kwargs.set_item(n, v)?;
    }
    let relevant = PyList::empty(py);
    for ob in args.this.into_iter().chain(args.positional).chain(args.values) {
        collect(ob, &relevant)?;
    }
    let handle = py.import("lumbre.overrides")?.getattr("_dispatch")?;
    let tuple = PyTuple::new(py, all)?;
    let out = handle.call1((func, relevant, tuple, kwargs))?;
    // The handler answers with a one-element tuple, or None when there was nobody to ask.
    if out.is_none() { Ok(None) } else { Ok(Some(out.get_item(0)?)) }
}

pub fn collect<'py>(ob: &Bound<'py, PyAny>, into: &Bound<'py, PyList>) -> PyResult<()> {
    if ob.is_instance_of::<PyList>() || ob.is_instance_of::<PyTuple>() {
        for x in ob.try_iter()? {
            collect(&x?, into)?;
        }
        return Ok(());
    }
    if ob.get_type_ptr() != tensor_type(ob.py()) && wants(ob.py(), ob, ob.get_type_ptr()) {
        into.append(ob)?;
    }
    Ok(())
}

#[inline]
pub fn modes_active() -> bool {
    MODES.with(Cell::get) > 0
}
