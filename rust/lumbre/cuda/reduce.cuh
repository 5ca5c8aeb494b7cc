// Reductions: every output folds the elements of its own slice. The order of the folds depends on the shape alone.

struct ReduceParams {
    u64 outs, n;     // outputs, and elements of each
    u64 chunk;       // elements a split takes; splits are gridDim.y
    f64 p;           // the norm's order, or the variance's divisor
    Walk<3> kept;    // offsets of the input, the first output, the second output
    Walk<1> reduced;
};

namespace re {
// A fold has an accumulator `A`, `zero`, `map` of one element (at place `i` of its slice), `join`, and `store`.
#define FOLD_PLAIN(ACC, ZERO, MAP, JOIN, FINISH)                                                                       \
    typedef ACC A;                                                                                                     \
    static DEV A zero() { return ZERO; }                                                                               \
    template <class X> static DEV A map(X x, i64 i, const ReduceParams& p) { return MAP; }                             \
    static DEV A join(A a, A b) { return JOIN; }                                                                       \
    template <class O, class O2> static DEV void store(A a, const ReduceParams& p, O* o, O2*) { *o = cast<O>(FINISH); }

template <class T> DEV T plus(T a, T b) {
    if constexpr (IS_COMPLEX(T)) return T{a.re + b.re, a.im + b.im};
    else if constexpr (IS_INT(T)) return (T)((u64)a + (u64)b);
    else return a + b;
}
template <class T> DEV T times(T a, T b) {
    if constexpr (IS_COMPLEX(T)) return T{a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
    else if constexpr (IS_INT(T)) return (T)((u64)a * (u64)b);
    else return a * b;
}
template <class T> DEV bool is_nan_value(T a) {
    if constexpr (IS_FLOAT(T)) return a != a;
    else return false;
}
template <class T> DEV bool holds(T x) {
    if constexpr (IS_COMPLEX(T)) return x.re != 0 || x.im != 0;
    else return widen(x) != 0;
}
template <class R, class T> DEV R magnitude(T x) {
    if constexpr (IS_COMPLEX(T)) return m_hypot((R)x.re, (R)x.im);
    else return m_fabs(cast<R>(x));
}
template <class R, class T> DEV R square(T x) {
    if constexpr (IS_COMPLEX(T)) return (R)x.re * (R)x.re + (R)x.im * (R)x.im;
    else return cast<R>(x) * cast<R>(x);
}
// The lowest and highest value of what extremes are kept in.
template <class T> DEV T lowest();
template <> DEV f32 lowest<f32>() { return -INF32; }
template <> DEV f64 lowest<f64>() { return -INF64; }
template <> DEV i64 lowest<i64>() { return (i64)0x8000000000000000ull; }
template <class T> DEV T highest();
template <> DEV f32 highest<f32>() { return INF32; }
template <> DEV f64 highest<f64>() { return INF64; }
template <> DEV i64 highest<i64>() { return 0x7fffffffffffffffll; }
template <class T> DEV T over(T a, f64 n) {
    if constexpr (IS_COMPLEX(T)) return T{(RealOf<T>)(a.re / n), (RealOf<T>)(a.im / n)};
    else return (T)(a / (T)n);
}

// `C` is the dtype that decides the accumulator: the output's for sums and norms, the input's for extremes.
template <class C> struct Sum { FOLD_PLAIN(Acc<C>, A(), cast<A>(x), plus(a, b), a) };
template <class C> struct NanSum { FOLD_PLAIN(Acc<C>, A(), is_nan_value(widen(x)) ? A() : cast<A>(x), plus(a, b), a) };
template <class C> struct Prod { FOLD_PLAIN(Acc<C>, cast<A>(1), cast<A>(x), times(a, b), a) };
template <class C> struct Mean { FOLD_PLAIN(Acc<C>, A(), cast<A>(x), plus(a, b), over(a, (f64)p.n)) };
template <class C> struct Max { FOLD_PLAIN(Acc<C>, lowest<A>(), cast<A>(x), (a > b || is_nan_value(a) ? a : b), a) };
template <class C> struct Min { FOLD_PLAIN(Acc<C>, highest<A>(), cast<A>(x), (a < b || is_nan_value(a) ? a : b), a) };
template <class C> struct Any { FOLD_PLAIN(i32, 0, (i32)holds(x), a | b, a != 0) };
template <class C> struct All { FOLD_PLAIN(i32, 1, (i32)holds(x), a & b, a != 0) };
template <class C> struct CountNonzero { FOLD_PLAIN(i64, 0, (i64)holds(x), a + b, a) };
// Norms of real or complex elements; `C` is real.
template <class C> struct AbsSum { FOLD_PLAIN(Acc<C>, 0, magnitude<A>(x), a + b, a) };
template <class C> struct SumSquares { FOLD_PLAIN(Acc<C>, 0, square<A>(x), a + b, a) };
template <class C> struct Norm2 { FOLD_PLAIN(Acc<C>, 0, square<A>(x), a + b, m_sqrt(a)) };
template <class C> struct NormP { FOLD_PLAIN(Acc<C>, 0, m_pow(magnitude<A>(x), (A)p.p), a + b, m_pow(a, (A)(1 / p.p))) };
template <class C> struct AbsMax { FOLD_PLAIN(Acc<C>, 0, magnitude<A>(x), (a > b || a != a ? a : b), a) };
template <class C> struct AbsMin { FOLD_PLAIN(Acc<C>, highest<A>(), magnitude<A>(x), (a < b || a != a ? a : b), a) };

// log(sum(exp(x))) by the largest element and the sum beside it.
template <class C> struct LogSumExp {
    typedef Acc<C> R;
    struct A {
        R top, sum;
    };
    static DEV A zero() { return {-infinity<R>(), 0}; }
    template <class X> static DEV A map(X x, i64, const ReduceParams&) { return {cast<R>(x), 1}; }
    static DEV A join(A a, A b) {
        R top = a.top > b.top || a.top != a.top ? a.top : b.top;
        // Equal infinities would give NaN.
        R x = a.top == top ? a.sum : a.sum * m_exp(a.top - top), y = b.top == top ? b.sum : b.sum * m_exp(b.top - top);
        return {top, x + y};
    }
    template <class O, class O2> static DEV void store(A a, const ReduceParams&, O* o, O2*) {
        *o = cast<O>(m_fabs(a.top) == infinity<R>() ? a.top : a.top + m_log(a.sum));
    }
};

// Mean and spread by Welford's and Chan's formulas. Outputs: the variance, with divisor `p`, and the mean.
template <class C> struct VarMean {
    typedef Acc<C> T;
    typedef RealOf<T> R;
    struct A {
        T mean;
        R spread, n;
    };
    static DEV A zero() { return {T(), 0, 0}; }
    template <class X> static DEV A map(X x, i64, const ReduceParams&) { return {cast<T>(x), 0, 1}; }
    static DEV A join(A a, A b) {
        if (a.n == 0) return b;
        if (b.n == 0) return a;
        R n = a.n + b.n, part = b.n / n;
        if constexpr (IS_COMPLEX(T)) {
            T d = {b.mean.re - a.mean.re, b.mean.im - a.mean.im};
            return {T{a.mean.re + d.re * part, a.mean.im + d.im * part}, a.spread + b.spread + (d.re * d.re + d.im * d.im) * a.n * part, n};
        } else {
            T d = b.mean - a.mean;
            return {a.mean + d * part, a.spread + b.spread + d * d * a.n * part, n};
        }
    }
    template <class O, class O2> static DEV void store(A a, const ReduceParams& p, O* o, O2* o2) {
        *o = cast<O>(a.spread / (R)p.p);
        if (a.n == 0) {
            if constexpr (IS_COMPLEX(T)) a.mean = T{not_a_number<R>(), not_a_number<R>()};
            else a.mean = not_a_number<R>();
        }
        if (o2) *o2 = cast<O2>(a.mean);
    }
};

// The first extreme and its place; NaN beats everything. Outputs: the value (where wanted) and the place.
template <class C, bool MAX> struct Arg {
    typedef Acc<C> V;
    struct alignas(8) A {
        V v;
        i64 at;
    };
    static DEV A zero() { return {MAX ? lowest<V>() : highest<V>(), -1}; }
    template <class X> static DEV A map(X x, i64 i, const ReduceParams&) { return {cast<V>(x), i}; }
    static DEV A join(A a, A b) {
        if (a.at < 0) return b;
        if (b.at < 0) return a;
        bool an = is_nan_value(a.v), bn = is_nan_value(b.v);
        if (an != bn) return an ? a : b;
        if (an || a.v == b.v) return a.at < b.at ? a : b;
        return (MAX ? a.v > b.v : a.v < b.v) ? a : b;
    }
    template <class O, class O2> static DEV void store(A a, const ReduceParams&, O* o, O2* o2) {
        if (o) *o = cast<O>(a.v);
        *o2 = cast<O2>(a.at);
    }
};
template <class C> struct ArgMax : Arg<C, true> {};
template <class C> struct ArgMin : Arg<C, false> {};

template <class F> struct JoinOf {
    template <class T> static DEV T of(T a, T b) { return F::join(a, b); }
};

template <class F, class O, class O2>
DEV void keep(typename F::A a, u64 out, const ReduceParams& p, O* o, O2* o2, typename F::A* partial) {
    if (gridDim.y > 1) {
        partial[(u64)blockIdx.y * p.outs + out] = a;
    } else {
        i64 at[3];
        p.kept.at(out, at);
        F::template store<O, O2>(a, p, o ? o + at[1] : o, o2 ? o2 + at[2] : o2);
    }
}

// Threads of a row share one output: blocks of (32, 8) take eight outputs, blocks of (256, 1) one. With `V` > 1 the reduced
// elements lie side by side, and rows start at a multiple of `V` elements. `S` is an address, or a chain (`fused.cuh`).
template <class F, class X, class O, class O2, int V, class S>
DEV void row(const ReduceParams& p, S x, O* o, O2* o2, typename F::A* partial) {
    u64 out = (u64)blockIdx.x * blockDim.y + threadIdx.y;
    if (out >= p.outs) return;
    i64 at[3];
    p.kept.at(out, at);
    S base = x + at[0];
    u64 from = (u64)blockIdx.y * p.chunk, to = from + p.chunk < p.n ? from + p.chunk : p.n;
    typename F::A a = F::zero();
    if (V > 1) {
        // Chunks are multiples of `V`; what is left of the last one goes element by element.
        u64 i = from + (u64)threadIdx.x * V;
        for (; i + V <= to; i += (u64)blockDim.x * V) {
            Pack<X, V> v = ldv<X, V>(base + i);
#pragma unroll
            for (int j = 0; j < V; j++) a = F::join(a, F::map(v.v[j], (i64)i + j, p));
        }
        for (; i < to; i++) a = F::join(a, F::map(base[i], (i64)i, p));
    } else {
        for (u64 i = from + threadIdx.x; i < to; i += blockDim.x) a = F::join(a, F::map(base[p.reduced.first(i)], (i64)i, p));
    }
    a = row_reduce<JoinOf<F>>(a, F::zero());
    if (threadIdx.x == 0) keep<F, O, O2>(a, out, p, o, o2, partial);
}

// Neighbouring threads take neighbouring outputs, the blockDim.y rows of a block share the reduced elements. Blocks of (32, 8).
template <class F, class X, class O, class O2>
DEV void column(const ReduceParams& p, const X* x, O* o, O2* o2, typename F::A* partial) {
    SHARED typename F::A part[8][32];
    u64 out = (u64)blockIdx.x * 32 + threadIdx.x;
    u64 from = (u64)blockIdx.y * p.chunk, to = from + p.chunk < p.n ? from + p.chunk : p.n;
    typename F::A a = F::zero();
    if (out < p.outs) {
        i64 at[3];
        p.kept.at(out, at);
        for (u64 i = from + threadIdx.y; i < to; i += 8) a = F::join(a, F::map(x[at[0] + p.reduced.first(i)], (i64)i, p));
    }
    part[threadIdx.y][threadIdx.x] = a;
    barrier();
    if (threadIdx.y == 0 && out < p.outs) {
        for (int k = 1; k < 8; k++) a = F::join(a, part[k][threadIdx.x]);
        keep<F, O, O2>(a, out, p, o, o2, partial);
    }
}

// Joins the `splits` partial results of each output.
template <class F, class O, class O2>
DEV void finish(const ReduceParams& p, const typename F::A* partial, u32 splits, O* o, O2* o2) {
    u64 out = thread_index();
    if (out >= p.outs) return;
    typename F::A a = partial[out];
    for (u32 k = 1; k < splits; k++) a = F::join(a, partial[k * p.outs + out]);
    i64 at[3];
    p.kept.at(out, at);
    F::template store<O, O2>(a, p, o ? o + at[1] : o, o2 ? o2 + at[2] : o2);
}
}  // namespace re

// Kernels NAME_row, NAME_vector (V elements a load), NAME_column and NAME_finish. `partial` is [splits, outs] of the fold's
// accumulator, whose size NAME_size writes; it is not used with one split.
#define REDUCE(NAME, FOLD, C, X, O, O2)                                                                                \
    typedef re::FOLD<C> NAME##_fold;                                                                                   \
    GLOBAL void NAME##_row(PARAM ReduceParams p, const X* x, O* o, O2* o2, NAME##_fold::A* partial) {                  \
        re::row<NAME##_fold, X, O, O2, 1>(p, x, o, o2, partial);                                                       \
    }                                                                                                                  \
    GLOBAL void NAME##_column(PARAM ReduceParams p, const X* x, O* o, O2* o2, NAME##_fold::A* partial) {               \
        re::column<NAME##_fold, X, O, O2>(p, x, o, o2, partial);                                                       \
    }                                                                                                                  \
    GLOBAL void NAME##_finish(PARAM ReduceParams p, const NAME##_fold::A* partial, u32 splits, O* o, O2* o2) {         \
        re::finish<NAME##_fold, O, O2>(p, partial, splits, o, o2);                                                     \
    }
#define REDUCE_VECTOR(NAME, FOLD, C, X, O, O2, V)                                                                      \
    GLOBAL void NAME##_vector(PARAM ReduceParams p, const X* x, O* o, O2* o2, re::FOLD<C>::A* partial) {               \
        re::row<re::FOLD<C>, X, O, O2, V>(p, x, o, o2, partial);                                                       \
    }
