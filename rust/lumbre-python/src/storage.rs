//! `UntypedStorage`: one object per storage while it lives.

use crate::errors::OrRaise;
use lumbre::storage::{SHARED, Storage};
use pyo3::exceptions::{PyIndexError, PyTypeError, PyValueError};
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use std::os::fd::{FromRawFd, OwnedFd};
use std::sync::atomic::{AtomicPtr, Ordering};

/// Bytes in memory that tensors are views of. `tensor.untyped_storage()` gives it; `nbytes()` is its size.
#[pyclass(name = "UntypedStorage", module = "torch", frozen, subclass, weakref)]
pub struct PyStorage {
    pub s: Storage,
    me: AtomicPtr<()>,
}

impl Drop for PyStorage {
    fn drop(&mut self) {
        let me = *self.me.get_mut();
        let _ = self.s.object().compare_exchange(me, std::ptr::null_mut(), Ordering::AcqRel, Ordering::Relaxed);
    }
}

impl PyStorage {
    pub fn object(py: Python<'_>, s: Storage) -> PyResult<Bound<'_, PyAny>> {
        let known = s.object().load(Ordering::Acquire) as *mut ffi::PyObject;
        if !known.is_null() {
            // SAFETY: cleared before the object is freed, under the GIL; a zero count means it is being freed.
            unsafe {
                if ffi::Py_REFCNT(known) > 0 {
                    return Ok(Bound::from_borrowed_ptr(py, known));
                }
            }
        }
        let ob = Bound::new(py, PyStorage { s, me: AtomicPtr::default() })?;
        let me = ob.as_ptr() as *mut ();
        ob.get().me.store(me, Ordering::Relaxed);
        ob.get().s.object().store(me, Ordering::Release);
        Ok(ob.into_any())
    }
}

/// The storage behind an UntypedStorage or a TypedStorage.
pub fn storage_of(ob: &Bound<PyAny>) -> PyResult<Storage> {
    if let Ok(s) = ob.cast::<PyStorage>() {
        return Ok(s.get().s.clone());
    }
    match ob.getattr("_untyped_storage") {
        Ok(inner) => storage_of(&inner),
        Err(_) => Err(PyTypeError::new_err(format!("expected a storage, got {}", crate::convert::type_name(ob)))),
    }
}

#[pymethods]
impl PyStorage {
    #[new]
    #[pyo3(signature = (size=None, *, device=None))]
    fn new(size: Option<&Bound<PyAny>>, device: Option<&Bound<PyAny>>) -> PyResult<PyStorage> {
        let device = device.map(crate::types::device_from).transpose()?.unwrap_or_default();
        let (n, bytes) = match size {
            None => (0, None),
            Some(s) => match s.extract::<usize>() {
                Ok(n) => (n, None),
                Err(_) => {
                    let b: Vec<u8> = s.extract()?;
                    (b.len(), Some(b))
                }
            },
        };
        let s = Storage::empty(n, device).or_raise()?;
        let zero = bytes.unwrap_or_else(|| vec![0; n]);
        s.write_bytes(0, &zero).or_raise()?;
        Ok(PyStorage { s, me: AtomicPtr::default() })
    }
    fn nbytes(&self) -> usize {
        self.s.nbytes()
    }
    fn size(&self) -> usize {
        self.s.nbytes()
    }
    fn __len__(&self) -> usize {
        self.s.nbytes()
    }
    fn element_size(&self) -> usize {
        1
    }
    fn data_ptr(&self) -> PyResult<usize> {
        self.s.settle(true).or_raise()?;
        Ok(self.s.address() as usize)
    }
    #[getter]
    fn _cdata(&self) -> usize {
        self.s.id()
    }
    #[getter]
    fn device<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        crate::types::device_object(py, self.s.device())
    }
    fn resize_<'py>(slf: Bound<'py, Self>, n: usize) -> PyResult<Bound<'py, Self>> {
        slf.get().s.resize(n).or_raise()?;
        Ok(slf)
    }
    fn resizable(&self) -> bool {
        self.s.flags() & lumbre::storage::EXPORTED == 0
    }
    fn is_shared(&self) -> bool {
        self.s.flags() & SHARED != 0
    }
    /// Moves the memory to where other processes can map it.
    fn share_memory_<'py>(slf: Bound<'py, Self>) -> PyResult<Bound<'py, Self>> {
        slf.get().s.share().or_raise()?;
        Ok(slf)
    }
    /// Zeros in shared memory.
    #[staticmethod]
    #[pyo3(signature = (size, *, device=None))]
    fn _new_shared<'py>(py: Python<'py>, size: usize, device: Option<&Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyAny>> {
        let _ = device;
        let s = Storage::empty(size, lumbre::Device::Cpu).or_raise()?;
        s.write_bytes(0, &vec![0; size]).or_raise()?;
        s.share().or_raise()?;
        PyStorage::object(py, s)
    }
    /// Shares the memory and returns its file's descriptor, which stays the storage's, and its size.
    fn _shared_file(&self) -> PyResult<(i32, usize)> {
        self.s.share().or_raise()?;
        let fd = self.s.shared_file().ok_or_else(|| PyValueError::new_err("the storage has no shared file"))?;
        Ok((fd, self.s.nbytes()))
    }
    /// The memory of a shared file; takes the descriptor over.
    #[staticmethod]
    fn _from_shared_file(py: Python<'_>, fd: i32, nbytes: usize) -> PyResult<Bound<'_, PyAny>> {
        PyStorage::object(py, Storage::from_shared_file(owned(fd), nbytes).or_raise()?)
    }
    fn tolist(&self) -> PyResult<Vec<u8>> {
        self.s.to_bytes().or_raise()
    }
    fn _bytes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        Ok(PyBytes::new(py, &self.s.to_bytes().or_raise()?))
    }
    fn __getitem__(&self, i: isize) -> PyResult<u8> {
        let bytes = self.s.to_bytes().or_raise()?;
        let at = if i < 0 { i + bytes.len() as isize } else { i };
        bytes.get(at as usize).copied().ok_or_else(|| PyIndexError::new_err(format!("index {i} out of range for storage of size {}", bytes.len())))
    }
    fn __setitem__(&self, i: isize, value: u8) -> PyResult<()> {
        let n = self.s.nbytes() as isize;
        let at = if i < 0 { i + n } else { i };
        if at < 0 || at >= n {
            return Err(PyIndexError::new_err(format!("index {i} out of range for storage of size {n}")));
        }
        self.s.write_bytes(at as usize, &[value]).or_raise()
    }
    fn fill_<'py>(slf: Bound<'py, Self>, value: u8) -> PyResult<Bound<'py, Self>> {
        let n = slf.get().s.nbytes();
        slf.get().s.write_bytes(0, &vec![value; n]).or_raise()?;
        Ok(slf)
    }
    fn copy_<'py>(slf: Bound<'py, Self>, source: &Bound<'py, PyAny>) -> PyResult<Bound<'py, Self>> {
        let bytes = storage_of(source)?.to_bytes().or_raise()?;
        if bytes.len() != slf.get().s.nbytes() {
            return Err(PyValueError::new_err(format!("size does not match, self was {} bytes but src was {} bytes", slf.get().s.nbytes(), bytes.len())));
        }
        slf.get().s.write_bytes(0, &bytes).or_raise()?;
        Ok(slf)
    }
    fn clone<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.copied(py, self.s.device())
    }
    fn cpu(slf: Bound<Self>) -> PyResult<Bound<PyAny>> {
        let s = slf.get();
        if s.s.device() == lumbre::Device::Cpu { Ok(slf.into_any()) } else { s.copied(slf.py(), lumbre::Device::Cpu) }
    }
    #[pyo3(signature = (device=None, non_blocking=false))]
    fn cuda<'py>(slf: Bound<'py, Self>, device: Option<&Bound<'py, PyAny>>, non_blocking: bool) -> PyResult<Bound<'py, PyAny>> {
        let _ = non_blocking;
        let device = match device {
            Some(d) => crate::types::device_from(d)?,
            None => lumbre::Device::Cuda(lumbre::device::current_cuda()),
        };
        let s = slf.get();
        if s.s.device() == device { Ok(slf.into_any()) } else { s.copied(slf.py(), device) }
    }
    fn __deepcopy__<'py>(slf: &Bound<'py, Self>, memo: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        // The key that tensors use, so that a tensor and its storage stay together.
        let key = ("storage", slf.get().s.id());
        if let Ok(known) = memo.get_item(key) {
            return Ok(known);
        }
        let copy = slf.get().clone(slf.py())?;
        memo.set_item(key, &copy)?;
        Ok(copy)
    }
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("lumbre.storage")?.call_method1("_reduce", (slf,))
    }
    fn __repr__(&self) -> PyResult<String> {
        let mut text = String::new();
        if self.s.device() == lumbre::Device::Meta {
            text.push_str("...\n");
        } else {
            for byte in self.s.to_bytes().or_raise()? {
                text.push_str(&format!(" {byte}\n"));
            }
        }
        Ok(format!("{text}[torch.storage.UntypedStorage(device={}) of size {}]", self.s.device(), self.s.nbytes()))
    }
}

impl PyStorage {
    /// The bytes in memory of their own on a device.
    fn copied<'py>(&self, py: Python<'py>, device: lumbre::Device) -> PyResult<Bound<'py, PyAny>> {
        let s = Storage::empty(self.s.nbytes(), device).or_raise()?;
        s.write_bytes(0, &self.s.to_bytes().or_raise()?).or_raise()?;
        PyStorage::object(py, s)
    }
}

/// A descriptor that Python has handed over.
fn owned(fd: i32) -> OwnedFd {
    // SAFETY: the caller opened it and does not close it.
    unsafe { OwnedFd::from_raw_fd(fd) }
}

/// Storages over pieces `(offset, nbytes)` of a shared file of `nbytes`; takes the descriptor over and closes it.
#[pyfunction]
pub fn _map_segment(py: Python<'_>, fd: i32, nbytes: usize, pieces: Vec<(usize, usize)>) -> PyResult<Vec<Bound<'_, PyAny>>> {
    let storages = Storage::pieces_of_file(owned(fd), nbytes, &pieces).or_raise()?;
    storages.into_iter().map(|s| PyStorage::object(py, s)).collect()
}

/// Writes storages to a file at their offsets.
#[pyfunction]
pub fn _write_segment(py: Python<'_>, fd: i32, storages: Vec<Bound<PyAny>>, offsets: Vec<usize>) -> PyResult<()> {
    let storages = storages.iter().map(storage_of).collect::<PyResult<Vec<_>>>()?;
    py.detach(|| storages.iter().zip(&offsets).try_for_each(|(s, &at)| s.write_to_file(fd, at))).or_raise()
}
