//! Attributes of the Tensor class, and the methods that speak of Python objects.

use crate::autograd::PyNode;
use crate::convert;
use crate::data;
use crate::errors::OrRaise;
use crate::object::{PyTensor, as_tensor, wrap, wrap_as};
use crate::storage::PyStorage;
use crate::types::{device_object, dtype_object, layouts, size_object};
use lumbre::jit::trace::numbers;
use lumbre::ops::value::MemoryFormat;
use lumbre::{Device, Tensor};
use pyo3::exceptions::{PyRuntimeError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyType};

fn tensor_arg<'a>(ob: &'a Bound<PyAny>, what: &str) -> PyResult<&'a Tensor> {
    as_tensor(ob).ok_or_else(|| PyTypeError::new_err(format!("{what} must be a Tensor, not {}", convert::type_name(ob))))
}

#[pymethods]
impl PyTensor {
    /// The sizes of the dimensions, a `Size` (a tuple of ints).
    #[getter]
    fn shape<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let (py, t) = (slf.py(), &slf.get().t);
        if numbers::noting() {
            return crate::jit::traced_sizes(slf.as_any(), None);
        }
        size_object(py, &t.geometry().sizes)
    }
    /// The sizes of all dimensions (`shape`), or the size of dimension `dim`.
    ///
    /// Raises: IndexError for a dimension out of range.
    #[pyo3(signature = (dim=None))]
    fn size<'py>(slf: &Bound<'py, Self>, dim: Option<i64>) -> PyResult<Bound<'py, PyAny>> {
        let (py, t) = (slf.py(), &slf.get().t);
        if numbers::noting() {
            return crate::jit::traced_sizes(slf.as_any(), dim);
        }
        match dim {
            None => size_object(py, &t.geometry().sizes),
            Some(d) => Ok(t.size(d).or_raise()?.into_pyobject(py)?.into_any()),
        }
    }
    /// How many elements apart neighbours along each dimension, or along `dim`, lie in memory.
    ///
    /// Raises: IndexError for a dimension out of range.
    #[pyo3(signature = (dim=None))]
    fn stride<'py>(&self, py: Python<'py>, dim: Option<i64>) -> PyResult<Bound<'py, PyAny>> {
        let g = self.t.geometry();
        match dim {
            None => Ok(pyo3::types::PyTuple::new(py, &g.strides)?.into_any()),
            Some(d) => {
                let d = lumbre::tensor::geometry::wrap_dim(d, g.dim()).or_raise()?;
                let s = g.strides.get(d).copied().ok_or_else(|| {
                    pyo3::exceptions::PyIndexError::new_err("Dimension specified as 0 but tensor has no dimensions")
                })?;
                Ok(s.into_pyobject(py)?.into_any())
            }
        }
    }
    /// The type of the elements, such as `lumbre.float32`.
    #[getter]
    fn dtype<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        dtype_object(py, self.t.dtype())
    }
    /// Where the elements lie: `device(type='cpu')`, a GPU, or `meta` for tensors without memory.
    #[getter]
    fn device<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        device_object(py, self.t.device())
    }
    /// How the elements are stored: `lumbre.strided`, or a sparse layout such as `lumbre.sparse_coo`.
    #[getter]
    fn layout<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(layouts(py)?.swap_remove(0).2)
    }
    /// The number of dimensions; 0 for a single number.
    #[getter]
    fn ndim(&self) -> usize {
        self.t.dim()
    }
    /// The number of dimensions; 0 for a single number.
    fn dim(&self) -> usize {
        self.t.dim()
    }
    /// The number of dimensions, as `dim()`.
    fn ndimension(&self) -> usize {
        self.t.dim()
    }
    /// The number of elements.
    fn numel<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        if numbers::noting() {
            return crate::jit::traced_number(slf.as_any());
        }
        Ok(slf.get().t.numel().into_pyobject(slf.py())?.into_any())
    }
    /// The number of elements, as `numel()`.
    fn nelement<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        PyTensor::numel(slf)
    }
    /// Bytes of one element.
    fn element_size(&self) -> usize {
        self.t.dtype().size()
    }
    /// Bytes of one element.
    #[getter]
    fn itemsize(&self) -> usize {
        self.t.dtype().size()
    }
    /// Bytes of all elements: `numel() * element_size()`.
    #[getter]
    fn nbytes(&self) -> i64 {
        self.t.numel() * self.t.dtype().size() as i64
    }
    /// Whether the elements lie in memory in the order of their indices (the last dimension fastest), or in the order of `memory_format`.
    #[pyo3(signature = (memory_format=None))]
    fn is_contiguous(&self, memory_format: Option<&Bound<PyAny>>) -> PyResult<bool> {
        let format = memory_format.and_then(crate::types::memory_format_from).unwrap_or(MemoryFormat::Contiguous);
        let g = self.t.geometry();
        let channels_last = |rank: usize| {
            g.dim() == rank
                && g.sizes.iter().zip(&g.strides).zip(lumbre::tensor::geometry::channels_last_strides(&g.sizes)).all(|((n, s), w)| *n == 1 || *s == w)
        };
        Ok(match format {
            MemoryFormat::ChannelsLast => channels_last(4),
            MemoryFormat::ChannelsLast3d => channels_last(5),
            _ => g.is_contiguous(),
        })
    }
    /// The place of the first element in the storage, in elements.
    fn storage_offset(&self) -> i64 {
        self.t.storage_offset()
    }
    /// The address of the first element; 0 for tensors without elements or memory.
    fn data_ptr(&self) -> PyResult<usize> {
        let g = self.t.geometry();
        if g.numel() == 0 || g.device() == Device::Meta {
            return Ok(0);
        }
        // Who asks for the address may read and write there.
        g.storage.settle(true).or_raise()?;
        Ok(g.storage.address() as usize + g.offset as usize * g.dtype.size())
    }
    /// The memory below the tensor, as bytes that views share.
    fn untyped_storage<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        PyStorage::object(py, self.t.storage())
    }
    /// Whether the elements are floats.
    fn is_floating_point(&self) -> bool {
        self.t.dtype().is_float()
    }
    /// Whether the elements are complex numbers.
    fn is_complex(&self) -> bool {
        self.t.dtype().is_complex()
    }
    /// Whether the dtype holds negative numbers.
    fn is_signed(&self) -> bool {
        self.t.dtype().is_signed()
    }
    /// Whether the elements are conjugated when they are read (a view by `conj`).
    fn is_conj(&self) -> bool {
        self.t.geometry().bits & lumbre::tensor::geometry::CONJ != 0
    }
    /// Whether the elements are negated when they are read (the imaginary part of a conjugated view).
    fn is_neg(&self) -> bool {
        self.t.geometry().bits & lumbre::tensor::geometry::NEG != 0
    }
    /// Whether the tensor was made in `inference_mode`: autograd never records what is done with it.
    fn is_inference(&self) -> bool {
        self.t.is_inference()
    }
    fn _is_view(&self) -> bool {
        self.t.is_view()
    }
    /// Whether the elements lie in the memory of the CPU.
    #[getter]
    fn is_cpu(&self) -> bool {
        self.t.device() == Device::Cpu
    }
    /// Whether the elements lie in the memory of a GPU.
    #[getter]
    fn is_cuda(&self) -> bool {
        matches!(self.t.device(), Device::Cuda(_))
    }
    /// Whether the tensor has sizes only, and no memory.
    #[getter]
    fn is_meta(&self) -> bool {
        self.t.device() == Device::Meta
    }
    fn _device_index(&self) -> i64 {
        self.t.device().index().map_or(-1, i64::from)
    }
    /// Whether both tensors are the same view of the same memory: storage, offset, sizes and strides.
    fn is_set_to(&self, tensor: &Bound<PyAny>) -> PyResult<bool> {
        let o = tensor_arg(tensor, "is_set_to(): tensor")?;
        let (a, b) = (self.t.geometry(), o.geometry());
        Ok(a.storage.same(&b.storage) && a.same_layout(&b))
    }
    /// The one element as a Python number.
    ///
    /// Raises: RuntimeError for more or fewer elements than one.
    fn item<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        data::number(py, &self.t)
    }
    /// The elements as nested lists of Python numbers; of a 0-dimensional tensor the number itself.
    fn tolist<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        data::to_list(py, &self.t)
    }
    #[getter]
    fn __array_interface__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        if self.t.requires_grad() {
            return Err(PyRuntimeError::new_err("Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead."));
        }
        crate::numpy::array_interface(py, &self.t)
    }
    fn _array_interface<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        crate::numpy::array_interface(py, &self.t)
    }

    /// Whether operations on the tensor are recorded, so that `backward` reaches it. It can be set for leaves.
    #[getter]
    fn requires_grad(&self) -> bool {
        self.t.requires_grad()
    }
    #[setter]
    fn set_requires_grad(&self, on: bool) -> PyResult<()> {
        self.t.set_requires_grad(on).or_raise()
    }
    #[pyo3(signature = (requires_grad=true))]
    fn requires_grad_<'py>(slf: Bound<'py, Self>, requires_grad: bool) -> PyResult<Bound<'py, Self>> {
        slf.get().t.set_requires_grad(requires_grad).or_raise()?;
        Ok(slf)
    }
    /// Whether no recorded operation made the tensor: those with `requires_grad` get their gradients in `grad`.
    #[getter]
    fn is_leaf(&self) -> PyResult<bool> {
        let leaf = self.t.is_leaf();
        lumbre::autograd::raise_deferred().or_raise()?;
        Ok(leaf)
    }
    /// The node of the graph that made the tensor; None for leaves.
    #[getter]
    fn grad_fn<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let node = self.t.grad_fn();
        lumbre::autograd::raise_deferred().or_raise()?;
        node.map(|n| PyNode::object(py, n)).transpose()
    }
    /// Which of its node's results the tensor is.
    #[getter]
    fn output_nr(&self) -> u32 {
        self.t.output_nr()
    }
    /// The gradient that `backward` has added up, a tensor of the same shape, or None. It can be set, and is kept until it is set to None.
    #[getter]
    fn grad<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let Some(g) = self.t.grad() else { return Ok(None) };
        let ob = wrap(py, g.clone())?;
        self.t.hold_grad_object(&g);
        Ok(Some(ob))
    }
    #[setter]
    fn set_grad(&self, grad: Option<&Bound<PyAny>>) -> PyResult<()> {
        match grad.filter(|g| !g.is_none()) {
            None => self.t.set_grad(None).or_raise(),
            Some(g) => {
                let t = as_tensor(g).ok_or_else(|| {
                    PyTypeError::new_err(format!("assigned grad expected to be a Tensor or None but got grad of type {}", convert::type_name(g)))
                })?;
                self.t.set_grad(Some(t.clone())).or_raise()
            }
        }
    }
    #[deleter]
    fn delete_grad(&self) {
        self.t.put_grad(None);
    }
    #[getter]
    fn _grad<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.grad(py)
    }
    #[setter(_grad)]
    fn set_grad_unchecked_name(&self, grad: Option<&Bound<PyAny>>) -> PyResult<()> {
        self.set_grad(grad)
    }
    /// The same memory as a tensor that autograd knows nothing of; assigning replaces what the tensor shows.
    #[getter]
    fn data<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let (py, t) = (slf.py(), slf.get().t.data());
        let class = slf.get_type();
        // A subclass that takes part in the override protocol stays itself; a Parameter does not.
        let plain = crate::object::is_plain(py, class.as_type_ptr()) || crate::batched::is_class(class.as_type_ptr());
        if plain || !crate::overrides::overrides(slf.as_any()) { wrap(py, t) } else { wrap_as(&class, t) }
    }
    #[setter]
    fn set_data(&self, value: &Bound<PyAny>) -> PyResult<()> {
        let t = as_tensor(value).ok_or_else(|| PyTypeError::new_err(format!("Variable data has to be a tensor, but got {}", convert::type_name(value))))?;
        self.t.set_data(t).or_raise()
    }
    #[getter]
    fn _version(&self) -> PyResult<u32> {
        if self.t.is_inference() {
            return Err(PyRuntimeError::new_err("Inference tensors do not track version counter."));
        }
        Ok(self.t.version())
    }
    #[getter]
    fn _base<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.t.base().map(|b| wrap(py, b)).transpose()
    }
    /// Whether `backward` keeps the gradient of this tensor, which is no leaf.
    #[getter]
    fn retains_grad(&self) -> bool {
        self.t.retains_grad()
    }
    /// Asks `backward` to keep the gradient of a tensor that is no leaf in its `grad`.
    ///
    /// Raises: RuntimeError for tensors that do not require gradients.
    fn retain_grad(&self) -> PyResult<()> {
        self.t.retain_grad().or_raise()
    }
    fn detach_<'py>(slf: Bound<'py, Self>) -> PyResult<Bound<'py, Self>> {
        slf.get().t.detach_in_place().or_raise()?;
        Ok(slf)
    }
    /// Makes the tensor show other memory: that of `source` (a tensor or a storage), by offset, size and stride.
    #[pyo3(signature = (source=None, storage_offset=0, size=None, stride=None))]
    fn set_<'py>(
        slf: Bound<'py, Self>,
        source: Option<&Bound<'py, PyAny>>,
        storage_offset: i64,
        size: Option<Vec<i64>>,
        stride: Option<Vec<i64>>,
    ) -> PyResult<Bound<'py, Self>> {
        let me = &slf.get().t;
        if me.requires_grad() && me.is_leaf() && lumbre::modes::grad_enabled() {
            return Err(PyRuntimeError::new_err("a leaf Variable that requires grad is being used in an in-place operation."));
        }
        match source {
            None => me.set_storage(lumbre::storage::Storage::empty(0, me.device()).or_raise()?, 0, &[0], &[1]).or_raise()?,
            Some(s) => {
                if let Some(t) = as_tensor(s) {
                    let g = t.geometry();
                    if size.is_none() {
                        if g.dtype != me.dtype() {
                            return Err(PyRuntimeError::new_err("set_: dtypes of the two tensors differ"));
                        }
                        me.set_storage(g.storage.clone(), g.offset, &g.sizes, &g.strides).or_raise()?;
                        drop(g);
                        return Ok(slf);
                    }
                }
                let storage = match as_tensor(s) {
                    Some(t) => t.storage(),
                    None => crate::storage::storage_of(s)?,
                };
                let size = size.unwrap_or_else(|| vec![storage.nbytes() as i64 / me.dtype().size() as i64]);
                let stride = stride.unwrap_or_else(|| lumbre::tensor::geometry::contiguous_strides(&size).to_vec());
                me.set_storage(storage, storage_offset, &size, &stride).or_raise()?;
            }
        }
        Ok(slf)
    }
    #[pyo3(signature = (*sizes, memory_format=None))]
    fn resize_<'py>(slf: Bound<'py, Self>, sizes: &Bound<'py, pyo3::types::PyTuple>, memory_format: Option<&Bound<'py, PyAny>>) -> PyResult<Bound<'py, Self>> {
        let _ = memory_format;
        let me = &slf.get().t;
        if me.requires_grad() {
            return Err(PyRuntimeError::new_err("cannot resize variables that require grad"));
        }
        let list: Vec<i64> = match sizes.get_item(0) {
            Ok(first) if sizes.len() == 1 && first.extract::<i64>().is_err() => first.extract()?,
            _ => sizes.extract()?,
        };
        me.resize_geometry(&list).or_raise()?;
        Ok(slf)
    }
    fn backward_<'py>(slf: Bound<'py, Self>) -> PyResult<Bound<'py, Self>> {
        slf.get().t.backward().or_raise()?;
        Ok(slf)
    }

    /// `Tensor._make_subclass(cls, data, require_grad=False)`.
    #[staticmethod]
    #[pyo3(signature = (cls, data, require_grad=false, **_kwargs))]
    fn _make_subclass<'py>(cls: &Bound<'py, PyType>, data: &Bound<'py, PyAny>, require_grad: bool, _kwargs: Option<&Bound<'py, PyDict>>) -> PyResult<Bound<'py, PyAny>> {
        let t = tensor_arg(data, "_make_subclass(): data")?.detach_handle();
        if require_grad {
            t.set_requires_grad(true).or_raise()?;
        }
        mark(cls, &t)?;
        wrap_as(cls, t)
    }
    /// The same tensor as an object of `cls`, a subclass of Tensor; it shares memory and history.
    ///
    /// Raises: TypeError for other classes.
    fn as_subclass<'py>(&self, cls: &Bound<'py, PyType>) -> PyResult<Bound<'py, PyAny>> {
        let t = self.t.alias().or_raise()?;
        mark(cls, &t)?;
        wrap_as(cls, t)
    }
    /// Attributes on plain tensors survive a trip through the graph: the handle keeps its object.
    fn _keep_object(&self, on: bool) {
        self.t.set_keeps_object(on);
    }
    fn __setattr__(slf: &Bound<Self>, name: &Bound<pyo3::types::PyString>, value: &Bound<PyAny>) -> PyResult<()> {
        // SAFETY: plain generic attribute assignment on a live object.
        let rc = unsafe { pyo3::ffi::PyObject_GenericSetAttr(slf.as_ptr(), name.as_ptr(), value.as_ptr()) };
        if rc != 0 {
            return Err(PyErr::fetch(slf.py()));
        }
        let known = matches!(name.to_str(), Ok("grad" | "data" | "requires_grad" | "_grad"));
        if !known {
            slf.get().t.set_keeps_object(true);
        }
        Ok(())
    }
    fn __delattr__(slf: &Bound<Self>, name: &Bound<pyo3::types::PyString>) -> PyResult<()> {
        // SAFETY: plain generic attribute deletion on a live object.
        let rc = unsafe { pyo3::ffi::PyObject_GenericSetAttr(slf.as_ptr(), name.as_ptr(), std::ptr::null_mut()) };
        if rc != 0 { Err(PyErr::fetch(slf.py())) } else { Ok(()) }
    }
}

/// Subclasses other than parameters are kept alive by whoever saves them.
fn mark(cls: &Bound<PyType>, t: &Tensor) -> PyResult<()> {
    let name = cls.name()?;
    t.set_keeps_object(!matches!(name.to_str()?, "Parameter" | "Buffer"));
    Ok(())
}

