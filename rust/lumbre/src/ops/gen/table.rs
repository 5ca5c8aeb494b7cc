// Written by rust/codegen.py from the op declarations. Do not edit.

use crate::ops::table_types::*;
use crate::ops::value::*;
use crate::ops;

pub const _TO_COPY: usize = 0;
pub const ABS: usize = 1;
pub const ACOS: usize = 2;
pub const ACOSH: usize = 3;
pub const ADD: usize = 4;
pub const ADDCDIV: usize = 5;
pub const ADDCMUL: usize = 6;
pub const ALIAS: usize = 7;
pub const ALLCLOSE: usize = 8;
pub const ALPHA_DROPOUT: usize = 9;
pub const ALPHA_DROPOUT_FUNCTIONAL: usize = 10;
pub const ANGLE: usize = 11;
pub const ARANGE_START: usize = 12;
pub const ARANGE: usize = 13;
pub const AS_STRIDED: usize = 14;
pub const AS_STRIDED_SCATTER: usize = 15;
pub const ASIN: usize = 16;
pub const ASINH: usize = 17;
pub const ATAN: usize = 18;
pub const ATAN2: usize = 19;
pub const ATANH: usize = 20;
pub const BERNOULLI: usize = 21;
pub const BERNOULLI_P: usize = 22;
pub const BERNOULLI__TENSOR_: usize = 23;
pub const BERNOULLI_: usize = 24;
pub const BFLOAT16: usize = 25;
pub const BINOMIAL: usize = 26;
pub const BITWISE_AND: usize = 27;
pub const BITWISE_AND_SCALAR: usize = 28;
pub const BITWISE_LEFT_SHIFT: usize = 29;
pub const BITWISE_LEFT_SHIFT_SCALAR: usize = 30;
pub const BITWISE_NOT: usize = 31;
pub const BITWISE_OR: usize = 32;
pub const BITWISE_OR_SCALAR: usize = 33;
pub const BITWISE_RIGHT_SHIFT: usize = 34;
pub const BITWISE_RIGHT_SHIFT_SCALAR: usize = 35;
pub const BITWISE_XOR: usize = 36;
pub const BITWISE_XOR_SCALAR: usize = 37;
pub const BMM: usize = 38;
pub const BOOL: usize = 39;
pub const BYTE: usize = 40;
pub const CAUCHY_: usize = 41;
pub const CDOUBLE: usize = 42;
pub const CEIL: usize = 43;
pub const CELU: usize = 44;
pub const CELU_FUNCTIONAL: usize = 45;
pub const CFLOAT: usize = 46;
pub const CHAR: usize = 47;
pub const CLAMP: usize = 48;
pub const CLAMP_MAX: usize = 49;
pub const CLAMP_MIN: usize = 50;
pub const CLONE: usize = 51;
pub const COMPLEX: usize = 52;
pub const CONJ: usize = 53;
pub const CONJ_PHYSICAL: usize = 54;
pub const CONTIGUOUS: usize = 55;
pub const COPY_: usize = 56;
pub const COPYSIGN: usize = 57;
pub const COS: usize = 58;
pub const COSH: usize = 59;
pub const CPU: usize = 60;
pub const CUDA: usize = 61;
pub const DEG2RAD: usize = 62;
pub const DETACH: usize = 63;
pub const DIGAMMA: usize = 64;
pub const DIV: usize = 65;
pub const DOUBLE: usize = 66;
pub const DROPOUT: usize = 67;
pub const DROPOUT_FUNCTIONAL: usize = 68;
pub const DROPOUT1D: usize = 69;
pub const DROPOUT2D: usize = 70;
pub const DROPOUT3D: usize = 71;
pub const ELU: usize = 72;
pub const ELU_FUNCTIONAL: usize = 73;
pub const EMPTY: usize = 74;
pub const EMPTY_LIKE: usize = 75;
pub const ENTR: usize = 76;
pub const EQ: usize = 77;
pub const EQUAL: usize = 78;
pub const ERF: usize = 79;
pub const ERFC: usize = 80;
pub const ERFINV: usize = 81;
pub const EXP: usize = 82;
pub const EXP2: usize = 83;
pub const EXPAND: usize = 84;
pub const EXPIT: usize = 85;
pub const EXPM1: usize = 86;
pub const EXPONENTIAL_: usize = 87;
pub const FEATURE_ALPHA_DROPOUT: usize = 88;
pub const FEATURE_ALPHA_DROPOUT_FUNCTIONAL: usize = 89;
pub const FEATURE_DROPOUT: usize = 90;
pub const FILL: usize = 91;
pub const FLOAT: usize = 92;
pub const FLOAT_POWER: usize = 93;
pub const FLOOR: usize = 94;
pub const FLOOR_DIVIDE: usize = 95;
pub const FLOOR_DIVIDE_SCALAR: usize = 96;
pub const FMAX: usize = 97;
pub const FMIN: usize = 98;
pub const FMOD: usize = 99;
pub const FRAC: usize = 100;
pub const FULL: usize = 101;
pub const FULL_LIKE: usize = 102;
pub const GAMMALN: usize = 103;
pub const GCD: usize = 104;
pub const GE: usize = 105;
pub const GELU: usize = 106;
pub const GEOMETRIC_: usize = 107;
pub const GLU: usize = 108;
pub const GT: usize = 109;
pub const HALF: usize = 110;
pub const HARDSHRINK: usize = 111;
pub const HARDSIGMOID: usize = 112;
pub const HARDSIGMOID_FUNCTIONAL: usize = 113;
pub const HARDSWISH: usize = 114;
pub const HARDSWISH_FUNCTIONAL: usize = 115;
pub const HARDTANH: usize = 116;
pub const HARDTANH_FUNCTIONAL: usize = 117;
pub const HEAVISIDE: usize = 118;
pub const HYPOT: usize = 119;
pub const I0: usize = 120;
pub const I1: usize = 121;
pub const IMAG: usize = 122;
pub const INDEX_ADD: usize = 123;
pub const INDEX_SELECT: usize = 124;
pub const INT: usize = 125;
pub const IS_COMPLEX: usize = 126;
pub const IS_FLOATING_POINT: usize = 127;
pub const ISCLOSE: usize = 128;
pub const ISFINITE: usize = 129;
pub const ISINF: usize = 130;
pub const ISNAN: usize = 131;
pub const ISNEGINF: usize = 132;
pub const ISPOSINF: usize = 133;
pub const ISREAL: usize = 134;
pub const LCM: usize = 135;
pub const LDEXP: usize = 136;
pub const LE: usize = 137;
pub const LEAKY_RELU: usize = 138;
pub const LEAKY_RELU_FUNCTIONAL: usize = 139;
pub const LERP: usize = 140;
pub const LGAMMA: usize = 141;
pub const LINEAR: usize = 142;
pub const LOG: usize = 143;
pub const LOG10: usize = 144;
pub const LOG1P: usize = 145;
pub const LOG2: usize = 146;
pub const LOG_NORMAL_: usize = 147;
pub const LOGADDEXP: usize = 148;
pub const LOGADDEXP2: usize = 149;
pub const LOGICAL_AND: usize = 150;
pub const LOGICAL_NOT: usize = 151;
pub const LOGICAL_OR: usize = 152;
pub const LOGICAL_XOR: usize = 153;
pub const LOGIT: usize = 154;
pub const LOGSIGMOID: usize = 155;
pub const LONG: usize = 156;
pub const LT: usize = 157;
pub const MASKED_FILL: usize = 158;
pub const MATMUL: usize = 159;
pub const MAXIMUM: usize = 160;
pub const MEAN: usize = 161;
pub const MEAN_DIM: usize = 162;
pub const MINIMUM: usize = 163;
pub const MISH: usize = 164;
pub const MISH_FUNCTIONAL: usize = 165;
pub const MM: usize = 166;
pub const MUL: usize = 167;
pub const MULTIGAMMALN: usize = 168;
pub const MVLGAMMA: usize = 169;
pub const NAN_TO_NUM: usize = 170;
pub const NARROW: usize = 171;
pub const NDTR: usize = 172;
pub const NDTRI: usize = 173;
pub const NE: usize = 174;
pub const NEG: usize = 175;
pub const NEXTAFTER: usize = 176;
pub const NORMAL_TENSORS: usize = 177;
pub const NORMAL_MEAN: usize = 178;
pub const NORMAL_STD: usize = 179;
pub const NORMAL: usize = 180;
pub const NORMAL_: usize = 181;
pub const ONES: usize = 182;
pub const ONES_LIKE: usize = 183;
pub const PERMUTE: usize = 184;
pub const POISSON: usize = 185;
pub const POLAR: usize = 186;
pub const POLYGAMMA: usize = 187;
pub const POLYGAMMA_METHOD: usize = 188;
pub const POSITIVE: usize = 189;
pub const POW: usize = 190;
pub const POW_SCALAR: usize = 191;
pub const PRELU: usize = 192;
pub const PSI: usize = 193;
pub const RAD2DEG: usize = 194;
pub const RAND: usize = 195;
pub const RAND_LIKE: usize = 196;
pub const RANDINT_LOW: usize = 197;
pub const RANDINT: usize = 198;
pub const RANDINT_LIKE_LOW: usize = 199;
pub const RANDINT_LIKE: usize = 200;
pub const RANDN: usize = 201;
pub const RANDN_LIKE: usize = 202;
pub const RANDOM__FROM_: usize = 203;
pub const RANDOM__TO_: usize = 204;
pub const RANDOM_: usize = 205;
pub const RANDPERM: usize = 206;
pub const REAL: usize = 207;
pub const RECIPROCAL: usize = 208;
pub const RELU_FUNCTIONAL: usize = 209;
pub const RELU: usize = 210;
pub const RELU6: usize = 211;
pub const RELU6_FUNCTIONAL: usize = 212;
pub const REMAINDER: usize = 213;
pub const REMAINDER_SCALAR: usize = 214;
pub const RESHAPE: usize = 215;
pub const RESOLVE_CONJ: usize = 216;
pub const RESULT_TYPE: usize = 217;
pub const ROUND: usize = 218;
pub const RRELU: usize = 219;
pub const RRELU_FUNCTIONAL: usize = 220;
pub const RSQRT: usize = 221;
pub const RSUB: usize = 222;
pub const SELECT: usize = 223;
pub const SELECT_SCATTER: usize = 224;
pub const SELU: usize = 225;
pub const SELU_FUNCTIONAL: usize = 226;
pub const SGN: usize = 227;
pub const SHORT: usize = 228;
pub const SIGMOID: usize = 229;
pub const SIGN: usize = 230;
pub const SIGNBIT: usize = 231;
pub const SILU: usize = 232;
pub const SILU_FUNCTIONAL: usize = 233;
pub const SIN: usize = 234;
pub const SINC: usize = 235;
pub const SINH: usize = 236;
pub const SLICE: usize = 237;
pub const SLICE_SCATTER: usize = 238;
pub const SOFTPLUS: usize = 239;
pub const SOFTSHRINK: usize = 240;
pub const SOFTSIGN: usize = 241;
pub const SPLIT_SIZES: usize = 242;
pub const SQRT: usize = 243;
pub const SQUARE: usize = 244;
pub const SQUEEZE: usize = 245;
pub const SQUEEZE_DIM: usize = 246;
pub const SUB: usize = 247;
pub const SUM: usize = 248;
pub const SUM_DIM: usize = 249;
pub const T: usize = 250;
pub const TAN: usize = 251;
pub const TANH: usize = 252;
pub const TANHSHRINK: usize = 253;
pub const THRESHOLD: usize = 254;
pub const THRESHOLD_FUNCTIONAL: usize = 255;
pub const TO_DTYPE: usize = 256;
pub const TO_DEVICE: usize = 257;
pub const TO_OTHER: usize = 258;
pub const TRANSPOSE: usize = 259;
pub const TRUE_DIVIDE: usize = 260;
pub const TRUNC: usize = 261;
pub const TYPE_AS: usize = 262;
pub const UNBIND: usize = 263;
pub const UNIFORM_: usize = 264;
pub const UNSQUEEZE: usize = 265;
pub const VIEW: usize = 266;
pub const VIEW_AS_COMPLEX: usize = 267;
pub const VIEW_AS_REAL: usize = 268;
pub const WHERE: usize = 269;
pub const WHERE_METHOD: usize = 270;
pub const XLOG1PY: usize = 271;
pub const XLOGY: usize = 272;
pub const XLOGY_SCALAR: usize = 273;
pub const ZERO: usize = 274;
pub const ZEROS: usize = 275;
pub const ZEROS_LIKE: usize = 276;

pub static OPS: &[Op] = &[
    Op { id: 0, name: "_to_copy", overload: "", schema: "_to_copy(Tensor input, *, dtype? dtype=None, device? device=None, memory_format memory_format=Preserve) -> Tensor", doc: r##"A copy in another dtype, device or memory format."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation::to_copy(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 1, name: "abs", overload: "", schema: "abs(Tensor input) -> Tensor", doc: r##"Absolute value; the magnitude of complex numbers, as real ones."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &["absolute"], fields: &[], autocast: "",
        call: |s| Ok(ops::unary::abs(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 2, name: "acos", overload: "", schema: "acos(Tensor input) -> Tensor", doc: r##"Inverse cosine, in radians; NaN outside [-1, 1]."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &["arccos"], fields: &[], autocast: "f32",
        call: |s| Ok(ops::trig::acos(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 3, name: "acosh", overload: "", schema: "acosh(Tensor input) -> Tensor", doc: r##"Inverse hyperbolic cosine; NaN below 1."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &["arccosh"], fields: &[], autocast: "",
        call: |s| Ok(ops::trig::acosh(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 4, name: "add", overload: "", schema: "add(Tensor input, TensorOrScalar other, *, Scalar alpha=1) -> Tensor", doc: r##"`input + alpha * other`, broadcast and promoted."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "alpha", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(1) }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pointwise::add(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 5, name: "addcdiv", overload: "", schema: "addcdiv(Tensor input, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor", doc: r##"`input + value * tensor1 / tensor2`, in floating point."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "tensor1", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "tensor2", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "value", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(1) }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::addcdiv(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 6, name: "addcmul", overload: "", schema: "addcmul(Tensor input, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor", doc: r##"`input + value * tensor1 * tensor2`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "tensor1", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "tensor2", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "value", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(1) }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::addcmul(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 7, name: "alias", overload: "", schema: "alias(Tensor(a) input) -> Tensor(a)", doc: r##"The same elements as another tensor."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::alias(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 8, name: "allclose", overload: "", schema: "allclose(Tensor input, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False) -> bool", doc: r##"Whether all elements are close (see `isclose`)."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "rtol", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1e-05) }, Arg { name: "atol", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1e-08) }, Arg { name: "equal_nan", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::compare::allclose(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 9, name: "alpha_dropout", overload: "", schema: "alpha_dropout(Tensor input, float p, bool train) -> Tensor", doc: r##"Dropout to a value that keeps the mean and variance of selu's outputs."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "p", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "train", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::dropout::alpha_dropout(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 10, name: "alpha_dropout", overload: "functional", schema: "alpha_dropout.functional(Tensor input, float p=0.5, bool training=False, bool inplace=False) -> Tensor", doc: r##"Dropout to a value that keeps the mean and variance of selu's outputs."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "p", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.5) }, Arg { name: "training", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "inplace", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::RANDOM, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::dropout::alpha_dropout_functional(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 11, name: "angle", overload: "", schema: "angle(Tensor input) -> Tensor", doc: r##"The angle of complex numbers, in radians; of real ones 0, or pi below zero."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::complex::angle(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 12, name: "arange", overload: "start", schema: "arange.start(Scalar start, Scalar end, Scalar step=1, *, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"`start, start + step, …` below `end`."##, args: &[Arg { name: "start", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "end", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "step", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(1) }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation::arange_op(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 13, name: "arange", overload: "", schema: "arange(Scalar end, *, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"`0, 1, …` below `end`."##, args: &[Arg { name: "end", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation::arange_end(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 14, name: "as_strided", overload: "", schema: "as_strided(Tensor(a) input, int[] size, int[] stride, int? storage_offset=None) -> Tensor", doc: r##"Any sizes and strides over the tensor's storage."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "size", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "stride", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "storage_offset", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::as_strided(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 15, name: "as_strided_scatter", overload: "", schema: "as_strided_scatter(Tensor input, Tensor src, int[] size, int[] stride, int? storage_offset=None) -> Tensor", doc: r##"A copy of `input` with `src` where `as_strided` would look."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "src", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "size", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "stride", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "storage_offset", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::as_strided_scatter(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 16, name: "asin", overload: "", schema: "asin(Tensor input) -> Tensor", doc: r##"Inverse sine, in radians; NaN outside [-1, 1]."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &["arcsin"], fields: &[], autocast: "f32",
        call: |s| Ok(ops::trig::asin(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 17, name: "asinh", overload: "", schema: "asinh(Tensor input) -> Tensor", doc: r##"Inverse hyperbolic sine."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &["arcsinh"], fields: &[], autocast: "",
        call: |s| Ok(ops::trig::asinh(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 18, name: "atan", overload: "", schema: "atan(Tensor input) -> Tensor", doc: r##"Inverse tangent, in radians."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &["arctan"], fields: &[], autocast: "",
        call: |s| Ok(ops::trig::atan(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 19, name: "atan2", overload: "", schema: "atan2(Tensor input, Tensor other) -> Tensor", doc: r##"The angle of the point (`other`, `input`), in radians."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &["arctan2"], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::atan2(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 20, name: "atanh", overload: "", schema: "atanh(Tensor input) -> Tensor", doc: r##"Inverse hyperbolic tangent; NaN outside [-1, 1]."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &["arctanh"], fields: &[], autocast: "",
        call: |s| Ok(ops::trig::atanh(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 21, name: "bernoulli", overload: "", schema: "bernoulli(Tensor input, *, Generator? generator=None) -> Tensor", doc: r##"1 with the probability in `input`, else 0."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random::bernoulli(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 22, name: "bernoulli", overload: "p", schema: "bernoulli.p(Tensor input, float p, *, Generator? generator=None) -> Tensor", doc: r##"1 with probability `p`, else 0, in the shape of `input`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "p", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random::bernoulli_p(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 23, name: "bernoulli_", overload: "tensor", schema: "bernoulli_.tensor(Tensor(a!) input, Tensor p, *, Generator? generator=None) -> Tensor(a!)", doc: r##"1 with the probabilities in `p`, which broadcasts, else 0."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "p", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::METHOD | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random_fill::bernoulli_tensor_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 24, name: "bernoulli_", overload: "", schema: "bernoulli_(Tensor(a!) input, float p=0.5, *, Generator? generator=None) -> Tensor(a!)", doc: r##"1 with probability `p`, else 0."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "p", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.5) }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::METHOD | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random_fill::bernoulli_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 25, name: "bfloat16", overload: "", schema: "bfloat16(Tensor input, *, memory_format memory_format=Preserve) -> Tensor", doc: r##"The tensor as `bfloat16`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::bfloat16(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 26, name: "binomial", overload: "", schema: "binomial(Tensor count, Tensor prob, Generator? generator=None) -> Tensor", doc: r##"Numbers of successes in `count` trials of probability `prob`."##, args: &[Arg { name: "count", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "prob", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random::binomial(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 27, name: "bitwise_and", overload: "", schema: "bitwise_and(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"Bits set in both."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bitwise::bitwise_and(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 28, name: "bitwise_and", overload: "scalar", schema: "bitwise_and.scalar(Scalar input, Tensor other) -> Tensor", doc: r##"Bits set in both, of a number and a tensor."##, args: &[Arg { name: "input", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bitwise::bitwise_and_scalar(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 29, name: "bitwise_left_shift", overload: "", schema: "bitwise_left_shift(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"`input * 2 ** other`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bitwise::bitwise_left_shift(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 30, name: "bitwise_left_shift", overload: "scalar", schema: "bitwise_left_shift.scalar(Scalar input, Tensor other) -> Tensor", doc: r##"`input * 2 ** other`, of a number and a tensor."##, args: &[Arg { name: "input", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bitwise::bitwise_left_shift_scalar(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 31, name: "bitwise_not", overload: "", schema: "bitwise_not(Tensor input) -> Tensor", doc: r##"All bits flipped; logical negation of bools."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bitwise::bitwise_not(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 32, name: "bitwise_or", overload: "", schema: "bitwise_or(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"Bits set in one or both."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bitwise::bitwise_or(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 33, name: "bitwise_or", overload: "scalar", schema: "bitwise_or.scalar(Scalar input, Tensor other) -> Tensor", doc: r##"Bits set in one or both, of a number and a tensor."##, args: &[Arg { name: "input", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bitwise::bitwise_or_scalar(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 34, name: "bitwise_right_shift", overload: "", schema: "bitwise_right_shift(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"`input / 2 ** other`, rounded down."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bitwise::bitwise_right_shift(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 35, name: "bitwise_right_shift", overload: "scalar", schema: "bitwise_right_shift.scalar(Scalar input, Tensor other) -> Tensor", doc: r##"`input / 2 ** other`, rounded down, of a number and a tensor."##, args: &[Arg { name: "input", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bitwise::bitwise_right_shift_scalar(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 36, name: "bitwise_xor", overload: "", schema: "bitwise_xor(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"Bits set in exactly one."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bitwise::bitwise_xor(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 37, name: "bitwise_xor", overload: "scalar", schema: "bitwise_xor.scalar(Scalar input, Tensor other) -> Tensor", doc: r##"Bits set in exactly one, of a number and a tensor."##, args: &[Arg { name: "input", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bitwise::bitwise_xor_scalar(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 38, name: "bmm", overload: "", schema: "bmm(Tensor input, Tensor mat2) -> Tensor", doc: r##"Products of two batches of matrices, `(b, n, m) @ (b, m, p) -> (b, n, p)`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "mat2", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "lower",
        call: |s| Ok(ops::matmul::bmm(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 39, name: "bool", overload: "", schema: "bool(Tensor input, *, memory_format memory_format=Preserve) -> Tensor", doc: r##"The tensor as `bool`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::bool(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 40, name: "byte", overload: "", schema: "byte(Tensor input, *, memory_format memory_format=Preserve) -> Tensor", doc: r##"The tensor as `uint8`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::byte(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 41, name: "cauchy_", overload: "", schema: "cauchy_(Tensor(a!) input, float median=0.0, float sigma=1.0, *, Generator? generator=None) -> Tensor(a!)", doc: r##"Cauchy numbers."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "median", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.0) }, Arg { name: "sigma", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1.0) }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::METHOD | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random_fill::cauchy_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 42, name: "cdouble", overload: "", schema: "cdouble(Tensor input, *, memory_format memory_format=Preserve) -> Tensor", doc: r##"The tensor as `complex128`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::cdouble(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 43, name: "ceil", overload: "", schema: "ceil(Tensor input) -> Tensor", doc: r##"The smallest integer not below."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::round::ceil(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 44, name: "celu", overload: "", schema: "celu(Tensor input, Scalar alpha=1.0) -> Tensor", doc: r##"`input` above 0, `alpha * (exp(input / alpha) - 1)` below."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "alpha", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1.0) }],
        flags: flag::FUNCTION | flag::INPLACE, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation::celu(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 45, name: "celu", overload: "functional", schema: "celu.functional(Tensor input, Scalar alpha=1.0, bool inplace=False) -> Tensor", doc: r##"`input` above 0, `alpha * (exp(input / alpha) - 1)` below."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "alpha", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1.0) }, Arg { name: "inplace", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation_functional::celu_functional(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 46, name: "cfloat", overload: "", schema: "cfloat(Tensor input, *, memory_format memory_format=Preserve) -> Tensor", doc: r##"The tensor as `complex64`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::cfloat(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 47, name: "char", overload: "", schema: "char(Tensor input, *, memory_format memory_format=Preserve) -> Tensor", doc: r##"The tensor as `int8`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::char(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 48, name: "clamp", overload: "", schema: "clamp(Tensor input, TensorOrScalar? min=None, TensorOrScalar? max=None) -> Tensor", doc: r##"The input limited to `[min, max]`, each a number or a tensor that broadcasts; `max` where `min > max`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "min", ty: Ty::TensorOrScalar, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "max", ty: Ty::TensorOrScalar, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &["clip"], fields: &[], autocast: "",
        call: |s| Ok(ops::select::clamp(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 49, name: "clamp_max", overload: "", schema: "clamp_max(Tensor input, TensorOrScalar max) -> Tensor", doc: r##"The input, at most `max`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "max", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::select::clamp_max(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 50, name: "clamp_min", overload: "", schema: "clamp_min(Tensor input, TensorOrScalar min) -> Tensor", doc: r##"The input, at least `min`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "min", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::select::clamp_min(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 51, name: "clone", overload: "", schema: "clone(Tensor input, *, memory_format memory_format=Preserve) -> Tensor", doc: r##"A copy."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation::clone_op(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 52, name: "complex", overload: "", schema: "complex(Tensor real, Tensor imag) -> Tensor", doc: r##"A complex tensor from its parts."##, args: &[Arg { name: "real", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "imag", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::complex::complex(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 53, name: "conj", overload: "", schema: "conj(Tensor input) -> Tensor", doc: r##"The complex conjugate; a lazy view of complex tensors, real ones themselves."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pointwise::conj(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 54, name: "conj_physical", overload: "", schema: "conj_physical(Tensor input) -> Tensor", doc: r##"The complex conjugate, computed now rather than as a view."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::complex::conj_physical(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 55, name: "contiguous", overload: "", schema: "contiguous(Tensor input, *, memory_format memory_format=Contiguous) -> Tensor", doc: r##"The tensor itself if its memory is in the given order, else a copy that is."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Contiguous) }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation::contiguous(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 56, name: "copy_", overload: "", schema: "copy_(Tensor(a!) input, Tensor src, bool non_blocking=False) -> Tensor(a!)", doc: r##"Elements of `src`, broadcast and cast, into this tensor."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "src", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "non_blocking", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation::copy_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 57, name: "copysign", overload: "", schema: "copysign(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"The magnitude of `input` with the sign of `other`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::copysign(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 58, name: "cos", overload: "", schema: "cos(Tensor input) -> Tensor", doc: r##"Cosine of radians."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::trig::cos(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 59, name: "cosh", overload: "", schema: "cosh(Tensor input) -> Tensor", doc: r##"Hyperbolic cosine."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::trig::cosh(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 60, name: "cpu", overload: "", schema: "cpu(Tensor input, *, memory_format memory_format=Preserve) -> Tensor", doc: r##"The tensor in the computer's own memory."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::cpu(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 61, name: "cuda", overload: "", schema: "cuda(Tensor input, device? device=None, bool non_blocking=False, *, memory_format memory_format=Preserve) -> Tensor", doc: r##"The tensor on a CUDA device (the first without `device`)."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "non_blocking", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::cuda(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 62, name: "deg2rad", overload: "", schema: "deg2rad(Tensor input) -> Tensor", doc: r##"Degrees as radians."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::trig::deg2rad(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 63, name: "detach", overload: "", schema: "detach(Tensor(a) input) -> Tensor", doc: r##"The same memory, outside the graph."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::detach(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 64, name: "digamma", overload: "", schema: "digamma(Tensor input) -> Tensor", doc: r##"Logarithmic derivative of the gamma function."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special::digamma(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 65, name: "div", overload: "", schema: "div(Tensor input, TensorOrScalar other, *, str? rounding_mode=None) -> Tensor", doc: r##"`input / other`: true division, or rounded with `rounding_mode` `'trunc'` or `'floor'`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "rounding_mode", ty: Ty::Str, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &["divide"], fields: &[], autocast: "",
        call: |s| Ok(ops::pointwise::div(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 66, name: "double", overload: "", schema: "double(Tensor input, *, memory_format memory_format=Preserve) -> Tensor", doc: r##"The tensor as `float64`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::double(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 67, name: "dropout", overload: "", schema: "dropout(Tensor input, float p, bool train) -> Tensor", doc: r##"While training: zeros with probability `p`, the others scaled by `1 / (1 - p)`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "p", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "train", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::dropout::dropout(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 68, name: "dropout", overload: "functional", schema: "dropout.functional(Tensor input, float p=0.5, bool training=True, bool inplace=False) -> Tensor", doc: r##"While training: zeros with probability `p`, the others scaled by `1 / (1 - p)`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "p", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.5) }, Arg { name: "training", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }, Arg { name: "inplace", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::RANDOM, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::dropout::dropout_functional(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 69, name: "dropout1d", overload: "", schema: "dropout1d(Tensor input, float p=0.5, bool training=True, bool inplace=False) -> Tensor", doc: r##"Dropout of whole channels of `(N, C, L)` or `(C, L)` inputs."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "p", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.5) }, Arg { name: "training", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }, Arg { name: "inplace", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::RANDOM, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::dropout::dropout1d(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 70, name: "dropout2d", overload: "", schema: "dropout2d(Tensor input, float p=0.5, bool training=True, bool inplace=False) -> Tensor", doc: r##"Dropout of whole channels of `(N, C, H, W)` inputs."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "p", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.5) }, Arg { name: "training", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }, Arg { name: "inplace", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::RANDOM, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::dropout::dropout2d(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 71, name: "dropout3d", overload: "", schema: "dropout3d(Tensor input, float p=0.5, bool training=True, bool inplace=False) -> Tensor", doc: r##"Dropout of whole channels of `(N, C, D, H, W)` inputs."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "p", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.5) }, Arg { name: "training", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }, Arg { name: "inplace", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::RANDOM, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::dropout::dropout3d(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 72, name: "elu", overload: "", schema: "elu(Tensor input, Scalar alpha=1.0) -> Tensor", doc: r##"`input` above 0, `alpha * (exp(input) - 1)` below."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "alpha", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1.0) }],
        flags: flag::INPLACE | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation::elu(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 73, name: "elu", overload: "functional", schema: "elu.functional(Tensor input, Scalar alpha=1.0, bool inplace=False) -> Tensor", doc: r##"`input` above 0, `alpha * (exp(input) - 1)` below."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "alpha", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1.0) }, Arg { name: "inplace", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation_functional::elu_functional(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 74, name: "empty", overload: "", schema: "empty(int... size, *, dtype? dtype=None, device? device=None, memory_format memory_format=Contiguous) -> Tensor", doc: r##"Uninitialised memory."##, args: &[Arg { name: "size", ty: Ty::Ints, optional: false, count: 0, varargs: true, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Contiguous) }],
        flags: flag::FACTORY | flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation::empty_op(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 75, name: "empty_like", overload: "", schema: "empty_like(Tensor input, *, dtype? dtype=None, device? device=None, memory_format memory_format=Preserve) -> Tensor", doc: r##"Uninitialised memory in the shape of `input`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::FACTORY | flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation::empty_like(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 76, name: "entr", overload: "", schema: "entr(Tensor input) -> Tensor", doc: r##"`-input * log(input)`, 0 at 0 and negative infinity below."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special::entr(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 77, name: "eq", overload: "", schema: "eq(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"Where `input == other`, as bools."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::compare::eq(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 78, name: "equal", overload: "", schema: "equal(Tensor input, Tensor other) -> bool", doc: r##"Whether both have the same shape and the same elements."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::compare::equal(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 79, name: "erf", overload: "", schema: "erf(Tensor input) -> Tensor", doc: r##"Error function."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special::erf(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 80, name: "erfc", overload: "", schema: "erfc(Tensor input) -> Tensor", doc: r##"`1 - erf(input)`, exact for large inputs."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special::erfc(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 81, name: "erfinv", overload: "", schema: "erfinv(Tensor input) -> Tensor", doc: r##"Inverse error function on (-1, 1)."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::special::erfinv(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 82, name: "exp", overload: "", schema: "exp(Tensor input) -> Tensor", doc: r##"`e ** input`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pointwise::exp(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 83, name: "exp2", overload: "", schema: "exp2(Tensor input) -> Tensor", doc: r##"`2 ** input`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::unary::exp2(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 84, name: "expand", overload: "", schema: "expand(Tensor(a) input, int... size, *, bool implicit=False) -> Tensor", doc: r##"Dimensions of size 1 stretched without a copy; -1 keeps a size."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "size", ty: Ty::Ints, optional: false, count: 0, varargs: true, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "implicit", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }],
        flags: flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::expand(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 85, name: "expit", overload: "", schema: "expit(Tensor input) -> Tensor", doc: r##"`1 / (1 + exp(-input))`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special::expit(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 86, name: "expm1", overload: "", schema: "expm1(Tensor input) -> Tensor", doc: r##"`exp(input) - 1`, exact near zero."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::unary::expm1(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 87, name: "exponential_", overload: "", schema: "exponential_(Tensor(a!) input, float lambd=1.0, *, Generator? generator=None) -> Tensor(a!)", doc: r##"Numbers of density `lambd * exp(-lambd * x)`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "lambd", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1.0) }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::METHOD | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random_fill::exponential_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 88, name: "feature_alpha_dropout", overload: "", schema: "feature_alpha_dropout(Tensor input, float p, bool train) -> Tensor", doc: r##"Alpha dropout of whole channels (dimension 1)."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "p", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "train", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::dropout::feature_alpha_dropout(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 89, name: "feature_alpha_dropout", overload: "functional", schema: "feature_alpha_dropout.functional(Tensor input, float p=0.5, bool training=False, bool inplace=False) -> Tensor", doc: r##"Alpha dropout of whole channels (dimension 1)."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "p", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.5) }, Arg { name: "training", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "inplace", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::RANDOM, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::dropout::feature_alpha_dropout_functional(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 90, name: "feature_dropout", overload: "", schema: "feature_dropout(Tensor input, float p, bool train) -> Tensor", doc: r##"Dropout of whole channels (dimension 1)."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "p", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "train", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::dropout::feature_dropout(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 91, name: "fill", overload: "", schema: "fill(Tensor input, Scalar value) -> Tensor", doc: r##"One number everywhere."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "value", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation::fill(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 92, name: "float", overload: "", schema: "float(Tensor input, *, memory_format memory_format=Preserve) -> Tensor", doc: r##"The tensor as `float32`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::float(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 93, name: "float_power", overload: "", schema: "float_power(Tensor input, TensorOrScalar exponent) -> Tensor", doc: r##"`input ** exponent` in double precision."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "exponent", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::float_power(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 94, name: "floor", overload: "", schema: "floor(Tensor input) -> Tensor", doc: r##"The largest integer not above."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::round::floor(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 95, name: "floor_divide", overload: "", schema: "floor_divide(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"`input / other`, rounded down."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::floor_divide(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 96, name: "floor_divide", overload: "scalar", schema: "floor_divide.scalar(Scalar input, Tensor other) -> Tensor", doc: r##"`input / other`, rounded down."##, args: &[Arg { name: "input", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::floor_divide_scalar(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 97, name: "fmax", overload: "", schema: "fmax(Tensor input, Tensor other) -> Tensor", doc: r##"The larger of both, the other one where one is NaN."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::fmax(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 98, name: "fmin", overload: "", schema: "fmin(Tensor input, Tensor other) -> Tensor", doc: r##"The smaller of both, the other one where one is NaN."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::fmin(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 99, name: "fmod", overload: "", schema: "fmod(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"`input - other * trunc(input / other)`: the sign is the dividend's."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::fmod(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 100, name: "frac", overload: "", schema: "frac(Tensor input) -> Tensor", doc: r##"The fractional part, with the sign of the input."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::round::frac(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 101, name: "full", overload: "", schema: "full(int[] size, Scalar fill_value, *, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"Filled with one number."##, args: &[Arg { name: "size", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "fill_value", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation::full_op(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 102, name: "full_like", overload: "", schema: "full_like(Tensor input, Scalar fill_value, *, dtype? dtype=None, device? device=None, memory_format memory_format=Preserve) -> Tensor", doc: r##"One number in the shape of `input`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "fill_value", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::FACTORY | flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation::full_like(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 103, name: "gammaln", overload: "", schema: "gammaln(Tensor input) -> Tensor", doc: r##"Logarithm of the absolute value of the gamma function."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special::gammaln(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 104, name: "gcd", overload: "", schema: "gcd(Tensor input, Tensor other) -> Tensor", doc: r##"Greatest common divisor of integers."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bitwise::gcd(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 105, name: "ge", overload: "", schema: "ge(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"Where `input >= other`, as bools."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &["greater_equal"], fields: &[], autocast: "",
        call: |s| Ok(ops::compare::ge(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 106, name: "gelu", overload: "", schema: "gelu(Tensor input, *, str approximate='none') -> Tensor", doc: r##"`input` times the area under the standard normal density left of it; by a tanh formula with `approximate='tanh'`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "approximate", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Str("none") }],
        flags: flag::INPLACE | flag::OUT, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation::gelu(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 107, name: "geometric_", overload: "", schema: "geometric_(Tensor(a!) input, float p, *, Generator? generator=None) -> Tensor(a!)", doc: r##"Numbers of trials up to the first success of probability `p`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "p", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::METHOD | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random_fill::geometric_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 108, name: "glu", overload: "", schema: "glu(Tensor input, int dim=-1) -> Tensor", doc: r##"The first half along `dim` times the sigmoid of the second."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(-1) }],
        flags: flag::OUT, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation_functional::glu(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 109, name: "gt", overload: "", schema: "gt(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"Where `input > other`, as bools."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &["greater"], fields: &[], autocast: "",
        call: |s| Ok(ops::compare::gt(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 110, name: "half", overload: "", schema: "half(Tensor input, *, memory_format memory_format=Preserve) -> Tensor", doc: r##"The tensor as `float16`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::half(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 111, name: "hardshrink", overload: "", schema: "hardshrink(Tensor input, Scalar lambd=0.5) -> Tensor", doc: r##"The input, 0 in `[-lambd, lambd]`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "lambd", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.5) }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation::hardshrink(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 112, name: "hardsigmoid", overload: "", schema: "hardsigmoid(Tensor input) -> Tensor", doc: r##"`relu6(input + 3) / 6`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::INPLACE | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation::hardsigmoid(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 113, name: "hardsigmoid", overload: "functional", schema: "hardsigmoid.functional(Tensor input, bool inplace=False) -> Tensor", doc: r##"`relu6(input + 3) / 6`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "inplace", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation_functional::hardsigmoid_functional(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 114, name: "hardswish", overload: "", schema: "hardswish(Tensor input) -> Tensor", doc: r##"`input * relu6(input + 3) / 6`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::INPLACE | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation::hardswish(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 115, name: "hardswish", overload: "functional", schema: "hardswish.functional(Tensor input, bool inplace=False) -> Tensor", doc: r##"`input * relu6(input + 3) / 6`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "inplace", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation_functional::hardswish_functional(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 116, name: "hardtanh", overload: "", schema: "hardtanh(Tensor input, Scalar min_val=-1, Scalar max_val=1) -> Tensor", doc: r##"The input clamped to `[min_val, max_val]`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "min_val", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(-1) }, Arg { name: "max_val", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(1) }],
        flags: flag::INPLACE | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation::hardtanh(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 117, name: "hardtanh", overload: "functional", schema: "hardtanh.functional(Tensor input, Scalar min_val=-1.0, Scalar max_val=1.0, bool inplace=False) -> Tensor", doc: r##"The input clamped to `[min_val, max_val]`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "min_val", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(-1.0) }, Arg { name: "max_val", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1.0) }, Arg { name: "inplace", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation_functional::hardtanh_functional(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 118, name: "heaviside", overload: "", schema: "heaviside(Tensor input, Tensor values) -> Tensor", doc: r##"0 below zero, 1 above, `values` at zero."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "values", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::heaviside(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 119, name: "hypot", overload: "", schema: "hypot(Tensor input, Tensor other) -> Tensor", doc: r##"`sqrt(input ** 2 + other ** 2)` without overflow."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::hypot(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 120, name: "i0", overload: "", schema: "i0(Tensor input) -> Tensor", doc: r##"Modified Bessel function of the first kind, order 0."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special::i0(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 121, name: "i1", overload: "", schema: "i1(Tensor input) -> Tensor", doc: r##"Modified Bessel function of the first kind, order 1."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special::i1(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 122, name: "imag", overload: "", schema: "imag(Tensor(a) input) -> Tensor(a)", doc: r##"The imaginary part of a complex tensor, as a view."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::PROPERTY | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::complex::imag(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 123, name: "index_add", overload: "", schema: "index_add(Tensor input, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor", doc: r##"A copy of `input` with `alpha * source` added at the given indices of one dimension."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "index", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "source", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "alpha", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(1) }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::index::index_add(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 124, name: "index_select", overload: "", schema: "index_select(Tensor input, int dim, Tensor index) -> Tensor", doc: r##"The given indices of one dimension."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "index", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::index::index_select(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 125, name: "int", overload: "", schema: "int(Tensor input, *, memory_format memory_format=Preserve) -> Tensor", doc: r##"The tensor as `int32`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::int(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 126, name: "is_complex", overload: "", schema: "is_complex(Tensor input) -> bool", doc: r##"Whether the dtype is complex."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::complex::is_complex(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 127, name: "is_floating_point", overload: "", schema: "is_floating_point(Tensor input) -> bool", doc: r##"Whether the dtype is real floating point."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::complex::is_floating_point(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 128, name: "isclose", overload: "", schema: "isclose(Tensor input, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False) -> Tensor", doc: r##"Where `|input - other| <= atol + rtol * |other|`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "rtol", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1e-05) }, Arg { name: "atol", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1e-08) }, Arg { name: "equal_nan", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::compare::isclose(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 129, name: "isfinite", overload: "", schema: "isfinite(Tensor input) -> Tensor", doc: r##"Where the input is neither infinite nor NaN."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::round::isfinite(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 130, name: "isinf", overload: "", schema: "isinf(Tensor input) -> Tensor", doc: r##"Where the input is infinite."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::round::isinf(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 131, name: "isnan", overload: "", schema: "isnan(Tensor input) -> Tensor", doc: r##"Where the input is not a number."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::round::isnan(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 132, name: "isneginf", overload: "", schema: "isneginf(Tensor input) -> Tensor", doc: r##"Where the input is negative infinity."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::round::isneginf(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 133, name: "isposinf", overload: "", schema: "isposinf(Tensor input) -> Tensor", doc: r##"Where the input is positive infinity."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::round::isposinf(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 134, name: "isreal", overload: "", schema: "isreal(Tensor input) -> Tensor", doc: r##"Where the imaginary part is zero."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::round::isreal(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 135, name: "lcm", overload: "", schema: "lcm(Tensor input, Tensor other) -> Tensor", doc: r##"Least common multiple of integers."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bitwise::lcm(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 136, name: "ldexp", overload: "", schema: "ldexp(Tensor input, Tensor other) -> Tensor", doc: r##"`input * 2 ** other`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::ldexp(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 137, name: "le", overload: "", schema: "le(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"Where `input <= other`, as bools."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &["less_equal"], fields: &[], autocast: "",
        call: |s| Ok(ops::compare::le(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 138, name: "leaky_relu", overload: "", schema: "leaky_relu(Tensor input, Scalar negative_slope=0.01) -> Tensor", doc: r##"`input` above 0, `negative_slope * input` below."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "negative_slope", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.01) }],
        flags: flag::INPLACE | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation::leaky_relu(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 139, name: "leaky_relu", overload: "functional", schema: "leaky_relu.functional(Tensor input, Scalar negative_slope=0.01, bool inplace=False) -> Tensor", doc: r##"`input` above 0, `negative_slope * input` below."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "negative_slope", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.01) }, Arg { name: "inplace", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation_functional::leaky_relu_functional(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 140, name: "lerp", overload: "", schema: "lerp(Tensor input, Tensor end, TensorOrScalar weight) -> Tensor", doc: r##"`input + weight * (end - input)`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "end", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weight", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::lerp(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 141, name: "lgamma", overload: "", schema: "lgamma(Tensor input) -> Tensor", doc: r##"Logarithm of the absolute value of the gamma function."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special::lgamma(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 142, name: "linear", overload: "", schema: "linear(Tensor input, Tensor weight, Tensor? bias=None) -> Tensor", doc: r##"`input @ weight.T + bias`: `(*, in) -> (*, out)` with a weight of `(out, in)`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weight", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bias", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "lower",
        call: |s| Ok(ops::matmul::linear(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 143, name: "log", overload: "", schema: "log(Tensor input) -> Tensor", doc: r##"Natural logarithm."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::unary::log(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 144, name: "log10", overload: "", schema: "log10(Tensor input) -> Tensor", doc: r##"Logarithm to base 10."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::unary::log10(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 145, name: "log1p", overload: "", schema: "log1p(Tensor input) -> Tensor", doc: r##"`log(1 + input)`, exact near zero."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::unary::log1p(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 146, name: "log2", overload: "", schema: "log2(Tensor input) -> Tensor", doc: r##"Logarithm to base 2."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::unary::log2(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 147, name: "log_normal_", overload: "", schema: "log_normal_(Tensor(a!) input, float mean=1.0, float std=2.0, *, Generator? generator=None) -> Tensor(a!)", doc: r##"Exponentials of normal numbers."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "mean", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1.0) }, Arg { name: "std", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(2.0) }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::METHOD | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random_fill::log_normal_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 148, name: "logaddexp", overload: "", schema: "logaddexp(Tensor input, Tensor other) -> Tensor", doc: r##"`log(exp(input) + exp(other))` without overflow."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::logaddexp(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 149, name: "logaddexp2", overload: "", schema: "logaddexp2(Tensor input, Tensor other) -> Tensor", doc: r##"`log2(2 ** input + 2 ** other)` without overflow."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::logaddexp2(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 150, name: "logical_and", overload: "", schema: "logical_and(Tensor input, Tensor other) -> Tensor", doc: r##"Where both are not zero, as bools."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::compare::logical_and(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 151, name: "logical_not", overload: "", schema: "logical_not(Tensor input) -> Tensor", doc: r##"Where the input is zero, as bools."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::compare::logical_not(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 152, name: "logical_or", overload: "", schema: "logical_or(Tensor input, Tensor other) -> Tensor", doc: r##"Where one or both are not zero, as bools."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::compare::logical_or(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 153, name: "logical_xor", overload: "", schema: "logical_xor(Tensor input, Tensor other) -> Tensor", doc: r##"Where exactly one is not zero, as bools."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::compare::logical_xor(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 154, name: "logit", overload: "", schema: "logit(Tensor input, float? eps=None) -> Tensor", doc: r##"`log(x / (1 - x))` of the input clamped to `[eps, 1 - eps]`; NaN outside [0, 1] without `eps`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "eps", ty: Ty::Float, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special::logit(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 155, name: "logsigmoid", overload: "", schema: "logsigmoid(Tensor input) -> Tensor", doc: r##"`log(sigmoid(input))`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation::logsigmoid(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 156, name: "long", overload: "", schema: "long(Tensor input, *, memory_format memory_format=Preserve) -> Tensor", doc: r##"The tensor as `int64`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::long(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 157, name: "lt", overload: "", schema: "lt(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"Where `input < other`, as bools."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &["less"], fields: &[], autocast: "",
        call: |s| Ok(ops::compare::lt(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 158, name: "masked_fill", overload: "", schema: "masked_fill(Tensor input, Tensor mask, TensorOrScalar value) -> Tensor", doc: r##"The input with one number (or 0-dim tensor) where `mask` (bool) holds."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "mask", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "value", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::select::masked_fill(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 159, name: "matmul", overload: "", schema: "matmul(Tensor input, Tensor other) -> Tensor", doc: r##"The matrix product with NumPy's rules for vectors and batches."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::matmul::matmul(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 160, name: "maximum", overload: "", schema: "maximum(Tensor input, Tensor other) -> Tensor", doc: r##"The larger of both, NaN if either is."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::maximum(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 161, name: "mean", overload: "", schema: "mean(Tensor input, *, dtype? dtype=None) -> Tensor", doc: r##"The mean of all elements."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::reduce::mean(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 162, name: "mean", overload: "dim", schema: "mean.dim(Tensor input, int[1]? dim, bool keepdim=False, *, dtype? dtype=None) -> Tensor", doc: r##"Means over `dim`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::reduce::mean_dim(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 163, name: "minimum", overload: "", schema: "minimum(Tensor input, Tensor other) -> Tensor", doc: r##"The smaller of both, NaN if either is."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::minimum(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 164, name: "mish", overload: "", schema: "mish(Tensor input) -> Tensor", doc: r##"`input * tanh(softplus(input))`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::INPLACE | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation::mish(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 165, name: "mish", overload: "functional", schema: "mish.functional(Tensor input, bool inplace=False) -> Tensor", doc: r##"`input * tanh(softplus(input))`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "inplace", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation_functional::mish_functional(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 166, name: "mm", overload: "", schema: "mm(Tensor input, Tensor mat2) -> Tensor", doc: r##"The product of two matrices, `(n, m) @ (m, p) -> (n, p)`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "mat2", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "lower",
        call: |s| Ok(ops::matmul::mm(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 167, name: "mul", overload: "", schema: "mul(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"`input * other`, broadcast and promoted."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &["multiply"], fields: &[], autocast: "",
        call: |s| Ok(ops::pointwise::mul(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 168, name: "multigammaln", overload: "", schema: "multigammaln(Tensor input, int p) -> Tensor", doc: r##"Logarithm of the multivariate gamma function of dimension `p`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "p", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special::multigammaln(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 169, name: "mvlgamma", overload: "", schema: "mvlgamma(Tensor input, int p) -> Tensor", doc: r##"Logarithm of the multivariate gamma function of dimension `p`; inputs above `(p - 1) / 2`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "p", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special::mvlgamma(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 170, name: "nan_to_num", overload: "", schema: "nan_to_num(Tensor input, float? nan=None, float? posinf=None, float? neginf=None) -> Tensor", doc: r##"Replaces NaN (by 0) and the infinities (by the largest and smallest finite numbers), or by the given ones."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "nan", ty: Ty::Float, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "posinf", ty: Ty::Float, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "neginf", ty: Ty::Float, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::round::nan_to_num(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 171, name: "narrow", overload: "", schema: "narrow(Tensor(a) input, int dim, int start, int length) -> Tensor", doc: r##"`length` indices of one dimension from `start`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "start", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "length", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::narrow(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 172, name: "ndtr", overload: "", schema: "ndtr(Tensor input) -> Tensor", doc: r##"The area under the standard normal density left of the input."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special::ndtr(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 173, name: "ndtri", overload: "", schema: "ndtri(Tensor input) -> Tensor", doc: r##"The point left of which the standard normal density has the given area."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special::ndtri(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 174, name: "ne", overload: "", schema: "ne(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"Where `input != other`, as bools."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &["not_equal"], fields: &[], autocast: "",
        call: |s| Ok(ops::compare::ne(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 175, name: "neg", overload: "", schema: "neg(Tensor input) -> Tensor", doc: r##"`-input`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &["negative"], fields: &[], autocast: "",
        call: |s| Ok(ops::pointwise::neg(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 176, name: "nextafter", overload: "", schema: "nextafter(Tensor input, Tensor other) -> Tensor", doc: r##"The next representable number from `input` towards `other`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::nextafter(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 177, name: "normal", overload: "tensors", schema: "normal.tensors(Tensor mean, Tensor std, *, Generator? generator=None) -> Tensor", doc: r##"Normal numbers with the means and standard deviations in two tensors that broadcast."##, args: &[Arg { name: "mean", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "std", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::OUT | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random::normal_tensors(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 178, name: "normal", overload: "mean", schema: "normal.mean(Tensor mean, float std=1.0, *, Generator? generator=None) -> Tensor", doc: r##"Normal numbers around the means in a tensor."##, args: &[Arg { name: "mean", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "std", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1.0) }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::OUT | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random::normal_mean(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 179, name: "normal", overload: "std", schema: "normal.std(float mean, Tensor std, *, Generator? generator=None) -> Tensor", doc: r##"Normal numbers with the standard deviations in a tensor."##, args: &[Arg { name: "mean", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "std", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::OUT | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random::normal_std(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 180, name: "normal", overload: "", schema: "normal(float mean, float std, int[] size, *, Generator? generator=None, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"Normal numbers of one mean and standard deviation."##, args: &[Arg { name: "mean", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "std", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "size", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION | flag::OUT | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random::normal_op(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 181, name: "normal_", overload: "", schema: "normal_(Tensor(a!) input, float mean=0.0, float std=1.0, *, Generator? generator=None) -> Tensor(a!)", doc: r##"Normal numbers."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "mean", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.0) }, Arg { name: "std", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1.0) }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::METHOD | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random_fill::normal_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 182, name: "ones", overload: "", schema: "ones(int... size, *, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"Filled with ones."##, args: &[Arg { name: "size", ty: Ty::Ints, optional: false, count: 0, varargs: true, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation::ones_op(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 183, name: "ones_like", overload: "", schema: "ones_like(Tensor input, *, dtype? dtype=None, device? device=None, memory_format memory_format=Preserve) -> Tensor", doc: r##"Ones in the shape of `input`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::FACTORY | flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation::ones_like(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 184, name: "permute", overload: "", schema: "permute(Tensor(a) input, int... dims) -> Tensor", doc: r##"The dimensions in another order."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dims", ty: Ty::Ints, optional: false, count: 0, varargs: true, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::permute(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 185, name: "poisson", overload: "", schema: "poisson(Tensor input, Generator? generator=None) -> Tensor", doc: r##"Poisson numbers with the rates in `input`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random::poisson(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 186, name: "polar", overload: "", schema: "polar(Tensor abs, Tensor angle) -> Tensor", doc: r##"A complex tensor from its magnitude and its angle in radians."##, args: &[Arg { name: "abs", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "angle", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::complex::polar(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 187, name: "polygamma", overload: "", schema: "polygamma(int n, Tensor input) -> Tensor", doc: r##"The derivative of order `n` of the digamma function; `n` is 0 or 1."##, args: &[Arg { name: "n", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special::polygamma(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 188, name: "polygamma", overload: "method", schema: "polygamma.method(Tensor input, int n) -> Tensor", doc: r##"The derivative of order `n` of the digamma function."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "n", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::INPLACE | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special::polygamma_of(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 189, name: "positive", overload: "", schema: "positive(Tensor input) -> Tensor", doc: r##"The tensor itself."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::unary::positive(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 190, name: "pow", overload: "", schema: "pow(Tensor input, TensorOrScalar exponent) -> Tensor", doc: r##"`input ** exponent`, broadcast and promoted. Integers to negative powers raise."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "exponent", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::arith::pow(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 191, name: "pow", overload: "scalar", schema: "pow.scalar(Scalar input, Tensor exponent) -> Tensor", doc: r##"A number to the powers in a tensor."##, args: &[Arg { name: "input", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "exponent", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::pow_scalar(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 192, name: "prelu", overload: "", schema: "prelu(Tensor input, Tensor weight) -> Tensor", doc: r##"`input` above 0, `weight * input` below; one weight, or one for each channel (dimension 1)."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weight", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation_functional::prelu(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 193, name: "psi", overload: "", schema: "psi(Tensor input) -> Tensor", doc: r##"Logarithmic derivative of the gamma function."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special::psi(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 194, name: "rad2deg", overload: "", schema: "rad2deg(Tensor input) -> Tensor", doc: r##"Radians as degrees."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::trig::rad2deg(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 195, name: "rand", overload: "", schema: "rand(int... size, *, Generator? generator=None, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"Uniform numbers in [0, 1)."##, args: &[Arg { name: "size", ty: Ty::Ints, optional: false, count: 0, varargs: true, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION | flag::OUT | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random::rand_op(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 196, name: "rand_like", overload: "", schema: "rand_like(Tensor input, *, dtype? dtype=None, device? device=None, memory_format memory_format=Preserve) -> Tensor", doc: r##"Uniform numbers in [0, 1), in the shape of `input`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::FACTORY | flag::FUNCTION | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random::rand_like(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 197, name: "randint", overload: "low", schema: "randint.low(int low, int high, int[] size, *, Generator? generator=None, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"Uniform integers from `low` up to, not including, `high`."##, args: &[Arg { name: "low", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "high", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "size", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION | flag::OUT | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random::randint_low(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 198, name: "randint", overload: "", schema: "randint(int high, int[] size, *, Generator? generator=None, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"Uniform integers from 0 up to, not including, `high`."##, args: &[Arg { name: "high", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "size", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION | flag::OUT | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random::randint_high(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 199, name: "randint_like", overload: "low", schema: "randint_like.low(Tensor input, int low, int high, *, dtype? dtype=None, device? device=None, memory_format memory_format=Preserve) -> Tensor", doc: r##"Uniform integers from `low` up to, not including, `high`, in the shape and dtype of `input`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "low", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "high", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::FACTORY | flag::FUNCTION | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random::randint_like_low(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 200, name: "randint_like", overload: "", schema: "randint_like(Tensor input, int high, *, dtype? dtype=None, device? device=None, memory_format memory_format=Preserve) -> Tensor", doc: r##"Uniform integers from 0 up to, not including, `high`, in the shape and dtype of `input`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "high", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::FACTORY | flag::FUNCTION | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random::randint_like(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 201, name: "randn", overload: "", schema: "randn(int... size, *, Generator? generator=None, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"Standard normal numbers."##, args: &[Arg { name: "size", ty: Ty::Ints, optional: false, count: 0, varargs: true, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION | flag::OUT | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random::randn_op(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 202, name: "randn_like", overload: "", schema: "randn_like(Tensor input, *, dtype? dtype=None, device? device=None, memory_format memory_format=Preserve) -> Tensor", doc: r##"Standard normal numbers, in the shape of `input`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::FACTORY | flag::FUNCTION | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random::randn_like(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 203, name: "random_", overload: "from", schema: "random_.from(Tensor(a!) input, int from, int? to, *, Generator? generator=None) -> Tensor(a!)", doc: r##"Uniform integers from `from` up to, not including, `to` (the dtype's largest when `None`)."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "from", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "to", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::METHOD | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random_fill::random_from_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 204, name: "random_", overload: "to", schema: "random_.to(Tensor(a!) input, int to, *, Generator? generator=None) -> Tensor(a!)", doc: r##"Uniform integers from 0 up to, not including, `to`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "to", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::METHOD | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random_fill::random_to_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 205, name: "random_", overload: "", schema: "random_(Tensor(a!) input, *, Generator? generator=None) -> Tensor(a!)", doc: r##"Uniform integers over the dtype's range (of floats: the integers they hold exactly)."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::METHOD | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random_fill::random_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 206, name: "randperm", overload: "", schema: "randperm(int n, *, Generator? generator=None, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"The integers below `n` in random order, as `int64`."##, args: &[Arg { name: "n", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION | flag::OUT | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random::randperm_op(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 207, name: "real", overload: "", schema: "real(Tensor(a) input) -> Tensor(a)", doc: r##"The real part, as a view; a real tensor itself."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::PROPERTY | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::complex::real(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 208, name: "reciprocal", overload: "", schema: "reciprocal(Tensor input) -> Tensor", doc: r##"`1 / input`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::unary::reciprocal(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 209, name: "relu", overload: "functional", schema: "relu.functional(Tensor input, bool inplace=False) -> Tensor", doc: r##"`max(input, 0)`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "inplace", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation_functional::relu_functional(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 210, name: "relu", overload: "", schema: "relu(Tensor input) -> Tensor", doc: r##"`max(input, 0)`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pointwise::relu(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 211, name: "relu6", overload: "", schema: "relu6(Tensor input) -> Tensor", doc: r##"The input clamped to [0, 6]."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::INPLACE, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation::relu6(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 212, name: "relu6", overload: "functional", schema: "relu6.functional(Tensor input, bool inplace=False) -> Tensor", doc: r##"The input clamped to [0, 6]."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "inplace", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation_functional::relu6_functional(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 213, name: "remainder", overload: "", schema: "remainder(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"`input - other * floor(input / other)`: the sign is the divisor's."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::remainder(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 214, name: "remainder", overload: "scalar", schema: "remainder.scalar(Scalar input, Tensor other) -> Tensor", doc: r##"The remainder of a number by a tensor."##, args: &[Arg { name: "input", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::remainder_scalar(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 215, name: "reshape", overload: "", schema: "reshape(Tensor input, int... shape) -> Tensor", doc: r##"The elements under another shape: a view where possible, else a copy."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "shape", ty: Ty::Ints, optional: false, count: 0, varargs: true, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::reshape(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 216, name: "resolve_conj", overload: "", schema: "resolve_conj(Tensor input) -> Tensor", doc: r##"The tensor without a lazy conjugation."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::resolve_conj(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 217, name: "result_type", overload: "", schema: "result_type(TensorOrScalar tensor1, TensorOrScalar tensor2) -> dtype", doc: r##"The dtype the two operands compute in."##, args: &[Arg { name: "tensor1", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "tensor2", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation::result_type_op(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 218, name: "round", overload: "", schema: "round(Tensor input, *, int decimals=0) -> Tensor", doc: r##"To the nearest integer, or to `decimals` places (before the point when negative); halves go to the even neighbour."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "decimals", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(0) }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::round::round(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 219, name: "rrelu", overload: "", schema: "rrelu(Tensor input, Scalar lower=0.125, Scalar upper=0.3333333333333333, bool training=False, Generator? generator=None) -> Tensor", doc: r##"A leaky relu whose slope is drawn from [lower, upper) for each negative element while training, and is their middle otherwise."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "lower", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.125) }, Arg { name: "upper", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.3333333333333333) }, Arg { name: "training", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::INPLACE | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::dropout::rrelu(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 220, name: "rrelu", overload: "functional", schema: "rrelu.functional(Tensor input, float lower=0.125, float upper=0.3333333333333333, bool training=False, bool inplace=False) -> Tensor", doc: r##"A leaky relu whose slope is drawn from [lower, upper) for each negative element while training, and is their middle otherwise."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "lower", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.125) }, Arg { name: "upper", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.3333333333333333) }, Arg { name: "training", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "inplace", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::RANDOM, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::dropout::rrelu_functional(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 221, name: "rsqrt", overload: "", schema: "rsqrt(Tensor input) -> Tensor", doc: r##"`1 / sqrt(input)`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::unary::rsqrt(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 222, name: "rsub", overload: "", schema: "rsub(Tensor input, TensorOrScalar other, *, Scalar alpha=1) -> Tensor", doc: r##"`other - alpha * input`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "alpha", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(1) }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pointwise::rsub(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 223, name: "select", overload: "", schema: "select(Tensor(a) input, int dim, int index) -> Tensor", doc: r##"One index of one dimension, which goes away."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "index", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::select(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 224, name: "select_scatter", overload: "", schema: "select_scatter(Tensor input, Tensor src, int dim, int index) -> Tensor", doc: r##"A copy of `input` with `src` at one index of one dimension."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "src", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "index", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::select_scatter(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 225, name: "selu", overload: "", schema: "selu(Tensor input) -> Tensor", doc: r##"Scaled elu, with the constants that keep a normalised net normalised."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation::selu(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 226, name: "selu", overload: "functional", schema: "selu.functional(Tensor input, bool inplace=False) -> Tensor", doc: r##"Scaled elu, with the constants that keep a normalised net normalised."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "inplace", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation_functional::selu_functional(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 227, name: "sgn", overload: "", schema: "sgn(Tensor input) -> Tensor", doc: r##"`input / |input|`, 0 at 0."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::unary::sgn(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 228, name: "short", overload: "", schema: "short(Tensor input, *, memory_format memory_format=Preserve) -> Tensor", doc: r##"The tensor as `int16`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::short(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 229, name: "sigmoid", overload: "", schema: "sigmoid(Tensor input) -> Tensor", doc: r##"`1 / (1 + exp(-input))`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::unary::sigmoid(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 230, name: "sign", overload: "", schema: "sign(Tensor input) -> Tensor", doc: r##"-1, 0 or 1 by sign; real tensors only."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::unary::sign(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 231, name: "signbit", overload: "", schema: "signbit(Tensor input) -> Tensor", doc: r##"Whether the sign bit is set (true for -0.0)."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::unary::signbit(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 232, name: "silu", overload: "", schema: "silu(Tensor input) -> Tensor", doc: r##"`input * sigmoid(input)`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::INPLACE | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation::silu(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 233, name: "silu", overload: "functional", schema: "silu.functional(Tensor input, bool inplace=False) -> Tensor", doc: r##"`input * sigmoid(input)`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "inplace", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation_functional::silu_functional(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 234, name: "sin", overload: "", schema: "sin(Tensor input) -> Tensor", doc: r##"Sine of radians."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::trig::sin(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 235, name: "sinc", overload: "", schema: "sinc(Tensor input) -> Tensor", doc: r##"`sin(pi * input) / (pi * input)`, 1 at 0."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special::sinc(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 236, name: "sinh", overload: "", schema: "sinh(Tensor input) -> Tensor", doc: r##"Hyperbolic sine."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::trig::sinh(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 237, name: "slice", overload: "", schema: "slice(Tensor(a) input, int dim=0, int? start=None, int? end=None, int step=1) -> Tensor", doc: r##"`start:end:step` of one dimension."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }, Arg { name: "start", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "end", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "step", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(1) }],
        flags: flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::slice(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 238, name: "slice_scatter", overload: "", schema: "slice_scatter(Tensor input, Tensor src, int dim=0, int? start=None, int? end=None, int step=1) -> Tensor", doc: r##"A copy of `input` with `src` at `start:end:step` of one dimension."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "src", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }, Arg { name: "start", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "end", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "step", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(1) }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::slice_scatter(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 239, name: "softplus", overload: "", schema: "softplus(Tensor input, Scalar beta=1, Scalar threshold=20) -> Tensor", doc: r##"`log(1 + exp(beta * input)) / beta`; the input itself where `beta * input > threshold`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "beta", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(1) }, Arg { name: "threshold", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(20) }],
        flags: flag::OUT, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::activation::softplus(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 240, name: "softshrink", overload: "", schema: "softshrink(Tensor input, Scalar lambd=0.5) -> Tensor", doc: r##"The input moved towards 0 by `lambd`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "lambd", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.5) }],
        flags: flag::OUT, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation::softshrink(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 241, name: "softsign", overload: "", schema: "softsign(Tensor input) -> Tensor", doc: r##"`input / (1 + |input|)`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation_functional::softsign(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 242, name: "split", overload: "sizes", schema: "split.sizes(Tensor(a) input, int[] split_size, int dim=0) -> Tensor[]", doc: r##"Pieces of the given sizes along one dimension."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "split_size", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }],
        flags: flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::split_sizes(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 243, name: "sqrt", overload: "", schema: "sqrt(Tensor input) -> Tensor", doc: r##"Square root; NaN below zero."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::unary::sqrt(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 244, name: "square", overload: "", schema: "square(Tensor input) -> Tensor", doc: r##"`input * input`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::unary::square(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 245, name: "squeeze", overload: "", schema: "squeeze(Tensor(a) input) -> Tensor", doc: r##"All dimensions of size 1 removed."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::squeeze(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 246, name: "squeeze", overload: "dim", schema: "squeeze.dim(Tensor(a) input, int[1] dim) -> Tensor", doc: r##"The given dimensions removed where their size is 1."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::squeeze_dim(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 247, name: "sub", overload: "", schema: "sub(Tensor input, TensorOrScalar other, *, Scalar alpha=1) -> Tensor", doc: r##"`input - alpha * other`, broadcast and promoted."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "alpha", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(1) }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &["subtract"], fields: &[], autocast: "",
        call: |s| Ok(ops::pointwise::sub(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 248, name: "sum", overload: "", schema: "sum(Tensor input, *, dtype? dtype=None) -> Tensor", doc: r##"The sum of all elements; integers sum as `int64`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::reduce::sum(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 249, name: "sum", overload: "dim", schema: "sum.dim(Tensor input, int[1]? dim, bool keepdim=False, *, dtype? dtype=None) -> Tensor", doc: r##"Sums over `dim` (all dimensions when it is `None` or empty)."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::reduce::sum_dim(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 250, name: "t", overload: "", schema: "t(Tensor(a) input) -> Tensor", doc: r##"A matrix transposed; vectors and numbers as they are."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::t(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 251, name: "tan", overload: "", schema: "tan(Tensor input) -> Tensor", doc: r##"Tangent of radians."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::trig::tan(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 252, name: "tanh", overload: "", schema: "tanh(Tensor input) -> Tensor", doc: r##"Hyperbolic tangent."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pointwise::tanh(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 253, name: "tanhshrink", overload: "", schema: "tanhshrink(Tensor input) -> Tensor", doc: r##"`input - tanh(input)`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation_functional::tanhshrink(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 254, name: "threshold", overload: "", schema: "threshold(Tensor input, Scalar threshold, Scalar value) -> Tensor", doc: r##"`input` above `threshold`, else `value`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "threshold", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "value", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation::threshold(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 255, name: "threshold", overload: "functional", schema: "threshold.functional(Tensor input, Scalar threshold, Scalar value, bool inplace=False) -> Tensor", doc: r##"`input` above `threshold`, else `value`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "threshold", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "value", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "inplace", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation_functional::threshold_functional(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 256, name: "to", overload: "dtype", schema: "to.dtype(Tensor input, dtype dtype, bool non_blocking=False, bool copy=False, *, memory_format? memory_format=None) -> Tensor", doc: r##"The tensor in another dtype; itself when it has it and `copy` is false."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "non_blocking", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "copy", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::to_type(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 257, name: "to", overload: "device", schema: "to.device(Tensor input, device? device=None, dtype? dtype=None, bool non_blocking=False, bool copy=False, *, memory_format? memory_format=None) -> Tensor", doc: r##"The tensor on another device, in another dtype or both; itself when nothing changes and `copy` is false."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "non_blocking", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "copy", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::to_device(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 258, name: "to", overload: "other", schema: "to.other(Tensor input, Tensor other, bool non_blocking=False, bool copy=False, *, memory_format? memory_format=None) -> Tensor", doc: r##"The tensor in the dtype and on the device of another."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "non_blocking", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "copy", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::to_other(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 259, name: "transpose", overload: "", schema: "transpose(Tensor(a) input, int dim0, int dim1) -> Tensor", doc: r##"Two dimensions exchanged."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim0", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim1", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::VIEW, spaces: &[], aliases: &["swapaxes", "swapdims"], fields: &[], autocast: "",
        call: |s| Ok(ops::view::transpose(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 260, name: "true_divide", overload: "", schema: "true_divide(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"`input / other`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::true_divide(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 261, name: "trunc", overload: "", schema: "trunc(Tensor input) -> Tensor", doc: r##"The integer part."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &["fix"], fields: &[], autocast: "",
        call: |s| Ok(ops::round::trunc(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 262, name: "type_as", overload: "", schema: "type_as(Tensor input, Tensor other) -> Tensor", doc: r##"The tensor in the dtype and on the device of another."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::type_as(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 263, name: "unbind", overload: "", schema: "unbind(Tensor(a) input, int dim=0) -> Tensor[]", doc: r##"Every index of one dimension, as a tuple."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }],
        flags: flag::FUNCTION | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::unbind(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 264, name: "uniform_", overload: "", schema: "uniform_(Tensor(a!) input, float from=0.0, float to=1.0, *, Generator? generator=None) -> Tensor(a!)", doc: r##"Uniform numbers in [from, to)."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "from", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.0) }, Arg { name: "to", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1.0) }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::METHOD | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random_fill::uniform_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 265, name: "unsqueeze", overload: "", schema: "unsqueeze(Tensor(a) input, int dim) -> Tensor", doc: r##"A dimension of size 1 put in at `dim`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::unsqueeze(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 266, name: "view", overload: "", schema: "view(Tensor(a) input, int... size) -> Tensor", doc: r##"The same elements under another shape; raises if that needs a copy."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "size", ty: Ty::Ints, optional: false, count: 0, varargs: true, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::view(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 267, name: "view_as_complex", overload: "", schema: "view_as_complex(Tensor(a) input) -> Tensor", doc: r##"Pairs of real numbers in the last dimension seen as complex numbers."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::view_as_complex(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 268, name: "view_as_real", overload: "", schema: "view_as_real(Tensor(a) input) -> Tensor", doc: r##"Complex numbers seen as pairs of real ones in a new last dimension."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::view_as_real(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 269, name: "where", overload: "", schema: "where(Tensor condition, TensorOrScalar input, TensorOrScalar other) -> Tensor", doc: r##"`input` where `condition` (bool) holds, else `other`; broadcast and promoted."##, args: &[Arg { name: "condition", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "input", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::select::where_cond(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 270, name: "where", overload: "method", schema: "where.method(Tensor input, Tensor condition, TensorOrScalar other) -> Tensor", doc: r##"The tensor's elements where `condition` holds, else `other`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "condition", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::select::where_method(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 271, name: "xlog1py", overload: "", schema: "xlog1py(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"`input * log(1 + other)`, 0 where the input is 0."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::xlog1py(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 272, name: "xlogy", overload: "", schema: "xlogy(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"`input * log(other)`, 0 where the input is 0."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::xlogy(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 273, name: "xlogy", overload: "scalar", schema: "xlogy.scalar(Scalar input, Tensor other) -> Tensor", doc: r##"A number times the logarithm of a tensor."##, args: &[Arg { name: "input", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::xlogy_scalar(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 274, name: "zero", overload: "", schema: "zero(Tensor input) -> Tensor", doc: r##"Zeros."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::INPLACE | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation::zero(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 275, name: "zeros", overload: "", schema: "zeros(int... size, *, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"Filled with zeros."##, args: &[Arg { name: "size", ty: Ty::Ints, optional: false, count: 0, varargs: true, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation::zeros_op(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 276, name: "zeros_like", overload: "", schema: "zeros_like(Tensor input, *, dtype? dtype=None, device? device=None, memory_format memory_format=Preserve) -> Tensor", doc: r##"Zeros in the shape of `input`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::FACTORY | flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation::zeros_like(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
];
