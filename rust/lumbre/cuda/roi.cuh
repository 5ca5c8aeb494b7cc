// Pooling of regions of contiguous images [N, C, H, W] with boxes [K, 5] (image, x1, y1, x2, y2), a thread an output; and which boxes
// overlap. Coordinates are computed in the tensor's own precision, which decides ties.

struct RoiParams {
    u64 n;                   // elements of the output
    i64 channels, h, w;      // of the image
    i64 outs, ph, pw;        // of the output
    i64 sampling;            // samples a cell and dimension; as many as the cell has elements when not positive
    u32 kind, aligned;       // 0: align, 1: the same from a channel of the cell's own, 2: the mean of the elements inside of those
    f64 scale;
};

namespace ro {
template <class T> DEV f64 rounded(f64 v) { return (f64)(T)v; }

struct Span {
    f64 start, cell;
};
template <class T> DEV Span span(const RoiParams& p, T low, T high, i64 pooled) {
    f64 from = rounded<T>((f64)low * p.scale), to = rounded<T>((f64)high * p.scale), start, size;
    if (p.kind == 0) {
        f64 shift = p.aligned ? 0.5 : 0;
        start = rounded<T>(from - shift);
        size = rounded<T>(rounded<T>(to - shift) - start);
        if (!p.aligned) size = fmax(size, 1.0);
    } else if (p.kind == 1) {
        start = rounded<T>(from - 0.5);
        size = rounded<T>(rounded<T>(to - 0.5) - start);
    } else {
        start = round(from);
        size = fmax(round(to) - start, 1.0);
    }
    return {start, rounded<T>(size / (f64)pooled)};
}

// The two elements around a position and their weights; none more than one element outside.
DEV bool neighbours(f64 at, i64 size, i64 (&place)[2], f64 (&weight)[2]) {
    if (!(at >= -1 && at <= (f64)size)) return false;
    at = fmax(at, 0.0);
    i64 low = (i64)at;
    if (low >= size - 1) {
        place[0] = place[1] = size - 1;
        weight[0] = 1, weight[1] = 0;
        return true;
    }
    f64 high = at - (f64)low;
    place[0] = low, place[1] = low + 1;
    weight[0] = 1 - high, weight[1] = high;
    return true;
}

// `f(place, weight)` for the places of one cell.
template <class T, class F> DEV void taps(const RoiParams& p, const T* roi, i64 y, i64 x, F f) {
    Span sy = span(p, roi[2], roi[4], p.ph), sx = span(p, roi[1], roi[3], p.pw);
    if (p.kind == 2) {
        // torchvision's cells end one element early at the border; the numbers are kept the same.
        i64 from[2], to[2];
        for (int d = 0; d < 2; d++) {
            Span s = d ? sx : sy;
            i64 at = d ? x : y, last = (d ? p.w : p.h) - 1;
            i64 a = (i64)(floor(rounded<T>((f64)at * s.cell)) + s.start), b = (i64)(ceil(rounded<T>((f64)(at + 1) * s.cell)) + s.start);
            from[d] = a < 0 ? 0 : a > last ? last : a;
            to[d] = b < 0 ? 0 : b > last ? last : b;
        }
        i64 area = (to[0] > from[0] ? to[0] - from[0] : 0) * (to[1] > from[1] ? to[1] - from[1] : 0);
        for (i64 a = from[0]; a < to[0]; a++) {
            for (i64 b = from[1]; b < to[1]; b++) f(a * p.w + b, (T)(1 / (f64)area));
        }
        return;
    }
    i64 rows = p.sampling > 0 ? p.sampling : (i64)ceil(sy.cell), columns = p.sampling > 0 ? p.sampling : (i64)ceil(sx.cell);
    f64 count = fmax((f64)rows * (f64)columns, 1.0);
    for (i64 i = 0; i < rows; i++) {
        i64 py[2], px[2];
        f64 wy[2], wx[2];
        if (!neighbours(rounded<T>(sy.start + rounded_product((f64)y, sy.cell) + rounded_product((f64)i + 0.5, sy.cell) / (f64)rows), p.h, py, wy)) continue;
        for (i64 j = 0; j < columns; j++) {
            if (!neighbours(rounded<T>(sx.start + rounded_product((f64)x, sx.cell) + rounded_product((f64)j + 0.5, sx.cell) / (f64)columns), p.w, px, wx)) continue;
            for (int a = 0; a < 2; a++) {
                for (int b = 0; b < 2; b++) {
                    f64 weight = wy[a] * wx[b];
                    if (weight != 0) f(py[a] * p.w + px[b], (T)(weight / count));
                }
            }
        }
    }
}

// Where element `i` of the output lies: box, channel, cell; and the plane it reads.
template <class T> DEV i64 plane_of(const RoiParams& p, const T* rois, u64 i, i64& box, i64& y, i64& x) {
    x = (i64)(i % (u64)p.pw);
    y = (i64)(i / (u64)p.pw % (u64)p.ph);
    i64 c = (i64)(i / (u64)(p.pw * p.ph) % (u64)p.outs);
    box = (i64)(i / (u64)(p.pw * p.ph * p.outs));
    i64 source = p.kind == 0 ? c : (c * p.ph + y) * p.pw + x;
    return ((i64)rois[box * 5] * p.channels + source) * p.h * p.w;
}

template <class T> DEV void forward(const RoiParams& p, const T* x, const T* rois, T* out) {
    for (u64 i = thread_index(); i < p.n; i += thread_count()) {
        i64 box, cy, cx, plane = plane_of(p, rois, i, box, cy, cx);
        f64 sum = 0;
        taps(p, rois + box * 5, cy, cx, [&](i64 at, T weight) { sum += (f64)x[plane + at] * (f64)weight; });
        out[i] = (T)sum;
    }
}
// gx is zero before; the order of sums into one pixel is not fixed.
template <class T> DEV void backward(const RoiParams& p, const T* g, const T* rois, T* gx) {
    for (u64 i = thread_index(); i < p.n; i += thread_count()) {
        i64 box, cy, cx, plane = plane_of(p, rois, i, box, cy, cx);
        f64 from = (f64)g[i];
        taps(p, rois + box * 5, cy, cx, [&](i64 at, T weight) { atom_add(gx + plane + at, (T)(from * (f64)weight)); });
    }
}

// The largest element of each cell and its place in the plane; 0 and -1 where the cell is empty.
template <class T> DEV void max(const RoiParams& p, const T* x, const T* rois, T* out, i32* places) {
    for (u64 i = thread_index(); i < p.n; i += thread_count()) {
        i64 box, cy, cx, plane = plane_of(p, rois, i, box, cy, cx), from[2], to[2], best = -1;
        for (int d = 0; d < 2; d++) {
            f64 a = round(rounded<T>((f64)rois[box * 5 + 2 - d] * p.scale)), b = round(rounded<T>((f64)rois[box * 5 + 4 - d] * p.scale));
            i64 at = d ? cx : cy, size = d ? p.w : p.h;
            f64 cell = rounded<T>(fmax(b - a + 1, 1.0) / (f64)(d ? p.pw : p.ph));
            i64 low = (i64)(floor(rounded<T>((f64)at * cell)) + a), high = (i64)(ceil(rounded<T>((f64)(at + 1) * cell)) + a);
            from[d] = low < 0 ? 0 : low > size ? size : low;
            to[d] = high < 0 ? 0 : high > size ? size : high;
        }
        for (i64 y = from[0]; y < to[0]; y++) {
            for (i64 w = from[1]; w < to[1]; w++) {
                i64 at = y * p.w + w;
                if (best < 0 || x[plane + at] > x[plane + best]) best = at;
            }
        }
        out[i] = best < 0 ? (T)0 : x[plane + best];
        places[i] = (i32)best;
    }
}
template <class T> DEV void max_backward(const RoiParams& p, const T* g, const T* rois, const i32* places, T* gx) {
    for (u64 i = thread_index(); i < p.n; i += thread_count()) {
        i64 box, cy, cx, plane = plane_of(p, rois, i, box, cy, cx);
        if (places[i] >= 0 && places[i] < p.h * p.w) atom_add(gx + plane + places[i], g[i]);
    }
}

// Boxes [K, 4] in `order`: kept[i] says whether the i-th overlaps no kept one before it by more than `threshold`. One block.
template <class T> DEV void suppress(i64 n, f64 threshold, const T* boxes, const i64* order, bool* kept) {
    for (i64 i = threadIdx.x; i < n; i += blockDim.x) kept[i] = true;
    barrier();
    for (i64 i = 0; i < n; i++) {
        if (kept[i]) {
            const T* a = boxes + order[i] * 4;
            T area = (T)(T)((a[2] - a[0]) * (a[3] - a[1]));
            for (i64 j = i + 1 + threadIdx.x; j < n; j += blockDim.x) {
                const T* b = boxes + order[j] * 4;
                T side[2];
                for (int d = 0; d < 2; d++) {
                    T low = a[d] > b[d] ? a[d] : b[d], high = a[d + 2] < b[d + 2] ? a[d + 2] : b[d + 2];
                    side[d] = high - low > 0 ? high - low : (T)0;
                }
                T shared = side[0] * side[1], sum = (T)rounded_product((f64)(b[2] - b[0]), (f64)(b[3] - b[1]));
                T whole = (T)((T)(area + sum) - shared);
                if ((f64)(shared / whole) > threshold) kept[j] = false;
            }
        }
        barrier();
    }
}
}  // namespace ro

#define ROI_FORWARD(NAME, T)                                                                                           \
    GLOBAL void NAME(PARAM RoiParams p, const T* x, const T* rois, T* out) { ro::forward(p, x, rois, out); }
#define ROI_BACKWARD(NAME, T)                                                                                          \
    GLOBAL void NAME(PARAM RoiParams p, const T* g, const T* rois, T* gx) { ro::backward(p, g, rois, gx); }
#define ROI_MAX(NAME, T)                                                                                               \
    GLOBAL void NAME(PARAM RoiParams p, const T* x, const T* rois, T* out, i32* places) { ro::max(p, x, rois, out, places); }
#define ROI_MAX_BACKWARD(NAME, T)                                                                                      \
    GLOBAL void NAME(PARAM RoiParams p, const T* g, const T* rois, const i32* places, T* gx) { ro::max_backward(p, g, rois, places, gx); }
#define ROI_SUPPRESS(NAME, T)                                                                                          \
    GLOBAL void NAME(i64 n, f64 threshold, const T* boxes, const i64* order, bool* kept) { ro::suppress(n, threshold, boxes, order, kept); }
