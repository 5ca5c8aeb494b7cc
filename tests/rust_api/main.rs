//! The crate used from outside.

mod elementwise;
mod tape;
