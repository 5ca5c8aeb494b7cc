//! Arithmetic on elements.

use super::promote::{ResultType, result_type, to_float};
use super::value::TensorOrScalar;
use crate::autograd::{Backward, BackwardCx, Grads, Look, Looked, Saved};
use crate::backend::{Fresh, elementwise};
use crate::error::Result;
use crate::tensor::Tensor;
use crate::{bail, ensure};
use lumbre_kernels::binary::Binary;
use lumbre_kernels::unary::Unary;
use lumbre_kernels::{DType, Scalar};
use smallvec::smallvec;

/// Computes `op(x, other)` in the promoted dtype, or in floating point when `float`.
pub(crate) fn launch_binary(name: &str, x: &Tensor, other: TensorOrScalar, op: Binary, float: bool) -> Result<Fresh> {
    let pick = |d: DType| if float { to_float(d) } else { d };
    match other {
        TensorOrScalar::Tensor(y) => {
            let d = pick(result_type(x, y));
            elementwise::binary(name, x, y, op, d, d)
        }
        TensorOrScalar::Scalar(s) => {
            let d = pick(ResultType::default().add(x).add_scalar(s).get());
            elementwise::binary_scalar(name, x, s, false, op, d, d)
        }
    }
}

/// The tensor among the operands, for gradients.
pub(crate) fn tensor_of<'a>(other: TensorOrScalar<'a>) -> Option<&'a Tensor> {
    match other {
        TensorOrScalar::Tensor(t) => Some(t),
        TensorOrScalar::Scalar(_) => None,
    }
}

/// A saved operand, tensor or number.
pub(crate) enum SavedOperand {
    Tensor(Saved),
    Scalar(Scalar),
}

impl SavedOperand {
    fn look(&self) -> Look<'_> {
        match self {
            SavedOperand::Tensor(t) => Look::Tensor(t),
            SavedOperand::Scalar(s) => Look::Number(*s),
        }
    }
    pub(crate) fn new(other: TensorOrScalar) -> SavedOperand {
        match other {
            TensorOrScalar::Tensor(t) => SavedOperand::Tensor(t.save()),
            TensorOrScalar::Scalar(s) => SavedOperand::Scalar(s),
        }
    }
}

fn conj_scalar(s: Scalar) -> Scalar {
    match s {
        Scalar::Complex(c) => Scalar::Complex(c.conj()),
        s => s,
    }
}

/// `g * conj(other)`.
fn times(cx: &BackwardCx, g: &Tensor, other: &SavedOperand) -> Result<Tensor> {
    match other {
        SavedOperand::Tensor(s) => g.mul(&conj_of(&cx.unpack(s)?)?),
        SavedOperand::Scalar(s) => g.mul(conj_scalar(*s)),
    }
}

/// The conjugate of a complex tensor; a real one itself.
pub(crate) fn conj_of(t: &Tensor) -> Result<Tensor> {
    if t.dtype().is_complex() { t.conj() } else { Ok(t.clone()) }
}

fn is_one(s: Scalar) -> bool {
    matches!(s, Scalar::Int(1) | Scalar::Bool(true)) || matches!(s, Scalar::Float(f) if f == 1.0)
}

fn check_alpha(name: &str, d: DType, alpha: Scalar) -> Result<()> {
    ensure!(
        d == DType::Bool || !matches!(alpha, Scalar::Bool(_)),
        "Boolean alpha only supported for Boolean results."
    );
    let float = matches!(alpha, Scalar::Float(_) | Scalar::Complex(_));
    ensure!(
        !(float && !d.is_float() && !d.is_complex()),
        "For integral input tensors, argument alpha must not be a floating point number."
    );
    let _ = name;
    Ok(())
}

fn add_scaled(name: &str, x: &Tensor, other: TensorOrScalar, alpha: Scalar, negate: bool) -> Result<Tensor> {
    let op = if is_one(alpha) {
        if negate { Binary::Sub } else { Binary::Add }
    } else {
        let d = match other {
            TensorOrScalar::Tensor(y) => result_type(x, y),
            TensorOrScalar::Scalar(s) => ResultType::default().add(x).add_scalar(s).get(),
        };
        check_alpha(name, d, alpha)?;
        Binary::AddScaled { alpha: if negate { negative(alpha) } else { alpha } }
    };
    if negate {
        let bool_in = x.dtype() == DType::Bool
            || match other {
                TensorOrScalar::Tensor(y) => y.dtype() == DType::Bool,
                TensorOrScalar::Scalar(s) => matches!(s, Scalar::Bool(_)),
            };
        ensure!(
            !bool_in,
            NotImplemented, "Subtraction, the `-` operator, with a bool tensor is not supported. If you are trying to invert a mask, use the `~` or `logical_not()` operator instead."
        );
    }
    let out = launch_binary(name, x, other, op, false)?;
    let scale = if negate { negative(alpha) } else { alpha };
    Ok(match tensor_of(other) {
        Some(y) if negate => out.with_grad([x, y], |_| SubGrad { scale }),
        Some(y) => out.with_grad([x, y], |_| AddGrad { scale }),
        None if negate => out.with_grad([x], |_| SubGrad { scale }),
        None => out.with_grad([x], |_| AddGrad { scale }),
    })
}

fn negative(s: Scalar) -> Scalar {
    match s {
        Scalar::Bool(b) => Scalar::Int(-(b as i64)),
        Scalar::Int(i) => Scalar::Int(i.wrapping_neg()),
        Scalar::Float(f) => Scalar::Float(-f),
        Scalar::Complex(c) => Scalar::Complex(-c),
    }
}

/// `add(Tensor input, TensorOrScalar other, *, Scalar alpha=1) -> Tensor` · method function inplace out unsaved numbers
///
/// `x + alpha * other`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for shapes that do not broadcast and an `alpha` of a higher kind than the dtype.
pub(crate) fn add(x: &Tensor, other: TensorOrScalar, alpha: Scalar) -> Result<Tensor> {
    add_scaled("add", x, other, alpha, false)
}

fn scaled_grads(cx: &BackwardCx, grads: &[Option<Tensor>], scale: Scalar) -> Result<Grads> {
    let Some(g) = &grads[0] else { return Ok(smallvec![None, None]) };
    let second = if !cx.needs(1) {
        None
    } else if is_one(scale) {
        Some(g.clone())
    } else if is_one(negative(scale)) {
        Some(g.neg()?)
    } else {
        Some(g.mul(conj_scalar(scale))?)
    };
    Ok(smallvec![cx.needs(0).then(|| g.clone()), second])
}

struct AddGrad {
    scale: Scalar,
}
impl Backward for AddGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        scaled_grads(cx, grads, self.scale)
    }
}

/// `sub(Tensor input, TensorOrScalar other, *, Scalar alpha=1) -> Tensor` · method function inplace out alias=subtract unsaved numbers
///
/// `x - alpha * other`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast; NotImplementedError for bools.
pub(crate) fn sub(x: &Tensor, other: TensorOrScalar, alpha: Scalar) -> Result<Tensor> {
    add_scaled("sub", x, other, alpha, true)
}

struct SubGrad {
    scale: Scalar,
}
impl Backward for SubGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        scaled_grads(cx, grads, self.scale)
    }
}

/// `rsub(Tensor input, TensorOrScalar other, *, Scalar alpha=1) -> Tensor` · method function unsaved node=Rsub1/0
///
/// `other - alpha * x`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for shapes that do not broadcast; NotImplementedError for bools.
pub(crate) fn rsub(x: &Tensor, other: TensorOrScalar, alpha: Scalar) -> Result<Tensor> {
    match other {
        TensorOrScalar::Tensor(y) => y.sub_with(x, alpha),
        TensorOrScalar::Scalar(s) if is_one(alpha) => {
            ensure!(x.dtype() != DType::Bool, NotImplemented, "Subtraction, the `-` operator, with a bool tensor is not supported. If you are trying to invert a mask, use the `~` or `logical_not()` operator instead.");
            let d = ResultType::default().add(x).add_scalar(s).get();
            let out = elementwise::binary_scalar("rsub", x, s, true, Binary::Sub, d, d)?;
            Ok(out.with_grad([x], |_| NegGrad { name: "RsubBackward1" }))
        }
        TensorOrScalar::Scalar(s) => x.mul(negative(alpha))?.add(s),
    }
}

/// `mul(Tensor input, TensorOrScalar other) -> Tensor` · method function inplace out alias=multiply saved_for_other numbers
///
/// `x * other`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for shapes that do not broadcast.
pub(crate) fn mul(x: &Tensor, other: TensorOrScalar) -> Result<Tensor> {
    let out = launch_binary("mul", x, other, Binary::Mul, false)?;
    Ok(match tensor_of(other) {
        // The second operand first: hooks on saved tensors see them in this order.
        Some(y) => out.with_grad([x, y], |_| {
            let saved = x.requires_grad().then(|| SavedOperand::new(other));
            MulGrad { x: y.requires_grad().then(|| x.save()), y: saved }
        }),
        None => out.with_grad([x], |_| MulGrad { x: None, y: Some(SavedOperand::new(other)) }),
    })
}

struct MulGrad {
    x: Option<Saved>,
    y: Option<SavedOperand>,
}
impl Backward for MulGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None]) };
        let gx = match &self.y {
            Some(y) if cx.needs(0) => Some(times(cx, g, y)?),
            _ => None,
        };
        let gy = match &self.x {
            Some(x) if cx.needs(1) => Some(g.mul(&conj_of(&cx.unpack(x)?)?)?),
            _ => None,
        };
        Ok(smallvec![gx, gy])
    }

    fn saved(&self) -> Looked<'_> {
        let x = self.x.as_ref().map(|x| ("self", Look::Tensor(x)));
        x.into_iter().chain(self.y.as_ref().map(|y| ("other", y.look()))).collect()
    }
}

/// `div(Tensor input, TensorOrScalar other, *, str? rounding_mode=None) -> Tensor` · method function inplace out alias=divide saved_for_other numbers
///
/// `x / other`: true division, or cut towards 0 (`'trunc'`) or down (`'floor'`) by `rounding_mode`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: bool, integers, floats, complex; bool, integers give float32.
/// Raises: RuntimeError for another `rounding_mode`, an integer divided by 0 with one, and shapes that do not broadcast.
pub(crate) fn div(x: &Tensor, other: TensorOrScalar, rounding_mode: Option<&str>) -> Result<Tensor> {
    match rounding_mode {
        None => {}
        Some("trunc") => return round_div("div_trunc", x, other, Binary::TruncDiv),
        Some("floor") => return round_div("div_floor", x, other, Binary::FloorDiv),
        Some(m) => bail!("div expected rounding_mode to be one of None, 'trunc', or 'floor' but found '{m}'"),
    }
    let out = launch_binary("div", x, other, Binary::Div, true)?;
    Ok(match tensor_of(other) {
        Some(y) => out.with_grad([x, y], |_| DivGrad {
            x: y.requires_grad().then(|| x.save()),
            y: SavedOperand::new(other),
        }),
        None => out.with_grad([x], |_| DivGrad { x: None, y: SavedOperand::new(other) }),
    })
}

pub(crate) fn round_div(name: &str, x: &Tensor, other: TensorOrScalar, op: Binary) -> Result<Tensor> {
    Ok(launch_binary(name, x, other, op, false)?.with_grad_list(&[Some(x), tensor_of(other)], |_| ZeroGrad))
}

/// Derivative zero everywhere it exists.
pub(crate) struct ZeroGrad;
impl Backward for ZeroGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None]) };
        let n = cx.node.next_edges().len();
        let zero = g.zeros_like()?;
        Ok((0..n).map(|i| cx.needs(i).then(|| zero.clone())).collect())
    }
}

struct DivGrad {
    x: Option<Saved>,
    y: SavedOperand,
}
impl Backward for DivGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None]) };
        let over = match &self.y {
            SavedOperand::Tensor(s) => g.div(&conj_of(&cx.unpack(s)?)?)?,
            SavedOperand::Scalar(s) => g.div(conj_scalar(*s))?,
        };
        let gy = match (&self.x, &self.y) {
            (Some(x), SavedOperand::Tensor(y)) if cx.needs(1) => {
                let (x, y) = (cx.unpack(x)?, cx.unpack(y)?);
                Some(over.neg()?.mul(&conj_of(&x.div(&y)?)?)?)
            }
            _ => None,
        };
        Ok(smallvec![cx.needs(0).then_some(over), gy])
    }

    fn saved(&self) -> Looked<'_> {
        let x = self.x.as_ref().map(|x| ("self", Look::Tensor(x)));
        x.into_iter().chain([("other", self.y.look())]).collect()
    }
}

/// `neg(Tensor input) -> Tensor` · method function inplace out alias=negative unsaved exact
///
/// `-x`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: NotImplementedError for bools.
pub(crate) fn neg(x: &Tensor) -> Result<Tensor> {
    ensure!(
        x.dtype() != DType::Bool,
        NotImplemented, "Negation, the `-` operator, on a bool tensor is not supported. If you are trying to invert a mask, use the `~` or `logical_not()` operator instead."
    );
    Ok(elementwise::unary("neg", x, Unary::Neg)?.with_grad([x], |_| NegGrad { name: "NegBackward0" }))
}

struct NegGrad {
    name: &'static str,
}
impl Backward for NegGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        Ok(smallvec![grads[0].as_ref().map(|g| g.neg()).transpose()?])
    }

    fn name(&self) -> std::borrow::Cow<'static, str> {
        self.name.into()
    }
}

/// `conj(Tensor input) -> Tensor` · method function
///
/// `re - i * im`: a lazy view of complex tensors, real ones themselves.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: no error of its own.
pub(crate) fn conj(x: &Tensor) -> Result<Tensor> {
    if !x.dtype().is_complex() {
        return Ok(x.clone());
    }
    let mut g = (*x.geometry()).clone();
    g.bits ^= crate::tensor::geometry::CONJ;
    Ok(crate::backend::view_with_grad(x, g, || ConjGrad))
}

struct ConjGrad;
impl Backward for ConjGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        Ok(smallvec![grads[0].as_ref().map(|g| g.conj()).transpose()?])
    }
}

/// `exp(Tensor input) -> Tensor` · method function inplace out unsaved
///
/// `e^x`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; bool, integers give float32.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn exp(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary_float("exp", x, Unary::Exp)?.with_grad([x], |out| ExpGrad { out: out.save() }))
}

struct ExpGrad {
    out: Saved,
}
impl Backward for ExpGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        Ok(smallvec![Some(g.mul(&conj_of(&cx.unpack(&self.out)?)?)?)])
    }
}

/// `tanh(Tensor input) -> Tensor` · method function nn.functional inplace out unsaved
///
/// `(e^x - e^-x) / (e^x + e^-x)`, the hyperbolic tangent.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; bool, integers give float32.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn tanh(x: &Tensor) -> Result<Tensor> {
    Ok(elementwise::unary_float("tanh", x, Unary::Tanh)?.with_grad([x], |out| TanhGrad { out: out.save() }))
}

struct TanhGrad {
    out: Saved,
}
impl Backward for TanhGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let out = conj_of(&cx.unpack(&self.out)?)?;
        if !crate::modes::composed() && g.dtype() == out.dtype() && g.dtype().is_float() {
            let d = g.dtype();
            return Ok(smallvec![Some(elementwise::binary("tanh_backward", g, &out, Binary::TanhGrad, d, d)?.non_differentiable())]);
        }
        let slope = out.mul(&out)?.rsub(1.0)?;
        Ok(smallvec![Some(g.mul(&slope)?)])
    }
}

/// `relu(Tensor input) -> Tensor` · method function nn.functional inplace unsaved
///
/// `max(x, 0)`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: integers, floats; others raise NotImplementedError.
/// Raises: RuntimeError for bools.
pub(crate) fn relu(x: &Tensor) -> Result<Tensor> {
    ensure!(x.dtype() != DType::Bool, NotImplemented, "Boolean inputs not supported for relu");
    Ok(elementwise::unary("relu", x, Unary::Relu)?.with_grad([x], |out| ReluGrad { out: out.save() }))
}

struct ReluGrad {
    out: Saved,
}
impl Backward for ReluGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        // The mask has no gradient of its own; the rule is linear in `g`, so it is its own derivative.
        let mask = cx.unpack(&self.out)?.detach_handle();
        let d = g.dtype();
        if crate::modes::get() & crate::modes::TRACE != 0 {
            return Ok(smallvec![Some(g.mul(&mask.gt(0.0)?.to_dtype(d)?)?)]);
        }
        let gx = elementwise::binary("threshold_backward", g, &mask, Binary::ReluGrad, d, d)?;
        Ok(smallvec![Some(gx.with_grad([g], |_| ReluGrad { out: mask.save() }))])
    }
}
