//! Vector norms and distances.

use super::partial::mask_as;
use super::reduce::{drop_dims, launch_reduce, restore_dims};
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::elementwise;
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::{Dims, dim_mask};
use crate::{bail, ensure};
use lumbre_kernels::binary::Binary;
use lumbre_kernels::reduce::Reduce;
use lumbre_kernels::{DType, Scalar};
use smallvec::smallvec;

pub(crate) fn p_norm(name: &str, x: &Tensor, p: f64, dim: Option<&[i64]>, keepdim: bool, dtype: Option<DType>) -> Result<Tensor> {
    let d = x.dtype();
    ensure!(
        d.is_float() || d.is_complex(),
        NotImplemented, "{name}: Expected a floating point or complex tensor as input. Got {}",
        d.scalar_name()
    );
    let x = &x.to_dtype(dtype.unwrap_or(d))?;
    let mask = dim_mask(dim.unwrap_or(&[]), x.dim())?;
    if p.is_infinite() {
        for (i, n) in x.sizes().iter().enumerate() {
            ensure!(*n > 0 || mask & (1 << i) == 0, "{name} cannot compute the {p} norm on an empty tensor because the operation does not have an identity");
        }
    }
    let y = drop_dims(launch_reduce(name, x, Reduce::Norm { p }, mask, x.dtype().to_real())?, mask, keepdim);
    Ok(y.with_grad([x], |y| NormGrad { x: x.save(), y: y.save(), p, sizes: x.sizes(), mask, keepdim }))
}

struct NormGrad {
    x: Saved,
    y: Saved,
    p: f64,
    sizes: Dims,
    mask: u64,
    keepdim: bool,
}

/// 1 where the elements of two tensors are equal, outside the graph.
fn equal(a: &Tensor, b: &Tensor, dtype: DType) -> Result<Tensor> {
    let (a, b) = (a.detach_handle(), b.detach_handle());
    mask_as(&elementwise::binary("eq", &a, &b, Binary::Eq, a.dtype(), DType::Bool)?.non_differentiable(), dtype)
}

impl Backward for NormGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let x = cx.unpack(&self.x)?;
        let y = restore_dims(&cx.unpack(&self.y)?, &self.sizes, self.mask, self.keepdim)?;
        let g = restore_dims(g, &self.sizes, self.mask, self.keepdim)?;
        let d = y.dtype();
        let zero = Tensor::zeros(&[], d, y.device())?;
        // The norm has no slope at zero; ours is 0 there.
        let none = equal(&y, &zero, d)?;
        let safe = y.add(&none)?;
        let keep = none.rsub(1.0)?;
        let gx = match self.p {
            0.0 => x.zeros_like()?,
            1.0 => x.sgn()?.mul(&g)?,
            2.0 => x.mul(&g.mul(&keep)?.div(&safe)?)?,
            p if p.is_infinite() => {
                let hit = equal(&x.abs()?, &y.expand(&self.sizes)?, d)?;
                let dims: Dims = (0..self.sizes.len() as i64).filter(|i| self.mask & (1 << i) != 0).collect();
                let n = if dims.is_empty() { hit.clone() } else { hit.sum_dim_with(Some(&dims), true, None)? };
                x.sgn()?.mul(&hit.mul(&g.div(&n)?)?)?
            }
            p => {
                let size = x.abs()?;
                let flat = equal(&size, &zero, d)?;
                let size = size.add(&flat)?;
                let slope = size.div(&safe)?.pow(Scalar::Float(p - 1.0))?.mul(&flat.rsub(1.0)?)?;
                x.sgn()?.mul(&slope.mul(&g.mul(&keep)?)?)?
            }
        };
        Ok(smallvec![Some(gx)])
    }

    fn name(&self) -> std::borrow::Cow<'static, str> {
        "LinalgVectorNormBackward0".into()
    }
}

/// `linalg_vector_norm(Tensor input, Scalar ord=2, int[1]? dim=None, bool keepdim=False, *, dtype? dtype=None) -> Tensor` · linalg out exact
///
/// `sum(|x|^ord)^(1/ord)` over `dim`; the largest (smallest) absolute value for `inf` (`-inf`), the number of nonzeros for 0.
///
/// Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
/// Dtypes: floats, complex; complex gives the real dtype; others raise NotImplementedError.
/// Raises: IndexError for a dimension out of range; RuntimeError for the largest of no elements.
pub(crate) fn vector_norm(x: &Tensor, ord: Scalar, dim: Option<&[i64]>, keepdim: bool, dtype: Option<DType>) -> Result<Tensor> {
    p_norm("linalg.vector_norm", x, ord.to_f64(), dim, keepdim, dtype)
}

/// `norm(Tensor input, Scalar? p=2, int[1]? dim=None, bool keepdim=False, *, dtype? dtype=None) -> Tensor` · method function out exact node=Norm1
///
/// `sum(|x|^p)^(1/p)` over `dim`; the largest (smallest) absolute value for `inf` (`-inf`), the number of nonzeros for 0.
///
/// Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
/// Dtypes: floats, complex; complex gives the real dtype; others raise NotImplementedError.
/// Raises: IndexError for a dimension out of range; RuntimeError for the largest of no elements.
pub(crate) fn norm(x: &Tensor, p: Option<Scalar>, dim: Option<&[i64]>, keepdim: bool, dtype: Option<DType>) -> Result<Tensor> {
    p_norm("norm", x, p.map_or(2.0, Scalar::to_f64), dim, keepdim, dtype)
}

/// `norm.named(Tensor input, str p, int[1]? dim=None, bool keepdim=False, *, dtype? dtype=None) -> Tensor` · method function out exact
///
/// `sqrt(sum(|x|^2))` for `'fro'`, the largest (smallest) absolute value for `'inf'` (`'-inf'`), the sum of singular values for `'nuc'`.
///
/// Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
/// Dtypes: floats, complex; complex gives the real dtype; others raise NotImplementedError.
/// Raises: RuntimeError for another word; IndexError for a dimension out of range.
pub(crate) fn norm_named(x: &Tensor, p: &str, dim: Option<&[i64]>, keepdim: bool, dtype: Option<DType>) -> Result<Tensor> {
    match p {
        "fro" => p_norm("norm", x, 2.0, dim, keepdim, dtype),
        "inf" => p_norm("norm", x, f64::INFINITY, dim, keepdim, dtype),
        "-inf" => p_norm("norm", x, f64::NEG_INFINITY, dim, keepdim, dtype),
        "nuc" => super::linalg::norms::nuclear(x, dim, keepdim, dtype),
        _ => bail!("norm(): unknown norm {p}"),
    }
}

/// `dist(Tensor input, Tensor other, Scalar p=2) -> Tensor` · method function node=Dist0
///
/// `(sum(|x - y|^p))^(1/p)`.
///
/// Shapes: any that broadcast to `()`.
/// Dtypes: floats, complex; complex gives the real dtype; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn dist(x: &Tensor, y: &Tensor, p: Scalar) -> Result<Tensor> {
    x.sub(y)?.norm_with(Some(p), None, false, None)
}

/// `renorm(Tensor input, Scalar p, int dim, Scalar maxnorm) -> Tensor` · method function inplace out exact node=Renorm0
///
/// `x[i] * min(1, maxnorm / (|x[i]|_p + 1e-7))` for each slice `i` along `dim` whose norm is above `maxnorm`, else `x[i]`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for fewer than 2 dimensions, a `p` that is not positive and a negative `maxnorm`.
pub(crate) fn renorm(x: &Tensor, p: Scalar, dim: i64, maxnorm: Scalar) -> Result<Tensor> {
    ensure!(p.to_f64() > 0.0, "renorm: non-positive-norm not supported");
    ensure!(x.dim() > 1, "renorm: input needs at least 2 dimensions, got {} dimensions", x.dim());
    ensure!(maxnorm.to_f64() >= 0.0, "renorm: expected maxnorm to be >= 0 but got {}", maxnorm.to_f64());
    let d = crate::tensor::geometry::wrap_dim(dim, x.dim())? as i64;
    let rest: Dims = (0..x.dim() as i64).filter(|&i| i != d).collect();
    let norms = x.norm_with(Some(p), Some(&rest), true, None)?;
    let over = norms.gt(maxnorm)?;
    let scale = norms.add(1e-7)?.reciprocal()?.mul(maxnorm)?;
    let one = Tensor::ones(&[], norms.dtype(), norms.device())?;
    x.mul(&over.where_cond(&scale, &one)?)
}

/// `cdist(Tensor x1, Tensor x2, float p=2.0, str? compute_mode=None) -> Tensor` · function autocast=f32 node=Cdist0
///
/// `out[…, i, j] = (sum over k of |x1[…, i, k] - x2[…, j, k]|^p)^(1/p)`; the largest difference for `inf`, the number of differences for
/// 0.
///
/// Shapes: `(*, n, d)` and `(*, m, d)` to `(*, n, m)`, with `*` broadcast.
/// Dtypes: floats; others raise RuntimeError.
/// Raises: RuntimeError for fewer than 2 dimensions, other numbers of columns and a negative `p`; ValueError for another `compute_mode`.
pub(crate) fn cdist(a: &Tensor, b: &Tensor, p: f64, compute_mode: Option<&str>) -> Result<Tensor> {
    ensure!(a.dim() >= 2 && b.dim() >= 2, "cdist only supports at least 2D tensors, X1 got: {}D", a.dim());
    ensure!(a.size(-1)? == b.size(-1)?, "X1 and X2 must have the same number of columns. X1: {} X2: {}", a.size(-1)?, b.size(-1)?);
    for (x, name) in [(a, "X1"), (b, "X2")] {
        ensure!(x.dtype().is_float(), "cdist only supports floating-point dtypes, {name} got: {}", x.dtype().scalar_name());
    }
    ensure!(p >= 0.0, "cdist only supports non-negative p values");
    let modes = ["use_mm_for_euclid_dist_if_necessary", "use_mm_for_euclid_dist", "donot_use_mm_for_euclid_dist"];
    ensure!(compute_mode.is_none_or(|m| modes.contains(&m)), Value, "{} is not a valid value for compute_mode", compute_mode.unwrap_or_default());
    let differences = a.unsqueeze(-2)?.sub(&b.unsqueeze(-3)?)?;
    if differences.numel() == 0 {
        return differences.sum_dim(Some(&[-1]));
    }
    p_norm("cdist", &differences, p, Some(&[-1]), false, None)
}
