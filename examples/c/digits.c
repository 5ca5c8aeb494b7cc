/* Loads a program that Python saved and classifies the images of a file: digits PROGRAM DIGITS.safetensors
 *
 *     cc digits.c -I python/lumbre/include -L target/release -llumbre -o digits
 *
 * or with target/release/liblumbre.a -lpthread -ldl -lm instead of -L and -l, which leaves one file to deploy.
 */
#include <lumbre.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const LumbreApi *api;

/* Ends the program where a call failed. */
static void check(int32_t status, const char *what) {
    if (status != 0) {
        fprintf(stderr, "%s: %s\n", what, api->error());
        exit(1);
    }
}

/* The tensor of this name in a dict. */
static LumbreTensor *get(const LumbreValue *dict, const char *name) {
    for (int64_t i = 0; i + 1 < dict->count; i += 2)
        if (strcmp(dict->of.items[i].of.text, name) == 0)
            return dict->of.items[i + 1].of.tensor;
    return NULL;
}

int main(int argc, char **argv) {
    api = lumbre_api(LUMBRE_ABI_VERSION);
    if (argc != 3 || api == NULL) {
        fprintf(stderr, "usage: digits PROGRAM DIGITS\n");
        return 2;
    }
    LumbreLoadOptions options = {.size = sizeof options, .max_memory = 1u << 30, .max_trips = 1000};
    LumbreModule *module;
    LumbreValue file;
    check(api->module_load(argv[1], &options, &module), argv[1]);
    check(api->tensors_load(argv[2], &file), argv[2]);
    LumbreTensor *images = get(&file, "images"), *labels = get(&file, "labels");
    if (images == NULL) {
        fprintf(stderr, "%s: no tensor \"images\"\n", argv[2]);
        return 1;
    }

    LumbreValue argument = {.kind = LUMBRE_KIND_TENSOR, .of.tensor = images}, result = {0};
    check(api->module_run(module, NULL, &argument, 1, &result, 1, NULL), "run");

    LumbreTensor *scores;
    check(api->tensor_contiguous(result.of.tensor, &scores), "scores");
    int64_t rows = api->tensor_sizes(scores)[0], classes = api->tensor_sizes(scores)[1], right = 0;
    const float *score = api->tensor_data(scores);
    const int64_t *label = labels != NULL ? api->tensor_data(labels) : NULL;
    for (int64_t i = 0; i < rows; i++, score += classes) {
        int64_t best = 0;
        for (int64_t c = 1; c < classes; c++)
            if (score[c] > score[best])
                best = c;
        right += label != NULL && label[i] == best;
        printf("%lld%s", (long long)best, i + 1 < rows ? " " : "\n");
    }
    if (label != NULL)
        printf("%lld of %lld right\n", (long long)right, (long long)rows);

    api->tensor_free(scores);
    api->value_free(&result);
    api->value_free(&file);
    api->module_free(module);
    return 0;
}
