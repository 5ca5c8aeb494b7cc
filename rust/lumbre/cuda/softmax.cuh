// Softmax and log-softmax along one dimension, and their gradients. Small floats compute in f32.

struct SoftmaxParams {
    u64 lanes, n;
    i64 along[3];  // stride along the dimension: x (or g), y, out
    Walk<3> kept;
};

namespace sm {
template <class R> struct Top {
    R top, sum;
};
struct JoinTops {
    template <class T> static DEV T of(T a, T b) {
        auto top = a.top > b.top || a.top != a.top ? a.top : b.top;
        a.sum = (a.top == top ? a.sum : a.sum * m_exp(a.top - top)) + (b.top == top ? b.sum : b.sum * m_exp(b.top - top));
        a.top = top;
        return a;
    }
};

template <class R> DEV void take(Top<R>& t, R v) {
    if (v > t.top || v != v) {
        t.sum = t.sum * m_exp(t.top - v) + (R)1;
        t.top = v;
    } else {
        t.sum += v == t.top ? (R)1 : m_exp(v - t.top);
    }
}
template <bool LOG, class R> DEV R result(R v, const Top<R>& t, R scale) {
    return LOG ? v - t.top - scale : m_exp(v - t.top) * scale;
}

// One row a warp (blocks of (32, 8)) or a block (blocks of (n, 1)). With V > 1 rows lie side by side and start at a multiple of V.
// `S` is an address, or a chain (`fused.cuh`).
template <class X, class O, bool LOG, int V, class S> DEV void row(const SoftmaxParams& p, S x, O* out) {
    typedef Loop<O> R;
    u64 lane = (u64)blockIdx.x * blockDim.y + threadIdx.y;
    if (lane >= p.lanes) return;
    i64 at[3];
    p.kept.at(lane, at);
    x += at[0];
    out += at[2];
    Top<R> t = {-infinity<R>(), 0};
    u64 step = (u64)blockDim.x * V, start = (u64)threadIdx.x * V;
    for (u64 i = start; i < p.n; i += step) {
        if (V > 1 && i + V <= p.n) {
            Pack<X, V> v = ldv<X, V>(x + i);
#pragma unroll
            for (int j = 0; j < V; j++) take(t, cast<R>(v.v[j]));
        } else {
            for (u64 j = i; j < i + V && j < p.n; j++) take(t, cast<R>(x[(i64)j * (V > 1 ? 1 : p.along[0])]));
        }
    }
    t = row_reduce<JoinTops>(t, Top<R>{-infinity<R>(), 0});
    R scale = LOG ? m_log(t.sum) : (R)1 / t.sum;
    for (u64 i = start; i < p.n; i += step) {
        if (V > 1 && i + V <= p.n) {
            Pack<X, V> v = ldv<X, V>(x + i);
            Pack<O, V> y;
#pragma unroll
            for (int j = 0; j < V; j++) y.v[j] = cast<O>(result<LOG>(cast<R>(v.v[j]), t, scale));
            stv<O, V>(out + i, y);
        } else {
            for (u64 j = i; j < i + V && j < p.n; j++) {
                out[(i64)j * (V > 1 ? 1 : p.along[2])] = cast<O>(result<LOG>(cast<R>(x[(i64)j * (V > 1 ? 1 : p.along[0])]), t, scale));
            }
        }
    }
}

// One lane a column of a (32, 8) block: for a dimension that is not the innermost one.
template <class X, class O, bool LOG> DEV void column(const SoftmaxParams& p, const X* x, O* out) {
    typedef Loop<O> R;
    SHARED Top<R> part[8][32];
    u64 lane = (u64)blockIdx.x * 32 + threadIdx.x;
    i64 at[3] = {0, 0, 0};
    if (lane < p.lanes) p.kept.at(lane, at);
    u64 n = lane < p.lanes ? p.n : 0;
    Top<R> t = {-infinity<R>(), 0};
    for (u64 i = threadIdx.y; i < n; i += 8) take(t, cast<R>(x[at[0] + (i64)i * p.along[0]]));
    part[threadIdx.y][threadIdx.x] = t;
    barrier();
    t = part[0][threadIdx.x];
    for (int k = 1; k < 8; k++) t = JoinTops::of(t, part[k][threadIdx.x]);
    R scale = LOG ? m_log(t.sum) : (R)1 / t.sum;
    for (u64 i = threadIdx.y; i < n; i += 8) {
        out[at[2] + (i64)i * p.along[2]] = cast<O>(result<LOG>(cast<R>(x[at[0] + (i64)i * p.along[0]]), t, scale));
    }
}

template <bool LOG, class R> DEV R share(R g, R y) { return LOG ? g : g * y; }
template <bool LOG, class R> DEV R slope(R g, R y, R sum) { return LOG ? g - m_exp(y) * sum : y * (g - sum); }

template <class G, class O, bool LOG, int V> DEV void row_backward(const SoftmaxParams& p, const G* g, const O* y, O* out) {
    typedef Loop<O> R;
    u64 lane = (u64)blockIdx.x * blockDim.y + threadIdx.y;
    if (lane >= p.lanes) return;
    i64 at[3];
    p.kept.at(lane, at);
    g += at[0];
    y += at[1];
    out += at[2];
    i64 sg = V > 1 ? 1 : p.along[0], sy = V > 1 ? 1 : p.along[1], so = V > 1 ? 1 : p.along[2];
    u64 step = (u64)blockDim.x * V, start = (u64)threadIdx.x * V;
    R sum = 0;
    for (u64 i = start; i < p.n; i += step) {
        if (V > 1 && i + V <= p.n) {
            Pack<G, V> a = ldv<G, V>(g + i);
            Pack<O, V> b = ldv<O, V>(y + i);
#pragma unroll
            for (int j = 0; j < V; j++) sum += share<LOG>(cast<R>(a.v[j]), cast<R>(b.v[j]));
        } else {
            for (u64 j = i; j < i + V && j < p.n; j++) sum += share<LOG>(cast<R>(g[(i64)j * sg]), cast<R>(y[(i64)j * sy]));
        }
    }
    sum = row_reduce<SumOf>(sum, (R)0);
    for (u64 i = start; i < p.n; i += step) {
        if (V > 1 && i + V <= p.n) {
            Pack<G, V> a = ldv<G, V>(g + i);
            Pack<O, V> b = ldv<O, V>(y + i), c;
#pragma unroll
            for (int j = 0; j < V; j++) c.v[j] = cast<O>(slope<LOG>(cast<R>(a.v[j]), cast<R>(b.v[j]), sum));
            stv<O, V>(out + i, c);
        } else {
            for (u64 j = i; j < i + V && j < p.n; j++) {
                out[(i64)j * so] = cast<O>(slope<LOG>(cast<R>(g[(i64)j * sg]), cast<R>(y[(i64)j * sy]), sum));
            }
        }
    }
}

template <class G, class O, bool LOG> DEV void column_backward(const SoftmaxParams& p, const G* g, const O* y, O* out) {
    typedef Loop<O> R;
    SHARED R part[8][32];
    u64 lane = (u64)blockIdx.x * 32 + threadIdx.x;
    i64 at[3] = {0, 0, 0};
    if (lane < p.lanes) p.kept.at(lane, at);
    u64 n = lane < p.lanes ? p.n : 0;
    R sum = 0;
    for (u64 i = threadIdx.y; i < n; i += 8) {
        sum += share<LOG>(cast<R>(g[at[0] + (i64)i * p.along[0]]), cast<R>(y[at[1] + (i64)i * p.along[1]]));
    }
    part[threadIdx.y][threadIdx.x] = sum;
    barrier();
    sum = 0;
    for (int k = 0; k < 8; k++) sum += part[k][threadIdx.x];
    for (u64 i = threadIdx.y; i < n; i += 8) {
        R a = cast<R>(g[at[0] + (i64)i * p.along[0]]), b = cast<R>(y[at[1] + (i64)i * p.along[1]]);
        out[at[2] + (i64)i * p.along[2]] = cast<O>(slope<LOG>(a, b, sum));
    }
}
}  // namespace sm

// NAME_row, NAME_vector and NAME_column. LOG is true or false.
#define SOFTMAX(NAME, LOG, X, O, V)                                                                                    \
    GLOBAL void NAME##_row(PARAM SoftmaxParams p, const X* x, O* out) { sm::row<X, O, LOG, 1>(p, x, out); }            \
    GLOBAL void NAME##_vector(PARAM SoftmaxParams p, const X* x, O* out) { sm::row<X, O, LOG, V>(p, x, out); }         \
    GLOBAL void NAME##_column(PARAM SoftmaxParams p, const X* x, O* out) { sm::column<X, O, LOG>(p, x, out); }
// `y` and `out` of dtype O, `g` of dtype G.
#define SOFTMAX_BACKWARD(NAME, LOG, G, O, V)                                                                           \
    GLOBAL void NAME##_row(PARAM SoftmaxParams p, const G* g, const O* y, O* out) {                                    \
        sm::row_backward<G, O, LOG, 1>(p, g, y, out);                                                                  \
    }                                                                                                                  \
    GLOBAL void NAME##_vector(PARAM SoftmaxParams p, const G* g, const O* y, O* out) {                                 \
        sm::row_backward<G, O, LOG, V>(p, g, y, out);                                                                  \
    }                                                                                                                  \
    GLOBAL void NAME##_column(PARAM SoftmaxParams p, const G* g, const O* y, O* out) {                                 \
        sm::column_backward<G, O, LOG>(p, g, y, out);                                                                  \
    }
