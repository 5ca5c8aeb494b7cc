// Scaled dot-product attention without the matrix of scores, forward and backward, for f16 and bf16 with tensor cores (sm_80 and
// later). After Dao's FlashAttention-2; sums and results repeat from run to run: queries' gradients have a pass of their own.
// A block is four warps of sixteen rows. D is the head's size rounded up to 32, 64, 96 or 128; sizes are multiples of 8.

struct AttentionParams {
    i64 batch, heads, kv_heads, queries, keys;
    i32 d;               // the head's size
    u32 causal;          // row i sees keys 0 ..= i
    i64 q[3], k[3], v[3], o[3];     // strides: batch, head, row; elements of a row are neighbours
    i64 gq[3], gk[3], gv[3], go[3];
    f32 scale, keep;     // keep: 1 - the probability of dropout
    u64 seed, offset;    // of the dropout's Philox stream
    const u64* state;    // as in RandomParams
};

namespace at {
#define ATTENTION_ROWS 64

template <class T> struct tensor_core;
template <> struct tensor_core<f16> {
    static DEV void mma(f32 (&d)[4], const u32 (&a)[4], const u32 (&b)[2]) { mma_f16(d, a, b); }
};
template <> struct tensor_core<bf16> {
    static DEV void mma(f32 (&d)[4], const u32 (&a)[4], const u32 (&b)[2]) { mma_bf16(d, a, b); }
};

template <class T> DEV u32 pack(f32 a, f32 b) { return (u32)cast<T>(a).bits | (u32)cast<T>(b).bits << 16; }

// Elements between rows in shared memory: eight more than a row, so that the lanes of a warp meet different banks.
template <int D> struct pitch {
    static const int value = D + 8;
};

// `count` rows from `first` on, zeros beyond `rows` and beyond the head's size.
template <int D, class T> DEV void load(T* to, const T* from, i64 stride, i64 first, i64 rows, int count, int d) {
    for (int e = threadIdx.x; e < count * (D / 8); e += blockDim.x) {
        int r = e / (D / 8), c = e % (D / 8) * 8;
        Pack<T, 8> v = {};
        if (first + r < rows && c < d) v = ldv<T, 8>(from + (first + r) * stride + c);
        stv<T, 8>(to + r * pitch<D>::value + c, v);
    }
}

// The fragments of PTX's m16n8k16: A from rows r0.. and columns k0..; B by its columns' rows (`rows`) or as it lies (`columns`).
template <int D, class T> DEV void fragment_a(u32 (&a)[4], const T* s, int r0, int k0) {
    int lane = threadIdx.x & 31, g = lane >> 2, t = lane & 3;
    const T* p = s + (r0 + g) * pitch<D>::value + k0 + 2 * t;
    a[0] = *(const u32*)p;
    a[1] = *(const u32*)(p + 8 * pitch<D>::value);
    a[2] = *(const u32*)(p + 8);
    a[3] = *(const u32*)(p + 8 * pitch<D>::value + 8);
}
template <int D, class T> DEV void fragment_rows(u32 (&b)[2], const T* s, int n0, int k0) {
    int lane = threadIdx.x & 31, g = lane >> 2, t = lane & 3;
    const T* p = s + (n0 + g) * pitch<D>::value + k0 + 2 * t;
    b[0] = *(const u32*)p;
    b[1] = *(const u32*)(p + 8);
}
template <int D, class T> DEV void fragment_columns(u32 (&b)[2], const T* s, int k0, int n0) {
    int lane = threadIdx.x & 31, g = lane >> 2, t = lane & 3;
    const T* p = s + (k0 + 2 * t) * pitch<D>::value + n0 + g;
    const int P = pitch<D>::value;
    b[0] = (u32)p[0].bits | (u32)p[P].bits << 16;
    b[1] = (u32)p[8 * P].bits | (u32)p[9 * P].bits << 16;
}

// s[n] = rows r0.. of `a` times rows n * 8.. of `b`, along the head's size.
template <int D, int N, class T> DEV void scores(f32 (&s)[N][4], const T* a, int r0, const T* b) {
#pragma unroll
    for (int n = 0; n < N; n++) s[n][0] = s[n][1] = s[n][2] = s[n][3] = 0;
#pragma unroll
    for (int k = 0; k < D; k += 16) {
        u32 fa[4];
        fragment_a<D>(fa, a, r0, k);
#pragma unroll
        for (int n = 0; n < N; n++) {
            u32 fb[2];
            fragment_rows<D>(fb, b, n * 8, k);
            tensor_core<T>::mma(s[n], fa, fb);
        }
    }
}

// out += w (16 rows by N * 8, in registers) times rows 0 .. N * 8 of `b`.
template <int D, int N, class T> DEV void accumulate(f32 (&out)[D / 8][4], const f32 (&w)[N][4], const T* b) {
#pragma unroll
    for (int k = 0; k < N / 2; k++) {
        const f32(&x)[4] = w[2 * k];
        const f32(&y)[4] = w[2 * k + 1];
        u32 fa[4] = {pack<T>(x[0], x[1]), pack<T>(x[2], x[3]), pack<T>(y[0], y[1]), pack<T>(y[2], y[3])};
#pragma unroll
        for (int n = 0; n < D / 8; n++) {
            u32 fb[2];
            fragment_columns<D>(fb, b, k * 16, n * 8);
            tensor_core<T>::mma(out[n], fa, fb);
        }
    }
}

// 0, or 1 / keep: what dropout multiplies the weight of (row, key) by.
DEV f32 kept(const AttentionParams& p, i64 head, i64 row, i64 key) {
    u64 e = ((u64)head * (u64)p.queries + (u64)row) * (((u64)p.keys + 3) / 4 * 4) + (u64)key;
    rn::Four r = rn::philox(p.state ? p.state[0] : p.seed, ((p.state ? p.state[1] : 0) + p.offset) / 4, e / 4);
    return rn::unit(r.w[e & 3]) <= p.keep ? 1.0f / p.keep : 0.0f;
}

// Sixteen rows of a result from registers.
template <int D, class T> DEV void store(const f32 (&v)[D / 8][4], f32 low, f32 high, T* to, i64 stride, i64 row, i64 rows, int d) {
    int lane = threadIdx.x & 31, g = lane >> 2, t = lane & 3;
#pragma unroll
    for (int n = 0; n < D / 8; n++) {
        int c = n * 8 + 2 * t;
        if (c >= d) continue;
        if (row + g < rows) *(u32*)(to + (row + g) * stride + c) = pack<T>(v[n][0] * low, v[n][1] * low);
        if (row + g + 8 < rows) *(u32*)(to + (row + g + 8) * stride + c) = pack<T>(v[n][2] * high, v[n][3] * high);
    }
}

// Grid: (ceil(queries / 64), batch * heads). `lse` [batch, heads, queries] is for the backward pass.
template <class T, int D, bool DROP> DEV void forward(const AttentionParams& p, const T* q, const T* k, const T* v, T* o, f32* lse) {
    const int N = 64;
    DYNAMIC_SHARED(memory);
    T* qs = (T*)memory;
    T* ks = qs + ATTENTION_ROWS * pitch<D>::value;
    T* vs = ks + N * pitch<D>::value;
    i64 head = blockIdx.y, b = head / p.heads, h = head % p.heads, hk = h / (p.heads / p.kv_heads);
    i64 row0 = (i64)blockIdx.x * ATTENTION_ROWS;
    int warp = threadIdx.x >> 5, lane = threadIdx.x & 31, g = lane >> 2, t = lane & 3;
    i64 row = row0 + warp * 16;
    k += b * p.k[0] + hk * p.k[1];
    v += b * p.v[0] + hk * p.v[1];
    load<D>(qs, q + b * p.q[0] + h * p.q[1], p.q[2], row0, p.queries, ATTENTION_ROWS, p.d);
    f32 out[D / 8][4] = {}, top[2] = {-INF32, -INF32}, sum[2] = {0, 0};
    i64 end = p.keys;
    if (p.causal && row0 + ATTENTION_ROWS < end) end = row0 + ATTENTION_ROWS;
    for (i64 key0 = 0; key0 < end; key0 += N) {
        barrier();
        load<D>(ks, k, p.k[2], key0, p.keys, N, p.d);
        load<D>(vs, v, p.v[2], key0, p.keys, N, p.d);
        barrier();
        f32 s[N / 8][4];
        scores<D, N / 8>(s, qs, warp * 16, ks);
        f32 most[2] = {top[0], top[1]};
#pragma unroll
        for (int n = 0; n < N / 8; n++) {
#pragma unroll
            for (int i = 0; i < 4; i++) {
                i64 key = key0 + n * 8 + 2 * t + (i & 1), r = row + g + (i >= 2 ? 8 : 0);
                bool seen = key < p.keys && (!p.causal || key <= r);
                s[n][i] = seen ? s[n][i] * p.scale : -INF32;
                most[i >> 1] = MaxOf::of(most[i >> 1], s[n][i]);
            }
        }
#pragma unroll
        for (int i = 0; i < 2; i++) {
            most[i] = MaxOf::of(most[i], shfl_xor(most[i], 1));
            most[i] = MaxOf::of(most[i], shfl_xor(most[i], 2));
            // A row that sees nothing yet keeps its zeros.
            f32 shrink = most[i] == -INF32 ? 1.0f : expf(top[i] - most[i]);
            top[i] = most[i];
            sum[i] *= shrink;
#pragma unroll
            for (int n = 0; n < D / 8; n++) {
                out[n][2 * i] *= shrink;
                out[n][2 * i + 1] *= shrink;
            }
        }
#pragma unroll
        for (int n = 0; n < N / 8; n++) {
#pragma unroll
            for (int i = 0; i < 4; i++) {
                f32 w = s[n][i] == -INF32 ? 0.0f : expf(s[n][i] - top[i >> 1]);
                sum[i >> 1] += w;
                if (DROP && w != 0) w *= kept(p, head, row + g + (i >= 2 ? 8 : 0), key0 + n * 8 + 2 * t + (i & 1));
                s[n][i] = w;
            }
        }
        accumulate<D, N / 8>(out, s, vs);
    }
#pragma unroll
    for (int i = 0; i < 2; i++) {
        sum[i] += shfl_xor(sum[i], 1);
        sum[i] += shfl_xor(sum[i], 2);
    }
    if (lse && t == 0) {
        for (int i = 0; i < 2; i++) {
            i64 r = row + g + 8 * i;
            if (r < p.queries) lse[head * p.queries + r] = sum[i] > 0 ? top[i] + logf(sum[i]) : INF32;
        }
    }
    f32 low = sum[0] > 0 || sum[0] != sum[0] ? 1.0f / sum[0] : 0.0f, high = sum[1] > 0 || sum[1] != sum[1] ? 1.0f / sum[1] : 0.0f;
    store<D>(out, low, high, o + b * p.o[0] + h * p.o[1], p.o[2], row, p.queries, p.d);
}

// delta = the sum of o go along a row; a warp a row, blocks of (32, 8).
template <class T> DEV void rows_of(const AttentionParams& p, const T* o, const T* go, f32* delta) {
    i64 i = (i64)blockIdx.x * 8 + threadIdx.y;
    if (i >= p.batch * p.heads * p.queries) return;
    i64 r = i % p.queries, h = i / p.queries % p.heads, b = i / p.queries / p.heads;
    o += b * p.o[0] + h * p.o[1] + r * p.o[2];
    go += b * p.go[0] + h * p.go[1] + r * p.go[2];
    f32 sum = 0;
    for (int c = threadIdx.x; c < p.d; c += 32) sum += widen(o[c]) * widen(go[c]);
    sum = warp_reduce<SumOf>(sum);
    if (threadIdx.x == 0) delta[i] = sum;
}

// The gradients of keys and values; a block has 64 keys of one of their heads and goes through the queries of all heads that
// share it. Grid: (ceil(keys / 64), batch * kv_heads).
template <class T, int D, bool DROP>
DEV void backward_keys(const AttentionParams& p, const T* q, const T* k, const T* v, const T* go, const f32* lse, const f32* delta, T* gk, T* gv) {
    const int M = 32;
    DYNAMIC_SHARED(memory);
    T* ks = (T*)memory;
    T* vs = ks + ATTENTION_ROWS * pitch<D>::value;
    T* qs = vs + ATTENTION_ROWS * pitch<D>::value;
    T* gs = qs + M * pitch<D>::value;
    i64 b = blockIdx.y / p.kv_heads, hk = blockIdx.y % p.kv_heads, group = p.heads / p.kv_heads;
    i64 key0 = (i64)blockIdx.x * ATTENTION_ROWS;
    int warp = threadIdx.x >> 5, lane = threadIdx.x & 31, g = lane >> 2, t = lane & 3;
    i64 key = key0 + warp * 16;
    load<D>(ks, k + b * p.k[0] + hk * p.k[1], p.k[2], key0, p.keys, ATTENTION_ROWS, p.d);
    load<D>(vs, v + b * p.v[0] + hk * p.v[1], p.v[2], key0, p.keys, ATTENTION_ROWS, p.d);
    f32 dk[D / 8][4] = {}, dv[D / 8][4] = {};
    for (i64 h = hk * group; h < (hk + 1) * group; h++) {
        i64 head = b * p.heads + h;
        for (i64 row0 = p.causal ? key0 / M * M : 0; row0 < p.queries; row0 += M) {
            barrier();
            load<D>(qs, q + b * p.q[0] + h * p.q[1], p.q[2], row0, p.queries, M, p.d);
            load<D>(gs, go + b * p.go[0] + h * p.go[1], p.go[2], row0, p.queries, M, p.d);
            barrier();
            f32 s[M / 8][4], ds[M / 8][4];
            scores<D, M / 8>(s, ks, warp * 16, qs);
            scores<D, M / 8>(ds, vs, warp * 16, gs);
#pragma unroll
            for (int n = 0; n < M / 8; n++) {
#pragma unroll
                for (int i = 0; i < 4; i++) {
                    i64 r = row0 + n * 8 + 2 * t + (i & 1), c = key + g + (i >= 2 ? 8 : 0);
                    bool seen = r < p.queries && c < p.keys && (!p.causal || c <= r);
                    f32 w = seen ? expf(s[n][i] * p.scale - lse[head * p.queries + r]) : 0.0f;
                    f32 drop = DROP && seen ? kept(p, head, r, c) : 1.0f;
                    ds[n][i] = seen ? w * (ds[n][i] * drop - delta[head * p.queries + r]) : 0.0f;
                    s[n][i] = w * drop;
                }
            }
            accumulate<D, M / 8>(dv, s, gs);
            accumulate<D, M / 8>(dk, ds, qs);
        }
    }
    store<D>(dk, p.scale, p.scale, gk + b * p.gk[0] + hk * p.gk[1], p.gk[2], key, p.keys, p.d);
    store<D>(dv, 1.0f, 1.0f, gv + b * p.gv[0] + hk * p.gv[1], p.gv[2], key, p.keys, p.d);
}

// The gradients of the queries. Grid: (ceil(queries / 64), batch * heads).
template <class T, int D, bool DROP>
DEV void backward_queries(const AttentionParams& p, const T* q, const T* k, const T* v, const T* go, const f32* lse, const f32* delta, T* gq) {
    const int N = 32;
    DYNAMIC_SHARED(memory);
    T* qs = (T*)memory;
    T* gs = qs + ATTENTION_ROWS * pitch<D>::value;
    T* ks = gs + ATTENTION_ROWS * pitch<D>::value;
    T* vs = ks + N * pitch<D>::value;
    i64 head = blockIdx.y, b = head / p.heads, h = head % p.heads, hk = h / (p.heads / p.kv_heads);
    i64 row0 = (i64)blockIdx.x * ATTENTION_ROWS;
    int warp = threadIdx.x >> 5, lane = threadIdx.x & 31, g = lane >> 2, t = lane & 3;
    i64 row = row0 + warp * 16;
    k += b * p.k[0] + hk * p.k[1];
    v += b * p.v[0] + hk * p.v[1];
    load<D>(qs, q + b * p.q[0] + h * p.q[1], p.q[2], row0, p.queries, ATTENTION_ROWS, p.d);
    load<D>(gs, go + b * p.go[0] + h * p.go[1], p.go[2], row0, p.queries, ATTENTION_ROWS, p.d);
    f32 dq[D / 8][4] = {}, top[2] = {0, 0}, mean[2] = {0, 0};
    for (int i = 0; i < 2; i++) {
        if (row + g + 8 * i < p.queries) {
            top[i] = lse[head * p.queries + row + g + 8 * i];
            mean[i] = delta[head * p.queries + row + g + 8 * i];
        }
    }
    i64 end = p.keys;
    if (p.causal && row0 + ATTENTION_ROWS < end) end = row0 + ATTENTION_ROWS;
    for (i64 key0 = 0; key0 < end; key0 += N) {
        barrier();
        load<D>(ks, k, p.k[2], key0, p.keys, N, p.d);
        load<D>(vs, v, p.v[2], key0, p.keys, N, p.d);
        barrier();
        f32 s[N / 8][4], ds[N / 8][4];
        scores<D, N / 8>(s, qs, warp * 16, ks);
        scores<D, N / 8>(ds, gs, warp * 16, vs);
#pragma unroll
        for (int n = 0; n < N / 8; n++) {
#pragma unroll
            for (int i = 0; i < 4; i++) {
                i64 c = key0 + n * 8 + 2 * t + (i & 1), r = row + g + (i >= 2 ? 8 : 0);
                bool seen = r < p.queries && c < p.keys && (!p.causal || c <= r);
                f32 w = seen ? expf(s[n][i] * p.scale - top[i >> 1]) : 0.0f;
                f32 drop = DROP && seen ? kept(p, head, r, c) : 1.0f;
                s[n][i] = seen ? w * (ds[n][i] * drop - mean[i >> 1]) : 0.0f;
            }
        }
        accumulate<D, N / 8>(dq, s, ks);
    }
    store<D>(dq, p.scale, p.scale, gq + b * p.gq[0] + h * p.gq[1], p.gq[2], row, p.queries, p.d);
}
}  // namespace at

// 128 threads a block. Shared memory: 3 (forward and backward) times 64 rows of D + 8 elements. DROP is true or false.
#define ATTENTION_FORWARD(NAME, T, D, DROP)                                                                            \
    GLOBAL void BOUNDS(128, 1) NAME(PARAM AttentionParams p, const T* q, const T* k, const T* v, T* o, f32* lse) {     \
        at::forward<T, D, DROP>(p, q, k, v, o, lse);                                                                   \
    }
// NAME_rows first, then NAME_keys and NAME_queries.
#define ATTENTION_BACKWARD(NAME, T, D, DROP)                                                                           \
    GLOBAL void NAME##_rows(PARAM AttentionParams p, const T* o, const T* go, f32* delta) { at::rows_of(p, o, go, delta); } \
    GLOBAL void BOUNDS(128, 1) NAME##_keys(PARAM AttentionParams p, const T* q, const T* k, const T* v, const T* go, const f32* lse, const f32* delta, T* gk, T* gv) { \
        at::backward_keys<T, D, DROP>(p, q, k, v, go, lse, delta, gk, gv);                                             \
    }                                                                                                                  \
    GLOBAL void BOUNDS(128, 1) NAME##_queries(PARAM AttentionParams p, const T* q, const T* k, const T* v, const T* go, const f32* lse, const f32* delta, T* gq) { \
        at::backward_queries<T, D, DROP>(p, q, k, v, go, lse, delta, gq);                                              \
    }
