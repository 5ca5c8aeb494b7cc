//! Tensors from Python's numbers and nested sequences, and back.

use crate::convert;
use crate::dlpack::from_dlpack;
use crate::errors::OrRaise;
use crate::numpy::from_array_interface;
use crate::object::{as_tensor, wrap};
use lumbre::{C128, DType, Device, Scalar, Tensor};
use pyo3::exceptions::{PyNotImplementedError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple};
use smallvec::SmallVec;

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
    } else if let Some(t) = plain_numbers(ob, dtype)? {
        // Before anything asks the object for attributes that it lacks: making the exception costs more than the tensor.
        t
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
    if is_python_number(ob) && as_tensor(ob).is_none() {
        return widest(&[s]);
    }
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

/// A list or tuple of Python's own floats, or of its own ints, or of rows of such: what programs write. `None`: anything else, which
/// the general way reads, or refuses with its reason.
fn plain_numbers(ob: &Bound<PyAny>, dtype: Option<DType>) -> PyResult<Option<Tensor>> {
    if lumbre::jit::trace::numbers::noting() {
        return Ok(None);
    }
    let Some(first) = item_of(ob, 0) else { return Ok(None) };
    let rows = item_of(&first, 0).is_some();
    let columns = if rows { length(&first) } else { length(ob) };
    let n = if rows { length(ob) * columns } else { columns };
    let number = if rows { item_of(&first, 0) } else { Some(first) };
    let whole = number.as_ref().is_some_and(|x| x.is_exact_instance_of::<PyInt>());
    let (mut floats, mut ints): (SmallVec<[f64; 16]>, SmallVec<[i64; 16]>) = (SmallVec::new(), SmallVec::new());
    let mut read = |list: &Bound<PyAny>| -> bool {
        (length(list) == columns)
            && (0..columns).all(|i| {
                let Some(x) = item_of(list, i) else { return false };
                if whole {
                    x.is_exact_instance_of::<PyInt>() && x.extract().map(|v| ints.push(v)).is_ok()
                } else {
                    x.is_exact_instance_of::<PyFloat>() && x.extract().map(|v| floats.push(v)).is_ok()
                }
            })
    };
    let all = if rows { (0..length(ob)).all(|i| item_of(ob, i).is_some_and(|row| read(&row))) } else { read(ob) };
    if !all || n == 0 {
        return Ok(None);
    }
    let sizes: &[i64] = if rows { &[(n / columns) as i64, columns as i64] } else { &[n as i64] };
    let t = match (whole, dtype.unwrap_or(if whole { DType::I64 } else { lumbre::ops::default_dtype() })) {
        (false, DType::F32) => Tensor::from_slice(&floats.iter().map(|&x| x as f32).collect::<SmallVec<[f32; 16]>>(), sizes),
        (false, DType::F64) => Tensor::from_slice(&floats, sizes),
        (true, DType::F32) => Tensor::from_slice(&ints.iter().map(|&x| x as f64 as f32).collect::<SmallVec<[f32; 16]>>(), sizes),
        (true, DType::I64) => Tensor::from_slice(&ints, sizes),
        _ => return Ok(None),
    };
    t.map(Some).or_raise()
}

/// How many items a plain list or tuple has; 0 for anything else.
fn length(ob: &Bound<PyAny>) -> usize {
    ob.cast_exact::<PyList>().map(|l| l.len()).or_else(|_| ob.cast_exact::<PyTuple>().map(|t| t.len())).unwrap_or(0)
}

/// Item `i` of a plain list or tuple.
fn item_of<'py>(ob: &Bound<'py, PyAny>, i: usize) -> Option<Bound<'py, PyAny>> {
    match ob.cast_exact::<PyList>() {
        Ok(list) => list.get_item(i).ok(),
        Err(_) => ob.cast_exact::<PyTuple>().ok()?.get_item(i).ok(),
    }
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

/// A tensor with the elements of `data`, copied: numbers, nested sequences of them, numpy arrays, tensors.
///
/// `dtype` is found from the data unless it is given (Python floats give the default dtype, ints int64); `device` is that of
/// a tensor or the default one. With `requires_grad` the tensor is a leaf that gets gradients.
///
/// Raises: ValueError for rows of different lengths; TypeError for what is no number; RuntimeError for numbers beyond the dtype.
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
        Some(o) => match convert::dtype_from(o) {
            Some(d) => Ok(Some(d)),
            None if o.hasattr("_absent")? => Err(PyNotImplementedError::new_err(format!("tensors of {}", o.repr()?.to_cow()?))),
            None => Err(PyTypeError::new_err(format!("argument 'dtype' must be torch.dtype, not {}", convert::type_name(o)))),
        },
    }
}

/// The only element as a Python number.
pub fn number<'py>(py: Python<'py>, t: &Tensor) -> PyResult<Bound<'py, PyAny>> {
    match t.item().or_raise()? {
        // The engine's integers are signed: of this dtype the bits are read.
        Scalar::Int(_) if t.dtype() == DType::U64 => match t.to_vec::<i64>().or_raise()?[..] {
            [i] => Ok((i as u64).into_pyobject(py)?.into_any()),
            _ => Err(PyValueError::new_err("a tensor of one element")),
        },
        s => convert::scalar_object(py, s),
    }
}

/// Nested lists of Python numbers.
pub fn to_list<'py>(py: Python<'py>, t: &Tensor) -> PyResult<Bound<'py, PyAny>> {
    if t.dim() == 0 {
        return number(py, t);
    }
    let sizes = t.sizes();
    let d = t.dtype();
    if t.dim() == 1 && d == DType::F32 {
        return Ok(PyList::new(py, t.to_vec::<f32>().or_raise()?.into_iter().map(f64::from))?.into_any());
    }
    if t.dim() == 1 && d == DType::I64 {
        return Ok(PyList::new(py, t.to_vec::<i64>().or_raise()?)?.into_any());
    }
    let numbers: Vec<Bound<'py, PyAny>> = if d == DType::F32 {
        t.to_vec::<f32>().or_raise()?.into_iter().map(|f| Ok((f as f64).into_pyobject(py)?.into_any())).collect::<PyResult<_>>()?
    } else if d.is_complex() {
        t.to_vec::<C128>().or_raise()?.into_iter().map(|c| convert::scalar_object(py, Scalar::Complex(c))).collect::<PyResult<_>>()?
    } else if d.is_float() {
        t.to_vec::<f64>().or_raise()?.into_iter().map(|f| Ok(f.into_pyobject(py)?.into_any())).collect::<PyResult<_>>()?
    } else if d == DType::Bool {
        t.to_vec::<bool>().or_raise()?.into_iter().map(|b| convert::scalar_object(py, Scalar::Bool(b))).collect::<PyResult<_>>()?
    } else if d == DType::U64 {
        t.to_vec::<i64>().or_raise()?.into_iter().map(|i| Ok((i as u64).into_pyobject(py)?.into_any())).collect::<PyResult<_>>()?
    } else {
        t.to_vec::<i64>().or_raise()?.into_iter().map(|i| Ok(i.into_pyobject(py)?.into_any())).collect::<PyResult<_>>()?
    };
    let mut it = numbers.into_iter();
    nest(py, &sizes, &mut it)
}

fn nest<'py>(py: Python<'py>, sizes: &[i64], it: &mut impl ExactSizeIterator<Item = Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyAny>> {
    match sizes.split_first() {
        None => it.next().ok_or_else(|| PyValueError::new_err("too few elements")),
        Some((n, rest)) => {
            if rest.is_empty() && it.len() >= *n as usize {
                let row: SmallVec<[Bound<'py, PyAny>; 16]> = it.take(*n as usize).collect();
                return Ok(PyList::new(py, row)?.into_any());
            }
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
    Ok(PyBytes::new(py, &c.storage().to_bytes().or_raise()?[..n]))
}
