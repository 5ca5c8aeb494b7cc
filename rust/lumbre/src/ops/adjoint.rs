//! Transposed matrices under their short names, and lazily negated views.

use crate::autograd::{Backward, BackwardCx, Grads};
use crate::backend::view_with_grad;
use crate::ensure;
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::{Dims, NEG};
use smallvec::smallvec;

/// `T(Tensor(a) input) -> Tensor(a)` · property view
///
/// The dimensions in reverse order.
pub(crate) fn reversed_dims(x: &Tensor) -> Result<Tensor> {
    let dims: Dims = (0..x.dim() as i64).rev().collect();
    x.permute(&dims)
}

/// `mT(Tensor(a) input) -> Tensor(a)` · property view
///
/// The last two dimensions exchanged.
pub(crate) fn matrix_transposed(x: &Tensor) -> Result<Tensor> {
    let n = x.dim();
    ensure!(n >= 2, "tensor.mT is only supported on matrices or batches of matrices. Got {n}-D tensor.");
    x.transpose(-2, -1)
}

/// `H(Tensor(a) input) -> Tensor(a)` · property view
///
/// A matrix transposed and conjugated.
pub(crate) fn hermitian(x: &Tensor) -> Result<Tensor> {
    let n = x.dim();
    ensure!(n == 0 || n == 2, "tensor.H is only supported on matrices (2-D tensors). Got {n}-D tensor. For batches of matrices, consider using tensor.mH");
    if n == 0 { x.conj() } else { x.adjoint() }
}

/// `mH(Tensor(a) input) -> Tensor(a)` · property view
///
/// The last two dimensions exchanged, and conjugated.
pub(crate) fn matrix_hermitian(x: &Tensor) -> Result<Tensor> {
    let n = x.dim();
    ensure!(n >= 2, "tensor.mH is only supported on matrices or batches of matrices. Got {n}-D tensor.");
    x.adjoint()
}

/// `adjoint(Tensor(a) input) -> Tensor(a)` · method function view
///
/// The last two dimensions exchanged, and conjugated.
pub(crate) fn adjoint(x: &Tensor) -> Result<Tensor> {
    let n = x.dim();
    ensure!(n >= 2, "tensor.adjoint() is only supported on matrices or batches of matrices. Got {n}-D tensor.");
    x.transpose(-2, -1)?.conj()
}

/// `_neg_view(Tensor(a) input) -> Tensor(a)` · function view
///
/// The same memory, read with the sign turned.
pub(crate) fn neg_view(x: &Tensor) -> Result<Tensor> {
    let mut g = (*x.geometry()).clone();
    g.bits ^= NEG;
    Ok(view_with_grad(x, g, || NegViewGrad))
}

struct NegViewGrad;
impl Backward for NegViewGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        Ok(smallvec![grads[0].as_ref().map(|g| g.neg()).transpose()?])
    }
}

/// `resolve_neg(Tensor input) -> Tensor` · method function
///
/// The tensor without a lazy sign.
pub(crate) fn resolve_neg(x: &Tensor) -> Result<Tensor> {
    if x.geometry().bits & NEG == 0 { Ok(x.clone()) } else { x.clone_contiguous() }
}
