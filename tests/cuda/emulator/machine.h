// The machine's part of the kernel sources (see prelude.cuh) for a CPU: every GPU thread is a fiber, and what threads of a
// warp or block do together goes through the `Machine` of the fake driver. Nothing is included, so that kernels compile fast.
#pragma once
#define LUMBRE_EMULATOR 1

namespace emu {
struct Dim {
    unsigned x, y, z;
};
// Shared with the fake driver: the thread that runs now, and how it waits for others.
struct Machine {
    Dim thread, block, block_dim, grid_dim;
    char* dynamic_shared;
    void (*block_barrier)();
    // Hands `size` bytes to the warp and returns the slots of its 32 lanes once every live lane has done so.
    const unsigned char (*(*warp_exchange)(const void* v, int size))[64];
    // Whether a lane takes part.
    unsigned (*warp_lanes)();
};
struct Kernel {
    void (*call)(void** args);
    int count;
    const int* sizes;
};
}  // namespace emu

extern "C" {
__attribute__((visibility("default"))) emu::Machine* emu_machine = nullptr;
float expf(float);
float exp2f(float);
float expm1f(float);
float logf(float);
float log2f(float);
float log10f(float);
float log1pf(float);
float sqrtf(float);
float sinf(float);
float cosf(float);
float tanf(float);
float asinf(float);
float acosf(float);
float atanf(float);
float sinhf(float);
float coshf(float);
float tanhf(float);
float asinhf(float);
float acoshf(float);
float atanhf(float);
float erff(float);
float erfcf(float);
float floorf(float);
float ceilf(float);
float truncf(float);
float rintf(float);
float roundf(float);
float fabsf(float);
float powf(float, float);
float atan2f(float, float);
float hypotf(float, float);
float fmodf(float, float);
float copysignf(float, float);
float nextafterf(float, float);
float fmaf(float, float, float);
float fmaxf(float, float);
float fminf(float, float);
double exp(double);
double exp2(double);
double expm1(double);
double log(double);
double log2(double);
double log10(double);
double log1p(double);
double sqrt(double);
double sin(double);
double cos(double);
double tan(double);
double asin(double);
double acos(double);
double atan(double);
double sinh(double);
double cosh(double);
double tanh(double);
double asinh(double);
double acosh(double);
double atanh(double);
double erf(double);
double erfc(double);
double floor(double);
double ceil(double);
double trunc(double);
double rint(double);
double round(double);
double fabs(double);
double lgamma(double);
double tgamma(double);
double j0(double);
double j1(double);
double y0(double);
double y1(double);
double pow(double, double);
double atan2(double, double);
double hypot(double, double);
double fmod(double, double);
double copysign(double, double);
double nextafter(double, double);
double fma(double, double, double);
double fmax(double, double);
double fmin(double, double);
void* memcpy(void*, const void*, unsigned long);
}

inline float rsqrtf(float x) { return 1 / sqrtf(x); }
inline double rsqrt(double x) { return 1 / sqrt(x); }
inline float normcdff(float x) { return (float)(0.5 * erfc(-(double)x * 0.7071067811865476)); }
inline double normcdf(double x) { return 0.5 * erfc(-x * 0.7071067811865476); }
inline void sincosf(float x, float* s, float* c) { *s = sinf(x), *c = cosf(x); }
inline double rounded_product(double a, double b) { return a * b; }
inline void fast_sincos(float x, float* s, float* c) { *s = sinf(x), *c = cosf(x); }
inline void sincospi(double x, double* s, double* c) { *s = sin(3.141592653589793 * x), *c = cos(3.141592653589793 * x); }
inline void sincos(double x, double* s, double* c) { *s = sin(x), *c = cos(x); }
inline float sinpif(float x) { return (float)sin(3.141592653589793 * x); }
inline float cospif(float x) { return (float)cos(3.141592653589793 * x); }
inline float __expf(float x) { return expf(x); }
inline float __logf(float x) { return logf(x); }
inline float exp10f(float x) { return powf(10, x); }

#define threadIdx (emu_machine->thread)
#define blockIdx (emu_machine->block)
#define blockDim (emu_machine->block_dim)
#define gridDim (emu_machine->grid_dim)
#define warpSize 32

#define DEV inline
#define DEV_CALL inline __attribute__((noinline))
#define GLOBAL __emu_global__
#define PARAM const
#define SHARED static
#define DYNAMIC_SHARED(name) char* name = emu_machine->dynamic_shared
#define BOUNDS(threads, blocks)
#define CONSTANT static const
#define INF32 __builtin_inff()
#define NAN32 __builtin_nanf("")
#define INF64 __builtin_inf()
#define NAN64 __builtin_nan("")
#define __restrict__ __restrict

inline void barrier() { emu_machine->block_barrier(); }
inline void warp_barrier() {
    char nothing = 0;
    emu_machine->warp_exchange(&nothing, 1);
}
inline void fence() {}

namespace emu {
inline unsigned lane() {
    Machine& m = *emu_machine;
    return (m.thread.x + m.block_dim.x * (m.thread.y + m.block_dim.y * m.thread.z)) & 31;
}
// What `from` handed over. A lane that takes no part leaves bytes of no sense, as on the machine.
template <class T> T take(T v, unsigned from) {
    T r;
    memcpy(&r, emu_machine->warp_exchange(&v, sizeof(T))[from & 31], sizeof(T));
    return r;
}
}  // namespace emu

template <class T> T shfl_xor(T v, int mask) { return emu::take(v, emu::lane() ^ (unsigned)mask); }
template <class T> T shfl(T v, int lane) { return emu::take(v, (unsigned)lane); }
template <class T> T shfl_down(T v, int by) {
    unsigned me = emu::lane();
    return emu::take(v, me + by < 32 ? me + by : me);
}
template <class T> T shfl_up(T v, int by) {
    unsigned me = emu::lane();
    return emu::take(v, me >= (unsigned)by ? me - by : me);
}
inline unsigned ballot(bool v) {
    const unsigned char(*slots)[64] = emu_machine->warp_exchange(&v, 1);
    unsigned bits = 0, live = emu_machine->warp_lanes();
    for (int i = 0; i < 32; i++) bits |= (live >> i & 1 && slots[i][0]) << i;
    return bits;
}
inline unsigned popcount(unsigned v) { return __builtin_popcount(v); }
inline unsigned mul_high(unsigned a, unsigned b) { return (unsigned)((unsigned long long)a * b >> 32); }
inline unsigned long long mul_high64(unsigned long long a, unsigned long long b) {
    return (unsigned long long)((unsigned __int128)a * b >> 64);
}
template <class To, class From> To emu_bits(From v) {
    To r;
    memcpy(&r, &v, sizeof(To));
    return r;
}
inline unsigned float_bits(float v) { return emu_bits<unsigned>(v); }
inline float bits_float(unsigned v) { return emu_bits<float>(v); }
inline unsigned long long double_bits(double v) { return emu_bits<unsigned long long>(v); }
inline double bits_double(unsigned long long v) { return emu_bits<double>(v); }

inline float half_to_float(unsigned short h) {
    unsigned sign = (unsigned)(h & 0x8000) << 16, exp = (h >> 10) & 31, man = h & 1023;
    if (exp == 31) return bits_float(sign | 0x7f800000u | man << 13 | (man ? 0x400000u : 0));
    if (exp == 0) {
        float v = (float)man * 5.9604644775390625e-8f;
        return bits_float(sign | float_bits(v));
    }
    return bits_float(sign | (exp + 112) << 23 | man << 13);
}
inline unsigned short float_to_half(float v) {
    unsigned bits = float_bits(v), sign = bits >> 16 & 0x8000, a = bits & 0x7fffffffu;
    if (a > 0x7f800000u) return (unsigned short)0x7fff;
    if (a >= 0x477ff000u) return (unsigned short)(sign | 0x7c00);
    if (a < 0x38800000u) return (unsigned short)(sign | (float_bits(bits_float(a) + 0.5f) - 0x3f000000u));
    return (unsigned short)(sign | ((a - 0x38000000u + 0xfffu + (a >> 13 & 1)) >> 13));
}
inline unsigned short float_to_bf16(float v) {
    unsigned bits = float_bits(v);
    if ((bits & 0x7fffffffu) > 0x7f800000u) return 0x7fff;
    return (unsigned short)((bits + 0x7fffu + (bits >> 16 & 1)) >> 16);
}
inline long long double_to_int(double v) {
    if (v != v) return 0;
    if (v >= 9223372036854775808.0) return 0x7fffffffffffffffll;
    return v < -9223372036854775808.0 ? (long long)0x8000000000000000ull : (long long)v;
}
inline long long float_to_int(float v) { return double_to_int(v); }

// Blocks run one after the other on one thread of the CPU.
template <class T> T atom_add(T* p, T v) {
    T old = *p;
    *p = old + v;
    return old;
}
template <class T> T atom_cas(T* p, T expected, T v) {
    T old = *p;
    if (old == expected) *p = v;
    return old;
}

// One 16x8x16 tile of a warp, by the fragment layouts of the PTX manual; products and sums in f32.
template <class F> void emu_mma(float (&d)[4], const unsigned (&a)[4], const unsigned (&b)[2], F wide) {
    unsigned mine[6] = {a[0], a[1], a[2], a[3], b[0], b[1]};
    const unsigned char(*slots)[64] = emu_machine->warp_exchange(mine, sizeof mine);
    unsigned lane = emu::lane(), group = lane >> 2, pair = lane & 3;
    for (int i = 0; i < 4; i++) {
        unsigned row = group + (i >= 2 ? 8 : 0), col = pair * 2 + (i & 1);
        float sum = d[i];
        for (unsigned k = 0; k < 16; k++) {
            unsigned words[6], other[6];
            memcpy(words, slots[(row % 8) * 4 + k % 8 / 2], sizeof words);
            memcpy(other, slots[col * 4 + k % 8 / 2], sizeof other);
            unsigned x = words[(row >= 8) + 2 * (k >= 8)], y = other[4 + (k >= 8)];
            sum += wide((unsigned short)(x >> 16 * (k & 1))) * wide((unsigned short)(y >> 16 * (k & 1)));
        }
        d[i] = sum;
    }
}
inline void mma_f16(float (&d)[4], const unsigned (&a)[4], const unsigned (&b)[2]) { emu_mma(d, a, b, half_to_float); }
inline void mma_bf16(float (&d)[4], const unsigned (&a)[4], const unsigned (&b)[2]) {
    emu_mma(d, a, b, [](unsigned short v) { return bits_float((unsigned)v << 16); });
}

// What the fake compiler appends for every kernel: how to call it with the driver's array of pointers.
namespace emu {
template <class T> struct plain {
    typedef T type;
};
template <class T> struct plain<const T> {
    typedef T type;
};
template <int... I> struct places {};
template <int N, int... I> struct count_to : count_to<N - 1, N - 1, I...> {};
template <int... I> struct count_to<0, I...> {
    typedef places<I...> type;
};
template <class... A, int... I> void invoke(void (*f)(A...), void** args, places<I...>) {
    f(*(typename plain<A>::type*)args[I]...);
}
template <class... A> void invoke(void (*f)(A...), void** args) { invoke(f, args, typename count_to<sizeof...(A)>::type()); }
template <class... A> constexpr int arity(void (*)(A...)) { return sizeof...(A); }
template <class... A> const int* sizes_of(void (*)(A...)) {
    static const int list[] = {(int)sizeof(A)..., 0};
    return list;
}
}  // namespace emu
#define EMU_KERNEL(NAME)                                                                                               \
    extern "C" __attribute__((visibility("default"))) emu::Kernel emu_kernel_##NAME() {                                \
        return {[](void** args) { emu::invoke(&NAME, args); }, emu::arity(&NAME), emu::sizes_of(&NAME)};              \
    }
