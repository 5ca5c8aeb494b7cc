// Functions of real numbers by one name for f32 and f64, and wrapping integers.

#define MATH1(NAME)                                                                                                    \
    DEV f32 m_##NAME(f32 x) { return NAME##f(x); }                                                                     \
    DEV f64 m_##NAME(f64 x) { return NAME(x); }
#define MATH2(NAME)                                                                                                    \
    DEV f32 m_##NAME(f32 x, f32 y) { return NAME##f(x, y); }                                                           \
    DEV f64 m_##NAME(f64 x, f64 y) { return NAME(x, y); }
MATH1(exp) MATH1(exp2) MATH1(expm1) MATH1(log) MATH1(log2) MATH1(log10) MATH1(log1p) MATH1(sqrt) MATH1(rsqrt)
MATH1(sin) MATH1(cos) MATH1(tan) MATH1(asin) MATH1(acos) MATH1(atan) MATH1(sinh) MATH1(cosh) MATH1(tanh)
MATH1(asinh) MATH1(acosh) MATH1(atanh) MATH1(erf) MATH1(erfc) MATH1(floor) MATH1(ceil) MATH1(trunc) MATH1(rint)
MATH1(fabs) MATH1(normcdf)
MATH2(pow) MATH2(atan2) MATH2(hypot) MATH2(fmod) MATH2(copysign) MATH2(nextafter)

template <class T> DEV T infinity();
template <> DEV f32 infinity<f32>() { return INF32; }
template <> DEV f64 infinity<f64>() { return INF64; }
template <class T> DEV T not_a_number();
template <> DEV f32 not_a_number<f32>() { return NAN32; }
template <> DEV f64 not_a_number<f64>() { return NAN64; }
DEV bool sign_bit(f32 x) { return float_bits(x) >> 31; }
DEV bool sign_bit(f64 x) { return double_bits(x) >> 63; }
template <class T> DEV bool is_nan(T x) { return x != x; }

template <class T> DEV T fused(T a, T b, T c);
template <> DEV f32 fused<f32>(f32 a, f32 b, f32 c) { return fmaf(a, b, c); }
template <> DEV f64 fused<f64>(f64 a, f64 b, f64 c) { return fma(a, b, c); }

// NaN if either is.
template <class T> DEV T maximum(T a, T b) { return a != a || a > b ? a : b; }
template <class T> DEV T minimum(T a, T b) { return a != a || a < b ? a : b; }

template <class T> DEV T sigmoid(T x) { return (T)1 / ((T)1 + m_exp(-x)); }
// log(1 + exp(x)) without overflow.
template <class T> DEV T softplus(T x) { return (x > 0 ? x : (T)0) + m_log1p(m_exp(-m_fabs(x))); }
// tanh(log(1 + exp(x))), as the quotient that it is.
template <class T> DEV T tanh_softplus(T x) {
    T e = m_exp(x > (T)20 ? (T)20 : x), n = e * (e + (T)2);
    return n / (n + (T)2);
}
template <class T> DEV T normal_density(T x) { return m_exp((T)-0.5 * x * x) * (T)0.3989422804014327; }

// ---- Integers wrap around; a division by 0 gives 0.
template <class T> DEV T wrap_add(T a, T b) { return (T)((Word<T>)a + (Word<T>)b); }
template <class T> DEV T wrap_sub(T a, T b) { return (T)((Word<T>)a - (Word<T>)b); }
template <class T> DEV T wrap_mul(T a, T b) { return (T)((u64)(i64)a * (u64)(i64)b); }
template <class T> DEV T wrap_neg(T a) { return (T)((Word<T>)0 - (Word<T>)a); }

DEV i64 int_quotient(i64 a, i64 b) { return b == 0 ? 0 : b == -1 ? wrap_neg(a) : a / b; }
DEV i64 int_rest(i64 a, i64 b) { return b == 0 || b == -1 ? 0 : a % b; }
DEV i64 int_floor_div(i64 a, i64 b) {
    i64 q = int_quotient(a, b), r = int_rest(a, b);
    return r != 0 && (r < 0) != (b < 0) ? q - 1 : q;
}
DEV i64 int_remainder(i64 a, i64 b) {
    i64 r = int_rest(a, b);
    return r != 0 && (r < 0) != (b < 0) ? r + b : r;
}
// A negative exponent gives 0 unless the base is 1 or -1.
DEV i64 int_pow(i64 base, i64 exp) {
    if (exp < 0) return base == 1 ? 1 : base == -1 ? (exp % 2 == 0 ? 1 : -1) : 0;
    u64 result = 1, square = (u64)base;
    for (; exp; exp >>= 1) {
        if (exp & 1) result *= square;
        square *= square;
    }
    return (i64)result;
}
DEV i64 int_gcd(i64 x, i64 y) {
    u64 a = x < 0 ? 0 - (u64)x : (u64)x, b = y < 0 ? 0 - (u64)y : (u64)y;
    while (b) {
        u64 r = a % b;
        a = b;
        b = r;
    }
    return (i64)a;
}
DEV i64 int_lcm(i64 a, i64 b) {
    i64 g = int_gcd(a, b);
    if (g == 0) return 0;
    i64 v = wrap_mul(int_quotient(a, g), b);
    return v < 0 ? wrap_neg(v) : v;
}
