//! Programs: traced from eager code, verified, run by an interpreter over the op table, saved to and loaded from files.
//!
//! ```
//! use lumbre::{Tensor, jit};
//! let w = Tensor::from_slice(&[2.0f32, 3.0], &[2])?;
//! let x = Tensor::from_slice(&[1.0f32, 1.0], &[2])?;
//! let module = jit::trace(|x| Ok(vec![x[0].mul(&w)?]), &[x], &[("weight", &w)])?;
//! let loaded = jit::Module::load(&module.to_bytes()?, jit::LoadOptions::default())?;
//! let out = loaded.forward(&[Tensor::from_slice(&[5.0f32, 5.0], &[2])?])?;
//! assert_eq!(out[0].to_vec::<f32>()?, [10.0, 15.0]);
//! # Ok::<(), lumbre::Error>(())
//! ```

mod archive;
mod builtin;
mod files;
pub mod graph;
mod interpreter;
mod json;
mod module;
mod plan;
mod tape;
mod text;
pub mod trace;
mod val;
mod verify;

pub use archive::{graph_from_json, graph_to_json};
pub use files::{read_arrays, write_arrays};
pub use graph::{Graph, InputKind};
pub use interpreter::{Limits, Program};
pub use module::{LoadOptions, Method, Module, Source, parse_signature, read_tensors};
pub use trace::trace;
pub use val::{Dict, Key, Val};

/// The version of the file format this crate writes: files of the same major version load.
pub const FORMAT: [u64; 2] = [1, 1];

/// Ops whose meaning changed after format 1.0, with their present version; all others have version 1. A file with an older
/// version of an op needs an upgrade beside its row here.
const VERSIONS: &[(&str, u64)] = &[];

pub(crate) fn op_version(key: &str) -> u64 {
    VERSIONS.iter().find(|v| v.0 == key).map_or(1, |v| v.1)
}
