// Reading and writing at positions that tensors hold. A bad index is noted for the host, and the element is left alone (reads: 0).

#define INDEX_DIMS 8

// Walks: for reads the output, the source (without the indexed dimensions), then each index tensor; for writes the target
// (without them), the source, then each index tensor.
template <int K> struct IndexParams {
    u64 n;
    u32 op, negative;  // `negative`: -1 is the last place
    i64 size[K], stride[K];
    Walk<2 + K> walk;
};

namespace ix {
template <int K, class I> DEV bool locate(const IndexParams<K>& p, const I* const (&index)[K], const i64 (&at)[2 + K], i64& offset, BadIndex* bad) {
#pragma unroll
    for (int k = 0; k < K; k++) {
        i64 i = (i64)index[k][at[2 + k]], size = p.size[k];
        i64 j = p.negative && i < 0 ? i + size : i;
        if (j < 0 || j >= size) {
            index_fits(i, size, p.op, bad);
            return false;
        }
        offset += j * p.stride[k];
    }
    return true;
}

template <int K> struct Pointers {
    const void* p[K];
};

// Elements are moved as words of their size.
template <class T, int K, class I> DEV void read(const IndexParams<K>& p, const T* x, const Pointers<K>& list, T* out, BadIndex* bad) {
    const I* index[K];
#pragma unroll
    for (int k = 0; k < K; k++) index[k] = (const I*)list.p[k];
    for (u64 i = thread_index(); i < p.n; i += thread_count()) {
        i64 at[2 + K];
        p.walk.at(i, at);
        i64 from = at[1];
        out[at[0]] = locate<K, I>(p, index, at, from, bad) ? x[from] : T();
    }
}

enum { ASSIGN, ADD, MUL, MAX, MIN };

template <int OP, class T> DEV T combine(T a, T b) {
    if constexpr (OP == ASSIGN) {
        return b;
    } else if constexpr (SAME(T, bool)) {
        return OP == ADD || OP == MAX ? a || b : a && b;
    } else if constexpr (IS_COMPLEX(T)) {
        if (OP == ADD) return T{a.re + b.re, a.im + b.im};
        return T{a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
    } else {
        Loop<T> x = widen(a), y = widen(b), r;
        if (OP == ADD) r = (Loop<T>)(x + y);
        else if (OP == MUL) r = (Loop<T>)(x * y);
        else if (OP == MAX) r = x > y || x != x ? x : y;
        else r = x < y || x != x ? x : y;
        return cast<T>(r);
    }
}

// One update that cannot be lost, by exchange of the word around the element.
template <int OP, class T> DEV void update(T* p, T v) {
    if constexpr (OP == ASSIGN) {
        *p = v;
    } else if constexpr (OP == ADD && (SAME(T, f32) || SAME(T, f64) || SAME(T, i32) || SAME(T, i64))) {
        atom_add(p, v);
    } else if constexpr (OP == ADD && IS_COMPLEX(T)) {
        atom_add(&p->re, v.re);
        atom_add(&p->im, v.im);
    } else if constexpr (sizeof(T) == 8) {
        u64* w = (u64*)p;
        u64 old = *w, seen;
        do {
            seen = old;
            T next = combine<OP>(*(T*)&seen, v);
            old = atom_cas(w, seen, *(u64*)&next);
        } while (old != seen);
    } else if constexpr (sizeof(T) <= 4) {
        u32 shift = (u32)((u64)p & 3) * 8;
        u32* w = (u32*)((u64)p & ~(u64)3);
        const u32 mask = sizeof(T) == 4 ? 0xffffffffu : (1u << (sizeof(T) * 8 % 32)) - 1;
        u32 old = *w, seen;
        do {
            seen = old;
            Word<T> bits = (Word<T>)(seen >> shift);
            T next = combine<OP>(*(T*)&bits, v);
            u32 put = *(Word<T>*)&next;
            old = atom_cas(w, seen, (seen & ~(mask << shift)) | put << shift);
        } while (old != seen);
    }
}

// The order of colliding updates is not fixed.
template <class T, int K, class I, int OP>
DEV void write(const IndexParams<K>& p, const T* src, const Pointers<K>& list, T* out, Num alpha, BadIndex* bad) {
    const I* index[K];
#pragma unroll
    for (int k = 0; k < K; k++) index[k] = (const I*)list.p[k];
    for (u64 i = thread_index(); i < p.n; i += thread_count()) {
        i64 at[2 + K];
        p.walk.at(i, at);
        i64 to = at[0];
        if (!locate<K, I>(p, index, at, to, bad)) continue;
        T v = src ? src[at[1]] : alpha.as<T>();
        update<OP>(out + to, v);
    }
}

// Each thread owns the lanes that may collide and goes through the index in order: results repeat. `lanes` walks target, source,
// index; `step` are their strides along the indexed dimension, of `n` positions.
struct LaneParams {
    u64 lanes, n;
    i64 step_out, step_src, step_index, size;
    u32 op, negative;
    Walk<3> walk;
};
template <class T, class I, int OP> DEV void lanes(const LaneParams& p, const T* src, const I* index, T* out, Num alpha, BadIndex* bad) {
    for (u64 l = thread_index(); l < p.lanes; l += thread_count()) {
        i64 at[3];
        p.walk.at(l, at);
        for (u64 k = 0; k < p.n; k++) {
            i64 i = (i64)index[at[2] + (i64)k * p.step_index];
            if (p.negative && i < 0) i += p.size;
            if (!index_fits(i, p.size, p.op, bad)) continue;
            T v = src ? src[at[1] + (i64)k * p.step_src] : alpha.as<T>();
            T* to = out + at[0] + i * p.step_out;
            *to = combine<OP>(*to, v);
        }
    }
}

// Rows of `d` elements summed by runs of equal keys: `keys` sorted, `order` the rows' numbers. Block (32, 8): a warp of
// threads along d, a row of the block a run's start. Keys out of range or equal to `skip` add nothing. `counts`: divide by the
// run's length.
template <class T, class G>
DEV void segments(u64 n, u64 d, i64 size, i64 skip, u32 divide, const i64* keys, const i64* order, const G* g, T* out) {
    u64 i = (u64)blockIdx.y * blockDim.y + threadIdx.y, col = (u64)blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= n || col >= d) return;
    i64 key = keys[i];
    if ((i > 0 && keys[i - 1] == key) || key < 0 || key >= size || key == skip) return;
    Acc<T> sum = Acc<T>();
    u64 k = i;
    for (; k < n && keys[k] == key; k++) sum = combine<ADD>(sum, cast<Acc<T>>(g[(u64)order[k] * d + col]));
    if constexpr (!IS_COMPLEX(T)) {
        if (divide) sum = sum / (Acc<T>)(k - i);
    }
    T* to = out + key * (i64)d + col;
    *to = combine<ADD>(*to, cast<T>(sum));
}
}  // namespace ix

#define INDEX_READ(NAME, T, K, I)                                                                                      \
    GLOBAL void NAME(PARAM IndexParams<K> p, const T* x, PARAM ix::Pointers<K> index, T* out, BadIndex* bad) {         \
        ix::read<T, K, I>(p, x, index, out, bad);                                                                      \
    }
// OP is ASSIGN, ADD, MUL, MAX or MIN; with `src` null the number is written.
#define INDEX_WRITE(NAME, OP, T, K, I)                                                                                 \
    GLOBAL void NAME(PARAM IndexParams<K> p, const T* src, PARAM ix::Pointers<K> index, T* out, PARAM Num alpha, BadIndex* bad) { \
        ix::write<T, K, I, ix::OP>(p, src, index, out, alpha, bad);                                                    \
    }
#define INDEX_LANES(NAME, OP, T, I)                                                                                    \
    GLOBAL void NAME(PARAM ix::LaneParams p, const T* src, const I* index, T* out, PARAM Num alpha, BadIndex* bad) {   \
        ix::lanes<T, I, ix::OP>(p, src, index, out, alpha, bad);                                                       \
    }
#define INDEX_SEGMENTS(NAME, T, G)                                                                                     \
    GLOBAL void NAME(u64 n, u64 d, i64 size, i64 skip, u32 divide, const i64* keys, const i64* order, const G* g, T* out) { \
        ix::segments(n, d, size, skip, divide, keys, order, g, out);                                                   \
    }
