//! Elements taken and put along one dimension at positions that an index tensor of the same rank names.

use super::partial::{apart, need_index, written};
use crate::autograd::{Backward, BackwardCx, Coo, Grads, Saved};
use crate::backend::{Fresh, Operand, compute_each, cuda, launch_each, same_device};
use crate::error::{Error, Kind, Result};
use crate::tensor::Tensor;
use crate::tensor::geometry::{self, Dims, wrap_dim};
use crate::{bail, ensure};
use lumbre_kernels::index::{self, BadIndex, ScatterOp};
use lumbre_kernels::{DType, Scalar, View, ViewMut};
use smallvec::smallvec;

#[cold]
fn out_of_bounds(e: BadIndex) -> Error {
    Error::new(Kind::Runtime, format!("index {} is out of bounds for dimension {} with size {}", e.index, e.dim, e.size))
}

/// Tensors without dimensions are treated as having one of size 1.
fn as_vector(t: &Tensor) -> Result<Tensor> {
    if t.dim() == 0 { t.view(&[1]) } else { Ok(t.clone()) }
}

/// `gather(Tensor input, int dim, Tensor index, *, bool sparse_grad=False) -> Tensor` · method function out exact apart
///
/// `out[i][j] = x[index[i][j]][j]` for `dim` 0, and so on. With `sparse_grad`, the gradient of a leaf is a sparse
/// tensor of the elements that were read.
///
/// Shapes: index as many dimensions as the input, and no larger but in `dim`; the result has the index's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for an index of another number of dimensions, out of range or too large, or not integers; IndexError for a
///   dimension out of range.
pub(crate) fn gather(x: &Tensor, dim: i64, at: &Tensor, sparse_grad: bool) -> Result<Tensor> {
    need_index("gather", at)?;
    let d = wrap_dim(dim, x.dim())?;
    let (xv, iv) = (as_vector(x)?, as_vector(at)?);
    if iv.numel() > 0 {
        ensure!(xv.dim() == iv.dim(), "Index tensor must have the same number of dimensions as input tensor");
        for k in (0..iv.dim()).filter(|&k| k != d) {
            ensure!(
                iv.sizes()[k] <= xv.sizes()[k],
                "Size does not match at dimension {k} expected index {:?} to be no larger than self {:?} apart from dimension {d}",
                &at.sizes()[..],
                &x.sizes()[..]
            );
        }
    }
    let y = Fresh::empty("gather", &at.sizes(), x.dtype(), x.device())?;
    if iv.numel() > 0 {
        let flat = Fresh::from_geometry({
            let mut g = (*y.tensor().geometry()).clone();
            g.sizes = iv.sizes();
            g.strides = geometry::contiguous_strides(&g.sizes);
            g
        });
        let cpu = |i: &[View], o: &mut [ViewMut]| index::gather(i[0], d, i[1], o[0].reborrow()).map_err(out_of_bounds);
        compute_each("gather", iv.numel() as usize, &[&xv, &iv], &[&flat], cpu, |cx, i, o| cuda::index::gather(cx, i[0], d, i[1], o[0]))?;
    }
    Ok(y.with_grad([x], |_| GatherGrad { sizes: x.sizes(), dim: d as i64, index: at.save(), sparse: sparse_grad && x.is_leaf() && x.dim() > 0 }))
}

/// The gradient of `gather` as the elements that were read.
fn sparse_elements(g: &Tensor, dim: usize, index: &Tensor, sizes: &[i64]) -> Result<Tensor> {
    let shape = index.sizes();
    let mut rows = Vec::with_capacity(shape.len());
    for d in 0..shape.len() {
        let row = if d == dim {
            index.to_dtype(DType::I64)?
        } else {
            let mut along = vec![1; shape.len()];
            along[d] = shape[d];
            super::partial::count_on(shape[d], index.device())?.reshape(&along)?.expand(&shape)?
        };
        rows.push(row.reshape(&[-1])?);
    }
    Tensor::from_coo(Coo { indices: Tensor::stack(&rows)?, values: g.reshape(&[-1])?.contiguous()?, sizes: Dims::from_slice(sizes), coalesced: false })
}

struct GatherGrad {
    sizes: Dims,
    dim: i64,
    index: Saved,
    sparse: bool,
}
impl Backward for GatherGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        if self.sparse {
            return Ok(smallvec![Some(sparse_elements(g, self.dim as usize, &cx.unpack(&self.index)?, &self.sizes)?)]);
        }
        let zero = Tensor::zeros(&self.sizes, g.dtype(), g.device())?;
        Ok(smallvec![Some(zero.scatter_add_(self.dim, &cx.unpack(&self.index)?, g)?)])
    }
}

pub(crate) fn check(name: &str, x: &Tensor, d: usize, at: &Tensor, src: Option<&Tensor>) -> Result<()> {
    need_index(name, at)?;
    if at.numel() == 0 {
        return Ok(());
    }
    let one = |t: &Tensor| if t.dim() == 0 { smallvec![1] } else { t.sizes() };
    let (xs, is): (Dims, Dims) = (one(x), one(at));
    ensure!(xs.len() == is.len(), "Index tensor must have the same number of dimensions as self tensor");
    if let Some(src) = src {
        ensure!(one(src).len() == is.len(), "Index tensor must have the same number of dimensions as src tensor");
        ensure!(
            src.dtype() == x.dtype(),
            "{name}(): Expected self.dtype to be equal to src.dtype"
        );
    }
    for k in 0..is.len() {
        let fits = (k == d || is[k] <= xs[k]) && src.is_none_or(|s| is[k] <= one(s)[k]);
        let beside = src.map(|s| format!(" and to be no larger size than src {:?}", &s.sizes()[..])).unwrap_or_default();
        ensure!(
            fits,
            "Expected index {:?} to be no larger than self {:?} apart from dimension {d}{beside}",
            &at.sizes()[..],
            &x.sizes()[..]
        );
    }
    Ok(())
}

/// Writes `src` (or one number, a 0-dim tensor) into `x` at `at`.
pub(crate) fn put(name: &str, x: &Tensor, d: usize, at: &Tensor, src: &Tensor, op: ScatterOp) -> Result<()> {
    if at.numel() == 0 {
        return Ok(());
    }
    let (src, at) = (as_vector(&apart(src, x)?)?, as_vector(&apart(at, x)?)?);
    same_device(name, &[x, &at, &src])?;
    let number = src.numel() == 1;
    let source = if number { Operand::expanded(&src, &at.sizes()) } else { Operand::new(&src) };
    let (g, one): (_, Dims) = (x.geometry(), smallvec![1]);
    let out = if g.dim() == 0 { Operand::shaped(x, one.clone(), one) } else { Operand::new(x) };
    let cpu = |i: &[View], o: &mut [ViewMut]| index::scatter(op, d, i[0], i[1], o[0].reborrow()).map_err(out_of_bounds);
    launch_each(name, at.numel() as usize, &[Operand::new(&at), source], &[out], false, cpu, |cx, i, o| {
        cuda::index::scatter(cx, op, d, i[0], i[1], o[0])
    })
}

#[derive(Clone, Copy)]
enum From<'a> {
    Tensor(&'a Tensor),
    Number(Scalar),
}

fn scatter_any(name: &str, x: &Tensor, dim: i64, at: &Tensor, from: From, op: ScatterOp, inplace: bool) -> Result<Tensor> {
    let d = wrap_dim(dim, x.dim())?;
    let src = match from {
        From::Tensor(t) => t.clone(),
        From::Number(s) => {
            super::random_fill::check_fits(s, x.dtype())?;
            Tensor::full(&[], s, x.dtype(), x.device())?
        }
    };
    let tensor = match from {
        From::Tensor(t) => Some(t),
        From::Number(_) => None,
    };
    check(name, x, d, at, tensor)?;
    written(name, x, inplace, &[tensor], |y| put(name, y, d, at, &src, op), || ScatterGrad {
        dim: d as i64,
        index: at.save(),
        src: src.sizes(),
        add: op == ScatterOp::Add,
    })
}

struct ScatterGrad {
    dim: i64,
    index: Saved,
    src: Dims,
    add: bool,
}

/// What `index` took out of `g`, in the larger shape of a source that had more elements than the index.
fn taken(g: &Tensor, dim: i64, at: &Tensor, shape: &[i64]) -> Result<Tensor> {
    let part = g.gather(dim, at)?;
    if part.sizes()[..] == *shape {
        return Ok(part);
    }
    let zero = Tensor::zeros(shape, g.dtype(), g.device())?;
    if part.numel() == 0 {
        return Ok(zero);
    }
    let strides = geometry::contiguous_strides(shape);
    zero.as_strided_scatter_with(&part, &part.sizes(), &strides, Some(0))
}

impl Backward for ScatterGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None]) };
        let at = cx.unpack(&self.index)?;
        let gx = match cx.needs(0) {
            true if self.add => Some(g.clone()),
            true => Some(g.scatter_value(self.dim, &at, Scalar::Int(0))?),
            false => None,
        };
        let gs = if cx.needs(1) { Some(taken(g, self.dim, &at, &self.src)?) } else { None };
        Ok(smallvec![gx, gs])
    }
}

/// `scatter.src(Tensor input, int dim, Tensor index, Tensor src) -> Tensor` · method function out exact
///
/// `out[index[i][j]][j] = src[i][j]` for `dim` 0, and so on, in a copy of `x` or in place.
///
/// Shapes: index no larger than `src`, nor than the input but in `dim`; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for shapes that do not fit, another dtype and an index out of range; IndexError for a dimension out of range.
pub(crate) fn scatter(x: &Tensor, dim: i64, index: &Tensor, src: &Tensor) -> Result<Tensor> {
    scatter_any("scatter", x, dim, index, From::Tensor(src), ScatterOp::Assign, false)
}

/// `scatter_.src(Tensor(a!) input, int dim, Tensor index, Tensor src) -> Tensor(a!)` · method
///
/// `out[index[i][j]][j] = src[i][j]` for `dim` 0, and so on, in a copy of `x` or in place.
///
/// Shapes: index no larger than `src`, nor than the input but in `dim`; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for shapes that do not fit, another dtype and an index out of range; IndexError for a dimension out of range.
pub(crate) fn scatter_(x: &Tensor, dim: i64, index: &Tensor, src: &Tensor) -> Result<Tensor> {
    scatter_any("scatter_", x, dim, index, From::Tensor(src), ScatterOp::Assign, true)
}

/// `scatter.value(Tensor input, int dim, Tensor index, Scalar value) -> Tensor` · method function out exact node=Scatter1
///
/// `out[index[i][j]][j] = value` for `dim` 0, and so on, in a copy of `x` or in place.
///
/// Shapes: index no larger than the input but in `dim`; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for shapes that do not fit and an index out of range; IndexError for a dimension out of range.
pub(crate) fn scatter_value(x: &Tensor, dim: i64, index: &Tensor, value: Scalar) -> Result<Tensor> {
    scatter_any("scatter", x, dim, index, From::Number(value), ScatterOp::Assign, false)
}

/// `scatter_.value(Tensor(a!) input, int dim, Tensor index, Scalar value) -> Tensor(a!)` · method
///
/// `out[index[i][j]][j] = value` for `dim` 0, and so on, in a copy of `x` or in place.
///
/// Shapes: index no larger than the input but in `dim`; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for shapes that do not fit and an index out of range; IndexError for a dimension out of range.
pub(crate) fn scatter_value_(x: &Tensor, dim: i64, index: &Tensor, value: Scalar) -> Result<Tensor> {
    scatter_any("scatter_", x, dim, index, From::Number(value), ScatterOp::Assign, true)
}

fn combined(name: &str, x: &Tensor, dim: i64, at: &Tensor, from: From, reduce: &str, inplace: bool) -> Result<Tensor> {
    let op = match reduce {
        "add" => ScatterOp::Add,
        "multiply" => ScatterOp::Mul,
        _ => bail!("reduce argument must be either add or multiply."),
    };
    let graph = crate::modes::grad_enabled() && (x.requires_grad() || matches!(from, From::Tensor(t) if t.requires_grad()));
    ensure!(op == ScatterOp::Add || !graph, NotImplemented, "{name}(): the derivative of reduce='multiply' is not implemented; use scatter_reduce with reduce='prod'");
    scatter_any(name, x, dim, at, from, op, inplace)
}

/// `scatter.src_reduce(Tensor input, int dim, Tensor index, Tensor src, *, str reduce) -> Tensor` · method function out exact
///
/// `out[index[i][j]][j] += src[i][j]` (`'add'`) or `*=` (`'multiply'`) for `dim` 0, and so on, in a copy of `x` or in place.
///
/// Shapes: index no larger than `src`, nor than the input but in `dim`; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for another word, shapes that do not fit, another dtype and an index out of range; IndexError for a dimension out
///   of range.
pub(crate) fn scatter_combine(x: &Tensor, dim: i64, index: &Tensor, src: &Tensor, reduce: &str) -> Result<Tensor> {
    combined("scatter", x, dim, index, From::Tensor(src), reduce, false)
}

/// `scatter_.src_reduce(Tensor(a!) input, int dim, Tensor index, Tensor src, *, str reduce) -> Tensor(a!)` · method
///
/// `out[index[i][j]][j] += src[i][j]` (`'add'`) or `*=` (`'multiply'`) for `dim` 0, and so on, in a copy of `x` or in place.
///
/// Shapes: index no larger than `src`, nor than the input but in `dim`; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for another word, shapes that do not fit, another dtype and an index out of range; IndexError for a dimension out
///   of range.
pub(crate) fn scatter_combine_(x: &Tensor, dim: i64, index: &Tensor, src: &Tensor, reduce: &str) -> Result<Tensor> {
    combined("scatter_", x, dim, index, From::Tensor(src), reduce, true)
}

/// `scatter.value_reduce(Tensor input, int dim, Tensor index, Scalar value, *, str reduce) -> Tensor` · method function out exact
///
/// `out[index[i][j]][j] += value` (`'add'`) or `*=` (`'multiply'`) for `dim` 0, and so on, in a copy of `x` or in place.
///
/// Shapes: index no larger than the input but in `dim`; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for another word, shapes that do not fit and an index out of range; IndexError for a dimension out of range.
pub(crate) fn scatter_combine_value(x: &Tensor, dim: i64, index: &Tensor, value: Scalar, reduce: &str) -> Result<Tensor> {
    combined("scatter", x, dim, index, From::Number(value), reduce, false)
}

/// `scatter_.value_reduce(Tensor(a!) input, int dim, Tensor index, Scalar value, *, str reduce) -> Tensor(a!)` · method
///
/// `out[index[i][j]][j] += value` (`'add'`) or `*=` (`'multiply'`) for `dim` 0, and so on, in a copy of `x` or in place.
///
/// Shapes: index no larger than the input but in `dim`; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for another word, shapes that do not fit and an index out of range; IndexError for a dimension out of range.
pub(crate) fn scatter_combine_value_(x: &Tensor, dim: i64, index: &Tensor, value: Scalar, reduce: &str) -> Result<Tensor> {
    combined("scatter_", x, dim, index, From::Number(value), reduce, true)
}

/// `scatter_add(Tensor input, int dim, Tensor index, Tensor src) -> Tensor` · method function out exact node=ScatterAdd0
///
/// `out[index[i][j]][j] += src[i][j]` for `dim` 0, and so on, in a copy of `x` or in place.
///
/// Shapes: index no larger than `src`, nor than the input but in `dim`; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for shapes that do not fit, another dtype and an index out of range; IndexError for a dimension out of range.
pub(crate) fn scatter_add(x: &Tensor, dim: i64, index: &Tensor, src: &Tensor) -> Result<Tensor> {
    scatter_any("scatter_add", x, dim, index, From::Tensor(src), ScatterOp::Add, false)
}

/// `scatter_add_(Tensor(a!) input, int dim, Tensor index, Tensor src) -> Tensor(a!)` · method node=ScatterAdd0
///
/// `out[index[i][j]][j] += src[i][j]` for `dim` 0, and so on, in a copy of `x` or in place.
///
/// Shapes: index no larger than `src`, nor than the input but in `dim`; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for shapes that do not fit, another dtype and an index out of range; IndexError for a dimension out of range.
pub(crate) fn scatter_add_(x: &Tensor, dim: i64, index: &Tensor, src: &Tensor) -> Result<Tensor> {
    scatter_any("scatter_add_", x, dim, index, From::Tensor(src), ScatterOp::Add, true)
}

