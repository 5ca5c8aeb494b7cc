//! Scaled dot-product attention.

use super::attention_fused;
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::{Fresh, compute};
use crate::error::Result;
use crate::tensor::geometry::{self, Dims};
use crate::tensor::Tensor;
use crate::{Device, bail, ensure, modes};
use lumbre_kernels::attention::{self as kernel, AttentionParams};
use lumbre_kernels::{DType, Scalar};
use smallvec::smallvec;

/// What is added to the scores: zero where attention is allowed, minus infinity elsewhere.
fn additive(mask: &Tensor, dtype: DType) -> Result<Tensor> {
    if mask.dtype() != DType::Bool {
        return Ok(mask.clone());
    }
    Tensor::zeros(&mask.sizes(), dtype, mask.device())?.masked_fill(&mask.logical_not()?, Scalar::Float(f64::NEG_INFINITY))
}

/// `scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask=None, float dropout_p=0.0, bool is_causal=False, *, float? scale=None, bool enable_gqa=False) -> Tensor` · nn.functional autocast=lower
///
/// `softmax(query @ key.mT * scale + mask) @ value`; `scale` is `1 / sqrt(E)` by default. A boolean mask allows where it is true;
/// `is_causal` allows no later places. Rows that are allowed nothing are zero. Weights are dropped with probability `dropout_p`.
///
/// Shapes: query `(*, L, E)`, key `(*, S, E)`, value `(*, S, Ev)`, mask broadcast to `(*, L, S)`: `(*, L, Ev)`; with `enable_gqa` the
///   heads of key and value (dimension -3) are repeated up to the query's.
/// Dtypes: integers, floats; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for different dtypes, fewer than 2 dimensions, sizes that do not fit, and a mask along with `is_causal`.
/// Source: Vaswani and others, Attention Is All You Need, 2017 (arXiv:1706.03762).
pub(crate) fn scaled_dot_product_attention(
    q: &Tensor,
    k: &Tensor,
    v: &Tensor,
    mask: Option<&Tensor>,
    dropout_p: f64,
    is_causal: bool,
    scale: Option<f64>,
    enable_gqa: bool,
) -> Result<Tensor> {
    ensure!(q.dtype() == k.dtype() && q.dtype() == v.dtype(), "Expected query, key, and value to have the same dtype, but got query.dtype: {} key.dtype: {} and value.dtype: {} instead.", q.dtype().name(), k.dtype().name(), v.dtype().name());
    ensure!(q.dim() >= 2 && k.dim() >= 2 && v.dim() >= 2, "Expected query, key, and value to all be  at least 2 dimensional, but got query.dim: {}, key.dim: {} and value.dim: {} instead.", q.dim(), k.dim(), v.dim());
    ensure!(!(is_causal && mask.is_some()), "_scaled_dot_product_attention: Explicit attn_mask should not be set when is_causal=True");
    if let Some(m) = mask {
        ensure!(m.dtype() == DType::Bool || m.dtype() == q.dtype() || m.dtype() == DType::F32, "Expected attn_mask dtype to be bool or float or to match query dtype, but got attn_mask.dtype: {} and  query.dtype: {} instead.", m.dtype().name(), q.dtype().name());
    }
    let scale = scale.unwrap_or(1.0 / (q.size(-1)? as f64).sqrt());
    if mask.is_none() && attention_fused::takes(q, k, v, enable_gqa) {
        return attention_fused::run(q, k, v, dropout_p, is_causal, scale);
    }
    composed(q, k, v, mask, dropout_p, is_causal, scale, enable_gqa)
}

/// By ops that are differentiable themselves.
#[expect(clippy::too_many_arguments, reason = "those of the op")]
pub(super) fn composed(
    q: &Tensor,
    k: &Tensor,
    v: &Tensor,
    mask: Option<&Tensor>,
    dropout_p: f64,
    is_causal: bool,
    scale: f64,
    enable_gqa: bool,
) -> Result<Tensor> {
    let (k, v) = if enable_gqa { shared_heads(q, k, v)? } else { (k.clone(), v.clone()) };
    if dropout_p == 0.0 && in_blocks(q, &k, &v) {
        match mask {
            None => return blocked(q, &k, &v, None, scale, is_causal),
            Some(m) if fits_blocks(m, q, &k)? => {
                let mut sizes = q.sizes();
                sizes[q.dim() - 1] = k.size(-2)?;
                return blocked(q, &k, &v, Some(m.expand(&sizes)?), scale, false);
            }
            Some(_) => {}
        }
    }
    // The root on each side keeps half precision in range.
    let root = scale.abs().sqrt();
    let (l, s) = (q.size(-2)?, k.size(-2)?);
    let scores = q.mul(if scale < 0.0 { -root } else { root })?.matmul(&k.mul(root)?.transpose(-2, -1)?)?;
    let mask = match mask {
        Some(m) => Some(m.clone()),
        None if is_causal => Some(Tensor::ones(&[l, s], DType::Bool, q.device())?.tril()?),
        None => None,
    };
    let Some(mask) = mask else {
        return dropped(&scores.softmax(-1)?, dropout_p)?.matmul(&v);
    };
    let weights = masked_softmax(&scores, &mask)?;
    dropped(&weights.to_dtype(q.dtype())?, dropout_p)?.matmul(&v)
}

/// The weights of masked scores; zero in the rows of a mask that allow no place, where a softmax would have no value and no derivative.
fn masked_softmax(scores: &Tensor, mask: &Tensor) -> Result<Tensor> {
    let seen = if mask.dtype() == DType::Bool { mask.clone() } else { mask.ne(Scalar::Float(f64::NEG_INFINITY))? };
    let none = seen.any_dim_with(-1, true)?.logical_not()?;
    let scores = scores.add(&additive(mask, scores.dtype())?)?.masked_fill(&none, Scalar::Int(0))?;
    scores.softmax(-1)?.masked_fill(&none, Scalar::Int(0))
}

/// Whether the kernel reads this mask: one whose gradient nobody asks for, of no more batches than the query has.
fn fits_blocks(mask: &Tensor, q: &Tensor, k: &Tensor) -> Result<bool> {
    if mask.requires_grad() && modes::grad_enabled() || mask.device() != Device::Cpu || mask.dim() > q.dim() {
        return Ok(false);
    }
    let (sizes, mut full) = (mask.sizes(), q.sizes());
    full[q.dim() - 1] = k.size(-2)?;
    Ok(sizes.iter().rev().zip(full.iter().rev()).all(|(&m, &n)| m == n || m == 1))
}

/// Whether the kernel that never holds the scores takes these.
fn in_blocks(q: &Tensor, k: &Tensor, v: &Tensor) -> bool {
    let (gq, gk, gv) = (q.geometry(), k.geometry(), v.geometry());
    let n = gq.dim();
    matches!(gq.dtype, DType::F32 | DType::F64 | DType::F16 | DType::BF16)
        && [&gq, &gk, &gv].iter().all(|g| g.device() == Device::Cpu && g.dim() == n && g.numel() > 0 && g.sizes[..n - 2] == gq.sizes[..n - 2])
        && gk.sizes[n - 1] == gq.sizes[n - 1]
        && gv.sizes[n - 2] == gk.sizes[n - 2]
}

/// Fresh memory, with the heads of each place side by side as PyTorch lays it out, so that merging them copies nothing.
fn by_place(sizes: &[i64], like: &Tensor) -> Result<Fresh> {
    let strides: Dims = match *sizes {
        [_, h, l, e] => smallvec![h * l * e, e, h * e, 1],
        _ => geometry::contiguous_strides(sizes),
    };
    Fresh::strided("scaled_dot_product_attention", sizes, strides, like.dtype(), like.device())
}

/// Multiply-adds of the scores, which say how much work there is.
fn work(q: &Tensor, k: &Tensor) -> Result<usize> {
    Ok(q.numel().saturating_mul(k.size(-2)?) as usize / 8)
}

fn blocked(q: &Tensor, k: &Tensor, v: &Tensor, mask: Option<Tensor>, scale: f64, causal: bool) -> Result<Tensor> {
    let n = q.dim();
    let mut sizes = q.sizes();
    let sums = if q.dtype() == DType::F64 { DType::F64 } else { DType::F32 };
    let lse = Fresh::empty("scaled_dot_product_attention", &sizes[..n - 1], sums, q.device())?;
    sizes[n - 1] = v.size(-1)?;
    let out = by_place(&sizes, q)?;
    let mut inputs = vec![q, k, v];
    inputs.extend(&mask);
    compute("scaled_dot_product_attention", work(q, k)?, &inputs, &[&out, &lse], |i, o| {
        let [out, lse] = o else { return Ok(()) };
        kernel::forward(i[0], i[1], i[2], i.get(3).copied(), &AttentionParams { scale, causal }, out.reborrow(), lse.reborrow());
        Ok(())
    })?;
    let lse = lse.non_differentiable();
    Ok(out.with_grad([q, k, v], |y| AttentionGrad {
        q: q.save(),
        k: k.save(),
        v: v.save(),
        mask: mask.as_ref().map(Tensor::save),
        out: y.save(),
        lse: lse.save(),
        scale,
        causal,
    }))
}

struct AttentionGrad {
    q: Saved,
    k: Saved,
    v: Saved,
    /// Of the scores' sizes.
    mask: Option<Saved>,
    out: Saved,
    /// The logarithm of each row's sum of exponentials.
    lse: Saved,
    scale: f64,
    causal: bool,
}

impl Backward for AttentionGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None, None]) };
        let (q, k, v) = (cx.unpack(&self.q)?, cx.unpack(&self.k)?, cx.unpack(&self.v)?);
        let mask = self.mask.as_ref().map(|m| cx.unpack(m)).transpose()?;
        if modes::grad_enabled() {
            return self.composed(g, &q, &k, &v, mask.as_ref());
        }
        let (out, lse) = (cx.unpack(&self.out)?, cx.unpack(&self.lse)?);
        let (gq, gk, gv) = (by_place(&q.sizes(), &q)?, by_place(&k.sizes(), &k)?, by_place(&v.sizes(), &v)?);
        let params = AttentionParams { scale: self.scale, causal: self.causal };
        let mut inputs = vec![g, &q, &k, &v, &out, &lse];
        inputs.extend(&mask);
        compute("scaled_dot_product_attention", 3 * work(&q, &k)?, &inputs, &[&gq, &gk, &gv], |i, o| {
            let [gq, gk, gv] = o else { return Ok(()) };
            kernel::backward(i[0], [i[1], i[2], i[3]], i.get(6).copied(), i[4], i[5], &params, [gq.reborrow(), gk.reborrow(), gv.reborrow()]);
            Ok(())
        })?;
        Ok([gq, gk, gv].map(|f| Some(f.non_differentiable())).into_iter().collect())
    }

    fn name(&self) -> std::borrow::Cow<'static, str> {
        "ScaledDotProductFlashAttentionForCpuBackward0".into()
    }
}

impl AttentionGrad {
    /// In public ops, so that it can be differentiated again.
    fn composed(&self, g: &Tensor, q: &Tensor, k: &Tensor, v: &Tensor, mask: Option<&Tensor>) -> Result<Grads> {
        let scale = Scalar::Float(self.scale);
        let mut scores = q.matmul(&k.transpose(-2, -1)?)?.mul(scale)?;
        if self.causal {
            let later = Tensor::ones(&[q.size(-2)?, k.size(-2)?], DType::Bool, q.device())?.tril()?.logical_not()?;
            scores = scores.masked_fill(&later, Scalar::Float(f64::NEG_INFINITY))?;
        }
        let weights = match mask {
            Some(mask) => masked_softmax(&scores, mask)?.to_dtype(q.dtype())?,
            None => scores.softmax(-1)?,
        };
        let slopes = g.matmul(&v.transpose(-2, -1)?)?;
        let weighted = slopes.mul(&weights)?;
        let centre = weighted.sum_dim_with(Some(&[-1]), true, None)?;
        let slopes = weighted.sub(&weights.mul(&centre)?)?.mul(scale)?;
        let by_query = slopes.matmul(k)?;
        let by_key = slopes.transpose(-2, -1)?.matmul(q)?;
        Ok(smallvec![Some(by_query), Some(by_key), Some(weights.transpose(-2, -1)?.matmul(g)?)])
    }
}

fn dropped(weights: &Tensor, p: f64) -> Result<Tensor> {
    if p > 0.0 { weights.dropout(p, true) } else { Ok(weights.clone()) }
}

/// Keys and values repeated for the groups of query heads that share them.
fn shared_heads(q: &Tensor, k: &Tensor, v: &Tensor) -> Result<(Tensor, Tensor)> {
    ensure!(q.dim() >= 3 && k.dim() >= 3 && v.dim() >= 3, "enable_gqa: query, key and value need a dimension of heads");
    let (hq, hk, hv) = (q.size(-3)?, k.size(-3)?, v.size(-3)?);
    if hk == 0 || hv == 0 || hq % hk != 0 || hq % hv != 0 {
        bail!("Number of heads in key and value must divide the number of heads in query, got {hq}, {hk} and {hv}");
    }
    let wide = |t: &Tensor, h: i64| if hq == h { Ok(t.clone()) } else { t.repeat_interleave_with(hq / h, Some(-3), None) };
    Ok((wide(k, hk)?, wide(v, hv)?))
}
