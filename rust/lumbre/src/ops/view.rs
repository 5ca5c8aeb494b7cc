//! Views: other sizes and strides over the same memory, and what their gradients need.

use crate::autograd::{Backward, BackwardCx, Grads, make_views};
use crate::backend::{Fresh, attach, view_with_grad};
use crate::error::Result;
use crate::modes;
use crate::tensor::Tensor;
use crate::tensor::geometry::{self, Dims, Geometry, wrap_dim};
use crate::{bail, ensure};
use smallvec::{SmallVec, smallvec};

fn with(g: &Geometry, offset: i64, sizes: Dims, strides: Dims) -> Geometry {
    Geometry { offset, sizes, strides, ..g.clone() }
}

/// `view(Tensor(a) input, int... size) -> Tensor` · method view
///
/// The same elements under another shape; raises if that needs a copy.
pub(crate) fn view(x: &Tensor, size: &[i64]) -> Result<Tensor> {
    let g = x.geometry();
    let sizes = geometry::infer_size("view", size, g.numel())?;
    let Some(strides) = geometry::view_strides(&g.sizes, &g.strides, &sizes) else {
        bail!(
            "view size is not compatible with input tensor's size and stride (at least one dimension spans across two contiguous subspaces). Use .reshape(...) instead."
        );
    };
    Ok(view_with_grad(x, with(&g, g.offset, sizes, strides), || ViewGrad { sizes: g.sizes.clone() }))
}

struct ViewGrad {
    sizes: Dims,
}
impl Backward for ViewGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        Ok(smallvec![grads[0].as_ref().map(|g| g.reshape(&self.sizes)).transpose()?])
    }
}

/// `reshape(Tensor input, int... shape) -> Tensor` · method function
///
/// The elements under another shape: a view where possible, else a copy.
pub(crate) fn reshape(x: &Tensor, shape: &[i64]) -> Result<Tensor> {
    let g = x.geometry();
    let sizes = geometry::infer_size("reshape", shape, g.numel())?;
    if geometry::view_strides(&g.sizes, &g.strides, &sizes).is_some() {
        return x.view(&sizes);
    }
    x.clone_contiguous()?.view(&sizes)
}

/// `permute(Tensor(a) input, int... dims) -> Tensor` · method function view
///
/// The dimensions in another order.
pub(crate) fn permute(x: &Tensor, dims: &[i64]) -> Result<Tensor> {
    let g = x.geometry();
    ensure!(
        dims.len() == g.dim(),
        "permute(sparse_coo): number of dimensions in the tensor input does not match the length of the desired ordering of dimensions i.e. input.dim() = {} is not equal to len(dims) = {}",
        g.dim(),
        dims.len()
    );
    let mut order: SmallVec<[usize; 6]> = SmallVec::new();
    for &d in dims {
        let d = wrap_dim(d, g.dim())?;
        ensure!(!order.contains(&d), "permute(): duplicate dims are not allowed.");
        order.push(d);
    }
    let sizes = order.iter().map(|&d| g.sizes[d]).collect();
    let strides = order.iter().map(|&d| g.strides[d]).collect();
    Ok(view_with_grad(x, with(&g, g.offset, sizes, strides), || {
        let mut inverse: Dims = smallvec![0; order.len()];
        for (i, &d) in order.iter().enumerate() {
            inverse[d] = i as i64;
        }
        PermuteGrad { inverse }
    }))
}

struct PermuteGrad {
    inverse: Dims,
}
impl Backward for PermuteGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        Ok(smallvec![grads[0].as_ref().map(|g| g.permute(&self.inverse)).transpose()?])
    }
}

/// `transpose(Tensor(a) input, int dim0, int dim1) -> Tensor` · method function view inplace alias=swapaxes,swapdims
///
/// Two dimensions exchanged.
pub(crate) fn transpose(x: &Tensor, dim0: i64, dim1: i64) -> Result<Tensor> {
    let g = x.geometry();
    let (a, b) = (wrap_dim(dim0, g.dim())?, wrap_dim(dim1, g.dim())?);
    let (mut sizes, mut strides) = (g.sizes.clone(), g.strides.clone());
    if !sizes.is_empty() {
        sizes.swap(a, b);
        strides.swap(a, b);
    }
    Ok(view_with_grad(x, with(&g, g.offset, sizes, strides), || TransposeGrad { a: a as i64, b: b as i64 }))
}

struct TransposeGrad {
    a: i64,
    b: i64,
}
impl Backward for TransposeGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        Ok(smallvec![grads[0].as_ref().map(|g| g.transpose(self.a, self.b)).transpose()?])
    }
}

/// `t(Tensor(a) input) -> Tensor` · method function view inplace
///
/// A matrix transposed; vectors and numbers as they are.
pub(crate) fn t(x: &Tensor) -> Result<Tensor> {
    let n = x.dim();
    ensure!(n <= 2, "t() expects a tensor with <= 2 dimensions, but self is {n}D");
    if n < 2 { x.view(&x.sizes()) } else { x.transpose(0, 1) }
}

/// `expand(Tensor(a) input, int... size, *, bool implicit=False) -> Tensor` · method view
///
/// Dimensions of size 1 stretched without a copy; -1 keeps a size.
pub(crate) fn expand(x: &Tensor, size: &[i64], implicit: bool) -> Result<Tensor> {
    let _ = implicit;
    let g = x.geometry();
    ensure!(
        size.len() >= g.dim(),
        "expand({}{:?}, size={size:?}): the number of sizes provided ({}) must be greater or equal to the number of dimensions in the tensor ({})",
        crate::tensor::type_name(g.dtype, g.device()),
        &g.sizes[..],
        size.len(),
        g.dim()
    );
    let pad = size.len() - g.dim();
    let mut sizes: Dims = SmallVec::new();
    for (i, &s) in size.iter().enumerate() {
        if i < pad {
            ensure!(s >= 0, "The expanded size of the tensor ({s}) isn't allowed in a leading, non-existing dimension {i}");
            sizes.push(s);
            continue;
        }
        let have = g.sizes[i - pad];
        let want = if s == -1 { have } else { s };
        ensure!(
            want == have || have == 1 && want >= 0,
            "The expanded size of the tensor ({want}) must match the existing size ({have}) at non-singleton dimension {i}.  Target sizes: {size:?}.  Tensor sizes: {:?}",
            &g.sizes[..]
        );
        sizes.push(want);
    }
    geometry::checked_numel("expand", &sizes)?;
    let strides = geometry::expanded_strides(&g.sizes, &g.strides, &sizes);
    Ok(view_with_grad(x, with(&g, g.offset, sizes, strides), || ExpandGrad { sizes: g.sizes.clone() }))
}

struct ExpandGrad {
    sizes: Dims,
}
impl Backward for ExpandGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        Ok(smallvec![grads[0].as_ref().map(|g| g.sum_to_size(&self.sizes)).transpose()?])
    }
}

/// `unsqueeze(Tensor(a) input, int dim) -> Tensor` · method function view inplace
///
/// A dimension of size 1 put in at `dim`.
pub(crate) fn unsqueeze(x: &Tensor, dim: i64) -> Result<Tensor> {
    let g = x.geometry();
    let d = wrap_dim(dim, g.dim() + 1)?;
    let (mut sizes, mut strides) = (g.sizes.clone(), g.strides.clone());
    let stride = if d < g.dim() { g.sizes[d] * g.strides[d] } else { 1 };
    sizes.insert(d, 1);
    strides.insert(d, stride);
    Ok(view_with_grad(x, with(&g, g.offset, sizes, strides), || UnsqueezeGrad { dim: d as i64 }))
}

struct UnsqueezeGrad {
    dim: i64,
}
impl Backward for UnsqueezeGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        Ok(smallvec![grads[0].as_ref().map(|g| g.squeeze_dim(&[self.dim])).transpose()?])
    }
}

/// `squeeze(Tensor(a) input) -> Tensor` · method function view inplace
///
/// All dimensions of size 1 removed.
pub(crate) fn squeeze(x: &Tensor) -> Result<Tensor> {
    let n = x.dim() as i64;
    x.squeeze_dim(&(0..n).collect::<Dims>())
}

/// `squeeze.dim(Tensor(a) input, int[1] dim) -> Tensor` · method function view inplace
///
/// The given dimensions removed where their size is 1.
pub(crate) fn squeeze_dim(x: &Tensor, dim: &[i64]) -> Result<Tensor> {
    let g = x.geometry();
    let mask = if dim.is_empty() { 0 } else { geometry::dim_mask(dim, g.dim())? };
    let keep = |i: &usize| g.sizes[*i] != 1 || mask & (1 << i) == 0;
    let sizes = (0..g.dim()).filter(keep).map(|i| g.sizes[i]).collect();
    let strides = (0..g.dim()).filter(keep).map(|i| g.strides[i]).collect();
    Ok(view_with_grad(x, with(&g, g.offset, sizes, strides), || ViewGrad { sizes: g.sizes.clone() }))
}

/// `select(Tensor(a) input, int dim, int index) -> Tensor` · method function view
///
/// One index of one dimension, which goes away.
pub(crate) fn select(x: &Tensor, dim: i64, index: i64) -> Result<Tensor> {
    let g = x.geometry();
    ensure!(g.dim() > 0, Index, "select() cannot be applied to a 0-dim tensor.");
    let d = wrap_dim(dim, g.dim())?;
    let n = g.sizes[d];
    if index < -n || index >= n {
        bail!(Index, "select(): index {index} out of range for tensor of size {:?} at dimension {d}", &g.sizes[..]);
    }
    let index = if index < 0 { index + n } else { index };
    let offset = g.offset + index * g.strides[d];
    let (mut sizes, mut strides) = (g.sizes.clone(), g.strides.clone());
    sizes.remove(d);
    strides.remove(d);
    Ok(view_with_grad(x, with(&g, offset, sizes, strides), || SelectGrad { sizes: g.sizes.clone(), dim: d as i64, index }))
}

struct SelectGrad {
    sizes: Dims,
    dim: i64,
    index: i64,
}
impl Backward for SelectGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let zero = Tensor::zeros(&self.sizes, g.dtype(), g.device())?;
        Ok(smallvec![Some(zero.select_scatter(g, self.dim, self.index)?)])
    }
}

/// `slice(Tensor(a) input, int dim=0, int? start=None, int? end=None, int step=1) -> Tensor` · view
///
/// `start:end:step` of one dimension.
pub(crate) fn slice(x: &Tensor, dim: i64, start: Option<i64>, end: Option<i64>, step: i64) -> Result<Tensor> {
    let g = x.geometry();
    ensure!(g.dim() > 0, "slice() cannot be applied to a 0-dim tensor.");
    let d = wrap_dim(dim, g.dim())?;
    ensure!(step > 0, "slice step must be positive");
    let n = g.sizes[d];
    let clamp = |v: i64| (if v < 0 { v.saturating_add(n) } else { v }).clamp(0, n);
    let start = clamp(start.unwrap_or(0));
    let end = clamp(end.unwrap_or(n)).max(start);
    let (mut sizes, mut strides) = (g.sizes.clone(), g.strides.clone());
    sizes[d] = (end - start + (step - 1).min(end - start)) / step;
    sizes[d] = if end > start { (end - start - 1) / step + 1 } else { 0 };
    let offset = if sizes[d] > 0 { g.offset + start * g.strides[d] } else { g.offset };
    strides[d] = g.strides[d].saturating_mul(step);
    Ok(view_with_grad(x, with(&g, offset, sizes, strides), || SliceGrad { sizes: g.sizes.clone(), dim: d as i64, start, end, step }))
}

struct SliceGrad {
    sizes: Dims,
    dim: i64,
    start: i64,
    end: i64,
    step: i64,
}
impl Backward for SliceGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let zero = Tensor::zeros(&self.sizes, g.dtype(), g.device())?;
        Ok(smallvec![Some(zero.slice_scatter_with(g, self.dim, Some(self.start), Some(self.end), self.step)?)])
    }
}

/// `narrow(Tensor(a) input, int dim, int start, int length) -> Tensor` · method function view
///
/// `length` indices of one dimension from `start`.
pub(crate) fn narrow(x: &Tensor, dim: i64, start: i64, length: i64) -> Result<Tensor> {
    ensure!(x.dim() > 0, "narrow() cannot be applied to a 0-dim tensor.");
    ensure!(length >= 0, "narrow(): length must be non-negative.");
    let n = x.size(dim)?;
    ensure!(start >= -n && start <= n, Index, "start out of range (expected to be in range of [{}, {n}], but got {start})", -n);
    let from = if start < 0 { start + n } else { start };
    ensure!(from.checked_add(length).is_some_and(|e| e <= n), "start ({from}) + length ({length}) exceeds dimension size ({n}).");
    x.slice_with(dim, Some(from), Some(from + length), 1)
}

/// `as_strided(Tensor(a) input, int[] size, int[] stride, int? storage_offset=None) -> Tensor` · method function view inplace
///
/// Any sizes and strides over the tensor's storage.
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
    fn positions(&self, origin: i64, span: i64) -> Result<Tensor> {
        Tensor::arange(0, span, 1)?.as_strided_with(&self.sizes, &self.strides, Some(self.offset - origin))?.reshape(&[-1])
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
            flat.index_add(0, &view.positions(origin, span)?, &g.reshape(&[-1])?)?
        } else {
            flat.as_strided_scatter_with(g, &view.sizes, &view.strides, Some(view.offset - origin))?
        };
        let read = spread.as_strided_with(&base.sizes, &base.strides, Some(base.offset - origin))?;
        if !base.overlaps() {
            return Ok(smallvec![Some(read)]);
        }
        // Elements the base shows more than once share their gradient.
        let ones = Tensor::ones(&[base.sizes.iter().product()], g.dtype(), g.device())?;
        let counts = Tensor::zeros(&[span], g.dtype(), g.device())?.index_add(0, &base.positions(origin, span)?, &ones)?;
        let counts = counts.as_strided_with(&base.sizes, &base.strides, Some(base.offset - origin))?;
        Ok(smallvec![Some(read.div(&counts)?)])
    }

    fn name(&self) -> String {
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

    fn name(&self) -> String {
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
/// A copy of `input` with `src` at one index of one dimension.
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

/// `slice_scatter(Tensor input, Tensor src, int dim=0, int? start=None, int? end=None, int step=1) -> Tensor` · method function
///
/// A copy of `input` with `src` at `start:end:step` of one dimension.
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

/// `as_strided_scatter(Tensor input, Tensor src, int[] size, int[] stride, int? storage_offset=None) -> Tensor` · method function
///
/// A copy of `input` with `src` where `as_strided` would look.
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

/// `split.sizes(Tensor(a) input, int[] split_size, int dim=0) -> Tensor[]` · method view
///
/// Pieces of the given sizes along one dimension.
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
/// Every index of one dimension, as a tuple.
pub(crate) fn unbind(x: &Tensor, dim: i64) -> Result<Vec<Tensor>> {
    let g = x.geometry();
    ensure!(g.dim() > 0, Index, "Dimension specified as {dim} but tensor has no dimensions");
    let d = wrap_dim(dim, g.dim())?;
    let parts = (0..g.sizes[d])
        .map(|i| {
            let mut p = (*g).clone();
            p.sizes.remove(d);
            p.strides.remove(d);
            p.offset += i * g.strides[d];
            p
        })
        .collect();
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

/// `view_as_complex(Tensor(a) input) -> Tensor` · function view autocast=f32
///
/// Pairs of real numbers in the last dimension seen as complex numbers.
pub(crate) fn view_as_complex(x: &Tensor) -> Result<Tensor> {
    let g = x.geometry();
    ensure!(matches!(g.dtype, lumbre_kernels::DType::F32 | lumbre_kernels::DType::F64), "view_as_complex is only supported for half, float and double tensors, but got a tensor of scalar type: {}", g.dtype.scalar_name());
    ensure!(g.dim() > 0, "Input tensor must have one or more dimensions");
    ensure!(g.sizes.last() == Some(&2), "Tensor must have a last dimension of size 2");
    ensure!(g.strides.last() == Some(&1), "Tensor must have a last dimension with stride 1");
    ensure!(g.offset % 2 == 0, "Tensor must have a storage_offset divisible by 2");
    let n = g.dim() - 1;
    ensure!(g.strides[..n].iter().all(|s| s % 2 == 0), "Tensor must have a stride divisible by 2 for all but last dimension");
    let mut v = (*g).clone();
    v.dtype = g.dtype.to_complex();
    v.offset /= 2;
    v.sizes.truncate(n);
    v.strides.truncate(n);
    v.strides.iter_mut().for_each(|s| *s /= 2);
    Ok(view_with_grad(x, v, || ViewAsComplexGrad))
}

struct ViewAsComplexGrad;
impl Backward for ViewAsComplexGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        Ok(smallvec![Some(g.resolve_conj()?.view_as_real()?)])
    }
}

/// `view_as_real(Tensor(a) input) -> Tensor` · function view
///
/// Complex numbers seen as pairs of real ones in a new last dimension.
pub(crate) fn view_as_real(x: &Tensor) -> Result<Tensor> {
    let g = x.geometry();
    ensure!(g.dtype.is_complex(), "view_as_real is only supported for complex tensors");
    ensure!(g.bits == 0, "view_as_real doesn't work on unresolved conjugated tensors.  To resolve the conjugate tensor so you can view it as real, use self.resolve_conj(); however, be warned that the resulting tensor will NOT alias the original.");
    let mut v = (*g).clone();
    v.dtype = g.dtype.to_real();
    v.offset *= 2;
    v.strides.iter_mut().for_each(|s| *s *= 2);
    v.sizes.push(2);
    v.strides.push(1);
    Ok(view_with_grad(x, v, || ViewAsRealGrad))
}

struct ViewAsRealGrad;
impl Backward for ViewAsRealGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        Ok(smallvec![Some(g.contiguous()?.view_as_complex()?)])
    }
}

/// `resolve_conj(Tensor input) -> Tensor` · method function
///
/// The tensor without a lazy conjugation.
pub(crate) fn resolve_conj(x: &Tensor) -> Result<Tensor> {
    if x.geometry().bits & geometry::CONJ == 0 { Ok(x.clone()) } else { x.clone_contiguous() }
}

/// `detach(Tensor(a) input) -> Tensor` · method function view
///
/// The same memory, outside the graph.
pub(crate) fn detach(x: &Tensor) -> Result<Tensor> {
    Ok(x.detach_handle())
}

/// `alias(Tensor(a) input) -> Tensor(a)` · function view
///
/// The same elements as another tensor.
pub(crate) fn alias(x: &Tensor) -> Result<Tensor> {
    let g = (*x.geometry()).clone();
    Ok(view_with_grad(x, g, || AliasGrad))
}

struct AliasGrad;
impl Backward for AliasGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        Ok(smallvec![grads[0].clone()])
    }
}
