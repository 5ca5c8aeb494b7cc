//! Type promotion: dimensioned tensors decide within a category before 0-dim tensors, those before numbers.

use crate::tensor::Tensor;
use lumbre_kernels::{DType, Scalar};
use std::cell::Cell;

use DType::*;

thread_local! {
    static DEFAULT: Cell<DType> = const { Cell::new(F32) };
}
static GLOBAL_DEFAULT: std::sync::atomic::AtomicU8 = std::sync::atomic::AtomicU8::new(F32 as u8);

/// The dtype of floating tensors made from Python floats.
#[inline]
pub fn default_dtype() -> DType {
    match GLOBAL_DEFAULT.load(std::sync::atomic::Ordering::Relaxed) {
        x if x == F64 as u8 => F64,
        x if x == F16 as u8 => F16,
        x if x == BF16 as u8 => BF16,
        _ => F32,
    }
}

pub fn set_default_dtype(d: DType) {
    DEFAULT.with(|c| c.set(d));
    GLOBAL_DEFAULT.store(d as u8, std::sync::atomic::Ordering::Relaxed);
}

/// The smallest type both go into.
pub fn promote(a: DType, b: DType) -> DType {
    if a == b {
        return a;
    }
    if a.is_complex() || b.is_complex() {
        let real = promote(a.to_real(), b.to_real());
        return if real == F64 { C128 } else { C64 };
    }
    let float = |d: DType| d.is_float();
    match (float(a), float(b)) {
        (true, false) => a,
        (false, true) => b,
        (true, true) => match (a, b) {
            (F64, _) | (_, F64) => F64,
            _ => F32,
        },
        (false, false) => promote_ints(a, b),
    }
}

fn promote_ints(a: DType, b: DType) -> DType {
    let rank = |d: DType| match d {
        Bool => 0,
        U8 => 1,
        I8 => 2,
        I16 => 3,
        I32 => 4,
        I64 => 5,
        _ => 6,
    };
    let (low, high) = if rank(a) <= rank(b) { (a, b) } else { (b, a) };
    match (low, high) {
        (U8, I8) => I16,
        (_, U16 | U32 | U64) => high,
        _ => high,
    }
}

/// Bool, integral, floating, complex.
fn category(d: DType) -> u8 {
    if d.is_complex() {
        3
    } else if d.is_float() {
        2
    } else if d == Bool {
        0
    } else {
        1
    }
}

/// Collects operands, as PyTorch's `result_type` does.
#[derive(Default, Clone, Copy)]
pub struct ResultType {
    dims: Option<DType>,
    zero: Option<DType>,
    wrapped: Option<DType>,
}

impl ResultType {
    #[inline]
    pub fn add(mut self, t: &Tensor) -> ResultType {
        let g = t.geometry();
        if t.is_wrapped_number() {
            return self.add_scalar(match g.dtype {
                Bool => Scalar::Bool(false),
                d if d.is_complex() => Scalar::Complex(Default::default()),
                d if d.is_float() => Scalar::Float(0.0),
                _ => Scalar::Int(0),
            });
        }
        let slot = if g.dim() > 0 { &mut self.dims } else { &mut self.zero };
        *slot = Some(slot.map_or(g.dtype, |d| promote(d, g.dtype)));
        self
    }

    pub fn add_scalar(mut self, s: Scalar) -> ResultType {
        let d = match s {
            Scalar::Bool(_) => Bool,
            Scalar::Int(_) => I64,
            Scalar::Float(_) => default_dtype(),
            Scalar::Complex(_) => default_dtype().to_complex(),
        };
        self.wrapped = Some(self.wrapped.map_or(d, |w| promote(w, d)));
        self
    }

    #[inline]
    pub fn get(self) -> DType {
        let combine = |higher: Option<DType>, lower: Option<DType>| match (higher, lower) {
            (Some(h), Some(l)) => {
                // A complex number beside real dimensioned floats keeps their width.
                if category(h) >= category(l) {
                    h
                } else if l.is_complex() && h.is_float() {
                    h.to_complex()
                } else {
                    l
                }
            }
            (Some(h), None) => h,
            (None, l) => l.unwrap_or_else(default_dtype),
        };
        let lower = match (self.zero, self.wrapped) {
            (None, None) => None,
            (z, w) => Some(combine(z, w)),
        };
        combine(self.dims, lower)
    }
}

/// The dtype two operands compute in.
#[inline]
pub fn result_type(a: &Tensor, b: &Tensor) -> DType {
    let (x, y) = (a.dtype(), b.dtype());
    if x == y {
        return x;
    }
    ResultType::default().add(a).add(b).get()
}

/// Whether a result of `from` may be stored as `to`.
pub fn can_cast(from: DType, to: DType) -> bool {
    if from.is_complex() && !to.is_complex() {
        return false;
    }
    if from.is_float() && !(to.is_float() || to.is_complex()) {
        return false;
    }
    !(from != Bool && to == Bool)
}

/// Integers and bools become the default float.
#[inline]
pub fn to_float(d: DType) -> DType {
    if d.is_float() || d.is_complex() { d } else { default_dtype() }
}
