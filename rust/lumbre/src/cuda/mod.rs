//! NVIDIA GPUs below the tensors: libraries, contexts, memory, queues, compiled kernels. Nothing is looked for until somebody asks.

pub mod alloc;
pub mod blocks;
pub mod compile;
pub mod event;
pub mod fault;
pub mod gpu;
pub mod graph;
pub mod launch;
pub mod libraries;
pub mod pinned;
pub mod props;
pub mod status;
pub mod stream;
pub mod transfer;
pub mod wait;

pub use gpu::{Gpu, gpu};
pub use libraries::{Lib, need};
pub use stream::Stream;

use crate::error::{Error, Kind};

/// How many GPUs can be used: 0 without a driver.
pub fn device_count() -> usize {
    gpu::count()
}

/// The error for work on a GPU where there is none.
#[cold]
pub fn unavailable(what: &str) -> Error {
    let text = match need(Lib::Driver) {
        Err(_) => "Found no NVIDIA driver on your system. Please check that you have an NVIDIA GPU and installed a driver from http://www.nvidia.com/Download/index.aspx".to_string(),
        Ok(()) => match gpu::trouble() {
            Some(why) => format!("the NVIDIA driver does not start: {why}"),
            None => "No CUDA GPUs are available".to_string(),
        },
    };
    Error::new(Kind::Runtime, format!("{what}: {text}"))
}

/// The error for an op that has no kernel here.
#[cold]
pub fn missing(op: &str, detail: &str) -> Error {
    Error::new(
        Kind::NotImplemented,
        format!("{op} is not implemented on CUDA{detail}. Set LUMBRE_CUDA_FALLBACK=1 to compute such operations on the CPU, at the price of copies."),
    )
}
