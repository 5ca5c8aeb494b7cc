//! safetensors files and numpy's arrays as tensors.

use crate::io::{Data, check_bools, open, raise, storage_at, view};
use crate::object::{as_tensor, wrap};
use lumbre::io::safetensors::{self, Source};
use lumbre::io::{self, file, npy};
use lumbre::tensor::geometry::contiguous_strides;
use lumbre::{DType, Tensor};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};
use std::collections::HashMap;
use std::io::Write;
use std::ops::Range;
use std::path::PathBuf;

type Object<'py> = PyResult<Bound<'py, PyAny>>;
type Written<'py> = PyResult<Option<Bound<'py, PyBytes>>>;

fn tensor(data: &Data, range: Range<usize>, dtype: DType, sizes: &[i64], strides: &[i64]) -> PyResult<Tensor> {
    let s = storage_at(data, range)?;
    if dtype == DType::Bool {
        check_bools(&s)?;
    }
    view(s, dtype, 0, sizes, strides, false, false)
}

/// The tensors and the metadata of a safetensors file (a path or bytes); with `map` their memory is the file's pages, copied on write.
#[pyfunction]
pub fn _read_safetensors<'py>(py: Python<'py>, source: &Bound<'py, PyAny>, map: bool) -> PyResult<(Bound<'py, PyDict>, HashMap<String, String>)> {
    let data = open(py, source, map)?;
    let header = safetensors::read(data.bytes()).map_err(raise)?;
    let tensors = PyDict::new(py);
    for e in &header.entries {
        let t = tensor(&data, e.range.clone(), e.dtype, &e.sizes, &contiguous_strides(&e.sizes))?;
        tensors.set_item(&e.name, wrap(py, t)?)?;
    }
    Ok((tensors, header.metadata))
}

/// An array whose header is at the start of `bytes`, which begins at `start` of the file.
fn array<'py>(py: Python<'py>, data: &Data, start: usize, h: &npy::Header) -> Object<'py> {
    let range = h.range.start + start..h.range.end + start;
    let strides = match h.fortran {
        true => {
            let mut next = 1;
            h.sizes
                .iter()
                .map(|n| {
                    let stride = next;
                    next *= (*n).max(1);
                    stride
                })
                .collect()
        }
        false => contiguous_strides(&h.sizes).to_vec(),
    };
    if !h.swapped {
        return wrap(py, tensor(data, range, h.dtype, &h.sizes, &strides)?);
    }
    // The parts of a complex number are swapped one by one.
    let width = if h.dtype.is_complex() { h.dtype.size() / 2 } else { h.dtype.size() };
    let mut bytes = data.bytes()[range].to_vec();
    bytes.chunks_exact_mut(width).for_each(<[u8]>::reverse);
    let n = bytes.len();
    wrap(py, tensor(&Data::Owned(bytes), 0..n, h.dtype, &h.sizes, &strides)?)
}

/// The tensor in an npy file (a path or bytes).
#[pyfunction]
pub fn _read_npy<'py>(py: Python<'py>, source: &Bound<'py, PyAny>, map: bool) -> Object<'py> {
    let data = open(py, source, map)?;
    let header = npy::read(data.bytes()).map_err(raise)?;
    array(py, &data, 0, &header)
}

/// The tensors in an uncompressed npz file (a path or bytes).
#[pyfunction]
pub fn _read_npz<'py>(py: Python<'py>, source: &Bound<'py, PyAny>, map: bool) -> PyResult<Bound<'py, PyDict>> {
    let data = open(py, source, map)?;
    let tensors = PyDict::new(py);
    for (name, header, bytes) in npy::read_npz(data.bytes()).map_err(raise)? {
        let start = bytes.as_ptr() as usize - data.bytes().as_ptr() as usize;
        tensors.set_item(name, array(py, &data, start, &header)?)?;
    }
    Ok(tensors)
}

/// Dtype, sizes and elements of a contiguous CPU tensor that fills its storage.
fn parts(t: &Bound<PyAny>) -> PyResult<(DType, Vec<i64>, Vec<u8>)> {
    let t = as_tensor(t).ok_or_else(|| PyTypeError::new_err("a tensor is expected"))?;
    let (dtype, sizes) = (t.dtype(), t.sizes().to_vec());
    let (at, n) = (t.storage_offset() as usize * dtype.size(), t.numel() as usize * dtype.size());
    let bytes = t.storage().to_bytes();
    match (t.is_contiguous(), bytes.get(at..at + n)) {
        (true, Some(all)) if all.len() == bytes.len() => Ok((dtype, sizes, bytes)),
        (true, Some(some)) => Ok((dtype, sizes, some.to_vec())),
        _ => Err(PyTypeError::new_err("a contiguous tensor is expected")),
    }
}

/// Writes to `path` at once and whole, or gives the bytes where that is None.
fn put<'py>(py: Python<'py>, path: Option<PathBuf>, body: impl Fn(&mut dyn Write) -> io::Result<()> + Send + Sync) -> Written<'py> {
    match path {
        Some(path) => py.detach(|| file::write_atomic(&path, &body)).map_err(raise).map(|()| None),
        None => {
            let mut bytes = Vec::new();
            py.detach(|| body(&mut bytes)).map_err(raise)?;
            Ok(Some(PyBytes::new(py, &bytes)))
        }
    }
}

/// Writes named contiguous tensors in the safetensors format.
#[pyfunction]
pub fn _write_safetensors<'py>(
    py: Python<'py>,
    path: Option<PathBuf>,
    tensors: Vec<(String, Bound<'py, PyAny>)>,
    metadata: Vec<(String, String)>,
) -> Written<'py> {
    let tensors = tensors.iter().map(|(name, t)| Ok((name, parts(t)?))).collect::<PyResult<Vec<_>>>()?;
    let sources: Vec<Source> = tensors.iter().map(|(name, (dtype, sizes, bytes))| Source { name, dtype: *dtype, sizes, bytes }).collect();
    let pairs: Vec<(&str, &str)> = metadata.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    put(py, path, |out| safetensors::write(out, &sources, &pairs).map(drop))
}

/// Writes a contiguous tensor in the npy format.
#[pyfunction]
pub fn _write_npy<'py>(py: Python<'py>, path: Option<PathBuf>, t: &Bound<'py, PyAny>) -> Written<'py> {
    let (dtype, sizes, bytes) = parts(t)?;
    put(py, path, |out| npy::write(out, dtype, &sizes, &bytes).map(drop))
}

/// Writes named contiguous tensors as an uncompressed npz file.
#[pyfunction]
pub fn _write_npz<'py>(py: Python<'py>, path: Option<PathBuf>, tensors: Vec<(String, Bound<'py, PyAny>)>) -> Written<'py> {
    let tensors = tensors.iter().map(|(name, t)| Ok((name, parts(t)?))).collect::<PyResult<Vec<_>>>()?;
    let arrays: Vec<(&str, DType, &[i64], &[u8])> = tensors.iter().map(|(n, (d, s, b))| (n.as_str(), *d, s.as_slice(), b.as_slice())).collect();
    put(py, path, |out| npy::write_npz(out, &arrays).map(drop))
}
