//! Operators: the hottest forms go straight to the engine, everything else through the door.

use crate::call::{Args, call};
use crate::door::Named;
use crate::errors::OrRaise;
use crate::object::{PyTensor, as_tensor, tensor_type, wrap};
use crate::{convert, index};
use lumbre::jit::trace::numbers;
use lumbre::{Scalar, Tensor, TensorOrScalar};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyFloat, PyInt};

/// The other operand, when it needs no parsing: a plain tensor or a Python number.
enum Fast<'a> {
    Tensor(&'a Tensor),
    Scalar(Scalar),
    No,
}

#[inline]
fn fast<'a>(this: &Bound<PyTensor>, other: &'a Bound<PyAny>) -> Fast<'a> {
    let py = other.py();
    let plain = tensor_type(py);
    if this.as_any().get_type_ptr() != plain && !crate::object::is_plain(py, this.as_any().get_type_ptr()) {
        return Fast::No;
    }
    if crate::overrides::modes_active() {
        return Fast::No;
    }
    let ty = other.get_type_ptr();
    if ty == plain {
        return as_tensor(other).map_or(Fast::No, Fast::Tensor);
    }
    if other.is_exact_instance_of::<PyFloat>() {
        return other.extract().map_or(Fast::No, |f| Fast::Scalar(Scalar::Float(f)));
    }
    if other.is_exact_instance_of::<PyInt>() && !numbers::noting() {
        return other.extract().map_or(Fast::No, |i| Fast::Scalar(Scalar::Int(i)));
    }
    if other.is_exact_instance_of::<PyBool>() {
        return other.is_truthy().map_or(Fast::No, |b| Fast::Scalar(Scalar::Bool(b)));
    }
    if crate::object::is_plain(py, ty) {
        return as_tensor(other).map_or(Fast::No, Fast::Tensor);
    }
    Fast::No
}

/// Through the door; a type the op does not take is Python's to try the other way round.
#[cold]
fn slow<'py>(this: &Bound<'py, PyTensor>, method: &Named, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let py = this.py();
    let group = method.group(py)?;
    let positional = [other.clone()];
    let args = Args { this: Some(this.as_any()), positional: &positional, names: &[], values: &[] };
    match call(py, group, &args) {
        Err(e) if e.is_instance_of::<PyTypeError>(py) => {
            if as_tensor(other).is_some() || convert::scalar(other).is_ok_and(|s| s.is_some()) {
                return Err(e);
            }
            Ok(py.NotImplemented().into_bound(py))
        }
        r => r,
    }
}

/// `self op other` for a tensor or a number.
#[inline]
fn binary<'py>(
    slf: &Bound<'py, PyTensor>,
    other: &Bound<'py, PyAny>,
    method: &'static Named,
    body: impl FnOnce(&Tensor, TensorOrScalar) -> lumbre::Result<Tensor>,
) -> PyResult<Bound<'py, PyAny>> {
    let x = &slf.get().t;
    let out = match fast(slf, other) {
        Fast::Tensor(y) => body(x, TensorOrScalar::Tensor(y)),
        Fast::Scalar(s) => body(x, TensorOrScalar::Scalar(s)),
        Fast::No => return slow(slf, method, other),
    };
    wrap(slf.py(), out.or_raise()?)
}

/// `op self`.
#[inline]
fn unary<'py>(slf: &Bound<'py, PyTensor>, method: &'static Named, body: impl FnOnce(&Tensor) -> lumbre::Result<Tensor>) -> PyResult<Bound<'py, PyAny>> {
    if slf.as_any().get_type_ptr() == tensor_type(slf.py()) && !crate::overrides::modes_active() {
        return wrap(slf.py(), body(&slf.get().t).or_raise()?);
    }
    method.call(slf.as_any(), &[])
}

macro_rules! binary_slots {
    ($(($slot:ident, $method:ident, $name:literal)),* $(,)?) => {
        #[pymethods]
        impl PyTensor {
            $(
                fn $slot<'py>(slf: &Bound<'py, Self>, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
                    static METHOD: Named = Named::new($name);
                    binary(slf, other, &METHOD, |x, y| x.$method(y))
                }
            )*
        }
    };
}
binary_slots! {
    (__add__, add, "add"), (__radd__, add, "add"), (__sub__, sub, "sub"), (__mul__, mul, "mul"), (__rmul__, mul, "mul"),
    (__truediv__, div, "div"), (__rsub__, rsub, "rsub"), (__floordiv__, floor_divide, "floor_divide"), (__mod__, remainder, "remainder"),
    (__and__, bitwise_and, "bitwise_and"), (__rand__, bitwise_and, "bitwise_and"), (__or__, bitwise_or, "bitwise_or"),
    (__ror__, bitwise_or, "bitwise_or"), (__xor__, bitwise_xor, "bitwise_xor"), (__rxor__, bitwise_xor, "bitwise_xor"),
    (__lshift__, bitwise_left_shift, "bitwise_left_shift"), (__rshift__, bitwise_right_shift, "bitwise_right_shift"),
}

/// `other op self`, with a number on the left made a tensor.
fn reversed<'py>(
    slf: &Bound<'py, PyTensor>,
    other: &Bound<'py, PyAny>,
    method: &'static Named,
    body: impl FnOnce(&Tensor, &Tensor) -> lumbre::Result<Tensor>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = slf.py();
    let x = &slf.get().t;
    if let (Fast::Scalar(s), lumbre::Device::Cpu) = (fast(slf, other), x.device()) {
        return wrap(py, body(&convert::wrapped_number(s)?, x).or_raise()?);
    }
    let left = match as_tensor(other) {
        Some(_) => other.clone(),
        None => match convert::scalar(other)? {
            Some(s) => {
                let t = convert::wrapped_number(s)?;
                let on_meta = x.device() == lumbre::Device::Meta && !crate::batched::holds(slf.as_any());
                let t = if on_meta { t.to_copy_with(None, Some(lumbre::Device::Meta), lumbre::ops::value::MemoryFormat::Preserve).or_raise()? } else { t };
                wrap(py, t)?
            }
            None => return Ok(py.NotImplemented().into_bound(py)),
        },
    };
    method.call(&left, std::slice::from_ref(slf.as_any()))
}

macro_rules! reversed_slots {
    ($(($slot:ident, $method:ident, $name:literal)),* $(,)?) => {
        #[pymethods]
        impl PyTensor {
            $(
                fn $slot<'py>(slf: &Bound<'py, Self>, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
                    static METHOD: Named = Named::new($name);
                    reversed(slf, other, &METHOD, |left, x| left.$method(x))
                }
            )*
        }
    };
}
reversed_slots! {
    (__rtruediv__, div, "div"), (__rfloordiv__, floor_divide, "floor_divide"), (__rmod__, remainder, "remainder"), (__rmatmul__, matmul, "matmul"),
    (__rlshift__, bitwise_left_shift, "bitwise_left_shift"), (__rrshift__, bitwise_right_shift, "bitwise_right_shift"),
}

#[pymethods]
impl PyTensor {
    fn __matmul__<'py>(slf: &Bound<'py, Self>, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        static METHOD: Named = Named::new("matmul");
        match fast(slf, other) {
            Fast::Tensor(y) => wrap(slf.py(), slf.get().t.matmul(y).or_raise()?),
            _ => slow(slf, &METHOD, other),
        }
    }
    fn __pow__<'py>(slf: &Bound<'py, Self>, other: &Bound<'py, PyAny>, _modulo: Option<&Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyAny>> {
        static METHOD: Named = Named::new("pow");
        binary(slf, other, &METHOD, |x, y| x.pow(y))
    }
    fn __rpow__<'py>(slf: &Bound<'py, Self>, other: &Bound<'py, PyAny>, _modulo: Option<&Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyAny>> {
        static METHOD: Named = Named::new("pow");
        reversed(slf, other, &METHOD, |left, x| left.pow(x))
    }
    fn __neg__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        static METHOD: Named = Named::new("neg");
        unary(slf, &METHOD, Tensor::neg)
    }
    fn __pos__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Ok(slf.clone().into_any())
    }
    fn __abs__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        static METHOD: Named = Named::new("abs");
        unary(slf, &METHOD, Tensor::abs)
    }
    fn __invert__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        static METHOD: Named = Named::new("bitwise_not");
        let d = slf.get().t.dtype();
        if !d.is_int() && d != lumbre::DType::Bool && !crate::batched::holds(slf.as_any()) {
            return Err(PyTypeError::new_err(format!("~ (operator.invert) is only implemented on integer and Boolean-type tensors, not on {}", d.scalar_name())));
        }
        unary(slf, &METHOD, Tensor::bitwise_not)
    }
    fn __richcmp__<'py>(slf: &Bound<'py, Self>, other: &Bound<'py, PyAny>, op: pyo3::basic::CompareOp) -> PyResult<Bound<'py, PyAny>> {
        use pyo3::basic::CompareOp::*;
        static METHODS: [Named; 6] =
            [Named::new("lt"), Named::new("le"), Named::new("eq"), Named::new("ne"), Named::new("gt"), Named::new("ge")];
        match op {
            Lt => binary(slf, other, &METHODS[0], |x, y| x.lt(y)),
            Le => binary(slf, other, &METHODS[1], |x, y| x.le(y)),
            Eq => binary(slf, other, &METHODS[2], |x, y| x.eq(y)),
            Ne => binary(slf, other, &METHODS[3], |x, y| x.ne(y)),
            Gt => binary(slf, other, &METHODS[4], |x, y| x.gt(y)),
            Ge => binary(slf, other, &METHODS[5], |x, y| x.ge(y)),
        }
    }
    fn __hash__(slf: &Bound<Self>) -> isize {
        slf.as_ptr() as isize
    }
    fn __len__(&self) -> PyResult<usize> {
        let g = self.t.geometry();
        match g.sizes.first() {
            Some(n) => Ok(*n as usize),
            None => Err(PyTypeError::new_err("len() of a 0-d tensor")),
        }
    }
    fn __bool__(slf: &Bound<Self>) -> PyResult<bool> {
        let t = &slf.get().t;
        match t.numel() {
            1 => {
                lumbre::ops::note_leave("branch").or_raise()?;
                Ok(t.item().or_raise()?.to_bool())
            }
            0 => Err(pyo3::exceptions::PyRuntimeError::new_err("Boolean value of Tensor with no values is ambiguous")),
            _ => Err(pyo3::exceptions::PyRuntimeError::new_err("Boolean value of Tensor with more than one value is ambiguous")),
        }
    }
    fn __float__(&self) -> PyResult<f64> {
        match self.item_for_conversion()? {
            Scalar::Complex(c) if c.im != 0.0 => Err(pyo3::exceptions::PyRuntimeError::new_err(
                "value cannot be converted to type double without overflow",
            )),
            s => Ok(s.to_f64()),
        }
    }
    fn __int__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let s = self.item_for_conversion()?;
        match s {
            Scalar::Float(f) => py.get_type::<PyInt>().call1((f,)),
            s => Ok(s.to_i64().into_pyobject(py)?.into_any()),
        }
    }
    fn __complex__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let c = self.item_for_conversion()?.to_c128();
        Ok(pyo3::types::PyComplex::from_doubles(py, c.re, c.im).into_any())
    }
    fn __index__(&self) -> PyResult<i64> {
        let d = self.t.dtype();
        if self.t.numel() != 1 || !(d.is_int() || d == lumbre::DType::Bool) {
            return Err(PyTypeError::new_err("only integer tensors of a single element can be converted to an index"));
        }
        Ok(self.t.item().or_raise()?.to_i64())
    }
    fn __getitem__<'py>(slf: &Bound<'py, Self>, key: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        index::get(slf, key)
    }
    fn __setitem__<'py>(slf: &Bound<'py, Self>, key: &Bound<'py, PyAny>, value: &Bound<'py, PyAny>) -> PyResult<()> {
        index::set(slf, key, value)
    }
    fn __delitem__(&self, _key: &Bound<PyAny>) -> PyResult<()> {
        Err(PyTypeError::new_err("Tensor does not support deleting items"))
    }
    fn __contains__(slf: &Bound<Self>, element: &Bound<PyAny>) -> PyResult<bool> {
        if as_tensor(element).is_none() && convert::scalar(element)?.is_none() {
            return Err(pyo3::exceptions::PyRuntimeError::new_err(format!(
                "Tensor.__contains__ only supports Tensor or scalar, but you passed in a {}.",
                element.get_type().repr()?
            )));
        }
        let equal = slf.as_any().rich_compare(element, pyo3::basic::CompareOp::Eq)?;
        static ANY: Named = Named::new("any");
        ANY.call(&equal, &[])?.is_truthy()
    }
}

impl PyTensor {
    fn item_for_conversion(&self) -> PyResult<Scalar> {
        let n = self.t.numel();
        if n != 1 {
            return Err(pyo3::exceptions::PyValueError::new_err(format!("only one element tensors can be converted to Python scalars, not one of {n} elements")));
        }
        self.t.item().or_raise()
    }
}

macro_rules! inplace_slots {
    ($(($slot:ident, $name:literal)),* $(,)?) => {
        /// In-place operators, attached as methods: the slot protocol hides the object that must come back.
        pub const INPLACE: &[(&str, &str)] = &[$((stringify!($slot), $name)),*];
    };
}
inplace_slots! {
    (__iadd__, "add_"), (__isub__, "sub_"), (__imul__, "mul_"), (__itruediv__, "div_"), (__ifloordiv__, "floor_divide_"),
    (__imod__, "remainder_"), (__ipow__, "pow_"), (__iand__, "bitwise_and_"), (__ior__, "bitwise_or_"), (__ixor__, "bitwise_xor_"),
    (__ilshift__, "bitwise_left_shift_"), (__irshift__, "bitwise_right_shift_"),
}
