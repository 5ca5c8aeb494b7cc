//! Memory shared with numpy's arrays and with buffers.

use crate::convert;
use crate::errors::OrRaise;
use crate::object::{as_tensor, wrap};
use lumbre::io::npy;
use lumbre::storage::{READ_ONLY, Storage};
use lumbre::{DType, Device, Tensor};
use pyo3::exceptions::{PyTypeError, PyValueError};
use lumbre::tensor::Dims;
use pyo3::ffi;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

/// A Python object that owns foreign memory.
struct Keep(#[allow(dead_code)] Py<PyAny>);

/// `__array_interface__` of a CPU tensor: numpy makes an array over the same memory from it.
pub fn array_interface<'py>(py: Python<'py>, t: &Tensor) -> PyResult<Bound<'py, PyDict>> {
    let code = exported(t)?;
    let g = t.geometry();
    let size = g.dtype.size() as i64;
    let read_only = g.storage.flags() & READ_ONLY != 0;
    let address = g.storage.address() as usize + (g.offset * size) as usize;
    let d = PyDict::new(py);
    d.set_item("shape", PyTuple::new(py, &g.sizes)?)?;
    d.set_item("typestr", code)?;
    d.set_item("strides", PyTuple::new(py, g.strides.iter().map(|s| s * size))?)?;
    d.set_item("data", (if g.numel() == 0 { 0 } else { address }, read_only))?;
    d.set_item("version", 3)?;
    Ok(d)
}

/// numpy's code of a CPU tensor's dtype; from now on its memory is looked at from outside.
fn exported(t: &Tensor) -> PyResult<&'static str> {
    lumbre::ops::trace_escape(t, "NumPy array").or_raise()?;
    let g = t.geometry();
    if g.device() != Device::Cpu {
        return Err(PyTypeError::new_err(format!(
            "can't convert {} device type tensor to numpy. Use Tensor.cpu() to copy the tensor to host memory first.",
            g.device()
        )));
    }
    let code = npy::code(g.dtype)
        .ok_or_else(|| PyTypeError::new_err(format!("Got unsupported ScalarType {}", g.dtype.scalar_name())))?;
    if g.reach() as usize * g.dtype.size() > g.storage.nbytes() {
        return Err(PyValueError::new_err("the tensor's storage was resized or freed: it is too short for an array"));
    }
    g.storage.set_flags(lumbre::storage::EXPORTED);
    Ok(code)
}

/// numpy's description of an array for C code: what `__array_struct__` points to.
#[repr(C)]
struct Described {
    two: i32,
    dims: i32,
    kind: u8,
    size: i32,
    flags: i32,
    shape: *const isize,
    strides: *const isize,
    data: *mut u8,
    descr: *mut ffi::PyObject,
}

const ALIGNED: i32 = 0x100;
const NATIVE: i32 = 0x200;
const WRITEABLE: i32 = 0x400;

/// A tensor over the memory of an array that numpy describes to C code, where nothing about it is unusual.
fn from_described(ob: &Bound<PyAny>) -> PyResult<Option<Tensor>> {
    let Ok(capsule) = ob.getattr(intern!(ob.py(), "__array_struct__")) else { return Ok(None) };
    // SAFETY: a capsule without a name, as the protocol has it; anything else gives null and an error, which is dropped.
    let Some(d) = (unsafe { (ffi::PyCapsule_GetPointer(capsule.as_ptr(), std::ptr::null()) as *const Described).as_ref() }) else {
        PyErr::take(ob.py());
        return Ok(None);
    };
    if d.two != 2 || d.dims < 0 || d.flags & (ALIGNED | NATIVE) != ALIGNED | NATIVE {
        return Ok(None);
    }
    let code = format!("{}{}{}", if d.size == 1 { '|' } else { '<' }, d.kind as char, d.size);
    let Some((dtype, false)) = npy::dtype_of(&code) else { return Ok(None) };
    let (n, size) = (d.dims as usize, dtype.size() as i64);
    if n > 0 && (d.shape.is_null() || d.strides.is_null()) {
        return Ok(None);
    }
    // SAFETY: numpy gives as many sizes and strides as there are dimensions; they live as long as the capsule.
    let list = |p: *const isize| (0..n).map(|i| unsafe { *p.add(i) } as i64).collect::<Dims>();
    let (sizes, steps) = (list(d.shape), list(d.strides));
    if sizes.iter().zip(&steps).any(|(n, s)| *n > 1 && (*s < 0 || s % size != 0)) {
        return Ok(None);
    }
    let strides: Dims = sizes.iter().zip(&steps).map(|(n, s)| if *n > 1 { s / size } else { 1.max(s / size) }).collect();
    let span: i64 = if sizes.contains(&0) { 0 } else { 1 + sizes.iter().zip(&strides).map(|(n, s)| (n - 1) * s).sum::<i64>() };
    let flags = if d.flags & WRITEABLE == 0 { READ_ONLY } else { 0 };
    // SAFETY: the array promises `span` aligned elements at the address while it lives, and the storage holds it.
    let storage = unsafe { Storage::foreign(d.data, (span * size) as usize, flags, Box::new(Keep(ob.clone().unbind()))) };
    // SAFETY: numpy's bools are bytes of 0 and 1.
    unsafe { Tensor::from_storage(storage, dtype, 0, &sizes, &strides) }.or_raise().map(Some)
}

/// What numpy makes an array over a tensor's memory from, and what keeps that memory alive as the array's base.
#[pyclass(name = "_ArrayView", module = "torch._C", frozen)]
pub struct ArrayView(Tensor);

/// The contents of a capsule: the description, which readers look for at the start, and what it points to.
#[repr(C)]
struct Shown {
    _described: Described,
    _shape: Box<[isize]>,
    _strides: Box<[isize]>,
}

unsafe extern "C" fn forget_shown(capsule: *mut ffi::PyObject) {
    // SAFETY: the pointer that `__array_struct__` put into the capsule, given up once.
    unsafe { drop(Box::from_raw(ffi::PyCapsule_GetPointer(capsule, std::ptr::null()) as *mut Shown)) };
}

#[pymethods]
impl ArrayView {
    #[getter]
    fn __array_struct__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let g = self.0.geometry();
        let code = npy::code(g.dtype).unwrap_or("|V1");
        let size = g.dtype.size();
        let shape: Box<[isize]> = g.sizes.iter().map(|n| *n as isize).collect();
        let strides: Box<[isize]> = g.strides.iter().map(|s| *s as isize * size as isize).collect();
        let write = if g.storage.flags() & READ_ONLY == 0 { WRITEABLE } else { 0 };
        let described = Described {
            two: 2,
            dims: g.dim() as i32,
            kind: code.as_bytes()[1],
            size: size as i32,
            flags: ALIGNED | NATIVE | write,
            shape: shape.as_ptr(),
            strides: strides.as_ptr(),
            data: g.storage.address().wrapping_add(g.offset as usize * size),
            descr: std::ptr::null_mut(),
        };
        let shown = Box::into_raw(Box::new(Shown { _described: described, _shape: shape, _strides: strides }));
        // SAFETY: the description stands first in what is pointed to; the destructor takes it back.
        unsafe { Bound::from_owned_ptr_or_err(py, ffi::PyCapsule_New(shown as *mut std::ffi::c_void, std::ptr::null(), Some(forget_shown))) }
    }
}

/// What `numpy.asarray` makes an array over the tensor's memory from.
#[pyfunction]
pub fn _array_view(t: &Bound<PyAny>) -> PyResult<ArrayView> {
    let t = as_tensor(t).ok_or_else(|| PyTypeError::new_err("expected a tensor"))?;
    exported(t)?;
    Ok(ArrayView(t.clone()))
}

/// A tensor over an array's memory.
pub fn from_array_interface(ob: &Bound<PyAny>) -> PyResult<Tensor> {
    if let Some(t) = from_described(ob)? {
        return Ok(t);
    }
    let d = ob.getattr("__array_interface__")?.cast_into::<PyDict>()?;
    let need = |k: &str| d.get_item(k)?.ok_or_else(|| PyValueError::new_err(format!("__array_interface__ lacks '{k}'")));
    let code: String = need("typestr")?.extract()?;
    let known = npy::dtype_of(&code);
    if let Some((_, true)) = known {
        return Err(PyValueError::new_err(
            "given numpy array has byte order different from the native byte order. Conversion between byte orders is currently not supported.",
        ));
    }
    let Some((dtype, _)) = known else {
        let name = ob.getattr("dtype").and_then(|d| d.str().map(|s| s.to_string())).unwrap_or(code);
        return Err(PyTypeError::new_err(format!(
            "can't convert np.ndarray of type numpy.{name}_. The only supported types are: float64, float32, float16, complex64, complex128, int64, int32, int16, int8, uint64, uint32, uint16, uint8, and bool."
        )));
    };
    let sizes: Vec<i64> = need("shape")?.extract()?;
    let (address, read_only): (usize, bool) = need("data")?.extract()?;
    let size = dtype.size() as i64;
    let strides: Vec<i64> = match d.get_item("strides")? {
        Some(s) if !s.is_none() => s.extract::<Vec<i64>>()?,
        _ => lumbre::tensor::geometry::contiguous_strides(&sizes).iter().map(|s| s * size).collect(),
    };
    if strides.iter().zip(&sizes).any(|(s, n)| *n > 1 && *s < 0) {
        return Err(PyValueError::new_err(
            "At least one stride in the given numpy array is negative, and tensors with negative strides are not currently supported. (You can probably work around this by making a copy of your array  with array.copy().) ",
        ));
    }
    if strides.iter().zip(&sizes).any(|(s, n)| *n > 1 && s % size != 0) {
        return Err(PyValueError::new_err(
            "given numpy array strides not a multiple of the element byte size. Copy the numpy array to reallocate the memory.",
        ));
    }
    let strides: Vec<i64> = strides.iter().zip(&sizes).map(|(s, n)| if *n > 1 { s / size } else { 1.max(s / size) }).collect();
    let span: i64 = if sizes.contains(&0) { 0 } else { 1 + sizes.iter().zip(&strides).map(|(n, s)| (n - 1) * s).sum::<i64>() };
    let align = dtype.size().min(8);
    if address % align != 0 && span > 0 {
        // Memory that is not aligned is copied.
        let copy = ob.call_method0("copy")?;
        return from_array_interface(&copy);
    }
    let flags = if read_only { READ_ONLY } else { 0 };
    let keep = Keep(ob.clone().unbind());
    // SAFETY: the array interface promises `span` elements at the address while the object lives, and `keep` holds it.
    let storage = unsafe { Storage::foreign(address as *mut u8, (span * size) as usize, flags, Box::new(keep)) };
    // SAFETY: numpy's bools are bytes of 0 and 1.
    unsafe { Tensor::from_storage(storage, dtype, 0, &sizes, &strides) }.or_raise()
}

/// A tensor that shares the memory of a numpy array: writing to one changes the other.
///
/// Raises: TypeError for dtypes that tensors do not have. An array that cannot be written gives a warning.
#[pyfunction]
pub fn from_numpy<'py>(array: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    if array.get_type().name()? != "ndarray" && !array.hasattr("__array_interface__")? {
        return Err(PyTypeError::new_err(format!("expected np.ndarray (got {})", convert::type_name(array))));
    }
    wrap(array.py(), from_array_interface(array)?)
}

/// `frombuffer(buffer, *, dtype, count=-1, offset=0, requires_grad=False)`: a tensor over a buffer's memory.
#[pyfunction]
#[pyo3(signature = (buffer, *, dtype, count=-1, offset=0, requires_grad=false))]
pub fn frombuffer<'py>(buffer: &Bound<'py, PyAny>, dtype: &Bound<'py, PyAny>, count: i64, offset: i64, requires_grad: bool) -> PyResult<Bound<'py, PyAny>> {
    let py = buffer.py();
    let d = convert::dtype_from(dtype).ok_or_else(|| PyTypeError::new_err("frombuffer(): argument 'dtype' must be torch.dtype"))?;
    // The buffer protocol is not in the stable ABI before 3.11: numpy reads it for us.
    let np = py.import("numpy")?;
    let view = py.get_type::<pyo3::types::PyMemoryView>().call1((buffer,)).map_err(|_| {
        PyValueError::new_err("object does not implement Python buffer protocol.")
    })?;
    let len: i64 = view.getattr("nbytes")?.extract()?;
    let size = d.size() as i64;
    if len == 0 || count == 0 {
        return Err(PyValueError::new_err(format!("both buffer length ({len}) and count ({count}) must not be 0")));
    }
    if offset < 0 || offset >= len {
        return Err(PyValueError::new_err(format!("offset ({offset} bytes) must be non-negative and no greater than buffer length ({len} bytes) minus 1")));
    }
    let count = if count < 0 {
        if (len - offset) % size != 0 {
            return Err(PyValueError::new_err(format!(
                "buffer length ({} bytes) after offset ({offset} bytes) must be a multiple of element size ({size})",
                len - offset
            )));
        }
        (len - offset) / size
    } else {
        count
    };
    if count.checked_mul(size).and_then(|b| b.checked_add(offset)).is_none_or(|end| end > len) {
        return Err(PyValueError::new_err(format!(
            "requested buffer length ({count} * {size} bytes) after offset ({offset} bytes) must not be greater than actual buffer length ({len} bytes)"
        )));
    }
    let kwargs = PyDict::new(py);
    kwargs.set_item("dtype", "uint8")?;
    let bytes = np.getattr("frombuffer")?.call((buffer,), Some(&kwargs))?;
    let flat = from_array_interface(&bytes)?;
    let storage = flat.storage();
    if d == DType::Bool && flat.to_vec::<u8>().or_raise()?.iter().any(|b| *b > 1) {
        return Err(PyValueError::new_err("frombuffer(): bytes other than 0 and 1 are not bools"));
    }
    let t = if (storage.address() as usize + offset as usize) % d.size().min(8) == 0 && offset % size == 0 {
        // SAFETY: the storage keeps the buffer; bools were checked.
        unsafe { Tensor::from_storage(storage, d, offset / size, &[count], &[1]) }.or_raise()?
    } else {
        let part = flat.slice_with(0, Some(offset), Some(offset + count * size), 1).and_then(|t| t.clone_contiguous()).or_raise()?;
        // SAFETY: fresh, aligned memory of the right length; bools were checked.
        unsafe { Tensor::from_storage(part.storage(), d, 0, &[count], &[1]) }.or_raise()?
    };
    if requires_grad {
        crate::call::want_grad(&t)?;
    }
    wrap(py, t)
}
