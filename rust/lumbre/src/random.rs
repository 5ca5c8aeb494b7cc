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
    philox: Mutex<Philox>,
    device: Device,
}

/// A GPU's stream: the numbers are a function of the seed and of how many words were drawn before.
#[derive(Clone, Copy)]
struct Philox {
    seed: u64,
    offset: u64,
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
        Generator::on(Device::Cpu, seed)
    }

    /// A generator of a device's stream.
    pub fn on(device: Device, seed: u64) -> Generator {
        let philox = Mutex::new(Philox { seed, offset: 0 });
        Generator(Arc::new(State { engine: Mutex::new(Mt19937::new(seed)), philox, device }))
    }

    fn is_gpu(&self) -> bool {
        matches!(self.0.device, Device::Cuda(_))
    }

    fn with_philox<T>(&self, f: impl FnOnce(&mut Philox) -> T) -> T {
        f(&mut self.0.philox.lock().unwrap_or_else(|e| e.into_inner()))
    }

    /// The seed, and where the next `words` words of each thread begin; they are passed over.
    pub(crate) fn philox(&self, words: u64) -> (u64, u64) {
        self.with_philox(|p| {
            let at = p.offset;
            p.offset = p.offset.wrapping_add(words.next_multiple_of(4));
            (p.seed, at)
        })
    }

    pub fn device(&self) -> Device {
        self.0.device
    }

    /// Runs `f` on the engine, alone.
    pub fn with<T>(&self, f: impl FnOnce(&mut Mt19937) -> T) -> T {
        f(&mut self.0.engine.lock().unwrap_or_else(|e| e.into_inner()))
    }

    pub fn seed(&self, seed: u64) {
        if self.is_gpu() {
            return self.with_philox(|p| *p = Philox { seed, offset: 0 });
        }
        self.with(|g| g.seed(seed));
    }

    pub fn initial_seed(&self) -> u64 {
        if self.is_gpu() { self.with_philox(|p| p.seed) } else { self.with(|g| g.initial_seed()) }
    }

    /// PyTorch's 5056 bytes; of a GPU's generator 16: seed and offset.
    pub fn state(&self) -> Vec<u8> {
        if self.is_gpu() {
            return self.with_philox(|p| [p.seed.to_le_bytes(), p.offset.to_le_bytes()].concat());
        }
        self.with(|g| g.state().to_vec())
    }

    pub fn set_state(&self, bytes: &[u8]) -> Result<()> {
        use lumbre_kernels::random::StateError;
        if self.is_gpu() {
            let word = |at: usize| bytes.get(at..at + 8).and_then(|b| b.try_into().ok()).map(u64::from_le_bytes);
            let (Some(seed), offset, true) = (word(0), word(8).unwrap_or(0), matches!(bytes.len(), 8 | 16)) else {
                return Err(Error::new(Kind::Runtime, "RNG state is wrong size"));
            };
            self.with_philox(|p| *p = Philox { seed, offset });
            return Ok(());
        }
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
        let philox = self.with_philox(|p| *p);
        Generator(Arc::new(State { engine: Mutex::new(engine), philox: Mutex::new(philox), device: self.0.device }))
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

/// The process-wide generator of a GPU.
pub fn cuda_default(index: u8) -> &'static Generator {
    static DEFAULTS: [OnceLock<Generator>; 64] = [const { OnceLock::new() }; 64];
    DEFAULTS[index as usize % 64].get_or_init(|| Generator::on(Device::Cuda(index), DEFAULT_SEED))
}

/// Where a kernel's random numbers begin: the seed and the offset in words, or, in a recorded graph, the offset in what the graph
/// draws, and the address of seed and offset.
#[derive(Clone, Copy, Debug, Default)]
pub struct Draw {
    pub seed: u64,
    pub offset: u64,
    pub state: u64,
}

/// `words` words for each thread of a kernel, from the given generator or the GPU's own.
pub(crate) fn cuda_draw(given: Option<&Generator>, index: u8, words: u64) -> Result<Draw> {
    let own = cuda_default(index);
    let g = match given {
        None => own,
        Some(g) if g.device() == Device::Cuda(index) => g,
        Some(g) => return Err(Error::new(Kind::Runtime, format!("Expected a 'cuda:{index}' device type for generator but found '{}'", g.device()))),
    };
    if crate::cuda::graph::any_recording() {
        if !Arc::ptr_eq(&g.0, &own.0) {
            return Err(Error::new(Kind::NotImplemented, "in a CUDA graph random numbers come from the GPU's own generator: another one is not implemented"));
        }
        if let Some((state, offset)) = crate::cuda::graph::draw(index, words.next_multiple_of(4)) {
            return Ok(Draw { seed: 0, offset, state });
        }
    }
    let (seed, offset) = g.philox(words);
    Ok(Draw { seed, offset, state: 0 })
}

/// The seed of a GPU's own generator and the offset at which a graph's `words` words begin; they are passed over.
pub(crate) fn cuda_launch(index: u8, words: u64) -> (u64, u64) {
    cuda_default(index).philox(words)
}

/// A generator that the CPU draws from.
pub(crate) fn check_on_cpu(given: Option<&Generator>) -> Result<()> {
    match given {
        Some(g) if g.is_gpu() => {
            Err(Error::new(Kind::Runtime, format!("Expected a 'cpu' device type for generator but found '{}'", g.device().kind())))
        }
        _ => Ok(()),
    }
}

/// Seeds the default generators of all devices; the numbers that follow are those of `torch.manual_seed(seed)`.
pub fn manual_seed(seed: u64) {
    default_generator().seed(seed);
    for i in 0..64 {
        cuda_default(i).seed(seed);
    }
}
