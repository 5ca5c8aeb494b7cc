/* Tries the C interface; the first thing that is not as it should be ends the program. */
#include <lumbre.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WANT(what)                                                                                        \
    do {                                                                                                  \
        if (!(what)) {                                                                                    \
            fprintf(stderr, "values.c:%d: %s (last error: %s)\n", __LINE__, #what, api->error());         \
            exit(1);                                                                                      \
        }                                                                                                 \
    } while (0)
#define FAILS(call, status, says) WANT((call) == (status) && strstr(api->error(), says) != NULL)

static const LumbreApi *api;

static LumbreValue value(LumbreTensor *t) {
    LumbreValue v = {.kind = LUMBRE_KIND_TENSOR, .of.tensor = t};
    return v;
}

static void count_release(void *context) { ++*(int *)context; }

static void tensors(void) {
    float data[6] = {1, 2, 3, 4, 5, 6};
    int64_t sizes[2] = {2, 2}, strides[2] = {1, 3}, negative[2] = {-1, 2}, huge[2] = {INT64_MAX, 2};
    LumbreTensor *t = NULL, *u = NULL;
    WANT(api->tensor_copy(data, LUMBRE_DTYPE_F32, 2, sizes, strides, &t) == 0);
    data[0] = 99;
    float out[4];
    WANT(api->tensor_read(t, out, sizeof out) == 0 && out[0] == 1 && out[1] == 4 && out[2] == 2 && out[3] == 5);
    FAILS(api->tensor_read(t, out, 3), LUMBRE_STATUS_VALUE, "16 bytes");
    WANT(api->tensor_dtype(t) == LUMBRE_DTYPE_F32 && api->tensor_dim(t) == 2 && api->tensor_numel(t) == 4);
    WANT(api->tensor_sizes(t)[1] == 2 && api->dtype_size(LUMBRE_DTYPE_F32) == 4 && strcmp(api->dtype_name(LUMBRE_DTYPE_F32), "float32") == 0);
    WANT(api->dtype_size(99) == 0 && api->dtype_name(-1) == NULL);
    WANT(api->tensor_to(t, LUMBRE_DTYPE_I64, &u) == 0 && ((int64_t *)api->tensor_data(u))[1] == 4);
    api->tensor_free(u);
    FAILS(api->tensor_copy(data, 77, 1, sizes, NULL, &u), LUMBRE_STATUS_VALUE, "77");
    FAILS(api->tensor_copy(data, LUMBRE_DTYPE_F32, 2, negative, NULL, &u), LUMBRE_STATUS_VALUE, "negative size");
    WANT(api->tensor_copy(data, LUMBRE_DTYPE_F32, 2, huge, NULL, &u) != 0);
    WANT(api->tensor_zeros(LUMBRE_DTYPE_F32, 2, huge, &u) != 0);
    FAILS(api->tensor_copy(NULL, LUMBRE_DTYPE_F32, 2, sizes, NULL, &u), LUMBRE_STATUS_VALUE, "NULL");
    FAILS(api->tensor_copy(data, LUMBRE_DTYPE_F32, 2, NULL, NULL, &u), LUMBRE_STATUS_VALUE, "sizes is NULL");
    FAILS(api->tensor_copy(data, LUMBRE_DTYPE_F32, 2, sizes, NULL, NULL), LUMBRE_STATUS_VALUE, "out is NULL");
    FAILS(api->tensor_read(NULL, out, 0), LUMBRE_STATUS_VALUE, "tensor is NULL");
    WANT(api->tensor_dtype(NULL) == -1 && api->tensor_sizes(NULL) == NULL && api->tensor_share(NULL) == NULL);
    unsigned char odd[2] = {1, 7};
    int64_t two = 2;
    FAILS(api->tensor_copy(odd, LUMBRE_DTYPE_BOOL, 1, &two, NULL, &u), LUMBRE_STATUS_VALUE, "bools");

    /* Lent memory is seen through both sides, and given back when the last reference goes. */
    int released = 0;
    double lent[2] = {1, 2};
    WANT(api->tensor_borrow(lent, LUMBRE_DTYPE_F64, 1, &two, NULL, 0, count_release, &released, &u) == 0);
    WANT(api->tensor_data(u) == lent);
    lent[1] = 5;
    LumbreTensor *again = api->tensor_share(u);
    api->tensor_free(u);
    double back[2];
    WANT(released == 0 && api->tensor_read(again, back, sizeof back) == 0 && back[1] == 5);
    api->tensor_free(again);
    WANT(released == 1);
    FAILS(api->tensor_borrow((char *)lent + 1, LUMBRE_DTYPE_F64, 1, &two, NULL, 0, count_release, &released, &u), LUMBRE_STATUS_VALUE, "aligned");
    WANT(released == 1);
    api->tensor_free(t);
    api->tensor_free(NULL);
}

static void ops(void) {
    int64_t two = 2;
    double data[2] = {3, 4};
    LumbreTensor *x, *g;
    WANT(api->tensor_copy(data, LUMBRE_DTYPE_F64, 1, &two, NULL, &x) == 0);
    WANT(api->tensor_set_requires_grad(x, 1) == 0 && api->tensor_requires_grad(x) == 1);
    LumbreValue args[2] = {value(x), value(x)}, y = {0}, total = {0}, many[2] = {{0}};
    int64_t count = 0;
    WANT(api->op_call("mul", args, 2, &y, 1, &count) == 0 && count == 1);
    WANT(api->op_call("sum", &y, 1, &total, 1, NULL) == 0);
    WANT(api->tensor_backward(total.of.tensor) == 0 && api->tensor_grad(x, &g) == 0);
    WANT(((double *)api->tensor_data(g))[0] == 6 && ((double *)api->tensor_data(g))[1] == 8);
    api->tensor_free(g);
    int before = api->set_grad_enabled(0);
    WANT(before == 1);
    LumbreValue quiet = {0};
    WANT(api->op_call("exp", args, 1, &quiet, 1, NULL) == 0 && api->tensor_requires_grad(quiet.of.tensor) == 0);
    api->set_grad_enabled(before);
    LumbreValue dim[2] = {value(x), {.kind = LUMBRE_KIND_INT, .of.integer = 0}};
    WANT(api->op_call("max.dim", dim, 2, many, 2, &count) == 0 && count == 2);
    FAILS(api->op_call("max.dim", dim, 2, many, 1, &count), LUMBRE_STATUS_VALUE, "room for 1");
    FAILS(api->op_call("no_such_op", args, 1, many, 2, &count), LUMBRE_STATUS_ATTRIBUTE, "no_such_op");
    FAILS(api->op_call("mul", args, 1, many, 2, &count), LUMBRE_STATUS_TYPE, "missing");
    FAILS(api->op_call(NULL, args, 1, many, 2, &count), LUMBRE_STATUS_VALUE, "name is NULL");
    FAILS(api->op_call("mul", NULL, 2, many, 2, &count), LUMBRE_STATUS_VALUE, "args is NULL");
    LumbreValue odd = {.kind = 55};
    FAILS(api->op_call("exp", &odd, 1, many, 2, &count), LUMBRE_STATUS_VALUE, "55");
    LumbreValue both[2] = {value(x), value(x)}, list = {0}, joined = {0};
    WANT(api->value_list(both, 2, &list) == 0 && list.kind == LUMBRE_KIND_LIST && list.count == 2);
    WANT(api->op_call("cat", &list, 1, &joined, 1, NULL) == 0 && api->tensor_numel(joined.of.tensor) == 4);
    LumbreValue owned[] = {y, total, quiet, many[0], many[1], list, joined};
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++)
        api->value_free(&owned[i]);
    WANT(owned[0].kind == LUMBRE_KIND_NONE);
    api->value_free(&owned[0]);
    api->value_free(NULL);
    api->tensor_free(x);
}

static void programs(const char *count_file, const char *linear_file, const char *folder) {
    LumbreModule *m = NULL, *other = NULL;
    WANT(api->module_load(count_file, NULL, &m) == 0);
    WANT(strcmp(api->module_method(m, 0), "forward") == 0 && api->module_method(m, 1) == NULL);
    WANT(api->module_input_count(m, NULL) == 3 && api->module_input_count(m, "no") == -1);
    WANT(strcmp(api->module_input_name(m, "forward", 1), "n") == 0 && strcmp(api->module_input_type(m, NULL, 1), "int") == 0);
    WANT(strcmp(api->module_input_type(m, NULL, 0), "Tensor") == 0 && api->module_input_name(m, NULL, 9) == NULL);

    float one = 2;
    LumbreTensor *x;
    WANT(api->tensor_copy(&one, LUMBRE_DTYPE_F32, 0, NULL, NULL, &x) == 0);
    LumbreValue args[3] = {value(x), {.kind = LUMBRE_KIND_INT, .of.integer = 3}, {0}}, outs[3] = {{0}};
    WANT(api->value_text("Ada", &args[2]) == 0 && args[2].count == 3);
    int64_t count = 0;
    WANT(api->module_run(m, NULL, args, 3, outs, 3, &count) == 0 && count == 3);
    WANT(*(float *)api->tensor_data(outs[0].of.tensor) == 8);
    WANT(outs[1].kind == LUMBRE_KIND_LIST && outs[1].of.items[1].of.integer == 4);
    WANT(outs[2].kind == LUMBRE_KIND_DICT && strcmp(outs[2].of.items[1].of.text, "Ada") == 0);
    for (int i = 0; i < 3; i++)
        api->value_free(&outs[i]);
    FAILS(api->module_run(m, NULL, args, 2, outs, 3, &count), LUMBRE_STATUS_VALUE, "2 inputs instead of 3");
    FAILS(api->module_run(m, "no", args, 3, outs, 3, &count), LUMBRE_STATUS_ATTRIBUTE, "no method");
    FAILS(api->module_run(NULL, NULL, args, 3, outs, 3, &count), LUMBRE_STATUS_VALUE, "module is NULL");

    LumbreLoadOptions few = {.size = sizeof few, .max_trips = 2};
    WANT(api->module_load(count_file, &few, &other) == 0);
    FAILS(api->module_run(other, NULL, args, 3, outs, 3, &count), LUMBRE_STATUS_RUNTIME, "limit of 2 turns");
    api->module_free(other);
    LumbreLoadOptions small = {.size = sizeof small, .max_memory = 1};
    WANT(api->module_load(count_file, &small, &other) == 0);
    FAILS(api->module_run(other, NULL, args, 3, outs, 3, &count), LUMBRE_STATUS_OUT_OF_MEMORY, "");
    api->module_free(other);
    few.size = 3;
    FAILS(api->module_load(count_file, &few, &other), LUMBRE_STATUS_VALUE, "size of the options");
    FAILS(api->module_load(count_file, NULL, NULL), LUMBRE_STATUS_VALUE, "out is NULL");
    FAILS(api->module_load(NULL, NULL, &other), LUMBRE_STATUS_VALUE, "path is NULL");
    WANT(api->module_load_bytes("PK", 2, NULL, &other) != 0 && strstr(api->error(), "zip") != NULL);
    api->value_free(&args[2]);
    api->module_free(m);
    api->tensor_free(x);

    /* From bytes, with gradients to its weights. */
    FILE *file = fopen(linear_file, "rb");
    WANT(file != NULL && fseek(file, 0, SEEK_END) == 0);
    size_t size = (size_t)ftell(file);
    char *bytes = malloc(size);
    rewind(file);
    WANT(fread(bytes, 1, size, file) == size);
    fclose(file);
    LumbreLoadOptions train = {.size = sizeof train, .gradients = 1};
    WANT(api->module_load_bytes(bytes, size, &train, &m) == 0);
    free(bytes);
    int64_t row[2] = {1, 2};
    float ones[2] = {10, 20};
    WANT(api->tensor_copy(ones, LUMBRE_DTYPE_F32, 2, row, NULL, &x) == 0);
    LumbreValue in = value(x), y = {0}, sum = {0};
    WANT(api->module_run(m, NULL, &in, 1, &y, 1, NULL) == 0 && api->op_call("sum", &y, 1, &sum, 1, NULL) == 0);
    WANT(api->tensor_backward(sum.of.tensor) == 0);
    const char *name;
    LumbreTensor *weight, *grad;
    WANT(api->module_weight(m, 0, &name, &weight) == 0 && strcmp(name, "weight") == 0);
    WANT(api->tensor_grad(weight, &grad) == 0 && ((float *)api->tensor_data(grad))[1] == 20);
    FAILS(api->module_weight(m, 2, &name, &weight), LUMBRE_STATUS_INDEX, "weight 2 of 2");
    api->tensor_free(grad);
    api->tensor_free(weight);
    api->value_free(&y);
    api->value_free(&sum);
    api->module_free(m);
    api->tensor_free(x);

    /* Files of tensors. */
    int32_t numbers[4] = {1, 2, 3, 4};
    int64_t square[2] = {2, 2};
    char path[4096];
    snprintf(path, sizeof path, "%s/saved.npz", folder);
    WANT(api->tensor_copy(numbers, LUMBRE_DTYPE_I32, 2, square, NULL, &x) == 0);
    const char *names[1] = {"m"};
    const LumbreTensor *all[1] = {x};
    WANT(api->tensors_save(path, names, all, 1) == 0);
    LumbreValue file_value = {0};
    WANT(api->tensors_load(path, &file_value) == 0 && file_value.count == 2 && strcmp(file_value.of.items[0].of.text, "m") == 0);
    WANT(((int32_t *)api->tensor_data(file_value.of.items[1].of.tensor))[3] == 4);
    FAILS(api->tensors_load("nothing.txt", &file_value), LUMBRE_STATUS_VALUE, "nothing.txt");
    api->value_free(&file_value);
    api->tensor_free(x);
}

/* Each thread has its own last error. */
static void *elsewhere(void *unused) {
    (void)unused;
    FAILS(api->set_num_threads(0), LUMBRE_STATUS_VALUE, "0 threads");
    return NULL;
}

int main(int argc, char **argv) {
    if (argc != 4 || lumbre_api(2) != NULL)
        return 2;
    api = lumbre_api(LUMBRE_ABI_VERSION);
    WANT(api->size >= sizeof(LumbreApi) && api->abi_version == 1 && strlen(api->version()) > 0);
    tensors();
    ops();
    programs(argv[1], argv[2], argv[3]);
    WANT(api->fail(LUMBRE_STATUS_KEY, "mine") == LUMBRE_STATUS_KEY && strcmp(api->error(), "mine") == 0);
    pthread_t thread;
    WANT(pthread_create(&thread, NULL, elsewhere, NULL) == 0 && pthread_join(thread, NULL) == 0);
    WANT(strcmp(api->error(), "mine") == 0);
    WANT(api->set_num_threads(2) == 0 && api->num_threads() == 2 && api->manual_seed(7) == 0);
    FAILS(api->extension_load("no_such_library.so"), LUMBRE_STATUS_IO, "no_such_library");
    FAILS(api->op_register(NULL), LUMBRE_STATUS_VALUE, "op is NULL");
    puts("ok");
    return 0;
}
