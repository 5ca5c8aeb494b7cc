//! Random number generators with PyTorch's streams.

use crate::device::Device;
use crate::error::{Error, Kind, Result};
use lumbre_kernels::random::Mt19937;
use std::sync::{Arc, Mutex, OnceLock};

/// A generator of random numbers; clones share their state.
#[derive(Clone)]
pub struct Generator(Arc<State>);

struct State {
    engine: Mutex<Mt19937>,
    device: Device,
}

/// The seed PyTorch gives a fresh `Generator`.
pub const DEFAULT_SEED: u64 = 67280421310721;

impl std::fmt::Debug for Generator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Generator({})", self.0.device)
    }
}

impl Default for Generator {
    fn default() -> Self {
        Generator::new(DEFAULT_SEED)
    }
}

impl Generator {
    pub fn new(seed: u64) -> Generator {
        Generator(Arc::new(State { engine: Mutex::new(Mt19937::new(seed)), device: Device::Cpu }))
    }

    pub fn device(&self) -> Device {
        self.0.device
    }

    /// Runs `f` on the engine, alone.
    pub fn with<T>(&self, f: impl FnOnce(&mut Mt19937) -> T) -> T {
        f(&mut self.0.engine.lock().unwrap_or_else(|e| e.into_inner()))
    }

    pub fn seed(&self, seed: u64) {
        self.with(|g| g.seed(seed));
    }

    pub fn initial_seed(&self) -> u64 {
        self.with(|g| g.initial_seed())
    }

    /// PyTorch's 5056 bytes.
    pub fn state(&self) -> Vec<u8> {
        self.with(|g| g.state().to_vec())
    }

    pub fn set_state(&self, bytes: &[u8]) -> Result<()> {
        use lumbre_kernels::random::StateError;
        self.with(|g| g.set_state(bytes)).map_err(|e| match e {
            StateError::Size(n) => Error::new(
                Kind::Runtime,
                format!("Expected a CPUGeneratorImplState of size 5056 but found the input RNG state size to be {n}"),
            ),
            StateError::Invalid => Error::new(Kind::Runtime, "Invalid mt19937 state"),
        })
    }

    pub fn is_same(&self, other: &Generator) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    pub fn id(&self) -> usize {
        Arc::as_ptr(&self.0) as usize
    }

    /// An independent generator in the same state.
    pub fn fork(&self) -> Generator {
        let engine = self.with(|g| g.clone());
        Generator(Arc::new(State { engine: Mutex::new(engine), device: self.0.device }))
    }
}

/// Eight random bytes of the operating system.
pub fn entropy() -> u64 {
    use std::hash::{BuildHasher, Hasher};
    let mut bytes = [0u8; 8];
    // SAFETY: the buffer is eight bytes long.
    let got = unsafe { libc::getrandom(bytes.as_mut_ptr().cast(), 8, 0) };
    if got == 8 { u64::from_ne_bytes(bytes) } else { std::collections::hash_map::RandomState::new().build_hasher().finish() }
}

/// The process-wide generator.
pub fn default_generator() -> &'static Generator {
    static DEFAULT: OnceLock<Generator> = OnceLock::new();
    DEFAULT.get_or_init(|| Generator::new(entropy()))
}

/// Seeds the default generator; the numbers that follow are those of `torch.manual_seed(seed)`.
pub fn manual_seed(seed: u64) {
    default_generator().seed(seed);
}
