//! Scaled dot-product attention.

use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::cuda::attention::Options;
use crate::backend::{Fresh, compute_each, cuda};
use crate::device::Device;
use crate::error::Result;
use crate::tensor::Tensor;
use crate::{bail, ensure};
use lumbre_kernels::{DType, Scalar, View, ViewMut};
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
/// `softmax(query @ key.T * scale + mask) @ value` over `(*, L, E)`, `(*, S, E)`, `(*, S, Ev)`; `scale` is `1 / sqrt(E)` by
/// default. A boolean mask allows where it is true; `is_causal` allows no later places. Rows that are allowed nothing are zero.
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
    let e = q.size(-1)?;
    let scale = scale.unwrap_or(1.0 / (e as f64).sqrt());
    if let (None, Some(y)) = (mask, flash(q, k, v, dropout_p, is_causal, scale, enable_gqa)?) {
        return Ok(y);
    }
    composed(q, k, v, mask, dropout_p, is_causal, scale, enable_gqa)
}

/// The same from other ops, which are differentiable any number of times.
fn composed(q: &Tensor, k: &Tensor, v: &Tensor, mask: Option<&Tensor>, dropout_p: f64, is_causal: bool, scale: f64, enable_gqa: bool) -> Result<Tensor> {
    let (k, v) = if enable_gqa { shared_heads(q, k, v)? } else { (k.clone(), v.clone()) };
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
    let weights = scores.add(&additive(&mask, q.dtype())?)?.softmax(-1)?;
    let weights = if mask.dtype() == DType::Bool {
        let none = mask.any_dim_with(-1, true)?.logical_not()?;
        weights.masked_fill(&none, Scalar::Int(0))?
    } else {
        weights
    };
    dropped(&weights.to_dtype(q.dtype())?, dropout_p)?.matmul(&v)
}

/// Attention by one kernel on a GPU; `None` where it does not apply.
fn flash(q: &Tensor, k: &Tensor, v: &Tensor, p: f64, causal: bool, scale: f64, gqa: bool) -> Result<Option<Tensor>> {
    let Device::Cuda(index) = q.device() else { return Ok(None) };
    let (qs, ks, vs) = (q.sizes(), k.sizes(), v.sizes());
    let four = qs.len() == 4 && ks == vs && ks.len() == 4 && qs[0] == ks[0] && qs[3] == ks[3];
    if !four || p >= 1.0 || [&qs, &ks].iter().any(|s| s.contains(&0)) || (if gqa { qs[1] % ks[1] != 0 } else { qs[1] != ks[1] }) {
        return Ok(None);
    }
    let cx = cuda::Cx::new("scaled_dot_product_attention", index)?;
    if !cuda::attention::takes(&cx, q.dtype(), qs[3]) {
        return Ok(None);
    }
    let weights = (qs[0] * qs[1] * qs[2]) as u64 * (ks[2] as u64).next_multiple_of(4);
    let (seed, offset) = if p > 0.0 { cuda::attention::draw(&cx, weights)? } else { (0, 0) };
    let options = Options { causal, scale, dropout: p, seed, offset };
    let [qc, kc, vc] = [packed(q)?, packed(k)?, packed(v)?];
    let y = Fresh::empty("scaled_dot_product_attention", &qs, q.dtype(), q.device())?;
    let sums = Fresh::empty("scaled_dot_product_attention", &qs[..3], DType::F32, q.device())?;
    let none = |_: &[View], _: &mut [ViewMut]| Ok(());
    compute_each("scaled_dot_product_attention", 0, &[&qc, &kc, &vc], &[&y, &sums], none, |cx, i, o| {
        cuda::attention::forward(cx, [i[0], i[1], i[2]], &options, o[0], o[1])
    })?;
    let sums = sums.non_differentiable();
    let y = y.with_grad([q, k, v], |y| FlashGrad { q: q.save(), k: k.save(), v: v.save(), y: y.save(), sums, options, gqa });
    Ok(Some(y))
}

/// Rows whose elements lie side by side, each at a multiple of sixteen bytes.
fn packed(t: &Tensor) -> Result<Tensor> {
    let t = t.detach_handle();
    let fits = {
        let g = t.geometry();
        g.bits == 0 && g.strides[3] == 1 && g.offset % 8 == 0 && g.strides[..3].iter().all(|s| s % 8 == 0)
    };
    if fits { Ok(t) } else { t.clone_contiguous() }
}

struct FlashGrad {
    q: Saved,
    k: Saved,
    v: Saved,
    y: Saved,
    sums: Tensor,
    options: Options,
    gqa: bool,
}
impl Backward for FlashGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None, None]) };
        let (q, k, v, y) = (cx.unpack(&self.q)?, cx.unpack(&self.k)?, cx.unpack(&self.v)?, cx.unpack(&self.y)?);
        let a = self.options;
        if crate::modes::grad_enabled() {
            ensure!(a.dropout == 0.0, NotImplemented, "scaled_dot_product_attention with dropout: second derivatives on CUDA");
            return super::recomputed::gradients(&[Some(q), Some(k), Some(v)], grads, |t| match t {
                [Some(q), Some(k), Some(v)] => Ok(vec![composed(q, k, v, None, 0.0, a.causal, a.scale, self.gqa)?]),
                _ => Ok(Vec::new()),
            });
        }
        let like = |t: &Tensor| Fresh::empty("scaled_dot_product_attention_backward", &t.sizes(), t.dtype(), t.device());
        let (gq, gk, gv) = (like(&q)?, like(&k)?, like(&v)?);
        let ins = [packed(&q)?, packed(&k)?, packed(&v)?, packed(&y)?, packed(g)?];
        let list = [&ins[0], &ins[1], &ins[2], &ins[3], &ins[4], &self.sums];
        let none = |_: &[View], _: &mut [ViewMut]| Ok(());
        compute_each("scaled_dot_product_attention_backward", 0, &list, &[&gq, &gk, &gv], none, |cx, i, o| {
            cuda::attention::backward(cx, [i[0], i[1], i[2], i[3], i[4], i[5]], &a, [o[0], o[1], o[2]])
        })?;
        Ok(smallvec![Some(gq.non_differentiable()), Some(gk.non_differentiable()), Some(gv.non_differentiable())])
    }

    fn name(&self) -> String {
        "ScaledDotProductFlashAttentionBackward0".into()
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
