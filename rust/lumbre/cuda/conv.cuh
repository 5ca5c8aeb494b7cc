// Convolutions of [N, C, D, H, W] in any layout and dtype, straight from the definition: one thread an element of the result. For
// dtypes and machines without a library, and for depthwise ones.

struct ConvParams {
    u64 n;                          // elements of the result
    i64 batch, cin, cout, groups;   // channels of x and of the output
    i64 in[3], out[3], kernel[3], step[3], padding[3], dilation[3];
    i64 x[5], w[5], y[5];           // strides of x or gx, the weight, the output or its gradient
    i64 bias;
};

namespace cv {
template <class T> DEV void forward(const ConvParams& p, const T* x, const T* w, const T* bias, T* out) {
    typedef Acc<T> A;
    i64 per_group = p.cin / p.groups, outs = p.cout / p.groups;
    for (u64 i = thread_index(); i < p.n; i += thread_count()) {
        i64 o[5];
        po::split(i, p.out, p.cout, o);
        const T* xp = x + o[0] * p.x[0] + o[1] / outs * per_group * p.x[1];
        const T* wp = w + o[1] * p.w[0];
        A sum = A();
        for (i64 c = 0; c < per_group; c++) {
            for (i64 d = 0; d < p.kernel[0]; d++) {
                i64 a = o[2] * p.step[0] - p.padding[0] + d * p.dilation[0];
                if (a < 0 || a >= p.in[0]) continue;
                for (i64 h = 0; h < p.kernel[1]; h++) {
                    i64 b = o[3] * p.step[1] - p.padding[1] + h * p.dilation[1];
                    if (b < 0 || b >= p.in[1]) continue;
                    for (i64 v = 0; v < p.kernel[2]; v++) {
                        i64 e = o[4] * p.step[2] - p.padding[2] + v * p.dilation[2];
                        if (e < 0 || e >= p.in[2]) continue;
                        sum = gm::add_product(sum, cast<A>(xp[c * p.x[1] + a * p.x[2] + b * p.x[3] + e * p.x[4]]),
                                              cast<A>(wp[c * p.w[1] + d * p.w[2] + h * p.w[3] + v * p.w[4]]));
                    }
                }
            }
        }
        if (bias) sum = gm::plus(sum, cast<A>(bias[o[1] * p.bias]));
        out[po::offset(o, p.y)] = cast<T>(sum);
    }
}

// The output place whose tap `k` falls on input place `i`, or -1.
DEV i64 source(const ConvParams& p, int d, i64 i, i64 k) {
    i64 at = i + p.padding[d] - k * p.dilation[d];
    return at >= 0 && at % p.step[d] == 0 && at / p.step[d] < p.out[d] ? at / p.step[d] : -1;
}

template <class T> DEV void backward_input(const ConvParams& p, const T* g, const T* w, T* gx) {
    typedef Acc<T> A;
    i64 per_group = p.cin / p.groups, outs = p.cout / p.groups;
    for (u64 i = thread_index(); i < p.n; i += thread_count()) {
        i64 x[5];
        po::split(i, p.in, p.cin, x);
        i64 group = x[1] / per_group;
        const T* gp = g + x[0] * p.y[0] + group * outs * p.y[1];
        const T* wp = w + group * outs * p.w[0] + x[1] % per_group * p.w[1];
        A sum = A();
        for (i64 o = 0; o < outs; o++) {
            for (i64 d = 0; d < p.kernel[0]; d++) {
                i64 a = source(p, 0, x[2], d);
                if (a < 0) continue;
                for (i64 h = 0; h < p.kernel[1]; h++) {
                    i64 b = source(p, 1, x[3], h);
                    if (b < 0) continue;
                    for (i64 v = 0; v < p.kernel[2]; v++) {
                        i64 e = source(p, 2, x[4], v);
                        if (e < 0) continue;
                        sum = gm::add_product(sum, cast<A>(gp[o * p.y[1] + a * p.y[2] + b * p.y[3] + e * p.y[4]]),
                                              cast<A>(wp[o * p.w[0] + d * p.w[2] + h * p.w[3] + v * p.w[4]]));
                    }
                }
            }
        }
        gx[po::offset(x, p.x)] = cast<T>(sum);
    }
}

// A block of threads an element of the weight.
template <class T> DEV void backward_weight(const ConvParams& p, const T* g, const T* x, T* gw) {
    typedef Acc<T> A;
    i64 per_group = p.cin / p.groups, outs = p.cout / p.groups, k[5];
    po::split(blockIdx.x, p.kernel, per_group, k);
    const T* xp = x + (k[0] / outs * per_group + k[1]) * p.x[1];
    const T* gp = g + k[0] * p.y[1];
    A sum = A();
    u64 places = (u64)(p.batch * p.out[0] * p.out[1] * p.out[2]);
    for (u64 i = threadIdx.x; i < places; i += blockDim.x) {
        i64 o[5];
        po::split(i, p.out, 1, o);
        i64 a = o[2] * p.step[0] - p.padding[0] + k[2] * p.dilation[0], b = o[3] * p.step[1] - p.padding[1] + k[3] * p.dilation[1];
        i64 e = o[4] * p.step[2] - p.padding[2] + k[4] * p.dilation[2];
        if (a < 0 || a >= p.in[0] || b < 0 || b >= p.in[1] || e < 0 || e >= p.in[2]) continue;
        sum = gm::add_product(sum, cast<A>(gp[o[0] * p.y[0] + o[2] * p.y[2] + o[3] * p.y[3] + o[4] * p.y[4]]),
                              cast<A>(xp[o[0] * p.x[0] + a * p.x[2] + b * p.x[3] + e * p.x[4]]));
    }
    sum = row_reduce<SumOf>(sum, A());
    if (threadIdx.x == 0) gw[po::offset(k, p.w)] = cast<T>(sum);
}
}  // namespace cv

#define CONV_FORWARD(NAME, T)                                                                                          \
    GLOBAL void NAME(PARAM ConvParams p, const T* x, const T* w, const T* bias, T* out) { cv::forward(p, x, w, bias, out); }
#define CONV_BACKWARD_INPUT(NAME, T)                                                                                   \
    GLOBAL void NAME(PARAM ConvParams p, const T* g, const T* w, T* gx) { cv::backward_input(p, g, w, gx); }
#define CONV_BACKWARD_WEIGHT(NAME, T)                                                                                  \
    GLOBAL void NAME(PARAM ConvParams p, const T* g, const T* x, T* gw) { cv::backward_weight(p, g, x, gw); }
