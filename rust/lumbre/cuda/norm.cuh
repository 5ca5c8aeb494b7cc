// Layer, RMS, group and batch norm, forward and backward. Small floats compute in f32. Weights of dtype W, statistics of dtype S;
// null pointers where there are none.

struct NormParams {
    u64 rows, n;  // rows of n neighbouring elements
    f64 eps;
    u64 segment;          // rows a block of the weights' gradients takes
    u64 groups, channels, l;  // group norm: row r has the channels of group r % groups, each of l elements
};

namespace nm {
template <class R, class W> DEV R coefficient(const W* w, u64 i, R otherwise) { return w ? cast<R>(w[i]) : otherwise; }

// `f(v, i)` for each element of a row that this thread takes; V > 1 loads V neighbours at once.
template <class R, int V, class X, class F> DEV void each(const X* x, u64 n, F f) {
    u64 step = (u64)blockDim.x * V;
    for (u64 i = (u64)threadIdx.x * V; i < n; i += step) {
        if (V > 1 && i + V <= n) {
            Pack<X, V> v = ldv<X, V>(x + i);
#pragma unroll
            for (int j = 0; j < V; j++) f(cast<R>(v.v[j]), i + j);
        } else {
            for (u64 j = i; j < i + V && j < n; j++) f(cast<R>(x[j]), j);
        }
    }
}

// The mean and the inverse of the deviation of a row, in two passes; RMS leaves the mean 0.
template <bool RMS, class R, int V, class X> DEV void moments(const X* x, u64 n, f64 eps, R& mean, R& rstd) {
    mean = 0;
    if (!RMS) {
        R sum = 0;
        each<R, V>(x, n, [&](R v, u64) { sum += v; });
        mean = row_reduce<SumOf>(sum, (R)0) / (R)n;
    }
    R m = mean, sum = 0;
    each<R, V>(x, n, [&](R v, u64) { sum += (v - m) * (v - m); });
    rstd = (R)1 / m_sqrt(row_reduce<SumOf>(sum, (R)0) / (R)n + (R)eps);
}

// Blocks of (32, 8) take eight rows, blocks of (n, 1) one.
template <bool RMS, int V, class X, class W, class S>
DEV void rows(const NormParams& p, const X* x, const W* w, const W* b, X* out, S* mean_out, S* rstd_out) {
    typedef Loop<X> R;
    u64 r = (u64)blockIdx.x * blockDim.y + threadIdx.y;
    if (r >= p.rows) return;
    x += r * p.n;
    out += r * p.n;
    R mean, rstd;
    moments<RMS, R, V>(x, p.n, p.eps, mean, rstd);
    if (threadIdx.x == 0) {
        if (mean_out) mean_out[r] = cast<S>(mean);
        if (rstd_out) rstd_out[r] = cast<S>(rstd);
    }
    u64 step = (u64)blockDim.x * V;
    for (u64 i = (u64)threadIdx.x * V; i < p.n; i += step) {
        if (V > 1 && i + V <= p.n) {
            Pack<X, V> v = ldv<X, V>(x + i), y;
#pragma unroll
            for (int j = 0; j < V; j++) {
                y.v[j] = cast<X>(fused((cast<R>(v.v[j]) - mean) * rstd, coefficient<R>(w, i + j, (R)1), coefficient<R>(b, i + j, (R)0)));
            }
            stv<X, V>(out + i, y);
        } else {
            for (u64 j = i; j < i + V && j < p.n; j++) {
                out[j] = cast<X>(fused((cast<R>(x[j]) - mean) * rstd, coefficient<R>(w, j, (R)1), coefficient<R>(b, j, (R)0)));
            }
        }
    }
}

// gx = rstd (g w - mean(g w) - xhat mean(g w xhat)), row by row.
template <bool RMS, class X, class W, class S>
DEV void rows_backward(const NormParams& p, const X* g, const X* x, const S* means, const S* rstds, const W* w, X* gx) {
    typedef Loop<X> R;
    u64 r = (u64)blockIdx.x * blockDim.y + threadIdx.y;
    if (r >= p.rows) return;
    g += r * p.n;
    x += r * p.n;
    gx += r * p.n;
    R mean = RMS ? (R)0 : cast<R>(means[r]), rstd = cast<R>(rstds[r]), a = 0, b = 0;
    for (u64 i = threadIdx.x; i < p.n; i += blockDim.x) {
        R v = cast<R>(g[i]) * coefficient<R>(w, i, (R)1);
        a += v;
        b += v * (cast<R>(x[i]) - mean) * rstd;
    }
    b = row_reduce<SumOf>(b, (R)0) / (R)p.n;
    a = RMS ? (R)0 : row_reduce<SumOf>(a, (R)0) / (R)p.n;
    for (u64 i = threadIdx.x; i < p.n; i += blockDim.x) {
        R v = cast<R>(g[i]) * coefficient<R>(w, i, (R)1), xhat = (cast<R>(x[i]) - mean) * rstd;
        gx[i] = cast<X>(rstd * (v - a - xhat * b));
    }
}

// The sums over a segment of rows of g xhat and of g, column by column, into `partial` [segments, 2, n]. Blocks of (32, 8).
template <bool RMS, class X, class S>
DEV void weight_sums(const NormParams& p, const X* g, const X* x, const S* means, const S* rstds, Loop<X>* partial) {
    typedef Loop<X> R;
    SHARED R part[2][8][32];
    u64 i = (u64)blockIdx.x * 32 + threadIdx.x, first = (u64)blockIdx.y * p.segment;
    u64 end = first + p.segment < p.rows ? first + p.segment : p.rows;
    R a = 0, b = 0;
    if (i < p.n) {
        for (u64 r = first + threadIdx.y; r < end; r += 8) {
            R v = cast<R>(g[r * p.n + i]), mean = RMS ? (R)0 : cast<R>(means[r]);
            a += v * (cast<R>(x[r * p.n + i]) - mean) * cast<R>(rstds[r]);
            b += v;
        }
    }
    part[0][threadIdx.y][threadIdx.x] = a;
    part[1][threadIdx.y][threadIdx.x] = b;
    barrier();
    if (threadIdx.y < 2 && i < p.n) {
        R sum = 0;
        for (int k = 0; k < 8; k++) sum += part[threadIdx.y][k][threadIdx.x];
        partial[((u64)blockIdx.y * 2 + threadIdx.y) * p.n + i] = sum;
    }
}

// Adds up `segments` partial sums in their order; thread i has column i.
template <class R, class W> DEV void weight_finish(u64 n, u32 segments, const R* partial, W* gw, W* gb) {
    u64 i = thread_index();
    if (i >= n) return;
    R a = 0, b = 0;
    for (u32 k = 0; k < segments; k++) {
        a += partial[(u64)k * 2 * n + i];
        b += partial[((u64)k * 2 + 1) * n + i];
    }
    if (gw) gw[i] = cast<W>(a);
    if (gb) gb[i] = cast<W>(b);
}

// ---- Group norm: rows of `channels` channels of `l` elements.
template <class X, class W, class S>
DEV void group(const NormParams& p, const X* x, const W* w, const W* b, X* out, S* mean_out, S* rstd_out) {
    typedef Loop<X> R;
    u64 r = blockIdx.x, first = r % p.groups * p.channels;
    x += r * p.n;
    out += r * p.n;
    R mean, rstd;
    moments<false, R, 1>(x, p.n, p.eps, mean, rstd);
    if (threadIdx.x == 0) {
        mean_out[r] = cast<S>(mean);
        rstd_out[r] = cast<S>(rstd);
    }
    for (u64 i = threadIdx.x; i < p.n; i += blockDim.x) {
        u64 c = first + i / p.l;
        out[i] = cast<X>(fused(cast<R>(x[i]) - mean, rstd * coefficient<R>(w, c, (R)1), coefficient<R>(b, c, (R)0)));
    }
}

// For each of the N C channels the sums of g and of g xhat, into `sums` [2, N C]. One warp a channel, blocks of (32, 8).
template <class X, class S>
DEV void group_sums(const NormParams& p, u64 all, const X* g, const X* x, const S* means, const S* rstds, Loop<X>* sums) {
    typedef Loop<X> R;
    u64 k = (u64)blockIdx.x * blockDim.y + threadIdx.y;
    if (k >= all) return;
    u64 r = k / p.channels;
    R mean = cast<R>(means[r]), rstd = cast<R>(rstds[r]), a = 0, b = 0;
    for (u64 i = threadIdx.x; i < p.l; i += blockDim.x) {
        R v = cast<R>(g[k * p.l + i]);
        a += v;
        b += v * (cast<R>(x[k * p.l + i]) - mean) * rstd;
    }
    a = row_reduce<SumOf>(a, (R)0);
    b = row_reduce<SumOf>(b, (R)0);
    if (threadIdx.x == 0) {
        sums[k] = a;
        sums[all + k] = b;
    }
}

// One block a row.
template <class X, class W, class S>
DEV void group_backward(const NormParams& p, u64 all, const X* g, const X* x, const S* means, const S* rstds, const W* w, const Loop<X>* sums, X* gx) {
    typedef Loop<X> R;
    u64 r = blockIdx.x, first = r % p.groups * p.channels;
    R mean = cast<R>(means[r]), rstd = cast<R>(rstds[r]), a = 0, b = 0;
    for (u64 c = threadIdx.x; c < p.channels; c += blockDim.x) {
        R k = coefficient<R>(w, first + c, (R)1);
        a += k * sums[r * p.channels + c];
        b += k * sums[all + r * p.channels + c];
    }
    a = row_reduce<SumOf>(a, (R)0) / (R)p.n;
    b = row_reduce<SumOf>(b, (R)0) / (R)p.n;
    for (u64 i = threadIdx.x; i < p.n; i += blockDim.x) {
        u64 at = r * p.n + i;
        R v = cast<R>(g[at]) * coefficient<R>(w, first + i / p.l, (R)1), xhat = (cast<R>(x[at]) - mean) * rstd;
        gx[at] = cast<X>(rstd * (v - a - xhat * b));
    }
}

// The weights' gradients: channel c of every sample, in order.
template <class R, class W> DEV void group_weights(u64 channels, u64 all, const R* sums, W* gw, W* gb) {
    u64 c = thread_index();
    if (c >= channels) return;
    R a = 0, b = 0;
    for (u64 k = c; k < all; k += channels) {
        a += sums[all + k];
        b += sums[k];
    }
    if (gw) gw[c] = cast<W>(a);
    if (gb) gb[c] = cast<W>(b);
}
}  // namespace nm

// NAME_row and NAME_vector: layer norm, or RMS norm without means. NAME_backward: gx. NAME_sums and NAME_finish: gw and gb.
#define NORM(NAME, RMS, X, W, S, V)                                                                                    \
    GLOBAL void NAME##_row(PARAM NormParams p, const X* x, const W* w, const W* b, X* out, S* mean, S* rstd) {         \
        nm::rows<RMS, 1>(p, x, w, b, out, mean, rstd);                                                                 \
    }                                                                                                                  \
    GLOBAL void NAME##_vector(PARAM NormParams p, const X* x, const W* w, const W* b, X* out, S* mean, S* rstd) {      \
        nm::rows<RMS, V>(p, x, w, b, out, mean, rstd);                                                                 \
    }
#define NORM_BACKWARD(NAME, RMS, X, W, S)                                                                              \
    GLOBAL void NAME##_backward(PARAM NormParams p, const X* g, const X* x, const S* mean, const S* rstd, const W* w, X* gx) { \
        nm::rows_backward<RMS>(p, g, x, mean, rstd, w, gx);                                                            \
    }                                                                                                                  \
    GLOBAL void NAME##_sums(PARAM NormParams p, const X* g, const X* x, const S* mean, const S* rstd, Loop<X>* partial) { \
        nm::weight_sums<RMS>(p, g, x, mean, rstd, partial);                                                            \
    }                                                                                                                  \
    GLOBAL void NAME##_finish(u64 n, u32 segments, const Loop<X>* partial, W* gw, W* gb) {                             \
        nm::weight_finish(n, segments, partial, gw, gb);                                                               \
    }
// NAME_forward (a block a row), NAME_sums (a warp a channel), NAME_backward, NAME_weights. `all` is N C.
#define GROUP_NORM(NAME, X, W, S)                                                                                      \
    GLOBAL void NAME##_forward(PARAM NormParams p, const X* x, const W* w, const W* b, X* out, S* mean, S* rstd) {     \
        nm::group(p, x, w, b, out, mean, rstd);                                                                        \
    }                                                                                                                  \
    GLOBAL void NAME##_sums(PARAM NormParams p, u64 all, const X* g, const X* x, const S* mean, const S* rstd, Loop<X>* sums) { \
        nm::group_sums(p, all, g, x, mean, rstd, sums);                                                                \
    }                                                                                                                  \
    GLOBAL void NAME##_backward(PARAM NormParams p, u64 all, const X* g, const X* x, const S* mean, const S* rstd, const W* w, const Loop<X>* sums, X* gx) { \
        nm::group_backward(p, all, g, x, mean, rstd, w, sums, gx);                                                     \
    }                                                                                                                  \
    GLOBAL void NAME##_weights(u64 channels, u64 all, const Loop<X>* sums, W* gw, W* gb) {                             \
        nm::group_weights(channels, all, sums, gw, gb);                                                                \
    }
