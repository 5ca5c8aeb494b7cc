//! Values in C and values of programs, each from the other.

use super::abi::{LumbreComplex, LumbreData, LumbreTensor, LumbreValue};
use super::errors::{at, guard, many, put, quiet, text};
use super::tensor::{dtype, dtype_number};
use crate::error::Result;
use crate::jit::{Dict, Key, Val};
use crate::ops::value::Value;
use crate::tensor::Tensor;
use crate::{bail, ensure};
use lumbre_kernels::C128;
use std::ffi::{CString, c_char};

/// Values nest no deeper.
const MAX_DEPTH: usize = 64;

impl LumbreValue {
    pub const NONE: LumbreValue = LumbreValue { kind: 0, reserved: 0, count: 0, of: LumbreData { complex: LumbreComplex { re: 0.0, im: 0.0 } } };

    fn of(kind: i32, of: LumbreData) -> LumbreValue {
        LumbreValue { kind, of, ..LumbreValue::NONE }
    }

    pub fn tensor(t: *mut LumbreTensor) -> LumbreValue {
        LumbreValue::of(1, LumbreData { tensor: t })
    }

    fn items(kind: i32, items: Vec<LumbreValue>) -> LumbreValue {
        let count = items.len() as i64;
        LumbreValue { kind, count, of: LumbreData { items: Box::into_raw(items.into_boxed_slice()) as *mut LumbreValue }, reserved: 0 }
    }
}

/// A value from C, which stays its owner. `tensor` says what a reference stands for.
///
/// # Safety
/// The value keeps the header's contract: what its kind says lies behind its pointer.
pub unsafe fn to_val(v: &LumbreValue, tensor: &dyn Fn(*mut LumbreTensor) -> Result<Tensor>) -> Result<Val> {
    // SAFETY: passed on.
    unsafe { to_val_at(v, tensor, 0) }
}

/// # Safety
/// As `to_val`.
unsafe fn to_val_at(v: &LumbreValue, tensor: &dyn Fn(*mut LumbreTensor) -> Result<Tensor>, depth: usize) -> Result<Val> {
    ensure!(depth < MAX_DEPTH, Value, "a value nests deeper than {MAX_DEPTH}");
    // SAFETY: the kind says which field of the union was written, and what its pointer shows.
    unsafe {
        let items = || many(v.of.items, v.count, "items")?.iter().map(|v| to_val_at(v, tensor, depth + 1)).collect::<Result<Vec<_>>>();
        Ok(match v.kind {
            0 => Val::NONE,
            1 => Val::from(tensor(v.of.tensor)?),
            2 => Val::from(v.of.integer != 0),
            3 => Val::from(v.of.integer),
            4 => Val::from(v.of.number),
            5 => Val::Plain(Value::Complex(C128::new(v.of.complex.re, v.of.complex.im))),
            6 => Val::from(text(v.of.text, "text")?.to_string()),
            7 => Val::Plain(Value::DType(dtype(i32::try_from(v.of.integer).unwrap_or(-1))?)),
            8 => Val::list(items()?),
            9 => Val::tuple(items()?),
            10 => {
                ensure!(v.count % 2 == 0, Value, "a dict of {} values: keys and values go by turns", v.count);
                let mut d = Dict::default();
                let all = items()?;
                for pair in all.chunks_exact(2) {
                    d.set(Key::of(&pair[0])?, pair[1].clone());
                }
                Val::dict(d)
            }
            other => bail!(Value, "{other} is no kind of a value"),
        })
    }
}

/// The tensor behind a reference of this engine.
pub fn own_tensor(t: *mut LumbreTensor) -> Result<Tensor> {
    // SAFETY: NULL or a live reference, by the header's contract.
    unsafe { at(t, "tensor") }.map(|t| t.tensor.clone())
}

/// Hands a value to C, which gives it back by `value_free`.
pub fn from_val(v: &Val, depth: usize) -> Result<LumbreValue> {
    ensure!(depth < MAX_DEPTH, Value, "a value nests deeper than {MAX_DEPTH}");
    let all = |items: &mut dyn Iterator<Item = Val>| -> Result<Vec<LumbreValue>> {
        let mut out = Vec::new();
        for v in items {
            match from_val(&v, depth + 1) {
                Ok(v) => out.push(v),
                Err(e) => {
                    out.iter_mut().for_each(release);
                    return Err(e);
                }
            }
        }
        Ok(out)
    };
    let string = |s: &str| {
        let s = CString::new(s.replace('\0', "\u{fffd}")).unwrap_or_default();
        LumbreValue { kind: 6, count: s.as_bytes().len() as i64, of: LumbreData { text: s.into_raw() }, reserved: 0 }
    };
    Ok(match v {
        Val::Plain(v) => match v {
            Value::None => LumbreValue::NONE,
            Value::Tensor(t) => LumbreValue::tensor(LumbreTensor::give(t.clone())),
            Value::Bool(b) => LumbreValue::of(2, LumbreData { integer: *b as i64 }),
            Value::Int(i) => LumbreValue::of(3, LumbreData { integer: *i }),
            Value::Float(f) => LumbreValue::of(4, LumbreData { number: *f }),
            Value::Complex(c) => LumbreValue::of(5, LumbreData { complex: LumbreComplex { re: c.re, im: c.im } }),
            Value::Str(s) => string(s),
            Value::DType(d) => LumbreValue::of(7, LumbreData { integer: dtype_number(*d) as i64 }),
            Value::Device(d) => string(&d.to_string()),
            Value::Tensors(_) | Value::OptTensors(_) | Value::Ints(_) | Value::Floats(_) | Value::Bools(_) | Value::Tuple(_) => {
                return from_val(&Val::from_value(v.clone()), depth);
            }
            other => bail!(NotImplemented, "a {} as a value in C", other.kind()),
        },
        Val::Tuple(t) => LumbreValue::items(9, all(&mut t.iter().cloned())?),
        Val::List(l) => LumbreValue::items(8, all(&mut l.borrow().iter().cloned())?),
        Val::Tape(_) => crate::bail!(Type, "a tape stays inside of its program"),
        Val::Dict(d) => LumbreValue::items(10, all(&mut d.borrow().iter().flat_map(|(k, v)| [k.val(), v.clone()]))?),
    })
}

/// Takes back what a value of this engine holds.
pub fn release(v: &mut LumbreValue) {
    // SAFETY: the value was made by `from_val` or `value_list`, and is made None here.
    unsafe {
        match v.kind {
            1 => super::tensor::free(v.of.tensor),
            6 if !v.of.text.is_null() => drop(CString::from_raw(v.of.text as *mut c_char)),
            8..=10 if !v.of.items.is_null() => {
                let items = std::ptr::slice_from_raw_parts_mut(v.of.items, v.count as usize);
                Box::from_raw(items).iter_mut().for_each(release);
            }
            _ => {}
        }
    }
    *v = LumbreValue::NONE;
}

/// Results into the caller's array.
///
/// # Safety
/// `outs` is NULL or valid for `capacity` values, `count` NULL or valid for a write.
pub unsafe fn put_all(results: &[Val], outs: *mut LumbreValue, capacity: i64, count: *mut i64) -> Result<()> {
    ensure!(results.len() as i64 <= capacity, Value, "{} results, room for {capacity}", results.len());
    ensure!(!outs.is_null() || results.is_empty(), Value, "outs is NULL");
    let all = from_val(&Val::tuple(results.to_vec()), 0)?;
    // SAFETY: room for all was promised; the box of the tuple is freed, its items move to the caller.
    unsafe {
        let items = Box::from_raw(std::ptr::slice_from_raw_parts_mut(all.of.items, all.count as usize));
        for (i, v) in items.iter().enumerate() {
            outs.add(i).write(*v);
        }
        if !count.is_null() {
            count.write(results.len() as i64);
        }
    }
    Ok(())
}

pub unsafe extern "C" fn list(items: *const LumbreValue, count: i64, out: *mut LumbreValue) -> i32 {
    guard(|| {
        ensure!(!out.is_null(), Value, "out is NULL");
        // SAFETY: the header's contract.
        unsafe {
            let items = many(items, count, "items")?.iter().map(|v| to_val(v, &own_tensor)).collect::<Result<Vec<_>>>()?;
            put(out, from_val(&Val::list(items), 0)?, "out")
        }
    })
}

pub unsafe extern "C" fn string(s: *const c_char, out: *mut LumbreValue) -> i32 {
    guard(|| {
        ensure!(!out.is_null(), Value, "out is NULL");
        // SAFETY: the header's contract.
        unsafe { put(out, from_val(&Val::from(text(s, "text")?.to_string()), 0)?, "out") }
    })
}

pub unsafe extern "C" fn free(v: *mut LumbreValue) {
    // SAFETY: NULL, or a value this engine gave.
    if let Some(v) = unsafe { v.as_mut() } {
        quiet((), || release(v))
    }
}
