//! Thin non-generic wrappers of the heavy generic libraries.
