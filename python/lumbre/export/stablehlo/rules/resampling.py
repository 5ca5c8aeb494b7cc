"""Resampling: one dimension after the other, by matrices that are known now."""

import math

from . import rule
from .indexing import take
from .products import product
from .shapes import movedim


def resized(b, x, d, rows):
    """Each result along `d` is the sum of these (place, weight)."""
    if all(len(r) == 1 and r[0][1] == 1 for r in rows):
        return take(b, x, d, [r[0][0] for r in rows])
    n = x.shape[d]
    flat = [0.0] * (len(rows) * n)
    for i, r in enumerate(rows):
        for place, weight in r:
            flat[i * n + place] += weight
    kind = x.dtype if x.dtype == "float64" else "float32"
    out = product(b, x.to(kind), b.dense(flat, kind, (len(rows), n)), ([], []), ([d], [1])).to(x.dtype)
    return movedim(b, out, [out.rank - 1], [d])


def _nearest(n, m, scale, exact):
    ratio = 1 / scale if scale else n / m
    return [[(min(int((i + 0.5) * ratio) if exact else int(math.floor(i * ratio)), n - 1), 1)] for i in range(m)]


def _source(i, n, m, scale, corners):
    if corners:
        return i * (n - 1) / (m - 1) if m > 1 else 0.0
    return (i + 0.5) * (1 / scale if scale else n / m) - 0.5


def _linear(n, m, scale, corners):
    rows = []
    for i in range(m):
        s = max(_source(i, n, m, scale, corners), 0.0)
        low = min(int(s), n - 1)
        rows.append([(low, 1 - (s - low)), (min(low + 1, n - 1), s - low)])
    return rows


def _cubic(n, m, scale, corners):
    a, rows = -0.75, []
    near = lambda t: ((a + 2) * t - (a + 3)) * t * t + 1  # noqa: E731
    far = lambda t: ((a * t - 5 * a) * t + 8 * a) * t - 4 * a  # noqa: E731
    for i in range(m):
        s = _source(i, n, m, scale, corners)
        low = math.floor(s)
        t = s - low
        weights = (far(t + 1), near(t), near(1 - t), far(2 - t))
        rows.append([(min(max(low + k - 1, 0), n - 1), w) for k, w in enumerate(weights)])
    return rows


@rule(
    "upsample_nearest1d", "upsample_nearest2d", "upsample_nearest3d", "_upsample_nearest_exact1d", "_upsample_nearest_exact2d",
    "_upsample_nearest_exact3d", "upsample_linear1d", "upsample_bilinear2d", "upsample_trilinear3d", "upsample_bicubic2d",
)  # fmt: skip
def _upsample(c):
    x, size, scales = c.x, c.known("output_size"), c.known("scale_factors")
    n = x.rank - 2
    if size is None:
        size = [int(math.floor(s * f)) for s, f in zip(x.shape[2:], scales)]
        given = list(scales)
    else:
        given = [None] * n
    corners = bool(c.get("align_corners", False))
    for k in range(n):
        a, m = x.shape[2 + k], size[k]
        if "nearest" in c.op:
            rows = _nearest(a, m, given[k], "exact" in c.op)
        else:
            rows = (_cubic if "cubic" in c.op else _linear)(a, m, given[k], corners)
        if a != m or given[k]:
            x = resized(c.b, x, 2 + k, rows)
    return x
