//! Regions in which element-wise kernels run together, for `lumbre.compile`.

use crate::errors::from_py;
use lumbre::backend::late;
use lumbre::modes;
use pyo3::prelude::*;

/// Begins a region (`on`), or a time without one; `noted`: values that leave the tensors are told of. What to give `_late_leave`.
#[pyfunction]
pub fn _late_enter(on: bool, noted: bool) -> u32 {
    let before = modes::get() & (modes::LATE | modes::NOTED);
    if on {
        late::follow_backward();
    }
    late::switch(on);
    let note = if noted { modes::NOTED } else { 0 };
    modes::set(modes::get() & !modes::NOTED | note);
    before
}

/// Ends it. At the end of the outermost region everything is computed.
#[pyfunction]
pub fn _late_leave(before: u32) {
    modes::set(modes::get() & !modes::NOTED | before & modes::NOTED);
    late::switch(before & modes::LATE != 0);
}

/// Computes what this thread has put off.
#[pyfunction]
pub fn _late_finish() {
    late::finish();
}

/// How many ops were put off, programs ran, and results went to memory since the process began.
#[pyfunction]
pub fn _late_counts() -> (u64, u64, u64) {
    let c = late::counts();
    (c.ops, c.programs, c.stored)
}

/// Tells Python that a value leaves the tensors.
pub fn leave_hook(into: &str) -> lumbre::Result<()> {
    Python::attach(|py| py.import("lumbre._compile")?.getattr("_noted")?.call1((into,)).map(|_| ())).map_err(from_py)
}
