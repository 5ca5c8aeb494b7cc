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
/// `out[i, j, k] = x[k, j, i]`: the dimensions in reverse order, as a view.
///
/// Shapes: `(a, b, c)` to `(c, b, a)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: no error of its own.
pub(crate) fn reversed_dims(x: &Tensor) -> Result<Tensor> {
    let dims: Dims = (0..x.dim() as i64).rev().collect();
    x.permute(&dims)
}

/// `mT(Tensor(a) input) -> Tensor(a)` · property view
///
/// `out[…, i, j] = x[…, j, i]`, as a view.
///
/// Shapes: `(*, n, m)` to `(*, m, n)`; `()` to `()`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for 1 dimension.
pub(crate) fn matrix_transposed(x: &Tensor) -> Result<Tensor> {
    let n = x.dim();
    ensure!(n >= 2 || n == 0, "tensor.mT is only supported on matrices or batches of matrices. Got {n}-D tensor.");
    // A number is its own transpose.
    if n == 0 { x.alias() } else { x.transpose(-2, -1) }
}

/// `H(Tensor(a) input) -> Tensor(a)` · property view
///
/// `out[i][j] = conj(x[j][i])`, a matrix transposed and conjugated, as a view.
///
/// Shapes: `(n, m)` to `(m, n)`; `()` to `()`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for 1 or more than 2 dimensions.
pub(crate) fn hermitian(x: &Tensor) -> Result<Tensor> {
    let n = x.dim();
    ensure!(n == 0 || n == 2, "tensor.H is only supported on matrices (2-D tensors). Got {n}-D tensor. For batches of matrices, consider using tensor.mH");
    if n == 0 { x.conj() } else { x.adjoint() }
}

/// `mH(Tensor(a) input) -> Tensor(a)` · property view
///
/// `out[…, i, j] = conj(x[…, j, i])`, as a view.
///
/// Shapes: `(*, n, m)` to `(*, m, n)`; `()` to `()`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for 1 dimension.
pub(crate) fn matrix_hermitian(x: &Tensor) -> Result<Tensor> {
    let n = x.dim();
    ensure!(n >= 2 || n == 0, "tensor.mH is only supported on matrices or batches of matrices. Got {n}-D tensor.");
    x.adjoint()
}

/// `adjoint(Tensor(a) input) -> Tensor(a)` · method function view
///
/// `out[…, i, j] = conj(x[…, j, i])`, as a view.
///
/// Shapes: `(*, n, m)` to `(*, m, n)`; `()` to `()`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for 1 dimension.
pub(crate) fn adjoint(x: &Tensor) -> Result<Tensor> {
    let n = x.dim();
    ensure!(n >= 2 || n == 0, "tensor.adjoint() is only supported on matrices or batches of matrices. Got {n}-D tensor.");
    if n == 0 { x.conj() } else { x.transpose(-2, -1)?.conj() }
}

/// `_neg_view(Tensor(a) input) -> Tensor(a)` · function view
///
/// `-x` as a view of the same memory, computed when it is read.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: no error of its own.
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
/// `x` with the sign of a `_neg_view` applied: itself where there is none, else a copy.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: no error of its own.
pub(crate) fn resolve_neg(x: &Tensor) -> Result<Tensor> {
    if x.geometry().bits & NEG == 0 { Ok(x.clone()) } else { x.clone_contiguous() }
}
