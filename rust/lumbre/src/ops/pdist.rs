//! Distances of all pairs within a set.

use super::partial::places_on;
use crate::ensure;
use crate::error::Result;
use crate::tensor::Tensor;
use lumbre_kernels::Scalar;

/// `pdist(Tensor input, float p=2.0) -> Tensor` · function nn.functional node=Pdist0
///
/// `|x[i] - x[j]|_p` for all `i < j`: first with second, first with third, …
///
/// Shapes: `(n, d)` to `(n (n - 1) / 2)`.
/// Dtypes: floats; others raise RuntimeError.
/// Raises: RuntimeError for another number of dimensions than 2 and a negative `p`.
pub(crate) fn pdist(x: &Tensor, p: f64) -> Result<Tensor> {
    ensure!(x.dim() == 2, "pdist only supports 2D tensors, got: {}D", x.dim());
    ensure!(p >= 0.0, "pdist only supports non-negative p values");
    ensure!(x.dtype().is_float(), "pdist only supports floating-point dtypes");
    super::partial::need_float("pdist", x.dtype())?;
    let n = x.sizes()[0];
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for i in 0..n {
        for j in i + 1..n {
            first.push(i);
            second.push(j);
        }
    }
    let differences = x.index_select(0, &places_on(x, &first)?)?.sub(&x.index_select(0, &places_on(x, &second)?)?)?;
    if differences.numel() == 0 {
        return differences.sum_dim(Some(&[1]));
    }
    differences.norm_with(Some(Scalar::Float(p)), Some(&[1]), false, None)
}
