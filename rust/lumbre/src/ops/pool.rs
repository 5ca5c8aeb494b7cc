//! Pooling over windows in one, two and three dimensions.

use super::partial::unsupported;
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::{Fresh, compute_each, cuda};
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::{self, Dims};
use crate::{bail, ensure};
use lumbre_kernels::{DType, View, ViewMut};
use lumbre_kernels::pool::{self as kernel, PoolParams};
use smallvec::smallvec;

#[derive(Clone)]
struct Params {
    kernel: Dims,
    stride: Dims,
    padding: Dims,
    dilation: Dims,
    ceil: bool,
}

impl Params {
    fn new(name: &str, n: usize, kernel: &[i64], stride: &[i64], padding: &[i64], dilation: &[i64], ceil: bool) -> Result<Params> {
        let spread = |what: &str, v: &[i64]| -> Result<Dims> {
            match v.len() {
                1 => Ok(Dims::from_elem(v[0], n)),
                m if m == n => Ok(v.into()),
                _ => bail!("{name}: {what} must either be a single int, or a tuple of {n} ints"),
            }
        };
        let kernel = spread("kernel_size", kernel)?;
        let stride = if stride.is_empty() { kernel.clone() } else { spread("stride", stride)? };
        let p = Params { kernel, stride, padding: spread("padding", padding)?, dilation: spread("dilation", dilation)?, ceil };
        for k in 0..n {
            ensure!(p.kernel[k] > 0, "{name}() kernel_size must be greater than zero, but got {}: kernel size should be greater than zero", p.kernel[k]);
            ensure!(p.stride[k] > 0, "{name}() stride must be greater than zero, but got {}: stride should not be zero", p.stride[k]);
            ensure!(p.padding[k] >= 0, "pad must be non-negative, but got pad: {}", p.padding[k]);
            ensure!(p.dilation[k] > 0, "{name}() dilation must be greater than zero, but got {}: dilation should be greater than zero", p.dilation[k]);
            let reach = p.dilation[k].checked_mul(p.kernel[k] - 1).filter(|&r| r < i64::MAX / 4);
            ensure!(reach.is_some() && p.stride[k] < i64::MAX / 4, "effective kernel size overflows, but got kernel_size={} and dilation={}", p.kernel[k], p.dilation[k]);
            ensure!(
                p.padding[k] <= (p.dilation[k] * (p.kernel[k] - 1) + 1) / 2,
                "pad should be at most half of effective kernel size, but got pad={}, kernel_size={} and dilation={}",
                p.padding[k], p.kernel[k], p.dilation[k]
            );
        }
        Ok(p)
    }

    fn kernel(&self) -> PoolParams<'_> {
        PoolParams { kernel: &self.kernel, stride: &self.stride, padding: &self.padding, dilation: &self.dilation }
    }

    fn output(&self, sizes: &[i64]) -> Result<Dims> {
        let mut out: Dims = smallvec![sizes[0], sizes[1]];
        for k in 0..self.kernel.len() {
            let (n, pad, step) = (sizes[k + 2], self.padding[k], self.stride[k]);
            let span = n + 2 * pad - self.dilation[k] * (self.kernel[k] - 1) - 1;
            let mut m = (span + if self.ceil { step - 1 } else { 0 }).div_euclid(step) + 1;
            // The last window must start inside the input or its left padding.
            if self.ceil && (m - 1) * step >= n + pad {
                m -= 1;
            }
            out.push(m);
        }
        ensure!(
            out[2..].iter().all(|&m| m >= 1),
            "Given input size: {:?}. Calculated output size: {:?}. Output size is too small",
            &sizes[1..], &out[1..]
        );
        Ok(out)
    }
}

/// The input with a batch dimension, and whether it had none.
fn batched(name: &str, n: usize, x: &Tensor) -> Result<(Tensor, bool)> {
    let sizes = x.sizes();
    let alone = sizes.len() == n + 1;
    ensure!(
        (alone || sizes.len() == n + 2) && sizes[sizes.len() - n - 1..].iter().all(|&s| s > 0),
        "{name}: Expected {0}D or {1}D (batch mode) tensor with optional 0 dim batch size for input, non-empty {0}D or {1}D (batch mode) tensor expected for input, but got: {2:?}",
        n + 1, n + 2, &sizes[..]
    );
    Ok((if alone { x.unsqueeze(0)? } else { x.clone() }, alone))
}

fn unbatch(y: Tensor, alone: bool) -> Result<Tensor> {
    if alone { y.squeeze_dim(&[0]) } else { Ok(y) }
}

fn output(name: &str, x: &Tensor, sizes: &[i64], dtype: DType) -> Result<Fresh> {
    let g = x.geometry();
    let strides = if g.is_channels_last() { geometry::channels_last_strides(sizes) } else { geometry::contiguous_strides(sizes) };
    Fresh::strided(name, sizes, strides, dtype, g.device())
}

fn max_pool(n: usize, x: &Tensor, p: &Params) -> Result<(Tensor, Tensor)> {
    let name = ["max_pool1d", "max_pool2d", "max_pool3d"][n - 1];
    let (x, alone) = batched(name, n, x)?;
    if matches!(x.dtype(), DType::Bool) || x.dtype().is_complex() {
        return Err(unsupported(name, x.dtype()));
    }
    let sizes = p.output(&x.sizes())?;
    let values = output(name, &x, &sizes, x.dtype())?;
    let indices = output(name, &x, &sizes, DType::I64)?;
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        let [v, at] = o else { return Ok(()) };
        if v.numel() > 0 {
            kernel::max_pool(i[0], &p.kernel(), v.reborrow(), at.reborrow());
        }
        Ok(())
    };
    compute_each(name, x.numel() as usize, &[&x], &[&values, &indices], cpu, |cx, i, o| {
        cuda::pool::max(cx, i[0], Some(&p.kernel()), o[0], o[1])
    })?;
    let (v, i) = picked(&x, values, indices);
    Ok((unbatch(v, alone)?, unbatch(i, alone)?))
}

fn picked(x: &Tensor, values: Fresh, indices: Fresh) -> (Tensor, Tensor) {
    let [v, i] = Fresh::many_with_grad([values, indices], &[Some(x)], |o| MaxPoolGrad {
        sizes: x.sizes(),
        indices: o[1].tensor().detach_handle().save(),
    });
    (v, i)
}

struct MaxPoolGrad {
    sizes: Dims,
    indices: Saved,
}
impl Backward for MaxPoolGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        Ok(smallvec![Some(max_pool_backward(g, &cx.unpack(&self.indices)?, &self.sizes, None)?)])
    }
}

/// Gradients put where the maxima were, in an input of `sizes` with its batch dimension.
fn max_pool_backward(g: &Tensor, indices: &Tensor, sizes: &[i64], input: Option<&Tensor>) -> Result<Tensor> {
    let gx = output("max_pool_backward", indices, sizes, g.dtype())?;
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        kernel::max_pool_backward(i[0], i[1], o[0].reborrow());
        Ok(())
    };
    compute_each("max_pool_backward", g.numel() as usize, &[g, indices], &[&gx], cpu, |cx, i, o| {
        cuda::pool::max_backward(cx, i[0], i[1], o[0])
    })?;
    Ok(gx.with_grad_list(&[Some(g), input], |_| MaxPoolGradGrad { indices: indices.save() }))
}

/// `max_pool2d_with_indices_backward(Tensor grad_output, Tensor input, int[2] kernel_size, int[2] stride, int[2] padding, int[2] dilation, bool ceil_mode, Tensor indices) -> Tensor` · function
///
/// `out[n, c, indices[n, c, i, j]] += grad_output[n, c, i, j]` in the flattened plane: the gradient of `max_pool2d` by `input`.
///
/// Shapes: grad_output and indices of the pooled shape; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a gradient or indices of another shape.
pub(crate) fn max_pool2d_with_indices_backward(
    grad_output: &Tensor,
    x: &Tensor,
    kernel_size: &[i64],
    stride: &[i64],
    padding: &[i64],
    dilation: &[i64],
    ceil_mode: bool,
    indices: &Tensor,
) -> Result<Tensor> {
    let name = "max_pool2d_with_indices_backward";
    let (x, alone) = batched(name, 2, x)?;
    let wanted = Params::new(name, 2, kernel_size, stride, padding, dilation, ceil_mode)?.output(&x.sizes())?;
    let lift = |t: &Tensor| if alone { t.unsqueeze(0) } else { Ok(t.clone()) };
    let (g, indices) = (lift(grad_output)?, lift(indices)?);
    ensure!(
        g.sizes() == wanted && indices.sizes() == wanted,
        "{name}: expected grad_output and indices of shape {:?}, got {:?} and {:?}",
        &wanted[..],
        &g.sizes()[..],
        &indices.sizes()[..]
    );
    unbatch(max_pool_backward(&g, &indices, &x.sizes(), Some(&x))?, alone)
}

struct MaxPoolGradGrad {
    indices: Saved,
}
impl Backward for MaxPoolGradGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(h) = &grads[0] else { return Ok(smallvec![None, None]) };
        let indices = cx.unpack(&self.indices)?;
        let flat = h.flatten_with(2, -1)?.gather(2, &indices.flatten_with(2, -1)?)?;
        Ok(smallvec![Some(flat.view(&indices.sizes())?), None])
    }
}

/// `max_pool1d(Tensor input, int[1] kernel_size, int[1] stride=[], int[1] padding=0, int[1] dilation=1, bool ceil_mode=False) -> Tensor` · function nn.functional not=int node=Squeeze1
///
/// `out[…, i] = max over j < k of x[…, i * stride + j * dilation - padding]`; NaN if there is one.
///
/// Shapes: `(N, C, L)` or `(C, L)` to `(N, C, (L + 2 padding - dilation (k - 1) - 1) // stride + 1)`, rounded up with `ceil_mode`.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions, an empty result, a stride of 0, and a padding above half the window.
pub(crate) fn max_pool1d(x: &Tensor, kernel_size: &[i64], stride: &[i64], padding: &[i64], dilation: &[i64], ceil_mode: bool) -> Result<Tensor> {
    Ok(max_pool(1, x, &Params::new("max_pool1d", 1, kernel_size, stride, padding, dilation, ceil_mode)?)?.0)
}

/// `max_pool1d_with_indices(Tensor input, int[1] kernel_size, int[1] stride=[], int[1] padding=0, int[1] dilation=1, bool ceil_mode=False) -> (Tensor, Tensor)` · function nn.functional node=Squeeze1
///
/// `out[…, i] = max over j < k of x[…, i * stride + j * dilation - padding]`, and the place of each maximum, the first among equals.
///
/// Shapes: `(N, C, L)` or `(C, L)` to two of `(N, C, (L + 2 padding - dilation (k - 1) - 1) // stride + 1)`, rounded up with `ceil_mode`.
/// Dtypes: integers, floats; result 2 is int64; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions, an empty result, a stride of 0, and a padding above half the window.
pub(crate) fn max_pool1d_with_indices(x: &Tensor, kernel_size: &[i64], stride: &[i64], padding: &[i64], dilation: &[i64], ceil_mode: bool) -> Result<(Tensor, Tensor)> {
    max_pool(1, x, &Params::new("max_pool1d", 1, kernel_size, stride, padding, dilation, ceil_mode)?)
}

/// `max_pool2d(Tensor input, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> Tensor` · function nn.functional node=MaxPool2DWithIndices0
///
/// The largest element of the window `kernel_size` at each multiple of `stride` (by default the window); NaN if there is one.
///
/// Shapes: `(N, C, H, W)` or `(C, H, W)` to `(N, C, H', W')` with `H' = (H + 2 padding - dilation (k - 1) - 1) // stride + 1`, rounded up
///   with `ceil_mode`.
/// Dtypes: integers, floats; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions, an empty result, a stride of 0, and a padding above half the window.
pub(crate) fn max_pool2d(x: &Tensor, kernel_size: &[i64], stride: &[i64], padding: &[i64], dilation: &[i64], ceil_mode: bool) -> Result<Tensor> {
    Ok(max_pool(2, x, &Params::new("max_pool2d", 2, kernel_size, stride, padding, dilation, ceil_mode)?)?.0)
}

/// `max_pool2d_with_indices(Tensor input, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> (Tensor, Tensor)` · nn.functional node=MaxPool2DWithIndices0
///
/// The largest element of the window `kernel_size` at each multiple of `stride` (by default the window), and its place in the flattened
/// plane, the first among equals.
///
/// Shapes: `(N, C, H, W)` or `(C, H, W)` to two of `(N, C, H', W')` with `H' = (H + 2 padding - dilation (k - 1) - 1) // stride + 1`,
///   rounded up with `ceil_mode`.
/// Dtypes: integers, floats; result 2 is int64; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions, an empty result, a stride of 0, and a padding above half the window.
pub(crate) fn max_pool2d_with_indices(x: &Tensor, kernel_size: &[i64], stride: &[i64], padding: &[i64], dilation: &[i64], ceil_mode: bool) -> Result<(Tensor, Tensor)> {
    max_pool(2, x, &Params::new("max_pool2d", 2, kernel_size, stride, padding, dilation, ceil_mode)?)
}

/// `max_pool3d(Tensor input, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False) -> Tensor` · function nn.functional node=MaxPool3DWithIndices0
///
/// The largest element of the window `kernel_size` at each multiple of `stride` (by default the window); NaN if there is one.
///
/// Shapes: `(N, C, D, H, W)` or `(C, D, H, W)` to `(N, C, D', H', W')` with `D' = (D + 2 padding - dilation (k - 1) - 1) // stride + 1`,
///   rounded up with `ceil_mode`.
/// Dtypes: integers, floats; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions, an empty result, a stride of 0, and a padding above half the window.
pub(crate) fn max_pool3d(x: &Tensor, kernel_size: &[i64], stride: &[i64], padding: &[i64], dilation: &[i64], ceil_mode: bool) -> Result<Tensor> {
    Ok(max_pool(3, x, &Params::new("max_pool3d", 3, kernel_size, stride, padding, dilation, ceil_mode)?)?.0)
}

/// `max_pool3d_with_indices(Tensor input, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False) -> (Tensor, Tensor)` · nn.functional node=MaxPool3DWithIndices0
///
/// The largest element of the window `kernel_size` at each multiple of `stride` (by default the window), and its place in the flattened
/// volume, the first among equals.
///
/// Shapes: `(N, C, D, H, W)` or `(C, D, H, W)` to two of `(N, C, D', H', W')` with `D' = (D + 2 padding - dilation (k - 1) - 1) // stride
///   + 1`, rounded up with `ceil_mode`.
/// Dtypes: integers, floats; result 2 is int64; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions, an empty result, a stride of 0, and a padding above half the window.
pub(crate) fn max_pool3d_with_indices(x: &Tensor, kernel_size: &[i64], stride: &[i64], padding: &[i64], dilation: &[i64], ceil_mode: bool) -> Result<(Tensor, Tensor)> {
    max_pool(3, x, &Params::new("max_pool3d", 3, kernel_size, stride, padding, dilation, ceil_mode)?)
}

#[derive(Clone)]
struct AvgParams {
    p: Params,
    include_pad: bool,
    divisor: Option<i64>,
}

fn avg_pool(n: usize, x: &Tensor, a: &AvgParams) -> Result<Tensor> {
    let name = ["avg_pool1d", "avg_pool2d", "avg_pool3d"][n - 1];
    ensure!(a.divisor != Some(0), "divisor must be not zero");
    let (x, alone) = batched(name, n, x)?;
    if x.dtype() == DType::I64 {
        // Whole numbers below 2^53 are exact in double precision, and the quotient is cut off.
        return unbatch(avg_pool(n, &x.to_dtype(DType::F64)?, a)?.trunc()?.to_dtype(DType::I64)?, alone);
    }
    super::partial::need_float(name, x.dtype())?;
    let sizes = a.p.output(&x.sizes())?;
    let y = output(name, &x, &sizes, x.dtype())?;
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        if o[0].numel() > 0 {
            kernel::avg_pool(i[0], &a.p.kernel(), a.include_pad, a.divisor, o[0].reborrow());
        }
        Ok(())
    };
    compute_each(name, x.numel() as usize, &[&x], &[&y], cpu, |cx, i, o| {
        cuda::pool::avg(cx, i[0], &a.p.kernel(), a.include_pad, a.divisor, o[0])
    })?;
    unbatch(y.with_grad([&x], |_| AvgPoolGrad { sizes: x.sizes(), a: a.clone() }), alone)
}

struct AvgPoolGrad {
    sizes: Dims,
    a: AvgParams,
}
impl Backward for AvgPoolGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let gx = output("avg_pool_backward", g, &self.sizes, g.dtype())?;
        let cpu = |i: &[View], o: &mut [ViewMut]| {
            if o[0].numel() > 0 {
                kernel::avg_pool_backward(i[0], &self.a.p.kernel(), self.a.include_pad, self.a.divisor, o[0].reborrow());
            }
            Ok(())
        };
        compute_each("avg_pool_backward", gx.tensor().numel() as usize, &[g], &[&gx], cpu, |cx, i, o| {
            cuda::pool::avg_backward(cx, i[0], &self.a.p.kernel(), self.a.include_pad, self.a.divisor, o[0])
        })?;
        Ok(smallvec![Some(gx.with_grad([g], |_| AvgPoolGradGrad { a: self.a.clone() }))])
    }
}

struct AvgPoolGradGrad {
    a: AvgParams,
}
impl Backward for AvgPoolGradGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(h) = &grads[0] else { return Ok(smallvec![None]) };
        Ok(smallvec![Some(avg_pool(self.a.p.kernel.len(), h, &self.a)?)])
    }
}

/// `avg_pool1d(Tensor input, int[1] kernel_size, int[1] stride=[], int[1] padding=0, bool ceil_mode=False, bool count_include_pad=True) -> Tensor` · function nn.functional node=Squeeze1
///
/// `out[…, i] = sum over j < k of x[…, i * stride + j - padding] / k`, with zeros outside; with `count_include_pad` false, the divisor
/// counts elements of the input only.
///
/// Shapes: `(N, C, L)` or `(C, L)` to `(N, C, (L + 2 padding - k) // stride + 1)`, rounded up with `ceil_mode`.
/// Dtypes: int64, floats; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions, an empty result, a stride of 0, and a padding above half the window.
pub(crate) fn avg_pool1d(x: &Tensor, kernel_size: &[i64], stride: &[i64], padding: &[i64], ceil_mode: bool, count_include_pad: bool) -> Result<Tensor> {
    let p = Params::new("avg_pool1d", 1, kernel_size, stride, padding, &[1], ceil_mode)?;
    avg_pool(1, x, &AvgParams { p, include_pad: count_include_pad, divisor: None })
}

/// `avg_pool2d(Tensor input, int[2] kernel_size, int[2] stride=[], int[2] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor` · nn.functional out exact node=AvgPool2D0
///
/// The mean of the window `kernel_size` at each multiple of `stride` (by default the window), with zeros outside; `count_include_pad`
/// false counts elements of the input only, and `divisor_override` divides in their place.
///
/// Shapes: `(N, C, H, W)` or `(C, H, W)` to `(N, C, H', W')` with `H' = (H + 2 padding - k) // stride + 1`, rounded up with `ceil_mode`.
/// Dtypes: int64, floats; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions, an empty result, a stride of 0, and a padding above half the window, and for a
///   divisor of 0.
pub(crate) fn avg_pool2d(x: &Tensor, kernel_size: &[i64], stride: &[i64], padding: &[i64], ceil_mode: bool, count_include_pad: bool, divisor_override: Option<i64>) -> Result<Tensor> {
    let p = Params::new("avg_pool2d", 2, kernel_size, stride, padding, &[1], ceil_mode)?;
    avg_pool(2, x, &AvgParams { p, include_pad: count_include_pad, divisor: divisor_override })
}

/// `avg_pool3d(Tensor input, int[3] kernel_size, int[3] stride=[], int[3] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor` · nn.functional autocast=f32 out exact not=half,bfloat16 node=AvgPool3D0
///
/// The mean of the window `kernel_size` at each multiple of `stride` (by default the window), with zeros outside; `count_include_pad`
/// false counts elements of the input only, and `divisor_override` divides in their place.
///
/// Shapes: `(N, C, D, H, W)` or `(C, D, H, W)` to `(N, C, D', H', W')` with `D' = (D + 2 padding - k) // stride + 1`, rounded up with
///   `ceil_mode`.
/// Dtypes: int64, float32, float64; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions, an empty result, a stride of 0, and a padding above half the window, and for a
///   divisor of 0.
pub(crate) fn avg_pool3d(x: &Tensor, kernel_size: &[i64], stride: &[i64], padding: &[i64], ceil_mode: bool, count_include_pad: bool, divisor_override: Option<i64>) -> Result<Tensor> {
    let p = Params::new("avg_pool3d", 3, kernel_size, stride, padding, &[1], ceil_mode)?;
    avg_pool(3, x, &AvgParams { p, include_pad: count_include_pad, divisor: divisor_override })
}

/// The input as a batch, and the sizes of its pooled form; the sizes are any but zero in the pooled dimensions.
fn adaptive_sizes(name: &str, n: usize, x: &Tensor, output_size: &[i64]) -> Result<(Tensor, bool, Dims)> {
    let (x, alone) = batched(name, n, x)?;
    let wanted: Dims = if output_size.len() == 1 { Dims::from_elem(output_size[0], n) } else { output_size.into() };
    ensure!(wanted.len() == n, "{name}: output_size must be {n}");
    ensure!(wanted.iter().all(|&m| m >= 0), "{name}: elements of output_size must be greater than or equal to 0 but received {output_size:?}");
    let mut sizes = Dims::from_slice(&x.sizes()[..2]);
    sizes.extend(wanted);
    Ok((x, alone, sizes))
}

fn adaptive_avg(n: usize, x: &Tensor, output_size: &[i64]) -> Result<Tensor> {
    let name = ["adaptive_avg_pool1d", "adaptive_avg_pool2d", "adaptive_avg_pool3d"][n - 1];
    let (x, alone, sizes) = adaptive_sizes(name, n, x, output_size)?;
    super::partial::need_float(name, x.dtype())?;
    let y = output(name, &x, &sizes, x.dtype())?;
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        if o[0].numel() > 0 {
            kernel::adaptive_avg_pool(i[0], o[0].reborrow());
        }
        Ok(())
    };
    compute_each(name, x.numel() as usize, &[&x], &[&y], cpu, |cx, i, o| cuda::pool::adaptive_avg(cx, i[0], o[0]))?;
    unbatch(y.with_grad([&x], |_| AdaptiveAvgPoolGrad { sizes: x.sizes() }), alone)
}

struct AdaptiveAvgPoolGrad {
    sizes: Dims,
}
impl Backward for AdaptiveAvgPoolGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let gx = output("adaptive_avg_pool_backward", g, &self.sizes, g.dtype())?;
        let cpu = |i: &[View], o: &mut [ViewMut]| {
            if i[0].numel() == 0 {
                lumbre_kernels::copy::fill(lumbre_kernels::Scalar::Int(0), o[0].reborrow());
            } else if o[0].numel() > 0 {
                kernel::adaptive_avg_pool_backward(i[0], o[0].reborrow());
            }
            Ok(())
        };
        compute_each("adaptive_avg_pool_backward", gx.tensor().numel() as usize, &[g], &[&gx], cpu, |cx, i, o| {
            cuda::pool::adaptive_avg_backward(cx, i[0], o[0])
        })?;
        Ok(smallvec![Some(gx.with_grad([g], |_| AdaptiveAvgPoolGradGrad { output: g.sizes()[2..].into() }))])
    }
}

struct AdaptiveAvgPoolGradGrad {
    output: Dims,
}
impl Backward for AdaptiveAvgPoolGradGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(h) = &grads[0] else { return Ok(smallvec![None]) };
        Ok(smallvec![Some(adaptive_avg(self.output.len(), h, &self.output)?)])
    }
}

/// `adaptive_avg_pool1d(Tensor input, int[1] output_size) -> Tensor` · function nn.functional node=Squeeze1
///
/// `out[…, i] = mean(x[…, floor(i n / o) : ceil((i + 1) n / o)])` for a length `n` and `o = output_size`.
///
/// Shapes: `(N, C, L)` or `(C, L)` to `(N, C, o)`.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions and a negative `output_size`.
pub(crate) fn adaptive_avg_pool1d(x: &Tensor, output_size: &[i64]) -> Result<Tensor> {
    adaptive_avg(1, x, output_size)
}

/// `adaptive_avg_pool2d(Tensor input, int[2] output_size) -> Tensor` · nn.functional node=AdaptiveAvgPool2D0
///
/// The mean of the cell from `floor(i n / o)` to `ceil((i + 1) n / o)` in both dimensions, for sizes `n` and `o = output_size`.
///
/// Shapes: `(N, C, H, W)` or `(C, H, W)` to `(N, C, *output_size)`.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions and a negative `output_size`.
pub(crate) fn adaptive_avg_pool2d(x: &Tensor, output_size: &[i64]) -> Result<Tensor> {
    adaptive_avg(2, x, output_size)
}

/// `adaptive_avg_pool3d(Tensor input, int[3] output_size) -> Tensor` · nn.functional autocast=f32 node=AdaptiveAvgPool3D0
///
/// The mean of the cell from `floor(i n / o)` to `ceil((i + 1) n / o)` in all three dimensions, for sizes `n` and `o = output_size`.
///
/// Shapes: `(N, C, D, H, W)` or `(C, D, H, W)` to `(N, C, *output_size)`.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions and a negative `output_size`.
pub(crate) fn adaptive_avg_pool3d(x: &Tensor, output_size: &[i64]) -> Result<Tensor> {
    adaptive_avg(3, x, output_size)
}

fn adaptive_max(n: usize, x: &Tensor, output_size: &[i64]) -> Result<(Tensor, Tensor)> {
    let name = ["adaptive_max_pool1d", "adaptive_max_pool2d", "adaptive_max_pool3d"][n - 1];
    let (x, alone, sizes) = adaptive_sizes(name, n, x, output_size)?;
    super::partial::need_real(name, x.dtype())?;
    let values = output(name, &x, &sizes, x.dtype())?;
    let indices = output(name, &x, &sizes, DType::I64)?;
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        let [v, at] = o else { return Ok(()) };
        if v.numel() > 0 {
            kernel::adaptive_max_pool(i[0], v.reborrow(), at.reborrow());
        }
        Ok(())
    };
    compute_each(name, x.numel() as usize, &[&x], &[&values, &indices], cpu, |cx, i, o| cuda::pool::max(cx, i[0], None, o[0], o[1]))?;
    let (v, i) = picked(&x, values, indices);
    Ok((unbatch(v, alone)?, unbatch(i, alone)?))
}

/// `adaptive_max_pool1d_with_indices(Tensor input, int[1] output_size) -> (Tensor, Tensor)` · nn.functional node=Squeeze1
///
/// `out[…, i] = max(x[…, floor(i n / o) : ceil((i + 1) n / o)])` for a length `n` and `o = output_size`, and where it is.
///
/// Shapes: `(N, C, L)` or `(C, L)` to two of `(N, C, o)`.
/// Dtypes: bool, integers, floats; result 2 is int64; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions and a negative `output_size`.
pub(crate) fn adaptive_max_pool1d_with_indices(x: &Tensor, output_size: &[i64]) -> Result<(Tensor, Tensor)> {
    adaptive_max(1, x, output_size)
}

/// `adaptive_max_pool1d(Tensor input, int[1] output_size) -> (Tensor, Tensor)` · function not=bool,int node=Squeeze1
///
/// `out[…, i] = max(x[…, floor(i n / o) : ceil((i + 1) n / o)])` for a length `n` and `o = output_size`, and where it is.
///
/// Shapes: `(N, C, L)` or `(C, L)` to two of `(N, C, o)`.
/// Dtypes: floats; result 2 is int64; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions and a negative `output_size`.
pub(crate) fn adaptive_max_pool1d(x: &Tensor, output_size: &[i64]) -> Result<(Tensor, Tensor)> {
    adaptive_max(1, x, output_size)
}

/// `adaptive_max_pool2d_with_indices(Tensor input, int[2] output_size) -> (Tensor, Tensor)` · nn.functional node=AdaptiveMaxPool2D0
///
/// The largest element of the cell from `floor(i n / o)` to `ceil((i + 1) n / o)` in both dimensions, and where in the plane it is.
///
/// Shapes: `(N, C, H, W)` or `(C, H, W)` to two of `(N, C, *output_size)`.
/// Dtypes: bool, integers, floats; result 2 is int64; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions and a negative `output_size`.
pub(crate) fn adaptive_max_pool2d_with_indices(x: &Tensor, output_size: &[i64]) -> Result<(Tensor, Tensor)> {
    adaptive_max(2, x, output_size)
}

/// `adaptive_max_pool3d_with_indices(Tensor input, int[3] output_size) -> (Tensor, Tensor)` · nn.functional autocast=f32 node=AdaptiveMaxPool3D0
///
/// The largest element of the cell from `floor(i n / o)` to `ceil((i + 1) n / o)` in all three dimensions, and where in the volume it is.
///
/// Shapes: `(N, C, D, H, W)` or `(C, D, H, W)` to two of `(N, C, *output_size)`.
/// Dtypes: bool, integers, floats; result 2 is int64; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions and a negative `output_size`.
pub(crate) fn adaptive_max_pool3d_with_indices(x: &Tensor, output_size: &[i64]) -> Result<(Tensor, Tensor)> {
    adaptive_max(3, x, output_size)
}
