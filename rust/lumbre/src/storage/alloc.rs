//! The CPU allocator: freed blocks are kept by size class and used again, since page faults cost more than the arithmetic
//! on a large result.

use super::guard::GuardWord;
use crate::error::{Error, Kind, Result};
use std::alloc::Layout;
use std::cell::RefCell;
use std::sync::atomic::{AtomicUsize, Ordering};

pub const ALIGN: usize = 64;
/// Blocks of at least this size come from the shared cache and ask for huge pages.
const LARGE: usize = 1 << 20;
/// What one thread keeps of small blocks.
const THREAD_CACHE: usize = 8 << 20;
const CLASSES: usize = 64;

/// Rounds up to a size class: four steps between powers of two, at least 64 bytes.
#[inline]
fn class_size(n: usize) -> usize {
    if n <= 256 {
        return n.max(1).next_multiple_of(64);
    }
    let step = 1usize << (usize::BITS - 1 - (n - 1).leading_zeros()).saturating_sub(2);
    n.next_multiple_of(step)
}

#[inline]
fn class_index(size: usize) -> usize {
    if size <= 256 {
        return size / 64 - 1;
    }
    let log = (usize::BITS - 1 - size.leading_zeros()) as usize;
    4 + (log - 8) * 4 + ((size >> (log - 2)) & 3)
}

struct ThreadCache {
    lists: [Vec<*mut u8>; CLASSES],
    bytes: usize,
}

impl Drop for ThreadCache {
    fn drop(&mut self) {
        for (class, list) in self.lists.iter().enumerate() {
            for &p in list {
                // SAFETY: every pointer in the list was allocated with its class's layout.
                unsafe { std::alloc::dealloc(p, layout(index_size(class))) };
            }
        }
    }
}

fn index_size(class: usize) -> usize {
    if class < 4 {
        return (class + 1) * 64;
    }
    let (log, step) = ((class - 4) / 4 + 8, (class - 4) % 4);
    (1 << log) + step * (1 << (log - 2))
}

fn layout(size: usize) -> Layout {
    // SAFETY: ALIGN is a power of two and sizes are checked against isize::MAX by `allocate`.
    unsafe { Layout::from_size_align_unchecked(size, ALIGN) }
}

thread_local! {
    static CACHE: RefCell<ThreadCache> = const { RefCell::new(ThreadCache { lists: [const { Vec::new() }; CLASSES], bytes: 0 }) };
}

/// Free large blocks of the process, newest last. The lock is a guard word, which a fork cannot leave locked.
struct LargeCache {
    lock: std::sync::LazyLock<GuardWord>,
    blocks: std::cell::UnsafeCell<Vec<(usize, *mut u8)>>,
}
// SAFETY: `blocks` is touched only while `lock` is held for writing.
unsafe impl Sync for LargeCache {}
static LARGE_CACHE: LargeCache =
    LargeCache { lock: std::sync::LazyLock::new(GuardWord::default), blocks: std::cell::UnsafeCell::new(Vec::new()) };
static LARGE_KEPT: AtomicUsize = AtomicUsize::new(0);

fn with_large<T>(f: impl FnOnce(&mut Vec<(usize, *mut u8)>) -> T) -> T {
    LARGE_CACHE.lock.write();
    // SAFETY: the write guard is held.
    let out = f(unsafe { &mut *LARGE_CACHE.blocks.get() });
    LARGE_CACHE.lock.end_write();
    out
}

/// The most bytes of freed large blocks that are kept: a quarter of the machine's memory.
fn large_limit() -> usize {
    static LIMIT: std::sync::OnceLock<usize> = std::sync::OnceLock::new();
    *LIMIT.get_or_init(|| {
        // SAFETY: plain queries.
        let (pages, page) = unsafe { (libc::sysconf(libc::_SC_PHYS_PAGES), libc::sysconf(libc::_SC_PAGESIZE)) };
        (pages.max(0) as usize).saturating_mul(page.max(0) as usize) / 4
    })
}

/// A block of at least `n` bytes, 64-byte aligned, not initialised; null for `n == 0`.
pub fn allocate(n: usize) -> Result<*mut u8> {
    if n == 0 {
        return Ok(std::ptr::null_mut());
    }
    if n > isize::MAX as usize / 2 {
        return Err(out_of_memory(n));
    }
    let size = class_size(n);
    if size >= LARGE {
        return allocate_large(size, n);
    }
    let class = class_index(size);
    let cached = CACHE
        .try_with(|c| {
            let mut c = c.try_borrow_mut().ok()?;
            let p = c.lists[class].pop()?;
            c.bytes -= size;
            Some(p)
        })
        .ok()
        .flatten();
    if let Some(p) = cached {
        return Ok(p);
    }
    // SAFETY: the size is not zero.
    let p = unsafe { std::alloc::alloc(layout(size)) };
    if p.is_null() { Err(out_of_memory(n)) } else { Ok(p) }
}

thread_local! {
    static BUDGET: std::cell::Cell<usize> = const { std::cell::Cell::new(usize::MAX) };
}

/// Puts the earlier budget back when dropped.
pub struct Budget(usize);

impl Drop for Budget {
    fn drop(&mut self) {
        BUDGET.with(|b| b.set(self.0));
    }
}

/// Until the returned value is dropped, this thread gets no large block of more than `bytes`.
#[must_use]
pub fn budget(bytes: usize) -> Budget {
    Budget(BUDGET.with(|b| b.replace(bytes)))
}

fn allocate_large(size: usize, n: usize) -> Result<*mut u8> {
    let budget = BUDGET.with(std::cell::Cell::get);
    if n > budget {
        return Err(Error::new(Kind::OutOfMemory, format!("an allocation of {n} bytes goes over the memory limit ({budget} bytes are left)")));
    }
    let found = with_large(|blocks| {
        let at = blocks.iter().rposition(|&(s, _)| s == size)?;
        Some(blocks.remove(at).1)
    });
    if let Some(p) = found {
        LARGE_KEPT.fetch_sub(size, Ordering::Relaxed);
        return Ok(p);
    }
    let map = || {
        // SAFETY: a fresh private anonymous mapping.
        unsafe {
            let p = libc::mmap(
                std::ptr::null_mut(),
                size,
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_PRIVATE | libc::MAP_ANONYMOUS,
                -1,
                0,
            );
            if p == libc::MAP_FAILED {
                return None;
            }
            libc::madvise(p, size, libc::MADV_HUGEPAGE);
            Some(p as *mut u8)
        }
    };
    if let Some(p) = map() {
        return Ok(p);
    }
    empty_cache();
    map().ok_or_else(|| out_of_memory(n))
}

#[cold]
fn out_of_memory(n: usize) -> Error {
    Error::new(Kind::OutOfMemory, format!("DefaultCPUAllocator: can't allocate memory: you tried to allocate {n} bytes."))
}

/// An empty list with room for `n` elements.
pub(crate) fn list<T>(n: usize) -> Result<Vec<T>> {
    let mut list = Vec::new();
    list.try_reserve_exact(n).map_err(|_| out_of_memory(n.saturating_mul(size_of::<T>())))?;
    Ok(list)
}

/// What a panic says: scratch memory that was not to be had, or a mistake of ours.
pub fn of_panic(payload: &(dyn std::any::Any + Send)) -> Error {
    if let Some(lumbre_kernels::scratch::OutOfMemory(bytes)) = payload.downcast_ref() {
        return out_of_memory(*bytes);
    }
    let text = payload.downcast_ref::<String>().map(String::as_str).or_else(|| payload.downcast_ref::<&str>().copied());
    Error::new(Kind::Runtime, format!("internal error: {}", text.unwrap_or_default()))
}

/// Gives back a block that `allocate(n)` returned.
pub fn release(p: *mut u8, n: usize) {
    if p.is_null() {
        return;
    }
    let size = class_size(n);
    if size >= LARGE {
        if LARGE_KEPT.load(Ordering::Relaxed) + size <= large_limit() {
            LARGE_KEPT.fetch_add(size, Ordering::Relaxed);
            with_large(|blocks| blocks.push((size, p)));
        } else {
            // SAFETY: the block was mapped with exactly this size.
            unsafe { libc::munmap(p as *mut libc::c_void, size) };
        }
        return;
    }
    let kept = CACHE
        .try_with(|c| {
            let Ok(mut c) = c.try_borrow_mut() else { return false };
            if c.bytes + size > THREAD_CACHE {
                return false;
            }
            c.bytes += size;
            c.lists[class_index(size)].push(p);
            true
        })
        .unwrap_or(false);
    if !kept {
        // SAFETY: allocated with this layout.
        unsafe { std::alloc::dealloc(p, layout(size)) };
    }
}

/// Bytes of freed large blocks that are kept.
pub fn kept_bytes() -> usize {
    LARGE_KEPT.load(Ordering::Relaxed)
}

/// Returns the kept large blocks to the system.
pub fn empty_cache() {
    let blocks = with_large(std::mem::take);
    for (size, p) in blocks {
        LARGE_KEPT.fetch_sub(size, Ordering::Relaxed);
        // SAFETY: mapped with this size and owned by the cache.
        unsafe { libc::munmap(p as *mut libc::c_void, size) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_round_up_and_index_back() {
        for n in (1..5000).chain([1 << 15, (1 << 15) + 1, 900_000]) {
            let size = class_size(n);
            assert!(size >= n && size <= n.max(64) * 5 / 4 + 64);
            assert_eq!(index_size(class_index(size)), size, "{n}");
        }
    }

    #[test]
    fn large_blocks_come_back() {
        let a = allocate(3 << 20).unwrap();
        release(a, 3 << 20);
        let b = allocate(3 << 20).unwrap();
        assert_eq!(a, b);
        release(b, 3 << 20);
    }
}
