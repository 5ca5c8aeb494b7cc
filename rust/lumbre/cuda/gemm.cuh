// out = alpha a b + beta out (+ bias) for a batch of matrices of any strides and any dtype: what libraries do not multiply
// (integers), and everything where there is no library. A block of 256 threads makes a tile of 64 x 64, for complex128 of 32 x 32.

struct GemmParams {
    u64 m, n, k, batch;
    i64 a[3], b[3], out[3];  // strides: batch, row, column
    i64 bias;                // stride of the bias along n
    Num alpha, beta;
};

namespace gm {
#define GEMM_DEPTH 16

template <class A> DEV A scaled(A v, const Num& s) {
    if constexpr (IS_COMPLEX(A)) {
        A w = s.as<A>();
        return A{v.re * w.re - v.im * w.im, v.re * w.im + v.im * w.re};
    } else if constexpr (IS_INT(A)) {
        return (A)((u64)v * (u64)s.whole);
    } else {
        return v * (A)s.re;
    }
}
template <class A> DEV A plus(A a, A b) {
    if constexpr (IS_COMPLEX(A)) return A{a.re + b.re, a.im + b.im};
    else if constexpr (IS_INT(A)) return (A)((u64)a + (u64)b);
    else return a + b;
}
template <class A> DEV A add_product(A sum, A x, A y) {
    if constexpr (IS_COMPLEX(A)) return A{sum.re + (x.re * y.re - x.im * y.im), sum.im + (x.re * y.im + x.im * y.re)};
    else if constexpr (IS_INT(A)) return (A)((u64)sum + (u64)x * (u64)y);
    else return fused(x, y, sum);
}

template <class T> DEV void multiply(const GemmParams& p, const T* a, const T* b, const T* bias, T* out) {
    typedef Acc<T> A;
    // Elements of a thread in each direction: as many as registers hold.
    const int E = sizeof(A) == 16 ? 2 : 4;
    const u32 GEMM_TILE = 16 * E;
    SHARED A as[GEMM_DEPTH][GEMM_TILE + 1];
    SHARED A bs[GEMM_DEPTH][GEMM_TILE + 1];
    u64 col0 = (u64)blockIdx.x * GEMM_TILE, row0 = (u64)blockIdx.y * GEMM_TILE;
    u32 tx = threadIdx.x & 15, ty = threadIdx.x >> 4;
    for (u64 z = blockIdx.z; z < p.batch; z += gridDim.z) {
        const T* ap = a + (i64)z * p.a[0];
        const T* bp = b + (i64)z * p.b[0];
        A sum[E][E];
#pragma unroll
        for (int i = 0; i < E; i++) {
#pragma unroll
            for (int j = 0; j < E; j++) sum[i][j] = A();
        }
        for (u64 k0 = 0; k0 < p.k; k0 += GEMM_DEPTH) {
            // Neighbouring threads follow the smaller stride.
            for (u32 e = threadIdx.x; e < GEMM_TILE * GEMM_DEPTH; e += 256) {
                bool along_k = p.a[2] == 1;
                u32 r = along_k ? e / GEMM_DEPTH : e % GEMM_TILE, k = along_k ? e % GEMM_DEPTH : e / GEMM_TILE;
                bool in = row0 + r < p.m && k0 + k < p.k;
                as[k][r] = in ? cast<A>(ap[(i64)(row0 + r) * p.a[1] + (i64)(k0 + k) * p.a[2]]) : A();
                along_k = p.b[1] == 1;
                r = along_k ? e / GEMM_DEPTH : e % GEMM_TILE, k = along_k ? e % GEMM_DEPTH : e / GEMM_TILE;
                in = col0 + r < p.n && k0 + k < p.k;
                bs[k][r] = in ? cast<A>(bp[(i64)(k0 + k) * p.b[1] + (i64)(col0 + r) * p.b[2]]) : A();
            }
            barrier();
#pragma unroll
            for (int k = 0; k < GEMM_DEPTH; k++) {
                A x[E], y[E];
#pragma unroll
                for (int i = 0; i < E; i++) {
                    x[i] = as[k][ty + 16 * i];
                    y[i] = bs[k][tx + 16 * i];
                }
#pragma unroll
                for (int i = 0; i < E; i++) {
#pragma unroll
                    for (int j = 0; j < E; j++) sum[i][j] = add_product(sum[i][j], x[i], y[j]);
                }
            }
            barrier();
        }
        bool keep = p.beta.re != 0 || p.beta.im != 0;
#pragma unroll
        for (int i = 0; i < E; i++) {
#pragma unroll
            for (int j = 0; j < E; j++) {
                u64 r = row0 + ty + 16 * i, c = col0 + tx + 16 * j;
                if (r >= p.m || c >= p.n) continue;
                T* o = out + (i64)z * p.out[0] + (i64)r * p.out[1] + (i64)c * p.out[2];
                A v = scaled(sum[i][j], p.alpha);
                if (keep) v = plus(v, scaled(cast<A>(*o), p.beta));
                if (bias) v = plus(v, cast<A>(bias[(i64)c * p.bias]));
                *o = cast<T>(v);
            }
        }
    }
}
}  // namespace gm

// Grid: (ceil(n / tile), ceil(m / tile), batch up to 65535).
#define GEMM(NAME, T)                                                                                                  \
    GLOBAL void BOUNDS(256, sizeof(T) == 16 ? 1 : 2) NAME(PARAM GemmParams p, const T* a, const T* b, const T* bias, T* out) {               \
        gm::multiply(p, a, b, bias, out);                                                                              \
    }
