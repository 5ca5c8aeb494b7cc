//! Inverses of and systems with tensors seen as matrices.

use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::{Dims, wrap_dim};
use crate::ensure;

/// `linalg_tensorinv(Tensor input, int ind=2) -> Tensor` · linalg out autocast=f32
///
/// `B` with `tensordot(A, B, dims=A.ndim - ind) = I`: the inverse of `A` as a matrix whose rows are the first `ind` dimensions.
///
/// Shapes: `(rows…, columns…)` to `(columns…, rows…)`, as many elements in both.
/// Dtypes: float32, float64, complex; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for an `ind` below 1 and other numbers of elements; LinAlgError for a singular map.
pub(crate) fn linalg_tensorinv(x: &Tensor, ind: i64) -> Result<Tensor> {
    ensure!(ind > 0, "Expected a strictly positive integer for 'ind', but got {ind}");
    let s = x.sizes();
    let ind = (ind as usize).min(s.len());
    let (front, back) = s.split_at(ind);
    let (m, n): (i64, i64) = (front.iter().product(), back.iter().product());
    ensure!(m == n, "Expected self to satisfy the requirement prod(self.shape[ind:]) == prod(self.shape[:ind]), but got {n} != {m}");
    let shape: Dims = back.iter().chain(front).copied().collect();
    x.reshape(&[m, n])?.linalg_inv()?.reshape(&shape)
}

/// `linalg_tensorsolve(Tensor input, Tensor other, int[]? dims=None) -> Tensor` · linalg out autocast=f32
///
/// `X` with `tensordot(A, X, dims=X.ndim) = B`; the dimensions `dims` of `A` go to its end first.
///
/// Shapes: A `(B's…, X's…)`, as many elements in both halves: `(X's…)`.
/// Dtypes: float32, float64, complex; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for other numbers of elements and a dimension named twice; LinAlgError for a singular map.
pub(crate) fn linalg_tensorsolve(a: &Tensor, b: &Tensor, dims: Option<&[i64]>) -> Result<Tensor> {
    let n = a.dim();
    let a = match dims {
        None => a.clone(),
        Some(dims) => {
            let ends = dims.iter().map(|d| wrap_dim(*d, n)).collect::<Result<Vec<usize>>>()?;
            let order: Dims = (0..n).filter(|d| !ends.contains(d)).chain(ends.iter().copied()).map(|d| d as i64).collect();
            ensure!(order.len() == n, "linalg.tensorsolve: dims {dims:?} repeat a dimension");
            a.permute(&order)?
        }
    };
    let rest = Dims::from_slice(&a.sizes()[b.dim().min(n)..]);
    let (count, wanted): (i64, i64) = (rest.iter().product(), b.numel());
    ensure!(count == wanted, "Expected self to satisfy the requirement prod(self.shape[other.ndim:]) == prod(self.shape[:other.ndim]), but got {count} != {wanted}");
    a.reshape(&[wanted, count])?.linalg_solve(&b.flatten()?)?.reshape(&rest)
}
