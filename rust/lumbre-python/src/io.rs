//! `.pt` files as Python objects: what `save` and `load` hand to the engine's reader and writer.

use crate::convert;
use crate::errors::{OrRaise, to_py};
use crate::object::{wrap, wrap_as};
use crate::pickled;
use crate::storage::{PyStorage, storage_of};
use crate::types::{dtype_object, size_object};
use lumbre::io::checkpoint::{self, Checkpoint};
use lumbre::io::pickle::{Id, Options, Pickle, StorageRef, TensorKind, TensorRef, Value};
use lumbre::io::zip::ZipArchive;
use lumbre::io::{self, IoError, file};
use lumbre::storage::Storage;
use lumbre::tensor::geometry;
use lumbre::{DType, Device, Tensor};
use pyo3::exceptions::{PyOSError, PyRuntimeError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyBytes, PyComplex, PyDict, PyFrozenSet, PyInt, PyList, PySet, PyTuple, PyType};
use std::collections::HashMap;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

/// A reader's or writer's error as the Python exception of its kind; the system's errors keep their number.
pub(crate) fn raise(e: IoError) -> PyErr {
    match e.os {
        Some(os) => PyOSError::new_err((os, e.message)),
        None => to_py(e.into()),
    }
}

/// A file in memory.
pub(crate) enum Data<'a> {
    Bytes(&'a [u8]),
    Owned(Vec<u8>),
    /// Private, copy-on-write: storages point into it.
    Mapped(Arc<memmap2::MmapMut>),
}

impl Data<'_> {
    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Data::Bytes(b) => b,
            Data::Owned(v) => v,
            Data::Mapped(m) => m,
        }
    }
}

pub(crate) fn open<'a>(py: Python, source: &'a Bound<PyAny>, map: bool) -> PyResult<Data<'a>> {
    if let Ok(b) = source.cast::<PyBytes>() {
        return Ok(Data::Bytes(b.as_bytes()));
    }
    let path: PathBuf = source.extract()?;
    let read = || -> std::io::Result<Data<'static>> {
        if !map {
            return std::fs::read(&path).map(Data::Owned);
        }
        let file = std::fs::File::open(&path)?;
        // SAFETY: a private mapping; by `mmap=True` the caller promises that the file stays as it is.
        Ok(Data::Mapped(Arc::new(unsafe { memmap2::MmapOptions::new().map_copy(&file) }?)))
    };
    py.detach(read).map_err(|e| match e.raw_os_error() {
        // With a number and a path Python picks the subclass (FileNotFoundError, …).
        Some(os) => match py.import("os").and_then(|m| m.call_method1("strerror", (os,))) {
            Ok(text) => PyOSError::new_err((os, text.unbind(), path.clone().into_os_string())),
            Err(e) => e,
        },
        None => PyOSError::new_err(e.to_string()),
    })
}

/// Reads a checkpoint through the restricted reader.
///
/// `allowed` maps `module.name` to what the user lets a file name; `find(module, name)` gives PyTorch's own objects;
/// `restore(storage, location)` places a storage.
#[pyfunction]
pub fn _load_checkpoint<'py>(
    py: Python<'py>,
    source: &Bound<'py, PyAny>,
    allowed: &Bound<'py, PyDict>,
    find: Bound<'py, PyAny>,
    restore: Bound<'py, PyAny>,
    map: bool,
) -> PyResult<Bound<'py, PyAny>> {
    let data = open(py, source, map)?;
    let names: std::collections::HashSet<String> = allowed.keys().extract::<Vec<String>>()?.into_iter().collect();
    let allow = |module: &str, name: &str| names.contains(&format!("{module}.{name}"));
    let bytes = data.bytes();
    let file = Checkpoint::read(bytes, &Options { allow: &allow }).map_err(raise)?;
    let mut builder = Builder {
        py,
        made: vec![None; file.pickle.len()],
        storages: vec![None; file.pickle.storages().len()],
        bools: vec![false; file.pickle.storages().len()],
        file: &file,
        data: &data,
        allowed: allowed.clone(),
        find,
        restore,
    };
    builder.object(file.pickle.root())
}

/// Makes Python objects of a tree; what the file mentions twice is made once.
struct Builder<'a, 'py> {
    py: Python<'py>,
    file: &'a Checkpoint<'a>,
    data: &'a Data<'a>,
    made: Vec<Option<Bound<'py, PyAny>>>,
    storages: Vec<Option<Bound<'py, PyAny>>>,
    /// Storages whose bytes are known to be bools.
    bools: Vec<bool>,
    allowed: Bound<'py, PyDict>,
    find: Bound<'py, PyAny>,
    restore: Bound<'py, PyAny>,
}

type Object<'py> = PyResult<Bound<'py, PyAny>>;

impl<'a, 'py> Builder<'a, 'py> {
    fn tree(&self) -> &'a Pickle {
        &self.file.pickle
    }

    fn object(&mut self, id: Id) -> Object<'py> {
        if let Some(known) = &self.made[id.index()] {
            return Ok(known.clone());
        }
        let made = self.make(self.tree().get(id))?;
        self.made[id.index()] = Some(made.clone());
        Ok(made)
    }

    fn objects(&mut self, ids: &[Id]) -> PyResult<Vec<Bound<'py, PyAny>>> {
        ids.iter().map(|&id| self.object(id)).collect()
    }

    fn make(&mut self, value: &'a Value) -> Object<'py> {
        let py = self.py;
        Ok(match value {
            Value::None => py.None().into_bound(py),
            Value::Bool(v) => v.into_pyobject(py)?.to_owned().into_any(),
            Value::Int(v) => v.into_pyobject(py)?.into_any(),
            Value::BigInt(v) => big_int(py, v)?,
            Value::Float(v) => v.into_pyobject(py)?.into_any(),
            Value::Complex(re, im) => PyComplex::from_doubles(py, *re, *im).into_any(),
            Value::Str(v) => v.into_pyobject(py)?.into_any(),
            Value::Bytes(v) => PyBytes::new(py, v).into_any(),
            Value::ByteArray(v) => PyByteArray::new(py, v).into_any(),
            Value::List(v) => PyList::new(py, self.objects(v)?)?.into_any(),
            Value::Tuple(v) => PyTuple::new(py, self.objects(v)?)?.into_any(),
            Value::Set(v) => PySet::new(py, self.objects(v)?)?.into_any(),
            Value::FrozenSet(v) => PyFrozenSet::new(py, self.objects(v)?)?.into_any(),
            Value::Dict(items) => self.fill(PyDict::new(py).into_any(), items)?,
            Value::Counter(items) => self.fill(self.found("collections", "Counter")?.call0()?, items)?,
            Value::OrderedDict(d) => {
                let made = self.fill(self.found("collections", "OrderedDict")?.call0()?, &d.items)?;
                if let Some(attributes) = d.attributes {
                    let state = self.object(attributes)?;
                    made.getattr("__dict__")?.call_method1("update", (state,))?;
                }
                made
            }
            Value::Size(v) => size_object(py, v)?,
            Value::DType(d) => dtype_object(py, *d)?,
            Value::Device(d) => self.found("torch", "device")?.call1((&d.kind, d.index))?,
            Value::Layout(name) => self.found("torch", name)?,
            Value::Storage(s) => self.storage_object(s)?,
            Value::Tensor(t) => self.tensor(t)?,
            Value::Global(g) => self.global(&g.module, &g.name)?,
            Value::Object(o) => {
                let (class, args) = (self.object(o.callable)?, self.object(o.args)?);
                let state = o.state.map(|s| self.object(s)).transpose()?;
                let build = self.found("torch._utils", "_build_object")?;
                build.call1((class, args, o.new, o.state.is_some(), state))?
            }
        })
    }

    fn fill(&mut self, dict: Bound<'py, PyAny>, items: &[(Id, Id)]) -> Object<'py> {
        for &(k, v) in items {
            let (k, v) = (self.object(k)?, self.object(v)?);
            dict.set_item(k, v)?;
        }
        Ok(dict)
    }

    /// An object of PyTorch's or the standard library's.
    fn found(&self, module: &str, name: &str) -> Object<'py> {
        self.find.call1((module, name))
    }

    fn global(&self, module: &str, name: &str) -> Object<'py> {
        match self.allowed.get_item(format!("{module}.{name}"))? {
            Some(object) => Ok(object),
            None => self.found(module, name),
        }
    }

    fn storage(&mut self, index: u32) -> Object<'py> {
        let i = index as usize;
        if let Some(known) = &self.storages[i] {
            return Ok(known.clone());
        }
        let info = &self.tree().storages()[i];
        let n = usize::try_from(info.nbytes).map_err(|_| PyValueError::new_err("a storage is too large"))?;
        let range = self.file.range(i).filter(|r| r.len() >= n);
        let start = range.ok_or_else(|| PyValueError::new_err("a storage is not in the file"))?.start;
        let s = storage_at(self.data, start..start + n)?;
        let made = self.restore.call1((PyStorage::object(self.py, s)?, &info.location))?;
        self.storages[i] = Some(made.clone());
        Ok(made)
    }

    fn storage_object(&mut self, s: &StorageRef) -> Object<'py> {
        let untyped = self.storage(s.index)?;
        // Untyped ones come back as bytes with a type, as in PyTorch.
        let dtype = dtype_object(self.py, s.dtype.unwrap_or(DType::U8))?;
        self.found("torch._utils", "_typed_storage")?.call1((untyped, dtype))
    }

    fn tensor(&mut self, t: &TensorRef) -> Object<'py> {
        let storage = match t.storage {
            Some(index) => {
                let s = storage_of(&self.storage(index)?)?;
                if t.dtype == DType::Bool && !self.bools[index as usize] {
                    check_bools(&s)?;
                    self.bools[index as usize] = true;
                }
                s
            }
            None => Storage::empty(t.needed_bytes().unwrap_or(0) as usize, Device::Meta).or_raise()?,
        };
        let made = view(storage, t.dtype, t.offset, &t.sizes, &t.strides, t.conj, t.neg)?;
        if t.requires_grad {
            made.set_requires_grad(true).or_raise()?;
        }
        let made = match t.kind {
            TensorKind::Tensor => wrap(self.py, made)?,
            TensorKind::Parameter => wrap_as(self.found("torch.nn.parameter", "Parameter")?.cast::<PyType>()?, made)?,
            TensorKind::Class(class) => {
                let class = self.object(class)?;
                wrap_as(class.cast::<PyType>()?, made)?
            }
        };
        if let Some(state) = t.state {
            let state = self.object(state)?;
            self.found("torch._utils", "_set_tensor_state")?.call1((&made, state))?;
        }
        Ok(made)
    }
}

/// A part of the file as a storage: a view of a mapped file, else a copy.
pub(crate) fn storage_at(data: &Data, range: Range<usize>) -> PyResult<Storage> {
    let bytes = data.bytes().get(range.clone()).ok_or_else(|| PyValueError::new_err("a storage is not in the file"))?;
    if let (Data::Mapped(map), false) = (data, bytes.is_empty()) {
        // SAFETY: a private mapping that the owner keeps, and a range inside it. Writes go to pages of this process, and
        // through storages only: entries do not overlap and each is asked for once.
        return Ok(unsafe { Storage::foreign(map.as_ptr().add(range.start) as *mut u8, bytes.len(), 0, Box::new(map.clone())) });
    }
    let s = Storage::empty(bytes.len(), Device::Cpu).or_raise()?;
    s.write_bytes(0, bytes).or_raise()?;
    Ok(s)
}

fn big_int<'py>(py: Python<'py>, bytes: &[u8]) -> Object<'py> {
    let kwargs = PyDict::new(py);
    kwargs.set_item("signed", true)?;
    py.get_type::<PyInt>().call_method("from_bytes", (PyBytes::new(py, bytes), "little"), Some(&kwargs))
}

pub(crate) fn check_bools(s: &Storage) -> PyResult<()> {
    match s.to_bytes().iter().all(|b| *b < 2) {
        true => Ok(()),
        false => Err(PyValueError::new_err("a bool tensor with bytes other than 0 and 1")),
    }
}

/// A tensor over a storage whose bytes, for bool, were checked.
pub(crate) fn view(s: Storage, dtype: DType, offset: i64, sizes: &[i64], strides: &[i64], conj: bool, neg: bool) -> PyResult<Tensor> {
    // A file aligns storages, but mapped ones of old files lie anywhere.
    let s = if s.address() as usize % dtype.size().min(8) == 0 {
        s
    } else {
        let copy = Storage::empty(s.nbytes(), s.device()).or_raise()?;
        copy.write_bytes(0, &s.to_bytes()).or_raise()?;
        copy
    };
    // SAFETY: the storage is alive for its length; callers checked bools.
    let t = unsafe { Tensor::from_storage(s, dtype, offset, sizes, strides) }.or_raise()?;
    if !conj && !neg {
        return Ok(t);
    }
    let mut g = t.geometry().clone();
    g.bits = if conj { geometry::CONJ } else { 0 } | if neg { geometry::NEG } else { 0 };
    Ok(Tensor::from_geometry(g))
}

/// The entries of a zip file, for readers that unpickle in Python.
#[pyclass(frozen)]
pub struct Archive {
    data: Data<'static>,
    entries: HashMap<String, Range<usize>>,
    /// The folder that every entry is in.
    #[pyo3(get)]
    root: String,
}

#[pymethods]
impl Archive {
    #[new]
    fn new(py: Python, source: &Bound<PyAny>, map: bool) -> PyResult<Archive> {
        let data = match open(py, source, map)? {
            Data::Bytes(b) => Data::Owned(b.to_vec()),
            Data::Owned(v) => Data::Owned(v),
            Data::Mapped(m) => Data::Mapped(m),
        };
        let zip = ZipArchive::open(data.bytes()).map_err(raise)?;
        let root = zip.root().map_err(raise)?.to_string();
        let entries = zip.entries().iter().map(|e| (e.name.clone(), e.range.clone())).collect();
        Ok(Archive { data, entries, root })
    }
    fn __contains__(&self, name: &str) -> bool {
        self.entries.contains_key(&format!("{}/{name}", self.root))
    }
    /// The bytes of an entry in the folder.
    fn read<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyBytes>> {
        Ok(PyBytes::new(py, &self.data.bytes()[self.range(name, 0)?]))
    }
    /// An entry's first `nbytes` bytes as a storage.
    fn storage<'py>(&self, py: Python<'py>, name: &str, nbytes: usize) -> Object<'py> {
        let start = self.range(name, nbytes)?.start;
        PyStorage::object(py, storage_at(&self.data, start..start + nbytes)?)
    }
}

impl Archive {
    fn range(&self, name: &str, least: usize) -> PyResult<Range<usize>> {
        match self.entries.get(&format!("{}/{name}", self.root)) {
            Some(r) if r.len() >= least => Ok(r.clone()),
            Some(r) => Err(PyRuntimeError::new_err(format!("load: {name} has {} bytes where {least} are needed", r.len()))),
            None => Err(PyRuntimeError::new_err(format!("load: the file has no {name}"))),
        }
    }
}

/// Whether every file may name this global.
#[pyfunction]
pub fn _is_known_global(module: &str, name: &str) -> bool {
    lumbre::io::pickle::is_known(module, name)
}

/// A tensor of given geometry over a storage.
#[pyfunction]
pub fn _rebuild_tensor<'py>(
    storage: &Bound<'py, PyAny>,
    dtype: &Bound<'py, PyAny>,
    offset: i64,
    sizes: Vec<i64>,
    strides: Vec<i64>,
    conj: bool,
    neg: bool,
) -> Object<'py> {
    let s = storage_of(storage)?;
    let d = convert::dtype_from(dtype).ok_or_else(|| PyTypeError::new_err("dtype expected"))?;
    if d == DType::Bool {
        check_bools(&s)?;
    }
    wrap(storage.py(), view(s, d, offset, &sizes, &strides, conj, neg)?)
}

/// `pickle` with the placeholders of `token` (see `pickled`) replaced by globals.
#[pyfunction]
pub fn _name_globals<'py>(py: Python<'py>, pickle: &[u8], token: &str) -> PyResult<Bound<'py, PyBytes>> {
    Ok(PyBytes::new(py, &pickled::name_globals(pickle, token).map_err(PyValueError::new_err)?))
}

/// Writes the parts one after another to a file that takes its place when it is whole.
#[pyfunction]
pub fn _write_file(py: Python, path: PathBuf, parts: Vec<Vec<u8>>) -> PyResult<()> {
    let body = |out: &mut dyn std::io::Write| -> io::Result<()> { parts.iter().try_for_each(|p| Ok(out.write_all(p)?)) };
    py.detach(|| file::write_atomic(&path, body)).map_err(raise)
}

/// Writes the zip format to `path`, or returns its bytes where that is None. `storages` are pairs of key and storage.
#[pyfunction]
pub fn _save_checkpoint<'py>(
    py: Python<'py>,
    path: Option<PathBuf>,
    name: &str,
    pickle: &[u8],
    storages: Vec<(String, Bound<'py, PyAny>)>,
) -> PyResult<Option<Bound<'py, PyBytes>>> {
    let storages: Vec<(String, Storage)> = storages.into_iter().map(|(k, s)| Ok((k, storage_of(&s)?))).collect::<PyResult<_>>()?;
    let parts = || storages.iter().map(|(k, s)| Ok((k.as_str(), s.to_bytes())));
    let Some(path) = path else {
        let bytes = py.detach(|| checkpoint::write_parts(Vec::new(), name, pickle, parts())).map_err(raise)?;
        return Ok(Some(PyBytes::new(py, &bytes)));
    };
    let body = |out: &mut dyn std::io::Write| -> io::Result<()> { checkpoint::write_parts(out, name, pickle, parts()).map(drop) };
    py.detach(|| file::write_atomic(&path, body)).map_err(raise)?;
    Ok(None)
}
