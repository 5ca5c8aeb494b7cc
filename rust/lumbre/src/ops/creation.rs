//! Tensors from nothing, and copies.

use super::promote::{default_dtype, ResultType};
use super::value::MemoryFormat;
use crate::autograd::{Backward, BackwardCx, Grads, check_inplace};
use crate::backend::{Fresh, elementwise};
use crate::device::{Device, default_device};
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::{self, Dims};
use crate::TensorOrScalar;
use crate::{bail, ensure};
use lumbre_kernels::{DType, Scalar, View, ViewMut};
use smallvec::smallvec;

/// `zeros(int... size, *, dtype? dtype=None, device? device=None) -> Tensor` · function factory out
///
/// `out[i…] = 0`.
///
/// Shapes: the result has `size`.
/// Dtypes: bool, integers, floats, complex by `dtype`, float32 without.
/// Raises: RuntimeError for a negative size.
pub(crate) fn zeros_op(size: &[i64], dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
    ensure!(size.iter().all(|&n| n >= 0), "zeros: Dimension size must be non-negative. Got {size:?}");
    Tensor::zeros(size, dtype.unwrap_or_else(default_dtype), device.unwrap_or_else(default_device))
}

/// `ones(int... size, *, dtype? dtype=None, device? device=None) -> Tensor` · function factory out
///
/// `out[i…] = 1`.
///
/// Shapes: the result has `size`.
/// Dtypes: bool, integers, floats, complex by `dtype`, float32 without.
/// Raises: RuntimeError for a negative size.
pub(crate) fn ones_op(size: &[i64], dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
    Tensor::ones(size, dtype.unwrap_or_else(default_dtype), device.unwrap_or_else(default_device))
}

/// `empty(int... size, *, dtype? dtype=None, device? device=None, memory_format memory_format=Contiguous) -> Tensor` · function factory out
///
/// Uninitialised memory: any numbers.
///
/// Shapes: the result has `size`.
/// Dtypes: bool, integers, floats, complex by `dtype`, float32 without.
/// Raises: RuntimeError for a negative size or one too large for memory.
pub(crate) fn empty_op(size: &[i64], dtype: Option<DType>, device: Option<Device>, memory_format: MemoryFormat) -> Result<Tensor> {
    let dtype = dtype.unwrap_or_else(default_dtype);
    let strides = format_strides(size, memory_format)?;
    if dtype == DType::Bool {
        // Any byte is not a bool.
        return Tensor::zeros(size, dtype, device.unwrap_or_else(default_device));
    }
    Ok(Fresh::strided("empty", size, strides, dtype, device.unwrap_or_else(default_device))?.non_differentiable())
}

/// `full(int[] size, Scalar fill_value, *, dtype? dtype=None, device? device=None) -> Tensor` · function factory out
///
/// `out[i…] = fill_value`.
///
/// Shapes: the result has `size`.
/// Dtypes: bool, integers, floats, complex by `dtype`; without, bool, int64, the default dtype or its complex one, by the number's kind.
/// Raises: RuntimeError for a negative size.
pub(crate) fn full_op(size: &[i64], fill_value: Scalar, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
    let dtype = dtype.unwrap_or(match fill_value {
        Scalar::Bool(_) => DType::Bool,
        Scalar::Int(_) => DType::I64,
        Scalar::Float(_) => default_dtype(),
        Scalar::Complex(_) => default_dtype().to_complex(),
    });
    super::random_fill::check_fits(fill_value, dtype)?;
    Tensor::full(size, fill_value, dtype, device.unwrap_or_else(default_device))
}

/// Strides of a fresh tensor in a memory format.
pub(crate) fn format_strides(size: &[i64], format: MemoryFormat) -> Result<Dims> {
    geometry::checked_numel("empty", size)?;
    Ok(match format {
        MemoryFormat::ChannelsLast => {
            ensure!(size.len() == 4, "required rank 4 tensor to use channels_last format");
            geometry::channels_last_strides(size)
        }
        MemoryFormat::ChannelsLast3d => {
            ensure!(size.len() == 5, "required rank 5 tensor to use channels_last_3d format");
            geometry::channels_last_strides(size)
        }
        _ => geometry::contiguous_strides(size),
    })
}

fn like_strides(x: &Tensor, format: MemoryFormat) -> Result<Dims> {
    let g = x.geometry();
    match format {
        MemoryFormat::Preserve => Ok(geometry::preserved_strides(&g)),
        f => format_strides(&g.sizes, f),
    }
}

fn filled_like(op: &str, x: &Tensor, value: Scalar, dtype: Option<DType>, device: Option<Device>, format: MemoryFormat) -> Result<Tensor> {
    let g = x.geometry();
    let strides = like_strides(x, format)?;
    let y = Fresh::strided(op, &g.sizes, strides, dtype.unwrap_or(g.dtype), device.unwrap_or(g.device()))?;
    let cpu = |_: &[View], o: &mut [ViewMut]| {
        lumbre_kernels::copy::fill(value, o[0].reborrow());
        Ok(())
    };
    crate::backend::compute_each(op, g.numel() as usize, &[], &[&y], cpu, |cx, _, o| crate::backend::cuda::elementwise::fill(cx, value, o[0]))?;
    Ok(y.non_differentiable())
}

/// `zeros_like(Tensor input, *, dtype? dtype=None, device? device=None, memory_format memory_format=Preserve) -> Tensor` · function factory
///
/// `out[i…] = 0`, in the shape of `input`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: no error of its own.
pub(crate) fn zeros_like(x: &Tensor, dtype: Option<DType>, device: Option<Device>, memory_format: MemoryFormat) -> Result<Tensor> {
    filled_like("zeros_like", x, Scalar::Int(0), dtype, device, memory_format)
}

/// `ones_like(Tensor input, *, dtype? dtype=None, device? device=None, memory_format memory_format=Preserve) -> Tensor` · function factory
///
/// `out[i…] = 1`, in the shape of `input`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: no error of its own.
pub(crate) fn ones_like(x: &Tensor, dtype: Option<DType>, device: Option<Device>, memory_format: MemoryFormat) -> Result<Tensor> {
    filled_like("ones_like", x, Scalar::Int(1), dtype, device, memory_format)
}

/// `full_like(Tensor input, Scalar fill_value, *, dtype? dtype=None, device? device=None, memory_format memory_format=Preserve) -> Tensor` · function factory
///
/// `out[i…] = fill_value`, in the shape of `input`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: no error of its own.
pub(crate) fn full_like(x: &Tensor, fill_value: Scalar, dtype: Option<DType>, device: Option<Device>, memory_format: MemoryFormat) -> Result<Tensor> {
    super::random_fill::check_fits(fill_value, dtype.unwrap_or(x.dtype()))?;
    filled_like("full_like", x, fill_value, dtype, device, memory_format)
}

/// `empty_like(Tensor input, *, dtype? dtype=None, device? device=None, memory_format memory_format=Preserve) -> Tensor` · function factory
///
/// Uninitialised memory in the shape, dtype and memory order of `input`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: no error of its own.
pub(crate) fn empty_like(x: &Tensor, dtype: Option<DType>, device: Option<Device>, memory_format: MemoryFormat) -> Result<Tensor> {
    let g = x.geometry();
    let dtype = dtype.unwrap_or(g.dtype);
    if dtype == DType::Bool {
        return filled_like("empty_like", x, Scalar::Int(0), Some(dtype), device, memory_format);
    }
    let strides = like_strides(x, memory_format)?;
    Ok(Fresh::strided("empty_like", &g.sizes, strides, dtype, device.unwrap_or(g.device()))?.non_differentiable())
}

/// `arange.start(Scalar start, Scalar end, Scalar step=1, *, dtype? dtype=None, device? device=None) -> Tensor` · function factory out
///
/// `out[i] = start + i * step`, as far as it is below `end` (above for negative steps).
///
/// Shapes: `(ceil((end - start) / step))`.
/// Dtypes: bool, integers, floats, complex by `dtype`, float32 or int64 without.
/// Raises: RuntimeError for a step of 0, ends that are not finite, and a step away from `end`.
pub(crate) fn arange_op(start: Scalar, end: Scalar, step: Scalar, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
    let all_int = [start, end, step].iter().all(|s| matches!(s, Scalar::Int(_) | Scalar::Bool(_)));
    let dtype = dtype.unwrap_or(if all_int { DType::I64 } else { default_dtype() });
    let (a, b, s) = (start.to_f64(), end.to_f64(), step.to_f64());
    ensure!(s != 0.0, "step must be nonzero");
    ensure!(a.is_finite() && b.is_finite(), "unsupported range: {a} -> {b}");
    ensure!((s > 0.0 && b >= a) || (s < 0.0 && b <= a), "upper bound and lower bound inconsistent with step sign");
    let n = if all_int {
        let (a, b, s) = (start.to_i64() as i128, end.to_i64() as i128, step.to_i64() as i128);
        ((b - a + s - s.signum()) / s).max(0) as f64
    } else {
        ((b - a) / s).ceil()
    };
    ensure!(n < i64::MAX as f64, "invalid size, possible overflow");
    let y = Fresh::empty("arange", &[n as i64], dtype, device.unwrap_or_else(default_device))?;
    crate::backend::compute_here("arange", n as usize, &[&y], move |_, o| {
        fill_range(&mut o[0], start, step, dtype);
        Ok(())
    })?;
    Ok(y.non_differentiable())
}

pub(crate) fn fill_range(o: &mut lumbre_kernels::ViewMut, start: Scalar, step: Scalar, dtype: DType) {
    let n = o.numel();
    lumbre_kernels::each_dtype!(dtype, T => {
        let p = o.ptr::<T>();
        for i in 0..n {
            let v = if dtype.is_int() || dtype == DType::Bool {
                <T as lumbre_kernels::Element>::from_i64(start.to_i64().wrapping_add(step.to_i64().wrapping_mul(i as i64)))
            } else {
                <T as lumbre_kernels::Element>::from_f64(start.to_f64() + step.to_f64() * i as f64)
            };
            // SAFETY: the output is contiguous with `n` elements.
            unsafe { p.add(i).write(v) };
        }
    }, else => {});
}

/// `arange(Scalar end, *, dtype? dtype=None, device? device=None) -> Tensor` · function factory out
///
/// `out[i] = i`, below `end`.
///
/// Shapes: `(ceil(end))`.
/// Dtypes: bool, integers, floats, complex by `dtype`, float32 or int64 without.
/// Raises: RuntimeError for a negative `end`.
pub(crate) fn arange_end(end: Scalar, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
    arange_op(Scalar::Int(0), end, Scalar::Int(1), dtype, device)
}

/// `clone(Tensor input, *, memory_format memory_format=Preserve) -> Tensor` · method function
///
/// `out[i…] = x[i…]`: a copy, through which gradients flow.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: no error of its own.
pub(crate) fn clone_op(x: &Tensor, memory_format: MemoryFormat) -> Result<Tensor> {
    let strides = like_strides(x, memory_format)?;
    Ok(Fresh::copy_with(x, strides, x.dtype())?.with_grad([x], |_| CloneGrad))
}

struct CloneGrad;
impl Backward for CloneGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        Ok(smallvec![grads[0].clone()])
    }
}

/// `y`, with the channels innermost where `x` has them there.
pub(crate) fn laid_out_as(x: &Tensor, y: Tensor) -> Result<Tensor> {
    match (x.geometry().is_channels_last(), y.dim()) {
        (true, 4) => contiguous(&y, MemoryFormat::ChannelsLast),
        (true, 5) => contiguous(&y, MemoryFormat::ChannelsLast3d),
        _ => Ok(y),
    }
}

/// `contiguous(Tensor input, *, memory_format memory_format=Contiguous) -> Tensor` · method
///
/// `x` itself if its memory is in the given order, else a copy that is.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for `torch.preserve_format`, and for an order that the number of dimensions does not have.
pub(crate) fn contiguous(x: &Tensor, memory_format: MemoryFormat) -> Result<Tensor> {
    let is = match memory_format {
        MemoryFormat::Preserve => bail!("preserve memory format is unsupported by the contiguous operator"),
        MemoryFormat::Contiguous => x.is_contiguous(),
        f => {
            let g = x.geometry();
            let want = format_strides(&g.sizes, f)?;
            g.sizes.iter().zip(&g.strides).zip(&want).all(|((n, s), w)| *n == 1 || s == w)
        }
    };
    if is { Ok(x.clone()) } else { x.clone_op_with(memory_format) }
}

/// `_to_copy(Tensor input, *, dtype? dtype=None, device? device=None, memory_format memory_format=Preserve) -> Tensor` · function
///
/// `x` copied into another dtype, device or memory format.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; the result is `dtype` where it is given.
/// Raises: NotImplementedError from a meta tensor to a real device.
pub(crate) fn to_copy(x: &Tensor, dtype: Option<DType>, device: Option<Device>, memory_format: MemoryFormat) -> Result<Tensor> {
    let from = x.dtype();
    let dtype = dtype.unwrap_or(from);
    let device = device.unwrap_or(x.device());
    let strides = like_strides(x, memory_format)?;
    let out = if device == x.device() {
        Fresh::copy_with(x, strides, dtype)?
    } else {
        let out = Fresh::strided("to", &x.sizes(), strides, dtype, device)?;
        crate::backend::copy_into(out.tensor(), x)?;
        out
    };
    if !(dtype.is_float() || dtype.is_complex()) {
        return Ok(out.non_differentiable());
    }
    Ok(out.with_grad([x], |_| ToCopyGrad { dtype: from, device: x.device() }))
}

struct ToCopyGrad {
    dtype: DType,
    device: Device,
}
impl Backward for ToCopyGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let g = &if g.device() == self.device { g.clone() } else { g.to_copy_with(None, Some(self.device), MemoryFormat::Preserve)? };
        Ok(smallvec![Some(if g.dtype().is_complex() && !self.dtype.is_complex() {
            g.real_part()?.to_dtype(self.dtype)?
        } else {
            g.to_dtype(self.dtype)?
        })])
    }
}

/// `copy_(Tensor(a!) input, Tensor src, bool non_blocking=False) -> Tensor(a!)` · method
///
/// `x[i…] = src[i…]` in place, with `src` broadcast and cast.
///
/// Shapes: `src` broadcasts to the tensor's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError where `src` does not broadcast, and for a leaf that requires gradients.
pub(crate) fn copy_(x: &Tensor, src: &Tensor, non_blocking: bool) -> Result<Tensor> {
    let _ = non_blocking;
    check_inplace(x, "copy_")?;
    let (to, from) = (x.sizes(), src.sizes());
    let fits = geometry::broadcast(&to, &from).is_ok_and(|b| b == to);
    ensure!(
        fits,
        "The size of tensor a ({}) must match the size of tensor b ({}): copy_ cannot broadcast {:?} into {:?}",
        to.last().copied().unwrap_or(1),
        from.last().copied().unwrap_or(1),
        &from[..],
        &to[..]
    );
    crate::backend::copy_into(x, src)?;
    x.bump_version();
    if crate::modes::grad_enabled() && (x.requires_grad() || src.requires_grad()) && (x.dtype().is_float() || x.dtype().is_complex()) {
        let rule = CopyGrad { dtype: src.dtype() };
        let edges = smallvec![crate::autograd::edge_of(x), crate::autograd::edge_of(src)];
        let alias = x.detach_handle();
        let node = crate::backend::attach(rule, edges, &[&alias]);
        crate::autograd::rebase(x, crate::autograd::Edge::new(node, 0))?;
    }
    Ok(x.clone())
}

struct CopyGrad {
    dtype: DType,
}
impl Backward for CopyGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None]) };
        let gx = if cx.needs(0) { Some(g.zeros_like()?) } else { None };
        let gs = match cx.needs(1) {
            true if g.dtype().is_complex() && !self.dtype.is_complex() => Some(g.real_part()?),
            true => Some(g.clone()),
            false => None,
        };
        Ok(smallvec![gx, gs])
    }
    fn name(&self) -> std::borrow::Cow<'static, str> {
        "CopyBackwards".into()
    }
}

/// `fill(Tensor input, TensorOrScalar value) -> Tensor` · method function inplace unsaved node=Fill0
///
/// `out[i…] = value`, a number or a 0-dim tensor.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a value with dimensions.
pub(crate) fn fill(x: &Tensor, value: TensorOrScalar) -> Result<Tensor> {
    let value = match value {
        TensorOrScalar::Scalar(s) => s,
        TensorOrScalar::Tensor(t) => return filled_with(x, t),
    };
    let g = x.geometry();
    super::random_fill::check_fits(value, g.dtype)?;
    let (y, fresh) = Fresh::elementwise("fill", &g.sizes, || geometry::preserved_strides(&g), g.dtype, g.device(), &[])?;
    drop(g);
    crate::backend::fill_with(y.tensor(), value, fresh)?;
    Ok(y.with_grad([x], |_| super::pointwise::ZeroGrad))
}

fn filled_with(x: &Tensor, value: &Tensor) -> Result<Tensor> {
    ensure!(value.dim() == 0, "fill_ only supports 0-dimension value tensor but got tensor with {} dimensions.", value.dim());
    let value = value.to_dtype(x.dtype())?;
    // As a function of `x` too, so that its gradient is zero and not missing; -0, infinities and NaN stay what they are.
    if x.dtype().is_complex() { x.fill(Scalar::Bool(false))?.add(&value) } else { x.fill(Scalar::Bool(true))?.mul(&value) }
}

/// `zero(Tensor input) -> Tensor` · inplace method
///
/// `out[i…] = 0`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: no error of its own.
pub(crate) fn zero(x: &Tensor) -> Result<Tensor> {
    fill(x, TensorOrScalar::Scalar(Scalar::Int(0)))
}

/// `result_type(TensorOrScalar tensor1, TensorOrScalar tensor2) -> dtype` · function
///
/// The dtype that the two operands compute in: the wider of the higher kind (bool < integer < float < complex), where tensors with
/// dimensions count before those without, and these before numbers.
///
/// Shapes: any two; the result is a dtype.
/// Dtypes: any.
/// Raises: no error of its own.
pub(crate) fn result_type_op(a: super::value::TensorOrScalar, b: super::value::TensorOrScalar) -> Result<DType> {
    let add = |r: ResultType, x: super::value::TensorOrScalar| match x {
        super::value::TensorOrScalar::Tensor(t) => r.add(t),
        super::value::TensorOrScalar::Scalar(s) => r.add_scalar(s),
    };
    Ok(add(add(ResultType::default(), a), b).get())
}

impl Tensor {
    pub fn zeros(size: &[i64], dtype: DType, device: Device) -> Result<Tensor> {
        Tensor::full(size, Scalar::Int(0), dtype, device)
    }

    pub fn ones(size: &[i64], dtype: DType, device: Device) -> Result<Tensor> {
        Tensor::full(size, Scalar::Int(1), dtype, device)
    }

    pub fn full(size: &[i64], value: Scalar, dtype: DType, device: Device) -> Result<Tensor> {
        Ok(elementwise::full("full", size, value, dtype, device)?.non_differentiable())
    }

    /// `start, start + step, …` below `end`, as `int64`.
    pub fn arange(start: i64, end: i64, step: i64) -> Result<Tensor> {
        arange_op(Scalar::Int(start), Scalar::Int(end), Scalar::Int(step), None, None)
    }

    /// A row-major copy.
    pub fn clone_contiguous(&self) -> Result<Tensor> {
        self.clone_op_with(MemoryFormat::Contiguous)
    }

    /// The tensor in another dtype; itself when it has it.
    pub fn to_dtype(&self, dtype: DType) -> Result<Tensor> {
        if self.dtype() == dtype { Ok(self.clone()) } else { self.to_copy_with(Some(dtype), None, MemoryFormat::Preserve) }
    }

    /// The real part of a complex tensor, a real tensor itself.
    pub fn real_part(&self) -> Result<Tensor> {
        if !self.dtype().is_complex() {
            return Ok(self.clone());
        }
        self.resolve_conj()?.view_as_real()?.select(-1, 0)
    }

    /// A detached copy laid out as `like` is, where that is dense.
    pub(crate) fn clone_for(&self, like: &Tensor) -> Result<Tensor> {
        if crate::modes::get() & crate::modes::TRACE != 0 {
            let _quiet = crate::modes::no_grad();
            return self.clone_op_with(MemoryFormat::Preserve);
        }
        let strides = {
            let (g, l) = (self.geometry(), like.geometry());
            if l.is_dense() && l.sizes == g.sizes { l.strides.clone() } else { geometry::contiguous_strides(&g.sizes) }
        };
        Ok(Fresh::copy_with(self, strides, self.dtype())?.into_tensor())
    }

    /// `self += other` without graph, version or checks: gradients nobody else sees.
    pub(crate) fn add_raw(&self, other: &Tensor) -> Result<()> {
        if crate::modes::get() & crate::modes::TRACE != 0 {
            let _quiet = crate::modes::no_grad();
            return self.add_(other).map(|_| ());
        }
        let _quiet = crate::modes::with(crate::modes::NO_GRAD, crate::modes::DISPATCH);
        super::dest::inplace("add", self, || self.add(other))?;
        Ok(())
    }
}

/// `sum_to_size(Tensor input, int... size) -> Tensor` · method
///
/// `sum` over the dimensions in which `size` would have been stretched to this shape.
///
/// Shapes: `size` must broadcast to the input's; the result has `size`.
/// Dtypes: bool, integers, floats, complex; bool, uint8, int8, int16, int32 give int64.
/// Raises: RuntimeError for a size that does not broadcast to the input's.
pub(crate) fn sum_to_size(x: &Tensor, sizes: &[i64]) -> Result<Tensor> {
    if sizes.is_empty() {
        return x.sum();
    }
    let have = x.sizes();
    if have[..] == *sizes {
        return Ok(x.clone());
    }
    ensure!(
        geometry::broadcast(&have, sizes).is_ok_and(|b| b == have),
        "size {sizes:?} is not expandable to size {:?}.",
        &have[..]
    );
    let pad = have.len() - sizes.len();
    let dims: Dims = (0..have.len() as i64)
        .filter(|&i| (i as usize) < pad || sizes[i as usize - pad] == 1 && have[i as usize] != 1)
        .collect();
    if dims.is_empty() {
        return x.view(sizes);
    }
    x.sum_dim_with(Some(&dims), true, None)?.view(sizes)
}
