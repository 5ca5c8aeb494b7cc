// Element-wise functions of one number, named as the CPU kernels name them. Parameters come in the order of their fields.

template <class OP, class A, class O> struct Unary1 {
    static const int WIDEST = larger<sizeof(A), sizeof(O)>::value;
    typedef typename OP::T L0;
    typedef typename OP::T L;
    static DEV auto of(const Num* p, L x, L, L) { return OP::at(p, x); }
};

// A kernel NAME: `out = OP(x)` computed in C.
#define UNARY(LAYOUT, NAME, OP, C, A, O)                                                                                       \
    typedef Unary1<un::OP<C>, A, O> NAME##_element;                                                                    \
    EW_KERNEL_(LAYOUT, NAME, NAME##_element, A, A, A, O, 1)

namespace un {

#define UN(NAME, ...)                                                                                                  \
    template <class C> struct NAME {                                                                                   \
        typedef Loop<C> T;                                                                                             \
        static DEV auto at(const Num* p, T x) { __VA_ARGS__ }                                                          \
    };
#define P(I) (p[I].as<T>())
#define REAL_OR_COMPLEX(R, Z)                                                                                          \
    if constexpr (IS_COMPLEX(T)) return cast<T>(Z(cast<c128>(x)));                                                     \
    else return R(x)
#define REAL(...) if constexpr (!IS_COMPLEX(T)) return (T)(__VA_ARGS__); else return x
// Computed in f64 for every real dtype.
#define RARE(F) if constexpr (!IS_COMPLEX(T)) { f64 w = (f64)x; return (T)(F); } else return x

UN(Neg, if constexpr (IS_INT(T)) return wrap_neg(x); else return -x;)
UN(Abs, if constexpr (IS_COMPLEX(T)) return hypot((f64)x.re, (f64)x.im);
        else if constexpr (IS_INT(T)) return x < 0 ? wrap_neg(x) : x;
        else return m_fabs(x);)
UN(Sign, REAL((T)(x > 0) - (T)(x < 0));)
UN(Sgn, if constexpr (IS_COMPLEX(T)) return cast<T>(c_sgn(cast<c128>(x))); else return (T)((T)(x > 0) - (T)(x < 0));)
UN(Square, if constexpr (IS_INT(T)) return wrap_mul(x, x); else return x * x;)
UN(Exp, REAL_OR_COMPLEX(m_exp, c_exp);)
UN(Expm1, REAL_OR_COMPLEX(m_expm1, c_expm1);)
UN(Log, REAL_OR_COMPLEX(m_log, c_log);)
UN(Log1p, REAL_OR_COMPLEX(m_log1p, c_log1p);)
UN(Sqrt, REAL_OR_COMPLEX(m_sqrt, c_sqrt);)
UN(Sin, REAL_OR_COMPLEX(m_sin, c_sin);)
UN(Cos, REAL_OR_COMPLEX(m_cos, c_cos);)
UN(Tan, REAL_OR_COMPLEX(m_tan, c_tan);)
UN(Asin, REAL_OR_COMPLEX(m_asin, c_asin);)
UN(Acos, REAL_OR_COMPLEX(m_acos, c_acos);)
UN(Atan, REAL_OR_COMPLEX(m_atan, c_atan);)
UN(Sinh, REAL_OR_COMPLEX(m_sinh, c_sinh);)
UN(Cosh, REAL_OR_COMPLEX(m_cosh, c_cosh);)
UN(Tanh, REAL_OR_COMPLEX(m_tanh, c_tanh);)
UN(Asinh, REAL_OR_COMPLEX(m_asinh, c_asinh);)
UN(Acosh, REAL_OR_COMPLEX(m_acosh, c_acosh);)
UN(Atanh, REAL_OR_COMPLEX(m_atanh, c_atanh);)
UN(Exp2, if constexpr (IS_COMPLEX(T)) return cast<T>(c_exp(c_scaled(cast<c128>(x), LN2))); else return m_exp2(x);)
UN(Log2, if constexpr (IS_COMPLEX(T)) return cast<T>(c_scaled(c_log(cast<c128>(x)), 1 / LN2)); else return m_log2(x);)
UN(Log10, if constexpr (IS_COMPLEX(T)) return cast<T>(c_scaled(c_log(cast<c128>(x)), 0.4342944819032518)); else return m_log10(x);)
UN(Rsqrt, if constexpr (IS_COMPLEX(T)) return cast<T>(c_reciprocal(c_sqrt(cast<c128>(x)))); else return m_rsqrt(x);)
UN(Reciprocal, if constexpr (IS_COMPLEX(T)) return cast<T>(c_reciprocal(cast<c128>(x))); else return (T)1 / x;)
UN(Sigmoid, if constexpr (IS_COMPLEX(T)) return cast<T>(c_reciprocal(c_plus(c_exp(-cast<c128>(x)), 1))); else return sigmoid(x);)
UN(Silu, if constexpr (IS_COMPLEX(T)) return cast<T>(c_div(cast<c128>(x), c_plus(c_exp(-cast<c128>(x)), 1))); else return x / ((T)1 + m_exp(-x));)

UN(LogSigmoid, REAL(-softplus(-x));)
UN(Relu, REAL(x < 0 ? (T)0 : x);)
UN(LeakyRelu, REAL(x > 0 ? x : x * P(0));)
UN(Elu, T negative = (T)(p[0].re * p[1].re); REAL(x <= 0 ? negative * m_expm1(x * P(2)) : P(1) * x);)
UN(Softplus, T scaled = x * P(0); REAL(scaled > P(1) ? x : m_log1p(m_exp(scaled)) / P(0));)
UN(Gelu, REAL(x * m_normcdf(x));)
UN(GeluTanh, T u = (T)0.7978845608028654 * (x + (T)0.044715 * x * x * x); REAL((T)0.5 * x * ((T)1 + m_tanh(u)));)
UN(Mish, REAL(x * tanh_softplus(x));)
UN(Hardtanh, T y = x < P(0) ? P(0) : x; REAL(y > P(1) ? P(1) : y);)
template <class T> DEV T relu6(T x) { T y = x < 0 ? (T)0 : x; return y > 6 ? (T)6 : y; }
UN(Hardsigmoid, REAL(relu6(x + (T)3) / (T)6);)
UN(Hardswish, REAL(x * relu6(x + (T)3) / (T)6);)
UN(Hardshrink, REAL(x >= -P(0) && x <= P(0) ? (T)0 : x);)
UN(Softshrink, REAL(x < -P(0) ? x + P(0) : x > P(0) ? x - P(0) : x * (T)0);)
UN(Threshold, REAL(x <= P(0) ? P(1) : x);)

UN(Erf, REAL(m_erf(x));)
UN(Erfc, REAL(m_erfc(x));)
UN(Erfinv, RARE(s_erfinv(w));)
UN(Lgamma, RARE(lgamma(w));)
UN(Digamma, RARE(s_digamma(w));)
UN(Trigamma, RARE(s_trigamma(w));)
UN(Sinc, RARE(w == 0 ? 1.0 : sin(PI * w) / (PI * w));)
UN(I0, RARE(s_bessel_i(0, w, false));)
UN(I1, RARE(s_bessel_i(1, w, false));)
UN(I0e, RARE(s_bessel_i(0, w, true));)
UN(I1e, RARE(s_bessel_i(1, w, true));)
UN(Erfcx, RARE(s_erfcx(w));)
UN(LogNdtr, RARE(s_log_ndtr(w));)
UN(Ndtri, RARE(s_ndtri(w));)
UN(Polygamma, RARE(s_polygamma(p[0].re, w));)
UN(BesselJ0, RARE(j0(w));)
UN(BesselJ1, RARE(j1(w));)
UN(BesselY0, RARE(y0(w));)
UN(BesselY1, RARE(y1(w));)
UN(BesselK0, RARE(s_k(0, w));)
UN(BesselK1, RARE(s_k(1, w));)
UN(ScaledBesselK0, RARE(s_scaled_k(0, w));)
UN(ScaledBesselK1, RARE(s_scaled_k(1, w));)
UN(SphericalBesselJ0, RARE(s_spherical_j0(w));)
UN(AiryAi, RARE(s_airy_ai(w));)
// Parameters: the bounds, infinite where there are none.
UN(Logit, RARE((w = w < p[0].re ? p[0].re : w > p[1].re ? p[1].re : w, log(w / (1 - w))));)

UN(Floor, if constexpr (IS_INT(T)) return x; else REAL(m_floor(x));)
UN(Ceil, if constexpr (IS_INT(T)) return x; else REAL(m_ceil(x));)
UN(Trunc, if constexpr (IS_INT(T)) return x; else REAL(m_trunc(x));)
UN(Frac, REAL(x - m_trunc(x));)
// Parameters: the decimals, and 10 to their absolute value.
UN(Round, if constexpr (IS_COMPLEX(T)) return T{m_rint(x.re), m_rint(x.im)};
          else if constexpr (IS_INT(T)) return x;
          else return p[0].whole == 0 ? m_rint(x) : p[0].whole > 0 ? m_rint(x * P(1)) / P(1) : m_rint(x / P(1)) * P(1);)
UN(Isnan, if constexpr (IS_COMPLEX(T)) return x.re != x.re || x.im != x.im; else return x != x;)
UN(Isinf, if constexpr (IS_COMPLEX(T)) return m_fabs(x.re) == INF64 || m_fabs(x.im) == INF64;
          else if constexpr (IS_INT(T)) return false;
          else return m_fabs(x) == infinity<T>();)
UN(Isposinf, if constexpr (IS_FLOAT(T)) return x == infinity<T>(); else return false;)
UN(Isneginf, if constexpr (IS_FLOAT(T)) return x == -infinity<T>(); else return false;)
UN(Isfinite, if constexpr (IS_COMPLEX(T)) return m_fabs(x.re) < INF64 && m_fabs(x.im) < INF64;
             else if constexpr (IS_INT(T)) return true;
             else return m_fabs(x) < infinity<T>();)
UN(Signbit, if constexpr (IS_FLOAT(T)) return sign_bit(x); else if constexpr (IS_INT(T)) return x < 0; else return false;)
UN(LogicalNot, if constexpr (IS_COMPLEX(T)) return !nonzero(x); else return x == 0;)
UN(BitwiseNot, if constexpr (SAME(C, bool)) return x == 0; else if constexpr (IS_INT(T)) return (T)~x; else return x;)
UN(Conj, if constexpr (IS_COMPLEX(T)) return conjugate(x); else return x;)
UN(Angle, if constexpr (IS_COMPLEX(T)) return atan2((f64)x.im, (f64)x.re);
          else return x != x ? x : x < 0 ? (T)PI : (T)0;)
UN(Real, if constexpr (IS_COMPLEX(T)) return x.re; else return x;)
UN(Imag, if constexpr (IS_COMPLEX(T)) return x.im; else return (T)0;)
// Bounds go through the dtype, as an element would.
template <class C> DEV Loop<C> bound(const Num& v) { return cast<Loop<C>>(cast<typename choose<IS_INT(C), C, Loop<C>>::type>(v.as<Loop<C>>())); }
UN(Clamp, REAL(minimum(maximum(x, bound<C>(p[0])), bound<C>(p[1])));)
UN(ClampMin, REAL(maximum(x, bound<C>(p[0])));)
UN(ClampMax, REAL(minimum(x, bound<C>(p[0])));)
// The exponents that need no logarithm, as PyTorch has them, and the rest.
UN(PowScalar,
   if constexpr (IS_COMPLEX(T)) return cast<T>(c_pow(cast<c128>(x), c128{p[0].re, 0}));
   else if constexpr (IS_INT(T)) return (T)int_pow((i64)x, p[0].whole);
   else {
       f64 e = p[0].re;
       if (e == 2) return x * x;
       if (e == 0.5) return m_sqrt(x);
       if (e == 3) return x * x * x;
       if (e == -0.5) return (T)1 / m_sqrt(x);
       if (e == -1) return (T)1 / x;
       if (e == -2) return (T)1 / (x * x);
       return m_pow(x, (T)e);
   })
UN(NanToNum, if constexpr (IS_FLOAT(T)) return x != x ? P(0) : x == infinity<T>() ? P(1) : x == -infinity<T>() ? P(2) : x; else return x;)
UN(MulAdd, if constexpr (IS_COMPLEX(T)) return T{(RealOf<T>)(x.re * p[0].re + p[1].re), (RealOf<T>)(x.im * p[0].re)};
           else if constexpr (IS_INT(T)) return wrap_add(wrap_mul(x, P(0)), P(1));
           else return fused(x, P(0), P(1));)
// A copy, cast on the way.
template <class C> struct Copy {
    typedef C T;
    static DEV T at(const Num*, T x) { return x; }
};
}  // namespace un
