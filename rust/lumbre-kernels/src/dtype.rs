//! Element types: the runtime tag `DType`, the Rust types behind it, and the macros that go from one to the other.

use half::{bf16, f16};
use num_complex::Complex;

pub type C64 = Complex<f32>;
pub type C128 = Complex<f64>;

/// The type of a tensor's elements.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
#[repr(u8)]
pub enum DType {
    Bool,
    U8,
    I8,
    I16,
    I32,
    I64,
    F16,
    BF16,
    F32,
    F64,
    C64,
    C128,
    // Stored, cast and written to files, but not computed with.
    U16,
    U32,
    U64,
    F8E4M3,
    F8E5M2,
}

use DType::*;

impl DType {
    pub const ALL: [DType; 17] =
        [Bool, U8, I8, I16, I32, I64, F16, BF16, F32, F64, C64, C128, U16, U32, U64, F8E4M3, F8E5M2];

    /// Bytes of one element.
    #[inline]
    pub const fn size(self) -> usize {
        match self {
            Bool | U8 | I8 | F8E4M3 | F8E5M2 => 1,
            I16 | F16 | BF16 | U16 => 2,
            I32 | F32 | U32 => 4,
            I64 | F64 | C64 | U64 => 8,
            C128 => 16,
        }
    }

    /// PyTorch's name without the `torch.` prefix.
    pub const fn name(self) -> &'static str {
        match self {
            Bool => "bool",
            U8 => "uint8",
            I8 => "int8",
            I16 => "int16",
            I32 => "int32",
            I64 => "int64",
            F16 => "float16",
            BF16 => "bfloat16",
            F32 => "float32",
            F64 => "float64",
            C64 => "complex64",
            C128 => "complex128",
            U16 => "uint16",
            U32 => "uint32",
            U64 => "uint64",
            F8E4M3 => "float8_e4m3fn",
            F8E5M2 => "float8_e5m2",
        }
    }

    /// The name PyTorch's C++ errors use (`Float`, `Long`, …).
    pub const fn scalar_name(self) -> &'static str {
        match self {
            Bool => "Bool",
            U8 => "Byte",
            I8 => "Char",
            I16 => "Short",
            I32 => "Int",
            I64 => "Long",
            F16 => "Half",
            BF16 => "BFloat16",
            F32 => "Float",
            F64 => "Double",
            C64 => "ComplexFloat",
            C128 => "ComplexDouble",
            U16 => "UInt16",
            U32 => "UInt32",
            U64 => "UInt64",
            F8E4M3 => "Float8_e4m3fn",
            F8E5M2 => "Float8_e5m2",
        }
    }

    /// The name of C's type, as errors about `out=` tensors say it.
    pub const fn c_name(self) -> &'static str {
        match self {
            Bool => "bool",
            U8 => "unsigned char",
            I8 => "signed char",
            I16 => "short",
            I32 => "int",
            I64 => "long int",
            F16 => "c10::Half",
            BF16 => "c10::BFloat16",
            F32 => "float",
            F64 => "double",
            C64 => "c10::complex<float>",
            C128 => "c10::complex<double>",
            U16 => "uint16_t",
            U32 => "uint32_t",
            U64 => "uint64_t",
            F8E4M3 => "c10::Float8_e4m3fn",
            F8E5M2 => "c10::Float8_e5m2",
        }
    }

    #[inline]
    pub const fn is_complex(self) -> bool {
        matches!(self, C64 | C128)
    }

    /// Real floating point.
    #[inline]
    pub const fn is_float(self) -> bool {
        matches!(self, F16 | BF16 | F32 | F64 | F8E4M3 | F8E5M2)
    }

    /// Integers without bool.
    #[inline]
    pub const fn is_int(self) -> bool {
        matches!(self, U8 | I8 | I16 | I32 | I64 | U16 | U32 | U64)
    }

    pub const fn is_signed(self) -> bool {
        !matches!(self, Bool | U8 | U16 | U32 | U64)
    }

    /// Whether arithmetic kernels exist for it.
    #[inline]
    pub const fn computes(self) -> bool {
        (self as u8) <= (C128 as u8)
    }

    /// The real type of a complex one; itself otherwise.
    pub const fn to_real(self) -> DType {
        match self {
            C64 => F32,
            C128 => F64,
            d => d,
        }
    }

    /// The complex type over a real one.
    pub const fn to_complex(self) -> DType {
        match self {
            F64 | C128 => C128,
            _ => C64,
        }
    }

    pub fn from_name(name: &str) -> Option<DType> {
        DType::ALL.into_iter().find(|d| d.name() == name)
    }
}

/// A Rust type that stands behind a `DType` that computes.
pub trait Element: Copy + Send + Sync + 'static + Default + PartialEq + std::fmt::Debug {
    const DTYPE: DType;
    fn from_f64(v: f64) -> Self;
    fn from_i64(v: i64) -> Self;
    fn from_c128(v: C128) -> Self;
    fn to_f64(self) -> f64;
    fn to_i64(self) -> i64;
    fn to_c128(self) -> C128;
}

macro_rules! int_element {
    ($($t:ty => $d:ident),*) => {$(
        impl Element for $t {
            const DTYPE: DType = DType::$d;
            // A float out of range goes through i64, as PyTorch's casts do on x86.
            #[inline] fn from_f64(v: f64) -> Self { v as i64 as $t }
            #[inline] fn from_i64(v: i64) -> Self { v as $t }
            #[inline] fn from_c128(v: C128) -> Self { v.re as i64 as $t }
            #[inline] fn to_f64(self) -> f64 { self as f64 }
            #[inline] fn to_i64(self) -> i64 { self as i64 }
            #[inline] fn to_c128(self) -> C128 { C128::new(self as f64, 0.0) }
        }
    )*};
}
int_element!(u8 => U8, i8 => I8, i16 => I16, i32 => I32, i64 => I64, u16 => U16, u32 => U32, u64 => U64);

macro_rules! float_element {
    ($($t:ty => $d:ident),*) => {$(
        impl Element for $t {
            const DTYPE: DType = DType::$d;
            #[inline] fn from_f64(v: f64) -> Self { v as $t }
            #[inline] fn from_i64(v: i64) -> Self { v as $t }
            #[inline] fn from_c128(v: C128) -> Self { v.re as $t }
            #[inline] fn to_f64(self) -> f64 { self as f64 }
            #[inline] fn to_i64(self) -> i64 { self as i64 }
            #[inline] fn to_c128(self) -> C128 { C128::new(self as f64, 0.0) }
        }
    )*};
}
float_element!(f32 => F32, f64 => F64);

macro_rules! half_element {
    ($($t:ty => $d:ident),*) => {$(
        impl Element for $t {
            const DTYPE: DType = DType::$d;
            #[inline] fn from_f64(v: f64) -> Self { <$t>::from_f32(v as f32) }
            #[inline] fn from_i64(v: i64) -> Self { <$t>::from_f32(v as f32) }
            #[inline] fn from_c128(v: C128) -> Self { <$t>::from_f32(v.re as f32) }
            #[inline] fn to_f64(self) -> f64 { self.to_f32() as f64 }
            #[inline] fn to_i64(self) -> i64 { self.to_f32() as i64 }
            #[inline] fn to_c128(self) -> C128 { C128::new(self.to_f32() as f64, 0.0) }
        }
    )*};
}
half_element!(f16 => F16, bf16 => BF16);

macro_rules! complex_element {
    ($($t:ty, $r:ty => $d:ident),*) => {$(
        impl Element for $t {
            const DTYPE: DType = DType::$d;
            #[inline] fn from_f64(v: f64) -> Self { Complex::new(v as $r, 0.0) }
            #[inline] fn from_i64(v: i64) -> Self { Complex::new(v as $r, 0.0) }
            #[inline] fn from_c128(v: C128) -> Self { Complex::new(v.re as $r, v.im as $r) }
            #[inline] fn to_f64(self) -> f64 { self.re as f64 }
            #[inline] fn to_i64(self) -> i64 { self.re as i64 }
            #[inline] fn to_c128(self) -> C128 { C128::new(self.re as f64, self.im as f64) }
        }
    )*};
}
complex_element!(C64, f32 => C64, C128, f64 => C128);

impl Element for bool {
    const DTYPE: DType = DType::Bool;
    #[inline]
    fn from_f64(v: f64) -> Self {
        v != 0.0
    }
    #[inline]
    fn from_i64(v: i64) -> Self {
        v != 0
    }
    #[inline]
    fn from_c128(v: C128) -> Self {
        v.re != 0.0 || v.im != 0.0
    }
    #[inline]
    fn to_f64(self) -> f64 {
        self as u8 as f64
    }
    #[inline]
    fn to_i64(self) -> i64 {
        self as i64
    }
    #[inline]
    fn to_c128(self) -> C128 {
        C128::new(self as u8 as f64, 0.0)
    }
}

/// One arm per computing dtype: `each_dtype!(dtype, T => body, else => fallback)`.
#[macro_export]
macro_rules! each_dtype {
    ($dtype:expr, $T:ident => $body:expr, else => $other:expr) => {
        match $dtype {
            $crate::dtype::DType::Bool => { type $T = bool; $body }
            $crate::dtype::DType::U8 => { type $T = u8; $body }
            $crate::dtype::DType::I8 => { type $T = i8; $body }
            $crate::dtype::DType::I16 => { type $T = i16; $body }
            $crate::dtype::DType::I32 => { type $T = i32; $body }
            $crate::dtype::DType::I64 => { type $T = i64; $body }
            $crate::dtype::DType::F16 => { type $T = half::f16; $body }
            $crate::dtype::DType::BF16 => { type $T = half::bf16; $body }
            $crate::dtype::DType::F32 => { type $T = f32; $body }
            $crate::dtype::DType::F64 => { type $T = f64; $body }
            $crate::dtype::DType::C64 => { type $T = $crate::dtype::C64; $body }
            $crate::dtype::DType::C128 => { type $T = $crate::dtype::C128; $body }
            _ => $other,
        }
    };
}

/// One arm per real floating dtype that computes.
#[macro_export]
macro_rules! each_float {
    ($dtype:expr, $T:ident => $body:expr, else => $other:expr) => {
        match $dtype {
            $crate::dtype::DType::F16 => { type $T = half::f16; $body }
            $crate::dtype::DType::BF16 => { type $T = half::bf16; $body }
            $crate::dtype::DType::F32 => { type $T = f32; $body }
            $crate::dtype::DType::F64 => { type $T = f64; $body }
            _ => $other,
        }
    };
}

/// One arm per element width, for kernels that only move bytes: `T` is an unsigned integer of that width.
#[macro_export]
macro_rules! each_width {
    ($dtype:expr, $T:ident => $body:expr) => {
        match $dtype.size() {
            1 => { type $T = u8; $body }
            2 => { type $T = u16; $body }
            4 => { type $T = u32; $body }
            8 => { type $T = u64; $body }
            _ => { type $T = u128; $body }
        }
    };
}
