//! Elements put along one dimension and combined where they meet.

use super::partial::unsupported;
use super::scatter::{check, put};
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::Fresh;
use crate::bail;
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::wrap_dim;
use lumbre_kernels::index::ScatterOp;
use lumbre_kernels::{DType, Scalar};
use smallvec::smallvec;

fn reduce_op(reduce: &str) -> Result<ScatterOp> {
    Ok(match reduce {
        "sum" | "mean" => ScatterOp::Add,
        "prod" => ScatterOp::Mul,
        "amax" => ScatterOp::Max,
        "amin" => ScatterOp::Min,
        _ => bail!("reduce argument must be either sum, prod, mean, amax or amin, got {reduce}."),
    })
}

/// The number that changes nothing.
fn identity(op: ScatterOp, dtype: DType) -> Scalar {
    let float = dtype.is_float();
    match op {
        ScatterOp::Mul => Scalar::Int(1),
        ScatterOp::Max if float => Scalar::Float(f64::NEG_INFINITY),
        ScatterOp::Min if float => Scalar::Float(f64::INFINITY),
        ScatterOp::Max | ScatterOp::Min => Scalar::Int(extreme_int(dtype, op == ScatterOp::Min)),
        _ => Scalar::Int(0),
    }
}

fn extreme_int(dtype: DType, largest: bool) -> i64 {
    let bits = dtype.size() as u32 * 8;
    match (dtype, largest) {
        (DType::Bool, l) => l as i64,
        (DType::U8, l) => if l { 255 } else { 0 },
        (_, true) => ((1u64 << (bits - 1)) - 1) as i64,
        (_, false) => i64::MIN >> (64 - bits),
    }
}

/// `scatter_reduce(Tensor input, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor` · method function inplace out exact
///
/// `out[index[i][j]][j] = reduce` (`'sum'`, `'prod'`, `'mean'`, `'amax'` or `'amin'`) of all `src[i][j]` that meet there, for `dim` 0,
/// and so on; with what `input` has there only if `include_self`.
///
/// Shapes: index no larger than `src`, nor than the input but in `dim`; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for another word, shapes that do not fit, another dtype and an index out of range; IndexError for a dimension out
///   of range.
pub(crate) fn scatter_reduce(x: &Tensor, dim: i64, index: &Tensor, src: &Tensor, reduce: &str, include_self: bool) -> Result<Tensor> {
    let op = reduce_op(reduce)?;
    let d = wrap_dim(dim, x.dim())?;
    check("scatter_reduce", x, d, index, Some(src))?;
    if x.dtype().is_complex() && matches!(op, ScatterOp::Max | ScatterOp::Min) || x.dtype() == DType::Bool && reduce == "mean" {
        return Err(unsupported("scatter_reduce", x.dtype()));
    }
    let y = Fresh::copy_of(x, x.dtype())?;
    if !include_self {
        let base = Tensor::full(&[], identity(op, x.dtype()), x.dtype(), x.device())?;
        put("scatter_reduce", y.tensor(), d, index, &base, ScatterOp::Assign)?;
    }
    put("scatter_reduce", y.tensor(), d, index, src, op)?;
    let y = if reduce == "mean" { over_counts(y, d, index, include_self)? } else { y };
    let kind = reduce.to_string();
    Ok(y.with_grad([x, src], |y| ScatterReduceGrad {
        x: x.save(),
        src: src.save(),
        y: y.save(),
        index: index.save(),
        dim: d as i64,
        reduce: kind,
        include_self,
    }))
}

/// How many elements met at each place, at least one.
fn counts(sizes: &[i64], d: usize, index: &Tensor, include_self: bool, dtype: DType) -> Result<Tensor> {
    let start = Scalar::Int(include_self as i64);
    let n = Tensor::full(sizes, start, dtype, index.device())?;
    let one = Tensor::full(&[], Scalar::Int(1), dtype, index.device())?;
    put("scatter_reduce", &n, d, index, &one, ScatterOp::Add)?;
    if include_self { Ok(n) } else { n.masked_fill(&n.eq(0)?, 1) }
}

fn over_counts(y: Fresh, d: usize, index: &Tensor, include_self: bool) -> Result<Fresh> {
    let _quiet = crate::modes::with(crate::modes::NO_GRAD, crate::modes::DISPATCH);
    let t = y.non_differentiable();
    let n = counts(&t.sizes(), d, index, include_self, t.dtype())?;
    let whole = !t.dtype().is_float() && !t.dtype().is_complex();
    let out = if whole { t.div_with(&n, Some("floor"))? } else { t.div(&n)? };
    Fresh::copy_of(&out, out.dtype())
}

struct ScatterReduceGrad {
    x: Saved,
    src: Saved,
    y: Saved,
    index: Saved,
    dim: i64,
    reduce: String,
    include_self: bool,
}
impl ScatterReduceGrad {
    /// The gradients where elements that attain the extreme share it.
    fn shared(&self, g: &Tensor, x: &Tensor, src: &Tensor, y: &Tensor, at: &Tensor) -> Result<(Tensor, Tensor)> {
        let mut hit_x = x.eq(y)?.to_dtype(g.dtype())?;
        if !self.include_self {
            // Only what no source element replaced is its own.
            hit_x = hit_x.scatter_value(self.dim, at, Scalar::Int(0))?;
        }
        let y_at = y.gather(self.dim, at)?;
        let hit_src = src.eq(&y_at)?.to_dtype(g.dtype())?;
        let n = Tensor::zeros(&x.sizes(), g.dtype(), g.device())?.scatter_add(self.dim, at, &hit_src)?;
        let n = n.add(&hit_x)?;
        let n = n.add(&n.eq(0.0)?.to_dtype(g.dtype())?)?;
        let share = g.div(&n)?;
        Ok((share.mul(&hit_x)?, share.gather(self.dim, at)?.mul(&hit_src)?))
    }

    /// The gradients of products by the product of the others: `y / x`, recomputed where a factor is zero.
    fn products(&self, g: &Tensor, x: &Tensor, src: &Tensor, y: &Tensor, at: &Tensor) -> Result<(Tensor, Tensor)> {
        let d = g.dtype();
        let one_x = x.eq(0.0)?.to_dtype(d)?;
        let safe_x = x.add(&one_x)?;
        let gx = g.mul(y)?.div(&safe_x)?;
        let with_one = safe_x.scatter_reduce_with(self.dim, at, src, "prod", self.include_self)?;
        let gx = gx.add(&g.mul(&with_one)?.mul(&one_x)?)?;
        let zeros = src.eq(0.0)?.to_dtype(d)?;
        let count = Tensor::zeros(&x.sizes(), d, g.device())?.scatter_add(self.dim, at, &zeros)?.gather(self.dim, at)?;
        let single = zeros.mul(&count.eq(1.0)?.to_dtype(d)?)?;
        let safe = src.add(&single)?;
        let without = x.scatter_reduce_with(self.dim, at, &safe, "prod", self.include_self)?.gather(self.dim, at)?;
        let regular = g.mul(y)?.gather(self.dim, at)?.div(&src.add(&zeros)?)?;
        let gs = regular.add(&g.gather(self.dim, at)?.mul(&without)?.mul(&single)?)?;
        Ok((gx, gs))
    }
}
impl Backward for ScatterReduceGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None]) };
        let (x, src, y, at) = (cx.unpack(&self.x)?, cx.unpack(&self.src)?, cx.unpack(&self.y)?, cx.unpack(&self.index)?);
        let (gx, gs) = match self.reduce.as_str() {
            "sum" => (g.clone(), g.gather(self.dim, &at)?),
            "mean" => {
                let n = counts(&x.sizes(), self.dim as usize, &at, self.include_self, g.dtype())?;
                let g = g.div(&n)?;
                (g.clone(), g.gather(self.dim, &at)?)
            }
            "prod" => self.products(g, &x, &src, &y, &at)?,
            _ => self.shared(g, &x, &src, &y, &at)?,
        };
        let gx = if self.include_self { gx } else { gx.scatter_value(self.dim, &at, Scalar::Int(0))? };
        Ok(smallvec![cx.needs(0).then_some(gx), cx.needs(1).then_some(gs)])
    }
}
