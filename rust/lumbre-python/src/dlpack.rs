//! Memory shared by DLPack.

use crate::errors::OrRaise;
use crate::object::{as_tensor, wrap};
use lumbre::storage::Storage;
use lumbre::{DType, Device, Tensor, bail, ensure};
use pyo3::exceptions::PyTypeError;
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

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
    // DLPack's numbers: 1 is the CPU, 2 CUDA.
    let device = match g.device() {
        Device::Cpu => DlDevice { kind: 1, id: 0 },
        Device::Cuda(i) => DlDevice { kind: 2, id: i as i32 },
        d => return Err(pyo3::exceptions::PyBufferError::new_err(format!("Cannot pack tensors on {d}"))),
    };
    g.storage.set_flags(lumbre::storage::EXPORTED);
    let data = g.storage.address().wrapping_add((g.offset * g.dtype.size() as i64) as usize);
    let mut ex = Box::new(Exported {
        managed: DlManaged {
            tensor: DlTensor {
                data,
                device,
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

/// Asks a producer for its capsule; one on a GPU is told our queue, which its work then comes before.
fn capsule_of<'py>(ob: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let place: Option<(i32, u8)> = ob.call_method0("__dlpack_device__").and_then(|d| d.extract()).ok();
    match place {
        Some((2, index)) => {
            lumbre::cuda::gpu(index).or_raise()?;
            let queue = lumbre::cuda::Stream::current(index).handle();
            let kwargs = pyo3::types::PyDict::new(ob.py());
            // 1 stands for the default queue, whose handle is 0.
            kwargs.set_item("stream", queue.max(1))?;
            ob.call_method("__dlpack__", (), Some(&kwargs))
        }
        _ => ob.call_method0("__dlpack__"),
    }
}

/// A tensor over the memory of a DLPack capsule, or of an object that makes one.
pub fn from_dlpack(ob: &Bound<PyAny>) -> PyResult<Tensor> {
    let capsule = if ob.is_instance_of::<PyCapsule>() { ob.clone() } else { capsule_of(ob)? };
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
        ensure!(matches!(d.device.kind, 1 | 2 | 3) && (0..256).contains(&d.device.id), Value, "from_dlpack: memory on device type {} is not supported", d.device.kind);
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
    let storage = match d.device.kind {
        // SAFETY: the producer promises the memory until its deleter runs.
        2 => unsafe { Storage::foreign_on_gpu(d.device.id as u8, data as u64, span as usize * dtype.size(), 0, Box::new(Imported(m))) },
        // SAFETY: as above; kind 3 is pinned memory of the CPU.
        _ => unsafe { Storage::foreign(data, span as usize * dtype.size(), 0, Box::new(Imported(m))) },
    };
    // SAFETY: bools of a DLPack producer are bytes of 0 and 1 by its specification.
    unsafe { Tensor::from_storage(storage, dtype, 0, &sizes, &strides) }.or_raise()
}

#[pyfunction]
pub fn _from_dlpack<'py>(ob: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    wrap(ob.py(), from_dlpack(ob)?)
}
