//! PyTorch's language of tensors on a Rust core: storage, kernels, tape, ops, jit and file formats, with no Python in it.
//!
//! ```
//! use lumbre::{Result, Tensor};
//!
//! fn main() -> Result<()> {
//!     let x = Tensor::from_slice(&[1.0f32, 2.0, 3.0], &[3])?;
//!     x.set_requires_grad(true)?;
//!     x.mul(&x)?.sum()?.backward()?;
//!     if let Some(grad) = x.grad() {
//!         println!("{:?}", grad.to_vec::<f32>()?); // [2.0, 4.0, 6.0]
//!     }
//! #   assert_eq!(x.grad().map(|g| g.to_vec::<f32>()).transpose()?, Some(vec![2.0, 4.0, 6.0]));
//!     Ok(())
//! }
//! ```

pub mod autograd;
pub mod backend;
pub mod capi;
pub mod cuda;
pub mod device;
pub mod error;
pub mod indexing;
pub mod io;
pub mod jit;
pub mod modes;
pub mod ops;
pub mod optim;
pub mod parts;
pub mod random;
pub mod storage;
pub mod tensor;

pub use device::Device;
pub use error::{Error, Kind, Result};
pub use indexing::IndexItem;
pub use ops::custom as library;
pub use lumbre_kernels::{C64, C128, DType, Element, Scalar};
pub use ops::value::TensorOrScalar;
pub use random::{Generator, manual_seed};
pub use tensor::Tensor;
