//! Copies of bytes between host and GPUs, in the current queue.

use super::gpu::gpu;
use super::pinned;
use super::status::check;
use super::stream::Stream;
use crate::error::Result;
use crate::ensure;
use cudarc::driver::sys;

fn refuse_recording(what: &str) -> Result<()> {
    ensure!(
        !super::graph::any_recording(),
        "{what}: not permitted while a CUDA graph is recorded: it waits for the GPU"
    );
    Ok(())
}

/// Copies up to this size from ordinary memory go through a block of pinned memory, so that nobody waits for the GPU.
const STAGED: usize = 64 << 10;

/// Host to GPU. Returns when `from` may be changed; with `asynchronous` and pinned memory, at once.
///
/// # Safety
/// `from` is valid for `n` bytes (with `asynchronous`, until the queue is done), `to` is GPU memory of at least `n` bytes.
pub unsafe fn to_gpu(device: u8, to: u64, from: *const u8, n: usize, asynchronous: bool) -> Result<()> {
    if n == 0 {
        return Ok(());
    }
    gpu(device)?;
    let stream = Stream::current(device);
    let direct = pinned::holds(from);
    if !(direct && asynchronous) {
        refuse_recording("a copy from the CPU to the GPU")?;
    }
    let copy = |from: *const u8| {
        // A block of pinned memory binds the thread's current GPU.
        gpu(device)?;
        // SAFETY: the caller's promise.
        check("cuMemcpyHtoD", unsafe { sys::cuMemcpyHtoDAsync_v2(to, from.cast(), n, stream.raw()) })
    };
    if direct {
        copy(from)?;
        pinned::used_by(from, stream);
        return if asynchronous { Ok(()) } else { stream.synchronize() };
    }
    if n <= STAGED {
        let block = pinned::Pinned::new(n)?;
        // SAFETY: the caller's promise; the block is ours and as long.
        unsafe { std::ptr::copy_nonoverlapping(from, block.address(), n) };
        pinned::used_by(block.address(), stream);
        return copy(block.address());
    }
    copy(from)?;
    // The driver does not promise to have read all of `from` when it returns.
    stream.synchronize()
}

/// GPU to host. Returns when the bytes are there; with `asynchronous` and pinned memory, at once.
///
/// # Safety
/// `to` is valid for `n` bytes (with `asynchronous`, until the queue is done), `from` is GPU memory of at least `n` bytes.
pub unsafe fn to_host(device: u8, to: *mut u8, from: u64, n: usize, asynchronous: bool) -> Result<()> {
    if n == 0 {
        return Ok(());
    }
    gpu(device)?;
    let stream = Stream::current(device);
    let direct = pinned::holds(to);
    if !(direct && asynchronous) {
        refuse_recording("a copy from the GPU to the CPU")?;
    }
    // SAFETY: the caller's promise.
    check("cuMemcpyDtoH", unsafe { sys::cuMemcpyDtoHAsync_v2(to.cast(), from, n, stream.raw()) })?;
    if direct {
        pinned::used_by(to, stream);
        if asynchronous {
            return Ok(());
        }
    }
    stream.synchronize()
}

/// Within one GPU.
///
/// # Safety
/// Both are GPU memory of at least `n` bytes, and do not overlap.
pub unsafe fn within(device: u8, to: u64, from: u64, n: usize) -> Result<()> {
    if n == 0 {
        return Ok(());
    }
    gpu(device)?;
    // SAFETY: the caller's promise.
    check("cuMemcpyDtoD", unsafe { sys::cuMemcpyDtoDAsync_v2(to, from, n, Stream::current(device).raw()) })
}

/// From one GPU to another, in the source's queue; the destination's queue waits for it, and it for the destination's work.
///
/// # Safety
/// Both are memory of their GPUs of at least `n` bytes.
pub unsafe fn between(to_device: u8, to: u64, from_device: u8, from: u64, n: usize) -> Result<()> {
    if n == 0 {
        return Ok(());
    }
    let (target, queue) = (gpu(to_device)?, Stream::current(to_device));
    let ready = super::event::Event::new(to_device, false, false)?;
    ready.record(queue)?;
    let (source, stream) = (gpu(from_device)?, Stream::current(from_device));
    ready.wait(stream)?;
    // SAFETY: the caller's promise; both contexts live as long as the process.
    let code = unsafe { sys::cuMemcpyPeerAsync(to, target.context, from, source.context, n, stream.raw()) };
    check("cuMemcpyPeer", code)?;
    let done = super::event::Event::new(from_device, false, false)?;
    done.record(stream)?;
    done.wait(queue)
}

/// Sets every byte.
///
/// # Safety
/// `to` is GPU memory of at least `n` bytes.
pub unsafe fn set_bytes(device: u8, to: u64, value: u8, n: usize) -> Result<()> {
    if n == 0 {
        return Ok(());
    }
    gpu(device)?;
    // SAFETY: the caller's promise.
    check("cuMemsetD8", unsafe { sys::cuMemsetD8Async(to, value, n, Stream::current(device).raw()) })
}
