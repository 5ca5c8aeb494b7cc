// Many small matrices at once: a warp takes one of at most 32 rows and columns, each lane a row, in shared memory. Column-major, as
// LAPACK has them; its results, row exchanges and codes. Launch: blocks of (32, SMALL_WARPS).

#define SMALL 32
#define SMALL_WARPS 2

// A batch of matrices: `ld` from column to column, `step` from matrix to matrix, in elements.
struct SmallParams {
    u64 count;
    u32 rows, columns, wanted;  // `wanted`: columns of a right side
    u32 flags;
    i64 ld, step, other_ld, other_step;
};
#define SMALL_ADJOINT 1
#define SMALL_UPPER 2
#define SMALL_UNIT 4
#define SMALL_TRANSPOSED 8
#define SMALL_EXCHANGE 16

namespace sl {
template <class T> struct Room {
    T v[SMALL][SMALL + 1];  // by column; one more so that rows do not meet in a bank
};

template <class T> DEV T divide(T a, T b) {
    if constexpr (IS_COMPLEX(T)) return cast<T>(c_div(cast<c128>(a), cast<c128>(b)));
    else return a / b;
}
template <class T> DEV T conj_of(T a) {
    if constexpr (IS_COMPLEX(T)) return conjugate(a);
    else return a;
}
template <class T> DEV RealOf<T> size_of(T a) {
    if constexpr (IS_COMPLEX(T)) return m_fabs(a.re) + m_fabs(a.im);
    else return m_fabs(a);
}
template <class T> DEV RealOf<T> real_of(T a) {
    if constexpr (IS_COMPLEX(T)) return a.re;
    else return a;
}
template <class T> DEV T from_real(RealOf<T> a) {
    if constexpr (IS_COMPLEX(T)) return T{a, 0};
    else return a;
}
template <class T> DEV bool is_zero(T a) {
    if constexpr (IS_COMPLEX(T)) return !nonzero(a);
    else return a == 0;
}

template <class T> DEV void load(Room<T>& a, const T* from, i64 ld, u32 rows, u32 columns) {
    u32 i = threadIdx.x;
    for (u32 j = 0; j < columns; j++)
        if (i < rows) a.v[j][i] = from[j * ld + i];
    warp_barrier();
}
template <class T> DEV void store(const Room<T>& a, T* to, i64 ld, u32 rows, u32 columns) {
    warp_barrier();
    u32 i = threadIdx.x;
    for (u32 j = 0; j < columns; j++)
        if (i < rows) to[j * ld + i] = a.v[j][i];
}

// The lower factor in place of the lower triangle; the code is the order of the first minor that is not positive.
template <class T> DEV void cholesky(const SmallParams& p, T* all, i32* info, Room<T>& a) {
    u64 k = (u64)blockIdx.x * SMALL_WARPS + threadIdx.y;
    if (k >= p.count) return;
    T* at = all + (i64)k * p.step;
    u32 n = p.rows, i = threadIdx.x;
    load(a, at, p.ld, n, n);
    i32 code = 0;
    for (u32 j = 0; j < n && !code; j++) {
        RealOf<T> pivot = real_of(a.v[j][j]);
        if (!(pivot > 0)) code = (i32)j + 1;
        warp_barrier();
        if (code) break;
        RealOf<T> d = m_sqrt(pivot);
        if (i == j) a.v[j][j] = from_real<T>(d);
        else if (i > j && i < n) a.v[j][i] = divide(a.v[j][i], from_real<T>(d));
        warp_barrier();
        for (u32 c = j + 1; c <= i && i < n; c++) a.v[c][i] = a.v[c][i] - a.v[j][i] * conj_of(a.v[j][c]);
        warp_barrier();
    }
    for (u32 j = 0; j < n; j++)
        if (i >= j && i < n) at[j * p.ld + i] = a.v[j][i];
    if (i == 0) info[k] = code;
}

// The row of the largest element of column `j` from the diagonal down; the first among equals, and not a number before all.
template <class T> DEV u32 pivot_row(const Room<T>& a, u32 j, u32 rows) {
    u32 i = threadIdx.x, best = i;
    RealOf<T> most = i >= j && i < rows ? size_of(a.v[j][i]) : (RealOf<T>)-1;
    if (most != most) most = infinity<RealOf<T>>();
    for (int m = 16; m; m >>= 1) {
        RealOf<T> other = shuffle_xor(most, m);
        u32 row = shuffle_xor(best, m);
        if (other > most || (other == most && row < best)) most = other, best = row;
    }
    return best;
}

// LU factors in place, row exchanges numbered from 1, and the number of the first pivot that is zero.
template <class T> DEV void lu(const SmallParams& p, T* all, i32* pivots, i32* info, Room<T>& a) {
    u64 k = (u64)blockIdx.x * SMALL_WARPS + threadIdx.y;
    if (k >= p.count) return;
    T* at = all + (i64)k * p.step;
    u32 m = p.rows, n = p.columns, i = threadIdx.x, least = m < n ? m : n;
    load(a, at, p.ld, m, n);
    i32 code = 0;
    for (u32 j = 0; j < least; j++) {
        u32 row = p.flags & SMALL_EXCHANGE ? pivot_row(a, j, m) : j;
        if (i == 0) pivots[k * least + j] = (i32)row + 1;
        warp_barrier();
        // Lanes are columns here.
        if (row != j && i < n) {
            T t = a.v[i][j];
            a.v[i][j] = a.v[i][row];
            a.v[i][row] = t;
        }
        warp_barrier();
        T pivot = a.v[j][j];
        if (is_zero(pivot)) {
            if (!code) code = (i32)j + 1;
        } else if (i > j && i < m) {
            T f = divide(a.v[j][i], pivot);
            a.v[j][i] = f;
            for (u32 c = j + 1; c < n; c++) a.v[c][i] = a.v[c][i] - f * a.v[c][j];
        }
        warp_barrier();
    }
    store(a, at, p.ld, m, n);
    if (i == 0) info[k] = code;
}

// One column of a right side through a triangle of the matrix in `a`; `turned`: the triangle's transposed (or adjoint) one.
template <class T> DEV void substitute(const Room<T>& a, T* b, u32 n, bool upper, bool unit, bool turned, bool adjoint) {
    bool down = upper == turned;
    for (u32 s = 0; s < n; s++) {
        u32 i = down ? s : n - 1 - s;
        T x = b[i];
        for (u32 t = 0; t < s; t++) {
            u32 c = down ? t : n - 1 - t;
            T v = turned ? a.v[i][c] : a.v[c][i];
            x = x - (adjoint ? conj_of(v) : v) * b[c];
        }
        T d = a.v[i][i];
        b[i] = unit ? x : divide(x, adjoint ? conj_of(d) : d);
    }
}

// `A X = B`, or `A^H X = B`, in place of B, from the factors of `lu`. Lanes are columns of B.
template <class T> DEV void lu_solve(const SmallParams& p, const T* all, const i32* pivots, T* other, Room<T>& a) {
    u64 k = (u64)blockIdx.x * SMALL_WARPS + threadIdx.y;
    if (k >= p.count) return;
    u32 n = p.rows;
    bool adjoint = p.flags & SMALL_ADJOINT;
    load(a, all + (i64)k * p.step, p.ld, n, n);
    for (u32 c = threadIdx.x; c < p.wanted; c += 32) {
        T* b = other + (i64)k * p.other_step + c * p.other_ld;
        for (u32 s = 0; s < n; s++) {
            u32 i = s, row = (u32)pivots[k * n + i] - 1;
            if (adjoint || row >= n) continue;
            T t = b[i];
            b[i] = b[row];
            b[row] = t;
        }
        substitute(a, b, n, adjoint, !adjoint, adjoint, adjoint);
        substitute(a, b, n, !adjoint, adjoint, adjoint, adjoint);
        for (u32 s = 0; s < n && adjoint; s++) {
            u32 i = n - 1 - s, row = (u32)pivots[k * n + i] - 1;
            if (row >= n) continue;
            T t = b[i];
            b[i] = b[row];
            b[row] = t;
        }
    }
}

// `op(A) X = B` for a triangle of A, in place of B.
template <class T> DEV void triangle(const SmallParams& p, const T* all, T* other, Room<T>& a) {
    u64 k = (u64)blockIdx.x * SMALL_WARPS + threadIdx.y;
    if (k >= p.count) return;
    u32 n = p.rows, f = p.flags;
    load(a, all + (i64)k * p.step, p.ld, n, n);
    for (u32 c = threadIdx.x; c < p.wanted; c += 32)
        substitute(a, other + (i64)k * p.other_step + c * p.other_ld, n, (f & SMALL_UPPER) != 0, (f & SMALL_UNIT) != 0, (f & SMALL_TRANSPOSED) != 0, (f & SMALL_ADJOINT) != 0);
}
template <class T> DEV T scaled(T a, RealOf<T> by) {
    if constexpr (IS_COMPLEX(T)) return T{a.re * by, a.im * by};
    else return a * by;
}
template <class T> DEV RealOf<T> square_of(T a) {
    if constexpr (IS_COMPLEX(T)) return a.re * a.re + a.im * a.im;
    else return a * a;
}

// `b = (I - f v v^H) b` for one column, by the lanes of a warp; the reflection's vector begins with a 1 at `j`.
template <class T> DEV T reflected(T b, T v, T f, u32 j, u32 i, u32 rows) {
    bool in = i >= j && i < rows;
    T one = i == j ? from_real<T>((RealOf<T>)1) : v;
    T w = warp_reduce<SumOf>(in ? conj_of(one) * b : T());
    return in ? b - f * one * w : b;
}

// Reflections in place and their factors, as LAPACK's `geqr2` makes them: R above, the vectors without their leading 1 below.
template <class T> DEV void qr(const SmallParams& p, T* all, T* tau, Room<T>& a) {
    typedef RealOf<T> R;
    u64 k = (u64)blockIdx.x * SMALL_WARPS + threadIdx.y;
    if (k >= p.count) return;
    T* at = all + (i64)k * p.step;
    u32 m = p.rows, n = p.columns, i = threadIdx.x, least = m < n ? m : n;
    load(a, at, p.ld, m, n);
    for (u32 j = 0; j < least; j++) {
        T alpha = a.v[j][j], mine = i < m ? a.v[j][i] : T();
        // Scaled, so that squares neither overflow nor vanish.
        R most = warp_reduce<MaxOf>(i > j && i < m ? size_of(mine) : (R)0);
        R below = most > 0 ? warp_reduce<SumOf>(i > j && i < m ? square_of(scaled(mine, (R)1 / most)) : (R)0) : (R)0;
        bool real = is_zero(alpha - from_real<T>(real_of(alpha)));
        T f = T();
        warp_barrier();
        if (most > 0 || !real) {
            R top = size_of(alpha) > most ? size_of(alpha) : most, s = most / top;
            R beta = top * m_sqrt(square_of(scaled(alpha, (R)1 / top)) + below * s * s);
            if (real_of(alpha) > 0) beta = -beta;
            f = scaled(from_real<T>(beta) - alpha, (R)1 / beta);
            if (i > j && i < m) a.v[j][i] = mine = divide(mine, alpha - from_real<T>(beta));
            if (i == j) a.v[j][j] = from_real<T>(beta);
            for (u32 c = j + 1; c < n; c++) {
                T b = i < m ? a.v[c][i] : T();
                b = reflected(b, mine, conj_of(f), j, i, m);
                if (i < m) a.v[c][i] = b;
            }
        }
        if (i == 0) tau[k * least + j] = f;
        warp_barrier();
    }
    store(a, at, p.ld, m, n);
}

// `C = op(Q) C` for the Q of `columns` reflections; a lane for each row.
template <class T> DEV void apply_q(const SmallParams& p, const T* all, const T* tau, T* other, Room<T>& a) {
    u64 k = (u64)blockIdx.x * SMALL_WARPS + threadIdx.y;
    if (k >= p.count) return;
    u32 m = p.rows, n = p.columns, i = threadIdx.x;
    bool adjoint = p.flags & SMALL_ADJOINT;
    load(a, all + (i64)k * p.step, p.ld, m, n);
    for (u32 c = 0; c < p.wanted; c++) {
        T* column = other + (i64)k * p.other_step + c * p.other_ld;
        T b = i < m ? column[i] : T();
        for (u32 s = 0; s < n; s++) {
            u32 j = adjoint ? s : n - 1 - s;
            T f = tau[k * n + j];
            b = reflected(b, i < m ? a.v[j][i] : T(), adjoint ? conj_of(f) : f, j, i, m);
        }
        if (i < m) column[i] = b;
    }
}
}  // namespace sl

#define SMALL_MATRICES(NAME, T)                                                                                        \
    GLOBAL void NAME##_cholesky(PARAM SmallParams p, T* a, i32* info) {                                                \
        SHARED sl::Room<T> room[SMALL_WARPS];                                                                          \
        sl::cholesky<T>(p, a, info, room[threadIdx.y]);                                                                \
    }                                                                                                                  \
    GLOBAL void NAME##_lu(PARAM SmallParams p, T* a, i32* pivots, i32* info) {                                         \
        SHARED sl::Room<T> room[SMALL_WARPS];                                                                          \
        sl::lu<T>(p, a, pivots, info, room[threadIdx.y]);                                                              \
    }                                                                                                                  \
    GLOBAL void NAME##_lu_solve(PARAM SmallParams p, const T* a, const i32* pivots, T* b) {                            \
        SHARED sl::Room<T> room[SMALL_WARPS];                                                                          \
        sl::lu_solve<T>(p, a, pivots, b, room[threadIdx.y]);                                                           \
    }                                                                                                                  \
    GLOBAL void NAME##_triangle(PARAM SmallParams p, const T* a, T* b) {                                               \
        SHARED sl::Room<T> room[SMALL_WARPS];                                                                          \
        sl::triangle<T>(p, a, b, room[threadIdx.y]);                                                                   \
    }                                                                                                                  \
    GLOBAL void NAME##_qr(PARAM SmallParams p, T* a, T* tau) {                                                         \
        SHARED sl::Room<T> room[SMALL_WARPS];                                                                          \
        sl::qr<T>(p, a, tau, room[threadIdx.y]);                                                                       \
    }                                                                                                                  \
    GLOBAL void NAME##_apply_q(PARAM SmallParams p, const T* a, const T* tau, T* c) {                                  \
        SHARED sl::Room<T> room[SMALL_WARPS];                                                                          \
        sl::apply_q<T>(p, a, tau, c, room[threadIdx.y]);                                                               \
    }
