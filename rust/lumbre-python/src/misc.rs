//! Process-wide settings, and small doors for the Python layer.

use crate::convert;
use crate::errors::{OrRaise, from_py};
use crate::object::wrap;
use crate::types::{PyGenerator, dtype_object};
use lumbre::{DType, Tensor};
use pyo3::exceptions::PyTypeError;
use pyo3::ffi;
use pyo3::prelude::*;

thread_local! {
    static DETACHED: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
}

/// Whether this thread is inside Python and has not given the GIL up here.
fn holds_gil() -> bool {
    // SAFETY: a plain query that any thread may make.
    DETACHED.with(std::cell::Cell::get) == 0 && !unsafe { ffi::PyGILState_GetThisThreadState() }.is_null()
}

/// Runs `f` with the GIL given up, if this thread holds it. PyO3 knows of it, so that `Python::attach` inside `f` takes the GIL again.
pub fn detached(f: &mut dyn FnMut()) {
    struct Body<'a>(&'a mut dyn FnMut());
    // SAFETY: `detach` runs the body on this very thread; the body touches no Python object.
    unsafe impl Send for Body<'_> {}
    impl Body<'_> {
        fn run(self) {
            (self.0)();
        }
    }
    struct Count;
    impl Drop for Count {
        fn drop(&mut self) {
            DETACHED.with(|d| d.set(d.get() - 1));
        }
    }
    if !holds_gil() {
        return f();
    }
    DETACHED.with(|d| d.set(d.get() + 1));
    let _count = Count;
    let body = Body(f);
    // SAFETY: `holds_gil` has just said that this thread holds it.
    unsafe { Python::assume_attached() }.detach(move || body.run());
}

thread_local! {
    static INTERRUPT: std::cell::RefCell<Option<PyErr>> = const { std::cell::RefCell::new(None) };
}

/// Whether a signal handler raised, asked in the middle of a long kernel; `poll` raises it.
pub fn interrupted() -> bool {
    // SAFETY: a plain query that any thread may make.
    if unsafe { ffi::PyGILState_GetThisThreadState() }.is_null() {
        return false;
    }
    match Python::attach(|py| py.check_signals()) {
        Ok(()) => false,
        Err(e) => {
            INTERRUPT.with(|i| *i.borrow_mut() = Some(e));
            true
        }
    }
}

/// Raises a pending Ctrl-C.
pub fn poll() -> lumbre::Result<()> {
    if let Some(e) = INTERRUPT.with(|i| i.borrow_mut().take()) {
        return Err(from_py(e));
    }
    if !holds_gil() {
        return Ok(());
    }
    Python::attach(|py| py.check_signals()).map_err(from_py)
}

/// The process-wide generator of a GPU.
#[pyfunction]
pub fn _cuda_default_generator(py: Python<'_>, index: u8) -> PyResult<Bound<'_, PyAny>> {
    Ok(Bound::new(py, PyGenerator(lumbre::random::cuda_default(index).clone()))?.into_any())
}

/// Seeds the default generators of the CPU and all GPUs.
#[pyfunction]
pub fn _manual_seed(seed: &Bound<PyAny>) -> PyResult<()> {
    lumbre::manual_seed(crate::types::seed_from(seed)?);
    Ok(())
}

#[pyfunction]
pub fn _default_generator(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    Ok(Bound::new(py, PyGenerator(lumbre::random::default_generator().clone()))?.into_any())
}

/// The dtype of tensors made from Python floats: float32 unless `set_default_dtype` changed it.
#[pyfunction]
pub fn get_default_dtype(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    dtype_object(py, lumbre::ops::default_dtype())
}

#[pyfunction]
pub fn _set_default_dtype(d: &Bound<PyAny>) -> PyResult<()> {
    let d = convert::dtype_from(d).ok_or_else(|| PyTypeError::new_err("invalid dtype object"))?;
    if !matches!(d, DType::F16 | DType::BF16 | DType::F32 | DType::F64) {
        return Err(PyTypeError::new_err(format!("only floating-point types are supported as the default type, but got {}", d.name())));
    }
    lumbre::ops::set_default_dtype(d);
    Ok(())
}

#[pyfunction]
pub fn _get_default_device(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    crate::types::device_object(py, lumbre::device::default_device())
}

#[pyfunction]
pub fn _set_default_device(d: &Bound<PyAny>) -> PyResult<()> {
    lumbre::device::set_default_device(crate::types::device_from(d)?);
    Ok(())
}

/// How many threads one operation may use on the CPU.
#[pyfunction]
pub fn get_num_threads() -> usize {
    lumbre::backend::num_threads()
}

/// Sets how many threads one operation may use on the CPU. `LUMBRE_NUM_THREADS` or `OMP_NUM_THREADS` set it before the start.
///
/// Raises: RuntimeError for numbers below 1.
#[pyfunction]
pub fn set_num_threads(n: i64) -> PyResult<()> {
    if n <= 0 {
        return Err(pyo3::exceptions::PyRuntimeError::new_err("set_num_threads expects a positive integer"));
    }
    lumbre::backend::set_num_threads(n as usize);
    Ok(())
}

#[pyfunction]
pub fn _empty_cache() {
    lumbre::storage::alloc::empty_cache();
}

/// Bytes that the allocator keeps free.
#[pyfunction]
pub fn _heap_counts() -> usize {
    lumbre::storage::alloc::kept_bytes()
}

/// A tensor over an UntypedStorage.
#[pyfunction]
pub fn _tensor_from_storage<'py>(
    storage: &Bound<'py, PyAny>,
    dtype: &Bound<'py, PyAny>,
    offset: i64,
    sizes: Vec<i64>,
    strides: Vec<i64>,
) -> PyResult<Bound<'py, PyAny>> {
    let s = crate::storage::storage_of(storage)?;
    let d = convert::dtype_from(dtype).ok_or_else(|| PyTypeError::new_err("dtype expected"))?;
    if d == DType::Bool && s.to_bytes().or_raise()?.iter().any(|b| *b > 1) {
        return Err(pyo3::exceptions::PyValueError::new_err("bytes other than 0 and 1 are not bools"));
    }
    // SAFETY: the storage is ours and bools were checked.
    let t = unsafe { Tensor::from_storage(s, d, offset, &sizes, &strides) }.or_raise()?;
    wrap(storage.py(), t)
}

/// A flat tensor of `dtype` with a copy of the bytes.
#[pyfunction]
pub fn _bytes_tensor<'py>(py: Python<'py>, bytes: &[u8], dtype: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let d = convert::dtype_from(dtype).ok_or_else(|| PyTypeError::new_err("dtype expected"))?;
    let s = lumbre::storage::Storage::empty(bytes.len(), lumbre::Device::Cpu).or_raise()?;
    s.write_bytes(0, bytes).or_raise()?;
    if d == DType::Bool && bytes.iter().any(|b| *b > 1) {
        return Err(pyo3::exceptions::PyValueError::new_err("bytes other than 0 and 1 are not bools"));
    }
    let n = (bytes.len() / d.size()) as i64;
    // SAFETY: fresh memory of the right length; bools were checked.
    let t = unsafe { Tensor::from_storage(s, d, 0, &[n], &[1]) }.or_raise()?;
    wrap(py, t)
}
