//! The shape of an op's row in the table.

use super::promote::ResultType;
use super::value::{MemoryFormat, Stack, Value};
use crate::error::Result;
use crate::{bail, ensure};
pub use lumbre_kernels::DType;

/// What a declaration's words say.
pub mod flag {
    pub const METHOD: u32 = 1;
    pub const FUNCTION: u32 = 2;
    pub const INPLACE: u32 = 4;
    pub const OUT: u32 = 8;
    pub const VIEW: u32 = 16;
    pub const RANDOM: u32 = 32;
    pub const FACTORY: u32 = 64;
    pub const NONDIFF: u32 = 128;
    pub const PROPERTY: u32 = 256;
    /// The rule never looks at the first input, so an in-place form may write over it.
    pub const UNSAVED: u32 = 512;
    /// The rule looks at the first input only for the other one's gradient.
    pub const SAVED_FOR_OTHER: u32 = 1024;
    /// Registered at run time (`ops::custom`).
    pub const CUSTOM: u32 = 2048;
    /// A Python number may stand where the first tensor is: `add(2, x)`.
    pub const NUMBERS: u32 = 4096;
    /// An `out=` tensor has the result's dtype; without the word, any that the result may be cast to.
    pub const EXACT: u32 = 8192;
    /// An `out=` tensor shares no memory with the inputs.
    pub const APART: u32 = 16384;
    /// Complex inputs are a TypeError.
    pub const REAL: u32 = 32768;
    /// With `out=` and no `dtype`, the dtype is that of `out`.
    pub const INTO: u32 = 65536;
}

/// The type of a parameter in a declaration.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ty {
    Tensor,
    Tensors,
    OptTensors,
    TensorOrScalar,
    Scalar,
    Float,
    Floats,
    Int,
    Ints,
    Bool,
    Bools,
    Str,
    DType,
    Device,
    Layout,
    MemoryFormat,
    Generator,
}

#[derive(Clone, Copy, Debug)]
pub enum Default {
    Required,
    None,
    Bool(bool),
    Int(i64),
    Float(f64),
    Ints(&'static [i64]),
    Floats(&'static [f64]),
    Str(&'static str),
    MemoryFormat(MemoryFormat),
}

impl Default {
    pub fn value(&self) -> Value {
        match *self {
            Default::Required | Default::None => Value::None,
            Default::Bool(b) => Value::Bool(b),
            Default::Int(i) => Value::Int(i),
            Default::Float(f) => Value::Float(f),
            Default::Ints(v) => Value::Ints(smallvec::SmallVec::from_slice(v)),
            Default::Floats(v) => Value::Floats(v.to_vec()),
            Default::Str(s) => Value::Str(s.to_string()),
            Default::MemoryFormat(m) => Value::MemoryFormat(m),
        }
    }
}

#[derive(Debug)]
pub struct Arg {
    pub name: &'static str,
    pub ty: Ty,
    pub optional: bool,
    /// `int[2]`: one number stands for this many.
    pub count: u8,
    /// `int...`: the numbers may be given one by one.
    pub varargs: bool,
    pub kwonly: bool,
    pub mutated: bool,
    pub default: Default,
}

impl Arg {
    /// Whether a constant may stand for a parameter.
    pub fn accepts(&self, v: &Value) -> bool {
        let scalar = matches!(v, Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Complex(_));
        if v.is_none() {
            return self.optional || self.ty == Ty::Ints || self.ty == Ty::Generator;
        }
        match self.ty {
            Ty::Tensor | Ty::Tensors | Ty::OptTensors | Ty::Generator => false,
            Ty::TensorOrScalar | Ty::Scalar => scalar,
            Ty::Float => matches!(v, Value::Bool(_) | Value::Int(_) | Value::Float(_)),
            Ty::Int | Ty::Bool => matches!(v, Value::Bool(_) | Value::Int(_)),
            Ty::Floats => matches!(v, Value::Floats(_)),
            Ty::Ints => matches!(v, Value::Ints(_)),
            Ty::Bools => matches!(v, Value::Bools(_)),
            Ty::Str => matches!(v, Value::Str(_)),
            Ty::DType => matches!(v, Value::DType(_)),
            Ty::Device => matches!(v, Value::Device(_)),
            Ty::Layout => matches!(v, Value::Layout(_)),
            Ty::MemoryFormat => matches!(v, Value::MemoryFormat(_)),
        }
    }
}

/// One op: its declaration, and its body behind dynamic arguments.
pub struct Op {
    pub id: usize,
    pub name: &'static str,
    pub overload: &'static str,
    pub schema: &'static str,
    pub doc: &'static str,
    pub args: &'static [Arg],
    pub flags: u32,
    pub spaces: &'static [&'static str],
    pub aliases: &'static [&'static str],
    /// Field names of a named-tuple result.
    pub fields: &'static [&'static str],
    pub autocast: &'static str,
    /// PyTorch's name of the result's node, where it is not that of the rule; the second where a tensor stands for the number.
    pub nodes: &'static [&'static str],
    /// The dtypes to compute in that callers by row are refused, one bit each.
    pub refused: u32,
    pub call: fn(&Stack) -> Result<Value>,
}

/// The bits of `refused`.
pub const fn refused(dtypes: &[DType]) -> u32 {
    let (mut bits, mut i) = (0, 0);
    while i < dtypes.len() {
        bits |= 1 << dtypes[i] as u32;
        i += 1;
    }
    bits
}

impl Op {
    /// An error for a dtype that the declaration rules out (`not=`, `real`), though the body would compute something.
    #[inline]
    pub fn check_dtypes(&self, stack: &Stack) -> Result<()> {
        if self.refused == 0 && !self.is(flag::REAL) { Ok(()) } else { self.refuse(stack) }
    }

    #[cold]
    fn refuse(&self, stack: &Stack) -> Result<()> {
        // Indices name places; their dtype is none to compute in.
        let numbers = || stack.iter().zip(self.args).filter(|(_, a)| a.name != "indices");
        let tensors = || numbers().filter_map(|(v, _)| if let Value::Tensor(t) = v { Some(t) } else { None });
        let d = tensors().fold(ResultType::default(), ResultType::add).get();
        ensure!(!self.is(flag::REAL) || !d.is_complex(), Type, "{}(): does not support complex input", self.name);
        if self.refused & refused(&[d]) != 0 && tensors().next().is_some() {
            bail!(NotImplemented, "\"{}_cpu\" not implemented for '{}'", self.name, d.scalar_name());
        }
        Ok(())
    }

    pub fn is(&self, flag: u32) -> bool {
        self.flags & flag != 0
    }
}
