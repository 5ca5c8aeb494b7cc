// Negative log-likelihood over [N, C, L] with targets [N, L]; with `soft` the log-probabilities' softmax is gone through too
// (cross entropy).

struct LossParams {
    u64 n;            // N L
    i64 classes, l;
    i64 ignore;
    f64 smoothing, scale;
    i64 x[3];         // strides of the log-probabilities
    i64 y[3];         // strides of the gradient's output
    i64 t[2], g[2];   // strides of the targets, and of the losses or the output's gradient
    u32 op, pad;
};

namespace ls {
template <class R, class W> DEV R weight_of(const W* w, i64 c) { return w ? cast<R>(w[c]) : (R)1; }

// A warp a target: its loss to `losses` (where given), and for each block the sums of losses and weights to `sums` [2, blocks].
// Blocks of (32, 8).
template <class X, class W, class I>
DEV void forward(const LossParams& p, const X* logp, const I* target, const W* w, X* losses, Loop<X>* sums, BadIndex* bad) {
    typedef Loop<X> R;
    SHARED R part[2][8];
    u64 i = (u64)blockIdx.x * 8 + threadIdx.y;
    R loss = 0, weight = 0;
    if (i < p.n) {
        i64 row = (i64)(i / (u64)p.l), col = (i64)(i % (u64)p.l);
        i64 t = (i64)target[row * p.t[0] + col * p.t[1]];
        if (t != p.ignore && index_fits(t, p.classes, p.op, bad)) {
            const X* x = logp + row * p.x[0] + col * p.x[2];
            weight = weight_of<R>(w, t);
            loss = -weight * cast<R>(x[t * p.x[1]]);
            if (p.smoothing > 0) {
                R all = 0;
                for (i64 c = threadIdx.x; c < p.classes; c += 32) all -= weight_of<R>(w, c) * cast<R>(x[c * p.x[1]]);
                all = warp_reduce<SumOf>(all);
                loss = (R)(1 - p.smoothing) * loss + (R)(p.smoothing / (f64)p.classes) * all;
            }
        }
        if (losses && threadIdx.x == 0) losses[row * p.g[0] + col * p.g[1]] = cast<X>(loss);
    }
    if (!sums) return;
    if (threadIdx.x == 0) {
        part[0][threadIdx.y] = loss;
        part[1][threadIdx.y] = weight;
    }
    barrier();
    if (threadIdx.x == 0 && threadIdx.y < 2) {
        R sum = 0;
        for (int k = 0; k < 8; k++) sum += part[threadIdx.y][k];
        sums[(u64)threadIdx.y * gridDim.x + blockIdx.x] = sum;
    }
}

// One block: the sum of the losses, over the sum of the weights where `mean`; `total` keeps that divisor.
template <class X> DEV void finish(u32 blocks, u32 mean, const Loop<X>* sums, X* out, Loop<X>* total) {
    typedef Loop<X> R;
    R loss = 0, weight = 0;
    for (u32 k = threadIdx.x; k < blocks; k += blockDim.x) {
        loss += sums[k];
        weight += sums[blocks + k];
    }
    loss = row_reduce<SumOf>(loss, (R)0);
    weight = row_reduce<SumOf>(weight, (R)0);
    if (threadIdx.x == 0) {
        *out = cast<X>(mean ? loss / weight : loss);
        if (total) *total = weight;
    }
}

// The gradient for the log-probabilities, or (SOFT) for the logits behind them. A warp a target. `total`: divides.
template <bool SOFT, class X, class W, class I>
DEV void backward(const LossParams& p, const X* g, const X* logp, const I* target, const W* w, const Loop<X>* total, X* gx, BadIndex* bad) {
    typedef Loop<X> R;
    u64 i = (u64)blockIdx.x * 8 + threadIdx.y;
    if (i >= p.n) return;
    i64 row = (i64)(i / (u64)p.l), col = (i64)(i % (u64)p.l), t = (i64)target[row * p.t[0] + col * p.t[1]];
    X* out = gx + row * p.y[0] + col * p.y[2];
    bool live = t != p.ignore && index_fits(t, p.classes, p.op, bad);
    R up = live ? cast<R>(g[row * p.g[0] + col * p.g[1]]) * (R)p.scale : (R)0;
    if (total) up = up / *total;
    R hit = (R)(1 - p.smoothing), spread = (R)(p.smoothing / (f64)p.classes), sum = 0;
    if (SOFT && live) {
        R all = 0;
        if (p.smoothing > 0) {
            for (i64 c = threadIdx.x; c < p.classes; c += 32) all += weight_of<R>(w, c);
            all = warp_reduce<SumOf>(all);
        }
        sum = (spread * all + hit * weight_of<R>(w, t)) * up;
    }
    for (i64 c = threadIdx.x; c < p.classes; c += 32) {
        R v = 0;
        if (live) {
            v = -(spread * weight_of<R>(w, c) * up);
            if (c == t) v -= hit * weight_of<R>(w, t) * up;
            if (SOFT) v += m_exp(cast<R>(logp[row * p.x[0] + col * p.x[2] + c * p.x[1]])) * sum;
        }
        out[c * p.y[1]] = cast<X>(v);
    }
}
}  // namespace ls

#define LOSS_FORWARD(NAME, X, W, I)                                                                                    \
    GLOBAL void NAME(PARAM LossParams p, const X* logp, const I* target, const W* w, X* losses, Loop<X>* sums, BadIndex* bad) { \
        ls::forward(p, logp, target, w, losses, sums, bad);                                                            \
    }
#define LOSS_FINISH(NAME, X)                                                                                           \
    GLOBAL void NAME(u32 blocks, u32 mean, const Loop<X>* sums, X* out, Loop<X>* total) {                              \
        ls::finish<X>(blocks, mean, sums, out, total);                                                                 \
    }
// SOFT is true for cross entropy; `logp` is not read otherwise.
#define LOSS_BACKWARD(NAME, SOFT, X, W, I)                                                                             \
    GLOBAL void NAME(PARAM LossParams p, const X* g, const X* logp, const I* target, const W* w, const Loop<X>* total, X* gx, BadIndex* bad) { \
        ls::backward<SOFT>(p, g, logp, target, w, total, gx, bad);                                                     \
    }
