//! Losses of distances and margins, and the distances themselves.

use super::loss::Reduction;
use crate::error::Result;
use crate::tensor::Tensor;
use crate::{bail, ensure};
use lumbre_kernels::{DType, Scalar};

/// `hinge_embedding_loss(Tensor input, Tensor target, float margin=1.0, str reduction='mean') -> Tensor` · nn.functional autocast=f32
///
/// `x` where the target is 1, `max(0, margin - x)` where it is -1. `reduction` `'mean'` or `'sum'` of them, or `'none'`.
///
/// Shapes: two that broadcast. The loss is the common shape with `reduction='none'`, else `()`.
/// Dtypes: integers, floats; integers give float32; others raise NotImplementedError.
/// Raises: ValueError for another `reduction`; RuntimeError for shapes that do not broadcast.
pub(crate) fn hinge_embedding_loss(x: &Tensor, target: &Tensor, margin: f64, reduction: &str) -> Result<Tensor> {
    let far = x.rsub(margin)?.clamp_min(0)?.masked_fill(&target.eq(1)?, 0)?;
    let near = x.masked_fill(&target.eq(-1)?, 0)?;
    Reduction::parse(reduction)?.apply(far.add(&near)?)
}

/// `margin_ranking_loss(Tensor input1, Tensor input2, Tensor target, float margin=0.0, str reduction='mean') -> Tensor` · nn.functional autocast=f32
///
/// `max(0, -target * (x1 - x2) + margin)`. `reduction` `'mean'` or `'sum'` of them, or `'none'`.
///
/// Shapes: three of as many dimensions that broadcast. The loss is the common shape with `reduction='none'`, else `()`.
/// Dtypes: integers, floats; integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions; ValueError for another `reduction`.
pub(crate) fn margin_ranking_loss(x: &Tensor, y: &Tensor, target: &Tensor, margin: f64, reduction: &str) -> Result<Tensor> {
    let loss = target.neg()?.mul(&x.sub(y)?)?.add(margin)?.clamp_min(0)?;
    Reduction::parse(reduction)?.apply(loss)
}

/// `cosine_embedding_loss(Tensor input1, Tensor input2, Tensor target, float margin=0.0, str reduction='mean') -> Tensor` · nn.functional autocast=f32
///
/// `1 - cos(x, y)` where the target is 1, `max(0, cos(x, y) - margin)` where it is -1, with `cos(x, y) = x . y / (|x| |y|)`. `reduction`
/// `'mean'` or `'sum'` of them, or `'none'`.
///
/// Shapes: inputs `(N, D)` or `(D)`, target `(N)` or `()`. The loss is the target's shape with `reduction='none'`, else `()`.
/// Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions; ValueError for another `reduction`.
pub(crate) fn cosine_embedding_loss(x: &Tensor, y: &Tensor, target: &Tensor, margin: f64, reduction: &str) -> Result<Tensor> {
    ensure!(
        target.dim() <= 1,
        "0D or 1D target tensor expected, multi-target not supported"
    );
    ensure!(
        x.dim() == target.dim() + 1 && y.dim() == x.dim(),
        "{}D target tensor expects {}D input tensors, but found inputs with sizes {:?} and {:?}.",
        target.dim(),
        target.dim() + 1,
        &x.sizes()[..],
        &y.sizes()[..]
    );
    let last = [x.dim() as i64 - 1];
    let product = x.mul(y)?.sum_dim(Some(&last))?;
    let square = |t: &Tensor| t.mul(t)?.sum_dim(Some(&last))?.add(1e-12);
    let cos = product.div(&square(x)?.mul(&square(y)?)?.sqrt()?)?;
    let near = cos.rsub(1)?.masked_fill(&target.ne(1)?, 0)?;
    let far = cos.sub(margin)?.clamp_min(0)?.masked_fill(&target.ne(-1)?, 0)?;
    Reduction::parse(reduction)?.apply(near.add(&far)?)
}

/// `multi_margin_loss(Tensor input, Tensor target, Scalar p=1, Scalar margin=1, Tensor? weight=None, str reduction='mean') -> Tensor` · nn.functional autocast=f32 not=int,half node=MultiMarginLoss0
///
/// `sum over i != y of max(0, weight[y] * (margin - x[y] + x[i]))^p / C`. `reduction` `'mean'` or `'sum'` of them, or `'none'`.
///
/// Shapes: input `(N, C)` or `(C)`, target `(N)` or `()`, weight `(C)`. The loss is the target's shape with `reduction='none'`, else
///   `()`.
/// Dtypes: bfloat16, float32, float64; others raise NotImplementedError.
/// Raises: ValueError for a `p` that is neither 1 nor 2; RuntimeError for sizes that do not fit, classes out of range and targets that
///   are not int64.
pub(crate) fn multi_margin_loss(
    x: &Tensor,
    target: &Tensor,
    p: Scalar,
    margin: Scalar,
    weight: Option<&Tensor>,
    reduction: &str,
) -> Result<Tensor> {
    let reduction = Reduction::parse(reduction)?;
    ensure!(matches!(p.to_i64(), 1 | 2), Value, "only p == 1 and p == 2 supported");
    let classes = if x.dim() == 0 { 1 } else { x.size(-1)? };
    ensure!(x.dim() <= 2 && classes > 0, "Expected non-empty vector or matrix with optional 0-dim batch size, but got: {:?}", &x.sizes()[..]);
    let rows = x.reshape(&[-1, classes])?;
    let index = target.reshape(&[-1])?;
    ensure!(index.dtype() == DType::I64, "expected scalar type Long but found {}", index.dtype().scalar_name());
    ensure!(
        index.numel() == rows.size(0)?,
        "multi_margin_loss: target tensor should be 1-D with size equal to the number of input samples. Expected target size [{}], but got {:?}",
        rows.size(0)?,
        &target.sizes()[..]
    );
    let hit = is_class(&index, classes)?;
    let mine = rows.mul(&hit.to_dtype(x.dtype())?)?.sum_dim_with(Some(&[1]), true, None)?;
    let mut over = rows.sub(&mine)?.add(margin)?.clamp_min(0)?;
    if p.to_i64() == 2 {
        over = over.mul(&over)?;
    }
    if let Some(w) = weight {
        ensure!(w.numel() == classes, "inconsistent weight size, expected {classes} but got {:?}", &w.sizes()[..]);
        over = over.mul(&w.index_select(0, &index)?.unsqueeze(1)?)?;
    }
    let loss = over.masked_fill(&hit, 0)?.sum_dim(Some(&[1]))?.div(classes)?;
    reduction.apply(if target.dim() == 0 { loss.reshape(&[])? } else { loss })
}

/// Rows of bools, true at the index of each row.
fn is_class(index: &Tensor, classes: i64) -> Result<Tensor> {
    let known = if index.device() == crate::Device::Meta { Vec::new() } else { index.to_vec::<i64>()? };
    if let Some(bad) = known.into_iter().find(|i| *i < 0 || *i >= classes) {
        bail!("target out of range: {bad} is not in [0, {classes})");
    }
    super::partial::places_on(index, &(0..classes).collect::<Vec<_>>())?.eq(&index.unsqueeze(1)?)
}

/// `multilabel_margin_loss(Tensor input, Tensor target, str reduction='mean') -> Tensor` · nn.functional autocast=f32 not=int,half node=MultilabelMarginLoss0
///
/// `sum over target classes j and other classes i of max(0, 1 - (x[j] - x[i])) / C`; a row of targets ends at its first -1. `reduction`
/// `'mean'` or `'sum'` of them, or `'none'`.
///
/// Shapes: input and target `(N, C)` or `(C)`. The loss is `(N)` or `()` with `reduction='none'`, else `()`.
/// Dtypes: bfloat16, float32, float64; others raise NotImplementedError.
/// Raises: RuntimeError for sizes that do not fit, classes out of range and targets that are not int64.
pub(crate) fn multilabel_margin_loss(x: &Tensor, target: &Tensor, reduction: &str) -> Result<Tensor> {
    let reduction = Reduction::parse(reduction)?;
    let classes = if x.dim() == 0 { 1 } else { x.size(-1)? };
    ensure!(
        x.dim() <= 2 && classes > 0,
        "Expected non-empty vector or matrix with optional 0-dim batch size, but got: {:?}",
        &x.sizes()[..]
    );
    ensure!(target.sizes() == x.sizes() || x.numel() == target.numel() && x.dim() < 2, "inconsistent target size: {:?} for input of size: {:?}", &target.sizes()[..], &x.sizes()[..]);
    ensure!(target.dtype() == DType::I64, "expected scalar type Long but found {}", target.dtype().scalar_name());
    let rows = x.reshape(&[-1, classes])?;
    let n = rows.size(0)?;
    let meta = target.device() == crate::Device::Meta;
    let labels = if meta { vec![-1; target.numel() as usize] } else { target.contiguous()?.to_vec::<i64>()? };
    // `picks[r][j]` counts how often row r names class j.
    let mut picks = vec![0f64; labels.len()];
    for (row, labels) in labels.chunks(classes as usize).enumerate() {
        for label in labels.iter().take_while(|l| **l != -1) {
            ensure!(*label >= 0 && *label < classes, "target out of range: {label} is not in [0, {classes})");
            picks[row * classes as usize + *label as usize] += 1.0;
        }
    }
    let picks = Tensor::from_slice(&picks, &[n, classes])?.to_copy_with(Some(x.dtype()), Some(x.device()), super::value::MemoryFormat::Preserve)?;
    let others = picks.eq(0)?.to_dtype(x.dtype())?;
    let apart = rows.unsqueeze(1)?.sub(&rows.unsqueeze(2)?)?.add(1)?.clamp_min(0)?;
    let counted = apart.mul(&picks.unsqueeze(2)?)?.mul(&others.unsqueeze(1)?)?;
    let loss = counted.sum_dim(Some(&[1, 2]))?.div(classes)?;
    reduction.apply(if x.dim() < 2 { loss.reshape(&[])? } else { loss })
}

/// `pairwise_distance(Tensor x1, Tensor x2, float p=2.0, float eps=1e-06, bool keepdim=False) -> Tensor` · function nn.functional
///
/// `|x1 - x2 + eps|_p` over the last dimension.
///
/// Shapes: `(*, D)` and `(*, D)`, broadcast, to `(*)`, or `(*, 1)` with `keepdim`.
/// Dtypes: integers, floats, complex; integers give float32; complex gives the real dtype; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn pairwise_distance(x1: &Tensor, x2: &Tensor, p: f64, eps: f64, keepdim: bool) -> Result<Tensor> {
    let apart = x1.sub(x2)?.add(eps)?;
    norm_of(&apart, p, -1, keepdim)
}

/// The `p`-norm along one dimension, with gradient 0 where it is 0.
fn norm_of(x: &Tensor, p: f64, dim: i64, keepdim: bool) -> Result<Tensor> {
    let size = x.abs()?;
    let sum = |t: Tensor| t.sum_dim_with(Some(&[dim]), keepdim, None);
    if p == 1.0 {
        return sum(size);
    }
    if p == 0.0 {
        return sum(x.ne(0)?.to_dtype(size.dtype())?);
    }
    if p.is_infinite() {
        return if p > 0.0 { size.amax_with(&[dim], keepdim) } else { size.amin_with(&[dim], keepdim) };
    }
    let total = if p == 2.0 { sum(size.mul(&size)?)? } else { sum(size.pow(p)?)? };
    let none = total.eq(0)?;
    let safe = total.masked_fill(&none, 1.0)?;
    let root = if p == 2.0 { safe.sqrt()? } else { safe.pow(1.0 / p)? };
    root.masked_fill(&none, 0.0)
}

/// `cosine_similarity(Tensor x1, Tensor x2, int dim=1, float eps=1e-08) -> Tensor` · function nn.functional
///
/// `x1 . x2 / (|x1| |x2|)` along `dim`, each length at least `eps`.
///
/// Shapes: two that broadcast, to the common shape without `dim`.
/// Dtypes: floats; others raise RuntimeError.
/// Raises: RuntimeError for integers and shapes that do not broadcast; IndexError for a dimension out of range.
pub(crate) fn cosine_similarity(x1: &Tensor, x2: &Tensor, dim: i64, eps: f64) -> Result<Tensor> {
    let d = super::promote::result_type(x1, x2);
    ensure!(d.is_float(), "expected common dtype to be floating point, yet common dtype is {}", d.scalar_name());
    let (x1, x2) = (x1.to_dtype(d)?, x2.to_dtype(d)?);
    let sizes = crate::tensor::geometry::broadcast(&x1.sizes(), &x2.sizes())?;
    let unit = |x: &Tensor| -> Result<Tensor> {
        let x = x.expand(&sizes)?;
        let length = norm_of(&x, 2.0, dim, true)?;
        // Where the length is below `eps` the gradient still sees the length.
        let safe = { length.detach()?.clamp_min(eps)? };
        let length = length.add(&safe.sub(&length.detach()?)?)?;
        x.div(&length)
    };
    unit(&x1)?.mul(&unit(&x2)?)?.sum_dim(Some(&[dim]))
}

/// `triplet_margin_loss(Tensor anchor, Tensor positive, Tensor negative, float margin=1.0, float p=2.0, float eps=1e-06, bool swap=False, str reduction='mean') -> Tensor` · nn.functional autocast=f32
///
/// `max(0, d(a, p) - d(a, n) + margin)` with `d(x, y) = |x - y + eps|_p`; with `swap`, `d(a, n)` is at most `d(p, n)`. `reduction`
/// `'mean'` or `'sum'` of them, or `'none'`.
///
/// Shapes: three `(N, D)` or `(D)`. The loss is `(N)` or `()` with `reduction='none'`, else `()`.
/// Dtypes: integers, floats, complex; integers give float32; complex gives the real dtype; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions; ValueError for another `reduction`.
/// Source: Balntas and others, Learning Local Feature Descriptors with Triplets, 2016.
#[allow(clippy::too_many_arguments)]
pub(crate) fn triplet_margin_loss(
    anchor: &Tensor,
    positive: &Tensor,
    negative: &Tensor,
    margin: f64,
    p: f64,
    eps: f64,
    swap: bool,
    reduction: &str,
) -> Result<Tensor> {
    let reduction = Reduction::parse(reduction)?;
    ensure!(
        anchor.dim() == positive.dim() && positive.dim() == negative.dim(),
        "The anchor, positive, and negative tensors are expected to have the same number of dimensions, but got: anchor {}D, positive {}D, and negative {}D inputs",
        anchor.dim(),
        positive.dim(),
        negative.dim()
    );
    let near = pairwise_distance(anchor, positive, p, eps, false)?;
    let mut far = pairwise_distance(anchor, negative, p, eps, false)?;
    if swap {
        far = far.minimum(&pairwise_distance(positive, negative, p, eps, false)?)?;
    }
    reduction.apply(near.sub(&far)?.add(margin)?.clamp_min(0)?)
}
