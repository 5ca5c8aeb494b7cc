//! Writing whole files so that a reader sees the old one or the new one, never a part.

use super::{IoError, Result};
use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, Write};
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
