//! CPU kernels over raw strided views: no tensor, no tape, no output allocation, no message formatting.

pub mod conv;
pub mod dtype;
pub mod gemm;
pub mod parallel;
pub mod random;
pub mod pool;
mod scratch;
pub mod view;

pub use dtype::{C64, C128, DType, Element};
pub use view::{View, ViewMut};
