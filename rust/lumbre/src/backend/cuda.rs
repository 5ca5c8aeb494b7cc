//! NVIDIA GPUs: the driver is looked for when somebody asks, never at import.

use crate::error::{Error, Kind};

/// How many GPUs can be used.
pub fn device_count() -> usize {
    0
}

/// The error for work on a GPU where there is none.
#[cold]
pub fn unavailable(what: &str) -> Error {
    Error::new(Kind::Runtime, format!("{what}: Found no NVIDIA driver on your system. Please check that you have an NVIDIA GPU and installed a driver from http://www.nvidia.com/Download/index.aspx"))
}
