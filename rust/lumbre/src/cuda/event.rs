//! Marks in a queue of work.

use super::gpu::gpu;
use super::status::check;
use super::stream::Stream;
use crate::error::Result;
use cudarc::driver::sys::{self, CUevent, CUevent_flags, CUresult};

crate::nvidia_functions! { Timing of Driver:
    fn cuEventElapsedTime(*mut f32, CUevent, CUevent) -> CUresult;
}

/// A mark: what was enqueued before it in its queue has ended, once it has been passed.
pub struct Event {
    raw: CUevent,
    device: u8,
}

// SAFETY: an event is a handle that any thread may use.
unsafe impl Send for Event {}
// SAFETY: as above.
unsafe impl Sync for Event {}

impl Event {
    pub fn new(device: u8, timing: bool, blocking: bool) -> Result<Event> {
        gpu(device)?;
        let mut flags = CUevent_flags::CU_EVENT_DEFAULT as u32;
        if !timing {
            flags |= CUevent_flags::CU_EVENT_DISABLE_TIMING as u32;
        }
        if blocking {
            flags |= CUevent_flags::CU_EVENT_BLOCKING_SYNC as u32;
        }
        let mut raw = std::ptr::null_mut();
        // SAFETY: a place for the handle; the context is bound.
        check("cuEventCreate", unsafe { sys::cuEventCreate(&mut raw, flags) })?;
        Ok(Event { raw, device })
    }

    pub fn device(&self) -> u8 {
        self.device
    }

    pub fn raw(&self) -> CUevent {
        self.raw
    }

    /// Puts the mark at the queue's end.
    pub fn record(&self, stream: Stream) -> Result<()> {
        crate::ensure!(
            stream.device == self.device,
            "Event device {} does not match recording stream's device {}.",
            self.device,
            stream.device
        );
        gpu(stream.device)?;
        // SAFETY: live handles of one context.
        check("cuEventRecord", unsafe { sys::cuEventRecord(self.raw, stream.raw()) })
    }

    /// Work enqueued from now on waits for the mark.
    pub fn wait(&self, stream: Stream) -> Result<()> {
        gpu(stream.device)?;
        // SAFETY: live handles.
        check("cuStreamWaitEvent", unsafe { sys::cuStreamWaitEvent(stream.raw(), self.raw, 0) })
    }

    /// Whether the mark has been passed.
    pub fn query(&self) -> Result<bool> {
        gpu(self.device)?;
        // SAFETY: a live handle.
        match unsafe { sys::cuEventQuery(self.raw) } {
            CUresult::CUDA_ERROR_NOT_READY => Ok(false),
            code => check("cuEventQuery", code).map(|()| true),
        }
    }

    /// Waits until it has been passed.
    pub fn synchronize(&self) -> Result<()> {
        let gpu = gpu(self.device)?;
        let raw = self.raw as usize;
        // SAFETY: a live handle.
        let code = super::wait::blocking(move || unsafe { sys::cuEventSynchronize(raw as CUevent) });
        check("cuEventSynchronize", code)?;
        gpu.fault.raise()
    }

    /// Milliseconds between two marks that were made with timing.
    pub fn elapsed(&self, end: &Event) -> Result<f32> {
        gpu(self.device)?;
        let mut ms = 0f32;
        // SAFETY: live handles and a place for the answer. Every driver has this form; `_v2` came with CUDA 12.8.
        check("cuEventElapsedTime", unsafe { (Timing::get()?.cuEventElapsedTime)(&mut ms, self.raw, end.raw) })?;
        Ok(ms)
    }
}

impl Event {
    /// As `synchronize`, with the binding's global lock kept: for where another lock is held, which a thread with the global one
    /// may be waiting for.
    pub(super) fn wait_here(&self) -> Result<()> {
        // SAFETY: a live handle.
        check("cuEventSynchronize", unsafe { sys::cuEventSynchronize(self.raw) })
    }

    /// The time from a mark to itself.
    pub fn elapsed_self(&self) -> Result<f32> {
        self.elapsed(self)
    }
}

impl Drop for Event {
    fn drop(&mut self) {
        if !super::gpu::in_bad_fork() && gpu(self.device).is_ok() {
            // SAFETY: the last user of the handle. The driver frees it once it has been passed.
            let _ = unsafe { sys::cuEventDestroy_v2(self.raw) };
        }
    }
}
