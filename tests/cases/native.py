from .common import Case, S, T

STATS = dict(low=0.5, high=1.5, grad=False)


def norm(name):
    # The running statistics are changed in place.
    def call(lib, *args):
        return getattr(lib, name)(*(a.clone() if isinstance(a, lib.Tensor) else a for a in args))

    return call


def running(lib, *args):
    return lib.ops.aten._native_batch_norm_legit(*(a.clone() if isinstance(a, lib.Tensor) else a for a in args))


CASES = [
    Case("native_layer_norm", [S(T((2, 3, 4)), (4,), T((4,)), T((4,)), 1e-5), S(T((2, 3, 4)), (3, 4), None, None, 1e-3)]),
    Case("native_group_norm", [S(T((2, 4, 3)), T((4,)), T((4,)), 2, 4, 3, 2, 1e-5)], dtypes=("float32", "float64")),
    Case("native_batch_norm", [
        S(T((4, 3, 2)), T((3,)), T((3,)), T((3,), **STATS), T((3,), **STATS), True, 0.1, 1e-5),
        S(T((4, 3)), None, None, T((3,), **STATS), T((3,), **STATS), False, 0.1, 1e-5),
    ], dtypes=("float32", "float64"), fn=norm("native_batch_norm")),
    Case("_native_batch_norm_legit", [S(T((4, 3, 2)), T((3,)), T((3,)), T((3,), **STATS), T((3,), **STATS), True, 0.1, 1e-5)],
         dtypes=("float32", "float64"), fn=running),
    Case("_native_batch_norm_legit.no_stats", [S(T((4, 3, 2)), T((3,)), T((3,)), True, 0.1, 1e-5)], dtypes=("float32", "float64"),
         fn=lambda lib, *a: lib.ops.aten._native_batch_norm_legit.no_stats(*a)),
    Case("_batch_norm_with_update", [S(T((4, 3, 2)), T((3,)), T((3,)), T((3,), **STATS), T((3,), **STATS), 0.1, 1e-5)], dtypes=("float32", "float64"),
         fn=lambda lib, *args: lib.ops.aten._batch_norm_with_update(*(a.clone() if isinstance(a, lib.Tensor) else a for a in args))),
    Case("native_dropout", [S(T((20, 4)), 0.4, True), S(T((3, 4)), 0.4, False), S(T((3, 4)), 1.0, True)], random=True),
    Case("native_dropout_backward", [S(T((3, 4)), T((3, 4), dtype="bool"), 2.0)], fn=lambda lib, *a: lib.ops.aten.native_dropout_backward(*a)),
    Case("_scaled_dot_product_flash_attention_for_cpu", [
        S(T((1, 2, 3, 2)), T((1, 2, 4, 2)), T((1, 2, 4, 2)), 0.0, True),
        S(T((1, 2, 3, 2)), T((1, 2, 4, 2)), T((1, 2, 4, 2)), attn_mask=T((3, 4), grad=False), scale=0.4),
    ], dtypes=("float32", "float64"), fn=lambda lib, *a, **k: lib.ops.aten._scaled_dot_product_flash_attention_for_cpu(*a, **k)),
    Case("conv_tbc", [S(T((4, 2, 2)), T((2, 2, 3)), T((3,)), 1), S(T((3, 1, 2)), T((3, 2, 1)), T((1,)))], dtypes=("float32", "float64")),
]
