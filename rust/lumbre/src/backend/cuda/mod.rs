//! Kernels on NVIDIA GPUs: one file a family, with the names of the CPU's kernels. What is below (memory, queues, compilation)
//! is in `crate::cuda`.

pub mod attention;
pub mod batch_norm;
pub mod bits;
pub mod blas;
pub mod conv;
pub mod copy;
pub mod ctc;
pub mod cudnn;
pub mod elementwise;
pub mod fft;
pub mod fused;
pub mod gemm;
pub mod host;
pub mod image;
pub mod index;
pub mod loss;
pub mod mask;
pub mod nccl;
pub mod norm;
pub mod optim;
pub mod pool;
pub mod random;
pub mod reduce;
pub mod rnn;
pub mod scan;
pub mod small;
pub mod softmax;
pub mod solver;
pub mod sort;
mod sources;
mod view;

pub use crate::cuda::{device_count, missing, unavailable};
pub use sources::Family;
pub use view::{CView, FastDiv, Num, Walk, collapse, fast_div, in_order, memory_order, walk};

use crate::cuda::compile::{Function, Key, function};
use crate::cuda::launch::{Grid, launch};
use crate::cuda::{Gpu, gpu};
use crate::error::{Error, Kind, Result};
use lumbre_kernels::DType;
use std::ffi::c_void;

/// Where a kernel is launched, and for which op.
#[derive(Clone, Copy)]
pub struct Cx<'a> {
    pub op: &'a str,
    pub gpu: &'static Gpu,
}

impl<'a> Cx<'a> {
    pub(crate) fn new(op: &'a str, device: u8) -> Result<Cx<'a>> {
        crate::parts::cuda(op)?;
        crate::cuda::gpu::ensure_alive()?;
        Ok(Cx { op, gpu: gpu(device)? })
    }

    /// The kernel `entry` of a family; `tail` makes it from the family's templates and is asked for at first use only.
    pub fn kernel(&self, family: Family, name: &'static str, entry: &'static str, types: [u8; 4], variant: u32, tail: impl FnOnce() -> String) -> Result<Function> {
        let key = Key { family: family.name(), name, entry, types, variant };
        function(self.gpu, key, || Ok(family.source(&tail())))
    }

    /// The kernel `k` of a text that was made for this op's operands; `key` tells such texts apart.
    pub fn made(&self, key: &[u8], text: impl FnOnce() -> String) -> Result<Function> {
        crate::cuda::compile::made(self.gpu, key, "k", || Ok(text()))
    }

    /// Memory for the length of the op: given back in the queue's order, so kernels launched before still have it.
    pub fn temporary(&self, bytes: usize) -> Result<Temporary> {
        Ok(Temporary { device: self.gpu.index, address: crate::cuda::alloc::allocate(self.gpu.index, bytes)? })
    }

    /// The error for what this op's kernels do not take.
    #[cold]
    pub fn refuse<T>(&self, why: &str) -> Result<T> {
        Err(missing(self.op, why))
    }

    /// The functions of a library that this op cannot do without.
    pub fn library<T>(&self, found: Result<&'static T>) -> Result<&'static T> {
        found.map_err(|e| Error::new(Kind::NotImplemented, format!("{} on CUDA needs a library of NVIDIA's: {}", self.op, e.message())))
    }

    /// # Safety
    /// As `cuda::launch::launch`.
    pub unsafe fn launch(&self, f: Function, grid: Grid, args: &mut [*mut c_void]) -> Result<()> {
        // SAFETY: the caller's promise.
        unsafe { launch(self.op, self.gpu, f, grid, args) }
    }

    /// Blocks that keep the GPU busy when threads loop: enough for a few waves.
    pub fn blocks_for(&self, work: usize, threads: u32, each: usize) -> usize {
        let wanted = work.div_ceil(threads as usize * each).max(1);
        wanted.min(self.gpu.props.multi_processor_count as usize * 64)
    }
}

/// See `Cx::temporary`.
pub struct Temporary {
    device: u8,
    pub address: u64,
}

impl Drop for Temporary {
    fn drop(&mut self) {
        crate::cuda::alloc::release(self.device, self.address);
    }
}

/// The dtypes that name a kernel.
pub fn types<const N: usize>(list: [DType; N]) -> [u8; 4] {
    let mut out = [u8::MAX; 4];
    for (slot, d) in out.iter_mut().zip(list) {
        *slot = d as u8;
    }
    out
}

/// The type that halves compute in; every other is itself.
pub fn loop_dtype(d: DType) -> DType {
    match d {
        DType::F16 | DType::BF16 => DType::F32,
        d => d,
    }
}

/// The word of an element's size, for kernels that only move elements.
pub fn word(d: DType) -> &'static str {
    match d.size() {
        1 => "u8",
        2 => "u16",
        4 => "u32",
        8 => "u64",
        _ => "u128w",
    }
}

/// The name of an element type in the kernel sources.
pub fn type_name(dtype: DType) -> &'static str {
    match dtype {
        DType::Bool => "bool",
        DType::U8 => "u8",
        DType::I8 => "i8",
        DType::I16 => "i16",
        DType::I32 => "i32",
        DType::I64 => "i64",
        DType::F16 => "f16",
        DType::BF16 => "bf16",
        DType::F32 => "f32",
        DType::F64 => "f64",
        DType::C64 => "c64",
        DType::C128 => "c128",
        DType::U16 => "u16",
        DType::U32 => "u32",
        DType::U64 => "u64",
        DType::F8E4M3 => "f8e4m3",
        DType::F8E5M2 => "f8e5m2",
    }
}
