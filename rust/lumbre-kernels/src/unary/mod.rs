//! Element-wise functions of one tensor.

mod complex;
mod float;
mod grid;
mod int;

pub(crate) use complex::Wide;
pub(crate) use float::{Float, as_f32, as_f32_out};

use crate::dtype::DType;
use crate::scalar::Scalar;
use crate::tile::op::{Call, Loop};
use crate::view::{View, ViewMut};
use std::cell::Cell;

crate::operations! {
    /// What is computed. Comparisons and tests write bool; everything else the computing dtype.
    #[derive(Clone, Copy, PartialEq, Debug)]
    pub enum Unary {
        Neg,
        Abs,
        Sign,
        Sgn,
        Exp,
        Exp2,
        Expm1,
        Log,
        Log2,
        Log10,
        Log1p,
        Sqrt,
        Rsqrt,
        Reciprocal,
        Square,
        Sin,
        Cos,
        Tan,
        Asin,
        Acos,
        Atan,
        Sinh,
        Cosh,
        Tanh,
        Asinh,
        Acosh,
        Atanh,
        Sigmoid,
        LogSigmoid,
        Relu,
        LeakyRelu { slope: f64 },
        Elu { alpha: f64, scale: f64, input_scale: f64 },
        Softplus { beta: f64, threshold: f64 },
        Gelu,
        GeluTanh,
        Silu,
        Mish,
        Hardtanh { min: f64, max: f64 },
        Hardsigmoid,
        Hardswish,
        Hardshrink { lambda: f64 },
        Softshrink { lambda: f64 },
        Threshold { threshold: f64, value: f64 },
        Erf,
        Erfc,
        Erfinv,
        Lgamma,
        Digamma,
        Trigamma,
        Floor,
        Ceil,
        Round { decimals: i32 },
        Trunc,
        Frac,
        Isnan,
        Isinf,
        Isposinf,
        Isneginf,
        Isfinite,
        Signbit,
        LogicalNot,
        BitwiseNot,
        Conj,
        Angle,
        Real,
        Imag,
        Clamp { min: Option<Scalar>, max: Option<Scalar> },
        /// Integers take the exponent truncated; a negative one gives 0 except for bases 1 and -1.
        PowScalar { exponent: f64 },
        NanToNum { nan: f64, posinf: f64, neginf: f64 },
        Sinc,
        I0,
        I1,
        I0e,
        I1e,
        Erfcx,
        LogNdtr,
        Ndtri,
        /// Derivative of order `n >= 2` of the digamma function.
        Polygamma { n: f64 },
        BesselJ0,
        BesselJ1,
        BesselY0,
        BesselY1,
        BesselK0,
        BesselK1,
        ScaledBesselK0,
        ScaledBesselK1,
        SphericalBesselJ0,
        AiryAi,
        MulAdd { mul: f64, add: f64 },
        Logit { eps: Option<f64> },
    }
}

/// Whether `unary` computes `op` in this dtype.
pub fn supports_unary(op: Unary, compute: DType) -> bool {
    dispatch(&op, compute, None)
}

/// `out = op(x)`, computed in `compute`. Sizes are equal, `supports_unary` holds.
#[inline]
pub fn unary(op: Unary, compute: DType, x: View, out: ViewMut) {
    debug_assert_eq!(x.sizes, out.sizes);
    let found = dispatch(&op, compute, Some(&Call::Run { inputs: &[x], out: &out, compute, runs: false }));
    debug_assert!(found, "{op:?} has no {compute:?} kernel");
}

/// As `unary` for few elements, both operands one run of dtype `compute` (the output may be of bool), apart from each other;
/// `false` if there is no such kernel.
#[inline]
pub fn unary_runs(op: Unary, compute: DType, x: View, out: ViewMut) -> bool {
    dispatch(&op, compute, Some(&Call::Run { inputs: &[x], out: &out, compute, runs: true }))
}

/// The loop of `op`.
pub fn take_unary(op: Unary, compute: DType) -> Option<Loop<1>> {
    let into = Cell::new(None);
    dispatch(&op, compute, Some(&Call::Take { into: &into, compute }));
    into.into_inner()
}

fn dispatch(op: &Unary, compute: DType, call: Option<&Call<1>>) -> bool {
    match compute {
        DType::F32 | DType::F16 | DType::BF16 => float::run::<f32>(op, call) || grid::run::<f32>(op, call) || float::rare(op, call),
        DType::F64 => float::run::<f64>(op, call) || grid::run::<f64>(op, call) || float::rare(op, call),
        DType::I64 => int::run::<i64>(op, call),
        DType::I32 => int::run::<i32>(op, call) || int::run::<i64>(op, call),
        DType::U8 => int::run::<u8>(op, call),
        DType::Bool | DType::I8 | DType::I16 => int::run::<i64>(op, call),
        DType::C64 | DType::C128 => complex::run(op, call),
        _ => false,
    }
}
