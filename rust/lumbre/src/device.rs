//! Where a tensor's memory is.

use crate::error::Result;
use crate::{bail, ensure};
use std::fmt;

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Device {
    #[default]
    Cpu,
    Cuda(u8),
    /// Shapes and dtypes without memory.
    Meta,
}

impl Device {
    pub fn kind(self) -> &'static str {
        match self {
            Device::Cpu => "cpu",
            Device::Cuda(_) => "cuda",
            Device::Meta => "meta",
        }
    }

    pub fn index(self) -> Option<u8> {
        match self {
            Device::Cuda(i) => Some(i),
            _ => None,
        }
    }

    /// Reads `cpu`, `cuda`, `cuda:1`, `meta`.
    pub fn parse(text: &str) -> Result<Device> {
        let (kind, index) = match text.split_once(':') {
            Some((kind, index)) => match index.parse::<u8>() {
                Ok(i) => (kind, Some(i)),
                Err(_) => bail!("Invalid device string: '{text}'"),
            },
            None => (text, None),
        };
        match kind {
            "cpu" => {
                ensure!(index.unwrap_or(0) == 0, "CPU device index must be -1 or zero, got {}", index.unwrap_or(0));
                Ok(Device::Cpu)
            }
            "cuda" => Ok(Device::Cuda(index.unwrap_or_else(current_cuda))),
            "meta" => Ok(Device::Meta),
            _ => bail!(
                "Expected one of cpu, cuda, meta device type at start of device string: {kind}"
            ),
        }
    }
}

impl fmt::Display for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Device::Cuda(i) => write!(f, "cuda:{i}"),
            d => f.write_str(d.kind()),
        }
    }
}

thread_local! {
    static CURRENT_CUDA: std::cell::Cell<u8> = const { std::cell::Cell::new(0) };
}

/// The GPU that `cuda` without a number means in this thread.
#[inline]
pub fn current_cuda() -> u8 {
    CURRENT_CUDA.get()
}

/// Sets it, unchecked.
pub fn set_current_cuda(index: u8) {
    CURRENT_CUDA.set(index);
}

thread_local! {
    static DEFAULTS: std::cell::RefCell<Vec<Device>> = const { std::cell::RefCell::new(Vec::new()) };
}
static GLOBAL_DEFAULT: std::sync::RwLock<Device> = std::sync::RwLock::new(Device::Cpu);

/// Where factories put tensors when no device is named: the innermost `with device`, else the process's default.
#[inline]
pub fn default_device() -> Device {
    DEFAULTS.with(|d| d.borrow().last().copied()).unwrap_or_else(|| *GLOBAL_DEFAULT.read().unwrap_or_else(|e| e.into_inner()))
}

pub fn set_default_device(device: Device) {
    *GLOBAL_DEFAULT.write().unwrap_or_else(|e| e.into_inner()) = device;
}

pub fn push_default(device: Device) {
    DEFAULTS.with(|d| d.borrow_mut().push(device));
}

pub fn pop_default() {
    DEFAULTS.with(|d| {
        d.borrow_mut().pop();
    });
}
