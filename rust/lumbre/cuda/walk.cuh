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

// Words of host memory that the GPU sees: the op's number (0: nothing bad yet), the index, the size it has to stay below.
struct BadIndex {
    u64 op;
    i64 index, size;
};
// Whether `i` lies in a dimension; if not, the first such is noted.
DEV bool index_fits(i64 i, i64 size, u32 op, BadIndex* bad) {
    if (i >= 0 && i < size) return true;
    if (bad && atom_cas(&bad->op, (u64)0, (u64)op) == 0) {
        bad->index = i;
        bad->size = size;
    }
    return false;
}
