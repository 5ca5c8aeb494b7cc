// Tensors made from numbers alone, all contiguous, and the parts and bits of numbers.

struct FillParams {
    u64 n;
    i64 steps, rows, cols, diagonal;
    u32 lower, single;
    Num start, step;  // arange: the first number and the distance; linspace: both ends
};

namespace fl {
// start + step i, in whole numbers for integers, else in f64.
template <class T> DEV void range(const FillParams& p, T* out) {
    for (u64 i = thread_index(); i < p.n; i += thread_count()) {
        if constexpr (IS_INT(T)) out[i] = cast<T>((i64)((u64)p.start.whole + (u64)p.step.whole * i));
        else out[i] = cast<T>(p.start.re + rounded_product(p.step.re, (f64)i));
    }
}

DEV f64 round_to(f64 v, bool single) { return single ? (f64)(f32)v : v; }
// Counted from the nearer end, so that both ends are met; rounded to f32 on the way where the result is no wider.
DEV f64 point(f64 a, f64 b, i64 steps, i64 i, bool single) {
    f64 low = round_to(a, single), high = round_to(b, single);
    f64 step = steps > 1 ? round_to((high - low) / (f64)(steps - 1), single) : 0;
    bool near = i < steps / 2 || steps == 1;
    f64 part = rounded_product(step, (f64)(near ? i : steps - 1 - i));
    return round_to(near ? low + part : high - part, single);
}
template <class T> DEV void line(const FillParams& p, T* out) {
    for (u64 i = thread_index(); i < p.n; i += thread_count()) {
        c128 v = {point(p.start.re, p.step.re, p.steps, (i64)i, p.single), point(p.start.im, p.step.im, p.steps, (i64)i, p.single)};
        out[i] = cast<T>(v);
    }
}

// Whether column - row is at most (lower) or at least the diagonal's number.
DEV void triangle(const FillParams& p, bool* out) {
    for (u64 i = thread_index(); i < p.n; i += thread_count()) {
        i64 away = (i64)(i % (u64)p.cols) - (i64)(i / (u64)p.cols);
        out[i] = p.lower ? away <= p.diagonal : away >= p.diagonal;
    }
}

// Mantissas of size in [0.5, 1) and exponents; zeros, infinities and NaN have exponent 0.
template <class T> DEV void split(u64 n, const T* x, T* mantissas, i32* exponents) {
    for (u64 i = thread_index(); i < n; i += thread_count()) {
        f64 v = (f64)widen(x[i]);
        u64 bits = double_bits(v);
        i32 e = (i32)(bits >> 52 & 0x7ff), shift = 0;
        if (e == 0 && v != 0) {
            bits = double_bits(v * 18446744073709551616.0);
            e = (i32)(bits >> 52 & 0x7ff);
            shift = 64;
        }
        bool plain = e != 0 && e != 0x7ff;
        mantissas[i] = plain ? cast<T>(bits_double((bits & ~(0x7ffull << 52)) | 0x3feull << 52)) : x[i];
        exponents[i] = plain ? e - 1022 - shift : 0;
    }
}

struct XorOf {
    template <class T> static DEV T of(T a, T b) { return a ^ b; }
};
// The exclusive or of the bits of each row; a warp a row, blocks of (32, 8).
DEV void xor_rows(u64 rows, u64 width, const u64* x, u64* out) {
    u64 r = (u64)blockIdx.x * blockDim.y + threadIdx.y;
    if (r >= rows) return;
    u64 v = 0;
    for (u64 i = threadIdx.x; i < width; i += 32) v ^= x[r * width + i];
    v = warp_reduce<XorOf>(v);
    if (threadIdx.x == 0) out[r] = v;
}

// Row exchanges numbered from 1. One thread a row of the batch: the order that they lead to.
DEV void order_of(u64 batch, u64 k, u64 rows, const i32* pivots, i64* order, u32 op, BadIndex* bad) {
    u64 r = thread_index();
    if (r >= batch) return;
    i64* out = order + r * rows;
    for (u64 i = 0; i < rows; i++) out[i] = (i64)i;
    for (u64 i = 0; i < k && i < rows; i++) {
        i64 j = (i64)pivots[r * k + i] - 1;
        if (!index_fits(j, (i64)rows, op, bad)) return;
        i64 v = out[i];
        out[i] = out[j];
        out[j] = v;
    }
}
DEV void same_rows(u64 batch, u64 k, i32* pivots) {
    for (u64 i = thread_index(); i < batch * k; i += thread_count()) pivots[i] = (i32)(i % k) + 1;
}
}  // namespace fl

#define FILL_RANGE(NAME, T)                                                                                            \
    GLOBAL void NAME(PARAM FillParams p, T* out) { fl::range(p, out); }
#define FILL_LINE(NAME, T)                                                                                             \
    GLOBAL void NAME(PARAM FillParams p, T* out) { fl::line(p, out); }
#define FILL_TRIANGLE(NAME)                                                                                            \
    GLOBAL void NAME(PARAM FillParams p, bool* out) { fl::triangle(p, out); }
#define FREXP(NAME, T)                                                                                                 \
    GLOBAL void NAME(u64 n, const T* x, T* mantissas, i32* exponents) { fl::split(n, x, mantissas, exponents); }
#define XOR_ROWS(NAME)                                                                                                 \
    GLOBAL void NAME(u64 rows, u64 width, const u64* x, u64* out) { fl::xor_rows(rows, width, x, out); }
#define PIVOTS(NAME)                                                                                                   \
    GLOBAL void NAME##_order(u64 batch, u64 k, u64 rows, const i32* pivots, i64* order, u32 op, BadIndex* bad) {       \
        fl::order_of(batch, k, rows, pivots, order, op, bad);                                                          \
    }                                                                                                                  \
    GLOBAL void NAME##_same(u64 batch, u64 k, i32* pivots) { fl::same_rows(batch, k, pivots); }
