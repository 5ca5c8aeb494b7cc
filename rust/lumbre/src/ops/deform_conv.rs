//! Convolution whose window elements are displaced, each place by its own offsets.

use crate::ensure;
use crate::error::Result;
use crate::tensor::Tensor;
use lumbre_kernels::DType;

/// Positions of one window element along a dimension: where it would be, plus its offsets `[N, G, out_h, out_w]`.
fn places(offset: &Tensor, dim: i64, tap: i64, stride: i64, pad: i64, dilation: i64) -> Result<Tensor> {
    let n = offset.size(dim)?;
    let base = Tensor::arange(0, n, 1)?.mul(stride)?.add(tap * dilation - pad)?;
    let base = base.to_device_with(Some(offset.device()), Some(offset.dtype()), false, false, None)?;
    let shape = if dim == -1 { [1, n] } else { [n, 1] };
    offset.add(&base.reshape(&shape)?)
}

/// `planes [N, G, C, H * W]` at the elements `(y, x)` of `[N, G, L]`, zero outside the image.
fn corner(planes: &Tensor, sizes: [i64; 2], y: &Tensor, x: &Tensor) -> Result<Tensor> {
    let s = planes.sizes();
    let [h, w] = sizes;
    let inside = y.ge(0.0)?.logical_and(&y.lt(h)?)?.logical_and(&x.ge(0.0)?)?.logical_and(&x.lt(w)?)?;
    let clamp = |t: &Tensor, n: i64| t.clamp_min(0.0)?.clamp_max((n - 1) as f64)?.to_dtype(DType::I64);
    let at = clamp(y, h)?.mul(w)?.add(&clamp(x, w)?)?;
    let l = at.size(-1)?;
    let values = planes.gather(3, &at.unsqueeze(2)?.expand(&[s[0], s[1], s[2], l])?)?;
    values.mul(&inside.to_dtype(planes.dtype())?.unsqueeze(2)?)
}

/// Bilinear samples of `planes [N, G, C, H * W]` at `(y, x)` of `[N, G, L]`.
fn sample(planes: &Tensor, sizes: [i64; 2], y: &Tensor, x: &Tensor) -> Result<Tensor> {
    let (y0, x0) = (y.detach()?.floor()?, x.detach()?.floor()?);
    let (fy, fx) = (y.sub(&y0)?, x.sub(&x0)?);
    let (gy, gx) = (fy.rsub(1.0)?, fx.rsub(1.0)?);
    let (y1, x1) = (y0.add(1.0)?, x0.add(1.0)?);
    let mut sum: Option<Tensor> = None;
    for (cy, wy) in [(&y0, &gy), (&y1, &fy)] {
        for (cx, wx) in [(&x0, &gx), (&x1, &fx)] {
            let part = corner(planes, sizes, cy, cx)?.mul(&wy.mul(wx)?.unsqueeze(2)?)?;
            sum = Some(match sum {
                Some(s) => s.add(&part)?,
                None => part,
            });
        }
    }
    sum.map_or_else(|| planes.clone_op(), Ok)
}

/// `deform_conv2d(Tensor input, Tensor weight, Tensor offset, Tensor mask, Tensor bias, int stride_h, int stride_w, int pad_h, int pad_w, int dilation_h, int dilation_w, int groups, int offset_groups, bool use_mask) -> Tensor` · torchvision
///
/// `conv2d` whose window element `k` at each output place is read (bilinearly, zero outside) `offset[2k]` rows and `offset[2k + 1]`
/// columns away and, with `use_mask`, multiplied by `mask[k]`. `offset` is `[N, 2 * offset_groups * kh * kw, out_h, out_w]`, `mask` `[N,
/// offset_groups * kh * kw, out_h, out_w]`. Dai et al., Deformable Convolutional Networks, 2017; Zhu et al., 2018.
///
/// Shapes: input `(N, C, H, W)`, weight `(O, C / groups, kh, kw)`, offset `(N, 2 offset_groups kh kw, H', W')`, mask `(N, offset_groups
///   kh kw, H', W')`, bias `(O)`: `(N, O, H', W')`.
/// Dtypes: floats; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for shapes that do not fit each other, strides and dilations below 1, and an empty result.
/// Source: Dai and others, Deformable Convolutional Networks, 2017 (arXiv:1703.06211); Zhu and others, 2018 (arXiv:1811.11168).
pub(crate) fn deform_conv2d(
    x: &Tensor, weight: &Tensor, offset: &Tensor, mask: &Tensor, bias: &Tensor, stride_h: i64, stride_w: i64, pad_h: i64, pad_w: i64,
    dilation_h: i64, dilation_w: i64, groups: i64, offset_groups: i64, use_mask: bool,
) -> Result<Tensor> {
    ensure!(x.dim() == 4 && offset.dim() == 4 && weight.dim() == 4, "deform_conv2d: input, offset and weight need 4 dimensions");
    let (s, ws, os) = (x.sizes(), weight.sizes(), offset.sizes());
    let (kh, kw) = (ws[2], ws[3]);
    ensure!(kh > 0 && kw > 0, "weight_h: {kh} weight_w: {kw}");
    ensure!(stride_h > 0 && stride_w > 0, "stride_h: {stride_h} stride_w: {stride_w}");
    ensure!(pad_h >= 0 && pad_w >= 0, "pad_h: {pad_h} pad_w: {pad_w}");
    ensure!(dilation_h > 0 && dilation_w > 0, "dilation_h: {dilation_h} dilation_w: {dilation_w}");
    ensure!(groups > 0 && offset_groups > 0, "deform_conv2d: groups must be positive, got {groups} and {offset_groups}");
    ensure!(ws[1] * groups == s[1] && ws[0] % groups == 0, "deform_conv2d: a weight of {:?} in {groups} groups does not fit an input of {:?}", &ws[..], &s[..]);
    ensure!(s[1] % offset_groups == 0, "deform_conv2d: {} channels are not a multiple of {offset_groups} offset groups", s[1]);
    let taps = kh * kw;
    ensure!(os[1] == offset_groups * 2 * taps, "offset.shape[1] is not valid: got: {} expected: {}", os[1], offset_groups * 2 * taps);
    let oh = (s[2] + 2 * pad_h - (dilation_h * (kh - 1) + 1)).div_euclid(stride_h) + 1;
    let ow = (s[3] + 2 * pad_w - (dilation_w * (kw - 1) + 1)).div_euclid(stride_w) + 1;
    ensure!(oh > 0 && ow > 0, "Calculated output size too small - out_h: {oh} out_w: {ow}");
    ensure!(os[0] == s[0] && os[2] == oh && os[3] == ow, "offset output dims: ({}, {}) - computed output dims: ({oh}, {ow})", os[2], os[3]);
    if use_mask {
        let ms = mask.sizes();
        ensure!(ms.len() == 4 && ms[1] == offset_groups * taps && ms[2] == oh && ms[3] == ow, "mask.shape is not valid: got: {:?}", &ms[..]);
    }
    let (n, per) = (s[0], s[1] / offset_groups);
    let planes = x.reshape(&[n, offset_groups, per, s[2] * s[3]])?;
    let offsets = offset.reshape(&[n, offset_groups, taps, 2, oh, ow])?;
    let masks = if use_mask { Some(mask.reshape(&[n, offset_groups, taps, oh * ow])?) } else { None };
    let mut columns = Vec::new();
    for t in 0..taps {
        let at = offsets.select(2, t)?;
        let y = places(&at.select(2, 0)?, -2, t / kw, stride_h, pad_h, dilation_h)?.reshape(&[n, offset_groups, oh * ow])?;
        let x = places(&at.select(2, 1)?, -1, t % kw, stride_w, pad_w, dilation_w)?.reshape(&[n, offset_groups, oh * ow])?;
        let mut v = sample(&planes, [s[2], s[3]], &y, &x)?;
        if let Some(m) = &masks {
            v = v.mul(&m.select(2, t)?.unsqueeze(2)?)?;
        }
        columns.push(v.reshape(&[n, groups, s[1] / groups, oh * ow])?);
    }
    let columns = Tensor::stack_with(&columns, 3)?.reshape(&[n, groups, s[1] / groups * taps, oh * ow])?;
    let weights = weight.reshape(&[1, groups, ws[0] / groups, ws[1] * taps])?;
    let y = weights.matmul(&columns)?.reshape(&[n, ws[0], oh, ow])?;
    y.add(&bias.reshape(&[1, -1, 1, 1])?)
}
