// How gamma and Dirichlet samples move with their parameters, the probability below the sample held fixed, by the formulas of the CPU
// kernel (rust/lumbre-kernels/src/random/gamma_grad.rs): a power series, or one set of double-exponential nodes.

namespace gs {
// The integral of a function that decays like exp(-u / s).
template <class F> DEV f64 integrate(f64 s, F f) {
    f64 sum = 0;
#pragma unroll 1
    for (int i = 0; i < 42; i++) {
        f64 t = (i - 20.0) * 0.2, e = exp(-t), u = exp(t - e);
        sum += f(u * s) * (u * (1 + e) * 0.2);
    }
    return sum * s;
}

// For x not far above a, where the terms do not cancel.
DEV f64 series(f64 a, f64 x) {
    f64 log_x = log(x), term = x / a, slope = s_digamma(a + 1), z = a + 1, sum = 0;
    for (;;) {
        f64 part = term * (slope - log_x);
        sum += part;
        if (z > x && fabs(part) * z <= 1e-9 * fabs(sum) * fmax(z - x, 1.0)) return sum;
        slope += 1 / z;
        term *= x / z;
        z += 1;
        if (!(term >= 2.2250738585072014e-308)) return sum;
    }
}

DEV f64 gamma(f64 a, f64 x) {
    if (!(a > 0 && x > 0 && a < INF64 && x < INF64)) return x == 0 && a >= 0 ? 0 : NAN64;
    if (a < 500 && x < a + 4 * sqrt(a) + 6) return series(a, x);
    f64 mean = s_digamma(a);
    if (x <= a || (a < 1 && x <= 1)) {
        f64 s = a < 1 ? 1 / a : 1 / (a - x + sqrt(x)), c = mean - log(x);
        return integrate(s, [=](f64 u) { return (c + u) * x * exp(-a * u - x * expm1(-u)); });
    }
    f64 more = fmax(a - 1, 0.0), s = a < 1 ? 1 : 1 / (1 - more / x + sqrt(more) / x);
    return integrate(s, [=](f64 v) { return (log(x + v) - mean) * exp((a - 1) * log1p(v / x) - v); });
}

DEV f64 dirichlet(f64 x, f64 a, f64 total) {
    f64 b = total - a;
    if (!(a > 0 && b > 0 && x > 0 && x < 1 && total < INF64)) return x == 0 || x == 1 ? 0 : NAN64;
    f64 y = 1 - x, c = s_digamma(a) - s_digamma(total);
    if (x < a / total) {
        f64 d = c - log(x), odds = x / y, rate = fmax(fmax(fabs(a - (b - 1) * odds), 0.5 * sqrt(a)), 0.5 * a);
        return integrate(1 / rate, [=](f64 u) { return (d + u) * x * exp(-a * u + (b - 1) * log1p(-odds * expm1(-u))); }) / y;
    }
    f64 odds = y / x, rate = fmax(fmax(fabs(b - (a - 1) * odds), 0.5 * sqrt(b)), 0.5 * b);
    return integrate(1 / rate, [=](f64 v) { return (log1p(-y * exp(-v)) - c) * exp(-b * v + (a - 1) * log1p(-odds * expm1(-v))); });
}
}  // namespace gs

// Contiguous: shapes and samples; samples, concentrations and their sums.
#define GAMMA_SLOPE(NAME, T)                                                                                           \
    GLOBAL void NAME(u64 n, const T* a, const T* x, const T*, T* out) {                                                \
        for (u64 i = thread_index(); i < n; i += thread_count()) out[i] = (T)gs::gamma((f64)a[i], (f64)x[i]);          \
    }
#define DIRICHLET_SLOPE(NAME, T)                                                                                       \
    GLOBAL void NAME(u64 n, const T* x, const T* a, const T* total, T* out) {                                          \
        for (u64 i = thread_index(); i < n; i += thread_count()) out[i] = (T)gs::dirichlet((f64)x[i], (f64)a[i], (f64)total[i]); \
    }
