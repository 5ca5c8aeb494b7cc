//! Putting tensors together.

use super::promote::ResultType;
use crate::autograd::{Backward, BackwardCx, Grads};
use crate::backend::cuda::{self, CView};
use crate::backend::{Fresh, compute_each, quick};
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::{self, Dims, wrap_dim};
use crate::{bail, ensure};
use lumbre_kernels::{DType, View, ViewMut};
use smallvec::{SmallVec, smallvec};

/// Copies each input into its part of a fresh tensor: part `i` starts `starts[i]` elements in and has the input's sizes. `runs`: the
/// parts of a row-major result follow one another.
#[allow(clippy::too_many_arguments)]
fn assemble(
    name: &str,
    inputs: &[&Tensor],
    sizes: &[i64],
    strides: Dims,
    dtype: DType,
    starts: &[i64],
    part_strides: &[i64],
    runs: bool,
) -> Result<Fresh> {
    let device = inputs.first().map_or(crate::Device::Cpu, |t| t.device());
    let y = Fresh::strided(name, sizes, strides, dtype, device)?;
    let work = sizes.iter().product::<i64>() as usize;
    if runs && quick::join(inputs, y.tensor())? {
        return Ok(y);
    }
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        // SAFETY: the parts lie side by side in the output, whose size along the joined dimension is the sum of theirs.
        unsafe { lumbre_kernels::copy::place(i, starts, part_strides, &o[0]) };
        Ok(())
    };
    compute_each(name, work, inputs, &[&y], cpu, |cx, i, o| {
        for (x, &start) in i.iter().zip(starts).filter(|(x, _)| x.numel() > 0) {
            let address = o[0].address + start as u64 * o[0].dtype.size() as u64;
            cuda::elementwise::copy(cx, *x, CView { address, sizes: x.sizes, strides: part_strides, ..o[0] })?;
        }
        Ok(())
    })?;
    Ok(y)
}

fn common_dtype(tensors: &[Tensor]) -> DType {
    let first = tensors[0].dtype();
    if tensors.iter().all(|t| t.dtype() == first) {
        return first;
    }
    tensors.iter().fold(ResultType::default(), ResultType::add).get()
}

/// An old habit is kept: one-dimensional tensors without elements join anything.
fn is_skipped(t: &Tensor) -> bool {
    t.dim() == 1 && t.numel() == 0
}

/// `cat(Tensor[] tensors, int dim=0) -> Tensor` · function out alias=concat,concatenate autocast=promote apart
///
/// `tensors[0], tensors[1], …` one after the other along `dim`.
///
/// Shapes: `(*, n_i, *)` to `(*, sum n_i, *)`; an empty vector fits everywhere.
/// Dtypes: bool, integers, floats, complex.
/// Raises: ValueError for no tensors; RuntimeError for other sizes that differ and tensors without dimensions; IndexError for a dimension
///   out of range.
pub(crate) fn cat(tensors: &[Tensor], dim: i64) -> Result<Tensor> {
    ensure!(!tensors.is_empty(), Value, "expected a non-empty list of Tensors");
    for (i, t) in tensors.iter().enumerate() {
        ensure!(t.dim() > 0, "zero-dimensional tensor (at position {i}) cannot be concatenated");
    }
    let dtype = common_dtype(tensors);
    let model = tensors.iter().find(|t| !is_skipped(t)).unwrap_or(&tensors[0]);
    // Among vectors there is nothing special about empty ones.
    let vectors = model.dim() == 1;
    let is_skipped = |t: &Tensor| !vectors && is_skipped(t);
    let mut sizes = model.sizes();
    let d = wrap_dim(dim, sizes.len())?;
    let mut starts: SmallVec<[i64; 8]> = SmallVec::new();
    let mut lengths: SmallVec<[i64; 8]> = SmallVec::new();
    let mut total = 0i64;
    for (i, t) in tensors.iter().enumerate() {
        let g = t.geometry();
        starts.push(total);
        if is_skipped(t) {
            lengths.push(0);
            continue;
        }
        ensure!(
            g.dim() == sizes.len(),
            "Tensors must have same number of dimensions: got {} and {}",
            sizes.len(),
            g.dim()
        );
        for k in (0..sizes.len()).filter(|&k| k != d) {
            ensure!(
                g.sizes[k] == sizes[k],
                "Sizes of tensors must match except in dimension {d}. Expected size {} but got size {} for tensor number {i} in the list.",
                sizes[k],
                g.sizes[k]
            );
        }
        lengths.push(g.sizes[d]);
        total += g.sizes[d];
    }
    sizes[d] = total;
    let used: SmallVec<[&Tensor; 8]> = tensors.iter().filter(|t| !is_skipped(t)).collect();
    let strides = match used.iter().all(|t| t.geometry().is_channels_last()) {
        true => geometry::channels_last_strides(&sizes),
        false => geometry::contiguous_strides(&sizes),
    };
    let starts_used: SmallVec<[i64; 8]> =
        tensors.iter().zip(&starts).filter(|(t, _)| !is_skipped(t)).map(|(_, s)| s * strides[d]).collect();
    // Along the first dimension the parts lie one after the other.
    let y = assemble("cat", &used, &sizes, strides.clone(), dtype, &starts_used, &strides, d == 0)?;
    let inputs: SmallVec<[Option<&Tensor>; 8]> = tensors.iter().map(Some).collect();
    Ok(y.with_grad_list(&inputs, |_| CatGrad {
        dim: d as i64,
        parts: tensors.iter().zip(starts).zip(lengths).map(|((t, s), n)| (!is_skipped(t)).then(|| (s, n, t.dtype()))).collect(),
    }))
}

struct CatGrad {
    dim: i64,
    /// Start, length and dtype of each input along the joined dimension.
    parts: Vec<Option<(i64, i64, DType)>>,
}
impl Backward for CatGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(self.parts.iter().map(|_| None).collect()) };
        let mut out = Grads::new();
        for (i, part) in self.parts.iter().enumerate() {
            out.push(match part {
                _ if !cx.needs(i) => None,
                Some((start, n, dtype)) => Some(cast_grad(&g.narrow(self.dim, *start, *n)?, *dtype)?),
                None => Some(Tensor::zeros(&[0], g.dtype(), g.device())?),
            });
        }
        Ok(out)
    }
}

/// A gradient in the dtype of the input it belongs to.
pub(crate) fn cast_grad(g: &Tensor, dtype: DType) -> Result<Tensor> {
    if g.dtype().is_complex() && !dtype.is_complex() { g.real_part()?.to_dtype(dtype) } else { g.to_dtype(dtype) }
}

/// `stack(Tensor[] tensors, int dim=0) -> Tensor` · function out autocast=promote
///
/// `out[…, i, …] = tensors[i]`, with `i` in a new dimension `dim`.
///
/// Shapes: equal shapes `(*)` to `(*, number of tensors, *)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for no tensors and shapes that differ; IndexError for a dimension out of range.
pub(crate) fn stack(tensors: &[Tensor], dim: i64) -> Result<Tensor> {
    let Some(first) = tensors.first() else { bail!("stack expects a non-empty TensorList") };
    let shape = first.sizes();
    let d = wrap_dim(dim, shape.len() + 1)?;
    for (i, t) in tensors.iter().enumerate() {
        ensure!(
            t.geometry().sizes == shape,
            "stack expects each tensor to be equal size, but got {:?} at entry 0 and {:?} at entry {i}",
            &shape[..],
            &t.sizes()[..]
        );
    }
    let dtype = common_dtype(tensors);
    let mut sizes = shape;
    sizes.insert(d, tensors.len() as i64);
    let strides = geometry::contiguous_strides(&sizes);
    let starts: SmallVec<[i64; 8]> = (0..tensors.len() as i64).map(|i| i * strides[d]).collect();
    let mut part = strides.clone();
    part.remove(d);
    let refs: SmallVec<[&Tensor; 8]> = tensors.iter().collect();
    let y = assemble("stack", &refs, &sizes, strides, dtype, &starts, &part, d == 0)?;
    let inputs: SmallVec<[Option<&Tensor>; 8]> = tensors.iter().map(Some).collect();
    Ok(y.with_grad_list(&inputs, |_| StackGrad { dim: d as i64, dtypes: tensors.iter().map(|t| t.dtype()).collect() }))
}

struct StackGrad {
    dim: i64,
    dtypes: Vec<DType>,
}
impl Backward for StackGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(self.dtypes.iter().map(|_| None).collect()) };
        let mut out = Grads::new();
        for (i, dtype) in self.dtypes.iter().enumerate() {
            out.push(if cx.needs(i) { Some(cast_grad(&g.select(self.dim, i as i64)?, *dtype)?) } else { None });
        }
        Ok(out)
    }
}

fn each(tensors: &[Tensor], f: impl Fn(&Tensor) -> Result<Tensor>) -> Result<Vec<Tensor>> {
    tensors.iter().map(f).collect()
}

/// `hstack(Tensor[] tensors) -> Tensor` · function out
///
/// `cat` along dimension 1, of vectors along 0.
///
/// Shapes: `(n, m_i, *)` to `(n, sum m_i, *)`; `(m_i)` to `(sum m_i)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for no tensors and sizes that differ.
pub(crate) fn hstack(tensors: &[Tensor]) -> Result<Tensor> {
    ensure!(!tensors.is_empty(), "hstack expects a non-empty TensorList");
    let rows = each(tensors, |t| t.atleast_1d())?;
    let dim = if rows[0].dim() == 1 { 0 } else { 1 };
    Tensor::cat_with(&rows, dim)
}

/// `vstack(Tensor[] tensors) -> Tensor` · function out alias=row_stack
///
/// `cat` along dimension 0, after `atleast_2d`.
///
/// Shapes: `(n_i, *)` to `(sum n_i, *)`; vectors are rows.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for no tensors and sizes that differ.
pub(crate) fn vstack(tensors: &[Tensor]) -> Result<Tensor> {
    ensure!(!tensors.is_empty(), "vstack expects a non-empty TensorList");
    Tensor::cat_with(&each(tensors, |t| t.atleast_2d())?, 0)
}

/// `dstack(Tensor[] tensors) -> Tensor` · function out
///
/// `cat` along dimension 2, after `atleast_3d`.
///
/// Shapes: `(n, m, k_i)` to `(n, m, sum k_i)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for no tensors and sizes that differ.
pub(crate) fn dstack(tensors: &[Tensor]) -> Result<Tensor> {
    ensure!(!tensors.is_empty(), "dstack expects a non-empty TensorList");
    Tensor::cat_with(&each(tensors, |t| t.atleast_3d())?, 2)
}

/// `column_stack(Tensor[] tensors) -> Tensor` · function out
///
/// `cat` along dimension 1, with vectors as columns.
///
/// Shapes: `(n)` or `(n, m_i)` to `(n, sum m_i)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for no tensors and sizes that differ.
pub(crate) fn column_stack(tensors: &[Tensor]) -> Result<Tensor> {
    ensure!(!tensors.is_empty(), "column_stack expects a non-empty TensorList");
    let columns = each(tensors, |t| if t.dim() <= 1 { t.reshape(&[t.numel(), 1]) } else { Ok(t.clone()) })?;
    Tensor::cat_with(&columns, 1)
}

/// `block_diag(Tensor... tensors) -> Tensor` · function node=BlockDiag0
///
/// A matrix with `tensors[0], tensors[1], …` down its diagonal and zeros elsewhere.
///
/// Shapes: `(n_i, m_i)` (vectors are rows) to `(sum n_i, sum m_i)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for more than 2 dimensions.
pub(crate) fn block_diag(tensors: &[Tensor]) -> Result<Tensor> {
    ensure!(!tensors.is_empty(), "torch.block_diag: expected at least one tensor");
    for (i, t) in tensors.iter().enumerate() {
        ensure!(t.dim() <= 2, "torch.block_diag: Input tensors must have 2 or fewer dimensions. Input {i} has {} dimensions", t.dim());
    }
    let blocks = each(tensors, |t| t.atleast_2d())?;
    let dtype = common_dtype(&blocks);
    let size = |k: usize| blocks.iter().map(|b| b.sizes()[k]).sum::<i64>();
    let width = size(1);
    let mut rows = Vec::new();
    let mut at = 0;
    for b in &blocks {
        let s = b.sizes();
        let zeros = |n: i64| Tensor::zeros(&[s[0], n], dtype, b.device());
        rows.push(Tensor::cat_with(&[zeros(at)?, b.clone(), zeros(width - at - s[1])?], 1)?);
        at += s[1];
    }
    Tensor::cat_with(&rows, 0)
}

/// `broadcast_tensors(Tensor... tensors) -> Tensor[]` · function
///
/// `broadcast_to(x, shape)` for each tensor `x` and the shape common to all, as views.
///
/// Shapes: any that broadcast; every result has the common shape.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn broadcast_tensors(tensors: &[Tensor]) -> Result<Vec<Tensor>> {
    let mut shape = Dims::new();
    for t in tensors {
        shape = geometry::broadcast(&shape, &t.sizes())?;
    }
    each(tensors, |t| t.expand(&shape))
}

/// `meshgrid(Tensor... tensors, *, str? indexing=None) -> Tensor[]` · function
///
/// `out[k][i0, i1, …] = tensors[k][i_k]`; with `indexing='xy'` the first two dimensions are exchanged.
///
/// Shapes: vectors `(n_i)` to tensors of `(n_0, n_1, …)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for no tensors, more than 1 dimension, two dtypes, and another word for `indexing`.
pub(crate) fn meshgrid(tensors: &[Tensor], indexing: Option<&str>) -> Result<Vec<Tensor>> {
    ensure!(!tensors.is_empty(), "meshgrid expects a non-empty TensorList");
    let swap = match indexing {
        None | Some("ij") => false,
        Some("xy") => tensors.len() >= 2,
        Some(other) => bail!("torch.meshgrid: indexing must be one of \"xy\" or \"ij\", but received: {other}"),
    };
    let mut order: Vec<usize> = (0..tensors.len()).collect();
    if swap {
        order.swap(0, 1);
    }
    for t in tensors {
        ensure!(t.dim() <= 1, "torch.meshgrid: Expected 0D or 1D tensor in the tensor list but got: {:?}", &t.sizes()[..]);
        ensure!(t.dtype() == tensors[0].dtype(), "torch.meshgrid expects all tensors to have the same dtype");
    }
    let shape: Dims = order.iter().map(|&i| tensors[i].numel()).collect();
    let mut grids = Vec::new();
    for (i, t) in tensors.iter().enumerate() {
        let at = order.iter().position(|&o| o == i).unwrap_or(i);
        let mut view = Dims::from_elem(1, tensors.len());
        view[at] = t.numel();
        grids.push(t.reshape(&view)?.expand(&shape)?);
    }
    Ok(grids)
}

/// `cartesian_prod(Tensor... tensors) -> Tensor` · function
///
/// All combinations `(a[i], b[j], …)`, one a row, the last running fastest.
///
/// Shapes: vectors `(n_i)` to `(product of n_i, number of tensors)`; one vector is itself.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for no tensors and tensors that are no vectors.
pub(crate) fn cartesian_prod(tensors: &[Tensor]) -> Result<Tensor> {
    ensure!(!tensors.is_empty(), "cartesian_prod expects a non-empty TensorList");
    for t in tensors {
        ensure!(t.dim() == 1, "Expect a 1D vector, but got shape {:?}", &t.sizes()[..]);
    }
    if tensors.len() == 1 {
        return Ok(tensors[0].clone());
    }
    let grids = Tensor::meshgrid(tensors)?;
    let flat = each(&grids, |g| g.reshape(&[-1]))?;
    Tensor::stack_with(&flat, 1)
}

macro_rules! at_least {
    ($t:expr, $n:literal) => {{
        let t: &Tensor = $t;
        let s = t.sizes();
        let shape: Dims = match ($n, s.len()) {
            (1, 0) => smallvec![1],
            (2, 0) => smallvec![1, 1],
            (2, 1) => smallvec![1, s[0]],
            (3, 0) => smallvec![1, 1, 1],
            (3, 1) => smallvec![1, s[0], 1],
            (3, 2) => smallvec![s[0], s[1], 1],
            _ => return Ok(t.clone()),
        };
        t.reshape(&shape)
    }};
}

/// `atleast_1d(Tensor input) -> Tensor` · function
///
/// `x`, or `x` with a dimension of size 1 if it has none.
///
/// Shapes: `()` to `(1)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: no error of its own.
pub(crate) fn atleast_1d(x: &Tensor) -> Result<Tensor> {
    at_least!(x, 1)
}

/// `atleast_2d(Tensor input) -> Tensor` · function
///
/// `x` with new dimensions of size 1 in front up to two.
///
/// Shapes: `()` to `(1, 1)`, `(n)` to `(1, n)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: no error of its own.
pub(crate) fn atleast_2d(x: &Tensor) -> Result<Tensor> {
    at_least!(x, 2)
}

/// `atleast_3d(Tensor input) -> Tensor` · function
///
/// `x` with new dimensions of size 1 up to three.
///
/// Shapes: `()` to `(1, 1, 1)`, `(n)` to `(1, n, 1)`, `(n, m)` to `(n, m, 1)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: no error of its own.
pub(crate) fn atleast_3d(x: &Tensor) -> Result<Tensor> {
    at_least!(x, 3)
}

/// `atleast_1d.list(Tensor... tensors) -> Tensor[]` · function
///
/// `x`, or `x` with a dimension of size 1 if it has none.
///
/// Shapes: `()` to `(1)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: no error of its own.
pub(crate) fn atleast_1d_list(tensors: &[Tensor]) -> Result<Vec<Tensor>> {
    each(tensors, |t| t.atleast_1d())
}

/// `atleast_2d.list(Tensor... tensors) -> Tensor[]` · function
///
/// `x` with new dimensions of size 1 in front up to two.
///
/// Shapes: `()` to `(1, 1)`, `(n)` to `(1, n)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: no error of its own.
pub(crate) fn atleast_2d_list(tensors: &[Tensor]) -> Result<Vec<Tensor>> {
    each(tensors, |t| t.atleast_2d())
}

/// `atleast_3d.list(Tensor... tensors) -> Tensor[]` · function
///
/// `x` with new dimensions of size 1 up to three.
///
/// Shapes: `()` to `(1, 1, 1)`, `(n)` to `(1, n, 1)`, `(n, m)` to `(n, m, 1)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: no error of its own.
pub(crate) fn atleast_3d_list(tensors: &[Tensor]) -> Result<Vec<Tensor>> {
    each(tensors, |t| t.atleast_3d())
}
