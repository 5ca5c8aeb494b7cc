// Triangular systems of cuBLAS by their definition.
#include "library.h"

namespace {
int trsm(void* stream, int type, int side, int uplo, int trans, int diag, int m, int n, const void* alpha, const void* A, int lda, void* B, int ldb) {
    int order = side == 0 ? m : n;
    if (side > 1 || uplo > 1 || trans > 2 || diag > 1 || lda < (order > 1 ? order : 1) || ldb < (m > 1 ? m : 1)) return 7;
    Z one = read(alpha, 0, type);
    if (side == 1) return 15;
    return submit(stream, "cublasTrsm", [=] {
        Matrix a(A, type, m, m, lda), b(B, type, m, n, ldb);
        auto at = [&](int i, int j) {
            Z v = trans ? a(j, i) : a(i, j);
            return trans == 2 ? std::conj(v) : v;
        };
        bool upper = (uplo == 1) != (trans != 0);
        for (int j = 0; j < n; j++) {
            for (int s = 0; s < m; s++) {
                int i = upper ? m - 1 - s : s;
                Z v = one * b(i, j);
                for (int k = upper ? i + 1 : 0; k < (upper ? m : i); k++) v -= at(i, k) * b(k, j);
                b(i, j) = diag ? v : v / at(i, i);
            }
        }
        b.store(B, type, ldb);
    }) ? 13 : 0;
}
struct Handle {
    void* stream = nullptr;
};
}  // namespace

API int cublasCreate_v2(Handle** h) { return *h = new Handle(), 0; }
API int cublasSetStream_v2(Handle* h, void* s) { return h->stream = s, 0; }
#define TRSM(LETTER, TYPE)                                                                                             \
    API int cublas##LETTER##trsm_v2(Handle* h, int side, int uplo, int trans, int diag, int m, int n, const void* alpha, const void* A, int lda, void* B, int ldb) { \
        return trsm(h->stream, TYPE, side, uplo, trans, diag, m, n, alpha, A, lda, B, ldb);                            \
    }
TRSM(S, R32F)
TRSM(D, R64F)
TRSM(C, C32F)
TRSM(Z, C64F)
