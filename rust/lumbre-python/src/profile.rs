//! Doors to the times of ops.

use lumbre::ops::profile;
use pyo3::prelude::*;

/// Starts a log of the ops that run on this thread.
#[pyfunction]
pub fn _profile_begin(shapes: bool) {
    profile::begin(shapes);
}

/// Ends the log: `(name, start, end, depth, shapes)` of each call, in nanoseconds.
#[pyfunction]
pub fn _profile_end() -> Vec<(String, u64, u64, u32, Vec<Vec<i64>>)> {
    profile::end().into_iter().map(|e| (e.name.into_owned(), e.start, e.end, e.depth, e.shapes)).collect()
}

/// Notes the beginning of a range of the program's own.
#[pyfunction]
pub fn _profile_push(name: String) {
    profile::push(name);
}

/// Notes its end.
#[pyfunction]
pub fn _profile_pop() {
    profile::pop();
}
