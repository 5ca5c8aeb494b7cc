//! Untyped memory with a length, a device and a guard word, shared by every tensor that views it.
//!
//! `Storage` counts strong handles (which keep the bytes) and weak ones (which keep only the header). A tensor handle whose
//! geometry was swapped by `.data =` keeps a weak handle on its first storage, so that the bytes are freed while a thread
//! that still looks at the old geometry finds a valid header of length zero.

pub mod alloc;
pub mod guard;
pub mod shared;

pub use alloc::of_panic;
pub(crate) use alloc::list;
use crate::device::Device;
use crate::error::Result;
use crate::ensure;
use guard::{Entered, GuardWord, LATE, WATCHED};
use std::any::Any;
use std::cell::UnsafeCell;
use std::ptr::NonNull;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::sync::atomic::{AtomicPtr, AtomicU32, AtomicUsize, Ordering, fence};

pub const READ_ONLY: u32 = 1;
/// Memory someone outside looks at (numpy, DLPack): never reallocated.
pub const EXPORTED: u32 = 2;
pub const SHARED: u32 = 4;
/// A part of a file in memory or of a private map: nobody else writes it, until it is exported.
pub const MAPPED: u32 = 16;
/// Header and bytes are one block (small storages).
const INLINE: u32 = 8;
/// Where the bytes of such a block begin, and how long they may be.
const INLINE_AT: usize = 192;
const INLINE_MAX: usize = 4096;

/// Made by `Storage::late`.
const BORN_LATE: u32 = 32;

/// Whoever owns foreign memory; dropped with the last handle.
pub type Owner = Box<dyn Any + Send + Sync>;

/// What the bytes of a late storage are computed from.
pub trait Late: Send + Sync {
    /// Computes the bytes and calls `Storage::arrive`.
    fn compute(self: Arc<Self>) -> Result<()>;
    fn as_any(self: Arc<Self>) -> Arc<dyn Any + Send + Sync>;
}

static FINISH: OnceLock<fn()> = OnceLock::new();

/// Installs how everything is computed that any thread has put off.
pub fn set_finish_hook(hook: fn()) {
    let _ = FINISH.set(hook);
}

struct Header {
    strong: AtomicUsize,
    weak: AtomicUsize,
    guard: GuardWord,
    ptr: AtomicPtr<u8>,
    nbytes: AtomicUsize,
    /// The length of an inline block.
    block: AtomicUsize,
    /// What the allocator was asked for; differs from `nbytes` after a shrinking resize.
    capacity: AtomicUsize,
    flags: AtomicU32,
    version: AtomicU32,
    device: Device,
    owner: UnsafeCell<Option<Owner>>,
    /// Set before the storage is shared, taken by the last handle.
    late: Mutex<Option<Arc<dyn Late>>>,
    /// The binding's object for this storage, not owned.
    pub object: AtomicPtr<()>,
}

impl Header {
    #[inline]
    fn new(ptr: *mut u8, nbytes: usize, device: Device, flags: u32, owner: Option<Owner>) -> Header {
        Header {
            strong: AtomicUsize::new(1),
            weak: AtomicUsize::new(1),
            guard: GuardWord::default(),
            ptr: AtomicPtr::new(ptr),
            nbytes: AtomicUsize::new(nbytes),
            block: AtomicUsize::new(if flags & INLINE != 0 { INLINE_AT + nbytes } else { 0 }),
            capacity: AtomicUsize::new(nbytes),
            flags: AtomicU32::new(flags),
            version: AtomicU32::new(0),
            device,
            owner: UnsafeCell::new(owner),
            late: Mutex::new(None),
            object: AtomicPtr::new(std::ptr::null_mut()),
        }
    }

    /// What a late storage would have been computed from.
    fn taken(&self) -> Option<Arc<dyn Late>> {
        self.late.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Whether `ptr` points into this header's own block.
    fn holds(&self, ptr: *mut u8) -> bool {
        self.flags.load(Ordering::Relaxed) & INLINE != 0 && ptr as usize == self as *const Header as usize + INLINE_AT
    }
}

pub struct Storage(NonNull<Header>);

// SAFETY: the header's fields are atomics, except `owner`, which is touched only under the write guard or by the last handle.
unsafe impl Send for Storage {}
// SAFETY: as above.
unsafe impl Sync for Storage {}

impl Clone for Storage {
    #[inline]
    fn clone(&self) -> Storage {
        let h = self.header();
        // Reviving from zero happens only to a header kept by a weak handle; its bytes are gone, its length is zero.
        if h.strong.fetch_add(1, Ordering::Relaxed) == 0 {
            h.weak.fetch_add(1, Ordering::Relaxed);
        }
        Storage(self.0)
    }
}

impl Drop for Storage {
    #[inline]
    fn drop(&mut self) {
        if self.header().strong.fetch_sub(1, Ordering::Release) == 1 {
            fence(Ordering::Acquire);
            self.free_bytes();
            // SAFETY: the strong handles together hold one weak count, given up here.
            unsafe { self.drop_weak() };
        }
    }
}

impl Storage {
    /// Header and bytes in one block of the size-class cache.
    #[inline]
    fn inline(nbytes: usize) -> Result<Storage> {
        const { assert!(std::mem::size_of::<Header>() <= INLINE_AT && std::mem::align_of::<Header>() <= alloc::ALIGN) };
        let block = alloc::allocate(INLINE_AT + nbytes)?;
        // SAFETY: the block has room for the header, then for `nbytes`, and is aligned for both.
        unsafe {
            let header = block as *mut Header;
            header.write(Header::new(block.add(INLINE_AT), nbytes, Device::Cpu, INLINE, None));
            Ok(Storage(NonNull::new_unchecked(header)))
        }
    }

    fn from_parts(ptr: *mut u8, nbytes: usize, device: Device, flags: u32, owner: Option<Owner>) -> Storage {
        let header = Header::new(ptr, nbytes, device, flags, owner);
        Storage(NonNull::from(Box::leak(Box::new(header))))
    }

    /// Uninitialised memory. Meta storages have a length and no bytes.
    #[inline]
    pub fn empty(nbytes: usize, device: Device) -> Result<Storage> {
        if nbytes <= INLINE_MAX && nbytes > 0 && device == Device::Cpu {
            return Storage::inline(nbytes);
        }
        let ptr = match device {
            Device::Cpu => alloc::allocate(nbytes)?,
            Device::Meta => std::ptr::null_mut(),
            Device::Cuda(i) => crate::cuda::alloc::allocate(i, nbytes)? as *mut u8,
        };
        Ok(Storage::from_parts(ptr, nbytes, device, 0, None))
    }

    /// Memory that belongs to somebody else; `owner` is dropped when the last handle is.
    ///
    /// # Safety
    /// `ptr` is valid for reads (and writes, unless `READ_ONLY` is among `flags`) of `nbytes` until `owner` is dropped.
    pub unsafe fn foreign(ptr: *mut u8, nbytes: usize, flags: u32, owner: Owner) -> Storage {
        Storage::from_parts(ptr, nbytes, Device::Cpu, flags | EXPORTED, Some(owner))
    }

    #[inline]
    fn header(&self) -> &Header {
        // SAFETY: a handle, strong or weak, keeps the header alive.
        unsafe { self.0.as_ref() }
    }

    fn free_bytes(&self) {
        let h = self.header();
        let ptr = if h.weak.load(Ordering::Acquire) == 1 {
            // Without weak handles nobody can revive the header.
            h.ptr.load(Ordering::Acquire)
        } else {
            h.ptr.swap(std::ptr::null_mut(), Ordering::AcqRel)
        };
        h.nbytes.store(0, Ordering::Release);
        // SAFETY: the last strong handle is going; guards hold strong handles, so nobody else looks at `owner`.
        let owner = unsafe { (*h.owner.get()).take() };
        if h.flags.load(Ordering::Relaxed) & BORN_LATE != 0 {
            h.guard.unmark(LATE);
            drop(h.taken());
        }
        if owner.is_none() && !ptr.is_null() && !h.holds(ptr) {
            give_back(h.device, ptr, h.capacity.load(Ordering::Relaxed));
        }
        drop(owner);
    }

    /// # Safety
    /// The caller gives up one weak count and does not use the handle again.
    unsafe fn drop_weak(&self) {
        // A count of one is ours: nobody is left who could raise it.
        if self.header().weak.load(Ordering::Acquire) == 1 || self.header().weak.fetch_sub(1, Ordering::Release) == 1 {
            fence(Ordering::Acquire);
            let header = self.0.as_ptr();
            // SAFETY: no handle of either kind is left; an inline header stands at the start of its block.
            unsafe {
                if (*header).flags.load(Ordering::Relaxed) & INLINE != 0 {
                    let block = (*header).block.load(Ordering::Relaxed);
                    std::ptr::drop_in_place(header);
                    alloc::release(header as *mut u8, block);
                } else {
                    drop(Box::from_raw(header));
                }
            }
        }
    }

    /// Turns this handle's strong count into a weak one, in place: the header stays, the bytes may go.
    ///
    /// # Safety
    /// The handle is later released with `release_weak`, never dropped.
    pub(crate) unsafe fn weaken(&self) {
        self.header().weak.fetch_add(1, Ordering::Relaxed);
        drop(Storage(self.0));
    }

    /// # Safety
    /// The handle was weakened, and is not used again.
    pub(crate) unsafe fn release_weak(&self) {
        // SAFETY: the weak count that `weaken` added.
        unsafe { self.drop_weak() };
    }

    #[inline]
    pub fn device(&self) -> Device {
        self.header().device
    }

    #[inline]
    pub fn nbytes(&self) -> usize {
        self.header().nbytes.load(Ordering::Relaxed)
    }

    /// CPU memory that is made when somebody looks at it, by what `make` gives; it gets a handle that does not keep the storage.
    pub(crate) fn late(nbytes: usize, make: impl FnOnce(WeakStorage) -> Arc<dyn Late>) -> Storage {
        let s = Storage::from_parts(std::ptr::null_mut(), nbytes, Device::Cpu, BORN_LATE, None);
        s.header().guard.mark(LATE);
        let late = make(s.downgrade());
        *s.header().late.lock().unwrap_or_else(PoisonError::into_inner) = Some(late);
        s
    }

    fn downgrade(&self) -> WeakStorage {
        self.header().weak.fetch_add(1, Ordering::Relaxed);
        WeakStorage(self.0)
    }

    /// What the bytes will be computed from, while they are not there.
    pub(crate) fn lateness(&self) -> Option<Arc<dyn Late>> {
        if self.header().guard.marks() & LATE == 0 {
            return None;
        }
        self.header().late.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The bytes of a late storage are there; `ptr` comes from the allocator, for as many as were announced.
    ///
    /// # Safety
    /// Called once, by whoever computes; all bytes are initialised.
    pub(crate) unsafe fn arrive(&self, ptr: *mut u8) {
        self.header().ptr.store(ptr, Ordering::Relaxed);
        self.header().guard.unmark(LATE);
    }

    /// The bytes of a late storage will never be there: whoever needs them finds a storage of length zero.
    fn give_up(&self) {
        self.header().nbytes.store(0, Ordering::Relaxed);
        self.header().guard.unmark(LATE);
    }

    /// Something that is not computed yet reads these bytes: it is computed before anybody writes them.
    pub(crate) fn watch(&self) {
        self.header().guard.mark(WATCHED);
    }

    /// Computes what has to be there before the bytes are read, or written.
    #[inline]
    pub fn settle(&self, write: bool) -> Result<()> {
        if self.header().guard.marks() == 0 { Ok(()) } else { self.settle_marks(write) }
    }

    #[cold]
    fn settle_marks(&self, write: bool) -> Result<()> {
        if let Some(late) = self.lateness() {
            late.compute()?;
        }
        // The header of freed bytes, looked at by somebody who came late.
        if self.header().guard.marks() & LATE != 0 {
            self.give_up();
        }
        if write && self.header().guard.marks() & WATCHED != 0 {
            // First, so that whoever watches from now on is seen.
            self.header().guard.unmark(WATCHED);
            if let Some(finish) = FINISH.get() {
                finish();
            }
        }
        Ok(())
    }

    /// As `settle`, for callers that cannot fail.
    #[cold]
    fn settle_quietly(&self, write: bool) {
        if self.settle(write).is_err() {
            self.give_up();
        }
    }

    /// Takes the guard; `Marked` where something has to be computed first, which `settle` does.
    #[inline]
    pub(crate) fn enter(&self, write: bool) -> Entered {
        if write { self.header().guard.write() } else { self.header().guard.read() }
    }

    /// Takes the read guard.
    #[inline]
    pub(crate) fn read(&self) {
        while self.header().guard.read() == Entered::Marked {
            self.settle_quietly(false);
        }
    }

    /// Takes the write guard. The caller holds no other.
    #[inline]
    pub(crate) fn write(&self) {
        while self.header().guard.write() == Entered::Marked {
            self.settle_quietly(true);
        }
    }

    #[inline]
    pub(crate) fn end_read(&self) {
        self.header().guard.end_read();
    }

    #[inline]
    pub(crate) fn end_write(&self) {
        self.header().guard.end_write();
    }

    /// The address; only a number unless a guard is held, and null where `settle` has something to compute.
    #[inline]
    pub fn address(&self) -> *mut u8 {
        self.header().ptr.load(Ordering::Relaxed)
    }

    #[inline]
    pub fn same(&self, other: &Storage) -> bool {
        self.0 == other.0
    }

    /// Orders guards: everybody takes them by this number.
    #[inline]
    pub fn id(&self) -> usize {
        self.0.as_ptr() as usize
    }

    pub fn handles(&self) -> usize {
        self.header().strong.load(Ordering::Relaxed)
    }

    #[inline]
    pub fn flags(&self) -> u32 {
        self.header().flags.load(Ordering::Relaxed)
    }

    pub fn set_flags(&self, flags: u32) {
        if flags & EXPORTED != 0 {
            // Who looks from outside writes without a guard.
            self.settle_quietly_if_marked();
            self.header().flags.fetch_and(!MAPPED, Ordering::Relaxed);
        }
        self.header().flags.fetch_or(flags, Ordering::Relaxed);
    }

    /// The version counter of the tensors that were born with this storage.
    #[inline]
    pub(crate) fn version(&self) -> &AtomicU32 {
        &self.header().version
    }

    /// Where a binding keeps its (unowned) object for this storage.
    pub fn object(&self) -> &AtomicPtr<()> {
        &self.header().object
    }

    fn settle_quietly_if_marked(&self) {
        if self.header().guard.marks() != 0 {
            self.settle_quietly(true);
        }
    }

    /// Grows or shrinks, keeping the bytes both lengths share. Exported and foreign memory is refused.
    pub fn resize(&self, nbytes: usize) -> Result<()> {
        let h = self.header();
        ensure!(
            self.flags() & (EXPORTED | READ_ONLY) == 0,
            "Trying to resize storage that is not resizable"
        );
        if h.device == Device::Meta {
            h.nbytes.store(nbytes, Ordering::Relaxed);
            return Ok(());
        }
        if let Device::Cuda(i) = h.device {
            return self.resize_on_gpu(i, nbytes);
        }
        let fresh = alloc::allocate(nbytes)?;
        self.write();
        let old = h.ptr.load(Ordering::Relaxed);
        let keep = nbytes.min(h.nbytes.load(Ordering::Relaxed));
        if keep > 0 {
            // SAFETY: both blocks are at least `keep` bytes, distinct, and the write guard is held.
            unsafe { std::ptr::copy_nonoverlapping(old, fresh, keep) };
        }
        if nbytes > keep {
            // SAFETY: `fresh` has `nbytes` bytes. Zeroed so that bools and enums read from it are valid.
            unsafe { std::ptr::write_bytes(fresh.add(keep), 0, nbytes - keep) };
        }
        h.ptr.store(fresh, Ordering::Relaxed);
        h.nbytes.store(nbytes, Ordering::Relaxed);
        let capacity = h.capacity.swap(nbytes, Ordering::Relaxed);
        self.end_write();
        if !h.holds(old) {
            alloc::release(old, capacity);
        }
        Ok(())
    }

    fn resize_on_gpu(&self, device: u8, nbytes: usize) -> Result<()> {
        use crate::cuda::transfer;
        let h = self.header();
        let fresh = crate::cuda::alloc::allocate(device, nbytes)?;
        h.guard.write();
        let old = h.ptr.load(Ordering::Relaxed);
        let keep = nbytes.min(h.nbytes.load(Ordering::Relaxed));
        // SAFETY: both blocks are at least `keep` bytes, distinct, and the write guard is held; the rest is zeroed as on the CPU.
        let moved = unsafe {
            transfer::within(device, fresh, old as u64, keep)
                .and_then(|()| transfer::set_bytes(device, fresh + keep as u64, 0, nbytes - keep))
        };
        if moved.is_ok() {
            h.ptr.store(fresh as *mut u8, Ordering::Relaxed);
            h.nbytes.store(nbytes, Ordering::Relaxed);
            h.capacity.store(nbytes, Ordering::Relaxed);
        }
        h.guard.end_write();
        // In the queue's order: the copy comes before anything that uses the block again.
        crate::cuda::alloc::release(device, if moved.is_ok() { old as u64 } else { fresh });
        moved
    }

    /// Host memory that GPUs copy from and to directly.
    pub fn pinned(nbytes: usize) -> Result<Storage> {
        let block = crate::cuda::pinned::Pinned::new(nbytes)?;
        let ptr = block.address();
        // SAFETY: the block has at least `nbytes` and lives as long as its owner.
        Ok(unsafe { Storage::foreign(ptr, nbytes, 0, Box::new(block)) })
    }

    /// GPU memory that belongs to somebody else; `owner` is dropped when the last handle is.
    ///
    /// # Safety
    /// `address` is memory of that GPU, valid for `nbytes` until `owner` is dropped.
    pub unsafe fn foreign_on_gpu(device: u8, address: u64, nbytes: usize, flags: u32, owner: Owner) -> Storage {
        Storage::from_parts(address as *mut u8, nbytes, Device::Cuda(device), flags | EXPORTED, Some(owner))
    }

    /// Replaces the bytes by memory of another owner (shared memory), under the same identity. `make` gets the memory that was
    /// here if someone outside may look at it, to keep.
    ///
    /// # Safety
    /// As `Storage::foreign`; `ptr` has at least the present length and already holds the present bytes.
    pub unsafe fn replace(&self, ptr: *mut u8, flags: u32, make: impl FnOnce(Option<Storage>) -> Owner) {
        let h = self.header();
        self.write();
        let old = h.ptr.swap(ptr, Ordering::AcqRel);
        // SAFETY: the write guard is held.
        let before = unsafe { (*h.owner.get()).take() };
        let (own, exported) = (before.is_none() && !h.holds(old), h.flags.load(Ordering::Relaxed) & EXPORTED != 0);
        let capacity = h.capacity.load(Ordering::Relaxed);
        let kept = match before {
            Some(owner) => Some(Storage::from_parts(old, 0, Device::Cpu, 0, Some(owner))),
            None if own && exported => {
                let kept = Storage::from_parts(old, capacity, Device::Cpu, 0, None);
                Some(kept)
            }
            None => None,
        };
        // SAFETY: the write guard is held.
        unsafe { *h.owner.get() = Some(make(kept)) };
        h.flags.fetch_or(flags | EXPORTED, Ordering::Relaxed);
        self.end_write();
        if own && !exported {
            alloc::release(old, capacity);
        }
    }

    /// Looks at the owner of foreign memory.
    fn with_owner<T>(&self, look: impl FnOnce(Option<&Owner>) -> T) -> T {
        let h = self.header();
        self.read();
        // SAFETY: changed only under the write guard.
        let out = look(unsafe { (*h.owner.get()).as_ref() });
        self.end_read();
        out
    }

    /// The bytes, under a read guard, as a copy. Those of a GPU are brought to the CPU.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        if self.device() == Device::Meta || self.nbytes() == 0 {
            return Ok(Vec::new());
        }
        if let Device::Cuda(i) = self.device() {
            self.read();
            let mut out = vec![0u8; self.nbytes()];
            // SAFETY: pointer and length are read under the guard; the buffer is as long.
            let done = unsafe { crate::cuda::transfer::to_host(i, out.as_mut_ptr(), self.address() as u64, out.len(), false) };
            self.end_read();
            return done.map(|()| out);
        }
        self.read();
        let (ptr, n) = (self.address(), self.nbytes());
        // SAFETY: pointer and length are read under the guard, which keeps writers out.
        let out = if n == 0 { Vec::new() } else { unsafe { std::slice::from_raw_parts(ptr, n) }.to_vec() };
        self.end_read();
        Ok(out)
    }
}

/// Gives owned bytes back to whoever they came from.
fn give_back(device: Device, ptr: *mut u8, capacity: usize) {
    match device {
        Device::Cuda(i) => crate::cuda::alloc::release(i, ptr as u64),
        _ => alloc::release(ptr, capacity),
    }
}

/// A handle that keeps a storage's header, and not its bytes.
pub struct WeakStorage(NonNull<Header>);

// SAFETY: as `Storage`.
unsafe impl Send for WeakStorage {}
// SAFETY: as `Storage`.
unsafe impl Sync for WeakStorage {}

impl WeakStorage {
    /// The storage, if somebody still keeps it.
    pub fn upgrade(&self) -> Option<Storage> {
        // SAFETY: a weak handle keeps the header.
        let strong = unsafe { &self.0.as_ref().strong };
        let more = |n: usize| (n > 0).then_some(n + 1);
        strong.fetch_update(Ordering::Acquire, Ordering::Relaxed, more).ok().map(|_| Storage(self.0))
    }
}

impl Drop for WeakStorage {
    fn drop(&mut self) {
        let handle = std::mem::ManuallyDrop::new(Storage(self.0));
        // SAFETY: the weak count that `downgrade` added; the handle is not used again.
        unsafe { handle.drop_weak() };
    }
}

impl Storage {
    /// Writes bytes at an offset, under the write guard.
    pub fn write_bytes(&self, at: usize, bytes: &[u8]) -> Result<()> {
        ensure!(self.flags() & READ_ONLY == 0, "the storage is read-only");
        if self.device() == Device::Meta || bytes.is_empty() {
            return Ok(());
        }
        self.write();
        let fits = at.checked_add(bytes.len()).is_some_and(|end| end <= self.nbytes());
        let mut done = Ok(());
        if fits {
            let target = self.address().wrapping_add(at);
            match self.device() {
                // SAFETY: the range was checked under the write guard.
                Device::Cuda(i) => done = unsafe { crate::cuda::transfer::to_gpu(i, target as u64, bytes.as_ptr(), bytes.len(), false) },
                // SAFETY: as above.
                _ => unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), target, bytes.len()) },
            }
        }
        self.end_write();
        done?;
        ensure!(fits, Index, "bytes {at}..{} are outside a storage of {} bytes", at.saturating_add(bytes.len()), self.nbytes());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weak_header_outlives_bytes() {
        let a = Storage::empty(128, Device::Cpu).unwrap();
        let b = std::mem::ManuallyDrop::new(a.clone());
        // SAFETY: released below and not dropped.
        unsafe { b.weaken() };
        drop(a);
        assert_eq!(b.nbytes(), 0);
        let revived = Storage::clone(&b);
        assert_eq!(revived.nbytes(), 0);
        drop(revived);
        // SAFETY: weakened above.
        unsafe { b.release_weak() };
    }

    #[test]
    fn resize_keeps_the_common_bytes() {
        let s = Storage::empty(4, Device::Cpu).unwrap();
        // SAFETY: four fresh bytes.
        unsafe { std::ptr::copy_nonoverlapping([1u8, 2, 3, 4].as_ptr(), s.address(), 4) };
        s.resize(6).unwrap();
        assert_eq!(s.to_bytes().unwrap(), [1, 2, 3, 4, 0, 0]);
        s.resize(0).unwrap();
        assert_eq!(s.to_bytes().unwrap(), Vec::<u8>::new());
    }
}
