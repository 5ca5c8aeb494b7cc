// Stable sorting of lanes with the places of their elements. Keys are unsigned numbers in the elements' order (NaN last; inverted
// for a descending order), so equal elements keep their places' order. Short lanes: a bitonic network in shared memory. Long
// lanes: a radix sort, eight bits a pass.

struct SortParams {
    u64 lanes, n;
    i64 along[3];  // strides along the dimension: input, values, places
    u32 descending, k;
    Walk<3> kept;
};

namespace so {
template <class X> struct key_type {
    typedef typename choose<sizeof(X) == 8, u64, u32>::type type;
};

// Order-preserving bits; every NaN is one key above all others.
template <class X> DEV typename key_type<X>::type key_of(X x, bool descending) {
    typedef typename key_type<X>::type K;
    const int BITS = sizeof(X) * 8;
    const K ALL = sizeof(K) * 8 == BITS ? ~(K)0 : ((K)1 << (BITS % (sizeof(K) * 8))) - 1;
    K bits = (K) * (Word<X>*)&x;
    if constexpr (IS_FLOAT(X)) {
        auto v = widen(x);
        K top = (K)1 << (BITS - 1);
        // -0 equals 0.
        bits = v != v ? ALL : v == 0 ? top : bits & top ? ~bits & ALL : bits | top;
    } else if constexpr (!SAME(X, bool) && (X)-1 < (X)0) {
        bits ^= (K)1 << (BITS - 1);
    }
    return descending ? ~bits & ALL : bits;
}

// Up to 1024 elements a lane: a block of N / 2 threads, N a power of two.
template <class X, int N> DEV void small(const SortParams& p, const X* x, X* values, i64* places) {
    typedef typename key_type<X>::type K;
    SHARED K keys[N];
    SHARED u32 at[N];
    u64 lane = blockIdx.x;
    i64 base[3];
    p.kept.at(lane, base);
    for (u32 i = threadIdx.x; i < N; i += blockDim.x) {
        keys[i] = i < p.n ? key_of(x[base[0] + (i64)i * p.along[0]], p.descending) : ~(K)0;
        at[i] = i;
    }
    barrier();
    for (u32 size = 2; size <= N; size <<= 1) {
        for (u32 step = size >> 1; step; step >>= 1) {
            u32 t = threadIdx.x, i = (t / step) * 2 * step + t % step, j = i + step;
            bool up = (i & size) == 0;
            // Places break ties; those beyond the lane are the largest and stay behind.
            bool swap = (keys[i] > keys[j] || (keys[i] == keys[j] && at[i] > at[j])) == up;
            if (swap) {
                K k = keys[i];
                keys[i] = keys[j];
                keys[j] = k;
                u32 a = at[i];
                at[i] = at[j];
                at[j] = a;
            }
            barrier();
        }
    }
    for (u32 i = threadIdx.x; i < p.k; i += blockDim.x) {
        if (values) values[base[1] + (i64)i * p.along[1]] = x[base[0] + (i64)at[i] * p.along[0]];
        if (places) places[base[2] + (i64)i * p.along[2]] = (i64)at[i];
    }
}

#define SORT_ROUNDS 8
#define SORT_TILE (256 * SORT_ROUNDS)

// Keys and places of a lane, before the first pass.
template <class X> DEV void begin(const SortParams& p, const X* x, typename key_type<X>::type* keys, u32* at) {
    u64 lane = blockIdx.y, i = (u64)blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= p.n) return;
    keys[lane * p.n + i] = key_of(x[p.kept.first(lane) + (i64)i * p.along[0]], p.descending);
    at[lane * p.n + i] = (u32)i;
}

// How often each digit occurs in a tile: `counts` [lanes, 256, tiles].
template <class K> DEV void count(u64 n, u32 shift, const K* keys, u32* counts) {
    SHARED u32 bins[256];
    u64 lane = blockIdx.y, tiles = gridDim.x, first = (u64)blockIdx.x * SORT_TILE;
    bins[threadIdx.x] = 0;
    barrier();
    for (u32 r = 0; r < SORT_ROUNDS; r++) {
        u64 i = first + r * 256 + threadIdx.x;
        if (i < n) atom_add(&bins[(u32)(keys[lane * n + i] >> shift) & 255], 1u);
    }
    barrier();
    counts[(lane * 256 + threadIdx.x) * tiles + blockIdx.x] = bins[threadIdx.x];
}

// Exclusive sums over digits and tiles of a lane, in place; one block of 256 a lane.
DEV void starts(u64 tiles, u32* counts) {
    SHARED u32 part[256];
    u64 n = tiles * 256;
    u32* c = counts + (u64)blockIdx.x * n;
    u32 carry = 0;
    for (u64 from = 0; from < n; from += 256) {
        u32 v = c[from + threadIdx.x];
        part[threadIdx.x] = v;
        barrier();
        for (u32 k = 1; k < 256; k <<= 1) {
            u32 add = threadIdx.x >= k ? part[threadIdx.x - k] : 0;
            barrier();
            part[threadIdx.x] += add;
            barrier();
        }
        c[from + threadIdx.x] = carry + part[threadIdx.x] - v;
        carry += part[255];
        barrier();
    }
}

// Lanes of a warp with the same digit as this one.
DEV u32 same_digit(u32 digit, bool live) {
    u32 peers = ballot(live);
#pragma unroll
    for (int b = 0; b < 8; b++) {
        u32 bit = digit >> b & 1, set = ballot(bit);
        peers &= bit ? set : ~set;
    }
    return peers;
}

// Moves keys and places to where their digits belong. Warp w of a tile takes a contiguous part of it, so order is kept.
template <class K> DEV void move(u64 n, u32 shift, const K* keys, const u32* at, const u32* starts, K* keys_out, u32* at_out) {
    SHARED u32 bins[8][256];
    u64 lane = blockIdx.y, tiles = gridDim.x;
    u32 me = threadIdx.x & 31, warp = threadIdx.x >> 5;
    u64 first = (u64)blockIdx.x * SORT_TILE + warp * 32 * SORT_ROUNDS + me;
    for (u32 w = 0; w < 8; w++) bins[w][threadIdx.x] = 0;
    barrier();
    for (u32 r = 0; r < SORT_ROUNDS; r++) {
        u64 i = first + r * 32;
        bool live = i < n;
        u32 digit = live ? (u32)(keys[lane * n + i] >> shift) & 255 : 0, peers = same_digit(digit, live);
        if (live && (peers & ((1u << me) - 1)) == 0) bins[warp][digit] += popcount(peers);
        warp_barrier();
    }
    barrier();
    // Where each warp's elements of a digit begin.
    u32 sum = starts[(lane * 256 + threadIdx.x) * tiles + blockIdx.x];
    for (u32 w = 0; w < 8; w++) {
        u32 v = bins[w][threadIdx.x];
        bins[w][threadIdx.x] = sum;
        sum += v;
    }
    barrier();
    for (u32 r = 0; r < SORT_ROUNDS; r++) {
        u64 i = first + r * 32;
        bool live = i < n;
        K key = live ? keys[lane * n + i] : 0;
        u32 digit = live ? (u32)(key >> shift) & 255 : 0, peers = same_digit(digit, live), below = peers & ((1u << me) - 1);
        u32 to = live ? bins[warp][digit] + popcount(below) : 0;
        warp_barrier();
        if (live) {
            keys_out[lane * n + to] = key;
            at_out[lane * n + to] = at[lane * n + i];
            if (below == 0) bins[warp][digit] += popcount(peers);
        }
        warp_barrier();
    }
}

// The first k elements of each sorted lane.
template <class X> DEV void end(const SortParams& p, const X* x, const u32* at, X* values, i64* places) {
    u64 lane = blockIdx.y, i = (u64)blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= p.k) return;
    i64 base[3];
    p.kept.at(lane, base);
    u32 from = at[lane * p.n + i];
    if (values) values[base[1] + (i64)i * p.along[1]] = x[base[0] + (i64)from * p.along[0]];
    if (places) places[base[2] + (i64)i * p.along[2]] = (i64)from;
}

// The k smallest keys of a lane in the order of their places: a block a lane narrows the k-th key down digit by digit.
template <class X> DEV void top(const SortParams& p, const X* x, X* values, i64* places) {
    typedef typename key_type<X>::type K;
    SHARED u32 bins[256];
    SHARED u32 found[2];
    SHARED u32 part[2][32];
    u64 lane = blockIdx.x;
    i64 base[3];
    p.kept.at(lane, base);
    K prefix = 0, mask = 0;
    u32 want = p.k;
    for (int shift = sizeof(X) * 8 - 8; shift >= 0; shift -= 8) {
        if (threadIdx.x < 256) bins[threadIdx.x] = 0;
        barrier();
        for (u64 i = threadIdx.x; i < p.n; i += blockDim.x) {
            K key = key_of(x[base[0] + (i64)i * p.along[0]], p.descending);
            if ((key & mask) == prefix) atom_add(&bins[(u32)(key >> shift) & 255], 1u);
        }
        barrier();
        if (threadIdx.x == 0) {
            u32 sum = 0, d = 0;
            while (sum + bins[d] < want) sum += bins[d++];
            found[0] = d;
            found[1] = want - sum;
        }
        barrier();
        prefix |= (K)found[0] << shift;
        mask |= (K)255 << shift;
        want = found[1];
    }
    // All below the k-th key, and the first `want` that equal it.
    u32 below = 0, equal = 0, lane_id = threadIdx.x & 31, warp = threadIdx.x >> 5, warps = blockDim.x >> 5;
    for (u64 from = 0; from < p.n; from += blockDim.x) {
        u64 i = from + threadIdx.x;
        K key = i < p.n ? key_of(x[base[0] + (i64)i * p.along[0]], p.descending) : ~(K)0;
        bool less = i < p.n && key < prefix, same = i < p.n && key == prefix;
        u32 a = ballot(less), b = ballot(same);
        barrier();
        if (lane_id == 0) {
            part[0][warp] = popcount(a);
            part[1][warp] = popcount(b);
        }
        barrier();
        u32 less_before = below + popcount(a & ((1u << lane_id) - 1)), same_before = equal + popcount(b & ((1u << lane_id) - 1));
        for (u32 w = 0; w < warps; w++) {
            if (w < warp) {
                less_before += part[0][w];
                same_before += part[1][w];
            }
            below += part[0][w];
            equal += part[1][w];
        }
        if (less || (same && same_before < want)) {
            i64 to = (i64)(less_before + (same_before < want ? same_before : want));
            values[base[1] + to * p.along[1]] = x[base[0] + (i64)i * p.along[0]];
            places[base[2] + to * p.along[2]] = (i64)i;
        }
    }
}

// ---- On sorted data.

template <class T> DEV bool differs(T a, T b) { return !(widen(a) == widen(b)); }

// flags[i] = whether x[i] begins a run of equal elements (NaN equals nothing).
template <class T> DEV void runs(u64 n, const T* x, i64* flags) {
    u64 i = thread_index();
    if (i < n) flags[i] = i == 0 || differs(x[i], x[i - 1]);
}

// The most frequent element of each sorted lane (the smallest of several), and where its last one came from. A thread a lane;
// sorted, order, value and place are contiguous.
template <class T> DEV void mode(u64 lanes, u64 n, const T* sorted, const i64* order, T* value, i64* place) {
    u64 lane = thread_index();
    if (lane >= lanes) return;
    sorted += lane * n;
    u64 best = 0, best_end = 0;
    for (u64 i = 0; i < n;) {
        u64 j = i + 1;
        while (j < n && !differs(sorted[j], sorted[i])) j++;
        if (j - i > best) {
            best = j - i;
            best_end = j - 1;
        }
        i = j;
    }
    value[lane] = sorted[best_end];
    place[lane] = order[lane * n + best_end];
}

// NaN above everything.
template <class T> DEV bool less(T a, T b) {
    auto x = widen(a), y = widen(b);
    return x < y || (x == x && y != y);
}
// Where each value would be inserted into its row of `sorted` (contiguous [rows, n], or one row for all).
template <class T, class O> DEV void search(u64 count, u64 per_row, u64 n, u32 one_row, u32 right, const T* sorted, const i64* sorter, const T* values, O* out) {
    u64 i = thread_index();
    if (i >= count) return;
    u64 row = one_row ? 0 : i / per_row;
    const T* s = sorted + row * n;
    const i64* order = sorter ? sorter + row * n : sorter;
    u64 low = 0, high = n;
    while (low < high) {
        u64 mid = (low + high) / 2;
        T v = s[order ? (u64)order[mid] : mid];
        if (right ? !less(values[i], v) : less(v, values[i])) low = mid + 1;
        else high = mid;
    }
    out[i] = (O)low;
}

// Counts, or sums of weights, of the numbers 0 .. size - 1.
template <class T, class W, class O> DEV void bins(u64 n, i64 size, u32 op, const T* x, const W* weights, O* out, BadIndex* bad) {
    for (u64 i = thread_index(); i < n; i += thread_count()) {
        i64 v = (i64)x[i];
        if (index_fits(v, size, op, bad)) atom_add(out + v, weights ? cast<O>(weights[i]) : cast<O>(1));
    }
}
// Elements in `count` equal bins of low..=high; others and NaN are left out.
template <class T> DEV void histogram(u64 n, i64 count, f64 low, f64 high, const T* x, T* out) {
    for (u64 i = thread_index(); i < n; i += thread_count()) {
        Loop<T> v = widen(x[i]), l = (Loop<T>)low, h = (Loop<T>)high;
        if (!(v >= l && v <= h)) continue;
        i64 at = (i64)((v - l) * (Loop<T>)count / (h - l));
        ix::update<ix::ADD>(out + (at < count ? at : count - 1), cast<T>(1));
    }
}
}  // namespace so

// N / 2 threads a block, a block a lane; N is 32 to 1024.
#define SORT_SMALL(NAME, X, N)                                                                                         \
    GLOBAL void NAME(PARAM SortParams p, const X* x, X* values, i64* places) { so::small<X, N>(p, x, values, places); }
// NAME_begin (256 threads, lane in y), then for each byte of X NAME_count, NAME_starts, NAME_move, last NAME_end.
#define SORT_RADIX(NAME, X)                                                                                            \
    typedef so::key_type<X>::type NAME##_key;                                                                          \
    GLOBAL void NAME##_begin(PARAM SortParams p, const X* x, NAME##_key* keys, u32* at) { so::begin(p, x, keys, at); } \
    GLOBAL void NAME##_count(u64 n, u32 shift, const NAME##_key* keys, u32* counts) { so::count(n, shift, keys, counts); } \
    GLOBAL void NAME##_starts(u64 tiles, u32* counts) { so::starts(tiles, counts); }                                   \
    GLOBAL void NAME##_move(u64 n, u32 shift, const NAME##_key* keys, const u32* at, const u32* starts, NAME##_key* keys_out, u32* at_out) { \
        so::move(n, shift, keys, at, starts, keys_out, at_out);                                                        \
    }                                                                                                                  \
    GLOBAL void NAME##_end(PARAM SortParams p, const X* x, const u32* at, X* values, i64* places) { so::end(p, x, at, values, places); }
#define SORT_TOP(NAME, X)                                                                                              \
    GLOBAL void NAME(PARAM SortParams p, const X* x, X* values, i64* places) { so::top(p, x, values, places); }
#define SORT_RUNS(NAME, T)                                                                                             \
    GLOBAL void NAME(u64 n, const T* x, i64* flags) { so::runs(n, x, flags); }
#define SORT_MODE(NAME, T)                                                                                             \
    GLOBAL void NAME(u64 lanes, u64 n, const T* sorted, const i64* order, T* value, i64* place) { so::mode(lanes, n, sorted, order, value, place); }
#define SEARCH(NAME, T, O)                                                                                             \
    GLOBAL void NAME(u64 count, u64 per_row, u64 n, u32 one_row, u32 right, const T* sorted, const i64* sorter, const T* values, O* out) { \
        so::search(count, per_row, n, one_row, right, sorted, sorter, values, out);                                    \
    }
#define BINCOUNT(NAME, T, W, O)                                                                                        \
    GLOBAL void NAME(u64 n, i64 size, u32 op, const T* x, const W* weights, O* out, BadIndex* bad) { so::bins(n, size, op, x, weights, out, bad); }
#define HISTOGRAM(NAME, T)                                                                                             \
    GLOBAL void NAME(u64 n, i64 count, f64 low, f64 high, const T* x, T* out) { so::histogram(n, count, low, high, x, out); }
