// Numbers whose count of draws is not known before: each element has a Philox stream of its own, (offset / 4, element).
// Methods: Hörmann 1993 (Poisson, binomial), Marsaglia and Tsang 2000 (gamma).

namespace sp {
// Uniform numbers in (0, 1], one after the other.
struct Stream {
    u64 seed, block, element;
    rn::Four words;
    int left;
    DEV Stream(const RandomParams& p, u64 e) : seed(p.key()), block(p.block()), element(e), left(0) {}
    DEV f64 unit() {
        if (left == 0) {
            words = rn::philox(seed, block++, element);
            left = 2;
        }
        left--;
        return rn::unit(words.w[2 * left], words.w[2 * left + 1]);
    }
    DEV f64 normal() {
        f64 u = unit(), v = unit();
        return sqrt(-2 * log(u)) * cos(6.283185307179586 * v);
    }
};

DEV f64 poisson(Stream& g, f64 rate) {
    if (!(rate > 0)) return rate == 0 ? 0 : NAN64;
    if (rate < 10) {
        f64 floor_ = exp(-rate), product = 1;
        for (f64 k = 0;; k++) {
            product *= g.unit();
            if (product <= floor_) return k;
        }
    }
    f64 b = 0.931 + 2.53 * sqrt(rate), a = -0.059 + 0.02483 * b, inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
    f64 squeeze = 0.9277 - 3.6224 / (b - 2), log_rate = log(rate);
    for (;;) {
        f64 u = g.unit() - 0.5, v = g.unit(), us = 0.5 - fabs(u), k = floor((2 * a / us + b) * u + rate + 0.43);
        if (us >= 0.07 && v <= squeeze) return k;
        if (k < 0 || (us < 0.013 && v > us)) continue;
        if (log(v) + log(inverse_alpha) - log(a / (us * us) + b) <= -rate + k * log_rate - lgamma(k + 1)) return k;
    }
}

// What Stirling's formula for ln k! leaves out.
DEV f64 stirling_tail(f64 k) {
    if (k <= 9) return lgamma(k + 1) - ((k + 0.5) * log(k + 1) - (k + 1) + 0.9189385332046728);
    f64 square = (k + 1) * (k + 1);
    return (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / (k + 1);
}

DEV f64 binomial(Stream& g, f64 n, f64 chance) {
    if (n != n || chance != chance) return NAN64;
    if (n <= 0 || chance <= 0) return 0;
    if (chance >= 1) return n;
    f64 p = chance > 0.5 ? 1 - chance : chance, k;
    if (n * p < 10) {
        // Counts geometric waiting times.
        f64 fail = log1p(-p), sum = 0;
        for (k = 0;; k++) {
            sum += ceil(log(g.unit()) / fail);
            if (sum > n) break;
        }
    } else {
        f64 s = sqrt(n * p * (1 - p)), b = 1.15 + 2.53 * s, a = -0.0873 + 0.0248 * b + 0.01 * p, c = n * p + 0.5;
        f64 squeeze = 0.92 - 4.2 / b, r = p / (1 - p), alpha = (2.83 + 5.1 / b) * s, m = floor((n + 1) * p);
        for (;;) {
            f64 u = g.unit() - 0.5, v = g.unit(), us = 0.5 - fabs(u);
            k = floor((2 * a / us + b) * u + c);
            if (k < 0 || k > n) continue;
            if (us >= 0.07 && v <= squeeze) break;
            f64 left = log(v * alpha / (a / (us * us) + b));
            f64 right = (m + 0.5) * log((m + 1) / (r * (n - m + 1))) + (n + 1) * log((n - m + 1) / (n - k + 1)) +
                        (k + 0.5) * log(r * (n - k + 1) / (k + 1)) + stirling_tail(m) + stirling_tail(n - m) - stirling_tail(k) -
                        stirling_tail(n - k);
            if (left <= right) break;
        }
    }
    return chance > 0.5 ? n - k : k;
}

DEV f64 gamma(Stream& g, f64 alpha) {
    f64 scale = 1;
    if (alpha < 1) {
        if (alpha == 0) return 0;
        scale = pow(g.unit(), 1 / alpha);
        alpha += 1;
    }
    f64 d = alpha - 1.0 / 3;
    if (!(d > 0)) return NAN64;
    f64 c = 1 / sqrt(9 * d);
    for (;;) {
        f64 x = g.normal(), y = 1 + c * x;
        if (y <= 0) continue;
        f64 v = y * y * y, u = g.unit(), xx = x * x;
        if (u < 1 - 0.0331 * xx * xx || log(u) < 0.5 * xx + d * (1 - v + log(v))) return scale * d * v;
    }
}

// The least normal number that gamma and Dirichlet numbers may be.
template <class T> DEV f64 tiny() { return SAME(T, f64) ? 2.2250738585072014e-308 : 1.1754943508222875e-38; }

enum { POISSON, BINOMIAL, GAMMA };
// Contiguous inputs: the rate, the counts and chances, or the shape. A negative rate or a count that is NaN is noted in `bad`.
template <int WHAT, class T> DEV void fill(const RandomParams& p, const T* a, const T* b, T* out, BadIndex* bad) {
    for (u64 i = thread_index(); i < p.n; i += thread_count()) {
        Stream g(p, i);
        f64 x = (f64)widen(a[i]), v;
        if (WHAT == POISSON) {
            if (!(x >= 0)) index_fits(-1, 0, (u32)p.base, bad);
            v = poisson(g, x);
        } else if (WHAT == BINOMIAL) {
            if (x != x) index_fits(-1, 0, (u32)p.base, bad);
            v = binomial(g, x, (f64)widen(b[i]));
        } else {
            v = gamma(g, x);
            v = v < tiny<T>() ? tiny<T>() : v;
        }
        out[p.walk.first(i)] = cast<T>(v);
    }
}

// Draws with replacement from rows of running sums [rows, n] of weights (which need not end in 1); sample s of row r has element
// r samples + s.
template <class T> DEV void categories(const RandomParams& p, u64 n, u64 samples, const T* sums, i64* out) {
    for (u64 i = thread_index(); i < p.n; i += thread_count()) {
        Stream g(p, i);
        const T* row = sums + i / samples * n;
        f64 u = g.unit() * (f64)widen(row[n - 1]);
        u64 low = 0, high = n - 1;
        while (low < high) {
            u64 mid = (low + high) / 2;
            if ((f64)widen(row[mid]) < u) low = mid + 1;
            else high = mid;
        }
        out[i] = (i64)low;
    }
}
}  // namespace sp

// WHAT is POISSON, BINOMIAL or GAMMA.
#define SAMPLE(NAME, WHAT, T)                                                                                          \
    GLOBAL void NAME(PARAM RandomParams p, const T* a, const T* b, T* out, BadIndex* bad) {                            \
        sp::fill<sp::WHAT>(p, a, b, out, bad);                                                                         \
    }
#define SAMPLE_CATEGORIES(NAME, T)                                                                                     \
    GLOBAL void NAME(PARAM RandomParams p, u64 n, u64 samples, const T* sums, i64* out) {                              \
        sp::categories(p, n, samples, sums, out);                                                                      \
    }
