// Random fills with PyTorch's CUDA stream: Philox4x32-10 keyed by the seed; thread t of the launch has the counters
// (offset / 4, t), one block of four words an iteration. Source of the layout: cuRAND's device headers and PyTorch's kernels.

struct RandomParams {
    u64 n, seed, offset;  // offset in words, a multiple of 4
    const u64* state;     // in a recorded graph: where seed and offset lie, to which this offset is added
    f64 a, b;
    u64 range;
    i64 base;
    Walk<1> walk;  // the output, dimensions in the order of its memory
    DEV u64 key() const { return state ? state[0] : seed; }
    DEV u64 block() const { return ((state ? state[1] : 0) + offset) / 4; }
};

namespace rn {
struct Four {
    u32 w[4];
};

DEV Four philox(u64 seed, u64 block, u64 thread) {
    u32 c0 = (u32)block, c1 = (u32)(block >> 32), c2 = (u32)thread, c3 = (u32)(thread >> 32), k0 = (u32)seed, k1 = (u32)(seed >> 32);
#pragma unroll
    for (int r = 0; r < 10; r++) {
        u32 h0 = mul_high(0xD2511F53u, c0), l0 = 0xD2511F53u * c0, h1 = mul_high(0xCD9E8D57u, c2), l1 = 0xCD9E8D57u * c2;
        c0 = h1 ^ c1 ^ k0;
        c1 = l1;
        c2 = h0 ^ c3 ^ k1;
        c3 = l0;
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    return {{c0, c1, c2, c3}};
}

// Uniform in (0, 1], from one word or two.
DEV f32 unit(u32 w) { return fmaf((f32)w, 2.3283064365386963e-10f, 1.1641532182693481e-10f); }
DEV f64 unit(u32 w0, u32 w1) {
    u64 z = (u64)w0 ^ (u64)w1 << 21;
    return fma((f64)z, 1.1102230246251565e-16, 5.5511151231257827e-17);
}

// The real type random numbers of a dtype are made in.
template <class T> struct made_in {
    typedef typename choose<SAME(T, f64), f64, f32>::type type;
};

// The four (f32) or two (f64) uniform numbers of a block of words.
template <class R> struct units;
template <> struct units<f32> {
    static const int N = 4;
    static DEV f32 at(const Four& r, int i) { return unit(r.w[i]); }
};
template <> struct units<f64> {
    static const int N = 2;
    static DEV f64 at(const Four& r, int i) { return unit(r.w[2 * i], r.w[2 * i + 1]); }
};

template <class R> DEV R normal(const Four& r, int i);
template <> DEV f32 normal<f32>(const Four& r, int i) {
    int k = i & ~1;
    f32 radius = sqrtf(-2.0f * logf(unit(r.w[k]))), s, c;
    fast_sincos(fmaf((f32)r.w[k + 1], 1.4629180792671596e-9f, 7.314590396335798e-10f), &s, &c);
    return radius * (i & 1 ? c : s);
}
template <> DEV f64 normal<f64>(const Four& r, int i) {
    u64 zx = (u64)r.w[0] ^ (u64)r.w[1] << 21, zy = (u64)r.w[2] ^ (u64)r.w[3] << 21;
    f64 radius = sqrt(-2.0 * log(fma((f64)zx, 1.1102230246251565e-16, 5.5511151231257827e-17))), s, c;
    sincospi(fma((f64)zy, 2.2204460492503131e-16, 1.1102230246251565e-16), &s, &c);
    return radius * (i & 1 ? c : s);
}

// A distribution has N numbers a block of words, and `at` the i-th of them.
#define DIST(NAME, ...)                                                                                                \
    template <class T> struct NAME {                                                                                   \
        typedef typename made_in<T>::type R;                                                                           \
        static const int N = units<R>::N;                                                                              \
        static DEV T at(const Four& r, int i, const RandomParams& p) { __VA_ARGS__ }                                   \
    };
#define U (units<R>::at(r, i))
// In [a, b).
DIST(Uniform, R a = (R)p.a, b = (R)p.b; T v = cast<T>(fused(U, b - a, a)); return widen(v) == widen(cast<T>(b)) ? cast<T>(a) : v;)
DIST(Normal, return cast<T>(fused(normal<R>(r, i), (R)p.b, (R)p.a));)
DIST(LogNormal, return cast<T>(m_exp(fused(normal<R>(r, i), (R)p.b, (R)p.a)));)
DIST(Bernoulli, return cast<T>(U < (R)p.a ? 1 : 0);)
DIST(Exponential, R u = U; const R eps = SAME(R, f64) ? (R)1.1102230246251565e-16 : (R)5.9604645e-8;
     return cast<T>((u >= (R)1 - eps ? eps : -m_log(u)) / (R)p.a);)
DIST(Geometric, return cast<T>(m_ceil(m_log(U) / m_log((R)1 - (R)p.a)));)
DIST(Cauchy, const R eps = SAME(R, f64) ? (R)2.220446049250313e-16 : (R)1.1920929e-7; R u = U;
     u = u > (R)1 - eps ? (R)1 - eps : u < eps ? eps : u; return cast<T>((R)p.a + (R)p.b * m_tan((R)3.141592653589793 * (u - (R)0.5)));)
// Integers `base` + word mod `range`; a range from 2^28 on takes two words.
template <class T> struct Small {
    static const int N = 4;
    static DEV T at(const Four& r, int i, const RandomParams& p) { return cast<T>((i64)(r.w[i] % (u32)p.range) + p.base); }
};
template <class T> struct Large {
    static const int N = 2;
    static DEV T at(const Four& r, int i, const RandomParams& p) {
        u64 w = (u64)r.w[2 * i] << 32 | r.w[2 * i + 1];
        return cast<T>((i64)((p.range ? w % p.range : w) + (u64)p.base));
    }
};

// 256 threads a block, as many blocks as PyTorch launches: min(ceil(n / 256), multiprocessors * threads of one / 256).
template <template <class> class D, class T> DEV void fill(const RandomParams& p, T* out) {
    u64 t = thread_index(), step = thread_count();
    const u64 N = D<T>::N;
    u64 block = p.block(), seed = p.key();
    for (u64 first = t; first < p.n; first += step * N, block++) {
        Four r = philox(seed, block, t);
#pragma unroll
        for (int i = 0; i < (int)N; i++) {
            u64 e = first + step * i;
            if (e < p.n) out[p.walk.first(e)] = D<T>::at(r, i, p);
        }
    }
}

// 1 with the probability that `prob` holds; four neighbouring elements a block of words.
template <class P, class T> DEV void bernoulli(const RandomParams& p, const P* prob, T* out) {
    u64 t = thread_index(), block = p.block(), seed = p.key();
    for (u64 first = t * 4; first < p.n; first += thread_count() * 4, block++) {
        Four r = philox(seed, block, t);
        for (int i = 0; i < 4 && first + i < p.n; i++) {
            i64 at = p.walk.first(first + i);
            out[at] = cast<T>(unit(r.w[i]) <= cast<f32>(prob[first + i]) ? 1 : 0);
        }
    }
}

// Zeros with probability `a`, the others over 1 - a; `mask` says which stayed. Contiguous. V neighbours a thread, or (V = 1) four
// elements a launch's width apart.
template <int V, class T> DEV void dropout(const RandomParams& p, const T* x, T* out, bool* mask) {
    typedef Loop<T> R;
    u64 t = thread_index(), step = thread_count(), block = p.block(), seed = p.key();
    f32 keep = (f32)(1 - p.a);
    R scale = (R)(1.0f / keep);
    for (u64 first = t * V; first < p.n; first += V > 1 ? step * V : step * 4, block++) {
        Four r = philox(seed, block, t);
#pragma unroll
        for (int i = 0; i < (V > 1 ? V : 4); i++) {
            u64 e = V > 1 ? first + i : first + step * i;
            if (e >= p.n) continue;
            bool stays = unit(r.w[i]) < keep;
            out[e] = cast<T>(stays ? cast<R>(x[e]) * scale : (R)0 * cast<R>(x[e]));
            if (mask) mask[e] = stays;
        }
    }
}
}  // namespace rn

#define RANDOM(NAME, DIST, T)                                                                                          \
    GLOBAL void NAME(PARAM RandomParams p, T* out) { rn::fill<rn::DIST, T>(p, out); }
#define RANDOM_BERNOULLI(NAME, P, T)                                                                                   \
    GLOBAL void NAME(PARAM RandomParams p, const P* prob, T* out) { rn::bernoulli(p, prob, out); }
#define RANDOM_DROPOUT(NAME, V, T)                                                                                     \
    GLOBAL void NAME(PARAM RandomParams p, const T* x, T* out, bool* mask) { rn::dropout<V>(p, x, out, mask); }
