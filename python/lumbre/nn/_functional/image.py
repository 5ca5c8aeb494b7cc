"""Resampling of images: interpolation, grids."""

import math
import warnings

import lumbre

from .native import native, overridable

GRID_SAMPLE_INTERPOLATION_MODES = {"bilinear": 0, "nearest": 1, "bicubic": 2}
GRID_SAMPLE_PADDING_MODES = {"zeros": 0, "border": 1, "reflection": 2}

_ALIGNABLE = ("linear", "bilinear", "bicubic", "trilinear")
_MODES = (*_ALIGNABLE, "nearest", "lanczos", "area", "nearest-exact")
_DIM_OF_MODE = {"linear": 3, "bilinear": 4, "bicubic": 4, "lanczos": 4, "trilinear": 5}


def _per_dimension(value, n, spatial, what, shape):
    """One value per spatial dimension from a number or a sequence."""
    if not isinstance(value, (list, tuple)):
        return [value] * n
    if len(value) != n:
        name, shape_of = ("output size", "") if what == "size" else (what, "shape ")
        raise ValueError(
            f"Input and {'output' if what == 'size' else name} must have the same number of spatial dimensions, but got input with "
            f"spatial dimensions of {spatial} and {name} of {shape_of}{value}. "
            "Please provide input tensor in (N, C, d1, d2, ...,dK) format and "
            f"{shape}."
        )
    return list(value)


def _output_size(input, size, scale_factor, recompute):
    """(output_size, scale_factors), one of them None."""
    n = input.dim() - 2
    spatial = list(input.shape[2:])
    if size is not None and scale_factor is not None:
        raise ValueError("only one of size or scale_factor should be defined")
    if size is not None:
        if recompute:
            raise ValueError("recompute_scale_factor is not meaningful with an explicit size.")
        shape = "output size in (o1, o2, ...,oK) format"
        return _per_dimension(size, n, spatial, "size", shape), None
    if scale_factor is None:
        raise ValueError("either size or scale_factor should be defined")
    shape = "scale_factor in (s1, s2, ...,sK) format"
    scales = _per_dimension(scale_factor, n, spatial, "scale_factor", shape)
    scales = [float(s) for s in scales]
    if recompute:
        return [math.floor(size * s) for size, s in zip(spatial, scales)], None
    return None, scales


@overridable
def interpolate(
    input,
    size=None,
    scale_factor=None,
    mode="nearest",
    align_corners=None,
    recompute_scale_factor=None,
    antialias=False,
):
    """Resamples the spatial dimensions of (N, C, *) to `size` or by `scale_factor`.

    Args:
        mode: nearest, nearest-exact, linear (3-D), bilinear, bicubic, lanczos (4-D), trilinear
            (5-D) or area.
        align_corners: the outer samples' centres (True) or edges (False) coincide.
        recompute_scale_factor: derive the scale from the output size.
        antialias: filter when shrinking; bilinear, bicubic and lanczos only.

    Formula: that of `upsample_nearest2d`, `_upsample_nearest_exact2d`, `upsample_bilinear2d`, `upsample_bicubic2d` and their like;
        area is `adaptive_avg_pool2d`.
    Shapes: (N, C, n) to (N, C, m), and as many dimensions more on both sides; m is `size` or floor(n * scale_factor).
    Dtypes: floats, and uint8 for nearest and two-dimensional modes; others raise NotImplementedError.
    Raises: ValueError for neither or both of `size` and `scale_factor`, or another number of them than spatial dimensions, and for
        `align_corners` or `antialias` where the mode takes none; NotImplementedError for a mode that the number of dimensions has not.
    Source: PyTorch's `torch.nn.functional.interpolate`; cubic: Keys, Cubic Convolution Interpolation, 1981.
    """
    if align_corners is not None and mode not in _ALIGNABLE:
        raise ValueError(
            "align_corners option can only be set with the interpolating modes: "
            "linear | bilinear | bicubic | trilinear"
        )
    dim = input.dim()
    output_size, scales = _output_size(input, size, scale_factor, recompute_scale_factor)
    if dim not in (3, 4, 5) or mode not in _MODES:
        raise NotImplementedError(
            f"Input Error: Only 3D, 4D and 5D input Tensors supported (got {dim}D) for the modes: "
            "nearest | linear | bilinear | bicubic | trilinear | lanczos | area | nearest-exact "
            f"(got {mode})"
        )
    if antialias and not (mode in ("bilinear", "bicubic", "lanczos") and dim == 4):
        raise ValueError(
            "Anti-alias option is restricted to bilinear, bicubic, and lanczos modes and requires "
            "a 4-D tensor as input"
        )
    if mode == "lanczos" and not antialias:
        raise ValueError("Lanczos mode requires antialias=True")
    wanted = _DIM_OF_MODE.get(mode, dim)
    if wanted != dim:
        raise NotImplementedError(f"Got {dim}D input, but {mode} mode needs {wanted}D input")
    return _resample(input, output_size, scales, mode, bool(align_corners), antialias)


def _resample(input, output_size, scales, mode, align_corners, antialias):
    n = input.dim() - 2
    if mode == "nearest":
        return getattr(native, f"upsample_nearest{n}d")(input, output_size, scales)
    if mode == "nearest-exact":
        return getattr(native, f"_upsample_nearest_exact{n}d")(input, output_size, scales)
    if mode == "area":
        if output_size is None:
            output_size = [math.floor(size * s) for size, s in zip(input.shape[2:], scales)]
        return getattr(native, f"adaptive_avg_pool{n}d")(input, output_size)
    name = {"linear": "upsample_linear1d", "trilinear": "upsample_trilinear3d"}.get(mode)
    if name is None:
        name = f"_upsample_{mode}2d_aa" if antialias else f"upsample_{mode}2d"
    return getattr(native, name)(input, output_size, align_corners, scales)


def upsample(input, size=None, scale_factor=None, mode="nearest", align_corners=None):
    """`interpolate` under its old name.

    Shapes: (N, C, *); m = `size` or floor(n * scale_factor) in place of each spatial size n.
    Dtypes: floats, and uint8 for nearest; others raise NotImplementedError.
    Raises: ValueError for neither or both of `size` and a scale; NotImplementedError for a mode that the number of dimensions has not.
    Source: PyTorch's function of this name, which warns too.
    """
    warnings.warn(
        "`nn.functional.upsample` is deprecated. Use `nn.functional.interpolate` instead.",
        stacklevel=2,
    )
    return interpolate(input, size, scale_factor, mode, align_corners)


def upsample_nearest(input, size=None, scale_factor=None):
    """`interpolate` with mode nearest, under its old name.

    Shapes: (N, C, *); m = `size` or floor(n * scale_factor) in place of each spatial size n.
    Dtypes: floats, and uint8 for nearest; others raise NotImplementedError.
    Raises: ValueError for neither or both of `size` and a scale; NotImplementedError for a mode that the number of dimensions has not.
    Source: PyTorch's function of this name, which warns too.
    """
    warnings.warn(
        "`nn.functional.upsample_nearest` is deprecated. Use `nn.functional.interpolate` instead.",
        stacklevel=2,
    )
    return interpolate(input, size, scale_factor, mode="nearest")


def upsample_bilinear(input, size=None, scale_factor=None):
    """`interpolate` with mode bilinear and aligned corners, under its old name.

    Shapes: (N, C, *); m = `size` or floor(n * scale_factor) in place of each spatial size n.
    Dtypes: floats, and uint8 for nearest; others raise NotImplementedError.
    Raises: ValueError for neither or both of `size` and a scale; NotImplementedError for a mode that the number of dimensions has not.
    Source: PyTorch's function of this name, which warns too.
    """
    warnings.warn(
        "`nn.functional.upsample_bilinear` is deprecated. Use `nn.functional.interpolate` instead.",
        stacklevel=2,
    )
    return interpolate(input, size, scale_factor, mode="bilinear", align_corners=True)


def _default_align_corners(align_corners):
    if align_corners is None:
        warnings.warn(
            "Default grid_sample and affine_grid behavior has changed to align_corners=False since "
            "1.3.0. Please specify align_corners=True if the old behavior is desired.",
            stacklevel=4,
        )
        return False
    return align_corners


@overridable
def grid_sample(input, grid, mode="bilinear", padding_mode="zeros", align_corners=None):
    """Samples (N, C, H, W) at `grid` (N, Ho, Wo, 2), whose (x, y) run from -1 to 1 over the image.

    5-D inputs take a grid of (x, y, z).

    Raises: ValueError for another mode or padding mode; RuntimeError for other numbers of dimensions and a grid that does not fit.
    """
    if mode not in GRID_SAMPLE_INTERPOLATION_MODES:
        raise ValueError(
            "nn.functional.grid_sample(): expected mode to be 'bilinear', 'nearest' or 'bicubic', "
            f"but got: '{mode}'"
        )
    if padding_mode not in GRID_SAMPLE_PADDING_MODES:
        raise ValueError(
            "nn.functional.grid_sample(): expected padding_mode to be 'zeros', 'border', or "
            f"'reflection', but got: '{padding_mode}'"
        )
    return lumbre.grid_sampler(
        input,
        grid,
        GRID_SAMPLE_INTERPOLATION_MODES[mode],
        GRID_SAMPLE_PADDING_MODES[padding_mode],
        _default_align_corners(align_corners),
    )


@overridable
def affine_grid(theta, size, align_corners=None):
    """The grid for `grid_sample` that applies affine maps theta (N, 2, 3) or (N, 3, 4).

    `size` is the output's, (N, C, H, W) or (N, C, D, H, W).

    Raises: ValueError for a theta of another shape or of whole numbers, and sizes below 1; NotImplementedError for other numbers of sizes.
    """
    align_corners = _default_align_corners(align_corners)
    if not theta.is_floating_point():
        raise ValueError(f"Expected theta to have floating point type, but got {theta.dtype}")
    n = len(size) - 2
    if n not in (2, 3):
        raise NotImplementedError(
            "affine_grid only supports 4D and 5D sizes, for 2D and 3D affine transforms, "
            f"respectively. Got size {size}."
        )
    if theta.dim() != 3 or tuple(theta.shape[-2:]) != (n, n + 1):
        raise ValueError(
            f"Expected a batch of {n}D affine matrices of shape Nx{n}x{n + 1} "
            f"for size {size}. Got {theta.shape}."
        )
    if min(size) <= 0:
        raise ValueError(f"Expected non-zero, positive output size. Got {size}")
    return lumbre.affine_grid_generator(theta, size, align_corners)
