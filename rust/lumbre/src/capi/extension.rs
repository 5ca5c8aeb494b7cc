//! Libraries that register ops. Programs name none: only the host says which to open.

use super::API;
use super::abi::LumbreExtension;
use super::errors::{failed, guard, text};
use crate::error::Result;
use crate::{bail, ensure};
use std::ffi::{CStr, CString, c_char};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

const ENTRY: &CStr = c"lumbre_extension_v1";

/// Opens a library (`.so`, `.dylib`) and lets it register its ops. Its code runs with all rights of this process: open what you
/// trust. It stays loaded.
pub fn load_extension(path: impl AsRef<Path>) -> Result<()> {
    let path = path.as_ref();
    ensure!(path.exists(), Io, "{}: no such file", path.display());
    // A bare name would be searched on the system's path.
    let full = path.canonicalize()?;
    let Ok(name) = CString::new(full.as_os_str().as_bytes()) else { bail!(Value, "{}: a name with a 0 in it", path.display()) };
    // SAFETY: the caller trusts the library: its initialisers run.
    let handle = unsafe { libc::dlopen(name.as_ptr(), libc::RTLD_NOW | libc::RTLD_LOCAL) };
    if handle.is_null() {
        // SAFETY: a message of the loader, or NULL.
        let why = unsafe { libc::dlerror().as_ref() }.map_or_else(String::new, |p| unsafe { CStr::from_ptr(p) }.to_string_lossy().into_owned());
        bail!(Io, "{}: {why}", path.display());
    }
    // SAFETY: a live handle and a string.
    let symbol = unsafe { libc::dlsym(handle, ENTRY.as_ptr()) };
    // SAFETY: NULL is None; the name says the type.
    let entry = unsafe { std::mem::transmute::<*mut libc::c_void, LumbreExtension>(symbol) };
    let Some(entry) = entry else { bail!(Io, "{}: compiled for something else, it has no lumbre_extension_v1", path.display()) };
    // SAFETY: the entry takes the table, which lives as long as the process.
    let status = unsafe { entry(&API) };
    if status != 0 {
        return Err(failed(&path.display().to_string(), status));
    }
    Ok(())
}

pub unsafe extern "C" fn load(path: *const c_char) -> i32 {
    // SAFETY: the header's contract.
    guard(|| load_extension(unsafe { text(path, "path") }?))
}
