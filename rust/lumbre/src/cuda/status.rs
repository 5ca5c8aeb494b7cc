//! Return codes of the driver as errors.

use crate::error::{Error, Kind, Result};
use cudarc::driver::sys::{self, CUresult};
use std::ffi::CStr;
use std::sync::atomic::{AtomicBool, Ordering};

/// Set when the context has met an error it cannot recover from.
static DEAD: AtomicBool = AtomicBool::new(false);
/// The ops launched since the last time the GPU was known to be well, newest last.
static RECENT: std::sync::Mutex<Recent> = std::sync::Mutex::new(Recent { confirmed: None, since: Vec::new() });

struct Recent {
    confirmed: Option<String>,
    since: Vec<String>,
}

/// How many launches are remembered for the message of a fault.
const REMEMBERED: usize = 16;

/// Errors after which every later call fails too.
fn is_sticky(code: CUresult) -> bool {
    use CUresult::*;
    matches!(
        code,
        CUDA_ERROR_ILLEGAL_ADDRESS
            | CUDA_ERROR_LAUNCH_FAILED
            | CUDA_ERROR_LAUNCH_TIMEOUT
            | CUDA_ERROR_ASSERT
            | CUDA_ERROR_MISALIGNED_ADDRESS
            | CUDA_ERROR_ILLEGAL_INSTRUCTION
            | CUDA_ERROR_INVALID_PC
            | CUDA_ERROR_HARDWARE_STACK_ERROR
            | CUDA_ERROR_INVALID_ADDRESS_SPACE
            | CUDA_ERROR_ECC_UNCORRECTABLE
    )
}

/// `Ok` for success; otherwise an error that names the call.
#[inline]
pub fn check(what: &str, code: CUresult) -> Result<()> {
    if code == CUresult::CUDA_SUCCESS { Ok(()) } else { Err(failure(what, code)) }
}

#[cold]
fn failure(what: &str, code: CUresult) -> Error {
    let mut text = format!("CUDA error in {what}: {}", describe(code));
    if is_sticky(code) {
        DEAD.store(true, Ordering::Relaxed);
        let recent = RECENT.lock().unwrap_or_else(|e| e.into_inner());
        if let Some(op) = &recent.confirmed {
            text.push_str(&format!("\nThe last operation known to have ended well is {op}."));
        }
        if !recent.since.is_empty() {
            text.push_str(&format!("\nLaunched since: {}.", recent.since.join(", ")));
        }
        text.push_str("\nThe GPU cannot be used again in this process. With LUMBRE_CUDA_LAUNCH_BLOCKING=1 the error names the operation itself.");
    }
    let kind = if code == CUresult::CUDA_ERROR_OUT_OF_MEMORY { Kind::OutOfMemory } else { Kind::Runtime };
    Error::new(kind, text)
}

/// `an illegal memory access was encountered (CUDA_ERROR_ILLEGAL_ADDRESS)`.
fn describe(code: CUresult) -> String {
    let read = |get: unsafe fn(CUresult, *mut *const std::ffi::c_char) -> CUresult| {
        let mut p = std::ptr::null();
        // SAFETY: the driver writes the address of a constant string, or nothing.
        let ok = unsafe { get(code, &mut p) } == CUresult::CUDA_SUCCESS && !p.is_null();
        // SAFETY: a zero-terminated string of the driver's, checked above.
        ok.then(|| unsafe { CStr::from_ptr(p) }.to_string_lossy().into_owned())
    };
    let text = read(sys::cuGetErrorString).unwrap_or_else(|| "unknown error".to_string());
    match read(sys::cuGetErrorName) {
        Some(name) => format!("{text} ({name})"),
        None => format!("{text} ({})", code as u32),
    }
}

/// Remembers a launch for the message of a later fault.
#[inline]
pub fn launched(op: &str) {
    if let Ok(mut recent) = RECENT.try_lock() {
        if recent.since.len() == REMEMBERED {
            // The oldest string's memory is used again, so a launch allocates nothing here.
            recent.since.rotate_left(1);
            if let Some(slot) = recent.since.last_mut() {
                slot.clear();
                slot.push_str(op);
            }
        } else {
            recent.since.push(op.to_string());
        }
    }
}

/// All launches so far have ended well.
pub fn confirmed() {
    let mut recent = RECENT.lock().unwrap_or_else(|e| e.into_inner());
    if let Some(op) = recent.since.pop() {
        recent.confirmed = Some(op);
    }
    recent.since.clear();
}

/// Whether a fault ended the use of the GPU.
pub fn is_dead() -> bool {
    DEAD.load(Ordering::Relaxed)
}
