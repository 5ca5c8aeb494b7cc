// Batch norm of [N, C, L] in any layout. The statistics of a batch are a variance reduction (reduce.cuh).

struct BatchParams {
    u64 n;           // all elements
    u64 outs, slice; // channels, and elements of each
    u64 chunk;       // elements a split takes
    u32 train, pad;
    Walk<4> all;      // offsets of g (or x), x (or the output), the gradient's output, and the channel
    Walk<2> channel;  // of a channel's first element in g and x
    Walk<2> slices;   // of an element of a channel in g and x
};

namespace bn {
template <class R, class W> DEV R coefficient(const W* w, u64 i, R otherwise) { return w ? cast<R>(w[i]) : otherwise; }

// (x - mean) rstd w + b; `all` walks x, out, unused, channel.
template <class X, class W, class S>
DEV void apply(const BatchParams& p, const X* x, const S* mean, const S* rstd, const W* w, const W* b, X* out) {
    typedef Loop<X> R;
    for (u64 i = thread_index(); i < p.n; i += thread_count()) {
        i64 at[4];
        p.all.at(i, at);
        u64 c = (u64)at[3];
        R scale = cast<R>(rstd[c]) * coefficient<R>(w, c, (R)1);
        out[at[1]] = cast<X>(fused(cast<R>(x[at[0]]) - cast<R>(mean[c]), scale, coefficient<R>(b, c, (R)0)));
    }
}

template <class R> struct Pair {
    R a, b;
};
struct JoinPairs {
    template <class T> static DEV T of(T x, T y) { return {x.a + y.a, x.b + y.b}; }
};

template <class R> DEV void keep(const BatchParams& p, u64 c, Pair<R> v, R* partial) {
    partial[(u64)blockIdx.y * 2 * p.outs + c] = v.a;
    partial[((u64)blockIdx.y * 2 + 1) * p.outs + c] = v.b;
}

// The sums of g and of g xhat of a channel into `partial` [splits, 2, C]; a block a channel.
template <class X, class S> DEV void sums_row(const BatchParams& p, const X* g, const X* x, const S* means, const S* rstds, Loop<X>* partial) {
    typedef Loop<X> R;
    u64 c = blockIdx.x, from = (u64)blockIdx.y * p.chunk, to = from + p.chunk < p.slice ? from + p.chunk : p.slice;
    i64 base[2];
    p.channel.at(c, base);
    R mean = cast<R>(means[c]), rstd = cast<R>(rstds[c]);
    Pair<R> v = {0, 0};
    for (u64 i = from + threadIdx.x; i < to; i += blockDim.x) {
        i64 at[2];
        p.slices.at(i, at);
        R k = cast<R>(g[base[0] + at[0]]);
        v.a += k;
        v.b += k * (cast<R>(x[base[1] + at[1]]) - mean) * rstd;
    }
    v = row_reduce<JoinPairs>(v, Pair<R>{0, 0});
    if (threadIdx.x == 0) keep(p, c, v, partial);
}

// The same where channels are neighbours: blocks of (32, 8), a thread a channel.
template <class X, class S> DEV void sums_column(const BatchParams& p, const X* g, const X* x, const S* means, const S* rstds, Loop<X>* partial) {
    typedef Loop<X> R;
    SHARED Pair<R> part[8][32];
    u64 c = (u64)blockIdx.x * 32 + threadIdx.x, from = (u64)blockIdx.y * p.chunk;
    u64 to = from + p.chunk < p.slice ? from + p.chunk : p.slice;
    Pair<R> v = {0, 0};
    if (c < p.outs) {
        i64 base[2];
        p.channel.at(c, base);
        R mean = cast<R>(means[c]), rstd = cast<R>(rstds[c]);
        for (u64 i = from + threadIdx.y; i < to; i += 8) {
            i64 at[2];
            p.slices.at(i, at);
            R k = cast<R>(g[base[0] + at[0]]);
            v.a += k;
            v.b += k * (cast<R>(x[base[1] + at[1]]) - mean) * rstd;
        }
    }
    part[threadIdx.y][threadIdx.x] = v;
    barrier();
    if (threadIdx.y == 0 && c < p.outs) {
        for (int k = 1; k < 8; k++) v = JoinPairs::of(v, part[k][threadIdx.x]);
        keep(p, c, v, partial);
    }
}

// Adds the splits up into `sums` [2, C] and writes the weights' gradients.
template <class R, class W> DEV void finish(u64 channels, u32 splits, const R* partial, R* sums, W* gw, W* gb) {
    u64 c = thread_index();
    if (c >= channels) return;
    R a = 0, b = 0;
    for (u32 k = 0; k < splits; k++) {
        a += partial[(u64)k * 2 * channels + c];
        b += partial[((u64)k * 2 + 1) * channels + c];
    }
    sums[c] = a;
    sums[channels + c] = b;
    if (gw) gw[c] = cast<W>(b);
    if (gb) gb[c] = cast<W>(a);
}

// gx = rstd w (g - mean(g) - xhat mean(g xhat)), without the means outside training.
template <class X, class W, class S>
DEV void backward(const BatchParams& p, const X* g, const X* x, const S* means, const S* rstds, const W* w, const Loop<X>* sums, X* gx) {
    typedef Loop<X> R;
    for (u64 i = thread_index(); i < p.n; i += thread_count()) {
        i64 at[4];
        p.all.at(i, at);
        u64 c = (u64)at[3];
        R rstd = cast<R>(rstds[c]), v = cast<R>(g[at[0]]);
        if (p.train) {
            R xhat = (cast<R>(x[at[1]]) - cast<R>(means[c])) * rstd;
            v -= (sums[c] + xhat * sums[p.outs + c]) / (R)p.slice;
        }
        gx[at[2]] = cast<X>(v * rstd * coefficient<R>(w, c, (R)1));
    }
}
}  // namespace bn

#define BATCH_NORM(NAME, X, W, S)                                                                                      \
    GLOBAL void NAME##_apply(PARAM BatchParams p, const X* x, const S* mean, const S* rstd, const W* w, const W* b, X* out) { \
        bn::apply(p, x, mean, rstd, w, b, out);                                                                        \
    }                                                                                                                  \
    GLOBAL void NAME##_row(PARAM BatchParams p, const X* g, const X* x, const S* mean, const S* rstd, Loop<X>* partial) { \
        bn::sums_row(p, g, x, mean, rstd, partial);                                                                    \
    }                                                                                                                  \
    GLOBAL void NAME##_column(PARAM BatchParams p, const X* g, const X* x, const S* mean, const S* rstd, Loop<X>* partial) { \
        bn::sums_column(p, g, x, mean, rstd, partial);                                                                 \
    }                                                                                                                  \
    GLOBAL void NAME##_finish(u64 channels, u32 splits, const Loop<X>* partial, Loop<X>* sums, W* gw, W* gb) {         \
        bn::finish(channels, splits, partial, sums, gw, gb);                                                           \
    }                                                                                                                  \
    GLOBAL void NAME##_backward(PARAM BatchParams p, const X* g, const X* x, const S* mean, const S* rstd, const W* w, const Loop<X>* sums, X* gx) { \
        bn::backward(p, g, x, mean, rstd, w, sums, gx);                                                                \
    }
