// Matrix products of cuBLASLt and cuBLAS by their definition: every layout, transposition, batch and the epilogues that PyTorch's
// layers need. Sums are in f64, so what comes out is the best that the result's type holds.
#include "library.h"

enum { OK = 0, NOT_INITIALIZED = 1, INVALID = 7, NOT_SUPPORTED = 15 };

namespace {
struct Layout {
    int type, order = 0, batch = 1;
    uint64_t rows, cols;
    int64_t ld, stride = 0;
    int64_t at(int64_t z, int64_t r, int64_t c) const { return z * stride + (order == 0 ? c * ld + r : r * ld + c); }
    bool fits() const { return ld >= (int64_t)(order == 0 ? rows : cols) || (order == 0 ? cols : rows) <= 1; }
};
struct Desc {
    int compute, scale, transa = 0, transb = 0, pointer_mode = 0, epilogue = 1, bias_type = -1;
    void* bias = nullptr;
    void* aux = nullptr;
    int64_t aux_ld = 0, bias_stride = 0, aux_stride = 0;
};
Z scalar(const void* p, int type) { return read(p, 0, type); }
double gelu(double x) { return 0.5 * x * (1 + std::tanh(0.7978845608028654 * (x + 0.044715 * x * x * x))); }
double gelu_slope(double x) {
    double t = std::tanh(0.7978845608028654 * (x + 0.044715 * x * x * x));
    return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * 0.7978845608028654 * (1 + 3 * 0.044715 * x * x);
}

void multiply(const Desc& d, Z alpha, const void* A, const Layout& a, const void* B, const Layout& b, Z beta, const void* C, const Layout& c, void* D, const Layout& o) {
    int64_t m = o.rows, n = o.cols, k = d.transa ? a.rows : a.cols;
    int act = d.epilogue & (2 | 32 | 8 | 64);
    bool aux = d.epilogue & 128;
    for (int64_t z = 0; z < o.batch; z++) {
        for (int64_t r = 0; r < m; r++) {
            for (int64_t col = 0; col < n; col++) {
                Z sum = 0;
                for (int64_t i = 0; i < k; i++) {
                    Z x = read(A, d.transa ? a.at(z, i, r) : a.at(z, r, i), a.type), y = read(B, d.transb ? b.at(z, col, i) : b.at(z, i, col), b.type);
                    sum += (d.transa == 2 ? std::conj(x) : x) * (d.transb == 2 ? std::conj(y) : y);
                }
                Z v = alpha * sum;
                if (beta != 0.0) v += beta * read(C, c.at(z, r, col), c.type);
                // The bias has one number a row of the (column-major) result.
                if (d.epilogue & 4) v += read(d.bias, z * d.bias_stride + r, d.bias_type < 0 ? o.type : d.bias_type);
                int64_t at = z * d.aux_stride + col * d.aux_ld + r;
                if (act == 32 && aux) write(d.aux, at, o.type, v);
                if (act == 2 && aux) {
                    uint8_t& byte = ((uint8_t*)d.aux)[at / 8];
                    byte = (uint8_t)((byte & ~(1 << at % 8)) | (v.real() > 0) << at % 8);
                }
                if (act == 2) v = v.real() > 0 ? v : 0.0;
                if (act == 32) v = gelu(v.real());
                if (act == 8) v = ((uint8_t*)d.aux)[at / 8] >> at % 8 & 1 ? v : 0.0;
                if (act == 64) v *= gelu_slope(read(d.aux, at, o.type).real());
                write(D, o.at(z, r, col), o.type, v);
            }
        }
        // Gradients of a bias: sums of the result's rows, of A's rows or of B's columns.
        auto total = [&](const void* p, const Layout& l, bool turned, int64_t count, int64_t along) {
            for (int64_t i = 0; i < count; i++) {
                Z s = 0;
                for (int64_t j = 0; j < along; j++) s += read(p, turned ? l.at(z, j, i) : l.at(z, i, j), l.type);
                write(d.bias, i, d.bias_type < 0 ? o.type : d.bias_type, s);
            }
        };
        if (d.epilogue & 16) total(D, o, false, m, n);
        if (d.epilogue & 256) total(A, a, d.transa, m, k);
        if (d.epilogue & 512) total(B, b, !d.transb, n, k);
    }
}

// What the library refuses.
bool consistent(const Desc& d, const Layout& a, const Layout& b, const Layout& c, const Layout& o) {
    uint64_t m = d.transa ? a.cols : a.rows, k = d.transa ? a.rows : a.cols, kb = d.transb ? b.cols : b.rows, n = d.transb ? b.rows : b.cols;
    return m == o.rows && n == o.cols && k == kb && c.rows == o.rows && c.cols == o.cols && a.batch == o.batch && b.batch == o.batch &&
           a.fits() && b.fits() && c.fits() && o.fits();
}
struct Heuristic {
    uint64_t algo[8];
    size_t workspace;
    int state;
    float waves;
    int reserved[4];
};
}  // namespace

API size_t cublasLtGetVersion() { return 130100; }
API size_t cublasLtGetCudartVersion() { return 13000; }
API int cublasLtCreate(void** h) { return *h = malloc(1), OK; }
API int cublasLtDestroy(void* h) { return free(h), OK; }
API int cublasLtMatmulDescCreate(Desc** d, int compute, int scale) { return *d = new Desc{compute, scale}, OK; }
API int cublasLtMatmulDescDestroy(Desc* d) { return delete d, OK; }
API int cublasLtMatmulDescSetAttribute(Desc* d, int attribute, const void* p, size_t n) {
    auto set = [&](auto& v) { return n == sizeof v ? (memcpy(&v, p, n), (int)OK) : (int)INVALID; };
    switch (attribute) {
        case 0: return set(d->compute);
        case 1: return set(d->scale);
        case 2: return set(d->pointer_mode);
        case 3: return set(d->transa);
        case 4: return set(d->transb);
        case 7: return set(d->epilogue);
        case 8: return set(d->bias);
        case 10: return set(d->bias_stride);
        case 11: return set(d->aux);
        case 12: return set(d->aux_ld);
        case 13: return set(d->aux_stride);
        case 26: return set(d->bias_type);
        default: return OK;
    }
}
API int cublasLtMatrixLayoutCreate(Layout** l, int type, uint64_t rows, uint64_t cols, int64_t ld) {
    Layout* v = new Layout();
    v->type = type, v->rows = rows, v->cols = cols, v->ld = ld;
    return *l = v, OK;
}
API int cublasLtMatrixLayoutDestroy(Layout* l) { return delete l, OK; }
API int cublasLtMatrixLayoutSetAttribute(Layout* l, int attribute, const void* p, size_t n) {
    auto set = [&](auto& v) { return n == sizeof v ? (memcpy(&v, p, n), (int)OK) : (int)INVALID; };
    switch (attribute) {
        case 0: return set(l->type);
        case 1: return set(l->order);
        case 2: return set(l->rows);
        case 3: return set(l->cols);
        case 4: return set(l->ld);
        case 5: return set(l->batch);
        case 6: return set(l->stride);
        default: return OK;
    }
}
API int cublasLtMatmulPreferenceCreate(void** p) { return *p = calloc(1, 8), OK; }
API int cublasLtMatmulPreferenceDestroy(void* p) { return free(p), OK; }
API int cublasLtMatmulPreferenceSetAttribute(void*, int, const void*, size_t) { return OK; }
API int cublasLtMatmulAlgoGetHeuristic(void*, const Desc* d, const Layout* a, const Layout* b, const Layout* c, const Layout* o, void*, int wanted, Heuristic* list, int* found) {
    if (!consistent(*d, *a, *b, *c, *o)) return INVALID;
    if (wanted < 1) return INVALID;
    memset(list, 0, sizeof *list);
    list->waves = 1;
    return *found = 1, OK;
}
API int cublasLtMatmul(void*, const Desc* d, const void* alpha, const void* A, const Layout* a, const void* B, const Layout* b, const void* beta, const void* C, const Layout* c, void* D, const Layout* o, const void*, void*, size_t, void* stream) {
    if (!consistent(*d, *a, *b, *c, *o)) return INVALID;
    if ((d->epilogue & 4 || d->epilogue & (16 | 256 | 512)) && !d->bias) return INVALID;
    Z x = d->pointer_mode ? 0 : scalar(alpha, d->scale), y = d->pointer_mode ? 0 : scalar(beta, d->scale);
    int rc = submit(stream, "cublasLtMatmul", [=, d = *d, a = *a, b = *b, c = *c, o = *o] {
        Z p = d.pointer_mode ? scalar(alpha, d.scale) : x, q = d.pointer_mode ? scalar(beta, d.scale) : y;
        multiply(d, p, A, a, B, b, q, C, c, D, o);
    });
    return rc ? INVALID : OK;
}
