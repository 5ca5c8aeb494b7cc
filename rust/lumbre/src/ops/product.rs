//! Products along dimensions, and products of vectors and matrices that add to something.

use super::matmul::{launch_bmm, same_dtype};
use super::pointwise::conj_of;
use super::reduce::{drop_dims, launch_reduce, restore_dims};
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::{Dims, dim_mask, wrap_dim};
use crate::ensure;
use lumbre_kernels::reduce::Reduce;
use lumbre_kernels::{DType, Scalar};
use smallvec::smallvec;

/// `prod(Tensor input, *, dtype? dtype=None) -> Tensor` · method function autocast=f32 out into
///
/// `x[0] * x[1] * …`; 1 without elements.
///
/// Shapes: any; the result is `()`.
/// Dtypes: bool, integers, floats, complex; bool, uint8, int8, int16, int32 give int64.
/// Raises: no error of its own.
pub(crate) fn prod(x: &Tensor, dtype: Option<DType>) -> Result<Tensor> {
    over(x, dim_mask(&[], x.dim())?, false, dtype)
}

/// `prod.dim(Tensor input, int dim, bool keepdim=False, *, dtype? dtype=None) -> Tensor` · method function out autocast=f32 out into node=Prod1
///
/// `x[0] * x[1] * …` along `dim`; 1 over no elements.
///
/// Shapes: the input's without `dim` (size 1 there with `keepdim`).
/// Dtypes: bool, integers, floats, complex; bool, uint8, int8, int16, int32 give int64.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn prod_dim(x: &Tensor, dim: i64, keepdim: bool, dtype: Option<DType>) -> Result<Tensor> {
    let d = wrap_dim(dim, x.dim())?;
    over(x, if x.dim() == 0 { 0 } else { 1 << d }, keepdim, dtype)
}

/// Products along one dimension, which stays.
pub(crate) fn prod_keep(x: &Tensor, dim: i64) -> Result<Tensor> {
    x.prod_dim_with(dim, true, None)
}

fn over(x: &Tensor, mask: u64, keepdim: bool, dtype: Option<DType>) -> Result<Tensor> {
    let d = x.dtype();
    let x = &x.to_dtype(dtype.unwrap_or(if d.is_float() || d.is_complex() { d } else { DType::I64 }))?;
    let y = drop_dims(launch_reduce("prod", x, Reduce::Prod, mask, x.dtype())?, mask, keepdim);
    Ok(y.with_grad([x], |y| ProdGrad { x: x.save(), y: y.save(), sizes: x.sizes(), mask, keepdim }))
}

struct ProdGrad {
    x: Saved,
    y: Saved,
    sizes: Dims,
    mask: u64,
    keepdim: bool,
}
impl ProdGrad {
    /// The product of the others, by running products from both ends: right where some are zero.
    fn others(&self, x: &Tensor) -> Result<Tensor> {
        let dims: Dims = (0..self.sizes.len() as i64).filter(|d| self.mask & (1 << d) != 0).collect();
        if dims.is_empty() {
            return x.ones_like();
        }
        // The reduced dimensions go last, as one.
        let kept: Dims = (0..self.sizes.len() as i64).filter(|d| !dims.contains(d)).collect();
        let order: Dims = kept.iter().chain(&dims).copied().collect();
        let moved = x.permute(&order)?;
        let flat = moved.flatten_with(kept.len() as i64, -1)?;
        let n = flat.size(-1)?;
        let one = flat.narrow(-1, 0, 1)?.ones_like()?;
        let before = Tensor::cat_with(&[one.clone(), flat.narrow(-1, 0, n - 1)?.cumprod(-1)?], -1)?;
        let after = Tensor::cat_with(&[flat.narrow(-1, 1, n - 1)?.flip(&[-1])?.cumprod(-1)?.flip(&[-1])?, one], -1)?;
        let mut inverse = order.clone();
        for (i, &d) in order.iter().enumerate() {
            inverse[d as usize] = i as i64;
        }
        before.mul(&after)?.reshape(&moved.sizes())?.permute(&inverse)
    }
}
impl Backward for ProdGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let x = cx.unpack(&self.x)?;
        let g = restore_dims(g, &self.sizes, self.mask, self.keepdim)?;
        if x.numel() == 0 {
            return Ok(smallvec![Some(g.mul(&x)?)]);
        }
        let whole = x.detach_handle().count_nonzero()?.item()?.to_i64() == x.numel();
        let slope = if whole {
            restore_dims(&cx.unpack(&self.y)?, &self.sizes, self.mask, self.keepdim)?.div(&x)?
        } else {
            self.others(&x)?
        };
        Ok(smallvec![Some(g.mul(&conj_of(&slope)?)?)])
    }
}

fn is_one(s: Scalar) -> bool {
    matches!(s, Scalar::Int(1) | Scalar::Bool(true)) || matches!(s, Scalar::Float(f) if f == 1.0)
}

fn is_zero(s: Scalar) -> bool {
    s.to_c128() == Default::default()
}

/// `beta * x + alpha * y`; `x` is not read when `beta` is zero.
fn add_scaled(name: &str, x: &Tensor, y: &Tensor, beta: Scalar, alpha: Scalar) -> Result<Tensor> {
    let d = y.dtype();
    let float = |s: Scalar| matches!(s, Scalar::Float(_) | Scalar::Complex(_));
    let whole = !d.is_float() && !d.is_complex();
    if whole && name == "addr" {
        ensure!(!float(beta), "For integral input tensors, argument beta must not be a floating point number.");
        ensure!(!float(alpha), "For integral input tensors, argument alpha must not be a floating point number.");
    }
    // Whole numbers are scaled by the factors' whole parts.
    let in_dtype = |s: Scalar| match d {
        DType::Bool => Scalar::Bool(s.to_bool()),
        _ if whole => Scalar::Int(s.to_i64()),
        _ => s,
    };
    let (beta, alpha) = (in_dtype(beta), in_dtype(alpha));
    ensure!(
        x.dtype() == d,
        "self and mat2 must have the same dtype, but got {} and {}",
        x.dtype().scalar_name(),
        d.scalar_name()
    );
    let fits = crate::tensor::geometry::broadcast(&y.sizes(), &x.sizes()).is_ok_and(|s| s == y.sizes());
    ensure!(fits, "{name}: The expanded size of the tensor {:?} must match the size {:?} of the product", &x.sizes()[..], &y.sizes()[..]);
    if is_zero(beta) {
        return if is_one(alpha) { Ok(y.clone()) } else { y.mul(alpha) };
    }
    let x = if is_one(beta) { x.clone() } else { x.mul(beta)? };
    x.add_with(y, alpha)
}

/// `addmm(Tensor input, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · method function inplace out autocast=lower exact node=Addmm0
///
/// `beta * input + alpha * (mat1 @ mat2)`; with `beta` 0 NaN in the input is ignored.
///
/// Shapes: input broadcasts to `(n, p)`, `(n, m)` and `(m, p)`: `(n, p)`.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions, sizes that do not fit and two dtypes.
pub(crate) fn addmm(x: &Tensor, a: &Tensor, b: &Tensor, beta: Scalar, alpha: Scalar) -> Result<Tensor> {
    ensure!(a.dim() == 2, "mat1 must be a matrix, got {}-D tensor", a.dim());
    ensure!(b.dim() == 2, "mat2 must be a matrix, got {}-D tensor", b.dim());
    let (m, n) = (a.sizes(), b.sizes());
    ensure!(m[1] == n[0], "addmm: mat1 and mat2 shapes cannot be multiplied ({}x{} and {}x{})", m[0], m[1], n[0], n[1]);
    add_scaled("addmm", x, &a.mm(b)?, beta, alpha)
}

/// `addmv(Tensor input, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · method function inplace out autocast=lower:cuda exact node=Addmv0
///
/// `beta * input + alpha * (mat @ vec)`; with `beta` 0 NaN in the input is ignored.
///
/// Shapes: input broadcasts to `(n)`, `(n, m)` and `(m)`: `(n)`.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions, sizes that do not fit and two dtypes.
pub(crate) fn addmv(x: &Tensor, mat: &Tensor, vec: &Tensor, beta: Scalar, alpha: Scalar) -> Result<Tensor> {
    add_scaled("addmv", x, &mat.mv(vec)?, beta, alpha)
}

/// `addr(Tensor input, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · method function inplace out autocast=lower:cuda node=Addr0
///
/// `beta * input[i][j] + alpha * vec1[i] * vec2[j]`; with `beta` 0 NaN in the input is ignored.
///
/// Shapes: input broadcasts to `(n, m)`, `(n)` and `(m)`: `(n, m)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for other numbers of dimensions.
pub(crate) fn addr(x: &Tensor, a: &Tensor, b: &Tensor, beta: Scalar, alpha: Scalar) -> Result<Tensor> {
    add_scaled("addr", x, &a.outer(b)?, beta, alpha)
}

/// `baddbmm(Tensor input, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · method function inplace out autocast=lower exact node=Baddbmm0
///
/// `beta * input[b] + alpha * (batch1[b] @ batch2[b])`; with `beta` 0 NaN in the input is ignored.
///
/// Shapes: input broadcasts to `(b, n, p)`, `(b, n, m)` and `(b, m, p)`: `(b, n, p)`.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions, sizes that do not fit and two dtypes.
pub(crate) fn baddbmm(x: &Tensor, a: &Tensor, b: &Tensor, beta: Scalar, alpha: Scalar) -> Result<Tensor> {
    add_scaled("baddbmm", x, &a.bmm(b)?, beta, alpha)
}

/// `addbmm(Tensor input, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · method function inplace out autocast=lower exact node=Addbmm0
///
/// `beta * input + alpha * (sum over b of batch1[b] @ batch2[b])`; with `beta` 0 NaN in the input is ignored.
///
/// Shapes: input broadcasts to `(n, p)`, `(b, n, m)` and `(b, m, p)`: `(n, p)`.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions, sizes that do not fit and two dtypes.
pub(crate) fn addbmm(x: &Tensor, a: &Tensor, b: &Tensor, beta: Scalar, alpha: Scalar) -> Result<Tensor> {
    add_scaled("addbmm", x, &a.bmm(b)?.sum_dim_with(Some(&[0]), false, Some(a.dtype()))?, beta, alpha)
}

/// `mv(Tensor input, Tensor vec) -> Tensor` · method function out autocast=lower:cuda exact
///
/// `out[i] = sum over j of x[i][j] * vec[j]`.
///
/// Shapes: `(n, m)` and `(m)` to `(n)`.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions, sizes that do not fit and two dtypes.
pub(crate) fn mv(x: &Tensor, vec: &Tensor) -> Result<Tensor> {
    let (a, b) = (x.sizes(), vec.sizes());
    ensure!(a.len() == 2 && b.len() == 1, "vector + matrix @ vector expected, got {}, {}, {}", 1, a.len(), b.len());
    ensure!(a[1] == b[0], "size mismatch, got input ({}), mat ({}x{}), vec ({})", a[0], a[0], a[1], b[0]);
    same_dtype("mv", x, vec)?;
    Ok(launch_bmm("mv", x, vec, &[a[0]])?.with_grad([x, vec], |_| MvGrad {
        x: vec.requires_grad().then(|| x.save()),
        y: x.requires_grad().then(|| vec.save()),
    }))
}

struct MvGrad {
    x: Option<Saved>,
    y: Option<Saved>,
}
impl Backward for MvGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None]) };
        let gx = match &self.y {
            Some(y) if cx.needs(0) => Some(g.unsqueeze(1)?.mm(&conj_of(&cx.unpack(y)?)?.unsqueeze(0)?)?),
            _ => None,
        };
        let gy = match &self.x {
            Some(x) if cx.needs(1) => Some(conj_of(&cx.unpack(x)?)?.t()?.mv(g)?),
            _ => None,
        };
        Ok(smallvec![gx, gy])
    }
}

/// `dot(Tensor input, Tensor tensor) -> Tensor` · method function out autocast=lower:cuda exact
///
/// `sum over i of x[i] * y[i]`.
///
/// Shapes: two of `(n)` to `()`.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions, two lengths and two dtypes.
pub(crate) fn dot(x: &Tensor, y: &Tensor) -> Result<Tensor> {
    let (a, b) = (x.sizes(), y.sizes());
    ensure!(a.len() == 1 && b.len() == 1, "1D tensors expected, but got {}D and {}D tensors", a.len(), b.len());
    ensure!(x.dtype() == y.dtype(), "dot : expected both vectors to have same dtype, but found {} and {}", x.dtype().scalar_name(), y.dtype().scalar_name());
    ensure!(a == b, "inconsistent tensor size, expected tensor {:?} and src {:?} to have the same number of elements, but got {} and {} elements respectively", &a[..], &b[..], a[0], b[0]);
    same_dtype("dot", x, y)?;
    Ok(launch_bmm("dot", x, y, &[])?.with_grad([x, y], |_| DotGrad {
        x: y.requires_grad().then(|| x.save()),
        y: x.requires_grad().then(|| y.save()),
    }))
}

struct DotGrad {
    x: Option<Saved>,
    y: Option<Saved>,
}
impl Backward for DotGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None]) };
        let gx = match &self.y {
            Some(y) if cx.needs(0) => Some(conj_of(&cx.unpack(y)?)?.mul(g)?),
            _ => None,
        };
        let gy = match &self.x {
            Some(x) if cx.needs(1) => Some(conj_of(&cx.unpack(x)?)?.mul(g)?),
            _ => None,
        };
        Ok(smallvec![gx, gy])
    }
}

/// `vdot(Tensor input, Tensor other) -> Tensor` · method function out exact node=Vdot0
///
/// `sum over i of conj(x[i]) * y[i]`.
///
/// Shapes: two of `(n)` to `()`.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions, two lengths and two dtypes.
pub(crate) fn vdot(x: &Tensor, y: &Tensor) -> Result<Tensor> {
    conj_of(x)?.dot(y)
}

/// `outer(Tensor input, Tensor vec2) -> Tensor` · method function out alias=ger
///
/// `out[i][j] = x[i] * y[j]`.
///
/// Shapes: `(n)` and `(m)` to `(n, m)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for other numbers of dimensions than 1.
pub(crate) fn outer(x: &Tensor, y: &Tensor) -> Result<Tensor> {
    ensure!(x.dim() == 1, "outer: Expected 1-D argument self, but got {}-D", x.dim());
    ensure!(y.dim() == 1, "outer: Expected 1-D argument vec2, but got {}-D", y.dim());
    x.unsqueeze(1)?.mul(&y.unsqueeze(0)?)
}

/// `chain_matmul(Tensor... matrices) -> Tensor` · function
///
/// `A @ B @ C @ …` in the order of fewest multiplications; in `multi_dot` the first and the last may be vectors.
///
/// Shapes: `(n, m)`, `(m, p)`, `(p, q)` to `(n, q)`.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for too few tensors, other numbers of dimensions, and sizes that do not fit.
/// Source: Cormen and others, Introduction to Algorithms, section 15.2.
pub(crate) fn chain_matmul(matrices: &[Tensor]) -> Result<Tensor> {
    crate::ensure!(!matrices.is_empty(), "chain_matmul(): Expected one or more matrices");
    for t in matrices {
        crate::ensure!(t.dim() == 2, "chain_matmul(): Tensor dimension is {}, expected 2 instead", t.dim());
    }
    super::linalg::products::ordered(matrices)
}
