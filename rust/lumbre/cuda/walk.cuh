// How kernels other than element-wise ones find their elements, and how they report an index out of range.

// K strided views of the same sizes, walked by one number; innermost dimension first, dimensions collapsed. `wide`: numbers
// may reach 2^31, and sizes are divided by instead of `div`.
template <int K> struct Walk {
    u32 dims, wide;
    FastDiv div[8];
    u64 sizes[8];
    i64 strides[K][8];
    DEV void at(u64 i, i64 (&offset)[K]) const {
#pragma unroll
        for (int k = 0; k < K; k++) offset[k] = 0;
#pragma unroll 1
        for (u32 d = 0; d < dims; d++) {
            u64 q = wide ? i / sizes[d] : (u64)div[d].div((u32)i);
            i64 r = (i64)(i - q * sizes[d]);
            i = q;
#pragma unroll
            for (int k = 0; k < K; k++) offset[k] += r * strides[k][d];
        }
    }
    DEV i64 first(u64 i) const {
        i64 offset[K];
        at(i, offset);
        return offset[0];
    }
};

// Where the first bad index of a stream is kept until the host looks. Host memory that the device sees.
struct BadIndex {
    u32 set, op;
    i64 index, size, dim;
};
// Whether `i` lies in the dimension; if not, that is noted.
DEV bool index_fits(i64 i, i64 size, u32 op, i64 dim, BadIndex* bad) {
    if (i >= 0 && i < size) return true;
    if (bad && atom_cas(&bad->set, 0u, 1u) == 0) {
        bad->op = op;
        bad->index = i;
        bad->size = size;
        bad->dim = dim;
        fence();
        bad->set = 2;
    }
    return false;
}
