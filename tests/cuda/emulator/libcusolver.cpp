// Decompositions of cuSOLVER in complex f64, in the conventions of LAPACK: small, slow and right.
#include "library.h"

#include <algorithm>
#include <numeric>

namespace {
struct Handle {
    void* stream = nullptr;
};
// Asked for by every function, and written over.
const size_t ROOM = 32;
enum { FAILED = 7, INVALID = 3 };

int go(Handle* h, const char* name, void* room, size_t gpu, void* host, size_t host_bytes, std::function<void()> work) {
    if (!room || gpu < ROOM || !host || host_bytes < ROOM) return INVALID;
    memset(host, 0xff, ROOM);
    return submit(h->stream, name, [=] {
        memset(room, 0xff, ROOM);
        work();
    }) ? FAILED : 0;
}
int asked(size_t* gpu, size_t* host) { return *gpu = ROOM, *host = ROOM, 0; }

int cholesky(Matrix& a) {
    int64_t n = a.rows;
    for (int64_t j = 0; j < n; j++) {
        double d = a(j, j).real();
        for (int64_t k = 0; k < j; k++) d -= std::norm(a(j, k));
        if (!(d > 0)) return (int)j + 1;
        a(j, j) = std::sqrt(d);
        for (int64_t i = j + 1; i < n; i++) {
            Z v = a(i, j);
            for (int64_t k = 0; k < j; k++) v -= a(i, k) * std::conj(a(j, k));
            a(i, j) = v / a(j, j);
        }
    }
    return 0;
}

int lu(Matrix& a, int64_t* pivots) {
    int code = 0;
    for (int64_t j = 0; j < std::min(a.rows, a.cols); j++) {
        int64_t best = j;
        auto size = [&](int64_t i) { return std::fabs(a(i, j).real()) + std::fabs(a(i, j).imag()); };
        for (int64_t i = j + 1; pivots && i < a.rows; i++) {
            if (size(i) > size(best)) best = i;
        }
        if (pivots) pivots[j] = best + 1;
        if (a(best, j) == 0.0) {
            if (!code) code = (int)j + 1;
            continue;
        }
        for (int64_t k = 0; best != j && k < a.cols; k++) std::swap(a(j, k), a(best, k));
        for (int64_t i = j + 1; i < a.rows; i++) {
            a(i, j) /= a(j, j);
            for (int64_t k = j + 1; k < a.cols; k++) a(i, k) -= a(i, j) * a(j, k);
        }
    }
    return code;
}

void lu_solve(const Matrix& a, const int64_t* pivots, Matrix& b, int trans) {
    int64_t n = a.rows;
    auto at = [&](int64_t i, int64_t j) { return trans == 0 ? a(i, j) : trans == 2 ? std::conj(a(j, i)) : a(j, i); };
    auto swap = [&](int64_t i) {
        for (int64_t k = 0; k < b.cols; k++) std::swap(b(i, k), b(pivots[i] - 1, k));
    };
    for (int64_t i = 0; trans == 0 && i < n; i++) swap(i);
    // A = P L U: L first and U second, or the adjoint of U first and that of L second.
    for (int64_t k = 0; k < b.cols; k++) {
        for (int64_t i = 0; i < n; i++) {
            for (int64_t j = 0; j < i; j++) b(i, k) -= at(i, j) * b(j, k);
            if (trans) b(i, k) /= at(i, i);
        }
        for (int64_t i = n - 1; i >= 0; i--) {
            for (int64_t j = i + 1; j < n; j++) b(i, k) -= at(i, j) * b(j, k);
            if (!trans) b(i, k) /= at(i, i);
        }
    }
    for (int64_t i = n - 1; trans != 0 && i >= 0; i--) swap(i);
}

// Householder reflections as LAPACK makes them: beta real, of the other sign than alpha.
void qr(Matrix& a, std::vector<Z>& tau) {
    for (int64_t j = 0; j < std::min(a.rows, a.cols); j++) {
        double rest = 0;
        for (int64_t i = j + 1; i < a.rows; i++) rest += std::norm(a(i, j));
        Z alpha = a(j, j);
        if (rest == 0 && alpha.imag() == 0) {
            tau[j] = 0;
            continue;
        }
        double beta = -std::copysign(std::sqrt(std::norm(alpha) + rest), alpha.real());
        tau[j] = Z((beta - alpha.real()) / beta, -alpha.imag() / beta);
        for (int64_t i = j + 1; i < a.rows; i++) a(i, j) /= alpha - beta;
        a(j, j) = beta;
        // H^H is applied to what is right of it.
        for (int64_t k = j + 1; k < a.cols; k++) {
            Z s = a(j, k);
            for (int64_t i = j + 1; i < a.rows; i++) s += std::conj(a(i, j)) * a(i, k);
            s *= std::conj(tau[j]);
            a(j, k) -= s;
            for (int64_t i = j + 1; i < a.rows; i++) a(i, k) -= s * a(i, j);
        }
    }
}
void apply_q(const Matrix& v, const std::vector<Z>& tau, Matrix& c, bool adjoint) {
    int64_t k = (int64_t)tau.size();
    for (int64_t s = 0; s < k; s++) {
        int64_t j = adjoint ? s : k - 1 - s;
        Z t = adjoint ? std::conj(tau[j]) : tau[j];
        for (int64_t col = 0; col < c.cols; col++) {
            Z sum = c(j, col);
            for (int64_t i = j + 1; i < c.rows; i++) sum += std::conj(v(i, j)) * c(i, col);
            sum *= t;
            c(j, col) -= sum;
            for (int64_t i = j + 1; i < c.rows; i++) c(i, col) -= sum * v(i, j);
        }
    }
}

// Jacobi's rotations of a Hermitian matrix given by its lower triangle; eigenvalues come out ascending.
std::vector<double> eigh(Matrix& a, Matrix& vectors) {
    int64_t n = a.rows;
    Matrix v(n, n);
    for (int64_t i = 0; i < n; i++) {
        v(i, i) = 1;
        a(i, i) = a(i, i).real();
        for (int64_t j = i + 1; j < n; j++) a(i, j) = std::conj(a(j, i));
    }
    for (int sweep = 0; sweep < 60; sweep++) {
        double off = 0;
        for (int64_t p = 0; p < n; p++) {
            for (int64_t q = p + 1; q < n; q++) {
                double size = std::abs(a(p, q));
                off += size;
                if (size < 1e-300) continue;
                Z phase = a(p, q) / size;
                double theta = 0.5 * std::atan2(2 * size, a(q, q).real() - a(p, p).real()), c = std::cos(theta), s = std::sin(theta);
                for (int64_t i = 0; i < n; i++) {
                    Z x = a(i, p), y = a(i, q), f = v(i, p), g = v(i, q);
                    a(i, p) = c * x - s * std::conj(phase) * y, a(i, q) = s * phase * x + c * y;
                    v(i, p) = c * f - s * std::conj(phase) * g, v(i, q) = s * phase * f + c * g;
                }
                for (int64_t i = 0; i < n; i++) {
                    Z x = a(p, i), y = a(q, i);
                    a(p, i) = c * x - s * phase * y, a(q, i) = s * std::conj(phase) * x + c * y;
                }
            }
        }
        if (off < 1e-14 * n) break;
    }
    std::vector<int64_t> order(n);
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](int64_t x, int64_t y) { return a(x, x).real() < a(y, y).real(); });
    std::vector<double> w;
    for (int64_t j = 0; j < n; j++) {
        w.push_back(a(order[j], order[j]).real());
        for (int64_t i = 0; i < n; i++) vectors(i, j) = v(i, order[j]);
    }
    return w;
}

// Columns from `done` on are made orthonormal to those before.
void complete(Matrix& u, int64_t done) {
    for (int64_t j = done; j < u.cols; j++) {
        for (int64_t e = 0; e < u.rows; e++) {
            std::vector<Z> x(u.rows, 0.0);
            x[e] = 1;
            for (int again = 0; again < 2; again++) {
                for (int64_t k = 0; k < j; k++) {
                    Z dot = 0;
                    for (int64_t i = 0; i < u.rows; i++) dot += std::conj(u(i, k)) * x[i];
                    for (int64_t i = 0; i < u.rows; i++) x[i] -= dot * u(i, k);
                }
            }
            double size = 0;
            for (Z v : x) size += std::norm(v);
            if (size < 1e-4) continue;
            for (int64_t i = 0; i < u.rows; i++) u(i, j) = x[i] / std::sqrt(size);
            break;
        }
    }
}

// From the eigenvectors of A^H A, made orthogonal by one-sided rotations.
void svd(const Matrix& a, std::vector<double>& s, Matrix& u, Matrix& vt) {
    int64_t m = a.rows, n = a.cols;
    Matrix w = a, v(n, n);
    for (int64_t i = 0; i < n; i++) v(i, i) = 1;
    for (int sweep = 0; sweep < 60; sweep++) {
        double off = 0;
        for (int64_t p = 0; p < n; p++) {
            for (int64_t q = p + 1; q < n; q++) {
                double x = 0, y = 0;
                Z g = 0;
                for (int64_t i = 0; i < m; i++) x += std::norm(w(i, p)), y += std::norm(w(i, q)), g += std::conj(w(i, p)) * w(i, q);
                double size = std::abs(g);
                if (size <= 1e-16 * std::sqrt(x * y) || size == 0) continue;
                off += size;
                Z phase = g / size;
                double theta = 0.5 * std::atan2(2 * size, y - x), c = std::cos(theta), t = std::sin(theta);
                auto turn = [&](Matrix& k) {
                    for (int64_t i = 0; i < k.rows; i++) {
                        Z f = k(i, p), h = k(i, q);
                        k(i, p) = c * f - t * std::conj(phase) * h, k(i, q) = t * phase * f + c * h;
                    }
                };
                turn(w), turn(v);
            }
        }
        if (off == 0) break;
    }
    std::vector<double> size(n);
    for (int64_t j = 0; j < n; j++) {
        for (int64_t i = 0; i < m; i++) size[j] += std::norm(w(i, j));
        size[j] = std::sqrt(size[j]);
    }
    std::vector<int64_t> order(n);
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int64_t x, int64_t y) { return size[x] > size[y]; });
    int64_t good = 0;
    for (int64_t j = 0; j < n; j++) {
        s[j] = size[order[j]];
        for (int64_t i = 0; i < n; i++) vt(j, i) = std::conj(v(i, order[j]));
        if (s[j] > 1e-13 * s[0] && s[j] > 0 && j < u.cols) {
            for (int64_t i = 0; i < m; i++) u(i, j) = w(i, order[j]) / s[j];
            good = j + 1;
        }
    }
    complete(u, good);
}

// Eigenvalues by the QR method with shifts, vectors by solving for them.
int eig(Matrix a, std::vector<Z>& w, Matrix* vectors) {
    int64_t n = a.rows;
    Matrix whole = a;
    int64_t end = n;
    for (int step = 0; end > 0 && step < 3000; step++) {
        double scale = 0, below = 0;
        for (Z x : a.v) scale = std::max(scale, std::abs(x));
        for (int64_t j = 0; j + 1 < end; j++) below += std::abs(a(end - 1, j));
        if (below <= 1e-15 * scale * n || end == 1) {
            w[end - 1] = a(end - 1, end - 1);
            end--;
            continue;
        }
        Z shift = a(end - 1, end - 1) + (step % 11 == 10 ? Z(below, below / 3) : Z(0));
        Matrix part(end, end), q(end, end);
        for (int64_t j = 0; j < end; j++) {
            for (int64_t i = 0; i < end; i++) part(i, j) = a(i, j) - (i == j ? shift : 0.0), q(i, j) = i == j;
        }
        std::vector<Z> tau(end);
        qr(part, tau);
        apply_q(part, tau, q, false);
        for (int64_t i = 0; i < end; i++) {
            for (int64_t j = 0; j < end; j++) {
                Z x = i == j ? shift : 0.0;
                for (int64_t k = i; k < end; k++) x += part(i, k) * q(k, j);
                a(i, j) = x;
            }
        }
    }
    if (end > 0) return (int)end;
    for (int64_t e = 0; vectors && e < n; e++) {
        Matrix shifted = whole, x(n, 1);
        for (int64_t i = 0; i < n; i++) shifted(i, i) -= w[e] * (1 + 1e-10) + 1e-14, x(i, 0) = 1.0 + 0.1 * (double)(i * (e + 2) % 5);
        std::vector<int64_t> pivots(n);
        lu(shifted, pivots.data());
        for (int again = 0; again < 3; again++) {
            lu_solve(shifted, pivots.data(), x, 0);
            double size = 0;
            for (Z v : x.v) size += std::norm(v);
            for (Z& v : x.v) v /= std::sqrt(size);
        }
        for (int64_t i = 0; i < n; i++) (*vectors)(i, e) = x(i, 0);
    }
    return 0;
}
}  // namespace

typedef void P;
API int cusolverDnCreate(Handle** h) { return *h = new Handle(), 0; }
API int cusolverDnSetStream(Handle* h, P* s) { return h->stream = s, 0; }
API int cusolverDnCreateParams(P** p) { return *p = malloc(1), 0; }

API int cusolverDnXpotrf_bufferSize(Handle*, P*, int, int64_t, int, P*, int64_t, int, size_t* g, size_t* h) { return asked(g, h); }
API int cusolverDnXpotrf(Handle* h, P*, int uplo, int64_t n, int t, P* A, int64_t lda, int ct, P* room, size_t gpu, P* host, size_t bytes, int* info) {
    if (uplo != 0 || lda < n || ct != t) return INVALID;
    return go(h, "cusolverDnXpotrf", room, gpu, host, bytes, [=] {
        Matrix a(A, t, n, n, lda);
        *info = cholesky(a);
        a.store(A, t, lda);
    });
}
API int cusolverDnXgetrf_bufferSize(Handle*, P*, int64_t, int64_t, int, P*, int64_t, int, size_t* g, size_t* h) { return asked(g, h); }
API int cusolverDnXgetrf(Handle* h, P*, int64_t m, int64_t n, int t, P* A, int64_t lda, int64_t* pivots, int ct, P* room, size_t gpu, P* host, size_t bytes, int* info) {
    if (lda < m || ct != t) return INVALID;
    return go(h, "cusolverDnXgetrf", room, gpu, host, bytes, [=] {
        Matrix a(A, t, m, n, lda);
        *info = lu(a, pivots);
        a.store(A, t, lda);
    });
}
API int cusolverDnXgetrs(Handle* h, P*, int trans, int64_t n, int64_t k, int t, const P* A, int64_t lda, const int64_t* pivots, int tb, P* B, int64_t ldb, int* info) {
    if (t != tb || lda < n || ldb < n) return INVALID;
    return submit(h->stream, "cusolverDnXgetrs", [=] {
        Matrix a(A, t, n, n, lda), b(B, t, n, k, ldb);
        lu_solve(a, pivots, b, trans);
        b.store(B, t, ldb);
        *info = 0;
    }) ? FAILED : 0;
}
API int cusolverDnXgeqrf_bufferSize(Handle*, P*, int64_t, int64_t, int, P*, int64_t, int, P*, int, size_t* g, size_t* h) { return asked(g, h); }
API int cusolverDnXgeqrf(Handle* h, P*, int64_t m, int64_t n, int t, P* A, int64_t lda, int tt, P* tau, int ct, P* room, size_t gpu, P* host, size_t bytes, int* info) {
    if (lda < m || tt != t || ct != t) return INVALID;
    return go(h, "cusolverDnXgeqrf", room, gpu, host, bytes, [=] {
        Matrix a(A, t, m, n, lda);
        std::vector<Z> f(std::min(m, n));
        qr(a, f);
        a.store(A, t, lda);
        for (size_t i = 0; i < f.size(); i++) write(tau, (int64_t)i, t, f[i]);
        *info = 0;
    });
}
API int cusolverDnXsyevd_bufferSize(Handle*, P*, int, int, int64_t, int, P*, int64_t, int, P*, int, size_t* g, size_t* h) { return asked(g, h); }
API int cusolverDnXsyevd(Handle* h, P*, int mode, int uplo, int64_t n, int t, P* A, int64_t lda, int tw, P* W, int ct, P* room, size_t gpu, P* host, size_t bytes, int* info) {
    if (uplo != 0 || lda < n || tw != (t == C32F ? R32F : t == C64F ? R64F : t) || ct != t) return INVALID;
    return go(h, "cusolverDnXsyevd", room, gpu, host, bytes, [=] {
        Matrix a(A, t, n, n, lda), v(n, n);
        std::vector<double> w = eigh(a, v);
        for (int64_t i = 0; i < n; i++) write(W, i, tw, w[i]);
        if (mode == 1) v.store(A, t, lda);
        else memset(A, 0xff, n * size_of(t));
        *info = 0;
    });
}
API int cusolverDnXgesvd_bufferSize(Handle*, P*, signed char, signed char, int64_t, int64_t, int, P*, int64_t, int, P*, int, P*, int64_t, int, P*, int64_t, int, size_t* g, size_t* h) {
    return asked(g, h);
}
API int cusolverDnXgesvd(Handle* h, P*, signed char ju, signed char jv, int64_t m, int64_t n, int t, P* A, int64_t lda, int ts, P* S, int tu, P* U, int64_t ldu, int tv, P* V,
                         int64_t ldv, int ct, P* room, size_t gpu, P* host, size_t bytes, int* info) {
    // The library takes at least as many rows as columns.
    if (m < n || lda < m || tu != t || tv != t || ct != t || (ju != 'N' && ldu < m) || (jv != 'N' && ldv < n)) return INVALID;
    return go(h, "cusolverDnXgesvd", room, gpu, host, bytes, [=] {
        Matrix a(A, t, m, n, lda), u(m, ju == 'A' ? m : n), v(n, n);
        std::vector<double> s(n);
        svd(a, s, u, v);
        for (int64_t i = 0; i < n; i++) write(S, i, ts, s[i]);
        if (ju != 'N') u.store(U, t, ldu);
        if (jv != 'N') v.store(V, t, ldv);
        memset(A, 0xff, m * size_of(t));
        *info = 0;
    });
}
API int cusolverDnXgeev_bufferSize(Handle*, P*, int, int, int64_t, int, P*, int64_t, int, P*, int, P*, int64_t, int, P*, int64_t, int, size_t* g, size_t* h) { return asked(g, h); }
API int cusolverDnXgeev(Handle* h, P*, int left, int right, int64_t n, int t, P* A, int64_t lda, int tw, P* W, int, P*, int64_t, int tv, P* V, int64_t ldv, int ct, P* room, size_t gpu,
                        P* host, size_t bytes, int* info) {
    if (left || !is_complex(t) || tw != t || tv != t || ct != t || lda < n || ldv < n) return INVALID;
    return go(h, "cusolverDnXgeev", room, gpu, host, bytes, [=] {
        Matrix a(A, t, n, n, lda), v(n, n);
        std::vector<Z> w(n);
        *info = eig(a, w, right ? &v : nullptr);
        for (int64_t i = 0; i < n; i++) write(W, i, t, w[i]);
        if (right) v.store(V, t, ldv);
    });
}
#define ORM(NAME, TYPE)                                                                                                \
    API int cusolverDn##NAME##_bufferSize(Handle*, int, int, int, int, int, P*, int, P*, P*, int, int* n) { return *n = (int)ROOM, 0; } \
    API int cusolverDn##NAME(Handle* h, int side, int trans, int m, int n, int k, P* A, int lda, P* tau, P* C, int ldc, P* room, int room_n, int* info) { \
        if (side != 0 || lda < m || ldc < m || !room || room_n < (int)ROOM || trans == (is_complex(TYPE) ? 1 : 2)) return INVALID; \
        return submit(h->stream, #NAME, [=] {                                                                          \
            Matrix v(A, TYPE, m, k, lda), c(C, TYPE, m, n, ldc);                                                       \
            std::vector<Z> f(k);                                                                                       \
            for (int i = 0; i < k; i++) f[i] = read(tau, i, TYPE);                                                     \
            apply_q(v, f, c, trans != 0);                                                                              \
            c.store(C, TYPE, ldc);                                                                                     \
            *info = 0;                                                                                                 \
        }) ? FAILED : 0;                                                                                               \
    }
ORM(Sormqr, R32F)
ORM(Dormqr, R64F)
ORM(Cunmqr, C32F)
ORM(Zunmqr, C64F)
