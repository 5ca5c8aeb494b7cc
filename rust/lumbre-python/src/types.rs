//! dtype, device, layout, memory_format, Size and Generator objects.

use crate::errors::OrRaise;
use lumbre::ops::value::{Layout, MemoryFormat};
use lumbre::random::Generator;
use lumbre::{DType, Device};
use pyo3::basic::CompareOp;
use pyo3::exceptions::{PyRuntimeError, PyTypeError};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::ffi;
use pyo3::types::{PyString, PyTuple, PyType};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether reprs say `torch.` (under `lumbre run`) or `lumbre.`.
static AS_TORCH: AtomicBool = AtomicBool::new(true);

pub fn prefix() -> &'static str {
    if AS_TORCH.load(Ordering::Relaxed) { "torch" } else { "lumbre" }
}

#[pyfunction]
pub fn _set_repr_prefix(as_torch: bool) {
    AS_TORCH.store(as_torch, Ordering::Relaxed);
}

/// The type of a tensor's elements: `lumbre.float32`, `lumbre.int64`, `lumbre.bool` and the like.
#[pyclass(name = "dtype", module = "torch", frozen, from_py_object)]
#[derive(Clone)]
pub struct PyDType(pub DType);

static DTYPES: PyOnceLock<Vec<Py<PyDType>>> = PyOnceLock::new();

/// The one object of a dtype.
pub fn dtype_object(py: Python<'_>, d: DType) -> PyResult<Bound<'_, PyAny>> {
    let all = DTYPES.get_or_try_init(py, || DType::ALL.iter().map(|d| Py::new(py, PyDType(*d))).collect::<PyResult<Vec<_>>>())?;
    Ok(all[d as usize].bind(py).clone().into_any())
}

#[pymethods]
impl PyDType {
    fn __repr__(&self) -> String {
        format!("{}.{}", prefix(), self.0.name())
    }
    fn __reduce__(&self) -> &'static str {
        self.0.name()
    }
    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }
    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<PyAny>) -> Py<Self> {
        slf
    }
    fn __hash__(&self) -> u64 {
        0x6c75_0000 + self.0 as u64
    }
    fn __richcmp__(&self, other: &Bound<PyAny>, op: CompareOp) -> PyResult<Py<PyAny>> {
        let py = other.py();
        let same = other.cast::<PyDType>().is_ok_and(|o| o.get().0 == self.0);
        Ok(match op {
            CompareOp::Eq => same.into_pyobject(py)?.to_owned().into_any().unbind(),
            CompareOp::Ne => (!same).into_pyobject(py)?.to_owned().into_any().unbind(),
            _ => py.NotImplemented(),
        })
    }
    #[getter]
    fn is_floating_point(&self) -> bool {
        self.0.is_float()
    }
    #[getter]
    fn is_complex(&self) -> bool {
        self.0.is_complex()
    }
    #[getter]
    fn is_signed(&self) -> bool {
        self.0.is_signed()
    }
    #[getter]
    fn itemsize(&self) -> usize {
        self.0.size()
    }
    fn to_real(&self, py: Python) -> PyResult<Py<PyAny>> {
        Ok(dtype_object(py, self.0.to_real())?.unbind())
    }
    fn to_complex(&self, py: Python) -> PyResult<Py<PyAny>> {
        Ok(dtype_object(py, self.0.to_complex())?.unbind())
    }
}

/// Where tensors lie: `device('cpu')`, `device('cuda', 0)`, `device('cuda:1')`, `device('meta')` (sizes without memory).
///
/// It is also a context manager: `with lumbre.device('meta'):` makes new tensors there.
///
/// Raises: RuntimeError for unknown kinds.
#[pyclass(name = "device", module = "torch", frozen)]
pub struct PyDevice {
    pub device: Device,
    /// `device("cuda")` names no index.
    indexed: bool,
}

static CPU: PyOnceLock<Py<PyDevice>> = PyOnceLock::new();

pub fn device_object(py: Python<'_>, device: Device) -> PyResult<Bound<'_, PyAny>> {
    if device == Device::Cpu {
        let one = CPU.get_or_try_init(py, || Py::new(py, PyDevice { device, indexed: false }))?;
        return Ok(one.bind(py).clone().into_any());
    }
    Ok(Bound::new(py, PyDevice { device, indexed: device.index().is_some() })?.into_any())
}

/// Whether the object is a dtype, a device or another of the small types here: they never take calls over, and asking them costs more than
/// an op.
pub fn is_ours(ob: &Bound<PyAny>) -> bool {
    ob.is_exact_instance_of::<PyDType>()
        || ob.is_exact_instance_of::<PyDevice>()
        || ob.is_exact_instance_of::<PyMemoryFormat>()
        || ob.is_exact_instance_of::<PyLayout>()
        || ob.is_exact_instance_of::<PyGenerator>()
}

/// Reads a device argument: an object, a string, or an index.
pub fn device_from(ob: &Bound<PyAny>) -> PyResult<Device> {
    match device_if(ob)? {
        Some(d) => Ok(d),
        None => Err(PyTypeError::new_err(format!("argument must be device, str or int, not {}", ob.get_type().name()?))),
    }
}

/// As `device_from`; `None` for an object of another type.
pub fn device_if(ob: &Bound<PyAny>) -> PyResult<Option<Device>> {
    if let Ok(d) = ob.cast::<PyDevice>() {
        return Ok(Some(d.get().resolved()));
    }
    if let Ok(s) = ob.cast::<PyString>() {
        return Device::parse(&s.to_cow()?).or_raise().map(Some);
    }
    // A failed conversion makes an exception, which costs more than an op.
    let no_int = ob.get_type_ptr() == crate::object::tensor_type(ob.py()) || ob.cast::<PyDType>().is_ok();
    Ok(if no_int { None } else { ob.extract::<u8>().ok().map(Device::Cuda) })
}

impl PyDevice {
    /// `cuda` without a number is the current GPU.
    fn resolved(&self) -> Device {
        match self.device {
            Device::Cuda(_) if !self.indexed => Device::Cuda(lumbre::device::current_cuda()),
            d => d,
        }
    }
}

#[pymethods]
impl PyDevice {
    #[new]
    #[pyo3(signature = (r#type, index=None))]
    fn new(r#type: &Bound<PyAny>, index: Option<i64>) -> PyResult<PyDevice> {
        if let Ok(d) = r#type.cast::<PyDevice>() {
            return Ok(PyDevice { device: d.get().device, indexed: d.get().indexed });
        }
        if let Ok(i) = r#type.extract::<u8>() {
            return Ok(PyDevice { device: Device::Cuda(i), indexed: true });
        }
        let text: String = r#type.extract()?;
        let indexed = text.contains(':') || index.is_some();
        let mut device = Device::parse(&text).or_raise()?;
        if let (Device::Cuda(at), false) = (&mut device, indexed) {
            *at = 0;
        }
        if let Some(i) = index {
            if text.contains(':') {
                return Err(PyRuntimeError::new_err(format!(
                    "type (string) must not include an index because index was passed explicitly: {text}"
                )));
            }
            if i < 0 || i > 255 {
                return Err(PyRuntimeError::new_err("Device index must not be negative"));
            }
            if let Device::Cuda(at) = &mut device {
                *at = i as u8;
            }
        }
        Ok(PyDevice { device, indexed })
    }
    #[getter]
    fn r#type(&self) -> &'static str {
        self.device.kind()
    }
    #[getter]
    fn index(&self) -> Option<u8> {
        if self.indexed { Some(self.device.index().unwrap_or(0)) } else { None }
    }
    fn __repr__(&self) -> String {
        match self.index() {
            Some(i) => format!("device(type='{}', index={i})", self.device.kind()),
            None => format!("device(type='{}')", self.device.kind()),
        }
    }
    fn __str__(&self) -> String {
        match self.index() {
            Some(i) => format!("{}:{i}", self.device.kind()),
            None => self.device.kind().to_string(),
        }
    }
    fn __hash__(&self) -> u64 {
        let mut h = DefaultHasher::new();
        (self.device, self.indexed).hash(&mut h);
        h.finish()
    }
    fn __richcmp__(&self, other: &Bound<PyAny>, op: CompareOp) -> PyResult<Py<PyAny>> {
        let py = other.py();
        let same = other.cast::<PyDevice>().is_ok_and(|o| o.get().device == self.device && o.get().indexed == self.indexed);
        Ok(match op {
            CompareOp::Eq => same.into_pyobject(py)?.to_owned().into_any().unbind(),
            CompareOp::Ne => (!same).into_pyobject(py)?.to_owned().into_any().unbind(),
            _ => py.NotImplemented(),
        })
    }
    fn __reduce__(slf: &Bound<Self>) -> PyResult<(Py<PyAny>, Py<PyAny>)> {
        let py = slf.py();
        let me = slf.get();
        let args = match me.index() {
            Some(i) => (me.device.kind(), i).into_pyobject(py)?.into_any().unbind(),
            None => (me.device.kind(),).into_pyobject(py)?.into_any().unbind(),
        };
        Ok((slf.get_type().into_any().unbind(), args))
    }
    fn __enter__(slf: &Bound<Self>) -> PyResult<Py<PyAny>> {
        lumbre::device::push_default(slf.get().device);
        Ok(slf.clone().into_any().unbind())
    }
    fn __exit__(&self, _ty: &Bound<PyAny>, _value: &Bound<PyAny>, _tb: &Bound<PyAny>) {
        lumbre::device::pop_default();
    }
    fn __call__<'py>(slf: &Bound<'py, Self>, f: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("lumbre.utils._device")?.getattr("device_decorator")?.call1((slf, f))
    }
}

macro_rules! named_enum {
    ($class:ident, $py:literal, $of:ty, $static:ident, $lookup:ident, [$($variant:path => $name:literal),*]) => {
        #[pyclass(name = $py, module = "torch", frozen, eq, hash)]
        #[derive(PartialEq, Eq, Hash)]
        pub struct $class(pub u8, &'static str);
        static $static: PyOnceLock<Vec<Py<$class>>> = PyOnceLock::new();
        #[pymethods]
        impl $class {
            fn __repr__(&self) -> String { format!("{}.{}", prefix(), self.1) }
            fn __reduce__(&self) -> &'static str { self.1 }
        }
        /// The one object of each value, with its name.
        pub fn $lookup(py: Python<'_>) -> PyResult<Vec<(&'static str, $of, Bound<'_, PyAny>)>> {
            let names: &[(&'static str, $of)] = &[$(($name, $variant)),*];
            let all = $static.get_or_try_init(py, || {
                names.iter().enumerate().map(|(i, (n, _))| Py::new(py, $class(i as u8, n))).collect::<PyResult<Vec<_>>>()
            })?;
            Ok(names.iter().zip(all).map(|((n, v), o)| (*n, *v, o.bind(py).clone().into_any())).collect())
        }
    };
}
named_enum!(PyLayout, "layout", Layout, LAYOUTS, layouts, [
    Layout::Strided => "strided",
    Layout::SparseCoo => "sparse_coo",
    Layout::SparseCsr => "sparse_csr",
    Layout::SparseCsc => "sparse_csc",
    Layout::SparseBsr => "sparse_bsr",
    Layout::SparseBsc => "sparse_bsc"
]);
named_enum!(PyMemoryFormat, "memory_format", MemoryFormat, FORMATS, memory_formats, [
    MemoryFormat::Contiguous => "contiguous_format",
    MemoryFormat::Preserve => "preserve_format",
    MemoryFormat::ChannelsLast => "channels_last",
    MemoryFormat::ChannelsLast3d => "channels_last_3d"
]);

pub fn layout_from(ob: &Bound<PyAny>) -> Option<Layout> {
    Some(match ob.cast::<PyLayout>().ok()?.get().0 {
        0 => Layout::Strided,
        1 => Layout::SparseCoo,
        2 => Layout::SparseCsr,
        3 => Layout::SparseCsc,
        4 => Layout::SparseBsr,
        _ => Layout::SparseBsc,
    })
}

pub fn memory_format_from(ob: &Bound<PyAny>) -> Option<MemoryFormat> {
    Some(match ob.cast::<PyMemoryFormat>().ok()?.get().0 {
        0 => MemoryFormat::Contiguous,
        1 => MemoryFormat::Preserve,
        2 => MemoryFormat::ChannelsLast,
        _ => MemoryFormat::ChannelsLast3d,
    })
}

static SIZE: PyOnceLock<Py<PyAny>> = PyOnceLock::new();

/// Sets the `Size` class (a tuple subclass written in Python), and its `__getitem__`, which every `x.shape[0]` calls.
#[pyfunction]
pub fn _set_size_class(class: &Bound<PyType>) -> PyResult<()> {
    let py = class.py();
    let _ = SIZE.set(py, class.clone().into_any().unbind());
    let def = Box::leak(Box::new(ffi::PyMethodDef {
        ml_name: c"__getitem__".as_ptr(),
        ml_meth: ffi::PyMethodDefPointer { PyCFunction: size_item },
        ml_flags: ffi::METH_O,
        ml_doc: c"__getitem__($self, key, /)\n--\n\nOne size; of a slice the sizes in it.".as_ptr(),
    }));
    // SAFETY: the definition is leaked, and the class is never freed: it holds the descriptor.
    let descr = unsafe { Bound::from_owned_ptr_or_err(py, ffi::PyDescr_NewMethod(class.as_type_ptr(), def))? };
    class.setattr(pyo3::intern!(py, "__getitem__"), descr)
}

/// The tuple's own item; those of a slice become a `Size` again.
///
/// # Safety
/// Called by the interpreter with a tuple and an object.
unsafe extern "C" fn size_item(this: *mut ffi::PyObject, key: *mut ffi::PyObject) -> *mut ffi::PyObject {
    // SAFETY: the interpreter holds the GIL; `this` is a tuple, whose slot takes it and any key.
    unsafe {
        let slot: ffi::binaryfunc = std::mem::transmute(ffi::PyType_GetSlot(&raw mut ffi::PyTuple_Type, ffi::Py_mp_subscript));
        let out = slot(this, key);
        let py = Python::assume_attached();
        match SIZE.get(py) {
            Some(class) if !out.is_null() && ffi::PySlice_Check(key) != 0 => {
                let items = Bound::from_owned_ptr(py, out);
                ffi::PyObject_CallFunctionObjArgs(class.as_ptr(), items.as_ptr(), std::ptr::null_mut::<ffi::PyObject>())
            }
            _ => out,
        }
    }
}

/// Sizes as a `torch.Size`.
pub fn size_object<'py>(py: Python<'py>, sizes: &[i64]) -> PyResult<Bound<'py, PyAny>> {
    let Some(class) = SIZE.get(py) else { return Ok(PyTuple::new(py, sizes)?.into_any()) };
    // SAFETY: Size is a subclass of tuple that adds no state: an object as `tuple.__new__` makes it, whose items are set before
    // anybody else sees it.
    unsafe {
        let p = pyo3::ffi::PyType_GenericAlloc(class.as_ptr() as *mut pyo3::ffi::PyTypeObject, sizes.len() as pyo3::ffi::Py_ssize_t);
        let tuple = Bound::from_owned_ptr_or_err(py, p)?;
        for (i, n) in sizes.iter().enumerate() {
            let n = n.into_pyobject(py)?;
            if pyo3::ffi::PyTuple_SetItem(p, i as pyo3::ffi::Py_ssize_t, n.into_ptr()) != 0 {
                return Err(PyErr::fetch(py));
            }
        }
        Ok(tuple)
    }
}

/// A source of random numbers with a state of its own: PyTorch's Mersenne Twister on CPUs, its Philox counter on GPUs.
///
/// Ops that draw take one as `generator=`; without it they use `lumbre.default_generator`, which `manual_seed` seeds.
#[pyclass(name = "Generator", module = "torch", frozen, subclass, weakref)]
pub struct PyGenerator(pub Generator);

/// An integer seed: -2**63 … 2**64-1, floats truncated.
pub fn seed_from(ob: &Bound<PyAny>) -> PyResult<u64> {
    let ob = if ob.is_instance_of::<pyo3::types::PyFloat>() { ob.py().get_type::<pyo3::types::PyInt>().call1((ob,))? } else { ob.clone() };
    if let Ok(u) = ob.extract::<u64>() {
        return Ok(u);
    }
    match ob.extract::<i64>() {
        Ok(i) => Ok(i as u64),
        Err(e) if e.is_instance_of::<pyo3::exceptions::PyOverflowError>(ob.py()) => {
            Err(PyRuntimeError::new_err(format!("Overflow when unpacking long long: {}", ob.str()?)))
        }
        Err(e) => Err(e),
    }
}

#[pymethods]
impl PyGenerator {
    #[new]
    #[pyo3(signature = (device=None))]
    fn new(device: Option<&Bound<PyAny>>) -> PyResult<PyGenerator> {
        match device.map(device_from).transpose()? {
            None | Some(Device::Cpu) => Ok(PyGenerator(Generator::default())),
            Some(d @ Device::Cuda(i)) => {
                lumbre::cuda::gpu(i).or_raise()?;
                Ok(PyGenerator(Generator::on(d, lumbre::random::DEFAULT_SEED)))
            }
            Some(d) => Err(PyRuntimeError::new_err(format!("Device type {} is not supported for torch.Generator() api.", d.kind()))),
        }
    }
    fn manual_seed<'py>(slf: Bound<'py, Self>, seed: &Bound<'py, PyAny>) -> PyResult<Bound<'py, Self>> {
        slf.get().0.seed(seed_from(seed)?);
        Ok(slf)
    }
    fn seed(&self) -> u64 {
        let s = lumbre::random::entropy();
        self.0.seed(s);
        s
    }
    fn initial_seed(&self) -> u64 {
        self.0.initial_seed()
    }
    fn get_state(&self, py: Python) -> PyResult<Py<PyAny>> {
        let bytes = self.0.state();
        let t = lumbre::Tensor::from_slice(&bytes, &[bytes.len() as i64]).or_raise()?;
        Ok(crate::object::wrap(py, t)?.unbind())
    }
    fn set_state<'py>(slf: Bound<'py, Self>, state: &Bound<'py, PyAny>) -> PyResult<Bound<'py, Self>> {
        let t = crate::object::as_tensor(state)
            .filter(|t| t.dtype() == DType::U8)
            .ok_or_else(|| PyTypeError::new_err("RNG state must be a torch.ByteTensor"))?;
        slf.get().0.set_state(&t.to_vec::<u8>().or_raise()?).or_raise()?;
        Ok(slf)
    }
    fn clone_state(&self) -> PyGenerator {
        PyGenerator(self.0.fork())
    }
    #[getter]
    fn device(&self, py: Python) -> PyResult<Py<PyAny>> {
        Ok(device_object(py, self.0.device())?.unbind())
    }
    fn __reduce__(slf: &Bound<Self>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let f = py.import("lumbre.random")?.getattr("_rebuild_generator")?;
        Ok((f, (slf.get().get_state(py)?,)).into_pyobject(py)?.into_any().unbind())
    }
}
