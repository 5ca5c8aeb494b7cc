//! Recorded work: a queue's launches become a graph that is launched at once.

use super::alloc;
use super::blocks::Pool;
use super::gpu::gpu;
use super::status::check;
use super::stream::Stream;
use crate::error::Result;
use crate::{bail, ensure};
use cudarc::driver::sys::{self, CUgraph, CUgraphExec, CUstreamCaptureMode};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

/// How many recordings run in the process.
static RECORDING: AtomicUsize = AtomicUsize::new(0);
static NEXT_POOL: AtomicU64 = AtomicU64::new(1);

/// Whether some queue is being recorded.
#[inline]
pub fn any_recording() -> bool {
    RECORDING.load(Ordering::Relaxed) != 0
}

/// Random numbers of a recording: where the seed and offset of a launch will lie, and how many words were drawn so far.
struct Drawn {
    device: u8,
    state: u64,
    words: u64,
}

/// Those of the recordings that run, the last one last.
static DRAWN: Mutex<Vec<Drawn>> = Mutex::new(Vec::new());

fn drawn<T>(f: impl FnOnce(&mut Vec<Drawn>) -> T) -> T {
    f(&mut DRAWN.lock().unwrap_or_else(|e| e.into_inner()))
}

/// The state of the GPU's recording and the offset of the next `words` words in it, which are passed over.
pub(crate) fn draw(device: u8, words: u64) -> Option<(u64, u64)> {
    drawn(|list| {
        let d = list.iter_mut().rev().find(|d| d.device == device)?;
        let at = d.words;
        d.words += words;
        Some((d.state, at))
    })
}

/// A number no other pool has.
pub fn new_pool() -> Pool {
    NEXT_POOL.fetch_add(1, Ordering::Relaxed)
}

/// Runs a driver call that a recording in this thread would forbid although it has nothing to do with it.
pub fn relaxed<T>(f: impl FnOnce() -> T) -> T {
    if !any_recording() {
        return f();
    }
    let mut mode = CUstreamCaptureMode::CU_STREAM_CAPTURE_MODE_RELAXED;
    // SAFETY: swaps the thread's mode with the one given; swapped back below.
    unsafe { sys::cuThreadExchangeStreamCaptureMode(&mut mode) };
    let out = f();
    // SAFETY: as above.
    unsafe { sys::cuThreadExchangeStreamCaptureMode(&mut mode) };
    out
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    Global,
    ThreadLocal,
    Relaxed,
}

#[derive(Default)]
enum State {
    #[default]
    Empty,
    Recording(Stream),
    Ready(CUgraph, CUgraphExec),
}

/// A graph and the memory its launches use.
pub struct Graph {
    device: u8,
    pool: Option<Pool>,
    state: State,
    /// Two words of GPU memory that random kernels read, and how many words of random numbers a launch draws.
    random: (u64, u64),
}

// SAFETY: graph handles may be used by any thread, one at a time (`&mut self`).
unsafe impl Send for Graph {}

impl Graph {
    pub fn new(device: u8) -> Graph {
        Graph { device, pool: None, state: State::Empty, random: (0, 0) }
    }

    /// The pool that holds the graph's memory, once recording has begun.
    pub fn pool(&self) -> Option<Pool> {
        self.pool
    }

    /// Begins to record the thread's current queue, which is not the default one.
    pub fn begin(&mut self, pool: Option<Pool>, mode: Mode) -> Result<()> {
        ensure!(matches!(self.state, State::Empty), "This CUDAGraph instance already owns a captured graph. To capture a new graph, create a new instance.");
        let stream = super::stream::current();
        ensure!(
            stream.handle() != 0,
            "CUDA graphs must be captured on a non-default stream. (However, after capture, it's ok to replay them on the default stream.)"
        );
        self.device = stream.device;
        gpu(self.device)?;
        let pool = *self.pool.get_or_insert(pool.unwrap_or_else(new_pool));
        alloc::begin_pool(self.device, stream.handle(), pool)?;
        let mode = match mode {
            Mode::Global => CUstreamCaptureMode::CU_STREAM_CAPTURE_MODE_GLOBAL,
            Mode::ThreadLocal => CUstreamCaptureMode::CU_STREAM_CAPTURE_MODE_THREAD_LOCAL,
            Mode::Relaxed => CUstreamCaptureMode::CU_STREAM_CAPTURE_MODE_RELAXED,
        };
        self.random = (alloc::allocate(self.device, 16)?, 0);
        // SAFETY: a live queue.
        let begun = check("cuStreamBeginCapture", unsafe { sys::cuStreamBeginCapture_v2(stream.raw(), mode) });
        if begun.is_err() {
            alloc::end_pool(self.device, stream.handle(), pool)?;
            alloc::release(self.device, std::mem::take(&mut self.random).0);
            return begun;
        }
        RECORDING.fetch_add(1, Ordering::Relaxed);
        drawn(|list| list.push(Drawn { device: self.device, state: self.random.0, words: 0 }));
        self.state = State::Recording(stream);
        Ok(())
    }

    /// Ends the recording and makes it ready to be launched.
    pub fn end(&mut self) -> Result<()> {
        let State::Recording(stream) = std::mem::take(&mut self.state) else {
            bail!("capture_end: no capture is under way");
        };
        RECORDING.fetch_sub(1, Ordering::Relaxed);
        drawn(|list| {
            if let Some(at) = list.iter().position(|d| d.state == self.random.0) {
                self.random.1 = list.remove(at).words;
            }
        });
        gpu(self.device)?;
        if let Some(pool) = self.pool {
            alloc::end_pool(self.device, stream.handle(), pool)?;
        }
        let mut graph = std::ptr::null_mut();
        // SAFETY: the queue that `begin` recorded, and a place for the handle.
        check("cuStreamEndCapture", unsafe { sys::cuStreamEndCapture(stream.raw(), &mut graph) })?;
        ensure!(!graph.is_null(), "capture_end: the capture was invalidated");
        let mut exec = std::ptr::null_mut();
        // SAFETY: a live graph and a place for the handle.
        check("cuGraphInstantiate", unsafe { sys::cuGraphInstantiateWithFlags(&mut exec, graph, 0) })?;
        self.state = State::Ready(graph, exec);
        Ok(())
    }

    /// Launches the graph in the current queue of its GPU.
    pub fn replay(&mut self) -> Result<()> {
        let State::Ready(_, exec) = &self.state else {
            bail!("Called CUDAGraph::replay without a preceding successful capture.");
        };
        gpu(self.device)?;
        let stream = Stream::current(self.device);
        let (state, words) = self.random;
        if words > 0 {
            // In the queue's order: a launch that still runs reads what it was given.
            let (seed, offset) = crate::random::cuda_launch(self.device, words);
            let bytes = [seed, offset];
            // SAFETY: sixteen bytes there and here.
            unsafe { super::transfer::to_gpu(self.device, state, bytes.as_ptr().cast(), 16, false)? };
        }
        // SAFETY: live handles; the memory the graph uses is held by its pool.
        check("cuGraphLaunch", unsafe { sys::cuGraphLaunch(*exec, stream.raw()) })
    }

    /// Gives graph and memory up.
    pub fn reset(&mut self) -> Result<()> {
        match std::mem::take(&mut self.state) {
            State::Ready(graph, exec) => {
                gpu(self.device)?;
                // SAFETY: handles that nobody else has; a launched graph is freed after it has ended.
                check("cuGraphExecDestroy", unsafe { sys::cuGraphExecDestroy(exec) })?;
                // SAFETY: as above.
                check("cuGraphDestroy", unsafe { sys::cuGraphDestroy(graph) })?;
            }
            State::Recording(stream) => {
                self.state = State::Recording(stream);
                bail!("reset: the graph is being captured");
            }
            State::Empty => {}
        }
        alloc::release(self.device, std::mem::take(&mut self.random).0);
        match self.pool.take() {
            Some(pool) => alloc::release_pool(self.device, pool),
            None => Ok(()),
        }
    }
}

impl Drop for Graph {
    fn drop(&mut self) {
        if !super::gpu::in_bad_fork() {
            if matches!(self.state, State::Recording(_)) {
                let _ = self.end();
            }
            let _ = self.reset();
        }
    }
}
