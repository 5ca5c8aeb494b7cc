// Special functions in f64, one element at a time, by the formulas of the CPU kernels.

#define PI 3.141592653589793
#define SQRT_HALF 0.7071067811865476
#define SQRT_PI 1.7724538509055159
#define EULER 0.5772156649015329

// The derivative of lgamma. Infinite at 0 by its sign, NaN at the other poles.
DEV_CALL f64 s_digamma(f64 x) {
    f64 before = 0;
    if (x == 0) return copysign(INF64, -x);
    if (x < 0) {
        if (x == floor(x)) return NAN64;
        before = -PI / tan(PI * (x - trunc(x)));
        x = 1 - x;
    }
    // Recurrence up to where the asymptotic series holds to the last bit.
    f64 sum = 0;
    while (x < 10) {
        sum -= 1 / x;
        x += 1;
    }
    f64 z = 1 / (x * x), y = 0;
    const f64 b[7] = {1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32760, 1.0 / 12};
    for (int i = 6; i >= 0; i--) y = (y + b[i]) * z;
    return before + sum + log(x) - 0.5 / x - y;
}

DEV_CALL f64 s_trigamma(f64 x) {
    f64 sign = 1, before = 0;
    if (x < 0.5) {
        f64 s = sin(PI * (x - 2 * round(0.5 * x)));
        before = PI * PI / (s * s);
        sign = -1;
        x = 1 - x;
    }
    f64 sum = 0;
    while (x < 10) {
        sum += 1 / (x * x);
        x += 1;
    }
    f64 z = 1 / (x * x), y = 0;
    const f64 b[7] = {1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6};
    for (int i = 6; i >= 0; i--) y = (y + b[i]) * z;
    return before + sign * (sum + (1 + 0.5 / x + y) / x);
}

// An elementary guess, then Halley's steps on erf, or on erfc where that keeps the digits.
DEV_CALL f64 s_erfinv(f64 y) {
    if (!(fabs(y) < 1)) return fabs(y) == 1 ? copysign(INF64, y) : NAN64;
    if (y == 0) return y;
    f64 a = fabs(y), tail = 1 - a, l = log(tail * (1 + a)), u = 2 / (PI * 0.147) + 0.5 * l;
    f64 x = a < 1e-4 ? a * 0.5 * SQRT_PI : sqrt(sqrt(u * u - l / 0.147) - u);
    for (int i = 0; i < 3; i++) {
        f64 miss = a > 0.5 ? tail - erfc(x) : erf(x) - a;
        f64 newton = miss * 0.5 * SQRT_PI * exp(x * x);
        x -= newton / (1 + x * newton);
    }
    return copysign(x, y);
}

// Modified Bessel function of the first kind, order 0 or 1: the power series, then the asymptotic one.
DEV_CALL f64 s_bessel_i(int order, f64 x, bool scaled) {
    f64 a = fabs(x), sum = 1, term = 1;
    if (a == INF64) return scaled ? 0 : order == 1 ? x : a;
    if (a < 25) {
        f64 q = 0.25 * a * a;
        for (int k = 1; k < 200; k++) {
            term *= q / (k * (f64)(k + order));
            sum += term;
            if (term < sum * 1e-17) break;
        }
        f64 value = order == 1 ? 0.5 * x * sum : sum;
        return scaled ? value * exp(-a) : value;
    }
    f64 mu = 4.0 * order * order;
    for (int k = 1; k < 40; k++) {
        f64 odd = 2 * k - 1;
        term *= -(mu - odd * odd) / (k * 8.0 * a);
        sum += term;
        if (fabs(term) < 1e-17) break;
    }
    // exp in two factors: the product may be finite where exp(a) is not.
    f64 half = scaled ? 1 : exp(0.5 * a), value = half * (sum / sqrt(2 * PI * a)) * half;
    return order == 1 ? copysign(value, x) : value;
}

DEV f64 s_spherical_j0(f64 x) {
    if (fabs(x) == INF64) return 0;
    if (fabs(x) < 0.5) {
        f64 q = x * x, sum = 1;
        for (int k = 7; k > 0; k--) sum = 1 - q / (2.0 * k * (2 * k + 1)) * sum;
        return sum;
    }
    return sin(x) / x;
}

// exp(x) K_order(x) by the integral of exp(-x (cosh t - 1)) cosh(order t).
DEV_CALL f64 s_scaled_k_integral(f64 order, f64 x) {
    f64 step = fmin(0.2, 0.7 / sqrt(x)), sum = 0.5;
    for (int k = 1; k < 10000; k++) {
        f64 t = step * k, half = sinh(0.5 * t), term = exp(-2 * x * half * half) * cosh(order * t);
        sum += term;
        if (term < sum * 1e-18) break;
    }
    return sum * step;
}

// Modified Bessel function of the second kind by its series, for small arguments.
DEV_CALL f64 s_k_series(int order, f64 x) {
    f64 q = 0.25 * x * x, l = log(0.5 * x), term = 1, harmonic = 0, sum = 0;
    for (int k = 0; k < 30; k++) {
        if (k > 0) {
            term *= q / (k * (f64)(k + order));
            harmonic += 1.0 / k;
        }
        // psi(k + 1), and psi(k + 2) beside it for order 1.
        f64 psi = harmonic - EULER;
        sum += term * (order == 0 ? psi : 2 * psi + 1.0 / (k + 1));
    }
    return order == 0 ? sum - l * s_bessel_i(0, x, false) : 1 / x + l * s_bessel_i(1, x, false) - 0.25 * x * sum;
}

DEV f64 s_scaled_k(int order, f64 x) {
    if (x == 0) return INF64;
    if (!(x > 0)) return NAN64;
    if (x <= 2) return s_k_series(order, x) * exp(x);
    return x == INF64 ? 0 : s_scaled_k_integral(order, x);
}
DEV f64 s_k(int order, f64 x) {
    return x > 0 && x <= 2 ? s_k_series(order, x) : s_scaled_k(order, x) * exp(-x);
}

// From the values at 0, by Taylor steps of at most 1/2 of the equation y'' = x y.
DEV_CALL f64 s_airy_near(f64 x) {
    f64 y = 0.3550280538878172, slope = -0.2588194037928068;
    f64 steps = fmax(ceil(2 * fabs(x)), 1.0), h = x / steps;
    for (int i = 0; i < (int)steps; i++) {
        f64 at = h * i, c[26] = {};
        c[0] = y;
        c[1] = slope * h;
        c[2] = 0.5 * at * y * h * h;
        for (int k = 1; k < 24; k++) c[k + 2] = (at * c[k] + h * c[k - 1]) * h * h / ((k + 1) * (k + 2));
        y = slope = 0;
        for (int k = 25; k >= 0; k--) {
            y += c[k];
            slope += k * c[k];
        }
        slope /= h;
    }
    return y;
}

// The oscillating side at -z, by the asymptotic series.
DEV_CALL f64 s_airy_far(f64 z) {
    f64 zeta = z * sqrt(z) * 2 / 3, even = 1, odd = 0, term = 1;
    for (int k = 1; k < 30; k++) {
        f64 next = term * (6.0 * k - 5) * (6.0 * k - 1) / (72.0 * k * zeta);
        if (fabs(next) > fabs(term) || fabs(next) < 1e-18) break;
        term = next;
        f64 sign = k / 2 % 2 == 0 ? 1 : -1;
        if (k % 2 == 0) even += sign * term;
        else odd += sign * term;
    }
    f64 phase = zeta - PI / 4;
    return (cos(phase) * even + sin(phase) * odd) / (SQRT_PI * sqrt(sqrt(z)));
}

DEV_CALL f64 s_airy_ai(f64 x) {
    if (x != x || fabs(x) == INF64) return x == INF64 ? 0 : NAN64;
    if (x > 2) {
        f64 zeta = x * sqrt(x) * 2 / 3;
        return sqrt(x / 3) / PI * exp(-zeta) * s_scaled_k_integral(1.0 / 3, zeta);
    }
    return x < -10 ? s_airy_far(-x) : s_airy_near(x);
}

// ---- Incomplete gamma functions.

// x - a - a ln(x / a), without the cancellation near a.
DEV f64 s_deviation(f64 a, f64 x) {
    f64 d = (x - a) / a;
    if (fabs(d) > 0.3) return a * (d - log1p(d));
    f64 sum = 0, power = d;
    for (int k = 2; k < 60; k++) {
        power *= -d;
        sum -= power / k;
        if (fabs(power) < 1e-19) break;
    }
    return a * sum;
}

// x^a exp(-x) / gamma(a + 1).
DEV f64 s_gamma_density(f64 a, f64 x) {
    if (a < 20) return exp(a * log(x) - x - lgamma(a + 1));
    f64 i = 1 / a, q = i * i;
    f64 stirling = i * (1.0 / 12 - q * (1.0 / 360 - q * (1.0 / 1260 - q * (1.0 / 1680 - q / 1188))));
    return exp(-s_deviation(a, x) - stirling) / sqrt(2 * PI * a);
}

// The continued fraction of the upper function, by Lentz' method.
DEV f64 s_gamma_fraction(f64 a, f64 x, int limit) {
    f64 b = x + 1 - a, c = 1e300, d = 1 / b, value = d;
    for (int i = 1; i < limit * 4; i++) {
        f64 n = -(f64)i * (i - a);
        b += 2;
        d = n * d + b;
        d = 1 / (fabs(d) < 1e-300 ? 1e-300 : d);
        c = b + n / c;
        c = fabs(c) < 1e-300 ? 1e-300 : c;
        value *= d * c;
        if (fabs(d * c - 1) < 1e-16) break;
    }
    return value;
}

// The upper function for small a, where one minus the lower one would lose its digits.
DEV f64 s_small_upper(f64 a, f64 x) {
    f64 head = -expm1(a * log(x) - lgamma(a + 1)), term = 1, sum = 0;
    for (int k = 1; k < 100; k++) {
        term *= -x / k;
        sum += term / (a + k);
        if (fabs(term) < 1e-18) break;
    }
    return head - exp(a * log(x) - lgamma(a + 1)) * a * sum;
}

// The regularised lower incomplete gamma function, or its complement.
DEV_CALL f64 s_igamma(f64 a, f64 x, bool complement) {
    f64 lower, upper;
    if (!(a >= 0 && x >= 0) || (a == 0 && x == 0) || (a == INF64 && x == INF64)) return NAN64;
    if (a == 0 || x == INF64) {
        lower = 1, upper = 0;
    } else if (x == 0 || a == INF64) {
        lower = 0, upper = 1;
    } else if (a > 1e8) {
        // The first two terms of the uniform expansion.
        f64 dev = s_deviation(a, x), eta = copysign(sqrt(2 * dev / a), x - a);
        f64 slope = fabs(eta) < 1e-3 ? eta / 12 - 1.0 / 3 : a / (x - a) - 1 / eta;
        f64 rest = exp(-dev) / sqrt(2 * PI * a) * slope, t = eta * sqrt(0.5 * a);
        lower = 0.5 * erfc(-t) - rest, upper = 0.5 * erfc(t) + rest;
    } else if (x <= a + 1) {
        int limit = 4 * (200 + (int)(20 * sqrt(a)));
        f64 sum = 1, term = 1;
        for (int k = 1; k < limit; k++) {
            term *= x / (a + k);
            sum += term;
            if (term < sum * 1e-17) break;
        }
        lower = s_gamma_density(a, x) * sum, upper = 1 - lower;
    } else {
        upper = x < 1.5 && a < 0.5 ? s_small_upper(a, x)
                                   : s_gamma_density(a, x) * a * s_gamma_fraction(a, x, 200 + (int)(20 * sqrt(a)));
        lower = 1 - upper;
    }
    return complement ? upper : lower;
}

// Hurwitz' zeta function: terms up to k + q = 10, then Euler and Maclaurin's formula.
DEV_CALL f64 s_zeta(f64 s, f64 q) {
    if (s == 1) return INF64;
    if (!(s > 1) || q != q) return NAN64;
    if (q <= 0) {
        if (q == floor(q)) return INF64;
        if (s != floor(s)) return NAN64;
    }
    f64 at = q, sum = 0;
    // The formula's terms shrink only where `at` is well above s / (2 pi).
    while (at < fmax(s, 10.0)) {
        f64 term = pow(at, -s);
        sum += term;
        at += 1;
        if (at > 0 && fabs(term) < fabs(sum) * 1e-17) return sum;
    }
    f64 tail = pow(at, -s);
    sum += tail * (at / (s - 1) + 0.5);
    // Bernoulli numbers over factorials.
    const f64 b[10] = {1.0 / 12,
                       -1.0 / 720,
                       1.0 / 30240,
                       -1.0 / 1209600,
                       1.0 / 47900160,
                       -691.0 / 1307674368000.0,
                       1.0 / 74724249600.0,
                       -3617.0 / 10670622842880000.0,
                       43867.0 / 5109094217170944000.0,
                       -174611.0 / 802857662698291200000.0};
    f64 factor = s * tail / at;
    for (int k = 0; k < 10; k++) {
        f64 term = b[k] * factor;
        sum += term;
        if (fabs(term) < fabs(sum) * 1e-17) break;
        f64 n = s + (2 * k + 1);
        factor *= n * (n + 1) / (at * at);
    }
    return sum;
}

DEV f64 s_polygamma(f64 n, f64 x) {
    return (fmod(n, 2.0) == 0 ? -1.0 : 1.0) * exp(lgamma(n + 1)) * s_zeta(n + 1, x);
}

// ---- The normal distribution.

// exp(x^2) erfc(x); far out by Laplace's continued fraction from the far end.
DEV_CALL f64 s_erfcx(f64 x) {
    if (x < 2) return exp(x * x) * erfc(x);
    if (x > 1e8) return 1 / (x * SQRT_PI);
    f64 tail = x;
    for (int k = 19 + (int)(400 / (x * x)); k > 0; k--) tail = x + 0.5 * k / tail;
    return 1 / (SQRT_PI * tail);
}
DEV f64 s_log_ndtr(f64 x) {
    f64 t = x * SQRT_HALF;
    return x < -1 ? log(0.5 * s_erfcx(-t)) - t * t : log1p(-0.5 * erfc(t));
}
// A rational guess, then Newton's steps on the logarithm.
DEV_CALL f64 s_ndtri(f64 p) {
    if (p == 0 || p == 1) return p == 0 ? -INF64 : INF64;
    if (!(p > 0 && p < 1)) return NAN64;
    if (p == 0.5) return 0;
    f64 q = p > 0.5 ? 1 - p : p, l = log(q), t = sqrt(-2 * l);
    f64 x = -(t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))));
    for (int i = 0; i < 4; i++) x -= (s_log_ndtr(x) - l) * s_erfcx(-x * SQRT_HALF) / sqrt(2 / PI);
    // The logarithm has lost digits here; the distribution itself has not.
    if (fabs(x) < 1e-3) x -= (0.5 * erfc(-x * SQRT_HALF) - q) * sqrt(2 * PI);
    return p > 0.5 ? -x : x;
}

// ---- Orthogonal polynomials by their recurrences. Degrees below 0 give 0.

enum PolynomialFamily { CHEBYSHEV_T, CHEBYSHEV_U, CHEBYSHEV_V, CHEBYSHEV_W, HERMITE_H, HERMITE_HE, LAGUERRE_L, LEGENDRE_P };

DEV_CALL f64 s_polynomial(int family, f64 x, f64 degree) {
    i64 n = double_to_int(degree);
    if (n < 0) return 0;
    if (n == 0) return 1;
    f64 m = (f64)n, sign = n % 2 == 0 ? 1 : -1;
    bool interval = family <= CHEBYSHEV_W;
    if (fabs(x) == 1 && (interval || family == LEGENDRE_P)) {
        bool up = x > 0;
        switch (family) {
            case CHEBYSHEV_U: return up ? m + 1 : sign * (m + 1);
            case CHEBYSHEV_V: return up ? 1 : sign * (2 * m + 1);
            case CHEBYSHEV_W: return up ? 2 * m + 1 : sign;
            default: return up ? 1 : sign;
        }
    }
    if (n > 8 && fabs(x) <= 1 && interval) {
        f64 angle = acos(x);
        switch (family) {
            case CHEBYSHEV_T: return cos(m * angle);
            case CHEBYSHEV_U: return sin((m + 1) * angle) / sin(angle);
            case CHEBYSHEV_V: return cos((m + 0.5) * angle) / cos(0.5 * angle);
            default: return sin((m + 0.5) * angle) / sin(0.5 * angle);
        }
    }
    f64 before = 1, now = x;
    if (family == CHEBYSHEV_U || family == HERMITE_H) now = 2 * x;
    if (family == CHEBYSHEV_V) now = 2 * x - 1;
    if (family == CHEBYSHEV_W) now = 2 * x + 1;
    if (family == LAGUERRE_L) now = 1 - x;
    for (i64 k = 1; k < n && now == now; k++) {
        f64 j = (f64)k, next;
        if (interval) next = 2 * x * now - before;
        else if (family == HERMITE_H) next = 2 * (x * now - j * before);
        else if (family == HERMITE_HE) next = x * now - j * before;
        else if (family == LAGUERRE_L) next = ((2 * j + 1 - x) * now - j * before) / (j + 1);
        else next = ((2 * j + 1) * x * now - j * before) / (j + 1);
        before = now;
        now = next;
    }
    return now;
}
