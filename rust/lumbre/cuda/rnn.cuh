// The element-wise half of one time step of a recurrent layer, a thread an element of the state. The state before row r is row r of
// `prev` for the first `kept` rows, of `first` after them.

struct RnnParams {
    i64 rows, hidden, kept;
    u32 relu, pad;
};

namespace rc {
template <class R, class T> DEV R before(const RnnParams& p, const T* prev, const T* first, i64 r, i64 j) {
    return cast<R>(r < p.kept ? prev[r * p.hidden + j] : first[r * p.hidden + j]);
}

template <class T> DEV void simple(const RnnParams& p, const T* gates, T* h) {
    typedef Loop<T> R;
    for (u64 i = thread_index(); i < (u64)(p.rows * p.hidden); i += thread_count()) {
        R v = cast<R>(gates[i]);
        h[i] = cast<T>(p.relu ? (v < 0 ? (R)0 : v) : m_tanh(v));
    }
}
template <class T> DEV void simple_backward(const RnnParams& p, const T* g, const T* h, T* dx) {
    typedef Loop<T> R;
    for (u64 i = thread_index(); i < (u64)(p.rows * p.hidden); i += thread_count()) {
        R y = cast<R>(h[i]), slope = p.relu ? (y > 0 ? (R)1 : (R)0) : 1 - y * y;
        dx[i] = cast<T>(cast<R>(g[i]) * slope);
    }
}

// Turns the sums [i f g o] into gates, and c' = f c + i g, h = o tanh(c').
template <class T> DEV void lstm(const RnnParams& p, T* gates, const T* prev, const T* first, T* c, T* h) {
    typedef Loop<T> R;
    const i64 H = p.hidden;
    for (u64 i = thread_index(); i < (u64)(p.rows * H); i += thread_count()) {
        i64 r = (i64)i / H, j = (i64)i % H;
        T* row = gates + r * 4 * H;
        R a = sigmoid(cast<R>(row[j])), f = sigmoid(cast<R>(row[H + j])), g = m_tanh(cast<R>(row[2 * H + j])), o = sigmoid(cast<R>(row[3 * H + j]));
        row[j] = cast<T>(a);
        row[H + j] = cast<T>(f);
        row[2 * H + j] = cast<T>(g);
        row[3 * H + j] = cast<T>(o);
        R next = fused(f, before<R>(p, prev, first, r, j), a * g);
        c[i] = cast<T>(next);
        h[i] = cast<T>(o * m_tanh(next));
    }
}
// The gradients of the sums; `g` is the gradient of h, `gc` that of c' and then of the state before.
template <class T> DEV void lstm_backward(const RnnParams& p, const T* g, const T* gates, const T* prev, const T* first, const T* c, T* gc, T* dx) {
    typedef Loop<T> R;
    const i64 H = p.hidden;
    for (u64 i = thread_index(); i < (u64)(p.rows * H); i += thread_count()) {
        i64 r = (i64)i / H, j = (i64)i % H;
        const T* row = gates + r * 4 * H;
        R a = cast<R>(row[j]), f = cast<R>(row[H + j]), u = cast<R>(row[2 * H + j]), o = cast<R>(row[3 * H + j]);
        R t = m_tanh(cast<R>(c[i])), gh = cast<R>(g[i]), dc = fused(gh * o, 1 - t * t, cast<R>(gc[i]));
        T* to = dx + r * 4 * H;
        to[j] = cast<T>(dc * u * a * (1 - a));
        to[H + j] = cast<T>(dc * before<R>(p, prev, first, r, j) * f * (1 - f));
        to[2 * H + j] = cast<T>(dc * a * (1 - u * u));
        to[3 * H + j] = cast<T>(gh * t * o * (1 - o));
        gc[i] = cast<T>(dc * f);
    }
}

// Turns the sums [r z n] and those of the state into gates; `last` keeps the state's part of n; h = (1 - z) n + z before.
template <class T> DEV void gru(const RnnParams& p, T* gates, const T* sums, const T* prev, const T* first, T* last, T* h) {
    typedef Loop<T> R;
    const i64 H = p.hidden;
    for (u64 i = thread_index(); i < (u64)(p.rows * H); i += thread_count()) {
        i64 r = (i64)i / H, j = (i64)i % H;
        T* row = gates + r * 3 * H;
        const T* s = sums + r * 3 * H;
        R a = sigmoid(cast<R>(row[j]) + cast<R>(s[j])), z = sigmoid(cast<R>(row[H + j]) + cast<R>(s[H + j])), m = cast<R>(s[2 * H + j]);
        R u = m_tanh(fused(a, m, cast<R>(row[2 * H + j])));
        row[j] = cast<T>(a);
        row[H + j] = cast<T>(z);
        row[2 * H + j] = cast<T>(u);
        last[i] = cast<T>(m);
        h[i] = cast<T>(fused(z, before<R>(p, prev, first, r, j) - u, u));
    }
}
// The gradients of both sums; `g` is the gradient of h and then the direct part of the state's before.
template <class T> DEV void gru_backward(const RnnParams& p, T* g, const T* gates, const T* prev, const T* first, const T* last, T* dx, T* ds) {
    typedef Loop<T> R;
    const i64 H = p.hidden;
    for (u64 i = thread_index(); i < (u64)(p.rows * H); i += thread_count()) {
        i64 r = (i64)i / H, j = (i64)i % H;
        const T* row = gates + r * 3 * H;
        R a = cast<R>(row[j]), z = cast<R>(row[H + j]), u = cast<R>(row[2 * H + j]), gh = cast<R>(g[i]);
        R du = gh * (1 - z) * (1 - u * u), dz = gh * (before<R>(p, prev, first, r, j) - u) * z * (1 - z);
        R dr = du * cast<R>(last[i]) * a * (1 - a);
        T* x = dx + r * 3 * H;
        T* s = ds + r * 3 * H;
        x[j] = s[j] = cast<T>(dr);
        x[H + j] = s[H + j] = cast<T>(dz);
        x[2 * H + j] = cast<T>(du);
        s[2 * H + j] = cast<T>(du * a);
        g[i] = cast<T>(gh * z);
    }
}
}  // namespace rc

// NAME_simple, NAME_lstm, NAME_gru, each with _backward.
#define RNN(NAME, T)                                                                                                   \
    GLOBAL void NAME##_simple(PARAM RnnParams p, const T* gates, T* h) { rc::simple(p, gates, h); }                    \
    GLOBAL void NAME##_simple_backward(PARAM RnnParams p, const T* g, const T* h, T* dx) { rc::simple_backward(p, g, h, dx); } \
    GLOBAL void NAME##_lstm(PARAM RnnParams p, T* gates, const T* prev, const T* first, T* c, T* h) { rc::lstm(p, gates, prev, first, c, h); } \
    GLOBAL void NAME##_lstm_backward(PARAM RnnParams p, const T* g, const T* gates, const T* prev, const T* first, const T* c, T* gc, T* dx) { \
        rc::lstm_backward(p, g, gates, prev, first, c, gc, dx);                                                        \
    }                                                                                                                  \
    GLOBAL void NAME##_gru(PARAM RnnParams p, T* gates, const T* sums, const T* prev, const T* first, T* last, T* h) { \
        rc::gru(p, gates, sums, prev, first, last, h);                                                                 \
    }                                                                                                                  \
    GLOBAL void NAME##_gru_backward(PARAM RnnParams p, T* g, const T* gates, const T* prev, const T* first, const T* last, T* dx, T* ds) { \
        rc::gru_backward(p, g, gates, prev, first, last, dx, ds);                                                      \
    }
