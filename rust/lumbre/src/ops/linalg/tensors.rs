//! Inverses of and systems with tensors seen as matrices.

use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::{Dims, wrap_dim};
use crate::ensure;

/// `linalg_tensorinv(Tensor input, int ind=2) -> Tensor` · linalg out autocast=f32
///
/// The inverse of the map that `tensordot(A, ., dims=ind)` is: the first `ind` dimensions of `A` have as many elements as the rest.
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
