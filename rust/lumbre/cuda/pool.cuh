// Pooling of [N, C, D, H, W] in any layout (missing dimensions have size 1), one thread an element of the result.

struct PoolParams {
    u64 n;                     // elements of the result
    i64 channels;
    i64 in[3], out[3];         // sizes
    i64 kernel[3], step[3], padding[3], dilation[3];
    i64 x[5], y[5], at[5];     // strides of the input side, the output side, the indices
    i64 divisor;               // 0: the window decides
    u32 count_padding, pad;
};

namespace po {
// The sample, channel and place of element `i` of a grid of these sizes.
DEV void split(u64 i, const i64 (&sizes)[3], i64 channels, i64 (&place)[5]) {
#pragma unroll
    for (int d = 2; d >= 0; d--) {
        place[2 + d] = (i64)(i % (u64)sizes[d]);
        i /= (u64)sizes[d];
    }
    place[1] = (i64)(i % (u64)channels);
    place[0] = (i64)(i / (u64)channels);
}
DEV i64 offset(const i64 (&place)[5], const i64 (&strides)[5]) {
    i64 at = 0;
#pragma unroll
    for (int d = 0; d < 5; d++) at += place[d] * strides[d];
    return at;
}
DEV i64 lesser(i64 a, i64 b) { return a < b ? a : b; }
DEV i64 greater(i64 a, i64 b) { return a > b ? a : b; }

// The largest element of `from..to` by `step` in each dimension, NaN above all, and its place in the plane.
template <class T> DEV void largest(const PoolParams& p, const T* x, const i64 (&from)[3], const i64 (&to)[3], const i64 (&step)[3], T& best, i64& place) {
    bool any = false;
    for (i64 d = from[0]; d < to[0]; d += step[0]) {
        for (i64 h = from[1]; h < to[1]; h += step[1]) {
            for (i64 w = from[2]; w < to[2]; w += step[2]) {
                T v = x[d * p.x[2] + h * p.x[3] + w * p.x[4]];
                auto a = widen(v), b = widen(best);
                if (!any || a > b || (a != a && b == b)) {
                    best = v;
                    place = (d * p.in[1] + h) * p.in[2] + w;
                    any = true;
                }
            }
        }
    }
}

template <class T> DEV void max(const PoolParams& p, const T* x, T* out, i64* indices) {
    for (u64 i = thread_index(); i < p.n; i += thread_count()) {
        i64 o[5], from[3], to[3];
        split(i, p.out, p.channels, o);
        for (int d = 0; d < 3; d++) {
            i64 start = o[2 + d] * p.step[d] - p.padding[d];
            // The first tap that is not padding.
            from[d] = start < 0 ? start + (-start + p.dilation[d] - 1) / p.dilation[d] * p.dilation[d] : start;
            to[d] = lesser(start + (p.kernel[d] - 1) * p.dilation[d] + 1, p.in[d]);
        }
        T best = T();
        i64 place = 0;
        largest(p, x + o[0] * p.x[0] + o[1] * p.x[1], from, to, p.dilation, best, place);
        out[offset(o, p.y)] = best;
        indices[offset(o, p.at)] = place;
    }
}

// The cells that cut the input from floor(i in / out) to ceil((i + 1) in / out).
DEV void cell(const PoolParams& p, const i64 (&o)[5], i64 (&from)[3], i64 (&to)[3]) {
    for (int d = 0; d < 3; d++) {
        from[d] = o[2 + d] * p.in[d] / p.out[d];
        to[d] = ((o[2 + d] + 1) * p.in[d] + p.out[d] - 1) / p.out[d];
    }
}
template <class T> DEV void adaptive_max(const PoolParams& p, const T* x, T* out, i64* indices) {
    for (u64 i = thread_index(); i < p.n; i += thread_count()) {
        i64 o[5], from[3], to[3], one[3] = {1, 1, 1};
        split(i, p.out, p.channels, o);
        cell(p, o, from, to);
        T best = T();
        i64 place = 0;
        largest(p, x + o[0] * p.x[0] + o[1] * p.x[1], from, to, one, best, place);
        out[offset(o, p.y)] = best;
        indices[offset(o, p.at)] = place;
    }
}

// Adds every gradient at its index; one thread a gradient. Where windows overlap the order of sums is not fixed.
template <class T> DEV void max_backward(const PoolParams& p, const T* g, const i64* indices, T* gx) {
    for (u64 i = thread_index(); i < p.n; i += thread_count()) {
        i64 o[5];
        split(i, p.out, p.channels, o);
        i64 place = indices[offset(o, p.at)], w = place % p.in[2], h = place / p.in[2] % p.in[1], d = place / p.in[2] / p.in[1];
        ix::update<ix::ADD>(gx + o[0] * p.x[0] + o[1] * p.x[1] + d * p.x[2] + h * p.x[3] + w * p.x[4], g[offset(o, p.y)]);
    }
}

template <class T> DEV T sum_of(const PoolParams& p, const T* x, const i64 (&from)[3], const i64 (&to)[3], f64 divisor) {
    Acc<T> sum = 0;
    for (i64 d = from[0]; d < to[0]; d++) {
        for (i64 h = from[1]; h < to[1]; h++) {
            for (i64 w = from[2]; w < to[2]; w++) sum += cast<Acc<T>>(x[d * p.x[2] + h * p.x[3] + w * p.x[4]]);
        }
    }
    return cast<T>(sum / (Acc<T>)divisor);
}

// A window cut to the input, and what its sum is divided by.
DEV i64 window(const PoolParams& p, const i64* o, i64 (&from)[3], i64 (&to)[3]) {
    i64 all = 1, inside = 1;
    for (int d = 0; d < 3; d++) {
        from[d] = o[d] * p.step[d] - p.padding[d];
        to[d] = lesser(from[d] + p.kernel[d], p.in[d] + p.padding[d]);
        all *= to[d] - from[d];
        from[d] = greater(from[d], 0);
        to[d] = lesser(to[d], p.in[d]);
        inside *= to[d] - from[d];
    }
    return p.divisor ? p.divisor : p.count_padding ? all : inside;
}

template <class T> DEV void avg(const PoolParams& p, const T* x, T* out) {
    for (u64 i = thread_index(); i < p.n; i += thread_count()) {
        i64 o[5], from[3], to[3];
        split(i, p.out, p.channels, o);
        i64 divisor = window(p, o + 2, from, to);
        out[offset(o, p.y)] = sum_of(p, x + o[0] * p.x[0] + o[1] * p.x[1], from, to, (f64)divisor);
    }
}

// One thread an element of the input: the windows that hold it.
template <class T> DEV void avg_backward(const PoolParams& p, const T* g, T* gx) {
    for (u64 i = thread_index(); i < p.n; i += thread_count()) {
        i64 x[5], low[3], high[3], o[3], from[3], to[3];
        split(i, p.in, p.channels, x);
        for (int d = 0; d < 3; d++) {
            i64 at = x[2 + d] + p.padding[d];
            low[d] = at < p.kernel[d] ? 0 : (at - p.kernel[d]) / p.step[d] + 1;
            high[d] = lesser(at / p.step[d] + 1, p.out[d]);
        }
        Acc<T> sum = 0;
        const T* base = g + x[0] * p.y[0] + x[1] * p.y[1];
        for (o[0] = low[0]; o[0] < high[0]; o[0]++) {
            for (o[1] = low[1]; o[1] < high[1]; o[1]++) {
                for (o[2] = low[2]; o[2] < high[2]; o[2]++) {
                    i64 divisor = window(p, o, from, to);
                    sum += cast<Acc<T>>(base[o[0] * p.y[2] + o[1] * p.y[3] + o[2] * p.y[4]]) / (Acc<T>)divisor;
                }
            }
        }
        gx[offset(x, p.x)] = cast<T>(sum);
    }
}

template <class T> DEV void adaptive_avg(const PoolParams& p, const T* x, T* out) {
    for (u64 i = thread_index(); i < p.n; i += thread_count()) {
        i64 o[5], from[3], to[3];
        split(i, p.out, p.channels, o);
        cell(p, o, from, to);
        i64 count = (to[0] - from[0]) * (to[1] - from[1]) * (to[2] - from[2]);
        out[offset(o, p.y)] = sum_of(p, x + o[0] * p.x[0] + o[1] * p.x[1], from, to, (f64)count);
    }
}

template <class T> DEV void adaptive_avg_backward(const PoolParams& p, const T* g, T* gx) {
    for (u64 i = thread_index(); i < p.n; i += thread_count()) {
        i64 x[5], low[3], high[3], o[5] = {}, from[3], to[3];
        split(i, p.in, p.channels, x);
        for (int d = 0; d < 3; d++) {
            low[d] = x[2 + d] * p.out[d] / p.in[d];
            high[d] = ((x[2 + d] + 1) * p.out[d] + p.in[d] - 1) / p.in[d];
        }
        Acc<T> sum = 0;
        const T* base = g + x[0] * p.y[0] + x[1] * p.y[1];
        for (o[2] = low[0]; o[2] < high[0]; o[2]++) {
            for (o[3] = low[1]; o[3] < high[1]; o[3]++) {
                for (o[4] = low[2]; o[4] < high[2]; o[4]++) {
                    cell(p, o, from, to);
                    i64 count = (to[0] - from[0]) * (to[1] - from[1]) * (to[2] - from[2]);
                    sum += cast<Acc<T>>(base[o[2] * p.y[2] + o[3] * p.y[3] + o[4] * p.y[4]]) / (Acc<T>)count;
                }
            }
        }
        gx[offset(x, p.x)] = cast<T>(sum);
    }
}
}  // namespace po

#define POOL_MAX(NAME, T)                                                                                              \
    GLOBAL void NAME(PARAM PoolParams p, const T* x, T* out, i64* indices) { po::max(p, x, out, indices); }
#define POOL_ADAPTIVE_MAX(NAME, T)                                                                                     \
    GLOBAL void NAME(PARAM PoolParams p, const T* x, T* out, i64* indices) { po::adaptive_max(p, x, out, indices); }
#define POOL_MAX_BACKWARD(NAME, T)                                                                                     \
    GLOBAL void NAME(PARAM PoolParams p, const T* g, const i64* indices, T* gx) { po::max_backward(p, g, indices, gx); }
// WHAT is avg, avg_backward, adaptive_avg or adaptive_avg_backward: input and output are x and out, or g and gx.
#define POOL(NAME, WHAT, T)                                                                                            \
    GLOBAL void NAME(PARAM PoolParams p, const T* in, T* out) { po::WHAT(p, in, out); }
