//! Ints of a traced program: where the ints among an op's arguments come from.
//!
//! The binding reads sizes as ints that remember their value in the program. When it converts the arguments of a call it notes
//! every int, with the value where it has one; the recorder finds them again, in order, among the call's arguments.

use crate::jit::graph::Id;
use crate::modes;
use std::cell::RefCell;

thread_local! {
    static NOTES: RefCell<Vec<(i64, Option<Id>)>> = const { RefCell::new(Vec::new()) };
}

/// Whether ints are noted: this thread traces.
#[inline]
pub fn noting() -> bool {
    modes::get() & modes::TRACE != 0
}

/// Forgets what was noted: the arguments of a new call are about to be converted.
pub fn clear() {
    NOTES.with(|n| n.borrow_mut().clear());
}

/// An int argument was converted; `id` is its value in the program, where it has one.
pub fn note(value: i64, id: Option<Id>) {
    NOTES.with(|n| n.borrow_mut().push((value, id)));
}

/// The value of the next int argument, if it is one of the program's.
pub(super) fn find(value: i64) -> Option<Id> {
    NOTES.with(|n| {
        let mut notes = n.borrow_mut();
        let at = notes.iter().position(|x| x.0 == value)?;
        let id = notes[at].1;
        notes.drain(..=at);
        id
    })
}
