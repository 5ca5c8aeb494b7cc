/* The C interface of lumbre: programs, tensors and custom ops. Made by cbindgen from rust/lumbre/src/capi/abi.rs:
 * cargo run --manifest-path rust/header/Cargo.toml
 */

#ifndef LUMBRE_H
#define LUMBRE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

struct LumbreApi;

// What `lumbre_api` and the entry of an extension are asked for.
#define LUMBRE_ABI_VERSION 1

// Element types, as `tensor_dtype` tells them.
enum LumbreDtype
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    LUMBRE_DTYPE_BOOL = 0,
    LUMBRE_DTYPE_U8 = 1,
    LUMBRE_DTYPE_I8 = 2,
    LUMBRE_DTYPE_I16 = 3,
    LUMBRE_DTYPE_I32 = 4,
    LUMBRE_DTYPE_I64 = 5,
    LUMBRE_DTYPE_F16 = 6,
    LUMBRE_DTYPE_BF16 = 7,
    LUMBRE_DTYPE_F32 = 8,
    LUMBRE_DTYPE_F64 = 9,
    LUMBRE_DTYPE_C64 = 10,
    LUMBRE_DTYPE_C128 = 11,
    LUMBRE_DTYPE_U16 = 12,
    LUMBRE_DTYPE_U32 = 13,
    LUMBRE_DTYPE_U64 = 14,
    LUMBRE_DTYPE_F8E4M3 = 15,
    LUMBRE_DTYPE_F8E5M2 = 16,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum LumbreDtype LumbreDtype;
#else
typedef int32_t LumbreDtype;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// What functions return: 0, or what went wrong; `error` has the message.
enum LumbreStatus
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    LUMBRE_STATUS_OK = 0,
    LUMBRE_STATUS_RUNTIME = 1,
    LUMBRE_STATUS_VALUE = 2,
    LUMBRE_STATUS_TYPE = 3,
    LUMBRE_STATUS_INDEX = 4,
    LUMBRE_STATUS_KEY = 5,
    LUMBRE_STATUS_ATTRIBUTE = 6,
    LUMBRE_STATUS_NOT_IMPLEMENTED = 7,
    LUMBRE_STATUS_OUT_OF_MEMORY = 8,
    LUMBRE_STATUS_OVERFLOW = 9,
    LUMBRE_STATUS_IO = 10,
    LUMBRE_STATUS_UNPICKLING = 11,
    LUMBRE_STATUS_LINALG = 12,
    LUMBRE_STATUS_INTERRUPTED = 13,
    LUMBRE_STATUS_FOREIGN = 14,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum LumbreStatus LumbreStatus;
#else
typedef int32_t LumbreStatus;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// What a `LumbreValue` holds.
enum LumbreKind
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    LUMBRE_KIND_NONE = 0,
    // `of.tensor`
    LUMBRE_KIND_TENSOR = 1,
    // `of.integer`, 0 or 1
    LUMBRE_KIND_BOOL = 2,
    // `of.integer`
    LUMBRE_KIND_INT = 3,
    // `of.number`
    LUMBRE_KIND_FLOAT = 4,
    // `of.complex`
    LUMBRE_KIND_COMPLEX = 5,
    // `of.text`: UTF-8 that ends with 0; `count` bytes without the 0
    LUMBRE_KIND_STR = 6,
    // `of.integer`: a `LumbreDtype`
    LUMBRE_KIND_DTYPE = 7,
    // `of.items`: `count` values
    LUMBRE_KIND_LIST = 8,
    // `of.items`: `count` values
    LUMBRE_KIND_TUPLE = 9,
    // `of.items`: `count` values, keys and values by turns
    LUMBRE_KIND_DICT = 10,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum LumbreKind LumbreKind;
#else
typedef int32_t LumbreKind;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// What an op keeps for its backward function.
enum LumbreSaves
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    LUMBRE_SAVES_INPUTS = 0,
    LUMBRE_SAVES_OUTPUTS = 1,
    LUMBRE_SAVES_BOTH = 2,
    LUMBRE_SAVES_NOTHING = 3,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum LumbreSaves LumbreSaves;
#else
typedef int32_t LumbreSaves;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// A loaded program. It may be used by several threads at a time.
typedef struct LumbreModule LumbreModule;

// A tensor: one reference to it, given back by `tensor_free`.
typedef struct LumbreTensor LumbreTensor;

// Called once when nobody uses borrowed memory any more; on any thread.
typedef void (*LumbreRelease)(void *context);

typedef struct LumbreComplex {
    double re;
    double im;
} LumbreComplex;

typedef union LumbreData {
    struct LumbreTensor *tensor;
    int64_t integer;
    double number;
    struct LumbreComplex complex;
    const char *text;
    struct LumbreValue *items;
} LumbreData;

// An argument or a result. All zeros is None.
//
// What is passed in is borrowed and stays the caller's; what comes out belongs to the caller, who gives it back with
// `value_free` (or takes the tensor out and calls `tensor_free`).
typedef struct LumbreValue {
    // A `LumbreKind`.
    int32_t kind;
    int32_t reserved;
    int64_t count;
    union LumbreData of;
} LumbreValue;

// The function of an op: reads `args` (all arguments of the declaration, in order), fills `outs` (one value a result, zeroed
// before) with values of its own. Returns 0, or what `fail` returned. Called on any thread.
typedef int32_t (*LumbreKernel)(void *context,
                                const struct LumbreApi *api,
                                const struct LumbreValue *args,
                                int64_t arg_count,
                                struct LumbreValue *outs,
                                int64_t out_count);

// What an op's backward function is told of the call.
typedef struct LumbreSaved {
    // The arguments; tensors among them are None unless the op saves its inputs.
    const struct LumbreValue *args;
    int64_t arg_count;
    // The tensors among the results; None unless the op saves its outputs.
    const struct LumbreValue *outs;
    int64_t out_count;
    // For each tensor among the arguments, whether its gradient is asked for.
    const uint8_t *needs;
    int64_t need_count;
} LumbreSaved;

// The gradients of an op: `grads` are those of the tensors among the results, never NULL. Fills `inputs`, one pointer for each
// tensor among the arguments, NULL before, which stands for zero. What it computes by `op_call` can be differentiated again,
// what it writes into memory cannot.
typedef int32_t (*LumbreGradient)(void *context,
                                  const struct LumbreApi *api,
                                  const struct LumbreSaved *saved,
                                  struct LumbreTensor *const *grads,
                                  int64_t grad_count,
                                  struct LumbreTensor **inputs,
                                  int64_t input_count);

// An op to register. Set `size` to `sizeof(LumbreOp)`.
typedef struct LumbreOp {
    uint64_t size;
    // `namespace::name(Tensor x, float scale=1.0) -> Tensor`, in PyTorch's schema language.
    const char *schema;
    LumbreKernel forward;
    // NULL where the op has no gradient.
    LumbreGradient backward;
    // The results without data, from arguments without data (their `tensor_data` is NULL); may be NULL.
    LumbreKernel fake;
    // A `LumbreSaves`.
    int32_t saves;
    int32_t reserved;
    // Given to every function; `release` is called when the op cannot be registered.
    void *context;
    LumbreRelease release;
} LumbreOp;

// How a program is loaded. Set `size` to `sizeof(LumbreLoadOptions)`; zero elsewhere stands for the default.
typedef struct LumbreLoadOptions {
    uint64_t size;
    // Bytes of live intermediate values during a run; 0 for no limit.
    uint64_t max_memory;
    // Turns of one loop; 0 for no limit.
    uint64_t max_trips;
    // Whether runs take part in automatic differentiation.
    int32_t gradients;
    int32_t reserved;
} LumbreLoadOptions;

// The functions of the engine. They return a `LumbreStatus` unless it says otherwise; NULL where a value is needed is an error,
// and nothing but NULL is checked of a pointer. Results are written through `out` only where the status is 0.
typedef struct LumbreApi {
    // Bytes of this table: a function that lies beyond is not there.
    uint64_t size;
    // `LUMBRE_ABI_VERSION`.
    uint32_t abi_version;
    uint32_t reserved;
    // The version of the library.
    const char *(*version)(void);
    // The message of this thread's last error; valid until the next one.
    const char *(*error)(void);
    // Sets this thread's error (`status` of `LumbreStatus`) and returns its status: `return api->fail(LUMBRE_STATUS_VALUE, "…");`
    int32_t (*fail)(int32_t status, const char *message);
    // How many threads compute. Returns the number.
    int64_t (*num_threads)(void);
    int32_t (*set_num_threads)(int64_t count);
    // Seeds the default random generator.
    int32_t (*manual_seed)(uint64_t seed);
    // Whether this thread records gradients. Returns the setting before.
    int32_t (*set_grad_enabled)(int32_t on);
    // Bytes of an element; 0 for no dtype.
    int64_t (*dtype_size)(int32_t dtype);
    // `float32`, …; NULL for no dtype.
    const char *(*dtype_name)(int32_t dtype);
    // A tensor with a copy of the caller's memory. `strides`, in elements, may be NULL for row-major.
    int32_t (*tensor_copy)(const void *data,
                           int32_t dtype,
                           int64_t dim,
                           const int64_t *sizes,
                           const int64_t *strides,
                           struct LumbreTensor **out);
    // A tensor over the caller's memory, which must stay until `release(context)` is called. With `read_only`, writing raises.
    int32_t (*tensor_borrow)(void *data,
                             int32_t dtype,
                             int64_t dim,
                             const int64_t *sizes,
                             const int64_t *strides,
                             int32_t read_only,
                             LumbreRelease release,
                             void *context,
                             struct LumbreTensor **out);
    int32_t (*tensor_zeros)(int32_t dtype, int64_t dim, const int64_t *sizes, struct LumbreTensor **out);
    // A tensor without data, as fake functions return.
    int32_t (*tensor_meta)(int32_t dtype, int64_t dim, const int64_t *sizes, struct LumbreTensor **out);
    // Another reference to the same tensor. Returns NULL for NULL.
    struct LumbreTensor *(*tensor_share)(const struct LumbreTensor *tensor);
    // NULL is fine.
    void (*tensor_free)(struct LumbreTensor *tensor);
    // A `LumbreDtype`; -1 for NULL.
    int32_t (*tensor_dtype)(const struct LumbreTensor *tensor);
    // The number of dimensions; -1 for NULL.
    int64_t (*tensor_dim)(const struct LumbreTensor *tensor);
    // `dim` sizes, valid as long as the reference.
    const int64_t *(*tensor_sizes)(const struct LumbreTensor *tensor);
    // `dim` strides in elements, valid as long as the reference.
    const int64_t *(*tensor_strides)(const struct LumbreTensor *tensor);
    // The number of elements; -1 for NULL.
    int64_t (*tensor_numel)(const struct LumbreTensor *tensor);
    // The first element, valid as long as the reference. NULL for tensors without elements or data, and for lazily conjugated
    // ones (`tensor_contiguous` resolves them).
    void *(*tensor_data)(const struct LumbreTensor *tensor);
    // The same elements in row-major order: the tensor itself, or a copy.
    int32_t (*tensor_contiguous)(const struct LumbreTensor *tensor, struct LumbreTensor **out);
    // The same elements as another dtype.
    int32_t (*tensor_to)(const struct LumbreTensor *tensor, int32_t dtype, struct LumbreTensor **out);
    // Copies the elements, row-major, into memory of exactly `bytes` bytes.
    int32_t (*tensor_read)(const struct LumbreTensor *tensor, void *data, uint64_t bytes);
    // 0 or 1.
    int32_t (*tensor_requires_grad)(const struct LumbreTensor *tensor);
    int32_t (*tensor_set_requires_grad)(const struct LumbreTensor *tensor, int32_t on);
    // Adds the gradients of everything the one-element tensor depends on to their leaves.
    int32_t (*tensor_backward)(const struct LumbreTensor *tensor);
    // The gradient of a leaf; NULL where there is none.
    int32_t (*tensor_grad)(const struct LumbreTensor *tensor, struct LumbreTensor **out);
    // A list with copies of the values (tensors are shared).
    int32_t (*value_list)(const struct LumbreValue *items, int64_t count, struct LumbreValue *out);
    // A string with a copy of the text.
    int32_t (*value_text)(const char *text, struct LumbreValue *out);
    // Gives back what a value holds, and makes it None. NULL is fine.
    void (*value_free)(struct LumbreValue *value);
    // Calls an op by its name (`add`, `sum.dim`, `namespace::name`), with its arguments in the order of the declaration; those
    // left out at the end have their defaults. Writes the number of results to `out_count` (NULL is fine), which is at most `capacity`.
    int32_t (*op_call)(const char *name,
                       const struct LumbreValue *args,
                       int64_t arg_count,
                       struct LumbreValue *outs,
                       int64_t capacity,
                       int64_t *out_count);
    // Registers an op, for everything that runs in this process.
    int32_t (*op_register)(const struct LumbreOp *op);
    // Opens a library and calls its `lumbre_extension_v1`.
    int32_t (*extension_load)(const char *path);
    // Reads and verifies a program. `options` may be NULL.
    int32_t (*module_load)(const char *path, const struct LumbreLoadOptions *options, struct LumbreModule **out);
    int32_t (*module_load_bytes)(const void *data, uint64_t bytes, const struct LumbreLoadOptions *options, struct LumbreModule **out);
    // NULL is fine.
    void (*module_free)(struct LumbreModule *module);
    // The name of method `index`; NULL beyond the last.
    const char *(*module_method)(const struct LumbreModule *module, int64_t index);
    // How many arguments a method takes (NULL stands for the first method); -1 where there is none of this name.
    int64_t (*module_input_count)(const struct LumbreModule *module, const char *method);
    // The name of an argument; NULL beyond the last.
    const char *(*module_input_name)(const struct LumbreModule *module, const char *method, int64_t index);
    // The type of an argument as Python writes it.
    const char *(*module_input_type)(const struct LumbreModule *module, const char *method, int64_t index);
    // Runs a method (NULL stands for the first). A tuple is given as its items; `out_count` (NULL is fine) says how many there
    // are, at most `capacity`.
    int32_t (*module_run)(const struct LumbreModule *module,
                          const char *method,
                          const struct LumbreValue *args,
                          int64_t arg_count,
                          struct LumbreValue *outs,
                          int64_t capacity,
                          int64_t *out_count);
    // Parameter or buffer `index`: its name, valid as long as the module, and a reference to it. Status `INDEX` beyond the last.
    int32_t (*module_weight)(const struct LumbreModule *module, int64_t index, const char **name, struct LumbreTensor **out);
    // The tensors of a `.npy`, `.npz` or `.safetensors` file, as a dict by name.
    int32_t (*tensors_load)(const char *path, struct LumbreValue *out);
    // Writes such a file; its ending says which.
    int32_t (*tensors_save)(const char *path, const char *const *names, const struct LumbreTensor *const *tensors, int64_t count);
} LumbreApi;

// The entry of an extension: a library exports `int32_t lumbre_extension_v1(const LumbreApi *api)`, which registers its ops and
// returns 0, or what `fail` or another function returned.
typedef int32_t (*LumbreExtension)(const struct LumbreApi *api);

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

// The functions of the engine; NULL for a version that this library does not know. The table lives as long as the process.
const struct LumbreApi *lumbre_api(uint32_t abi_version);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* LUMBRE_H */
