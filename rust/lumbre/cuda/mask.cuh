// Elements where a mask holds, in row-major order: counted by blocks, the counts summed up, then moved. Blocks of 256 threads take
// MASK_TILE elements.

#define MASK_TILE 2048

struct MaskParams {
    u64 n;
    u32 dims, pad;
    u64 sizes[8];  // of the whole shape, outermost first, for `places`
    Walk<3> walk;  // mask, source, target
};

namespace mk {
template <class T> DEV bool holds(T x) {
    if constexpr (IS_COMPLEX(T)) return x.re != 0 || x.im != 0;
    else return widen(x) != 0;
}

// How many of a block's elements hold before this thread's, and in all. `mine` is this thread's count.
DEV u32 before(u32 mine, u32& all) {
    SHARED u32 part[32];
    u32 lane = threadIdx.x & 31, warp = threadIdx.x >> 5, sum = mine;
    for (int k = 1; k < 32; k <<= 1) {
        u32 v = shfl_up(sum, k);
        if (lane >= (u32)k) sum += v;
    }
    barrier();
    if (lane == 31) part[warp] = sum;
    barrier();
    u32 first = 0;
    all = 0;
    for (u32 k = 0; k < blockDim.x >> 5; k++) {
        if (k < warp) first += part[k];
        all += part[k];
    }
    return first + sum - mine;
}

template <class T> DEV u32 flags(const MaskParams& p, const T* mask) {
    u64 first = (u64)blockIdx.x * MASK_TILE + (u64)threadIdx.x * 8;
    u32 bits = 0;
    for (u32 j = 0; j < 8 && first + j < p.n; j++) bits |= (u32)holds(mask[p.walk.first(first + j)]) << j;
    return bits;
}

template <class T> DEV void count(const MaskParams& p, const T* mask, i64* counts) {
    u32 all;
    before(popcount(flags(p, mask)), all);
    if (threadIdx.x == 0) counts[blockIdx.x] = all;
}

// Exclusive sums in place, the total behind them; one block of 1024.
DEV void offsets(u64 n, i64* counts) {
    SHARED i64 part[1024];
    i64 carry = 0;
    for (u64 from = 0; from < n; from += 1024) {
        u64 i = from + threadIdx.x;
        i64 v = i < n ? counts[i] : 0;
        part[threadIdx.x] = v;
        barrier();
        for (u32 k = 1; k < 1024; k <<= 1) {
            i64 add = threadIdx.x >= k ? part[threadIdx.x - k] : 0;
            barrier();
            part[threadIdx.x] += add;
            barrier();
        }
        if (i < n) counts[i] = carry + part[threadIdx.x] - v;
        carry += part[1023];
        barrier();
    }
    if (threadIdx.x == 0) counts[n] = carry;
}

// What one of the elements that hold does: `f(element's number, place among those that hold)`.
template <class T, class F> DEV void each(const MaskParams& p, const T* mask, const i64* starts, F f) {
    u32 bits = flags(p, mask), all;
    i64 place = starts[blockIdx.x] + before(popcount(bits), all);
    u64 first = (u64)blockIdx.x * MASK_TILE + (u64)threadIdx.x * 8;
    for (u32 j = 0; j < 8; j++) {
        if (bits >> j & 1) f(first + j, place++);
    }
}
template <class T> DEV void places(const MaskParams& p, const T* mask, const i64* starts, i64* out) {
    each(p, mask, starts, [&](u64 i, i64 place) {
        for (int d = (int)p.dims - 1; d >= 0; d--) {
            out[place * p.dims + d] = (i64)(i % p.sizes[d]);
            i /= p.sizes[d];
        }
    });
}
template <class T> DEV void select(const MaskParams& p, const bool* mask, const i64* starts, const T* x, T* out) {
    each(p, mask, starts, [&](u64 i, i64 place) {
        i64 at[3];
        p.walk.at(i, at);
        out[place] = x[at[1]];
    });
}
// From `src` (contiguous) to the masked places of the target; nothing where `src` has too few elements.
template <class T> DEV void scatter(const MaskParams& p, const bool* mask, const i64* starts, u64 have, const T* src, T* out) {
    each(p, mask, starts, [&](u64 i, i64 place) {
        i64 at[3];
        p.walk.at(i, at);
        if ((u64)place < have) out[at[2]] = src[place];
    });
}
}  // namespace mk

#define MASK_COUNT(NAME, T)                                                                                            \
    GLOBAL void NAME(PARAM MaskParams p, const T* mask, i64* counts) { mk::count(p, mask, counts); }
#define MASK_OFFSETS(NAME)                                                                                             \
    GLOBAL void NAME(u64 n, i64* counts) { mk::offsets(n, counts); }
#define MASK_PLACES(NAME, T)                                                                                           \
    GLOBAL void NAME(PARAM MaskParams p, const T* mask, const i64* starts, i64* out) { mk::places(p, mask, starts, out); }
// T is the word of the element's size.
#define MASK_SELECT(NAME, T)                                                                                           \
    GLOBAL void NAME(PARAM MaskParams p, const bool* mask, const i64* starts, const T* x, T* out) {                    \
        mk::select(p, mask, starts, x, out);                                                                           \
    }
#define MASK_SCATTER(NAME, T)                                                                                          \
    GLOBAL void NAME(PARAM MaskParams p, const bool* mask, const i64* starts, u64 have, const T* src, T* out) {        \
        mk::scatter(p, mask, starts, have, src, out);                                                                  \
    }
