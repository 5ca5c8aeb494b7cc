//! The crate used from outside.

mod elementwise;
mod jit;
mod jit_hostile;
mod late;
mod tape;
