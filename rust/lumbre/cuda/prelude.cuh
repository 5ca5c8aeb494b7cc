// What every kernel source stands on: types, casts, memory access, warp and block operations. No headers are included; the
// test emulator defines LUMBRE_EMULATOR and brings its own version of the machine's part.

typedef signed char i8;
typedef unsigned char u8;
typedef short i16;
typedef unsigned short u16;
typedef int i32;
typedef unsigned int u32;
typedef long long i64;
typedef unsigned long long u64;
typedef float f32;
typedef double f64;

#ifndef LUMBRE_EMULATOR
#define DEV __device__ __forceinline__
#define DEV_CALL __device__ __noinline__
#define GLOBAL extern "C" __global__
#define PARAM const __grid_constant__
#define SHARED __shared__
#define DYNAMIC_SHARED(name) extern __shared__ __align__(16) char name[]
#define BOUNDS(threads, blocks) __launch_bounds__(threads, blocks)
#define CONSTANT __constant__
#define INF32 __int_as_float(0x7f800000)
#define NAN32 __int_as_float(0x7fc00000)
#define INF64 __longlong_as_double(0x7ff0000000000000ll)
#define NAN64 __longlong_as_double(0x7ff8000000000000ll)

DEV void barrier() { __syncthreads(); }
DEV void warp_barrier() { __syncwarp(); }
template <class T> DEV T shfl_xor(T v, int mask) { return __shfl_xor_sync(0xffffffffu, v, mask); }
template <class T> DEV T shfl_down(T v, int by) { return __shfl_down_sync(0xffffffffu, v, by); }
template <class T> DEV T shfl_up(T v, int by) { return __shfl_up_sync(0xffffffffu, v, by); }
template <class T> DEV T shfl(T v, int lane) { return __shfl_sync(0xffffffffu, v, lane); }
DEV u32 ballot(bool v) { return __ballot_sync(0xffffffffu, v); }
DEV u32 popcount(u32 v) { return __popc(v); }
DEV u32 mul_high(u32 a, u32 b) { return __umulhi(a, b); }
DEV u64 mul_high64(u64 a, u64 b) { return __umul64hi(a, b); }
DEV u32 float_bits(f32 v) { return __float_as_uint(v); }
DEV f32 bits_float(u32 v) { return __uint_as_float(v); }
DEV u64 double_bits(f64 v) { return (u64)__double_as_longlong(v); }
DEV f64 bits_double(u64 v) { return __longlong_as_double((i64)v); }
DEV void fence() { __threadfence(); }
// Never fused with a sum.
DEV f64 rounded_product(f64 a, f64 b) { return __dmul_rn(a, b); }
DEV void fast_sincos(f32 x, f32* s, f32* c) { __sincosf(x, s, c); }

DEV f32 half_to_float(u16 v) {
    f32 r;
    asm("cvt.f32.f16 %0, %1;" : "=f"(r) : "h"(v));
    return r;
}
DEV u16 float_to_half(f32 v) {
    u16 r;
    asm("cvt.rn.f16.f32 %0, %1;" : "=h"(r) : "f"(v));
    return r;
}
DEV u16 float_to_bf16(f32 v) {
    u16 r;
    asm("cvt.rn.bf16.f32 %0, %1;" : "=h"(r) : "f"(v));
    return r;
}
DEV i64 double_to_int(f64 v) { return v != v ? 0 : (i64)v; }
DEV i64 float_to_int(f32 v) { return v != v ? 0 : (i64)v; }

DEV f32 atom_add(f32* p, f32 v) { return atomicAdd(p, v); }
DEV f64 atom_add(f64* p, f64 v) { return atomicAdd(p, v); }
DEV i32 atom_add(i32* p, i32 v) { return atomicAdd(p, v); }
DEV u32 atom_add(u32* p, u32 v) { return atomicAdd(p, v); }
DEV u64 atom_add(u64* p, u64 v) { return atomicAdd(p, v); }
DEV i64 atom_add(i64* p, i64 v) { return (i64)atomicAdd((u64*)p, (u64)v); }
DEV u32 atom_cas(u32* p, u32 expected, u32 v) { return atomicCAS(p, expected, v); }
DEV u64 atom_cas(u64* p, u64 expected, u64 v) { return atomicCAS(p, expected, v); }

// D = A B + C for one 16x8x16 tile of a warp; A is four, B two registers of two halves each.
#define LUMBRE_MMA(NAME, TYPE)                                                                                         \
    DEV void NAME(f32 (&d)[4], const u32 (&a)[4], const u32 (&b)[2]) {                                                 \
        asm("mma.sync.aligned.m16n8k16.row.col.f32." TYPE "." TYPE ".f32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, "      \
            "{%0,%1,%2,%3};"                                                                                           \
            : "+f"(d[0]), "+f"(d[1]), "+f"(d[2]), "+f"(d[3])                                                           \
            : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b[0]), "r"(b[1]));                                       \
    }
LUMBRE_MMA(mma_f16, "f16")
LUMBRE_MMA(mma_bf16, "bf16")
#endif

// ---- Types of elements. `bool` is one byte that holds 0 or 1.

struct f16 {
    u16 bits;
};
struct bf16 {
    u16 bits;
};
struct f8e4m3 {
    u8 bits;
};
struct f8e5m2 {
    u8 bits;
};

template <class R> struct alignas(2 * sizeof(R)) cplx {
    R re, im;
};
typedef cplx<f32> c64;
typedef cplx<f64> c128;

template <class A, class B> struct same_type {
    static const bool value = false;
};
template <class A> struct same_type<A, A> {
    static const bool value = true;
};
#define SAME(A, B) (same_type<A, B>::value)

template <bool C, class A, class B> struct choose {
    typedef A type;
};
template <class A, class B> struct choose<false, A, B> {
    typedef B type;
};

template <class T> struct is_cplx {
    static const bool value = false;
};
template <class R> struct is_cplx<cplx<R>> {
    static const bool value = true;
};
#define IS_COMPLEX(T) (is_cplx<T>::value)
#define IS_SMALL_FLOAT(T) (SAME(T, f16) || SAME(T, bf16) || SAME(T, f8e4m3) || SAME(T, f8e5m2))
#define IS_FLOAT(T) (SAME(T, f32) || SAME(T, f64) || IS_SMALL_FLOAT(T))
#define IS_INT(T) (!IS_COMPLEX(T) && !IS_FLOAT(T))

// The type that loops compute in: float for the small floats, int for bool.
template <class T> struct loop_type {
    typedef typename choose<IS_SMALL_FLOAT(T), f32, typename choose<SAME(T, bool), i32, T>::type>::type type;
};
template <class T> using Loop = typename loop_type<T>::type;

// The type that sums are kept in.
template <class T> struct sum_type {
    typedef typename choose<IS_SMALL_FLOAT(T), f32, typename choose<IS_INT(T), i64, T>::type>::type type;
};
template <class T> using Acc = typename sum_type<T>::type;

// The real type of a complex one.
template <class T> struct real_type {
    typedef T type;
};
template <class R> struct real_type<cplx<R>> {
    typedef R type;
};
template <class T> using RealOf = typename real_type<T>::type;

// The unsigned integer of an integer's width, whose arithmetic wraps around.
template <int BYTES> struct word_type;
template <> struct word_type<1> {
    typedef u8 type;
};
template <> struct word_type<2> {
    typedef u16 type;
};
template <> struct word_type<4> {
    typedef u32 type;
};
template <> struct word_type<8> {
    typedef u64 type;
};
struct alignas(16) u128w {
    u64 low, high;
};
template <> struct word_type<16> {
    typedef u128w type;
};
template <class T> using Word = typename word_type<sizeof(T)>::type;

// ---- Casts, as the CPU makes them: f64 to a small float through f32, a float to an integer through i64.

DEV f32 e4m3_to_float(u8 code) {
    u32 sign = (u32)(code & 0x80) << 24, man = code & 7, exp = (code >> 3) & 15;
    if ((code & 0x7f) == 0x7f) return bits_float(sign | 0x7fc00000u);
    if (exp == 0) {
        f32 v = (f32)man * 0.001953125f;
        return bits_float(sign | float_bits(v));
    }
    return bits_float(sign | ((exp + 120) << 23) | (man << 20));
}

DEV u8 float_to_e4m3(f32 v) {
    u32 sign = (float_bits(v) >> 24) & 0x80, bits = float_bits(v) & 0x7fffffffu;
    if (bits >= 0x43e00000u) return (u8)(sign | (bits > 0x7f800000u ? 0x7f : 0x7e));
    if (bits < (121u << 23)) return (u8)(sign | (float_bits(bits_float(bits) + 16384.0f) - 0x46800000u));
    u32 odd = (bits >> 20) & 1;
    return (u8)(sign | ((bits - (120u << 23) + 0x7ffffu + odd) >> 20));
}

DEV u8 float_to_e5m2(f32 v) {
    u32 sign = (float_bits(v) >> 24) & 0x80, bits = float_bits(v) & 0x7fffffffu;
    if (bits > 0x7f800000u) return (u8)(sign | 0x7f);
    if (bits == 0x7f800000u) return (u8)(sign | 0x7c);
    if (bits < (113u << 23)) return (u8)(sign | (float_bits(bits_float(bits) + 128.0f) - 0x43000000u));
    u32 odd = (bits >> 21) & 1, code = (bits - (112u << 23) + 0xfffffu + odd) >> 21;
    return (u8)(sign | (code > 0x7b ? 0x7c : code));
}

DEV f32 widen(f16 v) { return half_to_float(v.bits); }
DEV f32 widen(bf16 v) { return bits_float((u32)v.bits << 16); }
DEV f32 widen(f8e4m3 v) { return e4m3_to_float(v.bits); }
DEV f32 widen(f8e5m2 v) { return half_to_float((u16)(v.bits << 8)); }
template <class T> DEV T widen(T v) { return v; }

template <class To> struct narrow {
    template <class From> static DEV To from(From v) { return (To)v; }
};
template <> struct narrow<f16> {
    template <class From> static DEV f16 from(From v) { return f16{float_to_half((f32)v)}; }
};
template <> struct narrow<bf16> {
    template <class From> static DEV bf16 from(From v) { return bf16{float_to_bf16((f32)v)}; }
};
template <> struct narrow<f8e4m3> {
    template <class From> static DEV f8e4m3 from(From v) { return f8e4m3{float_to_e4m3((f32)v)}; }
};
template <> struct narrow<f8e5m2> {
    template <class From> static DEV f8e5m2 from(From v) { return f8e5m2{float_to_e5m2((f32)v)}; }
};

template <class To, class From> DEV To cast(From v) {
    if constexpr (SAME(To, From)) {
        return v;
    } else if constexpr (IS_COMPLEX(To)) {
        typedef RealOf<To> R;
        if constexpr (IS_COMPLEX(From)) return To{(R)v.re, (R)v.im};
        else return To{(R)widen(v), (R)0};
    } else if constexpr (SAME(To, bool)) {
        if constexpr (IS_COMPLEX(From)) return v.re != 0 || v.im != 0;
        else return widen(v) != 0;
    } else if constexpr (IS_COMPLEX(From)) {
        return cast<To>(v.re);
    } else if constexpr (IS_INT(To) && IS_FLOAT(From)) {
        if constexpr (SAME(From, f64)) return (To)double_to_int(v);
        else return (To)float_to_int(widen(v));
    } else {
        return narrow<To>::from(widen(v));
    }
}

// A number given by the host: an op's parameter, or an operand that is one number for all elements.
struct Num {
    f64 re, im;
    i64 whole;
    template <class T> DEV T as() const {
        if constexpr (IS_COMPLEX(T)) return T{(RealOf<T>)re, (RealOf<T>)im};
        else if constexpr (IS_INT(T)) return (T)whole;
        else return cast<T>(re);
    }
};

// ---- Memory.

// N elements that are read or written by one instruction of at most 16 bytes; the address is a multiple of their size.
template <class T, int N> struct alignas(sizeof(T) * N) Pack {
    T v[N];
};
template <class T, int N> DEV Pack<T, N> ldv(const T* p) { return *(const Pack<T, N>*)p; }
template <class T, int N> DEV void stv(T* p, const Pack<T, N>& v) { *(Pack<T, N>*)p = v; }

// Division of numbers below 2^31 by a constant that the host prepared: shift = ceil(log2 d),
// magic = floor(2^32 (2^shift - d) / d) + 1.
struct FastDiv {
    u32 d, magic, shift;
    DEV u32 div(u32 n) const { return (mul_high(n, magic) + n) >> shift; }
};

DEV u64 thread_index() { return (u64)blockIdx.x * blockDim.x + threadIdx.x; }
DEV u64 thread_count() { return (u64)gridDim.x * blockDim.x; }

// ---- Reductions over a warp and a block. `F` is a struct with `static T of(T, T)`; every thread gets the result.

// Any plain structure of whole 4-byte words, or a small integer.
template <class T> struct Words {
    u32 w[(sizeof(T) + 3) / 4];
};
template <class T> DEV T shuffle_xor(T v, int mask) {
    if constexpr (sizeof(T) < 4) {
        return (T)shfl_xor((i32)v, mask);
    } else {
        Words<T> w = *(Words<T>*)&v;
#pragma unroll
        for (int i = 0; i < (int)(sizeof(T) / 4); i++) w.w[i] = shfl_xor(w.w[i], mask);
        return *(T*)&w;
    }
}

template <class F, class T> DEV T warp_reduce(T v) {
    for (int m = 16; m; m >>= 1) v = F::of(v, shuffle_xor(v, m));
    return v;
}

// Over the threads of equal threadIdx.y; blockDim.x is 32 with any blockDim.y, or a larger multiple of 32 with blockDim.y 1.
// `unit` leaves `F::of` unchanged.
template <class F, class T> DEV T row_reduce(T v, T unit) {
    SHARED T part[32];
    v = warp_reduce<F>(v);
    u32 lane = threadIdx.x & 31, warp = threadIdx.x >> 5, warps = blockDim.x >> 5;
    if (warps == 1) return v;
    barrier();
    if (lane == 0) part[warp] = v;
    barrier();
    v = lane < warps ? part[lane] : unit;
    return warp_reduce<F>(v);
}

struct SumOf {
    template <class T> static DEV T of(T a, T b) {
        if constexpr (IS_COMPLEX(T)) return T{a.re + b.re, a.im + b.im};
        else return (T)(a + b);
    }
};
// NaN if either is.
struct MaxOf {
    template <class T> static DEV T of(T a, T b) { return a != a || a > b ? a : b; }
};
struct MinOf {
    template <class T> static DEV T of(T a, T b) { return a != a || a < b ? a : b; }
};
