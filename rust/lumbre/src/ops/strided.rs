//! Views by any sizes and strides, what their gradients need, and the history of views of tensors that changed in place.

use super::view::with;
use super::view_scatter::scattered;
use crate::autograd::{Backward, BackwardCx, Grads};
use crate::backend::view_with_grad;
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::{self, Dims, Geometry};
use crate::{bail, ensure};
use smallvec::{SmallVec, smallvec};

/// `as_strided(Tensor(a) input, int[] size, int[] stride, int? storage_offset=None) -> Tensor` · method function view inplace
///
/// `out[i, j, …] = storage[storage_offset + i * stride[0] + j * stride[1] + …]`, as a view.
///
/// Shapes: any; the result has `size`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for lists of two lengths, places outside the storage and negative strides.
pub(crate) fn as_strided(x: &Tensor, size: &[i64], stride: &[i64], storage_offset: Option<i64>) -> Result<Tensor> {
    let g = x.geometry();
    ensure!(size.len() == stride.len(), "mismatch in length of strides and shape");
    let n = geometry::checked_numel("as_strided", size)?;
    ensure!(stride.iter().all(|&s| s >= 0), "as_strided: Negative strides are not supported at the moment, got strides: {stride:?}");
    let offset = storage_offset.unwrap_or(g.offset);
    ensure!(offset >= 0, "Tensor: invalid storage offset {offset}");
    let mut reach = if n == 0 { 0i128 } else { offset as i128 + 1 };
    if n > 0 {
        reach += size.iter().zip(stride).map(|(&n, &s)| (n as i128 - 1) * s as i128).sum::<i128>();
    }
    let have = (g.storage.nbytes() / g.dtype.size()) as i128;
    ensure!(
        reach <= have,
        "setStorage: sizes {size:?}, strides {stride:?}, storage offset {offset}, and itemsize {} requiring a storage size of {} are out of bounds for storage of size {}",
        g.dtype.size(),
        reach * g.dtype.size() as i128,
        g.storage.nbytes()
    );
    let view = with(&g, offset, Dims::from_slice(size), Dims::from_slice(stride));
    Ok(view_with_grad(x, view.clone(), || AsStridedGrad { base: (*g).clone_shape(), view: view.clone_shape() }))
}

/// Sizes, strides and offset without the storage.
pub(crate) struct Shape {
    sizes: Dims,
    strides: Dims,
    offset: i64,
}
impl Geometry {
    pub(crate) fn clone_shape(&self) -> Shape {
        Shape { sizes: self.sizes.clone(), strides: self.strides.clone(), offset: self.offset }
    }
}
impl Shape {
    fn span(&self) -> i64 {
        if self.sizes.contains(&0) {
            return 0;
        }
        1 + self.sizes.iter().zip(&self.strides).map(|(n, s)| (n - 1) * s).sum::<i64>()
    }
    fn overlaps(&self) -> bool {
        let mut dims: SmallVec<[(i64, i64); 6]> =
            self.sizes.iter().zip(&self.strides).filter(|(n, _)| **n > 1).map(|(n, s)| (*s, *n)).collect();
        dims.sort_unstable();
        let mut span = 1;
        for (s, n) in dims {
            if s < span {
                return true;
            }
            span += s * (n - 1);
        }
        false
    }
    /// Flat positions of the elements relative to `origin`.
    fn positions(&self, origin: i64, span: i64, device: crate::Device) -> Result<Tensor> {
        super::partial::count_on(span, device)?.as_strided_with(&self.sizes, &self.strides, Some(self.offset - origin))?.reshape(&[-1])
    }
}

/// The gradient of a base from that of a strided view of it: scattered into the memory both cover, then read as the base.
pub(crate) struct AsStridedGrad {
    base: Shape,
    view: Shape,
}
impl Backward for AsStridedGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let (base, view) = (&self.base, &self.view);
        let origin = base.offset.min(view.offset);
        let span = (base.offset - origin + base.span()).max(view.offset - origin + view.span());
        let flat = Tensor::zeros(&[span], g.dtype(), g.device())?;
        let spread = if view.overlaps() {
            flat.index_add(0, &view.positions(origin, span, g.device())?, &g.reshape(&[-1])?)?
        } else {
            flat.as_strided_scatter_with(g, &view.sizes, &view.strides, Some(view.offset - origin))?
        };
        let read = spread.as_strided_with(&base.sizes, &base.strides, Some(base.offset - origin))?;
        if !base.overlaps() {
            return Ok(smallvec![Some(read)]);
        }
        // Elements the base shows more than once share their gradient.
        let ones = Tensor::ones(&[base.sizes.iter().product()], g.dtype(), g.device())?;
        let counts = Tensor::zeros(&[span], g.dtype(), g.device())?.index_add(0, &base.positions(origin, span, g.device())?, &ones)?;
        let counts = counts.as_strided_with(&base.sizes, &base.strides, Some(base.offset - origin))?;
        Ok(smallvec![Some(read.div(&counts)?)])
    }

    fn name(&self) -> std::borrow::Cow<'static, str> {
        "AsStridedBackward0".into()
    }
}

/// The rule that leads a view to its base's present history.
pub(crate) fn regenerated_rule(base: &Tensor, t: &Tensor) -> Result<RegeneratedGrad> {
    let (b, g) = (base.geometry(), t.geometry());
    if b.dtype == g.dtype && b.bits == g.bits {
        return Ok(RegeneratedGrad { inner: AsStridedGrad { base: b.clone_shape(), view: g.clone_shape() }, kind: Reading::Same });
    }
    if b.dtype == g.dtype {
        return Ok(RegeneratedGrad { inner: AsStridedGrad { base: b.clone_shape(), view: g.clone_shape() }, kind: Reading::Conj });
    }
    if b.dtype.is_complex() && g.dtype == b.dtype.to_real() && g.bits == 0 {
        // The base as pairs of real numbers.
        let mut pairs = b.clone_shape();
        pairs.sizes.push(2);
        pairs.strides.iter_mut().for_each(|s| *s *= 2);
        pairs.strides.push(1);
        pairs.offset *= 2;
        return Ok(RegeneratedGrad { inner: AsStridedGrad { base: pairs, view: g.clone_shape() }, kind: Reading::Real });
    }
    bail!(NotImplemented, "the history of a view as {} of a {} tensor changed in place", g.dtype.name(), b.dtype.name())
}

enum Reading {
    Same,
    Conj,
    Real,
}

pub(crate) struct RegeneratedGrad {
    inner: AsStridedGrad,
    kind: Reading,
}
impl Backward for RegeneratedGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let g = match (&self.kind, &grads[0]) {
            (_, None) => return Ok(smallvec![None]),
            (Reading::Conj, Some(g)) => g.conj()?,
            (_, Some(g)) => g.clone(),
        };
        let mut out = self.inner.backward(cx, &[Some(g)])?;
        if let (Reading::Real, Some(Some(g))) = (&self.kind, out.first()) {
            let c = g.contiguous()?.view_as_complex()?;
            out[0] = Some(c);
        }
        Ok(out)
    }

    fn name(&self) -> std::borrow::Cow<'static, str> {
        "AsStridedBackward0".into()
    }
}

/// The part of a base's gradient that belongs to a view of the base.
pub(crate) fn slice_of(g: &Tensor, base: &Geometry, view: &Geometry) -> Result<Tensor> {
    let flat = laid_out(g, base)?;
    let part = flat.as_strided_with(&view.sizes, &view.strides, Some(view.offset - base.offset))?;
    if view.bits == base.bits { Ok(part) } else { part.conj() }
}

/// The base's gradient with the view's part replaced (`None`: by zero).
pub(crate) fn replace_slice(g: &Tensor, part: Option<Tensor>, base: &Geometry, view: &Geometry) -> Result<Tensor> {
    let part = match part {
        Some(p) => p,
        None => Tensor::zeros(&view.sizes, g.dtype(), g.device())?,
    };
    let part = if view.bits == base.bits { part } else { part.conj()? };
    let flat = laid_out(g, base)?;
    let out = flat.as_strided_scatter_with(&part, &view.sizes, &view.strides, Some(view.offset - base.offset))?;
    out.as_strided_with(&base.sizes, &base.strides, Some(0))
}

/// A gradient's elements in the memory order of its base, as one flat run.
fn laid_out(g: &Tensor, base: &Geometry) -> Result<Tensor> {
    ensure!(base.is_non_overlapping(), NotImplemented, "an in-place change of a view of an expanded tensor, with gradients");
    if base.is_contiguous() {
        return g.contiguous()?.reshape(&[-1]);
    }
    let mut shape = base.clone_shape();
    shape.offset = 0;
    let flat = Tensor::zeros(&[shape.span()], g.dtype(), g.device())?;
    flat.as_strided_scatter_with(g, &shape.sizes, &shape.strides, Some(0))
}

/// `as_strided_scatter(Tensor input, Tensor src, int[] size, int[] stride, int? storage_offset=None) -> Tensor` · method function
///
/// A copy of `x` after `as_strided(x, size, stride, storage_offset) = src`.
///
/// Shapes: src has `size`; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a `src` of another shape, places outside the storage and negative strides.
pub(crate) fn as_strided_scatter(x: &Tensor, src: &Tensor, size: &[i64], stride: &[i64], storage_offset: Option<i64>) -> Result<Tensor> {
    let (size_, stride_) = (Dims::from_slice(size), Dims::from_slice(stride));
    scattered(x, src, |y| y.as_strided_with(size, stride, storage_offset), move || AsStridedScatterGrad {
        size: size_,
        stride: stride_,
        offset: storage_offset,
    })
}

struct AsStridedScatterGrad {
    size: Dims,
    stride: Dims,
    offset: Option<i64>,
}
impl Backward for AsStridedScatterGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None]) };
        let g = g.contiguous()?;
        let part = g.as_strided_with(&self.size, &self.stride, self.offset)?;
        let gx = if cx.needs(0) {
            Some(g.as_strided_scatter_with(&part.zeros_like()?, &self.size, &self.stride, self.offset)?)
        } else {
            None
        };
        Ok(smallvec![gx, cx.needs(1).then_some(part)])
    }
}
