//! CPU kernels over raw strided views: no tensor, no tape, no output allocation, no message formatting.

pub mod binary;
pub mod bits;
pub mod conv;
pub mod copy;
pub mod ctc;
pub mod dtype;
pub mod fft;
pub mod gemm;
pub mod index;
mod integer;
pub mod isa;
pub mod linalg;
pub mod loss;
pub mod math;
pub mod norm;
pub mod optim;
pub mod parallel;
pub mod pool;
pub mod random;
pub mod reduce;
pub mod rnn;
mod runs;
pub mod roi;
pub mod scalar;
pub mod scan;
mod scratch;
mod select;
pub mod softmax;
pub mod sort;
pub mod ternary;
pub mod tile;
pub mod unary;
pub mod view;

pub use dtype::{C64, C128, DType, Element};
pub use scalar::Scalar;
pub use view::{View, ViewMut};
