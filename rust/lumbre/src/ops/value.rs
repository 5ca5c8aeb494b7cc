//! Dynamically typed arguments and results: what the op table, the modes and the jit pass around.

use crate::device::Device;
use crate::error::Result;
use crate::random::Generator;
use crate::tensor::Tensor;
use crate::bail;
pub use lumbre_kernels::Scalar;
use lumbre_kernels::{C128, DType};
use smallvec::SmallVec;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    Strided,
    SparseCoo,
    SparseCsr,
    SparseCsc,
    SparseBsr,
    SparseBsc,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MemoryFormat {
    Contiguous,
    Preserve,
    ChannelsLast,
    ChannelsLast3d,
}

/// An argument or a result of an op.
#[derive(Clone, Debug)]
pub enum Value {
    None,
    Tensor(Tensor),
    Tensors(Vec<Tensor>),
    OptTensors(Vec<Option<Tensor>>),
    Bool(bool),
    Int(i64),
    Float(f64),
    Complex(C128),
    Ints(SmallVec<[i64; 6]>),
    Floats(Vec<f64>),
    Bools(Vec<bool>),
    Str(String),
    DType(DType),
    Device(Device),
    Layout(Layout),
    MemoryFormat(MemoryFormat),
    Generator(Generator),
    Tuple(Vec<Value>),
}

pub type Stack = SmallVec<[Value; 6]>;

/// A tensor or a number, as binary ops take.
#[derive(Clone, Copy, Debug)]
pub enum TensorOrScalar<'a> {
    Tensor(&'a Tensor),
    Scalar(Scalar),
}

impl<'a> From<&'a Tensor> for TensorOrScalar<'a> {
    #[inline]
    fn from(t: &'a Tensor) -> Self {
        TensorOrScalar::Tensor(t)
    }
}
macro_rules! scalar_from {
    ($($t:ty => $v:ident as $c:ty),*) => {$(
        impl From<$t> for TensorOrScalar<'_> {
            #[inline]
            fn from(v: $t) -> Self { TensorOrScalar::Scalar(Scalar::$v(v as $c)) }
        }
    )*};
}
scalar_from!(f64 => Float as f64, f32 => Float as f64, i64 => Int as i64, i32 => Int as i64, bool => Bool as bool);
impl From<Scalar> for TensorOrScalar<'_> {
    #[inline]
    fn from(s: Scalar) -> Self {
        TensorOrScalar::Scalar(s)
    }
}

impl Value {
    pub fn kind(&self) -> &'static str {
        match self {
            Value::None => "None",
            Value::Tensor(_) => "Tensor",
            Value::Tensors(_) | Value::OptTensors(_) => "list of Tensors",
            Value::Bool(_) => "bool",
            Value::Int(_) => "int",
            Value::Float(_) => "float",
            Value::Complex(_) => "complex",
            Value::Ints(_) => "list of ints",
            Value::Floats(_) => "list of floats",
            Value::Bools(_) => "list of bools",
            Value::Str(_) => "str",
            Value::DType(_) => "dtype",
            Value::Device(_) => "device",
            Value::Layout(_) => "layout",
            Value::MemoryFormat(_) => "memory_format",
            Value::Generator(_) => "Generator",
            Value::Tuple(_) => "tuple",
        }
    }

    pub fn is_none(&self) -> bool {
        matches!(self, Value::None)
    }

    pub fn as_scalar(&self) -> Option<Scalar> {
        Some(match self {
            Value::Bool(b) => Scalar::Bool(*b),
            Value::Int(i) => Scalar::Int(*i),
            Value::Float(f) => Scalar::Float(*f),
            Value::Complex(c) => Scalar::Complex(*c),
            _ => return None,
        })
    }
}

impl From<Scalar> for Value {
    fn from(s: Scalar) -> Value {
        match s {
            Scalar::Bool(b) => Value::Bool(b),
            Scalar::Int(i) => Value::Int(i),
            Scalar::Float(f) => Value::Float(f),
            Scalar::Complex(c) => Value::Complex(c),
        }
    }
}

/// Reads a body's argument out of a `Value`.
pub trait FromValue<'a>: Sized {
    fn from_value(v: &'a Value) -> Result<Self>;
}

fn wrong<T>(want: &str, got: &Value) -> Result<T> {
    bail!(Type, "expected {want}, got {}", got.kind())
}

macro_rules! from_value {
    ($($t:ty: $want:literal, $($p:pat => $e:expr),+;)*) => {$(
        impl<'a> FromValue<'a> for $t {
            #[inline]
            fn from_value(v: &'a Value) -> Result<Self> {
                match v { $($p => Ok($e),)+ other => wrong($want, other) }
            }
        }
    )*};
}
static NO_INTS: [i64; 0] = [];
from_value! {
    &'a Tensor: "Tensor", Value::Tensor(t) => t;
    &'a [Tensor]: "list of Tensors", Value::Tensors(t) => t;
    &'a [Option<Tensor>]: "list of optional Tensors", Value::OptTensors(t) => t;
    bool: "bool", Value::Bool(b) => *b, Value::Int(i) => *i != 0;
    i64: "int", Value::Int(i) => *i, Value::Bool(b) => *b as i64;
    f64: "float", Value::Float(f) => *f, Value::Int(i) => *i as f64, Value::Bool(b) => *b as u8 as f64;
    &'a [i64]: "list of ints", Value::Ints(v) => v, Value::None => &NO_INTS;
    &'a [f64]: "list of floats", Value::Floats(v) => v;
    &'a [bool]: "list of bools", Value::Bools(v) => v;
    &'a str: "str", Value::Str(s) => s;
    DType: "dtype", Value::DType(d) => *d;
    Device: "device", Value::Device(d) => *d;
    Layout: "layout", Value::Layout(d) => *d;
    MemoryFormat: "memory_format", Value::MemoryFormat(d) => *d;
    &'a Generator: "Generator", Value::Generator(g) => g;
    Scalar: "number", Value::Bool(b) => Scalar::Bool(*b), Value::Int(i) => Scalar::Int(*i), Value::Float(f) => Scalar::Float(*f), Value::Complex(c) => Scalar::Complex(*c);
}

impl<'a> FromValue<'a> for TensorOrScalar<'a> {
    #[inline]
    fn from_value(v: &'a Value) -> Result<Self> {
        match v {
            Value::Tensor(t) => Ok(TensorOrScalar::Tensor(t)),
            other => match other.as_scalar() {
                Some(s) => Ok(TensorOrScalar::Scalar(s)),
                None => wrong("Tensor or number", other),
            },
        }
    }
}

impl<'a, T: FromValue<'a>> FromValue<'a> for Option<T> {
    #[inline]
    fn from_value(v: &'a Value) -> Result<Self> {
        if v.is_none() { Ok(None) } else { T::from_value(v).map(Some) }
    }
}

/// Turns a body's result, or an argument of a public method, into a `Value`.
pub trait IntoValue {
    fn into_value(self) -> Value;
}

macro_rules! into_value {
    ($($t:ty => |$x:ident| $e:expr;)*) => {$(
        impl IntoValue for $t {
            #[inline]
            fn into_value(self) -> Value { let $x = self; $e }
        }
    )*};
}
into_value! {
    Value => |x| x;
    Tensor => |x| Value::Tensor(x);
    &Tensor => |x| Value::Tensor(x.clone());
    Vec<Tensor> => |x| Value::Tensors(x);
    &[Tensor] => |x| Value::Tensors(x.to_vec());
    &[Option<Tensor>] => |x| Value::OptTensors(x.to_vec());
    bool => |x| Value::Bool(x);
    i64 => |x| Value::Int(x);
    f64 => |x| Value::Float(x);
    &[i64] => |x| Value::Ints(SmallVec::from_slice(x));
    &[f64] => |x| Value::Floats(x.to_vec());
    &[bool] => |x| Value::Bools(x.to_vec());
    &str => |x| Value::Str(x.to_string());
    DType => |x| Value::DType(x);
    Device => |x| Value::Device(x);
    Layout => |x| Value::Layout(x);
    MemoryFormat => |x| Value::MemoryFormat(x);
    &Generator => |x| Value::Generator(x.clone());
    Scalar => |x| x.into();
    () => |_x| Value::None;
}

impl IntoValue for TensorOrScalar<'_> {
    fn into_value(self) -> Value {
        match self {
            TensorOrScalar::Tensor(t) => Value::Tensor(t.clone()),
            TensorOrScalar::Scalar(s) => s.into(),
        }
    }
}
impl<T: IntoValue> IntoValue for Option<T> {
    #[inline]
    fn into_value(self) -> Value {
        self.map_or(Value::None, T::into_value)
    }
}
macro_rules! tuple_into_value {
    ($($n:ident),+) => {
        impl<$($n: IntoValue),+> IntoValue for ($($n,)+) {
            #[allow(non_snake_case)]
            fn into_value(self) -> Value { let ($($n,)+) = self; Value::Tuple(vec![$($n.into_value()),+]) }
        }
    };
}
tuple_into_value!(A, B);
tuple_into_value!(A, B, C);
tuple_into_value!(A, B, C, D);
tuple_into_value!(A, B, C, D, E);

/// Reads a public method's result back out of a `Value`.
pub trait FromResult: Sized {
    fn from_result(v: Value) -> Result<Self>;
}
macro_rules! from_result {
    ($($t:ty: $want:literal, $($p:pat => $e:expr),+;)*) => {$(
        impl FromResult for $t {
            fn from_result(v: Value) -> Result<Self> {
                match v { $($p => Ok($e),)+ other => wrong($want, &other) }
            }
        }
    )*};
}
from_result! {
    Tensor: "Tensor", Value::Tensor(t) => t;
    Vec<Tensor>: "list of Tensors", Value::Tensors(t) => t;
    bool: "bool", Value::Bool(b) => b;
    i64: "int", Value::Int(b) => b;
    f64: "float", Value::Float(b) => b;
    DType: "dtype", Value::DType(d) => d;
    (): "None", Value::None => ();
}
impl FromResult for Value {
    fn from_result(v: Value) -> Result<Self> {
        Ok(v)
    }
}
impl FromResult for Scalar {
    fn from_result(v: Value) -> Result<Self> {
        v.as_scalar().map_or_else(|| wrong("number", &v), Ok)
    }
}
macro_rules! tuple_from_result {
    ($count:literal, $($n:ident),+) => {
        impl<$($n: FromResult),+> FromResult for ($($n,)+) {
            fn from_result(v: Value) -> Result<Self> {
                match v {
                    Value::Tuple(items) if items.len() == $count => {
                        let mut items = items.into_iter();
                        Ok(($($n::from_result(items.next().unwrap_or(Value::None))?,)+))
                    }
                    other => wrong("tuple", &other),
                }
            }
        }
    };
}
tuple_from_result!(2, A, B);
tuple_from_result!(3, A, B, C);
tuple_from_result!(4, A, B, C, D);
tuple_from_result!(5, A, B, C, D, E);
