//! Copies of a tensor with another one in the place of a view.

use crate::autograd::{Backward, BackwardCx, Grads};
use crate::backend::Fresh;
use crate::ensure;
use crate::error::Result;
use crate::modes;
use crate::tensor::Tensor;
use smallvec::smallvec;

/// A copy of `x` with `src` where `part` looks; the rule is over both.
pub(crate) fn scattered<R: Backward>(
    x: &Tensor,
    src: &Tensor,
    part: impl FnOnce(&Tensor) -> Result<Tensor>,
    rule: impl FnOnce() -> R,
) -> Result<Tensor> {
    let out = Fresh::copy_of(x, x.dtype())?;
    {
        let _quiet = modes::with(modes::NO_GRAD, modes::DISPATCH);
        let view = part(out.tensor())?;
        ensure!(view.sizes() == src.sizes(), "expected src to have a size equal to the slice of self. src size = {:?}, slice size = {:?}", &src.sizes()[..], &view.sizes()[..]);
        crate::backend::copy_into(&view, src)?;
    }
    Ok(out.with_grad([x, src], |_| rule()))
}

/// `select_scatter(Tensor input, Tensor src, int dim, int index) -> Tensor` · method function
///
/// A copy of `x` after `x[index] = src` along `dim`.
///
/// Shapes: src the input's without `dim`; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a `src` of another shape; IndexError for a dimension or an index out of range.
pub(crate) fn select_scatter(x: &Tensor, src: &Tensor, dim: i64, index: i64) -> Result<Tensor> {
    scattered(x, src, |y| y.select(dim, index), || SelectScatterGrad { dim, index })
}

struct SelectScatterGrad {
    dim: i64,
    index: i64,
}
impl Backward for SelectScatterGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None]) };
        let part = g.select(self.dim, self.index)?;
        let gx = if cx.needs(0) { Some(g.select_scatter(&part.zeros_like()?, self.dim, self.index)?) } else { None };
        Ok(smallvec![gx, cx.needs(1).then_some(part)])
    }
}

/// `slice_scatter(Tensor input, Tensor src, int dim=0, int? start=None, int? end=None, int step=1) -> Tensor` · method function out exact
///
/// A copy of `x` after `x[start:end:step] = src` along `dim`.
///
/// Shapes: src the slice's; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a `src` of another shape and a step below 1; IndexError for a dimension out of range.
pub(crate) fn slice_scatter(x: &Tensor, src: &Tensor, dim: i64, start: Option<i64>, end: Option<i64>, step: i64) -> Result<Tensor> {
    scattered(x, src, |y| y.slice_with(dim, start, end, step), || SliceScatterGrad { dim, start, end, step })
}

struct SliceScatterGrad {
    dim: i64,
    start: Option<i64>,
    end: Option<i64>,
    step: i64,
}
impl Backward for SliceScatterGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None]) };
        let part = g.slice_with(self.dim, self.start, self.end, self.step)?;
        let gx = if cx.needs(0) {
            Some(g.slice_scatter_with(&part.zeros_like()?, self.dim, self.start, self.end, self.step)?)
        } else {
            None
        };
        Ok(smallvec![gx, cx.needs(1).then_some(part)])
    }
}
