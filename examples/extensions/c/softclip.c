/* A custom op in C: softclip(x, limit) = x / (1 + |x| / limit), and its gradient.
 *
 *     cc -O2 -shared -fPIC -I "$(python -c 'import lumbre.library as l; print(l.include_dir())')" softclip.c -o softclip.so
 *     lumbre.library.load_extension("softclip.so"); lumbre.ops.example_c.softclip(x, 2.0)
 */
#include <lumbre.h>
#include <math.h>
#include <stddef.h>

/* An empty tensor like another one. */
static int32_t like(const LumbreApi *api, const LumbreTensor *x, LumbreTensor **out) {
    return api->tensor_zeros(api->tensor_dtype(x), api->tensor_dim(x), api->tensor_sizes(x), out);
}

#define LOOPS(T, N, X, G, Y, LIMIT)                                             \
    for (int64_t i = 0; i < (N); i++) {                                         \
        T d = 1 + (T)fabs((double)((const T *)(X))[i]) / (T)(LIMIT);            \
        ((T *)(Y))[i] = (G) ? ((const T *)(G))[i] / (d * d) : ((const T *)(X))[i] / d; \
    }

/* y = softclip(x), or, where there is a gradient, y = grad * softclip'(x). */
static int32_t compute(const LumbreApi *api, LumbreTensor *given, LumbreTensor *grad, double limit, LumbreTensor **out) {
    int32_t dtype = api->tensor_dtype(given), status;
    LumbreTensor *x = NULL, *g = NULL, *y = NULL;
    if (dtype != LUMBRE_DTYPE_F32 && dtype != LUMBRE_DTYPE_F64)
        return api->fail(LUMBRE_STATUS_NOT_IMPLEMENTED, "softclip: only float32 and float64");
    if (!(limit > 0))
        return api->fail(LUMBRE_STATUS_VALUE, "softclip: limit must be positive");
    if ((status = api->tensor_contiguous(given, &x)) == 0 && (grad == NULL || (status = api->tensor_contiguous(grad, &g)) == 0) &&
        (status = like(api, x, &y)) == 0) {
        int64_t n = api->tensor_numel(x);
        const void *from = api->tensor_data(x), *by = g ? api->tensor_data(g) : NULL;
        void *to = api->tensor_data(y);
        if (n > 0 && dtype == LUMBRE_DTYPE_F32)
            LOOPS(float, n, from, by, to, limit)
        else if (n > 0)
            LOOPS(double, n, from, by, to, limit)
        *out = y;
        y = NULL;
    }
    api->tensor_free(x);
    api->tensor_free(g);
    api->tensor_free(y);
    return status;
}

static int32_t forward(void *context, const LumbreApi *api, const LumbreValue *args, int64_t arg_count, LumbreValue *outs, int64_t out_count) {
    (void)context, (void)arg_count, (void)out_count;
    outs[0].kind = LUMBRE_KIND_TENSOR;
    outs[0].of.tensor = NULL;
    int32_t status = compute(api, args[0].of.tensor, NULL, args[1].of.number, &outs[0].of.tensor);
    if (status != 0)
        outs[0].kind = LUMBRE_KIND_NONE;
    return status;
}

static int32_t backward(void *context, const LumbreApi *api, const LumbreSaved *saved, LumbreTensor *const *grads, int64_t grad_count,
                        LumbreTensor **inputs, int64_t input_count) {
    (void)context, (void)grad_count, (void)input_count;
    if (!saved->needs[0])
        return 0;
    return compute(api, saved->args[0].of.tensor, grads[0], saved->args[1].of.number, &inputs[0]);
}

/* Shapes without data. */
static int32_t fake(void *context, const LumbreApi *api, const LumbreValue *args, int64_t arg_count, LumbreValue *outs, int64_t out_count) {
    (void)context, (void)arg_count, (void)out_count;
    const LumbreTensor *x = args[0].of.tensor;
    LumbreTensor *y = NULL;
    int32_t status = api->tensor_meta(api->tensor_dtype(x), api->tensor_dim(x), api->tensor_sizes(x), &y);
    if (status == 0) {
        outs[0].kind = LUMBRE_KIND_TENSOR;
        outs[0].of.tensor = y;
    }
    return status;
}

/* softsquare(x) = x * x, whose gradient calls the engine's own ops: it can be differentiated again and again. */
static int32_t multiplied(const LumbreApi *api, LumbreTensor *a, LumbreTensor *b, double by, LumbreTensor **out) {
    LumbreValue in[2] = {{0}}, once = {0}, twice = {0};
    in[0].kind = in[1].kind = LUMBRE_KIND_TENSOR;
    in[0].of.tensor = a;
    in[1].of.tensor = b;
    int32_t status = api->op_call("mul", in, 2, &once, 1, NULL);
    if (status == 0) {
        in[0] = once;
        in[1].kind = LUMBRE_KIND_FLOAT;
        in[1].of.number = by;
        status = api->op_call("mul", in, 2, &twice, 1, NULL);
        *out = status == 0 ? twice.of.tensor : NULL;
    }
    api->value_free(&once);
    return status;
}

static int32_t square(void *context, const LumbreApi *api, const LumbreValue *args, int64_t arg_count, LumbreValue *outs, int64_t out_count) {
    (void)context, (void)arg_count, (void)out_count;
    LumbreTensor *y = NULL;
    int32_t status = multiplied(api, args[0].of.tensor, args[0].of.tensor, 1.0, &y);
    if (status == 0) {
        outs[0].kind = LUMBRE_KIND_TENSOR;
        outs[0].of.tensor = y;
    }
    return status;
}

static int32_t square_backward(void *context, const LumbreApi *api, const LumbreSaved *saved, LumbreTensor *const *grads, int64_t grad_count,
                               LumbreTensor **inputs, int64_t input_count) {
    (void)context, (void)grad_count, (void)input_count;
    return multiplied(api, saved->args[0].of.tensor, grads[0], 2.0, &inputs[0]);
}

int32_t lumbre_extension_v1(const LumbreApi *api) {
    LumbreOp softclip = {.size = sizeof softclip, .schema = "example_c::softclip(Tensor x, float limit=1.0) -> Tensor",
                         .forward = forward, .backward = backward, .fake = fake};
    LumbreOp squared = {.size = sizeof squared, .schema = "example_c::square(Tensor x) -> Tensor", .forward = square, .backward = square_backward};
    int32_t status = api->op_register(&softclip);
    return status != 0 ? status : api->op_register(&squared);
}
