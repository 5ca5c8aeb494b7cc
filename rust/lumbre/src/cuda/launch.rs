//! Launching kernels: the one place through which all work of ours goes to the GPU.

use super::compile::Function;
use super::gpu::Gpu;
use super::status::{self, check};
use super::stream::Stream;
use crate::error::Result;
use cudarc::driver::sys;
use std::ffi::c_void;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

/// How many kernels were launched; a test counts them.
static LAUNCHES: AtomicU64 = AtomicU64::new(0);

pub fn launches() -> u64 {
    LAUNCHES.load(Ordering::Relaxed)
}

#[derive(Clone, Copy, Debug)]
pub struct Grid {
    pub blocks: [u32; 3],
    pub threads: [u32; 3],
    pub shared: u32,
}

impl Grid {
    /// `blocks` times `threads` in one dimension.
    pub fn linear(blocks: usize, threads: u32) -> Grid {
        Grid { blocks: [blocks.clamp(1, i32::MAX as usize) as u32, 1, 1], threads: [threads, 1, 1], shared: 0 }
    }

    /// As many blocks as `n` elements need when each thread takes `each`.
    pub fn covering(n: usize, threads: u32, each: usize) -> Grid {
        Grid::linear(n.div_ceil(threads as usize * each), threads)
    }

    pub fn shared(mut self, bytes: usize) -> Grid {
        self.shared = bytes as u32;
        self
    }
}

/// Whether every launch waits for its end, so that a fault names its op.
fn one_by_one() -> bool {
    static ONE: OnceLock<bool> = OnceLock::new();
    *ONE.get_or_init(|| ["LUMBRE_CUDA_LAUNCH_BLOCKING", "CUDA_LAUNCH_BLOCKING"].iter().any(|v| std::env::var_os(v).is_some_and(|v| v == "1")))
}

/// Puts a kernel into the current queue. `args` are the addresses of its arguments.
///
/// # Safety
/// The arguments are those of the kernel, in number, order and type, and the memory they name lives until the queue is done or
/// is freed through the allocator.
pub unsafe fn launch(op: &str, gpu: &Gpu, f: Function, grid: Grid, args: &mut [*mut c_void]) -> Result<()> {
    if grid.blocks.contains(&0) {
        return Ok(());
    }
    let stream = Stream::current(gpu.index);
    // SAFETY: the caller's promise; the driver copies the arguments before it returns.
    let code = unsafe {
        sys::cuLaunchKernel(
            f.raw(),
            grid.blocks[0],
            grid.blocks[1],
            grid.blocks[2],
            grid.threads[0],
            grid.threads[1],
            grid.threads[2],
            grid.shared,
            stream.raw(),
            args.as_mut_ptr(),
            std::ptr::null_mut(),
        )
    };
    LAUNCHES.fetch_add(1, Ordering::Relaxed);
    check(op, code)?;
    status::launched(op);
    if one_by_one() && !super::graph::any_recording() {
        stream.synchronize()?;
    }
    Ok(())
}

/// The addresses of a kernel's arguments.
#[macro_export]
macro_rules! kernel_args {
    ($($x:expr),* $(,)?) => {
        [$((&$x) as *const _ as *mut std::ffi::c_void),*]
    };
}
