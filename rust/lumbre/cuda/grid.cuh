// Sampling of contiguous images [N, C, *] at points [N, P, d] (d is 2 or 3), a thread a point.

struct GridParams {
    i64 batch, channels, points, plane;
    i64 sizes[3];   // of the image, outermost first; the last `dims` count
    u32 dims, nearest, padding, align;  // padding: 0 zeros, 1 border, 2 reflection
};

namespace gr {
template <class R> struct Taps {
    int count;
    i64 at[8];
    R weight[8];
    R slope[8][3];
};

// From [-1, 1] to pixels, inside the image where the padding says so; and the slope of that.
template <class R> DEV void place(const GridParams& p, i64 size, R g, R& x, R& slope) {
    R n = (R)size, most = n - 1;
    if (p.align) {
        x = (g + 1) * (R)0.5 * most;
        slope = most * (R)0.5;
    } else {
        x = ((g + 1) * n - 1) * (R)0.5;
        slope = n * (R)0.5;
    }
    if (p.padding == 0) return;
    if (p.padding == 2) {
        R low = p.align ? (R)0 : (R)-0.5, span = p.align ? most : n;
        if (span <= 0) {
            x = slope = 0;
            return;
        }
        R away = x - low;
        if (away < 0) {
            away = -away;
            slope = -slope;
        }
        R extra = m_fmod(away, span);
        bool odd = m_fmod(m_floor(away / span), (R)2) > (R)0.5;
        if (odd) slope = -slope;
        x = odd ? span - extra + low : extra + low;
    }
    // Nothing flows back from places at or beyond an edge.
    if (x <= 0) {
        x = slope = 0;
    } else if (x >= most) {
        x = most;
        slope = 0;
    }
}

// The pixels of a point (its first number is for the last dimension) with their weights and the weights' slopes. NaN has none.
template <class R, class T> DEV void taps(const GridParams& p, const T* g, Taps<R>& t) {
    t.count = 1;
    t.at[0] = 0;
    t.weight[0] = 1;
    for (int e = 0; e < 3; e++) t.slope[0][e] = 1;
    for (u32 d = 0; d < p.dims; d++) {
        i64 size = p.sizes[3 - p.dims + d];
        R x, slope;
        place<R>(p, size, cast<R>(g[p.dims - 1 - d]), x, slope);
        R low = p.nearest ? m_rint(x) : m_floor(x), up = x - low;
        Taps<R> before = t;
        t.count = 0;
        for (int i = 0; i < before.count; i++) {
            for (int side = 0; side < (p.nearest ? 1 : 2); side++) {
                R at = low + side, w = p.nearest ? (R)1 : side ? up : 1 - up, s = side ? slope : -slope;
                if (!(at >= 0 && at <= (R)(size - 1))) continue;
                int k = t.count++;
                t.at[k] = before.at[i] * size + (i64)at;
                t.weight[k] = before.weight[i] * w;
                for (u32 e = 0; e < p.dims; e++) t.slope[k][e] = before.slope[i][e] * (e == d ? s : w);
            }
        }
    }
}

template <class T> DEV void forward(const GridParams& p, const T* x, const T* grid, T* out) {
    typedef Loop<T> R;
    for (u64 i = thread_index(); i < (u64)(p.batch * p.points); i += thread_count()) {
        i64 n = (i64)i / p.points, at = (i64)i % p.points;
        Taps<R> t;
        taps<R>(p, grid + (i64)i * p.dims, t);
        for (i64 c = 0; c < p.channels; c++) {
            const T* image = x + (n * p.channels + c) * p.plane;
            R sum = 0;
            for (int k = 0; k < t.count; k++) sum += cast<R>(image[t.at[k]]) * t.weight[k];
            out[(n * p.channels + c) * p.points + at] = cast<T>(sum);
        }
    }
}

// gx is zero before; the order of sums into one pixel is not fixed.
template <class T> DEV void backward(const GridParams& p, const T* g, const T* x, const T* grid, T* gx, T* gg) {
    typedef Loop<T> R;
    for (u64 i = thread_index(); i < (u64)(p.batch * p.points); i += thread_count()) {
        i64 n = (i64)i / p.points, at = (i64)i % p.points;
        Taps<R> t;
        taps<R>(p, grid + (i64)i * p.dims, t);
        R slopes[3] = {0, 0, 0};
        for (i64 c = 0; c < p.channels; c++) {
            i64 plane = (n * p.channels + c) * p.plane;
            R y = cast<R>(g[(n * p.channels + c) * p.points + at]);
            for (int k = 0; k < t.count; k++) {
                if (gx) ix::update<ix::ADD>(gx + plane + t.at[k], cast<T>(y * t.weight[k]));
                if (gg && !p.nearest) {
                    R v = y * cast<R>(x[plane + t.at[k]]);
                    for (u32 d = 0; d < p.dims; d++) slopes[d] += v * t.slope[k][d];
                }
            }
        }
        if (gg) {
            for (u32 d = 0; d < p.dims; d++) gg[(i64)i * p.dims + p.dims - 1 - d] = cast<T>(slopes[d]);
        }
    }
}
}  // namespace gr

#define GRID_FORWARD(NAME, T)                                                                                          \
    GLOBAL void NAME(PARAM GridParams p, const T* x, const T* grid, T* out) { gr::forward(p, x, grid, out); }
#define GRID_BACKWARD(NAME, T)                                                                                         \
    GLOBAL void NAME(PARAM GridParams p, const T* g, const T* x, const T* grid, T* gx, T* gg) { gr::backward(p, g, x, grid, gx, gg); }
