//! Kernels on NVIDIA GPUs: one file a family, with the names of the CPU's kernels. What is below (memory, queues, compilation)
//! is in `crate::cuda`.

pub mod copy;
pub mod elementwise;
pub mod host;
mod sources;
mod view;

pub use crate::cuda::{device_count, missing, unavailable};
pub use sources::Family;
pub use view::{CView, collapse, FastDiv, fast_div, Num};

use crate::cuda::compile::{Function, Key, function};
use crate::cuda::launch::{Grid, launch};
use crate::cuda::{Gpu, gpu};
use crate::error::Result;
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
        crate::cuda::gpu::ensure_alive()?;
        Ok(Cx { op, gpu: gpu(device)? })
    }

    /// The kernel `k` of a family; `tail` makes it from the family's templates and is asked for at first use only.
    pub fn kernel(&self, family: Family, name: &'static str, types: [u8; 4], variant: u32, tail: impl FnOnce() -> String) -> Result<Function> {
        let key = Key { family: family.name(), name, types, variant };
        function(self.gpu, key, "k", || Ok(family.source(&tail())))
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
