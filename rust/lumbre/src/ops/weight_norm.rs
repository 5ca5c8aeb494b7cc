//! Weights as a direction times a length.

use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::{Dims, wrap_dim};
use lumbre_kernels::Scalar;

/// `norm_except_dim(Tensor v, int pow=2, int dim=0) -> Tensor` · function
///
/// `(sum |v|^pow)^(1/pow)` over every dimension but `dim`, or over all for -1.
///
/// Shapes: the input's with size 1 but in `dim`; `()` for -1.
/// Dtypes: bool, integers, floats, complex; complex gives the real dtype.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn norm_except_dim(v: &Tensor, pow: i64, dim: i64) -> Result<Tensor> {
    if dim == -1 {
        return v.norm_with(Some(Scalar::Int(pow)), None, false, None);
    }
    let kept = wrap_dim(dim, v.dim())? as i64;
    let rest: Dims = (0..v.dim() as i64).filter(|&d| d != kept).collect();
    if rest.is_empty() {
        // An empty list would mean every dimension.
        return v.abs();
    }
    v.norm_with(Some(Scalar::Int(pow)), Some(&rest), true, None)
}

/// `_weight_norm(Tensor v, Tensor g, int dim=0) -> Tensor` · function
///
/// `v * (g / |v|)`, the norm taken over every dimension but `dim`.
///
/// Shapes: v any, g size 1 but in `dim`; the result has v's.
/// Dtypes: floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
/// Source: Salimans and Kingma, Weight Normalization, 2016 (arXiv:1602.07868).
pub(crate) fn _weight_norm(v: &Tensor, g: &Tensor, dim: i64) -> Result<Tensor> {
    v.mul(&g.div(&v.norm_except_dim_with(2, dim)?)?)
}
