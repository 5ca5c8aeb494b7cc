//! Forms of normalisation, dropout and attention that also give what their derivatives use.

use super::norm::{layer_norm_with_stats, stats_dtype};
use crate::ensure;
use crate::error::Result;
use crate::modes;
use crate::tensor::Tensor;
use crate::tensor::geometry::Dims;
use lumbre_kernels::{DType, Scalar};

/// `native_layer_norm(Tensor input, int[] normalized_shape, Tensor? weight, Tensor? bias, float eps) -> (Tensor, Tensor, Tensor)` · function autocast=f32
///
/// `layer_norm`, and the mean and inverse deviation it divided by.
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
/// `group_norm` of `group` groups, and the mean and inverse deviation `(N, group)` it divided by.
pub(crate) fn native_group_norm(x: &Tensor, w: Option<&Tensor>, b: Option<&Tensor>, n: i64, c: i64, hxw: i64, group: i64, eps: f64) -> Result<(Tensor, Tensor, Tensor)> {
    ensure!(x.numel() == n * c * hxw, "native_group_norm: N={n}, C={c} and HxW={hxw} do not fit an input of shape {:?}", &x.sizes()[..]);
    let y = x.group_norm_with(group, w, b, eps, true)?;
    let rows = x.reshape(&[n, group, c * hxw / group])?.to_dtype(stats_dtype(x.dtype()))?;
    let mean = rows.mean_dim_with(Some(&[2]), true, None)?;
    let centred = rows.sub(&mean)?;
    let rstd = centred.mul(&centred)?.mean_dim(Some(&[2]))?.add(eps)?.rsqrt()?;
    Ok((y, mean.squeeze_dim(&[2])?.to_dtype(x.dtype())?, rstd.to_dtype(x.dtype())?))
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
/// `batch_norm`, and in training the mean and inverse deviation it divided by.
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
/// As `native_batch_norm`.
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
/// As `native_batch_norm`, without running statistics.
pub(crate) fn native_batch_norm_legit_no_stats(x: &Tensor, w: Option<&Tensor>, b: Option<&Tensor>, training: bool, momentum: f64, eps: f64) -> Result<(Tensor, Tensor, Tensor)> {
    native_batch_norm(x, w, b, None, None, training, momentum, eps)
}

/// `_batch_norm_with_update(Tensor input, Tensor? weight, Tensor? bias, Tensor running_mean, Tensor running_var, float momentum, float eps) -> (Tensor, Tensor, Tensor, Tensor)` · function
///
/// `native_batch_norm` in training, and an empty reserve.
pub(crate) fn batch_norm_with_update(x: &Tensor, w: Option<&Tensor>, b: Option<&Tensor>, running_mean: &Tensor, running_var: &Tensor, momentum: f64, eps: f64) -> Result<(Tensor, Tensor, Tensor, Tensor)> {
    let (y, mean, rstd) = native_batch_norm(x, w, b, Some(running_mean), Some(running_var), true, momentum, eps)?;
    Ok((y, mean, rstd, Tensor::zeros(&[0], DType::U8, x.device())?))
}

/// `native_dropout(Tensor input, float p, bool? train) -> (Tensor, Tensor)` · function random
///
/// `dropout`, and a mask that is true where an element was kept.
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

/// `native_dropout_backward(Tensor grad_output, Tensor mask, float scale) -> Tensor` · function
///
/// `grad_output * mask * scale`.
pub(crate) fn native_dropout_backward(g: &Tensor, mask: &Tensor, scale: f64) -> Result<Tensor> {
    g.mul(mask)?.mul(scale)
}

/// `_scaled_dot_product_flash_attention_for_cpu(Tensor query, Tensor key, Tensor value, float dropout_p=0.0, bool is_causal=False, *, Tensor? attn_mask=None, float? scale=None) -> (Tensor, Tensor)` · function
///
/// `scaled_dot_product_attention` of `(B, H, L, E)`, and the logarithms `(B, H, L)` of the sums of exponentials.
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
/// Convolution over the time of `(T, B, C)` with a kernel `(K, C, O)` and a bias `(O)`: `(T + 2 pad - K + 1, B, O)`.
pub(crate) fn conv_tbc(x: &Tensor, weight: &Tensor, bias: &Tensor, pad: i64) -> Result<Tensor> {
    ensure!(x.dim() == 3, "Input must have 3 dims: time, batch, in_channel");
    ensure!(weight.dim() == 3, "Weight tensor must have 3 dims: kernel_width, in_channels, out_channels.");
    ensure!(bias.dim() == 1, "Bias must be 1-D");
    let y = x.permute(&[1, 2, 0])?.conv1d_with(&weight.permute(&[2, 1, 0])?, Some(bias), &[1], &[pad], &[1], 1)?;
    y.permute(&[2, 0, 1])?.contiguous()
}
