//! Powers, remainders, extremes and other arithmetic of two or three tensors.

use super::pointwise::{conj_of, launch_binary, tensor_of};
use super::promote::{ResultType, result_type, to_float};
use super::value::TensorOrScalar;
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::elementwise;
use crate::error::Result;
use crate::tensor::Tensor;
use crate::ensure;
use lumbre_kernels::binary::Binary;
use lumbre_kernels::ternary::Ternary;
use lumbre_kernels::unary::Unary;
use lumbre_kernels::{DType, Scalar};
use smallvec::smallvec;

/// A number as a 0-dim tensor beside `like`, promoted as a number is.
pub(crate) fn wrapped(s: Scalar, like: &Tensor) -> Result<Tensor> {
    let d = match s {
        Scalar::Bool(_) => DType::Bool,
        Scalar::Int(_) => DType::I64,
        Scalar::Float(_) => DType::F64,
        Scalar::Complex(_) => DType::C128,
    };
    let t = Tensor::full(&[], s, d, like.device())?;
    t.set_wrapped_number(true);
    Ok(t)
}

/// A rule of two tensors, of which both are saved: `|g, x, y| (gradient of x, gradient of y)`, each computed when asked for.
macro_rules! rule2 {
    ($name:ident { $($field:ident: $ty:ty),* } |$g:ident, $x:ident, $y:ident| $first:expr, $second:expr) => {
        struct $name {
            x: Saved,
            y: Saved,
            $($field: $ty,)*
        }
        impl Backward for $name {
            fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
                let Some($g) = &grads[0] else { return Ok(smallvec![None, None]) };
                let ($x, $y) = (&cx.unpack(&self.x)?, &cx.unpack(&self.y)?);
                $(let $field = self.$field;)*
                let gx = if cx.needs(0) { Some($first?) } else { None };
                let gy = if cx.needs(1) { Some($second?) } else { None };
                Ok(smallvec![gx, gy])
            }
            fn saved(&self) -> crate::autograd::Looked<'_> {
                smallvec![("self", crate::autograd::Look::Tensor(&self.x)), ("other", crate::autograd::Look::Tensor(&self.y))]
            }
        }
    };
}

/// `pow(Tensor input, TensorOrScalar exponent) -> Tensor` · method function inplace out autocast=f32:cuda
///
/// `x ** exponent`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats, complex; bool gives int64.
/// Raises: RuntimeError for integers to a negative number and for shapes that do not broadcast.
pub(crate) fn pow(x: &Tensor, exponent: TensorOrScalar) -> Result<Tensor> {
    let e = match exponent {
        TensorOrScalar::Tensor(e) => {
            let y = launch_binary("pow", x, exponent, Binary::Pow, false)?;
            return Ok(y.with_grad([x, e], |y| PowTensorGrad { x: x.save(), e: e.save(), y: y.save() }));
        }
        TensorOrScalar::Scalar(e) => e,
    };
    let d = ResultType::default().add(x).add_scalar(e).get();
    if !d.is_float() && !d.is_complex() {
        ensure!(e.to_i64() >= 0, "Integers to negative integer powers are not allowed.");
    }
    let y = match e {
        Scalar::Complex(_) => elementwise::binary_scalar("pow", x, e, false, Binary::Pow, d, d)?,
        _ => elementwise::unary_as("pow", x, Unary::PowScalar { exponent: e.to_f64() }, d, d)?,
    };
    Ok(y.with_grad([x], |_| PowGrad { x: x.save(), e }))
}

struct PowGrad {
    x: Saved,
    e: Scalar,
}
impl Backward for PowGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let x = conj_of(&cx.unpack(&self.x)?)?;
        let (e, less) = match self.e {
            Scalar::Complex(c) => (Scalar::Complex(c.conj()), Scalar::Complex(c.conj() - 1.0)),
            s => (Scalar::Float(s.to_f64()), Scalar::Float(s.to_f64() - 1.0)),
        };
        let slope = match self.e.to_f64() {
            _ if self.e.is_complex() => x.pow(less)?.mul(e)?,
            0.0 => return Ok(smallvec![Some(g.zeros_like()?)]),
            // With a graph the slope stays a function of `x`: the next derivative is 0 and not missing.
            1.0 | 2.0 if crate::modes::composed() => x.pow(less)?.mul(e)?,
            1.0 => return Ok(smallvec![Some(g.clone())]),
            2.0 => x.mul(2)?,
            _ => x.pow(less)?.mul(e)?,
        };
        Ok(smallvec![Some(g.mul(&slope)?)])
    }

    fn saved(&self) -> crate::autograd::Looked<'_> {
        use crate::autograd::Look;
        smallvec![("self", Look::Tensor(&self.x)), ("exponent", Look::Number(self.e))]
    }
}

struct PowTensorGrad {
    x: Saved,
    e: Saved,
    y: Saved,
}
impl Backward for PowTensorGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None]) };
        let (x, e) = (conj_of(&cx.unpack(&self.x)?)?, conj_of(&cx.unpack(&self.e)?)?);
        let gx = if cx.needs(0) {
            let slope = x.pow(&e.sub(1)?)?.mul(&e)?;
            Some(g.mul(&slope)?.masked_fill(&e.eq(0)?, 0.0)?)
        } else {
            None
        };
        let ge = if cx.needs(1) {
            let slope = conj_of(&cx.unpack(&self.y)?)?.mul(&x.log()?)?;
            // 0 to a power has no slope, though its logarithm is infinite.
            let flat = if e.dtype().is_complex() { x.eq(0)? } else { x.eq(0)?.logical_and(&e.ge(0)?)? };
            Some(g.mul(&slope)?.masked_fill(&flat, 0.0)?)
        } else {
            None
        };
        Ok(smallvec![gx, ge])
    }
    fn saved(&self) -> crate::autograd::Looked<'_> {
        use crate::autograd::Look;
        smallvec![("self", Look::Tensor(&self.x)), ("exponent", Look::Tensor(&self.e)), ("result", Look::Tensor(&self.y))]
    }

    fn name(&self) -> std::borrow::Cow<'static, str> {
        "PowBackward1".into()
    }
}

/// `pow.scalar(Scalar input, Tensor exponent) -> Tensor` · function out autocast=f32:cuda node=Pow2
///
/// `input ** exponent[i]`: a number to the powers in a tensor.
///
/// Shapes: that of `exponent`.
/// Dtypes: bool, integers, floats, complex; bool, integers give float32.
/// Raises: RuntimeError for an integer to negative integers.
pub(crate) fn pow_scalar(x: Scalar, exponent: &Tensor) -> Result<Tensor> {
    wrapped(x, exponent)?.pow(exponent)
}

/// `float_power(Tensor input, TensorOrScalar exponent) -> Tensor` · method function out numbers
///
/// `x ** exponent`, computed in float64 or complex128.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats, complex; bool, integers, float16, bfloat16, float32 give float64; complex64 gives complex128.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn float_power(x: &Tensor, exponent: TensorOrScalar) -> Result<Tensor> {
    let complex = x.dtype().is_complex()
        || match exponent {
            TensorOrScalar::Tensor(e) => e.dtype().is_complex(),
            TensorOrScalar::Scalar(e) => e.is_complex(),
        };
    let d = if complex { DType::C128 } else { DType::F64 };
    match exponent {
        TensorOrScalar::Tensor(e) => x.to_dtype(d)?.pow(&e.to_dtype(d)?),
        TensorOrScalar::Scalar(e) => x.to_dtype(d)?.pow(e),
    }
}

/// `true_divide(Tensor input, TensorOrScalar other) -> Tensor` · method function inplace out numbers
///
/// `x / other`, in floating point.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats, complex; bool, integers give float32.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn true_divide(x: &Tensor, other: TensorOrScalar) -> Result<Tensor> {
    x.div(other)
}

/// `floor_divide(Tensor input, TensorOrScalar other) -> Tensor` · method function inplace out
///
/// `floor(x / other)`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats; bool gives int64; others raise NotImplementedError.
/// Raises: RuntimeError for an integer divided by 0 and for shapes that do not broadcast.
pub(crate) fn floor_divide(x: &Tensor, other: TensorOrScalar) -> Result<Tensor> {
    super::pointwise::round_div("floor_divide", x, other, Binary::FloorDiv)
}

/// `floor_divide.scalar(Scalar input, Tensor other) -> Tensor` · function out
///
/// `floor(x / other)`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: integers, floats; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for an integer divided by 0 and for shapes that do not broadcast.
pub(crate) fn floor_divide_scalar(x: Scalar, other: &Tensor) -> Result<Tensor> {
    wrapped(x, other)?.floor_divide(other)
}

/// `remainder(Tensor input, TensorOrScalar other) -> Tensor` · method function inplace out node=Remainder0/1
///
/// `x - other * floor(x / other)`: the sign is the divisor's.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats; bool gives int64; others raise NotImplementedError.
/// Raises: RuntimeError for an integer divided by 0 and for shapes that do not broadcast.
pub(crate) fn remainder(x: &Tensor, other: TensorOrScalar) -> Result<Tensor> {
    remainder_with("remainder", x, other, Binary::Remainder, true)
}

/// `remainder.scalar(Scalar input, Tensor other) -> Tensor` · function out
///
/// `x - other * floor(x / other)`: the sign is the divisor's.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: integers, floats; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for an integer divided by 0 and for shapes that do not broadcast.
pub(crate) fn remainder_scalar(x: Scalar, other: &Tensor) -> Result<Tensor> {
    wrapped(x, other)?.remainder(other)
}

/// `fmod(Tensor input, TensorOrScalar other) -> Tensor` · method function inplace out node=Fmod0/1
///
/// `x - other * trunc(x / other)`: the sign is the dividend's.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats; bool gives int64; others raise NotImplementedError.
/// Raises: RuntimeError for an integer divided by 0 and for shapes that do not broadcast.
pub(crate) fn fmod(x: &Tensor, other: TensorOrScalar) -> Result<Tensor> {
    remainder_with("fmod", x, other, Binary::Fmod, false)
}

fn remainder_with(name: &str, x: &Tensor, other: TensorOrScalar, op: Binary, floor: bool) -> Result<Tensor> {
    let y = launch_binary(name, x, other, op, false)?;
    Ok(match tensor_of(other) {
        Some(o) if o.requires_grad() => y.with_grad([x, o], |_| RemainderGrad { x: x.save(), y: o.save(), floor }),
        other => y.with_grad_list(&[Some(x), other], |_| FirstGrad),
    })
}

/// The gradient goes to the first input unchanged.
struct FirstGrad;
impl Backward for FirstGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        Ok(smallvec![grads[0].clone(), None])
    }
    fn name(&self) -> std::borrow::Cow<'static, str> {
        "RemainderBackward0".into()
    }
}

rule2!(RemainderGrad { floor: bool } |g, x, y| Ok::<Tensor, crate::Error>(g.clone()), {
    let q = x.div_with(y, Some(if floor { "floor" } else { "trunc" }))?;
    g.mul(&q.neg()?)
});

fn real_only(name: &str, x: &Tensor, other: &Tensor) -> Result<()> {
    ensure!(!x.dtype().is_complex() && !other.dtype().is_complex(), Type, "{name} not implemented for complex tensors.");
    Ok(())
}

/// `maximum(Tensor input, Tensor other) -> Tensor` · method function out
///
/// `max(x, y)`, NaN if either is.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats; others raise TypeError.
/// Raises: RuntimeError for complex numbers and for shapes that do not broadcast.
pub(crate) fn maximum(x: &Tensor, other: &Tensor) -> Result<Tensor> {
    real_only("maximum", x, other)?;
    let y = launch_binary("maximum", x, other.into(), Binary::Maximum, false)?;
    Ok(y.with_grad([x, other], |_| MaximumGrad { x: x.save(), y: other.save() }))
}
// Equal ones share the gradient.
rule2!(MaximumGrad {} |g, x, y| shared(g, x, y, &x.lt(y)?), shared(g, x, y, &x.gt(y)?));

fn shared(g: &Tensor, x: &Tensor, y: &Tensor, lost: &Tensor) -> Result<Tensor> {
    x.eq(y)?.where_cond(&g.div(2)?, g)?.masked_fill(lost, 0.0)
}

/// `minimum(Tensor input, Tensor other) -> Tensor` · method function out
///
/// `min(x, y)`, NaN if either is.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats; others raise TypeError.
/// Raises: RuntimeError for complex numbers and for shapes that do not broadcast.
pub(crate) fn minimum(x: &Tensor, other: &Tensor) -> Result<Tensor> {
    real_only("minimum", x, other)?;
    let y = launch_binary("minimum", x, other.into(), Binary::Minimum, false)?;
    Ok(y.with_grad([x, other], |_| MinimumGrad { x: x.save(), y: other.save() }))
}
rule2!(MinimumGrad {} |g, x, y| shared(g, x, y, &x.gt(y)?), shared(g, x, y, &x.lt(y)?));

/// `fmax(Tensor input, Tensor other) -> Tensor` · method function out
///
/// `max(x, other)`, the other one where one is NaN.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats; others raise TypeError.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn fmax(x: &Tensor, other: &Tensor) -> Result<Tensor> {
    real_only("fmax", x, other)?;
    let y = launch_binary("fmax", x, other.into(), Binary::Fmax, false)?;
    Ok(y.with_grad([x, other], |_| FmaxGrad { x: x.save(), y: other.save() }))
}
rule2!(FmaxGrad {} |g, x, y| {
    let first = x.ge(y)?.logical_or(&y.isnan()?)?;
    g.masked_fill(&first.logical_not()?, 0.0)
}, {
    let first = x.ge(y)?.logical_or(&y.isnan()?)?;
    g.masked_fill(&first, 0.0)
});

/// `fmin(Tensor input, Tensor other) -> Tensor` · method function out
///
/// `min(x, other)`, the other one where one is NaN.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats; others raise TypeError.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn fmin(x: &Tensor, other: &Tensor) -> Result<Tensor> {
    real_only("fmin", x, other)?;
    let y = launch_binary("fmin", x, other.into(), Binary::Fmin, false)?;
    Ok(y.with_grad([x, other], |_| FminGrad { x: x.save(), y: other.save() }))
}
rule2!(FminGrad {} |g, x, y| {
    let first = x.le(y)?.logical_or(&y.isnan()?)?;
    g.masked_fill(&first.logical_not()?, 0.0)
}, {
    let first = x.le(y)?.logical_or(&y.isnan()?)?;
    g.masked_fill(&first, 0.0)
});

/// `hypot(Tensor input, Tensor other) -> Tensor` · method function inplace out
///
/// `sqrt(x^2 + y^2)`, without overflow in between.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn hypot(x: &Tensor, other: &Tensor) -> Result<Tensor> {
    let y = launch_binary("hypot", x, other.into(), Binary::Hypot, false)?;
    Ok(y.with_grad([x, other], |_| HypotGrad { x: x.save(), y: other.save() }))
}
rule2!(HypotGrad {} |g, x, y| g.mul(&x.div(&x.hypot(y)?)?), g.mul(&y.div(&x.hypot(y)?)?));

/// `atan2(Tensor input, Tensor other) -> Tensor` · method function inplace out alias=arctan2
///
/// The angle in (-pi, pi] of the point with the coordinates (`other`, `input`): `atan(input / other)`, with the quadrant by the signs.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn atan2(x: &Tensor, other: &Tensor) -> Result<Tensor> {
    let y = launch_binary("atan2", x, other.into(), Binary::Atan2, true)?;
    Ok(y.with_grad([x, other], |_| Atan2Grad { x: x.save(), y: other.save() }))
}
rule2!(Atan2Grad {} |g, x, y| {
    let square = x.mul(x)?.add(&y.mul(y)?)?;
    g.mul(&y.div(&square)?)
}, {
    let square = x.mul(x)?.add(&y.mul(y)?)?;
    g.mul(&x.neg()?.div(&square)?)
});

/// `logaddexp(Tensor input, Tensor other) -> Tensor` · method function out
///
/// `log(exp(x) + exp(y))`, without overflow.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn logaddexp(x: &Tensor, other: &Tensor) -> Result<Tensor> {
    let y = launch_binary("logaddexp", x, other.into(), Binary::LogAddExp, false)?;
    Ok(y.with_grad([x, other], |_| LogaddexpGrad { x: x.save(), y: other.save() }))
}
rule2!(LogaddexpGrad {} |g, x, y| g.mul(&conj_of(&x.sub(y)?.sigmoid()?)?), g.mul(&conj_of(&y.sub(x)?.sigmoid()?)?));

/// `logaddexp2(Tensor input, Tensor other) -> Tensor` · method function out
///
/// `log2(2^x + 2^y)`, without overflow.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn logaddexp2(x: &Tensor, other: &Tensor) -> Result<Tensor> {
    let y = launch_binary("logaddexp2", x, other.into(), Binary::LogAddExp2, false)?;
    Ok(y.with_grad([x, other], |_| Logaddexp2Grad { x: x.save(), y: other.save() }))
}
rule2!(Logaddexp2Grad {} |g, x, y| {
    g.mul(&x.sub(y)?.mul(std::f64::consts::LN_2)?.sigmoid()?)
}, g.mul(&y.sub(x)?.mul(std::f64::consts::LN_2)?.sigmoid()?));

/// `xlogy(Tensor input, TensorOrScalar other) -> Tensor` · method function special inplace out not=complex
///
/// `x * log(y)`, 0 where `x` is 0 and `y` is not NaN.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn xlogy(x: &Tensor, other: TensorOrScalar) -> Result<Tensor> {
    let other = operand(other, x)?;
    let y = launch_binary("xlogy", x, (&other).into(), Binary::Xlogy, true)?;
    Ok(y.with_grad([x, &other], |_| XlogyGrad { x: x.save(), y: other.save() }))
}
rule2!(XlogyGrad {} |g, x, y| {
    let flat = x.eq(0.0)?.logical_and(&y.le(0.0)?)?;
    g.mul(&y.log()?)?.masked_fill(&flat, 0.0)
}, g.mul(&x.div(y)?));

/// `xlogy.scalar(Scalar input, Tensor other) -> Tensor` · function special out not=complex
///
/// `x * log(y)`, 0 where `x` is 0 and `y` is not NaN.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn xlogy_scalar(x: Scalar, other: &Tensor) -> Result<Tensor> {
    wrapped(x, other)?.xlogy(other)
}

/// `xlog1py(Tensor input, TensorOrScalar other) -> Tensor` · special out numbers node=SpecialXlog1Py0
///
/// `x * log(1 + y)`, 0 where `x` is 0 and `y` is not NaN.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn xlog1py(x: &Tensor, other: TensorOrScalar) -> Result<Tensor> {
    let other = operand(other, x)?;
    let y = launch_binary("xlog1py", x, (&other).into(), Binary::Xlog1py, true)?;
    Ok(y.with_grad([x, &other], |_| SpecialXlog1pyGrad { x: x.save(), y: other.save() }))
}
rule2!(SpecialXlog1pyGrad {} |g, x, y| {
    let flat = x.eq(0.0)?.logical_and(&y.le(-1.0)?)?;
    g.mul(&y.log1p()?)?.masked_fill(&flat, 0.0)
}, g.mul(&x.div(&y.add(1)?)?));

/// `xlog1py.scalar(Scalar input, Tensor other) -> Tensor` · special out
///
/// `x * log(1 + y)`, 0 where `x` is 0 and `y` is not NaN.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn xlog1py_scalar(x: Scalar, other: &Tensor) -> Result<Tensor> {
    xlog1py(&wrapped(x, other)?, TensorOrScalar::Tensor(other))
}

fn operand(other: TensorOrScalar, like: &Tensor) -> Result<Tensor> {
    match other {
        TensorOrScalar::Tensor(t) => Ok(t.clone()),
        TensorOrScalar::Scalar(s) => wrapped(s, like),
    }
}

/// `copysign(Tensor input, TensorOrScalar other) -> Tensor` · method function inplace out node=Copysign1/0
///
/// `|x|` with the sign of `other`, that of -0.0 included.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn copysign(x: &Tensor, other: TensorOrScalar) -> Result<Tensor> {
    let other = operand(other, x)?;
    let y = launch_binary("copysign", x, (&other).into(), Binary::Copysign, true)?;
    Ok(y.with_grad([x, &other], |_| CopysignGrad { x: x.save(), y: other.save() }))
}
rule2!(CopysignGrad {} |g, x, y| g.mul(&x.copysign(y)?.div(x)?.masked_fill(&x.eq(0.0)?, 0.0)?), g.zeros_like());

/// `heaviside(Tensor input, Tensor values) -> Tensor` · method function inplace out nondiff exact
///
/// 0 where `x < 0`, 1 where `x > 0`, `values` where `x = 0`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats; others raise NotImplementedError.
/// Raises: RuntimeError for two dtypes and for shapes that do not broadcast.
pub(crate) fn heaviside(x: &Tensor, values: &Tensor) -> Result<Tensor> {
    ensure!(!x.dtype().is_complex() && !values.dtype().is_complex(), NotImplemented, "heaviside is not yet implemented for complex tensors.");
    ensure!(x.dtype() == values.dtype(), "heaviside is not yet implemented for tensors with different dtypes.");
    Ok(launch_binary("heaviside", x, values.into(), Binary::Heaviside, false)?.non_differentiable())
}

/// `nextafter(Tensor input, Tensor other) -> Tensor` · method function inplace out
///
/// The representable number next to `x` on the way to `other`; `x` where they are equal.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn nextafter(x: &Tensor, other: &Tensor) -> Result<Tensor> {
    let y = launch_binary("nextafter", x, other.into(), Binary::Nextafter, false)?;
    Ok(y.with_grad([x, other], |_| NextafterGrad { x: x.save(), y: other.save() }))
}
rule2!(NextafterGrad {} |g, x, y| g.masked_fill(&x.eq(y)?, 0.0), g.zeros_like());

/// `ldexp(Tensor input, Tensor other) -> Tensor` · method function inplace out node=Ldexp0
///
/// `x * 2^other`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats, complex; bool, integers give float32.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn ldexp(x: &Tensor, other: &Tensor) -> Result<Tensor> {
    let scale = Tensor::pow_scalar(Scalar::Float(2.0), other)?;
    x.mul(&if x.dtype().is_float() { scale.to_dtype(x.dtype())? } else { scale })
}

/// `lerp(Tensor input, Tensor end, TensorOrScalar weight) -> Tensor` · method function inplace out exact node=Lerp0/1
///
/// `x + weight * (end - x)`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for different dtypes and for shapes that do not broadcast.
pub(crate) fn lerp(x: &Tensor, end: &Tensor, weight: TensorOrScalar) -> Result<Tensor> {
    ensure!(x.dtype() == end.dtype(), "expected dtype {} for `end` but got dtype {}", x.dtype().name(), end.dtype().name());
    let d = x.dtype();
    let w = match weight {
        TensorOrScalar::Tensor(w) => {
            ensure!(w.dtype() == d, "expected dtype {} for `weight` but got dtype {}", d.name(), w.dtype().name());
            w.clone()
        }
        TensorOrScalar::Scalar(s) => {
            real_factor(d, s)?;
            Tensor::full(&[], s, d, x.device())?
        }
    };
    let y = elementwise::ternary("lerp", x, end, &w, Ternary::Lerp, d, d)?;
    let learned = w.requires_grad();
    Ok(y.with_grad([x, end, &w], |_| LerpGrad { ends: learned.then(|| (x.save(), end.save())), w: w.save() }))
}

struct LerpGrad {
    ends: Option<(Saved, Saved)>,
    w: Saved,
}
impl Backward for LerpGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None, None]) };
        let w = conj_of(&cx.unpack(&self.w)?)?;
        let gx = if cx.needs(0) { Some(g.mul(&w.rsub(1)?)?) } else { None };
        let ge = if cx.needs(1) { Some(g.mul(&w)?) } else { None };
        let gw = match &self.ends {
            Some((x, end)) if cx.needs(2) => Some(g.mul(&conj_of(&cx.unpack(end)?.sub(&cx.unpack(x)?)?)?)?),
            _ => None,
        };
        Ok(smallvec![gx, ge, gw])
    }
}

/// A complex factor needs a complex result.
fn real_factor(d: DType, factor: Scalar) -> Result<()> {
    ensure!(d.is_complex() || !factor.is_complex(), "value cannot be converted to type {} without overflow", d.c_name());
    Ok(())
}

fn promoted(x: &Tensor, a: &Tensor, b: &Tensor) -> DType {
    ResultType::default().add(x).add(a).add(b).get()
}

/// `addcmul(Tensor input, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor` · method function inplace out not=bool
///
/// `x + value * tensor1 * tensor2`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn addcmul(x: &Tensor, tensor1: &Tensor, tensor2: &Tensor, value: Scalar) -> Result<Tensor> {
    let d = promoted(x, tensor1, tensor2);
    real_factor(d, value)?;
    let y = elementwise::ternary("addcmul", x, tensor1, tensor2, Ternary::Addcmul { value }, d, d)?;
    Ok(y.with_grad([x, tensor1, tensor2], |_| AddcmulGrad { a: tensor1.save(), b: tensor2.save(), value }))
}

struct AddcmulGrad {
    a: Saved,
    b: Saved,
    value: Scalar,
}
impl Backward for AddcmulGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None, None]) };
        let side = |other: &Saved| g.mul(&conj_of(&cx.unpack(other)?.mul(self.value)?)?);
        let ga = if cx.needs(1) { Some(side(&self.b)?) } else { None };
        let gb = if cx.needs(2) { Some(side(&self.a)?) } else { None };
        Ok(smallvec![cx.needs(0).then(|| g.clone()), ga, gb])
    }
}

/// `addcdiv(Tensor input, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor` · method function inplace out
///
/// `x + value * tensor1 / tensor2`, in floating point.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: floats, complex; others raise RuntimeError.
/// Raises: RuntimeError for integers divided by integers and for shapes that do not broadcast.
pub(crate) fn addcdiv(x: &Tensor, tensor1: &Tensor, tensor2: &Tensor, value: Scalar) -> Result<Tensor> {
    let d = promoted(x, tensor1, tensor2);
    ensure!(
        to_float(result_type(tensor1, tensor2)) == result_type(tensor1, tensor2) || d.is_float() || d.is_complex(),
        "Integer division with addcdiv is no longer supported, and in a future release addcdiv will perform a true division of tensor1 and tensor2."
    );
    real_factor(d, value)?;
    let y = elementwise::ternary("addcdiv", x, tensor1, tensor2, Ternary::Addcdiv { value }, d, d)?;
    Ok(y.with_grad([x, tensor1, tensor2], |_| AddcdivGrad { a: tensor1.save(), b: tensor2.save(), value }))
}

struct AddcdivGrad {
    a: Saved,
    b: Saved,
    value: Scalar,
}
impl Backward for AddcdivGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None, None]) };
        let b = cx.unpack(&self.b)?;
        let one = Tensor::full(&[], self.value, b.dtype(), b.device())?;
        let ga = if cx.needs(1) { Some(g.mul(&conj_of(&one.div(&b)?)?)?) } else { None };
        let gb = if cx.needs(2) {
            let slope = cx.unpack(&self.a)?.mul(self.value)?.div(&b.mul(&b)?)?;
            Some(g.neg()?.mul(&conj_of(&slope)?)?)
        } else {
            None
        };
        Ok(smallvec![cx.needs(0).then(|| g.clone()), ga, gb])
    }
}
