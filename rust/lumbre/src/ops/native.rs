//! Forms of normalisation, dropout and attention that also give what their derivatives use.

use super::norm::{layer_norm_with_stats, stats_dtype};
use crate::autograd::{Backward, BackwardCx, Grads};
use crate::backend::Fresh;
use crate::ensure;
use crate::error::Result;
use crate::modes;
use crate::tensor::Tensor;
use crate::tensor::geometry::Dims;
use lumbre_kernels::{DType, Scalar};
use smallvec::smallvec;

/// `native_layer_norm(Tensor input, int[] normalized_shape, Tensor? weight, Tensor? bias, float eps) -> (Tensor, Tensor, Tensor)` · function autocast=f32
///
/// `(x - mean) * rstd * weight + bias` over the last dimensions, whose sizes are `normalized_shape`, and the mean and `rstd = 1 /
/// sqrt(var + eps)`.
///
/// Shapes: the input's, and two with size 1 in the last dimensions.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for a shape the input does not end in and weights of another shape.
/// Source: Ba, Kiros and Hinton, 2016 (arXiv:1607.06450).
pub(crate) fn native_layer_norm(x: &Tensor, shape: &[i64], w: Option<&Tensor>, b: Option<&Tensor>, eps: f64) -> Result<(Tensor, Tensor, Tensor)> {
    let (y, mean, rstd) = layer_norm_with_stats(x, shape, w, b, eps)?;
    let lead = x.dim() - shape.len();
    let sizes: Dims = x.sizes().iter().enumerate().map(|(i, &s)| if i < lead { s } else { 1 }).collect();
    // Parameters of single precision keep the statistics in it.
    let d = w.or(b).map_or(x.dtype(), Tensor::dtype);
    Ok((y, mean.view(&sizes)?.to_dtype(d)?, rstd.view(&sizes)?.to_dtype(d)?))
}

/// `native_group_norm(Tensor input, Tensor? weight, Tensor? bias, int N, int C, int HxW, int group, float eps) -> (Tensor, Tensor, Tensor)` · function
///
/// `(x - mean) * rstd * weight + bias` over each of `group` groups of channels, and the mean and `rstd = 1 / sqrt(var + eps)`.
///
/// Shapes: input `(N, C, *)` with `HxW` elements in `*`, weight and bias `(C)`: the input's, and two of `(N, group)`.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for sizes that do not fit.
/// Source: Wu and He, 2018 (arXiv:1803.08494).
pub(crate) fn native_group_norm(x: &Tensor, w: Option<&Tensor>, b: Option<&Tensor>, n: i64, c: i64, hxw: i64, group: i64, eps: f64) -> Result<(Tensor, Tensor, Tensor)> {
    ensure!(x.numel() == n * c * hxw, "native_group_norm: N={n}, C={c} and HxW={hxw} do not fit an input of shape {:?}", &x.sizes()[..]);
    let y = x.group_norm_with(group, w, b, eps, true)?;
    let rows = x.reshape(&[n, group, c * hxw / group])?.to_dtype(stats_dtype(x.dtype()))?;
    let mean = rows.mean_dim_with(Some(&[2]), true, None)?;
    let centred = rows.sub(&mean)?;
    let rstd = centred.mul(&centred)?.mean_dim(Some(&[2]))?.add(eps)?.rsqrt()?;
    let whole = |t: Tensor| -> Result<Tensor> { Ok(Fresh::copy_of(&t, x.dtype())?.with_grad_list(&[Some(&t), w, b], |_| StatisticGrad)) };
    Ok((y, whole(mean.squeeze_dim(&[2])?)?, whole(rstd)?))
}

/// A statistic that requires a gradient along with the other results, though it does not depend on the weights.
struct StatisticGrad;
impl Backward for StatisticGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        Ok(smallvec![grads[0].clone(), None, None])
    }
}

/// The batch's mean and inverse deviation a channel, outside the graph; empty where the running ones are used.
fn batch_stats(x: &Tensor, training: bool, eps: f64) -> Result<(Tensor, Tensor)> {
    let _quiet = modes::no_grad();
    let d = stats_dtype(x.dtype());
    if !training {
        let none = || Tensor::zeros(&[0], d, x.device());
        return Ok((none()?, none()?));
    }
    let dims: Dims = (0..x.dim() as i64).filter(|&i| i != 1).collect();
    let wide = x.detach_handle().to_dtype(d)?;
    let mean = wide.mean_dim_with(Some(&dims), true, None)?;
    let centred = wide.sub(&mean)?;
    let rstd = centred.mul(&centred)?.mean_dim(Some(&dims))?.add(eps)?.rsqrt()?;
    Ok((mean.reshape(&[-1])?, rstd))
}

/// `native_batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps) -> (Tensor, Tensor, Tensor)` · function
///
/// `(x - mean) * rstd * weight + bias` for each channel, with `rstd = 1 / sqrt(var + eps)`; in training the batch's mean and `rstd`
/// follow, else two empty tensors.
///
/// Shapes: input `(N, C, *)`, every other `(C)`: the input's, `(C)` and `(C)`.
/// Dtypes: floats; float16, bfloat16 give as result 2 float32; float16, bfloat16 give as result 3 float32; others raise
///   NotImplementedError.
/// Raises: RuntimeError for fewer than 2 dimensions and vectors of another length.
/// Source: Ioffe and Szegedy, 2015 (arXiv:1502.03167).
pub(crate) fn native_batch_norm(
    x: &Tensor,
    w: Option<&Tensor>,
    b: Option<&Tensor>,
    running_mean: Option<&Tensor>,
    running_var: Option<&Tensor>,
    training: bool,
    momentum: f64,
    eps: f64,
) -> Result<(Tensor, Tensor, Tensor)> {
    let (mean, rstd) = batch_stats(x, training, eps)?;
    Ok((x.batch_norm(w, b, running_mean, running_var, training, momentum, eps, false)?, mean, rstd))
}

/// `_native_batch_norm_legit(Tensor input, Tensor? weight, Tensor? bias, Tensor running_mean, Tensor running_var, bool training, float momentum, float eps) -> (Tensor, Tensor, Tensor)` · function
///
/// `(x - mean) * rstd * weight + bias` for each channel, with `rstd = 1 / sqrt(var + eps)`; in training the batch's mean and `rstd`
/// follow, else two empty tensors.
///
/// Shapes: input `(N, C, *)`, every other `(C)`: the input's, `(C)` and `(C)`.
/// Dtypes: floats; float16, bfloat16 give as result 2 float32; float16, bfloat16 give as result 3 float32; others raise
///   NotImplementedError.
/// Raises: RuntimeError for fewer than 2 dimensions and vectors of another length.
/// Source: Ioffe and Szegedy, 2015 (arXiv:1502.03167).
pub(crate) fn native_batch_norm_legit(
    x: &Tensor,
    w: Option<&Tensor>,
    b: Option<&Tensor>,
    running_mean: &Tensor,
    running_var: &Tensor,
    training: bool,
    momentum: f64,
    eps: f64,
) -> Result<(Tensor, Tensor, Tensor)> {
    native_batch_norm(x, w, b, Some(running_mean), Some(running_var), training, momentum, eps)
}

/// `_native_batch_norm_legit.no_stats(Tensor input, Tensor? weight, Tensor? bias, bool training, float momentum, float eps) -> (Tensor, Tensor, Tensor)` · function
///
/// `(x - mean) * rstd * weight + bias` for each channel, with `rstd = 1 / sqrt(var + eps)`; in training the batch's mean and `rstd`
/// follow, else two empty tensors.
///
/// Shapes: input `(N, C, *)`, every other `(C)`: the input's, `(C)` and `(C)`.
/// Dtypes: floats; float16, bfloat16 give as result 2 float32; float16, bfloat16 give as result 3 float32; others raise
///   NotImplementedError.
/// Raises: RuntimeError for fewer than 2 dimensions and vectors of another length.
/// Source: Ioffe and Szegedy, 2015 (arXiv:1502.03167).
pub(crate) fn native_batch_norm_legit_no_stats(x: &Tensor, w: Option<&Tensor>, b: Option<&Tensor>, training: bool, momentum: f64, eps: f64) -> Result<(Tensor, Tensor, Tensor)> {
    native_batch_norm(x, w, b, None, None, training, momentum, eps)
}

/// `_batch_norm_with_update(Tensor input, Tensor? weight, Tensor? bias, Tensor running_mean, Tensor running_var, float momentum, float eps) -> (Tensor, Tensor, Tensor, Tensor)` · function
///
/// `(x - mean) * rstd * weight + bias` with the batch's mean and `rstd = 1 / sqrt(var + eps)` for each channel; both follow, and an empty
/// reserve. The running ones move by `momentum`.
///
/// Shapes: input `(N, C, *)`, every other `(C)`: the input's, `(C)`, `(C)` and `(0)`.
/// Dtypes: floats; float16, bfloat16 give as result 2 float32; float16, bfloat16 give as result 3 float32; result 4 is uint8; others
///   raise NotImplementedError.
/// Raises: RuntimeError for fewer than 2 dimensions and vectors of another length.
/// Source: Ioffe and Szegedy, 2015 (arXiv:1502.03167).
pub(crate) fn batch_norm_with_update(x: &Tensor, w: Option<&Tensor>, b: Option<&Tensor>, running_mean: &Tensor, running_var: &Tensor, momentum: f64, eps: f64) -> Result<(Tensor, Tensor, Tensor, Tensor)> {
    let (y, mean, rstd) = native_batch_norm(x, w, b, Some(running_mean), Some(running_var), true, momentum, eps)?;
    Ok((y, mean, rstd, Tensor::zeros(&[0], DType::U8, x.device())?))
}

/// `native_dropout(Tensor input, float p, bool? train) -> (Tensor, Tensor)` · function random
///
/// `x * mask / (1 - p)`, and the mask, true with probability `1 - p`; outside training `x` and all true.
///
/// Shapes: any; both results have the input's.
/// Dtypes: bool, integers, floats, complex; bool, integers give as result 1 float32; result 2 is bool.
/// Raises: RuntimeError for a probability outside [0, 1].
/// Source: Hinton and others, 2012 (arXiv:1207.0580).
pub(crate) fn native_dropout(x: &Tensor, p: f64, train: Option<bool>) -> Result<(Tensor, Tensor)> {
    ensure!((0.0..=1.0).contains(&p), "dropout probability has to be between 0 and 1, but got {p}");
    let quiet = modes::no_grad();
    let mask = Tensor::ones(&x.sizes(), DType::Bool, x.device())?;
    if p == 0.0 || train == Some(false) || x.numel() == 0 {
        drop(quiet);
        return Ok((x.clone_op()?, mask));
    }
    if p == 1.0 {
        let none = mask.logical_not()?;
        drop(quiet);
        return Ok((x.mul(&none)?, none));
    }
    let mask = mask.bernoulli_with_(1.0 - p, None)?;
    drop(quiet);
    Ok((x.mul(&mask)?.mul(1.0 / (1.0 - p))?, mask))
}

/// `native_dropout_backward(Tensor grad_output, Tensor mask, float scale) -> Tensor` · function node=NativeDropoutBackward0
///
/// `grad_output * mask * scale`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats, complex; bool, integers give float32.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn native_dropout_backward(g: &Tensor, mask: &Tensor, scale: f64) -> Result<Tensor> {
    g.mul(mask)?.mul(scale)
}

/// `_scaled_dot_product_flash_attention_for_cpu(Tensor query, Tensor key, Tensor value, float dropout_p=0.0, bool is_causal=False, *, Tensor? attn_mask=None, float? scale=None) -> (Tensor, Tensor)` · function
///
/// `softmax(query @ key.mT * scale + mask) @ value`, and `log(sum(exp(scores)))` of each row.
///
/// Shapes: `(B, H, L, E)`, `(B, H, S, E)` and `(B, H, S, E)` to `(B, H, L, E)` and `(B, H, L)`.
/// Dtypes: floats; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for other numbers of dimensions and for dropout.
/// Source: Dao and others, FlashAttention, 2022 (arXiv:2205.14135).
pub(crate) fn flash_attention_for_cpu(q: &Tensor, k: &Tensor, v: &Tensor, dropout_p: f64, is_causal: bool, mask: Option<&Tensor>, scale: Option<f64>) -> Result<(Tensor, Tensor)> {
    ensure!(q.dim() == 4 && k.dim() == 4 && v.dim() == 4, "scaled_dot_product_attention_flash_attention: Accept only 4 dims inputs shape of {{B, H, T, K}}");
    ensure!(dropout_p == 0.0, "scaled_dot_product_attention_flash_attention: Currently do not support dropout > 0");
    let y = q.scaled_dot_product_attention_with(k, v, mask, dropout_p, is_causal, scale, false)?;
    let _quiet = modes::no_grad();
    let factor = scale.unwrap_or(1.0 / (q.size(-1)? as f64).sqrt());
    let mut scores = q.detach_handle().mul(factor)?.matmul(&k.detach_handle().transpose(-2, -1)?)?;
    if is_causal {
        let above = Tensor::ones(&[q.size(-2)?, k.size(-2)?], DType::Bool, q.device())?.tril()?.logical_not()?;
        scores = scores.masked_fill(&above, Scalar::Float(f64::NEG_INFINITY))?;
    }
    if let Some(m) = mask {
        scores = if m.dtype() == DType::Bool { scores.masked_fill(&m.logical_not()?, Scalar::Float(f64::NEG_INFINITY))? } else { scores.add(m)? };
    }
    Ok((y, scores.logsumexp(&[-1])?))
}

/// `conv_tbc(Tensor input, Tensor weight, Tensor bias, int pad=0) -> Tensor` · function nn.functional
///
/// `out[t, b, o] = bias[o] + sum over k, c of x[t + k - pad, b, c] * weight[k, c, o]`.
///
/// Shapes: input `(T, B, C)`, weight `(K, C, O)`, bias `(O)`: `(T + 2 pad - K + 1, B, O)`.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions and sizes that do not fit.
pub(crate) fn conv_tbc(x: &Tensor, weight: &Tensor, bias: &Tensor, pad: i64) -> Result<Tensor> {
    ensure!(x.dim() == 3, "Input must have 3 dims: time, batch, in_channel");
    ensure!(weight.dim() == 3, "Weight tensor must have 3 dims: kernel_width, in_channels, out_channels.");
    ensure!(bias.dim() == 1, "Bias must be 1-D");
    let rows = x.permute(&[1, 2, 0])?;
    // Convolutions proper refuse inputs without points, this one pads them.
    let (rows, pad) = if x.size(0)? == 0 { (rows.constant_pad_nd(&[pad, pad])?, 0) } else { (rows, pad) };
    let y = rows.conv1d_with(&weight.permute(&[2, 1, 0])?, Some(bias), &[1], &[pad], &[1], 1)?;
    y.permute(&[2, 0, 1])?.contiguous()
}
