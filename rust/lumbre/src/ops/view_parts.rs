//! Several views of one tensor: pieces and slices along a dimension.

use crate::autograd::{Backward, BackwardCx, Grads, make_views};
use crate::backend::attach;
use crate::ensure;
use crate::error::Result;
use crate::modes;
use crate::tensor::Tensor;
use crate::tensor::geometry::{Dims, Geometry, wrap_dim};
use smallvec::smallvec;

/// `split.sizes(Tensor(a) input, int[] split_size, int dim=0) -> Tensor[]` · method view
///
/// `x` cut along `dim` into pieces of the given sizes, as views.
///
/// Shapes: `(*, n, *)` to pieces of `(*, sizes[i], *)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError where the sizes are negative or do not sum to the dimension's; IndexError for a dimension out of range.
pub(crate) fn split_sizes(x: &Tensor, sizes: &[i64], dim: i64) -> Result<Vec<Tensor>> {
    let g = x.geometry();
    ensure!(g.dim() > 0, "split expects at least a 1-dimensional tensor");
    let d = wrap_dim(dim, g.dim())?;
    ensure!(
        sizes.iter().all(|&s| s >= 0) && sizes.iter().sum::<i64>() == g.sizes[d],
        "split_with_sizes expects split_sizes to sum exactly to {} (input tensor's size at dimension {d}), but got split_sizes={sizes:?}",
        g.sizes[d]
    );
    let mut at = 0;
    let parts: Vec<Geometry> = sizes
        .iter()
        .map(|&n| {
            let mut p = (*g).clone();
            p.sizes[d] = n;
            if n > 0 {
                p.offset += at * g.strides[d];
            }
            at += n;
            p
        })
        .collect();
    let sizes: Dims = sizes.into();
    Ok(many_views(x, parts, || SplitGrad { dim: d as i64, sizes, shape: g.sizes.clone() }))
}

struct SplitGrad {
    dim: i64,
    sizes: Dims,
    shape: Dims,
}
impl Backward for SplitGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(any) = grads.iter().flatten().next() else { return Ok(smallvec![None]) };
        let _ = cx;
        let mut out = Tensor::zeros(&self.shape, any.dtype(), any.device())?;
        let mut at = 0;
        for (g, n) in grads.iter().zip(&self.sizes) {
            if let Some(g) = g {
                out = out.slice_scatter_with(g, self.dim, Some(at), Some(at + n), 1)?;
            }
            at += n;
        }
        Ok(smallvec![Some(out)])
    }
}

/// Records one rule over several views.
pub(crate) fn many_views<R: Backward>(x: &Tensor, parts: Vec<Geometry>, rule: impl FnOnce() -> R) -> Vec<Tensor> {
    let views = make_views(x, parts);
    if modes::grad_enabled() && x.requires_grad() && !views.is_empty() {
        let refs: Vec<&Tensor> = views.iter().collect();
        attach(rule(), smallvec![crate::autograd::edge_of(x)], &refs);
    }
    views
}

/// `unbind(Tensor(a) input, int dim=0) -> Tensor[]` · method function view
///
/// `x[0], x[1], …` along `dim`, as views.
///
/// Shapes: pieces of the input's shape without `dim`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn unbind(x: &Tensor, dim: i64) -> Result<Vec<Tensor>> {
    let g = x.geometry();
    ensure!(g.dim() > 0, Index, "Dimension specified as {dim} but tensor has no dimensions");
    let d = wrap_dim(dim, g.dim())?;
    let mut parts = crate::storage::list(g.sizes[d] as usize)?;
    parts.extend((0..g.sizes[d]).map(|i| {
        let mut p = (*g).clone();
        p.sizes.remove(d);
        p.strides.remove(d);
        p.offset += i * g.strides[d];
        p
    }));
    Ok(many_views(x, parts, || UnbindGrad { dim: d as i64 }))
}

struct UnbindGrad {
    dim: i64,
}
impl Backward for UnbindGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(any) = grads.iter().flatten().next() else { return Ok(smallvec![None]) };
        let shape = cx.node.next_edges()[0].as_ref().and_then(|e| e.node().outputs().get(e.nr as usize).map(|m| m.sizes.clone()));
        let Some(shape) = shape else { return Ok(smallvec![None]) };
        let mut out = Tensor::zeros(&shape, any.dtype(), any.device())?;
        for (i, g) in grads.iter().enumerate() {
            if let Some(g) = g {
                out = out.select_scatter(g, self.dim, i as i64)?;
            }
        }
        Ok(smallvec![Some(out)])
    }
}
