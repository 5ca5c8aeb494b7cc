//! One record for each GPU: its context (the primary one, shared with other libraries of the process), memory and kernels.

use super::alloc::Allocator;
use super::fault::Fault;
use super::libraries::{self, Lib};
use super::props::{self, Props};
use super::status::check;
use crate::device::Device;
use crate::error::{Error, Kind, Result};
use crate::{bail, ensure};
use cudarc::driver::sys::{self, CUcontext, CUresult};
use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock};

/// More GPUs than this in one machine are not seen.
pub const MAX: usize = 64;

pub struct Gpu {
    pub index: u8,
    pub device: sys::CUdevice,
    pub context: CUcontext,
    pub props: Props,
    pub(super) memory: Mutex<Allocator>,
    pub fault: Fault,
    /// The stream priorities the GPU knows, lowest first.
    pub priorities: (i32, i32),
}

// SAFETY: the context is a handle that any thread may use; everything mutable is behind a lock.
unsafe impl Send for Gpu {}
// SAFETY: as above.
unsafe impl Sync for Gpu {}

static GPUS: [OnceLock<Gpu>; MAX] = [const { OnceLock::new() }; MAX];
/// Held while a GPU is set up.
static SETUP: Mutex<()> = Mutex::new(());
/// How many GPUs there are, or what the driver answered instead.
static DRIVER: OnceLock<std::result::Result<usize, String>> = OnceLock::new();
/// Set in a process that was forked after the driver had started.
static FORKED: AtomicBool = AtomicBool::new(false);

thread_local! {
    /// The GPU whose context this thread has bound, plus one.
    static BOUND: Cell<usize> = const { Cell::new(0) };
}

fn driver() -> &'static std::result::Result<usize, String> {
    DRIVER.get_or_init(|| start().map_err(|e| e.message().to_string()))
}

#[cfg(unix)]
extern "C" fn in_child() {
    FORKED.store(true, Ordering::Relaxed);
}

fn start() -> Result<usize> {
    libraries::need(Lib::Driver)?;
    // SAFETY: the handler stores to an atomic, which is allowed after a fork.
    #[cfg(unix)]
    unsafe {
        libc::pthread_atfork(None, None, Some(in_child));
    }
    // SAFETY: the driver is loaded; no flags exist.
    match unsafe { sys::cuInit(0) } {
        CUresult::CUDA_SUCCESS => {}
        CUresult::CUDA_ERROR_NO_DEVICE => return Ok(0),
        code => check("cuInit", code)?,
    }
    let mut n = 0;
    // SAFETY: a place for the answer.
    check("cuDeviceGetCount", unsafe { sys::cuDeviceGetCount(&mut n) })?;
    Ok((n.max(0) as usize).min(MAX))
}

/// How many GPUs can be used.
pub fn count() -> usize {
    driver().as_ref().copied().unwrap_or(0)
}

/// What the driver said when it did not start.
pub fn trouble() -> Option<String> {
    driver().as_ref().err().cloned()
}

/// Whether some GPU's context has been made.
pub fn is_initialized() -> bool {
    GPUS.iter().any(|g| g.get().is_some())
}

/// The process was forked after a GPU had been used: its context is not valid here.
pub fn in_bad_fork() -> bool {
    FORKED.load(Ordering::Relaxed) && is_initialized()
}

/// The record of a GPU, made at first use.
#[inline]
pub fn gpu(index: u8) -> Result<&'static Gpu> {
    crate::parts::cuda("a GPU")?;
    let gpu = match GPUS.get(index as usize).and_then(|g| g.get()) {
        Some(g) => g,
        None => set_up(index)?,
    };
    gpu.bind()?;
    Ok(gpu)
}

#[cold]
fn set_up(index: u8) -> Result<&'static Gpu> {
    let n = count();
    if n == 0 {
        return Err(super::unavailable("CUDA"));
    }
    ensure!((index as usize) < n, "CUDA error: invalid device ordinal: cuda:{index} of {n} GPUs");
    ensure!(!FORKED.load(Ordering::Relaxed), "Cannot re-initialize CUDA in forked subprocess. To use CUDA with multiprocessing, you must use the 'spawn' start method");
    let _one = SETUP.lock().unwrap_or_else(|e| e.into_inner());
    let slot = &GPUS[index as usize];
    if let Some(g) = slot.get() {
        return Ok(g);
    }
    let made = Gpu::new(index)?;
    Ok(slot.get_or_init(|| made))
}

impl Gpu {
    fn new(index: u8) -> Result<Gpu> {
        let mut device = 0;
        // SAFETY: places for the answers; the index is below the count.
        check("cuDeviceGet", unsafe { sys::cuDeviceGet(&mut device, index as i32) })?;
        let mut context = std::ptr::null_mut();
        // SAFETY: as above. The context is never released: tensors may live until the process ends.
        check("cuDevicePrimaryCtxRetain", unsafe { sys::cuDevicePrimaryCtxRetain(&mut context, device) })?;
        // SAFETY: a live context.
        check("cuCtxSetCurrent", unsafe { sys::cuCtxSetCurrent(context) })?;
        BOUND.set(index as usize + 1);
        let (mut low, mut high) = (0, 0);
        // SAFETY: places for the answers, with the context bound.
        check("cuCtxGetStreamPriorityRange", unsafe { sys::cuCtxGetStreamPriorityRange(&mut low, &mut high) })?;
        Ok(Gpu {
            index,
            device,
            context,
            props: props::read(device)?,
            memory: Mutex::new(Allocator::default()),
            fault: Fault::new()?,
            priorities: (low, high),
        })
    }

    /// Makes this GPU's context the thread's.
    #[inline]
    pub fn bind(&self) -> Result<()> {
        if BOUND.get() == self.index as usize + 1 && count() == 1 {
            return Ok(());
        }
        self.rebind()
    }

    fn rebind(&self) -> Result<()> {
        if in_bad_fork() {
            bail!("Cannot re-initialize CUDA in forked subprocess. To use CUDA with multiprocessing, you must use the 'spawn' start method");
        }
        // SAFETY: a live context.
        check("cuCtxSetCurrent", unsafe { sys::cuCtxSetCurrent(self.context) })?;
        BOUND.set(self.index as usize + 1);
        Ok(())
    }

    pub fn device(&self) -> Device {
        Device::Cuda(self.index)
    }

    /// Waits for everything this GPU was given, and raises what kernels reported.
    pub fn synchronize(&self) -> Result<()> {
        self.bind()?;
        // SAFETY: the context is bound.
        let code = super::wait::blocking(|| unsafe { sys::cuCtxSynchronize() });
        check("synchronize", code)?;
        super::status::confirmed();
        self.fault.raise()
    }

    /// Free and total bytes, as the driver counts them.
    pub fn memory_info(&self) -> Result<(usize, usize)> {
        self.bind()?;
        let (mut free, mut total) = (0, 0);
        // SAFETY: places for the answers, with the context bound.
        check("cuMemGetInfo", unsafe { sys::cuMemGetInfo_v2(&mut free, &mut total) })?;
        Ok((free, total))
    }
}

/// The GPU that `cuda` without a number means in this thread.
#[inline]
pub fn current() -> u8 {
    crate::device::current_cuda()
}

/// Sets it; the number is checked.
pub fn set_current(index: u8) -> Result<()> {
    gpu(index)?;
    crate::device::set_current_cuda(index);
    Ok(())
}

/// Sets it back to a number that was in use before.
pub fn restore_current(index: u8) {
    crate::device::set_current_cuda(index);
}

/// The newest CUDA version that the driver runs, as 1000 * major + 10 * minor.
pub fn driver_version() -> Result<i32> {
    libraries::need(Lib::Driver)?;
    let mut v = 0;
    // SAFETY: a place for the answer.
    check("cuDriverGetVersion", unsafe { sys::cuDriverGetVersion(&mut v) })?;
    Ok(v)
}

/// Whether one GPU reads the other's memory directly.
pub fn can_access_peer(a: u8, b: u8) -> Result<bool> {
    let (a, b) = (gpu(a)?.device, gpu(b)?.device);
    let mut can = 0;
    // SAFETY: live devices and a place for the answer.
    check("cuDeviceCanAccessPeer", unsafe { sys::cuDeviceCanAccessPeer(&mut can, a, b) })?;
    Ok(can != 0)
}

/// An error of kind `Runtime` when a GPU died.
pub fn ensure_alive() -> Result<()> {
    if super::status::is_dead() {
        return Err(Error::new(Kind::Runtime, "CUDA error: an earlier operation failed on the GPU, which cannot be used again in this process"));
    }
    Ok(())
}
