//! Element-wise functions of two tensors.

mod complex;
mod float;
mod grad;
mod int;

pub use crate::math::polynomial::Family;

use crate::dtype::{C64, C128, DType};
use crate::scalar::Scalar;
use crate::tile::op::{Call, Loop};
use crate::view::{View, ViewMut};
use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};

crate::operations! {
    /// What is computed from `a` and `b`. Comparisons and logic write bool; everything else the computing dtype.
    #[derive(Clone, Copy, PartialEq, Debug)]
    pub enum Binary {
        Add,
        Sub,
        /// `a + alpha * b`.
        AddScaled { alpha: Scalar },
        Mul,
        Div,
        FloorDiv,
        TruncDiv,
        /// With the divisor's sign.
        Remainder,
        /// With the dividend's sign.
        Fmod,
        Pow,
        Atan2,
        /// NaN if either is.
        Maximum,
        Minimum,
        /// The other one where one is NaN.
        Fmax,
        Fmin,
        Hypot,
        Copysign,
        Nextafter,
        LogAddExp,
        LogAddExp2,
        Heaviside,
        Xlogy,
        Xlog1py,
        Igamma,
        Igammac,
        /// Hurwitz' zeta function of order `a` at `b`.
        Zeta,
        /// The polynomial of degree `b` at `a`.
        Polynomial { family: Family },
        Eq,
        Ne,
        Lt,
        Le,
        Gt,
        Ge,
        LogicalAnd,
        LogicalOr,
        LogicalXor,
        BitwiseAnd,
        BitwiseOr,
        BitwiseXor,
        Shl,
        Shr,
        Gcd,
        Lcm,
        /// Gradients: `a` is the output's gradient, `b` the saved output for tanh, sigmoid and relu, else the input.
        TanhGrad,
        SigmoidGrad,
        ReluGrad,
        ThresholdGrad { threshold: f64 },
        LeakyReluGrad { slope: f64 },
        EluGrad { alpha: f64, scale: f64, input_scale: f64 },
        GeluGrad,
        GeluTanhGrad,
        SiluGrad,
        MishGrad,
        SoftplusGrad { beta: f64, threshold: f64 },
        HardtanhGrad { min: f64, max: f64 },
        HardsigmoidGrad,
        HardswishGrad,
        LogSigmoidGrad,
        ShrinkGrad { lambda: f64 },
    }
}

/// An integer division met a zero divisor; the output's contents are unspecified.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DivByZero;

/// Whether `binary` computes `op` in this dtype.
pub fn supports_binary(op: Binary, compute: DType) -> bool {
    dispatch(&op, compute, None, None)
}

/// `out = op(a, b)`, computed in `compute`. Sizes are equal, `supports_binary` holds.
#[inline]
pub fn binary(op: Binary, compute: DType, a: View, b: View, out: ViewMut) -> Result<(), DivByZero> {
    debug_assert!(a.sizes == out.sizes && b.sizes == out.sizes);
    let found = call(op, &Call::Run { inputs: &[a, b], out: &out, compute, runs: false });
    debug_assert!(found != Ok(false), "{op:?} has no {compute:?} kernel");
    found.map(|_| ())
}

/// As `binary` for few elements, every operand one run of dtype `compute` (the output may be of bool) and the output apart from
/// the inputs; `false` if there is no such kernel.
#[inline]
pub fn binary_runs(op: Binary, compute: DType, a: View, b: View, out: ViewMut) -> Result<bool, DivByZero> {
    call(op, &Call::Run { inputs: &[a, b], out: &out, compute, runs: true })
}

fn call(op: Binary, call: &Call<2>) -> Result<bool, DivByZero> {
    if !matches!(op, Binary::FloorDiv | Binary::TruncDiv | Binary::Remainder | Binary::Fmod) || !is_integral(call.compute()) {
        return Ok(dispatch(&op, call.compute(), Some(call), None));
    }
    let zero = AtomicBool::new(false);
    let found = dispatch(&op, call.compute(), Some(call), Some(&zero));
    if zero.load(Ordering::Relaxed) { Err(DivByZero) } else { Ok(found) }
}

/// The loop of `op`, where it has one that may run at any time: an integer division tells of a zero divisor at once.
pub fn take_binary(op: Binary, compute: DType) -> Option<Loop<2>> {
    let into = Cell::new(None);
    dispatch(&op, compute, Some(&Call::Take { into: &into, compute }), None);
    into.into_inner()
}

fn is_integral(dtype: DType) -> bool {
    dtype.is_int() || dtype == DType::Bool
}

fn dispatch(op: &Binary, compute: DType, call: Option<&Call<2>>, zero: Option<&AtomicBool>) -> bool {
    match compute {
        DType::F32 | DType::F16 | DType::BF16 => {
            float::run::<f32>(op, call) || grad::run::<f32>(op, call) || float::rare::<f32>(op, call)
        }
        DType::F64 => float::run::<f64>(op, call) || grad::run::<f64>(op, call) || float::rare::<f64>(op, call),
        DType::I64 => int::common::<i64>(op, call) || int::rare(op, compute, call, zero),
        DType::I32 => int::common::<i32>(op, call) || int::rare(op, compute, call, zero),
        DType::U8 => int::common::<u8>(op, call) || int::rare(op, compute, call, zero),
        DType::I8 => int::common::<i8>(op, call) || int::rare(op, compute, call, zero),
        DType::I16 => int::common::<i16>(op, call) || int::rare(op, compute, call, zero),
        DType::Bool => int::logic(op, call) || int::common::<i64>(op, call) || matches!(op, Binary::Heaviside) && int::rare(op, compute, call, zero),
        DType::C64 => complex::common::<C64>(op, call) || complex::rare(op, call),
        DType::C128 => complex::common::<C128>(op, call) || complex::rare(op, call),
        _ => false,
    }
}
