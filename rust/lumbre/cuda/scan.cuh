// Running sums, products and extremes along one dimension. Lanes that lie along memory are cut into chunks: totals of the chunks,
// a scan of those, then the chunks themselves, so that one long lane keeps the machine busy and the order of sums is fixed.

struct ScanParams {
    u64 lanes, n, chunk, chunks;
    i64 along[3];  // strides along the dimension: input, output, second output
    Walk<3> kept;
};

namespace sc {
#define SCAN_PLAIN(ACC, ZERO, JOIN)                                                                                    \
    typedef ACC A;                                                                                                     \
    static DEV A zero() { return ZERO; }                                                                               \
    template <class X> static DEV A map(X x, i64) { return cast<A>(x); }                                               \
    static DEV A join(A a, A b) { return JOIN; }                                                                       \
    template <class O, class O2> static DEV void store(A a, O* o, O2*) { *o = cast<O>(a); }

template <class C> struct Sum { SCAN_PLAIN(Acc<C>, A(), re::plus(a, b)) };
template <class C> struct Prod { SCAN_PLAIN(Acc<C>, cast<A>(1), re::times(a, b)) };
template <class T> DEV T log_add(T a, T b) {
    if constexpr (IS_COMPLEX(T)) {
        return cast<T>(c_log_add_exp(cast<c128>(a), cast<c128>(b)));
    } else {
        T low = a != a || a < b ? a : b, high = a != a || a < b ? b : a;
        if (low == high && m_fabs(low) == infinity<T>()) return low;
        return high + m_log1p(m_exp(low - high));
    }
}
template <class C> struct LogSumExp { SCAN_PLAIN(Acc<C>, cast<A>(-INF32), log_add(a, b)) };

// The extreme so far and the last place it was met at; NaN wins over everything.
template <class C, bool MAX> struct Extreme {
    typedef Acc<C> V;
    struct alignas(8) A {
        V v;
        i64 at;
    };
    static DEV A zero() { return {V(), -1}; }
    template <class X> static DEV A map(X x, i64 i) { return {cast<V>(x), i}; }
    static DEV A join(A a, A b) {
        if (a.at < 0 || b.at < 0) return a.at < 0 ? b : a;
        bool later = re::is_nan_value(b.v) || (!re::is_nan_value(a.v) && (MAX ? b.v >= a.v : b.v <= a.v));
        return later ? b : a;
    }
    template <class O, class O2> static DEV void store(A a, O* o, O2* o2) {
        *o = cast<O>(a.v);
        *o2 = cast<O2>(a.at);
    }
};
template <class C> struct Max : Extreme<C, true> {};
template <class C> struct Min : Extreme<C, false> {};

template <class T> DEV T shift_up(T v, int by) {
    Words<T> w = *(Words<T>*)&v;
#pragma unroll
    for (int i = 0; i < (int)(sizeof(T) / 4); i++) w.w[i] = shfl_up(w.w[i], by);
    return *(T*)&w;
}

// The inclusive scan of a block of 256 threads, and its last value in `all`.
template <class F> DEV typename F::A block_scan(typename F::A v, typename F::A& all) {
    SHARED typename F::A part[8];
    u32 lane = threadIdx.x & 31, warp = threadIdx.x >> 5;
#pragma unroll
    for (int k = 1; k < 32; k <<= 1) {
        typename F::A before = shift_up(v, k);
        if (lane >= (u32)k) v = F::join(before, v);
    }
    barrier();
    if (lane == 31) part[warp] = v;
    barrier();
    typename F::A first = F::zero();
    all = F::zero();
    for (u32 k = 0; k < 8; k++) {
        if (k < warp) first = F::join(first, part[k]);
        all = F::join(all, part[k]);
    }
    return F::join(first, v);
}

// The fold of each chunk: block (chunk, lane), result [lanes, chunks].
template <class F, class X> DEV void totals(const ScanParams& p, const X* x, typename F::A* out) {
    for (u64 lane = blockIdx.y; lane < p.lanes; lane += gridDim.y) {
        i64 base = p.kept.first(lane);
        u64 from = (u64)blockIdx.x * p.chunk, to = from + p.chunk < p.n ? from + p.chunk : p.n;
        typename F::A sum = F::zero(), all;
        for (u64 i = from; i < to; i += 256) {
            u64 k = i + threadIdx.x;
            block_scan<F>(k < to ? F::map(x[base + (i64)k * p.along[0]], (i64)k) : F::zero(), all);
            sum = F::join(sum, all);
        }
        if (threadIdx.x == 0) out[lane * p.chunks + blockIdx.x] = sum;
    }
}

// `totals` becomes what comes before each chunk; a thread a lane.
template <class F> DEV void carries(const ScanParams& p, typename F::A* totals) {
    u64 lane = thread_index();
    if (lane >= p.lanes) return;
    typename F::A sum = F::zero();
    for (u64 k = 0; k < p.chunks; k++) {
        typename F::A v = totals[lane * p.chunks + k];
        totals[lane * p.chunks + k] = sum;
        sum = F::join(sum, v);
    }
}

// Block (chunk, lane); without `carry` a lane is one chunk.
template <class F, class X, class O, class O2> DEV void rows(const ScanParams& p, const X* x, const typename F::A* carry, O* o, O2* o2) {
    for (u64 lane = blockIdx.y; lane < p.lanes; lane += gridDim.y) {
        i64 at[3];
        p.kept.at(lane, at);
        u64 from = (u64)blockIdx.x * p.chunk, to = from + p.chunk < p.n ? from + p.chunk : p.n;
        typename F::A sum = carry ? carry[lane * p.chunks + blockIdx.x] : F::zero(), all;
        for (u64 i = from; i < to; i += 256) {
            i64 k = (i64)(i + threadIdx.x);
            typename F::A v = block_scan<F>((u64)k < to ? F::map(x[at[0] + k * p.along[0]], k) : F::zero(), all);
            if ((u64)k < to) F::store(F::join(sum, v), o + at[1] + k * p.along[1], o2 ? o2 + at[2] + k * p.along[2] : o2);
            sum = F::join(sum, all);
        }
    }
}

// A thread a lane: for lanes side by side, or short ones.
template <class F, class X, class O, class O2> DEV void columns(const ScanParams& p, const X* x, O* o, O2* o2) {
    u64 lane = thread_index();
    if (lane >= p.lanes) return;
    i64 at[3];
    p.kept.at(lane, at);
    typename F::A sum = F::zero();
    for (i64 k = 0; k < (i64)p.n; k++) {
        sum = F::join(sum, F::map(x[at[0] + k * p.along[0]], k));
        F::store(sum, o + at[1] + k * p.along[1], o2 ? o2 + at[2] + k * p.along[2] : o2);
    }
}
}  // namespace sc

// C decides the accumulator. NAME_totals, NAME_carries, NAME_rows, NAME_columns.
#define SCAN(NAME, FOLD, C, X, O, O2)                                                                                  \
    typedef sc::FOLD<C> NAME##_fold;                                                                                   \
    GLOBAL void NAME##_totals(PARAM ScanParams p, const X* x, NAME##_fold::A* out) { sc::totals<NAME##_fold>(p, x, out); } \
    GLOBAL void NAME##_carries(PARAM ScanParams p, NAME##_fold::A* totals) { sc::carries<NAME##_fold>(p, totals); }    \
    GLOBAL void NAME##_rows(PARAM ScanParams p, const X* x, const NAME##_fold::A* carry, O* o, O2* o2) {               \
        sc::rows<NAME##_fold>(p, x, carry, o, o2);                                                                     \
    }                                                                                                                  \
    GLOBAL void NAME##_columns(PARAM ScanParams p, const X* x, O* o, O2* o2) { sc::columns<NAME##_fold>(p, x, o, o2); }
