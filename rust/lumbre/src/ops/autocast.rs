//! Autocast: ops that run in a lower precision, or in float32, as their declarations say.
//!
//! `lower` casts floating arguments to the chosen dtype, `f32` to float32, `promote` to the widest among them. A device after a
//! colon (`f32:cuda`) limits the class to it. In-place and `out=` forms are left alone, and so are float64 arguments.

use super::table_types::Op;
use super::value::{Stack, Value};
use crate::device::Device;
use crate::error::Result;
use crate::modes;
use crate::tensor::Tensor;
use lumbre_kernels::DType;
use std::cell::RefCell;
use std::collections::HashMap;

/// The devices that have an autocast.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    Cpu,
    Cuda,
}

#[derive(Clone, Copy)]
struct Choice {
    enabled: bool,
    dtype: DType,
}

/// A leaf's cast, good while the leaf has not changed.
struct Cached {
    leaf: Tensor,
    version: u32,
    cast: Tensor,
}

struct State {
    choices: [Choice; 2],
    cache_enabled: bool,
    /// How many autocast blocks are open.
    depth: usize,
    cache: HashMap<usize, Cached>,
}

thread_local! {
    static STATE: RefCell<State> = RefCell::new(State {
        choices: [Choice { enabled: false, dtype: DType::BF16 }, Choice { enabled: false, dtype: DType::F16 }],
        cache_enabled: true,
        depth: 0,
        cache: HashMap::new(),
    });
}

pub fn is_enabled(target: Target) -> bool {
    STATE.with_borrow(|s| s.choices[target as usize].enabled)
}

pub fn set_enabled(target: Target, on: bool) {
    let any = STATE.with_borrow_mut(|s| {
        s.choices[target as usize].enabled = on;
        s.choices.iter().any(|c| c.enabled)
    });
    let word = modes::get();
    modes::set(if any { word | modes::AUTOCAST } else { word & !modes::AUTOCAST });
}

pub fn dtype(target: Target) -> DType {
    STATE.with_borrow(|s| s.choices[target as usize].dtype)
}

pub fn set_dtype(target: Target, dtype: DType) {
    STATE.with_borrow_mut(|s| s.choices[target as usize].dtype = dtype);
}

pub fn cache_enabled() -> bool {
    STATE.with_borrow(|s| s.cache_enabled)
}

pub fn set_cache_enabled(on: bool) {
    STATE.with_borrow_mut(|s| s.cache_enabled = on);
}

/// Forgets the cast leaves.
pub fn clear_cache() {
    let old = STATE.with_borrow_mut(|s| std::mem::take(&mut s.cache));
    drop(old);
}

/// Opens (`1`) or closes (`-1`) a block; returns how many are open now.
pub fn nest(by: isize) -> usize {
    STATE.with_borrow_mut(|s| {
        s.depth = s.depth.saturating_add_signed(by);
        s.depth
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Lower,
    F32,
    Promote,
}

fn class(op: &Op, target: Target) -> Option<Class> {
    let (class, only) = op.autocast.split_once(':').unwrap_or((op.autocast, ""));
    let here = match only {
        "cpu" => target == Target::Cpu,
        "cuda" => target == Target::Cuda,
        _ => true,
    };
    match (here, class) {
        (true, "lower") => Some(Class::Lower),
        (true, "f32") => Some(Class::F32),
        (true, "promote") => Some(Class::Promote),
        _ => None,
    }
}

fn target_of(t: &Tensor) -> Option<Target> {
    let device = t.device();
    if device == Device::Cpu {
        return Some(Target::Cpu);
    }
    matches!(device, Device::Cuda(_)).then_some(Target::Cuda)
}

fn tensors(stack: &Stack) -> impl Iterator<Item = &Tensor> {
    stack.iter().flat_map(|v| -> Box<dyn Iterator<Item = &Tensor>> {
        match v {
            Value::Tensor(t) => Box::new(std::iter::once(t)),
            Value::Tensors(list) => Box::new(list.iter()),
            Value::OptTensors(list) => Box::new(list.iter().flatten()),
            _ => Box::new(std::iter::empty()),
        }
    })
}

/// The arguments as autocast wants them; None where it has no say.
pub(super) fn cast(op: &Op, stack: &Stack) -> Result<Option<Stack>> {
    if op.autocast.is_empty() {
        return Ok(None);
    }
    let Some(target) = tensors(stack).filter(|t| t.dtype().is_float()).find_map(target_of) else { return Ok(None) };
    let choice = STATE.with_borrow(|s| s.choices[target as usize]);
    let Some(class) = class(op, target).filter(|_| choice.enabled) else { return Ok(None) };
    let to = match class {
        Class::Lower => choice.dtype,
        Class::F32 => DType::F32,
        Class::Promote => widest(stack, target, choice.dtype),
    };
    let cast_one = |t: &Tensor| -> Result<Tensor> {
        let eligible = t.dtype().is_float() && t.dtype() != DType::F64 && target_of(t) == Some(target);
        if !eligible || t.dtype() == to { Ok(t.clone()) } else { cast_tensor(t, to, class) }
    };
    let _off = modes::with(0, modes::AUTOCAST);
    let mut out = Stack::with_capacity(stack.len());
    for value in stack {
        out.push(match value {
            Value::Tensor(t) => Value::Tensor(cast_one(t)?),
            Value::Tensors(list) => Value::Tensors(list.iter().map(cast_one).collect::<Result<_>>()?),
            Value::OptTensors(list) => {
                Value::OptTensors(list.iter().map(|t| t.as_ref().map(cast_one).transpose()).collect::<Result<_>>()?)
            }
            other => other.clone(),
        });
    }
    Ok(Some(out))
}

/// float64 if there is one, else float32 if there is one, else the lower dtype.
fn widest(stack: &Stack, target: Target, lower: DType) -> DType {
    let mut out = lower;
    for t in tensors(stack).filter(|t| t.dtype().is_float() && target_of(t) == Some(target)) {
        match t.dtype() {
            DType::F64 => return DType::F64,
            DType::F32 => out = DType::F32,
            _ => {}
        }
    }
    out
}

/// Parameters are cast once a block: they meet many ops, and their gradient then runs through one cast.
fn cast_tensor(t: &Tensor, to: DType, class: Class) -> Result<Tensor> {
    let cacheable = class == Class::Lower
        && t.dtype() == DType::F32
        && t.requires_grad()
        && t.is_leaf()
        && !t.is_view()
        && STATE.with_borrow(|s| s.cache_enabled && s.depth > 0);
    if !cacheable {
        return t.to_dtype(to);
    }
    let grad = modes::grad_enabled();
    let known = STATE.with_borrow(|s| {
        let c = s.cache.get(&t.id())?;
        // One made without a graph must not serve where gradients are recorded.
        let fits = c.version == t.version() && c.cast.dtype() == to && c.cast.requires_grad() == grad && c.leaf.id() == t.id();
        fits.then(|| c.cast.clone())
    });
    if let Some(cast) = known {
        return Ok(cast);
    }
    let cast = t.to_dtype(to)?;
    let entry = Cached { leaf: t.clone(), version: t.version(), cast: cast.clone() };
    let old = STATE.with_borrow_mut(|s| s.cache.insert(t.id(), entry));
    drop(old);
    Ok(cast)
}
