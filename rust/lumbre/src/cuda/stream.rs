//! Queues of work. Each thread has a current queue on each GPU; at first the default one, with which all others are in step.

use super::gpu::{self, gpu};
use super::status::check;
use crate::error::Result;
use cudarc::driver::sys::{self, CUresult, CUstream, CUstreamCaptureStatus, CUstream_flags};
use std::cell::RefCell;
use std::sync::Mutex;

/// A queue; handles are kept until the process ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stream {
    pub device: u8,
    handle: usize,
    pub priority: i32,
}

/// How many queues of a priority are made on a GPU before they are handed out again.
const POOL: usize = 32;

struct Made {
    device: u8,
    priority: i32,
    list: Vec<usize>,
    next: usize,
}

static MADE: Mutex<Vec<Made>> = Mutex::new(Vec::new());

thread_local! {
    static CURRENT: RefCell<Vec<Stream>> = const { RefCell::new(Vec::new()) };
}

impl Stream {
    pub fn default_of(device: u8) -> Stream {
        Stream { device, handle: 0, priority: 0 }
    }

    /// The next queue of the pool. Priorities below zero go first; others than the GPU's are brought into range.
    pub fn from_pool(device: u8, priority: i32) -> Result<Stream> {
        let (low, high) = gpu(device)?.priorities;
        let priority = priority.clamp(high.min(low), low.max(high));
        let mut made = MADE.lock().unwrap_or_else(|e| e.into_inner());
        let at = match made.iter().position(|m| m.device == device && m.priority == priority) {
            Some(at) => at,
            None => {
                made.push(Made { device, priority, list: Vec::new(), next: 0 });
                made.len() - 1
            }
        };
        let pool = &mut made[at];
        let at = pool.next % POOL;
        pool.next += 1;
        if let Some(handle) = pool.list.get(at) {
            return Ok(Stream { device, handle: *handle, priority });
        }
        let mut raw = std::ptr::null_mut();
        // SAFETY: a place for the handle; the context is bound.
        let code = unsafe { sys::cuStreamCreateWithPriority(&mut raw, CUstream_flags::CU_STREAM_NON_BLOCKING as u32, priority) };
        check("cuStreamCreateWithPriority", code)?;
        pool.list.push(raw as usize);
        Ok(Stream { device, handle: raw as usize, priority })
    }

    /// A queue that another library made and keeps alive.
    pub fn external(device: u8, handle: usize) -> Stream {
        Stream { device, handle, priority: 0 }
    }

    /// The thread's queue on a GPU.
    #[inline]
    pub fn current(device: u8) -> Stream {
        CURRENT.with(|c| c.borrow().iter().find(|s| s.device == device).copied()).unwrap_or(Stream::default_of(device))
    }

    /// Makes it the thread's queue on its GPU.
    pub fn set_current(self) {
        CURRENT.with(|c| {
            let mut list = c.borrow_mut();
            match list.iter_mut().find(|s| s.device == self.device) {
                Some(s) => *s = self,
                None => list.push(self),
            }
        });
    }

    #[inline]
    pub fn raw(self) -> CUstream {
        self.handle as CUstream
    }

    /// The handle as a number; 0 is the default queue.
    pub fn handle(self) -> usize {
        self.handle
    }

    /// Waits for the queue, and raises what kernels reported.
    pub fn synchronize(self) -> Result<()> {
        let gpu = gpu(self.device)?;
        // SAFETY: a live handle.
        let code = super::wait::blocking(move || unsafe { sys::cuStreamSynchronize(self.raw()) });
        check("synchronize", code)?;
        super::status::confirmed();
        gpu.fault.raise()
    }

    /// Whether everything in the queue has ended.
    pub fn query(self) -> Result<bool> {
        gpu(self.device)?;
        // SAFETY: a live handle.
        match unsafe { sys::cuStreamQuery(self.raw()) } {
            CUresult::CUDA_ERROR_NOT_READY => Ok(false),
            code => check("cuStreamQuery", code).map(|()| true),
        }
    }

    pub fn is_capturing(self) -> Result<bool> {
        gpu(self.device)?;
        let mut status = CUstreamCaptureStatus::CU_STREAM_CAPTURE_STATUS_NONE;
        // SAFETY: a live handle and a place for the answer.
        check("cuStreamIsCapturing", unsafe { sys::cuStreamIsCapturing(self.raw(), &mut status) })?;
        Ok(status != CUstreamCaptureStatus::CU_STREAM_CAPTURE_STATUS_NONE)
    }
}

/// The thread's queue on its GPU.
pub fn current() -> Stream {
    Stream::current(gpu::current())
}
