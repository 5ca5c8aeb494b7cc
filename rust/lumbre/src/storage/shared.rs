//! Memory that other processes can map: a nameless file of the system, which is freed with its last mapping and descriptor,
//! however the processes end.

use super::{Owner, SHARED, Storage};
use crate::device::Device;
use crate::error::Result;
use crate::{bail, ensure};
use std::io;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd, RawFd};
use std::ptr::NonNull;
use std::sync::Arc;

/// A mapping of a shared file, and the file where it is to be passed on.
struct Segment {
    at: NonNull<u8>,
    len: usize,
    fd: Option<OwnedFd>,
}

// SAFETY: an address and a descriptor; the bytes are guarded by the storages over them.
unsafe impl Send for Segment {}
// SAFETY: as above.
unsafe impl Sync for Segment {}

impl Drop for Segment {
    fn drop(&mut self) {
        // SAFETY: mapped with this length by `map`.
        unsafe { libc::munmap(self.at.as_ptr().cast(), self.len) };
    }
}

/// What a shared storage holds on to.
struct Shared {
    segment: Arc<Segment>,
    /// The memory before it was shared: a numpy array may still look at it.
    #[allow(dead_code)]
    before: Option<Storage>,
}

fn system_error<T>(what: &str, bytes: usize) -> Result<T> {
    let error = io::Error::last_os_error();
    bail!("unable to {what} shared memory of {bytes} bytes: {error}")
}

#[cfg(target_os = "linux")]
fn create_file() -> RawFd {
    // SAFETY: a valid C string and flag.
    unsafe { libc::memfd_create(c"lumbre".as_ptr(), libc::MFD_CLOEXEC) }
}

#[cfg(not(target_os = "linux"))]
fn create_file() -> RawFd {
    use std::sync::atomic::{AtomicU32, Ordering};
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let name = format!("/lumbre-{}-{}\0", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    // SAFETY: a C string; the name is taken away at once, so that only descriptors keep the memory.
    unsafe {
        let fd = libc::shm_open(name.as_ptr().cast(), libc::O_RDWR | libc::O_CREAT | libc::O_EXCL, 0o600);
        libc::shm_unlink(name.as_ptr().cast());
        fd
    }
}

/// A new file; raises this process's limit of open files once it is reached.
fn new_file(bytes: usize) -> Result<OwnedFd> {
    let mut fd = create_file();
    if fd < 0 && io::Error::last_os_error().raw_os_error() == Some(libc::EMFILE) && raise_file_limit() {
        fd = create_file();
    }
    if fd < 0 {
        return system_error("create", bytes);
    }
    // SAFETY: a descriptor that was just opened.
    let fd = unsafe { OwnedFd::from_raw_fd(fd) };
    // SAFETY: a valid descriptor.
    if unsafe { libc::ftruncate(fd.as_raw_fd(), bytes.max(1) as libc::off_t) } != 0 {
        return system_error("size", bytes);
    }
    Ok(fd)
}

/// Raises the soft limit of open files to the hard one; whether it was lower.
pub fn raise_file_limit() -> bool {
    // SAFETY: plain calls on a local struct.
    unsafe {
        let mut limit: libc::rlimit = std::mem::zeroed();
        if libc::getrlimit(libc::RLIMIT_NOFILE, &mut limit) != 0 || limit.rlim_cur >= limit.rlim_max {
            return false;
        }
        limit.rlim_cur = limit.rlim_max;
        libc::setrlimit(libc::RLIMIT_NOFILE, &limit) == 0
    }
}

fn map(fd: &OwnedFd, bytes: usize) -> Result<NonNull<u8>> {
    // SAFETY: a fresh mapping of a file of this size, at an address the system chooses.
    let at = unsafe {
        libc::mmap(
            std::ptr::null_mut(),
            bytes.max(1),
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_SHARED,
            fd.as_raw_fd(),
            0,
        )
    };
    match NonNull::new(at.cast::<u8>()) {
        Some(at) if at.as_ptr().cast() != libc::MAP_FAILED => Ok(at),
        _ => system_error("map", bytes),
    }
}

fn file_size(fd: &OwnedFd) -> usize {
    // SAFETY: a valid descriptor and a local struct.
    unsafe {
        let mut stat: libc::stat = std::mem::zeroed();
        if libc::fstat(fd.as_raw_fd(), &mut stat) == 0 { stat.st_size.max(0) as usize } else { 0 }
    }
}

impl Segment {
    /// Maps a file that is at least `bytes` long; a shorter one would fault on access.
    fn open(fd: OwnedFd, bytes: usize, keep_file: bool) -> Result<Segment> {
        let size = file_size(&fd);
        ensure!(size >= bytes.max(1), "shared memory of {size} bytes where {bytes} were announced");
        let at = map(&fd, bytes)?;
        Ok(Segment { at, len: bytes.max(1), fd: keep_file.then_some(fd) })
    }
}

impl Storage {
    /// Moves the bytes to shared memory; nothing if they are there. Tensors over this storage see the new memory.
    pub fn share(&self) -> Result<()> {
        if self.shared_file().is_some() {
            return Ok(());
        }
        ensure!(self.device() == Device::Cpu, NotImplemented, "share_memory_: storage on {}", self.device());
        let n = self.nbytes();
        let segment = Segment::open(new_file(n)?, n, true)?;
        let bytes = self.to_bytes()?;
        ensure!(bytes.len() == n, "share_memory_: the storage changed its size meanwhile");
        // SAFETY: a fresh mapping of at least `n` bytes.
        unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), segment.at.as_ptr(), n) };
        let at = segment.at.as_ptr();
        let make = |before| Box::new(Shared { segment: Arc::new(segment), before }) as Owner;
        // SAFETY: the mapping lives as long as its owner and holds the present bytes.
        unsafe { self.replace(at, SHARED, make) };
        Ok(())
    }

    /// The descriptor of this storage's own shared file.
    pub fn shared_file(&self) -> Option<RawFd> {
        self.with_owner(|owner| {
            let fd = owner?.downcast_ref::<Shared>()?.segment.fd.as_ref()?;
            Some(fd.as_raw_fd())
        })
    }

    /// The memory of a file that `share` made, here or in another process.
    pub fn from_shared_file(fd: OwnedFd, bytes: usize) -> Result<Storage> {
        let segment = Arc::new(Segment::open(fd, bytes, true)?);
        let at = segment.at.as_ptr();
        // SAFETY: the mapping lives as long as the owner.
        Ok(unsafe { Storage::foreign(at, bytes, SHARED, Box::new(Shared { segment, before: None })) })
    }

    /// Storages over pieces `(offset, bytes)` of one shared file, which is closed: they live on and cannot be passed on.
    pub fn pieces_of_file(fd: OwnedFd, bytes: usize, pieces: &[(usize, usize)]) -> Result<Vec<Storage>> {
        let segment = Arc::new(Segment::open(fd, bytes, false)?);
        let piece = |&(offset, n): &(usize, usize)| {
            ensure!(offset.checked_add(n).is_some_and(|end| end <= bytes), "a piece of shared memory lies outside of it");
            let owner = Box::new(Shared { segment: segment.clone(), before: None });
            // SAFETY: inside the mapping, which lives as long as the owner.
            Ok(unsafe { Storage::foreign(segment.at.as_ptr().add(offset), n, 0, owner) })
        };
        pieces.iter().map(piece).collect()
    }

    /// Writes the bytes to a file at an offset.
    pub fn write_to_file(&self, fd: RawFd, offset: usize) -> Result<()> {
        ensure!(self.device() == Device::Cpu, NotImplemented, "storage on {} cannot be written to a file", self.device());
        self.read();
        let (at, n) = (self.address(), self.nbytes());
        let mut done = 0;
        let mut error = None;
        while done < n {
            // SAFETY: the range lies in the storage, which the read guard keeps in place.
            let wrote = unsafe { libc::pwrite(fd, at.add(done).cast(), n - done, (offset + done) as libc::off_t) };
            if wrote > 0 {
                done += wrote as usize;
                continue;
            }
            let e = io::Error::last_os_error();
            if e.kind() != io::ErrorKind::Interrupted {
                error = Some(e);
                break;
            }
        }
        self.end_read();
        match error {
            Some(e) => bail!("unable to write {n} bytes to shared memory: {e}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sharing_keeps_the_bytes_and_both_mappings_see_writes() {
        let s = Storage::empty(100, Device::Cpu).unwrap();
        s.write_bytes(0, &[7; 100]).unwrap();
        s.share().unwrap();
        let fd = s.shared_file().unwrap();
        // SAFETY: a fresh descriptor.
        let again = unsafe { OwnedFd::from_raw_fd(libc::dup(fd)) };
        let other = Storage::from_shared_file(again, 100).unwrap();
        assert_eq!(other.to_bytes().expect("bytes"), [7; 100]);
        other.write_bytes(3, &[9]).unwrap();
        assert_eq!(s.to_bytes().expect("bytes")[3], 9);
        drop(s);
        assert_eq!(other.to_bytes().expect("bytes")[3], 9);
    }

    #[test]
    fn a_file_that_is_too_short_is_refused() {
        let fd = new_file(10).unwrap();
        assert!(Storage::from_shared_file(fd, 1 << 20).is_err());
    }
}
