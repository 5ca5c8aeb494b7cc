"""Resampling of images and grids."""

import math

import lumbre

from .._build import N, Unsupported, X
from . import op


# Weights of one dimension, which are computed one by one.
MAX_WEIGHTS = 1 << 22


@op("Upsample")
def upsample(g, a, x, scales=None):
    given = list(a["scales"]) if scales is None else g.floats_of(scales)
    return resized(g, a, x, given, None, None, mode=a.get("mode", "nearest"), how="asymmetric", floor=True)


@op("Resize", since=10)
def resize_10(g, a, x, scales):
    return resized(g, a, x, g.floats_of(scales), None, None, mode=a.get("mode", "nearest"), how="asymmetric", floor=True)


@op("Resize", since=11)
def resize(g, a, x, roi=None, scales=None, sizes=None):
    if scales is not None and scales.known is None:
        return moving(g, a, x, [g.op("select", scales, 0, i) for i in range(scales.size(0))], None)
    scales = None if scales is None or scales.known.numel() == 0 else g.floats_of(scales)
    sizes = None if sizes is None else g.ints_of(sizes)
    roi = None if roi is None or roi.known is None or roi.known.numel() == 0 else g.floats_of(roi)
    return resized(g, a, x, scales, sizes, roi, a.get("mode", "nearest"), a.get("coordinate_transformation_mode", "half_pixel"))


def resized(g, a, x, scales, sizes, roi, mode, how, floor=False):
    n = x.need_rank()
    axes = [d % n for d in a.get("axes") or range(n)]
    have = x.sizes()
    policy = a.get("keep_aspect_ratio_policy", "stretch")
    if sizes is not None and policy != "stretch":
        if any(isinstance(v, N) for v in [*sizes, *have]):
            raise Unsupported(f"onnx.load: {g.where}: {policy} of sizes that are not fixed")
        ratios = [s / have[d] for s, d in zip(sizes, axes)]
        ratio = min(ratios) if policy == "not_larger" else max(ratios)
        scales, sizes = [ratio] * len(axes), [int(math.floor(ratio * have[d] + 0.5)) for d in axes]
    done = quick(g, a, x, scales, sizes, axes, mode, how, floor)
    if done is not None:
        return done
    if any(isinstance(have[d], N) and (sizes is not None or scales[i] != 1.0) or sizes is not None and isinstance(sizes[i], N) for i, d in enumerate(axes)):
        return moving(g, a, x, scales, sizes, floor, how)
    for i, d in enumerate(axes):
        size = have[d]
        if scales is not None and sizes is None and scales[i] == 1.0 and roi is None:
            continue
        scale = scales[i] if scales is not None else sizes[i] / size
        to = sizes[i] if sizes is not None else int(math.floor(size * scale))
        if to == size and scale == 1.0 and how != "tf_crop_and_resize":
            continue
        if not 0 < to * size <= MAX_WEIGHTS:
            raise Unsupported(f"onnx.load: {g.where}: resampling of {size} elements to {to}")
        span = None if roi is None else (roi[i], roi[len(axes) + i])
        rows = weights(a, size, to, size * scale if sizes is None else to, scale, mode, how, span, floor)
        matrix = g.constant(lumbre.tensor([r for r, _ in rows], dtype=lumbre.float64 if x.dtype == "float64" else lumbre.float32))
        dtype = x.dtype
        wide = x if matrix.dtype == dtype else x.to(matrix.dtype)
        moved = g.op("transpose", wide, d, -1) if d != n - 1 else wide
        out = moved @ g.op("t", matrix)
        if any(outside for _, outside in rows):
            off = g.constant(lumbre.tensor([outside for _, outside in rows]))
            out = g.op("masked_fill", out, off, a.get("extrapolation_value", 0.0))
        out = g.op("transpose", out, d, -1) if d != n - 1 else out
        if "int" in (dtype or "") and mode != "nearest":
            out = g.op("clamp", g.op("round", out), *((0, 255) if dtype == "uint8" else (-128, 127) if dtype == "int8" else (None, 2**31)))
        x = out.to(dtype)
    return x


def moving(g, a, x, scales, sizes, floor=False, how=None):
    """Resampling by sizes that are known when the program runs: the places and weights are computed there."""
    how = how or a.get("coordinate_transformation_mode", "half_pixel")
    mode = a.get("mode", "nearest")
    n = x.need_rank()
    if a.get("antialias", 0) or a.get("exclude_outside", 0) or how not in ("half_pixel", "align_corners", "asymmetric", "pytorch_half_pixel") or not x.is_float:
        raise Unsupported(f"onnx.load: {g.where}: this resampling of sizes that are not fixed")
    scalar = lambda v: v.reshape([]).to("float32") if isinstance(v, X) else g.vector([v], True).to("float32") if isinstance(v, N) else v  # noqa: E731
    for i, d in enumerate([k % n for k in a.get("axes") or range(n)]):
        size = x.size(d)
        if scales is not None and isinstance(scales[i], float) and scales[i] == 1.0 or sizes is not None and isinstance(sizes[i], int) and sizes[i] == size:
            continue
        if scales is not None:
            scale = scalar(scales[i])
            wide = g.vector([size], True).to("float32") * scale
            to = g.item(g.op("floor", wide).to("int64"))
        else:
            to = sizes[i]
            scale = scalar(to if isinstance(to, N) else g.vector([to], True)) / scalar(size)
        at = g.op("arange", to).to("float32")
        if how == "asymmetric":
            at = at / scale
        elif how == "align_corners":
            last = (wide if scales is not None else g.vector([to], True).to("float32")) - 1.0
            at = at * scalar(g.arithmetic("sub", size, 1)) / g.op("where", last > 0, last, g.op("ones_like", last))
        else:
            at = (at + 0.5) / scale - 0.5
            if how == "pytorch_half_pixel":
                at = g.op("where", g.op("gt", g.vector([to], True), 1), at, g.op("zeros_like", at))
        x = g.opened(sampled(g, a, x, d, at, size, mode, floor), n)
    return x


def sampled(g, a, x, d, at, size, mode, floor):
    """x along `d` at places between its elements."""
    last = g.vector([g.arithmetic("sub", size, 1)], True)
    pick = lambda k: g.op("index_select", x, d, g.op("minimum", g.op("clamp", k.to("int64"), 0), last))  # noqa: E731
    if mode == "nearest":
        how = "floor" if floor else a.get("nearest_mode", "round_prefer_floor")
        return pick({
            "floor": lambda: g.op("floor", at), "ceil": lambda: g.op("ceil", at), "round_prefer_floor": lambda: g.op("ceil", at - 0.5),
            "round_prefer_ceil": lambda: g.op("floor", at + 0.5),
        }[how]())  # fmt: skip
    low = g.op("floor", at)
    t = at - low
    c = a.get("cubic_coeff_a", -0.75)
    near = lambda t: ((c + 2) * t - (c + 3)) * t * t + 1  # noqa: E731
    far = lambda t: ((c * t - 5 * c) * t + 8 * c) * t - 4 * c  # noqa: E731
    weights = [(0, 1 - t), (1, t)] if mode == "linear" else [(-1, far(t + 1)), (0, near(t)), (1, near(1 - t)), (2, far(2 - t))]
    shape = [-1, *[1] * (x.rank - 1 - d)]
    out = None
    for k, w in weights:
        part = pick(low + k) * w.reshape(shape)
        out = part if out is None else out + part
    return out.to(x.dtype)


def quick(g, a, x, scales, sizes, axes, mode, how, floor):
    """The engine's own resampling, where it is the same: sizes may be open."""
    n = x.rank
    if n not in (3, 4, 5) or a.get("antialias", 0) or a.get("exclude_outside", 0) or not x.is_float:
        return None
    space = list(range(2, n))
    if scales is not None:
        by = dict(zip(axes, scales))
        if any(by.get(d, 1.0) != 1.0 for d in (0, 1)):
            return None
        to, factors = None, [by.get(d, 1.0) for d in space]
        if sizes is not None or any(isinstance(x.size(d), int) and x.size(d) * f != math.floor(x.size(d) * f) for d, f in zip(space, factors)):
            return None
    else:
        by = dict(zip(axes, sizes))
        if any(d in by and by[d] != x.size(d) and isinstance(by[d], int) and isinstance(x.size(d), int) for d in (0, 1)):
            return None
        to, factors = [by.get(d, x.size(d)) for d in space], None
    dims = n - 2
    if mode == "nearest" and how == "asymmetric" and (floor or a.get("nearest_mode", "round_prefer_floor") == "floor"):
        return g.op(f"upsample_nearest{dims}d", x, to, factors)
    name = {1: "upsample_linear1d", 2: "upsample_bilinear2d", 3: "upsample_trilinear3d"}[dims] if mode == "linear" else "upsample_bicubic2d"
    if mode == "cubic" and (dims != 2 or a.get("cubic_coeff_a", -0.75) != -0.75):
        return None
    if how == "align_corners" and factors is not None and any(f != int(f) for f in factors):
        return None
    if mode in ("linear", "cubic") and how in ("half_pixel", "align_corners", "pytorch_half_pixel"):
        if how == "pytorch_half_pixel" and (to is None or 1 in to or any(not isinstance(t, int) for t in to)):
            return None
        return g.op(name, x, to, how == "align_corners", factors)
    return None


def source(i, size, to, scale, how, span):
    """Where in the input the result `i` lies; `to` is the scaled size, which need not be whole."""
    if how == "half_pixel":
        return (i + 0.5) / scale - 0.5
    if how == "half_pixel_symmetric":
        centre = size / 2
        adjust = math.floor(to) / to
        return centre * (1 - adjust) + (i + 0.5) / scale - 0.5
    if how == "pytorch_half_pixel":
        return (i + 0.5) / scale - 0.5 if to > 1 else 0.0
    if how == "align_corners":
        return i * (size - 1) / (to - 1) if to > 1 else 0.0
    if how == "asymmetric":
        return i / scale
    if how == "tf_crop_and_resize":
        start, end = span or (0.0, 1.0)
        return start * (size - 1) + i * (end - start) * (size - 1) / (to - 1) if to > 1 else 0.5 * (start + end) * (size - 1)
    raise Unsupported(f"onnx.load: Resize: the coordinates {how}")


def weights(a, size, to, length, scale, mode, how, span, floor):
    """For each result: the weight of every input, and whether it lies outside."""
    rows = []
    for i in range(to):
        at = source(i, size, length, scale, how, span)
        outside = how == "tf_crop_and_resize" and not 0 <= at <= size - 1
        row = [0.0] * size
        for place, w in taps(a, at, scale, mode, floor):
            if a.get("exclude_outside", 0) and not 0 <= place < size:
                continue
            row[min(max(place, 0), size - 1)] += w
        total = sum(row)
        if a.get("exclude_outside", 0) and total:
            row = [w / total for w in row]
        rows.append((row, outside))
    return rows


def taps(a, at, scale, mode, floor):
    """(place, weight) of the inputs near a place."""
    if mode == "nearest":
        how = "floor" if floor else a.get("nearest_mode", "round_prefer_floor")
        place = {
            "floor": lambda: math.floor(at), "ceil": lambda: math.ceil(at), "round_prefer_floor": lambda: math.ceil(at - 0.5),
            "round_prefer_ceil": lambda: math.floor(at + 0.5),
        }[how]()  # fmt: skip
        return [(place, 1.0)]
    # Where it shrinks, antialiasing widens the kernel.
    narrow = min(scale, 1.0) if a.get("antialias", 0) else 1.0
    reach = 1 if mode == "linear" else 2
    coefficient = a.get("cubic_coeff_a", -0.75)

    def kernel(t):
        t = abs(t)
        if mode == "linear":
            return max(0.0, 1 - t)
        if t <= 1:
            return ((coefficient + 2) * t - (coefficient + 3)) * t * t + 1
        return ((coefficient * t - 5 * coefficient) * t + 8 * coefficient) * t - 4 * coefficient if t < 2 else 0.0

    first, last = math.floor(at - reach / narrow) + 1, math.ceil(at + reach / narrow) - 1
    if narrow == 1.0:
        first, last = math.floor(at) - reach + 1, math.floor(at) + reach
    out = [(p, kernel((p - at) * narrow)) for p in range(first, last + 1)]
    total = sum(w for _, w in out)
    return [(p, w / total) for p, w in out] if narrow != 1.0 and total else out


@op("GridSample")
def grid_sample(g, a, x, grid):
    mode = {"bilinear": 0, "linear": 0, "nearest": 1, "bicubic": 2, "cubic": 2}[a.get("mode", "linear")]
    edge = {"zeros": 0, "border": 1, "reflection": 2}[a.get("padding_mode", "zeros")]
    return g.op("grid_sampler", x, grid, mode, edge, bool(a.get("align_corners", 0)))


@op("AffineGrid")
def affine_grid(g, a, theta, size):
    return g.op("affine_grid_generator", theta, g.ints_of(size), bool(a.get("align_corners", 0)))
