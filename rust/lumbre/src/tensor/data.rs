//! Tensors from and to Rust data, and the operations that swap a handle's geometry.

use super::geometry::{self, Dims};
use super::{Geometry, Tensor};
use crate::backend::{Fresh, launch_on, read_on};
use crate::device::Device;
use crate::error::Result;
use crate::storage::Storage;
use crate::{bail, ensure};
use lumbre_kernels::{DType, Element, Scalar, each_dtype};

/// `torch.FloatTensor`, `torch.cuda.LongTensor`, …
pub fn type_name(dtype: DType, device: Device) -> String {
    let place = match device {
        Device::Cuda(_) => "cuda.",
        _ => "",
    };
    format!("torch.{place}{}Tensor", dtype.scalar_name())
}

/// What Python calls a tensor's element.
fn number_name(dtype: DType) -> &'static str {
    match dtype {
        DType::Bool => "Python boolean",
        d if d.is_complex() => "Python complex number",
        d if d.is_float() => "Python float",
        _ => "Python integer",
    }
}

/// One element as a number; `None` for dtypes that only storages have.
///
/// # Safety
/// An aligned, initialised element of `dtype` lies at `p`.
unsafe fn element(dtype: DType, p: *const u8) -> Option<Scalar> {
    each_dtype!(dtype, T => {
        // SAFETY: by the caller.
        let v: T = unsafe { p.cast::<T>().read() };
        Some(match dtype {
            DType::Bool => Scalar::Bool(v.to_i64() != 0),
            d if d.is_complex() => Scalar::Complex(v.to_c128()),
            d if d.is_float() => Scalar::Float(v.to_f64()),
            _ => Scalar::Int(v.to_i64()),
        })
    }, else => None)
}

impl Tensor {
    /// A row-major tensor of the given elements.
    pub fn from_slice<T: Element>(data: &[T], sizes: &[i64]) -> Result<Tensor> {
        let n = geometry::checked_numel("from_slice", sizes)?;
        ensure!(n as usize == data.len(), Value, "from_slice: {} elements do not fill the shape {sizes:?}", data.len());
        let f = Fresh::empty("from_slice", sizes, T::DTYPE, Device::Cpu)?;
        launch_on("from_slice", 0, &[], &[f.tensor()], |_, o| {
            // SAFETY: the fresh output is contiguous, of this type, and as long as the slice.
            unsafe { std::ptr::copy_nonoverlapping(data.as_ptr(), o[0].ptr::<T>(), data.len()) };
            Ok(())
        })?;
        Ok(f.non_differentiable())
    }

    /// As `from_slice`, on a device; on meta only the shape is kept.
    pub fn from_slice_on<T: Element>(data: &[T], sizes: &[i64], device: Device) -> Result<Tensor> {
        let here = Tensor::from_slice(data, sizes)?;
        if device == Device::Cpu {
            return Ok(here);
        }
        let there = Fresh::empty("from_slice", sizes, T::DTYPE, device)?;
        crate::backend::copy_into(there.tensor(), &here)?;
        Ok(there.non_differentiable())
    }

    /// A tensor of no dimensions.
    pub fn scalar(value: Scalar, dtype: DType) -> Result<Tensor> {
        Tensor::full(&[], value, dtype, Device::Cpu)
    }

    /// The elements, row-major, cast to `T`.
    pub fn to_vec<T: Element>(&self) -> Result<Vec<T>> {
        if crate::modes::get() & (crate::modes::TRACE | crate::modes::NOTED) != 0 {
            crate::ops::trace_escape(self, "list of numbers")?;
        }
        if let Some(out) = self.read_run()? {
            return Ok(out);
        }
        let _quiet = crate::modes::with(crate::modes::NO_GRAD, crate::modes::DISPATCH);
        ensure!(self.device() != Device::Meta, NotImplemented, "Cannot copy out of meta tensor; no data!");
        let here = if self.device() == Device::Cpu { self.clone() } else { self.cpu()? };
        let t = Fresh::copy_with(&here, geometry::contiguous_strides(&self.sizes()), T::DTYPE)?.into_tensor();
        let mut out = crate::storage::list(t.numel() as usize)?;
        out.resize(t.numel() as usize, T::default());
        read_on("to_vec", &[&t], |i, _| {
            // SAFETY: the copy is contiguous, of this type, and as long as the vector.
            unsafe { std::ptr::copy_nonoverlapping(i[0].ptr::<T>(), out.as_mut_ptr(), out.len()) };
            Ok(())
        })?;
        Ok(out)
    }

    /// The elements, where they lie on the CPU as one run of `T`.
    fn read_run<T: Element>(&self) -> Result<Option<Vec<T>>> {
        let g = self.geometry();
        if g.dtype != T::DTYPE || g.bits != 0 || g.device() != Device::Cpu || !g.is_contiguous() {
            return Ok(None);
        }
        drop(g);
        let mut out = crate::storage::list(self.numel() as usize)?;
        out.resize(self.numel() as usize, T::default());
        read_on("to_vec", &[self], |i, _| {
            // SAFETY: the view is one run of this type, as long as the vector.
            unsafe { std::ptr::copy_nonoverlapping(i[0].ptr::<T>(), out.as_mut_ptr(), out.len()) };
            Ok(())
        })?;
        Ok(Some(out))
    }

    /// The number in a tensor of one element.
    pub fn item(&self) -> Result<Scalar> {
        let g = self.geometry();
        ensure!(g.numel() == 1, "a Tensor with {} elements cannot be converted to Scalar", g.numel());
        ensure!(g.device() != Device::Meta, "Tensor.item() cannot be called on meta tensors");
        if crate::modes::get() & (crate::modes::TRACE | crate::modes::NOTED) != 0 {
            crate::ops::trace_escape(self, number_name(g.dtype))?;
        }
        if g.bits != 0 {
            drop(g);
            return crate::backend::resolve(self)?.item();
        }
        let (dtype, mut out) = (g.dtype, Scalar::Int(0));
        if g.device() == Device::Cpu {
            let start = g.offset as usize * dtype.size();
            g.storage.read();
            let there = start + dtype.size() <= g.storage.nbytes();
            // SAFETY: one element inside the storage, whose read guard is held.
            let read = if there { unsafe { element(dtype, g.storage.address().wrapping_add(start)) } } else { None };
            g.storage.end_read();
            if let Some(s) = read {
                return Ok(s);
            }
        }
        drop(g);
        read_on("item", &[self], |i, _| {
            // SAFETY: the view has one element of this type.
            if let Some(s) = unsafe { element(dtype, i[0].ptr()) } {
                out = s;
            } else {
                let mut wide = [0f64; 1];
                // SAFETY: one element at a local address.
                let o = unsafe { lumbre_kernels::ViewMut::new(wide.as_mut_ptr().cast(), DType::F64, &[], &[]) };
                // SAFETY: the same single element, seen without dimensions.
                let x = unsafe { i[0].with(0, &[], &[]) };
                lumbre_kernels::copy::copy(x, o);
                out = if dtype.is_int() { Scalar::Int(wide[0] as i64) } else { Scalar::Float(wide[0]) };
            }
            Ok(())
        })?;
        Ok(out)
    }

    /// `p.data = x`: this handle shows `x`'s memory from now on; identity, gradient and version count stay.
    pub fn set_data(&self, x: &Tensor) -> Result<()> {
        let (d, e) = (self.dtype(), x.dtype());
        ensure!(
            d == e || !self.requires_grad() || e.is_float() || e.is_complex(),
            "data set to a tensor that requires gradients must be floating point or complex dtype"
        );
        let g = (*x.geometry()).clone();
        self.swap_geometry(g);
        Ok(())
    }

    /// `.data`: the same memory with a version counter of its own.
    pub fn data(&self) -> Tensor {
        let mut g = (*self.geometry()).clone();
        g.version = Some(Default::default());
        Tensor::from_geometry(g)
    }

    /// Shows another storage under the given geometry.
    pub fn set_storage(&self, storage: Storage, offset: i64, sizes: &[i64], strides: &[i64]) -> Result<()> {
        let n = geometry::checked_numel("set_", sizes)?;
        ensure!(offset >= 0, "Tensor: invalid storage offset {offset}");
        ensure!(sizes.len() == strides.len(), "mismatch in length of strides and shape");
        ensure!(strides.iter().all(|s| *s >= 0), "as_strided: Negative strides are not supported at the moment, got strides: {strides:?}");
        let g = Geometry {
            storage,
            offset,
            sizes: Dims::from_slice(sizes),
            strides: Dims::from_slice(strides),
            dtype: self.dtype(),
            bits: 0,
            version: None,
        };
        let span: i128 = sizes.iter().zip(strides).map(|(n, s)| (*n as i128 - 1) * *s as i128).sum();
        let reach = if n == 0 { 0 } else { offset as i128 + 1 + span };
        let mut have = (g.storage.nbytes() / g.dtype.size()) as i128;
        if reach > have && reach < (isize::MAX / 16) as i128 && g.storage.resize(reach as usize * g.dtype.size()).is_ok() {
            have = reach;
        }
        ensure!(
            reach <= have,
            "setStorage: sizes {sizes:?}, strides {strides:?}, storage offset {offset}, and itemsize {} requiring a storage size of {} are out of bounds for storage of size {}",
            g.dtype.size(),
            reach * g.dtype.size() as i128,
            g.storage.nbytes()
        );
        self.swap_geometry(g);
        self.bump_version();
        Ok(())
    }

    /// `resize_`: other sizes over the same storage, which grows when it must.
    pub fn resize_geometry(&self, sizes: &[i64]) -> Result<()> {
        let n = geometry::checked_numel("resize_", sizes)?;
        let mut g = (*self.geometry()).clone();
        let bytes = geometry::checked_bytes("resize_", n + g.offset, g.dtype)?;
        if n > 0 && bytes > g.storage.nbytes() {
            g.storage.resize(bytes)?;
        }
        g.sizes = Dims::from_slice(sizes);
        g.strides = geometry::contiguous_strides(sizes);
        self.swap_geometry(g);
        Ok(())
    }

    /// A tensor over existing memory.
    ///
    /// # Safety
    /// The storage's memory is valid for its length; where `dtype` is bool its bytes are 0 or 1.
    pub unsafe fn from_storage(storage: Storage, dtype: DType, offset: i64, sizes: &[i64], strides: &[i64]) -> Result<Tensor> {
        geometry::checked_numel("from_storage", sizes)?;
        storage.settle(false)?;
        ensure!(storage.address() as usize % dtype.size().min(8) == 0, Value, "the memory is not aligned for {}", dtype.name());
        let g = Geometry {
            storage,
            offset,
            sizes: Dims::from_slice(sizes),
            strides: Dims::from_slice(strides),
            dtype,
            bits: 0,
            version: None,
        };
        let reach = g.reach();
        if offset < 0 || strides.iter().any(|s| *s < 0) || reach as usize * dtype.size() > g.storage.nbytes() {
            bail!(
                "the geometry {sizes:?}, strides {strides:?}, offset {offset} of {} does not fit a storage of {} bytes",
                dtype.name(),
                g.storage.nbytes()
            );
        }
        Ok(Tensor::from_geometry(g))
    }
}

impl std::fmt::Debug for Tensor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let g = self.geometry();
        write!(f, "Tensor({:?}, {}", &g.sizes[..], g.dtype.name())?;
        if g.device() != Device::Cpu {
            write!(f, ", {}", g.device())?;
        }
        if let (true, Ok(values)) = (g.device() != Device::Meta && g.numel() <= 32 && !g.dtype.is_complex(), self.to_vec::<f64>()) {
            write!(f, ", {values:?}")?;
        }
        write!(f, ")")
    }
}
