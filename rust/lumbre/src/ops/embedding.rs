//! Rows of a table by index.

use super::partial::need_index;
use crate::autograd::{Backward, BackwardCx, Coo, Grads, Saved};
use crate::backend::{Fresh, bad_index, launch_on};
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::Dims;
use crate::ensure;
use lumbre_kernels::{DType, Scalar, index as kernel};
use smallvec::smallvec;

/// `embedding(Tensor weight, Tensor indices, int padding_idx=-1, bool scale_grad_by_freq=False, bool sparse=False) -> Tensor` · function
///
/// `out[i…, :] = weight[indices[i…], :]`. Row `padding_idx` gets no gradient; `scale_grad_by_freq` divides a row's gradient by how often
/// the row was used. With `sparse`, the gradient of a leaf `weight` is a sparse tensor of the rows that were used.
///
/// Shapes: weight `(n, d)`, indices `(*)`: `(*, d)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: IndexError for an index out of range; RuntimeError for a weight that is no matrix and indices that are not integers.
pub(crate) fn embedding(weight: &Tensor, indices: &Tensor, padding_idx: i64, scale_grad_by_freq: bool, sparse: bool) -> Result<Tensor> {
    let w = weight.sizes();
    ensure!(w.len() == 2, "'weight' must be 2-D");
    need_index("embedding", indices)?;
    let mut sizes = indices.sizes();
    sizes.push(w[1]);
    let flat = indices.reshape(&[-1])?;
    let y = Fresh::empty("embedding", &sizes, weight.dtype(), weight.device())?;
    let rows = Fresh::from_geometry({
        let mut g = (*y.tensor().geometry()).clone();
        g.sizes = smallvec![flat.numel(), w[1]];
        g.strides = smallvec![w[1].max(1), 1];
        g
    });
    crate::backend::compute("embedding", (flat.numel() * w[1]) as usize, &[weight, &flat], &[&rows], |i, o| {
        kernel::index_select(i[0], 0, i[1], o[0].reborrow()).map_err(|_| crate::Error::new(crate::Kind::Index, "index out of range in self"))
    })?;
    // Only a leaf takes a sparse gradient: the rules of other ops compute with dense ones.
    let sparse = sparse && weight.is_leaf();
    Ok(y.with_grad([weight], |_| EmbeddingGrad { rows: w[0], indices: indices.save(), padding_idx, scale_grad_by_freq, sparse }))
}

struct EmbeddingGrad {
    rows: i64,
    indices: Saved,
    padding_idx: i64,
    scale_grad_by_freq: bool,
    sparse: bool,
}
impl Backward for EmbeddingGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let indices = cx.unpack(&self.indices)?;
        if self.sparse {
            ensure!(!self.scale_grad_by_freq, "embedding_backward: scale_grad_by_freq not supported with sparse gradients");
            return Ok(smallvec![Some(sparse_rows(g, &indices, self.rows, self.padding_idx)?)]);
        }
        let gw = g.embedding_dense_backward(&indices, self.rows, self.padding_idx, self.scale_grad_by_freq)?;
        Ok(smallvec![Some(gw)])
    }
}

/// The gradient as the rows that were used, one for each use.
fn sparse_rows(g: &Tensor, indices: &Tensor, rows: i64, padding_idx: i64) -> Result<Tensor> {
    let d = g.sizes().last().copied().unwrap_or(1);
    let mut at = indices.reshape(&[-1])?.to_dtype(DType::I64)?;
    let mut values = g.reshape(&[at.numel(), d])?.contiguous()?;
    if padding_idx >= 0 {
        let kept = at.ne(padding_idx)?.nonzero()?.reshape(&[-1])?;
        (at, values) = (at.index_select(0, &kept)?, values.index_select(0, &kept)?);
    }
    Tensor::from_coo(Coo { indices: at.unsqueeze(0)?, values, sizes: smallvec![rows, d], coalesced: false })
}

/// `embedding_dense_backward(Tensor grad_output, Tensor indices, int num_weights, int padding_idx, bool scale_grad_by_freq) -> Tensor` · function
///
/// `out[indices[i…], :] += grad_output[i…, :]`: the gradient of an embedding table of `num_weights` rows, 0 in row `padding_idx`.
///
/// Shapes: grad_output `(*, d)`, indices `(*)`: `(num_weights, d)`.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not fit; IndexError for an index out of range.
pub(crate) fn embedding_dense_backward(g: &Tensor, indices: &Tensor, num_weights: i64, padding_idx: i64, scale_grad_by_freq: bool) -> Result<Tensor> {
    need_index("embedding_dense_backward", indices)?;
    super::partial::need_float("embedding_backward", g.dtype())?;
    let d = g.sizes().last().copied().unwrap_or(1);
    let flat = g.reshape(&[indices.numel(), d])?;
    let index = indices.reshape(&[-1])?;
    let gw = crate::backend::elementwise::full("embedding_backward", &[num_weights, d], Scalar::Int(0), g.dtype(), g.device())?;
    launch_on("embedding_backward", g.numel() as usize, &[&crate::backend::resolve(&flat)?, &index], &[gw.tensor()], |i, o| {
        kernel::embedding_backward(i[0], i[1], padding_idx, scale_grad_by_freq, o[0].reborrow())
            .map_err(|e| bad_index("embedding_backward", e.index, e.dim, e.size))
    })?;
    Ok(gw.with_grad([g], |_| EmbeddingGradGrad {
        indices: indices.save(),
        sizes: g.sizes(),
        rows: num_weights,
        padding_idx,
        scale_grad_by_freq,
    }))
}

struct EmbeddingGradGrad {
    indices: Saved,
    sizes: Dims,
    rows: i64,
    padding_idx: i64,
    scale_grad_by_freq: bool,
}
impl Backward for EmbeddingGradGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(h) = &grads[0] else { return Ok(smallvec![None]) };
        let indices = cx.unpack(&self.indices)?;
        let mut weights = Tensor::ones(&[self.rows, 1], h.dtype(), h.device())?;
        if self.scale_grad_by_freq {
            let flat = indices.reshape(&[-1])?;
            let one = Tensor::ones(&[flat.numel(), 1], h.dtype(), h.device())?;
            let uses = Tensor::zeros(&[self.rows, 1], h.dtype(), h.device())?.index_add(0, &flat, &one)?;
            weights = weights.div(&uses)?;
        }
        if self.padding_idx >= 0 {
            let zero = Tensor::zeros(&[1], h.dtype(), h.device())?;
            weights = weights.select_scatter(&zero, 0, self.padding_idx)?;
        }
        let scale = weights.embedding(&indices)?;
        Ok(smallvec![Some(h.embedding(&indices)?.mul(&scale)?.reshape(&self.sizes)?)])
    }
}
