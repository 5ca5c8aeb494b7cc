//! Python objects as op arguments, op results as Python objects.

use crate::object::{as_tensor, wrap};
use crate::types::{self, PyDType, PyGenerator};
use lumbre::jit::trace::numbers;
use lumbre::ops::Op;
use lumbre::ops::table_types::{Arg, Ty};
use lumbre::ops::value::Value;
use lumbre::{C128, DType, Scalar, Tensor};
use crate::errors::OrRaise;
use pyo3::exceptions::PyNotImplementedError;
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBool, PyComplex, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple};
use smallvec::SmallVec;

pub enum Parsed {
    Yes(Value),
    No,
}

/// The name errors give an object's type.
pub fn type_name(ob: &Bound<PyAny>) -> String {
    if let (true, Ok(items)) = (ob.is_instance_of::<PyTuple>() || ob.is_instance_of::<PyList>(), ob.try_iter()) {
        let kind = if ob.is_instance_of::<PyTuple>() { "tuple" } else { "list" };
        if let Some(Ok(first)) = items.into_iter().next() {
            return format!("{kind} of ({})", type_name(&first));
        }
    }
    let name = ob.get_type().name().map(|n| n.to_string()).unwrap_or_default();
    if as_tensor(ob).is_some() && name == "Tensor" { "Tensor".into() } else { name }
}

/// A number, when the object is one (Python's, numpy's, or a 0-dim tensor).
pub fn scalar(ob: &Bound<PyAny>) -> PyResult<Option<Scalar>> {
    if ob.is_exact_instance_of::<PyFloat>() {
        return Ok(Some(Scalar::Float(ob.extract()?)));
    }
    if ob.is_instance_of::<PyBool>() {
        return Ok(Some(Scalar::Bool(ob.is_truthy()?)));
    }
    if ob.is_instance_of::<PyInt>() {
        // A larger int would have to become another number.
        let Ok(i) = ob.extract::<i64>() else {
            return Err(pyo3::exceptions::PyRuntimeError::new_err("Overflow when unpacking long long: Python int too large to convert to C long"));
        };
        if numbers::noting() {
            note(ob, i)?;
        }
        return Ok(Some(Scalar::Int(i)));
    }
    if ob.is_instance_of::<PyFloat>() {
        return Ok(Some(Scalar::Float(ob.extract()?)));
    }
    if let Ok(c) = ob.cast::<PyComplex>() {
        return Ok(Some(Scalar::Complex(C128::new(c.real(), c.imag()))));
    }
    if let Some(t) = as_tensor(ob) {
        if t.dim() == 0 && !t.requires_grad() {
            return t.item().map(Some).or_raise();
        }
        return Ok(None);
    }
    numpy_scalar(ob)
}

/// numpy's scalars, by the kind of their dtype, without importing numpy.
fn numpy_scalar(ob: &Bound<PyAny>) -> PyResult<Option<Scalar>> {
    if ob.is_instance_of::<PyString>() || ob.is_none() {
        return Ok(None);
    }
    let module = ob.get_type().module()?;
    if module.to_cow()? == "numpy" {
        let Ok(dtype) = ob.getattr("dtype") else { return Ok(None) };
        if ob.getattr("ndim")?.extract::<usize>()? != 0 || !ob.hasattr("item")? {
            return Ok(None);
        }
        let item = ob.call_method0("item")?;
        let kind: String = dtype.getattr("kind")?.extract()?;
        return match kind.as_str() {
            "f" | "i" | "u" | "b" | "c" => scalar(&item),
            _ => Ok(None),
        };
    }
    // SAFETY: a plain query of the type's slots.
    if unsafe { ffi::PyIndex_Check(ob.as_ptr()) } != 0 && !ob.is_instance_of::<PyTuple>() {
        let index = ob.call_method0("__index__")?;
        return wide_int(&index).map(|i| Some(Scalar::Int(i)));
    }
    if as_tensor(ob).is_none() && ob.hasattr("__float__")? && !ob.hasattr("__len__")? {
        return Ok(Some(Scalar::Float(ob.call_method0("__float__")?.extract()?)));
    }
    Ok(None)
}

/// Tells the recorder of an int among the arguments: sizes read while tracing know their value in the program.
#[cold]
fn note(ob: &Bound<PyAny>, value: i64) -> PyResult<()> {
    let mut id = None;
    if !ob.is_exact_instance_of::<PyInt>() && ob.hasattr("_traced")? {
        let (serial, number): (u64, u32) = ob.getattr("_traced")?.extract()?;
        id = (serial == lumbre::jit::trace::serial()).then_some(number);
    }
    numbers::note(value, id);
    Ok(())
}

fn wide_int(ob: &Bound<PyAny>) -> PyResult<i64> {
    match ob.extract::<i64>() {
        Ok(i) => Ok(i),
        Err(e) => match ob.extract::<u64>() {
            Ok(u) => Ok(u as i64),
            Err(_) => Err(pyo3::exceptions::PyRuntimeError::new_err(format!("Overflow when unpacking long long: {}", e.value(ob.py())))),
        },
    }
}

/// An integer: Python's, numpy's, anything with `__index__`, or a 0-dim integer tensor. Not a float, not a bool stands out.
#[inline]
pub fn int(ob: &Bound<PyAny>) -> PyResult<Option<i64>> {
    if ob.is_exact_instance_of::<PyInt>() || numbers::noting() && ob.is_instance_of::<PyInt>() && !ob.is_instance_of::<PyBool>() {
        let i = wide_int(ob)?;
        if numbers::noting() {
            note(ob, i)?;
        }
        return Ok(Some(i));
    }
    if ob.is_instance_of::<PyFloat>() || ob.is_instance_of::<PyString>() || ob.is_none() {
        return Ok(None);
    }
    if let Some(t) = as_tensor(ob) {
        if t.numel() == 1 && (t.dtype().is_int() || t.dtype() == DType::Bool) && !t.requires_grad() {
            return Ok(Some(t.item().or_raise()?.to_i64()));
        }
        return Ok(None);
    }
    // SAFETY: a plain query of the type's slots.
    if unsafe { ffi::PyIndex_Check(ob.as_ptr()) } == 0 {
        return Ok(None);
    }
    match ob.call_method0("__index__") {
        Ok(i) => wide_int(&i).map(Some),
        // numpy's arrays have the method and refuse it.
        Err(e) if e.is_instance_of::<pyo3::exceptions::PyTypeError>(ob.py()) => Ok(None),
        Err(e) => Err(e),
    }
}

/// A sequence of integers (list, tuple, Size, numpy array).
pub fn ints(ob: &Bound<PyAny>) -> PyResult<Parsed> {
    if !is_sequence(ob) {
        return Ok(Parsed::No);
    }
    let mut out = SmallVec::new();
    if let Ok(items) = ob.cast_exact::<PyTuple>() {
        for item in items.iter_borrowed() {
            match int(&item)? {
                Some(i) => out.push(i),
                None => return Ok(Parsed::No),
            }
        }
        return Ok(Parsed::Yes(Value::Ints(out)));
    }
    for item in ob.try_iter()? {
        match int(&item?)? {
            Some(i) => out.push(i),
            None => return Ok(Parsed::No),
        }
    }
    Ok(Parsed::Yes(Value::Ints(out)))
}

#[inline]
fn is_sequence(ob: &Bound<PyAny>) -> bool {
    if ob.is_exact_instance_of::<PyInt>() {
        return false;
    }
    ob.is_instance_of::<PyTuple>() || ob.is_instance_of::<PyList>() || {
        as_tensor(ob).is_none()
            && !ob.is_instance_of::<PyString>()
            && !ob.is_instance_of::<PyDict>()
            // SAFETY: a plain query of the type's slots.
            && unsafe { ffi::PySequence_Check(ob.as_ptr()) } != 0
            && ob.len().is_ok()
    }
}

/// A sequence of tensors.
pub fn tensors(ob: &Bound<PyAny>) -> PyResult<Parsed> {
    if let Some(t) = as_tensor(ob) {
        // A tensor is the sequence of its rows.
        if t.dim() == 0 {
            return Ok(Parsed::No);
        }
        return Ok(Parsed::Yes(Value::Tensors(t.unbind().or_raise()?)));
    }
    if !is_sequence(ob) {
        return Ok(Parsed::No);
    }
    let mut out = Vec::new();
    for item in ob.try_iter()? {
        match as_tensor(&item?) {
            Some(t) => out.push(t.clone()),
            None => return Ok(Parsed::No),
        }
    }
    Ok(Parsed::Yes(Value::Tensors(out)))
}

/// The first element of a list that is no tensor: its place and its type's name.
pub fn first_other(ob: &Bound<PyAny>) -> Option<(usize, String)> {
    if !is_sequence(ob) {
        return None;
    }
    let items = ob.try_iter().ok()?;
    items.filter_map(Result::ok).enumerate().find(|(_, x)| as_tensor(x).is_none()).map(|(i, x)| (i, type_name(&x)))
}

/// A dtype argument: the object, or Python's `float`, `int`, `bool`, `complex`.
pub fn dtype_from(ob: &Bound<PyAny>) -> Option<DType> {
    if let Ok(d) = ob.cast::<PyDType>() {
        return Some(d.get().0);
    }
    let py = ob.py();
    if ob.is(py.get_type::<PyFloat>()) {
        return Some(DType::F64);
    }
    if ob.is(py.get_type::<PyBool>()) {
        return Some(DType::Bool);
    }
    if ob.is(py.get_type::<PyInt>()) {
        return Some(DType::I64);
    }
    ob.is(py.get_type::<PyComplex>()).then_some(DType::C128)
}

/// An object as the argument `arg`; `No` when its type does not fit.
pub fn to_value(py: Python, arg: &Arg, ob: &Bound<PyAny>) -> PyResult<Parsed> {
    let _ = py;
    let some = |v: Option<Value>| v.map_or(Parsed::No, Parsed::Yes);
    Ok(match arg.ty {
        Ty::Tensor => match arg.name {
            // Numbers stand for 0-dim tensors where numpy users write them.
            // A whole number is a dimension where `max(x, 1)` has both forms.
            "other" if ob.is_instance_of::<pyo3::types::PyInt>() => Parsed::No,
            "other" | "value" => some(scalar(ob)?.map(wrapped_number).transpose()?.map(Value::Tensor)),
            _ => Parsed::No,
        },
        Ty::TensorOrScalar | Ty::Scalar => some(scalar(ob)?.map(Value::from)),
        Ty::Tensors => tensors(ob)?,
        Ty::OptTensors => {
            if !is_sequence(ob) {
                return Ok(Parsed::No);
            }
            let mut out = Vec::new();
            for item in ob.try_iter()? {
                let item = item?;
                match as_tensor(&item) {
                    Some(t) => out.push(Some(t.clone())),
                    None if item.is_none() => out.push(None),
                    None => return Ok(Parsed::No),
                }
            }
            Parsed::Yes(Value::OptTensors(out))
        }
        Ty::Float => some(match scalar(ob)? {
            Some(Scalar::Complex(_)) | None => None,
            Some(s) => Some(Value::Float(s.to_f64())),
        }),
        Ty::Int => some(int(ob)?.map(Value::Int)),
        Ty::Ints => {
            if let Parsed::Yes(v) = ints(ob)? {
                return Ok(Parsed::Yes(v));
            }
            match int(ob)? {
                Some(i) if arg.count > 0 && !ob.is_instance_of::<PyBool>() => Parsed::Yes(Value::Ints(SmallVec::from_elem(i, arg.count as usize))),
                _ => Parsed::No,
            }
        }
        Ty::Floats => {
            if !is_sequence(ob) {
                return Ok(match scalar(ob)? {
                    Some(s) if arg.count > 0 => Parsed::Yes(Value::Floats(vec![s.to_f64(); arg.count as usize])),
                    _ => Parsed::No,
                });
            }
            let mut out = Vec::new();
            for item in ob.try_iter()? {
                match scalar(&item?)? {
                    Some(s) => out.push(s.to_f64()),
                    None => return Ok(Parsed::No),
                }
            }
            Parsed::Yes(Value::Floats(out))
        }
        Ty::Bool => match scalar(ob)? {
            Some(Scalar::Bool(b)) => Parsed::Yes(Value::Bool(b)),
            Some(Scalar::Int(i)) => Parsed::Yes(Value::Bool(i != 0)),
            _ => Parsed::No,
        },
        Ty::Bools => match ob.extract::<Vec<bool>>() {
            Ok(v) => Parsed::Yes(Value::Bools(v)),
            Err(_) => Parsed::No,
        },
        Ty::Str => some(ob.cast::<PyString>().ok().map(|s| s.to_cow().map(|s| Value::Str(s.into_owned()))).transpose()?),
        Ty::DType => match dtype_from(ob) {
            None if !is_builtin(ob) && ob.hasattr("_absent")? => return Err(PyNotImplementedError::new_err(format!("tensors of {}", ob.repr()?.to_cow()?))),
            d => some(d.map(Value::DType)),
        },
        Ty::Device => some(types::device_if(ob)?.map(Value::Device)),
        Ty::Layout => some(types::layout_from(ob).map(Value::Layout)),
        Ty::MemoryFormat => some(types::memory_format_from(ob).map(Value::MemoryFormat)),
        Ty::Generator => some(ob.cast::<PyGenerator>().ok().map(|g| Value::Generator(g.get().0.clone()))),
    })
}

/// An object of one of Python's own common classes, or a plain tensor: asking it for an attribute that it lacks costs more than an op.
fn is_builtin(ob: &Bound<PyAny>) -> bool {
    // SAFETY: a plain query of a live type.
    let flags = unsafe { ffi::PyType_GetFlags(ob.get_type_ptr()) };
    flags & (ffi::Py_TPFLAGS_UNICODE_SUBCLASS | ffi::Py_TPFLAGS_LONG_SUBCLASS | ffi::Py_TPFLAGS_LIST_SUBCLASS | ffi::Py_TPFLAGS_TUPLE_SUBCLASS) != 0
        || ob.is_none()
        || ob.is_exact_instance_of::<PyFloat>()
        || ob.get_type_ptr() == crate::object::tensor_type(ob.py())
        || ob.is_instance_of::<types::PyDevice>()
}

/// A number as a 0-dim tensor that promotes as a number.
pub fn wrapped_number(s: Scalar) -> PyResult<Tensor> {
    let dtype = match s {
        Scalar::Bool(_) => DType::Bool,
        Scalar::Int(_) => DType::I64,
        Scalar::Float(_) => lumbre::ops::default_dtype(),
        Scalar::Complex(_) => lumbre::ops::default_dtype().to_complex(),
    };
    let t = Tensor::scalar(s, dtype).or_raise()?;
    t.set_wrapped_number(true);
    Ok(t)
}

/// A result as a Python object.
pub fn to_object<'py>(py: Python<'py>, value: Value) -> PyResult<Bound<'py, PyAny>> {
    Ok(match value {
        Value::None => py.None().into_bound(py),
        Value::Tensor(t) => wrap(py, t)?,
        Value::Tensors(list) => {
            let items = list.into_iter().map(|t| wrap(py, t)).collect::<PyResult<Vec<_>>>()?;
            PyTuple::new(py, items)?.into_any()
        }
        Value::OptTensors(list) => {
            let items = list
                .into_iter()
                .map(|t| t.map_or_else(|| Ok(py.None().into_bound(py)), |t| wrap(py, t)))
                .collect::<PyResult<Vec<_>>>()?;
            PyTuple::new(py, items)?.into_any()
        }
        Value::Bool(b) => PyBool::new(py, b).to_owned().into_any(),
        Value::Int(i) => i.into_pyobject(py)?.into_any(),
        Value::Float(f) => f.into_pyobject(py)?.into_any(),
        Value::Complex(c) => PyComplex::from_doubles(py, c.re, c.im).into_any(),
        Value::Ints(v) => PyTuple::new(py, v)?.into_any(),
        Value::Floats(v) => PyTuple::new(py, v)?.into_any(),
        Value::Bools(v) => PyTuple::new(py, v)?.into_any(),
        Value::Str(s) => PyString::new(py, &s).into_any(),
        Value::DType(d) => types::dtype_object(py, d)?,
        Value::Device(d) => types::device_object(py, d)?,
        Value::Layout(l) => pick(types::layouts(py)?, l)?,
        Value::MemoryFormat(m) => pick(types::memory_formats(py)?, m)?,
        Value::Generator(g) => Bound::new(py, PyGenerator(g))?.into_any(),
        Value::Tuple(items) => {
            let items = items.into_iter().map(|v| to_object(py, v)).collect::<PyResult<Vec<_>>>()?;
            PyTuple::new(py, items)?.into_any()
        }
    })
}

fn pick<'py, T: PartialEq>(all: Vec<(&'static str, T, Bound<'py, PyAny>)>, want: T) -> PyResult<Bound<'py, PyAny>> {
    all.into_iter()
        .find(|(_, v, _)| *v == want)
        .map(|(_, _, o)| o)
        .ok_or_else(|| pyo3::exceptions::PyValueError::new_err("unknown value"))
}

pub fn scalar_object<'py>(py: Python<'py>, s: Scalar) -> PyResult<Bound<'py, PyAny>> {
    to_object(py, Value::from(s))
}

static RETURN_TYPES: PyOnceLock<Py<PyDict>> = PyOnceLock::new();

/// The classes of named results, by op name; `lumbre.return_types` shows them.
pub fn return_types(py: Python<'_>) -> PyResult<&Bound<'_, PyDict>> {
    Ok(RETURN_TYPES.get_or_init(py, || PyDict::new(py).unbind()).bind(py))
}

/// A result with named fields.
pub fn named_tuple<'py>(py: Python<'py>, op: &Op, items: Vec<Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyAny>> {
    let types = return_types(py)?;
    let class = match types.get_item(op.name)? {
        Some(c) => c,
        None => {
            let make = py.import("lumbre._return_types")?.getattr("make")?;
            let c = make.call1((op.name, PyTuple::new(py, op.fields)?))?;
            types.set_item(op.name, &c)?;
            c
        }
    };
    let n = items.len() as ffi::Py_ssize_t;
    // SAFETY: a class of `_return_types.make`, which is a tuple and adds no state: an object as `tuple.__new__` makes it, whose items are
    // set before anybody else sees it.
    unsafe {
        let p = ffi::PyType_GenericAlloc(class.as_ptr() as *mut ffi::PyTypeObject, n);
        let tuple = Bound::from_owned_ptr_or_err(py, p)?;
        for (i, item) in items.into_iter().enumerate() {
            if ffi::PyTuple_SetItem(p, i as ffi::Py_ssize_t, item.into_ptr()) != 0 {
                return Err(PyErr::fetch(py));
            }
        }
        Ok(tuple)
    }
}
