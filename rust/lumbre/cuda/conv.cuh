// Convolutions of [N, C, D, H, W] in any layout and dtype, for dtypes and machines without a library. With enough channels a group
// the result is made in tiles, as a product of a matrix of windows (never stored) and the weight; else (depthwise) straight from
// the definition, one thread an element. Blocks of 256 threads, any number of them.

struct ConvParams {
    u64 n;                          // elements of the result
    i64 batch, cin, cout, groups;   // channels of x and of the output
    i64 in[3], out[3], kernel[3], step[3], padding[3], dilation[3];
    i64 x[5], w[5], y[5];           // strides of x or gx, the weight, the output or its gradient
    i64 bias;
};

namespace cv {
// A result's place in space, or a tap: sample or channel, and three coordinates.
struct Place {
    i64 n, d, h, w;
};
DEV Place place_of(u64 i, const i64 (&sizes)[3]) {
    Place p;
    p.w = (i64)(i % (u64)sizes[2]);
    i /= (u64)sizes[2];
    p.h = (i64)(i % (u64)sizes[1]);
    i /= (u64)sizes[1];
    p.d = (i64)(i % (u64)sizes[0]);
    p.n = (i64)(i / (u64)sizes[0]);
    return p;
}

// The output place whose tap `k` falls on input place `i`, or -1.
DEV i64 source(const ConvParams& p, int d, i64 i, i64 k) {
    i64 at = i + p.padding[d] - k * p.dilation[d];
    return at >= 0 && at % p.step[d] == 0 && at / p.step[d] < p.out[d] ? at / p.step[d] : -1;
}

// What tap `k` of the window of `m` reads: an element of x (forward) or of the output's gradient.
template <bool BACK, class A, class T> DEV A window(const ConvParams& p, const T* in, i64 group, const Place& m, const Place& k) {
    i64 a, b, c;
    if (BACK) {
        a = source(p, 0, m.d, k.d), b = source(p, 1, m.h, k.h), c = source(p, 2, m.w, k.w);
        if (a < 0 || b < 0 || c < 0) return A();
        return cast<A>(in[m.n * p.y[0] + (group * (p.cout / p.groups) + k.n) * p.y[1] + a * p.y[2] + b * p.y[3] + c * p.y[4]]);
    }
    a = m.d * p.step[0] - p.padding[0] + k.d * p.dilation[0];
    b = m.h * p.step[1] - p.padding[1] + k.h * p.dilation[1];
    c = m.w * p.step[2] - p.padding[2] + k.w * p.dilation[2];
    if (a < 0 || a >= p.in[0] || b < 0 || b >= p.in[1] || c < 0 || c >= p.in[2]) return A();
    return cast<A>(in[m.n * p.x[0] + (group * (p.cin / p.groups) + k.n) * p.x[1] + a * p.x[2] + b * p.x[3] + c * p.x[4]]);
}

// Channels of a group's result from which tiles are worth their padding.
#define CONV_TILED_FROM 16

template <bool BACK, class T> DEV void tiles(const ConvParams& p, const T* in, const T* w, const T* bias, T* result) {
    typedef Acc<T> A;
    const int E = sizeof(A) == 16 ? 2 : 4;
    const u32 TILE = 16 * E;
    SHARED A as[16][TILE + 1];
    SHARED A bs[16][TILE + 1];
    i64 per_group = p.cin / p.groups, outs = p.cout / p.groups;
    const i64(&space)[3] = BACK ? p.in : p.out;
    const i64(&strides)[5] = BACK ? p.x : p.y;
    u64 M = (u64)(p.batch * space[0] * space[1] * space[2]), N = (u64)(BACK ? per_group : outs);
    u64 K = (u64)((BACK ? outs : per_group) * p.kernel[0] * p.kernel[1] * p.kernel[2]);
    u64 rows = (M + TILE - 1) / TILE, cols = (N + TILE - 1) / TILE;
    u32 tx = threadIdx.x & 15, ty = threadIdx.x >> 4, mine = threadIdx.x % TILE, depth = threadIdx.x & 15;
    for (u64 tile = blockIdx.x; tile < rows * cols * (u64)p.groups; tile += gridDim.x) {
        i64 group = (i64)(tile / (rows * cols));
        u64 row0 = tile / cols % rows * TILE, col0 = tile % cols * TILE;
        // A thread's loads of the windows share their row, those of the weight their tap.
        Place m = place_of(row0 + mine, space);
        A sum[E][E];
#pragma unroll
        for (int i = 0; i < E; i++) {
#pragma unroll
            for (int j = 0; j < E; j++) sum[i][j] = A();
        }
        for (u64 k0 = 0; k0 < K; k0 += 16) {
            for (u32 k = threadIdx.x / TILE; k < 16; k += 256 / TILE) {
                bool inside = row0 + mine < M && k0 + k < K;
                as[k][mine] = inside ? window<BACK, A>(p, in, group, m, place_of(k0 + k, p.kernel)) : A();
            }
            Place t = place_of(k0 + depth, p.kernel);
            for (u32 c = threadIdx.x / 16; c < TILE; c += 16) {
                i64 o = BACK ? group * outs + t.n : group * outs + (i64)(col0 + c), i = BACK ? (i64)(col0 + c) : t.n;
                bool inside = col0 + c < N && k0 + depth < K;
                bs[depth][c] = inside ? cast<A>(w[o * p.w[0] + i * p.w[1] + t.d * p.w[2] + t.h * p.w[3] + t.w * p.w[4]]) : A();
            }
            barrier();
#pragma unroll
            for (int k = 0; k < 16; k++) {
                A x[E], y[E];
#pragma unroll
                for (int i = 0; i < E; i++) {
                    x[i] = as[k][ty + 16 * i];
                    y[i] = bs[k][tx + 16 * i];
                }
#pragma unroll
                for (int i = 0; i < E; i++) {
#pragma unroll
                    for (int j = 0; j < E; j++) sum[i][j] = gm::add_product(sum[i][j], x[i], y[j]);
                }
            }
            barrier();
        }
#pragma unroll
        for (int i = 0; i < E; i++) {
            u64 r = row0 + ty + 16 * i;
            if (r >= M) continue;
            Place at = place_of(r, space);
            i64 base = at.n * strides[0] + at.d * strides[2] + at.h * strides[3] + at.w * strides[4];
#pragma unroll
            for (int j = 0; j < E; j++) {
                i64 c = (i64)(col0 + tx + 16 * j);
                if (c >= (i64)N) continue;
                c += group * (i64)N;
                A v = sum[i][j];
                if (!BACK && bias) v = gm::plus(v, cast<A>(bias[c * p.bias]));
                result[base + c * strides[1]] = cast<T>(v);
            }
        }
    }
}

template <class T> DEV void forward(const ConvParams& p, const T* x, const T* w, const T* bias, T* out) {
    typedef Acc<T> A;
    i64 per_group = p.cin / p.groups, outs = p.cout / p.groups;
    if (outs >= CONV_TILED_FROM) return tiles<false>(p, x, w, bias, out);
    for (u64 i = thread_index(); i < p.n; i += thread_count()) {
        i64 o[5];
        po::split(i, p.out, p.cout, o);
        const T* xp = x + o[0] * p.x[0] + o[1] / outs * per_group * p.x[1];
        const T* wp = w + o[1] * p.w[0];
        A sum = A();
        for (i64 c = 0; c < per_group; c++) {
            for (i64 d = 0; d < p.kernel[0]; d++) {
                i64 a = o[2] * p.step[0] - p.padding[0] + d * p.dilation[0];
                if (a < 0 || a >= p.in[0]) continue;
                for (i64 h = 0; h < p.kernel[1]; h++) {
                    i64 b = o[3] * p.step[1] - p.padding[1] + h * p.dilation[1];
                    if (b < 0 || b >= p.in[1]) continue;
                    for (i64 v = 0; v < p.kernel[2]; v++) {
                        i64 e = o[4] * p.step[2] - p.padding[2] + v * p.dilation[2];
                        if (e < 0 || e >= p.in[2]) continue;
                        sum = gm::add_product(sum, cast<A>(xp[c * p.x[1] + a * p.x[2] + b * p.x[3] + e * p.x[4]]),
                                              cast<A>(wp[c * p.w[1] + d * p.w[2] + h * p.w[3] + v * p.w[4]]));
                    }
                }
            }
        }
        if (bias) sum = gm::plus(sum, cast<A>(bias[o[1] * p.bias]));
        out[po::offset(o, p.y)] = cast<T>(sum);
    }
}

template <class T> DEV void backward_input(const ConvParams& p, const T* g, const T* w, T* gx) {
    typedef Acc<T> A;
    i64 per_group = p.cin / p.groups, outs = p.cout / p.groups;
    if (per_group >= CONV_TILED_FROM) return tiles<true>(p, g, w, (const T*)0, gx);
    for (u64 i = thread_index(); i < p.n; i += thread_count()) {
        i64 x[5];
        po::split(i, p.in, p.cin, x);
        i64 group = x[1] / per_group;
        const T* gp = g + x[0] * p.y[0] + group * outs * p.y[1];
        const T* wp = w + group * outs * p.w[0] + x[1] % per_group * p.w[1];
        A sum = A();
        for (i64 o = 0; o < outs; o++) {
            for (i64 d = 0; d < p.kernel[0]; d++) {
                i64 a = source(p, 0, x[2], d);
                if (a < 0) continue;
                for (i64 h = 0; h < p.kernel[1]; h++) {
                    i64 b = source(p, 1, x[3], h);
                    if (b < 0) continue;
                    for (i64 v = 0; v < p.kernel[2]; v++) {
                        i64 e = source(p, 2, x[4], v);
                        if (e < 0) continue;
                        sum = gm::add_product(sum, cast<A>(gp[o * p.y[1] + a * p.y[2] + b * p.y[3] + e * p.y[4]]),
                                              cast<A>(wp[o * p.w[0] + d * p.w[2] + h * p.w[3] + v * p.w[4]]));
                    }
                }
            }
        }
        gx[po::offset(x, p.x)] = cast<T>(sum);
    }
}

// A block of threads an element of the weight.
template <class T> DEV void backward_weight(const ConvParams& p, const T* g, const T* x, T* gw) {
    typedef Acc<T> A;
    i64 per_group = p.cin / p.groups, outs = p.cout / p.groups, k[5];
    po::split(blockIdx.x, p.kernel, per_group, k);
    const T* xp = x + (k[0] / outs * per_group + k[1]) * p.x[1];
    const T* gp = g + k[0] * p.y[1];
    A sum = A();
    u64 places = (u64)(p.batch * p.out[0] * p.out[1] * p.out[2]);
    for (u64 i = threadIdx.x; i < places; i += blockDim.x) {
        i64 o[5];
        po::split(i, p.out, 1, o);
        i64 a = o[2] * p.step[0] - p.padding[0] + k[2] * p.dilation[0], b = o[3] * p.step[1] - p.padding[1] + k[3] * p.dilation[1];
        i64 e = o[4] * p.step[2] - p.padding[2] + k[4] * p.dilation[2];
        if (a < 0 || a >= p.in[0] || b < 0 || b >= p.in[1] || e < 0 || e >= p.in[2]) continue;
        sum = gm::add_product(sum, cast<A>(gp[o[0] * p.y[0] + o[2] * p.y[2] + o[3] * p.y[3] + o[4] * p.y[4]]),
                              cast<A>(xp[o[0] * p.x[0] + a * p.x[2] + b * p.x[3] + e * p.x[4]]));
    }
    sum = row_reduce<SumOf>(sum, A());
    if (threadIdx.x == 0) gw[po::offset(k, p.w)] = cast<T>(sum);
}
}  // namespace cv

#define CONV_FORWARD(NAME, T)                                                                                          \
    GLOBAL void BOUNDS(256, sizeof(Acc<T>) >= 8 ? 1 : 2) NAME(PARAM ConvParams p, const T* x, const T* w, const T* bias, T* out) { cv::forward(p, x, w, bias, out); }
#define CONV_BACKWARD_INPUT(NAME, T)                                                                                   \
    GLOBAL void BOUNDS(256, sizeof(Acc<T>) >= 8 ? 1 : 2) NAME(PARAM ConvParams p, const T* g, const T* w, T* gx) { cv::backward_input(p, g, w, gx); }
#define CONV_BACKWARD_WEIGHT(NAME, T)                                                                                  \
    GLOBAL void NAME(PARAM ConvParams p, const T* g, const T* x, T* gw) { cv::backward_weight(p, g, x, gw); }
