//! Thin non-generic wrappers of the heavy generic libraries.

mod product;

pub use product::{Block, gemm_c64, gemm_c128};
