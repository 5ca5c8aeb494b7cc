//! Tensors in files, for programs that take their inputs from some and leave their results in others: `.npy`, `.npz`, `.safetensors`.

use super::module::read_tensors;
use crate::device::Device;
use crate::error::{Error, Kind, Result};
use crate::io::file::write_atomic;
use crate::io::{IoError, npy, safetensors};
use crate::modes;
use crate::storage::Storage;
use crate::tensor::geometry::contiguous_strides;
use crate::tensor::{Dims, Tensor};
use crate::{bail, ensure};
use lumbre_kernels::DType;
use std::path::Path;

/// The tensors of a file by name, in its order; that of an `.npy` file is named as the file.
pub fn read_arrays(path: impl AsRef<Path>) -> Result<Vec<(String, Tensor)>> {
    let path = path.as_ref();
    let named = |e: Error| e.context(path.display());
    let stem = || path.file_stem().map_or_else(String::new, |s| s.to_string_lossy().into_owned());
    match extension(path) {
        "safetensors" => {
            let mut all: Vec<_> = read_tensors(path)?.into_iter().collect();
            all.sort_by(|a, b| a.0.cmp(&b.0));
            Ok(all)
        }
        "npy" => {
            let data = std::fs::read(path).map_err(|e| named(e.into()))?;
            let header = npy::read(&data).map_err(|e| named(e.into()))?;
            Ok(vec![(stem(), array(&header, &data).map_err(named)?)])
        }
        "npz" => {
            let data = std::fs::read(path).map_err(|e| named(e.into()))?;
            let arrays = npy::read_npz(&data).map_err(|e| named(e.into()))?;
            arrays.into_iter().map(|(name, header, bytes)| Ok((name, array(&header, bytes)?))).collect::<Result<_>>().map_err(named)
        }
        other => bail!(Value, "{}: files of tensors end in .npy, .npz or .safetensors, not {other:?}", path.display()),
    }
}

/// Writes tensors to a file, whose ending says how; an `.npy` file holds one.
pub fn write_arrays(path: impl AsRef<Path>, tensors: &[(&str, &Tensor)]) -> Result<()> {
    let path = path.as_ref();
    let _quiet = modes::with(modes::NO_GRAD, modes::DISPATCH);
    let copies = tensors.iter().map(|(_, t)| t.detach_handle().clone_contiguous()).collect::<Result<Vec<_>>>()?;
    let whole = |t: &Tensor| -> Result<Vec<u8>> { Ok(t.storage().to_bytes()?[..t.numel() as usize * t.dtype().size()].to_vec()) };
    let bytes: Vec<Vec<u8>> = copies.iter().map(whole).collect::<Result<_>>()?;
    let sizes: Vec<Dims> = copies.iter().map(Tensor::sizes).collect();
    let all = || tensors.iter().zip(&copies).zip(bytes.iter().zip(&sizes));
    let file = match extension(path) {
        "safetensors" => {
            let sources: Vec<safetensors::Source> = all().map(|(((name, _), t), (bytes, sizes))| safetensors::Source { name, dtype: t.dtype(), sizes, bytes }).collect();
            safetensors::write(Vec::new(), &sources, &[])?
        }
        "npz" => {
            let arrays: Vec<(&str, DType, &[i64], &[u8])> = all().map(|(((name, _), t), (bytes, sizes))| (*name, t.dtype(), &sizes[..], &bytes[..])).collect();
            npy::write_npz(Vec::new(), &arrays)?
        }
        "npy" => {
            let ([t], [bytes], [sizes]) = (&copies[..], &bytes[..], &sizes[..]) else { bail!(Value, "{}: an .npy file holds one array, not {}", path.display(), tensors.len()) };
            npy::write(Vec::new(), t.dtype(), sizes, bytes)?
        }
        other => bail!(Value, "{}: files of tensors end in .npy, .npz or .safetensors, not {other:?}", path.display()),
    };
    write_atomic(path, |w| w.write_all(&file).map_err(IoError::from))?;
    Ok(())
}

fn extension(path: &Path) -> &str {
    path.extension().and_then(|e| e.to_str()).unwrap_or("")
}

fn array(h: &npy::Header, data: &[u8]) -> Result<Tensor> {
    let Some(bytes) = data.get(h.range.clone()) else { bail!(Value, "the array is outside its file") };
    ensure!(h.sizes.len() <= 64, Value, "an array of {} dimensions", h.sizes.len());
    ensure!(h.dtype != DType::Bool || bytes.iter().all(|b| *b <= 1), Value, "bytes other than 0 and 1 as bools");
    let storage = Storage::empty(bytes.len(), Device::Cpu)?;
    if h.swapped {
        let mut turned = bytes.to_vec();
        // The parts of a complex number are turned one by one.
        let unit = if h.dtype.is_complex() { h.dtype.size() / 2 } else { h.dtype.size() };
        turned.chunks_exact_mut(unit.max(1)).for_each(<[u8]>::reverse);
        storage.write_bytes(0, &turned)?;
    } else {
        storage.write_bytes(0, bytes)?;
    }
    let strides = if h.fortran {
        let mut strides = Dims::new();
        let mut step = 1i64;
        for n in &h.sizes {
            strides.push(step);
            step = step.checked_mul((*n).max(1)).ok_or_else(|| Error::new(Kind::Value, "an array that is too large"))?;
        }
        strides
    } else {
        contiguous_strides(&h.sizes)
    };
    // SAFETY: fresh memory of exactly the elements' length; bools were checked.
    unsafe { Tensor::from_storage(storage, h.dtype, 0, &h.sizes, &strides) }
}
