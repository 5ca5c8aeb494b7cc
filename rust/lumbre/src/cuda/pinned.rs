//! Host memory that the GPU copies from and to directly. Freed blocks are kept; one is handed out again once the copies that
//! used it have ended.

use super::event::Event;
use super::gpu::{self, gpu};
use super::status::check;
use super::stream::Stream;
use crate::error::Result;
use cudarc::driver::sys;
use std::collections::BTreeMap;
use std::sync::Mutex;

/// The owner of a block; dropping it gives the block back.
pub struct Pinned {
    address: usize,
}

struct Live {
    size: usize,
    used_by: Vec<Stream>,
}

struct Free {
    address: usize,
    size: usize,
    marks: Vec<Event>,
}

#[derive(Default)]
struct State {
    live: BTreeMap<usize, Live>,
    free: Vec<Free>,
}

static STATE: Mutex<State> = Mutex::new(State { live: BTreeMap::new(), free: Vec::new() });

fn with<T>(f: impl FnOnce(&mut State) -> T) -> T {
    f(&mut STATE.lock().unwrap_or_else(|e| e.into_inner()))
}

impl Pinned {
    /// A block of at least `nbytes`, which may be cached; sizes are powers of two, as PyTorch's.
    pub fn new(nbytes: usize) -> Result<Pinned> {
        gpu(gpu::current())?;
        let size = nbytes.max(512).next_power_of_two();
        // Asking a mark would end a recording that has nothing to do with it.
        let cached = super::graph::relaxed(|| with(|s| {
            let at = s.free.iter().position(|f| f.size == size && f.marks.iter().all(|m| m.query().unwrap_or(false)))?;
            let f = s.free.swap_remove(at);
            s.live.insert(f.address, Live { size, used_by: Vec::new() });
            Some(f.address)
        }));
        if let Some(address) = cached {
            return Ok(Pinned { address });
        }
        let mut p = std::ptr::null_mut();
        // SAFETY: a place for the address; the context is bound.
        let code = super::graph::relaxed(|| unsafe { sys::cuMemHostAlloc(&mut p, size, sys::CU_MEMHOSTALLOC_PORTABLE) });
        check("cuMemHostAlloc", code)?;
        with(|s| s.live.insert(p as usize, Live { size, used_by: Vec::new() }));
        Ok(Pinned { address: p as usize })
    }

    pub fn address(&self) -> *mut u8 {
        self.address as *mut u8
    }
}

impl Drop for Pinned {
    fn drop(&mut self) {
        if gpu::in_bad_fork() {
            return;
        }
        let Some(live) = with(|s| s.live.remove(&self.address)) else { return };
        // A mark set now would belong to the recording, and the graph may read the block at every launch: it is not used again.
        if !live.used_by.is_empty() && super::graph::any_recording() {
            return;
        }
        let marks = live.used_by.iter().map(|stream| {
            let mark = Event::new(stream.device, false, false)?;
            mark.record(*stream).map(|()| mark)
        });
        // Without a mark nobody can tell when the copies are done: such a block is not used again.
        if let Ok(marks) = marks.collect::<Result<Vec<Event>>>() {
            with(|s| s.free.push(Free { address: self.address, size: live.size, marks }));
        }
    }
}

fn holder(s: &State, address: usize) -> Option<usize> {
    let (start, live) = s.live.range(..=address).next_back()?;
    (address < start + live.size).then_some(*start)
}

/// Whether the address lies in such memory.
pub fn holds(address: *const u8) -> bool {
    with(|s| holder(s, address as usize).is_some())
}

/// A copy in `stream` uses the block that holds the address.
pub fn used_by(address: *const u8, stream: Stream) {
    with(|s| {
        if let Some(live) = holder(s, address as usize).and_then(|at| s.live.get_mut(&at)) {
            if !live.used_by.contains(&stream) {
                live.used_by.push(stream);
            }
        }
    });
}
