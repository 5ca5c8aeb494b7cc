// Written by rust/codegen.py from the op declarations. Do not edit.

use crate::ops::table_types::*;
use crate::ops::value::*;
use crate::ops;

pub const H_CAPITAL: usize = 0;
pub const T_CAPITAL: usize = 1;
pub const _BATCH_NORM_WITH_UPDATE: usize = 2;
pub const _DIRICHLET_GRAD: usize = 3;
pub const _FFT_C2C: usize = 4;
pub const _FFT_C2R: usize = 5;
pub const _FFT_R2C: usize = 6;
pub const _GRADIENT: usize = 7;
pub const _LINALG_SOLVE_EX: usize = 8;
pub const _LU_WITH_INFO: usize = 9;
pub const _NATIVE_BATCH_NORM_LEGIT: usize = 10;
pub const _NATIVE_BATCH_NORM_LEGIT_NO_STATS: usize = 11;
pub const _NEG_VIEW: usize = 12;
pub const _PACK_PADDED_SEQUENCE: usize = 13;
pub const _PAD_PACKED_SEQUENCE: usize = 14;
pub const _SAMPLE_DIRICHLET: usize = 15;
pub const _SCALED_DOT_PRODUCT_FLASH_ATTENTION_FOR_CPU: usize = 16;
pub const _STANDARD_GAMMA: usize = 17;
pub const _STANDARD_GAMMA_GRAD: usize = 18;
pub const _TENSORDOT: usize = 19;
pub const _TO_COPY: usize = 20;
pub const _UNRAVEL_INDEX: usize = 21;
pub const _UPSAMPLE_BICUBIC2D_AA: usize = 22;
pub const _UPSAMPLE_BICUBIC2D_AA_SCALES: usize = 23;
pub const _UPSAMPLE_BILINEAR2D_AA: usize = 24;
pub const _UPSAMPLE_BILINEAR2D_AA_SCALES: usize = 25;
pub const _UPSAMPLE_LANCZOS2D_AA: usize = 26;
pub const _UPSAMPLE_LANCZOS2D_AA_SCALES: usize = 27;
pub const _UPSAMPLE_NEAREST_EXACT1D: usize = 28;
pub const _UPSAMPLE_NEAREST_EXACT2D: usize = 29;
pub const _UPSAMPLE_NEAREST_EXACT3D: usize = 30;
pub const _WEIGHT_NORM: usize = 31;
pub const ABS: usize = 32;
pub const ACOS: usize = 33;
pub const ACOSH: usize = 34;
pub const ADAPTIVE_AVG_POOL1D: usize = 35;
pub const ADAPTIVE_AVG_POOL2D: usize = 36;
pub const ADAPTIVE_AVG_POOL3D: usize = 37;
pub const ADAPTIVE_MAX_POOL1D: usize = 38;
pub const ADAPTIVE_MAX_POOL1D_WITH_INDICES: usize = 39;
pub const ADAPTIVE_MAX_POOL2D_WITH_INDICES: usize = 40;
pub const ADAPTIVE_MAX_POOL3D_WITH_INDICES: usize = 41;
pub const ADD: usize = 42;
pub const ADDBMM: usize = 43;
pub const ADDCDIV: usize = 44;
pub const ADDCMUL: usize = 45;
pub const ADDMM: usize = 46;
pub const ADDMV: usize = 47;
pub const ADDR: usize = 48;
pub const ADJOINT: usize = 49;
pub const AFFINE_GRID_GENERATOR: usize = 50;
pub const AIRY_AI: usize = 51;
pub const ALIAS: usize = 52;
pub const ALIAS_COPY: usize = 53;
pub const ALL: usize = 54;
pub const ALL_DIM: usize = 55;
pub const ALL_DIMS: usize = 56;
pub const ALLCLOSE: usize = 57;
pub const ALPHA_DROPOUT: usize = 58;
pub const AMAX: usize = 59;
pub const AMIN: usize = 60;
pub const AMINMAX: usize = 61;
pub const ANGLE: usize = 62;
pub const ANY: usize = 63;
pub const ANY_DIM: usize = 64;
pub const ANY_DIMS: usize = 65;
pub const ARANGE_START: usize = 66;
pub const ARANGE: usize = 67;
pub const ARGMAX: usize = 68;
pub const ARGMIN: usize = 69;
pub const ARGSORT: usize = 70;
pub const ARGSORT_STABLE: usize = 71;
pub const ARGWHERE: usize = 72;
pub const AS_STRIDED: usize = 73;
pub const AS_STRIDED_COPY: usize = 74;
pub const AS_STRIDED_SCATTER: usize = 75;
pub const ASIN: usize = 76;
pub const ASINH: usize = 77;
pub const ATAN: usize = 78;
pub const ATAN2: usize = 79;
pub const ATANH: usize = 80;
pub const ATLEAST_1D: usize = 81;
pub const ATLEAST_1D_LIST: usize = 82;
pub const ATLEAST_2D: usize = 83;
pub const ATLEAST_2D_LIST: usize = 84;
pub const ATLEAST_3D: usize = 85;
pub const ATLEAST_3D_LIST: usize = 86;
pub const AVG_POOL1D: usize = 87;
pub const AVG_POOL2D: usize = 88;
pub const AVG_POOL3D: usize = 89;
pub const BADDBMM: usize = 90;
pub const BARTLETT_WINDOW: usize = 91;
pub const BATCH_NORM: usize = 92;
pub const BERNOULLI: usize = 93;
pub const BERNOULLI_P: usize = 94;
pub const BERNOULLI__TENSOR_: usize = 95;
pub const BERNOULLI_: usize = 96;
pub const BESSEL_J0: usize = 97;
pub const BESSEL_J1: usize = 98;
pub const BESSEL_Y0: usize = 99;
pub const BESSEL_Y1: usize = 100;
pub const BFLOAT16: usize = 101;
pub const BILINEAR: usize = 102;
pub const BINARY_CROSS_ENTROPY: usize = 103;
pub const BINARY_CROSS_ENTROPY_WITH_LOGITS: usize = 104;
pub const BINCOUNT: usize = 105;
pub const BINOMIAL: usize = 106;
pub const BITWISE_AND: usize = 107;
pub const BITWISE_AND_SCALAR: usize = 108;
pub const BITWISE_LEFT_SHIFT: usize = 109;
pub const BITWISE_LEFT_SHIFT_SCALAR: usize = 110;
pub const BITWISE_NOT: usize = 111;
pub const BITWISE_OR: usize = 112;
pub const BITWISE_OR_SCALAR: usize = 113;
pub const BITWISE_RIGHT_SHIFT: usize = 114;
pub const BITWISE_RIGHT_SHIFT_SCALAR: usize = 115;
pub const BITWISE_XOR: usize = 116;
pub const BITWISE_XOR_SCALAR: usize = 117;
pub const BLACKMAN_WINDOW: usize = 118;
pub const BLOCK_DIAG: usize = 119;
pub const BMM: usize = 120;
pub const BOOL: usize = 121;
pub const BROADCAST_TENSORS: usize = 122;
pub const BROADCAST_TO: usize = 123;
pub const BUCKETIZE: usize = 124;
pub const BUCKETIZE_SCALAR: usize = 125;
pub const BYTE: usize = 126;
pub const CARTESIAN_PROD: usize = 127;
pub const CAT: usize = 128;
pub const CAUCHY_: usize = 129;
pub const CDIST: usize = 130;
pub const CDOUBLE: usize = 131;
pub const CEIL: usize = 132;
pub const CELU: usize = 133;
pub const CELU_FUNCTIONAL: usize = 134;
pub const CFLOAT: usize = 135;
pub const CHAIN_MATMUL: usize = 136;
pub const CHANNEL_SHUFFLE: usize = 137;
pub const CHAR: usize = 138;
pub const CHEBYSHEV_POLYNOMIAL_T: usize = 139;
pub const CHEBYSHEV_POLYNOMIAL_U: usize = 140;
pub const CHEBYSHEV_POLYNOMIAL_V: usize = 141;
pub const CHEBYSHEV_POLYNOMIAL_W: usize = 142;
pub const CHOLESKY: usize = 143;
pub const CHOLESKY_INVERSE: usize = 144;
pub const CHOLESKY_SOLVE: usize = 145;
pub const CHUNK: usize = 146;
pub const CLAMP: usize = 147;
pub const CLAMP_MAX: usize = 148;
pub const CLAMP_MIN: usize = 149;
pub const CLONE: usize = 150;
pub const COL2IM: usize = 151;
pub const COLUMN_STACK: usize = 152;
pub const COMBINATIONS: usize = 153;
pub const COMPLEX: usize = 154;
pub const CONJ: usize = 155;
pub const CONJ_PHYSICAL: usize = 156;
pub const CONSTANT_PAD_ND: usize = 157;
pub const CONTIGUOUS: usize = 158;
pub const CONV1D: usize = 159;
pub const CONV1D_PADDING: usize = 160;
pub const CONV2D: usize = 161;
pub const CONV2D_PADDING: usize = 162;
pub const CONV3D: usize = 163;
pub const CONV3D_PADDING: usize = 164;
pub const CONV_TBC: usize = 165;
pub const CONV_TRANSPOSE1D: usize = 166;
pub const CONV_TRANSPOSE2D: usize = 167;
pub const CONV_TRANSPOSE3D: usize = 168;
pub const CONVOLUTION: usize = 169;
pub const COPY_: usize = 170;
pub const COPYSIGN: usize = 171;
pub const CORRCOEF: usize = 172;
pub const COS: usize = 173;
pub const COSH: usize = 174;
pub const COSINE_EMBEDDING_LOSS: usize = 175;
pub const COSINE_SIMILARITY: usize = 176;
pub const COUNT_NONZERO: usize = 177;
pub const COUNT_NONZERO_DIMS: usize = 178;
pub const COV: usize = 179;
pub const CPU: usize = 180;
pub const CROSS: usize = 181;
pub const CROSS_ENTROPY: usize = 182;
pub const CTC_LOSS: usize = 183;
pub const CTC_LOSS_TENSOR: usize = 184;
pub const CUDA: usize = 185;
pub const CUMMAX: usize = 186;
pub const CUMMIN: usize = 187;
pub const CUMPROD: usize = 188;
pub const CUMSUM: usize = 189;
pub const CUMULATIVE_TRAPEZOID_X: usize = 190;
pub const CUMULATIVE_TRAPEZOID: usize = 191;
pub const DEFORM_CONV2D: usize = 192;
pub const DEG2RAD: usize = 193;
pub const DET: usize = 194;
pub const DETACH: usize = 195;
pub const DETACH_COPY: usize = 196;
pub const DIAG: usize = 197;
pub const DIAG_EMBED: usize = 198;
pub const DIAGFLAT: usize = 199;
pub const DIAGONAL: usize = 200;
pub const DIAGONAL_COPY: usize = 201;
pub const DIAGONAL_SCATTER: usize = 202;
pub const DIFF: usize = 203;
pub const DIGAMMA: usize = 204;
pub const DIST: usize = 205;
pub const DIV: usize = 206;
pub const DOT: usize = 207;
pub const DOUBLE: usize = 208;
pub const DROPOUT: usize = 209;
pub const DSPLIT: usize = 210;
pub const DSPLIT_ARRAY: usize = 211;
pub const DSTACK: usize = 212;
pub const EINSUM: usize = 213;
pub const ELU: usize = 214;
pub const ELU_FUNCTIONAL: usize = 215;
pub const EMBEDDING: usize = 216;
pub const EMBEDDING_BAG: usize = 217;
pub const EMBEDDING_DENSE_BACKWARD: usize = 218;
pub const EMBEDDING_RENORM_: usize = 219;
pub const EMPTY: usize = 220;
pub const EMPTY_LIKE: usize = 221;
pub const EMPTY_PERMUTED: usize = 222;
pub const EMPTY_STRIDED: usize = 223;
pub const ENTR: usize = 224;
pub const EQ: usize = 225;
pub const EQUAL: usize = 226;
pub const ERF: usize = 227;
pub const ERFC: usize = 228;
pub const ERFCX: usize = 229;
pub const ERFINV: usize = 230;
pub const EXP: usize = 231;
pub const EXP2: usize = 232;
pub const EXPAND: usize = 233;
pub const EXPAND_AS: usize = 234;
pub const EXPAND_COPY: usize = 235;
pub const EXPIT: usize = 236;
pub const EXPM1: usize = 237;
pub const EXPONENTIAL_: usize = 238;
pub const EYE_M: usize = 239;
pub const EYE: usize = 240;
pub const FEATURE_ALPHA_DROPOUT: usize = 241;
pub const FEATURE_DROPOUT: usize = 242;
pub const FFT_FFT: usize = 243;
pub const FFT_FFT2: usize = 244;
pub const FFT_FFTFREQ: usize = 245;
pub const FFT_FFTN: usize = 246;
pub const FFT_FFTSHIFT: usize = 247;
pub const FFT_HFFT: usize = 248;
pub const FFT_HFFT2: usize = 249;
pub const FFT_HFFTN: usize = 250;
pub const FFT_IFFT: usize = 251;
pub const FFT_IFFT2: usize = 252;
pub const FFT_IFFTN: usize = 253;
pub const FFT_IFFTSHIFT: usize = 254;
pub const FFT_IHFFT: usize = 255;
pub const FFT_IHFFT2: usize = 256;
pub const FFT_IHFFTN: usize = 257;
pub const FFT_IRFFT: usize = 258;
pub const FFT_IRFFT2: usize = 259;
pub const FFT_IRFFTN: usize = 260;
pub const FFT_RFFT: usize = 261;
pub const FFT_RFFT2: usize = 262;
pub const FFT_RFFTFREQ: usize = 263;
pub const FFT_RFFTN: usize = 264;
pub const FILL: usize = 265;
pub const FILL_DIAGONAL_: usize = 266;
pub const FLATTEN: usize = 267;
pub const FLIP: usize = 268;
pub const FLIPLR: usize = 269;
pub const FLIPUD: usize = 270;
pub const FLOAT: usize = 271;
pub const FLOAT_POWER: usize = 272;
pub const FLOOR: usize = 273;
pub const FLOOR_DIVIDE: usize = 274;
pub const FLOOR_DIVIDE_SCALAR: usize = 275;
pub const FMAX: usize = 276;
pub const FMIN: usize = 277;
pub const FMOD: usize = 278;
pub const FOLD: usize = 279;
pub const FRAC: usize = 280;
pub const FRACTIONAL_MAX_POOL2D_WITH_INDICES: usize = 281;
pub const FRACTIONAL_MAX_POOL3D_WITH_INDICES: usize = 282;
pub const FREXP: usize = 283;
pub const FULL: usize = 284;
pub const FULL_LIKE: usize = 285;
pub const GAMMAINC: usize = 286;
pub const GAMMAINCC: usize = 287;
pub const GAMMALN: usize = 288;
pub const GATHER: usize = 289;
pub const GCD: usize = 290;
pub const GE: usize = 291;
pub const GELU: usize = 292;
pub const GEOMETRIC_: usize = 293;
pub const GEQRF: usize = 294;
pub const GLU: usize = 295;
pub const GRID_SAMPLER: usize = 296;
pub const GRID_SAMPLER_2D: usize = 297;
pub const GRID_SAMPLER_3D: usize = 298;
pub const GROUP_NORM: usize = 299;
pub const GRU: usize = 300;
pub const GRU_DATA: usize = 301;
pub const GRU_CELL: usize = 302;
pub const GT: usize = 303;
pub const HALF: usize = 304;
pub const HAMMING_WINDOW: usize = 305;
pub const HANN_WINDOW: usize = 306;
pub const HARDSHRINK: usize = 307;
pub const HARDSIGMOID: usize = 308;
pub const HARDSIGMOID_FUNCTIONAL: usize = 309;
pub const HARDSWISH: usize = 310;
pub const HARDSWISH_FUNCTIONAL: usize = 311;
pub const HARDTANH: usize = 312;
pub const HARDTANH_FUNCTIONAL: usize = 313;
pub const HASH_TENSOR: usize = 314;
pub const HEAVISIDE: usize = 315;
pub const HERMITE_POLYNOMIAL_H: usize = 316;
pub const HERMITE_POLYNOMIAL_HE: usize = 317;
pub const HINGE_EMBEDDING_LOSS: usize = 318;
pub const HISTC: usize = 319;
pub const HISTOGRAM: usize = 320;
pub const HISTOGRAM_BINS_TENSOR: usize = 321;
pub const HISTOGRAMDD: usize = 322;
pub const HISTOGRAMDD_INT_BINS: usize = 323;
pub const HISTOGRAMDD_EDGES: usize = 324;
pub const HSPLIT: usize = 325;
pub const HSPLIT_ARRAY: usize = 326;
pub const HSTACK: usize = 327;
pub const HUBER_LOSS: usize = 328;
pub const HYPOT: usize = 329;
pub const I0: usize = 330;
pub const I0E: usize = 331;
pub const I1: usize = 332;
pub const I1E: usize = 333;
pub const IGAMMA: usize = 334;
pub const IGAMMAC: usize = 335;
pub const IM2COL: usize = 336;
pub const IMAG: usize = 337;
pub const INDEX: usize = 338;
pub const INDEX_ADD: usize = 339;
pub const INDEX_COPY: usize = 340;
pub const INDEX_COPY_: usize = 341;
pub const INDEX_FILL_VALUE: usize = 342;
pub const INDEX_FILL_TENSOR: usize = 343;
pub const INDEX_FILL__VALUE_: usize = 344;
pub const INDEX_FILL__TENSOR_: usize = 345;
pub const INDEX_PUT: usize = 346;
pub const INDEX_PUT_: usize = 347;
pub const INDEX_REDUCE: usize = 348;
pub const INDEX_SELECT: usize = 349;
pub const INNER: usize = 350;
pub const INSTANCE_NORM: usize = 351;
pub const INT: usize = 352;
pub const INVERSE: usize = 353;
pub const IS_COMPLEX: usize = 354;
pub const IS_FLOATING_POINT: usize = 355;
pub const ISCLOSE: usize = 356;
pub const ISFINITE: usize = 357;
pub const ISIN: usize = 358;
pub const ISINF: usize = 359;
pub const ISNAN: usize = 360;
pub const ISNEGINF: usize = 361;
pub const ISPOSINF: usize = 362;
pub const ISREAL: usize = 363;
pub const ISTFT: usize = 364;
pub const KAISER_WINDOW: usize = 365;
pub const KL_DIV: usize = 366;
pub const KRON: usize = 367;
pub const KTHVALUE: usize = 368;
pub const L1_LOSS: usize = 369;
pub const LAGUERRE_POLYNOMIAL_L: usize = 370;
pub const LAYER_NORM: usize = 371;
pub const LCM: usize = 372;
pub const LDEXP: usize = 373;
pub const LE: usize = 374;
pub const LEAKY_RELU: usize = 375;
pub const LEAKY_RELU_FUNCTIONAL: usize = 376;
pub const LEGENDRE_POLYNOMIAL_P: usize = 377;
pub const LERP: usize = 378;
pub const LGAMMA: usize = 379;
pub const LINALG_CHOLESKY: usize = 380;
pub const LINALG_CHOLESKY_EX: usize = 381;
pub const LINALG_COND: usize = 382;
pub const LINALG_COND_P_STR: usize = 383;
pub const LINALG_CROSS: usize = 384;
pub const LINALG_DET: usize = 385;
pub const LINALG_DIAGONAL: usize = 386;
pub const LINALG_EIG: usize = 387;
pub const LINALG_EIGH: usize = 388;
pub const LINALG_EIGVALS: usize = 389;
pub const LINALG_EIGVALSH: usize = 390;
pub const LINALG_HOUSEHOLDER_PRODUCT: usize = 391;
pub const LINALG_INV: usize = 392;
pub const LINALG_INV_EX: usize = 393;
pub const LINALG_LDL_FACTOR: usize = 394;
pub const LINALG_LDL_FACTOR_EX: usize = 395;
pub const LINALG_LDL_SOLVE: usize = 396;
pub const LINALG_LSTSQ: usize = 397;
pub const LINALG_LU: usize = 398;
pub const LINALG_LU_FACTOR: usize = 399;
pub const LINALG_LU_FACTOR_EX: usize = 400;
pub const LINALG_LU_SOLVE: usize = 401;
pub const LINALG_MATMUL: usize = 402;
pub const LINALG_MATRIX_EXP: usize = 403;
pub const LINALG_MATRIX_NORM: usize = 404;
pub const LINALG_MATRIX_NORM_STR_ORD: usize = 405;
pub const LINALG_MATRIX_POWER: usize = 406;
pub const LINALG_MATRIX_RANK_ATOL_RTOL_FLOAT: usize = 407;
pub const LINALG_MATRIX_RANK_ATOL_RTOL_TENSOR: usize = 408;
pub const LINALG_MATRIX_RANK: usize = 409;
pub const LINALG_MATRIX_RANK_TOL_TENSOR: usize = 410;
pub const LINALG_MATRIX_SQRTH: usize = 411;
pub const LINALG_MULTI_DOT: usize = 412;
pub const LINALG_NORM: usize = 413;
pub const LINALG_NORM_ORD_STR: usize = 414;
pub const LINALG_PINV_ATOL_RTOL_FLOAT: usize = 415;
pub const LINALG_PINV_ATOL_RTOL_TENSOR: usize = 416;
pub const LINALG_PINV: usize = 417;
pub const LINALG_PINV_RCOND_TENSOR: usize = 418;
pub const LINALG_POLAR: usize = 419;
pub const LINALG_QR: usize = 420;
pub const LINALG_SLOGDET: usize = 421;
pub const LINALG_SOLVE: usize = 422;
pub const LINALG_SOLVE_EX: usize = 423;
pub const LINALG_SOLVE_TRIANGULAR: usize = 424;
pub const LINALG_SVD: usize = 425;
pub const LINALG_SVDVALS: usize = 426;
pub const LINALG_TENSORINV: usize = 427;
pub const LINALG_TENSORSOLVE: usize = 428;
pub const LINALG_VANDER: usize = 429;
pub const LINALG_VECDOT: usize = 430;
pub const LINALG_VECTOR_NORM: usize = 431;
pub const LINEAR: usize = 432;
pub const LINSPACE: usize = 433;
pub const LINSPACE_TENSORS: usize = 434;
pub const LOG: usize = 435;
pub const LOG10: usize = 436;
pub const LOG1P: usize = 437;
pub const LOG2: usize = 438;
pub const LOG_NDTR: usize = 439;
pub const LOG_NORMAL_: usize = 440;
pub const LOG_SOFTMAX: usize = 441;
pub const LOGADDEXP: usize = 442;
pub const LOGADDEXP2: usize = 443;
pub const LOGCUMSUMEXP: usize = 444;
pub const LOGDET: usize = 445;
pub const LOGICAL_AND: usize = 446;
pub const LOGICAL_NOT: usize = 447;
pub const LOGICAL_OR: usize = 448;
pub const LOGICAL_XOR: usize = 449;
pub const LOGIT: usize = 450;
pub const LOGSIGMOID: usize = 451;
pub const LOGSPACE: usize = 452;
pub const LOGSUMEXP: usize = 453;
pub const LONG: usize = 454;
pub const LSTM: usize = 455;
pub const LSTM_DATA: usize = 456;
pub const LSTM_CELL: usize = 457;
pub const LT: usize = 458;
pub const LU_SOLVE: usize = 459;
pub const LU_UNPACK: usize = 460;
pub const MH_CAPITAL: usize = 461;
pub const MT_CAPITAL: usize = 462;
pub const MARGIN_RANKING_LOSS: usize = 463;
pub const MASKED_FILL: usize = 464;
pub const MASKED_SCATTER: usize = 465;
pub const MASKED_SCATTER_: usize = 466;
pub const MASKED_SELECT: usize = 467;
pub const MATMUL: usize = 468;
pub const MATRIX_EXP: usize = 469;
pub const MATRIX_POWER: usize = 470;
pub const MAX: usize = 471;
pub const MAX_OTHER: usize = 472;
pub const MAX_DIM: usize = 473;
pub const MAX_POOL1D: usize = 474;
pub const MAX_POOL1D_WITH_INDICES: usize = 475;
pub const MAX_POOL2D: usize = 476;
pub const MAX_POOL2D_WITH_INDICES: usize = 477;
pub const MAX_POOL2D_WITH_INDICES_BACKWARD: usize = 478;
pub const MAX_POOL3D: usize = 479;
pub const MAX_POOL3D_WITH_INDICES: usize = 480;
pub const MAX_UNPOOL2D: usize = 481;
pub const MAX_UNPOOL3D: usize = 482;
pub const MAXIMUM: usize = 483;
pub const MEAN: usize = 484;
pub const MEAN_DIM: usize = 485;
pub const MEDIAN: usize = 486;
pub const MEDIAN_DIM: usize = 487;
pub const MESHGRID: usize = 488;
pub const MIN: usize = 489;
pub const MIN_OTHER: usize = 490;
pub const MIN_DIM: usize = 491;
pub const MINIMUM: usize = 492;
pub const MISH: usize = 493;
pub const MISH_FUNCTIONAL: usize = 494;
pub const MM: usize = 495;
pub const MODE: usize = 496;
pub const MODIFIED_BESSEL_I0: usize = 497;
pub const MODIFIED_BESSEL_I1: usize = 498;
pub const MODIFIED_BESSEL_K0: usize = 499;
pub const MODIFIED_BESSEL_K1: usize = 500;
pub const MOVEDIM_INT: usize = 501;
pub const MOVEDIM: usize = 502;
pub const MSE_LOSS: usize = 503;
pub const MSORT: usize = 504;
pub const MUL: usize = 505;
pub const MULTI_MARGIN_LOSS: usize = 506;
pub const MULTIGAMMALN: usize = 507;
pub const MULTILABEL_MARGIN_LOSS: usize = 508;
pub const MULTINOMIAL: usize = 509;
pub const MV: usize = 510;
pub const MVLGAMMA: usize = 511;
pub const NAN_TO_NUM: usize = 512;
pub const NANMEAN: usize = 513;
pub const NANMEDIAN: usize = 514;
pub const NANMEDIAN_DIM: usize = 515;
pub const NANQUANTILE_SCALAR: usize = 516;
pub const NANQUANTILE: usize = 517;
pub const NANSUM: usize = 518;
pub const NARROW: usize = 519;
pub const NARROW_COPY: usize = 520;
pub const NATIVE_BATCH_NORM: usize = 521;
pub const NATIVE_DROPOUT: usize = 522;
pub const NATIVE_DROPOUT_BACKWARD: usize = 523;
pub const NATIVE_GROUP_NORM: usize = 524;
pub const NATIVE_LAYER_NORM: usize = 525;
pub const NDTR: usize = 526;
pub const NDTRI: usize = 527;
pub const NE: usize = 528;
pub const NEG: usize = 529;
pub const NEXTAFTER: usize = 530;
pub const NLL_LOSS: usize = 531;
pub const NMS: usize = 532;
pub const NONZERO: usize = 533;
pub const NONZERO_NUMPY: usize = 534;
pub const NONZERO_STATIC: usize = 535;
pub const NORM: usize = 536;
pub const NORM_NAMED: usize = 537;
pub const NORM_EXCEPT_DIM: usize = 538;
pub const NORMAL_TENSORS: usize = 539;
pub const NORMAL_MEAN: usize = 540;
pub const NORMAL_STD: usize = 541;
pub const NORMAL: usize = 542;
pub const NORMAL_: usize = 543;
pub const ONE_HOT: usize = 544;
pub const ONES: usize = 545;
pub const ONES_LIKE: usize = 546;
pub const ORGQR: usize = 547;
pub const ORMQR: usize = 548;
pub const OUTER: usize = 549;
pub const PAD: usize = 550;
pub const PAIRWISE_DISTANCE: usize = 551;
pub const PDIST: usize = 552;
pub const PERMUTE: usize = 553;
pub const PERMUTE_COPY: usize = 554;
pub const PINVERSE: usize = 555;
pub const PIXEL_SHUFFLE: usize = 556;
pub const PIXEL_UNSHUFFLE: usize = 557;
pub const POISSON: usize = 558;
pub const POISSON_NLL_LOSS: usize = 559;
pub const POLAR: usize = 560;
pub const POLYGAMMA: usize = 561;
pub const POLYGAMMA_METHOD: usize = 562;
pub const POSITIVE: usize = 563;
pub const POW: usize = 564;
pub const POW_SCALAR: usize = 565;
pub const PRELU: usize = 566;
pub const PROD: usize = 567;
pub const PROD_DIM: usize = 568;
pub const PS_ROI_ALIGN: usize = 569;
pub const PS_ROI_POOL: usize = 570;
pub const PSI: usize = 571;
pub const PUT: usize = 572;
pub const QR: usize = 573;
pub const QUANTILE_SCALAR: usize = 574;
pub const QUANTILE: usize = 575;
pub const RAD2DEG: usize = 576;
pub const RAND: usize = 577;
pub const RAND_LIKE: usize = 578;
pub const RANDINT_LOW: usize = 579;
pub const RANDINT: usize = 580;
pub const RANDINT_LIKE_LOW: usize = 581;
pub const RANDINT_LIKE: usize = 582;
pub const RANDN: usize = 583;
pub const RANDN_LIKE: usize = 584;
pub const RANDOM__FROM_: usize = 585;
pub const RANDOM__TO_: usize = 586;
pub const RANDOM_: usize = 587;
pub const RANDPERM: usize = 588;
pub const RANGE: usize = 589;
pub const RAVEL: usize = 590;
pub const REAL: usize = 591;
pub const RECIPROCAL: usize = 592;
pub const RELU_FUNCTIONAL: usize = 593;
pub const RELU: usize = 594;
pub const RELU6: usize = 595;
pub const RELU6_FUNCTIONAL: usize = 596;
pub const REMAINDER: usize = 597;
pub const REMAINDER_SCALAR: usize = 598;
pub const RENORM: usize = 599;
pub const REPEAT: usize = 600;
pub const REPEAT_INTERLEAVE: usize = 601;
pub const REPEAT_INTERLEAVE_TENSOR: usize = 602;
pub const REPEAT_INTERLEAVE_INDICES: usize = 603;
pub const RESHAPE: usize = 604;
pub const RESHAPE_AS: usize = 605;
pub const RESOLVE_CONJ: usize = 606;
pub const RESOLVE_NEG: usize = 607;
pub const RESULT_TYPE: usize = 608;
pub const RMS_NORM: usize = 609;
pub const RNN_RELU: usize = 610;
pub const RNN_RELU_DATA: usize = 611;
pub const RNN_RELU_CELL: usize = 612;
pub const RNN_TANH: usize = 613;
pub const RNN_TANH_DATA: usize = 614;
pub const RNN_TANH_CELL: usize = 615;
pub const ROI_ALIGN: usize = 616;
pub const ROI_POOL: usize = 617;
pub const ROLL: usize = 618;
pub const ROT90: usize = 619;
pub const ROUND: usize = 620;
pub const RRELU: usize = 621;
pub const RRELU_FUNCTIONAL: usize = 622;
pub const RSQRT: usize = 623;
pub const RSUB: usize = 624;
pub const SCALAR_TENSOR: usize = 625;
pub const SCALED_DOT_PRODUCT_ATTENTION: usize = 626;
pub const SCALED_MODIFIED_BESSEL_K0: usize = 627;
pub const SCALED_MODIFIED_BESSEL_K1: usize = 628;
pub const SCATTER_SRC: usize = 629;
pub const SCATTER_VALUE: usize = 630;
pub const SCATTER_SRC_REDUCE: usize = 631;
pub const SCATTER_VALUE_REDUCE: usize = 632;
pub const SCATTER__SRC_: usize = 633;
pub const SCATTER__VALUE_: usize = 634;
pub const SCATTER__SRC_REDUCE_: usize = 635;
pub const SCATTER__VALUE_REDUCE_: usize = 636;
pub const SCATTER_ADD: usize = 637;
pub const SCATTER_ADD_: usize = 638;
pub const SCATTER_REDUCE: usize = 639;
pub const SEARCHSORTED: usize = 640;
pub const SEARCHSORTED_SCALAR: usize = 641;
pub const SEGMENT_REDUCE: usize = 642;
pub const SELECT: usize = 643;
pub const SELECT_COPY: usize = 644;
pub const SELECT_SCATTER: usize = 645;
pub const SELU: usize = 646;
pub const SELU_FUNCTIONAL: usize = 647;
pub const SGN: usize = 648;
pub const SHIFTED_CHEBYSHEV_POLYNOMIAL_T: usize = 649;
pub const SHIFTED_CHEBYSHEV_POLYNOMIAL_U: usize = 650;
pub const SHIFTED_CHEBYSHEV_POLYNOMIAL_V: usize = 651;
pub const SHIFTED_CHEBYSHEV_POLYNOMIAL_W: usize = 652;
pub const SHORT: usize = 653;
pub const SIGMOID: usize = 654;
pub const SIGN: usize = 655;
pub const SIGNBIT: usize = 656;
pub const SILU: usize = 657;
pub const SILU_FUNCTIONAL: usize = 658;
pub const SIN: usize = 659;
pub const SINC: usize = 660;
pub const SINH: usize = 661;
pub const SLICE: usize = 662;
pub const SLICE_COPY: usize = 663;
pub const SLICE_INVERSE: usize = 664;
pub const SLICE_SCATTER: usize = 665;
pub const SLOGDET: usize = 666;
pub const SMOOTH_L1_LOSS: usize = 667;
pub const SOFT_MARGIN_LOSS: usize = 668;
pub const SOFTMAX: usize = 669;
pub const SOFTPLUS: usize = 670;
pub const SOFTSHRINK: usize = 671;
pub const SOFTSIGN: usize = 672;
pub const SORT: usize = 673;
pub const SORT_STABLE: usize = 674;
pub const SPHERICAL_BESSEL_J0: usize = 675;
pub const SPLIT: usize = 676;
pub const SPLIT_FUNCTION: usize = 677;
pub const SPLIT_FUNCTION_SIZES: usize = 678;
pub const SPLIT_SIZES: usize = 679;
pub const SPLIT_COPY: usize = 680;
pub const SPLIT_WITH_SIZES: usize = 681;
pub const SPLIT_WITH_SIZES_COPY: usize = 682;
pub const SQRT: usize = 683;
pub const SQUARE: usize = 684;
pub const SQUEEZE: usize = 685;
pub const SQUEEZE_DIM: usize = 686;
pub const SQUEEZE_COPY: usize = 687;
pub const SQUEEZE_COPY_DIM: usize = 688;
pub const STACK: usize = 689;
pub const STD_DIM: usize = 690;
pub const STD_CORRECTION: usize = 691;
pub const STD: usize = 692;
pub const STD_MEAN_DIM: usize = 693;
pub const STD_MEAN_CORRECTION: usize = 694;
pub const STD_MEAN: usize = 695;
pub const STFT: usize = 696;
pub const SUB: usize = 697;
pub const SUM: usize = 698;
pub const SUM_DIM: usize = 699;
pub const SUM_TO_SIZE: usize = 700;
pub const SVD: usize = 701;
pub const T: usize = 702;
pub const T_COPY: usize = 703;
pub const TAKE: usize = 704;
pub const TAKE_ALONG_DIM: usize = 705;
pub const TAN: usize = 706;
pub const TANH: usize = 707;
pub const TANHSHRINK: usize = 708;
pub const TENSOR_SPLIT_SECTIONS: usize = 709;
pub const TENSOR_SPLIT_INDICES: usize = 710;
pub const TENSOR_SPLIT_TENSOR: usize = 711;
pub const TENSORDOT_DIMS: usize = 712;
pub const THRESHOLD: usize = 713;
pub const THRESHOLD_FUNCTIONAL: usize = 714;
pub const TILE: usize = 715;
pub const TO_DTYPE: usize = 716;
pub const TO_DEVICE: usize = 717;
pub const TO_OTHER: usize = 718;
pub const TOPK: usize = 719;
pub const TRACE: usize = 720;
pub const TRANSPOSE: usize = 721;
pub const TRANSPOSE_COPY: usize = 722;
pub const TRAPEZOID_X: usize = 723;
pub const TRAPEZOID: usize = 724;
pub const TRIANGULAR_SOLVE: usize = 725;
pub const TRIL: usize = 726;
pub const TRIL_INDICES: usize = 727;
pub const TRIPLET_MARGIN_LOSS: usize = 728;
pub const TRIU: usize = 729;
pub const TRIU_INDICES: usize = 730;
pub const TRUE_DIVIDE: usize = 731;
pub const TRUNC: usize = 732;
pub const TYPE_AS: usize = 733;
pub const UNBIND: usize = 734;
pub const UNBIND_COPY: usize = 735;
pub const UNFLATTEN: usize = 736;
pub const UNFOLD_FUNCTIONAL: usize = 737;
pub const UNFOLD: usize = 738;
pub const UNFOLD_COPY: usize = 739;
pub const UNIFORM_: usize = 740;
pub const UNIQUE: usize = 741;
pub const UNIQUE_CONSECUTIVE: usize = 742;
pub const UNSAFE_CHUNK: usize = 743;
pub const UNSAFE_SPLIT: usize = 744;
pub const UNSAFE_SPLIT_WITH_SIZES: usize = 745;
pub const UNSQUEEZE: usize = 746;
pub const UNSQUEEZE_COPY: usize = 747;
pub const UPSAMPLE_BICUBIC2D: usize = 748;
pub const UPSAMPLE_BILINEAR2D: usize = 749;
pub const UPSAMPLE_LINEAR1D: usize = 750;
pub const UPSAMPLE_NEAREST1D: usize = 751;
pub const UPSAMPLE_NEAREST2D: usize = 752;
pub const UPSAMPLE_NEAREST3D: usize = 753;
pub const UPSAMPLE_TRILINEAR3D: usize = 754;
pub const VANDER: usize = 755;
pub const VAR_DIM: usize = 756;
pub const VAR_CORRECTION: usize = 757;
pub const VAR: usize = 758;
pub const VAR_MEAN_DIM: usize = 759;
pub const VAR_MEAN_CORRECTION: usize = 760;
pub const VAR_MEAN: usize = 761;
pub const VDOT: usize = 762;
pub const VIEW: usize = 763;
pub const VIEW_DTYPE: usize = 764;
pub const VIEW_AS: usize = 765;
pub const VIEW_AS_COMPLEX: usize = 766;
pub const VIEW_AS_COMPLEX_COPY: usize = 767;
pub const VIEW_AS_REAL: usize = 768;
pub const VIEW_AS_REAL_COPY: usize = 769;
pub const VIEW_COPY: usize = 770;
pub const VIEW_COPY_DTYPE: usize = 771;
pub const VSPLIT: usize = 772;
pub const VSPLIT_ARRAY: usize = 773;
pub const VSTACK: usize = 774;
pub const WHERE: usize = 775;
pub const WHERE_CONDITION: usize = 776;
pub const WHERE_SELF: usize = 777;
pub const WHERE_METHOD: usize = 778;
pub const XLOG1PY: usize = 779;
pub const XLOG1PY_SCALAR: usize = 780;
pub const XLOGY: usize = 781;
pub const XLOGY_SCALAR: usize = 782;
pub const ZERO: usize = 783;
pub const ZEROS: usize = 784;
pub const ZEROS_LIKE: usize = 785;
pub const ZETA: usize = 786;

pub static OPS: &[Op] = &[
    Op { id: 0, name: "H", overload: "", schema: "H(Tensor(a) input) -> Tensor(a)", doc: r##"`out[i][j] = conj(x[j][i])`, a matrix transposed and conjugated, as a view.

Shapes: `(n, m)` to `(m, n)`; `()` to `()`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for 1 or more than 2 dimensions.
Source: PyTorch's `torch.Tensor.H`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::PROPERTY | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::adjoint::hermitian(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 1, name: "T", overload: "", schema: "T(Tensor(a) input) -> Tensor(a)", doc: r##"`out[i, j, k] = x[k, j, i]`: the dimensions in reverse order, as a view.

Shapes: `(a, b, c)` to `(c, b, a)`.
Dtypes: bool, integers, floats, complex.
Raises: no error of its own.
Source: PyTorch's `torch.Tensor.T`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::PROPERTY | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::adjoint::reversed_dims(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 2, name: "_batch_norm_with_update", overload: "", schema: "_batch_norm_with_update(Tensor input, Tensor? weight, Tensor? bias, Tensor running_mean, Tensor running_var, float momentum, float eps) -> (Tensor, Tensor, Tensor, Tensor)", doc: r##"`(x - mean) * rstd * weight + bias` with the batch's mean and `rstd = 1 / sqrt(var + eps)` for each channel; both follow, and an empty
reserve. The running ones move by `momentum`.

Shapes: input `(N, C, *)`, every other `(C)`: the input's, `(C)`, `(C)` and `(0)`.
Dtypes: floats; float16, bfloat16 give as result 2 float32; float16, bfloat16 give as result 3 float32; result 4 is uint8; others
  raise NotImplementedError.
Raises: RuntimeError for fewer than 2 dimensions and vectors of another length.
Source: Ioffe and Szegedy, 2015 (arXiv:1502.03167); PyTorch's `torch.ops.aten._batch_norm_with_update`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weight", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bias", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "running_mean", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "running_var", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "momentum", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "eps", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::native::batch_norm_with_update(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?)?.into_value()) },
    Op { id: 3, name: "_dirichlet_grad", overload: "", schema: "_dirichlet_grad(Tensor x, Tensor alpha, Tensor total) -> Tensor", doc: r##"The derivative of the components `x` of Dirichlet numbers by their own concentrations, over `1 - x`; `total` is the sum of the
concentrations.

Shapes: three of one shape; the result has it too.
Dtypes: float32, float64; others raise NotImplementedError.
Raises: RuntimeError for three dtypes.
Source: PyTorch's `torch.ops.aten._dirichlet_grad`."##, args: &[Arg { name: "x", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "alpha", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "total", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random_gamma::_dirichlet_grad(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 4, name: "_fft_c2c", overload: "", schema: "_fft_c2c(Tensor input, int[] dim, int normalization, bool forward) -> Tensor", doc: r##"`y[k] = s * sum over j of x[j] exp(-+2 pi i j k / n)` over `dim`, minus with `forward`; `s` is 1 (0), `1 / sqrt(n)` (1) or `1 / n` (2)
by `normalization`.

Shapes: any; the result has the input's.
Dtypes: complex; others raise RuntimeError.
Raises: IndexError for a dimension out of range.
Source: Cooley and Tukey, 1965; PyTorch's `torch.ops.aten._fft_c2c`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "normalization", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "forward", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::fft::core::fft_c2c(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 5, name: "_fft_c2r", overload: "", schema: "_fft_c2r(Tensor input, int[] dim, int normalization, int last_dim_size) -> Tensor", doc: r##"The inverse of `_fft_r2c` with `onesided`, unscaled but for `normalization`; `last_dim_size` numbers in the last dimension.

Shapes: the input's with `last_dim_size` in the last of `dim`.
Dtypes: complex; complex gives the real dtype; others raise RuntimeError.
Raises: RuntimeError for a `last_dim_size` below 1.
Source: Cooley and Tukey, 1965; PyTorch's `torch.ops.aten._fft_c2r`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "normalization", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "last_dim_size", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::fft::core::fft_c2r(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 6, name: "_fft_r2c", overload: "", schema: "_fft_r2c(Tensor input, int[] dim, int normalization, bool onesided) -> Tensor", doc: r##"The forward transform of real numbers over `dim`, of whose last only the first `n / 2 + 1` coefficients with `onesided`.

Shapes: the input's; with `onesided` `n // 2 + 1` in the last of `dim`.
Dtypes: float32, float64; float32 gives complex64; float64 gives complex128; others raise RuntimeError.
Raises: IndexError for a dimension out of range.
Source: Cooley and Tukey, 1965; PyTorch's `torch.ops.aten._fft_r2c`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "normalization", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "onesided", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::fft::core::fft_r2c(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 7, name: "_gradient", overload: "", schema: "_gradient(Tensor input, Tensor[] steps, int[] dim, int edge_order) -> Tensor[]", doc: r##"The gradient along each of `dim` by central differences, with the distances of neighbours in `steps` (one number, or one for each pair
of neighbours); the edges by one-sided differences of order `edge_order`.

Shapes: a tensor of the input's shape for each of `dim`.
Dtypes: int8, int16, int32, int64, floats; int8, int16, int32, int64 give float32; others raise NotImplementedError or RuntimeError.
Raises: RuntimeError for an `edge_order` that is neither 1 nor 2, a dimension of fewer than `edge_order + 1` points, and spacings that
  do not fit.
Source: PyTorch's `torch.gradient`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "steps", ty: Ty::Tensors, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "edge_order", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::covariance::gradient(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 8, name: "_linalg_solve_ex", overload: "", schema: "_linalg_solve_ex(Tensor A, Tensor B, *, bool left=True, bool check_errors=False) -> (Tensor result, Tensor LU, Tensor pivots, Tensor info)", doc: r##"As `linalg.solve_ex`, and the factors of `A = P @ L @ U`.

Shapes: A `(*, n, n)`, B `(*, n, k)` or vectors `(*, n)`: B's, `(*, n, n)`, `(*, n)` and `(*)`.
Dtypes: float32, float64, complex; result 3 is int32; result 4 is int32; others raise RuntimeError.
Raises: RuntimeError for sizes or dtypes that do not fit; LinAlgError with `check_errors`.
Source: PyTorch's `torch.ops.aten._linalg_solve_ex`."##, args: &[Arg { name: "A", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "B", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "left", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(true) }, Arg { name: "check_errors", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &["result", "LU", "pivots", "info"], autocast: "",
        call: |s| Ok(ops::linalg::solve::linalg_solve_ex_factors(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 9, name: "_lu_with_info", overload: "", schema: "_lu_with_info(Tensor input, bool pivot=True, bool check_errors=True) -> (Tensor LU, Tensor pivots, Tensor info)", doc: r##"`A = P @ L @ U` as `linalg.lu_factor_ex` has it: what `torch.lu` returns.

Shapes: `(*, m, n)` to `(*, m, n)`, `(*, min(m, n))` and `(*)`.
Dtypes: float32, float64, complex; result 2 is int32; result 3 is int32; others raise RuntimeError.
Raises: RuntimeError for fewer than 2 dimensions; LinAlgError with `check_errors`.
Source: PyTorch's `torch.ops.aten._lu_with_info`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "pivot", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }, Arg { name: "check_errors", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &["LU", "pivots", "info"], autocast: "",
        call: |s| Ok(ops::linalg::lu::lu_with_info(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 10, name: "_native_batch_norm_legit", overload: "", schema: "_native_batch_norm_legit(Tensor input, Tensor? weight, Tensor? bias, Tensor running_mean, Tensor running_var, bool training, float momentum, float eps) -> (Tensor, Tensor, Tensor)", doc: r##"`(x - mean) * rstd * weight + bias` for each channel, with `rstd = 1 / sqrt(var + eps)`; in training the batch's mean and `rstd`
follow, else two empty tensors.

Shapes: input `(N, C, *)`, every other `(C)`: the input's, `(C)` and `(C)`.
Dtypes: floats; float16, bfloat16 give as result 2 float32; float16, bfloat16 give as result 3 float32; others raise
  NotImplementedError.
Raises: RuntimeError for fewer than 2 dimensions and vectors of another length.
Source: Ioffe and Szegedy, 2015 (arXiv:1502.03167); PyTorch's `torch.ops.aten._native_batch_norm_legit`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weight", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bias", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "running_mean", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "running_var", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "training", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "momentum", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "eps", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::native::native_batch_norm_legit(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?, FromValue::from_value(&s[7])?)?.into_value()) },
    Op { id: 11, name: "_native_batch_norm_legit", overload: "no_stats", schema: "_native_batch_norm_legit.no_stats(Tensor input, Tensor? weight, Tensor? bias, bool training, float momentum, float eps) -> (Tensor, Tensor, Tensor)", doc: r##"`(x - mean) * rstd * weight + bias` for each channel, with `rstd = 1 / sqrt(var + eps)`; in training the batch's mean and `rstd`
follow, else two empty tensors.

Shapes: input `(N, C, *)`, every other `(C)`: the input's, `(C)` and `(C)`.
Dtypes: floats; float16, bfloat16 give as result 2 float32; float16, bfloat16 give as result 3 float32; others raise
  NotImplementedError.
Raises: RuntimeError for fewer than 2 dimensions and vectors of another length.
Source: Ioffe and Szegedy, 2015 (arXiv:1502.03167); PyTorch's `torch.ops.aten._native_batch_norm_legit`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weight", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bias", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "training", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "momentum", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "eps", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::native::native_batch_norm_legit_no_stats(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 12, name: "_neg_view", overload: "", schema: "_neg_view(Tensor(a) input) -> Tensor(a)", doc: r##"`-x` as a view of the same memory, computed when it is read.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: no error of its own.
Source: PyTorch's `torch.ops.aten._neg_view`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::adjoint::neg_view(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 13, name: "_pack_padded_sequence", overload: "", schema: "_pack_padded_sequence(Tensor input, Tensor lengths, bool batch_first) -> Tensor[]", doc: r##"`x[t, b]` for all `t < lengths[b]`, one step after the other, and the number of rows of each step; `lengths` descend.

Shapes: input `(T, B, *)` (`(B, T, *)` with `batch_first`), lengths `(B)`: `(sum of lengths, *)` and `(T')`.
Dtypes: bool, integers, floats, complex; result 2 is int64.
Raises: RuntimeError for an empty input and lengths that are not descending, not positive, beyond `T` or of another number.
Source: PyTorch's `torch.ops.aten._pack_padded_sequence`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "lengths", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "batch_first", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::rnn_pack::pack_padded_sequence(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 14, name: "_pad_packed_sequence", overload: "", schema: "_pad_packed_sequence(Tensor data, Tensor batch_sizes, bool batch_first, Scalar padding_value, int total_length) -> Tensor[]", doc: r##"`out[t, b] = ` the packed row of step `t` and sequence `b`, `padding_value` after its end; and the lengths. `total_length` above the
longest pads further.

Shapes: data `(rows, *)`, batch_sizes `(T)`: `(T, B, *)` (`(B, T, *)` with `batch_first`) and `(B)`.
Dtypes: bool, integers, floats, complex; result 2 is int64.
Raises: RuntimeError for data without dimensions and a `total_length` below the longest.
Source: PyTorch's `torch.ops.aten._pad_packed_sequence`."##, args: &[Arg { name: "data", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "batch_sizes", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "batch_first", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "padding_value", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "total_length", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::rnn_pack::pad_packed_sequence(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 15, name: "_sample_dirichlet", overload: "", schema: "_sample_dirichlet(Tensor input, Generator? generator=None) -> Tensor", doc: r##"`g[…, k] / sum(g)` with gamma numbers `g` of the shapes `input[…, k]`: points of the simplex.

Shapes: `(*, K)` to `(*, K)`.
Dtypes: float32, float64; others raise NotImplementedError.
Raises: NotImplementedError for other dtypes than float32 and float64.
Source: Marsaglia and Tsang, 2000; PyTorch's `torch.ops.aten._sample_dirichlet`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random_gamma::_sample_dirichlet(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 16, name: "_scaled_dot_product_flash_attention_for_cpu", overload: "", schema: "_scaled_dot_product_flash_attention_for_cpu(Tensor query, Tensor key, Tensor value, float dropout_p=0.0, bool is_causal=False, *, Tensor? attn_mask=None, float? scale=None) -> (Tensor, Tensor)", doc: r##"`softmax(query @ key.mT * scale + mask) @ value`, and `log(sum(exp(scores)))` of each row.

Shapes: `(B, H, L, E)`, `(B, H, S, E)` and `(B, H, S, E)` to `(B, H, L, E)` and `(B, H, L)`.
Dtypes: floats; others raise NotImplementedError or RuntimeError.
Raises: RuntimeError for other numbers of dimensions and for dropout.
Source: Dao and others, FlashAttention, 2022 (arXiv:2205.14135); PyTorch's `torch.ops.aten._scaled_dot_product_flash_attention_for_cpu`."##, args: &[Arg { name: "query", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "key", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "value", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dropout_p", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.0) }, Arg { name: "is_causal", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "attn_mask", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "scale", ty: Ty::Float, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::native::flash_attention_for_cpu(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?)?.into_value()) },
    Op { id: 17, name: "_standard_gamma", overload: "", schema: "_standard_gamma(Tensor input, Generator? generator=None) -> Tensor", doc: r##"Numbers of density `x^(a - 1) exp(-x) / Gamma(a)` for the shape `a = input[i]`.

Shapes: any; the result has the input's.
Dtypes: float32, float64; others raise NotImplementedError.
Raises: NotImplementedError for dtypes that are not floats.
Source: Marsaglia and Tsang, 2000; PyTorch's `torch.ops.aten._standard_gamma`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random_gamma::_standard_gamma(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 18, name: "_standard_gamma_grad", overload: "", schema: "_standard_gamma_grad(Tensor input, Tensor output) -> Tensor", doc: r##"`dx / da = -(dP(a, x) / da) / (x^(a - 1) exp(-x) / Gamma(a))` for gamma numbers `x = output` of the shapes `a = input`, with the
regularised incomplete gamma function `P`.

Shapes: two of one shape; the result has it too.
Dtypes: float32, float64; others raise NotImplementedError.
Raises: RuntimeError for two dtypes.
Source: Figurnov, Mohamed and Mnih, Implicit Reparameterization Gradients, 2018 (arXiv:1805.08498); PyTorch's `torch.ops.aten._standard_gamma_grad`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "output", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random_gamma::_standard_gamma_grad(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 19, name: "_tensordot", overload: "", schema: "_tensordot(Tensor input, Tensor other, int[] dims_self, int[] dims_other) -> Tensor", doc: r##"`out[i…, j…] = sum over k… of a[i…, k…] * b[k…, j…]`, with the summed dimensions `dims_self` of the one and `dims_other` of the other.

Shapes: the sizes of both without the summed dimensions.
Dtypes: integers, floats, complex; others raise NotImplementedError.
Raises: RuntimeError for lists of two lengths and sizes that differ.
Source: PyTorch's `torch.tensordot`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dims_self", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dims_other", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::einsum::contracted(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 20, name: "_to_copy", overload: "", schema: "_to_copy(Tensor input, *, dtype? dtype=None, device? device=None, memory_format memory_format=Preserve) -> Tensor", doc: r##"`x` copied into another dtype, device or memory format.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; the result is `dtype` where it is given.
Raises: NotImplementedError from a meta tensor to a real device.
Source: PyTorch's `torch.ops.aten._to_copy`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation::to_copy(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 21, name: "_unravel_index", overload: "", schema: "_unravel_index(Tensor indices, int[] shape) -> Tensor[]", doc: r##"`(i // (s1 s2 …) % s0, …, i % s_last)`: the coordinates, one tensor a dimension, of places in a flattened tensor of sizes `s`.

Shapes: tensors of the shape of `indices`.
Dtypes: bool, integers, floats; bool gives as result 1 int64; bool gives as result 2 int64; others raise NotImplementedError.
Raises: ValueError for a shape with zero or negative sizes and for indices outside it.
Source: PyTorch's `torch.unravel_index`."##, args: &[Arg { name: "indices", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "shape", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::index_more::unravel_index(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 22, name: "_upsample_bicubic2d_aa", overload: "", schema: "_upsample_bicubic2d_aa(Tensor input, int[]? output_size, bool align_corners, float[]? scale_factors=None) -> Tensor", doc: r##"`out[y, x] = sum over i, j of w(i) w(j) in[i, j]`, with Keys' cubic `w` stretched to the width of a result's pixel where that is
wider.

Shapes: `(N, C, H, W)` to `(N, C, H', W')`, which are `output_size` or `floor(size * scale)`.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for other numbers of dimensions, no size and no scale, or both, and an empty result.
Source: Keys, Cubic Convolution Interpolation, 1981; PyTorch's `torch.ops.aten._upsample_bicubic2d_aa`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "output_size", ty: Ty::Ints, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "align_corners", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "scale_factors", ty: Ty::Floats, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::upsample::upsample_bicubic2d_aa(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 23, name: "_upsample_bicubic2d_aa", overload: "scales", schema: "_upsample_bicubic2d_aa.scales(Tensor input, int[2] output_size, bool align_corners, float? scales_h=None, float? scales_w=None) -> Tensor", doc: r##"`out[y, x] = sum over i, j of w(i) w(j) in[i, j]`, with Keys' cubic `w` stretched to the width of a result's pixel where that is
wider.

Shapes: `(N, C, H, W)` to `(N, C, H', W')`, which are `output_size` or `floor(size * scale)`.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for other numbers of dimensions, no size and no scale, or both, and an empty result.
Source: Keys, Cubic Convolution Interpolation, 1981; PyTorch's `torch.ops.aten._upsample_bicubic2d_aa`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "output_size", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "align_corners", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "scales_h", ty: Ty::Float, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "scales_w", ty: Ty::Float, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::upsample::upsample_bicubic2d_aa_scales(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 24, name: "_upsample_bilinear2d_aa", overload: "", schema: "_upsample_bilinear2d_aa(Tensor input, int[]? output_size, bool align_corners, float[]? scale_factors=None) -> Tensor", doc: r##"`out[y, x] = sum over i, j of w(i) w(j) in[i, j]`, with a triangle `w` stretched to the width of a result's pixel where that is wider.

Shapes: `(N, C, H, W)` to `(N, C, H', W')`, which are `output_size` or `floor(size * scale)`.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for other numbers of dimensions, no size and no scale, or both, and an empty result.
Source: PyTorch's `torch.ops.aten._upsample_bilinear2d_aa`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "output_size", ty: Ty::Ints, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "align_corners", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "scale_factors", ty: Ty::Floats, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::upsample::upsample_bilinear2d_aa(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 25, name: "_upsample_bilinear2d_aa", overload: "scales", schema: "_upsample_bilinear2d_aa.scales(Tensor input, int[2] output_size, bool align_corners, float? scales_h=None, float? scales_w=None) -> Tensor", doc: r##"`out[y, x] = sum over i, j of w(i) w(j) in[i, j]`, with a triangle `w` stretched to the width of a result's pixel where that is wider.

Shapes: `(N, C, H, W)` to `(N, C, H', W')`, which are `output_size` or `floor(size * scale)`.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for other numbers of dimensions, no size and no scale, or both, and an empty result.
Source: PyTorch's `torch.ops.aten._upsample_bilinear2d_aa`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "output_size", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "align_corners", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "scales_h", ty: Ty::Float, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "scales_w", ty: Ty::Float, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::upsample::upsample_bilinear2d_aa_scales(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 26, name: "_upsample_lanczos2d_aa", overload: "", schema: "_upsample_lanczos2d_aa(Tensor input, int[]? output_size, bool align_corners, float[]? scale_factors=None) -> Tensor", doc: r##"`out[y, x] = sum over i, j of w(i) w(j) in[i, j]`, with `w(t) = sinc(t) sinc(t / 3)` stretched to the width of a result's pixel where
that is wider.

Shapes: `(N, C, H, W)` to `(N, C, H', W')`, which are `output_size` or `floor(size * scale)`.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for other numbers of dimensions, no size and no scale, or both, and an empty result.
Source: Lanczos' kernel: Duchon, 1979; PyTorch's `torch.ops.aten._upsample_lanczos2d_aa`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "output_size", ty: Ty::Ints, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "align_corners", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "scale_factors", ty: Ty::Floats, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::upsample::upsample_lanczos2d_aa(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 27, name: "_upsample_lanczos2d_aa", overload: "scales", schema: "_upsample_lanczos2d_aa.scales(Tensor input, int[2] output_size, bool align_corners, float? scales_h=None, float? scales_w=None) -> Tensor", doc: r##"`out[y, x] = sum over i, j of w(i) w(j) in[i, j]`, with `w(t) = sinc(t) sinc(t / 3)` stretched to the width of a result's pixel where
that is wider.

Shapes: `(N, C, H, W)` to `(N, C, H', W')`, which are `output_size` or `floor(size * scale)`.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for other numbers of dimensions, no size and no scale, or both, and an empty result.
Source: Lanczos' kernel: Duchon, 1979; PyTorch's `torch.ops.aten._upsample_lanczos2d_aa`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "output_size", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "align_corners", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "scales_h", ty: Ty::Float, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "scales_w", ty: Ty::Float, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::upsample::upsample_lanczos2d_aa_scales(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 28, name: "_upsample_nearest_exact1d", overload: "", schema: "_upsample_nearest_exact1d(Tensor input, int[]? output_size=None, float[]? scale_factors=None) -> Tensor", doc: r##"`out[i] = in[floor((i + 1/2) * n / m)]`: the nearest element's centre.

Shapes: `(N, C, n)` to `(N, C, m)`, `m = output_size` or `floor(n * scale)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for other numbers of dimensions, no size and no scale, or both, and an empty result.
Source: PyTorch's `torch.ops.aten._upsample_nearest_exact1d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "output_size", ty: Ty::Ints, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "scale_factors", ty: Ty::Floats, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::upsample::upsample_nearest_exact1d(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 29, name: "_upsample_nearest_exact2d", overload: "", schema: "_upsample_nearest_exact2d(Tensor input, int[]? output_size=None, float[]? scale_factors=None) -> Tensor", doc: r##"`out[y, x] = in[floor((y + 1/2) * H / H'), floor((x + 1/2) * W / W')]`: the nearest element's centre.

Shapes: `(N, C, H, W)` to `(N, C, H', W')`, which are `output_size` or `floor(size * scale)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for other numbers of dimensions, no size and no scale, or both, and an empty result.
Source: PyTorch's `torch.ops.aten._upsample_nearest_exact2d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "output_size", ty: Ty::Ints, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "scale_factors", ty: Ty::Floats, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::upsample::upsample_nearest_exact2d(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 30, name: "_upsample_nearest_exact3d", overload: "", schema: "_upsample_nearest_exact3d(Tensor input, int[]? output_size=None, float[]? scale_factors=None) -> Tensor", doc: r##"`out[z, y, x] = in[floor((z + 1/2) * D / D'), …]`: the nearest element's centre.

Shapes: `(N, C, D, H, W)` to `(N, C, D', H', W')`, which are `output_size` or `floor(size * scale)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for other numbers of dimensions, no size and no scale, or both, and an empty result.
Source: PyTorch's `torch.ops.aten._upsample_nearest_exact3d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "output_size", ty: Ty::Ints, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "scale_factors", ty: Ty::Floats, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::upsample::upsample_nearest_exact3d(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 31, name: "_weight_norm", overload: "", schema: "_weight_norm(Tensor v, Tensor g, int dim=0) -> Tensor", doc: r##"`v * (g / |v|)`, the norm taken over every dimension but `dim`.

Shapes: v any, g size 1 but in `dim`; the result has v's.
Dtypes: floats, complex; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: Salimans and Kingma, Weight Normalization, 2016 (arXiv:1602.07868); PyTorch's `torch.ops.aten._weight_norm`."##, args: &[Arg { name: "v", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "g", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::weight_norm::_weight_norm(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 32, name: "abs", overload: "", schema: "abs(Tensor input) -> Tensor", doc: r##"`|x|`; of complex numbers `sqrt(re^2 + im^2)`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; complex gives the real dtype.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.abs`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &["absolute"], fields: &[], autocast: "",
        call: |s| Ok(ops::unary::abs(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 33, name: "acos", overload: "", schema: "acos(Tensor input) -> Tensor", doc: r##"`y` in [0, pi] with `cos(y) = x`; NaN for real `x` outside [-1, 1].

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Autocast: computed in float32 on CUDA.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.acos`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &["arccos"], fields: &[], autocast: "f32:cuda",
        call: |s| Ok(ops::trig::acos(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 34, name: "acosh", overload: "", schema: "acosh(Tensor input) -> Tensor", doc: r##"`log(x + sqrt(x^2 - 1))`; NaN for real `x < 1`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.acosh`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &["arccosh"], fields: &[], autocast: "",
        call: |s| Ok(ops::trig::acosh(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 35, name: "adaptive_avg_pool1d", overload: "", schema: "adaptive_avg_pool1d(Tensor input, int[1] output_size) -> Tensor", doc: r##"`out[…, i] = mean(x[…, floor(i n / o) : ceil((i + 1) n / o)])` for a length `n` and `o = output_size`.

Shapes: `(N, C, L)` or `(C, L)` to `(N, C, o)`.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for other numbers of dimensions and a negative `output_size`.
Source: PyTorch's `torch.adaptive_avg_pool1d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "output_size", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pool::adaptive_avg_pool1d(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 36, name: "adaptive_avg_pool2d", overload: "", schema: "adaptive_avg_pool2d(Tensor input, int[2] output_size) -> Tensor", doc: r##"The mean of the cell from `floor(i n / o)` to `ceil((i + 1) n / o)` in both dimensions, for sizes `n` and `o = output_size`.

Shapes: `(N, C, H, W)` or `(C, H, W)` to `(N, C, *output_size)`.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for other numbers of dimensions and a negative `output_size`.
Source: PyTorch's `torch.nn.functional.adaptive_avg_pool2d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "output_size", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pool::adaptive_avg_pool2d(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 37, name: "adaptive_avg_pool3d", overload: "", schema: "adaptive_avg_pool3d(Tensor input, int[3] output_size) -> Tensor", doc: r##"The mean of the cell from `floor(i n / o)` to `ceil((i + 1) n / o)` in all three dimensions, for sizes `n` and `o = output_size`.

Shapes: `(N, C, D, H, W)` or `(C, D, H, W)` to `(N, C, *output_size)`.
Dtypes: floats; others raise NotImplementedError.
Autocast: computed in float32.
Raises: RuntimeError for other numbers of dimensions and a negative `output_size`.
Source: PyTorch's `torch.nn.functional.adaptive_avg_pool3d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "output_size", ty: Ty::Ints, optional: false, count: 3, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::pool::adaptive_avg_pool3d(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 38, name: "adaptive_max_pool1d", overload: "", schema: "adaptive_max_pool1d(Tensor input, int[1] output_size) -> (Tensor, Tensor)", doc: r##"`out[…, i] = max(x[…, floor(i n / o) : ceil((i + 1) n / o)])` for a length `n` and `o = output_size`, and where it is.

Shapes: `(N, C, L)` or `(C, L)` to two of `(N, C, o)`.
Dtypes: bool, integers, floats; result 2 is int64; others raise NotImplementedError.
Raises: RuntimeError for other numbers of dimensions and a negative `output_size`.
Source: PyTorch's `torch.adaptive_max_pool1d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "output_size", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pool::adaptive_max_pool1d(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 39, name: "adaptive_max_pool1d_with_indices", overload: "", schema: "adaptive_max_pool1d_with_indices(Tensor input, int[1] output_size) -> (Tensor, Tensor)", doc: r##"`out[…, i] = max(x[…, floor(i n / o) : ceil((i + 1) n / o)])` for a length `n` and `o = output_size`, and where it is.

Shapes: `(N, C, L)` or `(C, L)` to two of `(N, C, o)`.
Dtypes: bool, integers, floats; result 2 is int64; others raise NotImplementedError.
Raises: RuntimeError for other numbers of dimensions and a negative `output_size`.
Source: PyTorch's `torch.nn.functional.adaptive_max_pool1d_with_indices`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "output_size", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pool::adaptive_max_pool1d_with_indices(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 40, name: "adaptive_max_pool2d_with_indices", overload: "", schema: "adaptive_max_pool2d_with_indices(Tensor input, int[2] output_size) -> (Tensor, Tensor)", doc: r##"The largest element of the cell from `floor(i n / o)` to `ceil((i + 1) n / o)` in both dimensions, and where in the plane it is.

Shapes: `(N, C, H, W)` or `(C, H, W)` to two of `(N, C, *output_size)`.
Dtypes: bool, integers, floats; result 2 is int64; others raise NotImplementedError.
Raises: RuntimeError for other numbers of dimensions and a negative `output_size`.
Source: PyTorch's `torch.nn.functional.adaptive_max_pool2d_with_indices`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "output_size", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pool::adaptive_max_pool2d_with_indices(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 41, name: "adaptive_max_pool3d_with_indices", overload: "", schema: "adaptive_max_pool3d_with_indices(Tensor input, int[3] output_size) -> (Tensor, Tensor)", doc: r##"The largest element of the cell from `floor(i n / o)` to `ceil((i + 1) n / o)` in all three dimensions, and where in the volume it is.

Shapes: `(N, C, D, H, W)` or `(C, D, H, W)` to two of `(N, C, *output_size)`.
Dtypes: bool, integers, floats; result 2 is int64; others raise NotImplementedError.
Autocast: computed in float32.
Raises: RuntimeError for other numbers of dimensions and a negative `output_size`.
Source: PyTorch's `torch.nn.functional.adaptive_max_pool3d_with_indices`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "output_size", ty: Ty::Ints, optional: false, count: 3, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::pool::adaptive_max_pool3d_with_indices(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 42, name: "add", overload: "", schema: "add(Tensor input, TensorOrScalar other, *, Scalar alpha=1) -> Tensor", doc: r##"`x + alpha * other`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for shapes that do not broadcast and an `alpha` of a higher kind than the dtype.
Source: PyTorch's `torch.add`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "alpha", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(1) }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT | flag::UNSAVED, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pointwise::add(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 43, name: "addbmm", overload: "", schema: "addbmm(Tensor input, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor", doc: r##"`beta * input + alpha * (sum over b of batch1[b] @ batch2[b])`; with `beta` 0 NaN in the input is ignored.

Shapes: input broadcasts to `(n, p)`, `(b, n, m)` and `(b, m, p)`: `(n, p)`.
Dtypes: integers, floats, complex; others raise NotImplementedError.
Autocast: computed in the lower precision.
Raises: RuntimeError for other numbers of dimensions, sizes that do not fit and two dtypes.
Source: PyTorch's `torch.addbmm`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "batch1", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "batch2", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "beta", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(1) }, Arg { name: "alpha", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(1) }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "lower",
        call: |s| Ok(ops::product::addbmm(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 44, name: "addcdiv", overload: "", schema: "addcdiv(Tensor input, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor", doc: r##"`x + value * tensor1 / tensor2`, in floating point.

Shapes: any that broadcast; the result has the common shape.
Dtypes: floats, complex; others raise RuntimeError.
Raises: RuntimeError for integers divided by integers and for shapes that do not broadcast.
Source: PyTorch's `torch.addcdiv`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "tensor1", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "tensor2", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "value", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(1) }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::addcdiv(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 45, name: "addcmul", overload: "", schema: "addcmul(Tensor input, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor", doc: r##"`x + value * tensor1 * tensor2`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.addcmul`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "tensor1", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "tensor2", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "value", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(1) }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::addcmul(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 46, name: "addmm", overload: "", schema: "addmm(Tensor input, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor", doc: r##"`beta * input + alpha * (mat1 @ mat2)`; with `beta` 0 NaN in the input is ignored.

Shapes: input broadcasts to `(n, p)`, `(n, m)` and `(m, p)`: `(n, p)`.
Dtypes: integers, floats, complex; others raise NotImplementedError.
Autocast: computed in the lower precision.
Raises: RuntimeError for other numbers of dimensions, sizes that do not fit and two dtypes.
Source: PyTorch's `torch.addmm`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "mat1", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "mat2", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "beta", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(1) }, Arg { name: "alpha", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(1) }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "lower",
        call: |s| Ok(ops::product::addmm(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 47, name: "addmv", overload: "", schema: "addmv(Tensor input, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor", doc: r##"`beta * input + alpha * (mat @ vec)`; with `beta` 0 NaN in the input is ignored.

Shapes: input broadcasts to `(n)`, `(n, m)` and `(m)`: `(n)`.
Dtypes: integers, floats, complex; others raise NotImplementedError.
Autocast: computed in the lower precision on CUDA.
Raises: RuntimeError for other numbers of dimensions, sizes that do not fit and two dtypes.
Source: PyTorch's `torch.addmv`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "mat", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "vec", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "beta", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(1) }, Arg { name: "alpha", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(1) }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "lower:cuda",
        call: |s| Ok(ops::product::addmv(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 48, name: "addr", overload: "", schema: "addr(Tensor input, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor", doc: r##"`beta * input[i][j] + alpha * vec1[i] * vec2[j]`; with `beta` 0 NaN in the input is ignored.

Shapes: input broadcasts to `(n, m)`, `(n)` and `(m)`: `(n, m)`.
Dtypes: bool, integers, floats, complex.
Autocast: computed in the lower precision on CUDA.
Raises: RuntimeError for other numbers of dimensions.
Source: PyTorch's `torch.addr`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "vec1", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "vec2", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "beta", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(1) }, Arg { name: "alpha", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(1) }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "lower:cuda",
        call: |s| Ok(ops::product::addr(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 49, name: "adjoint", overload: "", schema: "adjoint(Tensor(a) input) -> Tensor(a)", doc: r##"`out[…, i, j] = conj(x[…, j, i])`, as a view.

Shapes: `(*, n, m)` to `(*, m, n)`; `()` to `()`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for 1 dimension.
Source: PyTorch's `torch.adjoint`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::adjoint::adjoint(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 50, name: "affine_grid_generator", overload: "", schema: "affine_grid_generator(Tensor theta, int[] size, bool align_corners) -> Tensor", doc: r##"`out[n, y, x] = theta[n] @ (x', y', 1)` with `x'` and `y'` from -1 to 1 (the outer pixels' centres with `align_corners`, their edges
without).

Shapes: theta `(N, 2, 3)` to `(N, H, W, 2)`, or `(N, 3, 4)` to `(N, D, H, W, 3)`.
Dtypes: integers, floats, complex; others raise NotImplementedError.
Raises: RuntimeError for a size of another length than 4 and 5 and a theta of another shape.
Source: Jaderberg and others, Spatial Transformer Networks, 2015 (arXiv:1506.02025); PyTorch's `torch.affine_grid_generator`."##, args: &[Arg { name: "theta", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "size", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "align_corners", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::grid_sampler::affine_grid_generator(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 51, name: "airy_ai", overload: "", schema: "airy_ai(Tensor x) -> Tensor", doc: r##"`Ai(x)`, the solution of `y'' = x y` that decays for large `x`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
Source: Abramowitz and Stegun, section 10.4; PyTorch's `torch.special.airy_ai`."##, args: &[Arg { name: "x", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::NONDIFF | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bessel::airy_ai(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 52, name: "alias", overload: "", schema: "alias(Tensor(a) input) -> Tensor(a)", doc: r##"`x[i…]` as another tensor over the same memory.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: no error of its own.
Source: PyTorch's `torch.ops.aten.alias`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::alias(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 53, name: "alias_copy", overload: "", schema: "alias_copy(Tensor input) -> Tensor", doc: r##"`x[i…]` as another tensor, in memory of its own.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.alias_copy`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::copies::alias_copy(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 54, name: "all", overload: "", schema: "all(Tensor input) -> Tensor", doc: r##"`x[0] != 0 and x[1] != 0 and …`; true without elements.

Shapes: any; the result is `()`.
Dtypes: bool, integers, floats, complex; int8, int16, int32, int64, floats, complex give bool.
Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.all`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::count::all(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 55, name: "all", overload: "dim", schema: "all.dim(Tensor input, int dim, bool keepdim=False) -> Tensor", doc: r##"Whether `x != 0` for every element over `dim`; true over no elements.

Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
Dtypes: bool, integers, floats, complex; int8, int16, int32, int64, floats, complex give bool.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.all`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::count::all_dim(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 56, name: "all", overload: "dims", schema: "all.dims(Tensor input, int[]? dim=None, bool keepdim=False) -> Tensor", doc: r##"Whether `x != 0` for every element over `dim`; true over no elements.

Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
Dtypes: bool, integers, floats, complex; int8, int16, int32, int64, floats, complex give bool.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.all`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Ints, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::count::all_dims(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 57, name: "allclose", overload: "", schema: "allclose(Tensor input, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False) -> bool", doc: r##"Whether `|x - y| <= atol + rtol * |y|` holds everywhere; NaN is close to NaN with `equal_nan` only.

Shapes: any that broadcast; the result is a Python bool.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for two dtypes, negative tolerances and shapes that do not broadcast.
Source: PyTorch's `torch.allclose`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "rtol", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1e-05) }, Arg { name: "atol", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1e-08) }, Arg { name: "equal_nan", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::compare::allclose(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 58, name: "alpha_dropout", overload: "", schema: "alpha_dropout(Tensor input, float p, bool train) -> Tensor", doc: r##"While training: `a * x + b` with probability `1 - p`, else `a * (-1.7581…) + b`, with the `a` and `b` that keep mean 0 and variance 1;
outside training `x`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a probability outside [0, 1].
Source: Klambauer and others, Self-Normalizing Neural Networks, 2017 (arXiv:1706.02515); PyTorch's `torch.alpha_dropout`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "p", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "train", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::dropout::alpha_dropout(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 59, name: "amax", overload: "", schema: "amax(Tensor input, int[1] dim=[], bool keepdim=False) -> Tensor", doc: r##"`max` over `dim` (all dimensions when empty), NaN if there is one; equal ones share the gradient.

Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
Dtypes: bool, integers, floats; others raise NotImplementedError.
Raises: IndexError for a dimension out of range or without elements.
Source: PyTorch's `torch.amax`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[]) }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::extreme::amax(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 60, name: "amin", overload: "", schema: "amin(Tensor input, int[1] dim=[], bool keepdim=False) -> Tensor", doc: r##"`min` over `dim` (all dimensions when empty), NaN if there is one; equal ones share the gradient.

Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
Dtypes: bool, integers, floats; others raise NotImplementedError.
Raises: IndexError for a dimension out of range or without elements.
Source: PyTorch's `torch.amin`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[]) }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::extreme::amin(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 61, name: "aminmax", overload: "", schema: "aminmax(Tensor input, *, int? dim=None, bool keepdim=False) -> (Tensor min, Tensor max)", doc: r##"`(min, max)` of all elements or along `dim`; NaN if there is one.

Shapes: both the input's without `dim` (size 1 there with `keepdim`); `()` without `dim`.
Dtypes: bool, integers, floats; others raise NotImplementedError.
Raises: IndexError for a dimension out of range or without elements.
Source: PyTorch's `torch.aminmax`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &["min", "max"], autocast: "",
        call: |s| Ok(ops::extreme::aminmax(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 62, name: "angle", overload: "", schema: "angle(Tensor input) -> Tensor", doc: r##"`atan2(im, re)`, in radians; of real numbers 0, or pi below zero.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; bool, integers give float32; complex gives the real dtype.
Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.angle`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::complex::angle(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 63, name: "any", overload: "", schema: "any(Tensor input) -> Tensor", doc: r##"`x[0] != 0 or x[1] != 0 or …`; false without elements.

Shapes: any; the result is `()`.
Dtypes: bool, integers, floats, complex; int8, int16, int32, int64, floats, complex give bool.
Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.any`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::count::any(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 64, name: "any", overload: "dim", schema: "any.dim(Tensor input, int dim, bool keepdim=False) -> Tensor", doc: r##"Whether `x != 0` for some element over `dim`; false over no elements.

Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
Dtypes: bool, integers, floats, complex; int8, int16, int32, int64, floats, complex give bool.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.any`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::count::any_dim(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 65, name: "any", overload: "dims", schema: "any.dims(Tensor input, int[]? dim=None, bool keepdim=False) -> Tensor", doc: r##"Whether `x != 0` for some element over `dim`; false over no elements.

Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
Dtypes: bool, integers, floats, complex; int8, int16, int32, int64, floats, complex give bool.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.any`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Ints, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::count::any_dims(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 66, name: "arange", overload: "start", schema: "arange.start(Scalar start, Scalar end, Scalar step=1, *, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"`out[i] = start + i * step`, as far as it is below `end` (above for negative steps).

Shapes: `(ceil((end - start) / step))`.
Dtypes: bool, integers, floats, complex by `dtype`, float32 or int64 without.
Raises: RuntimeError for a step of 0, ends that are not finite, and a step away from `end`.
Source: PyTorch's `torch.arange`."##, args: &[Arg { name: "start", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "end", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "step", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(1) }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation::arange_op(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 67, name: "arange", overload: "", schema: "arange(Scalar end, *, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"`out[i] = i`, below `end`.

Shapes: `(ceil(end))`.
Dtypes: bool, integers, floats, complex by `dtype`, float32 or int64 without.
Raises: RuntimeError for a negative `end`.
Source: PyTorch's `torch.arange`."##, args: &[Arg { name: "end", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation::arange_end(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 68, name: "argmax", overload: "", schema: "argmax(Tensor input, int? dim=None, bool keepdim=False) -> Tensor", doc: r##"The `i` with the largest `x[i]`, the first among equals, a NaN before all: along `dim`, or in the flattened tensor.

Shapes: the input's without `dim` (size 1 there with `keepdim`); `()` without `dim`.
Dtypes: bool, integers, floats; the result is int64; others raise NotImplementedError.
Raises: IndexError for a dimension out of range or without elements.
Source: PyTorch's `torch.argmax`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::extreme::argmax(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 69, name: "argmin", overload: "", schema: "argmin(Tensor input, int? dim=None, bool keepdim=False) -> Tensor", doc: r##"The `i` with the smallest `x[i]`, the first among equals, a NaN before all: along `dim`, or in the flattened tensor.

Shapes: the input's without `dim` (size 1 there with `keepdim`); `()` without `dim`.
Dtypes: bool, integers, floats; the result is int64; others raise NotImplementedError.
Raises: IndexError for a dimension out of range or without elements.
Source: PyTorch's `torch.argmin`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::extreme::argmin(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 70, name: "argsort", overload: "", schema: "argsort(Tensor input, int dim=-1, bool descending=False) -> Tensor", doc: r##"`i` with `x[i[0]] <= x[i[1]] <= …` along `dim` (`>=` with `descending`); equal ones keep their order, NaN counts as largest.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; the result is int64; others raise NotImplementedError.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.argsort`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(-1) }, Arg { name: "descending", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::sort::argsort(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 71, name: "argsort", overload: "stable", schema: "argsort.stable(Tensor input, *, bool stable, int dim=-1, bool descending=False) -> Tensor", doc: r##"`i` with `x[i[0]] <= x[i[1]] <= …` along `dim` (`>=` with `descending`); equal ones keep their order, NaN counts as largest.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; the result is int64; others raise NotImplementedError.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.argsort`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "stable", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(-1) }, Arg { name: "descending", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::sort::argsort_stable(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 72, name: "argwhere", overload: "", schema: "argwhere(Tensor input) -> Tensor", doc: r##"The index vectors `i` with `x[i] != 0`, one row each, in row-major order.

Shapes: any of `d` dimensions to `(number of nonzeros, d)`.
Dtypes: bool, integers, floats, complex; the result is int64.
Raises: no error of its own.
Source: PyTorch's `torch.argwhere`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::mask::argwhere(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 73, name: "as_strided", overload: "", schema: "as_strided(Tensor(a) input, int[] size, int[] stride, int? storage_offset=None) -> Tensor", doc: r##"`out[i, j, …] = storage[storage_offset + i * stride[0] + j * stride[1] + …]`, as a view.

Shapes: any; the result has `size`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for lists of two lengths, places outside the storage and negative strides.
Source: PyTorch's `torch.as_strided`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "size", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "stride", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "storage_offset", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::strided::as_strided(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 74, name: "as_strided_copy", overload: "", schema: "as_strided_copy(Tensor input, int[] size, int[] stride, int? storage_offset=None) -> Tensor", doc: r##"`out[i, j, …] = storage[storage_offset + i * stride[0] + j * stride[1] + …]`, in memory of its own.

Shapes: any; the result has `size`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for places outside the storage and negative strides.
Source: PyTorch's `torch.as_strided_copy`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "size", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "stride", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "storage_offset", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::copies::as_strided_copy(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 75, name: "as_strided_scatter", overload: "", schema: "as_strided_scatter(Tensor input, Tensor src, int[] size, int[] stride, int? storage_offset=None) -> Tensor", doc: r##"A copy of `x` after `as_strided(x, size, stride, storage_offset) = src`.

Shapes: src has `size`; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a `src` of another shape, places outside the storage and negative strides.
Source: PyTorch's `torch.as_strided_scatter`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "src", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "size", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "stride", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "storage_offset", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::strided::as_strided_scatter(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 76, name: "asin", overload: "", schema: "asin(Tensor input) -> Tensor", doc: r##"`y` in [-pi/2, pi/2] with `sin(y) = x`; NaN for real `x` outside [-1, 1].

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Autocast: computed in float32 on CUDA.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.asin`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &["arcsin"], fields: &[], autocast: "f32:cuda",
        call: |s| Ok(ops::trig::asin(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 77, name: "asinh", overload: "", schema: "asinh(Tensor input) -> Tensor", doc: r##"`log(x + sqrt(x^2 + 1))`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.asinh`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &["arcsinh"], fields: &[], autocast: "",
        call: |s| Ok(ops::trig::asinh(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 78, name: "atan", overload: "", schema: "atan(Tensor input) -> Tensor", doc: r##"`y` in (-pi/2, pi/2) with `tan(y) = x`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.atan`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &["arctan"], fields: &[], autocast: "",
        call: |s| Ok(ops::trig::atan(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 79, name: "atan2", overload: "", schema: "atan2(Tensor input, Tensor other) -> Tensor", doc: r##"The angle in (-pi, pi] of the point with the coordinates (`other`, `input`): `atan(input / other)`, with the quadrant by the signs.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.atan2`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &["arctan2"], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::atan2(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 80, name: "atanh", overload: "", schema: "atanh(Tensor input) -> Tensor", doc: r##"`log((1 + x) / (1 - x)) / 2`; NaN for real `x` outside [-1, 1].

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.atanh`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &["arctanh"], fields: &[], autocast: "",
        call: |s| Ok(ops::trig::atanh(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 81, name: "atleast_1d", overload: "", schema: "atleast_1d(Tensor input) -> Tensor", doc: r##"`x`, or `x` with a dimension of size 1 if it has none.

Shapes: `()` to `(1)`.
Dtypes: bool, integers, floats, complex.
Raises: no error of its own.
Source: PyTorch's `torch.atleast_1d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::join::atleast_1d(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 82, name: "atleast_1d", overload: "list", schema: "atleast_1d.list(Tensor... tensors) -> Tensor[]", doc: r##"`x`, or `x` with a dimension of size 1 if it has none.

Shapes: `()` to `(1)`.
Dtypes: bool, integers, floats, complex.
Raises: no error of its own.
Source: PyTorch's `torch.atleast_1d`."##, args: &[Arg { name: "tensors", ty: Ty::Tensors, optional: false, count: 0, varargs: true, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::join::atleast_1d_list(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 83, name: "atleast_2d", overload: "", schema: "atleast_2d(Tensor input) -> Tensor", doc: r##"`x` with new dimensions of size 1 in front up to two.

Shapes: `()` to `(1, 1)`, `(n)` to `(1, n)`.
Dtypes: bool, integers, floats, complex.
Raises: no error of its own.
Source: PyTorch's `torch.atleast_2d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::join::atleast_2d(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 84, name: "atleast_2d", overload: "list", schema: "atleast_2d.list(Tensor... tensors) -> Tensor[]", doc: r##"`x` with new dimensions of size 1 in front up to two.

Shapes: `()` to `(1, 1)`, `(n)` to `(1, n)`.
Dtypes: bool, integers, floats, complex.
Raises: no error of its own.
Source: PyTorch's `torch.atleast_2d`."##, args: &[Arg { name: "tensors", ty: Ty::Tensors, optional: false, count: 0, varargs: true, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::join::atleast_2d_list(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 85, name: "atleast_3d", overload: "", schema: "atleast_3d(Tensor input) -> Tensor", doc: r##"`x` with new dimensions of size 1 up to three.

Shapes: `()` to `(1, 1, 1)`, `(n)` to `(1, n, 1)`, `(n, m)` to `(n, m, 1)`.
Dtypes: bool, integers, floats, complex.
Raises: no error of its own.
Source: PyTorch's `torch.atleast_3d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::join::atleast_3d(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 86, name: "atleast_3d", overload: "list", schema: "atleast_3d.list(Tensor... tensors) -> Tensor[]", doc: r##"`x` with new dimensions of size 1 up to three.

Shapes: `()` to `(1, 1, 1)`, `(n)` to `(1, n, 1)`, `(n, m)` to `(n, m, 1)`.
Dtypes: bool, integers, floats, complex.
Raises: no error of its own.
Source: PyTorch's `torch.atleast_3d`."##, args: &[Arg { name: "tensors", ty: Ty::Tensors, optional: false, count: 0, varargs: true, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::join::atleast_3d_list(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 87, name: "avg_pool1d", overload: "", schema: "avg_pool1d(Tensor input, int[1] kernel_size, int[1] stride=[], int[1] padding=0, bool ceil_mode=False, bool count_include_pad=True) -> Tensor", doc: r##"`out[…, i] = sum over j < k of x[…, i * stride + j - padding] / k`, with zeros outside; with `count_include_pad` false, the divisor
counts elements of the input only.

Shapes: `(N, C, L)` or `(C, L)` to `(N, C, (L + 2 padding - k) // stride + 1)`, rounded up with `ceil_mode`.
Dtypes: int64, floats; others raise NotImplementedError.
Raises: RuntimeError for other numbers of dimensions, an empty result, a stride of 0, and a padding above half the window.
Source: PyTorch's `torch.avg_pool1d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "kernel_size", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "stride", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[]) }, Arg { name: "padding", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[0]) }, Arg { name: "ceil_mode", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "count_include_pad", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }],
        flags: flag::FUNCTION, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pool::avg_pool1d(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 88, name: "avg_pool2d", overload: "", schema: "avg_pool2d(Tensor input, int[2] kernel_size, int[2] stride=[], int[2] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor", doc: r##"The mean of the window `kernel_size` at each multiple of `stride` (by default the window), with zeros outside; `count_include_pad`
false counts elements of the input only, and `divisor_override` divides in their place.

Shapes: `(N, C, H, W)` or `(C, H, W)` to `(N, C, H', W')` with `H' = (H + 2 padding - k) // stride + 1`, rounded up with `ceil_mode`.
Dtypes: int64, floats; others raise NotImplementedError.
Raises: RuntimeError for other numbers of dimensions, an empty result, a stride of 0, and a padding above half the window, and for a
  divisor of 0.
Source: PyTorch's `torch.nn.functional.avg_pool2d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "kernel_size", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "stride", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[]) }, Arg { name: "padding", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[0, 0]) }, Arg { name: "ceil_mode", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "count_include_pad", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }, Arg { name: "divisor_override", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pool::avg_pool2d(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?)?.into_value()) },
    Op { id: 89, name: "avg_pool3d", overload: "", schema: "avg_pool3d(Tensor input, int[3] kernel_size, int[3] stride=[], int[3] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor", doc: r##"The mean of the window `kernel_size` at each multiple of `stride` (by default the window), with zeros outside; `count_include_pad`
false counts elements of the input only, and `divisor_override` divides in their place.

Shapes: `(N, C, D, H, W)` or `(C, D, H, W)` to `(N, C, D', H', W')` with `D' = (D + 2 padding - k) // stride + 1`, rounded up with
  `ceil_mode`.
Dtypes: int64, floats; others raise NotImplementedError.
Autocast: computed in float32.
Raises: RuntimeError for other numbers of dimensions, an empty result, a stride of 0, and a padding above half the window, and for a
  divisor of 0.
Source: PyTorch's `torch.nn.functional.avg_pool3d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "kernel_size", ty: Ty::Ints, optional: false, count: 3, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "stride", ty: Ty::Ints, optional: false, count: 3, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[]) }, Arg { name: "padding", ty: Ty::Ints, optional: false, count: 3, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[0, 0, 0]) }, Arg { name: "ceil_mode", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "count_include_pad", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }, Arg { name: "divisor_override", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::pool::avg_pool3d(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?)?.into_value()) },
    Op { id: 90, name: "baddbmm", overload: "", schema: "baddbmm(Tensor input, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor", doc: r##"`beta * input[b] + alpha * (batch1[b] @ batch2[b])`; with `beta` 0 NaN in the input is ignored.

Shapes: input broadcasts to `(b, n, p)`, `(b, n, m)` and `(b, m, p)`: `(b, n, p)`.
Dtypes: integers, floats, complex; others raise NotImplementedError.
Autocast: computed in the lower precision.
Raises: RuntimeError for other numbers of dimensions, sizes that do not fit and two dtypes.
Source: PyTorch's `torch.baddbmm`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "batch1", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "batch2", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "beta", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(1) }, Arg { name: "alpha", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(1) }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "lower",
        call: |s| Ok(ops::product::baddbmm(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 91, name: "bartlett_window", overload: "", schema: "bartlett_window(int window_length, bool periodic=True, *, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"`1 - |2 i / n - 1|`: a triangle from 0 up to 1 and down again; `n` is the length, or one less without `periodic`.

Shapes: `(window_length)`.
Dtypes: floats by `dtype`, float32 without; others raise RuntimeError.
Raises: RuntimeError for a negative length.
Source: PyTorch's `torch.bartlett_window`."##, args: &[Arg { name: "window_length", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "periodic", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::fft::window::bartlett_window(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 92, name: "batch_norm", overload: "", schema: "batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps, bool cudnn_enabled) -> Tensor", doc: r##"`(x - mean) / sqrt(var + eps) * weight + bias` for each channel of `(N, C, *)`. In training the statistics are the batch's and the
running ones move towards them by `momentum`; else they are the running ones.

Shapes: input `(N, C, *)`, every other `(C)`; the result has the input's.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for fewer than 2 dimensions, vectors of another length, and missing running statistics outside training.
Source: Ioffe and Szegedy, 2015 (arXiv:1502.03167); PyTorch's `torch.batch_norm`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weight", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bias", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "running_mean", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "running_var", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "training", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "momentum", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "eps", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "cudnn_enabled", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::batch_norm::batch_norm(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?, FromValue::from_value(&s[7])?, FromValue::from_value(&s[8])?)?.into_value()) },
    Op { id: 93, name: "bernoulli", overload: "", schema: "bernoulli(Tensor input, *, Generator? generator=None) -> Tensor", doc: r##"1 with probability `input[i]`, else 0.

Shapes: any; the result has the input's.
Dtypes: floats; others raise RuntimeError.
Raises: RuntimeError for probabilities outside [0, 1].
Source: PyTorch's `torch.bernoulli`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::METHOD | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random::bernoulli(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 94, name: "bernoulli", overload: "p", schema: "bernoulli.p(Tensor input, float p, *, Generator? generator=None) -> Tensor", doc: r##"1 with probability `p`, else 0, in the shape of `input`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; others raise NotImplementedError.
Raises: RuntimeError for a probability outside [0, 1].
Source: PyTorch's `torch.bernoulli`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "p", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random::bernoulli_p(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 95, name: "bernoulli_", overload: "tensor", schema: "bernoulli_.tensor(Tensor(a!) input, Tensor p, *, Generator? generator=None) -> Tensor(a!)", doc: r##"1 with probability `p[i]`, else 0, in place.

Shapes: `p` broadcasts to the tensor's.
Dtypes: floats; others raise RuntimeError.
Raises: RuntimeError for probabilities outside [0, 1] or of an integer dtype; NotImplementedError for complex tensors.
Source: PyTorch's `torch.Tensor.bernoulli_`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "p", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::METHOD | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random_fill::bernoulli_tensor_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 96, name: "bernoulli_", overload: "", schema: "bernoulli_(Tensor(a!) input, float p=0.5, *, Generator? generator=None) -> Tensor(a!)", doc: r##"1 with probability `p`, else 0, in place.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; others raise NotImplementedError.
Raises: RuntimeError for a probability outside [0, 1]; NotImplementedError for complex tensors.
Source: PyTorch's `torch.Tensor.bernoulli_`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "p", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.5) }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::METHOD | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random_fill::bernoulli_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 97, name: "bessel_j0", overload: "", schema: "bessel_j0(Tensor input) -> Tensor", doc: r##"`J0(x)`, the Bessel function of the first kind of order 0.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
Source: Abramowitz and Stegun, section 9.1; PyTorch's `torch.special.bessel_j0`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bessel::bessel_j0(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 98, name: "bessel_j1", overload: "", schema: "bessel_j1(Tensor input) -> Tensor", doc: r##"`J1(x)`, the Bessel function of the first kind of order 1.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
Source: Abramowitz and Stegun, section 9.1; PyTorch's `torch.special.bessel_j1`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bessel::bessel_j1(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 99, name: "bessel_y0", overload: "", schema: "bessel_y0(Tensor input) -> Tensor", doc: r##"`Y0(x)`, the Bessel function of the second kind of order 0; NaN below 0, minus infinity at 0.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
Source: Abramowitz and Stegun, section 9.1; PyTorch's `torch.special.bessel_y0`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bessel::bessel_y0(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 100, name: "bessel_y1", overload: "", schema: "bessel_y1(Tensor input) -> Tensor", doc: r##"`Y1(x)`, the Bessel function of the second kind of order 1; NaN below 0, minus infinity at 0.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
Source: Abramowitz and Stegun, section 9.1; PyTorch's `torch.special.bessel_y1`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bessel::bessel_y1(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 101, name: "bfloat16", overload: "", schema: "bfloat16(Tensor input, *, memory_format memory_format=Preserve) -> Tensor", doc: r##"`x` rounded to bfloat16 (8 bits of mantissa, halves to even).

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; the result is bfloat16.
Raises: no error of its own.
Source: PyTorch's `torch.Tensor.bfloat16`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::bfloat16(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 102, name: "bilinear", overload: "", schema: "bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor? bias=None) -> Tensor", doc: r##"`out[…, k] = sum over i, j of input1[…, i] * weight[k, i, j] * input2[…, j] + bias[k]`.

Shapes: `(*, n)` and `(*, m)` with a weight `(o, n, m)` and a bias `(o)`: `(*, o)`.
Dtypes: integers, floats, complex; others raise NotImplementedError.
Raises: RuntimeError for a weight that is not 3-dimensional and for sizes that do not fit.
Source: PyTorch's `torch.bilinear`."##, args: &[Arg { name: "input1", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "input2", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weight", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bias", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::einsum::bilinear(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 103, name: "binary_cross_entropy", overload: "", schema: "binary_cross_entropy(Tensor input, Tensor target, Tensor? weight=None, str reduction='mean') -> Tensor", doc: r##"`-weight * (y * log(x) + (1 - y) * log(1 - x))`, each logarithm at least -100, for probabilities `x`. `reduction` `'mean'` or `'sum'`
of them, or `'none'`.

Shapes: input and target of one shape, weight broadcasts. The loss is the common shape with `reduction='none'`, else `()`.
Dtypes: integers, floats; integers give float32; others raise NotImplementedError.
Autocast: computed in float32.
Raises: RuntimeError for probabilities outside [0, 1], two dtypes and shapes that do not broadcast; ValueError for another
  `reduction`.
Source: PyTorch's `torch.nn.functional.binary_cross_entropy`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "target", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weight", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "reduction", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Str("mean") }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::loss::binary_cross_entropy(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 104, name: "binary_cross_entropy_with_logits", overload: "", schema: "binary_cross_entropy_with_logits(Tensor input, Tensor target, Tensor? weight=None, Tensor? pos_weight=None, str reduction='mean') -> Tensor", doc: r##"`-weight * (pos_weight * y * log(s) + (1 - y) * log(1 - s))` with `s = sigmoid(x)`, without overflow. `reduction` `'mean'` or `'sum'`
of them, or `'none'`.

Shapes: input and target of one shape, the weights broadcast. The loss is the common shape with `reduction='none'`, else `()`.
Dtypes: floats; others raise NotImplementedError.
Autocast: computed in float32.
Raises: ValueError for another `reduction`; RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.nn.functional.binary_cross_entropy_with_logits`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "target", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weight", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "pos_weight", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "reduction", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Str("mean") }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::loss::binary_cross_entropy_with_logits(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 105, name: "bincount", overload: "", schema: "bincount(Tensor input, Tensor? weights=None, int minlength=0) -> Tensor", doc: r##"`out[k] = sum of weights[i] over x[i] = k`, or the number of them without weights, for `k` up to the largest, or `minlength - 1`.

Shapes: `(n)`, weights `(n)`: `(max(x) + 1)`.
Dtypes: integers; the result is int64; others raise NotImplementedError.
Raises: RuntimeError for negative numbers, other numbers of dimensions and weights of another length; NotImplementedError for dtypes
  that are not integers.
Source: PyTorch's `torch.bincount`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weights", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "minlength", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::sort::bincount(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 106, name: "binomial", overload: "", schema: "binomial(Tensor count, Tensor prob, Generator? generator=None) -> Tensor", doc: r##"The number of successes in `count[i]` trials of probability `prob[i]`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: float32, float64; others raise ValueError.
Raises: ValueError for other dtypes than float32 and float64 and for two dtypes; RuntimeError for shapes that do not broadcast.
Source: Hörmann, The Generation of Binomial Random Variates, 1993; PyTorch's `torch.binomial`."##, args: &[Arg { name: "count", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "prob", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random::binomial(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 107, name: "bitwise_and", overload: "", schema: "bitwise_and(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"`x & y`: the bits set in both.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.bitwise_and`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bitwise::bitwise_and(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 108, name: "bitwise_and", overload: "scalar", schema: "bitwise_and.scalar(Scalar input, Tensor other) -> Tensor", doc: r##"`x & y`: the bits set in both.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers; bool gives int64; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.bitwise_and`."##, args: &[Arg { name: "input", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bitwise::bitwise_and_scalar(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 109, name: "bitwise_left_shift", overload: "", schema: "bitwise_left_shift(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"`x * 2^y`, the bits that overflow dropped; 0 for shifts of the dtype's width and more.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.bitwise_left_shift`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bitwise::bitwise_left_shift(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 110, name: "bitwise_left_shift", overload: "scalar", schema: "bitwise_left_shift.scalar(Scalar input, Tensor other) -> Tensor", doc: r##"`x * 2^y`, the bits that overflow dropped; 0 for shifts of the dtype's width and more.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers; bool gives int64; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.bitwise_left_shift`."##, args: &[Arg { name: "input", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bitwise::bitwise_left_shift_scalar(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 111, name: "bitwise_not", overload: "", schema: "bitwise_not(Tensor input) -> Tensor", doc: r##"`~x`: all bits flipped, `-x - 1` for signed integers; `not x` for bools.

Shapes: any; the result has the input's.
Dtypes: bool, integers; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.bitwise_not`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bitwise::bitwise_not(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 112, name: "bitwise_or", overload: "", schema: "bitwise_or(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"`x | y`: the bits set in one or both.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.bitwise_or`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bitwise::bitwise_or(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 113, name: "bitwise_or", overload: "scalar", schema: "bitwise_or.scalar(Scalar input, Tensor other) -> Tensor", doc: r##"`x | y`: the bits set in one or both.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers; bool gives int64; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.bitwise_or`."##, args: &[Arg { name: "input", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bitwise::bitwise_or_scalar(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 114, name: "bitwise_right_shift", overload: "", schema: "bitwise_right_shift(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"`floor(x / 2^y)`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.bitwise_right_shift`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bitwise::bitwise_right_shift(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 115, name: "bitwise_right_shift", overload: "scalar", schema: "bitwise_right_shift.scalar(Scalar input, Tensor other) -> Tensor", doc: r##"`floor(x / 2^y)`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers; bool gives int64; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.bitwise_right_shift`."##, args: &[Arg { name: "input", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bitwise::bitwise_right_shift_scalar(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 116, name: "bitwise_xor", overload: "", schema: "bitwise_xor(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"`x ^ y`: the bits set in exactly one.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.bitwise_xor`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bitwise::bitwise_xor(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 117, name: "bitwise_xor", overload: "scalar", schema: "bitwise_xor.scalar(Scalar input, Tensor other) -> Tensor", doc: r##"`x ^ y`: the bits set in exactly one.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers; bool gives int64; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.bitwise_xor`."##, args: &[Arg { name: "input", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bitwise::bitwise_xor_scalar(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 118, name: "blackman_window", overload: "", schema: "blackman_window(int window_length, bool periodic=True, *, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"`0.42 - 0.5 cos(2 pi i / n) + 0.08 cos(4 pi i / n)`; `n` is the length, or one less without `periodic`.

Shapes: `(window_length)`.
Dtypes: floats by `dtype`, float32 without; others raise RuntimeError.
Raises: RuntimeError for a negative length.
Source: PyTorch's `torch.blackman_window`."##, args: &[Arg { name: "window_length", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "periodic", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::fft::window::blackman_window(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 119, name: "block_diag", overload: "", schema: "block_diag(Tensor... tensors) -> Tensor", doc: r##"A matrix with `tensors[0], tensors[1], …` down its diagonal and zeros elsewhere.

Shapes: `(n_i, m_i)` (vectors are rows) to `(sum n_i, sum m_i)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for more than 2 dimensions.
Source: PyTorch's `torch.block_diag`."##, args: &[Arg { name: "tensors", ty: Ty::Tensors, optional: false, count: 0, varargs: true, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::join::block_diag(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 120, name: "bmm", overload: "", schema: "bmm(Tensor input, Tensor mat2) -> Tensor", doc: r##"`out[b] = input[b] @ mat2[b]`.

Shapes: `(b, n, m)` and `(b, m, p)` to `(b, n, p)`.
Dtypes: integers, floats, complex; others raise NotImplementedError.
Autocast: computed in the lower precision.
Raises: RuntimeError for other numbers of dimensions, sizes that do not fit and two dtypes.
Source: PyTorch's `torch.bmm`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "mat2", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "lower",
        call: |s| Ok(ops::matmul::bmm(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 121, name: "bool", overload: "", schema: "bool(Tensor input, *, memory_format memory_format=Preserve) -> Tensor", doc: r##"`x != 0`; NaN counts as true.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; the result is bool.
Raises: no error of its own.
Source: PyTorch's `torch.Tensor.bool`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::bool(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 122, name: "broadcast_tensors", overload: "", schema: "broadcast_tensors(Tensor... tensors) -> Tensor[]", doc: r##"`broadcast_to(x, shape)` for each tensor `x` and the shape common to all, as views.

Shapes: any that broadcast; every result has the common shape.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.broadcast_tensors`."##, args: &[Arg { name: "tensors", ty: Ty::Tensors, optional: false, count: 0, varargs: true, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::join::broadcast_tensors(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 123, name: "broadcast_to", overload: "", schema: "broadcast_to(Tensor(a) input, int[] size) -> Tensor", doc: r##"`x` stretched along dimensions of size 1 to `size`, as a view.

Shapes: any that broadcasts to `size`; the result has it.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a size that differs where the input's is not 1.
Source: PyTorch's `torch.broadcast_to`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "size", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::shape::broadcast_to(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 124, name: "bucketize", overload: "", schema: "bucketize(Tensor input, Tensor boundaries, *, bool out_int32=False, bool right=False) -> Tensor", doc: r##"The `i` with `boundaries[i - 1] < x <= boundaries[i]` (`<= x <` with `right`).

Shapes: boundaries `(n)`; the result has the input's.
Dtypes: bool, integers, floats, complex; the result is int64.
Raises: RuntimeError for boundaries that are no vector.
Source: PyTorch's `torch.bucketize`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "boundaries", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "out_int32", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }, Arg { name: "right", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::sort::bucketize(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 125, name: "bucketize", overload: "scalar", schema: "bucketize.scalar(Scalar input, Tensor boundaries, *, bool out_int32=False, bool right=False) -> Tensor", doc: r##"The `i` with `boundaries[i - 1] < x <= boundaries[i]` (`<= x <` with `right`).

Shapes: boundaries `(n)`; the result has the input's.
Dtypes: bool, integers, floats, complex; the result is int64.
Raises: RuntimeError for boundaries that are no vector.
Source: PyTorch's `torch.bucketize`."##, args: &[Arg { name: "input", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "boundaries", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "out_int32", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }, Arg { name: "right", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::sort::bucketize_scalar(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 126, name: "byte", overload: "", schema: "byte(Tensor input, *, memory_format memory_format=Preserve) -> Tensor", doc: r##"`x` cut to uint8: the fraction dropped, modulo 256.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; the result is uint8.
Raises: no error of its own.
Source: PyTorch's `torch.Tensor.byte`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::byte(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 127, name: "cartesian_prod", overload: "", schema: "cartesian_prod(Tensor... tensors) -> Tensor", doc: r##"All combinations `(a[i], b[j], …)`, one a row, the last running fastest.

Shapes: vectors `(n_i)` to `(product of n_i, number of tensors)`; one vector is itself.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for no tensors and tensors that are no vectors.
Source: PyTorch's `torch.cartesian_prod`."##, args: &[Arg { name: "tensors", ty: Ty::Tensors, optional: false, count: 0, varargs: true, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::join::cartesian_prod(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 128, name: "cat", overload: "", schema: "cat(Tensor[] tensors, int dim=0) -> Tensor", doc: r##"`tensors[0], tensors[1], …` one after the other along `dim`.

Shapes: `(*, n_i, *)` to `(*, sum n_i, *)`; an empty vector fits everywhere.
Dtypes: bool, integers, floats, complex.
Autocast: computed in the widest dtype of the inputs.
Raises: ValueError for no tensors; RuntimeError for other sizes that differ and tensors without dimensions; IndexError for a dimension
  out of range.
Source: PyTorch's `torch.cat`."##, args: &[Arg { name: "tensors", ty: Ty::Tensors, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &["concat", "concatenate"], fields: &[], autocast: "promote",
        call: |s| Ok(ops::join::cat(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 129, name: "cauchy_", overload: "", schema: "cauchy_(Tensor(a!) input, float median=0.0, float sigma=1.0, *, Generator? generator=None) -> Tensor(a!)", doc: r##"Numbers of density `1 / (pi sigma (1 + ((x - median) / sigma)^2))`, in place.

Shapes: any; the result has the input's.
Dtypes: floats; others raise RuntimeError.
Raises: RuntimeError for a `sigma` that is not positive and dtypes that are not floats.
Source: PyTorch's `torch.Tensor.cauchy_`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "median", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.0) }, Arg { name: "sigma", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1.0) }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::METHOD | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random_fill::cauchy_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 130, name: "cdist", overload: "", schema: "cdist(Tensor x1, Tensor x2, float p=2.0, str? compute_mode=None) -> Tensor", doc: r##"`out[…, i, j] = (sum over k of |x1[…, i, k] - x2[…, j, k]|^p)^(1/p)`; the largest difference for `inf`, the number of differences for
0.

Shapes: `(*, n, d)` and `(*, m, d)` to `(*, n, m)`, with `*` broadcast.
Dtypes: floats, complex; complex gives the real dtype; others raise NotImplementedError.
Autocast: computed in float32.
Raises: RuntimeError for fewer than 2 dimensions, other numbers of columns and a negative `p`; ValueError for another `compute_mode`.
Source: PyTorch's `torch.cdist`."##, args: &[Arg { name: "x1", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "x2", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "p", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(2.0) }, Arg { name: "compute_mode", ty: Ty::Str, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::norms::cdist(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 131, name: "cdouble", overload: "", schema: "cdouble(Tensor input, *, memory_format memory_format=Preserve) -> Tensor", doc: r##"`x` as complex128; the imaginary part of real numbers is 0.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; the result is complex128.
Raises: no error of its own.
Source: PyTorch's `torch.Tensor.cdouble`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::cdouble(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 132, name: "ceil", overload: "", schema: "ceil(Tensor input) -> Tensor", doc: r##"The smallest integer `n >= x`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.ceil`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT | flag::UNSAVED, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::round::ceil(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 133, name: "celu", overload: "", schema: "celu(Tensor input, Scalar alpha=1.0) -> Tensor", doc: r##"`max(0, x) + min(0, alpha * (exp(x / alpha) - 1))`: linear above 0, smooth at 0.

Shapes: any; the result has the input's.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for `alpha` 0.
Source: Barron, Continuously Differentiable Exponential Linear Units, 2017; PyTorch's `torch.celu`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "alpha", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1.0) }],
        flags: flag::FUNCTION | flag::INPLACE, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation::celu(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 134, name: "celu", overload: "functional", schema: "celu.functional(Tensor input, Scalar alpha=1.0, bool inplace=False) -> Tensor", doc: r##"`max(0, x) + min(0, alpha * (exp(x / alpha) - 1))`: linear above 0, smooth at 0.

Shapes: any; the result has the input's.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for `alpha` 0.
Source: Barron, Continuously Differentiable Exponential Linear Units, 2017; PyTorch's `torch.nn.functional.celu`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "alpha", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1.0) }, Arg { name: "inplace", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation_functional::celu_functional(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 135, name: "cfloat", overload: "", schema: "cfloat(Tensor input, *, memory_format memory_format=Preserve) -> Tensor", doc: r##"`x` as complex64; the imaginary part of real numbers is 0.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; the result is complex64.
Raises: no error of its own.
Source: PyTorch's `torch.Tensor.cfloat`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::cfloat(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 136, name: "chain_matmul", overload: "", schema: "chain_matmul(Tensor... matrices) -> Tensor", doc: r##"`A @ B @ C @ …` in the order of fewest multiplications; in `multi_dot` the first and the last may be vectors.

Shapes: `(n, m)`, `(m, p)`, `(p, q)` to `(n, q)`.
Dtypes: integers, floats, complex; others raise NotImplementedError.
Raises: RuntimeError for too few tensors, other numbers of dimensions, and sizes that do not fit.
Source: Cormen and others, Introduction to Algorithms, section 15.2; PyTorch's `torch.chain_matmul`."##, args: &[Arg { name: "matrices", ty: Ty::Tensors, optional: false, count: 0, varargs: true, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::product::chain_matmul(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 137, name: "channel_shuffle", overload: "", schema: "channel_shuffle(Tensor input, int groups) -> Tensor", doc: r##"`out[:, i * groups + j] = x[:, j * (C / groups) + i]`: the channels taken in turn from `groups` groups.

Shapes: `(N, C, *)`; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for fewer than 3 dimensions and a number of channels that `groups` does not divide.
Source: Zhang and others, ShuffleNet, 2017 (arXiv:1707.01083); PyTorch's `torch.channel_shuffle`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "groups", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pixel::channel_shuffle(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 138, name: "char", overload: "", schema: "char(Tensor input, *, memory_format memory_format=Preserve) -> Tensor", doc: r##"`x` cut to int8: the fraction dropped, modulo 256.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; the result is int8.
Raises: no error of its own.
Source: PyTorch's `torch.Tensor.char`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::char(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 139, name: "chebyshev_polynomial_t", overload: "", schema: "chebyshev_polynomial_t(TensorOrScalar x, TensorOrScalar n) -> Tensor", doc: r##"`T_n(x)`, with `T_0 = 1`, `T_1 = x` and `T_(n+1) = 2 x T_n - T_(n-1)`; 0 for `n < 0`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: Abramowitz and Stegun, section 22.7; PyTorch's `torch.special.chebyshev_polynomial_t`."##, args: &[Arg { name: "x", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "n", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::NONDIFF | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::polynomial::chebyshev_polynomial_t(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 140, name: "chebyshev_polynomial_u", overload: "", schema: "chebyshev_polynomial_u(TensorOrScalar x, TensorOrScalar n) -> Tensor", doc: r##"`U_n(x)`, with `U_0 = 1`, `U_1 = 2 x` and `U_(n+1) = 2 x U_n - U_(n-1)`; 0 for `n < 0`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: Abramowitz and Stegun, section 22.7; PyTorch's `torch.special.chebyshev_polynomial_u`."##, args: &[Arg { name: "x", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "n", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::NONDIFF | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::polynomial::chebyshev_polynomial_u(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 141, name: "chebyshev_polynomial_v", overload: "", schema: "chebyshev_polynomial_v(TensorOrScalar x, TensorOrScalar n) -> Tensor", doc: r##"`V_n(x)`, with `V_0 = 1`, `V_1 = 2 x - 1` and `V_(n+1) = 2 x V_n - V_(n-1)`; 0 for `n < 0`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: Mason and Handscomb, Chebyshev Polynomials, 2002; PyTorch's `torch.special.chebyshev_polynomial_v`."##, args: &[Arg { name: "x", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "n", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::NONDIFF | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::polynomial::chebyshev_polynomial_v(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 142, name: "chebyshev_polynomial_w", overload: "", schema: "chebyshev_polynomial_w(TensorOrScalar x, TensorOrScalar n) -> Tensor", doc: r##"`W_n(x)`, with `W_0 = 1`, `W_1 = 2 x + 1` and `W_(n+1) = 2 x W_n - W_(n-1)`; 0 for `n < 0`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: Mason and Handscomb, Chebyshev Polynomials, 2002; PyTorch's `torch.special.chebyshev_polynomial_w`."##, args: &[Arg { name: "x", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "n", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::NONDIFF | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::polynomial::chebyshev_polynomial_w(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 143, name: "cholesky", overload: "", schema: "cholesky(Tensor input, bool upper=False) -> Tensor", doc: r##"`L` lower triangular with `L @ L.mH = A` for Hermitian positive-definite matrices, of which the lower triangle is read; with `upper`,
`U = L.mH` from the upper triangle.

Shapes: `(*, n, n)`; the result has the input's.
Dtypes: float32, float64, complex; others raise RuntimeError.
Autocast: computed in float32.
Raises: LinAlgError for a matrix that is not positive-definite; RuntimeError for matrices that are not square.
Source: Golub and Van Loan, Matrix Computations, section 4.2; PyTorch's `torch.cholesky`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "upper", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::linalg::cholesky::cholesky(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 144, name: "cholesky_inverse", overload: "", schema: "cholesky_inverse(Tensor input, bool upper=False) -> Tensor", doc: r##"`(L @ L.mH)^-1` from the factor `L` (`(U.mH @ U)^-1` with `upper`), of which one triangle is read.

Shapes: `(*, n, n)`; the result has the input's.
Dtypes: float32, float64, complex; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for matrices that are not square.
Source: PyTorch's `torch.cholesky_inverse`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "upper", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::linalg::cholesky::cholesky_inverse(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 145, name: "cholesky_solve", overload: "", schema: "cholesky_solve(Tensor input, Tensor input2, bool upper=False) -> Tensor", doc: r##"`X` with `L @ L.mH @ X = B` (`U.mH @ U @ X = B` with `upper`) for the factor `input2`, of which one triangle is read.

Shapes: B `(*, n, k)`, factor `(*, n, n)`: `(*, n, k)`.
Dtypes: float32, float64, complex; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for fewer than 2 dimensions and sizes that do not fit.
Source: PyTorch's `torch.cholesky_solve`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "input2", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "upper", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::linalg::cholesky::cholesky_solve(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 146, name: "chunk", overload: "", schema: "chunk(Tensor(a) input, int chunks, int dim=0) -> Tensor[]", doc: r##"`x` cut along `dim` into pieces of `ceil(n / chunks)`; the last may be smaller, and there may be fewer.

Shapes: `(*, n, *)` to pieces of `(*, ceil(n / chunks), *)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for fewer than 1 chunks and a tensor without dimensions; IndexError for a dimension out of range.
Source: PyTorch's `torch.chunk`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "chunks", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }],
        flags: flag::FUNCTION | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::split::chunk(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 147, name: "clamp", overload: "", schema: "clamp(Tensor input, TensorOrScalar? min=None, TensorOrScalar? max=None) -> Tensor", doc: r##"`min(max(x, min), max)`: `max` where `min > max`, NaN stays.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats; bool, integers give float32; others raise RuntimeError.
Raises: RuntimeError for neither bound, complex numbers and shapes that do not broadcast.
Source: PyTorch's `torch.clamp`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "min", ty: Ty::TensorOrScalar, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "max", ty: Ty::TensorOrScalar, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &["clip"], fields: &[], autocast: "",
        call: |s| Ok(ops::select::clamp(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 148, name: "clamp_max", overload: "", schema: "clamp_max(Tensor input, TensorOrScalar max) -> Tensor", doc: r##"`min(x, max)`; NaN stays.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats; bool, integers give float32; others raise RuntimeError.
Raises: RuntimeError for complex numbers and shapes that do not broadcast.
Source: PyTorch's `torch.clamp_max`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "max", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::select::clamp_max(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 149, name: "clamp_min", overload: "", schema: "clamp_min(Tensor input, TensorOrScalar min) -> Tensor", doc: r##"`max(x, min)`; NaN stays.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats; bool, integers give float32; others raise RuntimeError.
Raises: RuntimeError for complex numbers and shapes that do not broadcast.
Source: PyTorch's `torch.clamp_min`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "min", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::select::clamp_min(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 150, name: "clone", overload: "", schema: "clone(Tensor input, *, memory_format memory_format=Preserve) -> Tensor", doc: r##"`out[i…] = x[i…]`: a copy, through which gradients flow.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: no error of its own.
Source: PyTorch's `torch.clone`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation::clone_op(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 151, name: "col2im", overload: "", schema: "col2im(Tensor input, int[2] output_size, int[2] kernel_size, int[2] dilation, int[2] padding, int[2] stride) -> Tensor", doc: r##"`out[n, c, y + i, x + j] += columns[n, (c, i, j), l]` for the window `l` at `(y, x)`: the sums of the windows where they meet.

Shapes: `(N, C kh kw, L)` or without `N` to `(N, C, *output_size)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a size that the kernel does not divide and another number of windows.
Source: PyTorch's `torch.ops.aten.col2im`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "output_size", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "kernel_size", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dilation", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "padding", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "stride", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pixel::col2im(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 152, name: "column_stack", overload: "", schema: "column_stack(Tensor[] tensors) -> Tensor", doc: r##"`cat` along dimension 1, with vectors as columns.

Shapes: `(n)` or `(n, m_i)` to `(n, sum m_i)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for no tensors and sizes that differ.
Source: PyTorch's `torch.column_stack`."##, args: &[Arg { name: "tensors", ty: Ty::Tensors, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::join::column_stack(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 153, name: "combinations", overload: "", schema: "combinations(Tensor input, int r=2, bool with_replacement=False) -> Tensor", doc: r##"All `(x[i], x[j], …)` with `i < j < …` (`<=` with `with_replacement`), `r` elements each, one a row.

Shapes: `(n)` to `(n! / (r! (n - r)!), r)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for another number of dimensions than 1 and a negative `r`.
Source: PyTorch's `torch.combinations`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "r", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(2) }, Arg { name: "with_replacement", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::order_stats::combinations(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 154, name: "complex", overload: "", schema: "complex(Tensor real, Tensor imag) -> Tensor", doc: r##"`real + i * imag`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: float32, float64; float32 gives complex64; float64 gives complex128; others raise NotImplementedError or RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for other dtypes than float32 and float64, for two dtypes, and for shapes that do not broadcast; NotImplementedError
  for float16.
Source: PyTorch's `torch.complex`."##, args: &[Arg { name: "real", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "imag", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::complex::complex(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 155, name: "conj", overload: "", schema: "conj(Tensor input) -> Tensor", doc: r##"`re - i * im`: a lazy view of complex tensors, real ones themselves.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: no error of its own.
Source: PyTorch's `torch.conj`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pointwise::conj(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 156, name: "conj_physical", overload: "", schema: "conj_physical(Tensor input) -> Tensor", doc: r##"`re - i * im`, computed now rather than as a view; real numbers as they are.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.conj_physical`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::complex::conj_physical(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 157, name: "constant_pad_nd", overload: "", schema: "constant_pad_nd(Tensor input, int[] pad, Scalar value=0) -> Tensor", doc: r##"`out[i] = x[i - before]`, and `value` outside; `pad` holds (before, after) from the last dimension on, negative numbers crop.

Shapes: each padded size `n` to `before + n + after`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for an odd number of numbers, more pairs than dimensions and a negative size.
Source: PyTorch's `torch.constant_pad_nd`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "pad", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "value", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pad::constant_pad_nd(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 158, name: "contiguous", overload: "", schema: "contiguous(Tensor input, *, memory_format memory_format=Contiguous) -> Tensor", doc: r##"`x` itself if its memory is in the given order, else a copy that is.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for `torch.preserve_format`, and for an order that the number of dimensions does not have.
Source: PyTorch's `torch.Tensor.contiguous`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Contiguous) }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation::contiguous(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 159, name: "conv1d", overload: "", schema: "conv1d(Tensor input, Tensor weight, Tensor? bias=None, int[1] stride=1, int[1] padding=0, int[1] dilation=1, int groups=1) -> Tensor", doc: r##"`out[n, o, t] = bias[o] + sum over c, k of weight[o, c, k] * x[n, c, t * stride + k * dilation - padding]` (cross-correlation).
`padding` counts zeros on each side, or is `'valid'` (none) or `'same'` (as many as keep the length).

Shapes: input `(N, C, L)` or `(C, L)`, weight `(O, C / groups, k)`, bias `(O)`: `(N, O, (L + 2 padding - dilation (k - 1) - 1) //
  stride + 1)`.
Dtypes: integers, floats, complex; others raise NotImplementedError.
Autocast: computed in the lower precision.
Raises: RuntimeError for channels and groups that do not fit, a kernel larger than the padded input, and strides or dilations below 1.
Source: Dumoulin and Visin, A Guide to Convolution Arithmetic, 2016 (arXiv:1603.07285); PyTorch's `torch.conv1d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weight", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bias", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "stride", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[1]) }, Arg { name: "padding", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[0]) }, Arg { name: "dilation", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[1]) }, Arg { name: "groups", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(1) }],
        flags: flag::FUNCTION, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "lower",
        call: |s| Ok(ops::conv::conv1d(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?)?.into_value()) },
    Op { id: 160, name: "conv1d", overload: "padding", schema: "conv1d.padding(Tensor input, Tensor weight, Tensor? bias=None, int[1] stride=1, str padding='valid', int[1] dilation=1, int groups=1) -> Tensor", doc: r##"`out[n, o, t] = bias[o] + sum over c, k of weight[o, c, k] * x[n, c, t * stride + k * dilation - padding]` (cross-correlation).
`padding` counts zeros on each side, or is `'valid'` (none) or `'same'` (as many as keep the length).

Shapes: input `(N, C, L)` or `(C, L)`, weight `(O, C / groups, k)`, bias `(O)`: `(N, O, (L + 2 padding - dilation (k - 1) - 1) //
  stride + 1)`.
Dtypes: integers, floats, complex; others raise NotImplementedError.
Autocast: computed in the lower precision.
Raises: RuntimeError for channels and groups that do not fit, a kernel larger than the padded input, and strides or dilations below 1.
Source: Dumoulin and Visin, A Guide to Convolution Arithmetic, 2016 (arXiv:1603.07285); PyTorch's `torch.conv1d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weight", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bias", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "stride", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[1]) }, Arg { name: "padding", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Str("valid") }, Arg { name: "dilation", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[1]) }, Arg { name: "groups", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(1) }],
        flags: flag::FUNCTION, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "lower",
        call: |s| Ok(ops::conv::conv1d_padding(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?)?.into_value()) },
    Op { id: 161, name: "conv2d", overload: "", schema: "conv2d(Tensor input, Tensor weight, Tensor? bias=None, int[2] stride=1, int[2] padding=0, int[2] dilation=1, int groups=1) -> Tensor", doc: r##"`out[n, o, y, x] = bias[o] + sum over c, i, j of weight[o, c, i, j] * input[n, c, y * stride + i * dilation - padding, x * stride + j
* dilation - padding]` (cross-correlation). `padding` counts zeros on each side, or is `'valid'` (none) or `'same'` (as many as keep
the size).

Shapes: input `(N, C, H, W)` or `(C, H, W)`, weight `(O, C / groups, h, w)`, bias `(O)`: `(N, O, H', W')` with `H' = (H + 2 padding -
  dilation (h - 1) - 1) // stride + 1`.
Dtypes: integers, floats, complex; others raise NotImplementedError.
Autocast: computed in the lower precision.
Raises: RuntimeError for channels and groups that do not fit, a kernel larger than the padded input, and strides or dilations below 1.
Source: Dumoulin and Visin, A Guide to Convolution Arithmetic, 2016 (arXiv:1603.07285); PyTorch's `torch.conv2d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weight", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bias", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "stride", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[1, 1]) }, Arg { name: "padding", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[0, 0]) }, Arg { name: "dilation", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[1, 1]) }, Arg { name: "groups", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(1) }],
        flags: flag::FUNCTION, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "lower",
        call: |s| Ok(ops::conv::conv2d(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?)?.into_value()) },
    Op { id: 162, name: "conv2d", overload: "padding", schema: "conv2d.padding(Tensor input, Tensor weight, Tensor? bias=None, int[2] stride=1, str padding='valid', int[2] dilation=1, int groups=1) -> Tensor", doc: r##"`out[n, o, y, x] = bias[o] + sum over c, i, j of weight[o, c, i, j] * input[n, c, y * stride + i * dilation - padding, x * stride + j
* dilation - padding]` (cross-correlation). `padding` counts zeros on each side, or is `'valid'` (none) or `'same'` (as many as keep
the size).

Shapes: input `(N, C, H, W)` or `(C, H, W)`, weight `(O, C / groups, h, w)`, bias `(O)`: `(N, O, H', W')` with `H' = (H + 2 padding -
  dilation (h - 1) - 1) // stride + 1`.
Dtypes: integers, floats, complex; others raise NotImplementedError.
Autocast: computed in the lower precision.
Raises: RuntimeError for channels and groups that do not fit, a kernel larger than the padded input, and strides or dilations below 1.
Source: Dumoulin and Visin, A Guide to Convolution Arithmetic, 2016 (arXiv:1603.07285); PyTorch's `torch.conv2d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weight", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bias", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "stride", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[1, 1]) }, Arg { name: "padding", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Str("valid") }, Arg { name: "dilation", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[1, 1]) }, Arg { name: "groups", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(1) }],
        flags: flag::FUNCTION, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "lower",
        call: |s| Ok(ops::conv::conv2d_padding(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?)?.into_value()) },
    Op { id: 163, name: "conv3d", overload: "", schema: "conv3d(Tensor input, Tensor weight, Tensor? bias=None, int[3] stride=1, int[3] padding=0, int[3] dilation=1, int groups=1) -> Tensor", doc: r##"`out[n, o, z, y, x] = bias[o] + sum over c, h, i, j of weight[o, c, h, i, j] * input[n, c, z', y', x']`, where `z' = z * stride + h *
dilation - padding` and so on (cross-correlation). `padding` counts zeros on each side, or is `'valid'` (none) or `'same'` (as many as
keep the size).

Shapes: input `(N, C, D, H, W)` or `(C, D, H, W)`, weight `(O, C / groups, d, h, w)`, bias `(O)`: `(N, O, D', H', W')` with `D' = (D +
  2 padding - dilation (d - 1) - 1) // stride + 1`.
Dtypes: integers, floats, complex; others raise NotImplementedError.
Autocast: computed in the lower precision.
Raises: RuntimeError for channels and groups that do not fit, a kernel larger than the padded input, and strides or dilations below 1.
Source: Dumoulin and Visin, A Guide to Convolution Arithmetic, 2016 (arXiv:1603.07285); PyTorch's `torch.conv3d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weight", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bias", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "stride", ty: Ty::Ints, optional: false, count: 3, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[1, 1, 1]) }, Arg { name: "padding", ty: Ty::Ints, optional: false, count: 3, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[0, 0, 0]) }, Arg { name: "dilation", ty: Ty::Ints, optional: false, count: 3, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[1, 1, 1]) }, Arg { name: "groups", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(1) }],
        flags: flag::FUNCTION, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "lower",
        call: |s| Ok(ops::conv::conv3d(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?)?.into_value()) },
    Op { id: 164, name: "conv3d", overload: "padding", schema: "conv3d.padding(Tensor input, Tensor weight, Tensor? bias=None, int[3] stride=1, str padding='valid', int[3] dilation=1, int groups=1) -> Tensor", doc: r##"`out[n, o, z, y, x] = bias[o] + sum over c, h, i, j of weight[o, c, h, i, j] * input[n, c, z', y', x']`, where `z' = z * stride + h *
dilation - padding` and so on (cross-correlation). `padding` counts zeros on each side, or is `'valid'` (none) or `'same'` (as many as
keep the size).

Shapes: input `(N, C, D, H, W)` or `(C, D, H, W)`, weight `(O, C / groups, d, h, w)`, bias `(O)`: `(N, O, D', H', W')` with `D' = (D +
  2 padding - dilation (d - 1) - 1) // stride + 1`.
Dtypes: integers, floats, complex; others raise NotImplementedError.
Autocast: computed in the lower precision.
Raises: RuntimeError for channels and groups that do not fit, a kernel larger than the padded input, and strides or dilations below 1.
Source: Dumoulin and Visin, A Guide to Convolution Arithmetic, 2016 (arXiv:1603.07285); PyTorch's `torch.conv3d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weight", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bias", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "stride", ty: Ty::Ints, optional: false, count: 3, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[1, 1, 1]) }, Arg { name: "padding", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Str("valid") }, Arg { name: "dilation", ty: Ty::Ints, optional: false, count: 3, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[1, 1, 1]) }, Arg { name: "groups", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(1) }],
        flags: flag::FUNCTION, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "lower",
        call: |s| Ok(ops::conv::conv3d_padding(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?)?.into_value()) },
    Op { id: 165, name: "conv_tbc", overload: "", schema: "conv_tbc(Tensor input, Tensor weight, Tensor bias, int pad=0) -> Tensor", doc: r##"`out[t, b, o] = bias[o] + sum over k, c of x[t + k - pad, b, c] * weight[k, c, o]`.

Shapes: input `(T, B, C)`, weight `(K, C, O)`, bias `(O)`: `(T + 2 pad - K + 1, B, O)`.
Dtypes: integers, floats, complex; others raise NotImplementedError.
Raises: RuntimeError for other numbers of dimensions and sizes that do not fit.
Source: PyTorch's `torch.conv_tbc`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weight", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bias", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "pad", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }],
        flags: flag::FUNCTION, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::native::conv_tbc(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 166, name: "conv_transpose1d", overload: "", schema: "conv_transpose1d(Tensor input, Tensor weight, Tensor? bias=None, int[1] stride=1, int[1] padding=0, int[1] output_padding=0, int groups=1, int[1] dilation=1) -> Tensor", doc: r##"`out[n, o, t * stride + k * dilation - padding] += x[n, c, t] * weight[c, o, k]`, and the bias: the transpose of `conv1d` as a linear
map.

Shapes: input `(N, C, L)` or `(C, L)`, weight `(C, O / groups, k)`, bias `(O)`: `(N, O, (L - 1) stride - 2 padding + dilation (k - 1)
  + output_padding + 1)`.
Dtypes: integers, floats, complex; others raise NotImplementedError.
Autocast: computed in the lower precision.
Raises: RuntimeError for channels and groups that do not fit, and an `output_padding` that is neither below the stride nor below the
  dilation.
Source: Dumoulin and Visin, A Guide to Convolution Arithmetic, 2016 (arXiv:1603.07285); PyTorch's `torch.conv_transpose1d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weight", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bias", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "stride", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[1]) }, Arg { name: "padding", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[0]) }, Arg { name: "output_padding", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[0]) }, Arg { name: "groups", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(1) }, Arg { name: "dilation", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[1]) }],
        flags: flag::FUNCTION, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "lower",
        call: |s| Ok(ops::conv::conv_transpose1d(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?, FromValue::from_value(&s[7])?)?.into_value()) },
    Op { id: 167, name: "conv_transpose2d", overload: "", schema: "conv_transpose2d(Tensor input, Tensor weight, Tensor? bias=None, int[2] stride=1, int[2] padding=0, int[2] output_padding=0, int groups=1, int[2] dilation=1) -> Tensor", doc: r##"The transpose of `conv2d` as a linear map: each `input[n, c, y, x]` times `weight[c]` is added into the result at `(y, x) * stride -
padding`.

Shapes: input `(N, C, H, W)` or `(C, H, W)`, weight `(C, O / groups, h, w)`, bias `(O)`: `(N, O, H', W')` with `H' = (H - 1) stride -
  2 padding + dilation (h - 1) + output_padding + 1`.
Dtypes: integers, floats, complex; others raise NotImplementedError.
Autocast: computed in the lower precision.
Raises: RuntimeError for channels and groups that do not fit, and an `output_padding` that is neither below the stride nor below the
  dilation.
Source: Dumoulin and Visin, A Guide to Convolution Arithmetic, 2016 (arXiv:1603.07285); PyTorch's `torch.conv_transpose2d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weight", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bias", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "stride", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[1, 1]) }, Arg { name: "padding", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[0, 0]) }, Arg { name: "output_padding", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[0, 0]) }, Arg { name: "groups", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(1) }, Arg { name: "dilation", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[1, 1]) }],
        flags: flag::FUNCTION, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "lower",
        call: |s| Ok(ops::conv::conv_transpose2d(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?, FromValue::from_value(&s[7])?)?.into_value()) },
    Op { id: 168, name: "conv_transpose3d", overload: "", schema: "conv_transpose3d(Tensor input, Tensor weight, Tensor? bias=None, int[3] stride=1, int[3] padding=0, int[3] output_padding=0, int groups=1, int[3] dilation=1) -> Tensor", doc: r##"The transpose of `conv3d` as a linear map: each `input[n, c, z, y, x]` times `weight[c]` is added into the result at `(z, y, x) *
stride - padding`.

Shapes: input `(N, C, D, H, W)` or `(C, D, H, W)`, weight `(C, O / groups, d, h, w)`, bias `(O)`: `(N, O, D', H', W')` with `D' = (D -
  1) stride - 2 padding + dilation (d - 1) + output_padding + 1`.
Dtypes: integers, floats, complex; others raise NotImplementedError.
Autocast: computed in the lower precision.
Raises: RuntimeError for channels and groups that do not fit, and an `output_padding` that is neither below the stride nor below the
  dilation.
Source: Dumoulin and Visin, A Guide to Convolution Arithmetic, 2016 (arXiv:1603.07285); PyTorch's `torch.conv_transpose3d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weight", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bias", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "stride", ty: Ty::Ints, optional: false, count: 3, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[1, 1, 1]) }, Arg { name: "padding", ty: Ty::Ints, optional: false, count: 3, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[0, 0, 0]) }, Arg { name: "output_padding", ty: Ty::Ints, optional: false, count: 3, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[0, 0, 0]) }, Arg { name: "groups", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(1) }, Arg { name: "dilation", ty: Ty::Ints, optional: false, count: 3, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[1, 1, 1]) }],
        flags: flag::FUNCTION, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "lower",
        call: |s| Ok(ops::conv::conv_transpose3d(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?, FromValue::from_value(&s[7])?)?.into_value()) },
    Op { id: 169, name: "convolution", overload: "", schema: "convolution(Tensor input, Tensor weight, Tensor? bias, int[] stride, int[] padding, int[] dilation, bool transposed, int[] output_padding, int groups) -> Tensor", doc: r##"`conv1d`, `conv2d` or `conv3d`, by the dimensions of `weight`, or with `transposed` the map's transpose.

Shapes: input `(N, C, *)`, weight `(O, C / groups, *)`, or `(C, O / groups, *)` when transposed; the result's sizes are those of the
  convolution it is.
Dtypes: integers, floats, complex; others raise NotImplementedError.
Autocast: computed in the lower precision.
Raises: RuntimeError for a weight of fewer than 3 or more than 5 dimensions, for channels and groups that do not fit, and for an input
  smaller than the kernel.
Source: Dumoulin and Visin, A Guide to Convolution Arithmetic, 2016 (arXiv:1603.07285); PyTorch's `torch.convolution`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weight", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bias", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "stride", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "padding", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dilation", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "transposed", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "output_padding", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "groups", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "lower",
        call: |s| Ok(ops::conv::convolution(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?, FromValue::from_value(&s[7])?, FromValue::from_value(&s[8])?)?.into_value()) },
    Op { id: 170, name: "copy_", overload: "", schema: "copy_(Tensor(a!) input, Tensor src, bool non_blocking=False) -> Tensor(a!)", doc: r##"`x[i…] = src[i…]` in place, with `src` broadcast and cast.

Shapes: `src` broadcasts to the tensor's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError where `src` does not broadcast, and for a leaf that requires gradients.
Source: PyTorch's `torch.Tensor.copy_`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "src", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "non_blocking", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation::copy_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 171, name: "copysign", overload: "", schema: "copysign(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"`|x|` with the sign of `other`, that of -0.0 included.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.copysign`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::copysign(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 172, name: "corrcoef", overload: "", schema: "corrcoef(Tensor input) -> Tensor", doc: r##"`out[i][j] = cov[i][j] / sqrt(cov[i][i] * cov[j][j])`: Pearson's correlation coefficients of variables in rows, observed in columns.

Shapes: `(n, m)` to `(n, n)`; `(m)` to `()`.
Dtypes: integers, floats, complex; integers give float32; others raise NotImplementedError.
Raises: RuntimeError for more than 2 dimensions.
Source: PyTorch's `torch.corrcoef`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::covariance::corrcoef(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 173, name: "cos", overload: "", schema: "cos(Tensor input) -> Tensor", doc: r##"`cos(x)` of radians.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.cos`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::trig::cos(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 174, name: "cosh", overload: "", schema: "cosh(Tensor input) -> Tensor", doc: r##"`(e^x + e^-x) / 2`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Autocast: computed in float32 on CUDA.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.cosh`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "f32:cuda",
        call: |s| Ok(ops::trig::cosh(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 175, name: "cosine_embedding_loss", overload: "", schema: "cosine_embedding_loss(Tensor input1, Tensor input2, Tensor target, float margin=0.0, str reduction='mean') -> Tensor", doc: r##"`1 - cos(x, y)` where the target is 1, `max(0, cos(x, y) - margin)` where it is -1, with `cos(x, y) = x . y / (|x| |y|)`. `reduction`
`'mean'` or `'sum'` of them, or `'none'`.

Shapes: inputs `(N, D)` or `(D)`, target `(N)` or `()`. The loss is the target's shape with `reduction='none'`, else `()`.
Dtypes: bool, integers, floats; bool, integers give float32; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for other numbers of dimensions; ValueError for another `reduction`.
Source: PyTorch's `torch.nn.functional.cosine_embedding_loss`."##, args: &[Arg { name: "input1", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "input2", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "target", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "margin", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.0) }, Arg { name: "reduction", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Str("mean") }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::loss_margin::cosine_embedding_loss(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 176, name: "cosine_similarity", overload: "", schema: "cosine_similarity(Tensor x1, Tensor x2, int dim=1, float eps=1e-08) -> Tensor", doc: r##"`x1 . x2 / (|x1| |x2|)` along `dim`, each length at least `eps`.

Shapes: two that broadcast, to the common shape without `dim`.
Dtypes: floats, complex; others raise RuntimeError.
Raises: RuntimeError for integers and shapes that do not broadcast; IndexError for a dimension out of range.
Source: PyTorch's `torch.cosine_similarity`."##, args: &[Arg { name: "x1", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "x2", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(1) }, Arg { name: "eps", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1e-08) }],
        flags: flag::FUNCTION, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::loss_margin::cosine_similarity(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 177, name: "count_nonzero", overload: "", schema: "count_nonzero(Tensor input, int? dim=None) -> Tensor", doc: r##"`sum(x != 0)`, of all elements or over `dim`.

Shapes: the input's without `dim`; `()` without it.
Dtypes: bool, integers, floats, complex; the result is int64.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.count_nonzero`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::count::count_nonzero(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 178, name: "count_nonzero", overload: "dims", schema: "count_nonzero.dims(Tensor input, int[] dim) -> Tensor", doc: r##"`sum(x != 0)`, of all elements or over `dim`.

Shapes: the input's without `dim`; `()` without it.
Dtypes: bool, integers, floats, complex; the result is int64.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.count_nonzero`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::count::count_nonzero_dims(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 179, name: "cov", overload: "", schema: "cov(Tensor input, *, int correction=1, Tensor? fweights=None, Tensor? aweights=None) -> Tensor", doc: r##"`out[i][j] = sum over k of w[k] (x[i][k] - mean[i]) (x[j][k] - mean[j]) / (sum(w) - correction)` of variables in rows, observed in
columns; `fweights` count repetitions, `aweights` weigh the observations.

Shapes: `(n, m)` to `(n, n)`; `(m)` to `()`; weights `(m)`.
Dtypes: integers, floats, complex; integers give float32; others raise NotImplementedError.
Raises: RuntimeError for more than 2 dimensions, weights that are negative, of another length or sum to 0; NotImplementedError for
  bools.
Source: PyTorch's `torch.cov`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "correction", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(1) }, Arg { name: "fweights", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "aweights", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::covariance::cov(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 180, name: "cpu", overload: "", schema: "cpu(Tensor input, *, memory_format memory_format=Preserve) -> Tensor", doc: r##"`x` in the computer's own memory; itself if it is there.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: no error of its own.
Source: PyTorch's `torch.Tensor.cpu`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::cpu(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 181, name: "cross", overload: "", schema: "cross(Tensor input, Tensor other, int? dim=None) -> Tensor", doc: r##"`(a1 b2 - a2 b1, a2 b0 - a0 b2, a0 b1 - a1 b0)` along `dim`, by default the first dimension of size 3.

Shapes: two that broadcast, 3 long in `dim`.
Dtypes: integers, floats, complex; others raise NotImplementedError.
Raises: RuntimeError for a dimension that is not 3 long; IndexError for a dimension out of range.
Source: PyTorch's `torch.cross`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::einsum::cross(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 182, name: "cross_entropy", overload: "", schema: "cross_entropy(Tensor input, Tensor target, Tensor? weight=None, str reduction='mean', int ignore_index=-100, float label_smoothing=0.0) -> Tensor", doc: r##"`-weight[y] * log(exp(x[y]) / sum over c of exp(x[c]))` for logits `x` and classes `y`, or `-sum over c of y[c] * log(…)` for
probabilities `y`. A mean over classes divides by the weights used; targets equal to `ignore_index` do not count; `label_smoothing`
mixes the target with a uniform one.

Shapes: input `(N, C, *)` or `(C)`, classes `(N, *)` or `()`, probabilities as the input, weight `(C)`. The loss is `(N, *)` with
  `reduction='none'`, else `()`.
Dtypes: floats; others raise NotImplementedError.
Autocast: computed in float32.
Raises: IndexError for a class out of range; RuntimeError for a smoothing outside [0, 1] and targets or weights that do not fit;
  ValueError for batches of two sizes and another `reduction`.
Source: label smoothing: Szegedy and others, 2015 (arXiv:1512.00567); PyTorch's `torch.nn.functional.cross_entropy`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "target", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weight", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "reduction", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Str("mean") }, Arg { name: "ignore_index", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(-100) }, Arg { name: "label_smoothing", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.0) }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::loss_class::cross_entropy(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 183, name: "ctc_loss", overload: "", schema: "ctc_loss(Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, int blank=0, int reduction=0, bool zero_infinity=False) -> Tensor", doc: r##"`-log(sum over alignments a of targets of the product of exp(log_probs[t, a[t]]))`, where alignments repeat labels and put `blank`
between. `reduction` is 0 for none, 1 for the mean of losses over label counts, 2 for the sum; `zero_infinity` makes impossible losses
and their gradients 0.

Shapes: log_probs `(T, N, C)` or `(T, C)`, targets `(N, S)` or all in one row, lengths `(N)`; the losses are `(N)`, a reduced one
  `()`.
Dtypes: float32, float64; others raise NotImplementedError.
Autocast: computed in float32.
Raises: RuntimeError for a blank that is no label, lengths of another number, negative or above `T`, and lengths that are not
  integers; NotImplementedError for other dtypes than float32 and float64.
Source: Graves and others, Connectionist Temporal Classification, 2006; PyTorch's `torch.ctc_loss`."##, args: &[Arg { name: "log_probs", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "targets", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "input_lengths", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "target_lengths", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "blank", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }, Arg { name: "reduction", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }, Arg { name: "zero_infinity", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::ctc::ctc_loss(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?)?.into_value()) },
    Op { id: 184, name: "ctc_loss", overload: "tensor", schema: "ctc_loss.tensor(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, int blank=0, int reduction=0, bool zero_infinity=False) -> Tensor", doc: r##"`-log(sum over alignments a of targets of the product of exp(log_probs[t, a[t]]))`, where alignments repeat labels and put `blank`
between. `reduction` is 0 for none, 1 for the mean of losses over label counts, 2 for the sum; `zero_infinity` makes impossible losses
and their gradients 0.

Shapes: log_probs `(T, N, C)` or `(T, C)`, targets `(N, S)` or all in one row, lengths `(N)`; the losses are `(N)`, a reduced one
  `()`.
Dtypes: float32, float64; others raise NotImplementedError.
Autocast: computed in float32.
Raises: RuntimeError for a blank that is no label, lengths of another number, negative or above `T`, and lengths that are not
  integers; NotImplementedError for other dtypes than float32 and float64.
Source: Graves and others, Connectionist Temporal Classification, 2006; PyTorch's `torch.ctc_loss`."##, args: &[Arg { name: "log_probs", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "targets", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "input_lengths", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "target_lengths", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "blank", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }, Arg { name: "reduction", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }, Arg { name: "zero_infinity", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::ctc::ctc_loss_tensor(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?)?.into_value()) },
    Op { id: 185, name: "cuda", overload: "", schema: "cuda(Tensor input, device? device=None, bool non_blocking=False, *, memory_format memory_format=Preserve) -> Tensor", doc: r##"`x` in the memory of a CUDA device (the current one without `device`).

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: ValueError for a device that is not CUDA's; RuntimeError where there is none.
Source: PyTorch's `torch.Tensor.cuda`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "non_blocking", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::cuda(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 186, name: "cummax", overload: "", schema: "cummax(Tensor input, int dim) -> (Tensor values, Tensor indices)", doc: r##"`values[i] = max(x[0], …, x[i])` along `dim`, and the last index that has it; NaN stays.

Shapes: any; both results have the input's.
Dtypes: bool, integers, floats; result 2 is int64; others raise NotImplementedError.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.cummax`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &["values", "indices"], autocast: "",
        call: |s| Ok(ops::scan::cummax(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 187, name: "cummin", overload: "", schema: "cummin(Tensor input, int dim) -> (Tensor values, Tensor indices)", doc: r##"`values[i] = min(x[0], …, x[i])` along `dim`, and the last index that has it; NaN stays.

Shapes: any; both results have the input's.
Dtypes: bool, integers, floats; result 2 is int64; others raise NotImplementedError.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.cummin`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &["values", "indices"], autocast: "",
        call: |s| Ok(ops::scan::cummin(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 188, name: "cumprod", overload: "", schema: "cumprod(Tensor input, int dim, *, dtype? dtype=None) -> Tensor", doc: r##"`out[i] = x[0] * … * x[i]` along `dim`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; bool, uint8, int8, int16, int32 give int64.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.cumprod`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::scan::cumprod(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 189, name: "cumsum", overload: "", schema: "cumsum(Tensor input, int dim, *, dtype? dtype=None) -> Tensor", doc: r##"`out[i] = x[0] + … + x[i]` along `dim`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; bool, uint8, int8, int16, int32 give int64.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.cumsum`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::scan::cumsum(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 190, name: "cumulative_trapezoid", overload: "x", schema: "cumulative_trapezoid.x(Tensor y, Tensor x, *, int dim=-1) -> Tensor", doc: r##"`out[k] = sum over i <= k of (x[i + 1] - x[i]) * (y[i] + y[i + 1]) / 2` along `dim`.

Shapes: `(*, n, *)` to `(*, n - 1, *)`; `x` `(n)` or `y`'s.
Dtypes: integers, floats, complex; integers give float32; others raise NotImplementedError.
Raises: RuntimeError where `x` has not one point for each of `y`; IndexError for a dimension out of range.
Source: PyTorch's `torch.cumulative_trapezoid`."##, args: &[Arg { name: "y", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "x", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(-1) }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::covariance::cumulative_trapezoid_x(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 191, name: "cumulative_trapezoid", overload: "", schema: "cumulative_trapezoid(Tensor y, *, Scalar dx=1, int dim=-1) -> Tensor", doc: r##"`out[k] = dx * sum over i <= k of (y[i] + y[i + 1]) / 2` along `dim`.

Shapes: `(*, n, *)` to `(*, n - 1, *)`.
Dtypes: integers, floats, complex; integers give float32; others raise NotImplementedError.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.cumulative_trapezoid`."##, args: &[Arg { name: "y", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dx", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(1) }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(-1) }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::covariance::cumulative_trapezoid(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 192, name: "deform_conv2d", overload: "", schema: "deform_conv2d(Tensor input, Tensor weight, Tensor offset, Tensor mask, Tensor bias, int stride_h, int stride_w, int pad_h, int pad_w, int dilation_h, int dilation_w, int groups, int offset_groups, bool use_mask) -> Tensor", doc: r##"`conv2d` whose window element `k` at each output place is read (bilinearly, zero outside) `offset[2k]` rows and `offset[2k + 1]`
columns away and, with `use_mask`, multiplied by `mask[k]`. `offset` is `[N, 2 * offset_groups * kh * kw, out_h, out_w]`, `mask` `[N,
offset_groups * kh * kw, out_h, out_w]`. Dai et al., Deformable Convolutional Networks, 2017; Zhu et al., 2018.

Shapes: input `(N, C, H, W)`, weight `(O, C / groups, kh, kw)`, offset `(N, 2 offset_groups kh kw, H', W')`, mask `(N, offset_groups
  kh kw, H', W')`, bias `(O)`: `(N, O, H', W')`.
Dtypes: floats; others raise NotImplementedError or RuntimeError.
Raises: RuntimeError for shapes that do not fit each other, strides and dilations below 1, and an empty result.
Source: Dai and others, Deformable Convolutional Networks, 2017 (arXiv:1703.06211); Zhu and others, 2018 (arXiv:1811.11168); PyTorch's `torch.ops.torchvision.deform_conv2d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weight", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "offset", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "mask", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bias", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "stride_h", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "stride_w", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "pad_h", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "pad_w", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dilation_h", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dilation_w", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "groups", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "offset_groups", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "use_mask", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: 0, spaces: &["torchvision"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::deform_conv::deform_conv2d(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?, FromValue::from_value(&s[7])?, FromValue::from_value(&s[8])?, FromValue::from_value(&s[9])?, FromValue::from_value(&s[10])?, FromValue::from_value(&s[11])?, FromValue::from_value(&s[12])?, FromValue::from_value(&s[13])?)?.into_value()) },
    Op { id: 193, name: "deg2rad", overload: "", schema: "deg2rad(Tensor input) -> Tensor", doc: r##"`x * pi / 180`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.deg2rad`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::trig::deg2rad(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 194, name: "det", overload: "", schema: "det(Tensor input) -> Tensor", doc: r##"`det(A)`, the product of `U`'s diagonal and the sign of `P` in `A = P L U`; 1 for matrices of size 0.

Shapes: `(*, n, n)` to `(*)`.
Dtypes: float32, float64, complex; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for matrices that are not square.
Source: PyTorch's `torch.det`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::linalg::determinant::det(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 195, name: "detach", overload: "", schema: "detach(Tensor(a) input) -> Tensor", doc: r##"`x` over the same memory, outside the graph.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: no error of its own.
Source: PyTorch's `torch.detach`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::detach(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 196, name: "detach_copy", overload: "", schema: "detach_copy(Tensor input) -> Tensor", doc: r##"`x` outside the graph, in memory of its own.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.detach_copy`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::copies::detach_copy(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 197, name: "diag", overload: "", schema: "diag(Tensor input, int diagonal=0) -> Tensor", doc: r##"`out[i][i + diagonal] = x[i]` of a vector, else 0; `out[i] = x[i][i + diagonal]` of a matrix.

Shapes: `(n)` to `(n + |diagonal|, n + |diagonal|)`; `(n, m)` to the diagonal's length.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for other numbers of dimensions.
Source: PyTorch's `torch.diag`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "diagonal", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::rearrange::diag(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 198, name: "diag_embed", overload: "", schema: "diag_embed(Tensor input, int offset=0, int dim1=-2, int dim2=-1) -> Tensor", doc: r##"`out[…, i, i + offset] = x[…, i]` over the new `dim1` and `dim2`, else 0.

Shapes: `(*, n)` to `(*, n + |offset|, n + |offset|)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a tensor without dimensions and one dimension named twice; IndexError for a dimension out of range.
Source: PyTorch's `torch.diag_embed`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "offset", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }, Arg { name: "dim1", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(-2) }, Arg { name: "dim2", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(-1) }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::rearrange::diag_embed(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 199, name: "diagflat", overload: "", schema: "diagflat(Tensor input, int offset=0) -> Tensor", doc: r##"`out[i][i + offset] = x.flatten()[i]`, else 0.

Shapes: any of `n` elements to `(n + |offset|, n + |offset|)`.
Dtypes: bool, integers, floats, complex.
Raises: no error of its own.
Source: PyTorch's `torch.diagflat`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "offset", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::rearrange::diagflat(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 200, name: "diagonal", overload: "", schema: "diagonal(Tensor(a) input, int offset=0, int dim1=0, int dim2=1) -> Tensor", doc: r##"`out[…, i] = x[…, i, i + offset]` over `dim1` and `dim2`, as a view.

Shapes: `(*, n, m)` to `(*, k)` with the diagonal's length `k`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for one dimension named twice; IndexError for a dimension out of range.
Source: PyTorch's `torch.diagonal`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "offset", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }, Arg { name: "dim1", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }, Arg { name: "dim2", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(1) }],
        flags: flag::FUNCTION | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::rearrange::diagonal(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 201, name: "diagonal_copy", overload: "", schema: "diagonal_copy(Tensor input, int offset=0, int dim1=0, int dim2=1) -> Tensor", doc: r##"`out[…, i] = x[…, i, i + offset]` over `dim1` and `dim2`, in memory of its own.

Shapes: `(*, n, m)` to `(*, k)` with the diagonal's length `k`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for one dimension named twice; IndexError for a dimension out of range.
Source: PyTorch's `torch.diagonal_copy`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "offset", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }, Arg { name: "dim1", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }, Arg { name: "dim2", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(1) }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::copies::diagonal_copy(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 202, name: "diagonal_scatter", overload: "", schema: "diagonal_scatter(Tensor input, Tensor src, int offset=0, int dim1=0, int dim2=1) -> Tensor", doc: r##"A copy of `x` after `x[…, i, i + offset] = src[…, i]` over `dim1` and `dim2`.

Shapes: src `(*, k)` with the diagonal's length `k`; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for one dimension named twice and a `src` of another shape; IndexError for a dimension out of range.
Source: PyTorch's `torch.diagonal_scatter`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "src", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "offset", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }, Arg { name: "dim1", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }, Arg { name: "dim2", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(1) }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::rearrange::diagonal_scatter(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 203, name: "diff", overload: "", schema: "diff(Tensor input, int n=1, int dim=-1, Tensor? prepend=None, Tensor? append=None) -> Tensor", doc: r##"`out[i] = x[i + 1] - x[i]` along `dim`, `n` times; `prepend` and `append` are joined on first.

Shapes: `(*, m, *)` to `(*, m - n, *)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a tensor without dimensions and a negative `n`; IndexError for a dimension out of range.
Source: PyTorch's `torch.diff`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "n", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(1) }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(-1) }, Arg { name: "prepend", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "append", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::order_stats::diff(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 204, name: "digamma", overload: "", schema: "digamma(Tensor input) -> Tensor", doc: r##"`d/dx log(Gamma(x))`; infinite at 0, NaN at negative integers.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: Abramowitz and Stegun, section 6.3; PyTorch's `torch.digamma`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special::digamma(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 205, name: "dist", overload: "", schema: "dist(Tensor input, Tensor other, Scalar p=2) -> Tensor", doc: r##"`(sum(|x - y|^p))^(1/p)`.

Shapes: any that broadcast to `()`.
Dtypes: floats, complex; complex gives the real dtype; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.dist`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "p", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(2) }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::norms::dist(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 206, name: "div", overload: "", schema: "div(Tensor input, TensorOrScalar other, *, str? rounding_mode=None) -> Tensor", doc: r##"`x / other`: true division, or cut towards 0 (`'trunc'`) or down (`'floor'`) by `rounding_mode`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Raises: RuntimeError for another `rounding_mode`, an integer divided by 0 with one, and shapes that do not broadcast.
Source: PyTorch's `torch.div`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "rounding_mode", ty: Ty::Str, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT | flag::SAVED_FOR_OTHER, spaces: &[], aliases: &["divide"], fields: &[], autocast: "",
        call: |s| Ok(ops::pointwise::div(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 207, name: "dot", overload: "", schema: "dot(Tensor input, Tensor tensor) -> Tensor", doc: r##"`sum over i of x[i] * y[i]`.

Shapes: two of `(n)` to `()`.
Dtypes: integers, floats, complex; others raise NotImplementedError.
Autocast: computed in the lower precision on CUDA.
Raises: RuntimeError for other numbers of dimensions, two lengths and two dtypes.
Source: PyTorch's `torch.dot`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "tensor", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "lower:cuda",
        call: |s| Ok(ops::product::dot(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 208, name: "double", overload: "", schema: "double(Tensor input, *, memory_format memory_format=Preserve) -> Tensor", doc: r##"`x` as float64; complex numbers lose their imaginary part, with a warning.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; the result is float64.
Raises: no error of its own.
Source: PyTorch's `torch.Tensor.double`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::double(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 209, name: "dropout", overload: "", schema: "dropout(Tensor input, float p, bool train) -> Tensor", doc: r##"While training: `x / (1 - p)` with probability `1 - p`, else 0; outside training `x`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a probability outside [0, 1].
Source: Hinton and others, 2012 (arXiv:1207.0580); PyTorch's `torch.dropout`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "p", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "train", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::dropout::dropout(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 210, name: "dsplit", overload: "", schema: "dsplit(Tensor(a) input, int sections) -> Tensor[]", doc: r##"`x` cut into `sections` equal pieces along dimension 2, as views.

Shapes: `(a, b, n, *)` to pieces of `(a, b, n / sections, *)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for fewer than 3 dimensions and a size that `sections` does not divide.
Source: PyTorch's `torch.dsplit`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "sections", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::split::dsplit(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 211, name: "dsplit", overload: "array", schema: "dsplit.array(Tensor(a) input, int[] indices) -> Tensor[]", doc: r##"`x[:, :, 0 : i0], x[:, :, i0 : i1], …`, as views.

Shapes: pieces between the indices of dimension 2.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for fewer than 3 dimensions.
Source: PyTorch's `torch.dsplit`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "indices", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::split::dsplit_array(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 212, name: "dstack", overload: "", schema: "dstack(Tensor[] tensors) -> Tensor", doc: r##"`cat` along dimension 2, after `atleast_3d`.

Shapes: `(n, m, k_i)` to `(n, m, sum k_i)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for no tensors and sizes that differ.
Source: PyTorch's `torch.dstack`."##, args: &[Arg { name: "tensors", ty: Ty::Tensors, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::join::dstack(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 213, name: "einsum", overload: "", schema: "einsum(str equation, Tensor... operands) -> Tensor", doc: r##"The sum, over the labels that the result lacks, of the products of the operands' elements: `'ij,jk->ik'` is `out[i][k] = sum over j of
a[i][j] * b[j][k]`. `...` stands for broadcast dimensions; without `->` the result has the labels that occur once, in alphabetical
order.

Shapes: one label for each dimension of each operand; a label has one size (or 1) everywhere.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a number of operands or dimensions that is not the equation's, sizes that differ, and labels of the result
  that occur twice or nowhere.
Source: PyTorch's `torch.einsum`."##, args: &[Arg { name: "equation", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "operands", ty: Ty::Tensors, optional: false, count: 0, varargs: true, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::einsum::einsum(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 214, name: "elu", overload: "", schema: "elu(Tensor input, Scalar alpha=1.0) -> Tensor", doc: r##"`x` where `x > 0`, else `alpha * (exp(x) - 1)`.

Shapes: any; the result has the input's.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: Clevert, Unterthiner and Hochreiter, 2015 (arXiv:1511.07289); PyTorch's `torch.ops.aten.elu`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "alpha", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1.0) }],
        flags: flag::INPLACE | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation::elu(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 215, name: "elu", overload: "functional", schema: "elu.functional(Tensor input, Scalar alpha=1.0, bool inplace=False) -> Tensor", doc: r##"`x` where `x > 0`, else `alpha * (exp(x) - 1)`.

Shapes: any; the result has the input's.
Dtypes: floats; others raise NotImplementedError.
Raises: no error of its own.
Source: Clevert, Unterthiner and Hochreiter, 2015 (arXiv:1511.07289); PyTorch's `torch.nn.functional.elu`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "alpha", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1.0) }, Arg { name: "inplace", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation_functional::elu_functional(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 216, name: "embedding", overload: "", schema: "embedding(Tensor weight, Tensor indices, int padding_idx=-1, bool scale_grad_by_freq=False, bool sparse=False) -> Tensor", doc: r##"`out[i…, :] = weight[indices[i…], :]`. Row `padding_idx` gets no gradient; `scale_grad_by_freq` divides a row's gradient by how often
the row was used. With `sparse`, the gradient of a leaf `weight` is a sparse tensor of the rows that were used.

Shapes: weight `(n, d)`, indices `(*)`: `(*, d)`.
Dtypes: bool, integers, floats, complex.
Raises: IndexError for an index out of range; RuntimeError for a weight that is no matrix and indices that are not integers.
Source: PyTorch's `torch.embedding`."##, args: &[Arg { name: "weight", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "indices", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "padding_idx", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(-1) }, Arg { name: "scale_grad_by_freq", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "sparse", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::embedding::embedding(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 217, name: "embedding_bag", overload: "", schema: "embedding_bag(Tensor weight, Tensor indices, Tensor offsets, bool scale_grad_by_freq=False, int mode=0, bool sparse=False, Tensor? per_sample_weights=None, bool include_last_offset=False, int? padding_idx=None) -> (Tensor, Tensor, Tensor, Tensor)", doc: r##"The sum (`mode` 0), mean (1) or maximum (2) of the rows of `weight` `(n, d)` that `indices` `(k)` name, for each bag that begins at
one of `offsets`: `(bags, d)`; then the bag of each index, the size of each bag, and the rows of the maxima. Indices equal to
`padding_idx` do not count; `per_sample_weights` `(k)` scale the rows of sums.

Shapes: weight `(n, d)`, indices `(k)`, offsets `(bags)`: `(bags, d)`, `(k)`, `(bags)` and `(bags, d)` for maxima.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for other numbers of dimensions, an unknown `mode`, and `per_sample_weights` without sums or of another shape or
  dtype; IndexError for an index out of range.
Source: PyTorch's `torch.embedding_bag`."##, args: &[Arg { name: "weight", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "indices", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "offsets", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "scale_grad_by_freq", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "mode", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }, Arg { name: "sparse", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "per_sample_weights", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "include_last_offset", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "padding_idx", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::embedding_bag::embedding_bag(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?, FromValue::from_value(&s[7])?, FromValue::from_value(&s[8])?)?.into_value()) },
    Op { id: 218, name: "embedding_dense_backward", overload: "", schema: "embedding_dense_backward(Tensor grad_output, Tensor indices, int num_weights, int padding_idx, bool scale_grad_by_freq) -> Tensor", doc: r##"`out[indices[i…], :] += grad_output[i…, :]`: the gradient of an embedding table of `num_weights` rows, 0 in row `padding_idx`.

Shapes: grad_output `(*, d)`, indices `(*)`: `(num_weights, d)`.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not fit; IndexError for an index out of range.
Source: PyTorch's `torch.ops.aten.embedding_dense_backward`."##, args: &[Arg { name: "grad_output", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "indices", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "num_weights", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "padding_idx", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "scale_grad_by_freq", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::embedding::embedding_dense_backward(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 219, name: "embedding_renorm_", overload: "", schema: "embedding_renorm_(Tensor(a!) input, Tensor indices, float max_norm, float norm_type) -> Tensor(a!)", doc: r##"`w[i] *= max_norm / norm(w[i])` for the named rows whose `norm_type`-norm is above `max_norm`, in place and outside the graph.

Shapes: weight `(n, d)`, indices any.
Dtypes: floats, complex; others raise NotImplementedError.
Raises: RuntimeError for a weight that is no matrix; IndexError for an index out of range.
Source: PyTorch's `torch.embedding_renorm_`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "indices", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "max_norm", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "norm_type", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::embedding_bag::embedding_renorm_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 220, name: "empty", overload: "", schema: "empty(int... size, *, dtype? dtype=None, device? device=None, memory_format memory_format=Contiguous) -> Tensor", doc: r##"Uninitialised memory: any numbers.

Shapes: the result has `size`.
Dtypes: bool, integers, floats, complex by `dtype`, float32 without.
Raises: RuntimeError for a negative size or one too large for memory.
Source: PyTorch's `torch.empty`."##, args: &[Arg { name: "size", ty: Ty::Ints, optional: false, count: 0, varargs: true, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Contiguous) }],
        flags: flag::FACTORY | flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation::empty_op(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 221, name: "empty_like", overload: "", schema: "empty_like(Tensor input, *, dtype? dtype=None, device? device=None, memory_format memory_format=Preserve) -> Tensor", doc: r##"Uninitialised memory in the shape, dtype and memory order of `input`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: no error of its own.
Source: PyTorch's `torch.empty_like`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::FACTORY | flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation::empty_like(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 222, name: "empty_permuted", overload: "", schema: "empty_permuted(int[] size, int[] physical_layout, *, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"Uninitialised memory whose dimensions follow each other, outermost first, as `physical_layout` says.

Shapes: the result has `size`.
Dtypes: bool, integers, floats, complex by `dtype`, float32 without.
Raises: RuntimeError for a layout of another length, or one that names a dimension twice or out of range.
Source: PyTorch's `torch.empty_permuted`."##, args: &[Arg { name: "size", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "physical_layout", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation_more::empty_permuted(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 223, name: "empty_strided", overload: "", schema: "empty_strided(int[] size, int[] stride, *, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"Uninitialised memory, where element `[i, j, …]` lies at `i * stride[0] + j * stride[1] + …`.

Shapes: the result has `size`.
Dtypes: bool, integers, floats, complex by `dtype`, float32 without.
Raises: RuntimeError for lists of two lengths, negative sizes and sizes too large for memory.
Source: PyTorch's `torch.empty_strided`."##, args: &[Arg { name: "size", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "stride", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation_more::empty_strided(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 224, name: "entr", overload: "", schema: "entr(Tensor input) -> Tensor", doc: r##"`-x * log(x)`, 0 at 0 and negative infinity below.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.special.entr`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special::entr(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 225, name: "eq", overload: "", schema: "eq(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"`x == y`; false for NaN.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats, complex; the result is bool.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.eq`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::compare::eq(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 226, name: "equal", overload: "", schema: "equal(Tensor input, Tensor other) -> bool", doc: r##"Whether both have the same shape and `x == y` everywhere.

Shapes: any two; the result is a Python bool.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for tensors on two devices.
Source: PyTorch's `torch.equal`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::compare::equal(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 227, name: "erf", overload: "", schema: "erf(Tensor input) -> Tensor", doc: r##"`2 / sqrt(pi) * (integral of exp(-t^2) from 0 to x)`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: Abramowitz and Stegun, section 7.1; PyTorch's `torch.erf`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special::erf(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 228, name: "erfc", overload: "", schema: "erfc(Tensor input) -> Tensor", doc: r##"`1 - erf(x)`, exact for large `x`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: Abramowitz and Stegun, section 7.1; PyTorch's `torch.erfc`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special::erfc(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 229, name: "erfcx", overload: "", schema: "erfcx(Tensor input) -> Tensor", doc: r##"`exp(x^2) * erfc(x)`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.special.erfcx`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special_gamma::erfcx(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 230, name: "erfinv", overload: "", schema: "erfinv(Tensor input) -> Tensor", doc: r##"`y` with `erf(y) = x`; infinite at -1 and 1, NaN beyond.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Autocast: computed in float32 on CUDA.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.erfinv`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "f32:cuda",
        call: |s| Ok(ops::special::erfinv(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 231, name: "exp", overload: "", schema: "exp(Tensor input) -> Tensor", doc: r##"`e^x`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.exp`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT | flag::UNSAVED, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pointwise::exp(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 232, name: "exp2", overload: "", schema: "exp2(Tensor input) -> Tensor", doc: r##"`2^x`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.exp2`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT | flag::UNSAVED, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::unary::exp2(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 233, name: "expand", overload: "", schema: "expand(Tensor(a) input, int... size, *, bool implicit=False) -> Tensor", doc: r##"`x` stretched along dimensions of size 1 (-1 keeps a size), as a view: elements share memory.

Shapes: any that broadcasts to `size`; the result has it.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a size that differs where the input's is not 1, and fewer sizes than dimensions.
Source: PyTorch's `torch.Tensor.expand`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "size", ty: Ty::Ints, optional: false, count: 0, varargs: true, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "implicit", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }],
        flags: flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::expand(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 234, name: "expand_as", overload: "", schema: "expand_as(Tensor(a) input, Tensor other) -> Tensor", doc: r##"`x` stretched along dimensions of size 1 to the shape of `other`, as a view.

Shapes: any that broadcasts to `other`'s; the result has it.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a size that differs where the input's is not 1.
Source: PyTorch's `torch.Tensor.expand_as`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::shape::expand_as(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 235, name: "expand_copy", overload: "", schema: "expand_copy(Tensor input, int[] size, *, bool implicit=False) -> Tensor", doc: r##"`x` stretched along dimensions of size 1 (-1 keeps a size), in memory of its own.

Shapes: any; the result has `size`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a size that differs where the input's is not 1.
Source: PyTorch's `torch.expand_copy`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "size", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "implicit", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::copies::expand_copy(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 236, name: "expit", overload: "", schema: "expit(Tensor input) -> Tensor", doc: r##"`1 / (1 + exp(-x))`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.special.expit`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special::expit(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 237, name: "expm1", overload: "", schema: "expm1(Tensor input) -> Tensor", doc: r##"`e^x - 1`, exact near zero.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Autocast: computed in float32 on CUDA.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.expm1`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT | flag::UNSAVED, spaces: &["special"], aliases: &[], fields: &[], autocast: "f32:cuda",
        call: |s| Ok(ops::unary::expm1(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 238, name: "exponential_", overload: "", schema: "exponential_(Tensor(a!) input, float lambd=1.0, *, Generator? generator=None) -> Tensor(a!)", doc: r##"Numbers of density `lambd * exp(-lambd * x)`, `x > 0`, in place.

Shapes: any; the result has the input's.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for a `lambd` that is not positive.
Source: PyTorch's `torch.Tensor.exponential_`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "lambd", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1.0) }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::METHOD | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random_fill::exponential_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 239, name: "eye", overload: "m", schema: "eye.m(int n, int m, *, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"`out[i][j] = 1 if i == j else 0`.

Shapes: `(n, m)`, `m = n` by default.
Dtypes: bool, integers, floats, complex by `dtype`, float32 without.
Raises: RuntimeError for a negative size.
Source: PyTorch's `torch.eye`."##, args: &[Arg { name: "n", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "m", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::rearrange::eye_m(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 240, name: "eye", overload: "", schema: "eye(int n, *, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"`out[i][j] = 1 if i == j else 0`.

Shapes: `(n, m)`, `m = n` by default.
Dtypes: bool, integers, floats, complex by `dtype`, float32 without.
Raises: RuntimeError for a negative size.
Source: PyTorch's `torch.eye`."##, args: &[Arg { name: "n", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::rearrange::eye(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 241, name: "feature_alpha_dropout", overload: "", schema: "feature_alpha_dropout(Tensor input, float p, bool train) -> Tensor", doc: r##"`alpha_dropout` of whole channels (dimension 1): one draw for each `x[n, c]`.

Shapes: `(N, C, *)`; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a probability outside [0, 1] and fewer than 2 dimensions.
Source: Klambauer and others, Self-Normalizing Neural Networks, 2017 (arXiv:1706.02515); PyTorch's `torch.feature_alpha_dropout`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "p", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "train", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::dropout::feature_alpha_dropout(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 242, name: "feature_dropout", overload: "", schema: "feature_dropout(Tensor input, float p, bool train) -> Tensor", doc: r##"`dropout` of whole channels (dimension 1): one draw for each `x[n, c]`.

Shapes: `(N, C, *)`; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a probability outside [0, 1] and fewer than 2 dimensions.
Source: Tompson and others, 2014 (arXiv:1411.4280); PyTorch's `torch.feature_dropout`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "p", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "train", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::dropout::feature_dropout(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 243, name: "fft_fft", overload: "", schema: "fft_fft(Tensor input, int? n=None, int dim=-1, str? norm=None) -> Tensor", doc: r##"`y[k] = sum(x[j] exp(-2 pi i j k / n))` along `dim`, cut or filled with zeros to `n` points. `norm`: `'backward'` leaves it so,
`'ortho'` scales by `1 / sqrt(n)`, `'forward'` by `1 / n`.

Shapes: the input's with `n` in `dim`.
Dtypes: bool, integers, float32, float64, complex; bool, integers, float32 give complex64; float64 gives complex128; others raise
  NotImplementedError.
Autocast: computed in float32.
Raises: RuntimeError for an `n` below 1 and another `norm`; IndexError for a dimension out of range.
Source: Cooley and Tukey, 1965; PyTorch's `torch.fft.fft`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "n", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(-1) }, Arg { name: "norm", ty: Ty::Str, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::OUT, spaces: &["fft"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::fft::one::fft_fft(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 244, name: "fft_fft2", overload: "", schema: "fft_fft2(Tensor input, int[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor", doc: r##"`fft` along each of the dimensions `dim`, cut or filled with zeros to `s` points.

Shapes: the input's with `s` in `dim`.
Dtypes: bool, integers, float32, float64, complex; bool, integers, float32 give complex64; float64 gives complex128; others raise
  NotImplementedError.
Autocast: computed in float32.
Raises: RuntimeError for points below 1, another `norm`, and lists that do not fit; IndexError for a dimension out of range.
Source: Cooley and Tukey, 1965; PyTorch's `torch.fft.fft2`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "s", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "dim", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[-2, -1]) }, Arg { name: "norm", ty: Ty::Str, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::OUT, spaces: &["fft"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::fft::several::fft_fft2(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 245, name: "fft_fftfreq", overload: "", schema: "fft_fftfreq(int n, float d=1.0, *, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"`[0, 1, …, -2, -1] / (d n)`: the frequencies of `fft` of `n` points `d` apart, in cycles per unit of `d`.

Shapes: `(n)`.
Dtypes: bool, integers, floats, complex by `dtype`, float32 without.
Raises: RuntimeError for a negative `n`.
Source: PyTorch's `torch.fft.fftfreq`."##, args: &[Arg { name: "n", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "d", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1.0) }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::OUT, spaces: &["fft"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::fft::helpers::fft_fftfreq(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 246, name: "fft_fftn", overload: "", schema: "fft_fftn(Tensor input, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor", doc: r##"`fft` along each of the dimensions `dim`, cut or filled with zeros to `s` points.

Shapes: the input's with `s` in `dim`.
Dtypes: bool, integers, float32, float64, complex; bool, integers, float32 give complex64; float64 gives complex128; others raise
  NotImplementedError.
Autocast: computed in float32.
Raises: RuntimeError for points below 1, another `norm`, and lists that do not fit; IndexError for a dimension out of range.
Source: Cooley and Tukey, 1965; PyTorch's `torch.fft.fftn`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "s", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "dim", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "norm", ty: Ty::Str, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::OUT, spaces: &["fft"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::fft::several::fft_fftn(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 247, name: "fft_fftshift", overload: "", schema: "fft_fftshift(Tensor input, int[1]? dim=None) -> Tensor", doc: r##"`out[(i + n // 2) % n] = x[i]` along each of `dim` (all by default): frequency zero goes to the middle.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.fft.fftshift`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: 0, spaces: &["fft"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::fft::helpers::fft_fftshift(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 248, name: "fft_hfft", overload: "", schema: "fft_hfft(Tensor input, int? n=None, int dim=-1, str? norm=None) -> Tensor", doc: r##"`y[k] = sum over j of x[j] exp(-2 pi i j k / n)` for a signal with `x[n - j] = conj(x[j])`, of which `n // 2 + 1` points are given:
`n` real numbers.

Shapes: the input's with `n` (by default `2 (m - 1)`) in `dim`.
Dtypes: bool, integers, float32, float64, complex; bool, integers give float32; complex gives the real dtype; others raise
  NotImplementedError.
Autocast: computed in float32.
Raises: RuntimeError for an `n` below 1 and another `norm`; IndexError for a dimension out of range.
Source: Cooley and Tukey, 1965; PyTorch's `torch.fft.hfft`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "n", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(-1) }, Arg { name: "norm", ty: Ty::Str, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::OUT, spaces: &["fft"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::fft::one::fft_hfft(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 249, name: "fft_hfft2", overload: "", schema: "fft_hfft2(Tensor input, int[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor", doc: r##"`hfft` along the last of the dimensions, `fft` along the others.

Shapes: the input's with `s` in `dim`; `2 (m - 1)` in the last without `s`.
Dtypes: bool, integers, float32, float64, complex; bool, integers give float32; complex gives the real dtype; others raise
  NotImplementedError.
Autocast: computed in float32.
Raises: RuntimeError for points below 1, another `norm`, and lists that do not fit; IndexError for a dimension out of range.
Source: Cooley and Tukey, 1965; PyTorch's `torch.fft.hfft2`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "s", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "dim", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[-2, -1]) }, Arg { name: "norm", ty: Ty::Str, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::OUT, spaces: &["fft"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::fft::several::fft_hfft2(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 250, name: "fft_hfftn", overload: "", schema: "fft_hfftn(Tensor input, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor", doc: r##"`hfft` along the last of the dimensions, `fft` along the others.

Shapes: the input's with `s` in `dim`; `2 (m - 1)` in the last without `s`.
Dtypes: bool, integers, float32, float64, complex; bool, integers give float32; complex gives the real dtype; others raise
  NotImplementedError.
Autocast: computed in float32.
Raises: RuntimeError for points below 1, another `norm`, and lists that do not fit; IndexError for a dimension out of range.
Source: Cooley and Tukey, 1965; PyTorch's `torch.fft.hfftn`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "s", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "dim", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "norm", ty: Ty::Str, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::OUT, spaces: &["fft"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::fft::several::fft_hfftn(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 251, name: "fft_ifft", overload: "", schema: "fft_ifft(Tensor input, int? n=None, int dim=-1, str? norm=None) -> Tensor", doc: r##"`x[j] = sum over k of y[k] exp(2 pi i j k / n) / n` along `dim`. `norm`: `'backward'` has it so, `'ortho'` divides by `sqrt(n)`,
`'forward'` not at all.

Shapes: the input's with `n` in `dim`.
Dtypes: bool, integers, float32, float64, complex; bool, integers, float32 give complex64; float64 gives complex128; others raise
  NotImplementedError.
Autocast: computed in float32.
Raises: RuntimeError for an `n` below 1 and another `norm`; IndexError for a dimension out of range.
Source: Cooley and Tukey, 1965; PyTorch's `torch.fft.ifft`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "n", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(-1) }, Arg { name: "norm", ty: Ty::Str, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::OUT, spaces: &["fft"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::fft::one::fft_ifft(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 252, name: "fft_ifft2", overload: "", schema: "fft_ifft2(Tensor input, int[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor", doc: r##"`ifft` along each of the dimensions `dim`, cut or filled with zeros to `s` points.

Shapes: the input's with `s` in `dim`.
Dtypes: bool, integers, float32, float64, complex; bool, integers, float32 give complex64; float64 gives complex128; others raise
  NotImplementedError.
Autocast: computed in float32.
Raises: RuntimeError for points below 1, another `norm`, and lists that do not fit; IndexError for a dimension out of range.
Source: Cooley and Tukey, 1965; PyTorch's `torch.fft.ifft2`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "s", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "dim", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[-2, -1]) }, Arg { name: "norm", ty: Ty::Str, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::OUT, spaces: &["fft"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::fft::several::fft_ifft2(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 253, name: "fft_ifftn", overload: "", schema: "fft_ifftn(Tensor input, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor", doc: r##"`ifft` along each of the dimensions `dim`, cut or filled with zeros to `s` points.

Shapes: the input's with `s` in `dim`.
Dtypes: bool, integers, float32, float64, complex; bool, integers, float32 give complex64; float64 gives complex128; others raise
  NotImplementedError.
Autocast: computed in float32.
Raises: RuntimeError for points below 1, another `norm`, and lists that do not fit; IndexError for a dimension out of range.
Source: Cooley and Tukey, 1965; PyTorch's `torch.fft.ifftn`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "s", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "dim", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "norm", ty: Ty::Str, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::OUT, spaces: &["fft"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::fft::several::fft_ifftn(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 254, name: "fft_ifftshift", overload: "", schema: "fft_ifftshift(Tensor input, int[1]? dim=None) -> Tensor", doc: r##"`out[(i - n // 2) % n] = x[i]` along each of `dim` (all by default): the inverse of `fftshift`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.fft.ifftshift`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: 0, spaces: &["fft"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::fft::helpers::fft_ifftshift(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 255, name: "fft_ihfft", overload: "", schema: "fft_ihfft(Tensor input, int? n=None, int dim=-1, str? norm=None) -> Tensor", doc: r##"The inverse of `hfft`: `conj(rfft(x)) / n`.

Shapes: the input's with `n // 2 + 1` in `dim`.
Dtypes: bool, integers, float32, float64; bool, integers, float32 give complex64; float64 gives complex128; others raise
  NotImplementedError or RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for an `n` below 1 and another `norm`; IndexError for a dimension out of range.
Source: Cooley and Tukey, 1965; PyTorch's `torch.fft.ihfft`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "n", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(-1) }, Arg { name: "norm", ty: Ty::Str, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::OUT, spaces: &["fft"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::fft::one::fft_ihfft(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 256, name: "fft_ihfft2", overload: "", schema: "fft_ihfft2(Tensor input, int[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor", doc: r##"`ihfft` along the last of the dimensions, `ifft` along the others.

Shapes: the input's with `s` in `dim`, but `s // 2 + 1` in the last.
Dtypes: bool, integers, float32, float64; bool, integers, float32 give complex64; float64 gives complex128; others raise
  NotImplementedError or RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for points below 1, another `norm`, and lists that do not fit; IndexError for a dimension out of range.
Source: Cooley and Tukey, 1965; PyTorch's `torch.fft.ihfft2`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "s", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "dim", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[-2, -1]) }, Arg { name: "norm", ty: Ty::Str, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::OUT, spaces: &["fft"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::fft::several::fft_ihfft2(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 257, name: "fft_ihfftn", overload: "", schema: "fft_ihfftn(Tensor input, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor", doc: r##"`ihfft` along the last of the dimensions, `ifft` along the others.

Shapes: the input's with `s` in `dim`, but `s // 2 + 1` in the last.
Dtypes: bool, integers, float32, float64; bool, integers, float32 give complex64; float64 gives complex128; others raise
  NotImplementedError or RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for points below 1, another `norm`, and lists that do not fit; IndexError for a dimension out of range.
Source: Cooley and Tukey, 1965; PyTorch's `torch.fft.ihfftn`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "s", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "dim", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "norm", ty: Ty::Str, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::OUT, spaces: &["fft"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::fft::several::fft_ihfftn(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 258, name: "fft_irfft", overload: "", schema: "fft_irfft(Tensor input, int? n=None, int dim=-1, str? norm=None) -> Tensor", doc: r##"`x[j] = sum over k of y[k] exp(2 pi i j k / n) / n` for coefficients with `y[n - k] = conj(y[k])`, of which `n // 2 + 1` are given:
`n` real numbers.

Shapes: the input's with `n` (by default `2 (m - 1)`) in `dim`.
Dtypes: bool, integers, float32, float64, complex; bool, integers give float32; complex gives the real dtype; others raise
  NotImplementedError.
Autocast: computed in float32.
Raises: RuntimeError for an `n` below 1 and another `norm`; IndexError for a dimension out of range.
Source: Cooley and Tukey, 1965; PyTorch's `torch.fft.irfft`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "n", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(-1) }, Arg { name: "norm", ty: Ty::Str, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::OUT, spaces: &["fft"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::fft::one::fft_irfft(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 259, name: "fft_irfft2", overload: "", schema: "fft_irfft2(Tensor input, int[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor", doc: r##"`ifft` along the dimensions but the last, `irfft` along the last.

Shapes: the input's with `s` in `dim`; `2 (m - 1)` in the last without `s`.
Dtypes: bool, integers, float32, float64, complex; bool, integers give float32; complex gives the real dtype; others raise
  NotImplementedError.
Autocast: computed in float32.
Raises: RuntimeError for points below 1, another `norm`, and lists that do not fit; IndexError for a dimension out of range.
Source: Cooley and Tukey, 1965; PyTorch's `torch.fft.irfft2`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "s", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "dim", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[-2, -1]) }, Arg { name: "norm", ty: Ty::Str, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::OUT, spaces: &["fft"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::fft::several::fft_irfft2(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 260, name: "fft_irfftn", overload: "", schema: "fft_irfftn(Tensor input, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor", doc: r##"`ifft` along the dimensions but the last, `irfft` along the last.

Shapes: the input's with `s` in `dim`; `2 (m - 1)` in the last without `s`.
Dtypes: bool, integers, float32, float64, complex; bool, integers give float32; complex gives the real dtype; others raise
  NotImplementedError.
Autocast: computed in float32.
Raises: RuntimeError for points below 1, another `norm`, and lists that do not fit; IndexError for a dimension out of range.
Source: Cooley and Tukey, 1965; PyTorch's `torch.fft.irfftn`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "s", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "dim", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "norm", ty: Ty::Str, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::OUT, spaces: &["fft"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::fft::several::fft_irfftn(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 261, name: "fft_rfft", overload: "", schema: "fft_rfft(Tensor input, int? n=None, int dim=-1, str? norm=None) -> Tensor", doc: r##"`y[k] = sum over j of x[j] exp(-2 pi i j k / n)` of real numbers along `dim`, for `k <= n // 2`; the others are their conjugates.

Shapes: the input's with `n // 2 + 1` in `dim`.
Dtypes: bool, integers, float32, float64; bool, integers, float32 give complex64; float64 gives complex128; others raise
  NotImplementedError or RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for an `n` below 1 and another `norm`; IndexError for a dimension out of range.
Source: Cooley and Tukey, 1965; PyTorch's `torch.fft.rfft`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "n", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(-1) }, Arg { name: "norm", ty: Ty::Str, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::OUT, spaces: &["fft"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::fft::one::fft_rfft(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 262, name: "fft_rfft2", overload: "", schema: "fft_rfft2(Tensor input, int[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor", doc: r##"`rfft` along the last of the dimensions, `fft` along the others.

Shapes: the input's with `s` in `dim`, but `s // 2 + 1` in the last.
Dtypes: bool, integers, float32, float64; bool, integers, float32 give complex64; float64 gives complex128; others raise
  NotImplementedError or RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for points below 1, another `norm`, and lists that do not fit; IndexError for a dimension out of range.
Source: Cooley and Tukey, 1965; PyTorch's `torch.fft.rfft2`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "s", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "dim", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[-2, -1]) }, Arg { name: "norm", ty: Ty::Str, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::OUT, spaces: &["fft"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::fft::several::fft_rfft2(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 263, name: "fft_rfftfreq", overload: "", schema: "fft_rfftfreq(int n, float d=1.0, *, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"`[0, 1, …, n // 2] / (d n)`: the frequencies of `rfft` of `n` points `d` apart.

Shapes: `(n // 2 + 1)`.
Dtypes: bool, integers, floats, complex by `dtype`, float32 without.
Raises: RuntimeError for a negative `n`.
Source: PyTorch's `torch.fft.rfftfreq`."##, args: &[Arg { name: "n", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "d", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1.0) }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::OUT, spaces: &["fft"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::fft::helpers::fft_rfftfreq(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 264, name: "fft_rfftn", overload: "", schema: "fft_rfftn(Tensor input, int[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor", doc: r##"`rfft` along the last of the dimensions, `fft` along the others.

Shapes: the input's with `s` in `dim`, but `s // 2 + 1` in the last.
Dtypes: bool, integers, float32, float64; bool, integers, float32 give complex64; float64 gives complex128; others raise
  NotImplementedError or RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for points below 1, another `norm`, and lists that do not fit; IndexError for a dimension out of range.
Source: Cooley and Tukey, 1965; PyTorch's `torch.fft.rfftn`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "s", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "dim", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "norm", ty: Ty::Str, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::OUT, spaces: &["fft"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::fft::several::fft_rfftn(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 265, name: "fill", overload: "", schema: "fill(Tensor input, TensorOrScalar value) -> Tensor", doc: r##"`out[i…] = value`, a number or a 0-dim tensor.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a value with dimensions.
Source: PyTorch's `torch.fill`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "value", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::UNSAVED, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation::fill(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 266, name: "fill_diagonal_", overload: "", schema: "fill_diagonal_(Tensor(a!) input, Scalar fill_value, bool wrap=False) -> Tensor(a!)", doc: r##"`x[i, i, …] = fill_value` in place; with `wrap` it starts again below a tall matrix's first square.

Shapes: a matrix, or more dimensions of one size.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for fewer than 2 dimensions and for unequal ones beyond 2.
Source: PyTorch's `torch.Tensor.fill_diagonal_`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "fill_value", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "wrap", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::index_more::fill_diagonal_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 267, name: "flatten", overload: "", schema: "flatten(Tensor input, int start_dim=0, int end_dim=-1) -> Tensor", doc: r##"The dimensions from `start_dim` to `end_dim` as one, in row-major order: a view where possible, else a copy.

Shapes: `(a, b, c, d)` to `(a, b c, d)` for 1 to 2; `()` to `(1)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError where `start_dim` comes after `end_dim`; IndexError for a dimension out of range.
Source: PyTorch's `torch.flatten`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "start_dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }, Arg { name: "end_dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(-1) }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::shape::flatten(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 268, name: "flip", overload: "", schema: "flip(Tensor input, int... dims) -> Tensor", doc: r##"`out[i] = x[n - 1 - i]` along each of `dims`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a dimension named twice; IndexError for a dimension out of range.
Source: PyTorch's `torch.flip`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dims", ty: Ty::Ints, optional: false, count: 0, varargs: true, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::rearrange::flip(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 269, name: "fliplr", overload: "", schema: "fliplr(Tensor input) -> Tensor", doc: r##"`out[i, j] = x[i, n - 1 - j]`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for fewer than 2 dimensions.
Source: PyTorch's `torch.fliplr`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::rearrange::fliplr(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 270, name: "flipud", overload: "", schema: "flipud(Tensor input) -> Tensor", doc: r##"`out[i] = x[n - 1 - i]` along dimension 0.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a tensor without dimensions.
Source: PyTorch's `torch.flipud`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::rearrange::flipud(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 271, name: "float", overload: "", schema: "float(Tensor input, *, memory_format memory_format=Preserve) -> Tensor", doc: r##"`x` rounded to float32.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; the result is float32.
Raises: no error of its own.
Source: PyTorch's `torch.Tensor.float`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::float(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 272, name: "float_power", overload: "", schema: "float_power(Tensor input, TensorOrScalar exponent) -> Tensor", doc: r##"`x ** exponent`, computed in float64 or complex128.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats, complex; bool, integers, float16, bfloat16, float32 give float64; complex64 gives complex128.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.float_power`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "exponent", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::float_power(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 273, name: "floor", overload: "", schema: "floor(Tensor input) -> Tensor", doc: r##"The largest integer `n <= x`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.floor`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT | flag::UNSAVED, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::round::floor(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 274, name: "floor_divide", overload: "", schema: "floor_divide(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"`floor(x / other)`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats; bool gives int64; others raise NotImplementedError.
Raises: RuntimeError for an integer divided by 0 and for shapes that do not broadcast.
Source: PyTorch's `torch.floor_divide`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::floor_divide(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 275, name: "floor_divide", overload: "scalar", schema: "floor_divide.scalar(Scalar input, Tensor other) -> Tensor", doc: r##"`floor(x / other)`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: integers, floats; others raise NotImplementedError or RuntimeError.
Raises: RuntimeError for an integer divided by 0 and for shapes that do not broadcast.
Source: PyTorch's `torch.floor_divide`."##, args: &[Arg { name: "input", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::floor_divide_scalar(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 276, name: "fmax", overload: "", schema: "fmax(Tensor input, Tensor other) -> Tensor", doc: r##"`max(x, other)`, the other one where one is NaN.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.fmax`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::fmax(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 277, name: "fmin", overload: "", schema: "fmin(Tensor input, Tensor other) -> Tensor", doc: r##"`min(x, other)`, the other one where one is NaN.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.fmin`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::fmin(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 278, name: "fmod", overload: "", schema: "fmod(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"`x - other * trunc(x / other)`: the sign is the dividend's.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats; bool gives int64; others raise NotImplementedError.
Raises: RuntimeError for an integer divided by 0 and for shapes that do not broadcast.
Source: PyTorch's `torch.fmod`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::fmod(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 279, name: "fold", overload: "", schema: "fold(Tensor input, int[2] output_size, int[2] kernel_size, int[2] dilation=1, int[2] padding=0, int[2] stride=1) -> Tensor", doc: r##"`out[n, c, y + i, x + j] += columns[n, (c, i, j), l]` for the window `l` at `(y, x)`: the sums of the windows where they meet.

Shapes: `(N, C kh kw, L)` or without `N` to `(N, C, *output_size)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a size that the kernel does not divide and another number of windows.
Source: PyTorch's `torch.nn.functional.fold`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "output_size", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "kernel_size", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dilation", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[1, 1]) }, Arg { name: "padding", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[0, 0]) }, Arg { name: "stride", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[1, 1]) }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pixel::fold(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 280, name: "frac", overload: "", schema: "frac(Tensor input) -> Tensor", doc: r##"`x - trunc(x)`: the fractional part, with the sign of `x`.

Shapes: any; the result has the input's.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.frac`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT | flag::UNSAVED, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::round::frac(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 281, name: "fractional_max_pool2d_with_indices", overload: "", schema: "fractional_max_pool2d_with_indices(Tensor input, int[2] kernel_size, int[2] output_size, Tensor random_samples) -> (Tensor, Tensor)", doc: r##"`out[n, c, i, j] = max` over a window of `kernel_size` whose corner moves by steps drawn from `random_samples` in [0, 1), and where in
the plane it is.

Shapes: input `(N, C, H, W)`, samples `(N, C, 2)`: both `(N, C, *output_size)`.
Dtypes: floats; result 2 is int64; others raise NotImplementedError.
Raises: RuntimeError for windows that do not fit and samples of another shape.
Source: Graham, Fractional Max-Pooling, 2014 (arXiv:1412.6071); PyTorch's `torch.nn.functional.fractional_max_pool2d_with_indices`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "kernel_size", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "output_size", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "random_samples", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::fractional_pool::fractional_max_pool2d_with_indices(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 282, name: "fractional_max_pool3d_with_indices", overload: "", schema: "fractional_max_pool3d_with_indices(Tensor input, int[3] kernel_size, int[3] output_size, Tensor random_samples) -> (Tensor, Tensor)", doc: r##"`out[n, c, i, j, k] = max` over a window of `kernel_size` whose corner moves by steps drawn from `random_samples` in [0, 1), and where
in the volume it is.

Shapes: input `(N, C, D, H, W)`, samples `(N, C, 3)`: both `(N, C, *output_size)`.
Dtypes: floats; result 2 is int64; others raise NotImplementedError.
Raises: RuntimeError for windows that do not fit and samples of another shape.
Source: Graham, Fractional Max-Pooling, 2014 (arXiv:1412.6071); PyTorch's `torch.nn.functional.fractional_max_pool3d_with_indices`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "kernel_size", ty: Ty::Ints, optional: false, count: 3, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "output_size", ty: Ty::Ints, optional: false, count: 3, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "random_samples", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::fractional_pool::fractional_max_pool3d_with_indices(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 283, name: "frexp", overload: "", schema: "frexp(Tensor input) -> (Tensor mantissa, Tensor exponent)", doc: r##"`x = mantissa * 2^exponent` with `|mantissa|` in [0.5, 1), or both 0.

Shapes: any; both results have the input's.
Dtypes: floats; result 2 is int32; others raise RuntimeError.
Raises: RuntimeError for other dtypes than floats.
Source: PyTorch's `torch.frexp`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &["mantissa", "exponent"], autocast: "",
        call: |s| Ok(ops::bits::frexp(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 284, name: "full", overload: "", schema: "full(int[] size, Scalar fill_value, *, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"`out[i…] = fill_value`.

Shapes: the result has `size`.
Dtypes: bool, integers, floats, complex by `dtype`; without, bool, int64, the default dtype or its complex one, by the number's kind.
Raises: RuntimeError for a negative size.
Source: PyTorch's `torch.full`."##, args: &[Arg { name: "size", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "fill_value", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation::full_op(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 285, name: "full_like", overload: "", schema: "full_like(Tensor input, Scalar fill_value, *, dtype? dtype=None, device? device=None, memory_format memory_format=Preserve) -> Tensor", doc: r##"`out[i…] = fill_value`, in the shape of `input`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: no error of its own.
Source: PyTorch's `torch.full_like`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "fill_value", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::FACTORY | flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation::full_like(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 286, name: "gammainc", overload: "", schema: "gammainc(Tensor input, Tensor other) -> Tensor", doc: r##"`P(a, x) = (integral of t^(a - 1) exp(-t) from 0 to x) / Gamma(a)` for `a = input` and `x = other`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: Abramowitz and Stegun, section 6.5; PyTorch's `torch.special.gammainc`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special_gamma::gammainc(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 287, name: "gammaincc", overload: "", schema: "gammaincc(Tensor input, Tensor other) -> Tensor", doc: r##"`Q(a, x) = 1 - P(a, x) = (integral of t^(a - 1) exp(-t) from x on) / Gamma(a)` for `a = input` and `x = other`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: Abramowitz and Stegun, section 6.5; PyTorch's `torch.special.gammaincc`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special_gamma::gammaincc(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 288, name: "gammaln", overload: "", schema: "gammaln(Tensor input) -> Tensor", doc: r##"`log(|Gamma(x)|)`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
Source: Abramowitz and Stegun, section 6.1; PyTorch's `torch.special.gammaln`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special::gammaln(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 289, name: "gather", overload: "", schema: "gather(Tensor input, int dim, Tensor index, *, bool sparse_grad=False) -> Tensor", doc: r##"`out[i][j] = x[index[i][j]][j]` for `dim` 0, and so on. With `sparse_grad`, the gradient of a leaf is a sparse
tensor of the elements that were read.

Shapes: index as many dimensions as the input, and no larger but in `dim`; the result has the index's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for an index of another number of dimensions, out of range or too large, or not integers; IndexError for a
  dimension out of range.
Source: PyTorch's `torch.gather`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "index", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "sparse_grad", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::scatter::gather(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 290, name: "gcd", overload: "", schema: "gcd(Tensor input, Tensor other) -> Tensor", doc: r##"The largest integer that divides both; `gcd(0, y) = |y|`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.gcd`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bitwise::gcd(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 291, name: "ge", overload: "", schema: "ge(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"`x >= y`; false for NaN.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats; the result is bool; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.ge`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &["greater_equal"], fields: &[], autocast: "",
        call: |s| Ok(ops::compare::ge(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 292, name: "gelu", overload: "", schema: "gelu(Tensor input, *, str approximate='none') -> Tensor", doc: r##"`x * P(X <= x)` for a standard normal `X`, that is `x / 2 * (1 + erf(x / sqrt(2)))`; with `approximate='tanh'`, `x / 2 * (1 +
tanh(sqrt(2 / pi) * (x + 0.044715 x^3)))`.

Shapes: any; the result has the input's.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for another word than `'none'` and `'tanh'`.
Source: Hendrycks and Gimpel, 2016 (arXiv:1606.08415); PyTorch's `torch.nn.functional.gelu`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "approximate", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Str("none") }],
        flags: flag::INPLACE | flag::OUT, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation::gelu(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 293, name: "geometric_", overload: "", schema: "geometric_(Tensor(a!) input, float p, *, Generator? generator=None) -> Tensor(a!)", doc: r##"`k` with probability `(1 - p)^(k - 1) p`, `k = 1, 2, …`: the number of trials up to the first success, in place.

Shapes: any; the result has the input's.
Dtypes: integers, floats; others raise NotImplementedError.
Raises: RuntimeError for a `p` outside (0, 1); NotImplementedError for bool and complex tensors.
Source: PyTorch's `torch.Tensor.geometric_`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "p", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::METHOD | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random_fill::geometric_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 294, name: "geqrf", overload: "", schema: "geqrf(Tensor input) -> (Tensor a, Tensor tau)", doc: r##"`A = H_1 H_2 … R` with `H_i = I - tau[i] v_i v_i^H`: `R` on and above the diagonal, the `v_i` below it, and their factors.

Shapes: `(*, m, n)` to `(*, m, n)` and `(*, min(m, n))`.
Dtypes: float32, float64, complex; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for fewer than 2 dimensions.
Source: Householder, 1958; PyTorch's `torch.geqrf`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &["a", "tau"], autocast: "f32",
        call: |s| Ok(ops::linalg::qr::geqrf(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 295, name: "glu", overload: "", schema: "glu(Tensor input, int dim=-1) -> Tensor", doc: r##"`a * sigmoid(b)`, where `a` and `b` are the halves of the input along `dim`.

Shapes: `(*, 2 n, *)` to `(*, n, *)`.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Raises: RuntimeError for an odd size in `dim` and for a tensor without dimensions; IndexError for a dimension out of range.
Source: Dauphin and others, 2016 (arXiv:1612.08083); PyTorch's `torch.nn.functional.glu`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(-1) }],
        flags: flag::OUT, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation_functional::glu(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 296, name: "grid_sampler", overload: "", schema: "grid_sampler(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor", doc: r##"`grid_sampler_2d` of 4 dimensions, `grid_sampler_3d` of 5.

Shapes: `(N, C, H, W)` and `(N, Ho, Wo, 2)` to `(N, C, Ho, Wo)`, or with one dimension more.
Dtypes: floats; others raise NotImplementedError.
Autocast: computed in float32.
Raises: RuntimeError for other numbers of dimensions and a grid that does not fit.
Source: Jaderberg and others, Spatial Transformer Networks, 2015 (arXiv:1506.02025); PyTorch's `torch.grid_sampler`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "grid", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "interpolation_mode", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "padding_mode", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "align_corners", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::grid_sampler::grid_sampler(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 297, name: "grid_sampler_2d", overload: "", schema: "grid_sampler_2d(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor", doc: r##"`out[n, c, i, j] = input[n, c]` read at the place `grid[n, i, j] = (x, y)`, which run from -1 to 1. `interpolation_mode`: 0 linear, 1
nearest, 2 cubic; `padding_mode`: outside is 0 zero, 1 the border, 2 reflected; `align_corners`: -1 and 1 are the outer pixels'
centres, not their edges.

Shapes: `(N, C, H, W)` and `(N, Ho, Wo, 2)` to `(N, C, Ho, Wo)`.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for other numbers of dimensions and a grid that does not fit.
Source: Jaderberg and others, Spatial Transformer Networks, 2015 (arXiv:1506.02025); PyTorch's `torch.grid_sampler_2d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "grid", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "interpolation_mode", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "padding_mode", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "align_corners", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::grid_sampler::grid_sampler_2d(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 298, name: "grid_sampler_3d", overload: "", schema: "grid_sampler_3d(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor", doc: r##"`out[n, c, i, j, k] = input[n, c]` read at the place `grid[n, i, j, k] = (x, y, z)`; modes as `grid_sampler_2d`, without cubic.

Shapes: `(N, C, D, H, W)` and `(N, Do, Ho, Wo, 3)` to `(N, C, Do, Ho, Wo)`.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for other numbers of dimensions, a grid that does not fit, and cubic interpolation.
Source: Jaderberg and others, Spatial Transformer Networks, 2015 (arXiv:1506.02025); PyTorch's `torch.grid_sampler_3d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "grid", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "interpolation_mode", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "padding_mode", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "align_corners", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::grid_sampler::grid_sampler_3d(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 299, name: "group_norm", overload: "", schema: "group_norm(Tensor input, int num_groups, Tensor? weight=None, Tensor? bias=None, float eps=1e-05, bool cudnn_enabled=True) -> Tensor", doc: r##"`(x - mean) / sqrt(var + eps) * weight + bias` over each of `num_groups` groups of channels of `(N, C, *)`.

Shapes: input `(N, C, *)`, weight and bias `(C)`; the result has the input's.
Dtypes: floats; others raise NotImplementedError.
Autocast: computed in float32 on CUDA.
Raises: RuntimeError where `num_groups` does not divide `C`, and for vectors of another length.
Source: Wu and He, 2018 (arXiv:1803.08494); PyTorch's `torch.group_norm`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "num_groups", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weight", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "bias", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "eps", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1e-05) }, Arg { name: "cudnn_enabled", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "f32:cuda",
        call: |s| Ok(ops::batch_norm::group_norm(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 300, name: "gru", overload: "", schema: "gru(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> Value", doc: r##"`r = sigmoid(W_r x + V_r h)`, `z = sigmoid(W_z x + V_z h)`, `n = tanh(W_n x + r * (V_n h))`, `h' = (1 - z) * n + z * h`, with biases,
for each step, layer and direction: the last layer's outputs and the last states.

Shapes: input `(T, B, I)` (`(B, T, I)` with `batch_first`), hx `(layers * directions, B, H)`: `(T, B, directions * H)` and hx's.
Dtypes: floats, complex; others raise NotImplementedError.
Autocast: computed in the lower precision.
Raises: RuntimeError for sizes and numbers of parameters that do not fit.
Source: Cho and others, 2014 (arXiv:1406.1078); PyTorch's `torch.gru`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "hx", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "params", ty: Ty::Tensors, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "has_biases", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "num_layers", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dropout", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "train", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bidirectional", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "batch_first", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "lower",
        call: |s| Ok(ops::rnn::gru(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?, FromValue::from_value(&s[7])?, FromValue::from_value(&s[8])?)?.into_value()) },
    Op { id: 301, name: "gru", overload: "data", schema: "gru.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> Value", doc: r##"`gru` over packed rows: `batch_sizes[t]` rows at step t.

Shapes: data `(rows, I)`, hx `(layers * directions, B, H)`: `(rows, directions * H)` and hx's.
Dtypes: floats, complex; others raise NotImplementedError.
Autocast: computed in the lower precision.
Raises: RuntimeError for sizes and numbers of parameters that do not fit.
Source: Cho and others, 2014 (arXiv:1406.1078); PyTorch's `torch.gru`."##, args: &[Arg { name: "data", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "batch_sizes", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "hx", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "params", ty: Ty::Tensors, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "has_biases", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "num_layers", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dropout", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "train", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bidirectional", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "lower",
        call: |s| Ok(ops::rnn::gru_data(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?, FromValue::from_value(&s[7])?, FromValue::from_value(&s[8])?)?.into_value()) },
    Op { id: 302, name: "gru_cell", overload: "", schema: "gru_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor", doc: r##"`r = sigmoid(W_r x + V_r h)`, `z = sigmoid(W_z x + V_z h)`, `n = tanh(W_n x + r * (V_n h))`, `h' = (1 - z) * n + z * h`, with biases.

Shapes: input `(B, I)`, hx `(B, H)`, weights `(3 H, I)` and `(3 H, H)`: `(B, H)`.
Dtypes: floats, complex; others raise NotImplementedError.
Autocast: computed in the lower precision.
Raises: RuntimeError for sizes that do not fit.
Source: Cho and others, 2014 (arXiv:1406.1078); PyTorch's `torch.gru_cell`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "hx", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "w_ih", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "w_hh", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "b_ih", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "b_hh", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "lower",
        call: |s| Ok(ops::rnn::gru_cell(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 303, name: "gt", overload: "", schema: "gt(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"`x > y`; false for NaN.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats; the result is bool; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.gt`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &["greater"], fields: &[], autocast: "",
        call: |s| Ok(ops::compare::gt(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 304, name: "half", overload: "", schema: "half(Tensor input, *, memory_format memory_format=Preserve) -> Tensor", doc: r##"`x` rounded to float16; infinite beyond 65504.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; the result is float16.
Raises: no error of its own.
Source: PyTorch's `torch.Tensor.half`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::half(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 305, name: "hamming_window", overload: "", schema: "hamming_window(int window_length, bool periodic=True, float alpha=0.54, float beta=0.46, *, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"`alpha - beta cos(2 pi i / n)`; `n` is the length, or one less without `periodic`.

Shapes: `(window_length)`.
Dtypes: floats by `dtype`, float32 without; others raise RuntimeError.
Raises: RuntimeError for a negative length.
Source: PyTorch's `torch.hamming_window`."##, args: &[Arg { name: "window_length", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "periodic", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }, Arg { name: "alpha", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.54) }, Arg { name: "beta", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.46) }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::fft::window::hamming_window(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 306, name: "hann_window", overload: "", schema: "hann_window(int window_length, bool periodic=True, *, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"`sin(pi i / n)^2`; `n` is the length, or one less without `periodic`.

Shapes: `(window_length)`.
Dtypes: floats by `dtype`, float32 without; others raise RuntimeError.
Raises: RuntimeError for a negative length.
Source: PyTorch's `torch.hann_window`."##, args: &[Arg { name: "window_length", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "periodic", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::fft::window::hann_window(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 307, name: "hardshrink", overload: "", schema: "hardshrink(Tensor input, Scalar lambd=0.5) -> Tensor", doc: r##"`x` where `|x| > lambd`, else 0.

Shapes: any; the result has the input's.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.hardshrink`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "lambd", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.5) }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation::hardshrink(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 308, name: "hardsigmoid", overload: "", schema: "hardsigmoid(Tensor input) -> Tensor", doc: r##"`relu6(x + 3) / 6`: 0 below -3, 1 above 3, a line between.

Shapes: any; the result has the input's.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.ops.aten.hardsigmoid`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::INPLACE | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation::hardsigmoid(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 309, name: "hardsigmoid", overload: "functional", schema: "hardsigmoid.functional(Tensor input, bool inplace=False) -> Tensor", doc: r##"`relu6(x + 3) / 6`: 0 below -3, 1 above 3, a line between.

Shapes: any; the result has the input's.
Dtypes: floats; others raise NotImplementedError.
Raises: no error of its own.
Source: PyTorch's `torch.nn.functional.hardsigmoid`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "inplace", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation_functional::hardsigmoid_functional(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 310, name: "hardswish", overload: "", schema: "hardswish(Tensor input) -> Tensor", doc: r##"`x * relu6(x + 3) / 6`.

Shapes: any; the result has the input's.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: Howard and others, Searching for MobileNetV3, 2019 (arXiv:1905.02244); PyTorch's `torch.ops.aten.hardswish`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::INPLACE | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation::hardswish(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 311, name: "hardswish", overload: "functional", schema: "hardswish.functional(Tensor input, bool inplace=False) -> Tensor", doc: r##"`x * relu6(x + 3) / 6`.

Shapes: any; the result has the input's.
Dtypes: floats; others raise NotImplementedError.
Raises: no error of its own.
Source: Howard and others, Searching for MobileNetV3, 2019 (arXiv:1905.02244); PyTorch's `torch.nn.functional.hardswish`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "inplace", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation_functional::hardswish_functional(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 312, name: "hardtanh", overload: "", schema: "hardtanh(Tensor input, Scalar min_val=-1, Scalar max_val=1) -> Tensor", doc: r##"`min(max(x, min_val), max_val)`.

Shapes: any; the result has the input's.
Dtypes: integers, floats; others raise NotImplementedError or RuntimeError.
Raises: RuntimeError for bools.
Source: PyTorch's `torch.ops.aten.hardtanh`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "min_val", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(-1) }, Arg { name: "max_val", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(1) }],
        flags: flag::INPLACE | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation::hardtanh(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 313, name: "hardtanh", overload: "functional", schema: "hardtanh.functional(Tensor input, Scalar min_val=-1.0, Scalar max_val=1.0, bool inplace=False) -> Tensor", doc: r##"`min(max(x, min_val), max_val)`.

Shapes: any; the result has the input's.
Dtypes: integers, floats; others raise NotImplementedError or RuntimeError.
Raises: ValueError for `min_val > max_val`; RuntimeError for bools.
Source: PyTorch's `torch.nn.functional.hardtanh`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "min_val", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(-1.0) }, Arg { name: "max_val", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1.0) }, Arg { name: "inplace", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation_functional::hardtanh_functional(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 314, name: "hash_tensor", overload: "", schema: "hash_tensor(Tensor input, int[1] dim=[], *, bool keepdim=False, int mode=0) -> Tensor", doc: r##"The exclusive or, over `dim` (all dimensions when empty), of the bits of the elements as 64-bit floats or integers.

Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
Dtypes: bool, integers, floats; the result is int64; others raise NotImplementedError.
Raises: RuntimeError for another `mode` than 0; IndexError for a reduced dimension of size 0.
Source: PyTorch's `torch.hash_tensor`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[]) }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }, Arg { name: "mode", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(0) }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bits::hash_tensor(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 315, name: "heaviside", overload: "", schema: "heaviside(Tensor input, Tensor values) -> Tensor", doc: r##"0 where `x < 0`, 1 where `x > 0`, `values` where `x = 0`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats; others raise NotImplementedError.
Raises: RuntimeError for two dtypes and for shapes that do not broadcast.
Source: PyTorch's `torch.heaviside`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "values", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::heaviside(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 316, name: "hermite_polynomial_h", overload: "", schema: "hermite_polynomial_h(TensorOrScalar x, TensorOrScalar n) -> Tensor", doc: r##"`H_n(x)`, with `H_0 = 1`, `H_1 = 2 x` and `H_(n+1) = 2 x H_n - 2 n H_(n-1)` (the physicists'); 0 for `n < 0`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: Abramowitz and Stegun, section 22.7; PyTorch's `torch.special.hermite_polynomial_h`."##, args: &[Arg { name: "x", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "n", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::NONDIFF | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::polynomial::hermite_polynomial_h(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 317, name: "hermite_polynomial_he", overload: "", schema: "hermite_polynomial_he(TensorOrScalar x, TensorOrScalar n) -> Tensor", doc: r##"`He_n(x)`, with `He_0 = 1`, `He_1 = x` and `He_(n+1) = x He_n - n He_(n-1)` (the probabilists'); 0 for `n < 0`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: Abramowitz and Stegun, section 22.7; PyTorch's `torch.special.hermite_polynomial_he`."##, args: &[Arg { name: "x", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "n", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::NONDIFF | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::polynomial::hermite_polynomial_he(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 318, name: "hinge_embedding_loss", overload: "", schema: "hinge_embedding_loss(Tensor input, Tensor target, float margin=1.0, str reduction='mean') -> Tensor", doc: r##"`x` where the target is 1, `max(0, margin - x)` where it is -1. `reduction` `'mean'` or `'sum'` of them, or `'none'`.

Shapes: two that broadcast. The loss is the common shape with `reduction='none'`, else `()`.
Dtypes: integers, floats; integers give float32; others raise NotImplementedError or RuntimeError.
Autocast: computed in float32.
Raises: ValueError for another `reduction`; RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.nn.functional.hinge_embedding_loss`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "target", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "margin", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1.0) }, Arg { name: "reduction", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Str("mean") }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::loss_margin::hinge_embedding_loss(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 319, name: "histc", overload: "", schema: "histc(Tensor input, int bins=100, Scalar min=0, Scalar max=0) -> Tensor", doc: r##"`out[i]` counts the `x` in the `i`-th of `bins` equal intervals from `min` to `max` included; of the data's own range where both are
equal.

Shapes: any to `(bins)`.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for no bins, `min > max` and a range that is not finite.
Source: PyTorch's `torch.histc`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bins", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(100) }, Arg { name: "min", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }, Arg { name: "max", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::sort::histc(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 320, name: "histogram", overload: "", schema: "histogram(Tensor input, int bins=100, *, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor bin_edges)", doc: r##"`hist[i] = sum of weight[j] where edge[i] <= x[j] < edge[i + 1]` (the last one includes its end) for `bins` equal intervals of
`range`, of the data's own range without it; divided by the sum and the widths with `density`.

Shapes: any to `(bins)` and `(bins + 1)`; `weight` has the input's.
Dtypes: float32, float64; others raise NotImplementedError.
Raises: RuntimeError for no bins, a range that is not finite or not ascending, and a weight of another shape or dtype.
Source: PyTorch's `torch.histogram`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bins", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(100) }, Arg { name: "range", ty: Ty::Floats, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "weight", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "density", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &["hist", "bin_edges"], autocast: "",
        call: |s| Ok(ops::histogram::histogram(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 321, name: "histogram", overload: "bins_tensor", schema: "histogram.bins_tensor(Tensor input, Tensor bins, *, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor bin_edges)", doc: r##"`hist[i] = sum of weight[j] where bins[i] <= x[j] < bins[i + 1]` (the last one includes its end), for increasing edges.

Shapes: any to `(len(bins) - 1)` and `bins`.
Dtypes: float32, float64; others raise NotImplementedError.
Raises: RuntimeError for edges that are no vector or of another dtype, and a weight of another shape or dtype.
Source: PyTorch's `torch.histogram`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bins", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weight", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "density", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &["hist", "bin_edges"], autocast: "",
        call: |s| Ok(ops::histogram::histogram_bins(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 322, name: "histogramdd", overload: "", schema: "histogramdd(Tensor input, int[] bins, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor[] bin_edges)", doc: r##"As `histogram` of points, whose coordinates are in the last dimension, with `bins[i]` equal intervals for coordinate `i`.

Shapes: `(*, D)` to `(bins[0], …, bins[D - 1])` and `D` vectors of edges; `weight` `(*)`.
Dtypes: float32, float64; others raise NotImplementedError.
Raises: RuntimeError for another number of bins or ends than coordinates, and a weight of another shape.
Source: PyTorch's `torch.histogramdd`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bins", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "range", ty: Ty::Floats, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "weight", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "density", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::NONDIFF, spaces: &[], aliases: &[], fields: &["hist", "bin_edges"], autocast: "",
        call: |s| Ok(ops::histogram::histogramdd(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 323, name: "histogramdd", overload: "int_bins", schema: "histogramdd.int_bins(Tensor input, int bins, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor[] bin_edges)", doc: r##"As `histogramdd`, with as many intervals for every coordinate.

Shapes: `(*, D)` to `(bins, …, bins)` and `D` vectors of edges; `weight` `(*)`.
Dtypes: float32, float64; others raise NotImplementedError.
Raises: RuntimeError for no bins and a weight of another shape.
Source: PyTorch's `torch.histogramdd`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bins", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "range", ty: Ty::Floats, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "weight", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "density", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::NONDIFF, spaces: &[], aliases: &[], fields: &["hist", "bin_edges"], autocast: "",
        call: |s| Ok(ops::histogram::histogramdd_int(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 324, name: "histogramdd", overload: "edges", schema: "histogramdd.edges(Tensor input, Tensor[] bins, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor[] bin_edges)", doc: r##"As `histogramdd`, between given increasing edges.

Shapes: `(*, D)` to `(len(bins[0]) - 1, …)` and the edges; `weight` `(*)`.
Dtypes: float32, float64; others raise NotImplementedError.
Raises: RuntimeError for another number of edges than coordinates and a weight of another shape.
Source: PyTorch's `torch.histogramdd`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bins", ty: Ty::Tensors, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "range", ty: Ty::Floats, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "weight", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "density", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::NONDIFF, spaces: &[], aliases: &[], fields: &["hist", "bin_edges"], autocast: "",
        call: |s| Ok(ops::histogram::histogramdd_edges(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 325, name: "hsplit", overload: "", schema: "hsplit(Tensor(a) input, int sections) -> Tensor[]", doc: r##"`x` cut into `sections` equal pieces along dimension 1 (of vectors: 0), as views.

Shapes: `(a, n, *)` to pieces of `(a, n / sections, *)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a tensor without dimensions and a size that `sections` does not divide.
Source: PyTorch's `torch.hsplit`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "sections", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::split::hsplit(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 326, name: "hsplit", overload: "array", schema: "hsplit.array(Tensor(a) input, int[] indices) -> Tensor[]", doc: r##"`x[:, 0 : i0], x[:, i0 : i1], …` (of vectors along 0), as views.

Shapes: pieces between the indices.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a tensor without dimensions.
Source: PyTorch's `torch.hsplit`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "indices", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::split::hsplit_array(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 327, name: "hstack", overload: "", schema: "hstack(Tensor[] tensors) -> Tensor", doc: r##"`cat` along dimension 1, of vectors along 0.

Shapes: `(n, m_i, *)` to `(n, sum m_i, *)`; `(m_i)` to `(sum m_i)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for no tensors and sizes that differ.
Source: PyTorch's `torch.hstack`."##, args: &[Arg { name: "tensors", ty: Ty::Tensors, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::join::hstack(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 328, name: "huber_loss", overload: "", schema: "huber_loss(Tensor input, Tensor target, str reduction='mean', float delta=1.0) -> Tensor", doc: r##"`(x - y)^2 / 2` where `|x - y| <= delta`, else `delta * (|x - y| - delta / 2)`. `reduction` `'mean'` or `'sum'` of them, or `'none'`.

Shapes: two that broadcast. The loss is the common shape with `reduction='none'`, else `()`.
Dtypes: integers, floats, complex; integers give float32; complex gives the real dtype; others raise NotImplementedError.
Autocast: computed in float32.
Raises: RuntimeError for a `delta` that is not positive; ValueError for another `reduction`.
Source: Huber, 1964; PyTorch's `torch.nn.functional.huber_loss`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "target", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "reduction", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Str("mean") }, Arg { name: "delta", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1.0) }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::loss::huber_loss(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 329, name: "hypot", overload: "", schema: "hypot(Tensor input, Tensor other) -> Tensor", doc: r##"`sqrt(x^2 + y^2)`, without overflow in between.

Shapes: any that broadcast; the result has the common shape.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.hypot`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::hypot(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 330, name: "i0", overload: "", schema: "i0(Tensor input) -> Tensor", doc: r##"`I0(x) = sum((x^2 / 4)^k / (k!)^2)`, the modified Bessel function of the first kind of order 0.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: Abramowitz and Stegun, section 9.6; PyTorch's `torch.i0`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special::i0(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 331, name: "i0e", overload: "", schema: "i0e(Tensor input) -> Tensor", doc: r##"`exp(-|x|) I0(x)`: the modified Bessel function of the first kind of order 0, scaled.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
Source: Abramowitz and Stegun, section 9.8; PyTorch's `torch.special.i0e`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bessel::i0e(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 332, name: "i1", overload: "", schema: "i1(Tensor input) -> Tensor", doc: r##"`I1(x)`, the derivative of `I0`: the modified Bessel function of the first kind of order 1.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
Source: Abramowitz and Stegun, section 9.6; PyTorch's `torch.special.i1`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special::i1(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 333, name: "i1e", overload: "", schema: "i1e(Tensor input) -> Tensor", doc: r##"`exp(-|x|) I1(x)`: the modified Bessel function of the first kind of order 1, scaled.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
Source: Abramowitz and Stegun, section 9.8; PyTorch's `torch.special.i1e`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bessel::i1e(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 334, name: "igamma", overload: "", schema: "igamma(Tensor input, Tensor other) -> Tensor", doc: r##"`P(a, x) = (integral of t^(a - 1) exp(-t) from 0 to x) / Gamma(a)` for `a = input` and `x = other`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: Abramowitz and Stegun, section 6.5; PyTorch's `torch.igamma`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special_gamma::igamma(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 335, name: "igammac", overload: "", schema: "igammac(Tensor input, Tensor other) -> Tensor", doc: r##"`Q(a, x) = 1 - P(a, x) = (integral of t^(a - 1) exp(-t) from x on) / Gamma(a)` for `a = input` and `x = other`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: Abramowitz and Stegun, section 6.5; PyTorch's `torch.igammac`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special_gamma::igammac(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 336, name: "im2col", overload: "", schema: "im2col(Tensor input, int[2] kernel_size, int[2] dilation, int[2] padding, int[2] stride) -> Tensor", doc: r##"`out[n, (c, i, j), l] = x[n, c, y + i * dilation, x + j * dilation]` for the window `l` at `(y, x)`: the windows as columns.

Shapes: `(N, C, H, W)` or without `N` to `(N, C kh kw, L)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for another number of dimensions and windows larger than the input.
Source: PyTorch's `torch.ops.aten.im2col`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "kernel_size", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dilation", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "padding", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "stride", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pixel::im2col(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 337, name: "imag", overload: "", schema: "imag(Tensor(a) input) -> Tensor(a)", doc: r##"The imaginary part `im` of `re + i * im`, as a view.

Shapes: any; the result has the input's.
Dtypes: complex; complex gives the real dtype; others raise TypeError.
Raises: TypeError for real tensors.
Source: PyTorch's `torch.imag`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::PROPERTY | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::complex::imag(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 338, name: "index", overload: "", schema: "index(Tensor input, Tensor?[] indices) -> Tensor", doc: r##"`out[i…] = x[a[i…], b[i…], …]`: integer tensors or masks select along their dimensions; `None` keeps a dimension whole.

Shapes: the indices broadcast to one shape, which stands in place of their dimensions: in front unless they are neighbours.
Dtypes: bool, integers, floats, complex.
Raises: IndexError for an index out of range, for a mask of another shape, and for indices that are neither integers nor bools.
Source: PyTorch's `torch.ops.aten.index`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "indices", ty: Ty::OptTensors, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::advanced::index(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 339, name: "index_add", overload: "", schema: "index_add(Tensor input, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor", doc: r##"A copy of `x` after `x[index[i]] += alpha * source[i]` along `dim`.

Shapes: index `(k)`, source the input's with `k` in `dim`; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a source of another shape or dtype and indices that are not integers; IndexError for an index or a dimension
  out of range.
Source: PyTorch's `torch.index_add`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "index", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "source", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "alpha", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(1) }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::index::index_add(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 340, name: "index_copy", overload: "", schema: "index_copy(Tensor input, int dim, Tensor index, Tensor source) -> Tensor", doc: r##"`x[index[i]] = source[i]` along `dim`, in a copy or in place.

Shapes: index `(k)`, source the input's with `k` in `dim`; the result has the input's.
Dtypes: bool, integers, floats, complex.
Autocast: computed in the widest dtype of the inputs.
Raises: RuntimeError for a source of another shape or dtype; IndexError for an index or a dimension out of range.
Source: PyTorch's `torch.index_copy`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "index", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "source", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "promote",
        call: |s| Ok(ops::index_more::index_copy(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 341, name: "index_copy_", overload: "", schema: "index_copy_(Tensor(a!) input, int dim, Tensor index, Tensor source) -> Tensor(a!)", doc: r##"`x[index[i]] = source[i]` along `dim`, in a copy or in place.

Shapes: index `(k)`, source the input's with `k` in `dim`; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a source of another shape or dtype; IndexError for an index or a dimension out of range.
Source: PyTorch's `torch.Tensor.index_copy_`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "index", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "source", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::index_more::index_copy_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 342, name: "index_fill", overload: "value", schema: "index_fill.value(Tensor input, int dim, Tensor index, Scalar value) -> Tensor", doc: r##"`x[index[i]] = value` along `dim`, in a copy or in place.

Shapes: index `(k)`; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: IndexError for an index or a dimension out of range.
Source: PyTorch's `torch.index_fill`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "index", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "value", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::index_more::index_fill(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 343, name: "index_fill", overload: "tensor", schema: "index_fill.tensor(Tensor input, int dim, Tensor index, Tensor value) -> Tensor", doc: r##"`x[index[i]] = value` along `dim`, in a copy or in place, with the number in a 0-dim tensor.

Shapes: index `(k)`, value `()`; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a value with dimensions; IndexError for an index or a dimension out of range.
Source: PyTorch's `torch.index_fill`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "index", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "value", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::index_more::index_fill_tensor(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 344, name: "index_fill_", overload: "value", schema: "index_fill_.value(Tensor(a!) input, int dim, Tensor index, Scalar value) -> Tensor(a!)", doc: r##"`x[index[i]] = value` along `dim`, in a copy or in place.

Shapes: index `(k)`; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: IndexError for an index or a dimension out of range.
Source: PyTorch's `torch.Tensor.index_fill_`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "index", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "value", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::index_more::index_fill_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 345, name: "index_fill_", overload: "tensor", schema: "index_fill_.tensor(Tensor(a!) input, int dim, Tensor index, Tensor value) -> Tensor(a!)", doc: r##"`x[index[i]] = value` along `dim`, in a copy or in place, with the number in a 0-dim tensor.

Shapes: index `(k)`, value `()`; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a value with dimensions; IndexError for an index or a dimension out of range.
Source: PyTorch's `torch.Tensor.index_fill_`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "index", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "value", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::index_more::index_fill_tensor_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 346, name: "index_put", overload: "", schema: "index_put(Tensor input, Tensor?[] indices, Tensor values, bool accumulate=False) -> Tensor", doc: r##"A copy of `x` after `x[a[i…], b[i…], …] = values[i…]`, or `+=` with `accumulate`. Where places repeat, the last one written stays.

Shapes: `values` broadcasts to the shape of `input[indices]`; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: IndexError for an index out of range; RuntimeError where `values` does not broadcast or has another dtype.
Source: PyTorch's `torch.index_put`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "indices", ty: Ty::OptTensors, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "values", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "accumulate", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::advanced::index_put(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 347, name: "index_put_", overload: "", schema: "index_put_(Tensor(a!) input, Tensor?[] indices, Tensor values, bool accumulate=False) -> Tensor(a!)", doc: r##"`x[a[i…], b[i…], …] = values[i…]` in place, or `+=` with `accumulate`.

Shapes: `values` broadcasts to the shape of `input[indices]`.
Dtypes: bool, integers, floats, complex.
Raises: IndexError for an index out of range; RuntimeError where `values` does not broadcast or has another dtype, and for a leaf that
  requires gradients.
Source: PyTorch's `torch.index_put_`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "indices", ty: Ty::OptTensors, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "values", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "accumulate", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::advanced::index_put_at_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 348, name: "index_reduce", overload: "", schema: "index_reduce(Tensor input, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor", doc: r##"`out[k] = reduce` (`'prod'`, `'mean'`, `'amax'` or `'amin'`) of all `source[i]` along `dim` with `index[i] = k`; with what `input` has
there only if `include_self`.

Shapes: index `(k)`, source the input's with `k` in `dim`; the result has the input's.
Dtypes: integers, floats; others raise NotImplementedError.
Raises: RuntimeError for another word, dtype, kind of index, or number of indices; IndexError for an index out of range.
Source: PyTorch's `torch.index_reduce`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "index", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "source", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "reduce", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "include_self", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(true) }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::segment::index_reduce(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 349, name: "index_select", overload: "", schema: "index_select(Tensor input, int dim, Tensor index) -> Tensor", doc: r##"`out[i] = x[index[i]]` along `dim`.

Shapes: index `(k)` or `()`; the result has the input's with `k` in `dim`.
Dtypes: bool, integers, floats, complex.
Raises: IndexError for an index or a dimension out of range and an index with more dimensions; RuntimeError for indices that are not
  int32 or int64.
Source: PyTorch's `torch.index_select`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "index", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::index::index_select(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 350, name: "inner", overload: "", schema: "inner(Tensor input, Tensor other) -> Tensor", doc: r##"`out[i…, j…] = sum over k of a[i…, k] * b[j…, k]`.

Shapes: `(*, n)` and `(+, n)` to `(*, +)`; a 0-dim operand multiplies.
Dtypes: integers, floats, complex; others raise NotImplementedError.
Raises: RuntimeError for last dimensions of two sizes.
Source: PyTorch's `torch.inner`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::einsum::inner(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 351, name: "instance_norm", overload: "", schema: "instance_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool use_input_stats, float momentum, float eps, bool cudnn_enabled) -> Tensor", doc: r##"`(x - mean) / sqrt(var + eps) * weight + bias` for each sample and channel of `(N, C, *)`.

Shapes: input `(N, C, *)`, every other `(C)`; the result has the input's.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for fewer than 3 dimensions and for missing running statistics without `use_input_stats`.
Source: Ulyanov, Vedaldi and Lempitsky, 2016 (arXiv:1607.08022); PyTorch's `torch.instance_norm`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weight", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bias", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "running_mean", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "running_var", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "use_input_stats", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "momentum", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "eps", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "cudnn_enabled", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::batch_norm::instance_norm(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?, FromValue::from_value(&s[7])?, FromValue::from_value(&s[8])?)?.into_value()) },
    Op { id: 352, name: "int", overload: "", schema: "int(Tensor input, *, memory_format memory_format=Preserve) -> Tensor", doc: r##"`x` cut to int32: the fraction dropped.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; the result is int32.
Raises: no error of its own.
Source: PyTorch's `torch.Tensor.int`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::int(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 353, name: "inverse", overload: "", schema: "inverse(Tensor input) -> Tensor", doc: r##"`A^-1`, with `A @ A^-1 = I`.

Shapes: `(*, n, n)`; the result has the input's.
Dtypes: float32, float64, complex; others raise RuntimeError.
Autocast: computed in float32.
Raises: LinAlgError for a singular matrix; RuntimeError for matrices that are not square.
Source: PyTorch's `torch.inverse`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::linalg::solve::inverse(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 354, name: "is_complex", overload: "", schema: "is_complex(Tensor input) -> bool", doc: r##"Whether the dtype is complex64 or complex128.

Shapes: any; the result is a Python bool.
Dtypes: bool, integers, floats, complex.
Raises: no error of its own.
Source: PyTorch's `torch.is_complex`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::complex::is_complex(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 355, name: "is_floating_point", overload: "", schema: "is_floating_point(Tensor input) -> bool", doc: r##"Whether the dtype is a real floating-point one.

Shapes: any; the result is a Python bool.
Dtypes: bool, integers, floats, complex.
Raises: no error of its own.
Source: PyTorch's `torch.is_floating_point`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::complex::is_floating_point(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 356, name: "isclose", overload: "", schema: "isclose(Tensor input, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False) -> Tensor", doc: r##"`|x - y| <= atol + rtol * |y|`; NaN is close to NaN with `equal_nan` only.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats, complex; the result is bool.
Raises: RuntimeError for two dtypes, negative tolerances and shapes that do not broadcast.
Source: PyTorch's `torch.isclose`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "rtol", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1e-05) }, Arg { name: "atol", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1e-08) }, Arg { name: "equal_nan", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::compare::isclose(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 357, name: "isfinite", overload: "", schema: "isfinite(Tensor input) -> Tensor", doc: r##"`|x| < inf`; false for NaN.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; the result is bool.
Raises: no error of its own.
Source: PyTorch's `torch.isfinite`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::round::isfinite(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 358, name: "isin", overload: "", schema: "isin(TensorOrScalar elements, TensorOrScalar test_elements, *, bool assume_unique=False, bool invert=False) -> Tensor", doc: r##"`x == t` for some `t` in `test_elements` (for none with `invert`).

Shapes: any two; the result has that of `elements`.
Dtypes: bool, integers, floats; the result is bool; others raise NotImplementedError.
Raises: no error of its own.
Source: PyTorch's `torch.isin`."##, args: &[Arg { name: "elements", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "test_elements", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "assume_unique", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }, Arg { name: "invert", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::unique::isin(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 359, name: "isinf", overload: "", schema: "isinf(Tensor input) -> Tensor", doc: r##"`|x| == inf`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; the result is bool.
Raises: no error of its own.
Source: PyTorch's `torch.isinf`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::round::isinf(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 360, name: "isnan", overload: "", schema: "isnan(Tensor input) -> Tensor", doc: r##"`x != x`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; the result is bool.
Raises: no error of its own.
Source: PyTorch's `torch.isnan`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::round::isnan(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 361, name: "isneginf", overload: "", schema: "isneginf(Tensor input) -> Tensor", doc: r##"`x == -inf`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; the result is bool; others raise RuntimeError.
Raises: RuntimeError for complex numbers.
Source: PyTorch's `torch.isneginf`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::round::isneginf(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 362, name: "isposinf", overload: "", schema: "isposinf(Tensor input) -> Tensor", doc: r##"`x == inf`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; the result is bool; others raise RuntimeError.
Raises: RuntimeError for complex numbers.
Source: PyTorch's `torch.isposinf`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::round::isposinf(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 363, name: "isreal", overload: "", schema: "isreal(Tensor input) -> Tensor", doc: r##"`im(x) == 0`; true for real numbers.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; the result is bool.
Raises: no error of its own.
Source: PyTorch's `torch.isreal`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::round::isreal(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 364, name: "istft", overload: "", schema: "istft(Tensor input, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool center=True, bool normalized=False, bool? onesided=None, int? length=None, bool return_complex=False) -> Tensor", doc: r##"The signal whose `stft` is nearest: `sum over frames of w[t] * frame[t] / sum of w[t]^2`. `length` cuts the signal, or fills it with
zeros.

Shapes: `(B, frequencies, frames)` or without `B` to `(B, time)`.
Dtypes: complex; complex gives the real dtype; others raise RuntimeError.
Raises: RuntimeError for a real input, another number of dimensions or frequencies, no elements, and windows whose squares sum to 0
  somewhere.
Source: Griffin and Lim, 1984; PyTorch's `torch.istft`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "n_fft", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "hop_length", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "win_length", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "window", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "center", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }, Arg { name: "normalized", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "onesided", ty: Ty::Bool, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "length", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "return_complex", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::fft::short_time::istft(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?, FromValue::from_value(&s[7])?, FromValue::from_value(&s[8])?, FromValue::from_value(&s[9])?)?.into_value()) },
    Op { id: 365, name: "kaiser_window", overload: "", schema: "kaiser_window(int window_length, bool periodic=True, float beta=12.0, *, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"`I0(beta sqrt(1 - (2 i / n - 1)^2)) / I0(beta)`; `n` is the length, or one less without `periodic`.

Shapes: `(window_length)`.
Dtypes: floats by `dtype`, float32 without; others raise RuntimeError.
Raises: RuntimeError for a negative length, for dtypes that are not floats, and a `beta` that is not finite or 700 and above.
Source: Kaiser, 1974; PyTorch's `torch.kaiser_window`."##, args: &[Arg { name: "window_length", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "periodic", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }, Arg { name: "beta", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(12.0) }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::fft::window::kaiser_window(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 366, name: "kl_div", overload: "", schema: "kl_div(Tensor input, Tensor target, str reduction='mean', bool log_target=False) -> Tensor", doc: r##"`y * (log(y) - x)` for log-probabilities `x` and probabilities (or with `log_target` their logarithms) `y`. `reduction` `'mean'` or
`'sum'` of them, or `'none'`. `'batchmean'` divides the sum by the first size.

Shapes: two that broadcast. The loss is the common shape with `reduction='none'`, else `()`.
Dtypes: integers, floats, complex; integers give float32; others raise NotImplementedError.
Autocast: computed in float32.
Raises: ValueError for another `reduction`; RuntimeError for shapes that do not broadcast.
Source: Kullback and Leibler, 1951; PyTorch's `torch.nn.functional.kl_div`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "target", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "reduction", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Str("mean") }, Arg { name: "log_target", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::loss::kl_div(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 367, name: "kron", overload: "", schema: "kron(Tensor input, Tensor other) -> Tensor", doc: r##"`out[i * p + k][j * q + l] = a[i][j] * b[k][l]`: every element of `input` times the whole of `other`, block by block.

Shapes: `(n, m)` and `(p, q)` to `(n p, m q)`; the shorter shape gets leading ones.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a result too large for memory.
Source: PyTorch's `torch.kron`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::einsum::kron(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 368, name: "kthvalue", overload: "", schema: "kthvalue(Tensor input, int k, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)", doc: r##"`sorted(x)[k - 1]` along `dim`, and where it is; NaN counts as largest.

Shapes: both the input's without `dim` (size 1 there with `keepdim`).
Dtypes: bool, integers, floats; result 2 is int64; others raise NotImplementedError.
Raises: RuntimeError for a `k` outside 1 to the size; IndexError for a dimension out of range or without elements.
Source: PyTorch's `torch.kthvalue`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "k", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(-1) }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &["values", "indices"], autocast: "",
        call: |s| Ok(ops::sort::kthvalue(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 369, name: "l1_loss", overload: "", schema: "l1_loss(Tensor input, Tensor target, str reduction='mean') -> Tensor", doc: r##"`|x - y|`. `reduction` `'mean'` or `'sum'` of them, or `'none'`.

Shapes: two that broadcast. The loss is the common shape with `reduction='none'`, else `()`.
Dtypes: integers, floats, complex; uint8, int8, int16, int32 give int64; complex gives the real dtype; others raise
  NotImplementedError.
Autocast: computed in float32.
Raises: ValueError for another `reduction`; RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.nn.functional.l1_loss`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "target", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "reduction", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Str("mean") }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::loss::l1_loss(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 370, name: "laguerre_polynomial_l", overload: "", schema: "laguerre_polynomial_l(TensorOrScalar x, TensorOrScalar n) -> Tensor", doc: r##"`L_n(x)`, with `L_0 = 1`, `L_1 = 1 - x` and `(n + 1) L_(n+1) = (2 n + 1 - x) L_n - n L_(n-1)`; 0 for `n < 0`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: Abramowitz and Stegun, section 22.7; PyTorch's `torch.special.laguerre_polynomial_l`."##, args: &[Arg { name: "x", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "n", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::NONDIFF | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::polynomial::laguerre_polynomial_l(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 371, name: "layer_norm", overload: "", schema: "layer_norm(Tensor input, int[] normalized_shape, Tensor? weight=None, Tensor? bias=None, float eps=1e-05, bool cudnn_enable=True) -> Tensor", doc: r##"`(x - mean) / sqrt(var + eps) * weight + bias` over the last dimensions, whose sizes are `normalized_shape`.

Shapes: `(*, *normalized_shape)`, weight and bias `normalized_shape`; the result has the input's.
Dtypes: floats; others raise NotImplementedError.
Autocast: computed in float32 on CUDA.
Raises: RuntimeError for a shape the input does not end in and weights of another shape.
Source: Ba, Kiros and Hinton, 2016 (arXiv:1607.06450); PyTorch's `torch.layer_norm`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "normalized_shape", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weight", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "bias", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "eps", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1e-05) }, Arg { name: "cudnn_enable", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }],
        flags: flag::FUNCTION, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "f32:cuda",
        call: |s| Ok(ops::norm::layer_norm(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 372, name: "lcm", overload: "", schema: "lcm(Tensor input, Tensor other) -> Tensor", doc: r##"`|x * y| / gcd(x, y)`: the least common multiple.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.lcm`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bitwise::lcm(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 373, name: "ldexp", overload: "", schema: "ldexp(Tensor input, Tensor other) -> Tensor", doc: r##"`x * 2^other`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.ldexp`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::ldexp(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 374, name: "le", overload: "", schema: "le(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"`x <= y`; false for NaN.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats; the result is bool; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.le`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &["less_equal"], fields: &[], autocast: "",
        call: |s| Ok(ops::compare::le(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 375, name: "leaky_relu", overload: "", schema: "leaky_relu(Tensor input, Scalar negative_slope=0.01) -> Tensor", doc: r##"`x` where `x > 0`, else `negative_slope * x`.

Shapes: any; the result has the input's.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: Maas, Hannun and Ng, 2013; PyTorch's `torch.ops.aten.leaky_relu`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "negative_slope", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.01) }],
        flags: flag::INPLACE | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation::leaky_relu(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 376, name: "leaky_relu", overload: "functional", schema: "leaky_relu.functional(Tensor input, Scalar negative_slope=0.01, bool inplace=False) -> Tensor", doc: r##"`x` where `x > 0`, else `negative_slope * x`.

Shapes: any; the result has the input's.
Dtypes: floats; others raise NotImplementedError.
Raises: no error of its own.
Source: Maas, Hannun and Ng, 2013; PyTorch's `torch.nn.functional.leaky_relu`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "negative_slope", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.01) }, Arg { name: "inplace", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation_functional::leaky_relu_functional(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 377, name: "legendre_polynomial_p", overload: "", schema: "legendre_polynomial_p(TensorOrScalar x, TensorOrScalar n) -> Tensor", doc: r##"`P_n(x)`, with `P_0 = 1`, `P_1 = x` and `(n + 1) P_(n+1) = (2 n + 1) x P_n - n P_(n-1)`; 0 for `n < 0`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: Abramowitz and Stegun, section 22.7; PyTorch's `torch.special.legendre_polynomial_p`."##, args: &[Arg { name: "x", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "n", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::NONDIFF | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::polynomial::legendre_polynomial_p(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 378, name: "lerp", overload: "", schema: "lerp(Tensor input, Tensor end, TensorOrScalar weight) -> Tensor", doc: r##"`x + weight * (end - x)`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: floats, complex; others raise NotImplementedError.
Raises: RuntimeError for different dtypes and for shapes that do not broadcast.
Source: PyTorch's `torch.lerp`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "end", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weight", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::lerp(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 379, name: "lgamma", overload: "", schema: "lgamma(Tensor input) -> Tensor", doc: r##"`log(|Gamma(x)|)`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: Abramowitz and Stegun, section 6.1; PyTorch's `torch.lgamma`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special::lgamma(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 380, name: "linalg_cholesky", overload: "", schema: "linalg_cholesky(Tensor input, *, bool upper=False) -> Tensor", doc: r##"`L` lower triangular with `L @ L.mH = A` for Hermitian positive-definite matrices, of which the lower triangle is read; with `upper`,
`U = L.mH` from the upper triangle.

Shapes: `(*, n, n)`; the result has the input's.
Dtypes: float32, float64, complex; others raise RuntimeError.
Autocast: computed in float32.
Raises: LinAlgError for a matrix that is not positive-definite; RuntimeError for matrices that are not square.
Source: Golub and Van Loan, Matrix Computations, section 4.2; PyTorch's `torch.linalg.cholesky`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "upper", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::linalg::cholesky::linalg_cholesky(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 381, name: "linalg_cholesky_ex", overload: "", schema: "linalg_cholesky_ex(Tensor input, *, bool upper=False, bool check_errors=False) -> (Tensor L, Tensor info)", doc: r##"`cholesky`, and as `info` the order of the first leading minor that is not positive-definite (0: none) in place of an error.

Shapes: `(*, n, n)` to `(*, n, n)` and `(*)`.
Dtypes: float32, float64, complex; result 2 is int32; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for matrices that are not square; LinAlgError with `check_errors`.
Source: Golub and Van Loan, Matrix Computations, section 4.2; PyTorch's `torch.linalg.cholesky_ex`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "upper", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }, Arg { name: "check_errors", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &["L", "info"], autocast: "f32",
        call: |s| Ok(ops::linalg::cholesky::linalg_cholesky_ex(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 382, name: "linalg_cond", overload: "", schema: "linalg_cond(Tensor input, Scalar? p=None) -> Tensor", doc: r##"`|A|_p |A^-1|_p`; for `None` and `2` the ratio of the largest to the least singular value, for `-2` its inverse.

Shapes: `(*, m, n)` to `(*)`; square but for `None`, `2` and `-2`.
Dtypes: float32, float64, complex; complex gives the real dtype; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for fewer than 2 dimensions, and unless `p` is `None`, 2 or -2 for matrices of unequal sides.
Source: PyTorch's `torch.linalg.cond`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "p", ty: Ty::Scalar, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::linalg::norms::linalg_cond(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 383, name: "linalg_cond", overload: "p_str", schema: "linalg_cond.p_str(Tensor input, str p) -> Tensor", doc: r##"`|A|_p |A^-1|_p` in the Frobenius (`'fro'`) or nuclear (`'nuc'`) norm.

Shapes: `(*, n, n)` to `(*)`.
Dtypes: float32, float64, complex; complex gives the real dtype; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for matrices that are not square, and for another word.
Source: PyTorch's `torch.linalg.cond`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "p", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::linalg::norms::linalg_cond_named(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 384, name: "linalg_cross", overload: "", schema: "linalg_cross(Tensor input, Tensor other, *, int dim=-1) -> Tensor", doc: r##"`(a1 b2 - a2 b1, a2 b0 - a0 b2, a0 b1 - a1 b0)` along `dim`.

Shapes: two that broadcast, 3 long in `dim`.
Dtypes: integers, floats, complex; others raise NotImplementedError.
Raises: RuntimeError for a dimension that is not 3 long; IndexError for a dimension out of range.
Source: PyTorch's `torch.linalg.cross`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(-1) }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::einsum::linalg_cross(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 385, name: "linalg_det", overload: "", schema: "linalg_det(Tensor A) -> Tensor", doc: r##"`det(A)`, the product of `U`'s diagonal and the sign of `P` in `A = P L U`; 1 for matrices of size 0.

Shapes: `(*, n, n)` to `(*)`.
Dtypes: float32, float64, complex; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for matrices that are not square.
Source: PyTorch's `torch.linalg.det`."##, args: &[Arg { name: "A", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::linalg::determinant::linalg_det(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 386, name: "linalg_diagonal", overload: "", schema: "linalg_diagonal(Tensor(a) A, *, int offset=0, int dim1=-2, int dim2=-1) -> Tensor(a)", doc: r##"`out[…, i] = A[…, i, i + offset]` over `dim1` and `dim2`, as a view.

Shapes: `(*, n, m)` to `(*, k)` with the diagonal's length `k`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for one dimension named twice; IndexError for a dimension out of range.
Source: PyTorch's `torch.linalg.diagonal`."##, args: &[Arg { name: "A", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "offset", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(0) }, Arg { name: "dim1", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(-2) }, Arg { name: "dim2", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(-1) }],
        flags: flag::VIEW, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::linalg::products::linalg_diagonal(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 387, name: "linalg_eig", overload: "", schema: "linalg_eig(Tensor input) -> (Tensor eigenvalues, Tensor eigenvectors)", doc: r##"`A @ V = V @ diag(w)`: complex eigenvalues in no order, and eigenvectors (columns) of length 1, each up to a factor of size 1.

Shapes: `(*, n, n)` to `(*, n)` and `(*, n, n)`.
Dtypes: float32, float64, complex; float32 gives as result 1 complex64; float64 gives as result 1 complex128; float32 gives as result
  2 complex64; float64 gives as result 2 complex128; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for matrices that are not square, and for infinite or NaN entries, and in backward for a loss that depends on the
  factors.
Source: PyTorch's `torch.linalg.eig`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &["eigenvalues", "eigenvectors"], autocast: "f32",
        call: |s| Ok(ops::linalg::eigen::linalg_eig(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 388, name: "linalg_eigh", overload: "", schema: "linalg_eigh(Tensor input, str UPLO='L') -> (Tensor eigenvalues, Tensor eigenvectors)", doc: r##"`A @ Q = Q @ diag(w)`: real eigenvalues, ascending, and orthonormal eigenvectors (columns) of Hermitian matrices, of which the
triangle `UPLO` is read.

Shapes: `(*, n, n)` to `(*, n)` and `(*, n, n)`.
Dtypes: float32, float64, complex; complex gives as result 1 the real dtype; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for matrices that are not square, and for another `UPLO` than `'L'` and `'U'`.
Source: PyTorch's `torch.linalg.eigh`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "UPLO", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Str("L") }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &["eigenvalues", "eigenvectors"], autocast: "f32",
        call: |s| Ok(ops::linalg::eigen::linalg_eigh(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 389, name: "linalg_eigvals", overload: "", schema: "linalg_eigvals(Tensor input) -> Tensor", doc: r##"The complex `w` with `det(A - w I) = 0`, in no order.

Shapes: `(*, n, n)` to `(*, n)`.
Dtypes: float32, float64, complex; float32 gives complex64; float64 gives complex128; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for matrices that are not square, and for infinite or NaN entries.
Source: PyTorch's `torch.linalg.eigvals`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::linalg::eigen::linalg_eigvals(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 390, name: "linalg_eigvalsh", overload: "", schema: "linalg_eigvalsh(Tensor input, str UPLO='L') -> Tensor", doc: r##"The real `w` with `det(A - w I) = 0` of Hermitian matrices, ascending; the triangle `UPLO` is read.

Shapes: `(*, n, n)` to `(*, n)`.
Dtypes: float32, float64, complex; complex gives the real dtype; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for matrices that are not square, and for another `UPLO` than `'L'` and `'U'`.
Source: PyTorch's `torch.linalg.eigvalsh`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "UPLO", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Str("L") }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::linalg::eigen::linalg_eigvalsh(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 391, name: "linalg_householder_product", overload: "", schema: "linalg_householder_product(Tensor input, Tensor tau) -> Tensor", doc: r##"The first columns of `H_1 H_2 …` with `H_i = I - tau[i] v_i v_i^H`, the `v_i` below the input's diagonal, as `geqrf` gives them.

Shapes: `(*, m, n)` and `(*, k)` to `(*, m, n)`.
Dtypes: float32, float64, complex; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for fewer rows than columns and more factors than columns.
Source: Householder, 1958; PyTorch's `torch.linalg.householder_product`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "tau", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::linalg::reflections::linalg_householder_product(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 392, name: "linalg_inv", overload: "", schema: "linalg_inv(Tensor A) -> Tensor", doc: r##"`A^-1`, with `A @ A^-1 = I`.

Shapes: `(*, n, n)`; the result has the input's.
Dtypes: float32, float64, complex; others raise RuntimeError.
Autocast: computed in float32.
Raises: LinAlgError for a singular matrix; RuntimeError for matrices that are not square.
Source: PyTorch's `torch.linalg.inv`."##, args: &[Arg { name: "A", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::linalg::solve::linalg_inv(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 393, name: "linalg_inv_ex", overload: "", schema: "linalg_inv_ex(Tensor A, *, bool check_errors=False) -> (Tensor inverse, Tensor info)", doc: r##"`A^-1`, and as `info` the number of the first pivot that is zero (0: none) in place of an error.

Shapes: `(*, n, n)` to `(*, n, n)` and `(*)`.
Dtypes: float32, float64, complex; result 2 is int32; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for matrices that are not square; LinAlgError with `check_errors`.
Source: PyTorch's `torch.linalg.inv_ex`."##, args: &[Arg { name: "A", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "check_errors", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &["inverse", "info"], autocast: "f32",
        call: |s| Ok(ops::linalg::solve::linalg_inv_ex(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 394, name: "linalg_ldl_factor", overload: "", schema: "linalg_ldl_factor(Tensor input, *, bool hermitian=False) -> (Tensor LD, Tensor pivots)", doc: r##"`A = P L D L^T P^T` (`L^H` with `hermitian`) from the lower triangle: `L` with ones on its diagonal below the 1 by 1 and 2 by 2 blocks
of `D`, and LAPACK's pivots.

Shapes: `(*, n, n)` to `(*, n, n)` and `(*, n)`.
Dtypes: float32, float64, complex; result 2 is int32; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for matrices that are not square; LinAlgError for a pivot that is 0.
Source: Bunch and Kaufman, 1977; PyTorch's `torch.linalg.ldl_factor`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "hermitian", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }],
        flags: flag::NONDIFF | flag::OUT, spaces: &["linalg"], aliases: &[], fields: &["LD", "pivots"], autocast: "f32",
        call: |s| Ok(ops::linalg::ldl::linalg_ldl_factor(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 395, name: "linalg_ldl_factor_ex", overload: "", schema: "linalg_ldl_factor_ex(Tensor input, *, bool hermitian=False, bool check_errors=False) -> (Tensor LD, Tensor pivots, Tensor info)", doc: r##"As `ldl_factor`, and as `info` the number of the first pivot that is zero (0: none) in place of an error.

Shapes: `(*, n, n)` to `(*, n, n)`, `(*, n)` and `(*)`.
Dtypes: float32, float64, complex; result 2 is int32; result 3 is int32; others raise RuntimeError.
Raises: RuntimeError for matrices that are not square; LinAlgError with `check_errors`.
Source: Bunch and Kaufman, 1977; PyTorch's `torch.linalg.ldl_factor_ex`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "hermitian", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }, Arg { name: "check_errors", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }],
        flags: flag::NONDIFF | flag::OUT, spaces: &["linalg"], aliases: &[], fields: &["LD", "pivots", "info"], autocast: "",
        call: |s| Ok(ops::linalg::ldl::linalg_ldl_factor_ex(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 396, name: "linalg_ldl_solve", overload: "", schema: "linalg_ldl_solve(Tensor LD, Tensor pivots, Tensor B, *, bool hermitian=False) -> Tensor", doc: r##"`X` with `A @ X = B`, from what `ldl_factor` gives.

Shapes: LD `(*, n, n)`, pivots `(*, n)`, B `(*, n, k)`: `(*, n, k)`.
Dtypes: float32, float64, complex; others raise RuntimeError.
Raises: RuntimeError for sizes or dtypes that do not fit and pivots that are not `ldl_factor`'s.
Source: PyTorch's `torch.linalg.ldl_solve`."##, args: &[Arg { name: "LD", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "pivots", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "B", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "hermitian", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }],
        flags: flag::NONDIFF | flag::OUT, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::linalg::ldl::linalg_ldl_solve(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 397, name: "linalg_lstsq", overload: "", schema: "linalg_lstsq(Tensor input, Tensor b, float? rcond=None, *, str? driver=None) -> (Tensor solution, Tensor residuals, Tensor rank, Tensor singular_values)", doc: r##"`X = argmin |A @ X - B|`, the one of least norm where there are many. `residuals` are the squared norms of its columns where `A` has
more rows than columns and full rank; `rank` and `singular_values` are empty where the driver (`gels`, `gelsy`, `gelsd`, `gelss`) does
not find them.

Shapes: A `(*, m, n)`, B `(*, m, k)` or `(*, m)`: `(*, n, k)` or `(*, n)`.
Dtypes: float32, float64, complex; complex gives as result 2 the real dtype; result 3 is int64; complex gives as result 4 the real
  dtype; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for sizes or dtypes that do not fit and another driver.
Source: PyTorch's `torch.linalg.lstsq`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "b", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "rcond", ty: Ty::Float, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "driver", ty: Ty::Str, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &["solution", "residuals", "rank", "singular_values"], autocast: "f32",
        call: |s| Ok(ops::linalg::lstsq::linalg_lstsq(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 398, name: "linalg_lu", overload: "", schema: "linalg_lu(Tensor A, *, bool pivot=True) -> (Tensor P, Tensor L, Tensor U)", doc: r##"`A = P @ L @ U`: a permutation, a lower triangular matrix with ones on its diagonal, an upper triangular one; empty where a factor is
not asked for.

Shapes: `(*, m, n)` to `(*, m, m)`, `(*, m, k)` and `(*, k, n)`, `k = min(m, n)`.
Dtypes: float32, float64, complex; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for fewer than 2 dimensions.
Source: PyTorch's `torch.linalg.lu`."##, args: &[Arg { name: "A", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "pivot", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(true) }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &["P", "L", "U"], autocast: "f32",
        call: |s| Ok(ops::linalg::lu::linalg_lu(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 399, name: "linalg_lu_factor", overload: "", schema: "linalg_lu_factor(Tensor A, *, bool pivot=True) -> (Tensor LU, Tensor pivots)", doc: r##"`A = P @ L @ U` in one matrix (`L` below the diagonal, without its ones), and the row exchanges, numbered from 1.

Shapes: `(*, m, n)` to `(*, m, n)` and `(*, min(m, n))`.
Dtypes: float32, float64, complex; result 2 is int32; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for fewer than 2 dimensions and, without `pivot`, on the CPU.
Source: PyTorch's `torch.linalg.lu_factor`."##, args: &[Arg { name: "A", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "pivot", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(true) }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &["LU", "pivots"], autocast: "f32",
        call: |s| Ok(ops::linalg::lu::linalg_lu_factor(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 400, name: "linalg_lu_factor_ex", overload: "", schema: "linalg_lu_factor_ex(Tensor A, *, bool pivot=True, bool check_errors=False) -> (Tensor LU, Tensor pivots, Tensor info)", doc: r##"As `lu_factor`, and as `info` the number of the first pivot that is zero (0: none).

Shapes: `(*, m, n)` to `(*, m, n)`, `(*, min(m, n))` and `(*)`.
Dtypes: float32, float64, complex; result 2 is int32; result 3 is int32; others raise RuntimeError.
Raises: RuntimeError for fewer than 2 dimensions; LinAlgError with `check_errors`.
Source: PyTorch's `torch.linalg.lu_factor_ex`."##, args: &[Arg { name: "A", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "pivot", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(true) }, Arg { name: "check_errors", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &["LU", "pivots", "info"], autocast: "",
        call: |s| Ok(ops::linalg::lu::linalg_lu_factor_ex(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 401, name: "linalg_lu_solve", overload: "", schema: "linalg_lu_solve(Tensor LU, Tensor pivots, Tensor B, *, bool left=True, bool adjoint=False) -> Tensor", doc: r##"`X` with `A @ X = B` (`X @ A = B` without `left`, `A^H` with `adjoint`), from what `lu_factor` gives.

Shapes: LU `(*, n, n)`, pivots `(*, n)`, B `(*, n, k)` or `(*, k, n)`: B's.
Dtypes: float32, float64, complex; others raise RuntimeError.
Raises: RuntimeError for sizes or dtypes that do not fit and pivots that are not int32.
Source: PyTorch's `torch.linalg.lu_solve`."##, args: &[Arg { name: "LU", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "pivots", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "B", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "left", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(true) }, Arg { name: "adjoint", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::linalg::lu::linalg_lu_solve(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 402, name: "linalg_matmul", overload: "", schema: "linalg_matmul(Tensor input, Tensor other) -> Tensor", doc: r##"`out[…, i, j] = sum over k of a[…, i, k] * b[…, k, j]`; vectors stand for a row on the left and a column on the right, and their
dimension goes away.

Shapes: `(*, n, m)` and `(*, m, p)` to `(*, n, p)`, with `*` broadcast; `(m)` and `(m)` to `()`.
Dtypes: integers, floats, complex; others raise NotImplementedError.
Raises: RuntimeError for tensors without dimensions, sizes that do not fit and two dtypes.
Source: PyTorch's `torch.linalg.matmul`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::linalg::products::linalg_matmul(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 403, name: "linalg_matrix_exp", overload: "", schema: "linalg_matrix_exp(Tensor input) -> Tensor", doc: r##"`sum over k of A^k / k!`.

Shapes: `(*, n, n)`; the result has the input's.
Dtypes: float32, float64, complex; others raise RuntimeError.
Raises: RuntimeError for matrices that are not square.
Source: Higham, The Scaling and Squaring Method for the Matrix Exponential Revisited, 2005; PyTorch's `torch.linalg.matrix_exp`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::linalg::exponential::linalg_matrix_exp(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 404, name: "linalg_matrix_norm", overload: "", schema: "linalg_matrix_norm(Tensor input, Scalar ord, int[] dim=[-2, -1], bool keepdim=False, *, dtype? dtype=None) -> Tensor", doc: r##"The largest sum of absolute values of a column (`1`), of a row (`inf`), or the largest singular value (`2`); negative orders give the
least.

Shapes: `(*, m, n)` to `(*)` (sizes 1 with `keepdim`).
Dtypes: floats, complex; complex gives the real dtype; others raise RuntimeError.
Raises: RuntimeError for fewer than 2 dimensions, another order, and a `dim` that does not name two dimensions.
Source: PyTorch's `torch.linalg.matrix_norm`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "ord", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[-2, -1]) }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::linalg::norms::linalg_matrix_norm(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 405, name: "linalg_matrix_norm", overload: "str_ord", schema: "linalg_matrix_norm.str_ord(Tensor input, str ord='fro', int[] dim=[-2, -1], bool keepdim=False, *, dtype? dtype=None) -> Tensor", doc: r##"`sqrt(sum(|x|^2))` (`'fro'`), or the sum of the singular values (`'nuc'`).

Shapes: `(*, m, n)` to `(*)` (sizes 1 with `keepdim`).
Dtypes: floats, complex; complex gives the real dtype; others raise RuntimeError.
Raises: RuntimeError for fewer than 2 dimensions, another order, and a `dim` that does not name two dimensions.
Source: PyTorch's `torch.linalg.matrix_norm`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "ord", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Str("fro") }, Arg { name: "dim", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[-2, -1]) }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::linalg::norms::linalg_matrix_norm_named(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 406, name: "linalg_matrix_power", overload: "", schema: "linalg_matrix_power(Tensor input, int n) -> Tensor", doc: r##"`A @ A @ … @ A`, `n` times: the identity for 0, powers of the inverse for negative `n`.

Shapes: `(*, n, n)`; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for matrices that are not square; LinAlgError for negative powers of singular matrices.
Source: PyTorch's `torch.linalg.matrix_power`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "n", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::linalg::products::linalg_matrix_power(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 407, name: "linalg_matrix_rank", overload: "atol_rtol_float", schema: "linalg_matrix_rank.atol_rtol_float(Tensor input, *, float? atol=None, float? rtol=None, bool hermitian=False) -> Tensor", doc: r##"How many singular values (eigenvalues' sizes with `hermitian`) are above `max(atol, rtol * largest)`; `rtol` is `max(m, n) * eps`
where neither is given.

Shapes: `(*, m, n)` to `(*)`; thresholds in tensors broadcast with `(*)`.
Dtypes: float32, float64, complex; the result is int64; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for fewer than 2 dimensions and thresholds that do not broadcast.
Source: PyTorch's `torch.linalg.matrix_rank`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "atol", ty: Ty::Float, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "rtol", ty: Ty::Float, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "hermitian", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }],
        flags: flag::NONDIFF | flag::OUT, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::linalg::pinv::linalg_matrix_rank(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 408, name: "linalg_matrix_rank", overload: "atol_rtol_tensor", schema: "linalg_matrix_rank.atol_rtol_tensor(Tensor input, *, Tensor? atol=None, Tensor? rtol=None, bool hermitian=False) -> Tensor", doc: r##"How many singular values (eigenvalues' sizes with `hermitian`) are above `max(atol, rtol * largest)`; `rtol` is `max(m, n) * eps`
where neither is given.

Shapes: `(*, m, n)` to `(*)`; thresholds in tensors broadcast with `(*)`.
Dtypes: float32, float64, complex; the result is int64; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for fewer than 2 dimensions and thresholds that do not broadcast.
Source: PyTorch's `torch.linalg.matrix_rank`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "atol", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "rtol", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "hermitian", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }],
        flags: flag::NONDIFF | flag::OUT, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::linalg::pinv::linalg_matrix_rank_tensors(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 409, name: "linalg_matrix_rank", overload: "", schema: "linalg_matrix_rank(Tensor input, float tol, bool hermitian=False) -> Tensor", doc: r##"How many singular values (eigenvalues' sizes with `hermitian`) are above `tol`.

Shapes: `(*, m, n)` to `(*)`; a tensor `tol` broadcasts with `(*)`.
Dtypes: float32, float64, complex; the result is int64; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for fewer than 2 dimensions and thresholds that do not broadcast.
Source: PyTorch's `torch.linalg.matrix_rank`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "tol", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "hermitian", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::NONDIFF | flag::OUT, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::linalg::pinv::linalg_matrix_rank_tol(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 410, name: "linalg_matrix_rank", overload: "tol_tensor", schema: "linalg_matrix_rank.tol_tensor(Tensor input, Tensor tol, bool hermitian=False) -> Tensor", doc: r##"How many singular values (eigenvalues' sizes with `hermitian`) are above `tol`.

Shapes: `(*, m, n)` to `(*)`; a tensor `tol` broadcasts with `(*)`.
Dtypes: float32, float64, complex; the result is int64; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for fewer than 2 dimensions and thresholds that do not broadcast.
Source: PyTorch's `torch.linalg.matrix_rank`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "tol", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "hermitian", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::NONDIFF | flag::OUT, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::linalg::pinv::linalg_matrix_rank_tol_tensor(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 411, name: "linalg_matrix_sqrth", overload: "", schema: "linalg_matrix_sqrth(Tensor A) -> Tensor", doc: r##"`R` Hermitian positive-definite with `R @ R = A`, for Hermitian positive-definite matrices, of which the lower triangle is read.

Shapes: `(*, n, n)`; the result has the input's.
Dtypes: float32, float64, complex; others raise RuntimeError.
Raises: RuntimeError for matrices that are not square.
Source: PyTorch's `torch.linalg.matrix_sqrth`."##, args: &[Arg { name: "A", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: 0, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::linalg::eigen::linalg_matrix_sqrth(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 412, name: "linalg_multi_dot", overload: "", schema: "linalg_multi_dot(Tensor[] tensors) -> Tensor", doc: r##"`A @ B @ C @ …` in the order of fewest multiplications; in `multi_dot` the first and the last may be vectors.

Shapes: `(n, m)`, `(m, p)`, `(p, q)` to `(n, q)`.
Dtypes: integers, floats, complex; others raise NotImplementedError.
Raises: RuntimeError for too few tensors, other numbers of dimensions, and sizes that do not fit.
Source: Cormen and others, Introduction to Algorithms, section 15.2; PyTorch's `torch.linalg.multi_dot`."##, args: &[Arg { name: "tensors", ty: Ty::Tensors, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::linalg::products::linalg_multi_dot(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 413, name: "linalg_norm", overload: "", schema: "linalg_norm(Tensor input, Scalar? ord=None, int[1]? dim=None, bool keepdim=False, *, dtype? dtype=None) -> Tensor", doc: r##"`sum(|x|^ord)^(1 / ord)` over one dimension, or all without `ord`; the matrix norm `ord` over two.

Shapes: the input's without `dim` (size 1 there with `keepdim`).
Dtypes: floats, complex; complex gives the real dtype; others raise RuntimeError.
Raises: RuntimeError for a `dim` of another length than 1 or 2, and an `ord` without `dim` for more than 2 dimensions.
Source: PyTorch's `torch.linalg.norm`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "ord", ty: Ty::Scalar, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "dim", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::linalg::norms::linalg_norm(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 414, name: "linalg_norm", overload: "ord_str", schema: "linalg_norm.ord_str(Tensor input, str ord, int[1]? dim=None, bool keepdim=False, *, dtype? dtype=None) -> Tensor", doc: r##"The Frobenius (`'fro'`) or nuclear (`'nuc'`) norm of matrices.

Shapes: the input's without the two dimensions `dim` (sizes 1 with `keepdim`).
Dtypes: floats, complex; complex gives the real dtype; others raise RuntimeError.
Raises: RuntimeError for a `dim` of another length than 2, and without it for another number of dimensions than 2.
Source: PyTorch's `torch.linalg.norm`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "ord", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::linalg::norms::linalg_norm_named(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 415, name: "linalg_pinv", overload: "atol_rtol_float", schema: "linalg_pinv.atol_rtol_float(Tensor input, *, float? atol=None, float? rtol=None, bool hermitian=False) -> Tensor", doc: r##"`V diag(1 / s) U^H` of `A = U diag(s) V^H`, where singular values up to `max(atol, rtol * largest)` count as zero; `rtol` is `max(m,
n) * eps` where neither is given.

Shapes: `(*, m, n)` to `(*, n, m)`.
Dtypes: float32, float64, complex; others raise RuntimeError.
Raises: RuntimeError for fewer than 2 dimensions.
Source: Moore, 1920; Penrose, 1955; PyTorch's `torch.linalg.pinv`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "atol", ty: Ty::Float, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "rtol", ty: Ty::Float, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "hermitian", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::linalg::pinv::linalg_pinv(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 416, name: "linalg_pinv", overload: "atol_rtol_tensor", schema: "linalg_pinv.atol_rtol_tensor(Tensor input, *, Tensor? atol=None, Tensor? rtol=None, bool hermitian=False) -> Tensor", doc: r##"`V diag(1 / s) U^H` of `A = U diag(s) V^H`, where singular values up to `max(atol, rtol * largest)` count as zero; `rtol` is `max(m,
n) * eps` where neither is given.

Shapes: `(*, m, n)` to `(*, n, m)`.
Dtypes: float32, float64, complex; others raise RuntimeError.
Raises: RuntimeError for fewer than 2 dimensions.
Source: Moore, 1920; Penrose, 1955; PyTorch's `torch.linalg.pinv`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "atol", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "rtol", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "hermitian", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::linalg::pinv::linalg_pinv_tensors(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 417, name: "linalg_pinv", overload: "", schema: "linalg_pinv(Tensor input, float rcond, bool hermitian=False) -> Tensor", doc: r##"`V diag(1 / s) U^H` of `A = U diag(s) V^H`, where singular values up to `rcond * largest` count as zero.

Shapes: `(*, m, n)` to `(*, n, m)`.
Dtypes: float32, float64, complex; others raise RuntimeError.
Raises: RuntimeError for fewer than 2 dimensions.
Source: Moore, 1920; Penrose, 1955; PyTorch's `torch.linalg.pinv`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "rcond", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "hermitian", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::linalg::pinv::linalg_pinv_rcond(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 418, name: "linalg_pinv", overload: "rcond_tensor", schema: "linalg_pinv.rcond_tensor(Tensor input, Tensor rcond, bool hermitian=False) -> Tensor", doc: r##"`V diag(1 / s) U^H` of `A = U diag(s) V^H`, where singular values up to `rcond * largest` count as zero.

Shapes: `(*, m, n)` to `(*, n, m)`.
Dtypes: float32, float64, complex; others raise RuntimeError.
Raises: RuntimeError for fewer than 2 dimensions.
Source: Moore, 1920; Penrose, 1955; PyTorch's `torch.linalg.pinv`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "rcond", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "hermitian", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::linalg::pinv::linalg_pinv_rcond_tensor(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 419, name: "linalg_polar", overload: "", schema: "linalg_polar(Tensor A) -> (Tensor U, Tensor H)", doc: r##"`A = U @ H` with orthonormal columns in `U` and Hermitian positive-semidefinite `H`.

Shapes: `(*, m, n)`, `m >= n`, to `(*, m, n)` and `(*, n, n)`.
Dtypes: float32, float64, complex; others raise RuntimeError.
Raises: RuntimeError for fewer rows than columns.
Source: PyTorch's `torch.linalg.polar`."##, args: &[Arg { name: "A", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &["U", "H"], autocast: "",
        call: |s| Ok(ops::linalg::svd::linalg_polar(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 420, name: "linalg_qr", overload: "", schema: "linalg_qr(Tensor A, str mode='reduced') -> (Tensor Q, Tensor R)", doc: r##"`A = Q @ R` with orthonormal columns in `Q` and upper triangular `R`: `'reduced'` has `min(m, n)` columns, `'complete'` all `m`, and
`'r'` leaves `Q` empty.

Shapes: `(*, m, n)` to `(*, m, k)` and `(*, k, n)`.
Dtypes: float32, float64, complex; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for fewer than 2 dimensions and another `mode`, and in backward for `'r'` and for `'complete'` with `m > n`.
Source: Householder, 1958; PyTorch's `torch.linalg.qr`."##, args: &[Arg { name: "A", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "mode", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Str("reduced") }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &["Q", "R"], autocast: "f32",
        call: |s| Ok(ops::linalg::qr::linalg_qr(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 421, name: "linalg_slogdet", overload: "", schema: "linalg_slogdet(Tensor A) -> (Tensor sign, Tensor logabsdet)", doc: r##"`det(A) = sign * exp(logabsdet)`; the sign is -1, 0 or 1, of complex matrices a number of size 1 or 0.

Shapes: `(*, n, n)` to two of `(*)`.
Dtypes: float32, float64, complex; complex gives as result 2 the real dtype; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for matrices that are not square.
Source: PyTorch's `torch.linalg.slogdet`."##, args: &[Arg { name: "A", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &["sign", "logabsdet"], autocast: "f32",
        call: |s| Ok(ops::linalg::determinant::linalg_slogdet(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 422, name: "linalg_solve", overload: "", schema: "linalg_solve(Tensor A, Tensor B, *, bool left=True) -> Tensor", doc: r##"The one `X` with `A @ X = B`, or `X @ A = B` without `left`.

Shapes: A `(*, n, n)`, B `(*, n, k)` or vectors `(*, n)`: the broadcast of B's.
Dtypes: float32, float64, complex; others raise RuntimeError.
Autocast: computed in float32.
Raises: LinAlgError for a singular matrix; RuntimeError for sizes or dtypes that do not fit.
Source: PyTorch's `torch.linalg.solve`."##, args: &[Arg { name: "A", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "B", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "left", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(true) }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::linalg::solve::linalg_solve(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 423, name: "linalg_solve_ex", overload: "", schema: "linalg_solve_ex(Tensor A, Tensor B, *, bool left=True, bool check_errors=False) -> (Tensor result, Tensor info)", doc: r##"As `solve`, and as `info` the number of the first pivot that is zero (0: none) in place of an error.

Shapes: A `(*, n, n)`, B `(*, n, k)` or vectors `(*, n)`: B's, and `(*)`.
Dtypes: float32, float64, complex; result 2 is int32; others raise RuntimeError.
Raises: RuntimeError for sizes or dtypes that do not fit; LinAlgError with `check_errors`.
Source: PyTorch's `torch.linalg.solve_ex`."##, args: &[Arg { name: "A", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "B", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "left", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(true) }, Arg { name: "check_errors", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &["result", "info"], autocast: "",
        call: |s| Ok(ops::linalg::solve::linalg_solve_ex(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 424, name: "linalg_solve_triangular", overload: "", schema: "linalg_solve_triangular(Tensor input, Tensor B, *, bool upper, bool left=True, bool unitriangular=False) -> Tensor", doc: r##"`X` with `A @ X = B`, or `X @ A = B` without `left`, for triangular `A`; the other triangle is not read, nor the diagonal with
`unitriangular`.

Shapes: A `(*, n, n)`, B `(*, n, k)` or `(*, k, n)`: B's, with `*` broadcast.
Dtypes: float32, float64, complex; others raise RuntimeError.
Raises: RuntimeError for sizes or dtypes that do not fit.
Source: PyTorch's `torch.linalg.solve_triangular`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "B", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "upper", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Required }, Arg { name: "left", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(true) }, Arg { name: "unitriangular", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::linalg::triangular::linalg_solve_triangular(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 425, name: "linalg_svd", overload: "", schema: "linalg_svd(Tensor A, bool full_matrices=True, *, str? driver=None) -> (Tensor U, Tensor S, Tensor Vh)", doc: r##"`A = U @ diag(S) @ Vh` with orthonormal columns in `U` and rows in `Vh`, the singular values descending; `full_matrices` makes `U` and
`Vh` square. Gradients through the vectors are finite where the singular values differ.

Shapes: `(*, m, n)` to `(*, m, k)`, `(*, min(m, n))` and `(*, k, n)`.
Dtypes: float32, float64, complex; complex gives as result 2 the real dtype; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for fewer than 2 dimensions and for a driver on the CPU; LinAlgError for infinite or NaN entries.
Source: PyTorch's `torch.linalg.svd`."##, args: &[Arg { name: "A", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "full_matrices", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }, Arg { name: "driver", ty: Ty::Str, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &["U", "S", "Vh"], autocast: "f32",
        call: |s| Ok(ops::linalg::svd::linalg_svd(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 426, name: "linalg_svdvals", overload: "", schema: "linalg_svdvals(Tensor A, *, str? driver=None) -> Tensor", doc: r##"The square roots of the eigenvalues of `A^H A`, descending.

Shapes: `(*, m, n)` to `(*, min(m, n))`.
Dtypes: float32, float64, complex; complex gives the real dtype; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for fewer than 2 dimensions and for a driver on the CPU; LinAlgError for infinite or NaN entries.
Source: PyTorch's `torch.linalg.svdvals`."##, args: &[Arg { name: "A", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "driver", ty: Ty::Str, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::linalg::svd::linalg_svdvals(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 427, name: "linalg_tensorinv", overload: "", schema: "linalg_tensorinv(Tensor input, int ind=2) -> Tensor", doc: r##"`B` with `tensordot(A, B, dims=A.ndim - ind) = I`: the inverse of `A` as a matrix whose rows are the first `ind` dimensions.

Shapes: `(rows…, columns…)` to `(columns…, rows…)`, as many elements in both.
Dtypes: float32, float64, complex; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for an `ind` below 1 and other numbers of elements; LinAlgError for a singular map.
Source: PyTorch's `torch.linalg.tensorinv`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "ind", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(2) }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::linalg::tensors::linalg_tensorinv(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 428, name: "linalg_tensorsolve", overload: "", schema: "linalg_tensorsolve(Tensor input, Tensor other, int[]? dims=None) -> Tensor", doc: r##"`X` with `tensordot(A, X, dims=X.ndim) = B`; the dimensions `dims` of `A` go to its end first.

Shapes: A `(B's…, X's…)`, as many elements in both halves: `(X's…)`.
Dtypes: float32, float64, complex; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for other numbers of elements and a dimension named twice; LinAlgError for a singular map.
Source: PyTorch's `torch.linalg.tensorsolve`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dims", ty: Ty::Ints, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::linalg::tensors::linalg_tensorsolve(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 429, name: "linalg_vander", overload: "", schema: "linalg_vander(Tensor x, *, int? N=None) -> Tensor", doc: r##"`out[…, i, j] = x[…, i]^j` for `j < N`, by default as many as `x` has elements.

Shapes: `(*, n)` to `(*, n, N)`.
Dtypes: integers, floats, complex; uint8, int8, int16, int32 give int64; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for bools and an `N` below 2.
Source: PyTorch's `torch.linalg.vander`."##, args: &[Arg { name: "x", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "N", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: 0, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::linalg::products::linalg_vander(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 430, name: "linalg_vecdot", overload: "", schema: "linalg_vecdot(Tensor x, Tensor y, *, int dim=-1) -> Tensor", doc: r##"`sum(conj(x) * y)` along `dim`.

Shapes: two that broadcast, to the common shape without `dim`.
Dtypes: floats, complex; others raise RuntimeError.
Autocast: computed in the lower precision.
Raises: RuntimeError for integers and sizes that differ; IndexError for a dimension out of range.
Source: PyTorch's `torch.linalg.vecdot`."##, args: &[Arg { name: "x", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "y", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(-1) }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "lower",
        call: |s| Ok(ops::linalg::products::linalg_vecdot(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 431, name: "linalg_vector_norm", overload: "", schema: "linalg_vector_norm(Tensor input, Scalar ord=2, int[1]? dim=None, bool keepdim=False, *, dtype? dtype=None) -> Tensor", doc: r##"`sum(|x|^ord)^(1/ord)` over `dim`; the largest (smallest) absolute value for `inf` (`-inf`), the number of nonzeros for 0.

Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
Dtypes: floats, complex; complex gives the real dtype; others raise NotImplementedError.
Raises: IndexError for a dimension out of range; RuntimeError for the largest of no elements.
Source: PyTorch's `torch.linalg.vector_norm`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "ord", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(2) }, Arg { name: "dim", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::OUT, spaces: &["linalg"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::norms::vector_norm(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 432, name: "linear", overload: "", schema: "linear(Tensor input, Tensor weight, Tensor? bias=None) -> Tensor", doc: r##"`x @ weight.T + bias`.

Shapes: input `(*, in)`, weight `(out, in)` or `(in)`, bias `(out)` or `()`: `(*, out)` or `(*)`.
Dtypes: bool, integers, floats, complex.
Autocast: computed in the lower precision.
Raises: RuntimeError for sizes that do not fit and two dtypes.
Source: PyTorch's `torch.nn.functional.linear`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weight", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bias", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "lower",
        call: |s| Ok(ops::matmul::linear(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 433, name: "linspace", overload: "", schema: "linspace(Scalar start, Scalar end, int steps, *, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"`out[i] = start + i * (end - start) / (steps - 1)`, both ends included.

Shapes: `(steps)`; ends in tensors are 0-dim.
Dtypes: bool, integers, floats, complex by `dtype`, float32 without.
Raises: RuntimeError for a negative `steps` and ends with dimensions.
Source: PyTorch's `torch.linspace`."##, args: &[Arg { name: "start", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "end", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "steps", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::linspace::linspace(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 434, name: "linspace", overload: "tensors", schema: "linspace.tensors(TensorOrScalar start, TensorOrScalar end, int steps, *, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"`out[i] = start + i * (end - start) / (steps - 1)`, both ends included.

Shapes: `(steps)`; ends in tensors are 0-dim.
Dtypes: bool, integers, floats, complex by `dtype`; without, the default dtype, complex for complex ends.
Raises: RuntimeError for a negative `steps` and ends with dimensions.
Source: PyTorch's `torch.linspace`."##, args: &[Arg { name: "start", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "end", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "steps", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::linspace::linspace_tensors(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 435, name: "log", overload: "", schema: "log(Tensor input) -> Tensor", doc: r##"`y` with `e^y = x`; NaN for real `x < 0`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Autocast: computed in float32 on CUDA.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.log`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "f32:cuda",
        call: |s| Ok(ops::unary::log(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 436, name: "log10", overload: "", schema: "log10(Tensor input) -> Tensor", doc: r##"`y` with `10^y = x`; NaN for real `x < 0`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Autocast: computed in float32 on CUDA.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.log10`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "f32:cuda",
        call: |s| Ok(ops::unary::log10(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 437, name: "log1p", overload: "", schema: "log1p(Tensor input) -> Tensor", doc: r##"`log(1 + x)`, exact near zero.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Autocast: computed in float32 on CUDA.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.log1p`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "f32:cuda",
        call: |s| Ok(ops::unary::log1p(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 438, name: "log2", overload: "", schema: "log2(Tensor input) -> Tensor", doc: r##"`y` with `2^y = x`; NaN for real `x < 0`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Autocast: computed in float32 on CUDA.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.log2`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "f32:cuda",
        call: |s| Ok(ops::unary::log2(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 439, name: "log_ndtr", overload: "", schema: "log_ndtr(Tensor input) -> Tensor", doc: r##"`log((1 + erf(x / sqrt(2))) / 2)`, exact far to the left.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.special.log_ndtr`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special_gamma::log_ndtr(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 440, name: "log_normal_", overload: "", schema: "log_normal_(Tensor(a!) input, float mean=1.0, float std=2.0, *, Generator? generator=None) -> Tensor(a!)", doc: r##"`exp(mean + std * z[i])` with standard normal `z`, in place.

Shapes: any; the result has the input's.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for an `std` that is not positive.
Source: PyTorch's `torch.Tensor.log_normal_`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "mean", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1.0) }, Arg { name: "std", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(2.0) }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::METHOD | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random_fill::log_normal_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 441, name: "log_softmax", overload: "", schema: "log_softmax(Tensor input, int dim, dtype? dtype=None) -> Tensor", doc: r##"`x - log(sum(exp(x)))` along `dim`, without overflow.

Shapes: any; the result has the input's.
Dtypes: floats; others raise NotImplementedError.
Autocast: computed in float32 on CUDA.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.log_softmax`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &["special"], aliases: &[], fields: &[], autocast: "f32:cuda",
        call: |s| Ok(ops::softmax::log_softmax(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 442, name: "logaddexp", overload: "", schema: "logaddexp(Tensor input, Tensor other) -> Tensor", doc: r##"`log(exp(x) + exp(y))`, without overflow.

Shapes: any that broadcast; the result has the common shape.
Dtypes: floats, complex; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.logaddexp`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::logaddexp(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 443, name: "logaddexp2", overload: "", schema: "logaddexp2(Tensor input, Tensor other) -> Tensor", doc: r##"`log2(2^x + 2^y)`, without overflow.

Shapes: any that broadcast; the result has the common shape.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.logaddexp2`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::logaddexp2(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 444, name: "logcumsumexp", overload: "", schema: "logcumsumexp(Tensor input, int dim) -> Tensor", doc: r##"`out[i] = log(exp(x[0]) + … + exp(x[i]))` along `dim`, without overflow.

Shapes: any; the result has the input's.
Dtypes: floats, complex; others raise NotImplementedError.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.logcumsumexp`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::scan::logcumsumexp(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 445, name: "logdet", overload: "", schema: "logdet(Tensor input) -> Tensor", doc: r##"`log(det(A))`: NaN where the determinant is negative, minus infinity where it is 0.

Shapes: `(*, n, n)` to `(*)`.
Dtypes: float32, float64, complex; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for matrices that are not square.
Source: PyTorch's `torch.logdet`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::linalg::determinant::logdet(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 446, name: "logical_and", overload: "", schema: "logical_and(Tensor input, Tensor other) -> Tensor", doc: r##"`x != 0 and y != 0`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats, complex; the result is bool.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.logical_and`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::compare::logical_and(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 447, name: "logical_not", overload: "", schema: "logical_not(Tensor input) -> Tensor", doc: r##"`x == 0`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; the result is bool.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.logical_not`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::compare::logical_not(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 448, name: "logical_or", overload: "", schema: "logical_or(Tensor input, Tensor other) -> Tensor", doc: r##"`x != 0 or y != 0`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats, complex; the result is bool.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.logical_or`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::compare::logical_or(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 449, name: "logical_xor", overload: "", schema: "logical_xor(Tensor input, Tensor other) -> Tensor", doc: r##"`(x != 0) != (y != 0)`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats, complex; the result is bool.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.logical_xor`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::compare::logical_xor(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 450, name: "logit", overload: "", schema: "logit(Tensor input, float? eps=None) -> Tensor", doc: r##"`log(x / (1 - x))`, of `x` clamped to `[eps, 1 - eps]`; NaN outside [0, 1] without `eps`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.logit`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "eps", ty: Ty::Float, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special::logit(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 451, name: "logsigmoid", overload: "", schema: "logsigmoid(Tensor input) -> Tensor", doc: r##"`log(1 / (1 + exp(-x)))`, without overflow.

Shapes: any; the result has the input's.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.nn.functional.logsigmoid`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation::logsigmoid(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 452, name: "logspace", overload: "", schema: "logspace(Scalar start, Scalar end, int steps, float base=10.0, *, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"`out[i] = base^(start + i * (end - start) / (steps - 1))`.

Shapes: `(steps)`.
Dtypes: bool, integers, floats, complex by `dtype`, float32 without.
Raises: RuntimeError for a negative `steps`.
Source: PyTorch's `torch.logspace`."##, args: &[Arg { name: "start", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "end", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "steps", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "base", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(10.0) }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::linspace::logspace(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 453, name: "logsumexp", overload: "", schema: "logsumexp(Tensor input, int[1] dim, bool keepdim=False) -> Tensor", doc: r##"`log(sum(exp(x)))` over `dim`, without overflow.

Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.logsumexp`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::softmax::logsumexp(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 454, name: "long", overload: "", schema: "long(Tensor input, *, memory_format memory_format=Preserve) -> Tensor", doc: r##"`x` cut to int64: the fraction dropped.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; the result is int64.
Raises: no error of its own.
Source: PyTorch's `torch.Tensor.long`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::long(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 455, name: "lstm", overload: "", schema: "lstm(Tensor input, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> Value", doc: r##"`i, f, o = sigmoid(W x + V h)` each, `g = tanh(W_g x + V_g h)`, `c' = f * c + i * g`, `h' = o * tanh(c')`, with biases, for each step,
layer and direction: the last layer's outputs and both last states.

Shapes: input `(T, B, I)` (`(B, T, I)` with `batch_first`), h and c `(layers * directions, B, H)`: `(T, B, directions * H)` and
  theirs.
Dtypes: floats, complex; others raise NotImplementedError.
Autocast: computed in the lower precision.
Raises: RuntimeError for sizes and numbers of parameters that do not fit.
Source: Hochreiter and Schmidhuber, Long Short-Term Memory, 1997; PyTorch's `torch.lstm`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "hx", ty: Ty::Tensors, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "params", ty: Ty::Tensors, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "has_biases", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "num_layers", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dropout", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "train", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bidirectional", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "batch_first", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "lower",
        call: |s| Ok(ops::rnn::lstm(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?, FromValue::from_value(&s[7])?, FromValue::from_value(&s[8])?)?.into_value()) },
    Op { id: 456, name: "lstm", overload: "data", schema: "lstm.data(Tensor data, Tensor batch_sizes, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> Value", doc: r##"`lstm` over packed rows: `batch_sizes[t]` rows at step t.

Shapes: data `(rows, I)`, h and c `(layers * directions, B, H)`: `(rows, directions * H)` and theirs.
Dtypes: floats, complex; others raise NotImplementedError.
Autocast: computed in the lower precision.
Raises: RuntimeError for sizes and numbers of parameters that do not fit.
Source: Hochreiter and Schmidhuber, Long Short-Term Memory, 1997; PyTorch's `torch.lstm`."##, args: &[Arg { name: "data", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "batch_sizes", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "hx", ty: Ty::Tensors, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "params", ty: Ty::Tensors, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "has_biases", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "num_layers", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dropout", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "train", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bidirectional", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "lower",
        call: |s| Ok(ops::rnn::lstm_data(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?, FromValue::from_value(&s[7])?, FromValue::from_value(&s[8])?)?.into_value()) },
    Op { id: 457, name: "lstm_cell", overload: "", schema: "lstm_cell(Tensor input, Tensor[] hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor[]", doc: r##"`i, f, o = sigmoid(W x + V h)` each, `g = tanh(W_g x + V_g h)`, `c' = f * c + i * g`, `h' = o * tanh(c')`, with biases: h' and c'.

Shapes: input `(B, I)`, h and c `(B, H)`, weights `(4 H, I)` and `(4 H, H)`: two of `(B, H)`.
Dtypes: floats, complex; others raise NotImplementedError.
Autocast: computed in the lower precision.
Raises: RuntimeError for sizes that do not fit and another number of states than two.
Source: Hochreiter and Schmidhuber, Long Short-Term Memory, 1997; PyTorch's `torch.lstm_cell`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "hx", ty: Ty::Tensors, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "w_ih", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "w_hh", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "b_ih", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "b_hh", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "lower",
        call: |s| Ok(ops::rnn::lstm_cell(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 458, name: "lt", overload: "", schema: "lt(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"`x < y`; false for NaN.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats; the result is bool; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.lt`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &["less"], fields: &[], autocast: "",
        call: |s| Ok(ops::compare::lt(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 459, name: "lu_solve", overload: "", schema: "lu_solve(Tensor input, Tensor LU_data, Tensor LU_pivots) -> Tensor", doc: r##"`X` with `A @ X = input`, from what `lu_factor` gives.

Shapes: input `(*, n, k)`, LU `(*, n, n)`, pivots `(*, n)`: `(*, n, k)`.
Dtypes: float32, float64, complex; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for sizes or dtypes that do not fit and pivots that are not int32.
Source: PyTorch's `torch.lu_solve`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "LU_data", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "LU_pivots", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::linalg::lu::lu_solve(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 460, name: "lu_unpack", overload: "", schema: "lu_unpack(Tensor LU_data, Tensor LU_pivots, bool unpack_data=True, bool unpack_pivots=True) -> (Tensor P, Tensor L, Tensor U)", doc: r##"`A = P @ L @ U`: a permutation, a lower triangular matrix with ones on its diagonal, an upper triangular one; empty where a factor is
not asked for.

Shapes: `(*, m, n)` to `(*, m, m)`, `(*, m, k)` and `(*, k, n)`, `k = min(m, n)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for fewer than 2 dimensions.
Source: PyTorch's `torch.lu_unpack`."##, args: &[Arg { name: "LU_data", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "LU_pivots", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "unpack_data", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }, Arg { name: "unpack_pivots", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &["P", "L", "U"], autocast: "",
        call: |s| Ok(ops::linalg::lu::lu_unpack(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 461, name: "mH", overload: "", schema: "mH(Tensor(a) input) -> Tensor(a)", doc: r##"`out[…, i, j] = conj(x[…, j, i])`, as a view.

Shapes: `(*, n, m)` to `(*, m, n)`; `()` to `()`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for 1 dimension.
Source: PyTorch's `torch.Tensor.mH`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::PROPERTY | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::adjoint::matrix_hermitian(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 462, name: "mT", overload: "", schema: "mT(Tensor(a) input) -> Tensor(a)", doc: r##"`out[…, i, j] = x[…, j, i]`, as a view.

Shapes: `(*, n, m)` to `(*, m, n)`; `()` to `()`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for 1 dimension.
Source: PyTorch's `torch.Tensor.mT`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::PROPERTY | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::adjoint::matrix_transposed(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 463, name: "margin_ranking_loss", overload: "", schema: "margin_ranking_loss(Tensor input1, Tensor input2, Tensor target, float margin=0.0, str reduction='mean') -> Tensor", doc: r##"`max(0, -target * (x1 - x2) + margin)`. `reduction` `'mean'` or `'sum'` of them, or `'none'`.

Shapes: three of as many dimensions that broadcast. The loss is the common shape with `reduction='none'`, else `()`.
Dtypes: integers, floats; integers give float32; others raise NotImplementedError or RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for other numbers of dimensions; ValueError for another `reduction`.
Source: PyTorch's `torch.nn.functional.margin_ranking_loss`."##, args: &[Arg { name: "input1", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "input2", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "target", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "margin", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.0) }, Arg { name: "reduction", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Str("mean") }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::loss_margin::margin_ranking_loss(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 464, name: "masked_fill", overload: "", schema: "masked_fill(Tensor input, Tensor mask, TensorOrScalar value) -> Tensor", doc: r##"`value if mask else x`, the value a number or a 0-dim tensor.

Shapes: `mask` and the input broadcast; in place `mask` broadcasts to the tensor's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a mask that is not bool, a value with dimensions and shapes that do not broadcast.
Source: PyTorch's `torch.masked_fill`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "mask", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "value", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::select::masked_fill(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 465, name: "masked_scatter", overload: "", schema: "masked_scatter(Tensor input, Tensor mask, Tensor source) -> Tensor", doc: r##"`x[mask] = source[0], source[1], …` in row-major order, in a copy or in place.

Shapes: `mask` broadcasts with the input; `source` has as many elements as are masked, or more.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a mask that is not bool, another dtype and a source of too few elements.
Source: PyTorch's `torch.masked_scatter`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "mask", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "source", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::mask::masked_scatter(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 466, name: "masked_scatter_", overload: "", schema: "masked_scatter_(Tensor(a!) input, Tensor mask, Tensor source) -> Tensor(a!)", doc: r##"`x[mask] = source[0], source[1], …` in row-major order, in a copy or in place.

Shapes: `mask` broadcasts with the input; `source` has as many elements as are masked, or more.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a mask that is not bool, another dtype and a source of too few elements.
Source: PyTorch's `torch.Tensor.masked_scatter_`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "mask", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "source", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::mask::masked_scatter_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 467, name: "masked_select", overload: "", schema: "masked_select(Tensor input, Tensor mask) -> Tensor", doc: r##"`x[i]` for all `i` with `mask[i]`, in row-major order; both are broadcast.

Shapes: any that broadcast to `(number of true elements)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a mask that is not bool and shapes that do not broadcast.
Source: PyTorch's `torch.masked_select`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "mask", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::mask::masked_select(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 468, name: "matmul", overload: "", schema: "matmul(Tensor input, Tensor other) -> Tensor", doc: r##"`out[…, i, j] = sum over k of a[…, i, k] * b[…, k, j]`; vectors stand for a row on the left and a column on the right, and their
dimension goes away.

Shapes: `(*, n, m)` and `(*, m, p)` to `(*, n, p)`, with `*` broadcast; `(m)` and `(m)` to `()`.
Dtypes: integers, floats, complex; others raise NotImplementedError.
Raises: RuntimeError for tensors without dimensions, sizes that do not fit and two dtypes.
Source: PyTorch's `torch.matmul`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::matmul::matmul(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 469, name: "matrix_exp", overload: "", schema: "matrix_exp(Tensor input) -> Tensor", doc: r##"`sum over k of A^k / k!`.

Shapes: `(*, n, n)`; the result has the input's.
Dtypes: float32, float64, complex; others raise RuntimeError.
Raises: RuntimeError for matrices that are not square.
Source: Higham, The Scaling and Squaring Method for the Matrix Exponential Revisited, 2005; PyTorch's `torch.matrix_exp`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::linalg::exponential::matrix_exp(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 470, name: "matrix_power", overload: "", schema: "matrix_power(Tensor input, int n) -> Tensor", doc: r##"`A @ A @ … @ A`, `n` times: the identity for 0, powers of the inverse for negative `n`.

Shapes: `(*, n, n)`; the result has the input's.
Dtypes: integers, floats, complex; others raise NotImplementedError.
Raises: RuntimeError for matrices that are not square; LinAlgError for negative powers of singular matrices.
Source: PyTorch's `torch.matrix_power`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "n", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::linalg::products::matrix_power(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 471, name: "max", overload: "", schema: "max(Tensor input) -> Tensor", doc: r##"The largest element; NaN if there is one.

Shapes: any; the result is `()`.
Dtypes: bool, integers, floats; others raise NotImplementedError.
Raises: RuntimeError for no elements.
Source: PyTorch's `torch.max`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::extreme::max(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 472, name: "max", overload: "other", schema: "max.other(Tensor input, Tensor other) -> Tensor", doc: r##"`max(x, y)` of each pair, as `maximum`: NaN if either is.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats; others raise RuntimeError.
Raises: RuntimeError for complex numbers and for shapes that do not broadcast.
Source: PyTorch's `torch.max`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::extreme::max_other(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 473, name: "max", overload: "dim", schema: "max.dim(Tensor input, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)", doc: r##"`values[…] = max over i of x[…, i, …]` along `dim`, and the first `i` that has it; NaN before all.

Shapes: both the input's without `dim` (size 1 there with `keepdim`).
Dtypes: bool, integers, floats; result 2 is int64; others raise NotImplementedError.
Raises: IndexError for a dimension out of range or without elements.
Source: PyTorch's `torch.max`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &["values", "indices"], autocast: "",
        call: |s| Ok(ops::extreme::max_dim(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 474, name: "max_pool1d", overload: "", schema: "max_pool1d(Tensor input, int[1] kernel_size, int[1] stride=[], int[1] padding=0, int[1] dilation=1, bool ceil_mode=False) -> Tensor", doc: r##"`out[…, i] = max over j < k of x[…, i * stride + j * dilation - padding]`; NaN if there is one.

Shapes: `(N, C, L)` or `(C, L)` to `(N, C, (L + 2 padding - dilation (k - 1) - 1) // stride + 1)`, rounded up with `ceil_mode`.
Dtypes: integers, floats; others raise NotImplementedError.
Raises: RuntimeError for other numbers of dimensions, an empty result, a stride of 0, and a padding above half the window.
Source: PyTorch's `torch.max_pool1d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "kernel_size", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "stride", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[]) }, Arg { name: "padding", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[0]) }, Arg { name: "dilation", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[1]) }, Arg { name: "ceil_mode", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pool::max_pool1d(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 475, name: "max_pool1d_with_indices", overload: "", schema: "max_pool1d_with_indices(Tensor input, int[1] kernel_size, int[1] stride=[], int[1] padding=0, int[1] dilation=1, bool ceil_mode=False) -> (Tensor, Tensor)", doc: r##"`out[…, i] = max over j < k of x[…, i * stride + j * dilation - padding]`, and the place of each maximum, the first among equals.

Shapes: `(N, C, L)` or `(C, L)` to two of `(N, C, (L + 2 padding - dilation (k - 1) - 1) // stride + 1)`, rounded up with `ceil_mode`.
Dtypes: integers, floats; result 2 is int64; others raise NotImplementedError.
Raises: RuntimeError for other numbers of dimensions, an empty result, a stride of 0, and a padding above half the window.
Source: PyTorch's `torch.max_pool1d_with_indices`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "kernel_size", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "stride", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[]) }, Arg { name: "padding", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[0]) }, Arg { name: "dilation", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[1]) }, Arg { name: "ceil_mode", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pool::max_pool1d_with_indices(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 476, name: "max_pool2d", overload: "", schema: "max_pool2d(Tensor input, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> Tensor", doc: r##"The largest element of the window `kernel_size` at each multiple of `stride` (by default the window); NaN if there is one.

Shapes: `(N, C, H, W)` or `(C, H, W)` to `(N, C, H', W')` with `H' = (H + 2 padding - dilation (k - 1) - 1) // stride + 1`, rounded up
  with `ceil_mode`.
Dtypes: integers, floats; others raise NotImplementedError.
Raises: RuntimeError for other numbers of dimensions, an empty result, a stride of 0, and a padding above half the window.
Source: PyTorch's `torch.max_pool2d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "kernel_size", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "stride", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[]) }, Arg { name: "padding", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[0, 0]) }, Arg { name: "dilation", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[1, 1]) }, Arg { name: "ceil_mode", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pool::max_pool2d(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 477, name: "max_pool2d_with_indices", overload: "", schema: "max_pool2d_with_indices(Tensor input, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> (Tensor, Tensor)", doc: r##"The largest element of the window `kernel_size` at each multiple of `stride` (by default the window), and its place in the flattened
plane, the first among equals.

Shapes: `(N, C, H, W)` or `(C, H, W)` to two of `(N, C, H', W')` with `H' = (H + 2 padding - dilation (k - 1) - 1) // stride + 1`,
  rounded up with `ceil_mode`.
Dtypes: integers, floats; result 2 is int64; others raise NotImplementedError.
Raises: RuntimeError for other numbers of dimensions, an empty result, a stride of 0, and a padding above half the window.
Source: PyTorch's `torch.nn.functional.max_pool2d_with_indices`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "kernel_size", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "stride", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[]) }, Arg { name: "padding", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[0, 0]) }, Arg { name: "dilation", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[1, 1]) }, Arg { name: "ceil_mode", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pool::max_pool2d_with_indices(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 478, name: "max_pool2d_with_indices_backward", overload: "", schema: "max_pool2d_with_indices_backward(Tensor grad_output, Tensor input, int[2] kernel_size, int[2] stride, int[2] padding, int[2] dilation, bool ceil_mode, Tensor indices) -> Tensor", doc: r##"`out[n, c, indices[n, c, i, j]] += grad_output[n, c, i, j]` in the flattened plane: the gradient of `max_pool2d` by `input`.

Shapes: grad_output and indices of the pooled shape; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a gradient or indices of another shape.
Source: PyTorch's `torch.ops.aten.max_pool2d_with_indices_backward`."##, args: &[Arg { name: "grad_output", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "kernel_size", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "stride", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "padding", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dilation", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "ceil_mode", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "indices", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pool::max_pool2d_with_indices_backward(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?, FromValue::from_value(&s[7])?)?.into_value()) },
    Op { id: 479, name: "max_pool3d", overload: "", schema: "max_pool3d(Tensor input, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False) -> Tensor", doc: r##"The largest element of the window `kernel_size` at each multiple of `stride` (by default the window); NaN if there is one.

Shapes: `(N, C, D, H, W)` or `(C, D, H, W)` to `(N, C, D', H', W')` with `D' = (D + 2 padding - dilation (k - 1) - 1) // stride + 1`,
  rounded up with `ceil_mode`.
Dtypes: integers, floats; others raise NotImplementedError.
Raises: RuntimeError for other numbers of dimensions, an empty result, a stride of 0, and a padding above half the window.
Source: PyTorch's `torch.max_pool3d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "kernel_size", ty: Ty::Ints, optional: false, count: 3, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "stride", ty: Ty::Ints, optional: false, count: 3, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[]) }, Arg { name: "padding", ty: Ty::Ints, optional: false, count: 3, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[0, 0, 0]) }, Arg { name: "dilation", ty: Ty::Ints, optional: false, count: 3, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[1, 1, 1]) }, Arg { name: "ceil_mode", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pool::max_pool3d(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 480, name: "max_pool3d_with_indices", overload: "", schema: "max_pool3d_with_indices(Tensor input, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False) -> (Tensor, Tensor)", doc: r##"The largest element of the window `kernel_size` at each multiple of `stride` (by default the window), and its place in the flattened
volume, the first among equals.

Shapes: `(N, C, D, H, W)` or `(C, D, H, W)` to two of `(N, C, D', H', W')` with `D' = (D + 2 padding - dilation (k - 1) - 1) // stride
  + 1`, rounded up with `ceil_mode`.
Dtypes: integers, floats; result 2 is int64; others raise NotImplementedError.
Raises: RuntimeError for other numbers of dimensions, an empty result, a stride of 0, and a padding above half the window.
Source: PyTorch's `torch.nn.functional.max_pool3d_with_indices`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "kernel_size", ty: Ty::Ints, optional: false, count: 3, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "stride", ty: Ty::Ints, optional: false, count: 3, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[]) }, Arg { name: "padding", ty: Ty::Ints, optional: false, count: 3, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[0, 0, 0]) }, Arg { name: "dilation", ty: Ty::Ints, optional: false, count: 3, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[1, 1, 1]) }, Arg { name: "ceil_mode", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pool::max_pool3d_with_indices(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 481, name: "max_unpool2d", overload: "", schema: "max_unpool2d(Tensor input, Tensor indices, int[2] output_size) -> Tensor", doc: r##"`out[n, c, indices[n, c, i, j]] = x[n, c, i, j]` in the flattened plane, else 0: the inverse of `max_pool2d`, as far as its indices
tell.

Shapes: `(N, C, H, W)` or without `N` to `(N, C, *output_size)`.
Dtypes: bool, integers, floats, complex.
Autocast: computed in float32.
Raises: RuntimeError for indices of another shape or out of range.
Source: PyTorch's `torch.nn.functional.max_unpool2d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "indices", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "output_size", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::pixel::max_unpool2d(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 482, name: "max_unpool3d", overload: "", schema: "max_unpool3d(Tensor input, Tensor indices, int[3] output_size, int[3] stride, int[3] padding) -> Tensor", doc: r##"`out[n, c, indices[n, c, i, j, k]] = x[n, c, i, j, k]` in the flattened volume, else 0: the inverse of `max_pool3d`, as far as its
indices tell.

Shapes: `(N, C, D, H, W)` or without `N` to `(N, C, *output_size)`.
Dtypes: bool, integers, floats, complex.
Autocast: computed in float32.
Raises: RuntimeError for indices of another shape or out of range.
Source: PyTorch's `torch.nn.functional.max_unpool3d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "indices", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "output_size", ty: Ty::Ints, optional: false, count: 3, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "stride", ty: Ty::Ints, optional: false, count: 3, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "padding", ty: Ty::Ints, optional: false, count: 3, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::pixel::max_unpool3d(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 483, name: "maximum", overload: "", schema: "maximum(Tensor input, Tensor other) -> Tensor", doc: r##"`max(x, y)`, NaN if either is.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats; others raise RuntimeError.
Raises: RuntimeError for complex numbers and for shapes that do not broadcast.
Source: PyTorch's `torch.maximum`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::maximum(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 484, name: "mean", overload: "", schema: "mean(Tensor input, *, dtype? dtype=None) -> Tensor", doc: r##"`sum(x) / n` of all `n` elements; NaN without elements.

Shapes: any; the result is `()`.
Dtypes: floats, complex; others raise NotImplementedError.
Raises: RuntimeError for integers and bools without a floating `dtype`.
Source: PyTorch's `torch.mean`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::reduce::mean(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 485, name: "mean", overload: "dim", schema: "mean.dim(Tensor input, int[1]? dim, bool keepdim=False, *, dtype? dtype=None) -> Tensor", doc: r##"`sum(x) / n` over the `n` elements of `dim` (all when it is `None` or empty); NaN over no elements.

Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
Dtypes: floats, complex; others raise NotImplementedError.
Raises: RuntimeError for integers and bools without a floating `dtype`; IndexError for a dimension out of range.
Source: PyTorch's `torch.mean`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::reduce::mean_dim(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 486, name: "median", overload: "", schema: "median(Tensor input) -> Tensor", doc: r##"`sorted(x)[(n - 1) // 2]` of all `n` elements; NaN if there is one, or none at all.

Shapes: any; the result is `()`.
Dtypes: bool, integers, floats; others raise NotImplementedError.
Raises: RuntimeError for no elements of an integer dtype.
Source: PyTorch's `torch.median`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::sort::median(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 487, name: "median", overload: "dim", schema: "median.dim(Tensor input, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)", doc: r##"`sorted(x)[(n - 1) // 2]` along `dim`, and where it is; NaN if there is one.

Shapes: both the input's without `dim` (size 1 there with `keepdim`).
Dtypes: bool, integers, floats; result 2 is int64; others raise NotImplementedError.
Raises: IndexError for a dimension out of range or without elements.
Source: PyTorch's `torch.median`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &["values", "indices"], autocast: "",
        call: |s| Ok(ops::sort::median_dim(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 488, name: "meshgrid", overload: "", schema: "meshgrid(Tensor... tensors, *, str? indexing=None) -> Tensor[]", doc: r##"`out[k][i0, i1, …] = tensors[k][i_k]`; with `indexing='xy'` the first two dimensions are exchanged.

Shapes: vectors `(n_i)` to tensors of `(n_0, n_1, …)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for no tensors, more than 1 dimension, two dtypes, and another word for `indexing`.
Source: PyTorch's `torch.meshgrid`."##, args: &[Arg { name: "tensors", ty: Ty::Tensors, optional: false, count: 0, varargs: true, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "indexing", ty: Ty::Str, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::join::meshgrid(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 489, name: "min", overload: "", schema: "min(Tensor input) -> Tensor", doc: r##"The smallest element; NaN if there is one.

Shapes: any; the result is `()`.
Dtypes: bool, integers, floats; others raise NotImplementedError.
Raises: RuntimeError for no elements.
Source: PyTorch's `torch.min`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::extreme::min(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 490, name: "min", overload: "other", schema: "min.other(Tensor input, Tensor other) -> Tensor", doc: r##"`min(x, y)` of each pair, as `minimum`: NaN if either is.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats; others raise RuntimeError.
Raises: RuntimeError for complex numbers and for shapes that do not broadcast.
Source: PyTorch's `torch.min`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::extreme::min_other(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 491, name: "min", overload: "dim", schema: "min.dim(Tensor input, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)", doc: r##"`values[…] = min over i of x[…, i, …]` along `dim`, and the first `i` that has it; NaN before all.

Shapes: both the input's without `dim` (size 1 there with `keepdim`).
Dtypes: bool, integers, floats; result 2 is int64; others raise NotImplementedError.
Raises: IndexError for a dimension out of range or without elements.
Source: PyTorch's `torch.min`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &["values", "indices"], autocast: "",
        call: |s| Ok(ops::extreme::min_dim(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 492, name: "minimum", overload: "", schema: "minimum(Tensor input, Tensor other) -> Tensor", doc: r##"`min(x, y)`, NaN if either is.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats; others raise RuntimeError.
Raises: RuntimeError for complex numbers and for shapes that do not broadcast.
Source: PyTorch's `torch.minimum`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::minimum(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 493, name: "mish", overload: "", schema: "mish(Tensor input) -> Tensor", doc: r##"`x * tanh(log(1 + exp(x)))`.

Shapes: any; the result has the input's.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: Misra, 2019 (arXiv:1908.08681); PyTorch's `torch.ops.aten.mish`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::INPLACE | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation::mish(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 494, name: "mish", overload: "functional", schema: "mish.functional(Tensor input, bool inplace=False) -> Tensor", doc: r##"`x * tanh(log(1 + exp(x)))`.

Shapes: any; the result has the input's.
Dtypes: floats; others raise NotImplementedError.
Raises: no error of its own.
Source: Misra, 2019 (arXiv:1908.08681); PyTorch's `torch.nn.functional.mish`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "inplace", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation_functional::mish_functional(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 495, name: "mm", overload: "", schema: "mm(Tensor input, Tensor mat2) -> Tensor", doc: r##"`out[i][j] = sum over k of a[i][k] * b[k][j]`.

Shapes: `(n, m)` and `(m, p)` to `(n, p)`.
Dtypes: integers, floats, complex; others raise NotImplementedError.
Autocast: computed in the lower precision.
Raises: RuntimeError for tensors that are no matrices, sizes that do not fit and two dtypes.
Source: PyTorch's `torch.mm`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "mat2", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "lower",
        call: |s| Ok(ops::matmul::mm(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 496, name: "mode", overload: "", schema: "mode(Tensor input, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)", doc: r##"The element that occurs most often along `dim`, the smallest among equals, and an index of it.

Shapes: both the input's without `dim` (size 1 there with `keepdim`).
Dtypes: bool, integers, floats; result 2 is int64; others raise NotImplementedError.
Raises: IndexError for a dimension out of range or without elements.
Source: PyTorch's `torch.mode`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(-1) }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &["values", "indices"], autocast: "",
        call: |s| Ok(ops::order_stats::mode(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 497, name: "modified_bessel_i0", overload: "", schema: "modified_bessel_i0(Tensor input) -> Tensor", doc: r##"`I0(x) = sum((x^2 / 4)^k / (k!)^2)`, the modified Bessel function of the first kind of order 0.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
Source: Abramowitz and Stegun, section 9.6; PyTorch's `torch.special.modified_bessel_i0`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bessel::modified_bessel_i0(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 498, name: "modified_bessel_i1", overload: "", schema: "modified_bessel_i1(Tensor input) -> Tensor", doc: r##"`I1(x)`, the derivative of `I0`: the modified Bessel function of the first kind of order 1.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
Source: Abramowitz and Stegun, section 9.6; PyTorch's `torch.special.modified_bessel_i1`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bessel::modified_bessel_i1(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 499, name: "modified_bessel_k0", overload: "", schema: "modified_bessel_k0(Tensor input) -> Tensor", doc: r##"`K0(x)`, the modified Bessel function of the second kind of order 0; NaN below 0, infinity at 0.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
Source: Abramowitz and Stegun, section 9.6; PyTorch's `torch.special.modified_bessel_k0`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bessel::modified_bessel_k0(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 500, name: "modified_bessel_k1", overload: "", schema: "modified_bessel_k1(Tensor input) -> Tensor", doc: r##"`K1(x)`, the modified Bessel function of the second kind of order 1; NaN below 0, infinity at 0.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
Source: Abramowitz and Stegun, section 9.6; PyTorch's `torch.special.modified_bessel_k1`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bessel::modified_bessel_k1(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 501, name: "movedim", overload: "int", schema: "movedim.int(Tensor(a) input, int source, int destination) -> Tensor", doc: r##"`x` with the dimensions `source` at the places `destination`, the others in their order, as a view.

Shapes: `(a, b, c)` to `(b, c, a)` for 0 to 2.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for lists of two lengths and a dimension named twice; IndexError for a dimension out of range.
Source: PyTorch's `torch.movedim`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "source", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "destination", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::VIEW, spaces: &[], aliases: &["moveaxis"], fields: &[], autocast: "",
        call: |s| Ok(ops::shape::movedim_int(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 502, name: "movedim", overload: "", schema: "movedim(Tensor(a) input, int[] source, int[] destination) -> Tensor", doc: r##"`x` with the dimensions `source` at the places `destination`, the others in their order, as a view.

Shapes: `(a, b, c)` to `(b, c, a)` for 0 to 2.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for lists of two lengths and a dimension named twice; IndexError for a dimension out of range.
Source: PyTorch's `torch.movedim`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "source", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "destination", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::VIEW, spaces: &[], aliases: &["moveaxis"], fields: &[], autocast: "",
        call: |s| Ok(ops::shape::movedim(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 503, name: "mse_loss", overload: "", schema: "mse_loss(Tensor input, Tensor target, str reduction='mean') -> Tensor", doc: r##"`(x - y)^2`. `reduction` `'mean'` or `'sum'` of them, or `'none'`.

Shapes: two that broadcast. The loss is the common shape with `reduction='none'`, else `()`.
Dtypes: floats; others raise NotImplementedError.
Autocast: computed in float32.
Raises: ValueError for another `reduction`; RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.nn.functional.mse_loss`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "target", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "reduction", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Str("mean") }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::loss::mse_loss(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 504, name: "msort", overload: "", schema: "msort(Tensor input) -> Tensor", doc: r##"`out[0] <= out[1] <= …` along dimension 0; NaN counts as largest.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.msort`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::sort::msort(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 505, name: "mul", overload: "", schema: "mul(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"`x * other`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.mul`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT | flag::SAVED_FOR_OTHER, spaces: &[], aliases: &["multiply"], fields: &[], autocast: "",
        call: |s| Ok(ops::pointwise::mul(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 506, name: "multi_margin_loss", overload: "", schema: "multi_margin_loss(Tensor input, Tensor target, Scalar p=1, Scalar margin=1, Tensor? weight=None, str reduction='mean') -> Tensor", doc: r##"`sum over i != y of max(0, weight[y] * (margin - x[y] + x[i]))^p / C`. `reduction` `'mean'` or `'sum'` of them, or `'none'`.

Shapes: input `(N, C)` or `(C)`, target `(N)` or `()`, weight `(C)`. The loss is the target's shape with `reduction='none'`, else
  `()`.
Dtypes: integers, floats; integers give float32; others raise NotImplementedError or RuntimeError.
Autocast: computed in float32.
Raises: ValueError for a `p` that is neither 1 nor 2; RuntimeError for sizes that do not fit, classes out of range and targets that
  are not int64.
Source: PyTorch's `torch.nn.functional.multi_margin_loss`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "target", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "p", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(1) }, Arg { name: "margin", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(1) }, Arg { name: "weight", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "reduction", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Str("mean") }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::loss_margin::multi_margin_loss(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 507, name: "multigammaln", overload: "", schema: "multigammaln(Tensor input, int p) -> Tensor", doc: r##"`p (p - 1) / 4 * log(pi) + sum over j < p of log(Gamma(x - j / 2))`, for `x > (p - 1) / 2`.

Shapes: any; the result has the input's.
Dtypes: integers, floats; integers give float32; others raise NotImplementedError.
Raises: RuntimeError for a `p` below 1.
Source: James, 1964; PyTorch's `torch.special.multigammaln`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "p", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special::multigammaln(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 508, name: "multilabel_margin_loss", overload: "", schema: "multilabel_margin_loss(Tensor input, Tensor target, str reduction='mean') -> Tensor", doc: r##"`sum over target classes j and other classes i of max(0, 1 - (x[j] - x[i])) / C`; a row of targets ends at its first -1. `reduction`
`'mean'` or `'sum'` of them, or `'none'`.

Shapes: input and target `(N, C)` or `(C)`. The loss is `(N)` or `()` with `reduction='none'`, else `()`.
Dtypes: integers, floats; integers give float32; others raise NotImplementedError or RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for sizes that do not fit, classes out of range and targets that are not int64.
Source: PyTorch's `torch.nn.functional.multilabel_margin_loss`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "target", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "reduction", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Str("mean") }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::loss_margin::multilabel_margin_loss(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 509, name: "multinomial", overload: "", schema: "multinomial(Tensor input, int num_samples, bool replacement=False, *, Generator? generator=None) -> Tensor", doc: r##"Indices `i` drawn with probability `w[i] / sum(w)` from each row of weights, with or without `replacement`.

Shapes: `(C)` to `(num_samples)`, `(N, C)` to `(N, num_samples)`.
Dtypes: floats; the result is int64; others raise RuntimeError.
Raises: RuntimeError for weights that are negative, not finite or all 0, no samples, and more samples than weights without
  `replacement`.
Source: PyTorch's `torch.multinomial`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "num_samples", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "replacement", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF | flag::OUT | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random::multinomial(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 510, name: "mv", overload: "", schema: "mv(Tensor input, Tensor vec) -> Tensor", doc: r##"`out[i] = sum over j of x[i][j] * vec[j]`.

Shapes: `(n, m)` and `(m)` to `(n)`.
Dtypes: integers, floats, complex; others raise NotImplementedError.
Autocast: computed in the lower precision on CUDA.
Raises: RuntimeError for other numbers of dimensions, sizes that do not fit and two dtypes.
Source: PyTorch's `torch.mv`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "vec", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "lower:cuda",
        call: |s| Ok(ops::product::mv(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 511, name: "mvlgamma", overload: "", schema: "mvlgamma(Tensor input, int p) -> Tensor", doc: r##"`p (p - 1) / 4 * log(pi) + sum over j < p of log(Gamma(x - j / 2))`, for `x > (p - 1) / 2`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError for a `p` below 1.
Source: James, 1964; PyTorch's `torch.mvlgamma`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "p", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special::mvlgamma(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 512, name: "nan_to_num", overload: "", schema: "nan_to_num(Tensor input, float? nan=None, float? posinf=None, float? neginf=None) -> Tensor", doc: r##"`x`, with `nan` (0) in place of NaN, and `posinf` and `neginf` (the largest and smallest finite numbers) in place of the infinities.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.nan_to_num`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "nan", ty: Ty::Float, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "posinf", ty: Ty::Float, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "neginf", ty: Ty::Float, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::round::nan_to_num(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 513, name: "nanmean", overload: "", schema: "nanmean(Tensor input, int[1]? dim=None, bool keepdim=False, *, dtype? dtype=None) -> Tensor", doc: r##"`sum(x) / n` over the `n` elements of `dim` that are not NaN; NaN where there is none.

Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
Dtypes: floats; others raise RuntimeError.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.nanmean`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::order_stats::nanmean(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 514, name: "nanmedian", overload: "", schema: "nanmedian(Tensor input) -> Tensor", doc: r##"`median` of the elements that are not NaN; NaN where there is none.

Shapes: any; the result is `()`.
Dtypes: bool, integers, floats; others raise NotImplementedError.
Raises: RuntimeError for no elements of an integer dtype.
Source: PyTorch's `torch.nanmedian`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::sort::nanmedian(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 515, name: "nanmedian", overload: "dim", schema: "nanmedian.dim(Tensor input, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)", doc: r##"`median` along `dim` of the elements that are not NaN, and where it is.

Shapes: both the input's without `dim` (size 1 there with `keepdim`).
Dtypes: bool, integers, floats; result 2 is int64; others raise NotImplementedError.
Raises: IndexError for a dimension out of range or without elements.
Source: PyTorch's `torch.nanmedian`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &["values", "indices"], autocast: "",
        call: |s| Ok(ops::sort::nanmedian_dim(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 516, name: "nanquantile", overload: "scalar", schema: "nanquantile.scalar(Tensor input, float q, int? dim=None, bool keepdim=False, *, str interpolation='linear') -> Tensor", doc: r##"As `quantile`, of the elements that are not NaN; NaN where there is none.

Shapes: the input's without `dim` (size 1 there with `keepdim`), a vector `q` in a new first dimension; of all elements without `dim`.
Dtypes: float32, float64; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for a `q` outside [0, 1], with more than 1 dimension or another dtype, no elements, and another word; IndexError
  for a dimension out of range.
Source: PyTorch's `torch.nanquantile`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "q", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "interpolation", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Str("linear") }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::order_stats::nanquantile_scalar(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 517, name: "nanquantile", overload: "", schema: "nanquantile(Tensor input, Tensor q, int? dim=None, bool keepdim=False, *, str interpolation='linear') -> Tensor", doc: r##"As `quantile`, of the elements that are not NaN; NaN where there is none.

Shapes: the input's without `dim` (size 1 there with `keepdim`), a vector `q` in a new first dimension; of all elements without `dim`.
Dtypes: float32, float64; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for a `q` outside [0, 1], with more than 1 dimension or another dtype, no elements, and another word; IndexError
  for a dimension out of range.
Source: PyTorch's `torch.nanquantile`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "q", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "interpolation", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Str("linear") }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::order_stats::nanquantile(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 518, name: "nansum", overload: "", schema: "nansum(Tensor input, int[1]? dim=None, bool keepdim=False, *, dtype? dtype=None) -> Tensor", doc: r##"`sum(x)` over `dim`, with NaN as 0.

Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
Dtypes: bool, integers, floats; bool, uint8, int8, int16, int32 give int64; others raise RuntimeError.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.nansum`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::order_stats::nansum(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 519, name: "narrow", overload: "", schema: "narrow(Tensor(a) input, int dim, int start, int length) -> Tensor", doc: r##"`x[start : start + length]` along `dim`, as a view.

Shapes: `(*, n, *)` to `(*, length, *)`.
Dtypes: bool, integers, floats, complex.
Raises: IndexError for a dimension or a start out of range; RuntimeError for a stretch that ends beyond the dimension.
Source: PyTorch's `torch.narrow`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "start", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "length", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::narrow(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 520, name: "narrow_copy", overload: "", schema: "narrow_copy(Tensor input, int dim, int start, int length) -> Tensor", doc: r##"`x[start : start + length]` along `dim`, in memory of its own.

Shapes: `(*, n, *)` to `(*, length, *)`.
Dtypes: bool, integers, floats, complex.
Raises: IndexError for a dimension or a start out of range; RuntimeError for a stretch that ends beyond the dimension.
Source: PyTorch's `torch.narrow_copy`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "start", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "length", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::copies::narrow_copy(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 521, name: "native_batch_norm", overload: "", schema: "native_batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps) -> (Tensor, Tensor, Tensor)", doc: r##"`(x - mean) * rstd * weight + bias` for each channel, with `rstd = 1 / sqrt(var + eps)`; in training the batch's mean and `rstd`
follow, else two empty tensors.

Shapes: input `(N, C, *)`, every other `(C)`: the input's, `(C)` and `(C)`.
Dtypes: floats; float16, bfloat16 give as result 2 float32; float16, bfloat16 give as result 3 float32; others raise
  NotImplementedError.
Raises: RuntimeError for fewer than 2 dimensions and vectors of another length.
Source: Ioffe and Szegedy, 2015 (arXiv:1502.03167); PyTorch's `torch.native_batch_norm`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weight", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bias", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "running_mean", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "running_var", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "training", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "momentum", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "eps", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::native::native_batch_norm(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?, FromValue::from_value(&s[7])?)?.into_value()) },
    Op { id: 522, name: "native_dropout", overload: "", schema: "native_dropout(Tensor input, float p, bool? train) -> (Tensor, Tensor)", doc: r##"`x * mask / (1 - p)`, and the mask, true with probability `1 - p`; outside training `x` and all true.

Shapes: any; both results have the input's.
Dtypes: bool, integers, floats, complex; bool, integers give as result 1 float32; result 2 is bool.
Raises: RuntimeError for a probability outside [0, 1].
Source: Hinton and others, 2012 (arXiv:1207.0580); PyTorch's `torch.native_dropout`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "p", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "train", ty: Ty::Bool, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::native::native_dropout(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 523, name: "native_dropout_backward", overload: "", schema: "native_dropout_backward(Tensor grad_output, Tensor mask, float scale) -> Tensor", doc: r##"`grad_output * mask * scale`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.ops.aten.native_dropout_backward`."##, args: &[Arg { name: "grad_output", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "mask", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "scale", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::native::native_dropout_backward(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 524, name: "native_group_norm", overload: "", schema: "native_group_norm(Tensor input, Tensor? weight, Tensor? bias, int N, int C, int HxW, int group, float eps) -> (Tensor, Tensor, Tensor)", doc: r##"`(x - mean) * rstd * weight + bias` over each of `group` groups of channels, and the mean and `rstd = 1 / sqrt(var + eps)`.

Shapes: input `(N, C, *)` with `HxW` elements in `*`, weight and bias `(C)`: the input's, and two of `(N, group)`.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for sizes that do not fit.
Source: Wu and He, 2018 (arXiv:1803.08494); PyTorch's `torch.native_group_norm`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weight", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bias", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "N", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "C", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "HxW", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "group", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "eps", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::native::native_group_norm(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?, FromValue::from_value(&s[7])?)?.into_value()) },
    Op { id: 525, name: "native_layer_norm", overload: "", schema: "native_layer_norm(Tensor input, int[] normalized_shape, Tensor? weight, Tensor? bias, float eps) -> (Tensor, Tensor, Tensor)", doc: r##"`(x - mean) * rstd * weight + bias` over the last dimensions, whose sizes are `normalized_shape`, and the mean and `rstd = 1 /
sqrt(var + eps)`.

Shapes: the input's, and two with size 1 in the last dimensions.
Dtypes: floats; others raise NotImplementedError.
Autocast: computed in float32.
Raises: RuntimeError for a shape the input does not end in and weights of another shape.
Source: Ba, Kiros and Hinton, 2016 (arXiv:1607.06450); PyTorch's `torch.native_layer_norm`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "normalized_shape", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weight", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bias", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "eps", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::native::native_layer_norm(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 526, name: "ndtr", overload: "", schema: "ndtr(Tensor input) -> Tensor", doc: r##"`(1 + erf(x / sqrt(2))) / 2`: the area under the standard normal density left of `x`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.special.ndtr`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special::ndtr(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 527, name: "ndtri", overload: "", schema: "ndtri(Tensor input) -> Tensor", doc: r##"`y` with `ndtr(y) = x`; infinite at 0 and 1, NaN outside.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.special.ndtri`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special_gamma::ndtri(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 528, name: "ne", overload: "", schema: "ne(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"`x != y`; true for NaN.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats, complex; the result is bool.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.ne`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &["not_equal"], fields: &[], autocast: "",
        call: |s| Ok(ops::compare::ne(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 529, name: "neg", overload: "", schema: "neg(Tensor input) -> Tensor", doc: r##"`-x`.

Shapes: any; the result has the input's.
Dtypes: integers, floats, complex; others raise NotImplementedError.
Raises: NotImplementedError for bools.
Source: PyTorch's `torch.neg`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT | flag::UNSAVED, spaces: &[], aliases: &["negative"], fields: &[], autocast: "",
        call: |s| Ok(ops::pointwise::neg(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 530, name: "nextafter", overload: "", schema: "nextafter(Tensor input, Tensor other) -> Tensor", doc: r##"The representable number next to `x` on the way to `other`; `x` where they are equal.

Shapes: any that broadcast; the result has the common shape.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.nextafter`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::nextafter(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 531, name: "nll_loss", overload: "", schema: "nll_loss(Tensor input, Tensor target, Tensor? weight=None, str reduction='mean', int ignore_index=-100) -> Tensor", doc: r##"`-weight[y] * x[y]` for log-probabilities `x` and classes `y`. A mean divides by the weights used; targets equal to `ignore_index` do
not count.

Shapes: input `(N, C, *)` or `(C)`, target `(N, *)` or `()`, weight `(C)`. The loss is `(N, *)` with `reduction='none'`, else `()`.
Dtypes: floats; others raise NotImplementedError.
Autocast: computed in float32.
Raises: IndexError for a class out of range; RuntimeError for targets or weights that do not fit; ValueError for batches of two sizes
  and another `reduction`.
Source: PyTorch's `torch.nn.functional.nll_loss`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "target", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weight", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "reduction", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Str("mean") }, Arg { name: "ignore_index", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(-100) }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::loss_class::nll_loss(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 532, name: "nms", overload: "", schema: "nms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor", doc: r##"The boxes that stay when, from the best score down, every box is dropped whose overlap (intersection over union) with a box that stays
is above `iou_threshold`: their indices, best first.

Shapes: dets `(K, 4)` (x1, y1, x2, y2), scores `(K)`: `(number that stay)`.
Dtypes: floats; the result is int64; others raise NotImplementedError.
Raises: RuntimeError for other shapes; NotImplementedError on meta tensors.
Source: PyTorch's `torch.ops.torchvision.nms`."##, args: &[Arg { name: "dets", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "scores", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "iou_threshold", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::NONDIFF, spaces: &["torchvision"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::roi::nms(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 533, name: "nonzero", overload: "", schema: "nonzero(Tensor input) -> Tensor", doc: r##"The index vectors `i` with `x[i] != 0`, one row each, in row-major order.

Shapes: any of `d` dimensions to `(number of nonzeros, d)`.
Dtypes: bool, integers, floats, complex; the result is int64.
Raises: NotImplementedError on meta tensors.
Source: PyTorch's `torch.nonzero`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::mask::nonzero(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 534, name: "nonzero", overload: "numpy", schema: "nonzero.numpy(Tensor input, *, bool as_tuple) -> Value", doc: r##"As `nonzero`; with `as_tuple` one vector of indices for each dimension.

Shapes: any of `d` dimensions to `d` vectors `(number of nonzeros)`, or `(number of nonzeros, d)`.
Dtypes: bool, integers, floats, complex; result 1 is int64; result 2 is int64.
Raises: NotImplementedError on meta tensors.
Source: PyTorch's `torch.nonzero`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "as_tuple", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::mask::nonzero_numpy(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 535, name: "nonzero_static", overload: "", schema: "nonzero_static(Tensor input, *, int size, int fill_value=-1) -> Tensor", doc: r##"The first `size` rows of `nonzero`, filled up with `fill_value`.

Shapes: any of `d` dimensions to `(size, d)`.
Dtypes: bool, integers, floats, complex; the result is int64.
Raises: RuntimeError for a negative `size`.
Source: PyTorch's `torch.nonzero_static`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "size", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Required }, Arg { name: "fill_value", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(-1) }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::mask::nonzero_static(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 536, name: "norm", overload: "", schema: "norm(Tensor input, Scalar? p=2, int[1]? dim=None, bool keepdim=False, *, dtype? dtype=None) -> Tensor", doc: r##"`sum(|x|^p)^(1/p)` over `dim`; the largest (smallest) absolute value for `inf` (`-inf`), the number of nonzeros for 0.

Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
Dtypes: floats, complex; complex gives the real dtype; others raise NotImplementedError.
Raises: IndexError for a dimension out of range; RuntimeError for the largest of no elements.
Source: PyTorch's `torch.norm`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "p", ty: Ty::Scalar, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(2) }, Arg { name: "dim", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::norms::norm(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 537, name: "norm", overload: "named", schema: "norm.named(Tensor input, str p, int[1]? dim=None, bool keepdim=False, *, dtype? dtype=None) -> Tensor", doc: r##"`sqrt(sum(|x|^2))` for `'fro'`, the largest (smallest) absolute value for `'inf'` (`'-inf'`), the sum of singular values for `'nuc'`.

Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
Dtypes: floats, complex; complex gives the real dtype; others raise NotImplementedError.
Raises: RuntimeError for another word; IndexError for a dimension out of range.
Source: PyTorch's `torch.norm`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "p", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::norms::norm_named(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 538, name: "norm_except_dim", overload: "", schema: "norm_except_dim(Tensor v, int pow=2, int dim=0) -> Tensor", doc: r##"`(sum |v|^pow)^(1/pow)` over every dimension but `dim`, or over all for -1.

Shapes: the input's with size 1 but in `dim`; `()` for -1.
Dtypes: bool, integers, floats, complex; complex gives the real dtype.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.norm_except_dim`."##, args: &[Arg { name: "v", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "pow", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(2) }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::weight_norm::norm_except_dim(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 539, name: "normal", overload: "tensors", schema: "normal.tensors(Tensor mean, Tensor std, *, Generator? generator=None) -> Tensor", doc: r##"`mean[i] + std[i] * z[i]` with standard normal `z`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: floats; others raise NotImplementedError or RuntimeError.
Raises: RuntimeError for a negative standard deviation and shapes that do not broadcast.
Source: Box and Muller, 1958; PyTorch's `torch.normal`."##, args: &[Arg { name: "mean", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "std", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::OUT | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random::normal_tensors(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 540, name: "normal", overload: "mean", schema: "normal.mean(Tensor mean, float std=1.0, *, Generator? generator=None) -> Tensor", doc: r##"`mean[i] + std * z[i]` with standard normal `z`.

Shapes: that of `mean`.
Dtypes: floats, complex; others raise NotImplementedError.
Raises: RuntimeError for a negative standard deviation.
Source: Box and Muller, 1958; PyTorch's `torch.normal`."##, args: &[Arg { name: "mean", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "std", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1.0) }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::OUT | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random::normal_mean(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 541, name: "normal", overload: "std", schema: "normal.std(float mean, Tensor std, *, Generator? generator=None) -> Tensor", doc: r##"`mean + std[i] * z[i]` with standard normal `z`.

Shapes: that of `std`.
Dtypes: floats; others raise NotImplementedError or RuntimeError.
Raises: RuntimeError for a negative standard deviation.
Source: Box and Muller, 1958; PyTorch's `torch.normal`."##, args: &[Arg { name: "mean", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "std", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::OUT | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random::normal_std(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 542, name: "normal", overload: "", schema: "normal(float mean, float std, int[] size, *, Generator? generator=None, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"`mean + std * z[i]` with standard normal `z`.

Shapes: the result has `size`.
Dtypes: floats, complex by `dtype`, float32 without; others raise NotImplementedError.
Raises: RuntimeError for a negative standard deviation.
Source: Box and Muller, 1958; PyTorch's `torch.normal`."##, args: &[Arg { name: "mean", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "std", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "size", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION | flag::OUT | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random::normal_op(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 543, name: "normal_", overload: "", schema: "normal_(Tensor(a!) input, float mean=0.0, float std=1.0, *, Generator? generator=None) -> Tensor(a!)", doc: r##"`mean + std * z[i]` with standard normal `z`, in place.

Shapes: any; the result has the input's.
Dtypes: floats, complex; others raise NotImplementedError.
Raises: RuntimeError for a negative `std`.
Source: Box and Muller, 1958; PyTorch's `torch.Tensor.normal_`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "mean", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.0) }, Arg { name: "std", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1.0) }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::METHOD | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random_fill::normal_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 544, name: "one_hot", overload: "", schema: "one_hot(Tensor tensor, int num_classes=-1) -> Tensor", doc: r##"`out[…, k] = 1 if x[…] == k else 0`; `num_classes` is by default one more than the largest index.

Shapes: `(*)` to `(*, num_classes)`.
Dtypes: int64; others raise RuntimeError.
Raises: RuntimeError for indices that are not int64, negative or not below `num_classes`, and no elements without `num_classes`.
Source: PyTorch's `torch.nn.functional.one_hot`."##, args: &[Arg { name: "tensor", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "num_classes", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(-1) }],
        flags: flag::NONDIFF, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::mask::one_hot(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 545, name: "ones", overload: "", schema: "ones(int... size, *, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"`out[i…] = 1`.

Shapes: the result has `size`.
Dtypes: bool, integers, floats, complex by `dtype`, float32 without.
Raises: RuntimeError for a negative size.
Source: PyTorch's `torch.ones`."##, args: &[Arg { name: "size", ty: Ty::Ints, optional: false, count: 0, varargs: true, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation::ones_op(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 546, name: "ones_like", overload: "", schema: "ones_like(Tensor input, *, dtype? dtype=None, device? device=None, memory_format memory_format=Preserve) -> Tensor", doc: r##"`out[i…] = 1`, in the shape of `input`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: no error of its own.
Source: PyTorch's `torch.ones_like`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::FACTORY | flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation::ones_like(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 547, name: "orgqr", overload: "", schema: "orgqr(Tensor input, Tensor input2) -> Tensor", doc: r##"The first columns of `H_1 H_2 …` with `H_i = I - tau[i] v_i v_i^H`, the `v_i` below the input's diagonal, as `geqrf` gives them.

Shapes: `(*, m, n)` and `(*, k)` to `(*, m, n)`.
Dtypes: float32, float64, complex; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for fewer rows than columns and more factors than columns.
Source: Householder, 1958; PyTorch's `torch.orgqr`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "input2", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::linalg::reflections::orgqr(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 548, name: "ormqr", overload: "", schema: "ormqr(Tensor input, Tensor tau, Tensor other, bool left=True, bool transpose=False) -> Tensor", doc: r##"`Q @ other`, or `other @ Q` without `left`, for `Q = H_1 H_2 …`; `Q^H` with `transpose`.

Shapes: input `(*, m, k)`, tau `(*, k)`, other `(*, m, n)` or `(*, n, m)`: other's.
Dtypes: float32, float64, complex; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for sizes, batches or dtypes that do not fit.
Source: Householder, 1958; PyTorch's `torch.ormqr`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "tau", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "left", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }, Arg { name: "transpose", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::linalg::reflections::ormqr(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 549, name: "outer", overload: "", schema: "outer(Tensor input, Tensor vec2) -> Tensor", doc: r##"`out[i][j] = x[i] * y[j]`.

Shapes: `(n)` and `(m)` to `(n, m)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for other numbers of dimensions than 1.
Source: PyTorch's `torch.outer`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "vec2", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &["ger"], fields: &[], autocast: "",
        call: |s| Ok(ops::product::outer(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 550, name: "pad", overload: "", schema: "pad(Tensor input, int[] pad, str mode='constant', float? value=None) -> Tensor", doc: r##"`out[i] = x[i - before]`; outside `value` (`constant`, by default 0), `x` mirrored at the edge (`reflect`), the edge (`replicate`) or
the other end (`circular`). `pad` holds (before, after) from the last dimension on.

Shapes: each padded size `n` to `before + n + after`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for an odd number of numbers, more pairs than the mode takes, a `value` it does not take, and padding too wide
  for it; NotImplementedError for another mode.
Source: PyTorch's `torch.nn.functional.pad`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "pad", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "mode", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Str("constant") }, Arg { name: "value", ty: Ty::Float, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pad::pad(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 551, name: "pairwise_distance", overload: "", schema: "pairwise_distance(Tensor x1, Tensor x2, float p=2.0, float eps=1e-06, bool keepdim=False) -> Tensor", doc: r##"`|x1 - x2 + eps|_p` over the last dimension.

Shapes: `(*, D)` and `(*, D)`, broadcast, to `(*)`, or `(*, 1)` with `keepdim`.
Dtypes: integers, floats, complex; integers give float32; complex gives the real dtype; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.pairwise_distance`."##, args: &[Arg { name: "x1", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "x2", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "p", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(2.0) }, Arg { name: "eps", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1e-06) }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::loss_margin::pairwise_distance(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 552, name: "pdist", overload: "", schema: "pdist(Tensor input, float p=2.0) -> Tensor", doc: r##"`|x[i] - x[j]|_p` for all `i < j`: first with second, first with third, …

Shapes: `(n, d)` to `(n (n - 1) / 2)`.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for another number of dimensions than 2 and a negative `p`.
Source: PyTorch's `torch.pdist`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "p", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(2.0) }],
        flags: flag::FUNCTION, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pdist::pdist(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 553, name: "permute", overload: "", schema: "permute(Tensor(a) input, int... dims) -> Tensor", doc: r##"`out[i[dims[0]], i[dims[1]], …] = x[i]`, as a view.

Shapes: the input's sizes in the order `dims`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for another number of dimensions and for one named twice; IndexError for a dimension out of range.
Source: PyTorch's `torch.permute`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dims", ty: Ty::Ints, optional: false, count: 0, varargs: true, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::permute(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 554, name: "permute_copy", overload: "", schema: "permute_copy(Tensor input, int[] dims) -> Tensor", doc: r##"`out[i[dims[0]], i[dims[1]], …] = x[i]`, in memory of its own.

Shapes: the input's sizes in the order `dims`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for another number of dimensions and for one named twice.
Source: PyTorch's `torch.permute_copy`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dims", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::copies::permute_copy(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 555, name: "pinverse", overload: "", schema: "pinverse(Tensor input, float rcond=1e-15) -> Tensor", doc: r##"`V diag(1 / s) U^H` of `A = U diag(s) V^H`, where singular values up to `rcond * largest` count as zero.

Shapes: `(*, m, n)` to `(*, n, m)`.
Dtypes: float32, float64, complex; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for fewer than 2 dimensions.
Source: Moore, 1920; Penrose, 1955; PyTorch's `torch.pinverse`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "rcond", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1e-15) }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::linalg::pinv::pinverse(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 556, name: "pixel_shuffle", overload: "", schema: "pixel_shuffle(Tensor input, int upscale_factor) -> Tensor", doc: r##"`out[…, c, y * r + i, x * r + j] = in[…, c * r^2 + i * r + j, y, x]`.

Shapes: `(*, C r^2, H, W)` to `(*, C, H r, W r)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for fewer than 3 dimensions, a factor below 1, and channels that `r^2` does not divide.
Source: Shi and others, 2016 (arXiv:1609.05158); PyTorch's `torch.pixel_shuffle`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "upscale_factor", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pixel::pixel_shuffle(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 557, name: "pixel_unshuffle", overload: "", schema: "pixel_unshuffle(Tensor input, int downscale_factor) -> Tensor", doc: r##"`out[…, c * r^2 + i * r + j, y, x] = in[…, c, y * r + i, x * r + j]`.

Shapes: `(*, C, H r, W r)` to `(*, C r^2, H, W)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for fewer than 3 dimensions, a factor below 1, and sizes that `r` does not divide.
Source: Shi and others, 2016 (arXiv:1609.05158); PyTorch's `torch.pixel_unshuffle`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "downscale_factor", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pixel::pixel_unshuffle(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 558, name: "poisson", overload: "", schema: "poisson(Tensor input, Generator? generator=None) -> Tensor", doc: r##"`k` with probability `l^k exp(-l) / k!` for the rate `l = input[i]`.

Shapes: any; the result has the input's.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for a negative rate.
Source: Hörmann, The Transformed Rejection Method, 1993; PyTorch's `torch.poisson`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random::poisson(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 559, name: "poisson_nll_loss", overload: "", schema: "poisson_nll_loss(Tensor input, Tensor target, bool log_input=True, bool full=False, float eps=1e-08, str reduction='mean') -> Tensor", doc: r##"`exp(x) - y * x`, or `x - y * log(x + eps)` without `log_input`; `full` adds Stirling's `y log(y) - y + log(2 pi y) / 2` where `y >
1`. `reduction` `'mean'` or `'sum'` of them, or `'none'`.

Shapes: two that broadcast. The loss is the common shape with `reduction='none'`, else `()`.
Dtypes: integers, floats, complex; integers give float32; others raise NotImplementedError.
Autocast: computed in float32.
Raises: ValueError for another `reduction`; RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.nn.functional.poisson_nll_loss`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "target", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "log_input", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }, Arg { name: "full", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "eps", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1e-08) }, Arg { name: "reduction", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Str("mean") }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::loss::poisson_nll_loss(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 560, name: "polar", overload: "", schema: "polar(Tensor abs, Tensor angle) -> Tensor", doc: r##"`abs * cos(angle) + i * abs * sin(angle)`, with the angle in radians.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, float32, float64; bool, integers, float32 give complex64; float64 gives complex128; others raise
  NotImplementedError or RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for two dtypes and for shapes that do not broadcast.
Source: PyTorch's `torch.polar`."##, args: &[Arg { name: "abs", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "angle", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::complex::polar(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 561, name: "polygamma", overload: "", schema: "polygamma(int n, Tensor input) -> Tensor", doc: r##"`d^n/dx^n digamma(x)`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError for a negative `n`.
Source: Abramowitz and Stegun, section 6.4; PyTorch's `torch.polygamma`."##, args: &[Arg { name: "n", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special::polygamma(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 562, name: "polygamma", overload: "method", schema: "polygamma.method(Tensor input, int n) -> Tensor", doc: r##"`d^n/dx^n digamma(x)`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError for a negative `n`.
Source: Abramowitz and Stegun, section 6.4; PyTorch's `torch.Tensor.polygamma`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "n", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::INPLACE | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special::polygamma_of(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 563, name: "positive", overload: "", schema: "positive(Tensor input) -> Tensor", doc: r##"`x` itself.

Shapes: any; the result has the input's.
Dtypes: integers, floats, complex; others raise RuntimeError.
Raises: RuntimeError for bools.
Source: PyTorch's `torch.positive`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::unary::positive(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 564, name: "pow", overload: "", schema: "pow(Tensor input, TensorOrScalar exponent) -> Tensor", doc: r##"`x ** exponent`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats, complex.
Autocast: computed in float32 on CUDA.
Raises: RuntimeError for integers to a negative number and for shapes that do not broadcast.
Source: PyTorch's `torch.pow`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "exponent", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "f32:cuda",
        call: |s| Ok(ops::arith::pow(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 565, name: "pow", overload: "scalar", schema: "pow.scalar(Scalar input, Tensor exponent) -> Tensor", doc: r##"`input ** exponent[i]`: a number to the powers in a tensor.

Shapes: that of `exponent`.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Autocast: computed in float32 on CUDA.
Raises: RuntimeError for an integer to negative integers.
Source: PyTorch's `torch.pow`."##, args: &[Arg { name: "input", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "exponent", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "f32:cuda",
        call: |s| Ok(ops::arith::pow_scalar(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 566, name: "prelu", overload: "", schema: "prelu(Tensor input, Tensor weight) -> Tensor", doc: r##"`x` where `x > 0`, else `weight * x`.

Shapes: input `(N, C, *)`, weight `(C)`, `(1)` or `()`; the result has the input's.
Dtypes: bool, integers, floats; others raise NotImplementedError.
Autocast: computed in the lower precision.
Raises: RuntimeError where the number of weights is neither 1 nor the number of channels, and for two dtypes.
Source: He and others, Delving Deep into Rectifiers, 2015 (arXiv:1502.01852); PyTorch's `torch.prelu`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weight", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "lower",
        call: |s| Ok(ops::activation_functional::prelu(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 567, name: "prod", overload: "", schema: "prod(Tensor input, *, dtype? dtype=None) -> Tensor", doc: r##"`x[0] * x[1] * …`; 1 without elements.

Shapes: any; the result is `()`.
Dtypes: bool, integers, floats, complex; bool, uint8, int8, int16, int32 give int64.
Autocast: computed in float32.
Raises: no error of its own.
Source: PyTorch's `torch.prod`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::product::prod(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 568, name: "prod", overload: "dim", schema: "prod.dim(Tensor input, int dim, bool keepdim=False, *, dtype? dtype=None) -> Tensor", doc: r##"`x[0] * x[1] * …` along `dim`; 1 over no elements.

Shapes: the input's without `dim` (size 1 there with `keepdim`).
Dtypes: bool, integers, floats, complex; bool, uint8, int8, int16, int32 give int64.
Autocast: computed in float32.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.prod`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::product::prod_dim(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 569, name: "ps_roi_align", overload: "", schema: "ps_roi_align(Tensor input, Tensor rois, float spatial_scale, int pooled_height, int pooled_width, int sampling_ratio) -> (Tensor output, Tensor channel_mapping)", doc: r##"As `roi_align`, the cell `(i, j)` of channel `c` from channel `(c * pooled_height + i) * pooled_width + j` of the input; and those
channels.

Shapes: input `(N, C ph pw, H, W)`, rois `(K, 5)`: two of `(K, C, ph, pw)`.
Dtypes: floats; result 2 is int32; others raise NotImplementedError.
Raises: RuntimeError for other shapes and channels that the cells do not divide.
Source: Dai and others, R-FCN, 2016 (arXiv:1605.06409); PyTorch's `torch.ops.torchvision.ps_roi_align`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "rois", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "spatial_scale", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "pooled_height", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "pooled_width", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "sampling_ratio", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: 0, spaces: &["torchvision"], aliases: &[], fields: &["output", "channel_mapping"], autocast: "",
        call: |s| Ok(ops::roi::ps_roi_align(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 570, name: "ps_roi_pool", overload: "", schema: "ps_roi_pool(Tensor input, Tensor rois, float spatial_scale, int pooled_height, int pooled_width) -> (Tensor output, Tensor channel_mapping)", doc: r##"The mean of each cell of the boxes, the cell `(i, j)` of channel `c` from channel `(c * pooled_height + i) * pooled_width + j` of the
input; and those channels.

Shapes: input `(N, C ph pw, H, W)`, rois `(K, 5)`: two of `(K, C, ph, pw)`.
Dtypes: floats; result 2 is int32; others raise NotImplementedError.
Raises: RuntimeError for other shapes and channels that the cells do not divide.
Source: Dai and others, R-FCN, 2016 (arXiv:1605.06409); PyTorch's `torch.ops.torchvision.ps_roi_pool`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "rois", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "spatial_scale", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "pooled_height", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "pooled_width", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: 0, spaces: &["torchvision"], aliases: &[], fields: &["output", "channel_mapping"], autocast: "",
        call: |s| Ok(ops::roi::ps_roi_pool(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 571, name: "psi", overload: "", schema: "psi(Tensor input) -> Tensor", doc: r##"`d/dx log(Gamma(x))`; infinite at 0, NaN at negative integers.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
Source: Abramowitz and Stegun, section 6.3; PyTorch's `torch.special.psi`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special::psi(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 572, name: "put", overload: "", schema: "put(Tensor input, Tensor index, Tensor source, bool accumulate=False) -> Tensor", doc: r##"A copy of `x` after `x.flatten()[index[i]] = source[i]`, or `+=` with `accumulate`.

Shapes: index and source of as many elements; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for indices that are not int64, another number of sources and another dtype; IndexError for an index out of
  range.
Source: PyTorch's `torch.put`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "index", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "source", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "accumulate", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::index_more::put(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 573, name: "qr", overload: "", schema: "qr(Tensor input, bool some=True) -> (Tensor Q, Tensor R)", doc: r##"`A = Q @ R` as `linalg.qr`: reduced, or complete without `some`.

Shapes: `(*, m, n)` to `(*, m, k)` and `(*, k, n)`.
Dtypes: float32, float64, complex; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for fewer than 2 dimensions.
Source: Householder, 1958; PyTorch's `torch.qr`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "some", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &["Q", "R"], autocast: "f32",
        call: |s| Ok(ops::linalg::qr::qr(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 574, name: "quantile", overload: "scalar", schema: "quantile.scalar(Tensor input, float q, int? dim=None, bool keepdim=False, *, str interpolation='linear') -> Tensor", doc: r##"`x[k] + (h - k) * (x[k + 1] - x[k])` in the sorted `x` along `dim`, at `h = q * (n - 1)` and `k = floor(h)`; NaN if there is one.
`interpolation` takes `lower`, `higher`, `midpoint` or `nearest` instead.

Shapes: the input's without `dim` (size 1 there with `keepdim`), a vector `q` in a new first dimension; of all elements without `dim`.
Dtypes: float32, float64; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for a `q` outside [0, 1], with more than 1 dimension or another dtype, no elements, and another word; IndexError
  for a dimension out of range.
Source: PyTorch's `torch.quantile`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "q", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "interpolation", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Str("linear") }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::order_stats::quantile_scalar(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 575, name: "quantile", overload: "", schema: "quantile(Tensor input, Tensor q, int? dim=None, bool keepdim=False, *, str interpolation='linear') -> Tensor", doc: r##"`x[k] + (h - k) * (x[k + 1] - x[k])` in the sorted `x` along `dim`, at `h = q * (n - 1)` and `k = floor(h)`; NaN if there is one.
`interpolation` takes `lower`, `higher`, `midpoint` or `nearest` instead.

Shapes: the input's without `dim` (size 1 there with `keepdim`), a vector `q` in a new first dimension; of all elements without `dim`.
Dtypes: float32, float64; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for a `q` outside [0, 1], with more than 1 dimension or another dtype, no elements, and another word; IndexError
  for a dimension out of range.
Source: PyTorch's `torch.quantile`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "q", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "interpolation", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Str("linear") }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::order_stats::quantile(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 576, name: "rad2deg", overload: "", schema: "rad2deg(Tensor input) -> Tensor", doc: r##"`x * 180 / pi`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.rad2deg`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::trig::rad2deg(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 577, name: "rand", overload: "", schema: "rand(int... size, *, Generator? generator=None, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"Uniform numbers in [0, 1).

Shapes: the result has `size`.
Dtypes: floats, complex by `dtype`, float32 without; others raise NotImplementedError.
Raises: NotImplementedError for a dtype that is not floating point; RuntimeError for a negative size.
Source: PyTorch's `torch.rand`."##, args: &[Arg { name: "size", ty: Ty::Ints, optional: false, count: 0, varargs: true, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION | flag::OUT | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random::rand_op(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 578, name: "rand_like", overload: "", schema: "rand_like(Tensor input, *, dtype? dtype=None, device? device=None, memory_format memory_format=Preserve, Generator? generator=None) -> Tensor", doc: r##"Uniform numbers in [0, 1).

Shapes: any; the result has the input's.
Dtypes: floats, complex; others raise NotImplementedError.
Raises: NotImplementedError for a dtype that is not floating point.
Source: PyTorch's `torch.rand_like`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random::rand_like(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 579, name: "randint", overload: "low", schema: "randint.low(int low, int high, int[] size, *, Generator? generator=None, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"Uniform integers `i` with `low <= i < high` (`low` is 0 by default).

Shapes: the result has `size`.
Dtypes: integers, floats by `dtype`, int64 without; complex raises NotImplementedError.
Raises: RuntimeError for `low >= high`, bounds that the dtype does not hold, and a negative size.
Source: PyTorch's `torch.randint`."##, args: &[Arg { name: "low", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "high", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "size", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION | flag::OUT | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random::randint_low(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 580, name: "randint", overload: "", schema: "randint(int high, int[] size, *, Generator? generator=None, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"Uniform integers `i` with `low <= i < high` (`low` is 0 by default).

Shapes: the result has `size`.
Dtypes: bool, integers, floats by `dtype`, int64 without; others raise NotImplementedError.
Raises: RuntimeError for `low >= high`, bounds that the dtype does not hold, and a negative size.
Source: PyTorch's `torch.randint`."##, args: &[Arg { name: "high", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "size", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION | flag::OUT | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random::randint_high(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 581, name: "randint_like", overload: "low", schema: "randint_like.low(Tensor input, int low, int high, *, dtype? dtype=None, device? device=None, memory_format memory_format=Preserve, Generator? generator=None) -> Tensor", doc: r##"Uniform integers `i` with `low <= i < high` (`low` is 0 by default), in the shape and dtype of `input`.

Shapes: any; the result has the input's.
Dtypes: integers, floats; complex raises NotImplementedError.
Raises: RuntimeError for `low >= high` and bounds that the dtype does not hold.
Source: PyTorch's `torch.randint_like`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "low", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "high", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random::randint_like_low(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?)?.into_value()) },
    Op { id: 582, name: "randint_like", overload: "", schema: "randint_like(Tensor input, int high, *, dtype? dtype=None, device? device=None, memory_format memory_format=Preserve, Generator? generator=None) -> Tensor", doc: r##"Uniform integers `i` with `low <= i < high` (`low` is 0 by default), in the shape and dtype of `input`.

Shapes: any; the result has the input's.
Dtypes: integers, floats; others raise NotImplementedError or RuntimeError.
Raises: RuntimeError for `low >= high` and bounds that the dtype does not hold.
Source: PyTorch's `torch.randint_like`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "high", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random::randint_like(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 583, name: "randn", overload: "", schema: "randn(int... size, *, Generator? generator=None, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"`z[i]`, standard normal numbers: mean 0, variance 1 (complex ones half of it in each part).

Shapes: the result has `size`.
Dtypes: floats, complex by `dtype`, float32 without; others raise NotImplementedError.
Raises: NotImplementedError for a dtype that is not floating point; RuntimeError for a negative size.
Source: Box and Muller, 1958; PyTorch's `torch.randn`."##, args: &[Arg { name: "size", ty: Ty::Ints, optional: false, count: 0, varargs: true, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION | flag::OUT | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random::randn_op(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 584, name: "randn_like", overload: "", schema: "randn_like(Tensor input, *, dtype? dtype=None, device? device=None, memory_format memory_format=Preserve, Generator? generator=None) -> Tensor", doc: r##"`z[i]`, standard normal numbers: mean 0, variance 1 (complex ones half of it in each part).

Shapes: any; the result has the input's.
Dtypes: floats, complex; others raise NotImplementedError.
Raises: NotImplementedError for a dtype that is not floating point.
Source: Box and Muller, 1958; PyTorch's `torch.randn_like`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random::randn_like(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 585, name: "random_", overload: "from", schema: "random_.from(Tensor(a!) input, int from, int? to, *, Generator? generator=None) -> Tensor(a!)", doc: r##"Uniform integers `i` with `from <= i < to` (up to the dtype's largest when `to` is `None`), in place.

Shapes: any; the result has the input's.
Dtypes: integers, floats; complex raises NotImplementedError.
Raises: RuntimeError for `from >= to` and bounds that the dtype does not hold; NotImplementedError for complex tensors.
Source: PyTorch's `torch.Tensor.random_`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "from", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "to", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::METHOD | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random_fill::random_from_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 586, name: "random_", overload: "to", schema: "random_.to(Tensor(a!) input, int to, *, Generator? generator=None) -> Tensor(a!)", doc: r##"Uniform integers `i` with `0 <= i < to`, in place.

Shapes: any; the result has the input's.
Dtypes: integers, floats; others raise NotImplementedError or RuntimeError.
Raises: RuntimeError for a `to` below 1 or beyond the dtype; NotImplementedError for complex tensors.
Source: PyTorch's `torch.Tensor.random_`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "to", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::METHOD | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random_fill::random_to_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 587, name: "random_", overload: "", schema: "random_(Tensor(a!) input, *, Generator? generator=None) -> Tensor(a!)", doc: r##"Uniform integers from 0 to the dtype's largest (of floats: `2^digits`), in place.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; others raise NotImplementedError.
Raises: NotImplementedError for complex tensors.
Source: PyTorch's `torch.Tensor.random_`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::METHOD | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random_fill::random_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 588, name: "randperm", overload: "", schema: "randperm(int n, *, Generator? generator=None, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"`0, 1, …, n - 1` in random order, every order as likely.

Shapes: `(n)`.
Dtypes: integers, floats by `dtype`, int64 without; others raise NotImplementedError.
Raises: RuntimeError for a negative `n` or one that the dtype does not hold; NotImplementedError for bool and complex dtypes.
Source: PyTorch's `torch.randperm`."##, args: &[Arg { name: "n", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION | flag::OUT | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random::randperm_op(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 589, name: "range", overload: "", schema: "range(Scalar start=0, Scalar end=0, Scalar step=1, *, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"`out[i] = start + i * step`, up to `end` included. `arange` is the usual form.

Shapes: `(floor((end - start) / step) + 1)`.
Dtypes: bool, integers, floats, complex by `dtype`, float32 without.
Raises: RuntimeError for a step of 0, ends that are not finite, and a step away from `end`.
Source: PyTorch's `torch.range`."##, args: &[Arg { name: "start", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }, Arg { name: "end", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }, Arg { name: "step", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(1) }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation_more::range(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 590, name: "ravel", overload: "", schema: "ravel(Tensor input) -> Tensor", doc: r##"`out[i] = x`'s `i`-th element in row-major order: a view where possible, else a copy.

Shapes: any to `(number of elements)`.
Dtypes: bool, integers, floats, complex.
Raises: no error of its own.
Source: PyTorch's `torch.ravel`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::shape::ravel(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 591, name: "real", overload: "", schema: "real(Tensor(a) input) -> Tensor(a)", doc: r##"The real part `re` of `re + i * im`, as a view; a real tensor itself.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; complex gives the real dtype.
Raises: no error of its own.
Source: PyTorch's `torch.real`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::PROPERTY | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::complex::real(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 592, name: "reciprocal", overload: "", schema: "reciprocal(Tensor input) -> Tensor", doc: r##"`1 / x`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.reciprocal`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT | flag::UNSAVED, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::unary::reciprocal(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 593, name: "relu", overload: "functional", schema: "relu.functional(Tensor input, bool inplace=False) -> Tensor", doc: r##"`max(x, 0)`.

Shapes: any; the result has the input's.
Dtypes: integers, floats; others raise NotImplementedError or RuntimeError.
Raises: RuntimeError for bools.
Source: PyTorch's `torch.nn.functional.relu`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "inplace", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation_functional::relu_functional(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 594, name: "relu", overload: "", schema: "relu(Tensor input) -> Tensor", doc: r##"`max(x, 0)`.

Shapes: any; the result has the input's.
Dtypes: integers, floats; others raise NotImplementedError or RuntimeError.
Raises: RuntimeError for bools.
Source: PyTorch's `torch.relu`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::UNSAVED, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pointwise::relu(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 595, name: "relu6", overload: "", schema: "relu6(Tensor input) -> Tensor", doc: r##"`min(max(x, 0), 6)`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; others raise NotImplementedError.
Raises: RuntimeError for bools.
Source: Krizhevsky, Convolutional Deep Belief Networks on CIFAR-10, 2010; PyTorch's `torch.ops.aten.relu6`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::INPLACE, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation::relu6(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 596, name: "relu6", overload: "functional", schema: "relu6.functional(Tensor input, bool inplace=False) -> Tensor", doc: r##"`min(max(x, 0), 6)`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; others raise NotImplementedError.
Raises: RuntimeError for bools.
Source: Krizhevsky, Convolutional Deep Belief Networks on CIFAR-10, 2010; PyTorch's `torch.nn.functional.relu6`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "inplace", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation_functional::relu6_functional(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 597, name: "remainder", overload: "", schema: "remainder(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"`x - other * floor(x / other)`: the sign is the divisor's.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats; bool gives int64; others raise NotImplementedError.
Raises: RuntimeError for an integer divided by 0 and for shapes that do not broadcast.
Source: PyTorch's `torch.remainder`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::remainder(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 598, name: "remainder", overload: "scalar", schema: "remainder.scalar(Scalar input, Tensor other) -> Tensor", doc: r##"`x - other * floor(x / other)`: the sign is the divisor's.

Shapes: any that broadcast; the result has the common shape.
Dtypes: integers, floats; others raise NotImplementedError or RuntimeError.
Raises: RuntimeError for an integer divided by 0 and for shapes that do not broadcast.
Source: PyTorch's `torch.remainder`."##, args: &[Arg { name: "input", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::remainder_scalar(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 599, name: "renorm", overload: "", schema: "renorm(Tensor input, Scalar p, int dim, Scalar maxnorm) -> Tensor", doc: r##"`x[i] * min(1, maxnorm / (|x[i]|_p + 1e-7))` for each slice `i` along `dim` whose norm is above `maxnorm`, else `x[i]`.

Shapes: any; the result has the input's.
Dtypes: floats, complex; others raise NotImplementedError.
Raises: RuntimeError for fewer than 2 dimensions, a `p` that is not positive and a negative `maxnorm`.
Source: PyTorch's `torch.renorm`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "p", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "maxnorm", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::norms::renorm(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 600, name: "repeat", overload: "", schema: "repeat(Tensor input, int... repeats) -> Tensor", doc: r##"`out[i, j] = x[i % n, j % m]`: copies side by side, `repeats` times along each dimension.

Shapes: `(n, m)` to `(r0 n, r1 m)`; more numbers than dimensions add leading ones.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for fewer numbers than dimensions and negative ones.
Source: PyTorch's `torch.Tensor.repeat`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "repeats", ty: Ty::Ints, optional: false, count: 0, varargs: true, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::shape::repeat(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 601, name: "repeat_interleave", overload: "", schema: "repeat_interleave(Tensor input, int repeats, int? dim=None, *, int? output_size=None) -> Tensor", doc: r##"`out[i] = x[i // repeats]` along `dim`, or of the flattened tensor.

Shapes: `(*, n, *)` to `(*, n * repeats, *)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a negative number and an `output_size` that is not the result's; IndexError for a dimension out of range.
Source: PyTorch's `torch.repeat_interleave`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "repeats", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "output_size", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::shape::repeat_interleave(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 602, name: "repeat_interleave", overload: "tensor", schema: "repeat_interleave.tensor(Tensor input, Tensor repeats, int? dim=None, *, int? output_size=None) -> Tensor", doc: r##"`x[0]` `repeats[0]` times, then `x[1]` `repeats[1]` times, … along `dim`, or of the flattened tensor.

Shapes: `(*, n, *)`, repeats `(n)` or `(1)` or `()`: `(*, sum of repeats, *)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for repeats that are negative, of another length or not integers; IndexError for a dimension out of range.
Source: PyTorch's `torch.repeat_interleave`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "repeats", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "output_size", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::shape::repeat_interleave_tensor(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 603, name: "repeat_interleave", overload: "indices", schema: "repeat_interleave.indices(Tensor repeats, *, int? output_size=None) -> Tensor", doc: r##"0 `repeats[0]` times, 1 `repeats[1]` times, …

Shapes: `(n)` to `(sum of repeats)`.
Dtypes: int32, int64; the result is int64; others raise RuntimeError.
Raises: RuntimeError for repeats that are no vector, negative or neither int32 nor int64.
Source: PyTorch's `torch.repeat_interleave`."##, args: &[Arg { name: "repeats", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "output_size", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::shape::repeat_interleave_indices(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 604, name: "reshape", overload: "", schema: "reshape(Tensor input, int... shape) -> Tensor", doc: r##"`x`'s elements in row-major order under another shape: a view where possible, else a copy; one size may be -1.

Shapes: as many elements in both; the result has `shape`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for another number of elements.
Source: PyTorch's `torch.reshape`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "shape", ty: Ty::Ints, optional: false, count: 0, varargs: true, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::reshape(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 605, name: "reshape_as", overload: "", schema: "reshape_as(Tensor input, Tensor other) -> Tensor", doc: r##"`x`'s elements in row-major order in the shape of `other`: a view where possible, else a copy.

Shapes: as many elements in both; the result has `other`'s.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for another number of elements.
Source: PyTorch's `torch.Tensor.reshape_as`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::shape::reshape_as(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 606, name: "resolve_conj", overload: "", schema: "resolve_conj(Tensor input) -> Tensor", doc: r##"`x` with a lazy conjugation applied: itself where there is none, else a copy.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: no error of its own.
Source: PyTorch's `torch.resolve_conj`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::resolve_conj(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 607, name: "resolve_neg", overload: "", schema: "resolve_neg(Tensor input) -> Tensor", doc: r##"`x` with the sign of a `_neg_view` applied: itself where there is none, else a copy.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: no error of its own.
Source: PyTorch's `torch.resolve_neg`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::adjoint::resolve_neg(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 608, name: "result_type", overload: "", schema: "result_type(TensorOrScalar tensor1, TensorOrScalar tensor2) -> dtype", doc: r##"The dtype that the two operands compute in: the wider of the higher kind (bool < integer < float < complex), where tensors with
dimensions count before those without, and these before numbers.

Shapes: any two; the result is a dtype.
Dtypes: any.
Raises: no error of its own.
Source: PyTorch's `torch.result_type`."##, args: &[Arg { name: "tensor1", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "tensor2", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation::result_type_op(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 609, name: "rms_norm", overload: "", schema: "rms_norm(Tensor input, int[] normalized_shape, Tensor? weight=None, float? eps=None) -> Tensor", doc: r##"`x / sqrt(mean(x^2) + eps) * weight` over the last dimensions, whose sizes are `normalized_shape`; `eps` is the dtype's own by
default.

Shapes: `(*, *normalized_shape)`, weight `normalized_shape`; the result has the input's.
Dtypes: floats, complex; others raise NotImplementedError.
Autocast: computed in float32 on CUDA.
Raises: RuntimeError for a shape the input does not end in and a weight of another shape.
Source: Zhang and Sennrich, 2019 (arXiv:1910.07467); PyTorch's `torch.rms_norm`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "normalized_shape", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "weight", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "eps", ty: Ty::Float, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "f32:cuda",
        call: |s| Ok(ops::norm::rms_norm(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 610, name: "rnn_relu", overload: "", schema: "rnn_relu(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> Value", doc: r##"`h' = max(0, W x + b + V h + c)` for each step, layer and direction: the last layer's outputs and the last states.

Shapes: input `(T, B, I)` (`(B, T, I)` with `batch_first`), hx `(layers * directions, B, H)`: `(T, B, directions * H)` and hx's.
Dtypes: floats; others raise NotImplementedError.
Autocast: computed in the lower precision.
Raises: RuntimeError for sizes and numbers of parameters that do not fit.
Source: Elman, Finding Structure in Time, 1990; PyTorch's `torch.rnn_relu`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "hx", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "params", ty: Ty::Tensors, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "has_biases", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "num_layers", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dropout", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "train", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bidirectional", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "batch_first", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "lower",
        call: |s| Ok(ops::rnn::rnn_relu(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?, FromValue::from_value(&s[7])?, FromValue::from_value(&s[8])?)?.into_value()) },
    Op { id: 611, name: "rnn_relu", overload: "data", schema: "rnn_relu.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> Value", doc: r##"`rnn_relu` over packed rows: `batch_sizes[t]` rows at step t.

Shapes: data `(rows, I)`, hx `(layers * directions, B, H)`: `(rows, directions * H)` and hx's.
Dtypes: floats; others raise NotImplementedError.
Autocast: computed in the lower precision.
Raises: RuntimeError for sizes and numbers of parameters that do not fit.
Source: Elman, Finding Structure in Time, 1990; PyTorch's `torch.rnn_relu`."##, args: &[Arg { name: "data", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "batch_sizes", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "hx", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "params", ty: Ty::Tensors, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "has_biases", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "num_layers", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dropout", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "train", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bidirectional", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "lower",
        call: |s| Ok(ops::rnn::rnn_relu_data(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?, FromValue::from_value(&s[7])?, FromValue::from_value(&s[8])?)?.into_value()) },
    Op { id: 612, name: "rnn_relu_cell", overload: "", schema: "rnn_relu_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor", doc: r##"`max(0, W x + b + V h + c)`.

Shapes: input `(B, I)`, hx `(B, H)`, weights `(H, I)` and `(H, H)`: `(B, H)`.
Dtypes: floats; others raise NotImplementedError.
Autocast: computed in the lower precision.
Raises: RuntimeError for sizes that do not fit.
Source: Elman, Finding Structure in Time, 1990; PyTorch's `torch.rnn_relu_cell`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "hx", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "w_ih", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "w_hh", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "b_ih", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "b_hh", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "lower",
        call: |s| Ok(ops::rnn::rnn_relu_cell(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 613, name: "rnn_tanh", overload: "", schema: "rnn_tanh(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> Value", doc: r##"`h' = tanh(W x + b + V h + c)` for each step, layer and direction: the last layer's outputs and the last states.

Shapes: input `(T, B, I)` (`(B, T, I)` with `batch_first`), hx `(layers * directions, B, H)`: `(T, B, directions * H)` and hx's.
Dtypes: floats, complex; others raise NotImplementedError.
Autocast: computed in the lower precision.
Raises: RuntimeError for sizes and numbers of parameters that do not fit.
Source: Elman, Finding Structure in Time, 1990; PyTorch's `torch.rnn_tanh`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "hx", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "params", ty: Ty::Tensors, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "has_biases", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "num_layers", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dropout", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "train", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bidirectional", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "batch_first", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "lower",
        call: |s| Ok(ops::rnn::rnn_tanh(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?, FromValue::from_value(&s[7])?, FromValue::from_value(&s[8])?)?.into_value()) },
    Op { id: 614, name: "rnn_tanh", overload: "data", schema: "rnn_tanh.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> Value", doc: r##"`rnn_tanh` over packed rows: `batch_sizes[t]` rows at step t.

Shapes: data `(rows, I)`, hx `(layers * directions, B, H)`: `(rows, directions * H)` and hx's.
Dtypes: floats, complex; others raise NotImplementedError.
Autocast: computed in the lower precision.
Raises: RuntimeError for sizes and numbers of parameters that do not fit.
Source: Elman, Finding Structure in Time, 1990; PyTorch's `torch.rnn_tanh`."##, args: &[Arg { name: "data", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "batch_sizes", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "hx", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "params", ty: Ty::Tensors, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "has_biases", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "num_layers", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dropout", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "train", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "bidirectional", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "lower",
        call: |s| Ok(ops::rnn::rnn_tanh_data(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?, FromValue::from_value(&s[7])?, FromValue::from_value(&s[8])?)?.into_value()) },
    Op { id: 615, name: "rnn_tanh_cell", overload: "", schema: "rnn_tanh_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor", doc: r##"`tanh(W x + b + V h + c)`.

Shapes: input `(B, I)`, hx `(B, H)`, weights `(H, I)` and `(H, H)`: `(B, H)`.
Dtypes: floats, complex; others raise NotImplementedError.
Autocast: computed in the lower precision.
Raises: RuntimeError for sizes that do not fit.
Source: Elman, Finding Structure in Time, 1990; PyTorch's `torch.rnn_tanh_cell`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "hx", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "w_ih", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "w_hh", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "b_ih", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "b_hh", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "lower",
        call: |s| Ok(ops::rnn::rnn_tanh_cell(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 616, name: "roi_align", overload: "", schema: "roi_align(Tensor input, Tensor rois, float spatial_scale, int pooled_height, int pooled_width, int sampling_ratio, bool aligned) -> Tensor", doc: r##"Each box (image, x1, y1, x2, y2) cut into `pooled_height` by `pooled_width` cells, and the mean of bilinear samples in each; with
`aligned` shifted by half a pixel.

Shapes: input `(N, C, H, W)`, rois `(K, 5)`: `(K, C, pooled_height, pooled_width)`.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for other shapes.
Source: He and others, Mask R-CNN, 2017 (arXiv:1703.06870); PyTorch's `torch.ops.torchvision.roi_align`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "rois", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "spatial_scale", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "pooled_height", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "pooled_width", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "sampling_ratio", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "aligned", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: 0, spaces: &["torchvision"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::roi::roi_align(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?)?.into_value()) },
    Op { id: 617, name: "roi_pool", overload: "", schema: "roi_pool(Tensor input, Tensor rois, float spatial_scale, int pooled_height, int pooled_width) -> (Tensor output, Tensor argmax)", doc: r##"The largest element of each cell of the boxes (image, x1, y1, x2, y2), and its place in the plane (-1 for an empty cell).

Shapes: input `(N, C, H, W)`, rois `(K, 5)`: two of `(K, C, pooled_height, pooled_width)`.
Dtypes: floats; result 2 is int32; others raise NotImplementedError.
Raises: RuntimeError for other shapes.
Source: Girshick, Fast R-CNN, 2015 (arXiv:1504.08083); PyTorch's `torch.ops.torchvision.roi_pool`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "rois", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "spatial_scale", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "pooled_height", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "pooled_width", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: 0, spaces: &["torchvision"], aliases: &[], fields: &["output", "argmax"], autocast: "",
        call: |s| Ok(ops::roi::roi_pool(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 618, name: "roll", overload: "", schema: "roll(Tensor input, int[1] shifts, int[1] dims=[]) -> Tensor", doc: r##"`out[(i + shift) % n] = x[i]` along each of `dims`, or of the flattened tensor without.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for lists of two lengths; IndexError for a dimension out of range.
Source: PyTorch's `torch.roll`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "shifts", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dims", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[]) }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::rearrange::roll(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 619, name: "rot90", overload: "", schema: "rot90(Tensor input, int k=1, int[] dims=[0, 1]) -> Tensor", doc: r##"`out[i, j] = x[j, n - 1 - i]` over `dims`, `k` times: quarter turns from the first towards the second dimension.

Shapes: the input's, with the two sizes exchanged for odd `k`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for other than two different dimensions and fewer than 2 dimensions; IndexError for a dimension out of range.
Source: PyTorch's `torch.rot90`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "k", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(1) }, Arg { name: "dims", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[0, 1]) }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::rearrange::rot90(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 620, name: "round", overload: "", schema: "round(Tensor input, *, int decimals=0) -> Tensor", doc: r##"`round(x * 10^decimals) / 10^decimals`, halves to the even neighbour.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for integers with `decimals`.
Source: PyTorch's `torch.round`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "decimals", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(0) }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT | flag::UNSAVED, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::round::round(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 621, name: "rrelu", overload: "", schema: "rrelu(Tensor input, Scalar lower=0.125, Scalar upper=0.3333333333333333, bool training=False, Generator? generator=None) -> Tensor", doc: r##"`x` where `x >= 0`, else `a * x`: while training `a` is drawn from [lower, upper) for each element, otherwise it is their middle.

Shapes: any; the result has the input's.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for `lower > upper`.
Source: Xu and others, 2015 (arXiv:1505.00853); PyTorch's `torch.rrelu`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "lower", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.125) }, Arg { name: "upper", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.3333333333333333) }, Arg { name: "training", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::INPLACE | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::dropout::rrelu(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 622, name: "rrelu", overload: "functional", schema: "rrelu.functional(Tensor input, float lower=0.125, float upper=0.3333333333333333, bool training=False, bool inplace=False) -> Tensor", doc: r##"`x` where `x >= 0`, else `a * x`: while training `a` is drawn from [lower, upper) for each element, otherwise it is their middle.

Shapes: any; the result has the input's.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for `lower > upper`.
Source: Xu and others, 2015 (arXiv:1505.00853); PyTorch's `torch.nn.functional.rrelu`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "lower", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.125) }, Arg { name: "upper", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.3333333333333333) }, Arg { name: "training", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "inplace", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::RANDOM, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::dropout::rrelu_functional(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 623, name: "rsqrt", overload: "", schema: "rsqrt(Tensor input) -> Tensor", doc: r##"`1 / sqrt(x)`; NaN for real `x < 0`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.rsqrt`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT | flag::UNSAVED, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::unary::rsqrt(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 624, name: "rsub", overload: "", schema: "rsub(Tensor input, TensorOrScalar other, *, Scalar alpha=1) -> Tensor", doc: r##"`other - alpha * x`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: integers, floats, complex; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast; NotImplementedError for bools.
Source: PyTorch's `torch.rsub`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "alpha", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(1) }],
        flags: flag::FUNCTION | flag::METHOD | flag::UNSAVED, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pointwise::rsub(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 625, name: "scalar_tensor", overload: "", schema: "scalar_tensor(Scalar s, *, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"`out[()] = s`: a tensor of one number, in the default dtype unless `dtype` is given.

Shapes: the result has no dimensions.
Dtypes: bool, integers, floats, complex by `dtype`, float32 without.
Raises: RuntimeError for a complex number in a real dtype.
Source: PyTorch's `torch.scalar_tensor`."##, args: &[Arg { name: "s", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation_more::scalar_tensor(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 626, name: "scaled_dot_product_attention", overload: "", schema: "scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask=None, float dropout_p=0.0, bool is_causal=False, *, float? scale=None, bool enable_gqa=False) -> Tensor", doc: r##"`softmax(query @ key.mT * scale + mask) @ value`; `scale` is `1 / sqrt(E)` by default. A boolean mask allows where it is true;
`is_causal` allows no later places. Rows that are allowed nothing are zero. Weights are dropped with probability `dropout_p`.

Shapes: query `(*, L, E)`, key `(*, S, E)`, value `(*, S, Ev)`, mask broadcast to `(*, L, S)`: `(*, L, Ev)`; with `enable_gqa` the
  heads of key and value (dimension -3) are repeated up to the query's.
Dtypes: integers, floats; others raise NotImplementedError or RuntimeError.
Autocast: computed in the lower precision.
Raises: RuntimeError for different dtypes, fewer than 2 dimensions, sizes that do not fit, and a mask along with `is_causal`.
Source: Vaswani and others, Attention Is All You Need, 2017 (arXiv:1706.03762); PyTorch's `torch.nn.functional.scaled_dot_product_attention`."##, args: &[Arg { name: "query", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "key", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "value", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "attn_mask", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "dropout_p", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.0) }, Arg { name: "is_causal", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "scale", ty: Ty::Float, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "enable_gqa", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "lower",
        call: |s| Ok(ops::attention::scaled_dot_product_attention(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?, FromValue::from_value(&s[7])?)?.into_value()) },
    Op { id: 627, name: "scaled_modified_bessel_k0", overload: "", schema: "scaled_modified_bessel_k0(Tensor x) -> Tensor", doc: r##"`exp(x) K0(x)`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
Source: Abramowitz and Stegun, section 9.8; PyTorch's `torch.special.scaled_modified_bessel_k0`."##, args: &[Arg { name: "x", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bessel::scaled_modified_bessel_k0(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 628, name: "scaled_modified_bessel_k1", overload: "", schema: "scaled_modified_bessel_k1(Tensor x) -> Tensor", doc: r##"`exp(x) K1(x)`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
Source: Abramowitz and Stegun, section 9.8; PyTorch's `torch.special.scaled_modified_bessel_k1`."##, args: &[Arg { name: "x", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bessel::scaled_modified_bessel_k1(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 629, name: "scatter", overload: "src", schema: "scatter.src(Tensor input, int dim, Tensor index, Tensor src) -> Tensor", doc: r##"`out[index[i][j]][j] = src[i][j]` for `dim` 0, and so on, in a copy of `x` or in place.

Shapes: index no larger than `src`, nor than the input but in `dim`; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for shapes that do not fit, another dtype and an index out of range; IndexError for a dimension out of range.
Source: PyTorch's `torch.scatter`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "index", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "src", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::scatter::scatter(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 630, name: "scatter", overload: "value", schema: "scatter.value(Tensor input, int dim, Tensor index, Scalar value) -> Tensor", doc: r##"`out[index[i][j]][j] = value` for `dim` 0, and so on, in a copy of `x` or in place.

Shapes: index no larger than the input but in `dim`; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for shapes that do not fit and an index out of range; IndexError for a dimension out of range.
Source: PyTorch's `torch.scatter`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "index", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "value", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::scatter::scatter_value(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 631, name: "scatter", overload: "src_reduce", schema: "scatter.src_reduce(Tensor input, int dim, Tensor index, Tensor src, *, str reduce) -> Tensor", doc: r##"`out[index[i][j]][j] += src[i][j]` (`'add'`) or `*=` (`'multiply'`) for `dim` 0, and so on, in a copy of `x` or in place.

Shapes: index no larger than `src`, nor than the input but in `dim`; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for another word, shapes that do not fit, another dtype and an index out of range; IndexError for a dimension out
  of range.
Source: PyTorch's `torch.scatter`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "index", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "src", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "reduce", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::scatter::scatter_combine(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 632, name: "scatter", overload: "value_reduce", schema: "scatter.value_reduce(Tensor input, int dim, Tensor index, Scalar value, *, str reduce) -> Tensor", doc: r##"`out[index[i][j]][j] += value` (`'add'`) or `*=` (`'multiply'`) for `dim` 0, and so on, in a copy of `x` or in place.

Shapes: index no larger than the input but in `dim`; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for another word, shapes that do not fit and an index out of range; IndexError for a dimension out of range.
Source: PyTorch's `torch.scatter`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "index", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "value", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "reduce", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::scatter::scatter_combine_value(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 633, name: "scatter_", overload: "src", schema: "scatter_.src(Tensor(a!) input, int dim, Tensor index, Tensor src) -> Tensor(a!)", doc: r##"`out[index[i][j]][j] = src[i][j]` for `dim` 0, and so on, in a copy of `x` or in place.

Shapes: index no larger than `src`, nor than the input but in `dim`; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for shapes that do not fit, another dtype and an index out of range; IndexError for a dimension out of range.
Source: PyTorch's `torch.Tensor.scatter_`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "index", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "src", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::scatter::scatter_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 634, name: "scatter_", overload: "value", schema: "scatter_.value(Tensor(a!) input, int dim, Tensor index, Scalar value) -> Tensor(a!)", doc: r##"`out[index[i][j]][j] = value` for `dim` 0, and so on, in a copy of `x` or in place.

Shapes: index no larger than the input but in `dim`; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for shapes that do not fit and an index out of range; IndexError for a dimension out of range.
Source: PyTorch's `torch.Tensor.scatter_`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "index", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "value", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::scatter::scatter_value_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 635, name: "scatter_", overload: "src_reduce", schema: "scatter_.src_reduce(Tensor(a!) input, int dim, Tensor index, Tensor src, *, str reduce) -> Tensor(a!)", doc: r##"`out[index[i][j]][j] += src[i][j]` (`'add'`) or `*=` (`'multiply'`) for `dim` 0, and so on, in a copy of `x` or in place.

Shapes: index no larger than `src`, nor than the input but in `dim`; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for another word, shapes that do not fit, another dtype and an index out of range; IndexError for a dimension out
  of range.
Source: PyTorch's `torch.Tensor.scatter_`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "index", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "src", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "reduce", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Required }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::scatter::scatter_combine_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 636, name: "scatter_", overload: "value_reduce", schema: "scatter_.value_reduce(Tensor(a!) input, int dim, Tensor index, Scalar value, *, str reduce) -> Tensor(a!)", doc: r##"`out[index[i][j]][j] += value` (`'add'`) or `*=` (`'multiply'`) for `dim` 0, and so on, in a copy of `x` or in place.

Shapes: index no larger than the input but in `dim`; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for another word, shapes that do not fit and an index out of range; IndexError for a dimension out of range.
Source: PyTorch's `torch.Tensor.scatter_`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "index", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "value", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "reduce", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Required }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::scatter::scatter_combine_value_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 637, name: "scatter_add", overload: "", schema: "scatter_add(Tensor input, int dim, Tensor index, Tensor src) -> Tensor", doc: r##"`out[index[i][j]][j] += src[i][j]` for `dim` 0, and so on, in a copy of `x` or in place.

Shapes: index no larger than `src`, nor than the input but in `dim`; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for shapes that do not fit, another dtype and an index out of range; IndexError for a dimension out of range.
Source: PyTorch's `torch.scatter_add`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "index", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "src", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::scatter::scatter_add(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 638, name: "scatter_add_", overload: "", schema: "scatter_add_(Tensor(a!) input, int dim, Tensor index, Tensor src) -> Tensor(a!)", doc: r##"`out[index[i][j]][j] += src[i][j]` for `dim` 0, and so on, in a copy of `x` or in place.

Shapes: index no larger than `src`, nor than the input but in `dim`; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for shapes that do not fit, another dtype and an index out of range; IndexError for a dimension out of range.
Source: PyTorch's `torch.Tensor.scatter_add_`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "index", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "src", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::scatter::scatter_add_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 639, name: "scatter_reduce", overload: "", schema: "scatter_reduce(Tensor input, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor", doc: r##"`out[index[i][j]][j] = reduce` (`'sum'`, `'prod'`, `'mean'`, `'amax'` or `'amin'`) of all `src[i][j]` that meet there, for `dim` 0,
and so on; with what `input` has there only if `include_self`.

Shapes: index no larger than `src`, nor than the input but in `dim`; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for another word, shapes that do not fit, another dtype and an index out of range; IndexError for a dimension out
  of range.
Source: PyTorch's `torch.scatter_reduce`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "index", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "src", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "reduce", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "include_self", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(true) }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::scatter_reduce::scatter_reduce(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 640, name: "searchsorted", overload: "", schema: "searchsorted(Tensor sorted_sequence, Tensor input, *, bool out_int32=False, bool right=False, str? side=None, Tensor? sorter=None) -> Tensor", doc: r##"The `i` with `s[i - 1] < x <= s[i]` (`<= x <` with `right`) in the sorted rows `s`: where `x` goes to keep them in order. `sorter` is
the order of rows that are not sorted.

Shapes: sequence `(n)` with any input, or `(*, n)` with `(*, m)`; the result has the input's.
Dtypes: bool, integers, floats, complex; the result is int64.
Raises: RuntimeError for rows that do not fit, two dtypes, a sorter of another shape or out of range, and `side` against `right`.
Source: PyTorch's `torch.searchsorted`."##, args: &[Arg { name: "sorted_sequence", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "out_int32", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }, Arg { name: "right", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }, Arg { name: "side", ty: Ty::Str, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "sorter", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::sort::searchsorted(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 641, name: "searchsorted", overload: "scalar", schema: "searchsorted.scalar(Tensor sorted_sequence, Scalar input, *, bool out_int32=False, bool right=False, str? side=None, Tensor? sorter=None) -> Tensor", doc: r##"The `i` with `s[i - 1] < x <= s[i]` (`<= x <` with `right`) in the sorted rows `s`: where `x` goes to keep them in order. `sorter` is
the order of rows that are not sorted.

Shapes: sequence `(n)` with any input, or `(*, n)` with `(*, m)`; the result has the input's.
Dtypes: bool, integers, floats, complex; the result is int64.
Raises: RuntimeError for rows that do not fit, two dtypes, a sorter of another shape or out of range, and `side` against `right`.
Source: PyTorch's `torch.searchsorted`."##, args: &[Arg { name: "sorted_sequence", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "input", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "out_int32", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }, Arg { name: "right", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }, Arg { name: "side", ty: Ty::Str, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "sorter", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::sort::searchsorted_scalar(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 642, name: "segment_reduce", overload: "", schema: "segment_reduce(Tensor data, str reduce, *, Tensor? lengths=None, Tensor? indices=None, Tensor? offsets=None, int axis=0, bool unsafe=False, Scalar? initial=None) -> Tensor", doc: r##"`reduce` (`'sum'`, `'mean'`, `'max'`, `'min'` or `'prod'`) of `data[offset[i] : offset[i + 1]]` along `axis`, or of stretches of the
given `lengths`. `initial` joins every segment; `unsafe` leaves out the check that the lengths fill the axis.

Shapes: data `(*, n, *)`, lengths `(*, s)`: `(*, s, *)`.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for `indices`, another word, and lengths that are negative or do not fill the axis.
Source: PyTorch's `torch.segment_reduce`."##, args: &[Arg { name: "data", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "reduce", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "lengths", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "indices", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "offsets", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "axis", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(0) }, Arg { name: "unsafe", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }, Arg { name: "initial", ty: Ty::Scalar, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION, spaces: &[], aliases: &["_segment_reduce"], fields: &[], autocast: "",
        call: |s| Ok(ops::segment::segment_reduce(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?, FromValue::from_value(&s[7])?)?.into_value()) },
    Op { id: 643, name: "select", overload: "", schema: "select(Tensor(a) input, int dim, int index) -> Tensor", doc: r##"`x[index]` along `dim`, as a view.

Shapes: the input's without `dim`.
Dtypes: bool, integers, floats, complex.
Raises: IndexError for a dimension or an index out of range.
Source: PyTorch's `torch.select`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "index", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::select(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 644, name: "select_copy", overload: "", schema: "select_copy(Tensor input, int dim, int index) -> Tensor", doc: r##"`x[index]` along `dim`, in memory of its own.

Shapes: the input's without `dim`.
Dtypes: bool, integers, floats, complex.
Raises: IndexError for a dimension or an index out of range.
Source: PyTorch's `torch.select_copy`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "index", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::copies::select_copy(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 645, name: "select_scatter", overload: "", schema: "select_scatter(Tensor input, Tensor src, int dim, int index) -> Tensor", doc: r##"A copy of `x` after `x[index] = src` along `dim`.

Shapes: src the input's without `dim`; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a `src` of another shape; IndexError for a dimension or an index out of range.
Source: PyTorch's `torch.select_scatter`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "src", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "index", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view_scatter::select_scatter(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 646, name: "selu", overload: "", schema: "selu(Tensor input) -> Tensor", doc: r##"`s * x` where `x > 0`, else `s * a * (exp(x) - 1)`, with `s = 1.0507…` and `a = 1.6733…`, which keep mean 0 and variance 1 from layer
to layer.

Shapes: any; the result has the input's.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (in place) cannot hold the result's dtype.
Source: Klambauer and others, Self-Normalizing Neural Networks, 2017 (arXiv:1706.02515); PyTorch's `torch.selu`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation::selu(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 647, name: "selu", overload: "functional", schema: "selu.functional(Tensor input, bool inplace=False) -> Tensor", doc: r##"`s * x` where `x > 0`, else `s * a * (exp(x) - 1)`, with `s = 1.0507…` and `a = 1.6733…`, which keep mean 0 and variance 1 from layer
to layer.

Shapes: any; the result has the input's.
Dtypes: floats; others raise NotImplementedError.
Raises: no error of its own.
Source: Klambauer and others, Self-Normalizing Neural Networks, 2017 (arXiv:1706.02515); PyTorch's `torch.nn.functional.selu`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "inplace", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation_functional::selu_functional(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 648, name: "sgn", overload: "", schema: "sgn(Tensor input) -> Tensor", doc: r##"`x / |x|`, 0 at 0.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.sgn`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::unary::sgn(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 649, name: "shifted_chebyshev_polynomial_t", overload: "", schema: "shifted_chebyshev_polynomial_t(TensorOrScalar x, TensorOrScalar n) -> Tensor", doc: r##"`T_n(2 x - 1)`, the Chebyshev polynomial of the first kind on [0, 1]; 0 for `n < 0`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: Abramowitz and Stegun, section 22.5; PyTorch's `torch.special.shifted_chebyshev_polynomial_t`."##, args: &[Arg { name: "x", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "n", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::NONDIFF | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::polynomial::shifted_chebyshev_polynomial_t(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 650, name: "shifted_chebyshev_polynomial_u", overload: "", schema: "shifted_chebyshev_polynomial_u(TensorOrScalar x, TensorOrScalar n) -> Tensor", doc: r##"`U_n(2 x - 1)`, the Chebyshev polynomial of the second kind on [0, 1]; 0 for `n < 0`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: Abramowitz and Stegun, section 22.5; PyTorch's `torch.special.shifted_chebyshev_polynomial_u`."##, args: &[Arg { name: "x", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "n", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::NONDIFF | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::polynomial::shifted_chebyshev_polynomial_u(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 651, name: "shifted_chebyshev_polynomial_v", overload: "", schema: "shifted_chebyshev_polynomial_v(TensorOrScalar x, TensorOrScalar n) -> Tensor", doc: r##"`V_n(2 x - 1)`, the Chebyshev polynomial of the third kind on [0, 1]; 0 for `n < 0`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: Mason and Handscomb, Chebyshev Polynomials, 2002; PyTorch's `torch.special.shifted_chebyshev_polynomial_v`."##, args: &[Arg { name: "x", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "n", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::NONDIFF | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::polynomial::shifted_chebyshev_polynomial_v(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 652, name: "shifted_chebyshev_polynomial_w", overload: "", schema: "shifted_chebyshev_polynomial_w(TensorOrScalar x, TensorOrScalar n) -> Tensor", doc: r##"`W_n(2 x - 1)`, the Chebyshev polynomial of the fourth kind on [0, 1]; 0 for `n < 0`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: Mason and Handscomb, Chebyshev Polynomials, 2002; PyTorch's `torch.special.shifted_chebyshev_polynomial_w`."##, args: &[Arg { name: "x", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "n", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::NONDIFF | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::polynomial::shifted_chebyshev_polynomial_w(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 653, name: "short", overload: "", schema: "short(Tensor input, *, memory_format memory_format=Preserve) -> Tensor", doc: r##"`x` cut to int16: the fraction dropped.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; the result is int16.
Raises: no error of its own.
Source: PyTorch's `torch.Tensor.short`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::short(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 654, name: "sigmoid", overload: "", schema: "sigmoid(Tensor input) -> Tensor", doc: r##"`1 / (1 + exp(-x))`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.sigmoid`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT | flag::UNSAVED, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::unary::sigmoid(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 655, name: "sign", overload: "", schema: "sign(Tensor input) -> Tensor", doc: r##"`(x > 0) - (x < 0)`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; others raise RuntimeError.
Raises: RuntimeError for complex numbers.
Source: PyTorch's `torch.sign`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::unary::sign(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 656, name: "signbit", overload: "", schema: "signbit(Tensor input) -> Tensor", doc: r##"Whether the sign bit is set: `x < 0`, and true for -0.0.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; the result is bool; others raise NotImplementedError.
Raises: RuntimeError for complex numbers.
Source: PyTorch's `torch.signbit`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::unary::signbit(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 657, name: "silu", overload: "", schema: "silu(Tensor input) -> Tensor", doc: r##"`x / (1 + exp(-x))`.

Shapes: any; the result has the input's.
Dtypes: floats, complex; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: Elfwing, Uchibe and Doya, 2017 (arXiv:1702.03118); PyTorch's `torch.ops.aten.silu`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::INPLACE | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation::silu(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 658, name: "silu", overload: "functional", schema: "silu.functional(Tensor input, bool inplace=False) -> Tensor", doc: r##"`x / (1 + exp(-x))`.

Shapes: any; the result has the input's.
Dtypes: floats, complex; others raise NotImplementedError.
Raises: no error of its own.
Source: Elfwing, Uchibe and Doya, 2017 (arXiv:1702.03118); PyTorch's `torch.nn.functional.silu`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "inplace", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation_functional::silu_functional(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 659, name: "sin", overload: "", schema: "sin(Tensor input) -> Tensor", doc: r##"`sin(x)` of radians.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.sin`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::trig::sin(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 660, name: "sinc", overload: "", schema: "sinc(Tensor input) -> Tensor", doc: r##"`sin(pi * x) / (pi * x)`, 1 at 0.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.sinc`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special::sinc(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 661, name: "sinh", overload: "", schema: "sinh(Tensor input) -> Tensor", doc: r##"`(e^x - e^-x) / 2`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Autocast: computed in float32 on CUDA.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.sinh`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "f32:cuda",
        call: |s| Ok(ops::trig::sinh(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 662, name: "slice", overload: "", schema: "slice(Tensor(a) input, int dim=0, int? start=None, int? end=None, int step=1) -> Tensor", doc: r##"`x[start:end:step]` along `dim`, as a view.

Shapes: the input's with `ceil((end - start) / step)` in `dim`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a step below 1; IndexError for a dimension out of range.
Source: PyTorch's `torch.ops.aten.slice`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }, Arg { name: "start", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "end", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "step", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(1) }],
        flags: flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::slice(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 663, name: "slice_copy", overload: "", schema: "slice_copy(Tensor input, int dim=0, int? start=None, int? end=None, int step=1) -> Tensor", doc: r##"`x[start:end:step]` along `dim`, in memory of its own.

Shapes: the input's with `ceil((end - start) / step)` in `dim`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a step below 1; IndexError for a dimension out of range.
Source: PyTorch's `torch.slice_copy`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }, Arg { name: "start", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "end", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "step", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(1) }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::copies::slice_copy(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 664, name: "slice_inverse", overload: "", schema: "slice_inverse(Tensor(a) input, Tensor src, int dim=0, int? start=None, int? end=None, int step=1) -> Tensor(a)", doc: r##"A view of `input`'s memory with the sizes, strides and offset of `src`, of which `input` is a slice.

Shapes: the shape of `src`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a geometry that reaches beyond the storage.
Source: PyTorch's `torch.slice_inverse`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "src", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }, Arg { name: "start", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "end", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "step", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(1) }],
        flags: flag::FUNCTION | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::copies::slice_inverse(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 665, name: "slice_scatter", overload: "", schema: "slice_scatter(Tensor input, Tensor src, int dim=0, int? start=None, int? end=None, int step=1) -> Tensor", doc: r##"A copy of `x` after `x[start:end:step] = src` along `dim`.

Shapes: src the slice's; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a `src` of another shape and a step below 1; IndexError for a dimension out of range.
Source: PyTorch's `torch.slice_scatter`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "src", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }, Arg { name: "start", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "end", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "step", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(1) }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view_scatter::slice_scatter(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 666, name: "slogdet", overload: "", schema: "slogdet(Tensor input) -> (Tensor sign, Tensor logabsdet)", doc: r##"`det(A) = sign * exp(logabsdet)`; the sign is -1, 0 or 1, of complex matrices a number of size 1 or 0.

Shapes: `(*, n, n)` to two of `(*)`.
Dtypes: float32, float64, complex; complex gives as result 2 the real dtype; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for matrices that are not square.
Source: PyTorch's `torch.slogdet`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &["sign", "logabsdet"], autocast: "f32",
        call: |s| Ok(ops::linalg::determinant::slogdet(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 667, name: "smooth_l1_loss", overload: "", schema: "smooth_l1_loss(Tensor input, Tensor target, str reduction='mean', float beta=1.0) -> Tensor", doc: r##"`(x - y)^2 / (2 * beta)` where `|x - y| < beta`, else `|x - y| - beta / 2`. `reduction` `'mean'` or `'sum'` of them, or `'none'`.

Shapes: two that broadcast. The loss is the common shape with `reduction='none'`, else `()`.
Dtypes: integers, floats, complex; integers give float32; complex gives the real dtype; others raise NotImplementedError.
Autocast: computed in float32.
Raises: RuntimeError for a negative `beta`; ValueError for another `reduction`.
Source: Girshick, Fast R-CNN, 2015 (arXiv:1504.08083); PyTorch's `torch.nn.functional.smooth_l1_loss`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "target", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "reduction", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Str("mean") }, Arg { name: "beta", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1.0) }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::loss::smooth_l1_loss(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 668, name: "soft_margin_loss", overload: "", schema: "soft_margin_loss(Tensor input, Tensor target, str reduction='mean') -> Tensor", doc: r##"`log(1 + exp(-y * x))` for targets of 1 and -1. `reduction` `'mean'` or `'sum'` of them, or `'none'`.

Shapes: two that broadcast. The loss is the common shape with `reduction='none'`, else `()`.
Dtypes: floats; others raise NotImplementedError.
Autocast: computed in float32.
Raises: ValueError for another `reduction`; RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.nn.functional.soft_margin_loss`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "target", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "reduction", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Str("mean") }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::loss::soft_margin_loss(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 669, name: "softmax", overload: "", schema: "softmax(Tensor input, int dim, dtype? dtype=None) -> Tensor", doc: r##"`exp(x) / sum(exp(x))` along `dim`, without overflow.

Shapes: any; the result has the input's.
Dtypes: floats; others raise NotImplementedError.
Autocast: computed in float32 on CUDA.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.softmax`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &["special"], aliases: &[], fields: &[], autocast: "f32:cuda",
        call: |s| Ok(ops::softmax::softmax(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 670, name: "softplus", overload: "", schema: "softplus(Tensor input, Scalar beta=1, Scalar threshold=20) -> Tensor", doc: r##"`log(1 + exp(beta * x)) / beta`; `x` itself where `beta * x > threshold`.

Shapes: any; the result has the input's.
Dtypes: floats; others raise NotImplementedError.
Autocast: computed in float32 on CUDA.
Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.nn.functional.softplus`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "beta", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(1) }, Arg { name: "threshold", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(20) }],
        flags: flag::OUT, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "f32:cuda",
        call: |s| Ok(ops::activation::softplus(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 671, name: "softshrink", overload: "", schema: "softshrink(Tensor input, Scalar lambd=0.5) -> Tensor", doc: r##"`x - lambd` where `x > lambd`, `x + lambd` where `x < -lambd`, else 0.

Shapes: any; the result has the input's.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for a negative `lambd`.
Source: PyTorch's `torch.nn.functional.softshrink`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "lambd", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.5) }],
        flags: flag::OUT, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation::softshrink(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 672, name: "softsign", overload: "", schema: "softsign(Tensor input) -> Tensor", doc: r##"`x / (1 + |x|)`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Raises: no error of its own.
Source: PyTorch's `torch.nn.functional.softsign`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation_functional::softsign(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 673, name: "sort", overload: "", schema: "sort(Tensor input, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)", doc: r##"`values[i] = x[indices[i]]` ascending along `dim` (descending with `descending`); equal ones keep their order, NaN counts as largest.

Shapes: any; both results have the input's.
Dtypes: bool, integers, floats; result 2 is int64; others raise NotImplementedError.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.sort`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(-1) }, Arg { name: "descending", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &["values", "indices"], autocast: "",
        call: |s| Ok(ops::sort::sort(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 674, name: "sort", overload: "stable", schema: "sort.stable(Tensor input, *, bool? stable, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)", doc: r##"`values[i] = x[indices[i]]` ascending along `dim` (descending with `descending`); equal ones keep their order, NaN counts as largest.

Shapes: any; both results have the input's.
Dtypes: bool, integers, floats; result 2 is int64; others raise NotImplementedError.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.sort`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "stable", ty: Ty::Bool, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(-1) }, Arg { name: "descending", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &["values", "indices"], autocast: "",
        call: |s| Ok(ops::sort::sort_stable(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 675, name: "spherical_bessel_j0", overload: "", schema: "spherical_bessel_j0(Tensor x) -> Tensor", doc: r##"`sin(x) / x`, 1 at 0: the spherical Bessel function of the first kind of order 0.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
Source: Abramowitz and Stegun, section 10.1; PyTorch's `torch.special.spherical_bessel_j0`."##, args: &[Arg { name: "x", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::bessel::spherical_bessel_j0(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 676, name: "split", overload: "", schema: "split(Tensor(a) input, int split_size, int dim=0) -> Tensor[]", doc: r##"`x[0 : s], x[s : 2 s], …` along `dim`, as views; the last piece may be smaller.

Shapes: `(*, n, *)` to pieces of `(*, s, *)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a negative size; IndexError for a dimension out of range.
Source: PyTorch's `torch.Tensor.split`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "split_size", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }],
        flags: flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::split::split(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 677, name: "split", overload: "function", schema: "split.function(Tensor(a) tensor, int split_size_or_sections, int dim=0) -> Tensor[]", doc: r##"`x[0 : s], x[s : 2 s], …` along `dim`, as views; the last piece may be smaller.

Shapes: `(*, n, *)` to pieces of `(*, s, *)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a negative size; IndexError for a dimension out of range.
Source: PyTorch's `torch.split`."##, args: &[Arg { name: "tensor", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "split_size_or_sections", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }],
        flags: flag::FUNCTION | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::split::split_function(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 678, name: "split", overload: "function_sizes", schema: "split.function_sizes(Tensor(a) tensor, int[] split_size_or_sections, int dim=0) -> Tensor[]", doc: r##"`x` cut along `dim` into pieces of the given sizes, as views.

Shapes: `(*, n, *)` to pieces of `(*, sizes[i], *)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError where the sizes are negative or do not sum to the dimension's; IndexError for a dimension out of range.
Source: PyTorch's `torch.split`."##, args: &[Arg { name: "tensor", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "split_size_or_sections", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }],
        flags: flag::FUNCTION | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::split::split_function_sizes(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 679, name: "split", overload: "sizes", schema: "split.sizes(Tensor(a) input, int[] split_size, int dim=0) -> Tensor[]", doc: r##"`x` cut along `dim` into pieces of the given sizes, as views.

Shapes: `(*, n, *)` to pieces of `(*, sizes[i], *)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError where the sizes are negative or do not sum to the dimension's; IndexError for a dimension out of range.
Source: PyTorch's `torch.Tensor.split`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "split_size", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }],
        flags: flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view_parts::split_sizes(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 680, name: "split_copy", overload: "", schema: "split_copy(Tensor input, int split_size, int dim=0) -> Tensor[]", doc: r##"`x[0 : s], x[s : 2 s], …` along `dim` for `s = split_size`, each piece in memory of its own.

Shapes: pieces of `(*, split_size, *)`; the last may be smaller.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a negative `split_size`; IndexError for a dimension out of range.
Source: PyTorch's `torch.split_copy`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "split_size", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::copies::split_copy(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 681, name: "split_with_sizes", overload: "", schema: "split_with_sizes(Tensor(a) input, int[] split_sizes, int dim=0) -> Tensor[]", doc: r##"`x` cut along `dim` into pieces of the given sizes, as views.

Shapes: `(*, n, *)` to pieces of `(*, sizes[i], *)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError where the sizes are negative or do not sum to the dimension's; IndexError for a dimension out of range.
Source: PyTorch's `torch.split_with_sizes`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "split_sizes", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }],
        flags: flag::FUNCTION | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::split::split_with_sizes(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 682, name: "split_with_sizes_copy", overload: "", schema: "split_with_sizes_copy(Tensor input, int[] split_sizes, int dim=0) -> Tensor[]", doc: r##"`x` cut along `dim` into pieces of the given sizes, each in memory of its own.

Shapes: pieces of `(*, split_sizes[i], *)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError where the sizes are negative or do not sum to the dimension's.
Source: PyTorch's `torch.split_with_sizes_copy`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "split_sizes", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::copies::split_with_sizes_copy(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 683, name: "sqrt", overload: "", schema: "sqrt(Tensor input) -> Tensor", doc: r##"`y` with `y^2 = x`; NaN for real `x < 0`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.sqrt`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT | flag::UNSAVED, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::unary::sqrt(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 684, name: "square", overload: "", schema: "square(Tensor input) -> Tensor", doc: r##"`x * x`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; bool gives int64.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.square`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::unary::square(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 685, name: "squeeze", overload: "", schema: "squeeze(Tensor(a) input) -> Tensor", doc: r##"`x` without its dimensions of size 1, as a view.

Shapes: `(2, 1, 3)` to `(2, 3)`.
Dtypes: bool, integers, floats, complex.
Raises: no error of its own.
Source: PyTorch's `torch.squeeze`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::squeeze(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 686, name: "squeeze", overload: "dim", schema: "squeeze.dim(Tensor(a) input, int[1] dim) -> Tensor", doc: r##"`x` without those of the dimensions `dim` that have size 1, as a view.

Shapes: `(1, 2, 1)` to `(2, 1)` for `dim` 0.
Dtypes: bool, integers, floats, complex.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.squeeze`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::squeeze_dim(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 687, name: "squeeze_copy", overload: "", schema: "squeeze_copy(Tensor input) -> Tensor", doc: r##"`x` without its dimensions of size 1, in memory of its own.

Shapes: `(2, 1, 3)` to `(2, 3)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.squeeze_copy`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::copies::squeeze_copy(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 688, name: "squeeze_copy", overload: "dim", schema: "squeeze_copy.dim(Tensor input, int[1] dim) -> Tensor", doc: r##"`x` without those of the dimensions `dim` that have size 1, in memory of its own.

Shapes: `(1, 2, 1)` to `(2, 1)` for `dim` 0.
Dtypes: bool, integers, floats, complex.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.squeeze_copy`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Ints, optional: false, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::copies::squeeze_copy_dim(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 689, name: "stack", overload: "", schema: "stack(Tensor[] tensors, int dim=0) -> Tensor", doc: r##"`out[…, i, …] = tensors[i]`, with `i` in a new dimension `dim`.

Shapes: equal shapes `(*)` to `(*, number of tensors, *)`.
Dtypes: bool, integers, floats, complex.
Autocast: computed in the widest dtype of the inputs.
Raises: RuntimeError for no tensors and shapes that differ; IndexError for a dimension out of range.
Source: PyTorch's `torch.stack`."##, args: &[Arg { name: "tensors", ty: Ty::Tensors, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "promote",
        call: |s| Ok(ops::join::stack(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 690, name: "std", overload: "dim", schema: "std.dim(Tensor input, int[1]? dim, bool unbiased=True, bool keepdim=False) -> Tensor", doc: r##"`sqrt(sum((x - mean)^2) / max(0, n - c))` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0 without `unbiased`.

Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
Dtypes: floats, complex; complex gives the real dtype; others raise NotImplementedError.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.std`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "unbiased", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::statistics::std_dim(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 691, name: "std", overload: "correction", schema: "std.correction(Tensor input, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> Tensor", doc: r##"`sqrt(sum((x - mean)^2) / max(0, n - c))` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0 without `unbiased`.

Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
Dtypes: floats, complex; complex gives the real dtype; others raise NotImplementedError.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.std`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "correction", ty: Ty::Scalar, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::statistics::std(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 692, name: "std", overload: "", schema: "std(Tensor input, bool unbiased=True) -> Tensor", doc: r##"`sqrt(sum((x - mean)^2) / max(0, n - c))` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0 without `unbiased`.

Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
Dtypes: floats, complex; complex gives the real dtype; others raise NotImplementedError.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.std`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "unbiased", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::statistics::std_all(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 693, name: "std_mean", overload: "dim", schema: "std_mean.dim(Tensor input, int[1]? dim, bool unbiased=True, bool keepdim=False) -> (Tensor, Tensor)", doc: r##"`sqrt(sum((x - mean)^2) / max(0, n - c))` and `mean = sum(x) / n` of all elements or over `dim`; `c` is `correction`, 1 by default,
and 0 without `unbiased`.

Shapes: both the input's without `dim` (size 1 there with `keepdim`), `()` of all.
Dtypes: floats, complex; complex gives as result 1 the real dtype; others raise NotImplementedError.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.std_mean`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "unbiased", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::statistics::std_mean_dim(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 694, name: "std_mean", overload: "correction", schema: "std_mean.correction(Tensor input, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> (Tensor, Tensor)", doc: r##"`sqrt(sum((x - mean)^2) / max(0, n - c))` and `mean = sum(x) / n` of all elements or over `dim`; `c` is `correction`, 1 by default,
and 0 without `unbiased`.

Shapes: both the input's without `dim` (size 1 there with `keepdim`), `()` of all.
Dtypes: floats, complex; complex gives as result 1 the real dtype; others raise NotImplementedError.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.std_mean`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "correction", ty: Ty::Scalar, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::statistics::std_mean(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 695, name: "std_mean", overload: "", schema: "std_mean(Tensor input, bool unbiased=True) -> (Tensor, Tensor)", doc: r##"`sqrt(sum((x - mean)^2) / max(0, n - c))` and `mean = sum(x) / n` of all elements or over `dim`; `c` is `correction`, 1 by default,
and 0 without `unbiased`.

Shapes: both the input's without `dim` (size 1 there with `keepdim`), `()` of all.
Dtypes: floats, complex; complex gives as result 1 the real dtype; others raise NotImplementedError.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.std_mean`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "unbiased", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::statistics::std_mean_all(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 696, name: "stft", overload: "", schema: "stft(Tensor input, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool center=True, str pad_mode='reflect', bool normalized=False, bool? onesided=None, bool? return_complex=None, bool? align_to_window=None) -> Tensor", doc: r##"`out[f, t] = sum over k of w[k] * x[t * hop_length + k] * exp(-2 pi i f k / n_fft)`, complex, or with a last dimension of parts
without `return_complex`. `hop_length` is `n_fft // 4` by default; `center` pads the signal so that frame `t` is centred at `t *
hop_length`.

Shapes: `(B, time)` or `(time)` to `(B, frequencies, frames)`; `n_fft // 2 + 1` frequencies with `onesided`.
Dtypes: float32, float64, complex; float32 gives complex64; float64 gives complex128; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for an `n_fft` that is not in 1 to the length, a window of another length, and a real input without
  `return_complex`; NotImplementedError for `align_to_window`.
Source: PyTorch's `torch.stft`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "n_fft", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "hop_length", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "win_length", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "window", ty: Ty::Tensor, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "center", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }, Arg { name: "pad_mode", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Str("reflect") }, Arg { name: "normalized", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "onesided", ty: Ty::Bool, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "return_complex", ty: Ty::Bool, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "align_to_window", ty: Ty::Bool, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::fft::short_time::stft(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?, FromValue::from_value(&s[7])?, FromValue::from_value(&s[8])?, FromValue::from_value(&s[9])?, FromValue::from_value(&s[10])?)?.into_value()) },
    Op { id: 697, name: "sub", overload: "", schema: "sub(Tensor input, TensorOrScalar other, *, Scalar alpha=1) -> Tensor", doc: r##"`x - alpha * other`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: integers, floats, complex; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast; NotImplementedError for bools.
Source: PyTorch's `torch.sub`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "alpha", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(1) }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT | flag::UNSAVED, spaces: &[], aliases: &["subtract"], fields: &[], autocast: "",
        call: |s| Ok(ops::pointwise::sub(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 698, name: "sum", overload: "", schema: "sum(Tensor input, *, dtype? dtype=None) -> Tensor", doc: r##"`x[0] + x[1] + …`; 0 without elements.

Shapes: any; the result is `()`.
Dtypes: bool, integers, floats, complex; bool, uint8, int8, int16, int32 give int64.
Raises: no error of its own.
Source: PyTorch's `torch.sum`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::reduce::sum(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 699, name: "sum", overload: "dim", schema: "sum.dim(Tensor input, int[1]? dim, bool keepdim=False, *, dtype? dtype=None) -> Tensor", doc: r##"`x[0] + x[1] + …` over `dim` (all when it is `None` or empty); 0 over no elements.

Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
Dtypes: bool, integers, floats, complex; bool, uint8, int8, int16, int32 give int64.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.sum`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::reduce::sum_dim(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 700, name: "sum_to_size", overload: "", schema: "sum_to_size(Tensor input, int... size) -> Tensor", doc: r##"`sum` over the dimensions in which `size` would have been stretched to this shape.

Shapes: `size` must broadcast to the input's; the result has `size`.
Dtypes: bool, integers, floats, complex; bool, uint8, int8, int16, int32 give int64.
Raises: RuntimeError for a size that does not broadcast to the input's.
Source: PyTorch's `torch.Tensor.sum_to_size`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "size", ty: Ty::Ints, optional: false, count: 0, varargs: true, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation::sum_to_size(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 701, name: "svd", overload: "", schema: "svd(Tensor input, bool some=True, bool compute_uv=True) -> (Tensor U, Tensor S, Tensor V)", doc: r##"`input = U @ diag(S) @ V.mH`, thin with `some`; zeros for `U` and `V` without `compute_uv`.

Shapes: `(*, m, n)` to `(*, m, k)`, `(*, min(m, n))` and `(*, n, k)`.
Dtypes: float32, float64, complex; complex gives as result 2 the real dtype; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for fewer than 2 dimensions; LinAlgError for infinite or NaN entries.
Source: PyTorch's `torch.svd`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "some", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }, Arg { name: "compute_uv", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &["U", "S", "V"], autocast: "f32",
        call: |s| Ok(ops::linalg::svd::svd(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 702, name: "t", overload: "", schema: "t(Tensor(a) input) -> Tensor", doc: r##"`out[i][j] = x[j][i]`, as a view; vectors and numbers as they are.

Shapes: `(n, m)` to `(m, n)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for more than 2 dimensions.
Source: PyTorch's `torch.t`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::t(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 703, name: "t_copy", overload: "", schema: "t_copy(Tensor input) -> Tensor", doc: r##"`out[i][j] = x[j][i]`, in memory of its own; vectors and numbers as they are.

Shapes: `(n, m)` to `(m, n)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for more than 2 dimensions.
Source: PyTorch's `torch.t_copy`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::copies::t_copy(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 704, name: "take", overload: "", schema: "take(Tensor input, Tensor index) -> Tensor", doc: r##"`out[i…] = x.flatten()[index[i…]]`.

Shapes: any; the result has the shape of `index`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for indices that are not int64; IndexError for an index out of range.
Source: PyTorch's `torch.take`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "index", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::index_more::take(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 705, name: "take_along_dim", overload: "", schema: "take_along_dim(Tensor input, Tensor indices, int? dim=None) -> Tensor", doc: r##"`out[i][j] = x[indices[i][j]][j]` for `dim` 0 and so on, with both broadcast against each other outside `dim`; of the flattened tensor
without `dim`.

Shapes: as many dimensions in both; the result has the broadcast sizes, and that of `indices` in `dim`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for indices that are not int64 and another number of dimensions; IndexError for an index out of range.
Source: PyTorch's `torch.take_along_dim`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "indices", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::index_more::take_along_dim(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 706, name: "tan", overload: "", schema: "tan(Tensor input) -> Tensor", doc: r##"`sin(x) / cos(x)` of radians.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Autocast: computed in float32 on CUDA.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.tan`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "f32:cuda",
        call: |s| Ok(ops::trig::tan(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 707, name: "tanh", overload: "", schema: "tanh(Tensor input) -> Tensor", doc: r##"`(e^x - e^-x) / (e^x + e^-x)`, the hyperbolic tangent.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.tanh`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT | flag::UNSAVED, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pointwise::tanh(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 708, name: "tanhshrink", overload: "", schema: "tanhshrink(Tensor input) -> Tensor", doc: r##"`x - tanh(x)`.

Shapes: any; the result has the input's.
Dtypes: integers, floats, complex; integers give float32; others raise NotImplementedError.
Raises: no error of its own.
Source: PyTorch's `torch.nn.functional.tanhshrink`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation_functional::tanhshrink(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 709, name: "tensor_split", overload: "sections", schema: "tensor_split.sections(Tensor(a) input, int sections, int dim=0) -> Tensor[]", doc: r##"`x` cut along `dim` into `sections` pieces, the first `n % sections` one longer than the others, as views.

Shapes: `(*, n, *)` to pieces of `(*, n // sections (+ 1), *)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for fewer than 1 sections and a tensor without dimensions; IndexError for a dimension out of range.
Source: PyTorch's `torch.tensor_split`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "sections", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }],
        flags: flag::FUNCTION | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::split::tensor_split_sections(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 710, name: "tensor_split", overload: "indices", schema: "tensor_split.indices(Tensor(a) input, int[] indices, int dim=0) -> Tensor[]", doc: r##"`x[0 : i0], x[i0 : i1], …` along `dim`, as views.

Shapes: pieces between the indices.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a tensor without dimensions; IndexError for a dimension out of range.
Source: PyTorch's `torch.tensor_split`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "indices", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }],
        flags: flag::FUNCTION | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::split::tensor_split_indices(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 711, name: "tensor_split", overload: "tensor", schema: "tensor_split.tensor(Tensor(a) input, Tensor tensor_indices_or_sections, int dim=0) -> Tensor[]", doc: r##"`x[0 : i0], x[i0 : i1], …` along `dim`, or that many pieces, with the indices or the number in a tensor.

Shapes: pieces of the input along `dim`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for numbers that are not int64 or have more than 1 dimension; IndexError for a dimension out of range.
Source: PyTorch's `torch.tensor_split`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "tensor_indices_or_sections", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }],
        flags: flag::FUNCTION | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::split::tensor_split_tensor(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 712, name: "tensordot", overload: "dims", schema: "tensordot.dims(Tensor a, Tensor b, int dims=2) -> Tensor", doc: r##"`out[i…, j…] = sum over k… of a[i…, k…] * b[k…, j…]` over the last `dims` dimensions of `a` and the first of `b`.

Shapes: the sizes of both without the summed dimensions.
Dtypes: integers, floats, complex; others raise NotImplementedError.
Raises: RuntimeError for a number of dimensions that is negative or too large and sizes that differ.
Source: PyTorch's `torch.tensordot`."##, args: &[Arg { name: "a", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "b", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dims", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(2) }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::einsum::tensordot(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 713, name: "threshold", overload: "", schema: "threshold(Tensor input, Scalar threshold, Scalar value) -> Tensor", doc: r##"`x` where `x > threshold`, else `value`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.threshold`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "threshold", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "value", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation::threshold(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 714, name: "threshold", overload: "functional", schema: "threshold.functional(Tensor input, Scalar threshold, Scalar value, bool inplace=False) -> Tensor", doc: r##"`x` where `x > threshold`, else `value`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; others raise NotImplementedError.
Raises: no error of its own.
Source: PyTorch's `torch.nn.functional.threshold`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "threshold", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "value", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "inplace", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::activation_functional::threshold_functional(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 715, name: "tile", overload: "", schema: "tile(Tensor input, int... dims) -> Tensor", doc: r##"`out[i, j] = x[i % n, j % m]`: copies side by side; fewer numbers than dimensions leave the leading ones alone.

Shapes: `(n, m)` to `(d0 n, d1 m)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for negative numbers.
Source: PyTorch's `torch.tile`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dims", ty: Ty::Ints, optional: false, count: 0, varargs: true, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::shape::tile(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 716, name: "to", overload: "dtype", schema: "to.dtype(Tensor input, dtype dtype, bool non_blocking=False, bool copy=False, *, memory_format? memory_format=None) -> Tensor", doc: r##"`x` cast to `dtype`: rounded to a float, cut towards 0 to an integer, `x != 0` for bool. Itself when it has the dtype and `copy` is
false.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; the result is `dtype`.
Raises: no error of its own.
Source: PyTorch's `torch.Tensor.to`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "non_blocking", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "copy", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::to_type(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 717, name: "to", overload: "device", schema: "to.device(Tensor input, device? device=None, dtype? dtype=None, bool non_blocking=False, bool copy=False, *, memory_format? memory_format=None) -> Tensor", doc: r##"`x` on another device, in another dtype or both; itself when nothing changes and `copy` is false.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; the result is `dtype` where it is given.
Raises: RuntimeError for a device that is not there; NotImplementedError from a meta tensor, which has no data.
Source: PyTorch's `torch.Tensor.to`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "non_blocking", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "copy", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::to_device(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?)?.into_value()) },
    Op { id: 718, name: "to", overload: "other", schema: "to.other(Tensor input, Tensor other, bool non_blocking=False, bool copy=False, *, memory_format? memory_format=None) -> Tensor", doc: r##"`x` cast to the dtype and moved to the device of `other`; itself when nothing changes.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; the result is `other`'s.
Raises: no error of its own.
Source: PyTorch's `torch.Tensor.to`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "non_blocking", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "copy", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::to_other(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 719, name: "topk", overload: "", schema: "topk(Tensor input, int k, int dim=-1, bool largest=True, bool sorted=True) -> (Tensor values, Tensor indices)", doc: r##"The `k` largest elements (smallest without `largest`) along `dim`, in order, and where they are; NaN counts as largest.

Shapes: `(*, n, *)` to two of `(*, k, *)`.
Dtypes: bool, integers, floats; result 2 is int64; others raise NotImplementedError.
Raises: RuntimeError for a `k` outside 0 to the size; IndexError for a dimension out of range.
Source: PyTorch's `torch.topk`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "k", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(-1) }, Arg { name: "largest", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }, Arg { name: "sorted", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &["values", "indices"], autocast: "",
        call: |s| Ok(ops::sort::topk(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 720, name: "trace", overload: "", schema: "trace(Tensor input) -> Tensor", doc: r##"`sum over i of x[i][i]`.

Shapes: `(n, m)` to `()`.
Dtypes: bool, integers, floats, complex; bool, uint8, int8, int16, int32 give int64.
Autocast: computed in float32.
Raises: RuntimeError for tensors that are no matrices.
Source: PyTorch's `torch.trace`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::rearrange::trace(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 721, name: "transpose", overload: "", schema: "transpose(Tensor(a) input, int dim0, int dim1) -> Tensor", doc: r##"`out[…, i, …, j, …] = x[…, j, …, i, …]`: two dimensions exchanged, as a view.

Shapes: the input's with two sizes exchanged.
Dtypes: bool, integers, floats, complex.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.transpose`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim0", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim1", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::VIEW, spaces: &[], aliases: &["swapaxes", "swapdims"], fields: &[], autocast: "",
        call: |s| Ok(ops::view::transpose(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 722, name: "transpose_copy", overload: "", schema: "transpose_copy(Tensor input, int dim0, int dim1) -> Tensor", doc: r##"`x` with two dimensions exchanged, in memory of its own.

Shapes: the input's with two sizes exchanged.
Dtypes: bool, integers, floats, complex.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.transpose_copy`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim0", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim1", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::copies::transpose_copy(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 723, name: "trapezoid", overload: "x", schema: "trapezoid.x(Tensor y, Tensor x, *, int dim=-1) -> Tensor", doc: r##"`sum over i of (x[i + 1] - x[i]) * (y[i] + y[i + 1]) / 2` along `dim`.

Shapes: `y` without `dim`; `x` `(n)` or `y`'s.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Raises: RuntimeError where `x` has not one point for each of `y`; IndexError for a dimension out of range.
Source: PyTorch's `torch.trapezoid`."##, args: &[Arg { name: "y", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "x", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(-1) }],
        flags: flag::FUNCTION, spaces: &[], aliases: &["trapz"], fields: &[], autocast: "",
        call: |s| Ok(ops::order_stats::trapezoid_x(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 724, name: "trapezoid", overload: "", schema: "trapezoid(Tensor y, *, Scalar dx=1, int dim=-1) -> Tensor", doc: r##"`dx * sum over i of (y[i] + y[i + 1]) / 2` along `dim`.

Shapes: `y` without `dim`.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.trapezoid`."##, args: &[Arg { name: "y", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dx", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(1) }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Int(-1) }],
        flags: flag::FUNCTION, spaces: &[], aliases: &["trapz"], fields: &[], autocast: "",
        call: |s| Ok(ops::order_stats::trapezoid(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 725, name: "triangular_solve", overload: "", schema: "triangular_solve(Tensor input, Tensor A, bool upper=True, bool transpose=False, bool unitriangular=False) -> (Tensor solution, Tensor cloned_coefficient)", doc: r##"`X` with `A @ X = input` (`A^T` with `transpose`) for triangular `A`, and a copy of `A`.

Shapes: input `(*, n, k)`, A `(*, n, n)`: `(*, n, k)` and `(*, n, n)`.
Dtypes: float32, float64, complex; others raise RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for sizes that do not fit.
Source: PyTorch's `torch.triangular_solve`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "A", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "upper", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }, Arg { name: "transpose", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "unitriangular", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &["solution", "cloned_coefficient"], autocast: "f32",
        call: |s| Ok(ops::linalg::triangular::triangular_solve(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 726, name: "tril", overload: "", schema: "tril(Tensor input, int diagonal=0) -> Tensor", doc: r##"`out[…, i, j] = x[…, i, j] if j - i <= diagonal else 0`.

Shapes: `(*, n, m)`; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for fewer than 2 dimensions.
Source: PyTorch's `torch.tril`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "diagonal", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::rearrange::tril(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 727, name: "tril_indices", overload: "", schema: "tril_indices(int row, int col, int offset=0, *, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"All `(i, j)` with `j - i <= offset` in a `row` by `col` matrix, in row-major order: the rows, then the columns.

Shapes: `(2, n)`.
Dtypes: bool, integers, floats, complex by `dtype`, int64 without.
Raises: RuntimeError for a negative size.
Source: PyTorch's `torch.tril_indices`."##, args: &[Arg { name: "row", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "col", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "offset", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::rearrange::tril_indices(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 728, name: "triplet_margin_loss", overload: "", schema: "triplet_margin_loss(Tensor anchor, Tensor positive, Tensor negative, float margin=1.0, float p=2.0, float eps=1e-06, bool swap=False, str reduction='mean') -> Tensor", doc: r##"`max(0, d(a, p) - d(a, n) + margin)` with `d(x, y) = |x - y + eps|_p`; with `swap`, `d(a, n)` is at most `d(p, n)`. `reduction`
`'mean'` or `'sum'` of them, or `'none'`.

Shapes: three `(N, D)` or `(D)`. The loss is `(N)` or `()` with `reduction='none'`, else `()`.
Dtypes: integers, floats, complex; integers give float32; complex gives the real dtype; others raise NotImplementedError.
Autocast: computed in float32.
Raises: RuntimeError for other numbers of dimensions; ValueError for another `reduction`.
Source: Balntas and others, Learning Local Feature Descriptors with Triplets, 2016; PyTorch's `torch.nn.functional.triplet_margin_loss`."##, args: &[Arg { name: "anchor", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "positive", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "negative", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "margin", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1.0) }, Arg { name: "p", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(2.0) }, Arg { name: "eps", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1e-06) }, Arg { name: "swap", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "reduction", ty: Ty::Str, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Str("mean") }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::loss_margin::triplet_margin_loss(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?, FromValue::from_value(&s[5])?, FromValue::from_value(&s[6])?, FromValue::from_value(&s[7])?)?.into_value()) },
    Op { id: 729, name: "triu", overload: "", schema: "triu(Tensor input, int diagonal=0) -> Tensor", doc: r##"`out[…, i, j] = x[…, i, j] if j - i >= diagonal else 0`.

Shapes: `(*, n, m)`; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for fewer than 2 dimensions.
Source: PyTorch's `torch.triu`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "diagonal", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::rearrange::triu(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 730, name: "triu_indices", overload: "", schema: "triu_indices(int row, int col, int offset=0, *, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"All `(i, j)` with `j - i >= offset` in a `row` by `col` matrix, in row-major order: the rows, then the columns.

Shapes: `(2, n)`.
Dtypes: bool, integers, floats, complex by `dtype`, int64 without.
Raises: RuntimeError for a negative size.
Source: PyTorch's `torch.triu_indices`."##, args: &[Arg { name: "row", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "col", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "offset", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::rearrange::triu_indices(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 731, name: "true_divide", overload: "", schema: "true_divide(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"`x / other`, in floating point.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.true_divide`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::true_divide(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 732, name: "trunc", overload: "", schema: "trunc(Tensor input) -> Tensor", doc: r##"`x` without its fraction: the nearest integer towards 0.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats; others raise NotImplementedError.
Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
Source: PyTorch's `torch.trunc`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT | flag::UNSAVED, spaces: &[], aliases: &["fix"], fields: &[], autocast: "",
        call: |s| Ok(ops::round::trunc(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 733, name: "type_as", overload: "", schema: "type_as(Tensor input, Tensor other) -> Tensor", doc: r##"`x` cast to the dtype and moved to the device of `other`; itself when nothing changes.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex; the result is `other`'s.
Raises: no error of its own.
Source: PyTorch's `torch.Tensor.type_as`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::convert::type_as(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 734, name: "unbind", overload: "", schema: "unbind(Tensor(a) input, int dim=0) -> Tensor[]", doc: r##"`x[0], x[1], …` along `dim`, as views.

Shapes: pieces of the input's shape without `dim`.
Dtypes: bool, integers, floats, complex.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.unbind`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }],
        flags: flag::FUNCTION | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view_parts::unbind(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 735, name: "unbind_copy", overload: "", schema: "unbind_copy(Tensor input, int dim=0) -> Tensor[]", doc: r##"`x[0], x[1], …` along `dim`, each in memory of its own.

Shapes: pieces of the input's shape without `dim`.
Dtypes: bool, integers, floats, complex.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.unbind_copy`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::copies::unbind_copy(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 736, name: "unflatten", overload: "", schema: "unflatten(Tensor(a) input, int dim, int[] sizes) -> Tensor", doc: r##"`out[…, i, j, …] = x[…, i * sizes[1] + j, …]`: one dimension seen as several; one size may be -1.

Shapes: `(*, a b, *)` to `(*, a, b, *)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for sizes that do not multiply to the dimension's; IndexError for a dimension out of range.
Source: PyTorch's `torch.unflatten`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "sizes", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::shape::unflatten(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 737, name: "unfold", overload: "functional", schema: "unfold.functional(Tensor input, int[2] kernel_size, int[2] dilation=1, int[2] padding=0, int[2] stride=1) -> Tensor", doc: r##"`out[n, (c, i, j), l] = x[n, c, y + i * dilation, x + j * dilation]` for the window `l` at `(y, x)`: the windows as columns.

Shapes: `(N, C, H, W)` or without `N` to `(N, C kh kw, L)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for another number of dimensions and windows larger than the input.
Source: PyTorch's `torch.nn.functional.unfold`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "kernel_size", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dilation", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[1, 1]) }, Arg { name: "padding", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[0, 0]) }, Arg { name: "stride", ty: Ty::Ints, optional: false, count: 2, varargs: false, kwonly: false, mutated: false, default: Default::Ints(&[1, 1]) }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::pixel::unfold_functional(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 738, name: "unfold", overload: "", schema: "unfold(Tensor(a) input, int dimension, int size, int step) -> Tensor", doc: r##"`out[…, i, …, j] = x[…, i * step + j, …]`: all windows of `size` along a dimension, as a view.

Shapes: `(*, n, *)` to `(*, (n - size) // step + 1, *, size)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a window that is negative or larger than the dimension and a step below 1; IndexError for a dimension out of
  range.
Source: PyTorch's `torch.Tensor.unfold`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dimension", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "size", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "step", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::shape::unfold(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 739, name: "unfold_copy", overload: "", schema: "unfold_copy(Tensor input, int dimension, int size, int step) -> Tensor", doc: r##"`out[…, i, …, j] = x[…, i * step + j, …]`: the windows along a dimension, in memory of its own.

Shapes: `(*, n, *)` to `(*, (n - size) // step + 1, *, size)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a window larger than the dimension and a step below 1.
Source: PyTorch's `torch.unfold_copy`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dimension", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "size", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "step", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::copies::unfold_copy(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 740, name: "uniform_", overload: "", schema: "uniform_(Tensor(a!) input, float from=0.0, float to=1.0, *, Generator? generator=None) -> Tensor(a!)", doc: r##"Uniform numbers in [from, to), in place.

Shapes: any; the result has the input's.
Dtypes: floats, complex; others raise NotImplementedError.
Raises: RuntimeError for `from > to` and bounds that the dtype does not hold.
Source: PyTorch's `torch.Tensor.uniform_`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: true, default: Default::Required }, Arg { name: "from", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(0.0) }, Arg { name: "to", ty: Ty::Float, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Float(1.0) }, Arg { name: "generator", ty: Ty::Generator, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::METHOD | flag::RANDOM, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::random_fill::uniform_(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 741, name: "unique", overload: "", schema: "unique(Tensor input, bool sorted=True, bool return_inverse=False, bool return_counts=False, int? dim=None) -> Value", doc: r##"The distinct elements, or slices along `dim`, in ascending order; with `return_inverse` the number of each element's class, with
`return_counts` the size of each class.

Shapes: any to `(classes)`, with `dim` `(*, classes, *)`; the inverse has the input's (with `dim` its size).
Dtypes: bool, integers, floats; others raise NotImplementedError.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.unique`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "sorted", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }, Arg { name: "return_inverse", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "return_counts", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "dim", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::unique::unique(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?, FromValue::from_value(&s[4])?)?.into_value()) },
    Op { id: 742, name: "unique_consecutive", overload: "", schema: "unique_consecutive(Tensor input, bool return_inverse=False, bool return_counts=False, int? dim=None) -> Value", doc: r##"The first element (or slice along `dim`) of each run of equal ones; with `return_inverse` the number of each element's run, with
`return_counts` the length of each run.

Shapes: any to `(runs)`, with `dim` `(*, runs, *)`; the inverse has the input's (with `dim` its size).
Dtypes: bool, integers, floats; result 2 is int64; result 3 is int64; others raise NotImplementedError.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.unique_consecutive`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "return_inverse", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "return_counts", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }, Arg { name: "dim", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: flag::FUNCTION | flag::METHOD | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::unique::unique_consecutive(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 743, name: "unsafe_chunk", overload: "", schema: "unsafe_chunk(Tensor input, int chunks, int dim=0) -> Tensor[]", doc: r##"`x` cut along `dim` into pieces of `ceil(n / chunks)`; the last may be smaller, and there may be fewer.

Shapes: `(*, n, *)` to pieces of `(*, ceil(n / chunks), *)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for fewer than 1 chunks and a tensor without dimensions; IndexError for a dimension out of range.
Source: PyTorch's `torch.unsafe_chunk`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "chunks", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }],
        flags: flag::FUNCTION | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::split::unsafe_chunk(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 744, name: "unsafe_split", overload: "", schema: "unsafe_split(Tensor input, int split_size, int dim=0) -> Tensor[]", doc: r##"`x[0 : s], x[s : 2 s], …` along `dim`, as views; the last piece may be smaller.

Shapes: `(*, n, *)` to pieces of `(*, s, *)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a negative size; IndexError for a dimension out of range.
Source: PyTorch's `torch.unsafe_split`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "split_size", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }],
        flags: flag::FUNCTION | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::split::unsafe_split(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 745, name: "unsafe_split_with_sizes", overload: "", schema: "unsafe_split_with_sizes(Tensor input, int[] split_sizes, int dim=0) -> Tensor[]", doc: r##"`x` cut along `dim` into pieces of the given sizes.

Shapes: pieces of `(*, split_sizes[i], *)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError where the sizes are negative or do not sum to the dimension's.
Source: PyTorch's `torch.unsafe_split_with_sizes`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "split_sizes", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Int(0) }],
        flags: flag::FUNCTION | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::copies::unsafe_split_with_sizes(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 746, name: "unsqueeze", overload: "", schema: "unsqueeze(Tensor(a) input, int dim) -> Tensor", doc: r##"`x` with a dimension of size 1 put in at `dim`, as a view.

Shapes: `(*)` to `(*, 1, *)`.
Dtypes: bool, integers, floats, complex.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.unsqueeze`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::unsqueeze(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 747, name: "unsqueeze_copy", overload: "", schema: "unsqueeze_copy(Tensor input, int dim) -> Tensor", doc: r##"`x` with a dimension of size 1 put in at `dim`, in memory of its own.

Shapes: `(*)` to `(*, 1, *)`.
Dtypes: bool, integers, floats, complex.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.unsqueeze_copy`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::copies::unsqueeze_copy(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 748, name: "upsample_bicubic2d", overload: "", schema: "upsample_bicubic2d(Tensor input, int[]? output_size, bool align_corners, float[]? scale_factors=None) -> Tensor", doc: r##"`out[y, x] = sum over 4 by 4 neighbours of w(i) w(j) in[i, j]` with Keys' cubic `w` (a = -0.75); `align_corners` puts the outer
pixels' centres on each other, not their edges.

Shapes: `(N, C, H, W)` to `(N, C, H', W')`, which are `output_size` or `floor(size * scale)`.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for other numbers of dimensions, no size and no scale, or both, and an empty result.
Source: Keys, Cubic Convolution Interpolation, 1981; PyTorch's `torch.ops.aten.upsample_bicubic2d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "output_size", ty: Ty::Ints, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "align_corners", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "scale_factors", ty: Ty::Floats, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::upsample::upsample_bicubic2d(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 749, name: "upsample_bilinear2d", overload: "", schema: "upsample_bilinear2d(Tensor input, int[]? output_size, bool align_corners, float[]? scale_factors=None) -> Tensor", doc: r##"`out[y, x] = ` the mean of the 2 by 2 neighbours, weighted by nearness; `align_corners` puts the outer pixels' centres on each other,
not their edges.

Shapes: `(N, C, H, W)` to `(N, C, H', W')`, which are `output_size` or `floor(size * scale)`.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for other numbers of dimensions, no size and no scale, or both, and an empty result.
Source: PyTorch's `torch.ops.aten.upsample_bilinear2d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "output_size", ty: Ty::Ints, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "align_corners", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "scale_factors", ty: Ty::Floats, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::upsample::upsample_bilinear2d(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 750, name: "upsample_linear1d", overload: "", schema: "upsample_linear1d(Tensor input, int[]? output_size, bool align_corners, float[]? scale_factors=None) -> Tensor", doc: r##"`out[i] = (1 - t) in[k] + t in[k + 1]` at the place `k + t` of `i` in the input; `align_corners` puts the outer elements' centres on
each other, not their edges.

Shapes: `(N, C, n)` to `(N, C, m)`, `m = output_size` or `floor(n * scale)`.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for other numbers of dimensions, no size and no scale, or both, and an empty result.
Source: PyTorch's `torch.ops.aten.upsample_linear1d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "output_size", ty: Ty::Ints, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "align_corners", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "scale_factors", ty: Ty::Floats, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::upsample::upsample_linear1d(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 751, name: "upsample_nearest1d", overload: "", schema: "upsample_nearest1d(Tensor input, int[]? output_size=None, float[]? scale_factors=None) -> Tensor", doc: r##"`out[i] = in[floor(i * n / m)]`.

Shapes: `(N, C, n)` to `(N, C, m)`, `m = output_size` or `floor(n * scale)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for other numbers of dimensions, no size and no scale, or both, and an empty result.
Source: PyTorch's `torch.ops.aten.upsample_nearest1d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "output_size", ty: Ty::Ints, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "scale_factors", ty: Ty::Floats, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::upsample::upsample_nearest1d(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 752, name: "upsample_nearest2d", overload: "", schema: "upsample_nearest2d(Tensor input, int[]? output_size=None, float[]? scale_factors=None) -> Tensor", doc: r##"`out[y, x] = in[floor(y * H / H'), floor(x * W / W')]`.

Shapes: `(N, C, H, W)` to `(N, C, H', W')`, which are `output_size` or `floor(size * scale)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for other numbers of dimensions, no size and no scale, or both, and an empty result.
Source: PyTorch's `torch.ops.aten.upsample_nearest2d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "output_size", ty: Ty::Ints, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "scale_factors", ty: Ty::Floats, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::upsample::upsample_nearest2d(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 753, name: "upsample_nearest3d", overload: "", schema: "upsample_nearest3d(Tensor input, int[]? output_size=None, float[]? scale_factors=None) -> Tensor", doc: r##"`out[z, y, x] = in[floor(z * D / D'), floor(y * H / H'), floor(x * W / W')]`.

Shapes: `(N, C, D, H, W)` to `(N, C, D', H', W')`, which are `output_size` or `floor(size * scale)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for other numbers of dimensions, no size and no scale, or both, and an empty result.
Source: PyTorch's `torch.ops.aten.upsample_nearest3d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "output_size", ty: Ty::Ints, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "scale_factors", ty: Ty::Floats, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::upsample::upsample_nearest3d(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 754, name: "upsample_trilinear3d", overload: "", schema: "upsample_trilinear3d(Tensor input, int[]? output_size, bool align_corners, float[]? scale_factors=None) -> Tensor", doc: r##"`out[z, y, x] = ` the mean of the 2 by 2 by 2 neighbours, weighted by nearness; `align_corners` puts the outer elements' centres on
each other, not their edges.

Shapes: `(N, C, D, H, W)` to `(N, C, D', H', W')`, which are `output_size` or `floor(size * scale)`.
Dtypes: floats; others raise NotImplementedError.
Raises: RuntimeError for other numbers of dimensions, no size and no scale, or both, and an empty result.
Source: PyTorch's `torch.ops.aten.upsample_trilinear3d`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "output_size", ty: Ty::Ints, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "align_corners", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "scale_factors", ty: Ty::Floats, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }],
        flags: 0, spaces: &["nn.functional"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::upsample::upsample_trilinear3d(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 755, name: "vander", overload: "", schema: "vander(Tensor x, int? N=None, bool increasing=False) -> Tensor", doc: r##"`out[i][j] = x[i]^(N - 1 - j)`, or `x[i]^j` with `increasing`; `N` is the vector's length by default.

Shapes: `(n)` to `(n, N)`.
Dtypes: bool, integers, floats, complex; bool, uint8, int8, int16, int32 give int64.
Raises: RuntimeError for another number of dimensions than 1 and a negative `N`.
Source: PyTorch's `torch.vander`."##, args: &[Arg { name: "x", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "N", ty: Ty::Int, optional: true, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "increasing", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation_more::vander(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 756, name: "var", overload: "dim", schema: "var.dim(Tensor input, int[1]? dim, bool unbiased=True, bool keepdim=False) -> Tensor", doc: r##"`sum((x - mean)^2) / max(0, n - c)` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0 without `unbiased`.

Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
Dtypes: floats, complex; complex gives the real dtype; others raise NotImplementedError.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.var`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "unbiased", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::statistics::var_dim(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 757, name: "var", overload: "correction", schema: "var.correction(Tensor input, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> Tensor", doc: r##"`sum((x - mean)^2) / max(0, n - c)` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0 without `unbiased`.

Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
Dtypes: floats, complex; complex gives the real dtype; others raise NotImplementedError.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.var`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "correction", ty: Ty::Scalar, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::statistics::var(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 758, name: "var", overload: "", schema: "var(Tensor input, bool unbiased=True) -> Tensor", doc: r##"`sum((x - mean)^2) / max(0, n - c)` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0 without `unbiased`.

Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
Dtypes: floats, complex; complex gives the real dtype; others raise NotImplementedError.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.var`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "unbiased", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }],
        flags: flag::FUNCTION | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::statistics::var_all(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 759, name: "var_mean", overload: "dim", schema: "var_mean.dim(Tensor input, int[1]? dim, bool unbiased=True, bool keepdim=False) -> (Tensor, Tensor)", doc: r##"`sum((x - mean)^2) / max(0, n - c)` and `mean = sum(x) / n` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0
without `unbiased`.

Shapes: both the input's without `dim` (size 1 there with `keepdim`), `()` of all.
Dtypes: floats, complex; complex gives as result 1 the real dtype; others raise NotImplementedError.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.var_mean`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "unbiased", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::statistics::var_mean_dim(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 760, name: "var_mean", overload: "correction", schema: "var_mean.correction(Tensor input, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> (Tensor, Tensor)", doc: r##"`sum((x - mean)^2) / max(0, n - c)` and `mean = sum(x) / n` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0
without `unbiased`.

Shapes: both the input's without `dim` (size 1 there with `keepdim`), `()` of all.
Dtypes: floats, complex; complex gives as result 1 the real dtype; others raise NotImplementedError.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.var_mean`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dim", ty: Ty::Ints, optional: true, count: 1, varargs: false, kwonly: false, mutated: false, default: Default::None }, Arg { name: "correction", ty: Ty::Scalar, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "keepdim", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::Bool(false) }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::statistics::var_mean(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 761, name: "var_mean", overload: "", schema: "var_mean(Tensor input, bool unbiased=True) -> (Tensor, Tensor)", doc: r##"`sum((x - mean)^2) / max(0, n - c)` and `mean = sum(x) / n` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0
without `unbiased`.

Shapes: both the input's without `dim` (size 1 there with `keepdim`), `()` of all.
Dtypes: floats, complex; complex gives as result 1 the real dtype; others raise NotImplementedError.
Raises: IndexError for a dimension out of range.
Source: PyTorch's `torch.var_mean`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "unbiased", ty: Ty::Bool, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Bool(true) }],
        flags: flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::statistics::var_mean_all(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 762, name: "vdot", overload: "", schema: "vdot(Tensor input, Tensor other) -> Tensor", doc: r##"`sum over i of conj(x[i]) * y[i]`.

Shapes: two of `(n)` to `()`.
Dtypes: integers, floats, complex; others raise NotImplementedError.
Raises: RuntimeError for other numbers of dimensions, two lengths and two dtypes.
Source: PyTorch's `torch.vdot`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::product::vdot(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 763, name: "view", overload: "", schema: "view(Tensor(a) input, int... size) -> Tensor", doc: r##"`x`'s elements in row-major order under another shape, over the same memory; one size may be -1.

Shapes: as many elements in both; the result has `size`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for another number of elements, and where the strides do not allow a view.
Source: PyTorch's `torch.Tensor.view`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "size", ty: Ty::Ints, optional: false, count: 0, varargs: true, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view::view(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 764, name: "view", overload: "dtype", schema: "view.dtype(Tensor(a) input, dtype dtype) -> Tensor(a)", doc: r##"`x`'s bytes read as another dtype; where the sizes of the dtypes differ, the last dimension shrinks or grows.

Shapes: `(*, n)` to `(*, n * old size / new size)`.
Dtypes: bool, integers, floats, complex; the result is `dtype`.
Raises: RuntimeError where the last dimension is not divisible or not contiguous; NotImplementedError for other numbers as bools.
Source: PyTorch's `torch.Tensor.view`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::METHOD | flag::NONDIFF | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view_dtype::view_dtype(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 765, name: "view_as", overload: "", schema: "view_as(Tensor(a) input, Tensor other) -> Tensor", doc: r##"`x`'s elements in row-major order in the shape of `other`, as a view.

Shapes: as many elements in both; the result has `other`'s.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for another number of elements, and where the strides do not allow a view.
Source: PyTorch's `torch.Tensor.view_as`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::shape::view_as(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 766, name: "view_as_complex", overload: "", schema: "view_as_complex(Tensor(a) input) -> Tensor", doc: r##"`x[…, 0] + i * x[…, 1]`, as a view.

Shapes: `(*, 2)` to `(*)`.
Dtypes: float32, float64; float32 gives complex64; float64 gives complex128; others raise NotImplementedError or RuntimeError.
Autocast: computed in float32.
Raises: RuntimeError for other dtypes than float32 and float64, a last dimension that is not 2 or not contiguous, and odd strides;
  NotImplementedError for float16, whose complex dtype is not there.
Source: PyTorch's `torch.view_as_complex`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "f32",
        call: |s| Ok(ops::view_dtype::view_as_complex(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 767, name: "view_as_complex_copy", overload: "", schema: "view_as_complex_copy(Tensor input) -> Tensor", doc: r##"`x[…, 0] + i * x[…, 1]`, in memory of its own.

Shapes: `(*, 2)` to `(*)`.
Dtypes: float32, float64; float32 gives complex64; float64 gives complex128; others raise NotImplementedError or RuntimeError.
Raises: RuntimeError for a last dimension that is not 2 and for other dtypes than float32 and float64.
Source: PyTorch's `torch.view_as_complex_copy`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::copies::view_as_complex_copy(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 768, name: "view_as_real", overload: "", schema: "view_as_real(Tensor(a) input) -> Tensor", doc: r##"`out[…, 0] = re, out[…, 1] = im`, as a view.

Shapes: `(*)` to `(*, 2)`.
Dtypes: complex; complex gives the real dtype; others raise RuntimeError.
Raises: RuntimeError for real tensors and lazily conjugated ones.
Source: PyTorch's `torch.view_as_real`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::view_dtype::view_as_real(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 769, name: "view_as_real_copy", overload: "", schema: "view_as_real_copy(Tensor input) -> Tensor", doc: r##"`out[…, 0] = re, out[…, 1] = im`, in memory of its own.

Shapes: `(*)` to `(*, 2)`.
Dtypes: complex; complex gives the real dtype; others raise RuntimeError.
Raises: RuntimeError for real tensors.
Source: PyTorch's `torch.view_as_real_copy`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::copies::view_as_real_copy(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 770, name: "view_copy", overload: "", schema: "view_copy(Tensor input, int[] size) -> Tensor", doc: r##"`x`'s elements in row-major order under another shape, in memory of its own; one size may be -1.

Shapes: any; the result has `size`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a size of another number of elements, and where the strides do not allow a view.
Source: PyTorch's `torch.view_copy`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "size", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::copies::view_copy(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 771, name: "view_copy", overload: "dtype", schema: "view_copy.dtype(Tensor input, dtype dtype) -> Tensor", doc: r##"`x`'s bytes read as another dtype, in memory of its own.

Shapes: the input's; the last dimension is scaled by the ratio of the dtypes' sizes.
Dtypes: bool, integers, floats, complex; the result is `dtype`.
Raises: RuntimeError where that dimension is not divisible.
Source: PyTorch's `torch.view_copy`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::NONDIFF | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::copies::view_copy_dtype(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 772, name: "vsplit", overload: "", schema: "vsplit(Tensor(a) input, int sections) -> Tensor[]", doc: r##"`x` cut into `sections` equal pieces along dimension 0, as views.

Shapes: `(n, *)` to pieces of `(n / sections, *)`.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for fewer than 2 dimensions and a size that `sections` does not divide.
Source: PyTorch's `torch.vsplit`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "sections", ty: Ty::Int, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::split::vsplit(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 773, name: "vsplit", overload: "array", schema: "vsplit.array(Tensor(a) input, int[] indices) -> Tensor[]", doc: r##"`x[0 : i0], x[i0 : i1], …`, as views.

Shapes: pieces between the indices of dimension 0.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for fewer than 2 dimensions.
Source: PyTorch's `torch.vsplit`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "indices", ty: Ty::Ints, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::METHOD | flag::VIEW, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::split::vsplit_array(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 774, name: "vstack", overload: "", schema: "vstack(Tensor[] tensors) -> Tensor", doc: r##"`cat` along dimension 0, after `atleast_2d`.

Shapes: `(n_i, *)` to `(sum n_i, *)`; vectors are rows.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for no tensors and sizes that differ.
Source: PyTorch's `torch.vstack`."##, args: &[Arg { name: "tensors", ty: Ty::Tensors, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &["row_stack"], fields: &[], autocast: "",
        call: |s| Ok(ops::join::vstack(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 775, name: "where", overload: "", schema: "where(Tensor condition, TensorOrScalar input, TensorOrScalar other) -> Tensor", doc: r##"`input if condition else other`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a condition that is not bool and shapes that do not broadcast.
Source: PyTorch's `torch.where`."##, args: &[Arg { name: "condition", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "input", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::select::where_cond(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 776, name: "where", overload: "condition", schema: "where.condition(Tensor condition) -> Tensor[]", doc: r##"`nonzero(condition, as_tuple=True)`: the indices of the elements that are not zero.

Shapes: any of `d` dimensions to `d` vectors of the number of nonzeros.
Dtypes: bool, integers, floats, complex; result 1 is int64; result 2 is int64.
Raises: NotImplementedError on meta tensors.
Source: PyTorch's `torch.where`."##, args: &[Arg { name: "condition", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::select::where_condition(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 777, name: "where", overload: "self", schema: "where.self(Tensor condition) -> Tensor[]", doc: r##"`nonzero(condition, as_tuple=True)`: the indices of the elements that are not zero.

Shapes: any of `d` dimensions to `d` vectors of the number of nonzeros.
Dtypes: bool, integers, floats, complex; result 1 is int64; result 2 is int64.
Raises: NotImplementedError on meta tensors.
Source: PyTorch's `torch.where`."##, args: &[Arg { name: "condition", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::NONDIFF, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::select::where_nonzero(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 778, name: "where", overload: "method", schema: "where.method(Tensor input, Tensor condition, TensorOrScalar other) -> Tensor", doc: r##"`x if condition else other`.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats, complex.
Raises: RuntimeError for a condition that is not bool and shapes that do not broadcast.
Source: PyTorch's `torch.Tensor.where`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "condition", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::select::where_method(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 779, name: "xlog1py", overload: "", schema: "xlog1py(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"`x * log(1 + y)`, 0 where `x` is 0 and `y` is not NaN.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.special.xlog1py`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::xlog1py(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 780, name: "xlog1py", overload: "scalar", schema: "xlog1py.scalar(Scalar input, Tensor other) -> Tensor", doc: r##"`x * log(1 + y)`, 0 where `x` is 0 and `y` is not NaN.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.special.xlog1py`."##, args: &[Arg { name: "input", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::xlog1py_scalar(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 781, name: "xlogy", overload: "", schema: "xlogy(Tensor input, TensorOrScalar other) -> Tensor", doc: r##"`x * log(y)`, 0 where `x` is 0 and `y` is not NaN.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.xlogy`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::INPLACE | flag::METHOD | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::xlogy(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 782, name: "xlogy", overload: "scalar", schema: "xlogy.scalar(Scalar input, Tensor other) -> Tensor", doc: r##"`x * log(y)`, 0 where `x` is 0 and `y` is not NaN.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats, complex; bool, integers give float32.
Raises: RuntimeError for shapes that do not broadcast.
Source: PyTorch's `torch.xlogy`."##, args: &[Arg { name: "input", ty: Ty::Scalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::FUNCTION | flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::arith::xlogy_scalar(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
    Op { id: 783, name: "zero", overload: "", schema: "zero(Tensor input) -> Tensor", doc: r##"`out[i…] = 0`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: no error of its own.
Source: PyTorch's `torch.Tensor.zero_`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::INPLACE | flag::METHOD, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation::zero(FromValue::from_value(&s[0])?)?.into_value()) },
    Op { id: 784, name: "zeros", overload: "", schema: "zeros(int... size, *, dtype? dtype=None, device? device=None) -> Tensor", doc: r##"`out[i…] = 0`.

Shapes: the result has `size`.
Dtypes: bool, integers, floats, complex by `dtype`, float32 without.
Raises: RuntimeError for a negative size.
Source: PyTorch's `torch.zeros`."##, args: &[Arg { name: "size", ty: Ty::Ints, optional: false, count: 0, varargs: true, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }],
        flags: flag::FACTORY | flag::FUNCTION | flag::OUT, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation::zeros_op(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?)?.into_value()) },
    Op { id: 785, name: "zeros_like", overload: "", schema: "zeros_like(Tensor input, *, dtype? dtype=None, device? device=None, memory_format memory_format=Preserve) -> Tensor", doc: r##"`out[i…] = 0`, in the shape of `input`.

Shapes: any; the result has the input's.
Dtypes: bool, integers, floats, complex.
Raises: no error of its own.
Source: PyTorch's `torch.zeros_like`."##, args: &[Arg { name: "input", ty: Ty::Tensor, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "dtype", ty: Ty::DType, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "device", ty: Ty::Device, optional: true, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::None }, Arg { name: "memory_format", ty: Ty::MemoryFormat, optional: false, count: 0, varargs: false, kwonly: true, mutated: false, default: Default::MemoryFormat(MemoryFormat::Preserve) }],
        flags: flag::FACTORY | flag::FUNCTION, spaces: &[], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::creation::zeros_like(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?, FromValue::from_value(&s[2])?, FromValue::from_value(&s[3])?)?.into_value()) },
    Op { id: 786, name: "zeta", overload: "", schema: "zeta(TensorOrScalar input, TensorOrScalar other) -> Tensor", doc: r##"`sum over k = 0, 1, … of (k + q)^-x` for `x = input` and `q = other`: Hurwitz' zeta function.

Shapes: any that broadcast; the result has the common shape.
Dtypes: bool, integers, floats; bool, integers give float32; others raise NotImplementedError.
Raises: RuntimeError for shapes that do not broadcast.
Source: Abramowitz and Stegun, section 23.2; PyTorch's `torch.special.zeta`."##, args: &[Arg { name: "input", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }, Arg { name: "other", ty: Ty::TensorOrScalar, optional: false, count: 0, varargs: false, kwonly: false, mutated: false, default: Default::Required }],
        flags: flag::OUT, spaces: &["special"], aliases: &[], fields: &[], autocast: "",
        call: |s| Ok(ops::special_gamma::zeta(FromValue::from_value(&s[0])?, FromValue::from_value(&s[1])?)?.into_value()) },
];
