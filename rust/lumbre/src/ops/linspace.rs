//! Evenly spaced numbers.

use super::promote::default_dtype;
use crate::backend::{Fresh, compute};
use crate::device::{Device, default_device};
use crate::ensure;
use crate::error::Result;
use crate::tensor::Tensor;
use lumbre_kernels::{C128, DType, Element, Scalar};

/// Fills with `f(i)` in the compute type of the dtype.
fn filled(name: &str, n: i64, dtype: DType, device: Device, f: impl Fn(i64) -> C128 + Send + Sync) -> Result<Tensor> {
    let y = Fresh::empty(name, &[n], dtype, device)?;
    compute(name, n as usize, &[], &[&y], |_, o| {
        lumbre_kernels::each_dtype!(dtype, T => {
            let p = o[0].ptr::<T>();
            for i in 0..n {
                let v = f(i);
                let v = if dtype.is_float() || dtype.is_complex() { <T as Element>::from_c128(v) } else { <T as Element>::from_i64(v.re as i64) };
                // SAFETY: an element of the contiguous output.
                unsafe { p.add(i as usize).write(v) };
            }
        }, else => {});
        Ok(())
    })?;
    Ok(y.non_differentiable())
}

fn check(name: &str, start: Scalar, end: Scalar, steps: i64, dtype: Option<DType>) -> Result<DType> {
    ensure!(steps >= 0, "number of steps must be non-negative");
    let complex = start.is_complex() || end.is_complex();
    let natural = if complex { default_dtype().to_complex() } else { default_dtype() };
    let dtype = dtype.unwrap_or(natural);
    ensure!(!complex || dtype.is_complex(), "torch.{name}(): inferred dtype {} can't be safely cast to passed dtype {}", natural.name(), dtype.name());
    Ok(dtype)
}

/// Point `i` of a line, counted from the nearer end so that both ends are met; in single precision where the result is.
fn point(a: C128, b: C128, steps: i64, i: i64, single: bool) -> C128 {
    let half = |x: f64| if single { x as f32 as f64 } else { x };
    let step = |a: f64, b: f64| if steps > 1 { half((half(b) - half(a)) / (steps - 1) as f64) } else { 0.0 };
    let at = |a: f64, b: f64| {
        let s = step(a, b);
        if i < steps / 2 || steps == 1 { half(half(a) + s * i as f64) } else { half(half(b) - s * (steps - 1 - i) as f64) }
    };
    C128::new(at(a.re, b.re), at(a.im, b.im))
}

/// An end of the line; the whole part where the result is whole.
fn in_dtype(s: Scalar, d: DType) -> C128 {
    if d.is_float() || d.is_complex() { s.to_c128() } else { C128::new(s.to_i64() as f64, 0.0) }
}

fn is_single(d: DType) -> bool {
    !matches!(d, DType::F64 | DType::C128) && (d.is_float() || d.is_complex())
}

/// `linspace(Scalar start, Scalar end, int steps, *, dtype? dtype=None, device? device=None) -> Tensor` · function factory out
///
/// `out[i] = start + i * (end - start) / (steps - 1)`, both ends included.
///
/// Shapes: `(steps)`; ends in tensors are 0-dim.
/// Dtypes: bool, integers, floats, complex by `dtype`, float32 without.
/// Raises: RuntimeError for a negative `steps` and ends with dimensions.
pub(crate) fn linspace(start: Scalar, end: Scalar, steps: i64, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
    let dtype = check("linspace", start, end, steps, dtype)?;
    let (a, b, single) = (in_dtype(start, dtype), in_dtype(end, dtype), is_single(dtype));
    filled("linspace", steps, dtype, device.unwrap_or_else(default_device), move |i| point(a, b, steps, i, single))
}

/// `logspace(Scalar start, Scalar end, int steps, float base=10.0, *, dtype? dtype=None, device? device=None) -> Tensor` · function factory out
///
/// `out[i] = base^(start + i * (end - start) / (steps - 1))`.
///
/// Shapes: `(steps)`.
/// Dtypes: bool, integers, floats, complex by `dtype`, float32 without.
/// Raises: RuntimeError for a negative `steps`.
pub(crate) fn logspace(start: Scalar, end: Scalar, steps: i64, base: f64, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
    let dtype = check("logspace", start, end, steps, dtype)?;
    let (a, b, complex) = (in_dtype(start, dtype), in_dtype(end, dtype), dtype.is_complex());
    filled("logspace", steps, dtype, device.unwrap_or_else(default_device), move |i| {
        let at = point(a, b, steps, i, false);
        if complex { C128::new(base, 0.0).powc(at) } else { C128::new(base.powf(at.re), 0.0) }
    })
}

/// `linspace.tensors(TensorOrScalar start, TensorOrScalar end, int steps, *, dtype? dtype=None, device? device=None) -> Tensor` · function factory
///
/// `out[i] = start + i * (end - start) / (steps - 1)`, both ends included.
///
/// Shapes: `(steps)`; ends in tensors are 0-dim.
/// Dtypes: bool, integers, floats, complex by `dtype`; without, the default dtype, complex for complex ends.
/// Raises: RuntimeError for a negative `steps` and ends with dimensions.
pub(crate) fn linspace_tensors(
    start: super::value::TensorOrScalar,
    end: super::value::TensorOrScalar,
    steps: i64,
    dtype: Option<DType>,
    device: Option<Device>,
) -> Result<Tensor> {
    let number = |v: super::value::TensorOrScalar| match v {
        super::value::TensorOrScalar::Scalar(s) => Ok(s),
        super::value::TensorOrScalar::Tensor(t) => {
            ensure!(t.dim() == 0, "linspace only supports 0-dimensional start and end tensors, but got a tensor with {} dimension(s).", t.dim());
            t.item()
        }
    };
    linspace(number(start)?, number(end)?, steps, dtype, device)
}
