//! Status and message of errors, and the border that no panic crosses.

use crate::error::{Error, Kind, Result};
use std::cell::RefCell;
use std::ffi::{CStr, CString, c_char};
use std::panic::{AssertUnwindSafe, catch_unwind};

const CODES: [(Kind, i32); 14] = [
    (Kind::Runtime, 1),
    (Kind::Value, 2),
    (Kind::Type, 3),
    (Kind::Index, 4),
    (Kind::Key, 5),
    (Kind::Attribute, 6),
    (Kind::NotImplemented, 7),
    (Kind::OutOfMemory, 8),
    (Kind::Overflow, 9),
    (Kind::Io, 10),
    (Kind::Unpickling, 11),
    (Kind::LinAlg, 12),
    (Kind::Interrupted, 13),
    (Kind::Foreign, 14),
];

#[derive(Default)]
struct Last {
    text: CString,
    /// The error itself, so that one that passes through foreign code comes back whole (exceptions of Python keep their object).
    error: Option<Error>,
}

thread_local! {
    static LAST: RefCell<Last> = RefCell::default();
}

/// Keeps the error for `error()`; its status.
pub fn report(e: Error) -> i32 {
    let status = CODES.iter().find(|c| c.0 == e.kind()).map_or(1, |c| c.1);
    let text = CString::new(e.message().replace('\0', "\u{fffd}")).unwrap_or_default();
    LAST.with(|l| *l.borrow_mut() = Last { text, error: Some(e) });
    status
}

/// The error that foreign code reported by a status.
pub fn failed(what: &str, status: i32) -> Error {
    let last = LAST.with(|l| l.borrow_mut().error.take());
    last.unwrap_or_else(|| Error::new(kind(status), format!("{what}: failed with status {status} and no message")))
}

/// The message of this thread's last error.
pub fn message() -> String {
    LAST.with(|l| l.borrow().text.to_string_lossy().into_owned())
}

pub fn kind(status: i32) -> Kind {
    CODES.iter().find(|c| c.1 == status).map_or(Kind::Runtime, |c| c.0)
}

/// Runs a body whose errors and panics become a status.
pub fn guard(body: impl FnOnce() -> Result<()>) -> i32 {
    match catch_unwind(AssertUnwindSafe(body)) {
        Ok(Ok(())) => 0,
        Ok(Err(e)) => report(e),
        Err(payload) => report(crate::storage::of_panic(&*payload)),
    }
}

/// Runs a body that has no status; `otherwise` stands for a panic.
pub fn quiet<T>(otherwise: T, body: impl FnOnce() -> T) -> T {
    catch_unwind(AssertUnwindSafe(body)).unwrap_or(otherwise)
}

/// What a pointer from C shows.
///
/// # Safety
/// The pointer is NULL or valid while the result is used.
pub unsafe fn at<'a, T>(p: *const T, what: &str) -> Result<&'a T> {
    // SAFETY: as promised above.
    unsafe { p.as_ref() }.ok_or_else(|| null(what))
}

/// A place for a result.
///
/// # Safety
/// The pointer is NULL or valid for writes.
pub unsafe fn put<T>(p: *mut T, v: T, what: &str) -> Result<()> {
    if p.is_null() {
        return Err(null(what));
    }
    // SAFETY: as promised above; what lay there is not dropped.
    unsafe { p.write(v) };
    Ok(())
}

/// `n` values behind a pointer, which may be NULL only for none.
///
/// # Safety
/// The pointer is NULL or valid for `n` values while the result is used.
pub unsafe fn many<'a, T>(p: *const T, n: i64, what: &str) -> Result<&'a [T]> {
    let n = usize::try_from(n).map_err(|_| Error::new(Kind::Value, format!("{what}: a count of {n}")))?;
    if n == 0 {
        return Ok(&[]);
    }
    if p.is_null() {
        return Err(null(what));
    }
    // SAFETY: as promised above.
    Ok(unsafe { std::slice::from_raw_parts(p, n) })
}

/// The text behind a pointer.
///
/// # Safety
/// The pointer is NULL or a string that ends with 0, valid while the result is used.
pub unsafe fn text<'a>(p: *const c_char, what: &str) -> Result<&'a str> {
    if p.is_null() {
        return Err(null(what));
    }
    // SAFETY: as promised above.
    unsafe { CStr::from_ptr(p) }.to_str().map_err(|_| Error::new(Kind::Value, format!("{what} is no UTF-8")))
}

#[cold]
fn null(what: &str) -> Error {
    Error::new(Kind::Value, format!("{what} is NULL"))
}

pub unsafe extern "C" fn error() -> *const c_char {
    quiet(std::ptr::null(), || LAST.with(|l| l.borrow().text.as_ptr()))
}

pub unsafe extern "C" fn fail(status: i32, message: *const c_char) -> i32 {
    quiet(1, || {
        // SAFETY: the caller's string, copied here.
        let text = unsafe { text(message, "message") }.unwrap_or("an error without a message");
        report(Error::new(kind(status), text))
    })
}
