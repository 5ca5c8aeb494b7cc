//! The crate used from outside.

mod tape;
