//! Tensors from Python data (lists, buffers, numpy, DLPack) and back.

use crate::convert;
use crate::errors::OrRaise;
use crate::object::{as_tensor, wrap};
use lumbre::storage::{READ_ONLY, Storage};
use lumbre::{C128, DType, Device, Scalar, Tensor, bail, ensure};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule, PyDict, PyList, PyString, PyTuple};

/// A Python object that owns foreign memory.
struct Keep(#[allow(dead_code)] Py<PyAny>);

/// Nested sequences flattened, with their shape and widest kind of number.
struct Flat {
    sizes: Vec<i64>,
    numbers: Vec<Scalar>,
    tensors: bool,
    /// What numpy's scalars among the numbers promote to, and how many they are.
    named: Option<DType>,
    named_count: usize,
}

impl Flat {
    fn read(ob: &Bound<PyAny>, depth: usize, out: &mut Flat) -> PyResult<()> {
        if let Some(s) = convert::scalar(ob)? {
            if depth != out.sizes.len() {
                return Err(ragged(out, depth));
            }
            out.numbers.push(s);
            if !is_python_number(ob) {
                let d = scalar_dtype(s, ob);
                out.named = Some(out.named.map_or(d, |n| lumbre::ops::promote(n, d)));
                out.named_count += 1;
            }
            return Ok(());
        }
        if let Some(t) = as_tensor(ob) {
            out.tensors = true;
            if t.dim() == 0 || t.numel() == 1 && depth == out.sizes.len() {
                out.numbers.push(t.item().or_raise()?);
                return Ok(());
            }
        }
        if depth > 128 {
            return Err(PyValueError::new_err("too many dimensions"));
        }
        if ob.len().is_err() {
            return Err(PyRuntimeErrorKind::infer(ob));
        }
        if depth >= out.sizes.len() {
            return Err(ragged(out, depth));
        }
        let n = ob.len()? as i64;
        if n != out.sizes[depth] {
            return Err(PyValueError::new_err(format!(
                "expected sequence of length {} at dim {depth} (got {n})",
                out.sizes[depth]
            )));
        }
        for item in ob.try_iter()? {
            Flat::read(&item?, depth + 1, out)?;
        }
        Ok(())
    }

    /// The shape, along first elements.
    fn shape(ob: &Bound<PyAny>) -> PyResult<Vec<i64>> {
        let mut sizes = Vec::new();
        let mut at = ob.clone();
        loop {
            if let Some(t) = as_tensor(&at) {
                sizes.extend(t.sizes());
                return Ok(sizes);
            }
            if convert::scalar(&at)?.is_some() || at.is_instance_of::<PyString>() || at.is_instance_of::<PyDict>() {
                break;
            }
            let Ok(n) = at.len() else { break };
            sizes.push(n as i64);
            if sizes.len() > 128 {
                return Err(PyValueError::new_err("too many dimensions 'list'"));
            }
            if n == 0 {
                return Ok(sizes);
            }
            at = at.get_item(0)?;
        }
        if at.is_instance_of::<PyString>() {
            return Err(PyTypeError::new_err(if sizes.is_empty() { "new(): invalid data type 'str'" } else { "too many dimensions 'str'" }));
        }
        if sizes.is_empty() || convert::scalar(&at)?.is_none() {
            return Err(PyRuntimeErrorKind::infer(&at));
        }
        Ok(sizes)
    }
}

/// Exactly Python's own number, or a 0-dim tensor.
fn is_python_number(ob: &Bound<PyAny>) -> bool {
    use pyo3::types::{PyBool, PyComplex, PyFloat, PyInt};
    ob.is_exact_instance_of::<PyFloat>()
        || ob.is_exact_instance_of::<PyInt>()
        || ob.is_exact_instance_of::<PyBool>()
        || ob.is_exact_instance_of::<PyComplex>()
        || as_tensor(ob).is_some()
}

struct PyRuntimeErrorKind;
impl PyRuntimeErrorKind {
    fn infer(ob: &Bound<PyAny>) -> PyErr {
        pyo3::exceptions::PyRuntimeError::new_err(format!("Could not infer dtype of {}", convert::type_name(ob)))
    }
}

fn ragged(out: &Flat, depth: usize) -> PyErr {
    match out.sizes.get(depth) {
        Some(n) => PyTypeError::new_err(format!("expected sequence of length {n} at dim {depth}")),
        None => PyValueError::new_err(format!("expected a number at dim {depth}, got a sequence")),
    }
}

/// A tensor with a copy of `ob`'s data: numbers, nested sequences, arrays, tensors.
pub fn tensor_from(ob: &Bound<PyAny>, dtype: Option<DType>, device: Option<Device>) -> PyResult<Tensor> {
    let t = if let Some(t) = as_tensor(ob) {
        t.detach_handle().clone_contiguous().or_raise()?
    } else if let Some(s) = convert::scalar(ob)? {
        let d = dtype.unwrap_or_else(|| scalar_dtype(s, ob));
        return Tensor::full(&[], check_range(s, d)?, d, device.unwrap_or_else(lumbre::device::default_device)).or_raise();
    } else if ob.hasattr("__array_interface__")? {
        from_array_interface(ob)?.clone_contiguous().or_raise()?
    } else if ob.hasattr("__dlpack__")? && !ob.is_instance_of::<PyList>() {
        from_dlpack(ob)?.clone_contiguous().or_raise()?
    } else {
        nested(ob, dtype)?
    };
    let t = match dtype {
        Some(d) => t.to_dtype(d).or_raise()?,
        None => t,
    };
    move_to(t, device.unwrap_or_else(lumbre::device::default_device))
}

fn move_to(t: Tensor, device: Device) -> PyResult<Tensor> {
    if t.device() == device {
        return Ok(t);
    }
    t.to_copy_with(None, Some(device), lumbre::ops::value::MemoryFormat::Preserve).or_raise()
}

fn scalar_dtype(s: Scalar, ob: &Bound<PyAny>) -> DType {
    // numpy's scalars keep their own width.
    if let Ok(name) = ob.getattr("dtype").and_then(|d| d.getattr("name")).and_then(|n| n.extract::<String>()) {
        if let Some(d) = DType::from_name(&name) {
            return d;
        }
    }
    match s {
        Scalar::Bool(_) => DType::Bool,
        Scalar::Int(_) => DType::I64,
        Scalar::Float(_) => lumbre::ops::default_dtype(),
        Scalar::Complex(_) => lumbre::ops::default_dtype().to_complex(),
    }
}

/// Refuses integers that do not fit.
fn check_range(s: Scalar, d: DType) -> PyResult<Scalar> {
    if let Scalar::Int(i) = s {
        let (lo, hi) = match d {
            DType::U8 => (-128, 255),
            DType::I8 => (-128, 127),
            DType::I16 => (i16::MIN as i64, i16::MAX as i64),
            DType::I32 => (i32::MIN as i64, i32::MAX as i64),
            _ => return Ok(s),
        };
        if i < lo || i > hi {
            return Err(pyo3::exceptions::PyRuntimeError::new_err(format!(
                "value cannot be converted to type {} without overflow",
                match d {
                    DType::U8 => "uint8_t",
                    DType::I8 => "int8_t",
                    DType::I16 => "int16_t",
                    _ => "int",
                }
            )));
        }
    }
    if let (Scalar::Complex(c), false) = (s, d.is_complex()) {
        if c.im != 0.0 {
            return Err(pyo3::exceptions::PyRuntimeError::new_err(format!("value cannot be converted to type {} without overflow", d.scalar_name().to_lowercase())));
        }
    }
    Ok(s)
}

fn nested(ob: &Bound<PyAny>, dtype: Option<DType>) -> PyResult<Tensor> {
    let sizes = Flat::shape(ob)?;
    // A list of arrays or tensors of one shape.
    if sizes.iter().product::<i64>() > 0 && ob.get_item(0)?.hasattr("__array_interface__")? && convert::scalar(&ob.get_item(0)?)?.is_none() {
        let parts: Vec<Tensor> = ob.try_iter()?.map(|x| tensor_from(&x?, None, Some(Device::Cpu))).collect::<PyResult<_>>()?;
        let refs = stack_rows(&parts)?;
        return Ok(refs);
    }
    let mut flat = Flat { sizes, numbers: Vec::new(), tensors: false, named: None, named_count: 0 };
    let capacity = flat.sizes.iter().product::<i64>();
    flat.numbers.reserve(capacity.min(1 << 20) as usize);
    Flat::read(ob, 0, &mut flat)?;
    let dtype = dtype.unwrap_or_else(|| match flat.named {
        Some(d) if flat.named_count == flat.numbers.len() => d,
        Some(d) => lumbre::ops::promote(d, widest(&flat.numbers)),
        None => widest(&flat.numbers),
    });
    if let (true, Some(c)) = (
        !dtype.is_complex(),
        flat.numbers.iter().find(|s| matches!(s, Scalar::Complex(_))),
    ) {
        return Err(PyTypeError::new_err(format!("can't convert complex to {} ({:?})", dtype.name(), c)));
    }
    fill(&flat, dtype)
}

fn stack_rows(parts: &[Tensor]) -> PyResult<Tensor> {
    let first = parts.first().ok_or_else(|| PyValueError::new_err("empty sequence"))?;
    let mut sizes = first.sizes();
    sizes.insert(0, parts.len() as i64);
    let dtype = parts.iter().fold(first.dtype(), |d, p| lumbre::ops::promote(d, p.dtype()));
    let out = Tensor::zeros(&sizes, dtype, Device::Cpu).or_raise()?;
    for (i, p) in parts.iter().enumerate() {
        if p.sizes() != first.sizes() {
            return Err(PyValueError::new_err(format!(
                "expected sequence of length {} at dim 1 (got {})",
                first.sizes().first().copied().unwrap_or(0),
                p.sizes().first().copied().unwrap_or(0)
            )));
        }
        out.select(0, i as i64).and_then(|row| row.copy_(p)).or_raise()?;
    }
    Ok(out)
}

fn widest(numbers: &[Scalar]) -> DType {
    let rank = |s: &Scalar| match s {
        Scalar::Bool(_) => 0,
        Scalar::Int(_) => 1,
        Scalar::Float(_) => 2,
        Scalar::Complex(_) => 3,
    };
    match numbers.iter().map(rank).max() {
        Some(0) => DType::Bool,
        Some(1) => DType::I64,
        Some(3) => lumbre::ops::default_dtype().to_complex(),
        _ => lumbre::ops::default_dtype(),
    }
}

fn fill(flat: &Flat, dtype: DType) -> PyResult<Tensor> {
    let sizes = &flat.sizes;
    let n = &flat.numbers;
    if dtype.is_complex() {
        let v: Vec<C128> = n.iter().map(|s| s.to_c128()).collect();
        return Tensor::from_slice(&v, sizes).and_then(|t| t.to_dtype(dtype)).or_raise();
    }
    if dtype.is_float() {
        let v: Vec<f64> = n.iter().map(|s| s.to_f64()).collect();
        return Tensor::from_slice(&v, sizes).and_then(|t| t.to_dtype(dtype)).or_raise();
    }
    if dtype == DType::Bool {
        let v: Vec<bool> = n.iter().map(|s| s.to_bool()).collect();
        return Tensor::from_slice(&v, sizes).or_raise();
    }
    let v: Vec<i64> = n.iter().map(|s| check_range(*s, dtype).map(|s| s.to_i64())).collect::<PyResult<_>>()?;
    Tensor::from_slice(&v, sizes).and_then(|t| t.to_dtype(dtype)).or_raise()
}

#[pyfunction]
#[pyo3(signature = (data, *, dtype=None, device=None, requires_grad=false, pin_memory=false))]
pub fn tensor<'py>(
    data: &Bound<'py, PyAny>,
    dtype: Option<&Bound<'py, PyAny>>,
    device: Option<&Bound<'py, PyAny>>,
    requires_grad: bool,
    pin_memory: bool,
) -> PyResult<Bound<'py, PyAny>> {
    let _ = pin_memory;
    let dtype = dtype_arg(dtype)?;
    let device = device.map(crate::types::device_from).transpose()?;
    let _mode = lumbre::modes::no_grad();
    let device = device.or_else(|| as_tensor(data).map(|t| t.device()));
    let t = tensor_from(data, dtype, device)?;
    drop(_mode);
    if requires_grad {
        crate::call::want_grad(&t)?;
    }
    wrap(data.py(), t)
}

pub fn dtype_arg(ob: Option<&Bound<PyAny>>) -> PyResult<Option<DType>> {
    match ob {
        None => Ok(None),
        Some(o) => convert::dtype_from(o)
            .map(Some)
            .ok_or_else(|| PyTypeError::new_err(format!("argument 'dtype' must be torch.dtype, not {}", convert::type_name(o)))),
    }
}

/// numpy's dtype code for ours.
fn typestr(d: DType) -> Option<&'static str> {
    Some(match d {
        DType::Bool => "|b1",
        DType::U8 => "|u1",
        DType::I8 => "|i1",
        DType::I16 => "<i2",
        DType::I32 => "<i4",
        DType::I64 => "<i8",
        DType::U16 => "<u2",
        DType::U32 => "<u4",
        DType::U64 => "<u8",
        DType::F16 => "<f2",
        DType::F32 => "<f4",
        DType::F64 => "<f8",
        DType::C64 => "<c8",
        DType::C128 => "<c16",
        _ => return None,
    })
}

fn from_typestr(s: &str) -> Option<DType> {
    let code = s.trim_start_matches(['<', '|', '=']);
    Some(match code {
        "b1" => DType::Bool,
        "u1" => DType::U8,
        "i1" => DType::I8,
        "i2" => DType::I16,
        "i4" => DType::I32,
        "i8" => DType::I64,
        "u2" => DType::U16,
        "u4" => DType::U32,
        "u8" => DType::U64,
        "f2" => DType::F16,
        "f4" => DType::F32,
        "f8" => DType::F64,
        "c8" => DType::C64,
        "c16" => DType::C128,
        _ => return None,
    })
}

/// `__array_interface__` of a CPU tensor: numpy makes an array over the same memory from it.
pub fn array_interface<'py>(py: Python<'py>, t: &Tensor) -> PyResult<Bound<'py, PyDict>> {
    lumbre::ops::trace_escape(t, "NumPy array").or_raise()?;
    let g = t.geometry();
    if g.device() != Device::Cpu {
        return Err(PyTypeError::new_err(format!(
            "can't convert {} device type tensor to numpy. Use Tensor.cpu() to copy the tensor to host memory first.",
            g.device()
        )));
    }
    let code = typestr(g.dtype)
        .ok_or_else(|| PyTypeError::new_err(format!("Got unsupported ScalarType {}", g.dtype.scalar_name())))?;
    g.storage.set_flags(lumbre::storage::EXPORTED);
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

/// A tensor over an array's memory.
pub fn from_array_interface(ob: &Bound<PyAny>) -> PyResult<Tensor> {
    let d = ob.getattr("__array_interface__")?.cast_into::<PyDict>()?;
    let need = |k: &str| d.get_item(k)?.ok_or_else(|| PyValueError::new_err(format!("__array_interface__ lacks '{k}'")));
    let code: String = need("typestr")?.extract()?;
    if code.starts_with('>') {
        return Err(PyValueError::new_err(
            "given numpy array has byte order different from the native byte order. Conversion between byte orders is currently not supported.",
        ));
    }
    let Some(dtype) = from_typestr(&code) else {
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

/// Nested lists of Python numbers.
pub fn to_list<'py>(py: Python<'py>, t: &Tensor) -> PyResult<Bound<'py, PyAny>> {
    if t.dim() == 0 {
        return convert::scalar_object(py, t.item().or_raise()?);
    }
    let sizes = t.sizes();
    let d = t.dtype();
    let numbers: Vec<Bound<'py, PyAny>> = if d.is_complex() {
        t.to_vec::<C128>().or_raise()?.into_iter().map(|c| convert::scalar_object(py, Scalar::Complex(c))).collect::<PyResult<_>>()?
    } else if d.is_float() {
        t.to_vec::<f64>().or_raise()?.into_iter().map(|f| Ok(f.into_pyobject(py)?.into_any())).collect::<PyResult<_>>()?
    } else if d == DType::Bool {
        t.to_vec::<bool>().or_raise()?.into_iter().map(|b| convert::scalar_object(py, Scalar::Bool(b))).collect::<PyResult<_>>()?
    } else {
        t.to_vec::<i64>().or_raise()?.into_iter().map(|i| Ok(i.into_pyobject(py)?.into_any())).collect::<PyResult<_>>()?
    };
    let mut it = numbers.into_iter();
    nest(py, &sizes, &mut it)
}

fn nest<'py>(py: Python<'py>, sizes: &[i64], it: &mut impl Iterator<Item = Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyAny>> {
    match sizes.split_first() {
        None => it.next().ok_or_else(|| PyValueError::new_err("too few elements")),
        Some((n, rest)) => {
            let list = PyList::empty(py);
            for _ in 0..*n {
                list.append(nest(py, rest, it)?)?;
            }
            Ok(list.into_any())
        }
    }
}

/// The bytes of a tensor's elements, row-major.
#[pyfunction]
pub fn _tensor_bytes<'py>(py: Python<'py>, t: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyBytes>> {
    let t = as_tensor(t).ok_or_else(|| PyTypeError::new_err("expected a tensor"))?;
    let c = t.detach_handle().clone_contiguous().or_raise()?;
    let n = c.numel() as usize * c.dtype().size();
    Ok(PyBytes::new(py, &c.storage().to_bytes()[..n]))
}

// DLPack 0.x structures, as its specification lays them out.
#[repr(C)]
struct DlDevice {
    kind: i32,
    id: i32,
}
#[repr(C)]
struct DlTensor {
    data: *mut u8,
    device: DlDevice,
    ndim: i32,
    code: u8,
    bits: u8,
    lanes: u16,
    shape: *mut i64,
    strides: *mut i64,
    byte_offset: u64,
}
#[repr(C)]
struct DlManaged {
    tensor: DlTensor,
    context: *mut std::ffi::c_void,
    deleter: Option<unsafe extern "C" fn(*mut DlManaged)>,
}

/// What an exported capsule keeps alive.
struct Exported {
    managed: DlManaged,
    shape: Vec<i64>,
    strides: Vec<i64>,
    _tensor: Tensor,
}

unsafe extern "C" fn delete_exported(m: *mut DlManaged) {
    // SAFETY: the context is the box that `to_dlpack` leaked; a consumer calls this once.
    drop(unsafe { Box::from_raw((*m).context as *mut Exported) });
}

fn dl_code(d: DType) -> Option<(u8, u8)> {
    let code = match d {
        DType::Bool => 6,
        d if d.is_complex() => 5,
        DType::BF16 => 4,
        DType::F8E4M3 | DType::F8E5M2 => return None,
        d if d.is_float() => 2,
        d if d.is_signed() => 0,
        _ => 1,
    };
    Some((code, d.size() as u8 * 8))
}

unsafe extern "C" fn drop_capsule(capsule: *mut ffi::PyObject) {
    // SAFETY: called by the interpreter with the capsule; a consumer has renamed it if it took the tensor.
    unsafe {
        if ffi::PyCapsule_IsValid(capsule, c"dltensor".as_ptr()) == 1 {
            let m = ffi::PyCapsule_GetPointer(capsule, c"dltensor".as_ptr()) as *mut DlManaged;
            if let Some(delete) = (*m).deleter {
                delete(m);
            }
        }
    }
}

/// A DLPack capsule over the tensor's memory.
#[pyfunction]
pub fn _to_dlpack<'py>(py: Python<'py>, t: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let t = as_tensor(t).ok_or_else(|| PyTypeError::new_err("expected a tensor"))?;
    let g = t.geometry();
    if t.requires_grad() {
        return Err(pyo3::exceptions::PyBufferError::new_err("Can't export tensors that require gradient, use tensor.detach()"));
    }
    if g.bits != 0 {
        return Err(pyo3::exceptions::PyBufferError::new_err("Can't export tensors with the conjugate bit set"));
    }
    let (code, bits) = dl_code(g.dtype).ok_or_else(|| pyo3::exceptions::PyBufferError::new_err(format!("{} types are not supported by dlpack", g.dtype.name())))?;
    if g.device() != Device::Cpu {
        return Err(pyo3::exceptions::PyBufferError::new_err(format!("Cannot pack tensors on {}", g.device())));
    }
    g.storage.set_flags(lumbre::storage::EXPORTED);
    let data = g.storage.address().wrapping_add((g.offset * g.dtype.size() as i64) as usize);
    let mut ex = Box::new(Exported {
        managed: DlManaged {
            tensor: DlTensor {
                data,
                device: DlDevice { kind: 1, id: 0 },
                ndim: g.dim() as i32,
                code,
                bits,
                lanes: 1,
                shape: std::ptr::null_mut(),
                strides: std::ptr::null_mut(),
                byte_offset: 0,
            },
            context: std::ptr::null_mut(),
            deleter: Some(delete_exported),
        },
        shape: g.sizes.to_vec(),
        strides: g.strides.to_vec(),
        _tensor: t.clone(),
    });
    ex.managed.tensor.shape = ex.shape.as_mut_ptr();
    ex.managed.tensor.strides = ex.strides.as_mut_ptr();
    let raw = Box::into_raw(ex);
    // SAFETY: `raw` is the live box; the capsule's destructor or the consumer frees it once.
    unsafe {
        (*raw).managed.context = raw as *mut std::ffi::c_void;
        let p = ffi::PyCapsule_New(&mut (*raw).managed as *mut DlManaged as *mut std::ffi::c_void, c"dltensor".as_ptr(), Some(drop_capsule));
        Bound::from_owned_ptr_or_err(py, p)
    }
}

/// Calls the producer's deleter when the last tensor over the memory goes.
struct Imported(*mut DlManaged);
// SAFETY: the pointer is only used by the one drop; producers promise a deleter callable from any thread.
unsafe impl Send for Imported {}
// SAFETY: as above.
unsafe impl Sync for Imported {}
impl Drop for Imported {
    fn drop(&mut self) {
        Python::attach(|_| {
            // SAFETY: a consumed capsule's tensor, deleted once.
            unsafe {
                if let Some(delete) = (*self.0).deleter {
                    delete(self.0);
                }
            }
        });
    }
}

/// A tensor over the memory of a DLPack capsule, or of an object that makes one.
pub fn from_dlpack(ob: &Bound<PyAny>) -> PyResult<Tensor> {
    let capsule = if ob.is_instance_of::<PyCapsule>() { ob.clone() } else { ob.call_method0("__dlpack__")? };
    // SAFETY: the name says what the capsule holds; after the take it is renamed so that nobody takes it twice.
    let m = unsafe {
        if ffi::PyCapsule_IsValid(capsule.as_ptr(), c"dltensor".as_ptr()) != 1 {
            return Err(pyo3::exceptions::PyRuntimeError::new_err(
                "from_dlpack received an invalid capsule. Note that DLTensor capsules can be consumed only once, so you might have already constructed a tensor from it once.",
            ));
        }
        ffi::PyCapsule_GetPointer(capsule.as_ptr(), c"dltensor".as_ptr()) as *mut DlManaged
    };
    // SAFETY: a valid managed tensor, by the capsule's name.
    let d = unsafe { &(*m).tensor };
    let dtype = DType::ALL.into_iter().find(|t| dl_code(*t) == Some((d.code, d.bits)) && d.lanes == 1);
    let read = || -> lumbre::Result<(DType, Vec<i64>, Vec<i64>)> {
        let Some(dtype) = dtype else { bail!(Value, "from_dlpack: unsupported dtype code {} of {} bits, {} lanes", d.code, d.bits, d.lanes) };
        ensure!(d.device.kind == 1, Value, "from_dlpack: memory on device type {} is not supported", d.device.kind);
        ensure!((0..=64).contains(&d.ndim), Value, "from_dlpack: {} dimensions", d.ndim);
        let n = d.ndim as usize;
        // SAFETY: DLPack promises `ndim` numbers behind both pointers, strides only where not null.
        let sizes = if n == 0 { Vec::new() } else { unsafe { std::slice::from_raw_parts(d.shape, n) }.to_vec() };
        let strides = if d.strides.is_null() || n == 0 {
            lumbre::tensor::geometry::contiguous_strides(&sizes).to_vec()
        } else {
            // SAFETY: as above.
            unsafe { std::slice::from_raw_parts(d.strides, n) }.to_vec()
        };
        ensure!(sizes.iter().all(|s| *s >= 0), Value, "from_dlpack: negative size in {sizes:?}");
        ensure!(sizes.iter().zip(&strides).all(|(n, s)| *n <= 1 || *s >= 0), Value, "from_dlpack: negative strides are not supported");
        let strides = sizes.iter().zip(strides).map(|(n, s)| if *n <= 1 { s.max(1) } else { s }).collect();
        Ok((dtype, sizes, strides))
    };
    let (dtype, sizes, strides) = read().or_raise()?;
    let span = if sizes.contains(&0) { 0 } else { 1 + sizes.iter().zip(&strides).map(|(n, s)| (n - 1) * s).sum::<i64>() };
    let data = d.data.wrapping_add(d.byte_offset as usize);
    // SAFETY: the capsule is ours from here on: renamed, and deleted by `Imported`.
    unsafe { ffi::PyCapsule_SetName(capsule.as_ptr(), c"used_dltensor".as_ptr()) };
    // SAFETY: the producer promises the memory until its deleter runs.
    let storage = unsafe { Storage::foreign(data, span as usize * dtype.size(), 0, Box::new(Imported(m))) };
    // SAFETY: bools of a DLPack producer are bytes of 0 and 1 by its specification.
    unsafe { Tensor::from_storage(storage, dtype, 0, &sizes, &strides) }.or_raise()
}

#[pyfunction]
pub fn _from_dlpack<'py>(ob: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    wrap(ob.py(), from_dlpack(ob)?)
}
