//! Files: PyTorch's `.pt` archives, safetensors, npy and npz. Everything here works on bytes and descriptors and knows no
//! tensor. Readers take hostile input: they check before they allocate and never panic.

mod bytes;
pub mod checkpoint;
pub mod file;
pub mod npy;
pub mod pickle;
pub mod safetensors;
#[cfg(test)]
mod tests;
pub mod zip;

use crate::error::{Error, Kind};
use std::fmt;

/// Why a file could not be read or written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IoError {
    /// `Unpickling` for what a pickle may not hold, `Io` for the operating system, else `Runtime`.
    pub kind: Kind,
    pub message: String,
    /// The operating system's number, where it was the one to refuse.
    pub os: Option<i32>,
}

pub type Result<T> = std::result::Result<T, IoError>;

impl fmt::Display for IoError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for IoError {}

impl From<std::io::Error> for IoError {
    fn from(e: std::io::Error) -> IoError {
        IoError { kind: Kind::Io, os: e.raw_os_error(), message: e.to_string() }
    }
}

impl From<Error> for IoError {
    fn from(e: Error) -> IoError {
        IoError { kind: e.kind(), os: None, message: e.message().to_string() }
    }
}

impl From<IoError> for Error {
    fn from(e: IoError) -> Error {
        Error::new(e.kind, e.message)
    }
}

pub(crate) fn error(message: impl Into<String>) -> IoError {
    IoError { kind: Kind::Runtime, message: message.into(), os: None }
}

/// `Err` of a formatted message.
macro_rules! bad {
    ($($arg:tt)*) => { Err($crate::io::error(format!($($arg)*))) };
}
use bad;
