//! What a build may leave out to be small (`default-features = false`): code for GPUs, Fourier transforms, decompositions,
//! derivatives. What needs a part that is not there says so by name.
//!
//! Each check is a constant, so that the compiler drops what lies behind it.

use crate::bail;
use crate::error::Result;

/// Whether derivatives are recorded and computed.
pub const TRAIN: bool = cfg!(feature = "train");

fn need(there: bool, what: &str, feature: &str) -> Result<()> {
    if there {
        return Ok(());
    }
    bail!(NotImplemented, "{what}: this build leaves it out (the feature `{feature}` of the crate `lumbre`)")
}

/// Decompositions of matrices.
#[inline(always)]
pub fn linalg(op: &str) -> Result<()> {
    need(cfg!(feature = "linalg"), op, "linalg")
}

/// Fourier transforms.
#[inline(always)]
pub fn fft(op: &str) -> Result<()> {
    need(cfg!(feature = "fft"), op, "fft")
}

/// Code for GPUs.
#[inline(always)]
pub fn cuda(what: &str) -> Result<()> {
    need(cfg!(feature = "cuda"), what, "cuda")
}

/// Derivatives.
#[inline(always)]
pub fn train(what: &str) -> Result<()> {
    need(TRAIN, what, "train")
}
