// Connectionist temporal classification (Graves et al., 2006): a block a sample, sums as logarithms in f64. States are the labels
// with blanks around them.

struct CtcParams {
    i64 batch, total, classes, states, blank;  // `states`: the most of any sample, the pitch of `alpha`
    i64 x[3], y[3];                            // strides of the log-probabilities and the gradient: step, sample, class
    i64 g;
    u32 zero_infinity, pad;
};

namespace ct {
DEV f64 log_sum(f64 a, f64 b, f64 c) {
    f64 top = fmax(fmax(a, b), c);
    return top == -INF64 ? top : top + log(exp(a - top) + exp(b - top) + exp(c - top));
}

struct Sample {
    const i64* labels;
    i64 states, steps, blank;
    DEV i64 label(i64 s) const { return s % 2 ? labels[s / 2] : blank; }
    // Whether an alignment may come to `s` from two states before.
    DEV bool skips(i64 s) const { return s % 2 && s > 1 && labels[s / 2] != labels[s / 2 - 1]; }
};
DEV Sample sample_of(const CtcParams& p, i64 n, const i64* labels, const i64* starts, const i64* steps) {
    return {labels + starts[n], 2 * (starts[n + 1] - starts[n]) + 1, steps[n], p.blank};
}

// The log-probabilities of all beginnings of alignments into `alpha` [steps, states], and the negative logarithm of the whole.
template <class T> DEV f64 beginnings(const CtcParams& p, const Sample& s, const T* x, f64* alpha) {
    for (i64 t = 0; t < s.steps; t++) {
        const f64* b = alpha + (t - 1) * p.states;
        for (i64 k = threadIdx.x; k < s.states; k += blockDim.x) {
            f64 sum = t == 0 ? (k < 2 ? 0 : -INF64) : log_sum(b[k], k > 0 ? b[k - 1] : -INF64, s.skips(k) ? b[k - 2] : -INF64);
            alpha[t * p.states + k] = sum + cast<f64>(x[t * p.x[0] + s.label(k) * p.x[2]]);
        }
        barrier();
    }
    if (s.steps == 0) return s.states == 1 ? 0 : INF64;
    const f64* last = alpha + (s.steps - 1) * p.states;
    return s.states == 1 ? -last[0] : -log_sum(last[s.states - 1], last[s.states - 2], -INF64);
}

// `alpha` is [batch, total, states].
template <class T> DEV void forward(const CtcParams& p, const T* x, const i64* labels, const i64* starts, const i64* steps, f64* alpha, T* out) {
    i64 n = blockIdx.x;
    f64 loss = beginnings(p, sample_of(p, n, labels, starts, steps), x + n * p.x[1], alpha + n * p.total * p.states);
    if (threadIdx.x == 0) out[n] = cast<T>(loss);
}

// The gradient by the scores behind the log-probabilities, times g. `beta` is [batch, 2, states].
template <class T>
DEV void backward(const CtcParams& p, const T* g, const T* x, const i64* labels, const i64* starts, const i64* steps, f64* alpha, f64* beta, T* out) {
    i64 n = blockIdx.x;
    Sample s = sample_of(p, n, labels, starts, steps);
    x += n * p.x[1];
    out += n * p.y[1];
    alpha += n * p.total * p.states;
    beta += n * 2 * p.states;
    f64 loss = beginnings(p, s, x, alpha), scale = cast<f64>(g[n * p.g]);
    bool dead = p.zero_infinity && loss == INF64;
    for (i64 t = p.total - 1; t >= 0; t--) {
        bool live = t < s.steps && !dead;
        f64* now = beta + t % 2 * p.states;
        const f64* later = beta + (t + 1) % 2 * p.states;
        if (live) {
            for (i64 k = threadIdx.x; k < s.states; k += blockDim.x) {
                f64 sum;
                if (t + 1 == s.steps) {
                    sum = k + 2 >= s.states ? 0 : -INF64;
                } else {
                    sum = log_sum(later[k], k + 1 < s.states ? later[k + 1] : -INF64, k + 2 < s.states && s.skips(k + 2) ? later[k + 2] : -INF64);
                }
                now[k] = sum + cast<f64>(x[t * p.x[0] + s.label(k) * p.x[2]]);
            }
        }
        barrier();
        for (i64 c = threadIdx.x; c < p.classes; c += blockDim.x) {
            f64 v = 0;
            if (live) {
                f64 sum = -INF64, lp = cast<f64>(x[t * p.x[0] + c * p.x[2]]);
                for (i64 k = 0; k < s.states; k++) {
                    if (s.label(k) == c) sum = log_sum(sum, alpha[t * p.states + k] + now[k], -INF64);
                }
                v = (exp(lp) - exp(sum + loss - lp)) * scale;
            }
            out[t * p.y[0] + c * p.y[2]] = cast<T>(v);
        }
        barrier();
    }
}
}  // namespace ct

// `labels` one after the other, sample n's from starts[n] to starts[n + 1].
#define CTC_FORWARD(NAME, T)                                                                                           \
    GLOBAL void NAME(PARAM CtcParams p, const T* x, const i64* labels, const i64* starts, const i64* steps, f64* alpha, T* out) { \
        ct::forward(p, x, labels, starts, steps, alpha, out);                                                          \
    }
#define CTC_BACKWARD(NAME, T)                                                                                          \
    GLOBAL void NAME(PARAM CtcParams p, const T* g, const T* x, const i64* labels, const i64* starts, const i64* steps, f64* alpha, f64* beta, T* out) { \
        ct::backward(p, g, x, labels, starts, steps, alpha, beta, out);                                                \
    }
