// Element-wise kernels: one operation on one to three operands. `C` is the dtype computed in, as on the CPU; operands and
// result are cast from and to their own dtypes on the way. Launch: 256 threads a block, any number of blocks. Contiguous: one
// group of `ew_width` elements a thread is right, and every pointer must be aligned to its group. Dimensions are collapsed, and
// `div` holds the sizes prepared (unused by `wide`).

// Operands 0, 1, 2 and last the result; strides in elements, innermost dimension first. `number`: bit k says that operand k
// is numbers[k]; `single`: bit k says that operand k has one element (contiguous kernels only).
struct EwParams {
    u64 n;
    u32 dims, number, single, pad;
    Num op[4];
    Num numbers[3];
    FastDiv div[8];
    u64 sizes[8];
    i64 strides[4][8];
};

// Elements a thread takes at once: 16 bytes of the widest operand.
template <int BYTES> struct ew_width {
    static const int value = BYTES == 1 ? 8 : 16 / BYTES;
};

template <class I, class L, int N> DEV void ew_load(L (&x)[N], const I* p, u64 i, u32 k, const EwParams& a) {
    if (a.number >> k & 1) {
        L v = a.numbers[k].as<L>();
        for (int j = 0; j < N; j++) x[j] = v;
    } else if (a.single >> k & 1) {
        L v = cast<L>(p[0]);
        for (int j = 0; j < N; j++) x[j] = v;
    } else {
        Pack<I, N> v = ldv<I, N>(p + i);
        for (int j = 0; j < N; j++) x[j] = cast<L>(v.v[j]);
    }
}

template <class I, class L> DEV L ew_at(const I* p, i64 at, u32 k, const EwParams& a) {
    if (a.number >> k & 1) return a.numbers[k].as<L>();
    return cast<L>(p[at]);
}

// `E::of(params, x0, x1, x2)` computes one element; operands that the op has not are not read.
// Contiguous: thread t takes elements t N to t N + N - 1; the last, incomplete group one by one.
template <class E, class A, class B, class D, class O, int K>
DEV void ew_contiguous(const EwParams& a, const A* p0, const B* p1, const D* p2, O* out) {
    const int N = ew_width<E::WIDEST>::value;
    typedef typename E::L0 L0;
    typedef typename E::L L;
    u64 groups = a.n / N, step = thread_count();
    for (u64 g = thread_index(); g < groups; g += step) {
        L0 x0[N];
        L x1[N], x2[N];
        u64 i = g * N;
        ew_load(x0, p0, i, 0, a);
        if (K > 1) ew_load(x1, p1, i, 1, a);
        if (K > 2) ew_load(x2, p2, i, 2, a);
        Pack<O, N> y;
        for (int j = 0; j < N; j++) y.v[j] = cast<O>(E::of(a.op, x0[j], K > 1 ? x1[j] : L(), K > 2 ? x2[j] : L()));
        stv<O, N>(out + i, y);
    }
    u64 i = groups * N + thread_index();
    if (i < a.n) {
        L0 x0 = ew_at<A, L0>(p0, a.single & 1 ? 0 : (i64)i, 0, a);
        L x1 = K > 1 ? ew_at<B, L>(p1, a.single & 2 ? 0 : (i64)i, 1, a) : L();
        L x2 = K > 2 ? ew_at<D, L>(p2, a.single & 4 ? 0 : (i64)i, 2, a) : L();
        out[i] = cast<O>(E::of(a.op, x0, x1, x2));
    }
}

// Any strides. `I` is u32 while no index reaches 2^31, else u64.
template <class E, class A, class B, class D, class O, int K, class I>
DEV void ew_strided(const EwParams& a, const A* p0, const B* p1, const D* p2, O* out) {
    typedef typename E::L0 L0;
    typedef typename E::L L;
    for (u64 t = thread_index(); t < a.n; t += thread_count()) {
        I left = (I)t;
        i64 at[4] = {0, 0, 0, 0};
#pragma unroll 1
        for (u32 d = 0; d < a.dims; d++) {
            I q = sizeof(I) == 4 ? (I)a.div[d].div((u32)left) : (I)((u64)left / a.sizes[d]);
            i64 r = (i64)(left - q * (I)a.sizes[d]);
            left = q;
            at[0] += r * a.strides[0][d];
            if (K > 1) at[1] += r * a.strides[1][d];
            if (K > 2) at[2] += r * a.strides[2][d];
            at[3] += r * a.strides[3][d];
        }
        L0 x0 = ew_at<A, L0>(p0, at[0], 0, a);
        L x1 = K > 1 ? ew_at<B, L>(p1, at[1], 1, a) : L();
        L x2 = K > 2 ? ew_at<D, L>(p2, at[2], 2, a) : L();
        out[at[3]] = cast<O>(E::of(a.op, x0, x1, x2));
    }
}

// One kernel; LAYOUT is `contiguous`, `strided` or `wide` (strided with 64-bit indices).
#define EW_KERNEL_(LAYOUT, NAME, E, A, B, D, O, K)                                                                     \
    GLOBAL void BOUNDS(256, E::WIDEST >= 8 ? 3 : 4) NAME(PARAM EwParams a, const A* x, const B* y, const D* z, O* out) {                    \
        EW_##LAYOUT(E, A, B, D, O, K)(a, x, y, z, out);                                                                \
    }
#define EW_contiguous(E, A, B, D, O, K) ew_contiguous<E, A, B, D, O, K>
#define EW_strided(E, A, B, D, O, K) ew_strided<E, A, B, D, O, K, u32>
#define EW_wide(E, A, B, D, O, K) ew_strided<E, A, B, D, O, K, u64>

template <int A, int B> struct larger {
    static const int value = A > B ? A : B;
};
