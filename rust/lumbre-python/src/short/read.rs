//! Arguments of a lane: `None` for every object that is not exactly of the type.

use crate::object::{as_tensor, is_plain, tensor_type};
use lumbre::tensor::Dims;
use lumbre::{Scalar, Tensor, TensorOrScalar};
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyFloat, PyInt, PyList, PyString, PyTuple};

/// A plain tensor.
#[inline]
pub fn tensor<'a>(ob: &'a Bound<PyAny>) -> Option<&'a Tensor> {
    let ty = ob.get_type_ptr();
    if ty == tensor_type(ob.py()) || is_plain(ob.py(), ty) { as_tensor(ob) } else { None }
}

/// Exactly Python's int, in 64 bits.
#[inline]
pub fn int(ob: &Bound<PyAny>) -> Option<i64> {
    if !ob.is_exact_instance_of::<PyInt>() {
        return None;
    }
    let mut over = 0;
    // SAFETY: an int.
    let i = unsafe { ffi::PyLong_AsLongLongAndOverflow(ob.as_ptr(), &mut over) };
    (over == 0).then_some(i)
}

#[inline]
pub fn truth(ob: &Bound<PyAny>) -> Option<bool> {
    ob.is_exact_instance_of::<PyBool>().then(|| ob.is(&*PyBool::new(ob.py(), true)))
}

/// Exactly one of Python's numbers.
#[inline]
pub fn number(ob: &Bound<PyAny>) -> Option<Scalar> {
    if ob.is_exact_instance_of::<PyFloat>() {
        // SAFETY: a float.
        return Some(Scalar::Float(unsafe { ffi::PyFloat_AsDouble(ob.as_ptr()) }));
    }
    int(ob).map(Scalar::Int).or_else(|| truth(ob).map(Scalar::Bool))
}

pub fn operand<'a>(ob: &'a Bound<PyAny>) -> Option<TensorOrScalar<'a>> {
    tensor(ob).map(TensorOrScalar::Tensor).or_else(|| number(ob).map(TensorOrScalar::Scalar))
}

/// Ints one by one, or one tuple or list of them.
#[inline]
pub fn ints(list: &[Bound<PyAny>]) -> Option<Dims> {
    let mut out = Dims::new();
    if let [one] = list {
        // SAFETY: plain queries of a live type.
        let flags = unsafe { ffi::PyType_GetFlags(one.get_type_ptr()) };
        if flags & ffi::Py_TPFLAGS_TUPLE_SUBCLASS != 0 {
            for ob in one.cast::<PyTuple>().ok()?.iter_borrowed() {
                out.push(int(&ob)?);
            }
            return Some(out);
        }
        if let Ok(items) = one.cast_exact::<PyList>() {
            for ob in items.iter() {
                out.push(int(&ob)?);
            }
            return Some(out);
        }
    }
    for ob in list {
        out.push(int(ob)?);
    }
    (!out.is_empty()).then_some(out)
}

/// Plain tensors in a list or tuple.
pub fn tensors(ob: &Bound<PyAny>) -> Option<Vec<Tensor>> {
    let mut out = Vec::new();
    match ob.cast_exact::<PyList>() {
        Ok(items) => {
            out.reserve(items.len());
            for ob in items.iter() {
                out.push(tensor(&ob)?.clone());
            }
        }
        Err(_) => {
            for ob in ob.cast_exact::<PyTuple>().ok()?.iter_borrowed() {
                out.push(tensor(&ob)?.clone());
            }
        }
    }
    Some(out)
}

/// An optional argument: `None` where it does not fit, `default` where it is not given.
#[inline]
pub fn or<'a, 'py, T>(ob: Option<&'a Bound<'py, PyAny>>, default: T, read: impl FnOnce(&'a Bound<'py, PyAny>) -> Option<T>) -> Option<T> {
    ob.map_or(Some(default), read)
}

/// A tensor or `None`.
pub fn maybe<'a>(ob: &'a Bound<PyAny>) -> Option<Option<&'a Tensor>> {
    if ob.is_none() { Some(None) } else { tensor(ob).map(Some) }
}

pub fn text<'a>(ob: &'a Bound<PyAny>) -> Option<&'a str> {
    ob.cast_exact::<PyString>().ok()?.to_str().ok()
}
