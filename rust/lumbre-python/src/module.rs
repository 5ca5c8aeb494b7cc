//! `nn.Module` where a Python frame would cost more than the op: the call itself, and what is done for every parameter of a tree.

use crate::call::{Args, call};
use crate::door::Function;
use crate::errors::to_py;
use crate::object::{as_tensor, is_plain};
use pyo3::ffi;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyList, PyString, PyTuple, PyType};
use std::collections::HashSet;

/// What `Module.__call__` needs of Python.
struct Called {
    /// Registries of hooks for every module.
    globals: Vec<Py<PyDict>>,
    /// The call in Python, hooks and all: `(module, *args, **kwargs)`.
    slow: Py<PyAny>,
    /// Told of an error and the module it went through.
    note: Py<PyAny>,
    /// `Linear`, its `forward`, and the names its `forward` looks `linear` up in.
    linear: (Py<PyType>, Py<PyAny>, Py<PyDict>),
    /// What `linear` means there as long as nobody has put something else in its place.
    function: Option<Py<PyAny>>,
    /// `Sequential`, and its `forward`.
    sequential: (Py<PyType>, Py<PyAny>),
}

static CALLED: PyOnceLock<Called> = PyOnceLock::new();
static LINEAR: Function = Function::new("nn.functional", "linear");

/// Puts the native `__call__` on the class `Module`.
#[pyfunction]
pub fn _set_module_call(
    module: &Bound<PyType>,
    globals: Vec<Py<PyDict>>,
    slow: Py<PyAny>,
    note: Py<PyAny>,
    linear: (Py<PyType>, Py<PyAny>, Py<PyDict>),
    sequential: (Py<PyType>, Py<PyAny>),
) -> PyResult<()> {
    let py = module.py();
    let function = linear.2.bind(py).get_item(intern!(py, "linear"))?.map(Bound::unbind);
    if CALLED.set(py, Called { globals, slow, note, linear, function, sequential }).is_err() {
        return Ok(());
    }
    let def = Box::leak(Box::new(ffi::PyMethodDef {
        ml_name: c"__call__".as_ptr(),
        ml_meth: ffi::PyMethodDefPointer { PyCFunctionFastWithKeywords: entry },
        ml_flags: ffi::METH_FASTCALL | ffi::METH_KEYWORDS,
        ml_doc: c"__call__($self, /, *args, **kwargs)\n--\n\nRuns `forward` on the arguments, and the hooks around it.".as_ptr(),
    }));
    // SAFETY: the definition is leaked, the type is alive and is never freed: it holds the descriptor.
    let descr = unsafe { Bound::from_owned_ptr_or_err(py, ffi::PyDescr_NewMethod(module.as_type_ptr(), def))? };
    module.setattr(intern!(py, "__call__"), descr)
}

/// The C function behind `Module.__call__`.
///
/// # Safety
/// Called by the interpreter under the vectorcall protocol, with the GIL held.
unsafe extern "C" fn entry(this: *mut ffi::PyObject, args: *const *mut ffi::PyObject, n: ffi::Py_ssize_t, names: *mut ffi::PyObject) -> *mut ffi::PyObject {
    // SAFETY: the interpreter holds the GIL and calls us.
    let py = unsafe { Python::assume_attached() };
    let body = || -> PyResult<Bound<'_, PyAny>> {
        // SAFETY: a borrowed reference, alive during the call.
        let this = unsafe { std::mem::ManuallyDrop::new(Bound::from_owned_ptr(py, this)) };
        let count = if names.is_null() { 0 } else {
            // SAFETY: a tuple of strings.
            unsafe { ffi::PyTuple_Size(names) as usize }
        };
        let n = n as usize;
        let given: &[Bound<'_, PyAny>] = match n + count {
            0 => &[],
            // SAFETY: `Bound` is a transparent pointer; the interpreter keeps the arguments alive, and the slice drops none.
            all => unsafe { std::slice::from_raw_parts(args as *const Bound<'_, PyAny>, all) },
        };
        let kwargs = if count == 0 { None } else {
            let kwargs = PyDict::new(py);
            // SAFETY: a tuple of strings, borrowed.
            let names = unsafe { Bound::from_borrowed_ptr(py, names) }.cast_into::<PyTuple>()?;
            for (name, value) in names.iter_borrowed().zip(&given[n..]) {
                kwargs.set_item(name, value)?;
            }
            Some(kwargs)
        };
        module_call(&this, &given[..n], kwargs.as_ref())
    };
    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(body)) {
        Ok(Ok(ob)) => ob.into_ptr(),
        Ok(Err(e)) => {
            e.restore(py);
            std::ptr::null_mut()
        }
        Err(payload) => {
            to_py(lumbre::storage::of_panic(&*payload)).restore(py);
            std::ptr::null_mut()
        }
    }
}

fn module_call<'py>(module: &Bound<'py, PyAny>, args: &[Bound<'py, PyAny>], kwargs: Option<&Bound<'py, PyDict>>) -> PyResult<Bound<'py, PyAny>> {
    let py = module.py();
    let Some(c) = CALLED.get(py) else { return Err(pyo3::exceptions::PyRuntimeError::new_err("Module: the package is not imported")) };
    // SAFETY: a new reference, or null and an error.
    let own = unsafe { Bound::from_owned_ptr_or_err(py, ffi::PyObject_GenericGetDict(module.as_ptr(), std::ptr::null_mut()))? };
    let own = own.cast_into::<PyDict>()?;
    if !bare(c, &own)? {
        let mut all = vec![module.clone()];
        all.extend_from_slice(args);
        return c.slow.bind(py).call(PyTuple::new(py, all)?, kwargs);
    }
    forward(c, module, &own, args, kwargs).inspect_err(|e| {
        // A note is a courtesy: what goes wrong with it must not replace the error.
        if e.is_instance_of::<pyo3::exceptions::PyException>(py) {
            let _ = c.note.bind(py).call1((module, e.value(py)));
        }
    })
}

/// Whether neither this module nor all modules have hooks.
fn bare(c: &Called, own: &Bound<PyDict>) -> PyResult<bool> {
    let py = own.py();
    if c.globals.iter().any(|d| !d.bind(py).is_empty()) {
        return Ok(false);
    }
    for name in [intern!(py, "_backward_hooks"), intern!(py, "_backward_pre_hooks"), intern!(py, "_forward_hooks"), intern!(py, "_forward_pre_hooks")] {
        match own.get_item(name)? {
            Some(hooks) if hooks.cast::<PyDict>().is_ok_and(|h| h.is_empty()) => {}
            _ => return Ok(false),
        }
    }
    Ok(own.get_item(intern!(py, "_compiled_call_impl"))?.is_none_or(|f| f.is_none()))
}

/// `module.forward(*args, **kwargs)`; of the two classes that nearly every model is made of, without a frame.
fn forward<'py>(c: &Called, module: &Bound<'py, PyAny>, own: &Bound<'py, PyDict>, args: &[Bound<'py, PyAny>], kwargs: Option<&Bound<'py, PyDict>>) -> PyResult<Bound<'py, PyAny>> {
    let py = module.py();
    let name = intern!(py, "forward");
    if let ([input], None) = (args, kwargs) {
        let ty = module.get_type();
        let as_made = |class: &Py<PyType>, f: &Py<PyAny>| -> PyResult<bool> { Ok(ty.is(class) && ty.getattr(name)?.is(f) && !own.contains(name)?) };
        if as_made(&c.linear.0, &c.linear.1)? {
            if let Some(out) = linear(c, own, input)? {
                return Ok(out);
            }
        } else if as_made(&c.sequential.0, &c.sequential.1)? {
            if let Some(children) = own.get_item(intern!(py, "_modules"))?.and_then(|d| d.cast_into::<PyDict>().ok()) {
                let mut x = input.clone();
                for child in children.values() {
                    x = child.call1((x,))?;
                }
                return Ok(x);
            }
        }
    }
    module.getattr(name)?.call(PyTuple::new(py, args)?, kwargs)
}

/// `F.linear(input, self.weight, self.bias)`; `None` where one of the names means something else than the class made.
fn linear<'py>(c: &Called, own: &Bound<'py, PyDict>, input: &Bound<'py, PyAny>) -> PyResult<Option<Bound<'py, PyAny>>> {
    let py = own.py();
    let (w, b) = (intern!(py, "weight"), intern!(py, "bias"));
    let known = match (c.linear.2.bind(py).get_item(intern!(py, "linear"))?, &c.function) {
        (Some(now), Some(made)) => now.is(made),
        _ => false,
    };
    if !known || own.contains(w)? || own.contains(b)? {
        return Ok(None);
    }
    let Some(parameters) = own.get_item(intern!(py, "_parameters"))?.and_then(|d| d.cast_into::<PyDict>().ok()) else { return Ok(None) };
    let (Some(weight), Some(bias)) = (parameters.get_item(w)?, parameters.get_item(b)?) else { return Ok(None) };
    let positional = [input.clone(), weight, bias];
    call(py, LINEAR.group(py)?, &Args { this: None, positional: &positional, names: &[], values: &[] }).map(Some)
}

/// The walk over a tree of modules, in the order of `named_modules`.
struct Walk<'a, 'py> {
    base: &'a Bound<'py, PyType>,
    seen: HashSet<usize>,
    found: Bound<'py, PyList>,
}

/// Whether the class of `module` has `base`'s own method of this name.
fn inherits<'py>(module: &Bound<'py, PyAny>, base: &Bound<'py, PyType>, name: &Bound<'py, PyString>) -> PyResult<bool> {
    Ok(module.get_type().getattr(name)?.is(&base.getattr(name)?))
}

impl<'py> Walk<'_, 'py> {
    /// False where something is not as `Module` makes it.
    fn visit(&mut self, module: &Bound<'py, PyAny>) -> PyResult<bool> {
        let py = module.py();
        if !self.seen.insert(module.as_ptr() as usize) {
            return Ok(true);
        }
        if !inherits(module, self.base, intern!(py, "named_modules"))? {
            return Ok(false);
        }
        let own = module.getattr(intern!(py, "__dict__"))?;
        let Ok(own) = own.cast_exact::<PyDict>() else { return Ok(false) };
        let members = |name| -> PyResult<Option<Bound<'py, PyDict>>> { Ok(own.get_item(name)?.and_then(|d| d.cast_into::<PyDict>().ok())) };
        let (Some(parameters), Some(modules)) = (members(intern!(py, "_parameters"))?, members(intern!(py, "_modules"))?) else {
            return Ok(false);
        };
        for (_, p) in parameters.iter() {
            if !p.is_none() && self.seen.insert(p.as_ptr() as usize) {
                self.found.append(p)?;
            }
        }
        for (_, child) in modules.iter() {
            if !child.is_none() && !(child.is_instance(self.base)? && self.visit(&child)?) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Every parameter of a module and what lies below it, once; `None` where a class of the tree walks it in a way of its own. `base`
/// is the class `Module`.
#[pyfunction]
pub fn _tree_parameters<'py>(module: &Bound<'py, PyAny>, base: &Bound<'py, PyType>) -> PyResult<Option<Bound<'py, PyList>>> {
    let py = module.py();
    for name in [intern!(py, "named_parameters"), intern!(py, "parameters"), intern!(py, "_named_members")] {
        if !inherits(module, base, name)? {
            return Ok(None);
        }
    }
    let mut walk = Walk { base, seen: HashSet::new(), found: PyList::empty(py) };
    Ok(walk.visit(module)?.then_some(walk.found))
}

/// `p.grad = None` for each of the parameters.
#[pyfunction]
pub fn _drop_grads(params: &Bound<PyList>) -> PyResult<()> {
    for p in params.iter() {
        match as_tensor(&p) {
            Some(t) if is_plain(p.py(), p.get_type_ptr()) => t.put_grad(None),
            _ => p.setattr(intern!(p.py(), "grad"), p.py().None())?,
        }
    }
    Ok(())
}
