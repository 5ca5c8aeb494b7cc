from .common import FLOATS, Case, S, T

def aten(name):
    return lambda lib, *args: getattr(lib.ops.aten, name)(*args)


AVERAGED = (*FLOATS, "int64")

CASES = [
    Case("max_pool1d", [S(T((1, 2, 9)), 2), S(T((1, 2, 9)), 3, 2, 1, 1, True)], dtypes="f"),
    Case("max_pool1d_with_indices", [S(T((1, 2, 9)), 3, 2, 1, 1, True)], dtypes="f", fn=lambda lib, *a: lib.nn.functional.max_pool1d_with_indices(*a)),
    Case("avg_pool1d", [S(T((1, 2, 9)), 2), S(T((1, 2, 9)), 3, 2, 1, True, False)], dtypes=AVERAGED, fn=lambda lib, *a: lib.nn.functional.avg_pool1d(*a)),
    Case("adaptive_avg_pool1d", [S(T((1, 2, 9)), 2), S(T((1, 2, 9)), 4)], dtypes="f", fn=lambda lib, *a: lib.nn.functional.adaptive_avg_pool1d(*a)),
    Case("adaptive_max_pool1d_with_indices", [S(T((1, 2, 9)), 2)], dtypes="f", fn=lambda lib, *a: lib.nn.functional.adaptive_max_pool1d(*a, return_indices=True)),
    Case("max_pool2d", [S(T((1, 1, 6, 5)), 2), S(T((1, 1, 6, 5)), 3, 2, 1, 1, True)], dtypes="f"),
    Case("max_pool2d_with_indices", [S(T((1, 1, 6, 5)), 3, 2, 1, 1, True)], dtypes="f", fn=lambda lib, *a: lib.nn.functional.max_pool2d_with_indices(*a)),
    Case("avg_pool2d", [S(T((1, 1, 6, 5)), 2), S(T((1, 1, 6, 5)), 3, 2, 1, True, False)], dtypes=AVERAGED, fn=lambda lib, *a, **k: lib.nn.functional.avg_pool2d(*a, **k)),
    Case("adaptive_avg_pool2d", [S(T((1, 1, 6, 5)), 2), S(T((1, 1, 6, 5)), 4)], dtypes="f", fn=lambda lib, *a: lib.nn.functional.adaptive_avg_pool2d(*a)),
    Case("adaptive_max_pool2d_with_indices", [S(T((1, 1, 6, 5)), 2)], dtypes="f", fn=lambda lib, *a: lib.nn.functional.adaptive_max_pool2d(*a, return_indices=True)),
    Case("max_pool3d", [S(T((1, 1, 4, 3, 4)), 2), S(T((1, 1, 4, 3, 4)), 3, 2, 1, 1, True)], dtypes="f"),
    Case("max_pool3d_with_indices", [S(T((1, 1, 4, 3, 4)), 3, 2, 1, 1, True)], dtypes="f", fn=lambda lib, *a: lib.nn.functional.max_pool3d_with_indices(*a)),
    Case("avg_pool3d", [S(T((1, 1, 4, 3, 4)), 2), S(T((1, 1, 4, 3, 4)), 3, 2, 1, True, False)], dtypes=AVERAGED, fn=lambda lib, *a, **k: lib.nn.functional.avg_pool3d(*a, **k)),
    Case("adaptive_avg_pool3d", [S(T((1, 1, 4, 3, 4)), 2), S(T((1, 1, 4, 3, 4)), 4)], dtypes="f", fn=lambda lib, *a: lib.nn.functional.adaptive_avg_pool3d(*a)),
    Case("adaptive_max_pool3d_with_indices", [S(T((1, 1, 4, 3, 4)), 2)], dtypes="f", fn=lambda lib, *a: lib.nn.functional.adaptive_max_pool3d(*a, return_indices=True)),
    Case("adaptive_max_pool1d", [S(T((1, 2, 9)), 4)], dtypes="f"),
    Case("max_unpool2d", [S(T((1, 1, 2, 2)), T(dtype="int64", values=[[[[0, 3], [9, 14]]]]), (4, 4))], fn=lambda lib, x, i, size: lib.nn.functional.max_unpool2d(x, i, 2, output_size=size)),
    Case("max_unpool3d", [S(T((1, 1, 1, 2, 2)), T(dtype="int64", values=[[[[[0, 3], [9, 14]]]]]), (2, 4, 4))], fn=lambda lib, x, i, size: lib.nn.functional.max_unpool3d(x, i, 2, output_size=size)),
    Case("upsample_nearest1d", [S(T((1, 2, 4)), 7)], fn=lambda lib, x, n: lib.nn.functional.interpolate(x, n)),
    Case("upsample_nearest2d", [S(T((1, 2, 4, 3)), (7, 2)), S(T((1, 2, 4, 3)), (8, 6))], fn=lambda lib, x, n: lib.nn.functional.interpolate(x, n)),
    Case("upsample_nearest3d", [S(T((1, 1, 2, 3, 2)), (3, 4, 5))], fn=lambda lib, x, n: lib.nn.functional.interpolate(x, n)),
    Case("_upsample_nearest_exact1d", [S(T((1, 2, 4)), 7)], fn=lambda lib, x, n: lib.nn.functional.interpolate(x, n, mode="nearest-exact")),
    Case("_upsample_nearest_exact2d", [S(T((1, 2, 4, 3)), (7, 2))], fn=lambda lib, x, n: lib.nn.functional.interpolate(x, n, mode="nearest-exact")),
    Case("_upsample_nearest_exact3d", [S(T((1, 1, 2, 3, 2)), (3, 4, 5))], fn=lambda lib, x, n: lib.nn.functional.interpolate(x, n, mode="nearest-exact")),
    Case("upsample_linear1d", [S(T((1, 2, 4)), 7), S(T((1, 2, 4)), 7, True)], fn=lambda lib, x, n, a=False: lib.nn.functional.interpolate(x, n, mode="linear", align_corners=a)),
    Case("upsample_bilinear2d", [S(T((1, 2, 4, 3)), (7, 2)), S(T((1, 2, 4, 3)), (7, 5), True)], fn=lambda lib, x, n, a=False: lib.nn.functional.interpolate(x, n, mode="bilinear", align_corners=a)),
    Case("upsample_trilinear3d", [S(T((1, 1, 2, 3, 2)), (3, 4, 5))], fn=lambda lib, x, n, a=False: lib.nn.functional.interpolate(x, n, mode="trilinear", align_corners=a)),
    Case("upsample_bicubic2d", [S(T((1, 2, 4, 3)), (7, 2)), S(T((1, 2, 4, 3)), (7, 5), True)], fn=lambda lib, x, n, a=False: lib.nn.functional.interpolate(x, n, mode="bicubic", align_corners=a)),
    Case("_upsample_bilinear2d_aa", [S(T((1, 1, 6, 7)), (3, 4))], fn=lambda lib, x, n: lib.nn.functional.interpolate(x, n, mode="bilinear", antialias=True)),
    Case("_upsample_bicubic2d_aa", [S(T((1, 1, 6, 7)), (3, 4))], fn=lambda lib, x, n: lib.nn.functional.interpolate(x, n, mode="bicubic", antialias=True)),
    Case("_upsample_lanczos2d_aa", [S(T((1, 1, 7, 8)), (3, 4))], fn=lambda lib, x, n: lib.nn.functional.interpolate(x, n, mode="lanczos", antialias=True)),
    Case("max_pool2d_with_indices_backward", [S(T((1, 1, 2, 2)), T((1, 1, 4, 4), grad=False), 2, 2, 0, 1, False, T(dtype="int64", values=[[[[0, 3], [9, 14]]]]))],
         fn=lambda lib, *a: lib.ops.aten.max_pool2d_with_indices_backward(*a)),
    Case("fractional_max_pool2d_with_indices", [S(T((1, 2, 5, 6)), 2, (3, 4), T((1, 2, 2), low=0, high=1, grad=False)), S(T((1, 5, 5)), (2, 3), 2, T((1, 1, 2), low=0, high=1, grad=False))], meta=False,
         dtypes=("float32", "float64"), fn=lambda lib, x, k, n, r: lib.nn.functional.fractional_max_pool2d_with_indices(x, k, n, _random_samples=r)),
    Case("fractional_max_pool3d_with_indices", [S(T((1, 1, 4, 4, 5)), 2, (2, 2, 3), T((1, 1, 3), low=0, high=1, grad=False))], meta=False,
         dtypes=("float32", "float64"), fn=lambda lib, x, k, n, r: lib.nn.functional.fractional_max_pool3d_with_indices(x, k, n, _random_samples=r)),
    Case("_upsample_bilinear2d_aa.scales", [S(T((1, 1, 6, 7)), (3, 4), False), S(T((1, 1, 6, 7)), (3, 4), False, 0.6, 0.5)], fn=aten("_upsample_bilinear2d_aa")),
    Case("_upsample_bicubic2d_aa.scales", [S(T((1, 1, 6, 7)), (3, 4), False, 0.6, 0.5)], fn=aten("_upsample_bicubic2d_aa")),
    Case("_upsample_lanczos2d_aa.scales", [S(T((1, 1, 7, 8)), (3, 4), False, 0.6, 0.5)], fn=aten("_upsample_lanczos2d_aa")),
]
