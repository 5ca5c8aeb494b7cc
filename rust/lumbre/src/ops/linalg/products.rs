//! Products and powers of matrices.

use super::support::*;
use crate::error::Result;
use crate::backend::Fresh;
use crate::ops::pointwise::{ZeroGrad, conj_of};
use crate::tensor::Tensor;
use crate::ensure;

/// `linalg_matmul(Tensor input, Tensor other) -> Tensor` · linalg out
///
/// `out[…, i, j] = sum over k of a[…, i, k] * b[…, k, j]`; vectors stand for a row on the left and a column on the right, and their
/// dimension goes away.
///
/// Shapes: `(*, n, m)` and `(*, m, p)` to `(*, n, p)`, with `*` broadcast; `(m)` and `(m)` to `()`.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for tensors without dimensions, sizes that do not fit and two dtypes.
pub(crate) fn linalg_matmul(x: &Tensor, y: &Tensor) -> Result<Tensor> {
    x.matmul(y)
}

/// `linalg_vecdot(Tensor x, Tensor y, *, int dim=-1) -> Tensor` · linalg out autocast=lower exact
///
/// `sum(conj(x) * y)` along `dim`.
///
/// Shapes: two that broadcast, to the common shape without `dim`.
/// Dtypes: floats, complex; others raise RuntimeError.
/// Raises: RuntimeError for integers and sizes that differ; IndexError for a dimension out of range.
pub(crate) fn linalg_vecdot(x: &Tensor, y: &Tensor, dim: i64) -> Result<Tensor> {
    let d = x.dtype();
    ensure!(d.is_float() || d.is_complex(), "linalg.vecdot: Expected a floating point or complex tensor as input. Got {}", d.scalar_name());
    conj_of(x)?.mul(y)?.sum_dim(Some(&[dim]))
}

/// `linalg_diagonal(Tensor(a) A, *, int offset=0, int dim1=-2, int dim2=-1) -> Tensor(a)` · linalg view
///
/// `out[…, i] = A[…, i, i + offset]` over `dim1` and `dim2`, as a view.
///
/// Shapes: `(*, n, m)` to `(*, k)` with the diagonal's length `k`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for one dimension named twice; IndexError for a dimension out of range.
pub(crate) fn linalg_diagonal(x: &Tensor, offset: i64, dim1: i64, dim2: i64) -> Result<Tensor> {
    x.diagonal_with(offset, dim1, dim2)
}

fn power(op: &str, x: &Tensor, n: i64) -> Result<Tensor> {
    ensure!(x.dim() >= 2, "{op}: The input tensor A must have at least 2 dimensions.");
    let (rows, cols) = (x.size(-2)?, x.size(-1)?);
    ensure!(rows == cols, "{op}: A must be batches of square matrices, but they are {rows} by {cols} matrices");
    if n == 0 {
        let eye = Fresh::copy_of(&eye_like(x, cols)?.expand(&x.sizes())?, x.dtype())?;
        return Ok(eye.with_grad([x], |_| ZeroGrad));
    }
    if n == 1 {
        return x.clone_op();
    }
    let mut square = if n < 0 { x.linalg_inv()? } else { x.clone() };
    let mut left = n.unsigned_abs();
    if left == 1 {
        return Ok(square);
    }
    let mut out: Option<Tensor> = None;
    loop {
        if left & 1 == 1 {
            out = Some(match out {
                Some(o) => o.matmul(&square)?,
                None => square.clone(),
            });
        }
        left >>= 1;
        match (left, out.clone()) {
            (0, Some(o)) => return Ok(o),
            _ => square = square.matmul(&square)?,
        }
    }
}

/// `linalg_matrix_power(Tensor input, int n) -> Tensor` · linalg out
///
/// `A @ A @ … @ A`, `n` times: the identity for 0, powers of the inverse for negative `n`.
///
/// Shapes: `(*, n, n)`; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for matrices that are not square; LinAlgError for negative powers of singular matrices.
pub(crate) fn linalg_matrix_power(x: &Tensor, n: i64) -> Result<Tensor> {
    power("linalg.matrix_power", x, n)
}

/// `matrix_power(Tensor input, int n) -> Tensor` · method function out
///
/// `A @ A @ … @ A`, `n` times: the identity for 0, powers of the inverse for negative `n`.
///
/// Shapes: `(*, n, n)`; the result has the input's.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for matrices that are not square; LinAlgError for negative powers of singular matrices.
pub(crate) fn matrix_power(x: &Tensor, n: i64) -> Result<Tensor> {
    power("linalg.matrix_power", x, n)
}

/// `linalg_multi_dot(Tensor[] tensors) -> Tensor` · linalg out exact
///
/// `A @ B @ C @ …` in the order of fewest multiplications; in `multi_dot` the first and the last may be vectors.
///
/// Shapes: `(n, m)`, `(m, p)`, `(p, q)` to `(n, q)`.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for too few tensors, other numbers of dimensions, and sizes that do not fit.
/// Source: Cormen and others, Introduction to Algorithms, section 15.2.
pub(crate) fn linalg_multi_dot(tensors: &[Tensor]) -> Result<Tensor> {
    let op = "multi_dot";
    let n = tensors.len();
    ensure!(n >= 2, "{op}(): expected at least 2 tensors but got {n}");
    let mut list = tensors.to_vec();
    let (first, last) = (tensors[0].dim(), tensors[n - 1].dim());
    ensure!(first == 1 || first == 2, "{op}(): the first tensor must be 1D or 2D but got {first}D");
    ensure!(last == 1 || last == 2, "{op}(): the last tensor must be 1D or 2D but got {last}D");
    if first == 1 {
        list[0] = list[0].unsqueeze(0)?;
    }
    if last == 1 {
        list[n - 1] = list[n - 1].unsqueeze(-1)?;
    }
    for (i, t) in list.iter().enumerate() {
        ensure!(t.dim() == 2, "{op}(): tensor {i} must be 2D but got {}D", t.dim());
        ensure!(t.dtype() == list[0].dtype(), "{op}(): all tensors must have be the same dtype but tensor 0 is {} and tensor {i} {}", list[0].dtype().scalar_name(), t.dtype().scalar_name());
        ensure!(i == 0 || list[i - 1].size(1)? == t.size(0)?, "{op}(): tensors {} and {i} with shapes {:?} and {:?} cannot be multiplied", i.wrapping_sub(1), &list[i.saturating_sub(1)].sizes()[..], &t.sizes()[..]);
    }
    let y = ordered(&list)?;
    let y = if first == 1 { y.squeeze_dim(&[0])? } else { y };
    if last == 1 { y.squeeze_dim(&[-1]) } else { Ok(y) }
}

/// The product in the order of fewest multiplications (the matrix chain's dynamic programme).
pub(crate) fn ordered(list: &[Tensor]) -> Result<Tensor> {
    let n = list.len();
    let mut sides = vec![list[0].size(0)? as f64];
    for t in list {
        sides.push(t.size(1)? as f64);
    }
    let mut cost = vec![vec![0.0f64; n]; n];
    let mut cut = vec![vec![0usize; n]; n];
    for len in 1..n {
        for i in 0..n - len {
            let j = i + len;
            cost[i][j] = f64::INFINITY;
            for k in i..j {
                let c = cost[i][k] + cost[k + 1][j] + sides[i] * sides[k + 1] * sides[j + 1];
                if c < cost[i][j] {
                    (cost[i][j], cut[i][j]) = (c, k);
                }
            }
        }
    }
    fn product(list: &[Tensor], cut: &[Vec<usize>], i: usize, j: usize) -> Result<Tensor> {
        if i == j {
            return Ok(list[i].clone());
        }
        let k = cut[i][j];
        product(list, cut, i, k)?.mm(&product(list, cut, k + 1, j)?)
    }
    product(list, &cut, 0, n - 1)
}

/// `linalg_vander(Tensor x, *, int? N=None) -> Tensor` · linalg autocast=f32
///
/// `out[…, i, j] = x[…, i]^j` for `j < N`, by default as many as `x` has elements.
///
/// Shapes: `(*, n)` to `(*, n, N)`.
/// Dtypes: integers, float32, float64, complex; uint8, int8, int16, int32 give int64; others raise NotImplementedError.
/// Raises: RuntimeError for bools and an `N` below 2.
pub(crate) fn linalg_vander(x: &Tensor, n: Option<i64>) -> Result<Tensor> {
    let d = x.dtype();
    ensure!(matches!(d, crate::DType::F32 | crate::DType::F64) || d.is_complex() || (d.is_int() && d.computes()), NotImplemented, "linalg.vander supports floating point, complex, and integer tensors, but got {}", d.scalar_name());
    let x = &if x.dim() == 0 { x.unsqueeze(0)? } else { x.clone() };
    let n = match n {
        Some(n) => n,
        None => x.size(-1)?,
    };
    ensure!(n > 1, "N must be greater than 1.");
    let sizes = with(&x.sizes(), &[n - 1]);
    let powers = x.unsqueeze(-1)?.expand(&sizes)?.cumprod_with(-1, None)?;
    let one = Tensor::ones(&with(&x.sizes(), &[1]), powers.dtype(), x.device())?;
    Tensor::cat_with(&[one, powers], -1)
}
