//! The caching allocator of GPU memory. A block is used again at once in the queue that freed it, and after a mark in every
//! other queue that used it.

use super::blocks::{self, Blocks, Pool, Queue, Stats};
use super::event::Event;
use super::gpu::{Gpu, gpu};
use super::status::check;
use super::stream::Stream;
use crate::error::{Error, Kind, Result};
use cudarc::driver::sys::{self, CUresult};
use std::collections::HashMap;

#[derive(Default)]
pub struct Allocator {
    blocks: Blocks,
    /// Freed blocks that other queues still use, with the marks they wait for.
    waiting: Vec<(u64, Vec<Event>)>,
    /// Freed while a graph was recorded; marks are set when no recording runs.
    deferred: Vec<u64>,
    /// The pools of graphs being recorded, by queue.
    routes: Vec<(Queue, Pool)>,
    /// How many graphs use a pool.
    users: HashMap<Pool, usize>,
    /// Part of the GPU's memory that may be used.
    fraction: Option<f64>,
}

/// Memory of the GPU for the current queue.
pub fn allocate(device: u8, nbytes: usize) -> Result<u64> {
    if nbytes == 0 {
        return Ok(0);
    }
    let gpu = gpu(device)?;
    super::gpu::ensure_alive()?;
    let queue = Stream::current(device).handle();
    let size = blocks::rounded(nbytes);
    let mut a = gpu.memory.lock().unwrap_or_else(|e| e.into_inner());
    let pool = a.routes.iter().rev().find(|r| r.0 == queue).map_or(0, |r| r.1);
    a.collect(device, false)?;
    if let Some(address) = a.blocks.take(pool, queue, size, nbytes) {
        return Ok(address);
    }
    a.from_driver(gpu, pool, queue, size, nbytes)
}

/// Gives memory of `allocate` back.
pub fn release(device: u8, address: u64) {
    if address == 0 || super::gpu::in_bad_fork() {
        return;
    }
    let Ok(gpu) = gpu(device) else { return };
    let mut a = gpu.memory.lock().unwrap_or_else(|e| e.into_inner());
    a.release(device, address);
}

/// Says that work in `stream` uses the block, so that it is not used again before that work is done.
pub fn record_stream(device: u8, address: u64, stream: Stream) -> Result<()> {
    let gpu = gpu(device)?;
    let mut a = gpu.memory.lock().unwrap_or_else(|e| e.into_inner());
    let queue = stream.handle();
    if let Some(b) = a.blocks.get_mut(address) {
        if b.queue != queue && !b.users.contains(&queue) {
            b.users.push(queue);
        }
    }
    Ok(())
}

/// Gives cached memory back to the driver.
pub fn empty_cache(device: u8) -> Result<()> {
    let gpu = gpu(device)?;
    let mut a = gpu.memory.lock().unwrap_or_else(|e| e.into_inner());
    a.collect(device, true)?;
    a.give_back()
}

pub fn stats(device: u8) -> Result<Stats> {
    Ok(gpu(device)?.memory.lock().unwrap_or_else(|e| e.into_inner()).blocks.stats.clone())
}

/// Every block: address, size, requested, queue, state; in the order of addresses.
pub fn snapshot(device: u8) -> Result<Vec<blocks::Block>> {
    let gpu = gpu(device)?;
    let a = gpu.memory.lock().unwrap_or_else(|e| e.into_inner());
    Ok(a.blocks.all().into_iter().cloned().collect())
}

/// Changes the statistics.
pub fn with_stats(device: u8, f: impl FnOnce(&mut Stats)) -> Result<()> {
    f(&mut gpu(device)?.memory.lock().unwrap_or_else(|e| e.into_inner()).blocks.stats);
    Ok(())
}

/// Lets the process use only this part of the GPU's memory.
pub fn set_fraction(device: u8, fraction: f64) -> Result<()> {
    crate::ensure!((0.0..=1.0).contains(&fraction), Value, "Invalid fraction value: {fraction}. Allowed range: 0~1");
    gpu(device)?.memory.lock().unwrap_or_else(|e| e.into_inner()).fraction = Some(fraction);
    Ok(())
}

/// From now on memory for `queue` comes from the pool, which lives while graphs hold it.
pub fn begin_pool(device: u8, queue: Queue, pool: Pool) -> Result<()> {
    let gpu = gpu(device)?;
    let mut a = gpu.memory.lock().unwrap_or_else(|e| e.into_inner());
    a.routes.push((queue, pool));
    *a.users.entry(pool).or_default() += 1;
    Ok(())
}

pub fn end_pool(device: u8, queue: Queue, pool: Pool) -> Result<()> {
    let gpu = gpu(device)?;
    let mut a = gpu.memory.lock().unwrap_or_else(|e| e.into_inner());
    if let Some(at) = a.routes.iter().rposition(|r| *r == (queue, pool)) {
        a.routes.remove(at);
    }
    Ok(())
}

/// A graph gave the pool up; the last one's memory goes back with the next `empty_cache`.
pub fn release_pool(device: u8, pool: Pool) -> Result<()> {
    let gpu = gpu(device)?;
    let mut a = gpu.memory.lock().unwrap_or_else(|e| e.into_inner());
    if let Some(n) = a.users.get_mut(&pool) {
        *n -= 1;
        if *n == 0 {
            a.users.remove(&pool);
        }
    }
    Ok(())
}

impl Allocator {
    fn release(&mut self, device: u8, address: u64) {
        let recording = super::graph::any_recording();
        let Some(block) = self.blocks.get_mut(address) else { return };
        let users = std::mem::take(&mut block.users);
        if users.is_empty() {
            self.blocks.release(address, false);
            return;
        }
        self.blocks.release(address, true);
        if recording {
            if let Some(b) = self.blocks.get_mut(address) {
                b.users = users;
            }
            self.deferred.push(address);
        } else {
            self.mark(device, address, &users);
        }
    }

    /// Puts a mark into every queue that uses the block.
    fn mark(&mut self, device: u8, address: u64, users: &[Queue]) {
        let marks = users.iter().map(|q| {
            let e = Event::new(device, false, false)?;
            e.record(Stream::external(device, *q)).map(|()| e)
        });
        match marks.collect::<Result<Vec<Event>>>() {
            Ok(marks) => self.waiting.push((address, marks)),
            // The queue is gone or the GPU is dead: the block stays as it is, which loses memory and nothing else.
            Err(_) => {}
        }
    }

    /// Takes in blocks whose marks were passed, or waits for them all.
    fn collect(&mut self, device: u8, wait: bool) -> Result<()> {
        if (self.waiting.is_empty() && self.deferred.is_empty()) || super::graph::any_recording() {
            return Ok(());
        }
        for address in std::mem::take(&mut self.deferred) {
            let found = self.blocks.get_mut(address).map(|b| std::mem::take(&mut b.users));
            if let Some(users) = found {
                self.mark(device, address, &users);
            }
        }
        let mut kept = Vec::new();
        for (address, marks) in std::mem::take(&mut self.waiting) {
            let mut done = true;
            for m in &marks {
                if wait {
                    m.wait_here()?;
                }
                done &= m.query()?;
            }
            if done {
                self.blocks.make_free(address);
            } else {
                kept.push((address, marks));
            }
        }
        self.waiting = kept;
        Ok(())
    }

    fn from_driver(&mut self, gpu: &Gpu, pool: Pool, queue: Queue, size: usize, requested: usize) -> Result<u64> {
        let length = blocks::segment_size(size);
        let mut got = self.ask(gpu, length)?;
        if got.is_none() && !super::graph::any_recording() {
            self.blocks.stats.retries += 1;
            self.collect(gpu.index, true)?;
            self.give_back()?;
            // What was given back or merged may already be enough.
            if let Some(address) = self.blocks.take(pool, queue, size, requested) {
                return Ok(address);
            }
            got = self.ask(gpu, length)?;
        }
        match got {
            Some(address) => Ok(self.blocks.add_segment(address, length, pool, queue, size, requested)),
            None => {
                self.blocks.stats.ooms += 1;
                Err(self.out_of_memory(gpu, requested))
            }
        }
    }

    /// `None` when there is no room.
    fn ask(&self, gpu: &Gpu, length: usize) -> Result<Option<u64>> {
        let reserved = self.blocks.stats.reserved_bytes.all().current as f64;
        if self.fraction.is_some_and(|f| reserved + length as f64 > f * gpu.props.total_memory as f64) {
            return Ok(None);
        }
        let mut address = 0;
        // SAFETY: a place for the address; the context is bound.
        let code = super::graph::relaxed(|| unsafe { sys::cuMemAlloc_v2(&mut address, length) });
        match code {
            CUresult::CUDA_ERROR_OUT_OF_MEMORY => Ok(None),
            code => check("cuMemAlloc", code).map(|()| Some(address)),
        }
    }

    /// Frees segments in which nothing is used; those of graphs that still exist are kept.
    fn give_back(&mut self) -> Result<()> {
        let users = &self.users;
        for address in self.blocks.drain(|pool| pool == 0 || !users.contains_key(&pool)) {
            // SAFETY: the address came from `cuMemAlloc`, and no tensor is in the segment. The call waits for work that uses it.
            check("cuMemFree", unsafe { sys::cuMemFree_v2(address) })?;
        }
        Ok(())
    }

    #[cold]
    fn out_of_memory(&self, gpu: &Gpu, requested: usize) -> Error {
        let (free, total) = gpu.memory_info().unwrap_or((0, gpu.props.total_memory));
        let s = &self.blocks.stats;
        let (used, reserved) = (s.allocated_bytes.all().current as usize, s.reserved_bytes.all().current as usize);
        let others = total.saturating_sub(free).saturating_sub(reserved);
        let mut text = format!(
            "CUDA out of memory. Tried to allocate {}. GPU {} has a total capacity of {} of which {} is free. Of the memory in use, {} is allocated by lumbre's tensors, {} is reserved by lumbre but unallocated and {} belongs to others.",
            human(requested),
            gpu.index,
            human(total),
            human(free),
            human(used),
            human(reserved.saturating_sub(used)),
            human(others),
        );
        if let Some(f) = self.fraction {
            text.push_str(&format!(" The process may use {:.0} % of it.", f * 100.0));
        }
        text.push_str("\nThe largest tensors:\n       size  how many\n");
        let mut sizes: HashMap<usize, usize> = HashMap::new();
        for b in self.blocks.all().into_iter().filter(|b| b.used) {
            *sizes.entry(b.size).or_default() += 1;
        }
        let mut sizes: Vec<(usize, usize)> = sizes.into_iter().collect();
        sizes.sort_unstable_by_key(|(size, n)| std::cmp::Reverse(size * n));
        for (size, n) in sizes.into_iter().take(8) {
            text.push_str(&format!("{:>11}  {n}\n", human(size)));
        }
        Error::new(Kind::OutOfMemory, text.trim_end())
    }
}

/// `1.50 GiB`.
pub fn human(n: usize) -> String {
    let units = [("GiB", 30), ("MiB", 20), ("KiB", 10)];
    match units.iter().find(|(_, shift)| n >> shift > 0) {
        Some((unit, shift)) => format!("{:.2} {unit}", n as f64 / (1u64 << shift) as f64),
        None => format!("{n} bytes"),
    }
}
