//! The Tensor class: one Python object per handle while it lives.

use crate::errors::OrRaise;
use lumbre::Tensor;
use pyo3::ffi;
use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyTuple, PyType};
use std::cell::RefCell;
use std::sync::atomic::{AtomicPtr, AtomicUsize, Ordering};

/// An array of numbers of one dtype on one device, with any number of dimensions.
///
/// Made by `lumbre.tensor(data)`, by functions such as `lumbre.zeros(2, 3)`, and by operations on other tensors. Operators broadcast
/// as numpy's do; indexing with numbers, slices, masks and index tensors reads and writes. A tensor with `requires_grad=True` has what is done
/// with it recorded, and `backward()` on a result adds the derivatives to `grad`. Called as a class it is PyTorch's older constructor:
/// `Tensor(2, 3)` has two rows of three elements that are not set, `Tensor([2, 3])` has the elements 2 and 3.
#[pyclass(name = "Tensor", module = "torch", subclass, dict, weakref, frozen)]
pub struct PyTensor {
    pub t: Tensor,
    /// The Python object this is the contents of.
    me: AtomicPtr<()>,
}

thread_local! {
    /// The handle the next `Tensor.__new__` is to wrap.
    static PENDING: RefCell<Option<Tensor>> = const { RefCell::new(None) };
}

static LEGACY_NEW: PyOnceLock<Py<PyAny>> = PyOnceLock::new();

/// Sets the Python function behind `Tensor(2, 3)`.
#[pyfunction]
pub fn _set_legacy_constructor(py: Python, f: Py<PyAny>) {
    let _ = LEGACY_NEW.set(py, f);
}

impl Drop for PyTensor {
    fn drop(&mut self) {
        let me = *self.me.get_mut();
        // Written under the GIL only.
        if self.t.object().load(Ordering::Acquire) == me {
            self.t.object().store(std::ptr::null_mut(), Ordering::Release);
        }
    }
}

#[pymethods]
impl PyTensor {
    #[new]
    #[classmethod]
    #[pyo3(signature = (*args, **kwargs))]
    fn new(cls: &Bound<PyType>, args: &Bound<PyTuple>, kwargs: Option<&Bound<PyDict>>) -> PyResult<PyTensor> {
        if let Some(t) = PENDING.with(|p| p.borrow_mut().take()) {
            return Ok(PyTensor { t, me: AtomicPtr::default() });
        }
        let py = cls.py();
        let made = match LEGACY_NEW.get(py) {
            Some(f) => {
                let mut all = vec![cls.clone().into_any()];
                all.extend(args.iter());
                f.bind(py).call(PyTuple::new(py, all)?, kwargs)?
            }
            None => return Err(pyo3::exceptions::PyTypeError::new_err("Tensor: the package is not imported")),
        };
        let t = made.cast::<PyTensor>()?.get().t.clone();
        // The new object must be the handle's own: an alias keeps both right.
        Ok(PyTensor { t: t.detach_handle(), me: AtomicPtr::default() })
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        if self.unborn() { Ok(()) } else { crate::autograd::traverse(&self.t, &visit) }
    }

    fn __clear__(&self) {
        if !self.unborn() {
            crate::autograd::clear(&self.t);
        }
    }
}

impl PyTensor {
    /// Whether the object has no contents yet. An object of a subclass is tracked by the collector before its contents are
    /// written, and making its `__dict__` can start a collection.
    fn unborn(&self) -> bool {
        // SAFETY: the memory of an object is zeroed when it is allocated, and a handle is one pointer that is never null;
        // the volatile read keeps the compiler from taking that as given.
        unsafe { std::ptr::from_ref(&self.t).cast::<usize>().read_volatile() == 0 }
    }
}

/// The exact Tensor type.
#[inline]
pub fn tensor_type(py: Python) -> *mut ffi::PyTypeObject {
    static TYPE: std::sync::atomic::AtomicPtr<ffi::PyTypeObject> = AtomicPtr::new(std::ptr::null_mut());
    let p = TYPE.load(Ordering::Relaxed);
    if !p.is_null() {
        return p;
    }
    let p = py.get_type::<PyTensor>().as_type_ptr();
    TYPE.store(p, Ordering::Relaxed);
    p
}

/// The handle in an object, if it is a tensor (of any subclass).
#[inline]
pub fn as_tensor<'a>(ob: &'a Bound<PyAny>) -> Option<&'a Tensor> {
    if ob.get_type_ptr() == tensor_type(ob.py()) {
        // SAFETY: an object of exactly this class.
        return Some(&unsafe { ob.cast_unchecked::<PyTensor>() }.get().t);
    }
    ob.cast::<PyTensor>().ok().map(|b| &b.get().t)
}

/// The Python object of a handle.
#[inline]
pub fn wrap(py: Python<'_>, t: Tensor) -> PyResult<Bound<'_, PyAny>> {
    lumbre::autograd::raise_deferred().or_raise()?;
    let known = t.object().load(Ordering::Acquire) as *mut ffi::PyObject;
    if !known.is_null() {
        // SAFETY: the pointer is cleared before its object is freed, under the GIL, which we hold. An object whose count
        // is zero is being freed right now and is left alone.
        unsafe {
            if ffi::Py_REFCNT(known) > 0 {
                return Ok(Bound::from_borrowed_ptr(py, known));
            }
        }
    }
    create(py, t)
}

/// Where a PyTensor lies inside its object; zero until the first object has been made.
static OFFSET: AtomicUsize = AtomicUsize::new(0);

/// A new object of the exact class.
///
/// CPython 3.11 and 3.12 give an object of a class with `__dict__` its dict at once, which costs more than the rest of the
/// object, when it is made by `object.__new__`. So objects are allocated directly; the dict comes when it is asked for.
#[inline]
fn create(py: Python<'_>, t: Tensor) -> PyResult<Bound<'_, PyAny>> {
    if t.is_sparse() {
        return wrap_as(crate::sparse::class(py)?, t);
    }
    let offset = OFFSET.load(Ordering::Relaxed);
    if offset == 0 {
        let ob = Bound::new(py, PyTensor { t, me: AtomicPtr::default() })?;
        OFFSET.store(ob.get() as *const PyTensor as usize - ob.as_ptr() as usize, Ordering::Relaxed);
        adopt(ob.as_any());
        return Ok(ob.into_any());
    }
    // SAFETY: the allocation is zeroed, which is the empty state of PyO3's dict and weak reference slots (a frozen, Send
    // class has no others), and the value is written where PyO3 itself put it in an object of this class.
    unsafe {
        let p = ffi::PyType_GenericAlloc(tensor_type(py), 0);
        if p.is_null() {
            return Err(PyErr::fetch(py));
        }
        let value = PyTensor { t, me: AtomicPtr::new(p as *mut ()) };
        value.t.object().store(p as *mut (), Ordering::Release);
        ((p as *mut u8).add(offset) as *mut PyTensor).write(value);
        Ok(Bound::from_owned_ptr(py, p))
    }
}

/// Makes the object the one Python object of its handle.
pub fn adopt(ob: &Bound<PyAny>) {
    if let Ok(b) = ob.cast::<PyTensor>() {
        let me = ob.as_ptr() as *mut ();
        b.get().me.store(me, Ordering::Relaxed);
        b.get().t.object().store(me, Ordering::Release);
    }
}

/// A new object of class `cls` around `t`.
pub fn wrap_as<'py>(cls: &Bound<'py, PyType>, t: Tensor) -> PyResult<Bound<'py, PyAny>> {
    let py = cls.py();
    PENDING.with(|p| *p.borrow_mut() = Some(t));
    // SAFETY: `cls` is a subclass of Tensor, whose `tp_new` is ours; it takes the pending handle and no arguments.
    let ob = unsafe {
        let base = tensor_type(py);
        let new: ffi::newfunc = std::mem::transmute(ffi::PyType_GetSlot(base, ffi::Py_tp_new));
        let empty = PyTuple::empty(py);
        let p = new(cls.as_type_ptr(), empty.as_ptr(), std::ptr::null_mut());
        PENDING.with(|p| p.borrow_mut().take());
        Bound::from_owned_ptr_or_err(py, p)?
    };
    adopt(&ob);
    Ok(ob)
}

/// Whether a type is a tensor subclass that behaves as a plain tensor in operators.
pub fn is_plain(py: Python, ty: *mut ffi::PyTypeObject) -> bool {
    if ty == tensor_type(py) {
        return true;
    }
    PLAIN.with(|p| p.borrow().contains(&(ty as usize)))
}

thread_local! {
    static PLAIN: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
}

/// Remembers that `ty` opted out of `__torch_function__`.
pub fn remember_plain(ty: *mut ffi::PyTypeObject) {
    // The type object must not be freed and its address used again.
    // SAFETY: a live type object.
    unsafe { ffi::Py_INCREF(ty as *mut ffi::PyObject) };
    PLAIN.with(|p| p.borrow_mut().push(ty as usize));
}

/// A strong reference on the object of a handle.
pub fn keep(t: &Tensor) -> Option<Box<dyn std::any::Any + Send + Sync>> {
    Python::attach(|py| {
        let p = t.object().load(Ordering::Acquire) as *mut ffi::PyObject;
        if p.is_null() {
            return None;
        }
        // SAFETY: as in `wrap`.
        let ob: Py<PyAny> = unsafe {
            if ffi::Py_REFCNT(p) == 0 {
                return None;
            }
            Bound::from_borrowed_ptr(py, p).unbind()
        };
        Some(Box::new(ob) as Box<dyn std::any::Any + Send + Sync>)
    })
}
