//! Untyped memory with a length, a device and a guard word, shared by every tensor that views it.
//!
//! `Storage` counts strong handles (which keep the bytes) and weak ones (which keep only the header). A tensor handle whose
//! geometry was swapped by `.data =` keeps a weak handle on its first storage, so that the bytes are freed while a thread
//! that still looks at the old geometry finds a valid header of length zero.

pub mod alloc;
pub mod guard;
pub mod shared;

use crate::device::Device;
use crate::error::Result;
use crate::ensure;
use guard::GuardWord;
use std::any::Any;
use std::cell::UnsafeCell;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicPtr, AtomicU32, AtomicUsize, Ordering, fence};

pub const READ_ONLY: u32 = 1;
/// Memory someone outside looks at (numpy, DLPack): never reallocated.
pub const EXPORTED: u32 = 2;
pub const SHARED: u32 = 4;
/// Header and bytes are one block (small storages).
const INLINE: u32 = 8;
/// Where the bytes of such a block begin, and how long they may be.
const INLINE_AT: usize = 192;
const INLINE_MAX: usize = 4096;

/// Whoever owns foreign memory; dropped with the last handle.
pub type Owner = Box<dyn Any + Send + Sync>;

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
            object: AtomicPtr::new(std::ptr::null_mut()),
        }
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
            Device::Cuda(_) => return Err(crate::backend::cuda::unavailable("allocate")),
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
        if owner.is_none() && !ptr.is_null() && !h.holds(ptr) {
            alloc::release(ptr, h.capacity.load(Ordering::Relaxed));
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

    /// The address; only a number unless a guard is held.
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

    #[inline]
    pub(crate) fn guard(&self) -> &GuardWord {
        &self.header().guard
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
        ensure!(h.device == Device::Cpu, NotImplemented, "resize_: storage on {} cannot be resized", h.device);
        let fresh = alloc::allocate(nbytes)?;
        h.guard.write();
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
        h.guard.end_write();
        if !h.holds(old) {
            alloc::release(old, capacity);
        }
        Ok(())
    }

    /// Replaces the bytes by memory of another owner (shared memory), under the same identity. `make` gets the memory that was
    /// here if someone outside may look at it, to keep.
    ///
    /// # Safety
    /// As `Storage::foreign`; `ptr` has at least the present length and already holds the present bytes.
    pub unsafe fn replace(&self, ptr: *mut u8, flags: u32, make: impl FnOnce(Option<Storage>) -> Owner) {
        let h = self.header();
        h.guard.write();
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
        h.guard.end_write();
        if own && !exported {
            alloc::release(old, capacity);
        }
    }

    /// Looks at the owner of foreign memory.
    fn with_owner<T>(&self, look: impl FnOnce(Option<&Owner>) -> T) -> T {
        let h = self.header();
        h.guard.read();
        // SAFETY: changed only under the write guard.
        let out = look(unsafe { (*h.owner.get()).as_ref() });
        h.guard.end_read();
        out
    }

    /// The bytes, under a read guard, as a copy.
    pub fn to_bytes(&self) -> Vec<u8> {
        if self.device() != Device::Cpu || self.nbytes() == 0 {
            return Vec::new();
        }
        self.guard().read();
        let (ptr, n) = (self.address(), self.nbytes());
        // SAFETY: pointer and length are read under the guard, which keeps writers out.
        let out = if n == 0 { Vec::new() } else { unsafe { std::slice::from_raw_parts(ptr, n) }.to_vec() };
        self.guard().end_read();
        out
    }
}

impl Storage {
    /// Writes bytes at an offset, under the write guard.
    pub fn write_bytes(&self, at: usize, bytes: &[u8]) -> Result<()> {
        ensure!(self.flags() & READ_ONLY == 0, "the storage is read-only");
        if self.device() != Device::Cpu || bytes.is_empty() {
            return Ok(());
        }
        self.guard().write();
        let fits = at.checked_add(bytes.len()).is_some_and(|end| end <= self.nbytes());
        if fits {
            // SAFETY: the range was checked under the write guard.
            unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), self.address().add(at), bytes.len()) };
        }
        self.guard().end_write();
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
        assert_eq!(s.to_bytes(), [1, 2, 3, 4, 0, 0]);
        s.resize(0).unwrap();
        assert_eq!(s.to_bytes(), Vec::<u8>::new());
    }
}
