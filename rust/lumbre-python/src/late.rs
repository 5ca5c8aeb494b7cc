//! Regions in which element-wise kernels run together, for `lumbre.compile`.

use crate::errors::from_py;
use lumbre::backend::late;
use lumbre::modes;
use pyo3::prelude::*;

/// The modes that regions change.
const MINE: u32 = modes::LATE | modes::NOTED | modes::LATE_SMALL;

/// Begins a region (`on`), or a time without one; `noted`: values that leave the tensors are told of; `small`: results of any size are
/// put off, for tests. What to give `_late_leave`.
#[pyfunction]
#[pyo3(signature = (on, noted, small=false))]
pub fn _late_enter(on: bool, noted: bool, small: bool) -> u32 {
    let before = modes::get() & MINE;
    if on {
        late::follow_backward();
    }
    late::switch(on);
    let note = if noted { modes::NOTED } else { 0 } | if small { modes::LATE_SMALL } else { 0 };
    modes::set(modes::get() & !(modes::NOTED | modes::LATE_SMALL) | note);
    before
}

/// Ends it. At the end of the outermost region everything is computed.
#[pyfunction]
pub fn _late_leave(before: u32) {
    modes::set(modes::get() & !(modes::NOTED | modes::LATE_SMALL) | before & (modes::NOTED | modes::LATE_SMALL));
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
