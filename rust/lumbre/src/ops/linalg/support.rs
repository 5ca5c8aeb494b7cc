//! Checks and memory of decompositions: matrices are column-major, as the kernels want them.

use crate::backend::{Fresh, Operand};
use crate::device::Device;
use crate::error::{Error, Kind, Result};
use crate::tensor::Tensor;
use crate::tensor::geometry::{self, Dims};
use crate::ensure;
use lumbre_kernels::DType;
use smallvec::smallvec;

/// A floating dtype that decompositions compute in, and at least two dimensions.
pub(super) fn matrices(op: &str, x: &Tensor) -> Result<()> {
    let d = x.dtype();
    ensure!(x.dim() >= 2, "{op}: The input tensor A must have at least 2 dimensions.");
    ensure!(d.is_float() || d.is_complex(), NotImplemented, "{op}: Expected a floating point or complex tensor as input. Got {}", d.scalar_name());
    ensure!(computes(d), "{op}: Low precision dtypes not supported. Got {}", d.scalar_name());
    Ok(())
}

pub(super) fn computes(d: DType) -> bool {
    matches!(d, DType::F32 | DType::F64 | DType::C64 | DType::C128)
}

/// `matrices`, and as many rows as columns.
pub(super) fn square(op: &str, x: &Tensor) -> Result<()> {
    matrices(op, x)?;
    let (m, n) = (x.size(-2)?, x.size(-1)?);
    ensure!(m == n, "{op}: A must be batches of square matrices, but they are {m} by {n} matrices");
    Ok(())
}

/// The sizes before the last two.
pub(super) fn batch_of(x: &Tensor) -> Dims {
    let s = x.sizes();
    Dims::from_slice(&s[..s.len().saturating_sub(2)])
}

pub(super) fn with(batch: &[i64], tail: &[i64]) -> Dims {
    batch.iter().chain(tail).copied().collect()
}

/// Matrices one after the other, each column-major.
fn column_strides(sizes: &[i64]) -> Dims {
    let mut strides = geometry::contiguous_strides(sizes);
    let n = sizes.len();
    strides[n - 1] = sizes[n - 2].max(1);
    strides[n - 2] = 1;
    strides
}

/// Uninitialised matrices.
pub(super) fn empty(op: &str, sizes: &[i64], dtype: DType, device: Device) -> Result<Fresh> {
    Fresh::strided(op, sizes, column_strides(sizes), dtype, device)
}

/// A copy.
pub(super) fn columns(x: &Tensor) -> Result<Fresh> {
    Fresh::copy_with(x, column_strides(&x.sizes()), x.dtype())
}

/// A batch of matrices made by `empty` or `columns`, as the kernels take it.
pub(super) fn flat(f: &Tensor) -> Operand<'_> {
    let s = f.sizes();
    let (m, n) = (s[s.len() - 2], s[s.len() - 1]);
    Operand::shaped(f, smallvec![s[..s.len() - 2].iter().product(), m, n], smallvec![m * n, 1, m])
}

/// The transposes of a batch of row-major matrices.
pub(super) fn flat_transposed(f: &Tensor) -> Operand<'_> {
    let s = f.sizes();
    let (m, n) = (s[s.len() - 2], s[s.len() - 1]);
    Operand::shaped(f, smallvec![s[..s.len() - 2].iter().product(), n, m], smallvec![m * n, 1, n])
}

/// A batch of contiguous vectors.
pub(super) fn flat_vectors(f: &Tensor) -> Operand<'_> {
    let s = f.sizes();
    let n = s[s.len() - 1];
    Operand::shaped(f, smallvec![s[..s.len() - 1].iter().product(), n], smallvec![n, 1])
}

/// A batch of contiguous numbers.
pub(super) fn flat_codes(f: &Tensor) -> Operand<'_> {
    Operand::shaped(f, smallvec![f.numel()], smallvec![1])
}

/// Result codes, zero.
pub(super) fn codes(op: &str, batch: &[i64], device: Device) -> Result<Fresh> {
    crate::backend::elementwise::full(op, batch, lumbre_kernels::Scalar::Int(0), DType::I32, device)
}

/// What decomposing costs, for the decision whether to let other threads run.
pub(super) fn work(x: &Tensor) -> usize {
    let s = x.sizes();
    let n = s.len();
    let side = s[n - 1].min(s[n - 2]).max(1);
    (x.numel().saturating_mul(side) / 8) as usize
}

#[cold]
pub(super) fn failed(message: String) -> Error {
    Error::new(Kind::LinAlg, message)
}

/// Raises the first result code that is not 0, in the words of `say`.
pub(super) fn check(op: &str, info: &Tensor, say: impl Fn(i32) -> String) -> Result<()> {
    if info.device() == Device::Meta {
        return Ok(());
    }
    let codes = info.detach_handle().to_vec::<i32>()?;
    match codes.iter().position(|c| *c != 0) {
        None => Ok(()),
        Some(i) if info.dim() > 0 => Err(failed(format!("{op}: (Batch element {i}): {}", say(codes[i])))),
        Some(i) => Err(failed(format!("{op}: {}", say(codes[i])))),
    }
}

/// The words for a singular matrix.
pub(super) fn singular(op: &str, info: &Tensor) -> Result<()> {
    check(op, info, |code| match op {
        "linalg.inv" => {
            format!("The diagonal element {code} is zero, the inversion could not be completed because the input matrix is singular.")
        }
        _ => "The solver failed because the input matrix is singular.".into(),
    })
}

/// Results that are not yet known to be right.
pub(super) fn converged(op: &str, info: &Tensor) -> Result<()> {
    check(op, info, |code| match code {
        lumbre_kernels::linalg::NOT_FINITE => "The algorithm failed to converge because the input matrix contained non-finite values.".into(),
        _ => format!("The algorithm failed to converge because the input matrix is ill-conditioned or has too many repeated values (error code: {code})."),
    })
}

pub(super) fn mh(x: &Tensor) -> Result<Tensor> {
    let t = x.transpose(-2, -1)?;
    crate::ops::pointwise::conj_of(&t)
}

/// The identity, for batches to stretch.
pub(super) fn eye_like(x: &Tensor, n: i64) -> Result<Tensor> {
    Tensor::eye_with(n, Some(x.dtype()), Some(x.device()))
}

/// A real gradient for a real input.
pub(super) fn like(g: Tensor, x: &Tensor) -> Result<Tensor> {
    if g.dtype().is_complex() && !x.dtype().is_complex() { g.real() } else { Ok(g) }
}

/// Leading dimensions of two operands stretched to each other.
pub(super) fn stretch(a: &Tensor, b: &Tensor) -> Result<(Tensor, Tensor)> {
    let batch = geometry::broadcast(&batch_of(a), &batch_of(b))?;
    let (sa, sb) = (a.sizes(), b.sizes());
    let a = a.expand(&with(&batch, &sa[sa.len() - 2..]))?;
    let b = b.expand(&with(&batch, &sb[sb.len() - 2..]))?;
    Ok((a, b))
}

/// The real numbers of a tensor's dtype as a tensor without dimensions.
pub(super) fn number(like: &Tensor, x: f64) -> Result<Tensor> {
    Tensor::full(&[], lumbre_kernels::Scalar::Float(x), like.dtype().to_real(), like.device())
}

pub(super) fn epsilon(d: DType) -> f64 {
    if matches!(d, DType::F64 | DType::C128) { f64::EPSILON } else { f32::EPSILON as f64 }
}
