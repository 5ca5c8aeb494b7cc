"""Functions of the package that look up names while they run, written so that programs can hold them."""

import math

from ...nn._functional.native import native


def resample(input, output_size, scales, mode, align_corners, antialias):
    n = input.dim() - 2
    if mode == "nearest":
        if n == 1:
            return native.upsample_nearest1d(input, output_size, scales)
        if n == 2:
            return native.upsample_nearest2d(input, output_size, scales)
        return native.upsample_nearest3d(input, output_size, scales)
    if mode == "nearest-exact":
        if n == 1:
            return native._upsample_nearest_exact1d(input, output_size, scales)
        if n == 2:
            return native._upsample_nearest_exact2d(input, output_size, scales)
        return native._upsample_nearest_exact3d(input, output_size, scales)
    if mode == "area":
        sizes = output_size
        if sizes is None:
            sizes = [math.floor(size * s) for size, s in zip(input.shape[2:], scales)]
        if n == 1:
            return native.adaptive_avg_pool1d(input, sizes)
        if n == 2:
            return native.adaptive_avg_pool2d(input, sizes)
        return native.adaptive_avg_pool3d(input, sizes)
    if mode == "linear":
        return native.upsample_linear1d(input, output_size, align_corners, scales)
    if mode == "trilinear":
        return native.upsample_trilinear3d(input, output_size, align_corners, scales)
    if mode == "bilinear":
        if antialias:
            return native._upsample_bilinear2d_aa(input, output_size, align_corners, scales)
        return native.upsample_bilinear2d(input, output_size, align_corners, scales)
    if antialias:
        return native._upsample_bicubic2d_aa(input, output_size, align_corners, scales)
    return native.upsample_bicubic2d(input, output_size, align_corners, scales)
