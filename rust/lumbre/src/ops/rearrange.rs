//! Elements in another order, diagonals and triangles.

use crate::autograd::{Backward, BackwardCx, Grads};
use crate::backend::cuda::{self, CView};
use crate::backend::{Fresh, compute_each, elementwise, view_with_grad};
use crate::device::{Device, default_device};
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::{self, Dims, wrap_dim};
use crate::{bail, ensure};
use lumbre_kernels::ternary::Ternary;
use lumbre_kernels::{DType, Scalar, View, ViewMut};
use smallvec::smallvec;

/// `flip(Tensor input, int... dims) -> Tensor` · method function
///
/// `out[i] = x[n - 1 - i]` along each of `dims`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a dimension named twice; IndexError for a dimension out of range.
pub(crate) fn flip(x: &Tensor, dims: &[i64]) -> Result<Tensor> {
    let g = x.geometry();
    let mask = if dims.is_empty() { 0 } else { geometry::dim_mask(dims, g.dim())? };
    let y = Fresh::strided("flip", &g.sizes, geometry::preserved_strides(&g), g.dtype, g.device())?;
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        let x = i[0];
        if x.numel() == 0 {
            return Ok(());
        }
        let turned = |d: usize| mask & (1 << d) != 0;
        let start: i64 = (0..x.dim()).filter(|&d| turned(d)).map(|d| (x.sizes[d] - 1) * x.strides[d]).sum();
        let strides: Dims = (0..x.dim()).map(|d| if turned(d) { -x.strides[d] } else { x.strides[d] }).collect();
        // SAFETY: the same elements, counted from the other end of the turned dimensions.
        lumbre_kernels::copy::copy(unsafe { x.with(start, x.sizes, &strides) }, o[0].reborrow());
        Ok(())
    };
    compute_each("flip", g.numel() as usize, &[x], &[&y], cpu, |cx, i, o| {
        let x = i[0];
        let turned = |d: usize| mask & (1 << d) != 0;
        let start: i64 = (0..x.dim()).filter(|&d| turned(d)).map(|d| (x.sizes[d] - 1).max(0) * x.strides[d]).sum();
        let strides: Dims = (0..x.dim()).map(|d| if turned(d) { -x.strides[d] } else { x.strides[d] }).collect();
        let address = x.address + start as u64 * x.dtype.size() as u64;
        cuda::elementwise::copy(cx, CView { address, strides: &strides, ..x }, o[0])
    })?;
    drop(g);
    Ok(y.with_grad([x], |_| FlipGrad { dims: dims.into() }))
}

struct FlipGrad {
    dims: Dims,
}
impl Backward for FlipGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        Ok(smallvec![Some(g.flip(&self.dims)?)])
    }
}

/// `fliplr(Tensor input) -> Tensor` · method function
///
/// `out[i, j] = x[i, n - 1 - j]`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for fewer than 2 dimensions.
pub(crate) fn fliplr(x: &Tensor) -> Result<Tensor> {
    ensure!(x.dim() >= 2, "Input must be >= 2-d.");
    x.flip(&[1])
}

/// `flipud(Tensor input) -> Tensor` · method function
///
/// `out[i] = x[n - 1 - i]` along dimension 0.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a tensor without dimensions.
pub(crate) fn flipud(x: &Tensor) -> Result<Tensor> {
    ensure!(x.dim() >= 1, "Input must be >= 1-d.");
    x.flip(&[0])
}

/// `roll(Tensor input, int[1] shifts, int[1] dims=[]) -> Tensor` · method function node=Roll0
///
/// `out[(i + shift) % n] = x[i]` along each of `dims`, or of the flattened tensor without.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for lists of two lengths; IndexError for a dimension out of range.
pub(crate) fn roll(x: &Tensor, shifts: &[i64], dims: &[i64]) -> Result<Tensor> {
    ensure!(!shifts.is_empty(), "`shifts` required");
    if dims.is_empty() {
        ensure!(shifts.len() == 1, "shifts and dimensions must align. shifts: {}, dims:{}", shifts.len(), dims.len());
        return x.flatten()?.roll_with(shifts, &[0])?.view(&x.sizes());
    }
    ensure!(shifts.len() == dims.len(), "shifts and dimensions must align. shifts: {}, dims:{}", shifts.len(), dims.len());
    let mut y = x.clone();
    for (&shift, &dim) in shifts.iter().zip(dims) {
        let d = geometry::named_dim(dim, x.dim())?;
        let n = x.sizes()[d];
        if x.numel() == 0 {
            continue;
        }
        let from = (-shift).rem_euclid(n);
        if from != 0 {
            let d = d as i64;
            y = Tensor::cat_with(&[y.narrow(d, from, n - from)?, y.narrow(d, 0, from)?], d)?;
        }
    }
    if y.is_same(x) { x.clone_op() } else { super::creation::laid_out_as(x, y) }
}

/// `rot90(Tensor input, int k=1, int[] dims=[0, 1]) -> Tensor` · method function node=Rot900
///
/// `out[i, j] = x[j, n - 1 - i]` over `dims`, `k` times: quarter turns from the first towards the second dimension.
///
/// Shapes: the input's, with the two sizes exchanged for odd `k`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for other than two different dimensions and fewer than 2 dimensions; IndexError for a dimension out of range.
pub(crate) fn rot90(x: &Tensor, k: i64, dims: &[i64]) -> Result<Tensor> {
    ensure!(dims.len() == 2, "expected total rotation dims == 2, but got dims = {}", dims.len());
    ensure!(x.dim() >= 2, "expected total dims >= 2, but got total dims = {}", x.dim());
    let (a, b) = (wrap_dim(dims[0], x.dim())? as i64, wrap_dim(dims[1], x.dim())? as i64);
    ensure!(a != b, "expected rotation dims to be different, but got dim0 = {} and dim1 = {}", dims[0], dims[1]);
    match k.rem_euclid(4) {
        1 => x.flip(&[b])?.transpose(a, b),
        2 => x.flip(&[a, b]),
        3 => x.flip(&[a])?.transpose(a, b),
        _ => x.clone_contiguous(),
    }
}

/// `diagonal(Tensor(a) input, int offset=0, int dim1=0, int dim2=1) -> Tensor` · method function view
///
/// `out[…, i] = x[…, i, i + offset]` over `dim1` and `dim2`, as a view.
///
/// Shapes: `(*, n, m)` to `(*, k)` with the diagonal's length `k`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for one dimension named twice; IndexError for a dimension out of range.
pub(crate) fn diagonal(x: &Tensor, offset: i64, dim1: i64, dim2: i64) -> Result<Tensor> {
    let g = x.geometry();
    let (a, b) = (wrap_dim(dim1, g.dim())?, wrap_dim(dim2, g.dim())?);
    ensure!(a != b, "diagonal dimensions cannot be identical {dim1}, {dim2}");
    let n = if offset >= 0 { g.sizes[a].min(g.sizes[b].saturating_sub(offset)) } else { g.sizes[a].saturating_add(offset).min(g.sizes[b]) }.max(0);
    let mut v = (*g).clone();
    if n > 0 {
        v.offset += if offset >= 0 { offset * g.strides[b] } else { -offset * g.strides[a] };
    }
    let keep = |i: &usize| *i != a && *i != b;
    v.sizes = (0..g.dim()).filter(keep).map(|i| g.sizes[i]).chain([n]).collect();
    v.strides = (0..g.dim()).filter(keep).map(|i| g.strides[i]).chain([g.strides[a] + g.strides[b]]).collect();
    Ok(view_with_grad(x, v, || DiagonalGrad { sizes: g.sizes.clone(), offset, dims: [a as i64, b as i64] }))
}

struct DiagonalGrad {
    sizes: Dims,
    offset: i64,
    dims: [i64; 2],
}
impl Backward for DiagonalGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let zero = Tensor::zeros(&self.sizes, g.dtype(), g.device())?;
        Ok(smallvec![Some(zero.diagonal_scatter_with(g, self.offset, self.dims[0], self.dims[1])?)])
    }
}

/// `diagonal_scatter(Tensor input, Tensor src, int offset=0, int dim1=0, int dim2=1) -> Tensor` · method function
///
/// A copy of `x` after `x[…, i, i + offset] = src[…, i]` over `dim1` and `dim2`.
///
/// Shapes: src `(*, k)` with the diagonal's length `k`; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for one dimension named twice and a `src` of another shape; IndexError for a dimension out of range.
pub(crate) fn diagonal_scatter(x: &Tensor, src: &Tensor, offset: i64, dim1: i64, dim2: i64) -> Result<Tensor> {
    super::view_scatter::scattered(x, src, |y| y.diagonal_with(offset, dim1, dim2), || DiagonalScatterGrad { offset, dims: [dim1, dim2] })
}

struct DiagonalScatterGrad {
    offset: i64,
    dims: [i64; 2],
}
impl Backward for DiagonalScatterGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None]) };
        let part = g.diagonal_with(self.offset, self.dims[0], self.dims[1])?;
        let gx = if cx.needs(0) {
            Some(g.diagonal_scatter_with(&part.zeros_like()?, self.offset, self.dims[0], self.dims[1])?)
        } else {
            None
        };
        Ok(smallvec![gx, cx.needs(1).then_some(part)])
    }
}

/// `diag_embed(Tensor input, int offset=0, int dim1=-2, int dim2=-1) -> Tensor` · method function node=DiagEmbed0
///
/// `out[…, i, i + offset] = x[…, i]` over the new `dim1` and `dim2`, else 0.
///
/// Shapes: `(*, n)` to `(*, n + |offset|, n + |offset|)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a tensor without dimensions and one dimension named twice; IndexError for a dimension out of range.
pub(crate) fn diag_embed(x: &Tensor, offset: i64, dim1: i64, dim2: i64) -> Result<Tensor> {
    let s = x.sizes();
    let Some((&last, lead)) = s.split_last() else { bail!(Index, "diag_embed: expected at least one dimension") };
    let n = s.len() + 1;
    let (a, b) = (wrap_dim(dim1, n)?, wrap_dim(dim2, n)?);
    ensure!(a != b, "diagonal dimensions cannot be identical {dim1}, {dim2}");
    let Some(side) = offset.checked_abs().and_then(|o| o.checked_add(last)) else { bail!("diag_embed: offset {offset} is too large") };
    let mut rest = lead.iter();
    let sizes: Dims = (0..n).map(|i| if i == a || i == b { side } else { rest.next().copied().unwrap_or(1) }).collect();
    Tensor::zeros(&sizes, x.dtype(), x.device())?.diagonal_scatter_with(x, offset, a as i64, b as i64)
}

/// `diag(Tensor input, int diagonal=0) -> Tensor` · method function out exact
///
/// `out[i][i + diagonal] = x[i]` of a vector, else 0; `out[i] = x[i][i + diagonal]` of a matrix.
///
/// Shapes: `(n)` to `(n + |diagonal|, n + |diagonal|)`; `(n, m)` to the diagonal's length.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for other numbers of dimensions.
pub(crate) fn diag(x: &Tensor, diagonal: i64) -> Result<Tensor> {
    match x.dim() {
        1 => x.diag_embed_with(diagonal, 0, 1),
        2 => x.diagonal_with(diagonal, 0, 1)?.clone_op(),
        n => bail!("diag(): Supports 1D or 2D tensors. Got {n}D"),
    }
}

/// `diagflat(Tensor input, int offset=0) -> Tensor` · method function node=DiagEmbed0
///
/// `out[i][i + offset] = x.flatten()[i]`, else 0.
///
/// Shapes: any of `n` elements to `(n + |offset|, n + |offset|)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: no error of its own.
pub(crate) fn diagflat(x: &Tensor, offset: i64) -> Result<Tensor> {
    x.reshape(&[-1])?.diag_with(offset)
}

/// `trace(Tensor input) -> Tensor` · method function out autocast=f32 not=bool node=Trace0
///
/// `sum over i of x[i][i]`.
///
/// Shapes: `(n, m)` to `()`.
/// Dtypes: integers, floats, complex; uint8, int8, int16, int32 give int64; others raise NotImplementedError.
/// Raises: RuntimeError for tensors that are no matrices.
pub(crate) fn trace(x: &Tensor) -> Result<Tensor> {
    ensure!(x.dim() == 2, "trace: expected a matrix, but got tensor with dim {}", x.dim());
    x.diagonal()?.sum()
}

/// The mask of the elements on one side of a diagonal: `column - row <= diagonal` or `>= diagonal`.
fn side(rows: i64, cols: i64, diagonal: i64, lower: bool, device: Device) -> Result<Tensor> {
    if let Device::Cuda(_) = device {
        let number = |n: i64| Tensor::arange_op_with(Scalar::Int(0), Scalar::Int(n), Scalar::Int(1), Some(DType::I64), Some(device));
        let apart = number(cols)?.sub(&number(rows)?.unsqueeze(1)?)?;
        return if lower { apart.le(diagonal) } else { apart.ge(diagonal) };
    }
    let y = Fresh::empty("tril", &[rows, cols], DType::Bool, device)?;
    let cpu = |_: &[View], o: &mut [ViewMut]| {
        let p = o[0].ptr::<bool>();
        for r in 0..rows {
            // The first column to the right of the lower part.
            let edge = (if lower { diagonal.saturating_add(1) } else { diagonal }).saturating_add(r).clamp(0, cols);
            for c in 0..cols {
                // SAFETY: an element of the contiguous output.
                unsafe { p.add((r * cols + c) as usize).write((c < edge) == lower) };
            }
        }
        Ok(())
    };
    compute_each("tril", (rows * cols) as usize, &[], &[&y], cpu, |cx, _, o| cuda::bits::triangle(cx, diagonal, lower, o[0]))?;
    Ok(y.non_differentiable())
}

fn triangle(name: &str, x: &Tensor, diagonal: i64, lower: bool) -> Result<Fresh> {
    let s = x.sizes();
    let n = s.len();
    ensure!(n >= 2, "{name}: input tensor must have at least 2 dimensions");
    let mask = side(s[n - 2], s[n - 1], diagonal, lower, x.device())?;
    let zero = Tensor::zeros(&[], x.dtype(), x.device())?;
    elementwise::ternary(name, &mask, x, &zero, Ternary::Where, x.dtype(), x.dtype())
}

/// `tril(Tensor input, int diagonal=0) -> Tensor` · method function inplace out exact node=Tril0
///
/// `out[…, i, j] = x[…, i, j] if j - i <= diagonal else 0`.
///
/// Shapes: `(*, n, m)`; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for fewer than 2 dimensions.
pub(crate) fn tril(x: &Tensor, diagonal: i64) -> Result<Tensor> {
    Ok(triangle("tril", x, diagonal, true)?.with_grad([x], |_| TriangleGrad { diagonal, lower: true }))
}

/// `triu(Tensor input, int diagonal=0) -> Tensor` · method function inplace out exact node=Triu0
///
/// `out[…, i, j] = x[…, i, j] if j - i >= diagonal else 0`.
///
/// Shapes: `(*, n, m)`; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for fewer than 2 dimensions.
pub(crate) fn triu(x: &Tensor, diagonal: i64) -> Result<Tensor> {
    Ok(triangle("triu", x, diagonal, false)?.with_grad([x], |_| TriangleGrad { diagonal, lower: false }))
}

struct TriangleGrad {
    diagonal: i64,
    lower: bool,
}
impl Backward for TriangleGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        Ok(smallvec![Some(if self.lower { g.tril_with(self.diagonal)? } else { g.triu_with(self.diagonal)? })])
    }
}

/// `tril_indices(int row, int col, int offset=0, *, dtype? dtype=None, device? device=None) -> Tensor` · function factory
///
/// All `(i, j)` with `j - i <= offset` in a `row` by `col` matrix, in row-major order: the rows, then the columns.
///
/// Shapes: `(2, n)`.
/// Dtypes: bool, integers, floats, complex by `dtype`, int64 without.
/// Raises: RuntimeError for a negative size.
pub(crate) fn tril_indices(row: i64, col: i64, offset: i64, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
    indices(row, col, offset, true, dtype, device)
}

/// `triu_indices(int row, int col, int offset=0, *, dtype? dtype=None, device? device=None) -> Tensor` · function factory
///
/// All `(i, j)` with `j - i >= offset` in a `row` by `col` matrix, in row-major order: the rows, then the columns.
///
/// Shapes: `(2, n)`.
/// Dtypes: bool, integers, floats, complex by `dtype`, int64 without.
/// Raises: RuntimeError for a negative size.
pub(crate) fn triu_indices(row: i64, col: i64, offset: i64, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
    indices(row, col, offset, false, dtype, device)
}

fn indices(row: i64, col: i64, offset: i64, lower: bool, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
    ensure!(row >= 0 && col >= 0, "row and col must be non-negative, got {row} and {col}");
    geometry::checked_numel("tril_indices", &[row, col])?;
    let mask = side(row, col, offset, lower, device.unwrap_or_else(default_device))?;
    mask.nonzero()?.t()?.contiguous()?.to_dtype(dtype.unwrap_or(DType::I64))
}

/// `eye.m(int n, int m, *, dtype? dtype=None, device? device=None) -> Tensor` · function factory out
///
/// `out[i][j] = 1 if i == j else 0`.
///
/// Shapes: `(n, m)`, `m = n` by default.
/// Dtypes: bool, integers, floats, complex by `dtype`, float32 without.
/// Raises: RuntimeError for a negative size.
pub(crate) fn eye_m(n: i64, m: i64, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
    ensure!(n >= 0, "n must be greater or equal to 0, got {n}");
    ensure!(m >= 0, "m must be greater or equal to 0, got {m}");
    let dtype = dtype.unwrap_or_else(super::promote::default_dtype);
    let y = Tensor::zeros(&[n, m], dtype, device.unwrap_or_else(default_device))?;
    let _quiet = crate::modes::with(crate::modes::NO_GRAD, crate::modes::DISPATCH);
    y.diagonal()?.fill_(Scalar::Int(1))?;
    Ok(y)
}

/// `eye(int n, *, dtype? dtype=None, device? device=None) -> Tensor` · function factory out
///
/// `out[i][j] = 1 if i == j else 0`.
///
/// Shapes: `(n, m)`, `m = n` by default.
/// Dtypes: bool, integers, floats, complex by `dtype`, float32 without.
/// Raises: RuntimeError for a negative size.
pub(crate) fn eye(n: i64, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
    eye_m(n, n, dtype, device)
}
