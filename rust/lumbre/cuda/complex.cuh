// Functions of complex numbers in f64, by the formulas of the CPU kernels: complex64 is computed in them too.

template <class R> DEV cplx<R> operator+(cplx<R> a, cplx<R> b) { return {a.re + b.re, a.im + b.im}; }
template <class R> DEV cplx<R> operator-(cplx<R> a, cplx<R> b) { return {a.re - b.re, a.im - b.im}; }
template <class R> DEV cplx<R> operator-(cplx<R> a) { return {-a.re, -a.im}; }
template <class R> DEV cplx<R> operator*(cplx<R> a, cplx<R> b) {
    return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}
template <class R> DEV bool operator==(cplx<R> a, cplx<R> b) { return a.re == b.re && a.im == b.im; }
template <class R> DEV bool operator!=(cplx<R> a, cplx<R> b) { return !(a == b); }
template <class R> DEV bool nonzero(cplx<R> a) { return a.re != 0 || a.im != 0; }
template <class R> DEV cplx<R> conjugate(cplx<R> a) { return {a.re, -a.im}; }

#define LN2 0.6931471805599453
#define HALF_PI 1.5707963267948966

DEV bool finite(f64 x) { return fabs(x) < INF64; }
DEV c128 c_scaled(c128 a, f64 s) { return {a.re * s, a.im * s}; }
DEV c128 c_plus(c128 a, f64 s) { return {a.re + s, a.im}; }
DEV c128 c_turn(c128 x) { return {-x.im, x.re}; }
DEV c128 c_turn_back(c128 x) { return {x.im, -x.re}; }

// Smith's division, which neither overflows nor underflows early.
DEV c128 c_div(c128 a, c128 b) {
    if (fabs(b.re) >= fabs(b.im)) {
        if (b.re == 0 && b.im == 0) return {a.re / fabs(b.re), a.im / fabs(b.re)};
        f64 ratio = b.im / b.re, scale = 1 / (b.re + b.im * ratio);
        return {(a.re + a.im * ratio) * scale, (a.im - a.re * ratio) * scale};
    }
    f64 ratio = b.re / b.im, scale = 1 / (b.re * ratio + b.im);
    return {(a.re * ratio + a.im) * scale, (a.im * ratio - a.re) * scale};
}
DEV c128 c_reciprocal(c128 x) { return c_div({1, 0}, x); }

DEV c128 c_sgn(c128 x) {
    f64 r = hypot(x.re, x.im);
    return r == 0 ? c128{0, 0} : c128{x.re / r, x.im / r};
}

DEV c128 c_sqrt(c128 x) {
    f64 a = x.re, b = x.im;
    if (a == 0 && b == 0) return {0, b};
    if (fabs(b) == INF64) return {INF64, b};
    if (fabs(a) == INF64) {
        f64 zero = b != b ? b : 0;
        return a > 0 ? c128{a, copysign(zero, b)} : c128{zero, copysign(fabs(a), b)};
    }
    // Scaled by a power of four, so that the modulus does not overflow.
    bool huge = fmax(fabs(a), fabs(b)) > 1e300;
    if (huge) a *= 0.25, b *= 0.25;
    f64 t = sqrt(0.5 * (fabs(a) + hypot(a, b))), other = fabs(b) / (2 * t), up = huge ? 2 : 1;
    f64 re = a >= 0 ? t : other, im = a >= 0 ? other : t;
    return {re * up, copysign(im * up, b)};
}

DEV_CALL c128 c_exp(c128 x) {
    if (x.im == 0) return {exp(x.re), x.im};
    if (x.re == -INF64) return finite(x.im) ? c128{0 * cos(x.im), 0 * sin(x.im)} : c128{0, 0};
    if (x.re == INF64 && !finite(x.im)) return {INF64, NAN64};
    // In two factors: the product may be finite where exp(re) is not.
    f64 half = exp(0.5 * x.re);
    return {half * cos(x.im) * half, half * sin(x.im) * half};
}

DEV c128 c_expm1(c128 x) {
    f64 s = sin(0.5 * x.im);
    return {expm1(x.re) * cos(x.im) - 2 * s * s, exp(x.re) * sin(x.im)};
}

// ln |x|; near the unit circle through log1p, which keeps the digits.
DEV f64 c_log_abs(c128 x) {
    f64 big = fmax(fabs(x.re), fabs(x.im)), small = fmin(fabs(x.re), fabs(x.im));
    if (big > 0.5 && big < 1.5 && small < 1.5) return 0.5 * log1p((big - 1) * (big + 1) + small * small);
    return log(hypot(x.re, x.im));
}
DEV_CALL c128 c_log(c128 x) { return {c_log_abs(x), atan2(x.im, x.re)}; }
DEV_CALL c128 c_log1p(c128 x) {
    f64 re = fabs(x.re) < 0.5 && fabs(x.im) < 0.5 ? 0.5 * log1p(x.re * (2 + x.re) + x.im * x.im)
                                                  : c_log_abs(c_plus(x, 1));
    return {re, atan2(x.im, 1 + x.re)};
}

// ln(exp(a) + exp(b)), without overflow of the larger one.
DEV c128 c_log_add_exp(c128 a, c128 b) {
    if (a.re != a.re || a.im != a.im || b.re != b.re || b.im != b.im) return {NAN64, NAN64};
    bool up = a.re < b.re;
    c128 low = up ? a : b, high = up ? b : a;
    if (low.re == high.re && fabs(low.re) == INF64) return low.re < 0 ? high : c_log(c_exp(low) + c_exp(high));
    if (low.re == -INF64) return high;
    return high + c_log1p(c_exp(low - high));
}

DEV c128 c_pow(c128 x, c128 e) {
    if (e.im == 0 && e.re == 2) return x * x;
    if (e.re == 0 && e.im == 0) return {1, 0};
    if (x.re == 0 && x.im == 0) return e.re > 0 ? c128{0, 0} : c128{NAN64, NAN64};
    return c_exp(e * c_log(x));
}

DEV c128 c_sinh(c128 x) {
    if (x.im == 0) return {sinh(x.re), x.im};
    return {sinh(x.re) * cos(x.im), cosh(x.re) * sin(x.im)};
}
DEV c128 c_cosh(c128 x) { return {cosh(x.re) * cos(x.im), sinh(x.re) * sin(x.im)}; }
DEV c128 c_tanh(c128 x) {
    if (fabs(x.re) > 22) {
        // 1 up to rounding; the imaginary part decays like exp(-2 |re|).
        f64 im = 4 * sin(x.im) * cos(x.im) * exp(-2 * fabs(x.re));
        return {copysign(1.0, x.re), finite(x.im) ? im : 0};
    }
    f64 t = tan(x.im), s = sinh(x.re), c = cosh(x.re), sec = 1 + t * t, d = 1 + sec * s * s;
    return {sec * s * c / d, t / d};
}
DEV c128 c_sin(c128 x) { return c_turn_back(c_sinh(c_turn(x))); }
DEV c128 c_cos(c128 x) { return c_cosh(c_turn(x)); }
DEV c128 c_tan(c128 x) { return c_turn_back(c_tanh(c_turn(x))); }

// asinh where x^2 + 1 is x^2 up to rounding: ln(2 x) in the right half plane, odd.
DEV c128 c_asinh_huge(c128 x) {
    bool left = sign_bit(x.re);
    c128 y = c_plus(c_log(left ? -x : x), LN2);
    return left ? -y : y;
}
// Kahan's formulas: right on the branch cuts, with the sign of zero telling the side.
DEV_CALL c128 c_asin(c128 x) {
    if (fmax(fabs(x.re), fabs(x.im)) > 1e8) return c_turn_back(c_asinh_huge(c_turn(x)));
    c128 a = c_sqrt({1 - x.re, -x.im}), b = c_sqrt(c_plus(x, 1));
    return {atan2(x.re, (a * b).re), asinh((conjugate(a) * b).im)};
}
DEV_CALL c128 c_acos(c128 x) {
    if (fmax(fabs(x.re), fabs(x.im)) > 1e8) {
        c128 l = c_log(x);
        return {atan2(fabs(x.im), x.re), -copysign(l.re + LN2, x.im)};
    }
    c128 a = c_sqrt({1 - x.re, -x.im}), b = c_sqrt(c_plus(x, 1));
    return {2 * atan2(a.re, b.re), asinh((conjugate(b) * a).im)};
}
DEV c128 c_asinh(c128 x) { return c_turn_back(c_asin(c_turn(x))); }
DEV_CALL c128 c_acosh(c128 x) {
    if (fmax(fabs(x.re), fabs(x.im)) > 1e8) return c_plus(c_log(x), LN2);
    c128 a = c_sqrt(c_plus(x, -1)), b = c_sqrt(c_plus(x, 1));
    return {asinh((conjugate(a) * b).re), 2 * atan2(a.im, b.re)};
}
DEV_CALL c128 c_atanh(c128 x) {
    f64 a = x.re, b = x.im;
    if (fmax(fabs(a), fabs(b)) > 1e8) return {c_reciprocal(x).re, copysign(HALF_PI, b)};
    f64 re = 0.25 * log1p(4 * a / ((1 - a) * (1 - a) + b * b));
    return {re, 0.5 * atan2(2 * b, (1 - a) * (1 + a) - b * b)};
}
DEV c128 c_atan(c128 x) { return c_turn_back(c_atanh(c_turn(x))); }
