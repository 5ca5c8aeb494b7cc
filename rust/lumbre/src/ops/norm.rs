//! Layer, batch, group, instance and root-mean-square normalisation.
//!
//! The derivatives are single kernels; where they are to be differentiated themselves, the same formula is written with
//! tensor methods.

use super::partial::need_float;
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::cuda::{self, CView, Cx};
use crate::backend::{Fresh, compute_each, elementwise, late};
use crate::error::Result;
use crate::modes;
use crate::tensor::Tensor;
use crate::tensor::geometry::{self, Dims};
use crate::ensure;
use lumbre_kernels::unary::Unary;
use lumbre_kernels::{DType, View, ViewMut, norm as kernel};
use smallvec::{SmallVec, smallvec};

/// Statistics of halves are kept in `float32`.
pub(crate) fn stats_dtype(d: DType) -> DType {
    if d == DType::F64 { DType::F64 } else { DType::F32 }
}

/// `(x - mean) / sqrt(var + eps)` over `dims`, differentiable; without a mean when not `centred`.
pub(crate) fn normalised(x: &Tensor, dims: &[i64], eps: f64, centred: bool) -> Result<(Tensor, Tensor)> {
    let c = if centred { x.sub(&x.mean_dim_with(Some(dims), true, None)?)? } else { x.clone() };
    let rstd = c.mul(&c)?.mean_dim_with(Some(dims), true, None)?.add(eps)?;
    let rstd = inv_sqrt(&rstd)?;
    Ok((c.mul(&rstd)?, rstd))
}

/// `1 / sqrt(v)`.
pub(crate) fn inv_sqrt(v: &Tensor) -> Result<Tensor> {
    if modes::get() & modes::TRACE != 0 {
        return v.rsqrt();
    }
    Ok(elementwise::unary("rsqrt", v, Unary::Rsqrt)?.with_grad([v], |y| InvSqrtGrad { y: y.save() }))
}

struct InvSqrtGrad {
    y: Saved,
}
impl Backward for InvSqrtGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let y = cx.unpack(&self.y)?;
        Ok(smallvec![Some(g.mul(&y.mul(&y)?.mul(&y)?)?.mul(-0.5)?)])
    }
}

/// The gradient of `normalised` by `x` from that of its result.
pub(crate) fn through_stats(g: &Tensor, xhat: &Tensor, rstd: &Tensor, dims: &[i64], centred: bool) -> Result<Tensor> {
    let along = g.mul(xhat)?.mean_dim_with(Some(dims), true, None)?;
    let mut out = g.sub(&xhat.mul(&along)?)?;
    if centred {
        out = out.sub(&g.mean_dim_with(Some(dims), true, None)?)?;
    }
    out.mul(rstd)
}

/// Sums over the dimensions that a parameter of this shape was stretched along.
pub(crate) fn param_grad(g: &Tensor, shape: &[i64], like: &Tensor) -> Result<Tensor> {
    g.sum_to_size(shape)?.reshape(&like.sizes())?.to_dtype(like.dtype())
}

/// Rows to normalise: the leading dimensions as one, and the normalised ones as one.
fn rows(name: &str, x: &Tensor, shape: &[i64], params: &[Option<&Tensor>]) -> Result<[i64; 2]> {
    let s = x.sizes();
    ensure!(!shape.is_empty(), "Expected normalized_shape to be at least 1-dimensional, i.e., containing at least one element, but got normalized_shape = {shape:?}");
    for (p, what) in params.iter().zip(["weight", "bias"]) {
        let Some(p) = p else { continue };
        ensure!(
            p.sizes()[..] == *shape,
            "Expected {what} to be of same shape as normalized_shape, but got {what} of shape {:?} and normalized_shape = {shape:?}",
            &p.sizes()[..]
        );
    }
    ensure!(
        s.len() >= shape.len() && s[s.len() - shape.len()..] == *shape,
        "Given normalized_shape={shape:?}, expected input with shape [*, {}], but got input of size{:?}",
        shape.iter().map(i64::to_string).collect::<Vec<_>>().join(", "),
        &s[..]
    );
    ensure!(x.dtype().is_float() || x.dtype().is_complex(), NotImplemented, "\"{name}\" not implemented for '{}'", x.dtype().scalar_name());
    Ok([s[..s.len() - shape.len()].iter().product(), shape.iter().product()])
}

/// Runs a kernel with optional operands after the fixed ones; it gets each optional one as `Option`.
pub(crate) fn run<const F: usize>(
    name: &str,
    work: usize,
    fixed: [&Tensor; F],
    optional: [Option<&Tensor>; 2],
    outs: &[&Fresh],
    kernel: impl FnOnce(&[View], [Option<View>; 2], &mut [ViewMut]) + Send,
    gpu: impl FnOnce(&Cx, &[CView], [Option<CView>; 2], &[CView]) -> Result<()>,
) -> Result<()> {
    let mut inputs: SmallVec<[&Tensor; 6]> = SmallVec::from_slice(&fixed);
    inputs.extend(optional.iter().flatten().copied());
    let has = optional.map(|t| t.is_some());
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        let mut rest = i[F..].iter().copied();
        let optional = has.map(|h| if h { rest.next() } else { None });
        kernel(&i[..F], optional, o);
        Ok(())
    };
    compute_each(name, work, &inputs, outs, cpu, |cx, i, o| {
        let mut rest = i[F..].iter().copied();
        let optional = has.map(|h| if h { rest.next() } else { None });
        gpu(cx, &i[..F], optional, o)
    })
}

/// As `wanted`, of a GPU's views.
pub(crate) fn wanted_on_gpu<'a, const N: usize>(o: &[CView<'a>], want: [bool; N]) -> [Option<CView<'a>>; N] {
    let mut views = o.iter();
    want.map(|w| if w { views.next().copied() } else { None })
}

/// Output views for the results that are wanted, in order.
pub(crate) fn wanted<'a, const N: usize>(o: &'a mut [ViewMut], want: [bool; N]) -> [Option<ViewMut<'a>>; N] {
    let mut views = o.iter_mut();
    want.map(|w| if w { views.next().map(|v| v.reborrow()) } else { None })
}

/// A parameter as one flat row.
fn flat(t: Option<&Tensor>) -> Result<Option<Tensor>> {
    t.map(|t| t.detach_handle().contiguous()?.view(&[-1])).transpose()
}

/// Fresh gradients for those of the three that are needed.
pub(crate) fn grad_outputs(name: &str, sizes: [(bool, &[i64], DType); 3], device: crate::Device) -> Result<SmallVec<[Fresh; 3]>> {
    sizes.iter().filter(|(want, ..)| *want).map(|(_, s, d)| Fresh::empty(name, s, *d, device)).collect()
}

/// The finished gradients back in their places and shapes.
pub(crate) fn placed(outs: SmallVec<[Fresh; 3]>, want: [bool; 3], shapes: [&[i64]; 3]) -> Result<Grads> {
    let mut outs = outs.into_iter();
    let mut grads = Grads::new();
    for (w, shape) in want.iter().zip(shapes) {
        grads.push(match (w, if *w { outs.next() } else { None }) {
            (true, Some(f)) => Some(f.non_differentiable().view(shape)?),
            _ => None,
        });
    }
    Ok(grads)
}

/// What the rules of layer and RMS norm keep.
struct LayerNormGrad {
    x: Saved,
    w: Option<Saved>,
    b: Option<(Dims, DType)>,
    mean: Option<Tensor>,
    rstd: Tensor,
    shape: Dims,
    eps: f64,
}

impl LayerNormGrad {
    fn composed(&self, cx: &BackwardCx, g: &Tensor) -> Result<Grads> {
        let x = cx.unpack(&self.x)?;
        let n = x.dim() as i64;
        let dims: Dims = (n - self.shape.len() as i64..n).collect();
        let centred = self.mean.is_some();
        let (xhat, rstd) = normalised(&x, &dims, self.eps, centred)?;
        let w = self.w.as_ref().map(|w| cx.unpack(w)).transpose()?;
        let gh = match &w {
            Some(w) => g.mul(w)?,
            None => g.clone(),
        };
        let gx = if cx.needs(0) { Some(through_stats(&gh, &xhat, &rstd, &dims, centred)?) } else { None };
        let gw = match &w {
            Some(w) if cx.needs(1) => Some(param_grad(&g.mul(&xhat)?, &self.shape, w)?),
            _ => None,
        };
        let gb = match &self.b {
            Some((_, d)) if cx.needs(2) => Some(g.sum_to_size(&self.shape)?.to_dtype(*d)?),
            _ => None,
        };
        Ok(smallvec![gx, gw, gb])
    }
}
impl Backward for LayerNormGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None, None]) };
        if modes::composed() {
            return self.composed(cx, g);
        }
        let x = cx.unpack(&self.x)?;
        let n: i64 = self.shape.iter().product();
        let m = self.rstd.numel();
        let (xr, gr) = (x.contiguous()?.view(&[m, n])?, g.contiguous()?.view(&[m, n])?);
        let w = self.w.as_ref().map(|w| cx.unpack(w)).transpose()?;
        let wf = flat(w.as_ref())?;
        let want = [cx.needs(0), cx.needs(1) && w.is_some(), cx.needs(2) && self.b.is_some()];
        let (wd, bd) = (w.as_ref().map_or(x.dtype(), |w| w.dtype()), self.b.as_ref().map_or(x.dtype(), |b| b.1));
        let outs = grad_outputs("layer_norm_backward", [(want[0], &[m, n], x.dtype()), (want[1], &[n], wd), (want[2], &[n], bd)], x.device())?;
        let refs: SmallVec<[&Fresh; 3]> = outs.iter().collect();
        let work = x.numel() as usize;
        match &self.mean {
            Some(mean) => run("layer_norm_backward", work, [&gr, &xr, mean, &self.rstd], [wf.as_ref(), None], &refs, |i, [w, _], o| {
                let [gx, gw, gb] = wanted(o, want);
                kernel::layer_norm_backward(i[0], i[1], i[2], i[3], w, gx, gw, gb);
            }, |cx, i, [w, _], o| cuda::norm::rows_backward(cx, [i[0], i[1], i[3]], Some(i[2]), w, wanted_on_gpu(o, want)))?,
            None => run("rms_norm_backward", work, [&gr, &xr, &self.rstd], [wf.as_ref(), None], &refs, |i, [w, _], o| {
                let [gx, gw, _] = wanted(o, want);
                kernel::rms_norm_backward(i[0], i[1], i[2], w, gx, gw);
            }, |cx, i, [w, _], o| cuda::norm::rows_backward(cx, [i[0], i[1], i[2]], None, w, wanted_on_gpu(o, want)))?,
        }
        drop(refs);
        placed(outs, want, [&x.sizes(), &self.shape, &self.shape])
    }

    fn name(&self) -> std::borrow::Cow<'static, str> {
        if self.mean.is_some() { "NativeLayerNormBackward0".into() } else { "FusedRmsNormBackward0".into() }
    }
}

/// `layer_norm(Tensor input, int[] normalized_shape, Tensor? weight=None, Tensor? bias=None, float eps=1e-05, bool cudnn_enable=True) -> Tensor` · function nn.functional autocast=f32:cuda
///
/// `(x - mean) / sqrt(var + eps) * weight + bias` over the last dimensions, whose sizes are `normalized_shape`.
///
/// Shapes: `(*, *normalized_shape)`, weight and bias `normalized_shape`; the result has the input's.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for a shape the input does not end in and weights of another shape.
/// Source: Ba, Kiros and Hinton, 2016 (arXiv:1607.06450).
pub(crate) fn layer_norm(x: &Tensor, shape: &[i64], w: Option<&Tensor>, b: Option<&Tensor>, eps: f64, cudnn_enable: bool) -> Result<Tensor> {
    let _ = cudnn_enable;
    if late::on() {
        let [_, n] = rows("LayerNormKernelImpl", x, shape, &[w, b])?;
        if let Some(y) = put_off(x, n, [w, b], eps, true)? {
            return Ok(y.non_differentiable());
        }
    }
    Ok(layer_norm_with_stats(x, shape, w, b, eps)?.0)
}

/// A parameter's elements as they are now: what is put off must not see later writes.
fn kept_row(t: Option<&Tensor>) -> Result<Option<Tensor>> {
    let Some(t) = t else { return Ok(None) };
    let copy = t.detach_handle().clone_contiguous()?;
    // Computed here, where that may wait for others.
    copy.storage().read();
    copy.storage().end_read();
    Ok(Some(copy))
}

/// The norm of each row as the end of the chain that makes `x`, where no gradient will ask for statistics; `None` where it has to
/// be computed at once.
fn put_off(x: &Tensor, n: i64, params: [Option<&Tensor>; 2], eps: f64, centred: bool) -> Result<Option<Fresh>> {
    let wanted = modes::grad_enabled() && std::iter::once(x).chain(params.into_iter().flatten()).any(Tensor::requires_grad);
    let same = params.iter().flatten().all(|p| p.dtype() == x.dtype() && p.device() == x.device());
    if wanted || !same || !late::waits(x) {
        return Ok(None);
    }
    let [w, b] = [kept_row(params[0])?, kept_row(params[1])?];
    let stats = stats_dtype(x.dtype());
    let consume = move |x: View, y: ViewMut| {
        let (sizes, strides, rows) = ([n], [1], [x.sizes[0]]);
        let row = |t: &Option<Tensor>| {
            // SAFETY: `n` elements of a copy that nobody writes, alive as long as this function.
            t.as_ref().map(|t| unsafe { View::new(t.storage().address(), t.dtype(), &sizes, &strides) })
        };
        let mut room = vec![0u64; 2 * rows[0] as usize];
        let (first, second) = room.split_at_mut(rows[0] as usize);
        // SAFETY: room for so many numbers of eight bytes each, which nobody else sees.
        let [mean, rstd] = [first, second].map(|r| unsafe { ViewMut::new(r.as_mut_ptr().cast(), stats, &rows, &strides) });
        if centred {
            kernel::layer_norm(x, row(&w), row(&b), eps, y, mean, rstd);
        } else {
            kernel::rms_norm(x, row(&w), eps, y, rstd);
        }
    };
    late::put_off_rows(x, n as usize, n as usize, x.dtype(), &x.sizes(), late::Rows::OnCpu(Box::new(consume)))
}

/// Layer norm with the mean and the inverse deviation of each row, `(rows)`.
pub(crate) fn layer_norm_with_stats(x: &Tensor, shape: &[i64], w: Option<&Tensor>, b: Option<&Tensor>, eps: f64) -> Result<(Tensor, Tensor, Tensor)> {
    let [m, n] = rows("LayerNormKernelImpl", x, shape, &[w, b])?;
    need_float("LayerNormKernelImpl", x.dtype())?;
    let xr = x.detach_handle().contiguous()?.view(&[m, n])?;
    let (wf, bf) = (flat(w)?, flat(b)?);
    let stats = stats_dtype(x.dtype());
    let y = Fresh::empty("layer_norm", &[m, n], x.dtype(), x.device())?;
    let (mean, rstd) = (Fresh::empty("layer_norm", &[m], stats, x.device())?, Fresh::empty("layer_norm", &[m], stats, x.device())?);
    run("layer_norm", x.numel() as usize, [&xr], [wf.as_ref(), bf.as_ref()], &[&y, &mean, &rstd], |i, [w, b], o| {
        if let ([y, mean, rstd], true) = (o, i[0].numel() > 0) {
            kernel::layer_norm(i[0], w, b, eps, y.reborrow(), mean.reborrow(), rstd.reborrow());
        }
    }, |cx, i, [w, b], o| cuda::norm::rows(cx, i[0], w, b, eps, o[0], Some(o[1]), o[2]))?;
    let (mean, rstd) = (mean.non_differentiable(), rstd.non_differentiable());
    let y = reshaped(y, &x.sizes()).with_grad_list(&[Some(x), w, b], |_| LayerNormGrad {
        x: x.save(),
        w: w.map(Tensor::save),
        b: b.map(|b| (b.sizes(), b.dtype())),
        mean: Some(mean.clone()),
        rstd: rstd.clone(),
        shape: shape.into(),
        eps,
    });
    Ok((y, mean, rstd))
}

/// A contiguous result under other sizes.
pub(crate) fn reshaped(y: Fresh, sizes: &[i64]) -> Fresh {
    let mut g = (*y.tensor().geometry()).clone();
    g.sizes = sizes.into();
    g.strides = geometry::contiguous_strides(sizes);
    Fresh::from_geometry(g)
}

/// `rms_norm(Tensor input, int[] normalized_shape, Tensor? weight=None, float? eps=None) -> Tensor` · function nn.functional autocast=f32:cuda
///
/// `x / sqrt(mean(x^2) + eps) * weight` over the last dimensions, whose sizes are `normalized_shape`; `eps` is the dtype's own by
/// default.
///
/// Shapes: `(*, *normalized_shape)`, weight `normalized_shape`; the result has the input's.
/// Dtypes: floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for a shape the input does not end in and a weight of another shape.
/// Source: Zhang and Sennrich, 2019 (arXiv:1910.07467).
pub(crate) fn rms_norm(x: &Tensor, shape: &[i64], w: Option<&Tensor>, eps: Option<f64>) -> Result<Tensor> {
    if x.dtype().is_complex() {
        return complex_rms_norm(x, shape, w, eps);
    }
    let [m, n] = rows("rms_norm", x, shape, &[w])?;
    let eps = eps.unwrap_or(match x.dtype() {
        DType::F64 => f64::EPSILON,
        DType::BF16 => 2f64.powi(-7),
        DType::F16 => 2f64.powi(-10),
        _ => f32::EPSILON as f64,
    });
    if late::on() {
        if let Some(y) = put_off(x, n, [w, None], eps, false)? {
            return Ok(y.non_differentiable());
        }
    }
    let xr = x.detach_handle().contiguous()?.view(&[m, n])?;
    let wf = flat(w)?;
    let y = Fresh::empty("rms_norm", &[m, n], x.dtype(), x.device())?;
    let rstd = Fresh::empty("rms_norm", &[m], stats_dtype(x.dtype()), x.device())?;
    run("rms_norm", x.numel() as usize, [&xr], [wf.as_ref(), None], &[&y, &rstd], |i, [w, _], o| {
        if let ([y, rstd], true) = (o, i[0].numel() > 0) {
            kernel::rms_norm(i[0], w, eps, y.reborrow(), rstd.reborrow());
        }
    }, |cx, i, [w, _], o| cuda::norm::rows(cx, i[0], w, None, eps, o[0], None, o[1]))?;
    let rstd = rstd.non_differentiable();
    Ok(reshaped(y, &x.sizes()).with_grad_list(&[Some(x), w], |_| LayerNormGrad {
        x: x.save(),
        w: w.map(Tensor::save),
        b: None,
        mean: None,
        rstd,
        shape: shape.into(),
        eps,
    }))
}

/// The same formula of complex numbers: the mean is that of `x * x`.
fn complex_rms_norm(x: &Tensor, shape: &[i64], w: Option<&Tensor>, eps: Option<f64>) -> Result<Tensor> {
    rows("rms_norm", x, shape, &[w])?;
    let eps = eps.unwrap_or(if x.dtype() == DType::C128 { f64::EPSILON } else { f32::EPSILON as f64 });
    let n = x.dim() as i64;
    let dims: Dims = (n - shape.len() as i64..n).collect();
    let y = x.mul(&x.mul(x)?.mean_dim_with(Some(&dims), true, None)?.add(eps)?.rsqrt()?)?;
    w.map_or(Ok(y.clone()), |w| y.mul(w))
}
