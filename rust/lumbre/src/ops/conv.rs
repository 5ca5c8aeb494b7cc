//! Convolutions in one, two and three dimensions, and transposed ones.
//!
//! A convolution, its gradient by the input and its gradient by the weight are three faces of one form that is linear in
//! each of input, weight and output gradient: each one's derivatives are the other two, to any order.

use super::partial::unsupported;
use super::pointwise::conj_of;
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::{Fresh, compute_each, cuda, same_device};
use crate::error::Result;
use crate::modes;
use super::profile::part;
use crate::tensor::Tensor;
use crate::tensor::geometry::{self, Dims};
use crate::{bail, ensure};
use lumbre_kernels::{DType, View, ViewMut};
use lumbre_kernels::conv::{self as kernel, ConvParams};
use smallvec::smallvec;

/// Stride, padding and dilation for each spatial dimension, and the groups.
#[derive(Clone)]
struct Params {
    stride: Dims,
    padding: Dims,
    dilation: Dims,
    groups: i64,
}

impl Params {
    fn new(name: &str, n: usize, stride: &[i64], padding: &[i64], dilation: &[i64], groups: i64) -> Result<Params> {
        let spread = |what: &str, v: &[i64]| -> Result<Dims> {
            match v.len() {
                1 => Ok(Dims::from_elem(v[0], n)),
                m if m == n => Ok(v.into()),
                m => bail!("{name}: expected {what} to be a single integer value or a list of {n} values to match the convolution dimensions, but got {what}={v:?} of {m} values"),
            }
        };
        let p = Params {
            stride: spread("stride", stride)?,
            padding: spread("padding", padding)?,
            dilation: spread("dilation", dilation)?,
            groups,
        };
        ensure!(groups > 0, "non-positive groups is not supported");
        ensure!(p.padding.iter().all(|&v| v >= 0), "negative padding is not supported");
        ensure!(p.stride.iter().all(|&v| v > 0), "non-positive stride is not supported");
        ensure!(p.dilation.iter().all(|&v| v > 0), "dilation should be greater than zero");
        Ok(p)
    }

    fn kernel(&self) -> ConvParams<'_> {
        ConvParams { stride: &self.stride, padding: &self.padding, dilation: &self.dilation, groups: self.groups }
    }
}

fn check_dtypes(x: &Tensor, w: &Tensor) -> Result<()> {
    ensure!(
        x.dtype() == w.dtype(),
        "Input type ({}) and weight type ({}) should be the same",
        crate::tensor::type_name(x.dtype(), x.device()),
        crate::tensor::type_name(w.dtype(), w.device())
    );
    if x.dtype() == DType::Bool {
        return Err(unsupported("conv", DType::Bool));
    }
    same_device("conv", &[x, w])
}

fn output(name: &str, sizes: &[i64], like: &[&Tensor]) -> Result<Fresh> {
    let strides = match like.iter().any(|t| t.geometry().is_channels_last()) {
        true => geometry::channels_last_strides(sizes),
        false => geometry::contiguous_strides(sizes),
    };
    Fresh::strided(name, sizes, strides, like[0].dtype(), like[0].device())
}

/// Multiply-adds over sixteen.
fn work(out: &[i64], w: &[i64]) -> usize {
    let taps: i64 = w[1..].iter().product();
    (out.iter().product::<i64>().saturating_mul(taps.max(1)) / 16) as usize
}

/// Launches one of the three products on whichever device; profiles see it with the sizes of the side that has the output channels and of
/// the weight.
fn product(
    name: &str,
    [out, w]: [&[i64]; 2],
    inputs: &[&Tensor],
    y: &Fresh,
    cpu: impl FnOnce(&[View], &mut [ViewMut]) -> Result<()> + Send,
    gpu: impl FnOnce(&cuda::Cx, &[cuda::CView], &[cuda::CView]) -> Result<()>,
) -> Result<()> {
    part("convolution", [out, w], || compute_each(name, work(out, w), inputs, &[y], cpu, gpu))
}

/// The size of a convolution's result.
fn forward_sizes(xs: &[i64], ws: &[i64], p: &Params) -> Dims {
    let mut sizes: Dims = smallvec![xs[0], ws[0]];
    for k in 0..p.stride.len() {
        let reach = p.dilation[k] * (ws[k + 2] - 1) + 1;
        sizes.push((xs[k + 2] + 2 * p.padding[k] - reach) / p.stride[k] + 1);
    }
    sizes
}

/// `x * w + b` for batched `x`, as far as `sizes` goes (output padding leaves places that a transposed convolution never saw).
fn forward(x: &Tensor, w: &Tensor, b: Option<&Tensor>, sizes: Dims, p: &Params) -> Result<Tensor> {
    if modes::get() & modes::TRACE != 0 {
        return by_name(x, w, b, p);
    }
    let (xs, ws) = (x.sizes(), w.sizes());
    let y = output("conv", &sizes, &[x, w])?;
    let run = |inputs: &[&Tensor]| {
        let cpu = |i: &[View], o: &mut [ViewMut]| {
            if o[0].numel() > 0 {
                kernel::conv_forward(i[0], i[1], i.get(2).copied(), &p.kernel(), o[0].reborrow());
            }
            Ok(())
        };
        product("conv", [&sizes, &ws], inputs, &y, cpu, |cx, i, o| {
            cuda::conv::conv_forward(cx, i[0], i[1], i.get(2).copied(), &p.kernel(), o[0])
        })
    };
    match b {
        Some(b) => run(&[x, w, b])?,
        None => run(&[x, w])?,
    }
    let need = |t: Option<&Tensor>| t.is_some_and(|t| t.requires_grad());
    Ok(y.with_grad_list(&[Some(x), Some(w), b], |_| ConvolutionGrad {
        x: need(Some(w)).then(|| x.save()),
        w: need(Some(x)).then(|| w.save()),
        sizes: [xs, ws],
        p: p.clone(),
    }))
}

struct ConvolutionGrad {
    x: Option<Saved>,
    w: Option<Saved>,
    sizes: [Dims; 2],
    p: Params,
}

fn bias_grad(g: &Tensor) -> Result<Tensor> {
    let dims: Dims = (0..g.dim() as i64).filter(|&d| d != 1).collect();
    g.sum_dim(Some(&dims))
}

impl Backward for ConvolutionGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None, None]) };
        let gx = match &self.w {
            Some(w) if cx.needs(0) => Some(input_grad(g, &conj_of(&cx.unpack(w)?)?, &self.sizes[0], &self.p)?),
            _ => None,
        };
        let gw = match &self.x {
            Some(x) if cx.needs(1) => Some(weight_grad(g, &conj_of(&cx.unpack(x)?)?, &self.sizes[1], &self.p)?),
            _ => None,
        };
        Ok(smallvec![gx, gw, if cx.needs(2) { Some(bias_grad(g)?) } else { None }])
    }
}

/// The gradient by an input of the given sizes, linear in `g` and `w`; also a transposed convolution.
fn input_grad(g: &Tensor, w: &Tensor, sizes: &[i64], p: &Params) -> Result<Tensor> {
    if modes::get() & modes::TRACE != 0 {
        return input_grad_of_ops(g, w, sizes, p);
    }
    let gx = output("conv_transpose", sizes, &[g, w])?;
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        if i[0].numel() == 0 || i[1].numel() == 0 {
            lumbre_kernels::copy::fill(lumbre_kernels::Scalar::Int(0), o[0].reborrow());
        } else if o[0].numel() > 0 {
            kernel::conv_backward_input(i[0], i[1], &p.kernel(), o[0].reborrow());
        }
        Ok(())
    };
    product("conv_transpose", [&g.sizes(), &w.sizes()], &[g, w], &gx, cpu, |cx, i, o| {
        cuda::conv::conv_backward_input(cx, i[0], i[1], &p.kernel(), o[0])
    })?;
    Ok(gx.with_grad([g, w], |_| InputGradGrad {
        g: w.requires_grad().then(|| g.save()),
        w: g.requires_grad().then(|| w.save()),
        g_sizes: g.sizes(),
        w_sizes: w.sizes(),
        p: p.clone(),
    }))
}

struct InputGradGrad {
    g: Option<Saved>,
    w: Option<Saved>,
    g_sizes: Dims,
    w_sizes: Dims,
    p: Params,
}
impl Backward for InputGradGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(h) = &grads[0] else { return Ok(smallvec![None, None]) };
        let gg = match &self.w {
            Some(w) if cx.needs(0) => Some(forward(h, &conj_of(&cx.unpack(w)?)?, None, self.g_sizes.clone(), &self.p)?),
            _ => None,
        };
        let gw = match &self.g {
            Some(g) if cx.needs(1) => Some(weight_grad(&conj_of(&cx.unpack(g)?)?, h, &self.w_sizes, &self.p)?),
            _ => None,
        };
        Ok(smallvec![gg, gw])
    }

    fn name(&self) -> std::borrow::Cow<'static, str> {
        "ConvolutionBackward0".into()
    }
}

/// The gradient by a weight of the given sizes, linear in `g` and `x`.
fn weight_grad(g: &Tensor, x: &Tensor, sizes: &[i64], p: &Params) -> Result<Tensor> {
    if modes::get() & modes::TRACE != 0 {
        return weight_grad_of_ops(g, x, sizes, p);
    }
    let gw = Fresh::empty("conv_weight", sizes, x.dtype(), x.device())?;
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        if i[0].numel() == 0 || i[1].numel() == 0 {
            lumbre_kernels::copy::fill(lumbre_kernels::Scalar::Int(0), o[0].reborrow());
        } else if o[0].numel() > 0 {
            kernel::conv_backward_weight(i[0], i[1], &p.kernel(), o[0].reborrow());
        }
        Ok(())
    };
    product("conv_weight", [&g.sizes(), sizes], &[g, x], &gw, cpu, |cx, i, o| {
        cuda::conv::conv_backward_weight(cx, i[0], i[1], &p.kernel(), o[0])
    })?;
    Ok(gw.with_grad([g, x], |_| WeightGradGrad {
        g: x.requires_grad().then(|| g.save()),
        x: g.requires_grad().then(|| x.save()),
        g_sizes: g.sizes(),
        x_sizes: x.sizes(),
        p: p.clone(),
    }))
}

struct WeightGradGrad {
    g: Option<Saved>,
    x: Option<Saved>,
    g_sizes: Dims,
    x_sizes: Dims,
    p: Params,
}
impl Backward for WeightGradGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(h) = &grads[0] else { return Ok(smallvec![None, None]) };
        let gg = match &self.x {
            Some(x) if cx.needs(0) => Some(forward(&conj_of(&cx.unpack(x)?)?, h, None, self.g_sizes.clone(), &self.p)?),
            _ => None,
        };
        let gx = match &self.g {
            Some(g) if cx.needs(1) => Some(input_grad(&conj_of(&cx.unpack(g)?)?, h, &self.x_sizes, &self.p)?),
            _ => None,
        };
        Ok(smallvec![gg, gx])
    }
}

/// The convolution as an op of its own, for programs that record derivatives.
fn by_name(x: &Tensor, w: &Tensor, b: Option<&Tensor>, p: &Params) -> Result<Tensor> {
    match p.stride.len() {
        1 => x.conv1d_with(w, b, &p.stride, &p.padding, &p.dilation, p.groups),
        2 => x.conv2d_with(w, b, &p.stride, &p.padding, &p.dilation, p.groups),
        _ => x.conv3d_with(w, b, &p.stride, &p.padding, &p.dilation, p.groups),
    }
}

/// As `input_grad`, by a transposed convolution.
fn input_grad_of_ops(g: &Tensor, w: &Tensor, sizes: &[i64], p: &Params) -> Result<Tensor> {
    let (gs, ws) = (g.sizes(), w.sizes());
    let reached = |k: usize| (gs[k + 2] - 1) * p.stride[k] - 2 * p.padding[k] + p.dilation[k] * (ws[k + 2] - 1) + 1;
    let extra: Dims = (0..p.stride.len()).map(|k| sizes[k + 2] - reached(k)).collect();
    match p.stride.len() {
        1 => g.conv_transpose1d_with(w, None, &p.stride, &p.padding, &extra, p.groups, &p.dilation),
        2 => g.conv_transpose2d_with(w, None, &p.stride, &p.padding, &extra, p.groups, &p.dilation),
        _ => g.conv_transpose3d_with(w, None, &p.stride, &p.padding, &extra, p.groups, &p.dilation),
    }
}

/// As `weight_grad`, by convolutions of the input with the gradient, whose batch is what is summed over.
fn weight_grad_of_ops(g: &Tensor, x: &Tensor, sizes: &[i64], p: &Params) -> Result<Tensor> {
    let swapped = Params { stride: p.dilation.clone(), padding: p.padding.clone(), dilation: p.stride.clone(), groups: 1 };
    let (outputs, inputs) = (sizes[0] / p.groups, sizes[1]);
    let mut parts = Vec::new();
    for group in 0..p.groups {
        let part = |t: &Tensor, n: i64| if p.groups == 1 { t.transpose(0, 1) } else { t.narrow(1, group * n, n)?.transpose(0, 1) };
        let mut gw = by_name(&part(x, inputs)?, &part(g, outputs)?, None, &swapped)?;
        for (k, &size) in sizes[2..].iter().enumerate() {
            gw = gw.narrow(k as i64 + 2, 0, size)?;
        }
        parts.push(gw.transpose(0, 1)?);
    }
    if parts.len() == 1 { Ok(parts.remove(0)) } else { Tensor::cat_with(&parts, 0) }
}

fn batched(name: &str, n: usize, x: &Tensor) -> Result<(Tensor, bool)> {
    match x.dim() {
        d if d == n + 2 => Ok((x.clone(), false)),
        d if d == n + 1 => Ok((x.unsqueeze(0)?, true)),
        _ => bail!("Expected {}D (unbatched) or {}D (batched) input to {name}, but got input of size: {:?}", n + 1, n + 2, &x.sizes()[..]),
    }
}

fn convolve(name: &str, n: usize, x: &Tensor, w: &Tensor, b: Option<&Tensor>, p: &Params) -> Result<Tensor> {
    let (xb, alone) = batched(name, n, x)?;
    check_dtypes(&xb, w)?;
    let (xs, ws) = (xb.sizes(), w.sizes());
    ensure!(ws.len() == n + 2, "Expected {}-dimensional weight for {name}, but got weight of size {:?}", n + 2, &ws[..]);
    ensure!(ws[1] > 0 && ws[2..].iter().all(|&k| k > 0), "weight should have at least one element along each dimension but the first, but got weight of size {:?}", &ws[..]);
    ensure!(
        ws[0] >= p.groups && ws[0] % p.groups == 0,
        "Given groups={}, expected weight to be at least {} at dimension 0 and divisible by it, but got weight of size {:?} instead",
        p.groups, p.groups, &ws[..]
    );
    ensure!(
        xs[1] == ws[1] * p.groups,
        "Given groups={}, weight of size {:?}, expected input{:?} to have {} channels, but got {} channels instead",
        p.groups, &ws[..], &xs[..], ws[1] * p.groups, xs[1]
    );
    check_bias(b, ws[0], &ws, x)?;
    let padded: Vec<i64> = (0..n).map(|k| xs[k + 2] + 2 * p.padding[k]).collect();
    let reach: Vec<i64> = (0..n).map(|k| p.dilation[k] * (ws[k + 2] - 1) + 1).collect();
    ensure!(
        padded.iter().zip(&reach).all(|(a, b)| a >= b),
        "Calculated padded input size per channel: ({}). Kernel size: ({}). Kernel size can't be greater than actual input size",
        times(&padded), times(&reach)
    );
    check_space(&xs)?;
    let y = forward(&xb, w, b, forward_sizes(&xs, &ws, p), p)?;
    if alone { y.squeeze_dim(&[0]) } else { Ok(y) }
}

fn check_space(xs: &[i64]) -> Result<()> {
    ensure!(xs[2..].iter().all(|&n| n > 0), "Only zero batch or zero channel inputs are supported, but got input shape: {xs:?}");
    Ok(())
}

fn times(v: &[i64]) -> String {
    v.iter().map(i64::to_string).collect::<Vec<_>>().join(" x ")
}

fn check_bias(b: Option<&Tensor>, channels: i64, ws: &[i64], x: &Tensor) -> Result<()> {
    let Some(b) = b else { return Ok(()) };
    ensure!(
        b.sizes()[..] == [channels],
        "Given weight of size {ws:?}, expected bias to be 1-dimensional with {channels} elements, but got bias of size {:?} instead",
        &b.sizes()[..]
    );
    ensure!(
        b.dtype() == x.dtype(),
        "Input type ({}) and bias type ({}) should be the same",
        crate::tensor::type_name(x.dtype(), x.device()),
        crate::tensor::type_name(b.dtype(), b.device())
    );
    Ok(())
}

/// `'same'` pads to keep the size (one more after than before where it is odd), `'valid'` does not pad.
fn convolve_named(name: &str, n: usize, x: &Tensor, w: &Tensor, b: Option<&Tensor>, stride: &[i64], padding: &str, dilation: &[i64], groups: i64) -> Result<Tensor> {
    let mut p = Params::new(name, n, stride, &[0], dilation, groups)?;
    match padding {
        "valid" => return convolve(name, n, x, w, b, &p),
        "same" => {}
        _ => bail!("Invalid padding string: '{padding}'"),
    }
    ensure!(p.stride.iter().all(|&s| s == 1), "padding='same' is not supported for strided convolutions");
    let ws = w.sizes();
    ensure!(ws.len() == n + 2, "Expected {}-dimensional weight for {name}, but got weight of size {:?}", n + 2, &ws[..]);
    let totals: Dims = (0..n).map(|k| p.dilation[k] * (ws[k + 2] - 1)).collect();
    p.padding = totals.iter().map(|t| t / 2).collect();
    if totals.iter().all(|t| t % 2 == 0) {
        return convolve(name, n, x, w, b, &p);
    }
    let pad: Vec<i64> = totals.iter().rev().flat_map(|t| [0, t % 2]).collect();
    convolve(name, n, &x.constant_pad_nd(&pad)?, w, b, &p)
}

/// `conv1d(Tensor input, Tensor weight, Tensor? bias=None, int[1] stride=1, int[1] padding=0, int[1] dilation=1, int groups=1) -> Tensor` · function nn.functional autocast=lower
///
/// `out[n, o, t] = bias[o] + sum over c, k of weight[o, c, k] * x[n, c, t * stride + k * dilation - padding]` (cross-correlation).
/// `padding` counts zeros on each side, or is `'valid'` (none) or `'same'` (as many as keep the length).
///
/// Shapes: input `(N, C, L)` or `(C, L)`, weight `(O, C / groups, k)`, bias `(O)`: `(N, O, (L + 2 padding - dilation (k - 1) - 1) //
///   stride + 1)`.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for channels and groups that do not fit, a kernel larger than the padded input, and strides or dilations below 1.
/// Source: Dumoulin and Visin, A Guide to Convolution Arithmetic, 2016 (arXiv:1603.07285).
pub(crate) fn conv1d(x: &Tensor, w: &Tensor, b: Option<&Tensor>, stride: &[i64], padding: &[i64], dilation: &[i64], groups: i64) -> Result<Tensor> {
    convolve("conv1d", 1, x, w, b, &Params::new("conv1d", 1, stride, padding, dilation, groups)?)
}

/// `conv1d.padding(Tensor input, Tensor weight, Tensor? bias=None, int[1] stride=1, str padding='valid', int[1] dilation=1, int groups=1) -> Tensor` · function nn.functional autocast=lower
///
/// `out[n, o, t] = bias[o] + sum over c, k of weight[o, c, k] * x[n, c, t * stride + k * dilation - padding]` (cross-correlation).
/// `padding` counts zeros on each side, or is `'valid'` (none) or `'same'` (as many as keep the length).
///
/// Shapes: input `(N, C, L)` or `(C, L)`, weight `(O, C / groups, k)`, bias `(O)`: `(N, O, (L + 2 padding - dilation (k - 1) - 1) //
///   stride + 1)`.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for channels and groups that do not fit, a kernel larger than the padded input, and strides or dilations below 1.
/// Source: Dumoulin and Visin, A Guide to Convolution Arithmetic, 2016 (arXiv:1603.07285).
pub(crate) fn conv1d_padding(x: &Tensor, w: &Tensor, b: Option<&Tensor>, stride: &[i64], padding: &str, dilation: &[i64], groups: i64) -> Result<Tensor> {
    convolve_named("conv1d", 1, x, w, b, stride, padding, dilation, groups)
}

/// `conv2d(Tensor input, Tensor weight, Tensor? bias=None, int[2] stride=1, int[2] padding=0, int[2] dilation=1, int groups=1) -> Tensor` · function nn.functional autocast=lower
///
/// `out[n, o, y, x] = bias[o] + sum over c, i, j of weight[o, c, i, j] * input[n, c, y * stride + i * dilation - padding, x * stride + j
/// * dilation - padding]` (cross-correlation). `padding` counts zeros on each side, or is `'valid'` (none) or `'same'` (as many as keep
/// the size).
///
/// Shapes: input `(N, C, H, W)` or `(C, H, W)`, weight `(O, C / groups, h, w)`, bias `(O)`: `(N, O, H', W')` with `H' = (H + 2 padding -
///   dilation (h - 1) - 1) // stride + 1`.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for channels and groups that do not fit, a kernel larger than the padded input, and strides or dilations below 1.
/// Source: Dumoulin and Visin, A Guide to Convolution Arithmetic, 2016 (arXiv:1603.07285).
pub(crate) fn conv2d(x: &Tensor, w: &Tensor, b: Option<&Tensor>, stride: &[i64], padding: &[i64], dilation: &[i64], groups: i64) -> Result<Tensor> {
    convolve("conv2d", 2, x, w, b, &Params::new("conv2d", 2, stride, padding, dilation, groups)?)
}

/// `conv2d.padding(Tensor input, Tensor weight, Tensor? bias=None, int[2] stride=1, str padding='valid', int[2] dilation=1, int groups=1) -> Tensor` · function nn.functional autocast=lower
///
/// `out[n, o, y, x] = bias[o] + sum over c, i, j of weight[o, c, i, j] * input[n, c, y * stride + i * dilation - padding, x * stride + j
/// * dilation - padding]` (cross-correlation). `padding` counts zeros on each side, or is `'valid'` (none) or `'same'` (as many as keep
/// the size).
///
/// Shapes: input `(N, C, H, W)` or `(C, H, W)`, weight `(O, C / groups, h, w)`, bias `(O)`: `(N, O, H', W')` with `H' = (H + 2 padding -
///   dilation (h - 1) - 1) // stride + 1`.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for channels and groups that do not fit, a kernel larger than the padded input, and strides or dilations below 1.
/// Source: Dumoulin and Visin, A Guide to Convolution Arithmetic, 2016 (arXiv:1603.07285).
pub(crate) fn conv2d_padding(x: &Tensor, w: &Tensor, b: Option<&Tensor>, stride: &[i64], padding: &str, dilation: &[i64], groups: i64) -> Result<Tensor> {
    convolve_named("conv2d", 2, x, w, b, stride, padding, dilation, groups)
}

/// `conv3d(Tensor input, Tensor weight, Tensor? bias=None, int[3] stride=1, int[3] padding=0, int[3] dilation=1, int groups=1) -> Tensor` · function nn.functional autocast=lower
///
/// `out[n, o, z, y, x] = bias[o] + sum over c, h, i, j of weight[o, c, h, i, j] * input[n, c, z', y', x']`, where `z' = z * stride + h *
/// dilation - padding` and so on (cross-correlation). `padding` counts zeros on each side, or is `'valid'` (none) or `'same'` (as many as
/// keep the size).
///
/// Shapes: input `(N, C, D, H, W)` or `(C, D, H, W)`, weight `(O, C / groups, d, h, w)`, bias `(O)`: `(N, O, D', H', W')` with `D' = (D +
///   2 padding - dilation (d - 1) - 1) // stride + 1`.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for channels and groups that do not fit, a kernel larger than the padded input, and strides or dilations below 1.
/// Source: Dumoulin and Visin, A Guide to Convolution Arithmetic, 2016 (arXiv:1603.07285).
pub(crate) fn conv3d(x: &Tensor, w: &Tensor, b: Option<&Tensor>, stride: &[i64], padding: &[i64], dilation: &[i64], groups: i64) -> Result<Tensor> {
    convolve("conv3d", 3, x, w, b, &Params::new("conv3d", 3, stride, padding, dilation, groups)?)
}

/// `conv3d.padding(Tensor input, Tensor weight, Tensor? bias=None, int[3] stride=1, str padding='valid', int[3] dilation=1, int groups=1) -> Tensor` · function nn.functional autocast=lower
///
/// `out[n, o, z, y, x] = bias[o] + sum over c, h, i, j of weight[o, c, h, i, j] * input[n, c, z', y', x']`, where `z' = z * stride + h *
/// dilation - padding` and so on (cross-correlation). `padding` counts zeros on each side, or is `'valid'` (none) or `'same'` (as many as
/// keep the size).
///
/// Shapes: input `(N, C, D, H, W)` or `(C, D, H, W)`, weight `(O, C / groups, d, h, w)`, bias `(O)`: `(N, O, D', H', W')` with `D' = (D +
///   2 padding - dilation (d - 1) - 1) // stride + 1`.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for channels and groups that do not fit, a kernel larger than the padded input, and strides or dilations below 1.
/// Source: Dumoulin and Visin, A Guide to Convolution Arithmetic, 2016 (arXiv:1603.07285).
pub(crate) fn conv3d_padding(x: &Tensor, w: &Tensor, b: Option<&Tensor>, stride: &[i64], padding: &str, dilation: &[i64], groups: i64) -> Result<Tensor> {
    convolve_named("conv3d", 3, x, w, b, stride, padding, dilation, groups)
}

fn transposed(name: &str, n: usize, x: &Tensor, w: &Tensor, b: Option<&Tensor>, p: &Params, output_padding: &[i64]) -> Result<Tensor> {
    let (xb, alone) = batched(name, n, x)?;
    check_dtypes(&xb, w)?;
    let (xs, ws) = (xb.sizes(), w.sizes());
    ensure!(ws.len() == n + 2, "Expected {}-dimensional weight for {name}, but got weight of size {:?}", n + 2, &ws[..]);
    ensure!(
        xs[1] == ws[0] && ws[0] % p.groups == 0,
        "Given transposed=1, weight of size {:?}, expected input{:?} to have {} channels, but got {} channels instead",
        &ws[..], &xs[..], ws[0], xs[1]
    );
    let extra: Dims = if output_padding.len() == 1 { Dims::from_elem(output_padding[0], n) } else { output_padding.into() };
    ensure!(extra.len() == n, "{name}: expected output_padding to be a single integer value or a list of {n} values, but got output_padding={output_padding:?}");
    let channels = ws[1] * p.groups;
    check_bias(b, channels, &ws, x)?;
    let mut sizes: Dims = smallvec![xs[0], channels];
    for k in 0..n {
        ensure!(
            extra[k] >= 0 && (extra[k] < p.stride[k] || extra[k] < p.dilation[k]),
            "output padding must be smaller than either stride or dilation, but got output_padding: {extra:?} stride: {:?} dilation: {:?}",
            &p.stride[..], &p.dilation[..]
        );
        let size = (xs[k + 2] - 1) * p.stride[k] - 2 * p.padding[k] + p.dilation[k] * (ws[k + 2] - 1) + extra[k] + 1;
        sizes.push(size);
    }
    ensure!(
        sizes[2..].iter().all(|&s| s > 0),
        "Given input size per channel: {:?}. Calculated output size per channel: {:?}. Output size is too small",
        &xs[2..], &sizes[2..]
    );
    let mut y = input_grad(&xb, w, &sizes, p)?;
    if let Some(b) = b {
        let mut shape = Dims::from_elem(1, n + 2);
        shape[1] = channels;
        y = y.add(&b.view(&shape)?)?;
    }
    if alone { y.squeeze_dim(&[0]) } else { Ok(y) }
}

/// `conv_transpose1d(Tensor input, Tensor weight, Tensor? bias=None, int[1] stride=1, int[1] padding=0, int[1] output_padding=0, int groups=1, int[1] dilation=1) -> Tensor` · function nn.functional autocast=lower
///
/// `out[n, o, t * stride + k * dilation - padding] += x[n, c, t] * weight[c, o, k]`, and the bias: the transpose of `conv1d` as a linear
/// map.
///
/// Shapes: input `(N, C, L)` or `(C, L)`, weight `(C, O / groups, k)`, bias `(O)`: `(N, O, (L - 1) stride - 2 padding + dilation (k - 1)
///   + output_padding + 1)`.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for channels and groups that do not fit, and an `output_padding` that is neither below the stride nor below the
///   dilation.
/// Source: Dumoulin and Visin, A Guide to Convolution Arithmetic, 2016 (arXiv:1603.07285).
pub(crate) fn conv_transpose1d(x: &Tensor, w: &Tensor, b: Option<&Tensor>, stride: &[i64], padding: &[i64], output_padding: &[i64], groups: i64, dilation: &[i64]) -> Result<Tensor> {
    transposed("conv_transpose1d", 1, x, w, b, &Params::new("conv_transpose1d", 1, stride, padding, dilation, groups)?, output_padding)
}

/// `conv_transpose2d(Tensor input, Tensor weight, Tensor? bias=None, int[2] stride=1, int[2] padding=0, int[2] output_padding=0, int groups=1, int[2] dilation=1) -> Tensor` · function nn.functional autocast=lower node=Convolution0
///
/// The transpose of `conv2d` as a linear map: each `input[n, c, y, x]` times `weight[c]` is added into the result at `(y, x) * stride -
/// padding`.
///
/// Shapes: input `(N, C, H, W)` or `(C, H, W)`, weight `(C, O / groups, h, w)`, bias `(O)`: `(N, O, H', W')` with `H' = (H - 1) stride -
///   2 padding + dilation (h - 1) + output_padding + 1`.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for channels and groups that do not fit, and an `output_padding` that is neither below the stride nor below the
///   dilation.
/// Source: Dumoulin and Visin, A Guide to Convolution Arithmetic, 2016 (arXiv:1603.07285).
pub(crate) fn conv_transpose2d(x: &Tensor, w: &Tensor, b: Option<&Tensor>, stride: &[i64], padding: &[i64], output_padding: &[i64], groups: i64, dilation: &[i64]) -> Result<Tensor> {
    transposed("conv_transpose2d", 2, x, w, b, &Params::new("conv_transpose2d", 2, stride, padding, dilation, groups)?, output_padding)
}

/// `conv_transpose3d(Tensor input, Tensor weight, Tensor? bias=None, int[3] stride=1, int[3] padding=0, int[3] output_padding=0, int groups=1, int[3] dilation=1) -> Tensor` · function nn.functional autocast=lower node=Convolution0
///
/// The transpose of `conv3d` as a linear map: each `input[n, c, z, y, x]` times `weight[c]` is added into the result at `(z, y, x) *
/// stride - padding`.
///
/// Shapes: input `(N, C, D, H, W)` or `(C, D, H, W)`, weight `(C, O / groups, d, h, w)`, bias `(O)`: `(N, O, D', H', W')` with `D' = (D -
///   1) stride - 2 padding + dilation (d - 1) + output_padding + 1`.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for channels and groups that do not fit, and an `output_padding` that is neither below the stride nor below the
///   dilation.
/// Source: Dumoulin and Visin, A Guide to Convolution Arithmetic, 2016 (arXiv:1603.07285).
pub(crate) fn conv_transpose3d(x: &Tensor, w: &Tensor, b: Option<&Tensor>, stride: &[i64], padding: &[i64], output_padding: &[i64], groups: i64, dilation: &[i64]) -> Result<Tensor> {
    transposed("conv_transpose3d", 3, x, w, b, &Params::new("conv_transpose3d", 3, stride, padding, dilation, groups)?, output_padding)
}

/// `convolution(Tensor input, Tensor weight, Tensor? bias, int[] stride, int[] padding, int[] dilation, bool transposed, int[] output_padding, int groups) -> Tensor` · function autocast=lower
///
/// `conv1d`, `conv2d` or `conv3d`, by the dimensions of `weight`, or with `transposed` the map's transpose.
///
/// Shapes: input `(N, C, *)`, weight `(O, C / groups, *)`, or `(C, O / groups, *)` when transposed; the result's sizes are those of the
///   convolution it is.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for a weight of fewer than 3 or more than 5 dimensions, for channels and groups that do not fit, and for an input
///   smaller than the kernel.
/// Source: Dumoulin and Visin, A Guide to Convolution Arithmetic, 2016 (arXiv:1603.07285).
pub(crate) fn convolution(x: &Tensor, w: &Tensor, b: Option<&Tensor>, stride: &[i64], padding: &[i64], dilation: &[i64], transposed_: bool, output_padding: &[i64], groups: i64) -> Result<Tensor> {
    let n = w.dim().saturating_sub(2);
    ensure!((1..=3).contains(&n), "convolution: expected a weight of 3 to 5 dimensions, but got {:?}", &w.sizes()[..]);
    let p = Params::new("convolution", n, stride, padding, dilation, groups)?;
    if transposed_ { transposed("convolution", n, x, w, b, &p, output_padding) } else { convolve("convolution", n, x, w, b, &p) }
}
