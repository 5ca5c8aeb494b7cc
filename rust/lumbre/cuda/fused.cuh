// Chains of element-wise functions as one kernel: what one function gives the next stays in registers. The engine writes a
// structure for each chain (`backend/cuda/fused.rs`): `T` the last value's type, `place` where an element lies in each operand, `run`
// the chain on N neighbouring elements. Launch: 256 threads a block, any number of blocks.

// `in`: IN operands; `out`: results that go to memory, all with one layout; `num`: parameters and operands that are numbers.
// Strides in elements, innermost dimension first: the operands', then the results'.
template <int IN, int OUT, int NUMS, int DIMS> struct ChainParams {
    u64 n;
    u32 zero, pad;
    const void* in[IN];
    void* out[OUT];
    Num num[NUMS];
    i64 strides[IN + 1][DIMS];
    u64 sizes[DIMS];
    FastDiv div[DIMS];
};

// A value that goes from one function to the next, unchanged. The compiler does not know that `zero` is 0, so it cannot join a
// product of one function with a sum of the next: the bits are those of the functions by themselves.
DEV f32 seam(f32 v, u32 zero) { return bits_float(float_bits(v) ^ zero); }
DEV f64 seam(f64 v, u32 zero) { return bits_double(double_bits(v) ^ zero); }
template <class R> DEV cplx<R> seam(cplx<R> v, u32 zero) { return cplx<R>{seam(v.re, zero), seam(v.im, zero)}; }
template <class T> DEV T seam(T v, u32) { return v; }

// N elements of an operand. STEP 0: all the same; 1: neighbours, at a multiple of N; 2: `stride` apart.
template <class T, int N, int STEP> DEV Pack<T, N> chain_take(const void* from, i64 at, i64 stride) {
    const T* p = (const T*)from + at;
    if constexpr (STEP == 1) {
        return ldv<T, N>(p);
    } else {
        Pack<T, N> x;
#pragma unroll
        for (int j = 0; j < N; j++) x.v[j] = p[STEP == 0 ? 0 : j * stride];
        return x;
    }
}
template <class T, int N> DEV void chain_put(void* to, i64 at, const Pack<T, N>& v) { stv<T, N>((T*)to + at, v); }

// Where element `i` lies. `I` is u32 while no index reaches 2^31, else u64.
template <class I, int D, int K>
DEV void chain_place(const i64 (&strides)[K][D], const u64 (&sizes)[D], const FastDiv (&div)[D], u64 i, i64 (&at)[K]) {
    I left = (I)i;
#pragma unroll
    for (int k = 0; k < K; k++) at[k] = 0;
#pragma unroll
    for (int d = 0; d < D; d++) {
        I q = sizeof(I) == 4 ? (I)div[d].div((u32)left) : (I)((u64)left / sizes[d]);
        i64 r = (i64)(left - q * (I)sizes[d]);
        left = q;
#pragma unroll
        for (int k = 0; k < K; k++) at[k] += r * strides[k][d];
    }
}

// Groups of N elements, then what is left one by one.
template <class C> DEV void chain_all(const typename C::Params& a) {
    i64 at[C::IN + 1];
    u64 groups = a.n / C::N;
    for (u64 g = thread_index(); g < groups; g += thread_count()) {
        C::place(a, g * C::N, at);
        C::template run<C::N>(a, at);
    }
    u64 i = groups * C::N + thread_index();
    if (C::N > 1 && i < a.n) {
        C::place(a, i, at);
        C::template run<1>(a, at);
    }
}

// A chain as the operand of a function of rows: `base[i]` and packs of neighbours are computed when they are read.
template <class C> struct ChainRows {
    const typename C::Params* a;
    i64 start;
    template <class I> DEV ChainRows operator+(I by) const { return ChainRows{a, start + (i64)by}; }
    template <class I> DEV void operator+=(I by) { start += (i64)by; }
    template <class I> DEV typename C::T operator[](I i) const {
        i64 at[C::IN + 1];
        C::place(*a, (u64)(start + (i64)i), at);
        return C::template run<1>(*a, at).v[0];
    }
};
template <class X, int N, class C> DEV Pack<X, N> ldv(const ChainRows<C>& rows) {
    if constexpr (C::N == N) {
        i64 at[C::IN + 1];
        C::place(*rows.a, (u64)rows.start, at);
        return C::template run<N>(*rows.a, at);
    } else {
        Pack<X, N> x;
#pragma unroll
        for (int j = 0; j < N; j++) x.v[j] = rows[j];
        return x;
    }
}

// A chain by itself.
#define CHAIN(NAME, C)                                                                                                 \
    GLOBAL void BOUNDS(256, 2) NAME(PARAM C::Params a) { chain_all<C>(a); }
// A reduction of a chain's rows, as REDUCE and REDUCE_VECTOR; results in several parts are joined by REDUCE's NAME_finish.
#define REDUCE_CHAIN(NAME, FOLD, D, C, O, O2, V)                                                                       \
    GLOBAL void NAME(PARAM ReduceParams p, PARAM C::Params a, O* o, O2* o2, re::FOLD<D>::A* partial) {                 \
        re::row<re::FOLD<D>, C::T, O, O2, V>(p, ChainRows<C>{&a, 0}, o, o2, partial);                                  \
    }
// Softmax of a chain's rows, as SOFTMAX.
#define SOFTMAX_CHAIN(NAME, LOG, C, O, V)                                                                              \
    GLOBAL void NAME(PARAM SoftmaxParams p, PARAM C::Params a, O* out) {                                               \
        sm::row<C::T, O, LOG, V>(p, ChainRows<C>{&a, 0}, out);                                                         \
    }
