//! CPU kernels over raw strided views: no tensor, no tape, no output allocation, no message formatting.

pub mod dtype;
pub mod parallel;
pub mod random;
pub mod view;

pub use dtype::{C64, C128, DType, Element};
pub use view::{View, ViewMut};
