// Element-wise functions of two numbers, named as the CPU kernels name them.

template <class OP, class A, class B, class O> struct Binary1 {
    static const int WIDEST = larger<larger<sizeof(A), sizeof(B)>::value, sizeof(O)>::value;
    typedef typename OP::T L0;
    typedef typename OP::T L;
    static DEV auto of(const Num* p, L a, L b, L) { return OP::at(p, a, b); }
};

// A kernel NAME: `out = OP(a, b)` computed in C.
#define BINARY(LAYOUT, NAME, OP, C, A, B, O)                                                                                   \
    typedef Binary1<bi::OP<C>, A, B, O> NAME##_element;                                                                \
    EW_KERNEL_(LAYOUT, NAME, NAME##_element, A, B, A, O, 2)

namespace bi {

#define BI(NAME, ...)                                                                                                  \
    template <class C> struct NAME {                                                                                   \
        typedef Loop<C> T;                                                                                             \
        static DEV auto at(const Num* p, T a, T b) { __VA_ARGS__ }                                                     \
    };
// Computed in f64, i64 or complex128.
#define REAL2(...) if constexpr (IS_COMPLEX(T)) return a; else return (T)(__VA_ARGS__)
#define FLOAT2(...) if constexpr (IS_FLOAT(T)) return (T)(__VA_ARGS__); else return a
#define ANY2(COMPLEX, INT, FLOAT)                                                                                      \
    if constexpr (IS_COMPLEX(T)) {                                                                                     \
        c128 u = cast<c128>(a), v = cast<c128>(b);                                                                     \
        return cast<T>(COMPLEX);                                                                                       \
    } else if constexpr (IS_INT(T)) {                                                                                  \
        i64 u = (i64)a, v = (i64)b;                                                                                    \
        return (T)(INT);                                                                                               \
    } else return (T)(FLOAT)

BI(Add, if constexpr (IS_INT(T)) return wrap_add(a, b); else return a + b;)
BI(Sub, if constexpr (IS_INT(T)) return wrap_sub(a, b); else return a - b;)
BI(Mul, if constexpr (IS_INT(T)) return wrap_mul(a, b); else return a * b;)
BI(AddScaled, if constexpr (IS_INT(T)) return wrap_add(a, wrap_mul(P(0), b)); else return a + P(0) * b;)
BI(Div, if constexpr (IS_COMPLEX(T)) return cast<T>(c_div(cast<c128>(a), cast<c128>(b)));
        else if constexpr (IS_INT(T)) return a; else return a / b;)

// Python's floor division: from the exact remainder, not from the rounded quotient.
template <class T> DEV T floor_div(T a, T b) {
    if (b == 0) return a / b;
    T r = m_fmod(a, b), q = (a - r) / b;
    if (r != 0 && (b < 0) != (r < 0)) q = q - (T)1;
    if (q == 0) return m_copysign((T)0, a / b);
    T f = m_floor(q);
    return q - f > (T)0.5 ? f + (T)1 : f;
}
template <class T> DEV T remainder(T a, T b) {
    T r = m_fmod(a, b);
    return r != 0 && (b < 0) != (r < 0) ? r + b : r;
}
BI(FloorDiv, ANY2(u, int_floor_div(u, v), floor_div(a, b));)
BI(TruncDiv, ANY2(u, int_quotient(u, v), m_trunc(a / b));)
BI(Remainder, ANY2(u, int_remainder(u, v), remainder(a, b));)
BI(Fmod, ANY2(u, int_rest(u, v), m_fmod(a, b));)
BI(Pow, ANY2(c_pow(u, v), int_pow(u, v), m_pow(a, b));)
BI(Atan2, FLOAT2(m_atan2(a, b));)
BI(Maximum, REAL2(maximum(a, b));)
BI(Minimum, REAL2(minimum(a, b));)
BI(Fmax, REAL2(a > b || b != b ? a : b);)
BI(Fmin, REAL2(a < b || b != b ? a : b);)
BI(Hypot, FLOAT2(m_hypot(a, b));)
BI(Copysign, FLOAT2(m_copysign(a, b));)
BI(Nextafter, FLOAT2(m_nextafter(a, b));)
// The distance is NaN for equal infinities.
BI(LogAddExp, if constexpr (IS_COMPLEX(T)) return cast<T>(c_log_add_exp(cast<c128>(a), cast<c128>(b)));
              else if constexpr (IS_INT(T)) return a;
              else { T high = maximum(a, b), apart = m_fabs(a - b); return apart != apart ? high : high + m_log1p(m_exp(-apart)); })
BI(LogAddExp2, if constexpr (!IS_FLOAT(T)) return a;
               else { T high = maximum(a, b), apart = m_fabs(a - b); return apart != apart ? high : high + m_log1p(m_exp2(-apart)) * (T)(1 / LN2); })
BI(Heaviside, REAL2(a == 0 ? b : a > 0 ? (T)1 : (T)0);)
BI(Xlogy, if constexpr (IS_COMPLEX(T)) return nonzero(a) ? cast<T>(cast<c128>(a) * c_log(cast<c128>(b))) : a;
          else FLOAT2(b != b ? b : a == 0 ? (T)0 : a * m_log(b));)
BI(Xlog1py, FLOAT2(b != b ? b : a == 0 ? (T)0 : a * m_log1p(b));)
BI(Igamma, FLOAT2(s_igamma((f64)a, (f64)b, false));)
BI(Igammac, FLOAT2(s_igamma((f64)a, (f64)b, true));)
BI(Zeta, FLOAT2(s_zeta((f64)a, (f64)b));)
// Parameter: the family's number.
BI(Polynomial, FLOAT2(s_polynomial((int)p[0].whole, (f64)a, (f64)b));)

BI(Eq, return a == b;)
BI(Ne, return a != b;)
BI(Lt, if constexpr (IS_COMPLEX(T)) return false; else return a < b;)
BI(Le, if constexpr (IS_COMPLEX(T)) return false; else return a <= b;)
BI(Gt, if constexpr (IS_COMPLEX(T)) return false; else return a > b;)
BI(Ge, if constexpr (IS_COMPLEX(T)) return false; else return a >= b;)
template <class T> DEV bool truth(T a) { if constexpr (IS_COMPLEX(T)) return nonzero(a); else return a != 0; }
BI(LogicalAnd, return truth(a) && truth(b);)
BI(LogicalOr, return truth(a) || truth(b);)
BI(LogicalXor, return truth(a) != truth(b);)
BI(BitwiseAnd, if constexpr (IS_INT(T)) return (T)(a & b); else return a;)
BI(BitwiseOr, if constexpr (IS_INT(T)) return (T)(a | b); else return a;)
BI(BitwiseXor, if constexpr (IS_INT(T)) return (T)(a ^ b); else return a;)
// Out of range, all bits leave: 0, or the sign for a right shift.
BI(Shl, if constexpr (IS_INT(T)) { i64 u = (i64)a, v = (i64)b; return (T)(v < 0 || v >= (i64)sizeof(C) * 8 ? 0 : (i64)((u64)u << v)); } else return a;)
BI(Shr, if constexpr (IS_INT(T)) { i64 u = (i64)a, v = (i64)b; return (T)(v < 0 || v >= (i64)sizeof(C) * 8 ? (u < 0 ? -1 : 0) : u >> v); } else return a;)
BI(Gcd, if constexpr (IS_INT(T)) return (T)int_gcd((i64)a, (i64)b); else return a;)
BI(Lcm, if constexpr (IS_INT(T)) return (T)int_lcm((i64)a, (i64)b); else return a;)

// Gradients: `a` is the output's gradient, `b` the saved output for tanh, sigmoid and relu, else the input.
#define GRAD(NAME, ...) BI(NAME, FLOAT2(__VA_ARGS__);)
BI(TanhGrad, if constexpr (IS_COMPLEX(T)) { c128 u = cast<c128>(a), v = cast<c128>(b); return cast<T>(u * conjugate(c128{1, 0} - v * v)); }
             else return (T)(a * ((T)1 - b * b));)
BI(SigmoidGrad, if constexpr (IS_COMPLEX(T)) { c128 u = cast<c128>(a), v = cast<c128>(b); return cast<T>(u * conjugate((c128{1, 0} - v) * v)); }
                else return (T)(a * (((T)1 - b) * b));)
BI(ReluGrad, if constexpr (IS_INT(T)) return b > 0 ? a : (T)0; else FLOAT2(b <= 0 ? (T)0 : a);)
GRAD(ThresholdGrad, b <= P(0) ? (T)0 : a)
GRAD(LeakyReluGrad, b > 0 ? a : a * P(0))
GRAD(EluGrad, b <= 0 ? a * (T)(p[0].re * p[1].re * p[2].re) * m_exp(b * P(2)) : a * P(1))
GRAD(GeluGrad, a * fused(b, normal_density(b), m_normcdf(b)))
template <class T> DEV T gelu_tanh_slope(T x) {
    const T c = (T)0.7978845608028654;
    T square = x * x, t = m_tanh(c * (x + (T)0.044715 * square * x)), inner = c * ((T)1 + (T)0.134145 * square);
    return (T)0.5 * ((T)1 + t) + (T)0.5 * x * ((T)1 - t * t) * inner;
}
GRAD(GeluTanhGrad, a * gelu_tanh_slope(b))
template <class T> DEV T silu_slope(T x) { T s = sigmoid(x); return s * ((T)1 + x * ((T)1 - s)); }
GRAD(SiluGrad, a * silu_slope(b))
template <class T> DEV T mish_slope(T x) { T t = tanh_softplus(x); return t + x * sigmoid(x) * ((T)1 - t * t); }
GRAD(MishGrad, a * mish_slope(b))
GRAD(SoftplusGrad, b * P(0) > P(1) ? a : a * sigmoid(b * P(0)))
GRAD(HardtanhGrad, b <= P(0) || b >= P(1) ? (T)0 : a)
GRAD(HardsigmoidGrad, b > -3 && b < 3 ? a / (T)6 : (T)0)
GRAD(HardswishGrad, b <= -3 ? (T)0 : b < 3 ? a * (b / (T)3 + (T)0.5) : a)
GRAD(LogSigmoidGrad, a * sigmoid(-b))
GRAD(ShrinkGrad, b >= -P(0) && b <= P(0) ? (T)0 : a)
}  // namespace bi
