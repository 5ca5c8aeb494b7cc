//! One thread-local word: which modes are active, and whether gradients are recorded.

use crate::parts::TRAIN;
use std::cell::Cell;

pub const TRACE: u32 = 1;
/// An in-place or `out=` call offers its destination to the first element-wise kernel (see `ops::dest`).
pub const DEST: u32 = 2;
pub const AUTOCAST: u32 = 4;
pub const VMAP: u32 = 8;
pub const FORWARD: u32 = 16;
pub const PROFILE: u32 = 32;
/// The bits that send a public method through `ops::through`.
pub const DISPATCH: u32 = 0xff;
pub const NO_GRAD: u32 = 1 << 8;
pub const INFERENCE: u32 = 1 << 9;
pub const SAVED_HOOKS: u32 = 1 << 10;
pub const ANOMALY: u32 = 1 << 11;
/// Anomaly mode lets NaN pass.
pub const KEEP_NAN: u32 = 1 << 12;
/// Element-wise kernels are put off and run together (see `backend::late`).
pub const LATE: u32 = 1 << 13;
/// With `LATE`: results of any size are put off, for tests.
pub const LATE_SMALL: u32 = 1 << 15;
/// Somebody wants to know when a value leaves the tensors (see `ops::set_leave_hook`).
pub const NOTED: u32 = 1 << 14;
/// Inside nested ops of an in-place call.
pub const INPLACE: u32 = 1 << 20;

thread_local! {
    static MODES: Cell<u32> = const { Cell::new(0) };
}

#[inline]
pub fn get() -> u32 {
    MODES.with(Cell::get)
}

#[inline]
pub fn set(word: u32) {
    MODES.with(|m| m.set(word));
}

#[inline]
pub fn dispatching() -> bool {
    get() & DISPATCH != 0
}

#[inline]
pub fn grad_enabled() -> bool {
    TRAIN && get() & NO_GRAD == 0
}

/// Whether derivatives are to be made of public ops: somebody differentiates them again, or records them.
#[inline]
pub fn composed() -> bool {
    grad_enabled() || get() & TRACE != 0
}

/// Restores the word when dropped.
pub struct Restore(u32);

impl Drop for Restore {
    fn drop(&mut self) {
        set(self.0);
    }
}

/// Sets and clears bits until the returned value is dropped.
#[must_use]
pub fn with(on: u32, off: u32) -> Restore {
    let before = get();
    set((before | on) & !off);
    Restore(before)
}

/// No gradients are recorded until the returned value is dropped.
#[must_use]
pub fn no_grad() -> Restore {
    with(NO_GRAD, 0)
}

#[must_use]
pub fn enable_grad() -> Restore {
    with(0, NO_GRAD)
}

#[must_use]
pub fn set_grad_enabled(on: bool) -> Restore {
    if on { enable_grad() } else { no_grad() }
}

/// Tensors born until the returned value is dropped have no version counter and never take part in autograd.
#[must_use]
pub fn inference_mode(on: bool) -> Restore {
    if on { with(INFERENCE | NO_GRAD, 0) } else { with(0, INFERENCE | NO_GRAD) }
}
