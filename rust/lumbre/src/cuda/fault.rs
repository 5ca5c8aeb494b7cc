//! Words that kernels write when an index is out of range. They lie in host memory that the GPU sees, are read at each
//! synchronisation and raise `IndexError` there; the context lives on.

use super::status::check;
use crate::error::{Error, Kind, Result};
use cudarc::driver::sys;
use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};

/// The first word is the number of the op that met a bad index (0: none), then the index and the size it has to stay below.
pub struct Fault {
    host: *const AtomicI64,
    pub device: u64,
}

// SAFETY: the words are atomics in memory that is never freed.
unsafe impl Send for Fault {}
// SAFETY: as above.
unsafe impl Sync for Fault {}

/// Three words are written; the block is a cache line.
const BYTES: usize = 64;

static NAMES: Mutex<Option<(HashMap<String, i64>, Vec<String>)>> = Mutex::new(None);

/// The number that stands for an op in the words.
pub fn number_of(op: &str) -> i64 {
    let mut names = NAMES.lock().unwrap_or_else(|e| e.into_inner());
    let (by_name, list) = names.get_or_insert_with(Default::default);
    if let Some(n) = by_name.get(op) {
        return *n;
    }
    list.push(op.to_string());
    by_name.insert(op.to_string(), list.len() as i64);
    list.len() as i64
}

fn name_of(number: i64) -> String {
    let names = NAMES.lock().unwrap_or_else(|e| e.into_inner());
    let found = names.as_ref().and_then(|n| n.1.get((number - 1).max(0) as usize).cloned());
    found.unwrap_or_else(|| "index".to_string())
}

impl Fault {
    pub(super) fn new() -> Result<Fault> {
        let mut host = std::ptr::null_mut();
        let flags = sys::CU_MEMHOSTALLOC_PORTABLE | sys::CU_MEMHOSTALLOC_DEVICEMAP;
        // SAFETY: a place for the address; the context is bound.
        check("cuMemHostAlloc", unsafe { sys::cuMemHostAlloc(&mut host, BYTES, flags) })?;
        // SAFETY: `BYTES` fresh bytes.
        unsafe { std::ptr::write_bytes(host.cast::<u8>(), 0, BYTES) };
        let mut device = 0;
        // SAFETY: memory that was mapped above.
        check("cuMemHostGetDevicePointer", unsafe { sys::cuMemHostGetDevicePointer_v2(&mut device, host, 0) })?;
        Ok(Fault { host: host as *const AtomicI64, device })
    }

    fn word(&self, at: usize) -> &AtomicI64 {
        // SAFETY: the block has eight words and is never freed.
        unsafe { &*self.host.add(at) }
    }

    /// Raises what kernels have reported since the last call. Everything they were given has ended.
    pub fn raise(&self) -> Result<()> {
        let op = self.word(0).swap(0, Ordering::AcqRel);
        if op == 0 {
            return Ok(());
        }
        let (index, size) = (self.word(1).load(Ordering::Acquire), self.word(2).load(Ordering::Acquire));
        Err(Error::new(
            Kind::Index,
            format!("{}: index {index} is out of bounds for dimension with size {size} (found on the GPU; raised at this synchronisation)", name_of(op)),
        ))
    }
}
