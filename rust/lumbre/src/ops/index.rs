//! Reading and writing elements by index.

use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::{Fresh, bad_index, compute_each, cuda};
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::{Dims, wrap_dim};
use crate::ensure;
use lumbre_kernels::index;
use lumbre_kernels::{DType, Scalar, View, ViewMut};
use smallvec::smallvec;

pub(crate) fn check_index(op: &str, index: &Tensor) -> Result<()> {
    ensure!(
        matches!(index.dtype(), DType::I32 | DType::I64),
        "{op}(): Expected dtype int32 or int64 for index, but got {}",
        index.dtype().name()
    );
    ensure!(index.dim() <= 1, Index, "{op}(): Index is supposed to be a vector, but got dim: {}", index.dim());
    Ok(())
}

/// `index_select(Tensor input, int dim, Tensor index) -> Tensor` · method function out exact apart
///
/// `out[i] = x[index[i]]` along `dim`.
///
/// Shapes: index `(k)` or `()`; the result has the input's with `k` in `dim`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: IndexError for an index or a dimension out of range and an index with more dimensions; RuntimeError for indices that are not
///   int32 or int64.
pub(crate) fn index_select(x: &Tensor, dim: i64, index: &Tensor) -> Result<Tensor> {
    check_index("index_select", index)?;
    let d = wrap_dim(dim, x.dim())?;
    let flat = index.reshape(&[-1])?;
    let mut sizes = x.sizes();
    let n = flat.numel();
    if x.dim() == 0 {
        return x.view(&[1])?.index_select(0, &flat)?.view(&[]);
    }
    sizes[d] = n;
    let y = Fresh::empty("index_select", &sizes, x.dtype(), x.device())?;
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        index::index_select(i[0], d, i[1], o[0].reborrow()).map_err(|e| bad_index("index_select", e.index, e.dim, e.size))
    };
    compute_each("index_select", sizes.iter().product::<i64>() as usize, &[x, &flat], &[&y], cpu, |cx, i, o| {
        cuda::index::index_select(cx, i[0], d, i[1], o[0])
    })?;
    Ok(y.with_grad([x], |_| IndexSelectGrad { sizes: x.sizes(), dim: d as i64, index: flat.save() }))
}

struct IndexSelectGrad {
    sizes: Dims,
    dim: i64,
    index: Saved,
}
impl Backward for IndexSelectGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let zero = Tensor::zeros(&self.sizes, g.dtype(), g.device())?;
        Ok(smallvec![Some(zero.index_add(self.dim, &cx.unpack(&self.index)?, g)?)])
    }
}

/// `index_add(Tensor input, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor` · method function inplace out exact
///
/// A copy of `x` after `x[index[i]] += alpha * source[i]` along `dim`.
///
/// Shapes: index `(k)`, source the input's with `k` in `dim`; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a source of another shape or dtype and indices that are not integers; IndexError for an index or a dimension
///   out of range.
pub(crate) fn index_add(x: &Tensor, dim: i64, index: &Tensor, source: &Tensor, alpha: Scalar) -> Result<Tensor> {
    check_index("index_add", index)?;
    let d = wrap_dim(dim, x.dim())?;
    ensure!(x.dtype() == source.dtype(), "index_add_(): self ({}) and source ({}) must have the same scalar type", x.dtype().scalar_name(), source.dtype().scalar_name());
    let flat = index.reshape(&[-1])?;
    let mut want = x.sizes();
    if let Some(n) = want.get_mut(d) {
        *n = flat.numel();
    }
    ensure!(
        source.sizes() == want,
        "index_add_(): source tensor shape must match self tensor shape, excluding the specified dimension: source of shape {:?} does not fit an index of {} elements and an input of shape {:?} in dimension {d}",
        &source.sizes()[..],
        flat.numel(),
        &x.sizes()[..]
    );
    let y = Fresh::copy_of(x, x.dtype())?;
    // A GPU's kernel adds what it is given: the factor goes into the source.
    let on_gpu = matches!(y.tensor().device(), crate::Device::Cuda(_)) && alpha.to_c128() != lumbre_kernels::C128::new(1.0, 0.0);
    let plain = if on_gpu { source.detach_handle().mul(alpha)? } else { crate::backend::resolve(source)? };
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        index::index_add(d, i[0], i[1], alpha, o[0].reborrow()).map_err(|e| bad_index("index_add", e.index, e.dim, e.size))
    };
    crate::backend::launch_on_each("index_add", source.numel() as usize, &[&flat, &plain], &[y.tensor()], cpu, |cx, i, o| {
        match o[0].dim() {
            0 => cuda::elementwise::binary(cx, lumbre_kernels::binary::Binary::Add, o[0].dtype, o[0].into(), i[1].into(), o[0]),
            _ => cuda::index::index_write(cx, index::ScatterOp::Add, d, i[0], i[1], o[0]),
        }
    })?;
    Ok(y.with_grad([x, source], |_| IndexAddGrad { dim: d as i64, index: flat.save(), alpha }))
}

struct IndexAddGrad {
    dim: i64,
    index: Saved,
    alpha: Scalar,
}
impl Backward for IndexAddGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None]) };
        let gs = if cx.needs(1) {
            Some(g.index_select(self.dim, &cx.unpack(&self.index)?)?.mul(self.alpha)?)
        } else {
            None
        };
        Ok(smallvec![cx.needs(0).then(|| g.clone()), gs])
    }
}
