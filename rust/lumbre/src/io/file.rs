//! Writing whole files so that a reader sees the old one or the new one, never a part; reading them so that storages may lie
//! in them.

use super::{IoError, Result};
use std::fs::{self, File, OpenOptions};
use crate::device::Device;
use crate::storage::{MAPPED, Owner, Storage};
use std::io::{BufWriter, Write};
use std::os::fd::AsRawFd;
use std::sync::Arc;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// Writes `path` through a temporary file beside it that takes its place once its bytes are on disk. A symbolic link is
/// followed; pipes and devices are written directly.
pub fn write_atomic(path: &Path, body: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let at = |e: std::io::Error| IoError { message: format!("{}: {e}", path.display()), ..IoError::from(e) };
    let target = match fs::metadata(path) {
        Ok(m) if m.is_file() => fs::canonicalize(path).map_err(at)?,
        Ok(m) if m.is_dir() => return Err(at(std::io::Error::from(std::io::ErrorKind::IsADirectory))),
        Ok(_) => {
            let mut out = BufWriter::new(OpenOptions::new().write(true).open(path).map_err(at)?);
            body(&mut out)?;
            return out.flush().map_err(at);
        }
        Err(_) => path.to_path_buf(),
    };
    let (temporary, file) = create_beside(&target).map_err(at)?;
    let named = |e: IoError| match e.os {
        Some(_) => IoError { message: format!("{}: {}", path.display(), e.message), ..e },
        None => e,
    };
    let done = fill(file, &target, body).map_err(named).and_then(|()| fs::rename(&temporary, &target).map_err(at));
    if done.is_err() {
        // The first error is the one to report.
        let _ = fs::remove_file(&temporary);
        return done;
    }
    // Without this the rename may be lost in a crash; not every file system can do it.
    if let Some(Ok(folder)) = target.parent().map(File::open) {
        let _ = folder.sync_all();
    }
    Ok(())
}

fn fill(file: File, target: &Path, body: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    if let Ok(old) = fs::metadata(target) {
        // A file that is replaced keeps its mode, as one written in place would.
        let _ = file.set_permissions(old.permissions());
    }
    let mut out = BufWriter::with_capacity(1 << 20, file);
    body(&mut out)?;
    out.flush()?;
    Ok(out.get_ref().sync_all()?)
}

fn create_beside(target: &Path) -> std::io::Result<(PathBuf, File)> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let name = target.file_name().unwrap_or_default().to_string_lossy().into_owned();
    loop {
        let n = COUNT.fetch_add(1, Ordering::Relaxed);
        let beside = target.with_file_name(format!(".{name}.{}-{n}.tmp", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&beside) {
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => continue,
            done => return done.map(|file| (beside, file)),
        }
    }
}

/// A whole file: read into memory, or mapped. Storages over parts of it keep it.
pub enum Contained {
    /// The memory, and how long the file is.
    Read(Storage, usize),
    /// Private, copy-on-write.
    Mapped(memmap2::MmapMut),
}

impl Contained {
    pub fn open(path: &Path, map: bool) -> crate::Result<Contained> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        let n = usize::try_from(length).map_err(|_| std::io::Error::from(std::io::ErrorKind::FileTooLarge))?;
        if map && n > 0 {
            // SAFETY: a private mapping; by asking for it the caller promises that the file stays as it is.
            return Ok(Contained::Mapped(unsafe { memmap2::MmapOptions::new().map_copy(&file) }?));
        }
        // One byte more, so that a file that grows meanwhile is noticed, and none is without memory.
        let memory = Storage::empty(n + 1, Device::Cpu)?;
        let mut read = 0;
        while read <= n {
            // SAFETY: the rest of new memory, which nobody else knows.
            let more = unsafe { libc::read(file.as_raw_fd(), memory.address().add(read).cast(), n + 1 - read) };
            match (more, std::io::Error::last_os_error()) {
                (0, _) => break,
                (1.., _) => read += more as usize,
                (_, e) if e.kind() == std::io::ErrorKind::Interrupted => {}
                (_, e) => return Err(e.into()),
            }
        }
        crate::ensure!(read == n, Io, "the file changed its length while it was read");
        Ok(Contained::Read(memory, n))
    }

    pub fn bytes(&self) -> &[u8] {
        match self {
            // SAFETY: `n` bytes were read into memory that only storages of `part` share, which `part` makes once for each range.
            Contained::Read(memory, n) => unsafe { std::slice::from_raw_parts(memory.address(), *n) },
            Contained::Mapped(m) => m,
        }
    }

    /// A storage over bytes of the file, which is kept as long as it lives.
    ///
    /// # Safety
    /// No two storages overlap, and nobody looks at these `bytes` through `bytes()` any more once the storage is shared.
    pub unsafe fn part(self: &Arc<Self>, range: std::ops::Range<usize>) -> Option<Storage> {
        let (start, whole) = match &**self {
            Contained::Read(memory, n) => (memory.address(), *n),
            Contained::Mapped(m) => (m.as_ptr() as *mut u8, m.len()),
        };
        if range.start > range.end || range.end > whole {
            return None;
        }
        let owner: Owner = Box::new(self.clone());
        // SAFETY: inside writable memory (anonymous, or a private mapping) that the owner keeps; the caller's promise makes the
        // range this storage's own.
        Some(unsafe { Storage::foreign(start.add(range.start), range.len(), MAPPED, owner) })
    }
}
