//! Matrix norms and condition numbers.

use super::support::*;
use crate::error::Result;
use crate::ops::norms::p_norm;
use crate::tensor::Tensor;
use crate::tensor::geometry::{Dims, wrap_dim};
use crate::{bail, ensure};
use lumbre_kernels::{DType, Scalar};

fn floats(op: &str, x: &Tensor) -> Result<()> {
    let d = x.dtype();
    ensure!(d.is_float() || d.is_complex(), NotImplemented, "{op}: Expected a floating point or complex tensor as input. Got {}", d.scalar_name());
    Ok(())
}

fn as_dtype(op: &str, x: &Tensor, dtype: Option<DType>) -> Result<Tensor> {
    let Some(d) = dtype else { return Ok(x.clone()) };
    ensure!(d.is_float() || d.is_complex(), "{op}: dtype should be floating point or complex. Got {}", d.scalar_name());
    ensure!(x.dtype().is_complex() == d.is_complex() || !x.dtype().is_complex(), "{op}: the dtype of the input ({}) should be convertible without narrowing to the specified dtype ({})", x.dtype().scalar_name(), d.scalar_name());
    x.to_dtype(d)
}

/// The two dimensions of a matrix, counted from the front.
fn two(op: &str, x: &Tensor, dim: &[i64]) -> Result<[i64; 2]> {
    ensure!(dim.len() == 2, "{op}: dim must be a 2-tuple. Got {dim:?}");
    let d = [wrap_dim(dim[0], x.dim())? as i64, wrap_dim(dim[1], x.dim())? as i64];
    ensure!(d[0] != d[1], "{op}: dims must be different. Got ({}, {})", dim[0], dim[1]);
    Ok(d)
}

/// Norms of singular values: of matrices moved to the end, with the dimensions of size one put back where they are kept.
fn spectral(x: &Tensor, dims: [i64; 2], keepdim: bool, of: impl Fn(&Tensor) -> Result<Tensor>) -> Result<Tensor> {
    let y = of(&x.movedim(&dims, &[-2, -1])?.linalg_svdvals()?)?;
    if !keepdim {
        return Ok(y);
    }
    let (a, b) = (dims[0].min(dims[1]), dims[0].max(dims[1]));
    y.unsqueeze(a)?.unsqueeze(b)
}

/// The largest of numbers that are not negative: of none 0.
fn largest(x: &Tensor, dim: i64, keepdim: bool) -> Result<Tensor> {
    if x.size(dim)? == 0 { x.sum_dim_with(Some(&[dim]), keepdim, None) } else { x.amax_with(&[dim], keepdim) }
}

fn matrix(op: &str, x: &Tensor, ord: f64, dim: &[i64], keepdim: bool, dtype: Option<DType>) -> Result<Tensor> {
    floats(op, x)?;
    ensure!(x.dim() >= 2, "{op}: The input tensor A must have at least 2 dimensions.");
    let x = &as_dtype(op, x, dtype)?;
    let d = two(op, x, dim)?;
    let size = ord.abs();
    ensure!(size == 1.0 || size == 2.0 || size.is_infinite(), "{op}: Order {ord} not supported.");
    if size == 2.0 {
        return spectral(x, d, keepdim, |s| if ord > 0.0 { largest(s, -1, false) } else { s.amin_with(&[-1], false) });
    }
    // Sums of one dimension, then the extreme of the other.
    let (sum, mut other) = if size == 1.0 { (d[0], d[1]) } else { (d[1], d[0]) };
    let sums = p_norm(op, x, 1.0, Some(&[sum]), keepdim, None)?;
    if !keepdim && other > sum {
        other -= 1;
    }
    if ord > 0.0 { largest(&sums, other, keepdim) } else { sums.amin_with(&[other], keepdim) }
}

/// `linalg_matrix_norm(Tensor input, Scalar ord, int[] dim=[-2, -1], bool keepdim=False, *, dtype? dtype=None) -> Tensor` · linalg out exact
///
/// The largest sum of absolute values of a column (`1`), of a row (`inf`), or the largest singular value (`2`); negative orders give the
/// least.
///
/// Shapes: `(*, m, n)` to `(*)` (sizes 1 with `keepdim`).
/// Dtypes: floats, complex; complex gives the real dtype; others raise NotImplementedError.
/// Raises: RuntimeError for fewer than 2 dimensions, another order, and a `dim` that does not name two dimensions.
pub(crate) fn linalg_matrix_norm(x: &Tensor, ord: Scalar, dim: &[i64], keepdim: bool, dtype: Option<DType>) -> Result<Tensor> {
    matrix("linalg.matrix_norm", x, ord.to_f64(), dim, keepdim, dtype)
}

/// `linalg_matrix_norm.str_ord(Tensor input, str ord='fro', int[] dim=[-2, -1], bool keepdim=False, *, dtype? dtype=None) -> Tensor` · linalg out exact
///
/// `sqrt(sum(|x|^2))` (`'fro'`), or the sum of the singular values (`'nuc'`).
///
/// Shapes: `(*, m, n)` to `(*)` (sizes 1 with `keepdim`).
/// Dtypes: floats, complex; complex gives the real dtype; others raise NotImplementedError.
/// Raises: RuntimeError for fewer than 2 dimensions, another order, and a `dim` that does not name two dimensions.
pub(crate) fn linalg_matrix_norm_named(x: &Tensor, ord: &str, dim: &[i64], keepdim: bool, dtype: Option<DType>) -> Result<Tensor> {
    let op = "linalg.matrix_norm";
    floats(op, x)?;
    ensure!(x.dim() >= 2, "{op}: The input tensor A must have at least 2 dimensions.");
    let x = &as_dtype(op, x, dtype)?;
    let d = two(op, x, dim)?;
    match ord {
        "fro" => p_norm(op, x, 2.0, Some(&d), keepdim, None),
        "nuc" => spectral(x, d, keepdim, |s| s.sum_dim(Some(&[-1]))),
        _ => bail!("{op}: Order {ord} not supported."),
    }
}

/// `linalg_norm(Tensor input, Scalar? ord=None, int[1]? dim=None, bool keepdim=False, *, dtype? dtype=None) -> Tensor` · linalg out exact
///
/// `sum(|x|^ord)^(1 / ord)` over one dimension, or all without `ord`; the matrix norm `ord` over two.
///
/// Shapes: the input's without `dim` (size 1 there with `keepdim`).
/// Dtypes: floats, complex; complex gives the real dtype; others raise NotImplementedError.
/// Raises: RuntimeError for a `dim` of another length than 1 or 2, and an `ord` without `dim` for more than 2 dimensions.
pub(crate) fn linalg_norm(x: &Tensor, ord: Option<Scalar>, dim: Option<&[i64]>, keepdim: bool, dtype: Option<DType>) -> Result<Tensor> {
    let op = "linalg.norm";
    floats(op, x)?;
    let Some(ord) = ord else {
        return p_norm(op, &as_dtype(op, x, dtype)?, 2.0, dim, keepdim, None);
    };
    match dim {
        Some(d) => ensure!(d.len() == 1 || d.len() == 2, "{op}: If dim is specified, it must be of length 1 or 2. Got {d:?}"),
        None => ensure!(x.dim() == 1 || x.dim() == 2, "{op}: If dim is not specified but ord is, the input must be 1D or 2D. Got {}D.", x.dim()),
    }
    let all: Dims = (0..x.dim() as i64).collect();
    let d = dim.unwrap_or(&all);
    if d.len() == 2 { matrix(op, x, ord.to_f64(), d, keepdim, dtype) } else { p_norm(op, &as_dtype(op, x, dtype)?, ord.to_f64(), Some(d), keepdim, None) }
}

/// `linalg_norm.ord_str(Tensor input, str ord, int[1]? dim=None, bool keepdim=False, *, dtype? dtype=None) -> Tensor` · linalg out exact
///
/// The Frobenius (`'fro'`) or nuclear (`'nuc'`) norm of matrices.
///
/// Shapes: the input's without the two dimensions `dim` (sizes 1 with `keepdim`).
/// Dtypes: floats, complex; complex gives the real dtype; others raise NotImplementedError.
/// Raises: RuntimeError for a `dim` of another length than 2, and without it for another number of dimensions than 2.
pub(crate) fn linalg_norm_named(x: &Tensor, ord: &str, dim: Option<&[i64]>, keepdim: bool, dtype: Option<DType>) -> Result<Tensor> {
    let op = "linalg.norm";
    match dim {
        Some(d) => {
            ensure!(d.len() == 2, "{op}: If ord is a str, dim must be of length 2. Got {d:?}");
            linalg_matrix_norm_named(x, ord, d, keepdim, dtype)
        }
        None => {
            ensure!(x.dim() == 2, "{op}: If dim is not specified but ord is, the input must be 1D or 2D. Got {}D.", x.dim());
            linalg_matrix_norm_named(x, ord, &[0, 1], keepdim, dtype)
        }
    }
}

/// The nuclear norm for `torch.norm`.
pub(crate) fn nuclear(x: &Tensor, dim: Option<&[i64]>, keepdim: bool, dtype: Option<DType>) -> Result<Tensor> {
    linalg_matrix_norm_named(x, "nuc", dim.unwrap_or(&[-2, -1]), keepdim, dtype)
}

/// `linalg_cond(Tensor input, Scalar? p=None) -> Tensor` · linalg out autocast=f32
///
/// `|A|_p |A^-1|_p`; for `None` and `2` the ratio of the largest to the least singular value, for `-2` its inverse.
///
/// Shapes: `(*, m, n)` to `(*)`; square but for `None`, `2` and `-2`.
/// Dtypes: float32, float64, complex; complex gives the real dtype; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for fewer than 2 dimensions, and unless `p` is `None`, 2 or -2 for matrices of unequal sides.
pub(crate) fn linalg_cond(x: &Tensor, p: Option<Scalar>) -> Result<Tensor> {
    let op = "linalg.cond";
    matrices(op, x)?;
    let p = p.map_or(2.0, Scalar::to_f64);
    if p.abs() == 2.0 {
        if x.numel() == 0 {
            return Tensor::zeros(&batch_of(x), x.dtype().to_real(), x.device());
        }
        let s = x.linalg_svdvals()?;
        let (first, last) = (s.select(-1, 0)?, s.select(-1, s.size(-1)? - 1)?);
        return if p > 0.0 { first.div(&last) } else { last.div(&first) };
    }
    by_inverse(op, x, |x| x.linalg_matrix_norm(Scalar::Float(p)))
}

/// `linalg_cond.p_str(Tensor input, str p) -> Tensor` · linalg out autocast=f32
///
/// `|A|_p |A^-1|_p` in the Frobenius (`'fro'`) or nuclear (`'nuc'`) norm.
///
/// Shapes: `(*, n, n)` to `(*)`.
/// Dtypes: float32, float64, complex; complex gives the real dtype; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for matrices that are not square, and for another word.
pub(crate) fn linalg_cond_named(x: &Tensor, p: &str) -> Result<Tensor> {
    let op = "linalg.cond";
    matrices(op, x)?;
    by_inverse(op, x, |x| x.linalg_matrix_norm_named_with(p, &[-2, -1], false, None))
}

/// The norm of a matrix times its inverse's; infinite for a singular one.
fn by_inverse(op: &str, x: &Tensor, norm: impl Fn(&Tensor) -> Result<Tensor>) -> Result<Tensor> {
    square(op, x)?;
    if x.numel() == 0 {
        return Tensor::zeros(&batch_of(x), x.dtype().to_real(), x.device());
    }
    let (y, info) = x.linalg_inv_ex()?;
    let value = norm(x)?.mul(&norm(&y)?)?;
    info.eq(0.0)?.where_cond(&value, &number(&value, f64::INFINITY)?)
}
