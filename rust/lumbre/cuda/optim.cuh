// Optimizer steps over many tensors in one launch. A table in the parameters names up to OPTIM_TENSORS tensors of each list; a block
// takes OPTIM_CHUNK elements of one tensor.

#define OPTIM_TENSORS 36
#define OPTIM_CHUNK 4096

struct OptimTable {
    void* list[5][OPTIM_TENSORS];  // parameters, gradients, states
    u64 n[OPTIM_TENSORS];
    u32 first[OPTIM_TENSORS];      // the first block of each tensor
    f64 scalar[2][OPTIM_TENSORS];  // what a rule keeps for each tensor
    u32 count, pad;
};

struct AdamParams {
    f64 sign, decay, shrink, w1, beta2, w2, eps;
    u32 near, amsgrad;
    const f32* grad_scale;  // gradients are divided by it
    const f32* found_inf;   // nothing happens where it is not 0
};
struct SgdParams {
    f64 sign, decay, lr, momentum, keep;
    u32 nesterov, buffered;
    const f32* grad_scale;
    const f32* found_inf;
};

namespace op {
// `f(tensor, element)` for the elements of this block's chunk.
template <class F> DEV void each(const OptimTable& t, F f) {
    u32 low = 0, high = t.count;
    while (high - low > 1) {
        u32 mid = (low + high) / 2;
        if (t.first[mid] <= blockIdx.x) low = mid;
        else high = mid;
    }
    u64 from = (u64)(blockIdx.x - t.first[low]) * OPTIM_CHUNK, to = from + OPTIM_CHUNK < t.n[low] ? from + OPTIM_CHUNK : t.n[low];
    for (u64 i = from + threadIdx.x; i < to; i += blockDim.x) f(low, i);
}

template <class R> DEV R gradient(R g, const f32* scale) { return scale ? g / (R)*scale : g; }

// scalar[0]: the root of the second moment's correction, scalar[1]: minus the step size over the first one's.
template <class P, class G, class S> DEV void adam(const OptimTable& t, const AdamParams& c) {
    typedef Loop<P> R;
    if (c.found_inf && *c.found_inf != 0) return;
    each(t, [&](u32 k, u64 i) {
        P* xp = (P*)t.list[0][k] + i;
        S* mp = (S*)t.list[2][k] + i;
        S* vp = (S*)t.list[3][k] + i;
        R x = cast<R>(*xp), g = gradient(cast<R>(((const G*)t.list[1][k])[i]), c.grad_scale) * (R)c.sign, m = cast<R>(*mp);
        if (c.decay != 0) g = fused(x * (R)c.shrink, (R)c.decay, g);
        m = fused((R)c.w1, g - m, c.near ? m : g);
        R v = fused((R)c.w2 * g, g, cast<R>(*vp) * (R)c.beta2), second = v;
        *mp = cast<S>(m);
        *vp = cast<S>(v);
        if (c.amsgrad) {
            S* top = (S*)t.list[4][k] + i;
            second = maximum(cast<R>(*top), v);
            *top = cast<S>(second);
        }
        *xp = cast<P>(x * (R)c.shrink + (R)t.scalar[1][k] * m / (m_sqrt(second) / (R)t.scalar[0][k] + (R)c.eps));
    });
}

// scalar[0] is not 0 where the momentum buffer holds nothing yet.
template <class P, class G, class S> DEV void sgd(const OptimTable& t, const SgdParams& c) {
    typedef Loop<P> R;
    if (c.found_inf && *c.found_inf != 0) return;
    each(t, [&](u32 k, u64 i) {
        P* xp = (P*)t.list[0][k] + i;
        R x = cast<R>(*xp), g = gradient(cast<R>(((const G*)t.list[1][k])[i]), c.grad_scale) * (R)c.sign;
        if (c.decay != 0) g = fused(x, (R)c.decay, g);
        if (c.buffered) {
            S* bp = (S*)t.list[2][k] + i;
            R b = t.scalar[0][k] != 0 ? g : fused(g, (R)c.keep, cast<R>(*bp) * (R)c.momentum);
            *bp = cast<S>(b);
            g = c.nesterov ? fused(b, (R)c.momentum, g) : b;
        }
        *xp = cast<P>(fused(g, (R)c.lr, x));
    });
}

// Gradients times `*scale`; `*found` becomes 1 where one is not finite.
template <class G> DEV void unscale(const OptimTable& t, const f32* scale, f32* found) {
    each(t, [&](u32 k, u64 i) {
        G* gp = (G*)t.list[0][k] + i;
        Loop<G> g = cast<Loop<G>>(*gp);
        if (!(m_fabs(g) < infinity<Loop<G>>())) *found = 1;
        *gp = cast<G>(g * (Loop<G>)*scale);
    });
}

// For each block the sum of |g|^2 (or the largest |g|) of its chunk, into `sums` [blocks].
template <bool MAX, class G> DEV void norms(const OptimTable& t, Loop<G>* sums) {
    typedef Loop<G> R;
    R sum = 0;
    each(t, [&](u32 k, u64 i) {
        R g = m_fabs(cast<R>(((const G*)t.list[0][k])[i]));
        sum = MAX ? maximum(sum, g) : fused(g, g, sum);
    });
    sum = MAX ? row_reduce<MaxOf>(sum, (R)0) : row_reduce<SumOf>(sum, (R)0);
    if (threadIdx.x == 0) sums[blockIdx.x] = sum;
}
}  // namespace op

// P, G, S: dtypes of parameters, gradients and states. 256 threads a block.
#define OPTIM_ADAM(NAME, P, G, S)                                                                                      \
    GLOBAL void NAME(PARAM OptimTable t, PARAM AdamParams c) { op::adam<P, G, S>(t, c); }
#define OPTIM_SGD(NAME, P, G, S)                                                                                       \
    GLOBAL void NAME(PARAM OptimTable t, PARAM SgdParams c) { op::sgd<P, G, S>(t, c); }
#define OPTIM_UNSCALE(NAME, G)                                                                                         \
    GLOBAL void NAME(PARAM OptimTable t, const f32* scale, f32* found) { op::unscale<G>(t, scale, found); }
#define OPTIM_NORMS(NAME, MAX, G)                                                                                      \
    GLOBAL void NAME(PARAM OptimTable t, Loop<G>* sums) { op::norms<MAX, G>(t, sums); }
