// What the fake libraries share: element types of matrices, and how their work gets into the driver's queues.
#pragma once
#include <cmath>
#include <complex>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <functional>
#include <map>
#include <vector>

#define API extern "C" __attribute__((visibility("default")))
namespace {
typedef std::complex<double> Z;

float half_value(uint16_t h) {
    int exp = h >> 10 & 31, man = h & 1023;
    float v = exp == 31 ? (man ? NAN : INFINITY) : exp ? std::ldexp(1024 + man, exp - 25) : std::ldexp((float)man, -24);
    return h & 0x8000 ? -v : v;
}
uint16_t half_bits(float v) {
    uint32_t b;
    memcpy(&b, &v, 4);
    uint16_t sign = b >> 16 & 0x8000;
    v = std::fabs(v);
    if (std::isnan(v)) return 0x7fff;
    if (v >= 65520) return sign | 0x7c00;
    int exp;
    std::frexp(v, &exp);
    exp = exp < -13 ? -13 : exp;
    int man = (int)std::nearbyint(std::ldexp(v, 11 - exp));
    return sign | (uint16_t)(v == 0 ? 0 : man < 1024 ? man : ((exp + 13) << 10) + man);
}
enum { R32F = 0, R64F = 1, R16F = 2, R8I = 3, C32F = 4, C64F = 5, R8U = 8, R32I = 10, R16BF = 14 };

int size_of(int type) {
    switch (type) {
        case R64F: case C32F: return 8;
        case C64F: return 16;
        case R16F: case R16BF: return 2;
        case R8I: case R8U: return 1;
        default: return 4;
    }
}
Z read(const void* base, int64_t i, int type) {
    switch (type) {
        case R32F: return ((const float*)base)[i];
        case R64F: return ((const double*)base)[i];
        case R16F: return half_value(((const uint16_t*)base)[i]);
        case R16BF: {
            uint32_t b = (uint32_t)((const uint16_t*)base)[i] << 16;
            float v;
            memcpy(&v, &b, 4);
            return v;
        }
        case C32F: return Z(((const float*)base)[2 * i], ((const float*)base)[2 * i + 1]);
        case C64F: return Z(((const double*)base)[2 * i], ((const double*)base)[2 * i + 1]);
        case R8I: return ((const int8_t*)base)[i];
        case R32I: return ((const int32_t*)base)[i];
        default: abort();
    }
}
void write(void* base, int64_t i, int type, Z v) {
    switch (type) {
        case R32F: ((float*)base)[i] = (float)v.real(); break;
        case R64F: ((double*)base)[i] = v.real(); break;
        case R16F: ((uint16_t*)base)[i] = half_bits((float)v.real()); break;
        case R16BF: {
            float f = (float)v.real();
            uint32_t b;
            memcpy(&b, &f, 4);
            ((uint16_t*)base)[i] = std::isnan(f) ? 0x7fff : (uint16_t)((b + 0x7fff + (b >> 16 & 1)) >> 16);
            break;
        }
        case C32F: ((float*)base)[2 * i] = (float)v.real(), ((float*)base)[2 * i + 1] = (float)v.imag(); break;
        case C64F: ((double*)base)[2 * i] = v.real(), ((double*)base)[2 * i + 1] = v.imag(); break;
        case R32I: ((int32_t*)base)[i] = (int32_t)v.real(); break;
        default: abort();
    }
}

// 0, or the driver's error.
int submit(void* stream, const char* name, std::function<void()> work) {
    typedef int (*Submit)(void*, const char*, void (*)(void*), void*);
    static Submit to = [] {
        void* driver = dlopen("libcuda.so.1", RTLD_NOW | RTLD_NOLOAD);
        return driver ? (Submit)dlsym(driver, "fake_cuda_submit") : nullptr;
    }();
    if (!to) return 1;
    // Never freed: a graph may run it again.
    auto* kept = new std::function<void()>(std::move(work));
    return to(stream, name, [](void* f) { (*(std::function<void()>*)f)(); }, kept);
}

inline bool is_complex(int type) { return type == C32F || type == C64F; }
// A column-major matrix of complex numbers, read from memory and written back.
struct Matrix {
    int64_t rows, cols;
    std::vector<Z> v;
    Matrix(int64_t m, int64_t n) : rows(m), cols(n), v(m * n) {}
    Matrix(const void* p, int type, int64_t m, int64_t n, int64_t ld) : Matrix(m, n) {
        for (int64_t j = 0; j < n; j++) {
            for (int64_t i = 0; i < m; i++) (*this)(i, j) = read(p, j * ld + i, type);
        }
    }
    Z& operator()(int64_t i, int64_t j) { return v[j * rows + i]; }
    Z operator()(int64_t i, int64_t j) const { return v[j * rows + i]; }
    void store(void* p, int type, int64_t ld) const {
        for (int64_t j = 0; j < cols; j++) {
            for (int64_t i = 0; i < rows; i++) write(p, j * ld + i, type, (*this)(i, j));
        }
    }
};
}  // namespace
