//! Views: other sizes and strides over the same memory, and what their gradients need.

use crate::autograd::{Backward, BackwardCx, Grads};
use crate::backend::view_with_grad;
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::{self, Dims, Geometry, wrap_dim};
use crate::{bail, ensure};
use smallvec::{SmallVec, smallvec};

/// A geometry's storage and dtype under another shape.
pub(crate) fn with(g: &Geometry, offset: i64, sizes: Dims, strides: Dims) -> Geometry {
    Geometry { storage: g.storage.clone(), offset, sizes, strides, dtype: g.dtype, bits: g.bits, version: g.version.clone() }
}

/// `view(Tensor(a) input, int... size) -> Tensor` · method view
///
/// `x`'s elements in row-major order under another shape, over the same memory; one size may be -1.
///
/// Shapes: as many elements in both; the result has `size`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for another number of elements, and where the strides do not allow a view.
pub(crate) fn view(x: &Tensor, size: &[i64]) -> Result<Tensor> {
    let g = x.geometry();
    let sizes = geometry::infer_size("view", size, g.numel())?;
    let Some(strides) = geometry::view_strides(&g.sizes, &g.strides, &sizes) else {
        bail!(
            "view size is not compatible with input tensor's size and stride (at least one dimension spans across two contiguous subspaces). Use .reshape(...) instead."
        );
    };
    Ok(viewed(x, &g, sizes, strides))
}

fn viewed(x: &Tensor, g: &Geometry, sizes: Dims, strides: Dims) -> Tensor {
    view_with_grad(x, with(g, g.offset, sizes, strides), || ViewGrad { sizes: geometry::copied(&g.sizes) })
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
/// `x`'s elements in row-major order under another shape: a view where possible, else a copy; one size may be -1.
///
/// Shapes: as many elements in both; the result has `shape`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for another number of elements.
pub(crate) fn reshape(x: &Tensor, shape: &[i64]) -> Result<Tensor> {
    let g = x.geometry();
    let sizes = geometry::infer_size("reshape", shape, g.numel())?;
    if let Some(strides) = geometry::view_strides(&g.sizes, &g.strides, &sizes) {
        return Ok(viewed(x, &g, sizes, strides));
    }
    x.clone_contiguous()?.view(&sizes)
}

/// `permute(Tensor(a) input, int... dims) -> Tensor` · method function view
///
/// `out[i[dims[0]], i[dims[1]], …] = x[i]`, as a view.
///
/// Shapes: the input's sizes in the order `dims`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for another number of dimensions and for one named twice; IndexError for a dimension out of range.
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
/// `out[…, i, …, j, …] = x[…, j, …, i, …]`: two dimensions exchanged, as a view.
///
/// Shapes: the input's with two sizes exchanged.
/// Dtypes: bool, integers, floats, complex.
/// Raises: IndexError for a dimension out of range.
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

/// `t(Tensor(a) input) -> Tensor` · method function view inplace node=T0
///
/// `out[i][j] = x[j][i]`, as a view; vectors and numbers as they are.
///
/// Shapes: `(n, m)` to `(m, n)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for more than 2 dimensions.
pub(crate) fn t(x: &Tensor) -> Result<Tensor> {
    let n = x.dim();
    ensure!(n <= 2, "t() expects a tensor with <= 2 dimensions, but self is {n}D");
    if n < 2 { x.view(&x.sizes()) } else { x.transpose(0, 1) }
}

/// `expand(Tensor(a) input, int... size, *, bool implicit=False) -> Tensor` · method view
///
/// `x` stretched along dimensions of size 1 (-1 keeps a size), as a view: elements share memory.
///
/// Shapes: any that broadcasts to `size`; the result has it.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a size that differs where the input's is not 1, and fewer sizes than dimensions.
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

/// `unsqueeze(Tensor(a) input, int dim) -> Tensor` · method function view inplace node=Unsqueeze0
///
/// `x` with a dimension of size 1 put in at `dim`, as a view.
///
/// Shapes: `(*)` to `(*, 1, *)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: IndexError for a dimension out of range.
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

/// `squeeze(Tensor(a) input) -> Tensor` · method function view inplace node=Squeeze0
///
/// `x` without its dimensions of size 1, as a view.
///
/// Shapes: `(2, 1, 3)` to `(2, 3)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: no error of its own.
pub(crate) fn squeeze(x: &Tensor) -> Result<Tensor> {
    let n = x.dim() as i64;
    x.squeeze_dim(&(0..n).collect::<Dims>())
}

/// `squeeze.dim(Tensor(a) input, int[1] dim) -> Tensor` · method function view inplace node=Squeeze1
///
/// `x` without those of the dimensions `dim` that have size 1, as a view.
///
/// Shapes: `(1, 2, 1)` to `(2, 1)` for `dim` 0.
/// Dtypes: bool, integers, floats, complex.
/// Raises: IndexError for a dimension out of range.
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
/// `x[index]` along `dim`, as a view.
///
/// Shapes: the input's without `dim`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: IndexError for a dimension or an index out of range.
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
/// `x[start:end:step]` along `dim`, as a view.
///
/// Shapes: the input's with `ceil((end - start) / step)` in `dim`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a step below 1; IndexError for a dimension out of range.
pub(crate) fn slice(x: &Tensor, dim: i64, start: Option<i64>, end: Option<i64>, step: i64) -> Result<Tensor> {
    let g = x.geometry();
    ensure!(g.dim() > 0, Index, "slice() cannot be applied to a 0-dim tensor.");
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
/// `x[start : start + length]` along `dim`, as a view.
///
/// Shapes: `(*, n, *)` to `(*, length, *)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: IndexError for a dimension or a start out of range; RuntimeError for a stretch that ends beyond the dimension.
pub(crate) fn narrow(x: &Tensor, dim: i64, start: i64, length: i64) -> Result<Tensor> {
    ensure!(x.dim() > 0, "narrow() cannot be applied to a 0-dim tensor.");
    ensure!(length >= 0, "narrow(): length must be non-negative.");
    let n = x.size(dim)?;
    ensure!(start >= -n && start <= n, Index, "start out of range (expected to be in range of [{}, {n}], but got {start})", -n);
    let from = if start < 0 { start + n } else { start };
    ensure!(from.checked_add(length).is_some_and(|e| e <= n), "start ({from}) + length ({length}) exceeds dimension size ({n}).");
    x.slice_with(dim, Some(from), Some(from + length), 1)
}

/// `resolve_conj(Tensor input) -> Tensor` · method function
///
/// `x` with a lazy conjugation applied: itself where there is none, else a copy.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: no error of its own.
pub(crate) fn resolve_conj(x: &Tensor) -> Result<Tensor> {
    if x.geometry().bits & geometry::CONJ == 0 { Ok(x.clone()) } else { x.clone_contiguous() }
}

/// `detach(Tensor(a) input) -> Tensor` · method function view
///
/// `x` over the same memory, outside the graph.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: no error of its own.
pub(crate) fn detach(x: &Tensor) -> Result<Tensor> {
    Ok(x.detach_handle())
}

/// `alias(Tensor(a) input) -> Tensor(a)` · function view
///
/// `x[i…]` as another tensor over the same memory.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: no error of its own.
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
